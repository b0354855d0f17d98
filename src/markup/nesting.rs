//! A bound on quotations and lists in quotations and lists, kept before the parser sees the text.
//!
//! The parser makes several nodes for each container a line opens, so a line of a million `>` would
//! cost hundreds of megabytes. Each line's run of container marks is measured; marks beyond the
//! limit are left out, the text behind them stays, and so does the number of lines. The hard part is
//! what only looks like nesting: thematic breaks (`* * *`) and drawings in fenced code.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Fault};

/// The deepest nesting of quotations and lists that is kept.
pub const MAX_NESTING: usize = 100;

/// How many marks a line may begin with inside fenced code, where they are most likely a drawing.
/// Not unlimited, because a fence may end with the quotation it stands in.
const MAX_MARKS_IN_CODE: usize = 1000;

/// Leaves out container marks beyond the limit; tells the first line where that happened.
pub(super) fn flatten(body: &str, first_line: usize) -> (Cow<'_, str>, Vec<Diagnostic>) {
    let mut fence = None;
    let mut kept = 0;
    let mut flat = String::new();
    let mut first = None;
    let mut offset = 0;
    for (index, line) in body.split_inclusive('\n').enumerate() {
        let limit = if fence.is_some() {
            MAX_MARKS_IN_CODE
        } else {
            MAX_NESTING
        };
        if let Some((from, to)) = excess(line, limit) {
            flat.push_str(&body[kept..offset + from]);
            kept = offset + to;
            first.get_or_insert(first_line + index);
        } else {
            fence = fence_after(line, fence);
        }
        offset += line.len();
    }
    let diagnostics = first
        .map(|line| Diagnostic::at_line(line, Fault::TooDeep { limit: MAX_NESTING }))
        .into_iter()
        .collect();
    if kept == 0 {
        return (Cow::Borrowed(body), diagnostics);
    }
    flat.push_str(&body[kept..]);
    (Cow::Owned(flat), diagnostics)
}

/// The bytes of `line` taken by container marks beyond the first `limit`.
fn excess(line: &str, limit: usize) -> Option<(usize, usize)> {
    let bytes = line.as_bytes();
    let mut at = 0;
    let mut marks = 0;
    let mut from = None;
    while let Some(end) = mark_end(bytes, at) {
        if marks == limit {
            from = Some(at);
        }
        marks += 1;
        at = end;
    }
    from.filter(|_| !is_thematic_break(line))
        .map(|from| (from, at))
}

/// The end of the container mark that starts at `at`, white space before it included.
fn mark_end(bytes: &[u8], at: usize) -> Option<usize> {
    let blanks = bytes[at..]
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    let at = at + blanks;
    let end = match bytes.get(at)? {
        b'>' => return Some(at + 1),
        b'-' | b'+' | b'*' => at + 1,
        b'0'..=b'9' => {
            let digits = bytes[at..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            matches!(bytes.get(at + digits), Some(b'.' | b')')).then_some(at + digits + 1)?
        }
        _ => return None,
    };
    matches!(bytes.get(end), None | Some(b' ' | b'\t' | b'\r' | b'\n')).then_some(end)
}

fn is_thematic_break(line: &str) -> bool {
    let mut marks = line.bytes().filter(|byte| !byte.is_ascii_whitespace());
    marks
        .next()
        .is_some_and(|mark| matches!(mark, b'-' | b'*') && marks.all(|other| other == mark))
}

/// A fence's mark and length.
type Fence = (u8, usize);

/// The fence that is open behind `line`, given the one before it.
fn fence_after(line: &str, open: Option<Fence>) -> Option<Fence> {
    let text = line.trim_start_matches([' ', '\t', '>']);
    let Some(mark) = text
        .bytes()
        .next()
        .filter(|mark| matches!(mark, b'`' | b'~'))
    else {
        return open;
    };
    let length = text.bytes().take_while(|&byte| byte == mark).count();
    let rest = text[length..].trim();
    match open {
        Some((open_mark, open_length)) => {
            let closes = mark == open_mark && length >= open_length && rest.is_empty();
            (!closes).then_some((open_mark, open_length))
        }
        None => (length >= 3 && !(mark == b'`' && rest.contains('`'))).then_some((mark, length)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(body: &str) -> (String, Option<usize>) {
        let (flat, diagnostics) = flatten(body, 10);
        (
            flat.into_owned(),
            diagnostics.first().and_then(|diagnostic| diagnostic.line),
        )
    }

    #[test]
    fn marks_beyond_the_limit_go_and_the_text_stays() {
        for mark in [">", "> ", "- ", "1. ", "+ ", "- > "] {
            let count = MAX_NESTING + 50;
            let body = format!("甲\n{}乙\n丙", mark.repeat(count));
            let (text, line) = flat(&body);
            assert_eq!(line, Some(11), "{mark}");
            assert_eq!(text.lines().count(), 3);
            assert_eq!(
                text.matches(mark.trim_end()).count() * (1 + usize::from(mark == "- > ")),
                MAX_NESTING,
                "{mark}"
            );
            assert!(text.ends_with("乙\n丙"));
        }
    }

    #[test]
    fn what_only_looks_like_nesting_stays() {
        let drawing = format!("```\n{}\n```\n", ">".repeat(150));
        for body in [
            "> > 甲\n- 乙\n",
            &"* ".repeat(500),
            &"- ".repeat(500),
            &drawing,
            &"-".repeat(500),
        ] {
            assert_eq!(flat(body), (body.to_owned(), None));
        }
        let hidden = format!("> ```\n\n{}甲", ">".repeat(5000));
        assert_eq!(flat(&hidden).1, Some(12));
    }
}
