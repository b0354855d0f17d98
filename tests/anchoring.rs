//! Marks in corrected texts: an unchanged sentence keeps its mark, and none lands on another one.

#[path = "support/dice.rs"]
mod dice;

use std::collections::BTreeSet;
use std::ops::Range;

use dice::Dice;
use kanbao::annotation::{Anchoring, ArticleText, Orphaned, Selector};
use proptest::prelude::*;

/// Sentences that repeat, as news does, and some that do not.
const SENTENCES: &[&str] = &[
    "天刚亮，头一批住户就到了门口。",
    "值班的师傅说，一早上接了三十多个电话。",
    "按照计划，余下的活年底前做完。",
    "孩子们把画好的牌子挂在入口处。",
    "据统计，上月到访的人比前月多了两成。",
    "附近的店主盼着路灯早些亮起来。",
    "管理处贴出告示，写明了开放的钟点。",
    "雨停之后，工人又把石阶清扫了一遍。",
];

/// What scanners take for something else, and what stands in its place after a correction.
const CORRECTIONS: &[(char, &str)] = &[
    ('天', "夭"),
    ('的', "旳"),
    ('一', "—"),
    ('，', "、"),
    ('亮', "亭"),
    ('上', ""),
    ('把', "把那"),
    ('前', "之前"),
    ('停', "歇"),
    ('人', "入"),
];

/// A sentence of a text: whether a correction changed it.
#[derive(Clone, Debug)]
struct Sentence {
    before: String,
    after: String,
}

/// Paragraphs of sentences; a number makes many of them unlike all others.
fn texts() -> impl Strategy<Value = Vec<Vec<Sentence>>> {
    let sentence = (
        0..SENTENCES.len(),
        prop_oneof![Just(None), (0u32..2000).prop_map(Some)],
    );
    let paragraph = (
        proptest::collection::vec(sentence, 1..7),
        proptest::bool::weighted(0.3),
        any::<u64>(),
    );
    proptest::collection::vec(paragraph, 4..14).prop_map(|paragraphs| {
        paragraphs
            .into_iter()
            .map(|(sentences, corrected, seed)| {
                sentences
                    .into_iter()
                    .enumerate()
                    .map(|(place, (which, number))| {
                        let before = match number {
                            Some(number) => format!("第{number}户在{}", SENTENCES[which]),
                            None => SENTENCES[which].to_owned(),
                        };
                        let after = if corrected {
                            correct(&before, seed.rotate_left(place as u32 * 7))
                        } else {
                            before.clone()
                        };
                        Sentence { before, after }
                    })
                    .collect()
            })
            .collect()
    })
}

/// One correction in some sentences, two in few.
fn correct(sentence: &str, seed: u64) -> String {
    let mut text = sentence.to_owned();
    for round in 0..(seed % 3) {
        let (wrong, right) = CORRECTIONS[(seed >> (8 * round + 2)) as usize % CORRECTIONS.len()];
        text = text.replacen(wrong, right, 1);
    }
    text
}

/// The text of all paragraphs, and where each sentence stands, in code points.
fn laid_out(
    paragraphs: &[Vec<Sentence>],
    pick: impl Fn(&Sentence) -> &str,
) -> (String, Vec<Range<usize>>) {
    let (mut text, mut places, mut at) = (String::new(), Vec::new(), 0);
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if index > 0 {
            text.push('\n');
            at += 1;
        }
        for sentence in paragraph {
            let sentence = pick(sentence);
            let length = sentence.chars().count();
            text.push_str(sentence);
            places.push(at..at + length);
            at += length;
        }
    }
    (text, places)
}

