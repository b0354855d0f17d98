//! Cuts a stream of bytes into keys, sequences and pastes (ECMA-48, xterm's `ctlseqs`, UTF-8).
//!
//! Bytes come in any portions, so each rule says how far a sequence reaches or that more is
//! needed. The framing is done here and not by `termina`'s parser, for two reasons: an answer
//! unknown to that parser (DA2, `CSI > … c`) makes it swallow the keys that follow, and a paste in
//! many portions makes it start over with each. What a whole sequence means is asked of it then.
//!
//! No key is swallowed: what begins like a sequence and does not go on like one ([`strings`]) is
//! given back as the keys it came from, in order.

mod strings;

use super::convert::{self, EraseKey};
use super::{Reply, TerminalEvent};

/// What is begun and needs more bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unfinished {
    /// A lone ESC: the key, or the start of anything.
    Escape,
    /// A paste whose end has not come.
    Paste,
    /// A string that answers no question: more likely keys.
    Doubtful,
    /// What may be an answer or a key with parameters, and nothing has held it up yet.
    Half,
    /// Anything else.
    Sequence,
}

/// Bytes in, events out. Knows no clock: whoever calls says when to give up waiting.
#[derive(Debug)]
pub(super) struct Decoder {
    /// A begun sequence, never a whole one.
    begun: Vec<u8>,
    /// How much of it had come when nothing more came for a moment: what comes behind may be keys.
    paused: Option<usize>,
    /// The paste that is coming, without its brackets.
    paste: Option<Paste>,
    /// Whether questions to the terminal are not answered yet.
    awaited: bool,
    /// Whether the terminal may be in new line mode (`LNM`), in which Enter sends a line feed too.
    new_lines: bool,
    erase: EraseKey,
}

#[derive(Debug, Default)]
struct Paste {
    text: Vec<u8>,
    /// Bytes at the end of `text` that may be the start of the closing bracket were looked at
    /// before; so the search goes on from here.
    searched: usize,
}

/// How far a sequence at the start of some bytes reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Extent {
    /// So many bytes are a whole one.
    Whole(usize),
    /// So many bytes are nothing.
    Junk(usize),
    /// It is no sequence: the second byte with Alt, and what follows for itself.
    Typed,
    /// More bytes are needed.
    More,
}

const ESC: u8 = 0x1B;
const PASTE_START: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";
/// A control sequence or string of more bytes is not an answer to anything.
const LONGEST: usize = 256;
/// More of a paste is dropped, so that no paste takes all memory.
const LONGEST_PASTE: usize = 16 * 1024 * 1024;

impl Decoder {
    pub(super) fn new(erase: EraseKey) -> Decoder {
        Decoder {
            begun: Vec::new(),
            paused: None,
            paste: None,
            awaited: false,
            new_lines: false,
            erase,
        }
    }

    /// Tells whether questions to the terminal are not answered yet.
    pub(super) fn set_awaited(&mut self, awaited: bool) {
        self.awaited = awaited;
    }

    /// Tells whether the terminal may be in new line mode: a line feed that comes together with a carriage
    /// return, right behind it, is no key then.
    pub(super) fn expect_new_lines(&mut self, expected: bool) {
        self.new_lines = expected;
    }

    /// Takes the next bytes; events go to `events` in order.
    pub(super) fn feed(&mut self, bytes: &[u8], events: &mut Vec<TerminalEvent>) {
        if self.begun.is_empty() && self.paste.is_none() {
            let used = self.cut(bytes, events);
            self.continue_with(&bytes[used..], events);
        } else {
            self.continue_with(bytes, events);
        }
    }

    /// What is waiting for more bytes.
    pub(super) fn unfinished(&self) -> Option<Unfinished> {
        if self.paste.is_some() {
            return Some(Unfinished::Paste);
        }
        match self.begun.as_slice() {
            [] => None,
            [ESC] => Some(Unfinished::Escape),
            string @ [ESC, b']' | b'P' | b'_', ..]
                if !(self.awaited && strings::may_answer(string)) =>
            {
                Some(Unfinished::Doubtful)
            }
            [ESC, b'[' | b']', _, ..] if self.paused.is_none() => Some(Unfinished::Half),
            _ => Some(Unfinished::Sequence),
        }
    }

    /// Nothing came for a moment in the midst of a sequence. Over a slow line its rest may be under way, and if
    /// it never comes, what comes next are keys: what goes on with the sequence is kept until one or the other
    /// is certain.
    pub(super) fn pause(&mut self) {
        self.paused.get_or_insert(self.begun.len());
    }

