//! The entries of a contents list, and how little of them stands over the articles.
//!
//! Before and behind the title that an entry names stand the name of a section, a number, dots, those who
//! wrote and the page. Entries are compared by sums of their letters, for the whole of them and for each
//! beginning.

use super::super::credit::credit;
use super::super::hints::Hints;
use super::super::issue_number::cells;
use super::super::lexicon::CharSet;
use super::super::page::Page;
use super::super::people::names;
use super::super::signal::{
    each_letter, is_common_han, is_letter, is_numeral, number_style, squeezed,
};
use super::super::sums::{NO_SUM, add, add_han, letter_sum};
use super::LONGEST_ENTRY;

/// The shortest that a name may follow.
pub(super) const SHORTEST_NAMED: usize = 2;
/// The longest name of a section among the entries, in characters.
pub(super) const LONGEST_SECTION: usize = 5;
/// The longest name of a section between the page's number and the title, and the shortest title there.
const LONGEST_WIDE_SECTION: usize = 6;
const SHORTEST_BEHIND: usize = 4;
/// How many characters an entry may have behind its title, at most.
pub(super) const MOST_CUT: usize = 8;
/// How much of an entry is compared, in characters.
pub(super) const LONGEST: usize = 80;

/// The longest entry with its dots, in characters.
const LONGEST_DOTTED: usize = 200;
/// How many letters tell what an entry begins with, and of how many a shorter one begins.
const MANY_LETTERS: usize = 4;
const FEW_LETTERS: usize = 2;

/// What the lines that may be entries begin with, four letters of each, or two of what is shorter: most lines
/// of a text are told apart by them.
pub(super) struct Starts([u64; 256]);

impl Starts {
    pub(super) fn of(page: &Page, word: usize, most: usize) -> Starts {
        let mut starts = Starts([0; 256]);
        let lines = word + 1..page.lines.len();
        // The end of a numbered list may stand further down.
        let listed = |line: &usize| {
            may_be_entry(page, *line)
                && (*line <= word + most || number_style(page.line(*line)).is_some())
        };
        for line in lines.take_while(listed) {
            let text = page.line(line);
            starts.add(entry_text(text));
            if let Some((_, title)) = behind_section_above(text) {
                starts.add(title);
            }
        }
        starts
    }

    /// Takes note of how the entry `text` begins.
    fn add(&mut self, text: &str) {
        for sum in Starts::sums(text).into_iter().flatten() {
            let place = Starts::place(sum);
            self.0[place / 64] |= 1 << (place % 64);
        }
    }

    /// Whether an entry may begin as the entry `text` does; with fewer than two letters it may.
    pub(super) fn may_begin(&self, text: &str) -> bool {
        let [few, many] = Starts::sums(text);
        many.or(few).is_none_or(|sum| self.holds(sum))
    }

    /// Whether no entry begins with the first four letters of `line`, where these are letters of its entry for
    /// certain, as those of most lines are. `hints` are those of the line.
    pub(super) fn rules_out(&self, line: &str, hints: Hints) -> bool {
        if !hints.may(Hints::NUMERAL.and(Hints::PAGE)) {
            // Each Han stays.
            let (sum, letters, _) = add_han(NO_SUM, line, MANY_LETTERS);
            if letters == MANY_LETTERS {
                return !self.holds(sum);
            }
        }
        let kept = |c: char| stays(c) && !is_numeral(c);
        // So do those that are no numerals and no words for a page.
        let (mut sum, mut letters) = (NO_SUM, 0);
        for c in line.chars().take_while(|&c| kept(c)).take(MANY_LETTERS) {
            sum = add(sum, c);
            letters += 1;
        }
        if letters == MANY_LETTERS {
            return !self.holds(sum);
        }
        // Behind a Han that stays at the end nothing is taken off.
        let whole = line.ends_with(kept);
        let (mut sum, mut letters) = (NO_SUM, 0);
        for c in line.chars() {
            let inside = whole && letters > 0 && (is_common_han(c) || c.is_ascii_alphanumeric());
            if kept(c) || inside {
                sum = add(sum, c.to_ascii_lowercase());
                letters += 1;
                if letters == MANY_LETTERS {
                    return !self.holds(sum);
                }
            } else if is_letter(c) || letters == 0 && BRACKETS.contains(&c) {
                return false;
            }
        }
        false
    }

    /// The bit for a sum.
    fn place(sum: u64) -> usize {
        (sum >> 32) as usize & 0x3FFF
    }

    /// Whether the bit for the first letters with this sum is set.
    fn holds(&self, sum: u64) -> bool {
        let place = Starts::place(sum);
        self.0[place / 64] >> (place % 64) & 1 == 1
    }

    /// The sums of the first two letters of `text` and of the first four, where it has as many.
    fn sums(text: &str) -> [Option<u64>; 2] {
        let (mut letters, mut sum, mut few) = (0, NO_SUM, None);
        each_letter(text, MANY_LETTERS, |c| {
            letters += 1;
            sum = add(sum, c);
            if letters == FEW_LETTERS {
                few = Some(sum);
            }
        });
        [few, (letters == MANY_LETTERS).then_some(sum)]
    }
}

