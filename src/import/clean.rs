//! Source to lines: line ends, blank lines, indents, marks of Markdown and HTML.
//!
//! Nothing is decided here about what a line is. What is taken away is white space, control
//! characters and marks; the marks are written down, so that the end can prove that nothing else
//! has gone. The hard part is that marks may be complete, partial or absent, and may come without
//! the space that Markdown asks for (`##title##`).

use super::inline::{Part, parts};
use super::page::{Line, Mark, Page, Piece};

/// How many `>` or list marks are looked through at the start of a line.
const DEEPEST: usize = 100;

/// Makes the lines of `source`.
pub(super) fn clean(source: &str) -> Page {
    let mut cleaner = Cleaner {
        source,
        page: Page {
            text: String::with_capacity(source.len()),
            ..Page::default()
        },
        blank: 0,
        number: 1,
    };
    let bytes = source.as_bytes();
    let mut start = 0;
    while start <= bytes.len() {
        let end = memchr_line(&bytes[start..]).map_or(bytes.len(), |end| start + end);
        cleaner.line(start, end);
        cleaner.number += 1;
        let crlf = bytes[end..].starts_with(b"\r\n");
        start = end + 1 + usize::from(crlf);
    }
    cleaner.page
}

fn memchr_line(bytes: &[u8]) -> Option<usize> {
    bytes
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\r' | 0x0C))
}

struct Cleaner<'a> {
    source: &'a str,
    page: Page,
    blank: u32,
    number: usize,
}

/// A line being made.
#[derive(Clone, Copy, Debug)]
struct Open {
    start: usize,
    indent: u8,
    mark: Mark,
    bold: Bold,
}

/// Whether the two bold marks of a line stand around everything.
#[derive(Clone, Copy, Debug, Default)]
struct Bold {
    first: Option<bool>,
    last: bool,
    marks: usize,
}

impl Bold {
    fn take(&mut self, part: &Part, text: &str) {
        let strong = match part {
            Part::Strong(..) => true,
            Part::Text(a, b) if text[*a..*b].trim().is_empty() => return,
            Part::Text(..) | Part::Reference(..) => false,
            Part::Mark(..) | Part::Break(..) => return,
        };
        self.first.get_or_insert(strong);
        self.last = strong;
        self.marks += usize::from(strong);
    }

    fn whole(self) -> bool {
        self.first == Some(true) && self.last && self.marks == 2
    }
}

