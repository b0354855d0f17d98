//! What is selected in an article: from the character where it began to the one that moves.
//!
//! Both ends are clusters of the text, and the selection holds both. Moving forwards by words,
//! sentences or paragraphs goes to the last character of one, backwards to the first: so one key after
//! `v` selects what it says. White space at the beginning of a block, which setting replaces, and line
//! feeds are no stops.
//!
//! An article may be one paragraph of a megabyte and a count may be large: so the stops are found once a
//! selection, and a motion goes through each block that it passes once, whatever its count.

mod words;

use std::ops::Range;
use std::sync::Arc;

use crate::annotation::ArticleText;
use crate::app::pages::reader::Anchor;
use crate::markup::Document;
use crate::store::Mark;
use crate::text::cluster::clusters;
use crate::text::{AmbiguousWidth, Cells};

/// A selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The first byte of the cluster where it began.
    pub anchor: usize,
    /// The first byte of the cluster at its other end, which moves.
    pub head: usize,
    /// The cell that moving by lines keeps to.
    pub column: Option<Cells>,
    /// What it is for.
    pub purpose: Purpose,
    /// The first visible line before.
    pub view: Anchor,
    /// The cursor's line before.
    pub place: usize,
    clusters: Clusters,
}

/// The clusters at which an end may stand, in bytes; never empty.
type Clusters = Arc<[Range<usize>]>;

/// What is done with a selection that is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// It is highlighted.
    Highlight,
    /// A mark that has lost its place gets this one.
    Attach(Box<Mark>),
}

/// What a selection is moved by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A character: a cluster of UAX #29.
    Character,
    /// A word, as far as it can be told.
    Word,
    /// A sentence.
    Sentence,
    /// A paragraph: a block of the text.
    Paragraph,
}

/// The places in a text where the end of a selection may stand: its clusters, in bytes.
pub struct Stops<'a> {
    document: &'a Document,
    clusters: Clusters,
}

impl Selection {
    /// A selection for `purpose` of the one character at the stop `at`; `view` and `place` are where one
    /// was before.
    pub fn new(
        stops: &Stops<'_>,
        at: usize,
        purpose: Purpose,
        view: Anchor,
        place: usize,
    ) -> Selection {
        Selection {
            anchor: at,
            head: at,
            column: None,
            purpose,
            view,
            place,
            clusters: Arc::clone(&stops.clusters),
        }
    }

    /// The stops in `document`, which is the one it was begun in.
    pub fn stops<'a>(&self, document: &'a Document) -> Stops<'a> {
        Stops {
            document,
            clusters: Arc::clone(&self.clusters),
        }
    }

    /// The bytes that are selected.
    pub fn range(&self) -> Range<usize> {
        let (first, last) = (self.anchor.min(self.head), self.anchor.max(self.head));
        first..self.clusters[index(&self.clusters, last)].end
    }

    /// How many characters of `document` are selected, white space aside.
    pub fn count(&self, document: &Document) -> usize {
        let range = self.range();
        let text = document.text.as_str();
        let selected = &self.clusters[index(&self.clusters, range.start)..];
        selected
            .iter()
            .take_while(|cluster| cluster.start < range.end)
            .filter(|cluster| !text[(*cluster).clone()].trim().is_empty())
            .count()
    }

    /// Moves its end by `count` units, forwards if positive.
    pub fn step(&mut self, stops: &Stops<'_>, unit: Unit, count: isize) {
        self.column = None;
        self.head = match count > 0 {
            true => stops.forwards(self.head, unit, count.unsigned_abs()),
            false => stops.backwards(self.head, unit, count.unsigned_abs()),
        };
    }

    /// Moves the other end from now on.
    pub fn turn(&mut self) {
        std::mem::swap(&mut self.anchor, &mut self.head);
        self.column = None;
    }
}

