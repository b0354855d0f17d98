//! Drawing: a state in, cells out.
//!
//! [`draw`] fills a ratatui buffer from the state and says where the cursor stands; it decides
//! nothing and changes nothing. Widths come from `text::width` alone; ratatui's own width rules and
//! its wrapping are not used on content.

pub mod canvas;
pub mod cells;
pub mod editor;
pub mod list;
pub mod pages;
pub mod prompt;
pub mod status;
pub mod style;

use ratatui::buffer::Buffer;

use crate::app::page::Page;
use crate::app::state::State;
use canvas::Canvas;
use status::Cell;
use style::Look;

/// Draws the page in front. Gives the cell of the hardware cursor.
pub fn draw(state: &State, buffer: &mut Buffer) -> Option<Cell> {
    let mut canvas = Canvas::new(buffer, &state.view);
    if state.size.is_too_small() {
        return too_small(&mut canvas, state);
    }
    let canvas = &mut canvas;
    if state.is_waiting() {
        return Some(status::draw_waiting(canvas, state));
    }
    draw_page(canvas, state, state.front())
}

/// Draws `page`; `None` is the shelf.
fn draw_page(canvas: &mut Canvas<'_>, state: &State, page: Option<&Page>) -> Option<Cell> {
    match page {
        None => {
            if let Some(issue) = state.issue_in_front() {
                pages::issue::draw(canvas, state, issue, false);
            }
            let cursor = pages::shelf::draw(canvas, state, true);
            pages::shelf::draw_status(canvas, state).or(cursor)
        }
        Some(Page::Issue(id)) => {
            if state.size.panes().are_two() {
                pages::shelf::draw(canvas, state, false);
            }
            let cursor = pages::issue::draw(canvas, state, id, true);
            pages::issue::draw_status(canvas, state, id).or(cursor)
        }
        Some(Page::Reader(page)) => pages::reader::draw(canvas, state, page),
        Some(Page::Contents(page)) => pages::contents::draw(canvas, state, page),
        Some(Page::Marks(page)) => pages::marks::draw(canvas, state, page),
        Some(Page::Messages(page)) => pages::messages::draw(canvas, state, page),
        Some(Page::Raw(page)) => pages::raw::draw(canvas, state, page),
        Some(Page::Finder(page)) => pages::finder::draw(canvas, state, page),
        Some(Page::Search(page)) => pages::search::draw(canvas, state, page),
        Some(Page::Help(page)) => pages::help::draw(canvas, state, page),
        Some(Page::Note(page)) => {
            draw_page(canvas, state, state.below_note());
            Some(pages::note::draw(canvas, state, page))
        }
    }
}

/// The sentence for a window too small for any page.
fn too_small(canvas: &mut Canvas<'_>, state: &State) -> Option<Cell> {
    let size = state.size;
    if size.columns == 0 || size.rows == 0 {
        return None;
    }
    let sentence = state
        .words
        .too_small(cells_u16(size.columns), cells_u16(size.rows));
    for (row, line) in status::set(canvas, &sentence, size.columns)
        .iter()
        .take(size.rows)
        .enumerate()
    {
        canvas.text_within(0, size.columns, row, line.as_clean(), Look::Notice);
    }
    Some((0, 0))
}

fn cells_u16(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}
