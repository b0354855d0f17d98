//! Lines that say what people did: bylines and photo credits.
//!
//! All of them are read alike: role words go, what remains must be names of people or of papers and
//! agencies; anything else, and the line is ordinary text.

use super::lexicon::{CharSet, Lexicon};
use super::people::{foreign_names, is_name, names};
use super::signal::{bare, date, fold_width, is_common_han, is_letter, is_numeral};
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

/// What people are who report and write; what stands before it in one word says of which paper.
pub(super) const REPORTERS: &[&str] = &[
    "特约撰稿人",
    "记者",
    "記者",
    "通讯员",
    "通訊員",
    "实习生",
    "實習生",
    "撰稿人",
    "执笔人",
    "特派员",
    "特派員",
    "作者",
    "译者",
    "譯者",
    "特约评论员",
    "主笔",
    "主播",
    "讲述人",
    "口述人",
    "记录人",
    "整理人",
    "原创",
];

/// Those who helped: their names are not the authors'.
pub(super) const HELPERS: &[&str] = &[
    "指导教师",
    "指导老师",
    "辅导老师",
    "辅导教师",
    "指導老師",
    "责任编辑",
    "責任編輯",
    "责编",
    "编辑",
    "編輯",
    "美编",
    "校对",
    "校對",
    "审核",
    "审稿",
    "排版",
];

/// What people do for a text or a picture: their names stand before it or behind it, longest first where
/// one holds another.
pub(super) const DEEDS: &[&str] = &[
    "摄影报道",
    "攝影報導",
    "图文报道",
    "综合报道",
    "综合整理",
    "文/图",
    "图/文",
    "文·图",
    "图·文",
    "文．圖",
    "圖．文",
    "文．图",
    "图．文",
    "文‧圖",
    "文・圖",
    "图文",
    "原著",
    "摄影",
    "攝影",
    "供图",
    "供圖",
    "图片",
    "圖片",
    "文字",
    "撰文",
    "撰稿",
    "执笔",
    "執筆",
    "整理",
    "编译",
    "編譯",
    "翻译",
    "翻譯",
    "插图",
    "插圖",
    "插画",
    "绘图",
    "制图",
    "供稿",
    "口述",
    "讲述",
    "报道",
    "報導",
    "采写",
    "採訪",
    "采访",
    "訪問",
    "访问",
    "專訪",
    "综合",
    "编写",
    "编撰",
    "选编",
    "朗读",
    "录校",
    "主持",
    "主讲",
    "主講",
    "點校",
    "点校",
    "校注",
    "校订",
    "选注",
    "辑录",
    "記錄",
    "记录",
    "录音",
];

/// One character for the same.
const DEED_MARKS: [&str; 18] = [
    "辑", "輯", "著", "诗", "詩", "文", "图", "圖", "摄", "攝", "发", "發", "绘", "译", "譯", "寫",
    "写", "/",
];

/// Words by which a paper speaks of itself.
pub(super) const OWN_PAPER: &[&str] = &[
    "本报", "本刊", "本社", "本報", "本台", "本网", "本校", "本站",
];

/// What else tells that a line may name people: 摄 behind a name, 班 of a writer's school.
pub(super) const MARKS: &str = "著诗詩文图圖摄攝发發绘译譯寫写指辅责编校班级届級屆撰供插采採专專综記记通讯作主原整执執翻口讲选制朗本报報訪访录錄校辑持讲講";

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

/// What the words of a line of credits say, one by one.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) found: Credit,
    /// How many words tell what somebody did or is.
    pub(super) roles: usize,
    /// Somebody wrote or translated.
    writes: bool,
    /// What must be names of people.
    pub(super) people: String,
    /// Where somebody works or learns.
    pub(super) offices: Vec<String>,
    /// Something stands glued to a role that is no name: the line is a sentence.
    pub(super) broken: bool,
    /// The names that follow are those of helpers.
    helper: bool,
}

