//! The status row: what just happened, else what is pending, else what can be done.
//!
//! Its right-hand field is never cut. The left one is cut to leave two blank cells between them. A
//! notice too long for its row takes the row above as well.

use super::canvas::Canvas;
use super::prompt::draw_prompt;
use super::style::Look;
use crate::app::command::{CommandLine, NoCommand, candidates, read};
use crate::app::list::AnyList;
use crate::app::notice::{Notice, Urgency};
use crate::app::prompt::Prompt;
use crate::app::state::State;
use crate::config::action::{Action, Context};
use crate::config::key::KeyChord;
use crate::config::keymap::Resolution;
use crate::text::{Cells, Clean, CleanStr, elide_start};
use crate::typeset;
use crate::words::Hint;

/// A cell of the screen: column and row.
pub type Cell = (Cells, Cells);

/// What stands in the left of a page's status row when nothing else is to be said.
pub enum Left<'a> {
    /// What can be done.
    Hints(Vec<(Action, Hint)>),
    /// A text of the page's own.
    Text(CleanStr<'a>),
    /// What is wrong with what was typed.
    Fault(CleanStr<'a>),
    /// A prompt and what was typed.
    Prompt(Clean, &'a Prompt),
    /// A prompt's name, what was looked for, and how to go on from what was found.
    Found(Clean, CleanStr<'a>, Hint),
}

/// Draws the left of the status row, up to two cells before `right`. Gives the cursor's cell where
/// the next key is typed there.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, left: Left<'_>, right: Cells) -> Option<Cell> {
    let margin = state.size.margin();
    let row = state.size.rows - 1;
    let limit = right.saturating_sub(2);
    if let Some(line) = &state.input.command {
        return Some(command(canvas, state, line, limit));
    }
    if let Left::Prompt(name, prompt) = left {
        let x = canvas.text_within(margin, limit, row, name.as_clean(), Look::Label) + 2;
        return Some((draw_prompt(canvas, (x, row), limit, prompt), row));
    }
    if !state.input.pending.is_empty() {
        return Some(prefix(canvas, state, limit));
    }
    if let Some(count) = state.input.count {
        let x = canvas.text(
            margin,
            row,
            Clean::from(count.to_string().as_str()).as_clean(),
            Look::Notice,
        );
        return Some((x, row));
    }
    if let Some(notice) = state.notices.current() {
        self::notice(canvas, state, notice, limit);
        return None;
    }
    if state.kept.is_slow {
        let saving = state.words.saving_slowly();
        canvas.text_within(margin, limit, row, saving.as_clean(), Look::Status);
        return None;
    }
    match left {
        Left::Hints(hints) => match &state.gathering {
            Some(gathering) => {
                let running = gathering.running.as_clean();
                canvas.text_within(margin, limit, row, running, Look::Status);
            }
            None => self::hints(canvas, state, hints, limit),
        },
        Left::Text(text) => {
            canvas.text_within(margin, limit, row, text, Look::Status);
        }
        Left::Fault(text) => {
            canvas.text_within(margin, limit, row, text, Look::Error);
        }
        Left::Found(name, query, hint) => found(canvas, state, (name, query, hint), limit),
        Left::Prompt(..) => {}
    }
    None
}

/// What was looked for; the hint only if it fits whole.
fn found(
    canvas: &mut Canvas<'_>,
    state: &State,
    (name, query, hint): (Clean, CleanStr<'_>, Hint),
    limit: Cells,
) {
    let (margin, row) = (state.size.margin(), state.size.rows - 1);
    let x = canvas.text_within(margin, limit, row, name.as_clean(), Look::Label) + 2;
    let query = crate::text::fold::fold_for_status(query);
    let x = canvas.text_within(x, limit, row, query.as_clean(), Look::Body) + 2;
    let width = canvas.width(hint.key.as_clean()) + 1 + canvas.width(hint.text.as_clean());
    if x + width <= limit {
        let x = canvas.text(x, row, hint.key.as_clean(), Look::Key) + 1;
        canvas.text(x, row, hint.text.as_clean(), Look::Hint);
    }
}

/// Whether something stands in the status row that even zen must show.
pub fn is_wanted(state: &State) -> bool {
    state.notices.current().is_some()
        || !state.input.pending.is_empty()
        || state.input.count.is_some()
        || state.is_typing()
        || state.is_selecting()
}

fn notice(canvas: &mut Canvas<'_>, state: &State, notice: &Notice, limit: Cells) {
    let (margin, row) = (state.size.margin(), state.size.rows - 1);
    let look = match notice.urgency {
        Urgency::Aside | Urgency::Notice => Look::Notice,
        Urgency::Warning => Look::Warning,
        Urgency::Error => Look::Error,
    };
    let mut text = Clean::default();
    if notice.urgency == Urgency::Error {
        text.push(Clean::from("! ").as_clean());
    }
    text.push(notice.text.as_clean());
    if canvas.width(text.as_clean()) <= limit.saturating_sub(margin) {
        canvas.text(margin, row, text.as_clean(), look);
        return;
    }
    let measure = limit.saturating_sub(margin);
    let mut lines = parted(canvas, &text, measure);
    if let Some(path) = notice.path.filter(|_| lines.len() > 2) {
        let before = text.len() - notice.text.len();
        lines = before_path(canvas, &text, before + path, measure);
    }
    two_rows(canvas, state, &lines, limit, look);
}

/// Fewer cells than these tell no path; then it has a row of its own.
const LEAST_PATH: Cells = 16;

/// A sentence too long for two lines of `measure` cells that ends in a path, which begins at byte `at`:
/// the path loses its start, so that the file's name is seen.
fn before_path(canvas: &Canvas<'_>, text: &Clean, at: usize, measure: Cells) -> Vec<Clean> {
    let (said, path) = text.as_str().split_at(at);
    let mut lines = set(canvas, &Clean::from(said.trim()), measure);
    let mut last = Clean::default();
    if lines.len() > 1 {
        lines.truncate(2);
        last.push(lines.remove(1).as_clean().trim());
        last.push(Clean::from(" ").as_clean());
    }
    let mut room = measure.saturating_sub(canvas.width(last.as_clean()));
    if room < LEAST_PATH {
        (last, room) = (Clean::default(), measure);
    }
    let path = Clean::from(path);
    let (path, _) = elide_start(path.as_clean(), room, canvas.ambiguous());
    last.push(path.as_clean());
    lines.push(last);
    lines
}

/// A sentence set in lines of `measure` cells; one of two lines is parted after a mark or at a blank,
/// where there is such a place, so that no word of it stands alone in the second.
fn parted(canvas: &Canvas<'_>, text: &Clean, measure: Cells) -> Vec<Clean> {
    let lines = set(canvas, text, measure);
    if lines.len() != 2 {
        return lines;
    }
    let whole = text.as_str();
    let parts = |marks: &[char]| {
        let ends = whole.rmatch_indices(marks);
        let halves = ends.map(|(at, mark)| {
            let (first, second) = whole.split_at(at + mark.len());
            [first, second].map(|half| Clean::from(half.trim()))
        });
        halves
            .filter(|halves| !halves[1].is_empty())
            .find(|halves| {
                let width = |half: &Clean| canvas.width(half.as_clean());
                halves.iter().all(|half| width(half) <= measure)
            })
    };
    parts(&['，', '；', '。', ',', ';'])
        .or_else(|| parts(&[' ']))
        .map_or(lines, Vec::from)
}

/// The first two of `lines`, the second on the status row.
fn two_rows(canvas: &mut Canvas<'_>, state: &State, lines: &[Clean], limit: Cells, look: Look) {
    let row = state.size.rows - 1;
    let rows = lines.len().min(2);
    for (index, line) in lines.iter().take(2).enumerate() {
        let y = (row + 1 + index).saturating_sub(rows);
        if rows == 2 && index == 0 {
            canvas.clear_row(y);
        }
        canvas.text_within(state.size.margin(), limit, y, line.as_clean(), look);
    }
}

/// What is being made ready, on a page with nothing else yet. Gives the cell behind it.
pub fn draw_waiting(canvas: &mut Canvas<'_>, state: &State) -> Cell {
    let (margin, row) = (state.size.margin(), state.size.rows - 1);
    let right = state.size.columns - margin;
    let hint = state.words.hint_quit();
    let key = state.key_in(Context::Shelf, Action::Quit, hint.key.as_str());
    let running = state.gathering.as_ref().map(|gathering| &gathering.running);
    let running = running.cloned().unwrap_or_default();
    let wide = canvas.width(key.as_clean()) + 1 + canvas.width(hint.text.as_clean());
    let mut limit = right;
    if margin + canvas.width(running.as_clean()) + 2 + wide <= right {
        let x = canvas.text_right(right, row, hint.text.as_clean(), Look::Hint);
        limit = canvas.text_right(x.saturating_sub(1), row, key.as_clean(), Look::Key);
        limit = limit.saturating_sub(2);
    }
    (
        canvas.text_within(margin, limit, row, running.as_clean(), Look::Status),
        row,
    )
}

/// What a newcomer is told: in one row, in two without
/// the pointer's place, else only how to open something and where help is.
pub fn draw_welcome(canvas: &mut Canvas<'_>, state: &State, list: &dyn AnyList) {
    let key = |action, own| state.key_in(Context::Issue, action, own);
    let sentence = state.words.welcome(
        key(Action::LineDown, "j").as_str(),
        key(Action::LineUp, "k").as_str(),
        key(Action::Open, "Enter").as_str(),
        key(Action::Back, "q").as_str(),
        key(Action::Help, "?").as_str(),
    );
    let (margin, right) = (
        state.size.margin(),
        state.size.columns - state.size.margin(),
    );
    let (place, total) = list.place();
    let place = state.words.pos_of(place, total);
    let limit = right.saturating_sub(canvas.width(place.as_clean()) + 2);
    if margin + canvas.width(sentence.as_clean()) <= limit {
        canvas.text_right(right, state.size.rows - 1, place.as_clean(), Look::Status);
        canvas.text(
            margin,
            state.size.rows - 1,
            sentence.as_clean(),
            Look::Status,
        );
        return;
    }
    let lines = parted(canvas, &sentence, right.saturating_sub(margin));
    if lines.len() <= 2 && state.size.has_masthead() {
        return two_rows(canvas, state, &lines, right, Look::Status);
    }
    let short = vec![
        (Action::Open, state.words.hint_open()),
        (Action::Help, state.words.hint_help()),
    ];
    hints(canvas, state, short, right);
}

/// A sentence set in lines of `measure` cells.
pub fn set(canvas: &Canvas<'_>, text: &Clean, measure: Cells) -> Vec<Clean> {
    typeset::sentence(text, measure, canvas.ambiguous())
}

/// The pending keys and what may follow.
fn prefix(canvas: &mut Canvas<'_>, state: &State, limit: Cells) -> Cell {
    let (margin, row) = (state.size.margin(), state.size.rows - 1);
    let typed: String = state
        .input
        .pending
        .iter()
        .map(KeyChord::to_string)
        .collect();
    let cursor = canvas.text(
        margin,
        row,
        Clean::from(typed.as_str()).as_clean(),
        Look::Key,
    );
    let mut x = cursor;
    let follows = match state.keymap.resolve(state.context(), &state.input.pending) {
        Resolution::Prefix(follows) => follows,
        _ => Vec::new(),
    };
    let mut parts: Vec<(Clean, Clean)> = follows
        .into_iter()
        .map(|(chord, action)| {
            (
                Clean::from(chord.to_string().as_str()),
                action.label(state.words),
            )
        })
        .collect();
    let cancel = state.words.hint_cancel();
    parts.push((cancel.key, cancel.text));
    for (key, text) in parts {
        let end = x + 3 + canvas.width(key.as_clean()) + 1 + canvas.width(text.as_clean());
        if end > limit {
            break;
        }
        let after = canvas.text(x + 3, row, key.as_clean(), Look::Key);
        x = canvas.text(after + 1, row, text.as_clean(), Look::Hint);
    }
    (cursor, row)
}

/// The command that is typed, and the names that fit it, each with what it does.
fn command(canvas: &mut Canvas<'_>, state: &State, line: &CommandLine, limit: Cells) -> Cell {
    let (margin, row) = (state.size.margin(), state.size.rows - 1);
    let x = canvas.text(margin, row, Clean::from(":").as_clean(), Look::Label);
    let cursor = draw_prompt(canvas, (x, row), limit, &line.prompt);
    let mut x = x + canvas.width(line.prompt.text());
    let fitting = candidates(state.context_of_page(), line.typed());
    if let (true, Err(why)) = (
        fitting.is_empty(),
        read(state.context_of_page(), line.typed()),
    ) {
        let sentence = match why {
            NoCommand::NotHere(action) => state.words.command_not_here(action.name()),
            _ => state.words.command_unfitting(),
        };
        canvas.text_within(x + 3, limit, row, sentence.as_clean(), Look::Hint);
    }
    for action in fitting {
        let (name, mut label) = (Clean::from(action.name()), action.label(state.words));
        if label == name {
            label = Clean::default();
        }
        let end = x + 3 + canvas.width(name.as_clean()) + 1 + canvas.width(label.as_clean());
        if end > limit {
            break;
        }
        let after = canvas.text(x + 3, row, name.as_clean(), Look::Key);
        x = canvas.text(after + 1, row, label.as_clean(), Look::Hint);
    }
    (cursor, row)
}

/// The hints that fit, whole. The last one (help) is the last to leave, in a narrow window after it
/// the one that leads back; the others leave from the right.
fn hints(canvas: &mut Canvas<'_>, state: &State, hints: Vec<(Action, Hint)>, limit: Cells) {
    let columns = state.size.columns;
    let gap = if columns < 40 { 1 } else { 2 };
    let most = if (60..80).contains(&columns) {
        4
    } else {
        usize::MAX
    };
    let leads_back = |action| columns < 60 && matches!(action, Action::Back | Action::Quit);
    let mut order: Vec<usize> = (0..hints.len()).collect();
    order.sort_by_key(|&index| match index + 1 == hints.len() {
        true => 0,
        false if leads_back(hints[index].0) => 1,
        false => 2 + index,
    });
    let hints: Vec<Hint> = hints
        .into_iter()
        .map(|(action, hint)| bound(state, action, hint))
        .collect();
    let mut end = state.size.margin();
    let mut shown: Vec<usize> = Vec::new();
    for index in order.into_iter().take(most) {
        let hint = &hints[index];
        end += canvas.width(hint.key.as_clean()) + 1 + canvas.width(hint.text.as_clean());
        if end > limit {
            break;
        }
        end += gap;
        shown.push(index);
    }
    shown.sort_unstable();
    let (mut x, row) = (state.size.margin(), state.size.rows - 1);
    for index in shown {
        let after = canvas.text(x, row, hints[index].key.as_clean(), Look::Key);
        x = canvas.text(after + 1, row, hints[index].text.as_clean(), Look::Hint) + gap;
    }
}

/// The hint with the key that is really bound; with its own key where that still means it.
fn bound(state: &State, action: Action, hint: Hint) -> Hint {
    let key = state.key(action, hint.key.as_str());
    hint.with_key(key.as_clean())
}
