//! Bookmarks, highlights and notes as values: the W3C Web Annotation data model.
//!
//! An [`Annotation`] says why it was made ([`Motivation`]), of which article it is, which part of
//! its text it means ([`Selector`]), and what its reader wrote. Positions count code points of the
//! *article's text*: [`crate::markup::Document::text`] in its own layer, here any `&str`. That is the
//! displayable text of all blocks in order, one line feed between two blocks, without title, byline,
//! marks of Markdown or anything else that is generated.
//!
//! A text is corrected, and marks must not be lost by it: [`anchor`] finds the place again, or says
//! that it cannot. The hard part is there: never to be sure of a wrong place.
//!
//! [`export`] gives annotations to other programs, [`json_ld`] takes them back as well.
//! Everything here is pure; [`crate::store::marks`] keeps annotations.

pub mod anchor;
pub mod approximate;
pub mod export;
pub mod id;
pub mod json_ld;
pub mod model;
pub mod rivals;
pub mod selector;
pub mod time;

pub use anchor::{Anchoring, Orphaned, TwoStates};
pub use id::MarkId;
pub use model::{Annotation, Motivation, Source, parts_tags};
pub use selector::{ArticleText, Selector, TextPositionSelector, TextQuoteSelector};
