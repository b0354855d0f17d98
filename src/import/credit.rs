//! Lines that name people: bylines, photo credits, signatures behind a text.
//!
//! All of them are read alike: role words go, what remains must be names of people or of papers and
//! agencies; anything else, and the line is ordinary text.

use super::lexicon::CharSet;
use super::origin::{closing, origin};
use super::signal::{bare, fold_width, is_name, is_numeral, names, squeezed};
use crate::text::script::is_han;

/// What a line of credits says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Credit {
    /// Names of people.
    pub(super) names: Vec<String>,
    /// A paper or agency.
    pub(super) source: Option<String>,
    /// It credits a photograph and no text.
    pub(super) photo: bool,
    /// Year, month and day.
    pub(super) day: Option<(Option<u16>, u8, Option<u8>)>,
}

/// Words for what somebody did, longest first where one holds another.
pub(super) const ROLES: &[&str] = &[
    "特约通讯员",
    "特约撰稿人",
    "特约记者",
    "摄影记者",
    "攝影記者",
    "融媒体记者",
    "全媒体记者",
    "特派记者",
    "特派記者",
    "见习记者",
    "实习记者",
    "首席记者",
    "记者",
    "記者",
    "通讯员",
    "通訊員",
    "通訊員",
    "实习生",
    "指导教师",
    "指导老师",
    "辅导老师",
    "小记者",
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
    "图文报道",
    "摄影报道",
    "攝影報導",
    "攝影",
    "摄影",
    "供图",
    "供圖",
    "图片",
    "圖片",
    "文字",
    "撰文",
    "插图",
    "插圖",
    "供稿",
    "口述",
    "综合报道",
    "综合整理",
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
    "本台",
    "本网",
    "專訪",
    "综合",
];

/// What else tells that a line may name people: 摄 behind a name, 班 of a writer's school.
pub(super) const MARKS: &str = "文图圖摄攝发發绘译譯寫写指辅责编校班";

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
    const HINTS: CharSet = CharSet::of_first(ROLES).and(MARKS);
    if !HINTS.is_in(text)
        || text.chars().count() > 80
        || text.contains(['。', '，', ',', '！', '？'])
    {
        return None;
    }
    let photo_word = |text: &str| {
        ["摄", "攝", "供图", "供圖", "摄影"]
            .iter()
            .any(|word| text.contains(word))
    };
    if let Some(name) = ["作者", "撰文", "撰稿", "文"]
        .iter()
        .find_map(|word| {
            bare(text)
                .strip_prefix(word)?
                .strip_prefix([':', '：', '︰'])
        })
        .map(str::trim)
        && (2..=14).contains(&name.chars().count())
        && names(name).is_none()
        && name.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric())
    {
        return Some(Credit {
            names: vec![name.to_owned()],
            ..Credit::default()
        });
    }
    let (mut rest, mut roles) = without_others(without_place(bare(text)));
    // What a word begins with is told quicker than the word.
    let held = CharSet::of_first(&[]).and(&rest);
    for role in ROLES {
        if held.begins(role) && rest.contains(role) {
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
        c.is_whitespace() || "（）()/／∕、：:︰；;|｜丨·「」【】".contains(c) && c != '·'
    }) {
        let mut token = token;
        if matches!(
            token,
            "文" | "图" | "圖" | "摄" | "攝" | "发" | "發" | "绘" | "译" | "譯" | "寫" | "写"
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
        // Beside a role word that stands apart, a name need not begin with a surname.
        let apart = bare(text).contains([
            ' ', '\u{3000}', '/', '／', '∕', ':', '：', '︰', '|', '｜', '丨',
        ]);
        let pen_names = || {
            let words: Vec<String> = people.split_whitespace().map(str::to_owned).collect();
            let fit =
                |word: &String| (2..=4).contains(&word.chars().count()) && word.chars().all(is_han);
            (roles > 0
                && apart
                && words.len() <= 4
                && text.chars().count() <= 30
                && words.iter().all(fit))
            .then_some(words)
        };
        found.names = names(people.trim()).or_else(pen_names)?;
    }
    if writes || text.contains("文/") || text.contains("文／") {
        found.photo = false;
    }
    (roles > 0 && (!found.names.is_empty() || (found.source.is_some() && found.photo)))
        .then_some(found)
}

