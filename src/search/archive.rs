//! The full text of a library, searched through its cache.
//!
//! [`Archive::open`] maps the file of the last time and looks whether it still holds: whether every
//! folder and file is as it was. If it does not, [`Archive::refresh`] reads what has changed, writes
//! another file beside it and renames it over the old one. Without a cache folder, or when it takes
//! no more, the corpus stays in memory. A file that is damaged is as good as none: its checksums
//! are compared before anything in it is believed, so damage costs time and never an answer.
//!
//! Searching, checking and looking at files are divided among the cores; the parts are put together
//! in order, so the answer is the same for any number of them.

use std::fs::{self, File};
use std::io::{BufWriter, Cursor};
use std::ops::Range;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::thread;

use tempfile::NamedTempFile;

use super::checksum::checksum;
use super::corpus::Corpus;
use super::gather::{Gathering, gather, trusted};
use super::mapped::Mapped;
use super::matches::{Facts, Hit, Matcher};
use super::origin::{Folders, Origins};
use super::rank::{Order, keys, merged};
use super::snippet::{Snippet, passages, snippets};
use crate::library::{Catalogue, Source};
use crate::regular::{self, Links};

/// Bytes below which dividing the work costs more than it saves.
const WORTH_DIVIDING: usize = 1 << 20;

/// How the names of cache files begin, and those of files that are not finished.
const FINISHED: &str = "fulltext-";
const UNFINISHED: &str = ".fulltext-";
/// After how many seconds an unfinished file has no writer any more.
const ABANDONED_AFTER: i64 = 600;
/// How many cache files of other libraries are kept.
const OTHERS_KEPT: usize = 4;

/// The full text of a library.
#[derive(Debug)]
pub struct Archive {
    storage: Storage,
    threads: usize,
    /// Whether the folded texts, and the plain ones, are as they were written; once it is known.
    folded_sound: OnceLock<bool>,
    plain_sound: OnceLock<bool>,
}

/// The cache was damaged after it was opened: what was found may be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the search text is damaged")]
pub struct Damaged;

/// Where archives are made and kept.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// The library.
    pub sources: &'a [Source],
    /// The cache folder; made if it is missing.
    pub cache: Option<&'a Path>,
    /// How many threads work at the same time, at least one.
    pub threads: usize,
}

#[derive(Debug)]
enum Storage {
    /// The file, with its size, time and inode when it was mapped.
    Mapped(Mapped, File, (u64, i64, i64)),
    Memory(Vec<u8>),
}

impl Archive {
    /// The archive of the last time, if nothing in the library has changed since.
    pub fn open(settings: Settings<'_>) -> Option<Archive> {
        let archive = Archive::load(settings)?;
        let corpus = archive.corpus();
        let origins = Origins::read(&corpus)?;
        if !origins.still_hold(settings.sources) {
            return None;
        }
        let folders = Folders::open(&origins);
        let parts = archive.parts(&corpus);
        let hold = divided(parts, |part| folders.still_hold(&corpus, part));
        hold.into_iter().all(|holds| holds).then_some(archive)
    }

