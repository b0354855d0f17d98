//! Lines that name papers and days: source lines, the data of a web page; closing notes have a file of their own.

mod closing;

use std::borrow::Cow;

use super::credit::{Credit, credit};
use super::lexicon::{self, CharSet, Lexicon, begins_with, covers};
use super::people::names;
use super::signal::{bare, date, is_numeral, squeezed};
use super::signed::is_institution;
use crate::text::script::is_han;
pub(super) use closing::{closing, tells_of_author};

/// Each word for a source has one of them.
pub(super) const MARKS: &str = "来來转轉摘原稿据據译譯选選";
const _: () = assert!(covers(MARKS, WORDS));

/// What a source line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Origin {
    /// The paper or agency.
    pub(super) source: Option<String>,
    /// Year, month and day.
    pub(super) date: Option<(Option<u16>, u8, Option<u8>)>,
    /// It holds for the whole page.
    pub(super) page_wide: bool,
}

/// The longest note that names a paper, its number and who wrote, in bytes.
const LONGEST_NOTE: usize = 150;

/// Words for a source.
pub(super) const WORDS: &[&str] = &[
    "来源于",
    "来源",
    "來源",
    "转载自",
    "轉載自",
    "转自",
    "轉自",
    "选编自",
    "编译自",
    "編譯自",
    "译自",
    "譯自",
    "选自",
    "選自",
    "摘自",
    "原载于",
    "原载",
    "原載",
    "稿源",
    "据",
    "據",
];

/// What may stand before the word for a source: 本文, 本版, 以上.
pub(super) const BEFORE_WORDS: &str = "本该此文以";

/// Reads a source line: `「来源：某报」`, `（据某社北京8月1日电）`, `（本版文章转自某日《某报》）`.
pub(super) fn origin(text: &str) -> Option<Origin> {
    if let Some(found) = dated_paper(text).or_else(|| numbered_paper(text)) {
        return Some(found);
    }
    const FIRSTS: CharSet = CharSet::of_first(&[]).and(MARKS);
    if !FIRSTS.is_in(text) {
        return None;
    }
    if text.chars().count() > 70 || text.trim_end().ends_with(['。', '，']) {
        return None;
    }
    // The word stands first, behind 本文 or 本版, or before a colon.
    const OPENS: CharSet = CharSet::of_first(WORDS).and(BEFORE_WORDS);
    if !OPENS.begins(bare(text)) && !text.contains([':', '：']) {
        return None;
    }
    let inner = squeezed(bare(text));
    let inner = ["本文", "该文", "此文", "文章"]
        .iter()
        .find_map(|word| inner.strip_prefix(word))
        .unwrap_or(&inner);
    let bracketed = text
        .trim_start()
        .starts_with(['（', '(', '「', '【', '[', '［', '〔', '□', '■', '◇']);
    let page_wide = ["本版", "本页", "本頁", "本期", "以上", "本专版"]
        .iter()
        .any(|word| inner.starts_with(word));
    const HELD: Lexicon = Lexicon::of(WORDS);
    if !HELD.is_in(inner) {
        return None;
    }
    let word = WORDS.iter().find(|word| {
        lexicon::find(inner, word).is_some_and(|at| {
            at == 0
                || (page_wide && at < 24)
                || (at <= 12 && inner[at + word.len()..].starts_with([':', '：']))
        })
    })?;
    let at = inner.find(word)?;
    let rest = inner[at + word.len()..].trim_start_matches([':', '：', '︰']);
    if rest.is_empty()
        || (matches!(
            *word,
            "据" | "據" | "摘自" | "原载" | "原載" | "译自" | "譯自" | "选自" | "選自"
        ) && !(bracketed || is_paper_alone(rest)))
    {
        return None;
    }
    let mut found = Origin {
        page_wide,
        ..Origin::default()
    };
    let mut name = rest.to_owned();
    if let Some((start, (year, month, day, used))) = rest
        .char_indices()
        .filter(|(at, c)| is_numeral(*c) && !rest[..*at].ends_with(is_numeral))
        .find_map(|(at, _)| date(&rest[at..]).map(|found| (at, found)))
    {
        found.date = Some((year, month, day));
        let tail = rest[start + used..].trim_start_matches(['电', '電', '讯', '日']);
        name = if start == 0 {
            tail.to_owned()
        } else {
            rest[..start].to_owned()
        };
    }
    if let (Some(open), Some(close)) = (name.find('《'), name.find('》')) {
        name = name[open + '《'.len_utf8()..close.max(open + '《'.len_utf8())].to_owned();
    } else if let Some(end) = name.find('社').filter(|&end| {
        // 社区报 is no agency.
        found.date.is_some() && !name[end..].starts_with("社区") && !name[end..].starts_with("社會")
    }) {
        name.truncate(end + '社'.len_utf8());
    }
    // （来源：某网，甲编译）
    let name = name.split(['，', ',']).next().unwrap_or(&name);
    // 据某某媒体报道编译: what was done with it.
    let name = ["报道编译", "報導編譯", "报道综合", "消息编译", "报道整理"]
        .iter()
        .find_map(|done| name.strip_suffix(done))
        .unwrap_or(name);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    found.source = (!name.is_empty() && name.chars().count() <= 24).then(|| name.to_owned());
    (found.source.is_some() || found.date.is_some()).then_some(found)
}

