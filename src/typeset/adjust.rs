//! Which cell each cluster of a line stands in: the one place that knows display-only cells.
//!
//! Breaking, drawing and the search for a place on the screen must agree on every cell, so all of
//! them use [`gap`], and the last two walk a line with [`placed`].

use crate::text::script::is_han;
use crate::text::{AmbiguousWidth, Cells, Cluster, Clusters, clusters};

/// On which side of a Han-Latin boundary a character can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// A Han character.
    Han,
    /// An ASCII letter or digit.
    Latin,
    /// Punctuation, space and all else: no spacing beside it.
    Other,
}

impl Side {
    /// The side of `c`.
    #[inline]
    pub(crate) fn of(c: char) -> Side {
        if c.is_ascii_alphanumeric() {
            Side::Latin
        } else if is_han(c) {
            Side::Han
        } else {
            Side::Other
        }
    }
}

/// The display-only cells between two neighbours on one line (CLREQ section 3.2.3, 中西间距; the
/// quarter em of print is half a cell, so one cell is the least that can be had).
#[inline]
pub(crate) fn gap(before: Side, after: Side) -> Cells {
    usize::from(matches!(
        (before, after),
        (Side::Han, Side::Latin) | (Side::Latin, Side::Han)
    ))
}

/// A cluster on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Placed<'a> {
    /// The cluster; its offset counts from the start of the walked text.
    pub(crate) cluster: Cluster<'a>,
    /// The cell in which it starts.
    pub(crate) cell: Cells,
    /// How many display-only cells stand before it.
    pub(crate) gap: Cells,
}

/// The clusters of `text`, the first of which stands in `start`.
pub(crate) fn placed(
    text: &str,
    start: Cells,
    ambiguous: AmbiguousWidth,
    spacing: bool,
) -> PlacedClusters<'_> {
    PlacedClusters {
        clusters: clusters(text, ambiguous),
        cell: start,
        side: Side::Other,
        spacing,
    }
}

/// The iterator of [`placed`].
#[derive(Clone, Debug)]
pub(crate) struct PlacedClusters<'a> {
    clusters: Clusters<'a>,
    cell: Cells,
    side: Side,
    spacing: bool,
}

impl<'a> Iterator for PlacedClusters<'a> {
    type Item = Placed<'a>;

    fn next(&mut self) -> Option<Placed<'a>> {
        let cluster = self.clusters.next()?;
        let side = Side::of(cluster.base());
        let gap = if self.spacing {
            gap(self.side, side)
        } else {
            0
        };
        let cell = self.cell + gap;
        self.side = side;
        self.cell = cell + cluster.width;
        Some(Placed { cluster, cell, gap })
    }
}
