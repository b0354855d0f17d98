//! What is typed into the list of marks is looked for beside the loop: which marks have no place is known of
//! all, keys that mean a row wait for it, and what changes meanwhile is seen.

use std::sync::Arc;

use kanbao::annotation::{Annotation, Motivation};
use kanbao::app::event::Event;

use crate::kept::until;
use crate::library::{ARTICLE, Library};
use crate::marks_list::{EVENING, Other, quoted};

#[test]
fn those_without_a_place_are_counted_and_found_before_they_come_in_sight() {
    let mut other = Other::drawn();
    for number in 0..40 {
        let note = other.mark(Motivation::Commenting, ARTICLE, "");
        other.save(note.with_text(&format!("第{number}条")), EVENING + number);
    }
    // The only one without a place is far below the page.
    let mut frames = other.frames(80, 24).keys("'");
    assert!(
        frames.row(0).ends_with("失位 1  45 处"),
        "{}",
        frames.row(0)
    );
    assert!(!frames.rows().iter().any(|row| row.contains("? 失位")));
    for typed in ["失 位", "s h i w e i", "失 位 Space 划 线"] {
        let mut frames = other.frames(80, 24).keys("' /").keys(typed);
        assert_eq!(
            quoted(&mut frames),
            ["三地共设九个服务点，逐步增加到二十个"],
            "{typed}"
        );
    }
    // An article that is gone takes all its marks with it.
    let gone = other
        .mark(Motivation::Commenting, ARTICLE, "")
        .with_text("旧刊里的话。");
    let gone = Annotation {
        article: "jianghai-1999-1/01-wang".to_owned(),
        ..gone
    };
    other.save(gone, EVENING - 2_000_000);
    frames.session().look();
    assert!(
        frames.row(0).ends_with("失位 2  46 处"),
        "{}",
        frames.row(0)
    );
    let mut frames = frames.keys("q '");
    assert!(
        frames.row(0).ends_with("失位 2  46 处"),
        "{}",
        frames.row(0)
    );
}

#[test]
fn attaching_the_last_one_again_takes_the_count_away() {
    let other = Other::drawn();
    let frames = other.frames(80, 24).keys("' / 失 位 Enter )");
    let mut frames = frames.keys("Enter q Esc");
    assert!(
        frames.row(0).ends_with(" 5 处") && !frames.row(0).contains("失位"),
        "{}",
        frames.row(0)
    );
    let mut frames = frames.keys("u");
    assert!(frames.row(0).ends_with("失位 1  5 处"), "{}", frames.row(0));
}

#[test]
fn a_burst_means_the_marks_that_fit_although_they_are_found_beside() {
    let other = Other::drawn();
    let mut frames = other.frames(80, 24);
    let _wake = frames.session().work_beside().expect("a pipe");
    frames.session().read_marks();
    until(&mut frames, "the marks", |frames| {
        frames.state().kept.marks().is_some()
    });
    let mut frames = frames.burst("' / d t l Down Enter");
    until(&mut frames, "the bookmark's sentence", |frames| {
        frames.at_cursor().contains("渡口的灯")
    });
}

#[test]
fn a_mark_deleted_under_a_filter_is_gone_at_once_and_back_on_its_row() {
    let mut other = Other::drawn();
    let frames = other.frames(80, 24).keys("' / 划 线 Enter");
    let mut frames = frames.keys("q");
    let found = quoted(&mut frames);
    assert_eq!(found.len(), 2);
    let mut frames = frames.keys("d");
    assert_eq!(quoted(&mut frames), found[1..]);
    let mut frames = frames.keys("u");
    assert_eq!(quoted(&mut frames), found);
    let new = other.mark(Motivation::Highlighting, ARTICLE, "开了九次会");
    other.save(new, EVENING + 60);
    frames.session().look();
    let now = quoted(&mut frames);
    assert_eq!(now[0], "开了九次会");
    assert_eq!(now[1..], found);
}

#[test]
fn a_library_read_again_is_looked_at_again() {
    let other = Other::drawn();
    let mut frames = other.frames(80, 24).keys("'");
    assert!(frames.row(0).ends_with("失位 1  5 处"), "{}", frames.row(0));
    let elsewhere = Library::drawn();
    let catalogue = Arc::new(elsewhere.catalogue());
    frames.session().take(Event::LibraryLoaded(catalogue));
    assert!(frames.row(0).ends_with("失位 1  5 处"), "{}", frames.row(0));
}

#[test]
fn a_filter_points_at_the_first_that_fits_where_the_pointers_own_does_not() {
    let mut other = Other::drawn();
    for number in 0..40 {
        let note = other.mark(Motivation::Commenting, ARTICLE, "");
        other.save(note.with_text(&format!("第{number}条")), EVENING + number);
    }
    let mut frames = other.frames(80, 24).keys("' G / 条");
    until(&mut frames, "those that fit", |frames| {
        quoted(frames).len() > 3 && frames.row(23).contains("1/40")
    });
}
