//! `#` in the reader: the tags of the mark at the cursor, or of the article.

use kanbao::annotation::{Annotation, Motivation};
use kanbao::app::page::Page;
use kanbao::store::{MarkChange, Patience};

use crate::kept::{a_folder, keeping, other, saved, until};
use crate::library::ARTICLE;

#[test]
fn the_mark_at_the_cursor_gets_tags_where_one_reads() {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path()).keys("Enter Enter } } } v ) Enter");
    let mut frames = frames.keys("#");
    assert!(frames.row(23).starts_with("标签 "), "{}", frames.row(23));
    frames = frames.keys("水 运 ， 民 生 Enter");
    assert_eq!(frames.said(), "标签已保存，u 撤销");
    let marks = saved(folder.path());
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].motivation, Motivation::Highlighting);
    assert_eq!(marks[0].tags, ["水运", "民生"]);
    // They are there to be changed, and `Esc` leaves them.
    let mut frames = frames.keys("#");
    assert!(
        frames.row(23).starts_with("标签  水运 民生"),
        "{}",
        frames.row(23)
    );
    let frames = frames.keys("Ctrl-u Esc");
    assert_eq!(saved(folder.path())[0].tags.len(), 2);
    let frames = frames.keys("u");
    assert_eq!(frames.said(), "已撤销：改标签");
    assert_eq!(saved(folder.path())[0].tags, [""; 0]);
}

#[test]
fn without_a_mark_there_the_article_gets_them() {
    let folder = a_folder();
    let mut frames = keeping(80, 24, folder.path()).keys("Enter Enter #");
    assert!(
        frames.row(23).starts_with("全文标签 "),
        "{}",
        frames.row(23)
    );
    frames = frames.keys("简 报 Enter");
    assert_eq!(frames.said(), "标签已保存，u 撤销");
    let marks = saved(folder.path());
    assert_eq!((marks.len(), marks[0].motivation), (1, Motivation::Tagging));
    assert_eq!(
        (marks[0].article.as_str(), &marks[0].selector),
        (ARTICLE, &None)
    );
    // Once more: the same mark, and without a tag there is none.
    let frames = frames.keys("} } # 再 Enter");
    assert_eq!(saved(folder.path())[0].tags, ["简报", "再"]);
    let frames = frames.keys("# Ctrl-u Enter");
    assert_eq!(saved(folder.path()), []);
    let _ = frames.keys("u");
    assert_eq!(saved(folder.path()).len(), 1);
}

#[test]
fn a_tag_with_a_blank_in_it_stays_one_tag() {
    let folder = a_folder();
    let mut note = Annotation::new(Motivation::Commenting, ARTICLE, 1).with_text("要核对。");
    note.tags = vec!["民 生".to_owned()];
    let saved_note = other(folder.path()).save(&[MarkChange::Add(note)], 1, Patience::FULL);
    saved_note.expect("a folder that can be written");
    let mut frames = keeping(80, 24, folder.path()).keys("'");
    assert!(frames.rows()[5].contains("#民_生"), "{:?}", frames.rows());
    let frames = frames.keys("# 再 Enter");
    assert_eq!(frames.said(), "标签已保存，u 撤销");
    assert_eq!(saved(folder.path())[0].tags, ["民 生", "再"]);
}

#[test]
fn in_the_head_the_marks_of_the_article_are_on_every_line() {
    let folder = a_folder();
    // The cursor stands on the kicker, the margin shows the bookmark beside the title.
    let mut frames = keeping(80, 24, folder.path()).keys("Enter Enter m");
    assert!(frames.rows()[2].starts_with('►'), "{:?}", frames.rows());
    assert_eq!(frames.cursor().map(|cursor| cursor.1), Some(0));
    let frames = frames.keys("d");
    assert_eq!(frames.said(), "已删，u 撤销");
    assert_eq!(saved(folder.path()), []);
}

#[test]
fn tags_typed_on_wait_for_the_mark_that_is_being_saved() {
    let folder = a_folder();
    let mut frames = keeping(80, 24, folder.path()).keys("Enter Enter } } } }");
    let _wakes = frames.session().work_beside().expect("a pipe");
    frames.session().read_marks();
    let mut frames = frames.burst("m # 待 办 Enter");
    until(&mut frames, "it saved", |frames| {
        let kept = &frames.state().kept;
        !kept.is_saving() && kept.marks().is_some()
    });
    let marks = saved(folder.path());
    assert_eq!(marks.len(), 1, "{marks:?}");
    assert_eq!(marks[0].motivation, Motivation::Bookmarking);
    assert_eq!(marks[0].tags, ["待办"]);
}

#[test]
fn the_line_of_tags_goes_with_its_page() {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path()).keys("Enter Enter # 待");
    assert!(frames.state().is_typing());
    let frames = frames.keys("Ctrl-o");
    assert!(!frames.state().is_typing());
    assert!(!matches!(frames.state().front(), Some(Page::Reader(_))));
}

#[test]
fn a_line_of_tags_that_is_left_as_it_was_changes_nothing() {
    let folder = a_folder();
    let mut note = Annotation::new(Motivation::Commenting, ARTICLE, 1).with_text("要核对。");
    note.tags = ["政策,解读", "民 生", "民_生"].map(str::to_owned).to_vec();
    let tags = note.tags.clone();
    let saved_note = other(folder.path()).save(&[MarkChange::Add(note)], 1, Patience::FULL);
    saved_note.expect("a folder that can be written");
    let frames = keeping(80, 24, folder.path()).keys("' # Enter");
    assert_eq!(frames.said(), "");
    assert_eq!(saved(folder.path())[0].tags, tags);
    let _ = frames.keys("# 再 Enter");
    let with_another = [&tags[..], &["再".to_owned()]].concat();
    assert_eq!(saved(folder.path())[0].tags, with_another);
}
