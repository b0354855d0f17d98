//! Opening issues and articles, and leaving them.
//!
//! Files are read outside: opening asks for them with an effect, and what was asked for is kept in
//! [`Opening`] until the answer comes. An answer nobody waits for any more is dropped.

use std::path::Path;
use std::sync::Arc;

use super::act::marks::ReadMarks;
use super::act::{marks_page, search};
use super::effect::Effect;
use super::labels;
use super::notice::Urgency;
use super::page::Page;
use super::pages::issue::IssuePage;
use super::pages::reader::{Anchor, ReaderPage, Shown};
use super::progress::Position;
use super::raw_text::{RawPlace, RawText};
use super::results::Results;
use super::state::State;
use super::trail::{LONGEST_TRAIL, Location};
use super::undo::{self, Undoable};
use crate::annotation::MarkId;
use crate::config::action::Action;
use crate::library::{Article, ArticleMeta, Issue, ReadError, Start};
use crate::store::reading::{Place, ReadingChange};
use crate::text::{Clean, sanitize};
use crate::typeset;

/// Characters of text kept with a place, to find it again in a changed text.
const QUOTE: usize = 32;

/// An article that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its id.
    pub article: String,
    /// Where to open it; at its remembered place if not told.
    pub at: Option<Anchor>,
    /// The raw text that one came from and the place in it: the cursor is to stand at the same one.
    pub behind: Option<(Box<RawText>, RawPlace)>,
    /// Where leaving it goes back to; to the list of its issue if not told.
    pub from: Option<Location>,
    /// The results of a full-text search that it is one of: its hits are to be marked.
    pub results: Option<ResultsAt>,
    /// The mark it is opened for: it is shown there.
    pub mark: Option<MarkId>,
}

/// An article among the results of a full-text search.
#[derive(Clone, Debug)]
pub struct ResultsAt {
    /// The results.
    pub results: Arc<Results>,
    /// Its place among them.
    pub index: usize,
    /// The hit it is opened on.
    pub on: Hit,
}

/// A hit in an article of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// The first.
    First,
    /// The last.
    Last,
    /// The one at the place at which it is opened, or the next one.
    AtPlace,
    /// None: it was gone to past the results, which go on from here.
    Beside,
}

impl PartialEq for ResultsAt {
    fn eq(&self, other: &ResultsAt) -> bool {
        Arc::ptr_eq(&self.results, &other.results)
            && (self.index, self.on) == (other.index, other.on)
    }
}

impl Eq for ResultsAt {}

/// Opens the page a session begins with: the shelf, an issue's list or an article over its list.
pub fn begin(state: &mut State, start: &Start) -> Vec<Effect> {
    match start {
        Start::Shelf => Vec::new(),
        Start::Issue(id) => {
            point_shelf_at(state, id);
            open_issue(state, id)
        }
        Start::Article(id) => {
            if let Some(issue) = state.catalogue.issue_of(id).map(|issue| issue.id.clone()) {
                point_shelf_at(state, &issue);
            }
            open_article(state, id, None)
        }
    }
}

fn point_shelf_at(state: &mut State, issue: &str) {
    if let Some(index) = state.catalogue.index_of(issue) {
        state.shelf.point_at_issue(index);
    }
}

/// Opens the page of an issue over the shelf. Its list is asked for at once, so that the next key of
/// a burst finds it there.
pub fn open_issue(state: &mut State, id: &str) -> Vec<Effect> {
    state.pages.push(Page::Issue(id.to_owned()));
    if state.issues.contains_key(id) {
        Vec::new()
    } else {
        vec![Effect::LoadIssue(id.to_owned())]
    }
}

/// Asks for an article. What is in front stays until it comes.
pub fn open_article(state: &mut State, article: &str, at: Option<Anchor>) -> Vec<Effect> {
    state.opening = Some(Opening {
        article: article.to_owned(),
        at,
        behind: None,
        from: None,
        results: None,
        mark: None,
    });
    let issue = state
        .catalogue
        .issue_of(article)
        .map(|issue| issue.id.clone());
    let unknown = issue.filter(|issue| !state.issues.contains_key(issue));
    // The reader names the next article, so the issue's list is read first.
    let mut effects: Vec<Effect> = unknown.map(Effect::LoadIssue).into_iter().collect();
    effects.push(Effect::LoadArticle(article.to_owned()));
    effects
}

