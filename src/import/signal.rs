//! What a line looks like: end marks, names, credits, labels; numbers and dates below ([`number`]).
//!
//! Every function looks at one text alone and knows words of the trade (来源, 编后, 摄), never those of
//! one paper. Half-width and full-width marks, simplified and traditional characters count alike.

use std::borrow::Cow;

mod number;

use super::letter::{ends_with_noter, is_afterword};
use super::lexicon::{CharSet, chars};
use crate::text::script::is_han;

pub(super) use number::{
    NUMBER_FIRSTS, chapter_number, date, is_numeral, is_ordinal, is_weekday, names_weekday,
    number_style, numbered, numeral, opens_date,
};

/// How a text ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With the mark of a whole sentence, perhaps inside quotes or brackets.
    Sentence,
    /// With a colon.
    Colon,
    /// With a closing bracket, no sentence inside it.
    Bracket,
    /// Openly: a character, a comma, a closing quote behind a word.
    Open,
}

/// All marks that a text may end with otherwise than openly, and those of a part of a sentence.
pub(super) const END_MARKS: &str = "。！？!?…｡.：:︰）)】］〕]”’\"」』；;注註";

/// How `text` ends.
pub(super) fn end(text: &str) -> End {
    let mut marks = text.chars().rev();
    let mut bracket = false;
    for c in marks.by_ref().take(6) {
        match c {
            '。' | '！' | '？' | '!' | '?' | '…' | '｡' => return End::Sentence,
            '.' => {
                // More than a few dots lead to a page number.
                let letters = text.chars().rev().take(12).find(|&c| c != '.');
                return if letters.is_some_and(|c| is_han(c) || c.is_ascii_lowercase()) {
                    End::Sentence
                } else {
                    End::Open
                };
            }
            '：' | ':' | '︰' => return End::Colon,
            '）' | ')' | '】' | '］' | '〕' | ']' => bracket = true,
            '”' | '’' | '"' | '」' | '』' => {}
            _ => break,
        }
    }
    if bracket {
        End::Bracket
    } else if ends_with_noter(text) {
        End::Sentence
    } else {
        End::Open
    }
}

/// Whether `text` ends with a comma or an opening mark: no title and no paragraph does.
pub(super) fn ends_inside(text: &str) -> bool {
    text.ends_with([
        '，', ',', '、', '；', ';', '（', '(', '“', '《', '「', '—', '－',
    ])
}

/// Whether `text` cannot be the start of a sentence.
pub(super) fn starts_inside(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some(
            '，' | '。' | '、' | '；' | '：' | '？' | '！' | '）' | '》' | '」' | '』' | '】' | '”'
            | '’' | ',' | ';' | ':' | '?' | '!' | ')' | '%' | '％',
        ) => true,
        Some(c) if c.is_ascii_lowercase() => true,
        Some('个' | '們' | '们' | '的' | '了' | '着') => true,
        Some('名' | '家' | '条' | '项' | '項') => {
            chars.next().is_some_and(|c| "，。、；,;".contains(c))
        }
        // A short rest of a word and then the end of the sentence.
        Some(c) if is_han(c) => matches!(chars.next(), Some('。' | '；')),
        _ => false,
    }
}

/// The Han, letters and digits of `text` alone, folded to one width, at most `limit`.
pub(super) fn key(text: &str, limit: usize) -> String {
    let mut key = String::with_capacity(text.len().min(limit * 4));
    each_letter(text, limit, |c| key.push(c));
    key
}

/// Hands the Han, letters and digits of `text` to `take`, folded to one width and case, at most `limit`.
pub(super) fn each_letter(text: &str, limit: usize, mut take: impl FnMut(char)) {
    let mut chars = 0;
    for c in text.chars() {
        if chars == limit {
            break;
        }
        if is_common_han(c) || c.is_ascii_alphanumeric() {
            take(c.to_ascii_lowercase());
            chars += 1;
            continue;
        }
        let c = fold_width(c);
        if is_letter(c) {
            for c in c.to_lowercase().take(limit - chars) {
                take(c);
                chars += 1;
            }
        }
    }
}

