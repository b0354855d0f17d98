//! Structure to lines of cells.

use std::ops::Range;

use crate::markup::{Document, InlineStyle};
pub use crate::text::ProhibitionLevel;
use crate::text::{AmbiguousWidth, Cells, Clean, CleanStr};

/// How text is set. Every field is stated by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The width of a full line, in cells; at least 4.
    pub measure: Cells,
    /// How wide ambiguous characters are.
    pub ambiguous: AmbiguousWidth,
    /// Which prohibitions hold (CLREQ).
    pub level: ProhibitionLevel,
    /// First-line indent of paragraphs, in cells (4 = 2 em; 0 for raw text).
    pub indent: Cells,
    /// Whether one pause or stop mark may hang right of the measure.
    pub hanging: bool,
    /// Whether a display-only cell stands between Han and Latin letters or digits.
    pub spacing: bool,
    /// Whether a digit and the Han measure word after it stay together (rule N4).
    pub tight_numbers: bool,
    /// What stands before a caption (`图：`); no text offset, empty for none.
    pub caption_label: Clean,
    /// Whether the head block keeps its blank rows (`false` below 20 rows).
    pub roomy: bool,
}

/// The block above an article's text. Not part of the document's text: it has no offsets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The line above the title.
    pub kicker: Option<Clean>,
    /// The title.
    pub title: Clean,
    /// The line below it.
    pub subtitle: Option<Clean>,
    /// Authors, source, date and page, composed by the caller.
    pub byline: Option<Clean>,
}

/// A set text: lines in order, nothing of the document copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    lines: Vec<Line>,
}

/// One line of a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it belongs to.
    pub role: Role,
    /// Index of its block in [`Document::blocks`]; `None` for head and blank lines.
    pub block: Option<usize>,
    /// Its bytes of [`Document::text`], white space dropped at its end included; empty for head
    /// and blank lines.
    pub range: Range<usize>,
    /// The cell in which its text starts (indent, centring), from the measure's left edge.
    pub start: Cells,
    /// The width of its text, in cells.
    pub width: Cells,
    /// Whether a rule had to be given up for it (fallback F1).
    pub forced: bool,
}

/// What a line is, for its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Blank,
    Kicker,
    Title,
    Subtitle,
    Byline,
    Heading { level: u8 },
    Body,
    Quote,
    ListItem,
    Caption,
    Note,
    Verbatim,
    Rule,
}

/// A run of equal style on one line, ready to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Where it starts, from the measure's left edge.
    pub cell: Cells,
    /// Its text.
    pub text: CleanStr<'a>,
    /// Its width in cells.
    pub width: Cells,
    /// Emphasis or link.
    pub style: Option<InlineStyle>,
    /// Where it stands in [`Document::text`]; `None` for generated text (labels, list marks, spacing).
    pub offset: Option<usize>,
}

/// Sets `document` under `head`.
pub fn typeset(_head: Option<&Head>, _document: &Document, _settings: &Settings) -> Layout {
    Layout::default()
}

impl Layout {
    /// The lines.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The runs of line `line`, left to right.
    pub fn pieces<'a>(
        &'a self,
        _document: &'a Document,
        _line: usize,
    ) -> impl Iterator<Item = Piece<'a>> {
        std::iter::empty()
    }

    /// The line that holds the byte `offset` of the document's text (the last one whose range
    /// starts at or before it); 0 when there is none.
    pub fn line_of(&self, offset: usize) -> usize {
        self.lines
            .iter()
            .rposition(|line| line.block.is_some() && line.range.start <= offset)
            .unwrap_or(0)
    }

    /// Where the character at `offset` is drawn: line and cell.
    pub fn locate(&self, _document: &Document, offset: usize) -> (usize, Cells) {
        (self.line_of(offset), 0)
    }

    /// The offset of the character drawn at `cell` of `line` (the nearest one on that line);
    /// `None` on lines without text of the document.
    pub fn offset_at(&self, _document: &Document, line: usize, _cell: Cells) -> Option<usize> {
        self.lines.get(line).map(|line| line.range.start)
    }
}
