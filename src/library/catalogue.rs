//! The issues of a library in the order of the shelf, and the ways to name one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::id;
use super::issue::{Issue, PartialDate};
use crate::text::Clean;

/// Issues in the order of the shelf: publications by their newest issue, the newest first; in each,
/// the newest issue first; without a date last. Ids are unique.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    issues: Vec<Issue>,
    /// Indices of `issues` by id.
    by_id: Vec<usize>,
}

/// An article of a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArticleRef<'a> {
    /// Its issue.
    pub issue: &'a Issue,
    /// Its place in [`Issue::articles`].
    pub index: usize,
}

/// A name that names nothing, or too much.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LookupError {
    /// Nothing has this name or begins with it.
    #[error("nothing of this name")]
    NotFound,
    /// Several do: their ids in order.
    #[error("several of this name")]
    Ambiguous(Vec<String>),
}

impl Catalogue {
    /// Puts `issues`, whose ids are unique, in the order of the shelf.
    pub fn new(mut issues: Vec<Issue>) -> Catalogue {
        let mut newest: BTreeMap<Clean, Option<PartialDate>> = BTreeMap::new();
        for issue in &issues {
            let date = newest.entry(issue.publication.clone()).or_default();
            *date = (*date).max(issue.date);
        }
        issues.sort_by(|a, b| {
            let publication = |issue: &Issue| Reverse(newest.get(&issue.publication).copied());
            publication(a)
                .cmp(&publication(b))
                .then_with(|| a.publication.cmp(&b.publication))
                .then_with(|| b.date.cmp(&a.date))
                .then_with(|| id::compare(&b.id, &a.id))
        });
        let mut by_id: Vec<usize> = (0..issues.len()).collect();
        by_id.sort_by(|&a, &b| issues[a].id.cmp(&issues[b].id));
        Catalogue { issues, by_id }
    }

    /// All issues.
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.issues.is_empty()
    }

    /// Where the issue `id` stands in [`Catalogue::issues`].
    pub fn index_of(&self, id: &str) -> Option<usize> {
        let place = self
            .by_id
            .binary_search_by(|&index| self.issues[index].id.as_str().cmp(id));
        place.ok().map(|place| self.by_id[place])
    }

    /// The issue `id`.
    pub fn issue(&self, id: &str) -> Option<&Issue> {
        self.index_of(id).map(|index| &self.issues[index])
    }

    /// The article `id` (`<issue-id>/<file stem>`).
    pub fn article(&self, id: &str) -> Option<ArticleRef<'_>> {
        let issue = self.issue(id.split_once('/')?.0)?;
        let index = issue.articles.iter().position(|article| article == id)?;
        Some(ArticleRef { issue, index })
    }

    /// The issue that the article `id` belongs to by its id, whether or not that article exists.
    pub fn issue_of(&self, id: &str) -> Option<&Issue> {
        self.issue(id.split_once('/')?.0)
    }

    /// The issue that `name` names: its id or a beginning of its id that no other has.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn find_issue(&self, name: &str) -> Result<&Issue, LookupError> {
        let (issue, others) = self.matching_issues(name)?;
        if others.is_empty() {
            return Ok(issue);
        }
        let ids = std::iter::once(issue).chain(others);
        Err(LookupError::Ambiguous(
            ids.map(|issue| issue.id.clone()).collect(),
        ))
    }

    /// The article that `name` names: its id, a beginning of its id that no other has, or
    /// `ISSUE/N` for the N-th one (from 1); ISSUE may be a beginning too. An issue with a single
    /// article names that.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn find_article(&self, name: &str) -> Result<ArticleRef<'_>, LookupError> {
        if let Some((issue, article)) = name.split_once('/') {
            return find_in(self.find_issue(issue)?, article);
        }
        let (issue, others) = self.matching_issues(name)?;
        let ids: Vec<&String> = std::iter::once(issue)
            .chain(others)
            .flat_map(|issue| &issue.articles)
            .collect();
        match ids[..] {
            [] => Err(LookupError::NotFound),
            [id] => self.article(id).ok_or(LookupError::NotFound),
            _ => Err(LookupError::Ambiguous(ids.into_iter().cloned().collect())),
        }
    }

    /// The first issue named `name`, and further ones when it is a beginning of several ids.
    fn matching_issues(&self, name: &str) -> Result<(&Issue, Vec<&Issue>), LookupError> {
        if name.is_empty() {
            return Err(LookupError::NotFound);
        }
        let first = self
            .by_id
            .partition_point(|&index| self.issues[index].id.as_str() < name);
        let mut matching = self.by_id[first..]
            .iter()
            .map(|&index| &self.issues[index])
            .take_while(|issue| issue.id.starts_with(name));
        let issue = matching.next().ok_or(LookupError::NotFound)?;
        let others = if issue.id == name {
            Vec::new()
        } else {
            matching.collect()
        };
        Ok((issue, others))
    }
}

impl<'a> ArticleRef<'a> {
    /// Its id.
    pub fn id(&self) -> &'a str {
        &self.issue.articles[self.index]
    }
}

fn find_in<'a>(issue: &'a Issue, name: &str) -> Result<ArticleRef<'a>, LookupError> {
    let stem = |id: &'a String| id.rsplit('/').next().unwrap_or(id);
    let at = |index| Ok(ArticleRef { issue, index });
    if let Some(index) = issue.articles.iter().position(|id| stem(id) == name) {
        return at(index);
    }
    let nth = name
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| name.parse::<usize>().ok())
        .flatten();
    if let Some(number) = nth.filter(|number| (1..=issue.articles.len()).contains(number)) {
        return at(number - 1);
    }
    let matching: Vec<usize> = (0..issue.articles.len())
        .filter(|&index| stem(&issue.articles[index]).starts_with(name))
        .collect();
    match matching[..] {
        [] => Err(LookupError::NotFound),
        [index] => at(index),
        _ => {
            let ids = matching.iter().map(|&index| issue.articles[index].clone());
            Err(LookupError::Ambiguous(ids.collect()))
        }
    }
}
