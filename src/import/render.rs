//! A plan as the files of an issue folder: texts with their names, nothing of the disk.
//!
//! `issue.toml`, one Markdown file for each article, and `provenance.toml`. The library reads them back
//! as what the plan says: same fields, same blocks, same texts. The hard part is text that looks like
//! markup ([`markdown`]) and an article larger than the library reads, which becomes several files.

pub mod markdown;
mod parts;
pub mod provenance;
pub mod toml;

pub use parts::as_written;
pub use provenance::{Provenance, Traced};

use std::collections::BTreeMap;

use super::plan::{Plan, PlannedArticle, PlannedIssue};
use crate::library::issue::ISSUE_FILE;

/// Where an issue's text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name of the file, without its folders.
    pub name: String,
    /// The SHA-256 of its bytes, in lower-case hexadecimal digits.
    pub sha256: String,
}

/// The files of an issue, each with its name: `issue.toml`, the articles, `provenance.toml`.
pub fn render(plan: &Plan, source: Option<&Source>) -> Vec<(String, String)> {
    let articles = articles(&plan.articles);
    let mut files = Vec::with_capacity(articles.len() + 2);
    files.push((ISSUE_FILE.to_owned(), issue(&plan.issue, source)));
    let mut provenance = Provenance {
        left_out: left_out(plan),
        ..Provenance::default()
    };
    for article in articles {
        provenance.articles.push(article.traced);
        files.push((article.file, article.text));
    }
    files.push((provenance::FILE.to_owned(), provenance.write()));
    files
}

/// The lines of `plan` that stand in no article as a whole, by the reason. A line with which a title or
/// a block begins or ends is there in part.
pub fn left_out(plan: &Plan) -> BTreeMap<String, Vec<usize>> {
    let mut edges = Vec::new();
    for article in &plan.articles {
        edges.extend(article.head.into_iter().flatten());
        edges.extend(article.blocks.iter().flat_map(|block| block.lines));
    }
    edges.sort_unstable();
    let mut left_out: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for entry in plan.set_aside() {
        let lines = left_out.entry(entry.omission.name()).or_default();
        if lines.last() != Some(&entry.line) && edges.binary_search(&entry.line).is_err() {
            lines.push(entry.line);
        }
    }
    let named = left_out.into_iter().filter(|(_, lines)| !lines.is_empty());
    named
        .map(|(reason, lines)| (reason.to_owned(), lines))
        .collect()
}

/// One file of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedArticle {
    /// Its name: `<stem>.md`.
    pub file: String,
    /// The file: front matter and body.
    pub text: String,
    /// Which lines of the source stand behind its blocks.
    pub traced: Traced,
}

/// The articles of a plan as files, in their order. An article that is larger than the library reads
/// is parted at a paragraph.
pub fn articles(articles: &[PlannedArticle]) -> Vec<RenderedArticle> {
    let mut files = Vec::with_capacity(articles.len());
    for article in articles {
        parts::article(article, &mut files);
    }
    files
}

/// The text of `issue.toml`.
pub fn issue(issue: &PlannedIssue, source: Option<&Source>) -> String {
    let mut text = String::new();
    // The key is required, and an empty one is honest: the reader shows the id.
    let publication = issue.publication.as_deref().unwrap_or_default();
    toml::field(&mut text, "publication", publication);
    for (key, value) in [
        ("number", &issue.number),
        ("serial", &issue.serial),
        ("date", &issue.date),
        ("publisher", &issue.publisher),
    ] {
        if let Some(value) = value {
            toml::field(&mut text, key, value);
        }
    }
    if let Some(source) = source {
        text.push_str("\n[source]\n");
        toml::field(&mut text, "name", &source.name);
        toml::field(&mut text, "sha256", &source.sha256);
    }
    text
}
