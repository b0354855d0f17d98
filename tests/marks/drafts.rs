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