/// An entry of the list: the sums of its key, of the first character alone, of the first two, and so on;
/// and how many characters stand before something that is no part of the title.
pub(super) struct Entry {
    pub(super) sums: Vec<u64>,
    /// Before a bracket at the end, or before those who wrote: `题（三则）`, `题　口述 甲　整理 乙`.
    pub(super) stops: Vec<usize>,
    /// Before white space, dots and brackets.
    pub(super) gaps: Vec<usize>,
    /// Before the dots that lead to the writers or the page.
    pub(super) leader: Option<usize>,
}

impl Entry {
    pub(super) fn of(text: &str) -> Entry {
        let text = entry_text(text);
        let (mut sums, mut sum) = (Vec::new(), NO_SUM);
        each_letter(text, LONGEST, |c| {
            sum = add(sum, c);
            sums.push(sum);
        });
        let letters = |text: &str| {
            let mut count = 0;
            each_letter(text, LONGEST, |_| count += 1);
            count
        };
        let bracket = text
            .trim_end()
            .ends_with(['）', ')'])
            .then(|| text.rfind(['（', '(']))
            .flatten();
        // The outermost bracket has lost its end where the page's number was taken off.
        let bracket = bracket.or_else(|| {
            let open = text.rfind(['（', '('])?;
            (!text[open..].contains(['）', ')'])).then_some(open)
        });
        let gaps = text
            .char_indices()
            .filter(|(_, c)| c.is_whitespace() || matches!(c, '/' | '／'))
            .map(|(at, _)| at)
            .filter(|&at| {
                let rest =
                    text[at..].trim_matches(|c: char| c.is_whitespace() || "/／".contains(c));
                names(rest).is_some() || credit(rest).is_some_and(|found| !found.names.is_empty())
            });
        const LEADERS: [&str; 6] = ["……", "....", "····", "‧‧‧‧", "．．．", "･･･"];
        const DOTS: CharSet = CharSet::of_first(&LEADERS);
        let found = || LEADERS.iter().find_map(|dots| text.find(dots));
        let leader = DOTS.is_in(text).then(found).flatten();
        let leader = leader.map(|at| letters(&text[..at]));
        let stops = gaps.chain(bracket).map(|at| letters(&text[..at]));
        let stops = stops.chain(leader);
        Entry {
            stops: stops.filter(|&count| count >= SHORTEST_NAMED).collect(),
            gaps: {
                let parts = |c: char| {
                    c.is_whitespace() || matches!(c, '…' | '.' | '‧' | '（' | '(' | '/' | '／')
                };
                let found = text.char_indices().filter(|(_, c)| parts(*c));
                found.map(|(at, _)| letters(&text[..at])).collect()
            },
            leader,
            sums,
        }
    }

    /// The lengths and sums of itself and of what it begins with, the longest one first.
    pub(super) fn titles(&self) -> impl Iterator<Item = (usize, u64)> {
        let chars = self.sums.len();
        let starts = (SHORTEST_NAMED..chars)
            .rev()
            .filter(move |length| length + MOST_CUT >= chars || self.stops.contains(length));
        let whole = (chars > 0).then_some(chars);
        whole
            .into_iter()
            .chain(starts)
            .map(|length| (length, self.sums[length - 1]))
    }
}

/// Whether `line` is short enough for an entry, the dots before its page's number aside.
pub(super) fn may_be_entry(page: &Page, line: usize) -> bool {
    let chars = page.lines[line].chars;
    chars <= LONGEST_ENTRY
        || chars <= LONGEST_DOTTED && {
            let text = page.line(line);
            let dots = || text.chars().filter(|c| DOTS.contains(c)).count();
            has_page_number(text) && chars - dots() <= LONGEST_ENTRY
        }
}

/// The sum of all of the entry `text`.
pub(super) fn entry_sum(text: &str) -> u64 {
    letter_sum(text, LONGEST, NO_SUM)
}

/// What the name of a section before an entry stands in.
const BRACKETS: [char; 4] = ['［', '【', '[', '〔'];

/// `text` without the name of a section in brackets before it: ［渡口］　….
fn behind_section(text: &str) -> &str {
    if let Some(entry) = behind_page(text) {
        return behind_wide_section(entry).unwrap_or(entry);
    }
    let Some(inner) = text.trim_start().strip_prefix(BRACKETS) else {
        return text;
    };
    let rest = inner
        .split_once(['］', '】', ']', '〕'])
        .filter(|(name, _)| (1..=LONGEST_SECTION).contains(&squeezed(name).chars().count()))
        .map_or("", |(_, rest)| rest.trim_start());
    let title = rest.chars().filter(|c| c.is_alphabetic());
    if title.take(2).count() == 2 {
        rest
    } else {
        text
    }
}

