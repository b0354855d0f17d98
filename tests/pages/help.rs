//! Help: every key, searchable.

use crate::opened;

#[test]
fn it_shows_the_groups_of_the_page_one_came_from_first() {
    let mut frames = opened(80, 24).keys("?");
    assert_eq!(frames.row(3), "书架");
    let mut frames = opened(80, 24).keys("Enter Enter ?");
    assert_eq!(frames.row(3), "阅读");
}

#[test]
fn it_is_searched_in_both_languages_and_by_key_name() {
    for query in ["w e i d u", "u n r e a d", "未 读"] {
        let mut frames = opened(80, 24).keys("?").keys(query);
        assert!(
            frames.rows()[..].iter().any(|row| row.contains("未读")),
            "{query}: {:?}",
            frames.rows()
        );
    }
    let mut frames = opened(80, 24).keys("? C t r l - d");
    assert!(frames.rows()[4].contains("Ctrl-d"));
}

#[test]
fn enter_closes_help_and_does_the_action() {
    let mut frames = opened(80, 24).keys("? } Enter");
    assert!(frames.at_cursor().contains("2022年第33期"));
}

#[test]
fn esc_closes_it() {
    let mut frames = opened(80, 24).keys("j");
    let before = frames.frame();
    assert_eq!(frames.keys("? x y z Esc").frame(), before);
}

#[test]
fn a_query_without_result_says_so() {
    let mut frames = opened(80, 24).keys("? 龘 龘");
    assert!(frames.row(0).contains("0/"));
    assert_ne!(frames.row(3), "");
}

#[test]
fn it_says_that_typing_searches_and_how_to_move() {
    let mut frames = opened(80, 24).keys("?");
    let masthead = frames.row(0);
    let (_, total) = masthead.rsplit_once('/').expect("a count");
    assert!(masthead.starts_with("帮助   输入几个字来找 "), "{masthead}");
    assert!(
        masthead.ends_with(&format!(" {total}/{total}")),
        "{masthead}"
    );
    let mut frames = frames.keys("End");
    assert!(frames.row(23).ends_with(&format!("{total}/{total}")));
    let mut frames = frames.keys("Home PgDn PgUp");
    assert!(frames.row(23).ends_with(&format!("1/{total}")));
}

#[test]
fn in_the_smallest_window_descriptions_are_still_read() {
    let mut frames = opened(20, 6).keys("?");
    assert_eq!(frames.row(2), "> q      退出看报");
    assert!(!frames.rows().join("").contains(".."));
}

#[test]
fn it_is_searched_by_the_beginning_of_a_key_and_by_what_the_guide_calls_it() {
    for (typed, found) in [
        ("? c t r l", "Ctrl-o"),
        ("? p g", "PgDn"),
        ("? f a n y e", "往下翻页"),
        ("? f y", "往下翻页"),
    ] {
        let mut frames = opened(80, 40).keys(typed);
        let rows = frames.rows();
        assert!(rows.iter().any(|row| row.contains(found)), "{typed}");
    }
}

#[test]
fn enter_where_nothing_fits_does_not_close_it() {
    let mut frames = opened(80, 24).keys("? 龘 龘");
    let before = frames.frame();
    assert_eq!(frames.keys("Enter").frame(), before);
}
