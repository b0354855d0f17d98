//! The full text, drawn: the query in the masthead's place, below it the articles in which it stands,
//! each with its first passages.

use std::ops::Range;
use std::sync::Arc;

use crate::app::geometry::{Area, Breadth};
use crate::app::pages::search::SearchPage;
use crate::app::results::{ResultRow, Results};
use crate::app::state::State;
use crate::config::action::Action;
use crate::diagnostic::QueryFault;
use crate::search::kept::Lack;
use crate::search::{Order, QueryError};
use crate::text::{Cells, Clean, elide_typed};
use crate::ui::canvas::{Canvas, Glyph};
use crate::ui::list::{draw_place, draw_sentence};
use crate::ui::prompt::{QueryRow, draw_query_row};
use crate::ui::status::{self, Cell, Left};
use crate::ui::style::Look;
use crate::words::Words;

/// Cells before the right edge at which publication and date begin, and without a date.
const SOURCE: Cells = 34;
const SOURCE_ALONE: Cells = 22;
/// From this width on the date is shown.
const WITH_DATE: Cells = 72;

/// Draws the page; gives the cursor's cell: in the query.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, page: &SearchPage) -> Option<Cell> {
    let words = state.words;
    let prompt = page.prompt().cloned().unwrap_or_default();
    let count = match page.results() {
        None => Clean::default(),
        // Where there is hardly room, the query needs it.
        Some(_) if state.size.columns < 40 => Clean::default(),
        Some(results) if results.total() == 0 => words.hits_articles(results.len()),
        Some(results) => words.hits_count(results.total(), results.len()),
    };
    let hint = match state.finding.has_last_search() {
        true => words.text_typing_again(),
        false => words.text_typing(),
    };
    let title = words.text_title();
    let row = QueryRow {
        name: &title,
        prompt: &prompt,
        count: &count,
        hint: Some(&hint),
    };
    let cursor = draw_query_row(canvas, state, row);
    let area = state.size.query_area();
    match page.results() {
        Some(results) if !results.is_empty() => draw_rows(canvas, state, area, page),
        results => {
            if let Some(sentence) = why_empty(state, page, results.map(Arc::as_ref)) {
                draw_sentence(canvas, area, &sentence);
            }
        }
    }
    draw_caret(canvas, state, page, cursor);
    let limit = draw_place(canvas, state, &page.list);
    let fault = page.fault.as_ref().map(|fault| {
        let message = fault_message(words, fault);
        Clean::from(format!("! {message}").as_str())
    });
    let indexing = state.finding.indexing;
    let indexing = indexing.map(|percent| words.index_building(usize::from(percent)));
    let left = match (&fault, page.offer.next(page.before_cursor()), &indexing) {
        (Some(fault), _, _) => Left::Fault(fault.as_clean()),
        (_, Some(word), _) => Left::Hints(vec![(
            Action::Complete,
            words.hint_complete().with_text(Clean::from(word)),
        )]),
        (_, _, Some(indexing)) => Left::Text(indexing.as_clean()),
        _ => Left::Hints(vec![
            (Action::Open, words.hint_open()),
            (
                Action::Order,
                match page.order {
                    Order::Relevance => words.hint_by_date(),
                    Order::Date => words.hint_by_rank(),
                },
            ),
            (Action::Complete, words.hint_complete()),
            (Action::Cancel, words.hint_cancel()),
        ]),
    };
    status::draw(canvas, state, left, limit).or(Some((cursor, 0)))
}

/// What stands in the place of rows where there are none, and what to do about it.
fn why_empty(state: &State, page: &SearchPage, results: Option<&Results>) -> Option<Clean> {
    let words = state.words;
    if let Some(fault) = &page.fault {
        return fault.fault.hint(words);
    }
    let results = results?;
    let query = elide_typed(results.query());
    Some(
        match (results.lack(), page.offer.next(page.before_cursor())) {
            (Some(Lack::Marks), _) => words.query_no_marks(),
            (Some(Lack::Notes), _) => words.query_no_notes(),
            (None, _) if !results.has_texts() => words.search_none_fields(),
            (None, Some(word)) => {
                let key = state.key(Action::Complete, "Tab");
                words.search_none_completed(query.as_str(), word, key.as_str())
            }
            (None, None) => words.search_none_page(query.as_str()),
        },
    )
}

