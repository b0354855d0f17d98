//! The reader, drawn: the lines of the layout in their column, and the status row.

use std::collections::BTreeMap;
use std::ops::Range;

use super::contents::position;
use crate::app::act::reader::end_issue;
use crate::app::find::Find;
use crate::app::geometry::Column;
use crate::app::kept::MarkKind;
use crate::app::labels;
use crate::app::pages::reader::ReaderPage;
use crate::app::progress::{Position, minutes};
use crate::app::select::Purpose;
use crate::app::state::State;
use crate::config::action::Action;
use crate::markup::InlineStyle;
use crate::text::{Cells, Clean, CleanStr};
use crate::typeset::{self, Piece};
use crate::ui::canvas::Canvas;
use crate::ui::status::{self, Cell, Left};
use crate::ui::style::Look;
use crate::words::Hint;

/// Draws the reader; gives the cursor's cell.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, page: &ReaderPage) -> Option<Cell> {
    let column = page.column();
    let document = &page.article.document;
    let lines = page.layout.lines();
    let layers = Layers::new(page);
    for (row, line) in page.visible().enumerate() {
        if line < lines.len() {
            let role = role(lines[line].role);
            for piece in page.layout.pieces(document, line) {
                draw_piece(canvas, (page, &layers), (column, row), piece, role);
            }
        } else if line == lines.len() && document.text.as_str().is_empty() {
            let limit = column.left + column.measure;
            let sentence = state.words.article_empty();
            canvas.text_within(column.left, limit, row, sentence.as_clean(), Look::Hint);
        } else if line == lines.len() + 1 {
            draw_next(canvas, state, page, column, row);
        }
    }
    draw_margin(canvas, page, column);
    let cursor = cursor(page, column);
    if state.view.zen && !status::is_wanted(state) {
        return Some(cursor);
    }
    Some(draw_status(canvas, state, page).unwrap_or(cursor))
}

/// The marks in the margin: a bookmark at the first row of its paragraph, one of the whole article at
/// its title, a note where its passage begins, a highlight on each of its rows. Of several on one row
/// the first kind is drawn.
fn draw_margin(canvas: &mut Canvas<'_>, page: &ReaderPage, column: Column) {
    let mut rows: BTreeMap<usize, MarkKind> = BTreeMap::new();
    let mut put = |line: usize, kind: MarkKind| {
        let there = rows.entry(line).or_insert(kind);
        *there = kind.min(*there);
    };
    for placed in page.marks.all() {
        for (line, kind) in page.mark_lines(placed) {
            put(line, kind);
        }
    }
    if let Some(range) = page.selected() {
        for line in page.lines_of(&range) {
            put(line, MarkKind::Highlight);
        }
    }
    for (line, kind) in rows {
        if page.visible().contains(&line) {
            canvas.glyph(column.mark, line - page.top, kind.into());
        }
    }
}

/// The margin at the start of the line of the place; the first cell of the current match, or of the
/// character at the moving end of the selection.
fn cursor(page: &ReaderPage, column: Column) -> Cell {
    let row = page
        .place
        .saturating_sub(page.top)
        .min(column.rows.saturating_sub(1));
    let moving = page.selection.as_ref().map(|selection| selection.head);
    let matched = || page.find.as_ref().and_then(Find::range);
    match moving.or_else(|| matched().map(|range| range.start)) {
        Some(offset) => {
            let (line, cell) = page.layout.locate(&page.article.document, offset);
            match line.checked_sub(page.top) {
                Some(row) if row < column.rows => (column.left + cell, row),
                _ => (column.mark, row),
            }
        }
        None => (column.mark, row),
    }
}

fn draw_piece(
    canvas: &mut Canvas<'_>,
    (page, layers): (&ReaderPage, &Layers),
    (column, row): (Column, Cells),
    piece: Piece<'_>,
    role: Look,
) {
    let role = match piece.style {
        Some(InlineStyle::Emphasis) => Look::Emphasis,
        Some(InlineStyle::Link) => Look::Link,
        Some(InlineStyle::Strike) => Look::Strike,
        None => role,
    };
    let mut x = column.left + piece.cell;
    for (text, role) in marked(page, layers, piece, role) {
        x = canvas.text(x, row, text, role);
    }
}

/// The piece, parted where marks, matches and the selection begin and end.
fn marked<'a>(
    page: &ReaderPage,
    layers: &Layers,
    piece: Piece<'a>,
    role: Look,
) -> Vec<(CleanStr<'a>, Look)> {
    let length = piece.text.as_str().len();
    let Some(offset) = piece.offset else {
        return match (role, &page.find) {
            (Look::Title, Some(find)) => in_title(find, piece.text, role),
            _ => vec![(piece.text, role)],
        };
    };
    let span = offset..offset + length;
    let touching: Vec<&(Range<usize>, Look)> = layers.touching(&span).collect();
    let mut cuts: Vec<usize> = touching
        .iter()
        .flat_map(|(range, _)| [range.start, range.end])
        .filter(|cut| span.contains(cut))
        .map(|cut| cut - offset)
        .chain([0, length])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let parts = cuts.windows(2).map(|part| {
        let at = offset + part[0];
        let over = touching.iter().filter(|(range, _)| range.contains(&at));
        let look = over.map(|(_, look)| *look).max_by_key(|look| rank(*look));
        (piece.text.slice(part[0]..part[1]), look.unwrap_or(role))
    });
    parts.collect()
}

