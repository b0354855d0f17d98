//! The numbers of the lines of a page, when nothing else of them is needed: an eighth of their memory.

use std::cell::Cell;
use std::ops::Range;

use super::page::{Line, Mark, rows};

/// Where lines begin, and which ones of the source they are.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    /// For each line where it begins in the text, and its number in the source.
    lines: Vec<(u32, u32)>,
    /// The lines that have several rows, in order.
    fenced: Vec<Range<usize>>,
}

impl Numbers {
    /// Those of `lines`; `None` where a text is longer than any that is read.
    pub(super) fn of(lines: &[Line]) -> Option<Numbers> {
        let place = |line: &Line| Some((u32::try_from(line.start()).ok()?, line.row));
        let fenced = lines.iter().filter(|line| line.mark == Mark::Verbatim);
        let mut numbers = Numbers {
            lines: Vec::with_capacity(lines.len()),
            fenced: fenced.map(|line| line.start()..line.end()).collect(),
        };
        for line in lines {
            numbers.lines.push(place(line)?);
        }
        Some(numbers)
    }

    /// The number of the line that `offset` of `text` stands on, which is looked for at `near` first.
    pub(super) fn at(&self, offset: usize, text: &str, near: &Cell<usize>) -> usize {
        let start = |line: usize| self.lines.get(line).map(|&(start, _)| start as usize);
        let begins = |line: usize| start(line).is_none_or(|start| start > offset);
        // Mostly there, or little below.
        let here = near.get();
        let close = (here..here + 4).find(|&line| begins(line + 1));
        let found = close.filter(|_| !begins(here));
        let line = found.unwrap_or_else(|| {
            let after = self
                .lines
                .partition_point(|&(start, _)| start as usize <= offset);
            after.saturating_sub(1)
        });
        near.set(line);
        let Some(&(_, number)) = self.lines.get(line) else {
            return 1;
        };
        let after = self.fenced.partition_point(|fenced| fenced.start <= offset);
        let fenced = after.checked_sub(1).map(|at| &self.fenced[at]);
        let fenced = fenced.filter(|fenced| Some(fenced.start) == start(line));
        number as usize
            + fenced.map_or(0, |fenced| rows(text, fenced.start..offset.min(fenced.end)))
    }
}

#[cfg(test)]
mod tests {
    use crate::import::clean::clean;

    #[test]
    fn numbers_are_the_same_without_the_lines() {
        let source =
            "雨\n\n<p>停</p><p>了</p>\n<!-- 甲 -->\n```\na\n\nb\n```\n好\n```\nc\nd\n```\n\n";
        let (page, _, _) = clean(source).expect("nothing is lost");
        let mut numbered = page.clone();
        numbered.number_only();
        assert!(numbered.lines.is_empty() && page.lines.len() > 5);
        let all = || 0..page.text.len() + 2;
        for offset in all().chain(all().rev()) {
            assert_eq!(numbered.number(offset), page.number(offset), "{offset}");
        }
    }

    #[test]
    fn the_last_row_of_a_fence_has_its_number_though_a_han_ends_it() {
        let (page, _, _) = clean("雨\n```\n停\n了\n```\n").expect("nothing is lost");
        let last = page.text.find('了').expect("it is there") + '了'.len_utf8() - 1;
        assert_eq!(page.number(last), 4);
    }
}
