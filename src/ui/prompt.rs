//! A prompt, drawn: in the masthead's place on pages made of a query, in the status row elsewhere.

use super::canvas::Canvas;
use super::style::Look;
use crate::app::geometry::Breadth;
use crate::app::prompt::Prompt;
use crate::app::state::State;
use crate::text::{Cells, Clean, CleanStr};

/// The first row of a page made of a query.
#[derive(Clone, Copy, Debug)]
pub struct QueryRow<'a> {
    /// What the page is.
    pub name: &'a Clean,
    /// What is typed.
    pub prompt: &'a Prompt,
    /// How much fits; stands at the right.
    pub count: &'a Clean,
    /// What stands behind the cursor while nothing is typed.
    pub hint: Option<&'a Clean>,
}

/// Draws the row and the rule below it. Gives the cursor's cell in it.
pub fn draw_query_row(canvas: &mut Canvas<'_>, state: &State, row: QueryRow<'_>) -> Cells {
    let QueryRow {
        name,
        prompt,
        count,
        hint,
    } = row;
    let (size, pane) = (state.size, state.size.pane());
    // In a narrow window what is typed needs the room more.
    let wanted = pane.head()
        + canvas.width(name.as_clean())
        + canvas.width(prompt.text())
        + canvas.width(count.as_clean());
    let limit = match wanted + 5 <= pane.right || pane.breadth > Breadth::Scant {
        true => canvas
            .text_right(pane.right, 0, count.as_clean(), Look::Status)
            .saturating_sub(2),
        false => pane.right,
    };
    let x = canvas.text_within(pane.head(), limit, 0, name.as_clean(), Look::Label) + 2;
    let cursor = draw_prompt(canvas, (x, 0), limit, prompt);
    if size.has_masthead() {
        canvas.rule(pane.head()..pane.right, 1);
    }
    if let Some(hint) = hint.filter(|_| prompt.is_empty())
        && cursor + 1 + canvas.width(hint.as_clean()) <= limit
    {
        canvas.text(cursor + 1, 0, hint.as_clean(), Look::Hint);
    }
    cursor
}

/// Draws what was typed from `x` of row `y`, as much as ends before `limit` with a cell left for the
/// cursor: of a longer text the part around the cursor. Gives the cursor's cell.
pub fn draw_prompt(
    canvas: &mut Canvas<'_>,
    (x, y): (Cells, Cells),
    limit: Cells,
    prompt: &Prompt,
) -> Cells {
    let budget = limit.saturating_sub(x + 1);
    let (before, after) = prompt.parts();
    let before = tail(canvas, before, budget);
    let cursor = canvas.text(x, y, before, Look::Body);
    let after = head(canvas, after, (x + budget).saturating_sub(cursor));
    canvas.text(cursor, y, after, Look::Body);
    cursor
}

/// The end of `text` that fits into `budget` cells.
fn tail<'a>(canvas: &Canvas<'_>, text: CleanStr<'a>, budget: Cells) -> CleanStr<'a> {
    let whole = text.as_str();
    let start = whole
        .char_indices()
        .map(|(at, _)| at)
        .find(|&at| canvas.width(text.slice(at..whole.len())) <= budget)
        .unwrap_or(whole.len());
    text.slice(start..whole.len())
}

/// The beginning of `text` that fits into `budget` cells.
fn head<'a>(canvas: &Canvas<'_>, text: CleanStr<'a>, budget: Cells) -> CleanStr<'a> {
    let whole = text.as_str();
    let ends = whole.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends
        .take_while(|&end| canvas.width(text.slice(0..end)) <= budget)
        .last()
        .unwrap_or(0);
    text.slice(0..end)
}
