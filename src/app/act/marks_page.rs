//! The list of all marks: opening it, going to a mark, deleting, tagging, attaching again.

use std::sync::Arc;

use super::{keep, query, say, select};
use crate::annotation::MarkId;
use crate::app::asked::WaitingKey;
use crate::app::effect::Effect;
use crate::app::kept::Deed;
use crate::app::mark_texts::MarkQuestion;
use crate::app::notice::Urgency;
use crate::app::open;
use crate::app::page::Page;
use crate::app::pages::marks::{MarksPage, RowSource};
use crate::app::pages::reader::ReaderPage;
use crate::app::placed::{MarkPlace, PlacedMark, Standing};
use crate::app::state::State;
use crate::app::trail::Location;
use crate::store::{Mark, MarkChange, Marks};
use crate::text::elide::elide_end;

/// `'`: opens the list over the page in front.
pub fn open(state: &mut State) -> Vec<Effect> {
    let page = MarksPage::new(state.kept.marks());
    // Articles may have changed since they were looked at.
    state.kept.standings.forget();
    state.pages.push(Page::Marks(Box::new(page)));
    Vec::new()
}

/// The list as it was left, over `below`.
pub fn page_again(state: &mut State, below: Location) -> MarksPage {
    let mut page = match state.kept.left.take() {
        Some(page) => *page,
        None => MarksPage::default(),
    };
    page.take(state.kept.marks());
    page.below = Some(below);
    page
}

/// The list, if it is in front.
fn page(state: &State) -> Option<&MarksPage> {
    match state.front()? {
        Page::Marks(page) => Some(page),
        _ => None,
    }
}

/// The same, to change it.
fn page_mut(state: &mut State) -> Option<&mut MarksPage> {
    match state.pages.last_mut()? {
        Page::Marks(page) => Some(page),
        _ => None,
    }
}

