//! Lines that name people, papers and offices, by what stands around them.
//!
//! Below a title names are its authors, behind a text a signature; far to the right, in brackets or above
//! a day they mean the same. The questions stand in the order in which they are asked: what a word of the line
//! says comes before what its place does. A word of two or three Han may be a pen name or the head of a part.

use super::super::account::posted;
use super::super::credit::{has_role, is_foreign_author};
use super::super::frame::is_framed_report;
use super::super::gaps::is_spaced_out;
use super::super::hints::Hints;
use super::super::looks::{is_shape, opens_bracket};
use super::super::origin::{closing, facts, origin};
use super::super::particular::is_particular;
use super::super::role::Role;
use super::super::signal::{bare, squeezed};
use super::super::signed::{is_institution, is_role_alone, signature};
use super::Place;
use crate::text::script::is_han;

/// The longest credit below a caption, in characters.
const LONGEST_CREDIT: usize = 40;
/// The longest line of names, in characters.
const LONGEST_NAMES: usize = 80;

impl Place<'_> {
    /// Lines that name people, papers, offices.
    pub(super) fn signed(&self, text: &str, chars: usize) -> Option<Role> {
        let role = self
            .named_by_word(text, chars)
            .or_else(|| self.behind_text(text, chars))
            .or_else(|| self.framed_author(text, chars))
            .or_else(|| self.closing_note(text, chars));
        if role.is_some() || chars > LONGEST_NAMES {
            return role;
        }
        self.source_or_credit(text)
            .or_else(|| self.author(text))
            .or_else(|| self.office_or_day(text, chars))
    }

    /// Whether no sentence goes on here.
    pub(super) fn is_free(&self) -> bool {
        self.complete || self.page.lines[self.line].glued
    }

    /// What a word in front of a colon says, or the line above.
    fn named_by_word(&self, text: &str, chars: usize) -> Option<Role> {
        let hints = self.page.lines[self.line].hints;
        let below_title = self.below_title();
        // The names of a dateline that is broken over lines.
        if self.dateline_goes_on() {
            return Some(Role::Text);
        }
        if chars <= 120
            && hints.may(Hints::COLON)
            && (facts(text).is_some() || below_title && posted(text).is_some())
        {
            return Some(Role::Byline);
        }
        // 主讲：甲 between when and where a thing is.
        if chars <= 60
            && !below_title
            && hints.may(Hints::OPENS_PARTICULAR)
            && hints.may(Hints::COLON)
            && is_particular(text)
            && self
                .line
                .checked_sub(1)
                .is_some_and(|above| is_particular(self.page.line(above)))
        {
            return Some(Role::Text);
        }
        // （来源：某台5月24日报道）: the word before it says what it is, whatever is said of it behind.
        if chars <= 60
            && hints.may(Hints::ORIGIN)
            && hints.may(Hints::COLON)
            && bare(text).starts_with(['来', '來'])
            && text.ends_with(['道', '導', '导', '）', ')'])
            && origin(text).is_some_and(|found| found.source.is_some() && !found.page_wide)
            && self.is_free()
        {
            return Some(Role::Source);
        }
        // Below a caption, also where the picture stands inside a sentence.
        if self.below_caption
            && chars <= LONGEST_CREDIT
            && hints.may(Hints::CREDIT)
            && self
                .page
                .credited(self.line)
                .is_some_and(|credit| credit.photo && credit.named)
        {
            return Some(Role::Credit);
        }
        None
    }

    /// Who wrote what stands below, in brackets below its title.
    fn framed_author(&self, text: &str, chars: usize) -> Option<Role> {
        if !self.below_title() {
            return None;
        }
        // 【记者甲／某地报道】 below a title.
        if chars <= 30 && is_framed_report(text) {
            return Some(Role::Byline);
        }
        // ［某国］甲·乙　丙译
        if text.starts_with(['[', '［', '〔', '（', '(']) && is_foreign_author(text) {
            return Some(Role::Byline);
        }
        // （记者 甲） below a title.
        if chars <= 40
            && (text.starts_with(['（', '(']) || text.starts_with('【') && text.ends_with('】'))
            && signature(text).is_some_and(|found| !found.names.is_empty())
        {
            return Some(Role::Byline);
        }
        None
    }

    /// A note in brackets that closes an article, with its source or without.
    fn closing_note(&self, text: &str, chars: usize) -> Option<Role> {
        let framed = self.page.lines[self.line].hints.may(Hints::OPENS_FRAME);
        if chars <= 200 && framed && !opens_bracket(text) && closing(text).is_some() {
            return Some(match origin(text) {
                Some(origin) if origin.page_wide => Role::PageSource,
                Some(_) if !text.contains("作者") => Role::Source,
                _ => Role::Closing,
            });
        }
        None
    }

    /// Where a text comes from, or who made it, as a word of the trade says.
    fn source_or_credit(&self, text: &str) -> Option<Role> {
        let hints = self.page.lines[self.line].hints;
        let framed = hints.may(Hints::OPENS_FRAME);
        if hints.may(Hints::ORIGIN)
            && (framed || hints.may(Hints::COLON.and(Hints::OPENS_ORIGIN)))
            && let Some(origin) = origin(text)
        {
            return Some(if origin.page_wide {
                Role::PageSource
            } else {
                Role::Source
            });
        }
        if self.is_free()
            && hints.may(Hints::CREDIT)
            && !hints.may(Hints::STOP)
            && has_role(text)
            && !self.page.has_dateline(self.line)
            && let Some(credit) = self.page.credited(self.line)
        {
            return Some(if credit.photo && !self.below_title() {
                Role::Credit
            } else {
                Role::Byline
            });
        }
        None
    }

    /// Bare names, pen names and institutions below a title: who wrote what stands below them.
    fn author(&self, text: &str) -> Option<Role> {
        if !self.below_title() {
            return None;
        }
        let hints = self.page.lines[self.line].hints;
        let next_long = |least: usize| {
            self.next()
                .is_some_and(|next| self.page.lines[next].chars > least || self.layout.column[next])
        };
        // 石 头 记 above a name is a title, spaced.
        let spaced_title =
            || is_spaced_out(text, 1) && self.next().is_some_and(|next| self.page.is_named(next));
        // ■ 某栏 over the next title is the name of a column.
        let over_title = || {
            hints.may(Hints::OPENS_ORNAMENT)
                && self
                    .next()
                    .filter(|&next| {
                        let below = &self.page.lines[next];
                        // The first line of a paragraph.
                        let begins = below.indent >= 2 && below.hints.may(Hints::COMMA);
                        below.blank > 0 && !self.layout.verse[next] && !begins
                    })
                    .is_some_and(|next| is_shape(self.page, next) && !self.page.is_named(next))
        };
        let dateline = || {
            hints.may(Hints::BRACKET) && opens_bracket(text) && self.page.has_dateline(self.line)
        };
        // 白杨 above the name of who wrote the first text of all is its title.
        let over_name = || self.next().is_some_and(|next| self.page.is_named(next));
        // What may be a name between a title and the line that says who wrote the text is the rest of the title.
        let rest_of_title = || {
            self.below == Role::Head
                && self.page.lines[self.line].blank == 0
                && !hints.may(Hints::SPACE)
                && self.next().is_some_and(|next| {
                    let writer = self.page.credited(next);
                    self.page.lines[next].blank == 0
                        && writer.is_some_and(|writer| writer.named && !writer.photo)
                })
        };
        if !(over_title() || dateline() || spaced_title() || rest_of_title())
            && (self.page.is_named(self.line)
                && !(self.first && (is_spaced_out(text, 1) || over_name()))
                || !self.first
                    && (is_role_alone(text)
                        || self.is_pen_name(text)
                            && (next_long(12)
                                || self.next().is_some_and(|next| self.layout.verse[next]))
                        || is_institution(text)
                            && next_long(20)
                            && self
                                .next()
                                .is_some_and(|next| !self.page.has_dateline(next))))
        {
            return Some(Role::Byline);
        }
        None
    }

    /// Whether the line above is text and opens a dateline's bracket without closing it.
    pub(super) fn dateline_goes_on(&self) -> bool {
        self.below == Role::Text && self.line > 0 && {
            let above = self.page.line(self.line - 1);
            self.page.lines[self.line - 1].hints.may(Hints::BRACKET)
                && opens_bracket(above)
                && self.page.has_dateline(self.line - 1)
        }
    }

    /// A word of two or three Han right below a title: the name that somebody writes under.
    fn is_pen_name(&self, text: &str) -> bool {
        if self.below_chapter
            || !matches!(
                self.below,
                Role::Marked(_) | Role::Head | Role::Listed | Role::ListedRest
            )
        {
            return false;
        }
        // Others of its look stand above parts of the text.
        let line = &self.page.lines[self.line];
        let alike = |other: usize| {
            let there = &self.page.lines[other];
            there.indent == line.indent
                && there.chars <= 5
                && squeezed(self.page.line(other)).chars().count() <= 4
        };
        let last = self.page.lines.len().min(self.line + 40);
        if line.indent >= 4 && (self.line + 1..last).any(alike) {
            return false;
        }
        let short = squeezed(text);
        (2..=3).contains(&short.chars().count())
            && short.chars().all(is_han)
            && ![
                "引言",
                "前言",
                "导语",
                "摘要",
                "引子",
                "背景",
                "序言",
                "概述",
                "开篇",
                "尾声",
                "后记",
                "缘起",
                "起因",
                "简介",
                "楔子",
                "目的",
                "意义",
                "序",
                "正文",
                "节选",
                "组诗",
                "外一首",
                "小说",
                "散文",
                "诗歌",
                "随笔",
                "杂文",
                "通讯",
                "特写",
                "评论",
                "更正",
                "启事",
                "声明",
                "讣告",
                "鸣谢",
                "通知",
            ]
            .contains(&&*short)
    }
}
