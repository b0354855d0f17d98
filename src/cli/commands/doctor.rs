//! `kanbao doctor`: how terminal, folders and library are.
//!
//! Where standard output is a terminal, [`terminal`] asks it what it can do and prints a ruler that
//! shows to the eye what it answered.

mod terminal;

use std::fs;
use std::path::Path;

use rustix::fs::{Access, access};

use crate::cli::args::Doctor;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::json::{PlaceState, Purpose};
use crate::cli::output::{Output, complain};
use crate::cli::session::Session;
use crate::cli::table::Table;
use crate::cli::{fault, json, marks};
use crate::config::is_utf8;
use crate::diagnostic::Diagnostic;
use crate::library::check::check_scan;
use crate::library::{Scan, scan};
use crate::store::compact::damaged_path;
use crate::store::{MarkStore, Patience, ReadingLog};
use crate::text::{Clean, sanitize};
use crate::words::Words;

/// Prints the state of everything kanbao depends on, then every fault.
///
/// # Errors
/// Standard output takes no more.
pub(crate) fn run(args: &Doctor, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    if args.repair {
        repair(session, output)?;
    }
    let terminal = match terminal::examine(session) {
        Ok(terminal) => terminal,
        Err(signal) => return Ok(Exit::Signal(signal)),
    };
    let scan = scan(&session.sources(), None);
    let mut report = examine(&scan, terminal, session);
    let mut faults = session.faults.clone();
    faults.extend(check_scan(scan));
    faults.extend(marks::faults(session));
    for place in &mut report.places {
        let inside = |found: &&Diagnostic| {
            found
                .file
                .as_ref()
                .is_some_and(|file| file.starts_with(&place.path))
        };
        place.faults = faults.iter().filter(inside).count();
        if place.purpose == Purpose::State {
            place.faults += report.reading.len();
        }
    }
    let sound = report
        .places
        .iter()
        .all(|place| matches!(place.state, PlaceState::Present | PlaceState::Absent));
    let healthy = faults.is_empty() && sound && report.reading.is_empty();
    if args.json {
        report.faults = faults
            .iter()
            .map(|found| fault::to_json(found, session.words))
            .collect();
        output.json(&report)?;
    } else {
        print(&report, session, output)?;
        for found in &faults {
            fault::print(found, session.words, session.color, output)?;
        }
    }
    Ok(if healthy { Exit::Done } else { Exit::Nothing })
}

/// Takes copies of journals in and rewrites the journal of this device; tells what was done on standard
/// error, so that the report stays a document.
fn repair(session: &Session, output: &mut Output) -> Result<(), Failure> {
    let words = session.words;
    let Some(place) = session.marks_place() else {
        return Err(Failure::disk(words.marks_nowhere()));
    };
    let mut store = MarkStore::open(place);
    let repaired = store
        .repair(Patience::FULL)
        .map_err(|error| marks::unsaved(&error, words))?;
    output.flush()?;
    if !repaired.copies.is_empty() {
        let told = words.repair_copies(repaired.copies.len(), repaired.taken);
        complain(&told, &[]);
    }
    for copy in &repaired.newer {
        complain(&words.repair_newer_copy(&copy.to_string_lossy()), &[]);
    }
    if let (Some(done), Some(own)) = (repaired.rewritten, store.journals().first()) {
        complain(&words.repair_rewritten(done.kept, done.dropped), &[]);
        if done.set_aside > 0 {
            let aside = damaged_path(&own.path);
            let told = words.repair_aside(done.set_aside, &aside.to_string_lossy());
            complain(&told, &[]);
        }
    }
    Ok(())
}

/// Everything but the faults of the library's files.
fn examine(scan: &Scan, terminal: json::Terminal, session: &Session) -> json::Doctor {
    let words = session.words;
    let issues = scan.catalogue.issues().len();
    let articles = scan
        .catalogue
        .issues()
        .iter()
        .map(|issue| issue.articles.len())
        .sum();
    json::Doctor {
        version: env!("CARGO_PKG_VERSION"),
        terminal,
        language: words.language.name(),
        places: places(session),
        issues,
        articles,
        reading: reading(session),
        faults: Vec::new(),
    }
}

/// What is wrong with the journal of reading places.
fn reading(session: &Session) -> Vec<String> {
    let words = session.words;
    let Some(paths) = &session.paths else {
        return Vec::new();
    };
    let opened = ReadingLog::open(&paths.state);
    let file = opened.log.path().display().to_string();
    let mut found = Vec::new();
    if opened.log.is_newer() {
        found.push(words.state_newer(&file));
    }
    if !opened.damage.is_empty() {
        found.push(words.state_damaged(opened.damage.len(), &file));
    }
    if let Some(error) = opened.error {
        let why = error.cause().map(|cause| words.system_error(cause));
        found.push(words.file_fault(&file, why.unwrap_or_default().as_str()));
    }
    found.iter().map(ToString::to_string).collect()
}

