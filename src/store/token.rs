//! Names that nobody else has: random bits of the operating system.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use super::error::StoreError;
use crate::annotation::id::ALPHABET;

/// Where the system gives random bytes.
const SOURCE: &str = "/dev/urandom";

/// A stock of random bits: read at once, since a read is what costs.
#[derive(Debug)]
pub(super) struct Tokens {
    words: Vec<u64>,
}

impl Tokens {
    /// Enough for `count` names.
    ///
    /// # Errors
    /// [`StoreError::Read`] where the system gives none.
    pub(super) fn draw(count: usize) -> Result<Tokens, StoreError> {
        let source = Path::new(SOURCE);
        let read = || -> io::Result<Vec<u8>> {
            let mut bytes = vec![0; count * 8];
            File::open(source)?.read_exact(&mut bytes)?;
            Ok(bytes)
        };
        let bytes = read().map_err(|error| StoreError::read(source, error))?;
        let words = bytes
            .as_chunks::<8>()
            .0
            .iter()
            .map(|word| u64::from_ne_bytes(*word))
            .collect();
        Ok(Tokens { words })
    }

    /// The next sixty-four bits; more are drawn when the stock is used up.
    ///
    /// # Errors
    /// [`StoreError::Read`] where the system gives none.
    pub(super) fn next(&mut self) -> Result<u64, StoreError> {
        if let Some(word) = self.words.pop() {
            return Ok(word);
        }
        *self = Tokens::draw(16)?;
        Ok(self.words.pop().unwrap_or_default())
    }
}

/// Eight random characters that can stand in a file's name.
///
/// # Errors
/// [`StoreError::Read`] where the system gives no random bytes.
pub(super) fn name() -> Result<String, StoreError> {
    let bits = Tokens::draw(1)?.next()?;
    let digit = |place: u32| char::from(ALPHABET[(bits >> (5 * place)) as usize % ALPHABET.len()]);
    Ok((0..8).map(digit).collect())
}
