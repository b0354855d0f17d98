//! Finding by what one can type: folding and matching of short texts, pinyin included.

pub mod fold;
pub mod fuzzy;
pub mod readings;

pub use readings::Readings;
