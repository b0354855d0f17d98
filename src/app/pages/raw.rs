//! The raw lines behind a paragraph.
//!
//! At first only the lines behind the paragraph are shown, two rows down; going on from them shows
//! those above and below, dimmed, so that one still sees which are the paragraph's. A line longer than the measure takes several rows and is walked row by row.
//! Rows are made for what is in sight alone, so the size of the text does not matter.

use std::collections::BTreeMap;

use crate::app::geometry::{RawColumn, Size};
use crate::app::raw_text::{Part, RawPlace, RawText};
use crate::app::view::View;
use crate::text::{AmbiguousWidth, Cells, Clean, clusters, sanitize};
use crate::words::Words;

/// The state of the page.
#[derive(Clone, Debug)]
pub struct RawPage {
    /// What is shown.
    pub raw: RawText,
    /// The article one came from, and where in it.
    pub from: (String, Part),
    /// The first and last line shown, from 0.
    pub shown: (usize, usize),
    /// The first and last line behind the paragraph.
    behind: (usize, usize),
    /// Where the cursor stands.
    pub cursor: Row,
    /// Blank rows above the first one.
    pad: usize,
    /// The first row on the screen.
    top: Row,
    /// Where the cursor stood when the page was opened.
    begun: Row,
    /// The character to begin at, until the lines are set.
    opening: Option<RawPlace>,
    column: RawColumn,
    ambiguous: AmbiguousWidth,
    /// Lines that were set, by index.
    set: BTreeMap<usize, SetLine>,
}

/// A row: a line and which of its rows, both from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// The line.
    pub line: usize,
    /// The row of it.
    pub row: usize,
}

/// A line as it is shown.
#[derive(Clone, Debug, Default)]
struct SetLine {
    text: Clean,
    /// The byte of `text` with which each row begins.
    starts: Vec<usize>,
    /// Whether it stands in no article.
    left_out: bool,
    /// What is said of that at the right.
    note: Option<Clean>,
}

/// What is drawn on one row of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnRow {
    /// The number of its line, from 1, on the first row of it.
    pub number: Option<usize>,
    /// Its text.
    pub text: Clean,
    /// Whether its line stands in no article.
    pub left_out: bool,
    /// Whether its line is one of those behind the paragraph, and not only near them.
    pub is_behind: bool,
    /// Why not, on the first row of it, where there is room.
    pub note: Option<Clean>,
}

/// Blank rows above the lines at first.
const PAD: usize = 2;
/// How many lines are kept set.
const MOST_SET: usize = 2000;

impl RawPage {
    /// The lines `lines` of `raw`, the cursor on `place`. `from` is the article's id and the part of it
    /// that one came from.
    pub fn new(
        raw: RawText,
        from: (String, Part),
        lines: (usize, usize),
        place: RawPlace,
    ) -> RawPage {
        let last = raw.lines.len().saturating_sub(1);
        let shown = (lines.0.min(last), lines.1.min(last));
        let top = Row {
            line: shown.0,
            row: 0,
        };
        RawPage {
            raw,
            from,
            shown,
            behind: shown,
            cursor: top,
            pad: PAD,
            top,
            begun: top,
            opening: Some(place),
            column: RawColumn::default(),
            ambiguous: AmbiguousWidth::NARROW,
            set: BTreeMap::new(),
        }
    }

    /// Sets the lines for this window, if that changed; the cursor stays on its character.
    pub fn prepare(&mut self, words: Words, view: &View, size: Size) {
        let column = size.raw_column(self.raw.lines.len());
        if column != self.column || view.ambiguous != self.ambiguous {
            let places = [
                self.place(),
                self.offset_of(self.top),
                self.offset_of(self.begun),
            ];
            (self.column, self.ambiguous) = (column, view.ambiguous);
            self.set.clear();
            self.set_around(words);
            let rows = places.map(|place| self.row_of(words, place));
            [self.cursor, self.top, self.begun] = rows;
        }
        if let Some(place) = self.opening.take() {
            self.cursor = self.row_of(words, place);
            self.begun = self.cursor;
        }
        self.pad = self.pad.min(column.rows.saturating_sub(1));
        self.follow(words);
        self.set_around(words);
    }

