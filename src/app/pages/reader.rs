//! The reader: one article, set and scrolled.
//!
//! What is remembered is the *anchor*, the text offset of the first visible line: the layout is
//! made again whenever measure or widths change, and the first line is then the one that holds the
//! anchor. Only scrolling moves the anchor, so a window that narrows and widens again shows what it
//! showed before. The *place* is the line the cursor stands on: what the next key acts on.

use std::ops::Range;
use std::sync::Arc;

use crate::app::geometry::{Column, Size};
use crate::app::kept::MarkKind;
use crate::app::open::ResultsAt;
use crate::app::placed::{MarkPlace, PlacedMark, PlacedMarks};
use crate::app::progress::{self, Position, Reach};
use crate::app::prompt::Prompt;
use crate::app::raw_text::TextPlace;
use crate::app::select::Selection;
use crate::app::trail::Location;
use crate::app::view::View;
use crate::app::{find::Find, labels};
use crate::library::Article;
use crate::store::Marks;
use crate::text::script::han_count;
use crate::text::{Cells, Clean};
use crate::typeset::{self, Head, Layout, Role, Settings};
use crate::words::Words;

/// An article in the reader.
#[derive(Clone, Debug)]
pub struct ReaderPage {
    /// What is read.
    pub article: Article,
    /// The id of its issue.
    pub issue: String,
    /// Its place in the issue, from 1, and how many articles there are.
    pub number: (usize, usize),
    /// The title of the next article; `None` at the end of the issue.
    pub next: Option<Clean>,
    /// The article as set.
    pub layout: Layout,
    /// The first visible line.
    pub top: usize,
    /// The line the cursor stands on.
    pub place: usize,
    /// What is looked for in the text, with its matches.
    pub find: Option<Find>,
    /// What was looked for last, also without a match or when its marks are gone: `n` goes on.
    pub sought: Option<Clean>,
    /// The query while it is typed.
    pub prompt: Option<FindPrompt>,
    /// Where leaving it goes back to; to the list of its issue if not told.
    pub from: Option<Location>,
    /// Which article of which full-text results it is: `n N` lead through all of them.
    pub results: Option<ResultsAt>,
    /// Whether that is the article itself.
    pub shown: Shown,
    /// Whether the reader said by a key whether it is read; leaving then says nothing about it.
    pub marked: bool,
    /// The marks of the article, with their places.
    pub marks: PlacedMarks,
    /// What is selected, while one selects.
    pub selection: Option<Selection>,
    settings: Option<Settings>,
    column: Column,
    anchor: Anchor,
    /// Han before each line, and in the whole text at the end.
    han: Vec<usize>,
}

/// What stands in the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The article.
    Article,
    /// Why it cannot be read. Nothing of that is remembered.
    WhyNot,
}

/// What the first visible line is, whatever the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The head block, so many of its rows above the page: 0 is the very top.
    Head(usize),
    /// The line that holds this byte offset of the text.
    Text(usize),
}

/// A query that is being typed, and where one was before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindPrompt {
    /// What was typed.
    pub query: Prompt,
    /// The first visible line before.
    pub anchor: Anchor,
    /// The cursor's line before.
    pub place: usize,
}

impl Anchor {
    /// The same anchor in `text`, which may have changed since it was taken: at its end at most, and
    /// on a character's first byte.
    fn within(self, text: &str) -> Anchor {
        match self {
            Anchor::Head(rows) => Anchor::Head(rows),
            Anchor::Text(offset) => {
                let whole = (0..=offset.min(text.len())).rev();
                Anchor::Text(
                    whole
                        .into_iter()
                        .find(|&at| text.is_char_boundary(at))
                        .unwrap_or(0),
                )
            }
        }
    }
}

/// Rows below the last line: a blank one and the one that names the next article.
const AFTER_TEXT: usize = 2;

impl ReaderPage {
    /// Opens an article at `anchor`. It is set when [`ReaderPage::prepare`] is called.
    pub fn new(
        article: Article,
        issue: String,
        number: (usize, usize),
        next: Option<Clean>,
        anchor: Anchor,
    ) -> Self {
        let anchor = anchor.within(article.document.text.as_str());
        ReaderPage {
            article,
            issue,
            number,
            next,
            layout: Layout::default(),
            top: 0,
            place: 0,
            find: None,
            sought: None,
            prompt: None,
            from: None,
            results: None,
            shown: Shown::Article,
            marked: false,
            marks: PlacedMarks::default(),
            selection: None,
            settings: None,
            column: Size {
                columns: 80,
                rows: 24,
            }
            .column(76, false),
            anchor,
            han: vec![0],
        }
    }

