//! One text of a query, ready to be looked for in bytes.

use memchr::memmem::Finder;
use regex::bytes::{Regex, RegexBuilder};

use super::fold::fold_text;
use super::query::{Comparison, QueryError, Scope};
use crate::diagnostic::QueryFault;

/// The most memory that a compiled expression may take, in bytes.
const MAX_COMPILED: usize = 4 << 20;

/// A text and where it must stand.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    looker: Looker,
    pub(super) scope: Scope,
}

#[derive(Clone, Debug)]
enum Looker {
    /// Exactly these bytes.
    Bytes(Box<Finder<'static>>),
    Expression(Box<Regex>),
}

/// Which text of an article a comparison looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Folded,
    Plain,
}

impl Side {
    pub(super) fn of(comparison: Comparison) -> Side {
        match comparison {
            Comparison::Folded => Side::Folded,
            Comparison::Literal | Comparison::Regex | Comparison::LiteralRegex => Side::Plain,
        }
    }
}

impl Pattern {
    /// The pattern of `text`.
    ///
    /// # Errors
    /// An expression that cannot be read; where its fault lies, in code points.
    pub(super) fn new(
        text: &str,
        scope: Scope,
        comparison: Comparison,
    ) -> Result<Pattern, QueryError> {
        let bytes = |text: &str| Looker::Bytes(Box::new(Finder::new(text).into_owned()));
        let looker = match comparison {
            Comparison::Folded => bytes(&fold_text(text).text),
            Comparison::Literal => bytes(text),
            Comparison::Regex | Comparison::LiteralRegex => {
                let built = RegexBuilder::new(text)
                    .case_insensitive(comparison == Comparison::Regex)
                    .multi_line(true)
                    .size_limit(MAX_COMPILED)
                    .dfa_size_limit(MAX_COMPILED)
                    .build();
                match built {
                    Ok(expression) => Looker::Expression(Box::new(expression)),
                    Err(error) => return Err(bad_expression(text, &error)),
                }
            }
        };
        Ok(Pattern { looker, scope })
    }

    /// The bytes to scan for, if it is a text that many articles can be scanned for at once.
    pub(super) fn finder(&self) -> Option<&Finder<'static>> {
        match &self.looker {
            Looker::Bytes(finder) => Some(finder),
            Looker::Expression(_) => None,
        }
    }

    /// Calls `found` with the bytes from and to of each match in `text`, whose first `title` bytes
    /// are the title. Matches do not overlap, are not empty and lie in the scope; one that reaches
    /// over a line feed counts where it begins.
    pub(super) fn each(&self, text: &[u8], title: usize, mut found: impl FnMut(usize, usize)) {
        let scope = self.scope;
        let mut visit = |from: usize, to: usize| {
            let fits = match scope {
                Scope::All => true,
                Scope::Title => from < title,
                Scope::Body => from > title,
            };
            if fits && to > from {
                found(from, to);
            }
        };
        match &self.looker {
            Looker::Bytes(finder) => {
                let length = finder.needle().len();
                for from in finder.find_iter(text) {
                    visit(from, from + length);
                }
            }
            Looker::Expression(expression) => {
                // The last line feed only ends the text.
                let text = text.strip_suffix(b"\n").unwrap_or(text);
                for hit in expression.find_iter(text) {
                    visit(hit.start(), hit.end());
                }
            }
        }
    }

    /// Whether it stands anywhere in `text`.
    pub(super) fn stands_in(&self, text: &[u8], title: usize) -> bool {
        if let (Looker::Bytes(finder), Scope::All) = (&self.looker, self.scope) {
            return finder.find(text).is_some();
        }
        let mut any = false;
        self.each(text, title, |_, _| any = true);
        any
    }
}

/// What is wrong with the expression, in one line, and where.
fn bad_expression(text: &str, error: &regex::Error) -> QueryError {
    let (message, at) = match error {
        regex::Error::CompiledTooBig(limit) => (format!("larger than {limit} bytes"), 0),
        regex::Error::Syntax(report) => (last_line(report), fault_column(report)),
        other => (other.to_string(), 0),
    };
    QueryError {
        fault: QueryFault::BadRegex { message },
        at: at.min(text.chars().count()),
    }
}

/// The sentence at the end of the engine's report: `error: unclosed group`.
fn last_line(report: &str) -> String {
    let line = report.lines().next_back().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

/// The column of the first caret in the report, whose lines are indented by four blanks.
fn fault_column(report: &str) -> usize {
    let carets = report
        .lines()
        .find(|line| line.trim_start().starts_with('^') && line.trim_end().ends_with('^'));
    carets
        .and_then(|line| line.find('^'))
        .map_or(0, |column| column.saturating_sub(4))
}
