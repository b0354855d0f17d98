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

#[cfg(test)]
mod tests {
    use super::*;

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
