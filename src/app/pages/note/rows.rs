//! The rows of a note that is being written: each line of it set by the rules of the reader.
//!
//! A row ends where the prohibitions of Chinese permit (no 。 at the start of a row), as in the
//! reader, but nothing is indented, spaced or left out: every character typed has its cell, for the
//! cursor goes there. Only blanks at the end of a full row hang over it. A line is set again only when
//! it has changed, and only from a little above the change on: a note may be one line of a whole paper.

use std::ops::Range;

use crate::text::{
    AmbiguousWidth, BreakRules, Cells, Clean, CleanStr, Prohibition, ProhibitionLevel,
    break_opportunities, clusters, sanitize, text_width,
};

/// How rows are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowSettings {
    /// The most cells of a row.
    pub measure: Cells,
    /// How wide ambiguous characters are.
    pub ambiguous: AmbiguousWidth,
    /// Which marks are kept from the edges of rows.
    pub level: ProhibitionLevel,
}

/// The rows of a whole text.
#[derive(Clone, Debug, Default)]
pub struct NoteRows {
    settings: Option<RowSettings>,
    lines: Vec<Line>,
}

/// One line of the text.
#[derive(Clone, Debug)]
struct Line {
    /// As it was written.
    written: String,
    /// As it is shown.
    shown: Clean,
    /// The bytes of `shown` in each row; at least one.
    rows: Vec<Range<usize>>,
}

/// A place on the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowPlace {
    /// The row, from 0.
    pub row: usize,
    /// The cell in it.
    pub cell: Cells,
}

impl NoteRows {
    /// Sets `text`. Lines that are as they were are not set again.
    pub fn set(&mut self, text: &str, settings: RowSettings) {
        if self.settings != Some(settings) {
            self.lines.clear();
            self.settings = Some(settings);
        }
        let now: Vec<&str> = text.split('\n').collect();
        let same = |(line, now): &(&Line, &&str)| line.written == **now;
        let before = self.lines.iter().zip(&now).take_while(same).count();
        let rest = self.lines.len().min(now.len()) - before;
        let behind = self.lines.iter().rev().zip(now.iter().rev());
        let after = behind.take(rest).take_while(same).count();
        let mut old = self.lines[before..self.lines.len() - after].iter();
        let changed = now[before..now.len() - after]
            .iter()
            .map(|written| match old.next() {
                Some(line) => line.changed(written, settings),
                None => Line::new(written, settings),
            });
        let changed: Vec<Line> = changed.collect();
        self.lines.splice(before..self.lines.len() - after, changed);
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.lines.iter().map(|line| line.rows.len()).sum()
    }

    /// Whether nothing was set yet.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The rows from number `first` on, without the blanks that hang over their ends.
    pub fn from(&self, first: usize) -> impl Iterator<Item = CleanStr<'_>> {
        let rows = self.lines.iter().flat_map(|line| {
            let shown = line.shown.as_clean();
            line.rows.iter().map(move |row| {
                let trimmed = shown.as_str()[row.clone()].trim_end_matches(' ').len();
                shown.slice(row.start..row.start + trimmed)
            })
        });
        rows.skip(first)
    }

    /// Where the character number `character` of line `line` stands, or the end of that line.
    pub fn place_of(&self, line: usize, character: usize) -> RowPlace {
        let Some(settings) = self.settings else {
            return RowPlace::default();
        };
        let above: usize = self
            .lines
            .iter()
            .take(line)
            .map(|line| line.rows.len())
            .sum();
        let Some(line) = self.lines.get(line) else {
            return RowPlace::default();
        };
        let at = line.shown_at(character);
        let inside = line.rows.partition_point(|row| row.end <= at);
        let inside = inside.min(line.rows.len() - 1);
        let before = &line.shown.as_str()[line.rows[inside].start.min(at)..at];
        RowPlace {
            row: above + inside,
            // Blanks hang: the cursor waits behind the last cell.
            cell: text_width(before, settings.ambiguous).min(settings.measure),
        }
    }

    /// The line and the character that stand at `place`, or nearest to it.
    pub fn at(&self, place: RowPlace) -> Option<(usize, usize)> {
        let settings = self.settings?;
        let mut row = place.row;
        for (number, line) in self.lines.iter().enumerate() {
            let Some(range) = line.rows.get(row) else {
                row -= line.rows.len();
                continue;
            };
            let text = &line.shown.as_str()[range.clone()];
            let is_last = row + 1 == line.rows.len();
            let (mut at, mut cell) = (range.start, 0);
            for cluster in clusters(text, settings.ambiguous) {
                let end = range.start + cluster.offset + cluster.text.len();
                // A row's end is the start of the next one, unless the line ends with it.
                if cell + cluster.width > place.cell || (end == range.end && !is_last) {
                    break;
                }
                cell += cluster.width;
                at = end;
            }
            return Some((number, line.written_at(at)));
        }
        None
    }
}

