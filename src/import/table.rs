//! Rows of tables and rosters: lines of words and figures set beside each other.
//!
//! A row looks like a headline: short, without an end mark, with gaps. Two or more of them right below each
//! other are none: figures beside words (甲　1924 年), or names behind what they are honoured for. A line of
//! words right above the first row is the table's head. Lines with as many tabs are rows, whatever stands in their
//! cells. Fields ([`super::field`]) below each other are rows too. The hard part is wrapped prose with spaces around
//! its figures; a row has no mark of a sentence.

use super::credit::credit;
use super::field;
use super::hints::Hints;
use super::issue_number::cells;
use super::page::{Mark, Page};
use super::people::is_name;
use super::role::Role;
use super::row::GAP;
use super::signed::bare_names;
use crate::text::script::is_han;

/// The marks of a sentence, which no row has.
const IN_SENTENCE: Hints = Hints::STOP.and(Hints::COMMA).and(Hints::SEMICOLON);
/// The longest row, in characters.
const LONGEST_ROW: usize = 50;
/// From how many names on a line of them is a roll.
const MOST_AUTHORS: usize = 6;
/// The longest word before the names of a roster, in characters.
const LONGEST_HONOUR: usize = 6;

/// The longest word of a table without figures, in characters; its fewest columns and rows.
const LONGEST_WORD: usize = 10;
const FEWEST_COLUMNS: usize = 3;
const FEWEST_ROWS: usize = 3;

/// For each line of `page` whether it is a row. Lines that `found` decides are none.
pub(super) fn tables(page: &Page, found: &[Option<Role>]) -> Vec<bool> {
    let mut rows = vec![false; found.len()];
    let may = |line: usize| {
        let here = &page.lines[line];
        here.hints.may(Hints::SPACE)
            && !here.hints.may(IN_SENTENCE)
            && found[line].is_none()
            && here.mark == Mark::None
            && here.chars <= LONGEST_ROW
    };
    let close = |line: usize| page.lines.get(line).is_some_and(|line| line.blank == 0);
    // Cells of a web page's table beside each other, in one row of several.
    let in_cells = |line: usize| {
        may(line)
            && page.is_cell(line)
            && page.line(line).contains(GAP)
            && page.credited(line).is_none()
    };
    let is_beside_row = |line: usize| {
        in_cells(line)
            && (close(line) && line > 0 && in_cells(line - 1)
                || close(line + 1) && in_cells(line + 1))
    };
    (0..found.len())
        .filter(|&line| {
            may(line) && (is_roll(page.line(line)) || is_beside_row(line))
                || field::is_one_of_several(page, found, line)
        })
        .for_each(|line| rows[line] = true);
    let is_row =
        |line: usize| may(line) && (has_figures(page.line(line)) || is_honours(page.line(line)));
    words_in_columns(page, may, &mut rows);
    tabbed(page, found, &mut rows);
    let mut line = 0;
    while line + 1 < found.len() {
        if !may(line) || !is_row(line) {
            line += 1;
            continue;
        }
        let mut end = line + 1;
        while end < found.len() && close(end) && is_row(end) {
            end += 1;
        }
        if end - line >= 2 {
            // The last row may have words only.
            while end < found.len()
                && close(end)
                && may(end)
                && page.lines[end].indent >= 2
                && page.lines[end].indent == page.lines[line].indent
            {
                end += 1;
            }
            let head = line > 0
                && close(line)
                && may(line - 1)
                && page.line(line - 1).split_whitespace().count() >= 3
                && page.credited(line - 1).is_none();
            rows[line - usize::from(head)..end].fill(true);
        }
        line = end;
    }
    rows
}

/// Lines right below each other that all have as many short words, set apart by wide gaps: they stand in
/// columns, without any figures too.
fn words_in_columns(page: &Page, may: impl Fn(usize) -> bool, rows: &mut [bool]) {
    let columns = |line: usize| {
        if !may(line) {
            return 0;
        }
        let short = |cell: &str| cell.chars().count() <= LONGEST_WORD;
        let wide = |text: &str| text.contains('\u{3000}') || text.contains("  ");
        let text = page.line(line);
        if !wide(text) || page.credited(line).is_some() {
            return 0;
        }
        let names = cells(text).filter(|cell| is_name(cell)).count();
        // Single Han are one spaced word, single marks and figures (Ⅲ　Ⅱ) a column each.
        let marks = |cell: &str| !cell.contains(is_han);
        let count = cells(text)
            .map(|cell| {
                if marks(cell) {
                    cell.split_whitespace().count()
                } else {
                    1
                }
            })
            .sum();
        if cells(text).all(short) && count >= FEWEST_COLUMNS && names < count {
            count
        } else {
            0
        }
    };
    mark_alike(page, rows, columns);
}

/// Makes rows of lines right below each other, [`FEWEST_ROWS`] at least, that all have as many columns: 0 is none.
fn mark_alike(page: &Page, rows: &mut [bool], columns: impl Fn(usize) -> usize) {
    let mut from = 0;
    while from < rows.len() {
        let count = columns(from);
        if count == 0 {
            from += 1;
            continue;
        }
        let like = |&line: &usize| page.lines[line].blank == 0 && columns(line) == count;
        let to = from + 1 + (from + 1..rows.len()).take_while(like).count();
        if to - from >= FEWEST_ROWS {
            rows[from..to].fill(true);
        }
        from = to;
    }
}

/// Lines right below each other with as many tabs inside: cells, though marks of a sentence stand in one.
fn tabbed(page: &Page, found: &[Option<Role>], rows: &mut [bool]) {
    let tabs = |line: usize| {
        let here = &page.lines[line];
        let may = here.hints.may(Hints::SPACE)
            && found[line].is_none()
            && here.mark == Mark::None
            && here.chars <= LONGEST_ROW;
        if !may {
            return 0;
        }
        let bytes = page.line(line).bytes();
        bytes.filter(|&byte| byte == b'\t').count()
    };
    mark_alike(page, rows, tabs);
}

/// Whether `text` is words with figures beside them.
fn has_figures(text: &str) -> bool {
    let words = || text.split_whitespace();
    let figures = words()
        .filter(|word| word.contains(|c: char| c.is_ascii_digit()))
        .count();
    figures >= 1
        && words().count() >= 2
        && words()
            .next()
            .is_some_and(|word| !word.ends_with(['：', ':']))
        && words().any(|word| word.chars().filter(|&c| is_han(c)).count() >= 2)
        && credit(text).is_none()
        && bare_names(text).is_none()
}

/// Whether `text` is names, more than any text has authors.
fn is_roll(text: &str) -> bool {
    let words = || text.split_whitespace();
    let fit = |word: &str| (2..=4).contains(&word.chars().count()) && word.chars().all(is_han);
    let names = words().filter(|word| is_name(word)).count();
    words().count() >= MOST_AUTHORS && words().all(fit) && names * 5 >= words().count() * 4
}

/// Whether `text` is what people are honoured for and two names at least.
fn is_honours(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let Some(honour) = words.next() else {
        return false;
    };
    (2..=LONGEST_HONOUR).contains(&honour.chars().count())
        && honour.chars().all(is_han)
        && !is_name(honour)
        && words.clone().count() >= 2
        && words.all(|word| (2..=4).contains(&word.chars().count()) && is_name(word))
        && credit(text).is_none()
}
