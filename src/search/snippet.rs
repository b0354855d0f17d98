//! What is shown of an article found: the passages, each with the clause around it.
//!
//! A passage is known as bytes of the folded text; for showing, it becomes code points of the text
//! as it stands, by counting. A snippet begins behind the last mark that ends a clause before its
//! first passage, if that is near, and ends behind the first such mark that leaves something to
//! read; further passages in between are marked in it and not shown again. A snippet never reaches
//! over the end of a block.

use std::ops::Range;

use super::corpus::{Corpus, number, text};
use super::fold::fold_text;
use super::matches::Matcher;
use super::pattern::Text;
use super::ranges::{Touching, add};

/// The most code points before the first passage of a snippet.
const MOST_BEFORE: usize = 24;
/// How many code points a snippet has at least, if its block has them.
const AIM: usize = 30;
/// How many code points it has at most, long passages aside.
const MOST: usize = 48;

/// A place in an article where the query stands, in code points of the title or of the document's
/// text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// Whether it stands in the body; the title comes first.
    pub body: bool,
    /// Its first character.
    pub from: usize,
    /// Behind its last character.
    pub to: usize,
}

/// A piece of text with passages in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The text as it stands in the article.
    pub text: String,
    /// Where the query stands in it, in code points, ascending, not overlapping.
    pub matches: Vec<[usize; 2]>,
    /// Where it begins, in code points of the title or of the document's text.
    pub offset: usize,
    /// Whether it is of the body.
    pub body: bool,
}

/// All passages of article `index` in reading order, those of the title first.
pub fn passages(corpus: &Corpus<'_>, matcher: &Matcher, index: usize) -> Vec<Passage> {
    let record = corpus.record(index);
    let plain = corpus.slice(record.plain.clone());
    let left_out = match matcher.is_folded() {
        true => corpus.slice(record.left_out),
        false => &[],
    };
    let searched = Searched {
        text: matcher.text(corpus, index),
        left_out: LeftOut::Bytes(left_out),
        title: code_points(plain.get(..record.plain_title).unwrap_or_default()),
    };
    searched.passages(matcher).0
}

/// The passages of one article that stands by itself: its title (one line) and its text, as
/// [`passages`] gives them.
pub fn passages_in(matcher: &Matcher, title: &str, text: &str) -> Vec<Passage> {
    let plain = format!("{title}\n{text}\n");
    let points = title.chars().count();
    let (compared, left_out) = match matcher.is_folded() {
        true => {
            let folded = fold_text(&plain);
            (folded.text, folded.left_out)
        }
        false => (plain, Vec::new()),
    };
    let searched = Searched {
        text: Text {
            bytes: compared.as_bytes(),
            title: compared.find('\n').unwrap_or(0),
        },
        left_out: LeftOut::Numbers(&left_out),
        title: points,
    };
    searched.passages(matcher).0
}

/// An article as it is compared, with what leads back to it as it stands.
#[derive(Clone, Copy)]
struct Searched<'a> {
    text: Text<'a>,
    left_out: LeftOut<'a>,
    /// How many characters its title has as it stands.
    title: usize,
}

/// The numbers of the characters that folding left out, ascending.
#[derive(Clone, Copy)]
enum LeftOut<'a> {
    /// Four bytes each.
    Bytes(&'a [u8]),
    Numbers(&'a [u32]),
}

impl LeftOut<'_> {
    fn get(self, index: usize) -> Option<usize> {
        match self {
            LeftOut::Bytes(bytes) => {
                let four = bytes.get(index * 4..index * 4 + 4)?;
                Some(number(four, 0) as usize)
            }
            LeftOut::Numbers(numbers) => numbers.get(index).map(|number| *number as usize),
        }
    }
}

