//! Third stage: a passage becomes lines, by first fit.
//!
//! One walk from left to right, remembering the last place where a line may break. What does not
//! fit goes down together with everything behind that place, so the character before a prohibited
//! mark moves with it (推出, CLREQ section 3.1.2). The other way, 推进, would squeeze the marks of the
//! line into half their width to make room; a terminal draws no half cell, so it cannot be had.
//! Hanging (CLREQ section 3.1.4, 行尾点号悬挂) can: one 。，、 may stand right of the measure.
//!
//! Every step is a table lookup: no allocation, no second walk. Two cases leave this path: text
//! with joining marks is walked again by clusters (UAX #29), and a line without any permitted break
//! goes to `fallback`.

use super::adjust::{Side, gap};
use super::fallback::give_up;
use super::measure::Measure;
use crate::text::class::char_class;
use crate::text::linebreak::{MARK, SPACE, Scanner, cluster_class};
use crate::text::pairs::{FREE, SPECIAL};
use crate::text::width::WidthTable;
use crate::text::{AmbiguousWidth, BreakRules, Cells, Prohibition, break_opportunities, clusters};

use super::Settings;

/// How lines are broken: what the rules need of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Breaking {
    /// How wide ambiguous characters are.
    pub(crate) ambiguous: AmbiguousWidth,
    /// Which prohibitions hold.
    pub(crate) rules: BreakRules,
    /// Whether one pause or stop mark may hang.
    pub(crate) hanging: bool,
    /// Whether Han and Latin are spaced.
    pub(crate) spacing: bool,
}

/// The room of the lines of one passage, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Room {
    /// On its first line.
    pub(crate) first: Cells,
    /// On every other line.
    pub(crate) rest: Cells,
}

/// One line of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BrokenLine {
    /// Its first byte.
    pub(crate) start: usize,
    /// The first byte of the next line; white space at the end is included.
    pub(crate) end: usize,
    /// Its width in cells, without white space at its end, with a hung mark.
    pub(crate) width: Cells,
    /// Whether a rule was given up.
    pub(crate) forced: bool,
}

/// A place where a line may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// The first byte of the next line.
    pub(crate) offset: usize,
    /// The width of the line up to here without white space at its end.
    pub(crate) drawn: Cells,
    /// The width of the line up to here, white space and spacing included.
    pub(crate) cells: Cells,
}

impl Breaking {
    /// What `settings` ask for, as far as `measure` permits: Han-Latin spacing needs 40 cells, tight
    /// numbers need 24.
    pub(crate) fn new(settings: &Settings, measure: Measure) -> Breaking {
        Breaking {
            ambiguous: settings.ambiguous,
            rules: BreakRules {
                level: settings.level,
                tight_numbers: settings.tight_numbers && measure.cells() >= 24,
            },
            hanging: settings.hanging,
            spacing: settings.spacing && measure.cells() >= 40,
        }
    }
}

/// Breaks `text` into `lines`, which are emptied first. Every text has at least one line. No line
/// is wider than its room but for a hung mark, and for a single cluster in less than two cells.
pub(crate) fn break_lines(
    text: &str,
    room: Room,
    breaking: &Breaking,
    lines: &mut Vec<BrokenLine>,
) {
    lines.clear();
    let widths = WidthTable::new(breaking.ambiguous);
    let simple = text.char_indices().map(|(offset, c)| {
        let class = char_class(c);
        Unit {
            offset,
            c,
            class: class.line_break_index(),
            width: widths.of(class),
        }
    });
    let finished = if breaking.spacing {
        fill::<true, false>(simple, text, room, breaking, lines)
    } else {
        fill::<false, false>(simple, text, room, breaking, lines)
    };
    if finished == Walk::NeedsClusters {
        lines.clear();
        let joined = clusters(text, breaking.ambiguous).map(|cluster| Unit {
            offset: cluster.offset,
            c: cluster.base(),
            class: cluster_class(&cluster),
            width: cluster.width,
        });
        if breaking.spacing {
            fill::<true, true>(joined, text, room, breaking, lines);
        } else {
            fill::<false, true>(joined, text, room, breaking, lines);
        }
    }
}

/// What a line holds whole: a cluster, or a character known to be one.
#[derive(Clone, Copy)]
struct Unit {
    offset: usize,
    c: char,
    class: usize,
    width: Cells,
}

/// How a walk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Walk {
    Done,
    /// A joining mark: characters are not clusters here.
    NeedsClusters,
}

#[inline]
fn fill<const SPACING: bool, const CLUSTERED: bool>(
    units: impl Iterator<Item = Unit>,
    text: &str,
    room: Room,
    breaking: &Breaking,
    lines: &mut Vec<BrokenLine>,
) -> Walk {
    let mut scanner = Scanner::new(text, breaking.rules);
    let mut limit = room.first;
    let mut start = 0;
    // Widths from the start of the line: with and without white space at the end.
    let mut cells = 0;
    let mut drawn = 0;
    // The last permitted break; none while it stands at the start of the line.
    let mut last = Cut {
        offset: 0,
        drawn: 0,
        cells: 0,
    };
    let mut side = Side::Other;
    for unit in units {
        let mut verdict = scanner.quick(unit.class);
        if verdict == SPECIAL {
            if !CLUSTERED && unit.class == MARK {
                return Walk::NeedsClusters;
            }
            if unit.class == SPACE {
                scanner.pass_space();
                side = Side::Other;
                // Spaces after a hung mark belong to its line already.
                if unit.offset >= start {
                    cells += unit.width;
                }
                continue;
            }
            verdict = scanner.resolve(unit.offset, unit.class);
        }
        if scanner.is_inside_address(unit.offset) {
            verdict = scanner.inside_address(unit.offset);
        }
        scanner.pass(unit.class);
        let mut here = cells;
        if SPACING {
            let after = Side::of(unit.c);
            here += gap(side, after);
            side = after;
        }
        if verdict == FREE {
            last = Cut {
                offset: unit.offset,
                drawn,
                cells: here,
            };
        }
        let mut width = unit.width;
        while here + width > limit && unit.offset > start {
            let is_hung = breaking.hanging
                && here == drawn
                && drawn <= limit
                && may_hang(unit, text, breaking);
            if is_hung {
                let mark_end = unit.offset + unit.c.len_utf8();
                let end = text.len() - text[mark_end..].trim_start_matches([' ', '\u{3000}']).len();
                lines.push(BrokenLine {
                    start,
                    end,
                    width: here + width,
                    forced: false,
                });
                (start, here, drawn, width) = (end, 0, 0, 0);
            } else {
                let forced = last.offset <= start;
                if forced {
                    last = give_up(text, start, limit, scanner.restarted(), breaking);
                }
                lines.push(BrokenLine {
                    start,
                    end: last.offset,
                    width: last.drawn,
                    forced,
                });
                start = last.offset;
                here -= last.cells;
                drawn = drawn.saturating_sub(last.cells);
            }
            limit = room.rest;
        }
        cells = here + width;
        drawn = cells;
    }
    if start < text.len() || lines.is_empty() {
        lines.push(BrokenLine {
            start,
            end: text.len(),
            width: drawn,
            forced: false,
        });
    }
    Walk::Done
}

/// Whether `unit` may stand right of the measure: a narrow-set pause or stop mark after which the
/// line may end.
#[cold]
fn may_hang(unit: Unit, text: &str, breaking: &Breaking) -> bool {
    matches!(unit.c, '。' | '，' | '、')
        && break_opportunities(&text[unit.offset..], breaking.rules)
            .next()
            .is_none_or(|next| next.prohibition == Prohibition::Free)
}
