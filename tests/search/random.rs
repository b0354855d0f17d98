//! Queries made at random over small texts, against what each condition says taken by itself.

use std::collections::BTreeSet;
use std::io::Cursor;

use kanbao::library::Kind;
use kanbao::search::archive::Archive;
use kanbao::search::fold::fold_text;
use kanbao::search::pack::{Group, Pack, Packed};
use kanbao::search::query::{Alternative, Clause, Comparison, Condition, Query};
use kanbao::search::snippet::passages;
use kanbao::search::{DateRange, Facts, Kept, Matcher, Order, Scope};
use proptest::prelude::*;
use regex::RegexBuilder;

/// An article of the test.
#[derive(Clone, Debug)]
struct Text {
    title: String,
    body: String,
    date: u32,
    brief: bool,
    read: bool,
    marked: bool,
    note: String,
}

const ISSUE: &str = "bao-2024";

fn id(index: usize) -> String {
    format!("{ISSUE}/{index:02}")
}

fn archive(texts: &[Text]) -> Archive {
    let mut group = Group::default();
    for (index, text) in texts.iter().enumerate() {
        let kind = if text.brief { "brief" } else { "article" };
        let id = id(index);
        let details = [id.as_str(), "", "", kind, "", "", ""];
        let mut packed = Packed::new(&text.title, &text.body, details);
        packed.date = text.date;
        group.push(index, packed);
    }
    let mut pack = Pack::new(Cursor::new(Vec::new()), texts.len()).expect("memory");
    pack.write(&group).expect("memory");
    let bytes = pack.finish(&[[ISSUE, "报"]], &[]).expect("memory");
    Archive::of_bytes(bytes.into_inner(), 2).expect("an archive")
}

/// How often a text stands in one part: what is compared, by hand.
fn times(part: &str, wanted: &str, comparison: Comparison) -> usize {
    match comparison {
        Comparison::Folded => fold_text(part)
            .text
            .matches(&fold_text(wanted).text)
            .count(),
        Comparison::Literal => part.matches(wanted).count(),
        Comparison::Regex | Comparison::LiteralRegex => {
            let expression = RegexBuilder::new(wanted)
                .case_insensitive(comparison == Comparison::Regex)
                .multi_line(true)
                .build()
                .expect("an expression");
            let hits = expression.find_iter(part);
            hits.filter(|hit| !hit.as_str().trim_matches('\n').is_empty())
                .count()
        }
    }
}

fn times_in(text: &Text, wanted: &str, scope: Scope, comparison: Comparison) -> [usize; 2] {
    [
        (scope != Scope::Body).then(|| times(&text.title, wanted, comparison)),
        (scope != Scope::Title).then(|| times(&text.body, wanted, comparison)),
    ]
    .map(Option::unwrap_or_default)
}

fn holds(text: &Text, condition: &Condition, comparison: Comparison) -> bool {
    match condition {
        Condition::Text {
            text: wanted,
            scope,
        } => times_in(text, wanted, *scope, comparison) != [0, 0],
        Condition::Kind(kind) => (*kind == Kind::Brief) == text.brief,
        Condition::Date(range) => text.date != 0 && (range.first..=range.last).contains(&text.date),
        Condition::Unread => !text.read,
        Condition::Marked => text.marked || !text.note.is_empty(),
        Condition::Note(part) => {
            !text.note.is_empty() && times(&text.note, part, Comparison::Folded) > 0
        }
        other => panic!("{other:?}"),
    }
}

/// Whether an article fits, how many hits it has, and whether one is in its title.
fn by_hand(text: &Text, query: &Query) -> Option<(usize, bool)> {
    let comparison = query.comparison;
    let fits = query.clauses.iter().all(|clause| {
        clause
            .alternatives
            .iter()
            .any(|one| holds(text, &one.condition, comparison) != one.unwanted)
    });
    let mut most = 0;
    let mut in_title = false;
    for clause in &query.clauses {
        let mut known: Vec<(&str, Scope)> = Vec::new();
        let mut together = 0;
        for one in clause.alternatives.iter().filter(|one| !one.unwanted) {
            if let Condition::Text {
                text: wanted,
                scope,
            } = &one.condition
                && !known.contains(&(wanted, *scope))
            {
                known.push((wanted, *scope));
                let [title, body] = times_in(text, wanted, *scope, comparison);
                together += title + body;
                in_title |= title > 0;
            }
        }
        most = most.max(together);
    }
    fits.then_some((most, in_title))
}

