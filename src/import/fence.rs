//! Fenced code of Markdown (CommonMark 4.5): from a line of backticks to the next one as long.
//!
//! What stands between is no text of a paper: nothing in it is a title, no line is joined to another.
//! A fence that nothing closes is none, for a page may end its lines with anything. One around the text of
//! a paper is no code: its two lines are stray ones. The hard part is
//! linear time: the next closing line of each length is searched at most once for each byte.

use std::ops::Range;

use super::line_end::line_end;
use crate::text::script::is_han;

/// The shortest and the longest row of backticks that begins a fence.
const MARKS: (usize, usize) = (3, 9);
/// The longest fence, in bytes.
const LONGEST: usize = 1 << 18;

/// The fewest Han and sentences of a paper's text.
const FEWEST_HAN: usize = 200;
const FEWEST_STOPS: usize = 4;

/// A fence: ranges of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fence {
    /// The line that opens it.
    pub(super) opening: Range<usize>,
    /// The lines inside, with their ends.
    pub(super) content: Range<usize>,
    /// The line that closes it.
    pub(super) closing: Range<usize>,
    /// Where the line behind it begins.
    pub(super) next: usize,
    /// The blanks before its marks: so many are taken from each line inside, in bytes.
    pub(super) indent: usize,
}

/// The fences of a source, looked for line by line: where the next closing line stands for each number of
/// marks, as far as it was searched.
#[derive(Clone, Debug, Default)]
pub(super) struct Fences {
    known: [Option<Closing>; MARKS.1 + 1],
    /// Where the line begins that closes the fence around what is read now.
    around: Option<usize>,
}

/// Where a closing line begins, ends, and where the next line begins; all behind the source where
/// there is none.
#[derive(Clone, Copy, Debug)]
struct Closing {
    start: usize,
    end: usize,
    next: usize,
}

impl Fences {
    /// The fence that the line from `start` to `end` opens, unless it is one around text; the next line begins at
    /// `next`.
    pub(super) fn at(&mut self, source: &str, line: Range<usize>, next: usize) -> Option<Fence> {
        if self.around == Some(line.start) {
            self.around = None;
            return None;
        }
        let fence = self.fence(source, line, next)?;
        if self.around.is_none() && fence.is_prose(source) {
            self.around = Some(fence.closing.start);
            return None;
        }
        Some(fence)
    }

    /// The fence that the line from `start` to `end` opens; the next line begins at `next`.
    fn fence(&mut self, source: &str, line: Range<usize>, next: usize) -> Option<Fence> {
        let (indent, marks, rest) = marks(&source[line.clone()])?;
        // What a program calls its language has no Han in it.
        if rest.contains('`') || !rest.trim().is_ascii() || marks > MARKS.1 {
            return None;
        }
        let known = self.known[marks].filter(|known| known.start >= next);
        let closing = known.unwrap_or_else(|| closing(source, next, marks));
        self.known[marks] = Some(closing);
        (closing.start < source.len() && closing.start - next <= LONGEST).then_some(Fence {
            opening: line,
            content: next..closing.start,
            closing: closing.start..closing.end,
            next: closing.next,
            indent,
        })
    }
}

impl Fence {
    /// Whether it holds the text of a paper, as programs that read pages put their answer between such marks.
    fn is_prose(&self, source: &str) -> bool {
        let (mut han, mut others, mut stops) = (0_usize, 0_usize, 0_usize);
        for c in source[self.content.clone()].chars() {
            han += usize::from(is_han(c));
            others += usize::from(!is_han(c) && !c.is_whitespace());
            stops += usize::from(c == '。');
        }
        han >= FEWEST_HAN && han > others && stops >= FEWEST_STOPS
    }
}

/// The first line from `start` on that closes a fence of `count` marks.
fn closing(source: &str, start: usize, count: usize) -> Closing {
    let mut start = start;
    while start < source.len() {
        let (end, next) = line_end(source, start).unwrap_or((source.len(), source.len()));
        let line = marks(&source[start..end]);
        if line.is_some_and(|(_, marks, rest)| marks >= count && rest.trim().is_empty()) {
            return Closing { start, end, next };
        }
        start = next;
    }
    let end = source.len();
    Closing {
        start: end,
        end,
        next: end,
    }
}

/// The blanks before the marks of a fence in `line`, in bytes, how many marks there are, and what
/// stands behind them.
fn marks(line: &str) -> Option<(usize, usize, &str)> {
    let row =
        |bytes: &[u8], marks: &[u8]| bytes.iter().take_while(|byte| marks.contains(byte)).count();
    let blanks = row(line.as_bytes(), b" \t");
    let marks = row(&line.as_bytes()[blanks..], b"`");
    (marks >= MARKS.0).then(|| (blanks, marks, &line[blanks + marks..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands inside the fence that the first line opens.
    fn inside(source: &str) -> Option<&str> {
        let (end, next) = line_end(source, 0)?;
        let fence = Fences::default().fence(source, 0..end, next)?;
        Some(&source[fence.content])
    }

    #[test]
    fn a_fence_around_the_text_of_a_paper_is_none() {
        let prose = "老渠边的水车转了四十年。".repeat(20);
        for (content, code) in [
            (prose.clone(), false),
            ("x = 1\n".repeat(200), true),
            ("水车。".to_owned(), true),
            (prose.replace('。', ""), true),
        ] {
            let source = format!("```markdown\n{content}\n```\n");
            let mut fences = Fences::default();
            assert_eq!(fences.at(&source, 0..11, 12).is_some(), code, "{content}");
            // Nor does its end open one.
            let end = source.len() - 4;
            let found = fences.at(&source, end..end + 3, source.len());
            assert_eq!(found, None, "{content}");
        }
    }

    #[test]
    fn a_fence_ends_with_a_line_of_as_many_marks() {
        for (source, expected) in [
            ("```\na\n```\nb", Some("a\n")),
            ("```sh\r\na\r\n```", Some("a\r\n")),
            ("````\n```\n````\n", Some("```\n")),
            ("```\n````\n", Some("")),
            ("  ```\n  a\n  ```  \n", Some("  a\n")),
            ("```\n``` b\n```\n", Some("``` b\n")),
            ("```甲乙\na\n```\n", None),
            ("```\na\n", None),
            ("```\na ```\n", None),
            ("``\na\n``\n", None),
            ("```a`\nb\n```\n", None),
        ] {
            assert_eq!(inside(source), expected, "{source:?}");
        }
    }
}
