//! What stands twice: paragraphs, half sentences that the next page or column prints again.
//!
//! Who repeats for effect repeats whole sentences near each other; what a page repeats breaks off or is long.
//! The hard part is time: only lines whose sum another one has too are compared.

use std::num::NonZeroU32;
use std::ops::Range;

use super::super::classify::is_running;
use super::super::page::{Line, Mark, Page};
use super::super::role::{Omission, Role};
use super::super::signal::{End, end, is_common_han};
use super::super::sums::{recurring, sum};

/// The shortest line that is looked for, in characters.
const SHORTEST_LINE: usize = 8;
/// The same for one that the line below it begins with.
const SHORTEST_BROKEN: usize = 16;
/// The shortest lines without an end that are taken out where they stand twice, in characters.
const SHORTEST_OPEN: usize = 20;
/// The shortest whole paragraph that is taken out where it stands twice, in characters.
const LONG_PASSAGE: usize = 40;
/// The shortest clause that a new column repeats, in characters.
const SHORTEST_CLAUSE: usize = 4;

/// Takes out what stands twice: whole paragraphs, and half sentences printed again on the next page.
pub(in crate::import) fn duplicates(page: &Page, roles: &mut [Role]) {
    // Most lines are: to grow would cost more.
    let mut running = Vec::with_capacity(roles.len());
    running.extend((0..roles.len()).filter(|&line| is_running(roles[line])));
    let running = Running {
        page,
        lines: &running,
    };
    let (repeated, groups) = repeated(running.lines.len(), |at| {
        (running.chars(at) >= SHORTEST_LINE).then(|| sum(running.text(at)))
    });
    let marked = |line: &usize| matches!(page.lines[*line].mark, Mark::Heading(_));
    let headings: Vec<usize> = match groups {
        0 => Vec::new(),
        _ => (0..roles.len()).filter(marked).collect(),
    };
    let mut take_out = |lines: Range<usize>| {
        for at in lines {
            roles[running.lines[at]] = Role::Out(Omission::Duplicate);
        }
    };
    // Where each of those that stand twice stood last.
    let mut seen: Vec<Option<usize>> = vec![None; groups];
    let mut at = 0;
    while at < running.lines.len() {
        let copy = repeated[at].and_then(|group| seen[group.get() as usize - 1]);
        let same = copy.map_or(0, |copy| running.same(copy, at));
        if let Some(copy) = copy.filter(|_| same > 0) {
            let open = end(running.text(at + same - 1)) == End::Open;
            let next_to_it = copy + same == at;
            let length: usize = (at..at + same).map(|at| running.chars(at)).sum();
            if open && (length >= SHORTEST_OPEN || next_to_it) {
                // The copy at the head of the new column goes on; the one before it breaks off.
                take_out(copy..copy + same);
            } else if !open
                && (length >= LONG_PASSAGE || next_to_it && length >= SHORTEST_LINE)
                && !(same == 1 && running.titled_apart(&headings, copy, at))
            {
                take_out(at..at + same);
                at += same;
                continue;
            }
        }
        if running.repeats_end(at) || running.is_begun_again(at) {
            take_out(at..at + 1);
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

/// The lines of running text.
struct Running<'a> {
    page: &'a Page,
    lines: &'a [usize],
}

impl<'a> Running<'a> {
    fn line(&self, at: usize) -> &'a Line {
        &self.page.lines[self.lines[at]]
    }

    fn text(&self, at: usize) -> &'a str {
        self.page.line(self.lines[at])
    }

    fn chars(&self, at: usize) -> usize {
        self.line(at).chars
    }

    /// How many lines from `at` on stand from `copy` on in the same order, above `at`.
    fn same(&self, copy: usize, at: usize) -> usize {
        let most = (at - copy).min(self.lines.len() - at);
        let same = |on: &usize| self.text(copy + on) == self.text(at + on);
        (0..most).take_while(same).count()
    }

    /// Whether `at` is the end of the line above, or of the two lines above, printed again by itself.
    fn repeats_end(&self, at: usize) -> bool {
        if at == 0 || !(4..=LONG_PASSAGE).contains(&self.chars(at)) || at + 1 >= self.lines.len() {
            return false;
        }
        let apart = self.line(at).blank > 0;
        let long = self.chars(at) >= SHORTEST_LINE;
        // Most lines are as long as those around them, and close together.
        let (of_one, of_two) = (self.chars(at) < self.chars(at - 1), at > 1 && apart && long);
        if !of_one && !of_two {
            return false;
        }
        let (above, text) = (self.text(at - 1), self.text(at));
        let ends_both = || {
            text.strip_suffix(above)
                .is_some_and(|first| !first.is_empty() && self.text(at - 2).ends_with(first))
        };
        (of_one && above.ends_with(text) || of_two && ends_both())
            && (self.page.end(self.lines[at]) == End::Open
                || long && is_clause_of(above, text)
                || apart && is_cut_off(above, text))
    }

    /// Whether `at` is broken off at a page's end and printed again whole on the next one.
    fn is_begun_again(&self, at: usize) -> bool {
        at + 1 < self.lines.len()
            && self.chars(at) >= SHORTEST_BROKEN
            && self.chars(at) < self.chars(at + 1)
            && self.page.end(self.lines[at]) == End::Open
            && self.text(at + 1).starts_with(self.text(at))
    }

    /// Whether `one` and `other` stand below headings with marks that say different things: what two articles have
    /// in common is part of both. `headings` are the lines of these, in order.
    fn titled_apart(&self, headings: &[usize], one: usize, other: usize) -> bool {
        let heading = |at: usize| {
            let above = headings.partition_point(|&heading| heading < self.lines[at]);
            Some(headings[above.checked_sub(1)?])
        };
        match (heading(one), heading(other)) {
            (Some(one), Some(other)) => self.page.line(one) != self.page.line(other),
            _ => false,
        }
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

/// Which of `count` texts may stand twice: those whose sum another one has too, with a number from 1 for
/// each such sum; and how many these are.
fn repeated(count: usize, sum: impl Fn(usize) -> Option<u64>) -> (Vec<Option<NonZeroU32>>, usize) {
    let mut sums = Vec::with_capacity(count);
    sums.extend((0..count).filter_map(|at| Some((sum(at)?, at))));
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

/// The length of the fragment at the start of `next` that repeats the end of `last`.
pub(super) fn repeated_end(last: &str, next: &str) -> Option<usize> {
    let head = || next.char_indices().take(12).enumerate();
    let stop = head().find(|(_, (_, c))| matches!(c, '。' | '！' | '？'));
    let pause = || head().find(|(count, (_, c))| *count >= SHORTEST_CLAUSE && *c == '，');
    let (_, (at, mark)) = stop.or_else(pause)?;
    let length = at + mark.len_utf8();
    last.ends_with(&next[..length]).then_some(length)
}
