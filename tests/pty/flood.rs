//! Pastes of a terminal that does not bracket them: a flood of keys into a note, and what must not wait for it.

use std::time::Duration;

use rustix::process::Signal;

use crate::notes::{is_kept, notes, shows, wait_for};
use crate::pty::{LIMIT, Session, Setup};
use crate::{SOON, assert_given_back, home, started};

/// Begins a note and pastes `count` times `unit` into it, without brackets.
fn flooded(home: &tempfile::TempDir, unit: &str, count: usize) -> Session {
    let mut session = started(Setup::new(80, 24), home);
    session.line.send("\r\r");
    shows(&mut session, "J 下一篇");
    session.line.send("a");
    shows(&mut session, "批注 于全文");
    session.line.send("头");
    shows(&mut session, "头");
    for _ in 0..count.div_ceil(100) {
        session.line.send(unit.repeat(100));
    }
    session
}

/// A line of a paste, as a terminal sends it.
const LINE: &str = "第0段，“引号”与bc。摆渡的人\r";
/// A piece of a paste that is one line.
const PIECE: &str = "第0段，“引号”与bc。";

#[test]
fn a_signal_in_the_midst_of_a_paste_ends_the_program_and_the_draft_is_kept() {
    for unit in [LINE, PIECE] {
        let home = home();
        let mut session = flooded(&home, unit, 3_000);
        session.signal(Signal::TERM);
        assert_eq!(session.end_within(SOON), 143);
        assert_given_back(&session, "SIGTERM in a paste");
        assert!(is_kept(home.path(), "头"), "{unit:?}");
    }
}

#[test]
fn a_kill_behind_a_paste_costs_two_seconds_of_it() {
    let home = home();
    let mut session = flooded(&home, PIECE, 2_000);
    let wanted = PIECE.repeat(1_000);
    let waited = wait_for(&mut session, "the draft", || is_kept(home.path(), &wanted));
    assert!(waited < Duration::from_secs(4), "{waited:?}");
    session.signal(Signal::KILL);
    session.gone_within(LIMIT);
    assert!(is_kept(home.path(), &wanted));
}

#[test]
fn a_paste_of_a_megabyte_without_brackets_fills_the_note_and_the_rest_is_refused_in_words() {
    let home = home();
    let mut session = flooded(&home, PIECE, (1 << 20) / PIECE.len());
    shows(&mut session, "60000");
    session.line.send("\x13");
    shows(&mut session, "批注已保存");
    let notes = notes(home.path());
    assert!(notes[0].starts_with(&format!("头{PIECE}")));
    assert_eq!(notes[0].chars().count(), 60_000);
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
}
