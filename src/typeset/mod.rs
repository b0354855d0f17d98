//! Structure to lines of cells: a document is set as a newspaper would set it, at any measure.
//!
//! [`typeset`] goes through the stages in order, one file each: `measure` says how much room each
//! kind of block has, `collect` (with `list` and `table`) turns blocks into passages, `head` (with `balance` and `byline`) sets the block above the text,
//! `breaker` (with `fallback`) breaks passages into lines, `compose` puts all in one list. `adjust`
//! decides the cell of each cluster, for all of them. The result is a [`Layout`], which answers
//! where a byte of the text is drawn and which byte is drawn in a cell, and gives the pieces to draw.
//!
//! The rules are those of CLREQ and GB/T 15834-2011 as far as cells can keep them. Squeezing marks
//! (推进, 标点挤压) would need glyphs of half their width, which a terminal does not have: lines are
//! filled by first fit and the character before a prohibited mark goes down with it (推出). The
//! mean unused width is below one cell a line, so the right edge is not justified either.
//!
//! The hard parts are the breaker's single walk and that drawing, searching and breaking agree on
//! every cell.

mod adjust;
mod balance;
mod breaker;
mod byline;
mod collect;
mod compose;
mod fallback;
mod head;
mod layout;
mod list;
mod measure;
mod pieces;
mod raw;
mod sentence;
mod table;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::markup::{Document, InlineStyle};
use crate::text::{AmbiguousWidth, Cells, Clean, CleanStr};

pub use crate::text::ProhibitionLevel;
pub use layout::Layout;
pub use raw::raw;
pub use sentence::sentence;

use breaker::Breaking;
use measure::Measure;

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
    /// Whether one pause or stop mark (。，、) may hang right of the measure. It is for callers to ask
    /// this only where two spare cells stand there.
    pub hanging: bool,
    /// Whether a display-only cell stands between Han and Latin letters or digits; without effect
    /// below 40 cells.
    pub spacing: bool,
    /// Whether a digit and the Han measure word after it stay together (rule N4); without
    /// effect below 24 cells.
    pub tight_numbers: bool,
    /// What stands before a caption (`图：`); no text offset, empty for none.
    pub caption_label: Clean,
    /// What stands before an item of a list without numbers (`∙`); the mark of the text, `-`, if empty.
    pub bullet: Clean,
    /// Whether the head block has rows to spare: blank ones, one for the date (`false` below 20 rows).
    pub roomy: bool,
}

impl Settings {
    /// Text that is no article: without an indent, labels, hanging marks or spacing.
    pub fn plain(measure: Cells, ambiguous: AmbiguousWidth, level: ProhibitionLevel) -> Settings {
        Settings {
            measure,
            ambiguous,
            level,
            indent: 0,
            hanging: false,
            spacing: false,
            tight_numbers: false,
            caption_label: Clean::default(),
            bullet: Clean::default(),
            roomy: false,
        }
    }
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
    /// Who wrote it, where and when.
    pub byline: Byline,
}

/// What stands below the titles. Its groups are set clearly apart, its fields are never torn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// Who wrote it, one name each.
    pub authors: Vec<Clean>,
    /// Where it appeared.
    pub source: Option<Clean>,
    /// Date and page, in this order; on a low page (not [`Settings::roomy`]) only as far as they
    /// cost no row.
    pub when: Vec<Clean>,
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
    /// The width of its text, in cells, without white space at its end. With a hung mark it goes
    /// beyond the measure by at most the mark's two cells; no other line does.
    pub width: Cells,
    /// Whether a rule had to be given up for it (fallback F1).
    pub forced: bool,
}

/// What a line is, for its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A row without text.
    Blank,
    /// The line above the title.
    Kicker,
    /// The title.
    Title,
    /// The line below it.
    Subtitle,
    /// Who, when and where.
    Byline,
    /// A heading inside the text.
    Heading {
        /// As in [`crate::markup::BlockKind::Heading`].
        level: u8,
    },
    /// Running text.
    Body,
    /// A quotation.
    Quote,
    /// An item of a list.
    ListItem,
    /// The head of a table.
    TableHead,
    /// A row of a table in columns.
    TableRow,
    /// A cell of a table whose columns do not fit, behind the name of its column.
    TableCell,
    /// The caption of a picture.
    Caption,
    /// A closing or editor's note.
    Note,
    /// A row set as it stands.
    Verbatim,
    /// A thematic break.
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

/// Sets `document` under `head`. The same arguments give the same layout; nothing else is read.
/// Measures from 4 cells are set within the measure; below that single Han still take two.
pub fn typeset(head: Option<&Head>, document: &Document, settings: &Settings) -> Layout {
    // How much room there is, and which rules hold in it.
    let measure = Measure::new(settings.measure);
    let breaking = Breaking::new(settings, measure);
    // Blocks become passages with their places.
    let passages = collect::collect(document, measure, settings, breaking.spacing);
    // The head block is set and centred.
    let (head_lines, head_texts) = head
        .map(|head| head::head_lines(head, settings.roomy, measure, &breaking))
        .unwrap_or_default();
    // Passages are broken into lines, between blank rows.
    let page = compose::compose(&head_lines, &passages, document, measure, &breaking);
    // What drawing needs to know again is kept with the lines.
    Layout::new(page, head_texts, head_lines, settings, &breaking)
}
