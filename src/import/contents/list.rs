//! How far a contents list reaches, and which titles it names.
//!
//! Its end is known by what comes again further down or carries a page number. The hard part are entries
//! that name sections, and titles that stand over two lines below.

use std::cell::LazyCell;

use super::super::headline::is_paper_number;
use super::super::masthead::is_slogan;
use super::super::page::Page;
use super::super::page_heads::section_head;
use super::super::people::names;
use super::super::role::{Omission, Role};
use super::super::signal::{DASHES, each_letter, key, number_style};
use super::super::signed::is_role_alone;
use super::super::sums::{NO_SUM, letter_sum};
use super::entry::{
    Entry, LONGEST, LONGEST_SECTION, behind_page, behind_section_above, entry_sum, entry_text,
    has_page_number, may_be_entry,
};
use super::summary::summary_below;
use super::{
    DEEPEST, LONGEST_ENTRY, LONGEST_TITLE_LINE, MOST_ENTRIES, NO_ENTRY, Undecided, broken_title,
};

/// The shortest title that an entry may merely begin with, in characters.
const SHORTEST: usize = 6;

/// How many entries with the number of a page tell that each of them has one.
const FEWEST_PAGES: usize = 3;

/// The sums of the titles that a list names, in their order, and of all that one of them begins with.
#[derive(Debug, Default)]
pub(super) struct Titles {
    pub(super) whole: Vec<u64>,
    pub(super) begun: Vec<u64>,
    /// The names of sections that stand above titles, and before them in the list.
    pub(super) above: Vec<u64>,
}

impl Titles {
    pub(super) fn new(mut whole: Vec<u64>, mut begun: Vec<u64>) -> Titles {
        whole.sort_unstable();
        begun.sort_unstable();
        Titles {
            whole,
            begun,
            above: Vec::new(),
        }
    }

    pub(super) fn holds(&self, sum: u64) -> bool {
        self.whole.binary_search(&sum).is_ok()
    }

    /// Whether a title may begin with what has this sum.
    pub(super) fn may_begin(&self, sum: u64) -> bool {
        sum == NO_SUM || self.begun.binary_search(&sum).is_ok()
    }
}

