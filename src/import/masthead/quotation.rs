//! Quotations in the head of an issue: below it with the name of who said it, or in a box beside it, mixed with
//! the lines of the head.
//!
//! A box is known by its marks alone: the opening one behind a gap in one line, the closing one behind a gap in
//! another, and no line between without a gap.

use std::ops::Range;

use super::super::page::{Mark, Page};

/// How many lines of the head may stand beside a box.
const DEEPEST: usize = 8;

/// The longest line of a head with a box, in characters.
const LONGEST: usize = 40;

/// The longest line of a quotation and that of who said it, in characters.
const LONGEST_QUOTED: usize = 40;
const LONGEST_SAID: usize = 20;

const OPENING: [char; 2] = ['“', '「'];
const CLOSING: [char; 2] = ['”', '」'];
const DASHES: [char; 3] = ['—', '―', '─'];

/// The lines of a quotation and of who said it that begin at `line`, right below the head; none elsewhere.
pub(super) fn below(page: &Page, line: usize) -> Range<usize> {
    let short = |at: usize, most: usize| {
        let here = page
            .lines
            .get(at)
            .filter(|here| here.mark == Mark::None && here.chars <= most);
        here.map(|_| page.line(at).trim())
    };
    // > 一个小镇的声音, above the first heading.
    if let [slogan, below, ..] = &page.lines[line.min(page.lines.len())..]
        && slogan.mark == Mark::Quote
        && slogan.chars <= LONGEST_SAID
        && matches!(below.mark, Mark::Heading(_))
    {
        return line..line + 1;
    }
    let quoted = short(line, LONGEST_QUOTED)
        .is_some_and(|text| text.starts_with(OPENING) && text.ends_with(CLOSING));
    let said = || {
        short(line + 1, LONGEST_SAID)
            .is_some_and(|text| text.starts_with(DASHES) && page.lines[line + 1].blank == 0)
    };
    if quoted && said() {
        line..line + 2
    } else {
        line..line
    }
}

/// Makes the lines of a box beside the first lines lines of their own.
pub(super) fn part(page: &mut Page) {
    let Some(beside) = beside(page) else {
        return;
    };
    let mut lines = Vec::with_capacity(2 * beside.len());
    for line in &page.lines[beside.clone()] {
        let text = &page.text[line.start()..line.end()];
        match gap(text) {
            Some(at) => {
                let start = line.start() + at + text[at..].len() - text[at..].trim_start().len();
                lines.push(line.cut(&page.text, line.start()..line.start() + at));
                let mut right = line.cut(&page.text, start..line.end());
                (right.blank, right.indent) = (0, 0);
                lines.push(right);
            }
            None => lines.push(*line),
        }
    }
    page.lines.splice(beside, lines);
}

/// The lines beside a box, if there is one.
fn beside(page: &Page) -> Option<Range<usize>> {
    let limit = page.lines.len().min(DEEPEST);
    let right = |line: usize| {
        let here = &page.lines[line];
        let text = page.line(line);
        let fit = here.mark == Mark::None && here.chars <= LONGEST;
        gap(text).filter(|_| fit).map(|at| text[at..].trim())
    };
    let opens = |text: &str| text.starts_with(OPENING) && !text.contains(CLOSING);
    let first = (0..limit).find(|&line| right(line).is_some_and(opens))?;
    let closes = |line: &usize| {
        right(*line).is_some_and(|text| text.ends_with(CLOSING) && !text.contains(OPENING))
    };
    let last = (first + 1..limit)
        .take_while(|&line| right(line).is_some())
        .find(closes)?;
    let said = last + 1 < limit && right(last + 1).is_some_and(|text| text.starts_with(DASHES));
    Some(first..last + 1 + usize::from(said))
}

/// Where the only gap of `text` begins.
fn gap(text: &str) -> Option<usize> {
    let at = text.find(char::is_whitespace)?;
    (!text[at..].trim_start().contains(char::is_whitespace)).then_some(at)
}
