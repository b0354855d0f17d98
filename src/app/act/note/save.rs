//! Saving a note: asking for it, waiting for it, and what is said when it fails.
//!
//! Keys that come while a text is being saved wait, so that `Ctrl-s j` scrolls the page below; if it takes
//! longer than one notices they are dropped, for they may be more of the text. The editor closes when the text is on the disk; if that fails all of it stays, its
//! draft is brought to the disk, and what waited is typed into it.

use super::super::{keep, say};
use super::{close, page, page_mut};
use crate::app::effect::Effect;
use crate::app::event::Event;
use crate::app::kept::{Deed, Unsaved};
use crate::app::notice::Urgency;
use crate::app::state::State;
use crate::config::action::Action;
use crate::config::key::KeyChord;
use crate::store::{MarkChange, Marks};
use crate::text::Clean;

/// The most keys and pastes that wait for a save.
const MOST_WAITING: usize = 1000;

/// Whether `event` must wait for what is being saved.
pub fn must_wait(state: &State, event: &Event) -> bool {
    let acts_at_once = match event {
        Event::Key(chord) => is_way_out(state, *chord),
        Event::Typed(_) | Event::Paste(_) => false,
        _ => true,
    };
    !acts_at_once && page(state).is_some_and(|page| page.saving.is_some())
}

/// Has `event` wait for what is being saved.
pub fn hold(state: &mut State, event: Event) -> Vec<Effect> {
    if let Some(page) = page_mut(state).filter(|page| page.waiting.len() < MOST_WAITING) {
        page.waiting.push(event);
    }
    match state.kept.is_slow {
        // Waiting for each key would have the next ones come when the editor is closed.
        true if state.notices.current().is_none() => say(state, &state.words.marks_saving()),
        true => Vec::new(),
        false => vec![Effect::AwaitMarks],
    }
}

/// Whether `chord` quits, suspends or draws again.
fn is_way_out(state: &State, chord: KeyChord) -> bool {
    use crate::config::keymap::Resolution;
    matches!(
        state.keymap.resolve(state.context(), &[chord]),
        Resolution::Exact(Action::Quit | Action::Suspend | Action::Redraw)
    )
}

/// Asks for the text to be saved.
pub(super) fn save(state: &mut State) -> Vec<Effect> {
    if keep::waits(state, Action::Save) {
        return keep::wait(state, Action::Save, None);
    }
    let Some(page) = page(state) else {
        return Vec::new();
    };
    let change = page.change().filter(|_| page.is_changed());
    let Some(change) = change else {
        let is_empty = page.target.mark.is_none() && page.text.trim().is_empty();
        let effects = close(state);
        if is_empty {
            say(state, &state.words.note_unwritten());
        }
        return effects;
    };
    let is_empty = page.text.trim_end().is_empty();
    let deed = match change {
        MarkChange::Remove(_) | MarkChange::Edit { .. } if is_empty => Deed::Delete,
        _ => Deed::Note,
    };
    let effects = keep::save(state, deed, vec![change]);
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::SaveMarks { ticket, .. } => Some(*ticket),
        _ => None,
    });
    if let Some(page) = page_mut(state) {
        page.saving = ticket;
    }
    effects
}

/// Whether what is saved under `ticket` is the note that is written.
pub fn is_saving(state: &State, ticket: u64) -> bool {
    page(state).is_some_and(|page| page.saving == Some(ticket))
}

/// What is to be said if others have changed or removed the note that is written, and `marks` are those now;
/// `None` while it is being saved here.
pub fn changed_elsewhere(state: &State, marks: &Marks) -> Option<Clean> {
    let page = page(state).filter(|page| page.saving.is_none())?;
    let known = page.target.mark.as_ref()?.id;
    let before = state.kept.marks()?.get(known)?;
    match marks.get(known) {
        Some(now) if now.annotation.text == before.annotation.text => None,
        Some(_) => Some(state.words.note_changed_elsewhere()),
        None => Some(state.words.note_removed_elsewhere()),
    }
}

/// The note is on the disk. Whether keys have waited that are dropped: who waits longer than one notices does not
/// know whether the editor is still open, and a text must not become commands of the page below.
pub fn saved(state: &mut State) -> (Vec<Effect>, bool) {
    let is_slow = state.kept.is_slow;
    let waiting = page_mut(state)
        .filter(|_| is_slow)
        .map(|page| std::mem::take(&mut page.waiting));
    let has_dropped = waiting.is_some_and(|waiting| !waiting.is_empty());
    (close(state), has_dropped)
}

/// The note could not be saved: its text stays, and its draft.
pub fn failed(state: &mut State, ticket: u64, why: &Unsaved) -> Vec<Effect> {
    state.kept.answered(ticket);
    let mut effects = vec![Effect::KeepDraft];
    if let Some(page) = page_mut(state) {
        page.saving = None;
        page.unsaved = Some(why.clone());
        // What was typed meanwhile belongs to the text that stays.
        let waiting = std::mem::take(&mut page.waiting);
        if !waiting.is_empty() {
            effects.push(Effect::Retype(waiting));
        }
    }
    effects
}

/// The draft of a note that could not be saved is on the disk, in `file`: now it is said what failed.
pub fn draft_kept(state: &mut State, file: Option<&Clean>) -> Vec<Effect> {
    say_unsaved(state, file);
    Vec::new()
}

/// Says why the note could not be saved, if that was not said.
fn say_unsaved(state: &mut State, file: Option<&Clean>) {
    let Some(why) = page_mut(state).and_then(|page| page.unsaved.take()) else {
        return;
    };
    let key = state.key(Action::Save, "Ctrl-s");
    let words = state.words;
    let mut sentence = match &why {
        Unsaved::Full => words.unsaved_note_full(key.as_str()),
        Unsaved::ReadOnly(file) => words.unsaved_note_readonly(file.as_str(), key.as_str()),
        Unsaved::Busy => words.unsaved_note_busy(key.as_str()),
        Unsaved::Newer => words.unsaved_note_newer(),
        Unsaved::System(file, why) => {
            words.unsaved_note_io(file.as_str(), why.as_str(), key.as_str())
        }
        Unsaved::Nowhere => words.unsaved_note_nowhere(),
    };
    if let (Unsaved::ReadOnly(_) | Unsaved::System(..), Some(file)) = (&why, file) {
        sentence.push(words.draft_at(file.as_str()).as_clean());
    }
    state.notices.answered();
    state.notices.say(Urgency::Error, sentence.as_str());
}

/// The draft cannot be written.
pub fn draft_failed(state: &mut State, why: &Clean) -> Vec<Effect> {
    say_unsaved(state, None);
    let failed = state.notices.current();
    let words = state.words;
    let sentence = match failed.is_some_and(|notice| notice.urgency == Urgency::Error) {
        true => words.draft_io(why.as_str()),
        false => words.draft_unwritable(why.as_str()),
    };
    state.notices.answered();
    state.notices.say(Urgency::Error, sentence.as_str());
    Vec::new()
}
