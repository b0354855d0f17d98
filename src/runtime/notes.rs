//! The note that is written: its text area, and its draft on the disk.
//!
//! A draft is kept when the loop says so ([`Notes::keep`]: a second after a key at the latest, and at
//! every ending), and when the program panics: then it is kept while this is dropped.

use std::path::Path;

use crate::app::event::Event;
use crate::app::pages::note::NoteEdit;
use crate::runtime::outside::PlaceOutside;
use crate::store::drafts::{Draft, Drafts, LeftDraft, OpenDraft};
use crate::store::error::StoreError;
use crate::ui::editor::NoteEditor;

/// Who keeps what is written until it is saved.
#[derive(Debug, Default)]
pub struct Notes {
    /// Where drafts are kept; nowhere if nobody knows.
    drafts: Option<Drafts>,
    editor: Option<NoteEditor>,
    /// The draft on the disk.
    open: Option<OpenDraft>,
    /// What the draft is to say.
    wanted: Option<Draft>,
    /// What it says.
    kept: Option<Draft>,
    /// What was written and is kept nowhere, once the program ends.
    lost: Option<String>,
}

impl Notes {
    /// With drafts in the state folder.
    pub fn new(state: Option<&Path>) -> Notes {
        let mut notes = Notes::default();
        notes.drafts = state.map(Drafts::new);
        notes
    }

    /// Whether something unfinished is on the disk.
    pub fn has_draft(&self) -> bool {
        self.kept.is_some()
    }

    /// The file of the draft, once it is on the disk.
    pub fn file(&self) -> Option<&Path> {
        self.kept
            .as_ref()
            .and(self.open.as_ref())
            .map(OpenDraft::path)
    }

    /// Where another editor is to write on at what is written, as it is at `at`: beside the draft, which is
    /// brought to the disk for it, changed or not. `None` where no draft can be kept.
    pub fn place_outside(&mut self, draft: Draft, at: i64) -> Option<PlaceOutside> {
        let text = draft.text.clone();
        self.wanted = Some(draft);
        if self.keep(at).is_err() {
            return None;
        }
        let open = self.open.as_ref()?;
        Some(PlaceOutside {
            folder: open.path().parent()?.to_owned(),
            prefix: open.outside_prefix(&text),
        })
    }

    /// The drafts that nobody is writing.
    pub fn left(&self) -> Vec<LeftDraft> {
        self.drafts.as_ref().map(Drafts::left).unwrap_or_default()
    }

    /// Opens the text area on `text`.
    pub fn open(&mut self, text: &str) {
        self.editor = Some(NoteEditor::new(text));
    }

    /// Changes the text; gives what came of it.
    pub fn edit(&mut self, edit: &NoteEdit) -> Option<Event> {
        let editor = self.editor.as_mut()?;
        editor.apply(edit);
        Some(Event::NoteEdited {
            text: editor.text(),
            cursor: editor.cursor(),
        })
    }

    /// What the draft is to say from now on; `None` where nothing is to be kept.
    pub fn want(&mut self, draft: Option<Draft>) {
        let is_same = |kept: &Draft| {
            draft
                .as_ref()
                .is_some_and(|draft| says_the_same(kept, draft))
        };
        if !self.wanted.as_ref().is_some_and(is_same) {
            self.wanted = draft;
        }
    }

    /// Whether something is to be kept that is not on the disk.
    pub fn has_unkept(&self) -> bool {
        let is_kept = |wanted: &Draft| {
            let kept = self.kept.as_ref();
            kept.is_some_and(|kept| says_the_same(kept, wanted))
        };
        self.drafts.is_some() && self.wanted.as_ref().is_some_and(|wanted| !is_kept(wanted))
    }

    /// Brings the draft to the disk, as it was at `at`.
    ///
    /// # Errors
    /// Any [`StoreError`]; what was kept before stands.
    pub fn keep(&mut self, at: i64) -> Result<(), StoreError> {
        if !self.has_unkept() {
            return Ok(());
        }
        let (Some(drafts), Some(wanted)) = (&self.drafts, &self.wanted) else {
            return Ok(());
        };
        let draft = Draft {
            at,
            ..wanted.clone()
        };
        let open = match self.open.take() {
            Some(open) => open,
            None => drafts.begin()?,
        };
        let open = self.open.insert(open);
        open.keep(&draft)?;
        self.kept = Some(draft);
        Ok(())
    }

