//! A file as memory: the one place with `unsafe`.
//!
//! Reading 64 MB into memory of our own would cost more than ten scans of it, and as much private
//! memory. The mapping shares the page cache and costs what is looked at.

use std::fs::File;
use std::io;
use std::ops::Deref;

use memmap2::{Mmap, MmapOptions, UncheckedAdvice};

/// A file's bytes, mapped for reading.
#[derive(Debug)]
pub(super) struct Mapped(Mmap);

impl Mapped {
    /// Maps `file`, a regular file of the cache folder.
    ///
    /// # Errors
    /// The system cannot map it.
    #[expect(
        unsafe_code,
        reason = "a mapping is sound as long as nobody changes the file under it. The file belongs to \
                  this program: it is made beside its place, renamed there when it is whole, and then \
                  only ever replaced by another rename; nothing writes to it or cuts it short. The \
                  mapping is private and for reading, and whatever the bytes are, they are plain \
                  numbers that are checked by checksum and bounds before anything is made of them"
    )]
    pub(super) fn new(file: &File) -> io::Result<Mapped> {
        // SAFETY: see the reason above.
        let map = unsafe { MmapOptions::new().map_copy_read_only(file)? };
        Ok(Mapped(map))
    }

    /// Gives the memory back that was filled by looking. What is looked at again comes from the page
    /// cache, as at the first time. On a system that refuses, nothing is lost but memory.
    #[expect(
        unsafe_code,
        reason = "pages of a private mapping that nobody wrote to are filled from the file again, so \
                  whoever holds a slice of them reads the same bytes"
    )]
    pub(super) fn give_back(&self) {
        // SAFETY: the mapping is for reading, and its file does not change: see `new`.
        let _ = unsafe { self.0.unchecked_advise(UncheckedAdvice::DontNeed) };
    }
}

impl Deref for Mapped {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::io::Write as _;
    use std::path::Path;

    use super::*;

    /// How many kilobytes of the mapping of `path` are in memory.
    fn resident(path: &Path) -> usize {
        let maps = std::fs::read_to_string("/proc/self/smaps").expect("the mappings");
        let from = maps.find(&*path.to_string_lossy()).expect("it is mapped");
        let line = maps[from..].lines().find(|line| line.starts_with("Rss:"));
        let number = line.and_then(|line| line.split_whitespace().nth(1));
        number
            .and_then(|number| number.parse().ok())
            .expect("its size")
    }

    #[test]
    fn what_is_given_back_takes_no_memory_and_can_be_read_again() {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        let bytes: Vec<u8> = (0..1 << 20).map(|at: u32| at.to_le_bytes()[1]).collect();
        file.write_all(&bytes).expect("it is written");
        let mapped = Mapped::new(file.as_file()).expect("it is mapped");
        assert_eq!(&*mapped, bytes);
        assert!(resident(file.path()) > 512);
        mapped.give_back();
        assert_eq!(resident(file.path()), 0);
        assert_eq!(&*mapped, bytes);
    }
}