    /// Sets the article for this view and window, if that changed; the first line stays.
    pub fn prepare(&mut self, words: Words, view: &View, size: Size) {
        let column = size.column(view.measure_cells(), view.zen);
        let settings = view.typeset_settings(words, size);
        if self.settings.as_ref() == Some(&settings) {
            if column != self.column {
                self.column = column;
                self.find_anchor();
            }
            return;
        }
        self.column = column;
        let first = self.settings.is_none();
        let place = self.offset_of_line(self.place);
        let meta = &self.article.meta;
        let head = Head {
            kicker: meta.kicker.clone(),
            title: meta.title.clone(),
            subtitle: meta.subtitle.clone(),
            byline: labels::byline(words, meta),
        };
        self.layout = typeset::typeset(Some(&head), &self.article.document, &settings);
        self.settings = Some(settings);
        self.count_han();
        if let Some(offset) = place.filter(|_| !first) {
            self.place = self.layout.line_of(offset);
        }
        self.find_anchor();
        if first {
            self.place = self.first_text_line();
        }
    }

    /// Finds the places of the article's marks, if they have changed.
    pub fn place_marks(&mut self, marks: Option<&Arc<Marks>>) {
        if self.shown == Shown::Article {
            let text = self.article.document.text.as_str();
            self.marks.place(marks, &self.article.meta.id, text);
        }
    }

    /// The block of the text that the cursor stands in; `None` in the head.
    pub fn block_at_place(&self) -> Option<usize> {
        self.layout.lines().get(self.place)?.block
    }

    /// The lines whose margin shows `placed`, with what is drawn there.
    pub fn mark_lines(&self, placed: &PlacedMark) -> Vec<(usize, MarkKind)> {
        let kind = placed.kind();
        let range = match &placed.place {
            MarkPlace::Orphan(_) => return Vec::new(),
            MarkPlace::Article => {
                return self
                    .title_line()
                    .map(|line| (line, kind))
                    .into_iter()
                    .collect();
            }
            MarkPlace::Text(range) => range,
        };
        let first = self.layout.line_of(range.start);
        if kind == MarkKind::Bookmark {
            return vec![(self.first_line_of_block(first), kind)];
        }
        let mut lines: Vec<(usize, MarkKind)> = self
            .lines_of(range)
            .map(|line| (line, MarkKind::Highlight))
            .collect();
        if let Some(first) = lines.first_mut() {
            first.1 = kind;
        }
        lines
    }

    /// The line where marks of the whole article are shown: the first of its title, else of its head, else
    /// of its text.
    fn title_line(&self) -> Option<usize> {
        let lines = self.layout.lines();
        let is_title = |line: &typeset::Line| line.role == Role::Title;
        let is_drawn = |line: &typeset::Line| line.role != Role::Blank;
        lines
            .iter()
            .position(is_title)
            .or_else(|| lines.iter().position(is_drawn))
    }

    fn first_line_of_block(&self, line: usize) -> usize {
        let lines = self.layout.lines();
        let block = lines.get(line).and_then(|line| line.block);
        (0..line)
            .rev()
            .take_while(|&above| lines[above].block == block)
            .last()
            .unwrap_or(line)
    }

    /// Brings the line of the anchor to the top, as far as the text goes, and the place in sight.
    fn find_anchor(&mut self) {
        self.top = self.line_of(self.anchor).min(self.lowest());
        if !self.visible().contains(&self.place) {
            self.place = self.first_text_line();
        }
    }

    /// Leaves all but the first `rows` rows of the page to something else, and shows what stands in
    /// `quoted`, bytes of the text, above it. It is shown again as it was when it is prepared next.
    pub fn cover(&mut self, rows: Cells, quoted: Option<Range<usize>>) {
        self.column.rows = rows;
        self.find_anchor();
        if let Some(quoted) = quoted {
            let last = self.layout.line_of(quoted.end.saturating_sub(1));
            let top = (last + 1).saturating_sub(rows);
            self.top = self.top.max(top).min(self.lowest());
        }
    }

    /// The line that is first on the page at `anchor`. The head block may have fewer rows than when
    /// the anchor was taken; its last one is still there then.
    fn line_of(&self, anchor: Anchor) -> usize {
        match anchor {
            Anchor::Head(rows) => rows.min(self.head_rows().saturating_sub(1)),
            Anchor::Text(offset) => self.layout.line_of(offset),
        }
    }

