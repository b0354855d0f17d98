//! Which part of an article's text is meant, and the text as it is selected from.
//!
//! A mark keeps both selectors of the standard: what stood there with its surroundings
//! ([`TextQuoteSelector`]) and where ([`TextPositionSelector`]). Beside them stands which of how many
//! equal passages was meant, because nothing else tells repeated sentences apart once a text has been
//! corrected. Surroundings are [`CONTEXT`] code points on each side; where a passage stands more than
//! once with the same surroundings they grow until they differ, up to [`LONGEST_CONTEXT`]. How far from
//! everything else it stood ([`Apart`]) is what only this text can tell, so it is kept too.

use std::ops::Range;

use super::rivals::{self, Apart};
use memchr::memmem;
use serde::{Deserialize, Serialize};

/// How many code points of surroundings are kept on each side.
pub const CONTEXT: usize = 32;
/// How many at the most, for passages that stand more than once.
pub const LONGEST_CONTEXT: usize = 128;
/// How many of the next line are kept where a whole line is.
const BEYOND: usize = 32;

/// Web Annotation Data Model 4.2.4: a passage as it stood, with what stood around it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TextQuoteSelector {
    /// The passage.
    pub exact: String,
    /// What stood before it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// What stood after it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suffix: String,
}

/// Web Annotation Data Model 4.2.5: where a passage stood, in code points of the article's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TextPositionSelector {
    /// Its first code point, from 0.
    pub start: usize,
    /// The one behind its last.
    pub end: usize,
}

/// Which of several equal passages is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Occurrence {
    /// Which one, from 1.
    pub number: usize,
    /// How many there were.
    pub of: usize,
}

/// A part of an article's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Selector {
    /// What stood there.
    #[serde(flatten)]
    pub quote: TextQuoteSelector,
    /// Where.
    #[serde(flatten)]
    pub position: TextPositionSelector,
    /// Which one of how many; `None` where whoever made the mark did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<Occurrence>,
    /// How far from everything else it stood; empty where whoever made the mark did not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<Apart>,
}

/// An article's text, ready for selecting from it and for finding marks in it.
#[derive(Clone, Debug)]
pub struct ArticleText<'a> {
    text: &'a str,
    chars: Vec<char>,
}

