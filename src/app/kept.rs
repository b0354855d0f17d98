//! The reader's marks as the application knows them, and what is being saved of them.
//!
//! All marks are one immutable value, [`Marks`], shared with whoever keeps them; a change is asked for
//! with [`Kept::ask`] and is there when its answer has come, for nothing is shown that is not on the
//! disk. Until then a key that changes marks waits: what it means may depend on the answer.

use std::sync::Arc;

use super::calendar::Calendar;
use super::pages::marks::MarksPage;
use super::standings::Standings;
use super::tagging::Tagging;
use crate::annotation::{MarkId, Motivation};
use crate::config::action::Action;
use crate::search;
use crate::store::marks::OnMeeting;
use crate::store::{Mark, MarkChange, Marks};
use crate::text::Clean;
use crate::words::Words;

/// What is known of marks.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// All marks; `None` as long as they are not read.
    marks: Option<Arc<Marks>>,
    /// What is to be said of files of marks that could not be read whole.
    pub unread: Vec<Clean>,
    /// What is being saved, the oldest first.
    saving: Vec<Saving>,
    /// Whether that takes longer than one notices.
    pub is_slow: bool,
    /// How often something was asked to be saved.
    asked: u64,
    /// Whether a key that waited was not carried out: what is typed behind it was meant for what it did not do.
    pub is_refusing: bool,
    /// Keys that change marks, waiting for what is being done.
    pub waiting: Vec<(Action, Option<usize>)>,
    /// The list of marks as it was when a mark was opened from it.
    pub left: Option<Box<MarksPage>>,
    /// Tags while they are typed.
    pub tagging: Option<Tagging>,
    /// How the marks of all articles stand.
    pub standings: Standings,
    /// The number of the last question about the list of marks.
    question: u64,
    /// The times marks were made at, as the clock here shows them.
    pub calendar: Calendar,
}

/// What was asked to be saved.
#[derive(Clone, Debug)]
pub struct Saving {
    /// The number its answer has.
    pub ticket: u64,
    /// What the reader did.
    pub deed: Deed,
    /// The marks that are changed, and neither made nor taken away.
    edits: Vec<MarkId>,
    /// The marks that are taken away.
    removes: Vec<MarkId>,
}

/// What a reader did to marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A bookmark was put.
    Bookmark,
    /// Bookmarks were taken away.
    BookmarkRemoved,
    /// A passage was highlighted.
    Highlight,
    /// A note was written or changed.
    Note,
    /// A mark was deleted.
    Delete,
    /// The tags of a mark were changed.
    Tag,
    /// A mark that had lost its place got one.
    Reattach,
    /// The last change was taken back.
    Undo(Box<MarksDone>),
}

/// What was written stays, whoever takes something back.
const ON_UNDO: OnMeeting = OnMeeting::LeaveTheirs;

impl Deed {
    /// What becomes of a text that meets another one.
    pub fn on_meeting(&self) -> OnMeeting {
        match self {
            Deed::Undo(_) => ON_UNDO,
            _ => OnMeeting::KeepBoth,
        }
    }
}

/// A change to marks that was saved, to be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarksDone {
    /// What the reader did.
    pub deed: Deed,
    /// Each mark that it changed.
    pub marks: Vec<Changed>,
}

/// A mark before and after a change; `None` where it was not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its name.
    pub id: MarkId,
    /// What it was.
    pub before: Option<Mark>,
    /// What it became.
    pub after: Option<Mark>,
}

/// Why something was not saved. Nothing was changed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsaved {
    /// The disk, or the reader's share of it, is full.
    Full,
    /// The file must not be written.
    ReadOnly(Clean),
    /// Another process kept writing.
    Busy,
    /// The file was written by a newer version.
    Newer,
    /// The system said why: the file, and that.
    System(Clean, Clean),
    /// Nobody knows where marks are kept.
    Nowhere,
}

/// How many marks of each sort an article has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MarkCounts {
    /// Notes, and tags.
    pub notes: usize,
    /// Bookmarks, of the article and of places in it.
    pub bookmarks: usize,
    /// Highlights without a note.
    pub highlights: usize,
}

/// What a mark is drawn as; the first goes before the others on one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// A note, or tags.
    Note,
    /// A bookmark.
    Bookmark,
    /// A highlight.
    Highlight,
}

impl From<Motivation> for MarkKind {
    fn from(motivation: Motivation) -> MarkKind {
        match motivation {
            Motivation::Commenting | Motivation::Tagging => MarkKind::Note,
            Motivation::Bookmarking => MarkKind::Bookmark,
            Motivation::Highlighting => MarkKind::Highlight,
        }
    }
}

impl Kept {
    /// All marks; `None` as long as they are not read.
    pub fn marks(&self) -> Option<&Arc<Marks>> {
        self.marks.as_ref()
    }

    /// The marks are these now.
    pub fn set(&mut self, marks: Arc<Marks>) {
        self.marks = Some(marks);
    }

    /// Whether marks are being read or saved: what changes them waits.
    pub fn is_busy(&self) -> bool {
        self.marks.is_none() || !self.saving.is_empty()
    }

    /// Whether something is being saved.
    pub fn is_saving(&self) -> bool {
        !self.saving.is_empty()
    }

    /// How many things are being saved.
    pub fn saving_count(&self) -> usize {
        self.saving.len()
    }

