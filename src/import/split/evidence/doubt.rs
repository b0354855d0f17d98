//! What speaks for a chapter so clearly that no other sign outweighs it.
//!
//! A few characters over a few lines are no title; what stands above the end of an article that goes on elsewhere
//! belongs to it, since only long articles do; and where all titles that are certain are long, a heading much
//! shorter than the shortest of them is none, if it has others beside it. These are told apart from the weighed
//! signs, for they are rare, and what is rare weighs little where weights are fitted.

use super::super::super::role::Role;
use super::super::opening::speaker;
use super::{BOLD, Weighing, text};

/// How many chapters may stand above the end of what goes on elsewhere.
const MOST_CHAPTERS: usize = 8;
/// A section of fewer characters says little by its words.
const LITTLE: usize = 80;
/// What is taken off where so little says anything, and where all of an article goes on elsewhere.
const DOUBT: f32 = 2.0;
const GOES_ON: f32 = 4.0;
/// What is taken off where a heading is at most three fifths of the shortest title that is certain.
const CURT: f32 = 3.0;
/// What is taken off where somebody speaks below who was named above.
const SPEAKS_ON: f32 = 6.0;
/// What is taken off where titles are bold and this heading is not.
const PLAIN: f32 = 4.0;

impl Weighing<'_> {
    /// What is taken off the weight of the run `at` for want of text: below a title that is signed,
    /// a heading of few characters is a chapter unless the words of enough text say otherwise; and so is one
    /// that is much shorter than each title that is certain, where there are several of either.
    pub(super) fn doubt(&self, at: usize) -> f32 {
        let run = &self.runs[at];
        let is_short = run.chars <= 4 && self.usual.is_some();
        let little = is_short && run.size < LITTLE;
        // What goes on elsewhere or on the next page is long and signed: the one above, and these are its chapters.
        let signed = |at: usize| {
            let below = self.parts.get(self.runs[at].to);
            below.is_some_and(|part| part.role == Role::Byline)
        };
        let goes_on = |at: usize| {
            let next = self.runs.get(at + 1);
            let next = next.map_or(self.parts.len(), |run| run.from);
            let to = self.runs[at].to;
            let mut below = self.parts[to..next].iter();
            let jumps = below
                .rfind(|part| !matches!(part.role, Role::Out(_) | Role::Caption | Role::Label))
                .is_some_and(|part| part.role == Role::JumpTo);
            jumps || self.turns_page(to, next)
        };
        // One alone may be a short title; an article has several chapters.
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let several = beside
            .filter_map(|other| self.runs.get(other))
            .any(|other| !other.certain && other.style.is(run.style));
        let curt = several
            && self
                .shortest
                .is_some_and(|shortest| run.chars * 5 <= shortest * 3);
        let mut chapters = (at..self.runs.len())
            .take(MOST_CHAPTERS)
            .take_while(|&at| !self.runs[at].certain);
        let doubt = if at > 0 && signed(self.last_certain[at]) && chapters.any(goes_on) {
            GOES_ON
        } else if little {
            DOUBT
        } else {
            0.0
        };
        // Where titles are bold, chapters are set otherwise.
        let plain = self.bold_titles && run.style.level > BOLD;
        let speaks_on = if self.speaks_on(at) { SPEAKS_ON } else { 0.0 };
        doubt + speaks_on + if curt { CURT } else { 0.0 } + if plain { PLAIN } else { 0.0 }
    }

    /// Whether the text below the run `at` begins with what somebody says who is named in the text above: an
    /// article of its own would tell who that is.
    fn speaks_on(&self, at: usize) -> bool {
        let Some(above) = at.checked_sub(1).map(|above| &self.runs[above]) else {
            return false;
        };
        let lead = self.runs[at].below.first();
        let lead = lead.map_or("", |&part| text(self.page, &self.parts[part]).trim_start());
        let mut told = above.below.iter().flat_map(|&part| &self.parts[part].spans);
        speaker(lead)
            .is_some_and(|name| told.any(|span| self.page.text[span.clone()].contains(name)))
    }

    /// Whether a paragraph of the parts `from..to` goes on on the next page.
    fn turns_page(&self, from: usize, to: usize) -> bool {
        let parts = &self.parts[from..to];
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return false;
        };
        let inside = |end: usize| {
            let above = parts.partition_point(|part| part.spans[0].start < end);
            above.checked_sub(1).is_some_and(|above| {
                let part = &parts[above];
                let stop = part.spans.last().map_or(0, |span| span.end);
                part.role == Role::Text && end < stop
            })
        };
        let ends = self.page_ends;
        let from = ends.partition_point(|&end| end < first.spans[0].start);
        let to = ends.partition_point(|&end| end < last.spans[last.spans.len() - 1].end);
        from < to && ends[from..to].iter().any(|&end| inside(end))
    }
}
