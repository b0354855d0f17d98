//! Article text to structure: front matter and the blocks of a Markdown body.
//!
//! An article's file is split at its `+++` lines ([`front_matter`]), the upper part read field by
//! field ([`fields`]), the lower part made into a [`Document`] by [`parse()`]: its nesting is bounded
//! ([`nesting`]), the events of the CommonMark parser are walked ([`walk`]), each block is collected
//! and made displayable ([`collect`]). Nothing here fails or touches a file; faults come beside the
//! value. What is readable is never lost: a construct that has no form of its own stays as text.

pub mod document;
pub mod fields;
pub mod front_matter;

mod address;
mod collect;
mod html;
mod join;
mod leaf;
mod lines;
mod list;
mod nesting;
mod row;
mod swallowed;
mod verbatim;
mod walk;

pub use document::{
    Block, BlockKind, CellAlignment, Document, Inline, InlineStyle, TableCell, TableRow,
};
pub use nesting::MAX_NESTING;

use crate::diagnostic::Diagnostic;

/// Reads the Markdown `body`, which starts on line `first_line` of its file.
pub fn parse(body: &str, first_line: usize) -> (Document, Vec<Diagnostic>) {
    // Containers beyond the limit go before the parser builds a tree of them.
    let (body, mut diagnostics) = nesting::flatten(body, first_line);
    // The parser's events become blocks.
    let (document, too_deep) = walk::walk(&body, first_line);
    if diagnostics.is_empty() {
        diagnostics.extend(too_deep);
    }
    (document, diagnostics)
}
