//! An issue's page: its articles in the order of the issue, under their columns (栏目).
//!
//! The order is the one of the files, as everywhere: what `list` calls the eighth article is the
//! eighth here. A column that comes again later has its heading again.

use crate::app::list::{List, Row};
use crate::library::ArticleMeta;
use crate::text::Clean;

/// The state of an issue's page.
#[derive(Clone, Debug, Default)]
pub struct IssuePage {
    /// Its articles in order.
    pub articles: Vec<ArticleMeta>,
    /// Those that fit the filter, under their columns.
    pub list: List<IssueRow>,
}

/// A row of an issue's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IssueRow {
    /// Nothing.
    Blank,
    /// The name of a column.
    Heading(Clean),
    /// An article, by its index; the byte ranges of its title that matched the filter.
    Article {
        /// Its index in the issue.
        index: usize,
        /// What matched.
        matched: Vec<std::ops::Range<usize>>,
    },
}

impl Row for IssueRow {
    fn is_stop(&self) -> bool {
        matches!(self, IssueRow::Article { .. })
    }

    fn number(&self) -> Option<usize> {
        match self {
            IssueRow::Article { index, .. } => Some(*index),
            _ => None,
        }
    }
}

impl IssuePage {
    /// A page of these articles; the pointer on the first unread one.
    pub fn new(
        articles: Vec<ArticleMeta>,
        compact: bool,
        is_read: impl Fn(&str) -> bool,
    ) -> IssuePage {
        let mut page = IssuePage {
            articles,
            ..IssuePage::default()
        };
        page.rebuild(compact);
        let unread = page
            .articles
            .iter()
            .position(|article| !is_read(&article.id))
            .unwrap_or(0);
        page.point_at(unread);
        page
    }

    /// Makes the rows again; without blank rows if `compact`. The pointer stays on its article.
    pub fn rebuild(&mut self, compact: bool) {
        let mut rows = Vec::with_capacity(self.articles.len() * 2);
        let query = self.list.query().unwrap_or_default();
        let mut column: Option<&Clean> = None;
        for (index, article) in self.articles.iter().enumerate() {
            let Some(matched) = query.matches(article.title.as_str()) else {
                continue;
            };
            if article.column.as_ref() != column {
                column = article.column.as_ref();
                if !rows.is_empty() && !compact {
                    rows.push(IssueRow::Blank);
                }
                rows.extend(column.map(|column| IssueRow::Heading(column.clone())));
            }
            rows.push(IssueRow::Article { index, matched });
        }
        self.list.set_rows(rows);
    }

    /// The article under the pointer.
    pub fn current(&self) -> Option<&ArticleMeta> {
        self.articles.get(self.current_index()?)
    }

    /// The index of the article under the pointer.
    pub fn current_index(&self) -> Option<usize> {
        self.list.current()?.number()
    }

    /// Puts the pointer on the article `index`, if it is shown.
    pub fn point_at(&mut self, index: usize) {
        self.list.point_at(|row| row.number() == Some(index));
    }
}
