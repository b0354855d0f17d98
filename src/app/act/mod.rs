//! What each action does, page by page.
//!
//! Actions that mean the same everywhere are here; the others go to the page in front.

pub mod command;
pub mod copy;
pub mod finder;
pub mod keep;
pub mod lists;
pub mod marks;
pub mod marks_page;
pub mod note;
pub mod query;
pub mod raw;
pub mod reader;
pub mod search;
pub mod select;
pub mod tags;
pub mod undo;

use super::effect::Effect;
use super::list::AnyList as _;
use super::notice::Urgency;
use super::open;
use super::page::Page;
use super::pages::help::HelpPage;
use super::state::State;
use super::trail::Location;
use crate::config::action::Action;
use crate::text::Clean;

/// Does what `action` asks for on the page in front; `count` is the number typed before it.
pub fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    match action {
        Action::Quit => quit(state),
        Action::Suspend => vec![Effect::Suspend],
        // Whoever waits for a library that was not there looks for it with this.
        Action::Redraw if state.catalogue.is_empty() => vec![Effect::Repaint, Effect::ReadText],
        Action::Redraw => vec![Effect::Repaint],
        Action::Theme => theme(state),
        Action::AmbiguousWidth => ambiguous_width(state),
        _ if matches!(state.front(), Some(Page::Note(_))) => note::act(state, action, count),
        _ if command::is_typed(state) => command::act_on_line(state, action),
        Action::Command => command::open(state),
        Action::Messages => command::messages(state),
        Action::Help => help(state),
        _ if state.is_selecting() && !is_error(state, action) => select::act(state, action, count),
        Action::JumpBack => jump_back(state),
        Action::Cancel => cancel(state),
        _ if state.is_typing() => query::act(state, action, count),
        Action::Filter | Action::Find => query::open(state),
        Action::FindTitle => finder::open(state),
        Action::SearchText => search::open(state),
        Action::Back => back(state),
        Action::ToggleRead => marks::toggle_read(state),
        _ if keep::waits(state, action) => keep::wait(state, action, count),
        Action::Undo => undo::undo(state),
        Action::Bookmark => keep::bookmark(state),
        Action::Select => select::begin(state),
        Action::Note => note::open(state),
        Action::Copy => copy::copy(state),
        Action::Marks => marks_page::open(state),
        Action::Delete if state.front().is_some() => marks_page::delete(state),
        Action::Tag => tags::begin(state),
        _ if matches!(state.front(), Some(Page::Raw(_))) => raw::act(state, action, count),
        _ if state.reader().is_some() => reader::act(state, action, count),
        _ => lists::act(state, action, count),
    }
}

/// Whether `action` only takes an error from the status row.
fn is_error(state: &State, action: Action) -> bool {
    let current = state.notices.current();
    action == Action::Cancel && current.is_some_and(|notice| notice.urgency == Urgency::Error)
}

/// One page up; nothing at the shelf.
pub fn back(state: &mut State) -> Vec<Effect> {
    // Whoever goes on has read what failed.
    state.notices.dismiss();
    let effects = match state.front() {
        None => return Vec::new(),
        Some(Page::Reader(_)) => open::leave_reader(state),
        Some(_) => Vec::new(),
    };
    let from = match state.pages.pop() {
        Some(Page::Reader(reader)) => reader.from,
        Some(Page::Search(page)) => page.below,
        Some(Page::Marks(page)) => page.below,
        _ => None,
    };
    match from {
        Some(from) => leave_for(state, effects, from),
        None => effects,
    }
}

/// Goes back to where an article was found from, which `Ctrl-o` then need not do once more.
fn leave_for(state: &mut State, mut effects: Vec<Effect>, from: Location) -> Vec<Effect> {
    state.trail.pop_if(|last| *last == from);
    effects.extend(go_to(state, from));
    effects
}

/// Says something in the status row.
pub fn say(state: &mut State, sentence: &Clean) -> Vec<Effect> {
    state.notices.say(Urgency::Notice, sentence.as_str());
    Vec::new()
}

fn quit(state: &mut State) -> Vec<Effect> {
    let mut effects = open::leave_reader(state);
    effects.push(Effect::Quit);
    effects
}

fn help(state: &mut State) -> Vec<Effect> {
    if !matches!(state.front(), Some(Page::Help(_))) {
        let page = HelpPage::new(&state.keymap, state.words, state.context());
        state.pages.push(Page::Help(page));
    }
    Vec::new()
}

fn theme(state: &mut State) -> Vec<Effect> {
    let name = state.view.next_theme().title(state.words);
    say(state, &state.words.theme_set(name.as_str()))
}

fn ambiguous_width(state: &mut State) -> Vec<Effect> {
    let cells = state.view.flip_ambiguous();
    let key = state.key(Action::AmbiguousWidth, "w");
    let mut effects = say(state, &state.words.ambiguous_set(cells, key.as_str()));
    effects.push(Effect::Repaint);
    effects
}

/// Drops what is pending: a notice, a query, a filter, marked matches.
fn cancel(state: &mut State) -> Vec<Effect> {
    if state.is_typing() {
        return query::cancel(state);
    }
    if state.notices.dismiss() {
        return Vec::new();
    }
    match state.front() {
        Some(Page::Raw(_)) => return back(state),
        Some(Page::Messages(page)) if page.list.filter().is_none() => return back(state),
        Some(Page::Contents(page)) if page.list.filter().is_none() => return back(state),
        Some(Page::Marks(page)) if page.list.filter().is_none() => return back(state),
        _ => {}
    }
    if let Some(reader) = state.reader_mut() {
        reader.find = None;
    } else {
        query::drop_filter(state);
    }
    Vec::new()
}

fn jump_back(state: &mut State) -> Vec<Effect> {
    if matches!(
        state.front(),
        Some(Page::Finder(_) | Page::Search(_) | Page::Marks(_))
    ) {
        // The page below is where one was.
        let mut effects = search::leave(state);
        effects.extend(back(state));
        return effects;
    }
    let here = open::here(state);
    while let Some(location) = state.trail.pop() {
        if location == here {
            continue;
        }
        return go_to(state, location);
    }
    say(state, &state.words.jump_none())
}

fn go_to(state: &mut State, location: Location) -> Vec<Effect> {
    match location {
        Location::Shelf => {
            let effects = open::leave_reader(state);
            state.pages.clear();
            effects
        }
        Location::Issue(id) => {
            let mut effects = open::leave_reader(state);
            state.pages.clear();
            effects.extend(open::open_issue(state, &id));
            effects
        }
        Location::Results(below) => {
            let effects = open::leave_reader(state);
            state.pages.clear();
            let page = search::page_again(state, *below);
            state.pages.push(Page::Search(Box::new(page)));
            effects
        }
        Location::Marks(below) => {
            let effects = open::leave_reader(state);
            state.pages.clear();
            let page = marks_page::page_again(state, *below);
            state.pages.push(Page::Marks(Box::new(page)));
            effects
        }
        Location::Reader { article, anchor } => {
            while state.front().is_some_and(Page::stands_over_reader) {
                state.pages.pop();
            }
            match state.reader_mut() {
                Some(reader) if reader.article.meta.id == article => {
                    reader.go_to(anchor);
                    Vec::new()
                }
                _ => search::back_to(state, &article, anchor)
                    .unwrap_or_else(|| open::open_article(state, &article, Some(anchor))),
            }
        }
    }
}
