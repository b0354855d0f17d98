//! The proof that nothing is lost, doubled or made up.
//!
//! Three steps, each between two neighbours. The cleaned text against the source, while it is made:
//! what is taken over is a copy, and between two runs stand only white space and what has the shape of a mark. The plan
//! against the cleaned text: its ranges cover every character that is not blank, once. What is given
//! out against its ranges: the same characters, widths of marks and white space aside. Nothing is
//! searched for; all steps go along offsets that are carried through, so that the proof takes no
//! memory to speak of.

use std::ops::Range;

use super::blank::{is_blank, is_rule};
use super::inline::is_doctype;
use super::lookalike::look_alike;
use super::page::Page;
use super::tag::element;

/// Up to how many ranges the memory for merging them is none to speak of.
const FEW_RANGES: usize = 1 << 14;

/// Where the proof failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The line of the source, from 1.
    pub line: usize,
    /// The characters concerned.
    pub text: String,
}

/// The proof of cleaning, as far as it has come.
#[derive(Debug)]
pub(super) struct Cleaning<'a> {
    source: &'a str,
    /// All before this offset is accounted for.
    at: usize,
    /// Lines below each other that were taken over as they stand and were not compared yet, and where the first
    /// of them begins in the text.
    lines: (Range<usize>, usize),
    broken: Option<Range<usize>>,
}

impl<'a> Cleaning<'a> {
    /// Nothing of `source` is accounted for yet.
    pub(super) fn new(source: &'a str) -> Cleaning<'a> {
        Cleaning {
            source,
            at: 0,
            lines: (0..0, 0),
            broken: None,
        }
    }

    /// `range` of the source, a line, stands in `text` from `start` on, with a line feed behind it.
    #[inline]
    pub(super) fn line(&mut self, range: Range<usize>, start: usize, text: &str) {
        let (lines, first) = &mut self.lines;
        // Below the last one in both, a line feed between them: so they are compared at once.
        if range.start == self.at + 1
            && self.at == lines.end
            && start == *first + lines.len() + 1
            && self.source.as_bytes()[self.at] == b'\n'
        {
            lines.end = range.end;
            self.at = range.end;
            return;
        }
        self.settle(text);
        self.pass(range.clone());
        self.lines = (range, start);
    }

    /// Compares the lines that were taken over with those of `text`: to be called before it changes there.
    pub(super) fn settle(&mut self, text: &str) {
        let (lines, first) = std::mem::take(&mut self.lines);
        let copy = text.as_bytes().get(first..first + lines.len());
        if copy != Some(&self.source.as_bytes()[lines.clone()]) {
            self.broken.get_or_insert(lines);
        }
    }

    /// `range` of the source stands in the text as `text`: a copy, look-alikes of Han aside.
    pub(super) fn copied(&mut self, range: Range<usize>, text: &str) {
        let source = &self.source[range.clone()];
        if source != text
            && !source
                .chars()
                .map(|c| look_alike(c).unwrap_or(c))
                .eq(text.chars())
        {
            self.broken.get_or_insert(range.clone());
        }
        self.pass(range);
    }

    /// `range` of the source is a mark, or a character reference that was decoded.
    pub(super) fn set_aside(&mut self, range: Range<usize>) {
        if !is_mark(&self.source[range.clone()]) {
            self.broken.get_or_insert(range.clone());
        }
        self.pass(range);
    }

    /// `range` of the source is accounted for: between it and what was before it nothing stands.
    fn pass(&mut self, range: Range<usize>) {
        if range.start < self.at {
            self.broken.get_or_insert(range.start..self.at);
        } else if !is_room(self.source, self.at..range.start) {
            self.broken.get_or_insert(self.at..range.start);
        }
        self.at = range.end;
    }

    /// Proves that all of the source is accounted for, by `text` and what was set aside.
    pub(super) fn finish(mut self, text: &str) -> Result<(), Broken> {
        self.settle(text);
        self.pass(self.source.len()..self.source.len());
        self.broken.map_or(Ok(()), |range| {
            Err(Broken {
                line: 1 + self.source[..range.start].matches('\n').count(),
                text: self.source[range].chars().take(40).collect(),
            })
        })
    }
}

/// Whether `text` has the shape of a mark of Markdown or HTML: nothing else may be set aside.
fn is_mark(text: &str) -> bool {
    let all = |text: &str, mark: u8| text.bytes().all(|byte| byte == mark);
    match text.trim_matches(is_blank) {
        "" | "-" | "+" | "*" | "**" | "[" | "!" | ">" => true,
        text if text.starts_with('<') => {
            let is_comment = text.starts_with("<!--") && text.ends_with("-->");
            is_comment || is_doctype(text) || element(text).is_some()
        }
        text if text.starts_with('&') => {
            let name = text[1..].strip_suffix(';').unwrap_or_default();
            !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
        }
        text if text.starts_with("](") => {
            text.ends_with(')') && text.bytes().all(|byte| byte.is_ascii_graphic())
        }
        text if text.starts_with("```") => text.is_ascii(),
        text => all(text, b'#') || is_rule(text),
    }
}

/// Proves that `spans` hold all lines of `page`, each character once.
pub(super) fn planned(page: &Page, spans: Vec<Range<usize>>) -> Result<(), Broken> {
    covered(&page.text, spans).map_err(|range| Broken {
        line: page.number(range.start),
        text: page.text[range].chars().take(40).collect(),
    })
}

/// Proves that `pieces` hold all of `whole`, each character once.
pub(super) fn divided(
    page: &Page,
    whole: &Range<usize>,
    mut pieces: Vec<Range<usize>>,
) -> Result<(), Broken> {
    for piece in &mut pieces {
        *piece = piece.start.saturating_sub(whole.start)..piece.end.saturating_sub(whole.start);
    }
    covered(&page.text[whole.clone()], pieces).map_err(|range| Broken {
        line: page.number(whole.start + range.start),
        text: page.text[whole.clone()].chars().take(40).collect(),
    })
}

/// Proves that `given`, which is given out, has the characters that `spans` have.
pub(super) fn given_out(page: &Page, spans: &[Range<usize>], given: &str) -> Result<(), Broken> {
    let mut source = Folded::of(&page.text, spans);
    let mut given = Folded {
        text: given,
        rest: given,
        spans: [].iter(),
    };
    loop {
        source.pass_same(&mut given);
        let (a, b) = (source.next(), given.next());
        if a != b {
            return Err(Broken {
                line: spans.first().map_or(1, |span| page.number(span.start)),
                text: a.into_iter().chain(source).take(40).collect(),
            });
        }
        if a.is_none() {
            return Ok(());
        }
    }
}

/// Characters as the proof compares them: no white space, marks in one width, a run of dots or dashes
/// as one, however long.
struct Folded<'a> {
    text: &'a str,
    /// What is left of the range that was begun.
    rest: &'a str,
    /// The ranges that were not begun yet.
    spans: std::slice::Iter<'a, Range<usize>>,
}

