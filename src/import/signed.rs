//! Lines of names without a role: below a title its authors, behind a text its signature.
//!
//! A name alone says little; what stands beside it (an ornament, an office, a paper, what its bearer is)
//! and where it stands tell. Brackets and dashes begin signatures, an office in brackets is the source.

mod alone;

use super::credit::{
    Credit, OWN_PAPER, REPORTERS, credit, is_affiliation, is_class, is_office, is_place,
};
use super::lexicon::CharSet;
use super::people::{is_name, names};
use super::signal::{bare, is_letter, is_numeral, squeezed};
use crate::text::script::is_han;
use alone::behind_office;
pub(super) use alone::{bare_names, behind_place, is_name_list, placed_name};

/// Last characters of words for what somebody is: 读者, 职工, 代表, 居民, 家长, 司机, 家属.
const STANDING_ENDS: &str =
    "农農席任者讀员員工师師生民友户戶长長人主表士家警兵嫂客医迷干部坊机機匠手夫妈爸属屬亲親";

/// Last characters of offices and places beside which a name stands.
const OFFICE_ENDS: [char; 32] = [
    '部', '科', '处', '處', '室', '办', '辦', '局', '站', '厂', '廠', '队', '隊', '组', '組', '校',
    '社', '院', '区', '區', '镇', '村', '县', '市', '省', '厅', '会', '會', '馆', '館', '所', '班',
];

/// Last words for what somebody is at the head of something.
const POSTS: [&str; 16] = [
    "主席", "主任", "书记", "書記", "经理", "經理", "教授", "总监", "總監", "理事", "秘书", "秘書",
    "委员", "委員", "游子", "学子",
];

/// The name behind what somebody is or where: 市民 甲, ——读者 乙, 城东小学 丙.
pub(super) fn standing(text: &str) -> Option<Vec<String>> {
    let text = without_up(without_regards(text));
    let stops = text
        .char_indices()
        .filter(|(_, c)| matches!(c, ' ' | '\u{3000}' | '：' | ':' | '／' | '/'));
    stops
        .take(4)
        .find_map(|(at, stop)| {
            // Mostly there is no name.
            let named = names(text[at + stop.len_utf8()..].trim())?;
            // 五（2）班, “某某”书店店主
            let who = squeezed(&text[..at]).replace(['（', '）', '(', ')', '“', '”'], "");
            let told = (2..=14).contains(&who.chars().count())
                && (who.chars().all(is_letter) || is_class(&who))
                && (who.ends_with(|c| STANDING_ENDS.contains(c)) && !is_name(&who)
                    || is_institution(&who)
                    || stop != ':' && stop != '：' && POSTS.iter().any(|post| who.ends_with(post))
                    || is_affiliation(&who)
                    || is_place(&who)
                    || is_class(&who));
            told.then_some(named)
        })
        .or_else(|| called(text))
}

/// The surname that somebody is called by, behind where that is: 某某花园 甲先生.
fn called(text: &str) -> Option<Vec<String>> {
    const CALLS: [&str; 9] = [
        "先生", "女士", "小姐", "同学", "同學", "师傅", "大爷", "阿姨", "奶奶",
    ];
    let (place, name) = text.trim().rsplit_once(['\u{3000}', ' '])?;
    let surname = CALLS.iter().find_map(|call| name.strip_suffix(call))?;
    let place = squeezed(place);
    ((1..=2).contains(&surname.chars().count())
        && is_name(name)
        && (2..=10).contains(&place.chars().count())
        && place.chars().all(is_letter))
    .then(|| vec![name.to_owned()])
}

/// A name in a line of its own behind a text, set off to the right: `　　　市民　甲`.
pub(super) fn set_right(text: &str) -> Option<Vec<String>> {
    if text.chars().count() > 20 || text.contains(['。', '，', '：', ':']) {
        return None;
    }
    standing(text).or_else(|| {
        bare_names(text).filter(|names| names.len() == 1 || behind_office(text).is_some())
    })
}

