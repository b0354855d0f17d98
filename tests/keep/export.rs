//! What is exported comes back.

use std::fs;

use kanbao::store::Patience;
use serde_json::{Value, json};

use crate::home::{ARTICLE, Home};

fn filled() -> Home {
    let home = Home::with_notes(&["整篇的批注"]);
    home.saves(&[
        "note",
        "add",
        ARTICLE,
        "一处\n两行",
        "--quote",
        "水位比去年高半米",
        "--tag",
        "水 运",
    ]);
    home.saves(&["bookmark", "add", "gangwan-01/02-yeshi"]);
    home
}

#[test]
fn every_form_names_quotation_note_publication_date_and_id() {
    let home = filled();
    let list = home.json(&["note", "list", "--json"]);
    let id = list[1]["id"].as_str().unwrap();
    for format in ["md", "org", "csv", "json"] {
        let text = home.prints(&["export", "--format", format]);
        for part in ["水位比去年高半米", "一处", "港湾日报", "2024-06-07", id] {
            assert!(text.contains(part), "{format}: {part}\n{text}");
        }
        let only = home.prints(&["export", "gangwan/2", "--format", format]);
        assert!(only.contains("夜市") && !only.contains("渡口"), "{only}");
    }
    assert_eq!(home.run(&["show", id]).status, Some(0));
    assert_eq!(Home::new().run(&["export"]).status, Some(1));
}

