//! `search`: lines, JSON, exit codes, and what a query can mean.

use insta::assert_snapshot;
use serde::Deserialize;

use crate::library::{evening_paper, with_faults};
use crate::run::{Run, kanbao};

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Hit {
    id: String,
    title: String,
    publication: String,
    date: Option<String>,
    count: usize,
    snippets: Vec<Snippet>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Snippet {
    text: String,
    matches: Vec<[usize; 2]>,
    offset: usize,
    field: String,
}

/// `search` of the evening paper alone.
fn search(arguments: &str) -> Run {
    evening_paper(kanbao("search").args(arguments)).config("builtin = false\n")
}

#[test]
fn nothing_is_an_empty_array_and_ends_with_1() {
    let ended = search("螃蟹 --json").end();
    assert_eq!((ended.status, ended.stdout.as_str()), (1, "[]\n"));
    let ended = search("note:好 --json").end();
    assert_eq!((ended.status, ended.stdout.as_str()), (1, "[]\n"));
    assert_snapshot!(search("螃蟹 --lang en").fails(1), @r#"
    kanbao: "螃蟹" is not in any text
      Try fewer words, or --fuzzy for titles
    "#);
    assert_snapshot!(search("is:marked").fails(1), @"kanbao: 还没有标记过的文章");
    assert_snapshot!(search("灯 --in notes").fails(1), @"kanbao: 还没有批注可查");
}

#[test]
fn ids_alone_are_for_other_programs() {
    assert_eq!(search("灯 --ids").prints(), "wanbao-2024-03/01-deng\n");
    assert_eq!(
        search("--fuzzy --ids deng").prints(),
        "wanbao-2024-03/01-deng\n"
    );
    assert_eq!(search("螃蟹 --ids").end().status, 1);
}

#[test]
fn articles_have_their_passages() {
    assert_snapshot!(search("灯").prints(), @r#"
    wanbao-2024-03/01-deng  桥上的灯  晚报  2024-03-05  3 处
        桥上的【灯】换过三次。
        桥头的【灯】柱
    3 处，1 篇
    "#);
    assert_snapshot!(search("灯 --color always --limit 1").prints().replace('\u{1b}', "^"), @r#"
    wanbao-2024-03/01-deng  桥上的灯  晚报  2024-03-05  3 处
        桥上的^[1m灯^[0m换过三次。
        桥头的^[1m灯^[0m柱
    3 处，1 篇
    "#);
    let hits: Vec<Hit> = search("灯 --json").json();
    for hit in &hits {
        assert!(hit.count >= 1 && !hit.snippets.is_empty());
        for snippet in &hit.snippets {
            for [from, to] in &snippet.matches {
                let there: String = snippet.text.chars().skip(*from).take(to - from).collect();
                assert_eq!(there, "灯");
            }
        }
    }
}

#[test]
fn titles_are_found_by_what_can_be_typed() {
    assert_snapshot!(search("--fuzzy qsdd").prints(), @r#"
    wanbao-2024-03/01-deng  桥上的灯  晚报  2024-03-05
        【桥上的灯】
    "#);
    let hits: Vec<Hit> = search("--fuzzy qsdd --json").json();
    assert_eq!(hits[0].snippets[0].field, "title");
    assert_snapshot!(search("--fuzzy zzzz").fails(1), @"kanbao: 没有合适的篇目：zzzz");
}

#[test]
fn a_bad_query_is_wrong_usage() {
    for (arguments, query) in [
        ("", "\"灯"),
        ("--regex", "灯(塔"),
        ("", " "),
        ("", "date:2022..2019"),
    ] {
        let ended = search(arguments).arg(query).end();
        assert_eq!((ended.status, ended.stdout.as_str()), (2, ""), "{query}");
    }
    assert_snapshot!(search("--regex --lang en").arg("桥上的(灯").fails(2), @r#"
    kanbao: not a regular expression: this ( has no )
      桥上的(灯
            ^
    "#);
    assert_snapshot!(search("灯 --since 2024 --until 2023").fails(2), @"kanbao: 日期先后颠倒：2024 晚于 2023");
    assert_snapshot!(search("").fails(2), @r#"
    kanbao: 缺少 <QUERY>...
      kanbao search --help 列出全部用法
    "#);
}

#[test]
fn the_built_in_issues_are_searched_too() {
    let hits: Vec<Hit> = kanbao("search 长三角 --json --limit 3").json();
    assert_eq!(hits.len(), 3);
    let again: Vec<Hit> = kanbao("search 長三角 --json --limit 3").json();
    assert_eq!(hits, again);
}

#[test]
fn titles_in_a_damaged_cache_are_not_believed() {
    let run = search("--fuzzy qsdd");
    // What changed a moment ago is read again each time.
    let library = run.path(".local/share/kanbao/library");
    let issue = library.join("wanbao-2024-03");
    let names = ["issue.toml", "01-deng.md", "02-yu.md"].map(|name| issue.join(name));
    for path in names.iter().chain([&issue, &library]) {
        let file = std::fs::File::open(path).expect("it can be opened");
        file.set_modified(std::time::UNIX_EPOCH)
            .expect("it is ours");
    }
    let printed = run.prints();
    let cache = run.path(".cache/kanbao");
    let files = std::fs::read_dir(&cache).expect("there is a cache");
    let mut damaged = 0;
    for file in files {
        let file = file.expect("it can be listed").path();
        let mut bytes = std::fs::read(&file).expect("it can be read");
        let title = "桥上的灯".as_bytes();
        let places: Vec<usize> = (0..bytes.len().saturating_sub(title.len()))
            .filter(|&at| bytes[at..].starts_with(title))
            .collect();
        for &at in &places {
            bytes[at..at + title.len()].copy_from_slice("路边的树".as_bytes());
        }
        damaged += places.len();
        std::fs::write(&file, bytes).expect("it can be written");
    }
    assert!(damaged > 0);
    assert_eq!(run.prints(), printed);
}

#[test]
fn a_library_that_is_not_there_is_told() {
    let run = with_faults(kanbao("search 灯 --lang en --library gone --library"))
        .arg(".local/share/kanbao/library");
    let ended = run.end();
    assert_eq!(ended.status, 0);
    assert_snapshot!(ended.stderr, @r"
    kanbao: 1 thing in the library has faults, the rest is fine. kanbao check lists them
    kanbao: gone: not found
    ");
    let ended = with_faults(kanbao("search --fuzzy qsdd --library gone --library"))
        .arg(".local/share/kanbao/library")
        .end();
    assert!(ended.stderr.contains("gone"), "{}", ended.stderr);
}

#[test]
fn a_limit_hides_articles_and_not_how_many_there_are() {
    assert_eq!(
        search("伞 OR 灯 --limit 1").prints().lines().last(),
        Some("4 处，2 篇，列出 1 篇")
    );
    assert_eq!(search("灯 --limit 0").prints(), "3 处，1 篇，列出 0 篇\n");
    assert_eq!(search("灯 --limit 0 --json").prints(), "[]\n");
    assert_eq!(search("--fuzzy qsdd --limit 0 --json").prints(), "[]\n");
    assert_eq!(search("--fuzzy qsdd --limit 0").prints(), "");
}

#[test]
fn a_date_that_is_none_is_told_with_its_option() {
    assert_snapshot!(search("灯 --since 2019-13").fails(2), @r"
    kanbao: --since 的取值不对：2019-13
      应是日期：YYYY-MM-DD、YYYY-MM 或 YYYY
    ");
    assert_snapshot!(search("灯 --lang en --until 2019..2020").fails(2), @r"
    kanbao: 2019..2020 is no value for --until
      Expected a date: YYYY-MM-DD, YYYY-MM or YYYY
    ");
}

#[test]
fn words_that_begin_with_a_dash_are_left_out() {
    assert_snapshot!(search("桥 -伞 --ids").prints(), @"wanbao-2024-03/01-deng");
    assert_snapshot!(search("-title:灯 --ids 晚 OR 雨").prints(), @"wanbao-2024-03/02-yu");
    let after = search("--ids -- -title:灯 雨").prints();
    assert_eq!(after, "wanbao-2024-03/02-yu\n");
}

#[test]
fn what_a_query_cannot_mean_is_told_in_words_with_its_place() {
    let told = |arguments: &str, query: &str| search(arguments).arg(query).fails(2);
    assert_snapshot!(told("", "灯 OR"), @r##"
    kanbao: OR 的前后都要有要找的词
      灯 OR
         ^
      要找 OR 本身，放在双引号里
    "##);
    assert_snapshot!(told("", "灯 tilte:桥"), @r##"
    kanbao: 没有 tilte: 这一栏
      灯 tilte:桥
         ^
      可用 title: author: source: publication: kind: date: note: is:；要找它本身，放在双引号里
    "##);
    assert_snapshot!(told("", "灯 date:2022..2019"), @r##"
    kanbao: 日期先后颠倒：2022 晚于 2019
      灯 date:2022..2019
              ^
    "##);
    assert_snapshot!(told("", "/灯(柱/"), @r##"
    kanbao: 正则表达式不对：这个 ( 没有配对的 )
      /灯(柱/
         ^
    "##);
    assert_snapshot!(told("--lang en --regex", "灯{2"), @r##"
    kanbao: not a regular expression: the numbers in { } are not usable
      灯{2
        ^
    "##);
    assert_snapshot!(told("", "\"灯"), @r##"
    kanbao: 双引号没有配对
      "灯
      ^
      短语前后各一个双引号
    "##);
    assert_snapshot!(told("", "灯 !"), @r##"
    kanbao: 只有 !，没有要找的词
      灯 !
         ^
      要找 ! 本身，放在双引号里
    "##);
    assert_snapshot!(told("--fuzzy", "!"), @r##"kanbao: 只有 !，没有要找的词"##);
    assert_snapshot!(told("", " \u{3000}"), @r##"kanbao: 没有写要找什么"##);
    assert_snapshot!(told("--fuzzy", " \u{3000}"), @r##"kanbao: 没有写要找什么"##);
    assert_snapshot!(told("", &"长".repeat(40_000)), @r##"kanbao: 要找的超过 2000 字"##);
}

#[test]
fn slashes_around_a_query_make_it_a_regular_expression() {
    assert_eq!(
        search("/灯换过.次/ --ids").prints(),
        "wanbao-2024-03/01-deng\n"
    );
    assert_eq!(search("灯换过.次 --ids").end().status, 1);
    assert_eq!(search("\"/灯换过.次/\" --ids").end().status, 1);
}

#[test]
fn marks_and_control_characters_are_looked_for_like_others() {
    assert_eq!(search("，").end().status, 0);
    assert_eq!(search("“”").end().status, 1);
    for query in ["\u{1b}[31m灯\u{7}", "灯\u{202e}", "\u{1}"] {
        for arguments in ["", "--fuzzy", "--regex", "--literal"] {
            let ended = search(arguments).arg(query).end();
            assert!((1..=2).contains(&ended.status), "{query:?} {arguments}");
            let shown = format!("{}{}", ended.stdout, ended.stderr);
            assert!(
                !shown.contains(['\u{1b}', '\u{7}', '\u{1}', '\u{202e}']),
                "{shown:?}"
            );
        }
    }
}

#[test]
fn without_marks_a_query_that_mentions_them_is_carried_out() {
    for (query, ids) in [
        ("-is:marked 灯", "wanbao-2024-03/01-deng\n"),
        ("灯 OR is:marked", "wanbao-2024-03/01-deng\n"),
        ("伞 -note:灯", "wanbao-2024-03/02-yu\n"),
    ] {
        assert_eq!(search("--ids --").arg(query).prints(), ids, "{query}");
    }
    for (query, said) in [
        ("is:marked", "还没有标记过的文章"),
        ("IS：marked 灯", "还没有标记过的文章"),
        ("NOTE:灯", "还没有批注可查"),
        ("note：灯", "还没有批注可查"),
    ] {
        assert_eq!(
            search("").arg(query).fails(1),
            format!("kanbao: {said}\n"),
            "{query}"
        );
    }
}

#[test]
fn a_query_of_fields_alone_counts_articles() {
    assert_snapshot!(search("kind:brief").prints(), @r"
    wanbao-2024-03/02-yu  下雨  晚报  2024-03
    1 篇
    ");
    assert_eq!(
        search("is:unread --limit 1").prints().lines().last(),
        Some("2 篇，列出 1 篇")
    );
    assert_eq!(
        search("IS：unread --lang en").prints().lines().last(),
        Some("2 articles")
    );
}

#[test]
fn what_a_snippet_marks_ends_with_its_line() {
    let hits: Vec<Hit> = search("--json --regex").arg(r"换过[\s\S]*油。").json();
    assert_eq!(hits.len(), 1);
    for snippet in &hits[0].snippets {
        assert!(!snippet.text.contains('\n'), "{snippet:?}");
        assert_eq!(snippet.text, "桥上的灯换过三次。");
        assert_eq!(snippet.matches, [[4, 9]]);
    }
}

#[test]
fn every_bad_query_ends_with_a_sentence() {
    for query in [
        "",
        " ",
        "\u{3000}",
        "!",
        "\"灯",
        "“灯",
        "灯(",
        "date:2022..2019",
        "，。！",
        "“”",
    ] {
        for arguments in ["", "--fuzzy", "--literal", "--regex", "--in title"] {
            let ended = search(arguments).arg(query).end();
            assert!(
                (0..=2).contains(&ended.status),
                "{query:?} {arguments}: {ended:?}"
            );
            assert!(
                ended.status == 0 || ended.stderr.starts_with("kanbao: "),
                "{query:?} {arguments}: {ended:?}"
            );
        }
    }
    // As much as a system takes: an argument is shorter there, together they are a megabyte.
    let megabyte = (0..10).fold(search(""), |run, _| run.arg(&"长".repeat(40_000)));
    assert_eq!(megabyte.fails(2), "kanbao: 要找的超过 2000 字\n");
    let megabyte = (0..10).fold(search("--fuzzy"), |run, _| run.arg(&"长".repeat(40_000)));
    assert!((1..=2).contains(&megabyte.end().status));
}
