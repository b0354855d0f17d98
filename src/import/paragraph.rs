//! Lines to paragraphs: over page ends, furniture and captions, never over a heading.
//!
//! Where an indent is used it decides. Elsewhere only the mark of a whole sentence ends a paragraph,
//! and in text wrapped line by line even that only on a line that is shorter than the others.
//! Repeated passages go before anything is joined: a repeated fragment would otherwise be joined twice.

mod lone;

use std::num::NonZeroU32;

use self::lone::lone_lines;
use super::caption::is_credited_caption;
use super::classify::{is_passed_over, is_running};
use super::draft::LeftOut;
use super::glued::glued;
use super::hints::Hints;
use super::jump::jump;
use super::layout::Layout;
use super::letter::note_word_before;
use super::looks::{is_sum, opens_bracket};
use super::normalise::is_reference;
use super::page::{Line, Mark, Page};
use super::particular::is_particular;
use super::role::{Omission, Role};
use super::signal::{End, end, ends_inside, is_common_han, is_ornament, squeezed, starts_inside};
use super::spans::{Gathered, Spans};
use super::sums::{recurring, sum};
use super::torn::{is_torn, is_uneven};

/// The shortest line that is looked for, in characters.
const SHORTEST_LINE: usize = 8;
/// The same for one that the line below it begins with.
const SHORTEST_BROKEN: usize = 16;
/// The shortest whole paragraph that is taken out where it stands twice, in characters.
const LONG_PASSAGE: usize = 40;
/// The widest line that counts as wrapped, in characters.
const WIDEST: usize = 60;

/// The deepest indent of a paragraph, in cells.
const DEEPEST_INDENT: u8 = 4;
/// The shortest line that may be one of a narrow stretch of wrapped text, in characters.
const SHORTEST_WRAPPED: usize = 15;
/// The longest line of a narrow stretch.
const COLUMN: usize = 26;

/// Lines that belong together.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// What they are.
    pub(super) role: Role,
    /// Their text, as ranges of the page's text.
    pub(super) spans: Spans,
    /// The index of the first line.
    pub(super) line: usize,
}

impl Part {
    /// The index of the last line.
    pub(super) fn last_line(&self, page: &Page) -> usize {
        let last = self.spans.last().map_or(0, |span| span.start);
        page.line_at(last).max(self.line)
    }
}

/// How many captions and credits may stand inside one paragraph.
const MOST_INSIDE: usize = 8;

/// The part that ends right above part `at`: captions and their credits may stand inside the paragraph
/// before them.
pub(super) fn last_above(parts: &[Part], at: usize) -> Option<usize> {
    let end = |part: usize| parts[part].spans.last().map_or(0, |span| span.end);
    (at.saturating_sub(MOST_INSIDE)..at).max_by_key(|&part| end(part))
}

/// Cuts credits, notes and jump lines off the sentences they are glued to.
pub(super) fn cut(page: &mut Page) {
    let text = &page.text;
    let glued = |line: &Line| in_two(text, line).is_some();
    // Most texts have none, and need no second list of lines.
    let Some(first) = page.lines.iter().position(glued) else {
        return;
    };
    for line in page.lines.split_off(first) {
        match in_two(text, &line) {
            Some(two) => page.lines.extend(two),
            None => page.lines.push(line),
        }
    }
}

/// The sentence and what is glued to it, as two lines.
fn in_two(page: &str, line: &Line) -> Option<[Line; 2]> {
    let text = &page[line.start()..line.end()];
    let bracketed = line.hints.may(Hints::JUMP) && line.hints.may(Hints::BRACKET);
    let jump = bracketed.then(|| glued_jump(text));
    let (at, is_jump) = match jump.flatten() {
        Some(at) => (at, true),
        None if line.hints.may(Hints::CLOSES_GLUED)
            && line.mark == Mark::None
            && line.chars > 6
            && !is_credited_caption(text) =>
        {
            (glued(text)?, false)
        }
        None => return None,
    };
    let piece = |from: usize, to: usize| {
        let inside = &text[from..to];
        let skipped = inside.len() - inside.trim_start().len();
        let end = from + inside.trim_end().len();
        line.cut(page, line.start() + from + skipped..line.start() + end)
    };
    let rest = piece(at, text.len());
    let rest = Line {
        blank: 0,
        indent: 0,
        glued: !is_jump,
        ruled: is_jump && rest.ruled,
        pictured: is_jump && rest.pictured,
        ..rest
    };
    Some([piece(0, at), rest])
}

