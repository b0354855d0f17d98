//! The raw lines behind a paragraph: opening them, moving in them, going back to the text.

use super::say;
use crate::app::effect::Effect;
use crate::app::notice::Urgency;
use crate::app::open;
use crate::app::page::Page;
use crate::app::pages::raw::RawPage;
use crate::app::pages::reader::ReaderPage;
use crate::app::raw_text::{Part, RawPlace, RawText, TracedArticle, count};
use crate::app::state::State;
use crate::config::action::Action;
use crate::library::ReadError;
use crate::typeset::Role;

/// Asks for the raw lines behind the article in the reader.
pub fn ask(state: &State) -> Vec<Effect> {
    let reader = state.reader();
    let article = reader.map(|reader| reader.article.meta.id.clone());
    article.map(Effect::LoadRaw).into_iter().collect()
}

/// The raw text behind `article` was read: the lines behind the place in the reader are shown.
pub fn loaded(
    state: &mut State,
    article: &str,
    raw: Result<Option<Box<RawText>>, ReadError>,
) -> Vec<Effect> {
    let Some(reader) = state
        .reader()
        .filter(|reader| reader.article.meta.id == article)
    else {
        return Vec::new();
    };
    let raw = match raw {
        Ok(raw) => raw,
        Err(error) => {
            let file = error.diagnostic.file.as_deref();
            let file = file.map_or(article.into(), |file| file.to_string_lossy());
            let why = error.diagnostic.fault.message(state.words);
            let sentence = state.words.file_fault(&file, why.as_str());
            state.notices.say(Urgency::Error, sentence.as_str());
            return Vec::new();
        }
    };
    let page = raw.and_then(|raw| {
        let traced = raw.article(article)?;
        let (part, lines, place) = behind(&raw, traced, reader)?;
        let from = (article.to_owned(), part);
        let last = lines.end.saturating_sub(1);
        Some(RawPage::new(*raw, from, (lines.start, last), place))
    });
    match page {
        Some(page) => {
            state.pages.push(Page::Raw(Box::new(page)));
            Vec::new()
        }
        None => say(state, &state.words.raw_none()),
    }
}

/// The part of the article in which the place stands, its lines, and the character in them.
fn behind(
    raw: &RawText,
    traced: &TracedArticle,
    reader: &ReaderPage,
) -> Option<(Part, std::ops::Range<usize>, RawPlace)> {
    let start = |lines: &std::ops::Range<usize>| RawPlace {
        line: lines.start,
        offset: 0,
    };
    let document = &reader.article.document;
    let line = reader.layout.lines().get(reader.place);
    let in_head = line.is_some_and(|line| line.block.is_none() && line.role != Role::Blank);
    if let Some(head) = traced.head.as_ref().filter(|_| in_head) {
        return Some((Part::Head, head.clone(), start(head)));
    }
    let offset = reader
        .offset_of_line(reader.place)
        .unwrap_or(document.text.len());
    let block = document
        .blocks
        .partition_point(|block| block.range.start <= offset)
        .saturating_sub(1);
    let recorded = raw.recorded_block(traced, document, block)?;
    let lines = traced.blocks.get(recorded)?;
    let begins = document.blocks.get(block)?.range.start;
    let text = document.text.as_str();
    let before = count(text.get(begins..offset).unwrap_or_default());
    let place = raw.place_of(lines, before);
    Some((Part::Block(recorded), lines.clone(), place))
}

/// Does what `action` asks for among the raw lines.
pub fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let times = count.unwrap_or(1).min(isize::MAX as usize) as isize;
    let words = state.words;
    if action == Action::RawLines {
        return back_to_text(state);
    }
    let Some(Page::Raw(page)) = state.pages.last_mut() else {
        return Vec::new();
    };
    let last = page.raw.lines.len();
    match action {
        Action::LineDown => page.step(words, times),
        Action::LineUp => page.step(words, -times),
        Action::PageDown => page.step_halves(words, times.saturating_mul(2)),
        Action::PageUp => page.step_halves(words, times.saturating_mul(-2)),
        Action::HalfPageDown => page.step_halves(words, times),
        Action::HalfPageUp => page.step_halves(words, -times),
        Action::First => page.go_to_line(words, count.map_or(0, |line| line.saturating_sub(1))),
        Action::Last => page.go_to_line(words, count.map_or(last, |line| line.saturating_sub(1))),
        _ => {}
    }
    Vec::new()
}

/// Back to the paragraph that the cursor's line stands behind, at its character; where the cursor has
/// not moved, or stands on a line of no article, to where one was.
fn back_to_text(state: &mut State) -> Vec<Effect> {
    let Some(Page::Raw(page)) = state.pages.pop() else {
        return Vec::new();
    };
    if page.is_unmoved() {
        return Vec::new();
    }
    let place = page.place();
    let Some((article, _)) = page.raw.part_at(place.line) else {
        return Vec::new();
    };
    open::remember(state);
    if article.id != page.from.0 {
        let article = article.id.clone();
        return open::open_behind(state, &article, page.raw, place);
    }
    if let Some(reader) = state.reader_mut() {
        let document = &reader.article.document;
        let place = page.raw.in_document(&article.id, document, place);
        reader.show_raw_place(place);
    }
    Vec::new()
}
