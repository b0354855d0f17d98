//! Running text: to which article a paragraph belongs, and what it is there.
//!
//! Mostly it goes on with the article that is open. What has closed that one, the column that it stands in and
//! what stands above a jump tell where it belongs to another one, or begins one without a title.

use std::ops::Range;

use super::super::credit::Credit;
use super::super::dateline::dateline;
use super::super::draft::{BlockKind, Closed, DraftBlock};
use super::super::headline::Heads;
use super::super::letter::{correction_before, is_reply_of_editors, note_word_before};
use super::super::looks::opens_bracket;
use super::super::page::{Mark, Page};
use super::super::reason::Reason;
use super::super::role::Role;
use super::super::signal::{End, bare, end, is_ornament};
use super::super::signed::is_institution;
use super::Walk;
use crate::library::Kind;

/// The longest remark in brackets below a title, and behind a text, in characters.
const LONGEST_REMARK: usize = 20;
const LONGEST_CLOSING: usize = 40;
/// How many lines of a part may hold its dateline.
const DATELINE: usize = 4;

impl Walk<'_> {
    /// Running text at part `at`: a paragraph, an item, a quotation.
    pub(super) fn running(&mut self, at: usize) {
        if self.takes_remark(at) || self.takes_note(at) {
            return;
        }
        if let Some(broken) = self.broken_off(at) {
            self.current = Some(broken);
            self.column.briefs = false;
            self.column.until = None;
            self.resume = true;
            self.because(Reason::AfterBriefs, at, at);
        }
        let ornament = self.column.items;
        if ornament.is_some_and(|ornament| self.text(at).starts_with(ornament)) {
            self.start(Heads::default(), 1);
            let label = self.column.label.unwrap_or(at);
            self.because(Reason::BriefColumn, label, label);
        }
        self.find_article(at);
        self.add_text(at);
    }

    /// Takes a remark in brackets: below a title as its subtitle or as where its authors work, behind the end
    /// of a text as a note.
    fn takes_remark(&mut self, at: usize) -> bool {
        let (page, part) = (self.page, &self.parts[at]);
        let text = &page.text[part.spans[0].clone()];
        let Some(current) = self.current else {
            return false;
        };
        if !(text.starts_with(['（', '(']) && text.ends_with(['）', ')'])) {
            return false;
        }
        let chars = text.chars().take(LONGEST_CLOSING + 1).count();
        let works = || is_institution(bare(text));
        let draft = &mut self.made.drafts[current];
        // （试行） below a title.
        let close = page.lines[part.line].blank == 0
            || (self.parts.get(at + 1)).is_some_and(|next| next.role == Role::Byline);
        let below_title =
            chars <= LONGEST_REMARK && close && draft.blocks.is_empty() && !draft.heads.is_empty();
        if below_title && (draft.authors.is_empty() || !works()) {
            draft.heads.subtitle.extend(part.spans.clone());
            return true;
        }
        let closes =
            part.spans.len() == 1 && chars <= LONGEST_CLOSING && draft.closed == Closed::Note;
        if below_title || closes {
            draft.blocks.push(DraftBlock {
                kind: BlockKind::Note,
                spans: part.spans.clone(),
            });
            return true;
        }
        false
    }

    /// Takes 编后：… in one line with its word: behind a text as a comment, between a title and its text as a note.
    /// Alone below a title it is the text. 更正：… behind a text is an article too.
    fn takes_note(&mut self, at: usize) -> bool {
        let part = &self.parts[at];
        if part.role != Role::Text {
            return false;
        }
        let page = self.page;
        let text = &page.text[part.spans[0].clone()];
        let note = note_word_before(text).map(|found| (found, Kind::Comment));
        let note = note.or_else(|| Some((correction_before(text)?, Kind::Article)));
        let Some(((word, behind), kind)) = note else {
            return false;
        };
        let mut fresh = self.current.into_iter();
        let Some(current) = fresh.find(|&current| self.made.drafts[current].blocks.is_empty())
        else {
            self.note_in_line(at, kind, word, behind);
            return true;
        };
        let above_text = kind == Kind::Comment && self.role(at + 1) == Some(Role::Text);
        if above_text {
            self.made.drafts[current].blocks.push(DraftBlock {
                kind: BlockKind::Note,
                spans: part.spans.clone(),
            });
        }
        above_text
    }

    /// Finds the article that the text at part `at` belongs to, or begins one.
    fn find_article(&mut self, at: usize) {
        let part = &self.parts[at];
        let closed = self.current.map(|current| self.made.drafts[current].closed);
        match closed {
            None => {
                self.start(Heads::default(), 1);
                self.because(Reason::FirstText, at, at);
            }
            Some(Closed::Photo) if self.column.interrupted.is_some() => {
                self.current = self.column.interrupted.take();
                self.column.briefs = false;
                self.resume = true;
                self.because(Reason::AfterBriefs, at, at);
            }
            // What follows a signature without a title answers it, or is the next item.
            Some(Closed::Signed)
                if !(self.is_above_photo(at)
                    || self.page.lines[part.line].ruled
                    || self.text(at).starts_with(is_ornament))
                    && self
                        .current
                        .is_some_and(|current| !self.made.drafts[current].heads.is_empty()) =>
            {
                match is_reply_of_editors(self.text(at)) {
                    true => self.open().closed = Closed::Open,
                    false => self.keep_letter(),
                }
            }
            Some(closed @ (Closed::Photo | Closed::Note | Closed::Signed)) => {
                self.column.briefs &= closed == Closed::Signed;
                self.start(Heads::default(), 1);
                let goes_on = at > 0 && self.parts[at - 1].role == Role::JumpFrom;
                let reason = match closed {
                    _ if goes_on => Reason::Jump,
                    Closed::Photo => Reason::AfterCredit,
                    _ => Reason::AfterClosing,
                };
                self.because(reason, at.saturating_sub(1), at);
            }
            // 本报讯 begins a report, whatever stands above it.
            Some(Closed::Open) if self.is_own_report(at) => {
                self.start(Heads::default(), 1);
                self.because(Reason::FirstText, at, at);
            }
            Some(Closed::Open) if self.changes_layout(part.line) => {
                self.start(Heads::default(), 1);
                self.because(Reason::ChangedLayout, at, at);
            }
            Some(Closed::Open) => {}
        }
    }

    /// Adds the text at part `at` to the article that is open: to its last paragraph, where that breaks off.
    fn add_text(&mut self, at: usize) {
        let (page, part) = (self.page, &self.parts[at]);
        let kind = match part.role {
            Role::Item if self.page.lines[part.line].mark == Mark::List => BlockKind::ListItem,
            Role::Quote => BlockKind::Quote,
            Role::Verbatim => BlockKind::Verbatim,
            _ => BlockKind::Paragraph,
        };
        let resume = std::mem::take(&mut self.resume);
        let spans = part.spans.clone();
        let draft = self.open();
        if resume
            && kind != BlockKind::Verbatim
            && let Some(last) =
                (draft.blocks.iter_mut().rev()).find(|block| block.kind != BlockKind::Caption)
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
            && kind != BlockKind::Verbatim
            && let Some(found) = dateline_of(page, &spans)
        {
            if draft.authors.is_empty() {
                draft.authors = found.names;
            }
            draft.source = draft.source.take().or(found.source);
        }
        draft.blocks.push(DraftBlock { kind, spans });
        self.take_broken_signature();
        self.take_broken_credit();
    }

    /// Whether the text `at` has a photographer's credit right below it: a picture and its words.
    fn is_above_photo(&self, at: usize) -> bool {
        let next = self.parts.get(at + 1);
        next.is_some_and(|next| next.role == Role::Credit)
    }

    /// The signature above was that of a letter, which is one of several texts here: it stays with it.
    fn keep_letter(&mut self) {
        let Some(current) = self.current else { return };
        let draft = &mut self.made.drafts[current];
        draft.closed = Closed::Open;
        let count = draft.blocks.len();
        if let Some((span, names)) = self.signed.take()
            && let Some(last) = draft.blocks.last_mut()
            && last
                .spans
                .last()
                .is_some_and(|above| above.end <= span.start)
        {
            draft.letter = Some(count);
            draft.authors.retain(|author| !names.contains(author));
            self.made.metadata.retain(|(kept, _)| *kept != span);
            last.spans.push(span);
        }
    }
}

/// The dateline of a part; the end of a line may be inside a name of it, or between two.
fn dateline_of(page: &Page, spans: &[Range<usize>]) -> Option<Credit> {
    let lines: Vec<&str> = spans
        .iter()
        .take(DATELINE)
        .map(|span| &page.text[span.clone()])
        .collect();
    let found = dateline(&lines.concat())?;
    if !found.names.is_empty() || lines.len() < 2 || !opens_bracket(lines[0]) {
        return Some(found);
    }
    dateline(&lines.join(" ")).or(Some(found))
}
