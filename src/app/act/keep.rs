//! Bookmarks, and what all changes to marks have in common: asking for them to be saved, saying what
//! was done, taking it back.
//!
//! A key that changes marks waits as long as others are being saved: `m` pressed twice is a bookmark
//! put and taken away, however slow the disk.

use std::sync::Arc;

use super::{note, say, search};
use crate::annotation::{Annotation, ArticleText, MarkId, Motivation, Source};
use crate::app::effect::Effect;
use crate::app::event::Event;
use crate::app::kept::{Deed, MarksDone, Unsaved};
use crate::app::labels;
use crate::app::notice::Urgency;
use crate::app::page::Page;
use crate::app::pages::reader::Shown;
use crate::app::placed::{MarkPlace, PlacedMark};
use crate::app::state::State;
use crate::app::undo::{Undoable, remember};
use crate::config::action::Action;
use crate::config::keymap::Resolution;
use crate::store::{Mark, MarkChange, Marks};
use crate::text::Clean;
use crate::words::Words;

/// The most keys that wait: one that is held down does no harm.
const MOST_WAITING: usize = 16;

/// Whether `action` changes marks and has to wait for those that are being read or saved.
pub fn waits(state: &State, action: Action) -> bool {
    match action {
        Action::Bookmark | Action::Note | Action::Save => state.kept.is_busy(),
        Action::Delete | Action::Tag => state.front().is_some() && state.kept.is_busy(),
        // What is being saved is what is to be taken back.
        Action::Undo => state.kept.is_saving(),
        _ => false,
    }
}

/// Whether what changes marks has to wait now.
pub fn waits_for(state: &State) -> bool {
    state.kept.is_busy()
}

/// Has `action` wait.
pub fn wait(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    if state.kept.waiting.len() < MOST_WAITING {
        state.kept.waiting.push((action, count));
    }
    vec![Effect::AwaitMarks]
}

/// `m`: bookmarks the article under the pointer, or the paragraph in the reader; again takes the
/// bookmark away.
pub fn bookmark(state: &mut State) -> Vec<Effect> {
    let marked = match state.front() {
        Some(Page::Reader(_)) => bookmark_here(state),
        _ => state
            .article_here()
            .and_then(|article| bookmark_article(state, article)),
    };
    let Some((there, annotation)) = marked else {
        if state.front().is_none() {
            return say(state, &state.words.bookmark_none());
        }
        let key = state.key(Action::Bookmark, "m");
        return say(state, &state.words.key_none(key.as_str()));
    };
    if there.is_empty() {
        return save(state, Deed::Bookmark, vec![MarkChange::Add(annotation)]);
    }
    let removed = there.into_iter().map(MarkChange::Remove).collect();
    save(state, Deed::BookmarkRemoved, removed)
}

/// The bookmarks of the whole of `article`, and the one it would get.
fn bookmark_article(state: &State, article: &str) -> Option<(Vec<Mark>, Annotation)> {
    let mut there = state.kept.marks()?.of_article(article);
    there.retain(|mark| mark.annotation.is_plain_bookmark() && mark.annotation.selector.is_none());
    Some((there, annotation(state, Motivation::Bookmarking, article)))
}

/// The bookmarks of the paragraph that the cursor stands in, and the one it would get; in the head those
/// of the article.
fn bookmark_here(state: &mut State) -> Option<(Vec<Mark>, Annotation)> {
    place_marks(state);
    let reader = state.reader()?;
    if reader.shown == Shown::WhyNot {
        return None;
    }
    let article = &reader.article.meta.id;
    let document = &reader.article.document;
    let Some(block) = reader.block_at_place() else {
        return bookmark_article(state, article);
    };
    let block = &document.blocks.get(block)?.range;
    let is_here = |placed: &&PlacedMark| match &placed.place {
        MarkPlace::Text(range) => block.contains(&range.start),
        MarkPlace::Article | MarkPlace::Orphan(_) => false,
    };
    let bookmarks = reader.marks.all().iter();
    let there = bookmarks
        .filter(|placed| placed.mark.annotation.is_plain_bookmark())
        .filter(is_here)
        .map(|placed| placed.mark.clone())
        .collect();
    let text = ArticleText::new(document.text.as_str());
    let start = document.text.as_str()[..block.start].chars().count();
    let sentence = text.sentence_at(start);
    let annotation = Annotation {
        selector: sentence.and_then(|sentence| text.select(sentence)),
        ..annotation(state, Motivation::Bookmarking, article)
    };
    Some((there, annotation))
}

/// A mark of the whole of `article`, without a word. Whoever saves it has the clock.
pub fn annotation(state: &State, motivation: Motivation, article: &str) -> Annotation {
    Annotation {
        source: source(state, article).unwrap_or_default(),
        ..Annotation::new(motivation, article, 0)
    }
}

