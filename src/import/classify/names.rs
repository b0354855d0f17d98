//! Lines that name people, papers and offices, by what stands around them.
//!
//! Below a title names are its authors, behind a text a signature; far to the right, in brackets or above
//! a day they mean the same. A word of two or three Han may be a pen name or the head of a part.

use super::super::account::posted;
use super::super::credit::{has_role, is_class, is_office};
use super::super::frame::is_framed_report;
use super::super::gaps::is_spaced_out;
use super::super::hints::Hints;
use super::super::lexicon::CharSet;
use super::super::looks::{is_shape, opens_bracket};
use super::super::masthead::is_day;
use super::super::origin::{closing, facts, origin};
use super::super::page::Mark;
use super::super::particular::is_particular;
use super::super::publisher::is_signing;
use super::super::role::Role;
use super::super::signal::{bare, date, is_note_word, is_numeral, squeezed};
use super::super::signed::{
    is_institution, is_role_alone, pen_name, set_right, signature, standing, supplied,
};
use super::{FAR_RIGHT, Place, is_running};
use crate::text::script::is_han;

/// The longest credit below a caption, in characters.
const LONGEST_CREDIT: usize = 40;
/// The longest day in figures alone, in characters.
const LONGEST_FIGURES: usize = 10;
/// The longest day without its year, in characters.
const LONGEST_DAY: usize = 8;
/// How many lines above its name an office may speak of itself.
const REPLY: usize = 12;

