//! The language of queries: what fits, and what is refused.

use std::collections::BTreeSet;

use kanbao::diagnostic::{ExpressionFault, QueryFault};
use kanbao::search::query::{Scope, Settings, Slashes};

use crate::library::{Library, hits, matcher, search};

/// Four articles that differ in one thing each.
fn library() -> Library {
    let library = Library::new(1, 0);
    for (path, text) in [
        (
            "a-2019-05/issue.toml",
            "publication = \"河谷晚报\"\ndate = \"2019-05-02\"\n",
        ),
        (
            "a-2019-05/01-x.md",
            "+++\ntitle = \"医保卡\"\nauthors = [\"苏敏\"]\nkind = \"brief\"\n+++\n看病用医保，结算快。\n",
        ),
        (
            "a-2019-05/02-x.md",
            "+++\ntitle = \"结算\"\nsource = \"新华社\"\n+++\n医保 结算\n\n社保另算。\n",
        ),
        (
            "b-2022/issue.toml",
            "publication = \"港湾日报\"\ndate = \"2022\"\n",
        ),
        (
            "b-2022/01-x.md",
            "+++\ntitle = \"社保\"\n+++\n社保卡和身份证。他说\"好\"。\n",
        ),
        ("b-2022/02-x.md", "+++\ntitle = \"天气\"\n+++\n晴。!\n"),
    ] {
        library.write(path, text);
    }
    library
}

