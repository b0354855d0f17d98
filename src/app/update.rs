//! One event in, a changed state and effects out.
//!
//! `update` is called once an event; [`settle`] once before a drawing, when no event waits. What
//! only the screen needs (layouts, rows, the issue beside the shelf) is made in `settle`, so a burst
//! of keys costs one of each.

use super::act;
use super::effect::Effect;
use super::event::Event;
use super::gather;
use super::geometry::Size;
use super::input::{self, Meaning};
use super::list::AnyList;
use super::notice::Urgency;
use super::open;
use super::page::Page;
use super::state::State;
use crate::config::action::{Action, Context};
use crate::config::key::{Key, KeyChord};
use crate::config::keymap::Resolution;
use crate::library::Issue;

/// Takes one event into account.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    let front = page_in_front(state);
    let mut effects = act::note::before(state, &event);
    effects.extend(match act::note::must_wait(state, &event) {
        true => act::note::hold(state, event),
        false => take(state, event),
    });
    if state.kept.tagging.is_some() && front != page_in_front(state) {
        // Tags are typed on the page that shows what gets them.
        state.kept.tagging = None;
    }
    if state.reader_below().is_none() {
        // The text alone is shown as long as one reads, from article to article.
        state.view.zen = false;
    }
    effects
}

/// Which page is in front: how many lie below it, and the article, if it is one.
fn page_in_front(state: &State) -> (usize, Option<String>) {
    let article = state.reader().map(|reader| reader.article.meta.id.clone());
    (state.pages.len(), article)
}

