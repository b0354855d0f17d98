//! Article text to blocks: named cases in `tests/suite/markup/*.txt`, and what holds for any input.
//!
//! A case is `--- name`, the Markdown, a line `===`, and the blocks, one a line: the source line,
//! the kind, the text with `{emphasis}` and `<link>` shown. Line numbers count from 1 at the first
//! line of the Markdown. `KANBAO_BLESS=1 cargo test --test markup` writes what is now.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use kanbao::markup::{
    BlockKind, CellAlignment, Document, InlineStyle, MAX_NESTING, TableRow, parse,
};
use proptest::prelude::*;

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/markup");
    let bless = std::env::var_os("KANBAO_BLESS").is_some();
    let mut wrong = String::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let mut blessed = String::new();
        for case in text.split("--- ").skip(1) {
            count += 1;
            let (name, rest) = case.split_once('\n').unwrap();
            let separator = rest.find("\n===\n").map_or(0, |at| at + 1);
            let (input, expected) = (&rest[..separator], &rest[separator + 4..]);
            let found = dump(input);
            if found.trim() != expected.trim() {
                let _ = writeln!(wrong, "{name}: expected\n{expected}found\n{found}");
            }
            let _ = write!(blessed, "--- {name}\n{input}===\n{found}\n");
        }
        if bless {
            fs::write(&path, blessed.trim_end().to_owned() + "\n").unwrap();
        }
    }
    assert!(bless || wrong.is_empty(), "{wrong}");
    assert!(count >= 40, "{count} cases");
}

fn dump(input: &str) -> String {
    let input = input
        .replace("\\t", "\t")
        .replace("\\u3000", "\u{3000}")
        .replace("\\r", "\r");
    let (document, diagnostics) = parse(&input, 1);
    let mut dump = String::new();
    for block in &document.blocks {
        let kind = match &block.kind {
            BlockKind::TableRow(row) => table_row(row),
            BlockKind::Heading { level } => format!("heading {level}"),
            BlockKind::Quote { depth } => format!("quote {depth}"),
            BlockKind::ListItem { depth, marker } => {
                format!(
                    "item {depth} {}",
                    marker.as_ref().map_or("", |marker| marker.as_str())
                )
            }
            kind => format!("{kind:?}").to_lowercase(),
        };
        let mut text = String::new();
        let mut at = block.range.start;
        for inline in document
            .inlines
            .iter()
            .filter(|inline| block.range.contains(&inline.range.start))
        {
            let (open, close) = match inline.style {
                InlineStyle::Emphasis => ('{', '}'),
                InlineStyle::Link => ('<', '>'),
                InlineStyle::Strike => ('~', '~'),
            };
            text.push_str(&document.text.as_str()[at..inline.range.start]);
            text.push(open);
            text.push_str(&document.text.as_str()[inline.range.clone()]);
            text.push(close);
            at = inline.range.end;
        }
        text.push_str(&document.text.as_str()[at..block.range.end]);
        let _ = writeln!(
            dump,
            "{}",
            format!("{} {}: {text}", block.line, kind.trim_end()).trim_end()
        );
    }
    for diagnostic in diagnostics {
        let _ = writeln!(
            dump,
            "! {} {:?}",
            diagnostic.line.unwrap_or(0),
            diagnostic.fault
        );
    }
    dump
}

/// `row`, or `head`, and where its cells are: `0-2` at the left, `=` in the middle, `>` at the right.
fn table_row(row: &TableRow) -> String {
    let cells: Vec<String> = row
        .cells
        .iter()
        .map(|cell| {
            let align = match cell.align {
                CellAlignment::Left => "",
                CellAlignment::Centre => "=",
                CellAlignment::Right => ">",
            };
            format!("{align}{}-{}", cell.range.start, cell.range.end)
        })
        .collect();
    let name = if row.head { "head" } else { "row" };
    format!("{name} {}", cells.join(","))
}