#[test]
fn json_comes_back_without_duplicates() {
    let home = filled();
    let exported = home.prints(&["export", "--json"]);
    let document: Value = serde_json::from_str(&exported).unwrap();
    for annotation in document.as_array().unwrap() {
        assert_eq!(annotation["@context"], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(annotation["type"], "Annotation");
    }
    home.write("marks.json", &exported);
    let before = fs::read(home.journal()).unwrap();
    let taken = home.json(&["import", "--marks", "marks.json", "--json"]);
    assert_eq!((&taken["added"], &taken["known"]), (&json!(0), &json!(3)));
    assert_eq!(fs::read(home.journal()).unwrap(), before);

    // On another machine all of them are new, once.
    let other = Home::new();
    other.write("marks.json", &exported);
    for added in [3, 0] {
        let taken = other.json(&["import", "--marks", "marks.json", "--json"]);
        assert_eq!(taken["added"], json!(added));
    }
    assert_eq!(other.prints(&["export", "--json"]), exported);

    // What was removed since comes back, because it was asked for.
    let id = document[0]["id"]
        .as_str()
        .unwrap()
        .rsplit(':')
        .next()
        .unwrap();
    other.prints(&["note", "remove", id]);
    let taken = other.json(&["import", "--marks", "marks.json", "--json"]);
    assert_eq!(
        (&taken["added"], &taken["restored"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(other.notes(), home.notes());
}

#[test]
fn annotations_of_others_are_taken_once_and_bad_ones_told() {
    let home = Home::new();
    let document = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": [
            {"id": "https://example.org/a", "type": "Annotation", "motivation": "highlighting",
             "target": {"source": ARTICLE, "selector": {"type": "TextQuoteSelector",
                        "exact": "卖豆浆的、卖报的都来了", "prefix": "早起，"}}},
            {"type": "Annotation", "bodyValue": "不属于哪一期", "target": "https://example.org/page"},
            {"type": "Annotation", "bodyValue": "没有目标"},
            {"type": "Annotation", "bodyValue": "整篇", "target": {"source": ARTICLE}},
        ]
    });
    home.write("theirs.json", document.to_string());
    let ended = home.run(&["import", "--marks", "theirs.json"]);
    assert_eq!(ended.status, Some(2), "{ended:?}");
    assert_eq!(ended.stdout, "2 marks taken in\n");
    assert_eq!(ended.stderr.lines().count(), 2, "{}", ended.stderr);
    let taken = home.json(&["import", "--marks", "theirs.json", "--json"]);
    assert_eq!((&taken["added"], &taken["known"]), (&json!(0), &json!(2)));
    let notes = home.json(&["note", "list", "--all", "--json"]);
    assert_eq!(notes.as_array().unwrap().len(), 2);
    assert_eq!(notes[1]["orphan"], false);
    assert!(notes[1]["start"].as_u64().is_some());

    home.write("broken.json", "{\"a\":");
    let ended = home.run(&["import", "--marks", "broken.json"]);
    assert_eq!(ended.status, Some(2));
    assert!(ended.stderr.contains("broken.json") && ended.stderr.contains("line 1"));
    assert_eq!(
        home.run(&["import", "--marks", "missing.json"]).status,
        Some(3)
    );
    let ended = home.run_with(&["import", "--marks", "-"], b"[]");
    assert_eq!(ended.status, Some(1), "{ended:?}");
}

#[test]
fn annotations_of_others_find_their_place_or_are_named() {
    let home = Home::new();
    let about = |selector: Value| json!({"source": ARTICLE, "selector": selector});
    let position = |start, end| json!({"type": "TextPositionSelector", "start": start, "end": end});
    let document = json!([
        // Words that stand once.
        {"id": "https://example.org/1", "type": "Annotation", "bodyValue": "一",
         "target": about(json!({"type": "TextQuoteSelector", "exact": "摆渡的老周"}))},
        // Only a place, an unknown motivation, an address for a body.
        {"id": "https://example.org/2", "type": "Annotation", "motivation": "describing",
         "body": "https://example.org/zhou", "target": about(position(0, 2))},
        // Members inside of others, which are not kept.
        {"id": "https://example.org/5", "type": "Annotation",
         "body": {"type": "TextualBody", "value": "三", "format": "text/markdown", "language": "zh"},
         "target": about(json!({"type": "TextQuoteSelector", "exact": "清早五点", "refinedBy": {}}))},
        // A place behind the end, and a way to select that is not known.
        {"id": "https://example.org/3", "type": "Annotation", "target": about(position(9000, 9002))},
        {"id": "https://example.org/4", "type": "Annotation",
         "target": about(json!({"type": "XPathSelector", "value": "/p[1]"}))},
    ]);
    home.write("theirs.json", document.to_string());
    let ended = home.run(&["import", "--marks", "theirs.json"]);
    assert_eq!(ended.status, Some(2), "{ended:?}");
    assert_eq!(ended.stdout, "3 marks taken in\n");
    let told: Vec<&str> = ended.stderr.lines().collect();
    assert_eq!(told.len(), 4, "{told:?}");
    for (told, part) in told.iter().zip([
        "item 2 was taken without: motivation",
        "item 3 was taken without: body.format, body.language, selector.refinedBy",
        "item 4 was not taken: it says only where it stands, 9000 to 9002",
        "item 5 was not taken: its selector",
    ]) {
        assert!(told.contains(part), "{told}");
    }
    let notes = home.json(&["note", "list", "--json"]);
    let notes = notes.as_array().unwrap();
    let said = |note: &Value| {
        assert_eq!(
            (&note["orphan"], &note["title"]),
            (&json!(false), &json!("渡口"))
        );
        let [exact, text] = ["exact", "text"].map(|name| note[name].as_str().unwrap().to_owned());
        (exact, text, note["motivation"].as_str().unwrap().to_owned())
    };
    let found: Vec<_> = notes.iter().map(said).collect();
    let expected = [
        ("渡口", "https://example.org/zhou"),
        ("清早五点", "三"),
        ("摆渡的老周", "一"),
    ];
    let expected =
        expected.map(|(exact, text)| (exact.to_owned(), text.to_owned(), "commenting".to_owned()));
    assert_eq!(found, expected);
    let again = home.json(&["import", "--marks", "theirs.json", "--json"]);
    assert_eq!((&again["added"], &again["known"]), (&json!(0), &json!(3)));
}

#[test]
fn surroundings_that_fit_tell_as_much_as_a_place_does() {
    let repeated = "会议要求，要推进依法治理，取得新进展。";
    let between = "会议指出，要发展实体经济，迈出新步伐。";
    let other = "渡口在城东，清早五点开第一班船，风大就停航。";
    let article = |text: &str| format!("+++\ntitle = \"渡口\"\n+++\n\n{text}\n");
    let file = "library/gangwan-01/03-huiyi.md";
    let quote = |exact: &str, prefix: &str, suffix: &str| json!({"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix});
    let note = |selector: Value| {
        json!({"type": "Annotation", "bodyValue": "记",
               "target": {"source": "gangwan-01/03-huiyi", "selector": selector}})
    };
    let stands = |before: &str, selector: Value, after: &str| {
        let home = Home::new();
        home.write(file, article(before));
        home.write("theirs.json", note(selector).to_string());
        home.prints(&["import", "--marks", "theirs.json"]);
        home.write(file, article(after));
        let note = home.json(&["note", "list", "--json"])[0].clone();
        note["start"].as_u64().map(|start| start as usize)
    };
    // The second of two that are equal is taken out; nothing but the surroundings told which it was.
    let before = format!("{other}{repeated}{between}{repeated}{other}");
    let start = [other, repeated, between]
        .map(|part| part.chars().count())
        .iter()
        .sum::<usize>();
    let end = start + repeated.chars().count();
    let whole = quote(repeated, &format!("{repeated}{between}")[18..], other);
    let position = json!({"type": "TextPositionSelector", "start": start, "end": end});
    let after = format!("{other}{repeated}{between}{other}");
    assert_eq!(
        stands(&before, json!([whole, position]), &before),
        Some(start)
    );
    assert_eq!(stands(&before, json!([whole, position]), &after), None);
    assert_eq!(stands(&before, whole, &after), None);
    // A sentence that stands once is found though all beside it goes elsewhere.
    let before = format!("{other}\n\n{between}\n\n{repeated}");
    let start = other.chars().count() + 1;
    let whole = quote(between, other, &format!("\n{repeated}"));
    let near = quote(between, &format!("{other}\n"), &format!("\n{repeated}"));
    let after = format!("{between}\n\n{repeated}\n\n{other}");
    assert_eq!(stands(&before, near, &after), Some(0));
    // What does not fit wholly says no more than before.
    assert_eq!(stands(&before, whole, &before), Some(start));
    // A word that stands once, with little of what is before it.
    assert_eq!(
        stands(&before, quote("实体", "发展", ""), &before),
        Some(start + 8)
    );
    assert_eq!(stands(&before, quote("实体", "振兴", ""), &before), None);
}

#[test]
fn bodies_of_several_items_and_tags_without_a_purpose_are_taken() {
    let home = Home::new();
    let text = |value: &str| json!({"type": "TextualBody", "value": value});
    let bodies = [
        (
            json!({"motivation": "commenting",
                "body": {"type": "Choice", "items": [text("甲"), text("乙")]}}),
            "甲",
            json!([]),
        ),
        (
            json!({"motivation": "commenting",
                "body": {"type": "Composite", "items": [text("丙"), text("丁")]}}),
            "丙\n\n丁",
            json!([]),
        ),
        (
            json!({"motivation": "tagging", "body": text("水运")}),
            "",
            json!(["水运"]),
        ),
        (
            json!({"motivation": "tagging", "bodyValue": "夜市"}),
            "",
            json!(["夜市"]),
        ),
        (
            json!({"motivation": ["tagging", "commenting"], "bodyValue": "戊"}),
            "戊",
            json!([]),
        ),
    ];
    for (members, said, tags) in bodies {
        let mut annotation = json!({"type": "Annotation", "target": {"source": ARTICLE}});
        for (name, value) in members.as_object().expect("members") {
            annotation[name] = value.clone();
        }
        home.write("theirs.json", annotation.to_string());
        let ended = home.run(&["import", "--marks", "theirs.json"]);
        assert_eq!(ended.status, Some(0), "{ended:?}");
        // The other choices are left out, and that is told.
        let is_choice = said == "甲";
        assert_eq!(ended.stderr.contains("body"), is_choice, "{ended:?}");
        let list = home.json(&["note", "list", "--all", "--json"]);
        let note = list
            .as_array()
            .expect("notes")
            .iter()
            .find(|note| note["text"] == said && note["tags"] == tags);
        let note = note.unwrap_or_else(|| panic!("{said}: {list}"));
        let motivation = if said.is_empty() {
            "tagging"
        } else {
            "commenting"
        };
        assert_eq!(note["motivation"], motivation, "{note}");
    }
}

#[test]
fn what_a_mark_has_no_place_for_is_kept_and_goes_on_with_it() {
    let theirs = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"desk": "https://example.org/desk#"}],
        "id": "https://example.org/7", "type": "Annotation", "bodyValue": "一",
        "creator": {"type": "Person", "name": "周编辑"}, "rights": "https://example.org/rights",
        "desk:colour": ["红", 2], "motivation": "bookmarking", "created": "2024-06-08T09:00:00Z",
        "target": {"source": ARTICLE, "selector": {"type": "TextQuoteSelector", "exact": "摆渡的老周"}},
    });
    let kept = ["@context", "creator", "rights", "desk:colour"];
    let home = Home::new();
    home.write("theirs.json", theirs.to_string());
    let ended = home.run(&["import", "--marks", "theirs.json"]);
    assert_eq!((ended.status, ended.stderr.as_str()), (Some(0), ""));
    // What has a text is a note, whatever it was called.
    assert_eq!(home.notes(), ["一"]);
    let holds = |home: &Home| {
        let exported = home.json(&["export", "--json"])[0].clone();
        for name in kept {
            assert_eq!(exported[name], theirs[name], "{exported}");
        }
        assert_eq!(exported["via"], theirs["id"], "{exported}");
        exported
    };
    holds(&home);
    let exported = holds(&home);
    // On another machine, once.
    let other = Home::new();
    other.write("ours.json", json!([exported]).to_string());
    for added in [1, 0] {
        let taken = other.json(&["import", "--marks", "ours.json", "--json"]);
        assert_eq!(taken["added"], json!(added));
        assert_eq!(holds(&other), exported);
    }
}

