//! Stores that may not be written or not be read: what was there is whole, the refusal names the file, the note
//! is a draft, and once the way is free everything goes on.

use std::fs;
use std::path::{Path, PathBuf};

use crate::barrier::{Barrier, bound_by_modes, on_a_read_only_file_system};
use crate::home::{ARTICLE, Ended, Home, ended};

const NOTE: &str = "挡在门外的一条";

/// Runs the program behind `before`.
fn run_under(home: &Home, before: &[&str], arguments: &[&str]) -> Ended {
    let run = home.command_under(before, arguments).output();
    ended(run.expect("it starts"))
}

/// A save behind `before` is refused: it names `file`, says where the draft is, and changes no byte.
fn is_refused(home: &Home, before: &[&str], file: &Path, why: &str) {
    let marks = |home: &Home| {
        let files = home.snapshot().into_iter();
        let of_marks = |(path, _): &(PathBuf, Vec<u8>)| path.starts_with(home.path(".config"));
        files.filter(of_marks).collect::<Vec<_>>()
    };
    let bytes = marks(home);
    let refused = run_under(home, before, &["note", "add", ARTICLE, NOTE]);
    assert_eq!(refused.status, Some(3), "{refused:?}");
    assert_eq!(refused.stdout, "", "nothing is confirmed");
    let told = &refused.stderr;
    assert!(told.starts_with("kanbao: "), "{told}");
    assert!(told.contains(&*file.to_string_lossy()), "{told}");
    assert!(told.contains(why), "{told}");
    let draft = told.split("Draft kept in ").nth(1).expect("a draft");
    let draft = draft.lines().next().expect("its path").trim();
    let draft = fs::read_to_string(draft).expect("the draft that was named");
    assert!(draft.contains(NOTE), "{draft}");
    for arguments in [
        &["bookmark", "add", ARTICLE][..],
        &["import", "--marks", "marks.jsonld"],
    ] {
        let refused = run_under(home, before, arguments);
        assert_eq!(refused.status, Some(3), "{arguments:?}: {refused:?}");
        assert_eq!(marks(home), bytes, "{arguments:?}");
    }
    assert_eq!(marks(home), bytes);
}

/// A home with two notes, and marks to be imported.
fn home() -> Home {
    let home = Home::with_notes(&["甲", "乙"]);
    let other = Home::with_notes(&["丙"]);
    home.write("marks.jsonld", other.prints(&["export", "--json"]));
    home
}

#[test]
fn a_file_or_folder_that_may_not_be_written_is_named_and_whole() {
    let Some(before) = bound_by_modes() else {
        return;
    };
    let home = home();
    let journal = home.journal();
    {
        let _barrier = Barrier::no_writing(&journal);
        is_refused(&home, &before, &journal, "ermission");
        let listed = run_under(&home, &before, &["note", "list"]);
        assert!(listed.stdout.contains('甲') && listed.stdout.contains('乙'));
        assert_eq!((listed.status, listed.stderr.as_str()), (Some(0), ""));
    }
    assert_eq!(home.notes(), ["乙", "甲"]);
    home.saves(&["note", "add", ARTICLE, "丁"]);
    // In a folder that may not be written the first save finds no way; nor does the one of another device.
    for folder in [".config", ".config/kanbao", ".config/kanbao/marks"] {
        let home = self::home();
        let marks = home.marks();
        for file in fs::read_dir(&marks).expect("the marks").flatten() {
            fs::remove_file(file.path()).expect("our own file");
        }
        match folder {
            ".config/kanbao/marks" => {}
            folder => {
                fs::remove_dir_all(home.path(".config")).expect("our own folder");
                fs::create_dir_all(home.path(folder)).expect("a folder");
            }
        }
        let _barrier = Barrier::no_writing(&home.path(folder));
        is_refused(&home, &before, &home.path(folder), "ermission");
    }
}

#[test]
fn a_store_that_may_not_be_read_is_named_and_whole() {
    let Some(before) = bound_by_modes() else {
        return;
    };
    for whole_folder in [false, true] {
        let home = home();
        let path = match whole_folder {
            true => home.marks(),
            false => home.journal(),
        };
        {
            let _barrier = Barrier::with_mode(&path, 0);
            let listed = run_under(&home, &before, &["note", "list"]);
            assert!(
                listed.stderr.contains(&*path.to_string_lossy()),
                "{listed:?}"
            );
            assert_ne!(listed.status, Some(0), "{listed:?}");
            let refused = run_under(&home, &before, &["note", "add", ARTICLE, NOTE]);
            assert_eq!(refused.status, Some(3), "{refused:?}");
            assert!(
                refused.stderr.contains(&*path.to_string_lossy()),
                "{refused:?}"
            );
            assert!(refused.stderr.contains("Draft kept in"), "{refused:?}");
        }
        assert_eq!(home.notes(), ["乙", "甲"]);
        home.saves(&["note", "add", ARTICLE, "丁"]);
        assert_eq!(home.notes(), ["丁", "乙", "甲"]);
    }
}

