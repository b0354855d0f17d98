//! What a web page holds and never shows: style sheets, scripts, its title, comments over many lines, and what it
//! says it is before its first tag.
//!
//! None of it is text of the paper, and none of it may be lost: it is left out with its reason. An
//! element that nothing closes hides nothing, so that a text about web pages keeps its end. The hard
//! part is linear time: the next end of each kind, of a tag and of a line is searched at most once for each byte.

use std::ops::Range;

/// The longest opening tag, in bytes.
const LONGEST_TAG: usize = 4096;
/// The longest declaration, in bytes.
const LONGEST_DECLARATION: usize = 256;
/// The longest content that is hidden, in bytes.
const LONGEST: usize = 1 << 20;
/// How far into a source its first tags say that it is a web page, in bytes.
const START: usize = 4096;

/// Elements, and comments: how each begins and ends.
const KINDS: [(&str, &str); 4] = [
    ("<style", "</style"),
    ("<script", "</script"),
    ("<title", "</title"),
    ("<!--", "-->"),
];
const TITLE: usize = 2;
const COMMENT: usize = 3;

/// The ranges of `source` that a browser would not show, in order: what stands between two tags, and
/// comments with their marks where they go over a line end.
pub(super) fn hidden(source: &str) -> Vec<Range<usize>> {
    let bytes = source.as_bytes();
    if memchr::memchr(b'<', bytes).is_none() {
        return Vec::new();
    }
    let mut start = bytes[..bytes.len().min(START)].split(|&byte| byte == b'<');
    let is_page = start.any(|tag| {
        let names: [&[u8]; 3] = [b"html", b"head", b"!doctype"];
        names.iter().any(|name| begins(tag, name))
    });
    let mut ahead = Ahead::default();
    let (mut ranges, mut at) = (Vec::new(), 0);
    while let Some(found) = source[at..].find('<') {
        at += found;
        let rest = &bytes[at..];
        // It is no tag of an element, so nothing else would tell what became of it.
        if let Some(length) = declaration(rest) {
            ranges.push(at..at + length);
            at += length;
            continue;
        }
        let kind = (0..KINDS.len()).find(|&kind| begins(rest, KINDS[kind].0.as_bytes()));
        let found = kind
            .filter(|&kind| kind != TITLE || is_page)
            .and_then(|kind| content(source, at, kind, &mut ahead));
        match found {
            Some(range) => {
                at = range.end.max(at + 1);
                if range.start < range.end {
                    ranges.push(range);
                }
            }
            None => at += 1,
        }
    }
    ranges
}

/// How long the declaration is that `bytes` begin with: `<!DOCTYPE html>`, `<?xml version="1.0"?>`.
fn declaration(bytes: &[u8]) -> Option<usize> {
    let names = ["<!doctype ", "<?xml "];
    let known = names.iter().any(|name| begins(bytes, name.as_bytes()));
    let tag = &bytes[..bytes.len().min(LONGEST_DECLARATION)];
    let end = known.then(|| memchr::memchr3(b'>', b'\n', b'\r', tag))??;
    (tag[end] == b'>').then_some(end + 1)
}

/// Where the next end of each kind stands, the next `>`, and the next line end: searched for only when it was
/// passed, and behind the source where there is none.
#[derive(Debug, Default)]
struct Ahead {
    ends: [usize; KINDS.len()],
    tag: usize,
    line: usize,
}

/// The place from `at` on that `find` finds there, unless it is the one that is `known`.
fn next(
    known: &mut usize,
    at: usize,
    bytes: &[u8],
    find: impl Fn(&[u8]) -> Option<usize>,
) -> usize {
    if *known < at {
        *known = find(&bytes[at..]).map_or(usize::MAX, |found| at + found);
    }
    *known
}

/// What the element or comment of this kind at `at` hides.
fn content(source: &str, at: usize, kind: usize, ahead: &mut Ahead) -> Option<Range<usize>> {
    let bytes = source.as_bytes();
    let (opening, closing) = KINDS[kind];
    let after = at + opening.len();
    let from = if kind == COMMENT {
        after
    } else {
        if !matches!(bytes.get(after), Some(b'>' | b' ' | b'\t' | b'\n' | b'\r')) {
            return None;
        }
        let tag = next(&mut ahead.tag, after, bytes, |rest| {
            memchr::memchr(b'>', rest)
        });
        if tag >= after + LONGEST_TAG {
            return None;
        }
        tag + 1
    };
    let closes = |rest: &[u8]| {
        let mut windows = rest.windows(closing.len());
        windows.position(|window| begins(window, closing.as_bytes()))
    };
    let end = next(&mut ahead.ends[kind], from, bytes, closes);
    if end == usize::MAX || end - from > LONGEST {
        return None;
    }
    if kind != COMMENT {
        return Some(from..end);
    }
    let whole = at..end + closing.len();
    let line = next(&mut ahead.line, after, bytes, |rest| {
        memchr::memchr2(b'\n', b'\r', rest)
    });
    (line < whole.end).then_some(whole)
}

/// Whether `bytes` begin with `name`, whatever the case of its letters.
fn begins(bytes: &[u8], name: &[u8]) -> bool {
    bytes
        .get(..name.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_does_not_show_is_found() {
        for (source, found) in [
            ("<html><TITLE>甲</title>乙", ["甲"].as_slice()),
            ("<title>甲</title>乙", &[]),
            ("<!DOCTYPE html><p>甲</p>", &["<!DOCTYPE html>"]),
            ("<?xml version=\"1.0\"?>\n甲", &["<?xml version=\"1.0\"?>"]),
            ("<!doctype 甲\n>乙", &[]),
            ("<!DOCTYPE html", &[]),
            ("<style type=\"a\">\np{}\n</style>乙", &["\np{}\n"]),
            ("<style>p{}乙", &[]),
            ("<styled>甲</styled></style>", &[]),
            ("<script></script><script>a<b</script>", &["a<b"]),
            ("<!-- 甲 -->乙", &[]),
            ("甲<!-- 乙\n丙 -->丁", &["<!-- 乙\n丙 -->"]),
            ("甲<!-- 乙\n丙", &[]),
        ] {
            let ranges = hidden(source);
            let texts: Vec<&str> = ranges.into_iter().map(|range| &source[range]).collect();
            assert_eq!(texts, found, "{source}");
        }
    }
}
