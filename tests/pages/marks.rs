//! Bookmarks, highlights and notes in the reader and in lists.

use std::time::{Duration, Instant};

use kanbao::annotation::{Annotation, Motivation};
use kanbao::runtime::application::Application;
use kanbao::store::{MarkChange, MarksPlace, Patience};

use crate::frames::{self, Frames, Opening};
use crate::kept::{a_folder, keeping, other, saved};
use crate::library::ARTICLE;

#[test]
fn a_bookmark_is_in_the_margin_once_it_is_on_the_disk() {
    let folder = a_folder();
    let mut frames = keeping(80, 24, folder.path()).keys("Enter Enter } } } }");
    let before = frames.rows();
    let mut frames = frames.keys("m");
    assert_eq!(frames.said(), "已加书签");
    let after = frames.rows();
    let row = before
        .iter()
        .position(|row| row.contains("三年前"))
        .expect("the paragraph");
    assert_eq!(after[row].chars().next(), Some('►'));
    for (index, (before, after)) in before.iter().zip(&after).enumerate() {
        if index != row && index + 1 != before.len() && index != 23 {
            assert_eq!(before, after, "row {index} has not moved");
        }
    }
    let marks = saved(folder.path());
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].motivation, Motivation::Bookmarking);
    assert_eq!(marks[0].article, ARTICLE);
    assert!(marks[0].exact().starts_with("三年前，同样的事要跑两趟"));
    assert_eq!(marks[0].source.title, "一张网怎样织起来");
}

#[test]
fn the_same_key_takes_the_bookmark_away_and_undo_brings_it_back() {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path()).keys("Enter Enter } } } } m");
    let frames = frames.keys("m");
    assert_eq!(frames.said(), "书签已去，u 撤销");
    assert!(saved(folder.path()).is_empty());
    let frames = frames.keys("u");
    assert_eq!(frames.said(), "已撤销：去书签");
    assert_eq!(saved(folder.path()).len(), 1);
    let frames = frames.keys("u");
    assert_eq!(frames.said(), "已撤销：加书签");
    assert!(saved(folder.path()).is_empty());
    assert_eq!(frames.keys("u").said(), "没有可撤销的改动");
}

#[test]
fn an_article_is_bookmarked_from_its_list_and_counted_there() {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path()).keys("m");
    assert_eq!(frames.said(), "先选一篇文章，再加书签");
    let mut frames = frames.keys("Enter m");
    assert_eq!(frames.said(), "已加书签");
    let marked = frames.at_cursor();
    assert!(marked.contains("►1"), "{marked}");
    let marks = saved(folder.path());
    assert_eq!((marks.len(), &marks[0].selector), (1, &None));
    let frames = frames.keys("Enter");
    let mut frames = frames.keys("g g");
    assert!(frames.rows().iter().any(|row| row.starts_with('►')));
}

#[test]
fn what_another_session_did_is_seen_and_told() {
    let folder = a_folder();
    let mut frames = keeping(80, 24, folder.path()).keys("Enter");
    let note = Annotation::new(Motivation::Commenting, ARTICLE, 1).with_text("周五例会用。");
    let mut other = other(folder.path());
    let saved = other.save(&[MarkChange::Add(note)], 1, Patience::FULL);
    saved.expect("the folder can be written");
    frames.session().look();
    assert_eq!(frames.said(), "另一窗口改了 1 处标记，已更新");
    assert!(frames.rows().iter().any(|row| row.contains("»1")));
    frames.session().look();
    let frames = frames.keys("j");
    assert_eq!(frames.said(), "");
}

#[test]
fn marks_kept_in_a_thread_are_looked_at_again_and_again() {
    let folder = a_folder();
    let place = MarksPlace {
        folder: folder.path().join("marks"),
        state: folder.path().join("state"),
        host: String::new(),
    };
    let state = frames::state(Opening::default());
    let mut session = Application::new(state, None, None, || 0).with_marks(Some(place));
    let _wake = session.work_beside().expect("a pipe");
    session.read_marks();
    let mut frames = Frames::of(session);
    let mut until = |is_there: &dyn Fn(&Frames) -> bool| {
        let begun = Instant::now();
        while !is_there(&frames) {
            assert!(begun.elapsed() < Duration::from_secs(20), "never seen");
            frames.session().look();
            std::thread::yield_now();
        }
    };
    until(&|frames| frames.state().kept.marks().is_some());
    for number in 1..=3 {
        let note = Annotation::new(Motivation::Commenting, ARTICLE, 1).with_text("周五例会用。");
        let saved = other(folder.path()).save(&[MarkChange::Add(note)], 1, Patience::FULL);
        saved.expect("the folder can be written");
        until(&|frames| frames.state().kept.counts(ARTICLE).notes == number);
    }
}

#[test]
fn nothing_is_drawn_that_is_not_on_the_disk() {
    let folder = a_folder();
    std::fs::write(folder.path().join("marks"), "no folder").expect("a file");
    let mut frames = keeping(80, 24, folder.path()).keys("Enter Enter } } m");
    assert!(frames.said().starts_with("没存下："), "{}", frames.said());
    assert!(!frames.rows().iter().any(|row| row.contains('►')));
    assert_eq!(frames.keys("Esc u").said(), "没有可撤销的改动");
}
