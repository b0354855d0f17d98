//! Articles as a database gives them out: 标题：, 作者：, 来源：, 日期：, 版次：, 正文： before their fields.
//!
//! Three such lines in a row, the first with a title, are the head of an article for certain: no running
//! text has them. The title and the beginning of the text are cut off their labels, so that every later
//! stage sees a marked heading and a text.

use super::hints::Hints;
use super::lexicon::CharSet;
use super::page::{Mark, Page};
use super::role::{Omission, Role};
use super::signal::{date, squeezed};

/// The fewest lines with labels that are the head of an article.
const FEWEST: usize = 3;
/// The most of them.
const MOST: usize = 16;

/// What a label stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Title,
    Author,
    Source,
    Day,
    Page,
    Text,
}

/// The words of labels.
const LABELS: &[(&str, Label)] = &[
    ("标题", Label::Title),
    ("標題", Label::Title),
    ("题名", Label::Title),
    ("题目", Label::Title),
    ("篇名", Label::Title),
    ("作者", Label::Author),
    ("来源", Label::Source),
    ("來源", Label::Source),
    ("出处", Label::Source),
    ("报纸", Label::Source),
    ("报名", Label::Source),
    ("日期", Label::Day),
    ("见报日期", Label::Day),
    ("发表日期", Label::Day),
    ("出版日期", Label::Day),
    ("发布日期", Label::Day),
    ("版次", Label::Page),
    ("版面", Label::Page),
    ("版名", Label::Page),
    ("版号", Label::Page),
    ("栏目", Label::Page),
    ("字数", Label::Page),
    ("正文", Label::Text),
    ("全文", Label::Text),
    ("内容", Label::Text),
];

/// A line of a head: where its text begins, and what it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Labelled {
    start: usize,
    role: Option<Role>,
}

/// Cuts the heads of articles into labels and fields, and says what each of these lines is, in order.
pub(super) fn part(page: &mut Page) -> Vec<Labelled> {
    // A label stands before a colon or in brackets.
    let is_title = |line: usize| {
        let may = page.lines[line]
            .hints
            .may(Hints::COLON.and(Hints::OPENS_FRAME));
        may && matches!(label(page.line(line)), Some((Label::Title, _)))
    };
    let mut heads = Vec::new();
    let mut line = 0;
    while line < page.lines.len() {
        if !is_title(line) {
            line += 1;
            continue;
        }
        let below = (line + 1..page.lines.len().min(line + MOST))
            .take_while(|&below| !is_title(below) && label(page.line(below)).is_some());
        let count = 1 + below.count();
        if count >= FEWEST {
            heads.push(line..line + count);
        }
        line += count;
    }
    if heads.is_empty() {
        return Vec::new();
    }
    let mut labelled = Vec::new();
    let mut lines = Vec::with_capacity(page.lines.len() + 4 * heads.len());
    let mut heads = heads.into_iter().peekable();
    for (at, &line) in page.lines.iter().enumerate() {
        while heads.next_if(|head| head.end <= at).is_some() {}
        let text = &page.text[line.start..line.end];
        let found = label(text).filter(|_| heads.peek().is_some_and(|head| head.contains(&at)));
        let Some((label, from)) = found else {
            lines.push(line);
            continue;
        };
        let field = from + (text[from..].len() - text[from..].trim_start().len());
        let mut note = |start: usize, role| labelled.push(Labelled { start, role });
        let whole = match label {
            Label::Source | Label::Day => Some(Role::Source),
            Label::Page => Some(Role::Out(Omission::PageNumber)),
            _ if field == text.len() => Some(Role::Out(Omission::BesideField)),
            _ => None,
        };
        if let Some(role) = whole {
            note(line.start, Some(role));
            lines.push(line);
            continue;
        }
        let word = line.cut(
            &page.text,
            line.start..line.start + text[..from].trim_end().len(),
        );
        note(line.start, Some(Role::Out(Omission::BesideField)));
        lines.push(word);
        let mut value = line.cut(&page.text, line.start + field..line.end);
        value.blank = 0;
        let role = match label {
            Label::Title => {
                value.mark = Mark::Heading(1);
                None
            }
            Label::Author => Some(Role::Byline),
            _ => None,
        };
        note(value.start, role);
        lines.push(value);
    }
    page.lines = lines;
    labelled
}

/// Gives the lines of heads their roles, whatever they were taken for.
pub(super) fn roles(page: &Page, labelled: &[Labelled], roles: &mut [Option<Role>]) {
    let mut labelled = labelled.iter().peekable();
    for (line, role) in roles.iter_mut().enumerate() {
        let start = page.lines[line].start;
        while labelled.next_if(|known| known.start < start).is_some() {}
        if let Some(known) = labelled.next_if(|known| known.start == start) {
            *role = known.role;
        }
    }
}

/// The day in a line that says it behind a label.
pub(super) fn day(text: &str) -> Option<(Option<u16>, u8, Option<u8>)> {
    let (label, from) = label(text)?;
    let value = squeezed(&text[from..]);
    let (year, month, day, _) = date(&value).filter(|_| label == Label::Day)?;
    Some((year, month, day))
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
