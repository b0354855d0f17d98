//! `kanbao list`: the issues, or the articles of one.

use crate::app::labels;
use crate::cli::args::List;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::fault::{notices, place};
use crate::cli::output::{Output, complain, stdout_columns};
use crate::cli::session::Session;
use crate::cli::table::Table;
use crate::cli::{find, json};
use crate::config::Paths;
use crate::library::{ArticleMeta, Issue, PartialDate, Scan, load_issue};
use crate::store::ReadingState;
use crate::text::elide::elide_end;
use crate::text::{AmbiguousWidth, Cells, Clean, sanitize};
use crate::words::Words;

/// How much of the text stands for a missing title, in cells.
const BEGINNING: Cells = 24;
/// The columns that are made narrower where a terminal has no room: those of the issues, and that of
/// the articles.
const PUBLICATION: usize = 1;
const NUMBER: usize = 2;
const TITLE: usize = 2;
/// Articles have the issue's id before their own name only where titles keep this room, in cells.
const ROOM: Cells = 32;
const ID: usize = 1;

/// Prints the issues in the order of the shelf, or the articles of one issue in order.
///
/// # Errors
/// There is no such issue, it cannot be read, or standard output takes no more.
pub(crate) fn run(args: &List, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    let scan = session.scan();
    let catalogue = &scan.catalogue;
    let reading = session.reading();
    match &args.issue {
        Some(name) => {
            let issue = find::issue(catalogue, name, session.words)?;
            articles(args, issue, &reading, session.words, output)
        }
        None => issues(args, &scan, &reading, session, output),
    }
}

fn issues(
    args: &List,
    scan: &Scan,
    reading: &ReadingState,
    session: &Session,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let words = session.words;
    let catalogue = &scan.catalogue;
    let unread = |issue: &Issue| {
        issue
            .articles
            .iter()
            .filter(|id| !reading.read.contains(*id))
            .count()
    };
    if args.json {
        let issues: Vec<json::Issue<'_>> = catalogue
            .issues()
            .iter()
            .map(|issue| json::Issue::new(issue, unread(issue)))
            .collect();
        output.json(&issues)?;
    } else {
        let mut table = Table::default();
        for issue in catalogue.issues() {
            table.push(vec![
                sanitize(&issue.id),
                issue.publication.clone(),
                issue.number.clone().unwrap_or_default(),
                date(issue.date),
                words.count_articles(issue.articles.len()),
                match unread(issue) {
                    0 => Clean::default(),
                    unread => words.count_unread(unread),
                },
            ]);
        }
        if let Some(columns) = stdout_columns() {
            table.fit(columns, &[NUMBER, PUBLICATION]);
        }
        for line in table.lines("") {
            output.line(line.as_clean())?;
        }
    }
    if catalogue.is_empty() {
        return Err(empty(scan, session));
    }
    for notice in notices(scan, words) {
        complain(&notice, &[]);
    }
    Ok(Exit::Done)
}

/// Why there is nothing in the list: a library that cannot be read, something in it that is no issue
/// yet, or nothing at all.
fn empty(scan: &Scan, session: &Session) -> Failure {
    let words = session.words;
    let failure = Failure::nothing(words.library_empty());
    if let Some(first) = scan.closed.first() {
        return Failure::of(first, words);
    }
    if let Some(first) = scan.diagnostics.first() {
        let message = words.file_fault(&place(first), first.fault.message(words).as_str());
        let hints = std::iter::once(message).chain(first.fault.hint(words));
        return hints.fold(failure, Failure::hint);
    }
    let default = || session.paths.as_ref().map(Paths::library);
    match session.libraries.first().cloned().or_else(default) {
        Some(folder) => failure.hint(words.hint_list_empty(&folder.display().to_string())),
        None => failure,
    }
}

fn articles(
    args: &List,
    issue: &Issue,
    reading: &ReadingState,
    words: Words,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let (articles, _) = load_issue(issue);
    if args.json {
        let articles: Vec<json::Article<'_>> = articles
            .iter()
            .map(|meta| json::Article::listed(meta, !reading.read.contains(&meta.id)))
            .collect();
        output.json(&articles)?;
    } else {
        let mut table = Table::default();
        for (index, meta) in articles.iter().enumerate() {
            table.push(vec![
                sanitize(&format!("{:>2}", index + 1)),
                sanitize(&meta.id),
                title(meta, words),
                labels::kind(words, meta.kind),
                date(meta.date),
                if reading.read.contains(&meta.id) {
                    Clean::default()
                } else {
                    words.article_unread()
                },
            ]);
        }
        if let Some(columns) = stdout_columns() {
            if !table.has_room(columns, TITLE, ROOM) {
                // The issue was named, and `ISSUE/N` names an article too.
                table.change(ID, |id| sanitize(id.rsplit('/').next().unwrap_or_default()));
            }
            table.fit(columns, &[TITLE]);
        }
        for line in table.lines("") {
            output.line(line.as_clean())?;
        }
    }
    if articles.is_empty() {
        return Err(Failure::nothing(words.issue_empty(&issue.checked_as())));
    }
    Ok(Exit::Done)
}

/// The title; without one, the beginning of the text.
fn title(meta: &ArticleMeta, words: Words) -> Clean {
    if !meta.title.is_empty() {
        return meta.title.clone();
    }
    let (beginning, _) = elide_end(meta.opening.as_clean(), BEGINNING, AmbiguousWidth::NARROW);
    words.untitled_beginning(beginning.as_str())
}

fn date(date: Option<PartialDate>) -> Clean {
    date.map(|date| sanitize(&date.to_string()))
        .unwrap_or_default()
}
