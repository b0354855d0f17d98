//! A folder that becomes an issue in one step: made beside its place, synced, renamed.
//!
//! Every folder in the making is held by an advisory lock, which the kernel gives back when its
//! maker dies; so a leftover can be told from the work of another import at this moment.

use std::fs::{self, File, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Component, Path, PathBuf};

use super::{Consent, Step};
use crate::store::atomic::sync_folder;

/// How the names of folders in the making begin.
pub(super) const TEMPORARY: &str = ".importing-";

/// A folder in the making; it goes when it is dropped before it took its place.
pub(super) struct NewFolder<'a> {
    /// Where it is.
    path: PathBuf,
    consent: &'a dyn Consent,
    /// The folders below it and its files, for bringing them to the disk.
    made: Vec<PathBuf>,
    /// Open and locked for as long as it is in the making.
    held: File,
    gone: bool,
}

impl<'a> NewFolder<'a> {
    /// Makes one in `library`. To be called under the library's lock.
    pub(super) fn make(library: &Path, consent: &'a dyn Consent) -> io::Result<NewFolder<'a>> {
        consent.may(Step::Make)?;
        let path = tempfile::Builder::new()
            .prefix(TEMPORARY)
            // Like any folder that this user makes.
            .permissions(Permissions::from_mode(0o777))
            .tempdir_in(library)?
            .keep();
        let held = File::open(&path).and_then(|held| {
            held.lock()?;
            Ok(held)
        });
        match held {
            Ok(held) => Ok(NewFolder {
                path,
                consent,
                made: Vec::new(),
                held,
                gone: false,
            }),
            Err(error) => {
                // The next import removes what could not be removed now.
                let _ = fs::remove_dir(&path);
                Err(error)
            }
        }
    }

    /// Writes a file; `name` may lead through folders below this one.
    pub(super) fn put(&mut self, name: &Path, bytes: &[u8]) -> io::Result<()> {
        self.consent.may(Step::Put)?;
        let path = self.place(name)?;
        self.create(name)?.write_all(bytes)?;
        self.made.push(path);
        Ok(())
    }

    /// A new file `name`: looked for from this folder on, for the way from the root is long and walked
    /// for each of thousands of files.
    #[cfg(unix)]
    fn create(&self, name: &Path) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, openat};
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        let file = openat(&self.held, name, flags, Mode::from_raw_mode(0o666))?;
        Ok(file.into())
    }

    #[cfg(not(unix))]
    fn create(&self, name: &Path) -> io::Result<File> {
        File::create_new(self.path.join(name))
    }

    /// Gives the file `from` (a link, a pipe: whatever it is) a second name here; copies it where the
    /// file system has no second names.
    pub(super) fn carry(&mut self, from: &Path, name: &Path) -> io::Result<()> {
        self.consent.may(Step::Carry)?;
        let path = self.place(name)?;
        if fs::hard_link(from, &path).is_err() {
            let kind = fs::symlink_metadata(from)?.file_type();
            if kind.is_symlink() {
                std::os::unix::fs::symlink(fs::read_link(from)?, &path)?;
                return Ok(());
            }
            if !kind.is_file() {
                return Err(io::Error::from(io::ErrorKind::Unsupported));
            }
            fs::copy(from, &path)?;
            self.made.push(path);
        }
        Ok(())
    }

    /// Makes the folder `name`, also when nothing will be in it.
    pub(super) fn folder(&mut self, name: &Path) -> io::Result<()> {
        self.place(&name.join("x")).map(drop)
    }

    /// Brings everything in `folders` to the disk.
    pub(super) fn sync(folders: &[NewFolder<'_>]) -> io::Result<()> {
        let Some(first) = folders.first() else {
            return Ok(());
        };
        first.consent.may(Step::Sync)?;
        // Many small files at once: one call for all of them is a hundred times faster.
        #[cfg(target_os = "linux")]
        if folders.len() > 1 && rustix::fs::syncfs(&first.held).is_ok() {
            return Ok(());
        }
        for folder in folders {
            for path in folder.made.iter().rev() {
                File::open(path)?.sync_all()?;
            }
            folder.held.sync_all()?;
        }
        Ok(())
    }

    /// Takes the place `target`, where nothing may be.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] when something is there.
    pub(super) fn take_place(mut self, target: &Path) -> io::Result<()> {
        self.consent.may(Step::Rename)?;
        if fs::symlink_metadata(target).is_ok() {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        }
        // The folder of another import in the same moment is not empty, so this fails on it.
        fs::rename(&self.path, target)?;
        self.gone = true;
        Ok(())
    }

    /// Takes the place of the folder `target`, which goes. At no moment is there neither.
    pub(super) fn replace(mut self, target: &Path) -> io::Result<()> {
        self.consent.may(Step::Exchange)?;
        if exchange(&self.path, target).is_err() {
            return self.replace_by_steps(target);
        }
        // From here on the old folder stands under the temporary name.
        self.gone = self.consent.may(Step::Remove).is_err();
        Ok(())
    }

    /// The same where two names cannot be exchanged: the old folder waits under a name that tells what
    /// it is, and comes back if nothing takes its place.
    fn replace_by_steps(mut self, target: &Path) -> io::Result<()> {
        let aside = set_aside_name(target);
        fs::rename(target, &aside)?;
        let moved = self
            .consent
            .may(Step::Rename)
            .and_then(|()| fs::rename(&self.path, target));
        if let Err(error) = moved {
            fs::rename(&aside, target)?;
            return Err(error);
        }
        self.gone = true;
        // Left over it does no harm: the next import finds its successor in place.
        let _ = fs::remove_dir_all(&aside);
        Ok(())
    }

    /// The path of `name` here, after making the folders that it leads through.
    fn place(&mut self, name: &Path) -> io::Result<PathBuf> {
        // Nearly always a name alone.
        let mut parts = name.components();
        if let (Some(Component::Normal(only)), None) = (parts.next(), parts.next()) {
            let room = self.path.as_os_str().len() + 1 + only.len();
            let mut path = PathBuf::with_capacity(room);
            path.push(&self.path);
            path.push(only);
            return Ok(path);
        }
        let plain = name
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if !plain {
            return Err(io::Error::from(io::ErrorKind::InvalidInput));
        }
        let path = self.path.join(name);
        let below = name
            .parent()
            .filter(|folders| !folders.as_os_str().is_empty());
        if let Some(parent) = below.map(|folders| self.path.join(folders))
            && !parent.exists()
        {
            fs::create_dir_all(&parent)?;
            self.made.push(parent);
        }
        Ok(path)
    }
}

