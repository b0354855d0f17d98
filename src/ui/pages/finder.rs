//! The finder, drawn: the query in the masthead's place, titles below it, from 100 columns the
//! article under the pointer beside them.

use std::ops::Range;

use super::reader::role;
use crate::app::geometry::{Area, Beside, Breadth};
use crate::app::labels;
use crate::app::pages::finder::{FinderPage, TitleRow};
use crate::app::pages::preview::Previewed;
use crate::app::progress::minutes;
use crate::app::state::State;
use crate::config::action::{Action, Context};
use crate::text::{Cells, Clean, CleanStr};
use crate::ui::canvas::{Canvas, Glyph};
use crate::ui::list::{draw_list, draw_place, draw_sentence};
use crate::ui::prompt::{QueryRow, draw_query_row};
use crate::ui::status::{self, Cell, Left};
use crate::ui::style::Look;

/// Cells before the right edge at which the publication begins, the date, and the marks.
const PUBLICATION: Cells = 28;
const DATE: Cells = 14;
/// The same of the publication where there is no date.
const PUBLICATION_ALONE: Cells = 12;
/// The same of the date where the article stands beside the list.
const DATE_ALONE: Cells = 9;
/// Rows that the title takes at most above the text beside the list.
const TITLE_ROWS: usize = 3;

/// Draws the finder; gives the cursor's cell: in the query.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, page: &FinderPage) -> Option<Cell> {
    let words = state.words;
    let prompt = page.prompt().cloned().unwrap_or_default();
    let total = state.finding.titles.as_ref().map(|titles| titles.len());
    let count = match (page.count(), total) {
        (Some(count), Some(total)) => words.find_count(count, total),
        _ => Clean::default(),
    };
    let hint = words.finder_typing();
    let title = words.finder_title();
    let row = QueryRow {
        name: &title,
        prompt: &prompt,
        count: &count,
        hint: Some(&hint),
    };
    let cursor = draw_query_row(canvas, state, row);
    let area = state.size.finder_area();
    if page.count() == Some(0) {
        // A letter is typed here: the full text is one key further.
        let leave = state.key(Action::Cancel, "Esc");
        let search = state.key_in(Context::Lists, Action::SearchText, "s");
        let keys = format!("{leave} {search}");
        draw_sentence(canvas, area, &words.finder_none(&keys));
    } else if page.count().is_some() {
        draw_list(canvas, state, area, (&page.list, true), |canvas, y, _| {
            if let Some(row) = page.rows.get(y - area.top) {
                draw_row(canvas, state, area, (y, row));
            }
        });
    }
    if let (Some(beside), Some(shown)) = (state.size.beside_finder(), &page.preview.shown) {
        draw_preview(canvas, state, beside, shown);
    }
    let limit = draw_place(canvas, state, &page.list);
    let building = state
        .finding
        .reading
        .map(|percent| words.index_building(usize::from(percent)));
    let left = match &building {
        Some(building) => Left::Text(building.as_clean()),
        None => Left::Hints(vec![
            (Action::Open, words.hint_open()),
            (Action::Cancel, words.hint_cancel()),
        ]),
    };
    status::draw(canvas, state, left, limit).or(Some((cursor, 0)))
}

