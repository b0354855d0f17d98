//! What a row of results shows of an article: the sentence around a passage, as much as one row holds.
//!
//! A clip begins where a clause begins, one further back if the passage stands at that place, and goes
//! on to the end of the sentence, or to the last clause that the row holds whole; the mark there is
//! not shown. A passage too far inside of its clause is shown with a third of the row before it. What
//! still does not fit is cut by whoever draws it.

use std::ops::Range;

use super::ranges::{Touching, add};
use super::snippet::Passage;
use crate::text::width::text_width;
use crate::text::{AmbiguousWidth, Cells, clusters};

/// How much room a row has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Its cells.
    pub cells: Cells,
    /// How wide ambiguous characters are drawn.
    pub ambiguous: AmbiguousWidth,
}

/// A part of a text, with the passages in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
    /// The passages, in bytes of the text, ascending, not overlapping.
    pub matches: Vec<Range<usize>>,
}

/// Characters before a passage in its clause below which the clause before is shown too.
const ENOUGH_BEFORE: usize = 3;
/// Characters before a passage that are looked at for the beginning of its clause, for each cell of
/// the row. What begins farther away could not be shown.
const LOOKED_AT: usize = 2;

/// Clips of `text` for the first of its `passages` (in code points of it, ascending), at most `most`.
pub fn clips(text: &str, passages: &[Passage], most: usize, room: Room) -> Vec<Clip> {
    let mut clips: Vec<Clip> = Vec::new();
    let mut places = Places::new(text);
    let mut passages = passages
        .iter()
        .map(|passage| places.range(passage))
        .peekable();
    while clips.len() < most
        && let Some(first) = passages.next()
    {
        let earliest = clips.last().map_or(0, |clip: &Clip| clip.range.end);
        let range = around(text, &first, earliest.min(first.start), room);
        let mut matches = vec![first];
        while let Some(next) = passages.next_if(|next| next.start < range.end) {
            add(&mut matches, next, Touching::Apart);
        }
        clips.push(Clip { range, matches });
    }
    clips
}

/// What is shown around `passage`, from the byte `earliest` on. Only a few rows of text before the
/// passage are looked at, however long its clause is.
fn around(text: &str, passage: &Range<usize>, earliest: usize, room: Room) -> Range<usize> {
    let width = |range: Range<usize>| text_width(&text[range], room.ambiguous);
    let near = text[earliest..passage.start].char_indices().rev();
    let earliest = near
        .take(LOOKED_AT * (room.cells + 1))
        .last()
        .map_or(passage.start, |(at, _)| earliest + at);
    let line = text[earliest..passage.start]
        .rfind('\n')
        .map_or(earliest, |at| earliest + at + 1);
    let clause = clause_start(text, line, passage.start);
    let mut start = clause;
    if text[clause..passage.start].chars().count() < ENOUGH_BEFORE && clause > line {
        let mark = text[..clause].chars().next_back().unwrap_or('。');
        let before = clause_start(text, line, clause - mark.len_utf8());
        if !ends_sentence(mark) && width(before..passage.end) <= room.cells * 2 / 3 {
            start = before;
        }
    }
    if width(start..passage.start) > room.cells / 2 {
        start = last_cells(text, start..passage.start, room.cells / 3, room);
    }
    // Nothing begins with a blank or with a mark that belongs to what is left out.
    let leading = &text[start..passage.start];
    let is_left_over = |c: char| c.is_whitespace() || c == '、' || is_closer(c) || is_mark(c);
    start += leading.len() - leading.trim_start_matches(is_left_over).len();
    start..end(text, start, passage.end, room)
}

/// Where the last part of `range` begins that takes at most `cells`.
fn last_cells(text: &str, range: Range<usize>, cells: Cells, room: Room) -> usize {
    let before: Vec<(usize, Cells)> = clusters(&text[range.clone()], room.ambiguous)
        .map(|cluster| (range.start + cluster.offset, cluster.width))
        .collect();
    let mut taken = 0;
    before
        .iter()
        .rev()
        .take_while(|(_, width)| {
            taken += width;
            taken <= cells
        })
        .last()
        .map_or(range.end, |(at, _)| *at)
}

/// Where the clip ends that begins at `start` and shows what ends at `least`.
fn end(text: &str, start: usize, least: usize, room: Room) -> usize {
    let width = |end: usize| text_width(&text[start..end], room.ambiguous);
    let mut clause = None;
    let mut chars = text[least..].char_indices().peekable();
    // The passage itself may end with the mark.
    while let Some((at, c)) = chars.next() {
        let at = least + at;
        if c == '\n' {
            return at;
        }
        let next = chars.peek().map(|(_, next)| *next);
        if ends_sentence(c) {
            let closed = next.is_some_and(is_closer);
            return match (closed, width(at) <= room.cells, clause) {
                (_, false, Some(clause)) => clause,
                // Behind a mark in quotation marks these end the clip.
                (true, _, _) => at + c.len_utf8() + next.map_or(0, char::len_utf8),
                _ => at,
            };
        }
        if ends_clause(c, next) {
            if width(at) > room.cells {
                return clause.unwrap_or(at);
            }
            clause = Some(at);
        } else if at > start && width(at) > room.cells {
            // No need to look further: the row is full.
            return clause.unwrap_or(at + c.len_utf8());
        }
    }
    match clause {
        Some(clause) if width(text.len()) > room.cells => clause,
        _ => text.len(),
    }
}

