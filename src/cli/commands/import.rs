//! `kanbao import`: raw text to issues and articles.
//!
//! What the paths stand for is found out ([`inputs`]), the texts are read and recognised on all cores
//! ([`in_order`]), and in their order written ([`writer`]) or only told. A text that cannot be used never
//! stops the others; the exit code is the worst one.

mod inputs;
mod interrupt;
mod progress;
mod report;
mod shadow;
mod standing;
mod writer;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use self::inputs::{Input, expand};
use self::interrupt::Interrupt;
use self::progress::Progress;
use self::report::{Told, some_of, summary};
use self::shadow::Shadows;
use self::standing::Standing;
use self::writer::{Prepared, Wishes, Writer, failures, shown, tell_faults, would_copy};
use super::explain::{Explained, explain};
use crate::cli::args::Import;
use crate::cli::corrected::read_outline;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::in_order::{Came, in_order};
use crate::cli::output::{Output, complain, stdout_is_terminal};
use crate::cli::raw_text;
use crate::cli::session::Session;
use crate::config::Paths;
use crate::diagnostic::{Diagnostic, Fault, OutlineFault};
use crate::import::write::{Target, sum};
use crate::import::{Outline, Plan};
use crate::regular::{self, Links};
use crate::text::{Clean, sanitize};
use crate::words::Words;

/// The most that is read of an outline, in bytes.
const LARGEST_OUTLINE: u64 = 16 << 20;

/// Imports every input.
///
/// # Errors
/// The outline or the library cannot be used, or standard output takes no more.
pub(crate) fn run(args: &Import, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    let words = session.words;
    let (inputs, skipped) = expand(&args.paths, words);
    for message in &skipped {
        complain(message, &[]);
    }
    let outline = match given_outline(args, &inputs, session) {
        Ok(outline) => outline,
        Err(mut failures) => {
            let last = failures.pop();
            failures.iter().for_each(tell);
            return Err(last.unwrap_or_else(|| Failure::usage(words.import_one_outline())));
        }
    };
    let mut run = Run {
        args,
        session,
        output,
        told: Vec::new(),
        shadows: Shadows::default(),
        progress: Progress::new(
            inputs.len(),
            session.environment.term.as_deref() == Some("dumb"),
        ),
        worst: Exit::Done,
        broken: None,
    };
    if args.dry_run {
        run.dry(&inputs, outline.as_ref());
    } else {
        run.write(&inputs, outline.as_ref())?;
    }
    run.end(&inputs)
}

/// The outline of `--outline`: its file, its text, what it says.
type Given = (PathBuf, String, Outline);

fn given_outline(
    args: &Import,
    inputs: &[Input],
    session: &Session,
) -> Result<Option<Given>, Vec<Failure>> {
    let words = session.words;
    let Some(file) = &args.outline else {
        return Ok(None);
    };
    if !matches!(inputs, [Input::Text(_) | Input::Refused(..)]) {
        return Err(vec![Failure::usage(words.import_one_outline())]);
    }
    let fail = |fault| vec![Failure::of(&Diagnostic::of_file(file, fault), words)];
    let bytes = regular::read(file, Links::Follow, LARGEST_OUTLINE)
        .map_err(|refused| fail(refused.into()))?;
    let text = String::from_utf8(bytes).map_err(|_| fail(Fault::Outline(OutlineFault::NotUtf8)))?;
    let outline = read_outline(file, &text).map_err(|faults| failures(&faults, words))?;
    Ok(Some((file.clone(), text, outline)))
}

/// One run of the command.
struct Run<'a> {
    args: &'a Import,
    session: &'a Session,
    output: &'a mut Output,
    told: Vec<Told>,
    shadows: Shadows,
    progress: Progress,
    worst: Exit,
    /// Standard output took no more: the import goes on, in silence.
    broken: Option<Failure>,
}

