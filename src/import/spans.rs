//! The ranges of the page's text that a part or block is made of: mostly one.
//!
//! A large text has millions of parts of one line each. One range stands in its part itself, only several
//! take memory of their own.

use std::ops::{Deref, DerefMut, Range};

/// Ranges of the page's text, in their order.
#[derive(Clone, Debug)]
pub(super) enum Spans {
    /// A single one.
    One(Range<usize>),
    /// Any number of them.
    Many(Vec<Range<usize>>),
}

impl Spans {
    /// Adds a range behind the others.
    pub(super) fn push(&mut self, span: Range<usize>) {
        match self {
            Spans::Many(spans) => spans.push(span),
            Spans::One(first) => *self = Spans::Many(vec![first.clone(), span]),
        }
    }

    /// How long they are together, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.iter().map(ExactSizeIterator::len).sum()
    }

    /// Takes the last one away.
    pub(super) fn pop(&mut self) {
        match self {
            Spans::Many(spans) => {
                spans.pop();
            }
            Spans::One(_) => *self = Spans::Many(Vec::new()),
        }
    }
}

impl Default for Spans {
    fn default() -> Spans {
        Spans::Many(Vec::new())
    }
}

impl Deref for Spans {
    type Target = [Range<usize>];

    fn deref(&self) -> &[Range<usize>] {
        match self {
            Spans::One(span) => std::slice::from_ref(span),
            Spans::Many(spans) => spans,
        }
    }
}

impl DerefMut for Spans {
    fn deref_mut(&mut self) -> &mut [Range<usize>] {
        match self {
            Spans::One(span) => std::slice::from_mut(span),
            Spans::Many(spans) => spans,
        }
    }
}

impl From<Range<usize>> for Spans {
    fn from(span: Range<usize>) -> Spans {
        Spans::One(span)
    }
}

impl From<Vec<Range<usize>>> for Spans {
    fn from(spans: Vec<Range<usize>>) -> Spans {
        Spans::Many(spans)
    }
}

impl Extend<Range<usize>> for Spans {
    fn extend<T: IntoIterator<Item = Range<usize>>>(&mut self, spans: T) {
        spans.into_iter().for_each(|span| self.push(span));
    }
}

impl IntoIterator for Spans {
    type Item = Range<usize>;
    type IntoIter =
        std::iter::Chain<std::option::IntoIter<Range<usize>>, std::vec::IntoIter<Range<usize>>>;

    fn into_iter(self) -> Self::IntoIter {
        let (one, many) = match self {
            Spans::One(span) => (Some(span), Vec::new()),
            Spans::Many(spans) => (None, spans),
        };
        one.into_iter().chain(many)
    }
}

impl<'a> IntoIterator for &'a Spans {
    type Item = &'a Range<usize>;
    type IntoIter = std::slice::Iter<'a, Range<usize>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// How many ranges are handed over in memory of their own size.
const MOST_COPIED: usize = 1024;

/// The ranges of the part that may still go on, once it has several: their number is known only when it is whole,
/// and to grow by doubling part by part costs more time and leaves more holes in memory than one copy.
#[derive(Debug, Default)]
pub(super) struct Gathered(Vec<Range<usize>>);

impl Gathered {
    /// Whether there are several.
    pub(super) fn are_several(&self) -> bool {
        !self.0.is_empty()
    }

    /// Adds a range behind those so far, which are `first` unless more were added.
    pub(super) fn add(&mut self, first: &Spans, span: Range<usize>) {
        if self.0.is_empty() {
            self.0.extend_from_slice(first);
        }
        self.0.push(span);
    }

    /// Puts all of them into `spans`, if there are several.
    pub(super) fn hand_over(&mut self, spans: &mut Spans) {
        if self.0.len() > MOST_COPIED {
            self.0.shrink_to_fit();
            *spans = Spans::Many(std::mem::take(&mut self.0));
        } else if !self.0.is_empty() {
            *spans = Spans::Many(self.0.as_slice().to_vec());
            self.0.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_gets_the_ranges_that_were_gathered_for_it() {
        let (mut gathered, mut spans) = (Gathered::default(), Spans::from(0..1));
        gathered.hand_over(&mut spans);
        assert_eq!(*spans, [Range { start: 0, end: 1 }]);
        for count in [2, MOST_COPIED, MOST_COPIED + 1] {
            let all: Vec<_> = (0..count).map(|at| at..at + 1).collect();
            let mut spans = Spans::from(all[0].clone());
            for span in &all[1..] {
                gathered.add(&spans, span.clone());
                assert!(gathered.are_several());
            }
            gathered.hand_over(&mut spans);
            assert_eq!(*spans, all[..]);
            assert!(!gathered.are_several());
        }
    }

    #[test]
    fn ranges_are_the_same_however_many_there_are() {
        let mut spans = Spans::from(3..5);
        assert_eq!(*spans, [Range { start: 3, end: 5 }]);
        spans.push(7..9);
        spans.extend(std::iter::once(10..12));
        spans[0].start = 4;
        let all = [4..5, 7..9, 10..12];
        assert_eq!(*spans, all);
        assert!((&spans).into_iter().eq(&all));
        assert!(spans.clone().into_iter().eq(all));
        spans.pop();
        assert_eq!(spans.len(), 2);
        let mut one = Spans::from(1..2);
        assert!(one.clone().into_iter().eq(std::iter::once(1..2)));
        one.pop();
        assert!(one.is_empty() && Spans::default().is_empty());
    }
}