/// Where the clause begins in which the byte `at` stands, not before `line`.
fn clause_start(text: &str, line: usize, at: usize) -> usize {
    let mut next = text[at..].chars().next();
    let before = text[line..at].char_indices().rev();
    for (offset, c) in before {
        let behind = line + offset + c.len_utf8();
        if (ends_clause(c, next) || ends_sentence(c)) && !next.is_some_and(is_closer) {
            return behind;
        }
        if is_closer(c) && text[line..line + offset].ends_with(ends_sentence) {
            return behind;
        }
        next = Some(c);
    }
    line
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?')
}

/// Whether a clause ends with `c`; figures have commas too.
fn ends_clause(c: char, next: Option<char>) -> bool {
    match c {
        '，' | '；' | '：' | '—' => true,
        ',' | ';' => !next.is_some_and(|next| next.is_ascii_digit()),
        _ => false,
    }
}

fn is_mark(c: char) -> bool {
    ends_clause(c, None) || ends_sentence(c)
}

fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '〉' | '】')
}

/// From code points to bytes, going forward over a text once.
struct Places<'a> {
    text: &'a str,
    byte: usize,
    point: usize,
}

impl<'a> Places<'a> {
    fn new(text: &'a str) -> Places<'a> {
        Places {
            text,
            byte: 0,
            point: 0,
        }
    }

    fn range(&mut self, passage: &Passage) -> Range<usize> {
        let start = self.byte(passage.from);
        // The next passage may begin before this one's end.
        let (byte, point) = (self.byte, self.point);
        let end = self.byte(passage.to);
        (self.byte, self.point) = (byte, point);
        start..end
    }

    fn byte(&mut self, point: usize) -> usize {
        if point < self.point {
            (self.byte, self.point) = (0, 0);
        }
        let rest = &self.text[self.byte..];
        let steps = point - self.point;
        let bytes = rest
            .char_indices()
            .nth(steps)
            .map_or(rest.len(), |(at, _)| at);
        self.byte += bytes;
        self.point = point;
        self.byte
    }
}

/// The bytes of `passages` (in code points of `text`, ascending by their beginning), those that overlap
/// as one.
pub fn ranges(text: &str, passages: &[Passage]) -> Vec<Range<usize>> {
    let mut places = Places::new(text);
    let mut ranges: Vec<Range<usize>> = Vec::with_capacity(passages.len());
    for range in passages.iter().map(|passage| places.range(passage)) {
        add(&mut ranges, range, Touching::Apart);
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The clips of `text` for all places of `query`, matches in brackets.
    fn shown(text: &str, query: &str, cells: Cells) -> Vec<String> {
        let passages: Vec<Passage> = text
            .match_indices(query)
            .map(|(at, _)| {
                let from = text[..at].chars().count();
                Passage {
                    body: true,
                    from,
                    to: from + query.chars().count(),
                }
            })
            .collect();
        let room = Room {
            cells,
            ambiguous: AmbiguousWidth::NARROW,
        };
        clips(text, &passages, 2, room)
            .into_iter()
            .map(|clip| {
                let mut shown = String::new();
                let mut at = clip.range.start;
                for range in clip.matches {
                    shown += &text[at..range.start];
                    shown += &format!("[{}]", &text[range.clone()]);
                    at = range.end;
                }
                shown + &text[at.min(clip.range.end)..clip.range.end]
            })
            .collect()
    }

    /// A line without a mark, as extracted tables are: looked at in full for each character, it would
    /// not come to an end.
    #[test]
    fn a_line_of_a_megabyte_is_cut_near_the_passage() {
        let line = "田".repeat(400_000);
        let found = shown(&format!("{line}医保{line}"), "医保", 24);
        assert_eq!(found.len(), 1);
        let before = found[0].split('[').next().unwrap().chars().count();
        assert_eq!(before, 4, "a third of the row");
        let many = shown(&"田".repeat(200_000), "田", 24);
        assert_eq!(many.len(), 2);
    }

    #[test]
    fn a_clip_is_made_of_clauses_that_a_row_holds() {
        for (text, cells, expected) in [
            (
                "排在头一个的是司机老周，他要替父亲转医保关系。窗口里的人接过表。",
                70,
                vec!["他要替父亲转[医保]关系"],
            ),
            (
                "从此在任何一家医院看门诊，医保当场结算，不用垫钱。",
                70,
                vec!["从此在任何一家医院看门诊，[医保]当场结算，不用垫钱"],
            ),
            (
                "办好了。医保当场结算。\n医保",
                70,
                vec!["[医保]当场结算", "[医保]"],
            ),
            (
                "他说：“医保通了。”众人都笑。",
                70,
                vec!["他说：“[医保]通了。”"],
            ),
            (
                "支付医保基金2,400万元，比去年多一成，比前年多两成，比大前年多三成。",
                40,
                vec!["支付[医保]基金2,400万元，比去年多一成"],
            ),
            (
                "这一句话没有一个逗号却很长很长很长很长很长很长很长提到医保之后也不肯停下来歇一歇",
                30,
                vec!["长很长提到[医保]之后也不肯停下来歇一"],
            ),
            ("医保医保医保", 70, vec!["[医保][医保][医保]"]),
            (
                "一边医保，一边社保，再一边医保。",
                18,
                vec!["一边[医保]，一边社保", "再一边[医保]"],
            ),
        ] {
            assert_eq!(shown(text, "医保", cells), expected, "{text}");
        }
    }

    #[test]
    fn overlapping_passages_are_one_range() {
        let passage = |from, to| Passage {
            body: true,
            from,
            to,
        };
        let found = ranges("甲乙丙丁", &[passage(0, 2), passage(1, 3), passage(3, 4)]);
        assert_eq!(found, [0..9, 9..12]);
    }
}