    /// Lines before the first one of the text.
    fn head_rows(&self) -> usize {
        let lines = self.layout.lines();
        lines
            .iter()
            .position(|line| line.block.is_some())
            .unwrap_or(lines.len())
    }

    /// The text column on the screen.
    pub fn column(&self) -> Column {
        self.column
    }

    /// The lines in sight; may end after the last line.
    pub fn visible(&self) -> Range<usize> {
        self.top..self.top + self.column.rows
    }

    /// Scrolls by lines, down if positive. `false` if nothing moved.
    pub fn scroll(&mut self, lines: isize) -> bool {
        let before = self.top;
        self.move_top(self.top.saturating_add_signed(lines));
        if self.top == before {
            return false;
        }
        self.place = if lines > 0 && lines.unsigned_abs() < self.column.rows {
            self.last_text_line()
        } else {
            self.first_text_line()
        };
        true
    }

    /// Scrolls by pages (2 halves each), down if positive. `false` if nothing moved.
    pub fn scroll_halves(&mut self, halves: isize) -> bool {
        let before = self.top;
        let distance = (self.column.rows as isize).saturating_mul(halves) / 2;
        self.move_top(self.top.saturating_add_signed(distance));
        self.place = self.first_text_line();
        self.top != before
    }

    /// Goes to the top, or to the lowest scroll. `false` if nothing moved.
    pub fn to_end(&mut self, last: bool) -> bool {
        let before = self.top;
        self.move_top(if last { self.lowest() } else { 0 });
        self.place = self.first_text_line();
        self.top != before
    }

    /// Goes to the first line of the next (previous) block of text, `count` times, and scrolls it to
    /// the top as far as the text goes. `false` if there is none.
    pub fn step_paragraph(&mut self, count: isize) -> bool {
        let lines = self.layout.lines();
        let starts = |index: &usize| {
            let line = &lines[*index];
            line.block.is_some() && (*index == 0 || lines[*index - 1].block != line.block)
        };
        let mut goal = self.place;
        for _ in 0..count.unsigned_abs() {
            let next = if count > 0 {
                (goal + 1..lines.len()).find(starts)
            } else {
                (0..goal.min(lines.len())).rev().find(starts)
            };
            match next {
                Some(line) => goal = line,
                None => break,
            }
        }
        let moved = goal != self.place;
        if moved {
            self.move_top(goal);
            self.place = goal;
        }
        moved
    }

    /// Puts the cursor on `line`, scrolled only if it is out of sight.
    pub fn show_line(&mut self, line: usize) {
        if !self.visible().contains(&line) {
            self.move_top(line);
        }
        self.place = line;
    }

    /// Scrolls so that `line` is the first, as far as the text goes.
    pub fn go_to_line(&mut self, line: usize) {
        self.move_top(line);
        self.place = if self.visible().contains(&line) {
            line
        } else {
            self.first_text_line()
        };
    }

    /// Brings the moving end of the selection in sight, by as few lines as that takes; the cursor is on its
    /// line.
    pub fn show_selection(&mut self) {
        let Some(selection) = &self.selection else {
            return;
        };
        let line = self.layout.line_of(selection.head);
        if line < self.top {
            self.move_top(line);
        } else if line >= self.visible().end {
            self.move_top((line + 1).saturating_sub(self.column.rows));
        }
        self.place = line;
    }

    /// The bytes that are selected.
    pub fn selected(&self) -> Option<Range<usize>> {
        self.selection.as_ref().map(Selection::range)
    }

    /// How many characters are selected.
    pub fn selected_count(&self) -> Option<usize> {
        let selection = self.selection.as_ref()?;
        Some(selection.count(&self.article.document))
    }

    /// The lines of text that the bytes `range` stand on.
    pub fn lines_of(&self, range: &Range<usize>) -> impl Iterator<Item = usize> {
        let first = self.layout.line_of(range.start);
        let last = self.layout.line_of(range.end.saturating_sub(1)).max(first);
        (first..=last).filter(|&line| self.layout.lines()[line].block.is_some())
    }

    /// The lines that hold text of the article.
    pub fn text_line_numbers(&self) -> impl Iterator<Item = usize> {
        let lines = self.layout.lines().iter().enumerate();
        lines
            .filter(|(_, line)| line.block.is_some() && !line.range.is_empty())
            .map(|(number, _)| number)
    }

    /// Goes to an anchor taken before.
    pub fn go_to(&mut self, anchor: Anchor) {
        self.move_top(self.line_of(anchor));
        self.anchor = anchor;
        self.place = self.first_text_line();
    }

