//! Lines that CommonMark takes for link definitions and that are meant to be read.
//!
//! `[注]: 本文有删节` is a link definition to the parser, which passes over it without a word. A
//! definition stays hidden only if it is one without doubt: its target is an ASCII address.

use std::ops::Range;

/// The lines of `gap` (what lies between two blocks) that are text, as ranges of it.
pub(super) fn readable_lines(gap: &str) -> Vec<Range<usize>> {
    if !gap.contains('[') {
        return Vec::new();
    }
    let mut offset = 0;
    let mut readable = Vec::new();
    for line in gap.split_inclusive('\n') {
        let text = line.trim_start_matches([' ', '\t', '>', '-', '+', '*']);
        let start = offset + line.len() - text.len();
        let text = text.trim_end();
        if !text.is_empty() && !is_link_definition(text) && !is_list_mark(text) {
            readable.push(start..start + text.len());
        }
        offset += line.len();
    }
    readable
}

/// Whether `line` is `[label]: target`, the target being an address.
fn is_link_definition(line: &str) -> bool {
    let Some((label, rest)) = line
        .strip_prefix('[')
        .and_then(|line| line.split_once("]:"))
    else {
        return false;
    };
    let target = rest.split_whitespace().next().unwrap_or_default();
    !label.is_empty() && !label.starts_with('^') && is_address(target)
}

/// Whether `target` is where a link may lead: ASCII, with a mark that addresses have.
fn is_address(target: &str) -> bool {
    target.is_ascii() && target.contains(['/', '.', '@'])
}

/// Whether the link that `source` begins with is the mark of a note, `target` being the first word
/// of the note: `[^1]`, `[注]`.
pub(super) fn is_note(source: &str, target: &str) -> bool {
    source.starts_with("[^") || !is_address(target)
}

fn is_list_mark(text: &str) -> bool {
    text.trim_end_matches(['.', ')'])
        .bytes()
        .all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_is_hidden_only_without_doubt() {
        for (gap, expected) in [
            ("\n[a]: http://example.org \"题\"\n", vec![]),
            ("[注]: 本文有删节\n", vec!["[注]: 本文有删节"]),
            ("> [注]: 有删节\n> \n", vec!["[注]: 有删节"]),
            ("[^1]: note\n[b]: /x\n", vec!["[^1]: note"]),
            ("- 1.\n\n", vec![]),
        ] {
            let found: Vec<_> = readable_lines(gap)
                .into_iter()
                .map(|range| &gap[range])
                .collect();
            assert_eq!(found, expected, "{gap:?}");
        }
    }
}
