//! What frames cost, in bytes.

use ratatui::backend::Backend;
use ratatui::layout::Position;

use super::{Shown, page, reader};
use crate::runtime::screen::{AmbiguousDrawing, Drawn, Screen, Sent};

#[test]
fn a_line_of_scroll_costs_little_more_than_its_text() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut screen = Screen::new(Vec::new(), columns, rows);
        screen
            .present(&reader(columns, rows, 0), Some(Position::new(2, rows - 2)))
            .unwrap();
        for first in 1..20 {
            screen.sink_mut().clear();
            screen
                .present(
                    &reader(columns, rows, first),
                    Some(Position::new(2, rows - 2)),
                )
                .unwrap();
            let row = reader(columns, rows, first);
            let line: String = (2..78)
                .map(|x| row[(x, rows - 2)].symbol())
                .filter(|symbol| *symbol != " ")
                .collect();
            let text = line.len();
            let sent = screen.sink().len();
            // The first sets the region, which stays set.
            let allowed = text + if first == 1 { 27 } else { 11 };
            assert!(
                sent <= allowed,
                "{columns}x{rows}, line {first}: {sent} bytes for {text} of text: {:?}",
                String::from_utf8_lossy(screen.sink())
            );
        }
        for first in (0..19).rev() {
            screen.sink_mut().clear();
            screen
                .present(&reader(columns, rows, first), Some(Position::new(2, 0)))
                .unwrap();
            let sent = screen.sink().len();
            assert!(
                sent <= 140,
                "{columns}x{rows}, back to line {first}: {sent} bytes"
            );
        }
    }
}

#[test]
fn nothing_is_sent_when_nothing_changed() {
    let mut screen = Screen::new(Vec::new(), 80, 24);
    screen
        .present(&reader(80, 24, 0), Some(Position::new(2, 2)))
        .unwrap();
    screen.sink_mut().clear();
    assert_eq!(
        screen
            .present(&reader(80, 24, 0), Some(Position::new(2, 2)))
            .unwrap(),
        Sent::All(0)
    );
    // Nor by ratatui's cursor calls, which come every frame.
    screen.show_cursor().unwrap();
    screen.set_cursor_position((5, 5)).unwrap();
    screen.set_cursor_position((2, 2)).unwrap();
    screen.flush().unwrap();
    assert_eq!(screen.sink().len(), 0);
}

#[test]
fn a_tail_is_erased_where_that_is_shorter() {
    let mut shown = Shown::new(40, 2);
    shown.show(&page(40, &["一二三四五六七八九十", ""]));
    assert_eq!(shown.show(&page(40, &["一二三", ""])), b"\x1b[7G\x1b[K\r");
}

#[test]
fn placing_the_cursor_after_each_ambiguous_cluster_has_its_price() {
    // The reason why a terminal that agrees is trusted: a line with one quotation would cost more
    // than the same line in `less`.
    let frame = |first: usize| {
        let lines = ["一二三四", "他说“秤准了”，大家就踏实。", "五六七八", "九十"];
        let turned: Vec<&str> = (0..4).map(|y| lines[(y + first) % 4]).collect();
        page(40, &turned)
    };
    let price = |drawing| {
        let mut screen = Screen::new(Vec::new(), 40, 4);
        screen.set_ambiguous_drawing(drawing);
        screen.present(&frame(2), None).unwrap();
        screen.sink_mut().clear();
        screen.present(&frame(1), None).unwrap();
        screen.sink().len()
    };
    let trusted = price(AmbiguousDrawing::all(Drawn::AsWanted));
    let unknown = price(AmbiguousDrawing::all(Drawn::Unknown));
    assert_eq!(unknown - trusted, 2 * "\x1b[12G".len() - 1);
}

#[test]
fn a_page_costs_little_more_than_its_text() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut screen = Screen::new(Vec::new(), columns, rows);
        let page = usize::from(rows) - 2;
        screen
            .present(&reader(columns, rows, 0), Some(Position::new(2, 0)))
            .unwrap();
        for turn in 1..6 {
            screen.sink_mut().clear();
            let wanted = reader(columns, rows, turn * page);
            screen.present(&wanted, Some(Position::new(2, 0))).unwrap();
            let text: usize = (0..rows - 1)
                .flat_map(|y| (2..columns).map(move |x| (x, y)))
                .map(|at| wanted[at].symbol().trim_matches(' ').len())
                .sum();
            let sent = screen.sink().len();
            // A line feed and a column of one figure a row; the first sets the region.
            let ways = 5 * (page + 1) + if turn == 1 { 25 } else { 8 };
            assert!(
                sent <= text + ways,
                "{columns}x{rows}: {sent} bytes for {text} of text"
            );
        }
    }
}
