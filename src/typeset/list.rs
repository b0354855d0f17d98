//! Lists: how wide the marks of a list are, so that its numbers end and its texts begin in one cell.
//!
//! The mark of an item ends where the widest mark of its list ends (` 9.` above `10.`), and a list in
//! an item begins where that item's text does. The marks of a list are looked for ahead, at its
//! first item.

use super::measure::{ListInset, Measure};
use crate::markup::{Block, BlockKind};
use crate::text::{AmbiguousWidth, Cells, Clean, CleanStr, text_width};

/// The mark of an item of a list without numbers, in a document.
const BULLET: &str = "-";

/// The lists that are open, from the outermost in: the widest mark of each; `None` for a list that
/// began with a list in its first item, until an item of its own comes.
#[derive(Debug, Default)]
pub(super) struct Lists(Vec<Option<Cells>>);

impl Lists {
    /// Ends all lists.
    pub(super) fn end(&mut self) {
        self.0.clear();
    }

    /// Where an item of `depth` stands; `rest` are the blocks from the item on.
    pub(super) fn item(
        &mut self,
        depth: u8,
        rest: &[Block],
        measure: Measure,
        ambiguous: AmbiguousWidth,
        bullet: &Clean,
    ) -> ListInset {
        let depth = usize::from(depth.max(1));
        self.0.resize(depth, None);
        let own = self.0[depth - 1].unwrap_or_else(|| widest_mark(depth, rest, ambiguous, bullet));
        self.0[depth - 1] = Some(own);
        let outer = self.0[..depth - 1]
            .iter()
            .map(|width| measure.list_hang(width.unwrap_or(0)))
            .sum();
        measure.list_inset(outer, own)
    }
}

/// What is drawn for `marker`.
pub(super) fn drawn<'a>(marker: &'a Clean, bullet: &'a Clean) -> CleanStr<'a> {
    if marker.as_str() == BULLET && !bullet.is_empty() {
        bullet.as_clean()
    } else {
        marker.as_clean()
    }
}

/// The width of the widest mark of the list of `depth` whose first item `rest` begins with.
fn widest_mark(depth: usize, rest: &[Block], ambiguous: AmbiguousWidth, bullet: &Clean) -> Cells {
    let mut widest = 0;
    for block in rest {
        match &block.kind {
            BlockKind::ListItem {
                depth: other,
                marker,
            } if usize::from(*other) >= depth => {
                if let Some(marker) = marker.as_ref().filter(|_| usize::from(*other) == depth) {
                    let width = text_width(drawn(marker, bullet).as_str(), ambiguous);
                    widest = width.max(widest);
                }
            }
            _ => break,
        }
    }
    widest
}
