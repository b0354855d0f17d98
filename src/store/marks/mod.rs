//! Bookmarks, highlights, notes and tags: kept in `marks/`, never lost.
//!
//! Each device appends to a journal of its own ([`journal`]); all journals together, read and merged
//! by the links of their records ([`record`], [`view`]), are the marks. So a folder that is synchronised
//! between devices never has two writers of one file, and nothing depends on clocks.
//!
//! [`MarkStore`] reads everything once, sees cheaply whether another process has changed it
//! ([`MarkStore::has_changed`]), reads what was added, and saves: under the lock of the folder, with one
//! write, the file and then the folder brought to the disk before it is confirmed. [`repair`] takes the
//! copies of synchronising programs in and rewrites the journal of this device.
//!
//! What is never done: writing a journal of another device, or one with lines of a newer version;
//! forgetting a line that is not understood; reviving what was removed because an old copy turns up.

mod journal;
mod open;
mod record;
mod repair;
mod save;
mod source;
mod view;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use journal::{Journal, JournalKind};
pub use repair::Repaired;
pub use save::MarkChange;
pub use view::{Mark, MarkEntry, Marks, OnMeeting};

use self::journal::Stamp;
use super::error::StoreError;

/// Where marks are kept, and who keeps them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarksPlace {
    /// The folder of the journals.
    pub folder: PathBuf,
    /// The state folder, which holds the name of this device.
    pub state: PathBuf,
    /// What this machine is called; stands in the first record of its journal. May be empty.
    pub host: String,
}

/// All marks, and the way to change them.
#[derive(Debug)]
pub struct MarkStore {
    place: MarksPlace,
    /// The name of this device, once it has one.
    device: Option<String>,
    /// Shared with whoever shows them; a change makes a copy as long as somebody does.
    marks: Arc<Marks>,
    journals: Vec<Journal>,
    /// That of the folder.
    stamp: Stamp,
    /// What could not be read.
    errors: Vec<StoreError>,
    /// Why the name of this device could not be read.
    nameless: Option<StoreError>,
}

impl MarkStore {
    /// The marks as last read.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The same, to be kept: what changes afterwards is not seen in it.
    pub fn shared(&self) -> Arc<Marks> {
        Arc::clone(&self.marks)
    }

    /// The journals as last read: that of this device first.
    pub fn journals(&self) -> &[Journal] {
        &self.journals
    }

    /// What could not be read: the folder, a journal. The marks in it are not there then.
    pub fn errors(&self) -> &[StoreError] {
        &self.errors
    }

    /// Why the name of this device could not be read. All marks are there without it; none can be saved.
    pub fn nameless(&self) -> Option<&StoreError> {
        self.nameless.as_ref()
    }

    /// Whether `error` is about a file beside the journal of this device: one of another device, a copy, or
    /// something that only has such a name. All else can be read and written without it.
    pub fn is_beside(&self, error: &StoreError) -> bool {
        let beside = |journal: &&Journal| journal.kind != JournalKind::Own;
        let mut beside = self.journals.iter().filter(beside);
        beside.any(|journal| journal.path == error.path())
    }

    /// The folder of the journals.
    pub fn folder(&self) -> &Path {
        &self.place.folder
    }

    /// Whether this device's journal was written by a newer version: then nothing can be saved.
    pub fn is_newer(&self) -> bool {
        self.own().is_some_and(|own| own.newer)
    }

    fn own(&self) -> Option<&Journal> {
        let first = self.journals.first();
        first.filter(|journal| journal.kind == JournalKind::Own)
    }
}
