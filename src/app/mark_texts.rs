//! What the filter of the list of marks looks through: of each mark what it is, its passage, its note and
//! what it is in, in one text.
//!
//! The worker makes them, some at a time, once somebody types, and keeps them as long as the marks are the
//! same; so a key is answered without a mark being parsed.

use std::ops::Range;
use std::sync::Arc;

use crate::annotation::{Annotation, MarkId};
use crate::search::finder::{Prepared, Texts};
use crate::search::fuzzy::Query;
use crate::store::{Mark, Marks};
use crate::text::Clean;
use crate::words::Words;

/// What is asked: which marks fit what was typed.
#[derive(Clone, Debug)]
pub struct MarkQuestion {
    /// The number of the answer.
    pub question: u64,
    /// All marks.
    pub marks: Arc<Marks>,
    /// Their names in the order of the list.
    pub order: Arc<[MarkId]>,
    /// Those that are known to have no place, in the order of their names.
    pub adrift: Arc<[MarkId]>,
    /// What was typed.
    pub typed: String,
    /// The wordings.
    pub words: Words,
}

/// The texts of all marks, as far as they are made.
#[derive(Debug)]
pub struct MarkTexts {
    of: Arc<Marks>,
    order: Arc<[MarkId]>,
    /// The first is what a mark without a place is called; then those of the marks, in order.
    texts: Texts,
}

/// The text of one mark: its parts, one behind the other.
#[derive(Clone, Debug, Default)]
pub struct MarkText {
    /// All of it.
    pub whole: String,
    /// Where quotation, note and title stand in it.
    pub parts: [Range<usize>; 3],
}

/// The most characters of a quotation or a note that are looked through and shown.
const LONGEST: usize = 1000;
/// Marks whose texts are made, or that are looked through, before it is asked whether that still counts:
/// some milliseconds.
const SLICE: usize = 2_048;

impl MarkTexts {
    /// Those that `question` is about, none of them made yet.
    pub fn new(question: &MarkQuestion) -> MarkTexts {
        let mut texts = Texts::default();
        let adrift = format!("{}\n", question.words.mark_kind_adrift());
        texts.extend([adrift.as_str()]);
        MarkTexts {
            of: Arc::clone(&question.marks),
            order: Arc::clone(&question.order),
            texts,
        }
    }

    /// Whether `question` is about these.
    pub fn are_of(&self, question: &MarkQuestion) -> bool {
        Arc::ptr_eq(&self.of, &question.marks) && Arc::ptr_eq(&self.order, &question.order)
    }

    /// Which marks fit, by their places in the list; `None` once `is_wanted` says that nobody asks any more.
    /// What was made of the texts by then stays.
    pub fn find(
        &mut self,
        question: &MarkQuestion,
        is_wanted: &dyn Fn() -> bool,
    ) -> Option<Vec<u32>> {
        while self.make_more(question.words) {
            if !is_wanted() {
                return None;
            }
        }
        let query = self.texts.ready(&query(&question.typed));
        let mut found = Vec::new();
        for (number, id) in self.order.iter().enumerate() {
            if number.is_multiple_of(SLICE) && !is_wanted() {
                return None;
            }
            if self.fits(&query, number, question.adrift.binary_search(id).is_ok()) {
                found.push(u32::try_from(number).unwrap_or(u32::MAX));
            }
        }
        Some(found)
    }

    /// Makes some of the texts. Whether any are still to be made.
    fn make_more(&mut self, words: Words) -> bool {
        let made = self.texts.len() - 1;
        let rest = self.order.get(made..).unwrap_or_default();
        let slice = &rest[..rest.len().min(SLICE)];
        let texts: Vec<String> = slice
            .iter()
            .map(|&id| self.of.get(id))
            .map(|mark| mark.map_or_else(String::new, |mark| mark_text(&mark, words).whole))
            .collect();
        self.texts.extend(texts.iter().map(String::as_str));
        rest.len() > slice.len()
    }

    fn fits(&self, query: &Prepared, number: usize, is_adrift: bool) -> bool {
        match is_adrift {
            true => self.texts.fits_behind(query, 0, number + 1),
            false => self.texts.fits(query, number + 1),
        }
    }
}

/// What was typed, as a query. Han are looked for as they stand: in a note of many lines, scattered ones
/// would stand nearly everywhere.
pub fn query(typed: &str) -> Query {
    let terms = typed.split_whitespace().map(|term| {
        let is_plain = !term.starts_with(['\'', '^', '!']);
        match is_plain && !term.contains(|c: char| c.is_ascii_alphabetic()) {
            true => format!("'{term}"),
            false => term.to_owned(),
        }
    });
    Query::new(&terms.collect::<Vec<_>>().join(" "))
}

/// What `mark` is looked for by.
pub fn mark_text(mark: &Mark, words: Words) -> MarkText {
    let annotation = &mark.annotation;
    let source = &annotation.source;
    let mut text = MarkText {
        whole: words.mark_kind(annotation.motivation).to_string(),
        ..MarkText::default()
    };
    let parts = [
        annotation.exact(),
        annotation.text.as_str(),
        source.title.as_str(),
    ];
    for (number, part) in parts.into_iter().enumerate() {
        text.whole.push('\n');
        let start = text.whole.len();
        text.whole.push_str(one_line(part).as_str());
        text.parts[number] = start..text.whole.len();
    }
    for part in [
        tags(annotation),
        one_line(&source.publication),
        one_line(&source.issue),
        one_line(&source.date),
    ] {
        text.whole.push('\n');
        text.whole.push_str(part.as_str());
    }
    text
}

/// `text` as one line, no longer than is shown.
pub fn one_line(text: &str) -> Clean {
    let line: String = text
        .trim()
        .chars()
        .take(LONGEST)
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    Clean::from(line.as_str())
}

/// The tags as they are shown and filtered.
pub fn tags(annotation: &Annotation) -> Clean {
    let tags = annotation.shown_tags().into_iter();
    let tags: Vec<String> = tags.map(|tag| format!("#{tag}")).collect();
    one_line(&tags.join(" "))
}
