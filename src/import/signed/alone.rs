//! Lines of names alone, with offices, papers and places beside them.
//!
//! A name of three characters says little, since many words look like one. What stands beside it tells; where
//! nothing does, the whole line must be names.

use super::super::credit::{OWN_PAPER, Reading, credit, is_affiliation, is_office};
use super::super::gaps::is_single;
use super::super::hints::Hints;
use super::super::people::{is_name, names};
use super::super::section::is_section;
use super::super::signal::{is_label, is_numeral, squeezed};
use super::{OFFICE_ENDS, POSTS, STANDING_ENDS, is_institution, standing, without_regards};
use crate::text::script::is_han;

/// The longest line of names, in characters.
const LONGEST: usize = 24;

/// Ornaments that take the place of 作者.
const BEFORE_NAMES: [char; 11] = ['□', '■', '◎', '○', '●', '◇', '◆', '▲', '△', '☆', '★'];

/// Whether `text` is one to four bare names.
pub(in crate::import) fn bare_names(text: &str) -> Option<Vec<String>> {
    let parted = text.contains(char::is_whitespace) && text.chars().nth(LONGEST).is_none();
    match parted.then(|| close_names(text)).flatten() {
        Some(closed) => plain_names(&closed),
        None => plain_names(text),
    }
}

/// `text` with the characters of a spaced name closed up, where words stand before it: 某社　连　恩　浦.
fn close_names(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let single = words.iter().rev().take_while(|word| is_single(word));
    let last = single.count();
    let before = words.len() - last;
    let name = words[before..].concat();
    let office = before == 1 && words[0].chars().count() >= 4;
    (office && (2..=3).contains(&last) && is_name(&name)).then(|| format!("{} {name}", words[0]))
}

/// The names that `text` consists of, with nothing beside them but marks, places and offices.
fn plain_names(text: &str) -> Option<Vec<String>> {
    let text = without_regards(text);
    // ·甲·
    if let Some(inner) = text
        .strip_prefix(['·', '•'])
        .and_then(|text| text.strip_suffix(['·', '•']))
    {
        let name = squeezed(inner);
        return names(inner).or_else(|| is_name(&name).then(|| vec![name.into_owned()]));
    }
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    if let Some(name) = behind_stroke(text) {
        return Some(vec![name.to_owned()]);
    }
    // Most lines are one piece, and longer than a name.
    let parted = |c: char| {
        matches!(c, '、' | '；' | ';' | '（' | '(' | '／' | '/' | '∕')
            || !is_han(c) && c.is_whitespace()
    };
    if text.chars().nth(3).is_some() && !text.starts_with(BEFORE_NAMES) && !text.contains(parted) {
        return None;
    }
    if let Some(rest) = text.strip_prefix(BEFORE_NAMES) {
        return behind_ornament(rest, text.starts_with(['□', '■', '◎', '○']));
    }
    let people = before_bracket(text).or_else(|| beside_place_of_work(text));
    if people.is_some() {
        return people;
    }
    if is_name(text) && text.chars().count() <= 3 {
        return Some(vec![text.to_owned()]);
    }
    beside_paper(text)
        .or_else(|| placed_name(text))
        .or_else(|| before_office(text))
        .or_else(|| several(text))
}

/// The name behind what its bearer is and a stroke: 主席／甲.
fn behind_stroke(text: &str) -> Option<&str> {
    let (who, name) = text.split_once(['／', '/', '∕'])?;
    let name = name.trim();
    ((2..=6).contains(&who.chars().count())
        && (who.ends_with(|c| STANDING_ENDS.contains(c)) || is_chief(who))
        && !is_name(who)
        && is_name(name))
    .then_some(name)
}

