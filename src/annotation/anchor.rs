//! Where a mark stands in a text that may have changed since it was made.
//!
//! Evidence, not nearness, decides: the passage itself and what stands on both sides of it. Every
//! place where the passage stands unchanged is weighed by its surroundings; only where none of them
//! is beyond doubt are places looked for where it stands nearly so. A place is taken when its
//! surroundings agree and no other is about as good; the old position alone never decides, since after
//! a correction another passage may stand there. What fits nowhere, or in two places alike, is an
//! orphan: its reader attaches it again by hand.
//!
//! The hard part is repeated text. Equal sentences are told apart by surroundings that were kept long
//! enough to differ ([`super::selector`]); where these are equal too, by their number among equals, and
//! only as long as there are still as many.

use std::cmp::Reverse;
use std::ops::Range;

use super::approximate::{agreement, align, distance, find};
use super::selector::{ArticleText, CONTEXT, Occurrence, Selector, TextQuoteSelector};

/// Where a mark stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchoring {
    /// The passage stands here as it stood: code points of the text.
    Exact(Range<usize>),
    /// The passage stands here with changes.
    Approximate {
        /// Code points of the text.
        range: Range<usize>,
        /// How many of the quotation's characters differ: its edit distance.
        errors: usize,
    },
    /// It has no place.
    Orphan(Orphaned),
}

/// Why a mark has no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orphaned {
    /// Nothing like it is there.
    Gone,
    /// Several places fit alike.
    Ambiguous,
}

impl Anchoring {
    /// The code points of the text; `None` for an orphan.
    pub fn range(&self) -> Option<Range<usize>> {
        match self {
            Anchoring::Exact(range) | Anchoring::Approximate { range, .. } => Some(range.clone()),
            Anchoring::Orphan(_) => None,
        }
    }
}

/// Quotations longer than this are found by their beginning and their end.
const LONG: usize = 128;
/// How much of a long quotation is its beginning, and its end.
const FLANK: usize = 96;
/// The most places that are weighed.
const MOST_PLACES: usize = 256;
/// By how many characters the best place must agree better than the next.
const MARGIN: usize = 3;
/// A quotation of this length that stood once and stands once needs no surroundings.
const SPEAKS_FOR_ITSELF: usize = 8;
/// Where nobody knows how often it stood, it must be this long; and where it stood once, surroundings do not
/// speak against one of this length.
const SPEAKS_FOR_ANYBODY: usize = 16;

impl ArticleText<'_> {
    /// Finds the part of this text that `selector` means.
    pub fn anchor(&self, selector: &Selector) -> Anchoring {
        if selector.quote.exact.is_empty() {
            return Anchoring::Orphan(Orphaned::Gone);
        }
        let sought = Sought::new(&selector.quote, selector.occurrence);
        if sought.stood_once() {
            let range = selector.position.range();
            if sought.stands_perfectly_at(range.start, self) {
                return Anchoring::Exact(range);
            }
        }
        sought.decide(self, &self.occurrences(&selector.quote.exact))
    }
}

/// What is looked for.
struct Sought {
    exact: Vec<char>,
    prefix: Vec<char>,
    suffix: Vec<char>,
    occurrence: Option<Occurrence>,
}

/// A place where it may be.
struct Place {
    range: Range<usize>,
    errors: usize,
    before: Side,
    after: Side,
}

/// How what stands beside a place agrees with what stood there.
#[derive(Clone, Copy)]
struct Side {
    agreeing: usize,
    of: usize,
    /// The text ends on this side, as it did.
    edge: bool,
}

impl Side {
    fn is_strong(self) -> bool {
        self.agrees_by(60) && (self.agreeing >= 6 || self.edge)
    }

    /// Whether at least so many of a hundred characters agree.
    fn agrees_by(self, percent: usize) -> bool {
        self.agreeing * 100 >= self.of * percent
    }

    /// How many characters agree; that there is no more text, as there was none, counts as text.
    fn score(self) -> usize {
        let missing = CONTEXT.saturating_sub(self.of);
        self.agreeing + if self.edge { missing } else { 0 }
    }
}

impl Place {
    fn sides(&self) -> [Side; 2] {
        [self.before, self.after]
    }

