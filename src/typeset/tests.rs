//! What a layout must look like, for documents made by hand.

use super::*;
use crate::markup::{Block, BlockKind, Inline};
use crate::text::clusters;

fn settings(measure: Cells) -> Settings {
    Settings {
        measure,
        ambiguous: AmbiguousWidth::NARROW,
        level: ProhibitionLevel::Strict,
        indent: 4,
        hanging: false,
        spacing: false,
        tight_numbers: true,
        caption_label: Clean::from("图："),
        bullet: Clean::from("∙"),
        roomy: true,
    }
}

fn document(blocks: &[(BlockKind, &str)]) -> Document {
    let mut document = Document::default();
    for (index, (kind, text)) in blocks.iter().enumerate() {
        if index > 0 {
            document.text.push_line_break();
        }
        let start = document.text.as_str().len();
        for (row, part) in text.split('\n').enumerate() {
            if row > 0 {
                document.text.push_line_break();
            }
            document.text.push(Clean::from(part).as_clean());
        }
        let range = start..document.text.as_str().len();
        document.blocks.push(Block {
            kind: kind.clone(),
            range,
            line: index + 1,
        });
    }
    document
}

fn paragraph(text: &str) -> Document {
    document(&[(BlockKind::Paragraph, text)])
}

fn rows(head: Option<&Head>, document: &Document, settings: &Settings) -> Vec<String> {
    let layout = typeset(head, document, settings);
    check(&layout, document, settings);
    (0..layout.lines().len())
        .map(|line| layout.plain(document, line).as_str().to_owned())
        .collect()
}

/// What holds for every layout.
fn check(layout: &Layout, document: &Document, settings: &Settings) {
    let text = document.text.as_str();
    let hung = if settings.hanging { 2 } else { 0 };
    for (index, line) in layout.lines().iter().enumerate() {
        if settings.measure >= 4 {
            assert!(
                line.start + line.width <= settings.measure + hung,
                "{line:?} at {}",
                settings.measure
            );
        }
        let mut cell = 0;
        for piece in layout.pieces(document, index) {
            assert!(piece.cell >= cell, "pieces overlap on {line:?}");
            cell = piece.cell + piece.width;
            if let Some(offset) = piece.offset {
                assert_eq!(
                    &text[offset..offset + piece.text.as_str().len()],
                    piece.text.as_str()
                );
            }
        }
        if line.width > 0 {
            assert_eq!(cell, line.start + line.width, "{line:?}");
        }
    }
    // The lines of a block follow each other without a hole.
    for pair in layout
        .lines()
        .windows(2)
        .filter(|pair| pair[0].block.is_some() && pair[0].block == pair[1].block)
    {
        assert_eq!(pair[0].range.end, pair[1].range.start);
    }
    for block in &document.blocks {
        let content = &text[block.range.clone()];
        let lead = content.len() - content.trim_start().len();
        for cluster in
            clusters(&content[lead..], settings.ambiguous).filter(|cluster| cluster.width > 0)
        {
            let offset = block.range.start + lead + cluster.offset;
            let (line, cell) = layout.locate(document, offset);
            assert_eq!(
                layout.offset_at(document, line, cell),
                Some(offset),
                "{:?} on {line}",
                cluster.text
            );
        }
    }
}

fn article() -> (Head, Document) {
    let head = Head {
        kicker: Some(Clean::from("山河走笔")),
        title: Clean::from("一条渡船怎样留下来"),
        subtitle: Some(Clean::from("——白沙渡口两日记")),
        byline: Byline {
            authors: vec![Clean::from("本报记者 许望舒")],
            source: None,
            when: vec![Clean::from("2023年4月9日"), Clean::from("第2版")],
        },
    };
    let document = document(&[
        (
            BlockKind::Paragraph,
            "　　天刚亮，渡口的铁链就响了。老船工把缆绳绕了三圈，说：“水涨了一尺二，今天慢些走。”",
        ),
        (BlockKind::Paragraph, "对岸是3.5公里外的集市。"),
        (BlockKind::Heading { level: 2 }, "“慢”也是一种办法"),
        (BlockKind::Paragraph, "船上装了GPS和两部对讲机。"),
        (BlockKind::Caption, "渡船靠岸，乘客依次上岸（许望舒 摄）"),
        (BlockKind::Quote { depth: 1 }, "渡口在，村子就在。"),
        (BlockKind::Quote { depth: 1 }, "船在，渡口就在。"),
        (
            BlockKind::ListItem {
                depth: 1,
                marker: Some(Clean::from("1.")),
            },
            "修码头，铺石阶，添一盏夜里照路的灯；",
        ),
        (
            BlockKind::ListItem {
                depth: 2,
                marker: Some(Clean::from("-")),
            },
            "换缆绳。",
        ),
        (
            BlockKind::ListItem {
                depth: 1,
                marker: Some(Clean::from("100.")),
            },
            "添一条船，请两个会使船的年轻人来。",
        ),
        (
            BlockKind::ListItem {
                depth: 1,
                marker: None,
            },
            "船已订好。",
        ),
        (BlockKind::Rule, ""),
        (BlockKind::Heading { level: 3 }, "尾声"),
        (BlockKind::Note, "编辑：江越"),
    ]);
    (head, document)
}

