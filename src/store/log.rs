//! A journal: lines are appended and never changed; its content is what replaying them gives.
//!
//! Appending: take the lock, open the file by its name and hold it too, see whether the last line ended (a torn tail
//! gets a line feed, so that it spoils nothing but itself), write all lines with one call, bring them
//! to the disk if asked, and cut the file back to what it was if anything failed.
//!
//! Replaying tolerates what happens to files: a byte order mark, CRLF, blank lines, bytes that are no
//! UTF-8, lines cut off anywhere, line ends destroyed. Each record stands for itself; damage costs what it hit only.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::atomic::{folder_of, follow, make_folder, sync_above, sync_folder};
use super::error::StoreError;
use super::lock::{self, Lock, Patience, is_at};
use super::record::{Line, Reason, parts, read_line, write_line};
use crate::regular::{self, Links, Refused};

/// How often a journal may be replaced while it is written.
const MOST_REPLACED: usize = 8;

/// A journal by its name. Nothing is kept open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    path: PathBuf,
    largest: u64,
}

/// How safe an append must be before it is confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// On the disk.
    Synced,
    /// With the kernel: safe from the death of the process, not from a power cut.
    Buffered,
}

/// A line that could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: Reason,
}

/// The content of a journal file, as bytes.
#[derive(Debug, Default)]
pub struct Content {
    bytes: Vec<u8>,
}

/// One line as it stands in the file, or a part of one that lacks a line end.
#[derive(Debug)]
pub struct LogLine<'a> {
    /// The number of the line, from 1.
    pub number: usize,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Its bytes, without line end.
    pub bytes: &'a [u8],
    /// What it is.
    pub line: Line<'a>,
}

impl Log {
    /// The journal at `path`; it need not exist yet. More than `largest` bytes are neither read nor
    /// written.
    pub fn new(path: PathBuf, largest: u64) -> Log {
        Log { path, largest }
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder it lies in: where its lock is.
    pub(super) fn folder(&self) -> PathBuf {
        folder_of(&self.path).to_owned()
    }

    /// Reads the file as it is now; a missing one is empty.
    ///
    /// # Errors
    /// [`StoreError::Read`].
    pub fn read(&self) -> Result<Content, StoreError> {
        match regular::read(&self.path, Links::Follow, self.largest) {
            Ok(bytes) => Ok(Content { bytes }),
            Err(Refused::System(error)) if error.kind() == io::ErrorKind::NotFound => {
                Ok(Content::default())
            }
            Err(refused) => Err(StoreError::read(&self.path, refused.into())),
        }
    }

    /// The same, once more under the lock if the last line does not end: it may be another writer's, on
    /// its way. Without the lock (a read-only folder) what was read has to do.
    ///
    /// # Errors
    /// [`StoreError::Read`].
    pub fn read_settled(&self) -> Result<Content, StoreError> {
        let content = self.read()?;
        if content.is_whole() {
            return Ok(content);
        }
        match Lock::take(&self.folder(), Patience::NONE) {
            Ok(_lock) => self.read(),
            Err(_) => Ok(content),
        }
    }

    /// Appends `records`, all or none of them, and makes the journal and its folder if needed.
    ///
    /// # Errors
    /// Any [`StoreError`]; the file is then what it was before. [`StoreError::Newer`] is found by
    /// those who replay, not here.
    pub fn append(
        &self,
        records: &[impl Serialize],
        durability: Durability,
        patience: Patience,
    ) -> Result<(), StoreError> {
        let lines: String = records
            .iter()
            .map(write_line)
            .collect::<serde_json::Result<_>>()
            .map_err(|error| StoreError::write(&self.path, error.into()))?;
        let folder = self.folder();
        make_folder(&folder)?;
        let lock = Lock::take(&folder, patience)?;
        self.append_lines(&lock, lines.as_bytes(), durability)
    }

    /// Appends `lines`, each with its line feed, under the lock of the journal's folder.
    ///
    /// # Errors
    /// [`StoreError::Write`]; the file is then what it was before.
    pub fn append_lines(
        &self,
        lock: &Lock,
        lines: &[u8],
        durability: Durability,
    ) -> Result<(), StoreError> {
        for _ in 0..MOST_REPLACED {
            let mut file = self.hold(lock.patience())?;
            self.append_to(&mut file, lines, durability)
                .map_err(|error| StoreError::write(&self.path, error))?;
            // A file that another program put in its place meanwhile does not have the lines.
            if is_at(&file, &self.path) {
                return Ok(());
            }
        }
        let path = self.path.clone();
        Err(StoreError::Busy { path })
    }

    /// Opens the file for writing at its end, a missing one is made, and keeps every other writer out: also
    /// one that holds another lock, because that of the folder was deleted.
    ///
    /// # Errors
    /// [`StoreError::Busy`] and [`StoreError::Write`].
    pub(super) fn hold(&self, patience: Patience) -> Result<File, StoreError> {
        lock::hold(&self.path, patience, || Ok(regular::append(&self.path)?))
    }

    fn append_to(&self, file: &mut File, lines: &[u8], durability: Durability) -> io::Result<()> {
        let length = file.metadata()?.len();
        if length.saturating_add(lines.len() as u64) > self.largest {
            return Err(Refused::TooLarge(self.largest).into());
        }
        let lines = match ends_a_line(file, length)? {
            true => Cow::Borrowed(lines),
            false => Cow::Owned([b"\n", lines].concat()),
        };
        if length == 0 && durability == Durability::Synced {
            // What stands in a journal that was brought to the disk is only found by the folders down to it.
            sync_above(&self.folder())?;
        }
        let written = write_once(file, &lines).and_then(|()| match durability {
            // The name of the file must be on the disk as well. Not only for a new file: an earlier
            // append that was only buffered may have made it.
            Durability::Synced => {
                file.sync_all()?;
                sync_folder(folder_of(&follow(&self.path)))
            }
            Durability::Buffered => Ok(()),
        });
        if written.is_err() {
            // The error that matters is the first one; if cutting back fails too, the half line is
            // a torn tail, which replaying knows.
            let _ = file.set_len(length);
        }
        written
    }
}

impl Content {
    /// The lines in order, blank ones left out.
    pub fn lines(&self) -> impl Iterator<Item = LogLine<'_>> {
        lines(&self.bytes)
    }

