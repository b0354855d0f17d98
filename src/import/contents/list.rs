//! How far a contents list reaches, and which titles it names.
//!
//! Its end is known by what comes again further down or carries a page number. The hard part are entries
//! that name sections, and titles that stand over two lines below.

use std::cell::LazyCell;

use super::super::masthead::is_slogan;
use super::super::page::Page;
use super::super::page_heads::section_head;
use super::super::paper_number::is_paper_number;
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

/// How many lines that name nothing may stand below each other in a list.
const MOST_UNKNOWN: usize = 3;

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
    let later = Later::of(page, word, sums);
    let mut entries = Entries::read(page, roles, &later, most)?;
    entries.end = above_foot(roles, word, entries.end);
    if entries.end == word {
        summary_below(page, roles, word);
        return Some(Titles::default());
    }
    entries.titles.truncate(entries.end - word);
    entries.take_numbered(page, &later);
    entries.take_two_lines(page, roles, &later);
    let end = entries.end;
    if end >= word + most && most < MOST_ENTRIES {
        return None;
    }
    for role in &mut roles[word..=end] {
        *role = Some(Role::Out(Omission::Contents));
    }
    leave_out_slogan(page, roles, end + 1);
    Some(entries.into_titles(page, &later, undecided))
}

/// The last line of the list that ends at `end`, where who made the page stands below the last entry, and below
/// that the head of the next one.
fn above_foot(roles: &[Option<Role>], word: usize, end: usize) -> usize {
    let is_foot = |role| matches!(role, Role::Editor | Role::Out(Omission::RunningHead));
    let feet = (word + 1..=end).rev();
    let feet = feet.take_while(|&line| roles[line].is_some_and(is_foot));
    let goes_on = |line: usize| roles.get(line) == Some(&Some(Role::JumpFrom));
    let first = feet.filter(|&line| roles[line] == Some(Role::Editor) || goes_on(line + 1));
    first.last().map_or(end, |first| first - 1)
}

/// What the paper lives by, right below the list and apart from the first title.
fn leave_out_slogan(page: &Page, roles: &mut [Option<Role>], line: usize) {
    if let [next, title, ..] = &page.lines[line..]
        && next.blank == 0
        && title.blank > 0
        && roles[line].is_none()
        && is_slogan(page.line(line))
    {
        roles[line] = Some(Role::Out(Omission::Masthead));
    }
}

/// What may be a title further down, of a list at the end also what stands above it: all lines that stand by
/// themselves, by their sums.
struct Later<'a> {
    lines: Vec<(u64, usize)>,
    /// The line with the word above the list.
    word: usize,
    /// The sums of all lines.
    sums: &'a [u64],
}

impl<'a> Later<'a> {
    fn of(page: &Page, word: usize, sums: &'a [u64]) -> Later<'a> {
        let from = if word < DEEPEST { word + 1 } else { 0 };
        let mut lines: Vec<(u64, usize)> = (from..sums.len())
            .filter(|&line| may_be_entry(page, line))
            .filter(|&line| line > word || line < word && !has_page_number(page.line(line)))
            .map(|line| (sums[line], line))
            .filter(|&(sum, _)| sum != NO_ENTRY)
            .collect();
        lines.sort_unstable();
        Later { lines, word, sums }
    }

    /// Where a title stands: behind `line`, or above a list at the end.
    fn find(&self, title: u64, line: usize) -> Option<usize> {
        let first = self.lines.partition_point(|&(sum, _)| sum < title);
        self.lines[first..]
            .iter()
            .take_while(|&&(sum, _)| sum == title)
            .map(|&(_, found)| found)
            .find(|&found| found > line || found < self.word)
    }

    /// The sum of the title that the entry `line` names, if it stands further down.
    fn title(&self, page: &Page, line: usize, entry: &Entry) -> Option<u64> {
        let text = page.line(line);
        // Of a short title only its writers may be left.
        let fits = |length: usize| {
            length >= SHORTEST
                || length == entry.sums.len()
                || entry.leader == Some(length)
                || entry.stops.contains(&length)
                || {
                    let mut letters = String::new();
                    each_letter(entry_text(text), LONGEST, |c| letters.push(c));
                    let rest: String = letters.chars().skip(length).collect();
                    names(&rest).is_some() || is_role_alone(&rest)
                }
        };
        let (length, title, first) = entry.titles().find_map(|(length, title)| {
            let first = self.find(title, line).filter(|_| fits(length))?;
            Some((length, title, first))
        })?;
        // All of it may stand there, over two lines.
        let whole = self.sums[line];
        let cut = length < entry.sums.len() && !entry.gaps.contains(&length);
        let below = page.lines.get(first + 1).filter(|_| cut);
        let two = below.is_some_and(|below| {
            let rest = || entry_text(page.line(first + 1));
            below.chars <= LONGEST_TITLE_LINE
                && letter_sum(rest(), LONGEST, self.sums[first]) == whole
        });
        Some(if two { whole } else { title })
    }

    /// The sums of a section and of the title behind its name in the entry `line`, which stand below each other
    /// further down, or the title alone.
    fn parted(&self, page: &Page, line: usize) -> Option<(u64, u64)> {
        if self.find(self.sums[line], line).is_some() {
            return None;
        }
        let (section, behind) = behind_section_above(page.line(line))?;
        let title = entry_sum(behind);
        self.find(title, line)?;
        Some((entry_sum(section), title))
    }
}

/// What a list names.
#[derive(Default)]
struct Entries {
    /// The sums of its lines, one for each, or of the titles that they name.
    titles: Vec<u64>,
    /// Those of all that its lines begin with.
    begun: Vec<u64>,
    /// Its last line.
    end: usize,
    /// Names that may be those of sections, and whether one stands in brackets.
    sections: Vec<u64>,
    framed: bool,
    /// Names of sections in front of the titles.
    above: Vec<u64>,
}

impl Entries {
    /// Reads the entries below the word; nothing where they go on beyond `most` lines.
    fn read(page: &Page, roles: &[Option<Role>], later: &Later, most: usize) -> Option<Entries> {
        let word = later.word;
        let mut entries = Entries {
            end: word,
            ..Entries::default()
        };
        // How many of them have the number of a page, and how many titles have none.
        let (mut pages, mut bare) = (0, 0);
        let last = roles.len().min(word + MOST_ENTRIES);
        for (line, &whole) in later.sums.iter().enumerate().take(last).skip(word + 1) {
            if line + 1 >= word + most && most < MOST_ENTRIES {
                return None;
            }
            // What goes on from another page is an article below the list.
            let is_rest = roles[line] == Some(Role::JumpFrom);
            if is_rest || !may_be_entry(page, line) || entries.titles.contains(&whole) {
                break;
            }
            let text = page.line(line);
            // The head of the next page.
            if roles[line] == Some(Role::Out(Omission::RunningHead)) && section_head(text).is_some()
            {
                entries.titles.push(NO_SUM);
                continue;
            }
            // The number of an official paper stands below its title.
            if is_paper_number(entry_text(text)) {
                entries.end = line;
                pages += usize::from(has_page_number(text));
                entries.titles.push(NO_SUM);
                continue;
            }
            let entry = Entry::of(text);
            let title = later.title(page, line, &entry);
            let parted = later.parted(page, line);
            entries.above.extend(parted.map(|(section, _)| section));
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
                entries.end = line;
            } else if line > entries.end + MOST_UNKNOWN {
                break;
            }
            entries.add(text, entry, whole, title);
        }
        Some(entries)
    }