impl Reading {
    /// Reads one word.
    pub(super) fn word(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        if let Some(helper) = begins_with(HELPERS, &HELPER, word) {
            self.roles += 1;
            self.helper = true;
            self.word(&word[helper.len()..]);
            return;
        }
        // 苟 文: the second half of a name may be one of the marks.
        let half = self
            .people
            .rsplit(' ')
            .next()
            .is_some_and(|name| name.chars().count() == 1 && is_name(&format!("{name}{word}")));
        if DEED_MARKS.contains(&word) && !half {
            self.helper = false;
            self.roles += 1;
            self.writes |= matches!(word, "文" | "译" | "譯" | "写" | "寫");
            return;
        }
        if let Some((at, reporter)) = first_of(REPORTERS, &REPORTER, word) {
            self.helper = false;
            self.roles += 1;
            self.paper(&word[..at]);
            self.behind(&word[at + reporter.len()..]);
            return;
        }
        let deed = first_of(DEEDS, &DEED, word);
        // 某某口述史之四: what is told, and by nobody yet.
        let told = deed.filter(|(at, deed)| !names_history(&word[at + deed.len()..]));
        if let Some((at, deed)) = told {
            self.helper = false;
            self.roles += 1;
            self.writes |= matches!(deed, "撰文" | "文字" | "采写" | "编译" | "翻译");
            let before = &word[..at];
            // 苏　明整理: a name with a gap inside.
            let half = self
                .people
                .rsplit(' ')
                .next()
                .filter(|half| half.chars().count() == 1);
            if before.chars().count() == 1
                && half.is_some_and(|half| is_name(&format!("{half}{before}")))
            {
                self.people.push_str(before);
            } else if (2..=4).contains(&before.chars().count()) && is_name(before) {
                self.person(before);
            } else {
                self.paper(before);
            }
            self.behind(&word[at + deed.len()..]);
            return;
        }
        if let Some(name) = word.strip_suffix(['摄', '攝']) {
            self.roles += 1;
            self.word(name);
            return;
        }
        if OWN_PAPER.iter().any(|own| word.starts_with(own)) {
            self.roles += 1;
            return;
        }
        let agency = word
            .strip_suffix(['发', '發', '讯', '訊', '电', '電'])
            .unwrap_or(word);
        if is_paper(agency) {
            self.name_paper(agency);
        } else if is_class(word) {
            self.roles += 1;
        } else if let Some((year, month, day, used)) = date(word)
            && used == word.len()
        {
            self.found.day = Some((year, month, day));
        } else if self.found.day.is_some() && word.bytes().all(|byte| byte.is_ascii_digit()) {
            // The time of day.
        } else if is_affiliation(word) || is_place(word) && !is_name(word) {
            self.offices.push(word.to_owned());
        } else {
            self.person(word);
        }
    }

    /// What stands right behind a role: another one, or names.
    fn behind(&mut self, rest: &str) {
        let before = self.people.len();
        self.word(rest);
        let added = self.people[before..].trim();
        self.broken |= !added.is_empty() && names(added).is_none();
    }

    fn person(&mut self, name: &str) {
        if self.helper {
            return;
        }
        // 甲律师
        let bearer = [
            "律师", "律師", "医师", "醫師", "医生", "教授", "老师", "老師",
        ]
        .iter()
        .find_map(|post| name.strip_suffix(post).filter(|name| is_name(name)));
        let name = bearer.unwrap_or(name);
        self.people.push(' ');
        self.people.push_str(name);
    }

    /// What stands before a reporter: a paper or agency, or what sort of reporter it is.
    fn paper(&mut self, word: &str) {
        let own = OWN_PAPER.iter().any(|own| word.starts_with(own));
        if !own && is_paper(word) {
            self.name_paper(word);
        }
    }

    fn name_paper(&mut self, paper: &str) {
        let name = paper.trim_matches(['《', '》']).to_owned();
        self.found.source.get_or_insert(name);
    }
}

/// Whether `rest`, behind a word for what somebody did, makes it the name of a series: 史, 史之四, 史（三）.
fn names_history(rest: &str) -> bool {
    rest.strip_prefix('史').is_some_and(|rest| {
        rest.is_empty() || rest.starts_with(['之', '（', '(', '·']) || rest.starts_with(is_numeral)
    })
}

/// The first of `words` in `text`, the longest where several begin there.
fn first_of(
    words: &'static [&'static str],
    firsts: &CharSet,
    text: &str,
) -> Option<(usize, &'static str)> {
    text.char_indices()
        .filter(|(_, c)| firsts.holds(*c))
        .find_map(|(at, _)| Some((at, begins_with(words, firsts, &text[at..])?)))
}

/// The longest of `words` that `text` begins with; `firsts` are their first characters.
fn begins_with(
    words: &'static [&'static str],
    firsts: &CharSet,
    text: &str,
) -> Option<&'static str> {
    if !firsts.begins(text) {
        return None;
    }
    let here = words.iter().filter(|word| text.starts_with(**word));
    here.max_by_key(|word| word.len()).copied()
}

const HELPER: CharSet = CharSet::of_first(HELPERS);
const REPORTER: CharSet = CharSet::of_first(REPORTERS);
const DEED: CharSet = CharSet::of_first(DEEDS);

/// Whether `text` may hold a word for what somebody did or is: most texts that are no credits hold none,
/// and are told apart before any of their words is read.
pub(super) fn has_role(text: &str) -> bool {
    const FIRSTS: CharSet = HELPER.and_set(REPORTER).and_set(DEED).and_first(OWN_PAPER);
    const SECONDS: CharSet = match (
        CharSet::of_second(HELPERS),
        CharSet::of_second(REPORTERS),
        CharSet::of_second(DEEDS),
        CharSet::of_second(OWN_PAPER),
    ) {
        (Some(helper), Some(reporter), Some(deed), Some(own)) => {
            helper.and_set(reporter).and_set(deed).and_set(own)
        }
        _ => panic!("each of these words has two characters"),
    };
    // Single characters: those of deeds and classes stand at the start or at the end of a word.
    const SINGLE: CharSet = CharSet::of_first(&DEED_MARKS).and("班级届級屆高初大小七八九");
    let parts = |c: Option<char>| c.is_none_or(|c| c == '丨' || !is_letter(c));
    let (mut before, mut chars) = (None, text.chars());
    while let Some(c) = chars.next() {
        let next = chars.clone().next();
        if FIRSTS.holds(c) && next.is_some_and(|next| SECONDS.holds(next))
            || SINGLE.holds(c) && (matches!(c, '摄' | '攝') || parts(before) || parts(next))
        {
            return true;
        }
        before = Some(c);
    }
    false
}

