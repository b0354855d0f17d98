//! Changes that meet what another session did to the same mark: nothing that was saved is lost, nothing that was
//! removed comes back, and what is said is so.

use std::path::Path;

use kanbao::annotation::Motivation;
use kanbao::store::{Mark, MarkChange, Patience};

use crate::frames::Frames;
use crate::kept::{a_folder, keeping, other, saved};

/// A session in the list of marks, with one note in it.
fn at_a_note(folder: &Path) -> Frames {
    let frames = keeping(80, 24, folder).keys("Enter Enter a");
    frames.text("初稿。").keys("Ctrl-s '")
}

/// What another session makes of the only mark that this one knows as `seen`.
fn elsewhere(folder: &Path, seen: &Mark, text: &str) {
    let annotation = seen.annotation.clone().with_text(text);
    let change = seen.clone().edited(annotation);
    let saved = other(folder).save(&[change], 9, Patience::FULL);
    saved.expect("a folder that can be written");
}

fn the_mark(folder: &Path) -> Mark {
    let store = other(folder);
    let id = store.marks().entries().next().expect("a mark").id;
    store.marks().get(id).expect("a mark")
}

fn removed(folder: &Path) {
    let change = MarkChange::Remove(the_mark(folder));
    let saved = other(folder).save(&[change], 9, Patience::FULL);
    saved.expect("a folder that can be written");
}

fn texts(folder: &Path) -> Vec<String> {
    saved(folder).into_iter().map(|note| note.text).collect()
}

#[test]
fn undoing_a_deletion_leaves_what_was_written_on_it_since() {
    let folder = a_folder();
    let frames = at_a_note(folder.path());
    let seen = the_mark(folder.path());
    let frames = frames.keys("d");
    // Somebody had the note open and saves it.
    elsewhere(folder.path(), &seen, "别处续写的。");
    let frames = frames.keys("u");
    assert_eq!(frames.said(), "别处又改过，没有撤销");
    assert_eq!(texts(folder.path()), ["别处续写的。"]);
}

#[test]
fn undoing_tags_leaves_a_text_that_came_while_they_were_typed() {
    let folder = a_folder();
    let frames = at_a_note(folder.path()).keys("#");
    elsewhere(folder.path(), &the_mark(folder.path()), "别处改的。");
    let frames = frames.keys("水 运 Enter");
    assert_eq!(frames.said(), "标签已保存，u 撤销");
    assert_eq!(saved(folder.path())[0].tags, ["水运"]);
    let frames = frames.keys("u");
    assert_eq!(frames.said(), "已撤销：改标签");
    assert_eq!(texts(folder.path()), ["别处改的。"]);
    assert_eq!(saved(folder.path())[0].tags, [""; 0]);
}

#[test]
fn a_deletion_spares_what_was_not_seen_and_says_so() {
    let folder = a_folder();
    let frames = at_a_note(folder.path());
    elsewhere(folder.path(), &the_mark(folder.path()), "别处改的。");
    let frames = frames.keys("d");
    assert_eq!(frames.said(), "没有删：别处改了这条");
    assert_eq!(texts(folder.path()), ["别处改的。"]);
    // Seen now, it goes, and comes back.
    let frames = frames.keys("d");
    assert_eq!(frames.said(), "已删，u 撤销");
    assert_eq!(texts(folder.path()), [""; 0]);
    let frames = frames.keys("u");
    assert_eq!(frames.said(), "已撤销：删标记");
    assert_eq!(texts(folder.path()), ["别处改的。"]);
    // What is gone already is not deleted once more.
    removed(folder.path());
    assert_eq!(frames.keys("d").said(), "已在别处删除");
}

#[test]
fn undoing_a_highlight_spares_a_note_that_was_put_on_it() {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path()).keys("Enter Enter } } } v ) Enter");
    elsewhere(folder.path(), &the_mark(folder.path()), "别处的批注。");
    let frames = frames.keys("u");
    assert_eq!(frames.said(), "别处又改过，没有撤销");
    assert_eq!(texts(folder.path()), ["别处的批注。"]);
}

#[test]
fn tags_do_not_bring_back_what_was_removed_while_they_were_typed() {
    let folder = a_folder();
    let frames = at_a_note(folder.path()).keys("#");
    removed(folder.path());
    let frames = frames.keys("水 运 Enter");
    assert_eq!(frames.said(), "没有保存：这条已在别处删除");
    assert_eq!(texts(folder.path()), [""; 0]);
    let frames = frames.keys("u");
    assert_eq!(texts(folder.path()), [""; 0], "{}", frames.said());
}

#[test]
fn the_list_points_at_the_text_that_was_written_where_two_met() {
    let folder = a_folder();
    let frames = at_a_note(folder.path()).keys("a").text("这里写的。");
    elsewhere(folder.path(), &the_mark(folder.path()), "别处改的。");
    let frames = frames.keys("Ctrl-s");
    assert_eq!(frames.said(), "批注已保存；别处也改了这条，两份都在");
    let _ = frames.keys("d");
    assert_eq!(texts(folder.path()), ["别处改的。"]);
}

#[test]
fn a_note_on_a_bookmark_is_a_note_that_no_bookmark_key_takes_away() {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path()).keys("Enter Enter m ' a");
    let frames = frames.text("为什么加的。").keys("Ctrl-s");
    assert_eq!(frames.said(), "批注已保存");
    assert_eq!(saved(folder.path())[0].motivation, Motivation::Commenting);
    let frames = frames.keys("q m");
    assert_eq!(frames.said(), "已加书签");
    let frames = frames.keys("m");
    assert!(frames.said().starts_with("书签已去"), "{}", frames.said());
    assert_eq!(texts(folder.path()), ["为什么加的。"]);
}
