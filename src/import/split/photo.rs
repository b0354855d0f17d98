//! Credits of photographers: what they make of the text above.
//!
//! A credit below a short text by itself makes picture news of it; in a longer article it belongs to the caption
//! above it. The hard part is text that a picture interrupts or ends.

use std::ops::Range;

use super::super::credit::{credit, is_label_of_pictures};
use super::super::draft::{BlockKind, Closed, Draft, DraftBlock};
use super::super::headline::Heads;
use super::super::page::Page;
use super::super::reason::Reason;
use super::super::role::{Field, Role};
use super::super::signal::{date, squeezed};
use super::Walk;
use crate::library::Kind;

/// The longest picture news, in bytes.
const LONGEST_PHOTO_NEWS: usize = 2400;
/// The shortest one, in bytes.
const SHORTEST_PHOTO_NEWS: usize = 75;
/// The longest paragraph right above a credit that is a caption, in characters.
const LONGEST_CAPTION: usize = 40;

impl Walk<'_> {
    /// A photo's credit ends picture news; in a longer article it belongs to the caption above it.
    pub(super) fn credit(&mut self, at: usize) {
        let page = self.page;
        let part = &self.parts[at];
        let (span, glued) = (part.spans[0].clone(), page.lines[part.line].glued);
        let indented = self.layout.is_indented(part.line);
        // The text goes on below a picture that stands in it.
        let goes_on = self.column.interrupted.is_none()
            && matches!(self.role(at + 1), Some(Role::Text | Role::Item));
        // The level of a heading with a mark right below.
        let below = self.parts.get(at + 1).and_then(|next| match next.role {
            Role::Marked(level) => Some(level),
            _ => None,
        });
        let draft = self.open();
        if glued && indented && ends_with_flush_line(page, draft) {
            if let Some(last) = draft.blocks.last_mut() {
                last.kind = BlockKind::Caption;
                last.spans.push(span);
            }
            return;
        }
        if glued && !goes_on && ends_with_picture(page, draft) {
            self.photo_behind_article(at);
            return;
        }
        let found = credit(&page.text[span.clone()]).unwrap_or_default();
        let inside = goes_on && is_inside(page, draft);
        if (1..=3).contains(&draft.blocks.len()) && !inside && is_picture_news(page, draft) {
            draft.kind = Kind::Photo;
            draft.closed = Closed::Photo;
            for block in &mut draft.blocks {
                block.kind = BlockKind::Caption;
            }
            draft.authors.extend(found.names);
            draft.source = draft.source.take().or(found.source);
        } else {
            // All pictures of the page, and not the last one.
            let of_page = page.text[span.clone()].starts_with("本版");
            if let Some(last) = draft.blocks.last_mut().filter(|_| !of_page)
                && last.kind == BlockKind::Paragraph
            {
                let text = &page.text[last.spans[0].clone()];
                if text.starts_with("图为") || text.chars().nth(LONGEST_CAPTION).is_none() {
                    last.kind = BlockKind::Caption;
                }
            }
            // Of all its pictures, behind the text: （摄影：甲）.
            let of_article = !goes_on && is_label_of_pictures(&page.text[span.clone()]);
            // An article that is signed has its authors.
            if draft.authors.is_empty() || of_article {
                draft.authors.extend(found.names);
            }
            let goes_on = below.is_some_and(|below| below > draft.level);
            if of_article && !draft.heads.is_empty() && !goes_on {
                draft.closed = Closed::Note;
            }
        }
        let photo = draft.closed == Closed::Photo;
        // Behind the last word of a caption it is part of it.
        if let Some(last) = draft.blocks.last_mut()
            && last.kind == BlockKind::Caption
            && glued
            && !photo
        {
            last.spans.push(span);
            return;
        }
        self.made.metadata.push((span, Field::Authors));
        if photo {
            self.because(Reason::PhotoCredit, at, at);
        }
    }

    /// Makes the last block of the article above the credit at part `at` a picture of its own.
    fn photo_behind_article(&mut self, at: usize) {
        let span = self.parts[at].spans[0].clone();
        let names = credit(&self.page.text[span.clone()])
            .unwrap_or_default()
            .names;
        let above = self.open();
        let picture = above.blocks.pop();
        if above.authors == names {
            above.authors.clear();
        }
        let current = self.start(Heads::default(), 1);
        let draft = &mut self.made.drafts[current];
        draft.kind = Kind::Photo;
        draft.closed = Closed::Photo;
        draft.blocks.extend(picture.map(|block| DraftBlock {
            kind: BlockKind::Caption,
            ..block
        }));
        draft.authors = names;
        self.made.metadata.push((span, Field::Authors));
        self.because(Reason::PhotoCredit, at, at);
    }
}

