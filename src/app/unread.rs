//! The next unread article, round the whole library.
//!
//! Every other article stands on one round trip that begins at the current one; the first unread on
//! it is the next. In the reader the trip goes round the issue first, so that what was skipped there
//! is not left behind; among lists the issues that follow go first, for the pointer passes over
//! articles without reading them. Then come the other issues of the publication, then the others of
//! the library in shelf order. So nothing is found only when all the rest is read.

use std::ops::Range;

use super::state::State;

/// What is gone round before anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// The issue: while one reads.
    Issue,
    /// The issues that follow in the publication: in a list.
    Publication,
}

/// The next (`forward`) or previous unread article from `article` of `issue`; `None` if every other
/// article of the library is read. Without an article, from before the first one of the issue.
pub fn unread_from(
    state: &State,
    issue: &str,
    article: Option<&str>,
    forward: bool,
    round: Round,
) -> Option<String> {
    let issues = state.catalogue.issues();
    let at = state.catalogue.index_of(issue)?;
    let articles = &issues[at].articles;
    let here = articles.iter().position(|id| Some(id.as_str()) == article);
    let (before, after) = (
        &articles[..here.unwrap_or(0)],
        &articles[here.map_or(0, |here| here + 1)..],
    );
    let same = |index: &usize| issues[*index].publication == issues[at].publication;
    let start = (0..at).rev().take_while(same).last().unwrap_or(at);
    let end = (at..issues.len()).take_while(same).last().unwrap_or(at) + 1;
    let unread = |ids: &[String]| -> Option<String> {
        let mut unread = ids
            .iter()
            .filter(|id| !state.reading.read.contains(id.as_str()));
        let found = if forward {
            unread.next()
        } else {
            unread.next_back()
        };
        found.cloned()
    };
    let among = |mut range: Range<usize>| -> Option<String> {
        if forward {
            range.find_map(|index| unread(&issues[index].articles))
        } else {
            range
                .rev()
                .find_map(|index| unread(&issues[index].articles))
        }
    };
    // Where the way begins, where it comes back to, and the issues on either side of this one.
    let (ahead, behind, ahead_issues, behind_issues, last) = if forward {
        let others = [end..issues.len(), 0..start];
        (after, before, at + 1..end, start..at, others)
    } else {
        let others = [0..start, end..issues.len()];
        (before, after, start..at, at + 1..end, others)
    };
    let rest_of_publication = || match round {
        Round::Issue => unread(behind).or_else(|| among(ahead_issues.clone())),
        Round::Publication => among(ahead_issues.clone()).or_else(|| unread(behind)),
    };
    unread(ahead)
        .or_else(rest_of_publication)
        .or_else(|| among(behind_issues.clone()))
        .or_else(|| last.into_iter().find_map(among))
}

/// How many articles of `issue` but `article` are unread.
pub fn others_unread(state: &State, issue: &str, article: &str) -> usize {
    let articles = state.catalogue.issue(issue);
    articles.map_or(0, |issue| {
        issue
            .articles
            .iter()
            .filter(|id| *id != article && !state.reading.read.contains(id.as_str()))
            .count()
    })
}
