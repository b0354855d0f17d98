//! Paths named on the command line: an article, an issue, a folder of issues, several of them.

use std::fs;
use std::path::{Path, PathBuf};

use super::file::ReadError;
use super::id;
use super::issue::{ISSUE_FILE, Issue, Origin};
use super::load::ARTICLE_SUFFIX;
use super::scan::{Collected, Scan};
use crate::diagnostic::Fault;

/// What the named paths hold, and where reading starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Their issues and the faults met.
    pub scan: Scan,
    /// The page to begin with.
    pub start: Start,
}

/// The page to begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// The shelf.
    Shelf,
    /// The list of the issue with this id.
    Issue(String),
    /// The article with this id.
    Article(String),
}

/// Opens `paths`. A single article starts in the reader, a single issue at its list, all else at
/// the shelf.
///
/// # Errors
/// When a path cannot be read or is neither an article nor an issue nor a folder of issues.
pub fn open(paths: &[PathBuf]) -> Result<Opened, ReadError> {
    let mut collected = Collected::default();
    let mut starts = Vec::new();
    for path in paths {
        starts.push(open_path(&mut collected, path)?);
    }
    let scan = collected.finish();
    let start = match <[Start; 1]>::try_from(starts) {
        Ok([start]) => start,
        Err(_) => Start::Shelf,
    };
    Ok(Opened { scan, start })
}

fn open_path(collected: &mut Collected, path: &Path) -> Result<Start, ReadError> {
    let metadata = fs::metadata(path).map_err(|error| ReadError::unreadable(path, error))?;
    if metadata.is_file() {
        return open_article(collected, path);
    }
    if !metadata.is_dir() {
        return Err(ReadError::new(path, Fault::NotRegularFile));
    }
    if fs::symlink_metadata(path.join(ISSUE_FILE)).is_ok() {
        let id = open_issue(collected, path)?;
        return Ok(Start::Issue(id));
    }
    let before = collected.seen();
    collected.scan_folder(path, None);
    if collected.seen() == before {
        return Err(ReadError::new(path, Fault::NotAnIssue));
    }
    Ok(Start::Shelf)
}

fn open_issue(collected: &mut Collected, folder: &Path) -> Result<String, ReadError> {
    let real = fs::canonicalize(folder).map_err(|error| ReadError::unreadable(folder, error))?;
    let name = name_of(&real);
    if !id::is_valid(&name) {
        return Err(ReadError::new(folder, Fault::BadName { name }));
    }
    collected.add_folder(folder);
    Ok(name)
}

/// Opens the issue of the article, or one made for it where there is none.
fn open_article(collected: &mut Collected, path: &Path) -> Result<Start, ReadError> {
    // The user named this very file, so a link to it is followed, here and nowhere else.
    let real = fs::canonicalize(path).map_err(|error| ReadError::unreadable(path, error))?;
    let name = name_of(&real);
    let (Some(stem), Some(folder)) = (name.strip_suffix(ARTICLE_SUFFIX), real.parent()) else {
        return Err(ReadError::new(path, Fault::NotAnIssue));
    };
    if !id::is_valid(stem) {
        return Err(ReadError::new(path, Fault::BadName { name }));
    }
    if fs::symlink_metadata(folder.join(ISSUE_FILE)).is_ok() {
        let issue = open_issue(collected, folder)?;
        return Ok(Start::Article(format!("{issue}/{stem}")));
    }
    let folder_name = name_of(folder);
    let issue_id = if id::is_valid(&folder_name) {
        folder_name
    } else {
        stem.to_owned()
    };
    let article_id = format!("{issue_id}/{stem}");
    let mut issue = Issue::bare(&issue_id, Origin::Folder(folder.to_owned()));
    issue.articles.push(article_id.clone());
    collected.add_articles(issue);
    Ok(Start::Article(article_id))
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
