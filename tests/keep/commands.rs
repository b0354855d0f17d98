//! `bookmark`, `note`, `show ID`, and what is said when something is wrong.

use std::fs;

use crate::home::{ARTICLE, Home};

const SENTENCE: &str = "船靠岸要多绕一道弯";

#[test]
fn bookmarks_are_added_once_and_removed_by_article_or_id() {
    let home = Home::new();
    assert_eq!(home.run(&["bookmark", "list", "--json"]).stdout, "[]\n");
    assert_eq!(home.run(&["bookmark", "list"]).status, Some(1));
    let whole = home.saves(&["bookmark", "add", "gangwan/1"]);
    let again = home.prints(&["bookmark", "add", ARTICLE]);
    assert_eq!(again, format!("Already there: {whole}\n"));
    let place = home.saves(&["bookmark", "add", ARTICLE, "--quote", SENTENCE]);
    let list = home.json(&["bookmark", "list", "--json"]);
    let list = list.as_array().unwrap();
    assert_eq!(list.len(), 2);
    assert_eq!(list[0]["id"], whole.as_str());
    assert_eq!(list[0]["exact"], serde_json::Value::Null);
    assert_eq!(list[1]["exact"], SENTENCE);
    assert_eq!(list[1]["motivation"], "bookmarking");
    assert_eq!(list[1]["article"], ARTICLE);
    assert_eq!(list[1]["orphan"], false);
    assert_eq!(list[1]["title"], "渡口");

    assert_eq!(
        home.prints(&["bookmark", "remove", ARTICLE]),
        format!("Removed {whole}\n")
    );
    assert_eq!(
        home.prints(&["bookmark", "remove", &place[..5]]),
        format!("Removed {place}\n")
    );
    assert_eq!(home.run(&["bookmark", "list", "--json"]).stdout, "[]\n");
    assert_eq!(home.run(&["bookmark", "remove", ARTICLE]).status, Some(1));
    assert_eq!(home.run(&["bookmark", "add", "nowhere"]).status, Some(1));
    assert_eq!(
        home.run(&["bookmark", "add", ARTICLE, "--quote", "没有的话"])
            .status,
        Some(1)
    );
    assert_eq!(
        home.run(&["bookmark", "add", ARTICLE, "--quote", "船"])
            .status,
        Some(1)
    );
}

#[test]
fn a_note_comes_from_arguments_or_standard_input() {
    let home = Home::new();
    let one = home.saves(&["note", "add", ARTICLE, "水位", "要核对", "--tag", "水运"]);
    let ended = home.run_with(
        &["note", "add", ARTICLE, "-", "--quote", SENTENCE],
        "第一行\r\n第二行\n".as_bytes(),
    );
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert_eq!(home.notes(), ["水位 要核对", "第一行\n第二行"]);
    let shown = home.json(&["note", "show", &one, "--json"]);
    assert_eq!(shown["tags"], serde_json::json!(["水运"]));
    assert_eq!(shown["motivation"], "commenting");
    assert!(shown["created"].as_str().unwrap().ends_with('Z'));
    let printed = home.prints(&["note", "show", &one]);
    assert_eq!(
        printed,
        format!("渡口  港湾日报  第1期  2024-06-07  {ARTICLE}\n水位 要核对\n#水运\n")
    );
    home.prints(&["note", "remove", &one]);
    assert_eq!(home.notes(), ["第一行\n第二行"]);
    assert_eq!(home.run(&["note", "show", &one]).status, Some(1));
    assert_eq!(home.run(&["note", "remove", "zzzzzzzzzz"]).status, Some(1));
}

#[test]
fn bad_notes_are_refused_and_large_ones_kept() {
    let home = Home::new();
    for text in ["", "  ", "\n\n"] {
        let ended = home.run_with(&["note", "add", ARTICLE], text.as_bytes());
        assert_eq!((ended.status, ended.stdout.as_str()), (Some(2), ""));
    }
    let ended = home.run_with(&["note", "add", ARTICLE], b"\xff\xfe\x00");
    assert_eq!(ended.status, Some(2));
    let large = "批注".repeat(900_000);
    let ended = home.run_with(&["note", "add", ARTICLE], large.as_bytes());
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    let ended = home.run_with(&["note", "add", ARTICLE], &vec![b'x'; (16 << 20) + 1]);
    assert_eq!(ended.status, Some(2));
    let hostile = "\u{1b}[31m\u{202e}\u{0}\u{9b}2J";
    let ended = home.run_with(&["note", "add", ARTICLE], hostile.as_bytes());
    assert_eq!(ended.status, Some(0));
    assert_eq!(home.notes(), [hostile.to_owned(), large]);
    for arguments in [
        &["note", "list"][..],
        &["export"],
        &["export", "--format=org"],
        &["export", "--format=csv"],
        &["export", "--json"],
    ] {
        let printed = home.prints(arguments);
        assert!(
            !printed.contains(['\u{1b}', '\u{202e}', '\u{0}', '\u{9b}']),
            "{arguments:?}"
        );
    }
}

