//! Everything the application knows, as one value.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::drafts::Drafts;
use super::finding::Finding;
use super::gather::Gathering;
use super::geometry::Size;
use super::input::PendingKeys;
use super::kept::Kept;
use super::list::AnyList;
use super::notice::{Notices, Urgency};
use super::open::Opening;
use super::page::Page;
use super::pages::issue::IssuePage;
use super::pages::note::NotePage;
use super::pages::reader::ReaderPage;
use super::pages::shelf::{Beside, ShelfPage};
use super::trail::Location;
use super::undo::Undoable;
use super::view::View;
use crate::config::action::{Action, Context};
use crate::config::key::KeyChord;
use crate::config::keymap::{Keymap, Resolution};
use crate::library::Catalogue;
use crate::store::history::History;
use crate::store::reading::ReadingState;
use crate::text::Clean;
use crate::words::Words;

/// The state of the application.
pub struct State {
    /// The window.
    pub size: Size,
    /// The wordings.
    pub words: Words,
    /// The keys.
    pub keymap: Keymap,
    /// How things are shown.
    pub view: View,
    /// The issues.
    pub catalogue: Arc<Catalogue>,
    /// Whether built-in issues exist that are not shown, and where issues live.
    pub home: Home,
    /// Read marks and places.
    pub reading: ReadingState,
    /// The shelf: always there, always the first page.
    pub shelf: ShelfPage,
    /// The pages of the issues that were looked at, by id.
    pub issues: BTreeMap<String, IssuePage>,
    /// The pages over the shelf; the last one is in front.
    pub pages: Vec<Page>,
    /// Where `Ctrl-o` goes back to, the last one first.
    pub trail: Vec<Location>,
    /// What `u` takes back, the last change last.
    pub undo: Vec<Undoable>,
    /// The article that is being read from disk.
    pub opening: Option<Opening>,
    /// Keys that were typed and not acted on yet.
    pub input: PendingKeys,
    /// What is said in the status row.
    pub notices: Notices,
    /// What a newcomer is told.
    pub newcomer: Newcomer,
    /// What is kept for finding.
    pub finding: Finding,
    /// What is still being made ready of what was named.
    pub gathering: Option<Gathering>,
    /// Bookmarks, highlights and notes.
    pub kept: Kept,
    /// Notes that were left unsaved.
    pub drafts: Drafts,
}

/// Where the library is, for the page of an empty one.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// The folder in which issues live.
    pub folder: Clean,
    /// Whether the built-in issues are left out by a setting.
    pub builtin_hidden: bool,
}

/// The two lines a newcomer sees, each until the first key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Newcomer {
    /// Whether the welcome stands in the place of the hints.
    pub on_shelf: bool,
    /// Whether the first article opened says how to go on.
    pub in_reader: bool,
}

/// What a session starts with.
pub struct Setup {
    /// The window.
    pub size: Size,
    /// The wordings.
    pub words: Words,
    /// The keys.
    pub keymap: Keymap,
    /// How things are shown.
    pub view: View,
    /// The issues.
    pub catalogue: Catalogue,
    /// Where they live.
    pub home: Home,
    /// Read marks and places.
    pub reading: ReadingState,
    /// The queries typed before.
    pub history: History,
    /// What is to be said first.
    pub notices: Notices,
    /// Whether nothing was ever read here.
    pub first_start: bool,
    /// What is still being made ready of what was named.
    pub gathering: Option<Gathering>,
}

impl State {
    /// The state at the start: the shelf, its pointer where reading goes on.
    pub fn new(setup: Setup) -> State {
        let mut state = State {
            size: setup.size,
            words: setup.words,
            keymap: setup.keymap,
            view: setup.view,
            catalogue: Arc::new(setup.catalogue),
            home: setup.home,
            reading: setup.reading,
            shelf: ShelfPage {
                stale: true,
                ..ShelfPage::default()
            },
            issues: BTreeMap::new(),
            pages: Vec::new(),
            trail: Vec::new(),
            undo: Vec::new(),
            opening: None,
            input: PendingKeys::default(),
            notices: setup.notices,
            newcomer: Newcomer {
                on_shelf: setup.first_start,
                in_reader: setup.first_start,
            },
            finding: Finding::new(setup.history),
            gathering: setup.gathering,
            kept: Kept::default(),
            drafts: Drafts::default(),
        };
        state.rebuild_shelf();
        state.shelf.start();
        state
    }