impl Drop for NewFolder<'_> {
    fn drop(&mut self) {
        if !self.gone {
            // What cannot be removed now is a leftover for the next import.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// How the names of folders begin that wait for their successor.
const SET_ASIDE: &str = ".replaced-";

fn set_aside_name(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!("{SET_ASIDE}{name}"))
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

/// Removes what killed imports left in `library` and puts back what waited for its successor; gives
/// how many folders that were. To be called under the library's lock.
pub(super) fn sweep(library: &Path) -> io::Result<usize> {
    let mut swept = 0;
    for entry in fs::read_dir(library)?.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let path = entry.path();
        if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        if name.starts_with(TEMPORARY) {
            let dead = File::open(&path).is_ok_and(|folder| folder.try_lock().is_ok());
            if dead && fs::remove_dir_all(&path).is_ok() {
                swept += 1;
            }
        } else if let Some(id) = name.strip_prefix(SET_ASIDE) {
            let target = library.join(id);
            let done = if fs::symlink_metadata(&target).is_ok() {
                fs::remove_dir_all(&path)
            } else {
                fs::rename(&path, &target).and_then(|()| sync_folder(library))
            };
            swept += usize::from(done.is_ok());
        }
    }
    Ok(swept)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Refuses a step, or none.
    struct Refuses(Option<Step>);

    impl Consent for Refuses {
        fn may(&self, step: Step) -> io::Result<()> {
            match self.0 == Some(step) {
                true => Err(io::Error::from(io::ErrorKind::StorageFull)),
                false => Ok(()),
            }
        }
    }

    fn library() -> tempfile::TempDir {
        let library = tempfile::tempdir().expect("a folder");
        fs::create_dir(library.path().join("river")).expect("a folder");
        fs::write(library.path().join("river/a.md"), "old").expect("a file");
        library
    }

    fn names(library: &Path) -> Vec<String> {
        let entries = fs::read_dir(library).expect("a folder").flatten();
        let mut names: Vec<String> = entries
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn new<'a>(library: &Path, consent: &'a Refuses) -> NewFolder<'a> {
        let mut new = NewFolder::make(library, consent).expect("a folder");
        new.put(Path::new("a.md"), b"new").expect("a file");
        new
    }

    #[test]
    fn without_an_exchange_the_new_folder_takes_the_place_by_steps() {
        let library = library();
        let target = library.path().join("river");
        let consent = Refuses(None);
        let new = new(library.path(), &consent);
        new.replace_by_steps(&target).expect("it is replaced");
        assert_eq!(names(library.path()), ["river"]);
        assert_eq!(fs::read(target.join("a.md")).expect("a file"), b"new");
    }

    #[test]
    fn without_an_exchange_the_old_folder_comes_back() {
        let library = library();
        let target = library.path().join("river");
        let consent = Refuses(Some(Step::Rename));
        let new = new(library.path(), &consent);
        assert!(new.replace_by_steps(&target).is_err());
        assert_eq!(names(library.path()), ["river"]);
        assert_eq!(fs::read(target.join("a.md")).expect("a file"), b"old");
    }

    #[test]
    fn what_a_kill_between_the_steps_leaves_is_put_right() {
        for (is_placed, expected) in [(false, b"old".as_slice()), (true, b"new")] {
            let library = library();
            let target = library.path().join("river");
            let consent = Refuses(None);
            fs::rename(&target, set_aside_name(&target)).expect("a step");
            let mut new = new(library.path(), &consent);
            if is_placed {
                fs::rename(&new.path, &target).expect("a step");
            }
            // Whoever is killed gives back its lock and removes nothing.
            new.gone = true;
            drop(new);
            let swept = sweep(library.path()).expect("it can be swept");
            assert_eq!(swept, if is_placed { 1 } else { 2 });
            assert_eq!(names(library.path()), ["river"]);
            assert_eq!(fs::read(target.join("a.md")).expect("a file"), expected);
        }
    }

    #[test]
    fn an_exchange_leaves_nothing_of_the_old_folder() {
        let library = library();
        let target = library.path().join("river");
        let consent = Refuses(None);
        let new = new(library.path(), &consent);
        new.replace(&target).expect("it is replaced");
        assert_eq!(names(library.path()), ["river"]);
    }
}
