//! A note while it is written: what it is about, its text, and where the cursor stands.
//!
//! The text itself is edited outside, by a text area (`ui::editor`): keys become [`NoteEdit`]s, and
//! what came of them is told with `Event::NoteEdited`. This page knows how the text is set
//! ([`NoteRows`]), so it knows what a row up is and which rows are in sight.

mod motion;
pub mod rows;

pub use motion::Motion;
use rows::{NoteRows, RowPlace, RowSettings};

use crate::annotation::{Annotation, Motivation, Selector, Source};
use crate::app::event::Event;
use crate::app::geometry::Size;
use crate::app::kept::Unsaved;
use crate::app::view::View;
use crate::store::drafts::Draft;
use crate::store::{Mark, MarkChange};
use crate::text::{AmbiguousWidth, Cells, Clean};
use crate::words::Words;

/// The longest note that is edited here, in characters. More is for an editor of texts, and the
/// text area counts no further.
pub const LONGEST: usize = 60_000;

/// A note while it is written.
#[derive(Clone, Debug)]
pub struct NotePage {
    /// What it is about.
    pub target: NoteTarget,
    /// The text that stands on the disk, as a mark; empty for a new note.
    pub saved: String,
    /// The text as far as it was written.
    pub text: String,
    /// Where the next character goes.
    pub cursor: Cursor,
    /// Whether it is asked what becomes of a changed text.
    pub asking: bool,
    /// The answer that was typed; it holds when nothing is typed on behind it.
    pub answer: Option<char>,
    /// The number under which it is being saved.
    pub saving: Option<u64>,
    /// Why it could not be saved, until that is said.
    pub unsaved: Option<Unsaved>,
    /// Keys and pastes that came since; they act when that is answered.
    pub waiting: Vec<Event>,
    /// The line that the cursor of the reader below stands on.
    pub place_below: Option<usize>,
    /// The rows of the text.
    pub rows: NoteRows,
    /// The first row in sight.
    pub top: usize,
    /// The cell that going up and down keeps to.
    goal: Option<Cells>,
}

/// What a note is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteTarget {
    /// The article's id.
    pub article: String,
    /// What the article is called.
    pub source: Source,
    /// The passage; `None` for the whole article.
    pub selector: Option<Selector>,
    /// The mark that is changed, as it was when the text was begun; `None` for a new one.
    pub mark: Option<Mark>,
    /// The tags that a new one gets.
    pub tags: Vec<String>,
}

/// A place between two characters of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    /// The line, from 0.
    pub line: usize,
    /// The characters (code points) of the line before it.
    pub character: usize,
}

/// What is to be done with the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteEdit {
    /// Types this; what is typed one after the other is taken back together.
    Type(String),
    /// Pastes this, line feeds and all; taken back at once.
    Paste(String),
    /// Takes so many characters away, line feeds counted.
    Erase {
        /// Where the first of them stands.
        from: Cursor,
        /// How many.
        characters: usize,
    },
    /// Puts this in the place of the whole text.
    Replace(String),
    /// Moves the cursor.
    Move(Cursor),
    /// Takes the last change back.
    Undo,
    /// Does again what was taken back last.
    Redo,
}

/// Where the editor stands on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoteArea {
    /// The row of the label.
    pub label: Cells,
    /// The first cell.
    pub left: Cells,
    /// The cells of a row.
    pub measure: Cells,
    /// Rows of text, below the label.
    pub rows: Cells,
}

impl Size {
    /// Where the editor stands: below the page it was opened on, above the status row.
    pub fn note_area(self, view: &View) -> NoteArea {
        let rows = if self.rows >= 20 { 7 } else { 4 };
        let column = self.column(view.measure_cells(), false);
        NoteArea {
            label: self.rows.saturating_sub(rows + 2),
            left: column.left,
            measure: column.measure,
            rows,
        }
    }
}

impl NoteTarget {
    /// The text of the note as it is on the disk.
    pub fn text(&self) -> &str {
        self.mark
            .as_ref()
            .map_or("", |mark| mark.annotation.text.as_str())
    }

    /// The mark that `text` becomes where there is none. Whoever saves it has the clock.
    pub fn new_mark(&self, text: &str) -> Annotation {
        Annotation {
            selector: self.selector.clone(),
            source: self.source.clone(),
            tags: self.tags.clone(),
            ..Annotation::new(Motivation::Commenting, &self.article, 0)
        }
        .with_text(text)
    }

    /// What was marked; empty for a whole article.
    pub fn quotation(&self) -> &str {
        self.selector
            .as_ref()
            .map_or("", |selector| selector.quote.exact.as_str())
    }