    fn strong_sides(&self) -> usize {
        self.sides().iter().filter(|side| side.is_strong()).count()
    }

    fn score(&self) -> usize {
        let context = self.before.score() + self.after.score();
        (context + self.range.len()).saturating_sub(self.errors)
    }

    fn overlaps(&self, range: &Range<usize>) -> bool {
        self.range.start < range.end && range.start < self.range.end
    }
}

impl Sought {
    fn new(quote: &TextQuoteSelector, occurrence: Option<Occurrence>) -> Sought {
        Sought {
            exact: quote.exact.chars().collect(),
            prefix: quote.prefix.chars().collect(),
            suffix: quote.suffix.chars().collect(),
            occurrence,
        }
    }

    fn stood_once(&self) -> bool {
        self.occurrence.is_some_and(|occurrence| occurrence.of == 1)
    }

    /// Whether passage and surroundings stand at `start` without any change; where there was no more
    /// text, there is none either.
    fn stands_perfectly_at(&self, start: usize, text: &ArticleText<'_>) -> bool {
        let chars = text.chars();
        let end = start.saturating_add(self.exact.len());
        let was_edge = |context: &[char]| self.occurrence.is_some() && context.len() < CONTEXT;
        chars.get(start..end) == Some(&self.exact)
            && (!was_edge(&self.prefix) || start == self.prefix.len())
            && (!was_edge(&self.suffix) || end + self.suffix.len() == chars.len())
            && chars[..start].ends_with(&self.prefix)
            && chars[end..].starts_with(&self.suffix)
    }

    /// Weighs the places `starts` where the passage stands unchanged, then others.
    fn decide(&self, text: &ArticleText<'_>, starts: &[usize]) -> Anchoring {
        let perfect: Vec<usize> = starts
            .iter()
            .copied()
            .filter(|&start| self.stands_perfectly_at(start, text))
            .collect();
        match perfect[..] {
            [start] if self.has_context() => return self.exact_at(start),
            [] | [_] => {}
            _ => return self.by_number(starts, &perfect),
        }
        if let [only] = starts
            && self.stood_once()
            && self.exact.len() >= SPEAKS_FOR_ANYBODY
        {
            // A sentence that was moved: what stands in its old surroundings now may look much like it.
            return self.exact_at(*only);
        }
        let Some(mut places) = self.weigh(text, starts) else {
            return Anchoring::Orphan(Orphaned::Ambiguous);
        };
        if !self.is_among(starts.len()) || !places.iter().any(|place| place.strong_sides() > 0) {
            places.extend(self.nearly(text));
        }
        match self.best(text, places, starts.len()) {
            Ok(Some(place)) if place.errors == 0 => Anchoring::Exact(place.range),
            Ok(Some(place)) => Anchoring::Approximate {
                range: place.range,
                errors: place.errors,
            },
            Ok(None) => self.long(text).unwrap_or(match starts {
                [only] if self.speaks_for_itself() => self.exact_at(*only),
                _ => Anchoring::Orphan(Orphaned::Gone),
            }),
            Err(rivals) => self.by_number(starts, &rivals),
        }
    }

    /// Whether what stood around it, standing there unchanged, is evidence. Whoever did not say how often
    /// the passage stood may have kept as much as tells it from others, and no more.
    fn has_context(&self) -> bool {
        let context = self.prefix.len() + self.suffix.len();
        match self.occurrence {
            Some(occurrence) => occurrence.of == 1 || context >= 6,
            None => context > 0 && context + self.exact.len() >= SPEAKS_FOR_ITSELF,
        }
    }

    /// Whether the marked passage is one of `count` unchanged ones: there are as many as there were. With
    /// fewer, it may be the one that has changed.
    fn is_among(&self, count: usize) -> bool {
        self.occurrence
            .is_some_and(|occurrence| occurrence.of <= count)
    }

    fn exact_at(&self, start: usize) -> Anchoring {
        Anchoring::Exact(start..start + self.exact.len())
    }

    /// Whether the passage alone is evidence enough.
    fn speaks_for_itself(&self) -> bool {
        match self.occurrence {
            Some(occurrence) => occurrence.of == 1 && self.exact.len() >= SPEAKS_FOR_ITSELF,
            None => self.exact.len() >= SPEAKS_FOR_ANYBODY,
        }
    }

