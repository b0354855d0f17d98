//! Articles while they are put together: ranges of the page, not yet texts.

use std::ops::Range;

use super::headline::Heads;
use super::page::Page;
use super::reason::Reason;
use super::role::{Field, Omission};
use super::spans::Spans;
use crate::library::Kind;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading inside an article, of this level.
    Heading(u8),
    /// A picture's caption.
    Caption,
    /// A quotation.
    Quote,
    /// An item of a list.
    ListItem,
    /// A closing note.
    Note,
    /// Fenced code.
    Verbatim,
}

/// One block: its text as ranges of the page.
#[derive(Clone, Debug)]
pub(super) struct DraftBlock {
    pub(super) kind: BlockKind,
    pub(super) spans: Spans,
}

/// An article being put together.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) heads: Heads,
    pub(super) kind: Kind,
    pub(super) authors: Vec<String>,
    pub(super) source: Option<String>,
    pub(super) day: Option<(Option<u16>, u8, Option<u8>)>,
    pub(super) blocks: Vec<DraftBlock>,
    /// Why it is what it is, with the first and last source line that show it.
    pub(super) reasons: Vec<(Reason, usize, usize)>,
    /// The level of its title.
    pub(super) level: u8,
    /// What closed it.
    pub(super) closed: Closed,
    /// Where a letter stands in it with the names of its writers, how many blocks that has.
    pub(super) letter: Option<usize>,
    /// Another one stands behind it.
    pub(super) letters: bool,
    /// An office signed it at its end.
    pub(super) office: bool,
    /// It stands in a column of opinions.
    pub(super) opinion: bool,
    /// It breaks off and goes on elsewhere.
    pub(super) continued: bool,
}

impl Draft {
    /// The source line it begins on.
    pub(super) fn first_line(&self, page: &Page) -> usize {
        page.number(self.start().unwrap_or(0))
    }

    /// Notes a reason that its first line shows.
    pub(super) fn told_at_start(&mut self, page: &Page, reason: Reason) {
        let line = self.first_line(page);
        self.reasons.push((reason, line, line));
    }

    /// How long its text is, in bytes.
    pub(super) fn bytes(&self) -> usize {
        bytes(&self.blocks)
    }

    /// How many blocks of this kind it has.
    pub(super) fn count(&self, kind: BlockKind) -> usize {
        self.blocks
            .iter()
            .filter(|block| block.kind == kind)
            .count()
    }

    /// The first line of each of its blocks.
    pub(super) fn texts<'a>(&'a self, page: &'a Page) -> impl Iterator<Item = &'a str> {
        let first = self.blocks.iter().map(|block| block.spans[0].clone());
        first.map(|span| &page.text[span])
    }

    /// Takes the blocks from `block` on as an article without a title.
    pub(super) fn part_at(&mut self, block: usize) -> Draft {
        Draft {
            blocks: self.blocks.split_off(block),
            level: self.level,
            ..Draft::default()
        }
    }

    /// Where it begins, as a byte of the page.
    pub(super) fn start(&self) -> Option<usize> {
        let blocks = self.blocks.iter().flat_map(|block| &block.spans);
        let heads = [&self.heads.kicker, &self.heads.title, &self.heads.subtitle];
        let first = heads.into_iter().flatten().chain(blocks);
        first.map(|span| span.start).min()
    }
}

/// How long the texts of `blocks` are, in bytes.
pub(super) fn bytes(blocks: &[DraftBlock]) -> usize {
    blocks.iter().map(|block| block.spans.bytes()).sum()
}

/// What closed an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Closed {
    #[default]
    Open,
    Photo,
    Note,
    /// By the names of who wrote it: a letter may be followed by its answer.
    Signed,
}

/// A text span that stands in no article, with the reason.
pub(super) type LeftOut = (Range<usize>, Omission);
/// A source string read into a field.
pub(super) type Metadata = (Range<usize>, Field);

/// The outcome of the walk.
#[derive(Clone, Debug, Default)]
pub(super) struct Articles {
    pub(super) drafts: Vec<Draft>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) metadata: Vec<Metadata>,
}
