//! What keys do in lists: shelf, issue, contents.

use super::{note, say};
use crate::app::effect::Effect;
use crate::app::list::Row as _;
use crate::app::open;
use crate::app::page::Page;
use crate::app::pages::shelf::{ShelfPage, ShelfRow};
use crate::app::state::State;
use crate::app::unread::{Round, unread_from};
use crate::config::action::Action;

/// Does what `action` asks for on the list in front.
pub fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    match action {
        Action::Open => open_row(state),
        Action::Delete => note::delete_draft(state),
        Action::NextUnread => unread(state, true),
        Action::PreviousUnread => unread(state, false),
        Action::NextMatch => step_match(state, count.unwrap_or(1) as isize),
        Action::PreviousMatch => step_match(state, -(count.unwrap_or(1) as isize)),
        Action::NextPublication => publication(state, count.unwrap_or(1), true),
        Action::PreviousPublication => publication(state, count.unwrap_or(1), false),
        _ => {
            move_by(state, action, count);
            Vec::new()
        }
    }
}

/// Moves the pointer of the list in front.
pub fn move_by(state: &mut State, action: Action, count: Option<usize>) {
    let height = state.list_area().rows;
    if let Some(list) = state.list_mut() {
        list.move_by(action, count, height);
    }
}

/// To the next (previous) row that fits the filter, or fitted the one dropped last.
fn step_match(state: &mut State, steps: isize) -> Vec<Effect> {
    if state.list_mut().is_some_and(|list| !list.step_match(steps)) {
        let key = state.key(Action::Filter, "/");
        return say(state, &state.words.filtered_none(key.as_str()));
    }
    Vec::new()
}

fn open_row(state: &mut State) -> Vec<Effect> {
    match state.front() {
        None => open_shelf_row(state),
        Some(Page::Marks(_)) => super::marks_page::open_mark(state),
        Some(Page::Issue(id)) => {
            let Some(article) = state.issues.get(id).and_then(|page| page.current()) else {
                return Vec::new();
            };
            let article = article.id.clone();
            open::remember(state);
            open::open_article(state, &article, None)
        }
        Some(Page::Contents(contents)) => {
            let line = contents.list.current().map(|row| row.line);
            open::remember(state);
            state.pages.pop();
            if let (Some(line), Some(reader)) = (line, state.reader_mut()) {
                reader.go_to_line(line);
            }
            Vec::new()
        }
        Some(
            Page::Reader(_)
            | Page::Messages(_)
            | Page::Raw(_)
            | Page::Finder(_)
            | Page::Search(_)
            | Page::Note(_)
            | Page::Help(_),
        ) => Vec::new(),
    }
}

fn open_shelf_row(state: &mut State) -> Vec<Effect> {
    match state.shelf.list.current().cloned() {
        Some(ShelfRow::Draft(row)) => note::open_draft(state, &row.path),
        Some(ShelfRow::Resume(article)) => {
            open::remember(state);
            open::open_article(state, &article, None)
        }
        Some(ShelfRow::Issue { index, .. }) => {
            let Some(id) = state
                .catalogue
                .issues()
                .get(index)
                .map(|issue| issue.id.clone())
            else {
                return Vec::new();
            };
            open::remember(state);
            open::open_issue(state, &id)
        }
        Some(ShelfRow::Older { publication, .. }) => {
            let row = state.shelf.list.pointer.row;
            state.shelf.unfolded.insert(publication.as_str().to_owned());
            state.rebuild_shelf();
            // The first of the unfolded issues takes the place of the row that unfolded them.
            state.shelf.list.pointer.row = row;
            Vec::new()
        }
        Some(ShelfRow::Builtin) => vec![Effect::ShowBuiltin],
        _ => Vec::new(),
    }
}

/// To the next (previous) unread row; in an issue that has none any more, to the publication's next
/// issue that has.
fn unread(state: &mut State, forward: bool) -> Vec<Effect> {
    match state.front() {
        None => {
            let found = unread_row(&state.shelf, forward);
            match found {
                Some(row) => state.shelf.list.pointer.row = row,
                None => return say(state, &state.words.unread_none()),
            }
            Vec::new()
        }
        Some(Page::Issue(id)) => {
            let id = id.clone();
            let current = state
                .issues
                .get(&id)
                .and_then(|page| page.current())
                .map(|article| article.id.clone());
            let Some(article) =
                unread_from(state, &id, current.as_deref(), forward, Round::Publication)
            else {
                return say(state, &state.words.unread_none());
            };
            let Some(issue) = state
                .catalogue
                .issue_of(&article)
                .map(|issue| issue.id.clone())
            else {
                return Vec::new();
            };
            let mut effects = Vec::new();
            if issue != id {
                open::remember(state);
                state.pages.pop();
                effects = open::open_issue(state, &issue);
            }
            if let Some(page) = state.issues.get_mut(&issue) {
                let index = page.articles.iter().position(|other| other.id == article);
                page.point_at(index.unwrap_or(0));
            }
            effects
        }
        _ => Vec::new(),
    }
}

fn unread_row(shelf: &ShelfPage, forward: bool) -> Option<usize> {
    let unread = |(_, row): &(usize, &ShelfRow)| matches!(row, ShelfRow::Issue { unread: 1.., .. });
    let (row, mut rows) = (shelf.list.pointer.row, shelf.list.rows().iter().enumerate());
    if forward {
        rows.skip(row + 1).find(unread)
    } else {
        rows.rfind(|pair| pair.0 < row && unread(pair))
    }
    .map(|(row, _)| row)
}

/// On the shelf, to the first issue of the next publication, or of this or the one before.
fn publication(state: &mut State, count: usize, forward: bool) -> Vec<Effect> {
    let list = &mut state.shelf.list;
    for _ in 0..count.min(list.rows().len()) {
        let heading = |row: &ShelfRow| {
            matches!(
                row,
                ShelfRow::Heading { .. } | ShelfRow::ResumeHeading | ShelfRow::DraftsHeading
            )
        };
        let starts: Vec<usize> = (1..list.rows().len())
            .filter(|&row| heading(&list.rows()[row - 1]) && list.rows()[row].is_stop())
            .collect();
        let goal = if forward {
            starts.into_iter().find(|&row| row > list.pointer.row)
        } else {
            starts.into_iter().rfind(|&row| row < list.pointer.row)
        };
        match goal {
            Some(row) => list.pointer.row = row,
            None => break,
        }
    }
    Vec::new()
}
