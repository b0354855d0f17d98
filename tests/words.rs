//! The wordings as a whole: both languages are there, the same fields, fixed widths.

use std::collections::BTreeSet;

use kanbao::text::sanitize::sanitize;
use kanbao::words::{self, Language, Words};
use unicode_width::UnicodeWidthStr;

/// The fields of a wording, `{n:2}` counting as `n`.
fn fields(wording: &str) -> BTreeSet<&str> {
    wording
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split(['}', ':']).next())
        .collect()
}

#[test]
fn every_entry_has_both_languages() {
    for entry in words::table() {
        assert!(!entry.chinese.trim().is_empty(), "{}", entry.name);
        assert!(!entry.english.trim().is_empty(), "{}", entry.name);
    }
}

#[test]
fn names_are_told_once() {
    let mut seen = BTreeSet::new();
    for entry in words::table() {
        assert!(seen.insert(entry.name), "{} stands twice", entry.name);
    }
}

#[test]
fn both_languages_fill_the_same_fields() {
    for entry in words::table() {
        assert_eq!(
            fields(entry.chinese),
            fields(entry.english),
            "{}",
            entry.name
        );
    }
}

#[test]
fn no_wording_holds_a_character_of_ambiguous_width() {
    for entry in words::table() {
        for wording in [entry.chinese, entry.english]
            .into_iter()
            .chain(entry.english_one.iter().copied())
        {
            assert_eq!(
                wording.width(),
                wording.width_cjk(),
                "{}: {wording}",
                entry.name
            );
        }
    }
}

#[test]
fn wordings_pass_through_the_sanitizer_unchanged() {
    for entry in words::table() {
        for wording in [entry.chinese, entry.english]
            .into_iter()
            .chain(entry.english_one.iter().copied())
        {
            assert_eq!(sanitize(wording).as_str(), wording, "{}", entry.name);
        }
    }
}

#[test]
fn english_takes_the_singular_at_one() {
    let words = Words::new(Language::English);
    let cases = [(0, "0 issues"), (1, "1 issue"), (2, "2 issues")];
    for (count, expected) in cases {
        assert_eq!(words.count_issues(count).as_str(), expected);
    }
    let cases = [
        (1, 1, "1 hit, 1 article"),
        (3, 1, "3 hits, 1 article"),
        (3, 2, "3 hits, 2 articles"),
    ];
    for (hits, articles, expected) in cases {
        assert_eq!(words.hits_count(hits, articles).as_str(), expected);
    }
    assert_eq!(
        Words::new(Language::Chinese).count_issues(1).as_str(),
        "1 期"
    );
}

#[test]
fn figures_in_columns_take_two_places() {
    let words = Words::new(Language::Chinese);
    assert_eq!(words.count_unread_column(4).as_str(), "未读  4");
    assert_eq!(words.count_unread_column(10).as_str(), "未读 10");
    assert_eq!(words.count_articles_column(9).as_str(), " 9 篇");
}

#[test]
fn a_field_cannot_act_on_the_terminal() {
    let words = Words::new(Language::English);
    assert!(!words.issue_empty("x\u{1b}[2J").as_str().contains('\u{1b}'));
}

#[test]
fn a_hint_shows_the_key_that_is_bound() {
    let hint = Words::new(Language::Chinese).hint_open();
    assert_eq!((hint.key.as_str(), hint.text.as_str()), ("Enter", "打开"));
    let bound = sanitize("e");
    let hint = hint.with_key(bound.as_clean());
    assert_eq!((hint.key.as_str(), hint.text.as_str()), ("e", "打开"));
}
