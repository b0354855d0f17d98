//! Third stage: a passage becomes lines, by first fit.
//!
//! One walk from left to right, remembering the last place where a line may break. What does not
//! fit goes down together with everything behind that place, so the character before a prohibited
//! mark moves with it (推出, CLREQ section 3.1.2). The other way, 推进, would squeeze the marks of the
//! line into half their width to make room; a terminal draws no half cell, so it cannot be had.
//! Hanging (CLREQ section 3.1.4, 行尾点号悬挂) can: one 。，、 may stand right of the measure.
//!
//! Every step is a table lookup, and a run of Han is passed in one step: no allocation, no second
//! walk. Two cases leave this path: text
//! with joining marks is walked again by clusters (UAX #29), and a line without any permitted break
//! goes to `fallback`.

use std::str::Chars;

use super::adjust::{Side, gap};
use super::fallback::give_up;
use super::measure::Measure;
use crate::text::class::{char_class, is_space};
use crate::text::linebreak::{
    DIGIT, IDEOGRAPH, MARK, SPACE, START, Scanner, cluster_class, may_end_prefix,
};
use crate::text::pairs::{FREE, SPECIAL, verdict_of};
use crate::text::width::WidthTable;
use crate::text::{
    AmbiguousWidth, BreakRules, Cells, Clusters, Prohibition, break_opportunities, clusters,
};

use super::Settings;

/// The length of a common Han character in UTF-8.
const HAN_BYTES: usize = 3;

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
    let simple = Characters {
        chars: text.chars(),
        length: text.len(),
        widths: WidthTable::new(breaking.ambiguous),
    };
    let finished = if breaking.spacing {
        fill::<true, false>(simple, text, room, breaking, lines)
    } else {
        fill::<false, false>(simple, text, room, breaking, lines)
    };
    if finished == Walk::NeedsClusters {
        lines.clear();
        let joined = Joined(clusters(text, breaking.ambiguous));
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

/// The units of a text, in order.
trait Units: Iterator<Item = Unit> {
    /// Passes over Han characters (U+4E00 to U+9FFF), at most `most`; how many there were.
    fn pass_han(&mut self, most: usize) -> usize;

    /// The first byte not passed yet.
    fn offset(&self) -> usize;
}

/// Characters as units: for text without joining marks.
struct Characters<'a> {
    chars: Chars<'a>,
    length: usize,
    widths: WidthTable,
}

impl Iterator for Characters<'_> {
    type Item = Unit;

    #[inline]
    fn next(&mut self) -> Option<Unit> {
        let offset = self.offset();
        let c = self.chars.next()?;
        let class = char_class(c);
        Some(Unit {
            offset,
            c,
            class: class.line_break_index(),
            width: self.widths.of(class),
        })
    }
}

impl Units for Characters<'_> {
    #[inline]
    fn pass_han(&mut self, most: usize) -> usize {
        let rest = self.chars.as_str();
        // In UTF-8 they are the three-byte sequences from E4 B8 80 to E9 BF BF.
        let is_han =
            |bytes: &&[u8]| (0xE4B8..0xE9C0).contains(&u16::from_be_bytes([bytes[0], bytes[1]]));
        let passed = rest
            .as_bytes()
            .chunks_exact(HAN_BYTES)
            .take(most)
            .take_while(is_han)
            .count();
        self.chars = rest[HAN_BYTES * passed..].chars();
        passed
    }

    #[inline]
    fn offset(&self) -> usize {
        self.length - self.chars.as_str().len()
    }
}

/// Clusters as units: right for every text.
struct Joined<'a>(Clusters<'a>);

impl Iterator for Joined<'_> {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        self.0.next().map(|cluster| Unit {
            offset: cluster.offset,
            c: cluster.base(),
            class: cluster_class(&cluster),
            width: cluster.width,
        })
    }
}

