//! What is glued to the last sentence of a text: who wrote or took it, where it comes from.
//!
//! It has no line of its own, so only its words tell. The hard part is words in quotes and brackets that belong
//! to the sentence.

use super::credit::credit;
use super::origin::{closing, origin};
use super::signed::{signature, supplied};

/// Where a credit or note that is glued to the last sentence of `text` begins.
pub(super) fn glued(text: &str) -> Option<usize> {
    let last: char = text.chars().next_back()?;
    if !matches!(
        last,
        '）' | ')' | '」' | '】' | ']' | '］' | '摄' | '攝' | '文' | '图' | '电' | '訊' | '讯'
    ) {
        return None;
    }
    let window = text.char_indices().rev().nth(199).map_or(0, |(at, _)| at);
    let tail = &text[window..];
    let mut stops: Vec<usize> = tail
        .char_indices()
        .filter(|(_, c)| matches!(c, '。' | '！' | '？' | '”' | '!' | '?' | '…'))
        .map(|(at, c)| window + at + c.len_utf8())
        .collect();
    stops.retain(|&at| at < text.len() && at > 0);
    stops.into_iter().find(|&at| {
        let rest = text[at..].trim();
        if rest.is_empty() || (rest.starts_with(['（', '(']) && matching(rest) != Some(rest.len()))
        {
            return false;
        }
        // Words in quotes inside a line, and no sentence behind which somebody is named.
        let quoted = text[..at].strip_suffix('”');
        if quoted.is_some_and(|words| !words.ends_with(['。', '！', '？', '…', '!', '?']))
            && !rest.starts_with(['（', '(', '「', '【', '[', '［'])
        {
            return false;
        }
        closing(rest).is_some()
            || (rest.starts_with(['（', '(', '「', '【']) && origin(rest).is_some())
            || credit(rest).is_some()
            || (rest.starts_with(['（', '('])
                && (signature(rest).is_some() || supplied(rest).is_some()))
    })
}

/// Where the bracket that `text` begins with is closed.
fn matching(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + c.len_utf8());
                }
            }
            _ => {}
        }
    }
    None
}
