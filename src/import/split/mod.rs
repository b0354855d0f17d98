//! Parts to articles: what begins one, what ends one, and to which one a loose paragraph belongs.
//!
//! One walk with a few facts kept: the article that is open, whether it was closed by a note, a source
//! or a photo's credit, and the article whose text was interrupted by a column of briefs. `heading`
//! tells what headings begin, `decision` why, `signature` reads bylines, credits and sources, `whole` sets right
//! what only the end shows. Every decision leaves its [`Reason`] with the lines that show it.

mod begin;
mod briefs;
mod broken;
mod certain;
mod chapter;
mod column;
mod convention;
mod decision;
mod evidence;
mod heading;
mod kind;
mod names;
mod note;
mod opening;
mod opinion;
mod photo;
mod rare;
mod resume;
mod rules;
mod running;
mod signature;
mod style;
mod title_below;
mod titles_at_end;
mod whole;

use std::cell::OnceCell;
use std::ops::Range;

use super::caption::is_caption;
use super::contents::Contents;
use super::draft::{Articles, BlockKind, Closed, Draft, DraftBlock, LeftOut};
use super::headline::Heads;
use super::layout::Layout;
use super::origin::Origin;
use super::page::Page;
use super::paragraph::Part;
use super::reason::Reason;
use super::role::{Omission, Role};
use super::signal::End;
use crate::library::Kind;
use convention::Convention;
use evidence::Evidence;
use rules::Rules;

/// Makes articles of `parts`; `left_out` is what stands in none of them.
pub(super) fn split(
    page: &Page,
    layout: &Layout,
    parts: &[Part],
    contents: &Contents,
    left_out: &[LeftOut],
) -> Articles {
    let labels = left_out
        .iter()
        .filter(|(_, omission)| *omission == Omission::Label);
    let mut labels: Vec<Range<usize>> = labels.map(|(span, _)| span.clone()).collect();
    labels.sort_unstable_by_key(|label| label.start);
    let ends = left_out
        .iter()
        .filter(|(_, omission)| matches!(omission, Omission::RunningHead | Omission::PageNumber));
    let mut page_ends: Vec<usize> = ends.map(|(span, _)| span.start).collect();
    page_ends.sort_unstable();
    let mut walk = Walk {
        named: Named {
            labels,
            page_ends,
            ..Named::default()
        },
        page,
        layout,
        parts,
        contents,
        made: room(page, parts, left_out.len()),
        current: None,
        column: Column::default(),
        sources: Sources::default(),
        title_ornament: None,
        sections: names::sections(page, parts),
        columns: names::brief_columns(page, parts),
        at: 0,
        rules: Rules::of(page, parts),
        convention: Convention::of(page, layout, contents, parts),
        evidence: OnceCell::new(),
        highest: parts
            .iter()
            .filter_map(|part| match part.role {
                Role::Marked(level) => Some(level),
                _ => None,
            })
            .min(),
        waiting: Vec::new(),
        resume: false,
        signed: None,
    };
    let mut at = 0;
    while at < parts.len() {
        at = walk.step(at);
    }
    walk.tell_sources();
    walk.finish()
}

/// Room for the articles of `parts`, and for `others` that stand in none: in a large text lists that grow leave
/// holes in memory as large as themselves.
fn room(page: &Page, parts: &[Part], others: usize) -> Articles {
    let head = |part: &Part| matches!(part.role, Role::Marked(_) | Role::Head | Role::Listed);
    let begins = |at: &usize| head(&parts[*at]) && !(*at > 0 && head(&parts[at - 1]));
    let most = MANY_ARTICLES.max(page.text.len() / TINY_ARTICLE);
    let jump = |part: &&Part| matches!(part.role, Role::JumpTo | Role::JumpFrom);
    let jumps = parts.iter().filter(jump).count();
    Articles {
        drafts: Vec::with_capacity((0..parts.len()).filter(begins).count().min(most)),
        left_out: Vec::with_capacity(others + jumps),
        ..Articles::default()
    }
}

/// From how many articles on they are measured before one more begins.
const MANY_ARTICLES: usize = 4096;
/// The mean length of an article below which what looks like titles is none, in bytes.
const TINY_ARTICLE: usize = 256;
/// Up to how many reasons an article has room for no more than it has.
const FEW_REASONS: usize = 4;
/// Below how many blocks an article gives back the room for more when the next one begins.
const FEW_BLOCKS: usize = 64;
/// How many articles may stand inside another one.
const MOST_BETWEEN: usize = 6;
/// How many articles may be waiting for their continuation.
const MOST_WAITING: usize = 64;

