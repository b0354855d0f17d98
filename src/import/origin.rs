//! Lines that name papers and days: source lines, datelines, closing notes, the data of a web page.

use super::credit::{Credit, credit};
use super::lexicon::{CharSet, Lexicon, covers};
use super::people::names;
use super::signal::{bare, date, is_numeral, squeezed};
use super::signed::is_institution;
use crate::text::script::is_han;

/// Words that begin a report of the paper's own.
pub(super) const OWN: &[&str] = &[
    "本报讯",
    "本刊讯",
    "本報訊",
    "本刊訊",
    "本报专讯",
    "本報專訊",
    "本网讯",
    "本站讯",
    "本台讯",
    "本台消息",
    "本报电",
    "本报北京",
    "本校讯",
    "本社讯",
    "本社訊",
    "特讯",
];

/// What else tells that a text may begin with a dateline.
pub(super) const DATELINE_MARKS: &str = "电電讯訊道導";

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

/// The start of `本报讯（记者 甲）`, `新华社北京6月1日电`: names and source.
pub(super) fn dateline(text: &str) -> Option<Credit> {
    const HINTS: CharSet = CharSet::of_first(OWN).and(DATELINE_MARKS);
    let end = text.char_indices().nth(60).map_or(text.len(), |(at, _)| at);
    let head = &text[..end];
    if !HINTS.is_in(head) {
        return None;
    }
    if let Some(found) = framed_dateline(head) {
        return Some(found);
    }
    let squeezed_head = squeezed(head);
    let squeezed_head = squeezed_head
        .strip_prefix(['据', '據'])
        .unwrap_or(&squeezed_head);
    let squeezed_head = squeezed_head
        .trim_start_matches(['【', '[', '（', '(', '■', '●', '▲', '◆', '□', '△', '○', '★']);
    let own = OWN
        .iter()
        .find(|word| squeezed_head.starts_with(**word))
        .copied()
        .or_else(|| own_report(squeezed_head));
    let agency = squeezed_head
        .find(['电', '電', '讯', '訊'])
        .filter(|&at| {
            at < 60
                && (squeezed_head[at..]
                    .chars()
                    .nth(1)
                    .is_some_and(|c| "(—-:：".contains(c) || c == '（')
                    || squeezed_head[..at].ends_with(['日', '号', '號']))
        })
        .and_then(|at| {
            let place = &squeezed_head[..at];
            place
                .find('社')
                .filter(|&end| end <= 18)
                .map(|end| place[..end + '社'.len_utf8()].to_owned())
        });
    if own.is_none() && agency.is_none() {
        return reporter(text);
    }
    let mut found = Credit {
        source: agency,
        ..Credit::default()
    };
    let open = head
        .find(['（', '('])
        .filter(|&at| head[..at].chars().count() <= 20);
    if let Some(open) = open {
        let inside = &head[open..];
        let close = inside.find(['）', ')']).unwrap_or(inside.len());
        let inside = inside[..close].trim_start_matches(['（', '(']);
        if let Some(credit) = credit(inside) {
            found.names = credit.names;
            found.source = found.source.or(credit.source);
        } else if own.is_some() {
            found.names = names(inside.trim()).unwrap_or_default();
        }
    } else if let Some(rest) = own.and_then(|own| squeezed_head.strip_prefix(own)) {
        let rest = rest.trim_start_matches(['】', ']', '）', ')', ':', '：', '—', '-']);
        let end = ["报道", "報導", "报导", "，", ",", "。"]
            .iter()
            .filter_map(|word| rest.find(word))
            .min()
            .unwrap_or(0);
        if ["记者", "記者", "通讯员", "通訊員", "见习记者"]
            .iter()
            .any(|word| rest.starts_with(word))
            && let Some(credit) = credit(&rest[..end])
        {
            found.names = credit.names;
        }
    }
    Some(found)
}

/// 本会讯, 本厂讯 at the start of `text`: a word for the paper's own, and that it reports.
fn own_report(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('本')?;
    let at = rest.find(['讯', '訊']).filter(|&at| at <= 2 * 3)?;
    let word = &text[..'本'.len_utf8() + at + '讯'.len_utf8()];
    (at > 0 && word.chars().all(is_han)).then_some(word)
}

/// `【本报记者甲某地报道】`, `（某社某地三日电）`, `【本会讯】`: a dateline in brackets of its own.
fn framed_dateline(text: &str) -> Option<Credit> {
    let inner = text.strip_prefix(['【', '［', '〔', '（', '('])?;
    let inner = squeezed(&inner[..inner.find(['】', '］', '〕', '）', ')'])?]);
    // Who reports may stand in brackets behind it.
    if OWN.contains(&&*inner) {
        return None;
    }
    let (head, report) = [
        "报道", "報道", "报导", "報導", "专电", "專電", "外電", "讯", "訊", "电", "電",
    ]
    .iter()
    .find_map(|end| Some((inner.strip_suffix(end)?, *end)))?;
    // 【本報訊／記者甲報導】
    let head = match head.split_once('/') {
        Some((own, rest)) if OWN.contains(&own) => rest,
        Some(_) => return None,
        None => head,
    };
    if inner.chars().count() > 24 || inner.contains([',', '。', '∕', '《']) {
        return None;
    }
    let mut found = Credit::default();
    if let Some(at) = ["记者", "記者", "通讯员", "通訊員"]
        .iter()
        .find_map(|word| Some(head.find(word)? + word.len()))
    {
        // The name, and behind it the place.
        let rest = &head[at..];
        let name = [3, 2, 4]
            .into_iter()
            .map(|count| rest.chars().take(count).collect::<String>())
            .find(|name| names(name).is_some())?;
        found.names = vec![name];
        return Some(found);
    }
    let agency = head.find('社').filter(|_| !head.starts_with('本'));
    found.source = agency.map(|at| head[..at + '社'.len_utf8()].to_owned());
    let short = matches!(report, "讯" | "訊") && (1..=6).contains(&head.chars().count());
    let sent = found.source.is_some() && head.contains(is_numeral);
    (short || sent || found.source.is_some()).then_some(found)
}

