//! Whether two texts are states of one text.
//!
//! Texts are compared by the pairs of letters that they have, so that wrapping and punctuation say nothing.
//! The shorter one counts: an article that was cut, or went on, is the same. Different articles of one paper
//! have about a fifth of their pairs in common.

use std::collections::HashSet;

/// The share of the shorter text's pairs, in tenths, from which two texts are one.
const ALIKE: usize = 4;

/// Whether `one` and `other` are mostly the same.
pub(super) fn agree(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.collect()
    };
    let (one, other) = (letters(one), letters(other));
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if short.len() < 2 {
        return short == long;
    }
    let known: HashSet<&[char]> = long.windows(2).collect();
    let shared = short.windows(2).filter(|pair| known.contains(pair)).count();
    10 * shared >= ALIKE * (short.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_itself_however_it_is_cut_or_goes_on() {
        let text = "新桥昨天通车，两岸的人不用再绕远路，早晚各省半个小时。";
        for (other, same) in [
            ("新桥昨天通车，\n两岸的人不用\n再绕远路", true),
            (
                "新桥昨天下午通车，两岸的居民不用再绕路，早晚省半个小时，船也可以歇了。",
                true,
            ),
            (
                "海边的渔港昨天开市，晒网的老人说，今年的黄鱼比去年多，价钱也公道。",
                false,
            ),
            ("", false),
        ] {
            assert_eq!(agree(text, other), same, "{other}");
            assert_eq!(agree(other, text), same, "{other}");
        }
        assert!(agree("甲", "甲。") && !agree("甲", "乙"));
    }
}
