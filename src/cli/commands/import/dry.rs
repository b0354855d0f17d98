//! `import --dry-run`: what would be written, and what would stand in the way.

use std::ops::ControlFlow;

use serde::Serialize;

use super::inputs::Input;
use super::interrupt::Interrupt;
use super::prepared::{Prepared, tell_faults};
use super::session::{Run, stopped};
use super::standing::Standing;
use super::writer::would_copy;
use super::{Given, Ready};
use crate::cli::commands::explain::{Explained, explain};
use crate::cli::error::Failure;
use crate::cli::output::{Output, complain};
use crate::import::Plan;
use crate::import::render::as_written;
use crate::text::sanitize;

/// The documents of a list, printed one by one: a thousand plans are never held at once.
#[derive(Debug)]
struct Elements {
    /// Whether there is a list at all.
    is_list: bool,
    count: usize,
}

impl Elements {
    fn print(&mut self, document: &impl Serialize, output: &mut Output) -> Result<(), Failure> {
        let before = if self.count == 0 { "[" } else { "," };
        self.count += 1;
        match self.is_list {
            true => output.json_element(before, document),
            false => output.json(document),
        }
    }

    fn end(&self, output: &mut Output) -> Result<(), Failure> {
        match (self.is_list, self.count) {
            (true, 0) => output.generated(b"[]\n"),
            (true, _) => output.generated(b"]\n"),
            (false, _) => Ok(()),
        }
    }
}

impl Run<'_> {
    /// Tells what would be written.
    pub(super) fn dry(&mut self, inputs: &[Input], outline: Option<&Given>) {
        let interrupt = Interrupt::listen();
        let library = self.library().ok();
        if let Some(library) = &library {
            self.watch(library);
        }
        let (update, keep) = (self.args.update, self.args.keep_punctuation);
        let mut standing = library.map(|library| Standing::of(library, update, keep));
        let mut elements = Elements {
            is_list: self.args.json && self.many,
            count: 0,
        };
        let done = self.each(inputs, outline, &interrupt, |run, input, ready| {
            let shown = match ready {
                Ok(Ready::Text(prepared)) => {
                    let given = outline.is_some();
                    run.show(input, *prepared, given, standing.as_mut(), &mut elements)
                }
                Ok(Ready::Issue) => run.show_copy(input, &mut elements),
                Err(failures) => Err(failures),
            };
            if let Err(failures) = shown {
                run.refuse(input.path(), &failures);
            }
            ControlFlow::Continue(())
        });
        if interrupt.exit().is_some() {
            let rest: Vec<&Input> = inputs[done..].iter().collect();
            complain(&stopped(&rest, self.words()), &[]);
        }
        if self.args.json {
            let ended = elements.end(self.output);
            self.keep(ended);
        }
    }

    /// Prints the plan of a text as an import would write it, where no outline was `given` as the one
    /// that waits in the library wants it.
    fn show(
        &mut self,
        input: &Input,
        mut prepared: Prepared,
        given: bool,
        standing: Option<&mut Standing>,
        elements: &mut Elements,
    ) -> Result<(), Vec<Failure>> {
        let words = self.words();
        self.progress.clear();
        tell_faults(&prepared.faults, words);
        if let Some(standing) = standing {
            let in_the_way = standing.meet(input.path(), &mut prepared, given, words)?;
            if let Some(failure) = in_the_way {
                self.would_refuse(&failure);
            }
            let id = &prepared.plan.issue.id;
            self.tell_shadow(id, &standing.place(id));
        }
        let plan = &*as_written(&prepared.plan);
        let printed = match (self.args.json, self.args.explain) {
            (true, true) => elements.print(&Explained::of(plan), self.output),
            (true, false) => elements.print(plan, self.output),
            (false, true) => explain(plan, words, self.output),
            (false, false) => print_articles(plan, self.output),
        };
        self.keep(printed);
        Ok(())
    }

    /// Prints that an issue folder would be copied.
    fn show_copy(&mut self, input: &Input, elements: &mut Elements) -> Result<(), Vec<Failure>> {
        self.progress.clear();
        let told = would_copy(input.path(), self.words())?;
        let printed = match self.args.json {
            true => elements.print(&told, self.output),
            false => self.output.line(sanitize(&told.message).as_clean()),
        };
        self.keep(printed);
        Ok(())
    }
}

/// Prints the articles with their lines.
fn print_articles(plan: &Plan, output: &mut Output) -> Result<(), Failure> {
    let fields = [
        Some(&plan.issue.id),
        plan.issue.publication.as_ref(),
        plan.issue.number.as_ref(),
        plan.issue.date.as_ref(),
    ];
    let fields: Vec<&str> = fields.into_iter().flatten().map(String::as_str).collect();
    output.line(sanitize(&fields.join("  ")).as_clean())?;
    for (article, outlined) in plan.articles.iter().zip(&plan.outline.articles) {
        // As an outline wants them.
        let lines: Vec<String> = outlined.lines.iter().map(ToString::to_string).collect();
        let lines = lines.join(",");
        let line = format!(
            "  {lines:>5}  {}  {}  {}",
            article.kind,
            article.title,
            article.authors.join(" ")
        );
        output.line(sanitize(line.trim_end()).as_clean())?;
    }
    Ok(())
}
