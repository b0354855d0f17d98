//! What the page brought, not the text: running heads, page numbers, jump lines, stray signs.

use std::collections::HashMap;

use super::credit::{bare_names, credit};
use super::imprint::{is_editor, is_navigation};
use super::issue_number::issue_number;
use super::lexicon::{CharSet, Lexicon};
use super::masthead::day_of;
use super::origin::{closing, facts, origin};
use super::page::{Mark, Page};
use super::role::{Omission, Role};
use super::signal::{fold_width, is_common_han, is_letter, is_numeral, key, squeezed};

/// The longest head of a page, in characters.
const LONGEST_PAGE_HEAD: usize = 80;

/// Words for those who make a page.
const EDITED: Lexicon = Lexicon::of(&[
    "责编", "責編", "编辑", "編輯", "校对", "校對", "版式", "美编",
]);

/// Finds furniture. Lines that are none stay undecided.
pub(super) fn furniture(page: &Page) -> Vec<Option<Role>> {
    let mut roles: Vec<Option<Role>> = (0..page.lines.len())
        .map(|line| match page.lines[line].mark {
            Mark::Verbatim => Some(Role::Verbatim),
            _ if page.lines[line].linked => Some(Role::Out(Omission::Navigation)),
            _ => alone(page.line(line), page.lines[line].chars),
        })
        .collect();
    // How often the letters of a line come again, and how often with a numeral.
    // A number of an issue is the same on all its pages: where it changes it counts something else.
    let mut seen: HashMap<u64, (u32, u32, Option<u64>, bool)> = HashMap::new();
    let shape = |line: usize| {
        let text = page.line(line);
        (page.lines[line].chars <= 30 && !text.ends_with(['。', '，', '！', '？', '”']))
            .then(|| shape(text))
            .flatten()
    };
    for line in 0..page.lines.len() {
        if let Some(shape) = shape(line) {
            let number = issue_number(page.line(line)).map(|number| hash(number.chars()));
            let entry = seen.entry(shape).or_insert((0, 0, number, false));
            entry.3 |= number != entry.2;
            entry.0 += 1;
            entry.1 += u32::from(
                page.line(line)
                    .contains(|c: char| c.is_ascii_digit() || is_numeral(c)),
            );
        }
    }
    for (line, role) in roles.iter_mut().enumerate() {
        let repeated = shape(line).and_then(|shape| seen.get(&shape)).copied();
        let says_who = || {
            let text = page.line(line);
            credit(text).is_some()
                || bare_names(text).is_some()
                || origin(text).is_some()
                || facts(text).is_some()
                || closing(text).is_some()
        };
        if let Some((count, digits, _, false)) = repeated
            && role.is_none()
            && (count >= 3 && (digits >= 2 || count >= 4)
                || (count == 2 && digits == 2 && is_numbered(page.line(line))))
            && !says_who()
        {
            *role = Some(Role::Out(Omission::RunningHead));
        }
    }
    roles
}

/// Whether `text` names a page, a number or a day of issue.
fn is_numbered(text: &str) -> bool {
    text.contains('版') || issue_number(text).is_some() || day_of(text).is_some()
}

/// The letters and figures `chars` as a number (FNV-1a).
fn hash(chars: impl Iterator<Item = char>) -> u64 {
    chars.fold(0xCBF2_9CE4_8422_2325, |hash, c| {
        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01B3)
    })
}

/// The letters of `text` as a number, where there are four at least: what comes again on each
/// page of a large file is counted without keeping it.
fn shape(text: &str) -> Option<u64> {
    let mut letters = 0;
    let kept = text
        .chars()
        .map(fold_width)
        .filter(|&c| is_common_han(c) || c.is_alphabetic())
        .inspect(|_| letters += 1);
    let hash = hash(kept);
    (letters >= 4).then_some(hash)
}

/// What a line is by itself.
fn alone(text: &str, chars: usize) -> Option<Role> {
    if chars > 60 {
        return (chars <= LONGEST_PAGE_HEAD && is_page_head(text))
            .then_some(Role::Out(Omission::RunningHead));
    }
    if !text.chars().any(is_letter) {
        // The rest of a sentence that a line's end has cut.
        if chars <= 4
            && text
                .chars()
                .all(|c| "。！？；，、：”’」』）》…".contains(c))
            && !text.contains('…')
        {
            return None;
        }
        let dots = text
            .chars()
            .filter(|c| matches!(c, '…' | '.' | '。' | '·'))
            .count();
        return Some(
            if dots == chars && text.contains('…') || text.contains("...") {
                Role::Dots
            } else {
                Role::Out(Omission::Stray)
            },
        );
    }
    let short = squeezed(text);
    if ["undefined", "null", "nan", "[object", "none"]
        .iter()
        .any(|word| short.eq_ignore_ascii_case(word))
    {
        return Some(Role::Out(Omission::Stray));
    }
    if is_end_mark(&short) {
        return Some(Role::Editor);
    }
    if let Some(role) = jump(&short) {
        return Some(role);
    }
    if is_page_head(text) || is_page_label(text) {
        return Some(Role::Out(Omission::RunningHead));
    }
    if is_editor(text) {
        return Some(Role::Editor);
    }
    if is_navigation(&short) {
        return Some(Role::Out(Omission::Navigation));
    }
    if !text.ends_with('。') && is_page_number(&short) {
        return Some(Role::Out(Omission::PageNumber));
    }
    if chars == 1 && "丶丨丿乀亅".contains(text) {
        return Some(Role::Out(Omission::Stray));
    }
    if chars == 1 {
        return Some(Role::Out(Omission::Stray))
            .filter(|_| key(text, 1).is_empty() || text.is_ascii());
    }
    None
}

