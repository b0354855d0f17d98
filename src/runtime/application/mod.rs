//! A state and the world it asks things of: the pure core with its effects carried out.
//!
//! An [`Application`] has no terminal. The reader's loop feeds it what the terminal says and draws it;
//! tests feed it keys and look at the same frames.

mod ending;
mod noting;
mod slow;

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::clipboard::Clipboard;
use super::keeper::{Keeper, Order};
use super::notes::Notes;
use super::orders::Orders;
use super::placing::{self, Placing};
use super::raw;
use super::screen::TabStops;
use super::unkept;
use super::workbench::Library;
use super::worker::{Kind, Task, WaitLimit, Worker};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::effect::Effect;
use crate::app::event::Event;
use crate::app::geometry::Size;
use crate::app::open::{begin, keep_place};
use crate::app::page::Page;
use crate::app::state::State;
use crate::app::update::{settle, update};
use crate::config::action::Context;
use crate::config::key::KeyChord;
use crate::diagnostic::{Diagnostic, Severity};
use crate::library::{self, Catalogue, Source, Start};
use crate::store::MarksPlace;
use crate::store::error::StoreError;
use crate::store::history::HistoryLog;
use crate::store::lock::Patience;
use crate::store::log::Durability;
use crate::store::reading::{Place, ReadingChange, ReadingLog};
use crate::text::{Clean, sanitize};
use crate::ui;

pub use ending::{Farewell, Leisure};

/// A running application.
pub struct Application {
    state: State,
    reading: Option<ReadingLog>,
    /// Where queries are kept.
    queries: Option<HistoryLog>,
    /// Who does what takes long.
    worker: Worker,
    /// Who keeps the marks.
    keeper: Keeper,
    /// Who keeps the note that is written.
    notes: Notes,
    /// The editor that the reader prefers, as it was set.
    editor: Option<String>,
    /// Where the library lies, and its search text.
    library: Library,
    /// Where it is written what was done, for whoever looks for a fault.
    log: Option<File>,
    clipboard: Clipboard,
    /// Changes that are not in the journal yet.
    unkept: Vec<ReadingChange>,
    clock: fn() -> i64,
    /// What the terminal has to do, found while events were taken into account.
    orders: Orders,
    /// Why something could not be kept, until a frame has shown it.
    untold: Option<Clean>,
    saving: slow::Saving,
}

/// How long the loop is held up, once a question, for the rows that a key is about. Beyond, the key waits
/// alone and typing goes on.
const ANSWER_WAIT: WaitLimit = WaitLimit {
    own: Duration::from_millis(250),
    other: Duration::from_millis(60),
};

/// How long a key that changes marks may wait for those that are being read or saved.
const MARKS_WAIT: Duration = Duration::from_millis(300);
impl Application {
    /// An application over `state`. Places and read marks go to `reading`, if there is a journal;
    /// `clock` tells the seconds since 1970.
    pub fn new(
        state: State,
        reading: Option<ReadingLog>,
        log: Option<File>,
        clock: fn() -> i64,
    ) -> Application {
        let words = state.words;
        Application {
            state,
            keeper: Keeper::here(None, words),
            notes: Notes::default(),
            editor: None,
            reading,
            queries: None,
            worker: Worker::here(),
            library: Library::default(),
            log,
            clipboard: Clipboard::none(),
            unkept: Vec::new(),
            clock,
            orders: Orders::default(),
            untold: None,
            saving: slow::Saving::default(),
        }
    }

    /// Over the library of `sources`, with its search text kept in the folder `cache`.
    #[must_use]
    pub fn with_library(mut self, sources: Vec<Source>, cache: Option<PathBuf>) -> Application {
        self.library.sources = sources;
        self.library.cache = cache;
        self
    }

    /// With a journal for the queries that are typed.
    #[must_use]
    pub fn with_queries(mut self, queries: HistoryLog) -> Application {
        self.queries = Some(queries);
        self
    }

    /// With a clipboard for what is copied.
    #[must_use]
    pub fn with_clipboard(mut self, clipboard: Clipboard) -> Application {
        self.clipboard = clipboard;
        self
    }

    /// With a place where marks are kept; without one there are none.
    #[must_use]
    pub fn with_marks(mut self, place: Option<MarksPlace>) -> Application {
        self.keeper = Keeper::here(place, self.state.words);
        self
    }

    /// With drafts of notes in the state folder, and another editor to write them in.
    #[must_use]
    pub fn with_drafts(mut self, state: Option<&Path>, editor: Option<String>) -> Application {
        self.notes = Notes::new(state);
        self.editor = editor;
        self.state.drafts.left = self.notes.left();
        self.state.drafts_found();
        self
    }

