//! The names of columns: over a title, over briefs, over items without titles.
//!
//! A column's name looks like a short headline. Its own setting (letter-spaced, in brackets, far from the
//! title), a longer title below it, or items that all begin alike tell.

use super::super::documents::is_announcement;
use super::super::draft::{Closed, Draft};
use super::super::gaps::is_spaced_out;
use super::super::headline;
use super::super::hints::Hints;
use super::super::lexicon::Lexicon;
use super::super::page::Mark;
use super::super::reason::Reason;
use super::super::role::{Omission, Role};
use super::super::section::is_section;
use super::super::signal::{
    DASHES, End, bare, chapter_number, is_label, is_letter, is_ornament, numbered, squeezed,
};
use super::briefs::LONGEST_BRIEF;
use super::names::without_count;
use super::opinion::speaks;
use super::resume::breaks_off;
use super::{Column, Walk};
use crate::library::Kind;

/// From which indent on a heading is set far in, in cells.
const FAR_IN: u8 = 6;
/// The longest name of a column over a title: in brackets, and without.
const LONGEST_COLUMN: usize = 12;
const SHORT_COLUMN: usize = 5;
/// The level of titles that stand in one line with their text.
const LEAD_LEVEL: u8 = 6;
/// The longest name that says of which kind the titles below are, in characters.
const LONGEST_SECTION: usize = 8;

/// The longest name of a place before news of it, in characters.
const LONGEST_PLACE: usize = 6;

/// What a text is, above its title.
const GENRES: &[&str] = &[
    "小说",
    "小說",
    "小小说",
    "小小說",
    "散文",
    "诗歌",
    "詩歌",
    "随笔",
    "隨筆",
    "杂文",
    "雜文",
    "童话",
    "童話",
    "寓言",
    "微型小说",
    "极短篇",
    "極短篇",
];
/// Words for several pieces of news.
const NEWS: Lexicon = Lexicon::of(&[
    "讯", "訊", "波", "新闻", "新聞", "要闻", "要聞", "摘登", "选登", "選登",
]);

