//! Finding: by what one can type in a list, and in the full text of the library.
//!
//! Short texts (`/` in lists) are matched by [`fuzzy`], pinyin included; all titles together are made
//! ready for that by a [`Finder`]. The full text is an
//! [`Archive`]: a [`corpus`] of folded texts that [`gather`] makes of the articles once and that is
//! kept in the cache; a query is read by [`parse()`], made ready as a [`Matcher`], carried out over
//! the corpus, put in order by [`rank`], and shown by [`snippet`]. There is no index: scanning the
//! whole text takes about a millisecond, is exact at any length, and cannot be out of step. The words
//! of the texts are learnt by counting, so that pinyin can be completed to them ([`Vocabulary`]).
//!
//! Everything is pure but `archive`, `gather` and `origin`, which read and write the files whose
//! paths they are given and divide their work among threads that end before they return. [`fold`]
//! says what counts as the same, for all of them.

pub mod archive;
mod checksum;
pub mod clip;
pub mod corpus;
pub mod finder;
pub mod fold;
pub mod fuzzy;
mod gather;
pub mod kept;
mod mapped;
pub mod matches;
mod origin;
pub mod pack;
pub mod parse;
mod pattern;
pub mod query;
pub mod ranges;
pub mod rank;
pub mod readings;
mod simplified;
pub mod snippet;
pub mod vocabulary;

pub use archive::{Archive, Damaged};
pub use corpus::Corpus;
pub use finder::Finder;
pub use kept::Kept;
pub use matches::{Facts, Hit, Matcher};
pub use parse::parse;
pub use query::{DateRange, Query, QueryError, Scope};
pub use rank::Order;
pub use readings::{FirstReadings, Readings};
pub use snippet::Snippet;
pub use vocabulary::Vocabulary;
