//! The raw text behind an article: its lines, and which of them stand behind which block.
//!
//! An import keeps every character that is not blank, in its order, so a place in a block is found in
//! its lines by counting such characters, and back. Marks of Markdown and HTML count on one side only:
//! there the place may be off by a few characters, never by a paragraph. Where the article was changed
//! by hand since, its blocks are no longer those of the record, and the most alike one is taken.

mod likeness;

use std::collections::BTreeMap;
use std::ops::Range;

use self::likeness::{LOOKED_AT, Pairs, most_alike, pairs};
use crate::markup::Document;
use crate::text::{Clean, sanitize};

/// The text an issue was imported from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawText {
    /// The name of its file.
    pub name: Clean,
    /// All of it, decoded.
    pub text: String,
    /// Its lines as byte ranges of `text`, without their ends, in the import's numbering.
    pub lines: Vec<Range<usize>>,
    /// The lines behind the articles.
    pub articles: Vec<TracedArticle>,
    /// Why lines stand in no article, by their index.
    pub left_out: BTreeMap<usize, Clean>,
}

/// The lines behind one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TracedArticle {
    /// Its id.
    pub id: String,
    /// The lines (indices from 0) of title, kicker and subtitle.
    pub head: Option<Range<usize>>,
    /// The lines of each block.
    pub blocks: Vec<Range<usize>>,
}

/// A place in the raw text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RawPlace {
    /// The line, from 0.
    pub line: usize,
    /// The byte in it.
    pub offset: usize,
}

/// What stands in an article where a raw line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its head.
    Head,
    /// A block.
    Block(usize),
}

/// A place in the text of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPlace {
    /// Its head.
    Head,
    /// A byte of its document's text.
    Text(usize),
}

impl RawText {
    /// The text of line `line`, from 0; empty where there is none.
    pub fn line(&self, line: usize) -> &str {
        self.lines
            .get(line)
            .and_then(|range| self.text.get(range.clone()))
            .unwrap_or_default()
    }

    /// The article `id`.
    pub fn article(&self, id: &str) -> Option<&TracedArticle> {
        self.articles.iter().find(|article| article.id == id)
    }

    /// The article and the part of it that line `line` stands behind: of those around it the one with
    /// the fewest lines, for a brief may stand inside a story.
    pub fn part_at(&self, line: usize) -> Option<(&TracedArticle, Part)> {
        let parts = self.articles.iter().flat_map(|article| {
            let head = article.head.iter().map(|lines| (Part::Head, lines));
            let blocks = article.blocks.iter().enumerate();
            let blocks = blocks.map(|(index, lines)| (Part::Block(index), lines));
            head.chain(blocks)
                .map(move |(part, lines)| (article, part, lines))
        });
        parts
            .filter(|(_, _, lines)| lines.contains(&line) && !self.left_out.contains_key(&line))
            .min_by_key(|(_, _, lines)| lines.len())
            .map(|(article, part, _)| (article, part))
    }

    /// Where in the document of the article `id` the character stands that stands at `place` here.
    /// `None` where `place` is behind no part of that article.
    pub fn in_document(&self, id: &str, document: &Document, place: RawPlace) -> Option<TextPlace> {
        let (article, part) = self.part_at(place.line).filter(|(of, _)| of.id == id)?;
        let Part::Block(recorded) = part else {
            return Some(TextPlace::Head);
        };
        let lines = article.blocks.get(recorded)?;
        let block = if article.blocks.len() == document.blocks.len() {
            recorded
        } else {
            let wanted = self.pairs(lines);
            let passage = |block| block_pairs(document, block);
            most_alike(&wanted, recorded, document.blocks.len(), passage)?
        };
        let range = document.blocks.get(block)?.range.clone();
        let before = self.count_before(lines, place);
        let text = document.text.as_str().get(range.clone())?;
        Some(TextPlace::Text(range.start + offset_of(text, before)))
    }

    /// The block of the record that stands behind `block` of the article's document.
    pub fn recorded_block(
        &self,
        article: &TracedArticle,
        document: &Document,
        block: usize,
    ) -> Option<usize> {
        if article.blocks.len() == document.blocks.len() {
            return Some(block);
        }
        let wanted = block_pairs(document, block);
        most_alike(&wanted, block, article.blocks.len(), |recorded| {
            let lines = article.blocks.get(recorded);
            lines.map(|lines| self.pairs(lines)).unwrap_or_default()
        })
    }

    /// Where in `lines` the character stands that has `before` characters of its block before it,
    /// blank ones not counted.
    pub fn place_of(&self, lines: &Range<usize>, before: usize) -> RawPlace {
        let mut left = before;
        for line in self.kept(lines) {
            let mut chars = self
                .line(line)
                .char_indices()
                .filter(|(_, c)| is_counted(*c));
            let mut count = 0;
            let found = chars.by_ref().inspect(|_| count += 1).nth(left);
            if let Some((offset, _)) = found {
                return RawPlace { line, offset };
            }
            left -= count;
        }
        RawPlace {
            line: lines.start,
            offset: 0,
        }
    }

    /// How many characters that are not blank stand in `lines` before `place`.
    pub fn count_before(&self, lines: &Range<usize>, place: RawPlace) -> usize {
        self.kept(lines)
            .take_while(|&line| line <= place.line)
            .map(|line| {
                let text = self.line(line);
                let end = if line == place.line {
                    place.offset
                } else {
                    text.len()
                };
                count(text.get(..end).unwrap_or(text))
            })
            .sum()
    }

    fn pairs(&self, lines: &Range<usize>) -> Pairs {
        let end = lines.end.min(lines.start.saturating_add(LOOKED_AT));
        let lines = lines.start..end;
        pairs(self.kept(&lines).flat_map(|line| self.line(line).chars()))
    }

    /// The lines of `lines` that are not left out.
    fn kept(&self, lines: &Range<usize>) -> impl Iterator<Item = usize> {
        lines
            .clone()
            .filter(|line| !self.left_out.contains_key(line))
    }
}

/// How many characters of `text` are not blank.
pub fn count(text: &str) -> usize {
    text.chars().filter(|c| is_counted(*c)).count()
}

/// The byte of `text` at which the character stands that has `before` characters before it, blank ones
/// not counted; the last one where there are fewer.
pub fn offset_of(text: &str, before: usize) -> usize {
    let mut chars = text.char_indices().filter(|(_, c)| is_counted(*c));
    let mut last = 0;
    chars
        .by_ref()
        .inspect(|(offset, _)| last = *offset)
        .nth(before)
        .map_or(last, |(offset, _)| offset)
}

fn block_pairs(document: &Document, block: usize) -> Pairs {
    let range = document.blocks.get(block).map(|block| block.range.clone());
    let text = range.and_then(|range| document.text.as_str().get(range));
    pairs(text.unwrap_or_default().chars())
}

/// Whether `c` is one of those that stand in an article too: nothing blank, and nothing that has no
/// shape of its own, which an import or a display leaves out.
fn is_counted(c: char) -> bool {
    match c {
        '!'..='~' | '\u{3001}'..='\u{9FFF}' => true,
        _ if c.is_whitespace() || c.is_control() => false,
        _ => {
            let shown = sanitize(c.encode_utf8(&mut [0; 4]));
            !shown.is_empty() && !shown.as_str().starts_with("<U+")
        }
    }
}
