//! How a heading and the texts around it look to each [`Sign`].
//!
//! Its own words and setting are read at once; what it shares with other texts is told by pairs of their Han.

use super::super::super::cohesion::Pairs;
use super::super::super::signal::{bare, squeezed};
use super::super::opening::{goes_on, is_placed, is_timely};
use super::super::style::BOLD;
use super::sign::{Sign, Signs};
use super::{Run, Weighing, real, text};

/// How many characters of a title, and of the paragraph below it, are compared.
const COMPARED_TITLE: usize = 200;
const COMPARED_LEAD: usize = 300;
/// How many characters of a text tell how it begins.
const OPENING: usize = 40;
/// The fewest different pairs of Han of two sections that say something.
const FEW: usize = 10;
/// The same where one of the two texts is short.
const FEW_OF_LINE: usize = 2;
/// Below this share of common words two sections are about different things.
const APART: f32 = 0.02;

/// What is there counts one.
fn yes(is: bool) -> f32 {
    f32::from(u8::from(is))
}

impl Weighing<'_> {
    /// The signs of the run `at`, each from 0 to about 3; the words are those above it, below it and below
    /// the last one that is certain.
    pub(super) fn signs(&self, at: usize, words: [&Pairs; 3]) -> Signs {
        let mut signs = Signs::default();
        self.look_at_words(at, &mut signs);
        self.look_at_setting(at, &mut signs);
        self.look_around(at, &mut signs);
        self.look_below(at, &mut signs);
        self.compare(at, words, &mut signs);
        signs
    }

    fn look_at_words(&self, at: usize, signs: &mut Signs) {
        let run = &self.runs[at];
        let first = text(self.page, &self.parts[run.from]);
        signs[Sign::Length] = real(run.chars.min(30)) / 10.0;
        if let Some(usual) = self.usual {
            signs[Sign::BeyondUsual] = (real(run.chars) - usual) / 10.0;
            signs[Sign::UsualKnown] = 1.0;
        }
        signs[Sign::Tiny] = yes(run.chars <= 4);
        signs[Sign::SeveralLines] = yes(run.to - run.from >= 2);
        signs[Sign::Clauses] = yes(first.trim().contains([' ', '\u{3000}', '，', ',']));
        signs[Sign::Colon] = yes(first.contains(['：', ':', '︰']));
        signs[Sign::Framed] = yes(bare(first).len() < first.trim_end().len());
    }

    fn look_at_setting(&self, at: usize, signs: &mut Signs) {
        let run = &self.runs[at];
        signs[Sign::FarIn] = yes(run.style.indent == 2);
        signs[Sign::Marked] = yes(run.style.level < BOLD);
        let mut kinds = self.kinds.iter();
        let below = kinds.any(|kind| kind.titles && run.style.is_below(kind.style));
        signs[Sign::BelowTitles] = yes(below);
        let like = self.kinds.iter().filter(|kind| kind.style.is(run.style));
        let (same, titles) = like.fold((0, 0), |(same, titles), kind| {
            (same + kind.count, titles + kind.certain)
        });
        // It is itself one of them.
        let others = same - 1;
        signs[Sign::StyleOfTitles] = real(titles) / (real(others) + 1.0);
        signs[Sign::Known] = self.known;
    }

    fn look_around(&self, at: usize, signs: &mut Signs) {
        let run = &self.runs[at];
        let name = |run: &Run| text(self.page, &self.parts[run.from]);
        let alike = |other: &Run| {
            let (one, other) = (name(run).chars(), name(other).chars());
            other.clone().count().abs_diff(one.clone().count()) <= 2
                && one.zip(other).any(|(one, other)| one == other)
        };
        // Marked like the title itself and worded like it: titles of one row, since no chapter repeats its
        // title.
        let title = &self.runs[self.last_certain[at]];
        let of_row = run.style.level < BOLD
            && title.style.is(run.style)
            && (title.chars.abs_diff(run.chars) <= 1 || alike(title));
        if !of_row {
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let beside = beside.filter_map(|other| self.runs.get(other));
            let mut beside = beside.filter(|other| !other.certain);
            signs[Sign::BesideEqual] = yes(beside.clone().any(|other| other.chars == run.chars));
            signs[Sign::BesideAlike] = yes(beside.any(alike));
        }
        signs[Sign::LastOne] = yes(at + 1 == self.runs.len());
    }

    fn look_below(&self, at: usize, signs: &mut Signs) {
        let (run, above) = (&self.runs[at], &self.runs[at - 1]);
        let lead = run.below.first().map(|&part| &self.parts[part]);
        let lead = lead.map_or("", |part| text(self.page, part));
        let lead: String = lead.chars().take(OPENING).collect();
        let lead = squeezed(&lead);
        signs[Sign::Timely] = yes(is_timely(&lead));
        signs[Sign::Placed] = yes(is_placed(&lead));
        signs[Sign::GoesOn] = yes(goes_on(&lead));
        signs[Sign::LongAbove] = real(above.size.min(1500)) / 500.0;
        signs[Sign::ParagraphsAbove] = yes(above.below.len() >= 2);
        signs[Sign::PartsBelow] = real(run.below.len().min(6)) / 3.0;
    }

    /// Compares the heading, the texts above and below, the last title that is certain and its text.
    fn compare(&self, at: usize, [above, below, start]: [&Pairs; 3], signs: &mut Signs) {
        let run = &self.runs[at];
        let mine = std::iter::once(text(self.page, &self.parts[run.from]));
        let mine = Pairs::of(mine, COMPARED_TITLE);
        let title = &self.runs[self.last_certain[at]];
        let title = self.parts[title.from..title.to].iter();
        let title = Pairs::of(title.map(|part| text(self.page, part)), COMPARED_TITLE);
        let lead = run.below.first().map(|&part| {
            let spans = self.parts[part].spans.iter();
            Pairs::of(
                spans.map(|span| &self.page.text[span.clone()]),
                COMPARED_LEAD,
            )
        });
        let share = |one: &Pairs, other: &Pairs| one.shared(other, FEW_OF_LINE).unwrap_or_default();
        signs[Sign::SharedWithLead] = share(&mine, &lead.unwrap_or_default());
        signs[Sign::SharedBelow] = share(&mine, below);
        signs[Sign::SharedAbove] = share(&mine, above);
        signs[Sign::TitleBelow] = share(&title, below);
        signs[Sign::StartBelow] = start.shared(below, FEW).unwrap_or(0.05).min(0.2) * 5.0;
        let together = above.shared(below, FEW);
        signs[Sign::Apart] = yes(together.is_some_and(|share| share < APART));
    }
}
