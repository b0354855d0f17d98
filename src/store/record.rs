//! One line of a journal.
//!
//! ```text
//! {"version":1,"crc32":"1fd0bc92","record":{"article":"jianghai-2024-18/03","kind":"read"}}
//! ```
//!
//! The checksum is CRC-32/ISO-HDLC (the one of gzip, PNG and IEEE 802.3) over the bytes of the
//! record in its canonical form: JSON without white space, members sorted by name. Lines are
//! written in that form, so reading checks the bytes as they stand. A line that somebody edited by
//! hand is brought into the form first; so white space and the order of members do no harm.

use std::borrow::Cow;

use memchr::memmem;
use serde::Serialize;
use serde_json::{Deserializer, Map, Value};

/// The version written, and the newest that is understood.
pub const VERSION: u64 = 1;

/// What one line turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// A sound record: its JSON text, as it was when it was written.
    Record(Cow<'a, [u8]>),
    /// Something else; why.
    Damaged(Reason),
    /// A record of a newer version.
    Newer,
}

/// What is wrong with a damaged line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The line ends in the middle: a write was cut off.
    Torn,
    /// It is not the JSON of a record.
    NotARecord,
    /// The record does not agree with its checksum.
    Checksum,
}

/// What stands before the checksum in a line as written.
const BEFORE_CHECKSUM: &str = r#"{"version":1,"crc32":""#;

/// What stands between checksum and record.
const BEFORE_RECORD: &str = r#"","record":"#;

/// Writes `payload` as a line, the line feed included.
///
/// # Errors
/// Only if `payload` has no JSON form (a map with keys that are not texts).
pub fn write_line(payload: &impl Serialize) -> serde_json::Result<String> {
    // By way of a value, whose maps are sorted by name.
    let record = serde_json::to_value(payload)?.to_string();
    let checksum = crc32(record.as_bytes());
    Ok(format!(
        "{BEFORE_CHECKSUM}{checksum:08x}{BEFORE_RECORD}{record}}}\n"
    ))
}

/// Writes the record `canonical` as a line, the line feed included. It must be in the canonical form;
/// [`Line::Record`] is.
pub fn frame(canonical: &[u8]) -> Vec<u8> {
    let checksum = crc32(canonical);
    let mut line = format!("{BEFORE_CHECKSUM}{checksum:08x}{BEFORE_RECORD}").into_bytes();
    line.extend_from_slice(canonical);
    line.extend_from_slice(b"}\n");
    line
}

/// Reads a line, given without its line feed. That the bytes are UTF-8 follows from the checksum and
/// is looked at again by whoever reads the JSON.
pub fn read_line(line: &[u8]) -> Line<'_> {
    read_as_written(line).unwrap_or_else(|| read_edited(line))
}

/// The parts of a damaged line, where it has a sound one: records that stand in one line since what was between them is
/// gone or another byte, and what is no record. Each with where it begins. No record has the beginning of a line inside
/// of a text, for quotation marks are escaped there.
pub fn parts(line: &[u8]) -> Vec<(usize, &[u8], Line<'_>)> {
    let beginning = memmem::Finder::new(BEFORE_CHECKSUM);
    let mut parts = Vec::new();
    // What is no record begins here.
    let mut rest = 0;
    let mut at = 0;
    let mut has_sound = false;
    while at < line.len() {
        at += line[at..].len() - line[at..].trim_ascii_start().len();
        // Bounded in depth, which a line that only opens objects would not be.
        let mut values = Deserializer::from_slice(&line[at..]).into_iter::<Value>();
        let is_value = values.next().is_some_and(|value| value.is_ok());
        let end = at + values.byte_offset();
        let sound = match read_line(&line[at..end]) {
            _ if !is_value => None,
            Line::Damaged(_) => None,
            sound => Some(sound),
        };
        match sound {
            Some(sound) => {
                parts.extend(no_record(line, rest, at));
                parts.push((at, &line[at..end], sound));
                has_sound = true;
                rest = end;
                at = end;
            }
            None => {
                let next = beginning.find(&line[at + 1..]);
                at = next.map_or(line.len(), |next| at + 1 + next);
            }
        }
    }
    parts.extend(no_record(line, rest, line.len()));
    if has_sound { parts } else { Vec::new() }
}

/// The part of `line` that is no record, unless it is blank.
fn no_record(line: &[u8], start: usize, end: usize) -> Option<(usize, &[u8], Line<'_>)> {
    let part = &line[start..end];
    let is_blank = part.trim_ascii().is_empty();
    (!is_blank).then_some((start, part, Line::Damaged(Reason::NotARecord)))
}