impl<'a> Folded<'a> {
    fn of(text: &'a str, spans: &'a [Range<usize>]) -> Folded<'a> {
        Folded {
            text,
            rest: "",
            spans: spans.iter(),
        }
    }

    /// The next character as it stands.
    fn peek(&mut self) -> Option<char> {
        while self.rest.is_empty() {
            self.rest = &self.text[self.spans.next()?.clone()];
        }
        self.rest.chars().next()
    }

    fn pass(&mut self, c: char) {
        self.rest = &self.rest[c.len_utf8()..];
    }

    /// Passes what stands next in both, byte for byte: nearly all of a text. `other` is one range.
    fn pass_same(&mut self, other: &mut Folded<'_>) {
        let whole = other.rest;
        // Mostly whole ranges.
        while let Some(rest) = other.rest.strip_prefix(self.rest) {
            (self.rest, other.rest) = ("", rest);
            let Some(span) = self.spans.next() else { break };
            self.rest = &self.text[span.clone()];
        }
        // Mostly all of both.
        if other.rest.is_empty() && self.rest.is_empty() && self.spans.as_slice().is_empty() {
            return;
        }
        let mut same = common(self.rest.as_bytes(), other.rest.as_bytes());
        while !self.rest.is_char_boundary(same) {
            same -= 1;
        }
        self.rest = &self.rest[same..];
        other.rest = &other.rest[same..];
        // A run of dots or dashes may go on in one of them only.
        let passed = &whole[..whole.len() - other.rest.len()];
        let last = passed.chars().rev().find(|&c| !is_blank(c)).map(fold);
        if let Some(run @ ('.' | '-')) = last {
            self.pass_run(run);
            other.pass_run(run);
        }
    }

    /// Passes what is left of a run of such marks, and white space in it and behind it.
    fn pass_run(&mut self, run: char) {
        while let Some(c) = self.peek().filter(|&c| fold(c) == run || is_blank(c)) {
            self.pass(c);
        }
    }
}

