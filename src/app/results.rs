//! What a full-text search found: the articles in their order, and what their rows show.
//!
//! Results hold the search text they were found in, so rows are made of it when they come in sight,
//! whatever is done to the library meanwhile. A million hits cost twelve bytes each.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::library::Article;
use crate::search::archive::{Archive, Damaged};
use crate::search::clip::{Room, clips, ranges};
use crate::search::kept::Lack;
use crate::search::snippet::{Passage, passages, passages_in};
use crate::search::{Hit, Matcher, Order};
use crate::store::Marks;
use crate::text::{Clean, sanitize};

/// A question to the full text.
#[derive(Clone, Debug)]
pub struct TextQuestion {
    /// Its number, for the answer.
    pub number: u64,
    /// What is looked for, as typed.
    pub query: String,
    /// The same, ready.
    pub matcher: Matcher,
    /// What comes first.
    pub order: Order,
    /// The ids of the articles that have been read; only if it is asked for them.
    pub read: BTreeSet<String>,
    /// The marks as far as they are known; only if it is asked for them.
    pub marks: Option<Arc<Marks>>,
}

/// What a query found.
#[derive(Debug)]
pub struct Results {
    query: String,
    order: Order,
    archive: Arc<Archive>,
    matcher: Matcher,
    hits: Vec<Hit>,
    total: usize,
    lack: Option<Lack>,
}

/// What the row of an article shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultRow {
    /// The article's id.
    pub id: String,
    /// Its title; may be empty.
    pub title: Clean,
    /// The bytes of the title where the query stands, if it stands nowhere in the text.
    pub matched: Vec<Range<usize>>,
    /// Its publication.
    pub publication: Clean,
    /// Its date, as far as it is known; may be empty.
    pub date: Clean,
    /// How many passages there are; 0 for a query without texts.
    pub count: usize,
    /// The first of them.
    pub clips: Vec<ShownClip>,
}

/// A clip and the bytes of it where the query stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownClip {
    /// The clip.
    pub text: Clean,
    /// The passages in it.
    pub matched: Vec<Range<usize>>,
}

/// Where a query stands in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InArticle {
    /// Bytes of the text, ascending, not overlapping.
    pub text: Vec<Range<usize>>,
    /// The parts of the title, each once.
    pub title: Vec<Clean>,
    /// How often it stands in the title.
    pub in_title: usize,
}

/// How rows are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowSettings {
    /// Clips an article.
    pub clips: usize,
    /// The room of each.
    pub room: Room,
}

impl Results {
    /// What `question` found in `archive`; `lack` is what it asks for and nobody has kept anywhere.
    pub fn new(
        question: TextQuestion,
        archive: Arc<Archive>,
        hits: Vec<Hit>,
        lack: Option<Lack>,
    ) -> Results {
        let total = hits.iter().map(|hit| hit.count as usize).sum();
        Results {
            query: question.query,
            order: question.order,
            archive,
            matcher: question.matcher,
            hits,
            total,
            lack,
        }
    }

    /// What was asked for and nobody has kept anywhere: why nothing may be found.
    pub fn lack(&self) -> Option<Lack> {
        self.lack
    }

    /// Whether the answer hangs on what was kept.
    pub fn asks_for_kept(&self) -> bool {
        self.matcher.asks_for_kept()
    }

    /// Whether a text was looked for, not only what is known of articles.
    pub fn has_texts(&self) -> bool {
        self.matcher.has_texts()
    }

    /// What was looked for.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// What comes first.
    pub fn order(&self) -> Order {
        self.order
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.hits.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.hits.is_empty()
    }

    /// How many passages there are.
    pub fn total(&self) -> usize {
        self.total
    }

    /// The id of article `index` of the results; `None` if there are not so many, or the search text was
    /// cut short.
    pub fn id(&self, index: usize) -> Option<String> {
        let hit = self.hits.get(index)?;
        if !self.archive.is_as_mapped() {
            return None;
        }
        Some(self.archive.corpus().id(hit.article as usize).to_owned())
    }

    /// The place of an article among the results.
    pub fn index_of(&self, article: &str) -> Option<usize> {
        if !self.archive.is_as_mapped() {
            return None;
        }
        let corpus = self.archive.corpus();
        let mut hits = self.hits.iter();
        hits.position(|hit| corpus.id(hit.article as usize) == article)
    }

    /// The row of article `index` of the results.
    ///
    /// # Errors
    /// The search text was damaged after it was searched.
    pub fn row(&self, index: usize, settings: RowSettings) -> Result<Option<ResultRow>, Damaged> {
        let Some(hit) = self.hits.get(index) else {
            return Ok(None);
        };
        let article = hit.article as usize;
        if !self.archive.is_sound(article) {
            return Err(Damaged);
        }
        let corpus = self.archive.corpus();
        let passages = passages(&corpus, &self.matcher, article);
        let (title, text) = corpus.plain(article).split_once('\n').unwrap_or_default();
        let text = text.strip_suffix('\n').unwrap_or(text);
        let in_title = passages.partition_point(|passage| !passage.body);
        let (in_title, in_text) = passages.split_at(in_title);
        let shown = clips(text, in_text, settings.clips, settings.room);
        let matched = match shown.is_empty() {
            true => ranges(title, in_title),
            false => Vec::new(),
        };
        Ok(Some(ResultRow {
            id: corpus.id(article).to_owned(),
            title: sanitize(title),
            matched,
            publication: sanitize(corpus.publication(article)),
            date: sanitize(corpus.details(article).date),
            count: hit.count as usize,
            clips: shown
                .into_iter()
                .map(|clip| ShownClip {
                    text: sanitize(&text[clip.range.clone()]),
                    matched: within(&clip.matches, &clip.range),
                })
                .collect(),
        }))
    }

    /// Where the query stands in `article` as it is now.
    pub fn in_article(&self, article: &Article) -> InArticle {
        let (title, text) = (&article.meta.title, article.document.text.as_str());
        let found = passages_in(&self.matcher, title.as_str(), text);
        let (in_text, in_title): (Vec<Passage>, Vec<Passage>) =
            found.into_iter().partition(|passage| passage.body);
        let mut parts: Vec<Clean> = Vec::new();
        let in_title = ranges(title.as_str(), &in_title);
        let count = in_title.len();
        for range in in_title {
            let part = title.as_clean().slice(range).to_clean();
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        InArticle {
            text: ranges(text, &in_text),
            title: parts,
            in_title: count,
        }
    }
}

/// The parts of `ranges` that lie in `clip`, counted from its beginning.
fn within(ranges: &[Range<usize>], clip: &Range<usize>) -> Vec<Range<usize>> {
    let cut = |at: usize| at.clamp(clip.start, clip.end) - clip.start;
    let ranges = ranges.iter().map(|range| cut(range.start)..cut(range.end));
    ranges.filter(|range| !range.is_empty()).collect()
}
