//! Nothing missed and nothing too much: every answer is compared with a scan by hand of the same
//! texts, folded the same way, or byte by byte.

use std::collections::BTreeMap;

use kanbao::search::fold::{fold_char, fold_text};
use kanbao::search::query::Settings;

use crate::dice::Dice;
use crate::library::{Library, Plain, matcher, passages_of, search};

/// Strings of 1, 2, 4 and 20 characters from anywhere in the texts, lines broken in the source and
/// quotation marks included.
fn samples(articles: &[Plain], count: usize) -> Vec<String> {
    let mut dice = Dice(7);
    let mut samples: Vec<String> = [
        "动，水才动",
        "“桥不动",
        "動，水",
        "动”",
        "“",
        "”。",
        "G60",
        "ｇ６０简讯",
        "2021年",
        "二〇二一",
        "〇二一年春",
        "从2019年做",
        "新来的值班",
        "open the",
        "gate",
        "8年的",
        "重点连",
    ]
    .map(str::to_owned)
    .to_vec();
    while samples.len() < count {
        let article = &articles[dice.below(articles.len())];
        let whole: Vec<char> = if dice.below(4) == 0 {
            article.title.chars().collect()
        } else {
            article.text.chars().collect()
        };
        let length = [1, 2, 4, 20][samples.len() % 4];
        if whole.len() < length {
            continue;
        }
        let from = dice.below(whole.len() - length + 1);
        let sample: String = whole[from..from + length].iter().collect();
        if sample.trim() == sample && !sample.contains('\n') && !sample.is_empty() {
            samples.push(sample);
        }
    }
    samples
}

/// The sample as a query: a phrase where it would be read as something else.
fn as_query(sample: &str) -> String {
    if sample.contains([' ', '"', ':']) || sample.starts_with('-') || sample == "!" {
        format!("\"{}\"", sample.replace('"', "\\\""))
    } else {
        sample.to_owned()
    }
}

#[test]
fn folded_answers_are_those_of_a_scan_by_hand() {
    let library = Library::new(20, 120);
    let articles = library.articles();
    let archive = library.archive();
    let folded: Vec<(&str, [String; 2])> = articles
        .iter()
        .map(|article| {
            let parts = [&article.title, &article.text].map(|part| fold_text(part).text);
            (article.id.as_str(), parts)
        })
        .collect();
    for sample in samples(&articles, 220) {
        let needle = fold_text(&sample).text;
        let expected: BTreeMap<String, u32> = folded
            .iter()
            .map(|(id, parts)| {
                let count = parts
                    .iter()
                    .map(|part| part.matches(&needle).count())
                    .sum::<usize>();
                ((*id).to_owned(), count as u32)
            })
            .filter(|(_, count)| *count > 0)
            .collect();
        let matcher = matcher(&as_query(&sample), &Settings::default()).unwrap();
        let found: BTreeMap<String, u32> =
            search(&archive, &matcher).unwrap().into_iter().collect();
        assert_eq!(found, expected, "{sample:?}");
        assert!(
            !found.is_empty(),
            "{sample:?} was taken from a text or stands in the odd one"
        );
    }
}

#[test]
fn literal_answers_are_those_of_the_bytes() {
    let library = Library::new(20, 120);
    let articles = library.articles();
    let archive = library.archive();
    let settings = Settings {
        literal: true,
        ..Settings::default()
    };
    for sample in samples(&articles, 220) {
        let expected: BTreeMap<String, u32> = articles
            .iter()
            .map(|article| {
                let parts = [&article.title, &article.text];
                let count = parts
                    .iter()
                    .map(|part| part.matches(&sample).count())
                    .sum::<usize>();
                (article.id.clone(), count as u32)
            })
            .filter(|(_, count)| *count > 0)
            .collect();
        let matcher = matcher(&as_query(&sample), &settings).unwrap();
        let found: BTreeMap<String, u32> =
            search(&archive, &matcher).unwrap().into_iter().collect();
        assert_eq!(found, expected, "{sample:?}");
    }
}

#[test]
fn passages_are_places_in_the_text_as_it_stands() {
    let library = Library::new(5, 20);
    let articles = library.articles();
    let archive = library.archive();
    for sample in samples(&articles, 120) {
        let needle = fold_text(&sample).text;
        let matcher = matcher(&as_query(&sample), &Settings::default()).unwrap();
        for (id, count) in search(&archive, &matcher).unwrap() {
            let article = articles.iter().find(|article| article.id == id).unwrap();
            let passages = passages_of(&archive, &matcher, &id);
            assert_eq!(passages.len(), count as usize);
            for passage in passages {
                let source = if passage.body {
                    &article.text
                } else {
                    &article.title
                };
                let there: String = source
                    .chars()
                    .skip(passage.from)
                    .take(passage.to - passage.from)
                    .collect();
                assert_eq!(fold_text(&there).text, needle, "{sample:?} in {id}");
                let first = there.chars().next().map(fold_char);
                assert_eq!(first, needle.chars().next(), "{sample:?} in {id}");
            }
        }
    }
}

#[test]
fn one_thread_or_three_answer_alike() {
    use kanbao::search::archive::{Archive, Settings as Places};
    let library = Library::new(30, 900);
    let sources = library.sources();
    let scan = library.scan();
    let archive = |threads| {
        let settings = Places {
            sources: &sources,
            cache: None,
            threads,
        };
        Archive::refresh(settings, &scan, &|_, _| ())
    };
    let (one, three) = (archive(1), archive(3));
    for query in [
        "渡口",
        "的",
        "渡口 灯塔",
        "渡口 OR 水库 -书屋",
        "。",
        "title:渡口",
    ] {
        let matcher = matcher(query, &Settings::default()).unwrap();
        assert_eq!(search(&one, &matcher), search(&three, &matcher), "{query}");
    }
}
