//! Where the cursor of a note goes, and what keys that erase take away.
//!
//! A step is what is one character to the eye (a cluster of UAX #29), a row is one as it is drawn, and
//! going up and down keeps to the cell one came from.

use super::rows::RowPlace;
use super::{Cursor, NoteEdit, NotePage};
use crate::app::view::View;
use crate::text::{AmbiguousWidth, Cells, clusters};

/// Where the cursor is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One character back, over line ends.
    Left,
    /// One character on, over line ends.
    Right,
    /// So many rows down; up if negative.
    Rows(isize),
    /// To the start of the row.
    RowStart,
    /// To the end of the row.
    RowEnd,
}

impl NotePage {
    /// Where `motion` leads. The rows are those last set.
    pub fn goal_of(&mut self, motion: Motion, view: &View) -> Cursor {
        let goal = self.goal.take();
        match motion {
            Motion::Left => self.before(1, view.ambiguous).0,
            Motion::Right => self.after(view.ambiguous).0,
            Motion::Rows(count) => {
                let place = self.place();
                let cell = goal.unwrap_or(place.cell);
                self.goal = Some(cell);
                let last = self.rows.len().saturating_sub(1);
                let row = place.row.saturating_add_signed(count).min(last);
                match row == place.row {
                    // No row there: to the very start or end of this one.
                    true if count < 0 => self.cursor_at(row, 0),
                    true => self.cursor_at(row, usize::MAX),
                    false => self.cursor_at(row, cell),
                }
            }
            Motion::RowStart => self.cursor_at(self.place().row, 0),
            Motion::RowEnd => self.cursor_at(self.place().row, usize::MAX),
        }
    }

    /// What a key that erases takes away before the cursor: a cluster, or a line end.
    pub fn erase_before(&mut self, ambiguous: AmbiguousWidth) -> NoteEdit {
        let (from, characters) = self.before(1, ambiguous);
        NoteEdit::Erase { from, characters }
    }

    /// What a key that erases takes away behind the cursor.
    pub fn erase_after(&mut self, ambiguous: AmbiguousWidth) -> NoteEdit {
        NoteEdit::Erase {
            from: self.cursor,
            characters: self.after(ambiguous).1,
        }
    }

    /// What is taken away with the word before the cursor: blanks, then letters of one kind, or what
    /// stands between two marks.
    pub fn erase_word(&mut self, ambiguous: AmbiguousWidth) -> NoteEdit {
        if self.cursor.character == 0 {
            return self.erase_before(ambiguous);
        }
        let line = self.line();
        let before: Vec<char> = line.chars().take(self.cursor.character).collect();
        let mut start = before.len();
        while start > 0 && before[start - 1].is_whitespace() {
            start -= 1;
        }
        let kind = |c: char| match c {
            c if c.is_whitespace() => 0,
            c if c.is_ascii_alphanumeric() => 1,
            c if c.is_alphanumeric() => 2,
            _ => 3,
        };
        if let Some(last) = start.checked_sub(1).map(|at| kind(before[at])) {
            while start > 0 && kind(before[start - 1]) == last {
                start -= 1;
            }
        }
        NoteEdit::Erase {
            from: Cursor {
                character: start,
                ..self.cursor
            },
            characters: before.len() - start,
        }
    }

    /// Everything from the cursor to the end of its line, the line end if there is nothing else.
    pub fn erase_to_end(&mut self) -> NoteEdit {
        let behind = self
            .line()
            .chars()
            .count()
            .saturating_sub(self.cursor.character);
        NoteEdit::Erase {
            from: self.cursor,
            characters: behind.max(1),
        }
    }

    fn line(&self) -> &str {
        self.text
            .split('\n')
            .nth(self.cursor.line)
            .unwrap_or_default()
    }

    fn cursor_at(&self, row: usize, cell: Cells) -> Cursor {
        let at = self.rows.at(RowPlace { row, cell });
        at.map_or(self.cursor, |(line, character)| Cursor { line, character })
    }

