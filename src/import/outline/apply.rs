//! What the reader wants, laid over what the program found.
//!
//! Each piece of what was found (a head, a block, a run of a block) goes to the article that has its
//! line; pieces of no article are left out. An article takes its fields from the one that was found
//! to begin in its lines. A head that is not wanted as one is left out, a heading of an article that
//! was merged into another becomes a heading inside that one. A wanted title that stands in the text
//! is taken from there; one that stands nowhere is the reader's own. Lines that were taken for the
//! head of the issue or for furniture of the page are freed before anything is recognised in them
//! ([`free`]); what is left out all the same becomes a paragraph of the article that has its line.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::claim::{alike, claim};
use super::{Outline, Spot, Stretch};
use crate::diagnostic::{Diagnostic, Fault, OutlineFault};
use crate::import::draft::{Articles, BlockKind, Draft, DraftBlock, LeftOut, Metadata};
use crate::import::masthead::Head;
use crate::import::page::Page;
use crate::import::reason::Reason;
use crate::import::role::{Field, Omission, Role};
use crate::import::spans::Spans;

/// The level of a heading that was a title.
const INNER: u8 = 2;

/// Frees the lines that are wanted in an article from the roles that keep them out of any. A field of
/// the issue that was read from such a line has no value any more.
pub(in crate::import) fn free(
    owners: &[Option<usize>],
    roles: &mut [Option<Role>],
    head: &mut Head,
) {
    let mut fields = Vec::new();
    for (role, owner) in roles.iter_mut().zip(owners) {
        match (*role, owner) {
            (Some(Role::Out(_)), Some(_)) => *role = None,
            (Some(Role::Meta(field)), Some(_)) => {
                fields.push(field);
                *role = None;
            }
            _ => {}
        }
    }
    // Another line may say the same field.
    let said: Vec<Field> = roles
        .iter()
        .filter_map(|role| match role {
            Some(Role::Meta(field)) => Some(*field),
            _ => None,
        })
        .collect();
    for field in fields.into_iter().filter(|field| !said.contains(field)) {
        match field {
            Field::Publication => head.publication = None,
            Field::Number => head.number = None,
            Field::Serial => head.serial = None,
            Field::Date => head.date = None,
            Field::Publisher => head.publisher = None,
            Field::Authors | Field::Source => {}
        }
    }
}

/// The lines of the page that stand between two of one wanted article and are not wanted in it, though
/// they were found to be an article's. Known beforehand, they are furniture: the paragraph around them
/// is joined over them.
pub(in crate::import) fn holes(
    page: &Page,
    articles: &Articles,
    owners: &[Option<usize>],
) -> Vec<usize> {
    let used = used_lines(page, articles);
    let mut holes = Vec::new();
    let mut before = None;
    let mut behind = 0;
    for (line, owner) in owners.iter().enumerate() {
        if owner.is_none() {
            continue;
        }
        if before == *owner {
            holes.extend((behind..line).filter(|&line| used[line]));
        }
        (before, behind) = (*owner, line + 1);
    }
    holes
}