fn texts() -> impl Strategy<Value = Vec<Text>> {
    let text = (
        "[甲乙aA1一，! ]{0,8}",
        "[甲乙aA1一，! ]{0,6}(\n[甲乙aA一]{1,6}){0,3}",
        prop_oneof![
            Just(0),
            20_190_101_u32..20_190_131,
            20_210_601_u32..20_210_630
        ],
        any::<[bool; 3]>(),
        "[甲乙]{0,2}",
    );
    let text = text.prop_map(|(title, body, date, [brief, read, marked], note)| Text {
        title: title.trim().to_owned(),
        body: body.trim().to_owned(),
        date,
        brief,
        read,
        marked,
        note,
    });
    prop::collection::vec(text, 1..9)
}

fn query() -> impl Strategy<Value = Query> {
    let scope = prop_oneof![Just(Scope::All), Just(Scope::Title), Just(Scope::Body)];
    let written = "[甲乙aA1一]{1,2}|甲 乙|[a1]！|，|! a";
    let expression = prop::sample::select(vec![
        "[^，]*甲",
        "甲.乙",
        "^甲",
        "a$",
        "[\\s\\S]*乙",
        "甲+",
        "a|乙",
        "\\n",
        "\\s甲",
        "(甲|一)?",
    ]);
    let comparison = prop_oneof![
        Just(Comparison::Folded),
        Just(Comparison::Literal),
        Just(Comparison::Regex),
        Just(Comparison::LiteralRegex),
    ];
    let field = prop_oneof![
        Just(Condition::Unread),
        Just(Condition::Marked),
        Just(Condition::Kind(Kind::Brief)),
        "[甲乙]".prop_map(Condition::Note),
        (2018_u32..2020).prop_map(|year| {
            Condition::Date(DateRange {
                first: year * 10_000,
                last: 20_210_615,
            })
        }),
    ];
    let alternative = (
        written,
        expression,
        scope,
        prop::option::weighted(0.3, field),
        any::<bool>(),
    );
    let clauses = prop::collection::vec(prop::collection::vec(alternative, 1..3), 1..4);
    (comparison, clauses).prop_map(|(comparison, clauses)| {
        let is_expression = matches!(comparison, Comparison::Regex | Comparison::LiteralRegex);
        let clauses = clauses.into_iter().map(|alternatives| Clause {
            alternatives: alternatives
                .into_iter()
                .map(
                    |(written, expression, scope, field, unwanted)| Alternative {
                        condition: field.unwrap_or(Condition::Text {
                            text: match is_expression {
                                true => expression.to_owned(),
                                false => written,
                            },
                            scope,
                        }),
                        unwanted,
                    },
                )
                .collect(),
        });
        Query {
            clauses: clauses.collect(),
            comparison,
            before: 0,
            dates: DateRange::default(),
        }
    })
}

proptest! {
    #[test]
    fn every_query_finds_what_its_conditions_say(texts in texts(), query in query()) {
        let archive = archive(&texts);
        let matcher = Matcher::new(&query).expect("a matcher");
        let all = texts.iter().enumerate();
        let read: BTreeSet<String> = all
            .clone()
            .filter(|(_, text)| text.read)
            .map(|(index, _)| id(index))
            .collect();
        let mut kept = Kept::default();
        for (index, text) in all.clone().filter(|(_, text)| text.marked || !text.note.is_empty()) {
            kept.add(&id(index), &text.note);
        }
        let facts = Facts { read: &read, kept: Some(&kept) };
        let mut hits = archive.search(&matcher, facts, Order::Relevance).expect("it is sound");
        hits.sort_by_key(|hit| hit.article);
        let found: Vec<(usize, usize, bool)> = hits
            .iter()
            .map(|hit| (hit.article as usize, hit.count as usize, hit.title))
            .collect();
        let expected: Vec<(usize, usize, bool)> = all
            .filter_map(|(index, text)| {
                let (count, title) = by_hand(text, &query)?;
                Some((index, count, title))
            })
            .collect();
        prop_assert_eq!(found, expected, "{:?}", query);
        // And every place that is shown is on one line of one part.
        let corpus = archive.corpus();
        for hit in hits {
            let text = &texts[hit.article as usize];
            for passage in passages(&corpus, &matcher, hit.article as usize) {
                let part = if passage.body { &text.body } else { &text.title };
                let shown: String = part
                    .chars()
                    .skip(passage.from)
                    .take(passage.to - passage.from)
                    .collect();
                prop_assert!(!shown.is_empty() && !shown.contains('\n'), "{:?} in {:?}", shown, part);
                prop_assert_eq!(shown.chars().count(), passage.to - passage.from);
            }
        }
    }
}