impl Line {
    fn new(written: &str, settings: RowSettings) -> Line {
        let shown = sanitize(written);
        Line {
            rows: rows(shown.as_str(), settings),
            written: written.to_owned(),
            shown,
        }
    }

    /// The same line when `written` has taken the place of its text.
    fn changed(&self, written: &str, settings: RowSettings) -> Line {
        let shown = sanitize(written);
        let mut set = self.rows[..self.rows_kept(shown.as_str())].to_vec();
        let start = set.last().map_or(0, |row| row.end);
        let rest = rows(&shown.as_str()[start..], settings);
        set.extend(
            rest.into_iter()
                .map(|row| row.start + start..row.end + start),
        );
        Line {
            rows: set,
            written: written.to_owned(),
            shown,
        }
    }

    /// How many rows stay as they are when `now` is shown. Two more behind them are the same, for a row ends by
    /// what comes behind it; and what follows begins with Han behind Han or a pause, where a break follows from
    /// nothing farther off.
    fn rows_kept(&self, now: &str) -> usize {
        let shown = self.shown.as_str();
        let pairs = shown.bytes().zip(now.bytes());
        let same = pairs.take_while(|(before, now)| before == now).count();
        let whole = self.rows.partition_point(|row| row.end <= same);
        let begins_with_han = |row: &Range<usize>| {
            let (before, behind) = shown.split_at(row.start);
            let is_han = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}');
            let is_pause = |c: char| matches!(c, '，' | '。' | '、' | '；' | '！' | '？');
            before.ends_with(|c| is_han(c) || is_pause(c)) && behind.starts_with(is_han)
        };
        let most = whole.saturating_sub(2);
        let kept = self.rows[..=most.min(self.rows.len() - 1)].iter();
        kept.rev()
            .position(begins_with_han)
            .map_or(0, |above| most - above)
    }

    /// The byte of what is shown before which character number `character` of what was written stands.
    fn shown_at(&self, character: usize) -> usize {
        let at = |text: &str| {
            text.char_indices()
                .nth(character)
                .map_or(text.len(), |(at, _)| at)
        };
        if self.written == self.shown.as_str() {
            return at(&self.written);
        }
        let before = &self.written[..at(&self.written)];
        sanitize(before).len().min(self.shown.len())
    }

    /// The character of what was written that is shown at byte `at`.
    fn written_at(&self, at: usize) -> usize {
        if self.written == self.shown.as_str() {
            return self.written[..at].chars().count();
        }
        let count = self.written.chars().count();
        (0..count)
            .find(|&character| self.shown_at(character) >= at)
            .unwrap_or(count)
    }
}

/// A sentence in rows of at most `settings.measure` cells.
pub fn sentence_rows(sentence: &Clean, settings: RowSettings) -> Vec<Clean> {
    let text = sentence.as_clean();
    rows(text.as_str(), settings)
        .into_iter()
        .map(|row| Clean::from(text.slice(row).as_str().trim_end()))
        .collect()
}

