//! The language of full-text queries.
//!
//! | written | means |
//! |---|---|
//! | `医保 结算` | both, in any order |
//! | `"医保 结算"` | this phrase |
//! | `医保 OR 社保` | one of the two; what stands between two `OR` belongs together |
//! | `-社保` | not this |
//! | `title:` `author:` `source:` `publication:` | this text there |
//! | `kind:brief` | this kind of article |
//! | `date:2019..2022`, `date:2019-05..`, `date:2020` | a date in this range |
//! | `is:unread` | not read yet |
//!
//! White space divides; a double quote counts at the beginning of a text only, so that a text with
//! quotes inside is found as it stands. `note:` and `is:marked` are understood and told to be empty
//! as long as there are no notes. The hard part is to refuse only what can mean nothing: marks such
//! as ， are texts like others, but an operator alone is not.

use super::corpus::packed_date;
use super::query::{
    Comparison, Condition, DateRange, Group, Query, QueryError, Scope, Settings, last_day,
};
use crate::diagnostic::{Expected, QueryFault};
use crate::library::{Kind, PartialDate};
use crate::text::sanitize;

/// The longest query, in code points.
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
    if settings.dates.is_backwards() {
        return fault(QueryFault::DatesBackwards, 0);
    }
    // The same treatment as the texts had, so that the same characters meet.
    let query = sanitize(query);
    let query = query.as_str();
    if query.trim().is_empty() {
        return fault(QueryFault::Empty, 0);
    }
    let comparison = match (settings.regex, settings.literal) {
        (false, false) => Comparison::Folded,
        (false, true) => Comparison::Literal,
        (true, false) => Comparison::Regex,
        (true, true) => Comparison::LiteralRegex,
    };
    let groups = if settings.regex {
        let text = query.to_owned();
        vec![Group {
            wanted: vec![Condition::Text {
                text,
                scope: settings.scope,
            }],
            unwanted: Vec::new(),
        }]
    } else {
        Reader::new(query, settings).groups()?
    };
    Ok(Query {
        groups,
        comparison,
        dates: settings.dates,
    })
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
        return Err(QueryFault::DatesBackwards);
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
    /// Whether what was kept can be asked for.
    kept: bool,
}

impl Reader {
    fn new(query: &str, settings: &Settings) -> Reader {
        Reader {
            chars: query.chars().collect(),
            at: 0,
            scope: settings.scope,
            kept: settings.kept,
        }
    }

    fn groups(mut self) -> Result<Vec<Group>, QueryError> {
        let mut groups = vec![Group::default()];
        // Where an `OR` stands that nothing has followed yet.
        let mut dangling = None;
        while let Some(start) = self.next_start() {
            let empty = groups.last().is_none_or(Group::is_empty);
            if self.takes_or() {
                if empty {
                    return fault(QueryFault::LoneOperator { operator: "OR" }, start);
                }
                groups.push(Group::default());
                dangling = Some(start);
                continue;
            }
            let excluded = self.peek() == Some('-');
            if excluded {
                self.at += 1;
            }
            if self.peek().is_none_or(char::is_whitespace) && excluded {
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
            if let Some(group) = groups.last_mut() {
                let side = if excluded {
                    &mut group.unwanted
                } else {
                    &mut group.wanted
                };
                side.push(condition);
            }
            dangling = None;
        }
        match dangling {
            Some(at) => fault(QueryFault::LoneOperator { operator: "OR" }, at),
            None => Ok(groups),
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
        let letters = rest.iter().take_while(|c| c.is_ascii_lowercase()).count();
        let name: String = rest[..letters].iter().collect();
        let field = FIELDS
            .iter()
            .copied()
            .find(|field| *field == name && rest.get(letters) == Some(&':'));
        let Some(field) = field else {
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
            "is" if value == "unread" => Condition::Unread,
            "is" if value == "marked" && self.kept => Condition::Marked,
            "is" if value == "marked" => return fault(QueryFault::NoMarks, start),
            "is" => return bad(Expected::OneOf(&["unread", "marked"])),
            _ if self.kept => Condition::Note(value),
            _ => return fault(QueryFault::NoNotes, start),
        })
    }

    /// A word, or a phrase without its quotes.
    fn text(&mut self) -> Result<String, QueryError> {
        let start = self.at;
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
}

impl Group {
    fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.unwanted.is_empty()
    }
}

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
