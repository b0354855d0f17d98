//! The list of all marks, drawn: each with its quotation and time, below them its note, why it has no
//! place, and its article.

use std::ops::Range;

use crate::app::geometry::{Area, Breadth};
use crate::app::pages::marks::{MarkRow, MarksPage};
use crate::app::state::State;
use crate::config::action::{Action, Context};
use crate::text::elide::elide_start;
use crate::text::{Cells, Clean};
use crate::ui::canvas::{Canvas, Glyph};
use crate::ui::list::{draw_place, draw_sentence, draw_status};
use crate::ui::status::{self, Cell, Left};
use crate::ui::style::Look;

/// Draws the page; gives the cursor's cell.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, page: &MarksPage) -> Option<Cell> {
    let (words, size, pane) = (state.words, state.size, state.size.pane());
    if size.has_masthead() {
        let count = page.total().map(|total| words.marks_count(total));
        let count = count.unwrap_or_default();
        let mut limit = canvas.text_right(pane.right, 0, count.as_clean(), Look::Status);
        let adrift = state
            .kept
            .standings
            .adrift()
            .map_or(0, |adrift| adrift.len());
        if adrift > 0 && page.total().is_some() {
            let adrift = words.marks_adrift_count(adrift);
            limit = limit.saturating_sub(2);
            limit = canvas.text_right(limit, 0, adrift.as_clean(), Look::Warning);
        }
        let title = words.marks_title();
        let limit = limit.saturating_sub(2);
        canvas.text_within(pane.head(), limit, 0, title.as_clean(), Look::Masthead);
        canvas.rule(pane.head()..pane.right, 1);
    }
    let area = size.page_area();
    let cursor = draw_rows(canvas, state, area, page);
    if let Some(tagging) = &state.kept.tagging {
        let limit = draw_place(canvas, state, &page.list);
        let prompt = Left::Prompt(words.tags_prompt(), &tagging.prompt);
        return status::draw(canvas, state, prompt, limit).or(cursor);
    }
    let open = match page.is_current_adrift() {
        true => words.hint_reattach(),
        false => words.hint_jump(),
    };
    let hints = Left::Hints(match page.list.rows().is_empty() {
        true => vec![
            (Action::Back, words.hint_back()),
            (Action::Help, words.hint_help()),
        ],
        false => vec![
            (Action::Open, open),
            (Action::Note, words.hint_edit()),
            (Action::Delete, words.hint_delete()),
            (Action::Undo, words.hint_undo()),
            (Action::Tag, words.hint_tags()),
            (Action::Filter, words.hint_filter()),
            (Action::Back, words.hint_back()),
            (Action::Help, words.hint_help()),
        ],
    });
    draw_status(canvas, state, &page.list, hints).or(cursor)
}

/// The marks in sight, or why there are none.
fn draw_rows(canvas: &mut Canvas<'_>, state: &State, area: Area, page: &MarksPage) -> Option<Cell> {
    let words = state.words;
    let no_row = Some((area.pane.left, area.top));
    if page.list.rows().is_empty() {
        let key = |action, own| state.key_in(Context::Reader, action, own);
        let sentence = match page.total() {
            None => words.marks_opening(),
            // There may be marks in what could not be read.
            Some(0) if !state.kept.unread.is_empty() => state.kept.unread[0].clone(),
            Some(0) => words.marks_empty(
                key(Action::Bookmark, "m").as_str(),
                key(Action::Select, "v").as_str(),
                key(Action::Note, "a").as_str(),
            ),
            Some(_) => words.filter_none(state.key(Action::Cancel, "Esc").as_str()),
        };
        draw_sentence(canvas, area, &sentence);
        return no_row;
    }
    let end = area.top + area.rows;
    let (mut y, mut cursor) = (area.top, None);
    for (index, row) in page.rows() {
        if index == page.list.pointer.row && y < end {
            canvas.glyph(area.pane.left, y, Glyph::Pointer);
            cursor = Some((area.pane.left, y));
        }
        draw_row(canvas, state, area, (y, row));
        y += row.height();
    }
    cursor.or(no_row)
}

