//! Marks inside a line: tags, character references, links, emphasis.
//!
//! Each `<` that could begin a tag is tried with the tokenizer of the HTML standard, each `&` likewise;
//! what it does not take for a whole tag or reference stays as text (`</` at the end of a broken file).
//! The hard part is linear time: the next `>` or `;` is searched at most once for each byte.

use html5gum::{Token, Tokenizer};

/// The longest tag that is taken for one, in bytes.
const LONGEST_TAG: usize = 4096;
/// The longest character reference, in bytes.
const LONGEST_REFERENCE: usize = 40;

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Text, as it stands.
    Text(usize, usize),
    /// A character reference and what it stands for.
    Reference(usize, usize, String),
    /// A mark that is no text.
    Mark(usize, usize),
    /// A tag that begins a new line, with its level where it is a heading.
    Break(usize, usize, Option<u8>),
    /// The beginning or end of bold text.
    Strong(usize, usize),
}

/// The parts of `line`, in order, without a gap. Offsets are bytes of `line`.
pub(super) fn parts(line: &str) -> Vec<Part> {
    let bytes = line.as_bytes();
    let mut parts = Vec::new();
    let (mut plain, mut at) = (0, 0);
    let mut closing = [0, 0, 0];
    let push = |parts: &mut Vec<Part>, plain: &mut usize, from: usize, to: usize, part: Part| {
        if *plain < from {
            parts.push(Part::Text(*plain, from));
        }
        parts.push(part);
        *plain = to;
    };
    while at < bytes.len() {
        let found = match bytes[at] {
            b'<' => end(bytes, b'>', at, &mut closing[0], LONGEST_TAG)
                .and_then(|end| tag(&line[at..end]).map(|tag| (end, tag))),
            b'&' => end(bytes, b';', at, &mut closing[1], LONGEST_REFERENCE).and_then(|end| {
                reference(&line[at..end]).map(|text| (end, Part::Reference(at, end, text)))
            }),
            b'*' if bytes[at..].starts_with(b"**") => Some((at + 2, Part::Strong(0, 0))),
            b'[' => link(bytes, at, &mut closing[2]).map(|(text, close, end)| {
                if plain < at {
                    parts.push(Part::Text(plain, at));
                }
                parts.push(Part::Mark(at, text));
                parts.push(Part::Text(text, close));
                plain = close;
                at = close;
                (end, Part::Mark(0, 0))
            }),
            b'!' if bytes[at..].starts_with(b"![") => {
                link(bytes, at + 1, &mut closing[2]).map(|_| (at + 1, Part::Mark(0, 0)))
            }
            _ => None,
        };
        match found {
            Some((end, part)) => {
                let part = match part {
                    Part::Mark(..) => Part::Mark(at, end),
                    Part::Break(_, _, level) => Part::Break(at, end, level),
                    Part::Strong(..) => Part::Strong(at, end),
                    other => other,
                };
                push(&mut parts, &mut plain, at, end, part);
                at = end;
            }
            None => at += 1,
        }
    }
    if plain < bytes.len() {
        parts.push(Part::Text(plain, bytes.len()));
    }
    parts
}

/// Behind the next `wanted` after `at`, at most `limit` bytes on. `known` is the last one found.
fn end(bytes: &[u8], wanted: u8, at: usize, known: &mut usize, limit: usize) -> Option<usize> {
    if *known <= at {
        *known = bytes[at..]
            .iter()
            .position(|&byte| byte == wanted)
            .map_or(usize::MAX, |found| at + found + 1);
    }
    (*known != usize::MAX && *known - at <= limit).then_some(*known)
}

fn tag(text: &str) -> Option<Part> {
    let second = text.as_bytes().get(1)?;
    if !second.is_ascii_alphabetic() && !matches!(second, b'/' | b'!') {
        return None;
    }
    let mut tokens = Tokenizer::new(text).flatten();
    let (name, opens) = match tokens.next()? {
        Token::StartTag(tag) => (tag.name, true),
        Token::EndTag(tag) => (tag.name, false),
        Token::Comment(_) | Token::Doctype(_) => return Some(Part::Mark(0, 0)),
        _ => return None,
    };
    let rest_is_nothing = tokens.all(|token| matches!(token, Token::Error(_)));
    let heading = |level| opens.then_some(level);
    rest_is_nothing.then(|| match name.as_slice() {
        b"br" | b"p" | b"div" | b"li" | b"ul" | b"ol" | b"tr" | b"table" | b"blockquote"
        | b"section" | b"article" | b"header" | b"footer" | b"nav" | b"hr" | b"td" | b"dd"
        | b"dt" => Part::Break(0, 0, None),
        b"h1" => Part::Break(0, 0, heading(1)),
        b"h2" => Part::Break(0, 0, heading(2)),
        b"h3" => Part::Break(0, 0, heading(3)),
        b"h4" | b"h5" | b"h6" => Part::Break(0, 0, heading(4)),
        b"b" | b"strong" => Part::Strong(0, 0),
        _ => Part::Mark(0, 0),
    })
}

fn reference(text: &str) -> Option<String> {
    let mut decoded = String::new();
    for token in Tokenizer::new(text).flatten() {
        match token {
            Token::String(piece) => decoded.push_str(std::str::from_utf8(&piece).ok()?),
            Token::Error(_) => {}
            _ => return None,
        }
    }
    (decoded != text).then_some(decoded)
}

/// A link at `at`: where its text begins and ends and where it ends itself.
fn link(bytes: &[u8], at: usize, known: &mut usize) -> Option<(usize, usize, usize)> {
    let end = end(bytes, b')', at, known, LONGEST_TAG)?;
    let inside = &bytes[at..end];
    let close = inside.windows(2).position(|pair| pair == b"](")?;
    let target = &inside[close + 2..inside.len() - 1];
    let plain = !inside[1..close].contains(&b'[')
        && target
            .iter()
            .all(|byte| byte.is_ascii_graphic() && *byte != b'(');
    plain.then_some((at + 1, at + close, end))
}
