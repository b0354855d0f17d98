//! Which issue or article a name on the command line means, or why it means none.

use super::error::Failure;
use crate::annotation::json_ld::article_in;
use crate::config::suggest::nearest;
use crate::library::catalogue::LookupError;
use crate::library::{Catalogue, Issue};
use crate::text::sanitize;
use crate::words::Words;

/// The most ids that an ambiguous name is answered with.
const MAX_CANDIDATES: usize = 8;

/// The issue that `name` means: its id or the beginning of it.
///
/// # Errors
/// No issue, or more than one, is meant.
pub(crate) fn issue<'a>(
    catalogue: &'a Catalogue,
    name: &str,
    words: Words,
) -> Result<&'a Issue, Failure> {
    let name = name.trim_end_matches('/');
    catalogue.find_issue(name).map_err(|error| match error {
        LookupError::Ambiguous(ids) => {
            candidates(Failure::nothing(words.issue_ambiguous(name)), &ids, words)
        }
        LookupError::NotFound => {
            let ids = catalogue.issues().iter().map(|issue| issue.id.as_str());
            unknown(
                Failure::nothing(words.issue_unknown(name)),
                name,
                ids,
                words,
            )
        }
    })
}

/// The issue and id of the article that `name` means: its id, the beginning of it, or `ISSUE/N`; the id also as
/// annotations name it.
///
/// # Errors
/// No article, or more than one, is meant.
pub(crate) fn article<'a>(
    catalogue: &'a Catalogue,
    name: &str,
    words: Words,
) -> Result<(&'a Issue, &'a str), Failure> {
    let name = article_in(name).unwrap_or(name);
    match catalogue.find_article(name) {
        Ok(found) => Ok((found.issue, found.id())),
        Err(LookupError::Ambiguous(ids)) => Err(candidates(
            Failure::nothing(words.article_ambiguous(name)),
            &ids,
            words,
        )),
        Err(LookupError::NotFound) => {
            let failure = Failure::nothing(words.article_unknown(name));
            let (issue_name, rest) = name.split_once('/').unwrap_or((name, ""));
            // What is wrong may be the article alone.
            let Ok(issue) = catalogue.find_issue(issue_name) else {
                let ids = catalogue.issues().iter().map(|issue| issue.id.as_str());
                return Err(unknown(failure, issue_name, ids, words));
            };
            if rest.parse::<usize>().is_ok() {
                let message = words.article_number_unknown(&issue.id, issue.articles.len());
                return Err(Failure::nothing(message).hint(words.hint_list_articles(&issue.id)));
            }
            let written = format!("{}/{rest}", issue.id);
            Err(
                match nearest(&written, issue.articles.iter().map(String::as_str)) {
                    Some(id) => failure.hint(words.usage_suggestion(id)),
                    None => failure.hint(words.hint_list_articles(&issue.id)),
                },
            )
        }
    }
}

/// `failure` with the ids that were perhaps meant, one a line, and how many more there are.
fn candidates(mut failure: Failure, ids: &[String], words: Words) -> Failure {
    let shown = ids.len().min(MAX_CANDIDATES);
    for id in &ids[..shown] {
        failure = failure.hint(sanitize(id));
    }
    match ids.len() - shown {
        0 => failure,
        more => failure.hint(words.hint_more(more)),
    }
}

/// `failure` with the id that was perhaps meant, also where only the beginning was typed.
fn unknown<'a>(
    failure: Failure,
    name: &str,
    ids: impl Iterator<Item = &'a str> + Clone,
    words: Words,
) -> Failure {
    let length = name.chars().count();
    let begins_like = |id: &&str| {
        let beginning: String = id.chars().take(length).collect();
        nearest(name, [beginning.as_str()]).is_some()
    };
    if name.is_empty() {
        return failure.hint(words.hint_list_issues());
    }
    match nearest(name, ids.clone()).or_else(|| ids.into_iter().find(begins_like)) {
        Some(id) => failure.hint(words.usage_suggestion(id)),
        None => failure.hint(words.hint_list_issues()),
    }
}