/// What is wrong with a query.
fn fault_message(words: Words, fault: &QueryError) -> Clean {
    match &fault.fault {
        QueryFault::BadExpression(why) => {
            words.regex_bad(fault.at + 1, why.message(words).as_str())
        }
        other => other.message(words),
    }
}

/// The articles in sight.
fn draw_rows(canvas: &mut Canvas<'_>, state: &State, area: Area, page: &SearchPage) {
    let gap = usize::from(!state.size.is_compact());
    let end = area.top + area.rows;
    let mut y = area.top;
    for (index, row) in page.rows() {
        if y >= end {
            break;
        }
        if index == page.list.pointer.row {
            canvas.glyph(area.pane.left, y, Glyph::Pointer);
        }
        draw_head(canvas, state, area, (y, row));
        for clip in &row.clips {
            y += 1;
            if y < end {
                canvas.text_matched(
                    area.pane.clip(),
                    area.pane.right,
                    y,
                    clip.text.as_clean(),
                    Look::Body,
                    &clip.matched,
                );
            }
        }
        y += 1 + gap;
    }
}

/// Title, source and count of an article.
fn draw_head(canvas: &mut Canvas<'_>, state: &State, area: Area, (y, row): (Cells, &ResultRow)) {
    let (pane, words) = (area.pane, state.words);
    let unread = !state.reading.read.contains(&row.id);
    let look = if unread { Look::Body } else { Look::Read };
    if unread {
        canvas.glyph(pane.dot(), y, Glyph::Unread);
    }
    let mut limit = pane.right;
    if row.count > 0 {
        let count = words.search_count(row.count);
        limit = canvas
            .text_right(pane.right, y, count.as_clean(), Look::Status)
            .saturating_sub(2);
    }
    if pane.breadth >= Breadth::Medium {
        let with_date = state.size.columns >= WITH_DATE;
        let source = pane.right - if with_date { SOURCE } else { SOURCE_ALONE };
        let date = row.date.as_clean();
        let date_cells = match with_date {
            true if !row.date.is_empty() => canvas.width(date) + 1,
            _ => 0,
        };
        // A publication is cut, a date never.
        let end = limit.saturating_sub(date_cells);
        let x = canvas.text_within(source, end, y, row.publication.as_clean(), Look::Status);
        if date_cells > 0 {
            canvas.text(x + 1, y, date, Look::Status);
        }
        limit = source - 2;
    }
    let (title, matched): (Clean, &[Range<usize>]) = match row.title.is_empty() {
        true => (words.title_none(), &[]),
        false => (row.title.clone(), &row.matched),
    };
    canvas.text_matched(pane.text(), limit, y, title.as_clean(), look, matched);
}

/// A caret under the place where the query is at fault, in the cells of the rule.
fn draw_caret(canvas: &mut Canvas<'_>, state: &State, page: &SearchPage, cursor: Cells) {
    let Some(fault) = page.fault.as_ref().filter(|_| state.size.has_masthead()) else {
        return;
    };
    let (before, after) = match page.prompt() {
        Some(prompt) => prompt.parts(),
        None => return,
    };
    // From the cursor, which is drawn, to the fault.
    let to_cursor = before.as_str().chars().count();
    let between = |text: &str, from: usize, to: usize| -> Clean {
        let part: String = text.chars().skip(from).take(to - from).collect();
        Clean::from(part.as_str())
    };
    let x = if fault.at < to_cursor {
        let back = between(before.as_str(), fault.at, to_cursor);
        cursor.checked_sub(canvas.width(back.as_clean()))
    } else {
        let forth = between(after.as_str(), 0, fault.at - to_cursor);
        Some(cursor + canvas.width(forth.as_clean()))
    };
    let pane = state.size.pane();
    if let Some(x) = x.filter(|x| (pane.head()..pane.right).contains(x)) {
        canvas.caret(x, 1);
    }
}
