//! CommonMark: articles are headings, quotations block quotes, notes text. What marks are made of is
//! escaped, so that it stands there as it was written.

use super::{Exported, by_article};

/// `marks` as Markdown.
pub fn markdown(marks: &[Exported]) -> String {
    let mut text = String::new();
    for marks in by_article(marks) {
        let article = format!("`{}`", marks[0].annotation.article);
        let origin = match marks[0].origin() {
            origin if origin.is_empty() => article,
            origin => format!("{}  {article}", escaped(&origin)),
        };
        let between = if text.is_empty() { "" } else { "\n" };
        text.push_str(&format!(
            "{between}# {}\n\n{origin}\n",
            escaped(marks[0].title())
        ));
        for mark in marks {
            push_mark(&mut text, mark);
        }
    }
    text
}

fn push_mark(text: &mut String, mark: &Exported) {
    let annotation = &mark.annotation;
    if !annotation.exact().is_empty() {
        text.push('\n');
        for line in annotation.exact().lines() {
            text.push_str(format!("> {}", escaped(line)).trim_end());
            text.push('\n');
        }
    }
    if !annotation.text.is_empty() {
        text.push('\n');
        let mut lines = annotation.text.lines().peekable();
        while let Some(line) = lines.next() {
            text.push_str(&escaped(line));
            // A line break is kept by a backslash, between lines of one paragraph.
            let goes_on = lines.peek().is_some_and(|next| !next.trim().is_empty());
            if goes_on && !line.trim().is_empty() {
                text.push('\\');
            }
            text.push('\n');
        }
    }
    let tags = annotation.shown_tags().into_iter();
    let tags = tags
        .map(|tag| format!("#{}", escaped(&tag).replace("\\_", "_")))
        .collect::<Vec<_>>()
        .join(" ");
    let end = [
        format!("`{}`", mark.id),
        mark.day(),
        tags,
        if mark.orphan { "?" } else { "" }.to_owned(),
    ];
    let end: Vec<&str> = end
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    text.push_str(&format!("\n{}\n", end.join("  ")));
}

/// A line with a backslash before what would be a mark.
fn escaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let start = line.trim_start();
    let number = start.trim_start_matches(|c: char| c.is_ascii_digit());
    let item = number.len() < start.len() && number.starts_with(['.', ')']);
    let mut item_at = item.then(|| line.len() - number.len());
    for (at, c) in line.char_indices() {
        let first = line.len() - start.len() == at;
        let marks = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '~')
            || (first && matches!(c, '#' | '>' | '-' | '+' | '='))
            || item_at.take_if(|item| *item == at).is_some();
        if marks {
            text.push('\\');
        }
        text.push(c);
    }
    text
}
