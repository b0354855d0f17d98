//! The language of full-text queries.
//!
//! | written | means |
//! |---|---|
//! | `医保 结算` | both, in any order |
//! | `"医保 结算"` | this phrase |
//! | `医保 OR 社保` | one of the two; `OR` binds closest: `异地 医保 OR 社保` is 异地 with one of them |
//! | `-社保` | not this, whatever else is asked for |
//! | `title:` `author:` `source:` `publication:` | this text there |
//! | `kind:brief` | this kind of article |
//! | `date:2019..2022`, `date:2019-05..`, `date:2020` | a date in this range |
//! | `is:unread` | not read yet |
//! | `is:marked` | it has a bookmark, a highlight or a note |
//! | `note:` | this text in a note on it |
//! | `/第[一二]批/` | a regular expression, where [`Slashes`] says so |
//!
//! White space divides; a double quote counts at the beginning of a text only, so that a text with
//! quotes inside is found as it stands. Chinese quotation marks hold a phrase only if white space
//! stands between them: without it they are what is looked for, and `“十五五”` is another text than
//! `十五五`. Names of fields may be typed in capitals and with a full-width colon. The hard part is to refuse only what can mean nothing: marks such as ， are texts like others, but
//! an operator alone is not.

use super::corpus::packed_date;
use super::query::{
    Alternative, Clause, Comparison, Condition, DateRange, Query, QueryError, Scope, Settings,
    Slashes, last_day,
};
use crate::diagnostic::{Expected, QueryFault};
use crate::library::{Kind, PartialDate};
use crate::text::sanitize;

/// The longest query, in code points: of a command, for prompts take less.
pub const MAX_QUERY: usize = 2000;

/// Reads a query.
///
/// # Errors
/// It can mean nothing; where and why.
pub fn parse(query: &str, settings: &Settings) -> Result<Query, QueryError> {
    // Looked at before anything is made of it: a paste may be of any length.
    if query.chars().nth(MAX_QUERY).is_some() {
        return fault(QueryFault::TooLong { limit: MAX_QUERY }, MAX_QUERY);
    }
    // The same treatment as the texts had, so that the same characters meet. Nothing that is looked for
    // goes from one block to the next.
    let query = sanitize(query).as_str().replace('\n', " ");
    let query = query.as_str();
    if query.trim().is_empty() {
        return fault(QueryFault::Empty, 0);
    }
    let (regex, text, before) = match expression(query, settings.slashes) {
        Some((text, before)) if !settings.regex => (true, text, before),
        _ => (settings.regex, query, 0),
    };
    if text.is_empty() {
        return fault(QueryFault::Empty, 0);
    }
    let comparison = match (regex, settings.literal) {
        (false, false) => Comparison::Folded,
        (false, true) => Comparison::Literal,
        (true, false) => Comparison::Regex,
        (true, true) => Comparison::LiteralRegex,
    };
    let clauses = if regex {
        let text = Condition::Text {
            text: text.to_owned(),
            scope: settings.scope,
        };
        vec![Clause::of(text, false)]
    } else {
        Reader::new(query, settings).clauses()?
    };
    Ok(Query {
        clauses,
        comparison,
        before,
        dates: settings.dates,
    })
}

/// What stands between the slashes, and how many characters before it.
fn expression(query: &str, slashes: Slashes) -> Option<(&str, usize)> {
    let whole = query.trim();
    let open = whole.strip_prefix('/')?;
    let text = match (slashes, open.strip_suffix('/')) {
        (Slashes::Text, _) | (Slashes::Around, None | Some("")) => return None,
        (Slashes::Around | Slashes::Typed, Some(text)) => text,
        (Slashes::Typed, None) => open,
    };
    let blanks = query.chars().take_while(|c| c.is_whitespace()).count();
    Some((text, blanks + 1))
}

/// Reads `2019`, `2019-05..2022`, `2019..` or `..2022` as a range.
///
/// # Errors
/// No dates, or the first is after the last.
pub fn date_range(text: &str) -> Result<DateRange, QueryFault> {
    let bad = |_| QueryFault::BadValue {
        field: "date",
        expected: Expected::Date,
    };
    let date = |text: &str| {
        text.parse::<PartialDate>()
            .map(|date| packed_date(Some(date)))
    };
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    if first.is_empty() && last.is_empty() {
        return Err(bad(crate::library::date::NotADate));
    }
    let mut range = DateRange::default();
    if !first.is_empty() {
        range.first = date(first).map_err(bad)?;
    }
    if !last.is_empty() {
        range.last = last_day(date(last).map_err(bad)?);
    }
    if range.is_backwards() {
        return Err(QueryFault::DatesBackwards {
            first: first.to_owned(),
            last: last.to_owned(),
        });
    }
    Ok(range)
}

fn fault<T>(fault: QueryFault, at: usize) -> Result<T, QueryError> {
    Err(QueryError { fault, at })
}

/// The query as characters, and how far it is read.
struct Reader {
    chars: Vec<char>,
    at: usize,
    scope: Scope,
}

impl Reader {
    fn new(query: &str, settings: &Settings) -> Reader {
        Reader {
            chars: query.chars().collect(),
            at: 0,
            scope: settings.scope,
        }
    }

