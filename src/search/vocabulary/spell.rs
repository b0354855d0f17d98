//! How far typed letters reach into a word.
//!
//! The places between the letters are bits of one number; a character takes each place on by one of
//! its readings, by its first letter, by zh, ch or sh, or to the end by the beginning of a reading.

use super::typed::Typed;

/// How far the letters reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// To the word's last character.
    Whole,
    /// To a character that has so many behind it.
    Beginning {
        /// How many characters are left.
        left: usize,
    },
}

/// How far what was `typed` reaches in a word whose characters have these readings; `None` if it is
/// none of it.
pub(super) fn reach<'a>(
    typed: &Typed,
    characters: impl Iterator<Item = &'a [Vec<u8>]>,
) -> Option<Reach> {
    let end = 1_u64 << typed.letters.len();
    let mut places = 1_u64;
    // How many characters there are, and behind how many of them the letters end.
    let (mut count, mut reached) = (0, None);
    for readings in characters {
        count += 1;
        if places != 0 {
            places = step(typed, places, readings);
            if places & end != 0 {
                reached = Some(count);
            }
        }
        if places == 0 && reached.is_none() {
            return None;
        }
    }
    reached.map(|reached| match count - reached {
        0 => Reach::Whole,
        left => Reach::Beginning { left },
    })
}

fn step(typed: &Typed, places: u64, readings: &[Vec<u8>]) -> u64 {
    let letters = &typed.letters;
    let mut next = 0;
    for at in (0..letters.len()).filter(|at| places & (1 << at) != 0) {
        let rest = &letters[at..];
        for reading in readings {
            if rest.starts_with(reading) {
                if typed.is_one_syllable(at, reading.len()) {
                    next |= 1 << (at + reading.len());
                }
            } else if reading.starts_with(rest) && typed.is_one_syllable(at, rest.len()) {
                next |= 1 << letters.len();
            }
            if rest.first() == reading.first() {
                next |= 1 << (at + 1);
            }
            let is_double = rest.len() > 1 && reading.len() > 1 && rest[..2] == reading[..2];
            if is_double && rest[1] == b'h' && typed.is_one_syllable(at, 2) {
                next |= 1 << (at + 2);
            }
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reached(letters: &str, characters: &[&[&str]]) -> Option<Reach> {
        let readings: Vec<Vec<Vec<u8>>> = characters
            .iter()
            .map(|readings| {
                readings
                    .iter()
                    .map(|one| one.as_bytes().to_owned())
                    .collect()
            })
            .collect();
        let typed = Typed::of(letters).expect("a pinyin");
        reach(&typed, readings.iter().map(Vec::as_slice))
    }

    #[test]
    fn letters_reach_by_readings_initials_and_beginnings() {
        let long: &[&[&str]] = &[&["chang", "zhang"], &["san"], &["jiao", "jue"]];
        for (letters, expected) in [
            ("csj", Some(Reach::Whole)),
            ("changsanjiao", Some(Reach::Whole)),
            ("zhsanj", Some(Reach::Whole)),
            ("changsanjia", Some(Reach::Whole)),
            ("cs", Some(Reach::Beginning { left: 1 })),
            ("chan", Some(Reach::Beginning { left: 2 })),
            ("csjx", None),
            ("cj", None),
        ] {
            assert_eq!(reached(letters, long), expected, "{letters}");
        }
        // The last syllable may be unfinished.
        let city: &[&[&str]] = &[&["zhong", "chong"], &["qing"]];
        for letters in ["chongqing", "chongqin", "chongq", "cqing", "chq", "cq"] {
            assert_eq!(reached(letters, city), Some(Reach::Whole), "{letters}");
        }
        // The letters may end sooner or later: the later end counts.
        let xian: &[&[&str]] = &[&["xi", "xian"], &["an"]];
        assert_eq!(reached("xian", xian), Some(Reach::Whole));
        assert_eq!(reached("xi'an", xian), Some(Reach::Whole));
        // An apostrophe parts syllables.
        let item: &[&[&str]] = &[&["xiang"], &["mu"]];
        assert_eq!(reached("xian", item), Some(Reach::Beginning { left: 1 }));
        assert_eq!(reached("xi'an", item), None);
    }
}
