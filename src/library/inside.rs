//! What lies in a folder and below it: the one answer for reading a folder where it is and for
//! importing it.
//!
//! Folders are gone through in the order of their names, numbers by value; one that is an issue is not
//! entered. Hidden names are passed over without a word, as shells do. Links are not followed, so
//! nothing is gone through twice or for ever.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::issue::ISSUE_FILE;
use super::{id, stray};

/// One thing in a folder.
#[derive(Debug)]
pub enum Inside {
    /// A folder that is an issue.
    Issue(PathBuf),
    /// A regular file that is named like a text.
    Text(PathBuf),
    /// A link, or a file that is not named like a text, or one of the papers of a repository.
    Skipped(PathBuf),
    /// A folder that cannot be looked into.
    Closed(PathBuf, io::Error),
}

impl Inside {
    /// Where it lies.
    pub fn path(&self) -> &Path {
        match self {
            Inside::Issue(path)
            | Inside::Text(path)
            | Inside::Skipped(path)
            | Inside::Closed(path, _) => path,
        }
    }
}

/// Everything in `folder` and the folders in it.
pub fn inside(folder: &Path) -> Vec<Inside> {
    let mut found = Vec::new();
    look(folder, &mut found);
    found
}

/// Whether `folder` is an issue.
pub fn is_issue(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(ISSUE_FILE)).is_ok_and(|metadata| metadata.is_file())
}

fn look(folder: &Path, found: &mut Vec<Inside>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return found.push(Inside::Closed(folder.to_owned(), error)),
    };
    let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
    names.sort_by(|a, b| id::compare(&a.to_string_lossy(), &b.to_string_lossy()));
    for name in names {
        let path = folder.join(&name);
        let name = name.to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        let metadata = fs::symlink_metadata(&path);
        let is = |kind: fn(&fs::Metadata) -> bool| metadata.as_ref().is_ok_and(kind);
        if is(fs::Metadata::is_dir) {
            if is_issue(&path) {
                found.push(Inside::Issue(path));
            } else {
                look(&path, found);
            }
        } else if is(fs::Metadata::is_file) && stray::is_taken(&name) {
            found.push(Inside::Text(path));
        } else {
            found.push(Inside::Skipped(path));
        }
    }
}
