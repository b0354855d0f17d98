//! `kanbao import`: raw text to issues and articles.
//!
//! Reading and telling stand here; what is made of a text is decided in [`crate::import`]. A file that
//! cannot be used never stops the others.

mod input;

use std::path::Path;

use super::explain::{Explained, explain};
use crate::cli::args::Import;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::fault::place;
use crate::cli::output::{Output, complain};
use crate::cli::session::Session;
use crate::diagnostic::{Diagnostic, Fault};
use crate::import::{Options, Plan, import};
use crate::text::sanitize;
use input::{is_binary, read};

/// Imports every input.
///
/// # Errors
/// The only input cannot be used, or standard output takes no more.
pub(crate) fn run(args: &Import, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    let mut plans = Vec::new();
    let mut worst = Exit::Done;
    for path in &args.paths {
        match read(path, session).and_then(|bytes| plan(path, &bytes, args, session)) {
            Ok(plan) => plans.push(plan),
            Err(failure) if args.paths.len() == 1 => return Err(failure),
            Err(failure) => {
                if let Some(message) = &failure.message {
                    complain(message, &failure.hints);
                }
                worst = failure.exit;
            }
        }
    }
    if args.json && args.explain {
        let plans: Vec<Explained> = plans.iter().map(Explained::of).collect();
        match plans.as_slice() {
            [plan] if args.paths.len() == 1 => output.json(plan)?,
            plans => output.json(&plans)?,
        }
    } else if args.json {
        match plans.as_slice() {
            [plan] if args.paths.len() == 1 => output.json(plan)?,
            plans => output.json(&plans)?,
        }
    } else {
        for plan in &plans {
            if args.explain {
                explain(plan, session.words, output)?;
            } else {
                outline(plan, output)?;
            }
        }
    }
    Ok(worst)
}

/// Prints the articles with their first lines.
fn outline(plan: &Plan, output: &mut Output) -> Result<(), Failure> {
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

fn plan(path: &Path, bytes: &[u8], args: &Import, session: &Session) -> Result<Plan, Failure> {
    let words = session.words;
    let fail = |fault| Failure::of(&Diagnostic::of_file(path, fault), words);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(fail(Fault::EmptyText));
    }
    if is_binary(bytes) {
        return Err(fail(Fault::BinaryFile));
    }
    let options = Options {
        stem: path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        keep_punctuation: args.keep_punctuation,
    };
    let (plan, diagnostics) = import(bytes, &options).map_err(|broken| {
        let diagnostic = Diagnostic::at_line(broken.line, Fault::NotConserved).in_file(path);
        Failure::of(&diagnostic, words)
    })?;
    for diagnostic in diagnostics {
        let diagnostic = diagnostic.in_file(path);
        let message = diagnostic.fault.message(words);
        complain(
            &words.file_fault(&place(&diagnostic), message.as_str()),
            &[],
        );
    }
    Ok(plan)
}
