//! The contents list: the best oracle for titles in a text without marks.
//!
//! It is known by its word (目录, 要目, 导读), its end by what comes again further down or carries a page
//! number. The hard part is that entries differ from the titles they name: numbers, dots, ornaments,
//! authors and page numbers stand around them.

use super::credit::credit;
use super::lexicon::CharSet;
use super::page::Page;
use super::people::names;
use super::role::{Omission, Role};
use super::signal::{
    bare, each_letter, is_common_han, is_letter, is_numeral, key, number_style, squeezed,
};
use super::signed::bare_names;
use super::sums::{NO_SUM, add, letter_sum};

/// The shortest title that an entry may merely begin with, in characters.
const SHORTEST: usize = 6;
/// The shortest that a name may follow.
const SHORTEST_NAMED: usize = 2;
/// The most lines that one title may take.
const MOST_TITLE_LINES: usize = 3;
/// The longest line of a title that takes several, in characters.
const LONGEST_TITLE_LINE: usize = 40;
/// How many lines from the top the word may stand, whatever is below it.
pub(super) const DEEPEST: usize = 60;
/// The longest name of a section among the entries, in characters.
const LONGEST_SECTION: usize = 5;
/// How many characters an entry may have behind its title, at most.
const MOST_CUT: usize = 8;
/// How much of an entry is compared, in characters.
const LONGEST: usize = 80;
/// The longest line of a list, in characters.
const LONGEST_ENTRY: usize = 60;
/// How far a list may reach, in lines, and how far most do.
const MOST_ENTRIES: usize = 200;
const FEW_ENTRIES: usize = 40;

/// The line of the word above a contents list.
pub(super) fn word(page: &Page) -> Option<usize> {
    let count = page.lines.len();
    let is_word =
        |line: &usize| page.lines[*line].chars <= 16 && is_contents_word(page.line(*line));
    let numbered = |line: &usize| *line + 2 < count && has_page_number(page.line(*line + 1));
    // Further down, also at the end, only above a number of a page.
    (0..count.min(DEEPEST)).find(is_word).or_else(|| {
        (DEEPEST..count)
            .rev()
            .find(|line| is_word(line) && numbered(line))
    })
}

/// Whether `text` is the word above a contents list.
fn is_contents_word(text: &str) -> bool {
    if text.chars().count() > 16 {
        return false;
    }
    let short = squeezed(bare(text));
    let short = short.trim_matches(|c| !is_letter(c));
    let short = short.trim_start_matches("本期").trim_start_matches("今日");
    matches!(
        short,
        "目录"
            | "目錄"
            | "要目"
            | "导读"
            | "導讀"
            | "内容提要"
            | "提要"
            | "目次"
            | "内容"
            | "內容"
            | "看点"
            | "要闻导读"
            | "内容摘要"
            | "主要内容"
            | "内容导读"
            | "重点导读"
            | "版面导读"
            | "标题导航"
            | "版面导航"
            | "本版标题"
            | "CONTENTS"
    ) || (3..=6).contains(&short.chars().count())
        && ["导览", "导读", "看点", "導覽", "導讀", "要目"]
            .iter()
            .any(|word| short.ends_with(word))
}

/// What the contents list names.
#[derive(Clone, Debug, Default)]
pub(super) struct Contents {
    /// For each line whether it is a title of the list; empty without a list.
    named: Vec<bool>,
    /// How many lines below it belong to the same title.
    more: Vec<u8>,
}

impl Contents {
    /// Whether there is no list, or one that names nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    /// Whether the list names `line`.
    pub(super) fn names(&self, line: usize) -> bool {
        self.named.get(line).copied().unwrap_or(false)
    }

    /// How many lines below `line`, which the list names, belong to the same title.
    pub(super) fn more(&self, line: usize) -> usize {
        self.more.get(line).copied().unwrap_or(0).into()
    }
}

