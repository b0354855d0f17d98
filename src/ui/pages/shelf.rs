//! The shelf, drawn: publications, their issues, and how much of each is unread.

use std::ops::Range;

use crate::app::geometry::{Breadth, Pane};
use crate::app::kept::MarkCounts;
use crate::app::labels;
use crate::app::pages::shelf::{DraftRow, MatchedFields, ShelfRow};
use crate::app::progress::minutes;
use crate::app::state::State;
use crate::config::action::Action;
use crate::library::Issue;
use crate::store::reading::Place;
use crate::text::{Cells, Clean};
use crate::ui::canvas::{Canvas, Glyph};
use crate::ui::list::{self, draw_list};
use crate::ui::pages::issue::draw_mark_counts;
use crate::ui::status::{self, Cell, Left};
use crate::ui::style::Look;
use crate::words::{Hint, Language};

/// Draws the shelf in its pane; `focused` if keys act on it. Gives the pointer's cell.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, focused: bool) -> Option<Cell> {
    let panes = state.size.panes();
    let pane = panes.shelf();
    masthead(canvas, state, pane, focused);
    if state.catalogue.issues().is_empty() {
        return empty(canvas, state, state.size.pane());
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
        return vec![
            (Action::Help, words.hint_help()),
            (Action::Quit, words.hint_quit()),
        ];
    }
    if let Some(ShelfRow::Draft(_)) = state.shelf.list.current() {
        return vec![
            (Action::Open, words.hint_resume_note()),
            (Action::Delete, words.hint_delete()),
            (Action::Help, words.hint_help()),
        ];
    }
    let open = match state.shelf.list.current() {
        Some(ShelfRow::Older { .. }) => words.hint_unfold(),
        _ => words.hint_open(),
    };
    vec![
        (Action::Open, open),
        (Action::Filter, words.hint_filter()),
        (Action::FindTitle, words.hint_find_title()),
        (Action::SearchText, words.hint_search()),
        (Action::Quit, words.hint_quit()),
        (Action::Help, words.hint_help()),
    ]
}

/// The status row of the shelf. Gives the cursor's cell if it stands there.
pub fn draw_status(canvas: &mut Canvas<'_>, state: &State) -> Option<Cell> {
    let hints = Left::Hints(hints(state));
    if state.catalogue.issues().is_empty() {
        let right = state.size.columns - state.size.margin();
        return status::draw(canvas, state, hints, right);
    }
    if state.newcomer.on_shelf && state.notices.current().is_none() {
        status::draw_welcome(canvas, state, &state.shelf.list);
        return None;
    }
    list::draw_status(canvas, state, &state.shelf.list, hints)
}

fn masthead(canvas: &mut Canvas<'_>, state: &State, pane: Pane, focused: bool) {
    if !state.size.has_masthead() {
        return;
    }
    let words = state.words;
    canvas.text(pane.head(), 0, words.app_name().as_clean(), Look::Masthead);
    let (articles, unread) = state.shelf.articles;
    let issues = words.count_issues(state.catalogue.issues().len());
    let mut counts = issues.clone();
    if articles > 0 {
        counts.push(Clean::from("  ").as_clean());
        counts.push(words.count_articles(articles).as_clean());
    }
    // An issue without articles is counted, but there is nothing in it to be read.
    let unread = (articles > 0).then(|| words.count_unread(unread));
    if state.size.shelf_area().masthead == 2 {
        let unread_at = unread.map_or(pane.right + 2, |unread| {
            canvas.text_right(pane.right, 1, unread.as_clean(), Look::Status)
        });
        let limit = unread_at.saturating_sub(2);
        let fits = |counts: &Clean| pane.head() + canvas.width(counts.as_clean()) <= limit;
        let note = list::filter_note(state, &state.shelf.list).filter(|_| !focused);
        let left = match note {
            Some(note) => note,
            None if fits(&counts) => counts,
            None => issues,
        };
        canvas.text_within(pane.head(), limit, 1, left.as_clean(), Look::Status);
    } else {
        match pane.breadth {
            Breadth::Scant => {}
            Breadth::Narrow => {
                let count = unread.unwrap_or(issues);
                canvas.text_right(pane.right, 0, count.as_clean(), Look::Status);
            }
            Breadth::Medium | Breadth::Wide => {
                if let Some(unread) = unread {
                    counts.push(Clean::from("  ").as_clean());
                    counts.push(unread.as_clean());
                }
                canvas.text_right(pane.right, 0, counts.as_clean(), Look::Status);
            }
        }
    }
    let rule = state.size.shelf_area().masthead;
    canvas.rule(pane.head()..pane.right, rule);
}

