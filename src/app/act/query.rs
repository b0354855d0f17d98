//! Typing: the filter of a list, what is looked for in an article, the query of help.

use super::{lists, say};
use crate::app::effect::Effect;
use crate::app::list::AnyList;
use crate::app::page::Page;
use crate::app::pages::reader::Prompt;
use crate::app::state::State;
use crate::config::action::Action;
use crate::text::Clean;

/// The most characters a query takes; more is cut, so that a pasted book does no harm.
const LONGEST_QUERY: usize = 200;

/// Opens the query of the page in front: `/`.
pub fn open(state: &mut State) -> Vec<Effect> {
    if let Some(reader) = state.reader_mut() {
        reader.prompt = Some(Prompt {
            text: Clean::default(),
            anchor: reader.anchor(),
            place: reader.place,
        });
    } else if state.front().is_none() && state.catalogue.issues().is_empty() {
        // An empty library has nothing to narrow.
    } else if let Some(list) = state.list_mut() {
        list.open_filter();
    }
    Vec::new()
}

/// Types `text` at the end of the query.
pub fn type_text(state: &mut State, text: &str) -> Vec<Effect> {
    edit(state, |query| format!("{query}{text}"))
}

/// Pasted text: typed into a query; without one it does nothing.
pub fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    if !state.is_typing() {
        return Vec::new();
    }
    let line: String = text
        .chars()
        .take(LONGEST_QUERY)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    type_text(state, &line)
}

/// Does what `action` asks for while one types.
pub fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    match action {
        Action::Erase => edit(state, |query| {
            let mut query = query.to_owned();
            query.pop();
            query
        }),
        Action::EraseWord => edit(state, |query| {
            let kept = query.trim_end().rfind(' ').map_or(0, |at| at + 1);
            query[..kept].to_owned()
        }),
        Action::EraseAll => edit(state, |_| String::new()),
        Action::Open => accept(state),
        _ => {
            lists::move_by(state, action, count);
            Vec::new()
        }
    }
}

/// `Esc`: the query goes, and everything is as before it.
pub fn cancel(state: &mut State) -> Vec<Effect> {
    match state.pages.last_mut() {
        Some(Page::Help(_)) => {
            state.pages.pop();
        }
        Some(Page::Reader(reader)) => {
            if let Some(prompt) = reader.prompt.take() {
                reader.find = None;
                reader.go_back(&prompt);
            }
        }
        _ => drop_filter(state),
    }
    Vec::new()
}

/// Shows all rows again, the pointer on the row it is on.
pub fn drop_filter(state: &mut State) {
    if state.list_mut().is_some_and(AnyList::drop_filter) {
        state.rebuild_list();
    }
}

/// `Enter`: help does the action, a filter opens the row, the reader stays on the match.
fn accept(state: &mut State) -> Vec<Effect> {
    match state.pages.last_mut() {
        Some(Page::Help(help)) => {
            // Where nothing fits, the page says so and goes on waiting.
            let Some(action) = help.current().map(|entry| entry.action) else {
                return Vec::new();
            };
            state.pages.pop();
            super::act(state, action, None)
        }
        Some(Page::Reader(reader)) => {
            let Some(prompt) = reader.prompt.take() else {
                return Vec::new();
            };
            if prompt.text.is_empty() {
                reader.find = None;
                return Vec::new();
            }
            reader.sought = Some(prompt.text.clone());
            if reader
                .find
                .as_ref()
                .is_some_and(|find| !find.matches.is_empty())
            {
                let article = reader.article.meta.id.clone();
                let location = crate::app::trail::Location::Reader {
                    article,
                    anchor: prompt.anchor,
                };
                crate::app::open::remember_location(state, location);
                return Vec::new();
            }
            reader.find = None;
            say(state, &state.words.find_none(prompt.text.as_str()))
        }
        _ => {
            let Some(filter) = state.list_mut().and_then(|list| list.filter_mut()) else {
                return Vec::new();
            };
            filter.typing = false;
            if filter.text.is_empty() {
                drop_filter(state);
                return Vec::new();
            }
            lists::act(state, Action::Open, None)
        }
    }
}

fn edit(state: &mut State, change: impl Fn(&str) -> String) -> Vec<Effect> {
    let changed = |query: &Clean| {
        Clean::from(
            change(query.as_str())
                .chars()
                .take(LONGEST_QUERY)
                .collect::<String>()
                .as_str(),
        )
    };
    if let Some(reader) = state.reader_mut() {
        if let Some(prompt) = &mut reader.prompt {
            prompt.text = changed(&prompt.text);
            reader.look_for_prompt();
        }
    } else if let Some(filter) = state.list_mut().and_then(|list| list.filter_mut()) {
        filter.text = changed(&filter.text);
        state.rebuild_list();
    }
    Vec::new()
}
