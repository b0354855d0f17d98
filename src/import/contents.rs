//! The contents list: the best oracle for titles in a text without marks.
//!
//! It is known by its word (目录, 要目, 导读), its end by what comes again further down or carries a page
//! number. The hard part is that entries differ from the titles they name: numbers, dots, ornaments,
//! authors and page numbers stand around them.

mod entry;
mod list;
mod summary;

use std::iter;

use super::hints::Hints;
use super::lexicon::CharSet;
use super::page::{Mark, Page};
use super::people::names;
use super::role::{Omission, Role};
use super::signal::{End, bare, is_letter, squeezed};
use super::signed::is_role_alone;
use super::sums::{NO_SUM, letter_sum};
use entry::{LONGEST, Starts, entry_sum, entry_text, has_page_number, last_page_number};
use list::{Titles, list};
use summary::{announced, in_one_line, next_issue, summaries, unannounced};

/// The most lines that one title may take.
const MOST_TITLE_LINES: usize = 3;
/// The longest line of a title that takes several, in characters.
const LONGEST_TITLE_LINE: usize = 40;
/// How many lines from the top the word may stand, whatever is below it.
pub(super) const DEEPEST: usize = 60;
/// The longest line of a list, in characters.
const LONGEST_ENTRY: usize = 60;
/// The longest sentence that announces a list, in characters.
const LONGEST_ANNOUNCED: usize = 30;
/// How far a list may reach, in lines, and how far most do.
const MOST_ENTRIES: usize = 200;
const FEW_ENTRIES: usize = 20;
/// The fewest lines of a list that no word stands above.
const FEWEST_ENTRIES: usize = 3;

/// The line of the word above a contents list.
pub(super) fn word(page: &Page) -> Option<usize> {
    let count = page.lines.len();
    let is_word = |line: &usize| {
        let chars = page.lines[*line].chars;
        chars <= 16 && is_contents_word(page.line(*line))
            || chars <= LONGEST_ANNOUNCED && is_announced(page.line(*line))
    };
    let numbered = |line: &usize| {
        *line + 2 < count
            && page.lines[*line + 1].hints.may(Hints::NUMERAL)
            && has_page_number(page.line(*line + 1))
    };
    // Further down, also at the end, only above a number of a page.
    (0..count.min(DEEPEST)).find(is_word).or_else(|| {
        (DEEPEST..count)
            .rev()
            .find(|line| numbered(line) && is_word(line))
    })
}

/// Words above a contents list.
const WORDS: &[&str] = &[
    "目录",
    "目錄",
    "要目",
    "导读",
    "導讀",
    "内容提要",
    "提要",
    "目次",
    "内容",
    "內容",
    "看点",
    "要闻导读",
    "内容摘要",
    "主要内容",
    "内容导读",
    "重点导读",
    "版面导读",
    "标题导航",
    "版面导航",
    "本版标题",
    "新闻摘要",
    "本期节目主要内容",
    "今日节目主要内容",
    "主要内容提要",
    "CONTENTS",
];
/// Endings of others.
const ENDS: &[&str] = &["导览", "导读", "看点", "導覽", "導讀", "要目"];

/// Whether `text` is a sentence of a letter to readers that ends with the word: …，以下是今日要目：.
fn is_announced(text: &str) -> bool {
    let Some(sentence) = text.trim_end().strip_suffix(['：', ':', '︰']) else {
        return false;
    };
    let clause = sentence.rsplit(['，', '。', ',', '！']).next();
    let clause = clause.unwrap_or(sentence).trim();
    let word = ["以下是", "以下为", "以下為", "下面是"]
        .iter()
        .find_map(|word| clause.strip_prefix(word));
    word.is_some_and(|word| is_contents_word(word.trim_end_matches(['的', '有'])))
}

