//! Where the front matter of an article ends and its body begins.
//!
//! The front matter stands between two lines `+++` at the top of the file. Both marks may be
//! followed by white space, lines may end in CR LF, and a byte order mark is skipped. The hard part
//! is a missing second mark: then lines that look like `key = value` are the front matter and all
//! else is body, so that nothing readable is taken for a field and lost.

use crate::diagnostic::Fault;

/// The line above and below the front matter.
const MARK: &str = "+++";

/// An article's file in two parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split<'a> {
    /// The TOML between the marks, empty when there is none.
    pub front: &'a str,
    /// The line of the file on which `front` starts, from 1.
    pub front_line: usize,
    /// The Markdown after it.
    pub body: &'a str,
    /// The line of the file on which `body` starts, from 1.
    pub body_line: usize,
    /// What is wrong with the marks; told for the first line of the file.
    pub fault: Option<Fault>,
}

/// Splits the text of an article's file.
pub fn split(text: &str) -> Split<'_> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut lines = numbered_lines(text).skip_while(|line| line.text.trim().is_empty());
    let opening = match lines.next() {
        Some(line) if line.text.trim_end() == MARK => line,
        _ => {
            let fault = Some(Fault::MissingFrontMatter);
            return Split {
                front: "",
                front_line: 1,
                body: text,
                body_line: 1,
                fault,
            };
        }
    };
    let front_line = opening.number + 1;
    if let Some(closing) = lines.clone().find(|line| line.text.trim_end() == MARK) {
        return Split {
            front: &text[opening.end..closing.start],
            front_line,
            body: &text[closing.end..],
            body_line: closing.number + 1,
            fault: None,
        };
    }
    let body = lines.find(|line| !looks_like_field(line.text));
    let (start, body_line) =
        body.map_or((text.len(), front_line), |line| (line.start, line.number));
    Split {
        front: &text[opening.end..start],
        front_line,
        body: &text[start..],
        body_line,
        fault: Some(Fault::UnclosedFrontMatter),
    }
}

/// A line with its place in the text; `end` is behind its line feed.
#[derive(Clone, Copy)]
struct Line<'a> {
    number: usize,
    start: usize,
    end: usize,
    text: &'a str,
}

fn numbered_lines(text: &str) -> impl Iterator<Item = Line<'_>> + Clone {
    text.split_inclusive('\n')
        .enumerate()
        .scan(0, |offset, (index, line)| {
            let start = *offset;
            *offset += line.len();
            Some(Line {
                number: index + 1,
                start,
                end: *offset,
                text: line,
            })
        })
}

/// Whether `line` begins like `key =`: a bare key, white space, an equals sign.
fn looks_like_field(line: &str) -> bool {
    let line = line.trim_start();
    let key = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    key.len() < line.len() && key.trim_start().starts_with('=')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (&str, usize, &str, usize) {
        let split = split(text);
        (split.front, split.front_line, split.body, split.body_line)
    }

    #[test]
    fn marks_part_the_file() {
        for (text, expected) in [
            (
                "+++\ntitle = \"甲\"\n+++\n正文\n",
                ("title = \"甲\"\n", 2, "正文\n", 4),
            ),
            (
                "\u{FEFF}+++\r\ntitle = \"甲\"\r\n+++ \r\n正文",
                ("title = \"甲\"\r\n", 2, "正文", 4),
            ),
            ("\n\n+++\na = 1\n+++", ("a = 1\n", 4, "", 6)),
            ("+++\n+++\n+++\n", ("", 2, "+++\n", 3)),
        ] {
            assert_eq!(parts(text), expected, "{text:?}");
            assert_eq!(split(text).fault, None, "{text:?}");
        }
    }

    #[test]
    fn without_marks_all_is_body() {
        for text in ["", "正文", "  +++x\n", "---\ntitle: 甲\n---\n"] {
            assert_eq!(parts(text), ("", 1, text, 1));
            assert_eq!(split(text).fault, Some(Fault::MissingFrontMatter));
        }
    }

    #[test]
    fn without_the_second_mark_only_fields_are_front_matter() {
        let text = "+++\ntitle = \"甲\"\nkind=\"brief\"\n正文 a = b\n";
        assert_eq!(
            parts(text),
            ("title = \"甲\"\nkind=\"brief\"\n", 2, "正文 a = b\n", 4)
        );
        assert_eq!(split(text).fault, Some(Fault::UnclosedFrontMatter));
        assert_eq!(parts("+++\ntitle = \"甲\"").2, "");
    }
}
