//! `import` without `--dry-run`: texts onto the disk, in their order.

use std::cell::OnceCell;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use super::inputs::Input;
use super::interrupt::Interrupt;
use super::prepared::{Prepared, Result, tell_faults};
use super::report::{Told, library_failure};
use super::session::{Run, tell};
use super::writer::{Wishes, Writer};
use super::{Given, Ready};
use crate::cli::commands::explain::explain;
use crate::cli::error::Failure;
use crate::cli::marks::{Carried, carry};
use crate::cli::output::complain;
use crate::import::render::as_written;
use crate::import::write::Target;
use crate::library::Issue;
use crate::library::issue::Origin;

impl Run<'_> {
    /// Writes everything.
    ///
    /// # Errors
    /// The library cannot be used at all.
    pub(super) fn write(
        &mut self,
        inputs: &[Input],
        outline: Option<&Given>,
    ) -> std::result::Result<(), Failure> {
        let words = self.words();
        let interrupt = Interrupt::listen();
        let library = self.library()?;
        self.watch(&library);
        let wishes = Wishes {
            update: self.args.update,
            keep_punctuation: self.args.keep_punctuation,
            outline: outline.map(|(file, text, _)| (file.clone(), text.clone())),
        };
        // The library and its lock are made for the first text that goes into it: one that is refused
        // leaves nothing behind.
        let target = OnceCell::new();
        let (mut writer, mut unusable) = (None, None);
        self.each(inputs, outline, &interrupt, |run, input, ready| {
            if let Err(failures) = &ready
                && writer.is_none()
            {
                run.refuse(input.path(), failures);
                return ControlFlow::Continue(());
            }
            if writer.is_none() {
                match Target::open(&library, &interrupt) {
                    Ok((opened, swept)) => {
                        if swept > 0 {
                            complain(&words.import_swept(swept), &[]);
                        }
                        let target = target.get_or_init(|| opened);
                        let wishes = wishes.clone();
                        writer = Some(Writer::new(target, words, wishes, inputs.len()));
                    }
                    Err(error) => unusable = Some(library_failure(&library, &error, words)),
                }
            }
            let Some(writer) = &mut writer else {
                return ControlFlow::Break(());
            };
            run.one(input, ready, writer);
            match writer.has_ended() {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        if let Some(failure) = unusable {
            return Err(failure);
        }
        if let Some(writer) = &mut writer {
            self.commit(writer);
        }
        if interrupt.exit().is_some() || writer.is_some_and(|writer| writer.has_ended()) {
            self.end_early(inputs, &interrupt);
        }
        self.carry_marks();
        self.sum_up();
        Ok(())
    }

    /// Has the marks of issues that were made anew go with their texts, and tells of those that cannot.
    fn carry_marks(&mut self) {
        let updated = self.updated();
        if updated.is_empty() {
            return;
        }
        let words = self.words();
        let catalogue = self.session.scan().catalogue;
        for (id, folder) in updated {
            let issue = catalogue.issue(&id);
            let is_seen = |issue: &&Issue| match &issue.origin {
                Origin::Folder(seen) => is_same(seen, &folder),
                Origin::Embedded | Origin::Memory(_) => false,
            };
            let Some(issue) = issue.filter(is_seen) else {
                continue;
            };
            match carry(issue, self.session) {
                Ok(Carried { moved, adrift }) => {
                    if moved > 0 {
                        complain(&words.import_marks_moved(&id, moved), &[]);
                    }
                    if adrift > 0 {
                        complain(&words.import_marks_adrift(&id, adrift), &[]);
                    }
                }
                Err(failure) => tell(&failure),
            }
        }
    }

    fn one(&mut self, input: &Input, ready: Result<Ready>, writer: &mut Writer<'_>) {
        let path = input.path();
        let told = match ready {
            Err(failures) => Err(failures),
            Ok(Ready::Issue) => {
                self.commit(writer);
                self.progress.clear();
                writer.issue(path).map(Some)
            }
            Ok(Ready::Text(prepared)) => self.text(input, *prepared, writer),
        };
        match told {
            Ok(None) => {}
            // What waits stands before it.
            Ok(Some(told)) => {
                self.commit(writer);
                self.say(told);
            }
            Err(failures) => {
                self.commit(writer);
                self.refuse(path, &failures);
            }
        }
        if writer.is_full() {
            self.commit(writer);
        }
    }

    fn text(
        &mut self,
        input: &Input,
        prepared: Prepared,
        writer: &mut Writer<'_>,
    ) -> Result<Option<Told>> {
        let path = input.path();
        if !prepared.faults.is_empty() || self.args.update || self.args.explain {
            self.progress.clear();
        }
        tell_faults(&prepared.faults, self.words());
        if writer.awaits(&prepared.sum) {
            self.commit(writer);
        }
        let met = writer.meet(path, prepared)?;
        if self.args.explain && !self.args.json {
            let told = explain(&as_written(met.plan()), self.words(), self.output);
            self.keep(told);
        }
        writer.put(path, met)
    }

    /// Gives what waits its names.
    fn commit(&mut self, writer: &mut Writer<'_>) {
        for (path, told) in writer.finish() {
            match told {
                Ok(told) => self.say(told),
                Err(failures) => self.refuse(&path, &failures),
            }
        }
    }
}

/// Whether both paths lead to one folder.
fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| fs::canonicalize(path).ok();
    one == other || real(one).is_some_and(|one| Some(one) == real(other))
}
