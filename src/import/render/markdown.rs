//! Blocks as Markdown that is read back as the same blocks.
//!
//! Every block is one line, or one fence, between blank lines. So nothing can become a table, a
//! setext heading or a lazy continuation, and only two questions are left: which marks act inside a
//! line, and which at its beginning. Those get a backslash, and no others: the files are for people
//! with editors too.

use std::borrow::Cow;

use crate::import::any_byte::any_byte;
use crate::import::plan::PlannedBlock;
use crate::text::sanitize;

/// A block in Markdown with a line feed at its end; nothing where no text would be shown.
pub fn block(block: &PlannedBlock) -> Option<String> {
    let mut text = String::new();
    push_block(&mut text, block).then_some(text)
}

/// Appends the same to `file`, and tells whether there is anything.
pub fn push_block(file: &mut String, block: &PlannedBlock) -> bool {
    if block.kind == "verbatim" {
        let fenced = verbatim(&block.text);
        file.push_str(fenced.as_deref().unwrap_or_default());
        return fenced.is_some();
    }
    let bare = is_bare(&block.text);
    let text = match bare {
        true => Cow::Borrowed(block.text.trim()),
        false => plain(&block.text),
    };
    if !shows(&text) {
        return false;
    }
    let inline = || {
        if bare {
            Cow::Borrowed(&*text)
        } else {
            inline(&text)
        }
    };
    debug_assert!(!bare || (plain(&block.text), self::inline(&text)) == (inline(), inline()));
    match block.kind {
        "heading" => {
            // A document's own levels are 1 to 6; 2 is the first inside an article.
            let level = usize::from(block.level.unwrap_or(2).clamp(1, 6));
            file.push_str(&"######"[..level]);
            file.push(' ');
            file.push_str(&heading(inline()));
        }
        "caption" | "note" => {
            file.push_str(&fence(block.kind, &text));
            return true;
        }
        "quote" => {
            file.push_str("> ");
            file.push_str(&line(inline()));
        }
        "list_item" => {
            file.push_str("- ");
            file.push_str(&line(inline()));
        }
        _ => file.push_str(&line(inline())),
    }
    file.push('\n');
    true
}

/// Whether certainly nothing of `text` is a control or a mark that acts inside a line: few texts have Latin letters,
/// and without them hardly one does.
fn is_bare(text: &str) -> bool {
    let may = |byte: u8| {
        (byte < b' ')
            | (byte.wrapping_sub(b'<') <= 0x7F - b'<')
            | (byte == b'&')
            | (byte == b'*')
            | (byte == 0xC2)
    };
    !any_byte(text.as_bytes(), may)
}

/// Whether a reader sees anything of `text`.
fn shows(text: &str) -> bool {
    let seen = |c: char| {
        c.is_ascii_graphic() || ('\u{4E00}'..='\u{9FFF}').contains(&c) || "“《（".contains(c)
    };
    text.starts_with(seen) || !sanitize(text).as_clean().trim().is_empty()
}

/// Whether two blocks may stand on neighbouring lines.
pub fn is_tight(before: &PlannedBlock, after: &PlannedBlock) -> bool {
    before.kind == "list_item" && after.kind == "list_item"
}

/// `text` on one line: without white space at its ends, control characters in the notation in which
/// the reader shows them.
pub fn plain(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    // All controls are of ASCII, or of the first characters behind it.
    let may_control = |byte: u8| byte < b' ' || matches!(byte, 0x7F | 0xC2);
    // Looked at to the end, whatever is found: so the processor looks at many at a time.
    let controls = text
        .bytes()
        .fold(false, |any, byte| any | may_control(byte));
    if !controls || !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    let mut plain = String::with_capacity(text.len());
    let mut from = 0;
    for (at, control) in text.match_indices(char::is_control) {
        plain.push_str(&text[from..at]);
        plain.push_str(sanitize(control).as_str());
        from = at + control.len();
    }
    plain.push_str(&text[from..]);
    plain.trim().to_owned().into()
}

/// A fence that the content cannot end.
fn fence(name: &str, text: &str) -> String {
    let run = text.bytes().take_while(|&byte| byte == b'`').count();
    let marks = "`".repeat((run + 1).max(3));
    format!("{marks}{name}\n{text}\n{marks}\n")
}

