//! Marks inside a line: tags, character references, links, emphasis.
//!
//! What is no whole tag of an element and no reference stays as text (`</` at the end of a broken file).
//! The hard part is linear time in constant memory: parts are handed over one by one, the next `>`, `)`,
//! `](` and `-->` is searched at most once for each byte, and a tag, link or reference that holds the start of
//! another is none, so that no byte is looked through for two of them.

use html5gum::{Token, Tokenizer};

use super::tag::{Element, element};

/// The longest tag, link or comment that is taken for one, in bytes.
const LONGEST_TAG: usize = 4096;
/// The longest character reference, in bytes.
const LONGEST_REFERENCE: usize = 40;

/// A part of a line, with where it begins and ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Text, as it stands.
    Text(usize, usize),
    /// A character reference and what it stands for.
    Reference(usize, usize, String),
    /// A mark that is no text.
    Mark(usize, usize),
    /// A tag that begins a new line.
    Break(usize, usize, Break),
    /// The beginning or end of bold text.
    Strong(usize, usize),
}

/// What a tag that begins a new line says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Break {
    /// The level of the heading that it opens.
    pub(super) heading: Option<u8>,
    /// It is a `<br>`: what follows belongs to the same element.
    pub(super) inside: bool,
    /// How much deeper what follows stands: 1 behind the start of a container, -1 behind its end.
    pub(super) deeper: i8,
}

/// What a tag is.
enum Tag {
    Mark,
    Break(Break),
    Strong,
}

/// Where the next closing mark of each kind stands, searched for only when it was passed.
#[derive(Debug, Default)]
struct Ahead {
    tag: usize,
    link: usize,
    target: usize,
    comment: usize,
}

/// Hands the parts of `line` to `take`, in order, without a gap. Offsets are bytes of `line`.
pub(super) fn parts(line: &str, mut take: impl FnMut(Part)) {
    let bytes = line.as_bytes();
    let (mut plain, mut at) = (0, 0);
    let mut ahead = Ahead::default();
    while at < bytes.len() {
        let found = match bytes[at] {
            b'<' => tag_at(line, at, &mut ahead).map(|(end, tag)| {
                let part = match tag {
                    Tag::Mark => Part::Mark(at, end),
                    Tag::Break(tag) => Part::Break(at, end, tag),
                    Tag::Strong => Part::Strong(at, end),
                };
                (end, part)
            }),
            b'&' => reference_at(line, at).map(|(end, text)| (end, Part::Reference(at, end, text))),
            b'*' if bytes[at..].starts_with(b"**") => Some((at + 2, Part::Strong(at, at + 2))),
            b'[' => link(bytes, at, &mut ahead).map(|(close, end)| {
                if plain < at {
                    take(Part::Text(plain, at));
                }
                take(Part::Mark(at, at + 1));
                if at + 1 < close {
                    take(Part::Text(at + 1, close));
                }
                (plain, at) = (close, close);
                (end, Part::Mark(close, end))
            }),
            b'!' if bytes[at..].starts_with(b"![") => {
                link(bytes, at + 1, &mut ahead).map(|_| (at + 1, Part::Mark(at, at + 1)))
            }
            _ => None,
        };
        match found {
            Some((end, part)) => {
                if plain < at {
                    take(Part::Text(plain, at));
                }
                take(part);
                (plain, at) = (end, end);
            }
            None => at += 1,
        }
    }
    if plain < bytes.len() {
        take(Part::Text(plain, bytes.len()));
    }
}

/// How many marks of bold text stand in `text`.
pub(super) fn stars(text: &str) -> usize {
    let mut count = 0;
    if text.contains("**") {
        parts(text, |part| {
            count += usize::from(matches!(part, Part::Strong(a, b) if &text[a..b] == "**"));
        });
    }
    count
}

/// Behind the next `wanted` from `at` on, at most `limit` bytes on. `known` is the last one found.
fn end(bytes: &[u8], wanted: &[u8], at: usize, known: &mut usize, limit: usize) -> Option<usize> {
    if *known < at + wanted.len() {
        *known = bytes[at..]
            .windows(wanted.len())
            .position(|window| window == wanted)
            .map_or(usize::MAX, |found| at + found + wanted.len());
    }
    (*known != usize::MAX && *known - at <= limit).then_some(*known)
}

/// The tag or comment at `at`, with its end.
fn tag_at(line: &str, at: usize, ahead: &mut Ahead) -> Option<(usize, Tag)> {
    let bytes = line.as_bytes();
    if bytes[at..].starts_with(b"<!--") {
        let end = end(bytes, b"-->", at, &mut ahead.comment, LONGEST_TAG)?;
        return Some((end, Tag::Mark));
    }
    let second = bytes.get(at + 1)?;
    if !second.is_ascii_alphabetic() && !matches!(second, b'/' | b'!') {
        return None;
    }
    let end = end(bytes, b">", at, &mut ahead.tag, LONGEST_TAG)?;
    if bytes[at + 1..end].contains(&b'<') {
        return None;
    }
    let text = &line[at..end];
    let tag = match element(text) {
        Some(element) => tag(element),
        None if is_doctype(text) => Tag::Mark,
        None => return None,
    };
    Some((end, tag))
}

