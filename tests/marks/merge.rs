//! Several devices, copies of journals, and what holds then.

use std::collections::BTreeSet;
use std::fs;

use kanbao::annotation::{Annotation, MarkId};
use kanbao::store::marks::{JournalKind, OnMeeting};
use kanbao::store::{MarkChange, Patience};
use proptest::prelude::*;

use crate::desk::{Desk, edit, note, save, texts};

#[test]
fn two_edits_of_one_text_are_both_kept() {
    let desk = Desk::new();
    let id = desk.add("here", "初稿");
    let seen = desk.mark("here", id);
    desk.save("here", edit(seen.clone(), "家里改的"));
    desk.save("there", edit(seen, "路上改的"));
    let mark = desk.mark("here", id);
    assert_eq!(mark.heads.len(), 2);
    for text in ["家里改的", "路上改的"] {
        assert!(mark.annotation.text.contains(text));
    }
    assert_eq!(desk.open("here").marks().len(), 1);
    // Who changes it now has seen both.
    desk.save("there", edit(mark, "两处合一"));
    assert_eq!(desk.texts(), ["两处合一"]);
}

#[test]
fn a_change_meets_what_was_done_elsewhere_meanwhile() {
    let desk = Desk::new();
    let tagged = |mut note: Annotation, tags: &[&str]| {
        note.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        note
    };
    let first = tagged(note("a/1", "初稿"), &["甲", "乙"]);
    let text = |text: &str| first.clone().with_text(text);
    for (there, wanted, expected) in [
        // Both wrote: each text is a mark of its own.
        (
            text("别处"),
            text("这里"),
            vec![("别处", "甲 乙"), ("这里", "甲 乙")],
        ),
        (text("同样"), text("同样"), vec![("同样", "甲 乙")]),
        (text("别处"), text(""), vec![("别处", "甲 乙")]),
        (text("别处"), first.clone(), vec![("别处", "甲 乙")]),
        // Tags and a text do not stand in each other's way.
        (
            tagged(first.clone(), &["乙", "丙"]),
            text("这里"),
            vec![("这里", "乙 丙")],
        ),
        (
            text("别处"),
            tagged(first.clone(), &["甲", "丁"]),
            vec![("别处", "甲 丁")],
        ),
        (
            tagged(first.clone(), &["乙", "丙"]),
            tagged(first.clone(), &["甲", "丁"]),
            vec![("初稿", "丙 丁")],
        ),
    ] {
        let desk = Desk::new();
        let id = desk.save("here", MarkChange::Add(first.clone()));
        let seen = desk.mark("here", id);
        desk.save("there", seen.clone().edited(there));
        let mut store = desk.open("here");
        let met = |on_meeting| {
            let change = seen.clone().edited(wanted.clone());
            store.marks().meet(change, on_meeting)
        };
        let change = met(OnMeeting::KeepBoth).expect("it is not lost");
        // A text that is only brought back makes no mark of its own.
        let back = met(OnMeeting::LeaveTheirs);
        let is_own = matches!(change, MarkChange::Add(_));
        assert_eq!(back, (!is_own).then(|| change.clone()));
        save(&mut store, change).expect("a folder that can be written");
        let store = desk.open("there");
        let marks = store.marks();
        let mut found: Vec<(String, String)> = marks
            .entries()
            .map(|entry| marks.get(entry.id).expect("a mark").annotation)
            .map(|mark| (mark.text, mark.tags.join(" ")))
            .collect();
        found.sort();
        let mut expected: Vec<(String, String)> = expected
            .into_iter()
            .map(|(text, tags)| (text.to_owned(), tags.to_owned()))
            .collect();
        expected.sort();
        assert_eq!(found, expected);
    }
    // Nobody else was there, or the mark is gone: the change is what it was.
    let id = desk.add("here", "初稿");
    let seen = desk.mark("here", id);
    let change = edit(seen.clone(), "二稿");
    assert_eq!(
        desk.open("here")
            .marks()
            .meet(change.clone(), OnMeeting::KeepBoth),
        Some(change.clone())
    );
    desk.save("there", MarkChange::Remove(seen));
    assert_eq!(
        desk.open("here")
            .marks()
            .meet(change.clone(), OnMeeting::KeepBoth),
        Some(change)
    );
}