/// Where a jump line that is glued to the end or the start of `text` parts from it.
fn glued_jump(text: &str) -> Option<usize> {
    const CLOSES: [char; 2] = ['）', ')'];
    if text.ends_with(CLOSES)
        && let Some(open) = text.rfind(['（', '(']).filter(|&at| at > 0)
        && names_page(&text[open..])
        && jump(&squeezed(&text[open..])).is_some()
    {
        return Some(open);
    }
    if !text.starts_with(['（', '(']) {
        return None;
    }
    let close = text.find(CLOSES)?;
    let end = close + text[close..].chars().next().map_or(1, char::len_utf8);
    (end < text.len()
        && names_page(&text[..end])
        && jump(&squeezed(&text[..end])) == Some(Role::JumpFrom))
    .then_some(end)
}

/// Whether `text` names a page: 第三版, 2版, A03.
fn names_page(text: &str) -> bool {
    text.contains(['版', '页', '頁']) || text.contains(|c: char| c.is_ascii_digit())
}

/// Takes out what stands twice: whole paragraphs, and half sentences printed again on the next page.
pub(super) fn duplicates(page: &Page, roles: &mut [Role]) {
    let running: Vec<usize> = (0..roles.len())
        .filter(|&line| is_running(roles[line]))
        .collect();
    let text = |at: usize| page.line(running[at]);
    let chars = |at: usize| page.lines[running[at]].chars;
    let (repeated, groups) = repeated(running.len(), |at| {
        (chars(at) >= SHORTEST_LINE).then(|| sum(text(at)))
    });
    let marked = |line: &usize| matches!(page.lines[*line].mark, Mark::Heading(_));
    let headings: Vec<usize> = match groups {
        0 => Vec::new(),
        _ => (0..roles.len()).filter(marked).collect(),
    };
    // Where each of those that stand twice stood last.
    let mut seen: Vec<Option<usize>> = vec![None; groups];
    let mut at = 0;
    while at < running.len() {
        let copy = repeated[at].and_then(|group| seen[group.get() as usize - 1]);
        // How many lines from here on stand above in the same order.
        let most = copy.map_or(0, |copy| (at - copy).min(running.len() - at));
        let same = copy.map_or(0, |copy| {
            (0..most)
                .take_while(|&on| text(copy + on) == text(at + on))
                .count()
        });
        let length: usize = (at..at + same).map(chars).sum();
        if let Some(copy) = copy.filter(|_| same > 0) {
            let open = end(text(at + same - 1)) == End::Open;
            let next_to_it = copy + same == at;
            if open && (length >= 20 || next_to_it) {
                // The copy at the head of the new column goes on; the one before it breaks off.
                for line in copy..copy + same {
                    roles[running[line]] = Role::Out(Omission::Duplicate);
                }
            } else if !open
                && (length >= LONG_PASSAGE || next_to_it && length >= SHORTEST_LINE)
                && !(same == 1 && titled_apart(page, &headings, running[copy], running[at]))
            {
                for line in at..at + same {
                    roles[running[line]] = Role::Out(Omission::Duplicate);
                }
                at += same;
                continue;
            }
        }
        // The end of the line above, or of the two lines above, printed again by itself.
        let again = || {
            chars(at) < chars(at - 1) && text(at - 1).ends_with(text(at))
                || at > 1
                    && page.lines[running[at]].blank > 0
                    && chars(at) >= SHORTEST_LINE
                    && text(at)
                        .strip_suffix(text(at - 1))
                        .is_some_and(|first| !first.is_empty() && text(at - 2).ends_with(first))
        };
        if at > 0
            && (4..=LONG_PASSAGE).contains(&chars(at))
            && at + 1 < running.len()
            && (page.end(running[at]) == End::Open
                || chars(at) >= SHORTEST_LINE && is_clause_of(text(at - 1), text(at))
                || page.lines[running[at]].blank > 0 && is_cut_off(text(at - 1), text(at)))
            && again()
        {
            roles[running[at]] = Role::Out(Omission::Duplicate);
            at += 1;
            continue;
        }
        // A line broken off at a page's end, printed again whole on the next one.
        if at + 1 < running.len()
            && chars(at) >= SHORTEST_BROKEN
            && chars(at) < chars(at + 1)
            && page.end(running[at]) == End::Open
            && text(at + 1).starts_with(text(at))
        {
            roles[running[at]] = Role::Out(Omission::Duplicate);
            at += 1;
            continue;
        }
        let next = at + same.max(1);
        for (line, group) in (at..next).zip(&repeated[at..next]) {
            if let Some(group) = group {
                seen[group.get() as usize - 1] = Some(line);
            }
        }
        at = next;
    }
}

