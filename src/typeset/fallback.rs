//! F1: what to do with a line in which no break is permitted.
//!
//! The line is walked once more; for each rule the last boundary that fits and that only this rule
//! forbids is kept, and the weakest rule that has one is given up. So —— may start a line before a
//! number is torn, and a number is torn before 。 starts a line. A cluster is never torn.

use super::adjust::{Side, gap};
use super::breaker::{Breaking, Cut};
use crate::text::clusters;
use crate::text::linebreak::Scanner;

/// The best place to cut the line that starts at `start` and has `limit` cells. `scanner` is at the
/// start of a text. The line must have at least two clusters.
#[cold]
pub(crate) fn give_up(
    text: &str,
    start: usize,
    limit: usize,
    mut scanner: Scanner<'_>,
    breaking: &Breaking,
) -> Cut {
    let mut by_prohibition = [None::<Cut>; 9];
    let (mut cells, mut drawn) = (0, 0);
    let mut side = Side::Other;
    for mut cluster in clusters(&text[start..], breaking.ambiguous) {
        cluster.offset += start;
        let Some(prohibition) = scanner.before(&cluster) else {
            side = Side::Other;
            cells += cluster.width;
            continue;
        };
        if breaking.spacing {
            let after = Side::of(cluster.base());
            cells += gap(side, after);
            side = after;
        }
        if cluster.offset > start {
            by_prohibition[prohibition as usize] = Some(Cut {
                offset: cluster.offset,
                drawn,
                cells,
            });
            if cells + cluster.width > limit {
                break;
            }
        }
        cells += cluster.width;
        drawn = cells;
    }
    let weakest = by_prohibition.into_iter().flatten().next();
    weakest.unwrap_or(Cut {
        offset: text.len(),
        drawn,
        cells,
    })
}