/// Whether `rest` is the name of a paper with its number or day, and nothing else: 《某报》3月5日.
fn is_paper_alone(rest: &str) -> bool {
    let named = rest
        .strip_prefix('《')
        .and_then(|rest| rest.split_once('》'));
    named.is_some_and(|(paper, behind)| {
        (2..=16).contains(&paper.chars().count()) && issue_of(behind).1.is_empty()
    })
}

/// Reads a day and a paper in brackets, and nothing else: （6月6日某某新闻网）, （6月9日《某报》）.
fn dated_paper(text: &str) -> Option<Origin> {
    const ENDS: [&str; 16] = [
        "报",
        "報",
        "网",
        "網",
        "台",
        "臺",
        "社",
        "广播",
        "廣播",
        "电视",
        "客户端",
        "周刊",
        "杂志",
        "微博",
        "公众号",
        "微信",
    ];
    let inner = text
        .trim()
        .strip_prefix(['（', '('])?
        .strip_suffix(['）', ')'])?;
    if !inner.contains('日') || inner.contains(['，', '。', ',', '：', ':']) || inner.len() > 100
    {
        return None;
    }
    let inner = squeezed(inner);
    // （某某网2020年12月3日）
    let first = inner.char_indices().find(|&(_, c)| is_numeral(c))?.0;
    let behind = first > 0;
    let (year, month, day, used) = date(&inner[first..])?;
    day?;
    if behind && first + used < inner.len() {
        return None;
    }
    let rest = if behind {
        &inner[..first]
    } else {
        inner[used..].trim_start()
    };
    // The name of the paper, or behind it that of the part of it.
    let (paper, part) = match rest.find(['《', '“', '「']) {
        Some(0) => (rest.strip_prefix('《')?.strip_suffix('》')?, ""),
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let told = rest.starts_with('《') || ENDS.iter().any(|end| paper.ends_with(end));
    let closed = part.is_empty() || part.ends_with(['》', '”', '」']);
    let fit = (2..=16).contains(&paper.chars().count()) && !paper.contains(['》', '《']);
    (told && closed && fit).then(|| Origin {
        source: Some(paper.to_owned()),
        date: Some((year, month, day)),
        page_wide: false,
    })
}

/// Reads a paper in brackets with its day or number and perhaps who wrote, and nothing else: （《某刊》2020年第7期
/// 甲/文）, （8月21日《某报》 甲）, （《某报》3月4日文章　作者：甲　乙译）.
fn numbered_paper(text: &str) -> Option<Origin> {
    let inner = text
        .trim()
        .strip_prefix(['（', '('])?
        .strip_suffix(['）', ')'])?;
    if inner.len() > LONGEST_NOTE || inner.contains('。') {
        return None;
    }
    let (before, rest) = inner.split_once('《')?;
    let (paper, behind) = rest.split_once('》')?;
    if !(2..=16).contains(&paper.chars().count()) || behind.contains(['《', '》']) {
        return None;
    }
    let before = squeezed(before);
    let mut found = date(&before).map(|(year, month, day, used)| (used, (year, month, day)));
    if found.map_or(0, |(used, _)| used) < before.len() {
        return None;
    }
    let (number, people) = issue_of(behind);
    if found.is_none() {
        found = date(&squeezed(number)).map(|(year, month, day, used)| (used, (year, month, day)));
    }
    let told = found.is_some() || !number.is_empty();
    let people = labelled(people);
    let credited = || credit(people).is_some_and(|found| !found.names.is_empty());
    let names_all = people.is_empty() || writers_behind(people).is_some() || credited();
    let one_label = !before.contains(['：', ':']) && !people.contains(['：', ':']);
    (told && one_label && names_all).then(|| Origin {
        source: Some(paper.to_owned()),
        date: found.map(|found| found.1),
        page_wide: false,
    })
}

/// The number or day at the start of what stands behind the name of a paper, and what stands behind it.
fn issue_of(behind: &str) -> (&str, &str) {
    let behind = behind.trim_start_matches(|c: char| c.is_whitespace() || "，,".contains(c));
    let counts = |c: char| is_numeral(c) || "年第月日期总總号號版头頭".contains(c);
    let number = behind.trim_start_matches(counts);
    let number = &behind[..behind.len() - number.len()];
    if !number.ends_with(['期', '日', '号', '號', '版', '月']) {
        return ("", behind);
    }
    let rest = &behind[number.len()..];
    (
        number,
        rest.trim_start_matches(|c: char| c.is_whitespace() || "，,".contains(c)),
    )
}

/// `people` without the words for what stands in a paper, and for who wrote: 文章　作者：甲.
fn labelled(people: &str) -> &str {
    const TEXTS: [&str; 5] = ["文章", "报道", "報道", "報導", "一文"];
    const WORDS: [&str; 3] = ["作者", "译者", "譯者"];
    let behind = |words: &[&str]| words.iter().find_map(|word| people.strip_prefix(word));
    let people = behind(&TEXTS).unwrap_or(people).trim_start();
    let named = WORDS.iter().find_map(|word| {
        let rest = people.strip_prefix(word)?;
        rest.strip_prefix(['：', ':', '︰'])
    });
    named.unwrap_or(people).trim_start()
}

/// The names in `people` with the word for what they did: 甲文, 甲/文, 甲 著.
fn writers_behind(people: &str) -> Option<Vec<String>> {
    const DEEDS: [char; 12] = [
        '文', '著', '译', '譯', '撰', '作', '编', '編', '写', '寫', '述', '摘',
    ];
    let people = people.trim();
    let bare = people.trim_end_matches(DEEDS);
    let bare = bare.trim_end_matches(|c: char| c.is_whitespace() || "/／∕".contains(c));
    // 甲文 may be a name by itself; behind a paper it is what somebody wrote.
    [bare, people].into_iter().find_map(|people| {
        let fit = people.chars().count() >= 2;
        fit.then(|| names(people)).flatten()
    })
}

/// The people that a source line names: （摘自《某报》，作者：甲）, （编译自某刊，译者：乙）.
pub(super) fn writers(text: &str) -> Vec<String> {
    const WORDS: &[&str] = &["作者", "译者", "譯者", "编译", "編譯", "文"];
    let inner = bare(text);
    let named = WORDS.iter().find_map(|word| {
        let at = inner.find(word)?;
        let rest = inner[at + word.len()..].strip_prefix([':', '：', '︰'])?;
        let people = rest.split(['，', ',', '；', '）', ')']).next()?;
        // 甲　乙译: the last of several names with its word may look like one.
        let translated = people.trim().strip_suffix(['译', '譯']);
        let several = translated.filter(|people| people.contains(char::is_whitespace));
        let several = several.and_then(names);
        several.or_else(|| names(people.trim())).or_else(|| {
            let name = squeezed(people);
            ((2..=4).contains(&name.chars().count()) && name.chars().all(is_han))
                .then(|| vec![name.into_owned()])
        })
    });
    named
        .or_else(|| translated(inner))
        .or_else(|| reporters(inner))
        .or_else(|| {
            let (_, behind) = inner.rsplit_once('》')?;
            let (_, people) = issue_of(behind);
            writers_behind(people.rsplit(['，', ',']).next().unwrap_or(people)).or_else(|| {
                let people = people.trim_end_matches(['）', ')']);
                credit(people).map(|found| found.names)
            })
        })
        .or_else(|| {
            let (_, people) = inner.split_once(['，', ','])?;
            let people = people.trim_end_matches(['）', ')']);
            credit(people).map(|found| found.names)
        })
        .unwrap_or_default()
}

/// The names behind a reporter's word at the end: （据《某报》　记者 甲）.
fn reporters(inner: &str) -> Option<Vec<String>> {
    let at = ["记者", "記者", "通讯员", "通訊員"]
        .iter()
        .find_map(|word| Some(inner.rfind(word)? + word.len()))?;
    names(inner[at..].trim())
}

/// The names before 编译 in a clause of their own: （来源：某网，甲、乙编译）.
fn translated(inner: &str) -> Option<Vec<String>> {
    let (_, clause) = inner.rsplit_once(['，', ','])?;
    let people = ["编译", "編譯", "翻译", "翻譯", "整理", "供稿", "译", "譯"]
        .iter()
        .find_map(|deed| clause.trim().strip_suffix(deed))?;
    names(people.trim())
}

/// What a key of a web page's data line names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Datum {
    Source,
    Author,
    Day,
    Other,
}

