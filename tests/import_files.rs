//! The files of an import: what is written is read back by the library as what was planned.

use std::path::Path;

use kanbao::import::render::{Provenance, Source};
use kanbao::import::{
    Options, Plan, PlannedArticle, PlannedBlock, PlannedIssue, import, outlined, render,
};
use kanbao::library::Article;
use kanbao::markup::BlockKind;
use kanbao::text::sanitize;
use proptest::prelude::*;

/// A text as the reader shows it.
fn shown(text: &str) -> String {
    sanitize(text.trim()).as_clean().trim().as_str().to_owned()
}

fn plan(articles: Vec<PlannedArticle>) -> Plan {
    Plan {
        issue: PlannedIssue {
            id: "qi-1".to_owned(),
            ..PlannedIssue::default()
        },
        articles,
        ..Plan::default()
    }
}

/// The articles of `plan` as the library reads its files, and the lines behind their blocks.
fn read_back(plan: &Plan) -> Vec<(Article, Vec<[usize; 2]>)> {
    let files = render(plan, None);
    let provenance = files
        .iter()
        .find(|(name, _)| name == "provenance.toml")
        .and_then(|(_, text)| Provenance::read(text))
        .expect("the lines behind the blocks are there");
    provenance
        .articles
        .into_iter()
        .map(|traced| {
            let (_, text) = files
                .iter()
                .find(|(name, _)| *name == traced.file)
                .expect("each article has its file");
            let stem = traced.file.trim_end_matches(".md");
            let (article, faults) =
                Article::read(&format!("qi-1/{stem}"), text, Path::new(&traced.file));
            assert_eq!(faults, [], "{text}");
            (article, traced.blocks)
        })
        .collect()
}

fn assert_same(planned: &PlannedArticle, read: &Article, lines: &[[usize; 2]]) {
    let meta = &read.meta;
    let field = |text: &Option<String>| text.as_deref().map(shown).filter(|text| !text.is_empty());
    let clean = |text: &Option<kanbao::text::Clean>| {
        text.as_ref()
            .map(|text| text.as_str().trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    assert_eq!(meta.id, planned.id);
    assert_eq!(meta.title.as_str().trim(), shown(&planned.title));
    assert_eq!(clean(&meta.kicker), field(&planned.kicker));
    assert_eq!(clean(&meta.subtitle), field(&planned.subtitle));
    assert_eq!(clean(&meta.source), field(&planned.source));
    assert_eq!(meta.kind.name(), planned.kind);
    assert_eq!(meta.date.map(|date| date.to_string()), planned.date);
    let authors: Vec<String> = meta
        .authors
        .iter()
        .map(|name| name.as_str().trim().to_owned())
        .collect();
    let expected: Vec<String> = planned.authors.iter().map(|name| shown(name)).collect();
    assert_eq!(authors, expected);
    let expected: Vec<(&str, Option<u8>, String, [usize; 2])> = planned
        .blocks
        .iter()
        .map(|block| (block.kind, block.level, shown(&block.text), block.lines))
        .filter(|(.., text, _)| !text.is_empty())
        .collect();
    let found: Vec<(&str, Option<u8>, String, [usize; 2])> = read
        .document
        .blocks
        .iter()
        .zip(lines)
        .map(|(block, lines)| {
            let text = read.document.text.as_str()[block.range.clone()]
                .trim()
                .to_owned();
            let (kind, level) = match &block.kind {
                BlockKind::Paragraph => ("paragraph", None),
                BlockKind::Heading { level } => ("heading", Some(*level)),
                BlockKind::Quote { .. } => ("quote", None),
                BlockKind::ListItem { .. } => ("list_item", None),
                BlockKind::Caption => ("caption", None),
                BlockKind::Note => ("note", None),
                other => panic!("{other:?}"),
            };
            (kind, level, text, *lines)
        })
        .collect();
    assert_eq!(found, expected);
    assert_eq!(read.document.blocks.len(), lines.len());
    assert!(read.document.inlines.is_empty());
}

/// Texts that look like Markdown, TOML or HTML, and ordinary ones.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "#", "##", " ", "-", "- ", "1.", "12) ", ">", "+++", "+ ", "|", "|-|", "\\", "*", "**", "_", "[", "]",
            "](", "]: ", "[注]: ", "[^1]", "<", "<b>", "</p>", "<!--", "<T>", "&", "&amp;", "&#65;", "`", "```",
            "~~~", "~~", "=", "===", "---", "* * *", "!", "![", "$", "\"", "\"\"\"", "'", "{#id}", "http://a.b",
            "<http://a.b>", "　", "\u{a0}", "\t", "\u{1b}[31m", "\u{85}", "\u{2028}", "\u{200b}", "\u{feff}", "e\u{301}",
            "：", "。", "一、", "caption", "title = ", "\r", "\n",
        ]).prop_map(str::to_owned),
        2 => "[一-龥，。]{1,6}",
        1 => "\\PC{0,4}",
        1 => "[a-z0-9 .]{1,6}",
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn block() -> impl Strategy<Value = PlannedBlock> {
    let kinds = vec![
        "paragraph",
        "heading",
        "caption",
        "quote",
        "list_item",
        "note",
    ];
    (
        prop::sample::select(kinds),
        1u8..7,
        text(),
        1usize..99,
        0usize..9,
    )
        .prop_map(|(kind, level, text, first, more)| PlannedBlock {
            kind,
            level: (kind == "heading").then_some(level),
            text,
            lines: [first, first + more],
        })
}