#[test]
fn what_others_did_to_a_mark_is_neither_removed_nor_replaced_unseen() {
    let desk = Desk::new();
    let id = desk.add("here", "初稿");
    let seen = desk.mark("here", id);
    let remove = MarkChange::Remove(seen.clone());
    let restore = MarkChange::Restore(seen.clone());
    let meet = |change: &MarkChange, on_meeting| {
        let store = desk.open("here");
        store.marks().meet(change.clone(), on_meeting)
    };
    let both = [OnMeeting::KeepBoth, OnMeeting::LeaveTheirs];
    for on_meeting in both {
        assert_eq!(meet(&remove, on_meeting), Some(remove.clone()));
        assert_eq!(meet(&restore, on_meeting), None, "it is there");
    }
    desk.save("there", edit(seen.clone(), "别处改的"));
    for on_meeting in both {
        assert_eq!(
            meet(&remove, on_meeting),
            None,
            "only the first text was seen"
        );
    }
    desk.save("there", MarkChange::Remove(desk.mark("there", id)));
    let mut tagged = seen.annotation.clone();
    tagged.tags = vec!["水运".to_owned()];
    let tag = seen.clone().edited(tagged);
    for on_meeting in both {
        assert_eq!(meet(&restore, on_meeting), Some(restore.clone()));
        assert_eq!(meet(&remove, on_meeting), None, "it is gone already");
        assert_eq!(meet(&tag, on_meeting), None, "a tag brings nothing back");
    }
}

#[test]
fn what_comes_back_twice_is_there_twice_over_and_not_half() {
    let desk = Desk::new();
    let id = desk.add("here", "初稿");
    let seen = desk.mark("here", id);
    desk.save("here", MarkChange::Remove(seen.clone()));
    // Somebody who had it open writes on; then it is restored by one who did not see that.
    desk.save("there", edit(seen.clone(), "别处续写的"));
    desk.save("here", MarkChange::Restore(seen));
    let texts = desk.mark("here", id).annotation.text;
    assert!(
        texts.contains("初稿") && texts.contains("别处续写的"),
        "{texts}"
    );
}

#[test]
fn a_removal_covers_only_what_it_names() {
    let desk = Desk::new();
    let id = desk.add("here", "初稿");
    let seen = desk.mark("here", id);
    desk.save("there", edit(seen.clone(), "又写了一段"));
    desk.save("here", MarkChange::Remove(seen));
    assert_eq!(desk.texts(), ["又写了一段"]);
    desk.save("here", MarkChange::Remove(desk.mark("here", id)));
    assert_eq!(desk.texts(), [""; 0]);
}

#[test]
fn the_clock_says_nothing() {
    let desk = Desk::new();
    let id = desk.add("here", "初稿");
    let mut store = desk.open("here");
    for (text, at) in [("二稿", 9_000_000_000), ("三稿", 5), ("四稿", i64::MIN)] {
        let mark = store.marks().get(id).unwrap();
        store.save(&[edit(mark, text)], at, Patience::FULL).unwrap();
        assert_eq!(desk.texts(), [text]);
    }
}

#[test]
fn a_conflict_copy_counts_and_is_taken_in() {
    let desk = Desk::new();
    desk.add("there", "两边都有");
    let journal = desk.journal("there");
    let common = fs::read(&journal).unwrap();
    let lost = desk.add("there", "只在副本里");
    let copy = journal.with_extension("sync-conflict-20240607-081500-ABCDEFG.jsonl");
    let mut bytes = fs::read(&journal).unwrap();
    bytes.extend_from_slice(&kanbao::store::record::frame(
        br#"{"ink":[1,2],"kind":"drawing"}"#,
    ));
    bytes.extend_from_slice(b"<<<<<<< HEAD\n");
    fs::write(&copy, &bytes).unwrap();
    fs::write(&journal, common).unwrap();
    let mut store = desk.open("here");
    let before = texts(&store);
    assert_eq!(before, ["两边都有", "只在副本里"]);
    assert_eq!(store.journals().last().unwrap().kind, JournalKind::Copy);

    let done = store.repair(Patience::FULL).unwrap();
    assert_eq!(done.copies, std::slice::from_ref(&copy));
    assert_eq!(done.taken, 2);
    assert!(!copy.exists());
    assert_eq!(texts(&store), before);
    assert_eq!(desk.texts(), before);
    assert!(desk.open("reader").marks().get(lost).is_some());
    let own = fs::read_to_string(desk.journal("here")).unwrap();
    assert!(
        own.contains("drawing"),
        "an unknown kind is taken in as well"
    );
    let aside = kanbao::store::compact::damaged_path(&desk.journal("here"));
    assert_eq!(fs::read_to_string(aside).unwrap(), "<<<<<<< HEAD\n");
    assert_eq!(store.repair(Patience::FULL).unwrap().taken, 0);
}

