//! Files that are not as they should be.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};

use kanbao::store::record::Reason;
use kanbao::store::{MarkChange, Patience, StoreError};

use crate::desk::{Desk, edit, note, save};

/// Three notes, and the bytes of their journal.
fn three() -> (Desk, Vec<u8>) {
    let desk = Desk::new();
    for text in ["甲", "乙", "丙"] {
        desk.add("here", text);
    }
    let bytes = fs::read(desk.journal("here")).expect("it was written");
    (desk, bytes)
}

#[test]
fn a_journal_cut_anywhere_keeps_the_whole_lines() {
    let (desk, bytes) = three();
    for cut in (0..bytes.len()).step_by(7) {
        fs::write(desk.journal("here"), &bytes[..cut]).unwrap();
        let whole = bytes[..cut].iter().filter(|&&byte| byte == b'\n').count();
        let store = desk.open("here");
        // The first line names the device.
        let expected = whole.saturating_sub(1);
        let damage = &store.journals()[0].damage;
        // A line that lacks nothing but its line feed is a line.
        assert!(store.marks().len() == expected || damage.is_empty());
        let torn = cut > 0 && bytes[cut - 1] != b'\n' && bytes[cut] != b'\n';
        assert_eq!(!damage.is_empty(), torn, "cut at {cut}");

        // The next save harms nothing, and the torn line is still there afterwards.
        desk.add("here", "丁");
        let after = fs::read(desk.journal("here")).unwrap();
        assert!(after.starts_with(&bytes[..cut]));
        assert!(desk.texts().contains(&"丁".to_owned()));
    }
}

#[test]
fn a_byte_changed_anywhere_costs_one_line_and_is_told() {
    let (desk, bytes) = three();
    for place in (0..bytes.len())
        .step_by(11)
        .filter(|&place| bytes[place] != b'\n')
    {
        let mut changed = bytes.clone();
        changed[place] ^= 0x15;
        fs::write(desk.journal("here"), &changed).unwrap();
        let store = desk.open("here");
        let journal = &store.journals()[0];
        let told = journal.damage.len() + usize::from(journal.newer);
        assert!(told >= 1, "byte {place}");
        assert!(store.marks().len() >= 2, "byte {place}");
    }
}

#[test]
fn a_line_end_that_is_destroyed_costs_no_record() {
    let (desk, bytes) = three();
    let ends: Vec<usize> = memchr::memchr_iter(b'\n', &bytes).collect();
    let inner = &ends[..ends.len() - 1];
    for (&end, instead) in inner.iter().flat_map(|end| {
        let instead: [&[u8]; 7] = [b"", b" ", b"0", b"x", b"\0", b"\"", b"{\"version\":"];
        instead.map(|instead| (end, instead))
    }) {
        let damaged = [&bytes[..end], instead, &bytes[end + 1..]].concat();
        fs::write(desk.journal("here"), &damaged).unwrap();
        let case = String::from_utf8_lossy(instead);
        assert_eq!(desk.texts(), ["丙", "乙", "甲"], "{end} {case}");
        let mut store = desk.open("here");
        let told: Vec<usize> = store.journals()[0]
            .damage
            .iter()
            .map(|it| it.line)
            .collect();
        let is_harmless = instead.trim_ascii().is_empty();
        let line = ends.iter().take_while(|&&other| other < end).count() + 1;
        assert_eq!(told, vec![line; usize::from(!is_harmless)], "{end} {case}");
        // What has changed since knows the record by its place in the file.
        let id = desk.add("here", "丁");
        let mark = desk.mark("here", id);
        desk.save("here", edit(mark, "戊"));
        store.repair(Patience::FULL).unwrap();
        assert_eq!(desk.texts(), ["丙", "乙", "戊", "甲"], "{end} {case}");
        let repaired = desk.open("here");
        assert!(repaired.journals()[0].damage.is_empty(), "{end} {case}");
        // It names the device, the marks, and what was replaced.
        assert_eq!(repaired.journals()[0].records, 6, "{end} {case}");
    }
    // Without any line end all records are there.
    let joined: Vec<u8> = bytes
        .iter()
        .copied()
        .filter(|&byte| byte != b'\n')
        .collect();
    fs::write(desk.journal("here"), &joined).unwrap();
    assert_eq!(desk.texts(), ["丙", "乙", "甲"]);
}

#[test]
fn damaged_lines_are_set_aside_by_a_repair_and_not_before() {
    let (desk, bytes) = three();
    let mut torn = bytes.clone();
    torn.extend_from_slice(b"=======\n{\"version\":1,\"crc32\":\"00");
    fs::write(desk.journal("here"), &torn).unwrap();
    let mut store = desk.open("here");
    let reasons: Vec<Reason> = store.journals()[0]
        .damage
        .iter()
        .map(|damage| damage.reason)
        .collect();
    assert_eq!(reasons, [Reason::NotARecord, Reason::Torn]);
    save(&mut store, MarkChange::Add(note("a/1", "丁"))).unwrap();
    assert!(fs::read(desk.journal("here")).unwrap().starts_with(&torn));
    let done = store.repair(Patience::FULL).unwrap();
    assert_eq!(done.rewritten.unwrap().set_aside, 2);
    let aside = kanbao::store::compact::damaged_path(&desk.journal("here"));
    assert_eq!(
        fs::read_to_string(aside).unwrap(),
        "=======\n{\"version\":1,\"crc32\":\"00\n"
    );
    assert!(desk.open("here").journals()[0].damage.is_empty());
    assert_eq!(desk.texts(), ["丁", "丙", "乙", "甲"]);
}