/// Finds the contents list below `word` and summaries above the first title.
pub(super) fn contents(page: &Page, roles: &mut [Option<Role>], word: Option<usize>) -> Contents {
    summaries(page, roles);
    announced(page, roles);
    let Some(word) = word else {
        return Contents::default();
    };
    // Most lists are short, and the fewer lines may be entries, the fewer are compared.
    let listed = [FEW_ENTRIES, MOST_ENTRIES].into_iter().find_map(|most| {
        let sums = sums(page, word, most);
        let titles = list(page, roles, word, &sums, most)?;
        Some((sums, titles))
    });
    let (sums, titles) = listed.unwrap_or_default();
    if titles.whole.is_empty() {
        return Contents::default();
    }
    let mut named: Vec<bool> = sums.iter().map(|&sum| titles.holds(sum)).collect();
    let mut more = vec![0; named.len()];
    for (line, &sum) in sums.iter().enumerate() {
        if !named[line]
            && (roles[line].is_some() || titles.may_begin(sum))
            && let Some(lines) = broken_title(page, roles, line, &titles)
        {
            named[line] = true;
            more[line] = lines;
        }
    }
    Contents { named, more }
}

/// The sums of all lines that begin as one of `most` entries does.
fn sums(page: &Page, word: usize, most: usize) -> Vec<u64> {
    let starts = Starts::of(page, word, most);
    let sum = |line: usize| {
        let text = entry_text(page.line(line));
        if starts.may_begin(text) {
            entry_sum(text)
        } else {
            NO_ENTRY
        }
    };
    (0..page.lines.len()).map(sum).collect()
}

/// The sum of a line that begins as no entry does: it is that of no title.
const NO_ENTRY: u64 = 0;

/// What the lines that may be entries begin with, two letters of each: most lines of a text are told
/// apart by them.
struct Starts([u64; 256]);

impl Starts {
    fn of(page: &Page, word: usize, most: usize) -> Starts {
        let mut starts = Starts([0; 256]);
        let lines = word + 1..page.lines.len();
        // The end of a numbered list may stand further down.
        let listed = |line: &usize| {
            page.lines[*line].chars <= LONGEST_ENTRY
                && (*line <= word + most || number_style(page.line(*line)).is_some())
        };
        for line in lines.take_while(listed) {
            if let Some(place) = Starts::place(entry_text(page.line(line))) {
                starts.0[place / 64] |= 1 << (place % 64);
            }
        }
        starts
    }

    /// Whether an entry may begin as the entry `text` does; with fewer than two letters it may.
    fn may_begin(&self, text: &str) -> bool {
        Starts::place(text).is_none_or(|place| self.0[place / 64] >> (place % 64) & 1 == 1)
    }

    /// A number below 16,384 for the first two letters.
    fn place(text: &str) -> Option<usize> {
        let (mut letters, mut sum) = (0, NO_SUM);
        if let Some([first, second]) = two_common_han(text) {
            (letters, sum) = (2, add(add(sum, first), second));
        } else {
            each_letter(text, 2, |c| {
                letters += 1;
                sum = add(sum, c);
            });
        }
        (letters == 2).then_some((sum >> 32) as usize & 0x3FFF)
    }
}

/// The sums of the titles that a list names, in their order, and of all that one of them begins with.
#[derive(Debug, Default)]
struct Titles {
    whole: Vec<u64>,
    begun: Vec<u64>,
}

impl Titles {
    fn new(mut whole: Vec<u64>, mut begun: Vec<u64>) -> Titles {
        whole.sort_unstable();
        begun.sort_unstable();
        Titles { whole, begun }
    }

    fn holds(&self, sum: u64) -> bool {
        self.whole.binary_search(&sum).is_ok()
    }

    /// Whether a title may begin with what has this sum.
    fn may_begin(&self, sum: u64) -> bool {
        sum == NO_SUM || self.begun.binary_search(&sum).is_ok()
    }
}

/// How many lines below `line` are together with it one of `titles`.
fn broken_title(page: &Page, roles: &[Option<Role>], line: usize, titles: &Titles) -> Option<u8> {
    let mut sum = NO_SUM;
    let mut lines = 0;
    for at in (line..page.lines.len()).filter(|&at| roles[at].is_none()) {
        let (text, here) = (page.line(at), &page.lines[at]);
        if here.chars > LONGEST_TITLE_LINE || lines > 0 && here.blank > 1 {
            return None;
        }
        sum = letter_sum(entry_text(text), LONGEST, sum);
        if !titles.may_begin(sum)
            || lines > 0 && (bare_names(text).is_some() || credit(text).is_some())
        {
            return None;
        }
        if lines > 0 && titles.holds(sum) {
            return Some(lines);
        }
        lines += 1;
        if usize::from(lines) == MOST_TITLE_LINES {
            return None;
        }
    }
    None
}