/// What `article` is called.
fn source(state: &State, article: &str) -> Option<Source> {
    let issue = state.catalogue.issue_of(article)?;
    let reader = state.reader_below().map(|reader| &reader.article.meta);
    let listed = state.issues.get(&issue.id);
    let meta = reader.filter(|meta| meta.id == article).or_else(|| {
        let mut articles = listed?.articles.iter();
        articles.find(|meta| meta.id == article)
    });
    Some(labels::source(issue, meta))
}

/// Asks for `changes` to be saved, which are what `deed` says. What is to be said of it is said when it
/// is on the disk.
pub fn save(state: &mut State, deed: Deed, changes: Vec<MarkChange>) -> Vec<Effect> {
    let on_meeting = deed.on_meeting();
    let ticket = state.kept.ask(deed, &changes);
    vec![Effect::SaveMarks {
        ticket,
        changes,
        on_meeting,
    }]
}

/// Takes back what was done to marks.
pub fn take_back(state: &mut State, done: MarksDone) -> Vec<Effect> {
    let changes = match state.kept.marks() {
        Some(marks) => done.back(marks),
        None => Vec::new(),
    };
    if changes.is_empty() {
        let sentence = left_alone(state, &done);
        return say(state, &sentence);
    }
    save(state, Deed::Undo(Box::new(done)), changes)
}

/// Why nothing is undone.
fn left_alone(state: &State, done: &MarksDone) -> Clean {
    let marks = state.kept.marks();
    match marks.is_some_and(|marks| done.is_removed(marks)) {
        true => state.words.undo_removed(),
        false => state.words.undo_left_alone(),
    }
}

/// The marks were read for the first time.
pub fn read(state: &mut State, marks: Arc<Marks>, said: Vec<Clean>) -> Vec<Effect> {
    state.kept.set(marks);
    for sentence in &said {
        state.notices.say(Urgency::Warning, sentence.as_str());
    }
    state.kept.unread = said;
    let mut effects = search::marks_read(state);
    effects.extend(go_on(state));
    effects
}

/// Others have changed marks.
pub fn changed(state: &mut State, marks: Arc<Marks>, differing: usize) -> Vec<Effect> {
    let of_note = note::changed_elsewhere(state, &marks);
    state.kept.set(marks);
    if let Some(sentence) = of_note {
        say(state, &sentence);
    } else if differing > 0 {
        let words = state.words;
        state
            .notices
            .say_aside(differing, |count| words.others_changed(count));
    }
    go_on(state)
}

/// A change is on the disk.
pub fn saved(state: &mut State, ticket: u64, ids: &[MarkId], marks: Arc<Marks>) -> Vec<Effect> {
    let saving = state.kept.answered(ticket);
    if let Some(saving) = saving {
        let earlier = state.kept.marks().map(Arc::as_ref);
        let revives = earlier.is_some_and(|earlier| saving.revives(ids, earlier));
        let busy = state.words.marks_saving();
        state.notices.retract(busy.as_str());
        let (leaves, met_as) = (saving.leaves(&marks), saving.met_as(ids));
        let done = saving.done(ids, earlier, &marks);
        state.kept.set(marks);
        state.notices.answered();
        let words = state.words;
        let sentence = match &done.deed {
            // Others came first while it was on its way.
            Deed::Undo(undone) if ids.is_empty() || leaves => left_alone(state, undone),
            _ if leaves => words.mark_not_deleted(),
            Deed::Delete | Deed::BookmarkRemoved if ids.is_empty() => words.mark_gone_already(),
            _ if ids.is_empty() => words.mark_removed_elsewhere(),
            _ if revives => words.mark_revived(),
            deed => sentence(state, deed),
        };
        state.notices.confirm(sentence.as_str());
        match done.deed {
            Deed::Undo(_) => show(state, &done),
            _ if done.marks.is_empty() => {}
            _ => {
                point_at(state, met_as);
                remember(state, Undoable::Marks(done));
            }
        }
    } else {
        state.kept.set(marks);
    }
    go_on(state)
}

/// Where a text met another one and became a mark of its own, the list of marks points at the text that was
/// written: what deletes and tags means that.
fn point_at(state: &mut State, met_as: Option<MarkId>) {
    let marks = state.kept.marks().cloned();
    if let (Some(Page::Marks(page)), Some(id)) = (state.pages.last_mut(), met_as) {
        page.take(marks.as_ref());
        page.point_at(id);
    }
}

/// A change could not be saved: all is as it was, and so is what `u` would take back.
pub fn failed(state: &mut State, ticket: u64, why: &Unsaved) -> Vec<Effect> {
    state.kept.waiting.clear();
    let Some(saving) = state.kept.answered(ticket) else {
        return Vec::new();
    };
    let sentence = why.sentence(state.words);
    state.notices.say(Urgency::Error, sentence.as_str());
    if let Deed::Undo(done) = saving.deed {
        remember(state, Undoable::Marks(*done));
    }
    Vec::new()
}

