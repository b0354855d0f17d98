//! One raw text: its bytes, bounded, from a regular file or standard input, and the plan they give.

use std::io::{self, Read as _};
use std::path::Path;

use crate::diagnostic::{Diagnostic, Fault};
use crate::import::decode;
use crate::import::{Broken, Options, Outline, Plan, Refused, import, outlined};
use crate::library::original::LARGEST;
use crate::regular::{self, Links};

/// The name of standard input.
const STANDARD_INPUT: &str = "-";

/// Whether `path` means standard input.
pub(crate) fn is_standard_input(path: &Path) -> bool {
    path == Path::new(STANDARD_INPUT)
}

/// The bytes of `path`, of standard input for `-`.
///
/// # Errors
/// It is no regular file, too large, or cannot be read.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let fail = |fault| Diagnostic::of_file(path, fault);
    if !is_standard_input(path) {
        return regular::read(path, Links::Follow, LARGEST).map_err(|refused| fail(refused.into()));
    }
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| {
            fail(Fault::Unreadable {
                reason: error.into(),
            })
        })?;
    if bytes.len() as u64 > LARGEST {
        return Err(fail(Fault::TooLarge { limit: LARGEST }));
    }
    Ok(bytes)
}

/// The plan of importing `bytes`, the text of `path`, and what could not be read as meant.
///
/// # Errors
/// It is no text, or the proof of conservation fails.
pub(crate) fn plan(
    path: &Path,
    bytes: &[u8],
    keep_punctuation: bool,
) -> Result<(Plan, Vec<Diagnostic>), Diagnostic> {
    let options = usable(path, bytes, keep_punctuation)?;
    let (plan, faults) = import(bytes, &options).map_err(|broken| not_conserved(path, &broken))?;
    if plan.articles.is_empty() && plan.metadata.is_empty() && plan.left_out.is_empty() {
        return Err(Diagnostic::of_file(path, Fault::EmptyText));
    }
    Ok((plan, in_order_of_lines(path, faults)))
}

/// The same as an outline wants it, which stands in the file `outline.0`.
///
/// # Errors
/// It is no text, the proof of conservation fails, or the outline does not fit: every fault of it.
pub(crate) fn plan_outlined(
    path: &Path,
    bytes: &[u8],
    keep_punctuation: bool,
    outline: (&Path, &Outline),
) -> Result<(Plan, Vec<Diagnostic>), Vec<Diagnostic>> {
    let options = usable(path, bytes, keep_punctuation).map_err(|fault| vec![fault])?;
    let planned = outlined(bytes, &options, outline.1);
    let (plan, faults) = planned.map_err(|why| refused(path, outline.0, why))?;
    Ok((plan, in_order_of_lines(path, faults)))
}

/// The faults that `refused` the text `path` with the outline in the file `outline`.
pub(crate) fn refused(path: &Path, outline: &Path, refused: Refused) -> Vec<Diagnostic> {
    match refused {
        Refused::Broken(broken) => vec![not_conserved(path, &broken)],
        Refused::Outline(faults) => {
            let faults = faults.into_iter().map(|fault| fault.in_file(outline));
            faults.collect()
        }
    }
}

/// What is to be told of the text `path`, from its first line to its last.
fn in_order_of_lines(path: &Path, mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    faults.sort_by_key(|fault| fault.line);
    faults
        .into_iter()
        .map(|fault| fault.in_file(path))
        .collect()
}

fn not_conserved(path: &Path, broken: &Broken) -> Diagnostic {
    Diagnostic::at_line(broken.line, Fault::NotConserved).in_file(path)
}

/// The options for importing `bytes`, the text of `path`, if they are a text.
fn usable(path: &Path, bytes: &[u8], keep_punctuation: bool) -> Result<Options, Diagnostic> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Diagnostic::of_file(path, Fault::EmptyText));
    }
    if decode::is_binary(bytes) {
        return Err(Diagnostic::of_file(path, Fault::BinaryFile));
    }
    let stem = path.file_stem().unwrap_or_default();
    Ok(Options {
        stem: stem.to_string_lossy().into_owned(),
        keep_punctuation,
    })
}