impl Run<'_> {
    /// Tells what would be written.
    fn dry(&mut self, inputs: &[Input], outline: Option<&Given>) {
        let interrupt = Interrupt::listen();
        let many = inputs.len() > 1 || self.args.paths.len() > 1;
        let (mut first, mut done) = (true, 0);
        let (args, words) = (self.args, self.session.words);
        let array = args.json && many;
        let (update, keep) = (args.update, args.keep_punctuation);
        let library = self.library().ok();
        if let Some(library) = &library {
            self.shadows = Shadows::over(library, self.session);
        }
        let mut standing = library.map(|library| Standing::of(library, update, keep));
        in_order(
            inputs,
            |input| prepare(input, args, outline, words),
            |input, came| {
                let Some(prepared) = outcome(input, came, words) else {
                    return self.go_on(&interrupt);
                };
                done += 1;
                match prepared {
                    Ok(Some(mut prepared)) => {
                        self.progress.clear();
                        tell_faults(&prepared.faults, self.session.words);
                        let met = standing.as_mut().map_or(Ok(None), |standing| {
                            standing.meet(input.path(), &mut prepared, outline.is_some(), words)
                        });
                        match met {
                            Ok(in_the_way) => {
                                in_the_way.iter().for_each(tell);
                                let id = &prepared.plan.issue.id;
                                if let Some(standing) = &standing {
                                    self.tell_shadow(id, &standing.place(id));
                                }
                            }
                            Err(failures) => {
                                self.refuse(input.path(), &failures);
                                return self.go_on(&interrupt);
                            }
                        }
                        let before = if first { "[" } else { "," };
                        let printed = self.print(&prepared.plan, array.then_some(before));
                        first = false;
                        self.keep(printed);
                    }
                    Ok(None) => match would_copy(input.path(), words) {
                        Ok(told) => {
                            let before = if first { "[" } else { "," };
                            let printed = self.print_copy(&told, array.then_some(before));
                            first = false;
                            self.keep(printed);
                        }
                        Err(failures) => self.refuse(input.path(), &failures),
                    },
                    Err(failures) => self.refuse(input.path(), &failures),
                }
                self.progress.tell(done, &shown(input));
                self.go_on(&interrupt)
            },
        );
        self.progress.clear();
        if interrupt.exit().is_some() {
            let rest: Vec<&Input> = inputs[done..].iter().collect();
            complain(&stopped(&rest, self.session.words), &[]);
        }
        if array {
            let end = if first { "[]\n" } else { "]\n" };
            let ended = self.output.generated(end.as_bytes());
            self.keep(ended);
        }
    }

    /// Writes everything.
    fn write(&mut self, inputs: &[Input], outline: Option<&Given>) -> Result<(), Failure> {
        let words = self.session.words;
        let interrupt = Interrupt::listen();
        let library = self.library()?;
        self.shadows = Shadows::over(&library, self.session);
        let (target, swept) = Target::open(&library, &interrupt)
            .map_err(|error| report::library_failure(&library, &error, words))?;
        if swept > 0 {
            complain(&words.import_swept(swept), &[]);
        }
        let wishes = Wishes {
            update: self.args.update,
            keep_punctuation: self.args.keep_punctuation,
            outline: outline.map(|(file, text, _)| (file.clone(), text.clone())),
        };
        let mut writer = Writer::new(&target, words, wishes, inputs.len());
        let (args, mut done) = (self.args, 0);
        in_order(
            inputs,
            |input| prepare(input, args, outline, words),
            |input, came| {
                let Some(prepared) = outcome(input, came, words) else {
                    return self.go_on(&interrupt);
                };
                done += 1;
                self.one(input, prepared, &mut writer);
                self.progress.tell(done, &shown(input));
                if writer.has_ended() {
                    return ControlFlow::Break(());
                }
                self.go_on(&interrupt)
            },
        );
        self.progress.clear();
        self.commit(&mut writer);
        if let Some(exit) = interrupt.exit() {
            self.worst = exit;
        }
        let reached: BTreeSet<&str> = self.told.iter().map(|told| told.file.as_str()).collect();
        let is_reached = |path: &Path| reached.contains(path.to_string_lossy().as_ref());
        let rest: Vec<&Input> = inputs
            .iter()
            .filter(|input| !is_reached(input.path()))
            .collect();
        if interrupt.exit().is_some() {
            complain(&stopped(&rest, words), &[]);
        } else if writer.has_ended() && !rest.is_empty() {
            let names = some_of(rest.iter().map(|input| shown(input)));
            complain(&words.import_disk_full(rest.len(), &names), &[]);
        }
        let rest = rest
            .iter()
            .map(|input| Told::not_reached(input.path(), words));
        let rest: Vec<Told> = rest.collect();
        self.told.extend(rest);
        Ok(())
    }

    fn one(
        &mut self,
        input: &Input,
        prepared: Result<Option<Prepared>, Vec<Failure>>,
        writer: &mut Writer<'_>,
    ) {
        let path = input.path();
        let quiet = matches!(&prepared, Ok(Some(prepared)) if prepared.faults.is_empty());
        if !quiet || self.args.update || self.args.explain {
            self.progress.clear();
        }
        let told = match prepared {
            Err(failures) => Err(failures),
            Ok(None) => {
                self.commit(writer);
                writer.issue(path).map(Some)
            }
            Ok(Some(prepared)) => {
                tell_faults(&prepared.faults, self.session.words);
                if self.args.explain && !self.args.json {
                    let told = explain(&prepared.plan, self.session.words, self.output);
                    self.keep(told);
                }
                if writer.awaits(&prepared.sum) {
                    self.commit(writer);
                }
                writer.text(path, prepared)
            }
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

    /// Gives what waits its names.
    fn commit(&mut self, writer: &mut Writer<'_>) {
        for (path, told) in writer.finish() {
            match told {
                Ok(told) => self.say(told),
                Err(failures) => self.refuse(&path, &failures),
            }
        }
    }

    /// Tells that an issue would not be seen, if that is so.
    fn tell_shadow(&mut self, id: &str, folder: &Path) {
        if let Some(fault) = self.shadows.fault(id, folder) {
            self.progress.clear();
            tell(&Failure::of(&fault, self.session.words));
        }
    }

    fn say(&mut self, told: Told) {
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

    fn refuse(&mut self, path: &Path, failures: &[Failure]) {
        self.progress.clear();
        for failure in failures {
            tell(failure);
            self.worst = worse(self.worst, failure.exit);
        }
        if let Some(failure) = failures.first() {
            self.told.push(Told::refused(path, failure));
        }
    }

    /// Prints what would be written.
    fn print(&mut self, plan: &Plan, element: Option<&str>) -> Result<(), Failure> {
        let words = self.session.words;
        match (self.args.json, self.args.explain, element) {
            (true, true, Some(before)) => self.output.json_element(before, &Explained::of(plan)),
            (true, false, Some(before)) => self.output.json_element(before, plan),
            (true, true, None) => self.output.json(&Explained::of(plan)),
            (true, false, None) => self.output.json(plan),
            (false, true, _) => explain(plan, words, self.output),
            (false, false, _) => print_articles(plan, self.output),
        }
    }

    /// Prints that an issue folder would be copied.
    fn print_copy(&mut self, told: &Told, element: Option<&str>) -> Result<(), Failure> {
        match (self.args.json, element) {
            (true, Some(before)) => self.output.json_element(before, told),
            (true, None) => self.output.json(told),
            (false, _) => self.output.line(sanitize(&told.message).as_clean()),
        }
    }

    /// The summary, the JSON document, the exit code.
    fn end(mut self, inputs: &[Input]) -> Result<Exit, Failure> {
        let many = inputs.len() > 1 || self.args.paths.len() > 1;
        if !self.args.dry_run {
            let told = std::mem::take(&mut self.told);
            let printed = match (self.args.json, told.as_slice()) {
                (true, [only]) if !many => self.output.json(only),
                (true, _) => self.output.json(&told),
                (false, _) if many => summary(&told, self.session.words, self.output),
                (false, _) => Ok(()),
            };
            self.keep(printed);
        }
        match self.broken {
            Some(failure) if self.worst == Exit::Done => Err(failure),
            _ => Ok(self.worst),
        }
    }

    /// Where issues go: `--into`, else the one library named, else the default one.
    fn library(&self) -> Result<PathBuf, Failure> {
        let words = self.session.words;
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

    fn keep(&mut self, printed: Result<(), Failure>) {
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

/// Reads and recognises a text; `None` for an issue folder. Runs on any thread.
fn prepare(
    input: &Input,
    args: &Import,
    outline: Option<&Given>,
    words: Words,
) -> Result<Option<Prepared>, Vec<Failure>> {
    let path = match input {
        Input::Text(path) => path,
        Input::Issue(_) => return Ok(None),
        Input::Refused(_, failure) => return Err(vec![failure.clone()]),
    };
    let one = |fault: Diagnostic| failures(&[fault], words);
    let bytes = raw_text::read(path).map_err(one)?;
    let (plan, faults) = match outline {
        None => raw_text::plan(path, &bytes, args.keep_punctuation).map_err(one)?,
        Some((file, _, outline)) => {
            raw_text::plan_outlined(path, &bytes, args.keep_punctuation, (file, outline))
                .map_err(|faults| failures(&faults, words))?
        }
    };
    Ok(Some(Prepared {
        sum: sum(&bytes),
        bytes,
        plan,
        faults,
    }))
}

/// What came of preparing `input`; `None` while nothing has.
fn outcome<T>(
    input: &Input,
    came: Came<Result<T, Vec<Failure>>>,
    words: Words,
) -> Option<Result<T, Vec<Failure>>> {
    match came {
        Came::Nothing => None,
        Came::Result(result) => Some(result),
        Came::Panic => {
            let fault = Diagnostic::of_file(input.path(), Fault::ImportPanicked);
            Some(Err(failures(&[fault], words)))
        }
    }
}

/// Prints the articles with their first lines.
fn print_articles(plan: &Plan, output: &mut Output) -> Result<(), Failure> {
    let fields = [
        Some(&plan.issue.id),
        plan.issue.publication.as_ref(),
        plan.issue.number.as_ref(),
        plan.issue.date.as_ref(),
    ];
    let fields: Vec<&str> = fields.into_iter().flatten().map(String::as_str).collect();
    output.line(sanitize(&fields.join("  ")).as_clean())?;
    for article in &plan.articles {
        let first = article.blocks.first().map_or(0, |block| block.lines[0]);
        let line = format!(
            "  {first:>5}  {}  {}  {}",
            article.kind,
            article.title,
            article.authors.join(" ")
        );
        output.line(sanitize(line.trim_end()).as_clean())?;
    }
    Ok(())
}

/// Says that the import was stopped, and what was not done.
fn stopped(rest: &[&Input], words: Words) -> Clean {
    if rest.is_empty() {
        return words.import_stopped_at_end();
    }
    let names = some_of(rest.iter().map(|input| shown(input)));
    words.import_stopped(rest.len(), &names)
}

fn tell(failure: &Failure) {
    if let Some(message) = &failure.message {
        complain(message, &failure.hints);
    }
}

/// The worse of two ends.
fn worse(a: Exit, b: Exit) -> Exit {
    if (b as u8) > (a as u8) { b } else { a }
}