/// Reworks `articles` as `outline` says, whose articles have the lines that `owners` tells.
pub(in crate::import) fn apply(
    page: &Page,
    articles: Articles,
    outline: &Outline,
    owners: &[Option<usize>],
) -> Articles {
    let owner = |span: &Range<usize>| owners.get(line_at(page, span.start)).copied().flatten();
    let mut reworked = Articles {
        drafts: Vec::with_capacity(outline.articles.len()),
        ..Articles::default()
    };
    let Aside {
        wanted: restored,
        left_out,
        metadata,
    } = Aside::part(page, &articles, outline, owner);
    reworked.left_out = left_out;
    reworked.metadata = metadata;
    // The article that was found to begin in the lines of each wanted one.
    let mut bases: Vec<Option<usize>> = vec![None; outline.articles.len()];
    let start = |draft: &Draft| spans(draft).min_by_key(|span| span.start);
    let mut found: Vec<usize> = (0..articles.drafts.len()).collect();
    found.sort_by_key(|&at| start(&articles.drafts[at]).map(|span| span.start));
    for at in found {
        let wanted = start(&articles.drafts[at]).and_then(|span| owner(&span));
        if let Some(wanted) = wanted {
            bases[wanted].get_or_insert(at);
        }
    }
    for base in &bases {
        reworked
            .drafts
            .push(base.map_or_else(Draft::default, |at| Draft {
                heads: crate::import::headline::Heads::default(),
                blocks: Vec::new(),
                ..articles.drafts[at].clone()
            }));
    }
    for (at, draft) in articles.drafts.into_iter().enumerate() {
        let mut parts: Vec<(BlockKind, Spans, HeadPart)> = Vec::new();
        let inner = BlockKind::Heading(INNER);
        parts.push((inner, draft.heads.kicker.into(), HeadPart::Kicker));
        parts.push((inner, draft.heads.title.into(), HeadPart::Title));
        parts.push((inner, draft.heads.subtitle.into(), HeadPart::Subtitle));
        let blocks = draft.blocks.into_iter();
        parts.extend(blocks.map(|block| (block.kind, block.spans, HeadPart::None)));
        for (kind, spans, part) in parts {
            for run in runs(spans, owner) {
                match owner(&run[0]) {
                    None => {
                        let out = run.into_iter().map(|span| (span, Omission::Outline));
                        reworked.left_out.extend(out);
                    }
                    Some(wanted) => {
                        let heads = &mut reworked.drafts[wanted].heads;
                        let is_base = bases[wanted] == Some(at);
                        match part {
                            HeadPart::Kicker if is_base => heads.kicker.extend(run),
                            HeadPart::Title if is_base => heads.title.extend(run),
                            HeadPart::Subtitle if is_base => heads.subtitle.extend(run),
                            _ => reworked.drafts[wanted].blocks.push(DraftBlock {
                                kind,
                                spans: run.into(),
                            }),
                        }
                    }
                }
            }
        }
    }
    for (span, wanted) in restored {
        restore(&mut reworked.drafts[wanted].blocks, span);
    }
    let mut beside = Beside::of(&reworked.left_out);
    for (draft, wanted) in reworked.drafts.iter_mut().zip(&outline.articles) {
        if let Some(title) = &wanted.title {
            beside.give(page, title, &mut draft.heads.title);
        }
        let mut out = claim(page, draft, wanted);
        // What is no title and all that stands there is the text.
        if wanted.title.as_deref() == Some("") && draft.blocks.is_empty() && !out.is_empty() {
            draft.blocks.push(DraftBlock {
                kind: BlockKind::Paragraph,
                spans: std::mem::take(&mut out).into(),
            });
        }
        let out = out.into_iter().map(|span| (span, Omission::Outline));
        reworked.left_out.extend(out);
        if draft.reasons.is_empty()
            && let (Some(first), Some(last)) = (wanted.lines.first(), wanted.lines.last())
        {
            let (from, to) = (first.first.line, last.last.line);
            draft.reasons.push((Reason::Outline, from, to));
        }
        if let Some(kind) = wanted.kind {
            draft.kind = kind;
        }
        if let Some(authors) = &wanted.authors {
            draft.authors.clone_from(authors);
        }
        if let Some(source) = &wanted.source {
            draft.source = Some(source.clone()).filter(|source| !source.is_empty());
        }
    }
    beside.drop_from(&mut reworked.left_out);
    reworked
}

/// The marks that were left out beside titles: 编后： without its colon.
struct Beside {
    /// Which entry begins or ends at a place.
    at: HashMap<usize, usize>,
    /// What is left out, as long as it is.
    spans: Vec<Range<usize>>,
    given: HashSet<usize>,
}

impl Beside {
    fn of(left_out: &[LeftOut]) -> Beside {
        let mut at = HashMap::new();
        for (index, (span, omission)) in left_out.iter().enumerate() {
            if *omission == Omission::Ornament {
                at.insert(span.start, index);
                at.insert(span.end, index);
            }
        }
        Beside {
            at,
            spans: left_out.iter().map(|(span, _)| span.clone()).collect(),
            given: HashSet::new(),
        }
    }

