//! The texts that are given out for ranges of the page: lines joined, marks in their usual width.
//!
//! Each is proved against its ranges while it is made. A line end between Han is nothing, between words
//! of Latin a space; titles keep their spaces, which part their clauses.

use std::ops::Range;

use super::conserve::{Broken, given_out};
use super::gaps::is_spaced_out;
use super::normalise::normalise;
use super::page::Page;
use super::signal::is_common_mark;
use crate::text::script::is_han;

/// Makes texts of ranges.
#[derive(Debug)]
pub(super) struct Given<'a> {
    page: &'a Page,
    keep_punctuation: bool,
    broken: Option<Broken>,
}

impl<'a> Given<'a> {
    /// Texts of `page`; `keep_punctuation` leaves marks as they are.
    pub(super) fn new(page: &'a Page, keep_punctuation: bool) -> Given<'a> {
        Given {
            page,
            keep_punctuation,
            broken: None,
        }
    }

    /// The first failure of the proof.
    pub(super) fn proved(self) -> Result<(), Broken> {
        self.broken.map_or(Ok(()), Err)
    }

    /// The ranges joined as the lines of one paragraph.
    pub(super) fn block(&mut self, spans: &[Range<usize>]) -> String {
        let text = joined(self.page, spans);
        if self.keep_punctuation {
            return self.prove(spans, text);
        }
        self.prove(spans, normalise(text))
    }

    /// The ranges as they stand.
    pub(super) fn verbatim(&mut self, spans: &[Range<usize>]) -> String {
        let text = spans.iter().map(|span| &self.page.text[span.clone()]);
        self.prove(spans, text.collect())
    }

    /// The ranges joined as a title; letter-spaced ones are closed up.
    pub(super) fn title(&mut self, spans: &[Range<usize>]) -> String {
        let text = joined(self.page, spans);
        if self.keep_punctuation {
            return self.prove(spans, text);
        }
        let count = |text: &str| {
            (
                text.chars().filter(|c| c.is_whitespace()).count(),
                text.chars().count(),
            )
        };
        let (spaces, chars) = count(&text);
        let spaced = || {
            spans
                .iter()
                .all(|span| is_spaced_out(&self.page.text[span.clone()], 0))
        };
        let title = if spaces > 0
            && (chars - spaces >= 3 || chars - spaces == 2 && spaces >= 2)
            && spaced()
        {
            normalise(text.split_whitespace().collect())
        } else if spaces * 2 + 1 >= chars.max(3) {
            normalise(text)
        } else {
            let mut title = String::with_capacity(text.len());
            for clause in text.split_whitespace() {
                if !title.is_empty() {
                    title.push(' ');
                }
                title.push_str(&normalise(clause.to_owned()));
            }
            title
        };
        self.prove(spans, title)
    }

    fn prove(&mut self, spans: &[Range<usize>], text: String) -> String {
        if let Err(broken) = given_out(self.page, spans, &text) {
            self.broken.get_or_insert(broken);
        }
        text
    }
}

/// The ranges in order; words of Latin that stand on two lines keep a space.
pub(super) fn joined(page: &Page, spans: &[Range<usize>]) -> String {
    let spaces = spans.len();
    let mut text = String::with_capacity(spans.iter().map(Range::len).sum::<usize>() + spaces);
    for span in spans {
        let next = &page.text[span.clone()];
        // Most lines begin with a Han.
        if matches!(next.as_bytes(), [0xE4..=0xE9, ..]) {
            text.push_str(next);
            continue;
        }
        let is_wide = |c: char| is_common_mark(c) || is_han(c);
        let narrow =
            |c: Option<char>| c.is_some_and(|c| c.is_ascii() || !is_wide(c) && c.is_alphabetic());
        let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '.');
        // 5.6 / %, what closes a word.
        let closes = |c: Option<char>| c.is_some_and(|c| "%,;:!?)]}".contains(c));
        let first = next.chars().next();
        if narrow(first) && !closes(first) {
            let last = text.chars().next_back();
            if narrow(last) && !(figure(last) && figure(first)) {
                text.push(' ');
            }
        }
        text.push_str(next);
    }
    text
}
