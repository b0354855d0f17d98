//! How this paper sets its titles and its chapter headings, learnt from those that are certain.
//!
//! A heading with a byline, an entry of the contents or one below a closing note is a title for certain, a
//! numbered one is a chapter. How much room is left above and below it and how far it is indented are its
//! style; an uncertain heading is what the certain ones of its style are. The hard part is to say nothing
//! where a paper sets both alike.

use super::super::contents::Contents;
use super::super::layout::Layout;
use super::super::page::Page;
use super::super::paragraph::{Part, last_above};
use super::super::role::Role;
use super::super::signal::{chapter_number, is_label};

/// Room above: none, one blank line, more. Room below: none, some. Indent: none, a paragraph's, more.
const STYLES: usize = 3 * 2 * 3;

/// What is known of the headings of one style.
#[derive(Clone, Copy, Debug, Default)]
struct Style {
    titles: usize,
    chapters: usize,
    /// All of them, the uncertain ones too.
    all: usize,
}

/// The styles of a text's headings.
#[derive(Clone, Debug)]
pub(super) struct Convention {
    styles: [Style; STYLES],
    /// Paragraphs follow each other without blank lines.
    tight: bool,
    /// Each article closes with a source, a note or a signature, down to this part.
    pub(super) closed_to: usize,
    /// How many titles so far have no mark where others have one.
    pub(super) unmarked: usize,
}

/// How many articles that are closed tell that each one is.
const MANY_CLOSED: usize = 3;

/// The style of one heading; the room above is unknown where a page began.
#[derive(Clone, Copy, Debug)]
struct Look {
    above: Option<usize>,
    below: usize,
    indent: usize,
}

impl Look {
    fn style(above: usize, below: usize, indent: usize) -> usize {
        (above * 2 + below) * 3 + indent
    }

    /// The styles that it may have.
    fn styles(self) -> impl Iterator<Item = usize> {
        let aboves = self.above.map_or(0..3, |above| above..above + 1);
        aboves.map(move |above| Look::style(above, self.below, self.indent))
    }
}

impl Convention {
    /// Learns from `parts`.
    pub(super) fn of(
        page: &Page,
        layout: &Layout,
        contents: &Contents,
        parts: &[Part],
    ) -> Convention {
        let mut styles = [Style::default(); STYLES];
        let (mut close, mut paragraphs) = (0, 0);
        // What stands at the very top has no room above.
        let mut begun = false;
        // How the titles of the briefs of a column are set: they tell nothing of articles.
        let mut briefs = None;
        let mut at = 0;
        while at < parts.len() {
            let part = &parts[at];
            if !is_head(part) {
                begun |= part.role == Role::Text;
                if part.role == Role::Text && at > 0 && parts[at - 1].role == Role::Text {
                    paragraphs += 1;
                    close += usize::from(page.lines[part.line].blank == 0);
                }
                at += 1;
                continue;
            }
            let after = run_end(parts, at);
            // What stands below the name of its column has less.
            let named = at > 0 && matches!(parts[at - 1].role, Role::NoteWord | Role::Label);
            // Nor is the room below the last line of all known.
            let here = look(page, parts, at, after);
            let own = (here.above, here.below, here.indent);
            let of_briefs =
                |above: &Part| above.role == Role::Label && is_label(page.line(above.line));
            if at > 0 && of_briefs(&parts[at - 1]) {
                briefs = Some(own);
            }
            if begun
                && !named
                && (briefs != Some(own) || is_title(page, parts, at, after))
                && after < parts.len()
                && let Some(above) = look(page, parts, at, after).above
            {
                let look = look(page, parts, at, after);
                let style = &mut styles[Look::style(above, look.below, look.indent)];
                style.all += 1;
                style.titles += usize::from(is_title(page, parts, at, after));
                style.chapters += usize::from(is_chapter(page, parts, at, after));
            }
            at = after;
        }
        Convention {
            styles,
            closed_to: closed_to(page, contents, parts),
            unmarked: 0,
            tight: layout.wrapped || paragraphs >= 4 && close * 4 >= paragraphs * 3,
        }
    }