    /// Does what takes long in threads from now on. It can be read from one of the descriptors when
    /// [`Application::take_answers`] has something to take.
    ///
    /// # Errors
    /// The system gives no pipe.
    pub fn work_beside(&mut self) -> io::Result<[OwnedFd; 2]> {
        let (worker, wake) = Worker::beside()?;
        self.worker = worker;
        Ok([wake, self.keeper.work_beside()?])
    }

    /// Reads the marks: asked for once the first frame is drawn, which never waits for them.
    pub fn read_marks(&mut self) {
        let events = self.keeper.give(Order::Read);
        self.take_all(events);
    }

    /// Looks whether others have changed marks. Whether anything was taken into account.
    pub fn look(&mut self) -> bool {
        // That there was nothing new the last time woke nobody; until it is taken nobody looks again.
        let any = self.take_answers();
        self.perform(vec![Effect::RefreshMarks]);
        any
    }

    /// Takes into account what was done beside. Whether there was anything.
    pub fn take_answers(&mut self) -> bool {
        let mut answers = self.worker.take();
        answers.extend(self.keeper.take());
        let any = !answers.is_empty();
        self.take_all(answers);
        any
    }

    fn take_all(&mut self, events: Vec<Event>) {
        for event in events {
            self.take(event);
        }
    }

    /// Opens the page to begin with; later, where it is still being made ready.
    pub fn begin(&mut self, start: &Start) {
        self.write_log("start");
        if self.state.is_waiting() {
            return;
        }
        let effects = begin(&mut self.state, start);
        self.perform(effects);
    }

    /// The state.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The columns in which most rows of the page begin, while keys act on a text: that of its lines and
    /// that of its paragraphs; and the one where its last figure stands.
    pub fn tab_stops(&self) -> Option<TabStops> {
        let is_read =
            self.state.context() == Context::Reader && self.state.input.pending.is_empty();
        let page = self.state.reader().filter(|_| is_read)?;
        let left = page.column().left;
        let indent = self.state.view.settings.indent * 2;
        // Per cent of two figures.
        let figure = (self.state.size.columns).checked_sub(self.state.size.margin() + 3);
        (left > 1).then(|| TabStops {
            rows: match indent {
                0 => vec![cells(left)],
                _ => vec![cells(left), cells(left + indent)],
            },
            figure: figure.filter(|&figure| figure > left + indent).map(cells),
        })
    }

    /// Whether the page has two panes, of which one may scroll without the other.
    pub fn has_lists_side_by_side(&self) -> bool {
        self.state.size.panes().are_two() && self.state.reader().is_none()
    }

    /// Takes one event into account, with everything that follows from it.
    pub fn take(&mut self, event: Event) {
        let effects = update(&mut self.state, event);
        self.perform(effects);
    }

    /// Makes ready what the next drawing needs.
    pub fn settle(&mut self) {
        loop {
            let effects = settle(&mut self.state);
            if effects.is_empty() {
                return;
            }
            self.perform(effects);
        }
    }

