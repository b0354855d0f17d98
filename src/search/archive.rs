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

mod refresh;

use std::fs::{self, File};
use std::io::Write as _;
use std::ops::Range;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use tempfile::NamedTempFile;

use super::checksum::checksum;
use super::corpus::Corpus;
use super::mapped::Mapped;
use super::matches::{Facts, Hit, Matcher};
use super::origin::{Folders, Origins};
use super::rank::{Order, keys, merged};
use super::snippet::{Snippet, passages, snippets};
use super::vocabulary::Vocabulary;
use super::vocabulary::learn::{Learning, MOST_HAN};
use crate::library::Source;
use crate::regular::{self, Links};
pub use refresh::{Issues, Refresh};

/// Bytes below which dividing the work costs more than it saves.
const WORTH_DIVIDING: usize = 1 << 20;

/// How many articles a thread searches at once: each part is put in order by itself.
const ARTICLES_A_PART: usize = 2_048;
/// The same where checksums are compared first: some hundred KiB, which stay in its cache until they
/// are scanned.
const CHECKED_A_PART: usize = 128;
/// The same for regular expressions, which may take a hundred times as long.
const EXPRESSIONS_A_PART: usize = 32;
/// How many files and folders a thread looks at before it takes more.
const LOOKS_A_PART: usize = 512;
/// For how many articles a thread makes snippets before it takes more.
const SHOWN_A_PART: usize = 64;

/// How the names of cache files begin, and those of files that are not finished.
const FINISHED: &str = "fulltext-";
/// How the names of search texts end, and those of the words in them.
const TEXT_SUFFIX: &str = "bin";
const WORDS_SUFFIX: &str = "words";
const UNFINISHED: &str = ".fulltext-";
/// The most that is read of a file of words, in bytes.
const MOST_OF_WORDS: u64 = 16 << 20;
/// After how many seconds an unfinished file has no writer any more.
const ABANDONED_AFTER: i64 = 600;
/// How many cache files of other libraries are kept, two for each.
const OTHERS_KEPT: usize = 8;

/// The full text of a library.
#[derive(Debug)]
pub struct Archive {
    storage: Storage,
    threads: usize,
    /// Whether the folded texts, and the plain ones, are as they were written; once it is known.
    folded_sound: OnceLock<bool>,
    plain_sound: OnceLock<bool>,
    /// Whether an article was met that is not as it was written, whatever was known before.
    distrusted: AtomicBool,
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
    /// The file, as it was when it was mapped.
    Mapped(Mapped, File, FileStamp),
    Memory(Vec<u8>),
}

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FileStamp {
    /// In bytes.
    size: u64,
    /// When it was modified: seconds since 1970, and nanoseconds.
    modified: (i64, i64),
    inode: u64,
}

/// In which way a search text is got, one after the other until one is sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// As the cache has it, or brought up to date.
    AsItIs,
    /// From the articles, whatever is in the cache.
    Anew,
    /// The same, kept in memory: should the disk itself be at fault.
    InMemory,
}

/// The first search text that proves to be sound, and what `look` finds in it; `look` gives `None` for a
/// damaged one. If even the last is damaged, that with nothing.
pub fn sound<A, T>(
    mut open: impl FnMut(Attempt) -> A,
    mut look: impl FnMut(&A) -> Option<T>,
) -> (A, Option<T>) {
    let mut archive = open(Attempt::AsItIs);
    let mut found = look(&archive);
    for attempt in [Attempt::Anew, Attempt::InMemory] {
        if found.is_none() {
            archive = open(attempt);
            found = look(&archive);
        }
    }
    (archive, found)
}

impl Archive {
    /// The archive of the last time, if nothing in the library has changed since.
    pub fn open(settings: Settings<'_>) -> Option<Archive> {
        let archive = Archive::open_unseen(settings)?;
        archive.still_holds().then_some(archive)
    }

    /// Whether nothing in the library has changed since the archive was made: no folder, no file.
    pub fn still_holds(&self) -> bool {
        if !self.is_as_mapped() {
            return false;
        }
        let corpus = self.corpus();
        let Some(origins) = Origins::read(&corpus) else {
            return false;
        };
        let folders = Folders::open(&origins);
        if !folders.roots_hold(&origins) {
            return false;
        }
        // Entries first, articles behind them, all in one row to be shared out.
        let entries = origins.entries();
        let holds = |part: Range<usize>| {
            let of_entries = part.start.min(entries)..part.end.min(entries);
            let of_articles = part.start.max(entries) - entries..part.end.max(entries) - entries;
            folders.entries_hold(&origins, of_entries) && folders.still_hold(&corpus, of_articles)
        };
        let hold = shared_out(entries + corpus.len(), LOOKS_A_PART, self.threads, holds);
        hold.into_iter().all(|holds| holds)
    }

