//! What keys do in the reader.

use super::{marks_page, say, search};
use crate::app::effect::Effect;
use crate::app::find::Find;
use crate::app::open;
use crate::app::page::Page;
use crate::app::pages::contents::ContentsPage;
use crate::app::pages::reader::ReaderPage;
use crate::app::progress::Position;
use crate::app::state::State;
use crate::app::unread::{Round, others_unread, unread_from};
use crate::config::action::Action;
use crate::text::Clean;

/// Does what `action` asks for in the reader.
pub fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let times = count.unwrap_or(1).min(isize::MAX as usize) as isize;
    match action {
        Action::LineDown => down(state, |reader| reader.scroll(times)),
        Action::LineUp => up(state, |reader| reader.scroll(-times)),
        Action::PageDown => down(state, |reader| reader.scroll_halves(2 * times)),
        Action::PageUp => up(state, |reader| reader.scroll_halves(-2 * times)),
        Action::HalfPageDown => down(state, |reader| reader.scroll_halves(times)),
        Action::HalfPageUp => up(state, |reader| reader.scroll_halves(-times)),
        Action::First => jump(state, |reader| match count {
            Some(line) => reader.go_to_line(line.saturating_sub(1)),
            None => {
                reader.to_end(false);
            }
        }),
        Action::Last => jump(state, |reader| match count {
            Some(line) => reader.go_to_line(line.saturating_sub(1)),
            None => {
                reader.to_end(true);
            }
        }),
        Action::NextParagraph => down(state, |reader| reader.step_paragraph(times)),
        Action::PreviousParagraph => up(state, |reader| reader.step_paragraph(-times)),
        Action::NextArticle => neighbour(state, times),
        Action::PreviousArticle => neighbour(state, -times),
        Action::NextUnread => unread(state, true),
        Action::PreviousUnread => unread(state, false),
        Action::Contents => contents(state),
        Action::RawLines => super::raw::ask(state),
        Action::NextMatch => matched(state, times),
        Action::PreviousMatch => matched(state, -times),
        Action::NextMark => marks_page::step(state, times),
        Action::PreviousMark => marks_page::step(state, -times),
        Action::Zen => zen(state),
        Action::Wider => measure(state, times),
        Action::Narrower => measure(state, -times),
        _ => Vec::new(),
    }
}

/// A move downwards; at the end it is said how to go on.
fn down(state: &mut State, go: impl FnOnce(&mut ReaderPage) -> bool) -> Vec<Effect> {
    let Some(reader) = state.reader_mut() else {
        return Vec::new();
    };
    if go(reader) {
        return Vec::new();
    }
    let Some(reader) = state.reader() else {
        return Vec::new();
    };
    let sentence = if reader.next.is_some() {
        let next = state.key(Action::NextArticle, "J");
        state.words.end_article(next.as_str())
    } else {
        end_issue(state, reader)
    };
    say(state, &sentence)
}

/// A move upwards; at the top nothing is said.
fn up(state: &mut State, go: impl FnOnce(&mut ReaderPage) -> bool) -> Vec<Effect> {
    if let Some(reader) = state.reader_mut() {
        go(reader);
    }
    Vec::new()
}

/// A move that `Ctrl-o` goes back over.
fn jump(state: &mut State, go: impl FnOnce(&mut ReaderPage)) -> Vec<Effect> {
    open::remember(state);
    if let Some(reader) = state.reader_mut() {
        go(reader);
    }
    Vec::new()
}

/// What is said where no article comes after `reader`'s: that the issue is read, if it is, else the
/// key to what is left of it.
pub fn end_issue(state: &State, reader: &ReaderPage) -> Clean {
    let article = &reader.article.meta.id;
    if others_unread(state, &reader.issue, article) > 0 {
        let next = state.key(Action::NextUnread, "]");
        return state.words.bottom_issue_unread(next.as_str());
    }
    // Whoever left now would have read it.
    let is_finished = reader.position() == Position::End && !reader.marked;
    if is_finished || state.reading.read.contains(article) {
        let back = state.key(Action::Back, "q");
        state.words.end_issue(back.as_str())
    } else {
        state.words.bottom_issue()
    }
}