    /// Whether the headings from part `at` on, up to `after`, are the title of an article; nothing where
    /// the paper does not tell.
    pub(super) fn says(
        &self,
        page: &Page,
        parts: &[Part],
        at: usize,
        after: usize,
    ) -> Option<bool> {
        let look = look(page, parts, at, after);
        let sum = |pick: fn(&Style) -> usize| {
            look.styles()
                .map(|style| pick(&self.styles[style]))
                .sum::<usize>()
        };
        let (titles, chapters) = (sum(|style| style.titles), sum(|style| style.chapters));
        let mine: Vec<usize> = look.styles().collect();
        let others = || (0..STYLES).filter(|style| !mine.contains(style));
        let lower = others().any(|style| {
            let other = &self.styles[style];
            other.titles == 0 && other.all > 0 && is_lower(style, &mine)
        });
        let higher = others().any(|style| {
            let other = &self.styles[style];
            let mine_is_lower = mine.iter().all(|&mine| is_lower(mine, &[style]));
            (other.titles > 0 || self.tight && other.all > 0 && other.chapters == 0)
                && mine_is_lower
        });
        // A few signed ones among many do not tell where another style has most of them.
        let all = sum(|style| style.all);
        let few = titles * 4 <= all
            && others().any(|style| {
                let other = &self.styles[style];
                other.titles >= 2
                    && other.titles * 2 >= other.all
                    && mine.iter().all(|&mine| is_lower(mine, &[style]))
            });
        // Titles at the margin, this one indented as paragraphs are, and set alike else.
        let set_in = look.indent == 1
            && others().any(|style| {
                let other = &self.styles[style];
                let flush = mine.iter().any(|&mine| mine == style + 1) && style % 3 == 0;
                flush && (other.titles >= 2 || other.titles == 1 && other.all == 1)
            });
        match (titles, chapters) {
            (0, _) if set_in => Some(false),
            (0, 1..) if higher => Some(false),
            (1.., _) if few => Some(false),
            (1.., 0) if lower => Some(true),
            (0, 0) if self.tight && higher => Some(false),
            (0, 0) if self.tight && lower && look.above.is_some_and(|above| above > 0) => {
                Some(true)
            }
            _ => None,
        }
    }
}

/// Whether headings of `style` have less room above than all of `others`, or as much and less below, or
/// are indented further.
fn is_lower(style: usize, others: &[usize]) -> bool {
    let parts = |style: usize| (style / 6, style / 3 % 2, style % 3);
    let (above, below, indent) = parts(style);
    others.iter().all(|&other| {
        let (its_above, its_below, its_indent) = parts(other);
        above < its_above
            || above == its_above && below < its_below
            || above == its_above && below == its_below && indent > its_indent
    })
}

fn is_head(part: &Part) -> bool {
    matches!(part.role, Role::Head | Role::Listed | Role::ListedRest)
}

/// The part behind the headings that begin at `at`.
fn run_end(parts: &[Part], at: usize) -> usize {
    (at..parts.len())
        .find(|&part| !is_head(&parts[part]))
        .unwrap_or(parts.len())
}

fn look(page: &Page, parts: &[Part], at: usize, after: usize) -> Look {
    let line = &page.lines[parts[at].line];
    let above = last_above(parts, at);
    let follows = above.is_some_and(|above| parts[above].last_line(page) + 1 == parts[at].line);
    // Room may stand above or below a byline.
    let named = parts[after..]
        .iter()
        .take_while(|part| part.role == Role::Byline)
        .count();
    let below = parts[at + 1..]
        .iter()
        .take(after - at + named)
        .map(|part| page.lines[part.line].blank)
        .max()
        .unwrap_or(0);
    Look {
        above: follows.then_some(line.blank.min(2) as usize),
        below: below.min(1) as usize,
        indent: match line.indent {
            0 | 1 => 0,
            2..=5 => 1,
            _ => 2,
        },
    }
}

/// Whether a byline, the contents or a closed text above tell that a title stands at `at`.
fn is_title(page: &Page, parts: &[Part], at: usize, after: usize) -> bool {
    is_told(page, parts, at, after) || is_closed(parts, at)
}

/// Whether the contents name one of the headings from `at` on, or a byline stands at `after`, right below them.
pub(super) fn is_told(page: &Page, parts: &[Part], at: usize, after: usize) -> bool {
    let mut heads = parts[at..after].iter();
    heads.any(|part| part.role == Role::Listed)
        || parts.get(after).is_some_and(|next| match next.role {
            Role::Byline | Role::Source => true,
            Role::Text => page.has_dateline(next.line),
            _ => false,
        })
}

/// Whether what closes a text stands above part `at`.
fn is_closed(parts: &[Part], at: usize) -> bool {
    last_above(parts, at).is_some_and(|above| closes(parts[above].role))
}

fn closes(role: Role) -> bool {
    matches!(
        role,
        Role::Closing | Role::Signature | Role::Source | Role::PageSource | Role::Editor
    )
}

/// The last part that closes an article, if each one is closed: so is the text above each title that its byline or
/// the contents tell, but for the first one.
fn closed_to(page: &Page, contents: &Contents, parts: &[Part]) -> usize {
    let heads = |part: &Part| is_head(part) || matches!(part.role, Role::Marked(_));
    let (mut count, mut at, mut begun) = (0, 0, false);
    while at < parts.len() {
        if !heads(&parts[at]) {
            begun |= parts[at].role == Role::Text;
            at += 1;
            continue;
        }
        let run = parts[at..].iter().take_while(|part| heads(part)).count();
        let mut lines = parts[at..at + run].iter().map(|part| part.line);
        let told = lines.any(|line| contents.names(line)) || is_told(page, parts, at, at + run);
        if begun && told {
            if !is_closed(parts, at) {
                return 0;
            }
            count += 1;
        }
        at += run;
    }
    let last = parts.iter().rposition(|part| closes(part.role));
    last.filter(|_| count >= MANY_CLOSED).unwrap_or(0)
}

fn is_chapter(page: &Page, parts: &[Part], at: usize, after: usize) -> bool {
    after == at + 1
        && parts[at].role == Role::Head
        && chapter_number(page.line(parts[at].line))
        && !is_title(page, parts, at, after)
}
