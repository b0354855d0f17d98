//! The shelf, drawn: publications, their issues, and how much of each is unread.

use crate::app::geometry::{Pane, Room};
use crate::app::labels;
use crate::app::pages::shelf::ShelfRow;
use crate::app::progress::minutes;
use crate::app::state::State;
use crate::config::action::Action;
use crate::library::Issue;
use crate::store::reading::Place;
use crate::text::{Cells, Clean};
use crate::ui::canvas::{Canvas, Glyph};
use crate::ui::list::{self, draw_list};
use crate::ui::status::{self, Cell, Left};
use crate::ui::style::Role;
use crate::words::{Hint, Language};

/// Draws the shelf in its pane; `focused` if keys act on it. Gives the pointer's cell.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, focused: bool) -> Option<Cell> {
    let panes = state.size.panes();
    let pane = panes.shelf();
    masthead(canvas, state, pane, panes.are_two());
    if state.catalogue.issues().is_empty() {
        return empty(canvas, state, pane);
    }
    draw_list(
        canvas,
        state,
        state.size.shelf_area(),
        (&state.shelf.list, focused),
        |canvas, y, row| draw_row(canvas, state, pane, y, row),
    )
}

/// The shelf's hints, help last.
pub fn hints(state: &State) -> Vec<(Action, Hint)> {
    let words = state.words;
    if state.catalogue.issues().is_empty() {
        let mut hints = vec![
            (Action::Help, words.hint_help()),
            (Action::Quit, words.hint_quit()),
        ];
        if state.size.columns < 60 {
            // The last one is the last to leave.
            hints.reverse();
        }
        return hints;
    }
    vec![
        (Action::Open, words.hint_open()),
        (Action::Filter, words.hint_filter()),
        (Action::Quit, words.hint_quit()),
        (Action::Help, words.hint_help()),
    ]
}

/// The status row of the shelf. Gives the cursor's cell if it stands there.
pub fn draw_status(canvas: &mut Canvas<'_>, state: &State) -> Option<Cell> {
    let welcome = state.words.welcome();
    let left = if state.newcomer.on_shelf {
        Left::Text(welcome.as_clean())
    } else {
        Left::Hints(hints(state))
    };
    if state.catalogue.issues().is_empty() {
        let right = state.size.columns - state.size.margin();
        return status::draw(canvas, state, left, right);
    }
    list::draw_status(canvas, state, &state.shelf.list, left)
}

fn masthead(canvas: &mut Canvas<'_>, state: &State, pane: Pane, two: bool) {
    if !state.size.has_masthead() {
        return;
    }
    let words = state.words;
    canvas.text(pane.head(), 0, words.app_name().as_clean(), Role::Masthead);
    let (articles, unread) = state.shelf.articles;
    let issues = words.count_issues(state.catalogue.issues().len());
    let mut counts = issues.clone();
    if articles > 0 {
        counts.push(Clean::from("  ").as_clean());
        counts.push(words.count_articles(articles).as_clean());
    }
    let unread = if articles > 0 {
        words.count_unread(unread)
    } else {
        issues
    };
    let rule = if two {
        canvas.text(pane.head(), 1, counts.as_clean(), Role::Status);
        canvas.text_right(pane.right, 1, unread.as_clean(), Role::Status);
        2
    } else {
        match pane.room {
            Room::Scant => {}
            Room::Narrow => {
                canvas.text_right(pane.right, 0, unread.as_clean(), Role::Status);
            }
            Room::Medium | Room::Wide => {
                if articles > 0 {
                    counts.push(Clean::from("  ").as_clean());
                    counts.push(unread.as_clean());
                }
                canvas.text_right(pane.right, 0, counts.as_clean(), Role::Status);
            }
        }
        1
    };
    canvas.rule(pane.head()..pane.right, rule);
}

fn draw_row(canvas: &mut Canvas<'_>, state: &State, pane: Pane, y: Cells, row: &ShelfRow) {
    let words = state.words;
    match row {
        ShelfRow::Blank => {}
        ShelfRow::ResumeHeading => {
            canvas.text(pane.text(), y, words.shelf_resume().as_clean(), Role::Label);
        }
        ShelfRow::Heading {
            publication,
            publisher,
        } => {
            let mut limit = pane.right;
            if let Some(publisher) = publisher.as_ref().filter(|_| pane.room == Room::Wide) {
                let room = pane
                    .right
                    .saturating_sub(pane.text() + canvas.width(publication.as_clean()) + 2);
                if canvas.width(publisher.as_clean()) <= room {
                    limit = canvas.text_right(pane.right, y, publisher.as_clean(), Role::Label);
                }
            }
            canvas.text_within(
                pane.text(),
                limit,
                y,
                publication.as_clean(),
                Role::Publication,
            );
        }
        ShelfRow::Resume(article) => draw_resume(canvas, state, pane, y, article),
        ShelfRow::Issue { index, unread } => {
            if let Some(issue) = state.catalogue.issues().get(*index) {
                draw_issue(canvas, state, pane, y, issue, *unread);
            }
        }
        ShelfRow::Older { count, .. } => {
            canvas.text_within(
                pane.text(),
                pane.right,
                y,
                words.shelf_older(*count).as_clean(),
                Role::Hint,
            );
        }
        ShelfRow::Builtin => {}
    }
}

