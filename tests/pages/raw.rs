//! The raw lines behind a paragraph, and back.

use std::path::PathBuf;

use insta::assert_snapshot;
use kanbao::app::pages::reader::ReaderPage;
use kanbao::import::{Options, import, render};
use kanbao::library::{self, Catalogue, Item, MemoryIssue};
use kanbao::words::Language;

use crate::frames::{Frames, Opening};

/// A page from a scanner: hard-wrapped, a running head inside a paragraph.
const SOURCE: &str = "\
桥上的灯换过三次

起初点的是煤油,每天傍晚由两个人提着梯子
去添油,天亮再去吹灭。这样过了二十多年,
后来才换成了电灯。

河湾简报        第18期        ·3·

“难的不是技术。”管灯的人说,“难的是四个
镇子对同一张单子的想法不一样。”他举了
一个例子:单是几点开灯一栏,四处就有六种
填法;开了九次会,才并成一种。
最后一次换灯是在前年冬天,如今整座桥上有
两百盏灯。
";

const PROVENANCE: &str = "\
version = 1

[left_out]
running_head = [7]

[[article]]
file = \"01-deng.md\"
head = [1, 1]
blocks = [[3, 5], [9, 12], [13, 14]]
";

const ARTICLE: &str = "\
+++
title = \"桥上的灯换过三次\"
+++

起初点的是煤油，每天傍晚由两个人提着梯子去添油，天亮再去吹灭。这样过了二十多年，后来才换成了电灯。

“难的不是技术。”管灯的人说，“难的是四个镇子对同一张单子的想法不一样。”他举了一个例子：单是几点开灯一栏，四处就有六种填法；开了九次会，才并成一种。

最后一次换灯是在前年冬天，如今整座桥上有两百盏灯。
";

fn memory(article: &str, provenance: &str) -> MemoryIssue {
    let files = [
        ("issue.toml", "publication = \"河湾简报\"\nnumber = 18\n"),
        ("01-deng.md", article),
        ("provenance.toml", provenance),
    ];
    MemoryIssue {
        id: "hewan-18".to_owned(),
        source: PathBuf::from("scans/page.txt"),
        files: files
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into(),
        original: SOURCE.as_bytes().to_vec(),
    }
}

fn catalogue(memory: MemoryIssue) -> Catalogue {
    library::open(vec![Item::Text(Ok((memory, Vec::new())))])
        .scan
        .catalogue
}

/// The reader over the page, in a window of this size.
fn reading(columns: usize, rows: usize, memory: MemoryIssue) -> Frames {
    Frames::open(Opening {
        size: (columns, rows),
        catalogue: catalogue(memory),
        ..Opening::default()
    })
    .keys("Enter Enter")
}

