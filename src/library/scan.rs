//! From the folders of a library to the list of its issues.
//!
//! Each source is a folder of issue folders (or is an issue itself). Of an issue only `issue.toml`
//! and the listing are read; with a cache, only their times are looked at. Links are followed at
//! this level (a library may be put together from links) and nowhere below.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::cache::Cache;
use super::catalogue::Catalogue;
use super::embedded::embedded;
use super::file::{MAX_ISSUE_FILE, ReadError, read_text};
use super::id;
use super::issue::{ISSUE_FILE, Issue, Origin};
use super::load::ARTICLE_SUFFIX;
use super::memory::{self, MemoryIssue};
use super::open::Start;
use super::stray;
use crate::diagnostic::{Diagnostic, Fault};

/// A part of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The corpus compiled into the binary.
    Embedded,
    /// A folder of issues, or an issue. It is a fault when it is not there.
    Folder(PathBuf),
    /// The same, and it may be missing (the default library of a fresh install).
    OptionalFolder(PathBuf),
}

/// What a library holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// Its issues.
    pub catalogue: Catalogue,
    /// Every fault met on the way, in the order of the sources.
    pub diagnostics: Vec<Diagnostic>,
    /// How many issues have a fault, with what would be an issue if it were put right.
    pub faulty: usize,
    /// The faults of folders that could not be looked into: no issue in them could be counted. They
    /// are among `diagnostics` too.
    pub closed: Vec<Diagnostic>,
}

/// Lists the issues of `sources`. Of two with one id the first wins. `cache` is a folder for what
/// makes the next scan quick; it may be missing and is made.
pub fn scan(sources: &[Source], cache: Option<&Path>) -> Scan {
    let nothing_else = |_: &Path, _: &Fault| false;
    let mut collected = Collected::default();
    for source in sources {
        match source {
            Source::Embedded => {
                let (issues, diagnostics) = embedded();
                collected.diagnostics.extend(diagnostics);
                for issue in issues {
                    collected.add(issue, Vec::new());
                }
            }
            Source::Folder(folder) => collected.scan_folder(folder, cache, nothing_else),
            Source::OptionalFolder(folder) => {
                if fs::symlink_metadata(folder).is_ok() {
                    collected.scan_folder(folder, cache, nothing_else);
                }
            }
        }
    }
    collected.finish()
}

/// Issues gathered so far, by id.
#[derive(Default)]
pub(super) struct Collected {
    issues: BTreeMap<String, Issue>,
    diagnostics: Vec<Diagnostic>,
    faulty: usize,
    closed: Vec<Diagnostic>,
    /// The folders gone through.
    folders: BTreeSet<PathBuf>,
    /// How often there was something to read, or a fault of it.
    seen: usize,
}

impl Collected {
    /// Adds an issue with its faults, unless its id is taken.
    pub(super) fn add(&mut self, issue: Issue, mut faults: Vec<Diagnostic>) {
        self.seen += 1;
        if let Some(first) = self.issues.get_mut(&issue.id) {
            // The same folder named twice is no fault; of an article named before only that was there.
            if is_same(&first.origin, &issue.origin) {
                if issue.articles.len() > first.articles.len() {
                    *first = issue;
                    self.faulty += usize::from(!faults.is_empty());
                    self.diagnostics.append(&mut faults);
                }
                return;
            }
            let folder = |origin: &Origin| match origin {
                Origin::Embedded => None,
                Origin::Folder(folder) => Some(folder.clone()),
                Origin::Memory(memory) => Some(memory.source.clone()),
            };
            let fault = Fault::DuplicateIssue {
                id: issue.id,
                first: folder(&first.origin),
            };
            faults.push(Diagnostic {
                file: folder(&issue.origin),
                line: None,
                fault,
            });
        } else {
            self.issues.insert(issue.id.clone(), issue);
        }
        self.faulty += usize::from(!faults.is_empty());
        self.diagnostics.append(&mut faults);
    }

