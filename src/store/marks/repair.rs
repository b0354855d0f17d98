//! Tidying: copies of journals are taken in, the journal of this device is rewritten.
//!
//! A copy's records that no journal has are appended to this device's journal; once they are on the
//! disk the copy gets another name (`….merged`) and is not read any more. A rewrite leaves out the
//! records that a later one *of the same file* replaces, and notes their ids and those of what they had
//! replaced: should an old copy of a file turn up, they do not come back. Everything else is kept byte for byte; damaged lines go to
//! `….damaged`. At every moment the old file is there or the new one, whole.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::MarkStore;
use super::journal::{Journal, JournalKind};
use super::open::OWN;
use super::record::{self, Known};
use crate::annotation::MarkId;
use crate::store::atomic::{make_folder, sync_folder};
use crate::store::compact::{Compaction, Needed, compact, set_aside};
use crate::store::device;
use crate::store::error::StoreError;
use crate::store::lock::{Lock, Patience};
use crate::store::log::{Content, Durability};
use crate::store::record::{Line, frame};

/// What [`MarkStore::repair`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repaired {
    /// Copies that were taken in.
    pub copies: Vec<PathBuf>,
    /// Copies of a newer version, which are left alone.
    pub newer: Vec<PathBuf>,
    /// How many records they had that were nowhere else.
    pub taken: usize,
    /// How this device's journal was rewritten, if there is one.
    pub rewritten: Option<Compaction>,
}

/// A journal is rewritten once it has this many records more than there are marks that later ones of it
/// replace.
const SLACK: usize = 1000;

impl MarkStore {
    /// Whether this device's journal has grown so long that rewriting it pays.
    pub fn is_long(&self) -> bool {
        let own = self.own();
        own.is_some_and(|own| !own.newer) && self.marks.superseded(OWN) > self.marks.len() + SLACK
    }

    /// Takes copies in and rewrites this device's journal.
    ///
    /// # Errors
    /// Any [`StoreError`]; what was done until then is whole.
    pub fn repair(&mut self, patience: Patience) -> Result<Repaired, StoreError> {
        let mut repaired = Repaired::default();
        self.take_copies(&mut repaired, patience)?;
        self.refresh();
        repaired.rewritten = self.rewrite(patience)?;
        Ok(repaired)
    }

    /// Rewrites this device's journal; `None` if there is none.
    ///
    /// # Errors
    /// Any [`StoreError`]; the journal stands as it was.
    pub fn rewrite(&mut self, patience: Patience) -> Result<Option<Compaction>, StoreError> {
        let Some(own) = self.own() else {
            return Ok(None);
        };
        let done = compact(&own.log(), patience, needed)?;
        self.refresh();
        Ok(Some(done))
    }

    fn take_copies(
        &mut self,
        repaired: &mut Repaired,
        patience: Patience,
    ) -> Result<(), StoreError> {
        self.refresh();
        if !self
            .journals
            .iter()
            .any(|journal| journal.kind == JournalKind::Copy)
        {
            return Ok(());
        }
        make_folder(&self.place.folder)?;
        let device = device::read_or_make(&self.place.state)?;
        let lock = Lock::take(&self.place.folder, patience)?;
        self.refresh();
        if self.is_newer() {
            let path = self.journals[0].path.clone();
            return Err(StoreError::Newer { path });
        }
        let (copies, journals): (Vec<_>, Vec<_>) = self
            .journals
            .iter()
            .partition(|journal| journal.kind == JournalKind::Copy);
        let mut known = HashSet::new();
        for journal in journals {
            known.extend(records(journal)?.0);
        }
        let own = super::journal::path(&self.place.folder, &device);
        let own = Journal::new(own, JournalKind::Own);
        for copy in copies {
            if copy.newer {
                repaired.newer.push(copy.path.clone());
                continue;
            }
            let (records, damaged) = records(copy)?;
            let missing: Vec<Vec<u8>> = records
                .into_iter()
                .filter(|record| !known.contains(record))
                .collect();
            let lines: Vec<u8> = missing.iter().flat_map(|record| frame(record)).collect();
            set_aside(&own.path, &damaged)?;
            if !lines.is_empty() {
                own.log().append_lines(&lock, &lines, Durability::Synced)?;
            }
            retire(&copy.path)?;
            repaired.taken += missing.len();
            repaired.copies.push(copy.path.clone());
            known.extend(missing);
        }
        Ok(())
    }
}

