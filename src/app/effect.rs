//! What is to be done outside the application: the closed list of effects.
//!
//! `update` returns them as data; only the runtime carries them out.

use super::event::Event;
use super::mark_texts::MarkQuestion;
use super::pages::note::NoteEdit;
use super::pages::preview::Wanted;
use super::results::TextQuestion;
use crate::annotation::MarkId;
use crate::store::MarkChange;
use crate::store::drafts::{Draft, LeftDraft};
use crate::store::history::PromptKind;
use crate::store::marks::OnMeeting;
use crate::store::reading::ReadingChange;

/// Something to be done.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Read the articles of this issue.
    LoadIssue(String),
    /// Read this article.
    LoadArticle(String),
    /// Read the raw text behind this article.
    LoadRaw(String),
    /// Read the titles of the library; answered by `TitlesLoaded`, after some `TitlesProgress`.
    LoadTitles,
    /// Find titles; answered by `TitlesFound` unless a newer question comes first.
    FindTitles {
        /// The number of the question.
        question: u64,
        /// What is looked for.
        query: String,
    },
    /// Wait for the titles that are being found: what comes next is about them.
    AwaitTitles,
    /// Make the search text ready, told of by some `TextProgress`; then learn its words, told of by
    /// `WordsReady`.
    ReadText,
    /// Search the full text; answered by `TextFound` unless a newer question comes first.
    SearchText(Box<TextQuestion>),
    /// Nobody waits for the search of the full text any more.
    StopSearch,
    /// Find words for the pinyin at the end of this text; answered by `WordsFound` once words are learnt.
    CompleteWord(String),
    /// Wait for the words: what comes next is about them.
    AwaitWords,
    /// Wait for the text that is being searched: what comes next is about it.
    AwaitText,
    /// Make an article ready to be shown beside a list, once the keys stop; answered by `PreviewLoaded`
    /// unless another one is wanted first.
    LoadPreview(Box<Wanted>),
    /// Keep a query that was typed.
    KeepQuery(PromptKind, String),
    /// Read the library again, with the built-in issues.
    ShowBuiltin,
    /// Keep a reading place or a read mark.
    Record(ReadingChange),
    /// Save changes to marks; answered by `MarksSaved` or `MarksFailed`.
    SaveMarks {
        /// The number of the answer.
        ticket: u64,
        /// The changes: all of them are saved, or none.
        changes: Vec<MarkChange>,
        /// What becomes of a text that meets another one.
        on_meeting: OnMeeting,
    },
    /// Open the text area of the note editor on this text.
    OpenNote(String),
    /// Change the text of the note; answered by `NoteEdited`.
    EditNote(NoteEdit),
    /// The note is written no more: its text area and its draft go.
    CloseNote,
    /// Keep what is written of the note, now; answered by `DraftKept`, or by `DraftFailed` before it.
    KeepDraft,
    /// Go on with a draft that was left; answered by `DraftTaken`.
    TakeDraft(Box<LeftDraft>),
    /// Leave the draft that was taken again; answered by `DraftsLeft`.
    ReleaseDraft,
    /// Throw a draft away that was left; answered by `DraftDiscarded`.
    DiscardDraft(Box<LeftDraft>),
    /// Throw these drafts away, whose texts were saved; answered by `DraftsLeft`.
    ForgetDrafts(Vec<LeftDraft>),
    /// Leave this draft again; answered by `DraftsLeft`.
    LeaveDraft(Box<Draft>),
    /// Let the reader's own editor write on at this text; answered by `EditedOutside`.
    EditOutside(String),
    /// Find out which of these marks have no place in their articles; answered by `MarksInSightPlaced`.
    PlaceMarks(Vec<MarkId>),
    /// The same of all marks of these articles, when there is time; answered by `MarksPlaced` for some at a time.
    PlaceAllMarks(Vec<String>),
    /// Find the marks that fit what is typed; answered by `MarksFound` unless a newer question comes first.
    FindMarks(Box<MarkQuestion>),
    /// Wait for the marks that are being found: what comes next is about them.
    AwaitFoundMarks,
    /// Look whether others have changed marks; answered by `MarksChanged` if they have.
    RefreshMarks,
    /// Wait a moment for marks that are being read or saved: what comes next may change them. Answered
    /// by `MarksBusy` if that was not enough.
    AwaitMarks,
    /// Take these keys and pastes, which came too early, as if they came now.
    Retype(Vec<Event>),
    /// Put this text into the clipboard; answered by `Copied`.
    Copy(String),
    /// Send the whole screen again, whatever it shows.
    Repaint,
    /// Give the terminal back to the shell until it continues us.
    Suspend,
    /// End.
    Quit,
}
