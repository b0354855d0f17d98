//! Typing: the filter of a list, what is looked for in an article, the query of help.

use super::{command, finder, lists, marks_page, say, search, tags};
use crate::app::asked::WaitingKey;
use crate::app::effect::Effect;
use crate::app::find::Find;
use crate::app::list::AnyList;
use crate::app::open;
use crate::app::page::Page;
use crate::app::pages::reader::FindPrompt;
use crate::app::prompt::{LONGEST, Prompt};
use crate::app::state::State;
use crate::app::trail::Location;
use crate::config::action::Action;
use crate::store::history::PromptKind;

/// Opens the query of the page in front: `/`.
pub fn open(state: &mut State) -> Vec<Effect> {
    if let Some(reader) = state.reader_mut() {
        reader.prompt = Some(FindPrompt {
            query: Prompt::default(),
            anchor: reader.anchor(),
            place: reader.place,
        });
    } else if state.front().is_none() && state.catalogue.issues().is_empty() {
        // An empty library has nothing to narrow.
    } else if let Some(list) = state.list_mut() {
        list.open_filter();
    }
    match state.front() {
        Some(Page::Marks(_)) => marks_page::prepare(state),
        _ => Vec::new(),
    }
}

/// Types `text` at the cursor of the query.
pub fn type_text(state: &mut State, text: &str) -> Vec<Effect> {
    let mut whole = true;
    let effects = edit(state, |prompt| whole = prompt.insert(text));
    if !whole {
        say(state, &state.words.query_full(LONGEST));
    }
    effects
}

/// Pasted text: typed into a query; without one it does nothing.
pub fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    if !state.is_typing() {
        return Vec::new();
    }
    type_text(state, text)
}

/// Does what `action` asks for while one types.
pub fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    if tags::are_typed(state) {
        return tags::act(state, action);
    }
    match action {
        Action::Order => search::turn_order(state),
        Action::Erase
        | Action::EraseForward
        | Action::EraseWord
        | Action::EraseAll
        | Action::CursorLeft
        | Action::CursorRight => edit_line(state, action),
        _ => on_rows(state, action, count),
    }
}

