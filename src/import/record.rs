//! Articles as a database gives them out: 标题：, 作者：, 来源：, 日期：, 版次：, 正文： before their fields.
//!
//! Three such lines in a row, one of them with a title, are the head of an article for certain: no running
//! text has them. Kicker, title, subtitle and the beginning of the text are cut off their labels, so that
//! every later stage sees marked headings and a text. What all records have alike is the issue's.

use std::ops::Range;

use super::hints::Hints;
use super::lexicon::CharSet;
use super::page::{Mark, Page, are_tiny};
use super::role::{Omission, Role};
use super::signal::{date, squeezed};

/// The fewest lines with labels that are the head of an article.
const FEWEST: usize = 3;
/// The most of them.
const MOST: usize = 16;

/// What a label stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Kicker,
    Title,
    Subtitle,
    Author,
    Source,
    Day,
    Page,
    /// What the database itself keeps of the article: its number, its subject.
    Entry,
    Text,
}

/// The words of labels.
const LABELS: &[(&str, Label)] = &[
    ("标题", Label::Title),
    ("標題", Label::Title),
    ("题名", Label::Title),
    ("题目", Label::Title),
    ("篇名", Label::Title),
    ("文章标题", Label::Title),
    ("主标题", Label::Title),
    ("引题", Label::Kicker),
    ("肩题", Label::Kicker),
    ("眉题", Label::Kicker),
    ("引題", Label::Kicker),
    ("副题", Label::Subtitle),
    ("副标题", Label::Subtitle),
    ("副題", Label::Subtitle),
    ("作者", Label::Author),
    ("来源", Label::Source),
    ("來源", Label::Source),
    ("出处", Label::Source),
    ("报纸", Label::Source),
    ("报名", Label::Source),
    ("报刊", Label::Source),
    ("报刊名", Label::Source),
    ("报刊名称", Label::Source),
    ("报纸名称", Label::Source),
    ("刊名", Label::Source),
    ("刊物", Label::Source),
    ("媒体", Label::Source),
    ("日期", Label::Day),
    ("见报日期", Label::Day),
    ("发表日期", Label::Day),
    ("出版日期", Label::Day),
    ("发布日期", Label::Day),
    ("刊发日期", Label::Day),
    ("出版时间", Label::Day),
    ("发表时间", Label::Day),
    ("发布时间", Label::Day),
    ("版次", Label::Page),
    ("版面", Label::Page),
    ("版名", Label::Page),
    ("版号", Label::Page),
    ("栏目", Label::Page),
    ("字数", Label::Page),
    ("页码", Label::Page),
    ("记录号", Label::Entry),
    ("序号", Label::Entry),
    ("编号", Label::Entry),
    ("分类", Label::Entry),
    ("分类号", Label::Entry),
    ("主题词", Label::Entry),
    ("关键词", Label::Entry),
    ("中图分类号", Label::Entry),
    ("体裁", Label::Entry),
    ("网址", Label::Entry),
    ("链接", Label::Entry),
    ("正文", Label::Text),
    ("全文", Label::Text),
    ("内容", Label::Text),
];

/// A line that is known for certain: where its text begins, and what it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    start: usize,
    role: Option<Role>,
}

impl Known {
    /// The line whose text begins at `start`; without a role it is what its mark says.
    pub(super) fn new(start: usize, role: Option<Role>) -> Known {
        Known { start, role }
    }
}

