//! Letters as they were typed: a pinyin of one word, with the ends of syllables that were written.

use crate::search::fold::fold_char;

/// The most letters that are looked at: places between them are bits of one number.
const MOST_LETTERS: usize = 60;

/// The letters of a pinyin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    /// Lower case, ü as v.
    pub(super) letters: Vec<u8>,
    /// The places where a syllable must end, for an apostrophe stands there: bit n is before letter n.
    breaks: u64,
}

impl Typed {
    /// The pinyin in `text`; `None` for anything but two to sixty ASCII letters (ü and apostrophes among
    /// them).
    pub(super) fn of(text: &str) -> Option<Typed> {
        let mut typed = Typed {
            letters: Vec::new(),
            breaks: 0,
        };
        for c in text.chars() {
            match fold_char(c) {
                letter @ 'a'..='z' => typed.letters.push(letter as u8),
                'ü' => typed.letters.push(b'v'),
                '\'' | '’' => typed.breaks |= 1 << typed.letters.len(),
                _ => return None,
            }
            if typed.letters.len() > MOST_LETTERS {
                return None;
            }
        }
        (typed.letters.len() > 1).then_some(typed)
    }

    /// Whether one syllable may take the letters from `at` on, `length` of them: no apostrophe among them.
    pub(super) fn is_one_syllable(&self, at: usize, length: usize) -> bool {
        // The places inside it.
        let inside = (1_u64 << (at + length)) - (1_u64 << (at + 1).min(at + length));
        self.breaks & inside == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_apostrophe_ends_a_syllable() {
        let typed = Typed::of("xi'an").expect("a pinyin");
        assert_eq!(typed.letters, b"xian");
        for (at, length, is_one) in [
            (0, 2, true),
            (0, 3, false),
            (0, 4, false),
            (1, 1, true),
            (1, 2, false),
            (2, 2, true),
        ] {
            assert_eq!(typed.is_one_syllable(at, length), is_one, "{at} {length}");
        }
    }

    #[test]
    fn only_letters_are_a_pinyin() {
        assert_eq!(
            Typed::of("Nü").map(|typed| typed.letters),
            Some(b"nv".to_vec())
        );
        for text in ["", "a", "a b", "a1", "医b", "'", &"a".repeat(61)] {
            assert_eq!(Typed::of(text), None, "{text}");
        }
    }
}
