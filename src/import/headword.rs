//! Headwords: titles in brackets at the head of their text (【粮食生产】2014年，…), as yearbooks and gazettes
//! set them.
//!
//! Each is cut off its text, so that every later stage sees a marked heading and a text below it. The hard
//! part is that an article may have words in brackets as well: before the chapters of one text (【背景】…),
//! as the name of a column (【快讯】…), before a report (【本报讯】…). So headwords are many, no two are
//! alike, nothing but the head of a page stands above the first, and they come in groups: below short names
//! of sections, or behind texts that are signed.

use std::collections::BTreeSet;
use std::ops::Range;

use super::blank::is_blank;
use super::dateline::dateline;
use super::hints::Hints;
use super::letter::note_word_before;
use super::page::{Mark, Page};
use super::record::Known;
use super::role::{Omission, Role};
use super::signal::{End, end, is_label, is_note_word, squeezed};

/// The fewest of them.
const FEWEST: usize = 4;
/// The fewest groups: names of sections above a headword, signatures above one.
const FEWEST_GROUPS: usize = 2;
/// The longest name of a section, in characters.
const LONGEST_SECTION: usize = 8;
/// The longest headword and the shortest first line of its text, in characters.
const LONGEST: usize = 24;
const SHORTEST_TEXT: usize = 10;
/// The deepest line that the first one stands on, counted from the top.
const DEEPEST: usize = 24;

/// Cuts headwords off their texts and says what the brackets and the names of sections are, in order.
pub(super) fn part(page: &mut Page) -> Vec<Known> {
    let words: Vec<(usize, Range<usize>)> = (0..page.lines.len())
        .filter(|&line| page.lines[line].hints.may(Hints::OPENS_FRAME))
        .filter_map(|line| Some((line, headword(page.line(line))?)))
        .collect();
    let Some(sections) = sections(page, &words) else {
        return Vec::new();
    };
    let mut known = Vec::new();
    let mut lines = Vec::with_capacity(page.lines.len() + 3 * words.len());
    let (mut words, mut sections) = (
        words.into_iter().peekable(),
        sections.into_iter().peekable(),
    );
    for (at, line) in page.lines.iter().enumerate() {
        if sections.next_if_eq(&at).is_some() {
            known.push(Known::new(line.start(), Some(Role::Out(Omission::Label))));
        }
        let Some((_, word)) = words.next_if(|(word, _)| *word == at) else {
            lines.push(*line);
            continue;
        };
        let beside = Some(Role::Out(Omission::BesideField));
        let (from, to) = (line.start() + word.start, line.start() + word.end);
        let text = &page.text[to..line.end()];
        let behind = text.trim_start_matches(|c| is_closing(c) || is_blank(c));
        let text = line.end() - behind.len();
        let open = line.cut(&page.text, line.start()..from);
        let mut title = line.cut(&page.text, from..to);
        title.mark = Mark::Heading(2);
        title.blank = title.blank.max(1);
        let closed = to + page.text[to..text].trim_end().len();
        known.push(Known::new(open.start(), beside));
        known.push(Known::new(to, beside));
        lines.extend([
            open,
            title,
            line.cut(&page.text, to..closed),
            line.cut(&page.text, text..line.end()),
        ]);
    }
    page.lines = lines;
    known
}

/// The names of sections above headwords, if the lines with `words` are headwords.
fn sections(page: &Page, words: &[(usize, Range<usize>)]) -> Option<Vec<usize>> {
    let first = words.first().filter(|_| words.len() >= FEWEST)?.0;
    // Whoever has a sentence above the first one has an article of another kind.
    let is_head = first <= DEEPEST && (0..first).all(|line| page.end(line) != End::Sentence);
    let texts = words
        .iter()
        .map(|(line, word)| &page.line(*line)[word.clone()]);
    let distinct: BTreeSet<&str> = texts.collect();
    if !is_head || distinct.len() < words.len() {
        return None;
    }
    let above = |line: usize| line.checked_sub(1);
    let is_section = |line: usize| {
        let text = squeezed(page.line(line)).chars().count();
        text <= LONGEST_SECTION && page.end(line) == End::Open && page.lines[line].blank > 0
    };
    let sections: Vec<usize> = words
        .iter()
        .filter_map(|(line, _)| above(*line))
        .filter(|&line| line > 0 && is_section(line) && headword(page.line(line)).is_none())
        .collect();
    let is_signed = |line: usize| page.line(line).trim_end().ends_with(['）', ')']);
    let signed = words.iter().filter_map(|(line, _)| above(*line));
    let groups = sections.len() + signed.filter(|&line| is_signed(line)).count();
    (groups >= FEWEST_GROUPS).then_some(sections)
}

/// The headword that `text` begins with, without its brackets, if it begins with one.
fn headword(text: &str) -> Option<Range<usize>> {
    let open = text.trim_start().chars().next()?;
    let from = text.find(open)? + open.len_utf8();
    let length = text[from..].find(is_closing).filter(|_| is_opening(open))?;
    let word = text[from..from + length].trim_matches(is_blank);
    let behind = text[from + length..].trim_start_matches(is_closing);
    let is_word = (2..=LONGEST).contains(&word.chars().count())
        && behind.chars().count() >= SHORTEST_TEXT
        && end(word) == End::Open
        && !word.contains(['：', ':', '／', '/'])
        && !is_note_word(word)
        && !is_label(word)
        && note_word_before(text).is_none()
        && dateline(text).is_none();
    is_word.then_some(from..from + length)
}

fn is_opening(c: char) -> bool {
    matches!(c, '【' | '［' | '〔' | '〖')
}

fn is_closing(c: char) -> bool {
    matches!(c, '】' | '］' | '〕' | '〗')
}