#[test]
fn what_was_changed_since_an_export_comes_back_as_a_change() {
    let home = Home::new();
    home.saves(&["note", "add", ARTICLE, "初稿", "--tag", "甲", "--tag", "乙"]);
    let other = Home::new();
    let give = |from: &Home, to: &Home| {
        to.write("marks.json", from.prints(&["export", "--json"]));
        to.json(&["import", "--marks", "marks.json", "--json"])["added"].clone()
    };
    assert_eq!(give(&home, &other), 1);
    let mut store = home.store();
    for text in ["二稿", "三稿"] {
        let id = store.marks().entries().next().expect("the note").id;
        let mark = store.marks().get(id).expect("the note");
        let mut annotation = mark.annotation.clone().with_text(text);
        annotation.tags.retain(|tag| tag == "甲");
        let saved = store.save(&[mark.edited(annotation)], 9, Patience::FULL);
        saved.expect("a store that can be written");
    }
    for added in [1, 0] {
        assert_eq!(give(&home, &other), added);
        assert_eq!(other.notes(), ["三稿"]);
        let exported = other.json(&["export", "--json"]);
        assert_eq!(
            exported[0]["body"].as_array().map(Vec::len),
            Some(2),
            "{exported}"
        );
    }
    // Back again it is nothing new.
    assert_eq!(give(&other, &home), 0);
}

