//! Verse: lines that end where the poet ends them.
//!
//! A stanza is known by what prose never is: several lines of unequal length below each other, short, and
//! without the mark of a sentence; or all of five or seven characters. The hard part is what else is set in
//! short lines: headlines over a text, columns, lists and names.

use super::gaps::is_spaced_out;
use super::hints::Hints;
use super::page::{Mark, Page};
use super::role::Role;
use super::signal::ORNAMENTS;

/// The longest line of verse, in characters.
const LONGEST: usize = 20;
/// What stands before a colon that is no list's.
const SAYS: [char; 14] = [
    '说', '說', '道', '问', '問', '喊', '唱', '叫', '写', '寫', '想', '答', '念', '唤',
];
/// The fewest lines that tell that they are verse.
const FEWEST: usize = 4;
/// The longest mean of the lines of a poem, in characters.
const MEAN: usize = 12;
/// How many lines may stand over a text as its headlines.
const HEADLINES: usize = 5;

/// Whether each line is one of a poem. `roles` tells the lines that are decided, `width` how wide text is
/// around each line.
pub(super) fn verse(page: &Page, roles: &[Option<Role>], width: &[u16]) -> Vec<bool> {
    let mut verse = vec![false; roles.len()];
    let mut from = 0;
    while from < roles.len() {
        if !is_short(page, roles, width, from) {
            from += 1;
            continue;
        }
        // Two lines at the margin below a stanza that is set in belong to what follows.
        let set_in = |line: usize| page.lines[line].indent >= 2;
        let leaves = |line: usize| {
            set_in(line - 1) && !set_in(line) && line + 1 < roles.len() && !set_in(line + 1)
        };
        let to = (from + 1..roles.len())
            .find(|&line| !is_short(page, roles, width, line) || leaves(line))
            .unwrap_or(roles.len());
        if to - from >= FEWEST {
            let first = below_head(page, from, to);
            let last = above_head(page, roles, first, to);
            if is_verse(page, roles, width, first, last) {
                verse[first..last].fill(true);
                let inside = verse.iter_mut().enumerate().take(last - 1).skip(first + 1);
                inside.for_each(|(line, verse)| *verse = !is_title_between(page, line));
            }
        }
        from = to;
    }
    verse
}

/// Whether `line` stands alone at the margin between two stanzas that are set in: the title of the second poem.
fn is_title_between(page: &Page, line: usize) -> bool {
    let [above, here, below] = [line - 1, line, line + 1].map(|line| &page.lines[line]);
    here.indent == 0 && here.blank > 0 && below.blank > 0 && above.indent >= 2 && below.indent >= 2
}

/// Whether `line` is short, and none of a list.
fn is_short(page: &Page, roles: &[Option<Role>], width: &[u16], line: usize) -> bool {
    let here = &page.lines[line];
    (1..=LONGEST).contains(&here.chars)
        && here.wide() * 10 < usize::from(width[line]) * 8
        && roles[line].is_none()
        && here.mark == Mark::None
        && !here.glued
        && is_bare(page.line(line), here.hints)
        && !page.numbered(line)
}

/// Whether `text` has no mark of a list, of a caption or of speech, and no figures.
fn is_bare(text: &str, hints: Hints) -> bool {
    let opens = || text.starts_with(ORNAMENTS) || text.starts_with(['—', '·', '【', '“', '「']);
    let marked = hints.may(Hints::OPENS_MARK) && opens()
        || hints.may(Hints::BRACKET)
        || hints.may(Hints::COLON.and(Hints::MONTH)) && text.contains([':', '／', '/'])
        || text.contains('》')
        || hints.may(Hints::NUMERAL) && text.contains(|c: char| c.is_ascii_digit());
    let says = |(who, _): (&str, &str)| who.ends_with(SAYS);
    !marked && (!hints.may(Hints::COLON) || text.split_once('：').is_none_or(says))
}

/// The first line below the title and the byline of the short lines `from..to`.
fn below_head(page: &Page, from: usize, to: usize) -> usize {
    // The title may hold a mark that verse does not.
    let titled = from > 0 && page.lines[from].blank <= 1 && page.lines[from - 1].chars <= LONGEST;
    let named = (from + usize::from(!titled)..to.min(from + 4))
        .find(|&line| page.credited(line).is_some() || page.is_named(line));
    // Set with gaps, it is none that only begins as a name does.
    let spaced = (from + usize::from(!titled)..to.min(from + 4)).find(|&line| {
        let text = page.line(line);
        is_spaced_out(text, 2) && (page.is_named(line) || is_pen_name(page, line))
    });
    if let Some(named) = spaced.max(named) {
        return named + 1;
    }
    // A title set off from the stanza below it.
    match page.lines.get(from + 1) {
        Some(next) if from + 1 < to && next.blank > 0 => {
            let close = (from + 2..to).any(|line| page.lines[line].blank < next.blank);
            if close { from + 1 } else { from }
        }
        _ => from,
    }
}