/// The sound records of a journal in order, in the canonical form, and its damaged lines.
fn records(journal: &Journal) -> Result<(Vec<Vec<u8>>, Vec<u8>), StoreError> {
    let content = journal.log().read()?;
    let (mut records, mut damaged) = (Vec::new(), Vec::new());
    for line in content.lines() {
        match line.line {
            Line::Record(record) => records.push(record.into_owned()),
            Line::Damaged(_) | Line::Newer => {
                damaged.extend_from_slice(line.bytes);
                damaged.push(b'\n');
            }
        }
    }
    Ok((records, damaged))
}

/// Gives a copy that was taken in a name under which it is not read any more.
fn retire(path: &Path) -> Result<(), StoreError> {
    let free = (0..).map(|number| {
        let mut name = path.as_os_str().to_owned();
        name.push(".merged");
        if number > 0 {
            name.push(format!("-{number}"));
        }
        PathBuf::from(name)
    });
    let rename = |to: PathBuf| {
        fs::rename(path, to)?;
        sync_folder(path.parent().unwrap_or(Path::new(".")))
    };
    free.into_iter()
        .find(|name| fs::symlink_metadata(name).is_err())
        .map_or(Ok(()), rename)
        .map_err(|error| StoreError::write(path, error))
}

/// The lines that a rewrite keeps: all but the records that another one of this file replaces, and the
/// removals that have nothing left to remove. Their ids are noted.
fn needed(content: &Content) -> Needed {
    let mut noted = BTreeSet::new();
    let mut records: Vec<Kept> = Vec::new();
    for line in content.lines() {
        let Line::Record(json) = &line.line else {
            continue;
        };
        let change = match record::read(json) {
            Known::Change(head) => {
                let removes = head.motivation.is_none();
                Some((head.id, removes, head.replaces))
            }
            Known::Gone(ids) => {
                noted.extend(ids);
                None
            }
            Known::Device | Known::Strange | Known::Unknown => None,
        };
        records.push((line.start, change));
    }
    let changes = || records.iter().filter_map(|(_, change)| change.as_ref());
    let here: BTreeSet<MarkId> = changes().map(|(id, ..)| *id).collect();
    let replaced: BTreeSet<MarkId> = changes()
        .flat_map(|(.., replaces)| replaces.iter().copied())
        .collect();
    let is_left_out = |(id, removes, replaces): &(MarkId, bool, Vec<MarkId>)| {
        let is_known = |id: &MarkId| here.contains(id) || noted.contains(id);
        replaced.contains(id) || noted.contains(id) || (*removes && replaces.iter().all(is_known))
    };
    // What a record that is left out had replaced may stand in another journal: it is noted as well.
    let left_out: BTreeSet<MarkId> = changes()
        .filter(|change| is_left_out(change))
        .flat_map(|(id, _, replaces)| replaces.iter().chain([id]))
        .copied()
        .filter(|id| !noted.contains(id))
        .collect();
    Needed {
        added: match left_out.is_empty() {
            true => Vec::new(),
            false => record::write_gone(&left_out.into_iter().collect::<Vec<_>>()),
        },
        lines: records
            .iter()
            .filter(|(_, change)| !change.as_ref().is_some_and(is_left_out))
            .map(|(start, _)| *start)
            .collect(),
    }
}

/// Where a line begins; of a change also its id, whether it is a removal, and what it replaces.
type Kept = (usize, Option<(MarkId, bool, Vec<MarkId>)>);
