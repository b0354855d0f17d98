//! Who made, printed and received an issue, and what a web page put around an article.
//!
//! Links are known by themselves, as lines of editors are ([`super::editors`]). Addresses, distribution and copies stand at the
//! end of an issue that has a head; elsewhere they may be what a notice says.

use super::colophon::is_copies;
use super::hints::Hints;
use super::lexicon::{CharSet, Lexicon, begins_with, covers};
use super::page::{Line, Page};
use super::particular::is_particular;
use super::related;
use super::role::{Omission, Role};
use super::signal::{End, bare, is_letter, squeezed};

/// How many of the last lines may be an imprint.
const DEEPEST: usize = 14;

/// Words that begin a line about who gets an issue, who made it, where it is made.
const IMPRINTS: &[&str] = &[
    "报",
    "送",
    "发",
    "抄报",
    "抄送",
    "主送",
    "分送",
    "呈报",
    "呈送",
    "发送",
    "印送",
    "分发",
    "社址",
    "報",
    "發",
    "主编",
    "总编辑",
    "總編輯",
    "主編",
    "副主编",
    "编委",
    "顾问",
    "地址",
    "邮编",
    "邮政编码",
    "电话",
    "電話",
    "传真",
    "热线",
    "网址",
    "邮箱",
    "电子邮箱",
    "投稿邮箱",
    "E-mail",
    "Email",
    "承印",
    "印刷",
    "印数",
    "准印证",
    "国内统一",
    "刊号",
    "邮发代号",
    "定价",
    "零售",
    "广告",
    "发行",
    "印发",
    "主办",
    "主管",
    "编印",
    "签发",
    "核稿",
    "拟稿",
    "投稿",
    "欢迎投稿",
    "联系电话",
    "联系人",
    "QQ",
];

/// What those are called who pay for a meeting or a page.
const SPONSORS: &[&str] = &[
    "战略合作伙伴",
    "合作伙伴",
    "赞助单位",
    "贊助單位",
    "赞助商",
    "赞助",
    "贊助",
    "冠名单位",
    "特约赞助",
];
/// The longest line that names them, in characters.
const LONGEST_SPONSORS: usize = 60;

/// What a page's links begin with, before a colon or a mark.
const LABELS: &[&str] = &[
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "上一版",
    "下一版",
    "相关阅读",
    "相关新闻",
    "相关链接",
    "延伸阅读",
    "推荐阅读",
    "当前位置",
    "您的位置",
    "您现在的位置",
    "您当前的位置",
    "当前的位置",
    "你的位置",
    "位置",
    "浏览次数",
    "浏览总量",
    "浏览量",
    "网站浏览总量",
    "网站浏览量",
    "阅读次数",
    "点击数",
    "点击次数",
    "分享到",
    "分享至",
    "字体",
    "字号",
    "标签",
    "阅读全文",
    "查看全文",
    "原文链接",
    "点击阅读",
];

/// What stands in a page's links and notes.
pub(super) const PHRASES: &[&str] = &[
    "设为星标",
    "广告 |",
    "广告｜",
    "广告|",
    "<广告>",
    "<廣告>",
    "【广告】",
    "【廣告】",
    "广告位招租",
    "广告招租",
    "关注我们",
    "点个“在看”",
    "点个在看",
    "往期推荐",
    "精彩推荐",
    "识别二维码",
    "扫描二维码",
    "All rights reserved",
    "打印本页",
    "关闭窗口",
    "返回顶部",
    "返回首页",
    "返回列表",
    "加入收藏",
    "版权所有",
    "点击查看",
    "在浏览器中查看",
    "阅读原文",
    "阅读全文",
    "如需退订",
    "查看更多",
    "更多>>",
    "我要评论",
    "上一页",
    "下一页",
    "Copyright",
    "ICP备",
    "点击上方",
    "本站内容",
    "收到此邮件",
    "退订请",
    "收录于合集",
    "收录于话题",
    "以下文章来源于",
    "转载请联系",
    "如有侵权",
    "喜欢此内容的人还喜欢",
    "阅读约需",
    "扫一扫",
    "长按二维码",
    "点击关注",
    "扫码关注",
    "扫码阅读",
    "扫码订阅",
    "扫码加入",
    "扫码下载",
    "扫码观看",
    "扫码查看",
    "扫码看",
    "扫码进群",
    "微信扫码",
];