#[test]
fn an_article_is_set_as_a_newspaper_would_set_it() {
    let (head, document) = article();
    let expected = "
                山河走笔
           一条渡船怎样留下来
            ——白沙渡口两日记

 本报记者 许望舒    2023年4月9日  第2版

    天刚亮，渡口的铁链就响了。老船工把缆
绳绕了三圈，说：“水涨了一尺二，今天慢些
走。”
    对岸是3.5公里外的集市。

“慢”也是一种办法
    船上装了GPS和两部对讲机。

    图：渡船靠岸，乘客依次上岸（许望
    舒 摄）

    渡口在，村子就在。
    船在，渡口就在。

  1. 修码头，铺石阶，添一盏夜里照路的
     灯；
     ∙   换缆绳。
100. 添一条船，请两个会使船的年轻人来。
     船已订好。

                 * * *

    尾声

    编辑：江越";
    assert_eq!(
        rows(Some(&head), &document, &settings(40)).join("\n"),
        expected
    );
}

#[test]
fn a_low_page_keeps_one_blank_row_below_the_head() {
    let (head, document) = article();
    let low = Settings {
        roomy: false,
        ..settings(40)
    };
    let rows = rows(Some(&head), &document, &low);
    assert_eq!(rows[0], "                山河走笔");
    assert_eq!(rows[3], " 本报记者 许望舒    2023年4月9日  第2版");
    assert_eq!(rows[4], "");
    assert!(rows[5].starts_with("    天刚亮"));
}

#[test]
fn missing_parts_leave_no_row() {
    let head = Head {
        title: Clean::from("短讯"),
        ..Head::default()
    };
    let body = paragraph("雨停了。");
    assert_eq!(
        rows(Some(&head), &body, &settings(20)),
        ["", "        短讯", "", "    雨停了。"]
    );
    assert_eq!(
        rows(Some(&Head::default()), &body, &settings(20)),
        ["    雨停了。"]
    );
    assert_eq!(
        rows(Some(&head), &Document::default(), &settings(20)),
        ["", "        短讯"]
    );
}

#[test]
fn a_wide_title_is_set_in_lines_of_nearly_equal_length() {
    let head = Head {
        title: Clean::from("渡口上的三十个清晨与一位老船工的最后一班船"),
        ..Head::default()
    };
    let rows = rows(Some(&head), &Document::default(), &settings(40));
    assert_eq!(
        rows,
        [
            "",
            "         渡口上的三十个清晨与一",
            "          位老船工的最后一班船"
        ]
    );
}

