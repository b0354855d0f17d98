//! Offsets to line numbers, in one pass over the text.

/// A cursor that counts lines. Asked for ascending offsets it reads the text once; a step back
/// costs what lies between.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    offset: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str, first_line: usize) -> Lines<'a> {
        Lines {
            text,
            offset: 0,
            line: first_line,
        }
    }

    /// The line on which `offset` stands, from 1.
    pub(super) fn at(&mut self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        if offset < self.offset {
            return self.line - self.count(offset, self.offset);
        }
        self.line += self.count(self.offset, offset);
        self.offset = offset;
        self.line
    }

    fn count(&self, from: usize, to: usize) -> usize {
        self.text.as_bytes()[from..to]
            .iter()
            .filter(|&&byte| byte == b'\n')
            .count()
    }
}