/// Who stands in brackets behind a text, or behind a dash: （甲 乙）, （记者 甲）, （市民 甲）, ——读者 甲; an
/// office is the source: （某局）.
pub(super) fn signature(text: &str) -> Option<Credit> {
    let people = |names| Credit {
        names,
        ..Credit::default()
    };
    let trimmed = text.trim();
    let dashed = trimmed.trim_start_matches(['—', '―', '─']);
    if dashed.len() + 6 <= trimmed.len() && dashed.chars().count() <= 20 {
        return standing(dashed.trim()).map(people);
    }
    if !trimmed.starts_with(['（', '(', '【']) || trimmed.chars().count() > 40 {
        return None;
    }
    let inner = bare(trimmed);
    // （某县读者　甲等七人）
    let inner = match inner.rfind('等').filter(|_| inner.ends_with('人')) {
        Some(at) if inner.len() - at <= 4 * '等'.len_utf8() => &inner[..at],
        _ => inner,
    };
    if inner.len() == trimmed.len()
        || ["执笔", "執筆", "撰稿", "数据整理", "资料整理", "文字整理"]
            .iter()
            .any(|word| inner.starts_with(word))
    {
        return None;
    }
    match credit(inner) {
        Some(found) if !found.photo && !found.names.is_empty() => Some(found),
        Some(_) => None,
        None => names(inner)
            .filter(|names| names.len() <= 5 && !is_department(&names[0]))
            .or_else(|| standing(inner))
            .or_else(|| beside_post(inner))
            .or_else(|| placed_name(inner))
            .or_else(|| pen_name(inner))
            .map(people)
            // （某局读者　来信未署名）, （一名职工）
            .or_else(|| {
                const SOME: [&str; 6] = ["一名", "一位", "几名", "几位", "部分", "全体"];
                let some = SOME.iter().any(|some| inner.starts_with(some));
                let unsigned = inner.ends_with("未署名")
                    || inner.ends_with("读者")
                    || some
                        && inner.chars().count() <= 10
                        && inner.ends_with(|c| STANDING_ENDS.contains(c));
                unsigned.then(Credit::default)
            })
            .or_else(|| {
                is_office(inner).then(|| Credit {
                    source: Some(inner.to_owned()),
                    ..Credit::default()
                })
            }),
    }
}

/// Whether `name` is where somebody works, though it begins with a surname: 管线所, 安全科.
fn is_department(name: &str) -> bool {
    name.chars().count() == 3
        && name.ends_with([
            '所', '科', '股', '处', '處', '厂', '廠', '站', '局', '室', '部', '班',
        ])
}

/// The class of a school that signs together: 初二（4）班全体同学.
pub(super) fn of_class(text: &str) -> Option<Vec<String>> {
    const ALL: [&str; 6] = [
        "全体同学",
        "全體同學",
        "全体学生",
        "全體學生",
        "全体师生",
        "全體師生",
    ];
    let text = text.trim();
    let class = ALL
        .iter()
        .find_map(|all| text.strip_suffix(all))?
        .trim_end();
    is_class(class).then(|| vec![class.to_owned()])
}

/// What somebody calls himself behind the place where he lives: （某市　细雨）.
pub(super) fn pen_name(inner: &str) -> Option<Vec<String>> {
    let (place, name) = inner.split_once(['\u{3000}', ' '])?;
    let name = squeezed(name);
    let placed = (2..=7).contains(&place.chars().count())
        && place.chars().all(is_han)
        && place.ends_with([
            '省', '市', '县', '縣', '区', '區', '镇', '鎮', '乡', '鄉', '村', '州',
        ]);
    (placed && (2..=4).contains(&name.chars().count()) && name.chars().all(is_han))
        .then(|| vec![name.into_owned()])
}