fn take(state: &mut State, event: Event) -> Vec<Effect> {
    if act::keep::refuses(state, &event) {
        return Vec::new();
    }
    match event {
        Event::Key(_) | Event::Typed(_) | Event::Paste(_) if state.is_waiting() => {
            gather::wait(state, event)
        }
        Event::Key(chord) => key(state, chord),
        Event::Typed(text) => typed(state, &text),
        Event::Paste(text) if is_noting(state) => act::note::paste(state, &text),
        Event::Paste(text) => act::query::paste(state, &text),
        Event::Resize(size) => {
            resize(state, size);
            Vec::new()
        }
        Event::IssueLoaded {
            issue,
            articles,
            faulty,
        } => {
            if faulty {
                let known = state.catalogue.issue(&issue);
                let checked = known.map_or(issue.as_str().into(), Issue::checked_as);
                let sentence = state.words.issue_faults(&checked);
                state.notices.say(Urgency::Warning, sentence.as_str());
            }
            open::issue_loaded(state, issue, articles);
            Vec::new()
        }
        Event::ArticleLoaded(article) => {
            let mut effects = open::article_loaded(state, *article);
            effects.extend(act::note::resume(state));
            effects
        }
        Event::ArticleFailed { article, reason } => {
            let mut effects = open::article_failed(state, &article, reason.as_ref());
            effects.extend(act::note::resume(state));
            effects
        }
        Event::RawLoaded { article, raw } => act::raw::loaded(state, &article, raw),
        Event::Gathered(gathered) => gather::gathered(state, *gathered),
        Event::LibraryLoaded(catalogue) => {
            state.catalogue = catalogue;
            state.home.builtin_hidden = false;
            state.rebuild_shelf();
            state.shelf.start();
            act::finder::library_changed(state)
        }
        Event::TitlesProgress(percent) => {
            state.finding.reading = state.finding.reading.and(Some(percent));
            Vec::new()
        }
        Event::TitlesLoaded(titles) => act::finder::titles_loaded(state, titles),
        Event::TitlesFound { question, found } => act::finder::found(state, question, &found),
        Event::LibraryChanged(catalogue) => gather::library_changed(state, catalogue),
        Event::TextProgress(percent) => {
            state.finding.indexing = (percent < 100).then_some(percent);
            Vec::new()
        }
        Event::TextFound { question, results } => act::search::found(state, question, &results),
        Event::WordsReady => act::search::words_ready(state),
        Event::WordsFound { before, words } => act::search::words_found(state, &before, &words),
        Event::PreviewLoaded { wanted, shown } => {
            act::finder::preview_loaded(state, &wanted, shown.as_deref());
            Vec::new()
        }
        Event::MarksRead(marks, said) => {
            let mut effects = act::note::forget_saved(state, &marks);
            effects.extend(act::keep::read(state, marks, said));
            effects.extend(act::note::resume(state));
            effects
        }
        Event::MarksChanged(marks, differing) => act::keep::changed(state, marks, differing),
        Event::MarksSaved {
            ticket,
            ids,
            marks,
            met,
        } => {
            // Where keys act when it is said is the page below; and what waited may open another note.
            let (mut effects, has_dropped) = match act::note::is_saving(state, ticket) {
                true => act::note::saved(state),
                false => (Vec::new(), false),
            };
            let large = act::note::large_draft_saved(state, ticket);
            effects.extend(large.iter().map(|_| Effect::CloseNote));
            effects.extend(act::keep::saved(state, ticket, &ids, marks));
            if has_dropped {
                let sentence = state.words.note_saved_slowly();
                state.notices.confirm(sentence.as_str());
            }
            if met {
                let sentence = state.words.note_met();
                state.notices.confirm(sentence.as_str());
            }
            if let Some(length) = large {
                let sentence = state.words.draft_large(length);
                state.notices.confirm(sentence.as_str());
            }
            effects.extend(act::note::resume(state));
            effects
        }
        Event::MarksFailed { ticket, why } if act::note::is_saving(state, ticket) => {
            act::note::failed(state, ticket, &why)
        }
        Event::MarksFailed { ticket, why } => {
            let mut effects = act::keep::failed(state, ticket, &why);
            effects.extend(act::note::large_draft_failed(state, ticket));
            effects
        }
        Event::NoteEdited { text, cursor } => {
            act::note::edited(state, text, cursor);
            Vec::new()
        }
        Event::EditedOutside(outcome) => act::note::edited_outside(state, outcome),
        Event::DraftTaken { left, is_ours } => act::note::draft_taken(state, &left, is_ours),
        Event::DraftDiscarded { left, why } => act::note::draft_discarded(state, *left, why),
        Event::DraftsLeft(left) => {
            state.drafts.left = left;
            state.shelf.stale = true;
            Vec::new()
        }
        Event::DraftFailed(why) => act::note::draft_failed(state, &why),
        Event::MarksInSightPlaced { of, found } => {
            state.kept.standings.add_single(&of, found);
            Vec::new()
        }
        Event::MarksPlaced { of, found } => act::marks_page::placed(state, &of, found),
        Event::MarksFound { question, found } => act::marks_page::found(state, question, &found),
        Event::MarksBusy => act::keep::busy(state),
        Event::KeysRested => {
            act::keep::rested(state);
            Vec::new()
        }
        Event::SaveIsSlow => {
            state.kept.is_slow = state.kept.is_saving();
            Vec::new()
        }
        Event::DraftKept(file) => act::note::draft_kept(state, file.as_ref()),
        Event::Copied(copied) => act::copy::copied(state, &copied),
        Event::TerminalAnswered(answers) => {
            state.view.take_answers(answers);
            Vec::new()
        }
        Event::RecordFailed(why) => {
            state.notices.say(Urgency::Warning, why.as_str());
            Vec::new()
        }
    }
}

/// Makes what the next drawing needs; asks for the files it lacks. To be called again after their
/// answers, until it asks for nothing.
pub fn settle(state: &mut State) -> Vec<Effect> {
    state.notices.drawn();
    let answered = act::note::answered(state);
    if !answered.is_empty() {
        return answered;
    }
    if let Some(Page::Note(mut note)) = state.pages.pop_if(|page| matches!(page, Page::Note(_))) {
        // The page below is drawn above it.
        let effects = settle(state);
        act::note::make_room(state, &mut note);
        state.pages.push(Page::Note(note));
        return effects;
    }
    let panes = state.size.panes();
    // Each place that is kept makes the shelf stale, and counting a large library takes
    // milliseconds: it is done when the shelf is to be seen, not while one reads.
    let shelf_shows = match state.front() {
        None => true,
        Some(Page::Issue(_)) => panes.are_two(),
        Some(
            Page::Reader(_)
            | Page::Contents(_)
            | Page::Raw(_)
            | Page::Marks(_)
            | Page::Messages(_)
            | Page::Finder(_)
            | Page::Search(_)
            | Page::Note(_)
            | Page::Help(_),
        ) => false,
    };
    if state.shelf.stale && shelf_shows {
        state.rebuild_shelf();
    }
    let (words, size) = (state.words, state.size);
    state.shelf.list.settle(size.shelf_area().rows);
    let height = state.list_area().rows;
    if let Some(list) = state.list_mut() {
        list.settle(height);
    }
    match state.pages.last_mut() {
        Some(Page::Reader(reader)) => {
            reader.prepare(words, &state.view, size);
            reader.show_selection();
            reader.place_marks(state.kept.marks());
        }
        Some(Page::Messages(page)) => {
            page.prepare(&state.notices, &state.view, size);
            page.list.settle(size.page_area().rows);
        }
        Some(Page::Raw(raw)) => raw.prepare(words, &state.view, size),
        Some(Page::Marks(_)) => return act::marks_page::settle(state),
        Some(Page::Finder(_)) => return act::finder::settle(state),
        Some(Page::Search(_)) => return act::search::settle(state),
        _ => {}
    }
    if let Some(issue) = state.shelf_lacks() {
        return vec![Effect::LoadIssue(issue)];
    }
    let Some(issue) = state.issue_in_front().map(str::to_owned) else {
        return Vec::new();
    };
    match state.issues.get_mut(&issue) {
        Some(page) => {
            page.list.settle(size.issue_area().rows);
            Vec::new()
        }
        None => vec![Effect::LoadIssue(issue)],
    }
}