/// Whether `last`, with which `text` ends, is no whole sentence of it: who repeats for effect repeats sentences.
fn is_clause_of(text: &str, last: &str) -> bool {
    text.strip_suffix(last)
        .is_some_and(|before| before.ends_with(['，', '；', '、', ',', ';']))
}

/// Whether `last`, with which `text` ends, begins within a clause of it: no sentence that somebody repeats.
fn is_cut_off(text: &str, last: &str) -> bool {
    text.strip_suffix(last)
        .is_some_and(|before| before.ends_with(is_common_han))
}

/// Whether the lines `one` and `other` stand below headings with marks that say different things: what two
/// articles have in common is part of both. `headings` are the lines of these, in order.
fn titled_apart(page: &Page, headings: &[usize], one: usize, other: usize) -> bool {
    let heading = |line: usize| {
        let above = headings.partition_point(|&heading| heading < line);
        Some(headings[above.checked_sub(1)?])
    };
    match (heading(one), heading(other)) {
        (Some(one), Some(other)) => page.line(one) != page.line(other),
        _ => false,
    }
}

/// Which of `count` texts may stand twice: those whose sum another one has too, with a number from 1 for
/// each such sum; and how many these are.
fn repeated(count: usize, sum: impl Fn(usize) -> Option<u64>) -> (Vec<Option<NonZeroU32>>, usize) {
    let mut sums: Vec<(u64, usize)> = (0..count).filter_map(|at| Some((sum(at)?, at))).collect();
    recurring(&mut sums);
    let mut repeated = vec![None; count];
    let mut groups = 0;
    for same in sums.chunk_by(|(one, _), (other, _)| one == other) {
        if same.len() > 1 {
            groups += 1;
            let group = NonZeroU32::new(groups);
            same.iter().for_each(|&(_, at)| repeated[at] = group);
        }
    }
    (repeated, groups as usize)
}

/// Joins lines to parts. What stands in no article is given back line by line.
pub(super) fn join(page: &Page, roles: &[Role], layout: &Layout) -> (Vec<Part>, Vec<LeftOut>) {
    // What grows leaves holes in memory as large as itself.
    let apart = roles
        .iter()
        .filter(|role| matches!(role, Role::Out(_)))
        .count();
    let mut parts: Vec<Part> = Vec::with_capacity(roles.len() - apart);
    let mut out = Vec::with_capacity(apart);
    // The part that may go on, its last line, and whether captions stand between.
    let mut open: Option<(usize, usize)> = None;
    let mut gathered = Gathered::default();
    let (mut over_caption, mut over_page) = (false, false);
    let lone = lone_lines(page, roles, layout);
    for (line, &role) in roles.iter().enumerate() {
        let (start, end) = (page.lines[line].start(), page.lines[line].end());
        if let Role::Out(omission) = role {
            over_page |= matches!(omission, Omission::RunningHead | Omission::PageNumber);
            out.push((start..end, omission));
            continue;
        }
        if is_running(role) {
            let mut start = start;
            if let Some((part, last)) = open {
                let repeated = over_caption
                    .then(|| repeated_end(page.line(last), page.line(line)))
                    .flatten();
                if let Some(length) = repeated {
                    out.push((start..start + length, Omission::Duplicate));
                    start += length;
                }
                let goes_on = matches!(parts[part].role, Role::Text | Role::Item | Role::Quote)
                    && (role == Role::Text || role == parts[part].role && role == Role::Quote)
                    && (repeated.is_some()
                        || !(lone[last] && lone[line])
                            && continues(page, layout, last, line, gathered.are_several())
                        || over_page && layout.is_indented(line) && page.lines[line].indent == 0);
                if goes_on {
                    gathered.add(&parts[part].spans, start..end);
                    open = Some((part, line));
                    (over_caption, over_page) = (false, false);
                    continue;
                }
            }
            if let Some((part, _)) = open.replace((parts.len(), line)) {
                gathered.hand_over(&mut parts[part].spans);
            }
            (over_caption, over_page) = (false, false);
            parts.push(Part {
                role,
                spans: Spans::from(start..end),
                line,
            });
            continue;
        }
        if is_passed_over(role) {
            over_caption |= role == Role::Caption;
        } else if !(role == Role::Credit && over_caption && goes_on_below(page, open))
            && let Some((part, _)) = open.take()
        {
            gathered.hand_over(&mut parts[part].spans);
        }
        parts.push(Part {
            role,
            spans: Spans::from(start..end),
            line,
        });
    }
    if let Some((part, _)) = open {
        gathered.hand_over(&mut parts[part].spans);
    }
    parts.shrink_to_fit();
    (parts, out)
}