/// Changes the line that is typed, or moves in it.
pub fn edit_line(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Erase => edit(state, Prompt::erase),
        Action::EraseForward => edit(state, Prompt::erase_forward),
        Action::EraseWord => edit(state, Prompt::erase_word),
        Action::EraseAll => edit(state, Prompt::erase_all),
        Action::CursorLeft | Action::CursorRight => {
            if let Some(prompt) = prompt_mut(state) {
                match action {
                    Action::CursorLeft => prompt.left(),
                    _ => prompt.right(),
                }
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Carries out the keys that waited for an answer which has come; `waiting` takes those of a page that
/// may have asked. Where that page is not in front any more they mean nothing.
pub fn after_answer(
    state: &mut State,
    waiting: fn(&mut Page) -> Option<Vec<WaitingKey>>,
) -> Vec<Effect> {
    let Some(keys) = state.pages.last_mut().and_then(waiting) else {
        for page in &mut state.pages {
            waiting(page);
        }
        return Vec::new();
    };
    let mut effects = Vec::new();
    for key in keys {
        effects.extend(act(state, key.action, key.count));
    }
    effects
}

/// Does what `action` asks of the rows that fit the query.
fn on_rows(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let key = WaitingKey { action, count };
    let mut waits = [finder::wait, search::wait, marks_page::wait].into_iter();
    if let Some(effects) = waits.find_map(|wait| wait(state, key)) {
        return effects;
    }
    match action {
        Action::Open => accept(state),
        Action::Complete => search::complete(state),
        Action::LineUp if goes_back(state) => recall(state, true),
        Action::LineDown if goes_on(state) => recall(state, false),
        _ => {
            if let Some(prompt) = prompt_mut(state) {
                prompt.leave_for_rows();
            }
            lists::move_by(state, action, count);
            Vec::new()
        }
    }
}

/// Whether the key that goes up brings back an earlier query: from the first row; from any other
/// before something was typed or the pointer was moved, if there was one.
fn goes_back(state: &State) -> bool {
    let known = prompt_kind(state).is_some_and(|kind| !state.finding.queries(kind).is_empty());
    let untouched = prompt(state).is_some_and(|prompt| !prompt.is_left() && !prompt.is_typed());
    known && untouched || state.list().is_none_or(|list| list.place().0 <= 1)
}

/// Whether the key that goes down brings back a later query: where there is no row to go to.
fn goes_on(state: &State) -> bool {
    state.list().is_none_or(|list| list.place().1 == 0)
}

/// Brings back the query before (`older`) or after the one that stands there.
pub fn recall(state: &mut State, older: bool) -> Vec<Effect> {
    let Some(kind) = prompt_kind(state) else {
        return Vec::new();
    };
    let queries = state.finding.queries(kind).to_vec();
    let mut recalled = false;
    let before = prompt(state).cloned();
    if let Some(prompt) = prompt_mut(state) {
        recalled = match older {
            true => prompt.older(&queries),
            false => prompt.newer(&queries),
        };
    }
    match recalled && prompt(state) != before.as_ref() {
        true => changed(state),
        false => Vec::new(),
    }
}

/// The prompt that is typed into.
pub fn prompt(state: &State) -> Option<&Prompt> {
    if let Some(line) = &state.input.command {
        return Some(&line.prompt);
    }
    if let Some(tagging) = &state.kept.tagging {
        return Some(&tagging.prompt);
    }
    match state.front() {
        Some(Page::Reader(reader)) => reader.prompt.as_ref().map(|prompt| &prompt.query),
        _ => state.list()?.filter().map(|filter| &filter.prompt),
    }
}

/// The same, to change it; what follows from another text is for [`changed`].
fn prompt_mut(state: &mut State) -> Option<&mut Prompt> {
    if state.input.command.is_some() {
        let command = state.input.command.as_mut();
        return command.map(|line| &mut line.prompt);
    }
    if state.kept.tagging.is_some() {
        let tagging = state.kept.tagging.as_mut();
        return tagging.map(|tagging| &mut tagging.prompt);
    }
    if let Some(Page::Reader(_)) = state.front() {
        let prompt = state.reader_mut()?.prompt.as_mut();
        return prompt.map(|prompt| &mut prompt.query);
    }
    state
        .list_mut()?
        .filter_mut()
        .map(|filter| &mut filter.prompt)
}

/// Which history the prompt that is typed into has; `None` where nothing is typed.
pub fn prompt_kind(state: &State) -> Option<PromptKind> {
    if command::is_typed(state) {
        return Some(PromptKind::Command);
    }
    let kind = match state.front() {
        Some(Page::Reader(_)) => PromptKind::Find,
        Some(Page::Finder(_)) => PromptKind::Titles,
        Some(Page::Search(_)) => PromptKind::Text,
        Some(Page::Help(_)) => PromptKind::Help,
        None
        | Some(
            Page::Issue(_)
            | Page::Contents(_)
            | Page::Marks(_)
            | Page::Messages(_)
            | Page::Raw(_)
            | Page::Note(_),
        ) => PromptKind::Filter,
    };
    (state.is_typing() && !tags::are_typed(state)).then_some(kind)
}

/// Keeps a query that was accepted, for this session and the next ones.
pub fn keep(state: &mut State, kind: PromptKind, query: &str) -> Vec<Effect> {
    if query.trim().is_empty() {
        return Vec::new();
    }
    state.finding.history.add(kind, query);
    vec![Effect::KeepQuery(kind, query.to_owned())]
}

/// `Esc`: the query goes, and everything is as before it.
pub fn cancel(state: &mut State) -> Vec<Effect> {
    if tags::drop_line(state) {
        return Vec::new();
    }
    match state.pages.last_mut() {
        Some(Page::Help(_) | Page::Finder(_)) => {
            state.pages.pop();
        }
        Some(Page::Search(_)) => {
            let mut effects = search::leave(state);
            effects.extend(super::back(state));
            return effects;
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
    if !state.list_mut().is_some_and(AnyList::drop_filter) {
        return;
    }
    match state.pages.last_mut() {
        Some(Page::Marks(page)) => page.show_all(),
        _ => state.rebuild_list(),
    }
}

/// `Enter`: help does the action, the finder opens the article, a filter the row, the reader stays on
/// the match.
fn accept(state: &mut State) -> Vec<Effect> {
    let kept = match (prompt_kind(state), prompt(state)) {
        (Some(kind), Some(prompt)) => Some((kind, prompt.as_str().to_owned())),
        _ => None,
    };
    let kept = |state: &mut State| match &kept {
        Some((kind, query)) => keep(state, *kind, query),
        None => Vec::new(),
    };
    match state.pages.last_mut() {
        Some(Page::Finder(_)) => finder::accept(state),
        Some(Page::Search(_)) => search::accept(state),
        Some(Page::Help(help)) => {
            // Where nothing fits, the page says so and goes on waiting.
            let Some(action) = help.current().map(|entry| entry.action) else {
                return Vec::new();
            };
            let mut effects = kept(state);
            state.pages.pop();
            effects.extend(super::act(state, action, None));
            effects
        }
        Some(Page::Reader(_)) => {
            let mut effects = kept(state);
            effects.extend(stay_on_match(state));
            effects
        }
        _ => {
            let mut effects = kept(state);
            let Some(filter) = state.list_mut().and_then(|list| list.filter_mut()) else {
                return Vec::new();
            };
            filter.typing = false;
            if filter.prompt.is_empty() {
                drop_filter(state);
                return Vec::new();
            }
            effects.extend(lists::act(state, Action::Open, None));
            effects
        }
    }
}

/// Ends typing in the reader; says so where there is no match.
fn stay_on_match(state: &mut State) -> Vec<Effect> {
    let Some(reader) = state.reader_mut() else {
        return Vec::new();
    };
    let Some(prompt) = reader.prompt.take() else {
        return Vec::new();
    };
    if prompt.query.is_empty() {
        reader.find = None;
        return Vec::new();
    }
    reader.sought = Some(prompt.query.text().to_clean());
    let has_match = |find: &Find| !find.matches.is_empty();
    if reader.find.as_ref().is_some_and(has_match) {
        let article = reader.article.meta.id.clone();
        let anchor = prompt.anchor;
        open::remember_location(state, Location::Reader { article, anchor });
        return Vec::new();
    }
    reader.find = None;
    let search = state.key(Action::SearchText, "s");
    let sentence = state
        .words
        .find_none(prompt.query.as_str(), search.as_str());
    say(state, &sentence)
}

fn edit(state: &mut State, change: impl FnOnce(&mut Prompt)) -> Vec<Effect> {
    let Some(prompt) = prompt_mut(state) else {
        return Vec::new();
    };
    let before = prompt.text().to_clean();
    change(prompt);
    match prompt.text().to_clean() == before {
        // Nothing to take back, no room: the rows stand.
        true => Vec::new(),
        false => changed(state),
    }
}

/// What follows from another query.
fn changed(state: &mut State) -> Vec<Effect> {
    if let Some(line) = &mut state.input.command {
        line.changed();
        return Vec::new();
    }
    if tags::are_typed(state) {
        return Vec::new();
    }
    match state.pages.last_mut() {
        Some(Page::Reader(reader)) => {
            reader.look_for_prompt();
            Vec::new()
        }
        Some(Page::Finder(page)) => {
            page.asked.take_keys();
            finder::ask(state)
        }
        Some(Page::Search(page)) => {
            page.asked.take_keys();
            page.aim_at(None);
            search::ask(state)
        }
        Some(Page::Marks(page)) => {
            page.asked.take_keys();
            marks_page::ask(state)
        }
        _ => {
            state.rebuild_list();
            Vec::new()
        }
    }
}
