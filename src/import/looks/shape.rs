//! What a line is by itself: short enough for a title, or with the marks of a sentence.

use super::super::caption::is_caption;
use super::super::hints::Hints;
use super::super::lexicon::CharSet;
use super::super::page::{Line, Mark, Page};
use super::super::particular::is_particular;
use super::super::people::is_name;
use super::super::signal::{End, bare, end, ends_inside, fold_width, squeezed, starts_inside};
use super::super::signed::is_name_list;
use super::LONGEST_HEAD;

/// The longest name of a group, in characters.
const LONGEST_GROUP: usize = 8;
/// The longest sum and its word before a colon, in characters.
const LONGEST_SUM: usize = 16;

/// Whether `line` by itself may be a title: short, without the marks of a sentence.
pub(in crate::import) fn is_shape(page: &Page, line: usize) -> bool {
    let text = page.line(line);
    let (at, line) = (line, &page.lines[line]);
    if !(1..=LONGEST_HEAD).contains(&line.chars)
        || line.glued
        || matches!(
            line.mark,
            Mark::List | Mark::Quote | Mark::Lead | Mark::Heading(_)
        )
        || ends_inside(text)
        || line.chars > 1 && starts_inside(text)
        || if line.mark == Mark::Bold {
            is_spoken(text)
        } else {
            line.hints.may(IN_SENTENCE) && is_sentence(text, line)
        }
    {
        return false;
    }
    !(is_caption(text, line)
        || line.hints.may(Hints::SPACE) && is_name_list(text)
        || line.hints.may(Hints::COLON) && lists_names(text)
        || line.hints.may(Hints::OPENS_PARTICULAR) && is_particular(text)
        || (line.hints.may(Hints::BRACKET) || text.starts_with(['【', '［', '〔', '本']))
            && page.has_dateline(at)
        || text.starts_with(['（', '(']) && text.ends_with(['）', ')']))
}

/// Whether `text` says behind a colon who is in a group: 高中组：甲、乙、丙.
pub(in crate::import) fn lists_names(text: &str) -> bool {
    let Some((group, people)) = text.split_once(['：', ':', '︰']) else {
        return false;
    };
    let people = people.trim();
    group.chars().count() <= LONGEST_GROUP
        && people.matches('、').count() >= 2
        && people
            .split('、')
            .all(|name| name.chars().count() <= 4 && is_name(name))
}

/// What a sentence has, or ends with.
const IN_SENTENCE: Hints = Hints::STOP
    .and(Hints::SEMICOLON)
    .and(Hints::COMMA)
    .and(Hints::CLOSES);

/// Whether `text` has the marks of a sentence, and no title is one.
fn is_sentence(text: &str, line: &Line) -> bool {
    let (pauses, closes) = (line.hints.may(Hints::COMMA), line.hints.may(Hints::CLOSES));
    line.hints.may(Hints::FULL_STOP.and(Hints::SEMICOLON))
        || closes && text.ends_with(['…', '：', ':', '︰', ';', '．'])
        || closes && text.ends_with(['”', '」', '）', ')']) && end(text) == End::Sentence
        || pauses && line.chars > 24 && text.matches(['，', ',']).nth(1).is_some()
        || pauses && text.matches(['，', ',']).nth(2).is_some()
        || pauses && line.chars > 24 && closes && text.ends_with(['！', '!'])
        || closes && is_spoken(text)
}

/// Whether `text` begins with a figure and a colon behind it: 5,000元：甲、乙.
pub(in crate::import) fn is_sum(text: &str) -> bool {
    // Behind no more characters than a sum has.
    let mut chars = text.char_indices().take(LONGEST_SUM + 1);
    let colon = chars.find(|(_, c)| matches!(c, '：' | ':' | '︰'));
    colon.is_some_and(|(at, _)| {
        let sum = &text[..at];
        sum.ends_with(|c: char| {
            matches!(c, '元' | '圆' | '圓' | '镑') || fold_width(c).is_ascii_digit()
        }) && sum.chars().map(fold_width).any(|c| c.is_ascii_digit())
    })
}

/// Whether `text` is a question or call of somebody: 记者：…？
fn is_spoken(text: &str) -> bool {
    text.ends_with(['？', '?', '！', '!'])
        && (text.contains(['：', ':', '︰']) || text.starts_with(['“', '「', '"']))
}

/// Whether a bracket of `text` is not closed.
pub(in crate::import) fn opens_bracket(text: &str) -> bool {
    text.rfind(['（', '('])
        .is_some_and(|at| !text[at..].contains(['）', ')']))
}

/// Whether `text` is the head of a box beside an article.
pub(in crate::import) fn is_box_word(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "链接",
        "相关链接",
        "新闻链接",
        "知识链接",
        "资料链接",
        "背景链接",
        "数据链接",
        "政策链接",
        "延伸阅读",
        "小贴士",
        "名词解释",
        "新闻背景",
        "背景资料",
        "相关背景",
        "明日看点",
        "明日看點",
        "鏈接",
        "相關鏈接",
        "新聞背景",
        "背景資料",
    ];
    const FIRSTS: CharSet = CharSet::of_first(WORDS);
    let text = bare(text);
    FIRSTS.begins(text) && WORDS.contains(&&*squeezed(text))
}
