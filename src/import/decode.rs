//! Bytes to text: which encoding, and what could not be read.
//!
//! A byte order mark decides; then UTF-16 by what it reads as, where there are NUL bytes; then UTF-8,
//! strict or with a few faults; then GB18030 against Big5 (`encoding_guess`). GB18030 stands for GBK and
//! GB2312 too, of which it is a superset.

use std::borrow::Cow;

use encoding_rs::{BIG5, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::{memchr, memchr_iter};

use super::any_byte::any_byte;
use super::encoding_guess::{frequent, gb18030_or_big5};
use super::line_end::line_end;
use crate::diagnostic::{Diagnostic, Fault};

/// How many bytes are looked at to tell UTF-16.
const SAMPLE: usize = 1 << 16;
/// How many bytes are looked at to tell a text from other files.
const START: usize = 8192;
/// How many lines with one fault are told one by one.
const TOLD: usize = 3;

/// A text with the name of the encoding it was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark; the bytes themselves where they are UTF-8.
    pub text: Cow<'a, str>,
    /// The name of the encoding (WHATWG).
    pub encoding: &'static str,
    /// What is no text: the first few lines of each kind, and how many more there are.
    pub diagnostics: Vec<Diagnostic>,
}

/// Decodes `bytes`. Never fails: what is no text becomes U+FFFD and is told with its line.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let (text, encoding, faulty) = read(bytes);
    let mut diagnostics = Vec::new();
    if faulty {
        tell(&text, |c| c == '\u{FFFD}', bad_bytes, &mut diagnostics);
    }
    if may_hold_control(&text) {
        tell(&text, |c| c == '\0', |_| Fault::NulBytes, &mut diagnostics);
        tell(
            &text,
            is_control,
            |_| Fault::ControlSequence,
            &mut diagnostics,
        );
    }
    Decoded {
        text,
        encoding: encoding.name(),
        diagnostics,
    }
}

/// The text, its encoding, and whether bytes of it could not be read.
fn read(bytes: &[u8]) -> (Cow<'_, str>, &'static Encoding, bool) {
    let (known, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (Some(encoding), &bytes[mark..]),
        None => (with_zeros(bytes), bytes),
    };
    if known.is_none_or(|encoding| encoding == UTF_8)
        && let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return (text, UTF_8, false);
    }
    let encoding = known.unwrap_or_else(|| guessed(bytes));
    if encoding == UTF_8 {
        return (lossy(bytes).into(), UTF_8, true);
    }
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    if encoding == BIG5 && text.contains('∕') {
        // The web's table has a division sign where papers set the solidus of 甲／文.
        return (text.replace('∕', "／").into(), encoding, faulty);
    }
    (text, encoding, faulty)
}

/// Whether the start of a file is that of a known other format, or holds what no text has: many
/// control characters. Half of the bytes of UTF-16 may be any, so it is read as that before.
pub fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(START)];
    if sample.starts_with(b"\xff\xfe") || sample.starts_with(b"\xfe\xff") {
        return false;
    }
    let formats: [&[u8]; 6] = [
        b"\x7fELF",
        b"%PDF-",
        b"PK\x03\x04",
        b"\x89PNG",
        b"\x1f\x8b",
        b"\xff\xd8\xff",
    ];
    if formats.iter().any(|start| sample.starts_with(start)) {
        return true;
    }
    let is_control =
        |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B | 0);
    // So few at once that a byte counts them: then the processor looks at many at a time.
    let blocks = sample.chunks(128);
    let counts = blocks.map(|block| block.iter().map(|&byte| u8::from(is_control(byte))).sum());
    let controls: usize = counts.map(|count: u8| usize::from(count)).sum();
    controls * 20 > sample.len() && utf16_without_mark(&sample[..sample.len() & !1]).is_none()
}

/// UTF-8 with U+FFFD for what is none; as long as the bytes are, where little is wrong.
fn lossy(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + 1024);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        // One mark for a run of bytes that are none.
        if !(chunk.invalid().is_empty() || chunk.valid().is_empty() && text.ends_with('\u{FFFD}')) {
            text.push('\u{FFFD}');
        }
    }
    text
}

fn bad_bytes(column: usize) -> Fault {
    Fault::BadBytes { column }
}

