//! `kanbao check`: every fault at once.

use std::io;

use crate::cli::args::Check;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::named::items;
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::cli::{fault, json};
use crate::diagnostic::{Diagnostic, Fault};
use crate::import::outline::read;
use crate::import::write::OUTLINE_FILE;
use crate::library::check::check_scan;
use crate::library::{Issue, Origin, open_alone, scan};
use crate::regular::{self, Links, Refused};

/// The most that is read of an outline, in bytes.
const LARGEST_OUTLINE: u64 = 16 << 20;

/// Checks the library, the settings and the keymap, or the issues and articles named.
///
/// # Errors
/// Standard output takes no more.
pub(crate) fn run(args: &Check, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    let words = session.words;
    let (scan, mut faults) = if args.paths.is_empty() {
        // Without the cache: a check looks at the files themselves.
        (scan(&session.sources(), None), session.faults.clone())
    } else {
        // A path that is nothing to read is a fault like others.
        (open_alone(items(&args.paths, session)).scan, Vec::new())
    };
    let issues = scan.catalogue.issues().len();
    let articles = scan
        .catalogue
        .issues()
        .iter()
        .map(|issue| issue.articles.len())
        .sum();
    let outlines: Vec<Diagnostic> = scan.catalogue.issues().iter().flat_map(outline).collect();
    faults.extend(check_scan(scan));
    faults.extend(outlines);

    if args.json {
        let faults = faults
            .iter()
            .map(|found| fault::to_json(found, words))
            .collect::<Vec<_>>();
        let exit = exit(faults.len());
        output.json(&json::Check {
            issues,
            articles,
            faults,
        })?;
        return Ok(exit);
    }
    for found in &faults {
        fault::print(found, words, session.color, output)?;
    }
    let end = match faults.len() {
        0 => words.check_sound(issues, articles),
        faults => words.check_faults(faults),
    };
    output.line(end.as_clean())?;
    Ok(exit(faults.len()))
}

/// The faults of the outline beside an issue: an import would refuse it.
fn outline(issue: &Issue) -> Vec<Diagnostic> {
    let Origin::Folder(folder) = &issue.origin else {
        return Vec::new();
    };
    let file = folder.join(OUTLINE_FILE);
    let bytes = match regular::read(&file, Links::Refuse, LARGEST_OUTLINE) {
        Ok(bytes) => bytes,
        Err(Refused::System(error)) if error.kind() == io::ErrorKind::NotFound => {
            return Vec::new();
        }
        Err(refused) => return vec![Diagnostic::of_file(&file, refused.into())],
    };
    let Ok(text) = String::from_utf8(bytes) else {
        return vec![Diagnostic::of_file(&file, Fault::NotUtf8)];
    };
    let (_, faults) = read(&text);
    faults
        .into_iter()
        .map(|fault| fault.in_file(&file))
        .collect()
}

fn exit(faults: usize) -> Exit {
    if faults == 0 {
        Exit::Done
    } else {
        Exit::Nothing
    }
}
