//! How headings are set: mark, room above and below, indent, gaps between their characters, from top to bottom.

use super::super::page::{Mark, Page};
use super::super::paragraph::{Part, last_above};
use super::super::role::Role;
use super::Walk;

/// What headlines say was done with what stands behind it: no name of a column ends so.
const DONE: [&str; 16] = [
    "出台", "召开", "举行", "启动", "发布", "推出", "印发", "开展", "成立", "建成", "开通", "举办",
    "迎来", "新增", "实施", "實施",
];

/// The level of a heading in bold.
pub(super) const BOLD: u8 = 8;

/// How a heading is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// The level of its mark; more for bold and none.
    pub(super) level: u8,
    /// Blank lines above: none, one, more; unknown at the top of a page.
    pub(super) above: Option<u32>,
    /// Whether one stands below.
    pub(super) below: bool,
    /// At the margin, as a paragraph, further in.
    pub(super) indent: u8,
}

impl Style {
    pub(super) fn is(self, other: Style) -> bool {
        self.level == other.level
            && self.below == other.below
            && self.indent == other.indent
            && (self.above.is_none() || other.above.is_none() || self.above == other.above)
    }

    /// Whether it has a lower mark or less room, or stands further in.
    pub(super) fn is_below(self, other: Style) -> bool {
        let (Some(mine), Some(its)) = (self.above, other.above) else {
            return self.level > other.level;
        };
        (other.level, mine, self.below, other.indent) < (self.level, its, other.below, self.indent)
            && (self.level > other.level
                || self.level == other.level
                    && (mine < its
                        || mine == its
                            && (!self.below && other.below
                                || self.below == other.below && self.indent > other.indent)))
    }
}

pub(super) fn style(page: &Page, parts: &[Part], from: usize, to: usize) -> Style {
    let line = &page.lines[parts[from].line];
    let above = last_above(parts, from);
    let follows = above.is_some_and(|above| parts[above].last_line(page) + 1 == parts[from].line);
    // Room may stand above or below a byline.
    let named = parts[to..]
        .iter()
        .take_while(|part| part.role == Role::Byline)
        .count();
    let mut below = parts[from + 1..].iter().take(to - from + named);
    Style {
        level: match parts[from].role {
            Role::Marked(level) => level,
            _ if line.mark == Mark::Bold => BOLD,
            _ => BOLD + 1,
        },
        above: follows.then_some(line.blank.min(2)),
        below: below.any(|part| page.lines[part.line].blank > 0),
        indent: match line.indent {
            0 | 1 => 0,
            2..=5 => 1,
            _ => 2,
        },
    }
}

impl Walk<'_> {
    /// Whether the heading `part` breaks off behind what was done, right above what it was done with: 某地建成 /
    /// 三座新桥.
    pub(super) fn is_half(&self, part: usize) -> bool {
        let text = self.text(part);
        self.page.lines[self.parts[part + 1].line].blank == 0
            && DONE.iter().any(|done| text.ends_with(done))
    }
}
