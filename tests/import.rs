//! The import pipeline: named cases of what newspapers look like, and what must hold for any bytes.
//!
//! A case is a file of `tests/suite/import`: a source and the issue that an editor would see in it.
//! The importer proves by itself that nothing is lost (it refuses otherwise); the properties here change
//! texts in many ways, ask that it never refuses, and count the Han, in case the proof is blind.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use kanbao::import::outline::{OutlinedArticle, Spot, Stretch};
use kanbao::import::{LeftOut, Omission, Options, Outline, Plan, import, outlined};
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
    let mut lines = vec![format!(
        "issue: {} | {}",
        or_none(&plan.issue.publication),
        or_none(&plan.issue.number)
    )];
    if plan.issue.date.is_some() || plan.issue.publisher.is_some() {
        let more = format!(
            " | {} | {}",
            or_none(&plan.issue.date),
            or_none(&plan.issue.publisher)
        );
        lines[0].push_str(&more);
    }
    for article in &plan.articles {
        let kind = if article.kind == "article" {
            String::new()
        } else {
            format!(" ({})", article.kind)
        };
        let title = format!("article: {}{kind}", article.title);
        lines.push(title.trim_end().to_owned());
        let by = (!article.authors.is_empty()).then(|| article.authors.join(" "));
        let fields = |fields: &[(&str, &Option<String>)]| -> Vec<String> {
            fields
                .iter()
                .filter_map(|(name, value)| value.as_ref().map(|value| format!("  {name} {value}")))
                .collect()
        };
        lines.extend(fields(&[
            ("over", &article.kicker),
            ("under", &article.subtitle),
            ("by", &by),
        ]));
        for block in &article.blocks {
            let sign = match block.kind {
                "heading" => "h",
                "caption" => "c",
                "note" => "n",
                "quote" => "q",
                "list_item" => "i",
                "verbatim" => "v",
                _ => "p",
            };
            lines.push(format!("  {sign} {}", block.text));
        }
        lines.extend(fields(&[("from", &article.source), ("on", &article.date)]));
    }
    // What stands beside names and dates is in tests/import_conservation.rs.
    let beside = |entry: &&LeftOut| entry.omission == Omission::BesideField;
    for entry in plan.left_out.iter().filter(|entry| !beside(entry)) {
        lines.push(format!("out: {} ({})", entry.text, entry.omission.name()));
    }
    lines.join("\n") + "\n"
}

/// A case: its name, its source, the issue that an editor would see in it.
#[derive(Clone, Debug)]
struct Case {
    name: String,
    source: String,
    expected: String,
}

/// All cases. A file holds one, or several, each below a line `=== name`.
fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/import");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the cases are there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a case can be read");
        for part in text.split("=== ").filter(|part| !part.is_empty()) {
            let (name, rest) = part
                .split_once("source:\n")
                .expect("a case begins with its source");
            let (source, expected) = rest
                .split_once("expected:\n")
                .expect("a case has two halves");
            cases.push(Case {
                name: format!("{}: {}", file.display(), name.trim()),
                source: source.to_owned(),
                expected: expected.to_owned(),
            });
        }
    }
    cases
}

fn read_as(text: &str, wanted: &Outline) -> Plan {
    match outlined(text.as_bytes(), &options(), wanted) {
        Ok((plan, _)) => plan,
        Err(refused) => panic!("{refused:?}"),
    }
}

#[test]
fn an_outline_that_nobody_changed_changes_nothing() {
    for case in cases() {
        let plan = read(case.source.as_bytes());
        let again = read_as(&case.source, &plan.outline);
        assert_eq!(shown(&again), shown(&plan), "{}", case.name);
    }
}

#[test]
fn lines_that_an_outline_names_are_in_its_article() {
    for case in cases() {
        let lines = case.source.lines().count();
        let spot = |line| Spot { line, piece: None };
        let all = OutlinedArticle {
            lines: vec![Stretch {
                first: spot(1),
                last: spot(lines),
            }],
            title: Some("全文".to_owned()),
            authors: Some(Vec::new()),
            source: Some(String::new()),
            ..OutlinedArticle::default()
        };
        let wanted = Outline {
            articles: vec![all],
            ..Outline::default()
        };
        let plan = read_as(&case.source, &wanted);
        assert_eq!(plan.metadata, [], "{}", case.name);
        // Parts of a line, a title that the reader replaced, what nobody sees: that is all.
        for out in &plan.left_out {
            let mut lines = case.source.lines();
            let part = !lines.any(|line| line.trim() == out.text.trim());
            assert!(
                part || matches!(out.omission, Omission::Outline | Omission::Unseen),
                "{}: {} ({})",
                case.name,
                out.text,
                out.omission.name()
            );
        }
    }
}