/// Cuts the heads of articles into labels and fields, and says what each of these lines is, in order.
pub(super) fn part(page: &mut Page) -> Vec<Known> {
    // A label stands before a colon or in brackets.
    let may = |line: usize| {
        let hints = page.lines[line].hints;
        hints.may(Hints::COLON.and(Hints::OPENS_FRAME))
    };
    let of = |line: usize| may(line).then(|| label(page.line(line))).flatten();
    let is = |line: usize, wanted: Label| matches!(of(line), Some((found, _)) if found == wanted);
    let mut heads: Vec<Range<usize>> = Vec::new();
    let mut line = 0;
    while line < page.lines.len() {
        if !is(line, Label::Title) {
            line += 1;
            continue;
        }
        // Above the title stand its kicker and what the database says first; a text is no part of a head.
        let free = heads.last().map_or(0, |head| head.end);
        let above = (free.max(line.saturating_sub(MOST))..line)
            .rev()
            .take_while(|&above| of(above).is_some_and(|(found, _)| found != Label::Text));
        let first = line - above.count();
        // A subtitle behind a dash may stand below the title without a label.
        let dashed = |below: usize| below == line + 1 && page.line(below).starts_with(['—', '―']);
        let below = (line + 1..page.lines.len().min(line + MOST)).take_while(|&below| {
            of(below).map_or(dashed(below), |(found, _)| found != Label::Title)
        });
        let mut end = line + 1;
        for below in below {
            end = below + 1;
            if is(below, Label::Text) {
                break;
            }
        }
        if end - first >= FEWEST {
            heads.push(first..end);
        }
        line = end;
    }
    let fields: usize = heads.iter().map(Range::len).sum();
    if heads.is_empty() || are_tiny(page.lines.len() + fields, page.text.len()) {
        return Vec::new();
    }
    let (first, last) = (heads[0].start, heads[heads.len() - 1].end);
    let mut labelled = Vec::new();
    let mut lines = Vec::with_capacity(page.lines.len() + 4 * heads.len());
    let mut heads = heads.into_iter().peekable();
    let mut has_title = false;
    for (at, &line) in page.lines.iter().enumerate() {
        while heads.next_if(|head| head.end <= at).is_some() {}
        let text = &page.text[line.start()..line.end()];
        let found = label(text).filter(|_| heads.peek().is_some_and(|head| head.contains(&at)));
        let Some((label, from)) = found else {
            if !(first..last).contains(&at) && counts_records(text) {
                let beside = Some(Role::Out(Omission::BesideField));
                labelled.push(Known::new(line.start(), beside));
            }
            let mut line = line;
            if heads.peek().is_some_and(|head| head.contains(&at)) {
                line.mark = Mark::Heading(3);
            }
            lines.push(line);
            continue;
        };
        if heads.peek().is_some_and(|head| head.start == at) {
            has_title = false;
        }
        has_title |= label == Label::Title;
        let field = from + (text[from..].len() - text[from..].trim_start().len());
        let mut note = |start: usize, role| labelled.push(Known::new(start, role));
        let whole = match label {
            Label::Source | Label::Day if has_title => Some(Role::Source),
            Label::Source | Label::Day => Some(Role::SourceBelow),
            Label::Page => Some(Role::Out(Omission::PageNumber)),
            Label::Entry => Some(Role::Out(Omission::BesideField)),
            _ if field == text.len() => Some(Role::Out(Omission::BesideField)),
            _ => None,
        };
        if let Some(role) = whole {
            note(line.start(), Some(role));
            lines.push(line);
            continue;
        }
        let word = line.cut(
            &page.text,
            line.start()..line.start() + text[..from].trim_end().len(),
        );
        note(line.start(), Some(Role::Out(Omission::BesideField)));
        lines.push(word);
        let mut value = line.cut(&page.text, line.start() + field..line.end());
        value.blank = 0;
        let level = match label {
            Label::Title => Some(1),
            Label::Kicker => Some(2),
            Label::Subtitle => Some(3),
            _ => None,
        };
        if let Some(level) = level {
            value.mark = Mark::Heading(level);
        }
        let role = (label == Label::Author).then_some(Role::Byline);
        note(value.start(), role);
        lines.push(value);
    }
    page.lines = lines;
    labelled
}

