//! The corpus compiled into the binary: a fresh install has something to read.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::id;
use super::issue::{ISSUE_FILE, Issue, Origin};
use super::load::ARTICLE_SUFFIX;
use crate::diagnostic::Diagnostic;

static CORPUS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/corpus");

/// The built-in issues in the order of their ids. A fault in one is a mistake of ours, and is told
/// all the same.
pub fn embedded() -> (Vec<Issue>, Vec<Diagnostic>) {
    let mut issues = Vec::new();
    let mut diagnostics = Vec::new();
    for folder in CORPUS.dirs() {
        let Some(id) = folder.path().to_str() else {
            continue;
        };
        let file = folder.path().join(ISSUE_FILE);
        let Some(text) = text_of(&file) else { continue };
        let mut issue = Issue::bare(id, Origin::Embedded);
        diagnostics.extend(issue.read_fields(text, &shown(&file)));
        let names = folder
            .files()
            .filter_map(|file| file.path().file_name()?.to_str());
        let stems = names.filter_map(|name| name.strip_suffix(ARTICLE_SUFFIX));
        issue.articles = stems.map(|stem| format!("{id}/{stem}")).collect();
        issue.articles.sort_by(|a, b| id::compare(a, b));
        issues.push(issue);
    }
    issues.sort_by(|a, b| a.id.cmp(&b.id));
    (issues, diagnostics)
}

/// The text of a file of the corpus, `file` being its path in there.
pub(super) fn text_of(file: &Path) -> Option<&'static str> {
    CORPUS.get_file(file)?.contents_utf8()
}

/// The bytes of every file of the corpus, for finding out whether it is another one than before.
pub(crate) fn contents() -> impl Iterator<Item = &'static [u8]> {
    CORPUS
        .dirs()
        .flat_map(|folder| folder.files().map(include_dir::File::contents))
}

/// A path in the corpus as it is named in messages.
pub(super) fn shown(file: &Path) -> PathBuf {
    Path::new("corpus").join(file)
}
