//! Titles and captions by their looks: short lines without an end mark, and what stands around them.
//!
//! Several such lines may follow each other (kicker, title, byline); they are titles only if a full
//! text stands below the last of them. The hard part is columns of short lines, lists and wrapped
//! text, where every line is short: there a line must be clearly shorter than its neighbours.

use super::caption::is_caption;
use super::cohesion::cohesion;
use super::credit::credit;
use super::hints::Hints;
use super::issue_number::cells;
use super::layout::Layout;
use super::lexicon::CharSet;
use super::origin::dateline;
use super::page::{Line, Mark, Page};
use super::particular::is_particular;
use super::signal::{
    End, bare, date, end, ends_inside, is_commentator, is_ordinal, is_remark, number_style,
    numbered, squeezed, starts_inside,
};
use super::signed::{bare_names, is_name_list};
use super::split::is_announcement;

/// The longest line that may be a title, in characters.
const LONGEST_HEAD: usize = 40;
/// The share of a title's words that a lead below it takes up, at least.
const SAME_SUBJECT: f32 = 0.25;
/// The widest line that counts as wrapped, in characters.
const WIDEST: usize = 60;
/// The longest heading of a chapter without a mark, in characters.
const LONGEST_CHAPTER: usize = 25;
/// The longest word before its value in a list, in characters.
const LONGEST_KEY: usize = 8;
/// The longest name of a prize, in characters.
const LONGEST_PRIZE: usize = 6;
/// The longest title of a notice that stands by itself, in characters.
const LONGEST_NOTICE: usize = 12;
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
    /// Whether the line looks like a title.
    pub(super) fn is_head(&self) -> bool {
        let (page, layout) = (self.page, self.layout);
        let (line, text) = (&page.lines[self.line], page.line(self.line));
        if !is_shape(page, self.line) && !self.is_over_indent() {
            return false;
        }
        // The end of what goes on elsewhere.
        if page
            .lines
            .get(self.line + 1)
            .is_some_and(|next| next.number() == line.number() && next.hints.may(Hints::JUMP))
        {
            return false;
        }
        if self.complete && is_ordinal(text) {
            return true;
        }
        if self.complete
            && line.blank > 0
            && line.indent <= 1
            && line.chars <= LONGEST_NOTICE
            && !layout.marked
            && is_announcement(&squeezed(text))
            && self.next(self.line).is_some()
        {
            return true;
        }
        if self.is_over_flush_news() {
            return true;
        }
        if line.mark == Mark::Bold || (self.complete && is_box_word(text)) {
            return true;
        }
        if layout.is_indented(self.line)
            && (self.complete || self.below_jump || layout.each_indented)
            && self.is_flush()
        {
            return true;
        }
        if self.begins_paragraph() || self.is_pair() || self.is_row() {
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
        if !self.complete && self.cuts_off() {
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
        let dated = run
            .after
            .is_some_and(|after| dateline(page.line(after)).is_some());
        if dated && run.lines <= 3 {
            return true;
        }
        if layout.marked {
            let fresh =
                (self.below_closed || self.below_section || line.ruled) && self.is_above_text(&run);
            // A kicker right above a heading with a mark.
            let kicker = run.lines == 1
                && run.after.is_some_and(|after| {
                    matches!(page.lines[after].mark, Mark::Heading(_)) && !page.lines[after].ruled
                })
                && (line.ruled || line.blank > 0)
                && line.chars >= 4;
            // A chapter, where the marks tell titles only.
            let chapter = (layout.one_level || layout.lone >= 3)
                && !line.pictured
                && run.lines == 1
                && (4..=LONGEST_CHAPTER).contains(&line.chars)
                && (line.blank > 0 || line.spaced)
                && end(text) == End::Open
                && run.after.is_some_and(|after| {
                    (page.lines[after].blank > 0 || line.spaced)
                        && page.lines[after].chars > LONGEST_HEAD
                        && page.lines[after].mark == Mark::None
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
                    || self.below_section && line.blank > 0
                    // The first line of a wrapped paragraph is full.
                    || line.blank > 0
                        && line.wide() + 3 <= width
                        && width <= WIDEST
                        && page.lines[next].wide() + 1 >= width
                        && !line.spaced
                        && !line.hints.may(Hints::COMMA)
                        && end(text) == End::Open
                    || line.blank > 0
                        && (page.lines[next].blank > 0 || set_off)
                        && !(text.contains(['，', ',']) && line.wide() * 10 >= width * 9));
        }
        if layout.column[self.line] && line.wide() * 10 > width * 6 {
            return false;
        }
        (line.blank > 0 || self.below_title)
            && run.lines <= MOST_HEADS
            && (line.chars >= 2 || run.lines >= 2 || page.lines[next].blank > 0)
            && self.is_above_text(&run)
    }

    /// Whether a short line set off from a finished text stands over one that begins with a day at the
    /// margin, where paragraphs are indented: the title of a picture.
    fn is_over_flush_news(&self) -> bool {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        let width = usize::from(layout.width[self.line]);
        layout.is_indented(self.line)
            && layout.wrapped
            && self.complete
            && line.indent <= 1
            && line.blank > 0
            && line.wide() * 10 < width * 7
            && self.next(self.line).is_some_and(|next| {
                let text = page.line(next);
                page.lines[next].indent <= 1
                    && page.lines[next].blank == 0
                    && page.lines[next].wide() * 10 >= width * 6
                    && date(text).is_some_and(|(_, _, day, _)| day.is_some())
            })
    }

    /// Whether the line and the one above or below are a word and its value: items of a list.
    fn is_pair(&self) -> bool {
        let page = self.page;
        let pair = |line: usize| {
            page.line(line)
                .find(['：', ':', '︰'])
                .is_some_and(|at| page.line(line)[..at].chars().count() <= LONGEST_KEY)
                && credit(page.line(line)).is_none()
        };
        let close = |line: usize| page.lines.get(line).is_some_and(|line| line.blank == 0);
        // A byline below a title may have a colon too.
        let signed = || {
            let next = page.lines.get(self.line + 1);
            next.is_some() && credit(page.line(self.line + 1)).is_some()
        };
        self.line > 0
            && page.lines[self.line].hints.may(Hints::COLON)
            && pair(self.line)
            && (close(self.line) && pair(self.line - 1)
                || close(self.line + 1) && pair(self.line + 1))
            && !signed()
    }

    /// Whether the line and the one above or below are rows of a table: words and figures in as many cells.
    fn is_row(&self) -> bool {
        let page = self.page;
        let cells = |line: usize| {
            let text = page.line(line);
            let wide = cells(text).count();
            let words = text.split_whitespace().count();
            let figures = text.contains(|c: char| c.is_ascii_digit());
            match (wide, words) {
                (2.., _) if figures => Some(wide),
                // The words over its columns.
                (_, 4..) if page.lines[line].chars <= LONGEST_HEAD => Some(words),
                _ => None,
            }
        };
        if !page.lines[self.line].hints.may(Hints::SPACE) {
            return false;
        }
        let Some(mine) = cells(self.line) else {
            return false;
        };
        let close = |line: usize| page.lines.get(line).is_some_and(|line| line.blank == 0);
        let like = |line: usize| {
            cells(line) == Some(mine) && page.line(line).contains(|c: char| c.is_ascii_digit())
        };
        self.line > 0 && close(self.line) && like(self.line - 1)
            || close(self.line + 1) && like(self.line + 1)
    }

    /// Whether the line is the first of an indented paragraph that is wrapped: full with its indent, and
    /// the next one stands at the margin right below.
    fn begins_paragraph(&self) -> bool {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        let width = usize::from(layout.width[self.line]);
        layout.is_indented(self.line)
            && layout.wrapped
            && line.indent >= 2
            && (line.wide() + usize::from(line.indent) / 2) * 10 >= width * 8
            && self.next(self.line).is_some_and(|next| {
                let next = &page.lines[next];
                next.blank == 0 && next.indent == 0 && next.mark == line.mark
            })
    }

    /// Whether lines without an end mark stand at the margin, a finished text above them and the indent
    /// of a new paragraph below: the paragraphs of this text begin with an indent, so they are in none.
    fn is_flush(&self) -> bool {
        let page = self.page;
        if page.lines[self.line].indent > 0 {
            return false;
        }
        let mut lines = 1;
        let mut at = self.line;
        while let Some(next) = self.next(at) {
            let text = page.line(next);
            if page.lines[next].indent >= 2 {
                return true;
            }
            let named = credit(text).is_some() || bare_names(text).is_some();
            if lines == MOST_HEADS || !(named || is_shape(page, next) || self.is_short(next)) {
                return false;
            }
            lines += 1;
            at = next;
        }
        false
    }

    /// Whether a line that by itself may be part of a sentence belongs to a title over a wrapped text with
    /// indents: it goes on right below the first line of one, or it is a kicker that ends with a dash.
    fn is_over_indent(&self) -> bool {
        let (page, layout) = (self.page, self.layout);
        let line = &page.lines[self.line];
        let kicker = || {
            let next = self.next(self.line);
            line.blank > 0
                && self.complete
                && page.line(self.line).ends_with("——")
                && next.is_some_and(|next| page.lines[next].blank == 0 && is_shape(page, next))
        };
        layout.is_indented(self.line)
            && layout.wrapped
            && line.indent == 0
            && (kicker() || line.blank == 0 && self.below_head && self.is_short(self.line))
            && self.is_flush()
    }

    /// Whether `line` is clearly shorter than the lines around it and has no mark of a sentence's end.
    fn is_short(&self, line: usize) -> bool {
        let (here, width) = (&self.page.lines[line], self.layout.width[line]);
        here.wide() * 10 < usize::from(width) * 8
            && here.mark == Mark::None
            && !here.glued
            && end(self.page.line(line)) == End::Open
            && !ends_inside(self.page.line(line))
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
        !layout.marked
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

    /// Whether the short line above has a number of the same style.
    fn goes_on_a_list(&self) -> bool {
        let style = number_style(self.page.line(self.line));
        self.line > 0 && style.is_some() && {
            let above = self.line - 1;
            self.page.lines[above].chars <= LONGEST_HEAD
                && number_style(self.page.line(above)) == style
        }
    }

    /// Whether a full text, or nothing at all, stands below.
    fn is_above_text(&self, run: &Run) -> bool {
        let page = self.page;
        let Some(mut after) = run.after else {
            return run.lines <= 3;
        };
        // 一行括号里的说明，正文在它下面。
        if end(page.line(after)) == End::Bracket
            && page.lines[after].chars <= 20
            && let Some(next) = self.next(after)
        {
            after = next;
        }
        let chars = page.lines[after].chars;
        chars > LONGEST_HEAD
            || self.layout.verse[after]
            || dateline(page.line(after)).is_some()
            || ["关键词", "關鍵詞"]
                .iter()
                .any(|word| page.line(after).starts_with(word))
            // The first part of a paragraph that a page's end has cut.
            || (chars > 20 && !is_shape(page, after))
            || matches!(end(page.line(after)), End::Sentence | End::Colon)
            || numbered(page.line(after))
            || self.layout.column[after]
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
            let spaced = text
                .split_whitespace()
                .all(|word| word.chars().count() == 1)
                && self
                    .next(after)
                    .is_some_and(|next| bare_names(page.line(next)).is_some());
            let byline = page.lines[after].chars <= 60
                && !spaced
                && (credit(text).is_some_and(|credit| !credit.photo)
                    || bare_names(text).is_some()
                    || is_commentator(text));
            // The first line of a text: a dateline, or below a byline a full line of a column.
            let width = usize::from(self.layout.width[after]);
            let begins = run.lines >= 1 && dateline(text).is_some()
                || above_named
                    && !byline
                    && self.layout.column[after]
                    && page.lines[after].wide() * 10 >= width * 8;
            if begins
                || !byline && !is_shape(page, after)
                || run.lines > MOST_HEADS
                || self.layout.verse[after]
            {
                break;
            }
            run.signatures += usize::from(byline && !above_named);
            above_named = byline;
            let told = || credit(text).is_some() || page.lines[after].chars >= 5;
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

    fn next(&self, line: usize) -> Option<usize> {
        Some(self.next_text[line + 1]).filter(|&next| next != usize::MAX)
    }
}

/// Whether `line` by itself may be a title: short, without the marks of a sentence.
pub(super) fn is_shape(page: &Page, line: usize) -> bool {
    let text = page.line(line);
    let line = &page.lines[line];
    if !(1..=LONGEST_HEAD).contains(&line.chars)
        || line.glued
        || matches!(
            line.mark,
            Mark::List | Mark::Quote | Mark::Lead | Mark::Heading(_)
        )
        || ends_inside(text)
        || line.chars > 1 && starts_inside(text)
        || if line.mark == Mark::Bold {
            is_spoken(text)
        } else {
            line.hints.may(IN_SENTENCE) && is_sentence(text, line)
        }
    {
        return false;
    }
    !(is_caption(text, line)
        || line.hints.may(Hints::SPACE) && is_name_list(text)
        || line.hints.may(Hints::OPENS_PARTICULAR) && is_particular(text)
        || (line.hints.may(Hints::BRACKET) || text.starts_with(['【', '［', '〔', '本']))
            && dateline(text).is_some()
        || text.starts_with(['（', '(']) && text.ends_with(['）', ')']))
}

/// What a sentence has, or ends with.
const IN_SENTENCE: Hints = Hints::STOP
    .and(Hints::SEMICOLON)
    .and(Hints::COMMA)
    .and(Hints::CLOSES);

/// Whether `text` has the marks of a sentence, and no title is one.
fn is_sentence(text: &str, line: &Line) -> bool {
    let (pauses, closes) = (line.hints.may(Hints::COMMA), line.hints.may(Hints::CLOSES));
    line.hints.may(Hints::FULL_STOP.and(Hints::SEMICOLON))
        || closes && text.ends_with(['…', '：', ':', ';', '．'])
        || closes && text.ends_with(['”', '」', '）', ')']) && end(text) == End::Sentence
        || pauses && line.chars > 24 && text.matches(['，', ',']).nth(1).is_some()
        || closes && is_spoken(text)
}

/// Whether `text` is a question or call of somebody: 记者：…？
fn is_spoken(text: &str) -> bool {
    text.ends_with(['？', '?', '！', '!'])
        && (text.contains(['：', ':', '︰']) || text.starts_with(['“', '「', '"']))
}

/// Whether a bracket of `text` is not closed.
pub(super) fn opens_bracket(text: &str) -> bool {
    text.rfind(['（', '('])
        .is_some_and(|at| !text[at..].contains(['）', ')']))
}

/// Whether `text` is the head of a box beside an article.
fn is_box_word(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "链接",
        "相关链接",
        "新闻链接",
        "知识链接",
        "资料链接",
        "背景链接",
        "延伸阅读",
        "小贴士",
        "名词解释",
        "新闻背景",
        "背景资料",
        "相关背景",
        "鏈接",
        "相關鏈接",
        "新聞背景",
        "背景資料",
    ];
    const FIRSTS: CharSet = CharSet::of_first(WORDS);
    let text = bare(text);
    FIRSTS.begins(text) && WORDS.contains(&&*squeezed(text))
}
