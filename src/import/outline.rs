//! The outline of an issue, for people to set right: `outline.toml`.
//!
//! It says which lines of the source each article has, and what stands over it. An import writes it
//! beside the issue ([`write`]); whoever changes it and imports again gets what it says: it is read
//! ([`read`]) and laid over what the program found ([`apply`]), so that everything that is not
//! contradicted stays as found, and every character stays somewhere. When the source has changed
//! since, its lines are found again in the new one ([`carry`]).

pub(super) mod apply;
mod carry;
mod claim;
mod read;
mod write;

pub use carry::{Lost, carry};
pub use read::read;
pub(super) use write::{outline, stretches};

use std::fmt;

use crate::library::Kind;

/// What the reader wants of an import. Everything that is `None` is as the program finds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The issue.
    pub issue: OutlinedIssue,
    /// The articles in their order.
    pub articles: Vec<OutlinedArticle>,
}

impl Outline {
    /// Forgets what is said of the articles, and tells of which.
    pub fn forget(&mut self) -> Vec<Lost> {
        let lost = |article: OutlinedArticle| Lost {
            title: article.title.unwrap_or_default(),
            place: article.place,
            replaced: false,
        };
        self.articles.drain(..).map(lost).collect()
    }
}

/// The fields of the issue; an empty text means none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutlinedIssue {
    /// Its folder's name.
    pub id: Option<String>,
    /// The publication.
    pub publication: Option<String>,
    /// The number as written.
    pub number: Option<String>,
    /// The running number as written.
    pub serial: Option<String>,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub date: Option<String>,
    /// The publisher.
    pub publisher: Option<String>,
}

/// One article; an empty text means none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutlinedArticle {
    /// The lines of the source that it has.
    pub lines: Vec<Stretch>,
    /// The line above the title.
    pub kicker: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The line below it.
    pub subtitle: Option<String>,
    /// What it is.
    pub kind: Option<Kind>,
    /// Names.
    pub authors: Option<Vec<String>>,
    /// Paper or agency.
    pub source: Option<String>,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub date: Option<String>,
    /// The line of `outline.toml` with its lines, from 1.
    pub place: usize,
}

/// A place in the source: a line, and which of the pieces that a `<p>` or `<br>` made of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The line, from 1.
    pub line: usize,
    /// The piece, from 1; `None` for the line as a whole.
    pub piece: Option<usize>,
}

/// Neighbouring lines, the last one included: `7`, `7-9`, `1.2-1.5`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins.
    pub first: Spot,
    /// Where it ends.
    pub last: Spot,
}

impl Stretch {
    /// Reads `7`, `7-9` or `1.2-1.5`.
    pub fn parse(text: &str) -> Option<Stretch> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let (first, last) = (Spot::parse(first)?, Spot::parse(last)?);
        let backwards = first.line > last.line
            || (first.line == last.line
                && first.piece.unwrap_or(1) > last.piece.unwrap_or(usize::MAX));
        (!backwards).then_some(Stretch { first, last })
    }
}

impl Spot {
    fn parse(text: &str) -> Option<Spot> {
        let number = |text: &str| {
            text.trim()
                .parse()
                .ok()
                .filter(|&number: &usize| number > 0)
        };
        Some(match text.split_once('.') {
            Some((line, piece)) => Spot {
                line: number(line)?,
                piece: Some(number(piece)?),
            },
            None => Spot {
                line: number(text)?,
                piece: None,
            },
        })
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.piece {
            Some(piece) => write!(f, "{}.{piece}", self.line),
            None => write!(f, "{}", self.line),
        }
    }
}

impl fmt::Display for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            self.first.fmt(f)
        } else {
            write!(f, "{}-{}", self.first, self.last)
        }
    }
}
