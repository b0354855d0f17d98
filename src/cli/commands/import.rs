//! `kanbao import`: raw text to issues and articles.
//!
//! What the paths stand for is found out ([`inputs`]), the texts are read and recognised on all cores
//! ([`in_order`](crate::cli::in_order)), and in their order written ([`writing`]) or only told
//! ([`dry`]). A text that cannot be used never stops the others; the exit code is the worst one.

mod dry;
mod inputs;
mod interrupt;
mod prepared;
mod progress;
mod report;
mod session;
mod shadow;
mod standing;
mod writer;
mod writing;

use std::path::PathBuf;

use self::inputs::{Input, expand};
use self::prepared::{Prepared, failures};
use self::session::{Run, tell};
use crate::cli::args::Import;
use crate::cli::corrected::read_outline;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::output::{Output, complain};
use crate::cli::raw_text;
use crate::cli::session::Session;
use crate::diagnostic::{Diagnostic, Fault, OutlineFault};
use crate::import::write::sum;
use crate::import::{Outline, decode};
use crate::regular::{self, Links};
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
    let mut run = Run::new(args, session, output, &inputs);
    if args.dry_run {
        run.dry(&inputs, outline.as_ref());
    } else {
        run.write(&inputs, outline.as_ref())?;
    }
    run.end()
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
    // What does not fit is told with what cannot be read; the text's own faults are told in its turn.
    let source = match inputs {
        [Input::Text(path)] if !raw_text::is_standard_input(path) => raw_text::read(path).ok(),
        _ => None,
    };
    let source = source.filter(|bytes| !decode::is_binary(bytes));
    let outline = read_outline(file, &text, source.as_deref());
    let outline = outline.map_err(|faults| failures(&faults, words))?;
    Ok(Some((file.clone(), text, outline)))
}

/// An input ready to be written.
#[derive(Debug)]
enum Ready {
    /// A text, recognised.
    Text(Box<Prepared>),
    /// An issue to be copied.
    Issue,
}

/// Makes `input` ready. Runs on any thread.
fn prepare(
    input: &Input,
    args: &Import,
    outline: Option<&Given>,
    words: Words,
) -> Result<Ready, Vec<Failure>> {
    let path = match input {
        Input::Text(path) => path,
        Input::Issue(_) => return Ok(Ready::Issue),
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
    Ok(Ready::Text(Box::new(Prepared {
        sum: sum(&bytes),
        bytes,
        plan,
        faults,
    })))
}