    fn clauses(mut self) -> Result<Vec<Clause>, QueryError> {
        let mut clauses: Vec<Clause> = Vec::new();
        // Where an `OR` stands that nothing has followed yet.
        let mut dangling = None;
        while let Some(start) = self.next_start() {
            if self.takes_or() {
                if clauses.is_empty() || dangling.is_some() {
                    return fault(QueryFault::LoneOperator { operator: "OR" }, start);
                }
                dangling = Some(start);
                continue;
            }
            let unwanted = self.peek() == Some('-');
            if unwanted {
                self.at += 1;
            }
            if self.peek().is_none_or(char::is_whitespace) && unwanted {
                return fault(QueryFault::LoneOperator { operator: "-" }, start);
            }
            let condition = self.condition()?;
            let lone = Condition::Text {
                text: "!".to_owned(),
                scope: self.scope,
            };
            if condition == lone && self.chars[start] == '!' {
                return fault(QueryFault::LoneOperator { operator: "!" }, start);
            }
            match (dangling.take(), clauses.last_mut()) {
                (Some(_), Some(clause)) => clause.alternatives.push(Alternative {
                    condition,
                    unwanted,
                }),
                _ => clauses.push(Clause::of(condition, unwanted)),
            }
        }
        match dangling {
            Some(at) => fault(QueryFault::LoneOperator { operator: "OR" }, at),
            None => Ok(clauses),
        }
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// Skips white space; where the next part begins.
    fn next_start(&mut self) -> Option<usize> {
        while self.peek()?.is_whitespace() {
            self.at += 1;
        }
        Some(self.at)
    }

    fn takes_or(&mut self) -> bool {
        let rest = &self.chars[self.at..];
        let found = rest.starts_with(&['O', 'R']) && rest.get(2).is_none_or(|c| c.is_whitespace());
        if found {
            self.at += 2;
        }
        found
    }

    fn condition(&mut self) -> Result<Condition, QueryError> {
        let start = self.at;
        let rest = &self.chars[start..];
        let letters = rest.iter().take_while(|c| c.is_ascii_alphabetic());
        let name: String = letters.map(char::to_ascii_lowercase).collect();
        let letters = name.len();
        let colon = rest.get(letters).copied();
        let is_field = |field: &&str| **field == name && matches!(colon, Some(':' | '：'));
        let Some(field) = FIELDS.iter().copied().find(is_field) else {
            // The beginning of an address is none, nor is one letter: what else is written so was
            // meant as a field, and finding nothing would not say that there is none.
            if letters > 1 && colon == Some(':') && rest.get(letters + 1) != Some(&'/') {
                return fault(
                    QueryFault::UnknownField {
                        name,
                        known: FIELDS,
                    },
                    start,
                );
            }
            return Ok(Condition::Text {
                text: self.text()?,
                scope: self.scope,
            });
        };
        self.at += letters + 1;
        let at = self.at;
        if self.peek().is_none_or(char::is_whitespace) {
            return fault(QueryFault::EmptyField { field }, at);
        }
        let value = self.text()?;
        let bad = |expected| fault(QueryFault::BadValue { field, expected }, at);
        Ok(match field {
            "title" => Condition::Text {
                text: value,
                scope: Scope::Title,
            },
            "author" => Condition::Author(value),
            "source" => Condition::Source(value),
            "publication" => Condition::Publication(value),
            "kind" => match kind(&value) {
                Some(kind) => Condition::Kind(kind),
                None => return bad(Expected::OneOf(Kind::NAMES)),
            },
            "date" => match date_range(&value) {
                Ok(range) => Condition::Date(range),
                Err(found) => return fault(found, at),
            },
            "is" if value.eq_ignore_ascii_case("unread") => Condition::Unread,
            "is" if value.eq_ignore_ascii_case("marked") => Condition::Marked,
            "is" => return bad(Expected::OneOf(&["unread", "marked"])),
            _ => Condition::Note(value),
        })
    }

    /// A word, or a phrase without its quotes.
    fn text(&mut self) -> Result<String, QueryError> {
        let start = self.at;
        if let Some(phrase) = self.chinese_phrase() {
            return Ok(phrase);
        }
        if self.peek() != Some('"') {
            while self.peek().is_some_and(|c| !c.is_whitespace()) {
                self.at += 1;
            }
            return Ok(self.chars[start..self.at].iter().collect());
        }
        self.at += 1;
        let mut text = String::new();
        loop {
            match self.peek() {
                None => return fault(QueryFault::UnclosedQuote, start),
                Some('"') => break,
                Some('\\') if self.chars.get(self.at + 1) == Some(&'"') => {
                    text.push('"');
                    self.at += 2;
                }
                Some(c) => {
                    text.push(c);
                    self.at += 1;
                }
            }
        }
        self.at += 1;
        if text.trim().is_empty() {
            return fault(QueryFault::EmptyPhrase, start);
        }
        Ok(text)
    }

    /// A phrase in Chinese quotation marks, if white space stands in it and none right before its end.
    fn chinese_phrase(&mut self) -> Option<String> {
        let open = self.peek()?;
        let (_, close) = PHRASE_MARKS.iter().find(|(mark, _)| *mark == open)?;
        let rest = &self.chars[self.at + 1..];
        let length = rest.iter().position(|c| c == close)?;
        let phrase: String = rest[..length].iter().collect();
        let ends = rest.get(length + 1).is_none_or(|c| c.is_whitespace());
        let inside = phrase.trim();
        let is_phrase = ends && inside.chars().any(char::is_whitespace);
        is_phrase.then(|| {
            self.at += length + 2;
            inside.to_owned()
        })
    }
}

/// Quotation marks that one types with an input method, and those that close them.
const PHRASE_MARKS: [(char, char); 3] = [('“', '”'), ('「', '」'), ('『', '』')];

/// The names of the fields.
const FIELDS: &[&str] = &[
    "title",
    "author",
    "source",
    "publication",
    "kind",
    "date",
    "note",
    "is",
];

/// The kind of this name, English or Chinese.
fn kind(name: &str) -> Option<Kind> {
    const CHINESE: [&str; 5] = ["文章", "短讯", "图片", "评论", "文件"];
    let place = CHINESE.iter().position(|chinese| *chinese == name);
    Kind::from_name(place.map_or(name, |place| Kind::NAMES[place]))
}
