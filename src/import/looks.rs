//! Titles and captions by their looks: short lines without an end mark, and what stands around them.
//!
//! Several such lines may follow each other (kicker, title, byline); they are titles only if a full
//! text stands below the last of them. The hard part is columns of short lines, lists and wrapped
//! text, where every line is short: there a line must be clearly shorter than its neighbours.

mod amid_numbers;
mod cut;
mod even;
mod indent;
mod over;
mod reporter;
mod row;
mod run;
mod shape;
mod upright;

use super::documents::is_announcement;
use super::hints::Hints;
use super::layout::Layout;
use super::letter::is_salutation_alone;
use super::page::{Mark, Page};
use super::signal::{End, end, is_ordinal, is_remark, number_style, numbered, squeezed};
pub(super) use indent::begins_paragraph;
use row::is_numbered_table;
use run::Run;
pub(super) use shape::{is_box_word, is_shape, is_sum, lists_names, opens_bracket};

/// The longest line that may be a title, in characters.
const LONGEST_HEAD: usize = 40;
/// The widest line that counts as wrapped, in characters.
const WIDEST: usize = 60;
/// The longest heading of a chapter without a mark, in characters.
const LONGEST_CHAPTER: usize = 25;
/// The longest name of a prize, in characters.
const LONGEST_PRIZE: usize = 6;
/// The longest title of a notice that stands by itself, in characters.
const LONGEST_NOTICE: usize = 12;
/// The shortest paragraph below the heading of a chapter without a mark, in characters.
const SHORTEST_PARAGRAPH: usize = 20;
/// The most lines that stand over one text.
const MOST_HEADS: usize = 6;

/// One line and what stands around it.
pub(super) struct Looks<'a> {
    pub(super) page: &'a Page,
    pub(super) layout: &'a Layout,
    pub(super) next_text: &'a [usize],
    pub(super) line: usize,
    pub(super) complete: bool,
    pub(super) below_title: bool,
    /// A line of a title stands above, and nothing below it.
    pub(super) below_head: bool,
    /// A note, a source or a signature stands above.
    pub(super) below_closed: bool,
    pub(super) below_chapter: bool,
    /// The name of a section stands right above.
    pub(super) below_section: bool,
    /// How many headings above have no mark where others have one.
    pub(super) unmarked: usize,
    /// The article goes on here from another page.
    pub(super) below_jump: bool,
}