    /// Whether there is nothing to show yet, because it is being made ready.
    pub fn is_waiting(&self) -> bool {
        self.gathering.is_some() && self.catalogue.is_empty()
    }

    /// The page in front; `None` is the shelf.
    pub fn front(&self) -> Option<&Page> {
        self.pages.last()
    }

    /// The page that is seen above the note editor, if that is in front, else the page in front; `None`
    /// is the shelf.
    pub fn below_note(&self) -> Option<&Page> {
        match self.pages.split_last() {
            Some((Page::Note(_), below)) => below.last(),
            _ => self.front(),
        }
    }

    /// The note that is being written, if one is.
    pub fn note(&self) -> Option<&NotePage> {
        self.pages.iter().find_map(|page| match page {
            Page::Note(page) => Some(page.as_ref()),
            _ => None,
        })
    }

    /// Tells of the drafts that are left, and puts the pointer on the first.
    pub fn drafts_found(&mut self) {
        let (found, damaged): (Vec<_>, Vec<_>) = {
            let left = self.drafts.left.iter();
            left.partition(|left| left.draft.is_some())
        };
        for left in damaged {
            let file = left.path.to_string_lossy();
            let sentence = self.words.draft_damaged(&file);
            self.notices.say(Urgency::Warning, sentence.as_str());
        }
        if found.is_empty() {
            return;
        }
        let sentence = self.words.drafts_found(found.len());
        self.notices.say(Urgency::Notice, sentence.as_str());
        self.rebuild_shelf();
        self.shelf.start();
    }

    /// The reader, if it is in front.
    pub fn reader(&self) -> Option<&ReaderPage> {
        match self.front()? {
            Page::Reader(reader) => Some(reader),
            _ => None,
        }
    }

    /// The reader, if it is in front, to change it.
    pub fn reader_mut(&mut self) -> Option<&mut ReaderPage> {
        match self.pages.last_mut()? {
            Page::Reader(reader) => Some(reader),
            _ => None,
        }
    }

    /// The reader in front, or right below contents or help.
    pub fn reader_below(&self) -> Option<&ReaderPage> {
        self.pages.iter().rev().find_map(|page| match page {
            Page::Reader(reader) => Some(reader.as_ref()),
            _ => None,
        })
    }

    /// The id of the issue whose page is in front, or beside the shelf in front.
    pub fn issue_in_front(&self) -> Option<&str> {
        match self.below_note() {
            Some(Page::Issue(id)) => Some(id),
            None if self.size.panes().are_two() => match &self.shelf.beside {
                Beside::Follows => self.issue_at_pointer(),
                Beside::Stays(issue) => issue.as_deref(),
            },
            _ => None,
        }
    }

    /// The pane beside the shelf goes on showing `shown`, an issue's id, where a key has moved the
    /// pointer to another issue: until [`State::let_beside_follow`]. Whether it does.
    pub fn hold_beside(&mut self, shown: Option<String>) -> bool {
        let is_seen = self.below_note().is_none() && self.size.panes().are_two();
        let stays = is_seen && self.issue_at_pointer() != shown.as_deref();
        self.shelf.beside = match stays {
            true => Beside::Stays(shown),
            false => Beside::Follows,
        };
        stays
    }

    /// The keys have stopped: the pane beside the shelf shows the issue under the pointer. Whether it did
    /// not.
    pub fn let_beside_follow(&mut self) -> bool {
        std::mem::take(&mut self.shelf.beside) != Beside::Follows
    }

    /// The id of the issue under the shelf's pointer; of 接着读, the one of its article.
    pub fn issue_at_pointer(&self) -> Option<&str> {
        use super::pages::shelf::ShelfRow;
        match self.shelf.list.current()? {
            ShelfRow::Issue { index, .. } => Some(&self.catalogue.issues().get(*index)?.id),
            ShelfRow::Resume(article) => self
                .catalogue
                .issue_of(article)
                .map(|issue| issue.id.as_str()),
            _ => None,
        }
    }

