//! `list`: the shelf and an issue as lines and as JSON.

use insta::assert_snapshot;
use serde::Deserialize;

use crate::library::evening_paper;
use crate::run::{Run, kanbao};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Issue {
    id: String,
    publication: String,
    number: Option<String>,
    serial: Option<String>,
    date: Option<String>,
    publisher: Option<String>,
    language: Option<String>,
    articles: usize,
    unread: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Article {
    id: String,
    title: String,
    kicker: Option<String>,
    subtitle: Option<String>,
    kind: String,
    authors: Vec<String>,
    source: Option<String>,
    date: Option<String>,
    page: Option<String>,
    column: Option<String>,
    tags: Vec<String>,
    han: usize,
    unread: bool,
}

/// `list` of the evening paper alone.
fn list(arguments: &str) -> Run {
    evening_paper(kanbao("list").args(arguments)).config("builtin = false\n")
}

#[test]
fn issues_and_articles_stand_in_columns() {
    assert_snapshot!(list("").prints(), @"wanbao-2024-03  晚报  第3期  2024-03  2 篇  未读 2");
    assert_snapshot!(list("wanbao-2024-03").prints(), @r"
    1  wanbao-2024-03/01-deng  桥上的灯        2024-03-05  未读
    2  wanbao-2024-03/02-yu    下雨      短讯              未读
    ");
    assert_snapshot!(list("wan --lang en").prints(), @r"
    1  wanbao-2024-03/01-deng  桥上的灯         2024-03-05  unread
    2  wanbao-2024-03/02-yu    下雨      Brief              unread
    ");
}

#[test]
fn an_article_without_a_title_shows_the_beginning_of_its_text() {
    let run = |arguments: &str| {
        kanbao("list a-1")
            .args(arguments)
            .issue_file("a-1/issue.toml", "publication = \"甲\"\n")
            .issue_file(
                "a-1/1.md",
                "+++\ntitle = \"\"\n+++\n\n## 夜市\n\n灯亮了。\n",
            )
            .issue_file(
                "a-1/2.md",
                "渡船靠岸的时候天还没有亮，码头上已经有人等着了。\n",
            )
            .issue_file("a-1/3.md", "+++\ntitle = \"\"\n+++\n")
    };
    assert_snapshot!(run("").prints(), @r"
    1  a-1/1  （无题）夜市                      未读
    2  a-1/2  （无题）渡船靠岸的时候天还没有..  未读
    3  a-1/3  （无题）                          未读
    ");
    assert_snapshot!(run("--lang en").prints(), @r"
    1  a-1/1  (untitled) 夜市                      unread
    2  a-1/2  (untitled) 渡船靠岸的时候天还没有..  unread
    3  a-1/3  (untitled)                           unread
    ");
    let articles: Vec<Article> = run("--json").json();
    assert!(articles.iter().all(|article| article.title.is_empty()));
}

#[test]
fn an_empty_list_says_why() {
    let hidden = "builtin = false\n";
    assert_snapshot!(kanbao("list").config(hidden).fails(1), @r"
    kanbao: 文库里还没有刊物
      刊物放在 [home]/.local/share/kanbao/library
    ");
    assert_snapshot!(kanbao("list").config(hidden).issue_file("raw.txt", "文").fails(1), @r"
    kanbao: 文库里还没有刊物
      [home]/.local/share/kanbao/library/raw.txt: 原始文本还没有导入，没有读
      kanbao import 把它整理成一期
    ");
    assert_snapshot!(kanbao("list --library named").file("named/.keep", "").fails(1), @r"
    kanbao: 文库里还没有刊物
      刊物放在 named
    ");
    assert_snapshot!(kanbao("list --library named").fails(3), @r"
    kanbao: named: 找不到
      请核对路径
    ");
    assert_snapshot!(kanbao("show /1").fails(1), @r"
    kanbao: 没有这篇文章：/1
      kanbao list 列出各期
    ");
}

#[test]
fn the_built_in_issues_are_there_from_the_start() {
    let issues: Vec<Issue> = kanbao("list --json").json();
    let mut articles: Vec<usize> = issues.iter().map(|issue| issue.articles).collect();
    articles.sort_unstable();
    assert_eq!(articles, [1, 4, 5, 7, 9]);
    assert!(
        issues
            .iter()
            .all(|issue| issue.unread == issue.articles && !issue.publication.is_empty())
    );
}

#[test]
fn the_document_of_issues_has_every_field() {
    let issues: Vec<Issue> = list("--json").json();
    let [issue] = &issues[..] else {
        panic!("one issue, not {issues:?}")
    };
    assert_eq!(issue.id, "wanbao-2024-03");
    assert_eq!(issue.publication, "晚报");
    assert_eq!(issue.number.as_deref(), Some("第3期"));
    assert_eq!(issue.serial.as_deref(), Some("总第9期"));
    assert_eq!(issue.date.as_deref(), Some("2024-03"));
    assert_eq!(issue.publisher.as_deref(), Some("报社"));
    assert_eq!(issue.language.as_deref(), Some("zh-Hans"));
    assert_eq!((issue.articles, issue.unread), (2, 2));
}

#[test]
fn the_document_of_articles_has_every_field() {
    let articles: Vec<Article> = list("wanbao --json").json();
    let [lamps, rain] = &articles[..] else {
        panic!("two articles, not {articles:?}")
    };
    assert_eq!(lamps.id, "wanbao-2024-03/01-deng");
    assert_eq!(lamps.title, "桥上的灯");
    assert_eq!(lamps.kicker.as_deref(), Some("城市记事"));
    assert_eq!(lamps.subtitle.as_deref(), Some("从煤油到电"));
    assert_eq!(lamps.authors, ["某某", "某人"]);
    assert_eq!(lamps.source.as_deref(), Some("晚报"));
    assert_eq!(lamps.date.as_deref(), Some("2024-03-05"));
    assert_eq!(lamps.page.as_deref(), Some("2"));
    assert_eq!(lamps.column.as_deref(), Some("记事"));
    assert_eq!(lamps.tags, ["灯", "桥"]);
    assert_eq!(
        (lamps.kind.as_str(), rain.kind.as_str()),
        ("article", "brief")
    );
    assert!(lamps.unread && lamps.han > 20, "{lamps:?}");
}

#[test]
fn a_named_library_stands_for_all_others() {
    let run = kanbao("list --json --library [home]/papers")
        .file("papers/a-1/issue.toml", "publication = \"甲\"\n")
        .file("papers/a-1/1.md", "+++\ntitle = \"一\"\n+++\n");
    let issues: Vec<Issue> = run.json();
    assert_eq!(
        issues
            .iter()
            .map(|issue| issue.id.as_str())
            .collect::<Vec<_>>(),
        ["a-1"]
    );
}

#[test]
fn an_empty_library_says_where_issues_live() {
    let ended = kanbao("list").config("builtin = false\n").end();
    assert_eq!((ended.status, ended.stdout.as_str()), (1, ""));
    assert_snapshot!(ended.stderr, @r"
    kanbao: 文库里还没有刊物
      刊物放在 [home]/.local/share/kanbao/library
    ");
    assert_snapshot!(kanbao("list --library none").fails(3), @r"
    kanbao: none: 找不到
      请核对路径
    ");
    let ended = kanbao("list --json").config("builtin = false\n").end();
    assert_eq!((ended.status, ended.stdout.as_str()), (1, "[]\n"));
}

#[test]
fn a_name_that_means_nothing_or_too_much_gets_candidates() {
    assert_snapshot!(kanbao("list lilunwenzai").fails(1), @r"
    kanbao: 没有这一期：lilunwenzai
      是不是 lilunwenzhai
    ");
    assert_snapshot!(kanbao("list changsanjiao").fails(1), @r"
    kanbao: 不止一期以此开头：changsanjiao
      changsanjiaogaigedongtai-2019-07-09
      changsanjiaoxinwenzhaidu-2024-06
    ");
    assert_snapshot!(kanbao("list --lang en zzz").fails(1), @r"
    kanbao: no such issue: zzz
      kanbao list shows the issues
    ");
}

#[test]
fn a_long_title_moves_no_other_row() {
    let title = "长".repeat(600);
    let lines = kanbao("list a-1")
        .issue_file("a-1/issue.toml", "publication = \"甲\"\n")
        .issue_file("a-1/1.md", format!("+++\ntitle = \"{title}\"\n+++\n"))
        .issue_file("a-1/2.md", "+++\ntitle = \"乙\"\n+++\n")
        .prints();
    let second = lines.lines().nth(1).expect("two articles");
    assert!(lines.contains(&title) && second.len() < 100, "{second}");
}

#[test]
fn a_library_that_is_a_file_is_told_so() {
    assert_snapshot!(kanbao("list --library a.md").file("a.md", "文").fails(2), @r"
    kanbao: a.md: 不是文件夹
      请写文件夹；要读一个文件，写 kanbao 和它的名字
    ");
}
