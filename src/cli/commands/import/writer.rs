//! One import into one library: which texts become issues, and what becomes of each.
//!
//! Everything here happens in the order of the texts, on one thread: who has an id first keeps it, and
//! what is told stands in that order. New issues of a long import are given their names in groups,
//! because bringing one to the disk takes as long as bringing thirty.

mod copying;

pub(super) use copying::would_copy;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::prepared::{Prepared, Result, failures};
use super::report::{Outcome, Told, failure};
use crate::cli::corrected::{corrected, tell_lost};
use crate::cli::error::Failure;
use crate::cli::output::complain;
use crate::cli::raw_text;
use crate::import::Plan;
use crate::import::render::{Source, as_written};
use crate::import::write::{Found, Imported, Job, Staged, Target, Updated, WriteError};
use crate::words::Words;

/// How many new issues of a long import get their names at once.
const GROUP: usize = 32;
/// From how many texts an import is long.
const LONG: usize = 8;

/// A text and what stands where it would go.
#[derive(Debug)]
pub(super) struct Met {
    id: String,
    prepared: Prepared,
    found: Found,
    /// The outline that was obeyed, for this state of the text.
    outline: Option<String>,
}

impl Met {
    /// What would be written.
    pub(super) fn plan(&self) -> &Plan {
        &self.prepared.plan
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

    /// Finds out what stands where `prepared`, the text of `path`, would go, and what the outline that
    /// waits there makes of it, where it is to be obeyed.
    pub(super) fn meet(&mut self, path: &Path, mut prepared: Prepared) -> Result<Met> {
        let mut id = prepared.plan.issue.id.clone();
        let mut found = self.target.look(&id);
        // The same text may have become an issue under a name that an outline gave it, also where the first one of
        // its day stands under the name that it has by itself.
        if self.wishes.outline.is_none()
            && !is_made_of(&found, &prepared.sum)
            && let Some(known) = self.known().get(&prepared.sum)
        {
            id.clone_from(known);
            found = self.target.look(&id);
        }
        if let Some((other, _)) = self
            .claimed
            .get(&id)
            .filter(|(_, sum)| *sum != prepared.sum)
        {
            let (file, other) = (path.to_string_lossy(), other.to_string_lossy());
            let failure = Failure::usage(self.words.import_taken(&file, &id, &other));
            return Err(vec![failure.hint(self.words.import_taken_hint())]);
        }
        let mut outline = None;
        if let Found::Imported(found) = &found
            && self.wishes.update
            && self.wishes.outline.is_none()
        {
            let text = prepared.text(path, self.wishes.keep_punctuation);
            let corrected =
                corrected(text, &id, found).map_err(|faults| failures(&faults, self.words))?;
            if let Some(corrected) = corrected {
                tell_lost(&corrected.lost, &id, self.words);
                prepared.plan = corrected.plan;
                outline = Some(corrected.outline);
            }
        }
        Ok(Met {
            id,
            prepared,
            found,
            outline,
        })
    }

    /// Writes what was met for the text of `path`. `None`: it is told with its group.
    pub(super) fn put(&mut self, path: &Path, met: Met) -> Result<Option<Told>> {
        let Met {
            id,
            prepared,
            found,
            outline,
        } = met;
        // Who has the id in this run has it with the same text.
        if self.claimed.contains_key(&id) {
            return Ok(Some(self.unchanged(path, &id)));
        }
        let sum = prepared.sum.clone();
        let folder = self.target.place(&id);
        let told = match found {
            Found::Nothing => self.stage(path, prepared).map(|()| None),
            Found::Imported(found) if self.wishes.update => {
                self.update(path, &id, prepared, &found, outline).map(Some)
            }
            Found::Imported(found) => self.again(path, &id, &prepared, &found).map(Some),
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
        let count = as_written(&job.plan).articles.len();
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

    /// A text whose issue is there and shall stay.
    fn again(
        &mut self,
        path: &Path,
        id: &str,
        prepared: &Prepared,
        found: &Imported,
    ) -> Result<Told> {
        let words = self.words;
        if found.sha256 != prepared.sum {
            let folder = found.folder.clone();
            return Err(self.failed(path, &WriteError::Exists { folder }));
        }
        if self.wishes.outline.is_some() {
            let job = self.job(
                path,
                prepared.plan.clone(),
                &prepared.bytes,
                found.sha256.clone(),
            );
            // One that was obeyed before asks for nothing.
            if self.target.is_up_to_date(job, found).is_ok_and(|is| is) {
                return Ok(self.unchanged(path, id));
            }
            let (file, folder) = (path.to_string_lossy(), found.folder.to_string_lossy());
            let failure = Failure::usage(words.import_outline_needs_update(&file, &folder));
            return Err(vec![failure.hint(words.import_exists_hint())]);
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
        Ok(self.unchanged(path, id))
    }

    /// A text whose issue is there and shall become what the text, and an `outline` that the reader
    /// changed there, make of it now.
    fn update(
        &mut self,
        path: &Path,
        id: &str,
        prepared: Prepared,
        found: &Imported,
        outline: Option<String>,
    ) -> Result<Told> {
        let words = self.words;
        let mut plan = prepared.plan;
        plan.issue.id = id.to_owned();
        let mut job = self.job(path, plan, &prepared.bytes, prepared.sum);
        if let Some(outline) = outline {
            job.outline = outline;
            job.obeyed = true;
        }
        let count = as_written(&job.plan).articles.len();
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
        let outcome = Outcome::Updated;
        Ok(Told::done(path, outcome, place, Some(count), &message))
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
        is_made_of(&self.target.look(id), sum)
    }

    fn known(&mut self) -> &mut BTreeMap<String, String> {
        let known = self.known.take().unwrap_or_else(|| self.target.known());
        self.known.insert(known)
    }
}

/// Whether `found` is an issue that was made of the text with this sum.
fn is_made_of(found: &Found, sum: &str) -> bool {
    matches!(found, Found::Imported(found) if found.sha256 == sum)
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
