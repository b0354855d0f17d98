//! Where lines end: the hard breaks of UAX #14.
//!
//! Most texts have line feeds alone, and finding those is all that is left to do once the other ends were
//! looked for.

use memchr::{memchr, memchr_iter, memchr3};

/// How far the end of a line is looked for at once, in bytes.
const LOOKED_AHEAD: usize = 256;

/// The ends of the lines of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineEnds<'a> {
    source: &'a str,
    /// Every line ends with a line feed.
    feeds_alone: bool,
}

impl<'a> LineEnds<'a> {
    /// Those of `source`.
    pub(super) fn of(source: &'a str) -> LineEnds<'a> {
        let bytes = source.as_bytes();
        let begins = |lead: u8| memchr_iter(lead, bytes).any(|at| length(&bytes[at..]).is_some());
        LineEnds {
            source,
            feeds_alone: memchr3(0x0B, 0x0C, b'\r', bytes).is_none()
                && !begins(0xC2)
                && !begins(0xE2),
        }
    }

    /// The same as [`line_end`].
    pub(super) fn next(self, start: usize) -> Option<(usize, usize)> {
        if !self.feeds_alone {
            return line_end(self.source, start);
        }
        let at = start + feed(&self.source.as_bytes()[start..])?;
        Some((at, at + 1))
    }
}

/// Where the first line feed stands, eight bytes at a time: lines are so short that a search for longer
/// stretches costs more to begin.
fn feed(bytes: &[u8]) -> Option<usize> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let (words, _) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().enumerate().take(LOOKED_AHEAD / 8) {
        let others = u64::from_le_bytes(*word) ^ (EACH * 0x0A);
        let found = others.wrapping_sub(EACH) & !others & (EACH * 0x80);
        if found != 0 {
            return Some(at * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let passed = words.len().min(LOOKED_AHEAD / 8) * 8;
    Some(passed + memchr(b'\n', &bytes[passed..])?)
}

/// Where the line that begins at `start` ends, and where the next one begins: behind LF, CR, CR LF,
/// vertical tab, form feed, NEL, LINE SEPARATOR or PARAGRAPH SEPARATOR (the hard breaks of UAX #14).
pub(super) fn line_end(source: &str, start: usize) -> Option<(usize, usize)> {
    let bytes = source.as_bytes();
    let mut at = start;
    loop {
        // The first bytes of all of these: anything else is passed over. Whoever has lines of one kind of
        // end only must not have the rest of the file searched for the others.
        let window = &bytes[at..bytes.len().min(at + LOOKED_AHEAD)];
        let usual = memchr3(b'\n', b'\r', 0xE2, window);
        let before = &window[..usual.unwrap_or(window.len())];
        let Some(found) = memchr3(0x0B, 0x0C, 0xC2, before).or(usual) else {
            if window.is_empty() {
                return None;
            }
            at += window.len();
            continue;
        };
        at += found;
        let rest = &bytes[at..];
        let Some(length) = length(rest) else {
            at += 1;
            continue;
        };
        return Some((at, at + length));
    }
}

/// How many bytes the line end has that `rest` begins with.
fn length(rest: &[u8]) -> Option<usize> {
    match rest {
        [b'\r', b'\n', ..] | [0xC2, 0x85, ..] => Some(2),
        [b'\n'..=b'\r', ..] => Some(1),
        [0xE2, 0x80, 0xA8 | 0xA9, ..] => Some(3),
        _ => None,
    }
}
