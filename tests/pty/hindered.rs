//! Notes where the reader is hindered: marks that may not be written, two readers at one note, a fault of the
//! program itself, a damaged store.

use std::fs;
use std::path::{Path, PathBuf};

use kanbao::store::drafts::Drafts;
use rustix::process::Signal;

use crate::barrier::{Barrier, bound_by_modes, on_a_read_only_file_system};
use crate::notes::{
    TEXT, first_article, is_kept, left, notes, opened, prints, shows, wait_for, writing, written,
};
use crate::pty::{Parent, Session, Setup};
use crate::{SOON, assert_given_back, home, started};

/// The words on the screen without what setting puts between them.
fn said(session: &Session) -> String {
    session.line.text().replace(['\n', ' '], "")
}

fn journal(home: &Path) -> PathBuf {
    let folder = fs::read_dir(home.join("config/kanbao/marks")).expect("the folder");
    let mut files = folder.flatten().map(|entry| entry.path());
    let journal = files.find(|path| path.extension().is_some_and(|it| it == "jsonl"));
    journal.expect("a journal")
}

/// The draft is named in full where it is said that the note is not saved.
fn names_the_draft(session: &mut Session, home: &Path) {
    let mut drafts = fs::read_dir(home.join("state/kanbao/drafts"))
        .expect("drafts")
        .flatten();
    let draft = drafts.find(|entry| entry.path().extension().is_some_and(|it| it == "draft"));
    let draft = draft.expect("a draft").path();
    let name = draft
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    assert!(said(session).contains(&name), "{}", session.line.text());
}

#[test]
fn a_journal_that_may_not_be_written_is_named_and_the_note_is_saved_when_it_may() {
    let Some(before) = bound_by_modes() else {
        return;
    };
    let home = home();
    prints(
        home.path(),
        &["bookmark", "add", &first_article(home.path())],
    );
    let journal = journal(home.path());
    let bytes = fs::read(&journal).expect("the journal");
    // Wide enough for both paths.
    let setup = Setup::new(160, 24).parent(Parent::Behind(
        before.iter().map(ToString::to_string).collect(),
    ));
    let mut session = writing(setup, &home, TEXT);
    let barrier = Barrier::no_writing(&journal);
    session.line.send("\x13");
    shows(&mut session, "! 没存下：");
    let name = journal
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let screen = said(&session);
    assert!(
        screen.contains(&name) && screen.contains("只读"),
        "{screen}"
    );
    assert!(screen.contains("草稿还在"), "{screen}");
    names_the_draft(&mut session, home.path());
    assert!(is_kept(home.path(), TEXT));
    assert_eq!(fs::read(&journal).expect("the journal"), bytes);
    drop(barrier);
    session.line.send("\x13");
    shows(&mut session, "批注已保存");
    assert_eq!(notes(home.path()), [TEXT]);
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
}

#[test]
fn a_store_that_may_not_be_read_is_not_said_to_be_read_only() {
    let Some(before) = bound_by_modes() else {
        return;
    };
    let home = home();
    let article = first_article(home.path());
    prints(home.path(), &["bookmark", "add", &article]);
    let _barrier = Barrier::with_mode(&home.path().join("config/kanbao/marks"), 0);
    let setup = Setup::new(160, 24).parent(Parent::Behind(
        before.iter().map(ToString::to_string).collect(),
    ));
    let mut session = opened(started(setup, &home));
    session.line.send("m");
    shows(&mut session, "没存下：");
    let screen = said(&session);
    assert!(
        screen.contains("没有权限") && !screen.contains("只读"),
        "{screen}"
    );
    session.line.send("Q");
    session.end_within(SOON);
}

#[test]
fn a_read_only_file_system_is_named_and_the_draft_is_left() {
    let home = home();
    let article = first_article(home.path());
    prints(home.path(), &["bookmark", "add", &article]);
    let Some(before) = on_a_read_only_file_system(&home.path().join("config")) else {
        return;
    };
    let setup = Setup::new(160, 24).parent(Parent::Behind(before));
    let mut session = writing(setup, &home, TEXT);
    session.line.send("\x13");
    shows(&mut session, "! 没存下：");
    let screen = said(&session);
    assert!(
        screen.contains("只读") && screen.contains("草稿还在"),
        "{screen}"
    );
    names_the_draft(&mut session, home.path());
    session.line.send("\x03");
    session.end_within(SOON);
    assert_eq!(left(home.path()), [TEXT]);
    assert_eq!(notes(home.path()), Vec::<String>::new());
}

#[test]
fn a_draft_that_may_not_be_written_is_told_and_the_note_can_still_be_saved() {
    let Some(before) = bound_by_modes() else {
        return;
    };
    let home = home();
    let setup = Setup::new(80, 24).parent(Parent::Behind(
        before.iter().map(ToString::to_string).collect(),
    ));
    let mut session = opened(started(setup, &home));
    let state = home.path().join("state/kanbao");
    fs::create_dir_all(&state).expect("a folder");
    // It has a name by now: only drafts are hindered.
    prints(
        home.path(),
        &["bookmark", "add", &first_article(home.path())],
    );
    fs::create_dir_all(state.join("drafts")).expect("a folder");
    let barrier = Barrier::no_writing(&state.join("drafts"));
    session.line.send("j");
    let mut session = written(session, TEXT);
    shows(&mut session, "草稿写不进去");
    session.line.send("\x1b");
    shows(&mut session, "批注改过，还没存");
    session.line.send("s");
    shows(&mut session, "批注已保存");
    drop(barrier);
    assert_eq!(notes(home.path()), [TEXT]);
}

