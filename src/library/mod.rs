//! Issues and articles on disk and in the binary.

pub mod issue;
pub mod article;