    /// Adds an issue, or its articles to the one of the same folder.
    pub(super) fn add_articles(&mut self, issue: Issue) {
        match self
            .issues
            .get_mut(&issue.id)
            .filter(|known| is_same(&known.origin, &issue.origin))
        {
            Some(known) => {
                self.seen += 1;
                known.articles.extend(issue.articles);
                known.articles.sort_by(|a, b| id::compare(a, b));
                known.articles.dedup();
            }
            None => self.add(issue, Vec::new()),
        }
    }

    /// Adds a raw text. Where another text has its id it gets one of its own; the same text twice is
    /// one.
    pub(super) fn add_memory(&mut self, memory: MemoryIssue, mut faults: Vec<Diagnostic>) -> Start {
        self.seen += 1;
        let is_same = |issue: &Issue| match &issue.origin {
            Origin::Memory(known) => known.original == memory.original,
            _ => false,
        };
        let mut id = memory.id.clone();
        if self.issues.get(&id).is_some_and(|taken| !is_same(taken)) {
            id = memory.other_id();
        }
        if !self.issues.get(&id).is_some_and(is_same) {
            let (issue, own) = memory::issue(&Arc::new(memory), &id);
            faults.extend(own);
            self.add(issue, faults);
        }
        self.first_article(&id).unwrap_or(Start::Issue(id))
    }

    /// The first article of the issue `id`, to begin with.
    pub(super) fn first_article(&self, id: &str) -> Option<Start> {
        let article = self.issues.get(id)?.articles.first()?;
        Some(Start::Article(article.clone()))
    }

    /// Adds the fault of something that would have been an issue.
    pub(super) fn add_fault(&mut self, fault: Diagnostic) {
        self.seen += 1;
        self.faulty += 1;
        self.diagnostics.push(fault);
    }

    /// How often there was an issue, an article, a text or a fault of one so far, the same again
    /// too.
    pub(super) fn seen(&self) -> usize {
        self.seen
    }

    /// Tells of what lies in a library and is no issue.
    pub(super) fn pass_over(&mut self, path: &Path, fault: Fault) {
        self.faulty += usize::from(stray::counts(&fault));
        self.diagnostics.push(Diagnostic::of_file(path, fault));
    }

    /// Adds the issues in `folder`, or the one that it is, and tells of what else lies there, unless
    /// `is_read` says of a file and its fault that the caller reads it all the same.
    pub(super) fn scan_folder(
        &mut self,
        folder: &Path,
        cache: Option<&Path>,
        is_read: impl Fn(&Path, &Fault) -> bool,
    ) {
        if fs::symlink_metadata(folder.join(ISSUE_FILE)).is_ok() {
            self.add_folder(folder);
            return;
        }
        let inside = match listing(folder) {
            Ok(inside) => inside,
            Err(error) => {
                let fault = if folder.is_file() {
                    ReadError::new(folder, Fault::NotAFolder).diagnostic
                } else {
                    ReadError::unreadable(folder, error).diagnostic
                };
                self.seen += 1;
                self.diagnostics.push(fault.clone());
                self.closed.push(fault);
                return;
            }
        };
        // What lies in a folder is not told again where it is named again.
        let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        if !self.folders.insert(real) {
            self.seen += 1;
            return;
        }
        let mut cache = Cache::load(cache, folder);
        for Inside { name, path, kind } in inside {
            let linked = kind.is_symlink() && path.is_dir();
            if !kind.is_dir() && !linked {
                let stray = stray::in_library(&path, &name, kind);
                if let Some(fault) = stray.filter(|fault| !is_read(&path, fault)) {
                    self.pass_over(&path, fault);
                }
            } else if let Some(issue) = cache.take(&path, &name) {
                self.add(issue, Vec::new());
            } else {
                match cache.reading(&name, || read_folder(&path, &name)) {
                    Some(read) => self.add_read(read),
                    None if is_read(&path, &Fault::NoIssueFile) => {}
                    None => self.pass_over(&path, Fault::NoIssueFile),
                }
            }
        }
        cache.store();
    }

    /// Adds the issue that `folder` is.
    pub(super) fn add_folder(&mut self, folder: &Path) {
        let name = fs::canonicalize(folder)
            .ok()
            .and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
        if let Some(read) = read_folder(folder, &name.unwrap_or_default()) {
            self.add_read(read);
        }
    }

