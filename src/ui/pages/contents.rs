//! The contents of an article, drawn.

use crate::app::pages::contents::ContentsPage;
use crate::app::progress::Position;
use crate::app::state::State;
use crate::config::action::Action;
use crate::text::Clean;
use crate::ui::canvas::Canvas;
use crate::ui::list::{draw_list, draw_status};
use crate::ui::status::{Cell, Left};
use crate::ui::style::Look;

/// Draws the contents; gives the cursor's cell.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, page: &ContentsPage) -> Option<Cell> {
    let (words, size, pane) = (state.words, state.size, state.size.pane());
    if size.has_masthead() {
        let limit = canvas.text_right(
            pane.right,
            0,
            words.contents_title().as_clean(),
            Look::Label,
        );
        canvas.text_within(
            pane.head(),
            limit.saturating_sub(2),
            0,
            page.title.as_clean(),
            Look::Masthead,
        );
        canvas.rule(pane.head()..pane.right, 1);
    }
    let cursor = draw_list(
        canvas,
        state,
        size.page_area(),
        (&page.list, true),
        |canvas, y, row| {
            let figure = position(state, row.position);
            let limit = canvas
                .text_right(pane.right, y, figure.as_clean(), Look::Status)
                .saturating_sub(2);
            canvas.text_matched(
                pane.text() + 2 * row.depth,
                limit,
                y,
                row.label.as_clean(),
                Look::Body,
                &row.matched,
            );
        },
    );
    let hints = Left::Hints(vec![
        (Action::Open, words.hint_jump()),
        (Action::Filter, words.hint_filter()),
        (Action::Back, words.hint_back()),
        (Action::Help, words.hint_help()),
    ]);
    draw_status(canvas, state, &page.list, hints).or(cursor)
}

/// A position, in words.
pub fn position(state: &State, position: Position) -> Clean {
    match position {
        Position::Top => state.words.pos_top(),
        Position::Percent(percent) => state.words.pos_percent(usize::from(percent)),
        Position::End => state.words.pos_end(),
    }
}
