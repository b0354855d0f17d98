//! One import into one library: which texts become issues, and what becomes of each.
//!
//! Everything here happens in the order of the texts, on one thread: who has an id first keeps it, and
//! what is told stands in that order. New issues of a long import are given their names in groups,
//! because bringing one to the disk takes as long as bringing thirty.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::inputs::Input;
use super::report::{Outcome, Told, failure};
use crate::cli::corrected::{RawBytes, corrected};
use crate::cli::error::Failure;
use crate::cli::fault::place;
use crate::cli::output::complain;
use crate::cli::raw_text;
use crate::diagnostic::{Diagnostic, Fault};
use crate::import::Plan;
use crate::import::render::Source;
use crate::import::write::copy::{Copied, copyable};
use crate::import::write::{Found, Imported, Job, Staged, Target, Updated, WriteError};
use crate::library::id;
use crate::library::{self, Source as LibrarySource};
use crate::text::Clean;
use crate::words::Words;

/// How many new issues of a long import get their names at once.
const GROUP: usize = 32;
/// From how many texts an import is long.
const LONG: usize = 8;

/// What a worker made of a text.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) bytes: Vec<u8>,
    pub(super) sum: String,
    pub(super) plan: Plan,
    pub(super) faults: Vec<Diagnostic>,
}

impl Prepared {
    /// The text, which stands at `path`.
    pub(super) fn text<'a>(&'a self, path: &'a Path, keep_punctuation: bool) -> RawBytes<'a> {
        RawBytes {
            path,
            bytes: &self.bytes,
            sum: &self.sum,
            keep_punctuation,
        }
    }
}

/// What the reader asked for.
#[derive(Clone, Debug)]
pub(super) struct Wishes {
    pub(super) update: bool,
    pub(super) keep_punctuation: bool,
    /// The outline of `--outline`: its file and its text.
    pub(super) outline: Option<(PathBuf, String)>,
}

/// The import while it goes on.
pub(super) struct Writer<'a> {
    target: &'a Target<'a>,
    words: Words,
    wishes: Wishes,
    /// The ids of this run, with the text and its sum.
    claimed: BTreeMap<String, (PathBuf, String)>,
    /// The ids of imported issues by the sum of their text, looked up at the first need.
    known: Option<BTreeMap<String, String>>,
    staged: Vec<(Staged<'a>, Waiting)>,
    group: usize,
    /// No other text can be written either.
    ended: bool,
}

/// A text whose issue waits for its name.
#[derive(Debug)]
struct Waiting {
    path: PathBuf,
    id: String,
    sum: String,
    told: Told,
}

/// What became of a text: done, or the reasons why not.
pub(super) type Result<T> = std::result::Result<T, Vec<Failure>>;

