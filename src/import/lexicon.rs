//! Lists of words that tell quickly that a text holds none of them.
//!
//! Most lines of a newspaper hold none of the words that the rules ask for. The first characters of a
//! list are kept as bits, made when the program is compiled; only where one of them stands are the words
//! compared.

use crate::text::script::is_han;

/// A set of characters, which may take another one for a member: only a miss is certain.
#[derive(Clone, Copy, Debug)]
pub(super) struct CharSet([u64; 64]);

impl CharSet {
    /// The first characters of `words`.
    pub(super) const fn of_first(words: &[&str]) -> CharSet {
        let mut set = CharSet([0; 64]);
        let mut at = 0;
        while at < words.len() {
            let (c, _) = char_at(words[at].as_bytes(), 0);
            set.0[((c >> 6) & 63) as usize] |= 1 << (c & 63);
            at += 1;
        }
        set
    }

    /// The first characters of words that stand for something.
    pub(super) const fn of_firsts<T: Copy>(words: &[(&str, T)]) -> CharSet {
        let mut set = CharSet([0; 64]);
        let mut at = 0;
        while at < words.len() {
            let (c, _) = char_at(words[at].0.as_bytes(), 0);
            set.0[((c >> 6) & 63) as usize] |= 1 << (c & 63);
            at += 1;
        }
        set
    }

    /// The second characters of `words`, if each of them has one.
    pub(super) const fn of_second(words: &[&str]) -> Option<CharSet> {
        let mut set = CharSet([0; 64]);
        let mut at = 0;
        while at < words.len() {
            let bytes = words[at].as_bytes();
            let (_, first) = char_at(bytes, 0);
            if first == bytes.len() {
                return None;
            }
            let (c, _) = char_at(bytes, first);
            set.0[((c >> 6) & 63) as usize] |= 1 << (c & 63);
            at += 1;
        }
        Some(set)
    }

    /// The last characters of `words`.
    pub(super) const fn of_last(words: &[&str]) -> CharSet {
        let mut set = CharSet([0; 64]);
        let mut at = 0;
        while at < words.len() {
            let c = last_char(words[at].as_bytes());
            set.0[((c >> 6) & 63) as usize] |= 1 << (c & 63);
            at += 1;
        }
        set
    }

    /// The same with the first characters of `words` too.
    pub(super) const fn and_first(self, words: &[&str]) -> CharSet {
        self.and_set(CharSet::of_first(words))
    }

    /// The characters of both.
    pub(super) const fn and_set(mut self, CharSet(more): CharSet) -> CharSet {
        let mut at = 0;
        while at < more.len() {
            self.0[at] |= more[at];
            at += 1;
        }
        self
    }

    /// The same with the characters of `text` too.
    pub(super) const fn and(mut self, text: &str) -> CharSet {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let (c, length) = char_at(bytes, at);
            self.0[((c >> 6) & 63) as usize] |= 1 << (c & 63);
            at += length;
        }
        self
    }

    /// Whether `c` may be in the set.
    #[inline]
    pub(super) fn holds(&self, c: char) -> bool {
        let c = u32::from(c);
        self.0[((c >> 6) & 63) as usize] >> (c & 63) & 1 == 1
    }

    /// Whether `text` may begin with a character of the set.
    #[inline]
    pub(super) fn begins(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|c| self.holds(c))
    }

    /// Whether `text` may end with a character of the set.
    pub(super) fn ends(&self, text: &str) -> bool {
        text.chars().next_back().is_some_and(|c| self.holds(c))
    }

    /// Whether a character of `text` may be in the set.
    pub(super) fn is_in(&self, text: &str) -> bool {
        text.chars().any(|c| self.holds(c))
    }
}

/// A set of characters of the basic plane, exact.
#[derive(Debug)]
pub(super) struct ExactSet([u64; 1024]);

impl ExactSet {
    /// The characters of `text`.
    pub(super) const fn of(text: &str) -> ExactSet {
        let mut set = ExactSet([0; 1024]);
        let (bytes, mut at) = (text.as_bytes(), 0);
        while at < bytes.len() {
            let (c, length) = char_at(bytes, at);
            set.0[(c >> 6) as usize] |= 1 << (c & 63);
            at += length;
        }
        set
    }

    /// All Han of the basic plane but the characters of `text`.
    pub(super) const fn han_but(text: &str) -> ExactSet {
        let (mut set, others, mut c) = (ExactSet([0; 1024]), ExactSet::of(text), 0);
        while c <= 0xFFFF {
            let (row, bit) = ((c >> 6) as usize, 1 << (c & 63));
            if let Some(han) = char::from_u32(c)
                && is_han(han)
                && others.0[row] & bit == 0
            {
                set.0[row] |= bit;
            }
            c += 1;
        }
        set
    }

    /// Whether `c` is in the set.
    #[inline]
    pub(super) fn holds(&self, c: char) -> bool {
        self.has(u32::from(c))
    }

    /// The same for the code point `c`.
    #[inline]
    pub(super) fn has(&self, c: u32) -> bool {
        let row = self.0.get((c >> 6) as usize);
        row.is_some_and(|row| row >> (c & 63) & 1 == 1)
    }
}

/// Whether `text` begins with `word`: most texts are told apart by the first character, which takes no call.
#[inline]
pub(super) fn begins_with(text: &str, word: &str) -> bool {
    match (text.as_bytes(), word.as_bytes()) {
        ([a, b, c, ..], [x, y, z, ..]) if (a, b, c) != (x, y, z) => false,
        _ => text.starts_with(word),
    }
}

