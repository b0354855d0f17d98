//! The pages: one file each, state and what it does.

pub mod contents;
pub mod finder;
pub mod help;
pub mod issue;
pub mod marks;
pub mod messages;
pub mod note;
pub mod preview;
pub mod raw;
pub mod reader;
pub mod search;
pub mod shelf;
