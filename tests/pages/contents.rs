//! The contents of an article.

use crate::opened;

#[test]
fn it_opens_on_the_heading_one_is_in_and_enter_goes_there() {
    let mut frames = opened(80, 12).keys("Enter Enter 1 4 j o");
    assert!(frames.at_cursor().contains("从“跑两趟”到“跑一次”"));
    let mut frames = frames.keys("k j j Enter");
    assert!(frames.rows().iter().any(|row| row.trim() == "窗口之外"));
    assert_eq!(frames.at_cursor(), "窗口之外");
}

#[test]
fn q_and_o_go_back_to_the_same_place() {
    for key in ["q", "o"] {
        let mut frames = opened(80, 12).keys("Enter Enter 9 j");
        let before = frames.frame();
        assert_eq!(frames.keys("o j").keys(key).frame(), before, "{key}");
    }
}

#[test]
fn an_article_without_headings_says_so() {
    assert_eq!(
        opened(80, 24).keys("Enter j Enter o").said(),
        "这篇没有小标题"
    );
}

#[test]
fn the_filter_narrows_the_headings() {
    let mut frames = opened(80, 24).keys("Enter Enter o / 窗 口");
    assert!(frames.at_cursor().starts_with("筛选  窗口"));
    let mut frames = frames.keys("Enter");
    assert_eq!(frames.at_cursor(), "窗口之外");
}

#[test]
fn esc_drops_the_filter_and_then_leaves() {
    let mut frames = opened(80, 24).keys("Enter Enter o / 窗 口 Esc");
    assert!(frames.row(0).ends_with("小标题"));
    assert!(frames.keys("Esc").row(23).contains("1/9"));
}