#[test]
fn show_opens_a_mark_at_its_sentence_and_tells_an_orphan() {
    let home = Home::new();
    let id = home.saves(&["note", "add", ARTICLE, "绕弯", "--quote", SENTENCE]);
    let printed = home.prints(&["show", &id, "--width=20"]);
    let first: String = printed.lines().take(2).collect();
    assert!(first.replace(' ', "").contains("船靠岸"), "{printed}");
    assert!(!printed.contains("城东"));
    let whole = home.prints(&["show", ARTICLE, "--width=20"]);
    assert!(whole.ends_with(&printed));
    let document = home.json(&["show", &id[..6], "--json"]);
    assert_eq!(document["id"], ARTICLE);
    assert_eq!(document["mark"]["id"], id.as_str());
    assert_eq!(document["mark"]["start"], 34);

    // The article is corrected: the mark goes along, and with its sentence gone it says so.
    let file = home.path("library/gangwan-01/01-dukou.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(
        &file,
        text.replace("渡口在城东", "编者按。\n\n渡口在县城之东")
            .replace("绕一道弯", "绕一个弯"),
    )
    .unwrap();
    let document = home.json(&["show", &id, "--json"]);
    assert_eq!(document["mark"]["orphan"], false);
    fs::write(
        &file,
        text.replace("船靠岸要多绕一道弯。", "")
            .replace("今年水位比去年高半米，", "今年还好。")
            .replace("摆渡的老周说，", ""),
    )
    .unwrap();
    let ended = home.run(&["show", &id]);
    assert_eq!(ended.status, Some(1));
    assert!(ended.stderr.contains(SENTENCE), "{}", ended.stderr);
    assert_eq!(home.json(&["note", "list", "--json"])[0]["orphan"], true);
    // And without its article as well.
    fs::remove_file(&file).unwrap();
    assert_eq!(
        home.json(&["note", "list", ARTICLE, "--json"])[0]["orphan"],
        true
    );
    assert_eq!(home.run(&["show", &id]).status, Some(1));
}

#[test]
fn a_store_that_cannot_be_used_is_named_and_the_note_is_a_draft() {
    let home = Home::new();
    home.write(".config/kanbao/marks", "not a folder");
    let ended = home.run(&["note", "add", ARTICLE, "别丢了我"]);
    assert_eq!(ended.status, Some(3));
    assert!(
        ended.stderr.contains("marks") && ended.stderr.contains("Draft kept in"),
        "{}",
        ended.stderr
    );
    let drafts = fs::read_dir(home.path(".local/state/kanbao/drafts")).unwrap();
    let draft = drafts.flatten().find(|entry| {
        entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "draft")
    });
    assert!(
        fs::read_to_string(draft.unwrap().path())
            .unwrap()
            .contains("别丢了我")
    );
    assert_eq!(home.run(&["bookmark", "add", ARTICLE]).status, Some(3));
}

#[test]
fn a_newer_store_is_not_touched() {
    let home = Home::with_notes(&["旧"]);
    let journal = home.journal();
    let mut bytes = fs::read(&journal).unwrap();
    bytes.extend_from_slice(b"{\"version\":9}\n");
    fs::write(&journal, &bytes).unwrap();
    for arguments in [
        &["note", "add", ARTICLE, "新"][..],
        &["bookmark", "add", ARTICLE],
    ] {
        let ended = home.run(arguments);
        assert_eq!(ended.status, Some(3));
        assert!(ended.stderr.contains("newer version"), "{}", ended.stderr);
    }
    assert_eq!(home.run(&["doctor", "--repair"]).status, Some(3));
    assert_eq!(fs::read(&journal).unwrap(), bytes);
    assert_eq!(home.notes(), ["旧"]);
    assert_eq!(home.run(&["check"]).status, Some(1));
}

