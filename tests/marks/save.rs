//! Saving and seeing what was saved.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use kanbao::annotation::{Annotation, ArticleText, MarkId, Motivation};
use kanbao::store::{MarkChange, Patience, StoreError};
use serde_json::{Map, json};

use crate::desk::{Desk, edit, note, save, texts};

#[test]
fn a_mark_reads_back_as_it_was_made() {
    let desk = Desk::new();
    let text = ArticleText::new("雨停了。渡口又开船，旅客都说“好”。");
    let mark = Annotation {
        selector: text.select(4..9),
        text: "第一行\n第二行\t\u{1b}[31m".to_owned(),
        tags: vec!["水运".to_owned(), "民生".to_owned()],
        ..Annotation::new(Motivation::Commenting, "gang-01/01-dukou", 5)
    };
    let id = desk.save("here", MarkChange::Add(mark.clone()));
    assert_eq!(desk.mark("here", id).annotation, mark);
    let store = desk.open("elsewhere");
    assert_eq!(store.marks().of_article("gang-01/01-dukou").len(), 1);
    assert_eq!(store.marks().of_article("gang-01/02").len(), 0);
    assert_eq!(store.marks().articles(), ["gang-01/01-dukou"]);
    assert_eq!(store.marks().beginning_with(&id.to_string()[..6]), [id]);
}

#[test]
fn what_is_kept_is_for_its_owner_only() {
    let desk = Desk::new();
    desk.add("here", "记");
    let mode = |path| {
        fs::metadata(path)
            .expect("it is there")
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode(desk.folder()), 0o700);
    assert_eq!(mode(desk.journal("here")), 0o600);
    assert_eq!(mode(desk.folder().join(".lock")), 0o600);
    assert_eq!(mode(desk.state("here").join("device")), 0o600);
}

#[test]
fn changing_removing_and_restoring() {
    let desk = Desk::new();
    let id = desk.add("here", "初稿");
    desk.save("here", edit(desk.mark("here", id), "改稿"));
    assert_eq!(desk.texts(), ["改稿"]);
    let mark = desk.mark("here", id);
    assert_eq!(mark.annotation.created, 1_717_720_200);
    assert_eq!(mark.annotation.modified, 1_717_720_300);
    desk.save("here", MarkChange::Remove(mark.clone()));
    assert_eq!(desk.texts(), [""; 0]);
    assert!(desk.open("here").marks().get(id).is_none());
    desk.save("here", MarkChange::Restore(mark));
    assert_eq!(desk.texts(), ["改稿"]);
    assert_eq!(desk.mark("here", id).heads.len(), 1);
}

#[test]
fn what_another_program_wrote_besides_goes_on_with_the_mark() {
    let desk = Desk::new();
    let mark = MarkId::from_bits(7);
    let foreign = Map::from_iter([("creator".to_owned(), json!({"name": "周编辑"}))]);
    desk.save(
        "here",
        MarkChange::Adopt {
            mark,
            record: MarkId::from_bits(8),
            others: Vec::new(),
            annotation: note("gang-01/01-dukou", "初稿"),
            foreign: foreign.clone(),
        },
    );
    let kept = || {
        let store = desk.open("here");
        let heads = store.marks().get(mark).expect("it is there").heads;
        store.marks().foreign(&heads)
    };
    assert_eq!(kept(), foreign);
    desk.save("here", edit(desk.mark("here", mark), "改稿"));
    assert_eq!(
        (desk.texts(), kept()),
        (vec!["改稿".to_owned()], foreign.clone())
    );
    let removed = desk.mark("here", mark);
    desk.save("here", MarkChange::Remove(removed.clone()));
    desk.save("here", MarkChange::Restore(removed));
    assert_eq!(kept(), foreign);
    let plain = desk.add("here", "另一条");
    let heads = desk.mark("here", plain).heads;
    assert!(desk.open("here").marks().foreign(&heads).is_empty());
}

