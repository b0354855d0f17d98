//! Parts to articles: what begins one, what ends one, and to which one a loose paragraph belongs.
//!
//! One walk with a few facts kept: the article that is open, whether it was closed by a note, a source
//! or a photo's credit, and the article whose text was interrupted by a column of briefs. The hard
//! part is a heading that may begin an article or a chapter: a byline or dateline below it, the
//! contents, and what closed the text above it decide, its length only last.

use std::ops::Range;

use super::classify::Layout;
use super::credit::{bare_names, closing, credit, dateline, is_institution, origin};
use super::draft::{Articles, BlockKind, Closed, Draft, DraftBlock};
use super::headline::{self, Heads};
use super::page::{Mark, Page};
use super::paragraph::Part;
use super::role::{Field, Omission, Role};
use super::signal::{End, date, end, is_note_word, key, numbered, squeezed};
use crate::library::Kind;

/// Makes articles of `parts`.
pub(super) fn split(page: &Page, layout: &Layout, parts: &[Part], has_contents: bool) -> Articles {
    let mut walk = Walk {
        page,
        layout,
        parts,
        has_contents,
        made: Articles::default(),
        current: None,
        interrupted: None,
        briefs: false,
        brief_level: 0,
        page_source: None,
        first_has_byline: false,
        resume: false,
    };
    let mut at = 0;
    while at < parts.len() {
        at = walk.step(at);
    }
    walk.finish()
}

struct Walk<'a> {
    page: &'a Page,
    layout: &'a Layout,
    parts: &'a [Part],
    has_contents: bool,
    made: Articles,
    current: Option<usize>,
    /// The article that briefs stand inside.
    interrupted: Option<usize>,
    briefs: bool,
    brief_level: u8,
    page_source: Option<super::credit::Origin>,
    first_has_byline: bool,
    /// The next paragraph may end the last one of the article that is open.
    resume: bool,
}

