//! Devices that share a folder of marks, for tests.

use std::fs;
use std::path::PathBuf;

use kanbao::annotation::{Annotation, MarkId, Motivation};
use kanbao::store::{Mark, MarkChange, MarkStore, MarksPlace, Patience, StoreError};

/// A folder of marks, and a state folder for each device that uses it.
pub(crate) struct Desk {
    root: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Desk {
        let root = tempfile::tempdir().expect("a folder of one's own");
        Desk { root }
    }

    /// The folder of the journals; it need not exist.
    pub(crate) fn folder(&self) -> PathBuf {
        self.root.path().join("config/kanbao/marks")
    }

    /// The state folder of a device.
    pub(crate) fn state(&self, device: &str) -> PathBuf {
        self.root.path().join(device).join("state/kanbao")
    }

    /// The marks as a device sees them.
    pub(crate) fn open(&self, device: &str) -> MarkStore {
        MarkStore::open(MarksPlace {
            folder: self.folder(),
            state: self.state(device),
            host: device.to_owned(),
        })
    }

    /// Saves one change on a device that reads everything first.
    pub(crate) fn save(&self, device: &str, change: MarkChange) -> MarkId {
        save(&mut self.open(device), change).expect("the folder can be written")
    }

    /// Adds a note of the whole article.
    pub(crate) fn add(&self, device: &str, text: &str) -> MarkId {
        self.save(device, MarkChange::Add(note("gang-01/01-dukou", text)))
    }

    /// A mark as a device sees it.
    pub(crate) fn mark(&self, device: &str, id: MarkId) -> Mark {
        self.open(device)
            .marks()
            .get(id)
            .expect("the mark is there")
    }

    /// The journal of a device.
    pub(crate) fn journal(&self, device: &str) -> PathBuf {
        let name = fs::read_to_string(self.state(device).join("device")).expect("it has a name");
        self.folder().join(format!("{}.jsonl", name.trim()))
    }

    /// The notes of all marks, sorted.
    pub(crate) fn texts(&self) -> Vec<String> {
        texts(&self.open("reader"))
    }
}

/// A note on a whole article.
pub(crate) fn note(article: &str, text: &str) -> Annotation {
    Annotation {
        text: text.to_owned(),
        ..Annotation::new(Motivation::Commenting, article, 1_717_720_200)
    }
}

/// Saves one change.
pub(crate) fn save(store: &mut MarkStore, change: MarkChange) -> Result<MarkId, StoreError> {
    let saved = store.save(&[change], 1_717_720_300, Patience::FULL)?;
    Ok(saved[0])
}

/// The notes of all marks, sorted.
pub(crate) fn texts(store: &MarkStore) -> Vec<String> {
    let marks = store.marks();
    let mut texts: Vec<String> = marks
        .entries()
        .filter_map(|entry| marks.get(entry.id))
        .map(|mark| mark.annotation.text)
        .collect();
    texts.sort();
    assert_eq!(
        texts.len(),
        marks.len(),
        "every mark that is counted is there"
    );
    texts
}

/// A mark with another text.
pub(crate) fn edit(mark: Mark, text: &str) -> MarkChange {
    let annotation = mark.annotation.clone().with_text(text);
    mark.edited(annotation)
}
