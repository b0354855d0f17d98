//! Narrowing a list as one types (`/`).

use crate::search::fuzzy::Query;
use crate::text::Clean;

/// What a list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What was typed.
    pub text: Clean,
    /// Whether it is still being typed.
    pub typing: bool,
    /// The row's pointer before the filter.
    pub before: usize,
}

impl Filter {
    /// Whether a row with this text stays.
    pub fn fits(&self, text: &str) -> bool {
        Query::new(self.text.as_str()).matches(text).is_some()
    }
}
