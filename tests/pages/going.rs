//! Going and coming back.

use crate::opened;

#[test]
fn a_list_is_found_as_it_was_left() {
    for (columns, rows) in [(80, 24), (40, 15), (60, 10), (120, 40)] {
        let mut frames = opened(columns, rows).keys("Enter 6 j");
        let (row, _) = frames.cursor().expect("a cursor");
        let mut back = frames.keys("Enter q");
        assert_eq!(back.cursor().map(|at| at.0), Some(row), "{columns}x{rows}");
        assert!(back.at_cursor().contains("实验室里的年轻人") || columns < 60);
    }
}

#[test]
fn the_shelf_keeps_its_pointer_though_a_group_comes_above() {
    let mut frames = opened(80, 24).keys("j");
    let mut back = frames_back(&mut frames);
    assert!(back.at_cursor().contains("2024年第17期"));
    assert_eq!(back.row(3), "接着读");
    fn frames_back(frames: &mut crate::frames::Frames) -> crate::frames::Frames {
        std::mem::replace(frames, opened(40, 15)).keys("Enter Enter j q q")
    }
}

#[test]
fn ctrl_o_goes_back_over_pages() {
    let mut frames = opened(80, 24);
    let shelf = frames.row(0);
    let mut frames = frames.keys("Enter j");
    let issue = frames.row(1);
    let mut frames = frames.keys("Enter G");
    assert!(frames.row(23).ends_with("完"));
    let mut frames = frames.keys("Ctrl-o");
    assert!(frames.row(23).ends_with("顶"));
    let mut frames = frames.keys("Ctrl-o");
    assert_eq!(frames.row(1), issue);
    let mut frames = frames.keys("Ctrl-o");
    assert_eq!(frames.row(0), shelf);
    assert_eq!(frames.keys("Ctrl-o").said(), "没有可跳回的地方");
}

#[test]
fn enter_takes_a_newcomer_from_the_shelf_into_an_article() {
    let mut frames = opened(80, 24).keys("Enter Enter");
    assert!(frames.row(23).starts_with("一张网怎样织起来"));
    let mut frames = frames.keys("q q");
    assert!(frames.row(0).starts_with("看报"));
}

#[test]
fn each_line_of_the_head_block_is_a_place_to_come_back_to() {
    for lines in 0..9 {
        let mut frames = opened(80, 24).keys("Enter Enter");
        if lines > 0 {
            frames = frames.keys(&format!("{lines} j"));
        }
        let left = frames.rows();
        let mut back = frames.keys("q Enter");
        assert_eq!(back.rows()[..23], left[..23], "{lines} lines down");
    }
}