#[test]
fn damage_is_told_and_repaired() {
    let home = Home::with_notes(&["甲", "乙"]);
    let journal = home.journal();
    let mut bytes = fs::read(&journal).unwrap();
    bytes.extend_from_slice(b"{\"version\":1,\"crc32\":\"0000");
    fs::write(&journal, &bytes).unwrap();
    fs::write(
        journal.with_extension("sync-conflict-20240607-1.jsonl"),
        &bytes,
    )
    .unwrap();
    let ended = home.run(&["note", "list"]);
    assert_eq!(ended.status, Some(0));
    assert!(
        ended.stderr.contains("damaged") && ended.stderr.contains("--repair"),
        "{}",
        ended.stderr
    );
    let check = home.json(&["check", "--json"]);
    assert_eq!(check["faults"].as_array().unwrap().len(), 3, "{check}");
    let ended = home.run(&["doctor", "--repair"]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert_eq!(home.notes(), ["乙", "甲"]);
    assert_eq!(home.run(&["check"]).status, Some(0));
    assert!(home.run(&["note", "list"]).stderr.is_empty());
    let kept = fs::read_to_string(kanbao::store::compact::damaged_path(&journal)).unwrap();
    assert!(kept.contains("\"crc32\":\"0000"));
}

#[test]
fn a_busy_store_is_waited_for() {
    let home = Home::with_notes(&["甲"]);
    let lock =
        kanbao::store::lock::Lock::take(&home.marks(), kanbao::store::Patience::NONE).unwrap();
    let mut waiting = home
        .command(&["note", "add", ARTICLE, "乙"])
        .spawn()
        .unwrap();
    // It cannot have ended before the lock is given back.
    assert!(waiting.try_wait().unwrap().is_none());
    drop(lock);
    assert!(waiting.wait().unwrap().success());
    assert_eq!(home.notes(), ["乙", "甲"]);
}

#[test]
fn notes_are_searched_as_texts_are() {
    let home = Home::with_notes(&["水位要核对", "與去年比較"]);
    home.saves(&["bookmark", "add", "gangwan-01/02-yeshi"]);
    let hits = home.json(&["search", "与去年", "--in", "notes", "--json"]);
    assert_eq!(hits[0]["id"], ARTICLE);
    assert_eq!(hits[0]["title"], "渡口");
    assert_eq!(hits[0]["publication"], "港湾日报");
    assert_eq!(
        hits[0]["snippets"][0]["text"]
            .as_str()
            .map(|text| text.contains("與去年")),
        Some(true)
    );
    assert_eq!(
        home.run(&["search", "夜市", "--in", "notes"]).status,
        Some(1)
    );
    assert_eq!(
        home.prints(&["search", "note:水位", "--ids"]),
        format!("{ARTICLE}\n")
    );
    let marked = home.prints(&["search", "is:marked -note:水位", "--ids"]);
    assert_eq!(marked, "gangwan-01/02-yeshi\n");
}

#[test]
fn a_note_is_no_bookmark_and_a_tag_is_not_empty() {
    let home = Home::with_notes(&["留着"]);
    let list = home.json(&["note", "list", "--json"]);
    let id = list[0]["id"].as_str().expect("an id");
    let ended = home.run(&["bookmark", "remove", id]);
    assert_eq!(ended.status, Some(2), "{ended:?}");
    assert!(
        ended.stderr.contains(&format!("kanbao note remove {id}")),
        "{ended:?}"
    );
    for tag in ["", " "] {
        let ended = home.run(&["note", "add", ARTICLE, "又一条", "--tag", tag]);
        assert_eq!(ended.status, Some(2), "{ended:?}");
        assert!(ended.stderr.contains("a tag is empty"), "{ended:?}");
    }
    assert_eq!(home.notes(), ["留着"]);
}

#[test]
fn a_bookmark_is_no_note() {
    let home = Home::new();
    let id = home.saves(&["bookmark", "add", ARTICLE]);
    for name in [id.as_str(), &id[..4]] {
        let ended = home.run(&["note", "remove", name]);
        assert_eq!(ended.status, Some(2), "{ended:?}");
        let hint = format!("kanbao bookmark remove {id}");
        assert!(ended.stderr.contains(&hint), "{ended:?}");
    }
    let list = home.json(&["bookmark", "list", "--json"]);
    assert_eq!(list.as_array().map(Vec::len), Some(1));
}

#[test]
fn what_lies_beside_the_journal_hinders_nobody() {
    let home = Home::with_notes(&["甲"]);
    fs::create_dir(home.marks().join("backup.jsonl")).expect("a folder");
    let ended = home.run(&["note", "add", ARTICLE, "乙"]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(ended.stderr.contains("backup.jsonl"), "{ended:?}");
    let ended = home.run(&["note", "list"]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(ended.stdout.contains("甲") && ended.stdout.contains("乙"));
    // It is not overlooked either.
    let check = home.run(&["check"]);
    assert!(check.stdout.contains("backup.jsonl"), "{check:?}");
    // This device's own is another matter.
    let journal = home.journal();
    fs::remove_file(&journal).expect("our own");
    fs::create_dir(&journal).expect("a folder");
    assert_eq!(home.run(&["note", "list"]).status, Some(3));
}

#[test]
fn a_note_that_was_not_saved_keeps_its_tags_in_its_draft() {
    let home = Home::new();
    home.write(".config/kanbao/marks", "not a folder");
    let ended = home.run(&["note", "add", ARTICLE, "别丢", "--tag", "水运"]);
    assert_eq!(ended.status, Some(3), "{ended:?}");
    let left = kanbao::store::drafts::Drafts::new(&home.path(".local/state/kanbao")).left();
    let drafts: Vec<_> = left.into_iter().filter_map(|left| left.draft).collect();
    assert_eq!(drafts.len(), 1);
    assert_eq!(
        (drafts[0].text.as_str(), &drafts[0].tags[..]),
        ("别丢", &["水运".to_owned()][..])
    );
}
