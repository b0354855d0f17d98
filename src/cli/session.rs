//! What a command works with: language, folders, settings, keymap, colour.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::args::{Color, Global, Lang};
use super::environment::Environment;
use super::error::Failure;
use super::fault::place;
use super::output::{complain, stdout_is_terminal};
use crate::config::{Keymap, Paths, Settings};
use crate::diagnostic::{Diagnostic, Fault};
use crate::library::{Scan, Source, scan};
use crate::regular::{self, Links};
use crate::store::{MarksPlace, ReadingLog, ReadingState};
use crate::words::{Language, Words};

/// The session of one command.
#[derive(Debug)]
pub(crate) struct Session {
    /// The environment it was started in.
    pub(crate) environment: Environment,
    /// The wordings.
    pub(crate) words: Words,
    /// The folders; `None` where neither `HOME` nor the XDG variables say where they are. Then only
    /// the built-in issues and the libraries named are there, and nothing is kept.
    pub(crate) paths: Option<Paths>,
    /// The settings that hold.
    pub(crate) settings: Settings,
    /// The keymap that holds.
    pub(crate) keymap: Keymap,
    /// What is wrong with `config.toml` and `keymap.toml`.
    pub(crate) faults: Vec<Diagnostic>,
    /// The libraries named on the command line; they stand for all others.
    pub(crate) libraries: Vec<PathBuf>,
    /// Where the reader writes what it does.
    pub(crate) log: Option<PathBuf>,
    /// Whether standard output gets styles.
    pub(crate) color: bool,
}

impl Session {
    /// Reads what every command needs. A fault in the settings never stops it.
    pub(crate) fn open(global: &Global, environment: Environment) -> Session {
        let paths = Paths::find(&environment.folders, global.config_dir.as_deref());
        let config = paths
            .as_ref()
            .map(|paths| paths.config.as_path())
            .or(global.config_dir.as_deref());
        let (settings, keymap, mut faults) = match config {
            Some(config) => crate::config::load(config, environment.folders.home.as_deref()),
            None => Default::default(),
        };
        // Somebody who names a folder means one that is there.
        if let Some(named) = global.config_dir.as_deref().filter(|named| !named.is_dir()) {
            let fault = match fs::metadata(named) {
                Ok(_) => Fault::NotAFolder,
                Err(error) => Fault::from(&error),
            };
            faults.retain(|fault| {
                fault
                    .file
                    .as_ref()
                    .is_none_or(|file| !file.starts_with(named))
            });
            faults.insert(0, Diagnostic::of_file(named, fault));
        }
        let language = environment.language(global.lang.map(Language::from), settings.language);
        let color = match global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => stdout_is_terminal() && !environment.no_color,
        };
        Session {
            environment,
            words: Words::new(language),
            paths,
            settings,
            keymap,
            faults,
            libraries: global.library.clone(),
            log: global.log.clone(),
            color,
        }
    }

    /// Tells in one line that settings or keymap are faulty and that defaults stand in.
    pub(crate) fn warn(&self) {
        if let Some(first) = self.faults.first() {
            let message = first.fault.message(self.words);
            let text = match self.faults.len() - 1 {
                0 => self.words.start_fault(&place(first), message.as_str()),
                more => self
                    .words
                    .start_faults(&place(first), message.as_str(), more),
            };
            complain(&text, &[]);
        }
    }

    /// Where issues are looked for: the libraries named on the command line, or else the built-in
    /// issues (unless a setting hides them), the default library and those of the settings.
    pub(crate) fn sources(&self) -> Vec<Source> {
        if !self.libraries.is_empty() {
            return self.libraries.iter().cloned().map(Source::Folder).collect();
        }
        let mut sources = Vec::new();
        if self.settings.builtin {
            sources.push(Source::Embedded);
        }
        sources.extend(
            self.paths
                .as_ref()
                .map(|paths| Source::OptionalFolder(paths.library())),
        );
        sources.extend(self.settings.libraries.iter().cloned().map(Source::Folder));
        sources
    }

    /// The issues of the library.
    pub(crate) fn scan(&self) -> Scan {
        scan(
            &self.sources(),
            self.paths.as_ref().map(|paths| paths.cache.as_path()),
        )
    }

    /// What has been read; nothing where there is no state folder or it cannot be read.
    pub(crate) fn reading(&self) -> ReadingState {
        self.paths
            .as_ref()
            .map(|paths| ReadingLog::open(&paths.state).state)
            .unwrap_or_default()
    }

    /// Where marks are kept; `None` where nobody knows.
    pub(crate) fn marks_place(&self) -> Option<MarksPlace> {
        self.paths.as_ref().map(|paths| MarksPlace {
            folder: paths.marks(),
            state: paths.state.clone(),
            host: self.environment.host.clone(),
        })
    }

    /// Opens the file the reader writes what it does to, if one was asked for; its end is kept.
    ///
    /// # Errors
    /// It cannot be made or written.
    pub(crate) fn open_log(&self) -> Result<Option<File>, Failure> {
        let Some(path) = &self.log else {
            return Ok(None);
        };
        regular::append(path).map(Some).map_err(|refused| {
            let file = path.to_string_lossy();
            let why = self.words.system_error(&refused.into());
            Failure::disk(self.words.log_unwritable(&file, why.as_str()))
        })
    }

    /// Opens a file that somebody named to be read as text.
    ///
    /// # Errors
    /// It is not there, cannot be read, or is no regular file: reading a pipe or a device could wait
    /// for ever.
    pub(crate) fn open_regular(&self, path: &Path) -> Result<File, Failure> {
        regular::open(path, Links::Follow)
            .map_err(|refused| Failure::of(&Diagnostic::of_file(path, refused.into()), self.words))
    }
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::Zh => Language::Chinese,
            Lang::En => Language::English,
        }
    }
}