/// Names behind an ornament that takes the place of 作者: □ 甲. Behind one of a few ornaments, which are usual there
/// (`usual`), a name need not begin with a surname.
fn behind_ornament(rest: &str, usual: bool) -> Option<Vec<String>> {
    // ■ 要闻, ■ 来信摘登
    if is_section(rest, Hints::of(rest).0) || is_label(rest) {
        return None;
    }
    // Behind the name, in brackets, where its bearer works.
    let rest = rest.split(['（', '(']).next().unwrap_or(rest).trim();
    let short = squeezed(rest);
    let name = (2..=4).contains(&short.chars().count())
        && short.chars().all(is_han)
        && rest.chars().count() <= short.chars().count() + 3;
    names(rest)
        .or_else(|| credit(rest).map(|found| found.names))
        .or_else(|| standing(rest))
        .or_else(|| (name && usual).then(|| vec![short.into_owned()]))
        // □ 本刊调查组
        .or_else(|| {
            let own = OWN_PAPER.iter().any(|own| rest.starts_with(own));
            (own && rest.ends_with(['组', '組', '部', '室', '团'])).then(|| vec![rest.to_owned()])
        })
}

/// Names with where their bearers work behind them in brackets: 甲（一九五六届）.
fn before_bracket(text: &str) -> Option<Vec<String>> {
    let (name, rest) = text.split_once(['（', '('])?;
    if !rest.ends_with(['）', ')']) || rest.contains(|c: char| "，。：《".contains(c)) {
        return None;
    }
    let people = names(name.trim())?;
    (name.trim().chars().count() >= 2 && people.len() <= 3).then_some(people)
}

/// A name and behind a gap where its bearer works, or an institution and who wrote there.
fn beside_place_of_work(text: &str) -> Option<Vec<String>> {
    let (first, rest) = text.split_once(char::is_whitespace)?;
    let (count, rest) = (first.chars().count(), rest.trim());
    if (2..=3).contains(&count)
        && is_name(first)
        && (4..=16).contains(&rest.chars().count())
        && is_place_of_work(rest)
    {
        return Some(vec![first.to_owned()]);
    }
    if count >= 4 && is_institution(first) {
        return names(rest);
    }
    None
}

/// Several names, or one with what its bearer is.
fn several(text: &str) -> Option<Vec<String>> {
    standing(text)
        .or_else(|| wide_names(text))
        .or_else(|| names(text))
        .filter(|names| names.len() <= 5 && names.iter().all(|name| name.chars().count() <= 4))
        .filter(|_| {
            text.contains(char::is_whitespace) || text.contains(['、', '；', ';', '／', '/'])
        })
}

/// Whether `who` is who makes a paper: 總編輯, 主编.
fn is_chief(who: &str) -> bool {
    ["編輯", "编辑", "主編", "主编", "總編", "总编"]
        .iter()
        .any(|end| who.ends_with(end))
}

/// Whether `place` is an office, or somebody's post in one.
fn is_place_of_work(place: &str) -> bool {
    place.chars().all(is_han)
        && (is_office(place)
            || place.ends_with(OFFICE_ENDS)
            || is_affiliation(place)
            || POSTS.iter().any(|post| place.ends_with(post)))
}

/// A name behind words for where its bearer works or what it is: `动力车间　甲`, `厂长 甲`.
pub(in crate::import) fn placed_name(text: &str) -> Option<Vec<String>> {
    if let Some(people) = behind_office(text) {
        return Some(people);
    }
    let (place, name) = text.rsplit_once([' ', '\u{3000}'])?;
    // A name of two characters may have the gap inside.
    let (place, name) = match name.chars().count() {
        1 => {
            let (place, first) = place.trim_end().rsplit_once([' ', '\u{3000}'])?;
            (place, format!("{first}{name}"))
        }
        _ => (place, name.to_owned()),
    };
    let place = squeezed(place);
    // Two names, the first with a rare surname.
    let both = (2..=3).contains(&place.chars().count())
        && place.chars().all(is_han)
        && !place.starts_with(is_numeral)
        && !place.ends_with(|c| STANDING_ENDS.contains(c) || OFFICE_ENDS.contains(&c));
    if both && (2..=3).contains(&name.chars().count()) && is_name(&name) {
        return Some(vec![place.into_owned(), name]);
    }
    let told = (3..=12).contains(&place.chars().count())
        && place.chars().all(is_han)
        && names(&place).is_none();
    (told && (2..=4).contains(&name.chars().count()) && is_name(&name)).then(|| vec![name])
}

