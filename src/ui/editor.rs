//! The model of the note editor: `tui-textarea`, driven by what the application asks for.
//!
//! The text area keeps the text, the cursor and the history. It is not what is drawn: it wraps
//! Chinese anywhere and counts “ as one cell, so the page sets the text with the rules of the reader
//! (`app::pages::note::rows`) and `ui::pages::note` draws that. Its own steps of undo are single
//! characters; here what was typed in one go is taken back in one go, and a paste by itself.

use tui_textarea::{CursorMove, TextArea};

use crate::app::pages::note::{Cursor, NoteEdit};

/// A note while it is written.
#[derive(Clone, Debug)]
pub struct NoteEditor {
    area: TextArea<'static>,
    /// How many steps of the text area each change took, the last one last; and what joins the next
    /// character typed to the last of them.
    done: Vec<usize>,
    /// The same for the changes that were taken back, the last one last.
    undone: Vec<usize>,
    /// Where the cursor stood behind what was typed last.
    typed_to: Option<Cursor>,
}

/// The most steps the text area remembers.
const LONGEST_HISTORY: usize = 10_000;

impl NoteEditor {
    /// An editor that holds `text`, the cursor behind it, with nothing to take back.
    pub fn new(text: &str) -> NoteEditor {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_max_histories(LONGEST_HISTORY);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        NoteEditor {
            area,
            done: Vec::new(),
            undone: Vec::new(),
            typed_to: None,
        }
    }

    /// The text, lines parted by line feeds.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Where the cursor stands.
    pub fn cursor(&self) -> Cursor {
        let cursor = self.area.cursor();
        Cursor {
            line: cursor.0,
            character: cursor.1,
        }
    }

    /// Does what is asked.
    pub fn apply(&mut self, edit: &NoteEdit) {
        let goes_on = self.typed_to == Some(self.cursor());
        self.typed_to = None;
        match edit {
            NoteEdit::Type(text) => {
                if self.area.insert_str(text) {
                    self.changed(1, goes_on);
                }
                // A line, a clause and a word are taken back by themselves.
                let ends = |c: char| c.is_whitespace() || is_pause(c);
                if !text.chars().any(ends) {
                    self.typed_to = Some(self.cursor());
                }
            }
            NoteEdit::Paste(text) => {
                if self.area.insert_str(text) {
                    self.changed(1, false);
                }
            }
            NoteEdit::Erase { from, characters } => {
                self.go_to(*from);
                if self.area.delete_str(*characters) {
                    self.changed(1, false);
                }
            }
            NoteEdit::Replace(text) => self.replace(text),
            NoteEdit::Move(cursor) => self.go_to(*cursor),
            NoteEdit::Undo => {
                if let Some(steps) = self.done.pop() {
                    (0..steps).for_each(|_| {
                        self.area.undo();
                    });
                    self.undone.push(steps);
                }
            }
            NoteEdit::Redo => {
                if let Some(steps) = self.undone.pop() {
                    (0..steps).for_each(|_| {
                        self.area.redo();
                    });
                    self.done.push(steps);
                }
            }
        }
    }

    /// Another text in the place of all of it, taken back as one change.
    fn replace(&mut self, text: &str) {
        let length = self.text().chars().count();
        self.go_to(Cursor::default());
        let steps = usize::from(length > 0 && self.area.delete_str(length))
            + usize::from(self.area.insert_str(text));
        if steps > 0 {
            self.changed(steps, false);
        }
    }

    /// Counts a change of so many steps; `goes_on` if it belongs to the one before.
    fn changed(&mut self, steps: usize, goes_on: bool) {
        self.undone.clear();
        match self.done.last_mut().filter(|_| goes_on) {
            Some(last) => *last += steps,
            None => self.done.push(steps),
        }
        // What the text area has forgotten cannot be taken back.
        let mut kept = self.done.iter().sum::<usize>();
        let forgotten = self.done.iter().take_while(|&&steps| {
            let is_too_many = kept > LONGEST_HISTORY;
            kept -= steps;
            is_too_many
        });
        let forgotten = forgotten.count();
        self.done.drain(..forgotten);
    }

    fn go_to(&mut self, cursor: Cursor) {
        let narrow = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(
            narrow(cursor.line),
            narrow(cursor.character),
        ));
    }
}

/// Whether `c` ends a clause.
fn is_pause(c: char) -> bool {
    matches!(
        c,
        '，' | '。' | '；' | '：' | '！' | '？' | '、' | ',' | '.' | ';'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_in(editor: &mut NoteEditor, text: &str) {
        for c in text.chars() {
            editor.apply(&NoteEdit::Type(c.to_string()));
        }
    }

    #[test]
    fn a_paste_is_taken_back_at_once() {
        let mut editor = NoteEditor::new("前");
        editor.apply(&NoteEdit::Paste("甲\n乙\n丙".to_owned()));
        assert_eq!(editor.text(), "前甲\n乙\n丙");
        assert_eq!(
            editor.cursor(),
            Cursor {
                line: 2,
                character: 1
            }
        );
        editor.apply(&NoteEdit::Undo);
        assert_eq!(editor.text(), "前");
        editor.apply(&NoteEdit::Redo);
        assert_eq!(editor.text(), "前甲\n乙\n丙");
        editor.apply(&NoteEdit::Undo);
        editor.apply(&NoteEdit::Undo);
        assert_eq!(editor.text(), "前", "what it began with stays");
    }

    #[test]
    fn what_was_typed_is_taken_back_by_clauses_and_words() {
        let mut editor = NoteEditor::new("");
        type_in(&mut editor, "并表之后，旧数据 ok");
        let mut seen = Vec::new();
        loop {
            let before = editor.text();
            editor.apply(&NoteEdit::Undo);
            if editor.text() == before {
                break;
            }
            seen.push(editor.text());
        }
        assert_eq!(seen, ["并表之后，旧数据 ", "并表之后，", ""]);
    }

    #[test]
    fn a_moved_cursor_parts_what_is_typed() {
        let mut editor = NoteEditor::new("");
        type_in(&mut editor, "甲乙");
        editor.apply(&NoteEdit::Move(Cursor::default()));
        type_in(&mut editor, "丙");
        assert_eq!(editor.text(), "丙甲乙");
        editor.apply(&NoteEdit::Undo);
        assert_eq!(editor.text(), "甲乙");
        type_in(&mut editor, "丁");
        editor.apply(&NoteEdit::Redo);
        assert_eq!(
            editor.text(),
            "丁甲乙",
            "nothing is done again over a change"
        );
    }

    #[test]
    fn erasing_joins_lines() {
        let mut editor = NoteEditor::new("甲\n乙");
        editor.apply(&NoteEdit::Erase {
            from: Cursor {
                line: 0,
                character: 1,
            },
            characters: 1,
        });
        assert_eq!(editor.text(), "甲乙");
        editor.apply(&NoteEdit::Undo);
        assert_eq!(editor.text(), "甲\n乙");
    }

    #[test]
    fn another_text_in_its_place_is_one_change() {
        let mut editor = NoteEditor::new("甲\n乙");
        editor.apply(&NoteEdit::Replace("丙\n丁\n".to_owned()));
        assert_eq!(editor.text(), "丙\n丁\n");
        editor.apply(&NoteEdit::Undo);
        assert_eq!(editor.text(), "甲\n乙");
        editor.apply(&NoteEdit::Replace(String::new()));
        assert_eq!(editor.text(), "");
        editor.apply(&NoteEdit::Undo);
        assert_eq!(editor.text(), "甲\n乙");
    }
}
