//! Facts about characters: what may be shown, how wide it is, where a line may break.
//!
//! The bottom layer. It knows Unicode and the rules for Chinese (`docs/typography.md`; the module
//! docs cite GB/T 15834 and CLREQ), and nothing about articles, terminals or files.

pub mod class;
pub mod cluster;
pub mod elide;
pub mod fold;
pub mod linebreak;
pub(crate) mod pairs;
pub mod punct;
pub(crate) mod repertoire;
pub mod sanitize;
pub mod script;
pub mod width;

pub use cluster::{Cluster, Clusters, clusters};
pub use elide::{elide_end, elide_start, elide_typed};
pub use fold::fold_for_status;
pub use linebreak::{
    BreakOpportunity, BreakRules, Prohibition, ProhibitionLevel, break_opportunities,
};
pub use punct::{PunctuationClass, punctuation_class};
pub use sanitize::{Clean, CleanStr, sanitize};
pub use width::{AmbiguousWidth, Cells, char_width, text_width};
