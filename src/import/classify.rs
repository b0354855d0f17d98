//! What each line is: marks first, then words of the trade, then looks.
//!
//! A text with heading marks names its own titles; then a line without a mark is a title only with a
//! byline below it or when the contents name it. Without marks, layout decides: a short line set off
//! from a finished paragraph, without an end mark, above a full one. The hard part is columns of 13 to
//! 20 characters, where every line is short; there looks decide nothing.

use std::collections::HashSet;

use super::credit::{bare_names, closing, credit, is_institution, origin};
use super::masthead::entry_key;
use super::page::{Mark, Page};
use super::role::{Omission, Role};
use super::signal::{End, end, ends_inside, is_label, is_note_word, numbered, starts_inside};

/// The longest line that may be a title, in characters.
const LONGEST_HEAD: usize = 40;

/// What holds for the layout of a whole text.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// Headings have marks.
    pub(super) marked: bool,
    /// Lines follow each other without blank lines.
    pub(super) wrapped: bool,
    /// Paragraphs begin with an indent.
    pub(super) indented: bool,
    /// The width that lines are wrapped at, in characters, around each line.
    pub(super) width: Vec<u16>,
    /// Whether each line stands in a column of short lines.
    pub(super) column: Vec<bool>,
}

impl Layout {
    /// Measures `page`; `used` tells the lines that are text.
    pub(super) fn of(page: &Page, roles: &[Option<Role>]) -> Layout {
        let lines: Vec<usize> = (0..page.lines.len())
            .filter(|&line| roles[line].is_none())
            .collect();
        let headings = lines
            .iter()
            .filter(|&&line| matches!(page.lines[line].mark, Mark::Heading(_)))
            .count();
        let long: Vec<usize> = lines
            .iter()
            .copied()
            .filter(|&line| page.lines[line].chars >= 8)
            .collect();
        let close = long
            .iter()
            .filter(|&&line| page.lines[line].blank == 0)
            .count();
        let indents = long
            .iter()
            .filter(|&&line| page.lines[line].indent >= 2)
            .count();
        let count = page.lines.len();
        let (mut width, mut column) = (vec![0; count], vec![false; count]);
        for (block, chunk) in lines.chunks(16).enumerate() {
            let from = (block * 16).saturating_sub(16);
            let mut near: Vec<usize> = lines[from..lines.len().min(from + 48)]
                .iter()
                .map(|&line| page.lines[line].chars)
                .collect();
            near.sort_unstable();
            let at = near[near.len() * 9 / 10];
            for &line in chunk {
                width[line] = u16::try_from(at.min(2000)).unwrap_or(2000);
            }
        }
        for (at, &line) in lines.iter().enumerate() {
            let near = &lines[at.saturating_sub(4)..lines.len().min(at + 5)];
            let mut lengths: Vec<usize> = near.iter().map(|&line| page.lines[line].chars).collect();
            lengths.sort_unstable();
            let open = near
                .iter()
                .filter(|&&line| end(page.line(line)) == End::Open)
                .count();
            column[line] = near.len() >= 5
                && lengths[lengths.len() / 4] >= 8
                && lengths[lengths.len() * 3 / 4] <= 40
                && lengths[lengths.len() / 2] <= 24
                && open * 2 > near.len();
        }
        Layout {
            marked: headings >= 2 || (headings == 1 && lines.len() <= 30),
            wrapped: close * 2 > long.len(),
            indented: indents >= 3 && indents * 12 > long.len(),
            width,
            column,
        }
    }
}

/// Gives every line its role. `entries` are the keys of the contents.
pub(super) fn classify(
    page: &Page,
    found: &[Option<Role>],
    layout: &Layout,
    entries: &[String],
) -> Vec<Role> {
    let entries: HashSet<&str> = entries.iter().map(String::as_str).collect();
    let mut roles: Vec<Role> = Vec::with_capacity(found.len());
    // Whether the text before is complete, and whether the line before is a title.
    let (mut complete, mut below_title) = (true, true);
    let mut below_chapter = false;
    let mut next_text = vec![usize::MAX; found.len() + 1];
    for line in (0..found.len()).rev() {
        next_text[line] = if found[line].is_none() {
            line
        } else {
            next_text[line + 1]
        };
    }
    for line in 0..found.len() {
        let role = match found[line] {
            Some(role) => role,
            None => {
                let next = next_text[line + 1];
                let place = Place {
                    page,
                    layout,
                    line,
                    next: (next != usize::MAX).then_some(next),
                    after: (next != usize::MAX)
                        .then(|| next_text[next + 1])
                        .filter(|&after| after != usize::MAX),
                    complete,
                    below_title,
                    below_chapter,
                };
                place.role(&entries)
            }
        };
        if !matches!(role, Role::Out(_)) {
            below_chapter = role == Role::Head && numbered(page.line(line));
        }
        match role {
            Role::Text | Role::Item | Role::Quote | Role::Dots => {
                complete = matches!(
                    end(page.line(line)),
                    End::Sentence | End::Bracket | End::Colon
                ) || role == Role::Dots;
                below_title = false;
            }
            Role::Out(_) | Role::Meta(_) | Role::Caption | Role::JumpTo | Role::JumpFrom => {}
            Role::Marked(_) | Role::Head | Role::Listed | Role::NoteWord => {
                complete = true;
                below_title = true;
            }
            Role::Byline => below_title = true,
            _ => {
                complete = true;
                below_title = false;
            }
        }
        roles.push(role);
    }
    roles
}

