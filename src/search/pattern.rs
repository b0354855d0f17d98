//! One text of a query, ready to be looked for in bytes.

use std::ops::Range;

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

/// An article on the side that is compared: title, line feed, body, line feed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    /// All of it.
    pub(super) bytes: &'a [u8],
    /// How many bytes of it are the title.
    pub(super) title: usize,
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
        let looker = match comparison {
            Comparison::Folded => return Ok(Pattern::folded(text, scope)),
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

    /// The pattern of `text`, folded.
    pub(super) fn folded(text: &str, scope: Scope) -> Pattern {
        let looker = bytes(&fold_text(text).text);
        Pattern { looker, scope }
    }

    /// Whether it is an expression, which takes its time.
    pub(super) fn is_expression(&self) -> bool {
        matches!(self.looker, Looker::Expression(_))
    }

    /// The bytes to scan for, if it is a text that many articles can be scanned for at once.
    pub(super) fn finder(&self) -> Option<&Finder<'static>> {
        match &self.looker {
            Looker::Bytes(finder) => Some(finder),
            Looker::Expression(_) => None,
        }
    }

    /// Calls `found` with the bytes from and to of each match in `text`. Matches do not overlap, are not
    /// empty and lie in the scope. Title and body are looked at each by itself, so that no match reaches
    /// from one into the other; of one that reaches over a line feed its first line counts.
    pub(super) fn each(&self, text: Text<'_>, mut found: impl FnMut(usize, usize)) {
        for part in text.parts(self.scope) {
            let (first, bytes) = (part.start, &text.bytes[part]);
            match &self.looker {
                Looker::Bytes(finder) => {
                    let length = finder.needle().len();
                    for from in finder.find_iter(bytes) {
                        found(first + from, first + from + length);
                    }
                }
                Looker::Expression(expression) => {
                    for hit in expression.find_iter(bytes) {
                        let hit = first_line(bytes, hit.range());
                        if !hit.is_empty() {
                            found(first + hit.start, first + hit.end);
                        }
                    }
                }
            }
        }
    }

    /// Whether it stands anywhere in `text`.
    pub(super) fn stands_in(&self, text: Text<'_>) -> bool {
        text.parts(self.scope).into_iter().any(|part| {
            let bytes = &text.bytes[part];
            match &self.looker {
                Looker::Bytes(finder) => finder.find(bytes).is_some(),
                Looker::Expression(expression) => expression
                    .find_iter(bytes)
                    .any(|hit| !first_line(bytes, hit.range()).is_empty()),
            }
        })
    }
}

impl Text<'_> {
    /// Title and body, as far as they are looked at in `scope`: those that are not empty.
    fn parts(self, scope: Scope) -> Vec<Range<usize>> {
        // The last line feed only ends the text.
        let end = self.bytes.strip_suffix(b"\n").unwrap_or(self.bytes).len();
        let title = 0..self.title.min(end);
        let body = (title.end + 1).min(end)..end;
        let mut parts = match scope {
            Scope::All => vec![title, body],
            Scope::Title => vec![title],
            Scope::Body => vec![body],
        };
        parts.retain(|part| !part.is_empty());
        parts
    }
}

/// The part of `range` on the first line of it that is not empty.
fn first_line(bytes: &[u8], range: Range<usize>) -> Range<usize> {
    let is_feed = |byte: &u8| *byte == b'\n';
    let feeds = bytes[range.clone()].iter().take_while(|byte| is_feed(byte));
    let start = range.start + feeds.count();
    let length = bytes[start..range.end].iter().position(is_feed);
    start..length.map_or(range.end, |length| start + length)
}

fn bytes(text: &str) -> Looker {
    Looker::Bytes(Box::new(Finder::new(text).into_owned()))
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