fn draw_row(canvas: &mut Canvas<'_>, state: &State, pane: Pane, y: Cells, row: &ShelfRow) {
    let words = state.words;
    match row {
        ShelfRow::Blank => {}
        ShelfRow::DraftsHeading => {
            canvas.text(pane.text(), y, words.shelf_drafts().as_clean(), Look::Label);
        }
        ShelfRow::Draft(row) => draw_draft(canvas, pane, y, row),
        ShelfRow::ResumeHeading => {
            canvas.text(pane.text(), y, words.shelf_resume().as_clean(), Look::Label);
        }
        ShelfRow::Heading {
            publication,
            publisher,
            matched,
        } => {
            let mut limit = pane.right;
            if let Some(publisher) = publisher.as_ref().filter(|_| pane.breadth == Breadth::Wide) {
                let room = pane
                    .right
                    .saturating_sub(pane.text() + canvas.width(publication.as_clean()) + 2);
                if canvas.width(publisher.as_clean()) <= room {
                    limit = canvas.text_right(pane.right, y, publisher.as_clean(), Look::Label);
                }
            }
            canvas.text_matched(
                pane.text(),
                limit,
                y,
                publication.as_clean(),
                Look::Publication,
                matched,
            );
        }
        ShelfRow::Resume(article) => draw_resume(canvas, state, pane, y, article),
        ShelfRow::Issue {
            index,
            unread,
            matched,
        } => {
            if let Some(issue) = state.catalogue.issues().get(*index) {
                let row = IssueRow {
                    issue,
                    unread: *unread,
                    matched: matched.as_deref(),
                };
                draw_issue(canvas, state, pane, y, &row);
            }
        }
        ShelfRow::Older { count, .. } => {
            canvas.text_within(
                pane.text(),
                pane.right,
                y,
                words.shelf_older(*count).as_clean(),
                Look::Hint,
            );
        }
        ShelfRow::Builtin => {}
    }
}

/// An issue's row: what it is called, when it is of, how much of it is unread.
struct IssueRow<'a> {
    issue: &'a Issue,
    unread: usize,
    matched: Option<&'a MatchedFields>,
}

