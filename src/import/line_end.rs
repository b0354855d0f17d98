//! Where lines end: the hard breaks of UAX #14.
//!
//! Most texts have line feeds alone, and finding those is all that is left to do once the other ends were
//! looked for.

use memchr::{memchr, memchr_iter, memchr3};

use super::any_byte::any_byte;

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
        // Most texts have none of these: they are looked for together.
        let is_rare = |byte: u8| (byte.wrapping_sub(0x0B) < 3) | (byte == 0xC2);
        let other = any_byte(bytes, is_rare)
            && (memchr3(0x0B, 0x0C, b'\r', bytes).is_some() || begins(0xC2));
        LineEnds {
            source,
            feeds_alone: !other && !begins(0xE2),
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

/// Where the first line feed stands, sixteen bytes at a time and the last of them in two words: lines are so short
/// that a search for longer stretches costs more to begin.
fn feed(bytes: &[u8]) -> Option<usize> {
    let (blocks, _) = bytes[..bytes.len().min(LOOKED_AHEAD)].as_chunks::<16>();
    let holds = |block: &[u8; 16]| block.iter().fold(false, |any, &byte| any | (byte == b'\n'));
    let passed = 16 * blocks.iter().take_while(|block| !holds(block)).count();
    let (words, _) = bytes[passed..].as_chunks::<8>();
    for (at, &word) in words.iter().take(2).enumerate() {
        if let Some(feed) = feed_of(word) {
            return Some(passed + at * 8 + feed);
        }
    }
    Some(passed + memchr(b'\n', &bytes[passed..])?)
}

/// Where the first line feed stands in eight bytes.
fn feed_of(word: [u8; 8]) -> Option<usize> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let others = u64::from_le_bytes(word) ^ (EACH * 0x0A);
    let found = others.wrapping_sub(EACH) & !others & (EACH * 0x80);
    (found != 0).then(|| found.trailing_zeros() as usize / 8)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_feeds_are_found_at_any_distance() {
        for before in (0..70).chain([255, 256, 257, 300]) {
            for behind in [0, 1, 8, 40] {
                let text = format!("{}\n{}", "a".repeat(before), "b".repeat(behind));
                let ends = LineEnds::of(&text);
                assert!(ends.feeds_alone);
                for start in [0, before / 2, before] {
                    assert_eq!(
                        ends.next(start),
                        line_end(&text, start),
                        "{before} {behind}"
                    );
                }
                assert_eq!(ends.next(before + 1), None);
            }
        }
    }

    #[test]
    fn any_other_line_end_is_told() {
        for end in [
            "\u{B}", "\u{C}", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}",
        ] {
            for before in 0..40 {
                let text = format!("{}{end}b\n", "a".repeat(before));
                let ends = LineEnds::of(&text);
                assert_eq!(ends.next(0), Some((before, before + end.len())));
            }
        }
        assert!(LineEnds::of("“甲”\u{B7}乙\n").feeds_alone);
    }
}