impl Cleaner<'_> {
    fn line(&mut self, start: usize, end: usize) {
        let whole = &self.source[start..end];
        if whole.chars().all(is_blank) {
            self.drop_controls(start, end);
            self.blank = self.blank.saturating_add(1);
            return;
        }
        let (mut from, indent) = self.indent(start, end);
        let mut to = start + whole.trim_end_matches(is_blank).len();
        if is_rule(&self.source[from..to]) {
            self.page.marks.push(from..to);
            self.blank = self.blank.saturating_add(1);
            return;
        }
        let mut mark = Mark::None;
        for _ in 0..DEEPEST {
            let Some((length, found)) = block_mark(&self.source[from..to]) else {
                break;
            };
            self.page.marks.push(from..from + length);
            from += length;
            from += blank_prefix(&self.source[from..to]);
            mark = found;
            if let Mark::Heading(_) = found {
                let kept = self.source[from..to]
                    .trim_end_matches('#')
                    .trim_end_matches(is_blank);
                if from + kept.len() < to && !kept.is_empty() {
                    self.page.marks.push(from + kept.len()..to);
                    to = from + kept.len();
                }
                break;
            }
        }
        self.inline(from, to, indent, mark);
    }

    /// The parts of a line, cut where a tag begins another one.
    fn inline(&mut self, from: usize, to: usize, indent: u8, mark: Mark) {
        let mut open = Open {
            start: self.page.text.len(),
            indent,
            mark,
            bold: Bold::default(),
        };
        let text = &self.source[from..to];
        if !text.contains(['<', '&', '*', '[']) {
            self.copy(from, to);
            self.close(open);
            return;
        }
        let parts = parts(text);
        let mut stars = parts
            .iter()
            .filter(|part| matches!(part, Part::Strong(a, b) if &text[*a..*b] == "**"))
            .count();
        for part in parts {
            open.bold.take(&part, text);
            match part {
                Part::Text(a, b) => self.copy(from + a, from + b),
                Part::Reference(a, b, decoded) => self.reference(from + a, from + b, &decoded),
                Part::Mark(a, b) => self.page.marks.push(from + a..from + b),
                Part::Strong(a, b) if &text[a..b] == "**" => {
                    // A pair is a mark; one that is left over is text.
                    if stars >= 2 || stars % 2 == 0 {
                        self.page.marks.push(from + a..from + b);
                    } else {
                        self.copy(from + a, from + b);
                    }
                    stars = if stars % 2 == 1 && stars == 1 {
                        0
                    } else {
                        stars - 1
                    };
                }
                Part::Strong(a, b) => self.page.marks.push(from + a..from + b),
                Part::Break(a, b, level) => {
                    self.page.marks.push(from + a..from + b);
                    if self.page.text.len() > open.start {
                        let next = Open {
                            start: 0,
                            indent: 0,
                            mark: Mark::None,
                            bold: Bold::default(),
                        };
                        let made = std::mem::replace(&mut open, next);
                        self.close(made);
                        open.start = self.page.text.len();
                        // A paragraph of HTML is set off like one behind a blank line.
                        self.blank = self.blank.max(1);
                    }
                    if let Some(level) = level {
                        open.mark = Mark::Heading(level);
                    }
                }
            }
        }
        self.close(open);
    }

    /// Copies a run of the source, white space and control characters inside aside.
    fn copy(&mut self, from: usize, to: usize) {
        let mut plain = from;
        for (at, c) in self.source[from..to].char_indices() {
            if is_dropped(c) {
                let at = from + at;
                self.piece(plain, at);
                self.page.marks.push(at..at + c.len_utf8());
                plain = at + c.len_utf8();
            }
        }
        self.piece(plain, to);
    }

    fn piece(&mut self, from: usize, to: usize) {
        if from == to {
            return;
        }
        let clean = self.page.text.len();
        self.page.text.push_str(&self.source[from..to]);
        let len = to - from;
        self.page.pieces.push(Piece {
            clean,
            source: from,
            len,
            source_len: len,
        });
    }

    fn reference(&mut self, from: usize, to: usize, decoded: &str) {
        let clean = self.page.text.len();
        self.page.text.push_str(decoded);
        self.page.pieces.push(Piece {
            clean,
            source: from,
            len: decoded.len(),
            source_len: to - from,
        });
    }

    /// Ends a line; nothing but white space is none.
    fn close(&mut self, open: Open) {
        let text = &self.page.text[open.start..];
        let kept = text.trim_end_matches(is_blank).len();
        let skipped = blank_prefix(text).min(kept);
        let (start, end) = (open.start + skipped, open.start + kept);
        if start < end {
            let chars = self.page.text[start..end].chars().count();
            self.page.lines.push(Line {
                start,
                end,
                number: self.number,
                chars,
                blank: self.blank,
                indent: open
                    .indent
                    .max(u8::try_from(skipped.min(8)).unwrap_or(8) / 3 * 2),
                mark: if open.mark == Mark::None && open.bold.whole() {
                    Mark::Bold
                } else {
                    open.mark
                },
                glued: false,
            });
            self.blank = 0;
        }
        self.page.text.push('\n');
    }

    /// How far a line is indented, in cells.
    fn indent(&mut self, start: usize, end: usize) -> (usize, u8) {
        let mut cells = 0u8;
        let mut at = start;
        for c in self.source[start..end].chars().take_while(|&c| is_blank(c)) {
            cells = cells.saturating_add(match c {
                '\u{3000}' => 2,
                '\t' => 4,
                c if is_dropped(c) => {
                    self.page.marks.push(at..at + c.len_utf8());
                    0
                }
                _ => 1,
            });
            at += c.len_utf8();
        }
        (at, cells)
    }

    fn drop_controls(&mut self, start: usize, end: usize) {
        for (at, c) in self.source[start..end]
            .char_indices()
            .filter(|(_, c)| is_dropped(*c))
        {
            self.page.marks.push(start + at..start + at + c.len_utf8());
        }
    }
}

/// White space, and what is as good as none.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_dropped(c)
}

/// Controls and invisible characters that carry no text.
pub(super) fn is_dropped(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{AD}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn blank_prefix(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

/// A thematic break: three or more of one mark.
fn is_rule(text: &str) -> bool {
    let mut marks = text.chars().filter(|c| !c.is_whitespace());
    let Some(first @ ('-' | '*' | '_' | '=' | '~')) = marks.next() else {
        return false;
    };
    let mut count = 1;
    marks.all(|c| {
        count += 1;
        c == first
    }) && count >= 3
}

/// A mark at the start of a line, with its length in bytes.
fn block_mark(text: &str) -> Option<(usize, Mark)> {
    let hashes = text.bytes().take_while(|&byte| byte == b'#').count();
    let spaced = |at: usize| text[at..].starts_with([' ', '\t', '\u{3000}', '\u{A0}']);
    match hashes {
        0 => {}
        1..=6
            if text.len() > hashes
                && (spaced(hashes)
                    || hashes > 1
                    || !text[1..].starts_with(|c: char| c.is_ascii_alphanumeric())) =>
        {
            return Some((hashes, Mark::Heading(u8::try_from(hashes).unwrap_or(6))));
        }
        _ => return None,
    }
    if text.starts_with('>') {
        return Some((1, Mark::Quote));
    }
    if text.starts_with(['-', '*', '+']) && text.len() > 1 && spaced(1) {
        return Some((1, Mark::List));
    }
    None
}
