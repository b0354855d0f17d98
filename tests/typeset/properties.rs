//! What holds for every text, measure and setting: no fault to the independent judge, the same
//! lines for the same input, and offsets that come back from the cells they are drawn in.

use kanbao::markup::{BlockKind, Document};
use kanbao::text::{AmbiguousWidth, Clean, sanitize};
use kanbao::typeset::{Byline, Head, ProhibitionLevel, Settings, typeset};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use unicode_segmentation::UnicodeSegmentation;

use crate::cases::{document, draw, plain_settings};

/// Bits of text that meet in no well-behaved article.
fn fragment() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "一",
        "江海",
        "看报人",
        "们在读",
        "，",
        "。",
        "、",
        "：",
        "；",
        "？！",
        "！！！",
        "“",
        "”",
        "‘",
        "’",
        "“‘",
        "’”",
        "《",
        "》",
        "（",
        "）",
        "「",
        "」",
        "【】",
        "——",
        "……",
        "—",
        "…",
        "————————",
        "………………",
        "·",
        "•",
        "～",
        "–",
        "／",
        "々",
        "1,234.5",
        "12:30",
        "2024-06-07",
        "3万元",
        "第2版",
        "10月30日",
        "50%",
        "37℃",
        "￥120",
        "±5",
        "5000km",
        "v1.2.3",
        "1/2",
        "kanbao",
        "don’t",
        "AT&T",
        "a.b",
        "x-y",
        "and/or",
        "αβγ",
        "мир",
        "café",
        "e\u{301}u\u{308}\u{304}",
        "汉\u{323}",
        "👩",
        "👍🏽",
        "🇨🇳",
        "𠮷",
        "■",
        "①",
        "Ⅲ",
        "№3",
        "http://a.cn/b",
        "https://example.com/x/y?key=1&q=看",
        "www.ab.cn",
        " ",
        "  ",
        "\u{3000}",
        ",",
        ".",
        "(",
        ")",
        "\"",
        "'",
        "-",
        "/",
        "°",
        "★",
        "한",
        "ひらがな",
        "\u{a0}",
    ]);
    prop_oneof![
        6 => fixed.prop_map(str::to_owned),
        1 => "[a-z]{1,30}",
        1 => "[0-9]{1,24}",
        1 => "[，。”）]{1,20}",
        1 => "[“（《]{1,20}",
        2 => "[一二三四五六七八九十甲乙丙丁]{1,40}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(fragment(), 0..40).prop_map(|parts| parts.concat())
}

fn kind() -> impl Strategy<Value = BlockKind> {
    prop_oneof![
        8 => Just(BlockKind::Paragraph),
        1 => (1u8..=3).prop_map(|level| BlockKind::Heading { level }),
        1 => Just(BlockKind::Quote { depth: 1 }),
        1 => Just(BlockKind::ListItem { depth: 1, marker: Some(sanitize("1.")) }),
        1 => Just(BlockKind::Caption),
        1 => Just(BlockKind::Note),
        1 => Just(BlockKind::Verbatim),
    ]
}

fn some_document() -> impl Strategy<Value = Document> {
    prop::collection::vec((kind(), text()), 1..4).prop_map(|blocks| {
        document(
            blocks
                .iter()
                .map(|(kind, text)| (kind.clone(), text.as_str())),
        )
    })
}

fn some_settings(measures: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Settings> {
    let level = prop::sample::select(vec![
        ProhibitionLevel::Loose,
        ProhibitionLevel::Normal,
        ProhibitionLevel::Strict,
    ]);
    (measures, level, any::<[bool; 5]>()).prop_map(
        |(measure, level, [wide, indent, hanging, spacing, tight])| Settings {
            ambiguous: if wide {
                AmbiguousWidth::WIDE
            } else {
                AmbiguousWidth::NARROW
            },
            level,
            indent: if indent { 4 } else { 0 },
            hanging,
            spacing,
            tight_numbers: tight,
            ..plain_settings(measure)
        },
    )
}

fn head(title: &str) -> Head {
    Head {
        kicker: None,
        title: sanitize(title),
        subtitle: Some(sanitize(title)),
        byline: Byline {
            authors: vec![sanitize(title), Clean::default()],
            source: Some(sanitize("江海日报")),
            when: vec![sanitize(title)],
        },
    }
}

/// How many texts each property is tried on; always the same ones, so that a change of the
/// program is the only thing that can make a test fail.
const CASES: u32 = 256;

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, rng_seed: RngSeed::Fixed(2024), ..ProptestConfig::default() })]

    #[test]
    fn the_judge_finds_no_fault(document in some_document(), settings in some_settings(4..=120)) {
        let layout = typeset(None, &document, &settings);
        let faults = crate::rules::Judge::new(&document, settings.ambiguous).faults(&layout, &settings);
        prop_assert!(faults.is_empty(), "{:#?}\n{}", faults, draw(&layout, &document).join("\n"));
    }

    #[test]
    fn an_offset_comes_back_from_its_cell(document in some_document(), settings in some_settings(4..=120)) {
        let layout = typeset(None, &document, &settings);
        for block in &document.blocks {
            for (at, cluster) in document.text.as_str()[block.range.clone()].grapheme_indices(true) {
                // White space may have been dropped at a line's edge and then has no cell.
                if cluster.trim().is_empty() {
                    continue;
                }
                let offset = block.range.start + at;
                let (line, cell) = layout.locate(&document, offset);
                prop_assert!(layout.lines()[line].range.contains(&offset));
                let back = layout.offset_at(&document, line, cell);
                prop_assert_eq!(back, Some(offset), "{:?} in line {}, cell {}", cluster, line, cell);
            }
        }
    }

    #[test]
    fn the_same_text_gives_the_same_lines(document in some_document(), settings in some_settings(4..=60), title in text()) {
        let head = head(&title);
        prop_assert_eq!(
            typeset(Some(&head), &document, &settings),
            typeset(Some(&head), &document.clone(), &settings.clone())
        );
    }

    #[test]
    fn no_line_of_the_head_is_wider_than_the_measure(title in text(), settings in some_settings(4..=120)) {
        let document = Document::default();
        let layout = typeset(Some(&head(&title)), &document, &settings);
        for line in layout.lines() {
            prop_assert!(line.start + line.width <= settings.measure);
        }
    }

    #[test]
    fn no_measure_is_too_small_to_be_survived(document in some_document(), settings in some_settings(0..=3), title in text()) {
        let layout = typeset(Some(&head(&title)), &document, &settings);
        draw(&layout, &document);
        for offset in (0..document.text.len()).filter(|&offset| document.text.as_str().is_char_boundary(offset)) {
            layout.locate(&document, offset);
        }
    }

    #[test]
    fn every_line_can_be_asked_for_every_cell(document in some_document(), settings in some_settings(4..=40)) {
        let layout = typeset(None, &document, &settings);
        for line in 0..layout.lines().len() {
            for cell in 0..settings.measure + 4 {
                if let Some(offset) = layout.offset_at(&document, line, cell) {
                    prop_assert!(document.text.as_str().is_char_boundary(offset));
                }
            }
        }
    }
}
