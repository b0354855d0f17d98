//! A file as memory: the one place with `unsafe`.
//!
//! Reading 64 MB into memory of our own would cost more than ten scans of it, and as much private
//! memory. The mapping shares the page cache and costs what is looked at.

use std::fs::File;
use std::io;
use std::ops::Deref;

use memmap2::{Mmap, MmapOptions};

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
}

impl Deref for Mapped {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}