/// Gives the lines of heads their roles, whatever they were taken for.
pub(super) fn roles(page: &Page, labelled: &[Known], roles: &mut [Option<Role>]) {
    if labelled.is_empty() {
        return;
    }
    let mut labelled = labelled.iter().peekable();
    for (line, role) in roles.iter_mut().enumerate() {
        let start = page.lines[line].start();
        while labelled.next_if(|known| known.start < start).is_some() {}
        if let Some(known) = labelled.next_if(|known| known.start == start) {
            *role = known.role;
        }
    }
}

/// Whether `text` is what the database says of all records, above the first or below the last one: 共检索到
/// 7 条记录, 检索式：…, 导出完毕.
fn counts_records(text: &str) -> bool {
    const LONGEST: usize = 24;
    const LONGEST_QUERY: usize = 100;
    const COUNTED: [&str; 4] = ["条记录", "条结果", "篇文献", "條記錄"];
    const ASKED: [&str; 6] = [
        "检索结果",
        "检索式",
        "检索条件",
        "检索词",
        "导出时间",
        "导出完毕",
    ];
    let short = squeezed(text);
    let chars = short.chars().count();
    let says = |words: &[&str]| words.iter().any(|word| short.contains(word));
    chars <= LONGEST && short.contains(|c: char| c.is_ascii_digit()) && says(&COUNTED)
        || chars <= LONGEST_QUERY && says(&ASKED)
}

/// The paper and the day (year, month, day) that two or more heads have, if all of them have the same.
pub(super) fn common(page: &Page, labelled: &[Known]) -> (Option<String>, Option<String>) {
    let starts = labelled.iter().map(|labelled| labelled.start);
    let fields = starts.filter_map(|start| {
        let text = page.text[start..].lines().next()?;
        let (label, from) = label(text)?;
        Some((label, text[from..].trim()))
    });
    let same = |wanted: Label| {
        let mut all = fields
            .clone()
            .filter(|(label, _)| *label == wanted)
            .map(|(_, field)| field);
        let first = all.next().filter(|first| !first.is_empty())?;
        let rest = all.try_fold(0, |count, field| (field == first).then_some(count + 1))?;
        (rest > 0).then_some(first)
    };
    let day = same(Label::Day).and_then(|day| match date(&squeezed(day))? {
        (Some(year), month, Some(day), _) => Some(format!("{year:04}-{month:02}-{day:02}")),
        _ => None,
    });
    (same(Label::Source).map(str::to_owned), day)
}

/// The day in a line that says it behind a label.
pub(super) fn day(text: &str) -> Option<(Option<u16>, u8, Option<u8>)> {
    let (label, from) = label(text)?;
    let value = squeezed(&text[from..]);
    let (year, month, day, _) = date(&value).filter(|_| label == Label::Day)?;
    Some((year, month, day))
}

/// The paper in a line that names it behind a label.
pub(super) fn paper(text: &str) -> Option<String> {
    let (label, from) = label(text)?;
    let paper = text[from..].trim();
    (label == Label::Source && !paper.is_empty()).then(|| paper.to_owned())
}

/// The label that `text` begins with, perhaps in brackets (【标题】), and where its field begins.
fn label(text: &str) -> Option<(Label, usize)> {
    let inner = text.trim_start_matches(['【', '[', '〔', ' ', '\u{3000}']);
    const FIRSTS: CharSet = CharSet::of_firsts(LABELS);
    if !FIRSTS.begins(inner) {
        return None;
    }
    let framed = inner.len() < text.len();
    let (word, label) = LABELS.iter().find(|(word, _)| {
        inner.strip_prefix(word).is_some_and(|rest| {
            let closed = rest.trim_start_matches([' ', '\u{3000}']);
            closed.starts_with(['：', ':', '︰']) || framed && rest.starts_with(['】', ']', '〕'])
        })
    })?;
    let rest = &inner[word.len()..];
    let behind = rest.trim_start_matches([' ', '\u{3000}', '】', ']', '〕']);
    let behind = behind.strip_prefix(['：', ':', '︰']).unwrap_or(behind);
    Some((*label, text.len() - behind.len()))
}