impl<'a> Writer<'a> {
    /// An import of `texts` texts into `target`.
    pub(super) fn new(
        target: &'a Target<'a>,
        words: Words,
        wishes: Wishes,
        texts: usize,
    ) -> Writer<'a> {
        Writer {
            target,
            words,
            wishes,
            claimed: BTreeMap::new(),
            known: None,
            staged: Vec::new(),
            group: if texts < LONG { 1 } else { GROUP },
            ended: false,
        }
    }

    /// Writes what `prepared` is, the text of `path`. `None`: it is told with its group.
    pub(super) fn text(&mut self, path: &Path, prepared: Prepared) -> Result<Option<Told>> {
        let mut id = prepared.plan.issue.id.clone();
        // The same text may have become an issue under a name that an outline gave it.
        if matches!(self.target.look(&id), Found::Nothing)
            && self.wishes.outline.is_none()
            && let Some(known) = self.known().get(&prepared.sum)
        {
            id.clone_from(known);
        }
        if let Some((other, sum)) = self.claimed.get(&id) {
            if *sum == prepared.sum {
                return Ok(Some(self.unchanged(path, &id)));
            }
            let file = path.to_string_lossy();
            let failure = Failure::usage(self.words.import_taken(
                &file,
                &id,
                &other.to_string_lossy(),
            ));
            return Err(vec![failure.hint(self.words.import_taken_hint())]);
        }
        let sum = prepared.sum.clone();
        let folder = self.target.place(&id);
        let told = match self.target.look(&id) {
            Found::Nothing => self.stage(path, prepared).map(|()| None),
            Found::Imported(found) => self.again(path, &id, prepared, &found).map(Some),
            Found::Foreign => Err(self.failed(path, &WriteError::NotImported { folder })),
            Found::NotAFolder => Err(self.failed(path, &WriteError::NotAFolder { path: folder })),
        }?;
        // The same text under another name is the same issue, in this run too. One that was refused
        // is none, so nothing stands in the way of the next.
        self.known()
            .entry(sum.clone())
            .or_insert_with(|| id.clone());
        self.claimed.insert(id, (path.to_owned(), sum));
        Ok(told)
    }

    /// Whether an issue of the text with this sum waits for its name: whatever is said of the same
    /// text again depends on whether it gets it.
    pub(super) fn awaits(&self, sum: &str) -> bool {
        self.staged.iter().any(|(_, waiting)| waiting.sum == sum)
    }

    /// Copies the issue in `folder`.
    pub(super) fn issue(&mut self, folder: &Path) -> Result<Told> {
        let words = self.words;
        let name = issue_id(folder, words)?;
        let shown = folder.to_string_lossy();
        if let Some((other, _)) = self.claimed.get(&name) {
            let failure =
                Failure::usage(words.import_taken(&shown, &name, &other.to_string_lossy()));
            return Err(vec![failure.hint(words.import_taken_hint())]);
        }
        tell_faults(
            &library::check(&[LibrarySource::Folder(folder.to_owned())]),
            words,
        );
        let copyable = copyable(folder).map_err(|error| {
            let fault = Fault::Unreadable {
                reason: error.into(),
            };
            vec![Failure::of(&Diagnostic::of_file(folder, fault), words)]
        })?;
        if !copyable.left_behind.is_empty() {
            let names: Vec<_> = copyable
                .left_behind
                .iter()
                .map(|path| path.to_string_lossy())
                .collect();
            complain(&words.import_left_behind(&shown, &names.join(", ")), &[]);
        }
        let copied = self
            .target
            .copy(folder, &copyable, &name, self.wishes.update)
            .map_err(|error| self.failed(folder, &error))?;
        self.claimed
            .insert(name.clone(), (folder.to_owned(), String::new()));
        let place = self.target.place(&name);
        let (outcome, message) = match copied {
            Copied::New => (Outcome::Imported, words.import_copied(&name, &shown)),
            Copied::Updated(_) => (Outcome::Updated, words.import_copied(&name, &shown)),
            Copied::Same => (Outcome::Unchanged, words.import_unchanged(&name, &shown)),
        };
        Ok(Told::done(folder, outcome, (&name, &place), None, &message))
    }

    /// Whether no other text can be written either.
    pub(super) fn has_ended(&self) -> bool {
        self.ended
    }

    /// Gives the issues that wait their names and tells what became of them.
    pub(super) fn finish(&mut self) -> Vec<(PathBuf, Result<Told>)> {
        let (staged, waiting): (Vec<_>, Vec<_>) = self.staged.drain(..).unzip();
        let named = self.target.commit(staged);
        waiting
            .into_iter()
            .zip(named)
            .map(|(waiting, named)| {
                let told = match named {
                    Ok(()) => Ok(waiting.told),
                    // Another import was faster with the same text.
                    Err(WriteError::Exists { .. }) if self.has(&waiting.id, &waiting.sum) => {
                        Ok(self.unchanged(&waiting.path, &waiting.id))
                    }
                    Err(error) => {
                        self.claimed.remove(&waiting.id);
                        self.known().retain(|_, id| *id != waiting.id);
                        Err(self.failed(&waiting.path, &error))
                    }
                };
                (waiting.path, told)
            })
            .collect()
    }

    /// Whether a group is full.
    pub(super) fn is_full(&self) -> bool {
        self.staged.len() >= self.group
    }

    fn stage(&mut self, path: &Path, prepared: Prepared) -> Result<()> {
        let sum = prepared.sum.clone();
        let job = self.job(path, prepared.plan, &prepared.bytes, prepared.sum);
        let staged = self
            .target
            .stage(&job)
            .map_err(|error| self.failed(path, &error))?;
        let id = job.plan.issue.id.as_str();
        let count = job.plan.articles.len();
        let message = self
            .words
            .import_imported(id, count, &path.to_string_lossy());
        let folder = self.target.place(id);
        let told = Told::done(
            path,
            Outcome::Imported,
            (id, &folder),
            Some(count),
            &message,
        );
        let waiting = Waiting {
            path: path.to_owned(),
            id: id.to_owned(),
            sum,
            told,
        };
        self.staged.push((staged, waiting));
        Ok(())
    }

    /// A text whose issue is there.
    fn again(
        &mut self,
        path: &Path,
        id: &str,
        prepared: Prepared,
        found: &Imported,
    ) -> Result<Told> {
        let words = self.words;
        let same = found.sha256 == prepared.sum;
        let given = self.wishes.outline.is_some();
        if !self.wishes.update {
            if same && given {
                let (file, folder) = (path.to_string_lossy(), found.folder.to_string_lossy());
                let failure = Failure::usage(words.import_outline_needs_update(&file, &folder));
                return Err(vec![failure.hint(words.import_exists_hint())]);
            }
            if !same {
                let folder = found.folder.clone();
                return Err(self.failed(path, &WriteError::Exists { folder }));
            }
            let text = prepared.text(path, self.wishes.keep_punctuation);
            let waits = match corrected(text, id, found) {
                Ok(None) => false,
                Ok(Some(corrected)) => !found.is_made_of(&corrected.plan),
                // What is wrong with it is told when it shall be obeyed.
                Err(_) => true,
            };
            if waits {
                complain(&words.import_outline_waits(id), &[]);
            }
            return Ok(self.unchanged(path, id));
        }
        let mut obeyed = None;
        if !given {
            let keep = self.wishes.keep_punctuation;
            obeyed = corrected(prepared.text(path, keep), id, found)
                .map_err(|faults| failures(&faults, words))?;
        }
        let (mut plan, outline) = match obeyed {
            Some(corrected) => (corrected.plan, Some(corrected.outline)),
            None => (prepared.plan, None),
        };
        plan.issue.id = id.to_owned();
        let mut job = self.job(path, plan, &prepared.bytes, prepared.sum);
        if let Some(outline) = outline {
            job.outline = outline;
            job.obeyed = true;
        }
        let count = job.plan.articles.len();
        let updated = self
            .target
            .update(job, found)
            .map_err(|error| self.failed(path, &error))?;
        let Some(updated) = updated else {
            return Ok(self.unchanged(path, id));
        };
        tell_updated(id, &updated, words);
        let message = words.import_updated(id, count, updated.kept, &path.to_string_lossy());
        let place = (id, found.folder.as_path());
        Ok(Told::done(
            path,
            Outcome::Updated,
            place,
            Some(count),
            &message,
        ))
    }

    fn job<'b>(&self, path: &Path, plan: Plan, bytes: &'b [u8], sha256: String) -> Job<'b> {
        let name = if raw_text::is_standard_input(path) {
            String::new()
        } else {
            path.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        };
        let given = self.wishes.outline.as_ref();
        Job {
            outline: given.map_or_else(|| plan.outline.write(), |(_, text)| text.clone()),
            obeyed: given.is_some(),
            plan,
            bytes,
            source: Source { name, sha256 },
        }
    }

    fn unchanged(&self, path: &Path, id: &str) -> Told {
        let message = self.words.import_unchanged(id, &path.to_string_lossy());
        let folder = self.target.place(id);
        Told::done(path, Outcome::Unchanged, (id, &folder), None, &message)
    }

    /// What `error` means for the text `path`. What holds for all texts is told once: a wish to stop
    /// at the end, a full disk with the first text.
    fn failed(&mut self, path: &Path, error: &WriteError) -> Vec<Failure> {
        let told = error.ends_all() && (self.ended || matches!(error, WriteError::Stopped));
        self.ended |= error.ends_all();
        if told {
            Vec::new()
        } else {
            vec![failure(path, error, self.words)]
        }
    }

    /// Whether the issue `id` is there, made of the text with this sum.
    fn has(&self, id: &str, sum: &str) -> bool {
        matches!(self.target.look(id), Found::Imported(found) if found.sha256 == sum)
    }

    fn known(&mut self) -> &mut BTreeMap<String, String> {
        let known = self.known.take().unwrap_or_else(|| self.target.known());
        self.known.insert(known)
    }
}

