//! Whole articles from generated Markdown, at every width: nothing is lost, doubled or too wide.
//!
//! What a reader sees of the text are the pieces with an offset; labels, list marks and column names
//! are generated. `show` prints the same pieces: [`Layout::plain`] is compared with them.

use kanbao::markup::{Document, parse};
use kanbao::text::{AmbiguousWidth, text_width};
use kanbao::typeset::{Layout, Settings, typeset};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::cases::plain_settings;

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "渡口",
        "老船工",
        "，",
        "。",
        "“慢”",
        "——",
        "……",
        "第2版",
        "3.5万元",
        "2024年6月7日",
        "GPS",
        "3~5公里",
        "internationalization",
        "https://example.org/a/very/long/address?with=many&parts=of-it",
        "[渡口](https://example.org/ferry)",
        "**铁链**",
        "~~删去~~",
        "`a  b`",
        "&amp;",
        "注：",
        "①",
        "[^1]",
    ]);
    prop::collection::vec(word, 1..8).prop_map(|words| words.concat())
}

fn table() -> impl Strategy<Value = String> {
    let cell = prop_oneof![3 => words(), 2 => Just("12".to_owned()), 1 => Just(String::new())];
    let rows = prop::collection::vec(prop::collection::vec(cell, 1..5), 1..5);
    rows.prop_map(|rows| {
        let columns = rows[0].len();
        let marks = [":--", ":-:", "--:", "---"];
        let mut text = String::new();
        for (number, row) in rows.iter().enumerate() {
            text += &format!("| {} |\n", row.join(" | "));
            if number == 0 {
                text += &format!("|{}|\n", marks.map(str::to_owned)[..columns].join("|"));
            }
        }
        text
    })
}

fn block() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => words(),
        1 => (1usize..=6, words()).prop_map(|(level, text)| format!("{} {text}", "#".repeat(level))),
        1 => words().prop_map(|text| format!("![{text}](a.jpg)")),
        1 => words().prop_map(|text| format!("```note\n{text}\n```")),
        1 => words().prop_map(|text| format!("```\n{text}\n```")),
        1 => (words(), words()).prop_map(|(one, two)| format!("{one}\\\n{two}")),
        1 => words().prop_map(|text| format!("[^1]: {text}")),
        1 => Just("* * *".to_owned()),
        3 => table(),
    ]
}

/// Blocks in lists in quotations in lists.
fn article() -> impl Strategy<Value = String> {
    let marks = prop::sample::select(vec!["> ", "- ", "9. ", "10. ", "100. ", "- [x] "]);
    let nested = block().prop_recursive(4, 24, 4, move |inner| {
        (marks.clone(), prop::collection::vec(inner, 1..4)).prop_map(|(mark, blocks)| {
            let indent = if mark == "> " {
                "> ".to_owned()
            } else {
                " ".repeat(mark.find(' ').unwrap_or(0) + 1)
            };
            let inner = blocks.join("\n\n");
            let lines = inner.lines().enumerate().map(|(number, line)| {
                let lead = if number == 0 { mark } else { &indent };
                format!("{lead}{line}")
            });
            lines.collect::<Vec<_>>().join("\n")
        })
    });
    prop::collection::vec(nested, 1..5).prop_map(|blocks| blocks.join("\n\n"))
}

fn settings(measure: usize, wide: bool, spacing: bool) -> Settings {
    Settings {
        ambiguous: if wide {
            AmbiguousWidth::WIDE
        } else {
            AmbiguousWidth::NARROW
        },
        indent: 4,
        spacing,
        tight_numbers: true,
        ..plain_settings(measure)
    }
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What `layout` shows of the text of `document`, in the order of reading; its faults go to the
/// test.
fn shown(
    layout: &Layout,
    document: &Document,
    settings: &Settings,
) -> Result<String, TestCaseError> {
    let mut shown = String::new();
    for (index, line) in layout.lines().iter().enumerate() {
        prop_assert!(line.start + line.width <= settings.measure, "{line:?}");
        let mut plain = String::new();
        let mut cell = 0;
        for piece in layout.pieces(document, index) {
            prop_assert!(
                piece.cell >= cell,
                "pieces overlap on line {} at {}: {:?} {:?}",
                index,
                settings.measure,
                line,
                piece
            );
            plain.push_str(&" ".repeat(piece.cell - cell));
            plain.push_str(piece.text.as_str());
            cell = piece.cell + piece.width;
            if piece.offset.is_some() {
                shown.push_str(piece.text.as_str());
            }
        }
        let printed = layout.plain(document, index);
        prop_assert_eq!(printed.as_str(), plain.as_str());
        prop_assert!(
            cell <= settings.measure,
            "line {} ends in cell {}",
            index,
            cell
        );
        prop_assert_eq!(text_width(printed.as_str(), settings.ambiguous), cell);
    }
    Ok(shown)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, rng_seed: RngSeed::Fixed(2024), ..ProptestConfig::default() })]

    #[test]
    fn an_article_is_shown_once_at_every_width(article in article(), wide: bool, spacing: bool) {
        let (document, _) = parse(&article, 1);
        for measure in (4..=44).chain([60, 76, 77, 120, 400]) {
            let settings = settings(measure, wide, spacing);
            let layout = typeset(None, &document, &settings);
            let shown = shown(&layout, &document, &settings)?;
            prop_assert_eq!(visible(&shown), visible(document.text.as_str()), "{} cells", measure);
        }
    }

    #[test]
    fn every_character_of_an_article_is_found_again(article in article(), measure in 4usize..=80) {
        let (document, _) = parse(&article, 1);
        let settings = settings(measure, false, false);
        let layout = typeset(None, &document, &settings);
        for (offset, c) in document.text.as_str().char_indices() {
            if c.is_whitespace() {
                continue;
            }
            let (line, cell) = layout.locate(&document, offset);
            prop_assert_eq!(layout.offset_at(&document, line, cell), Some(offset), "{:?}", c);
        }
    }
}