/// Lines as they stand, in a fence that none of them can end. Controls are written as in [`plain`],
/// but for tabs.
fn verbatim(text: &str) -> Option<String> {
    if sanitize(text).as_clean().trim().is_empty() {
        return None;
    }
    let runs = text.split(|c| c != '`').map(str::len);
    let marks = "`".repeat(runs.max().unwrap_or(0).max(2) + 1);
    let mut fenced = format!("{marks}\n");
    for row in text.lines() {
        for c in row.chars() {
            match c {
                '\t' => fenced.push(c),
                c if c.is_control() => {
                    fenced.push_str(sanitize(c.encode_utf8(&mut [0; 4])).as_str());
                }
                c => fenced.push(c),
            }
        }
        fenced.push('\n');
    }
    Some(format!("{fenced}{marks}\n"))
}

/// A heading's text, of which the marks inside it are escaped: a run of `#` at the end would be taken for its closing marks.
fn heading(mut escaped: Cow<'_, str>) -> Cow<'_, str> {
    if escaped.ends_with('#') {
        let mark = escaped.len() - 1;
        escaped.to_mut().insert(mark, '\\');
    }
    escaped
}

/// A line of running text, of which the marks inside it are escaped: what would begin another block gets a backslash
/// too.
fn line(escaped: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = escaped.as_bytes();
    let ends = |at: usize| matches!(bytes.get(at), None | Some(b' ' | b'\t'));
    let at = match bytes.first() {
        Some(b'>' | b'~' | b'#') => Some(0),
        Some(b'+' | b'-') if ends(1) => Some(0),
        // A rule: `---`.
        Some(b'-') if bytes.iter().all(|byte| matches!(byte, b'-' | b' ')) => Some(0),
        Some(b'0'..=b'9') => {
            let digits = bytes
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            (matches!(bytes.get(digits), Some(b'.' | b')')) && ends(digits + 1)).then_some(digits)
        }
        _ => None,
    };
    match at {
        Some(at) => Cow::Owned(format!("{}\\{}", &escaped[..at], &escaped[at..])),
        None => escaped,
    }
}

/// Backslashes before the marks that act inside a line.
fn inline(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    // Most texts have none of them: so all of it is looked at, many bytes at a time.
    let may_act = |byte: u8| matches!(byte, b'\\' | b'`' | b'*' | b'_' | b'[' | b'~' | b'<' | b'&');
    if !bytes.iter().fold(false, |any, &byte| any | may_act(byte)) {
        return Cow::Borrowed(text);
    }
    let (mut escaped, mut from) = (String::new(), 0);
    // All of them are of ASCII, so no byte of another character is one.
    for (at, &byte) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1);
        let acts = match byte {
            b'\\' | b'`' | b'*' | b'_' | b'[' => true,
            // Two strike out; one is how many write from ... to.
            b'~' => text[..at].ends_with('~') || next == Some(&b'~'),
            // Only a tag, a comment or an address begins like this.
            b'<' => next.is_some_and(|next| {
                next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?')
            }),
            b'&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'#'),
            _ => false,
        };
        if acts {
            escaped.push_str(&text[from..at]);
            escaped.push('\\');
            from = at;
        }
    }
    if from == 0 && escaped.is_empty() {
        return Cow::Borrowed(text);
    }
    escaped.push_str(&text[from..]);
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(kind: &'static str, text: &str) -> String {
        let planned = PlannedBlock {
            kind,
            level: None,
            text: text.to_owned(),
            lines: [1, 1],
        };
        block(&planned).unwrap_or_default()
    }

    #[test]
    fn only_marks_that_act_get_a_backslash() {
        for (kind, text, expected) in [
            (
                "paragraph",
                "增长3.5%，比2020年。",
                "增长3.5%，比2020年。\n",
            ),
            ("paragraph", "# 号", "\\# 号\n"),
            ("paragraph", "1. 一", "1\\. 一\n"),
            ("paragraph", "1.5万", "1.5万\n"),
            ("paragraph", "- 一", "\\- 一\n"),
            ("paragraph", "-3度", "-3度\n"),
            ("paragraph", "- - -", "\\- - -\n"),
            ("paragraph", "+++", "+++\n"),
            (
                "paragraph",
                "a*b_c[d]<e> & &amp; <1>",
                "a\\*b\\_c\\[d]\\<e> & \\&amp; <1>\n",
            ),
            ("paragraph", "5~6日，~~7~~", "5~6日，\\~\\~7\\~\\~\n"),
            ("heading", "C#", "## C\\#\n"),
            ("heading", "- 一", "## - 一\n"),
            ("quote", "> 引", "> \\> 引\n"),
            ("list_item", "1) 项", "- 1\\) 项\n"),
            ("caption", "```图", "````caption\n```图\n````\n"),
            ("note", "（编者注）", "```note\n（编者注）\n```\n"),
            ("paragraph", " \u{200b} ", ""),
            ("paragraph", "a\u{1b}b\tc", "a^\\[b c\n"),
        ] {
            assert_eq!(written(kind, text), expected, "{text}");
        }
    }
}
