//! `u`: takes back the last change that is not taken back yet.

use super::{keep, marks, say};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::app::undo::Undoable;

/// Takes back the last change: to read marks at once, to what is kept by saving its opposite.
pub fn undo(state: &mut State) -> Vec<Effect> {
    match state.undo.pop() {
        None => say(state, &state.words.undo_none()),
        Some(Undoable::Read(change)) => marks::take_back(state, change),
        Some(Undoable::Marks(done)) => keep::take_back(state, done),
    }
}
