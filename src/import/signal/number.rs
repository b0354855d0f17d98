//! Numbers and days: what paragraphs and chapters are counted with, and dates in all their forms.

use super::{fold_width, is_common_han, squeezed};
use crate::import::lexicon::CharSet;
use crate::text::script::is_han;

/// What numbers of paragraphs and chapters begin with.
pub(in crate::import) const NUMBER_FIRSTS: &str =
    "(（〔第0123456789０１２３４５６７８９一二三四五六七八九十〇○零①②③④⑤⑥⑦⑧⑨⑩";

/// Whether `text` begins with the number of a paragraph or chapter: 一、 （二） 3. 第四，
pub(in crate::import) fn numbered(text: &str) -> bool {
    const FIRSTS: CharSet = CharSet::of_first(&[]).and(NUMBER_FIRSTS);
    if !FIRSTS.begins(text.trim_start()) {
        return false;
    }
    if is_ordinal(text) || is_spaced_number(text) {
        return true;
    }
    let (mut head, mut count) = (['\0'; 12], 0);
    let shown = |c: &char| is_common_han(*c) || !c.is_whitespace();
    for c in text.chars().take(head.len()).filter(shown) {
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
pub(in crate::import) fn chapter_number(text: &str) -> bool {
    numbered(text) || is_counted(text) || {
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

/// Whether `text` begins with what it is among several and a mark behind that: 第一道题：…, 第二问 ….
fn is_counted(text: &str) -> bool {
    let Some(rest) = text.trim_start().strip_prefix('第') else {
        return false;
    };
    let unit = rest.trim_start_matches(|c| is_numeral(c) && !c.is_ascii());
    let digits = rest.len() - unit.len();
    let end = unit.find(['：', ':', '︰', ' ', '\u{3000}', '｜', '|', '—']);
    // 第三届：… counts what comes again each year.
    let counts = |unit: &str| {
        (1..=3).contains(&unit.chars().count())
            && unit.chars().all(is_han)
            && !unit.starts_with([
                '届', '屆', '期', '版', '次', '批', '季', '号', '號', '名', '位',
            ])
    };
    (3..=9).contains(&digits) && end.is_some_and(|end| counts(&unit[..end]))
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
pub(in crate::import) fn is_ordinal(text: &str) -> bool {
    let numeral = |c: char| is_numeral(c) && !c.is_ascii();
    let mut chars = text.trim_start().chars();
    let first = chars.next();
    if !first.is_some_and(|c| numeral(c) && !matches!(c, '〇' | '○' | '零')) {
        return false;
    }
    // One or two of them: most texts go on with something else.
    let rest = chars.as_str();
    rest.strip_prefix(numeral)
        .unwrap_or(rest)
        .trim_start()
        .is_empty()
}

/// The style of the number that `text` begins with, if it has one: items of one list have the same.
pub(in crate::import) fn number_style(text: &str) -> Option<u8> {
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

/// Words of two characters that the name of a day of the week begins with, and words of one.
const WEEKS: [&str; 3] = ["星期", "礼拜", "禮拜"];
const SHORT_WEEKS: [char; 2] = ['周', '週'];
/// What it ends with.
const DAYS_OF_WEEK: [char; 8] = ['一', '二', '三', '四', '五', '六', '日', '天'];

/// Whether `word` is the name of a day of the week and nothing else: 星期三, 周三.
pub(in crate::import) fn is_weekday(word: &str) -> bool {
    let day = word
        .strip_prefix(SHORT_WEEKS)
        .or_else(|| WEEKS.iter().find_map(|week| word.strip_prefix(week)));
    day.and_then(|day| day.strip_prefix(DAYS_OF_WEEK)) == Some("")
}

/// Whether a day of the week is named somewhere in `text`.
pub(in crate::import) fn names_weekday(text: &str) -> bool {
    let mut short = text.match_indices(SHORT_WEEKS);
    WEEKS.iter().any(|week| text.contains(week))
        || short.any(|(at, week)| text[at + week.len()..].starts_with(DAYS_OF_WEEK))
}

/// A Chinese or ASCII numeral.
#[inline]
pub(in crate::import) fn is_numeral(c: char) -> bool {
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
pub(in crate::import) fn opens_date(c: char) -> bool {
    is_numeral(c) || matches!(c, '中' | '民')
}

/// A day, month or year at the start of squeezed `text`: (year, month, day, bytes used).
pub(in crate::import) fn date(text: &str) -> Option<(Option<u16>, u8, Option<u8>, usize)> {
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
        .and_then(|year| year.checked_add(if republic.is_some() { 1911 } else { 0 }))
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
    let year = numeral(hundred)?.checked_mul(100)?.checked_add(rest)?;
    Some((year, at + '年'.len_utf8()))
}

/// The value of a numeral in ASCII or Chinese (二〇二四, 十二, 二十一).
pub(in crate::import) fn numeral(text: &str) -> Option<u16> {
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