/// The name behind whatever its bearer is, in brackets behind a text: （某队文书　甲）.
fn beside_post(inner: &str) -> Option<Vec<String>> {
    let (post, name) = inner.rsplit_once(['\u{3000}', ' '])?;
    let post = squeezed(post);
    let department = post.chars().count() == 2
        && post.ends_with(['科', '室', '部', '股', '班', '组', '队', '站']);
    let told = (department || (3..=12).contains(&post.chars().count())) && post.chars().all(is_han);
    (told && (2..=4).contains(&name.chars().count()) && is_name(name))
        .then(|| vec![name.to_owned()])
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
        .then(|| names(name).unwrap_or_else(|| vec![squeezed(name).into_owned()]))
}

/// Whether `text` is the office that makes the paper: it signs as a person does.
pub(super) fn is_own_office(text: &str) -> bool {
    let text = text.trim();
    let own = OWN_PAPER.iter().find_map(|own| text.strip_prefix(own));
    matches!(own.unwrap_or(text), "编辑部" | "編輯部")
}

/// Whether `text` says what those who wrote are and names nobody: 本刊记者.
pub(super) fn is_role_alone(text: &str) -> bool {
    let short = squeezed(bare(text));
    if is_own_office(&short) {
        return true;
    }
    let own = OWN_PAPER.iter().find_map(|own| short.strip_prefix(own));
    own.is_some_and(|rest| REPORTERS.contains(&rest) || rest == "综合")
}

/// Endings of the names of institutions.
const INSTITUTIONS: &[&str] = &[
    "中心",
    "基地",
    "课题组",
    "研究院",
    "研究所",
    "编辑部",
    "小组",
    "工作室",
    "编写组",
    "项目组",
    "研究室",
    "調研組",
    "调研组",
    "办公室",
    "委员会",
    "大学",
    "学院",
    "课题組",
    "评论员",
];

/// Whether `text` is the name of an institution: it stands in the place of an author.
pub(super) fn is_institution(text: &str) -> bool {
    const LASTS: CharSet = CharSet::of_last(INSTITUTIONS);
    let place = text.contains([
        '省', '市', '县', '縣', '区', '區', '镇', '鎮', '乡', '校', '委', '局', '工',
    ]);
    // 某室调研一组
    if let Some(team) = text
        .strip_suffix(['组', '組'])
        .and_then(|text| text.strip_suffix(is_numeral))
        && ["调研", "調研", "课题", "編寫", "编写", "采访", "报道"]
            .iter()
            .any(|what| team.ends_with(what))
    {
        return team.chars().count() <= 20 && team.chars().all(is_han);
    }
    place && is_office(text) && super::publisher::is_publisher_name(text)
        || LASTS.ends(text)
            && (4..=40).contains(&text.chars().count())
            && INSTITUTIONS.iter().any(|end| text.ends_with(end))
            && !text.contains(['，', '。', ',', '：', ':'])
}

/// `text` without what a letter ends with behind the name: 读者　甲　敬上.
fn without_regards(text: &str) -> &str {
    const REGARDS: &[&str] = &[
        "敬上", "谨上", "謹上", "谨启", "謹啟", "敬启", "敬啟", "拜上", "顿首",
    ];
    const LASTS: CharSet = CharSet::of_last(REGARDS);
    let trimmed = text.trim_end();
    if !LASTS.ends(trimmed) {
        return text;
    }
    REGARDS
        .iter()
        .find_map(|word| trimmed.strip_suffix(word))
        .filter(|rest| rest.ends_with(char::is_whitespace))
        .map_or(text, str::trim_end)
}

/// `text` without 上 behind the name of who wrote a letter: 读者　甲上.
fn without_up(text: &str) -> &str {
    let Some(rest) = text.trim_end().strip_suffix('上') else {
        return text;
    };
    let name = rest.rsplit(char::is_whitespace).next().unwrap_or(rest);
    let named = name.len() < rest.len() && (2..=3).contains(&name.chars().count()) && is_name(name);
    if named { rest } else { text }
}
