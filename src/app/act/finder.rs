//! The finder: opening it, asking for titles, taking answers, opening what was found.

use std::sync::Arc;

use crate::app::act::query;
use crate::app::effect::Effect;
use crate::app::open;
use crate::app::page::Page;
use crate::app::pages::finder::FinderPage;
use crate::app::state::State;
use crate::app::titles::Titles;
use crate::library::Article;
use crate::search::finder::Found;
use crate::store::history::PromptKind;

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
    let question = state.finding.ask();
    let recent = state.finding.recent(&state.reading);
    let Some(Page::Finder(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    if page.is_blank() {
        page.show_all(&titles, &recent);
        return Vec::new();
    }
    page.ask(question);
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
    match state.pages.last_mut() {
        Some(Page::Finder(page)) => {
            page.forget();
            ask(state)
        }
        _ => Vec::new(),
    }
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

/// A question was answered.
pub fn found(state: &mut State, question: u64, found: Arc<Found>) -> Vec<Effect> {
    let shown = match state.pages.last_mut() {
        Some(Page::Finder(page)) => page.show_found(question, found),
        _ => false,
    };
    match shown {
        true => after_answer(state),
        false => Vec::new(),
    }
}

/// Carries out what keys asked of the rows that have come.
fn after_answer(state: &mut State) -> Vec<Effect> {
    let Some(Page::Finder(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    let waiting = std::mem::take(&mut page.waiting);
    let mut effects = Vec::new();
    for (action, count) in waiting {
        effects.extend(query::act(state, action, count));
    }
    effects
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
    let Some(titles) = state.finding.titles.clone() else {
        return Vec::new();
    };
    let Some(Page::Finder(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    page.show_rows(&titles, size.finder_area().rows);
    let Some(beside) = size.beside_finder() else {
        return Vec::new();
    };
    let current = page.current().map(|number| titles.id(number).to_owned());
    let query = page.query().to_owned();
    let must_read = page.preview.want(current.as_deref());
    page.preview.prepare(words, &state.view, beside, &query);
    match current.filter(|_| must_read) {
        Some(article) => vec![Effect::LoadPreview(article)],
        None => Vec::new(),
    }
}

/// The article that is to stand beside the list was read, if it could be.
pub fn preview_loaded(state: &mut State, id: &str, article: Option<Box<Article>>) {
    if let Some(Page::Finder(page)) = state.pages.last_mut() {
        page.preview.loaded(id, article.map(|article| *article));
    }
}
