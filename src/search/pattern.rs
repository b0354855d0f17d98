//! One text of a query, ready to be looked for in bytes.

use memchr::memmem::Finder;
use regex::bytes::{Regex, RegexBuilder};
use regex_syntax::ast::ErrorKind as Syntax;
use regex_syntax::hir::ErrorKind as Meaning;

use super::fold::fold_text;
use super::query::{Comparison, QueryError, Scope};
use crate::diagnostic::{ExpressionFault, QueryFault};

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
                    Err(_) => return Err(bad_expression(text)),
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
    /// are the title. Matches do not overlap, are not empty and lie in the scope. Title and body are
    /// looked at each by itself: no match reaches from one into the other.
    pub(super) fn each(&self, text: &[u8], title: usize, mut found: impl FnMut(usize, usize)) {
        // The last line feed only ends the text.
        let end = text.strip_suffix(b"\n").unwrap_or(text).len();
        let title = title.min(end);
        let body = (title + 1).min(end)..end;
        let parts = match self.scope {
            Scope::All => [0..title, body],
            Scope::Title => [0..title, 0..0],
            Scope::Body => [0..0, body],
        };
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            let (first, text) = (part.start, &text[part]);
            match &self.looker {
                Looker::Bytes(finder) => {
                    let length = finder.needle().len();
                    for from in finder.find_iter(text) {
                        found(first + from, first + from + length);
                    }
                }
                Looker::Expression(expression) => {
                    let hits = expression.find_iter(text).filter(|hit| !hit.is_empty());
                    hits.for_each(|hit| found(first + hit.start(), first + hit.end()));
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

/// What is wrong with the expression, and where. The engine says it in English sentences, so its parser
/// is asked once more for what they mean.
fn bad_expression(text: &str) -> QueryError {
    let parsed = regex_syntax::ParserBuilder::new()
        .utf8(false)
        .multi_line(true)
        .build()
        .parse(text);
    let (fault, bytes) = match parsed {
        Err(regex_syntax::Error::Parse(error)) => {
            (fault_of_syntax(error.kind()), error.span().start.offset)
        }
        Err(regex_syntax::Error::Translate(error)) => {
            let fault = match error.kind() {
                Meaning::UnicodePropertyNotFound | Meaning::UnicodePropertyValueNotFound => {
                    ExpressionFault::Property
                }
                _ => ExpressionFault::Other,
            };
            (fault, error.span().start.offset)
        }
        // It can be read, so it is what was made of it that the engine does not take.
        Ok(_) => (ExpressionFault::TooLarge, 0),
        Err(_) => (ExpressionFault::Other, 0),
    };
    let before = text.get(..bytes).unwrap_or(text);
    QueryError {
        fault: QueryFault::BadExpression(fault),
        at: before.chars().count(),
    }
}

fn fault_of_syntax(kind: &Syntax) -> ExpressionFault {
    match kind {
        Syntax::GroupUnclosed => ExpressionFault::UnclosedGroup,
        Syntax::GroupUnopened => ExpressionFault::UnopenedGroup,
        Syntax::FlagDanglingNegation
        | Syntax::FlagDuplicate { .. }
        | Syntax::FlagRepeatedNegation { .. }
        | Syntax::FlagUnexpectedEof
        | Syntax::FlagUnrecognized
        | Syntax::GroupNameDuplicate { .. }
        | Syntax::GroupNameEmpty
        | Syntax::GroupNameInvalid
        | Syntax::GroupNameUnexpectedEof => ExpressionFault::Group,
        Syntax::ClassUnclosed => ExpressionFault::UnclosedClass,
        Syntax::ClassRangeInvalid | Syntax::ClassRangeLiteral => ExpressionFault::ClassRange,
        Syntax::RepetitionMissing => ExpressionFault::NothingToRepeat,
        Syntax::RepetitionCountInvalid
        | Syntax::RepetitionCountDecimalEmpty
        | Syntax::RepetitionCountUnclosed
        | Syntax::DecimalEmpty
        | Syntax::DecimalInvalid => ExpressionFault::Count,
        Syntax::EscapeUnexpectedEof => ExpressionFault::EscapeAtEnd,
        Syntax::EscapeUnrecognized
        | Syntax::EscapeHexEmpty
        | Syntax::EscapeHexInvalid
        | Syntax::EscapeHexInvalidDigit
        | Syntax::ClassEscapeInvalid => ExpressionFault::Escape,
        Syntax::UnsupportedLookAround => ExpressionFault::LookAround,
        Syntax::UnsupportedBackreference => ExpressionFault::Backreference,
        Syntax::NestLimitExceeded(_) | Syntax::CaptureLimitExceeded => ExpressionFault::TooLarge,
        _ => ExpressionFault::Other,
    }
}
