//! Text from outside becomes displayable here, once, and by type.
//!
//! [`Clean`] (owned) and [`CleanStr`] (borrowed) are the only texts that may be drawn or printed.
//! [`sanitize`] is the only function that makes one out of foreign text; the others only cut or
//! join what is clean already.
//!
//! One scan finds out whether a text is ordinary (ASCII, Han, kana, the usual marks); such a text
//! is copied. Any other goes through [`Washer`] character by character:
//!
//! | in | out |
//! |---|---|
//! | C0, DEL | caret notation: `^[`, `^?` |
//! | tab, line feed, CR LF, U+2028, U+2029 | one space |
//! | C1, bidi controls, tags, other format characters, private use, unassigned | `<U+202E>` |
//! | Hangul fillers, Hangul tone marks, conjoining jamo that do not compose | `<U+3164>` |
//! | a leading consonant before another or a syllable, letters that join what follows | `<U+1100>` |
//! | ZWSP, ZWNJ, ZWJ, WJ, BOM, soft hyphen, variation selectors, invisible operators | nothing |
//! | skin tones, U+20E3 | nothing |
//! | regional indicators | the Latin letters they stand for |
//! | combining marks | at most two on one base; none on a space or at the start |
//! | conjoining jamo, kana with a voicing mark | composed, as NFC would |
//!
//! The hard part is the last column of every terminal: what terminals measure differently (ZWJ
//! sequences, flags, long stacks of marks) has to be reduced to what they measure alike. Every
//! decision looks only at the character and at what was put out before it, and every output comes
//! through unchanged; therefore `sanitize(sanitize(x)) == sanitize(x)`.

use std::fmt;
use std::ops::Range;

use super::repertoire::{is_mark, is_other};

/// How many combining marks one base keeps.
pub(crate) const MARKS_ON_ONE_BASE: usize = 2;

/// Owned displayable text: no control characters, no bidi controls, nothing that acts on a
/// terminal. The one exception is the line feed that [`Clean::push_line_break`] puts between the
/// blocks of a document; no line or piece of a layout holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clean(String);

/// A borrowed slice of displayable text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CleanStr<'a>(&'a str);

/// Makes `text` displayable: what could act on the terminal becomes visible or goes, what
/// terminals measure differently is reduced to what they measure alike. Linear in the length of
/// `text`; the result has no control character.
pub fn sanitize(text: &str) -> Clean {
    if text.chars().all(is_ordinary) {
        return Clean(text.to_owned());
    }
    let mut washer = Washer {
        out: String::with_capacity(text.len()),
        marks: 0,
    };
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // Of CR LF only the LF speaks, as one space.
        if !(c == '\r' && chars.peek() == Some(&'\n')) {
            washer.take(c);
        }
    }
    Clean(washer.out)
}

impl Clean {
    /// The text, for reading.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Borrows the whole text.
    pub fn as_clean(&self) -> CleanStr<'_> {
        CleanStr(&self.0)
    }

    /// Appends text that is clean already.
    pub fn push(&mut self, text: CleanStr<'_>) {
        self.0.push_str(text.0);
    }

    /// Appends the line feed that stands between two blocks of a document.
    pub fn push_line_break(&mut self) {
        self.0.push('\n');
    }

    /// `parts` one after the other.
    pub fn concat<'a>(parts: impl IntoIterator<Item = CleanStr<'a>>) -> Clean {
        Clean(parts.into_iter().map(CleanStr::as_str).collect())
    }

    /// `parts` one after the other, `separator` between each two.
    pub fn join<'a>(
        parts: impl IntoIterator<Item = CleanStr<'a>>,
        separator: CleanStr<'_>,
    ) -> Clean {
        let mut joined = String::new();
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                joined.push_str(separator.0);
            }
            joined.push_str(part.0);
        }
        Clean(joined)
    }

    /// The code points.
    pub fn chars(&self) -> std::str::Chars<'_> {
        self.0.chars()
    }

    /// The length in bytes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> CleanStr<'a> {
    /// The text, for reading.
    pub fn as_str(self) -> &'a str {
        self.0
    }

    /// The part in `range` (bytes, on character boundaries).
    pub fn slice(self, range: Range<usize>) -> CleanStr<'a> {
        CleanStr(&self.0[range])
    }

    /// The text without white space at its ends.
    pub fn trim(self) -> CleanStr<'a> {
        CleanStr(self.0.trim())
    }

    /// The code points.
    pub fn chars(self) -> std::str::Chars<'a> {
        self.0.chars()
    }

    /// The length in bytes.
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// An owned copy.
    pub fn to_clean(self) -> Clean {
        Clean(self.0.to_owned())
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Display for CleanStr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl From<&str> for Clean {
    /// The same as [`sanitize`].
    fn from(text: &str) -> Clean {
        sanitize(text)
    }
}

impl From<CleanStr<'_>> for Clean {
    fn from(text: CleanStr<'_>) -> Clean {
        text.to_clean()
    }
}

/// The output so far, and how many combining marks its last base has.
struct Washer {
    out: String,
    marks: usize,
}

impl Washer {
    fn take(&mut self, c: char) {
        match c {
            '\t' | '\n' | '\u{2028}' | '\u{2029}' => self.base(' '),
            '\0'..='\u{1F}' | '\u{7F}' => {
                self.base('^');
                // Caret notation flips bit 6: ESC is `^[`, DEL is `^?`.
                self.base(char::from(c as u8 ^ 0x40));
            }
            _ if is_ordinary(c) => self.base(c),
            _ if is_dropped(c) => {}
            '\u{1F1E6}'..='\u{1F1FF}' => self.base(regional_letter(c)),
            '\u{3099}' | '\u{309A}' => self.voicing(c),
            '\u{1161}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FB}' => self.jamo(c),
            '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{302A}'..='\u{302F}' => {
                self.escape(c);
            }
            _ if is_other(c) || is_prepended(c) => self.escape(c),
            _ if is_mark(c) => self.mark(c),
            _ => self.base(c),
        }
    }