/// One paragraph without indent: (measure, text, lines joined by `|`).
fn assert_lines(cases: &[(Cells, &str, &str)], change: impl Fn(&mut Settings)) {
    let set = |&(measure, text, _): &(Cells, &str, &str)| {
        let mut settings = Settings {
            indent: 0,
            ..settings(measure)
        };
        change(&mut settings);
        format!(
            "{measure} {}",
            rows(None, &paragraph(text), &settings).join("|")
        )
    };
    let found: Vec<String> = cases.iter().map(set).collect();
    let expected: Vec<String> = cases
        .iter()
        .map(|(measure, _, lines)| format!("{measure} {lines}"))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn lines_break_by_the_rules() {
    assert_lines(
        &[
            (8, "春风吹过，江岸", "春风吹|过，江岸"),
            (9, "春风吹过，江岸", "春风吹|过，江岸"),
            (8, "春风吹（江岸）", "春风吹|（江岸）"),
            (8, "他说“江岸”。", "他说“江|岸”。"),
            (8, "江岸——春风", "江岸——春|风"),
            (7, "春江岸——春风", "春江|岸——春|风"),
            (8, "江岸春风……好", "江岸春|风……好"),
            (8, "共1,234.5元", "共|1,234.5|元"),
            (8, "用water水", "用water|水"),
            (10, "到2024-06-01止", "到|2024-06-01|止"),
            (8, "阿·波罗号·", "阿·波罗|号·"),
            (10, "well-known words", "well-known|words"),
            (7, "江岸  春风", "江岸|春风"),
            (6, "don’t go", "don’t|go"),
            (
                12,
                "见https://a.example/b/c?d=e止",
                "见|https://a.|example/b/c?|d=e止",
            ),
            (6, "abcdefghij", "abcdef|ghij"),
            (6, "——————————", "——————|————"),
            (5, "——————————", "————|————|——"),
            (4, "。。。。", "。。|。。"),
            (4, "葛\u{301}葛\u{301}葛", "葛\u{301}葛\u{301}|葛"),
        ],
        |_| {},
    );
}

#[test]
fn numbers_keep_their_measure_word_only_where_asked() {
    let text = "这一带去年新修的山路有12公里";
    assert_lines(&[(24, text, "这一带去年新修的山路有|12公里")], |_| {});
    assert_lines(
        &[(24, text, "这一带去年新修的山路有12|公里")],
        |settings| settings.tight_numbers = false,
    );
    assert_lines(&[(8, "山路有12公里", "山路有12|公里")], |_| {});
}

#[test]
fn one_mark_hangs_where_it_may() {
    let hanging = |settings: &mut Settings| settings.hanging = true;
    assert_lines(
        &[
            (8, "春风吹过，江岸", "春风吹过，|江岸"),
            (8, "春风吹过。  江岸", "春风吹过。|江岸"),
            (8, "春风吹过。”江岸", "春风吹|过。”江|岸"),
            (8, "春风吹过；江岸", "春风吹|过；江岸"),
            (9, "春风吹过、江岸", "春风吹过、|江岸"),
            (8, "春风吹过。", "春风吹过。"),
        ],
        hanging,
    );
}

#[test]
fn spacing_is_drawn_between_han_and_latin_only() {
    let text = "船上装了GPS和2部“A4”对讲机，另有3条缆绳，价值100元，都是在岸上买的";
    assert_lines(
        &[(
            40,
            text,
            "船上装了 GPS 和 2 部“A4”对讲机，另有 3|条缆绳，价值 100 元，都是在岸上买的",
        )],
        |settings| {
            settings.spacing = true;
            settings.tight_numbers = false;
        },
    );
    assert_lines(&[(38, "装了GPS和", "装了GPS和")], |settings| {
        settings.spacing = true;
    });
}

#[test]
fn ambiguous_marks_take_the_width_they_are_drawn_with() {
    let wide = |settings: &mut Settings| settings.ambiguous = AmbiguousWidth::WIDE;
    assert_lines(
        &[(8, "“春风”江", "“春风”江"), (7, "“春风”江", "“春风”|江")],
        |_| {},
    );
    assert_lines(
        &[
            (8, "“春风”江", "“春风”|江"),
            (7, "“春风”江", "“春|风”江"),
            (5, "春风—江", "春|风—|江"),
        ],
        wide,
    );
}

#[test]
fn raw_text_stays_as_it_stands() {
    let document = raw("第一行  \n\n\n　　第二行很长很长\r\n  x\n");
    let raw_settings = Settings {
        indent: 0,
        tight_numbers: false,
        ..settings(10)
    };
    assert_eq!(
        rows(None, &document, &raw_settings),
        ["第一行", "", "", "　　第二行", "很长很长", "  x"]
    );
}

#[test]
fn pieces_part_where_the_style_does() {
    let mut document = paragraph("水涨了一尺二");
    document.inlines.push(Inline {
        range: 3..9,
        style: InlineStyle::Emphasis,
    });
    let layout = typeset(None, &document, &settings(10));
    let pieces: Vec<_> = layout
        .pieces(&document, 0)
        .map(|piece| (piece.cell, piece.text.as_str(), piece.style, piece.offset))
        .collect();
    assert_eq!(
        pieces,
        [
            (4, "水", None, Some(0)),
            (6, "涨了", Some(InlineStyle::Emphasis), Some(3))
        ]
    );
}

#[test]
fn stripped_white_space_belongs_to_the_first_line() {
    let document = document(&[
        (BlockKind::Paragraph, "甲。"),
        (BlockKind::Paragraph, "　　乙。"),
    ]);
    let layout = typeset(None, &document, &settings(20));
    let start = document.blocks[1].range.start;
    assert_eq!(layout.locate(&document, start), (1, 4));
    assert_eq!(layout.offset_at(&document, 1, 0), Some(start + 6));
}

#[test]
fn verse_keeps_its_lines() {
    let document = document(&[
        (BlockKind::Paragraph, "江水流，\n船不走。"),
        (BlockKind::Verbatim, "甲  乙 丙"),
    ]);
    assert_eq!(
        rows(None, &document, &settings(20)),
        ["    江水流，", "船不走。", "", "甲  乙 丙"]
    );
}

#[test]
fn every_measure_holds_what_it_must() {
    let (head, document) = article();
    let mixed = paragraph(
        "见《江岸》（https://example.org/a/b?c=d&e=f）：“……”——「好」1,234,567.89%！！\u{1F1E8}a\u{301}",
    );
    for measure in (0..26).chain([39, 40, 41, 76]) {
        for level in [
            ProhibitionLevel::Loose,
            ProhibitionLevel::Normal,
            ProhibitionLevel::Strict,
        ] {
            for hanging in [false, true] {
                for ambiguous in [AmbiguousWidth::NARROW, AmbiguousWidth::WIDE] {
                    let settings = Settings {
                        level,
                        hanging,
                        ambiguous,
                        spacing: hanging,
                        ..settings(measure)
                    };
                    rows(Some(&head), &document, &settings);
                    rows(None, &mixed, &settings);
                }
            }
        }
    }
}
