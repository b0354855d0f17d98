//! Outlines carried over, as lines.

use super::*;

fn outline(stretches: &[&str]) -> Outline {
    let article = |text: &&str| OutlinedArticle {
        lines: vec![Stretch::parse(text).expect("a stretch")],
        ..OutlinedArticle::default()
    };
    Outline {
        articles: stretches.iter().map(article).collect(),
        ..Outline::default()
    }
}

fn carried(stretches: &[&str], found: &[&str], old: &str, new: &str) -> Vec<String> {
    let (old, new) = (old.as_bytes(), new.as_bytes());
    let carried = carry(&outline(stretches), old, new, &outline(found)).expect("it fits");
    let lines = |article: &OutlinedArticle| {
        let lines: Vec<String> = article.lines.iter().map(ToString::to_string).collect();
        lines.join(" ")
    };
    let lost = carried.lost.into_iter().map(|lost| {
        let how = if lost.replaced { "replaced" } else { "lost" };
        format!("{how} {}", lost.title)
    });
    carried
        .outline
        .articles
        .iter()
        .map(lines)
        .chain(lost)
        .collect()
}

#[test]
fn lines_are_found_again_and_new_ones_are_adopted() {
    let old = "甲\n\n乙\n丙\n丁\n";
    for (new, expected) in [
        (old, ["1-3", "4-5"].as_slice()),
        ("新\n甲\n\n乙\n丙\n丁\n", &["2-4", "5-6"]),
        ("甲\n\n乙\n新\n丙\n丁\n", &["1-4", "5-6"]),
        ("甲\n改\n丙\n丁\n又\n", &["1-2", "3-5"]),
        ("甲\n\n乙\n", &["1-3", "lost 丙"]),
        // Of the first only a blank line is left.
        ("\n\n\n丙\n丁\n", &["4-5", "lost 甲"]),
        // All its lines were replaced by another: where it stands is known, and told.
        ("戊\n\n\n丙\n丁\n", &["1", "4-5", "replaced 甲"]),
        // One article stands above the other now.
        ("丙\n丁\n甲\n\n乙\n", &["3-5", "1-2"]),
    ] {
        assert_eq!(carried(&["1-3", "4-5"], &[], old, new), expected, "{new}");
    }
}

#[test]
fn new_lines_go_where_they_are_found_to_belong() {
    let old = "甲\n\n乙\n丙\n丁\n";
    for (new, found, expected) in [
        // An article of new lines alone: above all, between two, below all.
        (
            "新\n文\n甲\n\n乙\n丙\n丁\n",
            ["1-2", "3-7"].as_slice(),
            ["1-2", "3-5", "6-7"].as_slice(),
        ),
        (
            "甲\n\n乙\n新\n文\n丙\n丁\n",
            &["1-3", "4-5", "6-7"],
            &["1-3", "4-5", "6-7"],
        ),
        (
            "甲\n\n乙\n丙\n丁\n新\n文\n",
            &["1-5", "6-7"],
            &["1-3", "4-5", "6-7"],
        ),
        // The begin of the article below, the end of the one above, the head of the issue.
        ("新\n\n甲\n\n乙\n丙\n丁\n", &["1-7"], &["1-5", "6-7"]),
        ("甲\n\n乙\n新\n丙\n丁\n", &["1-3", "4-6"], &["1-3", "4-6"]),
        ("甲\n\n乙\n丙\n丁\n新\n", &["1-6"], &["1-3", "4-6"]),
        ("新\n甲\n\n乙\n丙\n丁\n", &["2-6"], &["2-4", "5-6"]),
    ] {
        assert_eq!(carried(&["1-3", "4-5"], found, old, new), expected, "{new}");
    }
}

/// The lines of two articles, the second with a subhead and a note, and a head of the page between.
const OLD: &str = concat!(
    "新楼交付\n",
    "　　新楼昨天交付，三百户人家拿到了钥匙。\n",
    "　　今年不收物业费，明年起每平方米一元。\n",
    "平原晚报 3\n",
    "老井封盖\n",
    "　　村里的老井今天封盖，井台留作纪念，石栏杆不拆。\n",
    "孩子们说\n",
    "　　夏天的西瓜都泡在井里，又甜又凉。\n",
    "编后：旧的要记住。\n",
);

/// The articles of it.
const ARTICLES: [&str; 3] = ["1-3", "5-8", "9"];

