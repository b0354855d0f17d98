//! Source to lines: line ends, blank lines, indents, marks of Markdown and HTML.
//!
//! Nothing is decided here about what a line is. What is taken away is white space, control
//! characters and marks; each is reported to the proof of conservation as it goes. The hard part is
//! that marks may be complete, partial or absent, and may come without the space that Markdown asks
//! for (`##title##`). A large text of tiny lines would cost more memory for its lines than for its
//! text: there, short lines are joined.

use std::ops::Range;

use memchr::{memchr, memchr3};

use super::blank::{before_blank, blank_prefix, indent, is_blank, is_dropped, is_rule};
use super::block_mark::{before_closing, block_mark, underline};
use super::conserve::{Broken, Cleaning};
use super::fence::{Fence, Fences};
use super::hidden::hidden;
use super::hints::Hints;
use super::inline::{Break, Part, parts, stars};
use super::lead::Bold;
use super::line_end::{LineEnds, line_end};
use super::links::Links;
use super::lookalike::look_alike;
use super::page::{Hidden, Line, Mark, Page, are_shreds, are_tiny};
use super::row;
use crate::diagnostic::{Diagnostic, Fault};

/// The indent of a line that is set to the right, in cells.
const RIGHT: u8 = 20;
/// What marks at the start of a line and rules begin with.
const LINE_MARKS: &[u8; 8] = b"#>-*+_=~";
/// How deep quotations and containers are counted.
const DEEPEST: usize = 100;

/// Makes the lines of `source`, tells what was reduced and how many lines the source has.
///
/// # Errors
/// [`Broken`] where a character of `source` would be lost.
pub(super) fn clean(source: &str) -> Result<(Page, Vec<Diagnostic>, usize), Broken> {
    let mut cleaner = Cleaner {
        source,
        page: Page {
            // References and line breaks of HTML are longer than what they stand for, but for a few.
            text: String::with_capacity(source.len() + 64),
            ..Page::default()
        },
        proof: Cleaning::new(source),
        blank: 0,
        ruled: false,
        pictured: false,
        links: Links::default(),
        number: 1,
        opened: (0, 0),
        depth: 0,
        deep: None,
        tiny: None,
        joined: 0,
        look_alikes: None,
        rows: 0,
        row: false,
    };
    let mut start = 0;
    let mut fences = Fences::default();
    let unseen = hidden(source);
    let mut unseen = unseen.as_slice();
    let ends = LineEnds::of(source);
    while let Some((end, next)) = ends.next(start) {
        while unseen.first().is_some_and(|range| range.end <= start) {
            unseen = &unseen[1..];
        }
        let inside = unseen.first().is_some_and(|range| range.start < start);
        let may_open = matches!(source.as_bytes()[start], b'`' | b' ' | b'\t');
        let fence = if may_open && !inside {
            fences.at(source, start..end, next)
        } else {
            None
        };
        if let Some(fence) = fence.filter(|_| !cleaner.is_tiny()) {
            cleaner.verbatim(&fence);
            start = fence.next;
            continue;
        }
        cleaner.shown(start, end, unseen);
        cleaner.number += 1;
        start = next;
    }
    cleaner.shown(start, source.len(), unseen);
    let count = cleaner.number - usize::from(start == source.len());
    let diagnostics = cleaner.diagnostics();
    cleaner.proof.finish(&cleaner.page.text)?;
    super::lead::leads(&mut cleaner.page);
    Ok((cleaner.page, diagnostics, count))
}

