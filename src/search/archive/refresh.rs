//! Making an archive anew: what it is made of, and when that was looked at.
//!
//! The hard part is what happens meanwhile. Folders and their entries are looked at first, then the
//! issues are listed, then each file is looked at and read: whatever changes after it was looked at
//! has another stamp the next time, and nothing that was listed late is believed for good.

use std::io::{BufWriter, Cursor};
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::sync::Arc;

use tempfile::NamedTempFile;

use super::{Archive, Mapped, Settings, Storage, cache_file, new_file, stamp};
use crate::library::{Catalogue, Scan};
use crate::search::gather::{Gathering, gather, trusted};
use crate::search::origin::{Origins, UNSETTLED};

/// The issues an archive is made of.
#[derive(Clone, Copy, Debug)]
pub struct Issues<'a> {
    /// They themselves.
    pub catalogue: &'a Catalogue,
    /// Whether listing them met no fault, as far as is known.
    pub faultless: bool,
}

impl<'a> From<&'a Scan> for Issues<'a> {
    fn from(scan: &'a Scan) -> Issues<'a> {
        Issues {
            catalogue: &scan.catalogue,
            faultless: scan.faulty == 0 && scan.closed.is_empty(),
        }
    }
}

impl<'a> From<&'a Catalogue> for Issues<'a> {
    fn from(catalogue: &'a Catalogue) -> Issues<'a> {
        Issues {
            catalogue,
            faultless: false,
        }
    }
}

impl<'a> From<&'a Arc<Catalogue>> for Issues<'a> {
    fn from(catalogue: &'a Arc<Catalogue>) -> Issues<'a> {
        Issues::from(catalogue.as_ref())
    }
}

/// A new archive, begun before its issues are listed: what happens to them from then on is seen the
/// next time.
#[derive(Debug)]
pub struct Refresh<'a> {
    settings: Settings<'a>,
    /// The file in the making, and the one whose place it will take.
    next: Option<(NamedTempFile, PathBuf)>,
    /// When this began, by the clock of the cache's file system.
    begun: Option<i128>,
    origins: Origins,
}

impl<'a> Refresh<'a> {
    /// Looks at the folders. The issues are to be listed after it.
    pub fn begin(settings: Settings<'a>) -> Refresh<'a> {
        let next = cache_file(settings).and_then(|file| Some((new_file(&file)?, file)));
        let begun = next.as_ref().and_then(|(next, _)| {
            let metadata = next.as_file().metadata().ok()?;
            Some(i128::from(metadata.mtime()) * 1_000_000_000 + i128::from(metadata.mtime_nsec()))
        });
        let mut origins = Origins::now(settings.sources);
        for root in &mut origins.roots {
            root.stamp = trusted(root.stamp, begun);
            for (_, folder, file) in &mut root.entries {
                *folder = trusted(*folder, begun);
                *file = trusted(*file, begun);
            }
        }
        Refresh {
            settings,
            next,
            begun,
            origins,
        }
    }

    /// The archive of `issues`; what has not changed is taken from the cache. `progress` is told how
    /// many articles of how many are done.
    pub fn of<'b>(
        self,
        issues: impl Into<Issues<'b>>,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Archive {
        let before = Archive::load(self.settings);
        self.gathered(issues.into(), before.as_ref(), progress)
    }

    /// The same, with what has not changed taken from the archive `before`.
    pub fn from<'b>(
        self,
        before: &Archive,
        issues: impl Into<Issues<'b>>,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Archive {
        self.gathered(issues.into(), Some(before), progress)
    }

    /// The same from the articles alone, whatever is in the cache.
    pub fn anew<'b>(
        self,
        issues: impl Into<Issues<'b>>,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Archive {
        self.gathered(issues.into(), None, progress)
    }

    /// The issues were listed before this began.
    pub(super) fn late(mut self) -> Refresh<'a> {
        for root in &mut self.origins.roots {
            root.stamp = UNSETTLED;
        }
        self
    }

    fn gathered(
        mut self,
        issues: Issues<'_>,
        before: Option<&Archive>,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Archive {
        self.origins.faultless = issues.faultless;
        let corpus_before = before.map(Archive::corpus);
        let origins_before = corpus_before.as_ref().and_then(Origins::read);
        let threads = self.settings.threads;
        let gathering = Gathering {
            catalogue: issues.catalogue,
            origins: &self.origins,
            before: corpus_before.zip(origins_before.as_ref()),
            begun: self.begun,
            threads: threads.max(1),
            progress,
        };
        let written = self.next.and_then(|(next, file)| {
            let next = gather(gathering, BufWriter::with_capacity(1 << 20, next)).ok()?;
            let next = next.into_inner().ok()?.persist(file).ok()?;
            let stamp = stamp(&next)?;
            Some(Storage::Mapped(Mapped::new(&next).ok()?, next, stamp))
        });
        let storage = written.unwrap_or_else(|| {
            let memory = gather(gathering, Cursor::new(Vec::new()));
            Storage::Memory(memory.map(Cursor::into_inner).unwrap_or_default())
        });
        let archive = Archive::new(storage, threads);
        // What was written just now is known.
        archive.folded_sound.get_or_init(|| true);
        archive.plain_sound.get_or_init(|| true);
        archive
    }
}
