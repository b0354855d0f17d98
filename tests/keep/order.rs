//! What "Saved" means: written, brought to the disk, the folder too, and only then said.

use std::path::{Path, PathBuf};

use crate::home::{ARTICLE, Home, confirmed};
use crate::trace::{Call, calls, can_trace, killed};

#[test]
fn a_save_is_one_write_then_the_file_then_the_folder_then_the_word() {
    if !can_trace() {
        return;
    }
    let home = Home::with_notes(&["先有一条"]);
    let journal = home.journal().display().to_string();
    let folder = home.marks().display().to_string();
    let (ended, calls) = calls(&home, &["note", "add", ARTICLE, "再加一条"]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let place = |what: &dyn Fn(&str) -> bool| {
        let found: Vec<usize> = (0..calls.len())
            .filter(|&at| what(&calls[at].line))
            .collect();
        assert_eq!(found.len(), 1, "{calls:#?}");
        found[0]
    };
    let written = place(&|line| line.starts_with("write(") && line.contains(&journal));
    let synced = place(&|line| line.starts_with("fsync(") && line.contains(&journal));
    let folder_synced =
        place(&|line| line.starts_with("fsync(") && line.contains(&format!("{folder}>")));
    let said = place(&|line| line.starts_with("write(1") && line.contains("Saved"));
    assert!(
        written < synced && synced < folder_synced && folder_synced < said,
        "{calls:#?}"
    );
}

/// A first save that is killed, or that another one overtakes, leaves folders whose names are not on the disk. The
/// next save finds them there, and must not say "Saved" before a power cut would leave them.
#[test]
fn folders_that_another_save_made_are_on_the_disk_before_the_word() {
    if !can_trace() {
        return;
    }
    let home = Home::new();
    let before = home.snapshot();
    let save = ["note", "add", ARTICLE, "第一条"];
    let (_, first) = calls(&home, &save);
    for name in ["mkdir", "fsync"] {
        let count = first.iter().filter(|call| call.name == name).count();
        assert!(count > 0, "{first:#?}");
        for number in 1..=count {
            home.restore(&before);
            let (cut, made) = killed(&home, name, number, &save);
            let (ended, next) = calls(&home, &save);
            assert_eq!(ended.status, Some(0), "{ended:?}");
            let what = format!("{name} {number}: {cut:?}\n{made:#?}\n{next:#?}");
            let said = next
                .iter()
                .position(|call| call.line.starts_with("write(1") && call.line.contains("Saved"))
                .unwrap_or_else(|| panic!("{what}"));
            let lost = unsynced(made.iter().chain(&next[..said]));
            let marks = home.marks();
            let lost: Vec<_> = lost.iter().filter(|it| marks.starts_with(it)).collect();
            assert!(lost.is_empty(), "{lost:?} at {what}");
            assert!(confirmed(&ended.stdout).is_some());
        }
    }
}

/// The folders that `calls` made and did not bring to the disk: those above them were not synced afterwards.
fn unsynced<'a>(calls: impl Iterator<Item = &'a Call>) -> Vec<PathBuf> {
    let mut made: Vec<PathBuf> = Vec::new();
    for Call { name, line } in calls.filter(|call| call.line.ends_with(" = 0")) {
        let between = |from: char, to: char| {
            let (_, rest) = line.split_once(from)?;
            Some(Path::new(rest.split_once(to)?.0).to_owned())
        };
        match name.as_str() {
            "mkdir" | "mkdirat" => made.extend(between('"', '"')),
            "fsync" => {
                let synced = between('<', '>');
                made.retain(|folder| folder.parent() != synced.as_deref());
            }
            _ => {}
        }
    }
    made
}
