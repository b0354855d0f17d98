//! Tab stops of our own, and the place that is kept in the status row.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Shown, TabStops, difference, painted, parser, reader, stops};

/// Where tabs lead from the start of a row, one after the other.
fn tabs(shown: &mut Shown) -> Vec<u16> {
    shown.popping.process(&mut shown.parser, b"\r");
    let mut lead = || {
        shown.popping.process(&mut shown.parser, b"\t");
        shown.parser.screen().cursor_position().1
    };
    (0..4).map(|_| lead()).collect()
}

fn of_rows(column: u16) -> TabStops {
    TabStops {
        rows: vec![column],
        figure: None,
    }
}

/// Rows of Han that begin at the first stop, none of which is on another page.
fn text(page: u32) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    for y in 0..23 {
        let han = |x| char::from_u32(0x4e00 + (page * 23 + u32::from(y)) * 38 + x);
        let row: String = (0..38).filter_map(han).collect();
        buffer.set_string(stops().rows[0], y, row, Style::new());
    }
    buffer
}

#[test]
fn rows_are_reached_by_tabs_where_the_terminal_has_shown_where_they_lead() {
    for never_returns in [false, true] {
        let mut shown = Shown::new(80, 24);
        shown.popping.never_returns = never_returns;
        let count = |bytes: &[u8], way: &[u8]| {
            let ways = bytes.windows(way.len()).filter(|&bytes| bytes == way);
            ways.count()
        };
        assert!(!shown.show(&text(0)).contains(&b'\t'));
        shown.show_and_try_stops(&text(1));
        assert!(!shown.screen.lacks_stops(&stops()));
        // The cursor comes back to its place though nothing else has changed.
        assert!(!shown.show(&text(1)).is_empty());
        assert_eq!(shown.parser.screen().cursor_position(), (0, 0));
        let page = text(2);
        let sent = shown.show(&page);
        // Line feeds return where the terminal has shown that as well, and only within the page.
        let modes = (count(&sent, b"\x1b[20h"), count(&sent, b"\x1b[20l"));
        let (way, expected): (&[u8], _) = match never_returns {
            true => (b"\n\r\t", (0, 0)),
            false => (b"\n\t", (1, 1)),
        };
        assert!(count(&sent, way) > 10, "{never_returns}");
        assert_eq!(modes, expected);
        assert!(shown.popping.has_usual_line_feeds());
        assert_eq!(difference(&shown.cells(), &painted(&page), 80), None);
        // Not for a few rows.
        let mut page = text(2);
        for y in 3..9 {
            page.set_string(2, y, "一二三四五六七八九十", Style::new());
        }
        assert_eq!(count(&shown.show(&page), b"\x1b[20h"), 0);
        assert_eq!(difference(&shown.cells(), &painted(&page), 80), None);
    }
}

#[test]
fn a_figure_behind_the_rows_is_reached_by_tabs_and_what_stands_before_it() {
    let mut shown = Shown::new(80, 24);
    let with_figures = |figures: &str| {
        let mut page = reader(80, 24, 0);
        let style = page[(2, 23)].style();
        page.set_string(12, 23, figures, style);
        page
    };
    shown.show_and_try_stops(&with_figures("44 分  10%"));
    shown.show(&with_figures("43 分  11%"));
    for (figures, expected) in [
        ("42 分  12%", "\x1b8\x1b72\t\t12\x1b[H"),
        ("42 分  13%", "\x1b8\x1b7\t\t13\x1b[H"),
        // The place is kept further in front from now on.
        ("39 分  20%", "\x1b8\x08\x1b739\t\t20\x1b[H"),
        ("38 分  21%", "\x1b8\x1b738\t\t21\x1b[H"),
    ] {
        let page = with_figures(figures);
        let sent = shown.show(&page);
        assert_eq!(String::from_utf8(sent).unwrap(), expected);
        assert_eq!(difference(&shown.cells(), &painted(&page), 80), None);
    }
}

#[test]
fn a_terminal_that_tabs_elsewhere_gets_its_stops_back_and_is_not_asked_again() {
    let mut shown = Shown::new(80, 24);
    shown.claim = Some(20);
    assert!(shown.screen.lacks_stops(&stops()));
    shown.show_and_try_stops(&reader(80, 24, 0));
    assert!(!shown.screen.lacks_stops(&stops()));
    let page = reader(80, 24, 24);
    assert!(!shown.show(&page).contains(&b'\t'));
    assert_eq!(difference(&shown.cells(), &painted(&page), 80), None);
    assert_eq!(tabs(&mut shown), [8, 16, 24, 32]);
    assert!(!shown.screen.lacks_stops(&of_rows(4)));
    assert!(shown.screen.way_back().is_empty());
}

#[test]
fn the_usual_stops_are_there_again_when_the_terminal_is_given_back() {
    let mut shown = Shown::new(80, 24);
    shown.show_and_try_stops(&reader(80, 24, 0));
    assert_eq!(tabs(&mut shown), [2, 11, 16, 19]);
    let back = shown.screen.way_back();
    shown.popping.process(&mut shown.parser, &back);
    assert_eq!(tabs(&mut shown), [8, 16, 24, 32]);
}

#[test]
fn after_a_change_of_the_window_tabs_are_asked_about_anew() {
    let mut shown = Shown::new(80, 24);
    shown.show_and_try_stops(&reader(80, 24, 0));
    // What is answered now is about the window of before.
    shown.screen.resize(80, 23);
    shown.screen.stops_answered(stops().figure);
    shown.parser = parser(80, 23);
    shown.rows = 23;
    assert!(!shown.show(&reader(80, 23, 24)).contains(&b'\t'));
    assert!(shown.screen.lacks_stops(&stops()));
    // Others than before.
    shown.screen.try_stops(&of_rows(22), b"");
    shown.show(&reader(80, 23, 25));
    assert_eq!(tabs(&mut shown), [22, 24, 32, 40]);
}

#[test]
fn a_figure_of_the_status_row_is_gone_back_to() {
    let mut shown = Shown::new(80, 24);
    let with_figure = |figure: &str| {
        let mut page = reader(80, 24, 0);
        let style = page[(2, 23)].style();
        page.set_string(70, 23, figure, style);
        page
    };
    shown.show(&with_figure("1"));
    shown.show(&with_figure("2"));
    for (figure, text) in [("3", "3"), ("14", "14"), ("15", "15"), ("6 ", "6 ")] {
        let page = with_figure(figure);
        let sent = shown.show(&page);
        let expected = format!("\x1b8\x1b7{text}\x1b[H");
        assert_eq!(String::from_utf8(sent).unwrap(), expected);
        assert_eq!(difference(&shown.cells(), &painted(&page), 80), None);
    }
    // Outside of a scroll region, where some go back to its edge.
    shown.screen.pen.out.clear();
    shown.screen.pen.set_region(0, 22, 24);
    for figure in ["7", "8"] {
        let page = with_figure(figure);
        let sent = shown.show(&page);
        let what = String::from_utf8_lossy(&sent);
        let shown = difference(&shown.cells(), &painted(&page), 80);
        assert_eq!(shown, None, "{what:?}");
    }
    // Not where others may have been.
    shown.screen.invalidate();
    let sent = shown.show(&with_figure("7"));
    assert!(!String::from_utf8(sent).unwrap().contains("\x1b8"));
    shown
        .screen
        .present(&with_figure("8"), Some(Position::ORIGIN))
        .unwrap();
    assert!(!shown.screen.sink().starts_with(b"\x1b8"));
}
