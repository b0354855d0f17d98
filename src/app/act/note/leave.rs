//! Leaving a note: the one question about a changed text, and its three answers.
//!
//! Only `s`, `d` and `Enter` answer. A letter may be the first of a text that an input method sends, so
//! `s` and `d` hold when nothing is typed on behind them: when the burst of keys they came in is over.

use super::super::say;
use super::{edit, open_with, page, page_mut, save};
use crate::app::effect::Effect;
use crate::app::event::Event;
use crate::app::page::Page;
use crate::app::pages::note::{NoteEdit, NoteTarget};
use crate::app::state::State;
use crate::app::undo::{Undoable, remember};
use crate::config::action::Action;

/// Settles the answer that was typed before `event`: more typing behind it means that it was none.
pub fn before(state: &mut State, event: &Event) -> Vec<Effect> {
    let Some(page) = page_mut(state) else {
        return Vec::new();
    };
    let Some(answer) = page.answer else {
        return Vec::new();
    };
    let types_on = match event {
        Event::Key(chord) => chord.typed().is_some(),
        Event::Typed(_) | Event::Paste(_) => true,
        _ => return Vec::new(),
    };
    if types_on {
        page.answer = None;
        page.asking = false;
        return edit(NoteEdit::Type(answer.to_string()));
    }
    answered(state)
}

/// Carries out the answer that was typed, now that nothing was typed on.
pub fn answered(state: &mut State) -> Vec<Effect> {
    let Some(answer) = page_mut(state).and_then(|page| page.answer.take()) else {
        return Vec::new();
    };
    if let Some(page) = page_mut(state) {
        page.asking = false;
    }
    match answer {
        's' => save(state),
        _ => discard(state),
    }
}

/// `Esc`: leaves an unchanged text, asks about a changed one. An error goes with it: that a draft cannot
/// be written is said anew each second, and would keep one from ever leaving.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    let dismissed = state.notices.dismiss();
    match page_mut(state) {
        Some(page) if page.is_changed() => {
            page.asking = true;
            Vec::new()
        }
        _ if dismissed => Vec::new(),
        _ => close(state),
    }
}

/// Closes the editor; nothing is left of its draft.
pub(super) fn close(state: &mut State) -> Vec<Effect> {
    let Some(Page::Note(page)) = state.pages.pop_if(|page| matches!(page, Page::Note(_))) else {
        return Vec::new();
    };
    state.notices.answered();
    let (words, view, size) = (state.words, state.view.clone(), state.size);
    if let Some(reader) = state.reader_mut() {
        reader.prepare(words, &view, size);
        if let Some(line) = page.place_below
            && reader.visible().contains(&line)
        {
            reader.place = line;
        }
    }
    let mut effects = vec![Effect::CloseNote];
    if !page.waiting.is_empty() {
        effects.push(Effect::Retype(page.waiting));
    }
    effects
}

/// Throws the text away, until `u`.
fn discard(state: &mut State) -> Vec<Effect> {
    if let Some(page) = page(state) {
        let discarded = (page.target.clone(), page.text.clone());
        remember(state, Undoable::Note(Box::new(discarded)));
    }
    let effects = close(state);
    let undo = state.key(Action::Undo, "u");
    say(state, &state.words.note_discarded(undo.as_str()));
    effects
}

/// `u`: opens the editor with a text that was thrown away.
pub fn bring_back(state: &mut State, target: NoteTarget, text: String) -> Vec<Effect> {
    open_with(state, target, text)
}
