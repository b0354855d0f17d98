//! Lists of words and characters in the sources: each names a thing once.
//!
//! A list is a bracket that holds literals and commas alone, so that a call's arguments are none.

use std::collections::BTreeSet;

use super::report;
use super::source::rust_files;

#[test]
fn no_list_names_a_word_twice() {
    let mut faults = Vec::new();
    for file in rust_files("src") {
        if file.path.ends_with("tests.rs") {
            continue;
        }
        let code = file.text.split("#[cfg(test)]").next().unwrap_or_default();
        for (at, _) in code.match_indices('[') {
            let mut seen = BTreeSet::new();
            for word in list(&code[at + 1..]).unwrap_or_default() {
                if !seen.insert(word) {
                    let line = code[..at].matches('\n').count() + 1;
                    faults.push(format!("{}:{line}: {word}", file.path));
                }
            }
        }
    }
    report("words that a list names twice", faults);
}

/// The literals that stand before the next closing bracket of `code`, if nothing but commas parts them.
fn list(code: &str) -> Option<Vec<&str>> {
    let (mut words, mut rest) = (Vec::new(), code.trim_start());
    while let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let inside = &rest[1..];
        let mut escaped = false;
        let end = inside.find(|c| {
            let closes = c == quote && !escaped;
            escaped = c == '\\' && !escaped;
            closes
        })?;
        words.push(&rest[..end + 2]);
        rest = inside[end + 1..].trim_start();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    }
    rest.starts_with(']').then_some(words)
}

#[test]
fn lists_are_told_from_other_brackets() {
    for (code, expected) in [
        ("\"a\", \"b\",\n]", Some(vec!["\"a\"", "\"b\""])),
        ("'\\'', '\"']", Some(vec!["'\\''", "'\"'"])),
        ("]", Some(vec![])),
        ("'a', b]", None),
        ("at]", None),
    ] {
        assert_eq!(list(code), expected, "{code}");
    }
}
