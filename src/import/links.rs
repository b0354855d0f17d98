//! How much of a line stands in links: a line of links alone is navigation, a text with one is none.

/// How much of a line stands in links.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Links {
    /// How many links there are.
    count: usize,
    inside: bool,
    /// Letters in links, and others.
    letters: [usize; 2],
}

impl Links {
    /// Takes note of a mark inside the line.
    pub(super) fn mark(&mut self, mark: &str) {
        if mark == "[" || mark.starts_with("<a ") {
            self.inside = true;
            self.count += 1;
        } else if mark.starts_with("](") || mark.starts_with("</a") {
            self.inside = false;
        }
    }

    /// Takes note of text between marks.
    pub(super) fn take(&mut self, text: &str) {
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.letters[usize::from(!self.inside)] += letters;
    }

    /// Forgets the links of a line without a letter; one that is open goes on.
    pub(super) fn clear(&mut self) {
        *self = Links {
            inside: self.inside,
            count: usize::from(self.inside),
            letters: [0; 2],
        };
    }

    /// Whether a line is two links at least and hardly anything else.
    pub(super) fn are_all(self) -> bool {
        self.count >= 2 && self.letters[1] * 3 <= self.letters[0]
    }
}
