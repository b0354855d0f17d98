//! `v`: selecting text in the reader, and what is done with it.

use super::{keep, note, query, say};
use crate::annotation::{ArticleText, Motivation, Selector};
use crate::app::effect::Effect;
use crate::app::find::Find;
use crate::app::kept::{Deed, MarkKind};
use crate::app::notice::Urgency;
use crate::app::page::Page;
use crate::app::pages::note::NoteTarget;
use crate::app::pages::reader::{ReaderPage, Shown};
use crate::app::pages::search::SearchPage;
use crate::app::placed::PlacedMark;
use crate::app::select::{Purpose, Selection, Stops, Unit};
use crate::app::state::State;
use crate::config::action::{Action, Context};
use crate::store::{Mark, MarkChange};
use crate::text::{Clean, fold_for_status};

/// `v`: begins at the current match, at the mark that was gone to, or at the first character of the line of
/// the place; and says where that is, and by what it moves.
pub fn begin(state: &mut State) -> Vec<Effect> {
    keep::place_marks(state);
    let Some(reader) = state.reader_mut() else {
        return Vec::new();
    };
    let found = reader.find.as_ref().and_then(Find::range);
    let start = found
        .map(|range| range.start)
        .or_else(|| start_of_mark(reader))
        .or_else(|| reader.offset_of_line(reader.place));
    begin_at(reader, start.unwrap_or(usize::MAX), Purpose::Highlight);
    let Some(selection) = &reader.selection else {
        return say(state, &state.words.select_none());
    };
    let text = &reader.article.document.text.as_str()[selection.anchor..];
    let text = text.split('\n').next().unwrap_or_default();
    let begun = Clean::from(shortened(text, BEGUN).as_str());
    // The sentence has quotation marks of its own.
    let begun = fold_for_status(begun.as_clean())
        .as_str()
        .replace(['「', '」', '『', '』'], "");
    say_begun(state, &begun)
}

/// The most characters by which it is said where a selection begins.
const BEGUN: usize = 6;

/// Where the mark begins that was gone to, if it stands on the line of the place.
fn start_of_mark(reader: &ReaderPage) -> Option<usize> {
    let line = &reader.layout.lines().get(reader.place)?.range;
    let gone_to = reader.marks.gone_to?;
    let mut marks = reader.marks.in_text();
    let (_, range) = marks.find(|(placed, _)| placed.mark.id == gone_to)?;
    line.contains(&range.start).then_some(range.start)
}

/// Says where a selection begins, and where there is room, by what it moves.
fn say_begun(state: &mut State, begun: &str) -> Vec<Effect> {
    let key = |action, own| state.key_in(Context::Selection, action, own);
    let sentence = match state.size.columns >= 80 {
        true => state.words.select_begun(
            begun,
            key(Action::CursorRight, "l").as_str(),
            key(Action::NextWord, "w").as_str(),
            key(Action::NextSentence, ")").as_str(),
            key(Action::NextParagraph, "}").as_str(),
            key(Action::OtherEnd, "o").as_str(),
        ),
        false => state.words.select_begun_short(begun),
    };
    say(state, &sentence)
}

/// Selects for `purpose` from the character at byte `start`, or the next one.
fn begin_at(reader: &mut ReaderPage, start: usize, purpose: Purpose) {
    if reader.shown == Shown::WhyNot {
        return;
    }
    let view = reader.anchor();
    let place = reader.place;
    let Some(stops) = Stops::new(&reader.article.document) else {
        return;
    };
    let start = stops.at(start);
    reader.selection = Some(Selection::new(&stops, start, purpose, view, place));
    reader.show_selection();
}