/// `text` behind the number of its page, where that stands first: ０６　….
pub(super) fn behind_page(text: &str) -> Option<&str> {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let text = text.trim_start();
    if !text.starts_with(digit) {
        return None;
    }
    let rest = text.trim_start_matches(digit);
    let digits = text[..text.len() - rest.len()].chars().count();
    let entry = rest.trim_start();
    (digits <= 3
        && entry.len() < rest.len()
        && entry.starts_with(|c: char| c.is_alphabetic() || "“《「".contains(c)))
    .then_some(entry)
}

/// The name of a section and, behind a wide gap, the title of an entry with the number of its page: further down
/// the one may stand above the other.
pub(super) fn behind_section_above(text: &str) -> Option<(&str, &str)> {
    let paged = has_page_number(text).then(|| behind_wide_section(text));
    let title = paged.flatten()?;
    let whole = entry_text(title);
    let named = whole.chars().count() >= SHORTEST_BEHIND && names(whole).is_none();
    named.then(|| (text[..text.len() - title.len()].trim(), whole))
}

/// `text` behind the name of a section and a wide gap: 封面故事　….
fn behind_wide_section(text: &str) -> Option<&str> {
    let mut parts = cells(text);
    let (section, title) = (parts.next()?, parts.next()?);
    let fits = (2..=LONGEST_WIDE_SECTION).contains(&section.chars().count())
        && section.chars().all(is_common_han)
        && title.chars().count() >= SHORTEST_BEHIND
        && names(title).is_none()
        && credit(title).is_none();
    let at = text.find(title).filter(|_| fits)?;
    Some(&text[at..])
}

/// Whether `c` is a Han that is never taken off an entry.
fn stays(c: char) -> bool {
    is_common_han(c) && !matches!(c, '版' | '页')
}

/// A line without the name of its section, list marks, dots and page number.
pub(super) fn entry_text(text: &str) -> &str {
    let text = behind_section(text);
    let text = before_han_page(text).unwrap_or(text);
    // Most lines begin and end with a Han that stays.
    if text.starts_with(|c| stays(c) && !is_numeral(c)) && text.ends_with(stays) {
        return text;
    }
    const TRIMMED: CharSet = CharSet::of_first(&[])
        .and("0123456789０１２３４５６７８９…．.·‧･⋯;；、,，()（）-—－─●■◆★▲△○◇□▪•P。版页[]【】/①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
        .and("\t\n\u{B}\u{C}\r \u{85}\u{A0}\u{1680}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}")
        .and("\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200A}");
    let text = text.trim_matches(|c: char| {
        if !TRIMMED.holds(c) {
            return false;
        }
        if is_common_han(c) {
            return matches!(c, '版' | '页');
        }
        c.is_whitespace()
            || c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || ('①'..='⑳').contains(&c)
            || matches!(
                c,
                '…' | '．' | '.' | '·' | '‧' | '･' | '⋯' | ';' | '；' | '、' | ',' | '，'
            )
            || matches!(
                c,
                '(' | ')' | '（' | '）' | '-' | '—' | '－' | '─' | 'P' | '。'
            )
            || matches!(
                c,
                '●' | '■' | '◆' | '★' | '▲' | '△' | '○' | '◇' | '□' | '▪' | '•'
            )
            || matches!(c, '[' | ']' | '【' | '】' | '/')
    });
    if !text.starts_with(is_numeral) {
        return text;
    }
    text.strip_prefix(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'])
        .and_then(|rest| {
            rest.trim_start_matches(['十', '一', '二', '三', '四', '五', '六', '七', '八', '九'])
                .strip_prefix('、')
        })
        .unwrap_or(text)
}

/// What leads from an entry to the number of its page.
const DOTS: [char; 8] = ['…', '.', '·', '．', '‧', '･', '┈', '⋯'];

/// `text` up to the dots before the number of a page in Han: 题…………三.
fn before_han_page(text: &str) -> Option<&str> {
    if !text.ends_with(is_numeral) {
        return None;
    }
    let rest = text.trim_end_matches(|c| is_numeral(c) && is_common_han(c));
    let number = text[rest.len()..].chars().count();
    ((1..=3).contains(&number) && rest.ends_with(DOTS)).then_some(rest)
}

/// The number of the page behind a slash or dots at the end of `text`.
pub(super) fn last_page_number(text: &str) -> Option<u16> {
    let figure = |c: char| c.is_ascii_digit();
    let before = text.trim_end_matches(figure);
    let told = has_page_number(text) && before.ends_with(['/', '／', '…', '.', '·', '．', '⋯']);
    told.then(|| text[before.len()..].parse().ok()).flatten()
}

/// Whether `text` ends with the number of a page.
pub(super) fn has_page_number(text: &str) -> bool {
    if before_han_page(text).is_some() {
        return true;
    }
    let trimmed = text.trim_end_matches([')', '）', '版', '页', ']', '】']);
    let digits = trimmed
        .chars()
        .rev()
        .take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
        .count();
    (1..=3).contains(&digits) && {
        let before =
            trimmed.trim_end_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
        before.ends_with([
            '…', '.', '·', ' ', '\u{3000}', '(', '（', '\t', '-', '—', '/', '／', '[', '【', '第',
            '．', '‧', '･', '┈', '┄', '⋯',
        ])
    }
}