    /// No more bytes came in time: takes what is begun as it stands.
    pub(super) fn give_up(&mut self, events: &mut Vec<TerminalEvent>) {
        if let Some(paste) = self.paste.take() {
            // Its end was lost, perhaps with the line: what comes next are keys again.
            let mut text = paste.text;
            let cut = (1..PASTE_END.len()).rfind(|&cut| text.ends_with(&PASTE_END[..cut]));
            text.truncate(text.len() - cut.unwrap_or(0));
            events.push(pasted(&text));
        }
        let begun = std::mem::take(&mut self.begun);
        let paused = self.paused.take();
        // ESC alone is the key; ESC and an introducer alone is that character with Alt, and so is
        // a string that may have been typed. The rest is a cut sequence: it is no key, so it goes, but not what
        // came behind a pause.
        let is_typed = match *begun {
            [ESC] | [ESC, _] => true,
            [ESC, b']' | b'P' | b'_', ..] => {
                strings::given_up(&begun, self.awaited) == Extent::Typed
            }
            _ => false,
        };
        if is_typed {
            let (escape, rest) = begun.split_at(begun.len().min(2));
            events.extend(convert::short_escape(escape, self.erase));
            let used = self.cut(rest, events);
            // At most the ESC of an end that did not come is left.
            if used < rest.len() {
                events.extend(convert::short_escape(&rest[used..], self.erase));
            }
        } else if let Some(behind) = paused.and_then(|paused| begun.get(paused..)) {
            self.cut(behind, events);
        }
    }

    /// What was begun before a pause and goes on in `all`: without its start if it is none of a sequence.
    fn resume(&mut self, mut all: Vec<u8>) -> Vec<u8> {
        let Some(paused) = self.paused.take() else {
            return all;
        };
        let extent = match all.get(1) {
            Some(b'[') => self.resumed(&all, paused),
            _ => extent(&all, self.awaited),
        };
        match extent {
            Extent::More if all.len() <= LONGEST => self.paused = Some(paused),
            Extent::More | Extent::Junk(_) => drop(all.drain(..paused)),
            Extent::Whole(_) | Extent::Typed => {}
        }
        all
    }

    /// How far the control sequence at the start of `all` reaches, which was held up behind `paused` bytes: it
    /// must be a key or an answer that is known, in which each parameter is there.
    fn resumed(&self, all: &[u8], paused: usize) -> Extent {
        let goes_on = |byte: &u8| matches!(byte, b'0'..=b'9' | b';' | b':' | b'$');
        let Some(end) = all[paused..].iter().position(|byte| !goes_on(byte)) else {
            return Extent::More;
        };
        let end = paused + end;
        let body = all[2..end].strip_suffix(b"$").unwrap_or(&all[2..end]);
        let is_known = match convert::event(&all[..=end], self.erase) {
            Some(TerminalEvent::Reply(reply)) => reply != Reply::Other,
            other => other.is_some(),
        };
        match is_known && body.last().is_some_and(u8::is_ascii_digit) {
            true => Extent::Whole(end + 1),
            false => Extent::Junk(paused),
        }
    }

    fn continue_with(&mut self, bytes: &[u8], events: &mut Vec<TerminalEvent>) {
        let mut rest = bytes.to_vec();
        loop {
            if self.paste.is_some() {
                match self.feed_paste(&rest, events) {
                    Some(after) => rest = after,
                    None => return,
                }
            }
            let mut all = std::mem::take(&mut self.begun);
            all.append(&mut rest);
            all = self.resume(all);
            let used = self.cut(&all, events);
            if self.paste.is_some() {
                rest = all.split_off(used);
                continue;
            }
            all.drain(..used);
            self.begun = all;
            return;
        }
    }

    /// Turns whole sequences into events; returns how many bytes are used. Stops where a paste
    /// starts.
    fn cut(&mut self, bytes: &[u8], events: &mut Vec<TerminalEvent>) -> usize {
        let mut used = 0;
        while used < bytes.len() {
            let rest = &bytes[used..];
            let mut reach = extent(rest, self.awaited);
            if reach == Extent::More && rest.len() > LONGEST {
                reach = Extent::Typed;
            }
            match reach {
                Extent::More => break,
                Extent::Typed => {
                    let escape = &rest[..rest.len().min(2)];
                    events.extend(convert::short_escape(escape, self.erase));
                    used += escape.len();
                }
                Extent::Junk(length) => used += length,
                Extent::Whole(length) => {
                    used += length;
                    if &rest[..length] == PASTE_START {
                        self.paste = Some(Paste::default());
                        break;
                    }
                    let is_rest_of_enter = self.new_lines && bytes[..used].ends_with(b"\r\n");
                    if !is_rest_of_enter {
                        events.extend(convert::event(&rest[..length], self.erase));
                    }
                }
            }
        }
        used
    }

