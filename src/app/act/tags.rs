//! `#`: the tags of the mark under the pointer, or at the cursor of the reader; where no mark stands, those of
//! the article.

use super::{keep, marks_page, query};
use crate::annotation::{Annotation, Motivation, parts_tags};
use crate::app::effect::Effect;
use crate::app::kept::Deed;
use crate::app::page::Page;
use crate::app::prompt::Prompt;
use crate::app::state::State;
use crate::app::tagging::{Tagged, Tagging};
use crate::config::action::Action;
use crate::store::MarkChange;

/// The most characters of one tag.
const LONGEST: usize = 60;

/// Begins to type tags.
pub fn begin(state: &mut State) -> Vec<Effect> {
    if let Some(tagged) = tagged_here(state) {
        let mut typed = tagged.annotation().shown_tags().join(" ");
        if !typed.is_empty() {
            typed.push(' ');
        }
        state.kept.tagging = Some(Tagging {
            tagged,
            prompt: Prompt::with_text(&typed),
        });
    }
    Vec::new()
}

/// What gets the tags that are typed where keys act now.
fn tagged_here(state: &mut State) -> Option<Tagged> {
    let mark = |mark| Tagged::Mark(Box::new(mark));
    if let Some(Page::Marks(page)) = state.front() {
        return page.current().map(mark);
    }
    keep::place_marks(state);
    let reader = state.reader()?;
    if let Some(there) = marks_page::mark_at_place(reader) {
        return Some(mark(there));
    }
    let article = reader.article.meta.id.clone();
    let mut there = state.kept.marks()?.of_article(&article).into_iter();
    let of_article = there.find(|mark| {
        let annotation = &mark.annotation;
        annotation.motivation == Motivation::Tagging && annotation.selector.is_none()
    });
    Some(of_article.map_or_else(
        || {
            Tagged::Article(Box::new(keep::annotation(
                state,
                Motivation::Tagging,
                &article,
            )))
        },
        mark,
    ))
}

/// What keys do while tags are typed, other than changing the line.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Open if state.kept.is_busy() => keep::wait(state, action, None),
        Action::Open => save(state),
        _ => query::edit_line(state, action),
    }
}

/// Whether tags are being typed.
pub fn are_typed(state: &State) -> bool {
    state.kept.tagging.is_some()
}

/// Leaves the line of tags as it was. `false` if none is typed.
pub fn drop_line(state: &mut State) -> bool {
    state.kept.tagging.take().is_some()
}

fn save(state: &mut State) -> Vec<Effect> {
    let Some(Tagging { tagged, prompt }) = state.kept.tagging.take() else {
        return Vec::new();
    };
    let tags = read(prompt.as_str(), tagged.annotation());
    if tags == tagged.annotation().tags {
        return Vec::new();
    }
    let with = |annotation: Annotation| Annotation {
        tags: tags.clone(),
        ..annotation
    };
    let change = match tagged {
        // Tags alone are no mark without one.
        Tagged::Mark(mark)
            if tags.is_empty() && mark.annotation.motivation == Motivation::Tagging =>
        {
            MarkChange::Remove(*mark)
        }
        Tagged::Mark(mark) => {
            let annotation = with(mark.annotation.clone());
            mark.edited(annotation)
        }
        Tagged::Article(annotation) => MarkChange::Add(with(*annotation)),
    };
    keep::save(state, Deed::Tag, vec![change])
}

/// The tags in `typed`, each once. One that `before` has, and that has a blank in it, was shown with a mark in
/// its place and stays what it is.
fn read(typed: &str, before: &Annotation) -> Vec<String> {
    let shown = before.shown_tags();
    if typed.trim() == shown.join(" ") {
        return before.tags.clone();
    }
    let mut known: Vec<(String, &String)> = shown.into_iter().zip(&before.tags).collect();
    let mut tags: Vec<String> = Vec::new();
    for typed in typed.split(parts_tags) {
        let tag: String = typed.chars().take(LONGEST).collect();
        // Of two that are shown alike each stands for one.
        let there = known.iter().position(|(shown, _)| shown == typed);
        let tag = there.map_or(tag, |there| known.remove(there).1.clone());
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}