/// Which of several looks is drawn: the greatest.
fn rank(look: Look) -> usize {
    let order = [
        Look::Highlight,
        Look::Match,
        Look::CurrentMatch,
        Look::Selection,
    ];
    order.iter().position(|other| *other == look).unwrap_or(0)
}

/// What lies over the text on the page, in bytes of it.
struct Layers(Vec<(Range<usize>, Look)>);

impl Layers {
    fn new(page: &ReaderPage) -> Layers {
        let lines = page.layout.lines();
        let end = page.visible().end.min(lines.len());
        let visible = &lines[page.top.min(end)..end];
        let first = visible.first().map_or(0, |line| line.range.start);
        let last = visible.last().map_or(0, |line| line.range.end);
        let in_sight = |range: &Range<usize>| range.start < last && first < range.end;
        let mut layers = Vec::new();
        for (placed, range) in page.marks.in_text() {
            if placed.kind() != MarkKind::Bookmark && in_sight(range) {
                layers.push((range.clone(), Look::Highlight));
            }
        }
        if let Some(find) = &page.find {
            let from = find.matches.partition_point(|range| range.end <= first);
            let matches = find.matches.iter().enumerate().skip(from);
            for (index, range) in matches.take_while(|(_, range)| range.start < last) {
                let hit = match find.current_in_text() == Some(index) {
                    true => Look::CurrentMatch,
                    // The first shows where one gets; all of them change with each key until Enter.
                    false if page.prompt.is_some() => continue,
                    false => Look::Match,
                };
                layers.push((range.clone(), hit));
            }
        }
        layers.extend(page.selected().map(|range| (range, Look::Selection)));
        Layers(layers)
    }

    fn touching<'a>(
        &'a self,
        span: &'a Range<usize>,
    ) -> impl Iterator<Item = &'a (Range<usize>, Look)> {
        let touches = |range: &Range<usize>| range.start < span.end && span.start < range.end;
        self.0.iter().filter(move |(range, _)| touches(range))
    }
}

/// A line of the title, parted where the parts that are to be marked begin and end.
fn in_title<'a>(find: &Find, text: CleanStr<'a>, role: Look) -> Vec<(CleanStr<'a>, Look)> {
    let hit = match find.current_in_text() {
        Some(_) => Look::Match,
        None => Look::CurrentMatch,
    };
    let mut parts = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text.as_str()[at..];
        let found = find.title.iter().filter(|part| !part.is_empty());
        let found = found.filter_map(|part| Some((rest.find(part.as_str())?, part.len())));
        let Some((start, length)) = found.min() else {
            break;
        };
        parts.push((text.slice(at..at + start), role));
        parts.push((text.slice(at + start..at + start + length), hit));
        at += start + length;
    }
    parts.push((text.slice(at..text.len()), role));
    parts.retain(|(text, _)| !text.is_empty());
    parts
}

/// The row below the text: the next article and its key, or that the issue ends here.
fn draw_next(
    canvas: &mut Canvas<'_>,
    state: &State,
    page: &ReaderPage,
    column: Column,
    row: Cells,
) {
    let limit = column.left + column.measure;
    let Some(next) = &page.next else {
        canvas.text_within(
            column.left,
            limit,
            row,
            end_issue(state, page).as_clean(),
            Look::Hint,
        );
        return;
    };
    let key = state.key(Action::NextArticle, "J");
    let key_width = canvas.width(key.as_clean());
    let x = canvas.text(
        column.left,
        row,
        state.words.next_article().as_clean(),
        Look::Label,
    ) + 2;
    let x = canvas.text_within(
        x,
        limit.saturating_sub(key_width + 2),
        row,
        next.as_clean(),
        Look::Hint,
    );
    canvas.text_within(x + 2, limit, row, key.as_clean(), Look::Key);
}