/// An entry of the list: the sums of its key, of the first character alone, of the first two, and so on;
/// and how many characters stand before something that is no part of the title.
struct Entry {
    sums: Vec<u64>,
    /// Before a bracket at the end, or before those who wrote: `题（三则）`, `题　口述 甲　整理 乙`.
    stops: Vec<usize>,
}

impl Entry {
    fn of(text: &str) -> Entry {
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
            .filter(|(_, c)| c.is_whitespace())
            .map(|(at, _)| at)
            .filter(|&at| {
                let rest = text[at..].trim_matches(|c: char| c.is_whitespace() || c == '/');
                names(rest).is_some() || credit(rest).is_some_and(|found| !found.names.is_empty())
            });
        let stops = gaps.chain(bracket).map(|at| letters(&text[..at]));
        Entry {
            stops: stops.filter(|&count| count >= SHORTEST_NAMED).collect(),
            sums,
        }
    }

    /// The lengths and sums of itself and of what it begins with, the longest one first.
    fn titles(&self) -> impl Iterator<Item = (usize, u64)> {
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

/// Finds the contents list below `word`, whose lines get their role; gives the sums of the titles that
/// it names; nothing where it goes on beyond `most` lines that may still be entries. `sums` are those of
/// all lines.
fn list(
    page: &Page,
    roles: &mut [Option<Role>],
    word: usize,
    sums: &[u64],
    most: usize,
) -> Option<Titles> {
    // What stands as a line of its own further down.
    // Of a list at the end also what stands above it.
    let from = if word < DEEPEST { word + 1 } else { 0 };
    let mut later: Vec<(u64, usize)> = (from..roles.len())
        .filter(|&line| page.lines[line].chars <= LONGEST_ENTRY)
        .filter(|&line| line > word || line < word && !has_page_number(page.line(line)))
        .map(|line| (sums[line], line))
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
    let last = roles.len().min(word + MOST_ENTRIES);
    for (line, &whole) in sums.iter().enumerate().take(last).skip(word + 1) {
        if line + 1 >= word + most && most < MOST_ENTRIES {
            return None;
        }
        if page.lines[line].chars > LONGEST_ENTRY || titles.contains(&whole) {
            break;
        }
        let text = page.line(line);
        let entry = Entry::of(text);
        // Of a short title only its writers may be left.
        let fits = |length: usize| {
            let whole = length == entry.sums.len();
            length >= SHORTEST || whole || entry.stops.contains(&length) || {
                let mut letters = String::new();
                each_letter(entry_text(text), LONGEST, |c| letters.push(c));
                let rest: String = letters.chars().skip(length).collect();
                names(&rest).is_some()
            }
        };
        let title = entry
            .titles()
            .find(|&(length, title)| found(title, line).is_some() && fits(length))
            .map(|(_, title)| title);
        if title.is_some() || has_page_number(text) {
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
        let title = title.filter(|_| !text.starts_with(['—', '―', '─', '－']));
        titles.push(title.unwrap_or(whole));
        begun.extend(entry.sums);
    }
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
    while let Some(next) = page.lines.get(end + 1)
        && next.blank == 0
        && next.chars <= LONGEST_ENTRY
        && roles[end + 1].is_none()
        && stands_in_two(page, end + 1)
    {
        end += 1;
        titles.push(sums[end]);
        begun.extend(Entry::of(page.line(end)).sums);
    }
    let sorted = Titles::new(titles.clone(), begun);
    let above_title = |title: u64| {
        let below = found(title, end).map(|line| line + 1);
        below.is_some_and(|line| {
            line < sums.len()
                && (titles.contains(&sums[line])
                    || broken_title(page, roles, line, &sorted).is_some())
        })
    };
    sections.retain(|&section| above_title(section));
    // One alone may be a title without a text.
    if sections.len() < 2 && !framed {
        sections.clear();
    }
    titles.retain(|title| !sections.contains(title));
    for role in &mut roles[word..=end] {
        *role = Some(Role::Out(Omission::Contents));
    }
    titles.retain(|&title| title != NO_SUM);
    Some(Titles::new(titles, sorted.begun))
}

/// A contents word with nothing but sentences below it: they sum up what follows.
fn summary_below(page: &Page, roles: &mut [Option<Role>], word: usize) {
    let summed = (word + 1..roles.len())
        .take(8)
        .take_while(|&line| {
            // Whole sentences, or the wrapped lines of one.
            roles[line].is_none()
                && page.lines[line].chars <= 160
                && (page.line(line).ends_with(['。', '；', ';'])
                    || page.lines[line].chars > 20
                        && page.lines.get(line + 1).is_some_and(|next| next.blank == 0))
        })
        .count();
    // A text that goes on with sentences only is no summary.
    let title_follows = page
        .lines
        .get(word + 1 + summed)
        .is_some_and(|line| line.chars <= 40);
    if summed > 0 && title_follows {
        for role in &mut roles[word..=word + summed] {
            *role = Some(Role::Out(Omission::Contents));
        }
    }
}

/// Paragraphs at the start that say by their first word that they sum up: 【内容提要】….
fn summaries(page: &Page, roles: &mut [Option<Role>]) {
    for (line, role) in roles.iter_mut().enumerate().take(30) {
        let text = page.line(line);
        let Some(inner) = text.strip_prefix(['【', '[', '［', '（', '〔']) else {
            continue;
        };
        let Some(close) = inner.find(['】', ']', '］', '）', '〕']) else {
            continue;
        };
        if role.is_none() && is_contents_word(&inner[..close]) && inner.len() > close + 3 {
            *role = Some(Role::Out(Omission::Contents));
        }
    }
}

/// A line at the start that tells what the issue has: 本期刊发：…、…、….
fn announced(page: &Page, roles: &mut [Option<Role>]) {
    for (line, role) in roles.iter_mut().enumerate().take(12) {
        let short = squeezed(page.line(line));
        let told = ["本期", "本月", "今日", "本周"].iter().any(|when| {
            short.strip_prefix(when).is_some_and(|rest| {
                let word = rest.split(['：', ':']).next().unwrap_or_default();
                word.len() < rest.len()
                    && [
                        "刊发", "看点", "导读", "要目", "内容", "提要", "目录", "登载",
                    ]
                    .contains(&word)
            })
        });
        if role.is_none() && told && page.lines[line].chars <= 60 && !short.ends_with([':', '：'])
        {
            *role = Some(Role::Out(Omission::Contents));
        }
    }
}

/// The sum of all of the entry `text`.
fn entry_sum(text: &str) -> u64 {
    letter_sum(text, LONGEST, NO_SUM)
}

/// `text` without the name of a section in brackets before it: ［渡口］　….
fn behind_section(text: &str) -> &str {
    let Some(inner) = text.trim_start().strip_prefix(['［', '【', '[', '〔']) else {
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

/// A line without the name of its section, list marks, dots and page number.
fn entry_text(text: &str) -> &str {
    let text = behind_section(text);
    // Most lines begin and end with a Han that stays.
    let stays = |c| is_common_han(c) && !matches!(c, '版' | '页');
    if text.starts_with(|c| stays(c) && !is_numeral(c)) && text.ends_with(stays) {
        return text;
    }
    const TRIMMED: CharSet = CharSet::of_first(&[])
        .and("0123456789０１２３４５６７８９…．.·;；、,，()（）-—－─●■◆★▲△○◇□▪•P。版页[]【】/①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
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
            || "…．.·;；、,，()（）-—－─●■◆★▲△○◇□▪•P。版页[]【】/".contains(c)
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

/// The Han that `text` begins with, where it begins with two.
fn two_common_han(text: &str) -> Option<[char; 2]> {
    let mut chars = text.chars();
    let two = [chars.next()?, chars.next()?];
    two.into_iter().all(is_common_han).then_some(two)
}

/// Whether the entry `line` stands again below it, over two lines.
fn stands_in_two(page: &Page, line: usize) -> bool {
    let whole = key(entry_text(page.line(line)), LONGEST);
    let chars = whole.chars().count();
    chars >= SHORTEST
        && (line + 1..page.lines.len().saturating_sub(1)).any(|first| {
            page.lines[first].chars < LONGEST_ENTRY
                && page.lines[first + 1].chars < LONGEST_ENTRY
                && whole
                    .strip_prefix(&key(page.line(first), LONGEST))
                    .is_some_and(|rest| {
                        rest.len() < whole.len()
                            && !rest.is_empty()
                            && rest == key(page.line(first + 1), LONGEST)
                    })
        })
}

fn has_page_number(text: &str) -> bool {
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
            '…', '.', '·', ' ', '\u{3000}', '(', '（', '\t', '-', '—', '/', '[', '【', '第', '．',
            '┈', '┄', '⋯',
        ])
    }
}
