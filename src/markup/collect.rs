//! The document while it grows: one block of raw text at a time, made displayable when it is closed.
//!
//! A block is sanitized as a whole, because what `sanitize` does to a character depends on those
//! before it. The hard part is to know where its styled runs stand afterwards: each run is sanitized
//! by itself, and when the runs joined are the whole, their ends are known. Where they are not (a
//! combining mark right at the border of a run), the block keeps its text and loses its styles.

use std::ops::Range;

use super::document::{Block, BlockKind, Document, Inline, InlineStyle};
use crate::text::{Clean, CleanStr, sanitize};

/// A document under construction.
#[derive(Debug, Default)]
pub(super) struct Collector {
    document: Document,
}

/// The raw text of one block, with its styled runs in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Raw {
    pub(super) text: String,
    runs: Runs,
}

/// Styled runs in order, as ranges of their text.
pub(super) type Runs = Vec<(Range<usize>, InlineStyle)>;

impl Raw {
    /// Appends `text` in `style`.
    pub(super) fn push(&mut self, text: &str, style: Option<InlineStyle>) {
        let start = self.text.len();
        self.text.push_str(text);
        let Some(style) = style else { return };
        match self.runs.last_mut() {
            Some((run, last)) if run.end == start && *last == style => run.end = self.text.len(),
            _ if text.is_empty() => {}
            _ => self.runs.push((start..self.text.len(), style)),
        }
    }

    /// The text made displayable, without white space at its ends, and where its runs stand in it.
    pub(super) fn trimmed(&self) -> (Clean, Runs) {
        let start = self.text.len() - self.text.trim_start().len();
        let end = start + self.text.trim().len();
        if start == 0 && end == self.text.len() {
            displayable(self)
        } else {
            displayable(&self.part(start..end))
        }
    }

    /// The part in `range`, with the runs in it.
    pub(super) fn part(&self, range: Range<usize>) -> Raw {
        let clip = |run: &Range<usize>| {
            let clipped = run.start.max(range.start)..run.end.min(range.end);
            (!clipped.is_empty()).then(|| clipped.start - range.start..clipped.end - range.start)
        };
        let runs = self
            .runs
            .iter()
            .filter_map(|(run, style)| Some((clip(run)?, *style)))
            .collect();
        Raw {
            text: self.text[range.clone()].to_owned(),
            runs,
        }
    }
}

impl Collector {
    /// Adds a block without white space at its ends, unless nothing is left of it.
    pub(super) fn add(&mut self, kind: BlockKind, line: usize, raw: &Raw) {
        let (text, runs) = raw.trimmed();
        if !text.is_empty() {
            self.close(kind, line, text.as_clean(), runs);
        }
    }

    /// Adds a row as it stands, empty ones too.
    pub(super) fn add_row(&mut self, line: usize, raw: &Raw) {
        let (text, runs) = displayable(&raw.part(0..raw.text.trim_end().len()));
        self.close(BlockKind::Verbatim, line, text.as_clean(), runs);
    }

    /// Adds a block without text: a rule, or the mark of a list item.
    pub(super) fn add_empty(&mut self, kind: BlockKind, line: usize) {
        self.close(kind, line, CleanStr::default(), Vec::new());
    }

    /// The finished document.
    pub(super) fn finish(self) -> Document {
        self.document
    }

    /// Adds a block of displayable text, empty or not.
    pub(super) fn close(&mut self, kind: BlockKind, line: usize, text: CleanStr<'_>, runs: Runs) {
        let document = &mut self.document;
        if !document.blocks.is_empty() {
            document.text.push_line_break();
        }
        let start = document.text.len();
        document.text.push(text);
        // The mark of a list item may be set after what the parser looked at first.
        let line = line.max(document.blocks.last().map_or(0, |block| block.line));
        document
            .inlines
            .extend(runs.into_iter().map(|(run, style)| Inline {
                range: start + run.start..start + run.end,
                style,
            }));
        document.blocks.push(Block {
            kind,
            range: start..document.text.len(),
            line,
        });
    }
}

/// The text of `raw` made displayable, and where its runs stand in it.
fn displayable(raw: &Raw) -> (Clean, Runs) {
    let whole = sanitize(&raw.text);
    if raw.runs.is_empty() || whole.as_str() == raw.text {
        return (whole, raw.runs.clone());
    }
    let mut joined = String::with_capacity(whole.len());
    let mut runs = Vec::with_capacity(raw.runs.len());
    let mut at = 0;
    for (run, style) in &raw.runs {
        joined.push_str(sanitize(&raw.text[at..run.start]).as_str());
        let start = joined.len();
        joined.push_str(sanitize(&raw.text[run.clone()]).as_str());
        if start < joined.len() {
            runs.push((start..joined.len(), *style));
        }
        at = run.end;
    }
    joined.push_str(sanitize(&raw.text[at..]).as_str());
    if joined != whole.as_str() {
        runs.clear();
    }
    (whole, runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collect(parts: &[(&str, Option<InlineStyle>)]) -> Document {
        let mut raw = Raw::default();
        for (text, style) in parts {
            raw.push(text, *style);
        }
        let mut collector = Collector::default();
        collector.add(
            BlockKind::Paragraph,
            1,
            &Raw {
                text: "前".into(),
                runs: Vec::new(),
            },
        );
        collector.add(BlockKind::Paragraph, 2, &raw);
        collector.finish()
    }

    #[test]
    fn styled_runs_keep_their_place_when_the_text_is_made_displayable() {
        let emphasis = Some(InlineStyle::Emphasis);
        let document = collect(&[
            ("\u{3000}\u{1B}甲", None),
            ("乙\u{202E}", emphasis),
            ("丙", None),
        ]);
        assert_eq!(document.text.as_str(), "前\n^[甲乙<U+202E>丙");
        let styled: Vec<_> = document
            .inlines
            .iter()
            .map(|inline| &document.text.as_str()[inline.range.clone()])
            .collect();
        assert_eq!(styled, ["乙<U+202E>"]);
    }

    #[test]
    fn a_mark_that_combines_over_the_border_costs_the_style_only() {
        let document = collect(&[
            ("e", None),
            ("\u{301}\u{301}\u{301}x", Some(InlineStyle::Link)),
        ]);
        assert_eq!(document.text.as_str(), "前\ne\u{301}\u{301}x");
        assert!(document.inlines.is_empty());
    }

    #[test]
    fn neighbouring_runs_of_one_style_are_one() {
        let link = Some(InlineStyle::Link);
        let document = collect(&[
            ("甲", link),
            ("", link),
            ("乙", link),
            ("丙", None),
            ("", link),
        ]);
        assert_eq!(document.inlines.len(), 1);
        assert_eq!(document.blocks[1].range, 4..13);
    }
}