/// Whether `word` ends as papers and agencies do.
fn is_paper(word: &str) -> bool {
    const LASTS: CharSet = CharSet::of_last(PAPERS);
    LASTS.ends(word)
        && (2..=14).contains(&word.chars().count())
        && PAPERS.iter().any(|end| word.ends_with(end))
}

/// Whether `word` is a class or a year of a school: 高一（2）班, 2021级, 中文系19届.
pub(super) fn is_class(word: &str) -> bool {
    let numbered = word.contains(|c: char| is_numeral(fold_width(c)));
    word.chars().count() <= 14
        && (numbered && word.ends_with(['班', '级', '届', '級', '屆'])
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
    const HINTS: CharSet = CharSet::of_first(REPORTERS).and(MARKS);
    if !HINTS.is_in(text)
        || !has_role(text)
        || text.chars().count() > 80
        || text.contains(['。', '！', '？'])
    {
        return None;
    }
    const NO_CREDITS: Lexicon = Lexicon::of(&["单位", "简介", "單位", "簡介"]);
    if NO_CREDITS.is_in(text) {
        return None;
    }
    // 讲述：甲（某村人，八十岁）: what somebody is stands in brackets behind the name.
    if let Some(open) = text.find(['（', '(']).filter(|&at| at > 0)
        && text.ends_with(['）', ')'])
        && text[open..].matches(['（', '(']).count() == 1
        && let Some((role, name)) = text[..open].split_once(['：', ':', '︰'])
        && text[open..].contains(['，', ',', '岁', '歲'])
        && role.chars().count() <= 4
        && is_name(name.trim())
    {
        return credit(&text[..open]);
    }
    // 作者：甲　某会副主任
    if let Some(rest) = ["作者", "撰文", "撰稿"].iter().find_map(|word| {
        bare(text)
            .strip_prefix(word)?
            .strip_prefix([':', '：', '︰'])
    }) && let Some((name, rank)) = rest.trim().split_once(['\u{3000}', ' '])
        && is_name(name)
        && rank.trim().chars().count() >= 5
        && rank.trim().chars().all(is_han)
    {
        return Some(Credit {
            names: vec![name.to_owned()],
            ..Credit::default()
        });
    }
    let commas = text.matches(['，', ',']).count();
    if commas > 3 || commas > 0 && text.chars().count() > 40 {
        return None;
    }
    const PHOTO: Lexicon = Lexicon::of(&["摄", "攝", "供图", "供圖"]);
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
    let mut reading = Reading::default();
    for word in without_place(bare(text)).split(parts_words) {
        reading.word(word);
    }
    let Reading {
        mut found,
        roles,
        writes,
        people,
        offices,
        broken,
        ..
    } = reading;
    if broken {
        return None;
    }
    found.photo = PHOTO.is_in(text);
    let (foreign, people) = foreign_names(&people);
    if roles > 0 && people.is_empty() && !foreign.is_empty() {
        found.names.clone_from(&foreign);
    }
    if !people.is_empty() {
        // Beside a role word that stands apart, a name need not begin with a surname.
        let apart = bare(text).contains([
            ' ', '\u{3000}', '/', '／', '∕', ':', '：', '︰', '|', '｜', '丨', '_',
        ]);
        let pen_names = || {
            let words: Vec<String> = people.split_whitespace().map(str::to_owned).collect();
            let fit = |word: &String| {
                (2..=4).contains(&word.chars().count())
                    && word.starts_with(is_han)
                    && word.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric())
            };
            (roles > 0
                && apart
                && commas == 0
                && words.len() <= 4
                && text.chars().count() <= 30
                && words.iter().all(fit))
            .then_some(words)
        };
        found.names = names(people.trim()).or_else(pen_names)?;
        if roles > 0 {
            found.names.splice(0..0, foreign);
        }
    }
    const WRITES: Lexicon = Lexicon::of(&["文/", "文／"]);
    if writes || WRITES.is_in(text) {
        found.photo = false;
    }
    if found.names.is_empty() && roles > 0 && commas == 0 && text.chars().count() <= 30 {
        found.names.extend(offices.into_iter().next());
    }
    (roles > 0 && (!found.names.is_empty() || (found.source.is_some() && found.photo)))
        .then_some(found)
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

/// Whether `text` is the name of an office by its ending.
pub(super) fn is_office(text: &str) -> bool {
    (3..=18).contains(&text.chars().count())
        && text.chars().all(is_han)
        && (super::publisher::is_publisher_name(text)
            || text.ends_with(['股', '科', '所', '站', '队', '馆', '校', '会', '社', '组']))
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
