//! A store that something has damaged or somebody has edited, as the program itself meets it.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use kanbao::annotation::{Annotation, Motivation};
use kanbao::store::{MarkChange, MarkStore, MarksPlace, Patience};

use crate::home::{ARTICLE, Home};

/// What happens to bytes at a place.
type Harm = fn(&mut Vec<u8>, usize);

/// Places over the whole journal, the last byte too.
const PLACES: usize = 40;

/// The notes in the journal; each has a line of its own.
const NOTES: [&str; 3] = ["甲处的一条", "乙处的一条", "丙处的一条"];

#[test]
fn a_cut_anywhere_costs_no_whole_line_and_is_told() {
    costs_no_whole_line(Vec::truncate);
}

#[test]
fn a_flipped_bit_anywhere_costs_no_whole_line_and_is_told() {
    costs_no_whole_line(|bytes, at| bytes[at] ^= 0x10);
}

#[test]
fn a_lost_byte_anywhere_costs_no_whole_line_and_is_told() {
    costs_no_whole_line(|bytes, at| {
        bytes.remove(at);
    });
}

#[test]
fn zeros_anywhere_cost_no_whole_line_and_are_told() {
    costs_no_whole_line(|bytes, at| {
        let end = (at + 16).min(bytes.len());
        bytes[at..end].fill(0);
    });
}

#[test]
fn foreign_bytes_anywhere_cost_no_whole_line_and_are_told() {
    costs_no_whole_line(|bytes, at| drop(bytes.splice(at..at, *b"\xff\xfe<<<<")));
}

#[test]
fn a_beginning_that_is_there_twice_costs_no_whole_line_and_is_told() {
    costs_no_whole_line(|bytes, at| bytes.extend_from_within(..at));
}

/// `harm` at places all over the journal: what stands on whole lines is listed, damage is told, the next save
/// adds to it, and not a byte of what was there is thrown away.
fn costs_no_whole_line(harm: Harm) {
    let home = Home::with_notes(&NOTES);
    let journal = home.journal();
    let whole = fs::read(&journal).expect("the journal");
    let line_of = |text: &str| {
        let mut lines = whole.split(|byte| *byte == b'\n');
        lines.find(|line| contains(line, text.as_bytes()))
    };
    for place in 0..PLACES {
        let at = (whole.len() - 1) * place / (PLACES - 1);
        let mut bytes = whole.clone();
        harm(&mut bytes, at);
        fs::write(&journal, &bytes).expect("the journal");
        let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
        let good = |text: &&str| lines.contains(&line_of(text).expect("each note has a line"));
        let good: Vec<&str> = NOTES.into_iter().filter(good).collect();
        let ended = home.run(&["note", "list", "--json"]);
        for text in &good {
            assert!(ended.stdout.contains(text), "at {at}: {ended:?}");
        }
        let is_whole = |line: &[u8]| whole.split(|byte| *byte == b'\n').any(|it| it == line);
        let is_damaged = lines.iter().any(|line| !line.is_empty() && !is_whole(line));
        assert_eq!(
            ended.stderr.contains("damaged"),
            is_damaged,
            "at {at}: {ended:?}"
        );
        let names_it = ended.stderr.contains(&*journal.to_string_lossy());
        assert_eq!(names_it, is_damaged, "at {at}: {ended:?}");
        let added = home.run(&["note", "add", ARTICLE, "丁处的一条"]);
        assert_eq!(added.status, Some(0), "at {at}: {added:?}");
        let now = fs::read(&journal).expect("the journal");
        assert!(now.starts_with(&bytes), "at {at}: the original is kept");
        let store = MarkStore::open(MarksPlace {
            folder: home.marks(),
            state: home.path(".local/state/kanbao"),
            host: String::new(),
        });
        let marks = store.marks();
        let texts: Vec<String> = marks
            .entries()
            .filter_map(|entry| marks.get(entry.id))
            .map(|mark| mark.annotation.text)
            .collect();
        for text in good.into_iter().chain(["丁处的一条"]) {
            assert!(texts.iter().any(|it| it == text), "at {at}: {texts:?}");
        }
    }
}