/// The start of `【本報記者甲／某地報導】`, `【甲／某地訊】`: who reports from where, in one bracket.
fn reporter(text: &str) -> Option<Credit> {
    let inner = text.strip_prefix(['【', '［', '〔'])?;
    let inner = &inner[..inner.find(['】', '］', '〕'])?];
    let (who, place) = inner.split_once(['／', '/', '∕', '　'])?;
    let reports = [
        "報導", "报道", "報道", "专电", "專電", "訊", "讯", "電", "电", "特稿",
    ]
    .iter()
    .any(|end| place.ends_with(end));
    if !reports || inner.chars().count() > 24 {
        return None;
    }
    let people = names(who)
        .or_else(|| credit(who).map(|found| found.names))
        .or_else(|| behind_office(who))?;
    Some(Credit {
        names: people,
        ..Credit::default()
    })
}

/// The name right behind the office of its bearer: 推广部甲.
fn behind_office(who: &str) -> Option<Vec<String>> {
    const ENDS: [char; 14] = [
        '部', '科', '处', '處', '室', '局', '站', '组', '組', '会', '會', '社', '系', '院',
    ];
    let (at, end) = who.char_indices().rev().find(|(_, c)| ENDS.contains(c))?;
    let (office, name) = who.split_at(at + end.len_utf8());
    (office.chars().count() >= 2).then(|| names(name)).flatten()
}

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
        inner.find(**word).is_some_and(|at| {
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
        ) && !bracketed)
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
    } else if let Some(end) = name.find('社').filter(|_| found.date.is_some()) {
        name.truncate(end + '社'.len_utf8());
    }
    // （来源：某网，甲编译）
    let name = name.split(['，', ',']).next().unwrap_or(&name);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    found.source = (!name.is_empty() && name.chars().count() <= 24).then(|| name.to_owned());
    (found.source.is_some() || found.date.is_some()).then_some(found)
}

/// The people that a source line names: （摘自《某报》，作者：甲）, （编译自某刊，译者：乙）.
pub(super) fn writers(text: &str) -> Vec<String> {
    const WORDS: &[&str] = &["作者", "译者", "譯者", "编译", "編譯", "文"];
    let inner = bare(text);
    let named = WORDS.iter().find_map(|word| {
        let at = inner.find(word)?;
        let rest = inner[at + word.len()..].strip_prefix([':', '：', '︰'])?;
        let people = rest.split(['，', ',', '；', '）', ')']).next()?;
        names(people.trim()).or_else(|| {
            let name = squeezed(people);
            ((2..=4).contains(&name.chars().count()) && name.chars().all(is_han))
                .then(|| vec![name.into_owned()])
        })
    });
    named
        .or_else(|| translated(inner))
        .or_else(|| reporters(inner))
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

/// Whether `text` is a note that closes an article: （作者单位…）, （执笔…）; with the names it gives.
pub(super) fn closing(text: &str) -> Option<Vec<String>> {
    let trimmed = text.trim();
    if !trimmed.starts_with(['（', '(', '【', '[', '［']) || trimmed.chars().nth(200).is_some() {
        return None;
    }
    let inner = bare(trimmed);
    let after = |word: &str| {
        inner
            .strip_prefix(word)
            .map(|rest| rest.trim_start_matches([':', '：', '︰', ' ', '\u{3000}']))
    };
    // 【本文由甲撰写】
    if let Some(rest) = after("本文由")
        && let Some(people) = ["撰写", "撰寫", "整理", "编写", "編寫", "翻译", "翻譯"]
            .iter()
            .find_map(|word| rest.find(word).map(|at| &rest[..at]))
    {
        return Some(names(people.trim()).unwrap_or_default());
    }
    for word in [
        "执笔人",
        "执笔",
        "執筆",
        "撰稿人",
        "撰稿",
        "整理",
        "采写",
        "记者",
    ] {
        if let Some(rest) = after(word) {
            let people = rest
                .split(['，', ',', '。', '）', ')', '；'])
                .next()
                .unwrap_or_default();
            return Some(names(people).unwrap_or_default());
        }
    }
    ([
        "作者单位",
        "作者系",
        "作者为",
        "作者是",
        "作者單位",
        "作者係",
        "责任编辑",
        "责编",
        "编辑",
        "本文系",
        "本文为",
        "课题",
        "基金项目",
        "根据",
        "综合",
        "完",
        "全文完",
        "未完待续",
        "待续",
    ]
    .iter()
    .any(|word| after(word).is_some())
        || inner.chars().count() <= 40 && inner.contains("化名")
        // （《书名》，甲著，某某出版社出版）
        || inner.starts_with('《') && ["著", "出版", "版）", "编"].iter().any(|word| inner.contains(word)))
    .then(|| after("作者").map_or_else(Vec::new, |_| Vec::new()))
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
            let rest = inner[at..].strip_prefix(word)?;
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