fn rows(markdown: &str, measure: usize) -> Vec<String> {
    let (document, _) = parse(markdown, 1);
    let layout = typeset(None, &document, &settings(measure, false, false));
    (0..layout.lines().len())
        .map(|line| layout.plain(&document, line).as_str().to_owned())
        .collect()
}

const TABLE: &str = "\
渡口今年添了三样东西。

| 东西 | 件数 | 说明 |
|:-----|----:|:----:|
| 缆绳 | 12 | 新 |
| 对讲机 | 2 | 江越捐的 |
| 灯 |  | 夜里照路 |

都已经用上。
";

#[test]
fn a_table_stands_in_columns_where_it_fits() {
    assert_eq!(
        rows(TABLE, 40),
        [
            "    渡口今年添了三样东西。",
            "",
            "东西    件数    说明",
            "缆绳      12     新",
            "对讲机     2  江越捐的",
            "灯            夜里照路",
            "",
            "    都已经用上。",
        ]
    );
    // Exactly as wide as the table, and one cell less.
    let head = |measure| {
        rows(TABLE, measure)
            .into_iter()
            .find(|row| row.starts_with("东西  "))
    };
    assert_eq!(head(22).as_deref(), Some("东西    件数    说明"));
    assert_eq!(head(21).as_deref(), Some("东西  件数  说明"));
}

#[test]
fn a_table_too_wide_is_told_cell_by_cell() {
    assert_eq!(
        rows(TABLE, 16)[2..],
        [
            "",
            "东西  件数  说明",
            "",
            "东西：缆绳",
            "件数：12",
            "说明：新",
            "",
            "东西：对讲机",
            "件数：2",
            "说明：江越捐的",
            "",
            "东西：灯",
            "说明：夜里照路",
            "",
            "    都已经用上。",
        ]
    );
}

#[test]
fn a_long_cell_hangs_and_a_long_name_gives_way() {
    let table = "| 名 | 说明 |\n|---|---|\n| 灯 | 夜里照路，江越捐的 |\n";
    assert_eq!(
        rows(table, 12),
        [
            "名  说明",
            "",
            "名：灯",
            "说明：夜里照",
            "  路，江越捐",
            "  的",
        ]
    );
    assert_eq!(rows(table, 8)[3..], ["夜里照", "路，江越", "捐的"]);
}

#[test]
fn numbers_of_a_list_end_in_one_cell_and_lists_in_lists_follow_the_text() {
    let list = "9. 缆绳\n10. 对讲机\n    - 江越捐的\n    - [x] 试过\n11. 灯\n\n    夜里照路。\n\n都已经用上。";
    assert_eq!(
        rows(list, 40),
        [
            " 9. 缆绳",
            "10. 对讲机",
            "      ∙ 江越捐的",
            "    [x] 试过",
            "11. 灯",
            "    夜里照路。",
            "",
            "    都已经用上。",
        ]
    );
}

#[test]
fn headings_of_every_level_have_their_place() {
    let headings = "# 一\n\n## 二\n\n### 三\n\n#### 四\n\n##### 五\n\n###### 六\n";
    assert_eq!(
        rows(headings, 80).join("|").replace("||", "|"),
        format!(
            "{0}一|二|    三|        四|            五|                六",
            " ".repeat(39)
        )
    );
}
