//! What queries find of notes: `--in notes`, `note:`, `is:marked`.
//!
//! Notes are searched as articles are: those on one article together are a text of a search text made
//! in memory, so that the whole language of queries holds for them.

use std::collections::BTreeMap;
use std::io::Cursor;

use crate::annotation::Annotation;
use crate::app::kept::sought;
use crate::cli::error::Failure;
use crate::cli::marks::{of_article, open};
use crate::cli::session::Session;
use crate::search::pack::{Group, Pack, Packed};
use crate::search::{Archive, Kept};

/// The marks as queries of fields see them.
///
/// # Errors
/// They cannot be read.
pub(super) fn kept(session: &Session) -> Result<Kept, Failure> {
    Ok(sought(open(session)?.marks()))
}

/// A search text of the notes alone; `None` if there is none.
///
/// # Errors
/// They cannot be read.
pub(super) fn archive(session: &Session, threads: usize) -> Result<Option<Archive>, Failure> {
    let store = open(session)?;
    let mut notes: BTreeMap<String, Vec<Annotation>> = BTreeMap::new();
    for mark in of_article(&store, None) {
        let annotation = mark.annotation;
        if !annotation.text.is_empty() {
            let article = notes.entry(annotation.article.clone()).or_default();
            article.push(annotation);
        }
    }
    if notes.is_empty() {
        return Ok(None);
    }
    Ok(packed(&notes).and_then(|bytes| Archive::of_bytes(bytes, threads)))
}

/// The search text of `notes`, each article an issue of its own. Memory takes all there is.
fn packed(notes: &BTreeMap<String, Vec<Annotation>>) -> Option<Vec<u8>> {
    let mut group = Group::default();
    let mut issues = Vec::new();
    for (index, (article, notes)) in notes.iter().enumerate() {
        let source = &notes[0].source;
        let texts: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
        let title = source.title.replace('\n', " ");
        let details = [article.as_str(), "", "", "", "", "", source.date.as_str()];
        let mut packed = Packed::new(&title, &texts.join("\n"), details);
        packed.issue = index;
        group.push(index, packed);
        let issue = article.split('/').next().unwrap_or_default();
        issues.push([issue, source.publication.as_str()]);
    }
    let mut pack = Pack::new(Cursor::new(Vec::new()), issues.len()).ok()?;
    pack.write(&group).ok()?;
    let packed = pack.finish(&issues, &[]).ok()?;
    Some(packed.into_inner())
}
