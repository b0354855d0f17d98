//! The number of an issue: how it is written, and whether a line is one and no sentence about one.
//!
//! 第三期 also counts building works and courses, 第5号 storms and orders. What is left of a line when
//! its numbers and days are gone tells: nothing, the name of a periodical or of an office.

use memchr::memchr3_iter;

use super::lexicon::CharSet;
use super::signal::{bare, date, is_letter, is_numeral, squeezed};

/// Endings of the names of periodicals.
const PERIODICALS: &[&str] = &[
    "简报", "动态", "通讯", "参阅", "资料", "周报", "日报", "晚报", "早报", "晨报", "快报", "专报",
    "校报", "导报", "时报", "商报", "月报", "院报", "厂报", "报", "周刊", "月刊", "季刊", "旬刊",
    "专刊", "会刊", "院刊", "校刊", "内刊", "刊", "信息", "摘编", "文摘", "内参", "参考", "要情",
    "情况", "简讯", "交流", "杂志", "月志", "之窗", "之声", "園地", "园地", "論壇", "论坛", "簡報",
    "公报", "公報", "会讯", "會訊", "侨讯", "僑訊", "乡讯", "鄉訊", "校讯", "校訊", "馆讯", "館訊",
    "院讯", "工讯", "商讯", "邮讯", "医苑", "文苑", "学苑", "杏苑", "邮苑", "通訊", "動態", "週報",
    "日報", "報", "週刊", "雜誌", "文摘",
];

/// Words that end like the name of a periodical and are none.
const NO_PERIODICALS: &[&str] = &[
    "通报", "汇报", "预报", "举报", "申报", "捷报", "喜报", "警报", "电报", "海报", "回报", "上报",
    "播报", "填报", "通報", "預報", "警報", "海報",
];

/// The longest name that is glued to a number, in characters.
const LONGEST_GLUED: usize = 16;

/// Whether squeezed `short` ends as the names of periodicals do.
pub(super) fn is_periodical(short: &str) -> bool {
    const LASTS: CharSet = CharSet::of_last(PERIODICALS);
    let short = short.trim_matches(['《', '》']);
    LASTS.ends(short)
        && PERIODICALS.iter().any(|end| short.ends_with(end))
        && !NO_PERIODICALS.iter().any(|end| short.ends_with(end))
}

/// Endings that only papers have.
const PAPERS: &[&str] = &[
    "日报", "晚报", "早报", "晨报", "周报", "时报", "商报", "导报", "校报", "日報", "晚報", "週報",
    "時報", "周刊", "月刊", "週刊", "月報", "简报", "通讯", "文摘",
];

/// Whether `word` can only be a paper's name: a name of a section may end in 简讯, none in 日报.
pub(super) fn is_title_of_paper(word: &str) -> bool {
    const LASTS: CharSet = CharSet::of_last(PAPERS);
    LASTS.ends(word) && PAPERS.iter().any(|end| word.ends_with(end))
}

/// Parts of a line, divided by wide gaps.
pub(super) fn cells(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut end = 0;
        loop {
            let cell = gap(&rest[end..]).map_or(rest.len(), |at| end + at);
            let next = rest.len() - rest[cell..].trim_start().len();
            // Single characters are the letters of one spaced word.
            let single = |text: &str| text.trim().chars().count() == 1;
            let following = &rest[next..gap(&rest[next..]).map_or(rest.len(), |at| next + at)];
            let spaced = single(&rest[end..cell]) && single(following);
            end = next;
            if !spaced {
                let found = &rest[..cell];
                rest = &rest[next..];
                return Some(found);
            }
        }
    })
}

/// Where the first wide gap of `text` begins.
fn gap(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    // A wide space, or two of those of ASCII and of a web page's own.
    memchr3_iter(b' ', 0xC2, 0xE3, bytes).find(|&at| {
        matches!(
            bytes[at..],
            [0xE3, 0x80, 0x80, ..]
                | [b' ', b' ', ..]
                | [b' ', 0xC2, 0xA0, ..]
                | [0xC2, 0xA0, b' ', ..]
                | [0xC2, 0xA0, 0xC2, 0xA0, ..]
        )
    })
}

/// Whether `text` is the number of an issue, alone or beside the name, the day and the price.
pub(super) fn is_number_line(text: &str) -> bool {
    text.contains('第')
        && text.chars().count() <= 60
        && (!text.contains(['。', '！', '？', '；', '，', ','])
            && rest(text).is_some_and(|rest| is_no_sentence(&rest))
            || cells(text)
                .any(|cell| rest(cell).is_some_and(|rest| rest.iter().all(String::is_empty))))
}

