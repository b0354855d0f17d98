//! Marks after an issue was imported anew: where its articles were parted or joined, the marks go with their text.
//!
//! A mark that had a place in its article before the import and has none now may stand in another article of the
//! same issue. If its text went there ([`TwoStates::find_moved`]), it is a mark of that article from then on. A mark of a whole article says nothing about any text: it stays with the id, and is there again
//! when the article is. The hard part is not to be misled by what many articles have in common.

use std::cell::OnceCell;
use std::ops::Range;
use std::path::PathBuf;

use crate::annotation::{Anchoring, Annotation, ArticleText, Selector, Source, TwoStates};
use crate::app::labels;
use crate::cli::error::Failure;
use crate::cli::session::Session;
use crate::import::write::older_articles;
use crate::library::file::{MAX_ARTICLE, read_text};
use crate::library::issue::Origin;
use crate::library::{Article, Issue, load_article};
use crate::store::{Mark, MarkChange, MarkStore};

/// What became of the marks of an issue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Carried {
    /// Marks that went with their text into another article.
    pub(crate) moved: usize,
    /// Marks that have no place.
    pub(crate) adrift: usize,
}

/// An article of the issue as it is now.
struct Standing {
    id: String,
    source: Source,
    text: String,
}

/// Looks after the marks of the articles of `issue`.
///
/// # Errors
/// They could not be saved; they stand as they stood then.
pub(crate) fn carry(issue: &Issue, session: &Session) -> Result<Carried, Failure> {
    let mut carried = Carried::default();
    let Some(place) = session.marks_place() else {
        return Ok(carried);
    };
    let mut store = MarkStore::open(place);
    let marks = of_issue(&store, &issue.id);
    if marks.is_empty() {
        return Ok(carried);
    }
    let standing: Vec<Standing> = issue
        .articles
        .iter()
        .filter_map(|id| {
            let (article, _) = load_article(issue, id).ok()?;
            Some(Standing {
                id: id.clone(),
                source: labels::source(issue, Some(&article.meta)),
                text: article.document.text.as_str().to_owned(),
            })
        })
        .collect();
    let texts: Vec<ArticleText<'_>> = standing
        .iter()
        .map(|article| ArticleText::new(&article.text))
        .collect();
    let states = states(issue);
    let older: Vec<OnceCell<Vec<ArticleText<'_>>>> =
        states.iter().map(|_| OnceCell::new()).collect();
    let mut changes = Vec::new();
    for mark in marks {
        let own = standing
            .iter()
            .position(|article| article.id == mark.annotation.article);
        let Some(selector) = &mark.annotation.selector else {
            carried.adrift += usize::from(own.is_none());
            continue;
        };
        let found = own.map(|own| texts[own].anchor(selector));
        if matches!(
            found,
            Some(Anchoring::Exact(_) | Anchoring::Approximate { .. })
        ) {
            continue;
        }
        let moved = stood_before(&states, &older, &mark.annotation.article, selector);
        let moved = moved.and_then(|(state, at, range)| {
            let issue = TwoStates {
                before: older[state].get()?,
                after: &texts,
            };
            issue.find_moved(at, &range, own)
        });
        match moved {
            Some((at, range)) => {
                let annotation = Annotation {
                    article: standing[at].id.clone(),
                    source: standing[at].source.clone(),
                    selector: texts[at].select(range),
                    ..mark.annotation.clone()
                };
                changes.push(mark.edited(annotation));
            }
            None => carried.adrift += 1,
        }
    }
    carried.moved = save(&mut store, &changes, session)?;
    Ok(carried)
}

/// Saves what is left of `changes` once the lock is held: what others removed meanwhile does not come back. Gives
/// how many these are.
fn save(
    store: &mut MarkStore,
    changes: &[MarkChange],
    session: &Session,
) -> Result<usize, Failure> {
    match changes.is_empty() {
        true => Ok(0),
        false => super::save(store, changes, session.words).map(|saved| saved.len()),
    }
}

/// A state that the issue was in before, read when it is asked for.
struct State {
    files: Vec<PathBuf>,
    articles: OnceCell<Vec<Stood>>,
}

/// An article of such a state.
struct Stood {
    stem: String,
    text: String,
}

impl State {
    fn articles(&self) -> &[Stood] {
        self.articles.get_or_init(|| read_articles(&self.files))
    }
}

/// The states that `issue` was in, the last one first.
fn states(issue: &Issue) -> Vec<State> {
    let Origin::Folder(folder) = &issue.origin else {
        return Vec::new();
    };
    let state = |files| State {
        files,
        articles: OnceCell::new(),
    };
    older_articles(folder).into_iter().map(state).collect()
}

fn read_articles(files: &[PathBuf]) -> Vec<Stood> {
    let read = |path: &PathBuf| {
        let stem = path.file_stem()?.to_str()?.to_owned();
        let (text, _) = read_text(path, MAX_ARTICLE).ok()?;
        let (article, _) = Article::read("", &text, path);
        let text = article.document.text.as_str().to_owned();
        Some(Stood { stem, text })
    };
    files.iter().filter_map(read).collect()
}

/// Where `selector` had its place in `article`: in the last of `states` that had it, the number of the state and of the
/// article in it. `older` are the texts of the states, as far as they were asked for.
fn stood_before<'a>(
    states: &'a [State],
    older: &[OnceCell<Vec<ArticleText<'a>>>],
    article: &str,
    selector: &Selector,
) -> Option<(usize, usize, Range<usize>)> {
    let (_, stem) = article.split_once('/')?;
    let states = states.iter().zip(older).enumerate();
    let mut stood = states.filter_map(|(number, (state, texts))| {
        let articles = state.articles();
        let at = articles.iter().position(|article| article.stem == stem)?;
        let texts = texts.get_or_init(|| {
            let texts = articles
                .iter()
                .map(|article| ArticleText::new(&article.text));
            texts.collect()
        });
        Some((number, at, texts[at].anchor(selector).range()?))
    });
    stood.next()
}

/// The marks of all articles that the issue `id` has or had.
fn of_issue(store: &MarkStore, id: &str) -> Vec<Mark> {
    let is_of = |article: &&str| {
        let rest = article.strip_prefix(id);
        rest.is_some_and(|rest| rest.starts_with('/'))
    };
    let marks = store.marks();
    let articles = marks.articles().into_iter().filter(is_of);
    articles
        .flat_map(|article| marks.of_article(article))
        .collect()
}