impl Units for Joined<'_> {
    /// None: a mark may follow any of them.
    fn pass_han(&mut self, _most: usize) -> usize {
        0
    }

    fn offset(&self) -> usize {
        self.0.offset()
    }
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
    mut units: impl Units,
    text: &str,
    room: Room,
    breaking: &Breaking,
    lines: &mut Vec<BrokenLine>,
) -> Walk {
    // What every step needs is kept beside the scanner, in registers.
    let mut scanner = Scanner::new(text, breaking.rules);
    let pairs = scanner.pairs();
    let mut before = START;
    let mut held_end = 0;
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
    while let Some(unit) = units.next() {
        let mut verdict = verdict_of(pairs, before, unit.class);
        if verdict == SPECIAL {
            if !CLUSTERED && unit.class == MARK {
                return Walk::NeedsClusters;
            }
            if unit.class == DIGIT && before == IDEOGRAPH && !may_end_prefix(text, unit.offset) {
                // Nearly every number follows a Han that may part from it.
                verdict = FREE;
            } else if unit.class == SPACE {
                scanner.pass(before);
                scanner.pass_space();
                before = SPACE;
                side = Side::Other;
                // Spaces after a hung mark belong to its line already.
                if unit.offset >= start {
                    cells += unit.width;
                }
                continue;
            }
            if verdict == SPECIAL {
                scanner.pass(before);
                verdict = scanner.resolve(unit.offset, unit.class);
                held_end = scanner.held_end();
            }
        }
        if unit.offset < held_end {
            verdict = scanner.inside_held(unit.offset);
        }
        before = unit.class;
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
                let end = text.len() - text[mark_end..].trim_start_matches(is_space).len();
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
                    last = give_up(text, start, limit, scanner.restarted(start), breaking);
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
        if before == IDEOGRAPH && unit.offset >= held_end {
            // Han after Han may always part (A1): those that fit are passed in one step.
            let passed = units.pass_han(limit.saturating_sub(cells) / 2);
            if passed > 0 {
                cells += 2 * passed;
                last = Cut {
                    offset: units.offset() - HAN_BYTES,
                    drawn: cells - 2,
                    cells: cells - 2,
                };
                drawn = cells;
                side = Side::Han;
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ProhibitionLevel;

    /// The walk that passes runs of Han gives the lines of the walk that passes nothing.
    #[test]
    fn the_fast_walk_is_the_slow_walk() {
        let pieces = [
            "渡口的老船工",
            "清晨",
            "，",
            "。",
            "“",
            "”",
            "——",
            "……",
            "GPS",
            " ",
            "3.5",
            "万元",
            "第",
            "10月30日",
            "12公里",
            "（",
            "）",
            "《",
            "》",
            "·",
            "㐀",
            "http://a.b/c?d=e&f",
            "　",
            "々",
        ];
        let mut state = 5_u32;
        let mut next = move |bound: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 12) as usize % bound
        };
        for round in 0..3000 {
            let text: String = (0..next(16)).map(|_| pieces[next(pieces.len())]).collect();
            let rest = 2 + next(24);
            let room = Room {
                first: rest - next(2),
                rest,
            };
            let breaking = Breaking {
                ambiguous: AmbiguousWidth::NARROW,
                rules: BreakRules {
                    level: ProhibitionLevel::Strict,
                    tight_numbers: round % 2 == 0,
                },
                hanging: round % 3 == 0,
                spacing: round % 5 == 0,
            };
            let (mut fast, mut slow) = (Vec::new(), Vec::new());
            break_lines(&text, room, &breaking, &mut fast);
            let units = Joined(clusters(&text, breaking.ambiguous));
            if breaking.spacing {
                fill::<true, true>(units, &text, room, &breaking, &mut slow);
            } else {
                fill::<false, true>(units, &text, room, &breaking, &mut slow);
            }
            assert_eq!(fast, slow, "{text:?} in {room:?}");
        }
    }
}
