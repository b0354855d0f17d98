//! Sessions that keep their marks in a folder, and what stands there.

use std::path::Path;

use kanbao::annotation::Annotation;
use kanbao::store::{MarkStore, MarksPlace};

use crate::frames::Frames;
use crate::opened;

/// A session over the drawn library that keeps its marks in `folder`.
pub(crate) fn keeping(columns: usize, rows: usize, folder: &Path) -> Frames {
    opened(columns, rows).with_marks(folder)
}

/// The marks in `folder` as another session sees them.
pub(crate) fn other(folder: &Path) -> MarkStore {
    MarkStore::open(MarksPlace {
        folder: folder.join("marks"),
        state: folder.join("state"),
        host: String::new(),
    })
}

/// What the marks in `folder` say, the oldest first.
pub(crate) fn saved(folder: &Path) -> Vec<Annotation> {
    let store = other(folder);
    let marks = store.marks();
    let ids = marks.entries().map(|entry| entry.id);
    ids.filter_map(|id| marks.get(id))
        .map(|mark| mark.annotation)
        .collect()
}

pub(crate) fn a_folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder of one's own")
}
