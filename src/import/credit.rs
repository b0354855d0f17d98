//! Lines that name people and papers: bylines, photo credits, closing notes, source lines.
//!
//! All of them are read alike: role words go, what remains must be names of people or of papers and
//! agencies; anything else, and the line is ordinary text.

use super::signal::{bare, date, is_name, names, squeezed};

/// What a line of credits says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Credit {
    /// Names of people.
    pub(super) names: Vec<String>,
    /// A paper or agency.
    pub(super) source: Option<String>,
    /// It credits a photograph and no text.
    pub(super) photo: bool,
}

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

/// Words for what somebody did, longest first where one holds another.
const ROLES: &[&str] = &[
    "特约记者",
    "见习记者",
    "实习记者",
    "首席记者",
    "记者",
    "記者",
    "通讯员",
    "通訊員",
    "实习生",
    "責任編輯",
    "责任编辑",
    "责编",
    "编辑",
    "編輯",
    "撰稿人",
    "撰稿",
    "执笔人",
    "执笔",
    "執筆",
    "整理",
    "编译",
    "編譯",
    "翻译",
    "翻譯",
    "作者",
    "摄影报道",
    "攝影",
    "摄影",
    "供图",
    "供圖",
    "制图",
    "报道",
    "報導",
    "文/图",
    "图/文",
    "图文",
    "特派员",
    "本报",
    "本刊",
    "本社",
    "本報",
    "采写",
    "采访",
];

/// Endings of papers and agencies.
const PAPERS: &[&str] = &[
    "社",
    "报",
    "報",
    "网",
    "網",
    "新闻",
    "新聞",
    "客户端",
    "日报",
    "晚报",
    "电视台",
    "周刊",
    "杂志",
    "融媒",
];

/// Reads a byline or credit: `本报记者 甲 乙`, `甲/文 乙/图`, `某社发（甲 摄）`.
pub(super) fn credit(text: &str) -> Option<Credit> {
    if text.chars().count() > 80 || text.contains(['。', '，', ',', '！', '？']) {
        return None;
    }
    let photo_word = |text: &str| {
        ["摄", "攝", "供图", "供圖", "摄影"]
            .iter()
            .any(|word| text.contains(word))
    };
    let mut rest = bare(text).to_owned();
    let mut roles = 0;
    for role in ROLES {
        if rest.contains(role) {
            rest = rest.replace(role, " ");
            roles += 1;
        }
    }
    let mut found = Credit {
        photo: photo_word(text),
        ..Credit::default()
    };
    let mut writes = false;
    let mut people = String::new();
    for token in rest.split(|c: char| {
        c.is_whitespace() || "（）()/／、：:︰；;|·「」【】".contains(c) && c != '·'
    }) {
        let mut token = token;
        if matches!(
            token,
            "文" | "图" | "圖" | "摄" | "攝" | "发" | "發" | "绘" | "译" | "譯"
        ) {
            roles += 1;
            writes |= matches!(token, "文" | "译" | "譯");
            continue;
        }
        if let Some(name) = token.strip_suffix(['摄', '攝']) {
            roles += 1;
            token = name;
        }
        if token.is_empty() {
            continue;
        }
        let agency = token
            .strip_suffix(['发', '發', '讯', '訊', '电', '電'])
            .unwrap_or(token);
        if PAPERS.iter().any(|end| agency.ends_with(end)) && agency.chars().count() <= 14 {
            found
                .source
                .get_or_insert(agency.trim_matches(['《', '》']).to_owned());
        } else {
            people.push(' ');
            people.push_str(token);
        }
    }
    if !people.is_empty() {
        found.names = names(&people)?;
    }
    if writes || text.contains("文/") || text.contains("文／") {
        found.photo = false;
    }
    (roles > 0 && (!found.names.is_empty() || (found.source.is_some() && found.photo)))
        .then_some(found)
}

/// Whether `text` is the name of an institution: it stands in the place of an author.
pub(super) fn is_institution(text: &str) -> bool {
    (4..=40).contains(&text.chars().count())
        && [
            "中心",
            "基地",
            "课题组",
            "研究院",
            "研究所",
            "编辑部",
            "研究室",
            "調研組",
            "调研组",
            "办公室",
            "委员会",
            "大学",
            "学院",
            "课题組",
            "评论员",
        ]
        .iter()
        .any(|end| text.ends_with(end))
        && !text.contains(['，', '。', ',', '：', ':'])
}

