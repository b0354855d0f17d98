//! Reading the user's files: `config.toml` and `keymap.toml`.
//!
//! A file that is not there says nothing. One that cannot be read is reported and says nothing
//! either; kanbao starts in any case.

use std::io;
use std::path::{Path, PathBuf};

use super::keymap::Keymap;
use super::settings::Settings;
use crate::diagnostic::{Diagnostic, Fault};
use crate::regular::{self, Links, Refused};

/// The most that is read of a file, in bytes: a thousand times what anybody writes.
const LIMIT: u64 = 1 << 20;

/// The settings and the keymap in the folder `config`, with every fault of both, each with its file.
/// In [`Settings::libraries`] `~/` is `home`, and a relative path starts from `config`.
pub fn load(config: &Path, home: Option<&Path>) -> (Settings, Keymap, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut settings = read_with(
        &config.join("config.toml"),
        Settings::read,
        &mut diagnostics,
    );
    for library in &mut settings.libraries {
        *library = resolve(library, config, home);
    }
    let keymap = read_with(
        &config.join("keymap.toml"),
        Keymap::with_overlay,
        &mut diagnostics,
    );
    (settings, keymap, diagnostics)
}

/// What `read` makes of the file at `path`; the default if it is missing or unreadable.
fn read_with<T: Default>(
    path: &Path,
    read: impl Fn(&str) -> (T, Vec<Diagnostic>),
    diagnostics: &mut Vec<Diagnostic>,
) -> T {
    let bytes = match regular::read(path, Links::Follow, LIMIT) {
        Ok(bytes) => bytes,
        Err(Refused::System(error)) if is_missing(&error) => return T::default(),
        Err(refused) => {
            diagnostics.push(Diagnostic::of_file(path, refused.into()));
            return T::default();
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    if matches!(text, std::borrow::Cow::Owned(_)) {
        diagnostics.push(Diagnostic::of_file(path, Fault::NotUtf8));
    }
    let (value, found) = read(&text);
    diagnostics.extend(found.into_iter().map(|diagnostic| diagnostic.in_file(path)));
    value
}

fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn resolve(path: &Path, config: &Path, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        // Joining an absolute path gives that path.
        _ => config.join(path),
    }
}
