//! An issue (期): one folder with an `issue.toml` and its articles.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use super::date::PartialDate;
use super::memory::MemoryIssue;
use crate::diagnostic::{Diagnostic, Expected};
use crate::markup::fields::Fields;
use crate::text::{Clean, sanitize};

/// The file that makes a folder an issue.
pub const ISSUE_FILE: &str = "issue.toml";

/// What the shelf knows of an issue: `issue.toml` and the number of articles, never their bodies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The folder's name, checked against the allow-list of characters.
    pub id: String,
    /// `publication`; the id where it is missing.
    pub publication: Clean,
    /// `number`, as written (`2024年第18期`, `18`).
    pub number: Option<Clean>,
    /// `serial`, as written (`总第96期`, `96`).
    pub serial: Option<Clean>,
    /// `date`: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub date: Option<PartialDate>,
    /// `publisher`.
    pub publisher: Option<Clean>,
    /// `language`, a BCP 47 tag.
    pub language: Option<Clean>,
    /// Ids of its articles in order: `<issue-id>/<file stem>`, from the folder's listing alone.
    pub articles: Vec<String>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where an issue is read from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The corpus compiled into the binary.
    Embedded,
    /// A folder on disk.
    Folder(PathBuf),
    /// A raw text that was imported when it was opened.
    Memory(Arc<MemoryIssue>),
}

impl Issue {
    /// An issue of which nothing is known but its id.
    pub fn bare(id: &str, origin: Origin) -> Issue {
        Issue {
            id: id.to_owned(),
            publication: sanitize(id),
            number: None,
            serial: None,
            date: None,
            publisher: None,
            language: None,
            articles: Vec::new(),
            origin,
        }
    }

    /// What `kanbao check` is given to look at this issue alone: its id, or the file of a raw text that
    /// was imported when it was opened.
    pub fn checked_as(&self) -> Cow<'_, str> {
        match &self.origin {
            Origin::Embedded | Origin::Folder(_) => Cow::Borrowed(&self.id),
            Origin::Memory(memory) => memory.source.to_string_lossy(),
        }
    }

    /// Reads the text of its `issue.toml`. What cannot be read keeps its value.
    pub(super) fn read_fields(&mut self, text: &str, file: &Path) -> Vec<Diagnostic> {
        let mut fields = Fields::parse(text, 1);
        if let Some(publication) = fields
            .required_text("publication")
            .filter(|text| !text.is_empty())
        {
            self.publication = publication;
        }
        self.number = fields.text_or_number("number");
        self.serial = fields.text_or_number("serial");
        self.date = read_date(&mut fields, "date");
        self.publisher = fields.text("publisher");
        self.language = fields.text("language");
        // Where an imported issue came from; reading it needs nothing of that.
        fields.pass_over("source");
        let (_, diagnostics) = fields.finish();
        diagnostics
            .into_iter()
            .map(|diagnostic| diagnostic.in_file(file))
            .collect()
    }
}

/// Takes a date from `fields`. An empty one counts as none.
pub(super) fn read_date(fields: &mut Fields<'_>, key: &'static str) -> Option<PartialDate> {
    let field = fields.date(key).filter(|field| !field.text.is_empty())?;
    field
        .text
        .parse()
        .ok()
        .or_else(|| fields.bad(key, field.line, Expected::Date))
}
