//! Lines of a page's head that tell by themselves that they are: they name the page, or the day and the page.

use super::super::hints::Hints;
use super::super::issue_number::{is_number_line, is_periodical};
use super::super::lexicon::CharSet;
use super::super::masthead::{day_of, is_day};
use super::super::page::Page;
use super::super::role::{Omission, Role};
use super::super::signal::{bare, is_common_han, is_letter, is_numeral, is_weekday, squeezed};
use super::{HEAD_OF_ISSUE, LONGEST_SECTION, is_plain};

/// The shortest name of a paper, in characters.
const SHORTEST_PAPER: usize = 3;
/// The longest name of a section and its part, in characters.
const LONGEST_PARTS: usize = 8;

/// Takes out the undecided lines that name their page.
pub(super) fn leave_out_paged(page: &Page, roles: &mut [Option<Role>]) {
    for (line, role) in roles.iter_mut().enumerate() {
        let hints = page.lines[line].hints;
        if role.is_none()
            && hints.may(Hints::WEEKDAY.and(Hints::SPACE))
            && is_plain(page, line)
            && is_paged(page, line)
        {
            *role = Some(Role::Out(Omission::RunningHead));
        }
    }
}

/// Whether `line` names a page beside a section, a paper or a day, or is a day of the week.
fn is_paged(page: &Page, line: usize) -> bool {
    let (here, text) = (&page.lines[line], page.line(line));
    let hints = here.hints;
    let gap =
        || text.contains(['\u{3000}', '\t']) || text.as_bytes().windows(2).any(|two| two == b"  ");
    let paged = || {
        if !gap() {
            return is_section_and_page(text);
        }
        let cells = text
            .split(['\u{3000}', '\t'])
            .flat_map(|part| part.split("  "));
        cells.clone().count() >= 2
            && (cells.clone().next().is_some_and(is_page)
                || cells.clone().last().is_some_and(is_page)
                || is_paper_and_page(cells))
    };
    let dated = || (line >= HEAD_OF_ISSUE || !hints.may_date()) && is_dated_page(text);
    let weekday = || here.chars <= LONGEST_SECTION && is_weekday(&squeezed(bare(text)));
    // Each page has a number.
    let numbered = hints.may(Hints::SPACE) && hints.may(Hints::NUMERAL);
    hints.may(Hints::WEEKDAY) && weekday() || numbered && (paged() || dated())
}

/// A page's name beside a section: B3, A07, 第3版.
pub(super) fn is_page(word: &str) -> bool {
    const FIRSTS: CharSet = CharSet::of_first(&[]).and("ABCDETＡＢＣＤＥＴ");
    if !FIRSTS.begins(word.trim_start()) {
        return false;
    }
    let word = squeezed(word);
    let rest = word.strip_prefix(['A', 'B', 'C', 'D', 'E', 'T']);
    rest.is_some_and(|rest| {
        (1..=2).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether `text` is the name of a section, perhaps with that of its part, and the name of a page, one space
/// between them: 产业·公司 B2.
fn is_section_and_page(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(first), Some(last), None) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    let is_name = |word: &str| {
        (2..=LONGEST_PARTS).contains(&word.chars().count())
            && word
                .split(['·', '•', '・'])
                .all(|part| part.chars().all(is_letter))
            && !word.is_ascii()
    };
    is_page(last) && is_name(first) || is_page(first) && is_name(last)
}

/// Whether `cells` are the name of a paper, its characters perhaps set apart, and the number of a page:
/// 溪 山 日 报　　　第二版.
fn is_paper_and_page<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut cells = cells.filter(|cell| !cell.trim().is_empty());
    let (Some(one), Some(other), None) = (cells.next(), cells.next(), cells.next()) else {
        return false;
    };
    let page = |cell: &str| {
        let number = cell.trim().strip_prefix('第');
        let number = number.and_then(|rest| rest.strip_suffix(['版', '页', '頁']));
        number.is_some_and(|number| {
            (1..=3).contains(&number.chars().count()) && number.chars().all(is_numeral)
        })
    };
    let paper = |cell: &str| {
        let name = squeezed(cell);
        (3..=8).contains(&name.chars().count()) && name.ends_with(['报', '報', '刊', '讯', '訊'])
    };
    paper(one) && page(other) || page(one) && paper(other)
}

/// Whether `text` is a day and a page's number, and beside them nothing but weekdays, names and numbers of
/// issues: 综合新闻 2022年8月26日 2. The name of the paper may stand in the place of the day.
fn is_dated_page(text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || "|｜·•/".contains(c));
    let mut count = [0usize; 3];
    let mut paper = false;
    let fits = words.all(|word| {
        let number = word.trim_matches(['第', '版', '页', '頁', '-', '—', '─', '－']);
        let page = (1..=3).contains(&number.chars().count()) && number.chars().all(is_numeral);
        let name = || {
            (2..=LONGEST_SECTION).contains(&word.chars().count()) && word.chars().all(is_common_han)
        };
        let place = if word.is_empty() || is_weekday(bare(word)) {
            return true;
        } else if page || is_page(word) {
            0
        } else if is_day(word) && day_of(word).is_some_and(|day| day.2.is_some()) {
            1
        } else if name() || is_number_line(word) {
            2
        } else {
            return false;
        };
        count[place] += 1;
        paper |= place == 2 && is_periodical(word) && word.chars().count() >= SHORTEST_PAPER;
        true
    });
    // 2 要闻 某某报: the paper's name in the place of the day.
    let [pages, days, names] = count;
    fits && pages == 1
        && (days == 1 && names <= 3
            || days == 0 && paper && names == 2 && text.contains('\u{3000}'))
}
