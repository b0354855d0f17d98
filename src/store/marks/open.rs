//! Reading the journals: all of them at first, later only what was added.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use super::journal::{self, Journal, JournalKind, Stamp};
use super::record::{self, Known};
use super::view::Marks;
use super::{MarkStore, MarksPlace};
use crate::regular::{self, Links};
use crate::store::device;
use crate::store::error::StoreError;
use crate::store::log::{Damage, lines};
use crate::store::record::Line;

/// About how long the line of a mark is, in bytes: only for making room.
const USUAL_LINE: usize = 400;
/// How much of what was read before is looked at again before more is read.
const TAIL: usize = 256;
/// The source that this device's journal is, where there is one: the first that is read.
pub(super) const OWN: usize = 0;

impl MarkStore {
    /// Reads all marks. Reading never fails: what cannot be read is told ([`MarkStore::errors`],
    /// [`MarkStore::journals`]).
    pub fn open(place: MarksPlace) -> MarkStore {
        let mut store = MarkStore {
            place,
            device: None,
            marks: Arc::default(),
            journals: Vec::new(),
            stamp: Stamp::default(),
            errors: Vec::new(),
            nameless: None,
        };
        store.read_all();
        store
    }

    /// Whether the files are others than those that were read: a `stat` of the folder and of each
    /// journal, and nothing else.
    pub fn has_changed(&self) -> bool {
        Stamp::of(&self.place.folder) != self.stamp
            || self
                .journals
                .iter()
                .any(|journal| Stamp::of(&journal.path) != journal.stamp)
    }

    /// Reads what has changed. Where the journal of this device alone has got more lines, only these
    /// are read.
    pub fn refresh(&mut self) {
        if self.has_changed() && self.read_more().is_none() {
            self.read_all();
        }
    }

    pub(super) fn read_all(&mut self) {
        self.errors.clear();
        self.marks = Arc::default();
        self.journals = Vec::new();
        // Taken before the files are read: what changes meanwhile is seen as a change later.
        self.stamp = Stamp::of(&self.place.folder);
        // Which of the journals is this device's own matters to whoever writes.
        (self.device, self.nameless) = match device::read(&self.place.state) {
            Ok(name) => (name, None),
            Err(error) => (None, Some(error)),
        };
        match journal::list(&self.place.folder, self.device.as_deref()) {
            Ok(journals) => {
                for journal in journals {
                    self.read_journal(journal);
                }
            }
            Err(error) => self.errors.push(error),
        }
    }

    fn read_journal(&mut self, mut journal: Journal) {
        journal.stamp = Stamp::of(&journal.path);
        let source = Arc::make_mut(&mut self.marks).add_source();
        let log = journal.log();
        let read = match journal.kind {
            JournalKind::Own => log.read_settled(),
            JournalKind::Other | JournalKind::Copy => log.read(),
        };
        match read {
            Ok(_) if journal::leads_nowhere(&journal.path) => {
                let missing = io::Error::from(io::ErrorKind::NotFound);
                self.errors.push(StoreError::read(&journal.path, missing));
            }
            Ok(content) => {
                let bytes = content.into_bytes();
                let marks = Arc::make_mut(&mut self.marks);
                marks.reserve(bytes.len() / USUAL_LINE);
                replay(marks, &mut journal, source, bytes);
            }
            Err(error) => self.errors.push(error),
        }
        self.journals.push(journal);
    }

    /// Reads the lines that were added to this device's journal; `None` if something else has changed,
    /// or if what was read before is not there as it was.
    pub(super) fn read_more(&mut self) -> Option<()> {
        let folder = Stamp::of(&self.place.folder);
        let (own, others) = self.journals.split_first_mut()?;
        let now = Stamp::of(&own.path);
        let grown = own.kind == JournalKind::Own
            && own.stamp.has_grown_to(&now)
            && folder == self.stamp
            && others
                .iter()
                .all(|journal| Stamp::of(&journal.path) == journal.stamp);
        if !grown {
            return None;
        }
        let length = self.marks.source_length(OWN) as u64;
        let tail = self.marks.source_tail(OWN, TAIL);
        if tail.last() != Some(&b'\n') || length != own.stamp.length {
            return None;
        }
        let added = read_behind(&own.path, length, &tail).ok()??;
        own.stamp = now;
        replay(Arc::make_mut(&mut self.marks), own, OWN, added);
        Some(())
    }
}

/// What stands in the file behind the first `length` bytes, as whole lines; `None` if these do not end
/// with `tail`, or a line is on its way.
fn read_behind(path: &Path, length: u64, tail: &[u8]) -> io::Result<Option<Vec<u8>>> {
    let mut file: File = regular::open(path, Links::Follow)?;
    file.seek(SeekFrom::Start(length - tail.len() as u64))?;
    let mut bytes = Vec::new();
    file.take(journal::LARGEST).read_to_end(&mut bytes)?;
    let sound = bytes.starts_with(tail) && bytes.ends_with(b"\n");
    Ok(sound.then(|| bytes.split_off(tail.len())))
}

/// Adds the records in `added`, what stands behind that part of `journal` which is the source number
/// `source` of `marks`.
pub(super) fn replay(marks: &mut Marks, journal: &mut Journal, source: usize, added: Vec<u8>) {
    let before = marks.source_length(source);
    for line in lines(&added) {
        let start = before + line.start;
        match line.line {
            Line::Record(json) => {
                journal.records += 1;
                let known = record::read(&json);
                if known == Known::Strange {
                    journal.strange.push(journal.lines + line.number);
                }
                marks.take(known, source, start..start + line.bytes.len());
            }
            Line::Damaged(reason) => journal.damage.push(Damage {
                line: journal.lines + line.number,
                reason,
            }),
            Line::Newer => journal.newer = true,
        }
    }
    journal.lines += memchr::memchr_iter(b'\n', &added).count();
    marks.extend_source(source, added);
}
