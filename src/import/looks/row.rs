//! Lines that look like titles and are rows: of a list, of a table, of words with their values.

use super::super::hints::Hints;
use super::super::issue_number::cells;
use super::super::signal::{End, number_style};
use super::{LONGEST_HEAD, Looks};

/// The longest word before its value in a list, in characters.
const LONGEST_KEY: usize = 8;

impl Looks<'_> {
    /// Whether the line and the one above or below are a word and its value: items of a list.
    pub(super) fn is_pair(&self) -> bool {
        let page = self.page;
        let pair = |line: usize| {
            page.line(line)
                .split_once(['：', ':', '︰'])
                .is_some_and(|(word, value)| {
                    word.chars().count() <= LONGEST_KEY && !value.trim().is_empty()
                })
                && page.credited(line).is_none()
        };
        let close = |line: usize| page.lines.get(line).is_some_and(|line| line.blank == 0);
        // A byline below a title may have a colon too.
        let signed = || {
            let next = page.lines.get(self.line + 1);
            next.is_some() && page.credited(self.line + 1).is_some()
        };
        self.line > 0
            && page.lines[self.line].hints.may(Hints::COLON)
            && pair(self.line)
            && (close(self.line) && pair(self.line - 1)
                || close(self.line + 1) && pair(self.line + 1))
            && !signed()
    }

    /// Whether the line and the one above or below are rows of a table: words and figures in as many cells.
    pub(super) fn is_row(&self) -> bool {
        let page = self.page;
        let cells = |line: usize| {
            let text = page.line(line);
            let wide = cells(text).count();
            let words = text.split_whitespace().count();
            let figures = text.contains(|c: char| c.is_ascii_digit());
            match (wide, words) {
                (2.., _) if figures => Some(wide),
                (3.., _) if page.lines[line].chars <= LONGEST_HEAD => Some(wide),
                // The words over its columns.
                (_, 4..) if page.lines[line].chars <= LONGEST_HEAD => Some(words),
                _ => None,
            }
        };
        if !page.lines[self.line].hints.may(Hints::SPACE) {
            return false;
        }
        let Some(mine) = cells(self.line) else {
            return false;
        };
        let close = |line: usize| page.lines.get(line).is_some_and(|line| line.blank == 0);
        let like = |line: usize| {
            cells(line) == Some(mine) && page.line(line).contains(|c: char| c.is_ascii_digit())
        };
        self.line > 0 && close(self.line) && like(self.line - 1)
            || close(self.line + 1) && like(self.line + 1)
    }

    /// Whether people stand here in a row below the numbered line that says what they are.
    pub(super) fn is_listed_by_name(&self) -> bool {
        let (page, line) = (self.page, &self.page.lines[self.line]);
        line.hints.may(Hints::SPACE)
            && page.is_named(self.line)
            && self.line.checked_sub(1).is_some_and(|above| {
                page.numbered(above) && page.lines[above].chars <= LONGEST_HEAD
            })
    }

    /// Whether the line is the first one of an item with an ornament that goes on right below: it has clauses and
    /// is as wide as the lines around it.
    pub(super) fn begins_item(&self) -> bool {
        let (page, line) = (self.page, &self.page.lines[self.line]);
        let width = usize::from(self.layout.width[self.line]);
        line.hints.may(Hints::OPENS_ORNAMENT)
            && line.hints.may(Hints::COMMA)
            && line.wide() * 10 >= width * 7
            && page.end(self.line) == End::Open
            && page.lines.get(self.line + 1).is_some_and(|next| {
                next.blank == 0
                    && next.indent <= line.indent
                    && !next.hints.may(Hints::OPENS_ORNAMENT)
            })
    }

    /// Whether the short line above has a number of the same style.
    pub(super) fn goes_on_a_list(&self) -> bool {
        let style = number_style(self.page.line(self.line));
        self.line > 0 && style.is_some() && {
            let above = self.line - 1;
            self.page.lines[above].chars <= LONGEST_HEAD
                && number_style(self.page.line(above)) == style
        }
    }
}

/// Whether `text` is the number of a table and what it tells: 表1 各队收成.
pub(super) fn is_numbered_table(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('表') else {
        return false;
    };
    let rest = rest.trim_start();
    let behind =
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    behind.len() < rest.len() && behind.starts_with([' ', '\u{3000}', '：', ':'])
}
