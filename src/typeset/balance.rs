//! A title or subtitle in lines of nearly equal length, none of one or two Han where it can be helped.
//!
//! All ways to part the text at permitted breaks into a given number of lines are compared, by
//! dynamic programming over the breaks: the sum of the squared differences from equal lines is the
//! least, and a break behind a mark or a blank, where one breathes, counts as a little better than
//! it is. Titles are short; what is longer than any title is broken by first fit.

use super::breaker::{Breaking, BrokenLine, Room, break_lines};
use crate::text::class::is_space;
use crate::text::{Cells, Prohibition, break_opportunities, text_width};

/// A line of less is too short: less than three Han.
const SHORT: Cells = 6;
/// Texts of more places to break than any title has are not balanced.
const MOST_PLACES: usize = 120;

/// A stretch between two neighbouring permitted breaks.
struct Stretch {
    end: usize,
    /// Its cells with and without white space at its end.
    cells: Cells,
    drawn: Cells,
    /// Whether one breathes at its end.
    pause: bool,
}

/// Breaks `text` into about `count` lines of at most `full` cells, as equal as the rules permit;
/// by first fit where that is not possible.
pub(super) fn break_balanced(
    text: &str,
    full: Cells,
    count: usize,
    breaking: &Breaking,
    lines: &mut Vec<BrokenLine>,
) {
    let room = Room {
        first: full,
        rest: full,
    };
    break_lines(text, room, breaking, lines);
    let fewest = lines.len();
    if fewest < 2 && count < 2 || lines.iter().any(|line| line.forced) {
        return;
    }
    let Some(stretches) = stretches(text, breaking) else {
        return;
    };
    // The count asked for is best, but not at the price of a line that is too short.
    let mut best: Option<Vec<BrokenLine>> = None;
    let wanted = count.max(fewest);
    for count in (fewest..=wanted).rev().chain([wanted + 1]) {
        let Some(set) = parted(&stretches, full, count) else {
            continue;
        };
        let shortest = |lines: &[BrokenLine]| lines.iter().map(|line| line.width).min();
        let is_better = best
            .as_ref()
            .is_none_or(|best| shortest(best) < shortest(&set));
        let is_enough = shortest(&set) >= Some(SHORT);
        if is_better {
            best = Some(set);
        }
        if is_enough {
            break;
        }
    }
    if let Some(best) = best {
        *lines = best;
    }
}

fn stretches(text: &str, breaking: &Breaking) -> Option<Vec<Stretch>> {
    let mut stretches = Vec::new();
    let mut start = 0;
    let breaks = break_opportunities(text, breaking.rules)
        .filter(|place| place.prohibition == Prohibition::Free)
        .map(|place| place.offset);
    for end in breaks.chain([text.len()]) {
        let part = &text[start..end];
        let drawn = part.trim_end_matches(is_space);
        stretches.push(Stretch {
            end,
            cells: text_width(part, breaking.ambiguous),
            drawn: text_width(drawn, breaking.ambiguous),
            pause: drawn.len() < part.len()
                || drawn.ends_with(['，', '。', '：', '；', '？', '！', '、', '—', '…']),
        });
        if stretches.len() > MOST_PLACES {
            return None;
        }
        start = end;
    }
    Some(stretches)
}

/// The best way to part `stretches` into exactly `count` lines of at most `full` cells.
fn parted(stretches: &[Stretch], full: Cells, count: usize) -> Option<Vec<BrokenLine>> {
    let total: Cells = stretches.iter().map(|stretch| stretch.cells).sum();
    let target = total / count;
    let comfort = (target * target / 9) as u64;
    let places = stretches.len() + 1;
    // The cost of the best way to the place, and where its last line starts, line by line.
    let mut costs = vec![None::<u64>; places];
    costs[0] = Some(0);
    let mut starts = Vec::with_capacity(count);
    for _ in 0..count {
        let mut next = vec![None::<u64>; places];
        let mut from = vec![0; places];
        for (start, cost) in costs[..stretches.len()].iter().enumerate() {
            let Some(cost) = *cost else { continue };
            let mut cells = 0;
            for (end, stretch) in stretches.iter().enumerate().skip(start) {
                let width = cells + stretch.drawn;
                if width > full {
                    break;
                }
                cells += stretch.cells;
                let off = target.abs_diff(width) as u64;
                let rough = if stretch.pause { 0 } else { comfort };
                let short = if width < SHORT { 4 * comfort } else { 0 };
                let cost = cost + off * off + rough + short;
                // Of two ways that are as good, the upper lines are the longer ones.
                if next[end + 1].is_none_or(|best| cost <= best) {
                    next[end + 1] = Some(cost);
                    from[end + 1] = start;
                }
            }
        }
        starts.push(from);
        costs = next;
    }
    costs[places - 1]?;
    let mut lines = Vec::with_capacity(count);
    let mut end = places - 1;
    for from in starts.iter().rev() {
        let start = from[end];
        let line = &stretches[start..end];
        let last = &line[line.len() - 1];
        let before: Cells = line[..line.len() - 1].iter().map(|part| part.cells).sum();
        lines.push(BrokenLine {
            start: if start == 0 {
                0
            } else {
                stretches[start - 1].end
            },
            end: last.end,
            width: before + last.drawn,
            forced: false,
        });
        end = start;
    }
    lines.reverse();
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::super::{Byline, Head, Role, Settings, typeset};
    use super::*;
    use crate::markup::Document;
    use crate::text::{AmbiguousWidth, Clean, ProhibitionLevel};

    /// Every number of Han from three on is a sum of threes, fours and fives, so that only five in
    /// lines of four have no way out.
    #[test]
    fn no_title_or_subtitle_has_a_line_of_one_or_two_han() {
        for measure in 8..=120 {
            let settings = Settings {
                measure,
                ambiguous: AmbiguousWidth::NARROW,
                level: ProhibitionLevel::Strict,
                indent: 4,
                hanging: false,
                spacing: false,
                tight_numbers: true,
                caption_label: Clean::default(),
                bullet: Clean::default(),
                roomy: false,
            };
            for count in (3..=70).filter(|&count| count != 5 || measure >= 10) {
                let text = Clean::from("渡".repeat(count).as_str());
                let head = Head {
                    kicker: None,
                    title: text.clone(),
                    subtitle: Some(text),
                    byline: Byline::default(),
                };
                let layout = typeset(Some(&head), &Document::default(), &settings);
                for line in layout
                    .lines()
                    .iter()
                    .filter(|line| line.role != Role::Blank)
                {
                    assert!(
                        line.width >= SHORT,
                        "{count} Han in {measure} cells: {line:?}"
                    );
                }
            }
        }
    }
}
