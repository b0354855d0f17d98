//! Code and HTML: rows as they stand, or captions and notes by the name of their fence.

use super::collect::{Collector, Raw};
use super::document::BlockKind;
use super::join::join_lines;

/// A tab reaches the next multiple of this, in characters.
const TAB: usize = 4;

/// Adds a block of code or HTML whose `text` starts on `line`. A fence named `caption` or `note`
/// holds paragraphs of that kind; any other is rows of text.
pub(super) fn add(collector: &mut Collector, info: Option<&str>, text: &str, line: usize) {
    match info {
        Some("caption") => add_paragraphs(collector, &BlockKind::Caption, text, line),
        Some("note") => add_paragraphs(collector, &BlockKind::Note, text, line),
        _ => {
            // The name of a language is a mark; a name in Chinese is likely to be a heading.
            if let Some(info) = info.filter(|info| !info.is_ascii()) {
                collector.add_row(line.saturating_sub(1).max(1), &raw(info));
            }
            for (index, row) in text.lines().enumerate() {
                collector.add_row(line + index, &raw(&expand_tabs(row)));
            }
        }
    }
}

/// Paragraphs parted by blank lines; the lines of one are joined.
fn add_paragraphs(collector: &mut Collector, kind: &BlockKind, text: &str, line: usize) {
    let mut paragraph = String::new();
    let mut start = line;
    for (index, row) in text.lines().chain([""]).enumerate() {
        if row.trim().is_empty() {
            collector.add(kind.clone(), start, &raw(&join_lines(&paragraph)));
            paragraph.clear();
        } else {
            if paragraph.is_empty() {
                start = line + index;
            }
            paragraph.push_str(row);
            paragraph.push('\n');
        }
    }
}

fn raw(text: &str) -> Raw {
    let mut raw = Raw::default();
    raw.push(text, None);
    raw
}

fn expand_tabs(row: &str) -> String {
    let mut expanded = String::with_capacity(row.len());
    let mut column = 0;
    for c in row.chars() {
        let width = if c == '\t' { TAB - column % TAB } else { 1 };
        column += width;
        if c == '\t' {
            expanded.extend(std::iter::repeat_n(' ', width));
        } else {
            expanded.push(c);
        }
    }
    expanded
}
