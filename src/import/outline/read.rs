//! `outline.toml` as its reader left it: every fault at once, each with its line.

use ::toml::de::{DeTable, DeValue};

use super::{Outline, OutlinedArticle, OutlinedIssue, Stretch};
use crate::diagnostic::{Diagnostic, Expected, Fault, OutlineFault};
use crate::library::id;
use crate::library::{Kind, PartialDate};
use crate::toml_text::{Entry, TomlText};

/// Reads the text of an outline. With any fault nothing of it should be obeyed: half a correction
/// is worse than none.
pub fn read(text: &str) -> (Outline, Vec<Diagnostic>) {
    let (source, table, mut faults) = TomlText::parse(text, 1);
    // Lines without quotation marks look like a number or a date to TOML.
    for fault in &mut faults {
        let written = fault.line.and_then(|line| text.lines().nth(line - 1));
        if let Some(lines) = written.and_then(lines_of_key)
            && matches!(fault.fault, Fault::TomlSyntax(_))
        {
            let text = lines.to_owned();
            fault.fault = Fault::Outline(OutlineFault::BadLines { text });
        }
    }
    let mut reader = Reader {
        source,
        is_broken: !faults.is_empty(),
        faults,
    };
    let mut outline = Outline::default();
    for entry in reader.source.entries(&table) {
        match (entry.key, entry.value) {
            ("issue", DeValue::Table(table)) => reader.issue(table, &mut outline),
            ("article", DeValue::Array(items)) => {
                for item in items {
                    let line = reader.source.line_of(item.span().start);
                    match item.get_ref() {
                        DeValue::Table(table) => {
                            let article = reader.article(table, line);
                            outline.articles.push(article);
                        }
                        _ => reader.tell(
                            line,
                            OutlineFault::NotATable {
                                key: "article".into(),
                            },
                        ),
                    }
                }
            }
            ("issue" | "article", _) => {
                let key = entry.key.to_owned();
                reader.tell(entry.line, OutlineFault::NotATable { key });
            }
            (key, _) => {
                reader.unknown(key, entry.line, PARTS);
            }
        }
    }
    // One that says something of the issue alone leaves the articles as they are found.
    let says_nothing = outline.articles.is_empty() && outline.issue == OutlinedIssue::default();
    if says_nothing && reader.faults.is_empty() {
        reader.tell(1, OutlineFault::NoArticles);
    }
    (outline, reader.faults)
}

/// What an outline is made of.
const PARTS: &[&str] = &["[issue]", "[[article]]"];
/// What can be said of the issue.
const ISSUE_KEYS: &[&str] = &["id", "publication", "number", "serial", "date", "publisher"];
/// What can be said of an article.
const ARTICLE_KEYS: &[&str] = &[
    "lines", "kicker", "title", "subtitle", "kind", "authors", "source", "date",
];

struct Reader {
    source: TomlText,
    /// Whether the parser had to guess.
    is_broken: bool,
    faults: Vec<Diagnostic>,
}

impl Reader {
    fn tell(&mut self, line: usize, fault: OutlineFault) {
        self.faults
            .push(Diagnostic::at_line(line, Fault::Outline(fault)));
    }

