//! Narrow gaps between Han: those that part words, and those that an extraction or letter-spacing left.
//!
//! Chinese has no spaces between words, so that most of them mean nothing. A few carry what no mark says: they
//! stand between names, between the parts of a slogan in quotes, behind the number of an article of law or a
//! dateline, between a name and what its bearer is or did (`记者 甲`, `甲 摄`), and in rows. The hard part is
//! text with a gap here and there.

use super::credit::REPORTERS;
use super::dateline;
use super::lexicon::CharSet;
use super::people::is_name;
use super::signal::is_numeral;
use crate::text::script::is_han;

/// The shortest text of which all characters may be set apart, in characters.
const SHORTEST_SPACED: usize = 24;

/// Whether nearly all characters of `text` have a space behind them.
pub(super) fn is_letter_spaced(text: &str) -> bool {
    // Most texts are told apart by how they begin.
    if text.chars().take(8).filter(|c| *c == ' ').count() < 3 {
        return false;
    }
    let (mut all, mut apart) = (0, 0);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        all += 1;
        apart += usize::from(chars.clone().next() == Some(' '));
    }
    all >= SHORTEST_SPACED && apart * 10 >= all * 9
}

/// Whether `text` is set with a space between all its characters, and has `fewest` of them at least.
pub(super) fn is_spaced_out(text: &str, fewest: usize) -> bool {
    // Nearly every text is told by its second character.
    let (mut apart, mut count) = (true, 0);
    for c in text.chars() {
        if c.is_whitespace() {
            apart = true;
        } else if apart {
            apart = false;
            count += 1;
        } else {
            return false;
        }
    }
    count >= fewest
}

