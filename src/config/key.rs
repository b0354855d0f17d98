//! A key as pressed: one chord, written `j`, `G`, `Ctrl-d`, `Enter`, `PgDn`, `Space`, `Shift-Tab`.
//!
//! Reading is forgiving (`ctrl+D`, `C-d`, `Return`), writing is not: each chord has one written
//! form, so that a keymap, help and `keys --json` agree. Three chords are other keys on every
//! terminal line (`Ctrl-i` is Tab, `Ctrl-m` Enter, `Ctrl-[` Esc) and are read as those.

use std::fmt;
use std::str::FromStr;

/// One key press with its modifiers. Letters carry their own case (`G` is `Char('G')` without
/// `shift`); `shift` is set for keys that have no other form (`Shift-Tab`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyChord {
    /// The key.
    pub key: Key,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt (or ESC before it).
    pub alt: bool,
    /// With Shift, where the key itself does not say so.
    pub shift: bool,
}

/// The keys a terminal can send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A character as typed, upper case and input-method text included.
    Char(char),
    /// Enter, Return.
    Enter,
    /// Esc.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// The arrow to the left.
    Left,
    /// The arrow to the right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// F1 to F24.
    F(u8),
}

/// A text that names no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAKey;

/// The written names of keys that are not characters; the first of several for one key is how it
/// is written out.
const NAMES: &[(&str, Key)] = &[
    ("Space", Key::Char(' ')),
    ("Enter", Key::Enter),
    ("Return", Key::Enter),
    ("Esc", Key::Esc),
    ("Escape", Key::Esc),
    ("Tab", Key::Tab),
    ("Backspace", Key::Backspace),
    ("Delete", Key::Delete),
    ("Del", Key::Delete),
    ("Insert", Key::Insert),
    ("Ins", Key::Insert),
    ("Up", Key::Up),
    ("Down", Key::Down),
    ("Left", Key::Left),
    ("Right", Key::Right),
    ("Home", Key::Home),
    ("End", Key::End),
    ("PgUp", Key::PageUp),
    ("PageUp", Key::PageUp),
    ("PgDn", Key::PageDown),
    ("PageDown", Key::PageDown),
];

/// The written modifiers, read in any case, joined by `-` or `+`.
const MODIFIERS: &[(&str, Modifier)] = &[
    ("ctrl", Modifier::Ctrl),
    ("control", Modifier::Ctrl),
    ("c", Modifier::Ctrl),
    ("alt", Modifier::Alt),
    ("a", Modifier::Alt),
    ("m", Modifier::Alt),
    ("shift", Modifier::Shift),
    ("s", Modifier::Shift),
];

#[derive(Clone, Copy)]
enum Modifier {
    Ctrl,
    Alt,
    Shift,
}

impl KeyChord {
    /// `key` without modifiers.
    pub const fn plain(key: Key) -> KeyChord {
        KeyChord {
            key,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// `character` without modifiers.
    pub const fn char(character: char) -> KeyChord {
        KeyChord::plain(Key::Char(character))
    }

    /// `character` with Ctrl.
    pub const fn ctrl(character: char) -> KeyChord {
        KeyChord {
            key: Key::Char(character),
            ctrl: true,
            alt: false,
            shift: false,
        }
    }

    /// The character this chord types in a text field, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.key {
            Key::Char(character) if !self.ctrl && !self.alt => Some(character),
            _ => None,
        }
    }

    /// A full-width key, typed with an input method on, as its ASCII key: `ｊ` as `j`, `：` as `:`,
    /// the ideographic space as Space, `【` as `[`. Other chords stay. For use outside text fields.
    pub fn fold_full_width(self) -> KeyChord {
        match self.key {
            Key::Char(character) => KeyChord {
                key: Key::Char(fold(character)),
                ..self
            },
            _ => self,
        }
    }

    /// The one form of a chord that a terminal can send: Ctrl with a letter in lower case, Shift in
    /// the letter, and the three control characters that have a key of their own.
    pub fn canonical(self) -> KeyChord {
        let Key::Char(character) = self.key else {
            return self;
        };
        if self.ctrl {
            let character = character.to_ascii_lowercase();
            let own_key = match character {
                'i' => Some(Key::Tab),
                'm' => Some(Key::Enter),
                '[' => Some(Key::Esc),
                _ => None,
            };
            let (key, ctrl) = own_key.map_or((Key::Char(character), true), |key| (key, false));
            return KeyChord {
                key,
                ctrl,
                alt: self.alt,
                shift: false,
            };
        }
        let character = if self.shift {
            character.to_ascii_uppercase()
        } else {
            character
        };
        KeyChord {
            key: Key::Char(character),
            shift: false,
            ..self
        }
    }
}

