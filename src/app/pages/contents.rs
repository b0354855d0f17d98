//! The contents of an article: its title and headings, each with its position.

use super::reader::ReaderPage;
use crate::app::filter::Filter;
use crate::app::list::{Pointer, Row};
use crate::app::progress::Position;
use crate::markup::BlockKind;
use crate::search::fuzzy::Query;
use crate::text::Clean;

/// The state of the contents page.
#[derive(Clone, Debug, Default)]
pub struct ContentsPage {
    /// The article's title.
    pub title: Clean,
    /// All entries.
    entries: Vec<ContentsRow>,
    /// What is shown.
    pub rows: Vec<ContentsRow>,
    /// Where one is.
    pub pointer: Pointer,
    /// What the list is narrowed to.
    pub filter: Option<Filter>,
    /// The numbers of the rows that fitted the filter dropped last.
    pub found: Vec<usize>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentsRow {
    /// Its text.
    pub label: Clean,
    /// Its depth: 0 for the article's title.
    pub depth: usize,
    /// The layout's line on which it stands.
    pub line: usize,
    /// The position in the article with that line first.
    pub position: Position,
    /// The bytes of the label that matched the filter.
    pub matched: Vec<std::ops::Range<usize>>,
}

impl Row for ContentsRow {
    fn is_stop(&self) -> bool {
        true
    }

    fn number(&self) -> Option<usize> {
        Some(self.line)
    }
}

impl ContentsPage {
    /// The contents of the article in `reader`; the pointer on the heading the place is under.
    pub fn new(reader: &ReaderPage) -> ContentsPage {
        let document = &reader.article.document;
        let title = reader.article.meta.title.clone();
        let entry = |label, depth, line| ContentsRow {
            label,
            depth,
            line,
            position: reader.position_at(line),
            matched: Vec::new(),
        };
        let mut entries = vec![entry(title.clone(), 0, 0)];
        for block in &document.blocks {
            let BlockKind::Heading { level } = block.kind else {
                continue;
            };
            let label = document
                .text
                .as_clean()
                .slice(block.range.clone())
                .to_clean();
            let line = reader.layout.line_of(block.range.start);
            entries.push(entry(label, usize::from(level.max(2)) - 1, line));
        }
        let row = entries
            .iter()
            .rposition(|entry| entry.line <= reader.place)
            .unwrap_or(0);
        ContentsPage {
            title,
            rows: entries.clone(),
            entries,
            pointer: Pointer { row, top: 0 },
            filter: None,
            found: Vec::new(),
        }
    }

    /// Whether the article has no headings at all.
    pub fn is_empty(&self) -> bool {
        self.entries.len() < 2
    }

    /// Makes the rows again, for the filter.
    pub fn rebuild(&mut self) {
        let current = self.rows.get(self.pointer.row).map(|row| row.line);
        let query = Query::new(
            self.filter
                .as_ref()
                .map_or("", |filter| filter.text.as_str()),
        );
        let narrowed = self.entries.iter().filter_map(|entry| {
            let matched = query.matches(entry.label.as_str())?;
            Some(ContentsRow {
                matched,
                ..entry.clone()
            })
        });
        self.rows = narrowed.collect();
        self.pointer.row = self
            .rows
            .iter()
            .position(|row| Some(row.line) == current)
            .unwrap_or(0);
        self.pointer.land(&self.rows);
    }
}
