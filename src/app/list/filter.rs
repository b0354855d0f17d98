//! What a list is narrowed to as one types (`/`).

use crate::app::prompt::Prompt;
use crate::search::fuzzy::Query;

/// What a list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What was typed.
    pub prompt: Prompt,
    /// Whether it is still being typed.
    pub typing: bool,
    /// The row of the pointer before the filter.
    pub before: usize,
}

impl Filter {
    /// What was typed, ready to be matched against many rows.
    pub fn query(&self) -> Query {
        Query::new(self.prompt.as_str())
    }
}