/// One line and what stands around it.
struct Place<'a> {
    page: &'a Page,
    layout: &'a Layout,
    line: usize,
    next: Option<usize>,
    after: Option<usize>,
    complete: bool,
    below_title: bool,
    /// A numbered chapter heading stands above: text follows, no second heading.
    below_chapter: bool,
}

impl Place<'_> {
    fn role(&self, entries: &HashSet<&str>) -> Role {
        let line = &self.page.lines[self.line];
        let text = self.page.line(self.line);
        let short = line.chars <= 80;
        if short && is_note_word(text) {
            return Role::NoteWord;
        }
        if let Mark::Heading(level) = line.mark {
            return Role::Marked(level);
        }
        if line.chars <= 200 && closing(text).is_some() {
            return match origin(text) {
                Some(origin) if origin.page_wide => Role::PageSource,
                Some(_) if !text.contains("作者") => Role::Source,
                _ => Role::Closing,
            };
        }
        if short {
            if let Some(origin) = origin(text) {
                return if origin.page_wide {
                    Role::PageSource
                } else {
                    Role::Source
                };
            }
            if (self.complete || line.glued)
                && let Some(credit) = credit(text)
            {
                {
                    return if credit.photo && !self.below_title {
                        Role::Credit
                    } else {
                        Role::Byline
                    };
                }
            }
            if self.below_title
                && (bare_names(text).is_some()
                    || (is_institution(text)
                        && self
                            .next
                            .is_some_and(|next| self.page.lines[next].chars > 40)))
            {
                return Role::Byline;
            }
        }
        if line.chars <= 60 && entries.contains(entry_key(text).as_str()) {
            return Role::Listed;
        }
        if line.mark == Mark::Quote {
            return Role::Quote;
        }
        if line.chars <= 14 && is_label(text) && self.complete && self.next.is_some() {
            return Role::Label;
        }
        if self.is_head() {
            return if self.is_caption() {
                Role::Caption
            } else {
                Role::Head
            };
        }
        if line.mark == Mark::List
            || numbered(text)
            || text.starts_with(['△', '●', '▲', '■', '◆', '○', '★'])
        {
            return Role::Item;
        }
        Role::Text
    }

    /// Whether the line looks like a title.
    fn is_head(&self) -> bool {
        let (line, text) = (&self.page.lines[self.line], self.page.line(self.line));
        if !(2..=LONGEST_HEAD).contains(&line.chars)
            || line.glued
            || ends_inside(text)
            || starts_inside(text)
        {
            return false;
        }
        if line.mark == Mark::List
            || text.ends_with(['。', '…', '：', ':']) && line.mark != Mark::Bold
        {
            return false;
        }
        if line.mark == Mark::Bold {
            return true;
        }
        let byline_below = self.next.is_some_and(|next| {
            credit(self.page.line(next)).is_some_and(|credit| !credit.photo)
                || bare_names(self.page.line(next)).is_some()
        });
        let set_off = line.blank >= 2
            && self
                .next
                .is_some_and(|next| self.page.lines[next].blank >= 1);
        let caption = set_off && !self.layout.column[self.line] && self.is_caption_word(text);
        if !self.complete && !caption {
            return false;
        }
        if set_off && self.complete && self.is_caption_word(text) && !self.layout.column[self.line]
        {
            return true;
        }
        let commas = text.matches(['，', ',']).count();
        if text.contains('。') || self.below_chapter || (commas >= 2 && line.chars > 24) {
            return false;
        }
        if byline_below {
            return true;
        }
        if self.layout.marked {
            return set_off && self.is_caption_word(text);
        }
        let width = usize::from(self.layout.width[self.line]);
        let last = self.next.is_none();
        if last {
            return line.blank > 0;
        }
        let next = self.next.unwrap_or(self.line);
        if self.layout.wrapped {
            let flush = self.page.lines[next].indent == 0 && self.page.lines[next].blank == 0;
            if self.layout.indented && flush {
                return false;
            }
            return line.chars * 10 < width * 8
                || (line.blank > 0 && self.page.lines[next].blank > 0);
        }
        if self.layout.column[self.line] && line.chars * 10 > width * 6 {
            return false;
        }
        let full = |line: usize| {
            self.page.lines[line].chars > LONGEST_HEAD || end(self.page.line(line)) == End::Sentence
        };
        line.blank > 0 && (full(next) || self.after.is_some_and(full) || self.layout.column[next])
    }

    /// Whether a line that looks like a title is a picture's caption.
    fn is_caption(&self) -> bool {
        let (line, text) = (&self.page.lines[self.line], self.page.line(self.line));
        text.starts_with("图为")
            || text.starts_with("圖為")
            || (line.blank >= 2 && self.line > 0 && self.is_caption_word(text) && !self.below_title)
    }

    fn is_caption_word(&self, text: &str) -> bool {
        [
            "现场",
            "現場",
            "仪式",
            "儀式",
            "揭牌",
            "发布",
            "發布",
            "合影",
            "剪彩",
            "签约",
            "外景",
            "效果图",
            "一角",
            "资料图",
            "示意图",
            "右一",
            "左一",
        ]
        .iter()
        .any(|word| text.trim_end_matches(['）', ')']).ends_with(word))
    }
}

/// Whether a role is running text.
pub(super) fn is_running(role: Role) -> bool {
    matches!(role, Role::Text | Role::Item | Role::Quote | Role::Dots)
}

/// Whether a role stands in no article and breaks no sentence.
pub(super) fn is_passed_over(role: Role) -> bool {
    matches!(role, Role::Out(omission) if omission != Omission::Label)
        || matches!(role, Role::Caption | Role::Meta(_))
}