impl Iterator for Folded<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        loop {
            let c = self.peek()?;
            self.pass(c);
            if ('\u{4E00}'..='\u{9FFF}').contains(&c) {
                return Some(c);
            }
            if is_blank(c) {
                continue;
            }
            let folded = fold(c);
            if matches!(folded, '.' | '-') {
                self.pass_run(folded);
            }
            return Some(folded);
        }
    }
}

/// How many bytes `one` and `two` begin with in common.
fn common(one: &[u8], two: &[u8]) -> usize {
    let ((words, _), (others, _)) = (one.as_chunks::<8>(), two.as_chunks::<8>());
    let same = words.iter().zip(others).take_while(|(a, b)| a == b).count() * 8;
    let rest = one[same..].iter().zip(&two[same..]);
    same + rest.take_while(|(a, b)| a == b).count()
}

/// Whether nothing stands in `range` of `text`, which is mostly the end of a line.
fn is_room(text: &str, range: Range<usize>) -> bool {
    matches!(text.as_bytes()[range.clone()], [] | [b'\n']) || text[range].chars().all(is_blank)
}

/// A mark in the width of ASCII.
fn fold(c: char) -> char {
    match c {
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '？' => '?',
        '！' => '!',
        '（' => '(',
        '）' => ')',
        '。' | '…' => '.',
        '—' | '─' | '⸺' => '-',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        c => c,
    }
}

