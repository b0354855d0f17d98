//! Issues and articles on disk and in the binary.

pub mod article;
pub mod issue;
