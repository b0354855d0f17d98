//! What the last scan of a folder found, so that the next one need not read it again.
//!
//! One file for each library folder: a header with version and checksum, then a line of JSON for
//! each issue without faults (one with faults is read every time, so that they are told every
//! time). A line counts as long as the folder and its `issue.toml` have the same times, sizes and
//! inodes; these are compared for equality, never for being newer. A damaged or foreign file is as
//! good as none. It is replaced by rename and need not be synced: the checksum finds a torn one.
//!
//! The hard part is a file written twice within one tick of the file system's clock: the second
//! writing leaves no trace in its times. So what was written just before the scan began, by that
//! same clock, is not kept.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::Write as _;
use std::ops::Range;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Mode, OFlags, Stat};
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::file::read_text;
use super::id;
use super::issue::{ISSUE_FILE, Issue, Origin};
use crate::diagnostic::Diagnostic;
use crate::text::{Clean, sanitize};

/// The first word of the header, with the version of the format.
const FORMAT: &str = "kanbao-catalogue-1";

/// The most that is read of a cache, in bytes: some hundred thousand issues.
const MAX_CACHE: u64 = 256 << 20;

/// What is younger than this when a scan begins is not kept, in nanoseconds. Clocks of file
/// systems tick every 10 ms or faster; two seconds of FAT are not worth reading everything again.
const SETTLED_AFTER: i128 = 50_000_000;

/// The cache of one folder while it is scanned.
#[derive(Debug)]
pub(super) struct Cache {
    /// The file, unless there is no cache.
    file: Option<PathBuf>,
    root: String,
    /// The folder itself, open for looking at what is in it.
    library: Option<File>,
    /// The lines of the file.
    text: String,
    known: BTreeMap<String, (Range<usize>, Entry)>,
    /// Lines for the next file.
    lines: Vec<Line>,
    /// The next file, made before the first issue is read.
    next: Option<NamedTempFile>,
}

#[derive(Debug)]
enum Line {
    /// One of the old file.
    Kept(Range<usize>),
    New(String),
}

/// Modification time (seconds, nanoseconds), size, inode.
pub(crate) type Stamp = (i64, i64, u64, u64);

/// One issue as the cache has it.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    name: String,
    folder: Stamp,
    file: Stamp,
    publication: String,
    number: Option<String>,
    serial: Option<String>,
    date: Option<String>,
    publisher: Option<String>,
    language: Option<String>,
    /// File stems.
    articles: Vec<String>,
}

impl Cache {
    /// The cache of `root` in the folder `cache`.
    pub(super) fn load(cache: Option<&Path>, root: &Path) -> Cache {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let library = rustix::fs::open(root, flags, Mode::empty());
        let root = fs::canonicalize(root)
            .ok()
            .and_then(|root| root.into_os_string().into_string().ok());
        let root = root.unwrap_or_default();
        let file = cache.filter(|_| !root.is_empty()).map(|folder| {
            folder.join(format!(
                "catalogue-{:016x}.jsonl",
                checksum(root.as_bytes())
            ))
        });
        let mut cache = Cache {
            file,
            root,
            library: library.ok().map(File::from),
            text: String::new(),
            known: BTreeMap::new(),
            lines: Vec::new(),
            next: None,
        };
        if let Some(Ok((text, None))) = cache.file.as_deref().map(|file| read_text(file, MAX_CACHE))
        {
            cache.read(text);
        }
        cache
    }

    /// The issue in `path`, if nothing has changed since it was read.
    pub(super) fn take(&mut self, path: &Path, name: &str) -> Option<Issue> {
        let (line, entry) = self.known.get(name)?;
        if stamps(self.library.as_ref(), name)? != (entry.folder, entry.file) {
            return None;
        }
        let issue = entry.issue(path)?;
        self.lines.push(Line::Kept(line.clone()));
        Some(issue)
    }

    /// Lets `read` read the issue in the folder `name` and keeps what it gives, if it is without faults.
    pub(super) fn reading(
        &mut self,
        name: &str,
        read: impl FnOnce() -> Option<(Option<Issue>, Vec<Diagnostic>)>,
    ) -> Option<(Option<Issue>, Vec<Diagnostic>)> {
        let Some(begun) = self.begun() else {
            return read();
        };
        let before = stamps(self.library.as_ref(), name);
        let found = read();
        if let Some((Some(issue), faults)) = &found
            && faults.is_empty()
            && let Some((folder, file)) = before
            && settled(folder, begun)
            && settled(file, begun)
            && let Ok(line) = serde_json::to_string(&Entry::of(issue, folder, file))
        {
            self.lines.push(Line::New(line));
        }
        found
    }

    /// Writes the cache if anything has changed. A failure costs time at the next start, no more.
    pub(super) fn store(mut self) {
        let changed = self.lines.len() != self.known.len()
            || self.lines.iter().any(|line| matches!(line, Line::New(_)));
        if !changed || self.begun().is_none() {
            return;
        }
        let (Some(file), Some(mut next)) = (&self.file, self.next) else {
            return;
        };
        let mut body = format!("{}\n", serde_json::Value::from(self.root));
        for line in &self.lines {
            match line {
                Line::Kept(range) => body.push_str(&self.text[range.clone()]),
                Line::New(line) => body.push_str(line),
            }
            body.push('\n');
        }
        let header = format!("{FORMAT} {:016x}\n", checksum(body.as_bytes()));
        let written = next
            .write_all(header.as_bytes())
            .and_then(|()| next.write_all(body.as_bytes()));
        if written.is_ok() {
            // Dropping what `persist` gives back removes the temporary file.
            drop(next.persist(file));
        }
    }

