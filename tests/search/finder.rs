//! The finder: what it finds, in what order, and that it finds what the libraries do whose rules it
//! follows.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};
use kanbao::search::finder::{Entry, Finder, Found, Progress};
use kanbao::search::fuzzy::Query;
use proptest::prelude::*;

/// Han with several readings, with readings that are parts of others, with zh, ch, sh, ü.
const CHARACTERS: &str =
    "长三角重庆银行都乐西安单于先中上海绿女略高质量发展了一二0１2aｂgxin，· 　長醫的着";

fn finder(titles: &[&str]) -> Finder {
    Finder::new(titles.iter().map(|title| Entry {
        title,
        ..Entry::default()
    }))
}

fn titles_found(titles: &[&str], query: &str) -> Vec<String> {
    let finder = finder(titles);
    let rows = finder.find(query).rows(0..usize::MAX);
    rows.into_iter().map(|row| finder.title(row)).collect()
}

#[test]
fn the_named_cases_hold() {
    let suite = include_str!("../suite/search/finder.txt");
    let mut faults = Vec::new();
    let mut counts = [0, 0];
    let mut fits = false;
    for line in suite.lines() {
        match line {
            "== fits" => fits = true,
            "== does not fit" => fits = false,
            _ if line.starts_with('#') || line.is_empty() => {}
            _ => {
                let (query, title) = line.split_once('\t').expect("a query and a title");
                counts[usize::from(fits)] += 1;
                let found = finder(&["别的题目", title]).find(query);
                if found.rows(0..9).contains(&1) != fits
                    || Query::new(query).matches(title).is_some() != fits
                {
                    faults.push(line);
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(counts[1] >= 150 && counts[0] >= 50, "{counts:?}");
}

#[test]
fn literal_comes_before_full_pinyin_before_initials() {
    for (query, expected) in [
        ("xin", &["xin", "新", "西南"][..]),
        ("cq", &["CQ台", "重庆", "去重庆"]),
        (
            "长化",
            &[
                "长化村",
                "长江化工",
                "长三角的绿化",
                "长了很久的一棵树也要绿化",
            ],
        ),
        ("桥", &["桥", "看 桥", "过桥"]),
        ("桥", &["一座：桥", "一座桥", "很久很久以前的一座桥"]),
    ] {
        let mut given = expected.to_vec();
        given.reverse();
        assert_eq!(titles_found(&given, query), expected, "{query}");
    }
}

#[test]
fn what_fits_equally_well_stays_in_its_order() {
    let titles: Vec<String> = (0..300).map(|number| format!("桥边{number:03}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    assert_eq!(titles_found(&titles, "桥"), titles);
    assert_eq!(titles_found(&titles, ""), titles);
    assert_eq!(titles_found(&titles, "!船"), titles);
}

#[test]
fn what_stands_beside_the_title_counts_less() {
    let entry = |title, beside| Entry { title, beside };
    let finder = Finder::new([
        entry("一条河", ["", "苏敏", "江海简报", "桥;河"]),
        entry("桥", ["", "", "", ""]),
        entry("苏敏的船", ["桥", "", "", ""]),
    ]);
    let rows = |query: &str| finder.find(query).rows(0..9);
    assert_eq!(rows("桥"), [1, 0, 2]);
    assert_eq!(rows("sumin"), [2, 0]);
    assert_eq!(rows("jhjb 河"), [0]);
    assert_eq!(rows("!苏敏"), [1]);
    // Nothing stands across two fields.
    assert!(rows("敏江").is_empty());
    assert!(rows("smjh").is_empty());
    let found = finder.find("河 苏敏");
    let title = finder.title(0);
    let matches = found.matches(&finder, 0);
    assert_eq!(matches.len(), 1);
    assert_eq!(&title[matches[0].clone()], "河");
}

#[test]
fn every_character_the_query_stands_for_is_named() {
    for (query, title, expected) in [
        ("csj yth", "看长三角一体化", "长三角一体化"),
        ("yth 看", "看长三角一体化", "看|一体化"),
        ("长化", "长三角一体化", "长|化"),
        ("g60kc", "Ｇ60科创走廊", "Ｇ60科创"),
        ("2019第", "二〇一九年第24期", "二〇一九|第"),
        ("!cq", "长三角", ""),
    ] {
        let finder = finder(&[title]);
        let ranges = finder.find(query).matches(&finder, 0);
        let parts: Vec<&str> = ranges.into_iter().map(|range| &title[range]).collect();
        assert_eq!(parts.join("|"), expected, "{query} in {title}");
    }
}

#[test]
fn rows_can_be_asked_for_from_anywhere() {
    let titles = ["桥", "船", "桥头", "过桥", "长长的一座很久很久以前的老石桥"];
    let finder = finder(&titles);
    let found = finder.find("桥");
    let all = found.rows(0..usize::MAX);
    assert_eq!(found.len(), 4);
    for from in 0..6 {
        for to in from..7 {
            assert_eq!(found.rows(from..to), all[from.min(4)..to.min(4)]);
        }
    }
}

#[test]
fn a_paste_of_a_megabyte_ends() {
    let finder = finder(&["长三角一体化", "changsanjiao"]);
    for part in ["长", "chang", "长 ", "c'", "!", "' ", "a1", "\u{1b}["] {
        let query = part.repeat(1_000_000 / part.len());
        let found = finder.find(&query);
        assert!(found.len() <= 2);
        assert!(
            Query::new(&query)
                .matches("长三角")
                .is_none_or(|ranges| ranges.len() < 9)
        );
    }
}

#[test]
fn marks_in_a_title_are_passed_over_by_pinyin() {
    for (query, title, highlighted) in [
        ("csjywtb", "长三角“一网通办”三年", "长三角|一网通办"),
        ("changsanjiaoyiwang", "长三角“一网通办”三年", "长三角|一网"),
        ("tbsn", "长三角“一网通办”三年", "通办|三年"),
        ("hlmdj", "读《红楼梦》的几种读法", "红楼梦|的几"),
        ("wxzly", "卫星·之路有多远", "卫星|之路有"),
        ("csjyth", "长三角  ——  一体化", "长三角|一体化"),
        ("长sjyw", "长三角：“一网通办”", "长三角|一网"),
        ("g60kc", "G60「科创」走廊", "G60|科创"),
        ("c s j y", "长三角“一网通办”", "长三角|一"),
    ] {
        let finder = finder(&["别的题目", title]);
        let found = finder.find(query);
        assert_eq!(found.rows(0..9), [1], "{query}");
        let ranges = found.matches(&finder, 1);
        let shown: Vec<&str> = ranges.into_iter().map(|range| &title[range]).collect();
        assert_eq!(shown.join("|"), highlighted, "{query}");
        let listed = Query::new(query).matches(title);
        assert!(listed.is_some(), "{query}");
    }
    // Not from one field into the next, nor from a mark on.
    let finder = Finder::new([Entry {
        title: "看长三",
        beside: ["角楼", "", "", ""],
    }]);
    assert!(finder.find("csj").is_empty());
}

#[test]
fn single_letters_are_best_side_by_side() {
    let titles = ["社区食堂的菜价", "聪明的手机", "长三角手册", "采石记"];
    assert_eq!(titles_found(&titles, "c s j")[0], "长三角手册");
    assert_eq!(titles_found(&titles, "c s j").len(), 4);
}

/// The same, a few records a step.
fn found_in_steps(finder: &Finder, query: &str, before: Option<&Found>) -> Found {
    let mut search = finder.search(query, before);
    while search.step(finder, 3, 1) == Progress::Going {}
    search.finish()
}

fn han() -> impl Strategy<Value = String> {
    let characters: Vec<char> = CHARACTERS.chars().collect();
    prop::collection::vec(prop::sample::select(characters), 0..16)
        .prop_map(|characters| characters.into_iter().collect())
}

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,3}",
        prop::collection::vec(
            prop::sample::select(vec![
                "chang", "san", "jiao", "chong", "qing", "yin", "hang", "xing", "du", "dou", "le",
                "yue", "xi", "an", "xian", "zhong", "shang", "nv", "lv", "c", "s", "j", "q", "g",
                "x", "y", "zh", "ch", "sh", "chan", "i", "a",
            ]),
            1..5
        )
        .prop_map(|parts| parts.concat()),
    ]
}

proptest! {
    #[test]
    fn pinyin_finds_what_ib_matcher_finds(titles in prop::collection::vec(han(), 1..8), query in typed()) {
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let found = finder(&titles).find(&query).rows(0..usize::MAX);
        let peer = IbMatcher::builder(query.as_str())
            .is_pattern_partial(true)
            .pinyin(PinyinMatchConfig::default())
            .build();
        // Two letters as an initial, lue (and its beginning) for lüe, and full-width letters are ours
        // alone.
        // Marks that pinyin passes over are, too.
        let ours = ["zh", "ch", "sh", "lu", "nu", "b"].iter().any(|own| query.contains(own));
        for (number, title) in titles.iter().enumerate() {
            if peer.is_match(*title) {
                prop_assert!(found.contains(&number), "{query} in {title}");
            } else if !ours && !title.contains(['，', '·', ' ', '\u{3000}']) {
                prop_assert!(!found.contains(&number), "{query} in {title}");
            }
        }
    }

    #[test]
    fn han_find_what_fuzzy_matcher_finds(titles in prop::collection::vec("[长三角重庆银行]{0,12}", 1..8), query in "[长三角重庆银行]{1,4}") {
        // 三 is a digit, and digits stand side by side.
        prop_assume!(!query.contains("三三"));
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let found = finder(&titles).find(&query).rows(0..usize::MAX);
        let peer = SkimMatcherV2::default();
        for (number, title) in titles.iter().enumerate() {
            prop_assert_eq!(found.contains(&number), peer.fuzzy_match(title, &query).is_some());
        }
    }

    #[test]
    fn a_list_and_the_finder_agree(title in han(), first in typed(), second in han(), marks in "[!^']{0,2}") {
        let query = format!("{marks}{first} {second}");
        let finder = finder(&[&title]);
        let found = finder.find(&query);
        let listed = Query::new(&query).matches(&title);
        prop_assert_eq!(!found.is_empty(), listed.is_some(), "{} in {}", query, title);
        if let Some(listed) = listed {
            prop_assert_eq!(found.matches(&finder, 0), listed);
        }
    }

    /// What was found before, and the size of steps, change nothing.
    #[test]
    fn narrowing_changes_no_answer(titles in prop::collection::vec(han(), 1..200), query in prop_oneof![typed(), han(), "[!^']{0,1}[a-z]{1,4} [!']{0,1}[长三角重庆]{0,3}"]) {
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let finder = finder(&titles);
        let mut before: Option<Found> = None;
        for (at, c) in query.char_indices() {
            let typed = &query[..at + c.len_utf8()];
            let found = found_in_steps(&finder, typed, before.as_ref());
            prop_assert_eq!(
                found.rows(0..usize::MAX),
                finder.find(typed).rows(0..usize::MAX),
                "{}", typed
            );
            before = Some(found);
        }
    }

    #[test]
    fn nothing_panics_and_ranges_are_of_characters(titles in prop::collection::vec("\\PC{0,20}|[长三xian'!^ ü\u{301}𠮷]{0,12}", 0..4), query in "\\PC{0,12}|.*|[长三xian'!^ ü\u{301}𠮷]{0,12}") {
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let finder = finder(&titles);
        let found = finder.find(&query);
        for row in found.rows(0..usize::MAX) {
            let title = finder.title(row);
            prop_assert_eq!(&title, titles[row]);
            let mut end = 0;
            for (index, range) in found.matches(&finder, row).into_iter().enumerate() {
                prop_assert!(range.start < range.end && (index == 0 || range.start > end));
                prop_assert!(title.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