/// Whether `text` begins with a day.
fn is_dated(text: &str) -> bool {
    date(&squeezed(text)).is_some_and(|(_, _, day, _)| day.is_some())
}

/// Whether the last text of `draft` stands at the margin below an indented paragraph: a caption.
fn ends_with_flush_line(page: &Page, draft: &Draft) -> bool {
    let indent = |block: &DraftBlock| {
        let start = block.spans[0].start;
        let line = page.lines.partition_point(|line| line.start() <= start);
        page.lines[line.saturating_sub(1)].indent
    };
    match draft.blocks.as_slice() {
        [.., above, last] => {
            above.kind == BlockKind::Paragraph
                && last.kind == BlockKind::Paragraph
                && last.spans.len() == 1
                && indent(above) >= 2
                && indent(last) == 0
        }
        _ => false,
    }
}

/// Whether a picture of its own stands below the last words of `draft`: one that begins with a day, where the
/// article does not.
fn ends_with_picture(page: &Page, draft: &Draft) -> bool {
    let [first, .., last] = draft.blocks.as_slice() else {
        return false;
    };
    let above = &draft.blocks[draft.blocks.len() - 2];
    let text = |block: &DraftBlock| &page.text[block.spans[0].clone()];
    last.kind != BlockKind::Heading(2)
        && above.kind == BlockKind::Paragraph
        && sums(&last.spans).all(|sum| sum <= LONGEST_PHOTO_NEWS)
        && sums(&last.spans).last() >= Some(SHORTEST_PHOTO_NEWS)
        && is_dated(text(last))
        && !is_dated(text(first))
}

/// Whether a caption stands above, or what points at a picture: it stands inside an article.
fn is_inside(page: &Page, draft: &Draft) -> bool {
    draft.blocks.len() >= 2
        && draft.blocks.last().is_some_and(|last| {
            let text = &page.text[last.spans[0].clone()];
            last.kind == BlockKind::Caption || text.starts_with(['△', '▲', '图', '圖', '▼'])
        })
}

/// Whether `draft` is a picture and its words: little text that nobody has signed.
fn is_picture_news(page: &Page, draft: &Draft) -> bool {
    let kinds = || draft.blocks.iter().map(|block| block.kind);
    let only_text = kinds().all(|kind| matches!(kind, BlockKind::Paragraph | BlockKind::Caption));
    let paragraphs = draft.count(BlockKind::Paragraph);
    // A caption that says so belongs to the text around it.
    let of_caption = kinds().next_back() == Some(BlockKind::Caption) && paragraphs > 0;
    // Several paragraphs below a title that begin with no day are a report.
    let report = || {
        !draft.heads.is_empty()
            && paragraphs >= 2
            && !draft.texts(page).next().is_some_and(is_dated)
    };
    let spans = draft.blocks.iter().flat_map(|block| &block.spans);
    draft.authors.is_empty()
        && only_text
        && !of_caption
        && !report()
        && sums(spans).all(|sum| sum <= LONGEST_PHOTO_NEWS)
}

/// The lengths of `spans`, each with those before it: a text may have more ranges than could be summed for each
/// credit.
fn sums<'a>(spans: impl IntoIterator<Item = &'a Range<usize>>) -> impl Iterator<Item = usize> {
    let add = |sum: &mut usize, span: &Range<usize>| {
        *sum += span.len();
        Some(*sum)
    };
    spans.into_iter().scan(0, add)
}