/// The name behind the place where somebody lives, whatever the surname: `某某桥　甲`.
pub(in crate::import) fn behind_place(text: &str) -> Option<Vec<String>> {
    let (place, name) = text.trim().split_once(['\u{3000}', ' '])?;
    let (place, name) = (place.trim(), name.trim());
    let named = (2..=3).contains(&name.chars().count())
        && name.chars().all(is_han)
        && !name.ends_with(|c| STANDING_ENDS.contains(c));
    (named && (2..=8).contains(&place.chars().count()) && place.chars().all(is_han))
        .then(|| vec![name.to_owned()])
}

/// Names behind an office: several, or one set with gaps inside: `城东队　甲乙　丙丁`, `生产股　甲　乙　丙`.
pub(super) fn behind_office(text: &str) -> Option<Vec<String>> {
    let (office, rest) = text.trim().split_once(char::is_whitespace)?;
    let count = office.chars().count();
    if !(3..=10).contains(&count)
        || !office.chars().all(is_han)
        || !office.ends_with(|c| "部科处室办局站厂队组股校社院区镇村县厅会馆所班".contains(c))
    {
        return None;
    }
    let words: Vec<&str> = rest.split_whitespace().collect();
    let single = words.iter().all(|word| is_single(word));
    if single && (2..=3).contains(&words.len()) && words.concat().chars().all(is_han) {
        return Some(vec![words.concat()]);
    }
    names(rest.trim()).filter(|names| names.len() >= 2)
}

/// A name and behind it what its bearer is or where: `甲乙　本院合作室`, `甲乙 省某会副主任`.
fn before_office(text: &str) -> Option<Vec<String>> {
    let (name, rest) = text.trim().split_once(char::is_whitespace)?;
    let rest = rest.trim();
    let office = is_office(rest)
        || is_institution(rest)
        || ["本院", "本校", "本会", "本局", "本厂", "本所", "本馆"]
            .iter()
            .any(|own| rest.starts_with(own))
        || [
            "主任",
            "院长",
            "教授",
            "书记",
            "会长",
            "馆长",
            "校长",
            "研究员",
            "委员",
            "理事",
            "主席",
            "局长",
            "处长",
            "科学家",
            "工程师",
            "设计师",
            "院士",
        ]
        .iter()
        .any(|rank| rest.ends_with(rank));
    let fit =
        (4..=20).contains(&rest.chars().count()) && rest.chars().all(|c| is_han(c) || c == ' ');
    (office && fit && name.chars().count() <= 3 && is_name(name)).then(|| vec![name.to_owned()])
}

/// Names beside a paper, an office or a day, and nothing else: `甲 某某报 昨天`.
fn beside_paper(text: &str) -> Option<Vec<String>> {
    if !text.contains(char::is_whitespace) || text.contains(['，', '。', '：', ':']) {
        return None;
    }
    let mut reading = Reading::default();
    for word in text.split_whitespace() {
        if !["昨天", "今天", "前天", "刚刚"].contains(&word) {
            reading.word(word);
        }
    }
    let told = reading.found.source.is_some() || !reading.offices.is_empty();
    let people = reading.people.trim();
    (told && !reading.broken && (!people.is_empty() || reading.found.day.is_some()))
        .then(|| {
            if people.is_empty() {
                Some(Vec::new())
            } else {
                names(people)
            }
        })
        .flatten()
}

/// Whether `text` is a list of more names than sign an article: members, winners.
pub(in crate::import) fn is_name_list(text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || c == '、');
    let count = words.clone().filter(|word| !word.is_empty()).count();
    count >= 5 && words.all(|word| word.is_empty() || is_name(word))
}

/// Two names divided by a wide gap, one of them with a surname that is not common.
fn wide_names(text: &str) -> Option<Vec<String>> {
    let words: Vec<&str> = text
        .split("  ")
        .flat_map(|part| part.split('\u{3000}'))
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect();
    let fit = |word: &&str| {
        (2..=3).contains(&word.chars().count())
            && word.chars().all(is_han)
            && !word.ends_with(OFFICE_ENDS)
    };
    (words.len() == 2 && words.iter().all(fit) && words.iter().any(|word| is_name(word)))
        .then(|| words.into_iter().map(str::to_owned).collect())
}
