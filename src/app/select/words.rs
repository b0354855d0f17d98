//! Words in running text.
//!
//! Between two Han there is no sign of a word: what is one is looked up in the dictionary of ICU
//! (`icu_segmenter`, UAX #29 with the words of CLDR). What stands in no dictionary comes out of it
//! character by character; most such words have two characters, so a run of single Han goes by two, parted at
//! particles, prepositions and pronouns, which stand alone.

use std::ops::Range;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use crate::text::script::is_han;

/// Characters that are nearly always words of their own.
const ALONE: &str = "的了着过在是和与及或把被将让向从对于为以之其就也都又还很不没有我你他她它这那每各个只因而但则等";

/// Characters that the dictionary, which is one of Chinese and Japanese, takes for the beginning of names: they
/// are particles and conjunctions, but in the words behind them.
const BEGINNINGS: [(char, &[&str]); 5] = [
    ('了', &["了解", "了结", "了断", "了事", "了得", "了却"]),
    (
        '和',
        &[
            "和平", "和谐", "和解", "和睦", "和气", "和约", "和声", "和尚", "和蔼", "和缓", "和田",
            "和美",
        ],
    ),
    ('与', &["与会", "与否", "与其", "与共"]),
    ('及', &["及时", "及格", "及其", "及早", "及至"]),
    ('的', &["的确", "的士"]),
];
/// Particles that it leaves at the end of words, but in those behind them.
const ENDINGS: [(char, &[&str]); 2] = [
    (
        '的',
        &["目的", "标的", "有的", "是的", "似的", "别的", "真的"],
    ),
    ('了', &["为了", "除了", "罢了", "极了", "算了", "得了"]),
];

/// The words of `text` in order, marks among them, white space not: bytes of it.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut bounds: Vec<usize> = Vec::new();
    for bound in segmenter.segment_str(text) {
        let word = bounds.last().map(|&start| (start, &text[start..bound]));
        let particle = word.and_then(|(start, word)| Some(start + beside_particle(word)?));
        bounds.extend(particle);
        bounds.push(bound);
    }
    let mut words: Vec<Range<usize>> = Vec::new();
    // Whether the last word is one Han that takes another one.
    let mut is_open = false;
    for part in bounds.windows(2) {
        let part = part[0]..part[1];
        let written = &text[part.clone()];
        if written.trim().is_empty() {
            is_open = false;
            continue;
        }
        let mut chars = written.chars();
        let single = chars
            .next()
            .filter(|&c| is_han(c) && chars.next().is_none());
        let takes = single.is_some_and(|han| !ALONE.contains(han));
        match words.last_mut().filter(|_| takes && is_open) {
            Some(word) => {
                word.end = part.end;
                is_open = false;
            }
            None => {
                words.push(part);
                is_open = takes;
            }
        }
    }
    words
}

/// The byte at which a word of Han is to be parted, for it begins or ends with a particle.
fn beside_particle(word: &str) -> Option<usize> {
    let mut chars = word.chars();
    let (first, last) = (chars.next()?, chars.next_back()?);
    if !word.chars().all(is_han) {
        return None;
    }
    let is_one =
        |particle: char, words: &[&str], other: char| particle == other && !words.contains(&word);
    let mut endings = ENDINGS.into_iter();
    if endings.any(|(particle, words)| is_one(particle, words, last)) {
        return Some(word.len() - last.len_utf8());
    }
    let mut beginnings = BEGINNINGS.into_iter();
    let begins = beginnings.any(|(particle, words)| is_one(particle, words, first));
    // Of longer words that begin so the dictionary is right.
    (begins && chars.next().is_none()).then_some(first.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|word| &text[word]).collect()
    }

    #[test]
    fn words_of_the_dictionary_stay_whole() {
        for (text, expected) in [
            ("把票交给他们", "把 票 交给 他们"),
            ("渡口的早班船，八点开", "渡口 的 早班 船 ， 八点 开"),
            (
                "市场监管部门要联合开展检查",
                "市场 监管 部门 要 联合 开展 检查",
            ),
            ("工厂和市场都在变化", "工厂 和 市场 都在 变化"),
            ("双方了解情况并签了约", "双方 了解 情况 并签 了 约"),
            ("維護地區和平", "維護 地區 和平"),
            ("家庭的目的", "家庭 的 目的"),
            ("水位降了12.5厘米", "水位 降 了 12.5 厘米"),
        ] {
            assert_eq!(parted(text).join(" "), expected);
        }
    }

    #[test]
    fn han_that_stand_in_no_dictionary_go_by_two_between_those_that_stand_alone() {
        assert_eq!(parted("鎏曌的堃垚").join(" "), "鎏曌 的 堃垚");
    }

    #[test]
    fn letters_and_digits_are_words() {
        assert_eq!(
            parted("GB18030 与 12.5 万"),
            ["GB18030", "与", "12.5", "万"]
        );
    }
}