fn marks(text: &str, places: &[Range<usize>]) -> Vec<Selector> {
    let text = ArticleText::new(text);
    places
        .iter()
        .map(|place| text.select(place.clone()).expect("a sentence is not empty"))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// The whole promise: unchanged sentences exactly where they are, corrected ones there or nowhere.
    /// Only where whole passages stand more than once may it be said that a place is not certain.
    #[test]
    fn a_corrected_text_keeps_its_marks(paragraphs in texts(), added in any::<bool>()) {
        let (before, places) = laid_out(&paragraphs, |sentence| &sentence.before);
        let (mut after, mut moved) = laid_out(&paragraphs, |sentence| &sentence.after);
        if added {
            let note = "编者按：本文有删改，以此为准。\n";
            after.insert_str(0, note);
            for place in &mut moved {
                let length = note.chars().count();
                *place = place.start + length..place.end + length;
            }
        }
        let marks = marks(&before, &places);
        let text = ArticleText::new(&after);
        let sentences: Vec<&Sentence> = paragraphs.iter().flatten().collect();
        for ((mark, place), sentence) in marks.iter().zip(&moved).zip(sentences) {
            let anchoring = text.anchor(mark);
            let repeated = before.matches(sentence.before.as_str()).count() > 1;
            if repeated && anchoring == Anchoring::Orphan(Orphaned::Ambiguous) {
                continue;
            }
            if sentence.before == sentence.after {
                prop_assert_eq!(&anchoring, &Anchoring::Exact(place.clone()), "{}\n{}", before, after);
            } else if let Some(range) = anchoring.range() {
                prop_assert!(
                    range.start < place.end && place.start < range.end,
                    "{:?} instead of {:?}\n{}\n{}", range, place, before, after
                );
            }
        }
    }

    /// Sentences that are taken out have no place, unless an equal one stands in the same surroundings.
    #[test]
    fn a_sentence_that_is_gone_lands_on_no_other(
        paragraphs in texts(),
        gone in proptest::collection::vec(any::<prop::sample::Index>(), 1..4),
    ) {
        let (before, places) = laid_out(&paragraphs, |sentence| &sentence.before);
        let gone: BTreeSet<usize> = gone.iter().map(|gone| gone.index(places.len())).collect();
        let chars: Vec<char> = before.chars().collect();
        let after: String = (0..chars.len())
            .filter(|at| !gone.iter().any(|&gone| places[gone].contains(at)))
            .map(|at| chars[at])
            .collect();
        let marks = marks(&before, &places);
        let text = ArticleText::new(&after);
        for &gone in &gone {
            if let Some(range) = text.anchor(&marks[gone]).range() {
                let found: String = text.chars()[range.clone()].iter().collect();
                prop_assert_eq!(&found, &marks[gone].quote.exact, "{:?}\n{}\n{}", range, before, after);
            }
        }
    }

    /// Any selection of any text comes back exactly while the text is as it was.
    #[test]
    fn an_unchanged_text_gives_every_selection_back(
        text in "[ab甲乙。\n]{1,80}",
        start in 0usize..80,
        length in 1usize..40,
    ) {
        let text = ArticleText::new(&text);
        if let Some(mark) = text.select(start..start + length) {
            let expected = Anchoring::Exact(mark.position.range());
            prop_assert_eq!(text.anchor(&mark), expected);
        }
    }

    /// Nothing in a selector from elsewhere makes it fail.
    #[test]
    fn foreign_selectors_do_no_harm(
        text in ".{0,60}",
        exact in ".{0,20}",
        prefix in ".{0,9}",
        suffix in ".{0,9}",
        start in any::<usize>(),
        end in any::<usize>(),
    ) {
        let mut selector = Selector::default();
        selector.quote.exact = exact;
        selector.quote.prefix = prefix;
        selector.quote.suffix = suffix;
        selector.position.start = start;
        selector.position.end = end;
        let text = ArticleText::new(&text);
        if let Some(range) = text.anchor(&selector).range() {
            prop_assert!(range.end <= text.chars().len());
        }
    }
}

/// A long paper of eight sentences over and over, many with a number of their own: of its unchanged
/// sentences nearly all are certain, although hundreds of them are equal.
#[test]
fn repeated_sentences_are_rarely_uncertain() {
    let mut dice = Dice(20_240_601);
    let paragraphs: Vec<Vec<Sentence>> = (0..100)
        .map(|_| {
            let corrected = dice.below(10) < 3;
            (0..5)
                .map(|_| {
                    let sentence = dice.pick(SENTENCES);
                    let before = match dice.below(3) {
                        0 => format!("第{}户在{sentence}", dice.below(900)),
                        _ => sentence.to_owned(),
                    };
                    let after = match corrected {
                        true => correct(&before, dice.below(1 << 31) as u64),
                        false => before.clone(),
                    };
                    Sentence { before, after }
                })
                .collect()
        })
        .collect();
    let (before, places) = laid_out(&paragraphs, |sentence| &sentence.before);
    let (after, moved) = laid_out(&paragraphs, |sentence| &sentence.after);
    let text = ArticleText::new(&after);
    let (mut certain, mut unchanged) = (0, 0);
    for ((mark, place), sentence) in marks(&before, &places)
        .iter()
        .zip(moved)
        .zip(paragraphs.iter().flatten())
    {
        let anchoring = text.anchor(mark);
        if sentence.before == sentence.after {
            unchanged += 1;
            certain += usize::from(anchoring == Anchoring::Exact(place.clone()));
        }
        if let Some(range) = anchoring.range() {
            assert!(
                range.start < place.end && place.start < range.end,
                "{mark:?}"
            );
        }
    }
    assert!(unchanged > 300, "{unchanged}");
    assert!(certain * 100 >= unchanged * 99, "{certain} of {unchanged}");
}

/// Sentences that change places, and differ in a number alone: each is where it is now.
#[test]
fn a_sentence_that_was_moved_is_not_looked_for_where_it_stood() {
    let line = |number: usize| format!("码头的石阶昨天重新量过，第{number}号记录写得清楚。");
    let text = |numbers: [usize; 4]| numbers.map(line).concat();
    let (before, after) = (text([31, 33, 34, 35]), text([31, 35, 34, 33]));
    let (before, after) = (ArticleText::new(&before), ArticleText::new(&after));
    for number in [31, 33, 34, 35] {
        let place = |text: &ArticleText<'_>| {
            let start = text.occurrences(&line(number))[0];
            start..start + line(number).chars().count()
        };
        let mark = before.select(place(&before)).expect("a sentence");
        assert_eq!(
            after.anchor(&mark),
            Anchoring::Exact(place(&after)),
            "{number}"
        );
    }
}