impl TextPositionSelector {
    /// The range of code points.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl<'a> ArticleText<'a> {
    /// Makes `text` ready.
    pub fn new(text: &'a str) -> ArticleText<'a> {
        ArticleText {
            text,
            chars: text.chars().collect(),
        }
    }

    /// The code points.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Selects `range` (code points), cut to what is there; `None` if nothing is.
    pub fn select(&self, range: Range<usize>) -> Option<Selector> {
        let end = range.end.min(self.chars.len());
        let start = range.start.min(end);
        if start == end {
            return None;
        }
        let exact: String = self.chars[start..end].iter().collect();
        let others = self.occurrences(&exact);
        let occurrence = Occurrence {
            number: others.iter().filter(|&&other| other < start).count() + 1,
            of: others.len().max(1),
        };
        let context = self.telling_context(start..end, &others);
        let apart = rivals::apart(&self.chars, &(start..end));
        let reaches = apart.iter().map(|apart| apart.before.max(apart.after));
        let context = context.max(reaches.max().unwrap_or(0) + BEYOND);
        self.select_around(start..end, context)
            .map(|selector| Selector {
                occurrence: Some(occurrence),
                apart,
                ..selector
            })
    }

    /// Selects `range` (code points), which is there, with `length` code points on each side, as others do who do
    /// not say how often it stands. `None` for nothing.
    pub fn select_around(&self, range: Range<usize>, length: usize) -> Option<Selector> {
        let exact: String = self.chars.get(range.clone())?.iter().collect();
        let (before, after) = self.around(range.clone(), length);
        (!exact.is_empty()).then(|| Selector {
            quote: TextQuoteSelector {
                exact,
                prefix: before.iter().collect(),
                suffix: after.iter().collect(),
            },
            position: TextPositionSelector {
                start: range.start,
                end: range.end,
            },
            occurrence: None,
            apart: Vec::new(),
        })
    }

    /// Where `passage` stands, in order, overlaps included: code points at which it begins.
    pub fn occurrences(&self, passage: &str) -> Vec<usize> {
        let Some(first) = passage.chars().next() else {
            return Vec::new();
        };
        let finder = memmem::Finder::new(passage);
        let (mut counted, mut bytes) = (0, 0);
        let mut found = Vec::new();
        while let Some(at) = finder.find(&self.text.as_bytes()[bytes..]) {
            counted += self.text[bytes..bytes + at].chars().count();
            found.push(counted);
            counted += 1;
            bytes += at + first.len_utf8();
        }
        found
    }

    /// The sentence around code point `at`, without white space at its ends: what a bookmark of a
    /// place quotes. Ends are those of `。！？；…` with the closing marks behind them, and line feeds.
    /// `None` in an empty block or behind the text.
    pub fn sentence_at(&self, at: usize) -> Option<Range<usize>> {
        let is_break = |place: usize| ends_sentence(&self.chars, place);
        let chars = &self.chars;
        if at >= chars.len() || chars[at] == '\n' {
            return None;
        }
        let mut start = at;
        while start > 0 && chars[start - 1] != '\n' && !is_break(start) {
            start -= 1;
        }
        let mut end = at + 1;
        while end < chars.len() && chars[end] != '\n' && !is_break(end) {
            end += 1;
        }
        while start < end && chars[start].is_whitespace() {
            start += 1;
        }
        while start < end && chars[end - 1].is_whitespace() {
            end -= 1;
        }
        (start < end).then_some(start..end)
    }

    /// The sentences that `range` is in, whole.
    pub(super) fn sentences_around(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.sentence_at(range.start);
        let last = range
            .end
            .checked_sub(1)
            .and_then(|last| self.sentence_at(last));
        let start = first.map_or(range.start, |first| first.start.min(range.start));
        let end = last.map_or(range.end, |last| last.end.max(range.end));
        start..end
    }

    /// At most `length` code points before and after `range`.
    pub(super) fn around(&self, range: Range<usize>, length: usize) -> (&[char], &[char]) {
        let chars = &self.chars;
        let before = &chars[range.start.saturating_sub(length)..range.start];
        let after = &chars[range.end..(range.end + length).min(chars.len())];
        (before, after)
    }

    /// How much context tells `range` from all `others` that begin where equal passages do.
    fn telling_context(&self, range: Range<usize>, others: &[usize]) -> usize {
        let width = range.len();
        [CONTEXT, 2 * CONTEXT]
            .into_iter()
            .find(|&length| {
                let own = self.around(range.clone(), length);
                others
                    .iter()
                    .filter(|&&other| other != range.start)
                    .all(|&other| self.around(other..other + width, length) != own)
            })
            .unwrap_or(LONGEST_CONTEXT)
    }
}

/// Whether a sentence ends before `place`: an end mark stands there, behind it nothing but marks that
/// belong to it.
pub(super) fn ends_sentence(chars: &[char], place: usize) -> bool {
    let is_end = |c: char| matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | '…');
    let is_closing = |c: char| matches!(c, '”' | '’' | '」' | '』' | '）' | '》' | ')' | '"');
    if chars
        .get(place)
        .is_some_and(|&c| is_end(c) || is_closing(c))
    {
        return false;
    }
    let before = chars[..place].iter().rev();
    before
        .copied()
        .find(|&c| !is_closing(c))
        .is_some_and(is_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_knows_its_surroundings() {
        let text = ArticleText::new("雨停了。渡口又开船。\n雨停了。");
        let selector = text.select(4..9).unwrap();
        assert_eq!(selector.quote.exact, "渡口又开船");
        assert_eq!(selector.quote.prefix, "雨停了。");
        assert_eq!(selector.quote.suffix, "。\n雨停了。");
        assert_eq!(selector.occurrence, Some(Occurrence { number: 1, of: 1 }));
        let second = text.select(11..14).unwrap();
        assert_eq!(second.occurrence, Some(Occurrence { number: 2, of: 2 }));
        assert_eq!(text.select(3..3), None);
        assert_eq!(text.select(90..99), None);
        assert_eq!(text.select(11..99).unwrap().position.end, 15);
    }

    #[test]
    fn context_grows_until_it_tells_equal_passages_apart() {
        let paragraph = "早班船八点开。".repeat(9);
        let text = format!("甲{paragraph}乙{paragraph}");
        let text = ArticleText::new(&text);
        let selector = text.select(29..36).unwrap();
        assert_eq!(selector.quote.exact, "早班船八点开。");
        assert!(selector.quote.prefix.chars().count() < CONTEXT);
        assert!(selector.quote.suffix.chars().count() >= CONTEXT);
        let far = text.select(64 + 29..64 + 36).unwrap();
        assert_ne!(far.quote, selector.quote);
    }

    #[test]
    fn sentences_end_with_their_closing_marks() {
        let text = ArticleText::new("他说：“到了。”船靠岸！　下一班？\n末句");
        let sentence = |at| {
            text.sentence_at(at)
                .map(|range| text.chars()[range].iter().collect::<String>())
        };
        for (at, expected) in [
            (0, Some("他说：“到了。”")),
            (7, Some("他说：“到了。”")),
            (8, Some("船靠岸！")),
            (13, Some("下一班？")),
            (17, None),
            (18, Some("末句")),
            (20, None),
        ] {
            assert_eq!(sentence(at).as_deref(), expected, "{at}");
        }
    }
}
