//! A power cut: of what a run has called, what is on the disk then.
//!
//! A model of a file system that keeps as little as it may: a file has the bytes that stood in it when it was synced
//! last, a name is there, or gone, or leads to another file, once its folder was synced, a folder once the one above it
//! was. Calls that were made up by `strace` have not been.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::home::Home;
use crate::trace::Call;

pub(crate) type Files = Vec<(PathBuf, Vec<u8>)>;

/// The files before a run, held open: what a run puts others in the place of can still be read.
#[derive(Debug)]
pub(crate) struct Held(Vec<(PathBuf, fs::File)>);

/// A file, whatever it is called.
#[derive(Debug, Default)]
struct File {
    /// How many bytes stand in it.
    length: usize,
    /// How many of them are on the disk.
    synced: usize,
    /// It, if it was there before the run.
    held: Option<fs::File>,
}

#[derive(Debug, Default)]
struct Disk {
    files: Vec<File>,
    /// The names as a process sees them, and as they are on the disk.
    names: BTreeMap<PathBuf, usize>,
    synced_names: BTreeMap<PathBuf, usize>,
    /// Folders that were made and are not on the disk.
    folders: BTreeSet<PathBuf>,
}

/// Holds what there is.
pub(crate) fn hold(home: &Home) -> Held {
    let files = home.snapshot().into_iter();
    let open = |(path, _): (PathBuf, Vec<u8>)| {
        let file = fs::File::open(&path).expect("our own file");
        (path, file)
    };
    Held(files.map(open).collect())
}

/// Leaves of what `calls` did to the files that are `held` and were those of `before` what a power cut leaves.
pub(crate) fn cut(home: &Home, held: Held, before: &Files, calls: &[Call]) {
    let mut disk = Disk::default();
    for (path, file) in held.0 {
        let length = before.iter().find(|(known, _)| *known == path);
        let length = length.map_or(0, |(_, bytes)| bytes.len());
        disk.names.insert(path, disk.files.len());
        disk.files.push(File {
            length,
            synced: length,
            held: Some(file),
        });
    }
    disk.synced_names = disk.names.clone();
    for call in calls {
        disk.take(call);
    }
    let left = disk.left();
    home.restore(&left);
}

impl Disk {
    fn take(&mut self, call: &Call) {
        let line = call.line.as_str();
        let done = line.rsplit_once(" = ").map(|(_, result)| result.trim());
        let is_done = done.is_some_and(|result| result.starts_with(|c: char| c.is_ascii_digit()));
        if !is_done || line.contains("(INJECTED)") {
            return;
        }
        let quoted = |number: usize| line.split('"').nth(number * 2 + 1).map(PathBuf::from);
        let opened = line.split(['<', '>']).nth(1).map(PathBuf::from);
        match call.name.as_str() {
            "open" | "openat" => {
                let path = quoted(0).expect("a path");
                if !self.names.contains_key(&path) {
                    self.names.insert(path, self.files.len());
                    self.files.push(File::default());
                } else if line.contains("O_TRUNC") {
                    let file = self.names[&path];
                    self.files[file].length = 0;
                }
            }
            "write" | "pwrite64" | "writev" => {
                let written: usize = done.and_then(|done| done.parse().ok()).unwrap_or(0);
                if let Some(&file) = opened.and_then(|path| self.names.get(&path)) {
                    self.files[file].length += written;
                }
            }
            "ftruncate" => {
                let length = line
                    .split(", ")
                    .nth(1)
                    .and_then(|rest| rest.split(')').next());
                let length = length
                    .and_then(|length| length.parse().ok())
                    .expect("a length");
                if let Some(&file) = opened.and_then(|path| self.names.get(&path)) {
                    self.files[file].length = length;
                }
            }
            "fsync" | "fdatasync" => self.sync(&opened.expect("-y tells what was opened")),
            "rename" | "renameat" | "renameat2" => {
                let (from, to) = (quoted(0).expect("a path"), quoted(1).expect("a path"));
                if let Some(file) = self.names.remove(&from) {
                    self.names.insert(to, file);
                }
            }
            "link" | "linkat" => {
                let (from, to) = (quoted(0).expect("a path"), quoted(1).expect("a path"));
                if let Some(&file) = self.names.get(&from) {
                    self.names.insert(to, file);
                }
            }
            "unlink" | "unlinkat" => {
                self.names.remove(&quoted(0).expect("a path"));
            }
            "mkdir" | "mkdirat" => {
                self.folders.insert(quoted(0).expect("a path"));
            }
            _ => {}
        }
    }

    fn sync(&mut self, path: &Path) {
        if let Some(&file) = self.names.get(path) {
            self.files[file].synced = self.files[file].length;
            return;
        }
        let is_in = |name: &Path| name.parent() == Some(path);
        self.synced_names.retain(|name, _| !is_in(name));
        let here = self.names.iter().filter(|(name, _)| is_in(name));
        self.synced_names
            .extend(here.map(|(name, file)| (name.clone(), *file)));
        self.folders.retain(|folder| !is_in(folder));
    }

    fn left(&self) -> Files {
        let is_on_disk = |name: &Path| {
            name.ancestors()
                .all(|folder| !self.folders.contains(folder))
        };
        let names = self
            .synced_names
            .iter()
            .filter(|(name, _)| is_on_disk(name));
        let content = |file: usize| -> Vec<u8> {
            let mut bytes = Vec::new();
            let now = self.names.iter().find(|(_, other)| **other == file);
            if let Some(mut held) = self.files[file].held.as_ref() {
                held.read_to_end(&mut bytes).expect("our own file");
            } else if let Some((name, _)) = now {
                bytes = fs::read(name).expect("our own file");
            }
            bytes.truncate(self.files[file].synced);
            bytes
        };
        names
            .map(|(name, &file)| (name.clone(), content(file)))
            .collect()
    }
}
