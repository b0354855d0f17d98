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

/// Where a column of a table begins on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stop {
    /// The first byte of the column's text.
    pub(crate) offset: usize,
    /// The cell in which it stands.
    pub(crate) cell: Cells,
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
        stops: &[],
        base: 0,
    }
}

/// The cells that `text` takes on one line.
pub(crate) fn placed_width(text: &str, ambiguous: AmbiguousWidth, spacing: bool) -> Cells {
    placed(text, 0, ambiguous, spacing)
        .last()
        .map_or(0, |last| last.cell + last.cluster.width)
}

/// The iterator of [`placed`].
#[derive(Clone, Debug)]
pub(crate) struct PlacedClusters<'a> {
    clusters: Clusters<'a>,
    cell: Cells,
    side: Side,
    spacing: bool,
    /// Where columns begin that are still ahead.
    stops: &'a [Stop],
    /// What offsets of clusters count from, for the stops.
    base: usize,
}

impl<'a> PlacedClusters<'a> {
    /// The same with columns beginning at `stops`, whose offsets count from `base` less than those
    /// of the clusters.
    pub(crate) fn with_stops(self, stops: &'a [Stop], base: usize) -> PlacedClusters<'a> {
        PlacedClusters {
            stops,
            base,
            ..self
        }
    }
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
        let mut cell = self.cell + gap;
        if let [stop, rest @ ..] = self.stops
            && stop.offset == self.base + cluster.offset
        {
            cell = cell.max(stop.cell);
            self.stops = rest;
        }
        self.side = side;
        self.cell = cell + cluster.width;
        Some(Placed { cluster, cell, gap })
    }
}