/// Rows of one pattern, as reports of the weather, harvests and honours are.
fn pattern_row(pattern: usize, dice: &mut Dice) -> String {
    let mut one = |of: &str| -> char {
        let of: Vec<char> = of.chars().collect();
        dice.pick(&of)
    };
    const PLACES: &str = "东西南北甲乙丙丁城河山桥";
    const NUMBERS: &str = "一二三四五六七八九";
    let [a, b, c] = [one(PLACES), one(PLACES), one(PLACES)];
    let [x, y, z] = [one(NUMBERS), one(NUMBERS), one(NUMBERS)];
    match pattern {
        0 => format!(
            "{a}{b}站：多云转{}，{c}风{x}级，水位{y}米{z}。",
            one("晴阴雨")
        ),
        1 => format!(
            "{a}{b}村收了晚稻{x}千{y}百担，比上一年多{z}成，场上的人都说很久没有见过这样的谷堆。"
        ),
        2 => format!(
            "{a}{b}，{}，{c}门码头工人，因{}货得力，记{x}等功一次。",
            one("男女"),
            one("装卸运护")
        ),
        _ => format!(
            "{}师傅每天{}都到{a}桥去看一看。他说{}修好了，人心就{}了。",
            one("赵钱孙李"),
            one("早午晚"),
            one("桥路渠"),
            one("安稳定")
        ),
    }
}

/// What stays of rows of one pattern keeps its marks, and what goes is on no other row, whatever else is done to them.
#[test]
fn marks_on_rows_of_one_pattern_stand_on_their_row_or_nowhere() {
    let (mut kept, mut found, mut gone) = (0, 0, 0);
    for seed in 0..48u64 {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let rows: Vec<String> = (0..6 + dice.below(6))
            .map(|_| pattern_row(seed as usize % 4, &mut dice))
            .collect();
        let text = rows.join("\n");
        let before = ArticleText::new(&text);
        // Which rows there are now, and what became of them.
        let mut now: Vec<(usize, String)> = rows.iter().cloned().enumerate().collect();
        for _ in 0..1 + dice.below(rows.len() / 2) {
            now.remove(dice.below(now.len()));
        }
        if seed % 3 == 1 {
            let at = dice.below(now.len());
            let moved = now.remove(at);
            now.insert(dice.below(now.len() + 1), moved);
        }
        for (_, row) in now.iter_mut().filter(|_| seed % 3 == 2) {
            if dice.below(3) == 0 {
                let mut chars: Vec<char> = row.chars().collect();
                let at = dice.below(chars.len());
                chars[at] = '隐';
                *row = chars.into_iter().collect();
            }
        }
        let after = now
            .iter()
            .map(|(_, row)| row.as_str())
            .collect::<Vec<_>>()
            .join("\n");
        let after = ArticleText::new(&after);
        let mut start = 0;
        for (number, row) in rows.iter().enumerate() {
            let length = row.chars().count();
            let some = dice.below(length - 4);
            let quotes = [
                (0, length),
                (0, 6),
                (length / 3, 2 * length / 3),
                (some, some + 4),
            ];
            for quote in quotes.map(|(first, last)| start + first..start + last) {
                let mark = before.select(quote.clone()).expect("a passage");
                if mark.occurrence.is_none_or(|occurrence| occurrence.of > 1) {
                    continue;
                }
                let mut at = 0;
                let place = now.iter().find_map(|(other, row)| {
                    let first = at;
                    at += row.chars().count() + 1;
                    (*other == number).then(|| (first..at - 1, row))
                });
                let range = after.anchor(&mark).range();
                let words = range
                    .clone()
                    .map(|range| -> String { after.chars()[range].iter().collect() });
                match place {
                    None => {
                        gone += 1;
                        assert!(
                            words
                                .as_ref()
                                .is_none_or(|words| *words == mark.quote.exact),
                            "{seed}: {mark:?} on {words:?} of\n{text}\nnow\n{}",
                            after.chars().iter().collect::<String>()
                        );
                    }
                    Some((line, there)) => {
                        let is_there = |range: &Range<usize>| {
                            line.start <= range.start && range.end <= line.end
                        };
                        assert!(
                            range.as_ref().is_none_or(is_there),
                            "{seed}: {mark:?} on {words:?}"
                        );
                        if there == row {
                            kept += 1;
                            found += usize::from(range.is_some());
                        }
                    }
                }
            }
            start += length + 1;
        }
    }
    assert!(gone > 200 && kept > 400, "{gone} {kept}");
    assert!(found * 100 >= kept * 99, "{found} of {kept}");
}