impl Walk<'_> {
    fn text(&self, part: usize) -> &str {
        let spans = &self.parts[part].spans;
        &self.page.text[spans[0].start..spans[0].end]
    }

    fn step(&mut self, at: usize) -> usize {
        let part = &self.parts[at];
        let span = part.spans[0].clone();
        match part.role {
            Role::Marked(_) | Role::Head | Role::Listed => return self.heads(at),
            Role::NoteWord => self.note_word(at),
            Role::Label => self.label(at),
            Role::Byline => self.byline(at),
            Role::Credit => self.credit(at),
            Role::Closing => {
                let names = closing(self.text(at)).unwrap_or_default();
                let draft = self.open();
                draft.authors.extend(names);
                draft.blocks.push(DraftBlock {
                    kind: BlockKind::Note,
                    spans: part.spans.clone(),
                });
                draft.closed = Closed::Note;
            }
            Role::Source => {
                let found = origin(self.text(at)).unwrap_or_default();
                let draft = self.open();
                draft.source = draft.source.take().or(found.source);
                draft.day = draft.day.or(found.date);
                if !draft.blocks.is_empty() {
                    draft.closed = Closed::Note;
                }
                self.made.metadata.push((span, Field::Source));
            }
            Role::PageSource => {
                self.page_source = origin(self.text(at));
                if let Some(current) = self.current {
                    self.made.drafts[current].closed = Closed::Note;
                }
                self.made.metadata.push((span, Field::Source));
            }
            Role::Caption => {
                let spans = part.spans.clone();
                self.open().blocks.push(DraftBlock {
                    kind: BlockKind::Caption,
                    spans,
                });
            }
            Role::JumpTo => {
                self.made.left_out.push((span, Omission::Jump));
                if let Some(current) = self.current {
                    self.made.drafts[current].continued = true;
                }
            }
            Role::JumpFrom => {
                self.made.left_out.push((span, Omission::Jump));
                let waiting = self.made.drafts.iter().rposition(|draft| draft.continued);
                if let Some(waiting) = waiting {
                    // A title printed again above the continuation.
                    if let Some(current) = self.current.filter(|&current| {
                        current != waiting && self.made.drafts[current].blocks.is_empty()
                    }) {
                        let again = self.made.drafts.remove(current);
                        self.made
                            .left_out
                            .extend(again.heads.spans().map(|span| (span, Omission::Duplicate)));
                    }
                    self.made.drafts[waiting].continued = false;
                    self.current = Some(waiting);
                    self.resume = true;
                }
            }
            Role::Meta(field) => self.made.metadata.push((span, field)),
            Role::Out(omission) => self.made.left_out.push((span, omission)),
            Role::Text | Role::Item | Role::Quote | Role::Dots => self.running(at),
        }
        at + 1
    }

    /// The article that is open; a new one without a title where there is none.
    fn open(&mut self) -> &mut Draft {
        let current = self
            .current
            .unwrap_or_else(|| self.start(Heads::default(), 1));
        &mut self.made.drafts[current]
    }

    fn start(&mut self, heads: Heads, level: u8) -> usize {
        let kind = if self.briefs {
            Kind::Brief
        } else {
            Kind::Article
        };
        self.made.drafts.push(Draft {
            heads,
            kind,
            level,
            ..Draft::default()
        });
        self.resume = false;
        let current = self.made.drafts.len() - 1;
        self.current = Some(current);
        current
    }

    fn heads(&mut self, at: usize) -> usize {
        let mut to = at;
        while to < self.parts.len()
            && matches!(
                self.parts[to].role,
                Role::Marked(_) | Role::Head | Role::Listed
            )
        {
            to += 1;
        }
        // A number begins a chapter, also right below the title.
        let mut titles = (at..to)
            .take_while(|&part| !numbered(self.text(part)) || self.parts[part].role == Role::Listed)
            .count();
        if self.current.is_none() && titles == 0 {
            titles = usize::from(!self.has_contents && !self.layout.marked);
        }
        if titles > 0 && !self.begins(at, at + titles, to) {
            titles = 0;
        }
        if titles > 0 {
            let run: Vec<usize> = (at..at + titles).collect();
            self.begin(&run);
        }
        for part in at + titles..to {
            let level = self.sub_level(part);
            let spans = self.parts[part].spans.clone();
            self.open().blocks.push(DraftBlock {
                kind: BlockKind::Heading(level),
                spans,
            });
        }
        to
    }

    fn sub_level(&self, part: usize) -> u8 {
        let article = self
            .current
            .map_or(1, |current| self.made.drafts[current].level);
        match self.parts[part].role {
            Role::Marked(level) => (level + 2).saturating_sub(article + 1).clamp(2, 6),
            _ if self.text(part).starts_with(['（', '(']) => 3,
            _ => 2,
        }
    }

    fn level(&self, part: usize) -> u8 {
        match self.parts[part].role {
            Role::Marked(level) => level,
            _ => 1,
        }
    }

    /// Whether the headings `from..to` begin an article; `after` is the part behind all headings.
    fn begins(&self, from: usize, to: usize, after: usize) -> bool {
        let Some(current) = self.current.map(|current| &self.made.drafts[current]) else {
            return true;
        };
        let run = from..to;
        if run
            .clone()
            .any(|part| self.parts[part].role == Role::Listed)
        {
            return true;
        }
        let signed = to == after
            && self.parts.get(after).is_some_and(|next| match next.role {
                Role::Byline => true,
                Role::Text => dateline(self.text(after)).is_some(),
                _ => false,
            });
        if signed
            || current.closed != Closed::Open
            || current.kind == Kind::Comment
            || after == self.parts.len()
        {
            return true;
        }
        let level = run.clone().map(|part| self.level(part)).min().unwrap_or(1);
        let chars = self.text(from).chars().count();
        if let Role::Marked(_) = self.parts[from].role {
            if level <= current.level || (self.briefs && level <= self.brief_level) {
                return true;
            }
            return level <= 2 && current.blocks.is_empty() && !current.heads.is_empty()
                || (level <= 2 && chars > 20 && run.len() > 1);
        }
        if self.layout.marked || self.has_contents {
            return false;
        }
        if self.page.lines[self.parts[from].line].mark == Mark::Bold || self.first_has_byline {
            return false;
        }
        let first = self
            .made
            .drafts
            .iter()
            .map(|draft| {
                draft
                    .heads
                    .title
                    .iter()
                    .map(|span| self.page.text[span.clone()].chars().count())
                    .sum::<usize>()
            })
            .find(|&chars| chars > 0);
        chars > 14
            || chars * 10 >= first.unwrap_or(10) * 7
            || self.page.lines[self.parts[from].line].blank >= 2
    }

    fn begin(&mut self, run: &[usize]) {
        // A title that comes again is the head of a continuation.
        let again = key(self.text(run[0]), 80);
        if run.len() == 1
            && let Some(old) = self
                .made
                .drafts
                .iter()
                .position(|draft| draft.heads.title_key(self.page) == again && draft.continued)
        {
            self.made
                .left_out
                .push((self.parts[run[0]].spans[0].clone(), Omission::Duplicate));
            self.current = Some(old);
            self.resume = true;
            return;
        }
        let level = run.iter().map(|&part| self.level(part)).min().unwrap_or(1);
        if self.briefs && self.brief_level == 0 {
            self.brief_level = level;
        } else if self.briefs && level < self.brief_level {
            self.briefs = false;
            self.interrupted = None;
        }
        if self.briefs
            && self
                .current
                .is_some_and(|current| self.made.drafts[current].kind == Kind::Comment)
        {
            self.briefs = false;
        }
        let lines: Vec<headline::HeadLine> = run
            .iter()
            .map(|&part| headline::HeadLine {
                span: self.parts[part].spans[0].clone(),
                level: self.level(part),
                marked: matches!(self.parts[part].role, Role::Marked(_)),
                close: self.page.lines[self.parts[part].line].blank == 0,
            })
            .collect();
        let (heads, ornaments) = headline::arrange(self.page, &lines);
        self.made
            .left_out
            .extend(ornaments.into_iter().map(|span| (span, Omission::Ornament)));
        self.start(heads, level);
    }

    fn note_word(&mut self, at: usize) {
        let span = self.parts[at].spans[0].clone();
        let fresh = self.current.filter(|&current| {
            let draft = &self.made.drafts[current];
            draft.blocks.is_empty() && !draft.heads.is_empty() && draft.kind == Kind::Article
        });
        self.briefs = false;
        if let Some(current) = fresh {
            self.made.drafts[current].kind = Kind::Comment;
            self.made.left_out.push((span, Omission::Label));
            return;
        }
        let level = self
            .current
            .map_or(1, |current| self.made.drafts[current].level);
        let line = headline::HeadLine {
            span,
            level,
            marked: false,
            close: false,
        };
        let (heads, ornaments) = headline::arrange(self.page, &[line]);
        self.made
            .left_out
            .extend(ornaments.into_iter().map(|span| (span, Omission::Ornament)));
        let current = self.start(heads, level);
        self.made.drafts[current].kind = Kind::Comment;
    }

    fn label(&mut self, at: usize) {
        self.made
            .left_out
            .push((self.parts[at].spans[0].clone(), Omission::Label));
        self.interrupted = self.current.filter(|&current| {
            self.made.drafts[current].closed == Closed::Open
                && self.made.drafts[current].blocks.is_empty()
        });
        self.briefs = true;
        self.brief_level = 0;
    }

    fn byline(&mut self, at: usize) {
        let span = self.parts[at].spans[0].clone();
        let text = self.text(at).to_owned();
        let found = credit(&text).unwrap_or_else(|| super::credit::Credit {
            names: bare_names(&text)
                .or_else(|| is_institution(&text).then(|| vec![text.clone()]))
                .unwrap_or_default(),
            ..Default::default()
        });
        if self.made.drafts.len() <= 1 {
            self.first_has_byline = true;
        }
        let draft = self.open();
        draft.authors.extend(found.names);
        draft.source = draft.source.take().or(found.source);
        self.made.metadata.push((span, Field::Authors));
    }

    /// A photo's credit ends picture news; in a longer article it belongs to the caption above it.
    fn credit(&mut self, at: usize) {
        let span = self.parts[at].spans[0].clone();
        let found = credit(self.text(at)).unwrap_or_default();
        let page = self.page;
        let draft = self.open();
        let length: usize = draft
            .blocks
            .iter()
            .flat_map(|block| &block.spans)
            .map(Range::len)
            .sum();
        let only_text = draft
            .blocks
            .iter()
            .all(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Caption));
        if !draft.blocks.is_empty() && draft.blocks.len() <= 3 && only_text && length <= 2400 {
            draft.kind = Kind::Photo;
            draft.closed = Closed::Photo;
            for block in &mut draft.blocks {
                block.kind = BlockKind::Caption;
            }
            draft.authors.extend(found.names);
            draft.source = draft.source.take().or(found.source);
        } else {
            if let Some(last) = draft.blocks.last_mut() {
                let text = &page.text[last.spans[0].clone()];
                if last.kind == BlockKind::Paragraph
                    && (text.starts_with("图为") || text.chars().count() <= 40)
                {
                    last.kind = BlockKind::Caption;
                }
            }
            draft.authors.extend(found.names);
        }
        self.made.metadata.push((span, Field::Authors));
    }

    fn running(&mut self, at: usize) {
        let part = &self.parts[at];
        let closed = self.current.map(|current| self.made.drafts[current].closed);
        match closed {
            Some(Closed::Photo) if self.interrupted.is_some() => {
                self.current = self.interrupted.take();
                self.briefs = false;
            }
            Some(Closed::Photo | Closed::Note) => {
                self.briefs = false;
                self.start(Heads::default(), 1);
            }
            Some(Closed::Open) if self.changes_layout(part.line) => {
                self.start(Heads::default(), 1);
            }
            _ => {}
        }
        let kind = match part.role {
            Role::Item if self.page.lines[part.line].mark == Mark::List => BlockKind::ListItem,
            Role::Quote => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        };
        let first = self.text(at).to_owned();
        let page = self.page;
        let resume = std::mem::take(&mut self.resume);
        let spans = part.spans.clone();
        let draft = self.open();
        if resume
            && let Some(last) = draft.blocks.last_mut()
            && last.kind == BlockKind::Paragraph
            && last
                .spans
                .last()
                .is_some_and(|span| end(&page.text[span.clone()]) == End::Open)
        {
            last.spans.extend(spans);
            return;
        }
        if draft.blocks.is_empty()
            && let Some(found) = dateline(&first)
        {
            if draft.authors.is_empty() {
                draft.authors = found.names;
            }
            draft.source = draft.source.take().or(found.source);
        }
        draft.blocks.push(DraftBlock { kind, spans });
    }

    /// Whether columns of short lines end at `line` and long paragraphs begin, with a new lead.
    fn changes_layout(&self, line: usize) -> bool {
        let page = self.page;
        let chars = |line: usize| page.lines[line].chars;
        if line < 12 || chars(line) < 60 || self.layout.wrapped {
            return false;
        }
        let short = (line - 10..line).filter(|&line| chars(line) <= 24).count();
        let long = (line..page.lines.len())
            .take(12)
            .take_while(|&line| chars(line) >= 60)
            .count();
        let lead: String = squeezed(page.line(line)).chars().take(90).collect();
        let dated = lead
            .char_indices()
            .any(|(at, c)| c.is_ascii_digit() && date(&lead[at..]).is_some());
        let timely = [
            "今年",
            "近日",
            "日前",
            "去年",
            "昨日",
            "当前",
            "今天",
            "连日来",
        ]
        .iter()
        .any(|word| lead.starts_with(word));
        short >= 9 && long >= 3 && (dated || timely)
    }

    /// What only the whole shows: titles at the end, sources of the page, kinds, years.
    fn finish(mut self) -> Articles {
        let page = self.page;
        if let [.., before, last] = self.made.drafts.as_mut_slice()
            && last.blocks.is_empty()
            && before.heads.is_empty()
            && !last.heads.is_empty()
        {
            before.heads = std::mem::take(&mut last.heads);
            before.authors.append(&mut last.authors);
            before.source = before.source.take().or(last.source.take());
            self.made.drafts.pop();
        }
        for draft in &mut self.made.drafts {
            if let Some(found) = &self.page_source {
                draft.source = draft.source.take().or_else(|| found.source.clone());
                draft.day = draft.day.or(found.date);
            }
            let title = draft.heads.title_key(page);
            let items = draft
                .blocks
                .iter()
                .filter(|block| numbered(&page.text[block.spans[0].clone()]))
                .count();
            let document = [
                "倡议书",
                "公告",
                "通告",
                "通知",
                "名单",
                "倡議書",
                "名單",
                "声明",
                "公报",
            ]
            .iter()
            .any(|word| title.ends_with(word));
            if document && items >= 2 && draft.kind == Kind::Article {
                draft.kind = Kind::Document;
            }
            if draft.kind == Kind::Article && is_note_word(&title) {
                draft.kind = Kind::Comment;
            }
            let mut seen = std::collections::BTreeSet::new();
            draft.authors.retain(|name| seen.insert(name.clone()));
        }
        self.made
    }
}
