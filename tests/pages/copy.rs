//! `y`: what is copied, and what is said of it.

use std::fs;
use std::path::Path;

use kanbao::runtime::clipboard::{Clipboard, LONGEST};
use kanbao::words::Language;

use crate::frames::{Frames, Opening};
use crate::library::{ARTICLE, ISSUE, Library};
use crate::opened;

/// Copies on a terminal named `term`, with `folder` for what cannot be sent.
fn with_clipboard(frames: Frames, term: &str, folder: &Path) -> Frames {
    let clipboard = Clipboard::new(Some(term), None, Some(folder));
    frames.with(|session| session.with_clipboard(clipboard))
}

/// What was copied last on a terminal without a clipboard, which is written to a file.
fn copied(keys: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let frames = with_clipboard(opened(80, 24), "linux", folder.path());
    let frames = frames.keys(keys);
    let file = folder.path().join("copied.txt");
    assert_eq!(
        frames.said(),
        format!("终端不收剪贴板，已写入 {}", file.display())
    );
    fs::read_to_string(file).expect("the copied text")
}

#[test]
fn a_row_gives_title_and_id() {
    assert_eq!(copied("y"), format!("江海简报\t{ISSUE}"));
    let article = copied("Enter y");
    assert!(article.ends_with(&format!("\t{ARTICLE}")), "{article}");
    // In the head of the article stands the same.
    assert_eq!(copied("Enter Enter y"), article);
}

#[test]
fn a_paragraph_comes_as_it_was_written_and_a_selection_to_its_ends() {
    let paragraph = copied("Enter Enter } y");
    assert!(
        !paragraph.contains('\n') && !paragraph.starts_with(['\u{3000}', ' ']),
        "{paragraph}"
    );
    assert!(
        paragraph.chars().count() > 38,
        "longer than a line: {paragraph}"
    );
    let sentence = copied("Enter Enter } v ) y");
    assert!(
        paragraph.starts_with(&sentence) && sentence.ends_with('。'),
        "{sentence}"
    );
    let two = copied("Enter Enter } v } } y");
    assert!(
        two.starts_with(&paragraph) && two.len() > paragraph.len(),
        "{two}"
    );
}

#[test]
fn what_is_sent_is_counted_and_a_selection_ends_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let frames = with_clipboard(opened(80, 24), "xterm-256color", folder.path());
    let mut frames = frames.keys("Enter Enter } v l l l y");
    assert_eq!(frames.said(), "已送往剪贴板：4 字");
    let orders = frames.session().orders();
    assert!(orders.pass.starts_with(b"\x1b]52;c;"), "{orders:?}");
    assert!(!folder.path().join("copied.txt").exists());
    // `q` goes back a page again: nothing is selected any more.
    let frames = frames.keys("q");
    assert!(frames.state().reader().is_none());
}

#[test]
fn the_file_is_named_in_a_narrow_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let deep = ["a-long-name-of-a-folder"; 6].join("/");
    let place = folder.path().join(deep).join("kanbao");
    for columns in [80, 60, 40, 30] {
        for language in [Language::Chinese, Language::English] {
            let frames = Frames::open(Opening {
                size: (columns, 20),
                language,
                catalogue: Library::drawn().catalogue(),
                ..Opening::default()
            });
            let mut frames = with_clipboard(frames, "linux", &place).keys("y");
            let rows = frames.rows();
            let last = rows.last().expect("rows").trim_end();
            assert!(last.contains("/copied.txt"), "{columns}: {last:?}");
            assert!(last.contains(".."), "{columns}: {last:?}");
        }
    }
}

#[test]
fn what_is_too_long_is_written_to_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = "长".repeat(LONGEST / 3 + 1);
    let library = Library::bare();
    library.issue("chang-1", "长文", "number = \"1\"");
    library.article(
        "chang-1/01-chang",
        &format!("+++\ntitle = \"长文\"\n+++\n\n{long}\n"),
    );
    let frames = Frames::open(Opening {
        catalogue: library.catalogue(),
        ..Opening::default()
    });
    let frames = with_clipboard(frames.keeping(library), "xterm", folder.path());
    let mut frames = frames.keys("Enter Enter } y");
    let file = folder.path().join("copied.txt");
    let name = file.display();
    assert_eq!(frames.said(), format!("太长，剪贴板放不下，已写入 {name}"));
    assert_eq!(fs::read_to_string(&file).expect("a file"), long);
    assert!(frames.session().orders().pass.is_empty());
}

#[test]
fn a_folder_that_takes_nothing_is_told_and_nothing_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let blocked = folder.path().join("state");
    fs::write(&blocked, "a file in its place").expect("a file");
    let frames = with_clipboard(opened(80, 24), "linux", &blocked).keys("y");
    assert!(frames.said().starts_with("没有复制成"), "{}", frames.said());
}