    fn add(&mut self, text: &str, entry: Entry, whole: u64, title: Option<u64>) {
        // The name of a section stands right above titles, also further down.
        if entry.sums.len() <= LONGEST_SECTION {
            self.framed |= text.starts_with(['【', '［', '〔', '·', '•', '◆', '■']);
            self.sections.extend(title);
        }
        // A subtitle below its title.
        let title = title.filter(|_| !text.starts_with(DASHES));
        self.titles.push(title.unwrap_or(whole));
        self.begun.extend(entry.sums);
    }

    /// Takes the last numbers of a numbered list, which name what stands below other titles.
    fn take_numbered(&mut self, page: &Page, later: &Later) {
        let style = number_style(page.line(self.end));
        while style.is_some()
            && page
                .lines
                .get(self.end + 1)
                .is_some_and(|next| next.blank == 0 && next.chars <= LONGEST_TITLE_LINE)
            && number_style(page.line(self.end + 1)) == style
            && later.find(later.sums[self.end + 1], self.end + 1).is_none()
        {
            self.end += 1;
        }
    }

    /// Takes the last entries, which may stand over two lines further down.
    fn take_two_lines(&mut self, page: &Page, roles: &[Option<Role>], later: &Later) {
        let twos = LazyCell::new(|| Twos::below(page, later.word));
        while let Some(next) = page.lines.get(self.end + 1)
            && next.blank == 0
            && next.chars <= LONGEST_ENTRY
            && roles[self.end + 1].is_none()
            && twos.hold(page, self.end + 1)
        {
            self.end += 1;
            self.titles.push(later.sums[self.end]);
            self.begun.extend(Entry::of(page.line(self.end)).sums);
        }
    }

    /// The titles alone: the name of a section stands right above one further down.
    fn into_titles(mut self, page: &Page, later: &Later, undecided: &Undecided) -> Titles {
        let sorted = Titles::new(self.titles.clone(), self.begun);
        let above_title = |title: u64| {
            let below = later.find(title, self.end).map(|line| line + 1);
            below.is_some_and(|line| {
                line < later.sums.len()
                    && (sorted.holds(later.sums[line])
                        || broken_title(page, undecided.from(line), &sorted).is_some())
            })
        };
        self.sections.retain(|&section| above_title(section));
        // One alone may be a title without a text.
        if self.sections.len() < 2 && !self.framed {
            self.sections.clear();
        }
        self.sections.sort_unstable();
        let is_section = |title: &u64| self.sections.binary_search(title).is_ok();
        self.titles
            .retain(|title| !is_section(title) && *title != NO_SUM);
        Titles {
            above: self.above,
            ..Titles::new(self.titles, sorted.begun)
        }
    }
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