/// What every consumer of a document relies on.
fn check_invariants(document: &Document) {
    let text = document.text.as_str();
    let mut end = None;
    let mut line = 0;
    for block in &document.blocks {
        let start = end.map_or(0, |end| end + 1);
        assert_eq!(
            block.range.start, start,
            "blocks are joined by one line feed"
        );
        let content = text
            .get(block.range.clone())
            .expect("a block is a range of the text");
        assert!(!content.contains('\n'), "no line feed inside a block");
        assert!(
            block.line >= line,
            "blocks stand in the order of their lines"
        );
        line = block.line;
        end = Some(block.range.end);
        if let BlockKind::TableRow(row) = &block.kind {
            let mut at = 0;
            for (index, cell) in row.cells.iter().enumerate() {
                let before = if index == 0 { "" } else { "  " };
                assert_eq!(
                    content.get(at..cell.range.start),
                    Some(before),
                    "cells are joined by two spaces"
                );
                at = cell.range.end;
            }
            assert_eq!(at, content.len(), "the cells are all of the row");
        }
    }
    assert_eq!(
        end.unwrap_or(0),
        text.len(),
        "the blocks are all of the text"
    );
    let mut at = 0;
    for inline in &document.inlines {
        assert!(
            at <= inline.range.start && !inline.range.is_empty(),
            "styled runs ascend"
        );
        let run = text
            .get(inline.range.clone())
            .expect("a run is a range of the text");
        assert!(!run.contains('\n'), "a run stays inside its block");
        at = inline.range.end;
    }
}

/// What is left of a text without white space and without what Markdown may take for a mark.
fn readable(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !c.is_whitespace() && (c.is_alphabetic() || "，。：；！？“”《》（）、—…".contains(*c))
        })
        .collect()
}

#[test]
fn deep_nesting_is_flattened_and_told() {
    let deep = 10_000;
    let lists: String = (0..2_000)
        .map(|level| format!("{}- 甲\n", "  ".repeat(level)))
        .collect();
    for body in [
        format!("甲\n\n{}乙", ">".repeat(deep)),
        format!("甲\n\n{}乙", "- ".repeat(deep)),
        lists,
    ] {
        let (document, diagnostics) = parse(&body, 1);
        check_invariants(&document);
        assert_eq!(readable(document.text.as_str()), readable(&body));
        assert_eq!(diagnostics.len(), 1);
        assert!(diagnostics[0].line.is_some_and(|line| line > 1));
        let deepest = document.blocks.iter().map(|block| match block.kind {
            BlockKind::Quote { depth } | BlockKind::ListItem { depth, .. } => usize::from(depth),
            _ => 0,
        });
        assert_eq!(deepest.max(), Some(MAX_NESTING));
    }
}

#[test]
fn unbalanced_marks_cost_no_more_than_text() {
    for mark in [
        "[",
        "![",
        "*",
        "**a",
        "_a ",
        "`",
        "<",
        "<a ",
        "&#",
        "~~~\n",
        "~~a ",
        "~a ",
        "[^a]",
        "[^a]: b\n",
        "- [ ] ",
        "|~~a|\n",
        "[a](",
        "[a]: b\n",
        "|a|\n|-|\n",
        "\\",
        "> a\n",
        "“\n",
        "![a](b)\n",
    ] {
        let body = mark.repeat(200_000 / mark.len());
        let start = std::time::Instant::now();
        check_invariants(&parse(&body, 1).0);
        // Linear reading takes a fifth of a second here, anything worse minutes.
        assert!(
            start.elapsed().as_secs() < 20,
            "{mark:?} takes {:?}",
            start.elapsed()
        );
    }
}

proptest! {
    #[test]
    fn any_text_is_read(body in any::<String>()) {
        check_invariants(&parse(&body, 1).0);
    }

    #[test]
    fn any_markdown_is_read(body in "(?:[-+*>#`~_|!<&;:=()1.9\\[\\]\\\\ \t\r\n]|    |```|\\*\\*|<b>|<!--|&#27;|&#10;|~~|\\[\\^a\\]|\\[\\^a\\]: |\\[x\\] |\n\\|-\\|:-:\\|\n|\\]\\(|\\]: |[甲乙，。“”ab\u{3000}\u{301}\u{202E}\u{200B}]){0,80}") {
        check_invariants(&parse(&body, 1).0);
    }

    #[test]
    fn nothing_readable_is_lost(body in "(?:[-+*>#_|!=()\\[\\] \n]|\\*\\*|    |\n\n|\n> |\n- |\n1\\) |\n# |\\]: |[甲乙丙丁，。：“”《》abc\u{3000}]){0,80}") {
        let (document, _) = parse(&body, 1);
        check_invariants(&document);
        prop_assert_eq!(readable(document.text.as_str()), readable(&body));
    }

    #[test]
    fn nothing_readable_is_lost_in_tables_and_notes(body in "(?:甲|乙丙|，|。| \\| |\\|\n|\n\\|-\\|-\\|\n|\\[\\^丁\\]|\n\n\\[\\^丁\\]: |~~|~|\n- \\[ \\] |\n\n|\n> |\n- |    ){0,60}") {
        let (document, _) = parse(&body, 1);
        check_invariants(&document);
        prop_assert_eq!(readable(document.text.as_str()), readable(&body));
    }
}
