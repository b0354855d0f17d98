//! An issue that stands in no folder: a raw text that was imported when it was opened.
//!
//! It holds what its folder would hold, file by file, so that everything is read by the code that
//! reads folders, and an opened text shows what the imported one would show.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::cache::checksum;
use super::id;
use super::issue::{ISSUE_FILE, Issue, Origin};
use super::load::ARTICLE_SUFFIX;
use crate::diagnostic::Diagnostic;

/// The files of an issue in memory.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MemoryIssue {
    /// The id it asks for; another text may have it already.
    pub id: String,
    /// The file its text came from, as it was named: what messages name.
    pub source: PathBuf,
    /// Its files (`issue.toml`, articles, provenance) by name.
    pub files: BTreeMap<String, String>,
    /// The text as it was read, byte for byte.
    pub original: Vec<u8>,
}

impl MemoryIssue {
    /// The text of the file `name`.
    pub(super) fn text_of(&self, name: &Path) -> Option<&str> {
        self.files.get(name.to_str()?).map(String::as_str)
    }

    /// An id of its own, for when another text has the one it asks for. It follows from the text
    /// alone, so that places and read marks find it again.
    pub(super) fn other_id(&self) -> String {
        let sum = checksum(&self.original) & 0xFF_FFFF;
        format!("{}-{sum:06x}", self.id)
    }
}

/// Makes an issue of `memory` under `id`; gives it with what is wrong in its files.
pub(super) fn issue(memory: &Arc<MemoryIssue>, id: &str) -> (Issue, Vec<Diagnostic>) {
    let mut issue = Issue::bare(id, Origin::Memory(Arc::clone(memory)));
    let fields = memory.files.get(ISSUE_FILE).map_or("", String::as_str);
    let faults = issue.read_fields(fields, &memory.source);
    let stems = memory
        .files
        .keys()
        .filter_map(|name| name.strip_suffix(ARTICLE_SUFFIX));
    issue.articles = stems
        .filter(|stem| id::is_valid(stem))
        .map(|stem| format!("{id}/{stem}"))
        .collect();
    issue.articles.sort_by(|a, b| id::compare(a, b));
    (issue, faults)
}
