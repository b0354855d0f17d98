//! Counts, sequences and keys that mean nothing.

use kanbao::app::list::AnyList as _;

use crate::opened;

#[test]
fn a_count_is_shown_as_typed_and_does_its_work() {
    let mut frames = opened(80, 24).keys("2");
    assert!(frames.row(23).starts_with("2 "), "{}", frames.row(23));
    assert_eq!(frames.cursor(), Some((23, 3)));
    let mut frames = frames.keys("j");
    assert!(frames.at_cursor().contains("第16期"));
}

#[test]
fn esc_clears_a_count_and_nothing_else() {
    let frames = opened(80, 24).keys("/ 1 7 Enter h 3 Esc");
    assert_eq!(frames.state().input.count, None);
    assert!(
        frames.state().shelf.list.filter().is_some(),
        "the filter stays"
    );
}

#[test]
fn a_count_has_five_digits_at_most() {
    let frames = opened(80, 24).keys("1 2 3 4 5 6 7");
    assert_eq!(frames.state().input.count, Some(12345));
}

#[test]
fn a_prefix_shows_what_may_follow() {
    let mut frames = opened(80, 24).keys("g");
    assert_eq!(
        frames.row(23),
        "g   g 开头   Esc 取消                                                    1/5"
    );
    assert_eq!(frames.cursor(), Some((23, 3)));
    let mut frames = frames.keys("Esc");
    assert!(frames.row(23).starts_with("Enter"));
    assert_eq!(frames.said(), "");
}

#[test]
fn a_key_that_does_not_follow_a_prefix_is_not_carried_out() {
    let mut frames = opened(80, 24).keys("g j");
    assert_eq!(frames.said(), "g 之后没有 j");
    assert_eq!(frames.cursor(), Some((4, 0)));
}

#[test]
fn ctrl_c_quits_behind_a_prefix_and_a_count_too() {
    for begun in [
        "g",
        "Enter g",
        "Enter Enter g",
        "Enter Enter 1 2",
        "Enter Enter v g",
        "Enter Enter ' g",
    ] {
        let mut frames = opened(80, 24).keys(begun).keys("Ctrl-c");
        assert!(frames.session().orders().quit, "{begun}");
    }
}

#[test]
fn an_unbound_key_is_told_once() {
    let frames = opened(80, 24).keys("x");
    assert_eq!(frames.said(), "x 在这里没有作用");
    let frames = frames.keys("x");
    assert_eq!(frames.said(), "");
    let frames = frames.keys("j x");
    assert_eq!(
        frames.said(),
        "x 在这里没有作用",
        "told again after another key"
    );
}

#[test]
fn full_width_keys_act_as_ascii_ones() {
    let mut frames = opened(80, 24).keys("ｊ");
    assert!(frames.at_cursor().contains("第17期"));
    let mut frames = frames.keys("？");
    assert!(frames.row(0).starts_with("帮助"));
}

#[test]
fn a_notice_goes_at_the_next_key_which_does_its_own_work() {
    let frames = opened(80, 24).keys("t");
    assert_ne!(frames.said(), "");
    let mut frames = frames.keys("j");
    assert_eq!(frames.said(), "");
    assert!(frames.at_cursor().contains("第17期"));
}

#[test]
fn nothing_to_jump_back_to_is_told() {
    assert_eq!(opened(80, 24).keys("Ctrl-o").said(), "没有可跳回的地方");
}
