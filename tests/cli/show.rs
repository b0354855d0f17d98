//! `show ARTICLE`: as the reader sets it, as it is written, as JSON.

use insta::assert_snapshot;
use serde::Deserialize;
use unicode_width::UnicodeWidthStr as _;

use crate::library::{LAMPS, evening_paper};
use crate::run::{Run, kanbao};

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
    blocks: Vec<Block>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    #[serde(rename = "type")]
    kind: String,
    level: Option<u8>,
    text: String,
}

fn show(arguments: &str) -> Run {
    evening_paper(kanbao("show").args(arguments))
}

#[test]
fn an_article_is_set_with_its_head() {
    assert_snapshot!(show("wanbao-2024-03/01-deng --width 24").prints(), @r"
            城市记事
            桥上的灯
           从煤油到电

       某某 某人    晚报
      2024年3月5日  第2版

        桥上的灯换过三次。

    煤油

        起初点的是煤油。

    ∙   每天两人
    ∙   每夜三次

        图：桥头的灯柱
    ");
}

#[test]
fn an_article_has_several_names() {
    let expected = show("wanbao-2024-03/01-deng").prints();
    for name in [
        "wanbao-2024-03/01",
        "wanbao/1",
        "wan/01-d",
        "wanbao-2024-03/1",
    ] {
        assert_eq!(show(name).prints(), expected, "{name}");
    }
    assert_snapshot!(show("wanbao/3").fails(1), @r"
    kanbao: wanbao-2024-03 只有 2 篇
      kanbao list wanbao-2024-03 列出其中各篇
    ");
    assert_snapshot!(show("wanbao/02-yv").fails(1), @r"
    kanbao: 没有这篇文章：wanbao/02-yv
      是不是 wanbao-2024-03/02-yu
    ");
    assert_snapshot!(show("wanbao/0").fails(1), @r"
    kanbao: 不止一篇以此开头：wanbao/0
      wanbao-2024-03/01-deng
      wanbao-2024-03/02-yu
    ");
    assert_snapshot!(show("--lang en wanboa/1").fails(1), @r"
    kanbao: no such article: wanboa/1
      Did you mean wanbao-2024-03?
    ");
}

#[test]
fn settings_and_options_shape_the_lines() {
    let default = show("wanbao/1 --width 20").prints();
    assert_ne!(
        show("wanbao/1 --width 20").config("indent = 0\n").prints(),
        default
    );
    assert_eq!(
        show("wanbao/1 --width 20")
            .config("level = \"loose\"\n")
            .prints(),
        show("wanbao/1 --width 20 --level loose").prints()
    );
    assert_eq!(
        show("wanbao/1").prints(),
        show("wanbao/1 --width 76").prints()
    );
}

#[test]
fn any_width_from_four_fits_for_every_built_in_article() {
    for issue in [
        "changsanjiaogaigedongtai",
        "gaoceng",
        "lilun",
        "quyu",
        "changsanjiaoxinwen",
    ] {
        for width in [4, 5, 7, 20, 41, 120] {
            for line in kanbao("show")
                .arg(&format!("{issue}/1"))
                .args(&format!("--width {width}"))
                .prints()
                .lines()
            {
                assert!(line.width() <= width, "{issue} at {width}: {line}");
                assert_eq!(line, line.trim_end());
            }
        }
    }
}

#[test]
fn the_file_is_shown_as_it_is_written() {
    assert_eq!(show("wanbao/1 --format md").prints(), LAMPS);
}

#[test]
fn the_document_has_every_field_and_block() {
    let article: Article = show("wanbao/1 --json").json();
    assert_eq!(
        show("wanbao/1 --format json").prints(),
        show("wanbao/1 --json").prints()
    );
    assert_eq!(
        (article.id.as_str(), article.title.as_str()),
        ("wanbao-2024-03/01-deng", "桥上的灯")
    );
    assert_eq!(article.kicker.as_deref(), Some("城市记事"));
    assert_eq!(article.subtitle.as_deref(), Some("从煤油到电"));
    assert_eq!(
        (article.kind.as_str(), article.date.as_deref()),
        ("article", Some("2024-03-05"))
    );
    assert_eq!((article.authors.len(), article.tags.len()), (2, 2));
    assert_eq!(
        (article.source.as_deref(), article.column.as_deref()),
        (Some("晚报"), Some("记事"))
    );
    assert_eq!(article.page.as_deref(), Some("2"));
    assert!(article.han > 20);
    let blocks: Vec<(&str, Option<u8>, &str)> = article
        .blocks
        .iter()
        .map(|block| (block.kind.as_str(), block.level, block.text.as_str()))
        .collect();
    assert_eq!(
        blocks,
        [
            ("paragraph", None, "桥上的灯换过三次。"),
            ("heading", Some(2), "煤油"),
            ("quote", None, "起初点的是煤油。"),
            ("list_item", None, "每天两人"),
            ("list_item", None, "每夜三次"),
            ("caption", None, "桥头的灯柱"),
        ]
    );
}

#[test]
fn an_article_that_cannot_be_read_is_named() {
    let run = show("wanbao/big").issue_file("wanbao-2024-03/big.md", vec![b'a'; (8 << 20) + 1]);
    assert_snapshot!(run.fails(2), @r"
    kanbao: [home]/.local/share/kanbao/library/wanbao-2024-03/big.md: 文件超过 8 MiB，没有读
      请分成几个文件
    ");
    let run = show("wanbao/dir").issue_file("wanbao-2024-03/dir.md/x", "");
    assert_eq!(run.end().status, 1);
}

#[test]
fn colour_is_for_terminals_or_when_asked() {
    assert!(!show("wanbao/1").prints().contains('\u{1b}'));
    assert!(
        show("wanbao/1 --color always")
            .prints()
            .contains("\u{1b}[1m")
    );
    assert!(!show("wanbao/1 --color never").prints().contains('\u{1b}'));
}
