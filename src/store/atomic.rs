//! Replacing a whole file: the old content or the new one, never something between.
//!
//! Temporary file in the same folder, write, sync, rename over the old one, sync the folder. A crash
//! before the rename leaves the old file and perhaps a temporary one, which no reader looks at; after
//! the rename but before the folder is synced, a power cut leaves one of the two, whole.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};

use super::error::StoreError;

/// How the names of temporary files begin.
pub(super) const TEMPORARY: &str = ".writing-";

/// Puts `bytes` in the place of the file at `path`. A symbolic link is followed, not replaced. The
/// file is for its owner only (mode 0600).
///
/// # Errors
/// [`StoreError::Write`]; the old content stands.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    replace_by(path, TEMPORARY, bytes)
}

/// The same, by a temporary file whose name begins with `prefix`.
///
/// # Errors
/// [`StoreError::Write`]; the old content stands.
pub(super) fn replace_by(path: &Path, prefix: &str, bytes: &[u8]) -> Result<(), StoreError> {
    let target = follow(path);
    let folder = folder_of(&target);
    let write = || -> io::Result<()> {
        let mut temporary = tempfile::Builder::new()
            .prefix(prefix)
            .tempfile_in(folder)?;
        temporary.write_all(bytes)?;
        temporary.as_file().sync_all()?;
        temporary.persist(&target).map_err(|error| error.error)?;
        sync_folder(folder)
    };
    write().map_err(|error| StoreError::write(path, error))
}

/// Makes `folder` and those above it that are missing, for their owner only (mode 0700), and brings
/// their names to the disk.
///
/// # Errors
/// [`StoreError::MakeFolder`].
pub fn make_folder(folder: &Path) -> Result<(), StoreError> {
    let missing = folder
        .ancestors()
        .take_while(|folder| !folder.exists())
        .count();
    let make = || -> io::Result<()> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
        folder
            .ancestors()
            .take(missing)
            .try_for_each(|made| sync_folder(folder_of(made)))
    };
    make().map_err(|source| StoreError::MakeFolder {
        path: folder.to_owned(),
        source,
    })
}

/// Brings the names of `folder` and of those above it to the disk, as far up as this user may have made them:
/// up to one that is not theirs to write, or lies on another file system. That a folder is there does not mean
/// that it stays: whoever made it may have been killed before it was brought to the disk, or be about to.
///
/// # Errors
/// Those of opening and syncing a folder.
pub(super) fn sync_above(folder: &Path) -> io::Result<()> {
    let device = fs::metadata(folder)?.dev();
    let is_ours = |above: &&Path| {
        let here = fs::metadata(above).is_ok_and(|found| found.dev() == device);
        here && access(*above, Access::READ_OK | Access::WRITE_OK).is_ok()
    };
    let below_root = folder.ancestors().filter(|path| path.parent().is_some());
    let above = below_root.map(folder_of);
    above.take_while(is_ours).try_for_each(sync_folder)
}

/// Brings the entries of `folder` to the disk: a new or renamed file survives a power cut only then.
///
/// # Errors
/// Those of opening and syncing the folder.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Removes what interrupted writers left in `folder`. To be called under its lock only, so that no
/// writer of this moment is disturbed. What cannot be removed does no harm and is left.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            // Left over either way; the next sweep tries again.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The file `path` stands for: where its symbolic links lead, itself if it does not exist yet.
pub(super) fn follow(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The folder a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
