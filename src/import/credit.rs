//! Lines that say what people did: bylines and photo credits.
//!
//! All of them are read alike: role words go, what remains must be names of people or of papers and
//! agencies; anything else, and the line is ordinary text.

mod plain;
mod reading;

use super::lexicon::{CharSet, Lexicon, begins_with};
use super::people::{foreign_names, is_foreign_name, is_name, names};
use super::signal::{bare, fold_width, is_common_han, is_numeral};
use crate::text::script::is_han;
use plain::plain_byline;
use reading::is_deed_mark;
pub(super) use reading::{DEEDS, HELPERS, MARKS, OWN_PAPER, REPORTERS, Reading, has_role};

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

impl Credit {
    /// That of a single author.
    fn of(name: &str) -> Credit {
        Credit {
            names: vec![name.to_owned()],
            ..Credit::default()
        }
    }
}

/// The longest byline or credit, in characters.
pub(super) const LONGEST_CREDIT: usize = 80;

/// The longest line of an office that gave a picture, in characters.
const LONGEST_GIVEN: usize = 16;

/// Words for who wrote a text, before a colon.
const AUTHORS: [&str; 3] = ["作者", "撰文", "撰稿"];

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

/// Whether `word` ends as papers and agencies do.
fn is_paper(word: &str) -> bool {
    const LASTS: CharSet = CharSet::of_last(PAPERS);
    LASTS.ends(word)
        && (2..=14).contains(&word.chars().count())
        && PAPERS.iter().any(|end| word.ends_with(end))
}

/// Whether `word` is a class or a year of a school: 高一（2）班, 2021级, 中文系19届.
pub(super) fn is_class(word: &str) -> bool {
    let numeral = |c: char| is_numeral(fold_width(c));
    let numbered = word.contains(numeral);
    // A sentence may end so: 三位老人轮着值班.
    let counted = || {
        let name = word.trim_end_matches(['班', '级', '届', '級', '屆']);
        name.len() < word.len() && name.ends_with(|c: char| numeral(c) || "）)年".contains(c))
            || word.starts_with(|c: char| c.is_ascii_digit() || "高初大小七八九".contains(c))
    };
    word.chars().count() <= 14
        && (numbered && word.ends_with(['班', '级', '届', '級', '屆']) && counted()
            || matches!(word, "班" | "级" | "届")
            || numbered
                && word.starts_with(['高', '初', '大', '小', '七', '八', '九'])
                && word.chars().count() <= 3)
}

/// Whether `word` is the name of a place: 石桥镇.
pub(super) fn is_place(word: &str) -> bool {
    (3..=6).contains(&word.chars().count())
        && word.chars().all(is_han)
        && word.ends_with([
            '省', '市', '县', '縣', '区', '區', '镇', '鎮', '乡', '鄉', '村',
        ])
}

/// Whether `word` is where somebody works or learns.
pub(super) fn is_affiliation(word: &str) -> bool {
    let count = word.chars().count();
    let school = [
        "学院",
        "大学",
        "中学",
        "小学",
        "学校",
        "公司",
        "集团",
        "中心",
        "實驗室",
        "实验室",
        "医院",
        "社区",
    ];
    (4..=18).contains(&count)
        && word.chars().all(is_han)
        && (super::publisher::is_publisher_name(word)
            || school.iter().any(|end| word.ends_with(end)))
        || count == 3
            && ["学院", "大学", "中学", "小学"]
                .iter()
                .any(|end| word.ends_with(end))
}

/// Reads a byline or credit: `本报记者 甲 乙`, `甲/文 乙/图`, `某社发（甲 摄）`, `学生记者 甲 图_乙`.
pub(super) fn credit(text: &str) -> Option<Credit> {
    plain_byline(text).or_else(|| all_words(text))
}

/// The same, word for word.
fn all_words(text: &str) -> Option<Credit> {
    const HINTS: CharSet = CharSet::of_first(REPORTERS).and(MARKS);
    if let Some(author) = behind_country(text) {
        return foreign_author(author);
    }
    if !HINTS.is_in(text)
        || !has_role(text)
        || text.chars().count() > LONGEST_CREDIT
        || text.contains(['。', '！', '？'])
    {
        return None;
    }
    const NO_CREDITS: Lexicon = Lexicon::of(&["单位", "简介", "單位", "簡介"]);
    if NO_CREDITS.is_in(text) {
        return None;
    }
    if let Some(part) = before_more(text) {
        return credit(part);
    }
    let inner = bare(text);
    if let Some(name) = ranked_author(inner) {
        return Some(Credit::of(name));
    }
    let commas = text.matches(['，', ',']).count();
    if is_sentence(text) || commas > 3 || commas > 0 && text.chars().count() > 40 {
        return None;
    }
    match unusual_author(inner) {
        Some(name) => Some(Credit::of(name)),
        None => read(text, inner, commas),
    }
}

