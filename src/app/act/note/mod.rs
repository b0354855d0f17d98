//! The note editor: opening it on a target, what its keys do, saving, and leaving it.
//!
//! Whoever wants a note written calls [`begin`] with a [`NoteTarget`]. A draft of the same target is
//! gone on with. Keys become edits of the text area outside; while a text is being saved they wait, so
//! that `Ctrl-s j` scrolls the page below. Nothing closes the editor but a
//! save that is on the disk, an unchanged text, or the answer to its one question.

mod drafts;
mod leave;
mod room;
mod save;
mod target;

pub use drafts::{
    delete_draft, draft_discarded, draft_taken, forget_saved, large_draft_failed,
    large_draft_saved, open_draft, resume,
};
pub use leave::{answered, before, bring_back};
pub use room::{error_rows, hidden_rows, make_room};
pub use save::{
    changed_elsewhere, draft_failed, draft_kept, failed, hold, is_saving, must_wait, saved,
};
pub use target::target_of;

use leave::{close, leave};
use save::save;

use super::say;
use crate::app::effect::Effect;
use crate::app::notice::Urgency;
use crate::app::page::Page;
use crate::app::pages::note::{Cursor, LONGEST, Motion, NoteEdit, NotePage, NoteTarget, typed};
use crate::app::state::State;
use crate::config::action::Action;
use crate::text::Clean;

/// `a`: a note on what is marked at the cursor, else on the article in front or under the pointer.
pub fn open(state: &mut State) -> Vec<Effect> {
    match target::target_here(state) {
        Some(target) => begin(state, target),
        None => say(state, &state.words.note_none()),
    }
}

/// Opens the editor on `target`, with the draft that was left of it if there is one.
pub fn begin(state: &mut State, target: NoteTarget) -> Vec<Effect> {
    let left = state.drafts.left.iter();
    let mut left = left.filter(|left| left.draft.as_ref().is_some_and(|draft| target.is_of(draft)));
    if let Some(left) = left.next() {
        return vec![Effect::TakeDraft(Box::new(left.clone()))];
    }
    let text = typed(target.text());
    open_with(state, target, text)
}

/// Opens the editor with `text`, which stands on the disk only if it is that of the target's mark.
fn open_with(state: &mut State, target: NoteTarget, text: String) -> Vec<Effect> {
    let length = text.chars().count();
    if length > LONGEST {
        let id = target.mark.as_ref().map(|mark| mark.id.to_string());
        let sentence = state
            .words
            .note_large(length, LONGEST, &id.unwrap_or_default());
        state.notices.say(Urgency::Error, sentence.as_str());
        return Vec::new();
    }
    let mut page = NotePage::new(target, text.clone());
    page.place_below = state.reader().map(|reader| reader.place);
    state.pages.push(Page::Note(Box::new(page)));
    vec![Effect::OpenNote(text)]
}

/// The editor, if it is in front.
fn page(state: &State) -> Option<&NotePage> {
    match state.front()? {
        Page::Note(page) => Some(page),
        _ => None,
    }
}

/// The same, to change it.
fn page_mut(state: &mut State) -> Option<&mut NotePage> {
    match state.pages.last_mut()? {
        Page::Note(page) => Some(page),
        _ => None,
    }
}

/// Types `text` at the cursor; to the question it is an answer.
pub fn type_text(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(page) = page_mut(state) else {
        return Vec::new();
    };
    if page.asking {
        let mut chars = text.chars();
        if let (Some(answer @ ('s' | 'd')), None) = (chars.next(), chars.next()) {
            page.answer = Some(answer);
        }
        return Vec::new();
    }
    // Keys have their effect one after the other, also where they came together: what fits is typed.
    let room = page.room();
    let (fitting, over) = match text.char_indices().nth(room) {
        Some((end, _)) => text.split_at(end),
        None => (text, ""),
    };
    let effects = insert(state, fitting, NoteEdit::Type);
    if !over.is_empty() {
        let sentence = state.words.note_full(LONGEST);
        state.notices.say(Urgency::Warning, sentence.as_str());
    }
    effects
}

