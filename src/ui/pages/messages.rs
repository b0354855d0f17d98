//! What was said, drawn: sentence below sentence, errors with their mark before them.

use crate::app::notice::Urgency;
use crate::app::pages::messages::MessagesPage;
use crate::app::state::State;
use crate::config::action::Action;
use crate::text::Clean;
use crate::ui::canvas::Canvas;
use crate::ui::list::{draw_list, draw_sentence, draw_status};
use crate::ui::status::{Cell, Left};
use crate::ui::style::Look;

/// Draws the page; gives the cursor's cell.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, page: &MessagesPage) -> Option<Cell> {
    let (words, size, pane) = (state.words, state.size, state.size.pane());
    if size.has_masthead() {
        let count = words.messages_count(page.total());
        let limit = canvas.text_right(pane.right, 0, count.as_clean(), Look::Label);
        let title = words.messages_title();
        let limit = limit.saturating_sub(2);
        canvas.text_within(pane.head(), limit, 0, title.as_clean(), Look::Masthead);
        canvas.rule(pane.head()..pane.right, 1);
    }
    let area = size.page_area();
    let cursor = if page.total() == 0 {
        draw_sentence(canvas, area, &words.messages_none());
        Some((area.pane.left, area.top))
    } else {
        draw_list(canvas, state, area, (&page.list, true), |canvas, y, row| {
            let (mark, look) = match row.urgency {
                Urgency::Error => ("!", Look::Error),
                Urgency::Warning => ("", Look::Warning),
                Urgency::Aside | Urgency::Notice => ("", Look::Body),
            };
            if row.line == 0 {
                canvas.text(pane.dot(), y, Clean::from(mark).as_clean(), look);
            }
            let text = row.text.as_clean();
            canvas.text_matched(pane.text(), pane.right, y, text, look, &row.matched);
        })
    };
    let hints = Left::Hints(vec![
        (Action::Copy, words.hint_copy()),
        (Action::Filter, words.hint_filter()),
        (Action::Back, words.hint_back()),
        (Action::Help, words.hint_help()),
    ]);
    draw_status(canvas, state, &page.list, hints).or(cursor)
}
