//! What holds for the layout of a text: marks, indents, wrapped lines, narrow columns.

use super::page::{Mark, Page};
use super::role::Role;
use super::signal::End;
use super::table::tables;
use super::verse::verse;

/// The shortest and the longest usual line of a narrow column, in characters.
const COLUMN: (usize, usize) = (10, 26);

/// The widest line that counts as wrapped, in characters.
const WIDEST: usize = 60;

/// How many lines have the same width for their full one, and how many are looked at for it.
const BLOCK: usize = 16;
const AROUND: usize = 3 * BLOCK;

/// Within how many lines the heading stands that names the issue.
const TOP: usize = 8;
/// How many lines tell how wide commas are.
const MARKED_LINES: usize = 64;
/// The longest caption, in characters.
const LONGEST_CAPTION: usize = 50;
/// The fewest lines without marks behind those that have some.
const FEWEST_UNMARKED: usize = 40;
/// The fewest characters for each heading with a mark that tell that other headings have none. Fitted: papers whose
/// marks name all titles have mostly less than 300, those whose marks name a few more than 450, and some of
/// either kind lie between, where this parts them best.
const FEWEST_NAMED: usize = 370;
/// The fewest lines of the longest article that has a mark: signs of a failed extraction stand closer.
const SHORTEST_MARKED: usize = 4;
/// The fewest lines close together that have a width of their own.
const FEWEST_CLOSE: usize = 3;

/// The shortest line that is no mere word, and the shortest that may be a whole paragraph, in characters.
const LONG_LINE: usize = 8;
const SHORTEST_WHOLE: usize = 20;

/// The fewest ends of sentences that tell what room means in text with a blank line behind each line.
const FEWEST_SPACED: usize = 6;

/// The deepest indent of a paragraph, in cells.
const DEEPEST_INDENT: u8 = 6;

/// What holds for the layout of a whole text.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// Headings have marks above this line; from there on, if there is a rest, none has.
    marked_until: usize,
    /// How many short lines stand alone between long paragraphs.
    pub(super) lone: usize,
    /// All headings with marks have one level: it does not tell titles from chapters.
    pub(super) one_level: bool,
    /// Lines follow each other without blank lines.
    pub(super) wrapped: bool,
    /// Whether each line is one of several that are wrapped narrower than what stands around.
    close: Vec<bool>,
    /// Commas are mostly half as wide as on paper: how wide a line was there is not known.
    pub(super) narrow_marks: bool,
    /// Nearly every line is a whole paragraph, however long.
    pub(super) whole: bool,
    /// Paragraphs begin with an indent, in most of the text.
    pub(super) indented: bool,
    /// Whether they do not around each line: pages are set differently.
    flush: Vec<bool>,
    /// Nearly every line begins with the indent of a paragraph: none goes on at the margin.
    pub(super) each_indented: bool,
    /// The width that lines are wrapped at, in characters, around each line.
    pub(super) width: Vec<u16>,
    /// Whether each line stands in a column of short lines.
    pub(super) column: Vec<bool>,
    /// Whether each line is one of a poem.
    pub(super) verse: Vec<bool>,
    /// Whether each line is a row of a table.
    pub(super) table: Vec<bool>,
    /// Most pictures stand above text that is no caption.
    pub(super) among_text: bool,
    /// Questions and answers follow each other: 问：, 答：.
    pub(super) interview: bool,
    /// Lines are followed by a blank line each, and paragraphs by no more: more room parts articles.
    pub(super) room_parts: bool,
    /// Lines are followed by a blank line each, and paragraphs by more: a line without is no end of one.
    pub(super) room_tells: bool,
}

impl Layout {
    /// Whether paragraphs begin with an indent around `line`.
    pub(super) fn is_indented(&self, line: usize) -> bool {
        self.indented && !self.flush[line]
    }

    /// Whether headings have marks around `line`.
    pub(super) fn is_marked(&self, line: usize) -> bool {
        line < self.marked_until
    }

