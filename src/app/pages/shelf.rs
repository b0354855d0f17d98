//! The shelf: notes that were left unsaved, what one was reading, then every publication with its newest
//! issues.
//!
//! Rows are made from the catalogue and the read marks when one of them, the window's height class
//! or the filter changes, not at every key: counting unread articles of a large library costs more
//! than a key press may.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;

use crate::app::calendar::Calendar;
use crate::app::labels;
use crate::app::list::{AnyList as _, List, Row};
use crate::library::{Catalogue, Issue};
use crate::search::fuzzy::Query;
use crate::store::drafts::LeftDraft;
use crate::store::reading::ReadingState;
use crate::text::Clean;
use crate::words::Words;

/// The state of the shelf.
#[derive(Clone, Debug, Default)]
pub struct ShelfPage {
    /// What is shown.
    pub list: List<ShelfRow>,
    /// The publications whose older issues are shown too.
    pub unfolded: BTreeSet<String>,
    /// Articles in the whole library, and unread ones.
    pub articles: (usize, usize),
    /// Whether the rows must be made again.
    pub stale: bool,
    /// What the pane beside it shows, where there are two.
    pub beside: Beside,
}

/// Which issue the pane beside the shelf shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Beside {
    /// The one under the pointer.
    #[default]
    Follows,
    /// This one, or none, while the pointer is being moved.
    Stays(Option<String>),
}

/// A row of the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShelfRow {
    /// Nothing.
    Blank,
    /// 草稿
    DraftsHeading,
    /// A note that was left unsaved.
    Draft(Box<DraftRow>),
    /// 接着读
    ResumeHeading,
    /// The article last open; its id.
    Resume(String),
    /// A publication with the publisher of its newest issue.
    Heading {
        /// Its name.
        publication: Clean,
        /// Who publishes it.
        publisher: Option<Clean>,
        /// The bytes of the name that matched the filter.
        matched: Vec<Range<usize>>,
    },
    /// An issue.
    Issue {
        /// Its index in the catalogue.
        index: usize,
        /// Its unread articles.
        unread: usize,
        /// What of it matched the filter.
        matched: Option<Box<MatchedFields>>,
    },
    /// The older issues of a publication, folded.
    Older {
        /// Its name.
        publication: Clean,
        /// How many there are.
        count: usize,
    },
    /// In an empty library: shows the built-in issues.
    Builtin,
}

/// A note that was left unsaved, as its row says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// Its file.
    pub path: PathBuf,
    /// Its first words.
    pub line: Clean,
    /// What its article is called.
    pub title: Clean,
    /// When it was written.
    pub time: Clean,
}

/// The bytes that matched a filter in each field of an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatchedFields {
    /// In the publication's name.
    pub publication: Vec<Range<usize>>,
    /// In what the issue is called, in full.
    pub name: Vec<Range<usize>>,
    /// In its number through all years.
    pub serial: Vec<Range<usize>>,
    /// In its date.
    pub date: Vec<Range<usize>>,
}

/// What the rows are made of.
#[derive(Clone, Copy, Debug)]
pub struct ShelfSource<'a> {
    /// The notes that were left unsaved.
    pub drafts: &'a [LeftDraft],
    /// The times they were written at.
    pub calendar: &'a Calendar,
    /// The issues.
    pub catalogue: &'a Catalogue,
    /// The read marks and places.
    pub reading: &'a ReadingState,
    /// The wordings that a filter is matched against.
    pub words: Words,
    /// Whether blank rows stand between groups.
    pub compact: bool,
    /// Whether built-in issues exist that are not shown.
    pub builtin_hidden: bool,
}

/// The most characters of a draft's first line that are shown.
const LONGEST_LINE: usize = 200;
/// Issues of a publication that are shown before the fold.
const SHOWN: usize = 3;

impl Row for ShelfRow {
    fn is_stop(&self) -> bool {
        matches!(
            self,
            ShelfRow::Draft(_)
                | ShelfRow::Resume(_)
                | ShelfRow::Issue { .. }
                | ShelfRow::Older { .. }
                | ShelfRow::Builtin
        )
    }

    fn number(&self) -> Option<usize> {
        match self {
            ShelfRow::Issue { index, .. } => Some(*index),
            _ => None,
        }
    }

    fn is_same(&self, other: &ShelfRow) -> bool {
        match (self, other) {
            (ShelfRow::Issue { index, .. }, ShelfRow::Issue { index: other, .. }) => index == other,
            (ShelfRow::Draft(one), ShelfRow::Draft(other)) => one.path == other.path,
            (
                ShelfRow::Older { publication, .. },
                ShelfRow::Older {
                    publication: other, ..
                },
            ) => publication == other,
            _ => self == other,
        }
    }
}

impl DraftRow {
    /// The row of `left`; `None` if nothing can be read of it.
    fn new(left: &LeftDraft, calendar: &Calendar) -> Option<DraftRow> {
        let draft = left.draft.as_ref()?;
        let mut lines = draft.text.lines().map(str::trim);
        let line = lines.find(|line| !line.is_empty()).unwrap_or_default();
        let line: String = line.chars().take(LONGEST_LINE).collect();
        let title = match draft.source.title.as_str() {
            "" => &draft.article,
            title => title,
        };
        Some(DraftRow {
            path: left.path.clone(),
            line: Clean::from(line.as_str()),
            title: Clean::from(title),
            time: calendar.short(draft.at),
        })
    }
}

