//! Changes that meet what another session did to the same mark: nothing that was saved is lost, nothing that was
//! removed comes back, and what is said is so.

use std::path::Path;

use kanbao::annotation::Motivation;
use kanbao::app::event::Event;
use kanbao::app::page::Page;
use kanbao::store::drafts::{Draft, Drafts};
use kanbao::store::{Mark, MarkChange, Patience};

use crate::frames::Frames;
use crate::kept::{a_folder, beside, keeping, locked, other, saved, until};

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

#[test]
fn what_is_typed_behind_a_key_that_was_refused_does_not_act() {
    let folder = a_folder();
    drop(at_a_note(folder.path()));
    let second = the_mark(folder.path()).annotation.with_text("次稿。");
    let saved = other(folder.path()).save(&[MarkChange::Add(second)], 9, Patience::FULL);
    saved.expect("a folder that can be written");
    let mut frames = keeping(80, 24, folder.path()).keys("Enter Enter '");
    assert_eq!(texts(folder.path()).len(), 2);
    let _wakes = beside(&mut frames);
    let lock = locked(folder.path());
    // Another writer holds the marks; a tag is typed all the same, with letters that are commands.
    let theme = frames.state().view.theme;
    let mut frames = frames.keys("d #");
    assert!(
        frames.said().starts_with("另一处正在写标记"),
        "{}",
        frames.said()
    );
    frames = frames.keys("t r d Enter");
    frames.session().take(Event::Typed("dd".to_owned()));
    assert!(
        frames.said().starts_with("另一处正在写标记"),
        "{}",
        frames.said()
    );
    drop(lock);
    until(&mut frames, "it saved", |frames| {
        !frames.state().kept.is_saving()
    });
    // Nor when it is saved in the middle of a word.
    frames = frames.keys("d q");
    assert!(frames.said().starts_with("已删"), "{}", frames.said());
    assert_eq!(frames.state().view.theme, theme);
    assert_eq!(texts(folder.path()).len(), 1);
    assert!(matches!(frames.state().front(), Some(Page::Marks(_))));
    // After a rest keys act again.
    frames.session().take(Event::KeysRested);
    let frames = frames.keys("q");
    assert!(!matches!(frames.state().front(), Some(Page::Marks(_))));
}

#[test]
fn keys_act_again_behind_a_refused_one_once_the_page_was_drawn_again_or_esc_was_pressed() {
    let folder = a_folder();
    drop(at_a_note(folder.path()));
    let mut frames = keeping(80, 24, folder.path()).keys("Enter Enter");
    let _wakes = beside(&mut frames);
    let lock = locked(folder.path());
    for end in ["Ctrl-l", "Esc"] {
        frames = frames.keys("m m '");
        assert!(!matches!(frames.state().front(), Some(Page::Marks(_))));
        frames = frames.keys(end).keys("'");
        assert!(
            matches!(frames.state().front(), Some(Page::Marks(_))),
            "{end}"
        );
        frames = frames.keys("q");
    }
    drop(lock);
}

/// A draft of an earlier version does not say what the note was when it was begun.
#[test]
fn a_draft_that_does_not_know_what_there_was_changes_its_note_if_it_holds_all_of_it() {
    for (text, expected) in [
        ("初稿。续写。", &["初稿。续写。"][..]),
        ("另一回事。", &["初稿。", "另一回事。"]),
    ] {
        let folder = a_folder();
        drop(at_a_note(folder.path()));
        let mark = the_mark(folder.path());
        let draft = Draft {
            article: mark.annotation.article.clone(),
            selector: mark.annotation.selector.clone(),
            mark: Some(mark.id),
            text: text.to_owned(),
            at: 1,
            ..Draft::default()
        };
        let drafts = Drafts::new(&folder.path().join("state"));
        let kept = drafts.begin().and_then(|open| open.keep(&draft));
        kept.expect("a folder that can be written");
        let mut frames = keeping(80, 24, folder.path());
        frames.session().read_marks();
        let frames = frames.keys("g g Enter");
        assert!(matches!(frames.state().front(), Some(Page::Note(_))));
        drop(frames.text("！").keys("Ctrl-s"));
        let mut found = texts(folder.path());
        found.sort();
        let expected: Vec<String> = expected
            .iter()
            .map(|text| match *text {
                "初稿。" => "初稿。".to_owned(),
                text => format!("{text}！"),
            })
            .collect();
        assert_eq!(found, expected);
    }
}
