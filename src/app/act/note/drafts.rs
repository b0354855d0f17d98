//! Drafts that were left: going on with one, throwing one away.
//!
//! A draft may change a note that is there: what that note says now must be known before the draft is
//! gone on with, so this waits until the marks are read.

use std::path::Path;

use super::super::{keep, say};
use super::open_with;
use super::target::target_of_draft;
use crate::annotation::MarkId;
use crate::app::effect::Effect;
use crate::app::kept::Deed;
use crate::app::notice::Urgency;
use crate::app::open;
use crate::app::pages::note::{LONGEST, NoteTarget, typed};
use crate::app::pages::shelf::ShelfRow;
use crate::app::state::State;
use crate::app::undo::{Undoable, remember};
use crate::config::action::Action;
use crate::store::drafts::{Draft, LeftDraft};
use crate::store::{MarkChange, Marks};
use crate::text::Clean;

/// `Enter` on a draft: opens its article, and the editor over it.
pub fn open_draft(state: &mut State, path: &Path) -> Vec<Effect> {
    let Some(article) =
        found(state, path).and_then(|left| Some(left.draft.as_ref()?.article.clone()))
    else {
        return Vec::new();
    };
    state.drafts.resuming = Some(path.to_owned());
    let from = open::here(state);
    open::remember(state);
    let effects = open::open_article(state, &article, None);
    if let Some(opening) = &mut state.opening {
        // Leaving it leads back to the drafts.
        opening.from = Some(from);
    }
    effects
}

/// Goes on with the draft whose article is open now, as soon as the marks are known.
pub fn resume(state: &mut State) -> Vec<Effect> {
    if state.opening.is_some() || state.drafts.resuming.is_none() {
        return Vec::new();
    }
    if state.kept.marks().is_none() {
        return vec![Effect::AwaitMarks];
    }
    if state.drafts.saving.is_some() {
        // One draft is held at a time.
        return Vec::new();
    }
    let Some(path) = state.drafts.resuming.take() else {
        return Vec::new();
    };
    match found(state, &path) {
        Some(left) => vec![Effect::TakeDraft(Box::new(left.clone()))],
        None => Vec::new(),
    }
}

/// `d` on a draft: throws it away.
pub fn delete_draft(state: &mut State) -> Vec<Effect> {
    let path = match state.shelf.list.current() {
        Some(ShelfRow::Draft(row)) if state.front().is_none() => row.path.clone(),
        _ => {
            let key = state.key(Action::Delete, "d");
            return say(state, &state.words.key_none(key.as_str()));
        }
    };
    match found(state, &path) {
        Some(left) => vec![Effect::DiscardDraft(Box::new(left.clone()))],
        None => Vec::new(),
    }
}

/// Forgets drafts that say what `marks` hold: the session that saved them was ended before it could.
pub fn forget_saved(state: &State, marks: &Marks) -> Vec<Effect> {
    let is_saved = |draft: &Draft| {
        let mut there = marks.of_article(&draft.article).into_iter();
        there.any(|mark| {
            let note = &mark.annotation;
            note.text == draft.text.trim_end() && note.selector == draft.selector
        })
    };
    let left = state.drafts.left.iter();
    let saved = left.filter(|left| left.draft.as_ref().is_some_and(is_saved));
    let saved: Vec<LeftDraft> = saved.cloned().collect();
    match saved.is_empty() {
        true => Vec::new(),
        false => vec![Effect::ForgetDrafts(saved)],
    }
}

fn found<'a>(state: &'a State, path: &Path) -> Option<&'a LeftDraft> {
    state.drafts.left.iter().find(|left| left.path == path)
}

/// A draft that was left is ours now, or was not to be had.
pub fn draft_taken(state: &mut State, left: &LeftDraft, is_ours: bool) -> Vec<Effect> {
    state.drafts.left.retain(|other| other.path != left.path);
    state.shelf.stale = true;
    let Some(draft) = left.draft.as_ref().filter(|_| is_ours) else {
        return say(state, &state.words.draft_elsewhere());
    };
    let target = target_of_draft(state, draft);
    if draft.text.chars().count() > LONGEST {
        return save_large(state, target, draft.text.trim_end());
    }
    let now = target
        .mark
        .as_ref()
        .and_then(|mark| state.kept.marks()?.get(mark.id));
    let is_unknown = |head: &MarkId| !draft.heads.is_empty() && !draft.heads.contains(head);
    let is_met = now.is_some_and(|now| now.heads.iter().any(is_unknown));
    let is_gone = draft.mark.is_some_and(|id| {
        let marks = state.kept.marks();
        marks.is_some_and(|marks| marks.entry_of(id).is_none())
    });
    let sentence = match (is_met, is_gone) {
        (true, _) => state.words.note_changed_elsewhere(),
        (false, true) => state.words.note_removed_elsewhere(),
        (false, false) => state.words.draft_resumed(),
    };
    say(state, &sentence);
    open_with(state, target, typed(&draft.text))
}

/// Saves a draft that is too long to be gone on with.
fn save_large(state: &mut State, target: NoteTarget, text: &str) -> Vec<Effect> {
    let change = match target.mark {
        Some(mark) => {
            let annotation = mark.annotation.clone().with_text(text);
            mark.edited(annotation)
        }
        None => MarkChange::Add(target.new_mark(text)),
    };
    let effects = keep::save(state, Deed::Note, vec![change]);
    state.drafts.saving = effects.iter().find_map(|effect| match effect {
        Effect::SaveMarks { ticket, .. } => Some((*ticket, text.chars().count())),
        _ => None,
    });
    effects
}

/// How long the draft is, too long to be gone on with, that is on the disk as a note now, if `ticket` is its.
pub fn large_draft_saved(state: &mut State, ticket: u64) -> Option<usize> {
    let saving = state.drafts.saving.take_if(|(saving, _)| *saving == ticket);
    saving.map(|(_, length)| length)
}

/// A draft too long to be gone on with could not be saved, if `ticket` is its: it is left again.
pub fn large_draft_failed(state: &mut State, ticket: u64) -> Vec<Effect> {
    let failed = state.drafts.saving.take_if(|(saving, _)| *saving == ticket);
    failed.map(|_| Effect::ReleaseDraft).into_iter().collect()
}

/// A draft that was left is thrown away, or could not be.
pub fn draft_discarded(state: &mut State, left: LeftDraft, why: Option<Clean>) -> Vec<Effect> {
    if let Some(why) = why {
        state.notices.say(Urgency::Error, why.as_str());
        return Vec::new();
    }
    state.drafts.left.retain(|other| other.path != left.path);
    state.shelf.stale = true;
    if let Some(draft) = left.draft {
        remember(state, Undoable::Draft(Box::new(draft)));
    }
    let undo = state.key(Action::Undo, "u");
    say(state, &state.words.draft_deleted(undo.as_str()))
}
