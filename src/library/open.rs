//! What was named on the command line: articles, issues, folders of them, raw texts, several of all.
//!
//! Whoever imports raw texts asks [`named`] which paths are some, and gives them to [`open`] as issues
//! in memory, in the place where they were named.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::file::{MAX_ISSUE_FILE, ReadError, read_text};
use super::id;
use super::inside::{Inside, inside};
use super::issue::{ISSUE_FILE, Issue, Origin};
use super::load::ARTICLE_SUFFIX;
use super::memory::MemoryIssue;
use super::scan::{Collected, Scan};
use super::stray;
use crate::diagnostic::{Diagnostic, Fault};
use crate::markup::front_matter;
use crate::regular::{self, Links};

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

/// What a path on the command line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// An article: a Markdown file with front matter, or one that stands in an issue.
    Article(PathBuf),
    /// An issue: a folder with an `issue.toml`.
    Issue(PathBuf),
    /// Any other file.
    Text(PathBuf),
    /// Any other folder, with the raw texts in it and below, in order.
    Folder(PathBuf, Vec<PathBuf>),
}

/// One thing to open, in the order in which they were named.
#[derive(Clone, Debug)]
pub enum Item {
    /// An article or an issue.
    Path(PathBuf),
    /// A raw text.
    Text(ImportedText),
    /// A raw text that is an issue of the library already, in this folder.
    Kept(PathBuf),
    /// A folder of issues. The raw texts in it come behind it, each for itself.
    Folder(PathBuf),
}

/// A raw text as an issue with what is wrong with it, or why it could not be used.
pub type ImportedText = Result<(MemoryIssue, Vec<Diagnostic>), Diagnostic>;

/// How many bytes of a file are looked at for front matter; blank lines may stand before it.
const LOOKED_AT: u64 = 1 << 12;

/// Says what `path` is.
///
/// # Errors
/// When it cannot be looked at, or is neither a regular file nor a folder.
pub fn named(path: &Path) -> Result<Named, ReadError> {
    let unreadable = |error| ReadError::unreadable(path, error);
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if metadata.is_file() {
        let article = is_article(path).map_err(unreadable)?;
        let kind = if article { Named::Article } else { Named::Text };
        return Ok(kind(path.to_owned()));
    }
    if !metadata.is_dir() {
        return Err(ReadError::new(path, Fault::NotRegularFile));
    }
    if fs::symlink_metadata(path.join(ISSUE_FILE)).is_ok() {
        return Ok(Named::Issue(path.to_owned()));
    }
    fs::read_dir(path).map_err(unreadable)?;
    let texts = inside(path).into_iter().filter_map(|found| match found {
        Inside::Text(file) if !is_article(&file).unwrap_or_default() => Some(file),
        _ => None,
    });
    Ok(Named::Folder(path.to_owned(), texts.collect()))
}

/// What is opened of the issue of a named article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    /// All of it: one reads on and goes back to its list.
    Issue,
    /// That article alone.
    Nothing,
}

/// Opens `items`. A single article or raw text starts in the reader, in its issue; a single issue at
/// its list; all else at the shelf, with what was named and no more. What cannot be read, or holds
/// nothing to read, is a fault of the scan.
pub fn open(items: Vec<Item>) -> Opened {
    open_all(Opening::of(items.len()), items)
}

/// The same, a single article without its issue too: what is wrong beside it is left aside.
pub fn open_alone(items: Vec<Item>) -> Opened {
    open_all(Opening::of(0), items)
}

fn open_all(mut opening: Opening, items: Vec<Item>) -> Opened {
    for item in items {
        opening.add(item);
    }
    opening.opened()
}

/// Things that are opened one after another, as they become ready.
pub struct Opening {
    collected: Collected,
    /// How many things there will be.
    items: usize,
    /// Where the last one that was opened starts.
    start: Start,
}

impl Opening {
    /// Nothing yet, of so many things: one starts with itself, several with the shelf.
    pub fn of(items: usize) -> Opening {
        Opening {
            collected: Collected::default(),
            items,
            start: Start::Shelf,
        }
    }

    /// Opens one more.
    pub fn add(&mut self, item: Item) {
        let collected = &mut self.collected;
        let around = match self.items {
            1 => Around::Issue,
            _ => Around::Nothing,
        };
        let start = match item {
            Item::Path(path) => open_path(collected, &path, around),
            Item::Text(text) => Ok(open_text(collected, text)),
            Item::Kept(folder) => open_kept(collected, &folder),
            Item::Folder(path) => open_folder(collected, &path, Texts::Follow),
        };
        self.start = start.unwrap_or_else(|error| {
            collected.add_fault(error.diagnostic);
            Start::Shelf
        });
    }

    /// What is there by now.
    pub fn opened(&self) -> Opened {
        Opened {
            scan: self.collected.scan(),
            start: match self.items {
                1 => self.start.clone(),
                _ => Start::Shelf,
            },
        }
    }
}

fn open_path(collected: &mut Collected, path: &Path, around: Around) -> Result<Start, ReadError> {
    match named(path)? {
        Named::Article(path) | Named::Text(path) => open_article(collected, &path, around),
        Named::Issue(path) => open_issue(collected, &path).map(Start::Issue),
        Named::Folder(path, _) => open_folder(collected, &path, Texts::AreStray),
    }
}

/// What the raw texts in a folder are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Texts {
    /// They come behind the folder.
    Follow,
    /// Nobody reads them.
    AreStray,
}

