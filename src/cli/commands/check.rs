//! `kanbao check`: every fault at once.

use std::path::PathBuf;

use crate::cli::args::Check;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::cli::{fault, json};
use crate::diagnostic::Diagnostic;
use crate::library::check::check_scan;
use crate::library::{Item, Scan, Source, open, scan};

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
        named(&args.paths)
    };
    let issues = scan.catalogue.issues().len();
    let articles = scan
        .catalogue
        .issues()
        .iter()
        .map(|issue| issue.articles.len())
        .sum();
    faults.extend(check_scan(scan));

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

/// What the paths hold. One that is neither an issue nor an article is a fault like others; of a
/// folder without any issue, what lies in it is told.
fn named(paths: &[PathBuf]) -> (Scan, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let mut sound = Vec::new();
    for path in paths {
        match open(vec![Item::Path(path.clone())]) {
            Ok(_) => sound.push(Item::Path(path.clone())),
            Err(error) => {
                let inside = if path.is_dir() {
                    scan(&[Source::Folder(path.clone())], None).diagnostics
                } else {
                    Vec::new()
                };
                if inside.is_empty() {
                    faults.push(error.diagnostic);
                }
                faults.extend(inside);
            }
        }
    }
    match open(sound) {
        Ok(opened) => (opened.scan, faults),
        Err(error) => {
            faults.push(error.diagnostic);
            (Scan::default(), faults)
        }
    }
}

fn exit(faults: usize) -> Exit {
    if faults == 0 {
        Exit::Done
    } else {
        Exit::Nothing
    }
}