#[test]
fn named_cases_are_read_as_an_editor_would() {
    let mut wrong = String::new();
    let cases = cases();
    assert!(cases.len() > 70, "only {} cases were found", cases.len());
    for Case {
        name,
        source,
        expected,
    } in cases
    {
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

#[test]
fn an_issue_has_a_number_of_its_year_and_one_of_all_years() {
    for (line, number, serial) in [
        ("2024年第3期（总第214期）", "2024年第3期", Some("总第214期")),
        ("总第214期　2024年第3期", "2024年第3期", Some("总第214期")),
        ("第3期 总214期", "第3期", Some("总214期")),
        ("第12卷 第3期（总第36期）", "第12卷第3期", Some("总第36期")),
        ("第３５號（總第２１４號）", "第35號", Some("總第214號")),
        ("2024年第1、2期合刊", "2024年第1、2期合刊", None),
        (
            "Vol. 12  No. 3（总第36期）",
            "Vol.12 No.3",
            Some("总第36期"),
        ),
        // The only one there is.
        ("（总第214期）", "总第214期", None),
    ] {
        let source = format!("溪山文苑\n{line}\n\n桥头的灯\n\n坡上的梯田今年不用等雨了。\n");
        let issue = read(source.as_bytes()).issue;
        assert_eq!(
            (issue.number.as_deref(), issue.serial.as_deref()),
            (Some(number), serial),
            "{line}"
        );
    }
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
        "\n```\n",
        "```sh\n",
        "<p>",
        "</p>",
        "<br>",
        "<a href=\"b\">",
        "<wang@example.com>",
        "<https://a.example/b>",
        "<b and ",
        "<渡口 ",
        "<!",
        "<!--",
        "-->",
        ">",
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

/// The Han of `texts` that are no look-alikes of others, in order.
fn han<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<char> {
    let chars = texts.into_iter().flat_map(str::chars);
    let mut han: Vec<char> = chars.filter(|c| ('一'..='龥').contains(c)).collect();
    han.sort_unstable();
    han
}

/// `source` without values of attributes and comments of HTML, of which a reader sees nothing. Where a comment
/// ends inside what may be a value, or begins there, both are taken away.
fn without_values(source: &str) -> String {
    let mut unseen = vec![false; source.len()];
    for (at, opening) in source.match_indices("=\"") {
        let from = at + opening.len();
        let length = source[from..].find('"').unwrap_or(0);
        unseen[from..from + length].fill(true);
    }
    let mut from = 0;
    while let Some(at) = source[from..].find("<!--").map(|at| from + at) {
        let inside = at + "<!--".len();
        let length = source[inside..].find("-->").unwrap_or(0);
        unseen[inside..inside + length].fill(true);
        from = inside + length;
    }
    let seen = source.char_indices().filter(|&(at, _)| !unseen[at]);
    seen.map(|(_, c)| c).collect()
}

/// Sees to it that each Han of `source` stands in a text of the plan, so that one in brackets of any
/// kind is lost no more than another.
#[track_caller]
fn holds_all_han(source: &str) {
    let plan = read(source.as_bytes());
    let mut texts: Vec<&str> = Vec::new();
    for article in &plan.articles {
        texts.push(&article.title);
        texts.extend(
            [&article.kicker, &article.subtitle]
                .into_iter()
                .flatten()
                .map(String::as_str),
        );
        texts.extend(article.blocks.iter().map(|block| block.text.as_str()));
    }
    texts.extend(plan.metadata.iter().map(|entry| entry.text.as_str()));
    texts.extend(plan.left_out.iter().map(|entry| entry.text.as_str()));
    let mut given = han(texts).into_iter();
    for wanted in han([without_values(source).as_str()]) {
        assert!(
            given.any(|found| found == wanted),
            "{wanted} is lost of {source:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_is_lost_whatever_is_put_together(pieces in prop::collection::vec(piece(), 0..60)) {
        holds_all_han(&pieces.concat());
    }

    #[test]
    fn nothing_is_lost_when_cases_are_damaged(case in any::<prop::sample::Index>(), cuts in prop::collection::vec((any::<prop::sample::Index>(), piece()), 0..8)) {
        let cases = cases();
        let mut text: Vec<char> = case.get(&cases).source.chars().collect();
        for (at, piece) in cuts {
            let at = at.index(text.len() + 1);
            text.splice(at..at, piece.chars());
        }
        holds_all_han(&text.into_iter().collect::<String>());
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
    }
}