#[test]
fn edits_by_hand_do_no_harm() {
    let (desk, bytes) = three();
    let text = String::from_utf8(bytes).unwrap();
    for edited in [
        format!("\u{feff}{text}"),
        text.replace('\n', "\r\n"),
        format!("\n\n{}\n", text.replace('\n', "\n\n")),
        text.replace("\"record\":{", "\"record\": {"),
        text.trim_end().to_owned(),
    ] {
        fs::write(desk.journal("here"), &edited).unwrap();
        assert_eq!(desk.texts(), ["丙", "乙", "甲"]);
        let id = desk.add("here", "丁");
        let mark = desk.mark("here", id);
        desk.save("here", edit(mark, "戊"));
        assert_eq!(desk.texts(), ["丙", "乙", "戊", "甲"]);
        assert!(desk.open("here").journals()[0].damage.is_empty());
    }
}

#[test]
fn what_nobody_here_knows_is_kept_when_a_mark_changes() {
    let (desk, _) = three();
    let id = desk.add("here", "丁");
    let journal = desk.journal("here");
    let text = fs::read_to_string(&journal).unwrap();
    let last = text.lines().last().unwrap();
    let record = last
        .split_once("\"record\":")
        .unwrap()
        .1
        .strip_suffix('}')
        .unwrap();
    let mut record: serde_json::Value = serde_json::from_str(record).unwrap();
    record["colour"] = "红".into();
    record["zoom"] = serde_json::json!({"x": [1, 2]});
    let line = kanbao::store::record::frame(record.to_string().as_bytes());
    let before = text.len() - last.len() - 1;
    let unknown = kanbao::store::record::frame(br#"{"ink":[3],"kind":"drawing"}"#);
    fs::write(
        &journal,
        [&text.as_bytes()[..before], &line, &unknown].concat(),
    )
    .unwrap();

    desk.save("here", edit(desk.mark("here", id), "戊"));
    desk.open("here").repair(Patience::FULL).unwrap();
    let text = fs::read_to_string(&journal).unwrap();
    let line = text.lines().find(|line| line.contains("戊")).unwrap();
    assert!(line.contains(r#""colour":"红""#) && line.contains(r#""zoom":{"x":[1,2]}"#));
    assert!(text.contains("drawing"));
    assert!(!text.contains("丁"));
}

#[test]
fn a_newer_journal_is_read_and_never_written() {
    let (desk, mut bytes) = three();
    bytes.extend_from_slice(b"{\"version\":2,\"record\":{\"kind\":\"mark\"}}\n");
    fs::write(desk.journal("here"), &bytes).unwrap();
    let mut store = desk.open("here");
    assert!(store.is_newer());
    assert_eq!(store.marks().len(), 3);
    let refused = save(&mut store, MarkChange::Add(note("a/1", "丁")));
    assert!(matches!(refused, Err(StoreError::Newer { .. })));
    assert!(matches!(
        store.repair(Patience::FULL),
        Err(StoreError::Newer { .. })
    ));
    assert_eq!(fs::read(desk.journal("here")).unwrap(), bytes);
    // Another device may go on beside it.
    desk.add("there", "丁");
    assert_eq!(desk.texts().len(), 4);
}

#[test]
fn links_are_followed_and_stay_links() {
    let (desk, bytes) = three();
    let journal = desk.journal("here");
    let elsewhere = desk.folder().join("elsewhere.txt");
    fs::rename(&journal, &elsewhere).unwrap();
    symlink(&elsewhere, &journal).unwrap();
    desk.add("here", "丁");
    desk.open("here").repair(Patience::FULL).unwrap();
    assert!(fs::symlink_metadata(&journal).unwrap().is_symlink());
    assert!(fs::read(&elsewhere).unwrap().starts_with(&bytes));
    assert_eq!(desk.texts().len(), 4);
    // The whole folder may be a link as well.
    let real = desk.folder().with_file_name("real");
    fs::rename(desk.folder(), &real).unwrap();
    symlink(&real, desk.folder()).unwrap();
    fs::remove_file(real.join(journal.file_name().unwrap())).unwrap();
    fs::write(real.join(journal.file_name().unwrap()), bytes).unwrap();
    desk.add("here", "戊");
    assert!(desk.texts().contains(&"戊".to_owned()));
}

#[test]
fn what_cannot_be_a_store_is_told_and_left_alone() {
    let desk = Desk::new();
    fs::create_dir_all(desk.folder().parent().unwrap()).unwrap();
    fs::write(desk.folder(), "不是文件夹").unwrap();
    let mut store = desk.open("here");
    assert_eq!(store.errors().len(), 1);
    assert!(save(&mut store, MarkChange::Add(note("a/1", "丁"))).is_err());
    assert_eq!(fs::read_to_string(desk.folder()).unwrap(), "不是文件夹");

    let (desk, _) = three();
    let journal = desk.journal("here");
    fs::remove_file(&journal).unwrap();
    fs::create_dir(&journal).unwrap();
    let mut store = desk.open("here");
    assert_eq!(store.errors()[0].path(), journal);
    let refused = save(&mut store, MarkChange::Add(note("a/1", "丁"))).unwrap_err();
    assert_eq!(refused.path(), journal);
}

#[test]
fn a_read_only_store_is_read_and_not_written() {
    let (desk, bytes) = three();
    let folder = desk.folder();
    let mode = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    fs::set_permissions(desk.journal("here"), fs::Permissions::from_mode(0o400)).unwrap();
    mode(0o500);
    let refused = save(&mut desk.open("here"), MarkChange::Add(note("a/1", "丁")));
    let is_root = fs::write(folder.join("probe"), "").is_ok();
    mode(0o700);
    assert_eq!(desk.open("here").marks().len(), if is_root { 4 } else { 3 });
    if !is_root {
        assert!(refused.is_err_and(|error| error.is_read_only()));
        assert_eq!(fs::read(desk.journal("here")).unwrap(), bytes);
    }
}
