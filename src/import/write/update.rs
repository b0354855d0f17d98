//! An imported issue made anew, without losing anything that is in its folder.
//!
//! Each file of the folder has one of four fates. One that the import wrote and that is as it would
//! be written again stays. One that the reader changed while the new text gives the same as before
//! stays as the reader wants it. All else that the import wrote goes below `revisions/N`, and what
//! the new text gives takes its place. Files of the reader's own stay where they are.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::folder::NewFolder;
use super::stems::{self, Before, Known};
use super::{Files, Found, Imported, Job, Target, WriteError, look, read_side, sum};
use crate::import::render::{self, provenance, provenance::Provenance};
use crate::library::Article;
use crate::library::file::{MAX_ARTICLE, read_text};
use crate::library::issue::ISSUE_FILE;
use crate::library::load::ARTICLE_SUFFIX;
use crate::regular::{self, Links};
use crate::store::atomic::sync_folder;
use crate::store::error::StoreError;

/// The folder of older states.
const REVISIONS: &str = "revisions";

/// What an update did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Updated {
    /// Where the older state is, below the issue's folder.
    pub revision: PathBuf,
    /// Articles that kept their stem.
    pub kept: usize,
    /// Articles that stand only in the older state now.
    pub dropped: Vec<String>,
    /// Files that the reader had changed and that the new text changes too; the reader's are in the
    /// older state.
    pub overtaken: Vec<String>,
}

/// Whether an update of `found` with `job` would change nothing.
pub(super) fn changes_nothing(
    target: &Target<'_>,
    mut job: Job<'_>,
    found: &Imported,
) -> Result<bool, WriteError> {
    let fail = |error| WriteError::of(&target.place(&job.plan.issue.id), error);
    let entries = entries(&found.folder).map_err(fail)?;
    let mut updated = Updated::default();
    keep_stems(&mut job, found, &entries, &mut updated);
    let mut files = Files::of(&job);
    keep_fields(&mut files, &job, found);
    Ok(Fates::of(&files, found, &entries, &mut updated).nothing_new)
}

pub(super) fn update(
    target: &Target<'_>,
    mut job: Job<'_>,
    found: &Imported,
) -> Result<Option<Updated>, WriteError> {
    let place = target.place(&job.plan.issue.id);
    let fail = |error| WriteError::of(&place, error);
    let entries = entries(&found.folder).map_err(fail)?;
    let mut updated = Updated::default();
    keep_stems(&mut job, found, &entries, &mut updated);
    let mut files = Files::of(&job);
    keep_fields(&mut files, &job, found);
    let fates = Fates::of(&files, found, &entries, &mut updated);
    if fates.nothing_new {
        return Ok(None);
    }
    let mut folder = target.new_folder(&place)?;
    let lock = target.lock()?;
    // What one moment ago was there must be there still when the two are exchanged.
    if !matches!(look(&found.folder), Found::Imported(now) if now == *found) {
        return Err(WriteError::Store(StoreError::Busy { path: place }));
    }
    updated.revision = next_revision(&found.folder);
    let build = |folder: &mut NewFolder<'_>| -> io::Result<()> {
        for entry in &entries {
            let from = found.folder.join(entry);
            if fs::symlink_metadata(&from)?.is_dir() {
                folder.folder(entry)?;
            } else if fates.old.contains(entry) {
                folder.carry(&from, &updated.revision.join(entry))?;
            } else {
                folder.carry(&from, entry)?;
            }
        }
        files.put_all_but(folder, &fates.stay)
    };
    build(&mut folder).map_err(fail)?;
    NewFolder::sync(std::slice::from_ref(&folder)).map_err(fail)?;
    folder.replace(&place).map_err(fail)?;
    sync_folder(&target.folder).map_err(fail)?;
    drop(lock);
    Ok(Some(updated))
}