    /// The place `count` clusters before the cursor, and how many characters that is.
    fn before(&self, count: usize, ambiguous: AmbiguousWidth) -> (Cursor, usize) {
        let Cursor { line, character } = self.cursor;
        if character == 0 {
            let Some(above) = line.checked_sub(1) else {
                return (self.cursor, 0);
            };
            let length = self.text.split('\n').nth(above).unwrap_or_default();
            let end = Cursor {
                line: above,
                character: length.chars().count(),
            };
            return (end, 1);
        }
        let text: String = self.line().chars().take(character).collect();
        let starts: Vec<usize> = clusters(&text, ambiguous)
            .map(|cluster| cluster.offset)
            .collect();
        let at = starts.len().checked_sub(count).map_or(0, |at| starts[at]);
        let characters = text[at..].chars().count();
        let cursor = Cursor {
            line,
            character: character - characters,
        };
        (cursor, characters)
    }

    /// The place one cluster behind the cursor, and how many characters that is.
    fn after(&self, ambiguous: AmbiguousWidth) -> (Cursor, usize) {
        let Cursor { line, character } = self.cursor;
        let rest: String = self.line().chars().skip(character).collect();
        match clusters(&rest, ambiguous).next() {
            Some(cluster) => {
                let characters = cluster.text.chars().count();
                let character = character + characters;
                (Cursor { line, character }, characters)
            }
            None if self.text.split('\n').nth(line + 1).is_some() => {
                let next = Cursor {
                    line: line + 1,
                    character: 0,
                };
                (next, 1)
            }
            None => (self.cursor, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::pages::note::fixture::{cursor, page};

    #[test]
    fn the_cursor_moves_over_rows_and_lines() {
        // 18 cells a row.
        let (mut page, view) = page("甲乙丙丁戊己庚辛壬癸子丑\nab");
        assert_eq!(page.cursor, cursor(1, 2));
        for (motion, expected) in [
            (Motion::Rows(-1), cursor(0, 10)),
            (Motion::Rows(-1), cursor(0, 1)),
            (Motion::Rows(-1), cursor(0, 0)),
            (Motion::Left, cursor(0, 0)),
            (Motion::RowEnd, cursor(0, 8)),
            (Motion::Right, cursor(0, 9)),
            (Motion::RowEnd, cursor(0, 12)),
            (Motion::Right, cursor(1, 0)),
            (Motion::Left, cursor(0, 12)),
            (Motion::RowStart, cursor(0, 9)),
            (Motion::Rows(9), cursor(1, 0)),
            (Motion::Rows(1), cursor(1, 2)),
        ] {
            page.cursor = page.goal_of(motion, &view);
            assert_eq!(page.cursor, expected, "{motion:?}");
        }
    }

    #[test]
    fn a_key_erases_what_is_one_character_to_the_eye() {
        let (mut page, view) = page("甲e\u{301}\n乙");
        page.cursor = cursor(0, 3);
        let erased = page.erase_before(view.ambiguous);
        assert_eq!(
            erased,
            NoteEdit::Erase {
                from: cursor(0, 1),
                characters: 2
            }
        );
        page.cursor = cursor(1, 0);
        let erased = page.erase_before(view.ambiguous);
        assert_eq!(
            erased,
            NoteEdit::Erase {
                from: cursor(0, 3),
                characters: 1
            }
        );
        page.cursor = cursor(1, 1);
        let NoteEdit::Erase { characters, .. } = page.erase_after(view.ambiguous) else {
            panic!("it erases");
        };
        assert_eq!(characters, 0);
    }

    #[test]
    fn a_word_ends_at_a_mark() {
        for (text, left) in [
            ("并表之后，旧数据", "并表之后，"),
            ("并表之后，", "并表之后"),
            ("ab 12cd ", "ab "),
            ("见ab", "见"),
            ("", ""),
        ] {
            let (mut page, view) = page(text);
            let NoteEdit::Erase { from, characters } = page.erase_word(view.ambiguous) else {
                panic!("it erases");
            };
            assert_eq!(from.character + characters, text.chars().count(), "{text}");
            assert_eq!(text.chars().take(from.character).collect::<String>(), left);
        }
    }
}
