//! An issue's page, drawn: its articles under their columns, with kind, position and length.

use super::shelf::position;
use crate::app::geometry::{Breadth, Pane};
use crate::app::kept::MarkCounts;
use crate::app::labels;
use crate::app::pages::issue::{IssuePage, IssueRow};
use crate::app::progress::minutes;
use crate::app::state::State;
use crate::config::action::Action;
use crate::library::{ArticleMeta, Issue, Kind};
use crate::text::{Cells, Clean};
use crate::ui::canvas::{Canvas, Glyph};
use crate::ui::list::{self, draw_list, draw_sentence};
use crate::ui::status::{self, Cell, Left};
use crate::ui::style::Look;
use crate::words::{Hint, Words};

/// Draws the issue `id` in its pane; `focused` if keys act on it. Gives the pointer's cell.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, id: &str, focused: bool) -> Option<Cell> {
    let pane = state.size.panes().issue();
    let (Some(issue), Some(page)) = (state.catalogue.issue(id), state.issues.get(id)) else {
        return None;
    };
    masthead(canvas, state, pane, (issue, page), focused);
    let area = state.size.issue_area();
    if page.articles.is_empty() {
        draw_sentence(canvas, area, &state.words.issue_empty(&issue.checked_as()));
        return focused.then_some((pane.left, area.top));
    }
    draw_list(
        canvas,
        state,
        area,
        (&page.list, focused),
        |canvas, y, row| match row {
            IssueRow::Blank => {}
            IssueRow::Heading(column) => {
                canvas.text_within(pane.text(), pane.right, y, column.as_clean(), Look::Label);
            }
            IssueRow::Article { index, matched } => {
                draw_article(canvas, state, pane, y, &page.articles[*index], matched);
            }
        },
    )
}

/// The status row of an issue's page. Gives the cursor's cell if it stands there.
pub fn draw_status(canvas: &mut Canvas<'_>, state: &State, id: &str) -> Option<Cell> {
    let page = state.issues.get(id);
    let is_empty = page.is_some_and(|page| page.articles.is_empty());
    let mut hints = hints(state.words);
    // Without rows there is nothing to open, mark or narrow.
    hints.retain(|(action, _)| !is_empty || matches!(action, Action::Back | Action::Help));
    let hints = Left::Hints(hints);
    match page {
        Some(page) => list::draw_status(canvas, state, &page.list, hints),
        None => status::draw(
            canvas,
            state,
            hints,
            state.size.columns - state.size.margin(),
        ),
    }
}

/// The hints of an issue's page, help last.
fn hints(words: Words) -> Vec<(Action, Hint)> {
    vec![
        (Action::Open, words.hint_open()),
        (Action::Back, words.hint_back()),
        (Action::ToggleRead, words.hint_read()),
        (Action::Filter, words.hint_filter()),
        (Action::FindTitle, words.hint_find_title()),
        (Action::SearchText, words.hint_search()),
        (Action::Help, words.hint_help()),
    ]
}

fn masthead(
    canvas: &mut Canvas<'_>,
    state: &State,
    pane: Pane,
    (issue, page): (&Issue, &IssuePage),
    focused: bool,
) {
    if !state.size.has_masthead() {
        return;
    }
    let words = state.words;
    let mut limit = pane.right;
    if let Some(publisher) = issue
        .publisher
        .as_ref()
        .filter(|_| pane.breadth >= Breadth::Medium)
    {
        let room = pane
            .right
            .saturating_sub(pane.head() + canvas.width(issue.publication.as_clean()) + 2);
        if canvas.width(publisher.as_clean()) <= room {
            limit = canvas.text_right(pane.right, 0, publisher.as_clean(), Look::Status);
        }
    }
    canvas.text_within(
        pane.head(),
        limit,
        0,
        issue.publication.as_clean(),
        Look::Masthead,
    );

    let unread = page
        .articles
        .iter()
        .filter(|article| !state.reading.read.contains(&article.id))
        .count();
    let mut counts = Clean::default();
    if pane.breadth >= Breadth::Medium {
        counts.push(words.count_articles(page.articles.len()).as_clean());
        counts.push(Clean::from("  ").as_clean());
    }
    counts.push(words.count_unread(unread).as_clean());
    let limit = match pane.breadth {
        Breadth::Scant => pane.right,
        _ => canvas
            .text_right(pane.right, 1, counts.as_clean(), Look::Status)
            .saturating_sub(2),
    };
    if let Some(note) = list::filter_note(state, &page.list).filter(|_| !focused) {
        canvas.text_within(pane.head(), limit, 1, note.as_clean(), Look::Status);
        canvas.rule(pane.head()..pane.right, state.size.issue_area().masthead);
        return;
    }
    let mut fields = vec![labels::issue_name(words, issue)];
    if pane.breadth >= Breadth::Medium {
        fields.extend(labels::issue_serial(words, issue));
        fields.push(labels::issue_date(issue));
    }
    let mut x = pane.head();
    for field in fields {
        // Numbers and dates are dropped whole, never cut.
        if x + canvas.width(field.as_clean()) <= limit {
            x = canvas.text(x, 1, field.as_clean(), Look::Status) + 2;
        }
    }
    canvas.rule(pane.head()..pane.right, state.size.issue_area().masthead);
}

