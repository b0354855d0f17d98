//! The name of this device: eight random characters, made once and never changed.
//!
//! They name the one journal of marks that this device writes, so that a synced folder never has two
//! writers of one file. The name lies in the state folder, which is not synced. Two sessions that start
//! at once agree on one: the file is made with `O_EXCL` after its content is on the disk, and who comes
//! second reads what the first one wrote.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::atomic::{make_folder, sync_folder};
use super::error::StoreError;
use super::token;
use crate::annotation::id::ALPHABET;
use crate::regular::{self, Links, Refused};

/// The name of the file in the state folder.
const FILE: &str = "device";
/// How many characters a name has.
const LENGTH: usize = 8;

/// The name of this device, if it has one yet.
///
/// # Errors
/// [`StoreError::Read`]. A file that holds something else (a power cut may leave an empty one) names nobody: the
/// device gets another name, and its old journal counts as one of another device.
pub(super) fn read(state: &Path) -> Result<Option<String>, StoreError> {
    let path = path(state);
    match regular::read(&path, Links::Follow, 64) {
        Ok(bytes) => match std::str::from_utf8(&bytes).map(str::trim) {
            Ok(name) if is_name(name) => Ok(Some(name.to_owned())),
            _ => Ok(None),
        },
        Err(Refused::TooLarge(_)) => Ok(None),
        Err(Refused::System(error)) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(refused) => Err(StoreError::read(&path, refused.into())),
    }
}

/// The name of this device; the first time it is made.
///
/// # Errors
/// Any [`StoreError`] of the state folder.
pub(super) fn read_or_make(state: &Path) -> Result<String, StoreError> {
    if let Some(name) = read(state)? {
        return Ok(name);
    }
    make_folder(state)?;
    let (name, path) = (token::name()?, path(state));
    let is_damaged = path.is_file();
    let make = || -> io::Result<()> {
        let mut temporary = tempfile::Builder::new()
            .prefix(".writing-")
            .tempfile_in(state)?;
        writeln!(temporary, "{name}")?;
        temporary.as_file().sync_all()?;
        if is_damaged {
            // Whatever it is: nothing that was written is thrown away.
            std::fs::rename(&path, path.with_extension("damaged"))?;
        }
        // A link beside an existing name fails, as `O_EXCL` does; and what appears is whole.
        temporary
            .persist_noclobber(&path)
            .map_err(|error| error.error)?;
        sync_folder(state)
    };
    match make() {
        Ok(()) => Ok(name),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            read(state)?.ok_or_else(|| StoreError::write(&path, error))
        }
        Err(error) => Err(StoreError::write(&path, error)),
    }
}

/// Whether `text` is a name of a device.
pub(super) fn is_name(text: &str) -> bool {
    text.len() == LENGTH && text.bytes().all(|byte| ALPHABET.contains(&byte))
}

fn path(state: &Path) -> PathBuf {
    state.join(FILE)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_name_is_made_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let state = folder.path().join("state");
        assert_eq!(read(&state).unwrap(), None);
        let name = read_or_make(&state).unwrap();
        assert!(is_name(&name));
        assert_eq!(read_or_make(&state).unwrap(), name);
        assert_eq!(fs::read_dir(&state).unwrap().count(), 1);
    }

    #[test]
    fn another_content_is_no_name_and_is_not_thrown_away() {
        for content in ["", "../../etc/passwd", &"\0".repeat(4096)] {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let file = path(folder.path());
            fs::write(&file, content).unwrap();
            assert_eq!(read(folder.path()).unwrap(), None);
            let name = read_or_make(folder.path()).unwrap();
            assert!(is_name(&name));
            assert_eq!(read_or_make(folder.path()).unwrap(), name);
            let aside = file.with_extension("damaged");
            assert_eq!(fs::read_to_string(aside).unwrap(), content);
        }
    }
}
