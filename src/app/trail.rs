//! Where one came from: what `Ctrl-o` goes back over, pages included.

use super::pages::reader::Anchor;

/// A place one can go back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// The shelf.
    Shelf,
    /// An issue's page.
    Issue(String),
    /// A place in an article.
    Reader {
        /// The article's id.
        article: String,
        /// Its first visible line.
        anchor: Anchor,
    },
    /// The results of the last full-text search, over another place.
    Results(Box<Location>),
    /// The list of marks as it was left, over another place.
    Marks(Box<Location>),
}

/// How many places are remembered.
pub const LONGEST_TRAIL: usize = 200;