    /// Whether `line` is one of a wrapped paragraph, here or in all of the text.
    pub(super) fn is_wrapped(&self, line: usize) -> bool {
        self.wrapped || self.close[line]
    }

    /// Measures `page`; `roles` tells the lines that are no text.
    pub(super) fn of(page: &Page, roles: &[Option<Role>]) -> Layout {
        let lines: Vec<usize> = (0..page.lines.len())
            .filter(|&line| roles[line].is_none())
            .collect();
        let Counts {
            headings,
            long,
            close,
            indents,
            whole,
            ended,
            pictured,
            above_text,
            asked,
            answered,
        } = Counts::of(page, &lines);
        let count = page.lines.len();
        let (mut width, mut column) = (vec![0; count], vec![false; count]);
        let mut flush = vec![false; count];
        for (block, chunk) in lines.chunks(BLOCK).enumerate() {
            let from = (block * BLOCK).saturating_sub(BLOCK);
            let around = &lines[from..lines.len().min(from + AROUND)];
            let at = full_width(around.iter().map(|&line| page.lines[line].wide()));
            for &line in chunk {
                width[line] = u16::try_from(at.min(2000)).unwrap_or(2000);
            }
            if at <= WIDEST && begins_flush(page, around, at) {
                chunk.iter().for_each(|&line| flush[line] = true);
            }
        }
        let verse = verse(page, roles, &width);
        let close_lines = narrow_blocks(page, &lines, &verse, &mut width);
        // Lines of a column: of its usual length, broken off in mid-sentence.
        let narrow: Vec<bool> = lines
            .iter()
            .map(|&line| {
                (COLUMN.0..=COLUMN.1).contains(&page.lines[line].wide())
                    && page.end(line) == End::Open
                    && page.lines[line].mark == Mark::None
                    && !page.numbered(line)
            })
            .collect();
        // Six of nine lines that follow each other make a column of all nine.
        let mut count = narrow.iter().take(8).filter(|&&is| is).count();
        let mut marked = 0;
        for window in 0..lines.len().saturating_sub(8) {
            count += usize::from(narrow[window + 8]);
            if count >= 6 {
                let inside = marked.max(window)..window + 9;
                marked = inside.end;
                for &line in &lines[inside] {
                    column[line] = true;
                }
            }
            count -= usize::from(narrow[window]);
        }
        let (room_parts, room_tells) = room(page, &lines, &width);
        Layout {
            lone: lines
                .windows(3)
                .enumerate()
                .filter(|(at, three)| {
                    let line = &page.lines[three[1]];
                    let (above, below) = (&page.lines[three[0]], &page.lines[three[2]]);
                    let short = (4..=25).contains(&line.chars) && line.mark == Mark::None;
                    short
                        && line.blank > 0
                        && below.blank > 0
                        && (above.chars > 40
                            || matches!(page.end(three[0]), End::Sentence | End::Bracket))
                        && (below.chars > 40 || {
                            // The first line of a wrapped paragraph.
                            let width = usize::from(width[three[2]]);
                            let next = lines.get(at + 3).map(|&next| &page.lines[next]);
                            (LONG_LINE..=WIDEST).contains(&width)
                                && below.wide() * 10 >= width * 9
                                && next.is_some_and(|next| next.blank == 0)
                                && line.wide() * 10 < width * 8
                        })
                        && page.end(three[1]) == End::Open
                })
                .count(),
            one_level: {
                let mut levels = lines
                    .iter()
                    .filter_map(|&line| match page.lines[line].mark {
                        Mark::Heading(level) => Some(level),
                        _ => None,
                    });
                let first = levels.next();
                // Where the highest one names the issue, those below name its articles.
                let issue = |line: &usize| {
                    matches!(page.lines[*line].mark, Mark::Heading(_))
                        && matches!(roles[*line], Some(Role::Meta(_)))
                };
                let named = (0..page.lines.len().min(TOP)).any(|line| issue(&line));
                headings >= 4 && !named && levels.all(|level| Some(level) == first)
            },
            marked_until: marked_until(page, &lines),
            narrow_marks: {
                let is_long = |line: &&usize| page.lines[**line].chars >= LONG_LINE;
                let first = || lines.iter().filter(is_long).take(MARKED_LINES);
                let first = || first().map(|&line| page.line(line));
                let narrow = first().filter(|text| text.contains(',')).count();
                narrow > first().filter(|text| text.contains('，')).count()
            },
            wrapped: close * 2 > long,
            whole: whole >= 6 && ended * 10 >= whole * 9,
            each_indented: indents >= 6 && indents * 10 >= long * 7,
            indented: indents >= 3 && indents * 12 > long,
            verse,
            close: close_lines,
            table: tables(page, roles),
            among_text: above_text >= 3 && above_text * 2 >= pictured,
            interview: asked >= 2 && answered >= 1,
            room_parts,
            room_tells,
            width,
            flush,
            column,
        }
    }
}