    /// Takes bytes of a paste; returns what follows its end, if that has come.
    fn feed_paste(&mut self, bytes: &[u8], events: &mut Vec<TerminalEvent>) -> Option<Vec<u8>> {
        let paste = self.paste.as_mut()?;
        paste.text.extend_from_slice(bytes);
        let found = find(&paste.text[paste.searched..], PASTE_END).map(|at| at + paste.searched);
        let Some(end) = found else {
            if paste.text.len() > LONGEST_PASTE {
                let kept = paste.text.split_off(paste.text.len() - PASTE_END.len());
                paste.text.truncate(LONGEST_PASTE - PASTE_END.len());
                paste.text.extend_from_slice(&kept);
            }
            paste.searched = paste.text.len().saturating_sub(PASTE_END.len() - 1);
            return None;
        };
        let after = paste.text.split_off(end + PASTE_END.len());
        paste.text.truncate(end);
        events.push(pasted(&paste.text));
        self.paste = None;
        Some(after)
    }
}

/// The bytes of a paste as its text.
fn pasted(bytes: &[u8]) -> TerminalEvent {
    let text = String::from_utf8_lossy(bytes);
    TerminalEvent::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len())
        .position(|window| window == wanted)
}

/// How far the sequence at the start of `bytes` (not empty) reaches.
fn extent(bytes: &[u8], awaited: bool) -> Extent {
    if bytes[0] != ESC {
        return character(bytes);
    }
    match bytes.get(1) {
        None => Extent::More,
        // Two ESC: the first is the key.
        Some(&ESC) => Extent::Whole(1),
        Some(b'[') => control_sequence(bytes),
        Some(b'O') => match bytes.get(2) {
            None => Extent::More,
            Some(0x20..=0x7E) => Extent::Whole(3),
            Some(_) => Extent::Whole(2),
        },
        Some(b']' | b'P' | b'_') => strings::extent(bytes, awaited),
        Some(_) => match character(&bytes[1..]) {
            Extent::Whole(length) => Extent::Whole(1 + length),
            Extent::Junk(length) => Extent::Junk(1 + length),
            needed @ (Extent::More | Extent::Typed) => needed,
        },
    }
}

/// `CSI`: parameters, intermediates, one final byte.
fn control_sequence(bytes: &[u8]) -> Extent {
    match bytes.get(2) {
        // The Linux console's function keys.
        Some(b'[') => {
            return if bytes.len() < 4 {
                Extent::More
            } else {
                Extent::Whole(4)
            };
        }
        // The oldest mouse protocol, which is never asked for: three bytes follow. Another program
        // may have left it on; then they come at once, the first of them a button or the wheel.
        Some(b'M') => {
            return match bytes.get(3..6) {
                Some(
                    [
                        b' '..=b'#' | b'@'..=b'C' | b'`' | b'a',
                        0x21..=0xFF,
                        0x21..=0xFF,
                    ],
                ) => Extent::Junk(6),
                _ => Extent::Typed,
            };
        }
        // Without parameters only a few are keys or told unasked: the rest was typed.
        Some(b' '..=b'?' | b'A'..=b'I' | b'O'..=b'S' | b'Z') | None => {}
        Some(_) => return Extent::Typed,
    }
    for (at, &byte) in bytes.iter().enumerate().skip(2) {
        match byte {
            0x20..=0x3F => {}
            0x40..=0x7E => return Extent::Whole(at + 1),
            // A control or a Han character within: the sequence was cut, this is something new.
            _ => return Extent::Junk(at),
        }
    }
    Extent::More
}

/// One character of UTF-8; bytes that are none are junk.
fn character(bytes: &[u8]) -> Extent {
    let length = match bytes[0] {
        0x00..=0x7F => return Extent::Whole(1),
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return Extent::Junk(1),
    };
    match std::str::from_utf8(&bytes[..length.min(bytes.len())]) {
        Ok(_) => Extent::Whole(length),
        Err(error) => error.error_len().map_or(Extent::More, Extent::Junk),
    }
}

#[cfg(test)]
mod tests;