/// Whether `text` says which HTML a page is written in.
pub(super) fn is_doctype(text: &str) -> bool {
    let word = text.get(2..9);
    let says = word.is_some_and(|word| word.eq_ignore_ascii_case("doctype"));
    text.starts_with("<!") && says && text.is_ascii()
}

fn tag(Element { name, opens }: Element) -> Tag {
    let heading = |level| {
        Tag::Break(Break {
            heading: opens.then_some(level),
            ..Break::default()
        })
    };
    match name {
        "div" | "ul" | "ol" | "table" | "blockquote" | "section" | "article" => Tag::Break(Break {
            deeper: if opens { 1 } else { -1 },
            ..Break::default()
        }),
        "br" => Tag::Break(Break {
            inside: true,
            ..Break::default()
        }),
        "p" | "li" | "tr" | "header" | "footer" | "nav" | "hr" | "td" | "th" | "dd" | "dt" => {
            Tag::Break(Break::default())
        }
        "h1" => heading(1),
        "h2" => heading(2),
        "h3" => heading(3),
        "h4" | "h5" | "h6" => heading(4),
        "b" | "strong" => Tag::Strong,
        _ => Tag::Mark,
    }
}

/// The character reference at `at`: its end, and what it stands for.
fn reference_at(line: &str, at: usize) -> Option<(usize, String)> {
    let behind = &line.as_bytes()[at + 1..];
    // None of these marks is the start of another reference.
    let mut name = behind.iter().take(LONGEST_REFERENCE).copied();
    let length = name.position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#')?;
    let end = at + length + 2;
    if length == 0 || behind[length] != b';' {
        return None;
    }
    reference(&line[at..end]).map(|text| (end, text))
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

/// A link at `at`: where its text ends and where it ends itself.
fn link(bytes: &[u8], at: usize, ahead: &mut Ahead) -> Option<(usize, usize)> {
    let close = end(bytes, b"](", at, &mut ahead.target, LONGEST_TAG)? - 2;
    if bytes[at + 1..close].contains(&b'[') {
        return None;
    }
    let end = end(bytes, b")", close, &mut ahead.link, LONGEST_TAG)?;
    let plain = bytes[close + 2..end - 1]
        .iter()
        .all(|byte| byte.is_ascii_graphic() && *byte != b'(');
    plain.then_some((close, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(line: &str) -> Vec<Part> {
        let mut all = Vec::new();
        parts(line, |part| all.push(part));
        all
    }

    #[test]
    fn marks_are_told_from_text() {
        use Part::{Mark, Reference, Strong, Text};
        for (line, expected) in [
            ("a<b>c", vec![Text(0, 1), Strong(1, 4), Text(4, 5)]),
            ("3<5>2", vec![Text(0, 5)]),
            ("<A与b>", vec![Text(0, 7)]),
            ("<b 且c>", vec![Text(0, 8)]),
            ("<o:p 甲=\"1\">", vec![Text(0, 13)]),
            ("<a x=\"甲\">", vec![Mark(0, 11)]),
            ("</", vec![Text(0, 2)]),
            ("<b and c>", vec![Text(0, 9)]),
            ("<!好>", vec![Text(0, 6)]),
            ("</好>", vec![Text(0, 6)]),
            ("<!DOCTYPE html>", vec![Mark(0, 15)]),
            ("<a@b.c>", vec![Text(0, 7)]),
            ("<ab:c>", vec![Text(0, 6)]),
            ("<i><i", vec![Mark(0, 3), Text(3, 5)]),
            ("<a <b>", vec![Text(0, 3), Strong(3, 6)]),
            ("<!--a>b-->c", vec![Mark(0, 10), Text(10, 11)]),
            ("<!--a", vec![Text(0, 5)]),
            ("&lt;&x", vec![Reference(0, 4, "<".to_owned()), Text(4, 6)]),
            (
                "[a](b)c",
                vec![Mark(0, 1), Text(1, 2), Mark(2, 6), Text(6, 7)],
            ),
            (
                "[[a](b)",
                vec![Text(0, 1), Mark(1, 2), Text(2, 3), Mark(3, 7)],
            ),
            ("[a](b c)", vec![Text(0, 8)]),
            (
                "![a](b)",
                vec![Mark(0, 1), Mark(1, 2), Text(2, 3), Mark(3, 7)],
            ),
            ("**a**", vec![Strong(0, 2), Text(2, 3), Strong(3, 5)]),
        ] {
            assert_eq!(all(line), expected, "{line}");
        }
    }

    #[test]
    fn containers_count_how_deep_they_stand() {
        let deeper = |line| match all(line).first() {
            Some(Part::Break(_, _, found)) => Some(found.deeper),
            _ => None,
        };
        assert_eq!(deeper("<div class=\"a\">"), Some(1));
        assert_eq!(deeper("</div>"), Some(-1));
        assert_eq!(deeper("<p>"), Some(0));
        assert_eq!(deeper("<i>"), None);
    }
}
