//! What the paths of the command line stand for: texts, and folders that are issues already.
//!
//! A folder is gone through with all folders in it ([`inside`]); links and files that do not look like
//! texts are passed over and told. A file that is named itself is always tried. A path that does not
//! exist and has `*`, `?` or `[` in it is a pattern that the shell left to us.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::report::some_of;
use crate::cli::error::Failure;
use crate::cli::raw_text::is_standard_input;
use crate::diagnostic::{Diagnostic, Fault};
use crate::library::id;
use crate::library::inside::{Inside, inside, is_issue};
use crate::text::Clean;
use crate::words::Words;

/// One thing to import.
#[derive(Clone, Debug)]
pub(super) enum Input {
    /// A raw text.
    Text(PathBuf),
    /// A folder that is an issue.
    Issue(PathBuf),
    /// Nothing can be imported from it.
    Refused(PathBuf, Failure),
}

impl Input {
    /// The path it stands for.
    pub(super) fn path(&self) -> &Path {
        match self {
            Input::Text(path) | Input::Issue(path) | Input::Refused(path, _) => path,
        }
    }
}

/// What the paths stand for, each thing once, and what is to be told of what was skipped.
pub(super) fn expand(paths: &[PathBuf], words: Words) -> (Vec<Input>, Vec<Clean>) {
    let mut expanded = Expanded {
        words,
        inputs: Vec::new(),
        told: Vec::new(),
        seen: BTreeSet::new(),
    };
    for path in paths {
        expanded.path(path);
    }
    (expanded.inputs, expanded.told)
}

struct Expanded {
    words: Words,
    inputs: Vec<Input>,
    told: Vec<Clean>,
    seen: BTreeSet<PathBuf>,
}

impl Expanded {
    fn path(&mut self, path: &Path) {
        if is_standard_input(path) {
            return self.add(Input::Text(path.to_owned()));
        }
        let text = path.to_string_lossy();
        if fs::symlink_metadata(path).is_err() && text.contains(['*', '?', '[']) {
            return self.pattern(path, &text);
        }
        if !path.is_dir() {
            return self.add(Input::Text(path.to_owned()));
        }
        if is_issue(path) {
            return self.add(Input::Issue(path.to_owned()));
        }
        let mut skipped = Vec::new();
        let before = self.inputs.len();
        self.folder(path, &mut skipped);
        self.tell_skipped(path, &skipped);
        if self.inputs.len() == before {
            let failure = Failure::usage(self.words.import_no_texts(&text))
                .hint(self.words.import_no_texts_hint());
            self.inputs.push(Input::Refused(path.to_owned(), failure));
        }
    }

    fn pattern(&mut self, path: &Path, pattern: &str) {
        let Ok(matches) = glob::glob(pattern) else {
            let failure = Failure::usage(self.words.import_bad_pattern(pattern));
            return self.inputs.push(Input::Refused(path.to_owned(), failure));
        };
        // As the shell does: what is hidden is not meant unless the pattern says so.
        let said = hidden(path);
        let meant = |found: &PathBuf| hidden(found) <= said;
        let mut found: Vec<PathBuf> = matches.flatten().filter(meant).collect();
        found.sort_by(|a, b| id::compare(&a.to_string_lossy(), &b.to_string_lossy()));
        if found.is_empty() {
            let failure = Failure::usage(self.words.import_no_match(pattern));
            self.inputs.push(Input::Refused(path.to_owned(), failure));
        }
        for path in found {
            self.path(&path);
        }
    }

    /// Adds the texts and issues in `folder`.
    fn folder(&mut self, folder: &Path, skipped: &mut Vec<PathBuf>) {
        for found in inside(folder) {
            match found {
                Inside::Issue(path) => self.add(Input::Issue(path)),
                Inside::Text(path) => self.add(Input::Text(path)),
                Inside::Skipped(path) => skipped.push(path),
                Inside::Closed(path, error) => {
                    let fault = Fault::Unreadable {
                        reason: error.into(),
                    };
                    let failure = Failure::of(&Diagnostic::of_file(&path, fault), self.words);
                    self.inputs.push(Input::Refused(path, failure));
                }
            }
        }
    }

    fn add(&mut self, input: Input) {
        let real = fs::canonicalize(input.path()).unwrap_or_else(|_| input.path().to_owned());
        if self.seen.insert(real) {
            self.inputs.push(input);
        }
    }

    fn tell_skipped(&mut self, folder: &Path, skipped: &[PathBuf]) {
        if skipped.is_empty() {
            return;
        }
        let below = |path: &PathBuf| {
            let path = path.strip_prefix(folder).unwrap_or(path);
            path.to_string_lossy().into_owned()
        };
        let names = some_of(skipped.iter().map(below));
        let folder = folder.to_string_lossy();
        self.told
            .push(self.words.import_skipped(&folder, skipped.len(), &names));
    }
}

/// How many names of `path` begin with a dot, as hidden ones do.
fn hidden(path: &Path) -> usize {
    let names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.as_encoded_bytes()),
        _ => None,
    });
    names.filter(|name| name.starts_with(b".")).count()
}