/// Whether `text` is a number with the name of a periodical in the same line.
pub(super) fn names_periodical(text: &str) -> bool {
    is_number_line(text)
        && rest(text).is_some_and(|rest| rest.iter().any(|part| is_periodical(part)))
}

/// Whether what a number leaves of its line says nothing: the name before it, an office beside it.
fn is_no_sentence(rest: &[String]) -> bool {
    let [before, after] = rest else { return false };
    let name = |part: &str| part.chars().count() <= LONGEST_GLUED && is_periodical(part);
    // （2018）第9期: the year in brackets.
    let year = before.len() == 4 && before.bytes().all(|byte| byte.is_ascii_digit());
    (before.is_empty() || year || name(before))
        && (after.is_empty()
            || after.chars().count() <= 8 && is_title_of_paper(after)
            || after.starts_with("今日") && after.chars().count() <= 6)
}

/// What stands before and behind the numbers and days of `text`, letters only.
fn rest(text: &str) -> Option<[String; 2]> {
    let short = squeezed(bare(text));
    issue_number(text)?;
    let (mut parts, mut at, mut place) = ([String::new(), String::new()], 0, 0);
    while let Some(c) = short[at..].chars().next() {
        let whole = !short[..at].ends_with(is_numeral);
        let after = &short[at..];
        let year: usize = after
            .chars()
            .take_while(|&c| is_numeral(c))
            .map(char::len_utf8)
            .sum();
        let prefix = if year > 0 && after[year..].starts_with('年') {
            year + '年'.len_utf8()
        } else {
            0
        };
        let total = ["总", "總"]
            .iter()
            .find(|word| after[prefix..].starts_with(**word))
            .map_or(0, |word| word.len());
        let number = counted(&after[prefix + total..])
            .or_else(|| season(&after[prefix..]).filter(|_| prefix > 0))
            .map(|length| prefix + total + length);
        let day = whole.then(|| date(after)).flatten().map(|found| found.3);
        if let Some(length) = number.or(day) {
            place = if number.is_some() { 1 } else { place };
            at += length;
            continue;
        }
        if is_letter(c) {
            parts[place].push(c);
        }
        at += c.len_utf8();
    }
    for part in &mut parts {
        if let Some(at) = part.find("星期") {
            part.truncate(at);
        }
    }
    Some(parts)
}

/// 第 n 期 with a year before it and the running number behind it, in squeezed form.
pub(super) fn issue_number(text: &str) -> Option<String> {
    let short = squeezed(bare(text));
    // 2010年秋季号（总第28期）
    if let Some((year, rest)) = short.split_once('年')
        && (2..=4).contains(&year.chars().count())
        && year.chars().all(is_numeral)
        && let Some(length) = season(rest)
    {
        return Some(short[..year.len() + '年'.len_utf8() + length].to_owned());
    }
    let at = short
        .match_indices('第')
        .map(|(at, _)| at)
        .find(|&at| counted(&short[at..]).is_some())?;
    let end = at + counted(&short[at..])?;
    let mut start = at;
    for prefix in ["总", "總"] {
        if short[..start].ends_with(prefix) {
            start -= prefix.len();
        }
    }
    if let Some(year) = short[..start].strip_suffix('年') {
        let digits: usize = year
            .chars()
            .rev()
            .take_while(|&c| is_numeral(c))
            .map(char::len_utf8)
            .sum();
        start = year.len() - digits;
    }
    Some(short[start..end].to_owned())
}

/// The length of 第 n 期 at the start of `text`.
fn counted(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('第')?;
    let digits: usize = rest
        .chars()
        .take_while(|&c| is_numeral(c) || "百千".contains(c))
        .map(char::len_utf8)
        .sum();
    let after = rest[digits..].chars().next()?;
    (digits > 0 && matches!(after, '期' | '號' | '号' | '辑' | '輯'))
        .then(|| '第'.len_utf8() + digits + after.len_utf8())
}

/// The length of 秋季号 at the start of `text`: what a number is where a year has four.
fn season(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['春', '夏', '秋', '冬'])?;
    let rest = rest
        .strip_prefix('季')?
        .strip_prefix(['号', '號', '卷', '刊'])?;
    Some(text.len() - rest.len())
}
