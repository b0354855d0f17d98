//! Headings that look alike are made of one kind, where that is more likely than what each of them weighs.

use super::{Run, Weighing, real};

/// How many headings of one style below a title are looked at together, and below which weight the middle
/// one of them makes chapters of all.
const FEWEST_CHAPTERS: usize = 3;
/// Two of them are chapters where one speaks more for that than the other against it.
const PAIR: usize = 2;
const DOUBTFUL: f32 = 0.5;
/// How far the weights of headings may lie apart that are all taken for one kind.
const ONE_MIND: f32 = 2.0;

impl Weighing<'_> {
    /// Makes chapters of all headings of one style that follow each other below one title that is certain,
    /// where most of them look like chapters: an article has several, and none of them is a title.
    pub(super) fn level_out(&self, scores: &mut [(usize, usize, f32)]) {
        let uncertain = |at: usize| !self.runs[at].certain && !self.runs[at].chapter;
        let mut from = 1;
        while from < self.runs.len() {
            let same = |at: usize| uncertain(at) && self.runs[at].style.is(self.runs[from].style);
            let to = (from..self.runs.len())
                .find(|&at| !same(at))
                .unwrap_or(self.runs.len());
            if to - from >= PAIR && self.runs[from - 1].certain {
                let mut sorted: Vec<f32> = scores[from..to].iter().map(|score| score.2).collect();
                sorted.sort_by(f32::total_cmp);
                let chapters = match sorted.as_slice() {
                    [one, other] => one + other < 0.0,
                    many => many[many.len() / 2] < DOUBTFUL && many[0] < 0.0,
                };
                if chapters {
                    for score in &mut scores[from..to] {
                        score.2 = score.2.min(sorted[0]);
                    }
                }
            }
            from = to.max(from + 1);
        }
    }

    /// Makes titles of all headings, or chapters, where nothing is certain, all have one mark and little parts
    /// their weights: the same mark over all of them means the same.
    pub(super) fn make_one(&self, scores: &mut [(usize, usize, f32)]) {
        let style = self.runs[0].style;
        let alike = |run: &Run| !run.certain && !run.chapter && run.style.is(style);
        let rest = scores.get_mut(1..).unwrap_or_default();
        if style.level >= 8 || rest.len() < FEWEST_CHAPTERS || !self.runs.iter().all(alike) {
            return;
        }
        let weights = || rest.iter().map(|score| score.2);
        let (least, most) = (
            weights().fold(f32::MAX, f32::min),
            weights().fold(f32::MIN, f32::max),
        );
        if most - least <= ONE_MIND {
            let titles = weights().sum::<f32>() / real(rest.len()) > -DOUBTFUL;
            let made = |weight: f32| {
                if titles {
                    weight.max(DOUBTFUL)
                } else {
                    weight.min(-DOUBTFUL)
                }
            };
            rest.iter_mut().for_each(|score| score.2 = made(score.2));
        }
    }
}