/// Whether `c` is one of the Han that nearly all text is made of: a letter of one width and one case.
#[inline]
pub(super) fn is_common_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// Whether `c` is a letter or a figure.
#[inline]
pub(super) fn is_letter(c: char) -> bool {
    is_common_han(c) || !is_common_mark(c) && c.is_alphanumeric()
}

/// Whether `c` is one of the marks that Chinese text has most, in full width or none: neither a letter
/// nor white space.
#[inline]
pub(super) fn is_common_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '（'
            | '）'
            | '《'
            | '》'
            | '“'
            | '”'
            | '…'
            | '—'
            | '·'
    )
}

/// A full-width ASCII character in its usual width.
#[inline]
pub(super) fn fold_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// `text` without spaces and with figures and letters in their usual width: mostly itself.
pub(super) fn squeezed(text: &str) -> Cow<'_, str> {
    let mut squeezed = String::new();
    let (mut kept, mut at) = (0, 0);
    loop {
        // Han and the marks that begin as they do stay, three bytes each. The wide space is E3 80 80, and a
        // rare Han with these bytes is looked at below.
        let (chars, _) = text.as_bytes()[at..].as_chunks::<3>();
        let stays = |&[lead, second, third]: &[u8; 3]| {
            matches!(lead, 0xE3..=0xE9) && (second, third) != (0x80, 0x80)
        };
        let count = chars.iter().position(|char| !stays(char));
        at += 3 * count.unwrap_or(chars.len());
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        let (after, folded) = (at + c.len_utf8(), fold_width(c));
        if folded != c || c.is_whitespace() {
            if kept == 0 {
                squeezed.reserve(text.len());
            }
            squeezed.push_str(&text[kept..at]);
            kept = after;
            if folded != c {
                squeezed.push(folded);
            }
        }
        at = after;
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    squeezed.push_str(&text[kept..]);
    Cow::Owned(squeezed)
}

/// Whether `text` is a remark in brackets, as may stand below a title: （快板）.
pub(super) fn is_remark(text: &str) -> bool {
    text.starts_with(['（', '(']) && text.ends_with(['）', ')']) && text.chars().nth(20).is_none()
}

/// Ornaments that mark an item or a title.
pub(super) const ORNAMENT_MARKS: &str = "△●▲■◆○★☆◎□◇▪•▼";
pub(super) const ORNAMENTS: [char; 14] = chars(ORNAMENT_MARKS);

/// Dashes that begin a subtitle.
pub(super) const DASHES: [char; 4] = ['—', '－', '―', '─'];

/// Whether `c` is an ornament or a picture that marks an item.
pub(super) fn is_ornament(c: char) -> bool {
    ORNAMENTS.contains(&c)
        || matches!(c, '※' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F300}'..='\u{1FAFF}')
}

/// What is taken away before a text: brackets and ornaments.
pub(super) const FRAMES: &str = "（(「【[［〔■●◆▲△□★☆◎○";

/// `text` without brackets around it and ornaments before it.
pub(super) fn bare(text: &str) -> &str {
    const OPENING: [char; 17] = chars(FRAMES);
    // Most lines begin with a Han.
    if text.starts_with(is_common_han) {
        return text.trim_end();
    }
    let mut text = text.trim();
    while !text.starts_with(is_common_han) {
        let inner = text.strip_prefix(OPENING).map(str::trim);
        match inner {
            Some(inner) => {
                text = inner
                    .strip_suffix(['）', ')', '」', '】', ']', '］', '〕'])
                    .map_or(inner, str::trim);
            }
            None => break,
        }
    }
    text
}

/// Words that begin a comment of the editors.
pub(super) const NOTE_WORDS: &[&str] = &[
    "编后",
    "编后语",
    "编余",
    "编者按",
    "编者的话",
    "编者注",
    "编者回复",
    "编者答复",
    "编辑答复",
    "編者回覆",
    "編者答覆",
    "编者附言",
    "编后附言",
    "编辑部回音",
    "编者附记",
    "編者註",
    "編按",
    "短评",
    "编辑点评",
    "编后记",
    "记者手记",
    "采访手记",
    "采访札记",
    "采访后记",
    "採訪手記",
    "编者点评",
    "微评",
    "評論",
    "短評",
    "編後",
    "編後語",
    "編餘",
    "編者按",
    "編者的話",
    "記者手記",
    "评论",
    "本报评论员",
    "快评",
    "卷首语",
    "社论",
    "社論",
    "按语",
    "编辑手记",
];

