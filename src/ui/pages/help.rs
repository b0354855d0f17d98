//! Help, drawn: the query in the masthead's place, the keys that fit below it.

use crate::app::list::AnyList as _;
use crate::app::pages::help::{HelpPage, HelpRow};
use crate::app::state::State;
use crate::config::action::Action;
use crate::text::{Cells, Clean};
use crate::ui::canvas::Canvas;
use crate::ui::list::{draw_list, draw_place};
use crate::ui::status::{self, Cell, Left};
use crate::ui::style::Role;

/// The widest list of keys; a longer one is cut to its first three.
const KEYS: Cells = 15;

/// Draws the help page; gives the cursor's cell: after the query.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, page: &HelpPage) -> Option<Cell> {
    let (words, size, pane) = (state.words, state.size, state.size.pane());
    let (_, shown) = page.list.place();
    let query = page.query();
    let limit = canvas
        .text_right(
            pane.right,
            0,
            words.pos_of(shown, page.total()).as_clean(),
            Role::Status,
        )
        .saturating_sub(2);
    let x = canvas.text(pane.head(), 0, words.help_title().as_clean(), Role::Label) + 2;
    let cursor = canvas.text_within(x, limit.saturating_sub(1), 0, query.as_clean(), Role::Body);
    if size.has_masthead() {
        canvas.rule(pane.head()..pane.right, 1);
    }
    let keys_at = pane.text() + 2;
    let text_at = keys_at + if size.columns < 60 { 12 } else { KEYS + 1 };
    draw_list(
        canvas,
        state,
        size.query_area(),
        (&page.list, true),
        |canvas, y, row| match row {
            HelpRow::Blank => {}
            HelpRow::Heading(group) => {
                canvas.text_within(pane.text(), pane.right, y, group.as_clean(), Role::Label);
            }
            HelpRow::Entry { entry, matched } => {
                let entry = page.entry(*entry);
                let keys = keys(canvas, &entry.keys);
                canvas.text_within(keys_at, text_at - 1, y, keys.as_clean(), Role::Key);
                canvas.text_matched(
                    text_at,
                    pane.right,
                    y,
                    entry.text.as_clean(),
                    Role::Body,
                    matched,
                );
            }
        },
    );
    let limit = draw_place(canvas, state, &page.list);
    let hints = vec![
        (Action::Open, words.hint_run()),
        (Action::Cancel, words.hint_cancel()),
    ];
    status::draw(canvas, state, Left::Hints(hints), limit).or(Some((cursor, 0)))
}

/// The keys, or the first three where there are too many.
fn keys(canvas: &Canvas<'_>, keys: &Clean) -> Clean {
    if canvas.width(keys.as_clean()) <= KEYS {
        return keys.clone();
    }
    let first: Vec<&str> = keys.as_str().split(' ').take(3).collect();
    Clean::from(first.join(" ").as_str())
}