/// What an import of the issue in `folder` would do, its faults told: it would be copied.
pub(super) fn would_copy(folder: &Path, words: Words) -> Result<Told> {
    let id = issue_id(folder, words)?;
    tell_faults(
        &library::check(&[LibrarySource::Folder(folder.to_owned())]),
        words,
    );
    let message = words.import_would_copy(&id, &folder.to_string_lossy());
    Ok(Told::done(
        folder,
        Outcome::Copy,
        (&id, folder),
        None,
        &message,
    ))
}

/// The id of the issue in `folder`: the folder's name.
fn issue_id(folder: &Path, words: Words) -> Result<String> {
    let name = std::fs::canonicalize(folder)
        .ok()
        .and_then(|real| Some(real.file_name()?.to_string_lossy().into_owned()))
        .unwrap_or_default();
    if id::is_valid(&name) {
        return Ok(name);
    }
    let fault = Fault::BadName { name };
    Err(failures(&[Diagnostic::of_file(folder, fault)], words))
}

/// Tells what an update put aside.
fn tell_updated(id: &str, updated: &Updated, words: Words) {
    let revision = updated.revision.to_string_lossy();
    for file in &updated.overtaken {
        complain(&words.import_overtaken(id, file, &revision), &[]);
    }
    for article in &updated.dropped {
        complain(&words.import_dropped(id, article, &revision), &[]);
    }
}

/// One failure for each fault.
pub(super) fn failures(faults: &[Diagnostic], words: Words) -> Vec<Failure> {
    faults
        .iter()
        .map(|fault| Failure::of(fault, words))
        .collect()
}

/// Tells faults that hinder nothing.
pub(super) fn tell_faults(faults: &[Diagnostic], words: Words) {
    for fault in faults {
        let message: Clean = fault.fault.message(words);
        complain(&words.file_fault(&place(fault), message.as_str()), &[]);
    }
}

/// The path of an input for telling.
pub(super) fn shown(input: &Input) -> String {
    input.path().to_string_lossy().into_owned()
}