/// Whether `text` is the word above a contents list.
fn is_contents_word(text: &str) -> bool {
    // One of them ends the word, whatever stands behind it.
    const LASTS: CharSet = CharSet::of_last(WORDS)
        .and_set(CharSet::of_last(ENDS))
        .and("Ｓ");
    if !LASTS.is_in(text) || text.chars().count() > 16 {
        return false;
    }
    let short = squeezed(bare(text));
    let short = short.trim_matches(|c| !is_letter(c));
    let short = short.split(['（', '(']).next().unwrap_or(short);
    // CONTENTS 目录
    let han = short.trim_matches(|c: char| c.is_ascii_alphabetic());
    let short = if han.is_empty() { short } else { han };
    let of_this = [
        "本期", "今期", "这期", "今日", "本版", "本刊", "本报", "本報",
    ];
    let short = of_this
        .iter()
        .fold(short, |short, word| match short.starts_with(word) {
            true => short.trim_start_matches(word),
            false => short,
        });
    WORDS.contains(&short)
        || (3..=6).contains(&short.chars().count()) && ENDS.iter().any(|word| short.ends_with(word))
}

/// What the contents list names.
#[derive(Clone, Debug, Default)]
pub(super) struct Contents {
    /// For each line whether it is a title of the list; empty without a list.
    named: Vec<bool>,
    /// How many lines below it belong to the same title.
    more: Vec<u8>,
    /// Who wrote, as the list says behind the titles of these lines.
    writers: Vec<(usize, Vec<String>)>,
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

