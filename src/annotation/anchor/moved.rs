//! Where a passage went that stood in one article of an issue and stands in another one now.
//!
//! The whole of its sentences must have gone, word for word: a cell of a row, or a figure, is elsewhere as well. That
//! the same words stand in another article says nothing as long as they stood there before. So every place where the
//! sentences stood in the issue is asked whether it is the one that a place now comes from, and that of the passage
//! must be nearer than any other. Only sentences that were unlike everything else in the issue, and are, need nothing
//! that came along.

use std::ops::Range;

use super::super::approximate::{agreement, find};
use super::super::selector::ArticleText;
use super::{LONG, MARGIN, MOST_PLACES, SPEAKS_FOR_ANYBODY};

/// How many characters on each side of the sentences are evidence.
const AROUND: usize = 64;
/// So many of them must have gone along on one side, if that is all.
const ONE_SIDE: usize = 40;

/// The articles of an issue in two states.
#[derive(Clone, Copy, Debug)]
pub struct TwoStates<'a> {
    /// The state in which the passage had its place.
    pub before: &'a [ArticleText<'a>],
    /// The state in which it is looked for.
    pub after: &'a [ArticleText<'a>],
}

/// A place in one of several articles: which, and where its first character is.
type At = (usize, usize);

/// Sentences, and where they stood.
struct Sentences<'a> {
    chars: &'a [char],
    stood: At,
}

impl TwoStates<'_> {
    /// Where the passage `range` of the article `own` before went: the article after, and its code points there.
    /// `stayed` is what became of its own article. `None` if it did not leave that, or if it is not certain where it
    /// went.
    pub fn find_moved(
        &self,
        own: usize,
        range: &Range<usize>,
        stayed: Option<usize>,
    ) -> Option<(usize, Range<usize>)> {
        let text = self.before.get(own)?;
        let whole = text.sentences_around(range);
        let sentences = Sentences {
            chars: &text.chars()[whole.clone()],
            stood: (own, whole.start),
        };
        let origins = sentences.places(self.before)?;
        let places = sentences.places(self.after)?;
        let is_one = origins.len() == 1 && places.len() == 1;
        let (article, start) = if is_one && self.stands_out(&sentences, places[0]) {
            places[0]
        } else {
            let came = |place: &&At| self.came_along(&sentences, **place, &origins);
            let mut came = places.iter().filter(came);
            let found = *came.next()?;
            if came.next().is_some() {
                return None;
            }
            found
        };
        let start = start + (range.start - whole.start);
        (Some(article) != stayed).then(|| (article, start..start + range.len()))
    }

    /// Whether the sentences say enough, and nothing else in the issue was like them or is.
    fn stands_out(&self, sentences: &Sentences<'_>, place: At) -> bool {
        let length = sentences.chars.len();
        // Sentences of one pattern differ by a third: such a one may be said anew anywhere.
        let most = (length / 2).min(LONG / 2);
        let is_alone = |texts: &[ArticleText<'_>], (article, start): At| {
            texts.iter().enumerate().all(|(at, text)| {
                let alike = find(sentences.chars, text.chars(), most);
                let is_itself =
                    |end: usize| at == article && end.abs_diff(start + length) <= length / 2;
                alike.iter().all(|end| is_itself(end.at))
            })
        };
        length >= SPEAKS_FOR_ANYBODY
            && is_alone(self.before, sentences.stood)
            && is_alone(self.after, place)
    }

    /// Whether what stood beside the sentences stands beside `place`, and more of it than of what stood beside any
    /// other of the `origins`.
    fn came_along(&self, sentences: &Sentences<'_>, place: At, origins: &[At]) -> bool {
        let length = sentences.chars.len();
        let around = |texts: &'_ [ArticleText<'_>], (article, start): At| {
            let (before, after) = texts[article].around(start..start + length, AROUND);
            [before.iter().rev().copied().collect(), after.to_vec()]
        };
        let there: [Vec<char>; 2] = around(self.after, place);
        let agreeing = |origin: At| -> [(usize, usize); 2] {
            let stood: [Vec<char>; 2] = around(self.before, origin);
            [0, 1].map(|side| {
                let agreeing = agreement(stood[side].iter(), there[side].iter());
                (agreeing, stood[side].len())
            })
        };
        let sum = |sides: [(usize, usize); 2]| sides[0].0 + sides[1].0;
        let sides = agreeing(sentences.stood);
        let of = sides[0].1 + sides[1].1;
        let is_side =
            |(agreeing, of): (usize, usize)| agreeing >= ONE_SIDE && agreeing * 10 >= of * 9;
        let is_whole = of >= SPEAKS_FOR_ANYBODY && sum(sides) * 10 >= of * 9;
        let is_other = |origin: &&At| **origin != sentences.stood;
        (is_whole || sides.into_iter().any(is_side))
            && origins
                .iter()
                .filter(is_other)
                .all(|&origin| sum(agreeing(origin)) + MARGIN <= sum(sides))
    }
}

impl Sentences<'_> {
    /// Where they stand in `texts`; `None` if there are too many places to tell apart.
    fn places(&self, texts: &[ArticleText<'_>]) -> Option<Vec<At>> {
        let words: String = self.chars.iter().collect();
        let places = texts.iter().enumerate().flat_map(|(at, text)| {
            let starts = text.occurrences(&words).into_iter();
            starts.map(move |start| (at, start))
        });
        let places: Vec<At> = places.take(MOST_PLACES + 1).collect();
        (places.len() <= MOST_PLACES).then_some(places)
    }
}
