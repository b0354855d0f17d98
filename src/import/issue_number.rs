//! The number of an issue: how it is written, and whether a line is one and no sentence about one.
//!
//! 第三期 also counts building works and courses, 第5号 storms and orders, NO.1 the best of ten. What is left
//! of a line when its numbers and days are gone tells: nothing, the name of a periodical or of an office.

use memchr::memchr3_iter;

use super::lexicon::{CharSet, begins_with};
use super::masthead::FREQUENCIES;
use super::signal::{bare, date, is_letter, is_numeral, squeezed};

/// Endings of the names of periodicals.
const PERIODICALS: &[&str] = &[
    "简报",
    "动态",
    "通讯",
    "参阅",
    "资料",
    "史料",
    "周报",
    "日报",
    "晚报",
    "早报",
    "晨报",
    "快报",
    "专报",
    "校报",
    "导报",
    "时报",
    "商报",
    "月报",
    "院报",
    "厂报",
    "报",
    "周刊",
    "月刊",
    "季刊",
    "旬刊",
    "专刊",
    "会刊",
    "院刊",
    "校刊",
    "内刊",
    "刊",
    "信息",
    "摘编",
    "文摘",
    "内参",
    "参考",
    "要情",
    "情况",
    "简讯",
    "交流",
    "杂志",
    "月志",
    "之窗",
    "之声",
    "園地",
    "园地",
    "論壇",
    "论坛",
    "簡報",
    "公报",
    "公報",
    "会讯",
    "會訊",
    "侨讯",
    "僑訊",
    "乡讯",
    "鄉訊",
    "校讯",
    "校訊",
    "馆讯",
    "館訊",
    "院讯",
    "工讯",
    "商讯",
    "邮讯",
    "医苑",
    "文苑",
    "学苑",
    "杏苑",
    "邮苑",
    "通訊",
    "動態",
    "週報",
    "日報",
    "報",
    "週刊",
    "雜誌",
    "务公开",
    "公开栏",
    "公開欄",
];

/// Words that end like the name of a periodical and are none.
const NO_PERIODICALS: &[&str] = &[
    "通报", "汇报", "预报", "举报", "申报", "捷报", "喜报", "警报", "电报", "海报", "回报", "上报",
    "播报", "填报", "通報", "預報", "警報", "海報", "合刊",
];

/// The longest line with a number, in characters.
const LONGEST_LINE: usize = 60;

/// The longest name that is glued to a number, in characters.
const LONGEST_GLUED: usize = 16;

/// Whether squeezed `short` ends as the names of periodicals do.
pub(super) fn is_periodical(short: &str) -> bool {
    const LASTS: CharSet = CharSet::of_last(PERIODICALS);
    let short = short.trim_matches(['《', '》']);
    LASTS.ends(short)
        && PERIODICALS.iter().any(|end| short.ends_with(end))
        && !NO_PERIODICALS.iter().any(|end| short.ends_with(end))
        && !(short.ends_with("公开") && CALLING.iter().any(|word| short.contains(word)))
}

/// What a title calls for, where it ends as a board for notices is called: 大力推进村务公开.
const CALLING: [&str; 14] = [
    "推进", "推行", "推动", "实行", "加强", "深化", "规范", "做好", "落实", "完善", "促进", "坚持",
    "开展", "全面",
];

/// Endings that only papers have.
const PAPERS: &[&str] = &[
    "日报", "晚报", "早报", "晨报", "周报", "时报", "商报", "导报", "校报", "日報", "晚報", "週報",
    "時報", "周刊", "月刊", "週刊", "月報", "简报", "通讯", "文摘", "年鉴", "年鑑",
];

/// Whether `word` can only be a paper's name: a name of a section may end in 简讯, none in 日报.
pub(super) fn is_title_of_paper(word: &str) -> bool {
    const LASTS: CharSet = CharSet::of_last(PAPERS);
    LASTS.ends(word) && PAPERS.iter().any(|end| word.ends_with(end))
}

