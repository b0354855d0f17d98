//! Faults as commands tell them: place, sentence, hint.

use super::error::Failure;
use super::json;
use super::output::{Emphasis, Output};
use crate::diagnostic::{Diagnostic, Severity};
use crate::library::Scan;
use crate::text::{Clean, sanitize};
use crate::words::Words;

/// `file:line`, `file`, or nothing.
pub(crate) fn place(diagnostic: &Diagnostic) -> String {
    match (&diagnostic.file, diagnostic.line) {
        (Some(file), Some(line)) => format!("{}:{line}", file.display()),
        (Some(file), None) => file.display().to_string(),
        (None, _) => String::new(),
    }
}

/// What is to be said, beside a list or a page, of faults in the library: how many issues have some,
/// a single fault itself; and each folder that could not be looked into, which has no issue to count
/// (a disk not mounted).
pub(crate) fn notices(scan: &Scan, words: Words) -> Vec<Clean> {
    let told =
        |found: &Diagnostic| words.file_fault(&place(found), found.fault.message(words).as_str());
    let others = scan.diagnostics.iter();
    let others: Vec<&Diagnostic> = others
        .filter(|found| !scan.closed.contains(found))
        .take(2)
        .collect();
    let issues = match others[..] {
        _ if scan.faulty == 0 => None,
        [only] => Some(told(only)),
        _ => Some(words.library_faults(scan.faulty)),
    };
    issues
        .into_iter()
        .chain(scan.closed.iter().map(told))
        .collect()
}

/// The same of what was named, beside the page that shows it.
pub(crate) fn named_notices(scan: &Scan, words: Words) -> Vec<Clean> {
    match scan.faulty {
        0 | 1 => notices(scan, words),
        faulty => vec![words.named_faults(faulty)],
    }
}

/// Prints `place: sentence` and the hint below it.
///
/// # Errors
/// Standard output takes no more.
pub(crate) fn print(
    diagnostic: &Diagnostic,
    words: Words,
    color: bool,
    output: &mut Output,
) -> Result<(), Failure> {
    let message = diagnostic.fault.message(words);
    let line = match place(diagnostic) {
        place if place.is_empty() => message,
        place => sanitize(&format!("{place}: {message}")),
    };
    output.line(line.as_clean())?;
    if let Some(hint) = diagnostic.fault.hint(words) {
        output.styled(
            sanitize(&format!("  {hint}")).as_clean(),
            Emphasis::Faint,
            color,
        )?;
    }
    Ok(())
}

/// The same as JSON.
pub(crate) fn to_json(diagnostic: &Diagnostic, words: Words) -> json::Fault {
    json::Fault {
        file: diagnostic
            .file
            .as_ref()
            .map(|file| file.display().to_string()),
        line: diagnostic.line,
        severity: match diagnostic.fault.severity() {
            Severity::Warning => "warning",
            Severity::Error => "error",
        },
        message: diagnostic.fault.message(words).to_string(),
        hint: diagnostic.fault.hint(words).map(|hint| hint.to_string()),
    }
}