#[test]
fn a_changed_line_stays_with_its_article() {
    for (old, new, expected) in [
        // One character in the last paragraph of an article.
        ("一元。", "两元。", ["1-3", "5-8", "9"].as_slice()),
        // The last article's only line, a little and altogether.
        ("旧的要记住", "旧的也要记得住", &["1-3", "5-8", "9"]),
        (
            "编后：旧的要记住。",
            "本期到此为止，下期再会。",
            &["1-3", "5-8", "9", "replaced 编后：旧的要记住。"],
        ),
        // A paragraph wrapped otherwise, and one more at the end of an article.
        (
            "今年不收物业费，明年",
            "今年不收物业费，\n明年",
            &["1-4", "6-9", "10"],
        ),
        (
            "每平方米一元。",
            "每平方米一元。\n　　电梯当天就能用。",
            &["1-4", "6-9", "10"],
        ),
        (
            "拿到了钥匙。\n　　今年",
            "拿到了钥匙。今年",
            &["1-2", "4-7", "8"],
        ),
        // An article's last line is gone and the next one's only line is another.
        (
            "又甜又凉。\n编后：旧的要记住。",
            "又甜又凉。\n编后：新旧都好。",
            &["1-3", "5-8", "9", "replaced 编后：旧的要记住。"],
        ),
        (
            "　　夏天的西瓜都泡在井里，又甜又凉。\n编后：旧的要记住。",
            "下期再会。",
            &["1-3", "5-7", "8", "replaced 编后：旧的要记住。"],
        ),
        // A subhead in other words, and a title.
        ("孩子们说", "井边的夏天", &["1-3", "5-8", "9"]),
        ("老井封盖\n", "告别\n", &["1-3", "5-8", "9"]),
        // What was in no article is in none.
        ("平原晚报 3", "平原晚报 4", &["1-3", "5-8", "9"]),
    ] {
        let new = OLD.replace(old, new);
        assert_ne!(new, OLD);
        // The program sees one article by itself, or nothing is known of it.
        for found in [["1-8"].as_slice(), &[]] {
            assert_eq!(carried(&ARTICLES, found, OLD, &new), expected, "{new}");
        }
    }
}

#[test]
fn a_title_that_is_the_texts_own_changes_with_the_text() {
    let mut outline = outline(&ARTICLES);
    outline.articles[0].title = Some("新楼 交付".into());
    outline.articles[1].title = Some("一口井".into());
    let new = OLD
        .replace("新楼交付", "新楼交房")
        .replace("老井封盖", "古井封盖");
    let none = Outline::default();
    let carried = carry(&outline, OLD.as_bytes(), new.as_bytes(), &none).expect("it fits");
    let articles = carried.outline.articles.iter();
    let titles: Vec<_> = articles.map(|article| article.title.as_deref()).collect();
    assert_eq!(titles, [Some("新楼交房"), Some("一口井"), None]);
}

#[test]
fn an_article_that_is_cut_is_told_and_a_new_one_is_added() {
    let mut outline = outline(&ARTICLES);
    outline.articles[2].title = Some("编后".into());
    let at = OLD.find("编后").expect("it is there");
    let none = Outline::default();
    let carried = carry(&outline, OLD.as_bytes(), &OLD.as_bytes()[..at], &none).expect("it fits");
    let lost = Lost {
        title: "编后".into(),
        place: 0,
        replaced: false,
    };
    assert_eq!(carried.lost, [lost]);
    let new = OLD.replace(
        "　　今年不收物业费，明年起每平方米一元。",
        "　　楼下的花园年底开放。\n菜场搬家\n　　菜场今早搬进了新楼。",
    );
    let found = ["1-3", "4-5", "7-10", "11"];
    let expected = ["1-3", "4-5", "7-10", "11"];
    assert_eq!(self::carried(&ARTICLES, &found, OLD, &new), expected);
}

#[test]
fn another_story_in_the_place_of_an_article_is_read_as_it_is_found() {
    let mut outline = outline(&ARTICLES);
    outline.articles[1].title = Some("一口老井".into());
    let story = "渔港开市\n　　海边的渔港昨天开市，今年的黄鱼比去年多，价钱也公道。\n";
    let from = OLD.find("老井封盖").expect("it is there");
    let to = OLD.find("编后").expect("it is there");
    let new = [&OLD[..from], story, &OLD[to..]].concat();
    let lines = |found: &[&str]| {
        let found = self::outline(found);
        let carried = carry(&outline, OLD.as_bytes(), new.as_bytes(), &found).expect("it fits");
        let [lost] = carried.lost.as_slice() else {
            panic!("one is told: {:?}", carried.lost);
        };
        assert_eq!(lost.title, "一口老井");
        let articles = carried.outline.articles.into_iter();
        let said = articles.map(|article| (article.lines[0].to_string(), article.title));
        said.collect::<Vec<_>>()
    };
    let one = |lines: &str| (lines.to_owned(), None);
    let expected = ["1-3", "5-6", "7"].map(one);
    // Whether the program finds it by itself, or as a part of what stands above, or not at all.
    for found in [["1-3", "5-6", "7"].as_slice(), &["1-6", "7"], &[]] {
        assert_eq!(lines(found), expected);
    }
}

#[test]
fn stories_that_all_are_others_are_divided_as_they_are_found() {
    let outline = outline(&["1-2", "3-4"]);
    let old = "新楼交付\n新楼昨天交付，三百户人家拿到了钥匙。\n老井封盖\n村里的老井今天封盖，石栏杆不拆。\n";
    let new = "渔港开市\n渔港昨天开市，晒网的老人都来了。\n今年的黄鱼比去年多。\n夜市开张\n夜市今晚开张，一直到十点半。\n";
    let found = self::outline(&["1-3", "4-5"]);
    let carried = carry(&outline, old.as_bytes(), new.as_bytes(), &found).expect("it fits");
    assert_eq!(carried.lost.len(), 2);
    let lines = carried.outline.articles.iter();
    let lines: Vec<String> = lines.map(|article| article.lines[0].to_string()).collect();
    assert_eq!(lines, ["1-3", "4-5"]);
}
