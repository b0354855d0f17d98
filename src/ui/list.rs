//! A list, drawn: the rows that are in sight, the pointer, and what the status row says of it.
//!
//! What a row looks like is its page's; where it goes, which one has the pointer, and how a filter
//! is shown is the same for every list.

use super::canvas::{Canvas, Glyph};
use super::status::{self, Cell, Left};
use super::style::Look;
use crate::app::geometry::Area;
use crate::app::list::{AnyList, List, Row};
use crate::app::state::State;
use crate::config::action::Action;
use crate::text::fold::fold_for_status;
use crate::text::{Cells, Clean};

/// Draws the rows of `list` that are in sight, each by `draw_row` on its row of the screen; `focused`
/// if keys act on the list. Gives the pointer's cell.
pub fn draw_list<R: Row>(
    canvas: &mut Canvas<'_>,
    state: &State,
    area: Area,
    (list, focused): (&List<R>, bool),
    mut draw_row: impl FnMut(&mut Canvas<'_>, Cells, &R),
) -> Option<Cell> {
    let left = area.pane.left;
    if list.rows().is_empty() {
        let all = state.key(Action::Cancel, "Esc");
        draw_sentence(canvas, area, &state.words.filter_none(all.as_str()));
        return focused.then_some((left, area.top));
    }
    let first = list.pointer.top;
    let mut cursor = None;
    let rows = list.rows().iter().enumerate().skip(first).take(area.rows);
    for (index, row) in rows {
        let y = area.top + index - first;
        draw_row(canvas, y, row);
        if index == list.pointer.row && row.is_stop() {
            let glyph = if focused {
                Glyph::Pointer
            } else {
                Glyph::OtherPointer
            };
            canvas.glyph(left, y, glyph);
            cursor = Some((left, y));
        }
    }
    cursor
}

/// What stands in the place of rows where there are none.
pub fn draw_sentence(canvas: &mut Canvas<'_>, area: Area, sentence: &Clean) {
    let x = area.pane.text();
    let lines = status::set(canvas, sentence, area.pane.right.saturating_sub(x));
    for (row, line) in lines.iter().take(area.rows).enumerate() {
        canvas.text(x, area.top + row, line.as_clean(), Look::Hint);
    }
}

/// The pointer's place among the rows, at the right of the status row. Gives its first cell: what
/// stands at the left ends before it.
pub fn draw_place(canvas: &mut Canvas<'_>, state: &State, list: &dyn AnyList) -> Cells {
    let right = state.size.columns - state.size.margin();
    match list.place() {
        (_, 0) => right,
        (place, total) => canvas.text_right(
            right,
            state.size.rows - 1,
            state.words.pos_of(place, total).as_clean(),
            Look::Status,
        ),
    }
}

/// What a list is narrowed to, for the masthead of a pane whose keys do not act: the status row
/// speaks of the other one.
pub fn filter_note(state: &State, list: &dyn AnyList) -> Option<Clean> {
    let filter = list.filter().filter(|filter| !filter.prompt.is_empty())?;
    let mut note = state.words.filter_prompt();
    note.push(Clean::from("  ").as_clean());
    note.push(fold_for_status(filter.prompt.text()).as_clean());
    Some(note)
}

/// The status row of a page made of one list: its filter as long as there is one, else `left`. Gives
/// the cursor's cell if it stands there.
pub fn draw_status(
    canvas: &mut Canvas<'_>,
    state: &State,
    list: &dyn AnyList,
    left: Left<'_>,
) -> Option<Cell> {
    let limit = draw_place(canvas, state, list);
    let name = state.words.filter_prompt();
    let left = match list.filter() {
        Some(filter) if filter.typing => Left::Prompt(name, &filter.prompt),
        Some(filter) => Left::Found(name, filter.prompt.text(), state.words.hint_cancel()),
        None => left,
    };
    status::draw(canvas, state, left, limit)
}
