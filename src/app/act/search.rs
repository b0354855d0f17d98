//! The full text: opening its page, asking, taking answers, opening what was found, and going on from
//! article to article of the results.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::act::{query, say};
use crate::app::asked::WaitingKey;
use crate::app::effect::Effect;
use crate::app::find::Find;
use crate::app::finding::LastSearch;
use crate::app::list::AnyList as _;
use crate::app::notice::Urgency;
use crate::app::open::{self, Hit, ResultsAt};
use crate::app::page::Page;
use crate::app::pages::reader::{Anchor, ReaderPage};
use crate::app::pages::search::{SearchPage, Sight};
use crate::app::results::{Results, RowSettings, TextQuestion};
use crate::app::state::State;
use crate::app::trail::Location;
use crate::config::action::Action;
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
        // An empty library has nothing to find, but may be empty no more.
        return vec![Effect::ReadText];
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

/// Asks for the rows of what is typed now, and for words that may complete it.
pub fn ask(state: &mut State) -> Vec<Effect> {
    let question = state.finding.ask_text();
    let marks = state.kept.marks().cloned();
    let Some(Page::Search(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    let query = page.query().to_owned();
    let mut effects = match read(&query) {
        // What was kept is being read: it is asked then.
        Ok(matcher) if matcher.asks_for_kept() && marks.is_none() => {
            page.ask(question);
            Vec::new()
        }
        Ok(matcher) => {
            page.ask(question);
            // Few queries ask what was read, and that may be much.
            let read = match matcher.asks_for_read() {
                true => state.reading.read.clone(),
                false => BTreeSet::new(),
            };
            vec![Effect::SearchText(Box::new(TextQuestion {
                number: question,
                marks: marks.filter(|_| matcher.asks_for_kept()),
                read,
                query,
                matcher,
                order: page.order,
            }))]
        }
        // What was asked before means nothing any more.
        Err(error) => {
            let stop = page.is_waiting().then_some(Effect::StopSearch);
            match error.fault {
                QueryFault::Empty => page.clear(),
                _ => page.refuse(error),
            }
            stop.into_iter().collect()
        }
    };
    effects.extend(ask_words(state));
    effects
}

/// Asks for words for the pinyin before the cursor, unless that was done.
fn ask_words(state: &mut State) -> Option<Effect> {
    let Some(Page::Search(page)) = state.pages.last_mut() else {
        return None;
    };
    let before = page.lacks_words()?.to_owned();
    page.ask_words(Some(before.clone()));
    Some(Effect::CompleteWord(before))
}

/// A question was answered, wherever its page is by now.
pub fn found(state: &mut State, question: u64, results: &Arc<Results>) -> Vec<Effect> {
    let mut pages = pages(state);
    match pages.any(|page| page.show(question, results)) {
        true => {
            drop(pages);
            after_answer(state)
        }
        false => Vec::new(),
    }
}

/// The words are learnt: those that could not be found before are asked for again.
pub fn words_ready(state: &mut State) -> Vec<Effect> {
    let asked = pages(state).find_map(|page| page.words_asked().map(str::to_owned));
    asked.map(Effect::CompleteWord).into_iter().collect()
}

/// Words were found for the pinyin at the end of `before`.
pub fn words_found(state: &mut State, before: &str, words: &[String]) -> Vec<Effect> {
    let offered = pages(state).any(|page| page.offer_words(before, words.to_vec()));
    match offered {
        true => after_answer(state),
        false => Vec::new(),
    }
}

/// The pages of the full text, the one in front first.
fn pages(state: &mut State) -> impl Iterator<Item = &mut SearchPage> {
    state.pages.iter_mut().rev().filter_map(|page| match page {
        Page::Search(page) => Some(page.as_mut()),
        _ => None,
    })
}

/// Carries out what keys asked of rows and words that have come.
fn after_answer(state: &mut State) -> Vec<Effect> {
    query::after_answer(state, |page| match page {
        Page::Search(page) => Some(page.asked.take_keys()),
        _ => None,
    })
}

/// Keeps a key that means rows or words which have not come yet; what to wait for. `None` if the key can
/// be acted on.
pub fn wait(state: &mut State, key: WaitingKey) -> Option<Vec<Effect>> {
    let lacking = match key.action {
        Action::Complete => ask_words(state),
        _ => None,
    };
    let Some(Page::Search(page)) = state.pages.last_mut() else {
        return None;
    };
    let effect = if page.is_waiting() {
        Effect::AwaitText
    } else if page.words_asked().is_some()
        && (key.action == Action::Complete || page.asked.has_keys())
    {
        Effect::AwaitWords
    } else {
        return None;
    };
    let holds_up = page.asked.keep(key);
    let mut effects: Vec<Effect> = lacking.into_iter().collect();
    effects.extend(holds_up.then_some(effect));
    Some(effects)
}

/// The library is another one now: what was found is to be looked for again, at once where it is shown.
pub fn library_changed(state: &mut State) -> Vec<Effect> {
    if let Some(last) = &mut state.finding.last_search {
        last.stale = true;
    }
    pages(state).for_each(|page| page.asked.outdate());
    ask_again(state)
}

/// The marks were read: what is asked of them is looked for again.
pub fn marks_read(state: &mut State) -> Vec<Effect> {
    for page in pages(state) {
        let asks = read(page.query()).is_ok_and(|matcher| matcher.asks_for_kept());
        if asks {
            page.asked.outdate();
        }
    }
    ask_again(state)
}

/// Asks again on the page in front if nobody answers it, or what it shows is outdated. The pointer stays
/// on its article.
fn ask_again(state: &mut State) -> Vec<Effect> {
    let newest = state.finding.newest_text();
    let Some(Page::Search(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    if !page.asked.must_ask_again(newest) {
        return Vec::new();
    }
    if page.query().trim().is_empty() {
        page.clear();
        return Vec::new();
    }
    let pointed = page.results().zip(page.current());
    if let Some(article) = pointed.and_then(|(results, index)| results.id(index)) {
        page.aim_at(Some(article));
    }
    ask(state)
}

/// What is to be done when the page in front is left: nobody waits for it, and what was found with it
/// comes back with `Up`.
pub fn leave(state: &mut State) -> Vec<Effect> {
    let Some(Page::Search(page)) = state.pages.last() else {
        return Vec::new();
    };
    let mut effects: Vec<Effect> = Vec::new();
    if page.is_waiting() {
        effects.push(Effect::StopSearch);
    }
    let query = page.query().to_owned();
    let has_found = |results: &&Arc<Results>| results.query() == query && !results.is_empty();
    if page.results().filter(has_found).is_some() {
        effects.extend(query::keep(state, PromptKind::Text, &query));
    }
    effects
}

/// `Tab`: a word in the place of the pinyin before the cursor, another one at the next press.
pub fn complete(state: &mut State) -> Vec<Effect> {
    let Some(Page::Search(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    let before = page.before_cursor().to_owned();
    let Some((at, word)) = page.offer.take(&before) else {
        return say(state, &state.words.complete_none());
    };
    if let Some(filter) = page.list.filter_mut() {
        filter.prompt.complete(at, &word);
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
        return bring_back(state);
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

/// The last search again: as it was found, or looked for once more where the library has changed or it
/// was done in an earlier session.
fn bring_back(state: &mut State) -> Vec<Effect> {
    let Some(Page::Search(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    match &state.finding.last_search {
        Some(last) => {
            bring_back_to(page, last);
            return ask_again(state);
        }
        None => match state.finding.queries(PromptKind::Text).last() {
            Some(query) => page.recall(query, Order::default()),
            None => return say(state, &state.words.search_last_none()),
        },
    }
    page.aim_at(state.reading.last.clone());
    ask(state)
}

fn bring_back_to(page: &mut SearchPage, last: &LastSearch) {
    page.bring_back(Arc::clone(&last.results), last.index);
    if last.stale {
        page.asked.outdate();
    }
}

/// Opens an article of the results on its first hit, or its last.
fn open_result(state: &mut State, at: ResultsAt, from: Option<Location>) -> Vec<Effect> {
    let Some(article) = at.results.id(at.index) else {
        return Vec::new();
    };
    state.finding.last_search = Some(LastSearch {
        results: Arc::clone(&at.results),
        index: at.index,
        stale: false,
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
        let next = next.or(find.matches.len().checked_sub(1));
        find.current = next.map_or(0, |next| find.in_title + next);
    }
}

/// Goes back to an article of the results that one walks through: with its hits, at `anchor`. `None`
/// if the reader shows no results, or the article is none of them.
pub fn back_to(state: &mut State, article: &str, anchor: Anchor) -> Option<Vec<Effect>> {
    let reader = state.reader()?;
    let (at, from) = (reader.results.clone()?, reader.from.clone());
    let index = at.results.index_of(article)?;
    if let Some(last) = &mut state.finding.last_search {
        last.index = index;
    }
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

/// Opens an article that was not gone to by its hits. The results stay at hand: `n N` go on with them.
pub fn go_beside(state: &mut State, article: &str) -> Vec<Effect> {
    let results = state.reader().and_then(|reader| reader.results.clone());
    let effects = open::open_article(state, article, None);
    if let (Some(opening), Some(at)) = (&mut state.opening, results) {
        opening.results = Some(ResultsAt {
            index: at.results.index_of(article).unwrap_or(at.index),
            on: Hit::Beside,
            ..at
        });
    }
    effects
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
        Some(find) if find.total() == 0 => None,
        Some(find) => Some(find.clone()),
        // Esc took the marks away: they are there again.
        None => marks(&at, &reader.article).filter(|find| find.total() > 0),
    };
    let stays = |find: &Find| {
        let goal = find.current as isize + steps;
        (0..find.total() as isize).contains(&goal)
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
    let reader = state.reader();
    let here = reader.map(|reader| reader.article.meta.id.as_str());
    let is_here = at.results.id(at.index).as_deref() == here;
    let (index, wrapped) = match forward {
        true => ((at.index + 1) % total.max(1), at.index + 1 >= total),
        // Past the results, the one that was left comes first on the way back.
        false if !is_here => (at.index, false),
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

/// The hits in an article of results, the first of the text or the last one current; `None` if there is
/// none. The row in the list showed passages of the text: those of the title come before them.
pub fn marks(at: &ResultsAt, article: &Article) -> Option<Find> {
    let found = at.results.in_article(article);
    let current = match at.on {
        Hit::Last => (found.in_title + found.text.len()).saturating_sub(1),
        Hit::First | Hit::AtPlace | Hit::Beside if found.text.is_empty() => 0,
        Hit::First | Hit::AtPlace | Hit::Beside => found.in_title,
    };
    let stands = !found.text.is_empty() || !found.title.is_empty();
    stands.then(|| Find {
        query: Clean::from(at.results.query()),
        matches: found.text,
        title: found.title,
        in_title: found.in_title,
        current,
    })
}

/// The page with the last results, over `below`; without results it is empty.
pub fn page_again(state: &State, below: Location) -> SearchPage {
    let mut page = SearchPage::new("");
    if let Some(last) = &state.finding.last_search {
        bring_back_to(&mut page, last);
    }
    page.below = Some(below);
    page
}

/// Makes the rows in sight; asks again for what nobody answers, and for words where the cursor stands.
pub fn settle(state: &mut State) -> Vec<Effect> {
    let mut effects = ask_again(state);
    effects.extend(ask_words(state));
    if !effects.is_empty() {
        return effects;
    }
    let area = state.size.query_area();
    let sight = Sight {
        settings: RowSettings {
            clips: state.size.clips(),
            room: Room {
                cells: area.pane.right.saturating_sub(area.pane.clip()),
                ambiguous: state.view.ambiguous,
            },
        },
        height: area.rows,
        gap: usize::from(!state.size.is_compact()),
    };
    let Some(Page::Search(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    match page.show_rows(sight) {
        Ok(()) => Vec::new(),
        // The search text is read anew, and the same is looked for in it. Until then there are no rows.
        Err(_) => {
            page.clear();
            ask(state)
        }
    }
}