    fn base(&mut self, c: char) {
        // Some terminals join these two to one syllable, most do not.
        if (is_leading(c) || is_syllable(c))
            && let Some(before) = self.out.chars().next_back().filter(|c| is_leading(*c))
        {
            self.out.pop();
            self.escape(before);
        }
        self.out.push(c);
        self.marks = 0;
    }

    fn mark(&mut self, c: char) {
        let has_base = self
            .out
            .chars()
            .next_back()
            .is_some_and(|base| !base.is_whitespace());
        if has_base && self.marks < MARKS_ON_ONE_BASE {
            self.out.push(c);
            self.marks += 1;
        }
    }

    fn escape(&mut self, c: char) {
        self.out.push_str(&format!("<U+{:04X}>", u32::from(c)));
        self.marks = 0;
    }

    /// A voicing mark of kana: composed as NFC would, else in its form that takes cells of its own
    /// (terminals do not agree on the combining form).
    fn voicing(&mut self, c: char) {
        let voiced = self
            .out
            .chars()
            .next_back()
            .and_then(|kana| compose_kana(kana, c));
        match voiced {
            Some(composed) => self.replace_last(composed),
            None => self.base(if c == '\u{3099}' {
                '\u{309B}'
            } else {
                '\u{309C}'
            }),
        }
    }

    /// A conjoining vowel or final: composed as NFC would, else shown by its number.
    fn jamo(&mut self, c: char) {
        match self
            .out
            .chars()
            .next_back()
            .and_then(|before| compose_hangul(before, c))
        {
            Some(composed) => self.replace_last(composed),
            None => self.escape(c),
        }
    }

    fn replace_last(&mut self, c: char) {
        self.out.pop();
        self.base(c);
    }
}

/// Characters that stay as they are wherever they stand; a subset that is cheap to test.
fn is_ordinary(c: char) -> bool {
    matches!(u32::from(c),
        0x20..=0x7E | 0xA0..=0xAC | 0xAE..=0x2FF | 0x3B1..=0x482
        | 0x2010..=0x2027 | 0x2030..=0x205E | 0x2190..=0x2426
        | 0x2460..=0x2B73 | 0x3000..=0x3029 | 0x3030..=0x303F
        | 0x3041..=0x3096 | 0x309B..=0x30FF | 0x3400..=0x9FFF
        | 0xAC00..=0xD7A3 | 0xFF01..=0xFF9F | 0x20000..=0x2A6DF)
}

/// A leading consonant of Hangul, which joins the consonant or syllable behind it (UAX #29, GB6).
fn is_leading(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115E}' | '\u{A960}'..='\u{A97C}')
}

/// A whole syllable of Hangul.
fn is_syllable(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}')
}

/// A letter that joins whatever stands behind it (UAX #29, `Prepend`).
fn is_prepended(c: char) -> bool {
    matches!(
        u32::from(c),
        0xD4E | 0x111C2 | 0x111C3 | 0x113D1 | 0x1193F | 0x11941 | 0x11A3A | 0x11A84
            ..=0x11A89 | 0x11D46 | 0x11F02
    )
}

/// Zero-width characters whose loss nobody sees, and those that only colour or frame what stands
/// before them.
fn is_dropped(c: char) -> bool {
    matches!(u32::from(c),
        0xAD | 0x34F | 0x17B4 | 0x17B5 | 0x180B..=0x180F
        | 0x200B..=0x200D | 0x2060..=0x2064 | 0x20E3 | 0xFE00..=0xFE0F | 0xFEFF
        | 0x1F3FB..=0x1F3FF | 0xE0100..=0xE01EF)
}

fn regional_letter(c: char) -> char {
    char::from_u32(u32::from(c) - 0x1F1E6 + u32::from('A')).unwrap_or('?')
}

/// Unicode Standard 3.12: leading consonant and vowel, or such a syllable and a final.
fn compose_hangul(before: char, jamo: char) -> Option<char> {
    const FIRST: u32 = 0xAC00;
    let (before, jamo) = (u32::from(before), u32::from(jamo));
    match (before, jamo) {
        (0x1100..=0x1112, 0x1161..=0x1175) => {
            char::from_u32(FIRST + ((before - 0x1100) * 21 + (jamo - 0x1161)) * 28)
        }
        (FIRST..=0xD7A3, 0x11A8..=0x11C2) if (before - FIRST).is_multiple_of(28) => {
            char::from_u32(before + jamo - 0x11A7)
        }
        _ => None,
    }
}

fn compose_kana(kana: char, mark: char) -> Option<char> {
    const VOICED: &str =
        "かきくけこさしすせそたちつてとはひふへほゝカキクケコサシスセソタチツテトハヒフヘホヽ";
    const HALF_VOICED: &str = "はひふへほハヒフヘホ";
    let step = match mark {
        '\u{3099}' if VOICED.contains(kana) => 1,
        '\u{309A}' if HALF_VOICED.contains(kana) => 2,
        '\u{3099}' if kana == 'う' => return Some('ゔ'),
        '\u{3099}' if kana == 'ウ' => return Some('ヴ'),
        _ => return None,
    };
    char::from_u32(u32::from(kana) + step)
}

#[cfg(test)]
#[path = "sanitize_tests.rs"]
mod tests;