    /// Puts the cursor where a raw line leads to, scrolled only if that is out of sight; nothing where
    /// it leads nowhere.
    pub fn show_raw_place(&mut self, place: Option<TextPlace>) {
        match place {
            Some(TextPlace::Text(offset)) => self.show_line(self.layout.line_of(offset)),
            Some(TextPlace::Head) => self.go_to(Anchor::Head(0)),
            None => {}
        }
    }

    /// What the first visible line is.
    pub fn anchor(&self) -> Anchor {
        self.anchor
    }

    /// How far one has read.
    pub fn position(&self) -> Position {
        self.position_at(self.top)
    }

    /// The position if `line` were the first visible one.
    pub fn position_at(&self, line: usize) -> Position {
        let top = line.min(self.lowest());
        progress::position(Reach {
            before: self.han_before(top),
            lowest: self.han_before(self.lowest()),
            end_in_sight: top + self.column.rows >= self.layout.lines().len(),
        })
    }

    /// Han from the first visible line to the end.
    pub fn han_left(&self) -> usize {
        self.han.last().copied().unwrap_or(0) - self.han_before(self.top)
    }

    /// The byte offset of the first text on `line` or after it.
    pub fn offset_of_line(&self, line: usize) -> Option<usize> {
        self.layout
            .lines()
            .get(line..)?
            .iter()
            .find(|line| line.block.is_some())
            .map(|line| line.range.start)
    }

    /// Looks for what was typed, from the place before the query; shows the first match.
    pub fn look_for_prompt(&mut self) {
        let Some(prompt) = self.prompt.clone() else {
            return;
        };
        self.go_back(&prompt);
        if prompt.query.is_empty() {
            self.find = None;
            return;
        }
        let from = self.offset_of_line(prompt.place).unwrap_or(0);
        self.find = Some(Find::new(
            prompt.query.text().to_clean(),
            self.article.document.text.as_str(),
            from,
        ));
        self.show_match();
    }

    /// Goes back to where one was before a query.
    pub fn go_back(&mut self, prompt: &FindPrompt) {
        self.go_to(prompt.anchor);
        self.place = prompt.place;
    }

    /// Brings the current match in sight and puts the cursor on its line.
    pub fn show_match(&mut self) {
        let Some(find) = self.find.as_ref().filter(|find| find.total() > 0) else {
            return;
        };
        let line = find
            .range()
            .map_or(0, |range| self.layout.line_of(range.start));
        self.show_in_context(line);
    }

    /// Puts the cursor on `line`. If it is out of sight, a third of the page above it shows what it belongs
    /// to.
    pub fn show_in_context(&mut self, line: usize) {
        if !self.visible().contains(&line) {
            self.move_top(line.saturating_sub(self.column.rows / 3));
        }
        self.place = line;
    }

    fn move_top(&mut self, top: usize) {
        self.top = top.min(self.lowest());
        let lines = self.layout.lines();
        let text_above = lines.iter().take(self.top).any(|line| line.block.is_some());
        let text_first = lines.get(self.top).is_some_and(|line| line.block.is_some());
        self.anchor = match self.offset_of_line(self.top) {
            Some(offset) if self.top > 0 && (text_first || text_above) => Anchor::Text(offset),
            _ if text_above => self.anchor,
            _ => Anchor::Head(self.top),
        };
    }

    /// The lowest scroll: the row after the text is the last one.
    fn lowest(&self) -> usize {
        (self.layout.lines().len() + AFTER_TEXT).saturating_sub(self.column.rows)
    }

    fn first_text_line(&self) -> usize {
        self.text_lines().next().unwrap_or(self.top)
    }

    fn last_text_line(&self) -> usize {
        self.text_lines().last().unwrap_or(self.top)
    }

    fn text_lines(&self) -> impl Iterator<Item = usize> {
        let lines = self.layout.lines();
        let end = self.visible().end.min(lines.len());
        (self.top.min(end)..end).filter(|&line| !matches!(lines[line].role, Role::Blank))
    }

    fn han_before(&self, line: usize) -> usize {
        self.han.get(line).or(self.han.last()).copied().unwrap_or(0)
    }

    fn count_han(&mut self) {
        let text = self.article.document.text.as_str();
        let mut sum = 0;
        self.han.clear();
        for line in self.layout.lines() {
            self.han.push(sum);
            sum += han_count(&text[line.range.clone()]);
        }
        self.han.push(sum);
    }
}
