//! How a text begins: with when, with where, or as one that goes on.

use super::super::people::is_name;
use super::super::signal::{date, is_numeral};
use super::super::torn::SAYING;

/// Whether a text begins with when something happened, as news does.
pub(super) fn is_timely(lead: &str) -> bool {
    const WORDS: [&str; 19] = [
        "近日",
        "日前",
        "昨",
        "今",
        "去年",
        "前不久",
        "连日",
        "最近",
        "本月",
        "上月",
        "本周",
        "上周",
        "前天",
        "近年",
        "目前",
        "截至",
        "自",
        "連日",
        "本週",
    ];
    let head: String = lead.chars().take(22).collect();
    WORDS.iter().any(|word| lead.starts_with(word))
        || head.char_indices().any(|(at, c)| {
            is_numeral(c) && date(&head[at..]).is_some_and(|(_, _, day, _)| day.is_some())
        })
        || head.find('月').is_some_and(|at| {
            head[at..].starts_with("月上")
                || head[at..].starts_with("月中")
                || head[at..].starts_with("月下")
                || head[at..].starts_with("月份")
        })
}

/// Whether a text begins with a place or an office.
pub(super) fn is_placed(lead: &str) -> bool {
    let head: String = lead.chars().take(14).collect();
    head.contains([
        '市', '县', '縣', '镇', '鎮', '村', '局', '校', '厂', '廠', '区', '區', '院', '省', '厅',
        '廳', '站', '乡', '鄉', '我',
    ]) || head.contains("公司")
        || head.contains("本会")
        || head.contains("本會")
}

/// The name with which a text begins that tells at once what its bearer says: who that is was told before.
pub(super) fn speaker(lead: &str) -> Option<&str> {
    let mut ends = lead.char_indices().skip(2).map(|(at, _)| at).take(2);
    let end = ends.find(|&end| SAYING.iter().any(|word| lead[end..].starts_with(word)))?;
    Some(&lead[..end]).filter(|name| is_name(name))
}

/// Whether a text begins as one that goes on.
pub(super) fn goes_on(lead: &str) -> bool {
    const WORDS: [&str; 22] = [
        "他", "她", "这", "這", "但", "而", "此外", "同时", "同時", "为此", "据", "據", "在",
        "为了", "然而", "其实", "当", "从", "有", "不", "对", "“",
    ];
    WORDS.iter().any(|word| lead.starts_with(word))
}