/// Parts of a line, divided by wide gaps. A volume and what is counted in it are one part.
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
            let counted = is_volume(rest[end..cell].trim()) && is_number_line(following);
            end = next;
            if !spaced && !counted {
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

/// What the numbers of issues end with, or begin with in Latin letters, of any width: a text without any of them
/// holds none.
const NUMBER_MARKS: CharSet = CharSet::of_first(&[]).and("期号號辑輯卷刊VvNnIiＶｖＮｎＩｉ");

/// Whether `text` is the number of an issue, alone or beside the name, the day and the price.
pub(super) fn is_number_line(text: &str) -> bool {
    let alone = |[before, after]: [String; 2]| is_year(&before) && after.is_empty();
    text.chars().nth(LONGEST_LINE).is_none()
        && NUMBER_MARKS.is_in(text)
        && (!text.contains(['。', '！', '？', '；', '，', ','])
            && rest(text).is_some_and(|rest| is_no_sentence(&rest))
            || cells(text).any(|cell| rest(cell).is_some_and(alone)))
}

/// Whether `text` is a number with the name of a periodical in the same line.
pub(super) fn names_periodical(text: &str) -> bool {
    is_number_line(text)
        && rest(text).is_some_and(|rest| rest.iter().any(|part| is_periodical(part)))
}

/// Whether `text` is a number in Latin letters and no more, as the heads of a list are too: NO.3.
pub(super) fn is_latin_number(text: &str) -> bool {
    let short = squeezed(bare(text));
    latin(&short) == Some(short.len())
}

/// Whether `text` is a volume, which is no number of an issue by itself: 第12卷, VOL.12.
fn is_volume(text: &str) -> bool {
    if !text.starts_with(['第', 'V', 'v', 'Ｖ']) {
        return false;
    }
    let short = squeezed(text);
    volume(&short) == Some(short.len())
        || short
            .get(..3)
            .is_some_and(|word| word.eq_ignore_ascii_case("vol"))
            && latin(&short) == Some(short.len())
}

/// Whether `word` says of an issue what kind it is, and names none: 试刊.
pub(super) fn is_special(word: &str) -> bool {
    SPECIAL.contains(&word)
}

/// What stands before the first number in `text`: all of it where there is none.
pub(super) fn before_number(text: &str) -> &str {
    if !NUMBER_MARKS.is_in(text) {
        return text;
    }
    let figure = |c: char| c.is_ascii_alphanumeric() || is_numeral(c);
    let begins = |&(at, c): &(usize, char)| {
        begins_number(c)
            && !(figure(c) && text[..at].ends_with(figure))
            && number_at(&squeezed(&text[at..]), 0).is_some()
    };
    let place = text.char_indices().find(begins).map(|(at, _)| at);
    place.map_or(text, |at| &text[..at])
}

/// Whether `text` is nothing or a year: （2018）第9期.
fn is_year(text: &str) -> bool {
    text.is_empty() || text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether what a number leaves of its line says nothing: the name before it, an office beside it.
fn is_no_sentence(rest: &[String]) -> bool {
    let [before, after] = rest else { return false };
    let name = |part: &str| part.chars().count() <= LONGEST_GLUED && is_periodical(part);
    (is_year(before) || name(before))
        && (after.is_empty()
            || ["出版", "出刊", "编印", "編印"].contains(&&**after)
            || after.chars().count() <= 8 && is_title_of_paper(after)
            || after.starts_with("今日") && after.chars().count() <= 6)
}

/// What stands before and behind the numbers and days of `text`, letters only.
fn rest(text: &str) -> Option<[String; 2]> {
    let short = squeezed(bare(text));
    next_number(&short, 0)?;
    let (mut parts, mut at, mut place) = ([String::new(), String::new()], 0, 0);
    while let Some(c) = short[at..].chars().next() {
        let whole = !short[..at].ends_with(is_numeral);
        let number = number_at(&short, at).map(|found| found.length);
        let day = || {
            whole
                .then(|| date(&short[at..]))
                .flatten()
                .map(|found| found.3)
        };
        if number.is_some() {
            place = 1;
        }
        // 第3期 春季号, 第3版
        let beside = || page(&short[at..]).or_else(|| part_of_year(&short[at..]));
        if let Some(length) = number.or_else(day).or_else(beside) {
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
    // （季刊）: how often it comes out.
    if FREQUENCIES.contains(&&*parts[1]) {
        parts[1].clear();
    }
    Some(parts)
}

/// The length of the number of a page at the start of squeezed `text`: 第3版.
fn page(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('第')?;
    let digits = numerals(rest);
    let rest = rest[digits..].strip_prefix('版').filter(|_| digits > 0)?;
    Some(text.len() - rest.len())
}

/// The number of an issue in `text` with its year and volume, in squeezed form; one through all years where
/// there is no other.
pub(super) fn issue_number(text: &str) -> Option<String> {
    let (number, serial) = issue_numbers(text);
    number.or(serial)
}

/// The number of an issue in `text`, and the one that counts through all years: 2020年第5期（总第61期）.
pub(super) fn issue_numbers(text: &str) -> (Option<String>, Option<String>) {
    // Each number has one of them.
    const NEEDED: CharSet = CharSet::of_first(&[]).and("期號号辑輯卷刊VvNnIiＶｖＮｎＩｉ");
    if !NEEDED.is_in(text) {
        return (None, None);
    }
    let short = squeezed(bare(text));
    let (mut number, mut serial, mut at) = (None, None, 0);
    while let Some((start, found)) = next_number(&short, at) {
        at = start + found.length;
        let kept = if found.serial {
            &mut serial
        } else {
            &mut number
        };
        kept.get_or_insert_with(|| parted(&short[start..at]));
    }
    (number, serial)
}

/// Squeezed `number` with gaps between its Latin letters and its figures: ISSUE 214, Vol.12 No.3.
fn parted(number: &str) -> String {
    let mut parted = String::with_capacity(number.len() + 2);
    for c in number.chars() {
        let (letter, figure) = (c.is_ascii_alphabetic(), c.is_ascii_digit());
        let gap = parted.ends_with(|last: char| {
            letter && last.is_ascii_digit() || figure && last.is_ascii_alphabetic()
        });
        parted.extend(gap.then_some(' '));
        parted.push(c);
    }
    parted
}

/// A number at the start of a text.
struct Found {
    /// Its length in bytes.
    length: usize,
    /// It counts through all years.
    serial: bool,
}

/// The first number of `short` from `at` on, with its place.
fn next_number(short: &str, at: usize) -> Option<(usize, Found)> {
    if !NUMBER_MARKS.is_in(&short[at..]) {
        return None;
    }
    let mut places = short[at..].char_indices().map(|(place, _)| at + place);
    places.find_map(|place| Some((place, number_at(short, place)?)))
}

/// Whether a number may begin with `c`: most letters begin none.
fn begins_number(c: char) -> bool {
    let is_word = matches!(
        c,
        '第' | '总' | '總' | '试' | '試' | '復' | '复' | '增' | '創' | '创' | '終' | '终'
    );
    is_word || is_numeral(c) || matches!(c, 'V' | 'v' | 'N' | 'n' | 'I' | 'i')
}

/// The number that begins at `at` in `short`, its year before it: 2024年第3期, 总第61期, 第12卷第3期, VOL.214,
/// 2010年秋季号, 创刊号.
fn number_at(short: &str, at: usize) -> Option<Found> {
    let (before, after) = short.split_at(at);
    let first = after.chars().next()?;
    if !begins_number(first) {
        return None;
    }
    let plain = |length| Found {
        length,
        serial: false,
    };
    if first.is_ascii_alphabetic() {
        let inside = before.ends_with(|c: char| c.is_ascii_alphanumeric());
        return latin(after).filter(|_| !inside).map(plain);
    }
    if let Some(rest) = after.strip_prefix(['总', '總']) {
        let length = ordinal(rest, false)?;
        return Some(Found {
            length: first.len_utf8() + length,
            serial: true,
        });
    }
    if is_numeral(first) && !before.ends_with(is_numeral) {
        let digits = numerals(after);
        let rest = after[digits..].strip_prefix('年')?;
        let year = digits + '年'.len_utf8();
        let number = number(rest).or_else(|| {
            let years = (2..=4).contains(&after[..digits].chars().count());
            part_of_year(rest).filter(|_| years)
        });
        if let Some(length) = number {
            return Some(plain(year + length));
        }
        let total = rest.strip_prefix(['总', '總'])?;
        return Some(Found {
            length: year + rest.len() - total.len() + ordinal(total, true)?,
            serial: true,
        });
    }
    number(after).map(plain)
}

/// The length of the number at the start of `text`, which has no year.
fn number(text: &str) -> Option<usize> {
    const FIRST: [&str; 6] = ["创刊号", "創刊號", "终刊号", "終刊號", "试刊号", "試刊號"];
    const FIRSTS: CharSet = CharSet::of_first(&FIRST).and_first(&SPECIAL).and("第");
    if !FIRSTS.begins(text) {
        return None;
    }
    if let Some(word) = FIRST.iter().find(|word| begins_with(text, word)) {
        return Some(word.len());
    }
    let special = SPECIAL.iter().find(|word| begins_with(text, word));
    let special = special.map_or(0, |word| word.len());
    let text = &text[special..];
    if let Some(volume) = volume(text) {
        let gap = text[volume..].starts_with(['，', ',', '、', '·', '/']);
        let gap = if gap {
            text[volume..].chars().next().map_or(0, char::len_utf8)
        } else {
            0
        };
        return Some(special + volume + gap + ordinal(&text[volume + gap..], true)?);
    }
    Some(special + ordinal(text, true)?)
}

/// What stands before the numbers of issues that are counted by themselves.
const SPECIAL: [&str; 5] = ["试刊", "試刊", "复刊", "復刊", "增刊"];

/// The length of 第 n 期 at the start of `text`, or of n 期 unless it is `told` by 第; two numbers may be one
/// issue: 第3、4期合刊.
fn ordinal(text: &str, told: bool) -> Option<usize> {
    let rest = text.strip_prefix('第');
    let rest = if told { rest? } else { rest.unwrap_or(text) };
    let mut at = text.len() - rest.len();
    let digits = numerals(&text[at..]);
    at += digits;
    if let Some(rest) =
        text[at..].strip_prefix(['-', '—', '–', '～', '~', '、', '/', '·', '和', '至'])
    {
        let second = numerals(rest);
        at += if second > 0 {
            text.len() - at - rest.len() + second
        } else {
            0
        };
    }
    let after = text[at..].chars().next()?;
    if digits == 0 || !matches!(after, '期' | '號' | '号' | '辑' | '輯') {
        return None;
    }
    at += after.len_utf8();
    let double = if text[at..].starts_with("合刊") {
        "合刊".len()
    } else {
        0
    };
    Some(at + double)
}

/// The length of 第 n 卷 at the start of `text`.
fn volume(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('第')?;
    let digits = numerals(rest);
    let rest = rest[digits..].strip_prefix('卷').filter(|_| digits > 0)?;
    Some(text.len() - rest.len())
}

/// The length of the numerals at the start of `text`.
fn numerals(text: &str) -> usize {
    let numerals = text
        .chars()
        .take_while(|&c| is_numeral(c) || matches!(c, '百' | '千'));
    numerals.map(char::len_utf8).sum()
}

/// The length of a number in Latin letters at the start of squeezed `text`: VOL.214, Vol.12No.3, NO.2024-03.
fn latin(text: &str) -> Option<usize> {
    const VOLUMES: [&str; 2] = ["volume", "vol"];
    const NUMBERS: [&str; 3] = ["issue", "number", "no"];
    let counted = |text: &str, words: &[&str]| {
        let begins = |word: &&&str| {
            text.get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        let word = words.iter().find(begins)?;
        let rest = text[word.len()..].trim_start_matches(['.', ':', '：', '．', '#']);
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let more = rest[digits..].strip_prefix('-').map_or(0, |more| {
            let more = more
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(more.len());
            if more > 0 { 1 + more } else { 0 }
        });
        let end = text.len() - rest.len() + digits + more;
        let whole = !text[end..].starts_with(|c: char| c.is_ascii_digit() || c == '%');
        ((1..=6).contains(&digits) && whole).then_some(end)
    };
    let Some(volume) = counted(text, &VOLUMES) else {
        return counted(text, &NUMBERS);
    };
    let rest = text[volume..].trim_start_matches([',', '，', '.', '·', '/', '(', '（']);
    let number = counted(rest, &NUMBERS);
    Some(number.map_or(volume, |number| text.len() - rest.len() + number))
}

/// The length of 秋季号 or 3月号 at the start of `text`: what a number is where a year has few.
fn part_of_year(text: &str) -> Option<usize> {
    let rest = match text.strip_prefix(['春', '夏', '秋', '冬']) {
        Some(rest) => rest
            .strip_prefix('季')?
            .strip_prefix(['号', '號', '卷', '刊'])?,
        None => {
            let digits = numerals(text);
            let month = text[digits..].strip_prefix('月').filter(|_| digits > 0)?;
            month.strip_prefix(['号', '號'])?
        }
    };
    Some(text.len() - rest.len())
}