/// Where `word` stands in `text` first: of short texts a search that is prepared costs more than it saves.
pub(super) fn find(text: &str, word: &str) -> Option<usize> {
    let mut places = text.char_indices().map(|(at, _)| at);
    places.find(|&at| begins_with(&text[at..], word))
}

/// Words that are looked for anywhere in a text.
#[derive(Debug)]
pub(super) struct Lexicon {
    words: &'static [&'static str],
    firsts: CharSet,
    /// The second characters, where each word has one.
    seconds: Option<CharSet>,
}

impl Lexicon {
    /// A lexicon of `words`.
    pub(super) const fn of(words: &'static [&'static str]) -> Lexicon {
        Lexicon {
            words,
            firsts: CharSet::of_first(words),
            seconds: CharSet::of_second(words),
        }
    }

    /// Whether `text` begins with one of the words.
    pub(super) fn begins(&self, text: &str) -> bool {
        self.firsts.begins(text) && self.words.iter().any(|word| begins_with(text, word))
    }

    /// Whether one of the words stands in `text`.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let begins = |at: usize| self.words.iter().any(|word| begins_with(&text[at..], word));
        let mut chars = text.char_indices();
        while let Some((at, c)) = chars.next() {
            // A word begins here only if its second character follows.
            if self.firsts.holds(c)
                && (self.seconds.as_ref()).is_none_or(|seconds| seconds.begins(chars.as_str()))
                && begins(at)
            {
                return true;
            }
        }
        false
    }
}

/// Whether each of `words` holds a character of `marks`: a text without them holds none of the words.
pub(super) const fn covers(marks: &str, words: &[&str]) -> bool {
    let mut at = 0;
    while at < words.len() {
        let (word, mut offset, mut covered) = (words[at].as_bytes(), 0, false);
        while offset < word.len() {
            let (c, length) = char_at(word, offset);
            covered |= holds(marks.as_bytes(), c);
            offset += length;
        }
        if !covered {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether the code point `wanted` stands in `bytes`.
const fn holds(bytes: &[u8], wanted: u32) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        let (c, length) = char_at(bytes, at);
        if c == wanted {
            return true;
        }
        at += length;
    }
    false
}

/// The last code point of `bytes`.
pub(super) const fn last_char(bytes: &[u8]) -> u32 {
    let mut last = bytes.len() - 1;
    // The bytes of a character but the first are 10xxxxxx.
    while bytes[last] & 0xC0 == 0x80 {
        last -= 1;
    }
    char_at(bytes, last).0
}

/// The characters of `text`, `N` of them, as a pattern that texts are compared with.
pub(super) const fn chars<const N: usize>(text: &str) -> [char; N] {
    let (mut chars, mut count, mut at) = (['\0'; N], 0, 0);
    while at < text.len() {
        let (c, length) = char_at(text.as_bytes(), at);
        chars[count] = char::from_u32(c).expect("a text holds characters");
        count += 1;
        at += length;
    }
    assert!(count == N);
    chars
}

/// The code point that begins at `at`, and its length in bytes.
pub(super) const fn char_at(bytes: &[u8], at: usize) -> (u32, usize) {
    let lead = bytes[at] as u32;
    if lead < 0x80 {
        return (lead, 1);
    }
    let second = (bytes[at + 1] & 63) as u32;
    if lead < 0xE0 {
        return ((lead & 31) << 6 | second, 2);
    }
    let third = (bytes[at + 2] & 63) as u32;
    if lead < 0xF0 {
        return ((lead & 15) << 12 | second << 6 | third, 3);
    }
    let fourth = (bytes[at + 3] & 63) as u32;
    ((lead & 7) << 18 | second << 12 | third << 6 | fourth, 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: Lexicon = Lexicon::of(&["记者", "摄", "A0"]);

    #[test]
    fn words_are_found_wherever_they_stand() {
        for (text, found) in [
            ("本报记者", true),
            ("甲 摄", true),
            ("版面A01", true),
            ("记录", false),
            ("", false),
            ("A", false),
        ] {
            assert_eq!(WORDS.is_in(text), found, "{text}");
        }
    }

    #[test]
    fn a_word_is_found_where_it_stands_first() {
        for (text, word) in [
            ("据说来源：甲来源", "来源"),
            ("来源", "来源"),
            ("来", "来源"),
            ("", "A0"),
            ("版A0", "A0"),
            ("甲乙", "丙"),
        ] {
            assert_eq!(find(text, word), text.find(word), "{text} {word}");
            assert_eq!(
                begins_with(text, word),
                text.starts_with(word),
                "{text} {word}"
            );
        }
    }

    #[test]
    fn an_exact_set_has_its_members_and_no_others() {
        static SET: ExactSet = ExactSet::of("记x。");
        for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
            assert_eq!(SET.holds(c), "记x。".contains(c), "{c:?}");
        }
    }

    #[test]
    fn a_set_of_han_has_all_but_some() {
        static SET: ExactSet = ExactSet::han_but("的了。");
        for c in (0..=0xFFFF).filter_map(char::from_u32) {
            assert_eq!(SET.holds(c), is_han(c) && !"的了".contains(c), "{c:?}");
        }
    }

    #[test]
    fn a_set_never_misses_a_member() {
        const SET: CharSet = CharSet::of_first(&["记者", "x"]).and("é𠮷。");
        for c in ['记', 'x', 'é', '𠮷', '。'] {
            assert!(SET.holds(c), "{c}");
        }
        assert!(!SET.is_in("者的一"));
        assert!(SET.begins("记") && !SET.begins("者记") && !SET.begins(""));
        const LASTS: CharSet = CharSet::of_last(&["记者", "x"]);
        assert!(LASTS.ends("学者") && LASTS.ends("x") && !LASTS.ends("者记") && !LASTS.ends(""));
    }
}