    /// Who wrote what stands below the title in `line`, if the list says it.
    pub(super) fn writers(&self, line: usize) -> Option<&[String]> {
        let said = self.writers.iter().find(|said| said.0 == line);
        said.map(|(_, people)| people.as_slice())
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
    in_one_line(page, roles);
    next_issue(page, roles);
    let above = word
        .is_none()
        .then(|| above_numbered(page, roles))
        .flatten();
    let Some(word) = word.or(above) else {
        unannounced(page, roles);
        return ornamented(page, roles).unwrap_or_default();
    };
    let kept = roles[word];
    let undecided = Undecided::of(roles);
    // Most lists are short, and the fewer lines may be entries, the fewer are compared.
    let listed = [FEW_ENTRIES, 2 * FEW_ENTRIES, MOST_ENTRIES]
        .into_iter()
        .find_map(|most| {
            let sums = sums(page, word, most);
            let titles = list(page, roles, word, (&sums, &undecided), most)?;
            Some((sums, titles))
        });
    // What stands above a list without a word is none of it.
    if above.is_some() {
        roles[word] = kept;
    }
    let (sums, titles) = listed.unwrap_or_default();
    if titles.whole.is_empty() {
        return Contents::default();
    }
    let holds = |&sum: &u64| sum != NO_ENTRY && titles.holds(sum);
    let mut named: Vec<bool> = sums.iter().map(holds).collect();
    // What looked like the name of a section in the head of a page, and no other line is what the list names.
    let is_listed =
        |line: &usize| named[*line] && roles[*line] != Some(Role::Out(Omission::Contents));
    let mut all: Vec<(u64, usize)> = (0..roles.len())
        .filter(is_listed)
        .map(|line| (sums[line], line))
        .collect();
    all.sort_unstable();
    // A title that stands twice may stand in a list above a part.
    if all.windows(2).any(|two| two[0].0 == two[1].0) {
        inner_lists(page, roles, &named);
    }
    for same in all.chunk_by(|(one, _), (other, _)| one == other) {
        if let &[(_, line)] = same
            && roles[line] == Some(Role::Out(Omission::RunningHead))
        {
            roles[line] = None;
        }
    }
    for line in 1..named.len() {
        if named[line] && roles[line - 1].is_none() && titles.above.contains(&sums[line - 1]) {
            roles[line - 1] = Some(Role::Out(Omission::Label));
        }
    }
    let undecided = Undecided::of(roles);
    let mut more = vec![0; named.len()];
    for (line, &sum) in sums.iter().enumerate() {
        // What begins as no entry does begins no title over several lines.
        let may_begin = match roles[line] {
            None => sum != NO_ENTRY && titles.may_begin(sum),
            Some(_) => (undecided.from(line).next()).is_some_and(|next| sums[next] != NO_ENTRY),
        };
        if !named[line]
            && may_begin
            && let Some(lines) = broken_title(page, undecided.from(line), &titles)
        {
            // 【札记】 before its title: the list has both in one entry.
            let first = if is_framed(page.line(line)) {
                undecided.from(line + 1).next()
            } else {
                None
            };
            let (at, lines) = first.map_or((line, lines), |first| (first, lines - 1));
            named[at] = true;
            more[at] = lines;
        }
    }
    let writers = writers(page, roles, word, &all);
    Contents {
        named,
        more,
        writers,
    }
}

/// The line above a list that no word stands above: lines right below each other at the top, each with a number
/// of a page, which ascend.
fn above_numbered(page: &Page, roles: &[Option<Role>]) -> Option<usize> {
    let numbered = |line: usize| {
        let here = &page.lines[line];
        let may = roles[line].is_none()
            && here.hints.may(Hints::NUMERAL)
            && here.chars <= LONGEST_ENTRY
            && here.mark == Mark::None;
        may.then(|| last_page_number(page.line(line))).flatten()
    };
    let first = (1..page.lines.len().min(DEEPEST)).find(|&line| numbered(line).is_some())?;
    let below = (first..page.lines.len().min(first + MOST_ENTRIES)).map_while(|line| {
        let close = line == first || page.lines[line].blank == 0;
        numbered(line).filter(|_| close)
    });
    let pages: Vec<u16> = below.collect();
    (pages.len() >= FEWEST_ENTRIES && pages.is_sorted()).then(|| first - 1)
}

/// Who wrote, for the lines of titles with the sums `named`: 题／甲 in the list below `word`.
fn writers(
    page: &Page,
    roles: &[Option<Role>],
    word: usize,
    named: &[(u64, usize)],
) -> Vec<(usize, Vec<String>)> {
    let is_listed = |line: &usize| roles[*line] == Some(Role::Out(Omission::Contents));
    let told = |line: usize| {
        let (title, people) = page.line(line).rsplit_once(['/', '／'])?;
        let page_number = |c: char| c.is_ascii_digit() || "（）()….· \u{3000}".contains(c);
        let people = names(people.trim_matches(page_number))?;
        let sum = entry_sum(entry_text(title));
        let first = named.partition_point(|&(other, _)| other < sum);
        let mut same = named[first..]
            .iter()
            .take_while(|&&(other, _)| other == sum);
        let &(_, at) = same.next()?;
        same.next().is_none().then_some((at, people))
    };
    (word + 1..roles.len())
        .take_while(is_listed)
        .filter_map(told)
        .collect()
}

/// A list that no word stands above: lines right below each other at the top, all with one ornament, that come
/// again further down in their order.
fn ornamented(page: &Page, roles: &mut [Option<Role>]) -> Option<Contents> {
    let ornament = |line: usize| {
        let first = page.line(line).chars().next();
        let here = &page.lines[line];
        let may = roles[line].is_none()
            && here.hints.may(Hints::OPENS_ORNAMENT)
            && here.chars <= LONGEST_TITLE_LINE
            && page.end(line) == End::Open;
        first.filter(|_| may)
    };
    let first = (0..page.lines.len().min(DEEPEST)).find(|&line| ornament(line).is_some())?;
    let mark = ornament(first);
    let below = |&line: &usize| ornament(line) == mark && page.lines[line].blank == 0;
    let last = (first + 1..page.lines.len().min(first + MOST_ENTRIES))
        .take_while(below)
        .last()?;
    let entries: Vec<u64> = (first..=last)
        .map(|line| entry_sum(entry_text(page.line(line))))
        .collect();
    if entries.len() < FEWEST_ENTRIES || entries.contains(&NO_SUM) {
        return None;
    }
    // Where each entry comes again, behind the one before it.
    let mut named = vec![false; page.lines.len()];
    let mut next = entries.iter();
    let mut entry = next.next();
    for (line, named) in named.iter_mut().enumerate().skip(last + 1) {
        let Some(&sum) = entry else { break };
        if page.lines[line].chars <= LONGEST_TITLE_LINE
            && entry_sum(entry_text(page.line(line))) == sum
        {
            *named = true;
            entry = next.next();
        }
    }
    if entry.is_some() {
        return None;
    }
    for role in &mut roles[first..=last] {
        *role = Some(Role::Out(Omission::Contents));
    }
    let more = vec![0; named.len()];
    let writers = Vec::new();
    Some(Contents {
        named,
        more,
        writers,
    })
}

/// Lists above single parts of an issue: lines below each other that all come again further down, in the
/// same order and apart.
fn inner_lists(page: &Page, roles: &mut [Option<Role>], named: &[bool]) {
    let may = |line: usize| {
        roles[line].is_none()
            && page.lines[line].chars <= LONGEST_TITLE_LINE
            && page.end(line) == End::Open
    };
    let mut lines: Vec<(u64, usize)> = (0..roles.len())
        .filter(|&line| may(line))
        .map(|line| (entry_sum(entry_text(page.line(line))), line))
        .filter(|&(sum, _)| sum != NO_SUM)
        .collect();
    lines.sort_unstable();
    // Where each line comes again next.
    let mut again = vec![None; roles.len()];
    for two in lines.windows(2).filter(|two| two[0].0 == two[1].0) {
        again[two[0].1] = Some(two[1].1);
    }
    let mut from = 0;
    while from < roles.len() {
        let mut to = from;
        while to < roles.len()
            && again[to].is_some_and(|next| {
                let above = to.checked_sub(1).filter(|_| to > from);
                next > to && above.is_none_or(|above| again[above].is_some_and(|at| at < next))
            })
        {
            to += 1;
        }
        let run = from..to;
        let apart = run
            .clone()
            .all(|line| again[line].is_some_and(|next| next >= to));
        let told =
            run.len() >= FEWEST_ENTRIES || run.len() == 2 && run.clone().all(|line| named[line]);
        if told && apart && run.clone().any(|line| named[line]) {
            for line in run {
                roles[line] = Some(Role::Out(Omission::Contents));
            }
        }
        from = to.max(from + 1);
    }
}

/// The sums of all lines that begin as one of `most` entries does.
fn sums(page: &Page, word: usize, most: usize) -> Vec<u64> {
    let starts = Starts::of(page, word, most);
    let sum = |line: usize| {
        let text = page.line(line);
        if starts.rules_out(text, page.lines[line].hints) {
            return NO_ENTRY;
        }
        let text = entry_text(text);
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

/// For each line the next one that is undecided, itself included: there may be many between.
struct Undecided(Vec<u32>);

impl Undecided {
    fn of(roles: &[Option<Role>]) -> Undecided {
        let mut next = vec![u32::MAX; roles.len() + 1];
        for line in (0..roles.len()).rev() {
            next[line] = match roles[line] {
                None => u32::try_from(line).unwrap_or(u32::MAX),
                Some(_) => next[line + 1],
            };
        }
        Undecided(next)
    }

    /// The undecided lines from `line` on.
    fn from(&self, line: usize) -> impl Iterator<Item = usize> {
        let next = |line: usize| self.0.get(line).copied().filter(|&next| next != u32::MAX);
        let next = move |line: usize| next(line).map(|next| next as usize);
        iter::successors(next(line), move |&line| next(line + 1))
    }
}

/// How many of the lines behind the first one of `undecided` are together with it one of `titles`.
fn broken_title(
    page: &Page,
    undecided: impl Iterator<Item = usize>,
    titles: &Titles,
) -> Option<u8> {
    let mut sum = NO_SUM;
    let mut lines = 0;
    for at in undecided {
        let (text, here) = (page.line(at), &page.lines[at]);
        if here.chars > LONGEST_TITLE_LINE || lines > 0 && here.blank > 1 {
            return None;
        }
        let above = sum;
        sum = letter_sum(entry_text(text), LONGEST, sum);
        // Nothing of a title stands in a line of figures.
        if sum == above
            || !titles.may_begin(sum)
            || lines > 0
                && (page.is_named(at) || is_role_alone(text) || page.credited(at).is_some())
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

/// Whether `text` is a few words in square brackets.
fn is_framed(text: &str) -> bool {
    text.starts_with(['【', '［', '〔']) && text.ends_with(['】', '］', '〕'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undecided_lines_are_found_from_any_line_on() {
        let out = Some(Role::Out(Omission::Contents));
        let undecided = Undecided::of(&[out, None, out, out, None]);
        let from = |line: usize| undecided.from(line).collect::<Vec<_>>();
        for line in 0..2 {
            assert_eq!(from(line), [1, 4]);
        }
        for line in 2..5 {
            assert_eq!(from(line), [4]);
        }
        assert_eq!(from(5), [0; 0]);
    }
}