#[test]
fn a_note_that_is_kept_nowhere_is_printed_at_the_end() {
    let Some(before) = bound_by_modes() else {
        return;
    };
    for (signal, status) in [(None, 3), (Some(Signal::TERM), 143)] {
        let home = home();
        let setup = Setup::new(80, 24).parent(Parent::Behind(
            before.iter().map(ToString::to_string).collect(),
        ));
        let mut session = opened(started(setup, &home));
        let drafts = home.path().join("state/kanbao/drafts");
        fs::create_dir_all(&drafts).expect("a folder");
        let _barrier = Barrier::no_writing(&drafts);
        session.line.send("j");
        let mut session = written(session, TEXT);
        shows(&mut session, "草稿写不进去");
        match signal {
            Some(signal) => session.signal(signal),
            None => session.line.send("\x03"),
        }
        assert_eq!(session.end_within(SOON), status);
        assert_given_back(&session, "a note that is kept nowhere");
        // On the screen that the reader is left with.
        shows(&mut session, "别处都没有");
        assert!(said(&session).contains(TEXT), "{}", session.line.text());
    }
}

/// What each of two readers writes.
const TEXTS: [&str; 2] = ["甲窗口写的。", "乙窗口写的。"];

/// Two readers that write on at the same note.
fn at_one_note(home: &tempfile::TempDir) -> [Session; 2] {
    let started = TEXTS.map(|text| (text, started(Setup::new(80, 24), home)));
    started.map(|(text, session)| {
        let mut session = opened(session);
        session.line.send("a");
        shows(&mut session, "原来写的。");
        session.line.send(text);
        shows(&mut session, text);
        session
    })
}

#[test]
fn two_readers_at_one_note_lose_neither_text_and_the_second_is_told() {
    let home = home();
    prints(
        home.path(),
        &["note", "add", &first_article(home.path()), "原来写的。"],
    );
    let mut readers = at_one_note(&home);
    readers[0].line.send("\x13");
    shows(&mut readers[0], "批注已保存");
    // Told while it is written, and when it is saved.
    shows(&mut readers[1], "别处也改了这条批注；存的时候两份都留");
    readers[1].line.send("\x13");
    shows(&mut readers[1], "批注已保存；别处也改了这条，两份都在");
    let both = ["原来写的。乙窗口写的。", "原来写的。甲窗口写的。"];
    assert_eq!(notes(home.path()), both);
    for reader in &mut readers {
        reader.line.send("'");
        for text in both {
            shows(reader, text);
        }
        reader.line.send("Q");
        assert_eq!(reader.end_within(SOON), 0);
    }
    assert_eq!(notes(home.path()), both);
}

#[test]
fn two_readers_that_save_one_note_at_once_lose_neither_text() {
    let home = home();
    prints(
        home.path(),
        &["note", "add", &first_article(home.path()), "原来写的。"],
    );
    let mut readers = at_one_note(&home);
    for reader in &mut readers {
        reader.line.send("\x13");
    }
    for reader in &mut readers {
        shows(reader, "批注已保存");
    }
    let notes = notes(home.path()).join("\n");
    assert!(TEXTS.iter().all(|text| notes.contains(text)), "{notes}");
}

#[test]
fn a_panic_while_a_note_is_written_keeps_the_last_key() {
    let home = home();
    let setup = Setup::new(80, 24).variable("KANBAO_DEBUG_PANIC", "F9");
    let mut session = writing(setup, &home, TEXT);
    session.line.send("\x1b[20~");
    assert_ne!(session.end_within(SOON), 0);
    assert_given_back(&session, "panic with a note");
    assert!(String::from_utf8_lossy(&session.line.bytes).contains("panicked"));
    assert_eq!(left(home.path()), [TEXT]);
    let mut session = started(Setup::new(80, 24), &home);
    shows(&mut session, TEXT);
    session.line.send("\r");
    shows(&mut session, "批注 于全文");
    session.line.send("\x13");
    shows(&mut session, "批注已保存");
    assert_eq!(notes(home.path()), [TEXT]);
    assert!(
        Drafts::new(&home.path().join("state/kanbao"))
            .left()
            .is_empty()
    );
}

#[test]
fn a_damaged_store_is_told_in_the_reader_and_written_on() {
    let home = home();
    let article = first_article(home.path());
    for text in ["甲处的一条", "乙处的一条", "丙处的一条"] {
        prints(home.path(), &["note", "add", &article, text]);
    }
    let journal = journal(home.path());
    let mut bytes = fs::read(&journal).expect("the journal");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x10;
    fs::write(&journal, &bytes).expect("the journal");
    let mut session = started(Setup::new(120, 24), &home);
    shows(&mut session, "损坏");
    let name = journal
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    assert!(said(&session).contains(&name), "{}", session.line.text());
    session.line.send("'");
    shows(&mut session, "2 处");
    session.line.send("q\r\rm");
    shows(&mut session, "已加书签");
    assert!(fs::read(&journal).expect("the journal").starts_with(&bytes));
    wait_for(&mut session, "two notes", || notes(home.path()).len() == 2);
}