#[test]
fn a_mark_of_two_texts_is_taken_in_whole_and_once() {
    let home = Home::new();
    home.saves(&["note", "add", ARTICLE, "甲文"]);
    let other = Home::new();
    other.write("marks.json", home.prints(&["export", "--json"]));
    other.prints(&["import", "--marks", "marks.json"]);
    // Two devices change it without knowing of each other.
    let mut store = home.store();
    let id = store.marks().entries().next().expect("the note").id;
    let seen = store.marks().get(id).expect("the note");
    for text in ["甲文，改", "乙文"] {
        let annotation = seen.annotation.clone().with_text(text);
        let saved = store.save(&[seen.clone().edited(annotation)], 9, Patience::FULL);
        saved.expect("a store that can be written");
    }
    let both = home.notes();
    assert!(
        both[0].contains("甲文，改") && both[0].contains("乙文"),
        "{both:?}"
    );
    other.write("marks.json", home.prints(&["export", "--json"]));
    other.prints(&["import", "--marks", "marks.json"]);
    assert_eq!(other.notes(), both);
}

#[test]
fn an_export_that_lacks_the_marks_of_another_device_says_so_and_fails() {
    let home = filled();
    let whole = home.prints(&["export"]);
    let other = home.marks().join("00000000.jsonl");
    fs::create_dir(&other).expect("a folder in its place");
    for format in ["md", "org", "csv", "json"] {
        let ended = home.run(&["export", "--format", format]);
        assert_eq!(ended.status, Some(3), "{format}: {ended:?}");
        assert!(ended.stderr.contains("00000000.jsonl"), "{ended:?}");
        assert!(ended.stdout.contains("水位比去年高半米"), "{ended:?}");
    }
    assert_eq!(home.run(&["export"]).stdout, whole);
    let empty = Home::new();
    empty.saves(&["note", "add", ARTICLE, "一条"]);
    fs::remove_file(empty.journal()).expect("our own file");
    fs::create_dir(empty.marks().join("00000000.jsonl")).expect("a folder in its place");
    for format in ["md", "json"] {
        let ended = empty.run(&["export", "--format", format]);
        assert_eq!(ended.status, Some(3), "{format}: {ended:?}");
    }
}

/// A document of somebody else's that says its annotation stands for the records of another mark changes that one not.
#[test]
fn records_of_other_marks_that_a_document_names_are_not_replaced() {
    let home = filled();
    let exported = home.json(&["export", "--json"]);
    let records = exported
        .as_array()
        .expect("an array")
        .iter()
        .flat_map(|one| {
            one["kanbao:records"]
                .as_array()
                .cloned()
                .unwrap_or_default()
        });
    let records: Vec<Value> = records.collect();
    assert_eq!(records.len(), 3);
    let stranger = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "id": "urn:kanbao:mark:7777777777",
        "motivation": "commenting",
        "kanbao:records": ["8888888888"],
        "kanbao:replaces": records,
        "body": {"type": "TextualBody", "value": "外来的"},
        "target": format!("urn:kanbao:article:{ARTICLE}"),
    });
    home.write("stranger.json", stranger.to_string());
    let taken = home.json(&["import", "--marks", "stranger.json", "--json"]);
    assert_eq!(taken["added"], json!(1), "{taken}");
    let now = home.json(&["export", "--json"]);
    let now = now.as_array().expect("an array");
    assert_eq!(now.len(), 4, "{now:?}");
    for one in exported.as_array().expect("an array") {
        assert!(now.contains(one), "{one}");
    }
}