    /// Moves by rows, down if positive.
    pub fn step(&mut self, words: Words, rows: isize) {
        for _ in 0..rows.unsigned_abs() {
            let next = if rows > 0 {
                self.after(words, self.cursor)
            } else {
                self.before(words, self.cursor)
            };
            let Some(next) = next else { break };
            self.cursor = next;
        }
        self.follow(words);
    }

    /// Moves by halves of the page.
    pub fn step_halves(&mut self, words: Words, halves: isize) {
        let rows = (self.column.rows.max(2) as isize).saturating_mul(halves) / 2;
        self.step(words, rows);
    }

    /// Goes to the line with index `line`, or to the last one.
    pub fn go_to_line(&mut self, words: Words, line: usize) {
        let line = line.min(self.raw.lines.len().saturating_sub(1));
        self.cursor = Row { line, row: 0 };
        self.follow(words);
    }

    /// Whether the cursor stands where it stood at first.
    pub fn is_unmoved(&self) -> bool {
        self.cursor == self.begun
    }

    /// The character the cursor's row begins with.
    pub fn place(&self) -> RawPlace {
        self.offset_of(self.cursor)
    }

    /// The rows of the screen from the top; `None` is a blank one.
    pub fn rows(&self) -> Vec<Option<DrawnRow>> {
        let mut rows: Vec<Option<DrawnRow>> = vec![None; self.pad];
        let mut at = self.top;
        while rows.len() < self.column.rows && at.line <= self.shown.1 {
            let Some(line) = self.set.get(&at.line) else {
                break;
            };
            let is_behind = (self.behind.0..=self.behind.1).contains(&at.line);
            rows.push((at.line >= self.shown.0).then(|| line.drawn(at, is_behind)));
            at.row += 1;
            if at.row >= line.starts.len() {
                at = Row {
                    line: at.line + 1,
                    row: 0,
                };
            }
        }
        rows
    }

    /// The row of the screen on which the cursor stands.
    pub fn cursor_row(&self) -> Cells {
        let rows = self.rows_between(self.top, self.cursor, self.column.rows);
        (self.pad + rows).min(self.column.rows.saturating_sub(1))
    }

    /// Where things stand.
    pub fn column(&self) -> RawColumn {
        self.column
    }

    /// Shows the cursor's line and those up to it, and scrolls until it is in sight.
    fn follow(&mut self, words: Words) {
        self.shown.0 = self.shown.0.min(self.cursor.line);
        self.shown.1 = self.shown.1.max(self.cursor.line);
        self.set_line(words, self.cursor.line);
        if self.cursor < self.top {
            // Blank rows above are the first to be used.
            let rows = self.count_up_to(words, self.cursor, self.top, self.pad);
            self.pad -= rows;
            self.top = self.cursor;
            return;
        }
        let room = self.column.rows.saturating_sub(1);
        let mut first = self.cursor;
        let mut above = 0;
        while above < room && first > self.top {
            let Some(before) = self.before(words, first) else {
                break;
            };
            first = before;
            above += 1;
        }
        if first > self.top {
            (self.top, self.pad) = (first, 0);
        } else {
            self.pad = self.pad.min(room - above);
        }
    }

    /// How many rows stand from `from` to `to`, counted up to `most`.
    fn count_up_to(&mut self, words: Words, from: Row, to: Row, most: usize) -> usize {
        let (mut at, mut count) = (from, 0);
        while at < to && count < most {
            let Some(next) = self.after(words, at) else {
                break;
            };
            at = next;
            count += 1;
        }
        count
    }

    fn rows_between(&self, from: Row, to: Row, most: usize) -> usize {
        let (mut at, mut count) = (from, 0);
        while at < to && count < most {
            let rows = self.set.get(&at.line).map_or(1, |line| line.starts.len());
            at = if at.row + 1 < rows {
                Row {
                    row: at.row + 1,
                    ..at
                }
            } else {
                Row {
                    line: at.line + 1,
                    row: 0,
                }
            };
            count += 1;
        }
        count
    }

    fn after(&mut self, words: Words, at: Row) -> Option<Row> {
        if at.row + 1 < self.set_line(words, at.line) {
            return Some(Row {
                row: at.row + 1,
                ..at
            });
        }
        (at.line + 1 < self.raw.lines.len()).then_some(Row {
            line: at.line + 1,
            row: 0,
        })
    }

