//! What happened: the closed list of events that reach the application.
//!
//! Events are facts, never wishes; what a key *asks for* is an [`Action`](crate::config::action::Action).

use std::sync::Arc;

use super::gather::Gathered;
use super::geometry::Size;
use super::kept::Unsaved;
use super::pages::note::Cursor;
use super::pages::preview::{Previewed, Wanted};
use super::placed::{Adrift, Standing};
use super::raw_text::RawText;
use super::results::Results;
use super::titles::Titles;
use crate::annotation::MarkId;
use crate::config::key::KeyChord;
use crate::library::{Article, ArticleMeta, Catalogue, ReadError};
use crate::search::finder::Found;
use crate::store::Marks;
use crate::store::drafts::LeftDraft;
use crate::store::terminals::Answers;
use crate::text::Clean;

/// Something happened outside the application.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key was pressed.
    Key(KeyChord),
    /// Characters were typed into a query or a note, so fast that they came together; line ends are `\n`.
    Typed(String),
    /// Text was pasted.
    Paste(String),
    /// The window has this size now.
    Resize(Size),
    /// An issue's articles were read.
    IssueLoaded {
        /// The issue's id.
        issue: String,
        /// Its articles, in order.
        articles: Vec<ArticleMeta>,
        /// Whether something in it could not be read as it was meant.
        faulty: bool,
    },
    /// An article was read.
    ArticleLoaded(Box<Article>),
    /// An article could not be read.
    ArticleFailed {
        /// The article's id.
        article: String,
        /// Why; `None` when no issue of its id is there.
        reason: Option<ReadError>,
    },
    /// The raw text behind an article was looked for.
    RawLoaded {
        /// The article's id.
        article: String,
        /// The text; `None` where none was kept.
        raw: Result<Option<Box<RawText>>, ReadError>,
    },
    /// More of what was named is ready.
    Gathered(Box<Gathered>),
    /// The library was read again.
    LibraryLoaded(Arc<Catalogue>),
    /// So many per cent of the library are read, for its titles.
    TitlesProgress(u8),
    /// The titles of the library were read.
    TitlesLoaded(Arc<Titles>),
    /// Titles were looked for.
    TitlesFound {
        /// The number of the question.
        question: u64,
        /// What was found.
        found: Arc<Found>,
    },
    /// So many per cent of the library are read, for its search text; all of it with 100.
    TextProgress(u8),
    /// The full text was searched.
    TextFound {
        /// The number of the question.
        question: u64,
        /// What was found.
        results: Arc<Results>,
    },
    /// The words of the search text are learnt.
    WordsReady,
    /// Words were looked for.
    WordsFound {
        /// The text with the pinyin at its end.
        before: String,
        /// What may stand in its place.
        words: Vec<String>,
    },
    /// The library on the disk is not what it was: these are its issues now.
    LibraryChanged(Arc<Catalogue>),
    /// An article was made ready to be shown beside a list.
    PreviewLoaded {
        /// What was wanted.
        wanted: Box<Wanted>,
        /// The article; `None` if it cannot be read.
        shown: Option<Box<Previewed>>,
    },
    /// The marks were read for the first time; what is to be said of their files.
    MarksRead(Arc<Marks>, Vec<Clean>),
    /// Others have changed marks: all of them as they are now, and how many differ.
    MarksChanged(Arc<Marks>, usize),
    /// Changes to marks are on the disk.
    MarksSaved {
        /// The number they were asked under.
        ticket: u64,
        /// The names of their marks, in order.
        ids: Vec<MarkId>,
        /// All marks, as they are now.
        marks: Arc<Marks>,
        /// Whether a text met another one that was written elsewhere; both are there.
        met: bool,
    },
    /// Changes to marks could not be saved; nothing was changed.
    MarksFailed {
        /// The number they were asked under.
        ticket: u64,
        /// Why.
        why: Unsaved,
    },
    /// The note that is written says this now.
    NoteEdited {
        /// The text.
        text: String,
        /// Where the cursor stands.
        cursor: Cursor,
    },
    /// The reader's own editor gave this back, or what is to be said of it.
    EditedOutside(Result<String, Clean>),
    /// A draft that was left is being written here now, if that could be.
    DraftTaken {
        /// The draft.
        left: Box<LeftDraft>,
        /// Whether it could.
        is_ours: bool,
    },
    /// A draft that was left was thrown away, or why it could not.
    DraftDiscarded {
        /// The draft.
        left: Box<LeftDraft>,
        /// What is to be said where it could not.
        why: Option<Clean>,
    },
    /// These drafts are left now.
    DraftsLeft(Vec<LeftDraft>),
    /// The draft of the note cannot be written: why.
    DraftFailed(Clean),
    /// Which of some marks have no place in their articles.
    MarksInSightPlaced {
        /// The marks, as they were.
        of: Arc<Marks>,
        /// Those that were asked for.
        found: Vec<(MarkId, Option<Adrift>)>,
    },
    /// How the marks of articles stand in them.
    MarksPlaced {
        /// The marks, as they were.
        of: Arc<Marks>,
        /// The articles.
        found: Vec<(String, Standing)>,
    },
    /// Marks were looked for.
    MarksFound {
        /// The number of the question.
        question: u64,
        /// Those that fit, by their places in the list.
        found: Vec<u32>,
    },
    /// What is being saved takes longer than one notices.
    SaveIsSlow,
    /// The draft of the note was brought to the disk because it could not be saved: its file, if there is one.
    DraftKept(Option<Clean>),
    /// Marks are still being read or saved, and keys have waited for that long enough.
    MarksBusy,
    /// No key came for as long as it takes to see what the last one did.
    KeysRested,
    /// A text was copied, or could not be.
    Copied(Copied),
    /// The terminal has told what it can do and how wide it draws, now or the last time.
    TerminalAnswered(Answers),
    /// A reading place or read mark could not be written; what to say of it.
    RecordFailed(Clean),
}

/// What became of a text that was to be copied.
#[derive(Clone, Debug)]
pub enum Copied {
    /// It is on its way to the terminal: so many characters, white space aside.
    Sent(usize),
    /// It is too long for a clipboard; it stands in this file.
    TooLong(Clean),
    /// The terminal has no clipboard; it stands in this file.
    Written(Clean),
    /// It could not be written either; why.
    Failed(Clean),
    /// It could not be sent, and there is no folder for it.
    Nowhere,
}