    /// Takes the lines of `text`, if header, checksum and folder are right.
    fn read(&mut self, text: String) {
        let Some((header, body)) = text.split_once('\n') else {
            return;
        };
        if header != format!("{FORMAT} {:016x}", checksum(body.as_bytes())) {
            return;
        }
        let mut start = header.len() + 1;
        for (index, line) in body.lines().enumerate() {
            let range = start..start + line.len();
            start = range.end + 1;
            if index == 0 {
                if serde_json::from_str::<String>(line).ok().as_ref() != Some(&self.root) {
                    return;
                }
            } else if let Ok(entry) = serde_json::from_str::<Entry>(line) {
                self.known.insert(entry.name.clone(), (range, entry));
            }
        }
        self.text = text;
    }

    /// When the scan began, by the clock of the cache's file system; `None` without a cache. The
    /// first call makes the next file to find out.
    fn begun(&mut self) -> Option<i128> {
        let folder = self.file.as_deref()?.parent()?;
        if self.next.is_none() {
            fs::create_dir_all(folder).ok()?;
            self.next = tempfile::Builder::new()
                .prefix(".catalogue-")
                .tempfile_in(folder)
                .ok();
        }
        let metadata = self.next.as_ref()?.as_file().metadata().ok()?;
        Some(nanoseconds(stamp(&metadata)))
    }
}

impl Entry {
    fn of(issue: &Issue, folder: Stamp, file: Stamp) -> Entry {
        let text = |text: &Option<Clean>| text.as_ref().map(ToString::to_string);
        let stem = |id: &String| id.rsplit('/').next().unwrap_or_default().to_owned();
        Entry {
            name: issue.id.clone(),
            folder,
            file,
            publication: issue.publication.to_string(),
            number: text(&issue.number),
            serial: text(&issue.serial),
            date: issue.date.map(|date| date.to_string()),
            publisher: text(&issue.publisher),
            language: text(&issue.language),
            articles: issue.articles.iter().map(stem).collect(),
        }
    }

    /// The issue, checked like one that was read: a cache is a file like any other.
    fn issue(&self, path: &Path) -> Option<Issue> {
        if !id::is_valid(&self.name) || !self.articles.iter().all(|stem| id::is_valid(stem)) {
            return None;
        }
        let text = |text: &Option<String>| text.as_deref().map(sanitize);
        Some(Issue {
            id: self.name.clone(),
            publication: sanitize(&self.publication),
            number: text(&self.number),
            serial: text(&self.serial),
            date: self.date.as_deref().map(str::parse).transpose().ok()?,
            publisher: text(&self.publisher),
            language: text(&self.language),
            articles: self
                .articles
                .iter()
                .map(|stem| format!("{}/{stem}", self.name))
                .collect(),
            origin: Origin::Folder(path.to_owned()),
        })
    }
}

/// The stamps of the issue folder `name` in `library` and of its `issue.toml`. Looking from an open
/// folder spares the kernel the way to it, twice for each issue.
fn stamps(library: Option<&File>, name: &str) -> Option<(Stamp, Stamp)> {
    let library = library?;
    let look = |path: &str, flags| rustix::fs::statat(library, path, flags).ok();
    let folder = look(name, AtFlags::empty())?;
    let file = look(&format!("{name}/{ISSUE_FILE}"), AtFlags::SYMLINK_NOFOLLOW)?;
    Some((stamp_at(&folder)?, stamp_at(&file)?))
}

#[expect(
    clippy::useless_conversion,
    reason = "the types of these fields differ between systems"
)]
pub(crate) fn stamp_at(stat: &Stat) -> Option<Stamp> {
    Some((
        i64::try_from(stat.st_mtime).ok()?,
        i64::try_from(stat.st_mtime_nsec).ok()?,
        u64::try_from(stat.st_size).ok()?,
        u64::try_from(stat.st_ino).ok()?,
    ))
}

pub(crate) fn stamp(metadata: &Metadata) -> Stamp {
    (
        metadata.mtime(),
        metadata.mtime_nsec(),
        metadata.size(),
        metadata.ino(),
    )
}

pub(crate) fn nanoseconds((seconds, nanoseconds, ..): Stamp) -> i128 {
    i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds)
}

pub(crate) fn settled(stamp: Stamp, begun: i128) -> bool {
    nanoseconds(stamp) + SETTLED_AFTER < begun
}

/// FNV-1a over words of eight bytes: finds torn and damaged files, not forged ones.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    let mut words = bytes.chunks_exact(8);
    let mut hash = 0xCBF2_9CE4_8422_2325_u64 ^ bytes.len() as u64;
    let mut mix = |word: u64| {
        hash = (hash ^ word).wrapping_mul(0x0000_0100_0000_01B3);
        hash ^= hash >> 32;
    };
    for word in words.by_ref() {
        mix(u64::from_le_bytes(
            word.try_into().expect("chunks of eight bytes"),
        ));
    }
    for &byte in words.remainder() {
        mix(u64::from(byte));
    }
    hash
}
