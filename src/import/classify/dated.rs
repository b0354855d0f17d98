//! Offices and days below a text: who signs it, and when.
//!
//! A day that fills a line ends a text, and so does the office or the name right above it.

use super::super::hints::Hints;
use super::super::looks::is_shape;
use super::super::masthead::is_day;
use super::super::page::Mark;
use super::super::publisher::is_signing;
use super::super::role::Role;
use super::super::signal::{date, is_numeral, squeezed};
use super::super::signed::standing;
use super::{FAR_RIGHT, Place, is_running};
use crate::text::script::is_han;

/// The longest day in figures alone, in characters.
const LONGEST_FIGURES: usize = 10;
/// The least indent that is deeper than a paragraph's, in cells.
const DEEPER: u8 = 6;
/// The longest day without its year, in characters.
const LONGEST_DAY: usize = 8;

impl Place<'_> {
    /// A day that ends a text, or who signs it right above.
    pub(super) fn office_or_day(&self, text: &str, chars: usize) -> Option<Role> {
        let hints = self.page.lines[self.line].hints;
        let (free, below_title) = (self.is_free(), self.below_title());
        let behind_text = free && is_running(self.below);
        if behind_text && chars <= 20 && self.is_name_above_day(text) {
            return Some(Role::Signature);
        }
        let is_day = self.is_whole_day(self.line);
        let below_office = matches!(self.below, Role::SignOff | Role::Signature);
        // 3月5日 below who signs.
        let without_year = below_office
            && chars <= LONGEST_DAY
            && hints.may(Hints::CLOSES_DAY)
            && is_day_of_year(text);
        let signed_off = without_year
            || below_title && chars >= 8 && is_day && self.below != Role::NoteWord
            // 某某局　四月三日
            || behind_text && chars <= 30 && is_signed_and_dated(text, hints)
            || !below_title
                && (is_day && (self.complete || below_office)
                    || chars <= 30 && self.is_office_above_day(text));
        signed_off.then_some(Role::SignOff)
    }

    /// Whether `line` is a day and nothing else, set in a day of this year, or far to the right the time when
    /// somebody wrote.
    fn is_whole_day(&self, line: usize) -> bool {
        let (here, text) = (&self.page.lines[line], self.page.line(line));
        // 2022-03-05
        let figures =
            || here.chars <= LONGEST_FIGURES && text.ends_with(|c: char| c.is_ascii_digit());
        (here.hints.may(Hints::CLOSES_DAY) || figures()) && is_day(text)
            || here.indent >= FAR_RIGHT && is_time_of_writing(text)
            || here.indent >= DEEPER
                && here.chars <= LONGEST_DAY
                && here.hints.may(Hints::CLOSES_DAY)
                && is_day_of_year(text)
    }

    /// Whether somebody signs a text above the day with which it ends.
    fn is_name_above_day(&self, text: &str) -> bool {
        self.next().is_some_and(|next| self.is_whole_day(next))
            && (self.page.is_named(self.line) || standing(text).is_some())
            && self.is_last_but_day()
    }

    /// Whether an office stands right above a day, or its name over two lines.
    fn is_office_above_day(&self, text: &str) -> bool {
        let office = || {
            is_signing(text)
                || self.page.lines[self.line].indent >= FAR_RIGHT
                || self.is_firm_above_day(text)
        };
        self.next().is_some_and(|next| {
            self.is_over_rest_of_office(text, next) || self.is_whole_day(next) && office()
        })
    }

    /// Whether the name of an office goes on at `next`, above a day.
    fn is_over_rest_of_office(&self, text: &str, next: usize) -> bool {
        let (rest, below) = (&self.page.lines[next], self.page.line(next));
        let day = self.next_text[next + 1];
        self.is_free()
            && is_running(self.below)
            && rest.blank == 0
            && rest.chars <= 30
            && day != usize::MAX
            && is_signing(text)
            && is_signing(below)
            && self.is_whole_day(day)
    }

    /// Whether a firm stands below a text and above a day with which the text ends.
    fn is_firm_above_day(&self, text: &str) -> bool {
        const ENDS: [&str; 13] = [
            "公司",
            "厂",
            "廠",
            "商店",
            "银行",
            "學校",
            "学校",
            "医院",
            "集团",
            "分局",
            "合作社",
            "车站",
            "支行",
        ];
        is_running(self.below)
            && self.complete
            && (4..=16).contains(&text.chars().count())
            && text.chars().all(is_han)
            && ENDS.iter().any(|end| text.ends_with(end))
            && self.is_last_but_day()
    }

    /// Whether a text ends with this line and the day below it.
    fn is_last_but_day(&self) -> bool {
        let day = self.next_text[self.line + 1];
        let below = self.next_text.get(day + 1).copied().unwrap_or(usize::MAX);
        below == usize::MAX
            || self.page.lines[below].mark != Mark::None
            || is_shape(self.page, below)
    }
}

/// Whether `text` says in which year and part of it somebody wrote: 二〇一九年秋, 2019年5月于某地.
fn is_time_of_writing(text: &str) -> bool {
    let short = squeezed(text);
    let year = short.chars().take_while(|&c| is_numeral(c)).count();
    let rest = short.split_once('年').map_or("", |(_, rest)| rest);
    year == 4
        && short.chars().nth(4) == Some('年')
        && rest.starts_with(|c: char| is_numeral(c) || "春夏秋冬初末岁中元".contains(c))
        && rest.chars().count() <= LONGEST_DAY
        && rest.chars().all(|c| is_han(c) || c.is_ascii_digit())
}

/// Whether `text` is a day without its year and nothing else: 3月5日.
fn is_day_of_year(text: &str) -> bool {
    let short = squeezed(text);
    date(&short).is_some_and(|(_, _, day, used)| day.is_some() && used == short.len())
}

/// Whether `text` names an office and, behind a gap, a day: 某某局　四月三日.
fn is_signed_and_dated(text: &str, hints: Hints) -> bool {
    hints.may(Hints::CLOSES_DAY)
        && text
            .trim()
            .rsplit_once(['\u{3000}', ' '])
            .is_some_and(|(office, day)| {
                let whole =
                    date(day).is_some_and(|(_, _, on, used)| on.is_some() && used == day.len());
                whole && office.chars().count() >= 4 && is_signing(office.trim())
            })
}
