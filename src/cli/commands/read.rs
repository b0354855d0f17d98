//! `kanbao [PATH...]`: the reader.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT};

use crate::app;
use crate::app::gather::Gathering;
use crate::app::geometry::Size;
use crate::app::notice::{Notices, Urgency};
use crate::app::state::{Home, State};
use crate::app::view::View;
use crate::cli::args::COMMANDS;
use crate::cli::clock::{calendar, seconds_since_1970};
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::fault::notices as library_notices;
use crate::cli::named::items;
use crate::cli::named::reading::Reading;
use crate::cli::output::{complain, stdout_is_terminal};
use crate::cli::raw_text::is_standard_input;
use crate::cli::session::Session;
use crate::config::suggest::nearest;
use crate::config::{Glyphs, Paths, Theme, is_utf8};
use crate::diagnostic::{Diagnostic, Fault};
use crate::library::{Opened, ReadError, Start, open};
use crate::runtime::application::{Application, Farewell};
use crate::runtime::clipboard::Clipboard;
use crate::runtime::run::{Ending, Incoming, LoopSettings, run as run_reader};
use crate::runtime::terminal::TerminalError;
use crate::store::reading::OpenedJournal;
use crate::store::terminals::Terminals;
use crate::store::{History, HistoryLog, ReadingLog, ReadingState};
use crate::text::{Clean, sanitize};
use crate::words::Words;

/// Opens the reader on `paths`, or on the library where there is none.
///
/// # Errors
/// Nothing that can be read is named, there is no terminal, or the terminal fails.
pub(crate) fn run(paths: &[PathBuf], session: &Session) -> Result<Exit, Failure> {
    let words = session.words;
    if let Some(missing) = paths.iter().find(|path| is_missing(path)) {
        let error = ReadError::missing(missing);
        return Err(misspelt(missing, words).unwrap_or(Failure::of(&error.diagnostic, words)));
    }
    let dumb = session.environment.term.as_deref() == Some("dumb");
    if !stdout_is_terminal() || dumb {
        // What is wrong with a text says more than that it cannot be shown here.
        if let Some(failure) = unreadable(&open(items(paths, session)), words)
            && !paths.is_empty()
        {
            return Err(failure);
        }
        // Without a cursor to place, whatever is drawn would be litter.
        return Err(Failure::usage(match stdout_is_terminal() {
            true => words.dumb_terminal(),
            false => words.no_terminal(),
        }));
    }
    let mut reading = None;
    let opened = if paths.is_empty() {
        Opened {
            scan: session.scan(),
            start: Start::Shelf,
        }
    } else {
        let begun = Reading::begin(paths, session).map_err(|error| {
            Failure::disk(words.terminal_failed(words.system_error(&error).as_str()))
        })?;
        reading.insert(begun).opened()
    };
    let running = reading.as_ref().and_then(Reading::running);
    if running.is_none()
        && !paths.is_empty()
        && let Some(failure) = unreadable(&opened, words)
    {
        return Err(failure);
    }
    let settings = LoopSettings {
        escape_wait: Duration::from_millis(session.settings.escape_wait_ms),
        panic_at: session.environment.debug_panic,
    };
    let log = session.open_log()?;
    let incoming = reading.as_mut().filter(|_| running.is_some());
    let incoming = incoming.map(|reading| reading as &mut dyn Incoming);
    let ended = run_reader(settings, incoming, terminals(session), |size| {
        let subject = Subject {
            opened,
            running,
            library: paths.is_empty(),
        };
        open_session(subject, session, size, log)
    });
    let (ending, farewell) = match ended {
        Ok(ended) => (ended.ending, ended.farewell),
        Err(error) => (Err(error), Farewell::default()),
    };
    for sentence in farewell.unkept.iter().chain(&farewell.kept) {
        complain(sentence, &[]);
    }
    if !farewell.lost.is_empty() {
        complain(&words.note_lost(), &farewell.lost);
    }
    let opened = reading
        .as_ref()
        .filter(|reading| reading.running().is_none());
    if let Some(opened) = opened.map(Reading::opened)
        && let Some(failure) = unreadable(&opened, words)
    {
        return Err(failure);
    }
    match ending {
        Ok(Ending::Quit) if farewell.unkept.is_some() || !farewell.lost.is_empty() => {
            Ok(Exit::Disk)
        }
        Ok(Ending::Quit) => Ok(Exit::Done),
        Ok(Ending::HungUp) => Ok(Exit::Signal(SIGHUP)),
        Ok(Ending::Interrupted) => Ok(Exit::Signal(SIGINT)),
        Ok(Ending::Terminated(signal)) => Ok(Exit::Signal(signal)),
        Err(TerminalError::NoTerminal) => Err(Failure::usage(words.no_terminal())),
        Err(TerminalError::System(error)) => Err(Failure::disk(
            words.terminal_failed(words.system_error(&error).as_str()),
        )),
    }
}

/// Why there is nothing to read in what was named.
fn unreadable(opened: &Opened, words: Words) -> Option<Failure> {
    if !opened.scan.catalogue.is_empty() {
        return None;
    }
    // That a folder holds nothing to read says more than what else lies in it.
    let faults = &opened.scan.diagnostics;
    let telling = |fault: &&Diagnostic| fault.fault == Fault::NotAnIssue;
    let fault = faults.iter().find(telling).or(faults.first())?;
    Some(Failure::of(fault, words))
}