/// The part of `text` that is a credit, where it tells more behind that.
fn before_more(text: &str) -> Option<&str> {
    // 讲述：甲（某村人，八十岁）: what somebody is stands in brackets behind the name.
    if let Some(open) = text.find(['（', '(']).filter(|&at| at > 0)
        && text.ends_with(['）', ')'])
        && text[open..].matches(['（', '(']).count() == 1
        && let Some((role, name)) = text[..open].split_once(['：', ':', '︰'])
        && (text[open..].contains(['，', ',', '岁', '歲']) || AUTHORS.contains(&role.trim()))
        && role.chars().count() <= 4
        && is_name(name.trim())
    {
        return Some(&text[..open]);
    }
    // 文：甲　图：翻拍自某家相簿
    let (writer, picture) = text.split_once(['\u{3000}', ' '])?;
    let picture = picture.trim_start();
    let taken = ["图", "圖", "摄影", "攝影", "插图", "插圖", "供图"]
        .iter()
        .any(|word| {
            let rest = begins_with(picture, word).then(|| &picture[word.len()..]);
            rest.is_some_and(|rest| rest.starts_with([':', '：', '︰']) && has_source(rest))
        });
    let writes = || {
        let mut words = ["文", "撰文", "作者"].iter();
        words.any(|word| writer.starts_with(word)) && writer.contains([':', '：', '︰'])
    };
    (taken && writes()).then_some(writer)
}

/// What stands behind the country of a foreign author: ［某国］甲·乙　丙／译.
fn behind_country(text: &str) -> Option<&str> {
    /// The longest name of a country, in characters.
    const LONGEST: usize = 4;
    let rest = text.strip_prefix(['[', '［', '〔', '（', '('])?;
    let (country, rest) = rest.split_once([']', '］', '〕', '）', ')'])?;
    let (country, rest) = (country.trim(), rest.trim_start());
    let author = rest.split_whitespace().next()?;
    ((1..=LONGEST).contains(&country.chars().count())
        && country.chars().all(is_han)
        && !has_role(country)
        && is_foreign_name(author))
    .then_some(rest)
}

/// Whether `text` is a foreign author with his country, and perhaps who translated.
pub(super) fn is_foreign_author(text: &str) -> bool {
    behind_country(text).is_some_and(|author| foreign_author(author).is_some())
}

/// Reads a foreign author, and who translated: 甲·乙, 甲·乙　丙译, 甲·乙　丙／译.
fn foreign_author(text: &str) -> Option<Credit> {
    let deeds = |c: char| c.is_whitespace() || matches!(c, '/' | '／' | '译' | '譯');
    let people = text.trim_end_matches(deeds);
    if text.chars().count() > LONGEST_CREDIT {
        return None;
    }
    match people.len() == text.len() && text.contains(char::is_whitespace) {
        // 甲·乙　译／丙
        true => read(text, text, 0),
        false => names(people).map(|names| Credit {
            names,
            ..Credit::default()
        }),
    }
}

/// What stands behind `word` and a colon.
fn behind_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.strip_prefix(word)?.strip_prefix([':', '：', '︰'])
}

/// The author whose rank stands behind the name: 作者：甲　某会副主任.
fn ranked_author(inner: &str) -> Option<&str> {
    let rest = AUTHORS.iter().find_map(|word| behind_word(inner, word))?;
    let (name, rank) = rest.trim().split_once(['\u{3000}', ' '])?;
    let rank = rank.trim();
    (is_name(name) && rank.chars().count() >= 5 && rank.chars().all(is_han)).then_some(name)
}

/// The author by a name that is none of the usual ones: 文：小溪流.
fn unusual_author(inner: &str) -> Option<&str> {
    let mut words = AUTHORS.iter().chain(&["文"]);
    let name = words.find_map(|word| behind_word(inner, word))?.trim();
    ((2..=14).contains(&name.chars().count())
        && names(name).is_none()
        && name.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric()))
    .then_some(name)
}

/// Whether `text` begins with the last character of a word, and its sentence goes on: 图，结果传到….
fn is_sentence(text: &str) -> bool {
    let mut behind = text.chars();
    let (first, second) = (behind.next(), behind.next());
    second.is_some_and(|c| matches!(c, '，' | ','))
        && first.is_some_and(is_deed_mark)
        && names(behind.as_str()).is_none()
}

