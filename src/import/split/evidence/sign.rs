//! The signs that a heading is a title, and what each of them weighs.
//!
//! The weights are those of two logistic regressions: of the signs alone, and of the signs together with what the
//! other headings of the same style are likely to be. They were fitted as a whole, so that one of them says little
//! by itself and none can be changed without the others.

use std::ops::{Index, IndexMut};

/// A sign of a heading, each a number between 0 and about 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Its characters, in tens.
    Length,
    /// How many more they are than those of titles that are certain, in tens.
    BeyondUsual,
    /// There are such titles.
    UsualKnown,
    /// It has four characters at most.
    Tiny,
    /// It has several lines.
    SeveralLines,
    /// It has a gap or a comma.
    Clauses,
    /// It has a colon, as behind a name.
    Colon,
    /// It begins with a bracket or an ornament.
    Framed,
    /// It is set further in than a paragraph.
    FarIn,
    /// It has a mark of its own.
    Marked,
    /// It is set below headings that may be titles.
    BelowTitles,
    /// The share of certain titles among headings of its style.
    StyleOfTitles,
    /// The share of certain titles among all headings.
    Known,
    /// A heading next to it has as many characters.
    BesideEqual,
    /// A heading next to it is worded like it.
    BesideAlike,
    /// It is the last heading.
    LastOne,
    /// The text below begins with a day or a time.
    Timely,
    /// The text below begins with a place.
    Placed,
    /// The text below begins as one that goes on.
    GoesOn,
    /// What it shares with the first paragraph below.
    SharedWithLead,
    /// What it shares with the text below.
    SharedBelow,
    /// What it shares with the text above.
    SharedAbove,
    /// What the last certain title shares with the text below.
    TitleBelow,
    /// What the text below that title shares with the text below this one.
    StartBelow,
    /// The texts above and below have hardly a word in common.
    Apart,
    /// How long the text above is.
    LongAbove,
    /// The text above has several paragraphs.
    ParagraphsAbove,
    /// How many parts the text below has, in threes.
    PartsBelow,
}

/// Number of signs.
const COUNT: usize = Sign::PartsBelow as usize + 1;

/// Each sign with what it weighs alone, and together with what the other headings tell.
const WEIGHTS: [(Sign, f32, f32); COUNT] = [
    (Sign::Length, 0.58, 0.49),
    (Sign::BeyondUsual, 0.63, 0.57),
    (Sign::UsualKnown, -0.32, -0.19),
    (Sign::Tiny, -0.03, 0.11),
    (Sign::SeveralLines, 0.59, 0.51),
    (Sign::Clauses, -1.12, -0.97),
    (Sign::Colon, -1.24, -0.99),
    (Sign::Framed, 0.93, 0.95),
    (Sign::FarIn, 0.86, 0.56),
    (Sign::Marked, 0.07, -0.17),
    (Sign::BelowTitles, -1.06, -0.26),
    (Sign::StyleOfTitles, 1.41, 0.71),
    (Sign::Known, -0.45, -0.20),
    (Sign::BesideEqual, -1.29, -1.27),
    (Sign::BesideAlike, -1.15, -1.15),
    (Sign::LastOne, 1.66, 1.59),
    (Sign::Timely, 1.15, 1.21),
    (Sign::Placed, 0.86, 0.83),
    (Sign::GoesOn, -0.50, -0.38),
    (Sign::SharedWithLead, 1.12, 1.07),
    (Sign::SharedBelow, 0.83, 0.90),
    (Sign::SharedAbove, -0.79, -0.87),
    (Sign::TitleBelow, -2.43, -2.49),
    (Sign::StartBelow, -1.25, -1.39),
    (Sign::Apart, 1.13, 0.90),
    (Sign::LongAbove, 1.28, 1.17),
    (Sign::ParagraphsAbove, -0.66, -0.70),
    (Sign::PartsBelow, 0.26, 0.18),
];

const _: () = {
    let mut at = 0;
    while at < COUNT {
        assert!(
            WEIGHTS[at].0 as usize == at,
            "the weights stand in the order of the signs"
        );
        at += 1;
    }
};

/// What a heading is together with the others without any sign; alone it is nothing then.
const BASE: f32 = -0.10;

/// What is likely of the other headings.
pub(super) struct Others {
    /// The mean of those of its style.
    pub(super) mean: f32,
    /// How many of these there are, the more the nearer to one.
    pub(super) number: f32,
    /// The mean of all.
    pub(super) of_all: f32,
}

/// What each of these weighs.
const OTHERS: Others = Others {
    mean: 1.35,
    number: -0.47,
    of_all: -0.41,
};

/// The signs of one heading; nought is any that it does not show.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs([f32; COUNT]);

impl Signs {
    /// What they say by themselves (log odds).
    pub(super) fn alone(&self) -> f32 {
        self.sum(|&(_, alone, _)| alone)
    }

    /// What they say together with the other headings (log odds).
    pub(super) fn beside(&self, others: &Others) -> f32 {
        self.sum(|&(_, _, together)| together)
            + others.mean * OTHERS.mean
            + others.number * OTHERS.number
            + others.of_all * OTHERS.of_all
            + BASE
    }

    fn sum(&self, weight: impl Fn(&(Sign, f32, f32)) -> f32) -> f32 {
        let weights = WEIGHTS.iter().map(weight);
        self.0
            .iter()
            .zip(weights)
            .map(|(sign, weight)| sign * weight)
            .sum()
    }
}

impl Index<Sign> for Signs {
    type Output = f32;

    fn index(&self, sign: Sign) -> &f32 {
        &self.0[sign as usize]
    }
}

impl IndexMut<Sign> for Signs {
    fn index_mut(&mut self, sign: Sign) -> &mut f32 {
        &mut self.0[sign as usize]
    }
}
