//! What lies in a library or an issue and is read as nothing: it is told, never passed over.
//!
//! Whoever puts a text into a library means to read it. So a text that is no issue yet, a folder
//! without `issue.toml` and a link that leads nowhere are faults that count; a picture or a table is
//! worth a word in `check`. Names with a dot in front and the papers of a repository are left alone.

use std::fs::{self, FileType};
use std::path::Path;

use crate::diagnostic::Fault;

/// How the names of papers begin that may lie in a library, in lower case.
const PAPERS: &[&str] = &[
    "readme",
    "license",
    "licence",
    "copying",
    "notice",
    "changelog",
];

/// How texts end that `kanbao import` takes, in lower case.
const TEXTS: &[&str] = &["txt", "text", "htm", "html"];

/// How articles end that were named otherwise than articles are, in lower case.
const ARTICLES: &[&str] = &["md", "markdown"];

/// How the name of an imported issue's source begins.
const ORIGINAL: &str = "original.";

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
    if PAPERS.iter().any(|paper| lower.starts_with(paper)) {
        return None;
    }
    Some(match extension(&lower) {
        ending if TEXTS.contains(&ending) => Fault::StrayText,
        ending if ARTICLES.contains(&ending) => Fault::StrayArticle,
        _ => Fault::StrayFile,
    })
}

/// What is wrong with the file `name` that lies in an issue and does not end as articles do: it
/// looks like one.
pub(super) fn in_issue(name: &str) -> Option<Fault> {
    let lower = name.to_lowercase();
    let ending = extension(&lower);
    let text = ARTICLES.contains(&ending) || ending == "txt";
    let kept = lower.starts_with('.')
        || lower.starts_with(ORIGINAL)
        || PAPERS.iter().any(|paper| lower.starts_with(paper));
    (text && !kept).then_some(Fault::NotAnArticle)
}

/// Whether `fault` stands for something that would be an issue if it were put right.
pub(super) fn counts(fault: &Fault) -> bool {
    !matches!(fault, Fault::StrayFile | Fault::NotRegularFile)
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}
