//! Whether a heading without a byline is the title of an article or a chapter's: many weak signs, weighed.
//!
//! Titles and chapter headings look alike, and each sign fails on some papers: room, indent, length, how
//! the text below begins, whether it speaks of the same things as the text above and as the last title.
//! Each is a number between 0 and about 3; the weights are those of a logistic regression over some
//! thousand headings in thirty layouts. Then what headings of the same style are likely to be is
//! weighed in, so that a paper's own convention decides what a heading alone does not tell. Headings with a
//! byline, in the contents or below a closing note are certain and teach.
//!
//! The hard part is cost: texts are compared section by section, each one's words gathered once and kept no longer than needed.

mod doubt;
mod sign;
mod signs;
mod together;

use std::rc::Rc;

use super::super::cohesion::Pairs;
use super::super::layout::Layout;
use super::super::page::Page;
use super::super::paragraph::{Part, last_above};
use super::super::role::Role;
use super::super::signal::{chapter_number, squeezed};
use super::convention::is_told;
use super::rare::rare_shares;
use super::style::{BOLD, Style, style};
use sign::{Others, Signs};

/// How many characters of a section are compared.
const COMPARED: usize = 600;
/// How many parts of a section are looked at.
const MOST_PARTS: usize = 12;
/// What a heading that is certain counts for among those of its style.
const CERTAIN: f32 = 4.0;
/// Texts with more headings than this, and shorter sections, are not weighed.
const MOST_RUNS: usize = 256;
const SHORTEST_SECTION: usize = 512;

/// Below this weight it is in doubt what a heading begins.
const IN_DOUBT: f32 = 2.5;

/// The share of words that a section has by chance in common with those above it and with no other; what
/// more of them weighs, and weighs at most.
const USUAL_SHARE: f32 = 0.04;
const RARE: f32 = 40.0;
const MOST_RARE: f32 = 1.5;

/// What is likely of each heading that is not certain.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    /// The first part, the part behind the last, and how likely it is a title (log odds).
    runs: Vec<(usize, usize, f32)>,
    /// The contents name each heading that is certain, several of them.
    pub(super) all_listed: bool,
}

/// How many titles that the contents name make a list that has all of them.
const MANY_LISTED: usize = 3;

impl Evidence {
    /// Weighs the headings of `parts`; `page_ends` tells where pages end.
    pub(super) fn of(
        page: &Page,
        layout: &Layout,
        parts: &[Part],
        page_ends: &[usize],
    ) -> Evidence {
        let weighed = |part: &Part| match part.role {
            Role::Head => true,
            Role::Marked(_) => layout.one_level,
            _ => false,
        };
        if !parts.iter().any(weighed) {
            return Evidence::default();
        }
        // They are counted before anything is kept of them: a hostile text has millions.
        let count = extents(parts).count();
        if count > MOST_RUNS && page.text.len() < count * SHORTEST_SECTION {
            return Evidence::default();
        }
        let weighing = Weighing::new(page, parts, runs(page, parts), page_ends);
        let mut scores = weighing.scores();
        weighing.weigh_rare_words(&mut scores);
        weighing.level_out(&mut scores);
        weighing.make_one(&mut scores);
        let certain = || weighing.runs.iter().filter(|run| run.certain);
        let listed = |run: &&Run| {
            let heads = parts[run.from..run.to].iter();
            heads.clone().any(|part| part.role == Role::Listed)
        };
        let several = certain().filter(listed).count() >= MANY_LISTED;
        Evidence {
            all_listed: several && certain().all(|run| listed(&run)),
            runs: scores,
        }
    }

    /// How likely an article begins with the heading `part` (log odds); nothing where it was not weighed.
    pub(super) fn says(&self, part: usize) -> Option<f32> {
        let after = self.runs.partition_point(|run| run.0 <= part);
        let run = self.runs.get(after.checked_sub(1)?)?;
        (part < run.1).then_some(run.2)
    }
}

/// Headings that follow each other, and what is known of them.
#[derive(Clone, Debug)]
struct Run {
    /// Their parts.
    from: usize,
    to: usize,
    style: Style,
    /// Characters of the longest line.
    chars: usize,
    /// Certain to begin an article.
    certain: bool,
    /// A chapter by its number.
    chapter: bool,
    /// Parts of the text below, the first ones.
    below: Vec<usize>,
    /// Characters of all of the text below.
    size: usize,
}

fn is_heading(role: Role) -> bool {
    matches!(
        role,
        Role::Marked(_) | Role::Head | Role::Listed | Role::ListedRest
    )
}

fn text<'a>(page: &'a Page, part: &Part) -> &'a str {
    &page.text[part.spans[0].clone()]
}