#[test]
fn a_copy_does_not_revive_what_was_removed() {
    let desk = Desk::new();
    let id = desk.add("here", "要删的");
    let copy = desk.folder().join("x (conflicted copy 2024-06-07).jsonl");
    fs::copy(desk.journal("here"), &copy).unwrap();
    desk.save("here", MarkChange::Remove(desk.mark("here", id)));
    assert_eq!(desk.texts(), [""; 0]);
    let mut store = desk.open("here");
    store.repair(Patience::FULL).unwrap();
    assert_eq!(desk.texts(), [""; 0]);
    assert!(fs::read_dir(desk.folder()).unwrap().flatten().any(|entry| {
        entry
            .file_name()
            .to_string_lossy()
            .ends_with(".jsonl.merged")
    }));
}

/// What a device does: adds, changes or removes the n-th mark it sees.
#[derive(Clone, Debug)]
enum Deed {
    Add,
    Edit(usize),
    Remove(usize),
    /// Sees what the others have done until now.
    Look,
    Rewrite,
}

fn deeds() -> impl Strategy<Value = Vec<(usize, Deed)>> {
    let deed = prop_oneof![
        3 => Just(Deed::Add),
        3 => (0usize..8).prop_map(Deed::Edit),
        2 => (0usize..8).prop_map(Deed::Remove),
        2 => Just(Deed::Look),
        1 => Just(Deed::Rewrite),
    ];
    proptest::collection::vec((0usize..3, deed), 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Three devices that see each other's work late lose nothing and revive nothing: every text that
    /// nobody changed or removed after having seen it is there, and no other.
    #[test]
    fn devices_that_meet_late_agree(deeds in deeds()) {
        let desk = Desk::new();
        let names = ["one", "two", "three"];
        // A stale view of the others is a folder of its own, brought up to date by looking.
        let folders = [Desk::new(), Desk::new(), Desk::new()];
        let stores: Vec<_> = folders.iter().zip(names).map(|(own, name)| own.open(name)).collect();
        let mut expected: BTreeSet<(MarkId, String)> = BTreeSet::new();
        let mut stores = stores;
        let mut counter = 0;
        for (who, deed) in deeds {
            let store = &mut stores[who];
            let ids: Vec<MarkId> = store.marks().entries().map(|entry| entry.id).collect();
            let nth = |number: usize| {
                ids.get(number % ids.len().max(1)).and_then(|&id| store.marks().get(id))
            };
            let parts = |id: MarkId, text: &str| -> Vec<(MarkId, String)> {
                text.split("\n\n").map(|part| (id, part.to_owned())).collect()
            };
            counter += 1;
            match deed {
                Deed::Add => {
                    let text = format!("t{counter}");
                    let id = save(store, MarkChange::Add(note("a/1", &text))).unwrap();
                    expected.insert((id, text));
                }
                Deed::Edit(number) => {
                    let Some(mark) = nth(number) else { continue };
                    for part in parts(mark.id, &mark.annotation.text) {
                        expected.remove(&part);
                    }
                    let text = format!("t{counter}");
                    expected.insert((mark.id, text.clone()));
                    save(store, edit(mark, &text)).unwrap();
                }
                Deed::Remove(number) => {
                    let Some(mark) = nth(number) else { continue };
                    for part in parts(mark.id, &mark.annotation.text) {
                        expected.remove(&part);
                    }
                    save(store, MarkChange::Remove(mark)).unwrap();
                }
                Deed::Look => {
                    for (other, folder) in folders.iter().enumerate() {
                        let Ok(name) = fs::read_to_string(folder.state(names[other]).join("device")) else {
                            continue;
                        };
                        let file = format!("{}.jsonl", name.trim());
                        if other != who && folder.folder().join(&file).exists() {
                            fs::create_dir_all(folders[who].folder()).unwrap();
                            fs::copy(folder.folder().join(&file), folders[who].folder().join(&file)).unwrap();
                        }
                    }
                    store.refresh();
                }
                Deed::Rewrite => {
                    store.rewrite(Patience::FULL).unwrap();
                }
            }
        }
        // In the end all journals lie in one folder.
        fs::create_dir_all(desk.folder()).unwrap();
        for (folder, name) in folders.iter().zip(names) {
            if folder.state(name).join("device").exists() {
                let journal = folder.journal(name);
                fs::copy(&journal, desk.folder().join(journal.file_name().unwrap())).unwrap();
            }
        }
        let store = desk.open("reader");
        let found: BTreeSet<(MarkId, String)> = store
            .marks()
            .entries()
            .filter_map(|entry| store.marks().get(entry.id))
            .flat_map(|mark| {
                let parts: Vec<String> = mark.annotation.text.split("\n\n").map(str::to_owned).collect();
                parts.into_iter().map(move |part| (mark.id, part))
            })
            .collect();
        prop_assert_eq!(found, expected);
    }
}
