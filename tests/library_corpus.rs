//! The built-in corpus reads without a single fault, and holds what its issues promise.

use kanbao::library::{Kind, Source, check, embedded, load_article, load_issue};

#[test]
fn the_corpus_has_no_fault() {
    assert_eq!(check(&[Source::Embedded]), []);
}

#[test]
fn the_corpus_has_five_issues() {
    let (issues, _) = embedded();
    let mut counts: Vec<usize> = issues.iter().map(|issue| issue.articles.len()).collect();
    counts.sort_unstable();
    assert_eq!(counts, [1, 4, 5, 7, 9]);
    for issue in &issues {
        assert_ne!(issue.publication.as_str(), issue.id);
        assert!(issue.language.is_some(), "{}", issue.id);
    }
}

#[test]
fn every_article_has_a_title_and_a_body_of_its_length() {
    for issue in embedded().0 {
        let (metas, _) = load_issue(&issue);
        assert_eq!(metas.len(), issue.articles.len());
        for (id, meta) in issue.articles.iter().zip(&metas) {
            assert_eq!(&meta.id, id);
            assert!(!meta.title.is_empty(), "{id}");
            let range = match meta.kind {
                Kind::Brief | Kind::Photo => 120..=250,
                Kind::Comment => 200..=500,
                Kind::Article | Kind::Document => 500..=1500,
            };
            assert!(range.contains(&meta.han), "{id}: {} Han", meta.han);
            let (article, _) = load_article(&issue, id).unwrap();
            assert_eq!(&article.meta, meta);
            assert!(!article.document.blocks.is_empty(), "{id}");
        }
    }
}