/// Reads a sequence: chords between spaces (`g g`, `Ctrl-x k`), or two plain characters in a row
/// (`gg`). Longer runs are not read as sequences, so that a misspelt key name is found.
pub fn parse_sequence(text: &str) -> Result<Vec<KeyChord>, NotAKey> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if let [word] = words[..] {
        if let Ok(chord) = word.parse() {
            return Ok(vec![chord]);
        }
        let characters: Vec<char> = word.chars().collect();
        return match characters[..] {
            // `F0` is a misspelt function key rather than F and then a count.
            [first, second] if !second.is_ascii_digit() => {
                Ok(vec![KeyChord::char(first), KeyChord::char(second)])
            }
            _ => Err(NotAKey),
        };
    }
    if words.is_empty() {
        return Err(NotAKey);
    }
    words.into_iter().map(str::parse).collect()
}

/// Writes a sequence as [`parse_sequence`] reads it: `gg`, `Ctrl-x k`.
pub fn format_sequence(sequence: &[KeyChord]) -> String {
    if let [first, second] = sequence
        && let (Some(one), Some(two)) = (first.typed(), second.typed())
        && one != ' '
        && two != ' '
    {
        let joined = format!("{one}{two}");
        if parse_sequence(&joined).is_ok_and(|read| read == sequence) {
            return joined;
        }
    }
    let written: Vec<String> = sequence.iter().map(KeyChord::to_string).collect();
    written.join(" ")
}

impl FromStr for KeyChord {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<KeyChord, NotAKey> {
        let mut chord = KeyChord::plain(Key::Esc);
        let mut rest = text;
        // A modifier is a name and a joint with something after it, so that `-` and `+` stay keys.
        while let Some((modifier, after)) = split_modifier(rest) {
            match modifier {
                Modifier::Ctrl => chord.ctrl = true,
                Modifier::Alt => chord.alt = true,
                Modifier::Shift => chord.shift = true,
            }
            rest = after;
        }
        chord.key = parse_key(rest)?;
        if let Key::Char(character) = chord.key {
            // Shift with a digit or a mark types another character, on each keyboard another one.
            if chord.shift && !character.is_ascii_alphabetic() && character != ' ' {
                return Err(NotAKey);
            }
            if chord.ctrl && !character.is_ascii() {
                return Err(NotAKey);
            }
        }
        Ok(chord.canonical())
    }
}

impl fmt::Display for KeyChord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (on, name) in [
            (self.ctrl, "Ctrl-"),
            (self.alt, "Alt-"),
            (self.shift, "Shift-"),
        ] {
            if on {
                f.write_str(name)?;
            }
        }
        match self.key {
            Key::F(number) => write!(f, "F{number}"),
            key => match (NAMES.iter().find(|(_, named)| *named == key), key) {
                (Some((name, _)), _) => f.write_str(name),
                (None, Key::Char(character)) => write!(f, "{character}"),
                (None, _) => Ok(()),
            },
        }
    }
}

fn split_modifier(text: &str) -> Option<(Modifier, &str)> {
    let joint = text.find(['-', '+'])?;
    let (name, after) = (&text[..joint], &text[joint + 1..]);
    if after.is_empty() {
        return None;
    }
    let (_, modifier) = MODIFIERS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    Some((*modifier, after))
}

fn parse_key(text: &str) -> Result<Key, NotAKey> {
    let mut characters = text.chars();
    if let (Some(character), None) = (characters.next(), characters.next()) {
        let printable = !character.is_control() && !character.is_whitespace();
        return if printable {
            Ok(Key::Char(character))
        } else {
            Err(NotAKey)
        };
    }
    if let Some((_, key)) = NAMES
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(text))
    {
        return Ok(*key);
    }
    let number = text
        .strip_prefix(['F', 'f'])
        .and_then(|number| number.parse().ok());
    number
        .filter(|number| (1..=24).contains(number))
        .map(Key::F)
        .ok_or(NotAKey)
}

/// U+FF01 to U+FF5E are ASCII moved by 0xFEE0; the rest are the marks that a Chinese input method
/// gives for an ASCII key that some action has.
pub(crate) fn fold(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        '\u{3000}' => ' ',
        '【' => '[',
        '】' => ']',
        '「' | '『' => '{',
        '」' | '』' => '}',
        '、' => '/',
        '。' => '.',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        _ => character,
    }
}
