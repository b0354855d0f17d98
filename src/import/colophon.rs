//! The block at the end of an issue that tells who made, printed and received it.
//!
//! Its lines are read from the last one upwards: pairs of a word and a value (主编：甲, 印数：300), what goes on
//! from such a line, and short words between them. The hard part is a notice that ends with whom to call:
//! addresses and telephones alone are no colophon, and where no head of an issue stands, two different words
//! of making are needed.

use super::issue_number::is_periodical;
use super::lexicon::{CharSet, Lexicon};
use super::masthead::is_day;
use super::page::{Mark, Page};
use super::publisher::is_signing;
use super::role::{Omission, Role};
use super::signal::{End, bare, is_letter, is_numeral, squeezed};

/// How many of the last lines may belong to it.
const DEEPEST: usize = 16;
/// How many lines without a word of their own may stand together inside it.
const BETWEEN: usize = 2;
/// The longest line, in characters.
const LONGEST: usize = 170;
/// The longest line without a word of its own, in characters.
const LONGEST_BETWEEN: usize = 60;

/// From which indent on a line is set far in, in cells.
const FAR_IN: u8 = 6;

/// Words for making, selling and handing out a paper.
const MAKING: &[&str] = &[
    "主编",
    "主編",
    "总编",
    "總編",
    "副主编",
    "编辑",
    "編輯",
    "责编",
    "责任编辑",
    "責任編輯",
    "执行编辑",
    "执编",
    "编委",
    "编审",
    "審校",
    "审核",
    "核稿",
    "核发",
    "签发",
    "校对",
    "校對",
    "打字",
    "排版",
    "监制",
    "顾问",
    "发行人",
    "發行人",
    "发行所",
    "發行所",
    "发行",
    "發行",
    "督印人",
    "督印",
    "社长",
    "社長",
    "社址",
    "编辑部",
    "編輯部",
    "出版",
    "主办",
    "主办单位",
    "承办单位",
    "技术支持",
    "主辦",
    "承办",
    "主管",
    "印刷",
    "承印",
    "印数",
    "印數",
    "准印证",
    "准字",
    "刊号",
    "国内统一",
    "邮发代号",
    "定价",
    "定價",
    "工本费",
    "零售",
    "订价",
    "劃撥",
    "广告",
    "廣告",
    "广告部",
    "廣告部",
    "发行部",
    "發行部",
    "抄报",
    "抄送",
    "主送",
    "报送",
    "分送",
    "呈报",
    "呈送",
    "发送",
    "发至",
    "印送",
    "印发",
    "发",
    "報",
    "报",
    "送",
    "投稿",
    "投稿邮箱",
    "投稿信箱",
    "来稿",
    "声明",
    "本刊声明",
    "内部资料",
    "免费赠阅",
    "免费交流",
    "免費結緣",
    "助印",
    "激光照排",
    "邮资已付",
    "郵資已付",
    "无法投递",
    "無法投遞",
    "版权",
];

/// Words that close a board for notices, and stand in notices elsewhere.
const POSTING: &[&str] = &[
    "公开时间",
    "公开地点",
    "公开日期",
    "公开期限",
    "监督委员会主任",
    "经办人",
    "制表人",
    "填表人",
];
/// Names of such a board, and within how many lines its name stands.
const BOARDS: [&str; 3] = ["务公开", "公开栏", "公開欄"];
const TOP: usize = 4;

/// Words before what an issue costs.
const PRICES: &[&str] = &[
    "零售价",
    "零售",
    "售价",
    "定价",
    "月价",
    "季价",
    "全年价",
    "每份",
];

/// Words for where somebody is found: of a paper or of anybody.
const REACHING: &[&str] = &[
    "地址",
    "会址",
    "會址",
    "通讯地址",
    "通信地址",
    "联系地址",
    "邮编",
    "郵編",
    "邮政编码",
    "电话",
    "電話",
    "热线",
    "传真",
    "傳真",
    "网址",
    "邮箱",
    "电子邮箱",
    "信箱",
    "E-mail",
    "Email",
    "QQ",
    "值班电话",
    "联系电话",
    "编辑部电话",
    "村务热线",
];

/// Gives the lines of the block their role; `has_head` tells whether the issue has a head.
pub(super) fn colophon(page: &Page, roles: &mut [Option<Role>], has_head: bool) {
    let (mut between, mut lines) = (Vec::new(), Vec::new());
    let mut making: Vec<&str> = Vec::new();
    let names_board = |line: usize| {
        let text = page.line(line).trim();
        BOARDS.iter().any(|name| text.ends_with(name)) && is_periodical(text)
    };
    let board = (0..page.lines.len().min(TOP)).any(names_board);
    for line in (0..roles.len()).rev().take(DEEPEST) {
        let out = matches!(
            roles[line],
            Some(
                Role::Out(Omission::Imprint | Omission::Navigation | Omission::Stray)
                    | Role::Editor
            )
        );
        if roles[line].is_some() && !out {
            match roles[line] {
                Some(Role::Out(Omission::PageNumber | Omission::RunningHead)) => continue,
                _ => break,
            }
        }
        let (text, here) = (page.line(line), &page.lines[line]);
        let posted = posting(text).filter(|_| board);
        let words: Vec<_> = words(text).into_iter().chain(posted).collect();
        // Where everything short has a mark, what ends the page has one too.
        let marked = match here.mark {
            Mark::None | Mark::List => false,
            Mark::Heading(_) => words.is_empty(),
            _ => true,
        };
        if here.chars > LONGEST || marked || words.is_empty() && signs_text(page, line) {
            break;
        }
        if !words.is_empty() || out || is_copies(text) {
            making.extend(words.iter().filter(|word| MAKING.contains(word)));
            making.extend(posted);
            lines.append(&mut between);
            lines.push(line);
        } else if between.len() < BETWEEN
            && here.chars <= LONGEST_BETWEEN
            && page
                .lines
                .get(line + 1)
                .is_none_or(|next| next.blank == 0 || here.chars <= 16)
        {
            between.push(line);
        } else {
            break;
        }
    }
    making.sort_unstable();
    making.dedup();
    if making.len() >= 2 || has_head && !making.is_empty() {
        for line in lines {
            roles[line] = Some(Role::Out(Omission::Imprint));
        }
    }
}

