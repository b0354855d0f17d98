//! Heads of pages: the name of a section, of a paper or of a book, and beside it the page's number.
//!
//! Entries of a contents list have a name and a number as well. So the numbers of heads ascend, and between
//! two of them stands the text of a page.

use super::gaps::is_spaced_out;
use super::hints::Hints;
use super::issue_number::cells;
use super::lexicon::CharSet;
use super::masthead::is_day;
use super::page::{Mark, Page};
use super::role::{Omission, Role};
use super::section::is_section;
use super::signal::{End, end, is_common_han};
use super::sums::sum;

/// The longest head with a section and a page's number, in characters; how many there are at least, and how
/// many lines stand between them.
const LONGEST_SECTION_HEAD: usize = 24;
const FEWEST_HEADS: usize = 3;
const FEWEST_BETWEEN: usize = 2;
/// The longest head that another one mirrors, in characters.
const LONGEST_MIRRORED: usize = 40;
/// The fewest characters of a sentence that a page cuts.
const FEWEST_OF_SENTENCE: usize = 16;
/// The shortest line of a column of running text, in characters and in those of full width.
const SHORTEST_IN_COLUMN: usize = 10;
/// How much wider other lines of its column are at most, in characters of full width.
const RAGGED: usize = 2;
/// What a head has, if clauses stand in it.
const OF_HEADS: Hints = Hints::PAGE
    .and(Hints::WEEKDAY)
    .and(Hints::ORDINAL)
    .and(Hints::SPACE);
/// The shortest name of one that stands beside its number, in characters.
const SHORTEST_NAME: usize = 4;
/// How many pages a head with a longer name is on from the one before at most: some have none.
const MOST_PAGES: u16 = 2;

/// The letters before the numbers of pages: A03.
pub(super) const PAGE_LETTERS: [char; 5] = ['A', 'B', 'C', 'D', 'T'];
/// What stands between the number of a page and the name of its section.
pub(super) const POINTS: &str = "·•・|｜";

/// Whether `line` is plainly one of a column of running text and no head, however often it comes again: a clause
/// ends inside it, none of the words of a head stands in it, and it is as wide as a line right above or below it.
pub(super) fn is_clause_of_column(page: &Page, line: usize) -> bool {
    let here = &page.lines[line];
    let wide = here.wide() + usize::from(here.indent) / 2;
    let beside = |other: Option<usize>, room: u32| {
        other
            .and_then(|other| page.lines.get(other))
            .is_some_and(|other| {
                room == 0
                    && other.mark == Mark::None
                    && (SHORTEST_IN_COLUMN..=wide + RAGGED).contains(&other.wide())
            })
    };
    here.mark == Mark::None
        && here.chars >= SHORTEST_IN_COLUMN
        && here.hints.may(Hints::COMMA.and(Hints::STOP))
        && !here.hints.may(OF_HEADS)
        && (beside(line.checked_sub(1), here.blank)
            || beside(
                Some(line + 1),
                page.lines.get(line + 1).map_or(0, |below| below.blank),
            ))
}

/// Whether `text` with these hints, in which there are gaps, is the head of a page whatever stands elsewhere.
pub(super) fn is_head_by_itself(text: &str, hints: Hints) -> bool {
    is_spaced_head(text) || hints.may_date() && is_section_and_day(text, hints)
}

/// Whether `text` is the name of a section and a whole day beside it: 副刊　2019年5月4日.
fn is_section_and_day(text: &str, hints: Hints) -> bool {
    let mut cells = cells(text);
    let (Some(one), Some(other), None) = (cells.next(), cells.next(), cells.next()) else {
        return false;
    };
    let both = |name: &str, day: &str| is_day(day) && is_section(name, hints);
    both(one, other) || both(other, one)
}

