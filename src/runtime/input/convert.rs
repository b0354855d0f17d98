//! What one whole sequence means: a key, an answer of the terminal, or nothing to us.

use termina::event::{KeyCode, KeyEvent, KeyEventKind, Modifiers};
use termina::{Event, Parser};

use super::{ColourSlot, Reply, TerminalEvent};
use crate::config::key::{Key, KeyChord};

/// Which byte the erase key of this terminal sends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum EraseKey {
    /// DEL (0x7F), as nearly everywhere; `Ctrl-h` is a key of its own.
    Delete,
    /// BS (0x08): the terminal's `erase` character says so.
    CtrlH,
}

impl EraseKey {
    pub(super) fn of(erases_with_ctrl_h: bool) -> EraseKey {
        if erases_with_ctrl_h {
            EraseKey::CtrlH
        } else {
            EraseKey::Delete
        }
    }
}

/// The event of a whole sequence. Mouse and focus reports, key releases and what is unknown give
/// none.
pub(super) fn event(bytes: &[u8], erase: EraseKey) -> Option<TerminalEvent> {
    match bytes {
        [0x1B, b'[', body @ .., end] => match reply(body, *end) {
            Meaning::Reply(reply) => Some(TerminalEvent::Reply(reply)),
            Meaning::Nothing => None,
            Meaning::Key => key(bytes, erase),
        },
        [0x1B, b']', body @ ..] if !body.is_empty() => {
            Some(TerminalEvent::Reply(colour(body).unwrap_or(Reply::Other)))
        }
        [0x1B, b'P', body @ ..] if !body.is_empty() => {
            Some(TerminalEvent::Reply(device_string(body)))
        }
        [0x1B, b'_', _, ..] => Some(TerminalEvent::Reply(Reply::Other)),
        _ => key(bytes, erase),
    }
}

/// ESC alone, or ESC and one introducer: what a cut sequence of that length is as a key.
pub(super) fn short_escape(bytes: &[u8], erase: EraseKey) -> Option<TerminalEvent> {
    match *bytes {
        [_] => key(bytes, erase),
        [_, second] => {
            let chord = KeyChord {
                key: Key::Char(char::from(second)),
                ctrl: false,
                alt: true,
                shift: false,
            };
            second
                .is_ascii_graphic()
                .then_some(TerminalEvent::Key(chord))
        }
        _ => None,
    }
}

enum Meaning {
    Reply(Reply),
    Key,
    Nothing,
}

/// A control sequence without its introducer: `body` and the final byte.
fn reply(body: &[u8], end: u8) -> Meaning {
    let private = body
        .first()
        .copied()
        .filter(|byte| (b'<'..=b'?').contains(byte));
    let intermediate = body
        .iter()
        .copied()
        .rfind(|byte| (0x20..=0x2F).contains(byte));
    let numbers = || -> Vec<u16> {
        let digits = body
            .iter()
            .filter(|byte| byte.is_ascii_digit() || **byte == b';');
        let text: String = digits.map(|&byte| char::from(byte)).collect();
        text.split(';')
            .filter_map(|number| number.parse().ok())
            .collect()
    };
    let reply = match (private, intermediate, end) {
        (Some(b'?'), None, b'c') => Reply::DeviceAttributes(numbers()),
        (Some(b'?'), Some(b'$'), b'y') => match numbers()[..] {
            [mode, state] => Reply::Mode { mode, state },
            _ => Reply::Other,
        },
        (Some(b'?'), None, b'u') => Reply::KeyboardFlags(numbers().first().copied().unwrap_or(0)),
        // Mouse.
        (Some(b'<'), ..) | (None, None, b'M') => return Meaning::Nothing,
        (None, None, b'R') if body.contains(&b';') => match numbers()[..] {
            [row, column, ..] if row > 0 && column > 0 => Reply::CursorPosition {
                column: column - 1,
                row: row - 1,
            },
            _ => Reply::Other,
        },
        // Focus.
        (None, None, b'I' | b'O') => return Meaning::Nothing,
        (None, None, b'A'..=b'H' | b'P'..=b'S' | b'Z' | b'~' | b'u') => return Meaning::Key,
        (None, None, b'[') => return Meaning::Key,
        _ => Reply::Other,
    };
    Meaning::Reply(reply)
}