/// Whether `text` is the name of an office: of a place, ending as offices do.
fn is_office(text: &str) -> bool {
    let place = text.contains([
        '省', '市', '县', '縣', '区', '區', '镇', '鎮', '乡', '校', '委', '局',
    ]);
    (4..=18).contains(&text.chars().count())
        && place
        && text.chars().all(is_han)
        && super::masthead::is_publisher_name(text)
}

/// `text` without the place a report comes from: 記者甲／某地報導.
fn without_place(text: &str) -> &str {
    let placed = text.rfind(['／', '/', '∕']).filter(|&at| {
        let place = text[at..].trim_start_matches(['／', '/', '∕']);
        ["報導", "報道", "报道", "报导", "電", "电"]
            .iter()
            .find_map(|word| place.trim_end().strip_suffix(word))
            .is_some_and(|place| {
                (2..=6).contains(&place.trim().chars().count()) && place.trim().chars().all(is_han)
            })
    });
    match placed {
        Some(at) if text[..at].contains("记者") || text[..at].contains("記者") => &text[..at],
        _ => text,
    }
}

/// `text` without those who helped (指导教师 甲) and without the writer's class (高二（3）班), and how many
/// of them there were.
fn without_others(text: &str) -> (String, usize) {
    let (mut rest, mut count) = (text.to_owned(), 0);
    for word in [
        "指导教师",
        "指导老师",
        "辅导老师",
        "辅导教师",
        "指導老師",
        "责任编辑",
        "责编",
        "编辑",
        "校对",
    ] {
        let Some(at) = rest.find(word).filter(|&at| at > 0) else {
            continue;
        };
        let after = rest[at + word.len()..].trim_start_matches([' ', '\u{3000}', ':', '：']);
        let name: usize = after
            .chars()
            .take_while(|&c| is_han(c))
            .map(char::len_utf8)
            .sum();
        rest = format!("{} {}", &rest[..at], &after[name..]);
        count += 1;
    }
    if let Some(end) = rest.find('班').map(|at| at + '班'.len_utf8()) {
        let start = rest[..end]
            .rfind(|c: char| c.is_whitespace() || c == '：' || c == ':')
            .map_or(0, |at| {
                at + rest[at..].chars().next().map_or(1, char::len_utf8)
            });
        let class = &rest[start..end];
        if class.chars().count() <= 14 && class.contains(|c: char| is_numeral(fold_width(c))) {
            rest = format!("{} {}", &rest[..start], &rest[end..]);
            count += 1;
        }
    }
    (rest, count)
}

/// What people are who write to a paper.
const STANDINGS: &[&str] = &[
    "市民",
    "读者",
    "讀者",
    "委员",
    "代表",
    "教师",
    "老师",
    "网友",
    "学生",
    "职工",
    "会员",
    "村民",
    "居民",
    "业主",
    "干部",
    "志愿者",
    "作者",
    "来信人",
    "讀友",
];

/// The name behind what somebody is: 市民 甲, ——读者 乙.
fn standing(text: &str) -> Option<Vec<String>> {
    let (who, name) = text.rsplit_once([' ', '\u{3000}', '：', ':'])?;
    let who = who.trim();
    let told = (2..=12).contains(&who.chars().count())
        && who.chars().all(is_han)
        && (STANDINGS.iter().any(|end| who.ends_with(end)) || is_institution(who));
    told.then(|| names(name.trim())).flatten()
}

