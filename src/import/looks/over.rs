//! Short lines over what they are about: what somebody says, news with a picture.

use super::super::hints::Hints;
use super::super::page::Mark;
use super::super::people::is_name;
use super::super::signal::{End, date};
use super::{LONGEST_CHAPTER, LONGEST_HEAD, Looks};

/// The shortest words of somebody who is named in front of them, in characters.
const SHORTEST_SAID: usize = 4;

impl Looks<'_> {
    /// Whether a name and what its bearer says stand over a paragraph that begins with the same name.
    pub(super) fn is_over_speaker(&self) -> bool {
        let (page, line) = (self.page, &self.page.lines[self.line]);
        let may = line.hints.may(Hints::COLON)
            && self.complete
            && line.blank > 0
            && line.mark == Mark::None
            && line.chars <= LONGEST_HEAD
            && page.end(self.line) == End::Open;
        may && page
            .line(self.line)
            .split_once(['：', ':', '︰'])
            .is_some_and(|(name, says)| {
                let below = self.next(self.line).map(|next| (next, page.line(next)));
                (2..=4).contains(&name.chars().count())
                    && is_name(name)
                    && says.trim().chars().count() >= SHORTEST_SAID
                    && below.is_some_and(|(next, text)| {
                        text.starts_with(name)
                            && page.lines[next].blank > 0
                            && self.is_paragraph(next)
                    })
            })
    }

    /// Whether a short line with room above and below stands over one paragraph that begins with a day and
    /// has its photographer below it: a picture in the middle of another text.
    pub(super) fn is_over_picture_news(&self) -> bool {
        let page = self.page;
        let line = &page.lines[self.line];
        let Some(news) = self.next(self.line) else {
            return false;
        };
        let Some(below) = self.next(news) else {
            return false;
        };
        line.blank > 0
            && !line.spaced
            && (3..=LONGEST_CHAPTER).contains(&line.chars)
            && page.lines[news].blank > 0
            && page.lines[news].chars > LONGEST_HEAD
            && date(page.line(news)).is_some_and(|(_, _, day, _)| day.is_some())
            && page.credited(below).is_some_and(|credit| credit.photo)
    }
}
