//! How marks are named on the command line, and what removing them prints.

use serde_json::Value;

use crate::home::{ARTICLE, Home};

const SENTENCE: &str = "船靠岸要多绕一道弯";

/// The only document that an export prints.
fn exported(home: &Home) -> (String, String) {
    let document = home.json(&["export", "--json"]);
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    (
        text(&document[0]["id"]),
        text(&document[0]["target"]["source"]),
    )
}

#[test]
fn the_ids_of_an_export_are_taken_by_every_command() {
    let home = Home::new();
    let id = home.saves(&["note", "add", ARTICLE, "绕弯", "--quote", SENTENCE]);
    let (mark, article) = exported(&home);
    assert_ne!(mark, id);
    let opened = home.prints(&["show", &id, "--width=20"]);
    for name in [&mark, &mark.to_uppercase()] {
        assert_eq!(home.prints(&["show", name, "--width=20"]), opened, "{name}");
    }
    assert_eq!(home.json(&["show", &mark, "--json"])["mark"]["id"], *id);
    let whole = home.prints(&["show", ARTICLE, "--width=20"]);
    assert_eq!(home.prints(&["show", &article, "--width=20"]), whole);
    assert_eq!(home.json(&["note", "show", &mark, "--json"])["id"], *id);
    for list in [
        &["note", "list", &article, "--json"][..],
        &["export", &article, "--json"],
    ] {
        assert_eq!(
            home.json(list).as_array().map(Vec::len),
            Some(1),
            "{list:?}"
        );
    }
    home.prints(&["note", "remove", &mark]);
    home.saves(&["bookmark", "add", &article]);
    home.prints(&["bookmark", "remove", &article]);
    home.saves(&["bookmark", "add", ARTICLE]);
    home.prints(&["bookmark", "remove", &exported(&home).0]);
    // A mark that is not there is not taken for an article.
    for command in [&["show"][..], &["note", "show"], &["note", "remove"]] {
        let ended = home.run(&[command, &[&mark]].concat());
        assert_eq!(ended.status, Some(1), "{ended:?}");
        assert!(ended.stderr.contains("no such mark"), "{ended:?}");
    }
}

#[test]
fn a_removal_prints_what_was_removed_as_one_document() {
    let home = Home::new();
    let ids = |document: &Value| {
        let marks = document.as_array().expect("an array").iter();
        let ids = marks.map(|mark| mark["id"].as_str().expect("an id").to_owned());
        ids.collect::<Vec<_>>()
    };
    home.saves(&["bookmark", "add", ARTICLE, "--quote", SENTENCE]);
    let listed = home.json(&["bookmark", "list", "--json"]);
    // By the article's id its own bookmark is meant: naming it again does not remove one of a passage.
    let ended = home.run(&["bookmark", "remove", ARTICLE]);
    assert_eq!(
        (ended.status, ended.stdout.as_str()),
        (Some(1), ""),
        "{ended:?}"
    );
    assert!(ended.stderr.contains(&ids(&listed)[0]), "{ended:?}");
    let removed = home.json(&["bookmark", "remove", &ids(&listed)[0], "--json"]);
    assert_eq!(removed, listed);
    assert_eq!(removed[0]["exact"], SENTENCE);
    for text in ["甲", "乙", "丙"] {
        home.saves(&["note", "add", ARTICLE, text]);
    }
    let all = ids(&home.json(&["note", "list", "--json"]));
    // One of them by two names.
    let names = [&all[0], &all[2], &all[0][..9]];
    let ended = home.run(&[&["note", "remove", "--json"], &names[..]].concat());
    assert_eq!((ended.status, ended.stderr.as_str()), (Some(0), ""));
    let removed: Value = serde_json::from_str(&ended.stdout).expect("one document");
    assert_eq!(ids(&removed), [all[0].as_str(), &all[2]]);
    assert_eq!(
        ids(&home.json(&["note", "list", "--json"])),
        [all[1].as_str()]
    );
    let ended = home.run(&["note", "remove", &all[0], "--json"]);
    assert_eq!((ended.status, ended.stdout.as_str()), (Some(1), ""));
}