    /// The issue whose articles the shelf needs to name the one last open, if they are not known.
    pub fn shelf_lacks(&self) -> Option<String> {
        use super::pages::shelf::ShelfRow;
        let is_drawn = match self.front() {
            None => true,
            Some(Page::Issue(_)) => self.size.panes().are_two(),
            Some(_) => false,
        };
        let resumed = self.shelf.list.rows().iter().find_map(|row| match row {
            ShelfRow::Resume(article) => Some(article),
            _ => None,
        });
        let issue = self.catalogue.issue_of(resumed.filter(|_| is_drawn)?)?;
        (!self.issues.contains_key(&issue.id)).then(|| issue.id.clone())
    }

    /// Where keys act now.
    pub fn context(&self) -> Context {
        match self.input.command {
            Some(_) => Context::Query,
            None => self.context_of_page(),
        }
    }

    /// Where keys act when no command is typed: where the command will.
    pub fn context_of_page(&self) -> Context {
        if self.is_typing_in_page() {
            return Context::Query;
        }
        match self.front() {
            None => Context::Shelf,
            Some(Page::Issue(_)) => Context::Issue,
            Some(Page::Reader(reader)) if reader.selection.is_some() => Context::Selection,
            Some(Page::Reader(_)) => Context::Reader,
            Some(Page::Contents(_)) => Context::Contents,
            Some(Page::Marks(_)) => Context::Marks,
            Some(Page::Messages(_)) => Context::Messages,
            Some(Page::Raw(_)) => Context::Raw,
            Some(Page::Finder(_) | Page::Search(_) | Page::Help(_)) => Context::Query,
            Some(Page::Note(_)) => Context::Note,
        }
    }

    /// Whether text is being selected.
    pub fn is_selecting(&self) -> bool {
        self.reader()
            .is_some_and(|reader| reader.selection.is_some())
    }

    /// Whether characters are text now and no keys.
    pub fn is_typing(&self) -> bool {
        self.input.command.is_some() || self.is_typing_in_page()
    }

    /// Whether they are text of the page in front, or tags.
    fn is_typing_in_page(&self) -> bool {
        if self.kept.tagging.is_some() {
            return true;
        }
        match self.front() {
            Some(Page::Reader(reader)) => reader.prompt.is_some(),
            _ => self.list().is_some_and(AnyList::is_typing),
        }
    }

    /// What `chord` does if all it does is to be typed: a character of a query, a character or a line end of
    /// a note. What keys type that come together is one change.
    pub fn typed_by(&self, chord: KeyChord) -> Option<char> {
        if !self.types_text() {
            return None;
        }
        let ends_a_line = || {
            let resolution = self.keymap.resolve(self.context(), &[chord]);
            (resolution == Resolution::Exact(Action::NewLine)).then_some('\n')
        };
        chord.typed().or_else(ends_a_line)
    }

    /// Whether an answer was typed that holds if nothing is typed on behind it.
    pub fn holds_an_answer(&self) -> bool {
        self.note().is_some_and(|note| note.answer.is_some())
    }

    /// Whether characters go into a query or a note, whatever they are.
    pub fn types_text(&self) -> bool {
        let takes_text = match self.context() {
            Context::Query => true,
            Context::Note => self.note().is_some_and(NotePage::takes_text),
            _ => false,
        };
        takes_text
            && self.input.pending.is_empty()
            && !self.is_waiting()
            && !self.size.is_too_small()
    }

    /// Makes the shelf's rows again.
    pub fn rebuild_shelf(&mut self) {
        self.shelf.rebuild(super::pages::shelf::ShelfSource {
            drafts: &self.drafts.left,
            calendar: &self.kept.calendar,
            catalogue: &self.catalogue,
            reading: &self.reading,
            words: self.words,
            compact: self.size.is_compact(),
            builtin_hidden: self.home.builtin_hidden,
        });
    }
}