/// What is to be kept before the program ends, whatever ends it.
pub fn farewell(state: &mut State) -> Vec<Effect> {
    let mut effects = act::search::leave(state);
    effects.extend(open::leave_reader(state));
    effects
}

fn key(state: &mut State, chord: KeyChord) -> Vec<Effect> {
    state.newcomer.on_shelf = false;
    gather::touch(state);
    if state.size.is_too_small() {
        return unseen(state, chord);
    }
    let meaning = input::read(state, chord);
    state.notices.key_pressed();
    match meaning {
        Meaning::Act(action, count) => act::act(state, action, count),
        Meaning::Type(c) if is_noting(state) => {
            act::note::type_text(state, c.encode_utf8(&mut [0; 4]))
        }
        Meaning::Type(c) => act::query::type_text(state, c.encode_utf8(&mut [0; 4])),
        Meaning::Wait | Meaning::Silent => Vec::new(),
        Meaning::NoSequence(before, last) => {
            let before: String = before.iter().map(KeyChord::to_string).collect();
            let sentence = state.words.prefix_none(&before, &last.to_string());
            state.notices.say(Urgency::Notice, sentence.as_str());
            Vec::new()
        }
        Meaning::Unbound(chord) => {
            let sentence = state.words.key_none(&chord.to_string());
            state.notices.say(Urgency::Notice, sentence.as_str());
            Vec::new()
        }
    }
}

/// A key while the window is too small for any page: only those that lead out act, and they lead out of the
/// program as on the shelf, whatever page is unseen. What is written of a note is kept as at any end.
fn unseen(state: &mut State, chord: KeyChord) -> Vec<Effect> {
    let chord = chord.fold_full_width();
    let mut meanings = [state.context(), Context::Shelf]
        .map(|context| state.keymap.resolve(context, &[chord]))
        .into_iter();
    let out = meanings.find_map(|meaning| match meaning {
        Resolution::Exact(action @ (Action::Quit | Action::Suspend)) => Some(action),
        _ => None,
    });
    out.map_or_else(Vec::new, |action| act::act(state, action, None))
}

/// Keys that came together: one change of the query or of the note, if they are typed into one.
fn typed(state: &mut State, text: &str) -> Vec<Effect> {
    if !state.types_text() {
        let chords = text.chars().map(|c| match c {
            '\n' => KeyChord::plain(Key::Enter),
            c => KeyChord::char(c),
        });
        return chords.flat_map(|chord| key(state, chord)).collect();
    }
    state.newcomer.on_shelf = false;
    gather::touch(state);
    state.notices.key_pressed();
    match is_noting(state) {
        true => act::note::type_text(state, text),
        false => act::query::type_text(state, text),
    }
}

/// Whether a note is being written.
fn is_noting(state: &State) -> bool {
    matches!(state.front(), Some(Page::Note(_)))
}

fn resize(state: &mut State, size: Size) {
    let compact_before = state.size.is_compact();
    state.size = size;
    if size.is_compact() != compact_before {
        state.shelf.stale = true;
        for page in state.issues.values_mut() {
            page.rebuild(size.is_compact());
        }
    }
}
