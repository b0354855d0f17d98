//! Titles and captions by their looks: short lines without an end mark, and what stands around them.
//!
//! Several such lines may follow each other (kicker, title, byline); they are titles only if a full
//! text stands below the last of them. The hard part is columns of short lines, lists and wrapped
//! text, where every line is short: there a line must be clearly shorter than its neighbours.

mod amid_numbers;
mod even;
mod indent;
mod reporter;
mod row;
mod shape;
mod upright;

use super::cohesion::cohesion;
use super::gaps::is_spaced_out;
use super::hints::Hints;
use super::jump::{arrow_jump, jump};
use super::layout::Layout;
use super::letter::is_salutation_alone;
use super::page::{Mark, Page};
use super::people::is_name;
use super::role::Role;
use super::signal::{
    End, date, end, is_commentator, is_ordinal, is_remark, number_style, numbered, squeezed,
};
use super::split::is_announcement;
use super::torn::{has_word_on_seam, is_surely_torn, is_torn};
pub(super) use indent::begins_paragraph;
use row::is_numbered_table;
pub(super) use shape::{is_box_word, is_shape, is_sum, opens_bracket};

/// The longest line that may be a title, in characters.
const LONGEST_HEAD: usize = 40;
/// The share of a title's words that a lead below it takes up, at least.
const SAME_SUBJECT: f32 = 0.25;
/// The widest line that counts as wrapped, in characters.
const WIDEST: usize = 60;
/// The longest heading of a chapter without a mark, in characters.
const LONGEST_CHAPTER: usize = 25;
/// The longest name of a prize, in characters.
const LONGEST_PRIZE: usize = 6;
/// The longest title of a notice that stands by itself, in characters.
const LONGEST_NOTICE: usize = 12;
/// The fewest characters of a sentence that the foot of a page cuts.
const FEWEST_CUT: usize = 16;
/// The shortest paragraph below the heading of a chapter without a mark, in characters.
const SHORTEST_PARAGRAPH: usize = 20;
/// The shortest words of somebody who is named in front of them, in characters.
const SHORTEST_SAID: usize = 4;
/// The shortest line that a page tears off a sentence, in characters, and the deepest indent of one.
const SHORTEST_TORN: usize = 4;
const DEEPEST_INDENT: u8 = 4;
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
    /// The article goes on here from another page.
    pub(super) below_jump: bool,
}

/// Lines that look like titles, down to the text below them.
struct Run {
    lines: usize,
    /// The first line is followed by a byline.
    signed: bool,
    /// A byline stands right below the first line.
    named: bool,
    /// How many lines of names stand in it, others between them.
    signatures: usize,
    /// Two lines with numbers of one style: a list.
    listed: bool,
    /// The first line below.
    after: Option<usize>,
}

