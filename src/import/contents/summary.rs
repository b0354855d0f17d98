//! What an issue says of itself in sentences: summaries above the first title, lines that announce.

use super::super::hints::Hints;
use super::super::page::{Mark, Page};
use super::super::role::{Omission, Role};
use super::super::signal::{bare, key, squeezed};
use super::is_contents_word;

/// How many lines from the top a list without a word begins at the latest, its longest item in characters, and
/// how many items it has at least.
const LAST: usize = 16;
const LONGEST_ITEM: usize = 40;
const FEWEST_ITEMS: usize = 3;
/// How many lines from the end stands what the next issue has, and how long such a line is.
const LAST_LINES: usize = 8;
const LONGEST_NEXT: usize = 80;
/// How many lines from the top a list in one line may stand.
const TOP: usize = 20;

/// A contents word with nothing but sentences below it: they sum up what follows.
pub(super) fn summary_below(page: &Page, roles: &mut [Option<Role>], word: usize) {
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
}

/// Paragraphs at the start that say by their first word that they sum up: 【内容提要】….
pub(super) fn summaries(page: &Page, roles: &mut [Option<Role>]) {
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
pub(super) fn announced(page: &Page, roles: &mut [Option<Role>]) {
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

/// A line at the end that tells what the next issue has: 下期预告：….
pub(super) fn next_issue(page: &Page, roles: &mut [Option<Role>]) {
    const WHAT: [&str; 9] = [
        "预告", "預告", "要目", "导读", "導讀", "看点", "看點", "主题", "主題",
    ];
    let first = roles.len().saturating_sub(LAST_LINES);
    for (line, role) in roles.iter_mut().enumerate().skip(first) {
        let here = &page.lines[line];
        if role.is_some() || here.chars > LONGEST_NEXT || !here.hints.may(Hints::COLON) {
            continue;
        }
        let rest = bare(page.line(line)).strip_prefix("下期");
        let told = rest
            .and_then(|rest| rest.split_once(['：', ':', '︰']))
            .is_some_and(|(word, titles)| WHAT.contains(&word.trim()) && !titles.is_empty());
        if told {
            *role = Some(Role::Out(Omission::Contents));
        }
    }
}

/// A list in one line at the start: 导读 …… ▶02 …… ▶03, or three pointers to pages without the word.
pub(super) fn in_one_line(page: &Page, roles: &mut [Option<Role>]) {
    for (line, role) in roles.iter_mut().enumerate().take(TOP) {
        if role.is_some() || !page.lines[line].hints.may(Hints::NUMERAL) {
            continue;
        }
        let text = page.line(line);
        let first = text.split([' ', '\u{3000}', '：', ':', '】', '▶', '►']);
        let first = first.map(bare).find(|word| !word.is_empty());
        let least = match first.is_some_and(is_contents_word) {
            true => 2,
            false => 3,
        };
        if pointers(text) >= least {
            *role = Some(Role::Out(Omission::Contents));
        }
    }
}

/// How many pages `text` points to: ▶02, →A3, ［第3版］.
fn pointers(text: &str) -> usize {
    let behind = |at: usize, mark: &str| {
        let page = text[at + mark.len()..].trim_start();
        let page = page.trim_start_matches(['第', 'A', 'B', 'C', 'D', 'P']);
        page.starts_with(|c: char| c.is_ascii_digit())
    };
    let arrows = text.match_indices(['▶', '►', '▸', '→', '›', '☞']);
    let pages = text.match_indices("版").filter(|(at, _)| {
        text[..*at].ends_with(|c: char| c.is_ascii_digit()) && text[..*at].contains('第')
    });
    arrows.filter(|(at, mark)| behind(*at, mark)).count() + pages.count()
}

/// Items at the start without a word above them that all come again as headings with marks, in their order.
pub(super) fn unannounced(page: &Page, roles: &mut [Option<Role>]) {
    let is_item = |line: usize| {
        let here = &page.lines[line];
        roles[line].is_none() && here.mark == Mark::List && here.chars <= LONGEST_ITEM
    };
    let Some(from) = (0..roles.len().min(LAST)).find(|&line| is_item(line)) else {
        return;
    };
    let to = (from..roles.len())
        .find(|&line| !is_item(line))
        .unwrap_or(roles.len());
    let mut headings = (to..roles.len())
        .filter(|&line| matches!(page.lines[line].mark, Mark::Heading(_)))
        .map(|line| key(page.line(line), 80));
    let named = (from..to).all(|line| {
        let item = key(page.line(line), 80);
        headings.any(|heading| heading == item)
    });
    if to - from >= FEWEST_ITEMS && named {
        for role in &mut roles[from..to] {
            *role = Some(Role::Out(Omission::Contents));
        }
    }
}
