//! Who signs the text above: a name, an office, those who live at a place.
//!
//! Behind a text a name signs it where it stands far to the right, in brackets or above the next title. The
//! hard part are offices, for the name of one may as well be the kicker of what follows.

use super::super::credit::{is_class, is_office};
use super::super::hints::Hints;
use super::super::lexicon::CharSet;
use super::super::looks::is_shape;
use super::super::page::Mark;
use super::super::publisher::is_signing;
use super::super::role::Role;
use super::super::signal::{is_note_word, is_numeral, squeezed};
use super::super::signed::{is_institution, pen_name, set_right, signature, standing, supplied};
use super::{FAR_RIGHT, Place, is_running};
use crate::text::script::is_han;

/// How many lines above its name an office may speak of itself.
const REPLY: usize = 12;

impl Place<'_> {
    /// Who signs the text above, if the line says so by itself or by where it stands.
    pub(super) fn behind_text(&self, text: &str, chars: usize) -> Option<Role> {
        let line = &self.page.lines[self.line];
        let hints = line.hints;
        if !self.is_free() {
            return None;
        }
        if chars <= 60
            && !self.below_title()
            && hints.may(Hints::OPENS_SIGNATURE)
            && (signature(text).is_some() || supplied(text).is_some())
        {
            return Some(Role::Signature);
        }
        if is_running(self.below)
            && chars <= 20
            && (line.indent >= FAR_RIGHT || hints.may(Hints::SPACE.and(Hints::COLON)))
            && self.is_set_right(text, line.indent)
            && self.page.credited(self.line).is_none()
        {
            return Some(Role::Signature);
        }
        if self.signs_at_margin(text) {
            return Some(Role::Signature);
        }
        if is_running(self.below) {
            return self.signs_off(text, chars);
        }
        None
    }

    /// Who signs the running text above, right behind it.
    fn signs_off(&self, text: &str, chars: usize) -> Option<Role> {
        let line = &self.page.lines[self.line];
        let hints = line.hints;
        // 某市某区　甲 behind a letter that nothing but a rule or a mark parts from the next one.
        if chars <= 14
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
        if chars <= 20
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
        if chars <= 16
            && let Some(office) = text.strip_suffix(['启', '啟'])
            && is_signing(office.trim_end_matches(['谨', '謹', '敬']))
        {
            return Some(Role::SignOff);
        }
        // An office or those of a place behind a text and right above a marked title, or last of all: no kicker,
        // for it says who tells the above. No rule parts it from that.
        if (4..=16).contains(&chars)
            && line.blank > 0
            && !line.ruled
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
        if (4..=16).contains(&chars) && self.is_replying_office(text) {
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