    /// Gives `spans` of a title the marks beside it that the wanted `title` has.
    fn give(&mut self, page: &Page, title: &str, spans: &mut Vec<Range<usize>>) {
        let wanted: HashSet<char> = title.chars().map(alike).collect();
        let (Some(start), Some(end)) = (
            spans.iter().map(|span| span.start).min(),
            spans.iter().map(|span| span.end).max(),
        ) else {
            return;
        };
        for place in [start, end] {
            if let Some(&index) = self.at.get(&place)
                && let marks = &self.spans[index]
                && page.text[marks.clone()]
                    .chars()
                    .all(|c| c.is_whitespace() || wanted.contains(&alike(c)))
                && self.given.insert(index)
            {
                spans.push(marks.clone());
            }
        }
        spans.sort_by_key(|span| span.start);
    }

    /// Takes what was given out of `left_out`, to which others may have been added.
    fn drop_from(&self, left_out: &mut Vec<LeftOut>) {
        let mut index = 0;
        left_out.retain(|_| {
            index += 1;
            !self.given.contains(&(index - 1))
        });
    }
}

/// What the recognition put into no article.
struct Aside {
    /// What an article shall have all the same, with its index in the outline.
    wanted: Vec<(Range<usize>, usize)>,
    left_out: Vec<LeftOut>,
    metadata: Vec<Metadata>,
}

impl Aside {
    /// Parts what is left out and what was read into fields by what `outline` wants of it.
    fn part(
        page: &Page,
        articles: &Articles,
        outline: &Outline,
        owner: impl Fn(&Range<usize>) -> Option<usize>,
    ) -> Aside {
        let used = used_lines(page, articles);
        let whole = |span: &Range<usize>| {
            page.hidden_at(span.start).is_none()
                && used.get(line_at(page, span.start)) == Some(&false)
        };
        let mut aside = Aside {
            wanted: Vec::new(),
            left_out: Vec::new(),
            metadata: Vec::new(),
        };
        for (span, omission) in &articles.left_out {
            // A mark inside a line of text stays out: the line is there.
            match owner(span).filter(|_| whole(span)) {
                Some(wanted) => aside.wanted.push((span.clone(), wanted)),
                None => aside.left_out.push((span.clone(), *omission)),
            }
        }
        for (span, field) in &articles.metadata {
            let wanted = owner(span).filter(|&wanted| {
                let wanted = &outline.articles[wanted];
                match field {
                    // Names that are none are text.
                    Field::Authors => wanted.authors.as_ref().is_some_and(Vec::is_empty),
                    Field::Source => wanted.source.as_ref().is_some_and(String::is_empty),
                    _ => true,
                }
            });
            match wanted {
                Some(wanted) => aside.wanted.push((span.clone(), wanted)),
                None => aside.metadata.push((span.clone(), *field)),
            }
        }
        aside
    }
}

/// Which lines of the page have a part in an article.
fn used_lines(page: &Page, articles: &Articles) -> Vec<bool> {
    let mut used = vec![false; page.lines.len()];
    for span in articles.drafts.iter().flat_map(spans) {
        if let Some(used) = used.get_mut(line_at(page, span.start)) {
            *used = true;
        }
    }
    used
}

/// Puts `span` among `blocks` as a paragraph of its own, where it stands in the source.
fn restore(blocks: &mut Vec<DraftBlock>, span: Range<usize>) {
    let behind = |block: &DraftBlock| {
        block
            .spans
            .first()
            .is_some_and(|other| other.start > span.start)
    };
    let at = blocks.iter().position(behind).unwrap_or(blocks.len());
    blocks.insert(
        at,
        DraftBlock {
            kind: BlockKind::Paragraph,
            spans: span.into(),
        },
    );
}

/// Which part of a head a piece was.
#[derive(Clone, Copy)]
enum HeadPart {
    None,
    Kicker,
    Title,
    Subtitle,
}