/// The width that a tenth of these lines reach at most, [`AROUND`] lines at most.
fn full_width(widths: impl ExactSizeIterator<Item = usize>) -> usize {
    let mut widest = [0; AROUND.div_ceil(10)];
    // The widest lines so far, the narrowest of them first.
    let widest = &mut widest[..widths.len().div_ceil(10)];
    for wide in widths {
        if wide > widest[0] {
            let place = widest.partition_point(|&other| other < wide);
            widest.copy_within(1..place, 0);
            widest[place - 1] = wide;
        }
    }
    widest[0]
}

/// How many lines of a text there are of each sort.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    /// Headings with marks.
    headings: usize,
    /// Lines that are no mere words; those of them right below another line, and those with the indent of a
    /// paragraph: what stands further in is a heading or a signature.
    long: usize,
    close: usize,
    indents: usize,
    /// Lines that may be whole paragraphs, and those that end a sentence.
    whole: usize,
    ended: usize,
    /// Lines below pictures, and those that are no captions.
    pictured: usize,
    above_text: usize,
    /// Questions, and answers.
    asked: usize,
    answered: usize,
}

impl Counts {
    /// Those of `lines`.
    fn of(page: &Page, lines: &[usize]) -> Counts {
        let mut counts = Counts::default();
        for &line in lines {
            let here = &page.lines[line];
            counts.headings += usize::from(matches!(here.mark, Mark::Heading(_)));
            if here.chars >= LONG_LINE {
                counts.long += 1;
                counts.close += usize::from(here.blank == 0);
                counts.indents += usize::from((2..=DEEPEST_INDENT).contains(&here.indent));
            }
            if here.chars >= SHORTEST_WHOLE {
                counts.whole += 1;
                counts.ended += usize::from(page.end(line) == End::Sentence);
            }
            if here.pictured {
                counts.pictured += 1;
                counts.above_text += usize::from(here.chars > LONGEST_CAPTION);
            }
            match page.line(line).chars().next() {
                Some('问' | '問') => counts.asked += 1,
                Some('答') => counts.answered += 1,
                _ => {}
            }
        }
        counts
    }
}

/// The line up to which headings have marks: 0 where there are none. Somebody who marked the first ones
/// only leaves a rest that is longer than several of the articles above it.
fn marked_until(page: &Page, lines: &[usize]) -> usize {
    let heading = |at: &usize| matches!(page.lines[lines[*at]].mark, Mark::Heading(_));
    let marked: Vec<usize> = (0..lines.len()).filter(heading).collect();
    let enough = marked.len() >= 2 || (marked.len() == 1 && lines.len() <= 30);
    let Some(&last) = marked.last().filter(|_| enough) else {
        return 0;
    };
    // Headings that follow each other without text are one.
    let groups = marked.windows(2).filter(|two| two[1] > two[0] + 1).count() + 1;
    let chars: usize = lines.iter().map(|&line| page.lines[line].chars).sum();
    if marked.len() >= 2 && chars >= groups * FEWEST_NAMED {
        return 0;
    }
    let longest = marked
        .windows(2)
        .map(|two| two[1] - two[0])
        .max()
        .unwrap_or(0);
    let rest = lines.len() - last;
    let ended = marked.len() >= 2
        && longest >= SHORTEST_MARKED
        && rest >= FEWEST_UNMARKED
        && rest * 2 >= lines.len()
        && rest >= 3 * longest;
    if ended {
        lines[(last + longest).min(lines.len() - 1)]
    } else {
        usize::MAX
    }
}

