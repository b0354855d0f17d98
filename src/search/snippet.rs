//! What is shown of an article found: the passages, each with the clause around it.
//!
//! A passage is known as bytes of the folded text; for showing, it becomes code points of the text
//! as it stands, by counting. A snippet begins behind the last mark that ends a clause before its
//! first passage, if that is near, and ends behind the first such mark that leaves something to
//! read; further passages in between are marked in it and not shown again. A snippet never reaches
//! over the end of a block.

use std::io::Cursor;

use super::corpus::{Corpus, DETAILS, Record, number, text};
use super::matches::Matcher;
use super::pack::{Group, Pack, Packed};

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
    let mut found: Vec<(usize, usize)> = Vec::new();
    matcher.passages(corpus, index, |from, to| found.push((from, to)));
    if matcher.wanted_texts() > 1 {
        found.sort_unstable();
        found.dedup();
    }
    let record = corpus.record(index);
    let plain = corpus.slice(record.plain.clone());
    let title = code_points(plain.get(..record.plain_title).unwrap_or_default());
    let mut counter = Counter::new(corpus, &record, matcher.is_folded());
    found
        .into_iter()
        .map(|(from, to)| {
            let from = counter.place(from);
            // Behind the last character, not at the next one: white space may lie between. The next
            // passage may begin before it, so that the count of beginnings goes on from where it is.
            let mut ends = counter;
            let to = ends.place_of_last(to) + 1;
            let body = from > title;
            let start = if body { title + 1 } else { 0 };
            Passage {
                body,
                from: from - start,
                to: to.saturating_sub(start).max(from - start),
            }
        })
        .collect()
}

/// The passages of one article that stands by itself: its title (one line) and its text, as
/// [`passages`] gives them.
pub fn passages_in(matcher: &Matcher, title: &str, text: &str) -> Vec<Passage> {
    let mut group = Group::default();
    group.push(0, Packed::new(title, text, [""; DETAILS]));
    let packed = Pack::new(Cursor::new(Vec::new()), 1).and_then(|mut pack| {
        pack.write(&group)?;
        pack.finish(&[["", ""]], &[])
    });
    // Memory takes all there is.
    let bytes = packed.map(Cursor::into_inner).unwrap_or_default();
    let corpus = Corpus::read(&bytes);
    corpus.map_or_else(Vec::new, |corpus| passages(&corpus, matcher, 0))
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
        let mut matches: Vec<[usize; 2]> = Vec::new();
        while let Some(passage) = chosen.get(index).filter(|next| {
            next.from < offset + length && (next.to <= offset + length || **next == first)
        }) {
            let [from, to] = [
                passage.from.saturating_sub(offset),
                passage.to.saturating_sub(offset).min(length),
            ];
            match matches.last_mut() {
                Some(last) if from < last[1] => last[1] = last[1].max(to),
                _ => matches.push([from, to]),
            }
            index += 1;
        }
        snippets.push(Snippet {
            text: text.to_owned(),
            matches,
            offset,
            body,
        });
    }
    snippets
}

/// From bytes of the compared text to code points of the plain one. Asked in ascending order it
/// goes over the text once.
#[derive(Clone, Copy)]
struct Counter<'a> {
    bytes: &'a [u8],
    left_out: &'a [u8],
    /// Bytes and code points counted so far.
    counted: (usize, usize),
    /// How many of `left_out` lie before that.
    passed: usize,
}

impl<'a> Counter<'a> {
    fn new(corpus: &Corpus<'a>, record: &Record, folded: bool) -> Counter<'a> {
        let (range, left_out) = if folded {
            (record.folded.clone(), record.left_out.clone())
        } else {
            (record.plain.clone(), 0..0)
        };
        Counter {
            bytes: corpus.slice(range),
            left_out: corpus.slice(left_out),
            counted: (0, 0),
            passed: 0,
        }
    }

    /// The number in the plain text of the character that begins at byte `at`.
    fn place(&mut self, at: usize) -> usize {
        let at = at.min(self.bytes.len());
        if at < self.counted.0 {
            (self.counted, self.passed) = ((0, 0), 0);
        }
        let (bytes, points) = self.counted;
        let points = points + code_points(&self.bytes[bytes..at]);
        self.counted = (at, points);
        while self
            .left_out
            .get(self.passed * 4..self.passed * 4 + 4)
            .is_some_and(|left_out| number(left_out, 0) as usize <= points + self.passed)
        {
            self.passed += 1;
        }
        points + self.passed
    }

    /// The number of the character that ends at byte `to`.
    fn place_of_last(&mut self, to: usize) -> usize {
        let to = to.min(self.bytes.len());
        let last = (0..to)
            .rev()
            .find(|&at| is_first_byte(self.bytes[at]))
            .unwrap_or(0);
        self.place(last)
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
