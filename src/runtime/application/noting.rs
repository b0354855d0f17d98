//! What the application wishes for a note that is written, and for drafts.

use std::fs;
use std::path::Path;

use super::Application;
use crate::app::event::Event;
use crate::app::pages::note::{NoteEdit, NotePage};
use crate::config::action::Action;
use crate::runtime::outside::Outside;
use crate::runtime::unkept;
use crate::store::drafts::{Draft, LeftDraft};
use crate::store::error::StoreError;

impl Application {
    /// Brings to the disk what is written of a note.
    pub(super) fn keep_draft(&mut self) {
        if let Err(error) = self.notes.keep((self.clock)()) {
            let why = unkept::cause(self.state.words, &error);
            self.write_log(&format!("draft: {error}"));
            self.take(Event::DraftFailed(why));
        }
    }

    /// Another editor's text was taken from `file`: that goes once the text is on the disk as the draft.
    pub fn keep_edited(&mut self, file: Option<&Path>) {
        self.keep_draft();
        if let Some(file) = file.filter(|_| !self.notes.has_unkept()) {
            // One that is left does no harm: it is offered with the draft, or goes with it.
            let _ = fs::remove_file(file);
        }
    }

    /// Says what is to be kept of the note that is written, if one is.
    fn want_draft(&mut self) {
        let note = self.state.note().filter(|page| page.is_changed());
        self.notes.want(note.map(NotePage::draft));
    }

    pub(super) fn open_note(&mut self, text: &str) {
        self.notes.open(text);
        self.want_draft();
    }

    pub(super) fn edit_note(&mut self, edit: &NoteEdit) {
        if let Some(event) = self.notes.edit(edit) {
            self.take(event);
        }
        self.want_draft();
    }

    pub(super) fn close_note(&mut self) {
        if let Err(error) = self.notes.close() {
            let why = unkept::cause(self.state.words, &error);
            let sentence = self.state.words.draft_unremovable(why.as_str());
            self.take(Event::RecordFailed(sentence));
        }
    }

    pub(super) fn take_draft(&mut self, left: Box<LeftDraft>) {
        let is_ours = self.notes.take(&left).unwrap_or(false);
        self.take(Event::DraftTaken { left, is_ours });
    }

    pub(super) fn discard_draft(&mut self, left: Box<LeftDraft>) {
        let why = self.notes.discard(&left).err().map(|error| match error {
            StoreError::Busy { .. } => self.state.words.draft_elsewhere(),
            error => {
                let why = unkept::cause(self.state.words, &error);
                self.state.words.draft_unremovable(why.as_str())
            }
        });
        self.take(Event::DraftDiscarded { left, why });
    }

    pub(super) fn forget_drafts(&mut self, saved: &[LeftDraft]) {
        for left in saved {
            // One that stays is offered once more, and nothing else.
            let _ = self.notes.discard(left);
        }
        let left = self.notes.left();
        self.take(Event::DraftsLeft(left));
    }

    pub(super) fn leave_draft(&mut self, draft: &Draft) {
        if let Err(error) = self.notes.put_back(draft) {
            let why = unkept::cause(self.state.words, &error);
            self.take(Event::DraftFailed(why));
        }
        let left = self.notes.left();
        self.take(Event::DraftsLeft(left));
    }

    pub(super) fn edit_outside(&mut self, text: String) {
        if let Some(outside) = Outside::new(self.editor.as_deref(), text) {
            let draft = self.state.note().map(NotePage::draft);
            let at = (self.clock)();
            let place = draft.and_then(|draft| self.notes.place_outside(draft, at));
            self.orders.outside = Some(outside.at(place));
            return;
        }
        let key = self.state.key(Action::ExternalEditor, "Ctrl-e");
        let sentence = self.state.words.editor_none(key.as_str());
        self.take(Event::EditedOutside(Err(sentence)));
    }
}
