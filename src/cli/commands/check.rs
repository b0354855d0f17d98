//! `kanbao check`: every fault at once.

use std::io;
use std::path::PathBuf;

use crate::cli::args::Check;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::named::items;
use crate::cli::output::Output;
use crate::cli::raw_text::is_standard_input;
use crate::cli::session::Session;
use crate::cli::{fault, json, marks};
use crate::diagnostic::{Diagnostic, Fault, OutlineFault};
use crate::import::read_outline;
use crate::import::write::{Found, OUTLINE_FILE, look};
use crate::library::check::check_scan;
use crate::library::{Catalogue, Issue, Origin, Scan, open_alone, original, scan};
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
        (scan_named(&args.paths, session), Vec::new())
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
    if args.paths.is_empty() {
        faults.extend(marks::faults(session));
    }

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

/// What `names` name: paths, and issues of the library by their ids where no such path is there. A
/// name that is neither is a fault like others.
fn scan_named(names: &[PathBuf], session: &Session) -> Scan {
    let is_path = |path: &&PathBuf| is_standard_input(path) || path.symlink_metadata().is_ok();
    let (mut paths, ids): (Vec<PathBuf>, Vec<PathBuf>) =
        names.iter().cloned().partition(|path| is_path(&path));
    if ids.is_empty() {
        return open_alone(items(&paths, session)).scan;
    }
    let library = scan(&session.sources(), None);
    let mut found: Vec<&Issue> = Vec::new();
    for id in ids {
        match library.catalogue.find_issue(&id.to_string_lossy()) {
            Ok(issue) if found.iter().any(|known| known.id == issue.id) => {}
            Ok(issue) => found.push(issue),
            Err(_) => paths.push(id),
        }
    }
    let mut scan = open_alone(items(&paths, session)).scan;
    let mut issues = scan.catalogue.issues().to_vec();
    for issue in found {
        if let Origin::Folder(folder) = &issue.origin {
            let inside = |fault: &&Diagnostic| {
                let file = fault.file.as_ref();
                file.is_some_and(|file| file.starts_with(folder))
            };
            let faults = library.diagnostics.iter().filter(inside);
            scan.diagnostics.extend(faults.cloned());
        }
        if issues.iter().all(|known| known.id != issue.id) {
            issues.push(issue.clone());
        }
    }
    scan.catalogue = Catalogue::new(issues);
    scan
}

/// The faults of the outline beside an issue: an import would refuse it. One that the reader changed
/// is held against the text that the issue was made of.
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
        return vec![Diagnostic::of_file(
            &file,
            Fault::Outline(OutlineFault::NotUtf8),
        )];
    };
    let is_edited =
        matches!(look(folder), Found::Imported(found) if found.edited_outline.is_some());
    let (mut kept, mut faults) = (None, Vec::new());
    if is_edited {
        match original(issue) {
            Ok(found) => kept = found,
            Err(error) => faults.push(error.diagnostic),
        }
    }
    let bytes = kept.as_ref().map(|kept| kept.bytes.as_slice());
    let found = read_outline(&text, bytes).1.into_iter();
    faults.extend(found.map(|fault| fault.in_file(&file)));
    faults
}

fn exit(faults: usize) -> Exit {
    if faults == 0 {
        Exit::Done
    } else {
        Exit::Nothing
    }
}