impl Walk<'_> {
    /// Whether the first of the headings `at..to` is the name of a column over the title: a word or two,
    /// letter-spaced, in brackets or set off from what is below.
    pub(super) fn is_column_name(&self, at: usize, to: usize) -> bool {
        if to - at < 2 {
            return false;
        }
        let (role, next) = (self.parts[at].role, self.parts[at + 1].role);
        let marked = matches!(role, Role::Marked(_));
        // A mark of its own level, or one above that of the title.
        let above = match (role, next) {
            (Role::Marked(level), Role::Marked(next)) => level <= next,
            _ => false,
        };
        if role != Role::Head && !above || self.text(at + 1).starts_with(DASHES) {
            return false;
        }
        let (text, below) = (self.text(at), &self.parts[at + 1]);
        let name = squeezed(bare(text));
        let count = name.chars().count();
        let spaced = is_spaced_out(text, 2);
        let dots = text.trim_matches(['·', '•', '-', '—', '*', '=', '～', '~']);
        let framed = bare(text).len() < text.len() || dots.len() + 2 < text.len();
        let set_off = self.page.lines[below.line].blank > 0 && self.layout.wrapped;
        let listed = below.role == Role::Listed;
        let most = if framed { LONGEST_COLUMN } else { SHORT_COLUMN };
        // 企业公告 over 减资公告: of which kind the notices are, with room below it.
        let notices = (2..=LONGEST_SECTION).contains(&count)
            && self.page.lines[below.line].blank > 0
            && is_announcement(&name)
            && is_announcement(&squeezed(self.text(at + 1)))
            && to <= at + 3;
        if notices && !marked {
            return true;
        }
        (2..=most).contains(&count)
            && squeezed(dots)
                .chars()
                .filter(|c| !"【】［］[]〔〕■◆●★☆◎○□·".contains(*c))
                .all(is_letter)
            && !numbered(text)
            && !self.is_half(at)
            && {
                let title = squeezed(self.text(at + 1)).chars().count();
                // 校长手记 right above a signed title.
                let signed = to == at + 2
                    && self
                        .parts
                        .get(to)
                        .is_some_and(|part| part.role == Role::Byline);
                let longer = title >= 6 && title * 2 >= count * 3;
                let letters = (at + 1..to)
                    .filter(|&part| squeezed(self.text(part)).chars().count() == 1)
                    .count();
                letters >= 2
                    || longer
                        && (marked
                            || spaced
                            || framed
                            || set_off
                            || listed
                            || count <= 4
                            || is_section(text, Hints::of(text).0))
                    || signed && title >= 4 && is_section(text, Hints::of(text).0)
                    || signed && GENRES.contains(&&*name)
                    || spaced && count <= 4 && !is_spaced_out(self.text(at + 1), 1)
                    || count <= 4
                        && signed
                        && title >= count
                        && (!self.is_broken(at) || speaks(&name))
            }
    }

    /// Whether nothing but items with one ornament stands below the heading `at`, down to the next one.
    pub(super) fn is_over_items(&self, at: usize) -> bool {
        let first = at + 1;
        let Some(ornament) = (self.parts.len() > first)
            .then(|| self.text(first).chars().next())
            .flatten()
            .filter(|&c| is_ornament(c))
        else {
            return false;
        };
        let mut items = 0;
        for part in first..self.parts.len() {
            match self.parts[part].role {
                Role::Item | Role::Text if self.text(part).starts_with(ornament) => items += 1,
                Role::Signature | Role::Source | Role::Out(_) | Role::Caption => {}
                // What is set off below several items is something else.
                _ if items >= 2 && self.page.lines[self.parts[part].line].blank > 0 => break,
                Role::Item | Role::Text | Role::Quote => return false,
                _ => break,
            }
        }
        items >= 2
    }

    /// Whether the heading `at` over items is the name of their column, and not what they are about.
    fn is_label_of_items(&self, at: usize) -> bool {
        let text = self.text(at);
        let name = squeezed(bare(text));
        let framed = bare(text).len() < text.trim_end().len();
        // 简讯, 短波 say no more than that there are several: no title of one text.
        let many = without_count(&name);
        let several = || framed || many.len() < name.len() || NEWS.is_in(many);
        is_label(many) && (several() || self.are_placed(at))
    }

    /// Whether each of the items below `at` begins with a word and a colon: ●甲县：…. Each is news of its own.
    fn are_placed(&self, at: usize) -> bool {
        let placed = |part: usize| {
            let item = self.text(part).strip_prefix(is_ornament)?;
            let (place, _) = item.split_once(['：', ':', '︰'])?;
            let place = place.trim();
            let fit = (2..=LONGEST_PLACE).contains(&place.chars().count());
            Some(fit && place.chars().all(is_letter))
        };
        let items = (at + 1..self.parts.len()).take_while(|&part| {
            self.parts[part].role == Role::Item && self.text(part).starts_with(is_ornament)
        });
        items.clone().count() >= 2 && items.into_iter().all(|part| placed(part) == Some(true))
    }

    /// Whether the items below `at` are signed one by one.
    pub(super) fn has_signed_items(&self, at: usize) -> bool {
        let below = || {
            let parts = self.parts[at + 1..].iter();
            parts.take_while(|part| {
                matches!(
                    part.role,
                    Role::Item | Role::Text | Role::Signature | Role::Out(_)
                )
            })
        };
        let count = |role: fn(Role) -> bool| below().filter(|part| role(part.role)).count();
        let items = count(|role| matches!(role, Role::Item | Role::Text));
        let signed = count(|role| role == Role::Signature);
        signed >= 2 && signed * 2 > items
    }

    /// Whether the heading `part` is set far in below the flush one `title`: the first chapter's.
    pub(super) fn is_set_in(&self, title: usize, part: usize) -> bool {
        let line = |part: usize| &self.page.lines[self.parts[part].line];
        line(title).indent <= 1
            && line(part).indent >= FAR_IN
            && !self.text(part).starts_with(DASHES)
    }

    /// Whether the heading and the next one may be one title broken in two: about equal, and close.
    pub(super) fn is_broken(&self, part: usize) -> bool {
        let chars = |part: usize| squeezed(self.text(part)).chars().count();
        chars(part).abs_diff(chars(part + 1)) <= 1
            && self.page.lines[self.parts[part + 1].line].blank == 0
    }

    /// The bold title of a brief; a heading right above is the name of their column.
    pub(super) fn lead(&mut self, at: usize) {
        let column = self.current.filter(|&current| {
            let draft = &self.made.drafts[current];
            current + 1 == self.made.drafts.len()
                && draft.blocks.is_empty()
                && draft.authors.is_empty()
                && draft.kind == Kind::Article
        });
        if column.is_some()
            && let Some(draft) = self.made.drafts.pop()
        {
            let names = draft.heads.spans().map(|span| (span, Omission::Label));
            self.made.left_out.extend(names);
        }
        self.name_above_leads(at);
        let mut title = self.parts[at].spans.to_vec();
        if let Some(first) = title.first_mut() {
            let text = &self.page.text[first.clone()];
            let ornament = text.len() - text.trim_start_matches(is_ornament).trim_start().len();
            if ornament > 0 && ornament < text.len() {
                let marks = first.start..first.start + ornament;
                self.made.left_out.push((marks, Omission::Ornament));
                first.start += ornament;
            }
        }
        let heads = headline::Heads {
            title,
            ..headline::Heads::default()
        };
        self.current = None;
        // A heading with a mark above its own, or one with a byline, is none of the column.
        if self.column.briefs {
            self.column.level = LEAD_LEVEL;
            self.column.unsigned = true;
        }
        let current = self.start(heads, LEAD_LEVEL);
        self.made.drafts[current].kind = Kind::Brief;
        self.because(Reason::Bold, at, at);
    }

    /// Takes a short line right above the first of several titles that stand before their texts for the name of
    /// their column.
    fn name_above_leads(&mut self, at: usize) {
        let Some(above) = at.checked_sub(1) else {
            return;
        };
        let part = &self.parts[above];
        let is_name = matches!(part.role, Role::Text | Role::Item)
            && self.page.lines[part.line].blank > 0
            && self.page.lines[part.line].chars <= 2 * LONGEST_SECTION
            && self.page.end(part.line) == End::Open
            && part.spans.len() == 1;
        let Some(current) = self.current.filter(|_| is_name) else {
            return;
        };
        let span = part.spans[0].clone();
        let draft = &mut self.made.drafts[current];
        if draft
            .blocks
            .pop_if(|block| block.spans[..] == [span.clone()])
            .is_none()
        {
            return;
        }
        let is_empty = draft.blocks.is_empty() && draft.heads.is_empty();
        self.made.left_out.push((span, Omission::Label));
        if is_empty && current + 1 == self.made.drafts.len() {
            self.made.drafts.pop();
            self.current = None;
        }
    }

    /// The heading `at` is the name of a section: what is above it has ended.
    pub(super) fn section(&mut self, at: usize) {
        if is_label(self.text(at)) {
            self.label(at);
        } else {
            let span = self.parts[at].spans[0].clone();
            self.made.left_out.push((span, Omission::Label));
            self.column.briefs = false;
        }
        self.section_ends();
    }

    /// The article above has ended.
    pub(super) fn section_ends(&mut self) {
        if let Some(current) = self.current
            && !self.made.drafts[current].blocks.is_empty()
        {
            self.made.drafts[current].closed = Closed::Note;
        }
    }

    /// Whether the headings `from..to` follow a brief of a column with a name: a paragraph or two below one
    /// line, as theirs.
    pub(super) fn follows_brief(&self, from: usize, to: usize, above: &Draft) -> bool {
        // One with a byline is no brief. Its title is near: a brief has no more than two paragraphs.
        let signed = || {
            let mut before = self.parts[..from].iter();
            let title = before.rposition(|part| part.role == Role::Head);
            let next = title.and_then(|title| self.parts.get(title + 1));
            next.is_some_and(|next| matches!(next.role, Role::Byline | Role::Source))
        };
        self.column.briefs
            && above.kind == Kind::Brief
            && to == from + 1
            && self.parts[from].role == Role::Head
            && !chapter_number(self.text(from))
            && !above.heads.is_empty()
            && (1..=2).contains(&above.blocks.len())
            && above.bytes() <= LONGEST_BRIEF
            && !signed()
    }

    pub(super) fn label(&mut self, at: usize) {
        self.column.items = None;
        let items = self.parts.get(at + 1).is_some_and(|next| {
            matches!(next.role, Role::Item | Role::Text)
                && (self.text(at + 1).starts_with(is_ornament)
                    || next.role == Role::Item
                        && (numbered(self.text(at + 1))
                            || self.page.lines[next.line].mark == Mark::List))
        });
        let ornament = self.text(at + usize::from(items)).chars().next();
        let ornament = ornament.filter(|&c| items && is_ornament(c));
        let text = || {
            let next = self.parts.get(at + 1);
            next.is_some_and(|next| matches!(next.role, Role::Item | Role::Text))
        };
        if text() && self.has_signed_items(at) || ornament.is_some() && self.is_label_of_items(at) {
            // Each of them is a brief of its own.
            let span = self.parts[at].spans[0].clone();
            self.made.left_out.push((span, Omission::Label));
            self.current = None;
            self.column = Column {
                briefs: true,
                label: Some(at),
                items: ornament,
                ..Column::default()
            };
            return;
        }
        // Over other items without titles it is the title of them all.
        if items {
            self.begin(&[at], Reason::Ornament);
            if let Some(current) = self.current {
                self.made.drafts[current].kind = Kind::Brief;
            }
            return;
        }
        self.made
            .left_out
            .push((self.parts[at].spans[0].clone(), Omission::Label));
        self.column.interrupted = self.current.filter(|&current| {
            let draft = &self.made.drafts[current];
            draft.closed == Closed::Open
                && (draft.blocks.is_empty() || breaks_off(self.page, draft))
        });
        self.column.label = Some(at);
        self.column.unlisted = false;
        self.column.unsigned = false;
        self.column.level = 0;
        self.column.until = self.briefs_below(at);
        // 要闻 is the name of a page as well, and holds whatever is important.
        let text = self.text(at);
        self.column.briefs = self.column.until.is_some() || !is_section(text, Hints::of(text).0);
    }
}
