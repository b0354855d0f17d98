//! The import pipeline: named cases of what newspapers look like, and what must hold for any bytes.
//!
//! A case is a file of `tests/suite/import`: a source and the issue that an editor would see in it.
//! The importer proves by itself that nothing is lost (it refuses otherwise), so the properties
//! here change texts in many ways and ask only that it never refuses.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use kanbao::import::{Options, Plan, import};
use proptest::prelude::*;

fn options() -> Options {
    Options {
        stem: "source".to_owned(),
        keep_punctuation: false,
    }
}

fn read(bytes: &[u8]) -> Plan {
    match import(bytes, &options()) {
        Ok((plan, _)) => plan,
        Err(broken) => panic!("line {}: {}", broken.line, broken.text),
    }
}

/// A plan as the cases write it.
fn shown(plan: &Plan) -> String {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let mut shown = format!(
        "issue: {} | {}\n",
        or_none(&plan.issue.publication),
        or_none(&plan.issue.number)
    );
    for article in &plan.articles {
        let kind = if article.kind == "article" {
            String::new()
        } else {
            format!(" ({})", article.kind)
        };
        writeln!(
            shown,
            "{}",
            format!("article: {}{kind}", article.title).trim_end()
        )
        .expect("memory takes everything");
        if !article.authors.is_empty() {
            writeln!(shown, "  by {}", article.authors.join(" ")).expect("memory takes everything");
        }
        for block in &article.blocks {
            let sign = match block.kind {
                "heading" => "h",
                "caption" => "c",
                "note" => "n",
                "quote" => "q",
                "list_item" => "i",
                _ => "p",
            };
            writeln!(shown, "  {sign} {}", block.text).expect("memory takes everything");
        }
        if let Some(source) = &article.source {
            writeln!(shown, "  from {source}").expect("memory takes everything");
        }
    }
    for entry in &plan.left_out {
        writeln!(shown, "out: {} ({})", entry.text, entry.reason).expect("memory takes everything");
    }
    shown
}

fn cases() -> Vec<(String, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/import");
    let mut cases: Vec<_> = fs::read_dir(folder)
        .expect("the cases are there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.is_file())
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a case can be read");
            let (source, expected) = text
                .split_once("expected:\n")
                .expect("a case has two halves");
            let source = source
                .strip_prefix("source:\n")
                .expect("a case begins with its source");
            (
                path.display().to_string(),
                source.to_owned(),
                expected.to_owned(),
            )
        })
        .collect();
    cases.sort();
    cases
}

#[test]
fn named_cases_are_read_as_an_editor_would() {
    let mut wrong = String::new();
    for (name, source, expected) in cases() {
        let found = shown(&read(source.as_bytes()));
        if found != expected {
            write!(
                wrong,
                "{name}\n--- expected\n{expected}--- found\n{found}\n"
            )
            .expect("memory takes everything");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Pieces that sources are made of, marks and damage among them.
fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u{c}",
        "　　",
        "# ",
        "## ",
        "- ",
        "> ",
        "**",
        "<p>",
        "<br>",
        "</",
        "&amp;",
        "&#x4e00;",
        "[",
        "](",
        ")",
        "（",
        "）",
        "本报记者 王小明",
        "（作者单位：某校）",
        "来源：《某报》",
        "编后",
        "目录",
        "第3期",
        "（下转第2版）",
        "（上接第1版）",
        "……",
        "---",
        "\0",
        "\u{1b}[31m",
        "这是一个完整的句子。",
        "没有结尾的半句",
        "摄",
        "图为",
        "快讯",
        "2020年3月4日",
        "一、",
        "undefined",
        "3",
        "\u{feff}",
        "\u{200b}",
        "<",
        "&",
    ])
    .prop_map(str::to_owned);
    prop_oneof![4 => fixed, 1 => "\\PC{0,6}", 1 => "[一-龥，。]{0,50}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_is_lost_whatever_is_put_together(pieces in prop::collection::vec(piece(), 0..60)) {
        read(pieces.concat().as_bytes());
    }

    #[test]
    fn nothing_is_lost_when_cases_are_damaged(case in 0usize..8, cuts in prop::collection::vec((any::<prop::sample::Index>(), piece()), 0..8)) {
        let cases = cases();
        let mut text: Vec<char> = cases[case % cases.len()].1.chars().collect();
        for (at, piece) in cuts {
            let at = at.index(text.len() + 1);
            text.splice(at..at, piece.chars());
        }
        read(text.into_iter().collect::<String>().as_bytes());
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
    }
}
