//! What was named on the command line while it is still being made ready.
//!
//! Until there is a first issue, nothing can be shown but what is being worked on; keys are kept and
//! act as soon as there is something they can act on. From then on issues come into the shelf, and
//! whatever one does goes on: the pointer stays on its issue, at its height.

use std::sync::Arc;

use super::act::finder;
use super::effect::Effect;
use super::event::Event;
use super::notice::Urgency;
use super::open::begin;
use super::pages::shelf::ShelfRow;
use super::state::State;
use crate::config::action::{Action, Context};
use crate::config::keymap::Resolution;
use crate::library::{Catalogue, Start};
use crate::text::Clean;

/// What is known of the work.
#[derive(Clone, Debug, Default)]
pub struct Gathering {
    /// What is being made ready.
    pub running: Clean,
    /// Keys and pastes that came before there was anything to act on.
    typed: Vec<Event>,
    /// Whether a key has acted since.
    touched: bool,
}

impl Gathering {
    /// The work that `running` says.
    pub fn of(running: Clean) -> Gathering {
        Gathering {
            running,
            typed: Vec::new(),
            touched: false,
        }
    }
}

/// Notes that a key acts: from now on nothing moves by itself.
pub(super) fn touch(state: &mut State) {
    if let Some(gathering) = &mut state.gathering {
        gathering.touched = true;
    }
}

/// What is there by now.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// The issues.
    pub catalogue: Catalogue,
    /// The page to begin with, once there is an issue.
    pub start: Start,
    /// What is being made ready; `None` when all is done.
    pub running: Option<Clean>,
    /// What is to be said.
    pub said: Vec<(Urgency, Clean)>,
}

/// Takes a key or a paste that comes before there is anything to act on: the program can be left and
/// stopped, all else waits.
pub(super) fn wait(state: &mut State, event: Event) -> Vec<Effect> {
    if let Event::Key(chord) = &event {
        let chord = chord.fold_full_width();
        match state.keymap.resolve(Context::Shelf, &[chord]) {
            Resolution::Exact(Action::Quit) => return vec![Effect::Quit],
            Resolution::Exact(Action::Suspend) => return vec![Effect::Suspend],
            Resolution::Exact(Action::Redraw) => return vec![Effect::Repaint],
            _ => {}
        }
    }
    if let Some(gathering) = &mut state.gathering {
        gathering.typed.push(event);
    }
    Vec::new()
}

/// Takes what is there by now. Where all is done and there is nothing to read, that is the end.
pub(super) fn gathered(state: &mut State, gathered: Gathered) -> Vec<Effect> {
    let was_waiting = state.is_waiting();
    let touched = state.gathering.as_ref().is_none_or(|known| known.touched);
    take_catalogue(state, Arc::new(gathered.catalogue));
    let mut effects = finder::library_changed(state);
    for (urgency, sentence) in gathered.said {
        state.notices.say(urgency, sentence.as_str());
    }
    let mut typed = Vec::new();
    if let Some(gathering) = &mut state.gathering {
        if !state.catalogue.is_empty() {
            typed = std::mem::take(&mut gathering.typed);
        }
        match gathered.running {
            Some(running) => gathering.running = running,
            None => state.gathering = None,
        }
    }
    if state.catalogue.is_empty() {
        return match state.gathering {
            Some(_) => Vec::new(),
            None => vec![Effect::Quit],
        };
    }
    if !touched {
        state.shelf.start();
    }
    if !was_waiting {
        return effects;
    }
    effects.extend(begin(state, &gathered.start));
    effects.push(Effect::Retype(typed));
    effects
}

/// The library was found to be another one on the disk. What is in front stays as it is until one comes
/// back to it.
pub(super) fn library_changed(state: &mut State, catalogue: Arc<Catalogue>) -> Vec<Effect> {
    let known = Arc::clone(&state.catalogue);
    let issues = catalogue.issues().iter();
    let added = issues.filter(|issue| known.index_of(&issue.id).is_none());
    let added = added.count();
    let front = state.issue_in_front().map(str::to_owned);
    let articles = |catalogue: &Catalogue, id: &str| {
        let issue = catalogue.issue(id);
        issue.map(|issue| issue.articles.clone())
    };
    let is_read_again = |id: &&String| {
        front.as_ref() != Some(id) && articles(&known, id) != articles(&catalogue, id)
    };
    let read_again = state.issues.keys().filter(is_read_again).cloned();
    let mut effects: Vec<Effect> = read_again.map(Effect::LoadIssue).collect();
    take_catalogue(state, catalogue);
    if added > 0 {
        let sentence = state.words.library_changed(added);
        state.notices.say(Urgency::Notice, sentence.as_str());
    }
    effects.extend(finder::library_changed(state));
    effects
}

/// Shows other issues on the shelf, where numbers of rows are indices of issues.
fn take_catalogue(state: &mut State, catalogue: Arc<Catalogue>) {
    let list = &state.shelf.list;
    let above = list.pointer.row.saturating_sub(list.pointer.top);
    let issue = match list.current() {
        Some(ShelfRow::Issue { index, .. }) => state.catalogue.issues().get(*index),
        _ => None,
    };
    let pointed = issue.map(|issue| (issue.id.clone(), issue.publication.clone()));
    state.catalogue = catalogue;
    state.rebuild_shelf();
    state.shelf.list.forget_found();
    let Some((id, publication)) = pointed else {
        return;
    };
    let index = state.catalogue.index_of(&id);
    let list = &mut state.shelf.list;
    let is_issue =
        |row: &ShelfRow| matches!(row, ShelfRow::Issue { index: at, .. } if Some(*at) == index);
    // Newer issues of the same publication may have folded it away.
    let is_older = |row: &ShelfRow| matches!(row, ShelfRow::Older { publication: of, .. } if *of == publication);
    if list.point_at(is_issue) || list.point_at(is_older) {
        list.pointer.top = list.pointer.row.saturating_sub(above);
    }
}
