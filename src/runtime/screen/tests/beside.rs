//! A list that scrolls beside another which stands still.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use super::{Shown, TEXT, difference, painted};

/// A shelf at the left, and at the right a list from `first` on with the pointer in its row `pointer`.
fn page(first: usize, pointer: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 24));
    let mark = Style::new().fg(Color::Indexed(3));
    for y in 2..22 {
        let row = usize::from(y) - 2;
        buffer.set_string(2, y, format!("江岸晨报 {}年", 2099 - row), Style::new());
        buffer.set_string(22, y, "未读 2/2", mark);
        let text = TEXT[(first + row) % TEXT.len()].trim_start_matches('　');
        let title: String = text.chars().take(8 + (first + row) % 7 * 2).collect();
        buffer.set_string(44, y, format!("{title}{}", first + row), Style::new());
        buffer.set_string(94, y, "1 分", mark);
    }
    buffer.set_string(42, pointer, ">", mark);
    buffer
}

#[test]
fn only_the_columns_of_the_list_move_where_the_terminal_knows_margins() {
    for margins in [true, false] {
        let mut shown = Shown::new(100, 24);
        shown.screen.set_margins(margins);
        shown.show(&page(0, 21));
        for first in [1, 2, 3, 5, 4, 3] {
            let page = page(first, 21);
            let sent = shown.show(&page);
            let seen = difference(&shown.cells(), &painted(&page), 100);
            assert_eq!(seen, None, "{first}");
            let text = String::from_utf8(sent).unwrap();
            let (sets, unsets) = (text.matches("\x1b[?69h"), text.matches("\x1b[?69l"));
            assert_eq!(sets.count(), usize::from(margins), "{text:?}");
            assert_eq!(unsets.count(), usize::from(margins), "{text:?}");
            // Nothing of the shelf is drawn.
            assert!(!margins || !text.contains("江岸") && !text.contains("未读"));
            assert!(!margins || text.len() < 200, "{} bytes", text.len());
        }
    }
}

#[test]
fn a_page_that_moves_as_a_whole_needs_no_margins() {
    let mut shown = Shown::new(80, 24);
    shown.screen.set_margins(true);
    for first in [0, 1, 2, 1, 24, 25] {
        let sent = shown.show(&super::reader(80, 24, first));
        assert!(!String::from_utf8(sent).unwrap().contains("\x1b[?69h"));
    }
}

#[test]
fn no_wide_character_is_cut_by_a_margin() {
    // The shelf's rows reach over into the columns of the list, by one cell or by two.
    let frame = |first: usize| {
        let mut buffer = page(first, 21);
        for y in 2..22 {
            let x = 43 - y % 3;
            buffer.set_string(x, y, "晨", Style::new());
        }
        buffer
    };
    let mut shown = Shown::new(100, 24);
    shown.screen.set_margins(true);
    shown.show(&frame(0));
    for first in 1..6 {
        let page = frame(first);
        shown.show(&page);
        let seen = difference(&shown.cells(), &painted(&page), 100);
        assert_eq!(seen, None, "{first}");
    }
}