    /// The archive of `catalogue`, the issues of the sources: what has not changed is taken from the
    /// cache, the rest is read, and the cache is replaced. `progress` is told how many articles of
    /// how many are done.
    pub fn refresh(
        settings: Settings<'_>,
        catalogue: &Catalogue,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Archive {
        let before = Archive::load(settings);
        Archive::gathered(settings, catalogue, before.as_ref(), progress)
    }

    /// The same from the articles alone, whatever is in the cache.
    pub fn rebuild(
        settings: Settings<'_>,
        catalogue: &Catalogue,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Archive {
        Archive::gathered(settings, catalogue, None, progress)
    }

    /// The archive in `bytes`, as [`super::pack`] writes them; `None` if they are none.
    pub fn of_bytes(bytes: Vec<u8>, threads: usize) -> Option<Archive> {
        Corpus::read(&bytes)?;
        Some(Archive::new(Storage::Memory(bytes), threads))
    }

    /// The corpus.
    pub fn corpus(&self) -> Corpus<'_> {
        let bytes = match &self.storage {
            Storage::Mapped(mapped, ..) => mapped,
            Storage::Memory(bytes) => bytes.as_slice(),
        };
        Corpus::trusted(bytes)
    }

    /// The articles that fit, in `order`.
    ///
    /// # Errors
    /// The cache is damaged.
    pub fn search(
        &self,
        matcher: &Matcher,
        facts: Facts<'_>,
        order: Order,
    ) -> Result<Vec<Hit>, Damaged> {
        if !self.is_as_mapped() {
            return Err(Damaged);
        }
        let corpus = self.corpus();
        let parts = self.parts(&corpus);
        let folded = matcher.is_folded();
        let known = if folded {
            &self.folded_sound
        } else {
            &self.plain_sound
        };
        let sound = |index| {
            if folded {
                corpus.is_folded_sound(index)
            } else {
                corpus.is_plain_sound(index)
            }
        };
        let to_check = known.get().is_none();
        let found = divided(parts, |part| {
            let sound = !to_check || part.clone().all(sound);
            let hits = matcher.search(&corpus, part, facts);
            let keys = keys(&hits, &corpus, order);
            (sound, (hits, keys))
        });
        let all_sound = found.iter().all(|(sound, _)| *sound);
        if !*known.get_or_init(|| all_sound) {
            return Err(Damaged);
        }
        let parts = found.into_iter().map(|(_, part)| part).collect();
        Ok(merged(parts, &corpus))
    }

    /// Whether the titles can be believed: the plain texts, which hold them, are as they were
    /// written. What else is shown of an article was compared when the cache was opened.
    pub fn has_sound_titles(&self) -> bool {
        let corpus = self.corpus();
        let check = || {
            let sound = |mut part: Range<usize>| part.all(|index| corpus.is_plain_sound(index));
            let parts = divided(self.parts(&corpus), sound);
            parts.into_iter().all(|sound| sound)
        };
        self.is_as_mapped() && *self.plain_sound.get_or_init(check)
    }

    /// At most `most` snippets of each of `hits`, in their order.
    ///
    /// # Errors
    /// The cache is damaged.
    pub fn snippets(
        &self,
        matcher: &Matcher,
        hits: &[Hit],
        most: usize,
    ) -> Result<Vec<Vec<Snippet>>, Damaged> {
        let corpus = self.corpus();
        let each = hits.len().div_ceil(self.threads.max(1)).max(64);
        let parts = (0..hits.len().div_ceil(each))
            .map(|part| part * each..hits.len().min((part + 1) * each))
            .collect();
        let found = divided(parts, |part: Range<usize>| {
            hits[part]
                .iter()
                .map(|hit| {
                    let index = hit.article as usize;
                    corpus
                        .is_plain_sound(index)
                        .then(|| snippets(&corpus, index, &passages(&corpus, matcher, index), most))
                })
                .collect::<Option<Vec<Vec<Snippet>>>>()
        });
        let found: Option<Vec<Vec<Vec<Snippet>>>> = found.into_iter().collect();
        Ok(found.ok_or(Damaged)?.into_iter().flatten().collect())
    }

    /// Maps the cache, if it is sound as far as header and tables say.
    fn load(settings: Settings<'_>) -> Option<Archive> {
        // Never a pipe that would be waited for, nor a link to a file that others write.
        let file = regular::open(&cache_file(settings)?, Links::Refuse).ok()?;
        let stamp = stamp(&file)?;
        let mapped = Mapped::new(&file).ok()?;
        Corpus::read(&mapped)?;
        Some(Archive::new(
            Storage::Mapped(mapped, file, stamp),
            settings.threads,
        ))
    }

    fn new(storage: Storage, threads: usize) -> Archive {
        Archive {
            storage,
            threads: threads.max(1),
            folded_sound: OnceLock::new(),
            plain_sound: OnceLock::new(),
        }
    }

    fn gathered(
        settings: Settings<'_>,
        catalogue: &Catalogue,
        before: Option<&Archive>,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Archive {
        let corpus_before = before.map(Archive::corpus);
        let origins_before = corpus_before.as_ref().and_then(Origins::read);
        let next = cache_file(settings).and_then(|file| Some((new_file(&file)?, file)));
        // The clock of the file system itself says when this began.
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
        let gathering = Gathering {
            catalogue,
            origins: &origins,
            before: corpus_before.zip(origins_before.as_ref()),
            begun,
            threads: settings.threads.max(1),
            progress,
        };
        let written = next.and_then(|(next, file)| {
            let next = gather(gathering, BufWriter::with_capacity(1 << 20, next)).ok()?;
            let next = next.into_inner().ok()?.persist(file).ok()?;
            let stamp = stamp(&next)?;
            Some(Storage::Mapped(Mapped::new(&next).ok()?, next, stamp))
        });
        let storage = written.unwrap_or_else(|| {
            let memory = gather(gathering, Cursor::new(Vec::new()));
            Storage::Memory(memory.map(Cursor::into_inner).unwrap_or_default())
        });
        let archive = Archive::new(storage, settings.threads);
        // What was written just now is known.
        archive.folded_sound.get_or_init(|| true);
        archive.plain_sound.get_or_init(|| true);
        archive
    }

    /// Whether the file is still the one that was mapped. Nothing of this program changes it, but a
    /// file can be cut short by anybody who may write it.
    fn is_as_mapped(&self) -> bool {
        match &self.storage {
            Storage::Mapped(_, file, mapped) => stamp(file) == Some(*mapped),
            Storage::Memory(_) => true,
        }
    }

    /// The articles in as many parts as there are threads, about equal in bytes.
    fn parts(&self, corpus: &Corpus<'_>) -> Vec<Range<usize>> {
        let articles = corpus.len();
        if self.threads < 2 || corpus.bytes().len() < WORTH_DIVIDING {
            return std::iter::once(0..articles).collect();
        }
        (0..self.threads)
            .map(|part| part * articles / self.threads..(part + 1) * articles / self.threads)
            .collect()
    }
}

/// Does `work` for each part at the same time, the last one here; the results in order.
fn divided<T: Send>(
    mut parts: Vec<Range<usize>>,
    work: impl Fn(Range<usize>) -> T + Sync,
) -> Vec<T> {
    let Some(last) = parts.pop() else {
        return Vec::new();
    };
    thread::scope(|scope| {
        let work = &work;
        let others: Vec<_> = parts
            .into_iter()
            .map(|part| scope.spawn(move || work(part)))
            .collect();
        let last = work(last);
        let mut results: Vec<T> = others
            .into_iter()
            .map(|other| match other.join() {
                Ok(result) => result,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect();
        results.push(last);
        results
    })
}

/// The cache file of these sources.
fn cache_file(settings: Settings<'_>) -> Option<PathBuf> {
    let mut names = Vec::new();
    for source in settings.sources {
        match source {
            Source::Embedded => names.push(0),
            Source::Folder(folder) | Source::OptionalFolder(folder) => {
                let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.clone());
                names.extend_from_slice(folder.as_os_str().as_encoded_bytes());
                names.push(0);
            }
        }
    }
    let name = format!("{FINISHED}{:016x}.bin", checksum(&names));
    Some(settings.cache?.join(name))
}

/// A file beside `file` that can take its place.
fn new_file(file: &Path) -> Option<NamedTempFile> {
    let folder = file.parent()?;
    fs::create_dir_all(folder).ok()?;
    let new = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(folder)
        .ok()?;
    if let Ok(metadata) = new.as_file().metadata() {
        sweep(folder, file, metadata.mtime());
    }
    Some(new)
}

/// Removes what interrupted writers left, and the search texts of other libraries but for the
/// latest: such a file is large and can be made again. What cannot be removed does no harm.
fn sweep(folder: &Path, file: &Path, now: i64) {
    let mut others: Vec<(i64, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let Ok(metadata) = entry.metadata() else {
            continue;
        };
        if name.starts_with(UNFINISHED) && metadata.mtime() + ABANDONED_AFTER < now {
            drop(fs::remove_file(entry.path()));
        } else if name.starts_with(FINISHED) && entry.path() != file {
            others.push((metadata.mtime(), entry.path()));
        }
    }
    others.sort();
    let surplus = others.len().saturating_sub(OTHERS_KEPT);
    for (_, path) in others.into_iter().take(surplus) {
        drop(fs::remove_file(path));
    }
}

/// Size and modification time.
fn stamp(file: &File) -> Option<(u64, i64, i64)> {
    let metadata = file.metadata().ok()?;
    (metadata.is_file()).then(|| (metadata.size(), metadata.mtime(), metadata.mtime_nsec()))
}
