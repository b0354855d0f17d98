//! Why headings begin an article, or that they are chapters of the one above.
//!
//! The questions are asked in the order in which one outweighs the next: what is sure (the contents, a series, a
//! byline below, what closed the text above) comes before words and marks, and what is likely comes last.

use std::ops::Range;

use super::super::dateline::dateline;
use super::super::documents::is_announcement;
use super::super::draft::{Closed, Draft};
use super::super::gaps::is_spaced_out;
use super::super::page::Mark;
use super::super::reason::Reason;
use super::super::role::Role;
use super::super::series::is_series;
use super::super::signal::{is_comment_title, is_commentator, key};
use super::Walk;
use super::evidence::Evidence;
use crate::library::Kind;

/// The fewest characters of a title that is set with spaces between them.
const FEWEST_SPACED: usize = 4;
/// How many titles without a mark among others tell that a heading without one may be one.
const SEVERAL: usize = 2;
/// How likely a heading must be a title that the contents of the issue do not name.
const BESIDE_CONTENTS: f32 = 1.0;
/// The same above a text of less than so many bytes, or where they name each title that is certain.
const ABOVE_LITTLE: f32 = 4.0;
const LITTLE: usize = 100;

/// What the headings that follow each other are.
enum Verdict {
    /// The head of an article.
    Begins(Reason),
    /// Chapters of the article above.
    GoOn,
}

use Verdict::{Begins, GoOn};

/// Headings that follow each other.
struct Headings {
    /// The parts of those that are asked for.
    from: usize,
    to: usize,
    /// The part behind all of them.
    after: usize,
    /// Why they begin an article if nothing but their looks tells.
    looks: Reason,
    /// The first one has no mark.
    unmarked: bool,
}

impl Headings {
    fn run(&self) -> Range<usize> {
        self.from..self.to
    }
}