/// Whether the part that is `open` breaks off inside a sentence: a picture stands there.
fn goes_on_below(page: &Page, open: Option<(usize, usize)>) -> bool {
    open.is_some_and(|(_, last)| page.end(last) == End::Open)
}

/// Whether `line` goes on with the sentence of `last` for certain, as most lines of wrapped text do: none of the
/// rules of [`continues`] that part them has what it asks for.
fn runs_on_amid(page: &Page, layout: &Layout, last: usize, line: usize) -> bool {
    const APART: Hints = Hints::OPENS_MARK.and(Hints::OPENS_PARTICULAR);
    let (before, here) = (&page.lines[last], &page.lines[line]);
    let width = usize::from(layout.width[last]);
    layout.wrapped
        && !layout.interview
        && width <= WIDEST
        && here.blank == 0
        && before.wide() * 2 >= width
        && !here.hints.may(APART)
        && !before.hints.may(Hints::COLON)
        && page.end(last) == End::Open
        && !(before.glued || layout.table[last] || layout.table[line] || layout.verse[last])
        && !(layout.is_indented(line) && here.indent >= 2)
}

/// Whether the paragraph that `last` ends so far goes on with `line`.
fn continues(page: &Page, layout: &Layout, last: usize, line: usize, runs_on: bool) -> bool {
    let (before, here) = (&page.lines[last], &page.lines[line]);
    if runs_on_amid(page, layout, last, line) {
        return true;
    }
    let (text, next) = (page.line(last), page.line(line));
    // Most lines begin with a Han.
    let opens_mark = |line: &Line| line.hints.may(Hints::OPENS_MARK);
    if opens_mark(here) && next.starts_with(['[', '［', '〔']) && is_reference(next) {
        return false;
    }
    if before.glued || layout.table[last] || layout.table[line] || layout.verse[last] {
        return false;
    }
    if here.blank > 0
        && opens_mark(before)
        && text.starts_with(['[', '［', '〔'])
        && is_reference(text)
    {
        return false;
    }
    if page.end(last) != End::Open && (note_word_before(next).is_some() || is_references(next)) {
        return false;
    }
    if layout.is_indented(line) && here.indent >= 2
        || (layout.interview || page.end(last) != End::Open) && is_spoken(next)
        || opens_mark(here) && next.starts_with(is_ornament)
    {
        return false;
    }
    // Two indents of a paragraph below each other, however few a text has.
    if here.indent >= 2
        && here.indent == before.indent
        && here.indent <= DEEPEST_INDENT
        && !layout.each_indented
        && page.end(last) == End::Sentence
    {
        return false;
    }
    // 本报讯 begins the next report.
    if here.blank == 0 && page.end(last) == End::Sentence && page.has_dateline(line) {
        return false;
    }
    // When and where something is, below a line that is not full.
    if here.blank == 0
        && here.hints.may(Hints::OPENS_PARTICULAR)
        && here.hints.may(Hints::COLON)
        && (before.wide() * 10 < usize::from(layout.width[last]) * 8
            || here.chars <= SHORTEST_WRAPPED && page.end(last) == End::Sentence)
        && is_particular(next)
    {
        return false;
    }
    // Rows of who gave how much.
    if before.hints.may(Hints::COLON)
        && (here.blank > 0 || here.hints.may(Hints::COLON))
        && is_sum(text)
        && (here.blank > 0 || is_sum(next))
    {
        return false;
    }
    // A chapter's heading right above its text.
    if before.chars <= 16
        && page.numbered(last)
        && before.wide() * 2 < usize::from(layout.width[last])
        && page.end(last) == End::Open
        && !text.contains(['，', ',', '：', ':'])
        && here.chars > before.chars
        && !starts_inside(next)
    {
        return false;
    }
    let width = usize::from(layout.width[last]);
    // Where blank lines were lost among those behind each line, each whole sentence may end a paragraph.
    let wrapped = layout.is_wrapped(last)
        && !layout.whole
        && here.blank == 0
        && !here.spaced
        && width <= WIDEST;
    let full = before.wide() * 10 >= width * 9;
    // A paragraph that ends on a short line has ended, whatever stands at the margin below.
    let ends_short = before.wide() * 10 < width * 6 && before.indent == 0;
    match page.end(last) {
        End::Open => {
            // A list of short lines is no paragraph.
            let part = layout.column[last] || page.is_behind_title(last);
            let short = before.chars <= 25 && before.wide() * 10 < width * 6 && !part;
            // Lines of a sentence that is wrapped more narrowly than what stands around it.
            let above = page.lines[last.saturating_sub(1)].chars.max(here.chars);
            let narrow = (SHORTEST_WRAPPED..=COLUMN).contains(&before.chars)
                && here.blank == 0
                && before.chars.abs_diff(above) <= 2
                && (paused(before, text) || paused(here, next));
            if narrow {
                return true;
            }
            let inside = before.hints.may(Hints::CLOSES_MARK) && ends_inside(text)
                || starts_inside(next)
                || before.hints.may(Hints::BRACKET)
                    && opens_bracket(text)
                    && next.contains(['）', ')']);
            let set =
                layout.is_indented(line) || (layout.wrapped || here.spaced) && here.blank == 0;
            // Nor is it one when it runs on from the line above, or has clauses.
            let prose = || {
                let clauses =
                    here.chars <= WIDEST && before.hints.may(Hints::COMMA.and(Hints::FULL_STOP));
                let closes = || {
                    text.contains(['，', ',', '、'])
                        || here.chars <= 30 && page.end(line) == End::Sentence
                };
                let list = before.mark == Mark::List || page.numbered(last);
                !list && (clauses || runs_on && closes())
            };
            // A page's end tells by its seam, where what follows is no such line itself.
            let torn = || is_torn(text, next) || before.mark == Mark::None && is_uneven(text, next);
            if short && !inside && !set && !prose() && (here.chars <= before.chars || !torn()) {
                return false;
            }
            !(layout.wrapped
                && width > WIDEST
                && here.blank == 0
                && !here.spaced
                && !ends_inside(text)
                && !starts_inside(next)
                && !(layout.is_indented(line) && before.chars > WIDEST))
        }
        End::Bracket => {
            layout.column[line]
                || starts_inside(next)
                || (wrapped && (full || layout.is_indented(line)))
        }
        End::Colon if text.trim_end_matches(['：', ':', '︰']).ends_with("如下") => false,
        End::Colon => {
            // The next line of a column is as short as the others.
            (layout.column[line] && layout.column[last] && here.chars <= 30)
                || (wrapped && full)
                || (wrapped && layout.is_indented(line))
        }
        End::Sentence => {
            let closes = next.starts_with(['”', '’', '）', '」', '，', '。', '、']);
            // In spaced text a full line goes on below another one; the first line of a paragraph is two
            // characters shorter, where its indent was lost.
            let spaced = || {
                let first = usize::from(before.indent) / 2;
                let whole =
                    here.wide() >= width && page.end(line) == End::Open && !layout.narrow_marks;
                here.spaced
                    && width <= WIDEST
                    && here.blank == 0
                    && here.indent == 0
                    && (before.wide() + first + 1) >= width
                    && (whole || layout.is_indented(line))
            };
            let open = if layout.is_indented(line) {
                !ends_short
            } else {
                full
            };
            closes
                || wrapped && open
                || spaced()
                || layout.room_tells && here.spaced && here.blank == 0
        }
    }
}