/// The article `steps` further in the issue.
fn neighbour(state: &mut State, steps: isize) -> Vec<Effect> {
    let Some(reader) = state.reader() else {
        return Vec::new();
    };
    let Some(page) = state.issues.get(&reader.issue) else {
        return Vec::new();
    };
    let here = reader.number.0 - 1;
    let last = page.articles.len().saturating_sub(1);
    let goal = here.saturating_add_signed(steps).min(last);
    // The issue may have lost its articles since this one was opened.
    let Some(goal) = page.articles.get(goal).filter(|_| goal != here) else {
        let sentence = if steps > 0 {
            end_issue(state, reader)
        } else {
            state.words.top_issue()
        };
        return say(state, &sentence);
    };
    let article = goal.id.clone();
    open::remember(state);
    search::go_beside(state, &article)
}

/// The next (previous) unread article: round this issue, then the others.
fn unread(state: &mut State, forward: bool) -> Vec<Effect> {
    let Some(reader) = state.reader() else {
        return Vec::new();
    };
    match unread_from(
        state,
        &reader.issue,
        Some(&reader.article.meta.id),
        forward,
        Round::Issue,
    ) {
        Some(article) => {
            open::remember(state);
            search::go_beside(state, &article)
        }
        None => say(state, &state.words.unread_none()),
    }
}

fn contents(state: &mut State) -> Vec<Effect> {
    let Some(reader) = state.reader() else {
        return Vec::new();
    };
    let page = ContentsPage::new(reader);
    if page.is_empty() {
        return say(state, &state.words.contents_empty());
    }
    state.pages.push(Page::Contents(page));
    Vec::new()
}

fn matched(state: &mut State, steps: isize) -> Vec<Effect> {
    if let Some(effects) = search::step(state, steps) {
        return effects;
    }
    let Some(reader) = state.reader() else {
        return Vec::new();
    };
    if reader.find.is_none() {
        let Some(sought) = reader.sought.clone() else {
            let key = state.key(Action::Find, "/");
            return say(state, &state.words.match_none(key.as_str()));
        };
        return look_again(state, sought, steps);
    }
    open::remember(state);
    let Some(reader) = state.reader_mut() else {
        return Vec::new();
    };
    let Some(find) = &mut reader.find else {
        return Vec::new();
    };
    let wrapped = find.step(steps);
    reader.show_match();
    match (wrapped, steps > 0) {
        (false, _) => Vec::new(),
        (true, true) => say(state, &state.words.find_wrapped()),
        (true, false) => say(state, &state.words.find_wrapped_up()),
    }
}

/// Looks for what was looked for last: the first match from the place on is the first step.
fn look_again(state: &mut State, sought: Clean, steps: isize) -> Vec<Effect> {
    let Some(reader) = state.reader() else {
        return Vec::new();
    };
    let from = reader.offset_of_line(reader.place).unwrap_or(0);
    let text = reader.article.document.text.as_str();
    let mut find = Find::new(sought, text, from);
    if find.matches.is_empty() {
        let search = state.key(Action::SearchText, "s");
        let sentence = state.words.find_none(find.query.as_str(), search.as_str());
        return say(state, &sentence);
    }
    find.step(if steps > 0 { steps - 1 } else { steps });
    open::remember(state);
    if let Some(reader) = state.reader_mut() {
        reader.find = Some(find);
        reader.show_match();
    }
    Vec::new()
}

fn zen(state: &mut State) -> Vec<Effect> {
    state.view.zen = !state.view.zen;
    if state.view.zen {
        let key = state.key(Action::Zen, "z");
        say(state, &state.words.zen_on(key.as_str()))
    } else {
        Vec::new()
    }
}

fn measure(state: &mut State, steps: isize) -> Vec<Effect> {
    let words = state.words;
    let sentence = match (state.view.change_measure(steps, state.size), steps > 0) {
        (true, _) => words.measure_set(state.view.measure),
        (false, true) => words.measure_widest(),
        (false, false) => words.measure_narrowest(),
    };
    say(state, &sentence)
}
