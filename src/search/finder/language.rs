//! The query language of everything that is narrowed as one types: lists, help, the finder.
//!
//! Terms are divided by blanks; all must fit, in any order. Marks before a term say how: `!` it must
//! not fit, `^` it must stand at the beginning, `'` only as it is written (no pinyin, nothing
//! scattered). Marks without a term say nothing, so that a query is never wrong while it is being
//! typed. What is read is bounded: a paste of any size costs no more than [`LONGEST`] characters.

use crate::search::fold::fold_char;

/// Characters of a query that are looked at. No title is longer.
pub const LONGEST: usize = crate::search::parse::MAX_QUERY;
/// Terms of a query that are looked at.
pub const MOST_TERMS: usize = 32;

/// The fewest initials of a part where a term stands in two.
pub(super) const PART: usize = 3;

/// One term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The folded characters; at least one.
    pub folded: Vec<char>,
    /// Whether it must not fit.
    pub not: bool,
    /// Whether it must stand at the beginning.
    pub start: bool,
    /// Whether it counts only as it is written.
    pub exact: bool,
}

/// Reads a query. A blank one has no terms and fits everything.
pub fn terms(query: &str) -> Vec<Term> {
    let end = query
        .char_indices()
        .nth(LONGEST)
        .map_or(query.len(), |(at, _)| at);
    query[..end]
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter_map(Term::new)
        .take(MOST_TERMS)
        .collect()
}

impl Term {
    fn new(written: &str) -> Option<Term> {
        let mut term = Term {
            folded: written.chars().map(fold_char).collect(),
            not: false,
            start: false,
            exact: false,
        };
        let mut marks = 0;
        for c in &term.folded {
            let mark = match c {
                '!' => &mut term.not,
                '^' => &mut term.start,
                '\'' => &mut term.exact,
                _ => break,
            };
            *mark = true;
            marks += 1;
        }
        term.folded.drain(..marks);
        (!term.folded.is_empty()).then_some(term)
    }

    /// Single letters that are all of a query, as one term: `c s j` is most likely meant as `csj`.
    pub(super) fn joined(terms: &[Term]) -> Option<Term> {
        let is_letter = |term: &Term| {
            let is_plain = !(term.not || term.start || term.exact);
            is_plain && matches!(term.folded[..], [c] if c.is_ascii_lowercase())
        };
        let are_letters = terms.len() > 1 && terms.iter().all(is_letter);
        are_letters.then(|| Term {
            folded: terms.iter().flat_map(|term| term.folded.clone()).collect(),
            not: false,
            start: false,
            exact: false,
        })
    }

    /// Whether the term may stand in two parts, with others between them: initials alone, enough of
    /// them that each part says something.
    pub(super) fn may_part(&self) -> bool {
        let is_initial = |c: &char| c.is_ascii_lowercase() && !"aeiouv".contains(*c);
        !(self.not || self.start || self.exact)
            && self.folded.len() >= 2 * PART
            && self.folded.iter().all(is_initial)
    }

    /// Whether what fits this term fits `shorter` too. In two parts it may fit where the shorter one,
    /// too short to be parted so, does not.
    pub fn narrows(&self, shorter: &Term) -> bool {
        if self.may_part() {
            return self == shorter;
        }
        let same = (self.not, self.exact) == (shorter.not, shorter.exact);
        match shorter.not {
            true => self == shorter,
            false => {
                same && (self.start || !shorter.start) && self.folded.starts_with(&shorter.folded)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_before_a_term_are_read_in_any_order() {
        for (query, expected) in [
            ("", ""),
            ("  \t　", ""),
            ("! ^ ' !^' ！", ""),
            ("csj 上海", "csj 上海"),
            ("!CSJ", "!csj"),
            ("^'長", "^'长"),
            ("'^!长", "!^'长"),
            ("＇二〇二一", "'2021"),
            ("xi'an", "xi'an"),
            ("a!b^", "a!b^"),
            ("甲\u{1b}[31m乙", "甲 [31m乙"),
        ] {
            let read: Vec<String> = terms(query).iter().map(written).collect();
            assert_eq!(read.join(" "), expected, "{query}");
        }
    }

    #[test]
    fn a_paste_of_any_size_is_bounded() {
        let terms = terms(&"长 ".repeat(500_000));
        assert_eq!(terms.len(), MOST_TERMS);
        let one = super::terms(&"长".repeat(350_000));
        assert_eq!(one[0].folded.len(), LONGEST);
    }

    fn written(term: &Term) -> String {
        let marks = [(term.not, '!'), (term.start, '^'), (term.exact, '\'')];
        let marks = marks.iter().filter(|(set, _)| *set).map(|(_, mark)| *mark);
        marks.chain(term.folded.iter().copied()).collect()
    }
}
