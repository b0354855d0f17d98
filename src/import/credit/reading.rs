//! The words of a line of credits, one by one: who reports, who helped, what somebody did.
//!
//! A word for a role says what its neighbours are: names of people, a paper, where somebody works. The hard
//! part is what is glued to a role; where it is no name, the line is a sentence.

use super::super::dateline::PAPER_SORTS;
use super::super::lexicon::{self, CharSet};
use super::super::people::{is_name, names};
use super::super::signal::{date, is_letter, is_numeral};
use super::{Credit, is_affiliation, is_class, is_office, is_paper, is_place};
use crate::text::script::is_han;

/// What people are who report and write; what stands before it in one word says of which paper.
pub(in crate::import) const REPORTERS: &[&str] = &[
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
pub(in crate::import) const HELPERS: &[&str] = &[
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
pub(in crate::import) const DEEDS: &[&str] = &[
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
pub(in crate::import) const OWN_PAPER: &[&str] = &[
    "本报", "本刊", "本社", "本報", "本台", "本网", "本校", "本站",
];

/// What else tells that a line may name people: 摄 behind a name, 班 of a writer's school.
pub(in crate::import) const MARKS: &str = "著诗詩文图圖摄攝发發绘译譯寫写指辅责编校班级届級屆撰供插采採专專综記记通讯作主原整执執翻口讲选制朗本报報訪访录錄辑持講";

/// Whether `c` alone says what somebody did: 文, 图, 摄.
pub(in crate::import) fn is_deed_mark(c: char) -> bool {
    const MARKS: CharSet = CharSet::of_first(&DEED_MARKS);
    MARKS.holds(c) && DEED_MARKS.contains(&&*c.encode_utf8(&mut [0; 4]))
}

/// What the words of a line of credits say, one by one.
#[derive(Debug, Default)]
pub(in crate::import) struct Reading {
    pub(in crate::import) found: Credit,
    /// How many words tell what somebody did or is.
    pub(in crate::import) roles: usize,
    /// How many of them tell of a picture.
    pub(in crate::import) pictures: usize,
    /// Somebody wrote or translated.
    pub(in crate::import) writes: bool,
    /// What must be names of people.
    pub(in crate::import) people: String,
    /// Where somebody works or learns.
    pub(in crate::import) offices: Vec<String>,
    /// An office gave the picture, or somebody who is not named.
    pub(in crate::import) given: bool,
    /// Something stands glued to a role that is no name: the line is a sentence.
    pub(in crate::import) broken: bool,
    /// The names that follow are those of helpers.
    helper: bool,
}

impl Reading {
    /// Reads one word.
    pub(in crate::import) fn word(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        // 图｜受访者提供: a picture that nobody of the paper made.
        const GIVEN: [&str; 7] = [
            "受访者提供",
            "受访者供图",
            "采访对象提供",
            "资料图",
            "资料图片",
            "资料照片",
            "受訪者提供",
        ];
        if self.roles > 0 && GIVEN.contains(&word) {
            return;
        }
        // ［某国］甲: where somebody comes from.
        if let Some((_, name)) = word
            .strip_prefix(['[', '［', '〔'])
            .and_then(|word| word.split_once([']', '］', '〕']))
        {
            self.word(name);
            return;
        }
        if let Some(helper) = begins_with(HELPERS, &HELPER, word) {
            self.roles += 1;
            self.helper = true;
            self.word(&word[helper.len()..]);
            return;
        }
        // 苟 文: the second half of a name may be one of the marks.
        let half = || {
            let name = self.people.rsplit(' ').next();
            name.is_some_and(|name| name.chars().count() == 1 && is_name(&format!("{name}{word}")))
        };
        // Each of them is one character.
        if word.len() <= '图'.len_utf8() && DEED_MARKS.contains(&word) && !half() {
            self.helper = false;
            self.roles += 1;
            self.writes |= matches!(word, "文" | "译" | "譯" | "写" | "寫");
            self.pictures += usize::from(matches!(word, "图" | "圖"));
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
                self.given |= matches!(deed, "供图" | "供圖") && before.chars().count() >= 2;
                self.paper(before);
                // 渔村摄影展征件: a word stands before the deed, and more right behind it.
                let rest = &word[at + deed.len()..];
                self.broken |= before.chars().count() >= 2
                    && !rest.is_empty()
                    && before.chars().all(is_han)
                    && !is_paper(before)
                    && !says_who(before)
                    && first_of(REPORTERS, &REPORTER, rest).is_none()
                    && first_of(DEEDS, &DEED, rest).is_none()
                    && !DEED_MARKS.contains(&rest);
            }
            self.behind(&word[at + deed.len()..]);
            return;
        }
        if let Some(name) = word.strip_suffix(['摄', '攝']) {
            self.roles += 1;
            self.word(name);
            return;
        }
        if OWN_PAPER.iter().any(|own| lexicon::begins_with(word, own)) {
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
        const POSTS: &[&str] = &[
            "律师", "律師", "医师", "醫師", "医生", "教授", "老师", "老師",
        ];
        const LASTS: CharSet = CharSet::of_last(POSTS);
        let posts = if LASTS.ends(name) { POSTS } else { &[] };
        let bearer = posts
            .iter()
            .find_map(|post| name.strip_suffix(post).filter(|name| is_name(name)));
        let name = bearer.unwrap_or(name);
        self.people.push(' ');
        self.people.push_str(name);
    }

    /// What stands before a reporter: a paper or agency, or what sort of reporter it is.
    fn paper(&mut self, word: &str) {
        let own = OWN_PAPER.iter().any(|own| lexicon::begins_with(word, own));
        // CFP
        let latin =
            (2..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
        if !own && !PAPER_SORTS.contains(&word) && (is_paper(word) || latin) {
            self.name_paper(word);
        }
    }

    fn name_paper(&mut self, paper: &str) {
        // 摘自《某某》杂志: the name stands in its own marks.
        let marked = paper
            .split_once('《')
            .and_then(|(_, name)| name.split_once('》'));
        let name = marked.map_or(paper, |(name, _)| name);
        let name = name.trim_matches(['《', '》']).to_owned();
        self.found.source.get_or_insert(name);
    }
}

/// Whether `word`, right before what somebody did, says who does it: 本报, 特约, 学生, 某某部.
fn says_who(word: &str) -> bool {
    const WHO: [&str; 16] = [
        "特约", "特約", "首席", "见习", "見習", "实习", "實習", "学生", "學生", "业余", "专职",
        "摄影", "文图", "责任", "现场", "联合",
    ];
    WHO.contains(&word)
        || OWN_PAPER.iter().any(|own| word.starts_with(own))
        || is_office(word)
        || is_affiliation(word)
        || DEED_MARKS.iter().any(|mark| word.ends_with(mark))
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
    let here = words.iter().filter(|word| lexicon::begins_with(text, word));
    here.max_by_key(|word| word.len()).copied()
}

const HELPER: CharSet = CharSet::of_first(HELPERS);
const REPORTER: CharSet = CharSet::of_first(REPORTERS);
const DEED: CharSet = CharSet::of_first(DEEDS);

/// The longest class that does not say that it is one, in characters: 高一3.
const LONGEST_CLASS: usize = 3;

/// Whether `text` may hold a word for what somebody did or is: most texts that are no credits hold none,
/// and are told apart before any of their words is read.
pub(in crate::import) fn has_role(text: &str) -> bool {
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
    // Single characters: a deed is a word of its own, a class ends with some, or begins with others and is short.
    const DEED_MARK: CharSet = CharSet::of_first(&DEED_MARKS);
    const CLASS_LAST: CharSet = CharSet::of_last(&["班", "级", "届", "級", "屆"]);
    const CLASS_FIRST: CharSet = CharSet::of_first(&[]).and("高初大小七八九");
    let parts = |c: Option<char>| c.is_none_or(|c| c == '丨' || !is_letter(c));
    let (mut before, mut chars) = (None, text.chars());
    while let Some(c) = chars.next() {
        let next = chars.clone().next();
        let short = || chars.clone().take(LONGEST_CLASS).any(|c| !is_letter(c));
        let ends = || chars.clone().nth(LONGEST_CLASS - 1).is_none();
        if FIRSTS.holds(c) && next.is_some_and(|next| SECONDS.holds(next))
            || matches!(c, '摄' | '攝')
            || DEED_MARK.holds(c) && parts(before) && parts(next)
            || CLASS_LAST.holds(c) && parts(next)
            || CLASS_FIRST.holds(c) && parts(before) && (short() || ends())
        {
            return true;
        }
        before = Some(c);
    }
    false
}