/// `OSC 4;n;rgb:r/g/b`, `OSC 10;rgb:…` to 12; `body` ends with BEL or ST.
fn colour(body: &[u8]) -> Option<Reply> {
    let text = std::str::from_utf8(body)
        .ok()?
        .trim_end_matches(['\x07', '\x1b', '\\']);
    let (slot, value) = text.split_once(';')?;
    let (slot, value) = match slot {
        "4" => {
            let (index, value) = value.split_once(';')?;
            (ColourSlot::Indexed(index.parse().ok()?), value)
        }
        "10" => (ColourSlot::Foreground, value),
        "11" => (ColourSlot::Background, value),
        "12" => (ColourSlot::Cursor, value),
        _ => return None,
    };
    // One to four hexadecimal digits a channel (X11's colour strings); alpha may follow.
    let (_, channels) = value.split_once(':')?;
    let mut channels = channels.split('/').map(|digits| {
        let largest = (1u32
            << (4 * u32::try_from(digits.len())
                .ok()
                .filter(|length| (1..=4).contains(length))?))
            - 1;
        u8::try_from(u32::from_str_radix(digits, 16).ok()? * 255 / largest).ok()
    });
    let rgb = (channels.next()??, channels.next()??, channels.next()??);
    Some(Reply::Colour { slot, rgb })
}

/// `DCS > | text ST` is XTVERSION.
fn device_string(body: &[u8]) -> Reply {
    let text = body
        .strip_prefix(b">|")
        .and_then(|text| text.strip_suffix(b"\x1b\\"));
    text.map_or(Reply::Other, |text| {
        Reply::Version(String::from_utf8_lossy(text).into_owned())
    })
}

/// Asks `termina` which key a sequence is.
fn key(bytes: &[u8], erase: EraseKey) -> Option<TerminalEvent> {
    let mut parser = Parser::default();
    parser.parse(bytes, false);
    match parser.pop()? {
        Event::Key(event) => chord(event, erase).map(TerminalEvent::Key),
        _ => None,
    }
}

fn chord(event: KeyEvent, erase: EraseKey) -> Option<KeyChord> {
    if event.kind == KeyEventKind::Release
        || event
            .modifiers
            .intersects(Modifiers::SUPER | Modifiers::HYPER | Modifiers::META)
    {
        return None;
    }
    let ctrl = event.modifiers.contains(Modifiers::CONTROL);
    let alt = event.modifiers.contains(Modifiers::ALT);
    let shift = event.modifiers.contains(Modifiers::SHIFT);
    let plain = |key| KeyChord {
        key,
        ctrl,
        alt,
        shift,
    };
    Some(match event.code {
        KeyCode::Char(c) => character(c, ctrl, alt, shift, erase),
        KeyCode::Enter => plain(Key::Enter),
        KeyCode::Escape => plain(Key::Esc),
        KeyCode::Tab => plain(Key::Tab),
        KeyCode::BackTab => KeyChord {
            shift: true,
            ..plain(Key::Tab)
        },
        KeyCode::Backspace => plain(Key::Backspace),
        KeyCode::Delete => plain(Key::Delete),
        KeyCode::Insert => plain(Key::Insert),
        KeyCode::Up => plain(Key::Up),
        KeyCode::Down => plain(Key::Down),
        KeyCode::Left => plain(Key::Left),
        KeyCode::Right => plain(Key::Right),
        KeyCode::Home => plain(Key::Home),
        KeyCode::End => plain(Key::End),
        KeyCode::PageUp => plain(Key::PageUp),
        KeyCode::PageDown => plain(Key::PageDown),
        KeyCode::Function(number @ 1..=24) => plain(Key::F(number)),
        _ => return None,
    })
}

/// A character carries its own case; control characters are the keys they come from.
fn character(c: char, ctrl: bool, alt: bool, shift: bool, erase: EraseKey) -> KeyChord {
    let (key, ctrl) = match (c, ctrl) {
        // Some protocols send these as letters with Ctrl; without a protocol they cannot be told.
        ('i', true) => (Key::Tab, false),
        ('m', true) => (Key::Enter, false),
        ('[', true) => (Key::Esc, false),
        ('h', true) if erase == EraseKey::CtrlH => (Key::Backspace, false),
        // `termina` names 0x1C to 0x1F after digits; people press and bind the marks.
        ('4', true) => (Key::Char('\\'), true),
        ('5', true) => (Key::Char(']'), true),
        ('6', true) => (Key::Char('^'), true),
        ('7', true) => (Key::Char('_'), true),
        (c, true) => (Key::Char(c.to_ascii_lowercase()), true),
        (c, false) if shift => (Key::Char(upper(c)), false),
        (c, false) => (Key::Char(c), false),
    };
    KeyChord {
        key,
        ctrl,
        alt,
        shift: false,
    }
}

/// The capital letter, where it is one character.
fn upper(c: char) -> char {
    let mut capital = c.to_uppercase();
    match (capital.next(), capital.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}