    /// Of `rivals` that fit alike, the one that has the number among all `starts` that the mark had;
    /// only while there are as many as there were.
    fn by_number(&self, starts: &[usize], rivals: &[usize]) -> Anchoring {
        let numbered = self
            .occurrence
            .filter(|occurrence| occurrence.of == starts.len())
            .and_then(|occurrence| starts.get(occurrence.number.checked_sub(1)?))
            .filter(|start| rivals.contains(start));
        match numbered {
            Some(&start) => self.exact_at(start),
            None => Anchoring::Orphan(Orphaned::Ambiguous),
        }
    }

    /// The unchanged places with their surroundings; `None` if there are too many to tell apart.
    fn weigh(&self, text: &ArticleText<'_>, starts: &[usize]) -> Option<Vec<Place>> {
        let length = self.exact.len();
        (starts.len() <= MOST_PLACES).then(|| {
            starts
                .iter()
                .map(|&start| self.place(text, start..start + length, 0))
                .collect()
        })
    }

    fn place(&self, text: &ArticleText<'_>, range: Range<usize>, errors: usize) -> Place {
        let (before, after) = (&text.chars()[..range.start], &text.chars()[range.end..]);
        let side = |of: usize, there: usize, agreeing: usize| Side {
            agreeing,
            of,
            // Whoever kept less than there was has nothing to say about edges.
            edge: self.occurrence.is_some() && of < CONTEXT && there <= of + of / 4,
        };
        Place {
            before: side(
                self.prefix.len(),
                before.len(),
                agreement(self.prefix.iter().rev(), before.iter().rev()),
            ),
            after: side(
                self.suffix.len(),
                after.len(),
                agreement(self.suffix.iter(), after.iter()),
            ),
            range,
            errors,
        }
    }

    /// Places where the passage stands nearly, found together with its surroundings: with both, and if
    /// there is none, with those of one side.
    fn nearly(&self, text: &ArticleText<'_>) -> Vec<Place> {
        if self.exact.len() > LONG {
            return Vec::new();
        }
        let before = &self.prefix[self.prefix.len().saturating_sub(CONTEXT)..];
        let after = &self.suffix[..self.suffix.len().min(CONTEXT)];
        let both = self.nearly_with(text, before, after);
        if both.iter().any(|place| place.strong_sides() == 2) {
            return both;
        }
        let mut places = both;
        for (before, after) in [(before, &[][..]), (&[][..], after)] {
            places.extend(self.nearly_with(text, before, after));
        }
        places
    }

    fn nearly_with(&self, text: &ArticleText<'_>, before: &[char], after: &[char]) -> Vec<Place> {
        let pattern = [before, &self.exact, after].concat();
        let most = pattern.len() / 4;
        let mut ends = find(&pattern, text.chars(), most);
        ends.sort_by_key(|end| end.errors);
        ends.truncate(16);
        ends.into_iter()
            .filter_map(|end| {
                let alignment = align(&pattern, text.chars(), end.at, most);
                let range = alignment.range(before.len(), before.len() + self.exact.len());
                let passage = &text.chars()[range.clone()];
                let errors = distance(&self.exact, passage);
                (!range.is_empty()).then(|| self.place(text, range, errors))
            })
            .collect()
    }

    /// The best of `places`, if it is beyond doubt; those that fit alike, as the beginnings of
    /// unchanged passages, if there are several. A place that would not be believed alone stands against
    /// the others all the same.
    fn best(
        &self,
        text: &ArticleText<'_>,
        mut places: Vec<Place>,
        unchanged: usize,
    ) -> Result<Option<Place>, Vec<usize>> {
        places.sort_by_key(|place| (Reverse(place.score()), place.range.start));
        let Some(top) = places.first() else {
            return Ok(None);
        };
        let near = top.score().saturating_sub(MARGIN);
        let (same, others): (Vec<Place>, Vec<Place>) = {
            let range = top.range.clone();
            places.into_iter().partition(|place| place.overlaps(&range))
        };
        let rivals = others.iter().filter(|place| place.score() >= near);
        let rivals: Vec<&Place> = rivals.collect();
        if !rivals.is_empty() {
            let alike = same.first().into_iter().chain(rivals);
            return Err(alike
                .filter(|place| place.errors == 0)
                .map(|place| place.range.start)
                .collect());
        }
        Ok(same
            .into_iter()
            .find(|place| self.is_evident(text, place, unchanged)))
    }