/// A column of briefs.
#[derive(Clone, Copy, Debug, Default)]
struct Column {
    /// What begins now is a brief of it.
    briefs: bool,
    /// The level of their titles; 0 before the first one.
    level: u8,
    /// The part that names it.
    label: Option<usize>,
    /// A brief of it is not named by the contents.
    unlisted: bool,
    /// A brief of it has no byline.
    unsigned: bool,
    /// The article that it stands inside.
    interrupted: Option<usize>,
    /// The part where it ends, if what stands below it tells: up to there each heading begins a brief.
    until: Option<usize>,
    /// The ornament that each of its briefs begins with, where they have no titles.
    items: Option<char>,
}

/// The names of sections, which stand in no part.
#[derive(Clone, Debug, Default)]
struct Named {
    labels: Vec<Range<usize>>,
    /// Where pages end: their numbers and running heads.
    page_ends: Vec<usize>,
    /// The heading that stands right below one.
    section: Option<usize>,
    /// What begins next stands in a column of opinions.
    opinion: bool,
}

/// Sources of more than the article they stand behind.
#[derive(Clone, Debug, Default)]
struct Sources {
    /// That of a page, with the number of its line, and the articles above it that it speaks of.
    page: Option<(Origin, usize, Range<usize>)>,
    /// Which drafts were found to begin behind which place.
    behind: Option<(usize, Range<usize>)>,
    /// They stand over the titles of their articles.
    above: bool,
    /// The one over the title that comes next, and who wrote what that is the title of.
    over: Option<Origin>,
    names: Vec<String>,
    /// The parts that say where the next article comes from.
    below: Vec<usize>,
}

struct Walk<'a> {
    page: &'a Page,
    layout: &'a Layout,
    parts: &'a [Part],
    contents: &'a Contents,
    made: Articles,
    current: Option<usize>,
    /// The column of briefs that is open, if there is one.
    column: Column,
    /// Where texts come from.
    sources: Sources,
    /// The ornament before titles, if there is one.
    title_ornament: Option<char>,
    /// Which parts are names of sections.
    sections: Vec<bool>,
    /// Which parts are names of columns of briefs by what stands below them.
    columns: Vec<bool>,
    /// The part that is looked at.
    at: usize,
    /// What rules part.
    rules: Rules,
    /// How titles and chapter headings are set here.
    convention: Convention,
    /// What is likely of headings that nothing else tells of: weighed when the first one is asked for.
    evidence: OnceCell<Evidence>,
    /// The highest level of headings with marks.
    highest: Option<u8>,
    /// The last articles that go on elsewhere, with the keys of their titles.
    waiting: Vec<(usize, String)>,
    /// The last signature, and the names it gave.
    signed: Option<(Range<usize>, Vec<String>)>,
    /// The names of sections above headings.
    named: Named,
    /// The next paragraph may end the last one of the article that is open.
    resume: bool,
}

