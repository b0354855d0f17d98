//! Titles that stand below their text.
//!
//! A title without a text closes the untitled text above it. At the end of an issue that text may follow
//! another article without a word between: then the last page's end tells where it begins. An extraction may
//! put each title of a page below its report; what each of them is about tells then.

use std::ops::Range;

use super::super::cohesion::Pairs;
use super::super::dateline::dateline;
use super::super::documents::is_announcement;
use super::super::draft::{BlockKind, Draft, DraftBlock, bytes};
use super::super::headline::Heads;
use super::super::lexicon::Lexicon;
use super::super::reason::Reason;
use super::super::role::Field;
use super::super::signal::{End, date, end, is_common_han, squeezed};
use super::Walk;
use super::signature::signers;
use crate::library::Kind;

/// The shortest text of one, in bytes.
const SHORTEST: usize = 240;

/// The most articles of a page whose titles stand below them.
const MOST_BELOW: usize = 16;
/// How many characters of a title and of a text are compared.
const COMPARED: [usize; 2] = [60, 800];
/// The smallest share of a title's words that stand in the text it belongs to, and the fewest of them.
const SHARED: f32 = 0.4;
const FEWEST_WORDS: usize = 3;

impl Walk<'_> {
    /// Gives titles without a text to the texts without a title above them.
    pub(super) fn titles_below(&mut self) {
        let mut drafts = std::mem::take(&mut self.made.drafts);
        self.each_title_below(&mut drafts);
        let last = drafts.len().saturating_sub(1);
        // Those that stay move up in their place: there may be too many for a second list of them.
        let mut kept = 0;
        for index in 0..drafts.len() {
            let mut draft = std::mem::take(&mut drafts[index]);
            if !draft.blocks.is_empty() || draft.heads.is_empty() {
                drafts[kept] = draft;
                kept += 1;
                continue;
            }
            if index == last && draft.authors.is_empty() {
                self.sign_with_last_line(&mut draft);
            }
            let signed = !draft.authors.is_empty();
            let above = &mut drafts[..kept];
            // All of them are looked at for one draft alone.
            let deepest = match index == last && signed {
                true => above.iter_mut().max_by_key(|above| last_byte(above)),
                false => None,
            };
            let parted = deepest.and_then(|above| self.part_last_page(above));
            let parted = parted.or_else(|| {
                let above = above.last_mut().filter(|_| signed)?;
                self.part_behind_room(above)
                    .or_else(|| self.part_behind_notice(above))
                    .or_else(|| self.part_news(above))
                    .or_else(|| self.part_behind_letter(above))
            });
            if let Some(parted) = parted {
                // The title without a text leaves its place to it.
                drafts[kept] = parted;
                kept += 1;
            }
            match drafts[..kept].last_mut() {
                Some(before) if before.heads.is_empty() && before.kind == Kind::Article => {
                    before.heads = std::mem::take(&mut draft.heads);
                    before.authors.append(&mut draft.authors);
                    before.source = before.source.take().or(draft.source.take());
                    let (_, from, to) = draft.reasons.first().copied().unwrap_or_default();
                    before.reasons.push((Reason::TitleBelow, from, to));
                }
                _ => {
                    drafts[kept] = draft;
                    kept += 1;
                }
            }
        }
        drafts.truncate(kept);
        self.made.drafts = drafts;
    }

    /// Gives each text of a page the title below it, where all of them stand there. What is left behind the last
    /// one goes on.
    fn each_title_below(&self, drafts: &mut [Draft]) {
        let Some(chapter) = self.titles_stand_below(drafts) else {
            return;
        };
        let last = drafts.last_mut().map(|last| &mut last.blocks);
        let chapter = chapter.zip(last).map(|(at, blocks)| blocks.remove(at));
        let mut below = Heads {
            title: chapter.map_or_else(Vec::new, |chapter| chapter.spans.to_vec()),
            ..Heads::default()
        };
        for draft in drafts.iter_mut().rev() {
            std::mem::swap(&mut draft.heads, &mut below);
            // What its old title told is told no more.
            draft.reasons.clear();
            if let Some(title) = draft.heads.title.first() {
                let line = self.page.number(title.start);
                draft.reasons.push((Reason::TitleBelow, line, line));
            }
        }
    }

    /// Whether the first text, a report, has no title above it, and each title is about what stands above it and
    /// not about what stands below. Where anything stands below the last one, it was taken for a chapter's: the
    /// block of that.
    fn titles_stand_below(&self, drafts: &[Draft]) -> Option<Option<usize>> {
        let [first, .., last] = drafts else {
            return None;
        };
        let report = first.texts(self.page).next().and_then(dateline);
        if drafts.len() > MOST_BELOW || !first.heads.is_empty() || report.is_none() {
            return None;
        }
        let is_chapter = |block: &DraftBlock| matches!(block.kind, BlockKind::Heading(_));
        let all = || drafts.iter().flat_map(|draft| &draft.blocks);
        let chapter = last.blocks.iter().position(is_chapter);
        let several =
            all().filter(|block| is_chapter(block)).count() > usize::from(chapter.is_some());
        let closes = last.blocks.is_empty() && last.authors.is_empty();
        if several || chapter.is_none() && !closes {
            return None;
        }
        let titles = drafts[1..].iter().map(|draft| &draft.heads.title[..]);
        let titles = titles.chain(chapter.map(|at| &last.blocks[at].spans[..]));
        let (above, below) = last.blocks.split_at(chapter.unwrap_or(0));
        let mut texts: Vec<Pairs> = drafts[..drafts.len() - 1]
            .iter()
            .map(|draft| self.words_of_text(&draft.blocks))
            .collect();
        texts.extend(chapter.map(|_| self.words_of_text(above)));
        texts.push(self.words_of_text(below.get(1..).unwrap_or_default()));
        let fits = |(title, two): (&[Range<usize>], &[Pairs])| {
            let title = self.words_of_title(title.iter());
            let share = |text: &Pairs| title.shared(text, 1).unwrap_or_default();
            let above = share(&two[0]);
            title.len() >= FEWEST_WORDS && above >= SHARED && above > 2.0 * share(&two[1])
        };
        titles.zip(texts.windows(2)).all(fits).then_some(chapter)
    }

    /// What a title is about, by its spans.
    pub(super) fn words_of_title<'a>(
        &self,
        spans: impl Iterator<Item = &'a Range<usize>>,
    ) -> Pairs {
        Pairs::of(spans.map(|span| &self.page.text[span.clone()]), COMPARED[0])
    }

    /// What the text in `blocks` is about.
    pub(super) fn words_of_text(&self, blocks: &[DraftBlock]) -> Pairs {
        let spans = blocks.iter().flat_map(|block| block.spans.iter());
        Pairs::of(spans.map(|span| &self.page.text[span.clone()]), COMPARED[1])
    }

    /// A word or two below the last title of all, which stands below its text, are the name of who wrote.
    fn sign_with_last_line(&mut self, draft: &mut Draft) {
        let text = |span: &Range<usize>| self.page.text[span.clone()].trim();
        let ([above], [below]) = (&draft.heads.kicker[..], &draft.heads.title[..]) else {
            return;
        };
        let name = text(below);
        let is_short = (2..=4).contains(&name.chars().count()) && name.chars().all(is_common_han);
        if is_short && text(above).chars().count() > name.chars().count() {
            draft.authors.push(name.to_owned());
            self.made.metadata.push((below.clone(), Field::Authors));
            draft.heads.title = std::mem::take(&mut draft.heads.kicker);
        }
    }

    /// Takes from `draft`, which has a title of its own, what stands behind the only gap of more than one blank
    /// line in it.
    fn part_behind_room(&self, draft: &mut Draft) -> Option<Draft> {
        if draft.heads.is_empty() {
            return None;
        }
        let begin = |at: usize| draft.blocks[at].spans[0].start;
        let apart = |&at: &usize| self.page.lines[self.page.line_at(begin(at))].blank > 1;
        let mut gaps = (1..draft.blocks.len()).filter(apart);
        let cut = gaps.next().filter(|_| gaps.next().is_none())?;
        let above = self.page.line_at(begin(cut)).checked_sub(1)?;
        let whole = self.page.end(above) == End::Sentence || self.layout.verse[above];
        (whole && bytes(&draft.blocks[cut..]) >= SHORTEST).then(|| draft.part_at(cut))
    }

    /// Takes from `draft`, a notice, what stands behind the paragraph that says where to write or call: with that it
    /// ends.
    fn part_behind_notice(&self, draft: &mut Draft) -> Option<Draft> {
        const WAYS: Lexicon = Lexicon::of(&[
            "邮编", "郵編", "电话", "電話", "邮箱", "信箱", "请寄", "請寄",
        ]);
        if !is_announcement(&draft.heads.title_key(self.page)) {
            return None;
        }
        let reaches = |block: &DraftBlock| {
            let mut spans = block.spans.iter();
            spans.any(|span| WAYS.is_in(&self.page.text[span.clone()]))
        };
        let cut = draft.blocks.iter().rposition(reaches)? + 1;
        (bytes(&draft.blocks[cut..]) >= SHORTEST).then(|| draft.part_at(cut))
    }

    /// Takes from `draft`, the editor's words on the article above, what begins with a day: a comment speaks of
    /// no day of its own.
    fn part_news(&self, draft: &mut Draft) -> Option<Draft> {
        if draft.kind != Kind::Comment || draft.heads.is_empty() {
            return None;
        }
        let begins = |&at: &usize| {
            let text = &self.page.text[draft.blocks[at].spans[0].clone()];
            date(&squeezed(text)).is_some_and(|(_, _, day, _)| day.is_some())
        };
        let cut = (1..draft.blocks.len()).find(begins)?;
        (bytes(&draft.blocks[cut..]) >= SHORTEST).then(|| draft.part_at(cut))
    }

    /// Takes from `draft` what stands behind the only letter in it: no answer to one has a title of its own.
    fn part_behind_letter(&mut self, draft: &mut Draft) -> Option<Draft> {
        let cut = draft.letter.filter(|&cut| {
            let below = draft.blocks.get(cut..).unwrap_or_default();
            !draft.letters && !draft.heads.is_empty() && bytes(below) >= SHORTEST
        })?;
        let letter = &mut draft.blocks[cut - 1].spans;
        let span = letter.last()?.clone();
        letter.pop();
        draft.authors = signers(&self.page.text[span.clone()]).names;
        self.made.metadata.push((span, Field::Authors));
        Some(draft.part_at(cut))
    }

    /// Takes from `draft`, which came to its end behind a jump, what stands on the last page.
    fn part_last_page(&self, draft: &mut Draft) -> Option<Draft> {
        let jumped = draft.reasons.iter().any(|reason| reason.0 == Reason::Jump);
        if !jumped || draft.heads.is_empty() {
            return None;
        }
        let page_end = |from: usize, to: usize| {
            let ends = &self.named.page_ends;
            let next = ends.get(ends.partition_point(|&end| end < from));
            next.is_some_and(|&end| end < to)
        };
        let cut = (1..draft.blocks.len()).rev().find(|&at| {
            let (above, below) = (&draft.blocks[at - 1], &draft.blocks[at]);
            let last = above.spans.last().map_or(0, |span| span.end);
            let whole = above
                .spans
                .last()
                .is_some_and(|span| end(&self.page.text[span.clone()]) == End::Sentence);
            whole && page_end(last, below.spans[0].start)
        })?;
        (bytes(&draft.blocks[cut..]) >= SHORTEST).then(|| draft.part_at(cut))
    }
}

/// Where the text of `draft` ends.
fn last_byte(draft: &Draft) -> usize {
    let blocks = draft.blocks.iter().flat_map(|block| &block.spans);
    blocks.map(|span| span.end).max().unwrap_or(0)
}