fn draw_issue(canvas: &mut Canvas<'_>, state: &State, pane: Pane, y: Cells, row: &IssueRow<'_>) {
    let words = state.words;
    let &IssueRow { issue, unread, .. } = row;
    let role = if unread > 0 { Look::Body } else { Look::Read };
    if unread > 0 {
        canvas.glyph(pane.dot(), y, Glyph::Unread);
    }
    let nothing = MatchedFields::default();
    let matched = row.matched.unwrap_or(&nothing);
    let name = labels::issue_name(words, issue);
    let serial = labels::issue_serial(words, issue).unwrap_or_default();
    let date = labels::issue_date(issue);
    let x = pane.text();
    // Each field has its cells; the name takes those of fields that are not there.
    let (serial_at, date_at) = match pane.breadth {
        Breadth::Scant => (None, None),
        Breadth::Narrow => (None, Some(x + 10)),
        Breadth::Medium => (None, Some(x + 18)),
        Breadth::Wide => (Some(x + 16), Some(x + 30)),
    };
    let serial_at = serial_at.filter(|_| !serial.is_empty());
    let date_at = date_at.filter(|_| !date.is_empty());
    let dated = date_at.map(|at| at + canvas.width(date.as_clean()));
    let short = labels::issue_short(words, issue);
    let taken = dated.unwrap_or(x + canvas.width(short.as_clean()));
    let counts = draw_counts(canvas, state, pane, y, (row, taken));
    if pane.breadth == Breadth::Wide {
        // Behind the date, also where there is none.
        let first = taken.max(x + 40) + MARKS_GAP;
        draw_marks(canvas, state, y, (issue, first));
    }
    let end = counts.saturating_sub(1);
    let mut next = end;
    if let Some(at) = date_at.filter(|_| dated.is_some_and(|dated| dated <= end)) {
        canvas.text_matched(at, end, y, date.as_clean(), role, &matched.date);
        next = at - 1;
    }
    if let Some(at) = serial_at {
        canvas.text_matched(at, next, y, serial.as_clean(), role, &matched.serial);
        next = at - 1;
    }
    if pane.breadth > Breadth::Narrow {
        canvas.text_matched(x, next, y, name.as_clean(), role, &matched.name);
        return;
    }
    // The short name is the end of the full one.
    let cut = name.as_str().len() - short.as_str().len().min(name.as_str().len());
    let inside: Vec<Range<usize>> = matched
        .name
        .iter()
        .filter(|range| range.end > cut && name.as_str().ends_with(short.as_str()))
        .map(|range| range.start.max(cut) - cut..range.end - cut)
        .collect();
    canvas.text_matched(x, next, y, short.as_clean(), role, &inside);
}

/// Cells between the date and the marks, and before the unread ones.
const MARKS_GAP: Cells = 3;

/// How many notes and bookmarks there are in an issue, from cell `first` on.
fn draw_marks(canvas: &mut Canvas<'_>, state: &State, y: Cells, (issue, first): (&Issue, Cells)) {
    /// The most cells they take.
    const WIDEST: Cells = 13;
    let mut counts = MarkCounts::default();
    for article in &issue.articles {
        let of_article = state.kept.counts(article);
        counts.notes += of_article.notes;
        counts.bookmarks += of_article.bookmarks;
    }
    draw_mark_counts(canvas, y, (first, first + WIDEST), counts);
}

