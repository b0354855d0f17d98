//! Article text to structure: front matter and the blocks of a Markdown body.
//!
//! Reading never fails: it returns a value and the diagnostics that tell what was wrong.

pub mod diagnostic;
pub mod document;

pub use diagnostic::{Diagnostic, Fault, Severity};
pub use document::{Block, BlockKind, Document, Inline, InlineStyle};
