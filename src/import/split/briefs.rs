//! How far a column of briefs reaches: short items with titles of their own below the column's name.
//!
//! Below the name of a column stand several titles, each over a paragraph or two and none of them signed
//! by a line of its own. Chapters of an article look alike; what tells is the name above the first: a
//! word of the trade, an entry of the contents list whose items the list does not name, or one much
//! shorter than all the titles below, which are as long as headlines. Where the items grow long or a
//! byline stands below one, the column has ended.

use super::super::hints::Hints;
use super::super::role::Role;
use super::super::section::is_section;
use super::super::signal::{DASHES, ORNAMENTS, bare, is_label, is_letter, numbered, squeezed};
use super::opinion::is_opinion;
use super::resume::breaks_off;
use super::{Column, Walk};

/// The longest name of a column over briefs, in characters.
const LONGEST_NAME: usize = 10;
/// The longest name that says by no word that it is one.
const SHORT_NAME: usize = 6;
/// The most paragraphs and bytes of a brief.
const MOST_PARAGRAPHS: usize = 3;
pub(super) const LONGEST_BRIEF: usize = 1500;
/// The same where only its length tells the name of the column.
const SHORT_BRIEF: usize = 700;
/// The shortest title of a brief there, in characters.
const SHORTEST_TITLE: usize = 7;

/// The shortest of the titles that is no mere word.
const SHORTEST_HEADLINE: usize = 5;

/// What tells the name of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    /// A word of the trade, or the contents.
    Told,
    /// Its length alone.
    Short,
}

impl Walk<'_> {
    /// Where the column of briefs ends whose name is the first of the headings `at..to`, if it is one.
    pub(super) fn column_below(&self, at: usize, to: usize) -> Option<usize> {
        if to - at < 2 || !self.is_title(at + 1) || self.parts[at + 1].role == Role::ListedRest {
            return None;
        }
        let text = self.text(at);
        let name = squeezed(bare(text).trim_matches(|c: char| !is_letter(c)));
        let count = name.chars().count();
        let below = self.text(at + 1);
        if !(2..=LONGEST_NAME).contains(&count)
            || numbered(text)
            || !name.chars().all(is_letter)
            || below.starts_with(DASHES)
            || below.starts_with(['（', '('])
        {
            return None;
        }
        let listed = |part: usize| self.parts[part].role == Role::Listed;
        let named = if listed(at) && !listed(at + 1)
            || is_label(text)
            || is_section(text, Hints::of(text).0)
        {
            Name::Told
        } else if count <= SHORT_NAME && !listed(at) && self.is_apart(at + 1) {
            Name::Short
        } else {
            return None;
        };
        self.briefs(at + 1, named)
    }

    /// Where the briefs end that begin with the title `first`; nothing where there are fewer than two.
    pub(super) fn briefs_below(&self, label: usize) -> Option<usize> {
        let first = label + 1;
        (first < self.parts.len() && self.is_title(first))
            .then(|| self.briefs(first, Name::Told))?
    }

    /// Takes note of the name of a section that stands right above the heading `at`.
    pub(super) fn section_above(&mut self, at: usize) {
        let parts = &self.parts;
        let last = at
            .checked_sub(1)
            .and_then(|above| parts[above].spans.last());
        let from = last.map_or(0, |span| span.end);
        let to = parts[at].spans[0].start;
        let first = self
            .named
            .labels
            .partition_point(|label| label.start < from);
        let Some(label) = self
            .named
            .labels
            .get(first)
            .filter(|label| label.start < to)
        else {
            return;
        };
        self.named.section = Some(at);
        let name = squeezed(&self.page.text[label.clone()]);
        // What stands in a forum may be of any kind.
        self.named.opinion = is_opinion(&name) && !name.contains('坛') && !name.contains('壇');
        // Titles with an ornament are those of briefs.
        let items = self.is_title(at) && self.text(at).starts_with(ORNAMENTS);
        if let Some(until) = items.then(|| self.briefs(at, Name::Told)).flatten() {
            self.column = Column {
                briefs: true,
                label: Some(at),
                until: Some(until),
                ..Column::default()
            };
        }
    }

    fn briefs(&self, first: usize, name: Name) -> Option<usize> {
        let mut at = first;
        let (mut count, mut long) = (0, false);
        while at < self.parts.len() {
            let Some(end) = self.brief(at, first, name) else {
                break;
            };
            count += 1;
            long |= squeezed(self.text(at)).chars().count() >= SHORTEST_HEADLINE;
            at = end;
        }
        let least = if name == Name::Told { 2 } else { 3 };
        // A word each: chapters of one article.
        (count >= least && long).then_some(at)
    }

    /// The part behind the brief with the title `at`, which is set as the one of `first`.
    fn brief(&self, at: usize, first: usize, name: Name) -> Option<usize> {
        let (title, pattern) = (&self.parts[at], &self.parts[first]);
        let lines = &self.page.lines;
        if !self.is_title(at)
            || title.role == Role::Listed
            || title.role != pattern.role
            || lines[title.line].mark != lines[pattern.line].mark
            || numbered(self.text(at))
            || self.text(at).starts_with(ORNAMENTS) != self.text(first).starts_with(ORNAMENTS)
        {
            return None;
        }
        if name == Name::Short && squeezed(self.text(at)).chars().count() < SHORTEST_TITLE {
            return None;
        }
        let (most, longest) = match name {
            Name::Told => (MOST_PARAGRAPHS, LONGEST_BRIEF),
            Name::Short => (1, SHORT_BRIEF),
        };
        let (mut paragraphs, mut size) = (0, 0);
        let mut after = at + 1;
        while let Some(part) = self.parts.get(after) {
            match part.role {
                // Below a rule the article goes on that the column interrupts.
                Role::Text if paragraphs > 0 && lines[part.line].ruled && self.is_broken_off() => {
                    break;
                }
                Role::Text | Role::Item => {
                    paragraphs += 1;
                    size += part.spans.bytes();
                }
                Role::Signature | Role::Source if paragraphs > 0 => {}
                Role::Out(_) | Role::Caption | Role::Credit => {}
                _ => break,
            }
            after += 1;
        }
        // A title that has lost its text.
        let lost = || {
            let below = self.parts.get(after).map(|part| part.role);
            at > first
                && after == at + 1
                && matches!(title.role, Role::Marked(_))
                && below == Some(title.role)
        };
        let whole = (1..=most).contains(&paragraphs) && size <= longest;
        (whole || paragraphs == 0 && lost()).then_some(after)
    }

    /// Whether the article above breaks off.
    pub(super) fn is_broken_off(&self) -> bool {
        let above = self.current.map(|current| &self.made.drafts[current]);
        above.is_some_and(|above| breaks_off(self.page, above))
    }

    fn is_title(&self, part: usize) -> bool {
        matches!(
            self.parts[part].role,
            Role::Marked(_) | Role::Head | Role::Listed
        )
    }

    /// Whether room stands above `part`.
    fn is_apart(&self, part: usize) -> bool {
        self.page.lines[self.parts[part].line].blank > 0
    }
}
