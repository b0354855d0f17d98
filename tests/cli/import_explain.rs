//! `import --explain`: why each article begins where it does, what was read, what was left out.

use insta::assert_snapshot;
use serde::Deserialize;

use crate::run::{Run, kanbao};

/// A page of a daily paper: masthead, marked and unmarked titles, a byline, a running head inside a
/// sentence, a brief column, a source line.
const PAGE: &str = "\
河湾日报
2023年5月18日
第7期

## 新桥通车

本报记者 王小河

　　新桥昨天通车，两岸的人不用再绕远路，早晚
各省半个小时，摆渡的老人把船拖上了

河湾日报        第7期        ·2·

岸，船底朝天晒着太阳。

## 苗圃育树

　　苗圃今年育出两千株香樟，开春分给沿河七个村

河湾日报        第7期        ·3·

子栽下，余下的留给学校。
（来源：河湾电台）
";

fn page(arguments: &str) -> Run {
    kanbao(&format!("import {arguments} page.txt")).file("page.txt", PAGE)
}

#[test]
fn each_article_is_told_with_its_reasons_and_lines() {
    assert_snapshot!(page("--dry-run --explain").prints(), @r"
    hewanribao-2023-05-18
      1  article  新桥通车
         第 5 行  标题前有标记
      2  article  苗圃育树
         第 16 行  标题前有标记
    读作篇目信息
         第 1 行  publication: 河湾日报
         第 2 行  date: 2023年5月18日
         第 3 行  number: 第7期
         第 7 行  authors: 王小河
         第 23 行  source: 河湾电台
    略去
         第 7 行  署名、期号等旁边的文字: 本报记者
         第 12 行  书眉: 河湾日报        第7期        ·2·
         第 20 行  书眉: 河湾日报        第7期        ·3·
         第 23 行  署名、期号等旁边的文字: （来源：
    ");
    assert_snapshot!(page("--dry-run --explain --lang en").prints(), @r"
    hewanribao-2023-05-18
      1  article  新桥通车
         line 5  its title has a heading mark
      2  article  苗圃育树
         line 16  its title has a heading mark
    Read as fields
         line 1  publication: 河湾日报
         line 2  date: 2023年5月18日
         line 3  number: 第7期
         line 7  authors: 王小河
         line 23  source: 河湾电台
    Left out
         line 7  beside a name, number or date: 本报记者
         line 12  running head: 河湾日报        第7期        ·2·
         line 20  running head: 河湾日报        第7期        ·3·
         line 23  beside a name, number or date: （来源：
    ");
}

#[test]
fn an_import_explains_what_it_writes() {
    let dry = page("--dry-run --explain").prints();
    let run = page("--explain");
    let written = run.prints();
    assert!(written.starts_with(&dry), "{written}");
    let last = written.lines().last().unwrap_or_default();
    assert!(last.starts_with("已导入 hewanribao-2023-05-18"), "{last}");
    assert!(
        run.path(".local/share/kanbao/library/hewanribao-2023-05-18")
            .exists()
    );
}

#[derive(Debug, Deserialize)]
struct Explained {
    issue: serde_json::Value,
    articles: Vec<Article>,
    metadata: Vec<serde_json::Value>,
    left_out: Vec<LeftOut>,
}

#[derive(Debug, Deserialize)]
struct Article {
    title: String,
    blocks: Vec<serde_json::Value>,
    reasons: Vec<Because>,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
struct Because {
    reason: String,
    lines: [usize; 2],
}

#[derive(Debug, Deserialize)]
struct LeftOut {
    line: usize,
    text: String,
    reason: String,
}

#[test]
fn the_document_has_the_reasons_and_is_else_the_same() {
    let explained: Explained = page("--dry-run --explain --json").json();
    let because = |reason: &str, lines| Because {
        reason: reason.to_owned(),
        lines,
    };
    let reasons: Vec<_> = explained
        .articles
        .iter()
        .map(|article| (article.title.as_str(), article.reasons.first()))
        .collect();
    assert_eq!(
        reasons,
        [
            ("新桥通车", Some(&because("heading_mark", [5, 5]))),
            ("苗圃育树", Some(&because("heading_mark", [16, 16]))),
        ]
    );
    let out = &explained.left_out;
    assert!(
        out.iter()
            .any(|out| out.line == 12 && out.reason == "running_head" && out.text.contains("·2·")),
        "{out:?}"
    );
    let mut plain: serde_json::Value = page("--dry-run --json").json();
    assert_eq!(plain["issue"], explained.issue);
    assert_eq!(
        plain["metadata"].as_array().map(Vec::len),
        Some(explained.metadata.len())
    );
    let articles = plain["articles"].as_array_mut().expect("articles");
    for (plain, explained) in articles.iter().zip(&explained.articles) {
        assert!(plain.get("reasons").is_none());
        assert_eq!(plain["blocks"].as_array(), Some(&explained.blocks));
    }
}

#[test]
fn a_reason_is_told_for_each_kind_of_boundary() {
    for (text, reason, left_out) in [
        (
            "目 录\n渡口旧事\n街灯换新\n\n渡口旧事\n　　渡口撤了以后，摆渡的老人把船拖上了岸，船底朝天晒着太阳。\n街灯换新\n　　街灯都换成了新的，比从前亮，也比从前省，夜里走路放心多了。\n",
            "目录里有这个标题",
            Some("目录"),
        ),
        (
            "**渡口旧事**\n\n　　渡口撤了以后，摆渡的老人把船拖上了岸，船底朝天晒着太阳。\n\n**街灯换新**\n\n　　街灯都换成了新的，比从前亮，也比从前省，夜里走路放心多了。\n",
            "整行加粗",
            None,
        ),
    ] {
        let told = kanbao("import --dry-run --explain a.txt")
            .file("a.txt", text)
            .prints();
        assert!(told.contains(reason), "{reason}: {told}");
        if let Some(left_out) = left_out {
            let (_, out) = told.split_once("略去").unwrap_or_default();
            assert!(out.contains(left_out), "{left_out}: {told}");
        }
    }
}

#[test]
fn what_an_outline_leaves_out_is_told_as_that() {
    let told = kanbao("import --dry-run --explain --outline o.toml page.txt")
        .file("page.txt", PAGE)
        .file("o.toml", "[[article]]\nlines = [\"5-14\"]\n")
        .prints();
    assert!(
        told.contains("第 16 行  纲要里不属于任何一篇: 苗圃育树"),
        "{told}"
    );
}

#[test]
fn a_long_line_that_is_left_out_is_told_in_short_and_without_controls() {
    let long = "很长的一行".repeat(30);
    let told = kanbao("import --dry-run --explain --outline o.toml a.txt")
        .file(
            "a.txt",
            format!("# 渡口\n\n渡口撤了以后，船拖上了岸。\n\n{long}\x1b[31m\n"),
        )
        .file("o.toml", "[[article]]\nlines = [\"1-3\"]\n")
        .end();
    assert_eq!(told.status, 0, "{}", told.stderr);
    let line = told
        .stdout
        .lines()
        .find(|line| line.contains("第 5 行"))
        .unwrap_or_default();
    assert!(line.ends_with("很长的一行..."), "{line}");
    assert!(!told.stdout.contains('\x1b'));
}

#[test]
fn an_update_explains_what_it_obeys() {
    let run = page("");
    run.prints();
    let path = ".local/share/kanbao/library/hewanribao-2023-05-18/outline.toml";
    let run = run.file(
        path,
        "[[article]]\nlines = [\"5-14\"]\ntitle = \"桥通了\"\n",
    );
    let updated = crate::import::again(&run, "import --update --explain page.txt");
    assert_eq!(updated.status, 0, "{}", updated.stderr);
    for told in [
        "  1  article  桥通了\n",
        "第 16 行  纲要里不属于任何一篇: 苗圃育树",
        "已更新 hewanribao-2023-05-18：1 篇",
    ] {
        assert!(updated.stdout.contains(told), "{told}: {}", updated.stdout);
    }
    assert_eq!(updated.stdout.matches("苗圃育树").count(), 1);
}

#[test]
fn a_running_number_that_the_issue_has_is_not_told_as_left_out() {
    let told = kanbao("import --dry-run --explain a.txt").file(
        "a.txt",
        "平川通讯\n第12期\n（总第402期）\n2024年7月1日\n\n渡口停航\n\n渡口今天停航，船工在岸上站了很久，最后把缆绳解下来带走了。\n",
    );
    let told = told.prints();
    assert!(
        !told.contains("略去") || !told.contains("总第402期"),
        "{told}"
    );
    // It is told as what it is.
    assert!(told.contains("第 3 行  serial: （总第402期）"), "{told}");
}
