//! Bytes to text: which encoding, and what could not be read.
//!
//! A byte order mark decides; then the parity of NUL bytes (UTF-16 without a mark has a NUL beside
//! every ASCII character); then strict UTF-8; then GB18030 against Big5. GB18030 decodes nearly every
//! Big5 text without an error, so validity cannot decide between them: the share of the most frequent
//! Han of each script does. GB18030 stands for GBK and GB2312 too, of which it is a superset.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::diagnostic::{Diagnostic, Fault};

/// How many bytes are looked at to tell encodings apart.
const SAMPLE: usize = 1 << 16;
/// The most frequent Han that both scripts write differently or alike.
const FREQUENT: &str = "的是一不在有人了我大这這中为為国國";

/// A text with the name of the encoding it was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The name of the encoding (WHATWG).
    pub encoding: &'static str,
    /// Bytes that were no text, each line once.
    pub diagnostics: Vec<Diagnostic>,
}

/// Decodes `bytes`. Never fails: what is no text becomes U+FFFD and is told with its line.
pub fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, mark) = encoding_of(bytes);
    let bytes = &bytes[mark..];
    let (text, faulty) = if encoding == UTF_8 {
        match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), false),
            Err(_) => (String::from_utf8_lossy(bytes).into_owned(), true),
        }
    } else {
        let (text, faulty) = encoding.decode_without_bom_handling(bytes);
        let mut text = text.into_owned();
        if encoding == BIG5 && text.contains('∕') {
            // The web's table has a division sign where papers set the solidus of 甲／文.
            text = text.replace('∕', "／");
        }
        (text, faulty)
    };
    let mut diagnostics = Vec::new();
    if faulty {
        tell(&text, '\u{FFFD}', Fault::BadBytes, &mut diagnostics);
    }
    if text.contains('\0') {
        tell(&text, '\0', Fault::NulBytes, &mut diagnostics);
    }
    if text.contains('\u{1b}') {
        tell(&text, '\u{1b}', Fault::ControlSequence, &mut diagnostics);
    }
    Decoded {
        text,
        encoding: encoding.name(),
        diagnostics,
    }
}

/// Tells `fault` for the first line that holds `wanted`: one bad byte often comes with thousands.
fn tell(text: &str, wanted: char, fault: Fault, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(at) = text.find(wanted) {
        let line = 1 + text[..at].bytes().filter(|&byte| byte == b'\n').count();
        diagnostics.push(Diagnostic::at_line(line, fault));
    }
}

/// The encoding, and the length of the byte order mark.
fn encoding_of(bytes: &[u8]) -> (&'static Encoding, usize) {
    if let Some(found) = Encoding::for_bom(bytes) {
        return found;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(encoding) = utf16_without_mark(sample) {
        return (encoding, 0);
    }
    let valid = match std::str::from_utf8(bytes) {
        Ok(_) => return (UTF_8, 0),
        Err(error) => error.valid_up_to(),
    };
    // A cut or stray byte in a long UTF-8 text must not turn all of it into something else.
    let guesses = [UTF_8, GB18030, BIG5].map(|encoding| (frequency(encoding, sample), encoding));
    let best = guesses.iter().map(|(score, _)| *score).max().unwrap_or(0);
    if guesses[0].0 == best && (best > 0 || valid > 0) {
        return (UTF_8, 0);
    }
    match guesses.into_iter().find(|(score, _)| *score == best) {
        Some((_, encoding)) if best > 0 => (encoding, 0),
        _ => (GB18030, 0),
    }
}

/// How often the most frequent Han stand in `sample`, less what could not be decoded.
fn frequency(encoding: &'static Encoding, sample: &[u8]) -> i64 {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    text.chars()
        .map(|c| match c {
            '\u{FFFD}' => -2,
            '\u{E000}'..='\u{F8FF}' => -1,
            c if FREQUENT.contains(c) => 1,
            _ => 0,
        })
        .sum()
}

/// UTF-16 by its NUL bytes: every ASCII character, line ends at least, has one on the same side. As
/// some Han have one on the other side (一 is U+4E00), the more sensible reading of the two counts.
fn utf16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let even = &sample[..sample.len() & !1];
    if !even.contains(&0) {
        return None;
    }
    [UTF_16LE, UTF_16BE]
        .into_iter()
        .filter_map(|encoding| {
            let (text, faulty) = encoding.decode_without_bom_handling(even);
            let usual = |c: char| {
                crate::text::script::is_han(c)
                    || matches!(c, '\n' | '\r' | '\t' | ' '..='~' | '\u{2010}'..='\u{2030}' | '\u{3000}'..='\u{301F}' | '\u{FF01}'..='\u{FF5E}')
            };
            let count = text.chars().count();
            let sensible = text.chars().filter(|&c| usual(c)).count();
            // Two bytes of noise look like a Han in four of ten cases.
            let likely = !faulty && sensible * 10 > count * 9;
            likely.then(|| (frequency(encoding, even) + i64::from(sensible == count), encoding))
        })
        .max_by_key(|(score, _)| *score)
        .map(|(_, encoding)| encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let simplified = "城里的图书馆在周末也开门，这是不少人盼了很久的事。\n有人说好。\n";
        let traditional = "城裡的圖書館在週末也開門，這是不少人盼了很久的事。\n有人說好。\n";
        let wide = |text: &str, big: bool| -> Vec<u8> {
            text.encode_utf16()
                .flat_map(|unit| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect()
        };
        let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
        for (bytes, encoding, text) in [
            (simplified.as_bytes().to_vec(), "UTF-8", simplified),
            (
                marked(b"\xef\xbb\xbf", simplified.into()),
                "UTF-8",
                simplified,
            ),
            (wide(simplified, false), "UTF-16LE", simplified),
            (wide(simplified, true), "UTF-16BE", simplified),
            (
                marked(b"\xff\xfe", wide(simplified, false)),
                "UTF-16LE",
                simplified,
            ),
            (
                marked(b"\xfe\xff", wide(simplified, true)),
                "UTF-16BE",
                simplified,
            ),
            (
                GB18030.encode(simplified).0.into_owned(),
                "gb18030",
                simplified,
            ),
            (
                GB18030.encode(traditional).0.into_owned(),
                "gb18030",
                traditional,
            ),
            (BIG5.encode(traditional).0.into_owned(), "Big5", traditional),
        ] {
            let decoded = decode(&bytes);
            assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text));
            assert_eq!(decoded.diagnostics, []);
        }
    }

    #[test]
    fn a_stray_byte_is_told_with_its_line_and_changes_nothing_else() {
        let mut bytes = "第一行。\n第二行".as_bytes().to_vec();
        bytes.push(0xFF);
        let decoded = decode(&bytes);
        assert_eq!(
            (decoded.encoding, decoded.text.as_str()),
            ("UTF-8", "第一行。\n第二行\u{FFFD}")
        );
        assert_eq!(
            decoded.diagnostics,
            [Diagnostic::at_line(2, Fault::BadBytes)]
        );
    }
}
