//! Read marks: setting them by a key or by reading to the end, and taking that back.
//!
//! `r` on an article turns its mark over. On an issue of the shelf it only ever marks what is unread
//! there: pressed again it changes nothing, and `u` knows which articles it had marked.

use super::say;
use crate::app::effect::Effect;
use crate::app::open;
use crate::app::pages::shelf::ShelfRow;
use crate::app::state::State;
use crate::app::undo::{Undoable, remember};
use crate::config::action::Action;

/// What one key changed: all of these were not so before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadMarks {
    /// The articles' ids.
    pub articles: Vec<String>,
    /// Whether they were marked read, or unread.
    pub read: bool,
}

/// `r`: marks the article in front or under the pointer, or the issue under the shelf's pointer.
pub fn toggle_read(state: &mut State) -> Vec<Effect> {
    if state.front().is_none()
        && let Some(ShelfRow::Issue { index, .. }) = state.shelf.list.current()
    {
        return read_issue(state, *index);
    }
    let article = state.article_here().map(str::to_owned);
    let Some(article) = article else {
        return Vec::new();
    };
    let read = !state.reading.read.contains(&article);
    let sentence = if read {
        state.words.read_on()
    } else {
        state.words.read_off()
    };
    say(state, &sentence);
    if let Some(reader) = state.reader_mut() {
        reader.marked = true;
    }
    let change = ReadMarks {
        articles: vec![article],
        read,
    };
    let effects = mark(state, &change);
    remember(state, Undoable::Read(change));
    effects
}

/// Marks all of an issue read.
fn read_issue(state: &mut State, index: usize) -> Vec<Effect> {
    let articles = state.catalogue.issues()[index].articles.iter();
    let articles: Vec<String> = articles
        .filter(|id| !state.reading.read.contains(id.as_str()))
        .cloned()
        .collect();
    if articles.is_empty() {
        return say(state, &state.words.read_already());
    }
    let undo = state.key(Action::Undo, "u");
    let sentence = state.words.read_on_issue(articles.len(), undo.as_str());
    say(state, &sentence);
    let change = ReadMarks {
        articles,
        read: true,
    };
    let effects = mark(state, &change);
    remember(state, Undoable::Read(change));
    effects
}

/// Takes back a change, made by a key or by reading to the end.
pub fn take_back(state: &mut State, change: ReadMarks) -> Vec<Effect> {
    let count = change.articles.len();
    let what = if change.read {
        state.words.undo_read_on(count)
    } else {
        state.words.undo_read_off(count)
    };
    say(state, &state.words.undo_done(what.as_str()));
    let back = ReadMarks {
        read: !change.read,
        ..change
    };
    mark(state, &back)
}

/// Marks articles. Those marked otherwise meanwhile are left as they are.
fn mark(state: &mut State, change: &ReadMarks) -> Vec<Effect> {
    let mut effects = Vec::new();
    for article in &change.articles {
        if state.reading.read.contains(article) != change.read {
            let change = open::read_change(article.clone(), change.read);
            effects.extend(open::record(state, change));
        }
    }
    effects
}
