//! Captions of pictures by their words: 图为, 上图, ▲ before them, 摄于 in them, 合影 at their end.
//!
//! Some of these words end titles too; then what stands around the line decides, and that is asked
//! elsewhere.

use super::credit::credit;
use super::hints::Hints;
use super::lexicon::{CharSet, Lexicon, covers};
use super::page::Line;
use super::people::is_name;
use super::signal::is_numeral;
use crate::text::script::is_han;

/// Words that tell where a picture was taken.
const TAKEN: Lexicon = Lexicon::of(TAKEN_WORDS);

const TAKEN_WORDS: &[&str] = &["拍摄的", "摄于", "攝於"];

/// Each of them has one of these.
pub(super) const TAKEN_MARKS: &str = "摄攝";
const _: () = assert!(covers(TAKEN_MARKS, TAKEN_WORDS));

/// What words and signs of captions begin with.
pub(super) const CAPTION_FIRSTS: &str = "图圖上下左右题插▲△◀▶►◄↑↓";

/// What words of captions end with, and the brackets behind them.
pub(super) const CAPTION_LASTS: &str = "角图影念景片作绘繪刻）)";

/// The fewest characters of the words of a picture with who took it.
const SHORTEST_WORDS: usize = 5;

/// The longest words of a picture with its photographer in brackets, in characters.
const LONGEST_CREDITED: usize = 50;

/// Who took a picture, behind its words and a gap: 甲在修渠 乙摄, 修渠　乙／摄, 修渠　摄影/乙. Bylines name those who wrote too.
pub(super) fn taken_by(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let (words, name, is_name) = match text.strip_suffix(['摄', '攝']) {
        Some(rest) => {
            let rest = rest.strip_suffix(['/', '／']).unwrap_or(rest);
            let (words, name) = rest.trim_end().rsplit_once(char::is_whitespace)?;
            (words, name, is_name(name))
        }
        // 修渠　摄影/乙
        None => {
            let (words, by) = text.rsplit_once(char::is_whitespace)?;
            let (word, name) = by.split_once(['/', '／', '：', ':'])?;
            let told = ["摄影", "攝影"].contains(&word);
            (words, name, told && name.chars().all(is_han))
        }
    };
    let words = words.trim_end();
    let told = (2..=3).contains(&name.chars().count())
        && is_name
        && (SHORTEST_WORDS..=LONGEST_CREDITED).contains(&words.chars().count())
        && !words.contains(|c: char| c.is_whitespace() || "/／：。".contains(c))
        && !["记者", "記者", "通讯员", "通訊員", "特约"]
            .iter()
            .any(|role| words.contains(role));
    told.then_some(name)
}

/// Whether `text` says by its first word that it is a picture's caption; `line` is its line.
pub(super) fn is_caption(text: &str, line: &Line) -> bool {
    let chars = line.chars;
    const KINDS: Hints = Hints::OPENS_CAPTION
        .and(Hints::CLOSES_PICTURE)
        .and(Hints::TAKEN);
    if chars > 160 || !line.hints.may(KINDS) {
        return false;
    }
    const FIRSTS: CharSet = CharSet::of_first(&[]).and(CAPTION_FIRSTS);
    let hinted = FIRSTS.begins(text);
    let numbered = || {
        text.strip_prefix(['图', '圖']).is_some_and(|rest| {
            rest.starts_with(|c: char| "①②③④⑤⑥⑦⑧⑨⑩".contains(c))
                || rest.starts_with(is_numeral)
                    && rest
                        .trim_start_matches(is_numeral)
                        .starts_with([' ', '\u{3000}', '：', ':', '、'])
        })
    };
    if hinted && (numbered() || ["图、", "圖、"].iter().any(|word| text.starts_with(word))) {
        return true;
    }
    hinted
        && [
            "图为",
            "圖為",
            "图/",
            "上图",
            "下图",
            "左图",
            "右图",
            "上圖",
            "下圖",
            "左圖",
            "右圖",
            "题图",
            "插图：",
        ]
        .iter()
        .any(|word| {
            text.strip_prefix(word).is_some_and(|rest| {
                !rest.starts_with(['书', '纸', '形', '案', '片', '中', '/'])
                    && (word.starts_with("图为")
                        || word.starts_with("圖為")
                        || rest.starts_with(['为', '為', '：', ':', '是', '系', '，']))
            })
        })
        || (text.starts_with(['▲', '△', '◀', '▶', '►', '◄', '↑', '↓']) && {
            let rest = text.trim_start_matches(|c: char| !c.is_alphanumeric());
            rest.starts_with("图") || is_caption_word(text)
        })
        || hinted && (is_credited_caption(text) || is_numbered_picture(text))
        || (chars <= LONGEST_CREDITED && (is_signed_picture(text) || is_work_of_art(text)))
        || (chars <= 20 && is_plain_caption_word(text))
        || (chars <= 40
            && line.hints.may(Hints::TAKEN)
            && TAKEN.is_in(text)
            && !text.contains(['。', '，', ',']))
}