#[test]
fn marks_are_read_without_the_name_of_this_device() {
    let home = home();
    let state = home.path(".local/state/kanbao");
    let aside = home.path(".local/state/aside");
    let reads = |before: &[&str]| {
        for arguments in [&["note", "list"][..], &["export"]] {
            let ended = run_under(&home, before, arguments);
            assert_eq!(ended.status, Some(0), "{arguments:?}: {ended:?}");
            let has_both = ended.stdout.contains('甲') && ended.stdout.contains('乙');
            assert!(has_both, "{arguments:?}: {ended:?}");
        }
        // It is not overlooked, and nothing is saved without it.
        let check = run_under(&home, before, &["check"]);
        assert_eq!(check.status, Some(1), "{check:?}");
        assert!(
            check.stdout.contains(&*state.to_string_lossy()),
            "{check:?}"
        );
        let journal = fs::read_dir(home.marks()).expect("the marks").count();
        let refused = run_under(&home, before, &["note", "add", ARTICLE, NOTE]);
        assert_eq!(refused.status, Some(3), "{refused:?}");
        assert!(
            refused.stderr.contains(&*state.to_string_lossy()),
            "{refused:?}"
        );
        assert_eq!(
            fs::read_dir(home.marks()).expect("the marks").count(),
            journal
        );
    };
    let name = fs::read(state.join("device")).expect("a name");
    fs::remove_file(state.join("device")).expect("our own file");
    fs::create_dir(state.join("device")).expect("a folder");
    reads(&[]);
    fs::remove_dir(state.join("device")).expect("our own folder");
    fs::write(state.join("device"), name).expect("a file");
    fs::rename(&state, &aside).expect("our own folder");
    fs::write(&state, "not a folder").expect("a file");
    reads(&[]);
    fs::remove_file(&state).expect("our own file");
    fs::rename(&aside, &state).expect("our own folder");
    if let Some(before) = bound_by_modes() {
        let _barrier = Barrier::with_mode(&state, 0);
        reads(&before);
    }
    assert_eq!(home.notes(), ["乙", "甲"]);
    home.saves(&["note", "add", ARTICLE, "丁"]);
    assert_eq!(
        fs::read_dir(home.marks()).expect("the marks").count(),
        2,
        "one journal, one lock"
    );
}

#[test]
fn a_read_only_file_system_is_named_and_whole() {
    let home = home();
    let Some(before) = on_a_read_only_file_system(&home.path(".config")) else {
        return;
    };
    let before: Vec<&str> = before.iter().map(String::as_str).collect();
    is_refused(&home, &before, &home.marks(), "ead-only");
    let listed = run_under(&home, &before, &["note", "list"]);
    assert!(listed.stdout.contains('甲') && listed.stdout.contains('乙'));
    let doctor = run_under(&home, &before, &["doctor"]);
    assert!(doctor.stdout.contains("read-only"), "{}", doctor.stdout);
    assert_eq!(home.notes(), ["乙", "甲"]);
    home.saves(&["note", "add", ARTICLE, "丁"]);
}

#[test]
fn where_a_folder_cannot_be_made_doctor_does_not_say_that_it_will() {
    let Some(before) = bound_by_modes() else {
        return;
    };
    let home = Home::new();
    fs::create_dir_all(home.path(".config/kanbao")).expect("a folder");
    let told = run_under(&home, &before, &["doctor"]).stdout;
    let marks = told
        .lines()
        .find(|line| line.contains(".config/kanbao/marks"));
    let absent = marks.expect("a row for marks").to_owned();
    let _barrier = Barrier::no_writing(&home.path(".config/kanbao"));
    let doctor = run_under(&home, &before, &["doctor"]);
    let marks = doctor
        .stdout
        .lines()
        .find(|line| line.contains(".config/kanbao/marks"));
    let marks = marks.expect("a row for marks");
    assert_ne!(marks, absent);
    assert!(marks.contains("read-only"), "{marks}");
    assert_eq!(doctor.status, Some(1), "{doctor:?}");
}