    /// Nothing is written any more, and nothing of it is left.
    ///
    /// # Errors
    /// The draft cannot be removed.
    pub fn close(&mut self) -> Result<(), StoreError> {
        self.editor = None;
        self.wanted = None;
        self.kept = None;
        self.lost = None;
        self.open.take().map_or(Ok(()), OpenDraft::finish)
    }

    /// The program ends: what is written stays as a draft; one that says nothing new goes.
    ///
    /// # Errors
    /// It cannot be written, or not removed.
    pub fn leave(&mut self, at: i64) -> Result<(), StoreError> {
        if self.wanted.is_none() {
            return self.close();
        }
        let kept = self.keep(at);
        // Not tried again while this is dropped.
        let wanted = self.wanted.take();
        self.lost = wanted
            .filter(|_| kept.is_err() || self.drafts.is_none())
            .map(|draft| draft.text);
        kept
    }

    /// Whether something was written that is kept nowhere.
    pub fn has_lost(&self) -> bool {
        self.lost.is_some()
    }

    /// The text that is kept nowhere, once the program ends: nothing but this knows it.
    pub fn take_lost(&mut self) -> Option<String> {
        self.lost.take()
    }

    /// Goes on with `left`; whether that could be.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub fn take(&mut self, left: &LeftDraft) -> Result<bool, StoreError> {
        let Some(drafts) = &self.drafts else {
            return Ok(false);
        };
        self.open = drafts.take(left)?;
        self.kept = left.draft.clone().filter(|_| self.open.is_some());
        // An end before it is written on, or saved, leaves it.
        self.wanted.clone_from(&self.kept);
        Ok(self.open.is_some())
    }

    /// Leaves the draft that was taken to be offered again.
    pub fn release(&mut self) {
        self.open = None;
        self.kept = None;
        self.wanted = None;
    }

    /// Throws `left` away.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub fn discard(&self, left: &LeftDraft) -> Result<(), StoreError> {
        self.drafts
            .as_ref()
            .map_or(Ok(()), |drafts| drafts.discard(left))
    }

    /// Leaves `draft` to be offered again.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub fn put_back(&self, draft: &Draft) -> Result<(), StoreError> {
        match &self.drafts {
            Some(drafts) => drafts.begin()?.keep(draft),
            None => Ok(()),
        }
    }
}

impl Drop for Notes {
    fn drop(&mut self) {
        // Only a panic comes here with something to be kept, and there is nobody to tell.
        let at = self.kept.as_ref().map_or(0, |kept| kept.at);
        let _ = self.keep(at);
    }
}

/// Whether both say the same, whenever they did.
fn says_the_same(one: &Draft, other: &Draft) -> bool {
    let Draft {
        article,
        source: _,
        selector,
        mark,
        heads,
        tags,
        text,
        at: _,
    } = one;
    let about = (article, selector, mark, heads, tags);
    let other_about = (
        &other.article,
        &other.selector,
        &other.mark,
        &other.heads,
        &other.tags,
    );
    about == other_about && *text == other.text
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    #[test]
    fn a_panic_keeps_what_is_written() {
        let state = tempfile::tempdir().expect("a folder");
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            let mut notes = Notes::new(Some(state.path()));
            notes.open("");
            notes.want(Some(Draft {
                article: "gang-01/01".to_owned(),
                text: "写到一半".to_owned(),
                ..Draft::default()
            }));
            panic!("a fault of this program");
        }));
        assert!(panicked.is_err());
        let left = Drafts::new(state.path()).left();
        let texts = left
            .iter()
            .map(|left| left.draft.as_ref().map(|it| &*it.text));
        assert_eq!(texts.collect::<Vec<_>>(), [Some("写到一半")]);
    }
}
