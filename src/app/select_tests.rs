//! Motions of a selection: what each selects, and what holds whatever the text is.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use super::*;
use crate::markup;

fn document(text: &str) -> Document {
    markup::parse(text, 1).0
}

fn selection(stops: &Stops<'_>, anchor: usize) -> Selection {
    Selection::new(stops, anchor, Purpose::Highlight, Anchor::Head(0), 0)
}

/// What is selected from the character at which `from` begins, after these steps.
fn selected(text: &str, from: &str, steps: &[(Unit, isize)]) -> String {
    let document = document(text);
    let stops = Stops::new(&document).expect("text");
    let start = document.text.as_str().find(from).expect("the passage");
    let mut selection = selection(&stops, start);
    for &(unit, count) in steps {
        selection.step(&stops, unit, count);
    }
    document.text.as_str()[selection.range()].to_owned()
}

const TEXT: &str = "雨停了。渡口又开船，票价照旧。\n\n第二天，水位降了两尺。“还要再等。”他说。";

#[test]
fn one_step_selects_what_it_says() {
    use Unit::{Character, Paragraph, Sentence, Word};
    for (from, steps, expected) in [
        ("渡口", &[][..], "渡"),
        ("渡口", &[(Character, 2)], "渡口又"),
        ("渡口", &[(Word, 1)], "渡口"),
        ("渡口", &[(Word, 2)], "渡口又"),
        ("渡口", &[(Sentence, 1)], "渡口又开船，票价照旧。"),
        ("渡口", &[(Paragraph, 1)], "渡口又开船，票价照旧。"),
        (
            "渡口",
            &[(Sentence, 2)],
            "渡口又开船，票价照旧。\n第二天，水位降了两尺。",
        ),
        ("票价", &[(Sentence, -1)], "渡口又开船，票"),
        ("票价", &[(Paragraph, -1)], "雨停了。渡口又开船，票"),
        ("“还要", &[(Sentence, 1)], "“还要再等。”"),
        ("雨停", &[(Character, -5)], "雨"),
        ("他说", &[(Paragraph, 9)], "他说。"),
        ("旧。", &[(Character, 2)], "旧。\n第"),
        ("渡口", &[(Sentence, 1), (Sentence, -1)], "渡"),
    ] {
        assert_eq!(selected(TEXT, from, steps), expected, "{from} {steps:?}");
    }
}

#[test]
fn the_other_end_can_be_moved() {
    let document = document(TEXT);
    let stops = Stops::new(&document).expect("text");
    let start = document.text.as_str().find("票价").expect("the passage");
    let mut selection = selection(&stops, start);
    selection.step(&stops, Unit::Sentence, 1);
    selection.turn();
    selection.step(&stops, Unit::Sentence, -1);
    assert_eq!(
        &document.text.as_str()[selection.range()],
        "渡口又开船，票价照旧。"
    );
    assert_eq!(selection.count(&document), 11);
}

#[test]
fn a_text_without_characters_has_no_stops() {
    assert!(Stops::new(&document("")).is_none());
    assert!(Stops::new(&document("　　\n\n")).is_none());
}

/// Texts with what makes motions hard: closing marks, clusters of several characters, blanks at ends, blocks
/// that hold no text, lines in lines.
fn any_text() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "雨停了",
        "渡口又开船",
        "的",
        "，",
        "。",
        "！”",
        "（",
        "”）",
        "……",
        "——",
        " ",
        "　",
        "GB18030",
        "12.5%",
        "e\u{301}",
        "葛\u{e0100}",
        "👩\u{200d}🚀",
        "\u{200b}",
        "\n",
        "\n\n",
        "\n\n---\n\n",
        "\n\n- ",
        "\n\n> ",
        "\n\n## ",
        "\n\n| 甲 | 乙 |\n|---|---|\n| 一 | |\n\n",
        "\n\n    码\n\n",
        "*重*",
    ]);
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

fn any_step() -> impl Strategy<Value = (Unit, isize)> {
    let unit = prop::sample::select(vec![
        Unit::Character,
        Unit::Word,
        Unit::Sentence,
        Unit::Paragraph,
    ]);
    (unit, -4..=4_isize)
}

proptest! {
    #[test]
    fn ends_stand_on_clusters_of_blocks(
        text in any_text(),
        from in 0..200_usize,
        steps in prop::collection::vec(any_step(), 0..8),
    ) {
        let document = document(&text);
        let Some(stops) = Stops::new(&document) else {
            return Ok(());
        };
        let text = document.text.as_str();
        let mut selection = selection(&stops, stops.at(from));
        for (unit, count) in steps {
            let before = selection.head;
            selection.step(&stops, unit, count);
            let moved = selection.head.cmp(&before);
            prop_assert!(moved.is_eq() || moved.is_gt() == (count > 0));
            let range = selection.range();
            prop_assert!(!range.is_empty());
            for end in [range.start, range.end] {
                let of_end = |block: &&markup::Block| {
                    block.range.start <= end && end <= block.range.end
                };
                let block = document.blocks.iter().find(of_end).expect("an end in a block");
                let block_text = &text[block.range.clone()];
                let mut bounds = block_text.grapheme_indices(true).map(|(at, _)| block.range.start + at);
                prop_assert!(end == block.range.end || bounds.any(|bound| bound == end), "{end} in {text:?}");
            }
            let turned = {
                let mut turned = selection.clone();
                turned.turn();
                turned.range()
            };
            prop_assert_eq!(turned, range);
        }
    }

    #[test]
    fn a_count_is_so_many_single_steps(text in any_text(), from in 0..200_usize, step in any_step()) {
        let document = document(&text);
        let Some(stops) = Stops::new(&document) else {
            return Ok(());
        };
        let (unit, count) = step;
        let mut at_once = selection(&stops, stops.at(from));
        let mut one_by_one = at_once.clone();
        at_once.step(&stops, unit, count);
        for _ in 0..count.unsigned_abs() {
            one_by_one.step(&stops, unit, count.signum());
        }
        prop_assert_eq!(at_once, one_by_one);
    }

    #[test]
    fn characters_lead_there_and_back(text in any_text(), from in 0..200_usize, count in 1..9_isize) {
        let document = document(&text);
        let Some(stops) = Stops::new(&document) else {
            return Ok(());
        };
        let start = stops.at(from);
        let mut selection = selection(&stops, start);
        selection.step(&stops, Unit::Character, count);
        let went = index(&stops.clusters, selection.head) - index(&stops.clusters, start);
        selection.step(&stops, Unit::Character, -(went as isize));
        prop_assert_eq!(selection.head, start);
        // Every unit leads to both ends of the text, and no farther.
        for unit in [Unit::Character, Unit::Word, Unit::Sentence, Unit::Paragraph] {
            selection.step(&stops, unit, isize::MAX);
            let end = selection.head;
            selection.step(&stops, unit, 1);
            prop_assert_eq!(selection.head, end);
            let rest = &document.text.as_str()[selection.range().end..];
            prop_assert!(rest.trim().is_empty(), "{unit:?} stops before {rest:?}");
            selection.step(&stops, unit, -isize::MAX);
            let before = &document.text.as_str()[..selection.head];
            prop_assert!(before.trim().is_empty(), "{unit:?} stops behind {before:?}");
        }
    }
}