impl Walk<'_> {
    /// Why the headings `from..to` begin an article, if they do; `after` is the part behind all
    /// headings.
    pub(super) fn begins(&self, from: usize, to: usize, after: usize) -> Option<Reason> {
        let looks = match self.parts[from].role {
            Role::Marked(_) => Reason::HeadingMark,
            _ if self.is_bold(from) => Reason::Bold,
            _ => Reason::SetOff,
        };
        let headings = Headings {
            from,
            to,
            after,
            looks,
            unmarked: self.parts[from].role == Role::Head,
        };
        let names = |part: usize| self.contents.names(self.parts[part].line);
        if headings.run().any(names) {
            return Some(Reason::InContents);
        }
        let Some(current) = self.current.map(|current| &self.made.drafts[current]) else {
            return Some(looks);
        };
        let verdict = self
            .by_number(&headings, current)
            .or_else(|| self.by_text_above(&headings, current))
            .or_else(|| self.by_words(&headings, current))
            .or_else(|| self.by_convention(&headings, current))
            .or_else(|| self.by_marks(&headings, current))
            .unwrap_or_else(|| self.by_evidence(&headings, current));
        match verdict {
            Begins(reason) => Some(reason),
            GoOn => None,
        }
    }

    fn is_bold(&self, part: usize) -> bool {
        self.page.lines[self.parts[part].line].mark == Mark::Bold
    }

    /// What the numbers of articles tell, and the column in which the headings stand.
    fn by_number(&self, headings: &Headings, current: &Draft) -> Option<Verdict> {
        let from = headings.from;
        // Numbers count the articles of this issue (`numbered_titles`).
        if headings
            .run()
            .any(|part| self.parts[part].role == Role::Listed)
        {
            return Some(Begins(Reason::Ornament));
        }
        if self.is_crowded() {
            return Some(GoOn);
        }
        let title = current.heads.title.first();
        let series =
            title.is_some_and(|title| is_series(&self.page.text[title.clone()], self.text(from)));
        let of_column = || {
            self.named.section == Some(from) || self.column.until.is_some_and(|until| from < until)
        };
        (series || of_column()).then_some(Begins(headings.looks))
    }

    /// What tells that has closed the text above or goes on with it, and who signs the text below.
    fn by_text_above(&self, headings: &Headings, current: &Draft) -> Option<Verdict> {
        let &Headings {
            from,
            to,
            after,
            looks,
            unmarked,
        } = headings;
        let signed = to == after && (self.is_signed_at(after) || self.is_picture_news(after));
        // Below the briefs that interrupted it, and on another page, an article goes on with its chapters.
        let resumed = || {
            let mut reasons = current.reasons.iter();
            reasons.any(|reason| matches!(reason.0, Reason::AfterBriefs | Reason::Jump))
        };
        if unmarked && !signed {
            let named = is_jumped(current).then(|| self.names_somebody(after));
            match named.flatten() {
                // Somebody else has signed what stands below.
                Some(true) => return Some(Begins(Reason::Signed)),
                Some(false) if to == after => return Some(GoOn),
                _ if resumed() && self.has_chapters(current) => return Some(GoOn),
                _ => {}
            }
        }
        if !signed && self.counts_on(from, current) {
            return Some(GoOn);
        }
        let ornament = self.text(from).chars().next();
        match current.closed {
            _ if signed => Some(Begins(Reason::Signed)),
            // Right behind a jump line the article goes on.
            Closed::Open if self.resume => Some(GoOn),
            _ if self.title_ornament.is_some() && ornament == self.title_ornament => {
                Some(Begins(Reason::Ornament))
            }
            Closed::Note | Closed::Signed => Some(Begins(Reason::AfterClosing)),
            Closed::Photo => Some(Begins(Reason::AfterCredit)),
            Closed::Open if current.kind == Kind::Comment => Some(Begins(Reason::AfterComment)),
            Closed::Open if after == self.parts.len() => Some(Begins(looks)),
            // The next title of a column of briefs.
            Closed::Open if self.follows_brief(from, to, current) => Some(Begins(looks)),
            Closed::Open => None,
        }
    }

    /// Whether who wrote the text stands at part `after`, right below its headings.
    fn is_signed_at(&self, after: usize) -> bool {
        self.parts.get(after).is_some_and(|next| match next.role {
            Role::Byline | Role::Source => true,
            Role::NoteWord => is_commentator(self.text(after)),
            Role::Text => dateline(self.text(after)).is_some(),
            _ => false,
        })
    }

    /// Whether names close the text from part `after` down to the next heading; nothing where that is the last one,
    /// or has pictures and notes.
    fn names_somebody(&self, after: usize) -> Option<bool> {
        let mut below = self.parts.get(after..)?.iter().map(|part| part.role);
        let text = |role: &Role| matches!(role, Role::Text | Role::Out(_));
        match below.find(|role| !text(role))? {
            Role::Signature => Some(true),
            Role::Marked(_) | Role::Head | Role::Listed | Role::Label => Some(false),
            _ => None,
        }
    }

    /// Whether one text and its photo's credit stand at part `after`: picture news.
    fn is_picture_news(&self, after: usize) -> bool {
        matches!(self.role(after), Some(Role::Text | Role::Caption))
            && self.role(after + 1) == Some(Role::Credit)
            && matches!(
                self.role(after + 2),
                None | Some(
                    Role::Head
                        | Role::Listed
                        | Role::Marked(_)
                        | Role::JumpFrom
                        | Role::NoteWord
                        | Role::Label
                )
            )
    }

    /// What the words of headings without marks tell, and how they are set.
    fn by_words(&self, headings: &Headings, current: &Draft) -> Option<Verdict> {
        let &Headings { from, after, .. } = headings;
        if !headings.unmarked {
            return None;
        }
        // Set with a space between all its characters, as the title above is.
        let is_spaced = |text: &str| is_spaced_out(text, FEWEST_SPACED);
        let title = current.heads.title.first();
        let spaced = is_spaced(self.text(from))
            && title.is_some_and(|title| is_spaced(&self.page.text[title.clone()]));
        let announces = || {
            self.page.lines[self.parts[from].line].indent <= 1
                && headings
                    .run()
                    .any(|part| is_announcement(&key(self.text(part), 80)))
        };
        let begins = spaced
            || announces()
            || self.is_upright(from, headings.run())
            || self.is_last_box(from, after)
            // A text behind items without titles, of which each has an ornament, is none of them.
            || self.is_behind_items(current, after)
            // What an office signs is no chapter of what somebody else has written.
            || !current.authors.is_empty() && !current.office && self.is_signed_off(after)
            || headings.run().any(|part| is_comment_title(self.text(part)));
        begins.then_some(Begins(headings.looks))
    }

    /// What headings of this style are elsewhere in the paper, and whether one says that it is a comment's.
    fn by_convention(&self, headings: &Headings, current: &Draft) -> Option<Verdict> {
        let &Headings { from, after, .. } = headings;
        // The text above is open where each one is closed at its end.
        let higher = matches!(self.parts[from].role, Role::Marked(_))
            && headings.run().any(|part| self.level(part) < current.level);
        if after < self.convention.closed_to && current.closed == Closed::Open && !higher {
            return Some(GoOn);
        }
        if headings.unmarked
            && let Some(title) = self.convention.says(self.page, self.parts, from, after)
            && !self.is_marked(from)
            && !self.is_bold(from)
        {
            return Some(if title { Begins(headings.looks) } else { GoOn });
        }
        let mut texts = headings.run().map(|part| self.text(part));
        texts
            .any(is_comment_title)
            .then_some(Begins(headings.looks))
    }

    /// What the levels of marks tell, where there are several.
    fn by_marks(&self, headings: &Headings, current: &Draft) -> Option<Verdict> {
        let &Headings { from, to, .. } = headings;
        if matches!(self.parts[from].role, Role::Marked(_)) && !self.layout.one_level {
            let levels = headings.run().map(|part| self.level(part));
            let level = levels.min().unwrap_or(1);
            let chars = self.text(from).chars().count();
            let brief =
                self.column.briefs && (self.column.level == 0 || level <= self.column.level);
            let high = level <= current.level || brief;
            let first = level <= 2 && current.blocks.is_empty() && !current.heads.is_empty();
            let several = level <= 2 && chars > 20 && to > from + 1;
            // The first heading below a text without a title.
            let fresh = current.heads.is_empty() && Some(level) == self.highest;
            let begins = high || first || several || fresh;
            return Some(if begins { Begins(headings.looks) } else { GoOn });
        }
        let goes_on =
            headings.unmarked && self.is_marked(from) && self.convention.unmarked < SEVERAL
                || to == from + 1 && self.goes_on_in_brackets(from, current);
        goes_on.then_some(GoOn)
    }

    /// What all weak signs together make likely.
    fn by_evidence(&self, headings: &Headings, current: &Draft) -> Verdict {
        let &Headings { from, after, .. } = headings;
        let unlisted = headings.unmarked && !self.contents.is_empty();
        // Chapters of one article look alike.
        if unlisted && self.has_chapters(current) {
            return GoOn;
        }
        let least = match unlisted {
            true if self.evidence().all_listed || self.length_below(after) < LITTLE => ABOVE_LITTLE,
            true => BESIDE_CONTENTS,
            false => 0.0,
        };
        let mut run = headings.run();
        let marked = run.find(|&part| matches!(self.parts[part].role, Role::Marked(_)));
        let is_title = match self.evidence().says(marked.unwrap_or(from)) {
            Some(likely) => likely > least,
            // So many marked headings over so little text, none of them weighed: no article has so many.
            None => matches!(self.parts[from].role, Role::Marked(_)),
        };
        if is_title {
            Begins(headings.looks)
        } else {
            GoOn
        }
    }

    /// What is likely of the headings: most texts tell of each of theirs what it begins, and need none weighed.
    fn evidence(&self) -> &Evidence {
        self.evidence
            .get_or_init(|| Evidence::of(self.page, self.layout, self.parts, &self.named.page_ends))
    }

    /// How long the text from part `at` down to the next heading is, in bytes.
    fn length_below(&self, at: usize) -> usize {
        let text = self.parts[at..].iter().take_while(|part| {
            matches!(
                part.role,
                Role::Text | Role::Item | Role::Quote | Role::Out(_)
            )
        });
        text.map(|part| part.spans.bytes()).sum()
    }
}

/// Whether `current`, of which it is known who wrote it, goes on from another page: what stands there and names
/// nobody is its own.
fn is_jumped(current: &Draft) -> bool {
    let mut reasons = current.reasons.iter();
    current.closed == Closed::Open
        && !current.authors.is_empty()
        && reasons.any(|reason| reason.0 == Reason::Jump)
}