/// Opens the issues and articles in `path` and below.
fn open_folder(collected: &mut Collected, path: &Path, texts: Texts) -> Result<Start, ReadError> {
    let before = collected.seen();
    let found = inside(path);
    let articles = found.iter().filter_map(|found| match found {
        Inside::Text(file) if is_article(file).unwrap_or_default() => Some(file.as_path()),
        _ => None,
    });
    let articles: BTreeSet<&Path> = articles.collect();
    let is_read = |found: &Inside| match found {
        Inside::Issue(_) => true,
        Inside::Text(file) => texts == Texts::Follow || articles.contains(file.as_path()),
        Inside::Skipped(_) | Inside::Closed(..) => false,
    };
    let read: BTreeSet<&Path> = found
        .iter()
        .filter(|found| is_read(found))
        .map(Inside::path)
        .collect();
    collected.scan_folder(path, None, |file, fault| match fault {
        Fault::StrayArticle | Fault::StrayText => read.contains(file),
        Fault::NoIssueFile => {
            // What lies in a folder follows it in the order of paths.
            let next = read.range(file..).next();
            next.is_some_and(|next| next.starts_with(file))
        }
        _ => false,
    });
    // What lies deeper is none of a library: the scan has not looked there.
    let deeper = found
        .iter()
        .filter(|found| found.path() != path && found.path().parent() != Some(path));
    for found in deeper {
        match found {
            Inside::Issue(issue) => collected.add_folder(issue),
            Inside::Closed(closed, error) => {
                let error = io::Error::from(error.kind());
                collected.add_fault(ReadError::unreadable(closed, error).diagnostic);
            }
            found if is_read(found) => {}
            Inside::Text(file) | Inside::Skipped(file) => {
                let kind = fs::symlink_metadata(file).map(|metadata| metadata.file_type());
                let fault = kind.map(|kind| stray::in_library(file, &name_of(file), kind));
                if let Ok(Some(fault)) = fault {
                    collected.pass_over(file, fault);
                }
            }
        }
    }
    let follow = texts == Texts::Follow
        && found
            .iter()
            .any(|found| matches!(found, Inside::Text(file) if !articles.contains(file.as_path())));
    for article in articles {
        if let Err(error) = open_article(collected, article, Around::Nothing) {
            collected.add_fault(error.diagnostic);
        }
    }
    if collected.seen() == before && !follow {
        return Err(ReadError::new(path, Fault::NotAnIssue));
    }
    Ok(Start::Shelf)
}

fn open_text(collected: &mut Collected, text: ImportedText) -> Start {
    match text {
        Ok((memory, faults)) => collected.add_memory(memory, faults),
        Err(fault) => {
            collected.add_fault(fault);
            Start::Shelf
        }
    }
}

/// Opens the issue in `folder` at its first article, as the text that it was made of would be.
fn open_kept(collected: &mut Collected, folder: &Path) -> Result<Start, ReadError> {
    let id = open_issue(collected, folder)?;
    Ok(collected.first_article(&id).unwrap_or(Start::Issue(id)))
}

/// Whether a file is an article as it stands: it is Markdown, and either begins with front matter or
/// stands in an issue.
fn is_article(path: &Path) -> io::Result<bool> {
    let real = fs::canonicalize(path)?;
    if !name_of(&real).ends_with(ARTICLE_SUFFIX) {
        return Ok(false);
    }
    let folder = real.parent().unwrap_or(&real);
    if fs::symlink_metadata(folder.join(ISSUE_FILE)).is_ok() {
        return Ok(true);
    }
    let mut start = Vec::new();
    regular::open(&real, Links::Refuse)?
        .take(LOOKED_AT)
        .read_to_end(&mut start)?;
    let split = front_matter::split(&String::from_utf8_lossy(&start)).fault;
    Ok(split != Some(Fault::MissingFrontMatter))
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
fn open_article(
    collected: &mut Collected,
    path: &Path,
    around: Around,
) -> Result<Start, ReadError> {
    // The user named this very file, so a link to it is followed, here and nowhere else.
    let real = fs::canonicalize(path).map_err(|error| ReadError::unreadable(path, error))?;
    let name = name_of(&real);
    let (Some(stem), Some(folder)) = (name.strip_suffix(ARTICLE_SUFFIX), real.parent()) else {
        return Err(ReadError::new(path, Fault::NotAnIssue));
    };
    if !id::is_valid(stem) {
        return Err(ReadError::new(path, Fault::BadName { name }));
    }
    let in_issue = fs::symlink_metadata(folder.join(ISSUE_FILE)).is_ok();
    let named = as_named(path, folder);
    if in_issue && around == Around::Issue {
        let issue = open_issue(collected, &named)?;
        return Ok(Start::Article(format!("{issue}/{stem}")));
    }
    let folder_name = name_of(folder);
    let issue_id = match id::is_valid(&folder_name) {
        true => folder_name,
        false if in_issue => {
            return Err(ReadError::new(&named, Fault::BadName { name: folder_name }));
        }
        false => stem.to_owned(),
    };
    let article_id = format!("{issue_id}/{stem}");
    let mut issue = Issue::bare(&issue_id, Origin::Folder(named.clone()));
    if in_issue && let Ok((text, _)) = read_text(&named.join(ISSUE_FILE), MAX_ISSUE_FILE) {
        issue.read_fields(&text, &named);
    }
    issue.articles.push(article_id.clone());
    collected.add_articles(issue);
    Ok(Start::Article(article_id))
}

/// The folder of the article `path` as it was named, if that is where the article lies; `real` is
/// where it lies.
fn as_named(path: &Path, real: &Path) -> PathBuf {
    let named = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let same = fs::canonicalize(named).is_ok_and(|named| named == real)
        && fs::symlink_metadata(path).is_ok_and(|metadata| !metadata.is_symlink());
    if same { named } else { real }.to_owned()
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