/// The first part of each run of headings, the part behind its last, and that of the next run.
fn extents(parts: &[Part]) -> impl Iterator<Item = (usize, usize, usize)> {
    let heading = |from: usize| (from..parts.len()).find(|&part| is_heading(parts[part].role));
    let mut next = heading(0);
    std::iter::from_fn(move || {
        let from = next?;
        // What stands without a mark above a heading that has one may belong to the text above.
        let begins = |at: usize| {
            at > from
                && matches!(parts[at].role, Role::Marked(_))
                && parts[at - 1].role == Role::Head
        };
        let heads = (from..parts.len()).take_while(|&at| is_heading(parts[at].role) && !begins(at));
        let to = from + heads.count();
        next = heading(to);
        Some((from, to, next.unwrap_or(parts.len())))
    })
}

fn runs(page: &Page, parts: &[Part]) -> Vec<Run> {
    let mut runs = Vec::new();
    for (from, to, next) in extents(parts) {
        let is_text =
            |part: &usize| matches!(parts[*part].role, Role::Text | Role::Item | Role::Quote);
        let spans = (to..next)
            .filter(is_text)
            .flat_map(|part| &parts[part].spans);
        let certain = is_certain(page, parts, from, to);
        let heads = parts[from..to].iter();
        runs.push(Run {
            from,
            to,
            style: style(page, parts, from, to),
            chars: heads
                .map(|part| squeezed(text(page, part)).chars().count())
                .max()
                .unwrap_or(0),
            certain,
            chapter: to == from + 1 && !certain && chapter_number(text(page, &parts[from])),
            below: (to..next).filter(is_text).take(MOST_PARTS).collect(),
            size: spans.map(|span| span.len() / '字'.len_utf8()).sum(),
        });
    }
    runs
}

/// Whether a byline, the contents or a closed text above tell that an article begins.
fn is_certain(page: &Page, parts: &[Part], from: usize, to: usize) -> bool {
    let closed = || {
        last_above(parts, from).is_some_and(|above| {
            matches!(
                parts[above].role,
                Role::Closing
                    | Role::Signature
                    | Role::SignOff
                    | Role::Source
                    | Role::PageSource
                    | Role::Editor
                    | Role::Credit
            )
        })
    };
    is_told(page, parts, from, to) || closed()
}

/// Headings of one style.
#[derive(Clone, Copy, Debug)]
struct Kind {
    style: Style,
    count: usize,
    /// How many of them are certain.
    certain: usize,
    /// Whether one of them is no chapter by its number.
    titles: bool,
}

/// The kinds of all `runs` but the first.
fn kinds(runs: &[Run]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for run in runs.iter().skip(1) {
        let (certain, titles) = (usize::from(run.certain), !run.chapter);
        match kinds.iter_mut().find(|kind| kind.style == run.style) {
            Some(kind) => {
                kind.count += 1;
                kind.certain += certain;
                kind.titles |= titles;
            }
            None => kinds.push(Kind {
                style: run.style,
                count: 1,
                certain,
                titles,
            }),
        }
    }
    kinds
}

/// For each of `runs` the last one before it that is certain, or the first.
fn last_certain(runs: &[Run]) -> Vec<usize> {
    let before = |last: &mut usize, (at, run): (usize, &Run)| {
        let before = *last;
        *last = if run.certain { at } else { before };
        Some(before)
    };
    runs.iter().enumerate().scan(0, before).collect()
}

/// The headings of one text, and what their sections share.
struct Weighing<'a> {
    page: &'a Page,
    parts: &'a [Part],
    /// Where pages end, as bytes of the page's text.
    page_ends: &'a [usize],
    runs: Vec<Run>,
    /// For each of them the last one before it that is certain.
    last_certain: Vec<usize>,
    /// All but the first by their style: a text may have a hundred thousand headings, but of few styles.
    kinds: Vec<Kind>,
    /// Whether the words below each heading are compared.
    needed: Vec<bool>,
    /// The mean length of certain titles, if there are any.
    usual: Option<f32>,
    /// The length of the shortest one, if there are several.
    shortest: Option<usize>,
    /// Whether titles are bold: the first heading, and others that are certain.
    bold_titles: bool,
    /// The share of headings that a closed text stands above of, or a byline below.
    known: f32,
}

#[expect(
    clippy::cast_precision_loss,
    reason = "lengths of headings and sections"
)]
fn real(count: usize) -> f32 {
    count as f32
}

#[expect(clippy::cast_possible_truncation, reason = "sums of weights")]
fn single(sum: f64) -> f32 {
    sum as f32
}

