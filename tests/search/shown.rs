//! Snippets: pieces of the text as it stands, begun at a clause, with their matches.

use kanbao::search::query::Settings;

use crate::library::{Library, hits, matcher};

/// The snippets of the article `b-2022/01-x` with this body, matches in brackets.
fn shown(body: &str, query: &str) -> Vec<String> {
    let library = Library::new(1, 0);
    library.write("b-2022/issue.toml", "publication = \"报\"\n");
    library.write(
        "b-2022/01-x.md",
        &format!("+++\ntitle = \"灯塔重开\"\n+++\n{body}\n"),
    );
    let text = library
        .articles()
        .into_iter()
        .find(|article| article.id == "b-2022/01-x")
        .map(|article| article.text)
        .unwrap();
    let archive = library.archive();
    let matcher = matcher(query, &Settings::default()).unwrap();
    let corpus = archive.corpus();
    let found: Vec<_> = hits(&archive, &matcher, &std::collections::BTreeSet::new())
        .unwrap()
        .into_iter()
        .filter(|hit| corpus.details(hit.article as usize).id == "b-2022/01-x")
        .collect();
    let snippets = archive.snippets(&matcher, &found, 3).unwrap().concat();
    snippets
        .iter()
        .map(|snippet| {
            let source = if snippet.body {
                text.as_str()
            } else {
                "灯塔重开"
            };
            let there: String = source
                .chars()
                .skip(snippet.offset)
                .take(snippet.text.chars().count())
                .collect();
            assert_eq!(there, snippet.text);
            let mut shown = String::new();
            for (number, c) in snippet.text.chars().enumerate() {
                if snippet.matches.iter().any(|[_, to]| *to == number) {
                    shown.push(']');
                }
                if snippet.matches.iter().any(|[from, _]| *from == number) {
                    shown.push('[');
                }
                shown.push(c);
            }
            if snippet
                .matches
                .iter()
                .any(|[_, to]| *to == snippet.text.chars().count())
            {
                shown.push(']');
            }
            shown
        })
        .collect()
}

#[test]
fn a_snippet_is_the_clause_around_its_passages() {
    assert_eq!(
        shown("雨停了。守灯人擦了玻璃，点起灯，又记下钟点。", "玻璃"),
        ["守灯人擦了[玻璃]，点起灯，又记下钟点。"]
    );
    assert_eq!(
        shown("灯亮。\n\n灯灭，灯又亮。", "灯"),
        ["[灯]亮。", "[灯]灭，[灯]又亮。"]
    );
    assert_eq!(shown("没有那个字。", "重开"), ["灯塔[重开]"]);
    assert_eq!(shown("长 长 的桥。", "长长"), ["[长 长] 的桥。"]);
    assert_eq!(
        shown("医保卡与医保。", "医保 医保卡"),
        ["[医保卡]与[医保]。"]
    );
}

#[test]
fn without_a_clause_near_a_few_characters_go_before() {
    let long = "甲乙丙丁戊己庚辛壬癸".repeat(8);
    let found = shown(&format!("{long}灯塔{long}"), "灯塔");
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("[灯塔]"), "{found:?}");
    assert!(found[0].chars().count() <= 52, "{found:?}");
}
