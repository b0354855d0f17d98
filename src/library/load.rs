//! Articles of an issue, read when they are needed.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::article::{Article, ArticleMeta};
use super::embedded;
use super::file::{MAX_ARTICLE, ReadError, read_text};
use super::issue::{Issue, Origin};
use crate::diagnostic::Diagnostic;

/// How the files of articles end.
pub const ARTICLE_SUFFIX: &str = ".md";

/// Reads the front matter and the length of every article of `issue`. The list is as long as
/// [`Issue::articles`]: an article that cannot be read has its id and a fault.
pub fn load_issue(issue: &Issue) -> (Vec<ArticleMeta>, Vec<Diagnostic>) {
    load_each(issue, |id, text, file| {
        let (article, faults) = Article::read(id, text, file);
        (article.meta, faults)
    })
}

/// The same without reading the bodies, for a list that is to be there at once: see
/// [`ArticleMeta::skim`]. Faults in bodies are not told.
pub fn skim_issue(issue: &Issue) -> (Vec<ArticleMeta>, Vec<Diagnostic>) {
    load_each(issue, ArticleMeta::skim)
}

fn load_each(
    issue: &Issue,
    read: impl Fn(&str, &str, &Path) -> (ArticleMeta, Vec<Diagnostic>),
) -> (Vec<ArticleMeta>, Vec<Diagnostic>) {
    let mut metas = Vec::with_capacity(issue.articles.len());
    let mut diagnostics = Vec::new();
    for id in &issue.articles {
        match load_listed(issue, id, &read) {
            Ok((meta, faults)) => {
                metas.push(meta);
                diagnostics.extend(faults);
            }
            Err(error) => {
                metas.push(ArticleMeta {
                    id: id.clone(),
                    ..ArticleMeta::default()
                });
                diagnostics.push(error.diagnostic);
            }
        }
    }
    (metas, diagnostics)
}

/// Reads the article `id` (`<issue-id>/<file stem>`) of `issue`.
///
/// # Errors
/// When the issue has no such article, or nothing of its file can be read.
pub fn load_article(issue: &Issue, id: &str) -> Result<(Article, Vec<Diagnostic>), ReadError> {
    // Only what the listing gave is opened, so an id can never lead out of the folder.
    if !issue.articles.iter().any(|article| article == id) {
        return Err(ReadError::missing(&file_of(issue, id)));
    }
    load_listed(issue, id, Article::read)
}

/// Reads an article that stands in the issue's listing.
fn load_listed<T>(
    issue: &Issue,
    id: &str,
    read: impl Fn(&str, &str, &Path) -> (T, Vec<Diagnostic>),
) -> Result<(T, Vec<Diagnostic>), ReadError> {
    let written = written(issue, id)?;
    let (article, mut diagnostics) = read(id, &written.text, &written.shown);
    diagnostics.extend(written.fault);
    Ok((article, diagnostics))
}

/// The file of the article `id` of `issue` as it is written.
///
/// # Errors
/// When the issue has no such article, or nothing of its file can be read.
pub fn article_text(issue: &Issue, id: &str) -> Result<String, ReadError> {
    if !issue.articles.iter().any(|article| article == id) {
        return Err(ReadError::missing(&file_of(issue, id)));
    }
    Ok(written(issue, id)?.text.into_owned())
}

/// An article's file.
struct Written<'a> {
    text: Cow<'a, str>,
    /// What it is called in messages.
    shown: PathBuf,
    /// What is wrong with its bytes.
    fault: Option<Diagnostic>,
}

/// The file of an article that stands in the issue's listing.
fn written<'a>(issue: &'a Issue, id: &str) -> Result<Written<'a>, ReadError> {
    let file = file_of(issue, id);
    let kept = |text: Option<&'a str>, shown| match text {
        Some(text) => Ok(Written {
            text: Cow::Borrowed(text),
            shown,
            fault: None,
        }),
        None => Err(ReadError::missing(&file)),
    };
    match &issue.origin {
        Origin::Embedded => kept(embedded::text_of(&file), embedded::shown(&file)),
        Origin::Memory(memory) => kept(memory.text_of(&file), memory.source.clone()),
        Origin::Folder(_) => {
            let (text, fault) = read_text(&file, MAX_ARTICLE)?;
            Ok(Written {
                text: Cow::Owned(text),
                shown: file,
                fault,
            })
        }
    }
}

/// The file of the article `id`: on disk, or inside the corpus or an issue in memory.
fn file_of(issue: &Issue, id: &str) -> PathBuf {
    let stem = id.rsplit('/').next().unwrap_or(id);
    let folder = match &issue.origin {
        Origin::Embedded => Path::new(&issue.id),
        Origin::Folder(folder) => folder,
        Origin::Memory(_) => Path::new(""),
    };
    folder.join(format!("{stem}{ARTICLE_SUFFIX}"))
}