fn draw_article(
    canvas: &mut Canvas<'_>,
    state: &State,
    pane: Pane,
    y: Cells,
    article: &ArticleMeta,
    matched: &[std::ops::Range<usize>],
) {
    let words = state.words;
    let unread = !state.reading.read.contains(&article.id);
    if unread {
        canvas.glyph(pane.dot(), y, Glyph::Unread);
    }
    let length = match article.han {
        // Neither Han nor anything else: empty, or it cannot be read.
        0 if article.title.is_empty() && article.opening.is_empty() => words.length_none(),
        0 => Clean::default(),
        han => words.time_length(minutes(han, state.view.settings.han_per_minute)),
    };
    let mut limit = pane.right;
    if pane.breadth > Breadth::Scant {
        limit = canvas
            .text_right(pane.right, y, length.as_clean(), Look::Status)
            .saturating_sub(2);
    }
    if pane.breadth == Breadth::Wide {
        let places = &state.reading.places;
        let place = places.get(&article.id).filter(|place| !place.top && unread);
        if let Some(place) = place {
            let text = position(state, place);
            limit = canvas
                .text_right(pane.right - 7, y, text.as_clean(), Look::Status)
                .saturating_sub(2);
        }
    }
    // The kind and the marks stand in fixed cells from the right edge. Without them the title runs on.
    let (kind_at, marks_at) = match pane.breadth {
        Breadth::Wide => (28, 20),
        _ => (24, 16),
    };
    if let Some(first) = draw_marks(canvas, state, (pane, y), article, (marks_at, limit)) {
        limit = first.saturating_sub(2);
    }
    if pane.breadth >= Breadth::Medium && article.kind != Kind::Article {
        let kind = pane.right - kind_at;
        canvas.text_within(
            kind,
            pane.right - marks_at,
            y,
            labels::kind(words, article.kind).as_clean(),
            Look::Status,
        );
        limit = kind - 2;
    }
    let role = if unread { Look::Body } else { Look::Read };
    let title = labels::title(words, article);
    if article.title.is_empty() {
        canvas.text_within(pane.text(), limit, y, title.as_clean(), Look::Hint);
        return;
    }
    canvas.text_matched(pane.text(), limit, y, title.as_clean(), role, matched);
}

/// How many notes and bookmarks the article has, `marks_at` cells from the right edge; below 60 columns
/// only that it has some, before `limit`. Highlights stand in the text alone. Gives the first cell.
fn draw_marks(
    canvas: &mut Canvas<'_>,
    state: &State,
    (pane, y): (Pane, Cells),
    article: &ArticleMeta,
    (marks_at, limit): (Cells, Cells),
) -> Option<Cells> {
    let counts = state.kept.counts(&article.id);
    let marks = [
        (Glyph::Note, counts.notes),
        (Glyph::Bookmark, counts.bookmarks),
    ];
    let marks = || marks.into_iter().filter(|(_, count)| *count > 0);
    if marks().count() == 0 || pane.breadth == Breadth::Scant {
        return None;
    }
    if pane.breadth < Breadth::Medium {
        let first = limit.saturating_sub(marks().count());
        for (x, (glyph, _)) in (first..).zip(marks()) {
            canvas.glyph(x, y, glyph);
        }
        return Some(first);
    }
    let first = pane.right - marks_at;
    draw_mark_counts(canvas, y, (first, limit), counts);
    Some(first)
}

/// Notes and bookmarks, each with how many there are, from cell `first` on, as far as they fit before
/// `limit`. Highlights stand in the text alone.
pub(super) fn draw_mark_counts(
    canvas: &mut Canvas<'_>,
    y: Cells,
    (first, limit): (Cells, Cells),
    counts: MarkCounts,
) {
    let mut x = first;
    for (glyph, count) in [
        (Glyph::Note, counts.notes),
        (Glyph::Bookmark, counts.bookmarks),
    ] {
        if count == 0 {
            continue;
        }
        let figure = Clean::from(count.to_string().as_str());
        if x + 1 + canvas.width(figure.as_clean()) > limit {
            break;
        }
        canvas.glyph(x, y, glyph);
        x = canvas.text(x + 1, y, figure.as_clean(), Look::Mark) + 1;
    }
}