/// Asks for an article whose text stands at `place` of `raw`. Its document says where that is in it,
/// so that is found out when it comes.
pub fn open_behind(state: &mut State, article: &str, raw: RawText, place: RawPlace) -> Vec<Effect> {
    let effects = open_article(state, article, None);
    if let Some(opening) = &mut state.opening {
        opening.behind = Some((Box::new(raw), place));
    }
    effects
}

/// An issue's articles were read: its page has them now.
pub fn issue_loaded(state: &mut State, issue: String, articles: Vec<ArticleMeta>) {
    let page = IssuePage::new(articles, state.size.is_compact(), |id| {
        state.reading.read.contains(id)
    });
    state.issues.insert(issue, page);
}

/// An article was read: it opens, if it is still the one asked for.
pub fn article_loaded(state: &mut State, article: Article) -> Vec<Effect> {
    let Some(opening) = state
        .opening
        .take_if(|opening| opening.article == article.meta.id)
    else {
        return Vec::new();
    };
    show(state, &opening, article, Shown::Article)
}

/// Shows an article in the reader, over the page of its issue.
fn show(state: &mut State, opening: &Opening, article: Article, shown: Shown) -> Vec<Effect> {
    let Some(issue) = state.catalogue.issue_of(&opening.article) else {
        return Vec::new();
    };
    let issue = issue.id.clone();
    let mut effects = leave_reader(state);
    while state
        .front()
        .is_some_and(|page| matches!(page, Page::Reader(_)) || page.stands_over_reader())
    {
        state.pages.pop();
    }
    if !matches!(state.front(), Some(Page::Issue(id)) if *id == issue) {
        state.pages.clear();
        effects.extend(open_issue(state, &issue));
    }
    let (mut number, mut next) = ((1, 1), None);
    if let Some(page) = state.issues.get_mut(&issue) {
        let index = page
            .articles
            .iter()
            .position(|other| other.id == opening.article)
            .unwrap_or(0);
        page.point_at(index);
        number = (index + 1, page.articles.len());
        next = page
            .articles
            .get(index + 1)
            .map(|next| labels::title(state.words, next));
    }
    let text = article.document.text.as_str();
    let (anchor, moved) = match (opening.at, state.reading.places.get(&opening.article)) {
        (Some(anchor), _) => (anchor, false),
        (None, Some(place)) if !place.top => find_place(text, place),
        (None, Some(place)) => (Anchor::Head(place.offset), false),
        (None, None) => (Anchor::Head(0), false),
    };
    if moved {
        state
            .notices
            .say(Urgency::Notice, state.words.article_changed().as_str());
    }
    state.notices.answered();
    let mut reader = ReaderPage::new(article, issue, number, next, anchor);
    reader.shown = shown;
    reader.from.clone_from(&opening.from);
    state.finding.opened(&opening.article);
    reader.prepare(state.words, &state.view, state.size);
    if let Some(at) = opening.results.as_ref().filter(|_| shown == Shown::Article) {
        reader.results = Some(at.clone());
        if at.on != Hit::Beside {
            reader.find = search::marks(at, &reader.article);
        }
        match at.on {
            Hit::First | Hit::Last => reader.show_match(),
            Hit::AtPlace => search::take_hit_at_place(&mut reader),
            Hit::Beside => {}
        }
    }
    let behind = opening.behind.as_ref().filter(|_| shown == Shown::Article);
    if let Some((raw, place)) = behind {
        let document = &reader.article.document;
        reader.show_raw_place(raw.in_document(&opening.article, document, *place));
    }
    state.pages.push(Page::Reader(Box::new(reader)));
    if let Some(mark) = opening.mark.filter(|_| shown == Shown::Article) {
        marks_page::opened_for(state, mark);
    }
    // On a hit the row says how to come to the next one.
    let is_found = state.reader().is_some_and(|reader| reader.find.is_some());
    if !is_found && std::mem::take(&mut state.newcomer.in_reader) {
        let sentence = welcome(state);
        state.notices.say(Urgency::Notice, sentence.as_str());
    }
    effects.extend(keep_place(state));
    effects
}

