//! Marks after an issue was imported anew: where its articles were parted or joined, the marks go with their text.
//!
//! A mark that had a place in its article before the import and has none now may stand in another article of the
//! same issue, word for word and with what stood around it. If it does in one alone, it is a mark of that article
//! from then on. A mark of a whole article says nothing about any text: it stays with the id, and is there again
//! when the article is. The hard part is not to be misled by what many articles have in common.

use crate::annotation::{Anchoring, Annotation, ArticleText, Selector, Source};
use crate::app::labels;
use crate::cli::error::Failure;
use crate::cli::session::Session;
use crate::import::write::older_states;
use crate::library::file::{MAX_ARTICLE, read_text};
use crate::library::issue::Origin;
use crate::library::load::ARTICLE_SUFFIX;
use crate::library::{Article, Issue, load_article};
use crate::store::{Mark, MarkChange, MarkStore};

/// How many characters of the old text on each side are evidence.
const AROUND: usize = 64;

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
        // What stood around it is asked of the text it stood in: a notice that stands at the end of many articles
        // looks alike in all of them, what stood before it does not.
        let stood = stood_before(issue, &mark.annotation.article, selector);
        let mut others = stood
            .iter()
            .flat_map(|stood| {
                let others = (0..texts.len()).filter(|at| Some(*at) != own);
                others.filter_map(|at| Some((at, texts[at].find_moved(stood)?)))
            })
            .take(2);
        match (others.next(), others.next()) {
            (Some((at, range)), None) => {
                let annotation = Annotation {
                    article: standing[at].id.clone(),
                    source: standing[at].source.clone(),
                    selector: texts[at].select(range),
                    ..mark.annotation.clone()
                };
                changes.push(mark.edited(annotation));
            }
            _ => carried.adrift += 1,
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

/// What `selector` meant in the last state of `article` that had it, with what stood around it there.
fn stood_before(issue: &Issue, article: &str, selector: &Selector) -> Option<Selector> {
    let Origin::Folder(folder) = &issue.origin else {
        return None;
    };
    let (_, stem) = article.split_once('/')?;
    let file = format!("{stem}{ARTICLE_SUFFIX}");
    older_states(folder).into_iter().find_map(|state| {
        let path = state.join(&file);
        let (text, _) = read_text(&path, MAX_ARTICLE).ok()?;
        let (article, _) = Article::read("", &text, &path);
        let text = ArticleText::new(article.document.text.as_str());
        text.select_around(text.anchor(selector).range()?, AROUND)
    })
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
