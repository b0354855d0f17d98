//! The marks of one article, each with the place where it stands in the text as it is now.
//!
//! Finding places is what costs: it is done again only for marks that have changed.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::kept::MarkKind;
use crate::annotation::{Anchoring, ArticleText, MarkId, Orphaned};
use crate::library::Article;
use crate::store::{Mark, Marks};

/// The marks of an article in the order of their places.
#[derive(Clone, Debug, Default)]
pub struct PlacedMarks {
    /// All marks, as they were when these were placed.
    of: Option<Arc<Marks>>,
    marks: Vec<PlacedMark>,
    /// The one that was gone to last.
    pub gone_to: Option<MarkId>,
}

/// A mark and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedMark {
    /// The mark.
    pub mark: Mark,
    /// Where it stands.
    pub place: MarkPlace,
}

/// Where a mark stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkPlace {
    /// It is about the whole article.
    Article,
    /// In these bytes of the article's text.
    Text(Range<usize>),
    /// Nowhere any more.
    Orphan(Orphaned),
}

/// How the marks of an article stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// These have no place in its text; all others have.
    Found(BTreeMap<MarkId, Adrift>),
    /// It cannot be read, so nobody knows.
    Unreadable,
    /// There is no such article, so none has.
    Absent,
}

/// A mark without a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adrift {
    /// Why.
    pub why: Orphaned,
    /// The paragraph of the text as it is now, from 1, that stands where the mark stood.
    pub paragraph: usize,
}

/// How the marks of `article` stand in it.
pub fn standing(marks: &Arc<Marks>, article: &Article) -> Standing {
    let mut all = marks.of_article(&article.meta.id);
    // One that means the whole article has its place.
    all.retain(|mark| mark.annotation.selector.is_some());
    let adrift = adrift(article, &all).into_iter();
    Standing::Found(
        adrift
            .filter_map(|(id, adrift)| Some((id, adrift?)))
            .collect(),
    )
}

/// Which of `marks`, which are some of `article`, have no place in it.
pub fn adrift(article: &Article, marks: &[Mark]) -> Vec<(MarkId, Option<Adrift>)> {
    let document = &article.document;
    let found = Finding::new(document.text.as_str());
    let adrift = |mark: &Mark| {
        let MarkPlace::Orphan(why) = found.place(mark) else {
            return None;
        };
        let stood = mark.annotation.selector.as_ref()?.position.start;
        let byte = found.bytes[stood.min(found.bytes.len() - 1)];
        let blocks = document
            .blocks
            .iter()
            .filter(|block| !block.range.is_empty());
        let paragraph = blocks.take_while(|block| block.range.start <= byte).count();
        let paragraph = paragraph.max(1);
        Some(Adrift { why, paragraph })
    };
    marks.iter().map(|mark| (mark.id, adrift(mark))).collect()
}

impl PlacedMark {
    /// What it is drawn as.
    pub fn kind(&self) -> MarkKind {
        MarkKind::from(self.mark.annotation.motivation)
    }

    /// The bytes of the text that it stands in.
    pub fn range(&self) -> Option<&Range<usize>> {
        match &self.place {
            MarkPlace::Text(range) => Some(range),
            MarkPlace::Article | MarkPlace::Orphan(_) => None,
        }
    }
}

impl PlacedMarks {
    /// The marks, those of the whole article first, those without a place last.
    pub fn all(&self) -> &[PlacedMark] {
        &self.marks
    }

    /// Those that stand in the text, with their bytes.
    pub fn in_text(&self) -> impl Iterator<Item = (&PlacedMark, &Range<usize>)> {
        self.marks
            .iter()
            .filter_map(|placed| Some((placed, placed.range()?)))
    }

    /// Those without a place.
    pub fn orphans(&self) -> impl Iterator<Item = &PlacedMark> {
        self.marks
            .iter()
            .filter(|placed| matches!(placed.place, MarkPlace::Orphan(_)))
    }

    /// Finds the places of what `marks` say of `article` in its `text`, unless that was done.
    pub fn place(&mut self, marks: Option<&Arc<Marks>>, article: &str, text: &str) {
        let Some(marks) = marks else {
            return;
        };
        if self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, marks)) {
            return;
        }
        self.of = Some(Arc::clone(marks));
        let known = std::mem::take(&mut self.marks);
        let known: HashMap<MarkId, PlacedMark> = known
            .into_iter()
            .map(|placed| (placed.mark.id, placed))
            .collect();
        let now = marks.of_article(article);
        if now.is_empty() {
            return;
        }
        let found = Finding::new(text);
        for mark in now {
            let same =
                |before: &&PlacedMark| before.mark.annotation.selector == mark.annotation.selector;
            let before = known.get(&mark.id).filter(same);
            let place = match before {
                Some(before) => before.place.clone(),
                None => found.place(&mark),
            };
            self.marks.push(PlacedMark { mark, place });
        }
        self.marks.sort_by_key(|placed| {
            let place = match &placed.place {
                MarkPlace::Article => (0, 0),
                MarkPlace::Text(range) => (1, range.start),
                MarkPlace::Orphan(_) => (2, 0),
            };
            (place, placed.mark.annotation.created, placed.mark.id)
        });
    }
}

/// A text in which places are looked for.
struct Finding<'a> {
    text: ArticleText<'a>,
    /// The byte of each code point, and of the end.
    bytes: Vec<usize>,
}

impl Finding<'_> {
    fn new(text: &str) -> Finding<'_> {
        let starts = text.char_indices().map(|(at, _)| at);
        Finding {
            bytes: starts.chain([text.len()]).collect(),
            text: ArticleText::new(text),
        }
    }

    fn place(&self, mark: &Mark) -> MarkPlace {
        let Some(selector) = &mark.annotation.selector else {
            return MarkPlace::Article;
        };
        match self.text.anchor(selector) {
            Anchoring::Exact(range) | Anchoring::Approximate { range, .. } => {
                MarkPlace::Text(self.bytes[range.start]..self.bytes[range.end])
            }
            Anchoring::Orphan(why) => MarkPlace::Orphan(why),
        }
    }
}