/// Keys of the line below a web page's title.
const DATA: &[(&str, Datum)] = &[
    ("信息来源", Datum::Source),
    ("文章来源", Datum::Source),
    ("稿件来源", Datum::Source),
    ("来源", Datum::Source),
    ("來源", Datum::Source),
    ("稿源", Datum::Source),
    ("出处", Datum::Source),
    ("文章作者", Datum::Author),
    ("作者", Datum::Author),
    ("记者", Datum::Author),
    ("記者", Datum::Author),
    ("撰稿", Datum::Author),
    ("撰文", Datum::Author),
    ("通讯员", Datum::Author),
    ("发布时间", Datum::Day),
    ("发布日期", Datum::Day),
    ("发表时间", Datum::Day),
    ("發布時間", Datum::Day),
    ("更新时间", Datum::Day),
    ("时间", Datum::Day),
    ("時間", Datum::Day),
    ("日期", Datum::Day),
    ("责任编辑", Datum::Other),
    ("編輯", Datum::Other),
    ("编辑", Datum::Other),
    ("审核", Datum::Other),
    ("发布人", Datum::Other),
    ("发布者", Datum::Other),
    ("浏览次数", Datum::Other),
    ("浏览量", Datum::Other),
    ("浏览", Datum::Other),
    ("点击数", Datum::Other),
    ("点击", Datum::Other),
    ("阅读量", Datum::Other),
    ("阅读", Datum::Other),
    ("字号", Datum::Other),
    ("字体", Datum::Other),
    ("分享", Datum::Other),
];

