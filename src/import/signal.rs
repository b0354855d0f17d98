//! What a line looks like: end marks, names, dates, credits, numbers.
//!
//! Every function looks at one text alone and knows words of the trade (来源, 编后, 摄), never those of
//! one paper. Half-width and full-width marks, simplified and traditional characters count alike.

use std::borrow::Cow;

use super::letter::{ends_with_noter, is_afterword};
use super::lexicon::CharSet;
use crate::text::script::is_han;

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
        if is_common_han(c) {
            take(c);
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
        // Han, three bytes each, stay.
        while text
            .as_bytes()
            .get(at)
            .is_some_and(|byte| matches!(byte, 0xE4..=0xE9))
        {
            at += 3;
        }
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
            squeezed.extend((folded != c).then_some(folded));
        }
        at = after;
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    squeezed.push_str(&text[kept..]);
    Cow::Owned(squeezed)
}

/// What numbers of paragraphs and chapters begin with.
pub(super) const NUMBER_FIRSTS: &str =
    "(（〔第0123456789０１２３４５６７８９一二三四五六七八九十〇○零①②③④⑤⑥⑦⑧⑨⑩";

/// Whether `text` is a remark in brackets, as may stand below a title: （快板）.
pub(super) fn is_remark(text: &str) -> bool {
    text.starts_with(['（', '(']) && text.ends_with(['）', ')']) && text.chars().nth(20).is_none()
}

/// Whether `text` begins with the number of a paragraph or chapter: 一、 （二） 3. 第四，
pub(super) fn numbered(text: &str) -> bool {
    const FIRSTS: CharSet = CharSet::of_first(&[]).and(NUMBER_FIRSTS);
    if !FIRSTS.begins(text.trim_start()) {
        return false;
    }
    if is_ordinal(text) || is_spaced_number(text) {
        return true;
    }
    let (mut head, mut count) = (['\0'; 12], 0);
    for c in text.chars().take(head.len()).filter(|c| !c.is_whitespace()) {
        head[count] = fold_width(c);
        count += 1;
    }
    let head = &head[..count];
    let opened = matches!(head, ['(' | '〔' | '第', ..]);
    let bare = &head[usize::from(opened)..];
    let digits = bare.iter().take_while(|&&c| is_numeral(c)).count();
    if digits == 0 || digits > 3 {
        return matches!(bare, ['①'..='⑩', ..]);
    }
    let rest = &bare[digits..];
    match (head[0], bare[0]) {
        ('第', _) => matches!(rest, ['章' | '节' | '条' | '節' | '條', ..]),
        _ if opened => matches!(rest, [')' | '〕', ..]),
        (_, '0'..='9') => match rest {
            ['.', after, ..] => !after.is_ascii_digit(),
            _ => matches!(rest, ['、' | ')' | '.', ..]),
        },
        _ => matches!(rest, ['、' | ',' | '.', ..]),
    }
}

/// Whether the heading `text` begins with the number of a chapter: as [`numbered`], or a figure with a gap
/// behind it (2 播种), which in running text may be a quantity.
pub(super) fn chapter_number(text: &str) -> bool {
    numbered(text) || {
        let text = text.trim_start();
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let digits = text.len() - rest.len();
        (1..=3).contains(&digits)
            && text.starts_with(|c: char| c.is_ascii_digit())
            && rest.starts_with(char::is_whitespace)
            && {
                let mut name = rest.trim_start().chars();
                let first = name.next();
                first.is_some_and(|c| is_han(c) && !"月日年个名号届期版元万人岁".contains(c))
                    && name.clone().nth(1).is_some()
            }
    }
}

/// Whether `text` begins with a Chinese numeral and a wide gap: 七　过河.
fn is_spaced_number(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|c| is_numeral(c) && !c.is_ascii());
    rest.len() < text.len()
        && text.len() - rest.len() <= 9
        && (rest.starts_with('\u{3000}') || rest.starts_with("  "))
        && rest.trim_start().chars().nth(2).is_some()
}

/// Whether `text` is a Chinese numeral alone: the head of a part without a title.
pub(super) fn is_ordinal(text: &str) -> bool {
    let text = text.trim();
    text.chars().nth(2).is_none()
        && !text.is_empty()
        && text.chars().all(|c| is_numeral(c) && !c.is_ascii())
        && !text.starts_with(['〇', '○', '零'])
}

/// Ornaments that mark an item or a title.
pub(super) const ORNAMENTS: [char; 14] = [
    '△', '●', '▲', '■', '◆', '○', '★', '☆', '◎', '□', '◇', '▪', '•', '▼',
];

/// Whether `c` is an ornament or a picture that marks an item.
pub(super) fn is_ornament(c: char) -> bool {
    ORNAMENTS.contains(&c)
        || matches!(c, '※' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F300}'..='\u{1FAFF}')
}

/// The style of the number that `text` begins with, if it has one: items of one list have the same.
pub(super) fn number_style(text: &str) -> Option<u8> {
    if !numbered(text) {
        return None;
    }
    let first = text.trim_start().chars().next()?;
    Some(match first {
        '(' | '（' | '〔' => 1,
        // Chapters stand above articles: no list of one style.
        '第' => match squeezed(&text.chars().take(8).collect::<String>())
            .chars()
            .skip(1)
            .find(|&c| !is_numeral(c))
        {
            Some('章') => 5,
            Some('节' | '節') => 6,
            _ => 2,
        },
        c if c.is_ascii_digit() || ('０'..='９').contains(&c) => 3,
        c if "①②③④⑤⑥⑦⑧⑨⑩".contains(c) => 4,
        _ => 0,
    })
}