fn article() -> impl Strategy<Value = PlannedArticle> {
    let optional = || prop::option::of(text());
    let kinds = vec!["article", "brief", "photo", "comment", "document"];
    let heads = (text(), optional(), optional(), optional());
    let date = prop::option::of(prop::sample::select(vec!["2024", "2024-02", "2024-02-29"]));
    let rest = (
        prop::sample::select(kinds),
        prop::collection::vec(text(), 0..3),
        date,
        prop::collection::vec(block(), 0..8),
    );
    (heads, rest).prop_map(
        |((title, kicker, subtitle, source), (kind, authors, date, blocks))| PlannedArticle {
            id: "qi-1/01-a".to_owned(),
            title,
            kicker,
            subtitle,
            kind,
            authors,
            source,
            date: date.map(str::to_owned),
            blocks,
            ..PlannedArticle::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn an_article_is_read_back_as_it_was_planned(article in article()) {
        let plan = plan(vec![article]);
        let read = read_back(&plan);
        prop_assert_eq!(read.len(), 1);
        assert_same(&plan.articles[0], &read[0].0, &read[0].1);
    }

    #[test]
    fn an_issue_file_is_read_back(publication in prop::option::of(text()), number in prop::option::of(text()), name in text()) {
        let mut plan = plan(Vec::new());
        plan.issue.publication = publication;
        plan.issue.number = number;
        let source = Source { name, sha256: "0".repeat(64) };
        let files = render(&plan, Some(&source));
        let table: toml::Table = files[0].1.parse().expect("it is TOML");
        prop_assert_eq!(table["publication"].as_str(), Some(plan.issue.publication.as_deref().unwrap_or_default()));
        prop_assert_eq!(table.get("number").and_then(toml::Value::as_str), plan.issue.number.as_deref());
        prop_assert_eq!(table["source"]["name"].as_str(), Some(source.name.as_str()));
    }
}

#[test]
fn fenced_code_is_read_back_row_by_row() {
    let texts = [
        ("# 一\n\n  - 二\t三,四", vec!["# 一", "", "  - 二   三,四"]),
        ("````\n```\n<b>\\*", vec!["````", "```", "<b>\\*"]),
        ("a\u{1b}[31m", vec!["a^[[31m"]),
    ];
    for (text, rows) in texts {
        let article = PlannedArticle {
            id: "qi-1/01-a".to_owned(),
            title: "说明".to_owned(),
            kind: "article",
            blocks: vec![PlannedBlock {
                kind: "verbatim",
                level: None,
                text: text.to_owned(),
                lines: [7, 6 + rows.len()],
            }],
            ..PlannedArticle::default()
        };
        let read = read_back(&plan(vec![article]));
        let (article, lines) = &read[0];
        let blocks = &article.document.blocks;
        let found: Vec<&str> = blocks
            .iter()
            .map(|block| {
                assert_eq!(block.kind, BlockKind::Verbatim);
                &article.document.text.as_str()[block.range.clone()]
            })
            .collect();
        assert_eq!(found, rows);
        let expected: Vec<[usize; 2]> = (7..7 + rows.len()).map(|line| [line, line]).collect();
        assert_eq!(lines, &expected);
    }
}

#[test]
fn an_article_larger_than_the_library_reads_becomes_several_files() {
    let paragraph = |text: String, line| PlannedBlock {
        kind: "paragraph",
        level: None,
        text,
        lines: [line, line],
    };
    let huge = "这是一句话。".repeat(400_000);
    let article = PlannedArticle {
        id: "qi-1/01-a".to_owned(),
        title: "长文".to_owned(),
        kind: "article",
        blocks: vec![
            paragraph("甲".repeat(900_000), 1),
            paragraph("乙".repeat(900_000), 2),
            paragraph("*".repeat(900_000), 3),
            paragraph(huge.clone(), 4),
        ],
        ..PlannedArticle::default()
    };
    let planned: String = article
        .blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect();
    let plan = plan(vec![article]);
    let files = render(&plan, None);
    let articles: Vec<_> = files
        .iter()
        .filter(|(name, _)| name.ends_with(".md"))
        .collect();
    assert!(articles.len() > 1);
    assert_eq!(articles[1].0, "01-a-2.md");
    assert!(articles.iter().all(|(_, text)| text.len() < 8 << 20));
    let read = read_back(&plan);
    let titles: Vec<&str> = read
        .iter()
        .map(|(article, _)| article.meta.title.as_str())
        .collect();
    assert_eq!(titles[..2], ["长文（1）", "长文（2）"]);
    let text: String = read
        .iter()
        .flat_map(|(article, _)| article.document.text.as_str().split('\n'))
        .collect();
    assert_eq!(text, planned);
}

/// A small paper, and an outline of random stretches of its lines.
const PAPER: &str = "# 河边的树\n\n河边的树有三棵，\n都是前年春天种下的。\n\n（王小河 摄）\n\n快讯\n\n新桥通车\n\n新桥昨天通车，两岸的人不用再绕远路。\n\n来源：《河报》\n\n编后\n\n早晚各省半个小时。\n\n第3版\n\n<p>雨停了。</p><p>路干了。</p>\n";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_is_lost_whatever_the_outline_says(
        cuts in prop::collection::btree_set(1usize..24, 0..10),
        keep in prop::collection::vec(any::<bool>(), 12),
        titles in prop::collection::vec(prop::option::of(prop::sample::select(vec!["", "河边的树", "新桥通车", "雨停了。", "别的", "快讯 新桥通车"])), 12),
        kicker in prop::option::of(prop::sample::select(vec!["", "快讯", "河边的树"])),
    ) {
        let cuts: Vec<usize> = cuts.into_iter().chain([25]).collect();
        let mut text = String::new();
        for (at, pair) in cuts.windows(2).enumerate() {
            if keep[at] {
                let last = (pair[1] - 1).min(21);
                let mut lines = PAPER.lines().take(last).skip(pair[0] - 1);
                // Blank lines alone are no article.
                if lines.all(str::is_empty) { continue; }
                text.push_str(&format!("[[article]]\nlines = [\"{}-{last}\"]\n", pair[0]));
                if let Some(title) = &titles[at] {
                    text.push_str(&format!("title = \"{title}\"\n"));
                }
                if let Some(kicker) = &kicker {
                    text.push_str(&format!("kicker = \"{kicker}\"\n"));
                }
            }
        }
        prop_assume!(!text.is_empty());
        let (outline, faults) = kanbao::import::outline::read(&text);
        prop_assert_eq!(faults, vec![]);
        let options = Options { stem: "qi".to_owned(), keep_punctuation: false };
        let planned = outlined(PAPER.as_bytes(), &options, &outline);
        prop_assert!(planned.is_ok(), "{text}: {planned:?}");
        // The outline of what came out asks for the same again.
        let (plan, _) = planned.expect("it was looked at");
        let (again, faults) = kanbao::import::outline::read(&plan.outline.write());
        prop_assert_eq!(faults, vec![]);
        let (plan_again, _) = outlined(PAPER.as_bytes(), &options, &again).expect("it fits");
        prop_assert_eq!(&plan.articles, &plan_again.articles);
        prop_assert_eq!(&plan.left_out, &plan_again.left_out);
    }

    #[test]
    fn the_outline_of_an_import_changes_nothing(lines in prop::collection::vec(prop::sample::select(PAPER.lines().collect::<Vec<_>>()), 1..30)) {
        let text = lines.join("\n");
        let options = Options { stem: "qi".to_owned(), keep_punctuation: false };
        let (plan, _) = import(text.as_bytes(), &options).expect("nothing is lost");
        prop_assume!(!plan.articles.is_empty());
        let (outline, faults) = kanbao::import::outline::read(&plan.outline.write());
        prop_assert_eq!(faults, vec![]);
        let (again, _) = outlined(text.as_bytes(), &options, &outline).expect("it fits");
        for (article, again) in plan.articles.iter().zip(&again.articles) {
            prop_assert_eq!(&article.title, &again.title);
            prop_assert_eq!(&article.blocks, &again.blocks);
            prop_assert_eq!(&article.authors, &again.authors);
        }
        prop_assert_eq!(plan.articles.len(), again.articles.len());
        prop_assert_eq!(&plan.left_out, &again.left_out);
    }
}

#[test]
fn a_source_above_all_articles_is_none() {
    let options = Options {
        stem: "qi".to_owned(),
        keep_punctuation: false,
    };
    let text = "来源：《河报》\n编后\n河边的树有三棵，\n";
    let (plan, _) = import(text.as_bytes(), &options).expect("nothing is lost");
    let titles: Vec<&str> = plan
        .articles
        .iter()
        .map(|article| article.title.as_str())
        .collect();
    assert_eq!(titles, ["编后"]);
    let (_, faults) = kanbao::import::outline::read(&plan.outline.write());
    assert_eq!(faults, vec![]);
}