/// Selects a place for `mark`, which has lost its own, in the reader in front: from about where it stood.
pub fn begin_attaching(state: &mut State, mark: Mark) {
    let Some(reader) = state.reader_mut() else {
        return;
    };
    let text = reader.article.document.text.as_str();
    let stood = mark.annotation.selector.as_ref();
    let stood = stood.map_or(0, |selector| selector.position.start);
    // From the beginning of a sentence, one key selects what most passages are.
    let sentence = ArticleText::new(text).sentence_at(stood);
    let stood = sentence.map_or(stood, |sentence| sentence.start);
    let start = text
        .char_indices()
        .nth(stood)
        .map_or(text.len(), |(at, _)| at);
    let quote = shortened(mark.annotation.exact(), 12);
    reader.show_in_context(reader.layout.line_of(start));
    begin_at(reader, start, Purpose::Attach(Box::new(mark)));
    let enter = state.key(Action::Open, "Enter");
    // Where there is little room what Enter does comes first.
    let sentence = match state.size.columns >= 80 {
        true => state.words.select_attach(&quote, enter.as_str()),
        false => state.words.select_attach_short(enter.as_str()),
    };
    say(state, &sentence);
}

/// The first `most` characters of a passage, to name it in a sentence.
fn shortened(passage: &str, most: usize) -> String {
    let mut chars = passage
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c });
    let mut text: String = chars.by_ref().take(most).collect();
    if chars.next().is_some() {
        text.push_str("..");
    }
    text
}

/// Does what `action` asks for while one selects.
pub fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let times = count.unwrap_or(1).min(isize::MAX as usize) as isize;
    match action {
        Action::Cancel | Action::Back | Action::Select => cancel(state),
        Action::Open if keep::waits_for(state) => keep::wait(state, action, count),
        Action::Note if keep::waits_for(state) => keep::wait(state, action, count),
        Action::Note => note(state),
        Action::Open => confirm(state),
        Action::SearchText => search(state),
        Action::Copy => copy(state),
        Action::CursorRight => step(state, Unit::Character, times),
        Action::CursorLeft => step(state, Unit::Character, -times),
        Action::NextWord => step(state, Unit::Word, times),
        Action::PreviousWord => step(state, Unit::Word, -times),
        Action::NextSentence => step(state, Unit::Sentence, times),
        Action::PreviousSentence => step(state, Unit::Sentence, -times),
        Action::NextParagraph => step(state, Unit::Paragraph, times),
        Action::PreviousParagraph => step(state, Unit::Paragraph, -times),
        Action::LineDown => lines(state, times),
        Action::LineUp => lines(state, -times),
        Action::PageDown => pages(state, 2 * times),
        Action::PageUp => pages(state, -2 * times),
        Action::HalfPageDown => pages(state, times),
        Action::HalfPageUp => pages(state, -times),
        Action::First | Action::Last if count.is_some() => {
            let mut effects = lines(state, isize::MIN + 1);
            effects.extend(lines(state, times - 1));
            effects
        }
        Action::First => lines(state, isize::MIN + 1),
        Action::Last => lines(state, isize::MAX),
        Action::OtherEnd => with(state, |_, selection, _| selection.turn()),
        _ => Vec::new(),
    }
}

