//! One file a page: where its parts stand and in which role.

pub mod contents;
pub mod finder;
pub mod help;
pub mod issue;
pub mod marks;
pub mod messages;
pub mod note;
pub mod raw;
pub mod reader;
pub mod search;
pub mod shelf;
