//! The contents of an article: its title and headings, each with its position.

use super::reader::ReaderPage;
use crate::app::list::{List, Row};
use crate::app::progress::Position;
use crate::markup::BlockKind;
use crate::text::Clean;

/// The state of the contents page.
#[derive(Clone, Debug, Default)]
pub struct ContentsPage {
    /// The article's title.
    pub title: Clean,
    /// All entries.
    entries: Vec<ContentsRow>,
    /// The entries that fit the filter.
    pub list: List<ContentsRow>,
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
        let mut page = ContentsPage {
            title,
            entries,
            list: List::default(),
        };
        page.list.pointer.row = row;
        page.rebuild();
        page
    }

    /// Whether the article has no headings at all.
    pub fn is_empty(&self) -> bool {
        self.entries.len() < 2
    }

    /// Makes the rows again, for the filter.
    pub fn rebuild(&mut self) {
        let query = self.list.query().unwrap_or_default();
        let narrowed = self.entries.iter().filter_map(|entry| {
            let matched = query.matches(entry.label.as_str())?;
            Some(ContentsRow {
                matched,
                ..entry.clone()
            })
        });
        self.list.set_rows(narrowed.collect());
    }
}
