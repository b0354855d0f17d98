//! Help, drawn: the query in the masthead's place, the keys that fit below it.

use crate::app::geometry::Breadth;
use crate::app::list::AnyList as _;
use crate::app::pages::help::{HelpPage, HelpRow};
use crate::app::state::State;
use crate::config::action::Action;
use crate::text::{Cells, Clean};
use crate::ui::canvas::Canvas;
use crate::ui::list::{draw_list, draw_place};
use crate::ui::prompt::{QueryRow, draw_query_row};
use crate::ui::status::{self, Cell, Left};
use crate::ui::style::Look;

/// The widest list of keys; a longer one is cut to its first three.
const KEYS: Cells = 15;
/// The same in a narrow window.
const NARROW_KEYS: Cells = 11;
/// Where there is hardly room, for the first key alone.
const FIRST_KEY: Cells = 6;

/// Draws the help page; gives the cursor's cell: after the query.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, page: &HelpPage) -> Option<Cell> {
    let (words, size, pane) = (state.words, state.size, state.size.pane());
    let (_, shown) = page.list.place();
    let prompt = page.list.filter().map(|filter| filter.prompt.clone());
    let row = QueryRow {
        name: &words.help_title(),
        prompt: &prompt.unwrap_or_default(),
        count: &words.pos_of(shown, page.total()),
        hint: Some(&words.help_typing()),
    };
    let cursor = draw_query_row(canvas, state, row);
    let (keys_at, keys_width) = match pane.breadth {
        Breadth::Scant => (pane.text(), FIRST_KEY),
        Breadth::Narrow => (pane.text() + 2, NARROW_KEYS),
        Breadth::Medium | Breadth::Wide => (pane.text() + 2, KEYS),
    };
    draw_list(
        canvas,
        state,
        size.query_area(),
        (&page.list, true),
        |canvas, y, row| match row {
            HelpRow::Blank => {}
            HelpRow::Heading(group) => {
                canvas.text_within(pane.text(), pane.right, y, group.as_clean(), Look::Label);
            }
            HelpRow::Entry { entry, matched } => {
                let entry = page.entry(*entry);
                let keys = keys(canvas, &entry.keys, keys_width);
                let end = canvas.text(keys_at, y, keys.as_clean(), Look::Key);
                let x = (keys_at + keys_width).max(end) + 1;
                let label = entry.action.label(words);
                let room = pane.right.saturating_sub(x);
                // Where a line does not fit and the word or two for it do, these are better.
                if pane.breadth == Breadth::Scant && canvas.width(entry.text.as_clean()) > room {
                    canvas.text_within(x, pane.right, y, label.as_clean(), Look::Body);
                } else {
                    let text = entry.text.as_clean();
                    canvas.text_matched(x, pane.right, y, text, Look::Body, matched);
                }
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

/// As many of the keys as `width` cells hold, at least one: a key's name is never cut. Where not all
/// fit, three at most.
fn keys(canvas: &Canvas<'_>, keys: &Clean, width: Cells) -> Clean {
    if canvas.width(keys.as_clean()) <= width {
        return keys.clone();
    }
    let names: Vec<&str> = keys.as_str().split(' ').take(3).collect();
    let fitting = (1..=names.len())
        .rev()
        .map(|count| Clean::from(names[..count].join(" ").as_str()))
        .find(|keys| canvas.width(keys.as_clean()) <= width);
    fitting.unwrap_or_else(|| Clean::from(names[0]))
}