/// Whether two or three characters set with gaps stand alone at `line`: what somebody writes under.
fn is_pen_name(page: &Page, line: usize) -> bool {
    let count = page.line(line).split_whitespace().count();
    let apart = |line: usize| page.lines.get(line).is_some_and(|line| line.blank > 0);
    (2..=3).contains(&count) && apart(line) && apart(line + 1)
}

/// Where verse ends that stands in the short lines `from..to`: what follows has a title.
fn above_head(page: &Page, roles: &[Option<Role>], from: usize, to: usize) -> usize {
    if roles.get(to).is_none_or(Option::is_some) || to < from + 2 {
        return to;
    }
    // A title does not stand as far in as the stanza.
    if page.lines[to - 1].indent >= 2 && page.lines[to - 1].indent == page.lines[from].indent {
        return to;
    }
    // What follows is a title over its byline, apart from the last stanza: it only holds what no verse does.
    let titled = || {
        let byline = |line: usize| page.credited(line).is_some() || page.is_named(line);
        let apart = |line: usize| page.lines.get(line).is_some_and(|line| line.blank > 0);
        page.lines[to].chars <= LONGEST && apart(to) && apart(to + 1) && byline(to + 1)
    };
    if titled() {
        return to;
    }
    let mut set_off = (to.saturating_sub(3).max(from + 2)..to)
        .filter(|&line| page.lines[line].blank > page.lines[from + 1].blank)
        // A title is nearer to its text than to what stands above it.
        .filter(|&line| page.lines[to].blank <= page.lines[line].blank);
    // Below the title stands its byline: more than one line above it may belong to the last stanza.
    let signed = page.credited(to).is_some() || page.is_named(to);
    let found = if signed {
        set_off.next_back()
    } else {
        set_off.next()
    };
    // The last line belongs to its stanza where only what follows is set off, or where that is the name of
    // a column.
    let (last, next) = (&page.lines[to - 1], &page.lines[to]);
    let named = next.chars <= LONGEST && page.line(to).starts_with(ORNAMENTS);
    let whole = next.blank > 0 && last.blank == 0 && (named || page.lines[from + 1].blank == 0);
    found.unwrap_or(if whole { to } else { to - 1 })
}

fn is_verse(page: &Page, roles: &[Option<Role>], width: &[u16], from: usize, to: usize) -> bool {
    let count = to - from;
    if count < FEWEST {
        return false;
    }
    let lines = || page.lines[from..to].iter().map(|line| line.chars);
    let (shortest, longest) = (lines().min().unwrap_or(0), lines().max().unwrap_or(0));
    let classical = (shortest == longest || shortest + 1 == longest) && matches!(longest, 5..=8);
    let ragged = {
        let uneven = lines().filter(|&chars| chars * 10 < longest * 8).count();
        uneven * 4 >= count
    };
    let marked = |line: usize| page.line(line).ends_with(['。', '！', '？', '；']);
    let ended = (from..to).filter(|&line| marked(line)).count();
    // Lines of wrapped prose have sentences that end inside them.
    let prose = (from..to).any(|line| {
        let text = page.line(line);
        text.trim_end_matches(['。', '！', '？', '，', '”'])
            .contains(['。', '！', '？'])
    });
    let mean = lines().sum::<usize>() / count;
    // Lines of a column are nearly all full.
    let full = lines().filter(|&chars| chars + 1 >= longest).count();
    let narrow = (3..=MEAN).contains(&mean)
        && (longest * 10 < usize::from(width[from]) * 7 || full * 3 <= count);
    // Lines in the order of a stanza: two close to each other at least, or all apart alike.
    let spacing = |line: usize| page.lines[line].blank;
    let even = (from + 1..to)
        .filter(|&line| spacing(line) == spacing(from + 1))
        .count();
    let close = (from + 1..to).filter(|&line| spacing(line) == 0).count();
    let stanzas = close * 2 >= count || even + 2 >= count;
    let over_text = count <= HEADLINES && roles.get(to).is_some_and(Option::is_none) && {
        let below = &page.lines[to];
        below.chars > LONGEST
            || below.indent >= 2
                && page.lines[to - 1].indent == 0
                && !is_short(page, roles, width, to)
            || page.credited(to).is_some()
            || page.is_named(to)
    };
    (ragged || classical) && ended * 2 <= count && !prose && narrow && stanzas && !over_text
}
