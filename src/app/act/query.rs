//! Typing: the filter of a list, what is looked for in an article, the query of help.

use super::{lists, say};
use crate::app::effect::Effect;
use crate::app::filter::Filter;
use crate::app::list::numbers;
use crate::app::page::Page;
use crate::app::pages::reader::Prompt;
use crate::app::state::State;
use crate::config::action::Action;
use crate::text::Clean;

/// The most characters a query takes; more is cut, so that a pasted book does no harm.
const LONGEST_QUERY: usize = 200;

/// Opens the query of the page in front: `/`.
pub fn open(state: &mut State) -> Vec<Effect> {
    match state.pages.last_mut() {
        Some(Page::Reader(reader)) => {
            reader.prompt = Some(Prompt {
                text: Clean::default(),
                anchor: reader.anchor(),
                top: reader.top,
                place: reader.place,
            });
        }
        Some(Page::Help(_)) => {}
        _ => {
            if let Some((filter, row)) = filter_mut(state) {
                let before = filter.as_ref().map_or(row, |filter| filter.before);
                let text = filter.take().map(|filter| filter.text).unwrap_or_default();
                *filter = Some(Filter {
                    text,
                    typing: true,
                    before,
                });
            }
        }
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
    let Some((Some(filter), _)) = filter_mut(state) else {
        return;
    };
    let (typed, before) = (!filter.text.is_empty(), filter.before);
    let keep = |found: &mut Vec<usize>, fitting: Vec<usize>| {
        if typed {
            *found = fitting;
        }
    };
    // Nothing fitted: the pointer goes back to where it was.
    let none_fitted = match state.pages.last_mut() {
        None => {
            let shelf = &mut state.shelf;
            keep(&mut shelf.found, numbers(&shelf.rows));
            shelf.filter = None;
            shelf.rows.is_empty()
        }
        Some(Page::Issue(id)) => match state.issues.get_mut(id) {
            Some(page) => {
                keep(&mut page.found, numbers(&page.rows));
                page.filter = None;
                page.rows.is_empty()
            }
            None => false,
        },
        Some(Page::Contents(page)) => {
            keep(&mut page.found, numbers(&page.rows));
            page.filter = None;
            page.rows.is_empty()
        }
        Some(Page::Reader(_) | Page::Help(_)) => false,
    };
    rebuild(state);
    if none_fitted && let Some(row) = pointer_row(state) {
        *row = before;
    }
}

/// `Enter`: help does the action, a filter opens the row, the reader stays on the match.
fn accept(state: &mut State) -> Vec<Effect> {
    match state.pages.last_mut() {
        Some(Page::Help(help)) => {
            let action = help.current().map(|entry| entry.action);
            state.pages.pop();
            action.map_or_else(Vec::new, |action| super::act(state, action, None))
        }
        Some(Page::Reader(reader)) => {
            let Some(prompt) = reader.prompt.take() else {
                return Vec::new();
            };
            if prompt.text.is_empty() {
                reader.find = None;
                return Vec::new();
            }
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
            let Some((Some(filter), _)) = filter_mut(state) else {
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
    match state.pages.last_mut() {
        Some(Page::Help(help)) => {
            help.query = changed(&help.query);
            help.rebuild();
        }
        Some(Page::Reader(reader)) => {
            if let Some(prompt) = &mut reader.prompt {
                prompt.text = changed(&prompt.text);
                reader.look_for_prompt();
            }
        }
        _ => {
            if let Some((Some(filter), _)) = filter_mut(state) {
                filter.text = changed(&filter.text);
                rebuild(state);
            }
        }
    }
    Vec::new()
}

/// The filter of the list in front, and the row of its pointer.
fn filter_mut(state: &mut State) -> Option<(&mut Option<Filter>, usize)> {
    match state.pages.last_mut() {
        None => Some((&mut state.shelf.filter, state.shelf.pointer.row)),
        Some(Page::Issue(id)) => state
            .issues
            .get_mut(id)
            .map(|page| (&mut page.filter, page.pointer.row)),
        Some(Page::Contents(page)) => Some((&mut page.filter, page.pointer.row)),
        Some(Page::Reader(_) | Page::Help(_)) => None,
    }
}

/// The row of the pointer of the list in front.
fn pointer_row(state: &mut State) -> Option<&mut usize> {
    match state.pages.last_mut() {
        None => Some(&mut state.shelf.pointer.row),
        Some(Page::Issue(id)) => state.issues.get_mut(id).map(|page| &mut page.pointer.row),
        Some(Page::Contents(page)) => Some(&mut page.pointer.row),
        Some(Page::Reader(_) | Page::Help(_)) => None,
    }
}

fn rebuild(state: &mut State) {
    let compact = state.size.is_compact();
    match state.pages.last_mut() {
        None => state.rebuild_shelf(),
        Some(Page::Issue(id)) => {
            if let Some(page) = state.issues.get_mut(id) {
                page.rebuild(compact);
            }
        }
        Some(Page::Contents(page)) => page.rebuild(),
        Some(Page::Reader(_) | Page::Help(_)) => {}
    }
}