/// `江 城 文 史　　· 9 ·`: a page's number between points, and in a cell beside it a name set with a space
/// behind each character.
fn is_spaced_head(text: &str) -> bool {
    let pointed = |cell: &str| {
        let inner = cell.strip_prefix(['·', '•', '-', '—', '─']);
        let inner = inner.and_then(|cell| cell.strip_suffix(['·', '•', '-', '—', '─']));
        inner.is_some_and(|number| {
            let number = number.trim();
            (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let spaced = |cell: &str| {
        is_spaced_out(cell, 3) && cell.chars().all(|c| is_common_han(c) || c.is_whitespace())
    };
    // The number's cell may be cut at its own spaces.
    let Some(at) = text.find(['·', '•', '─', '—']) else {
        return false;
    };
    let head = text[..at].trim();
    if !head.is_empty() {
        return pointed(text[at..].trim()) && cells(head).any(spaced);
    }
    let rest = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let number = text[..text.len() - rest.len()].trim();
    pointed(number) && cells(rest).any(spaced)
}

/// Heads of pages with the name of a section or book and the number of the page: 史海　　　4, 126　某县年鉴.
/// There are several, the numbers ascend, by one or two where the name is long, and no two stand together as
/// entries of a list do.
pub(super) fn page_heads(page: &Page, roles: &mut [Option<Role>]) {
    let numbered = |line: usize| -> Option<u16> {
        let here = &page.lines[line];
        if here.chars > LONGEST_SECTION_HEAD || !here.hints.may(Hints::SPACE) {
            return None;
        }
        page_of_head(page.line(line)).filter(|_| roles[line].is_none())
    };
    let heads: Vec<(usize, u16)> = (0..page.lines.len())
        .filter_map(|line| numbered(line).map(|number| (line, number)))
        .collect();
    let short = |line: usize| section_head(page.line(line)).is_some();
    let most = match heads.iter().all(|&(line, _)| short(line)) {
        true => u16::MAX,
        false => MOST_PAGES,
    };
    let ascends = heads.windows(2).all(|two| {
        let step = two[1].1.checked_sub(two[0].1);
        step.is_some_and(|step| (1..=most).contains(&step))
    });
    let apart = heads
        .windows(2)
        .all(|two| two[0].0 + FEWEST_BETWEEN < two[1].0);
    if heads.len() >= FEWEST_HEADS && ascends && apart {
        for (line, _) in heads {
            roles[line] = Some(Role::Out(Omission::RunningHead));
        }
    }
    sections(page, roles);
    mirrored(page, roles);
}

/// When a program gave out the text: 导出时间 2020-07-02 09:14.
pub(super) fn is_export_time(text: &str) -> bool {
    const WORDS: [&str; 6] = [
        "导出时间",
        "导出日期",
        "打印时间",
        "打印日期",
        "下载时间",
        "生成时间",
    ];
    const FIRSTS: CharSet = CharSet::of_first(&WORDS);
    if !FIRSTS.begins(text.trim_start()) {
        return false;
    }
    let rest = WORDS
        .iter()
        .find_map(|word| text.trim_start().strip_prefix(word));
    rest.is_some_and(|rest| {
        rest.contains(|c: char| c.is_ascii_digit())
            && rest.chars().all(|c| {
                c.is_ascii_digit() || c.is_whitespace() || "：:-/.年月日时分秒".contains(c)
            })
    })
}

/// Heads of left and right pages, each the mirror of the other: · 4 ·　某刊　第2期 and 第2期　某刊　· 5 ·. The
/// numbers ascend.
fn mirrored(page: &Page, roles: &mut [Option<Role>]) {
    let mut heads: Vec<(u64, usize, u16, bool)> = (0..page.lines.len())
        .filter_map(|line| {
            let here = &page.lines[line];
            // What tells one of them by itself tells the other.
            let head = Some(Role::Out(Omission::RunningHead));
            let may = here.chars <= LONGEST_MIRRORED
                && (roles[line].is_none() || roles[line] == head)
                && here.hints.may(Hints::SPACE)
                && here.hints.may(Hints::NUMERAL);
            let (number, first, words) = may.then(|| page_at_edge(page.line(line)))??;
            Some((words, line, number, first))
        })
        .collect();
    heads.sort_unstable();
    for same in heads.chunk_by(|one, other| one.0 == other.0) {
        let sides = |side: bool| same.iter().any(|&(.., first)| first == side);
        if sides(true) && sides(false) && same.windows(2).all(|two| two[0].2 < two[1].2) {
            for &(_, line, ..) in same {
                roles[line] = Some(Role::Out(Omission::RunningHead));
            }
        }
    }
}

/// The page of a head of several words, whether its number stands first or last, and the sum of the others,
/// whatever their order.
fn page_at_edge(text: &str) -> Option<(u16, bool, u64)> {
    const AROUND: [char; 7] = ['·', '•', '-', '—', '─', '|', '｜'];
    let text = text.trim_matches(|c: char| c.is_whitespace() || AROUND.contains(&c));
    let number = |word: &str| {
        let may = (1..=3).contains(&word.len()) && word.bytes().all(|c| c.is_ascii_digit());
        may.then(|| word.parse().ok()).flatten()
    };
    let gap = |c: char| c.is_whitespace() || AROUND.contains(&c);
    let (page, first) = match text.split(gap).next().and_then(number) {
        Some(page) => (page, true),
        None => (text.rsplit(gap).next().and_then(number)?, false),
    };
    let others = text
        .split(gap)
        .filter(|word| !word.is_empty() && number(word).is_none());
    let letters = others.clone().flat_map(str::chars);
    let told =
        others.clone().nth(1).is_some() && letters.filter(|&c| is_common_han(c)).nth(3).is_some();
    let words = others.fold(0, |all: u64, word| all.wrapping_add(sum(word)));
    told.then_some((page, first, words))
}

/// Numbers of pages with the name of a section behind a point: 02 · 城事. Chapters are numbered so too; pages
/// are turned inside a sentence, or a title stands right below their head, which no chapter has.
fn sections(page: &Page, roles: &mut [Option<Role>]) {
    let numbered = |line: usize| {
        let here = &page.lines[line];
        let hints = here.hints;
        let may = here.chars <= LONGEST_SECTION_HEAD
            && hints.may(Hints::NUMERAL)
            && hints.may(Hints::POINT);
        let number = may.then(|| page_of_section(page.line(line))).flatten();
        number.filter(|_| roles[line].is_none())
    };
    let heads: Vec<(usize, u16)> = (0..page.lines.len())
        .filter_map(|line| numbered(line).map(|number| (line, number)))
        .collect();
    let mark = |line: usize| page.lines.get(line).map(|line| line.mark);
    let turns = |&&(line, _): &&(usize, u16)| {
        let torn = || {
            let above = line - 1;
            page.lines[above].chars >= FEWEST_OF_SENTENCE && page.end(above) == End::Open
        };
        matches!(mark(line + 1), Some(Mark::Heading(_)))
            || line > 0 && mark(line - 1) == Some(Mark::None) && torn()
    };
    let alike = heads
        .windows(2)
        .all(|two| mark(two[0].0) == mark(two[1].0) && two[0].1 < two[1].1);
    if heads.len() >= FEWEST_HEADS && alike && heads.iter().filter(turns).count() * 2 >= heads.len()
    {
        for (line, _) in heads {
            roles[line] = Some(Role::Out(Omission::RunningHead));
        }
    }
}

/// The page of a head with a point between its number and the name of a section: 02 · 城事, A03|综合.
fn page_of_section(text: &str) -> Option<u16> {
    let (number, name) = text.split_once(|c| POINTS.contains(c))?;
    let number = number.trim().trim_start_matches(PAGE_LETTERS);
    let name = name.trim();
    let fit = (2..=6).contains(&name.chars().count()) && name.chars().all(is_common_han);
    let digits =
        (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    (fit && digits).then(|| number.parse().ok()).flatten()
}

/// Whether `text` is the name of a section, a point and the letter and number of its page: 城事·B2.
pub(super) fn is_page_behind_name(text: &str) -> bool {
    text.rsplit_once(|c| POINTS.contains(c))
        .is_some_and(|(name, page)| {
            let (name, page) = (name.trim(), page.trim());
            let number = page.strip_prefix(PAGE_LETTERS).unwrap_or("");
            (2..=6).contains(&name.chars().count())
                && name.chars().all(is_common_han)
                && (1..=2).contains(&number.len())
                && number.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// Whether `line`, which comes again elsewhere, stands right above or below the number of a page.
pub(super) fn is_beside_number(page: &Page, roles: &[Option<Role>], line: usize) -> bool {
    let number = |line: usize| roles.get(line) == Some(&Some(Role::Out(Omission::PageNumber)));
    let close = |line: usize| page.lines[line].blank == 0;
    let here = &page.lines[line];
    here.mark == Mark::None
        && here.chars >= SHORTEST_NAME
        && (line > 0 && close(line) && number(line - 1) || number(line + 1) && close(line + 1))
}

/// The page of a head that has the name of a section, a gap and the page's number.
pub(super) fn section_head(text: &str) -> Option<u16> {
    let mut parts = cells(text);
    let (name, number, rest) = (parts.next()?, parts.next()?, parts.next());
    let fit = (2..=6).contains(&name.chars().count()) && name.chars().all(is_common_han);
    let digits = number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    (fit && digits && rest.is_none())
        .then(|| number.parse().ok())
        .flatten()
}

/// The page of a head that has a name, long or short, and beside it in a cell of its own the page's number.
fn page_of_head(text: &str) -> Option<u16> {
    let mut parts = cells(text);
    let (one, other, rest) = (parts.next()?, parts.next()?, parts.next());
    let number = |text: &str| {
        let digits =
            (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten()
    };
    let (name, page) = match (number(one), number(other)) {
        (Some(page), None) => (other, page),
        (None, Some(page)) => (one, page),
        _ => return None,
    };
    let is_name = name.chars().count() >= 2 && end(name) != End::Sentence && rest.is_none();
    is_name.then_some(page)
}