/// The start of `本报讯（记者 甲）`, `新华社北京6月1日电`: names and source.
pub(super) fn dateline(text: &str) -> Option<Credit> {
    let head: String = text.chars().take(60).collect();
    let squeezed_head = squeezed(&head);
    let own = [
        "本报讯",
        "本刊讯",
        "本報訊",
        "本刊訊",
        "本网讯",
        "本台消息",
        "本报电",
        "本报北京",
        "讯",
    ]
    .iter()
    .any(|word| squeezed_head.starts_with(word) && *word != "讯");
    let agency = squeezed_head
        .find(['电', '電', '讯', '訊'])
        .filter(|&at| {
            at < 60
                && squeezed_head[at..]
                    .chars()
                    .nth(1)
                    .is_some_and(|c| "(—-:".contains(c) || c == '（')
        })
        .and_then(|at| {
            let place = &squeezed_head[..at];
            place
                .find('社')
                .filter(|&end| end <= 18)
                .map(|end| place[..end + '社'.len_utf8()].to_owned())
        });
    if !own && agency.is_none() {
        return None;
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
        }
    } else if let Some(credit) = credit(
        head.split(['　', ' '])
            .take(3)
            .collect::<Vec<_>>()
            .join(" ")
            .trim_start_matches("本报讯"),
    ) {
        found.names = credit.names;
    }
    Some(found)
}

/// Reads a source line: `「来源：某报」`, `（据某社北京8月1日电）`, `（本版文章转自某日《某报》）`.
pub(super) fn origin(text: &str) -> Option<Origin> {
    if text.chars().count() > 70 || text.trim_end().ends_with(['。', '，']) {
        return None;
    }
    let inner = squeezed(bare(text));
    let bracketed = bare(text).len() < text.trim().len();
    let page_wide = ["本版", "本页", "本頁", "本期", "以上", "本专版"]
        .iter()
        .any(|word| inner.starts_with(word));
    let word = [
        "来源于",
        "来源",
        "來源",
        "转载自",
        "轉載自",
        "转自",
        "轉自",
        "摘自",
        "原载于",
        "原载",
        "原載",
        "稿源",
        "据",
        "據",
    ]
    .iter()
    .find(|word| {
        inner.find(**word).is_some_and(|at| {
            at == 0
                || (page_wide && at < 24)
                || (at <= 12 && inner[at + word.len()..].starts_with([':', '：']))
        })
    })?;
    let at = inner.find(word)?;
    let rest = inner[at + word.len()..].trim_start_matches([':', '：', '︰']);
    if rest.is_empty() || (matches!(*word, "据" | "據" | "摘自" | "原载" | "原載") && !bracketed)
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
        .filter(|(at, c)| {
            super::signal::is_numeral(*c) && !rest[..*at].ends_with(super::signal::is_numeral)
        })
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
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    found.source = (!name.is_empty() && name.chars().count() <= 24).then(|| name.to_owned());
    (found.source.is_some() || found.date.is_some()).then_some(found)
}

/// Whether `text` is a note that closes an article: （作者单位…）, （执笔…）; with the names it gives.
pub(super) fn closing(text: &str) -> Option<Vec<String>> {
    let trimmed = text.trim();
    if !trimmed.starts_with(['（', '(', '【', '[', '［']) || trimmed.chars().count() > 200 {
        return None;
    }
    let inner = bare(trimmed);
    let after = |word: &str| {
        inner
            .strip_prefix(word)
            .map(|rest| rest.trim_start_matches([':', '：', '︰', ' ', '\u{3000}']))
    };
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
    [
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
    ]
    .iter()
    .any(|word| after(word).is_some())
    .then(|| after("作者").map_or_else(Vec::new, |_| Vec::new()))
}

/// Whether `text` is one to four bare names.
pub(super) fn bare_names(text: &str) -> Option<Vec<String>> {
    if text.chars().count() > 24 {
        return None;
    }
    if is_name(text) && text.chars().count() <= 3 {
        return Some(vec![text.to_owned()]);
    }
    names(text)
        .filter(|names| names.len() <= 5 && names.iter().all(|name| name.chars().count() <= 4))
        .filter(|_| text.contains(char::is_whitespace) || text.contains('、'))
}

/// Where a credit or note that is glued to the last sentence of `text` begins.
pub(super) fn glued(text: &str) -> Option<usize> {
    let last: char = text.chars().next_back()?;
    if !"）)」】]］摄攝文图电訊讯".contains(last) {
        return None;
    }
    let window = text.char_indices().rev().nth(199).map_or(0, |(at, _)| at);
    let tail = &text[window..];
    let mut stops: Vec<usize> = tail
        .char_indices()
        .filter(|(_, c)| "。！？”!?…".contains(*c))
        .map(|(at, c)| window + at + c.len_utf8())
        .collect();
    stops.retain(|&at| at < text.len() && at > 0);
    stops.into_iter().find(|&at| {
        let rest = text[at..].trim();
        if rest.is_empty() || (rest.starts_with(['（', '(']) && matching(rest) != Some(rest.len()))
        {
            return false;
        }
        closing(rest).is_some()
            || (rest.starts_with(['（', '(', '「', '【']) && origin(rest).is_some())
            || credit(rest).is_some()
    })
}

/// Where the bracket that `text` begins with is closed.
fn matching(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + c.len_utf8());
                }
            }
            _ => {}
        }
    }
    None
}
