//! The full text: opening its page, asking, taking answers, opening what was found, and going on from
//! article to article of the results.

use std::sync::Arc;

use crate::app::act::{query, say};
use crate::app::effect::Effect;
use crate::app::find::Find;
use crate::app::finding::LastSearch;
use crate::app::list::AnyList as _;
use crate::app::notice::Urgency;
use crate::app::open::{self, Hit, ResultsAt};
use crate::app::page::Page;
use crate::app::pages::reader::{Anchor, ReaderPage};
use crate::app::pages::search::{Offer, SearchPage, pinyin_at_end};
use crate::app::results::{Results, RowSettings};
use crate::app::state::State;
use crate::app::trail::Location;
use crate::diagnostic::QueryFault;
use crate::library::Article;
use crate::search::clip::Room;
use crate::search::query::{Settings, Slashes};
use crate::search::{Matcher, Order, QueryError, parse};
use crate::store::history::PromptKind;
use crate::text::Clean;

/// `s`: opens the page over the one in front; the search text is made ready meanwhile.
pub fn open(state: &mut State) -> Vec<Effect> {
    if state.catalogue.is_empty() {
        // An empty library has nothing to find.
        return Vec::new();
    }
    state
        .pages
        .push(Page::Search(Box::new(SearchPage::new(""))));
    vec![Effect::ReadText]
}

/// Reads a query as the page takes it: after a slash it is a regular expression.
///
/// # Errors
/// It means nothing; where and why.
pub fn read(query: &str) -> Result<Matcher, QueryError> {
    let settings = Settings {
        slashes: Slashes::Typed,
        ..Settings::default()
    };
    parse(query, &settings).and_then(|query| Matcher::new(&query))
}