/// Reads the words of `inner`, which is `text` without brackets around it; `commas` are those of `text`.
fn read(text: &str, inner: &str, commas: usize) -> Option<Credit> {
    const PHOTO: Lexicon = Lexicon::of(&["摄", "攝", "供图", "供圖"]);
    const WRITES: Lexicon = Lexicon::of(&["文/", "文／"]);
    let mut reading = Reading::default();
    for word in without_place(inner).split(parts_words) {
        reading.word(word);
    }
    let Reading {
        mut found,
        roles,
        pictures,
        writes,
        people,
        offices,
        given,
        broken,
        ..
    } = reading;
    if broken {
        return None;
    }
    found.photo = PHOTO.is_in(text) || pictures > 0 && pictures == roles;
    let (foreign, people) = foreign_names(&people);
    if roles > 0 && people.is_empty() && !foreign.is_empty() {
        found.names.clone_from(&foreign);
    }
    let short = || text.chars().nth(30).is_none();
    if !people.is_empty() {
        // Beside a role word that stands apart, a name need not begin with a surname.
        let apart = || {
            inner.contains([
                ' ', '\u{3000}', '/', '／', '∕', ':', '：', '︰', '|', '｜', '丨', '_',
            ])
        };
        let may_be_pen_names = roles > 0 && commas == 0;
        found.names = names(people.trim()).or_else(|| {
            let named = may_be_pen_names && apart() && short();
            named.then(|| pen_names(&people)).flatten()
        })?;
        if roles > 0 && !foreign.is_empty() {
            found.names.splice(0..0, foreign);
        }
    }
    if writes || WRITES.is_in(text) {
        found.photo = false;
    }
    if found.names.is_empty() && roles > 0 && commas == 0 && short() {
        found.names.extend(offices.into_iter().next());
    }
    let given = given && text.chars().count() <= LONGEST_GIVEN;
    (roles > 0 && (!found.names.is_empty() || found.photo && (found.source.is_some() || given)))
        .then_some(found)
}

/// The words of `people`, where each may be what somebody writes under.
fn pen_names(people: &str) -> Option<Vec<String>> {
    let fit = |word: &str| {
        (2..=4).contains(&word.chars().count())
            && word.starts_with(is_han)
            && word.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric())
    };
    let words = people.split_whitespace();
    (words.clone().count() <= 4 && words.clone().all(fit))
        .then(|| words.map(str::to_owned).collect())
}

/// Whether `rest`, behind the word for a picture, says where it was taken from: 翻拍自某家相簿, 资料照片.
fn has_source(rest: &str) -> bool {
    const WORDS: [&str; 8] = [
        "翻拍", "翻攝", "摘自", "取自", "资料", "資料", "提供", "网络",
    ];
    WORDS.iter().any(|word| rest.contains(word))
}

/// Whether `c` stands between the words of a credit.
fn parts_words(c: char) -> bool {
    if is_common_han(c) {
        return c == '丨';
    }
    matches!(
        c,
        '（' | '）' | '(' | ')' | '/' | '／' | '∕' | '、' | '：' | ':' | '︰' | '；' | ';'
    ) || matches!(
        c,
        '|' | '｜' | '「' | '」' | '【' | '】' | '_' | '＿' | '，' | ','
    ) || c.is_whitespace()
}

/// Whether `text` names in brackets who took the pictures, behind a label: （摄影：甲）.
pub(super) fn is_label_of_pictures(text: &str) -> bool {
    let inner = text.strip_prefix(['（', '(']).map(str::trim_start);
    inner.is_some_and(|inner| {
        ["摄影", "攝影", "图片", "圖片", "摄"].iter().any(|word| {
            let rest = inner.strip_prefix(word);
            rest.is_some_and(|rest| rest.trim_start().starts_with(['：', ':', '︰']))
        })
    })
}

/// Whether `text` is the name of an office by its ending.
pub(super) fn is_office(text: &str) -> bool {
    (3..=18).contains(&text.chars().count())
        && text.chars().all(is_han)
        && (super::publisher::is_publisher_name(text)
            || text.ends_with(['股', '科', '所', '站', '队', '馆', '校', '会', '社', '组']))
}

/// `text` without the place a report comes from: 記者甲／某地報導, 記者甲／某地專訪.
fn without_place(text: &str) -> &str {
    let placed = text.rfind(['／', '/', '∕']).filter(|&at| {
        let place = text[at..].trim_start_matches(['／', '/', '∕']);
        [
            "報導", "報道", "报道", "报导", "專訪", "专访", "採訪", "采访", "特稿", "電", "电",
        ]
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