impl Searched<'_> {
    /// The passages, and how many bytes were gone over to count their places: no more than the text
    /// has, however many there are and however they lie.
    fn passages(self, matcher: &Matcher) -> (Vec<Passage>, usize) {
        // Each by its first byte and the one its last character begins with: behind that and not at
        // the next one it ends, for white space may lie between.
        let mut found: Vec<[usize; 2]> = Vec::new();
        matcher.passages(self.text, |from, to| {
            found.push([from, last_character(self.text.bytes, to)]);
        });
        if matcher.wanted_texts() > 1 {
            found.sort_unstable();
            found.dedup();
        }
        // One way through the text for all of them, beginnings and ends.
        let mut asked: Vec<usize> = found.iter().flatten().copied().collect();
        asked.sort_unstable();
        asked.dedup();
        let mut counter = Counter::new(self);
        let places: Vec<usize> = asked.iter().map(|&at| counter.place(at)).collect();
        let place = |at: usize| match asked.binary_search(&at) {
            Ok(index) => places[index],
            Err(_) => 0,
        };
        let passage = |&[from, last]: &[usize; 2]| {
            let (from, to) = (place(from), place(last) + 1);
            let body = from > self.title;
            let start = if body { self.title + 1 } else { 0 };
            Passage {
                body,
                from: from - start,
                to: to.saturating_sub(start).max(from - start),
            }
        };
        (found.iter().map(passage).collect(), counter.gone_over)
    }
}

/// The byte with which the last character before byte `to` begins.
fn last_character(bytes: &[u8], to: usize) -> usize {
    let mut before = bytes[..to.min(bytes.len())].iter();
    before.rposition(|byte| is_first_byte(*byte)).unwrap_or(0)
}

/// Snippets of article `index` for the first of its `passages`, at most `most`. The title is shown
/// beside them anyway, so its passages get one only if there are none in the body.
pub fn snippets(
    corpus: &Corpus<'_>,
    index: usize,
    passages: &[Passage],
    most: usize,
) -> Vec<Snippet> {
    let record = corpus.record(index);
    let plain = text(corpus.slice(record.plain));
    let (title, rest) = plain.split_once('\n').unwrap_or((plain, ""));
    let body_first = passages.partition_point(|passage| !passage.body);
    let (in_title, in_body) = passages.split_at(body_first);
    let (chosen, source, body) = if in_body.is_empty() {
        (in_title, title, false)
    } else {
        (in_body, rest, true)
    };
    let mut snippets: Vec<Snippet> = Vec::new();
    let mut walker = Walker::new(source);
    let mut index = 0;
    while index < chosen.len() && snippets.len() < most {
        let first = chosen[index];
        let (text, offset) = walker.cut(first);
        let length = text.chars().count();
        let mut matches: Vec<Range<usize>> = Vec::new();
        while let Some(passage) = chosen.get(index).filter(|next| {
            next.from < offset + length && (next.to <= offset + length || **next == first)
        }) {
            let [from, to] = [
                passage.from.saturating_sub(offset),
                passage.to.saturating_sub(offset).min(length),
            ];
            add(&mut matches, from..to, Touching::Apart);
            index += 1;
        }
        snippets.push(Snippet {
            text: text.to_owned(),
            matches: matches
                .into_iter()
                .map(|range| [range.start, range.end])
                .collect(),
            offset,
            body,
        });
    }
    snippets
}

/// From bytes of the compared text to code points of the plain one, asked in ascending order.
struct Counter<'a> {
    searched: Searched<'a>,
    /// Bytes and code points counted so far.
    counted: (usize, usize),
    /// How many of those left out lie before that.
    passed: usize,
    /// How many bytes were looked at.
    gone_over: usize,
}

impl<'a> Counter<'a> {
    fn new(searched: Searched<'a>) -> Counter<'a> {
        Counter {
            searched,
            counted: (0, 0),
            passed: 0,
            gone_over: 0,
        }
    }

    /// The number in the plain text of the character that begins at byte `at`, which is not before the
    /// one asked for last.
    fn place(&mut self, at: usize) -> usize {
        let bytes = self.searched.text.bytes;
        let (from, points) = self.counted;
        let at = at.clamp(from, bytes.len());
        let points = points + code_points(&bytes[from..at]);
        self.gone_over += at - from;
        self.counted = (at, points);
        let left_out = self.searched.left_out;
        while left_out
            .get(self.passed)
            .is_some_and(|left_out| left_out <= points + self.passed)
        {
            self.passed += 1;
        }
        points + self.passed
    }
}

/// A walk over a text from snippet to snippet, so that nothing is counted twice.
struct Walker<'a> {
    text: &'a str,
    byte: usize,
    point: usize,
}