/// Reads the data line of a web page: `2022-03-05 10:20 来源：某报 作者：甲`. Two facts at least.
pub(super) fn facts(text: &str) -> Option<Credit> {
    if text.contains(['。', '，']) || !text.contains([':', '：', '︰']) {
        return None;
    }
    let inner = bare(text);
    let mut found = Credit::default();
    let mut keys: Vec<(usize, usize, Datum)> = Vec::new();
    const FIRSTS: CharSet =
        CharSet::of_first(&[]).and("信文稿来來出作记記撰通发發更时時日责編编审浏点阅字分");
    for (at, c) in inner.char_indices() {
        if !FIRSTS.holds(c) || keys.last().is_some_and(|&(_, end, _)| at < end) {
            continue;
        }
        let key = DATA.iter().find_map(|(word, datum)| {
            let rest = begins_with(&inner[at..], word).then(|| &inner[at + word.len()..])?;
            let mark = rest.trim_start().chars().next()?;
            [':', '：', '︰'].contains(&mark).then(|| {
                (
                    at,
                    inner.len() - rest.trim_start().len() + mark.len_utf8(),
                    *datum,
                )
            })
        });
        keys.extend(key);
    }
    let first = keys.first()?.0;
    let before = squeezed(&inner[..first]);
    let mut count = keys.len();
    if !before.is_empty() {
        let (year, month, day, used) = date(&before)?;
        // A time of day may follow.
        if before[used..].contains(|c: char| c.is_alphabetic()) {
            return None;
        }
        found.day = Some((year, month, day));
        count += 1;
    }
    if count < 2 {
        return None;
    }
    for (index, &(_, from, datum)) in keys.iter().enumerate() {
        let to = keys.get(index + 1).map_or(inner.len(), |next| next.0);
        let value =
            inner[from..to].trim_matches(|c: char| c.is_whitespace() || "|｜丨/".contains(c));
        match datum {
            Datum::Source => {
                // 某报（2021年7月12日）
                let dated = value.strip_suffix(['）', ')']).and_then(|value| {
                    let (name, day) = value.rsplit_once(['（', '('])?;
                    let (year, month, day, _) = date(&squeezed(day))?;
                    Some((name.trim_end(), (year, month, day)))
                });
                if let Some((_, day)) = dated {
                    found.day = Some(day);
                }
                let value = dated.map_or(value, |(name, _)| name);
                // 《某报》3月21日, 《某刊》2023年第3期
                let (value, behind) = match value
                    .strip_prefix('《')
                    .and_then(|inner| inner.split_once('》'))
                {
                    Some((name, behind)) => (name, squeezed(behind)),
                    None => (value, Cow::Borrowed("")),
                };
                if let Some((year, month, day, used)) = date(&behind)
                    && used == behind.len()
                {
                    found.day.get_or_insert((year, month, day));
                }
                let name = value.trim_matches(['《', '》']);
                if !name.is_empty() && name.chars().count() <= 24 {
                    found.source.get_or_insert(name.to_owned());
                }
            }
            Datum::Author => {
                let people = names(value)
                    .or_else(|| credit(&format!("记者 {value}")).map(|credit| credit.names));
                match people {
                    Some(people) => found.names.extend(people),
                    None if is_institution(value) || (2..=6).contains(&value.chars().count()) => {
                        found.names.push(squeezed(value).into_owned());
                    }
                    None => {}
                }
            }
            Datum::Day => {
                let value = squeezed(value);
                if let Some((year, month, day, _)) = date(&value) {
                    found.day = Some((year, month, day));
                }
            }
            Datum::Other => {}
        }
    }
    Some(found)
}