/// What keys wait for takes too long: they are not carried out any more, for the reader may be somewhere
/// else by then.
pub fn busy(state: &mut State) -> Vec<Effect> {
    state.kept.waiting.clear();
    state.kept.is_slow = state.kept.is_saving();
    // Text that is being typed goes on; a list would take it for commands.
    state.kept.is_refusing = !state.context().takes_text();
    let sentence = why_busy(state);
    say(state, &sentence)
}

fn why_busy(state: &State) -> Clean {
    match state.kept.is_saving() {
        true => state.words.marks_saving(),
        false => state.words.marks_reading(),
    }
}

/// Whether `event` was typed behind a key that was not carried out, and must not act: whoever types on takes that key
/// for done. Keys act again after a rest ([`rested`]), and behind `Esc` and a key that draws again: whoever presses that
/// looks at what is shown. The keys that leave, suspend and draw again act.
pub fn refuses(state: &mut State, event: &Event) -> bool {
    if !state.kept.is_refusing {
        return false;
    }
    let action = match event {
        Event::Key(chord) => state
            .keymap
            .resolve(state.context(), &[chord.fold_full_width()]),
        Event::Typed(_) | Event::Paste(_) => Resolution::Mismatch,
        _ => return false,
    };
    match action {
        Resolution::Exact(Action::Redraw) => {
            state.kept.is_refusing = false;
            return false;
        }
        Resolution::Exact(Action::Quit | Action::Suspend) => return false,
        Resolution::Exact(Action::Cancel | Action::Back) => state.kept.is_refusing = false,
        _ => {}
    }
    true
}

/// No key came for a while: what comes now is meant for what is shown.
pub fn rested(state: &mut State) {
    state.kept.is_refusing = false;
}

/// Carries out the keys that have waited.
fn go_on(state: &mut State) -> Vec<Effect> {
    if state.kept.is_busy() {
        return Vec::new();
    }
    let waiting = std::mem::take(&mut state.kept.waiting);
    let acted = waiting
        .into_iter()
        .flat_map(|(action, count)| super::act(state, action, count));
    acted.collect()
}

/// What is said when `deed` is done.
fn sentence(state: &State, deed: &Deed) -> Clean {
    let words = state.words;
    let undo = state.key(Action::Undo, "u");
    match deed {
        Deed::Bookmark => words.bookmark_added(),
        Deed::BookmarkRemoved => words.bookmark_removed(undo.as_str()),
        Deed::Highlight => words.highlight_added(undo.as_str()),
        Deed::Note => words.note_saved(),
        Deed::Delete => words.mark_deleted(undo.as_str()),
        Deed::Tag => words.tags_saved(undo.as_str()),
        Deed::Reattach => words.mark_reattached(undo.as_str()),
        Deed::Undo(done) => words.undo_done(name(words, &done.deed).as_str()),
    }
}

/// What is said to be undone.
fn name(words: Words, deed: &Deed) -> Clean {
    match deed {
        Deed::Bookmark => words.undo_bookmark(),
        Deed::BookmarkRemoved => words.undo_bookmark_removed(),
        Deed::Highlight => words.undo_highlight(),
        Deed::Note => words.undo_note(),
        Deed::Delete => words.undo_delete(),
        Deed::Tag => words.undo_tags(),
        Deed::Reattach => words.undo_reattach(),
        Deed::Undo(done) => name(words, &done.deed),
    }
}

/// Brings the first mark that `done` changed in sight, if it stands in the article that is read.
fn show(state: &mut State, done: &MarksDone) {
    place_marks(state);
    let marks = state.kept.marks().cloned();
    if let Some(Page::Marks(page)) = state.pages.last_mut() {
        page.take(marks.as_ref());
        if let Some(changed) = done.marks.first() {
            page.point_at(changed.id);
        }
    }
    let Some(reader) = state.reader_mut() else {
        return;
    };
    let changed = |id: MarkId| done.marks.iter().any(|changed| changed.id == id);
    let start = {
        let mut places = reader.marks.in_text();
        let first = places.find(|(placed, _)| changed(placed.mark.id));
        first.map(|(_, range)| range.start)
    };
    if let Some(start) = start {
        let line = reader.layout.line_of(start);
        if !reader.visible().contains(&line) {
            reader.show_line(line);
        }
    }
}

/// Finds the places of the marks of the article in front: a key may come before a drawing.
pub fn place_marks(state: &mut State) {
    let marks = state.kept.marks().cloned();
    if let Some(reader) = state.reader_mut() {
        reader.place_marks(marks.as_ref());
    }
}
