//! Facts about characters: what may be shown, how wide it is, where a line may break.
//!
//! The bottom layer. It knows Unicode and the rules for Chinese (`docs/typography` in the module
//! docs cite GB/T 15834 and CLREQ), and nothing about articles, terminals or files.

pub mod elide;
pub mod fold;
mod repertoire;
pub mod sanitize;
pub mod script;
pub mod width;

pub use elide::{elide_end, elide_start};
pub use fold::fold_for_status;
pub use sanitize::{Clean, CleanStr, sanitize};
pub use width::{AmbiguousWidth, Cells};
