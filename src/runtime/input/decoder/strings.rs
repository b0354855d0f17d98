//! What a string from the terminal (`OSC`, `DCS`, `APC`) looks like, as far as it has come.
//!
//! `ESC ]` is both the start of an answer and what comes when Esc and `]` are pressed on a slow
//! line. A string that were taken at its word would swallow keys until its end comes, perhaps for
//! ever. So only what has the form of an answer is one; at the first byte that does not fit, the
//! bytes are keys again. The hard part is the answer that is cut: once it cannot have been typed,
//! its part is dropped and only what follows are keys.

use super::{ESC, Extent, LONGEST};

/// What the bytes of a string are so far, beginning with the least certain.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Standing {
    /// Too few to tell: they may as well have been typed.
    Begun,
    /// A whole form, but of an answer to a question that is never asked.
    Unasked,
    /// The form of an answer about a colour, as far as its number: `11;`.
    Numbered,
    /// An answer about a colour beyond doubt: `11;rgb:`.
    Colour,
}

/// How far the string at the start of `bytes` reaches. `awaited`: questions are not answered yet.
pub(super) fn extent(bytes: &[u8], awaited: bool) -> Extent {
    let end = (2..bytes.len())
        .find(|&at| !matches!(bytes[at], 0x20..=0x7E))
        .unwrap_or(bytes.len());
    let (fitting, standing) = follow(bytes[1], &bytes[2..end]);
    let whole = |length| match standing {
        Standing::Begun => Extent::Typed,
        _ => Extent::Whole(length),
    };
    if fitting < end - 2 || end > LONGEST {
        return cut(2 + fitting, standing, awaited);
    }
    match bytes[end..] {
        [] | [ESC] => Extent::More,
        [0x07, ..] if bytes[1] == b']' => whole(end + 1),
        [ESC, b'\\', ..] => whole(end + 2),
        _ => cut(end, standing, awaited),
    }
}

/// What a string is that got no further than `length` bytes.
fn cut(length: usize, standing: Standing, awaited: bool) -> Extent {
    match standing {
        Standing::Colour => Extent::Junk(length),
        Standing::Numbered if awaited => Extent::Junk(length),
        _ => Extent::Typed,
    }
}

/// Whether no more bytes of the string at the start of `bytes` come: what it is then.
pub(super) fn given_up(bytes: &[u8], awaited: bool) -> Extent {
    let body = bytes[2..].strip_suffix(&[ESC]).unwrap_or(&bytes[2..]);
    cut(bytes.len(), follow(bytes[1], body).1, awaited)
}

/// Whether the string at the start of `bytes` may be an answer to what is asked.
pub(super) fn may_answer(bytes: &[u8]) -> bool {
    bytes[1] == b']' && follow(bytes[1], &bytes[2..]).1 != Standing::Unasked
}

/// How many bytes of `body`, which are all printable, fit a form, and what they are.
fn follow(introducer: u8, body: &[u8]) -> (usize, Standing) {
    match introducer {
        b']' => command(body),
        // XTVERSION and DECRPSS; the kitty graphics protocol.
        b'P' => free(body, &[b">|", b"0$r", b"1$r"]),
        _ => free(body, &[b"G"]),
    }
}

/// One of `starts`, and anything behind it.
fn free(body: &[u8], starts: &[&[u8]]) -> (usize, Standing) {
    if starts.iter().any(|start| body.starts_with(start)) {
        return (body.len(), Standing::Unasked);
    }
    let fitting = starts.iter().map(|start| common(body, start)).max();
    (fitting.unwrap_or(0), Standing::Begun)
}

/// `OSC`: a colour (4 and 10 to 12), or the clipboard (52).
fn command(body: &[u8]) -> (usize, Standing) {
    let (number, rest) = match body.iter().position(|&byte| byte == b';') {
        Some(at) => (&body[..at], &body[at + 1..]),
        None => {
            let numbers: [&[u8]; 5] = [b"4", b"10", b"11", b"12", b"52"];
            let fitting = numbers.iter().map(|number| common(body, number)).max();
            return (fitting.unwrap_or(0), Standing::Begun);
        }
    };
    let begun = number.len() + 1;
    match number {
        b"10" | b"11" | b"12" => colour(begun, rest),
        b"4" => {
            let digits = count(rest, 3, |byte| byte.is_ascii_digit());
            match rest.get(digits) {
                None => (begun + digits, Standing::Begun),
                Some(b';') if digits > 0 => colour(begun + digits + 1, &rest[digits + 1..]),
                Some(_) => (begun + digits, Standing::Begun),
            }
        }
        b"52" => {
            let is_base64 = |byte: u8| {
                byte.is_ascii_alphanumeric() || matches!(byte, b';' | b'+' | b'/' | b'=')
            };
            (begun + count(rest, LONGEST, is_base64), Standing::Unasked)
        }
        _ => (0, Standing::Begun),
    }
}

/// `rgb:` and its channels (X11's colour strings; with alpha, `rgba:`), behind `before` bytes.
fn colour(before: usize, value: &[u8]) -> (usize, Standing) {
    /// Four channels of four digits, and what parts them.
    const CHANNELS: usize = 19;
    let starts: [&[u8]; 2] = [b"rgb:", b"rgba:"];
    for start in starts {
        if let Some(channels) = value.strip_prefix(start) {
            let is_channel = |byte: u8| byte.is_ascii_hexdigit() || byte == b'/';
            let fitting = start.len() + count(channels, CHANNELS, is_channel);
            return (before + fitting, Standing::Colour);
        }
    }
    let fitting = starts.iter().map(|start| common(value, start)).max();
    (before + fitting.unwrap_or(0), Standing::Numbered)
}

/// How many bytes `body` and `form` have in common at their start.
fn common(body: &[u8], form: &[u8]) -> usize {
    body.iter().zip(form).take_while(|(a, b)| a == b).count()
}

/// How many bytes at the start of `body` are of a kind, `most` at most.
fn count(body: &[u8], most: usize, kind: impl Fn(u8) -> bool) -> usize {
    body.iter()
        .take(most)
        .take_while(|byte| kind(**byte))
        .count()
}