/// Sets the width of lines that stand close together and are all much narrower than what stands around:
/// another page, set in narrower lines. Gives those lines.
fn narrow_blocks(page: &Page, lines: &[usize], verse: &[bool], width: &mut [u16]) -> Vec<bool> {
    let mut close = vec![false; width.len()];
    for block in lines.chunk_by(|_, &next| page.lines[next].blank == 0) {
        let wide = || block.iter().map(|&line| page.lines[line].wide());
        let most = wide().max().unwrap_or(0);
        let around = usize::from(width[block[0]]);
        let full = wide().filter(|&wide| wide + 2 >= most).count();
        if block.len() >= FEWEST_CLOSE
            && most >= COLUMN.0
            && most * 10 < around * 7
            && full * 10 >= block.len() * 6
            && !block
                .iter()
                .any(|&line| verse[line] || page.lines[line].mark != Mark::None)
            && {
                let open = block[..block.len() - 1].iter();
                let open = open.filter(|&&line| page.end(line) == End::Open).count();
                open * 2 >= block.len() - 1
            }
        {
            let most = u16::try_from(most).unwrap_or(u16::MAX);
            for &line in block {
                width[line] = most;
                close[line] = true;
            }
        }
    }
    close
}

/// What room means in text with a blank line behind each line: whether it parts articles and no paragraphs, few
/// of the short lines that end a sentence having more than that below them; and whether it parts each paragraph,
/// all of the short ones having more.
fn room(page: &Page, lines: &[usize], width: &[u16]) -> (bool, bool) {
    let (mut close, mut apart) = (0, 0);
    let (mut short_close, mut short_apart) = (0, 0);
    for two in lines.windows(2) {
        let (above, below) = (&page.lines[two[0]], &page.lines[two[1]]);
        if below.spaced && above.chars >= 2 && page.end(two[0]) == End::Sentence {
            let short = above.wide() * 10 < usize::from(width[two[0]]) * 8;
            let room = below.blank > 0;
            close += usize::from(!room);
            apart += usize::from(room);
            short_close += usize::from(short && !room);
            short_apart += usize::from(short && room);
        }
    }
    let parts = close >= FEWEST_SPACED && close > 2 * apart;
    let tells = short_close == 0 && short_apart >= FEWEST_SPACED;
    (parts, tells)
}

/// Whether paragraphs begin at the margin in the lines `around`, which are wrapped at `width`: none is
/// indented, and full lines stand right below short ones that end a sentence.
fn begins_flush(page: &Page, around: &[usize], width: usize) -> bool {
    let lines = || around.iter().map(|&line| &page.lines[line]);
    if lines().any(|line| (2..=DEEPEST_INDENT).contains(&line.indent)) {
        return false;
    }
    let begins = |two: &&[usize]| {
        let (above, below) = (&page.lines[two[0]], &page.lines[two[1]]);
        above.wide() * 10 < width * 8
            && below.wide() * 10 >= width * 9
            && below.blank == 0
            && above.chars >= 6
            && page.end(two[0]) == End::Sentence
    };
    around.windows(2).filter(begins).count() >= 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_tenth_of_the_lines_at_most_are_wider(
            mut widths in prop::collection::vec(0_usize..40, 1..=AROUND)
        ) {
            let full = full_width(widths.iter().copied());
            widths.sort_unstable();
            prop_assert_eq!(full, widths[widths.len() * 9 / 10]);
        }
    }
}
