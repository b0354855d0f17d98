//! Lines of a page's head that stand beside those that are known.
//!
//! A section, a day or the name of a paper that comes again belongs to the head that it stands beside, and so does
//! whatever stands beside one each time. What is found makes what stands beside it known in turn, a few
//! lines far. The hard part is time: most texts are looked at once, and the sums of all lines are made only where
//! many are asked for.

use std::cell::{Cell, OnceCell};
use std::collections::HashMap;

use super::super::issue_number::is_title_of_paper;
use super::super::page::Page;
use super::super::page_heads::POINTS;
use super::super::publisher::{is_publisher_name, is_signing};
use super::super::role::{Omission, Role};
use super::super::signal::is_letter;
use super::super::sums::{recurring, sum};
use super::{HEAD_OF_ISSUE, LONGEST_SECTION, is_month_or_day, is_plain, is_section};

/// How far from the number of its page a line of the head may stand, in lines.
const NEAR: usize = 3;
/// How many texts are looked for in all of the page, before the sums of all its lines are made.
const FEW_LOOKED_FOR: usize = 16;
/// The longest name of an office that signs above a day, in characters.
const LONGEST_OFFICE: usize = 16;

/// Finds the lines of pages' heads that stand next to those that are known. Undecided lines get roles.
pub(super) fn leave_out_beside(page: &Page, roles: &mut [Option<Role>]) {
    let again = Again::of(page);
    // Lines that stand beside a head, and of those the ones that were none: they will be none the next time.
    let mut close = vec![false; roles.len() + 2];
    for line in (0..roles.len()).filter(|&line| turns_page(roles, line)) {
        close[line.saturating_sub(1)] = true;
        close[line + 1] = true;
    }
    let mut asked = vec![false; roles.len()];
    // How many of the lines with one sum stand beside such lines or are such: what does so goes on to do so.
    let mut beside_each: HashMap<u64, usize> = HashMap::new();
    for _ in 0..NEAR {
        let mut found = false;
        for line in 0..roles.len() {
            if line > 0 && (!close[line] || asked[line])
                || roles[line].is_some()
                || !is_plain(page, line)
            {
                continue;
            }
            asked[line] = true;
            if opens_text(page, roles, line)
                || is_of_head(page, roles, &again, line)
                || close[line] && stands_so_each_time(page, roles, &again, line, &mut beside_each)
            {
                roles[line] = Some(Role::Out(Omission::RunningHead));
                close[line.saturating_sub(1)] = true;
                close[line + 1] = true;
                found = true;
            }
        }
        if !found {
            break;
        }
    }
}

/// Whether a page's head or number is known to stand at `line`.
fn is_known(roles: &[Option<Role>], line: usize) -> bool {
    let role = roles.get(line).copied().flatten();
    matches!(
        role,
        Some(Role::Out(Omission::RunningHead | Omission::PageNumber))
    )
}

/// Whether one page ends at `line` or the next one begins.
fn turns_page(roles: &[Option<Role>], line: usize) -> bool {
    is_known(roles, line) || roles.get(line) == Some(&Some(Role::Editor))
}

/// Whether `line` is the first one of all, the name of a section above a day.
fn opens_text(page: &Page, roles: &[Option<Role>], line: usize) -> bool {
    line == 0
        && is_section(page.line(0), page.lines[0].hints)
        && page.lines.len() > 1
        && roles[1].is_none()
        && is_month_or_day(page.line(1))
}

/// Whether a section, a day or the name of a paper stands beside a head.
fn is_of_head(page: &Page, roles: &[Option<Role>], again: &Again, line: usize) -> bool {
    if !(line > 0 && is_known(roles, line - 1) || is_known(roles, line + 1)) {
        return false;
    }
    let (text, hints) = (page.line(line), page.lines[line].hints);
    // The day on which an office signed stands below its name.
    let signs = || {
        line > 0 && roles[line - 1].is_none() && {
            let above = page.line(line - 1);
            page.lines[line].blank == 0
                && above.chars().count() <= LONGEST_OFFICE
                && (is_signing(above) || is_publisher_name(above))
        }
    };
    let day = || hints.may_date() && is_month_or_day(text) && !signs();
    let paper = || {
        let mut words = text.split(['·', '•', ' ', '\u{3000}']);
        // The head of the first page may stand in two lines.
        is_title_of_paper(words.next().unwrap_or(text))
            && (line == 0 || !again.lines_like(text).is_empty())
    };
    is_section(text, hints) || day() || paper()
}

/// Whether `line` stands right beside the number of the page or those who made it, and does so each time.
fn stands_so_each_time(
    page: &Page,
    roles: &[Option<Role>],
    again: &Again,
    line: usize,
    beside_each: &mut HashMap<u64, usize>,
) -> bool {
    let glued = |line: usize| {
        let close = |line: usize| page.lines.get(line).is_some_and(|line| line.blank == 0);
        line > 0 && close(line) && turns_page(roles, line - 1)
            || close(line + 1) && turns_page(roles, line + 1)
    };
    let text = page.line(line);
    let words = || {
        let fits = |c: char| is_letter(c) || c.is_whitespace() || POINTS.contains(c);
        (page.lines[line].chars <= LONGEST_SECTION || text.is_ascii()) && text.chars().all(fits)
    };
    if line < HEAD_OF_ISSUE || !words() || !glued(line) {
        return false;
    }
    let same = again.lines_like(text);
    let others = &same[same.partition_point(|&(_, line)| line < HEAD_OF_ISSUE)..];
    let Some(&(sum, _)) = others.get(1) else {
        return false;
    };
    let known = beside_each.entry(sum).or_default();
    let more = others[*known..].iter();
    let more = more.take_while(|&&(_, line)| roles[line].is_some() || glued(line));
    *known += more.count();
    *known == others.len()
}

/// Lines that come again, by the sums of their texts: asked for few lines, if any.
struct Again<'a> {
    page: &'a Page,
    twice: OnceCell<Vec<(u64, usize)>>,
    /// How many texts were looked for themselves: in most papers none of the first few comes again.
    looked_for: Cell<usize>,
}

impl<'a> Again<'a> {
    fn of(page: &'a Page) -> Again<'a> {
        Again {
            page,
            twice: OnceCell::new(),
            looked_for: Cell::new(0),
        }
    }

    /// The lines with the text `text`, in their order, if there are several.
    fn lines_like(&self, text: &str) -> &[(u64, usize)] {
        if self.stands_once(text) {
            return &[];
        }
        let twice = self.twice.get_or_init(|| lines_that_come_again(self.page));
        let sum = sum(text);
        let from = twice.partition_point(|&(other, _)| other < sum);
        let to = twice.partition_point(|&(other, _)| other <= sum);
        &twice[from..to]
    }

    fn stands_once(&self, text: &str) -> bool {
        self.looked_for.set(self.looked_for.get() + 1);
        self.looked_for.get() <= FEW_LOOKED_FOR
            && memchr::memmem::find_iter(self.page.text.as_bytes(), text)
                .nth(1)
                .is_none()
    }
}

/// The lines of `page` with a text that another one has too, sorted by its sum.
fn lines_that_come_again(page: &Page) -> Vec<(u64, usize)> {
    let lines = (0..page.lines.len()).filter(|&line| is_plain(page, line));
    let mut sums: Vec<(u64, usize)> = lines.map(|line| (sum(page.line(line)), line)).collect();
    recurring(&mut sums);
    let same = sums.chunk_by(|one, other| one.0 == other.0);
    let several = same.filter(|same| same.len() > 1);
    several.flatten().copied().collect()
}