fn draw_status(canvas: &mut Canvas<'_>, state: &State, page: &ReaderPage) -> Option<Cell> {
    let row = state.size.rows - 1;
    let right = state.size.columns - state.size.margin();
    if state.view.zen {
        // The row is one of text, which gives way as long as something is to be said.
        canvas.clear_row(row);
    }
    if let Some(count) = page.selected_count() {
        let count = state.words.select_count(count);
        let limit = canvas.text_right(right, row, count.as_clean(), Look::Status);
        return status::draw(canvas, state, Left::Hints(selecting(state, page)), limit);
    }
    let limit = if let Some(find) = &page.find {
        let (place, total) = match find.total() {
            0 => (0, 0),
            total => (find.current + 1, total),
        };
        let count = state.words.find_count(place, total);
        canvas.text_right(right, row, count.as_clean(), Look::Status)
    } else if state.view.zen {
        right + 2
    } else {
        figures(canvas, state, page)
    };
    if let Some(tagging) = &state.kept.tagging {
        let name = match tagging.tagged.is_article() {
            true => state.words.tags_prompt_article(),
            false => state.words.tags_prompt(),
        };
        return status::draw(canvas, state, Left::Prompt(name, &tagging.prompt), limit);
    }
    if let Some(prompt) = &page.prompt {
        return status::draw(
            canvas,
            state,
            Left::Prompt(state.words.find_prompt(), &prompt.query),
            limit,
        );
    }
    if let Some(find) = &page.find {
        let name = state.words.find_prompt();
        let left = Left::Found(name, find.query.as_clean(), state.words.hint_next_hit());
        return status::draw(canvas, state, left, limit);
    }
    let title = title(canvas, state, page);
    status::draw(canvas, state, Left::Text(title.as_clean()), limit)
}

/// What can be done with a selection, the way out last.
fn selecting(state: &State, page: &ReaderPage) -> Vec<(Action, Hint)> {
    let words = state.words;
    let attaches = matches!(
        page.selection.as_ref().map(|selection| &selection.purpose),
        Some(Purpose::Attach(_))
    );
    let confirm = match attaches {
        true => words.hint_reattach(),
        false => words.hint_highlight(),
    };
    let mut hints = vec![(Action::Open, confirm)];
    if !attaches {
        hints.push((Action::Note, words.hint_note()));
    }
    hints.extend([
        (Action::Copy, words.hint_copy()),
        (Action::SearchText, words.hint_search_selection()),
        (Action::Cancel, words.hint_cancel()),
    ]);
    hints
}

/// The fields at the right, each in its fixed cells. Gives the first cell used.
fn figures(canvas: &mut Canvas<'_>, state: &State, page: &ReaderPage) -> Cells {
    let (words, row) = (state.words, state.size.rows - 1);
    let right = state.size.columns - state.size.margin();
    let position = position(state, page.position());
    let mut first = canvas.text_right(right, row, position.as_clean(), Look::Status);
    let wide = state.size.columns >= 60;
    let minutes_width = match words.language {
        crate::words::Language::Chinese => 8,
        crate::words::Language::English => 11,
    };
    let end = right - 4 - if wide { 2 } else { 1 };
    if state.size.columns >= 40 && page.position() != Position::End {
        let minutes = words.time_left(minutes(page.han_left(), state.view.settings.han_per_minute));
        first = canvas.text_right(end, row, minutes.as_clean(), Look::Status);
    }
    if wide {
        let number = words.pos_of(page.number.0, page.number.1);
        first = canvas.text_right(
            end - minutes_width - 3,
            row,
            number.as_clean(),
            Look::Status,
        );
    }
    first
}

/// The title, from 100 columns on with publication and number.
fn title(canvas: &Canvas<'_>, state: &State, page: &ReaderPage) -> Clean {
    let title = fold(&labels::title(state.words, &page.article.meta));
    let issue = state
        .catalogue
        .issue(&page.issue)
        .filter(|_| state.size.columns >= 100);
    if let Some(issue) = issue {
        let mut long = title.clone();
        long.push(Clean::from("  ").as_clean());
        long.push(fold(&issue.publication).as_clean());
        if issue.number.is_some() || issue.date.is_some() {
            long.push(Clean::from("  ").as_clean());
            long.push(fold(&labels::issue_name(state.words, issue)).as_clean());
        }
        if canvas.width(long.as_clean()) + 36 <= state.size.columns {
            return long;
        }
    }
    title
}

fn fold(text: &Clean) -> Clean {
    crate::text::fold::fold_for_status(text.as_clean())
}

pub(super) fn role(role: typeset::Role) -> Look {
    match role {
        typeset::Role::Kicker => Look::Kicker,
        typeset::Role::Title => Look::Title,
        typeset::Role::Subtitle => Look::Subtitle,
        typeset::Role::Byline => Look::Byline,
        typeset::Role::Heading { .. } | typeset::Role::TableHead => Look::Heading,
        typeset::Role::Quote => Look::Quote,
        typeset::Role::Caption | typeset::Role::Note => Look::Caption,
        typeset::Role::Rule => Look::Rule,
        typeset::Role::Body
        | typeset::Role::ListItem
        | typeset::Role::TableRow
        | typeset::Role::TableCell
        | typeset::Role::Verbatim
        | typeset::Role::Blank => Look::Body,
    }
}