/// How many articles an issue has, and how many are unread; the fields before end at cell `taken`.
/// Gives the first cell used.
fn draw_counts(
    canvas: &mut Canvas<'_>,
    state: &State,
    pane: Pane,
    y: Cells,
    (row, taken): (&IssueRow<'_>, Cells),
) -> Cells {
    let words = state.words;
    let (unread, total) = (row.unread, row.issue.articles.len());
    if pane.breadth == Breadth::Wide {
        let articles = words.count_articles_column(total);
        let start = canvas.text_right(pane.right, y, articles.as_clean(), Look::Status);
        if unread == 0 {
            return start;
        }
        let unread = words.count_unread_column(unread);
        let right = start.saturating_sub(3);
        return canvas.text_right(right, y, unread.as_clean(), Look::Status);
    }
    let counts = if unread > 0 {
        vec![
            words.count_unread_of(unread, total),
            words.count_unread(unread),
            Clean::from(unread.to_string().as_str()),
        ]
    } else {
        vec![words.count_articles(total)]
    };
    // What the issue is called comes first; the dot says that something of it is unread.
    let gap = if pane.breadth == Breadth::Scant { 1 } else { 2 };
    let room = pane.right.saturating_sub(taken + gap);
    let counts = counts
        .into_iter()
        .find(|counts| canvas.width(counts.as_clean()) <= room);
    counts.map_or(pane.right + 1, |counts| {
        canvas.text_right(pane.right, y, counts.as_clean(), Look::Status)
    })
}

/// The first words of a draft, and behind them its article and its time where there is room for them.
fn draw_draft(canvas: &mut Canvas<'_>, pane: Pane, y: Cells, row: &DraftRow) {
    /// The cells of the article's title, and what stands between it and its neighbours.
    const TITLE: Cells = 12;
    const GAPS: (Cells, Cells) = (6, 5);
    canvas.glyph(pane.dot(), y, Glyph::Draft);
    let mut limit = pane.right;
    if matches!(pane.breadth, Breadth::Medium | Breadth::Wide) {
        limit = canvas.text_right(pane.right, y, row.time.as_clean(), Look::Status);
        limit = limit.saturating_sub(GAPS.1);
    }
    if pane.breadth == Breadth::Wide {
        let at = limit.saturating_sub(TITLE);
        canvas.text_within(at, limit, y, row.title.as_clean(), Look::Hint);
        limit = at.saturating_sub(GAPS.0);
    }
    canvas.text_within(pane.text(), limit, y, row.line.as_clean(), Look::Body);
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
    let title = meta.map_or_else(|| Clean::from(article), |meta| labels::title(words, meta));
    let place = state.reading.places.get(article);
    let percent = place
        .map(|place| position(state, place))
        .unwrap_or_default();
    // Fields that are not there leave their cells to the title.
    let mut limit = pane.right;
    if matches!(pane.breadth, Breadth::Medium | Breadth::Wide) {
        let percent = place.map_or(0, |place| usize::from(place.percent));
        let left = meta.map_or(0, |meta| meta.han * 100usize.saturating_sub(percent) / 100);
        let minutes = words.time_left(minutes(left, state.view.settings.han_per_minute));
        if left > 0 {
            canvas.text_right(pane.right, y, minutes.as_clean(), Look::Status);
            limit -= match words.language {
                Language::Chinese => 9,
                Language::English => 13,
            };
        }
    }
    if pane.breadth != Breadth::Scant && !percent.is_empty() {
        limit = canvas
            .text_right(limit, y, percent.as_clean(), Look::Status)
            .min(limit - 4);
    }
    limit = limit.saturating_sub(1);
    let x = pane.text();
    if pane.breadth == Breadth::Wide {
        let mut source = issue.publication.clone();
        source.push(Clean::from("  ").as_clean());
        source.push(labels::issue_name(words, issue).as_clean());
        // A long title moves the source to the right as far as it stays whole.
        let latest = limit.saturating_sub(canvas.width(source.as_clean()));
        let at = (x + 2 + canvas.width(title.as_clean()))
            .min(latest)
            .max(x + 30);
        canvas.text_within(at, limit, y, source.as_clean(), Look::Hint);
        limit = at - 2;
    }
    canvas.text_within(x, limit, y, title.as_clean(), Look::Body);
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
        canvas.text(x, y.min(last), line.as_clean(), Look::Body);
        y += 1;
    }
    y += usize::from(roomy);
    let beside = x + 26;
    let place = |canvas: &mut Canvas<'_>, y: &mut Cells, label: &Clean, value: &Clean| {
        if *y + usize::from(!roomy) > last {
            return;
        }
        canvas.text_within(x, pane.right, *y, label.as_clean(), Look::Label);
        if roomy {
            canvas.text_within(beside, pane.right, *y, value.as_clean(), Look::Body);
        } else {
            *y += 1;
            canvas.text_within(x, pane.right, *y, value.as_clean(), Look::Body);
        }
        *y += 1;
    };
    if state.size.has_masthead() {
        let command = Clean::from("kanbao import FILE");
        place(canvas, &mut y, &words.library_empty_import(), &command);
        let command = Clean::from("kanbao FILE");
        place(canvas, &mut y, &words.library_empty_open(), &command);
    }
    place(
        canvas,
        &mut y,
        &words.library_empty_where(),
        &state.home.folder,
    );
    if !state.home.builtin_hidden || y + usize::from(!roomy) > last {
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