impl ShelfPage {
    /// Makes the rows again; the pointer stays on the same thing where it still is.
    pub fn rebuild(&mut self, source: ShelfSource<'_>) {
        let mut rows = Vec::with_capacity(self.list.rows().len());
        self.articles = (0, 0);
        self.add_drafts(&mut rows, source);
        self.add_resume(&mut rows, source);
        // Made once: a query brings its tables for pinyin with it.
        let query = self.list.query();
        let issues = source.catalogue.issues();
        let mut start = 0;
        while start < issues.len() {
            let publication = &issues[start].publication;
            let end = issues[start..]
                .iter()
                .position(|issue| issue.publication != *publication)
                .map_or(issues.len(), |at| start + at);
            self.add_publication(&mut rows, source, start..end, query.as_ref());
            start = end;
        }
        if issues.is_empty() && source.builtin_hidden {
            rows.push(ShelfRow::Builtin);
        }
        self.list.set_rows(rows);
        self.stale = false;
    }

    /// Puts the pointer where a session starts: on a draft, else on 接着读, else on the newest unread
    /// issue.
    pub fn start(&mut self) {
        let list = &mut self.list;
        let _ = list.point_at(|row| matches!(row, ShelfRow::Draft(_)))
            || list.point_at(|row| matches!(row, ShelfRow::Resume(_)))
            || list.point_at(|row| matches!(row, ShelfRow::Issue { unread: 1.., .. }))
            || list.point_at(Row::is_stop);
    }

    /// Puts the pointer on the issue `index`, if it is shown.
    pub fn point_at_issue(&mut self, index: usize) {
        self.list.point_at(|row| row.number() == Some(index));
    }

    fn add_drafts(&self, rows: &mut Vec<ShelfRow>, source: ShelfSource<'_>) {
        let row = |left| DraftRow::new(left, source.calendar);
        let drafts: Vec<DraftRow> = source.drafts.iter().filter_map(row).collect();
        if drafts.is_empty() || self.list.filter().is_some() {
            return;
        }
        rows.push(ShelfRow::DraftsHeading);
        rows.extend(drafts.into_iter().map(|row| ShelfRow::Draft(Box::new(row))));
    }

    fn add_resume(&self, rows: &mut Vec<ShelfRow>, source: ShelfSource<'_>) {
        let Some(article) = source.reading.last.as_deref() else {
            return;
        };
        let known = source
            .catalogue
            .issue_of(article)
            .is_some_and(|issue| issue.articles.iter().any(|id| id == article));
        if known && self.list.filter().is_none() {
            if !rows.is_empty() && !source.compact {
                rows.push(ShelfRow::Blank);
            }
            rows.push(ShelfRow::ResumeHeading);
            rows.push(ShelfRow::Resume(article.to_owned()));
        }
    }

    fn add_publication(
        &mut self,
        rows: &mut Vec<ShelfRow>,
        source: ShelfSource<'_>,
        range: Range<usize>,
        query: Option<&Query>,
    ) {
        let issues = source.catalogue.issues();
        let publication = issues[range.start].publication.clone();
        let mut fitting = Vec::new();
        for index in range {
            let unread = issues[index]
                .articles
                .iter()
                .filter(|id| !source.reading.read.contains(id.as_str()))
                .count();
            self.articles.0 += issues[index].articles.len();
            self.articles.1 += unread;
            let matched = match query {
                Some(query) => match matched(query, source.words, &issues[index]) {
                    Some(matched) => Some(Box::new(matched)),
                    None => continue,
                },
                None => None,
            };
            fitting.push(ShelfRow::Issue {
                index,
                unread,
                matched,
            });
        }
        if fitting.is_empty() {
            return;
        }
        if !rows.is_empty() && !source.compact {
            rows.push(ShelfRow::Blank);
        }
        let publisher = fitting.iter().find_map(|row| match row {
            ShelfRow::Issue { index, .. } => issues[*index].publisher.clone(),
            _ => None,
        });
        let matched = match fitting.first() {
            Some(ShelfRow::Issue {
                matched: Some(matched),
                ..
            }) => matched.publication.clone(),
            _ => Vec::new(),
        };
        rows.push(ShelfRow::Heading {
            publication: publication.clone(),
            publisher,
            matched,
        });
        let folded = self.list.filter().is_none() && !self.unfolded.contains(publication.as_str());
        let count = fitting.len().saturating_sub(SHOWN);
        if folded && count > 1 {
            fitting.truncate(SHOWN);
            fitting.push(ShelfRow::Older { publication, count });
        }
        rows.append(&mut fitting);
    }
}

/// What `query` stands for in an issue's publication, name, serial number and date; `None` if it
/// does not fit.
fn matched(query: &Query, words: Words, issue: &Issue) -> Option<MatchedFields> {
    let name = labels::issue_name(words, issue);
    let serial = labels::issue_serial(words, issue).unwrap_or_default();
    let date = labels::issue_date(issue);
    // One text, so that the terms of a query may stand for different fields.
    let fields = [&issue.publication, &name, &serial, &date].map(Clean::as_str);
    // A date is typed as files have it, too, however it is shown.
    let written = issue.date.map(|date| date.to_string()).unwrap_or_default();
    let ranges = query.matches(&format!("{} {written}", fields.join(" ")))?;
    let mut start = 0;
    let [publication, name, serial, date] = fields.map(|field| {
        let end = start + field.len();
        let inside = ranges
            .iter()
            .filter(|range| range.start < end && range.end > start)
            .map(|range| range.start.max(start) - start..range.end.min(end) - start)
            .collect();
        start = end + 1;
        inside
    });
    Some(MatchedFields {
        publication,
        name,
        serial,
        date,
    })
}
