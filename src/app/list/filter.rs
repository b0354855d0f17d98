//! What a list is narrowed to as one types (`/`).

use crate::search::fuzzy::Query;
use crate::text::Clean;

/// What a list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What was typed.
    pub text: Clean,
    /// Whether it is still being typed.
    pub typing: bool,
    /// The row of the pointer before the filter.
    pub before: usize,
}

impl Filter {
    /// What was typed, ready to be matched against many rows.
    pub fn query(&self) -> Query {
        Query::new(self.text.as_str())
    }
}
