//! Captions that tell what somebody is doing, amid a text that speaks of something else.

use std::ops::RangeInclusive;

use super::super::hints::Hints;
use super::super::page::Mark;
use super::super::people::is_name;
use super::super::role::Role;
use super::super::signal::End;
use super::Place;
use super::beside::{LONGEST_WORDS, SHORTEST_MARKED};

/// How long words are that tell what somebody is doing, in characters.
const AT_WORK: RangeInclusive<usize> = 8..=24;
/// What somebody does in one picture, at least, in characters.
const SHORTEST_DEED: usize = 4;

impl Place<'_> {
    /// Whether a line between two paragraphs tells what somebody is doing, and where: no heading does, all
    /// pictures do. 甲工长在查找渗漏点, 孩子们正在排练.
    pub(super) fn is_somebody_at_work(&self) -> bool {
        let page = self.page;
        let (line, text) = (&page.lines[self.line], page.line(self.line));
        let marks = Hints::PUNCTUATION.and(Hints::SPACE);
        // What is done to one of several may be counted, where it is told by name who does it.
        let named = || text.split_once('在').is_some_and(|(who, _)| is_name(who));
        let may = self.complete
            && !self.layout.wrapped
            && line.blank > 0
            && AT_WORK.contains(&line.chars)
            && !line.hints.may(marks)
            && self.below == Role::Text
            && (!line.hints.may(Hints::NUMERAL) || named());
        may && tells_work(text)
            && self.next().is_some_and(|next| {
                let below = &page.lines[next];
                next == self.line + 1
                    && below.blank > 0
                    && below.mark == Mark::None
                    && (below.chars > LONGEST_WORDS || page.end(next) == End::Sentence)
                    && page.credited(next).is_none()
                    && !page.has_dateline(next)
            })
    }

    /// Whether a marked heading tells what somebody is doing and where, and the sentence above pauses and goes on
    /// below it: the words of a picture, marked as all lines are that stand alone.
    pub(super) fn is_at_work_in_sentence(&self, text: &str) -> bool {
        let page = self.page;
        let line = &page.lines[self.line];
        let marks = Hints::PUNCTUATION.and(Hints::SPACE).and(Hints::NUMERAL);
        !self.complete
            && self.below == Role::Text
            && AT_WORK.contains(&line.chars)
            && !line.hints.may(marks)
            && self.line > 0
            && page.line(self.line - 1).ends_with(['，', '、', '；', ','])
            && tells_work(text)
            && self.next().is_some_and(|next| {
                page.lines[next].mark == Mark::None
                    && page.end(next) == End::Sentence
                    && !page.has_dateline(next)
            })
    }

    /// Whether words without a mark stand alone between two long paragraphs of which the one above breaks off
    /// behind a pause: no sentence is cut twice so close.
    pub(super) fn is_amid_paragraph(&self) -> bool {
        let page = self.page;
        let line = &page.lines[self.line];
        let marks = Hints::PUNCTUATION.and(Hints::SPACE).and(Hints::NUMERAL);
        let long =
            |at: usize| page.lines[at].chars > LONGEST_WORDS && page.lines[at].mark == Mark::None;
        let above = self.line - 1;
        !self.complete
            && !self.layout.wrapped
            && line.chars >= SHORTEST_MARKED
            && line.blank > 0
            && !line.hints.may(marks)
            && page.line(above).ends_with(['，', '、', '；', ','])
            && long(above)
            && self.next().is_some_and(|next| {
                let below = &page.lines[next];
                let clauses = Hints::COMMA.and(Hints::STOP);
                next == self.line + 1 && below.blank > 0 && below.hints.may(clauses)
            })
    }
}

/// Whether `text` tells what somebody is doing, and where: 甲工长在查找渗漏点.
fn tells_work(text: &str) -> bool {
    is_at_work(text, SHORTEST_DEED)
}

/// The same, where what is done has `least` characters.
pub(super) fn is_at_work(text: &str, least: usize) -> bool {
    let Some((who, what)) = text.split_once('在') else {
        return false;
    };
    // 最年长的、八十岁的甲在…: what is told of them stands before.
    let who = who.rsplit(['、', '的']).next().unwrap_or(who);
    let Some(place) = what.chars().next() else {
        return false;
    };
    let who = who.strip_suffix('正').unwrap_or(who);
    let is_word = who.ends_with([
        '现', '存', '潜', '内', '外', '实', '自', '旨', '志', '好', '所', '不', '还', '就', '贵',
        '重', '何', '意', '难', '難',
    ]) || matches!(place, '于' | '乎' | '即' | '线' | '此' | '哪' | '何');
    (2..=8).contains(&who.chars().count()) && what.chars().count() >= least && !is_word
}
