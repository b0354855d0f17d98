//! Words in running text, as far as they can be told without a dictionary.
//!
//! Letters and digits make words as in UAX #29. Between two Han there is no sign of a word; most words
//! have two characters, and some characters stand alone: particles, prepositions, measure words. So a run
//! of Han is parted at those, and what is left goes by two.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::script::is_han;

/// Characters that are nearly always words of their own.
const ALONE: &str = "的了着过在是和与及或把被将让向从对于为以之其就也都又还很不没有我你他她它这那每各个只因而但则等";

/// The words of `text` in order, marks among them, white space not: bytes of it. None parts a cluster.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    // Whether the last word takes a Han more.
    let mut is_open = false;
    for (start, part) in text.split_word_bound_indices() {
        let end = start + part.len();
        let first = part.chars().next();
        match (first.filter(|&c| is_han(c)), words.last_mut()) {
            (Some(han), _) if ALONE.contains(han) => {
                words.push(start..end);
                is_open = false;
            }
            (Some(_), Some(word)) if is_open => {
                word.end = end;
                is_open = false;
            }
            (Some(_), _) => {
                words.push(start..end);
                is_open = true;
            }
            (None, _) => {
                if !part.trim().is_empty() {
                    words.push(start..end);
                }
                is_open = false;
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|word| &text[word]).collect()
    }

    #[test]
    fn han_go_by_two_between_characters_that_stand_alone() {
        assert_eq!(
            parted("渡口的早班船，八点开"),
            ["渡口", "的", "早班", "船", "，", "八点", "开"]
        );
        assert_eq!(parted("把票交给他们"), ["把", "票交", "给", "他", "们"]);
    }

    #[test]
    fn letters_and_digits_are_words() {
        assert_eq!(
            parted("GB18030 与 12.5 万"),
            ["GB18030", "与", "12.5", "万"]
        );
    }
}