impl Looks<'_> {
    /// Whether the line looks like a title.
    pub(super) fn is_head(&self) -> bool {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        // Where the sentence above goes on, only room or the way all text is set makes a title.
        if !self.complete
            && line.blank == 0
            && line.mark != Mark::Bold
            && !self.below_jump
            && !layout.each_indented
        {
            return false;
        }
        self.is_over_half()
            || self.is_over_speaker()
            || (is_shape(page, self.line) || self.is_over_indent())
                && self.is_set_as_head()
                // It looks far up and down, so it is asked last.
                && !self.is_between_numbers()
    }

    /// Whether a line with the shape of a title stands where one may, and is set as one. The questions are asked in
    /// the order in which one outweighs the next.
    fn is_set_as_head(&self) -> bool {
        self.by_what_breaks_off()
            .or_else(|| self.by_words())
            .or_else(|| self.by_indent())
            .unwrap_or_else(|| self.by_lines_below())
    }

    /// What the lines around tell of a sentence, an item or a letter that is no title.
    fn by_what_breaks_off(&self) -> Option<bool> {
        let (page, line) = (self.page, &self.page.lines[self.line]);
        if self.begins_item() || page.is_behind_title(self.line) {
            return Some(false);
        }
        if line.chars == 1 && self.complete && self.is_upright() {
            return Some(true);
        }
        // The first words of a letter.
        let salutes = self.line > 0 && is_salutation_alone(page.line(self.line - 1));
        // Where paragraphs are indented, the rest of one that a colon does not end.
        let told = || {
            self.layout.is_indented(self.line)
                && self.line > 0
                && line.indent == 0
                && line.blank == 0
                && line.mark == Mark::None
                && page.end(self.line) == End::Sentence
                && page.end(self.line - 1) == End::Colon
        };
        let breaks_off = salutes
            || told()
            || self.is_above_jump()
            || self.is_cut_by_page()
            || self.is_torn()
            || self.is_listed_by_name()
            || self.is_printed_again()
            || self.is_even()
            || self.begins_column();
        breaks_off.then_some(false)
    }

    /// What the words of the line tell, or its bold letters.
    fn by_words(&self) -> Option<bool> {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        let text = page.line(self.line);
        if self.complete && is_ordinal(text) {
            return Some(true);
        }
        if self.complete
            && line.blank > 0
            && line.indent <= 1
            && (line.chars <= LONGEST_NOTICE
                || (text.starts_with("关于") || text.starts_with("關於")))
            && !layout.is_marked(self.line)
            && is_announcement(&squeezed(text))
            && self.next(self.line).is_some()
        {
            return Some(true);
        }
        if self.is_over_flush_news() {
            return Some(true);
        }
        if self.is_row() || is_numbered_table(text) {
            return Some(false);
        }
        (line.mark == Mark::Bold || (self.complete && is_box_word(text))).then_some(true)
    }

    /// What the indents of paragraphs tell, and whether a title may stand inside a sentence.
    fn by_indent(&self) -> Option<bool> {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        let text = page.line(self.line);
        if layout.is_indented(self.line)
            && (self.complete || self.below_jump || layout.each_indented)
            && self.is_flush()
            && !(is_sum(text) && self.is_pair())
        {
            return Some(true);
        }
        if self.begins_paragraph() || self.is_pair() {
            return Some(false);
        }
        // A paragraph of one question.
        if layout.is_indented(self.line)
            && (2..=6).contains(&line.indent)
            && end(text) == End::Sentence
            && line.hints.may(Hints::COMMA)
        {
            return Some(false);
        }
        if !self.complete {
            return Some(self.cuts_off() || self.is_over_picture_news() || self.is_over_reporter());
        }
        (self.below_chapter && number_style(text).is_none()).then_some(false)
    }

    /// What the lines tell that stand between this one and the text below.
    fn by_lines_below(&self) -> bool {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        let run = self.run();
        if run.listed || self.goes_on_a_list() {
            return false;
        }
        // Prizes and their winners by turns.
        if run.signatures >= 2
            && line.chars <= LONGEST_PRIZE
            && !self.is_above_text(&run)
            && self.line > 0
        {
            return false;
        }
        // Below the byline the lines of wrapped text may look like titles.
        if run.named || run.signed && (run.lines <= MOST_HEADS || layout.wrapped) {
            return true;
        }
        if run.lines <= 3 && run.after.is_some_and(|after| page.has_dateline(after)) {
            return true;
        }
        let numbered = numbered(page.line(self.line));
        let kicker = !numbered && self.is_over_marked(&run);
        if layout.is_marked(self.line) {
            return run.lines <= 3
                && (kicker || !numbered && self.is_fresh(&run) || self.is_chapter(&run));
        }
        if kicker && !layout.wrapped {
            return true;
        }
        let Some(next) = self.next(self.line) else {
            return line.blank > 0 || self.below_title;
        };
        if layout.wrapped {
            return self.is_head_in_wrapped(next, &run);
        }
        if self.begins_text_at(next) {
            return false;
        }
        if layout.column[self.line] && line.wide() * 10 > usize::from(layout.width[self.line]) * 6 {
            return false;
        }
        (line.blank > 0 || self.below_title || self.below_section)
            && run.lines <= MOST_HEADS
            && (line.chars >= 2 || run.lines >= 2 || page.lines[next].blank > 0)
            && self.is_above_text(&run)
    }

    /// Whether a kicker stands right above a heading with a mark.
    fn is_over_marked(&self, run: &Run) -> bool {
        let (page, line) = (self.page, &self.page.lines[self.line]);
        (run.lines == 1 || run.lines == 2 && self.is_short_in_spaced())
            && run.after.is_some_and(|after| {
                matches!(page.lines[after].mark, Mark::Heading(_)) && !page.lines[after].ruled
            })
            && (line.ruled || line.blank > 0 || self.line == 0 || self.is_short_in_spaced())
            && line.chars >= 4
            && !self.is_between_equals()
    }

    /// Whether something new begins here that has no mark, where headings have marks.
    fn is_fresh(&self, run: &Run) -> bool {
        let (page, line) = (self.page, &self.page.lines[self.line]);
        // The title of a box right below the word for one.
        let boxed = || self.line > 0 && self.below_head && is_box_word(page.line(self.line - 1));
        // What follows items with ornaments, and has none.
        let ornamented = |line: usize| page.lines[line].hints.may(Hints::OPENS_ORNAMENT);
        let behind_items = || {
            line.blank > 0
                && (self.line > 0 && ornamented(self.line - 1) && !ornamented(self.line))
                && run.after.is_some_and(|after| !ornamented(after))
        };
        let apart = self.below_closed || self.below_section || line.ruled;
        (apart || boxed() || behind_items()) && self.is_above_text(run)
    }

    /// Whether a chapter begins here that has no mark, where the marks tell titles only.
    fn is_chapter(&self, run: &Run) -> bool {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        let text = page.line(self.line);
        let narrow = line.wide() + 3 <= usize::from(layout.width[self.line]);
        (layout.one_level
            || layout.lone + self.unmarked >= 2
            || line.spaced && line.blank > 0
            || self.is_short_in_spaced())
            && (narrow || !line.spaced)
            && !line.pictured
            && run.lines == 1
            && (4..=LONGEST_CHAPTER).contains(&line.chars)
            && (line.blank > 0 || line.spaced)
            && end(text) == End::Open
            && run.after.is_some_and(|after| {
                (page.lines[after].blank > 0 || line.spaced) && self.is_paragraph(after)
            })
            && self.line > 0
            && (page.lines[self.line - 1].chars > LONGEST_HEAD
                || page.end(self.line - 1) == End::Sentence
                || numbered(text) && matches!(page.lines[self.line - 1].mark, Mark::Heading(_)))
    }

    /// Whether a text begins here that goes on at `next`: the line is not clearly shorter than the one below.
    fn begins_text_at(&self, next: usize) -> bool {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        let width = usize::from(layout.width[self.line]);
        let full = line.wide() * 10 >= width * 8;
        let goes_on = page.lines[next].blank == 0 && width <= WIDEST && !is_shape(page, next);
        full && (goes_on || layout.is_indented(self.line) && line.indent == 2)
    }

    /// Whether the line, above `next`, is a title among the lines of wrapped text.
    fn is_head_in_wrapped(&self, next: usize, run: &Run) -> bool {
        let (page, layout) = (self.page, self.layout);
        let (line, below) = (&page.lines[self.line], &page.lines[next]);
        let text = page.line(self.line);
        let width = usize::from(layout.width[self.line]);
        // A paragraph that is not wrapped begins an article too.
        let flush = || {
            below.indent == 0
                && below.wide() * 2 < width * 3
                && below.blank == 0
                && !is_remark(page.line(next))
        };
        if layout.is_indented(self.line) && flush() && !self.below_title && !is_shape(page, next) {
            return false;
        }
        // The last of several headlines is set off from the text below.
        let set_off = || {
            let mut after = run.after.iter();
            run.lines <= 3 && after.any(|&after| after != next && page.lines[after].blank > 0)
        };
        // The first line of a wrapped paragraph is full.
        let over_full = || {
            line.wide() + 3 <= width
                && width <= WIDEST
                && below.wide() + 1 >= width
                && !line.spaced
                && !line.hints.may(Hints::COMMA)
                && end(text) == End::Open
        };
        let tiny = line.chars < 2 && run.lines < 2;
        !tiny
            && (line.wide() * 10 < width * 8
                || self.is_taken_up()
                || self.below_section
                    && (line.blank > 0 || line.spaced)
                    && line.wide() + 1 < width
                    && !line.hints.may(Hints::OPENS_ORNAMENT)
                || line.blank > 0 && over_full()
                || line.spaced && self.is_apart_in_spaced(next)
                || line.blank > 0
                    && (below.blank > 0 || set_off())
                    && !(text.contains(['，', ',']) && line.wide() * 10 >= width * 9))
    }

    /// Whether a heading stands right above and another one with the same mark below: what stands between
    /// them is all that a cut has left of the text of the first.
    fn is_between_equals(&self) -> bool {
        let mark = |line: usize| self.page.lines[line].mark;
        let above = self.line.checked_sub(1).map(mark);
        let below = self.next(self.line).map(mark);
        matches!(above, Some(Mark::Heading(_))) && above == below
    }

    fn next(&self, line: usize) -> Option<usize> {
        Some(self.next_text[line + 1]).filter(|&next| next != usize::MAX)
    }
}