/// Whether `word` is one character, or none.
pub(super) fn is_single(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// The longest row of words, in bytes, and the fewest words of one.
const LONGEST_ROW: usize = 120;
const FEWEST_IN_ROW: usize = 3;
/// The shortest of two parts of a slogan, in characters.
const SHORTEST_PART: usize = 4;
/// The longest number of an article of law, in characters.
const LONGEST_NUMBER: usize = 6;

/// Whether `text` is several words in a row and nothing else: no mark of a sentence, and hardly one of a single
/// character.
pub(super) fn is_row(text: &str) -> bool {
    let mut words = text.split_whitespace();
    text.len() <= LONGEST_ROW
        && !text.contains(|c| "，。、；：！？（）“”《》".contains(c))
        && words.clone().count() >= FEWEST_IN_ROW
        && words.by_ref().filter(|word| is_single(word)).count() <= 1
}

/// How far around a space the words of a list are looked for, in characters.
const NEAR: usize = 40;

/// Whether the space between `before` and `after` parts words: it stands behind a number or a dateline, beside a
/// role or a deed, between parts of a slogan, between two names of a list (张三 李四), which may have spaces
/// inside (张 三　李 四), or in a row of words of one length (团结 紧张 严肃).
pub(super) fn parts_words(before: &str, after: &str) -> bool {
    if is_number(before) || is_dateline(before) {
        return true;
    }
    let inside = |c: &char| *c == ' ' || is_han(*c);
    let length = |chars: &mut dyn Iterator<Item = char>| -> usize {
        chars
            .take(NEAR)
            .take_while(inside)
            .map(char::len_utf8)
            .sum()
    };
    let from = before.len() - length(&mut before.chars().rev());
    let to = length(&mut after.chars());
    let around = (
        before[..from].chars().next_back(),
        after[to..].chars().next(),
    );
    let (before, after) = (&before[from..], &after[..to]);
    if parts_clauses(before, after, around) || parts_credit(before, after) {
        return true;
    }
    let is_one = |word: &&str| is_single(word);
    // The words next to it; two single characters are one.
    let next: Vec<&str> = match words(after).take(2).take_while(is_one).count() {
        0 => words(after).take(1).collect(),
        1 => return false,
        _ => words(after).take(2).collect(),
    };
    let next = next.concat();
    let single = words(after).next().is_some_and(is_single);
    if single && !is_name(&next) {
        return false;
    }
    let ones = words(before).rev().take_while(is_one).count();
    let mut last: Vec<&str> = match ones {
        0 => words(before).rev().take(1).collect(),
        _ if ones % 2 == 0 => words(before).rev().take(2).collect(),
        _ => return false,
    };
    last.reverse();
    let last = last.concat();
    let listed = || words(after).nth(1).is_some_and(is_name);
    if is_name(&next) && (is_name(&last) || ones == 0 && listed()) {
        return true;
    }
    let mut all = words(before)
        .chain(words(after))
        .map(|word| word.chars().count());
    let first = all.next().unwrap_or(0);
    let mut count = 1;
    first >= 2
        && all.all(|chars| {
            count += 1;
            chars == first
        })
        && count >= 3
}

/// Whether `text` is the number of an article of law or of a chapter and nothing else: 第十二条.
fn is_number(text: &str) -> bool {
    let number = text.trim_start().strip_prefix('第');
    let number =
        number.and_then(|rest| rest.strip_suffix(['条', '條', '章', '节', '節', '款', '编', '編']));
    number.is_some_and(|number| {
        (1..=LONGEST_NUMBER).contains(&number.chars().count()) && number.chars().all(is_numeral)
    })
}

/// Whether the space between `before` and `after`, Han and spaces between the marks `around`, parts what a name is
/// from the name, or the parts of a slogan.
fn parts_clauses(before: &str, after: &str, around: (Option<char>, Option<char>)) -> bool {
    let all = || words(before).chain(words(after));
    let chars = |word: &str| word.chars().count();
    let apart = |mark: Option<char>| mark.is_none_or(char::is_whitespace);
    let (first, last) = (words(before).next_back(), words(after).next());
    let (Some(first), Some(last)) = (first, last) else {
        return false;
    };
    match around {
        (Some('“' | '《' | '「' | '『'), Some('”' | '》' | '」' | '』')) => {
            let count = all().count();
            let several = count >= FEWEST_IN_ROW && all().all(|word| chars(word) >= 2);
            several || count == 2 && chars(first) == chars(last) && chars(first) >= SHORTEST_PART
        }
        (opens, closes) if apart(opens) && apart(closes) => {
            all().count() == 2 && is_name(last) && chars(first) >= 2
        }
        _ => false,
    }
}

/// The longest dateline, in bytes.
const LONGEST_DATELINE: usize = 90;

/// Whether `text` is a dateline and nothing else: 本报讯, 某社某地11月7日电.
fn is_dateline(text: &str) -> bool {
    let text = text.trim_start();
    text.len() <= LONGEST_DATELINE
        && text.ends_with(['讯', '訊', '电', '電'])
        && !text.contains(['，', '。', '、', '；', '：'])
        && (matches!(text, "又讯" | "又訊") || dateline::dateline(text).is_some())
}

/// What people do for a text or a picture: the words behind their names.
const DEEDS: [&str; 15] = [
    "摄", "攝", "文", "图", "圖", "绘", "繪", "译", "譯", "摄影", "攝影", "供图", "供圖", "报道",
    "報導",
];

/// Whether the space between `before` and `after`, Han and spaces, stands in a credit: all words behind it are
/// names, roles and deeds, and a role or a deed stands next to it or behind it.
fn parts_credit(before: &str, after: &str) -> bool {
    const LASTS: CharSet = CharSet::of_last(REPORTERS);
    let is_role =
        |word: &str| LASTS.ends(word) && REPORTERS.iter().any(|role| word.ends_with(role));
    let is_deed = |word: &str| DEEDS.contains(&word);
    let (Some(last), Some(next)) = (words(before).next_back(), words(after).next()) else {
        return false;
    };
    // A deed is one behind a name.
    if is_deed(next) && !is_name(last) {
        return false;
    }
    let told = |word: &str| is_role(word) || is_deed(word);
    words(after).all(|word| is_name(word) || told(word))
        && (is_role(last) || words(after).any(told))
}

/// The pieces of `text` between spaces.
fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(' ').filter(|word| !word.is_empty())
}
