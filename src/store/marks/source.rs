//! What was read of a journal: many megabytes that are read once, and a little that was added since.
//!
//! Whoever shows marks holds a view of them while the next one is made, so a save copies the view. The
//! bytes that were read at first are shared by all of these copies; only what came since is copied.

use std::ops::Range;
use std::sync::Arc;

/// The bytes of a journal, from its first one.
#[derive(Clone, Debug, Default)]
pub(super) struct Source {
    first: Arc<Vec<u8>>,
    /// Whole lines: where something was torn, all is read again.
    added: Vec<u8>,
}

impl Source {
    /// How many bytes there are.
    pub(super) fn len(&self) -> usize {
        self.first.len() + self.added.len()
    }

    /// The bytes `line`, which were added together.
    pub(super) fn line(&self, line: Range<usize>) -> Option<&[u8]> {
        match line.start.checked_sub(self.first.len()) {
            None => self.first.get(line),
            Some(start) => self.added.get(start..line.end - self.first.len()),
        }
    }

    /// The last `count` bytes, or all if there are less.
    pub(super) fn tail(&self, count: usize) -> Vec<u8> {
        let of_added = &self.added[self.added.len().saturating_sub(count)..];
        let rest = count - of_added.len();
        let of_first = &self.first[self.first.len().saturating_sub(rest)..];
        [of_first, of_added].concat()
    }

    /// Puts `bytes` behind the others.
    pub(super) fn extend(&mut self, bytes: Vec<u8>) {
        match self.len() {
            0 => self.first = Arc::new(bytes),
            _ => self.added.extend(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_one_run_of_bytes() {
        let mut source = Source::default();
        assert_eq!((source.len(), source.tail(3)), (0, vec![]));
        source.extend(b"ab\ncd\n".to_vec());
        source.extend(b"ef\n".to_vec());
        source.extend(b"g\n".to_vec());
        assert_eq!(source.len(), 11);
        for (line, expected) in [
            (0..3, "ab\n"),
            (3..6, "cd\n"),
            (6..9, "ef\n"),
            (9..11, "g\n"),
        ] {
            assert_eq!(source.line(line), Some(expected.as_bytes()));
        }
        assert_eq!(source.line(9..12), None);
        assert_eq!(source.tail(2), b"g\n");
        assert_eq!(source.tail(8), b"cd\nef\ng\n");
        assert_eq!(source.tail(99), b"ab\ncd\nef\ng\n");
        assert!(Arc::ptr_eq(&source.clone().first, &source.first));
    }
}
