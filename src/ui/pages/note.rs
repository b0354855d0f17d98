//! The note editor, drawn: under the page it was opened on a label with a rule beside it, the rows of
//! the text, and the status row with the question, the hints and the length.

use crate::app::act::note::{error_rows, hidden_rows};
use crate::app::notice::Urgency;
use crate::app::pages::note::{NoteArea, NotePage, about};
use crate::app::state::State;
use crate::config::action::Action;
use crate::text::{Cells, Clean};
use crate::ui::canvas::Canvas;
use crate::ui::status::{self, Cell, Left};
use crate::ui::style::Look;
use crate::words::Hint;

/// Draws the editor over what is drawn already; gives the cursor's cell.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, page: &NotePage) -> Cell {
    let area = state.size.note_area(&state.view);
    for row in area.label..state.size.rows {
        canvas.clear_row(row);
    }
    draw_label(canvas, state, page, area);
    let hidden = hidden_rows(state, page);
    let rows = area.rows.saturating_sub(hidden).max(1);
    let first = area.label + 1;
    for (row, text) in page.rows.from(page.top).take(rows).enumerate() {
        canvas.text(area.left, first + row, text, Look::Body);
    }
    let asked_above = first + area.rows - hidden;
    if page.asking {
        let sentence = state.words.note_leave_ask();
        let limit = area.left + area.measure;
        canvas.text_within(
            area.left,
            limit,
            asked_above,
            sentence.as_clean(),
            Look::Warning,
        );
        draw_answers(canvas, state);
    } else {
        if let Some(error) = error(state) {
            for (row, line) in error.iter().enumerate() {
                canvas.text(area.left, asked_above + row, line.as_clean(), Look::Error);
            }
        }
        draw_status(canvas, state, page);
    }
    let place = page.place();
    let row = place.row.saturating_sub(page.top).min(rows - 1);
    (area.left + place.cell, first + row)
}

fn draw_label(canvas: &mut Canvas<'_>, state: &State, page: &NotePage, area: NoteArea) {
    let right = area.left + area.measure;
    let title = state.words.note_title();
    let mut x = canvas.text_within(area.left, right, area.label, title.as_clean(), Look::Label);
    // The marks around the quotation and the rule behind it want room too.
    let room = right.saturating_sub(x + 1 + 6 + 4);
    if room >= 6 || page.target.selector.is_none() {
        let about = about(state.words, &page.target, room, state.view.ambiguous);
        if x + 1 + canvas.width(about.as_clean()) <= right {
            x = canvas.text(x + 1, area.label, about.as_clean(), Look::Label);
        }
    }
    if x + 2 < right {
        canvas.rule(x + 2..right, area.label);
    }
}

/// An error, as it stands above the status row.
fn error(state: &State) -> Option<Vec<Clean>> {
    let notice = state.notices.current()?;
    (notice.urgency == Urgency::Error).then(|| error_rows(state, notice))
}

/// What answers the question.
fn draw_answers(canvas: &mut Canvas<'_>, state: &State) {
    let words = state.words;
    let answers = [
        words.hint_answer_save(),
        words.hint_answer_discard(),
        words.hint_answer_stay(),
    ];
    draw_hints(canvas, state, &answers, state.size.columns);
}

fn draw_status(canvas: &mut Canvas<'_>, state: &State, page: &NotePage) {
    let (row, right) = (
        state.size.rows - 1,
        state.size.columns - state.size.margin(),
    );
    let length = state.words.note_length(page.length());
    let limit = canvas.text_right(right, row, length.as_clean(), Look::Status);
    let has_failed = error(state).is_some();
    if !has_failed && state.notices.current().is_some() {
        status::draw(canvas, state, Left::Hints(Vec::new()), limit);
        return;
    }
    let words = state.words;
    let key = |action, hint: Hint| {
        let key = state.key(action, hint.key.as_str());
        hint.with_key(key.as_clean())
    };
    let mut save = words.hint_save();
    if state.kept.is_slow {
        save.text.push(Clean::from(" ..").as_clean());
    }
    let mut hints = vec![
        key(Action::Save, save),
        key(Action::Cancel, words.hint_leave()),
    ];
    if !has_failed {
        hints.push(key(Action::ExternalEditor, words.hint_editor()));
        // Below that the row is the one that is drawn for it.
        if state.size.columns >= 100 {
            hints.push(key(Action::Undo, words.hint_undo_edit()));
            hints.push(key(Action::Redo, words.hint_redo_edit()));
        }
    }
    draw_hints(canvas, state, &hints, limit);
}

/// The hints that fit whole two cells before `limit`, from the left.
fn draw_hints(canvas: &mut Canvas<'_>, state: &State, hints: &[Hint], limit: Cells) {
    let (mut x, row) = (state.size.margin(), state.size.rows - 1);
    for hint in hints {
        let width = canvas.width(hint.key.as_clean()) + 1 + canvas.width(hint.text.as_clean());
        if x + width + 2 > limit {
            return;
        }
        let after = canvas.text(x, row, hint.key.as_clean(), Look::Key);
        x = canvas.text(after + 1, row, hint.text.as_clean(), Look::Hint) + 2;
    }
}
