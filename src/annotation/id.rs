//! Names of marks: ten characters that one can read out and type.
//!
//! Fifty random bits in Crockford's base 32, lower case: no `i`, `l`, `o` and `u`, which look like
//! others. Two of a hundred thousand marks have the same name once in two hundred thousand such
//! collections; whoever makes a name looks first whether it is taken.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The characters of names, in the order of their values.
pub const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How many characters a name has.
const LENGTH: usize = 10;
/// Bits in a character.
const BITS: u32 = 5;

/// The name of a mark, or of one record about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MarkId(u64);

/// A text that is no name of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a mark")]
pub struct NotAMarkId;

impl MarkId {
    /// The name that the lowest fifty of `bits` make.
    pub fn from_bits(bits: u64) -> MarkId {
        MarkId(bits & ((1 << (BITS * LENGTH as u32)) - 1))
    }

    /// The name as a number, equal for equal names.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// The name that `bytes` spell.
    pub fn from_bytes(bytes: &[u8]) -> Option<MarkId> {
        if bytes.len() != LENGTH {
            return None;
        }
        bytes
            .iter()
            .try_fold(0, |value, &byte| {
                let digit = VALUES[usize::from(byte)];
                (digit != NO_DIGIT).then_some(value << BITS | u64::from(digit))
            })
            .map(MarkId)
    }

    /// Whether the name begins with `beginning`.
    pub fn starts_with(self, beginning: &str) -> bool {
        self.characters().starts_with(beginning.as_bytes())
    }

    fn characters(self) -> [u8; LENGTH] {
        std::array::from_fn(|place| {
            let shift = BITS * (LENGTH - 1 - place) as u32;
            ALPHABET[(self.0 >> shift) as usize & (ALPHABET.len() - 1)]
        })
    }
}

const NO_DIGIT: u8 = u8::MAX;

/// The value of each byte as a character of a name.
static VALUES: [u8; 256] = {
    let mut values = [NO_DIGIT; 256];
    let mut value = 0;
    while value < ALPHABET.len() {
        values[ALPHABET[value] as usize] = value as u8;
        value += 1;
    }
    values
};

impl fmt::Display for MarkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let characters = self.characters();
        f.pad(std::str::from_utf8(&characters).unwrap_or_default())
    }
}

impl FromStr for MarkId {
    type Err = NotAMarkId;

    fn from_str(text: &str) -> Result<MarkId, NotAMarkId> {
        MarkId::from_bytes(text.as_bytes()).ok_or(NotAMarkId)
    }
}

impl Serialize for MarkId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for MarkId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<MarkId, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_ten_characters_of_the_alphabet_are_a_name() {
        for text in [
            "",
            "0123456789a",
            "012345678",
            "0123456 89",
            "012345678i",
            "012345678A",
        ] {
            assert_eq!(text.parse::<MarkId>(), Err(NotAMarkId), "{text}");
        }
        assert!("z9y8x7w6v5".parse::<MarkId>().is_ok());
    }

    proptest! {
        #[test]
        fn a_name_reads_back(bits in any::<u64>()) {
            let id = MarkId::from_bits(bits);
            prop_assert_eq!(id.to_string().parse(), Ok(id));
            prop_assert!(id.starts_with(&id.to_string()[..4]));
        }
    }
}