    /// The number under which `changes`, which are what `deed` says, are asked to be saved.
    pub fn ask(&mut self, deed: Deed, changes: &[MarkChange]) -> u64 {
        self.asked += 1;
        let (mut edits, mut removes) = (Vec::new(), Vec::new());
        for change in changes {
            match change {
                MarkChange::Edit { mark, .. } => edits.push(*mark),
                MarkChange::Remove(mark) => removes.push(mark.id),
                MarkChange::Add(_) | MarkChange::Adopt { .. } | MarkChange::Restore(_) => {}
            }
        }
        self.saving.push(Saving {
            ticket: self.asked,
            deed,
            edits,
            removes,
        });
        self.asked
    }

    /// A number for the next question about the list of marks: only the newest is answered.
    pub fn ask_question(&mut self) -> u64 {
        self.question += 1;
        self.question
    }

    /// The number of the last question about the list of marks.
    pub fn newest_question(&self) -> u64 {
        self.question
    }

    /// What was asked under the number `ticket`, which has been answered.
    pub fn answered(&mut self, ticket: u64) -> Option<Saving> {
        let at = self
            .saving
            .iter()
            .position(|saving| saving.ticket == ticket)?;
        let answered = self.saving.remove(at);
        self.is_slow &= !self.saving.is_empty();
        Some(answered)
    }

    /// How many marks `article` has.
    pub fn counts(&self, article: &str) -> MarkCounts {
        let mut counts = MarkCounts::default();
        let Some(marks) = &self.marks else {
            return counts;
        };
        for entry in marks.entries_of(article) {
            *match MarkKind::from(entry.motivation) {
                MarkKind::Note => &mut counts.notes,
                MarkKind::Bookmark => &mut counts.bookmarks,
                MarkKind::Highlight => &mut counts.highlights,
            } += 1;
        }
        counts
    }
}

/// `marks` as queries ask for them (`is:marked`, `note:`).
pub fn sought(marks: &Marks) -> search::Kept {
    let mut sought = search::Kept::default();
    for mark in marks.entries().filter_map(|entry| marks.get(entry.id)) {
        sought.add(&mark.annotation.article, &mark.annotation.text);
    }
    sought
}

impl Unsaved {
    /// What is said of a bookmark or a highlight that was not saved: what, why, what to do.
    pub fn sentence(&self, words: Words) -> Clean {
        match self {
            Unsaved::Full => words.unsaved_full(),
            Unsaved::ReadOnly(file) => words.unsaved_readonly(file.as_str()),
            Unsaved::Busy => words.unsaved_busy(),
            Unsaved::Newer => words.unsaved_newer(),
            Unsaved::System(file, why) => words.unsaved_io(file.as_str(), why.as_str()),
            Unsaved::Nowhere => words.marks_nowhere(),
        }
    }
}

impl Saving {
    /// Whether it brought back a mark that others had removed: `earlier` are the marks before it was saved,
    /// and `ids` the names of those that it changed.
    pub fn revives(&self, ids: &[MarkId], earlier: &Marks) -> bool {
        let mut edited = ids.iter().filter(|id| self.edits.contains(id));
        edited.any(|id| earlier.entry_of(*id).is_none())
    }

    /// The mark that a text became which met another one: `ids` are the names of those that were changed.
    pub fn met_as(&self, ids: &[MarkId]) -> Option<MarkId> {
        let is_new = |id: &MarkId| !self.edits.contains(id);
        let mut ids = ids.iter().copied();
        (!self.edits.is_empty()).then(|| ids.find(is_new)).flatten()
    }

    /// Whether a mark that was to be taken away is still among `marks`: others have changed it.
    pub fn leaves(&self, marks: &Marks) -> bool {
        let mut removes = self.removes.iter();
        removes.any(|id| marks.entry_of(*id).is_some())
    }

    /// What was done, now that `marks` hold it under the names `ids`. `earlier` are those before it was saved,
    /// with all that others had done until then: that is not taken back with it.
    pub fn done(self, ids: &[MarkId], earlier: Option<&Marks>, marks: &Marks) -> MarksDone {
        let changed = |earlier: &Marks| {
            let changed = ids.iter().map(|&id| Changed {
                id,
                before: earlier.get(id),
                after: marks.get(id),
            });
            changed.collect()
        };
        MarksDone {
            marks: earlier.map(changed).unwrap_or_default(),
            deed: self.deed,
        }
    }
}

impl MarksDone {
    /// Whether a mark that is to be taken back was removed elsewhere.
    pub fn is_removed(&self, marks: &Marks) -> bool {
        let is_gone =
            |changed: &Changed| changed.after.is_some() && marks.get(changed.id).is_none();
        self.marks.iter().any(is_gone)
    }

    /// The changes that take it back. What was made of a mark elsewhere meanwhile stays, and one that was
    /// removed elsewhere stays removed.
    pub fn back(&self, marks: &Marks) -> Vec<MarkChange> {
        let changes = self.marks.iter().filter_map(|changed| {
            // The records of what was done may have been replaced by others that say the same.
            let now = marks.get(changed.id);
            if changed.after.is_some() && now.is_none() {
                return None;
            }
            let after = changed.after.clone().map(|after| {
                let same = |now: &Mark| now.annotation.says_the_same(&after.annotation);
                now.filter(same).unwrap_or(after)
            });
            match (changed.before.clone(), after) {
                (None, None) => None,
                (None, Some(after)) => marks.meet(MarkChange::Remove(after), ON_UNDO),
                (Some(before), None) => marks.meet(MarkChange::Restore(before), ON_UNDO),
                (Some(before), Some(after)) => marks.meet(after.edited(before.annotation), ON_UNDO),
            }
        });
        changes.collect()
    }
}
