//! Notes that were left unsaved, as far as the application knows.

use std::path::PathBuf;

use crate::store::drafts::LeftDraft;

/// The drafts that nobody is writing.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    /// All of them, the newest first.
    pub left: Vec<LeftDraft>,
    /// The one to go on with as soon as its article is open.
    pub resuming: Option<PathBuf>,
    /// The number under which one is being saved that is too long to be gone on with, and its length in
    /// characters.
    pub saving: Option<(u64, usize)>,
}
