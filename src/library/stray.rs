//! What lies in a library or an issue and is read as nothing: it is told, never passed over.
//!
//! Whoever puts a text into a library means to read it. So a text that is no issue yet, a folder
//! without `issue.toml` and a link that leads nowhere are faults that count; a picture or a table is
//! worth a word in `check`. Names with a dot in front and the papers of a repository are left alone.

use std::fs::{self, FileType};
use std::path::Path;

use super::original::ORIGINAL;
use crate::diagnostic::Fault;

/// The names of papers that may lie in a library, without endings, in lower case.
const PAPERS: &[&str] = &[
    "readme",
    "license",
    "licence",
    "copying",
    "notice",
    "changelog",
];

/// How texts end that `kanbao import` takes from a folder, in lower case, Markdown aside. One
/// without an ending is taken too.
const TEXTS: &[&str] = &[
    "txt", "text", "htm", "html", "xhtml", "asc", "ocr", "utf8", "gb", "gbk", "gb18030", "big5",
];

/// How articles end, and those that were named otherwise than articles are, in lower case.
const ARTICLES: &[&str] = &["md", "markdown"];

/// Whether a file of this name is taken for a text, Markdown or other, when a folder is gone
/// through.
pub fn is_text(name: &str) -> bool {
    let lower = name.to_lowercase();
    match lower.rsplit_once('.') {
        Some((_, ending)) => TEXTS.contains(&ending) || ARTICLES.contains(&ending),
        None => true,
    }
}

/// Whether a file of this name is read when the folder it lies in is named: it looks like a text and
/// is none of the papers of a repository.
pub(super) fn is_taken(name: &str) -> bool {
    is_text(name) && !is_paper(&name.to_lowercase())
}

/// What is wrong with `path`, named `name`, which lies in a library and is neither hidden nor a
/// folder. Nothing is wrong with the papers of a repository.
pub(super) fn in_library(path: &Path, name: &str, kind: FileType) -> Option<Fault> {
    let lower = name.to_lowercase();
    let regular = if kind.is_symlink() {
        match fs::metadata(path) {
            Ok(metadata) => metadata.is_file(),
            Err(_) => return Some(Fault::DeadLink),
        }
    } else {
        kind.is_file()
    };
    if !regular {
        return Some(Fault::NotRegularFile);
    }
    if is_paper(&lower) {
        return None;
    }
    Some(match extension(&lower) {
        Some(ending) if ARTICLES.contains(&ending) => Fault::StrayArticle,
        _ if is_text(&lower) => Fault::StrayText,
        _ => Fault::StrayFile,
    })
}

/// What is wrong with the file `name` that lies in an issue and does not end as articles do: it
/// looks like one, or like a text. Pictures and tables may lie beside the articles.
pub(super) fn in_issue(name: &str) -> Option<Fault> {
    let lower = name.to_lowercase();
    let text = extension(&lower).is_some() && is_text(&lower);
    let kept = lower.starts_with('.') || lower.starts_with(ORIGINAL) || is_paper(&lower);
    (text && !kept).then_some(Fault::NotAnArticle)
}

/// Whether `fault` stands for something that would be an issue if it were put right.
pub(super) fn counts(fault: &Fault) -> bool {
    !matches!(fault, Fault::StrayFile | Fault::NotRegularFile)
}

fn extension(name: &str) -> Option<&str> {
    Some(name.rsplit_once('.')?.1)
}

/// Whether `name`, in lower case, is that of a paper, in whatever format and language: the part
/// before the first `.` alone counts, or else a text about notices would be passed over.
fn is_paper(name: &str) -> bool {
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    PAPERS.contains(&stem)
}