/// Neighbouring spans of one owner.
fn runs(spans: Spans, owner: impl Fn(&Range<usize>) -> Option<usize>) -> Vec<Vec<Range<usize>>> {
    let mut runs: Vec<Vec<Range<usize>>> = Vec::new();
    for span in spans {
        match runs.last_mut() {
            Some(run) if owner(&run[0]) == owner(&span) => run.push(span),
            _ => runs.push(vec![span]),
        }
    }
    runs
}

fn spans(draft: &Draft) -> impl Iterator<Item = Range<usize>> {
    let blocks = draft.blocks.iter().flat_map(|block| block.spans.clone());
    draft.heads.each().cloned().chain(blocks)
}

/// Which wanted article has each line of the page; the source has `last` lines.
///
/// # Errors
/// Lines and pieces that are not there, lines of two articles, articles without text.
pub(in crate::import) fn owners(
    page: &Page,
    outline: &Outline,
    last: usize,
) -> Result<Vec<Option<usize>>, Vec<Diagnostic>> {
    let mut owners: Vec<Option<usize>> = vec![None; page.lines.len()];
    let mut faults = Vec::new();
    let mut tell = |place, fault| faults.push(Diagnostic::at_line(place, Fault::Outline(fault)));
    for (index, article) in outline.articles.iter().enumerate() {
        let mut has_text = false;
        let mut is_there = true;
        for stretch in &article.lines {
            if stretch.last.line > last {
                let line = stretch.last.line;
                tell(article.place, OutlineFault::BeyondEnd { line, last });
                is_there = false;
                // Whose lines it would take is not known.
                continue;
            }
            let mut told = None;
            for spot in [stretch.first, stretch.last] {
                let line = spot.line;
                let pieces = first_of(page, line + 1) - first_of(page, line);
                let beyond = spot.piece.is_some_and(|piece| piece > pieces);
                if beyond && told != Some(line) {
                    let last = pieces;
                    tell(article.place, OutlineFault::NoPiece { line, last });
                    told = Some(line);
                    is_there = false;
                }
            }
            has_text |= !lines_of(page, stretch).is_empty();
            let mut twice = None;
            for line in lines_of(page, stretch) {
                if owners[line].is_some() {
                    twice.get_or_insert(page.lines[line].number());
                } else {
                    owners[line] = Some(index);
                }
            }
            if let Some(line) = twice {
                tell(article.place, OutlineFault::Overlap { line });
            }
        }
        // An article without lines is one that was found to have no text.
        if !has_text && is_there && !article.lines.is_empty() {
            tell(article.place, OutlineFault::NoText);
        }
    }
    if faults.is_empty() {
        Ok(owners)
    } else {
        Err(faults)
    }
}

/// The lines of the page in `stretch`.
fn lines_of(page: &Page, stretch: &Stretch) -> Range<usize> {
    let at = |spot: Spot, piece: usize| {
        let first = first_of(page, spot.line);
        // Somebody wrote the number: it may be any.
        let wanted = first.saturating_add(piece.saturating_sub(1));
        wanted.min(first_of(page, spot.line + 1))
    };
    let start = at(stretch.first, stretch.first.piece.unwrap_or(1));
    let end = match stretch.last.piece {
        Some(piece) => at(stretch.last, piece.saturating_add(1)),
        None => first_of(page, stretch.last.line + 1),
    };
    start..end.max(start)
}

/// The first line of the page that is line `number` of the source, or stands behind it.
fn first_of(page: &Page, number: usize) -> usize {
    page.lines.partition_point(|line| line.number() < number)
}

/// The line of the page on which `offset` stands.
pub(super) fn line_at(page: &Page, offset: usize) -> usize {
    page.lines
        .partition_point(|line| line.start() <= offset)
        .saturating_sub(1)
}

/// Which piece of its source line the line `line` of the page is, from 1.
pub(super) fn piece_of(page: &Page, line: usize) -> usize {
    let number = page.lines[line].number();
    line + 1 - page.lines.partition_point(|other| other.number() < number)
}
