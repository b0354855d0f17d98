//! The document model: one clean text, and blocks and inlines as ranges of it.

use std::ops::Range;

use crate::text::Clean;

/// An article's body. All ranges are byte ranges of `text`, on character boundaries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The texts of all blocks in order, joined by one `\n` each. No Markdown marks, no generated
    /// labels. Offsets of places and marks count into this text.
    pub text: Clean,
    /// The blocks in reading order; their ranges are ascending and never overlap.
    pub blocks: Vec<Block>,
    /// Emphasis and links in text order.
    pub inlines: Vec<Inline>,
}

/// One block of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where its text stands in [`Document::text`], without the joining `\n`.
    pub range: Range<usize>,
    /// The line of the article's file (from 1) on which it starts.
    pub line: usize,
}

/// The kinds of block that are set differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading below the title; `level` 2 is the first level inside an article, 1 is kept as read.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// A quoted paragraph; `depth` from 1.
    Quote {
        /// How many quotations it stands in.
        depth: u8,
    },
    /// A list item's paragraph; `depth` from 1; `marker` is what is set before it, none
    /// for the further paragraphs of one item.
    ListItem {
        /// How many lists it stands in.
        depth: u8,
        /// `1.`, `2)`; `[ ]` and `[x]` of a task; `-` where none of these is written.
        marker: Option<Clean>,
    },
    /// The caption of a picture.
    Caption,
    /// A closing or editor's note.
    Note,
    /// A row of a table: the texts of its cells with two spaces between.
    TableRow(TableRow),
    /// A line of code: set as it stands, broken only when too wide.
    Verbatim,
    /// A thematic break; its range is empty.
    Rule,
}

/// Where the cells of a row are. A table is a head row and the rows up to the next block that is
/// none, or to the next head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// Whether it names the columns.
    pub head: bool,
    /// Its cells from left to right; there may be fewer or more than in the head.
    pub cells: Vec<TableCell>,
}

/// One cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableCell {
    /// Its bytes, counted from the start of its block; may be empty.
    pub range: Range<usize>,
    /// Where it stands in its column.
    pub align: CellAlignment,
}

/// Where text stands in its column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CellAlignment {
    /// At the left, which is also where it stands if nothing is said.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// A run of text with a style of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    /// Where, in [`Document::text`].
    pub range: Range<usize>,
    /// How.
    pub style: InlineStyle,
}

/// Styles inside a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InlineStyle {
    /// `*` and `**`.
    Emphasis,
    /// A link's text. An address that the text does not show follows in brackets, without style.
    Link,
    /// `~~`: struck out.
    Strike,
}
