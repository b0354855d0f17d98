//! Reading the user's files: `config.toml` and `keymap.toml`.
//!
//! A file that is not there says nothing. One that cannot be read is reported and says nothing
//! either; kanbao starts in any case.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::keymap::Keymap;
use super::settings::Settings;
use crate::diagnostic::{Diagnostic, Fault};

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
    let bytes = match read_file(path) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return T::default(),
        Err(fault) => {
            diagnostics.push(Diagnostic::of_file(path, fault));
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

/// The bytes of a regular file, links followed; `None` if there is none.
fn read_file(path: &Path) -> Result<Option<Vec<u8>>, Fault> {
    let unreadable = |error: io::Error| Fault::Unreadable {
        reason: error.into(),
    };
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if is_missing(&error) => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    // A pipe would keep the program waiting for ever.
    if !metadata.is_file() {
        return Err(Fault::NotRegularFile);
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > LIMIT {
        return Err(Fault::TooLarge { limit: LIMIT });
    }
    Ok(Some(bytes))
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