#[test]
fn a_mark_that_cannot_be_understood_is_told_and_kept() {
    let home = Home::with_notes(&NOTES);
    let journal = home.journal();
    let mut bytes = fs::read(&journal).expect("the journal");
    for (id, motivation) in [("abcdefghil", "commenting"), ("abcdefghjk", "singing")] {
        let record = serde_json::json!({
            "article": ARTICLE, "at": 1, "id": id, "kind": "mark", "motivation": motivation, "text": "丁",
        });
        let line = kanbao::store::record::write_line(&record).expect("it has a JSON form");
        bytes.extend(line.into_bytes());
    }
    fs::write(&journal, &bytes).expect("the journal");
    let ended = home.run(&["note", "list"]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(!ended.stdout.contains('丁'), "{ended:?}");
    assert!(ended.stderr.contains("2 marks in "), "{ended:?}");
    let check = home.run(&["check"]);
    assert_eq!(check.status, Some(1), "{check:?}");
    // Behind the line of the device and those of the notes.
    for line in [5, 6] {
        let place = format!("{}:{line}: ", journal.display());
        assert!(check.stdout.contains(&place), "{check:?}");
    }
    // A repair rewrites the journal and keeps them.
    let repaired = home.run(&["doctor", "--repair"]);
    assert!(repaired.stdout.contains(":5: "), "{repaired:?}");
    assert_eq!(fs::read(&journal).expect("the journal"), bytes);
}

fn contains(line: &[u8], text: &[u8]) -> bool {
    line.windows(text.len()).any(|part| part == text)
}

/// Edits that keep what was said: nothing is lost, nothing is called damaged, and saves go on.
#[test]
fn edits_by_hand_links_and_a_clock_gone_back_do_no_harm() {
    let edits: [fn(&str) -> String; 6] = [
        |text| format!("\u{feff}{text}"),
        |text| text.replace('\n', "\r\n"),
        |text| format!("\n\n{}\n", text.replace('\n', "\n\n")),
        |text| text.replace("\"record\":{", "\"record\" : { "),
        |text| text.trim_end().to_owned(),
        |text| {
            let mut lines: Vec<&str> = text.lines().collect();
            lines.reverse();
            lines.join("\n") + "\n"
        },
    ];
    for (number, edit) in edits.into_iter().enumerate() {
        let home = Home::with_notes(&["甲", "乙"]);
        let text = fs::read_to_string(home.journal()).expect("the journal");
        fs::write(home.journal(), edit(&text)).expect("the journal");
        goes_on(&home, &format!("edit {number}"));
    }
    for whole_folder in [false, true] {
        let home = Home::with_notes(&["甲", "乙"]);
        let (place, elsewhere) = match whole_folder {
            true => (home.marks(), home.path("elsewhere")),
            false => (home.journal(), home.path("elsewhere.jsonl")),
        };
        fs::rename(&place, &elsewhere).expect("our own files");
        symlink(&elsewhere, &place).expect("a link");
        goes_on(&home, "a link");
        let kind = fs::symlink_metadata(&place).expect("the link").file_type();
        assert!(kind.is_symlink(), "a link stays a link");
    }
    // What was saved by a clock that is years ahead is changed and removed by one that went back.
    let home = Home::with_notes(&["甲"]);
    let ahead = 4_000_000_000;
    let mut store = MarkStore::open(MarksPlace {
        folder: home.marks(),
        state: home.path(".local/state/kanbao"),
        host: String::new(),
    });
    let add = |text: &str| {
        MarkChange::Add(Annotation {
            created: ahead,
            modified: ahead,
            ..Annotation::new(Motivation::Commenting, ARTICLE, ahead).with_text(text)
        })
    };
    let saved = store.save(&[add("乙"), add("多余")], ahead, Patience::FULL);
    let saved = saved.expect("a store that can be written");
    home.prints(&["note", "remove", &saved[1].to_string()]);
    goes_on(&home, "a clock");
}

/// Both notes are there, one more is added and removed again, and nothing is complained of.
fn goes_on(home: &Home, when: &str) {
    assert_eq!(home.notes(), ["乙", "甲"], "{when}");
    let id = home.saves(&["note", "add", ARTICLE, "丙"]);
    home.saves(&["note", "add", ARTICLE, "丁"]);
    home.prints(&["note", "remove", &id]);
    assert_eq!(home.notes(), ["丁", "乙", "甲"], "{when}");
    let listed = home.run(&["note", "list"]);
    assert_eq!(listed.stderr, "", "{when}");
    assert!(Path::exists(&home.journal()), "{when}");
}

#[test]
fn marks_behind_a_dead_link_are_not_said_to_be_none() {
    let home = Home::with_notes(&["留着"]);
    let journal = home.journal();
    // The file, and the whole folder, as where a disk is not mounted.
    for path in [journal, home.marks()] {
        let aside = home.path("aside");
        fs::rename(&path, &aside).expect("our own file");
        symlink(home.path("unmounted"), &path).expect("a link");
        let ended = home.run(&["note", "list"]);
        assert_eq!(ended.status, Some(3), "{ended:?}");
        let name = path.to_string_lossy();
        assert!(ended.stderr.contains(&*name), "{ended:?}");
        let ended = home.run(&["check"]);
        assert_eq!(ended.status, Some(1), "{ended:?}");
        assert!(ended.stdout.contains(&*name), "{ended:?}");
        fs::remove_file(&path).expect("our own link");
        fs::rename(&aside, &path).expect("our own file");
    }
    assert_eq!(home.notes(), ["留着"]);
}
