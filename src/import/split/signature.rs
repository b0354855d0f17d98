//! Lines that name people and papers, in the article they belong to: bylines, credits, sources,
//! closing notes, jump lines.

use super::super::account::posted;
use super::super::clipping::clipped;
use super::super::credit::{Credit, credit};
use super::super::dateline::dateline;
use super::super::draft::{BlockKind, Closed, Draft, DraftBlock};
use super::super::lexicon::CharSet;
use super::super::masthead::day_in;
use super::super::origin::{closing, facts, origin, tells_of_author, writers};
use super::super::people::is_name;
use super::super::publisher::is_signing;
use super::super::reason::Reason;
use super::super::record;
use super::super::role::{Field, Omission, Role};
use super::super::signal::{End, end, key, squeezed};
use super::super::signed::{
    bare_names, behind_place, is_institution, is_own_office, is_role_alone, of_class, pen_name,
    placed_name, set_right, signature, supplied,
};
use super::super::torn::is_torn;
use super::{MOST_WAITING, Walk};

/// The shortest title by which a jump line names an article that did not say that it goes on, in characters.
const SHORTEST_NAMED: usize = 6;

impl Walk<'_> {
    pub(super) fn byline(&mut self, at: usize) {
        let span = self.parts[at].spans[0].clone();
        let text = self.text(at).to_owned();
        let framed = text.starts_with(['【', '［', '〔']);
        let found = facts(&text)
            .or_else(|| posted(&text))
            .or_else(|| framed.then(|| dateline(&text)).flatten())
            .or_else(|| credit(&text))
            .or_else(|| signature(&text).filter(|found| !found.names.is_empty()))
            .unwrap_or_else(|| Credit {
                names: bare_names(&text)
                    .or_else(|| is_own_office(&text).then(|| vec![squeezed(&text).into_owned()]))
                    .or_else(|| is_role_alone(&text).then(Vec::new))
                    .or_else(|| is_institution(&text).then(|| vec![text.clone()]))
                    .unwrap_or_else(|| vec![squeezed(&text).into_owned()]),
                ..Default::default()
            });
        if self.is_over_title(at) {
            self.section_ends();
            self.sources.names = found.names;
            self.made.metadata.push((span, Field::Authors));
            return;
        }
        // Behind a text and above the next title.
        let above_title = self.parts.get(at + 1).is_none_or(|next| {
            matches!(
                next.role,
                Role::Marked(_) | Role::Head | Role::Listed | Role::Label | Role::NoteWord
            )
        });
        let draft = self.open();
        draft.authors.extend(found.names);
        draft.source = draft.source.take().or(found.source);
        draft.day = draft.day.or(found.day);
        if above_title && draft.blocks.len() >= 2 {
            draft.closed = Closed::Note;
        }
        self.made.metadata.push((span, Field::Authors));
    }

    /// A note that closes an article, with the names it gives.
    pub(super) fn closing(&mut self, at: usize) {
        // Right below the title it says where the text comes from.
        let fresh = self.current.map(|current| &self.made.drafts[current]);
        let below_title = |draft: &Draft| draft.blocks.is_empty() && !draft.heads.is_empty();
        if fresh.is_some_and(below_title) && origin(self.text(at)).is_some() {
            return self.source(at);
        }
        let spans = self.parts[at].spans.clone();
        let mut names = closing(self.text(at)).unwrap_or_default();
        let told = tells_of_author(self.text(at));
        let page = self.page;
        let draft = self.open();
        // 甲：… over what somebody has said: the author is the one who is named there.
        if told && draft.authors.is_empty() {
            let title = draft
                .heads
                .title
                .first()
                .map(|span| &page.text[span.clone()]);
            let speaker = title.and_then(|title| title.split_once(['：', ':', '︰']));
            let speaker = speaker.map(|(name, _)| name.trim());
            names.splice(
                0..0,
                speaker.filter(|name| is_name(name)).map(str::to_owned),
            );
        }
        draft.authors.extend(names);
        // Below the title it says what the text is.
        if draft.blocks.is_empty() && !draft.heads.is_empty() {
            draft.heads.subtitle.extend(spans);
            return;
        }
        draft.blocks.push(DraftBlock {
            kind: BlockKind::Note,
            spans,
        });
        draft.closed = Closed::Note;
    }

    /// Names in brackets behind the text.
    pub(super) fn signature(&mut self, at: usize) {
        let span = self.parts[at].spans[0].clone();
        let found = signers(self.text(at));
        let draft = self.open();
        if draft.letter.is_some()
            && let Some(last) = draft.blocks.last_mut()
        {
            last.spans.push(span);
            draft.letters = true;
            return;
        }
        let given = if draft.authors.is_empty() {
            draft.authors.clone_from(&found.names);
            found.names
        } else {
            Vec::new()
        };
        draft.source = draft.source.take().or(found.source);
        draft.closed = Closed::Signed;
        self.signed = Some((span.clone(), given));
        self.made.metadata.push((span, Field::Authors));
    }

    /// The office and the day at the end of a document.
    pub(super) fn sign_off(&mut self, at: usize) {
        let spans = self.parts[at].spans.clone();
        let text = self.text(at).to_owned();
        let day = day_in(&squeezed(&text));
        let is_last = self
            .parts
            .get(at + 1)
            .is_none_or(|next| next.role != Role::SignOff);
        let draft = self.open();
        // The day below a title.
        if draft.blocks.is_empty() && !draft.heads.is_empty() && day.is_some() {
            draft.day = draft.day.or(day);
            let field = Field::Date;
            self.made
                .metadata
                .extend(spans.into_iter().map(|span| (span, field)));
            return;
        }
        // The office that signs a document is its author.
        let office = text.trim_end().trim_end_matches(['启', '啟']);
        let office = match day {
            // 某某局　四月三日
            Some(_) => office
                .rsplit_once(['\u{3000}', ' '])
                .map_or("", |(office, _)| office.trim()),
            None => office,
        };
        let below_office = draft.office && day.is_none() && is_signing(office);
        if below_office && let Some(above) = draft.authors.last_mut() {
            // 第三次会议主席团 below what it is part of; else another office.
            match office.starts_with('第') {
                true => above.push_str(&squeezed(office)),
                false => draft.authors.push(squeezed(office).into_owned()),
            }
        }
        if draft.authors.is_empty() && is_signing(office) {
            // Several offices stand side by side, unless one name is set with spaces.
            let words = office.split_whitespace();
            if words.clone().count() >= 2 && words.clone().all(is_signing) {
                draft.authors.extend(words.map(str::to_owned));
            } else {
                draft.authors.push(squeezed(office).into_owned());
            }
            draft.office = true;
        }
        draft.blocks.push(DraftBlock {
            kind: BlockKind::Note,
            spans,
        });
        draft.day = draft.day.or(day);
        if is_last {
            draft.closed = Closed::Note;
        }
    }

    /// Who edited the page or the article.
    pub(super) fn editor(&mut self, at: usize) {
        let span = self.parts[at].spans[0].clone();
        self.made.left_out.push((span, Omission::Imprint));
        if let Some(current) = self.current
            && !self.made.drafts[current].blocks.is_empty()
        {
            self.made.drafts[current].closed = Closed::Note;
        }
    }

    /// Whether the source `at` is that of the title right below it: the first one of the text stands so, and
    /// this one has more room above than below.
    fn stands_over_title(&mut self, at: usize) -> bool {
        let line = |part: usize| &self.page.lines[self.parts[part].line];
        let title = self.parts.get(at + 1).is_some_and(|next| {
            matches!(
                next.role,
                Role::Head | Role::Listed | Role::Marked(_) | Role::Label
            )
        });
        if self.current.is_none() {
            self.sources.above |= title;
            return title;
        }
        title && self.sources.above && line(at).blank > line(at + 1).blank
    }

    /// Where the article comes from.
    pub(super) fn source(&mut self, at: usize) {
        let span = self.parts[at].spans[0].clone();
        let text = self.text(at);
        let found = clipped(text).or_else(|| origin(text)).unwrap_or_default();
        let people = writers(text);
        let (day, paper) = (record::day(text), record::paper(text));
        if self.stands_over_title(at) {
            self.section_ends();
            self.sources.over = Some(found);
            self.made.metadata.push((span, Field::Source));
            return;
        }
        let draft = self.open();
        if draft.authors.is_empty() {
            draft.authors = people;
        }
        draft.source = draft.source.take().or(found.source).or(paper);
        draft.day = draft.day.or(found.date).or(day);
        if !draft.blocks.is_empty() {
            draft.closed = Closed::Note;
        }
        self.made.metadata.push((span, Field::Source));
    }

    /// Where all articles come from; it closes the one above it.
    pub(super) fn page_wide(&mut self, at: usize) {
        let span = self.parts[at].spans[0].clone();
        let line = self.page.lines[self.parts[at].line].number();
        let below = self.made.drafts.len();
        // Right above the next section it is the source of this one only.
        let ends = |start: usize| {
            self.named
                .labels
                .partition_point(|label| label.start < start)
        };
        let labels = ends(span.start);
        let next = self.parts.get(at + 1);
        let above_section = next.is_some_and(|next| {
            let start = next.spans[0].start;
            ends(start) > labels || self.page.text[start..].starts_with(['【', '［', '〔'])
        });
        let first = (above_section && labels > 0).then(|| {
            let from = self.named.labels[labels - 1].start;
            self.begun_behind(from)
        });
        // 本版: what has begun on this page.
        let of_page = self.text(at).contains("本版").then(|| {
            let ends = &self.named.page_ends;
            let last = ends
                .partition_point(|&end| end < span.start)
                .checked_sub(1)?;
            let first = self.begun_behind(ends[last]);
            (first < below).then_some(first)
        });
        let first = first.or(of_page.flatten());
        let articles = first.unwrap_or(0)..below;
        self.sources.page = origin(self.text(at)).map(|found| (found, line, articles));
        if let Some(current) = self.current {
            self.made.drafts[current].closed = Closed::Note;
        }
        self.made.metadata.push((span, Field::Source));
    }

    /// The first of the last articles that all begin behind `place`.
    fn begun_behind(&mut self, place: usize) -> usize {
        let drafts = &self.made.drafts;
        // Those that were looked at for the source above begin there still.
        let known = self.sources.behind.take();
        let known = known.filter(|(same, known)| *same == place && known.end <= drafts.len());
        let known = known.map_or(0..0, |(_, known)| known);
        let more = drafts[known.end..].iter().rev();
        let more = more.take_while(|draft| draft.start().is_some_and(|start| start > place));
        let mut first = drafts.len() - more.count();
        if first == known.end {
            first = known.start;
        }
        self.sources.behind = Some((place, first..drafts.len()));
        first
    }

    /// The article goes on elsewhere.
    pub(super) fn jump_to(&mut self, at: usize) {
        let span = self.parts[at].spans[0].clone();
        self.made.left_out.push((span, Omission::Jump));
        if let Some(current) = self.current {
            let draft = &mut self.made.drafts[current];
            draft.closed = Closed::Note;
            if !draft.continued {
                draft.continued = true;
                if self.waiting.len() == MOST_WAITING {
                    self.waiting.remove(0);
                }
                self.waiting
                    .push((current, draft.heads.title_key(self.page)));
            }
        }
    }

    /// Whether the last paragraph of `draft` is whole.
    fn ends_whole(&self, draft: usize) -> bool {
        let last = self.made.drafts[draft].blocks.iter().rev();
        let last = last
            .map(|block| &block.spans)
            .find_map(|spans| spans.last());
        last.is_some_and(|span| end(&self.page.text[span.clone()]) == End::Sentence)
    }

    /// Whether the sentence that `draft` breaks off goes on with part `next`, as their seam tells.
    fn is_torn(&self, draft: usize, next: usize) -> bool {
        let last = self.made.drafts[draft].blocks.last();
        let last = last.and_then(|block| block.spans.last());
        let next = self.parts.get(next).filter(|next| next.role == Role::Text);
        let (Some(last), Some(next)) = (last, next) else {
            return false;
        };
        let (last, next) = (
            &self.page.text[last.clone()],
            &self.page.text[next.spans[0].clone()],
        );
        end(last) == End::Open && is_torn(last, next)
    }

    /// An article goes on here.
    pub(super) fn jump_from(&mut self, at: usize) {
        // （紧接第三版） where a sentence breaks off and another text goes on: this one goes on there.
        let next = self.parts.get(at + 1).map(|next| next.role);
        let current = self.current.filter(|_| next == Some(Role::JumpFrom));
        if current.is_some_and(|current| {
            !self.made.drafts[current].blocks.is_empty() && !self.ends_whole(current)
        }) {
            return self.jump_to(at);
        }
        let span = self.parts[at].spans[0].clone();
        self.made.left_out.push((span, Omission::Jump));
        // The title printed again above has told already which one.
        if self.resume {
            return;
        }
        // The line may name the title.
        let said = key(&self.page.text[self.parts[at].spans[0].clone()], 80);
        let named = self
            .waiting
            .iter()
            .find(|(_, title)| title.chars().count() >= 4 && said.contains(title.as_str()));
        let letters = CharSet::of_first(&[]).and(&said);
        let named = named.map(|(draft, _)| *draft).or_else(|| {
            // An article above that no line said to go on.
            let told = |draft: &Draft| {
                // Most titles are not in it by their first character.
                let opens = draft.heads.title_opens(self.page);
                if !opens.is_some_and(|c| letters.holds(c)) {
                    return false;
                }
                let title = draft.heads.title_key(self.page);
                title.chars().count() >= SHORTEST_NAMED && said.contains(&title)
            };
            let first = self.made.drafts.len().saturating_sub(MOST_WAITING);
            (first..self.made.drafts.len())
                .rev()
                .find(|&at| told(&self.made.drafts[at]))
        });
        // The first one whose sentence goes on; no other need be asked.
        let torn = || {
            let mut drafts: Vec<usize> = self.waiting.iter().map(|(draft, _)| *draft).collect();
            drafts.sort_unstable();
            drafts
                .into_iter()
                .find(|&draft| self.is_torn(draft, at + 1))
        };
        let waiting = named
            .or_else(torn)
            .or_else(|| self.waiting.iter().map(|(draft, _)| *draft).max());
        // What began on a page that is not here is no part of the text above.
        if waiting.is_none()
            && let Some(current) = self.current
            && self.ends_whole(current)
        {
            self.made.drafts[current].closed = Closed::Note;
            self.column.briefs = false;
        }
        if let Some(waiting) = waiting {
            self.waiting.retain(|(draft, _)| *draft != waiting);
            // A title printed again above the continuation.
            if let Some(current) = self
                .current
                .filter(|&current| current > waiting && self.made.drafts[current].blocks.is_empty())
            {
                let again = self.made.drafts.remove(current);
                self.waiting.retain(|(draft, _)| *draft != current);
                for (draft, _) in &mut self.waiting {
                    *draft -= usize::from(*draft > current);
                }
                self.made
                    .left_out
                    .extend(again.heads.spans().map(|span| (span, Omission::Duplicate)));
            }
            self.made.drafts[waiting].continued = false;
            self.made.drafts[waiting].closed = Closed::Open;
            self.current = Some(waiting);
            self.resume = true;
            self.because(Reason::Jump, at, at);
        }
    }
}

/// Who signed a text, as the line `text` behind it says.
pub(super) fn signers(text: &str) -> Credit {
    let people = |names| Credit {
        names,
        ..Credit::default()
    };
    signature(text)
        .or_else(|| supplied(text).map(people))
        .or_else(|| set_right(text).map(people))
        .or_else(|| pen_name(text).map(people))
        .or_else(|| of_class(text).map(people))
        .or_else(|| placed_name(text).map(people))
        .or_else(|| behind_place(text).map(people))
        .unwrap_or_default()
}