/// One mark from row `y` on, as far as the page goes.
fn draw_row(canvas: &mut Canvas<'_>, state: &State, area: Area, (y, row): (Cells, &MarkRow)) {
    let (pane, end) = (area.pane, area.top + area.rows);
    if y >= end {
        return;
    }
    let left = text_cell(canvas, state, area);
    let glyph = row.kind.map_or(Glyph::Adrift, Glyph::from);
    canvas.glyph(pane.dot(), y, glyph);
    if pane.breadth >= Breadth::Medium {
        canvas.text(pane.text(), y, row.name.as_clean(), Look::Label);
    }
    let mut limit = pane.right;
    if pane.breadth > Breadth::Scant {
        limit = canvas.text_right(pane.right, y, row.time.as_clean(), Look::Status);
        limit = limit.saturating_sub(2);
    }
    let [quote, note, title] = &row.matched;
    canvas.text_matched(left, limit, y, row.quote.as_clean(), Look::Body, quote);
    let below = match pane.breadth >= Breadth::Medium {
        true => left,
        false => pane.clip(),
    };
    let mut y = y + 1;
    if !row.note.is_empty() && y < end {
        canvas.text_matched(below, pane.right, y, row.note.as_clean(), Look::Quote, note);
        y += 1;
    }
    if let Some(why) = row.why.as_ref().filter(|_| y < end) {
        canvas.text_within(below, pane.right, y, why.as_clean(), Look::Warning);
        y += 1;
    }
    if let Some((before, after)) = row.around.as_ref().filter(|_| y < end) {
        draw_around(canvas, state, (below, pane.right), y, (before, after));
        y += 1;
    }
    if y < end {
        draw_title(canvas, state, (below, pane.right), y, (row, title));
    }
}

/// The cell in which quotations begin.
fn text_cell(canvas: &Canvas<'_>, state: &State, area: Area) -> Cells {
    if area.pane.breadth < Breadth::Medium {
        return area.pane.text();
    }
    let words = state.words;
    let names = [
        words.mark_kind_bookmark(),
        words.mark_kind_highlight(),
        words.mark_kind_note(),
        words.mark_kind_tags(),
        words.mark_kind_adrift(),
    ];
    let widest = names.iter().map(|name| canvas.width(name.as_clean())).max();
    area.pane.text() + widest.unwrap_or(0) + 2
}

/// What stood around a passage: the end of what was before it, a gap where it was, and what came after.
fn draw_around(
    canvas: &mut Canvas<'_>,
    state: &State,
    (left, right): (Cells, Cells),
    y: Cells,
    (before, after): (&Clean, &Clean),
) {
    let words = state.words;
    let room = right.saturating_sub(left);
    let name = words.mark_around();
    let x = canvas.text_within(left, right, y, name.as_clean(), Look::Label) + 2;
    let half = room.saturating_sub(x - left) / 2;
    let ambiguous = canvas.ambiguous();
    let (before, _) = elide_start(before.as_clean(), half, ambiguous);
    let x = canvas.text_within(x, right, y, before.as_clean(), Look::Hint);
    let x = canvas.text_within(x, right, y, words.mark_gap().as_clean(), Look::Mark);
    canvas.text_within(x, right, y, after.as_clean(), Look::Hint);
}

/// The article and the tags.
fn draw_title(
    canvas: &mut Canvas<'_>,
    state: &State,
    (left, right): (Cells, Cells),
    y: Cells,
    (row, matched): (&MarkRow, &[Range<usize>]),
) {
    let tags = match state.size.pane().breadth {
        Breadth::Scant => 0,
        _ => canvas.width(row.tags.as_clean()),
    };
    let wanted = if tags > 0 { tags + 2 } else { 0 };
    let room = right.saturating_sub(left);
    // Tags have up to half of the row.
    let limit = right.saturating_sub(wanted.min(room / 2));
    let title = state.words.mark_title(row.title.as_str());
    let before = title.as_str().find(row.title.as_str()).unwrap_or(0);
    let shifted = |range: &Range<usize>| range.start + before..range.end + before;
    let matched: Vec<Range<usize>> = matched.iter().map(shifted).collect();
    let x = canvas.text_matched(left, limit, y, title.as_clean(), Look::Label, &matched);
    if tags > 0 {
        canvas.text_within(x + 2, right, y, row.tags.as_clean(), Look::Status);
    }
}
