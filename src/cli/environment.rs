//! What the process was started with, read once and passed on as a value.
//!
//! No other layer looks at environment variables; an unset and an empty variable are the same.

use std::ffi::OsStr;
use std::path::Path;

use directories::BaseDirs;

use crate::config;
use crate::config::key::parse_sequence;
use crate::runtime::run::PanicKey;
use crate::words::Language;

/// The environment, as far as kanbao minds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Environment {
    /// `LC_ALL`.
    pub(crate) lc_all: Option<String>,
    /// `LC_MESSAGES`.
    pub(crate) lc_messages: Option<String>,
    /// `LC_CTYPE`.
    pub(crate) lc_ctype: Option<String>,
    /// `LANG`.
    pub(crate) lang: Option<String>,
    /// `TERM`.
    pub(crate) term: Option<String>,
    /// `TERM_PROGRAM`.
    pub(crate) term_program: Option<String>,
    /// The program between this one and the terminal, by the variable it sets.
    pub(crate) multiplexer: Option<&'static str>,
    /// `HOME` and the XDG variables.
    pub(crate) folders: config::Environment,
    /// The editor this user prefers: `VISUAL`, else `EDITOR`.
    pub(crate) editor: Option<String>,
    /// What this machine is called.
    pub(crate) host: String,
    /// `KANBAO_DEBUG_PANIC`: the reader panics at the key that it names, else at the first one, to show that
    /// the terminal is given back and what is being written is kept.
    pub(crate) debug_panic: Option<PanicKey>,
    /// Whether `NO_COLOR` is set and not empty (no-color.org).
    pub(crate) no_color: bool,
}

/// Programs that answer a terminal's questions from a table of their own.
const MULTIPLEXERS: [(&str, &str); 3] = [("TMUX", "tmux"), ("ZELLIJ", "zellij"), ("STY", "screen")];

impl Environment {
    /// The environment of this process. A value that is not Unicode counts as unset.
    pub(crate) fn read() -> Environment {
        let value = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        Environment {
            lc_all: value("LC_ALL"),
            lc_messages: value("LC_MESSAGES"),
            lc_ctype: value("LC_CTYPE"),
            lang: value("LANG"),
            term: value("TERM"),
            term_program: value("TERM_PROGRAM"),
            multiplexer: MULTIPLEXERS
                .into_iter()
                .find(|(variable, _)| std::env::var_os(variable).is_some_and(|set| !set.is_empty()))
                .map(|(_, name)| name),
            folders: folders(),
            editor: value("VISUAL").or_else(|| value("EDITOR")),
            host: rustix::system::uname()
                .nodename()
                .to_string_lossy()
                .into_owned(),
            debug_panic: std::env::var_os("KANBAO_DEBUG_PANIC").map(|named| panic_key(&named)),
            no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        }
    }

    /// The language of the interface: the flag, else the configuration, else the locale.
    pub(crate) fn language(&self, flag: Option<Language>, config: Option<Language>) -> Language {
        Language::from_environment(
            flag,
            config,
            self.lc_all.as_deref(),
            self.lc_messages.as_deref(),
            self.lang.as_deref(),
        )
    }

    /// What kind of terminal this is: its `TERM` and the programs that are known to be in between.
    pub(crate) fn terminal_kind(&self) -> String {
        let named = [
            self.term.as_deref(),
            self.term_program.as_deref(),
            self.multiplexer,
        ];
        named.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The locale that holds for characters: the first that is set of `LC_ALL`, `LC_CTYPE`, `LANG`.
    pub(crate) fn character_locale(&self) -> Option<&str> {
        [&self.lc_all, &self.lc_ctype, &self.lang]
            .into_iter()
            .find_map(|value| value.as_deref())
    }
}

/// The places of this user's files: the XDG variables and their defaults, on macOS the places usual
/// there. Without `HOME` the home folder is the one the system knows.
fn folders() -> config::Environment {
    let Some(places) = BaseDirs::new() else {
        return config::Environment::default();
    };
    config::Environment {
        home: Some(places.home_dir().to_owned()),
        xdg_config_home: Some(places.config_dir().to_owned()),
        xdg_data_home: Some(places.data_dir().to_owned()),
        xdg_state_home: places.state_dir().map(Path::to_owned),
        xdg_cache_home: Some(places.cache_dir().to_owned()),
    }
}

/// The key that `KANBAO_DEBUG_PANIC` names. One character is no name of one, for `1` has always meant the first.
fn panic_key(named: &OsStr) -> PanicKey {
    let named = named.to_str().filter(|named| named.chars().count() > 1);
    let keys = named.and_then(|named| parse_sequence(named).ok());
    match keys.as_deref() {
        Some([key]) => PanicKey::Key(*key),
        _ => PanicKey::First,
    }
}