/// Gives the articles of `job` the stems of those that they were.
fn keep_stems(job: &mut Job<'_>, found: &Imported, entries: &[PathBuf], updated: &mut Updated) {
    let traced = found.provenance.articles.iter();
    let old: Vec<Known> = traced
        .map(|traced| known(&found.folder.join(&traced.file)))
        .collect();
    let older: Vec<Known> = older_files(&found.folder, entries)
        .iter()
        .map(|path| known(path))
        .collect();
    let new: Vec<Known> = job
        .plan
        .articles
        .iter()
        .map(|article| {
            let planned = article.id.rsplit('/').next().unwrap_or_default();
            let text: String = article
                .blocks
                .iter()
                .map(|block| block.text.as_str())
                .collect();
            Known::new(planned, &article.title, &text)
        })
        .collect();
    // Files of the reader's own, and stems that articles of older states had.
    let taken: BTreeSet<String> = entries
        .iter()
        .filter_map(|entry| entry.file_name()?.to_str()?.strip_suffix(ARTICLE_SUFFIX))
        .map(str::to_owned)
        .collect();
    let before = Before {
        standing: &old,
        older: &older,
    };
    let stems = stems::assign(before, &new, &taken);
    let known: BTreeSet<&str> = old.iter().map(|known| known.stem.as_str()).collect();
    updated.kept = stems
        .iter()
        .filter(|stem| known.contains(stem.as_str()))
        .count();
    for (article, stem) in job.plan.articles.iter_mut().zip(stems) {
        article.id = format!("{}/{stem}", job.plan.issue.id);
    }
}

/// The article in the file `path`, for comparing; one that cannot be read says nothing.
fn known(path: &Path) -> Known {
    let text = read_text(path, MAX_ARTICLE).map_or(String::new(), |(text, _)| text);
    let (article, _) = Article::read("", &text, path);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let (title, text) = (article.meta.title, article.document.text);
    Known::new(&stem, title.as_str(), text.as_str())
}

/// The articles of the older states of the issue in `folder`, those of the newest state first.
fn older_files(folder: &Path, entries: &[PathBuf]) -> Vec<PathBuf> {
    let number = |path: &Path| -> Option<usize> {
        let below = path.strip_prefix(REVISIONS).ok()?.parent()?;
        below.to_str()?.parse().ok()
    };
    let is_article = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "md");
    let articles = entries.iter().filter(is_article);
    let mut older: Vec<(usize, &PathBuf)> = articles
        .filter_map(|path| Some((number(path)?, path)))
        .collect();
    older.sort_by_key(|(number, path)| (Reverse(*number), *path));
    older
        .into_iter()
        .map(|(_, path)| folder.join(path))
        .collect()
}

/// Keeps what the reader wrote into `issue.toml`; only where the text comes from is new.
fn keep_fields(files: &mut Files<'_>, job: &Job<'_>, found: &Imported) {
    let Some(mine) = read_side(&found.folder.join(ISSUE_FILE)) else {
        return;
    };
    let edited = found.provenance.files.get(ISSUE_FILE) != Some(&sum(mine.as_bytes()));
    if !edited {
        return;
    }
    let mut kept = String::new();
    let mut inside = false;
    for line in mine.split_inclusive('\n') {
        if line.trim_start().starts_with('[') {
            inside = line.trim() == "[source]";
        }
        if !inside {
            kept.push_str(line);
        }
    }
    if !kept.ends_with('\n') {
        kept.push('\n');
    }
    let source = render::issue(&crate::import::PlannedIssue::default(), Some(&job.source));
    let source = source.find("\n[source]").map_or("", |at| &source[at..]);
    kept.push_str(source);
    for (name, text) in &mut files.texts {
        if *name == ISSUE_FILE {
            text.clone_from(&kept);
        }
    }
}

/// What becomes of the files that are there.
#[derive(Debug, Default)]
struct Fates {
    /// They go below `revisions/N`.
    old: BTreeSet<PathBuf>,
    /// New files that are not written, because what is there stays.
    stay: BTreeSet<String>,
    /// Nothing would change.
    nothing_new: bool,
}

impl Fates {
    fn of(
        files: &Files<'_>,
        found: &Imported,
        entries: &[PathBuf],
        updated: &mut Updated,
    ) -> Fates {
        let mut fates = Fates::default();
        let recorded: BTreeMap<&str, &str> = found
            .provenance
            .articles
            .iter()
            .map(|traced| (traced.file.as_str(), traced.sha256.as_str()))
            .collect();
        let mut changed = false;
        let sums: Vec<(&str, String)> = files.sums().collect();
        let names: BTreeSet<&str> = sums.iter().map(|(name, _)| *name).collect();
        for (name, new) in &sums {
            let name = *name;
            let path = found.folder.join(name);
            let there = regular::read(&path, Links::Refuse, u64::MAX - 1);
            let there = there.ok().map(|bytes| sum(&bytes));
            let before = recorded.get(name).copied();
            let stays =
                there.is_some() && (there.as_deref() == Some(new.as_str()) || before == Some(new));
            if stays {
                fates.stay.insert(name.to_owned());
                continue;
            }
            changed = true;
            if let (Some(there), Some(before)) = (&there, before)
                && there != before
            {
                updated.overtaken.push(name.to_owned());
            }
        }
        let written: BTreeSet<&str> = found.files().collect();
        for entry in entries {
            let Some(name) = entry.to_str() else { continue };
            let new = names.contains(name);
            if (written.contains(name) || new) && !fates.stay.contains(name) {
                fates.old.insert(entry.clone());
                if recorded.contains_key(name) && !new {
                    changed = true;
                    updated
                        .dropped
                        .push(name.trim_end_matches(ARTICLE_SUFFIX).to_owned());
                }
            }
        }
        fates.nothing_new = !changed;
        fates
    }
}