fn draw_row(canvas: &mut Canvas<'_>, state: &State, area: Area, (y, row): (Cells, &TitleRow)) {
    let pane = area.pane;
    let unread = !state.reading.read.contains(&row.id);
    let look = if unread { Look::Body } else { Look::Read };
    if unread {
        canvas.glyph(pane.dot(), y, Glyph::Unread);
    }
    let beside = state.size.beside_finder().is_some();
    let (publication, date) = match pane.breadth {
        Breadth::Scant | Breadth::Narrow => (None, None),
        Breadth::Medium => (Some(pane.right - PUBLICATION_ALONE..pane.right), None),
        Breadth::Wide if beside => (None, Some(pane.right - DATE_ALONE)),
        Breadth::Wide => {
            let date = pane.right - DATE;
            (Some(pane.right - PUBLICATION..date - 1), Some(date))
        }
    };
    let mut limit = pane.right;
    if let Some(date) = date {
        canvas.text(date, y, row.month.as_clean(), Look::Status);
        limit = date - 2;
    }
    let has_column = publication.is_some();
    if let Some(cells) = publication {
        // Why the row is there goes before where it is from.
        let (text, matched) = match &row.reason {
            Some((reason, matched)) => (reason, matched),
            None => (&row.publication, &row.matched_publication),
        };
        let text = text.as_clean();
        canvas.text_matched(cells.start, cells.end, y, text, Look::Status, matched);
        limit = cells.start - 2;
    }
    let mut x = pane.text();
    if !row.titled {
        x = canvas.text_within(x, limit, y, state.words.title_none().as_clean(), Look::Hint);
    }
    let title = row.title.as_clean();
    let end = canvas.text_matched(x, limit, y, title, look, &row.matched);
    if let Some((reason, matched)) = row.reason.as_ref().filter(|_| !has_column)
        && end + 2 + canvas.width(reason.as_clean()) <= limit
    {
        canvas.text_matched(end + 2, limit, y, reason.as_clean(), Look::Status, matched);
    }
}

/// Title, source and text of an article.
fn draw_preview(canvas: &mut Canvas<'_>, state: &State, beside: Beside, shown: &Previewed) {
    let (words, meta) = (state.words, &shown.article.meta);
    let limit = beside.left + beside.measure;
    let end = beside.top + beside.rows;
    let mut y = beside.top;
    let title = labels::title(words, meta);
    for line in status::set(canvas, &title, beside.measure)
        .iter()
        .take(TITLE_ROWS)
    {
        canvas.text_within(beside.left, limit, y, line.as_clean(), Look::Title);
        y += 1;
    }
    let mut x = beside.left;
    for field in source(state, shown) {
        // Numbers and dates are dropped whole, never cut.
        if x + canvas.width(field.as_clean()) <= limit {
            x = canvas.text(x, y, field.as_clean(), Look::Byline) + 2;
        }
    }
    y += 2;
    let document = &shown.article.document;
    let lines = shown.layout.lines();
    let visible = shown.top..lines.len().min(shown.top + end.saturating_sub(y));
    for line in visible {
        let look = role(lines[line].role);
        for piece in shown.layout.pieces(document, line) {
            let mut x = beside.left + piece.cell;
            for (text, look) in parts(piece.text, piece.offset, &shown.matches, look) {
                x = canvas.text(x, y, text, look);
            }
        }
        y += 1;
    }
}

/// Publication, issue, page and length, those that are known.
fn source(state: &State, shown: &Previewed) -> Vec<Clean> {
    let (words, meta) = (state.words, &shown.article.meta);
    let issue = state.catalogue.issue_of(&meta.id);
    let page = meta.page.as_ref();
    let length = minutes(meta.han, state.view.settings.han_per_minute);
    let fields = [
        issue.map(|issue| issue.publication.clone()),
        issue.map(|issue| labels::issue_name(words, issue)),
        page.map(|page| words.page_column(page.as_str())),
        (meta.han > 0).then(|| words.time_length(length)),
    ];
    fields.into_iter().flatten().collect()
}

/// A piece of text, parted where matches begin and end.
fn parts<'a>(
    text: CleanStr<'a>,
    offset: Option<usize>,
    matches: &[Range<usize>],
    look: Look,
) -> Vec<(CleanStr<'a>, Look)> {
    let Some(offset) = offset else {
        return vec![(text, look)];
    };
    let mut parts = Vec::new();
    let mut at = 0;
    for range in matches {
        let start = range.start.saturating_sub(offset).min(text.len()).max(at);
        let end = range.end.saturating_sub(offset).min(text.len()).max(start);
        if end > start {
            parts.push((text.slice(at..start), look));
            parts.push((text.slice(start..end), Look::Match));
            at = end;
        }
    }
    parts.push((text.slice(at..text.len()), look));
    parts.retain(|(text, _)| !text.is_empty());
    parts
}
