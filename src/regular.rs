//! Opening files that may be anything: only regular ones are taken, nothing ever waits.
//!
//! A path can lead to a pipe without a writer, to a device that never ends, to a folder, or to a
//! link that somebody puts there between two looks. So a file is opened without blocking
//! (`O_NONBLOCK`), then looked at through its descriptor (`fstat`), and only then read. The size is
//! bounded while reading, not by what `fstat` says: a file may grow, and those below `/proc` say 0.

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

/// What holds for a symbolic link in the last part of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// It is followed: the user named this very path.
    Follow,
    /// It is refused, as something that is no regular file.
    Refuse,
}

/// Why a file was not taken.
#[derive(Debug)]
pub enum Refused {
    /// It is a folder, a link, a pipe, a socket or a device.
    NotRegular,
    /// It has more than this many bytes.
    TooLarge(u64),
    /// The system said no.
    System(io::Error),
}

/// Opens the regular file `path` for reading.
///
/// # Errors
/// [`Refused::NotRegular`] and [`Refused::System`].
pub fn open(path: &Path, links: Links) -> Result<File, Refused> {
    open_with(path, OFlags::RDONLY, links)
}

/// Reads the regular file `path`, at most `limit` bytes.
///
/// # Errors
/// Any [`Refused`].
pub fn read(path: &Path, links: Links, limit: u64) -> Result<Vec<u8>, Refused> {
    let file = open(path, links)?;
    let expected = file.metadata()?.len().min(limit);
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0) + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Refused::TooLarge(limit));
    }
    Ok(bytes)
}

/// Opens the regular file `path` for reading and for writing at its end, links followed. A missing
/// one is made, for its owner only (mode 0600).
///
/// # Errors
/// [`Refused::NotRegular`] and [`Refused::System`].
pub fn append(path: &Path) -> Result<File, Refused> {
    let flags = OFlags::RDWR | OFlags::APPEND | OFlags::CREATE;
    open_with(path, flags, Links::Follow)
}

fn open_with(path: &Path, flags: OFlags, links: Links) -> Result<File, Refused> {
    let mut flags = flags | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    if links == Links::Refuse {
        flags |= OFlags::NOFOLLOW;
    }
    let file = match rustix::fs::open(path, flags, Mode::RUSR | Mode::WUSR) {
        Ok(descriptor) => File::from(descriptor),
        // A socket or a device without a driver (NXIO), a folder to be written.
        Err(Errno::NXIO | Errno::ISDIR) => return Err(Refused::NotRegular),
        Err(Errno::LOOP) if links == Links::Refuse => return Err(Refused::NotRegular),
        Err(error) => return Err(Refused::System(error.into())),
    };
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(Refused::NotRegular)
    }
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Refused {
        Refused::System(error)
    }
}

impl From<Refused> for io::Error {
    /// The system's error; the other refusals keep themselves inside, for
    /// [`io::Error::get_ref`].
    fn from(refused: Refused) -> io::Error {
        match refused {
            Refused::System(error) => error,
            Refused::NotRegular => io::Error::new(io::ErrorKind::InvalidInput, refused),
            Refused::TooLarge(_) => io::Error::new(io::ErrorKind::FileTooLarge, refused),
        }
    }
}

impl fmt::Display for Refused {
    /// In English, for logs; whoever tells a user words it in the user's language.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::NotRegular => f.write_str("not a regular file"),
            Refused::TooLarge(limit) => write!(f, "larger than {limit} bytes"),
            Refused::System(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Refused {}