struct Cleaner<'a> {
    source: &'a str,
    page: Page,
    proof: Cleaning<'a>,
    blank: u32,
    /// A rule stands above the line that comes next.
    ruled: bool,
    /// A picture does.
    pictured: bool,
    /// What of the line that is open stands in links.
    links: Links,
    number: usize,
    /// How many marks opened the last heading, if none closed it, and how many lines there were below it.
    opened: (usize, usize),
    /// How many containers of HTML are open.
    depth: usize,
    /// The first line that is nested too deep.
    deep: Option<usize>,
    /// The first line that was joined to the one before it because lines are tiny.
    tiny: Option<usize>,
    /// How many lines were.
    joined: usize,
    /// The first line with a character that only looks like a Han, and how many there are.
    look_alikes: Option<(usize, usize)>,
    /// How many lines stand in fences.
    rows: usize,
    /// The last line is a row of cells.
    row: bool,
}

/// A line being made.
#[derive(Clone, Copy, Debug)]
struct Open {
    start: usize,
    indent: u8,
    mark: Mark,
    bold: Bold,
    /// It is a row of cells.
    row: bool,
    /// It stands in a cell.
    cell: bool,
    /// It is an item of a list.
    item: bool,
}

impl Cleaner<'_> {
    /// A line of the source, of which `unseen` may hide something.
    fn shown(&mut self, start: usize, end: usize, unseen: &[Range<usize>]) {
        let mut at = start;
        for range in unseen {
            if range.start >= end {
                break;
            }
            let (from, to) = (range.start.max(at), range.end.min(end));
            if from >= to {
                continue;
            }
            if at < from {
                self.line(at, from);
            }
            self.hide(from, to);
            at = to;
        }
        if at == start || at < end {
            self.line(at, end);
        }
    }

    /// Keeps a piece of the source for what is left out. Where tiny ones are nearly all of the text, they are
    /// shown: each takes more memory than a line.
    fn hide(&mut self, from: usize, to: usize) {
        let text = self.source[from..to].trim_matches(is_blank);
        if text.is_empty() {
            return;
        }
        if are_tiny(self.page.hidden.len(), self.page.text.len()) {
            return self.line(from, to);
        }
        let start = self.page.text.len();
        let from = to - self.source[from..to].trim_start_matches(is_blank).len();
        self.page.text.push_str(text);
        self.proof.copied(from..from + text.len(), text);
        self.page.hidden.push(Hidden {
            start,
            end: self.page.text.len(),
            number: self.number,
        });
        self.page.text.push('\n');
    }

    fn line(&mut self, start: usize, end: usize) {
        let source = self.source;
        let whole = &source[start..end];
        let (mut from, indent) = indent(source, start, end);
        if from == end {
            self.blank = self.blank.saturating_add(1);
            return;
        }
        let mut to = start + before_blank(whole).len();
        let (opened, above) = self.opened;
        if opened > 0
            && above == self.page.lines.len()
            && let Some(kept) = before_closing(&source[from..to], opened)
        {
            return self.end_heading(from..from + kept, to);
        }
        if self.plain(from..to, indent) {
            return;
        }
        if is_rule(&source[from..to]) {
            self.proof.set_aside(from..to);
            let above = self.page.lines.last_mut().filter(|_| self.blank == 0);
            let titled = above.map(|above| underline(&self.page.text, above, &source[from..to]));
            self.blank = self.blank.saturating_add(1);
            self.ruled = titled != Some(true);
            return;
        }
        let mut mark = Mark::None;
        let mut depth = 0;
        while let Some((length, found)) = block_mark(&source[from..to]) {
            self.proof.set_aside(from..from + length);
            from += length;
            from += blank_prefix(&source[from..to]);
            depth += 1;
            mark = found;
            if let Mark::Heading(_) = found {
                let kept = source[from..to]
                    .trim_end_matches('#')
                    .trim_end_matches(is_blank);
                if !kept.is_empty() {
                    to = from + kept.len();
                }
                break;
            }
        }
        self.deepest(depth);
        self.inline(from, to, indent, mark);
        // What closes a heading.
        let closing = source[to..end].trim_end_matches(is_blank).len();
        if closing > 0 {
            self.proof.set_aside(to..to + closing);
        } else if let Mark::Heading(level) = mark {
            self.opened = (level.into(), self.page.lines.len());
        }
    }

    /// Adds `range` of the source to the heading above, which the marks up to `end` close.
    fn end_heading(&mut self, range: Range<usize>, end: usize) {
        self.page.text.pop();
        self.copy(range.start, range.end);
        self.proof.set_aside(range.end..end);
        if let Some(last) = self.page.lines.last_mut() {
            last.lengthen(&self.page.text, self.page.text.len());
        }
        self.page.text.push('\n');
        self.blank = 0;
    }

    /// Takes over a line without any mark, of characters that stay as they are: most lines are such.
    fn plain(&mut self, range: Range<usize>, indent: u8) -> bool {
        let text = &self.source[range.clone()];
        let begins = |byte: u8| byte.is_ascii() && LINE_MARKS.contains(&byte);
        let marked = text.bytes().next().is_none_or(begins);
        if marked || self.is_tiny() {
            return false;
        }
        let (hints, chars) = Hints::of(text);
        if hints.may(Hints::MARKUP.and(Hints::UNUSUAL)) {
            return false;
        }
        let start = self.page.text.len();
        self.page.text.push_str(text);
        let end = self.page.text.len();
        self.page.text.push('\n');
        self.proof.line(range, start, &self.page.text);
        self.page.lines.push(Line {
            blank: std::mem::take(&mut self.blank),
            indent,
            ruled: std::mem::take(&mut self.ruled),
            pictured: std::mem::take(&mut self.pictured),
            linked: std::mem::take(&mut self.links).are_all(),
            ..Line::with(start..end, hints, chars).standing_at(self.number)
        });
        true
    }

    /// The lines inside a fence as they stand, blank ones at either end aside.
    fn verbatim(&mut self, fence: &Fence) {
        let source = self.source;
        self.proof.set_aside(fence.opening.clone());
        self.number += 1;
        let start = self.page.text.len();
        let (mut end, mut first) = (start, self.number);
        let mut at = fence.content.start;
        while let Some((row_end, next)) = line_end(source, at).filter(|_| at < fence.content.end) {
            let row = &source[at..row_end];
            let blanks = row.len() - row.trim_start_matches([' ', '\t']).len();
            let from = at + blanks.min(fence.indent);
            if !row.chars().all(is_blank) {
                self.piece(from, row_end);
                end = self.page.text.len();
            }
            if end > start {
                self.page.text.push('\n');
                self.rows += 1;
            } else {
                first += 1;
            }
            self.number += 1;
            at = next;
        }
        self.proof.set_aside(fence.closing.clone());
        self.number += 1;
        self.page.text.truncate(end);
        if end == start {
            return;
        }
        self.page.lines.push(Line {
            blank: self.blank.max(1),
            mark: Mark::Verbatim,
            ..Line::of(&self.page.text, start..end).standing_at(first)
        });
        self.page.text.push('\n');
        self.blank = 1;
    }

    fn deepest(&mut self, depth: usize) {
        if depth > DEEPEST {
            self.deep.get_or_insert(self.number);
        }
    }

    /// The parts of a line, cut where a tag begins another one.
    fn inline(&mut self, from: usize, to: usize, indent: u8, mark: Mark) {
        let mut open = Open {
            start: self.page.text.len(),
            indent,
            mark,
            bold: Bold::default(),
            row: false,
            cell: false,
            item: false,
        };
        let source = self.source;
        let text = &source[from..to];
        let bytes = text.as_bytes();
        if memchr3(b'<', b'&', b'*', bytes).is_none() && memchr(b'[', bytes).is_none() {
            self.copy(from, to);
            self.close(open);
            return;
        }
        let mut stars = stars(text);
        let odd = stars % 2 == 1;
        parts(text, |part| {
            open.bold.take(&part, text, self.page.text.len());
            match part {
                Part::Text(a, b) => {
                    self.links.take(&text[a..b]);
                    self.copy(from + a, from + b);
                }
                Part::Reference(a, b, decoded) => {
                    self.page.text.push_str(&decoded);
                    self.proof.set_aside(from + a..from + b);
                }
                Part::Mark(a, b) => {
                    let mark = &text[a..b];
                    self.pictured |= mark == "!" || mark.starts_with("<img");
                    self.links.mark(mark);
                    self.proof.set_aside(from + a..from + b);
                }
                Part::Strong(a, b) if &text[a..b] == "**" => {
                    // A pair is a mark; one that is left over is text.
                    if odd && stars == 1 {
                        self.copy(from + a, from + b);
                    } else {
                        self.proof.set_aside(from + a..from + b);
                    }
                    stars -= 1;
                }
                Part::Strong(a, b) => self.proof.set_aside(from + a..from + b),
                // The two halves of a title.
                Part::Break(a, b, tag) if tag.inside && matches!(open.mark, Mark::Heading(_)) => {
                    self.proof.set_aside(from + a..from + b);
                    self.page.text.push(' ');
                }
                Part::Break(a, b, _)
                    if open.row && row::opens_cell(&text[a..b])
                        || row::goes_on(&text[a..b], &self.page.text[open.start..], &text[b..]) =>
                {
                    self.proof.set_aside(from + a..from + b);
                    if !row::opens_cell(&text[a..b]) {
                        self.page.text.push(row::GAP);
                        open.row = true;
                    }
                }
                Part::Break(a, b, tag) => {
                    self.proof.set_aside(from + a..from + b);
                    self.begin_again(&mut open, tag);
                    let mark = &text[a..b];
                    if let Some(opens) = row::begins_item(mark) {
                        open.item = opens;
                    }
                    open.cell = row::opens_cell(mark) || open.cell && !mark.starts_with("</");
                    self.ruled |= mark.starts_with("<hr");
                    if mark.contains("right") && mark.contains("align") {
                        open.indent = RIGHT;
                    }
                }
            }
        });
        self.close(open);
    }

    /// A tag ends the line that is open, where it has any text, and begins the next one.
    fn begin_again(&mut self, open: &mut Open, tag: Break) {
        self.depth = self.depth.saturating_add_signed(isize::from(tag.deeper));
        self.deepest(self.depth);
        if self.page.text.len() > open.start {
            self.close(*open);
            *open = Open {
                start: self.page.text.len(),
                indent: 0,
                mark: Mark::None,
                bold: Bold::default(),
                row: false,
                cell: false,
                item: false,
            };
            // A paragraph of HTML is set off like one behind a blank line.
            self.blank = self.blank.max(1);
        }
        if let Some(level) = tag.heading {
            open.mark = Mark::Heading(level);
        }
    }

    /// Copies a run of the source, control characters inside aside.
    fn copy(&mut self, from: usize, to: usize) {
        let source = self.source;
        let mut plain = from;
        let mut at = from;
        while at < to {
            // Nearly all text: ASCII, and the Han, three bytes each.
            match source.as_bytes()[at] {
                b' '..=b'~' => {
                    at += 1;
                    continue;
                }
                0xE4..=0xE9 => {
                    at += 3;
                    continue;
                }
                _ => {}
            }
            let Some(c) = source[at..to].chars().next() else {
                break;
            };
            let after = at + c.len_utf8();
            if is_dropped(c) {
                self.piece(plain, at);
                plain = after;
            } else if let Some(han) = look_alike(c) {
                self.piece(plain, at);
                let start = self.page.text.len();
                self.page.text.push(han);
                self.proof.copied(at..after, &self.page.text[start..]);
                plain = after;
                let (_, count) = self.look_alikes.get_or_insert((self.number, 0));
                *count += 1;
            }
            at = after;
        }
        self.piece(plain, to);
    }

    fn piece(&mut self, from: usize, to: usize) {
        if from < to {
            let start = self.page.text.len();
            self.page.text.push_str(&self.source[from..to]);
            self.proof.copied(from..to, &self.page.text[start..]);
        }
    }

    /// Ends a line; nothing but white space is none.
    fn close(&mut self, open: Open) {
        let text = &self.page.text[open.start..];
        let kept = text.trim_end_matches(is_blank).len();
        let skipped = blank_prefix(text).min(kept);
        let (start, end) = (open.start + skipped, open.start + kept);
        if start == end {
            self.page.text.truncate(open.start);
            // A picture alone is no part of the line below it.
            self.links.clear();
            return;
        }
        if std::mem::replace(&mut self.row, open.row) && open.row {
            self.blank = 0;
        }
        let linked = std::mem::take(&mut self.links).are_all();
        let (ruled, pictured) = (
            std::mem::take(&mut self.ruled),
            std::mem::take(&mut self.pictured),
        );
        let lead = open.bold.lead;
        let bold =
            open.mark == Mark::None && (start + 1..end).contains(&lead) && !open.bold.whole();
        let last = self.page.lines.last();
        let hidden = self.page.hidden.last().map_or(0, |hidden| hidden.end);
        // Nothing is added to what stands as it is, or stands before what nobody sees.
        let open_ended = |last: &Line| last.mark != Mark::Verbatim && hidden <= last.end();
        if self.is_tiny() && last.is_some_and(open_ended) {
            self.join(open.start, end);
        } else if bold && super::lead::is_lead(&self.page.text[start..lead]) {
            let rest = lead + blank_prefix(&self.page.text[lead..end]);
            let stop = start + self.page.text[start..lead].trim_end_matches(is_blank).len();
            self.page.lines.push(Line {
                blank: self.blank,
                indent: open.indent,
                mark: Mark::Lead,
                ruled,
                pictured,
                linked,
                ..Line::of(&self.page.text, start..stop).standing_at(self.number)
            });
            self.page
                .lines
                .push(Line::of(&self.page.text, rest..end).standing_at(self.number));
        } else {
            if open.cell || open.row {
                self.page.cells.push(start);
            }
            self.page.lines.push(Line {
                blank: self.blank,
                indent: open
                    .indent
                    .max(u8::try_from(skipped.min(8)).unwrap_or(8) / 3 * 2),
                mark: match open.mark {
                    Mark::None if open.bold.whole() => Mark::Bold,
                    Mark::List if open.bold.whole() => Mark::Lead,
                    // A list of links leads elsewhere.
                    Mark::None if open.item && !linked => Mark::List,
                    mark => mark,
                },
                ruled,
                pictured,
                linked,
                ..Line::of(&self.page.text, start..end).standing_at(self.number)
            });
        }
        self.blank = 0;
        self.page.text.push('\n');
    }

    /// Whether there are so many lines, and such short ones, that they are no lines of a page: the next one is
    /// joined to the last.
    fn is_tiny(&self) -> bool {
        let (lines, length) = (&self.page.lines, self.page.text.len());
        let made = lines.len() + self.rows;
        let short = || lines.last().is_some_and(|last| !last.is_long());
        are_tiny(made, length) || are_shreds(made, made + self.joined, length) && short()
    }

    /// Lengthens the last line by the text between `start` and `end`.
    fn join(&mut self, start: usize, end: usize) {
        self.tiny.get_or_insert(self.number);
        self.joined += 1;
        if let Some(last) = self.page.lines.last_mut() {
            // Its line feed stands right before.
            self.proof.settle(&self.page.text);
            self.page.text.replace_range(start - 1..start, " ");
            last.lengthen(&self.page.text, end);
        }
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        let deep = self
            .deep
            .map(|line| Diagnostic::at_line(line, Fault::TooDeep { limit: DEEPEST }));
        let tiny = self
            .tiny
            .map(|line| Diagnostic::at_line(line, Fault::TinyLines));
        let look_alikes = self
            .look_alikes
            .map(|(line, count)| Diagnostic::at_line(line, Fault::LookAlikes { count }));
        [deep, tiny, look_alikes].into_iter().flatten().collect()
    }
}
