//! How readers reach a page: 本版信箱：…, 来稿请寄…, wherever it stands.
//!
//! A page may say at its foot, or below one of its columns, where letters are sent to. Whose page it is begins
//! the line, and a way with an address or a number follows; what is asked of those who write stands right below
//! or above it and names no way. Neither is part of the article it stands behind.

use super::hints::Hints;
use super::lexicon::{CharSet, Lexicon};
use super::page::{Mark, Page};
use super::role::{Omission, Role};
use super::signal::{bare, squeezed};
use crate::text::script::is_han;

/// The longest line, in characters.
const LONGEST: usize = 80;
/// The fewest figures of a telephone, those that are left out among them.
const FEWEST_FIGURES: usize = 7;
/// The fewest figures of the short number of a service.
const FEWEST_OF_SERVICE: usize = 5;
/// How many of the last lines name a page by any word, the longest such word and what stands behind it.
const FOOT: usize = 3;
const LONGEST_PAGE: usize = 4;
const LONGEST_WAY: usize = 4;
/// Whose page it is, or what of a paper somebody is called for.
const OWNERS: &[&str] = &[
    "本版",
    "本栏",
    "本欄",
    "本刊",
    "本报",
    "本報",
    "本社",
    "副刊",
    "编辑部",
    "投稿",
    "来稿",
    "來稿",
    "来信",
    "來信",
    "来信请寄",
    "来稿请寄",
    "广告",
    "廣告",
    "发行",
    "發行",
    "订阅",
    "訂閱",
    "新闻",
    "新聞",
    "編輯部",
    "违法和不良信息",
    "不良信息",
];
/// Ways to reach somebody.
const WAYS: Lexicon = Lexicon::of(&[
    "信箱",
    "邮箱",
    "郵箱",
    "热线",
    "熱線",
    "电话",
    "電話",
    "传真",
    "傳真",
    "微信号",
    "邮编",
    "地址",
    "E-mail",
    "Email",
    "e-mail",
]);
/// What those who write are asked for.
const ASKED: &[&str] = &[
    "来稿请",
    "来信请",
    "投稿请",
    "来函请",
    "请注明",
    "电子信箱",
    "电子邮箱",
    "电子邮件",
    "請註明",
    "來稿請",
    "來信請",
    "欢迎来稿",
    "欢迎投稿",
    "歡迎來稿",
    "歡迎投稿",
];

/// Leaves such lines out.
pub(super) fn contact(page: &Page, roles: &mut [Option<Role>]) {
    let foot = roles.len().saturating_sub(FOOT);
    for line in 0..roles.len() {
        let of_page = || line >= foot && roles[line].is_none() && reaches_page(page.line(line));
        if !(may_be(page, roles, line) && may_name_way(page, line) && names_way(page.line(line))
            || of_page())
        {
            continue;
        }
        roles[line] = Some(Role::Out(Omission::Imprint));
        for beside in [line.checked_sub(1), Some(line + 1)].into_iter().flatten() {
            let close = || page.lines[line.max(beside)].blank == 0;
            if beside < roles.len()
                && may_be(page, roles, beside)
                && close()
                && asks(page.line(beside))
            {
                roles[beside] = Some(Role::Out(Omission::Imprint));
            }
        }
    }
}

/// Whether `line` begins with one of the words and is free.
fn may_be(page: &Page, roles: &[Option<Role>], line: usize) -> bool {
    const FIRSTS: CharSet = CharSet::of_first(OWNERS).and_set(CharSet::of_first(ASKED));
    let here = &page.lines[line];
    // Most lines have nothing in front that would be taken away.
    let begins = |text: &str| match here.hints.may(Hints::OPENS_FRAME) {
        true => FIRSTS.begins(bare(text)),
        false => FIRSTS.begins(text),
    };
    roles[line].is_none()
        && here.chars <= LONGEST
        && !matches!(here.mark, Mark::Heading(_))
        && begins(page.line(line))
}

/// Whether `line` has what stands before an address or in it.
fn may_name_way(page: &Page, line: usize) -> bool {
    page.lines[line].hints.may(Hints::COLON) || page.line(line).contains(['@', '＠'])
}

/// Whether `text` says whose page it is and names a way to reach it: 本版投稿信箱：a@b.
fn names_way(text: &str) -> bool {
    let short = squeezed(bare(text));
    // 副刊投稿邮箱a@b: the address begins where the Han end.
    let bare_address = || {
        let at = short.find(|c: char| c.is_ascii_alphanumeric())?;
        Some(short.split_at(at)).filter(|(_, address)| address.contains('@'))
    };
    let parted = short.split_once([':', '：', '︰']).or_else(bare_address);
    let Some((way, address)) = parted else {
        return false;
    };
    OWNERS.iter().any(|owner| way.starts_with(owner))
        && (WAYS.is_in(way) || way.ends_with("请寄"))
        && way.chars().count() <= 12
        && is_address(way, address)
        && !short.contains(['。', '”'])
}

/// Whether `text` is the name of a page, a way to reach it and a number: 某某版热线 0000-0000000.
fn reaches_page(text: &str) -> bool {
    let short = squeezed(bare(text));
    let Some(at) = short.find(|c: char| c.is_ascii_digit()) else {
        return false;
    };
    let (way, number) = short.split_at(at);
    let way = way.trim_end_matches([':', '：', '︰']);
    way.split_once(['版', '刊']).is_some_and(|(page, way)| {
        let named = (1..=LONGEST_PAGE).contains(&page.chars().count()) && page.chars().all(is_han);
        named && way.chars().count() <= LONGEST_WAY && WAYS.is_in(way) && is_address(way, number)
    })
}

/// Whether `text` is a way to reach somebody and a telephone number, and nothing else: 服务热线：0000000.
pub(super) fn is_way_and_number(text: &str) -> bool {
    let short = squeezed(bare(text));
    short
        .split_once([':', '：', '︰'])
        .is_some_and(|(way, number)| {
            let figures = number.chars().filter(char::is_ascii_digit).count();
            way.chars().count() <= LONGEST_PAGE + LONGEST_WAY
                && way.chars().all(is_han)
                && WAYS.is_in(way)
                && figures >= FEWEST_OF_SERVICE
                && number.chars().all(|c| c.is_ascii_digit() || c == '-')
        })
}

/// Whether `address` may be one. Behind the words for what papers do besides writing only a number is.
fn is_address(way: &str, address: &str) -> bool {
    let own = ["本", "投稿", "来", "來"]
        .iter()
        .any(|own| way.starts_with(own));
    let figure = |c: &char| c.is_ascii_digit() || matches!(c, '-' | '—' | '×' | '*' | 'X' | 'x');
    let number = address.chars().take_while(figure).count() >= FEWEST_FIGURES;
    !address.is_empty() && (own || number || address.contains('@'))
}

/// Whether `text` asks something of those who write.
fn asks(text: &str) -> bool {
    let short = squeezed(bare(text));
    ASKED.iter().any(|word| short.starts_with(word)) && short.chars().count() <= 60
}