#[test]
fn another_session_sees_a_change_without_reading_all() {
    let desk = Desk::new();
    desk.add("here", "一");
    let mut reader = desk.open("here");
    let mut writer = desk.open("here");
    assert!(!reader.has_changed());
    for text in ["二", "三"] {
        save(&mut writer, MarkChange::Add(note("gang-01/02", text))).unwrap();
        assert!(!writer.has_changed());
        assert!(reader.has_changed());
        reader.refresh();
        assert!(!reader.has_changed());
        assert_eq!(texts(&reader), texts(&writer));
    }
    assert_eq!(reader.journals()[0].records, 4);
    // A writer that has not looked for long saves all the same.
    save(&mut reader, MarkChange::Add(note("gang-01/03", "四"))).unwrap();
    save(&mut writer, MarkChange::Add(note("gang-01/03", "五"))).unwrap();
    assert_eq!(texts(&writer), ["一", "三", "二", "五", "四"]);
    assert_eq!(desk.texts(), texts(&writer));
}

#[test]
fn a_change_of_another_device_is_seen() {
    let desk = Desk::new();
    desk.add("here", "一");
    let mut reader = desk.open("here");
    desk.add("there", "二");
    assert!(reader.has_changed());
    reader.refresh();
    assert_eq!(texts(&reader), ["一", "二"]);
    desk.add("there", "三");
    assert!(reader.has_changed());
    reader.refresh();
    assert_eq!(texts(&reader), ["一", "三", "二"]);
}

#[test]
fn many_changes_are_one_append() {
    let desk = Desk::new();
    let changes: Vec<MarkChange> = (0..500)
        .map(|number| MarkChange::Add(note(&format!("gang-{number:03}/01"), &number.to_string())))
        .collect();
    let mut store = desk.open("here");
    let ids = store.save(&changes, 1, Patience::FULL).unwrap();
    assert_eq!(ids.len(), 500);
    assert_eq!(texts(&store), desk.texts());
    assert_eq!(store.marks().len(), 500);
}

#[test]
fn a_writer_that_waits_too_long_is_told() {
    let desk = Desk::new();
    desk.add("here", "一");
    let lock = kanbao::store::lock::Lock::take(&desk.folder(), Patience::NONE).unwrap();
    let mut store = desk.open("here");
    let refused = store.save(&[MarkChange::Add(note("a/1", "二"))], 1, Patience::NONE);
    assert!(
        matches!(refused, Err(StoreError::Busy { .. })),
        "{refused:?}"
    );
    drop(lock);
    assert_eq!(desk.texts(), ["一"]);
    assert_eq!(texts(&store), ["一"]);
}

#[test]
fn a_long_journal_is_rewritten_with_what_matters() {
    let desk = Desk::new();
    let kept = desk.add("here", "留着");
    desk.save("here", edit(desk.mark("here", kept), "还留着"));
    let mut store = desk.open("here");
    let notes = (0..1100).map(|number| MarkChange::Add(note("a/1", &number.to_string())));
    let ids = store
        .save(&notes.collect::<Vec<_>>(), 2, Patience::FULL)
        .unwrap();
    let before = fs::read(desk.journal("here")).unwrap();
    assert!(!store.is_long());
    let removals = ids
        .iter()
        .map(|&id| MarkChange::Remove(store.marks().get(id).unwrap()));
    let removals: Vec<_> = removals.collect();
    store.save(&removals, 2, Patience::FULL).unwrap();
    assert!(store.is_long());
    let done = store.rewrite(Patience::FULL).unwrap().unwrap();
    assert_eq!((done.kept, done.dropped), (2, 2201));
    assert!(!store.is_long());
    assert_eq!(texts(&store), ["还留着"]);
    assert_eq!(desk.texts(), ["还留着"]);
    // An old copy of the journal revives nothing.
    fs::write(desk.folder().join("old copy.jsonl"), before).unwrap();
    assert_eq!(desk.texts(), ["还留着"]);
    // What was removed can still be restored.
    let MarkChange::Remove(mark) = removals[7].clone() else {
        unreachable!("these are removals");
    };
    desk.save("here", MarkChange::Restore(mark));
    assert_eq!(desk.texts(), ["7", "还留着"]);
}
