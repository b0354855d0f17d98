//! Notes in the making.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use kanbao::store::drafts::{Draft, Drafts};

fn draft(text: &str, at: i64) -> Draft {
    Draft {
        article: "gang-01/01".to_owned(),
        text: text.to_owned(),
        at,
        ..Draft::default()
    }
}

#[test]
fn a_draft_is_offered_once_nobody_types_it() {
    let state = tempfile::tempdir().unwrap();
    let drafts = Drafts::new(state.path());
    assert_eq!(drafts.left(), []);
    let open = drafts.begin().unwrap();
    open.keep(&draft("写到", 1)).unwrap();
    open.keep(&draft("写到一半", 2)).unwrap();
    assert_eq!(drafts.left(), []);
    let mode = fs::metadata(open.path()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    drop(open);
    let left = drafts.left();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].draft, Some(draft("写到一半", 2)));

    let taken = drafts.take(&left[0]).unwrap().unwrap();
    assert_eq!(drafts.left(), []);
    assert!(drafts.take(&left[0]).unwrap().is_none());
    assert!(drafts.discard(&left[0]).is_err());
    taken.finish().unwrap();
    assert_eq!(
        fs::read_dir(state.path().join("drafts")).unwrap().count(),
        0
    );
    assert!(drafts.take(&left[0]).unwrap().is_none());
    assert_eq!(
        fs::read_dir(state.path().join("drafts")).unwrap().count(),
        0
    );
}

#[test]
fn the_newest_is_first_and_a_damaged_one_is_told() {
    let state = tempfile::tempdir().unwrap();
    let drafts = Drafts::new(state.path());
    for (text, at) in [("旧", 1), ("新", 9), ("中", 5)] {
        drafts.begin().unwrap().keep(&draft(text, at)).unwrap();
    }
    fs::write(state.path().join("drafts/00000000.draft"), "{\"version\":1").unwrap();
    let left = drafts.left();
    let texts: Vec<Option<&str>> = left
        .iter()
        .map(|left| left.draft.as_ref().map(|draft| draft.text.as_str()))
        .collect();
    assert_eq!(texts, [Some("新"), Some("中"), Some("旧"), None]);
    for left in &left {
        drafts.discard(left).unwrap();
    }
    assert_eq!(
        fs::read_dir(state.path().join("drafts")).unwrap().count(),
        0
    );
}

#[test]
fn a_draft_that_was_never_kept_leaves_nothing() {
    let state = tempfile::tempdir().unwrap();
    let drafts = Drafts::new(state.path());
    drafts.begin().unwrap().finish().unwrap();
    assert_eq!(
        fs::read_dir(state.path().join("drafts")).unwrap().count(),
        0
    );
}

/// Another editor saved a text, and the program was killed: it is offered, whatever the clocks said.
#[test]
fn what_another_editor_saved_is_offered_whatever_the_clock_says() {
    let state = tempfile::tempdir().unwrap();
    let drafts = Drafts::new(state.path());
    let open = drafts.begin().unwrap();
    open.keep(&draft("草稿一。", 5)).unwrap();
    let folder = state.path().join("drafts");
    let file = folder.join(format!("{}x.md", open.outside_prefix("草稿一。")));
    fs::write(&file, "草稿一。\n").unwrap();
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(9);
    let set_back = || {
        let file = fs::File::options().write(true).open(&file).unwrap();
        file.set_modified(long_ago).unwrap();
    };
    set_back();
    drop(open);
    let text = || drafts.left()[0].draft.clone().unwrap().text;
    // As it was given: nothing new.
    assert_eq!(
        (text().as_str(), drafts.left()[0].outside.len()),
        ("草稿一。", 0)
    );
    fs::write(&file, "编辑器存下的新文。\n").unwrap();
    set_back();
    assert_eq!(text(), "编辑器存下的新文。");
    // Taken, it is the draft, on the disk, and the file has nothing more to say.
    let open = drafts.take(&drafts.left()[0]).unwrap().unwrap();
    assert!(!file.exists());
    drop(open);
    assert_eq!(text(), "编辑器存下的新文。");
    // A draft that went on since, and a file that somebody still wrote: both, each once.
    let open = drafts.take(&drafts.left()[0]).unwrap().unwrap();
    open.keep(&draft("接着写的。", 6)).unwrap();
    drop(open);
    fs::write(&file, "晚到的。\n").unwrap();
    assert_eq!(text(), "接着写的。\n\n晚到的。");
    fs::write(&file, "接着写的。还有。\n").unwrap();
    assert_eq!(text(), "接着写的。还有。");
    fs::write(&file, "接着写\n").unwrap();
    assert_eq!(text(), "接着写的。");
    drafts.discard(&drafts.left()[0]).unwrap();
    assert_eq!(fs::read_dir(folder).unwrap().count(), 0);
}

/// What an editor leaves under names of its own is nobody's draft: it stays, whatever becomes of the draft.
#[test]
fn what_editors_leave_beside_a_draft_stays_and_their_files_of_it_go() {
    let state = tempfile::tempdir().unwrap();
    let drafts = Drafts::new(state.path());
    let open = drafts.begin().unwrap();
    open.keep(&draft("写着的。", 1)).unwrap();
    let prefix = open.outside_prefix("写着的。");
    let folder = state.path().join("drafts");
    let left = [
        format!(".{prefix}x.md.swp"),
        format!("#{prefix}x.md#"),
        format!("{prefix}x.md~"),
    ];
    for name in left.iter().chain([&format!("{prefix}x.md")]) {
        fs::write(folder.join(name), "编辑器的。").unwrap();
    }
    open.finish().unwrap();
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let mut left = left.to_vec();
    left.sort();
    assert_eq!(names, left);
    assert_eq!(drafts.left(), []);
}