impl<'a> Weighing<'a> {
    fn new(
        page: &'a Page,
        parts: &'a [Part],
        runs: Vec<Run>,
        page_ends: &'a [usize],
    ) -> Weighing<'a> {
        let certain = || runs.iter().filter(|run| run.certain);
        let count = certain().count();
        let chars = certain().map(|run| run.chars).sum::<usize>();
        let mut needed = vec![false; runs.len()];
        let mut last = 0;
        for (at, run) in runs.iter().enumerate().skip(1) {
            if run.certain {
                last = at;
            } else if !run.chapter {
                for section in [last, at - 1, at] {
                    needed[section] = true;
                }
            }
        }
        Weighing {
            page,
            parts,
            page_ends,
            last_certain: last_certain(&runs),
            kinds: kinds(&runs),
            needed,
            usual: (count > 0).then(|| real(chars) / real(count)),
            shortest: certain().map(|run| run.chars).min().filter(|_| count >= 2),
            bold_titles: runs.first().is_some_and(|first| first.style.level == BOLD)
                && runs
                    .iter()
                    .skip(1)
                    .any(|run| run.certain && run.style.level == BOLD),
            known: real(count) / real(runs.len().max(1)),
            runs,
        }
    }

    /// How likely each run that is not certain begins an article.
    fn scores(&self) -> Vec<(usize, usize, f32)> {
        let weighed = |at: usize| at > 0 && !self.runs[at].certain && !self.runs[at].chapter;
        // The words above a heading, and those below the last one that is certain: of all sections
        // they would be more than the text.
        let (mut above, mut start) = (Rc::default(), Rc::default());
        let signs: Vec<Option<Signs>> = (0..self.runs.len())
            .map(|at| {
                let below = Rc::new(self.words(at));
                let signs = weighed(at).then(|| self.signs(at, [&above, &below, &start]));
                if at == 0 || self.runs[at].certain {
                    start = Rc::clone(&below);
                }
                above = below;
                signs
            })
            .collect();
        let alone: Vec<f32> = self
            .runs
            .iter()
            .zip(&signs)
            .map(|(run, signs)| match signs {
                Some(signs) => signs.alone().clamp(-3.0, 3.0),
                None if run.chapter => -CERTAIN,
                None => CERTAIN,
            })
            .collect();
        // How many of each style there are, and the sum of what they are likely to be.
        let mut told: Vec<(Style, usize, f64)> = Vec::new();
        for (at, run) in self
            .runs
            .iter()
            .enumerate()
            .filter(|(at, _)| signs[*at].is_some())
        {
            let found = told.iter().position(|kind| kind.0 == run.style);
            let kind = found.unwrap_or_else(|| {
                told.push((run.style, 0, 0.0));
                told.len() - 1
            });
            told[kind].1 += 1;
            told[kind].2 += f64::from(alone[at]);
        }
        let weighed: usize = told.iter().map(|kind| kind.1).sum();
        let all: f64 = told.iter().map(|kind| kind.2).sum();
        let mut scores = Vec::new();
        for (at, signs) in signs.iter().enumerate() {
            let Some(signs) = signs else {
                scores.push((self.runs[at].from, self.runs[at].to, alone[at]));
                continue;
            };
            // Of the others of its style, and of all others.
            let style = self.runs[at].style;
            let like = told.iter().filter(|kind| kind.0.is(style));
            let (alike, sum) = like.fold((0, 0.0), |(count, sum), kind| {
                (count + kind.1, sum + kind.2)
            });
            let own = f64::from(alone[at]);
            let count = real(alike - 1);
            let score = signs.beside(&Others {
                mean: single(sum - own) / (count + 1.0),
                number: count / (count + 2.0),
                of_all: single(all - own) / real(weighed),
            });
            let doubt = self.doubt(at);
            scores.push((self.runs[at].from, self.runs[at].to, score - doubt));
        }
        scores
    }

    /// Where a heading is in doubt, takes off what its section has in common with those above it since the last
    /// one that is certain, and with no other.
    fn weigh_rare_words(&self, scores: &mut [(usize, usize, f32)]) {
        let open = |at: usize| {
            let run = &self.runs[at];
            at > 0 && !run.certain && !run.chapter
        };
        if !(0..scores.len()).any(|at| open(at) && scores[at].2.abs() < IN_DOUBT) {
            return;
        }
        let sections: Vec<Pairs> = self
            .runs
            .iter()
            .map(|run| {
                let heads = (run.from..run.to).map(|part| text(self.page, &self.parts[part]));
                let below = run.below.iter().flat_map(|&part| &self.parts[part].spans);
                Pairs::of(
                    heads.chain(below.map(|span| &self.page.text[span.clone()])),
                    COMPARED,
                )
            })
            .collect();
        let mut next = self.runs.len();
        let mut bounds = vec![0..0; self.runs.len()];
        for at in (0..self.runs.len()).rev() {
            bounds[at] = self.last_certain[at]..next;
            if self.runs[at].certain {
                next = at;
            }
        }
        let shares = rare_shares(&sections, &bounds);
        for (at, score) in scores.iter_mut().enumerate() {
            if open(at) {
                score.2 -= ((shares[at] - USUAL_SHARE) * RARE).clamp(0.0, MOST_RARE);
            }
        }
    }

    /// The words below the run `at`, where they are needed.
    fn words(&self, at: usize) -> Pairs {
        if !self.needed[at] {
            return Pairs::default();
        }
        let parts = self.runs[at].below.iter().map(|&part| &self.parts[part]);
        let texts = parts.flat_map(|part| &part.spans);
        Pairs::of(texts.map(|span| &self.page.text[span.clone()]), COMPARED)
    }
}