/// How to go on, for whoever reads an article for the first time.
fn welcome(state: &State) -> Clean {
    let words = state.words;
    let page = match state.key(Action::PageDown, "Space") {
        key if key.as_str() == "Space" => words.key_space(),
        key => key,
    };
    let next = state.key(Action::NextArticle, "J");
    let back = state.key(Action::Back, "q");
    words.welcome_reader(page.as_str(), next.as_str(), back.as_str())
}

/// An article could not be read: the reader says in its place what is wrong, so that its neighbours
/// are one key away. One that no issue has is only told of.
pub fn article_failed(state: &mut State, article: &str, reason: Option<&ReadError>) -> Vec<Effect> {
    let Some(opening) = state.opening.take_if(|opening| opening.article == article) else {
        return Vec::new();
    };
    let issue = state.catalogue.issue_of(article);
    let is_listed = issue.is_some_and(|issue| issue.articles.iter().any(|id| id == article));
    let Some(reason) = reason.filter(|_| is_listed) else {
        let sentence = state.words.article_missing(article);
        state.notices.say(Urgency::Error, sentence.as_str());
        return Vec::new();
    };
    let page = unreadable(state, article, reason);
    show(state, &opening, page, Shown::WhyNot)
}

/// What stands in the place of an article that cannot be read: which file, why, what to do.
fn unreadable(state: &State, id: &str, reason: &ReadError) -> Article {
    let words = state.words;
    let (issue, _) = id.split_once('/').unwrap_or((id, ""));
    let listed = state.issues.get(issue);
    let listed = listed.and_then(|page| page.articles.iter().find(|meta| meta.id == id));
    let mut meta = listed.cloned().unwrap_or_default();
    id.clone_into(&mut meta.id);
    let file = reason.diagnostic.file.as_deref();
    if meta.title.is_empty() {
        let name = file.and_then(Path::file_name).unwrap_or(id.as_ref());
        meta.title = sanitize(&name.to_string_lossy());
    }
    let fault = &reason.diagnostic.fault;
    let file = file.map_or(id.into(), Path::to_string_lossy);
    let hint = if reason.is_not_found() {
        Some(words.article_missing_hint())
    } else {
        fault.hint(words)
    };
    let known = state.catalogue.issue(issue);
    let checked = known.map_or(issue.into(), Issue::checked_as);
    let mut text = words.article_unreadable_file(&file).as_str().to_owned();
    let sentences = [
        Some(words.article_unreadable_why(fault.message(words).as_str())),
        hint.map(|hint| words.article_unreadable_hint(hint.as_str())),
        Some(words.article_unreadable_check(&checked)),
    ];
    for sentence in sentences.iter().flatten() {
        text.push('\n');
        text.push_str(sentence.as_str());
    }
    Article {
        meta,
        document: typeset::raw(&text),
    }
}

/// What is to be kept when the reader in front is left: the place, and that the article is read if
/// its end was in sight.
pub fn leave_reader(state: &mut State) -> Vec<Effect> {
    let Some(reader) = state.reader_below() else {
        return Vec::new();
    };
    if reader.shown == Shown::WhyNot {
        return Vec::new();
    }
    let article = reader.article.meta.id.clone();
    let finished = reader.position() == Position::End && !reader.marked;
    let mut effects = keep_place(state);
    if finished && !state.reading.read.contains(&article) {
        let change = ReadMarks {
            articles: vec![article.clone()],
            read: true,
        };
        undo::remember(state, Undoable::Read(change));
        effects.extend(record(state, read_change(article, true)));
    }
    effects
}