    /// The archive of the last time, whatever has changed since.
    pub fn open_unseen(settings: Settings<'_>) -> Option<Archive> {
        let archive = Archive::load(settings)?;
        let is_of_sources = Origins::read(&archive.corpus())?.are_of(settings.sources);
        is_of_sources.then_some(archive)
    }

    /// Whether listing the issues met no fault when the archive was gathered: as long as it holds,
    /// they need not be listed to know that.
    pub fn is_of_faultless(&self) -> bool {
        Origins::read(&self.corpus()).is_some_and(|origins| origins.faultless)
    }

    /// The archive of `issues`, those of the sources: what has not changed is taken from the cache, the
    /// rest is read, and the cache is replaced. `progress` is told how many articles of how many are
    /// done. When the issues were listed nobody knows, so the folders are looked at again the next
    /// time; where that is known, [`Refresh`] spares it.
    pub fn refresh<'a>(
        settings: Settings<'_>,
        issues: impl Into<Issues<'a>>,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Archive {
        Refresh::begin(settings).late().of(issues, progress)
    }

    /// The same from the articles alone, whatever is in the cache.
    pub fn rebuild<'a>(
        settings: Settings<'_>,
        issues: impl Into<Issues<'a>>,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Archive {
        Refresh::begin(settings).late().anew(issues, progress)
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
        let found = self.search_while(matcher, facts, order, &|| true)?;
        Ok(found.unwrap_or_default())
    }

    /// The same as long as it `is_wanted`, which is asked many times; `None` once it is not.
    ///
    /// # Errors
    /// The cache is damaged.
    pub fn search_while(
        &self,
        matcher: &Matcher,
        facts: Facts<'_>,
        order: Order,
        is_wanted: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<Vec<Hit>>, Damaged> {
        if !self.is_as_mapped() {
            return Err(Damaged);
        }
        let corpus = self.corpus();
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
        // Between parts it is asked whether the search is wanted.
        let each = match (to_check, matcher.has_expression()) {
            (_, true) => EXPRESSIONS_A_PART,
            (true, false) => CHECKED_A_PART,
            (false, false) => ARTICLES_A_PART,
        };
        let found = self.shared(&corpus, each, |part: Range<usize>| {
            if !is_wanted() {
                return None;
            }
            // A part is small, so its texts are scanned while they are still near.
            let sound = !to_check || part.clone().all(sound);
            let hits = matcher.search(&corpus, part, facts);
            let keys = keys(&hits, &corpus, order);
            Some((sound, (hits, keys)))
        });
        let Some(found) = found.into_iter().collect::<Option<Vec<_>>>() else {
            return Ok(None);
        };
        let all_sound = found.iter().all(|(sound, _)| *sound);
        if !*known.get_or_init(|| all_sound) {
            return Err(Damaged);
        }
        let parts = found.into_iter().map(|(_, part)| part).collect();
        Ok(Some(merged(parts, &corpus)))
    }

    /// Whether the titles can be believed: the plain texts, which hold them, are as they were
    /// written. What else is shown of an article was compared when the cache was opened.
    pub fn has_sound_titles(&self) -> bool {
        let corpus = self.corpus();
        let check = || {
            let sound = |mut part: Range<usize>| part.all(|index| corpus.is_plain_sound(index));
            let sound = self.shared(&corpus, CHECKED_A_PART, sound);
            sound.into_iter().all(|sound| sound)
        };
        self.is_as_mapped() && *self.plain_sound.get_or_init(check)
    }

    /// Whether the texts of article `index` are as they were written. If not, nothing is found in this
    /// archive any more.
    pub fn is_sound(&self, index: usize) -> bool {
        let sound = self.is_as_mapped() && self.corpus().is_sound(index);
        if !sound {
            self.distrusted.store(true, Ordering::Relaxed);
        }
        sound
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
        if !self.is_as_mapped() {
            return Err(Damaged);
        }
        let corpus = self.corpus();
        let found = shared_out(
            hits.len(),
            SHOWN_A_PART,
            self.threads,
            |part: Range<usize>| {
                hits[part]
                    .iter()
                    .map(|hit| {
                        let index = hit.article as usize;
                        corpus.is_plain_sound(index).then(|| {
                            snippets(&corpus, index, &passages(&corpus, matcher, index), most)
                        })
                    })
                    .collect::<Option<Vec<Vec<Snippet>>>>()
            },
        );
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
            distrusted: AtomicBool::new(false),
        }
    }

    /// The words of the texts as they were learnt the last time, if nothing has changed since.
    pub fn known_words(&self, settings: Settings<'_>) -> Option<Vocabulary> {
        let file = cache_file(settings)?.with_extension(WORDS_SUFFIX);
        let bytes = regular::read(&file, Links::Refuse, MOST_OF_WORDS).ok()?;
        Vocabulary::from_bytes(&bytes, self.corpus().identity())
    }

    /// Texts of articles: all of them, or from all of a large library as much as words are learnt from.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        sample(self.corpus())
    }

    /// Begins to learn the words of the texts.
    pub fn learn(&self) -> Learning {
        Learning::of(self.texts())
    }

    /// The words that were `learnt`, kept beside the search text.
    pub fn learnt(&self, learnt: &Learning, settings: Settings<'_>) -> Vocabulary {
        let vocabulary = Vocabulary::of(learnt.words());
        if let Some(file) = cache_file(settings) {
            let bytes = vocabulary.to_bytes(self.corpus().identity());
            // What cannot be kept is learnt again the next time.
            let _ = write(&file.with_extension(WORDS_SUFFIX), &bytes);
        }
        vocabulary
    }

    /// The words of the texts: those of the last time, if nothing has changed since, else learnt now
    /// and kept beside the search text.
    pub fn vocabulary(&self, settings: Settings<'_>) -> Vocabulary {
        self.known_words(settings).unwrap_or_else(|| {
            let mut learning = self.learn();
            while learning.step() {}
            self.learnt(&learning, settings)
        })
    }

    /// Gives the memory back that searching filled from the cache; the next search fills it again.
    pub fn rest(&self) {
        if let Storage::Mapped(mapped, ..) = &self.storage {
            mapped.give_back();
        }
    }

    /// Whether the file is still the one that was mapped, and nothing in it was met that is damaged. Nothing of this program changes it, but a
    /// file can be cut short by anybody who may write it.
    ///
    /// To be asked before anything is read from it: bytes that the file has lost cannot be read, which
    /// ends the process.
    pub fn is_as_mapped(&self) -> bool {
        let as_mapped = match &self.storage {
            Storage::Mapped(_, file, mapped) => stamp(file) == Some(*mapped),
            Storage::Memory(_) => true,
        };
        as_mapped && !self.distrusted.load(Ordering::Relaxed)
    }

    /// Does `work` for the articles in parts of `each`; the results in order.
    fn shared<T: Send>(
        &self,
        corpus: &Corpus<'_>,
        each: usize,
        work: impl Fn(Range<usize>) -> T + Sync,
    ) -> Vec<T> {
        let threads = match corpus.bytes().len() {
            WORTH_DIVIDING.. => self.threads,
            _ => 1,
        };
        shared_out(corpus.len(), each, threads, work)
    }
}

