//! Disks that are full or broken: every writing call fails once.

use std::fs;

use crate::home::{ARTICLE, Home, confirmed};
use crate::trace::{WRITING, calls, can_trace, disturbed, full_for};

const NOTE: &str = "写不进去的一条";

#[test]
fn every_writing_call_may_fail() {
    if !can_trace() {
        return;
    }
    let save = ["note", "add", ARTICLE, NOTE];
    for home in [Home::with_notes(&["甲", "乙"]), Home::new()] {
        let before = home.snapshot();
        let expected = home.notes();
        let (_, calls) = calls(&home, &save);
        for name in WRITING {
            let count = calls.iter().filter(|call| call.name == *name).count();
            for number in 1..=count {
                for fault in ["ENOSPC", "EIO"] {
                    home.restore(&before);
                    let ended = disturbed(&home, name, &format!("error={fault}"), number, &save);
                    let what = format!("{fault} at {name} {number}: {ended:?}");
                    let saved = confirmed(&ended.stdout).is_some();
                    let found = home.notes();
                    assert!(expected.iter().all(|text| found.contains(text)), "{what}");
                    if saved {
                        assert!(found.contains(&NOTE.to_owned()), "{what}");
                        continue;
                    }
                    // Standard output and standard error are calls too: then there is nobody to tell.
                    let told = ended.stderr.starts_with("kanbao: ");
                    let spoke = calls
                        .iter()
                        .filter(|call| call.name == *name)
                        .nth(number - 1);
                    let speaking = spoke.is_some_and(|call| {
                        call.line.starts_with("write(1") || call.line.starts_with("write(2")
                    });
                    assert_ne!(ended.status, Some(0), "{what}");
                    assert!(told || speaking, "{what}");
                    assert!(!ended.stderr.contains("be read"), "{what}");
                    // What was not confirmed is in the store all the same, or in a draft.
                    assert!(
                        found.contains(&NOTE.to_owned()) || has_draft(&home),
                        "{what}"
                    );
                }
            }
        }
    }
}

/// A whole save on a file system that takes nothing more: nothing is lost, and it says so.
#[test]
fn a_full_disk_is_told_and_keeps_what_was_there() {
    if !can_trace() {
        return;
    }
    let home = Home::with_notes(&["甲"]);
    let bytes = fs::read(home.journal()).unwrap();
    let save = ["note", "add", ARTICLE, NOTE];
    let ended = full_for(&home, &home.journal(), &save);
    assert_eq!(ended.status, Some(3), "{ended:?}");
    assert!(
        ended.stderr.contains("the disk is full") && ended.stderr.contains("Draft kept in"),
        "{}",
        ended.stderr
    );
    assert_eq!(fs::read(home.journal()).unwrap(), bytes);
    assert_eq!(home.notes(), ["甲"]);
}

fn has_draft(home: &Home) -> bool {
    let drafts = fs::read_dir(home.path(".local/state/kanbao/drafts"));
    drafts.is_ok_and(|drafts| {
        drafts.flatten().any(|entry| {
            let path = entry.path();
            path.extension().is_some_and(|ending| ending == "draft")
                && fs::read_to_string(path).is_ok_and(|text| text.contains(NOTE))
        })
    })
}
