//! Article text to structure: front matter and the blocks of a Markdown body.
//!

pub mod document;

pub use document::{Block, BlockKind, Document, Inline, InlineStyle};