fn draw_issue(
    canvas: &mut Canvas<'_>,
    state: &State,
    pane: Pane,
    y: Cells,
    issue: &Issue,
    unread: usize,
) {
    let words = state.words;
    let role = if unread > 0 { Role::Body } else { Role::Read };
    if unread > 0 {
        canvas.glyph(pane.dot(), y, Glyph::Unread);
    }
    let total = issue.articles.len();
    let fraction = if unread > 0 {
        words.pos_of(unread, total)
    } else {
        Clean::from(total.to_string().as_str())
    };
    let date = labels::issue_date(issue);
    let x = pane.text();
    match pane.room {
        Room::Scant | Room::Narrow => {
            let limit = canvas
                .text_right(pane.right, y, fraction.as_clean(), Role::Status)
                .saturating_sub(1);
            let number = labels::issue_short(words, issue);
            if pane.room == Room::Narrow {
                let end = if date.is_empty() { limit } else { x + 9 };
                canvas.text_within(x, end, y, number.as_clean(), role);
                if x + 10 + canvas.width(date.as_clean()) <= limit {
                    canvas.text(x + 10, y, date.as_clean(), role);
                }
            } else {
                canvas.text_within(x, limit, y, number.as_clean(), role);
            }
        }
        Room::Medium => {
            canvas.text_right(pane.right, y, fraction.as_clean(), Role::Status);
            canvas.text_within(
                x,
                x + 16,
                y,
                labels::issue_name(words, issue).as_clean(),
                role,
            );
            canvas.text(x + 18, y, date.as_clean(), role);
        }
        Room::Wide => {
            canvas.text_within(
                x,
                x + 15,
                y,
                labels::issue_name(words, issue).as_clean(),
                role,
            );
            if let Some(serial) = labels::issue_serial(words, issue) {
                canvas.text_within(x + 16, x + 29, y, serial.as_clean(), role);
            }
            canvas.text(x + 30, y, date.as_clean(), role);
            let articles = words.count_articles_column(total);
            let start = canvas.text_right(pane.right, y, articles.as_clean(), Role::Status);
            if unread > 0 {
                canvas.text_right(
                    start.saturating_sub(3),
                    y,
                    words.count_unread_column(unread).as_clean(),
                    Role::Status,
                );
            }
        }
    }
}

fn draw_resume(canvas: &mut Canvas<'_>, state: &State, pane: Pane, y: Cells, article: &str) {
    let words = state.words;
    let Some(issue) = state.catalogue.issue_of(article) else {
        return;
    };
    let meta = state
        .issues
        .get(&issue.id)
        .and_then(|page| page.articles.iter().find(|meta| meta.id == article));
    let title = meta
        .map(|meta| meta.title.clone())
        .unwrap_or_else(|| Clean::from(article));
    let place = state.reading.places.get(article);
    let percent = place
        .map(|place| position(state, place))
        .unwrap_or_default();
    let mut limit = pane.right;
    if matches!(pane.room, Room::Medium | Room::Wide) {
        let percent = place.map_or(0, |place| usize::from(place.percent));
        let left = meta.map_or(0, |meta| meta.han * 100usize.saturating_sub(percent) / 100);
        let minutes = words.time_left(minutes(left, state.view.settings.han_per_minute));
        if left > 0 {
            canvas.text_right(pane.right, y, minutes.as_clean(), Role::Status);
        }
        limit = pane.right
            - match words.language {
                Language::Chinese => 9,
                Language::English => 13,
            };
    }
    if pane.room != Room::Scant {
        limit = canvas
            .text_right(limit, y, percent.as_clean(), Role::Status)
            .min(limit - 4);
    }
    limit = limit.saturating_sub(1);
    let x = pane.text();
    if pane.room == Room::Wide {
        let mut source = issue.publication.clone();
        source.push(Clean::from("  ").as_clean());
        source.push(labels::issue_name(words, issue).as_clean());
        canvas.text_within(x + 30, limit, y, source.as_clean(), Role::Hint);
        limit = x + 28;
    }
    canvas.text_within(x, limit, y, title.as_clean(), Role::Body);
}

/// A remembered place, as the reader's status row would say it.
pub fn position(state: &State, place: &Place) -> Clean {
    match (place.top, place.percent) {
        (_, 100..) => state.words.pos_end(),
        (true, _) => state.words.pos_top(),
        (false, percent) => state.words.pos_percent(usize::from(percent)),
    }
}

/// An empty library: what it is and what can be done.
fn empty(canvas: &mut Canvas<'_>, state: &State, pane: Pane) -> Option<Cell> {
    let words = state.words;
    let roomy = state.size.rows >= 16 && state.size.columns >= 60;
    let (x, mut y) = if roomy {
        (12, 7)
    } else {
        (pane.text(), state.size.page_area().top)
    };
    let last = state.size.rows - 2;
    for line in status::set(
        canvas,
        &words.library_empty_page(),
        pane.right.saturating_sub(x),
    ) {
        canvas.text(x, y.min(last), line.as_clean(), Role::Body);
        y += 1;
    }
    y += usize::from(roomy);
    let beside = x + 26;
    let place = |canvas: &mut Canvas<'_>, y: &mut Cells, label: &Clean, value: &Clean| {
        canvas.text_within(x, pane.right, *y, label.as_clean(), Role::Label);
        if roomy {
            canvas.text_within(beside, pane.right, *y, value.as_clean(), Role::Body);
        } else {
            *y += 1;
            canvas.text_within(x, pane.right, *y, value.as_clean(), Role::Body);
        }
        *y += 1;
    };
    place(
        canvas,
        &mut y,
        &words.library_empty_where(),
        &state.home.folder,
    );
    if !state.home.builtin_hidden || y > last {
        return None;
    }
    let pointer = x - 2;
    canvas.glyph(pointer, y, Glyph::Pointer);
    let at = y;
    place(
        canvas,
        &mut y,
        &words.library_empty_builtin(),
        &words.hint_open().key,
    );
    Some((pointer, at))
}
