//! Sessions that keep their marks in a folder, and what stands there.

use std::fs::{self, File};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::time::{Duration, Instant};

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

/// Takes what comes from beside the loop until `is_there`.
pub(crate) fn until(
    frames: &mut Frames,
    what: &str,
    mut is_there: impl FnMut(&mut Frames) -> bool,
) {
    let begun = Instant::now();
    while !is_there(frames) {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "never seen: {what}"
        );
        frames.session().take_answers();
        frames.session().settle();
        std::thread::yield_now();
    }
}

/// From now on the session works beside its loop, and has read its marks. What wakes it is to be kept.
pub(crate) fn beside(frames: &mut Frames) -> [OwnedFd; 2] {
    let wakes = frames.session().work_beside().expect("a pipe");
    frames.session().read_marks();
    until(frames, "its marks", |frames| {
        frames.state().kept.marks().is_some()
    });
    wakes
}

/// Another writer holds the marks in `folder`, until this is dropped.
pub(crate) fn locked(folder: &Path) -> File {
    fs::create_dir_all(folder.join("marks")).expect("a folder");
    let lock = File::create(folder.join("marks/.lock")).expect("a lock");
    lock.lock().expect("nobody else has it");
    lock
}
