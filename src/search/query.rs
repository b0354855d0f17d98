//! What is looked for: terms, phrases, exclusions, alternatives and fields.
//!
//! A query is a row of clauses, and an article fits if it fits all of them. A clause is one condition,
//! or several with `OR` between them, of which one must hold; `-` before a condition turns it round. A
//! condition is a text (a word, or a phrase in double quotes) or a field. [`super::parse`] reads the
//! language, [`super::matches`] carries it out.

use crate::diagnostic::QueryFault;
use crate::library::Kind;

/// How a query is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Where texts are looked for that name no field.
    pub scope: Scope,
    /// Whether characters that count as the same are told apart after all.
    pub literal: bool,
    /// Whether the whole query is one regular expression.
    pub regex: bool,
    /// The dates an article may have.
    pub dates: DateRange,
    /// What a query between slashes is.
    pub slashes: Slashes,
}

/// When slashes around a query make it a regular expression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slashes {
    /// Never.
    #[default]
    Text,
    /// With one at its beginning and one at its end.
    Around,
    /// With one at its beginning: the other one may be still to be typed.
    Typed,
}

/// A part of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Title and body.
    #[default]
    All,
    /// The title.
    Title,
    /// The text of all blocks.
    Body,
}

/// A query that can be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What must all be so; at least one.
    pub clauses: Vec<Clause>,
    /// How texts are compared.
    pub comparison: Comparison,
    /// How many characters of the query stand before a regular expression.
    pub before: usize,
    /// The dates an article may have, whatever the clauses say.
    pub dates: DateRange,
}

/// How the texts of a query are compared with those of articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Comparison {
    /// After folding ([`super::fold`]).
    #[default]
    Folded,
    /// Byte by byte.
    Literal,
    /// As regular expressions, in either case.
    Regex,
    /// As regular expressions, in the case as written.
    LiteralRegex,
}

/// Alternatives: one of them must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clause {
    /// At least one.
    pub alternatives: Vec<Alternative>,
}

/// A condition, as it is or turned round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The condition.
    pub condition: Condition,
    /// Whether it must not hold.
    pub unwanted: bool,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A text that is not blank.
    Text {
        /// The text as written.
        text: String,
        /// Where it must stand.
        scope: Scope,
    },
    /// A part of an author's name.
    Author(String),
    /// A part of the paper or agency.
    Source(String),
    /// A part of the publication's name.
    Publication(String),
    /// The kind of article.
    Kind(Kind),
    /// The date.
    Date(DateRange),
    /// It has not been read.
    Unread,
    /// It has a bookmark, a highlight or a note.
    Marked,
    /// A part of a note on it.
    Note(String),
}

/// Dates from one to another, both included, as [numbers](super::corpus::packed_date).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// The first; 0 for no limit.
    pub first: u32,
    /// The last; the greatest number for no limit.
    pub last: u32,
}

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// What.
    pub fault: QueryFault,
    /// Where in the query, in code points from its beginning.
    pub at: usize,
}

impl Default for DateRange {
    /// All dates, and no date too.
    fn default() -> DateRange {
        DateRange {
            first: 0,
            last: u32::MAX,
        }
    }
}

impl DateRange {
    /// Whether a `date` as a number falls into the range. A month or a year does if a day of it
    /// does; no date does only if the range has no limit.
    pub fn contains(self, date: u32) -> bool {
        if self == DateRange::default() {
            return true;
        }
        date != 0 && last_day(date) >= self.first && date <= self.last
    }

    /// What is in both ranges.
    #[must_use]
    pub fn and(self, other: DateRange) -> DateRange {
        DateRange {
            first: self.first.max(other.first),
            last: self.last.min(other.last),
        }
    }

    /// Whether it ends before it begins.
    pub fn is_backwards(self) -> bool {
        self.first > self.last
    }
}

/// The last day that a date as a number may mean: of its month, or of its year.
pub(super) fn last_day(date: u32) -> u32 {
    match date {
        _ if date.is_multiple_of(10_000) => date + 1231,
        _ if date.is_multiple_of(100) => date + 31,
        _ => date,
    }
}

impl Clause {
    /// The clause of one condition.
    pub fn of(condition: Condition, unwanted: bool) -> Clause {
        Clause {
            alternatives: vec![Alternative {
                condition,
                unwanted,
            }],
        }
    }
}