    /// All bytes of the file.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Whether nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Whether the last line ends with a line feed: no write is under way or was cut off.
    pub fn is_whole(&self) -> bool {
        self.bytes.last().is_none_or(|&byte| byte == b'\n')
    }
}

/// The lines in `bytes`, a whole journal or a part that begins with a line; blank ones are left out. Where a line end is
/// destroyed, each record of what is one line now stands for itself.
pub fn lines(bytes: &[u8]) -> impl Iterator<Item = LogLine<'_>> {
    let mark = b"\xEF\xBB\xBF";
    let mut next = if bytes.starts_with(mark) {
        mark.len()
    } else {
        0
    };
    let ends = memchr::memchr_iter(b'\n', bytes).chain(std::iter::once(bytes.len()));
    ends.enumerate().flat_map(move |(index, end)| {
        let start = next.min(end);
        next = end + 1;
        let line = &bytes[start..end];
        let whole = line.strip_suffix(b"\r").unwrap_or(line);
        let (one, several) = match read_line(whole) {
            _ if whole.trim_ascii().is_empty() => (None, Vec::new()),
            Line::Damaged(reason) => {
                let parts = parts(whole);
                let is_told = parts.is_empty();
                (is_told.then_some((0, whole, Line::Damaged(reason))), parts)
            }
            sound => (Some((0, whole, sound)), Vec::new()),
        };
        one.into_iter()
            .chain(several)
            .map(move |(at, bytes, line)| LogLine {
                number: index + 1,
                start: start + at,
                bytes,
                line,
            })
    })
}

/// Whether a file of `length` bytes is empty or ends with a line feed.
fn ends_a_line(file: &mut File, length: u64) -> io::Result<bool> {
    if length == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::Start(length - 1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// Writes with one call, as other readers should see all or nothing; the kernel taking only a part
/// (a full disk) is a failure, to be cut back.
fn write_once(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    loop {
        match file.write(bytes) {
            Ok(count) if count == bytes.len() => return Ok(()),
            Ok(_) => return Err(io::ErrorKind::StorageFull.into()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