/// A Chinese or ASCII numeral.
#[inline]
pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '一' | '二'
                | '三'
                | '四'
                | '五'
                | '六'
                | '七'
                | '八'
                | '九'
                | '十'
                | '〇'
                | '○'
                | '零'
        )
}

/// Whether a date may begin with `c`: with a numeral, 中華民國 or 民国.
pub(super) fn opens_date(c: char) -> bool {
    is_numeral(c) || matches!(c, '中' | '民')
}

/// A day, month or year at the start of squeezed `text`: (year, month, day, bytes used).
pub(super) fn date(text: &str) -> Option<(Option<u16>, u8, Option<u8>, usize)> {
    if !text.starts_with(opens_date) {
        return None;
    }
    let republic = text.strip_prefix("中華").unwrap_or(text);
    let republic = ["民國", "民国"]
        .iter()
        .find_map(|word| republic.strip_prefix(word));
    let mut at = republic.map_or(0, |rest| text.len() - rest.len());
    // 民國一百零三年
    let hundred = republic.and_then(|_| hundreds(&text[at..]));
    if let Some((_, length)) = hundred {
        at += length;
    }
    let mut number = |unit: &[char], most: usize| -> Option<u16> {
        let rest = &text[at..];
        let digits = rest.chars().take_while(|&c| is_numeral(c));
        let length = digits.take(most + 1).map(char::len_utf8).sum();
        let c = rest[length..].chars().next();
        let c = c.filter(|c| unit.contains(c))?;
        let value = numeral(&rest[..length])?;
        at += length + c.len_utf8();
        Some(value)
    };
    let year = hundred
        .map(|(year, _)| year)
        .or_else(|| number(&['年', '-', '.', '/'], 4))
        .map(|year| {
            if republic.is_some() {
                year + 1911
            } else {
                year
            }
        })
        .filter(|year| (1900..2100).contains(year));
    let month = number(&['月', '-', '.', '/'], 3)?;
    let day = number(&['日', '号', '號'], 3);
    let dashed = text[..at].ends_with(['-', '.', '/']);
    let bare_day: String = text[at..]
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    // Without spaces the hour follows the day at once.
    let hour =
        matches!(bare_day.len(), 3 | 4) && text[at + bare_day.len()..].starts_with([':', '：']);
    let bare_day = if hour {
        bare_day[..bare_day.len() - 2].to_owned()
    } else {
        bare_day
    };
    let day = if dashed && year.is_some() && matches!(bare_day.len(), 1 | 2) {
        at += bare_day.len();
        bare_day.parse().ok()
    } else {
        day
    };
    let month = u8::try_from(month)
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    let day = day
        .and_then(|day| u8::try_from(day).ok())
        .filter(|day| (1..=31).contains(day));
    Some((year, month, day, at))
}

/// A number of a hundred or more before 年, with its length and that of 年 in bytes.
fn hundreds(text: &str) -> Option<(u16, usize)> {
    let at = text.find('年').filter(|&at| at <= 18)?;
    let (hundred, rest) = text[..at].split_once('百')?;
    let rest = rest.trim_start_matches(['零', '〇', '○']);
    let rest = if rest.is_empty() { 0 } else { numeral(rest)? };
    Some((numeral(hundred)? * 100 + rest, at + '年'.len_utf8()))
}

/// The value of a numeral in ASCII or Chinese (二〇二四, 十二, 二十一).
pub(super) fn numeral(text: &str) -> Option<u16> {
    if text.is_empty() || text.chars().count() > 4 {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let digit = |c: char| {
        "〇一二三四五六七八九"
            .chars()
            .position(|d| d == c || (d == '〇' && "○零".contains(c)))
    };
    if let Some((tens, ones)) = text.split_once('十') {
        let tens = if tens.is_empty() {
            1
        } else {
            digit(tens.chars().next()?)?
        };
        let ones = if ones.is_empty() {
            0
        } else {
            digit(ones.chars().next()?)?
        };
        return u16::try_from(tens * 10 + ones).ok();
    }
    text.chars().try_fold(0u16, |sum, c| {
        Some(sum * 10 + u16::try_from(digit(c)?).ok()?)
    })
}

/// What is taken away before a text: brackets and ornaments.
pub(super) const FRAMES: &str = "（(「【[［〔■●◆▲△□★☆◎○";

/// `text` without brackets around it and ornaments before it.
pub(super) fn bare(text: &str) -> &str {
    // Most lines begin with a Han.
    if text.starts_with(is_common_han) {
        return text.trim_end();
    }
    let mut text = text.trim();
    while !text.starts_with(is_common_han) {
        let inner = text
            .strip_prefix([
                '（', '(', '「', '【', '[', '［', '〔', '■', '●', '◆', '▲', '△', '□', '★', '☆',
                '◎', '○',
            ])
            .map(str::trim);
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
];

/// Endings of such names of four or five characters.
const SHORT_LABELS: &[&str] = &[
    "信息", "訊息", "消息", "之窗", "见闻", "見聞", "点滴", "點滴", "拾贝", "拾萃", "荟萃", "一瞥",
    "一览", "花絮",
];

/// What those end with, and the marks that stand around the name of a column.
pub(super) const LABEL_LASTS: &str = "息窗闻聞滴贝萃瞥览絮·•～~=*";

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