/// What is to be kept of the place in the reader, if it is not what is kept already.
pub fn keep_place(state: &mut State) -> Vec<Effect> {
    let Some(reader) = state.reader_below() else {
        return Vec::new();
    };
    if reader.shown == Shown::WhyNot {
        return Vec::new();
    }
    let article = reader.article.meta.id.clone();
    let text = reader.article.document.text.as_str();
    let finished = reader.position() == Position::End;
    let (offset, top) = match reader.anchor() {
        // A finished article opens at its top again.
        _ if finished => (0, true),
        Anchor::Head(rows) => (rows, true),
        Anchor::Text(offset) => (text[..offset].chars().count(), false),
    };
    let percent = match reader.position() {
        Position::Top => 0,
        Position::Percent(percent) => percent,
        Position::End => 100,
    };
    let quote = match top {
        true => String::new(),
        false => text
            .chars()
            .skip(offset)
            .take_while(|c| *c != '\n')
            .take(QUOTE)
            .collect(),
    };
    let place = Place {
        offset,
        top,
        percent,
        quote,
        at: 0,
    };
    let known = state.reading.places.get(&article).is_some_and(|known| {
        Place {
            at: 0,
            ..known.clone()
        } == place
    });
    let mut effects = Vec::new();
    if !known {
        effects.extend(record(
            state,
            ReadingChange::Place {
                article: article.clone(),
                place,
            },
        ));
    }
    if state.reading.last.as_deref() != Some(article.as_str()) {
        effects.extend(record(state, ReadingChange::Opened { article, at: 0 }));
    }
    effects
}

/// The change that marks an article read or unread. Changes carry no time here: whoever records
/// them has the clock.
pub fn read_change(article: String, read: bool) -> ReadingChange {
    if read {
        ReadingChange::Read { article, at: 0 }
    } else {
        ReadingChange::Unread { article, at: 0 }
    }
}

/// Applies a change to what is known and asks for it to be kept.
pub fn record(state: &mut State, change: ReadingChange) -> Vec<Effect> {
    state.reading.apply(&change);
    state.shelf.stale = true;
    vec![Effect::Record(change)]
}

/// Remembers where one is, for `Ctrl-o`.
pub fn remember(state: &mut State) {
    let here = here(state);
    remember_location(state, here);
}

/// Remembers a place, for `Ctrl-o`.
pub fn remember_location(state: &mut State, location: Location) {
    if state.trail.last() != Some(&location) {
        state.trail.push(location);
        if state.trail.len() > LONGEST_TRAIL {
            state.trail.remove(0);
        }
    }
}

/// Where one is.
pub fn here(state: &State) -> Location {
    below(state, state.pages.len())
}

/// Where one would be with the first `count` pages alone.
fn below(state: &State, count: usize) -> Location {
    for (number, page) in state.pages[..count].iter().enumerate().rev() {
        match page {
            Page::Issue(id) => return Location::Issue(id.clone()),
            Page::Reader(reader) => {
                return Location::Reader {
                    article: reader.article.meta.id.clone(),
                    anchor: reader.anchor(),
                };
            }
            Page::Search(page) => {
                let under = page.below.clone();
                let under = under.unwrap_or_else(|| below(state, number));
                return Location::Results(Box::new(under));
            }
            Page::Marks(page) => {
                let under = page.below.clone();
                let under = under.unwrap_or_else(|| below(state, number));
                return Location::Marks(Box::new(under));
            }
            Page::Contents(_)
            | Page::Messages(_)
            | Page::Raw(_)
            | Page::Finder(_)
            | Page::Note(_)
            | Page::Help(_) => {}
        }
    }
    Location::Shelf
}

/// Where a remembered place is in `text` now: at its offset if its quotation stands there, else
/// where the quotation stands nearest to it, else at the offset. Whether the text had changed.
fn find_place(text: &str, place: &Place) -> (Anchor, bool) {
    let at = byte_offset(text, place.offset);
    if text[at..].starts_with(place.quote.as_str()) {
        return (Anchor::Text(at), false);
    }
    let found = text
        .match_indices(place.quote.as_str())
        .map(|(found, _)| found)
        .min_by_key(|found| found.abs_diff(at));
    (Anchor::Text(found.unwrap_or(at)), true)
}

/// The byte at which code point `offset` of `text` starts; its end if there are fewer.
fn byte_offset(text: &str, offset: usize) -> usize {
    text.char_indices()
        .nth(offset)
        .map_or(text.len(), |(at, _)| at)
}