/// Whether `text` is one sentence that says in brackets where in the picture somebody is: 甲（左）.
pub(super) fn points(text: &str) -> bool {
    text.ends_with('。') && !text.trim_end_matches('。').contains('。') && places(text)
}

/// Whether `text` says in brackets where in the picture somebody is: 甲（左）.
pub(super) fn places(text: &str) -> bool {
    const PLACES: [&str; 12] = [
        "（左）",
        "（右）",
        "（中）",
        "(左)",
        "(右)",
        "(中)",
        "（左一）",
        "（右一）",
        "（左二）",
        "（右二）",
        "（左三）",
        "（前排",
    ];
    PLACES.iter().any(|place| text.contains(place))
}

/// Whether `text` is a caption with its credit behind it: ▲…。（图／甲提供）. △ begins items too.
pub(super) fn is_credited_caption(text: &str) -> bool {
    text.starts_with(['▲', '▼', '◀', '▶', '►', '◄', '↑', '↓', '←', '→'])
        && text.trim_end().ends_with(['）', ')'])
        && text.rfind(['（', '(']).is_some_and(|at| {
            ["图", "圖", "摄", "攝", "提供", "翻攝"]
                .iter()
                .any(|word| text[at..].contains(word))
        })
}

/// Whether `text` is a few words with their photographer in brackets behind them: 揉面　（摄影　甲）.
fn is_signed_picture(text: &str) -> bool {
    let Some(open) = text.rfind(['（', '(']).filter(|&at| at > 0) else {
        return false;
    };
    let (words, by) = (text[..open].trim(), &text[open..]);
    by.ends_with(['）', ')'])
        && by.contains(['摄', '攝'])
        && words.chars().count() >= 4
        && !words.contains(['。', '！', '？', '；', '：', ':'])
        && credit(by).is_some_and(|credit| credit.photo && !credit.names.is_empty())
        // 某社发（甲 摄）
        && credit(text).is_none()
}

/// Whether `text` is what a work of art is called, its kind in brackets and who made it: 归舟（木刻）　甲 作.
fn is_work_of_art(text: &str) -> bool {
    const KINDS: [char; 10] = ['画', '畫', '刻', '纸', '紙', '写', '寫', '描', '影', '法'];
    let by = text.trim_end().strip_suffix(['作', '绘', '繪', '刻']);
    let parts = by.and_then(|rest| rest.trim_end().rsplit_once(char::is_whitespace));
    parts.is_some_and(|(work, name)| {
        let kind = work.trim_end().strip_suffix(['）', ')']);
        kind.is_some_and(|work| work.ends_with(KINDS) && work.contains(['（', '(']))
            && (2..=3).contains(&name.chars().count())
            && name.chars().all(is_han)
    })
}

/// Whether `text` begins with the number of a picture: 图①：, 图2 .
fn is_numbered_picture(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['图', '圖']) else {
        return false;
    };
    let after = rest.trim_start_matches(|c: char| {
        c.is_ascii_digit() || "①②③④⑤⑥⑦⑧⑨⑩一二三四五六七八九十".contains(c)
    });
    after.len() < rest.len() && after.starts_with([':', '：', '︰'])
}

/// Endings of captions that stand alone.
fn is_plain_caption_word(text: &str) -> bool {
    const LASTS: CharSet = CharSet::of_first(&[]).and("角图影念景片");
    let text = text.trim_end_matches(['）', ')']);
    if !LASTS.ends(text) {
        return false;
    }
    [
        "一角",
        "现场图",
        "合影",
        "留影",
        "合影留念",
        "外景",
        "内景",
        "效果图",
        "资料图",
        "资料图片",
        "资料照片",
        "示意图",
        "剪影",
        "全景图",
        "鸟瞰图",
    ]
    .iter()
    .any(|word| text.ends_with(word))
}

/// Endings of captions that may be titles too; what stands around decides.
pub(super) fn is_caption_word(text: &str) -> bool {
    const DEEDS: [&str; 5] = ["揭牌", "发布", "發布", "剪彩", "签约"];
    is_scene(text) || {
        let text = text.trim_end_matches(['）', ')']);
        DEEDS.iter().any(|word| text.ends_with(word))
    }
}

/// Whether `text` ends with what can be seen: 开幕式现场. What was done is a title's word more often.
pub(super) fn is_scene(text: &str) -> bool {
    const SCENES: [&str; 13] = [
        "现场", "現場", "仪式", "儀式", "右一", "左一", "会场", "情景", "场景", "留念", "风光",
        "景色", "全景",
    ];
    let text = text.trim_end_matches(['）', ')']);
    is_plain_caption_word(text) || SCENES.iter().any(|word| text.ends_with(word))
}