/// The bytes of each row of `text`, filled one after the other.
fn rows(text: &str, settings: RowSettings) -> Vec<Range<usize>> {
    let rules = BreakRules {
        level: settings.level,
        tight_numbers: false,
    };
    let mut breaks = break_opportunities(text, rules).peekable();
    let mut rows = Vec::new();
    let (mut start, mut width) = (0, 0);
    // Since the row's start: the last places to break at, the more is forbidden there the later; and
    // the cells before each.
    let mut places: Vec<(Prohibition, usize, Cells)> = Vec::new();
    for cluster in clusters(text, settings.ambiguous) {
        let prohibition = breaks.next_if(|place| place.offset == cluster.offset);
        if let Some(place) = prohibition.filter(|place| place.offset > start) {
            let is_weaker = |other: &(Prohibition, usize, Cells)| other.0 < place.prohibition;
            let kept = places.partition_point(is_weaker);
            places.truncate(kept);
            places.push((place.prohibition, place.offset, width));
        }
        let is_blank = cluster.text == " ";
        while width + cluster.width > settings.measure && !is_blank && cluster.offset > start {
            // Nothing is forbidden at the first of them, or less than elsewhere.
            let (at, before) = match places.first() {
                Some(&(_, at, before)) => (at, before),
                None => (cluster.offset, width),
            };
            rows.push(start..at);
            start = at;
            width -= before;
            places.retain(|place| place.1 > at);
            for place in &mut places {
                place.2 -= before;
            }
        }
        width += cluster.width;
    }
    rows.push(start..text.len());
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn settings(measure: Cells) -> RowSettings {
        RowSettings {
            measure,
            ambiguous: AmbiguousWidth::NARROW,
            level: ProhibitionLevel::Strict,
        }
    }

    fn set(text: &str, measure: Cells) -> NoteRows {
        let mut rows = NoteRows::default();
        rows.set(text, settings(measure));
        rows
    }

    fn shown(rows: &NoteRows) -> Vec<&str> {
        rows.from(0).map(CleanStr::as_str).collect()
    }

    #[test]
    fn no_row_begins_with_a_stop() {
        for (text, measure, expected) in [
            (
                "雨停了。渡口又开船。",
                8,
                vec!["雨停了。", "渡口又开", "船。"],
            ),
            ("雨停了吗。渡口", 8, vec!["雨停了", "吗。渡口"]),
            ("他说（雨停了）", 6, vec!["他说", "（雨停", "了）"]),
            ("共 12345678 人", 8, vec!["共", "12345678", "人"]),
            ("abcdefghijkl", 5, vec!["abcde", "fghij", "kl"]),
            ("甲\n\n乙", 8, vec!["甲", "", "乙"]),
            ("", 8, vec![""]),
            ("……………………", 4, vec!["…………", "…………"]),
        ] {
            let mut rows = set(text, measure);
            assert_eq!(shown(&rows), expected, "{text}");
            rows.set(text, settings(measure));
            assert_eq!(shown(&rows), expected, "{text} again");
        }
    }

    #[test]
    fn blanks_hang_and_the_cursor_waits() {
        let rows = set("abcd   ef", 4);
        assert_eq!(shown(&rows), ["abcd", "ef"]);
        assert_eq!(rows.place_of(0, 6), RowPlace { row: 0, cell: 4 });
        assert_eq!(rows.place_of(0, 7), RowPlace { row: 1, cell: 0 });
        assert_eq!(rows.place_of(0, 9), RowPlace { row: 1, cell: 2 });
    }

    #[test]
    fn the_cursor_goes_by_cells() {
        let rows = set("甲乙丙丁\n戊己", 4);
        assert_eq!(rows.place_of(0, 2), RowPlace { row: 1, cell: 0 });
        assert_eq!(rows.place_of(0, 4), RowPlace { row: 1, cell: 4 });
        assert_eq!(rows.place_of(1, 1), RowPlace { row: 2, cell: 2 });
        assert_eq!(rows.at(RowPlace { row: 1, cell: 3 }), Some((0, 3)));
        assert_eq!(
            rows.at(RowPlace { row: 0, cell: 9 }),
            Some((0, 1)),
            "not on the next row"
        );
        assert_eq!(rows.at(RowPlace { row: 2, cell: 9 }), Some((1, 2)));
        assert_eq!(rows.at(RowPlace { row: 3, cell: 0 }), None);
    }

    #[test]
    fn what_is_not_shown_as_written_has_its_place_too() {
        let rows = set("甲\u{1b}[31m乙", 40);
        assert_eq!(shown(&rows), ["甲^[[31m乙"]);
        assert_eq!(rows.place_of(0, 1).cell, 2);
        assert_eq!(rows.place_of(0, 2).cell, 4);
        assert_eq!(rows.at(RowPlace { row: 0, cell: 3 }), Some((0, 2)));
    }

    #[test]
    fn what_is_typed_at_the_end_of_a_long_line_sets_its_last_rows_only() {
        let text = "甲乙丙丁，戊己庚辛。".repeat(600);
        for measure in [20, 38, 40] {
            let line = Line::new(&text, settings(measure));
            let kept = line.rows_kept(&format!("{text}壬"));
            let rows = line.rows.len();
            assert!(rows - kept < 20, "{kept} of {rows} at {measure}");
            assert_eq!(line.rows_kept(&format!("壬{text}")), 0);
            assert_eq!(line.rows_kept(""), 0);
        }
    }

    proptest! {
        #[test]
        fn a_long_line_that_changes_is_set_as_one_that_is_new(
            text in "[甲乙丙丁戊己庚辛。，“”（）…—a-c0-9 ]{0,300}",
            measure in 4usize..20,
            at in any::<prop::sample::Index>(),
            taken in 0usize..4,
            typed in "[甲乙，。”…—a0 ]{0,4}",
        ) {
            let chars: Vec<char> = text.chars().collect();
            let at = at.index(chars.len() + 1);
            let behind = chars[at..].iter().skip(taken);
            let other: String = chars[..at].iter().copied().chain(typed.chars()).chain(behind.copied()).collect();
            let mut changed = set(&text, measure);
            changed.set(&other, settings(measure));
            let new = set(&other, measure);
            prop_assert_eq!(shown(&changed), shown(&new));
        }

        #[test]
        fn rows_hold_everything_and_none_is_too_wide(
            text in "[甲乙丙。，“”（）…—a-c0-9 \n]{0,60}",
            measure in 2usize..20,
            changed in 0usize..60,
        ) {
            let rows = set(&text, measure);
            for row in rows.from(0) {
                prop_assert!(text_width(row.as_str(), AmbiguousWidth::NARROW) <= measure);
            }
            let lines: String = rows.lines.iter().flat_map(|line| {
                line.rows.iter().map(|row| &line.shown.as_str()[row.clone()])
            }).collect();
            prop_assert_eq!(lines, text.replace('\n', ""));
            // Every place a cursor can have is found again.
            for (number, line) in text.split('\n').enumerate() {
                for character in 0..=line.chars().count() {
                    let place = rows.place_of(number, character);
                    prop_assert!(place.row < rows.len() && place.cell <= measure);
                }
            }
            // A text that changes is set as one that is new.
            let at = text.char_indices().nth(changed).map_or(text.len(), |(at, _)| at);
            let other = format!("{}乙\n，{}", &text[..at], &text[at..]);
            let mut again = rows.clone();
            again.set(&other, settings(measure));
            let new = set(&other, measure);
            prop_assert_eq!(shown(&again), shown(&new));
        }
    }
}