impl<'a> Stops<'a> {
    /// The stops in the text of `document`; `None` if it has no character to select.
    pub fn new(document: &'a Document) -> Option<Stops<'a>> {
        let text = document.text.as_str();
        let mut places = Vec::new();
        for block in &document.blocks {
            let whole = &text[block.range.clone()];
            let lead = whole.len() - whole.trim_start().len();
            let start = block.range.start + lead;
            let inside = clusters(&text[start..block.range.end], AmbiguousWidth::NARROW)
                .filter(|cluster| cluster.text != "\n");
            places.extend(inside.map(|cluster| {
                start + cluster.offset..start + cluster.offset + cluster.text.len()
            }));
        }
        (!places.is_empty()).then(|| Stops {
            document,
            clusters: places.into(),
        })
    }

    /// The stop at byte `offset`, or the first one after it, else the last.
    pub fn at(&self, offset: usize) -> usize {
        self.clusters[index(&self.clusters, offset)].start
    }

    /// The last stop before byte `end`, else the first of all.
    fn before(&self, end: usize) -> usize {
        let after = self.clusters.partition_point(|cluster| cluster.start < end);
        self.clusters[after.saturating_sub(1)].start
    }

    /// The end of the `count`th unit that ends after `head`, or of the last one.
    fn forwards(&self, head: usize, unit: Unit, count: usize) -> usize {
        if unit == Unit::Character {
            let goal = index(&self.clusters, head).saturating_add(count);
            return self.clusters[goal.min(self.clusters.len() - 1)].start;
        }
        let blocks = &self.document.blocks;
        let here = blocks.partition_point(|block| block.range.end <= head);
        let units = blocks[here..].iter();
        let units = units.flat_map(|block| self.units(&block.range, unit));
        let ends = units.map(|unit| self.before(unit.end));
        let ends = ends.filter(|&end| end > head).take(count);
        ends.last().unwrap_or(head)
    }

    /// The start of the `count`th unit back that starts before `head`, or of the first one.
    fn backwards(&self, head: usize, unit: Unit, count: usize) -> usize {
        if unit == Unit::Character {
            let goal = index(&self.clusters, head).saturating_sub(count);
            return self.clusters[goal].start;
        }
        let blocks = &self.document.blocks;
        let after = blocks.partition_point(|block| block.range.start < head);
        let units = blocks[..after].iter().rev();
        let units = units.flat_map(|block| self.units(&block.range, unit).into_iter().rev());
        let starts = units.map(|unit| self.at(unit.start));
        let starts = starts.filter(|&start| start < head).take(count);
        starts.last().unwrap_or(head)
    }

    /// The units in the block at `block`, in order and without white space: bytes of the text.
    fn units(&self, block: &Range<usize>, unit: Unit) -> Vec<Range<usize>> {
        let text = &self.document.text.as_str()[block.clone()];
        let found = match unit {
            // Characters are counted, not collected.
            Unit::Character => Vec::new(),
            Unit::Word => words::words(text),
            Unit::Sentence => sentences(text),
            Unit::Paragraph => {
                let start = text.len() - text.trim_start().len();
                let whole = start..start + text.trim().len();
                (!whole.is_empty()).then_some(whole).into_iter().collect()
            }
        };
        let in_text = |part: Range<usize>| block.start + part.start..block.start + part.end;
        found.into_iter().map(in_text).collect()
    }
}

/// The cluster at byte `offset`, or the first one after it, else the last.
fn index(clusters: &[Range<usize>], offset: usize) -> usize {
    let index = clusters.partition_point(|cluster| cluster.end <= offset);
    index.min(clusters.len() - 1)
}

/// The sentences of `text` in bytes.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let starts = text.char_indices().map(|(at, _)| at);
    let bytes: Vec<usize> = starts.chain([text.len()]).collect();
    let text = ArticleText::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.chars().len() {
        match text.sentence_at(at) {
            Some(sentence) if sentence.end > at => {
                at = sentence.end;
                found.push(bytes[sentence.start]..bytes[sentence.end]);
            }
            _ => at += 1,
        }
    }
    found
}

#[cfg(test)]
#[path = "select_tests.rs"]
mod tests;
