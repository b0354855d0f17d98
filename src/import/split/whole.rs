//! What only the whole shows: sources of the page, who wrote what is not signed, kinds.

use super::super::caption::taken_by;
use super::super::draft::{Articles, BlockKind, Draft};
use super::super::page::Page;
use super::super::reason::Reason;
use super::Walk;
use super::kind::{Paper, kind};

impl Walk<'_> {
    /// Gives the articles what only the whole shows: titles at the end, sources of the page, authors, kinds.
    pub(super) fn finish(mut self) -> Articles {
        self.titles_at_end();
        self.titles_below();
        let paper = Paper::of(&self.made.drafts);
        for index in 0..self.made.drafts.len() {
            self.take_source_of_page(index);
            self.name_author(index);
            let draft = &mut self.made.drafts[index];
            kind(self.page, &paper, draft);
            if draft.reasons.is_empty() {
                draft.told_at_start(self.page, Reason::FirstText);
            }
            let mut seen = std::collections::BTreeSet::new();
            draft.authors.retain(|name| seen.insert(name.clone()));
        }
        // A source or byline alone is no article: what it names is in no field then, and left out.
        let stands = |draft: &Draft| !draft.heads.is_empty() || !draft.blocks.is_empty();
        self.made.drafts.retain(stands);
        self.made
    }

    /// Gives the article the source of its page; where nearly all articles stand above it, that of them all.
    fn take_source_of_page(&mut self, index: usize) {
        let count = self.made.drafts.len();
        let Some((found, line, articles)) = &self.sources.page else {
            return;
        };
        if !(articles.contains(&index) || articles.start == 0 && count <= articles.end + 1) {
            return;
        }
        let draft = &mut self.made.drafts[index];
        if draft.source.is_none() && found.source.is_some() {
            draft.source.clone_from(&found.source);
            draft.reasons.push((Reason::PageSource, *line, *line));
        }
        draft.day = draft.day.or(found.date);
    }

    /// The contents may say who wrote what is not signed, or the words of a picture.
    fn name_author(&mut self, index: usize) {
        let draft = &mut self.made.drafts[index];
        if draft.authors.is_empty()
            && let Some(title) = draft.heads.title.first()
        {
            let lines = &self.page.lines;
            let line = lines.partition_point(|line| line.start() <= title.start);
            let people = self.contents.writers(line.saturating_sub(1));
            draft.authors.extend_from_slice(people.unwrap_or_default());
        }
        if draft.authors.is_empty() {
            draft.authors = photographers(self.page, draft);
        }
    }
}

/// Who took the pictures of `draft`, as the words below them say.
fn photographers(page: &Page, draft: &Draft) -> Vec<String> {
    let pictures = draft.blocks.iter();
    let pictures = pictures.filter(|block| block.kind == BlockKind::Caption);
    let last = pictures.filter_map(|block| block.spans.last());
    let names = last.filter_map(|span| taken_by(&page.text[span.clone()]));
    names.map(str::to_owned).collect()
}
