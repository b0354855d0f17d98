//! `kanbao import --marks FILE`: Web Annotations as JSON-LD become marks.
//!
//! A mark that was exported here brings the names of its records. If all of them are known, there is
//! nothing to do; unless the mark was removed since, then it is there again, because that is what an
//! import is asked for. If not, the mark was changed elsewhere: that is one more change of it, and both
//! texts are kept, unless it brings the names of the records it stands for: those hold no more. So the same file taken in twice changes nothing.

use std::collections::BTreeSet;
use std::path::Path;

use crate::annotation::MarkId;
use crate::annotation::json_ld::{self, NotRead, Read};
use crate::cli::clock::seconds_since_1970;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::json::{MarkOmitted, MarkRefused, MarksTaken};
use crate::cli::marks::Foreign;
use crate::cli::output::{Output, complain};
use crate::cli::session::Session;
use crate::cli::{marks, raw_text};
use crate::library::id;
use crate::store::{Mark, MarkChange, MarkStore};
use crate::text::Clean;
use crate::words::Words;

/// Takes in what `file` holds, `-` for standard input; with `json` the outcome is one document.
///
/// # Errors
/// It cannot be read, is not JSON, or could not be saved.
pub(crate) fn run(
    file: &Path,
    json: bool,
    session: &Session,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let words = session.words;
    let bytes = raw_text::read(file).map_err(|fault| Failure::of(&fault, words))?;
    let document = serde_json::from_slice(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes))
        .map_err(|error| {
            let message = words.marks_not_json(error.line(), error.column());
            Failure::usage(words.file_fault(&file.to_string_lossy(), message.as_str()))
        })?;
    let mut store = marks::open(session)?;
    let mut taken = MarksTaken {
        added: 0,
        restored: 0,
        known: 0,
        orphans: 0,
        refused: Vec::new(),
        omitted: Vec::new(),
    };
    let mut foreign = Foreign::new(session);
    let mut changes = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, read) in json_ld::read(&document, seconds_since_1970())
        .into_iter()
        .enumerate()
    {
        let completed = usable(read, words).and_then(|mut read| {
            foreign.complete(&mut read.annotation)?;
            Ok(read)
        });
        let change = completed.map(|mut read| {
            let omitted = std::mem::take(&mut read.omitted);
            change(read, &store, &mut seen).map(|change| (change, omitted))
        });
        match change {
            Ok(Some((change, members))) => {
                if !members.is_empty() {
                    if !json {
                        complain(&words.marks_omitted(index + 1, &members.join(", ")), &[]);
                    }
                    let item = index + 1;
                    taken.omitted.push(MarkOmitted { item, members });
                }
                taken.added += 1;
                taken.restored += usize::from(matches!(change, MarkChange::Restore(_)));
                changes.push(change);
            }
            Ok(None) => taken.known += 1,
            Err(reason) => {
                if !json {
                    complain(&words.marks_refused(index + 1, reason.as_str()), &[]);
                }
                taken.refused.push(MarkRefused {
                    item: index + 1,
                    reason: reason.to_string(),
                });
            }
        }
    }
    let saved = marks::save(&mut store, &changes, words)?;
    let saved = saved.into_iter().filter_map(|id| store.marks().get(id));
    let located = marks::locate(saved.collect(), &session.scan().catalogue);
    taken.orphans = located.iter().filter(|located| located.is_orphan()).count();
    let exit = match (taken.refused.is_empty(), taken.added + taken.known) {
        (true, 1..) => Exit::Done,
        (true, 0) => Exit::Nothing,
        (false, _) => Exit::Usage,
    };
    if json {
        output.json(&taken)?;
    } else {
        tell(&taken, words, output)?;
    }
    Ok(exit)
}

fn tell(taken: &MarksTaken, words: Words, output: &mut Output) -> Result<(), Failure> {
    output.line(words.marks_taken(taken.added).as_clean())?;
    for (count, told) in [
        (taken.restored, words.marks_taken_restored(taken.restored)),
        (taken.known, words.marks_taken_known(taken.known)),
        (taken.orphans, words.marks_taken_orphans(taken.orphans)),
    ] {
        if count > 0 {
            output.line(told.as_clean())?;
        }
    }
    Ok(())
}

/// What was read, if it is a mark of an article as libraries have them; else why not.
fn usable(read: Result<Read, NotRead>, words: Words) -> Result<Read, Clean> {
    let read = read.map_err(|reason| match reason {
        NotRead::NoTarget => words.marks_refused_target(),
        NotRead::UnknownSelector => words.marks_refused_selector(),
        NotRead::NotAnAnnotation => words.marks_refused_kind(),
    })?;
    let article = read.annotation.article.as_str();
    let parts = article.split_once('/');
    let valid = parts.is_some_and(|(issue, stem)| id::is_valid(issue) && id::is_valid(stem));
    match valid {
        true => Ok(read),
        false => Err(words.marks_refused_article(article)),
    }
}

/// What has to be done for `read` to be there; `None` if it is. `seen` are the records that this
/// document has brought already.
fn change(read: Read, store: &MarkStore, seen: &mut BTreeSet<MarkId>) -> Option<MarkChange> {
    let marks = store.marks();
    // A document that somebody wrote by hand may name records of other marks: these are not touched.
    let is_own = |record: &MarkId| marks.mark_of(*record).is_none_or(|mark| mark == read.mark);
    let records: Vec<MarkId> = read.records.iter().copied().filter(is_own).collect();
    let replaced = read.replaced.iter().copied().filter(is_own);
    let unknown: Vec<MarkId> = records
        .iter()
        .copied()
        .filter(|&record| !marks.knows(record) && seen.insert(record))
        .collect();
    let annotation = read.annotation;
    match unknown.split_first() {
        Some((&record, _)) => Some(MarkChange::Adopt {
            mark: read.mark,
            record,
            // What it says is all that these say, known here or not.
            others: records
                .iter()
                .copied()
                .chain(replaced)
                .filter(|&other| other != record)
                .collect(),
            annotation,
            foreign: read.foreign,
        }),
        None if marks.get(read.mark).is_some() || !seen.insert(read.mark) => None,
        None if records.iter().any(|&record| marks.knows(record)) => {
            Some(MarkChange::Restore(Mark {
                id: read.mark,
                heads: records,
                annotation,
            }))
        }
        None => None,
    }
}
