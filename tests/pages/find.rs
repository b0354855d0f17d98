//! Finding in an article.

use crate::frames::Frames;
use crate::opened;

fn reader() -> Frames {
    opened(80, 12).keys("Enter Enter")
}

#[test]
fn the_view_shows_the_first_match_while_one_types() {
    let mut frames = reader().keys("/ 公 积 金");
    assert!(frames.row(11).starts_with("找  公积金"));
    assert!(frames.row(11).ends_with("1/1"));
    assert_eq!(frames.cursor(), Some((11, 12)), "in the prompt");
    assert!(frames.rows().iter().any(|row| row.contains("公积金提取")));
}

#[test]
fn the_other_matches_are_marked_with_enter() {
    let typing = reader().keys("/ 的");
    let marked = |frames: &mut Frames| {
        let frame = frames.frame();
        ["reverse", "underline"].map(|style| frame.contains(style))
    };
    let mut typing = typing;
    assert_eq!(marked(&mut typing), [true, false]);
    assert_eq!(marked(&mut typing.keys("Enter")), [true, true]);
}

#[test]
fn after_enter_the_cursor_stands_on_the_match() {
    let mut frames = reader().keys("/ 老 周 Enter");
    assert_eq!(
        frames.row(11),
        "找  老周  n N 下一处、上一处                                             1/2"
    );
    let (row, cell) = frames.cursor().expect("a cursor");
    assert!(frames.rows()[usize::from(row)].contains("货车司机老周"));
    assert_eq!(cell, 28);
}

#[test]
fn n_goes_round_the_ends_and_says_so() {
    let frames = reader().keys("/ 老 周 Enter n");
    assert_eq!(frames.said(), "");
    let frames = frames.keys("n");
    assert_eq!(frames.said(), "到底了，从头再找");
    let frames = frames.keys("N");
    assert_eq!(frames.said(), "到顶了，从末尾再找");
}

#[test]
fn without_a_match_the_text_stays_and_enter_says_so() {
    let mut frames = reader().keys("3 j");
    let before = frames.rows();
    let mut frames = frames.keys("/ 火 星");
    assert_eq!(frames.rows()[..11], before[..11]);
    assert!(frames.row(11).ends_with("0/0"));
    let mut frames = frames.keys("Enter");
    assert_eq!(frames.said(), "本篇没有「火星」，s 查全库");
    assert_eq!(frames.rows()[..11], before[..11]);
}

#[test]
fn esc_returns_to_the_place_before() {
    let mut frames = reader().keys("2 j");
    let before = frames.frame();
    assert_eq!(frames.keys("/ 公 积 金 Esc").frame(), before);
}

#[test]
fn esc_takes_the_marks_away_and_the_place_stays() {
    let mut frames = reader().keys("/ 公 积 金 Enter");
    let rows = frames.rows();
    let mut frames = frames.keys("Esc");
    assert_eq!(frames.rows()[..11], rows[..11]);
    assert!(frames.row(11).starts_with("一张网怎样织起来"));
    assert!(!frames.frame().contains("reverse"));
}

#[test]
fn ctrl_o_goes_back_to_before_the_search() {
    let mut frames = reader();
    let before = frames.rows();
    assert_eq!(frames.keys("/ 公 积 金 Enter Esc Ctrl-o").rows(), before);
}

#[test]
fn labels_and_the_head_block_are_never_found() {
    for query in ["图 ：", "长 三 角 见 闻", "下 一 篇"] {
        let frames = reader().keys("/").keys(query).keys("Enter");
        assert!(frames.said().starts_with("本篇没有"), "{query}");
    }
}

#[test]
fn pinyin_finds_what_it_stands_for_and_marks_just_that() {
    let mut literal = reader().keys("/ 公 积 金 Enter");
    for typed in ["/ g j j Enter", "/ g o n g j i j i n Enter"] {
        let mut frames = reader().keys(typed);
        assert_eq!(frames.cursor(), literal.cursor(), "{typed}");
        assert!(frames.row(11).ends_with("1/1"), "{}", frames.row(11));
        assert_eq!(frames.rows()[..11], literal.rows()[..11], "{typed}");
    }
}

#[test]
fn n_goes_on_with_what_was_looked_for_last() {
    let frames = reader().keys("/ 火 星 Enter n");
    assert_eq!(frames.said(), "本篇没有「火星」，s 查全库");
    let mut found = reader().keys("/ 老 周 Enter");
    let mut again = reader().keys("/ 老 周 Enter Esc n");
    assert_eq!(again.cursor(), found.cursor());
    assert_eq!(again.frame(), found.frame());
    assert!(
        reader()
            .keys("/ 老 周 Enter Esc N")
            .row(11)
            .ends_with("2/2")
    );
}