/// `—— END ——`, `·完·`: a word for the end between marks.
fn is_end_mark(short: &str) -> bool {
    let bare = short.trim_matches(|c: char| !is_letter(c));
    bare.len() < short.len()
        && !short.starts_with(['（', '('])
        && ["END", "end", "End", "完", "全文完"].contains(&bare)
}

/// `2020年5月2日 星期六 要闻 第二版`, `A03 综合 2020-05-02`: a day or weekday beside a page's number.
fn is_page_head(text: &str) -> bool {
    const HINTS: CharSet = CharSet::of_first(&[]).and("星礼周版頁页责ABCT");
    if !HINTS.is_in(text) {
        return false;
    }
    let short = squeezed(text);
    let short = short.as_str();
    if short.chars().count() > LONGEST_PAGE_HEAD || text.contains(['。', '，', '！', '？']) {
        return false;
    }
    let dated = day_of(text).is_some_and(|day| day.2.is_some());
    let weekday = [
        "星期", "礼拜", "周一", "周二", "周三", "周四", "周五", "周六", "周日",
    ]
    .iter()
    .any(|word| short.contains(word));
    let paged = short.match_indices(['版', '頁', '页']).any(|(at, _)| {
        let before: Vec<char> = short[..at].chars().rev().take(3).collect();
        before
            .first()
            .copied()
            .is_some_and(|c| is_numeral(c) || c == '：' || c == ':')
    }) || ["A0", "B0", "C0", "T0", "A1", "B1"]
        .iter()
        .any(|word| short.starts_with(word) || short.ends_with(word))
        || ["版次", "责任编辑", "责编", "版式"]
            .iter()
            .any(|word| short.contains(word));
    let edited = EDITED.is_in(short);
    let lettered = {
        let mut letters = short.chars();
        short.starts_with(is_numeral)
            || letters.next().is_some_and(|c| "ABCDT".contains(c))
                && letters.next().is_some_and(|c| c.is_ascii_digit())
    };
    (dated && (paged || weekday)) || (weekday && paged) || lettered && edited
}

/// `第2版 经济`, `A03版：要闻`: a page's number and what the page is about.
fn is_page_label(text: &str) -> bool {
    let Some((page, about)) = text.split_once('版') else {
        return false;
    };
    let page = squeezed(page);
    let number = page.strip_prefix('第').unwrap_or(&page);
    let number = number.trim_start_matches(['A', 'B', 'C', 'D', 'T']);
    let about_it =
        about.trim_start_matches(|c: char| c.is_whitespace() || "：:·・|｜-—".contains(c));
    let name = squeezed(about_it);
    (1..=3).contains(&number.chars().count())
        && number.chars().all(is_numeral)
        && about_it.len() < about.len()
        && (2..=6).contains(&name.chars().count())
        && name.chars().all(is_common_han)
}

/// （下转第三版）, （上接1版）.
pub(super) fn jump(short: &str) -> Option<Role> {
    let bare = short.trim_matches(|c: char| !is_letter(c));
    if bare.chars().count() > 16 {
        return None;
    }
    // （文转A3版）, （接A1版）
    let framed = short.starts_with(['（', '(']) && bare.chars().count() <= 10;
    let names_page = |from: usize| {
        bare[from..].contains(['版', '页', '頁']) && bare[from..].contains(is_numeral)
    };
    if framed
        && bare
            .find(['转', '轉'])
            .is_some_and(|at| at <= 6 && names_page(at))
    {
        return Some(Role::JumpTo);
    }
    if framed && bare.find('接').is_some_and(|at| at <= 6 && names_page(at)) {
        return Some(Role::JumpFrom);
    }
    if ["下转", "下轉", "转第", "紧转"]
        .iter()
        .any(|word| bare.starts_with(word))
    {
        return Some(Role::JumpTo);
    }
    ["上接", "紧接", "接第", "接上页"]
        .iter()
        .any(|word| bare.starts_with(word))
        .then_some(Role::JumpFrom)
}

/// `3`, `-3-`, `第3页`, `第3版`, `共8页`, `A02`.
fn is_page_number(short: &str) -> bool {
    let bare = short.trim_matches(|c: char| !is_letter(c));
    let bare = bare.strip_prefix('第').unwrap_or(bare);
    let bare = bare.strip_prefix(['A', 'B', 'C', 'D']).unwrap_or(bare);
    let digits = bare
        .chars()
        .take_while(|&c| is_numeral(c))
        .map(char::len_utf8)
        .sum::<usize>();
    let rest = &bare[digits..];
    let decorated = short.len() != bare.len() || !rest.is_empty();
    (1..=12).contains(&digits)
        && bare[..digits].chars().count() <= 4
        && (matches!(rest, "页" | "頁" | "版")
            || rest.is_empty()
            || rest.starts_with("页共")
            || rest.starts_with("/"))
        && (decorated || bare.bytes().all(|byte| byte.is_ascii_digit()))
}
