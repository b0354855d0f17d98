//! One run of the command: what was told, how it ends.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::inputs::Input;
use super::interrupt::Interrupt;
use super::prepared::{failures, shown};
use super::progress::Progress;
use super::report::{Outcome, Told, some_of, summary};
use super::shadow::Shadows;
use super::{Given, Ready, prepare};
use crate::cli::args::Import;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::in_order::{Came, in_order};
use crate::cli::output::{Output, complain, stdout_is_terminal};
use crate::cli::session::Session;
use crate::config::Paths;
use crate::diagnostic::{Diagnostic, Fault};
use crate::text::{Clean, sanitize};
use crate::words::Words;

/// One run of the command.
pub(super) struct Run<'a> {
    pub(super) args: &'a Import,
    pub(super) session: &'a Session,
    pub(super) output: &'a mut Output,
    /// Whether there is a summary, and a list in place of one document.
    pub(super) many: bool,
    pub(super) progress: Progress,
    told: Vec<Told>,
    shadows: Shadows,
    worst: Exit,
    /// Standard output took no more: the import goes on, in silence.
    broken: Option<Failure>,
}

impl<'a> Run<'a> {
    /// A run over `inputs`.
    pub(super) fn new(
        args: &'a Import,
        session: &'a Session,
        output: &'a mut Output,
        inputs: &[Input],
    ) -> Run<'a> {
        let dumb = session.environment.term.as_deref() == Some("dumb");
        Run {
            args,
            session,
            output,
            many: inputs.len() > 1 || args.paths.len() > 1,
            progress: Progress::new(inputs.len(), dumb, session.words),
            told: Vec::new(),
            shadows: Shadows::default(),
            worst: Exit::Done,
            broken: None,
        }
    }

    /// The wordings.
    pub(super) fn words(&self) -> Words {
        self.session.words
    }

    /// Where issues go: `--into`, else the one library named, else the default one.
    pub(super) fn library(&self) -> Result<PathBuf, Failure> {
        let words = self.words();
        if let Some(into) = &self.args.into {
            return Ok(into.clone());
        }
        if let [only] = self.session.libraries.as_slice() {
            return Ok(only.clone());
        }
        let paths = self.session.paths.as_ref();
        paths.map(Paths::library).ok_or_else(|| {
            Failure::disk(words.import_no_library()).hint(words.import_no_library_hint())
        })
    }

    /// From now on issues are told that would not be seen in `library`.
    pub(super) fn watch(&mut self, library: &Path) {
        self.shadows = Shadows::over(library, self.session);
    }

    /// Makes the inputs ready side by side and gives each in its order to `take`, until that breaks or
    /// a signal comes; gives how many were taken.
    pub(super) fn each(
        &mut self,
        inputs: &[Input],
        outline: Option<&Given>,
        interrupt: &Interrupt,
        mut take: impl FnMut(&mut Self, &Input, Result<Ready, Vec<Failure>>) -> ControlFlow<()>,
    ) -> usize {
        let (args, words) = (self.args, self.words());
        let mut done = 0;
        in_order(
            inputs,
            |input| prepare(input, args, outline, words),
            |input, came| {
                let ready = match came {
                    Came::Nothing => {
                        self.progress.wait(done, &shown(input));
                        return self.go_on(interrupt);
                    }
                    Came::Result(ready) => ready,
                    Came::Panic => {
                        let fault = Diagnostic::of_file(input.path(), Fault::ImportPanicked);
                        Err(failures(&[fault], words))
                    }
                };
                done += 1;
                take(self, input, ready)?;
                self.progress.tell(done, &shown(input));
                self.go_on(interrupt)
            },
        );
        self.progress.clear();
        done
    }

    /// Tells that an issue would not be seen, if that is so.
    pub(super) fn tell_shadow(&mut self, id: &str, folder: &Path) {
        if let Some(fault) = self.shadows.fault(id, folder) {
            self.progress.clear();
            tell(&Failure::of(&fault, self.words()));
        }
    }

    /// Tells what became of a text.
    pub(super) fn say(&mut self, told: Told) {
        if let (Some(id), Some(folder)) = (&told.id, &told.folder) {
            self.tell_shadow(id, Path::new(folder));
        }
        if !self.args.json {
            if stdout_is_terminal() {
                self.progress.clear();
            }
            let line = sanitize(&told.message);
            let printed = self
                .output
                .line(line.as_clean())
                .and_then(|()| self.output.flush());
            self.keep(printed);
        }
        self.told.push(told);
    }

    /// Tells why the text `path` was refused.
    pub(super) fn refuse(&mut self, path: &Path, failures: &[Failure]) {
        self.progress.clear();
        for failure in failures {
            tell(failure);
            self.worst = worse(self.worst, failure.exit);
        }
        if let Some(failure) = failures.first() {
            self.told.push(Told::refused(path, failure));
        }
    }

    /// Tells why an import would refuse what is shown nevertheless: it ends as that import would.
    pub(super) fn would_refuse(&mut self, failure: &Failure) {
        tell(failure);
        self.worst = worse(self.worst, failure.exit);
    }

    /// Tells that a signal, or a full disk, ended it all before the turn of some came.
    pub(super) fn end_early(&mut self, inputs: &[Input], interrupt: &Interrupt) {
        let words = self.words();
        let is_told = |path: &Path| {
            let file = path.to_string_lossy();
            self.told.iter().any(|told| told.file == file)
        };
        let rest: Vec<&Input> = inputs
            .iter()
            .filter(|input| !is_told(input.path()))
            .collect();
        if let Some(exit) = interrupt.exit() {
            self.worst = exit;
            complain(&stopped(&rest, words), &[]);
        } else if !rest.is_empty() {
            let names = some_of(rest.iter().map(|input| shown(input)));
            complain(&words.import_disk_full(rest.len(), &names), &[]);
        }
        let rest = rest.into_iter();
        let rest = rest.map(|input| Told::not_reached(input.path(), words));
        self.told.extend(rest);
    }

    /// The ids and folders of the issues that were made anew.
    pub(super) fn updated(&self) -> Vec<(String, PathBuf)> {
        let updated = |told: &&Told| told.outcome == Outcome::Updated;
        let updated = self.told.iter().filter(updated);
        let place = |told: &Told| Some((told.id.clone()?, PathBuf::from(told.folder.as_ref()?)));
        updated.filter_map(place).collect()
    }

    /// The summary of what was written, or the JSON document.
    pub(super) fn sum_up(&mut self) {
        let told = std::mem::take(&mut self.told);
        let printed = match (self.args.json, told.as_slice()) {
            (true, [only]) if !self.many => self.output.json(only),
            (true, _) => self.output.json(&told),
            (false, _) if self.many => summary(&told, self.session.words, self.output),
            (false, _) => Ok(()),
        };
        self.keep(printed);
    }

    /// The exit code.
    ///
    /// # Errors
    /// Standard output took no more, and that is the worst that happened.
    pub(super) fn end(self) -> Result<Exit, Failure> {
        match self.broken {
            Some(failure) if self.worst == Exit::Done => Err(failure),
            _ => Ok(self.worst),
        }
    }

    /// Remembers that something could not be printed.
    pub(super) fn keep(&mut self, printed: Result<(), Failure>) {
        if let Err(failure) = printed {
            self.broken.get_or_insert(failure);
        }
    }

    fn go_on(&mut self, interrupt: &Interrupt) -> ControlFlow<()> {
        match interrupt.exit() {
            Some(exit) => {
                self.worst = exit;
                ControlFlow::Break(())
            }
            None => ControlFlow::Continue(()),
        }
    }
}

/// Says that the import was stopped, and what was not done.
pub(super) fn stopped(rest: &[&Input], words: Words) -> Clean {
    if rest.is_empty() {
        return words.import_stopped_at_end();
    }
    let names = some_of(rest.iter().map(|input| shown(input)));
    words.import_stopped(rest.len(), &names)
}

/// Tells a failure that ends nothing.
pub(super) fn tell(failure: &Failure) {
    if let Some(message) = &failure.message {
        complain(message, &failure.hints);
    }
}

/// The worse of two ends.
fn worse(a: Exit, b: Exit) -> Exit {
    if b.code() > a.code() { b } else { a }
}