impl Files<'_> {
    /// The names of all files with the sums of what would stand in them.
    fn sums(&self) -> impl Iterator<Item = (&str, String)> {
        let articles = self
            .articles
            .iter()
            .map(|article| (article.file.as_str(), article.traced.sha256.clone()));
        let texts = self
            .texts
            .iter()
            .map(|(name, text)| (*name, sum(text.as_bytes())));
        let original = (self.original.0.as_str(), sum(self.original.1));
        articles.chain(texts).chain([original])
    }

    /// Writes every file whose name is not in `stay`.
    fn put_all_but(&self, folder: &mut NewFolder<'_>, stay: &BTreeSet<String>) -> io::Result<()> {
        let articles = self
            .articles
            .iter()
            .map(|article| (article.file.as_str(), article.text.as_bytes()));
        let texts = self
            .texts
            .iter()
            .map(|(name, text)| (*name, text.as_bytes()));
        let original = (self.original.0.as_str(), self.original.1);
        for (name, bytes) in articles.chain(texts).chain([original]) {
            if !stay.contains(name) {
                folder.put(Path::new(name), bytes)?;
            }
        }
        Ok(())
    }
}

/// Everything below `folder`, as paths from there, folders before what is in them.
pub(super) fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    let mut waiting = vec![PathBuf::new()];
    while let Some(inner) = waiting.pop() {
        for entry in fs::read_dir(folder.join(&inner))? {
            let entry = entry?;
            let path = inner.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                waiting.push(path.clone());
            }
            entries.push(path);
        }
    }
    entries.sort();
    Ok(entries)
}

/// `revisions/N`, N being one more than the greatest there.
pub(super) fn next_revision(folder: &Path) -> PathBuf {
    let number = revisions(folder).max().unwrap_or(0) + 1;
    Path::new(REVISIONS).join(number.to_string())
}

/// The folders of the states that the issue in `folder` had before its updates, the last one first.
fn older_states(folder: &Path) -> Vec<PathBuf> {
    let mut numbers: Vec<usize> = revisions(folder).collect();
    numbers.sort_unstable_by_key(|number| Reverse(*number));
    let path = |number: usize| folder.join(REVISIONS).join(number.to_string());
    numbers.into_iter().map(path).collect()
}

/// The files of the articles in each of these states, the last one first. An update keeps what it replaces: all else stands
/// where the next one to replace it put it, or still in its place.
pub fn older_articles(folder: &Path) -> Vec<Vec<PathBuf>> {
    let states = older_states(folder);
    let articles = |at: usize| {
        let places = || {
            let later = states[..=at].iter().rev().map(PathBuf::as_path);
            later.chain([folder])
        };
        let names = names_in(&states[at]).unwrap_or_else(|| {
            // Nothing tells which there were: any that may have been.
            let names: BTreeSet<String> = places().flat_map(article_names).collect();
            names.into_iter().collect()
        });
        let stands = |name: String| {
            let mut paths = places().map(|place| place.join(&name));
            paths.find(|path| path.is_file())
        };
        names.into_iter().filter_map(stands).collect()
    };
    (0..states.len()).map(articles).collect()
}

/// The names of the articles of the state that an update kept in `folder`, as it tells them itself.
fn names_in(folder: &Path) -> Option<Vec<String>> {
    let text = read_side(&folder.join(provenance::FILE))?;
    let articles = Provenance::read(&text)?.articles.into_iter();
    let names = articles.map(|traced| traced.file);
    Some(names.filter(|name| !name.contains('/')).collect())
}

fn article_names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    names
        .filter(|name| name.ends_with(ARTICLE_SUFFIX))
        .collect()
}

fn revisions(folder: &Path) -> impl Iterator<Item = usize> {
    let entries = fs::read_dir(folder.join(REVISIONS)).into_iter().flatten();
    let names = entries.flatten().map(|entry| entry.file_name());
    names.filter_map(|name| name.to_str()?.parse().ok())
}
