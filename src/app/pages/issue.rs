//! An issue's page: its articles under their columns (栏目).

use crate::app::filter::Filter;
use crate::app::list::{Pointer, Row};
use crate::library::ArticleMeta;
use crate::search::fuzzy::Query;
use crate::text::Clean;

/// The state of an issue's page.
#[derive(Clone, Debug, Default)]
pub struct IssuePage {
    /// Its articles in order.
    pub articles: Vec<ArticleMeta>,
    /// What is shown.
    pub rows: Vec<IssueRow>,
    /// Where one is.
    pub pointer: Pointer,
    /// What the list is narrowed to.
    pub filter: Option<Filter>,
    /// The numbers of the rows that fitted the filter dropped last.
    pub found: Vec<usize>,
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
            articles: by_column(articles),
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
        let current = self.current_index();
        let above = self.pointer.row.saturating_sub(self.pointer.top);
        self.rows.clear();
        let query = Query::new(
            self.filter
                .as_ref()
                .map_or("", |filter| filter.text.as_str()),
        );
        let mut column: Option<&Clean> = None;
        for (index, article) in self.articles.iter().enumerate() {
            let Some(matched) = query.matches(article.title.as_str()) else {
                continue;
            };
            if article.column.as_ref() != column {
                column = article.column.as_ref();
                if !self.rows.is_empty() && !compact {
                    self.rows.push(IssueRow::Blank);
                }
                self.rows
                    .extend(column.map(|column| IssueRow::Heading(column.clone())));
            }
            self.rows.push(IssueRow::Article { index, matched });
        }
        if let Some(index) = current {
            self.point_at(index);
            self.pointer.top = self.pointer.row.saturating_sub(above);
        }
        self.pointer.land(&self.rows);
    }

    /// The article under the pointer.
    pub fn current(&self) -> Option<&ArticleMeta> {
        self.articles.get(self.current_index()?)
    }

    /// The index of the article under the pointer.
    pub fn current_index(&self) -> Option<usize> {
        match self.rows.get(self.pointer.row)? {
            IssueRow::Article { index, .. } => Some(*index),
            _ => None,
        }
    }

    /// Puts the pointer on the article `index`, if it is shown.
    pub fn point_at(&mut self, index: usize) {
        let found = self
            .rows
            .iter()
            .position(|row| matches!(row, IssueRow::Article { index: at, .. } if *at == index));
        self.pointer.row = found.unwrap_or(self.pointer.row);
    }
}

/// The articles with those of one column together, columns by their first article. This is the order
/// in which the issue is read on, too.
fn by_column(articles: Vec<ArticleMeta>) -> Vec<ArticleMeta> {
    let mut columns: Vec<Option<Clean>> = Vec::new();
    for article in &articles {
        if !columns.contains(&article.column) {
            columns.push(article.column.clone());
        }
    }
    let mut articles = articles;
    articles.sort_by_key(|article| columns.iter().position(|column| *column == article.column));
    articles
}