    /// Whether a draft is about the same.
    pub fn is_of(&self, draft: &Draft) -> bool {
        self.article == draft.article
            && self.mark.as_ref().map(|mark| mark.id) == draft.mark
            && (draft.mark.is_some() || self.selector == draft.selector)
    }
}

impl NotePage {
    /// The editor of a note that is `text` so far.
    pub fn new(target: NoteTarget, text: String) -> NotePage {
        let cursor = end_of(&text);
        NotePage {
            saved: typed(target.text()),
            target,
            text,
            cursor,
            asking: false,
            answer: None,
            saving: None,
            unsaved: None,
            waiting: Vec::new(),
            place_below: None,
            rows: NoteRows::default(),
            top: 0,
            goal: None,
        }
    }

    /// Whether the text is another one than that on the disk.
    pub fn is_changed(&self) -> bool {
        self.text != self.saved
    }

    /// Whether characters are typed into the text: nothing is asked, and it is not being saved.
    pub fn takes_text(&self) -> bool {
        !self.asking && self.answer.is_none() && self.saving.is_none()
    }

    /// How long the text is, in characters, line ends left out.
    pub fn length(&self) -> usize {
        self.text.chars().filter(|c| *c != '\n').count()
    }

    /// How many characters more it takes.
    pub fn room(&self) -> usize {
        LONGEST.saturating_sub(self.text.chars().count())
    }

    /// What is kept of it until it is saved.
    pub fn draft(&self) -> Draft {
        Draft {
            article: self.target.article.clone(),
            source: self.target.source.clone(),
            selector: self.target.selector.clone(),
            mark: self.target.mark.as_ref().map(|mark| mark.id),
            heads: self
                .target
                .mark
                .iter()
                .flat_map(|mark| mark.heads.clone())
                .collect(),
            // Should the mark be removed meanwhile, what becomes of the text has its tags.
            tags: match &self.target.mark {
                Some(mark) => mark.annotation.tags.clone(),
                None => self.target.tags.clone(),
            },
            text: self.text.clone(),
            at: 0,
        }
    }

    /// The text and the cursor after a change.
    pub fn edited(&mut self, text: String, cursor: Cursor) {
        self.text = text;
        self.cursor = cursor;
    }

    /// Sets the rows and brings the cursor in sight, where `hidden` rows are taken by something else.
    pub fn prepare(&mut self, view: &View, size: Size, hidden: usize) {
        let area = size.note_area(view);
        self.rows.set(&self.text, row_settings(view, area));
        let height = area.rows.saturating_sub(hidden).max(1);
        let row = self.place().row;
        self.top = self.top.clamp((row + 1).saturating_sub(height), row);
        // No blank rows below the text as long as some of it is above.
        self.top = self.top.min(self.rows.len().saturating_sub(height));
    }

    /// Where the cursor stands on the rows.
    pub fn place(&self) -> RowPlace {
        self.rows.place_of(self.cursor.line, self.cursor.character)
    }

    /// What saving it changes; `None` if there is nothing to save.
    pub fn change(&self) -> Option<MarkChange> {
        let text = self.text.trim_end();
        match &self.target.mark {
            None if text.is_empty() => None,
            None => Some(MarkChange::Add(self.target.new_mark(text))),
            // A note on an article that says nothing is no mark; one on a passage is a highlight.
            Some(mark) if text.is_empty() && mark.annotation.selector.is_none() => {
                Some(MarkChange::Remove(mark.clone()))
            }
            Some(mark) => {
                let annotation = mark.annotation.clone().with_text(text);
                Some(mark.clone().edited(annotation))
            }
        }
    }
}

/// What stands in the label behind its title: what the note is about, in at most `measure` cells.
pub fn about(
    words: Words,
    target: &NoteTarget,
    measure: Cells,
    ambiguous: AmbiguousWidth,
) -> Clean {
    /// The most cells of the quotation.
    const WIDEST: Cells = 30;
    if target.selector.is_none() {
        return words.note_on_article();
    }
    let quotation = Clean::from(target.quotation());
    let quotation = crate::text::fold_for_status(quotation.as_clean());
    let inner = Clean::from(inside(quotation.as_str()).as_str());
    let measure = measure.min(WIDEST);
    let (mut cut, _) = crate::text::elide_end(inner.as_clean(), measure, ambiguous);
    if cut.as_str().matches('『').count() > cut.as_str().matches('』').count() {
        // The mark that closes it has been cut off.
        cut = crate::text::elide_end(inner.as_clean(), measure.saturating_sub(2), ambiguous).0;
        if cut.as_str().matches('『').count() > cut.as_str().matches('』').count() {
            cut.push(Clean::from("』").as_clean());
        }
    }
    words.note_on(cut.as_str())
}