/// CRC-32/ISO-HDLC: polynomial 0x04C11DB7 reflected, started and ended with all ones. Sixteen bytes a
/// step, one table for each ("slicing", Kounavis and Berry 2005): a journal is checked at every start.
pub fn crc32(bytes: &[u8]) -> u32 {
    let (steps, rest) = bytes.as_chunks::<STEP>();
    let mut crc: u32 = !0;
    for step in steps {
        let mut mixed = *step;
        for (byte, carried) in mixed.iter_mut().zip(crc.to_le_bytes()) {
            *byte ^= carried;
        }
        crc = (0..STEP).fold(0, |crc, place| {
            crc ^ CRC_TABLES[STEP - 1 - place][usize::from(mixed[place])]
        });
    }
    for &byte in rest {
        let [low, ..] = crc.to_le_bytes();
        crc = (crc >> 8) ^ CRC_TABLES[0][usize::from(low ^ byte)];
    }
    !crc
}

const STEP: usize = 16;

/// `CRC_TABLES[n][byte]` is the remainder of `byte` followed by `n` zero bytes.
static CRC_TABLES: [[u32; 256]; STEP] = {
    let mut tables = [[0; 256]; STEP];
    let mut index = 0;
    while index < 256 {
        let mut crc = index as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 {
                (crc >> 1) ^ 0xEDB8_8320
            } else {
                crc >> 1
            };
            bit += 1;
        }
        tables[0][index] = crc;
        index += 1;
    }
    let mut zeros = 1;
    while zeros < STEP {
        let mut index = 0;
        while index < 256 {
            let before: u32 = tables[zeros - 1][index];
            tables[zeros][index] = (before >> 8) ^ tables[0][(before & 0xFF) as usize];
            index += 1;
        }
        zeros += 1;
    }
    tables
};

/// The fast way: a line exactly as [`write_line`] makes it, and sound.
fn read_as_written(line: &[u8]) -> Option<Line<'_>> {
    let rest = line.strip_prefix(BEFORE_CHECKSUM.as_bytes())?;
    let (checksum, rest) = rest.split_at_checked(8)?;
    let record = rest
        .strip_prefix(BEFORE_RECORD.as_bytes())?
        .strip_suffix(b"}")?;
    let sound = parse_checksum(std::str::from_utf8(checksum).ok()?)? == crc32(record);
    sound.then_some(Line::Record(record.into()))
}

/// The slow way: any JSON with the right members.
fn read_edited(line: &[u8]) -> Line<'_> {
    let members: Map<String, Value> = match serde_json::from_slice(line) {
        Ok(members) => members,
        Err(error) if error.is_eof() => return Line::Damaged(Reason::Torn),
        Err(_) => return Line::Damaged(Reason::NotARecord),
    };
    match members.get("version").and_then(Value::as_u64) {
        Some(version) if version > VERSION => return Line::Newer,
        Some(VERSION) => {}
        _ => return Line::Damaged(Reason::NotARecord),
    }
    let checksum = members.get("crc32").and_then(Value::as_str);
    let (Some(checksum), Some(record)) = (checksum, members.get("record")) else {
        return Line::Damaged(Reason::NotARecord);
    };
    let record = record.to_string();
    if parse_checksum(checksum) == Some(crc32(record.as_bytes())) {
        Line::Record(record.into_bytes().into())
    } else {
        Line::Damaged(Reason::Checksum)
    }
}

fn parse_checksum(digits: &str) -> Option<u32> {
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Line<'_> {
        read_line(line.as_bytes())
    }

    #[test]
    fn the_checksum_is_the_standard_one() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
        assert_eq!(
            crc32(b"The quick brown fox jumps over the lazy dog"),
            0x414F_A339
        );
    }

    #[test]
    fn a_line_reads_back() {
        let line = write_line(&serde_json::json!({"kind": "read", "article": "甲/01"})).unwrap();
        let record = r#"{"article":"甲/01","kind":"read"}"#;
        assert_eq!(
            read(line.trim_end()),
            Line::Record(record.as_bytes().into())
        );
        assert_eq!(frame(record.as_bytes()), line.as_bytes());
    }

    #[test]
    fn white_space_and_order_do_no_harm() {
        let line = write_line(&serde_json::json!({"a": 1, "b": "x"})).unwrap();
        let checksum = &line[BEFORE_CHECKSUM.len()..][..8];
        let edited =
            format!(r#"{{ "record": {{"b": "x", "a": 1}}, "crc32": "{checksum}", "version": 1 }}"#);
        assert_eq!(read(&edited), Line::Record(br#"{"a":1,"b":"x"}"#.into()));
    }

    #[test]
    fn damage_is_told_apart() {
        let line = write_line(&serde_json::json!({"a": 1})).unwrap();
        let line = line.trim_end();
        assert_eq!(
            read(&line.replace(":1}}", ":2}}")),
            Line::Damaged(Reason::Checksum)
        );
        assert_eq!(read(&line[..line.len() - 1]), Line::Damaged(Reason::Torn));
        assert_eq!(read("<<<<<<< HEAD"), Line::Damaged(Reason::NotARecord));
        assert_eq!(read("{}"), Line::Damaged(Reason::NotARecord));
        assert_eq!(read(r#"{"version":2,"anything":[]}"#), Line::Newer);
    }
}
