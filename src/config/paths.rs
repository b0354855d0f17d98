//! Where files lie: the XDG Base Directory Specification (version 0.8), with one folder `kanbao` in
//! each of its places.

use std::path::{Path, PathBuf};

/// The name of our folder in each place.
const NAME: &str = "kanbao";

/// The four folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// `config.toml`, `keymap.toml`, `marks/`: what one takes along to another machine.
    pub config: PathBuf,
    /// `library/`: imported issues.
    pub data: PathBuf,
    /// Reading places, read marks.
    pub state: PathBuf,
    /// What can be made again.
    pub cache: PathBuf,
}

/// The variables that say where things lie, as the environment has them. The caller reads them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// The home folder.
    pub home: Option<PathBuf>,
    /// `XDG_CONFIG_HOME`, else `~/.config`.
    pub xdg_config_home: Option<PathBuf>,
    /// `XDG_DATA_HOME`, else `~/.local/share`.
    pub xdg_data_home: Option<PathBuf>,
    /// `XDG_STATE_HOME`, else `~/.local/state`.
    pub xdg_state_home: Option<PathBuf>,
    /// `XDG_CACHE_HOME`, else `~/.cache`.
    pub xdg_cache_home: Option<PathBuf>,
}

impl Paths {
    /// The folders `environment` gives; `config_dir` (`--config-dir`) takes the place of the first
    /// one only. `None` if a place is not told and there is no home folder either. A variable that
    /// is not an absolute path counts as unset, as the specification demands.
    pub fn find(environment: &Environment, config_dir: Option<&Path>) -> Option<Paths> {
        let home = environment
            .home
            .as_deref()
            .filter(|home| home.is_absolute());
        let place = |variable: &Option<PathBuf>, default: &str| {
            let told = variable.clone().filter(|path| path.is_absolute());
            told.or_else(|| Some(home?.join(default)))
                .map(|place| place.join(NAME))
        };
        let config = match config_dir {
            Some(folder) => Some(folder.to_owned()),
            None => place(&environment.xdg_config_home, ".config"),
        };
        Some(Paths {
            config: config?,
            data: place(&environment.xdg_data_home, ".local/share")?,
            state: place(&environment.xdg_state_home, ".local/state")?,
            cache: place(&environment.xdg_cache_home, ".cache")?,
        })
    }

    /// The settings.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The user's keymap.
    pub fn keymap_file(&self) -> PathBuf {
        self.config.join("keymap.toml")
    }

    /// The journals of bookmarks, highlights and notes.
    pub fn marks(&self) -> PathBuf {
        self.config.join("marks")
    }

    /// The library that import fills.
    pub fn library(&self) -> PathBuf {
        self.data.join("library")
    }
}