impl<'a> Walker<'a> {
    fn new(text: &'a str) -> Walker<'a> {
        Walker {
            text,
            byte: 0,
            point: 0,
        }
    }

    /// The snippet around `passage`, and the code point it begins at. It does not begin before the
    /// end of the one before.
    fn cut(&mut self, passage: Passage) -> (&'a str, usize) {
        if passage.from < self.point {
            // It overlaps one that was shown: then it begins its snippet.
            (self.byte, self.point) = (0, 0);
            self.forward(passage.from);
        }
        let earliest = self.byte;
        let at = self.forward(passage.from);
        // Backwards to the clause's beginning.
        let before = self.text[earliest..at]
            .char_indices()
            .rev()
            .take(MOST_BEFORE + 1);
        let mut start = at;
        let mut points = 0;
        let mut begun = false;
        for (offset, c) in before {
            if ends_clause(c) || c == '\n' {
                begun = true;
                break;
            }
            if points == MOST_BEFORE {
                break;
            }
            start = earliest + offset;
            points += 1;
        }
        // No beginning in reach: a few characters before the passage do.
        if !begun && points == MOST_BEFORE {
            let keep = MOST_BEFORE / 2;
            let shift: usize = self.text[start..at]
                .chars()
                .take(points - keep)
                .map(char::len_utf8)
                .sum();
            start += shift;
            points = keep;
        }
        let blanks = self.text[start..at]
            .chars()
            .take_while(|c| c.is_whitespace())
            .count();
        start += self.text[start..at]
            .chars()
            .take(blanks)
            .map(char::len_utf8)
            .sum::<usize>();
        let first = passage.from - (points - blanks);

        // Forwards over the passage and to a clause's end.
        let wanted = passage.to - first;
        let mut end = start;
        let mut length = 0;
        let mut clause_end = None;
        for c in self.text[start..].chars() {
            if c == '\n' && length >= wanted {
                break;
            }
            if length >= MOST.max(wanted) {
                // Too long for a row: back to the last clause's end behind the passage.
                (end, length) = clause_end.unwrap_or((end, length));
                break;
            }
            end += c.len_utf8();
            length += 1;
            if length >= wanted && ends_clause(c) {
                clause_end = Some((end, length));
                if length >= AIM {
                    break;
                }
            }
        }
        (self.byte, self.point) = (end, first + length);
        (&self.text[start..end], first)
    }

    /// The byte of the code point `point`.
    fn forward(&mut self, point: usize) -> usize {
        let steps = point.saturating_sub(self.point);
        let rest = &self.text[self.byte..];
        let byte = self.byte
            + rest
                .char_indices()
                .nth(steps)
                .map_or(rest.len(), |(byte, _)| byte);
        (self.byte, self.point) = (byte, point);
        byte
    }
}

/// Whether a clause ends behind `c`.
fn ends_clause(c: char) -> bool {
    matches!(
        c,
        '，' | '。' | '；' | '：' | '！' | '？' | ',' | ';' | '!' | '?' | '”' | '』' | '」' | '…'
    )
}

/// How many code points stand in `bytes`.
fn code_points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| is_first_byte(**byte)).count()
}

fn is_first_byte(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::parse;
    use crate::search::query::Settings;

    /// Passages inside of others made the count begin anew at each of them.
    #[test]
    fn places_of_nested_passages_are_counted_on_one_way_through_the_text() {
        for times in [1, 50, 4_000] {
            let text = "医 疗\u{3000}保障".repeat(times);
            let folded = fold_text(&format!("题\n{text}\n"));
            let query = parse("医疗保障 疗 保", &Settings::default()).expect("a query");
            let matcher = Matcher::new(&query).expect("a matcher");
            let searched = Searched {
                text: Text {
                    bytes: folded.text.as_bytes(),
                    title: "题".len(),
                },
                left_out: LeftOut::Numbers(&folded.left_out),
                title: 1,
            };
            let (found, gone_over) = searched.passages(&matcher);
            assert!(gone_over <= folded.text.len(), "{gone_over} for {times}");
            assert_eq!(found, passages_in(&matcher, "题", &text));
            let parts = [(0, 6), (2, 3), (4, 5)];
            let expected: Vec<(usize, usize)> = (0..times)
                .flat_map(|time| parts.map(|(from, to)| (time * 6 + from, time * 6 + to)))
                .collect();
            let places = found.iter().map(|passage| (passage.from, passage.to));
            assert_eq!(places.collect::<Vec<_>>(), expected);
            assert!(found.iter().all(|passage| passage.body));
        }
    }
}
