//! Issues and articles on disk and in the binary.
//!
//! A library is a list of [`Source`]s. [`scan()`] lists their issues from the `issue.toml` files and
//! folder listings alone, with the help of a cache; [`load_issue`], [`skim_issue`] and [`load_article`] read the
//! articles when they are needed; [`open()`] does the same for paths named by the user; [`check()`]
//! reads everything and gives every fault at once. Reading never fails for what is inside a file,
//! and a fault in one issue hides no other. Nothing here writes, except the cache, which can be
//! rebuilt.
//!
//! The hard part is what may lie in a folder: links, pipes, endless files, names that climb. Only
//! [`file`] opens anything, and only [`id`] decides what may be a name.

pub mod article;
pub mod cache;
pub mod catalogue;
pub mod check;
pub mod date;
pub mod embedded;
pub mod file;
pub mod id;
pub mod inside;
pub mod issue;
pub mod load;
pub mod memory;
pub mod open;
pub mod original;
pub mod scan;
pub mod stray;

pub use article::{Article, ArticleMeta, Kind};
pub use catalogue::{ArticleRef, Catalogue, LookupError};
pub use check::check;
pub use date::PartialDate;
pub use embedded::embedded;
pub use file::ReadError;
pub use issue::{Issue, Origin};
pub use load::{load_article, load_issue, skim_issue};
pub use memory::MemoryIssue;
pub use open::{Item, Named, Opened, Opening, Start, named, open, open_alone};
pub use original::{Original, original};
pub use scan::{Scan, Source, scan};