/// What acts on a terminal: control characters, escape sequences in 7 and 8 bits, bidi controls, tags.
fn is_control(c: char) -> bool {
    match c {
        ' '..='~' | '\u{3000}'..='\u{D7FF}' => false,
        '\u{1}'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}' => true,
        '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}' => true,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{E0000}'..='\u{E007F}' => true,
        _ => false,
    }
}

/// Whether NUL or a character of [`is_control`] may stand in `text`, by its bytes.
fn may_hold_control(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_control = |byte: u8| matches!(byte, 0..=8 | 0xE..=0x1F | 0x7F | 0xF3);
    // Most texts have none of these.
    any_byte(bytes, |byte| is_control(byte) | (byte == 0xC2))
        && (any_byte(bytes, is_control)
            || memchr_iter(0xC2, bytes)
                .any(|at| bytes.get(at + 1).is_some_and(|&next| next < 0xA0)))
        || memchr_iter(0xE2, bytes).any(|at| {
            matches!(
                bytes.get(at + 1..at + 3),
                Some([0x80, 0xAA..=0xAE] | [0x81, 0xA6..=0xA9])
            )
        })
}

/// Tells a fault for the first lines that hold a `wanted` character, with its column from 1, and how
/// many lines more there are: one bad byte often comes with thousands.
fn tell(
    text: &str,
    wanted: impl Fn(char) -> bool + Copy,
    fault: impl Fn(usize) -> Fault,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (mut number, mut start, mut found, mut last) = (1, 0, 0usize, 1);
    // Most texts have none.
    let Some(first) = text.find(wanted) else {
        return;
    };
    loop {
        let (end, next) =
            line_end(text, start).map_or((text.len(), None), |(end, next)| (end, Some(next)));
        if end > first
            && let Some(at) = text[start..end].find(wanted)
        {
            found += 1;
            last = number;
            if found <= TOLD {
                let column = text[start..start + at].chars().count() + 1;
                diagnostics.push(Diagnostic::at_line(number, fault(column)));
            }
        }
        let Some(next) = next else { break };
        start = next;
        number += 1;
    }
    if found > TOLD {
        let count = found - TOLD;
        diagnostics.push(Diagnostic::at_line(last, Fault::MoreLines { count }));
    }
}

/// UTF-16 where there are NUL bytes, which no other encoding has many of.
fn with_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = sample(bytes);
    memchr(0, sample).and_then(|_| utf16_without_mark(sample))
}

/// The encoding of bytes that are no strict UTF-8.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    if is_faulty_utf8(bytes) {
        return UTF_8;
    }
    // Han alone have no NUL byte.
    utf16_without_mark(sample(bytes))
        .or_else(|| gb18030_or_big5(bytes))
        .unwrap_or(UTF_8)
}

/// The first bytes, an even number of them.
fn sample(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(SAMPLE) & !1]
}

/// Whether `bytes` are UTF-8 but for a few: a cut or stray byte in a long text must not turn all of it
/// into something else. Of the characters of other encodings few look like UTF-8 by chance.
fn is_faulty_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        // Every character beyond ASCII has one byte that begins it.
        right += chunk.valid().bytes().filter(|&byte| byte >= 0xC2).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > wrong * 2
}

/// UTF-16 by what it reads as. As some Han have a NUL on the other side (一 is U+4E00), the more sensible
/// reading of the two counts.
fn utf16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    [UTF_16LE, UTF_16BE]
        .into_iter()
        .filter_map(|encoding| {
            let (text, _) = encoding.decode_without_bom_handling(sample);
            let usual = |c: char| {
                crate::text::script::is_han(c)
                    || matches!(c, '\n' | '\r' | '\t' | ' '..='~' | '\u{B7}' | '\u{2010}'..='\u{2030}'
                        | '\u{2460}'..='\u{249B}' | '\u{25A0}'..='\u{25FF}'
                        | '\u{3000}'..='\u{301F}' | '\u{FF01}'..='\u{FF5E}')
            };
            let count = text.chars().count();
            let sensible = text.chars().filter(|&c| usual(c)).count();
            // Two bytes of noise look like a Han in four of ten cases.
            let likely = sensible * 10 > count * 9;
            let score = frequent(&text) + usize::from(sensible == count);
            likely.then_some((score, encoding))
        })
        .max_by_key(|(score, _)| *score)
        .map(|(_, encoding)| encoding)
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