impl Walk<'_> {
    fn text(&self, part: usize) -> &str {
        let spans = &self.parts[part].spans;
        &self.page.text[spans[0].start..spans[0].end]
    }

    fn step(&mut self, at: usize) -> usize {
        self.at = at;
        let part = &self.parts[at];
        let parts_here = match self.rules {
            Rules::Nothing => false,
            Rules::Articles => true,
            Rules::Titles => part.role != Role::Text,
        };
        if parts_here && self.page.lines[part.line].ruled && !self.goes_on_below_briefs(at) {
            self.rule();
        }
        let span = part.spans[0].clone();
        match part.role {
            Role::Marked(_) | Role::Head | Role::Listed | Role::ListedRest => {
                return self.heads(at);
            }
            Role::Lead => self.lead(at),
            Role::NoteWord => self.note_word(at),
            Role::Label => self.label(at),
            Role::Byline => self.byline(at),
            Role::Credit => self.credit(at),
            Role::Closing => self.closing(at),
            Role::Signature => self.signature(at),
            Role::SignOff => self.sign_off(at),
            Role::Editor => self.editor(at),
            Role::Source => self.source(at),
            Role::SourceBelow => self.sources.below.push(at),
            Role::PageSource => self.page_wide(at),
            Role::Caption => {
                let spans = part.spans.clone();
                if self.is_rest_of_caption(at)
                    && let Some(last) = self.open().blocks.last_mut()
                    && last.kind == BlockKind::Caption
                {
                    last.spans.extend(spans);
                    self.take_broken_credit();
                    return at + 1;
                }
                self.open().blocks.push(DraftBlock {
                    kind: BlockKind::Caption,
                    spans,
                });
            }
            Role::JumpTo => self.jump_to(at),
            Role::JumpFrom => self.jump_from(at),
            Role::Meta(field) => {
                // What stands above a head belongs to nothing below it.
                if let Some(current) = self.current {
                    self.made.drafts[current].closed = Closed::Note;
                }
                self.made.metadata.push((span, field));
            }
            Role::Out(omission) => {
                self.made.left_out.push((span, omission));
            }
            Role::Text | Role::Item | Role::Quote | Role::Dots | Role::Verbatim => {
                self.running(at);
            }
        }
        at + 1
    }

    /// Whether the caption `at` is the rest of the one in the line above.
    fn is_rest_of_caption(&self, at: usize) -> bool {
        let line = self.parts[at].line;
        let above = at.checked_sub(1).map(|above| &self.parts[above]);
        above.is_some_and(|above| above.role == Role::Caption && above.line + 1 == line)
            && self.page.lines[line].blank == 0
            && self.page.end(line - 1) == End::Open
            && !is_caption(self.text(at), &self.page.lines[line])
    }

    /// A rule: what is above it has ended.
    fn rule(&mut self) {
        if let Some(current) = self.current {
            let draft = &mut self.made.drafts[current];
            if draft.closed == Closed::Open && !draft.blocks.is_empty() {
                draft.closed = Closed::Note;
            }
        }
    }

    /// The article that is open; a new one without a title where there is none.
    fn open(&mut self) -> &mut Draft {
        let current = self
            .current
            .unwrap_or_else(|| self.start(Heads::default(), 1));
        &mut self.made.drafts[current]
    }

    /// Notes a reason of the article that is open, shown by the parts `from..=to`.
    fn because(&mut self, reason: Reason, from: usize, to: usize) {
        let (first, last) = (self.parts[from].line, self.parts[to].last_line(self.page));
        let Some(current) = self.current else { return };
        let reasons = &mut self.made.drafts[current].reasons;
        if reasons.len() < FEW_REASONS {
            reasons.reserve_exact(1);
        }
        reasons.push((
            reason,
            self.page.lines[first].number(),
            self.page.lines[last].number(),
        ));
    }

    /// Begins an article; its reasons are told by whoever has them.
    fn start(&mut self, heads: Heads, level: u8) -> usize {
        let kind = if self.column.briefs {
            Kind::Brief
        } else {
            Kind::Article
        };
        if let Some(current) = self.current.filter(|_| self.is_crowded()) {
            let draft = &mut self.made.drafts[current];
            draft.closed = Closed::Open;
            draft.blocks.extend(heads.spans().map(|span| DraftBlock {
                kind: BlockKind::Heading(2),
                spans: span.into(),
            }));
            return current;
        }
        // A vector takes room for twice as many blocks as it has, which tells where articles are many.
        let above = self.current.map(|current| &mut self.made.drafts[current]);
        if let Some(above) = above.filter(|above| above.blocks.len() < FEW_BLOCKS) {
            above.blocks.shrink_to_fit();
        }
        self.made.drafts.push(Draft {
            heads,
            kind,
            level,
            ..Draft::default()
        });
        self.resume = false;
        let current = self.made.drafts.len() - 1;
        self.made.drafts[current].authors = std::mem::take(&mut self.sources.names);
        if let Some(over) = self.sources.over.take() {
            let draft = &mut self.made.drafts[current];
            draft.source = over.source;
            draft.day = over.date;
        }
        self.current = Some(current);
        self.tell_sources();
        current
    }

    /// Tells the article that is open what stood above it.
    fn tell_sources(&mut self) {
        for part in std::mem::take(&mut self.sources.below) {
            self.source(part);
        }
    }

    /// Whether there are more articles so far than any paper has, and shorter ones.
    fn is_crowded(&self) -> bool {
        let at = self.parts[self.at].spans[0].start;
        let count = self.made.drafts.len();
        count >= MANY_ARTICLES && at < count * TINY_ARTICLE
    }
}