/// A quotation as it stands between the quotation marks of the label: without those that enclose all of it,
/// others as inner ones, and none that has lost its fellow.
fn inside(quotation: &str) -> String {
    let marks = |c: char| match c {
        '「' | '『' => 1,
        '」' | '』' => -1,
        _ => 0,
    };
    let chars: Vec<char> = quotation.trim().chars().collect();
    // Where each mark has its fellow.
    let mut fellow: Vec<Option<usize>> = vec![None; chars.len()];
    let mut open = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        match marks(*c) {
            1 => open.push(at),
            -1 => {
                if let Some(first) = open.pop() {
                    fellow[first] = Some(at);
                    fellow[at] = Some(first);
                }
            }
            _ => {}
        }
    }
    let last = chars.len().saturating_sub(1);
    let encloses = last > 0 && fellow[0] == Some(last);
    let mut text = String::new();
    let mut depth = 0;
    for (at, c) in chars.into_iter().enumerate() {
        let is_mark = marks(c) != 0;
        if is_mark && (fellow[at].is_none() || encloses && (at == 0 || at == last)) {
            continue;
        }
        // Marks inside of inner ones are left out: there is no third kind.
        depth += if is_mark { marks(c).max(0) } else { 0 };
        match (is_mark, depth) {
            (false, _) => text.push(c),
            (true, 1) => text.push(if marks(c) > 0 { '『' } else { '』' }),
            (true, _) => {}
        }
        depth += marks(c).min(0);
    }
    text
}

/// How rows of the editor are set.
pub fn row_settings(view: &View, area: NoteArea) -> RowSettings {
    RowSettings {
        measure: area.measure,
        ambiguous: view.ambiguous,
        level: view.settings.level,
    }
}

/// What becomes of `text` when it is typed or pasted: ends of lines are line feeds, what would act on a
/// terminal is made visible, a tab is a blank.
pub fn typed(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let lines = text.split('\n').map(Clean::from);
    let lines: Vec<Clean> = lines.collect();
    let lines: Vec<&str> = lines.iter().map(Clean::as_str).collect();
    lines.join("\n")
}

/// The place behind the last character of `text`.
fn end_of(text: &str) -> Cursor {
    let last = text.rsplit('\n').next().unwrap_or_default();
    Cursor {
        line: text.matches('\n').count(),
        character: last.chars().count(),
    }
}

/// A page in a small window, for the tests of this folder.
#[cfg(test)]
mod fixture {
    use super::*;
    use crate::config::settings::Settings;
    use crate::config::theme::Theme;

    pub(super) const SIZE: Size = Size {
        columns: 20,
        rows: 12,
    };

    pub(super) fn page(text: &str) -> (NotePage, View) {
        let view = View::new(Settings::default(), Some(Theme::Dark), false);
        let mut page = NotePage::new(NoteTarget::default(), text.to_owned());
        page.prepare(&view, SIZE, 0);
        (page, view)
    }

    pub(super) fn cursor(line: usize, character: usize) -> Cursor {
        Cursor { line, character }
    }
}

#[cfg(test)]
mod tests {
    use super::fixture::{SIZE, cursor, page};
    use super::*;

    #[test]
    fn what_is_pasted_does_nothing_to_a_terminal() {
        assert_eq!(
            typed("甲\r\n乙\r丙\u{1b}[31m\t丁\u{9b}"),
            "甲\n乙\n丙^[[31m 丁<U+009B>"
        );
    }

    #[test]
    fn the_quotation_in_the_label_has_no_mark_without_its_fellow() {
        for (quotation, inner) in [
            ("「难的不是技术。」", "难的不是技术。"),
            ("「难的」是「表」", "『难的』是『表』"),
            ("难的」是表", "难的是表"),
            ("他说「难的是表", "他说难的是表"),
            ("「他说『难的』是「表」」", "他说『难的』是『表』"),
            ("甲「乙『丙』丁」戊", "甲『乙丙丁』戊"),
            ("", ""),
            ("「", ""),
        ] {
            assert_eq!(inside(quotation), inner, "{quotation}");
        }
    }

    #[test]
    fn the_rows_in_sight_follow_the_cursor() {
        let text = vec!["行"; 30].join("\n");
        let (mut page, view) = page(&text);
        assert_eq!(page.top, 26);
        page.cursor = cursor(3, 0);
        page.prepare(&view, SIZE, 0);
        assert_eq!(page.top, 3);
        page.cursor = cursor(6, 0);
        page.prepare(&view, SIZE, 1);
        assert_eq!(page.top, 4);
    }
}
