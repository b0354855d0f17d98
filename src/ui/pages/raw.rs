//! The raw lines behind a paragraph, drawn: a number and the line as it stands.

use crate::app::pages::raw::RawPage;
use crate::app::state::State;
use crate::config::action::{Action, Context};
use crate::text::fold::fold_for_status;
use crate::text::{Cells, Clean};
use crate::ui::canvas::{Canvas, Glyph};
use crate::ui::status::{self, Cell, Left};
use crate::ui::style::Look;

/// Draws the lines; gives the cursor's cell.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, page: &RawPage) -> Option<Cell> {
    let column = page.column();
    for (y, row) in page.rows().into_iter().enumerate() {
        let Some(row) = row else { continue };
        if let Some(number) = row.number {
            let number = Clean::from(number.to_string().as_str());
            canvas.text_right(column.number, y, number.as_clean(), Look::Label);
        }
        let role = match row.left_out || !row.is_behind {
            true => Look::Read,
            false => Look::Body,
        };
        let text = row.text.as_clean();
        canvas.text_within(column.left, column.right, y, text, role);
        if row.left_out && row.number.is_some() {
            canvas.glyph(0, y, Glyph::LeftOut);
        }
        if let Some(note) = row.note {
            canvas.text_right(column.right, y, note.as_clean(), Look::Warning);
        }
    }
    let cursor = (0, page.cursor_row());
    let limit = draw_hint(canvas, state, column.right);
    let title = title(state, page);
    status::draw(canvas, state, Left::Text(title.as_clean()), limit).or(Some(cursor))
}

/// How to go back, at the right of the status row; gives the first cell used.
fn draw_hint(canvas: &mut Canvas<'_>, state: &State, right: Cells) -> Cells {
    if state.size.columns < 40 {
        return right + 2;
    }
    let row = state.size.rows - 1;
    let hint = state.words.hint_clean();
    let key = state.key_in(Context::Raw, Action::RawLines, hint.key.as_str());
    let x = canvas.text_right(right, row, hint.text.as_clean(), Look::Hint);
    canvas.text_right(x.saturating_sub(1), row, key.as_clean(), Look::Key)
}

/// Which lines of which file.
fn title(state: &State, page: &RawPage) -> Clean {
    let (first, last) = (page.shown.0 + 1, page.shown.1 + 1);
    let mut title = if first == last {
        state.words.raw_title_one(first)
    } else {
        state.words.raw_title(first, last)
    };
    title.push(Clean::from("  ").as_clean());
    title.push(fold_for_status(page.raw.name.as_clean()).as_clean());
    title
}