/// Words of buttons: a line of nothing else is none of a text.
const BUTTONS: &[&str] = &[
    "轉寄朋友",
    "Facebook",
    "Twitter",
    "LINE",
    "繁體",
    "简体",
    "繁体",
    "English",
    "图片",
    "设为星标",
    "字級",
    "友善列印",
    "列印",
    "轉寄好友",
    "轉寄",
    "分享到",
    "分享至",
    "回上頁",
    "按日期检索",
    "关于我们",
    "联系我们",
    "联系方式",
    "广告服务",
    "友情链接",
    "网站声明",
    "网站地图",
    "版权声明",
    "隐私政策",
    "联系电话",
    "上一版",
    "下一版",
    "放大",
    "缩小",
    "默认",
    "朗读",
    "版面导航",
    "标题导航",
    "往期回顾",
    "返回首页",
    "列印本頁",
    "回頁首",
    "首頁",
    "打印",
    "关闭",
    "收藏",
    "返回",
    "分享",
    "评论",
    "首页",
    "大",
    "中",
    "小",
    "字号",
    "更多",
    "复制链接",
    "微信",
    "微博",
    "纠错",
    "转发",
    "点赞",
    "在看",
    "推荐",
    "上一篇",
    "下一篇",
    "字体",
];

/// What is counted below an article: 阅读 2417.
const COUNTS: &[&str] = &["阅读", "在看", "点赞", "赞", "分享", "评论", "收藏"];

/// Each of these words has one of them, also 首页.
pub(super) const NAVIGATION_MARKS: &str = "朋FTLE繁体片星广廣篇条版級列轉頁检于系站私电阅闻链荐置览击享体号签页更印闭返藏权评Cc备扫码大中小微纠转赞默朗导首頁注看顾rA录章载欢站邮订";
const _: () = assert!(
    covers(NAVIGATION_MARKS, LABELS)
        && covers(NAVIGATION_MARKS, PHRASES)
        && covers(NAVIGATION_MARKS, BUTTONS)
);

/// Whether a text with these hints and this first letter, in its usual width, may be a link or a button: a
/// phrase of one stands in it, or it begins with a word of one, perhaps behind marks.
pub(super) fn may_navigate(hints: Hints, letter: Option<char>) -> bool {
    hints.may(Hints::PHRASE.and(Hints::SPACE)) || letter.is_some_and(|c| OPENS_LINK.holds(c))
}

const LABEL: CharSet = CharSet::of_first(LABELS);
const BUTTON: CharSet = CharSet::of_first(BUTTONS);
const COUNTED: CharSet = CharSet::of_first(COUNTS);
/// What begins like none of them is a link only if a phrase of one stands in it.
const OPENS_LINK: CharSet = LABEL.and_set(BUTTON).and_set(COUNTED).and("首0123456789");

/// Whether `text` is the menu of a web page: 首页 and short words behind it, set apart.
pub(super) fn is_menu(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let home = words
        .next()
        .is_some_and(|word| ["首页", "首頁", "主页"].contains(&word));
    let short = |word: &str| (2..=6).contains(&word.chars().count()) && word.chars().all(is_letter);
    home && words.clone().count() >= 2 && words.all(short)
}

/// Whether squeezed `text` with these hints is a link or a button of a web page.
pub(super) fn is_navigation(short: &str, hints: Hints) -> bool {
    let chars = short.chars().count();
    let bare = short.trim_matches(|c: char| !is_letter(c));
    const INSIDE: Lexicon = Lexicon::of(PHRASES);
    let held = hints.may(Hints::PHRASE.and(Hints::SPACE)) && INSIDE.is_in(short);
    if !held && !OPENS_LINK.begins(bare) {
        return false;
    }
    let after = |word: &&str| {
        bare.strip_prefix(*word)
            .is_some_and(|rest| {
                rest.starts_with([':', '：', '>', '》', '|'])
                    // [相关链接] 某某全文 >>
                    || rest.starts_with([']', '】']) && short.ends_with(['>', '»', '›'])
            })
            // 分享到：, its buttons lost.
            || bare == *word && short.ends_with([':', '：'])
    };
    if LABEL.begins(bare) && LABELS.iter().any(after) {
        return chars <= 60;
    }
    if (short.starts_with("首页") || short.starts_with("首頁"))
        && short.contains(['>', '›', '»', '|', '/', '＞', '·'])
    {
        return true;
    }
    // Where a picture stood, and what a phone says above a text.
    if ["图片", "圖片", "设为星标"].contains(&short) {
        return true;
    }
    if held {
        // A mail says in whole sentences what to do with it.
        let of_mail = short.contains("收到此邮件") || short.contains("本邮件");
        let most = if of_mail || short.starts_with("退订") {
            80
        } else {
            40
        };
        return chars <= most && (!short.contains('。') || of_mail);
    }
    // 阅读 2417　赞 96　在看 58
    if chars <= 40 && short.contains(|c: char| c.is_ascii_digit()) && {
        let words = short.split(|c: char| !is_letter(c) || c.is_ascii_digit());
        let mut words = words.filter(|word| !word.is_empty());
        words.clone().count() >= 2 && words.all(|word| COUNTS.contains(&word))
    } {
        return true;
    }
    let mut words = 0;
    chars <= 40
        && short
            .split(|c: char| !is_letter(c))
            .filter(|word| !word.is_empty())
            .all(|mut word| {
                // Without gaps several buttons are one word.
                let next = |word: &'_ str| BUTTONS.iter().find(|button| begins_with(word, button));
                while BUTTON.begins(word)
                    && let Some(button) = next(word)
                {
                    words += 1;
                    word = &word[button.len()..];
                }
                word.is_empty()
            })
        && (words > 1 || words == 1 && (chars > bare.chars().count() || ALONE.contains(&bare)))
}

