//! What a note is about: what is marked where keys act, or what a draft says.

use super::super::keep;
use crate::annotation::Motivation;
use crate::app::kept::MarkKind;
use crate::app::page::Page;
use crate::app::pages::note::NoteTarget;
use crate::app::state::State;
use crate::store::Mark;
use crate::store::drafts::Draft;

/// What a note would be about where keys act now.
pub(super) fn target_here(state: &mut State) -> Option<NoteTarget> {
    keep::place_marks(state);
    let article = match state.front() {
        Some(Page::Marks(page)) => return page.current().map(target_of),
        None | Some(Page::Issue(_)) => state.article_here()?.to_owned(),
        Some(_) => state.reader_below()?.article.meta.id.clone(),
    };
    let marked = mark_at_place(state);
    let mark = marked.or_else(|| {
        // The note that the article has already, the newest of several.
        let notes = state.kept.marks()?.of_article(&article).into_iter();
        notes
            .filter(|mark| {
                mark.annotation.motivation == Motivation::Commenting
                    && mark.annotation.selector.is_none()
            })
            .max_by_key(|mark| mark.annotation.modified)
    });
    Some(match mark {
        Some(mark) => target_of(mark),
        None => NoteTarget {
            source: keep::annotation(state, Motivation::Commenting, &article).source,
            article,
            ..NoteTarget::default()
        },
    })
}

/// The note or highlight on the line of the place in the reader in front; notes first.
fn mark_at_place(state: &State) -> Option<Mark> {
    let reader = state.reader()?;
    let line = &reader.layout.lines().get(reader.place)?.range;
    let here = reader.marks.in_text().filter(|(placed, range)| {
        placed.kind() != MarkKind::Bookmark && range.start < line.end && range.end > line.start
    });
    let first = here.min_by_key(|(placed, range)| {
        let is_other = Some(placed.mark.id) != reader.marks.gone_to;
        (is_other, placed.kind(), range.start)
    });
    first.map(|(placed, _)| placed.mark.clone())
}

/// The note of `mark`.
pub fn target_of(mark: Mark) -> NoteTarget {
    NoteTarget {
        article: mark.annotation.article.clone(),
        source: mark.annotation.source.clone(),
        selector: mark.annotation.selector.clone(),
        tags: Vec::new(),
        mark: Some(mark),
    }
}

/// What `draft` is about. Of the mark it changes it knows what was there when it was begun: what others wrote
/// since meets it when it is saved, and both texts stay. Clocks play no part.
pub(super) fn target_of_draft(state: &State, draft: &Draft) -> NoteTarget {
    let mark = draft.mark.zip(state.kept.marks()).and_then(|(id, marks)| {
        let now = marks.get(id)?;
        if draft.heads.is_empty() {
            // Whoever kept it did not say what there was: it changes the note if it leaves nothing of it out.
            let text = now.annotation.text.trim_end();
            return draft.text.contains(text).then_some(now);
        }
        Some(Mark {
            id,
            heads: draft.heads.clone(),
            // Of records that were left out by a rewrite nobody knows what they said.
            annotation: marks.said_by(&draft.heads).unwrap_or(now.annotation),
        })
    });
    NoteTarget {
        article: draft.article.clone(),
        source: draft.source.clone(),
        selector: draft.selector.clone(),
        tags: draft.tags.clone(),
        mark,
    }
}