    /// Whether `place` alone would be believed, where the passage stands `unchanged` times.
    fn is_evident(&self, text: &ArticleText<'_>, place: &Place, unchanged: usize) -> bool {
        let length = self.exact.len();
        if place.errors == 0 {
            // Of equal passages some have changed, perhaps the marked one: then this may be another, and
            // one side must be beyond doubt. The beginning of a text is one only where it still is.
            let certain = |side: Side| {
                side.is_strong() && side.agrees_by(90) && (side.of >= CONTEXT || side.edge)
            };
            return match place.strong_sides() {
                2 => true,
                1 => self.is_among(unchanged) || place.sides().into_iter().any(certain),
                _ => false,
            };
        }
        if self.stood_beside(text, &place.range) {
            return false;
        }
        let at_most = |part: usize| place.errors * part <= length.max(part);
        let both = |percent| {
            let mut sides = place.sides().into_iter();
            sides.all(|side| side.is_strong() && side.agrees_by(percent))
        };
        if self.changes_a_number(&text.chars()[place.range.clone()]) {
            // Another day, another sum: rather the same sentence about something else.
            return both(90) && at_most(8);
        }
        match place.strong_sides() {
            2 => at_most(if both(80) { 3 } else { 4 }),
            1 => length >= 6 && place.errors * 5 <= length,
            _ => false,
        }
    }

    /// Whether what stands at `range` stood beside the marked passage. Of sentences that are nearly alike, one
    /// that is taken out leaves a neighbour in its place, with surroundings that agree: then the text goes on
    /// from there as it went on from the neighbour, and better than from the passage.
    fn stood_beside(&self, text: &ArticleText<'_>, range: &Range<usize>) -> bool {
        let behind = {
            let there = text.chars()[range.start..].iter().copied();
            let meant = self.exact.iter().chain(&self.suffix).copied();
            goes_on_as_beside(there, meant, &self.suffix)
        };
        behind || {
            // The same, read backwards.
            let there = text.chars()[..range.end].iter().rev().copied();
            let meant = self.prefix.iter().chain(&self.exact).rev().copied();
            let beside: Vec<char> = self.prefix.iter().rev().copied().collect();
            goes_on_as_beside(there, meant, &beside)
        }
    }

    fn changes_a_number(&self, passage: &[char]) -> bool {
        let numerals = |chars: &[char]| -> Vec<char> {
            chars.iter().copied().filter(|&c| is_numeral(c)).collect()
        };
        numerals(&self.exact) != numerals(passage)
    }

    /// Where a long quotation stands by its beginning and its end; `None` for one that is not long.
    fn long(&self, text: &ArticleText<'_>) -> Option<Anchoring> {
        let length = self.exact.len();
        if length <= LONG {
            return None;
        }
        let head = Sought {
            exact: self.exact[..FLANK].to_vec(),
            prefix: self.prefix.clone(),
            suffix: self.exact[FLANK..FLANK + CONTEXT].to_vec(),
            occurrence: None,
        };
        let tail = Sought {
            exact: self.exact[length - FLANK..].to_vec(),
            prefix: self.exact[length - FLANK - CONTEXT..length - FLANK].to_vec(),
            suffix: self.suffix.clone(),
            occurrence: None,
        };
        let ends = [&head, &tail].map(|end| {
            let exact: String = end.exact.iter().collect();
            end.decide(text, &text.occurrences(&exact))
        });
        let (Some(first), Some(last)) = (ends[0].range(), ends[1].range()) else {
            let ambiguous = Anchoring::Orphan(Orphaned::Ambiguous);
            let reason = if ends.contains(&ambiguous) {
                Orphaned::Ambiguous
            } else {
                Orphaned::Gone
            };
            return Some(Anchoring::Orphan(reason));
        };
        let range = first.start..last.end.max(first.start);
        let errors = length.abs_diff(range.len());
        if last.start < first.start || errors * 4 > length || self.stood_beside(text, &range) {
            return Some(Anchoring::Orphan(Orphaned::Gone));
        }
        Some(Anchoring::Approximate {
            range,
            errors: errors.max(1),
        })
    }
}