impl Looks<'_> {
    /// Whether the foot of a page has cut a sentence here: several clauses without an end, what a page
    /// brings below them, and text behind that. No title is the last line of its page.
    fn is_cut_by_page(&self) -> bool {
        let (page, line) = (self.page, &self.page.lines[self.line]);
        let clauses = page.line(self.line).contains('，') && line.chars >= FEWEST_CUT;
        clauses
            && line.mark == Mark::None
            && page.end(self.line) == End::Open
            && self.next(self.line).is_some_and(|next| {
                next > self.line + 1
                    && page.lines[next].chars >= FEWEST_CUT
                    && page.end(next) == End::Sentence
                    && !page.has_dateline(next)
            })
    }

    /// Whether the text below goes on with the sentence that breaks off here, as the seam between them tells.
    /// Where lines are wrapped, only room below may part a sentence, unless its seam is no chance, and where
    /// paragraphs are indented only one without an indent goes on.
    fn is_torn(&self) -> bool {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        self.next(self.line).is_some_and(|next| {
            let below = &page.lines[next];
            line.mark == Mark::None
                && below.mark == Mark::None
                && line.chars >= SHORTEST_TORN
                && line.indent <= DEEPEST_INDENT
                && !(layout.is_indented(next) && below.indent >= 2)
                && page.end(self.line) == End::Open
                && !page.has_dateline(next)
                && {
                    let (text, rest) = (page.line(self.line), page.line(next));
                    let goes_on = below.chars > LONGEST_HEAD
                        || below.hints.may(Hints::STOP)
                        || page.end(next) == End::Sentence;
                    let apart = below.blank > 0 || !layout.wrapped;
                    apart && goes_on && is_torn(text, rest)
                        || is_surely_torn(text, rest)
                        || below.spaced && goes_on && has_word_on_seam(text, rest)
                }
        })
    }

    /// Whether clauses without an end stand twice below each other, or the line below begins with all of them:
    /// where a column ends, the next one repeats them.
    fn is_printed_again(&self) -> bool {
        let (page, line) = (self.page, &self.page.lines[self.line]);
        let text = page.line(self.line);
        let same = |other: usize| page.line(other) == text;
        let begins =
            |next: usize| page.lines[next].chars > line.chars && page.line(next).starts_with(text);
        line.hints.may(Hints::COMMA)
            && line.chars >= FEWEST_CUT
            && line.mark == Mark::None
            && (self
                .next(self.line)
                .is_some_and(|next| same(next) || begins(next))
                || self.line.checked_sub(1).is_some_and(same))
    }

    /// Whether a name and what its bearer says stand over a paragraph that begins with the same name.
    fn is_over_speaker(&self) -> bool {
        let (page, line) = (self.page, &self.page.lines[self.line]);
        let may = line.hints.may(Hints::COLON)
            && self.complete
            && line.blank > 0
            && line.mark == Mark::None
            && line.chars <= LONGEST_HEAD
            && page.end(self.line) == End::Open;
        may && page
            .line(self.line)
            .split_once(['：', ':', '︰'])
            .is_some_and(|(name, says)| {
                let below = self.next(self.line).map(|next| (next, page.line(next)));
                (2..=4).contains(&name.chars().count())
                    && is_name(name)
                    && says.trim().chars().count() >= SHORTEST_SAID
                    && below.is_some_and(|(next, text)| {
                        text.starts_with(name)
                            && page.lines[next].blank > 0
                            && self.is_paragraph(next)
                    })
            })
    }

    /// Whether what stands here goes on elsewhere, as the jump line glued to it or below its clauses says.
    fn is_above_jump(&self) -> bool {
        let (page, line) = (self.page, &self.page.lines[self.line]);
        let Some(next) = page.lines.get(self.line + 1) else {
            return false;
        };
        let glued = next.number() == line.number() && next.hints.may(Hints::JUMP);
        let clauses = line.hints.may(Hints::COMMA) && line.chars >= FEWEST_CUT;
        let text = page.line(self.line + 1);
        glued && jump(&squeezed(text)) == Some(Role::JumpTo)
            || clauses
                && (next.hints.may(Hints::JUMP) && jump(&squeezed(text)) == Some(Role::JumpTo)
                    || arrow_jump(text) == Some(Role::JumpTo))
    }

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

    /// Whether a line with the shape of a title stands where one may, and is set as one.
    fn is_set_as_head(&self) -> bool {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        let text = page.line(self.line);
        if self.begins_item() || page.is_behind_title(self.line) {
            return false;
        }
        if line.chars == 1 && self.complete && self.is_upright() {
            return true;
        }
        // The first words of a letter.
        if self.line > 0 && is_salutation_alone(page.line(self.line - 1)) {
            return false;
        }
        // The end of what goes on elsewhere.
        if self.is_above_jump() {
            return false;
        }
        if self.is_cut_by_page()
            || self.is_torn()
            || self.is_listed_by_name()
            || self.is_printed_again()
            || self.is_even()
            || self.begins_column()
        {
            return false;
        }
        if self.complete && is_ordinal(text) {
            return true;
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
            return true;
        }
        if self.is_over_flush_news() {
            return true;
        }
        if self.is_row() || is_numbered_table(text) {
            return false;
        }
        if line.mark == Mark::Bold || (self.complete && is_box_word(text)) {
            return true;
        }
        if layout.is_indented(self.line)
            && (self.complete || self.below_jump || layout.each_indented)
            && self.is_flush()
            && !(is_sum(text) && self.is_pair())
        {
            return true;
        }
        if self.begins_paragraph() || self.is_pair() {
            return false;
        }
        // A paragraph of one question.
        if layout.is_indented(self.line)
            && (2..=6).contains(&line.indent)
            && end(text) == End::Sentence
            && line.hints.may(Hints::COMMA)
        {
            return false;
        }
        if !self.complete
            && (self.cuts_off() || self.is_over_picture_news() || self.is_over_reporter())
        {
            return true;
        }
        if !self.complete || self.below_chapter && number_style(text).is_none() {
            return false;
        }
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
        let dated = run.after.is_some_and(|after| page.has_dateline(after));
        if dated && run.lines <= 3 {
            return true;
        }
        // A kicker right above a heading with a mark.
        let kicker = (run.lines == 1 || run.lines == 2 && self.is_short_in_spaced())
            && run.after.is_some_and(|after| {
                matches!(page.lines[after].mark, Mark::Heading(_)) && !page.lines[after].ruled
            })
            && (line.ruled || line.blank > 0 || self.line == 0 || self.is_short_in_spaced())
            && line.chars >= 4
            && !self.is_between_equals();
        if !layout.is_marked(self.line) && kicker && !numbered(text) && !layout.wrapped {
            return true;
        }
        if layout.is_marked(self.line) {
            // The title of a box right below the word for one.
            let boxed =
                || self.line > 0 && self.below_head && is_box_word(page.line(self.line - 1));
            // What follows items with ornaments, and has none.
            let ornamented = |line: usize| page.lines[line].hints.may(Hints::OPENS_ORNAMENT);
            let behind_items = || {
                line.blank > 0
                    && (self.line > 0 && ornamented(self.line - 1) && !ornamented(self.line))
                    && run.after.is_some_and(|after| !ornamented(after))
            };
            let apart = self.below_closed || self.below_section || line.ruled;
            let fresh = (apart || boxed() || behind_items()) && self.is_above_text(&run);
            // A chapter, where the marks tell titles only.
            let narrow = line.wide() + 3 <= usize::from(layout.width[self.line]);
            let chapter = (layout.one_level
                || layout.lone >= 2
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
                    || numbered(text)
                        && matches!(page.lines[self.line - 1].mark, Mark::Heading(_)));
            return run.lines <= 3 && (!numbered(text) && (fresh || kicker) || chapter);
        }
        let width = usize::from(layout.width[self.line]);
        let Some(next) = self.next(self.line) else {
            return line.blank > 0 || self.below_title;
        };
        // The first line of a paragraph, not clearly shorter than the one below.
        let goes_on = page.lines[next].blank == 0
            && width <= WIDEST
            && line.wide() * 10 >= width * 8
            && !is_shape(page, next);
        let first_of_text = goes_on
            || (layout.is_indented(self.line) && line.indent == 2 && line.wide() * 10 >= width * 8);
        if first_of_text && !layout.wrapped {
            return false;
        }
        if layout.wrapped {
            // The last of several headlines is set off from the text below.
            let set_off = run.lines <= 3
                && run
                    .after
                    .is_some_and(|after| after != next && page.lines[after].blank > 0);
            // A paragraph that is not wrapped begins an article too.
            let flush = page.lines[next].indent == 0
                && page.lines[next].wide() * 2 < width * 3
                && page.lines[next].blank == 0
                && !is_remark(page.line(next));
            if layout.is_indented(self.line) && flush && !self.below_title && !is_shape(page, next)
            {
                return false;
            }
            let tiny = line.chars < 2 && run.lines < 2;
            return !tiny
                && (line.wide() * 10 < width * 8
                    || self.is_taken_up()
                    || self.below_section
                        && (line.blank > 0 || line.spaced)
                        && line.wide() + 1 < width
                        && !line.hints.may(Hints::OPENS_ORNAMENT)
                    // The first line of a wrapped paragraph is full.
                    || line.blank > 0
                        && line.wide() + 3 <= width
                        && width <= WIDEST
                        && page.lines[next].wide() + 1 >= width
                        && !line.spaced
                        && !line.hints.may(Hints::COMMA)
                        && end(text) == End::Open
                    || line.spaced && self.is_apart_in_spaced(next)
                    || line.blank > 0
                        && (page.lines[next].blank > 0 || set_off)
                        && !(text.contains(['，', ',']) && line.wide() * 10 >= width * 9));
        }
        if layout.column[self.line] && line.wide() * 10 > width * 6 {
            return false;
        }
        (line.blank > 0 || self.below_title || self.below_section)
            && run.lines <= MOST_HEADS
            && (line.chars >= 2 || run.lines >= 2 || page.lines[next].blank > 0)
            && self.is_above_text(&run)
    }

    /// Whether a short line with room above and below stands over one paragraph that begins with a day and
    /// has its photographer below it: a picture in the middle of another text.
    fn is_over_picture_news(&self) -> bool {
        let page = self.page;
        let line = &page.lines[self.line];
        let Some(news) = self.next(self.line) else {
            return false;
        };
        let Some(below) = self.next(news) else {
            return false;
        };
        line.blank > 0
            && !line.spaced
            && (3..=LONGEST_CHAPTER).contains(&line.chars)
            && page.lines[news].blank > 0
            && page.lines[news].chars > LONGEST_HEAD
            && date(page.line(news)).is_some_and(|(_, _, day, _)| day.is_some())
            && page.credited(below).is_some_and(|credit| credit.photo)
    }

    /// Whether the text above breaks off and a title stands here: a rest of its sentence would have an
    /// end mark, and the text below would not speak of the same.
    fn cuts_off(&self) -> bool {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        let Some(next) = self.next(self.line) else {
            return false;
        };
        let full = |line: usize| page.lines[line].chars > LONGEST_HEAD;
        !layout.is_marked(self.line)
            && !layout.wrapped
            && !layout.column[self.line]
            && line.chars >= 6
            && line.blank > 0
            && page.lines[next].blank > 0
            && (self.line > 0 && full(self.line - 1))
            && full(next)
            && cohesion(page.line(self.line), page.line(next), 2)
                .is_some_and(|share| share >= SAME_SUBJECT)
    }

    /// Whether a heading stands right above and another one with the same mark below: what stands between
    /// them is all that a cut has left of the text of the first.
    fn is_between_equals(&self) -> bool {
        let mark = |line: usize| self.page.lines[line].mark;
        let above = self.line.checked_sub(1).map(mark);
        let below = self.next(self.line).map(mark);
        matches!(above, Some(Mark::Heading(_))) && above == below
    }

    /// Whether `line` is a paragraph by its length, the full first line of one where a blank line stands behind
    /// each or where it is wrapped, or a shorter one by its end.
    fn is_paragraph(&self, line: usize) -> bool {
        let (page, here) = (self.page, &self.page.lines[line]);
        here.mark == Mark::None
            && (here.chars > LONGEST_HEAD
                || here.spaced && here.wide() + 1 >= usize::from(self.layout.width[line])
                || here.chars >= SHORTEST_PARAGRAPH && page.end(line) == End::Sentence
                || here.chars >= SHORTEST_PARAGRAPH
                    && here.wide() * 10 >= usize::from(self.layout.width[line]) * 9
                    && page.lines.get(line + 1).is_some_and(|next| {
                        next.blank == 0 && next.mark == Mark::None && next.indent <= 1
                    }))
    }

    /// Whether a full text, or nothing at all, stands below.
    fn is_above_text(&self, run: &Run) -> bool {
        let page = self.page;
        let Some(mut after) = run.after else {
            return run.lines <= 3;
        };
        // A remark in brackets, and the text below it.
        if end(page.line(after)) == End::Bracket
            && page.lines[after].chars <= 20
            && let Some(next) = self.next(after)
        {
            after = next;
        }
        let chars = page.lines[after].chars;
        chars > LONGEST_HEAD
            || self.layout.verse[after]
            || page.has_dateline(after)
            || ["关键词", "關鍵詞"]
                .iter()
                .any(|word| page.line(after).starts_with(word))
            // The first part of a paragraph that a page's end has cut.
            || (chars > 20 && !is_shape(page, after))
            || matches!(end(page.line(after)), End::Sentence | End::Colon)
            || numbered(page.line(after))
            || self.layout.column[after]
            || page.lines[after].spaced
                && page.lines[after].wide() + 1 >= usize::from(self.layout.width[after])
    }

    fn run(&self) -> Run {
        let page = self.page;
        let mut run = Run {
            lines: 1,
            signed: false,
            named: false,
            signatures: 0,
            listed: false,
            after: self.next(self.line),
        };
        let style = number_style(page.line(self.line));
        let mut above_named = false;
        while let Some(after) = run.after {
            let text = page.line(after);
            let spaced =
                is_spaced_out(text, 1) && self.next(after).is_some_and(|next| page.is_named(next));
            let byline = page.lines[after].chars <= 60
                && !spaced
                && (page.credited(after).is_some_and(|credit| !credit.photo)
                    || page.is_named(after)
                    || is_commentator(text));
            // The first line of a text: a dateline, or below a byline a full line of a column.
            let width = usize::from(self.layout.width[after]);
            let begins = run.lines >= 1 && page.has_dateline(after)
                || above_named
                    && !byline
                    && self.layout.column[after]
                    && page.lines[after].wide() * 10 >= width * 8;
            // Nor is a full line with a pause a title, where a blank line stands behind each line.
            let full = |line: usize| page.lines[line].wide() + 1 >= width;
            // Nor is one below which the pause stands.
            let pauses = || {
                page.lines[after].hints.may(Hints::COMMA)
                    || self.is_short_in_spaced()
                        && self.next(after).is_some_and(|below| {
                            page.lines[below].blank == 0
                                && page.lines[below].hints.may(Hints::COMMA)
                                && full(below)
                        })
            };
            let begins = begins || !byline && page.lines[after].spaced && full(after) && pauses();
            // （连载之三） between the title and who wrote.
            if run.lines <= 2 && is_remark(text) && self.is_above_byline(after) {
                run.after = self.next(after);
                continue;
            }
            if begins
                || !byline && !is_shape(page, after)
                || run.lines > MOST_HEADS
                || self.layout.verse[after]
            {
                break;
            }
            run.signatures += usize::from(byline && !above_named);
            above_named = byline;
            let told = || page.credited(after).is_some() || page.lines[after].chars >= 5;
            run.signed |= byline && (run.lines == 1 || run.lines <= 3 && told());
            run.named |= byline && run.lines == 1;
            let next_style = number_style(text);
            run.listed |= style.is_some() && style == next_style;
            let list = next_style.is_some()
                && self
                    .next(after)
                    .is_some_and(|next| number_style(page.line(next)) == next_style);
            if list {
                break;
            }
            run.lines += 1;
            run.after = self.next(after);
        }
        run
    }

    /// Whether names stand right below `line`.
    fn is_above_byline(&self, line: usize) -> bool {
        self.next(line).is_some_and(|next| {
            let page = self.page;
            page.is_named(next) || page.credited(next).is_some_and(|credit| !credit.photo)
        })
    }

    fn next(&self, line: usize) -> Option<usize> {
        Some(self.next_text[line + 1]).filter(|&next| next != usize::MAX)
    }
}
