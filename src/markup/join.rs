//! What stands between two source lines of one paragraph: nothing in Chinese, a space in Latin.
//!
//! The rule of CSS Text 3 section 4.1.3 (segment break transformation) as Chinese needs it: a line
//! break is a space only where words of letters meet. The hard part are the marks that both scripts
//! use (“ ” ‘ ’ — …): they count as what stands behind them.

use crate::text::script::is_han;

/// How many marks of both scripts are looked past, so that a long run of them costs no time.
const SEARCHED: usize = 8;

/// Whether a space stands where a line that ended with `before` goes on with `after`.
pub(super) fn needs_space(before: &str, after: &str) -> bool {
    let left = before.chars().rev().take(SEARCHED).find_map(side);
    let right = after.chars().take(SEARCHED).find_map(side);
    match (left, right) {
        (Some(Side::Wide), _) | (_, Some(Side::Wide)) => false,
        (Some(Side::Narrow), _) | (_, Some(Side::Narrow)) => true,
        (None, None) => false,
    }
}

/// The lines of `text` joined to one, white space at their ends dropped.
pub(super) fn join_lines(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text
        .split(['\n', '\r'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        if !joined.is_empty() && needs_space(&joined, line) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

#[derive(Clone, Copy)]
enum Side {
    Wide,
    Narrow,
}

/// Which script `c` speaks for, if any.
fn side(c: char) -> Option<Side> {
    match c {
        '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '⋯' | '⸺' => None,
        '\u{2E80}'..='\u{30FF}'
        | '\u{31F0}'..='\u{33FF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}' => Some(Side::Wide),
        _ if is_han(c) => Some(Side::Wide),
        _ => Some(Side::Narrow),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_stands_between_words_of_letters_only() {
        for (lines, joined) in [
            ("上海\n南京", "上海南京"),
            ("上海，\n南京", "上海，南京"),
            ("one\ntwo", "one two"),
            ("第3\n期", "第3期"),
            ("GDP\n增长", "GDP增长"),
            ("他说“好”\nOK", "他说“好”OK"),
            ("he said “yes”\nand left", "he said “yes” and left"),
            ("……\n……", "…………"),
            ("  甲  \n\n  乙  ", "甲乙"),
            ("서울\n부산", "서울 부산"),
        ] {
            assert_eq!(join_lines(lines), joined);
        }
    }
}