/// Whether `text` is such a word alone.
pub(super) fn is_note_word(text: &str) -> bool {
    const FIRSTS: CharSet = CharSet::of_first(NOTE_WORDS);
    let text = bare(text);
    if !FIRSTS.begins(text) {
        return false;
    }
    let text = squeezed(text);
    let text = text.trim_end_matches([':', '：', '︰']);
    let text = text.trim_end_matches(ORNAMENTS);
    NOTE_WORDS.contains(&text) || is_afterword(text)
}

/// Whether `text` is a title that says that a comment stands below it: 短评：…, 【微评】….
pub(super) fn is_comment_title(text: &str) -> bool {
    let (word, rest) = match text.strip_prefix(['【', '［', '〔']) {
        Some(inner) => match inner.split_once(['】', '］', '〕']) {
            Some(parts) => parts,
            None => return false,
        },
        None => match text.split_once(['：', ':', '︰']) {
            Some(parts) => parts,
            None => return false,
        },
    };
    let editorial = || ["社论", "社論", "时评", "時評"].contains(&&*squeezed(word));
    !rest.trim().is_empty() && word.chars().count() <= 6 && (is_note_word(word) || editorial())
}

/// Whether `text` is the byline of those who comment for a paper: □ 本报评论员.
pub(super) fn is_commentator(text: &str) -> bool {
    let text = bare(text);
    if !text.ends_with(['员', '員']) {
        return false;
    }
    let text = squeezed(text);
    text.chars().count() <= 10 && (text.ends_with("评论员") || text.ends_with("評論員"))
}

/// Endings of the names of columns.
pub(super) const LABELS: &[&str] = &[
    "快览",
    "快讯",
    "简讯",
    "动态",
    "短波",
    "短讯",
    "集锦",
    "速览",
    "速递",
    "要闻",
    "一句话新闻",
    "快報",
    "快訊",
    "簡訊",
    "短訊",
    "動態",
    "要聞",
    "新闻眼",
    "资讯",
    "资讯台",
    "扫描",
    "点击",
    "传真",
    "拾零",
    "摘编",
    "简报",
    "摘登",
    "选登",
    "選登",
    "集錦",
    "快覽",
    "速覽",
    "速遞",
    "資訊",
    "掃描",
    "傳真",
    "摘編",
];

/// Endings of such names of four or five characters.
const SHORT_LABELS: &[&str] = &[
    "信息", "訊息", "消息", "之窗", "见闻", "見聞", "点滴", "點滴", "拾贝", "拾萃", "荟萃", "一瞥",
    "一览", "花絮", "快递", "快遞", "速报", "速報", "播报", "播報", "广角", "廣角", "纵横", "縱橫",
    "博览", "集纳",
];

/// What those end with, and the marks that stand around the name of a column.
pub(super) const LABEL_LASTS: &str = "息窗闻聞滴贝萃瞥览絮递遞报報角横橫纳·•～~=*";

/// Whether `text` is the name of a column over several short articles.
pub(super) fn is_label(text: &str) -> bool {
    const LASTS: CharSet = CharSet::of_last(LABELS).and(LABEL_LASTS);
    // ·简讯·
    let text = bare(
        text.trim()
            .trim_matches(['·', '•', '●', '◆', '～', '~', '=', '*', '＊']),
    );
    if !LASTS.ends(text) {
        return false;
    }
    let text = squeezed(text);
    let count = text.chars().count();
    (2..=14).contains(&count) && LABELS.iter().any(|word| text.ends_with(word))
        || (4..=5).contains(&count) && SHORT_LABELS.iter().any(|word| text.ends_with(word))
}