/// Whether the text `there` is nearly what followed from somewhere in `beside` on, and more so than `meant`.
fn goes_on_as_beside(
    there: impl Iterator<Item = char>,
    meant: impl Iterator<Item = char>,
    beside: &[char],
) -> bool {
    /// The fewest characters that tell one text from another.
    const FEWEST: usize = 12;
    let beside = &beside[..beside.len().min(2 * CONTEXT)];
    let there: Vec<char> = there.take(beside.len()).collect();
    let meant: Vec<char> = meant.take(beside.len()).collect();
    let last = beside.len().saturating_sub(FEWEST);
    (0..=last).any(|start| {
        let rest = &beside[start..];
        let (there, meant) = (
            &there[..there.len().min(rest.len())],
            &meant[..meant.len().min(rest.len())],
        );
        let errors = distance(rest, there);
        errors * 5 <= rest.len() && errors < distance(meant, there)
    })
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '０'
                ..='９'
                    | '〇'
                    | '零'
                    | '一'
                    | '二'
                    | '三'
                    | '四'
                    | '五'
                    | '六'
                    | '七'
                    | '八'
                    | '九'
                    | '十'
                    | '百'
                    | '千'
                    | '万'
                    | '亿'
                    | '两'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "渡口在城东，清早五点开第一班船。摆渡的老周说，今年水位比去年高半米，船靠岸要多绕一道弯。\n\
        码头边的茶馆也跟着早起，卖豆浆的、卖报的都来了。雨停之后，工人又把石阶清扫了一遍。\n\
        傍晚的风大，末班船常常提前。雨停之后，工人又把石阶清扫了一遍。第二天照旧。";

    fn mark(text: &str, passage: &str, number: usize) -> Selector {
        let text = ArticleText::new(text);
        let start = text.occurrences(passage)[number - 1];
        text.select(start..start + passage.chars().count())
            .expect("it is there")
    }

    fn found(text: &str, selector: &Selector) -> Option<String> {
        let text = ArticleText::new(text);
        let range = text.anchor(selector).range()?;
        Some(text.chars()[range].iter().collect())
    }

    #[test]
    fn an_unchanged_text_gives_the_same_place() {
        for (passage, number) in [("水位", 1), ("雨停之后", 1), ("雨停之后", 2), ("船", 3)]
        {
            let selector = mark(TEXT, passage, number);
            let anchoring = ArticleText::new(TEXT).anchor(&selector);
            assert_eq!(anchoring, Anchoring::Exact(selector.position.range()));
        }
    }

    #[test]
    fn text_before_it_moves_it() {
        let selector = mark(TEXT, "雨停之后", 2);
        let longer = format!("编者按：以下是旧闻。\n{TEXT}");
        let anchoring = ArticleText::new(&longer).anchor(&selector);
        let start = selector.position.start + 11;
        assert_eq!(anchoring, Anchoring::Exact(start..start + 4));
    }

    #[test]
    fn another_passage_at_the_old_position_is_not_taken() {
        // The first of two equal sentences is taken out; the second stands elsewhere.
        let first = mark(TEXT, "雨停之后，工人又把石阶清扫了一遍。", 1);
        let without = TEXT.replacen("雨停之后，工人又把石阶清扫了一遍。", "", 1);
        assert_eq!(
            ArticleText::new(&without).anchor(&first),
            Anchoring::Orphan(Orphaned::Gone)
        );
    }

    #[test]
    fn corrections_inside_the_quotation_are_bridged() {
        let selector = mark(TEXT, "摆渡的老周说，今年水位比去年高半米", 1);
        let corrected = TEXT.replace("水位比去年", "江水水位较去年");
        assert_eq!(
            found(&corrected, &selector).as_deref(),
            Some("摆渡的老周说，今年江水水位较去年高半米")
        );
        let short = mark(TEXT, "水位", 1);
        let corrected = TEXT.replace("水位比", "水准比");
        assert_eq!(found(&corrected, &short).as_deref(), Some("水准"));
    }

    #[test]
    fn the_same_sentence_about_another_day_is_another_sentence() {
        let text = "本市消息。\n三月五日，渡口运送旅客一千二百人，秩序良好。\n完。";
        let selector = mark(text, "三月五日，渡口运送旅客一千二百人", 1);
        let other = "另一则消息先说。\n三月六日，渡口运送旅客一千五百人，秩序良好。\n再说别的事情，还有很多。";
        assert_eq!(found(other, &selector), None);
    }

    #[test]
    fn a_neighbour_that_is_nearly_alike_is_not_taken_for_one_that_is_gone() {
        let long = "今年的粮食产量稳步增长，蔬菜水果供应充足，群众都说日子一天比一天好过；入秋以来雨水调匀，晚稻长势喜人，\
            合作社早早备好了烘干机和仓房，农机手们排好了班次，只等天晴就下田抢收；供销社的化肥、种子也已经运到各村，价钱和去年一样，\
            没有涨一分。乡里说，等这一季收完，还要把通往晒场的土路铺上石子。";
        let short = "今年粮食产量稳步增长，群众十分满意。";
        for (sentence, between) in [
            (short, "\n"),
            (short, ""),
            (long, "\n"),
            (short, "\n另讯。\n"),
        ] {
            let of = |county: &str| format!("{county}县{sentence}");
            let all = ["甲", "乙", "丙", "丁"].map(of);
            let whole = |rows: &[String]| format!("各县消息如下。\n{}\n完。", rows.join(between));
            let text = whole(&all);
            for taken in 0..all.len() {
                let selector = mark(&text, &all[taken], 1);
                let mut left = all.to_vec();
                left.remove(taken);
                assert_eq!(found(&whole(&left), &selector), None, "{taken} {between:?}");
                // Corrected it is still found.
                let mut corrected = all.to_vec();
                corrected[taken] = corrected[taken].replace("稳步增长", "平稳增长");
                let there = found(&whole(&corrected), &selector);
                // Ends that are alike do not find the middle of a long one.
                let is_long = sentence == long;
                assert!(there.is_none() && is_long || there.as_ref() == Some(&corrected[taken]));
            }
        }
    }

    #[test]
    fn equal_surroundings_are_told_apart_by_number_or_not_at_all() {
        let line =
            "早班船八点开，晚班船六点开，风大停航，雨天照常，请旅客互相转告，不要误了时间。\n";
        let text = line.repeat(12);
        let selector = mark(&text, "风大停航", 6);
        assert_eq!(
            ArticleText::new(&text).anchor(&selector),
            Anchoring::Exact(selector.position.range())
        );
        let fewer = line.repeat(11);
        assert_eq!(
            ArticleText::new(&fewer).anchor(&selector),
            Anchoring::Orphan(Orphaned::Ambiguous)
        );
    }

    #[test]
    fn a_long_quotation_is_found_by_its_ends() {
        let body: String = (0..40)
            .map(|number| {
                format!(
                    "第{number}段说的是{}的事。",
                    ["渡口", "夜市", "水库"][number % 3]
                )
            })
            .collect();
        let text = format!("开头一句。{body}结尾一句，到此为止。");
        let selector = mark(&text, &body, 1);
        let corrected = text.replace("第20段说的是", "第20小段说的是");
        assert_eq!(
            found(&corrected, &selector).map(|found| found.chars().count()),
            Some(body.chars().count() + 1)
        );
        assert_eq!(found("完全不同的一篇文章，没有一句相同。", &selector), None);
    }

    #[test]
    fn what_is_gone_is_an_orphan() {
        let selector = mark(TEXT, "卖豆浆的、卖报的都来了", 1);
        for other in [
            "",
            "一",
            "毫不相干的另一篇文章，讲的是山里的茶园和新修的路。",
        ] {
            assert_eq!(
                ArticleText::new(other).anchor(&selector),
                Anchoring::Orphan(Orphaned::Gone)
            );
        }
        assert_eq!(
            ArticleText::new(TEXT).anchor(&Selector::default()),
            Anchoring::Orphan(Orphaned::Gone)
        );
    }
}
