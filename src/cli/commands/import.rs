//! `kanbao import`: raw text to issues and articles.
//!
//! Reading and telling stand here; what is made of a text is decided in [`crate::import`]. A file that
//! cannot be used never stops the others.

use std::path::Path;

use super::explain::{Explained, explain};
use crate::cli::args::Import;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::fault::place;
use crate::cli::output::{Output, complain};
use crate::cli::raw_text;
use crate::cli::session::Session;
use crate::import::Plan;
use crate::text::sanitize;

/// Imports every input.
///
/// # Errors
/// The only input cannot be used, or standard output takes no more.
pub(crate) fn run(args: &Import, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    let mut plans = Vec::new();
    let mut worst = Exit::Done;
    for path in &args.paths {
        match plan(path, args, session) {
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

fn plan(path: &Path, args: &Import, session: &Session) -> Result<Plan, Failure> {
    let words = session.words;
    let (plan, diagnostics) = raw_text::read(path)
        .and_then(|bytes| raw_text::plan(path, &bytes, args.keep_punctuation))
        .map_err(|fault| Failure::of(&fault, words))?;
    for diagnostic in diagnostics {
        let message = diagnostic.fault.message(words);
        complain(
            &words.file_fault(&place(&diagnostic), message.as_str()),
            &[],
        );
    }
    Ok(plan)
}
