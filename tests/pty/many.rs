//! A hundred thousand marks in a real session.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::time::{Duration, Instant};

use kanbao::annotation::{Annotation, Motivation};
use kanbao::store::{MarkChange, MarkStore, MarksPlace, Patience};

use crate::notes::{first_article, shows};
use crate::pty::{Session, Setup};
use crate::{SOON, home, is_drawn};

const MARKS: usize = 100_000;

/// The time to the first frame, and the session.
fn first_frame(home: &tempfile::TempDir) -> (Duration, Session) {
    let begun = Instant::now();
    let mut session = Setup::new(80, 24).start(home.path());
    session.line.wait_until("the first frame", is_drawn);
    (begun.elapsed(), session)
}

/// The shortest of three starts.
fn start(home: &tempfile::TempDir) -> Duration {
    let times = (0..3).map(|_| {
        let (time, mut session) = first_frame(home);
        session.line.send("Q");
        session.end_within(4 * SOON);
        time
    });
    times.min().expect("three starts")
}

#[test]
fn they_hold_up_neither_the_start_nor_a_save() {
    let home = home();
    let without = start(&home);
    let article = first_article(home.path());
    let mut store = MarkStore::open(MarksPlace {
        folder: home.path().join("config/kanbao/marks"),
        state: home.path().join("state/kanbao"),
        host: String::new(),
    });
    let add = |number: usize| {
        let article = match number {
            0 => article.clone(),
            _ => format!("jianghai-{:04}/{:02}", number / 13, number % 13),
        };
        MarkChange::Add(Annotation::new(Motivation::Commenting, &article, 1).with_text("要核对。"))
    };
    let changes: Vec<MarkChange> = (0..MARKS).map(add).collect();
    let saved = store.save(&changes, 1, Patience::FULL);
    assert_eq!(saved.expect("a store that can be written").len(), MARKS);
    let with = start(&home);
    assert!(
        with < without + Duration::from_millis(300),
        "{with:?} with marks, {without:?} without"
    );

    let device = fs::read_to_string(home.path().join("state/kanbao/device")).expect("a name");
    let folder = home.path().join("config/kanbao/marks");
    let journal = folder.join(format!("{}.jsonl", device.trim()));
    let before = fs::metadata(&journal).expect("the journal");
    let (_, mut session) = first_frame(&home);
    session.line.send("\r");
    // The marks are read, which takes a program without optimizations a while: the first article has one.
    let limit = Instant::now() + Duration::from_secs(60);
    while !session.line.text().contains("»1") {
        assert!(Instant::now() < limit, "{}", session.line.text());
        session.line.take(Duration::from_millis(50));
    }
    session.line.send("m");
    shows(&mut session, "已加书签");
    let after = fs::metadata(&journal).expect("the journal");
    assert_eq!(
        after.ino(),
        before.ino(),
        "the file is added to, not replaced"
    );
    let grown = after.len() - before.len();
    assert!((1..2048).contains(&grown), "{grown} bytes for one bookmark");
    // The list finds out meanwhile which of them have lost their articles, and does not make keys wait for it.
    session.line.send("'");
    shows(&mut session, "100001");
    session.line.send("Q");
    session.end_within(8 * SOON);
}