fn places(session: &Session) -> Vec<json::Place> {
    let mut places = Vec::new();
    if let Some(paths) = &session.paths {
        places.push(place(Purpose::Config, &paths.config_file(), Expected::File));
        places.push(place(Purpose::Keymap, &paths.keymap_file(), Expected::File));
        places.push(place(
            Purpose::Marks,
            &paths.marks(),
            Expected::WritableFolder,
        ));
        places.push(place(
            Purpose::State,
            &paths.state,
            Expected::WritableFolder,
        ));
        places.push(place(
            Purpose::Cache,
            &paths.cache,
            Expected::WritableFolder,
        ));
        if session.libraries.is_empty() {
            places.push(place(Purpose::Library, &paths.library(), Expected::Folder));
        }
    }
    for library in session.libraries.iter().chain(&session.settings.libraries) {
        places.push(place(Purpose::Library, library, Expected::Folder));
    }
    places
}

/// What should stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    File,
    Folder,
    WritableFolder,
}

fn place(purpose: Purpose, path: &Path, expected: Expected) -> json::Place {
    let state = match fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            match expected == Expected::WritableFolder && !can_be_made(path) {
                true => PlaceState::ReadOnly,
                false => PlaceState::Absent,
            }
        }
        Err(_) => PlaceState::Unreadable,
        Ok(metadata) if metadata.is_dir() == (expected == Expected::File) => PlaceState::Wrong,
        Ok(_) if access(path, Access::READ_OK).is_err() => PlaceState::Unreadable,
        Ok(_)
            if expected == Expected::WritableFolder && access(path, Access::WRITE_OK).is_err() =>
        {
            PlaceState::ReadOnly
        }
        Ok(_) => PlaceState::Present,
    };
    json::Place {
        purpose,
        path: path.display().to_string(),
        state,
        faults: 0,
    }
}

/// Whether the folder `path`, which is not there, could be made: the nearest one above it takes new files.
fn can_be_made(path: &Path) -> bool {
    let above = path.ancestors().skip(1).find(|above| above.exists());
    above.is_none_or(|above| access(above, Access::WRITE_OK).is_ok())
}

fn print(report: &json::Doctor, session: &Session, output: &mut Output) -> Result<(), Failure> {
    let words = session.words;
    let terminal = &report.terminal;
    let unset = || words.doctor_unset();
    let told = |value: &Option<String>| value.as_deref().map_or_else(unset, sanitize);
    let mut table = Table::default();
    let mut row = |name: Clean, value: Clean, state: Clean| table.push(vec![name, value, state]);
    let blank = Clean::default;
    row(words.doctor_version(), sanitize(report.version), blank());
    row(
        words.doctor_terminal(),
        told(&terminal.name),
        terminal
            .program
            .as_deref()
            .map(sanitize)
            .unwrap_or_default(),
    );
    row(
        words.doctor_size(),
        match terminal.size {
            Some([columns, rows]) => sanitize(&format!("{columns}x{rows}")),
            None if terminal.stdout => unset(),
            None => words.doctor_no_terminal(),
        },
        blank(),
    );
    for told in terminal::rows(terminal, session) {
        let [name, value, state] = told;
        row(name, value, state);
    }
    let locale = if is_utf8(terminal.locale.as_deref()) {
        blank()
    } else {
        words.doctor_locale_not_utf8()
    };
    row(words.doctor_locale(), told(&terminal.locale), locale);
    row(words.doctor_language(), sanitize(report.language), blank());
    let glyphs = if terminal.ascii {
        words.doctor_glyphs_ascii()
    } else {
        words.doctor_glyphs_unicode()
    };
    row(words.doctor_glyphs(), glyphs, blank());
    let colour = if terminal.no_color {
        words.doctor_colour_off()
    } else {
        words.doctor_colour_on()
    };
    row(words.doctor_colour(), colour, blank());
    for place in &report.places {
        row(
            purpose(words, place.purpose),
            sanitize(&place.path),
            match place.state {
                PlaceState::Present if place.faults > 0 => words.doctor_faults(place.faults),
                other => state(words, other),
            },
        );
    }
    let contents = Clean::join(
        [
            words.count_issues(report.issues).as_clean(),
            words.count_articles(report.articles).as_clean(),
        ],
        sanitize("  ").as_clean(),
    );
    row(words.doctor_contents(), contents, blank());
    for line in table.lines("") {
        output.line(line.as_clean())?;
    }
    for line in terminal::ruler(terminal, words) {
        output.line(line.as_clean())?;
    }
    for trouble in &report.reading {
        output.line(sanitize(trouble).as_clean())?;
    }
    Ok(())
}

fn purpose(words: Words, purpose: Purpose) -> Clean {
    match purpose {
        Purpose::Config => words.doctor_config(),
        Purpose::Keymap => words.doctor_keymap(),
        Purpose::Marks => words.doctor_marks(),
        Purpose::State => words.doctor_state(),
        Purpose::Cache => words.doctor_cache(),
        Purpose::Library => words.doctor_library(),
    }
}

fn state(words: Words, state: PlaceState) -> Clean {
    match state {
        PlaceState::Present => words.doctor_present(),
        PlaceState::Absent => words.doctor_absent(),
        PlaceState::ReadOnly => words.doctor_readonly(),
        PlaceState::Wrong => words.doctor_wrong(),
        PlaceState::Unreadable => words.doctor_unreadable(),
    }
}
