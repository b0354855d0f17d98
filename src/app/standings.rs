//! How the marks of all articles stand, as far as it was found out.
//!
//! Finding it out costs reading every article that has marks, so the worker does it, once the list of marks
//! is opened. What is known of an article holds until its marks change.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::annotation::MarkId;
use crate::app::placed::{Adrift, Standing};
use crate::library::Catalogue;
use crate::store::{Mark, Marks};

/// How marks stand, by article.
#[derive(Clone, Debug, Default)]
pub struct Standings {
    of: Option<(Arc<Marks>, Arc<Catalogue>)>,
    known: HashMap<String, Standing>,
    /// Which single marks have no place, of articles that are not known yet: those in sight do not wait for the others.
    single: HashMap<MarkId, Option<Adrift>>,
    /// The articles with marks that are not known yet.
    lacking: HashSet<String>,
    /// All marks that have no place, once everything is known.
    adrift: Option<Arc<[MarkId]>>,
}

impl Standings {
    /// The marks and the articles are these now. The articles that have to be looked at, if that is news.
    pub fn take(&mut self, marks: &Arc<Marks>, catalogue: &Arc<Catalogue>) -> Vec<String> {
        if let Some((before, of)) = &self.of {
            if Arc::ptr_eq(before, marks) && Arc::ptr_eq(of, catalogue) {
                return Vec::new();
            }
            match Arc::ptr_eq(of, catalogue) {
                true => self
                    .known
                    .retain(|article, _| marks.is_same_in(before, article)),
                false => self.known.clear(),
            }
        }
        self.of = Some((Arc::clone(marks), Arc::clone(catalogue)));
        self.adrift = None;
        self.single.clear();
        let articles = marks.articles().into_iter();
        let lacking = articles.filter(|article| !self.known.contains_key(*article));
        let lacking: Vec<String> = lacking.map(str::to_owned).collect();
        self.lacking = lacking.iter().cloned().collect();
        self.settle();
        lacking
    }

    /// Forgets everything: files may have changed.
    pub fn forget(&mut self) {
        *self = Standings::default();
    }

    /// How the marks of these articles stood when the marks were `of`. Whether all are known by now that
    /// were not before.
    pub fn add(&mut self, of: &Arc<Marks>, found: Vec<(String, Standing)>) -> bool {
        let Some((marks, _)) = &self.of else {
            return false;
        };
        let holds = |article: &str| Arc::ptr_eq(marks, of) || marks.is_same_in(of, article);
        let found = found.into_iter().filter(|(article, _)| holds(article));
        for (article, standing) in found {
            self.lacking.remove(&article);
            self.known.insert(article, standing);
        }
        let was_known = self.adrift.is_some();
        self.settle();
        !was_known && self.adrift.is_some()
    }

    /// How single marks stood when the marks were `of`.
    pub fn add_single(&mut self, of: &Arc<Marks>, found: Vec<(MarkId, Option<Adrift>)>) {
        if self
            .of
            .as_ref()
            .is_some_and(|(marks, _)| Arc::ptr_eq(marks, of))
        {
            self.single.extend(found);
        }
    }

    /// Whether `mark`, whose article is there, has no place in its text; `None` if that is not known.
    pub fn of(&self, mark: &Mark) -> Option<Option<&Adrift>> {
        match self.known.get(&mark.annotation.article) {
            Some(Standing::Found(adrift)) => Some(adrift.get(&mark.id)),
            Some(Standing::Unreadable | Standing::Absent) => Some(None),
            None => self.single.get(&mark.id).map(Option::as_ref),
        }
    }

    /// All marks that have no place, in the order of their names; `None` as long as articles are looked at.
    pub fn adrift(&self) -> Option<&Arc<[MarkId]>> {
        self.adrift.as_ref()
    }

    /// Sums up, once every article is known: not before, for there may be a hundred thousand, and they become
    /// known a few at a time.
    fn settle(&mut self) {
        let is_due = self.adrift.is_none() && self.lacking.is_empty();
        let Some((marks, _)) = self.of.as_ref().filter(|_| is_due) else {
            return;
        };
        let mut adrift: Vec<MarkId> = Vec::new();
        for article in marks.articles() {
            match self.known.get(article) {
                Some(Standing::Found(found)) => adrift.extend(found.keys().copied()),
                Some(Standing::Absent) => {
                    adrift.extend(marks.entries_of(article).map(|entry| entry.id));
                }
                Some(Standing::Unreadable) | None => {}
            }
        }
        adrift.sort_unstable();
        self.adrift = Some(adrift.into());
    }
}