    /// Draws into a new buffer of the window's size; gives it with the cursor's cell.
    pub fn draw(&mut self) -> (Buffer, Option<Position>) {
        let Size { columns, rows } = self.state.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, cells(columns), cells(rows)));
        let cursor = self.draw_into(&mut buffer);
        (buffer, cursor)
    }

    /// Draws into `buffer`, which has the window's size and is blank; gives the cursor's cell.
    pub fn draw_into(&mut self, buffer: &mut Buffer) -> Option<Position> {
        self.settle();
        self.untold = None;
        let (x, y) = ui::draw(&self.state, buffer)?;
        Some(Position {
            x: cells(x),
            y: cells(y),
        })
    }

    /// Keeps the reading place, if it moved since it was kept, and what is written of a note. Whether
    /// something is to be said of it that was not before.
    pub fn keep_place(&mut self) -> bool {
        let said = self.state.notices.current().cloned();
        let effects = keep_place(&mut self.state);
        self.perform(effects);
        if !self.unkept.is_empty() {
            self.record(Patience::NONE);
        }
        self.keep_draft();
        self.state.notices.current() != said.as_ref()
    }

    /// Whether something waits to be kept because another writer was at the journal.
    pub fn has_unkept(&self) -> bool {
        !self.unkept.is_empty()
    }

    /// Takes a key that is one of many, perhaps: what stands beside the shelf waits until
    /// [`Application::rest`]. Whether it does.
    pub fn take_key(&mut self, chord: KeyChord) -> bool {
        let shown = self.state.issue_in_front().map(str::to_owned);
        self.take(Event::Key(chord));
        self.state.hold_beside(shown)
    }

    /// The keys have stopped for a moment. Whether that shows something else.
    pub fn rest(&mut self) -> bool {
        self.state.let_beside_follow()
    }

    /// What the terminal has to do; asked once after each round of events.
    pub fn orders(&mut self) -> Orders {
        std::mem::take(&mut self.orders)
    }

    fn copy(&mut self, text: &str) {
        let (copied, sequence) = self.clipboard.copy(text, self.state.words);
        self.orders.pass.extend(sequence);
        self.take(Event::Copied(copied));
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::LoadIssue(id) => {
                    let issue = self.state.catalogue.issue(&id);
                    let (articles, faults) = issue.map(library::skim_issue).unwrap_or_default();
                    self.take(Event::IssueLoaded {
                        issue: id,
                        articles,
                        faulty: faults.iter().any(is_error),
                    });
                }
                Effect::LoadArticle(article) => {
                    self.write_log(&format!("open {article}"));
                    self.load_article(article);
                }
                Effect::LoadRaw(article) => {
                    let issue = self.state.catalogue.issue_of(&article);
                    let raw = issue.map(|issue| raw::load(issue, self.state.words));
                    let raw = raw.unwrap_or(Ok(None)).map(|raw| raw.map(Box::new));
                    self.take(Event::RawLoaded { article, raw });
                }
                Effect::Copy(text) => self.copy(&text),
                Effect::ShowBuiltin => {
                    let catalogue = Catalogue::new(library::embedded().0);
                    self.library = Library::default();
                    self.take(Event::LibraryLoaded(Arc::new(catalogue)));
                }
                Effect::LoadTitles => {
                    let library = self.library();
                    self.give(Task::ReadTitles(library));
                }
                Effect::FindTitles { question, query } => self.find_titles(question, query),
                Effect::AwaitTitles => self.await_answer(Kind::FindTitles),
                Effect::ReadText => {
                    let library = self.library();
                    self.give(Task::ReadText(library.clone()));
                    self.give(Task::LearnWords(library));
                }
                Effect::SearchText(question) => {
                    let library = self.library();
                    self.give(Task::SearchText { library, question });
                }
                Effect::StopSearch => self.worker.stop(Kind::SearchText),
                Effect::CompleteWord(before) => self.give(Task::CompleteWord(before)),
                Effect::AwaitText => self.await_answer(Kind::SearchText),
                Effect::AwaitWords => self.await_answer(Kind::CompleteWord),
                Effect::LoadPreview(wanted) => self.give(Task::ReadPreview {
                    catalogue: Arc::clone(&self.state.catalogue),
                    wanted,
                }),
                Effect::KeepQuery(prompt, query) => {
                    let kept = self.queries.as_mut().map(|log| log.append(prompt, &query));
                    if let Some(Err(error)) = kept {
                        self.lose_history(&error);
                    }
                }
                Effect::SaveMarks {
                    ticket,
                    changes,
                    on_meeting,
                } => {
                    self.save_begins();
                    let at = (self.clock)();
                    let order = Order::Save {
                        ticket,
                        changes,
                        on_meeting,
                        at,
                    };
                    let events = self.keeper.give(order);
                    self.take_all(events);
                }
                Effect::OpenNote(text) => self.open_note(&text),
                Effect::EditNote(edit) => self.edit_note(&edit),
                Effect::CloseNote => self.close_note(),
                Effect::KeepDraft => {
                    self.keep_draft();
                    let file = self
                        .notes
                        .file()
                        .map(|file| sanitize(&file.to_string_lossy()));
                    self.take(Event::DraftKept(file));
                }
                Effect::TakeDraft(left) => self.take_draft(left),
                Effect::ReleaseDraft => {
                    self.notes.release();
                    let left = self.notes.left();
                    self.take(Event::DraftsLeft(left));
                }
                Effect::DiscardDraft(left) => self.discard_draft(left),
                Effect::ForgetDrafts(saved) => self.forget_drafts(&saved),
                Effect::LeaveDraft(draft) => self.leave_draft(&draft),
                Effect::EditOutside(text) => self.edit_outside(text),
                Effect::RefreshMarks => {
                    let events = self.keeper.give(Order::Look);
                    self.take_all(events);
                }
                Effect::PlaceMarks(ids) => {
                    let of = self.state.kept.marks().cloned().unwrap_or_default();
                    let found = placing::place_some(&of, &self.state.catalogue, &ids);
                    self.take(Event::MarksInSightPlaced { of, found });
                }
                Effect::PlaceAllMarks(articles) => {
                    let marks = self.state.kept.marks().cloned().unwrap_or_default();
                    let catalogue = Arc::clone(&self.state.catalogue);
                    self.give(Task::PlaceMarks(Placing::new(marks, catalogue, articles)));
                }
                Effect::FindMarks(question) => self.give(Task::FindMarks(question)),
                Effect::AwaitFoundMarks => self.await_answer(Kind::FindMarks),
                Effect::AwaitMarks => {
                    let events = self.keeper.wait(MARKS_WAIT);
                    self.take_all(events);
                    if self.state.kept.is_busy() {
                        self.take(Event::MarksBusy);
                    }
                }
                Effect::Retype(events) => events.into_iter().for_each(|event| self.take(event)),
                Effect::Record(change) => self.unkept.push(stamped(change, (self.clock)())),
                Effect::Repaint => self.orders.repaint = true,
                Effect::Suspend => self.orders.suspend = true,
                Effect::Quit => self.orders.quit = true,
            }
        }
        if !self.unkept.is_empty() {
            // A key never waits for another writer.
            self.record(Patience::NONE);
        }
    }

    fn give(&mut self, task: Task) {
        let events = self.worker.give(task);
        self.take_all(events);
    }

    /// Holds up the loop for an answer, so that a burst of keys acts as if typed slowly.
    fn await_answer(&mut self, kind: Kind) {
        let answers = self.worker.wait_for(kind, ANSWER_WAIT);
        self.take_all(answers);
    }

    /// The library with the issues that are shown now.
    fn library(&self) -> Library {
        Library {
            catalogue: Arc::clone(&self.state.catalogue),
            ..self.library.clone()
        }
    }

    fn find_titles(&mut self, question: u64, query: String) {
        let Some(titles) = self.state.finding.titles.clone() else {
            return;
        };
        let before = match self.state.front() {
            Some(Page::Finder(page)) => page.found().cloned(),
            _ => None,
        };
        self.give(Task::FindTitles {
            question,
            titles,
            query,
            before,
        });
    }

    fn load_article(&mut self, article: String) {
        let event = match self.state.catalogue.issue_of(&article) {
            None => Event::ArticleFailed {
                article,
                reason: None,
            },
            Some(issue) => match library::load_article(issue, &article) {
                Ok((article, _)) => Event::ArticleLoaded(Box::new(article)),
                Err(reason) => Event::ArticleFailed {
                    article,
                    reason: Some(reason),
                },
            },
        };
        self.take(event);
    }

    /// Queries cannot be kept: those of this session stay, and nothing else hangs on it. It is said once.
    fn lose_history(&mut self, error: &StoreError) {
        self.write_log(&format!("history: {error}"));
        self.queries = None;
        if self.reading.is_some() {
            // Where places cannot be kept in the same folder either, that was said already.
            let sentence = unkept::history(self.state.words, error);
            self.take(Event::RecordFailed(sentence));
        }
    }

    /// Writes one line to the log: the time and what happened. A log that cannot be written stops
    /// nothing.
    fn write_log(&mut self, what: &str) {
        if let Some(log) = &mut self.log {
            let _ = writeln!(log, "{} {}", (self.clock)(), sanitize(what));
        }
    }

    /// Appends what waits to be kept. What another writer keeps us from waits for the next time.
    fn record(&mut self, patience: Patience) {
        let Some(log) = &mut self.reading else {
            return self.unkept.clear();
        };
        let Err(error) = log.append(&self.unkept, Durability::Buffered, patience) else {
            return self.unkept.clear();
        };
        if matches!(error, StoreError::Busy { .. }) && patience == Patience::NONE {
            return;
        }
        // Said once: a state folder that can't be written to stays so, and reading goes on.
        self.reading = None;
        let sentence = unkept::sentence(self.state.words, &error);
        self.write_log(sentence.as_str());
        self.untold = Some(sentence.clone());
        self.take(Event::RecordFailed(sentence));
    }
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.fault.severity() == Severity::Error
}

/// The change with the time it was made at.
fn stamped(change: ReadingChange, now: i64) -> ReadingChange {
    match change {
        ReadingChange::Place { article, place } => ReadingChange::Place {
            article,
            place: Place { at: now, ..place },
        },
        ReadingChange::Read { article, .. } => ReadingChange::Read { article, at: now },
        ReadingChange::Unread { article, .. } => ReadingChange::Unread { article, at: now },
        ReadingChange::Opened { article, .. } => ReadingChange::Opened { article, at: now },
    }
}

fn cells(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}