/// Whether `line` is a day below who signs, both of them right below a text that has ended: they sign it.
fn signs_text(page: &Page, line: usize) -> bool {
    let Some(text) = line.checked_sub(2) else {
        return false;
    };
    let close = |line: usize| page.lines[line].blank == 0 && page.lines[line].indent >= FAR_IN;
    close(line)
        && close(line - 1)
        && is_day(page.line(line))
        && is_signing(page.line(line - 1))
        && page.lines[text].indent < FAR_IN
        && page.end(text) == End::Sentence
}

/// The word that `text` begins with, if it says when, where and by whom a notice was put up.
fn posting(text: &str) -> Option<&'static str> {
    let valued = |word: &&&str| {
        let value = text.trim_start().strip_prefix(**word);
        value.is_some_and(|value| value.starts_with(['：', ':', '︰']))
    };
    POSTING.iter().find(valued).copied()
}

/// The words of making and reaching in `text` that stand at its start or behind a gap, with a value.
fn words(text: &str) -> Vec<&'static str> {
    const MAKE: Lexicon = Lexicon::of(MAKING);
    const REACH: Lexicon = Lexicon::of(REACHING);
    const FIRSTS: CharSet = CharSet::of_first(MAKING).and_first(REACHING);
    const LASTS: CharSet = CharSet::of_last(MAKING).and_set(CharSet::of_last(REACHING));
    let mut found = Vec::new();
    if text.contains('。') && text.chars().count() > 60 && !text.contains(['：', ':', '︰']) {
        return found;
    }
    // 主　编：甲　　责 编：乙
    let parts: Vec<&str> = text.split(['：', ':', '︰']).collect();
    let mut before = None;
    for (index, part) in parts.iter().enumerate() {
        let valued = index + 1 < parts.len();
        // What stands between two colons says the same each time: a line may be nothing but that.
        if valued && index > 1 && parts[index - 1] == *part {
            found.extend(before);
            continue;
        }
        before = None;
        let short = squeezed(part);
        let key = short.trim_matches(|c| !is_letter(c));
        let may = if valued {
            LASTS.ends(key) || index == 0 && FIRSTS.begins(key)
        } else {
            MAKE.is_in(key) || REACH.is_in(key)
        };
        if !may {
            continue;
        }
        let known = MAKING.iter().chain(REACHING).copied().filter(|word| {
            if valued {
                key.ends_with(word)
                    && (index > 0 || key.chars().count() <= word.chars().count() + 8)
                    || index == 0 && key.starts_with(word) && word.chars().count() > 2
            } else {
                // 工本费1.80元, 某某印刷厂印, 内部资料 免费交流
                word.chars().count() > 2 && key.contains(word) && key.chars().count() <= 30
                    || word.chars().count() == 2
                        && key.starts_with(word)
                        && key[word.len()..].starts_with(is_numeral)
            }
        });
        before = known.max_by_key(|word| word.len());
        found.extend(before);
    }
    // 今日本报24版　零售价0.50元　印刷：某厂
    for part in text.split_whitespace() {
        // 主管/某某杂志社
        let key = part
            .split(['：', ':', '︰', '/', '／'])
            .next()
            .unwrap_or(part);
        let valued = key.len() < part.len();
        let priced = PRICES.iter().find_map(|word| key.strip_prefix(word));
        if priced.is_some_and(|rest| valued || rest.starts_with(is_numeral)) {
            found.push("零售");
        } else if valued {
            let named = |word: &&&str| **word == key && word.chars().count() > 1;
            let word = MAKING.iter().find(named);
            found.extend(word.filter(|word| !found.contains(word)));
        }
    }
    let short = squeezed(text);
    let printed = [
        "印刷厂印",
        "印刷廠承印",
        "印刷厂承印",
        "印务",
        "承印",
        "编印",
    ]
    .iter()
    .any(|end| short.ends_with(end));
    if printed && short.chars().count() <= 40 {
        found.push("承印");
    }
    found
}

/// （共印120份）, 印数：300.
pub(super) fn is_copies(text: &str) -> bool {
    if !text.contains('印') {
        return false;
    }
    let inner = squeezed(bare(text));
    ["共印", "印数", "印", "本期印"].iter().any(|word| {
        inner.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start_matches([':', '：']);
            let count = |c| is_numeral(c) || "百千万".contains(c);
            rest.starts_with(is_numeral) && rest.trim_start_matches(count) == "份"
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_colophon_are_found_spaced_and_in_rows() {
        for (text, found) in [
            ("主　编：段　锋", vec!["主编"]),
            ("责编：余海　审核：龚平", vec!["责编", "审核"]),
            ("工本费：1.80元", vec!["工本费"]),
            ("地区印刷厂印　　印数：2,400份", vec!["印数"]),
            ("他说：这里的电话打不通。", vec![]),
            ("今年的收成比去年好。", vec![]),
            ("甲：审核：审核：乙：乙", vec!["审核", "审核"]),
        ] {
            assert_eq!(words(text), found, "{text}");
        }
    }
}
