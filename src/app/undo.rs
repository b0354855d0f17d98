//! What `u` takes back, the last change first.

use super::act::marks::ReadMarks;
use super::kept::MarksDone;
use super::pages::note::NoteTarget;
use super::state::State;
use crate::store::drafts::Draft;

/// A change that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undoable {
    /// Articles were marked read or unread.
    Read(ReadMarks),
    /// Bookmarks, highlights or notes were changed.
    Marks(MarksDone),
    /// A note was thrown away while it was written: what it was about, and its text.
    Note(Box<(NoteTarget, String)>),
    /// A draft that was left was thrown away.
    Draft(Box<Draft>),
}

/// How many changes can be taken back.
const LONGEST: usize = 100;

/// Keeps a change for `u`.
pub fn remember(state: &mut State, change: Undoable) {
    state.undo.push(change);
    if state.undo.len() > LONGEST {
        state.undo.remove(0);
    }
}
