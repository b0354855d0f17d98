//! Saving: what the reader did becomes records at the end of this device's journal.
//!
//! Under the lock: what others have added is read, records are made that name what they replace, and
//! all of them are written with one call, brought to the disk, and their folder too. Only then is the
//! view changed and the change confirmed. If anything fails, file and view are what they were.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::MarkStore;
use super::journal::{self, Journal, JournalKind, Stamp};
use super::open::{OWN, replay};
use super::record::{self, Links};
use super::view::{Mark, Marks};
use crate::annotation::{Annotation, MarkId};
use crate::store::atomic::make_folder;
use crate::store::device;
use crate::store::error::StoreError;
use crate::store::lock::{Lock, Patience};
use crate::store::log::Durability;
use crate::store::token::Tokens;

/// Something a reader did with marks. What it changes is given as it was seen: so a change that was
/// made elsewhere meanwhile is not undone by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkChange {
    /// A new mark.
    Add(Annotation),
    /// A mark that was made elsewhere, under the name it has there and that of the record it was
    /// found as. `others` are further records that say the same.
    Adopt {
        /// The mark's name.
        mark: MarkId,
        /// The record's name.
        record: MarkId,
        /// Names of other records that it stands for.
        others: Vec<MarkId>,
        /// What it says.
        annotation: Annotation,
        /// Members that a mark has no place for, as another program wrote them. They are kept.
        foreign: Map<String, Value>,
    },
    /// A mark says something else.
    Edit {
        /// The mark's name.
        mark: MarkId,
        /// The records it was made of when it was seen.
        heads: Vec<MarkId>,
        /// What it says now.
        annotation: Annotation,
    },
    /// A mark is removed.
    Remove(Mark),
    /// A removed mark is there again, as it was seen last.
    Restore(Mark),
}

impl MarkStore {
    /// Saves `changes`, all or none of them, as made at `at` (seconds since 1970-01-01 UTC), and gives
    /// the names of their marks in order. What was confirmed is on the disk.
    ///
    /// # Errors
    /// Any [`StoreError`]; nothing was changed then. [`StoreError::Busy`] after `patience`,
    /// [`StoreError::Newer`] if this device's journal was written by a newer version.
    pub fn save(
        &mut self,
        changes: &[MarkChange],
        at: i64,
        patience: Patience,
    ) -> Result<Vec<MarkId>, StoreError> {
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        self.save_met(at, patience, |_| Cow::Borrowed(changes))
    }

    /// The same for changes that hang on what others have done: `make` is given the marks as they are once
    /// the lock is held, so that nobody comes in between. It may make none.
    ///
    /// # Errors
    /// As for [`MarkStore::save`].
    pub fn save_met<'c>(
        &mut self,
        at: i64,
        patience: Patience,
        make: impl FnOnce(&Arc<Marks>) -> Cow<'c, [MarkChange]>,
    ) -> Result<Vec<MarkId>, StoreError> {
        make_folder(&self.place.folder)?;
        let device = device::read_or_make(&self.place.state)?;
        let lock = Lock::take(&self.place.folder, patience)?;
        self.refresh();
        self.own_journal(&device);
        if self.is_newer() {
            let path = self.journals[0].path.clone();
            return Err(StoreError::Newer { path });
        }
        let changes = make(&self.marks);
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        let mut lines = Vec::new();
        if self.marks.source_length(OWN) == 0 {
            lines = record::write_device(&device, &self.place.host, at);
        }
        let mut tokens = Tokens::draw(changes.len())?;
        let mut saved = Vec::with_capacity(changes.len());
        for change in changes.iter() {
            let (id, line) = self.line(change, at, &mut tokens)?;
            saved.push(id);
            lines.extend_from_slice(&line);
        }
        let log = self.journals[0].log();
        log.append_lines(&lock, &lines, Durability::Synced)?;
        self.confirm(lines);
        Ok(saved)
    }

    /// Sees to it that the first journal is this device's.
    fn own_journal(&mut self, device: &str) {
        if self.device.as_deref() != Some(device) {
            self.read_all();
        }
        if self.own().is_none() {
            // Not there, or not to be listed: appending will tell.
            let path = journal::path(&self.place.folder, device);
            self.journals
                .insert(0, Journal::new(path, JournalKind::Own));
            Arc::make_mut(&mut self.marks).insert_source(OWN);
        }
    }

    /// Changes the view as the file was changed.
    fn confirm(&mut self, lines: Vec<u8>) {
        let own = &mut self.journals[0];
        let now = Stamp::of(&own.path);
        // Behind a torn line a line feed was put.
        let last = self.marks.source_tail(OWN, 1);
        let torn = last.last().is_some_and(|&last| last != b'\n');
        let expected = self.marks.source_length(OWN) + usize::from(torn) + lines.len();
        if torn || now.length != expected as u64 {
            self.read_all();
            return;
        }
        own.stamp = now;
        // The folder's stamp stays that of the last listing: a file that another program put there meanwhile
        // is seen by the next look.
        replay(Arc::make_mut(&mut self.marks), own, OWN, lines);
    }

    /// The mark that `change` is about, and its record as a line.
    fn line(
        &self,
        change: &MarkChange,
        at: i64,
        tokens: &mut Tokens,
    ) -> Result<(MarkId, Vec<u8>), StoreError> {
        let links = |mark: MarkId, replaces: Vec<MarkId>, tokens: &mut Tokens| {
            Ok(Links {
                id: self.new_id(tokens)?,
                mark,
                replaces,
            })
        };
        let said = |annotation: &Annotation| Annotation {
            modified: at,
            ..annotation.clone()
        };
        Ok(match change {
            MarkChange::Add(annotation) => {
                let id = self.new_id(tokens)?;
                let links = Links {
                    id,
                    mark: id,
                    replaces: Vec::new(),
                };
                let line = record::write_mark(&links, annotation, Default::default());
                (id, line)
            }
            MarkChange::Adopt {
                mark,
                record,
                others,
                annotation,
                foreign,
            } => {
                let links = Links {
                    id: *record,
                    mark: *mark,
                    replaces: others.clone(),
                };
                let line = record::write_mark(&links, annotation, record::with_foreign(foreign));
                (*mark, line)
            }
            MarkChange::Edit {
                mark,
                heads,
                annotation,
            } => {
                let others = self.marks.others(heads);
                let links = links(*mark, heads.clone(), tokens)?;
                let line = record::write_mark(&links, &said(annotation), others);
                (*mark, line)
            }
            MarkChange::Remove(mark) => {
                let links = links(mark.id, mark.heads.clone(), tokens)?;
                let line = record::write_removal(&links, &mark.annotation.article, at);
                (mark.id, line)
            }
            MarkChange::Restore(mark) => {
                // What may have come back meanwhile stays beside it.
                let others = self.marks.others(&mark.heads);
                let links = links(mark.id, self.marks.removals(mark.id), tokens)?;
                let line = record::write_mark(&links, &said(&mark.annotation), others);
                (mark.id, line)
            }
        })
    }

    /// A name that no record has.
    fn new_id(&self, tokens: &mut Tokens) -> Result<MarkId, StoreError> {
        loop {
            let id = MarkId::from_bits(tokens.next()?);
            if !self.marks.knows(id) {
                return Ok(id);
            }
        }
    }
}
