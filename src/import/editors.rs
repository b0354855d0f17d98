//! Who edited a page, an article or an issue, by the words before their names.
//!
//! Such lines are known by themselves, wherever they stand. The hard part is that the words begin sentences
//! too: names, or other words for editing, must follow.

use super::lexicon::{Lexicon, begins_with};
use super::people::{is_name, names};
use super::signal::{bare, is_common_han, numeral};

/// Words that begin a line about the editors of a page or an article.
pub(super) const EDITORS: &[&str] = &[
    "责任编辑",
    "責任編輯",
    "本版编辑",
    "本期编辑",
    "本版主持",
    "本期主持",
    "本期责编",
    "本版责编",
    "执行编辑",
    "责编",
    "責編",
    "版式设计",
    "版式",
    "美术编辑",
    "美编",
    "校对",
    "校對",
    "审核",
    "校检",
    "检校",
    "责校",
    "图编",
    "审读",
    "审校",
    "编审",
    "值班编辑",
    "值班主任",
    "值班总编",
    "值班编委",
    "值班副总编",
    "编校",
    "排版",
    "监制",
    "终审",
    "编辑",
    "編輯",
    "统筹",
    "组版",
    "封面摄影",
    "封面设计",
    "封面题字",
    "封面",
    "封底摄影",
    "封底题字",
    "封底",
];

/// What a page or an issue of its own is called, before the words for its editors.
pub(super) const SPECIALS: &[&str] = &["特刊", "专刊", "專刊", "专版", "專版", "专题", "專題"];

/// What a page or an issue calls itself, before who made it.
const PAGES: [&str; 3] = ["本版", "本期", "本頁"];

/// What parts the words of a line of editors.
const PARTED: [char; 3] = ['|', '｜', '丨'];

/// Whether `text` says who edited a page or an article: 责任编辑：甲　版式：乙.
pub(super) fn is_editor(text: &str) -> bool {
    const EDITING: Lexicon = Lexicon::of(EDITORS);
    const MAKING: Lexicon = Lexicon::of(STAFF);
    let inner = behind_page(bare(text));
    // 特刊统筹：甲　版式：乙
    let special = SPECIALS.iter().find(|word| begins_with(inner, word));
    let inner = special.map_or(inner, |word| &inner[word.len()..]);
    let own = || PAGES.iter().any(|page| begins_with(inner, page));
    if is_staff(inner) || own() && (is_page_staff(inner) || is_page_editor(inner)) {
        return true;
    }
    // All others begin with one of the words.
    if !EDITING.begins(inner) && !MAKING.begins(inner) {
        return false;
    }
    is_row(inner)
        || text.chars().count() <= 60
            && !text.contains(['。', '，'])
            && EDITORS.iter().any(|word| {
                begins_with(inner, word) && {
                    let rest = &inner[word.len()..];
                    rest.starts_with([':', '：', '︰', '/', '／', '|', '丨'])
                        && rest.chars().count() > 1
                        || rest.trim_start().starts_with(PARTED)
                        || (rest.starts_with([' ', '\u{3000}'])
                            && word.chars().count() > 1
                            && (names(strip_words(before_contact(rest)).trim()).is_some()
                                || is_page_foot(rest)
                                || rest.split_whitespace().any(|word| EDITORS.contains(&word))))
                }
            })
}

/// `text` without the number of the page at its start: 第四版　责任编辑 甲.
fn behind_page(text: &str) -> &str {
    let number = |word: &str| {
        let number = word
            .strip_prefix('第')
            .and_then(|word| word.strip_suffix('版'));
        number.is_some_and(|number| numeral(number).is_some())
    };
    let numbered = text.starts_with('第');
    let behind = numbered.then(|| text.split_once(char::is_whitespace));
    behind.flatten().map_or(text, |(page, rest)| {
        if number(page) {
            rest.trim_start()
        } else {
            text
        }
    })
}