/// Whether `text` is the word above a list of references.
fn is_references(text: &str) -> bool {
    text.starts_with(['参', '參', '注'])
        && ["参考文献", "參考文獻", "注释"].contains(&text.trim_end_matches(['：', ':']))
}

/// Whether a full stop or comma in full width stands in `text`, which is that of `line`.
fn paused(line: &Line, text: &str) -> bool {
    line.hints.may(Hints::FULL_STOP) || line.hints.may(Hints::COMMA) && text.contains('，')
}

/// Whether `text` begins what one of two speakers says.
fn is_spoken(text: &str) -> bool {
    let rest = text.strip_prefix(['问', '答', '問']);
    rest.is_some_and(|rest| rest.starts_with(['：', ':', '︰']))
}

/// The shortest clause that a new column repeats, in characters.
const SHORTEST_CLAUSE: usize = 4;

/// The length of the fragment at the start of `next` that repeats the end of `last`.
fn repeated_end(last: &str, next: &str) -> Option<usize> {
    let head = || next.char_indices().take(12).enumerate();
    let stop = head().find(|(_, (_, c))| matches!(c, '。' | '！' | '？'));
    let pause = || head().find(|(count, (_, c))| *count >= SHORTEST_CLAUSE && *c == '，');
    let (_, (at, mark)) = stop.or_else(pause)?;
    let length = at + mark.len_utf8();
    last.ends_with(&next[..length]).then_some(length)
}
