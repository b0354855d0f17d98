//! What [`sanitize`] does to each family of characters, and what holds for all of them.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::{Clean, is_ordinary, sanitize};
use crate::text::repertoire::{is_mark, is_other};

fn check(table: &[(&str, &str)]) {
    for (input, expected) in table {
        assert_eq!(sanitize(input).as_str(), *expected, "{input:?}");
    }
}

#[test]
fn ordinary_text_stays() {
    for text in [
        "",
        "清晨八点半，“听说”——……",
        "Kanbao 2024-06-07 3.5%",
        "한국어 かな àé Яα ★①",
        "ạ̈",
    ] {
        check(&[(text, text)]);
    }
}

#[test]
fn controls_become_visible() {
    check(&[
        ("\u{1b}[2J", "^[[2J"),
        ("\0\u{7}\u{8}\u{c}\r", "^@^G^H^L^M"),
        ("\u{7f}", "^?"),
        ("a\tb", "a b"),
        ("a\r\nb\nc\u{2028}d\u{2029}e", "a b c d e"),
        ("\u{9b}31m\u{85}", "<U+009B>31m<U+0085>"),
        (
            "甲\u{202e}乙\u{2066}\u{200f}\u{61c}",
            "甲<U+202E>乙<U+2066><U+200F><U+061C>",
        ),
        ("\u{e0041}\u{fff9}\u{600}", "<U+E0041><U+FFF9><U+0600>"),
        (
            "\u{e000}\u{10fffd}\u{378}\u{ffff}",
            "<U+E000><U+10FFFD><U+0378><U+FFFF>",
        ),
        ("\u{3164}\u{115f}", "<U+3164><U+115F>"),
    ]);
}

#[test]
fn invisible_characters_go() {
    check(&[
        ("a\u{200b}b\u{200c}\u{2060}\u{feff}\u{ad}c", "abc"),
        ("葛\u{e0100}\u{fe00}", "葛"),
        ("❤\u{fe0f}", "❤"),
        ("👩\u{200d}💻", "👩💻"),
        ("👍\u{1f3fd}", "👍"),
        ("1\u{fe0f}\u{20e3}", "1"),
        ("🇨🇳", "CN"),
    ]);
}

#[test]
fn a_base_keeps_two_marks() {
    check(&[
        ("e\u{301}", "e\u{301}"),
        ("e\u{301}\u{302}\u{303}\u{304}x", "e\u{301}\u{302}x"),
        ("\u{301}a", "a"),
        ("a \u{301}b", "a b"),
        ("汉\u{301}\u{200d}\u{302}\u{303}", "汉\u{301}\u{302}"),
    ]);
}

#[test]
fn jamo_and_kana_compose() {
    check(&[
        ("\u{1112}\u{1161}\u{11ab}", "한"),
        ("가\u{11a8}", "각"),
        ("각\u{11a8}", "각<U+11A8>"),
        ("\u{1161}", "<U+1161>"),
        ("か\u{3099}ハ\u{309a}う\u{3099}", "がパゔ"),
        ("あ\u{3099}", "あ゛"),
    ]);
}

#[test]
fn every_code_point_comes_out_displayable_and_unchanged_the_second_time() {
    // Planes 4 and above have no characters but the tags and selectors: a sample of them will do.
    let assigned = (0..0x40000).chain(0xE0000..0xE1000);
    let rest = (0x40000..0x110000).step_by(0x101);
    for c in assigned.chain(rest).filter_map(char::from_u32) {
        if is_ordinary(c) {
            assert!(!is_other(c) && !is_mark(c), "{c:?} is not ordinary");
            continue;
        }
        let once = sanitize(&format!("x{c}y"));
        assert!(once.chars().all(|c| !is_other(c)), "{c:?} gives {once:?}");
        assert_eq!(sanitize(once.as_str()), once, "{c:?}");
    }
}

#[test]
fn no_two_characters_are_joined_to_one_syllable() {
    for (text, expected) in [
        ("\u{1100}\u{1100}\u{1100}가", "<U+1100><U+1100><U+1100>가"),
        ("\u{1100}각", "<U+1100>각"),
        ("\u{1100}\u{1100}\u{1161}", "<U+1100>가"),
        ("\u{A960}가", "<U+A960>가"),
        ("\u{1100}报", "\u{1100}报"),
        ("\u{1100}\u{1161}\u{11A8}", "각"),
        ("\u{111C2}a\u{D4E}ക", "<U+111C2>a<U+0D4E>ക"),
    ] {
        assert_eq!(sanitize(text).as_str(), expected, "{text:?}");
    }
}

#[test]
fn parts_are_joined() {
    let parts = ["甲", "乙", "丙"].map(Clean::from);
    let borrowed = || parts.iter().map(Clean::as_clean);
    assert_eq!(Clean::concat(borrowed()).as_str(), "甲乙丙");
    assert_eq!(
        Clean::join(borrowed(), Clean::from("、").as_clean()).as_str(),
        "甲、乙、丙"
    );
    assert_eq!(Clean::from(" 甲 ").as_clean().trim().as_str(), "甲");
}

fn foreign() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(
        "\u{1b}\r\n\t\u{7f}\u{9b}\u{202e}\u{200d}\u{fe0f}\u{301}\u{302}\u{20e3}\u{1f3fd}\u{1f1e8}\u{1100}\u{1161}\u{11a8}\
         \u{3099}\u{309a}\u{e0041}\u{3164} 汉か가a1👩❤\u{93f}\u{94d}\u{915}\u{e33}"
            .chars()
            .collect::<Vec<_>>(),
    );
    prop::collection::vec(prop_oneof![6 => odd, 1 => any::<char>()], 0..24)
        .prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn washing_twice_changes_nothing(text in foreign()) {
        let once = sanitize(&text);
        prop_assert_eq!(sanitize(once.as_str()), once);
    }

    #[test]
    fn nothing_that_acts_on_a_terminal_is_left(text in foreign()) {
        let clean = sanitize(&text);
        prop_assert!(clean.chars().all(|c| !c.is_control() && !is_other(c)));
        for cluster in clean.as_str().graphemes(true) {
            prop_assert!(!cluster.starts_with(is_mark), "a mark without a base in {:?}", clean);
        }
    }
}
