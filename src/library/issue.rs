//! An issue (期): one folder with an `issue.toml` and its articles.

use std::path::PathBuf;

use crate::text::Clean;

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
}

/// A date that may lack its day or month. Orders by time, the less exact first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// 1 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
}
