//! The finder: opening it, asking for titles, taking answers, opening what was found.

use std::sync::Arc;

use crate::app::act::{query, search};
use crate::app::asked::WaitingKey;
use crate::app::effect::Effect;
use crate::app::open;
use crate::app::page::Page;
use crate::app::pages::finder::FinderPage;
use crate::app::pages::preview::{Previewed, Wanted};
use crate::app::state::State;
use crate::app::titles::Titles;
use crate::search::finder::Found;
use crate::store::history::PromptKind;
use crate::typeset::Settings;

/// `f`: opens the finder over the page in front.
pub fn open(state: &mut State) -> Vec<Effect> {
    if state.catalogue.is_empty() {
        // An empty library has nothing to find.
        return Vec::new();
    }
    state
        .pages
        .push(Page::Finder(Box::new(FinderPage::new(""))));
    ask(state)
}

/// Asks for the rows of what is typed now; for the titles, if they are not there.
pub fn ask(state: &mut State) -> Vec<Effect> {
    let Some(titles) = state.finding.titles.clone() else {
        return load_titles(state);
    };
    let question = state.finding.ask_titles();
    let Some(Page::Finder(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    if page.is_blank() {
        page.show_all(&titles, &state.finding.recent(&state.reading));
        return Vec::new();
    }
    page.asked.ask(question);
    vec![Effect::FindTitles {
        question,
        query: page.query().to_owned(),
    }]
}

/// Wants the titles of the library read, unless they are being read.
pub fn load_titles(state: &mut State) -> Vec<Effect> {
    if state.finding.reading.is_some() {
        return Vec::new();
    }
    state.finding.reading = Some(0);
    vec![Effect::LoadTitles]
}

/// The library is another one now: its titles are to be read again, at once where they are shown.
pub fn library_changed(state: &mut State) -> Vec<Effect> {
    state.finding.titles = None;
    state.finding.reading = None;
    pages(state).for_each(FinderPage::forget);
    let effects = search::library_changed(state);
    match state.front() {
        Some(Page::Finder(_)) => ask(state),
        _ => effects,
    }
}

/// The finders, the one in front first.
fn pages(state: &mut State) -> impl Iterator<Item = &mut FinderPage> {
    state.pages.iter_mut().rev().filter_map(|page| match page {
        Page::Finder(page) => Some(page.as_mut()),
        _ => None,
    })
}

/// The titles were read.
pub fn titles_loaded(state: &mut State, titles: Arc<Titles>) -> Vec<Effect> {
    if !titles.are_of(&state.catalogue) {
        // Those of a library that was left meanwhile.
        return Vec::new();
    }
    state.finding.reading = None;
    state.finding.titles = Some(titles);
    let effects = ask(state);
    match state.front() {
        Some(Page::Finder(page)) if !page.is_waiting() => after_answer(state),
        _ => effects,
    }
}

/// A question was answered, wherever its page is by now.
pub fn found(state: &mut State, question: u64, found: &Arc<Found>) -> Vec<Effect> {
    let shown = pages(state).any(|page| page.show_found(question, Arc::clone(found)));
    match shown {
        true => after_answer(state),
        false => Vec::new(),
    }
}

/// Carries out what keys asked of the rows that have come.
fn after_answer(state: &mut State) -> Vec<Effect> {
    query::after_answer(state, |page| match page {
        Page::Finder(page) => Some(page.asked.take_keys()),
        _ => None,
    })
}

/// Keeps a key that means rows which have not come yet; what to wait for. `None` if the key can be acted
/// on.
pub fn wait(state: &mut State, key: WaitingKey) -> Option<Vec<Effect>> {
    let Some(Page::Finder(page)) = state.pages.last_mut() else {
        return None;
    };
    page.is_waiting().then(|| {
        let holds_up = page.asked.keep(key);
        holds_up
            .then_some(Effect::AwaitTitles)
            .into_iter()
            .collect()
    })
}

/// `Enter`: opens the article under the pointer; leaving it comes back to the page below the finder.
pub fn accept(state: &mut State) -> Vec<Effect> {
    let (Some(titles), Some(Page::Finder(page))) = (state.finding.titles.clone(), state.front())
    else {
        return Vec::new();
    };
    // Where nothing fits, the page says so and goes on waiting.
    let Some(number) = page.current() else {
        return Vec::new();
    };
    let query = page.query().to_owned();
    let mut effects = query::keep(state, PromptKind::Titles, &query);
    let from = open::here(state);
    open::remember(state);
    effects.extend(open::open_article(state, titles.id(number), None));
    if let Some(opening) = &mut state.opening {
        opening.from = Some(from);
    }
    effects
}

/// Makes the rows in sight; wants the article under the pointer where it is shown beside them.
pub fn settle(state: &mut State) -> Vec<Effect> {
    let (words, size) = (state.words, state.size);
    let newest = state.finding.newest_titles();
    let titles = state.finding.titles.clone();
    let Some(Page::Finder(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    // What came, or was asked elsewhere, while another page was in front.
    let lacks_rows = page.asked.answer().is_none() && !page.asked.is_open();
    if page.asked.must_ask_again(newest) || lacks_rows && titles.is_some() {
        return ask(state);
    }
    let Some(titles) = titles else {
        return Vec::new();
    };
    page.show_rows(&titles, size.finder_area().rows);
    let current = page.current().map(|number| titles.id(number).to_owned());
    let wanted = size
        .beside_finder()
        .zip(current)
        .map(|(beside, article)| Wanted {
            article,
            query: page.query().to_owned(),
            settings: Settings {
                measure: beside.measure,
                hanging: false,
                ..state.view.typeset_settings(words, beside.window)
            },
            rows: beside.rows,
        });
    let wanted = page.preview.want(wanted);
    let load = |wanted| Effect::LoadPreview(Box::new(wanted));
    wanted.map(load).into_iter().collect()
}

/// The article that is to stand beside the list is ready, if it could be read.
pub fn preview_loaded(state: &mut State, wanted: &Wanted, shown: Option<&Previewed>) {
    for page in pages(state) {
        page.preview.loaded(wanted, shown.cloned().map(Box::new));
    }
}