/// Pastes `text`; a question is answered by going on first.
pub fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(page) = page_mut(state) {
        page.asking = false;
    }
    state.notices.key_pressed();
    insert(state, text, NoteEdit::Paste)
}

fn insert(state: &mut State, pasted: &str, edit: fn(String) -> NoteEdit) -> Vec<Effect> {
    let text = typed(pasted);
    let Some(page) = page_mut(state).filter(|_| !text.is_empty()) else {
        return Vec::new();
    };
    // All of it or nothing: a part would look like the whole.
    if text.chars().count() > page.room() {
        let sentence = state.words.note_full(LONGEST);
        state.notices.say(Urgency::Warning, sentence.as_str());
        return Vec::new();
    }
    if has_signs(pasted) {
        let sentence = state.words.note_visible();
        state.notices.say(Urgency::Notice, sentence.as_str());
    }
    self::edit(edit(text))
}

/// Whether `text` holds control characters that are no ends of lines and no tabs.
fn has_signs(text: &str) -> bool {
    let mut chars = text.chars();
    chars.any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// Does what `action` asks for.
pub fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let (view, size) = (state.view.clone(), state.size);
    let ambiguous = view.ambiguous;
    let Some(page) = page_mut(state) else {
        return Vec::new();
    };
    if page.asking {
        // Only the three answers do something.
        if action == Action::NewLine {
            page.asking = false;
        }
        return Vec::new();
    }
    // A key may come before a drawing: what a row up is follows from the rows as they are now.
    page.prepare(&view, size, 0);
    let rows = size.note_area(&view).rows;
    let count = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
    let page_rows = isize::try_from(rows).unwrap_or(1);
    let change = match action {
        Action::Save => return save(state),
        Action::Cancel => return leave(state),
        Action::ExternalEditor => return vec![Effect::EditOutside(page.text.clone())],
        Action::NewLine => return insert(state, "\n", NoteEdit::Type),
        Action::Erase => page.erase_before(ambiguous),
        Action::EraseForward => page.erase_after(ambiguous),
        Action::EraseWord => page.erase_word(ambiguous),
        Action::EraseToEnd => page.erase_to_end(),
        Action::Undo => NoteEdit::Undo,
        Action::Redo => NoteEdit::Redo,
        Action::CursorLeft => NoteEdit::Move(page.goal_of(Motion::Left, &view)),
        Action::CursorRight => NoteEdit::Move(page.goal_of(Motion::Right, &view)),
        Action::LineUp => NoteEdit::Move(page.goal_of(Motion::Rows(-count), &view)),
        Action::LineDown => NoteEdit::Move(page.goal_of(Motion::Rows(count), &view)),
        Action::PageUp => NoteEdit::Move(page.goal_of(Motion::Rows(-page_rows), &view)),
        Action::PageDown => NoteEdit::Move(page.goal_of(Motion::Rows(page_rows), &view)),
        Action::RowStart => NoteEdit::Move(page.goal_of(Motion::RowStart, &view)),
        Action::RowEnd => NoteEdit::Move(page.goal_of(Motion::RowEnd, &view)),
        _ => return Vec::new(),
    };
    edit(change)
}

fn edit(change: NoteEdit) -> Vec<Effect> {
    match change {
        NoteEdit::Erase { characters: 0, .. } => Vec::new(),
        change => vec![Effect::EditNote(change)],
    }
}

/// The text or its cursor has changed.
pub fn edited(state: &mut State, text: String, cursor: Cursor) {
    if let Some(page) = page_mut(state) {
        page.edited(text, cursor);
    }
}

/// What another editor made of the text.
pub fn edited_outside(state: &mut State, outcome: Result<String, Clean>) -> Vec<Effect> {
    let text = match outcome {
        Ok(text) => text,
        Err(sentence) => {
            state.notices.answered();
            state.notices.say(Urgency::Error, sentence.as_str());
            return Vec::new();
        }
    };
    // Editors end the last line with a line feed that nobody typed.
    let text = typed(text.strip_suffix('\n').unwrap_or(&text));
    match page(state) {
        Some(page) if page.text != text => edit(NoteEdit::Replace(text)),
        _ => Vec::new(),
    }
}