/// Whether nothing is there: rather a mistake in writing than a file among others that cannot be read.
fn is_missing(path: &Path) -> bool {
    !is_standard_input(path)
        && fs::metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// What this kind of terminal answered the last time.
fn terminals(session: &Session) -> Terminals {
    let kind = session.environment.terminal_kind();
    match &session.paths {
        Some(paths) => Terminals::open(&paths.cache, &kind),
        None => Terminals::default(),
    }
}

/// What the reader is opened on.
struct Subject {
    opened: Opened,
    /// What of it is still being made ready.
    running: Option<Clean>,
    /// Whether it is the whole library.
    library: bool,
}

/// The application over what was opened, with what is to be said at the start.
fn open_session(subject: Subject, session: &Session, size: Size, log: Option<File>) -> Application {
    let Subject {
        opened,
        running,
        library,
    } = subject;
    let words = session.words;
    let environment = &session.environment;
    let settings = session.settings.clone();
    let theme = Theme::choose(
        !session.color,
        settings.theme,
        Theme::of_terminal(environment.term.as_deref()),
    );
    let ascii = settings
        .glyphs
        .ascii(environment.character_locale(), environment.term.as_deref());
    let journal = session
        .paths
        .as_ref()
        .map(|paths| ReadingLog::open(&paths.state));
    // What is named lies anywhere: its search text is made for the session.
    let (sources, cache) = match (library, &session.paths) {
        (true, Some(paths)) => (session.sources(), Some(paths.cache.clone())),
        _ => (Vec::new(), None),
    };
    let named = !matches!(opened.start, Start::Shelf);
    let mut notices = Notices::default();
    let keymap_faults = session
        .faults
        .iter()
        .filter(|fault| matches!(fault.fault, Fault::Keymap(_)))
        .count();
    let config_faults = session.faults.len() - keymap_faults;
    let journal_damage = journal.as_ref().map_or(0, |journal| journal.damage.len());
    // Of what is still being made ready they are told at the end.
    let faults = match &running {
        Some(_) => Vec::new(),
        None => library_notices(&opened.scan, words),
    };
    for sentence in faults {
        notices.say(Urgency::Warning, sentence.as_str());
    }
    for (count, sentence) in [
        (keymap_faults, words.keymap_faults(keymap_faults)),
        (config_faults, words.config_faults(config_faults)),
        (
            journal_damage,
            words.state_damaged(journal_damage, &journal_name(journal.as_ref())),
        ),
    ] {
        if count > 0 {
            notices.say(Urgency::Warning, sentence.as_str());
        }
    }
    if let Some(error) = journal.as_ref().and_then(|journal| journal.error.as_ref()) {
        let why = error.cause().map(|cause| words.system_error(cause));
        let why = why.unwrap_or_default();
        let sentence = words.state_unreadable(&error.path().to_string_lossy(), why.as_str());
        notices.say(Urgency::Warning, sentence.as_str());
    }
    let locale = environment.character_locale();
    if session.settings.glyphs == Glyphs::Auto && !is_utf8(locale) {
        // Without one it is that of the standard.
        let sentence = words.locale_not_utf8(locale.unwrap_or("C"));
        notices.say(Urgency::Notice, sentence.as_str());
    }
    let (reading, first_start, journal) = match journal {
        Some(opened) => (opened.state, opened.first && !named, Some(opened.log)),
        None => (ReadingState::default(), false, None),
    };
    let (queries, history) = match session.paths.as_ref() {
        Some(paths) => {
            let (log, history) = HistoryLog::open(&paths.state);
            (Some(log), history)
        }
        None => (None, History::default()),
    };
    let default = session.paths.as_ref().map(Paths::library);
    let folder = session
        .libraries
        .first()
        .or(default.as_ref())
        .map(|folder| home_relative(folder, environment.folders.home.as_deref()));
    let mut state = State::new(app::state::Setup {
        size,
        words,
        keymap: session.keymap.clone(),
        view: View::new(settings, theme, ascii),
        catalogue: opened.scan.catalogue,
        home: Home {
            folder: sanitize(&folder.unwrap_or_default()),
            builtin_hidden: !session.settings.builtin && session.libraries.is_empty(),
        },
        reading,
        history,
        notices,
        first_start,
        gathering: running.map(Gathering::of),
    });
    state.kept.calendar = calendar();
    let mut application = Application::new(state, journal, log, seconds_since_1970)
        .with_library(sources, cache)
        .with_marks(session.marks_place())
        .with_drafts(
            session.paths.as_ref().map(|paths| paths.state.as_path()),
            environment.editor.clone(),
        )
        .with_clipboard(Clipboard::new(
            environment.term.as_deref(),
            environment.multiplexer,
            session.paths.as_ref().map(|paths| paths.state.as_path()),
        ));
    if let Some(queries) = queries {
        application = application.with_queries(queries);
    }
    application.begin(&opened.start);
    application
}

fn journal_name(journal: Option<&OpenedJournal>) -> String {
    journal
        .map(|journal| journal.log.path().display().to_string())
        .unwrap_or_default()
}

/// A folder as its owner would write it: `~/` for the home folder.
fn home_relative(folder: &Path, home: Option<&Path>) -> String {
    match home.and_then(|home| folder.strip_prefix(home).ok()) {
        Some(rest) => format!("~/{}", rest.display()),
        None => folder.display().to_string(),
    }
}

/// A word that is no file and nearly a command.
fn misspelt(path: &Path, words: Words) -> Option<Failure> {
    let word = path.to_str()?;
    let command = nearest(word, COMMANDS.iter().copied())?;
    Some(Failure::usage(words.command_unknown(word)).hint(words.hint_command(command)))
}
