//! Facts about characters: what may be shown, how wide it is, where a line may break.
//!
//! The bottom layer. It knows Unicode and the rules for Chinese (`docs/typography` in the module
//! docs cite GB/T 15834 and CLREQ), and nothing about articles, terminals or files.

mod repertoire;
pub mod sanitize;
pub mod script;
pub mod width;

pub use sanitize::{Clean, CleanStr};
pub use width::{AmbiguousWidth, Cells};