/// Whether `ranges` cover all of `text` that is not blank, each character once; else what they do not
/// cover, or what they cover twice.
fn covered(text: &str, mut ranges: Vec<Range<usize>>) -> Result<(), Range<usize>> {
    if ranges.len() < FEW_RANGES {
        // Mostly rows of them that are in order: those are merged.
        ranges.sort_by_key(|range| range.start);
    } else {
        ranges.sort_unstable_by_key(|range| range.start);
    }
    let mut end = 0;
    for range in ranges {
        if range.is_empty() {
            continue;
        }
        if range.start < end {
            return Err(range.start..end.min(range.end));
        }
        if !is_room(text, end..range.start) {
            return Err(end..range.start);
        }
        end = range.end;
    }
    match text.len() {
        whole if whole < end => Err(whole..whole),
        whole if !is_room(text, end..whole) => Err(end..whole),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Page {
        Page {
            text: text.to_owned(),
            ..Page::default()
        }
    }

    #[test]
    fn only_widths_and_white_space_may_differ_in_what_is_given_out() {
        let holds = |source: &str, given: &str| {
            let whole = 0..source.len();
            given_out(&page(source), &[whole], given).is_ok()
        };
        for (source, given) in [
            ("好,好", "好，好"),
            ("好 好", "好好"),
            ("等等...", "等等……"),
            ("等等。。。好", "等等……好"),
            ("城--乡", "城——乡"),
            ("说\"好\"", "说“好”"),
            ("好。.", "好。"),
            ("好-.-.好.. .", "好-.-.好……"),
            ("好. 。", "好……"),
            ("好 - -", "好—— "),
        ] {
            assert!(holds(source, given), "{source}");
        }
        for (source, given) in [
            ("好,好", "好好"),
            ("好好", "好"),
            ("好", "好好"),
            ("甲乙", "乙甲"),
            ("a-b", "ab"),
            ("好。", "好"),
            ("3.5", "35"),
            ("好-.", "好-"),
            ("好.-", "好-"),
        ] {
            assert!(!holds(source, given), "{source}");
        }
    }

    #[test]
    fn a_run_of_marks_may_go_on_in_the_next_line_and_nothing_else_may_go() {
        let holds = |lines: [&str; 2], given: &str| {
            let page = page(&lines.concat());
            let (first, all) = (lines[0].len(), page.text.len());
            given_out(&page, &[0..first, first..all], given).is_ok()
        };
        for (lines, given) in [
            (["好", "好"], "好好"),
            (["等等…", "…好"], "等等……好"),
            (["等等…", "…好"], "等等…好"),
            (["等等.. ", "..好"], "等等……好"),
            (["城-", "-乡"], "城——乡"),
            (["好,", "好"], "好，好"),
            (["好", ",好"], "好，好"),
        ] {
            assert!(holds(lines, given), "{lines:?}");
        }
        for (lines, given) in [
            (["好", "好"], "好"),
            (["好", "坏"], "好好"),
            (["等等…", "…好"], "等等——好"),
            (["等等…", "好"], "等等好"),
            (["城-", "乡"], "城乡"),
        ] {
            assert!(!holds(lines, given), "{lines:?}");
        }
    }

    #[test]
    fn ranges_that_miss_or_double_a_character_break_the_proof() {
        let page = page("甲乙 丙\n");
        assert!(planned(&page, vec![0..6, 7..10]).is_ok());
        assert!(planned(&page, vec![0..3, 7..10]).is_err());
        assert!(planned(&page, vec![0..6, 3..10]).is_err());
    }

    #[test]
    fn cleaning_may_drop_nothing_but_white_space_and_marks() {
        let source = "# 甲 \u{2F00}\n";
        let proof = |steps: &dyn Fn(&mut Cleaning<'_>)| {
            let mut proof = Cleaning::new(source);
            steps(&mut proof);
            proof.finish("").is_ok()
        };
        assert!(proof(&|proof| {
            proof.set_aside(0..1);
            proof.copied(2..9, "甲 一");
        }));
        assert!(!proof(&|proof| proof.copied(2..9, "甲 一")));
        assert!(!proof(&|proof| {
            proof.set_aside(0..1);
            proof.copied(2..9, "甲 二");
        }));
        assert!(!proof(&|proof| {
            proof.set_aside(0..1);
            proof.copied(2..5, "甲");
        }));
    }

    #[test]
    fn only_what_has_the_shape_of_a_mark_may_be_set_aside() {
        let holds = |source: &str| {
            let mut proof = Cleaning::new(source);
            proof.set_aside(0..source.len());
            proof.finish("").is_ok()
        };
        for mark in [
            "#",
            "  ##",
            ">",
            "-",
            "**",
            "---",
            "* * *",
            "[",
            "](a/b?c=d)",
            "!",
            "&amp;",
            "&#x4e00;",
            "<p>",
            "</p>",
            "<br/>",
            "<img alt=\"甲\">",
            "<!-- 甲 -->",
            "<!doctype html>",
            "```",
            "  ```sh",
        ] {
            assert!(holds(mark), "{mark}");
        }
        for text in [
            "甲",
            "a",
            "--",
            "1.",
            "](甲)",
            "[a](b)c",
            "&a b;",
            "&甲;",
            "& ",
            "<",
            "<b and c>",
            "<a@b.c>",
            "</甲>",
            "<p>甲</p>",
            "<p>b",
            "```甲",
            "，",
            "。",
        ] {
            assert!(!holds(text), "{text}");
        }
    }

    #[test]
    fn lines_that_are_taken_over_are_the_same_at_the_end() {
        let source = "甲乙\n丙\r丁\n\n戊";
        let holds = |text: &str, lines: &[(Range<usize>, usize)]| {
            let mut proof = Cleaning::new(source);
            for (range, start) in lines {
                proof.line(range.clone(), *start, text);
            }
            proof.finish(text).is_ok()
        };
        let all = [(0..6, 0), (7..10, 7), (11..14, 11), (16..19, 15)];
        assert!(holds("甲乙\n丙\n丁\n戊\n", &all));
        for text in [
            "甲丙\n丙\n丁\n戊\n",
            "甲乙\n乙\n丁\n戊\n",
            "甲乙\n丙 丁\n己\n",
            "甲乙",
        ] {
            assert!(!holds(text, &all), "{text}");
        }
        assert!(!holds("甲乙\n丙\n丁\n戊\n", &all[..3]));
        assert!(!holds("甲乙\n丙\n丁\n戊\n", &all[1..]));
    }
}
