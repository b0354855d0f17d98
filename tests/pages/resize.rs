//! Windows that change their size.

use crate::opened;

#[test]
fn the_reading_place_is_kept_narrower_and_wider() {
    let mut frames = opened(80, 12).keys("Enter j Enter 2 Space 3 j");
    let before = frames.rows();
    for (columns, rows) in [(41, 15), (120, 40), (20, 6), (10, 3), (99, 24), (300, 80)] {
        frames = frames.resize(columns, rows);
        frames.rows();
    }
    frames = frames.resize(80, 12);
    assert_eq!(frames.rows(), before);
}

#[test]
fn the_first_line_holds_the_first_character() {
    let mut frames = opened(80, 12).keys("Enter Enter 1 0 j");
    let first: String = frames.row(0).chars().take(4).collect();
    for columns in [120, 79, 60, 59, 40, 33, 20] {
        frames = frames.resize(columns, 12);
        assert!(
            frames.row(0).contains(&first),
            "{columns}: {}",
            frames.row(0)
        );
    }
}

#[test]
fn the_focused_pane_stays_when_two_become_one() {
    let mut frames = opened(100, 24).keys("Enter j").resize(99, 24);
    assert!(frames.row(0).starts_with("江海简报"));
    assert!(frames.at_cursor().contains("四座城"));
    let mut frames = frames.resize(100, 24);
    assert!(frames.row(0).starts_with("看报"));
    assert!(frames.at_cursor().contains("四座城"));
    let mut frames = opened(100, 24).keys("j").resize(99, 24);
    assert!(frames.row(0).starts_with("看报"));
    assert!(frames.at_cursor().contains("2024年第17期"));
}

#[test]
fn the_pointer_stays_in_sight() {
    let mut frames = opened(80, 24).keys("Enter G");
    for (columns, rows) in [(80, 8), (40, 6), (20, 6), (120, 40), (40, 15)] {
        frames = frames.resize(columns, rows);
        assert!(frames.at_cursor().contains('>'), "{columns}x{rows}");
    }
}

#[test]
fn a_window_too_small_says_so_and_keeps_the_place() {
    let mut frames = opened(80, 24).keys("Enter j");
    let before = frames.frame();
    frames = frames.resize(19, 5);
    assert!(frames.rows().concat().contains("19x5"));
    frames = frames.keys("j j Enter / x");
    frames = frames.resize(80, 24);
    assert_eq!(frames.frame(), before, "keys are not acted on");
}

#[test]
fn out_of_a_window_too_small_leads_what_leads_out_of_the_shelf() {
    let folder = tempfile::tempdir().expect("a folder");
    for pane in [
        "Esc",
        "Enter",
        "Enter Enter",
        "Enter Enter / a",
        "Enter Enter v",
        "Enter Enter o",
        "Enter Enter '",
        "Enter Enter a 甲",
        "Enter Enter a 甲 Esc",
        "f a",
        "s a",
        "/ a",
        "?",
    ] {
        for out in ["q", "Q", "Ctrl-c"] {
            let mut frames = opened(80, 24)
                .with_marks(folder.path())
                .keys(pane)
                .resize(19, 5);
            assert!(!frames.session().orders().quit, "{pane}");
            let mut frames = frames.keys("x ; j").keys(out);
            assert!(frames.session().orders().quit, "{out} in {pane}");
        }
    }
}

#[test]
fn the_place_outlives_a_higher_window() {
    let frames = opened(80, 16).keys("Enter Enter 2 0 j");
    let top = frames.state().reader().expect("the reader").top;
    let mut frames = frames.resize(80, 40);
    frames.session().settle();
    let mut frames = frames.resize(80, 16);
    frames.session().settle();
    let reader = frames.state().reader().expect("the reader");
    assert_eq!(reader.top, top);
    assert!(reader.visible().contains(&reader.place));
}

#[test]
fn a_note_over_the_list_of_marks_is_drawn_in_a_higher_window() {
    let folder = tempfile::tempdir().expect("a folder");
    // A highlight in each of five articles; only the first of them has room in the list.
    let mut frames = opened(80, 8).with_marks(folder.path()).keys("Enter Enter");
    for _ in 0..5 {
        frames = frames.keys("v j Enter J");
    }
    let mut frames = frames.keys("' g g a").resize(80, 40);
    let rows = frames.rows().join("\n");
    assert!(rows.contains("批注") && rows.contains("断头路"), "{rows}");
}