    fn unknown(&mut self, key: &str, line: usize, known: &'static [&'static str]) {
        let key = key.to_owned();
        self.tell(line, OutlineFault::UnknownKey { key, known });
    }

    fn bad<T>(&mut self, entry: &Entry<'_>, expected: Expected) -> Option<T> {
        let key = entry.key.to_owned();
        self.faults.push(Diagnostic::at_line(
            entry.line,
            Fault::BadValue { key, expected },
        ));
        None
    }

    fn issue(&mut self, table: &DeTable<'_>, outline: &mut Outline) {
        let issue = &mut outline.issue;
        for entry in self.source.entries(table) {
            let field = match entry.key {
                "id" => {
                    issue.id = self.text(&entry).filter(|id| !id.is_empty());
                    if let Some(id) = issue.id.clone().filter(|id| !id::is_valid(id)) {
                        self.tell(entry.line, OutlineFault::BadId { id });
                    }
                    continue;
                }
                "date" => {
                    issue.date = self.date(&entry);
                    continue;
                }
                "publication" => &mut issue.publication,
                "number" => &mut issue.number,
                "serial" => &mut issue.serial,
                "publisher" => &mut issue.publisher,
                key => {
                    self.unknown(key, entry.line, ISSUE_KEYS);
                    continue;
                }
            };
            *field = self.text(&entry);
        }
    }

    fn article(&mut self, table: &DeTable<'_>, line: usize) -> OutlinedArticle {
        let mut article = OutlinedArticle {
            place: line,
            ..OutlinedArticle::default()
        };
        let mut has_lines = false;
        for entry in self.source.entries(table) {
            match entry.key {
                "lines" => {
                    has_lines = true;
                    article.place = entry.line;
                    article.lines = self.stretches(&entry);
                    if entry.value.as_array().is_some_and(|lines| lines.is_empty()) {
                        self.tell(entry.line, OutlineFault::NoLines);
                    }
                }
                "kicker" => article.kicker = self.text(&entry),
                "title" => article.title = self.text(&entry),
                "subtitle" => article.subtitle = self.text(&entry),
                "source" => article.source = self.text(&entry),
                "date" => article.date = self.date(&entry),
                "authors" => article.authors = self.texts(&entry),
                "kind" => {
                    let kind = entry.value.as_str().and_then(Kind::from_name);
                    article.kind = kind.or_else(|| self.bad(&entry, Expected::OneOf(Kind::NAMES)));
                }
                key => {
                    // Most likely the lines are meant.
                    has_lines |= key.starts_with("line");
                    self.unknown(key, entry.line, ARTICLE_KEYS);
                }
            }
        }
        // What could not be read may be its lines.
        if !has_lines && !self.is_broken {
            self.tell(line, OutlineFault::NoLines);
        }
        article
    }

    fn text(&mut self, entry: &Entry<'_>) -> Option<String> {
        match entry.value.as_str() {
            Some(text) => Some(text.trim().to_owned()),
            None => self.bad(entry, Expected::Text),
        }
    }

    fn texts(&mut self, entry: &Entry<'_>) -> Option<Vec<String>> {
        let texts = entry.value.as_array().and_then(|items| {
            let texts = items.iter().map(|item| item.get_ref().as_str());
            texts
                .map(|text| text.map(|text| text.trim().to_owned()))
                .collect()
        });
        texts.or_else(|| self.bad(entry, Expected::Texts))
    }

    fn date(&mut self, entry: &Entry<'_>) -> Option<String> {
        let text = match entry.value {
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Datetime(date) => date.to_string(),
            other => other.as_str().unwrap_or("?").trim().to_owned(),
        };
        if text.is_empty() || text.parse::<PartialDate>().is_ok() {
            Some(text)
        } else {
            self.bad(entry, Expected::Date)
        }
    }

    /// Stretches of lines: `"3-9"`, `7`, or a list of them.
    fn stretches(&mut self, entry: &Entry<'_>) -> Vec<Stretch> {
        let written: Vec<Option<String>> = match entry.value {
            DeValue::Array(items) => items.iter().map(|item| lines_of(item.get_ref())).collect(),
            other => vec![lines_of(other)],
        };
        let mut stretches = Vec::with_capacity(written.len());
        for text in written {
            match text.as_deref().map(|text| (text, Stretch::parse(text))) {
                Some((_, Some(stretch))) => stretches.push(stretch),
                Some((text, None)) => {
                    let text = text.to_owned();
                    self.tell(entry.line, OutlineFault::BadLines { text });
                }
                None => {
                    self.bad::<()>(entry, Expected::Texts);
                }
            }
        }
        stretches
    }
}

/// What stands right of `=` on a line that says the lines of an article.
fn lines_of_key(line: &str) -> Option<&str> {
    let (key, lines) = line.split_once('=')?;
    let lines = lines.trim();
    let quoted = lines.starts_with(['"', '\'', '[']);
    (key.trim() == "lines" && !quoted).then_some(lines)
}

fn lines_of(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
        other => other.as_str().map(str::to_owned),
    }
}
