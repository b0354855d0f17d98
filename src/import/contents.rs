//! The contents list: the best oracle for titles in a text without marks.
//!
//! It is known by its word (目录, 要目, 导读), its end by what comes again further down or carries a page
//! number. The hard part is that entries differ from the titles they name: numbers, dots, ornaments,
//! authors and page numbers stand around them.

use std::collections::HashMap;

use super::page::Page;
use super::people::names;
use super::role::{Omission, Role};
use super::signal::{bare, is_common_han, is_letter, key, number_style, squeezed};

/// The shortest title that an entry may merely begin with, in characters.
const SHORTEST: usize = 6;
/// The shortest that a name may follow.
const SHORTEST_NAMED: usize = 2;
/// How many lines from the top the word may stand, whatever is below it.
pub(super) const DEEPEST: usize = 60;
/// The longest name of a section among the entries, in characters.
const LONGEST_SECTION: usize = 5;

/// The line of the word above a contents list.
pub(super) fn word(page: &Page) -> Option<usize> {
    let count = page.lines.len();
    let is_word =
        |line: &usize| page.lines[*line].chars <= 16 && is_contents_word(page.line(*line));
    let numbered = |line: &usize| *line + 2 < count && has_page_number(page.line(*line + 1));
    // Further down, also at the end, only above a number of a page.
    (0..count.min(DEEPEST)).find(is_word).or_else(|| {
        (DEEPEST..count)
            .rev()
            .find(|line| is_word(line) && numbered(line))
    })
}

/// Whether `text` is the word above a contents list.
fn is_contents_word(text: &str) -> bool {
    if text.chars().count() > 16 {
        return false;
    }
    let short = squeezed(bare(text));
    let short = short.trim_matches(|c| !is_letter(c));
    let short = short.trim_start_matches("本期").trim_start_matches("今日");
    matches!(
        short,
        "目录"
            | "目錄"
            | "要目"
            | "导读"
            | "導讀"
            | "内容提要"
            | "提要"
            | "目次"
            | "内容"
            | "內容"
            | "看点"
            | "要闻导读"
            | "内容摘要"
            | "主要内容"
            | "内容导读"
            | "重点导读"
            | "版面导读"
            | "CONTENTS"
    )
}

/// Finds the contents list below `word` and summaries above the first title; gives the keys of the
/// titles that the list names.
pub(super) fn contents(
    page: &Page,
    roles: &mut [Option<Role>],
    word: Option<usize>,
) -> Vec<String> {
    summaries(page, roles);
    announced(page, roles);
    let Some(word) = word else {
        return Vec::new();
    };
    // What stands as a line of its own further down.
    let mut later: HashMap<String, usize> = HashMap::new();
    let from = if word < DEEPEST { word + 1 } else { 0 };
    for line in (from..roles.len()).filter(|&line| line != word) {
        if page.lines[line].chars <= 60 && (line > word || !has_page_number(page.line(line))) {
            later.insert(entry_key(page.line(line)), line);
        }
    }
    let mut entries = Vec::new();
    let mut named = Vec::new();
    let mut end = word;
    for line in word + 1..roles.len().min(word + 200) {
        if page.lines[line].chars > 60 {
            break;
        }
        let entry = entry_key(page.line(line));
        if entries.contains(&entry) || named.contains(&entry) {
            break;
        }
        let text = page.line(line);
        let title = longest_title(&entry, (word, line), &later);
        if title.is_some() || has_page_number(text) {
            end = line;
            named.truncate(entries.len());
        } else if line > end + 3 {
            break;
        }
        // A subtitle below its title.
        let title = title.filter(|_| !text.starts_with(['—', '―', '─', '－']));
        entries.push(title.clone().unwrap_or_else(|| entry.clone()));
        named.push(title.unwrap_or(entry));
    }
    if end == word {
        return summary_below(page, roles, word);
    }
    entries.truncate(end - word);
    // The last numbers of a numbered list name what stands below other titles.
    let style = number_style(page.line(end));
    while style.is_some()
        && page
            .lines
            .get(end + 1)
            .is_some_and(|next| next.blank == 0 && next.chars <= 40)
        && number_style(page.line(end + 1)) == style
        && !later.contains_key(&entry_key(page.line(end + 1)))
    {
        end += 1;
    }
    // The names of sections stand right above titles, also further down.
    let below = |entry: &str| {
        let line = later.get(entry)? + 1;
        (line < page.lines.len()).then(|| entry_key(page.line(line)))
    };
    let sections: Vec<bool> = entries
        .iter()
        .map(|entry| {
            entry.chars().count() <= LONGEST_SECTION
                && below(entry).is_some_and(|next| entries.contains(&next))
        })
        .collect();
    let mut section = sections.iter();
    entries.retain(|_| !section.next().is_some_and(|is| *is));
    for role in &mut roles[word..=end] {
        *role = Some(Role::Out(Omission::Contents));
    }
    entries.retain(|entry| !entry.is_empty());
    entries
}