    /// Adds what reading a folder gave.
    fn add_read(&mut self, (issue, faults): (Option<Issue>, Vec<Diagnostic>)) {
        match issue {
            Some(issue) => self.add(issue, faults),
            None => {
                self.seen += 1;
                self.faulty += 1;
                self.diagnostics.extend(faults);
            }
        }
    }

    pub(super) fn finish(self) -> Scan {
        let issues = self.issues.into_values().collect();
        Scan {
            catalogue: Catalogue::new(issues),
            diagnostics: self.diagnostics,
            faulty: self.faulty,
            closed: self.closed,
        }
    }

    /// What is there by now.
    pub(super) fn scan(&self) -> Scan {
        Scan {
            catalogue: Catalogue::new(self.issues.values().cloned().collect()),
            diagnostics: self.diagnostics.clone(),
            faulty: self.faulty,
            closed: self.closed.clone(),
        }
    }
}

/// Whether both are the same place, however it was named.
fn is_same(a: &Origin, b: &Origin) -> bool {
    let real = |origin: &Origin| match origin {
        Origin::Folder(folder) => fs::canonicalize(folder).ok(),
        Origin::Embedded | Origin::Memory(_) => None,
    };
    a == b || real(a).is_some_and(|a| real(b) == Some(a))
}

/// Something in a library's folder. A name that is no text is shown with replacement marks; it
/// cannot be an id anyway.
struct Inside {
    name: String,
    path: PathBuf,
    kind: FileType,
}

/// What is in `folder`, in the order of the names, without what is hidden.
fn listing(folder: &Path) -> std::io::Result<Vec<Inside>> {
    let mut inside = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            inside.push(Inside {
                name,
                path: entry.path(),
                kind: entry.file_type()?,
            });
        }
    }
    inside.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(inside)
}

/// Reads the issue in `path`; `None` when there is none. Without a usable name there are only
/// faults.
pub(super) fn read_folder(path: &Path, name: &str) -> Option<(Option<Issue>, Vec<Diagnostic>)> {
    let file = path.join(ISSUE_FILE);
    let text = match read_text(&file, MAX_ISSUE_FILE) {
        Err(error) if error.is_not_found() => return None,
        text => text,
    };
    if !id::is_valid(name) {
        let fault = Fault::BadName {
            name: name.to_owned(),
        };
        return Some((None, vec![Diagnostic::of_file(path, fault)]));
    }
    let mut issue = Issue::bare(name, Origin::Folder(path.to_owned()));
    let mut faults = Vec::new();
    match text {
        Ok((text, fault)) => {
            faults.extend(fault);
            faults.extend(issue.read_fields(&text, &file));
        }
        Err(error) => faults.push(error.diagnostic),
    }
    list_articles(&mut issue, path, &mut faults);
    Some((Some(issue), faults))
}

/// Lists the articles in `path`: regular files that end in `.md`, in the order of their names.
fn list_articles(issue: &mut Issue, path: &Path, faults: &mut Vec<Diagnostic>) {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => {
            faults.push(ReadError::unreadable(path, error).diagnostic);
            return;
        }
    };
    let mut bad = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let Some(stem) = name
            .strip_suffix(ARTICLE_SUFFIX)
            .filter(|stem| !stem.starts_with('.'))
        else {
            bad.extend(
                stray::in_issue(&name).map(|fault| Diagnostic::of_file(&entry.path(), fault)),
            );
            continue;
        };
        if !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            bad.push(Diagnostic::of_file(&entry.path(), Fault::NotRegularFile));
        } else if id::is_valid(stem) {
            issue.articles.push(format!("{}/{stem}", issue.id));
        } else {
            let fault = Fault::BadName {
                name: name.into_owned(),
            };
            bad.push(Diagnostic::of_file(&entry.path(), fault));
        }
    }
    issue.articles.sort_by(|a, b| id::compare(a, b));
    // A listing has no order of its own.
    bad.sort_by(|a, b| a.file.cmp(&b.file));
    faults.append(&mut bad);
    if issue.articles.is_empty() {
        faults.push(Diagnostic::of_file(path, Fault::NoArticles));
    }
}