/// Does `work` for `0..total` in parts of at most `each`, on `threads` threads that take the next
/// part when they have done one, so that none waits for another that is held up. The results are in
/// the order of the parts.
fn shared_out<T: Send>(
    total: usize,
    each: usize,
    threads: usize,
    work: impl Fn(Range<usize>) -> T + Sync,
) -> Vec<T> {
    let parts = total.div_ceil(each);
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let part = next.fetch_add(1, Ordering::Relaxed);
            if part >= parts {
                return done;
            }
            let range = part * each..total.min((part + 1) * each);
            done.push((part, work(range)));
        }
    };
    let mut results: Vec<(usize, T)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(parts)).map(|_| scope.spawn(take)).collect();
        let mut results = take();
        for other in others {
            match other.join() {
                Ok(more) => results.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        results
    });
    results.sort_by_key(|(part, _)| *part);
    results.into_iter().map(|(_, result)| result).collect()
}

/// The texts of so many articles, evenly chosen, as there is room for in the count of words.
fn sample(corpus: Corpus<'_>) -> impl Iterator<Item = &str> {
    // A Han has three bytes; of each article the folded and the plain text are there.
    let step = corpus.bytes().len().div_ceil(2 * 3 * MOST_HAN).max(1);
    (0..corpus.len())
        .step_by(step)
        .map(move |index| corpus.plain(index))
}

/// Replaces `file`.
fn write(file: &Path, bytes: &[u8]) -> Option<()> {
    let mut new = new_file(file)?;
    new.write_all(bytes).ok()?;
    new.persist(file).ok().map(|_| ())
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
    let name = format!("{FINISHED}{:016x}.{TEXT_SUFFIX}", checksum(&names));
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
    let own = file.with_extension("");
    let mut others: Vec<(i64, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let Ok(metadata) = entry.metadata() else {
            continue;
        };
        if name.starts_with(UNFINISHED) && metadata.mtime() + ABANDONED_AFTER < now {
            drop(fs::remove_file(entry.path()));
        } else if name.starts_with(FINISHED) && entry.path().with_extension("") != own {
            others.push((metadata.mtime(), entry.path()));
        }
    }
    others.sort();
    let surplus = others.len().saturating_sub(OTHERS_KEPT);
    for (_, path) in others.into_iter().take(surplus) {
        drop(fs::remove_file(path));
    }
}

/// The state of `file`; `None` if it is none.
fn stamp(file: &File) -> Option<FileStamp> {
    let metadata = file.metadata().ok()?;
    (metadata.is_file()).then(|| FileStamp {
        size: metadata.size(),
        modified: (metadata.mtime(), metadata.mtime_nsec()),
        inode: metadata.ino(),
    })
}