/// The title further down than `line` that `entry` names: itself, or what it begins with.
fn longest_title(
    entry: &str,
    (word, line): (usize, usize),
    later: &HashMap<String, usize>,
) -> Option<String> {
    let below = |key: &str| {
        later
            .get(key)
            .is_some_and(|&found| found > line || found < word)
    };
    if entry.is_empty() {
        return None;
    }
    if below(entry) {
        return Some(entry.to_owned());
    }
    let chars = entry.chars().count();
    (SHORTEST_NAMED..chars)
        .rev()
        .take(8)
        .map(|length| entry.chars().take(length).collect::<String>())
        .find(|start| {
            let short = start.chars().count() < SHORTEST;
            below(start) && (!short || names(&entry[start.len()..]).is_some())
        })
}

/// A contents word with nothing but sentences below it: they sum up what follows.
fn summary_below(page: &Page, roles: &mut [Option<Role>], word: usize) -> Vec<String> {
    let summed = (word + 1..roles.len())
        .take(8)
        .take_while(|&line| {
            // Whole sentences, or the wrapped lines of one.
            roles[line].is_none()
                && page.lines[line].chars <= 160
                && (page.line(line).ends_with(['。', '；', ';'])
                    || page.lines[line].chars > 20
                        && page.lines.get(line + 1).is_some_and(|next| next.blank == 0))
        })
        .count();
    // A text that goes on with sentences only is no summary.
    let title_follows = page
        .lines
        .get(word + 1 + summed)
        .is_some_and(|line| line.chars <= 40);
    if summed > 0 && title_follows {
        for role in &mut roles[word..=word + summed] {
            *role = Some(Role::Out(Omission::Contents));
        }
    }
    Vec::new()
}

/// Paragraphs at the start that say by their first word that they sum up: 【内容提要】….
fn summaries(page: &Page, roles: &mut [Option<Role>]) {
    for (line, role) in roles.iter_mut().enumerate().take(30) {
        let text = page.line(line);
        let Some(inner) = text.strip_prefix(['【', '[', '［', '（', '〔']) else {
            continue;
        };
        let Some(close) = inner.find(['】', ']', '］', '）', '〕']) else {
            continue;
        };
        if role.is_none() && is_contents_word(&inner[..close]) && inner.len() > close + 3 {
            *role = Some(Role::Out(Omission::Contents));
        }
    }
}

/// A line at the start that tells what the issue has: 本期刊发：…、…、….
fn announced(page: &Page, roles: &mut [Option<Role>]) {
    for (line, role) in roles.iter_mut().enumerate().take(12) {
        let short = squeezed(page.line(line));
        let told = ["本期", "本月", "今日", "本周"].iter().any(|when| {
            short.strip_prefix(when).is_some_and(|rest| {
                let word = rest.split(['：', ':']).next().unwrap_or_default();
                word.len() < rest.len()
                    && [
                        "刊发", "看点", "导读", "要目", "内容", "提要", "目录", "登载",
                    ]
                    .contains(&word)
            })
        });
        if role.is_none() && told && page.lines[line].chars <= 60 && !short.ends_with([':', '：'])
        {
            *role = Some(Role::Out(Omission::Contents));
        }
    }
}

/// A line's key without list marks, dots and page number.
pub(super) fn entry_key(text: &str) -> String {
    let text = text.trim_matches(|c: char| {
        if is_common_han(c) {
            return matches!(c, '版' | '页');
        }
        c.is_whitespace()
            || c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || "…．.·;；、,，()（）-—－─●■◆★▲△○◇□▪•P。版页[]【】/".contains(c)
    });
    let text = text
        .strip_prefix(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'])
        .and_then(|rest| {
            rest.trim_start_matches(['十', '一', '二', '三', '四', '五', '六', '七', '八', '九'])
                .strip_prefix('、')
        })
        .unwrap_or(text);
    key(text, 80)
}

fn has_page_number(text: &str) -> bool {
    let trimmed = text.trim_end_matches([')', '）', '版', '页', ']', '】']);
    let digits = trimmed
        .chars()
        .rev()
        .take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
        .count();
    (1..=3).contains(&digits) && {
        let before =
            trimmed.trim_end_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
        before.ends_with([
            '…', '.', '·', ' ', '\u{3000}', '(', '（', '\t', '-', '—', '/', '[', '【', '第', '．',
            '┈', '┄', '⋯',
        ])
    }
}
