//! Titles in one line with their text, a wide gap between them, as columns of briefs are set:
//! `渡口开新船　本报讯 …`.
//!
//! Each is cut off its text. A gap stands in many lines; so the name of a column stands above the first one,
//! and several follow each other.

use super::hints::Hints;
use super::page::{Mark, Page};
use super::signal::{END_MARKS, End, end, is_label, numbered};

/// The fewest of them below the name of a column.
const FEWEST: usize = 2;
/// The shortest and the longest title, and the shortest text, in characters.
const TITLE: (usize, usize) = (5, 24);
const SHORTEST_TEXT: usize = 20;
/// The most lines that such a text goes on over.
const MOST_LINES: usize = 8;
/// The longest name of a column, in characters.
const LONGEST_LABEL: usize = 14;
/// What stands between a title and its text.
const GAP: char = '\u{3000}';

/// Cuts such titles off their texts.
pub(super) fn part(page: &mut Page) {
    let labels: Vec<usize> = (0..page.lines.len())
        .filter(|&line| {
            let here = &page.lines[line];
            here.chars <= LONGEST_LABEL
                && here.hints.may(Hints::CLOSES_LABEL)
                && is_label(page.line(line))
        })
        .collect();
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for label in labels {
        let mut found = Vec::new();
        let mut line = label + 1;
        while let Some((gap, last)) = item(page, line) {
            found.push((line, gap));
            line = last + 1;
        }
        if found.len() >= FEWEST {
            cuts.extend(found);
        }
    }
    cuts.extend(ornamented(page));
    if cuts.is_empty() {
        return;
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut lines = Vec::with_capacity(page.lines.len() + cuts.len());
    let mut cuts = cuts.into_iter().peekable();
    for (at, line) in page.lines.iter().enumerate() {
        let Some((_, gap)) = cuts.next_if(|(cut, _)| *cut == at) else {
            lines.push(*line);
            continue;
        };
        let behind = page.text[gap..line.end()].trim_start();
        let mut title = line.cut(&page.text, line.start()..gap);
        title.mark = Mark::Lead;
        let mut text = line.cut(&page.text, line.end() - behind.len()..line.end());
        text.blank = 0;
        lines.extend([title, text]);
    }
    page.lines = lines;
}

/// The same where each of several lines begins with the same ornament: ★盲道修直了　　解放路…. No name of a
/// column need stand above them.
fn ornamented(page: &Page) -> Vec<(usize, usize)> {
    let opens = |line: usize| {
        if !page.lines[line].hints.may(Hints::OPENS_ORNAMENT) {
            return None;
        }
        Some((page.line(line).chars().next()?, item(page, line)?))
    };
    let mut cuts = Vec::new();
    let mut run: Vec<(usize, usize)> = Vec::new();
    let mut same = None;
    for line in 0..=page.lines.len() {
        let here = (line < page.lines.len()).then(|| opens(line)).flatten();
        let here = here.filter(|&(_, (_, last))| last == line);
        if here.map(|(ornament, _)| ornament) != same || here.is_none() {
            if run.len() >= FEWEST {
                cuts.append(&mut run);
            }
            run.clear();
            same = here.map(|(ornament, _)| ornament);
        }
        run.extend(here.map(|(_, (gap, _))| (line, gap)));
    }
    cuts
}

/// Where the title in `line` ends, if it has one before a gap and a whole text behind it, and the last line of that
/// text.
fn item(page: &Page, line: usize) -> Option<(usize, usize)> {
    let here = page.lines.get(line)?;
    if here.mark != Mark::None || !here.hints.may(Hints::SPACE) {
        return None;
    }
    let text = page.line(line);
    let (title, behind) = text.split_once(GAP)?;
    let behind = behind.trim_start();
    let chars = title.chars().count();
    let is_title = (TITLE.0..=TITLE.1).contains(&chars)
        && !title.contains(['，', '。', '：', ':', '；'])
        && !title.ends_with(|c| END_MARKS.contains(c) && !"！？!?”」".contains(c))
        && !numbered(title);
    let long = behind.chars().nth(SHORTEST_TEXT).is_some() && !behind.contains(GAP);
    if !is_title || !long {
        return None;
    }
    // The text may be wrapped.
    let rest = |line: &usize| {
        let below = &page.lines[*line];
        below.blank == 0
            && below.indent == 0
            && below.mark == Mark::None
            && !page.line(*line).contains(GAP)
    };
    let below = (line + 1..page.lines.len())
        .take(MOST_LINES)
        .take_while(rest);
    let last = std::iter::once(line)
        .chain(below)
        .find(|&line| end(page.line(line)) == End::Sentence)?;
    Some((here.start() + title.len(), last))
}
