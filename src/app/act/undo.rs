//! `u`: takes back the last change that is not taken back yet.

use super::{keep, marks, note, say};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::app::undo::Undoable;

/// Takes back the last change: to read marks at once, to what is kept by saving its opposite.
pub fn undo(state: &mut State) -> Vec<Effect> {
    match state.undo.pop() {
        None => say(state, &state.words.undo_none()),
        Some(Undoable::Read(change)) => marks::take_back(state, change),
        Some(Undoable::Marks(done)) => keep::take_back(state, done),
        Some(Undoable::Note(discarded)) => {
            let (target, text) = *discarded;
            note::bring_back(state, target, text)
        }
        Some(Undoable::Draft(draft)) => {
            let what = state.words.undo_draft();
            say(state, &state.words.undo_done(what.as_str()));
            vec![Effect::LeaveDraft(draft)]
        }
    }
}