/// Makes the rows in sight; asks for what is needed for it.
pub fn settle(state: &mut State) -> Vec<Effect> {
    let height = state.size.page_area().rows;
    let (marks, newest) = (state.kept.marks().cloned(), state.kept.newest_question());
    let Some(Page::Marks(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    page.take(marks.as_ref());
    if page.asked.must_ask_again(newest) {
        return ask(state);
    }
    let lacking = match &marks {
        Some(marks) => state.kept.standings.take(marks, &state.catalogue),
        None => Vec::new(),
    };
    if !lacking.is_empty() {
        return vec![Effect::PlaceAllMarks(lacking)];
    }
    let source = RowSource {
        words: state.words,
        catalogue: &state.catalogue,
        calendar: &state.kept.calendar,
        standings: &state.kept.standings,
    };
    match page.show_rows(source, height) {
        lacking if lacking.is_empty() => Vec::new(),
        lacking => vec![Effect::PlaceMarks(lacking)],
    }
}

/// How the marks of these articles stand was found out: also for a list that is drawn above a note.
pub fn placed(state: &mut State, of: &Arc<Marks>, found: Vec<(String, Standing)>) -> Vec<Effect> {
    let is_complete = state.kept.standings.add(of, found);
    let list = state.pages.iter_mut().rev().find_map(|page| match page {
        Page::Marks(page) => Some(page),
        _ => None,
    });
    let Some(page) = list else {
        return Vec::new();
    };
    page.forget_rows();
    if is_complete && page.is_narrowed() {
        // Marks may be looked for by having no place.
        page.asked.outdate();
    }
    Vec::new()
}

/// Asks which marks fit what is typed now.
pub fn ask(state: &mut State) -> Vec<Effect> {
    let (question, words) = (state.kept.ask_question(), state.words);
    let adrift = state.kept.standings.adrift().cloned();
    let Some(page) = page_mut(state) else {
        return Vec::new();
    };
    let Some((marks, order)) = page.all().filter(|_| page.is_narrowed()) else {
        page.show_all();
        return Vec::new();
    };
    page.asked.ask(question);
    let typed = page.typed().to_owned();
    let adrift = adrift.unwrap_or_default();
    vec![Effect::FindMarks(Box::new(MarkQuestion {
        question,
        marks,
        order,
        adrift,
        typed,
        words,
    }))]
}

/// Has ready made what is looked through, before anything is typed: a question whose answer nobody takes.
pub fn prepare(state: &mut State) -> Vec<Effect> {
    let words = state.words;
    let all = page(state).filter(|page| !page.is_narrowed());
    let Some((marks, order)) = all.and_then(MarksPage::all) else {
        return Vec::new();
    };
    vec![Effect::FindMarks(Box::new(MarkQuestion {
        question: state.kept.ask_question(),
        marks,
        order,
        adrift: Arc::default(),
        typed: String::new(),
        words,
    }))]
}

/// The marks that fit were found, wherever their page is by now.
pub fn found(state: &mut State, question: u64, found: &[u32]) -> Vec<Effect> {
    let pages = state.pages.iter_mut().rev();
    let mut pages = pages.filter_map(|page| match page {
        Page::Marks(page) => Some(page),
        _ => None,
    });
    if !pages.any(|page| page.show_found(question, found)) {
        return Vec::new();
    }
    query::after_answer(state, |page| match page {
        Page::Marks(page) => Some(page.asked.take_keys()),
        _ => None,
    })
}

/// Keeps a key that means marks which are still being looked for; what to wait for. `None` if the key can
/// be acted on.
pub fn wait(state: &mut State, key: WaitingKey) -> Option<Vec<Effect>> {
    let newest = state.kept.newest_question();
    let page = page_mut(state)?;
    if !page.is_waiting(newest) {
        return None;
    }
    let holds_up = page.asked.keep(key);
    let wait = holds_up.then_some(Effect::AwaitFoundMarks);
    Some(wait.into_iter().collect())
}

/// `Enter`: opens the article of the mark under the pointer at its place.
pub fn open_mark(state: &mut State) -> Vec<Effect> {
    let Some(mark) = page(state).and_then(MarksPage::current) else {
        return Vec::new();
    };
    let article = mark.annotation.article.clone();
    if state.catalogue.article(&article).is_none() {
        let sentence = state.words.article_missing(&article);
        state.notices.say(Urgency::Error, sentence.as_str());
        return Vec::new();
    }
    let from = open::here(state);
    open::remember(state);
    state.kept.left = page(state).cloned().map(Box::new);
    let effects = open::open_article(state, &article, None);
    if let Some(opening) = &mut state.opening {
        opening.from = Some(from);
        opening.mark = Some(mark.id);
    }
    effects
}

/// Brings the mark `id` in sight in `reader`, whose marks have their places. Gives it back where it has
/// none in the text.
pub fn show_mark(reader: &mut ReaderPage, id: MarkId) -> Option<Mark> {
    let mut marks = reader.marks.all().iter();
    let placed = marks.find(|placed| placed.mark.id == id)?.clone();
    match placed.place {
        MarkPlace::Text(range) => {
            reader.show_in_context(reader.layout.line_of(range.start));
            reader.marks.gone_to = Some(id);
            None
        }
        MarkPlace::Article => {
            reader.to_end(false);
            reader.marks.gone_to = Some(id);
            None
        }
        MarkPlace::Orphan(_) => Some(placed.mark),
    }
}

/// The article opened for the mark `id` is in front: it is shown there, or selecting begins if it has lost
/// its place.
pub fn opened_for(state: &mut State, id: MarkId) {
    keep::place_marks(state);
    let Some(reader) = state.reader_mut() else {
        return;
    };
    if let Some(mark) = show_mark(reader, id) {
        select::begin_attaching(state, mark);
    }
}

/// `d`: deletes the mark under the pointer, in the reader the one at the cursor.
pub fn delete(state: &mut State) -> Vec<Effect> {
    let mark = match state.front() {
        Some(Page::Marks(page)) => page.current(),
        Some(Page::Reader(_)) => {
            keep::place_marks(state);
            state.reader().and_then(mark_at_place)
        }
        _ => None,
    };
    match (mark, state.reader().is_some()) {
        (Some(mark), _) => keep::save(state, Deed::Delete, vec![MarkChange::Remove(mark)]),
        (None, true) => say(state, &state.words.mark_none_here()),
        (None, false) => Vec::new(),
    }
}

/// The mark on the line of the place: the one that was gone to, else the first note, highlight or bookmark. In
/// the head the marks of the article are on every line.
pub fn mark_at_place(reader: &ReaderPage) -> Option<Mark> {
    let mut lines = reader.layout.lines().iter().take(reader.place + 1);
    let in_head = lines.all(|line| line.block.is_none());
    let here = |mark: &&PlacedMark| {
        let lines = reader.mark_lines(mark);
        let is_of_head = in_head && mark.place == MarkPlace::Article;
        is_of_head || lines.iter().any(|(line, _)| *line == reader.place)
    };
    let gone_to = reader.marks.gone_to;
    let first = reader.marks.all().iter().filter(here).min_by_key(|placed| {
        let is_other = Some(placed.mark.id) != gone_to;
        let start = placed.range().map_or(0, |range| range.start);
        (is_other, placed.kind(), start)
    });
    first.map(|placed| placed.mark.clone())
}

/// `>` and `<`: to the mark `steps` further in the text, with what was noted there.
pub fn step(state: &mut State, steps: isize) -> Vec<Effect> {
    keep::place_marks(state);
    let words = state.words;
    let Some(reader) = state.reader_mut() else {
        return Vec::new();
    };
    let marks: Vec<(usize, MarkId)> = reader
        .marks
        .in_text()
        .map(|(placed, range)| (reader.layout.line_of(range.start), placed.mark.id))
        .collect();
    // From the mark that was gone to, else from the line of the place.
    let place = reader.place;
    let at = marks
        .iter()
        .position(|(line, id)| Some(*id) == reader.marks.gone_to && *line == place);
    let goal = match (at, steps > 0) {
        (Some(at), _) => at.checked_add_signed(steps),
        (None, true) => {
            let next = marks.partition_point(|(line, _)| *line <= place);
            next.checked_add_signed(steps - 1)
        }
        (None, false) => {
            let after = marks.partition_point(|(line, _)| *line < place);
            after.checked_add_signed(steps)
        }
    };
    let Some((_, id)) = goal.and_then(|goal| marks.get(goal)).copied() else {
        let sentence = match (marks.is_empty(), steps > 0) {
            (true, _) => words.mark_none(),
            (false, true) => words.mark_last(),
            (false, false) => words.mark_first(),
        };
        return say(state, &sentence);
    };
    open::remember(state);
    let number = goal.map_or(0, |goal| goal + 1);
    let Some(reader) = state.reader_mut() else {
        return Vec::new();
    };
    show_mark(reader, id);
    let mut all = reader.marks.all().iter();
    let note = all.find(|placed| placed.mark.id == id).map(|placed| {
        let annotation = &placed.mark.annotation;
        let first = annotation.text.trim().lines().next().unwrap_or_default();
        let name = words.mark_kind(annotation.motivation);
        words.mark_at(name.as_str(), number, marks.len(), first)
    });
    match note {
        Some(note) => {
            // One row: another one would lie over the text.
            let (size, ambiguous) = (state.size, state.view.ambiguous);
            let figures = if size.columns < 60 { 20 } else { 32 };
            let room = size.columns.saturating_sub(figures);
            let (note, _) = elide_end(note.as_clean().trim(), room, ambiguous);
            say(state, &note)
        }
        None => Vec::new(),
    }
}