    fn before(&mut self, words: Words, at: Row) -> Option<Row> {
        if at.row > 0 {
            return Some(Row {
                row: at.row - 1,
                ..at
            });
        }
        let line = at.line.checked_sub(1)?;
        let row = self.set_line(words, line) - 1;
        Some(Row { line, row })
    }

    /// Sets every line that may be in sight.
    fn set_around(&mut self, words: Words) {
        let last = self.raw.lines.len().saturating_sub(1);
        let end = (self.top.line + self.column.rows).min(last);
        if self.set.len() > MOST_SET {
            self.set.clear();
        }
        for line in self.top.line.min(self.cursor.line)..=end {
            self.set_line(words, line);
        }
    }

    /// Sets line `line`; gives its number of rows.
    fn set_line(&mut self, words: Words, line: usize) -> usize {
        if let Some(set) = self.set.get(&line) {
            return set.starts.len();
        }
        let note = self.raw.left_out.get(&line);
        let left_out = note.is_some();
        let note = note.map(|reason| words.raw_left_out(reason.as_str()));
        let taken = note.as_ref().map_or(0, |note| {
            crate::text::text_width(note.as_str(), self.ambiguous) + 2
        });
        let text = sanitize(self.raw.line(line));
        // The reason gives way where there is no room for it.
        let measure = self.column.measure;
        let (measure, note) = match measure.checked_sub(taken) {
            Some(room) if room >= measure / 2 => (room, note),
            _ => (measure, None),
        };
        let starts = row_starts(text.as_str(), measure, self.ambiguous);
        let rows = starts.len();
        self.set.insert(
            line,
            SetLine {
                text,
                starts,
                left_out,
                note,
            },
        );
        rows
    }

    /// The raw character that the row begins with.
    fn offset_of(&self, at: Row) -> RawPlace {
        let set = self.set.get(&at.line);
        let start = set.and_then(|line| line.starts.get(at.row).copied());
        RawPlace {
            line: at.line,
            offset: start.map_or(0, |start| raw_offset(self.raw.line(at.line), start)),
        }
    }

    fn row_of(&mut self, words: Words, place: RawPlace) -> Row {
        self.set_line(words, place.line);
        let before = self.raw.line(place.line).get(..place.offset);
        let offset = sanitize(before.unwrap_or_default()).len();
        let row = self.set.get(&place.line).map_or(0, |line| {
            let after = line.starts.partition_point(|&start| start <= offset);
            after.saturating_sub(1)
        });
        Row {
            line: place.line,
            row,
        }
    }
}

impl SetLine {
    fn drawn(&self, at: Row, is_behind: bool) -> DrawnRow {
        let first = at.row == 0;
        let start = self.starts.get(at.row).copied().unwrap_or(0);
        let end = self.starts.get(at.row + 1).copied();
        let text = self
            .text
            .as_clean()
            .slice(start..end.unwrap_or(self.text.len()));
        DrawnRow {
            number: first.then_some(at.line + 1),
            text: text.to_clean(),
            left_out: self.left_out,
            is_behind,
            note: self.note.clone().filter(|_| first),
        }
    }
}

/// The byte of `raw` behind everything that is shown in the first `shown` bytes of it as sanitized.
fn raw_offset(raw: &str, shown: usize) -> usize {
    let boundary = |at: usize| {
        let mut whole = (0..=at).rev();
        whole.find(|&at| raw.is_char_boundary(at)).unwrap_or(0)
    };
    // Halved instead of walked: what one character adds depends on those before it.
    let (mut low, mut high) = (0, raw.len() + 1);
    while high - low > 1 {
        let middle = (low + high) / 2;
        if sanitize(&raw[..boundary(middle)]).len() <= shown {
            low = middle;
        } else {
            high = middle;
        }
    }
    boundary(low)
}

/// The byte with which each row of `text` begins, at least one; a row is as many clusters as fit.
fn row_starts(text: &str, measure: Cells, ambiguous: AmbiguousWidth) -> Vec<usize> {
    let mut starts = vec![0];
    let mut filled = 0;
    for cluster in clusters(text, ambiguous) {
        if filled + cluster.width > measure && filled > 0 {
            starts.push(cluster.offset);
            filled = 0;
        }
        filled += cluster.width;
    }
    starts
}
