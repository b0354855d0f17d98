//! The rows of the editor, and room for it on the page below.

use crate::app::notice::{Notice, Urgency};
use crate::app::pages::note::rows::sentence_rows;
use crate::app::pages::note::{NotePage, row_settings};
use crate::app::state::State;
use crate::text::Clean;

/// Makes the rows of `note`, and room for it on the page below: what it is about is not covered.
pub fn make_room(state: &mut State, note: &mut NotePage) {
    let (view, size) = (state.view.clone(), state.size);
    let area = size.note_area(&view);
    note.prepare(&view, size, hidden_rows(state, note));
    if let Some(reader) = state.reader_mut() {
        let quoted = note.target.mark.as_ref().and_then(|mark| {
            let mut marks = reader.marks.in_text();
            let placed = marks.find(|(placed, _)| placed.mark.id == mark.id);
            placed.map(|(_, range)| range.clone())
        });
        let quoted = quoted.or_else(|| {
            let selector = note.target.selector.as_ref()?;
            let text = reader.article.document.text.as_str();
            let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
            let range = byte(selector.position.start)..byte(selector.position.end);
            let is_here = text.get(range.clone()) == Some(selector.quote.exact.as_str());
            is_here.then_some(range)
        });
        reader.cover(area.label, quoted);
        return;
    }
    let rows = state.list_area();
    let height = area.label.saturating_sub(rows.top).min(rows.rows);
    if let Some(list) = state.list_mut() {
        list.settle(height.max(1));
    }
}

/// Rows of text that the question or an error takes.
pub fn hidden_rows(state: &State, note: &NotePage) -> usize {
    match state.notices.current() {
        _ if note.asking => 1,
        Some(notice) if notice.urgency == Urgency::Error => error_rows(state, notice).len(),
        _ => 0,
    }
}

/// An error as it stands above the status row.
pub fn error_rows(state: &State, notice: &Notice) -> Vec<Clean> {
    let area = state.size.note_area(&state.view);
    let sentence = Clean::from(format!("! {}", notice.text.as_str()).as_str());
    let mut rows = sentence_rows(&sentence, row_settings(&state.view, area));
    // A row of what is written stays in sight.
    rows.truncate(area.rows.saturating_sub(1).max(1));
    rows
}