/// Finds the contents list below `word`, whose lines get their role; gives the sums of the titles that
/// it names; nothing where it goes on beyond `most` lines that may still be entries. `sums` are those of
/// all lines, of which some are `undecided`.
pub(super) fn list(
    page: &Page,
    roles: &mut [Option<Role>],
    word: usize,
    (sums, undecided): (&[u64], &Undecided),
    most: usize,
) -> Option<Titles> {
    // What stands as a line of its own further down.
    // Of a list at the end also what stands above it.
    let from = if word < DEEPEST { word + 1 } else { 0 };
    let mut later: Vec<(u64, usize)> = (from..roles.len())
        .filter(|&line| may_be_entry(page, line))
        .filter(|&line| line > word || line < word && !has_page_number(page.line(line)))
        .map(|line| (sums[line], line))
        .filter(|&(sum, _)| sum != NO_ENTRY)
        .collect();
    later.sort_unstable();
    // Where a title stands: behind `line`, or above a list at the end.
    let found = |title: u64, line: usize| {
        let first = later.partition_point(|&(sum, _)| sum < title);
        later[first..]
            .iter()
            .take_while(|&&(sum, _)| sum == title)
            .map(|&(_, found)| found)
            .find(|&found| found > line || found < word)
    };
    let (mut titles, mut end): (Vec<u64>, usize) = (Vec::new(), word);
    let mut begun = Vec::new();
    let (mut sections, mut framed): (Vec<u64>, bool) = (Vec::new(), false);
    let (mut pages, mut bare) = (0, 0);
    let mut above = Vec::new();
    let last = roles.len().min(word + MOST_ENTRIES);
    for (line, &whole) in sums.iter().enumerate().take(last).skip(word + 1) {
        if line + 1 >= word + most && most < MOST_ENTRIES {
            return None;
        }
        // What goes on from another page is an article below the list.
        let is_rest = roles[line] == Some(Role::JumpFrom);
        if is_rest || !may_be_entry(page, line) || titles.contains(&whole) {
            break;
        }
        let text = page.line(line);
        // The head of the next page.
        if roles[line] == Some(Role::Out(Omission::RunningHead)) && section_head(text).is_some() {
            titles.push(NO_SUM);
            continue;
        }
        // The number of an official paper stands below its title.
        if is_paper_number(entry_text(text)) {
            end = line;
            pages += usize::from(has_page_number(text));
            titles.push(NO_SUM);
            continue;
        }
        let entry = Entry::of(text);
        // Of a short title only its writers may be left.
        let fits = |length: usize| {
            let whole = length == entry.sums.len();
            length >= SHORTEST
                || whole
                || entry.leader == Some(length)
                || entry.stops.contains(&length)
                || {
                    let mut letters = String::new();
                    each_letter(entry_text(text), LONGEST, |c| letters.push(c));
                    let rest: String = letters.chars().skip(length).collect();
                    names(&rest).is_some() || is_role_alone(&rest)
                }
        };
        let title = entry
            .titles()
            .find(|&(length, title)| found(title, line).is_some() && fits(length))
            .map(|(length, title)| {
                // All of it may stand there, over two lines.
                let cut = found(title, line)
                    .filter(|_| length < entry.sums.len() && !entry.gaps.contains(&length));
                let two = cut.is_some_and(|first| {
                    let below = page.lines.get(first + 1);
                    below.is_some_and(|below| below.chars <= LONGEST_TITLE_LINE)
                        && letter_sum(entry_text(page.line(first + 1)), LONGEST, sums[first])
                            == whole
                });
                if two { whole } else { title }
            });
        // The name of a section and its title stand below each other there, and the title alone is one.
        let behind = || {
            let (section, behind) = behind_section_above(text)?;
            let behind = entry_sum(behind);
            found(behind, line).map(|_| (entry_sum(section), behind))
        };
        let parted = found(whole, line).is_none().then(behind).flatten();
        above.extend(parted.map(|(section, _)| section));
        let title = parted.map(|(_, behind)| behind).or(title);
        let numbered = has_page_number(text) || behind_page(text).is_some();
        // Where each entry has the number of its page, none stands below the last one that has.
        let ends = |below: usize| below < last && has_page_number(page.line(below));
        if title.is_some() && !numbered && !ends(line + 1) && !ends(line + 2) {
            if pages >= FEWEST_PAGES && bare == 0 {
                break;
            }
            bare += 1;
        }
        pages += usize::from(numbered);
        if title.is_some() || numbered {
            end = line;
        } else if line > end + 3 {
            break;
        }
        // The name of a section stands right above titles, also further down.
        if entry.sums.len() <= LONGEST_SECTION {
            framed |= text.starts_with(['【', '［', '〔', '·', '•', '◆', '■']);
            sections.extend(title);
        }
        // A subtitle below its title.
        let title = title.filter(|_| !text.starts_with(DASHES));
        titles.push(title.unwrap_or(whole));
        begun.extend(entry.sums);
    }
    // Who made the page stands below the last entry, and below that the head of the next one.
    let is_foot = |role| matches!(role, Role::Editor | Role::Out(Omission::RunningHead));
    let feet = (word + 1..=end).rev();
    let feet = feet.take_while(|&line| roles[line].is_some_and(is_foot));
    let goes_on = |line: usize| roles.get(line) == Some(&Some(Role::JumpFrom));
    let first = feet.filter(|&line| roles[line] == Some(Role::Editor) || goes_on(line + 1));
    end = first.last().map_or(end, |first| first - 1);
    if end == word {
        summary_below(page, roles, word);
        return Some(Titles::default());
    }
    titles.truncate(end - word);
    // The last numbers of a numbered list name what stands below other titles.
    let style = number_style(page.line(end));
    while style.is_some()
        && page
            .lines
            .get(end + 1)
            .is_some_and(|next| next.blank == 0 && next.chars <= LONGEST_TITLE_LINE)
        && number_style(page.line(end + 1)) == style
        && found(sums[end + 1], end + 1).is_none()
    {
        end += 1;
    }
    // The last entry may stand over two lines further down.
    let twos = LazyCell::new(|| Twos::below(page, word));
    while let Some(next) = page.lines.get(end + 1)
        && next.blank == 0
        && next.chars <= LONGEST_ENTRY
        && roles[end + 1].is_none()
        && twos.hold(page, end + 1)
    {
        end += 1;
        titles.push(sums[end]);
        begun.extend(Entry::of(page.line(end)).sums);
    }
    if end >= word + most && most < MOST_ENTRIES {
        return None;
    }
    let sorted = Titles::new(titles.clone(), begun);
    let above_title = |title: u64| {
        let below = found(title, end).map(|line| line + 1);
        below.is_some_and(|line| {
            line < sums.len()
                && (sorted.holds(sums[line])
                    || broken_title(page, undecided.from(line), &sorted).is_some())
        })
    };
    sections.retain(|&section| above_title(section));
    // One alone may be a title without a text.
    if sections.len() < 2 && !framed {
        sections.clear();
    }
    sections.sort_unstable();
    titles.retain(|title| sections.binary_search(title).is_err());
    for role in &mut roles[word..=end] {
        *role = Some(Role::Out(Omission::Contents));
    }
    // What the paper lives by, right below the list and apart from the first title.
    if let [next, title, ..] = &page.lines[end + 1..]
        && next.blank == 0
        && title.blank > 0
        && roles[end + 1].is_none()
        && is_slogan(page.line(end + 1))
    {
        roles[end + 1] = Some(Role::Out(Omission::Masthead));
    }
    titles.retain(|&title| title != NO_SUM);
    Some(Titles {
        above,
        ..Titles::new(titles, sorted.begun)
    })
}

/// The sums of two lines below each other, in order, each with the last place where such two stand.
struct Twos(Vec<(u64, usize)>);

impl Twos {
    /// Those of `page` behind `line`.
    fn below(page: &Page, line: usize) -> Twos {
        let short = |line: usize| page.lines[line].chars < LONGEST_ENTRY;
        let lines = line + 1..page.lines.len().saturating_sub(1);
        let twos = lines.filter(|&first| short(first) && short(first + 1));
        let mut twos: Vec<(u64, usize)> = twos
            .filter_map(|first| {
                let one = letter_sum(page.line(first), LONGEST, NO_SUM);
                let two = letter_sum(page.line(first + 1), LONGEST, one);
                (one != NO_SUM && two != one).then_some((two, first))
            })
            .collect();
        twos.sort_unstable();
        twos.reverse();
        twos.dedup_by_key(|&mut (sum, _)| sum);
        twos.reverse();
        Twos(twos)
    }

    /// Whether the entry `line` stands again below it, over two lines.
    fn hold(&self, page: &Page, line: usize) -> bool {
        let whole = key(entry_text(page.line(line)), LONGEST);
        let sum = letter_sum(&whole, LONGEST, NO_SUM);
        let found = self.0.binary_search_by_key(&sum, |&(sum, _)| sum);
        whole.chars().count() >= SHORTEST && found.is_ok_and(|at| self.0[at].1 > line)
    }
}