/// Asks for the rows of what is typed now.
pub fn ask(state: &mut State) -> Vec<Effect> {
    let question = state.finding.ask();
    let Some(Page::Search(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    page.waiting.clear();
    let query = page.query().to_owned();
    match read(&query) {
        Ok(_) => {
            page.ask(question);
            let order = page.order;
            vec![Effect::SearchText {
                question,
                query,
                order,
            }]
        }
        Err(error) if error.fault == QueryFault::Empty => {
            page.clear();
            Vec::new()
        }
        Err(error) => {
            page.refuse(error);
            Vec::new()
        }
    }
}

/// A question was answered; `words` may stand in the place of the pinyin at the end of the query.
pub fn found(
    state: &mut State,
    question: u64,
    results: Arc<Results>,
    words: Vec<String>,
) -> Vec<Effect> {
    let Some(Page::Search(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    let query = results.query().to_owned();
    if !page.show(question, results) {
        return Vec::new();
    }
    if !page.offer.is_taken(&query)
        && let Some((at, _)) = pinyin_at_end(&query)
    {
        page.offer = Offer::new(&query, at, words);
    }
    let waiting = std::mem::take(&mut page.waiting);
    let mut effects = Vec::new();
    for (action, count) in waiting {
        effects.extend(query::act(state, action, count));
    }
    effects
}

/// `Tab`: a word in the place of the pinyin, another one at the next press.
pub fn complete(state: &mut State) -> Vec<Effect> {
    let Some(Page::Search(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    let query = page.query().to_owned();
    let Some(completed) = page.offer.take(&query) else {
        return say(state, &state.words.complete_none());
    };
    if let Some(filter) = page.list.filter_mut() {
        filter.prompt.replace(&completed);
    }
    ask(state)
}

/// `Ctrl-t`: the other order.
pub fn turn_order(state: &mut State) -> Vec<Effect> {
    let Some(Page::Search(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    page.order = match page.order {
        Order::Relevance => Order::Date,
        Order::Date => Order::Relevance,
    };
    match page.query().trim().is_empty() {
        true => Vec::new(),
        false => ask(state),
    }
}

/// `Enter`: opens the article under the pointer on its first hit; without a query, brings the last
/// results back.
pub fn accept(state: &mut State) -> Vec<Effect> {
    let Some(Page::Search(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    if page.query().trim().is_empty() {
        match &state.finding.last_search {
            Some(last) => page.bring_back(Arc::clone(&last.results), last.index),
            None => return say(state, &state.words.search_last_none()),
        }
        return Vec::new();
    }
    if page.fault.is_some() {
        // It is said what is wrong; the rows are those of another query.
        return Vec::new();
    }
    let (Some(results), Some(index)) = (page.results().cloned(), page.current()) else {
        // Where nothing is found, the page says so and goes on waiting.
        return Vec::new();
    };
    let query = page.query().to_owned();
    let mut effects = query::keep(state, PromptKind::Text, &query);
    let from = open::here(state);
    open::remember(state);
    let at = ResultsAt {
        results,
        index,
        on: Hit::First,
    };
    effects.extend(open_result(state, at, Some(from)));
    effects
}

/// Opens an article of the results on its first hit, or its last.
fn open_result(state: &mut State, at: ResultsAt, from: Option<Location>) -> Vec<Effect> {
    let Some(article) = at.results.id(at.index) else {
        return Vec::new();
    };
    state.finding.last_search = Some(LastSearch {
        results: Arc::clone(&at.results),
        index: at.index,
    });
    let effects = open::open_article(state, &article, Some(Anchor::Head(0)));
    if let Some(opening) = &mut state.opening {
        opening.from = from;
        opening.results = Some(at);
    }
    effects
}

/// Makes the hit current that stands in the first line in sight or after it, else the last one.
pub fn take_hit_at_place(reader: &mut ReaderPage) {
    let place = reader.offset_of_line(reader.place).unwrap_or(0);
    if let Some(find) = &mut reader.find {
        let next = find.matches.iter().position(|range| range.start >= place);
        find.current = next.unwrap_or(find.matches.len().saturating_sub(1));
    }
}

/// Goes back to an article of the results that one walks through: with its hits, at `anchor`. `None`
/// if the reader shows no results, or the article is none of them.
pub fn back_to(state: &mut State, article: &str, anchor: Anchor) -> Option<Vec<Effect>> {
    let reader = state.reader()?;
    let (at, from) = (reader.results.clone()?, reader.from.clone());
    let index = at.results.index_of(article)?;
    let effects = open::open_article(state, article, Some(anchor));
    let opening = state.opening.as_mut()?;
    opening.from = from;
    opening.results = Some(ResultsAt {
        index,
        on: Hit::AtPlace,
        ..at
    });
    Some(effects)
}

/// `n N` in an article of the results: through its hits, then on to the next article. `None` if the
/// reader shows no results, or something else was looked for in the article since.
pub fn step(state: &mut State, steps: isize) -> Option<Vec<Effect>> {
    let reader = state.reader()?;
    let at = reader.results.clone()?;
    let of_results = |find: &Find| find.query.as_str() == at.results.query();
    if reader.find.as_ref().is_some_and(|find| !of_results(find)) {
        return None;
    }
    let marks = match &reader.find {
        Some(find) if find.matches.is_empty() => None,
        Some(find) => Some(find.clone()),
        // Esc took the marks away: they are there again.
        None => marks(&at, &reader.article).filter(|find| !find.matches.is_empty()),
    };
    let stays = |find: &Find| {
        let goal = find.current as isize + steps;
        (0..find.matches.len() as isize).contains(&goal)
    };
    let was_marked = reader.find.is_some();
    match marks {
        Some(mut find) if stays(&find) || !was_marked => {
            if was_marked {
                find.step(steps);
            }
            open::remember(state);
            let reader = state.reader_mut()?;
            reader.find = Some(find);
            if !was_marked {
                take_hit_at_place(reader);
            }
            reader.show_match();
            Some(Vec::new())
        }
        _ => Some(next_article(state, &at, steps > 0)),
    }
}

fn next_article(state: &mut State, at: &ResultsAt, forward: bool) -> Vec<Effect> {
    let total = at.results.len();
    let (index, wrapped) = match forward {
        true => ((at.index + 1) % total.max(1), at.index + 1 >= total),
        false => ((at.index + total.max(1) - 1) % total.max(1), at.index == 0),
    };
    let from = state.reader().and_then(|reader| reader.from.clone());
    open::remember(state);
    let next = ResultsAt {
        results: Arc::clone(&at.results),
        index,
        on: if forward { Hit::First } else { Hit::Last },
    };
    let words = state.words;
    let sentence = match (wrapped, forward) {
        (true, true) => words.find_wrapped(),
        (true, false) => words.find_wrapped_up(),
        (false, _) => words.results_article(index + 1, total),
    };
    let effects = open_result(state, next, from);
    state.notices.say(Urgency::Notice, sentence.as_str());
    effects
}

/// The hits in an article of results, the first or the last one current; `None` if there is none.
pub fn marks(at: &ResultsAt, article: &Article) -> Option<Find> {
    let found = at.results.in_article(article);
    let current = match at.on {
        Hit::Last => found.text.len().saturating_sub(1),
        Hit::First | Hit::AtPlace => 0,
    };
    let stands = !found.text.is_empty() || !found.title.is_empty();
    stands.then(|| Find {
        query: Clean::from(at.results.query()),
        matches: found.text,
        title: found.title,
        current,
    })
}

/// The page with the last results, over `below`; without results it is empty.
pub fn page_again(state: &State, below: Location) -> SearchPage {
    let mut page = SearchPage::new("");
    if let Some(last) = &state.finding.last_search {
        page.bring_back(Arc::clone(&last.results), last.index);
    }
    page.below = Some(below);
    page
}

/// Makes the rows in sight.
pub fn settle(state: &mut State) -> Vec<Effect> {
    let area = state.size.query_area();
    let gap = usize::from(!state.size.is_compact());
    let settings = RowSettings {
        clips: state.size.clips(),
        room: Room {
            cells: area.pane.right.saturating_sub(area.pane.clip()),
            ambiguous: state.view.ambiguous,
        },
    };
    let Some(Page::Search(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    match page.show_rows(settings, (area.rows, gap)) {
        Ok(()) => Vec::new(),
        // The search text is read anew, and the same is looked for in it.
        Err(_) => ask(state),
    }
}