impl Place<'_> {
    /// Lines that name people, papers, offices.
    pub(super) fn signed(&self, text: &str, chars: usize) -> Option<Role> {
        let line = &self.page.lines[self.line];
        let hints = line.hints;
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
        let free = self.complete || line.glued;
        // （来源：某台5月24日报道）: the word before it says what it is, whatever is said of it behind.
        if chars <= 60
            && hints.may(Hints::ORIGIN)
            && hints.may(Hints::COLON)
            && bare(text).starts_with(['来', '來'])
            && text.ends_with(['道', '導', '导', '）', ')'])
            && origin(text).is_some_and(|found| found.source.is_some() && !found.page_wide)
            && free
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
        if chars <= 60
            && free
            && !below_title
            && hints.may(Hints::OPENS_SIGNATURE)
            && (signature(text).is_some() || supplied(text).is_some())
        {
            return Some(Role::Signature);
        }
        if free
            && is_running(self.below)
            && chars <= 20
            && (line.indent >= FAR_RIGHT || hints.may(Hints::SPACE.and(Hints::COLON)))
            && self.is_set_right(text, line.indent)
            && self.page.credited(self.line).is_none()
        {
            return Some(Role::Signature);
        }
        if free && self.signs_at_margin(text) {
            return Some(Role::Signature);
        }
        // 某市某区　甲 behind a letter that nothing but a rule or a mark parts from the next one.
        if free
            && is_running(self.below)
            && chars <= 14
            && hints.may(Hints::SPACE)
            && pen_name(text).is_some()
            && self.next().is_none_or(|next| {
                let line = &self.page.lines[next];
                line.ruled || matches!(line.mark, Mark::Heading(_))
            })
        {
            return Some(Role::Signature);
        }
        // 某某巷　三十户居民 behind a letter.
        if free
            && is_running(self.below)
            && chars <= 20
            && !hints.may(Hints::STOP.and(Hints::COMMA).and(Hints::COLON))
            && is_unnamed(text)
            && self.next().is_none_or(|next| {
                let below = &self.page.lines[next];
                line.indent >= FAR_RIGHT
                    || below.mark != Mark::None
                    || is_shape(self.page, next)
                    || is_note_word(self.page.line(next))
            })
        {
            return Some(Role::Signature);
        }
        // 某某小组启 behind a notice.
        if free
            && is_running(self.below)
            && chars <= 16
            && let Some(office) = text.strip_suffix(['启', '啟'])
            && is_signing(office.trim_end_matches(['谨', '謹', '敬']))
        {
            return Some(Role::Signature);
        }
        // An office or those of a place behind a text and right above a marked title, or last of all: no kicker,
        // for it says who tells the above.
        if free
            && is_running(self.below)
            && (4..=16).contains(&chars)
            && line.blank > 0
            && !hints.may(Hints::PUNCTUATION.and(Hints::SPACE))
            && self.next().is_none_or(|next| {
                matches!(self.page.lines[next].mark, Mark::Heading(_)) || self.is_over_reply(next)
            })
        {
            if is_signing(text) || is_institution(text) || is_office(text) || is_class(text) {
                return Some(Role::SignOff);
            }
            if is_those_of_place(text) {
                return Some(Role::Signature);
            }
        }
        if free && (4..=16).contains(&chars) && self.is_replying_office(text) {
            return Some(Role::SignOff);
        }
        // 【记者甲／某地报道】 below a title.
        if below_title && chars <= 30 && is_framed_report(text) {
            return Some(Role::Byline);
        }
        // （记者 甲） below a title.
        if below_title
            && chars <= 40
            && (text.starts_with(['（', '(']) || text.starts_with('【') && text.ends_with('】'))
            && signature(text).is_some_and(|found| !found.names.is_empty())
        {
            return Some(Role::Byline);
        }
        let framed = hints.may(Hints::OPENS_FRAME);
        if chars <= 200 && framed && !opens_bracket(text) && closing(text).is_some() {
            return Some(match origin(text) {
                Some(origin) if origin.page_wide => Role::PageSource,
                Some(_) if !text.contains("作者") => Role::Source,
                _ => Role::Closing,
            });
        }
        if chars > 80 {
            return None;
        }
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
        if free
            && hints.may(Hints::CREDIT)
            && !hints.may(Hints::STOP)
            && has_role(text)
            && !self.page.has_dateline(self.line)
            && let Some(credit) = self.page.credited(self.line)
        {
            return Some(if credit.photo && !below_title {
                Role::Credit
            } else {
                Role::Byline
            });
        }
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
                    .filter(|&next| self.page.lines[next].blank > 0 && !self.layout.verse[next])
                    .is_some_and(|next| is_shape(self.page, next) && !self.page.is_named(next))
        };
        let dateline = || {
            hints.may(Hints::BRACKET) && opens_bracket(text) && self.page.has_dateline(self.line)
        };
        if below_title
            && !(over_title() || dateline() || spaced_title())
            && (self.page.is_named(self.line) && !(self.first && is_spaced_out(text, 1))
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
        let whole_day = |line: usize| {
            let (here, text) = (&self.page.lines[line], self.page.line(line));
            // 2022-03-05
            let figures =
                || here.chars <= LONGEST_FIGURES && text.ends_with(|c: char| c.is_ascii_digit());
            (here.hints.may(Hints::CLOSES_DAY) || figures()) && is_day(text)
                || here.indent >= FAR_RIGHT && is_time_of_writing(text)
        };
        // A name over two lines stands above the day with both.
        let over_other = |next: usize| {
            let (below, day) = (self.page.line(next), self.next_text[next + 1]);
            free && is_running(self.below)
                && is_signing(text)
                && is_signing(below)
                && self.page.lines[next].blank == 0
                && self.page.lines[next].chars <= 30
                && day != usize::MAX
                && whole_day(day)
        };
        let office_above_day = || {
            chars <= 30
                && self.next().is_some_and(|next| {
                    over_other(next)
                        || whole_day(next)
                            && (is_signing(text)
                                || line.indent >= FAR_RIGHT
                                || self.is_firm_above_day(text))
                })
        };
        if free
            && is_running(self.below)
            && chars <= 20
            && self.next().is_some_and(whole_day)
            && (self.page.is_named(self.line) || standing(text).is_some())
            && self.is_last_but_day()
        {
            return Some(Role::Signature);
        }
        let day_below_office = matches!(self.below, Role::SignOff | Role::Signature);
        let is_day = whole_day(self.line);
        // 3月5日 below who signs.
        if matches!(self.below, Role::Signature | Role::SignOff)
            && chars <= LONGEST_DAY
            && hints.may(Hints::CLOSES_DAY)
            && is_day_of_year(text)
        {
            return Some(Role::SignOff);
        }
        if below_title && chars >= 8 && is_day && !matches!(self.below, Role::NoteWord) {
            return Some(Role::SignOff);
        }
        // 某某局　四月三日
        if free && is_running(self.below) && chars <= 30 && is_signed_and_dated(text, hints) {
            return Some(Role::SignOff);
        }
        if !below_title && (is_day && (self.complete || day_below_office) || office_above_day()) {
            return Some(Role::SignOff);
        }
        None
    }

    /// Whether an office signs the text above, in which it speaks of itself: 我局, 我公司. No title stands so,
    /// and what stands below begins something else.
    fn is_replying_office(&self, text: &str) -> bool {
        const OWN: [&str; 16] = [
            "局", "公司", "厂", "廠", "校", "处", "處", "院", "所", "站", "委", "办", "部", "中心",
            "队", "社",
        ];
        let parted = |next: usize| {
            let line = &self.page.lines[next];
            line.ruled
                || line.mark != Mark::None
                || line.blank > 0 && is_shape(self.page, next)
                || is_note_word(self.page.line(next))
        };
        let school = || text.ends_with(['学', '學']);
        is_running(self.below)
            && text.chars().all(is_han)
            && (is_signing(text) || is_institution(text))
            && self.next().is_none_or(parted)
            && (self.line.saturating_sub(REPLY)..self.line).any(|above| {
                let above = self.page.line(above);
                let says = |own: &str| {
                    let at = above.match_indices(own);
                    at.clone().any(|(at, _)| above[..at].ends_with('我'))
                };
                OWN.iter().any(|own| text.ends_with(own) && says(own)) || school() && says("校")
            })
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

    /// Whether a short line stands at `line` with room around it and a paragraph below, behind which an office
    /// stands again: the next of several letters and answers.
    fn is_over_reply(&self, line: usize) -> bool {
        let page = self.page;
        let apart = |line: usize| page.lines.get(line).is_some_and(|here| here.blank > 0);
        let office = |line: usize| {
            page.lines.get(line).is_some_and(|here| {
                let text = page.line(line);
                here.mark == Mark::None
                    && (4..=16).contains(&here.chars)
                    && (is_signing(text) || is_institution(text))
            })
        };
        is_shape(page, line)
            && apart(line)
            && apart(line + 1)
            && page.lines[line + 1].chars > 40
            && apart(line + 2)
            && (office(line + 2)
                || apart(line + 3) && page.lines[line + 2].chars > 40 && office(line + 3))
    }

    /// Whether a text ends with this line and the day below it.
    fn is_last_but_day(&self) -> bool {
        let day = self.next_text[self.line + 1];
        let below = self.next_text.get(day + 1).copied().unwrap_or(usize::MAX);
        below == usize::MAX
            || self.page.lines[below].mark != Mark::None
            || is_shape(self.page, below)
    }

    /// Whether a name stands behind a text: far to the right, or with what its bearer is above a title.
    fn is_set_right(&self, text: &str, indent: u8) -> bool {
        let last = || {
            self.next().is_none_or(|next| {
                let line = &self.page.lines[next];
                line.blank > 0 || line.mark != Mark::None || is_shape(self.page, next)
            })
        };
        let above_paragraph = || {
            self.layout.is_indented(self.line)
                && indent == 0
                && self
                    .next()
                    .is_some_and(|next| self.page.lines[next].indent >= 2)
        };
        indent >= FAR_RIGHT && set_right(text).is_some()
            || (last() || above_paragraph()) && standing(text).is_some()
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

/// Whether `text` are those who live, work or learn at a place, behind its name: 某某街居民.
fn is_those_of_place(text: &str) -> bool {
    const WHO: [&str; 8] = [
        "居民", "村民", "业主", "住户", "职工", "学生", "师生", "商户",
    ];
    const PLACES: [char; 17] = [
        '街', '路', '巷', '村', '镇', '乡', '县', '区', '院', '楼', '里', '厂', '校', '学', '队',
        '弄', '园',
    ];
    let place = WHO.iter().find_map(|who| text.strip_suffix(who));
    place.is_some_and(|place| {
        let place = place.trim_end_matches(['全', '体', '部', '分', '一', '群', '众']);
        (2..=10).contains(&place.chars().count())
            && place.chars().all(is_han)
            && place.ends_with(PLACES)
    })
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

/// Whether `text` says behind a gap how many wrote and what they are, and no name: 三十户居民, 一职工.
fn is_unnamed(text: &str) -> bool {
    const SOME: [&str; 8] = ["部分", "全体", "全體", "一群", "几位", "几名", "幾位", "众"];
    const WHAT: &[&str] = &[
        "居民", "职工", "職工", "读者", "讀者", "村民", "家长", "學生", "学生", "乘客", "顾客",
        "市民", "社员", "工人", "用户", "农民", "战士", "同学", "同學", "师生", "師生", "员工",
        "业主", "業主", "商户", "司机", "住户",
    ];
    const LASTS: CharSet = CharSet::of_last(WHAT);
    let text = text.trim();
    if !LASTS.ends(text) {
        return false;
    }
    let gap = text.rsplit_once(['\u{3000}', ' ']);
    // 三队部分家长
    let some = || {
        let at = SOME
            .iter()
            .find_map(|word| text.rfind(word))
            .filter(|&at| at > 0)?;
        Some((&text[..at], &text[at..]))
    };
    let Some((place, who)) = gap.or_else(some) else {
        return false;
    };
    let who = who.trim_start_matches(['全', '体', '體', '部', '分', '几', '数']);
    let counted =
        who.trim_start_matches(|c| is_numeral(c) || matches!(c, '名' | '位' | '户' | '个'));
    counted.chars().count() <= 3
        && WHAT.iter().any(|end| counted.ends_with(end))
        && (squeezed(place).chars().all(is_han) || is_class(&squeezed(place)))
        && !place.contains(['，', '。'])
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