/// Whether `text` names the photographers and the editors of a page: 本版摄影 甲　本版编辑 乙.
fn is_page_staff(text: &str) -> bool {
    // 本版文章由本报记者甲整理
    const TEXTS: [&str; 5] = ["本版文章", "本版稿件", "本版内容", "本版文字", "本版內容"];
    let put_together = TEXTS.iter().find_map(|word| text.strip_prefix(word));
    if put_together.is_some_and(|rest| {
        // 本版稿件除署名外均由本报通讯员供稿
        let but = rest.strip_prefix('除').and_then(|rest| rest.find('均'));
        let by = but.map_or(rest, |at| &rest['除'.len_utf8() + at..]);
        let by = by.trim_start_matches('均');
        let short = text.chars().count() <= 60;
        short
            && by.starts_with('由')
            && (by.trim_end().ends_with(['理', '写', '寫', '编', '編'])
                || by.trim_end().ends_with("供稿")
                || by.trim_end().ends_with("提供"))
    }) {
        return true;
    }
    let Some(rest) = ["本版摄影", "本版图片", "本版照片", "本版攝影", "本版圖片"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
    else {
        return false;
    };
    // 本版图片均由本报记者甲摄
    let by = rest.trim_end();
    if text.chars().count() <= 60
        && (by.ends_with(['摄', '攝']) || by.ends_with("提供") || by.ends_with("供图"))
        && rest.starts_with(['均', '除', '由'])
    {
        return true;
    }
    let words = || rest.split(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '、'));
    text.chars().count() <= 60
        && words().any(|word| EDITORS.contains(&word))
        && words().all(|word| word.is_empty() || EDITORS.contains(&word) || is_name(word))
}

/// Whether `text` are words for editing, two at least, each with what may be names behind it: 责编　甲乙　　版式　小丙,
/// 主编 甲乙　编辑 丙丁 戊己.
fn is_row(text: &str) -> bool {
    let is_role = |word: &str| EDITORS.contains(&word) || STAFF.contains(&word);
    let (mut roles, mut named) = (0, true);
    for word in text.split_whitespace() {
        let shaped = (2..=4).contains(&word.chars().count()) && word.chars().all(is_common_han);
        match is_role(word) {
            true if named => (roles, named) = (roles + 1, false),
            // The first one may have any surname.
            false if shaped && roles > 0 && (!named || is_name(word)) => named = true,
            _ => return false,
        }
    }
    roles >= 2 && named
}

/// Whether `text` names those who made this page or issue, by any word for it: 本版主編／甲, 本期校對：乙.
fn is_page_editor(text: &str) -> bool {
    let Some(rest) = PAGES.iter().find_map(|own| text.strip_prefix(own)) else {
        return false;
    };
    let said = rest.split_once([':', '：', '︰', '/', '／']);
    said.is_some_and(|(word, people)| {
        let word = word.trim_end();
        (STAFF.contains(&word) || EDITORS.contains(&word)) && names(people.trim()).is_some()
    })
}

/// Whether `rest` are names, other words for editing, the section and the number of the page:
/// 甲　版式 乙　　要闻 1.
fn is_page_foot(rest: &str) -> bool {
    let mut named = false;
    let all = rest.split_whitespace().all(|word| {
        let name = is_name(word);
        named |= name;
        name || EDITORS.contains(&word)
            || word.bytes().all(|byte| byte.is_ascii_digit())
            || (2..=4).contains(&word.chars().count()) && word.chars().all(is_common_han)
    });
    named && all && rest.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// Those who make a periodical.
pub(super) const STAFF: &[&str] = &[
    "社长",
    "社長",
    "主编",
    "主編",
    "总编",
    "總編",
    "副主编",
    "总编辑",
    "總編輯",
    "编辑",
    "編輯",
    "顾问",
    "顧問",
    "编委",
    "編委",
    "主任",
    "督印人",
    "督印",
    "发行人",
    "發行人",
    "责编",
    "美编",
    "校对",
    "校對",
    "出版人",
    "执行主编",
    "美术",
    "美術",
];

/// Whether `text` tells who makes the periodical, at least two of them: 社长：甲　主编：乙.
pub(super) fn is_staff(text: &str) -> bool {
    let mut keys = text.match_indices(['：', ':', '︰']).map(|(at, _)| {
        let before = text[..at].trim_end();
        let from = before.rfind(char::is_whitespace).map_or(0, |gap| {
            gap + before[gap..].chars().next().map_or(1, char::len_utf8)
        });
        STAFF.contains(&&before[from..])
    });
    keys.clone().count() >= 2 && keys.all(|is| is)
}

/// `text` without the words for editing inside it.
fn strip_words(text: &str) -> String {
    EDITORS
        .iter()
        .fold(text.to_owned(), |text, word| text.replace(word, " "))
        .replace([':', '：', '|', '｜', '丨'], " ")
}

/// `rest` without how those who edit are reached, which stands last: 甲　电子信箱 a@b.c.
fn before_contact(rest: &str) -> &str {
    const WAYS: Lexicon = Lexicon::of(&["邮箱", "信箱", "热线", "電話", "电话", "E-mail", "Email"]);
    if !WAYS.is_in(rest) {
        return rest;
    }
    let gap = |c: char| c.is_whitespace() || PARTED.contains(&c);
    let way = rest.split(gap).find(|word| WAYS.is_in(word));
    way.and_then(|way| rest.find(way))
        .map_or(rest, |at| &rest[..at])
}
