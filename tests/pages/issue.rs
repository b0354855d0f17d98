//! An issue's page: pointer, unread, read marks, filter.

use crate::frames::{Frames, Opening};
use crate::library::Library;
use crate::opened;

#[test]
fn it_opens_on_the_first_unread_article() {
    let mut frames = opened(80, 24).keys("Enter");
    assert!(frames.at_cursor().contains("一张网怎样织起来"));
}

#[test]
fn headings_are_passed_over() {
    let mut frames = opened(80, 24).keys("Enter 3 j");
    assert!(frames.at_cursor().contains("江海拿到三项专利大奖"));
    let mut frames = frames.keys("k");
    assert!(frames.at_cursor().contains("断头路接通以后"));
}

#[test]
fn r_marks_an_article_and_the_pointer_stays() {
    let mut frames = opened(80, 24).keys("Enter r");
    assert_eq!(frames.said(), "已标为已读");
    assert_eq!(frames.cursor(), Some((5, 0)));
    assert!(frames.row(1).ends_with("未读 3"));
    assert!(!frames.row(5).contains('∙'));
    let mut frames = frames.keys("r");
    assert_eq!(frames.said(), "已标为未读");
    assert!(frames.row(1).ends_with("未读 4"));
}

#[test]
fn unread_articles_are_found_on_into_the_next_issue() {
    let mut frames = opened(80, 24).keys("Enter ] ] ]");
    assert!(frames.at_cursor().contains("“通”字怎么写"));
    let mut frames = frames.keys("]");
    assert!(frames.row(1).contains("2024年第17期"));
    assert!(frames.at_cursor().contains("渡口记事之1"));
    let mut frames = frames.keys("[");
    assert!(frames.row(1).contains("2024年第18期"));
    assert!(frames.at_cursor().contains("“通”字怎么写"));
}

#[test]
fn in_the_last_issue_nothing_unread_is_told() {
    assert_eq!(opened(80, 24).keys("G Enter G ]").said(), "没有未读的了");
}

#[test]
fn the_filter_takes_pinyin_and_drops_headings_without_rows() {
    let mut frames = opened(80, 24).keys("Enter / y i b a o");
    let rows = frames.rows();
    assert!(rows[4].contains("要闻") && rows[5].contains("四座城，一张医保卡"));
    assert_eq!(rows[6].trim(), "", "other groups are gone");
    assert!(frames.row(23).starts_with("筛选  yibao"));
    assert!(
        frames.frame().contains("underline"),
        "what matched is underlined"
    );
}

#[test]
fn a_filter_is_still_there_on_coming_back_and_esc_then_q_leaves() {
    let mut frames = opened(80, 24).keys("Enter / y i b a o Enter q");
    assert!(frames.rows()[5].contains("四座城"), "still narrowed");
    assert_eq!(frames.rows()[7].trim(), "");
    let mut frames = frames.keys("Esc");
    assert!(frames.rows()[7].contains("断头路"));
    assert!(frames.at_cursor().contains("四座城"));
    let mut frames = frames.keys("q");
    assert!(frames.row(0).starts_with("看报"));
}

#[test]
fn an_empty_issue_says_how_to_find_out_why() {
    let library = Library::bare();
    library.issue("kong-2024", "空白周刊", "number = \"第1期\"");
    let mut frames = Frames::open(Opening {
        catalogue: library.catalogue(),
        ..Opening::default()
    })
    .keeping(library)
    .keys("Enter");
    assert_eq!(
        frames.row(4),
        "这一期没有文章。kanbao check kong-2024 可查原因"
    );
    let before = frames.frame();
    assert_eq!(frames.keys("j Space G Enter r").frame(), before);
}