/// The names in brackets behind a text: （甲 乙）, （记者 甲）, （市民 甲）, or behind a dash: ——读者 甲.
pub(super) fn signature(text: &str) -> Option<Vec<String>> {
    let trimmed = text.trim();
    let dashed = trimmed.trim_start_matches(['—', '―', '─']);
    if dashed.len() + 6 <= trimmed.len() && dashed.chars().count() <= 20 {
        return standing(dashed.trim());
    }
    if !trimmed.starts_with(['（', '(', '【']) || trimmed.chars().count() > 40 {
        return None;
    }
    let inner = bare(trimmed);
    if inner.len() == trimmed.len()
        || ["执笔", "執筆", "撰稿"]
            .iter()
            .any(|word| inner.starts_with(word))
    {
        return None;
    }
    match credit(inner) {
        Some(found) if !found.photo && !found.names.is_empty() => Some(found.names),
        Some(_) => None,
        None => names(inner)
            .filter(|names| names.len() <= 5)
            .or_else(|| is_office(inner).then(|| vec![inner.to_owned()]))
            .or_else(|| standing(inner)),
    }
}

/// Who supplied a text: （某局供稿）.
pub(super) fn supplied(text: &str) -> Option<Vec<String>> {
    let trimmed = text.trim();
    let inner = bare(trimmed);
    if !trimmed.starts_with(['（', '(', '【']) || inner.chars().count() > 30 {
        return None;
    }
    let name = ["供稿", "报送", "来稿", "投稿", "提供"]
        .iter()
        .find_map(|word| inner.strip_suffix(word))?
        .trim();
    (!name.is_empty() && !name.contains(['，', '。', ',']))
        .then(|| names(name).unwrap_or_else(|| vec![squeezed(name)]))
}

/// Whether `text` is the name of an institution: it stands in the place of an author.
pub(super) fn is_institution(text: &str) -> bool {
    is_office(text)
        || (4..=40).contains(&text.chars().count())
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

/// Whether `text` is one to four bare names.
pub(super) fn bare_names(text: &str) -> Option<Vec<String>> {
    if text.chars().count() > 24 {
        return None;
    }
    // □ 甲: an ornament takes the place of 作者.
    if let Some(rest) = text.strip_prefix(['□', '■', '◎', '○', '●', '◇', '◆', '▲', '△', '☆', '★'])
    {
        let short = squeezed(rest);
        let name = (2..=4).contains(&short.chars().count())
            && short.chars().all(is_han)
            && rest.chars().count() <= short.chars().count() + 3;
        return names(rest)
            .or_else(|| (name && text.starts_with(['□', '■', '◎', '○'])).then_some(vec![short]));
    }
    // An institution and who wrote there.
    if let Some((office, people)) = text.split_once(char::is_whitespace)
        && office.chars().count() >= 4
        && is_institution(office)
        && let Some(names) = names(people.trim())
    {
        return Some(names);
    }
    if is_name(text) && text.chars().count() <= 3 {
        return Some(vec![text.to_owned()]);
    }
    wide_names(text)
        .or_else(|| names(text))
        .filter(|names| names.len() <= 5 && names.iter().all(|name| name.chars().count() <= 4))
        .filter(|_| text.contains(char::is_whitespace) || text.contains('、'))
}

/// Two names divided by a wide gap, one of them with a surname that is not common.
fn wide_names(text: &str) -> Option<Vec<String>> {
    let words: Vec<&str> = text
        .split("  ")
        .flat_map(|part| part.split('\u{3000}'))
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect();
    let fit = |word: &&str| (2..=3).contains(&word.chars().count()) && word.chars().all(is_han);
    (words.len() == 2 && words.iter().all(fit) && words.iter().any(|word| is_name(word)))
        .then(|| words.into_iter().map(str::to_owned).collect())
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
            || (rest.starts_with(['（', '('])
                && (signature(rest).is_some() || supplied(rest).is_some()))
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