#[test]
fn the_lines_behind_a_paragraph_stand_as_they_are() {
    let mut frames = reading(80, 14, memory(ARTICLE, PROVENANCE)).keys("} } g r");
    assert_snapshot!(frames.frame(), @r"
    00                                                                                 |
    01                                                                                 |
    02       9  “难的不是技术。”管灯的人说,“难的是四个                                 |
    03      10  镇子对同一张单子的想法不一样。”他举了                                  |
    04      11  一个例子:单是几点开灯一栏,四处就有六种                                 |
    05      12  填法;开了九次会,才并成一种。                                           |
    06                                                                                 |
    07                                                                                 |
    08                                                                                 |
    09                                                                                 |
    10                                                                                 |
    11                                                                                 |
    12                                                                                 |
    13   原始行 9-12  page.txt                                            gr 回整理稿  |
    cursor 2:0
    13:67-68 bold
    13:70-77 dim
    ");
}

#[test]
fn what_stands_around_a_paragraph_is_dimmed() {
    let mut frames = reading(80, 14, memory(ARTICLE, PROVENANCE)).keys("} } g r G");
    let frame = frames.frame();
    let dim: Vec<&str> = frame
        .lines()
        .filter(|line| line.ends_with(" dim"))
        .collect();
    assert_eq!(dim, ["6:9-47 dim", "7:9-18 dim", "13:70-77 dim"], "{frame}");
}

#[test]
fn going_on_shows_what_stands_around_it() {
    let mut frames = reading(80, 14, memory(ARTICLE, PROVENANCE)).keys("} } g r k k");
    assert_snapshot!(frames.frame(), @r"
    00 -     7  河湾简报        第18期        ·3·                          未收：书眉  |
    01       8                                                                         |
    02       9  “难的不是技术。”管灯的人说,“难的是四个                                 |
    03      10  镇子对同一张单子的想法不一样。”他举了                                  |
    04      11  一个例子:单是几点开灯一栏,四处就有六种                                 |
    05      12  填法;开了九次会,才并成一种。                                           |
    06                                                                                 |
    07                                                                                 |
    08                                                                                 |
    09                                                                                 |
    10                                                                                 |
    11                                                                                 |
    12                                                                                 |
    13   原始行 7-12  page.txt                                            gr 回整理稿  |
    cursor 0:0
    0:0-0 bold
    0:9-41 dim
    0:68-77 bold
    13:67-68 bold
    13:70-77 dim
    ");
}

#[test]
fn a_long_line_is_broken_without_a_number_on_its_further_rows() {
    let mut frames = reading(30, 12, memory(ARTICLE, PROVENANCE)).keys("} } g r k k");
    assert_snapshot!(frames.frame(), @r"
    00            ·3·                |
    01    8                          |
    02    9 “难的不是技术。”管灯的人 |
    03      说,“难的是四个           |
    04   10 镇子对同一张单子的想法不 |
    05      一样。”他举了            |
    06   11 一个例子:单是几点开灯一  |
    07      栏,四处就有六种          |
    08   12 填法;开了九次会,才并成一 |
    09      种。                     |
    10                               |
    11  原始行 7-12  page.txt        |
    cursor 0:0
    0:5-13 dim
    ");
}

#[test]
fn in_english() {
    let mut frames = Frames::open(Opening {
        size: (60, 12),
        language: Language::English,
        catalogue: catalogue(memory(ARTICLE, PROVENANCE)),
        ..Opening::default()
    })
    .keys("Enter Enter g r G");
    assert_snapshot!(frames.frame(), @r"
    00       5  后来才换成了电灯。                                 |
    01       6                                                     |
    02 -     7  河湾简报        第18期     Left out: running head  |
    03               ·3·                                           |
    04       8                                                     |
    05       9  “难的不是技术。”管灯的人说,“难的是四个             |
    06      10  镇子对同一张单子的想法不一样。”他举了              |
    07      11  一个例子:单是几点开灯一栏,四处就有六种             |
    08      12  填法;开了九次会,才并成一种。                       |
    09      13  最后一次换灯是在前年冬天,如今整座桥上有            |
    10      14  两百盏灯。                                         |
    11   Raw lines 1-14  page.txt                   gr clean text  |
    cursor 10:0
    0:9-26 dim
    2:0-0 bold
    2:9-33 dim
    2:36-57 bold
    3:9-16 dim
    5:9-46 dim
    6:9-45 dim
    7:9-46 dim
    8:9-36 dim
    9:9-47 dim
    10:9-18 dim
    11:45-46 bold
    11:48-57 dim
    ");
}

#[test]
fn every_way_back_is_to_the_same_character() {
    for keys in ["g r", "q", "h", "Esc", "j k g r", "j j q", "G Esc", "gg q"] {
        for first in ["", "j", "}", "} }", "j j j"] {
            let mut frames = reading(40, 8, memory(ARTICLE, PROVENANCE)).keys(first);
            let before = frames.frame();
            let mut after = frames.keys("g r").keys(keys);
            assert_eq!(after.frame(), before, "{first:?} {keys:?}");
        }
    }
}

#[test]
fn back_from_another_line_is_to_its_paragraph_at_its_character() {
    let mut frames = reading(40, 20, memory(ARTICLE, PROVENANCE)).keys("g r G g r");
    assert!(frames.at_cursor().contains("两百盏灯"));
    let mut frames = frames.keys("g r g g j j g r");
    assert!(frames.at_cursor().contains("起初点的"));
    let mut frames = frames.keys("g r G g g g r");
    assert_eq!(frames.at_cursor(), "桥上的灯换过三次");
}

#[test]
fn another_size_keeps_the_line() {
    let mut frames = reading(80, 14, memory(ARTICLE, PROVENANCE)).keys("} } g r j j");
    let line = frames.at_cursor();
    for (columns, rows) in [(24, 8), (120, 40), (20, 6), (80, 14)] {
        frames = frames.resize(columns, rows);
        assert!(frames.at_cursor().starts_with("11"), "{columns}x{rows}");
    }
    assert_eq!(frames.at_cursor(), line);
}

#[test]
fn an_article_changed_by_hand_shows_the_lines_of_what_is_most_alike() {
    let longer = ARTICLE.replace("后来才换成了电灯。", "后来才换成了电灯。\n\n（完）");
    let shorter = ARTICLE.replace("起初点的是煤油，每天傍晚由两个人提着梯子去添油，天亮再去吹灭。这样过了二十多年，后来才换成了电灯。\n\n", "");
    for (changed, keys) in [(&longer, "} } }"), (&shorter, "}")] {
        let changed = changed.replace("“难的不是技术。”", "“难的是人，不是技术。”");
        let mut frames = reading(80, 24, memory(&changed, PROVENANCE)).keys(keys);
        assert!(frames.at_cursor().contains("管灯的人说"), "{keys:?}");
        let mut frames = frames.keys("g r");
        assert!(frames.at_cursor().starts_with('9'), "{}", frames.frame());
        assert!(frames.row(23).starts_with("原始行 9-12  page.txt"));
        let mut frames = frames.keys("G g r");
        assert!(
            frames.at_cursor().contains("两百盏灯"),
            "{}",
            frames.frame()
        );
    }
}

/// Two articles: the one above, and one of thirty paragraphs whose lines begin at 17.
fn two_articles() -> MemoryIssue {
    let mut source = SOURCE.to_owned() + "\n灯下的账本\n";
    let mut second = "+++\ntitle = \"灯下的账本\"\n+++\n".to_owned();
    let mut provenance = PROVENANCE.to_owned();
    provenance.push_str("\n[[article]]\nfile = \"02-zhang.md\"\nhead = [16, 16]\nblocks = [");
    for number in 1..=30 {
        let text = format!("第{number}页记着当月用掉的灯油。");
        source.push_str(&format!("{text}\n"));
        second.push_str(&format!("\n{text}\n"));
        provenance.push_str(&format!("[{0}, {0}], ", 16 + number));
    }
    provenance.push_str("]\n");
    let mut memory = memory(ARTICLE, &provenance);
    memory.files.insert("02-zhang.md".to_owned(), second);
    memory.original = source.into_bytes();
    memory
}

#[test]
fn back_into_another_article_is_to_its_paragraph() {
    for line in [17, 30, 46] {
        let keys = format!("g r {} G g r", digits(line));
        let mut frames = reading(80, 14, two_articles()).keys(&keys);
        let text = format!("第{}页", line - 16);
        assert!(frames.at_cursor().contains(&text), "{}", frames.frame());
        let reading = frames.end();
        assert_eq!(reading.last.as_deref(), Some("hewan-18/02-zhang"));
        let place = &reading.places["hewan-18/02-zhang"];
        assert!(!place.top || line != 30);
    }
}

#[test]
fn back_into_another_article_keeps_its_place_where_that_shows_the_paragraph() {
    let frames = reading(80, 14, two_articles()).keys("J } } } } } } } } } }");
    let place = frames.state().reader().map(ReaderPage::anchor);
    let keys = format!("K g r {} G g r", digits(28));
    let mut frames = frames.keys(&keys);
    assert!(frames.at_cursor().contains("第12页"), "{}", frames.frame());
    let now = frames.state().reader().map(ReaderPage::anchor);
    assert_eq!(now, place);
}

/// The keys that type `number`.
fn digits(number: usize) -> String {
    let digits = number.to_string();
    digits.chars().map(|digit| format!("{digit} ")).collect()
}

#[test]
fn characters_that_are_not_shown_move_nothing() {
    // Each Han stands once, so that a row is found by its first one; soft hyphens between them.
    let han: String = (0x4E00..0x4EA0).filter_map(char::from_u32).collect();
    let hyphened: String = han.chars().flat_map(|c| [c, '\u{AD}']).collect();
    let mut memory = memory(
        &format!("+++\ntitle = \"题\"\n+++\n\n{han}\n\n完。\n"),
        "version = 1\n[[article]]\nfile = \"01-deng.md\"\nhead = [1, 1]\nblocks = [[3, 3], [5, 5]]\n",
    );
    memory.original = format!("题\n\n{hyphened}\n\n完。\n").into_bytes();
    let mut frames = reading(24, 12, memory).keys("}");
    for _ in 0..5 {
        let mut rows = frames.keys("g r j");
        let row = rows.at_cursor();
        let first = row.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let first = first.chars().next().expect("a row of text");
        frames = rows.keys("g r");
        assert!(frames.at_cursor().contains(first), "{}", frames.frame());
    }
}

#[test]
fn a_record_that_names_lines_beyond_the_text_stops_nothing() {
    for blocks in [
        "[[99, 9223372036854775807], [0, 0], [2, 2]]",
        "[[1, 9223372036854775807], [3, 3], [0, 9223372036854775807]]",
        "[[9223372036854775807, 1], [9, 9], [3, 3]]",
        "[[1, 9223372036854775807]]",
        "[[0, 0]]",
        "[[14, 3], [1, 9223372036854775807], [2, 2]]",
    ] {
        let provenance =
            format!("version = 1\n[[article]]\nfile = \"01-deng.md\"\nblocks = {blocks}\n");
        let mut frames = reading(80, 24, memory(ARTICLE, &provenance)).keys("g r j k g r G g r");
        assert!(!frames.frame().is_empty(), "{blocks}");
    }
}

#[test]
fn every_reason_for_leaving_out_has_its_words() {
    let provenance = PROVENANCE.replace("running_head = [7]", "outline = [7]");
    let mut frames = reading(80, 14, memory(ARTICLE, &provenance)).keys("} } g r k k");
    assert!(
        frames.row(0).ends_with("未收：纲要里不属于任何一篇"),
        "{}",
        frames.row(0)
    );
}

#[test]
fn an_article_made_by_hand_has_none() {
    let frames = Frames::new(80, 24).keys("Enter Enter g r");
    assert_eq!(frames.said(), "这篇没有留存原始文本");
    for provenance in ["", "version = 9\n", "not toml", "version = 1\n"] {
        let frames = reading(80, 24, memory(ARTICLE, provenance)).keys("g r");
        assert_eq!(frames.said(), "这篇没有留存原始文本", "{provenance:?}");
    }
}

#[test]
fn what_an_import_writes_leads_back_to_its_lines() {
    let options = Options {
        stem: "page".to_owned(),
        keep_punctuation: false,
    };
    let (bytes, _, _) = encoding_rs::GB18030.encode(SOURCE);
    let (plan, _) = import(&bytes, &options).expect("nothing is lost");
    let imported = MemoryIssue {
        id: plan.issue.id.clone(),
        source: PathBuf::from("page.txt"),
        files: render(&plan, None).into_iter().collect(),
        original: bytes.clone().into_owned(),
    };
    let lines: Vec<&str> = SOURCE.lines().collect();
    let mut frames = reading(80, 24, imported);
    for _ in 0..4 {
        frames = frames.keys("g r");
        for row in 2..20 {
            let row = frames.row(row);
            let Some((number, text)) = row.split_once("  ") else {
                continue;
            };
            let number: usize = number.parse().expect("a number");
            assert!(lines[number - 1].starts_with(text.trim_end()), "{row}");
        }
        frames = frames.keys("q }");
    }
}