/// Buttons that nothing else is called.
const ALONE: &[&str] = &[
    "上一篇",
    "下一篇",
    "上一版",
    "下一版",
    "返回首页",
    "版面导航",
    "标题导航",
    "回頁首",
];

/// Gives the imprint at the end its roles; `has_head` tells whether the issue has a masthead.
pub(super) fn imprint(page: &Page, roles: &mut [Option<Role>], has_head: bool) {
    related::related(page, roles);
    related::advertisements(page, roles);
    for (line, role) in roles.iter_mut().enumerate() {
        let Line { hints, chars, .. } = page.lines[line];
        let copies = hints.may(Hints::PRINTED) && chars <= 30 && is_copies(page.line(line));
        let paid = || {
            hints.may(Hints::COLON)
                && !hints.may(Hints::STOP)
                && chars <= LONGEST_SPONSORS
                && names_sponsors(page.line(line))
        };
        if role.is_none() && (copies || paid()) {
            *role = Some(Role::Out(Omission::Imprint));
        }
    }
    if !has_head {
        return;
    }
    let mut below = false;
    for line in (0..roles.len()).rev().take(DEEPEST) {
        let text = page.line(line);
        match roles[line] {
            // Whom to ask, right below the last words of a text: that text's.
            None if !below
                && line > 0
                && page.lines[line].blank == 0
                && is_particular(text)
                && page.end(line - 1) == End::Sentence
                && !is_imprint(page.line(line - 1)) =>
            {
                break;
            }
            None if is_imprint(text) => {
                roles[line] = Some(Role::Out(Omission::Imprint));
                below = true;
            }
            // The rest of a list of offices.
            None if below
                && page.lines[line].chars <= 60
                && line > 0
                && is_imprint(page.line(line - 1)) =>
            {
                roles[line] = Some(Role::Out(Omission::Imprint));
            }
            None => break,
            Some(_) => {}
        }
    }
}

/// Whether `text` names who pays for what is told: 赞助单位：甲　乙.
fn names_sponsors(text: &str) -> bool {
    const FIRSTS: CharSet = CharSet::of_first(SPONSORS);
    let inner = bare(text);
    FIRSTS.begins(inner)
        && inner
            .split_once(['：', ':', '︰'])
            .is_some_and(|(word, names)| {
                SPONSORS.contains(&&*squeezed(word)) && !names.trim().is_empty()
            })
}

fn is_imprint(text: &str) -> bool {
    if text.chars().count() > 160 {
        return false;
    }
    let inner = squeezed(bare(text));
    let inner = ["本刊", "本报", "本報", "本社"]
        .iter()
        .find_map(|own| inner.strip_prefix(own))
        .unwrap_or(&inner);
    // 某某村部 编
    let made = inner.chars().count() <= 16
        && inner
            .strip_suffix(['编', '編'])
            .is_some_and(super::publisher::is_publisher_name);
    made || IMPRINTS.iter().any(|word| {
        inner.strip_prefix(word).is_some_and(|rest| {
            rest.starts_with([':', '：', '︰'])
                || (word.chars().count() > 2 && rest.chars().count() <= 30 && !rest.contains('。'))
        })
    }) || (inner.ends_with("印发") || inner.ends_with("编印")) && inner.chars().count() <= 40
        || is_copies(text)
}
