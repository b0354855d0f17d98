//! Fields: a word and what it says of one text, alone in a line (`电话：…`, `预算：…`).
//!
//! Notices, tenders and calendars consist of them, and each of several notices has the same ones with values of
//! its own. So what comes again there is text, where the head of a page would name the paper, the page or the
//! number. The hard part are sentences with a colon and speakers; a field has no mark of a sentence, and a word
//! of letters only before its colon.

use super::hints::Hints;
use super::issue_number::issue_number;
use super::origin::origin;
use super::page::{Mark, Page};
use super::particular::is_particular;
use super::role::Role;
use super::signal::is_common_han;

/// The shortest and the longest word before a value, in characters.
const WORD: (usize, usize) = (2, 8);
/// The longest field, in characters.
const LONGEST: usize = 60;
/// The marks of a sentence, which no field has.
const OF_SENTENCE: Hints = Hints::STOP.and(Hints::SEMICOLON);

/// Whether `line` is a field.
pub(super) fn is_field(page: &Page, line: usize) -> bool {
    let here = &page.lines[line];
    here.hints.may(Hints::COLON)
        && !here.hints.may(OF_SENTENCE)
        && here.chars <= LONGEST
        && is_word_and_value(page.line(line))
        && !page.numbered(line)
}

/// Whether `text` is a word of Han, a colon and something behind it.
fn is_word_and_value(text: &str) -> bool {
    let Some((word, value)) = text.split_once(['：', ':', '︰']) else {
        return false;
    };
    let han = || word.chars().filter(|c| !c.is_whitespace());
    (WORD.0..=WORD.1).contains(&han().count())
        && han().all(is_common_han)
        && !value.trim().is_empty()
}

/// Whether `line` is a field right above or below another one, and no credit. What is set right below the last of
/// them may be the rest of its value.
pub(super) fn is_one_of_several(page: &Page, found: &[Option<Role>], line: usize) -> bool {
    let close = |line: usize| page.lines.get(line).is_some_and(|line| line.blank == 0);
    let field = |line: usize| {
        found[line].is_none()
            && page.lines[line].mark == Mark::None
            && is_field(page, line)
            && (page.credited(line).is_none() && !page.is_named(line)
                || is_particular(page.line(line)))
    };
    if !field(line) {
        return false;
    }
    let above = || line > 0 && close(line) && field(line - 1);
    let among = match close(line + 1) {
        true => field(line + 1),
        false => above(),
    };
    among && origin(page.line(line)).is_none()
}

/// Whether the lines of one shape `same` are fields of several texts: their values differ, or stand beside others that do, and none
/// names a page or the number of an issue.
pub(super) fn are_of_texts(page: &Page, same: &[(u64, usize)], roles: &[Option<Role>]) -> bool {
    let lines = || same.iter().map(|&(_, line)| line);
    let field = |line: usize| {
        let text = page.line(line);
        is_field(page, line) && !text.contains(['版', '页', '頁']) && issue_number(text).is_none()
    };
    if !lines().all(field) {
        return false;
    }
    let free = |line: usize| (roles[line].is_none() && is_field(page, line)).then_some(line);
    let close = |line: usize| page.lines.get(line).is_some_and(|line| line.blank == 0);
    let above = |line: usize| (line > 0 && close(line)).then(|| free(line - 1)).flatten();
    let below = |line: usize| close(line + 1).then(|| free(line + 1)).flatten();
    differ(page, lines().map(Some))
        || differ(page, lines().map(above))
        || differ(page, lines().map(below))
}

/// Whether all of `lines` are there and do not say the same.
fn differ(page: &Page, mut lines: impl Iterator<Item = Option<usize>>) -> bool {
    let Some(Some(first)) = lines.next() else {
        return false;
    };
    let mut found = false;
    for line in lines {
        let Some(line) = line else { return false };
        found |= page.line(line) != page.line(first);
    }
    found
}
