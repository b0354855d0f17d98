//! The set page: which line and cell a byte of the text stands in, and back.
//!
//! Lines are in the order of the text, so both ways begin with a binary search and then walk one
//! line. Nothing of the document is copied: it is handed in again, the same one, with each question.

use std::ops::Range;

use super::adjust::{PlacedClusters, Stop, placed};
use super::breaker::Breaking;
use super::collect::{Lead, lead};
use super::compose::{Page, RULE};
use super::head::{HeadLine, HeadTexts};
use super::measure::Measure;
use super::pieces::Pieces;
use super::{Line, Piece, Role, Settings};
use crate::markup::Document;
use crate::text::{AmbiguousWidth, Cells, Clean};

/// A set text: lines in order, nothing of the document copied. All its questions want the document
/// that was set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    lines: Vec<Line>,
    /// Labels and marks with the index of their line, in order.
    leads: Vec<(usize, Lead)>,
    /// Where the columns of tables begin, in order.
    stops: Vec<Stop>,
    /// The head's texts.
    pub(super) head: HeadTexts,
    /// For the first lines: their bytes of the head part of their role.
    pub(super) head_ranges: Vec<Range<usize>>,
    /// How wide ambiguous characters are.
    pub(super) ambiguous: AmbiguousWidth,
    /// Whether Han and Latin are spaced.
    pub(super) spacing: bool,
    /// The first-line indent asked for; 0 keeps white space at the start of paragraphs.
    pub(super) indent: Cells,
    /// The measure.
    pub(super) measure: Cells,
    /// What is drawn but stands in no text.
    pub(super) generated: Generated,
}

/// Texts that setting adds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Generated {
    /// Between Han and Latin.
    pub(super) space: Clean,
    /// A thematic break.
    pub(super) rule: Clean,
}

impl Layout {
    pub(super) fn new(
        page: Page,
        head: HeadTexts,
        head_lines: Vec<HeadLine>,
        settings: &Settings,
        breaking: &Breaking,
    ) -> Layout {
        Layout {
            lines: page.lines,
            leads: page.leads,
            stops: page.stops,
            head,
            head_ranges: head_lines.into_iter().map(|line| line.range).collect(),
            ambiguous: settings.ambiguous,
            spacing: breaking.spacing,
            indent: settings.indent,
            measure: Measure::new(settings.measure).cells(),
            generated: Generated {
                space: Clean::from(" "),
                rule: Clean::from(RULE),
            },
        }
    }

    /// The lines.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The runs of line `line`, left to right; none for a line that there is not.
    pub fn pieces<'a>(
        &'a self,
        document: &'a Document,
        line: usize,
    ) -> impl Iterator<Item = Piece<'a>> {
        Pieces::new(self, document, line)
    }

    /// Line `line` as `show` prints it: spaces up to its first cell, its text with generated
    /// labels and spacing, no white space at its end.
    pub fn plain(&self, document: &Document, line: usize) -> Clean {
        let mut plain = Clean::default();
        let mut cell = 0;
        for piece in self.pieces(document, line) {
            for _ in cell..piece.cell {
                plain.push(self.generated.space.as_clean());
            }
            plain.push(piece.text);
            cell = piece.cell + piece.width;
        }
        plain
    }

    /// The line that holds the byte `offset` of the document's text (the last one whose range
    /// starts at or before it); 0 when there is none.
    pub fn line_of(&self, offset: usize) -> usize {
        // Lines without a block stand between others and keep the order of the starts.
        let after = self
            .lines
            .partition_point(|line| line.range.start <= offset);
        self.lines[..after]
            .iter()
            .rposition(|line| line.block.is_some())
            .unwrap_or(0)
    }

    /// Where the character at `offset` is drawn: line and cell. White space dropped at a line's
    /// end counts as standing right of its text, perhaps beyond the measure; white space that the
    /// indent replaces, as standing with the first character; the end of a block, as behind its last.
    pub fn locate(&self, document: &Document, offset: usize) -> (usize, Cells) {
        let index = self.line_of(offset);
        let Some(line) = self.lines.get(index).filter(|line| line.block.is_some()) else {
            return (0, 0);
        };
        let start = self.text_start(document, line);
        let mut end = line.start;
        let text = self.text_of(document, start..line.range.end);
        for here in self.placed(line, text, start) {
            if offset < start + here.cluster.offset + here.cluster.text.len() {
                return (index, here.cell);
            }
            end = here.cell + here.cluster.width;
        }
        (index, end)
    }

    /// The offset of the character drawn at `cell` of `line` (the nearest one on that line);
    /// `None` on lines without text of the document.
    pub fn offset_at(&self, document: &Document, line: usize, cell: Cells) -> Option<usize> {
        let line = self.lines.get(line).filter(|line| !line.range.is_empty())?;
        let start = self.text_start(document, line);
        let text = self.text_of(document, start..line.range.end);
        let mut found = None;
        for here in self.placed(line, text, start) {
            // A cell of spacing belongs to the character before it.
            if found.is_some() && here.cell > cell {
                break;
            }
            found = Some(start + here.cluster.offset);
        }
        found
    }

    /// `text`, which begins at `offset` and is drawn on `line`, cluster by cluster.
    pub(super) fn placed<'a>(
        &'a self,
        line: &Line,
        text: &'a str,
        offset: usize,
    ) -> PlacedClusters<'a> {
        let placed = placed(text, line.start, self.ambiguous, self.spacing);
        if self.stops.is_empty() {
            return placed;
        }
        let of = |at: usize| self.stops.partition_point(|stop| stop.offset < at);
        let stops = &self.stops[of(line.range.start)..of(line.range.end)];
        placed.with_stops(stops, offset)
    }

    /// The label or mark before line `line`.
    pub(super) fn lead(&self, line: usize) -> Option<&Lead> {
        let found = self.leads.binary_search_by_key(&line, |(line, _)| *line);
        found.ok().map(|index| &self.leads[index].1)
    }

    /// The first byte of `line` that is drawn.
    pub(super) fn text_start(&self, document: &Document, line: &Line) -> usize {
        let is_first = line
            .block
            .is_some_and(|block| document.blocks[block].range.start == line.range.start);
        let follows_feed = || document.text.as_str()[..line.range.start].ends_with('\n');
        if is_first || follows_feed() {
            line.range.start
                + lead(
                    line.role,
                    self.text_of(document, line.range.clone()),
                    self.indent,
                )
        } else {
            line.range.start
        }
    }

    /// The text in `range`, without the line feed at its end.
    fn text_of<'a>(&self, document: &'a Document, range: Range<usize>) -> &'a str {
        let text = &document.text.as_str()[range];
        text.strip_suffix('\n').unwrap_or(text)
    }

    /// Whether `line` is of the head block, and where in its part it stands.
    pub(super) fn head_range(&self, line: usize) -> Option<Range<usize>> {
        let role = self.lines.get(line)?.role;
        let is_head = matches!(
            role,
            Role::Kicker | Role::Title | Role::Subtitle | Role::Byline
        );
        self.head_ranges.get(line).filter(|_| is_head).cloned()
    }
}