#[test]
fn each_form_finds_what_it_says() {
    let library = library();
    let archive = library.archive();
    let read = BTreeSet::from(["a-2019-05/01-x".to_owned()]);
    let (a1, a2, b1, b2) = (
        "a-2019-05/01-x",
        "a-2019-05/02-x",
        "b-2022/01-x",
        "b-2022/02-x",
    );
    for (query, expected) in [
        ("医保 结算", vec![a1, a2]),
        ("結算　醫保", vec![a1, a2]),
        ("\"医保 结算\"", vec![a2]),
        ("医保结算", vec![a2]),
        ("医保 -社保", vec![a1]),
        ("publication:报 -医保 -date:2021", vec![b1, b2]),
        ("身份证 OR 看病", vec![a1, b1]),
        ("医保 社保 OR 晴", vec![a2]),
        ("医保 社保 OR 看病", vec![a1, a2]),
        ("看病 OR 社保 结算 OR 身份证", vec![a1, a2, b1]),
        ("看病 OR 身份证 -医保", vec![b1]),
        ("-医保 看病 OR 身份证", vec![b1]),
        ("publication:报 晴 OR -保", vec![b2]),
        ("title:结算 OR title:社保 date:2019", vec![a2]),
        ("“医保 结算”", vec![a2]),
        ("「醫保 结算」 社保", vec![a2]),
        ("-“医保 结算” 看病", vec![a1]),
        ("title:“医保 卡”", vec![a1]),
        ("“好”", vec![]),
        ("title：结算", vec![a2]),
        ("Title:结算", vec![a2]),
        ("title:结算", vec![a2]),
        ("title:\"医保 卡\"", vec![a1]),
        ("author:苏", vec![a1]),
        ("source:新华", vec![a2]),
        ("publication:港湾", vec![b1, b2]),
        ("kind:brief", vec![a1]),
        ("kind:短讯", vec![a1]),
        ("医保 date:2019..2022", vec![a1, a2]),
        ("date:2022-06.. 保", vec![b1]),
        ("publication:晚报 date:..2019-05-02", vec![a1, a2]),
        ("date:2019-05-03..2021", vec![]),
        ("publication:晚报 is:unread", vec![a2]),
        ("医保 医保", vec![a1, a2]),
        ("说\"好\"", vec![b1]),
        ("\"\\\"好\\\"\"", vec![b1]),
        ("\"!\"", vec![b2]),
        ("晴。！", vec![b2]),
        ("\"foo:医保\"", vec![]),
        ("http://医保", vec![]),
        ("date:2022", vec![b1, b2]),
    ] {
        let matcher = matcher(query, &Settings::default()).unwrap();
        let corpus = archive.corpus();
        let mut found: Vec<&str> = hits(&archive, &matcher, &read)
            .unwrap()
            .iter()
            .map(|hit| corpus.details(hit.article as usize).id)
            .filter(|id| id.starts_with("a-2019") || id.starts_with("b-2022"))
            .collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn title_and_body_are_told_apart() {
    let library = library();
    let archive = library.archive();
    let count = |query: &str, scope| {
        let settings = Settings {
            scope,
            ..Settings::default()
        };
        let matcher = matcher(query, &settings).unwrap();
        let found = hits(&archive, &matcher, &BTreeSet::new()).unwrap();
        found.iter().map(|hit| hit.count).sum::<u32>()
    };
    let query = "社保 publication:港湾";
    assert_eq!(count(query, Scope::All), 2);
    assert_eq!(count(query, Scope::Title), 1);
    assert_eq!(count(query, Scope::Body), 1);
}

#[test]
fn a_hit_in_the_title_comes_first_then_more_then_denser() {
    let library = library();
    let archive = library.archive();
    let order = |query: &str| {
        let matcher = matcher(query, &Settings::default()).unwrap();
        let corpus = archive.corpus();
        let found = hits(&archive, &matcher, &BTreeSet::new()).unwrap();
        let ids = found
            .iter()
            .map(|hit| corpus.details(hit.article as usize).id.to_owned())
            .filter(|id| id.starts_with("a-2019") || id.starts_with("b-2022"));
        ids.collect::<Vec<_>>()
    };
    assert_eq!(order("社保"), ["b-2022/01-x", "a-2019-05/02-x"]);
    assert_eq!(order("结算"), ["a-2019-05/02-x", "a-2019-05/01-x"]);
}

#[test]
fn regular_expressions_look_at_the_text_as_it_stands() {
    let library = Library::new(1, 0);
    let archive = library.archive();
    for (query, literal, expected) in [
        (r"鎮上.{2,4}說", false, 1),
        (r"镇上", false, 0),
        (r"gate$", false, 1),
        (r"gate$", true, 0),
        (r"^二〇\p{Han}+", false, 1),
        (r"x*", false, 0),
    ] {
        let settings = Settings {
            regex: true,
            literal,
            ..Settings::default()
        };
        let matcher = matcher(query, &settings).unwrap();
        let corpus = archive.corpus();
        let found = hits(&archive, &matcher, &BTreeSet::new()).unwrap();
        let odd = found.iter().filter(|hit| {
            corpus.details(hit.article as usize).id == "zhenbao-2021/01-qiao" && hit.count > 0
        });
        assert_eq!(odd.count(), expected, "{query}");
    }
}

#[test]
fn an_expression_looks_at_title_and_body_each_by_itself() {
    let library = library();
    let archive = library.archive();
    // From the title on, over the line feed, it swallowed the first hit of the body.
    for (query, scope) in [
        ("[^，]*结算", Scope::Body),
        ("[^，]*社保", Scope::Title),
        ("[^，]*社保", Scope::Body),
        (r"[\s\S]+", Scope::Title),
        (r"[\s\S]+", Scope::Body),
        ("^", Scope::All),
    ] {
        let settings = Settings {
            regex: true,
            scope,
            ..Settings::default()
        };
        let matcher = matcher(query, &settings).unwrap();
        let found: Vec<(String, u32)> = search(&archive, &matcher).unwrap();
        let expression = regex::Regex::new(query).unwrap();
        let expected = library.articles().into_iter().filter(|article| {
            let part = match scope {
                Scope::Title => &article.title,
                _ => &article.text,
            };
            let mut hits = expression.find_iter(part);
            hits.any(|hit| !hit.is_empty())
        });
        assert_eq!(found.len(), expected.count(), "{query} {scope:?}");
    }
}

#[test]
fn fields_may_be_typed_in_capitals_and_with_a_full_width_colon() {
    for query in [
        "is:unread",
        "IS:unread",
        "is：unread",
        "-Is：UNREAD",
        "医保 OR is:unread",
    ] {
        let matcher = matcher(query, &Settings::default()).unwrap();
        assert!(
            matcher.asks_for_read() && !matcher.asks_for_kept(),
            "{query}"
        );
    }
    for query in ["is:marked", "-IS：marked", "NOTE:好", "note：好"] {
        let matcher = matcher(query, &Settings::default()).unwrap();
        assert!(
            matcher.asks_for_kept() && !matcher.asks_for_read(),
            "{query}"
        );
    }
}

#[test]
fn what_means_nothing_is_refused_with_its_place() {
    let long = "长".repeat(350_000);
    for (query, place) in [
        ("", 0),
        (" 　\t", 0),
        ("!", 0),
        ("医保 !", 3),
        ("-", 0),
        ("医保 - 社保", 3),
        ("OR", 0),
        ("医保 OR", 3),
        ("OR 医保", 0),
        ("a OR OR b", 5),
        ("a OR -", 5),
        ("foo:医保", 0),
        ("医保 tilte:卡", 3),
        ("医保 -fo:", 4),
        ("date:2020-01-01..2019-12-31 医保", 5),
        ("医保 \"结算", 3),
        ("\"\"", 0),
        ("\" \"", 0),
        ("title:", 6),
        ("kind:x", 5),
        ("date:2022..2019", 5),
        ("date:..", 5),
        ("date:2022-13", 5),
        ("is:gone", 3),
        (long.as_str(), 2000),
    ] {
        let error = matcher(query, &Settings::default()).unwrap_err();
        let shown: String = query.chars().take(20).collect();
        assert_eq!(error.at, place, "{shown:?} {:?}", error.fault);
    }
}

#[test]
fn a_bad_expression_has_its_fault_pointed_at() {
    let settings = Settings {
        regex: true,
        ..Settings::default()
    };
    for (query, place, fault) in [
        ("医保(结", 2, ExpressionFault::UnclosedGroup),
        ("医保)结", 2, ExpressionFault::UnopenedGroup),
        ("结(?医)", 3, ExpressionFault::Group),
        ("[a", 0, ExpressionFault::UnclosedClass),
        ("保[z-a]", 2, ExpressionFault::ClassRange),
        ("a{2", 1, ExpressionFault::Count),
        ("a{3,2}", 1, ExpressionFault::Count),
        ("*", 0, ExpressionFault::NothingToRepeat),
        ("医*+\\y", 3, ExpressionFault::Escape),
        ("医\\", 1, ExpressionFault::EscapeAtEnd),
        (r"\p{Hann}", 0, ExpressionFault::Property),
        ("医(?=保)", 1, ExpressionFault::LookAround),
        (r"(医)\1", 3, ExpressionFault::Backreference),
    ] {
        let error = matcher(query, &settings).unwrap_err();
        assert_eq!(
            (error.at, error.fault),
            (place, QueryFault::BadExpression(fault)),
            "{query}"
        );
    }
    let huge = "(a{1000}){1000}".repeat(3);
    let error = matcher(&huge, &settings).unwrap_err();
    assert_eq!(
        error.fault,
        QueryFault::BadExpression(ExpressionFault::TooLarge)
    );
    let typed = Settings {
        slashes: Slashes::Typed,
        ..Settings::default()
    };
    assert_eq!(matcher(" /医保(结", &typed).unwrap_err().at, 4);
    assert_eq!(matcher("/医保(结/", &typed).unwrap_err().at, 3);
    assert!(matcher("/医保[结", &Settings::default()).is_ok());
}

#[test]
fn marks_and_control_characters_are_texts_like_others() {
    for query in [
        "，",
        "。！？",
        "“”",
        "\u{1b}[31m",
        "a\u{0}b",
        "…",
        "\u{202E}",
    ] {
        assert!(matcher(query, &Settings::default()).is_ok(), "{query:?}");
    }
}
