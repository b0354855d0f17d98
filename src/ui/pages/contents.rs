//! The contents of an article, drawn.

use crate::app::pages::contents::ContentsPage;
use crate::app::progress::Position;
use crate::app::state::State;
use crate::config::action::Action;
use crate::text::Clean;
use crate::ui::canvas::{Canvas, Glyph};
use crate::ui::status::{self, Cell, Left};
use crate::ui::style::Role;

/// Draws the contents; gives the cursor's cell.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, page: &ContentsPage) -> Option<Cell> {
    let (words, size, pane) = (state.words, state.size, state.size.pane());
    if size.has_masthead() {
        let limit = canvas.text_right(
            pane.right,
            0,
            words.contents_title().as_clean(),
            Role::Label,
        );
        canvas.text_within(
            pane.head(),
            limit.saturating_sub(2),
            0,
            page.title.as_clean(),
            Role::Masthead,
        );
        canvas.rule(pane.head()..pane.right, 1);
    }
    let (top, height) = (size.list_top(1), size.list_rows(1));
    let mut cursor = None;
    for (index, row) in page
        .rows
        .iter()
        .enumerate()
        .skip(page.pointer.top)
        .take(height)
    {
        let y = top + index - page.pointer.top;
        let figure = position(state, row.position);
        let limit = canvas
            .text_right(pane.right, y, figure.as_clean(), Role::Status)
            .saturating_sub(2);
        canvas.text_matched(
            pane.text() + 2 * row.depth,
            limit,
            y,
            row.label.as_clean(),
            Role::Body,
            &row.matched,
        );
        if index == page.pointer.row {
            canvas.glyph(pane.left, y, Glyph::Pointer);
            cursor = Some((pane.left, y));
        }
    }
    if page.rows.is_empty() {
        canvas.text_within(
            pane.text(),
            pane.right,
            top,
            words.filter_none().as_clean(),
            Role::Hint,
        );
    }
    let (place, total) = page.pointer.place(&page.rows);
    let right = size.columns - size.margin();
    let limit = match total {
        0 => right,
        _ => canvas.text_right(
            right,
            size.rows - 1,
            words.pos_of(place, total).as_clean(),
            Role::Status,
        ),
    };
    let left = match &page.filter {
        Some(filter) if filter.typing => {
            Left::Prompt(words.filter_prompt(), filter.text.as_clean())
        }
        _ => Left::Hints(vec![
            (Action::Open, words.hint_jump()),
            (Action::Filter, words.hint_filter()),
            (Action::Back, words.hint_back()),
            (Action::Help, words.hint_help()),
        ]),
    };
    status::draw(canvas, state, left, limit).or(cursor)
}

/// A position, in words.
pub fn position(state: &State, position: Position) -> Clean {
    match position {
        Position::Top => state.words.pos_top(),
        Position::Percent(percent) => state.words.pos_percent(usize::from(percent)),
        Position::End => state.words.pos_end(),
    }
}
