//! The project's files, and Rust sources without their comments and string literals.
//!
//! [`code_of`] is the hard part: a lifetime is not a character literal, a raw string may hold
//! quotes, and block comments nest.

use std::fs;
use std::path::PathBuf;

/// A source file: as written, and as code alone.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) code: String,
}

#[test]
fn code_without_comments_and_strings() {
    let cases = [
        (
            "let a = \"crate::ui\"; // crate::ui\nb",
            "let a = \"\"; \nb",
        ),
        ("/* a /* b */ c */d", "d"),
        (
            "r#\"x \" y\"#; 'a'; '\\''; fn f<'a>(x: &'a str)",
            "\"\"; ''; ''; fn f<'a>(x: &'a str)",
        ),
        ("\"two\\\"\nlines\";", "\"\n\";"),
    ];
    for (source, expected) in cases {
        assert_eq!(code_of(source), expected, "{source}");
    }
}

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file of the project, as a path from its root with `/`; build products and Git's own files aside.
pub(crate) fn project_files() -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the project's folders can be read") {
            let path = entry.expect("the project's folders can be read").path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path.is_dir() {
                if name != "target" && name != ".git" {
                    folders.push(path);
                }
            } else if name != ".git" {
                let relative = path.strip_prefix(root()).expect("found below the root");
                found.push(relative.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

pub(crate) fn rust_files(folder: &str) -> Vec<Source> {
    project_files()
        .into_iter()
        .filter(|path| path.starts_with(&format!("{folder}/")) && path.ends_with(".rs"))
        .map(|path| {
            let text = read(&path);
            let code = code_of(&text);
            Source { path, text, code }
        })
        .collect()
}

pub(crate) fn all_rust_files() -> Vec<Source> {
    ["src", "tests", "benches"]
        .into_iter()
        .flat_map(rust_files)
        .collect()
}

/// The word after each place where `prefix` begins a word; for a `{` after it, the first word of each
/// branch. With the line, from 1.
pub(crate) fn words_after(code: &str, prefix: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + prefix.len()..];
        if rest.starts_with('{') {
            found.extend(branches(rest).into_iter().map(|word| (line, word)));
        } else {
            found.push((line, first_word(rest)));
        }
    }
    found.retain(|(_, word)| !word.is_empty());
    found
}

/// `{a::b, c::{d, e}}` -> `a`, `c`.
fn branches(list: &str) -> Vec<String> {
    let mut depth = 0;
    let mut words = Vec::new();
    let mut start = 0;
    for (at, c) in list.char_indices() {
        match c {
            '{' => {
                depth += 1;
                if depth == 1 {
                    start = at + 1;
                }
            }
            '}' | ',' if depth == 1 => {
                words.push(first_word(list[start..at].trim_start()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    words
}

pub(crate) fn first_word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// `input_handler` and `InputHandler` -> `input`, `handler`.
pub(crate) fn word_parts(name: &str) -> impl Iterator<Item = String> {
    let mut spaced = String::new();
    for c in name.chars() {
        if c.is_uppercase() || !c.is_alphanumeric() {
            spaced.push(' ');
        }
        spaced.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
    }
    spaced
        .split_whitespace()
        .map(str::to_owned)
        .collect::<Vec<_>>()
        .into_iter()
}

/// The structs with named fields: line, name, number of fields.
pub(crate) fn structs(code: &str) -> Vec<(usize, String, usize)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("struct ") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + "struct ".len()..];
        let Some(open) = rest.find(['{', ';', '(']) else {
            continue;
        };
        if !rest[open..].starts_with('{') {
            continue;
        }
        let mut depth = 0;
        let mut fields = 0;
        for (index, c) in rest[open..].char_indices() {
            match c {
                '{' | '(' | '<' | '[' => depth += 1,
                '}' | ')' | '>' | ']' => depth -= 1,
                // A field's colon is single; a path's is double.
                ':' if depth == 1
                    && !rest[open + index..].starts_with("::")
                    && !rest[..open + index].ends_with(':') =>
                {
                    fields += 1;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        found.push((
            code[..at].matches('\n').count() + 1,
            first_word(rest),
            fields,
        ));
    }
    found
}

/// The source without comments and without what stands in string and character literals; line
/// breaks stay, so that lines can be counted.
fn code_of(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut code = String::with_capacity(source.len());
    let mut at = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        let after_word = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
        let length = match rest {
            ['/', '/', ..] => rest.iter().position(|&c| c == '\n').unwrap_or(rest.len()),
            ['/', '*', ..] => block_comment(rest),
            ['r', '#' | '"', ..] if !after_word && raw_string(rest).is_some() => {
                code.push_str("\"\"");
                raw_string(rest).unwrap_or(1)
            }
            ['"', ..] => {
                let length = quoted(rest, '"');
                code.push('"');
                code.extend(rest[..length].iter().filter(|c| **c == '\n'));
                code.push('"');
                at += length;
                continue;
            }
            ['\'', '\\', ..] | ['\'', _, '\'', ..] => {
                code.push_str("''");
                quoted(rest, '\'')
            }
            [c, ..] => {
                code.push(*c);
                at += 1;
                continue;
            }
            [] => break,
        };
        code.extend(rest[..length].iter().filter(|c| **c == '\n'));
        at += length;
    }
    code
}

/// The length of a block comment; they nest.
fn block_comment(text: &[char]) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        match text[at..] {
            ['/', '*', ..] => {
                depth += 1;
                at += 2;
            }
            ['*', '/', ..] => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    break;
                }
            }
            _ => at += 1,
        }
    }
    at
}

/// The length of a literal between `quote`s, with `\` before what is meant literally.
fn quoted(text: &[char], quote: char) -> usize {
    let mut at = 1;
    while at < text.len() && text[at] != quote {
        at += if text[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

/// The length of a raw string, if one begins here (`r#name` is a name).
fn raw_string(text: &[char]) -> Option<usize> {
    let hashes = text[1..].iter().take_while(|c| **c == '#').count();
    if text.get(1 + hashes) != Some(&'"') {
        return None;
    }
    let end: Vec<char> = std::iter::once('"')
        .chain(std::iter::repeat_n('#', hashes))
        .collect();
    let body = 2 + hashes;
    let length = text[body..]
        .windows(end.len())
        .position(|window| window == end)?;
    Some(body + length + end.len())
}