/// Changes the selection, and brings its moving end in sight.
fn with(
    state: &mut State,
    change: impl FnOnce(&ReaderPage, &mut Selection, &Stops<'_>),
) -> Vec<Effect> {
    let Some(reader) = state.reader_mut() else {
        return Vec::new();
    };
    let Some(mut selection) = reader.selection.take() else {
        return Vec::new();
    };
    let stops = selection.stops(&reader.article.document);
    change(reader, &mut selection, &stops);
    reader.selection = Some(selection);
    reader.show_selection();
    Vec::new()
}

fn step(state: &mut State, unit: Unit, count: isize) -> Vec<Effect> {
    with(state, |_, selection, stops| {
        selection.step(stops, unit, count);
    })
}

/// Moves the end by lines of text, at the cell where it was before the first such move.
fn lines(state: &mut State, count: isize) -> Vec<Effect> {
    with(state, |reader, selection, stops| {
        let document = &reader.article.document;
        let (line, cell) = reader.layout.locate(document, selection.head);
        let column = *selection.column.get_or_insert(cell);
        let of_text: Vec<usize> = reader.text_line_numbers().collect();
        let here = of_text.partition_point(|&other| other < line);
        let goal = here.saturating_add_signed(count);
        let goal = goal.min(of_text.len().saturating_sub(1));
        let Some(&goal) = of_text.get(goal) else {
            return;
        };
        if let Some(offset) = reader.layout.offset_at(document, goal, column) {
            selection.head = stops.at(offset);
        }
    })
}

fn pages(state: &mut State, halves: isize) -> Vec<Effect> {
    let rows = state.reader().map_or(1, |reader| reader.column().rows);
    lines(state, (rows as isize).saturating_mul(halves) / 2)
}

/// `Esc`: drops the selection; the place is where it was.
pub fn cancel(state: &mut State) -> Vec<Effect> {
    if let Some(reader) = state.reader_mut()
        && let Some(selection) = reader.selection.take()
    {
        reader.go_to(selection.view);
        reader.place = selection.place;
    }
    Vec::new()
}

/// What is selected, as part of the article's text, and the bytes of it. White space at the ends is none
/// of it.
fn selected(reader: &ReaderPage) -> Option<(Selector, std::ops::Range<usize>)> {
    let text = reader.article.document.text.as_str();
    let range = trimmed(text, reader.selected()?);
    Some((select(text, &range)?, range))
}

fn trimmed(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// The part of `text` in the bytes `range`.
fn select(text: &str, range: &std::ops::Range<usize>) -> Option<Selector> {
    let start = text[..range.start].chars().count();
    let end = start + text[range.clone()].chars().count();
    ArticleText::new(text).select(start..end)
}

/// `y`: copies what is selected, which ends it.
fn copy(state: &mut State) -> Vec<Effect> {
    let Some(reader) = state.reader_mut() else {
        return Vec::new();
    };
    let text = reader.article.document.text.as_str();
    let copied = selected(reader).map(|(_, range)| text[range].to_owned());
    reader.selection = None;
    match copied {
        Some(text) => vec![Effect::Copy(text)],
        None => say(state, &state.words.copy_none()),
    }
}

/// What is selected in the reader in front; `None` where nothing is.
pub fn selector(state: &State) -> Option<Selector> {
    selected(state.reader()?).map(|(selector, _)| selector)
}

/// `Enter`: highlights what is selected, or puts the mark there that has lost its place.
fn confirm(state: &mut State) -> Vec<Effect> {
    keep::place_marks(state);
    let Some(reader) = state.reader() else {
        return Vec::new();
    };
    let purpose = reader
        .selection
        .as_ref()
        .map(|selection| &selection.purpose);
    match (purpose.cloned(), selected(reader)) {
        (Some(Purpose::Highlight), Some((_, range))) => highlight(state, &range),
        (Some(Purpose::Attach(mark)), Some((selector, _))) => {
            let mut annotation = mark.annotation.clone();
            annotation.selector = Some(selector);
            finish(state);
            keep::save(state, Deed::Reattach, vec![mark.edited(annotation)])
        }
        _ => cancel(state),
    }
}

/// `a`: a note on what is selected.
fn note(state: &mut State) -> Vec<Effect> {
    let Some(reader) = state.reader() else {
        return Vec::new();
    };
    let (article, selector) = (reader.article.meta.id.clone(), selector(state));
    if selector.is_none() {
        return cancel(state);
    }
    finish(state);
    let target = NoteTarget {
        source: keep::annotation(state, Motivation::Commenting, &article).source,
        article,
        selector,
        ..NoteTarget::default()
    };
    note::begin(state, target)
}

/// Highlights the bytes `range`. Highlights that overlap are joined into one, which is the oldest of
/// them; notes keep their own passages.
fn highlight(state: &mut State, range: &std::ops::Range<usize>) -> Vec<Effect> {
    let Some(reader) = state.reader() else {
        return Vec::new();
    };
    let highlights: Vec<_> = reader
        .marks
        .in_text()
        .filter(|(placed, _)| placed.kind() == MarkKind::Highlight)
        .collect();
    let touches = |range: &std::ops::Range<usize>, other: &std::ops::Range<usize>| {
        other.start < range.end && range.start < other.end
    };
    // Joined with one it may reach another.
    let mut joined = range.clone();
    while let Some((_, other)) = highlights.iter().find(|(_, other)| {
        touches(&joined, other) && (other.start < joined.start || other.end > joined.end)
    }) {
        joined = joined.start.min(other.start)..joined.end.max(other.end);
    }
    let mut overlapping: Vec<&PlacedMark> = highlights
        .iter()
        .filter(|(_, other)| touches(&joined, other))
        .map(|(placed, _)| *placed)
        .collect();
    let text = reader.article.document.text.as_str();
    let Some(selector) = select(text, &joined) else {
        return cancel(state);
    };
    let is_there = overlapping
        .iter()
        .any(|placed| placed.range() == Some(&joined));
    overlapping.sort_by_key(|placed| (placed.mark.annotation.created, placed.mark.id));
    let mut marks = overlapping.into_iter().map(|placed| placed.mark.clone());
    let changes = match marks.next() {
        Some(_) if is_there => Vec::new(),
        Some(first) => {
            let mut annotation = first.annotation.clone();
            annotation.selector = Some(selector);
            let mut changes = Vec::new();
            for other in marks {
                for tag in &other.annotation.tags {
                    if !annotation.tags.contains(tag) {
                        annotation.tags.push(tag.clone());
                    }
                }
                changes.push(MarkChange::Remove(other));
            }
            changes.insert(0, first.edited(annotation));
            changes
        }
        None => {
            let article = reader.article.meta.id.clone();
            let mut annotation = keep::annotation(state, Motivation::Highlighting, &article);
            annotation.selector = Some(selector);
            vec![MarkChange::Add(annotation)]
        }
    };
    finish(state);
    match changes.is_empty() {
        true => say(state, &state.words.highlight_already()),
        false => keep::save(state, Deed::Highlight, changes),
    }
}

/// Ends the selection; the cursor stands where it began, if that is in sight, else where it ended.
pub fn finish(state: &mut State) {
    let Some(reader) = state.reader_mut() else {
        return;
    };
    let Some(selection) = reader.selection.take() else {
        return;
    };
    let ends = [
        selection.anchor.min(selection.head),
        selection.anchor.max(selection.head),
    ];
    let lines = ends.map(|end| reader.layout.line_of(end));
    let line = lines
        .into_iter()
        .find(|line| reader.visible().contains(line));
    reader.show_line(line.unwrap_or(lines[1]));
}

/// `*` and `s`: the full text with what is selected as the query. The selection is there when one comes
/// back.
fn search(state: &mut State) -> Vec<Effect> {
    let Some((selector, _)) = state.reader().and_then(selected) else {
        return Vec::new();
    };
    let (text, whole) = phrase(&selector.quote.exact);
    if !whole {
        let sentence = state.words.query_full(text.chars().count());
        state.notices.say(Urgency::Notice, sentence.as_str());
    }
    let mut page = SearchPage::new("");
    page.below = None;
    state.pages.push(Page::Search(Box::new(page)));
    let mut effects = vec![Effect::ReadText];
    effects.extend(query::type_text(state, &text));
    effects
}

/// The longest passage that is looked for as a whole.
const LONGEST_PHRASE: usize = 60;

/// A query that finds `passage` as it stands, in quotes where it would mean something else without; and
/// whether it is all of it. A passage of several blocks stands in none of them.
fn phrase(passage: &str) -> (String, bool) {
    let line = passage.split('\n').find(|line| !line.trim().is_empty());
    let line = line.unwrap_or_default().trim();
    let text: String = line.chars().take(LONGEST_PHRASE).collect();
    let whole = text.len() == passage.len();
    let is_plain = text
        .chars()
        .all(|c| c.is_alphanumeric() || "，。、；：！？（）《》".contains(c));
    if is_plain && text != "OR" {
        return (text, whole);
    }
    (format!("\"{}\"", text.replace('"', "\\\"")), whole)
}
