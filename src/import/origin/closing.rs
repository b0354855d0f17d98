//! Notes that close an article: who the author is, who put the text down, that it ends here.
//!
//! They stand in brackets behind the last paragraph. The hard part is that their words begin sentences in brackets
//! too: 完全不用担心, 综合楼. So a word counts where nothing stands behind it, or where it is the label of what does,
//! and what is put together from other texts says so at its end.

use super::super::people::names;
use super::super::signal::{bare, is_letter};
use super::{dated_paper, numbered_paper, reporters, translated};

/// What a note about its author or its text begins with.
const ABOUT_AUTHOR: &[&str] = &[
    "作者单位",
    "作者系",
    "作者为",
    "作者是",
    "作者單位",
    "作者係",
    "本文系",
    "本文为",
    "课题组",
    "基金项目",
];
/// Labels of notes.
const LABELS: &[&str] = &[
    "责任编辑",
    "责编",
    "编辑",
    "课题",
    "课题项目",
    "根据",
    "综合",
    "本刊综合",
    "本报综合",
];
/// What tells the end of a text.
const ENDS: &[&str] = &["完", "全文完", "未完待续", "待续"];
/// The last words of a clause that says what a text was put together from.
const TOLD: &[&str] = &[
    "报道", "報道", "报导", "報導", "消息", "整理", "编辑", "编写", "摘编", "撰写", "媒体", "网站",
    "社电", "社等", "报等", "网等", "台等",
];

/// Whether `text` is a note that closes an article: （作者单位…）, （执笔…）; with the names it gives.
pub(in crate::import) fn closing(text: &str) -> Option<Vec<String>> {
    /// How much may stand behind the bracket of a note, in characters.
    const LONGEST_BEHIND: usize = 12;
    let trimmed = text.trim();
    if !trimmed.starts_with(['（', '(', '【', '[', '［']) || trimmed.chars().nth(200).is_some() {
        return None;
    }
    // A text that goes on behind its reporter is no note.
    let goes_on = trimmed
        .find(['）', ')', '】', ']', '］'])
        .is_some_and(|close| {
            let mut behind = trimmed[close..].chars().skip(1);
            behind.by_ref().take(LONGEST_BEHIND).count() == LONGEST_BEHIND
                && !trimmed.ends_with(['）', ')', '】', ']', '］'])
        });
    if goes_on {
        return None;
    }
    let inner = bare(trimmed);
    // （记者 甲 摄）: who took the picture.
    let taken = inner.strip_suffix(['摄', '攝']);
    if taken.is_some_and(|by| !by.trim_end().ends_with(['/', '／', '文', '图'])) {
        return None;
    }
    let after = |word: &str| {
        inner
            .strip_prefix(word)
            .map(|rest| rest.trim_start_matches([':', '：', '︰', ' ', '\u{3000}']))
    };
    let words = inner.trim_end_matches(|c: char| !is_letter(c));
    // Nothing follows the word, or what it is the label of.
    let is_apart = |word: &str| {
        let rest = inner.strip_prefix(word);
        rest.is_some_and(|rest| {
            let label = [':', '：', '︰', '/', '／', ' ', '\u{3000}'];
            rest.starts_with(label) || words.len() == word.len()
        })
    };
    // 【本文由甲撰写】
    if let Some(rest) = after("本文由")
        && let Some(people) = ["撰写", "撰寫", "整理", "编写", "編寫", "翻译", "翻譯"]
            .iter()
            .find_map(|word| rest.find(word).map(|at| &rest[..at]))
    {
        return Some(names(people.trim()).unwrap_or_default());
    }
    for word in [
        "执笔人",
        "执笔",
        "執筆",
        "撰稿人",
        "撰稿",
        "整理",
        "数据整理",
        "资料整理",
        "文字整理",
        "采写",
        "记者",
    ] {
        if let Some(rest) = after(word) {
            let people = rest.split(['，', ',', '。', '）', ')', '；']).next();
            let people = people.and_then(names);
            // The word alone begins sentences too: 整理行李要趁早.
            if people.is_some() || is_apart(word) || rest.starts_with('自') {
                return Some(people.unwrap_or_default());
            }
        }
    }
    // （作者：甲，某院研究员）
    let named = inner.strip_prefix("作者");
    if let Some(people) = named.and_then(|rest| rest.strip_prefix(['：', ':', '︰'])) {
        let people = people.split(['，', ',', '；', '。']).next();
        let people = people.and_then(|people| names(people.trim()));
        if people.is_some() {
            return people;
        }
    }
    let begins = |words: &[&str]| words.iter().any(|word| inner.starts_with(word));
    let is_told = |clause: &str| TOLD.iter().any(|end| clause.trim_end().ends_with(end));
    let put_together = || {
        begins(&["根据", "综合", "本刊综合", "本报综合", "本刊编辑部综合"])
            && (inner.contains(['：', ':', '︰']) || words.split(['，', ',', '；']).any(is_told))
    };
    (begins(ABOUT_AUTHOR)
        || LABELS.iter().any(|word| is_apart(word))
        || ENDS.contains(&words)
        || put_together()
        || inner.chars().count() <= 40 && inner.contains("化名")
        || dated_paper(trimmed).is_some()
        || numbered_paper(trimmed).is_some()
        // （《书名》，甲著，某某出版社出版）
        || inner.starts_with('《') && ["著", "出版", "版）", "编"].iter().any(|word| inner.contains(word)))
    .then(|| after("作者").and_then(put_down).unwrap_or_default())
}

/// Who put down what the author said, at the end of what is told of the author: 某院教授，本报记者甲整理.
fn put_down(inner: &str) -> Option<Vec<String>> {
    let people = inner.strip_suffix("整理")?;
    translated(inner).or_else(|| reporters(people))
}

/// Whether a closing note tells what the author is, whose name stands elsewhere.
pub(in crate::import) fn tells_of_author(text: &str) -> bool {
    let inner = bare(text);
    [
        "作者系",
        "作者为",
        "作者是",
        "作者单位",
        "作者係",
        "作者單位",
    ]
    .iter()
    .any(|word| inner.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_says_what_follows_its_word() {
        for (text, is) in [
            ("（完）", true),
            ("（全文完。）", true),
            ("（完全不用担心，船天天都开）", false),
            ("（综合某通社、某某晚报报道）", true),
            ("（综合某某晚报、某通社等）", true),
            ("（综合楼的电梯昨天停了半天）", false),
            ("（根据录音整理，未经本人审阅）", true),
            ("（根据水位调整开闸的时辰）", false),
            ("（课题：渡口水文）", true),
            ("（课题做完已经是第二年春天）", false),
            ("（编辑：王小河）", true),
            ("（编辑 王小河）", true),
            ("（编辑部的灯亮到半夜才关）", false),
            ("（整理：王小河）", true),
            ("（整理行李要趁早，船不等人）", false),
            ("（作者系渡口小学教师）", true),
        ] {
            assert_eq!(closing(text).is_some(), is, "{text}");
        }
    }
}
