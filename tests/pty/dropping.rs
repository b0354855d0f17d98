//! Six ways in which a line drops: the program is gone soon after, and what was read is kept.

use std::path::Path;
use std::time::Instant;

use rustix::process::{Pid, Signal, kill_process};

use crate::notes::wait_for;
use crate::pty::{Line, Parent, Session, Setup, readers};
use crate::slow::has_marks;
use crate::{SOON, find, home, is_drawn, place_kept, repaint, started};

/// Goes into the first article and down.
fn read_on(session: &mut Session) {
    session.line.send("\r\r");
    session
        .line
        .wait_until("the article", |line| line.text().contains("J 下一篇"));
    session.line.send("jjj");
    repaint(session);
}

/// The place that is kept when one has read so far, pressed `keys` and left.
fn place_after(keys: &str) -> Option<usize> {
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    read_on(&mut session);
    session.line.send(keys);
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
    let place = place_kept(home.path());
    assert!(place.is_some_and(|offset| offset > 0), "{place:?}");
    place
}

/// What our end of the line types when it is closed (`portable-pty` does that): the program may read all of
/// it before the end, a part or nothing.
const CLOSING: [&str; 3] = ["", "\n", "\n\x04"];

/// The places that may be kept when one has read so far, pressed `keys` and the line was closed.
fn places_after(keys: &str) -> [Option<usize>; 3] {
    CLOSING.map(|typed| place_after(&format!("{keys}{typed}")))
}

/// No kanbao runs below `home` any more, and the place is one of `places`: that of the last key.
fn assert_gone(home: &Path, how: &str, places: &[Option<usize>]) {
    let start = Instant::now();
    while let [first, ..] = readers(home)[..] {
        assert!(start.elapsed() < SOON, "{how}: {first} still runs");
        std::thread::yield_now();
    }
    let journal = find(home, "reading.jsonl").map(std::fs::read_to_string);
    let place = place_kept(home);
    assert!(
        places.contains(&place),
        "{how}: {place:?} of {places:?}: {journal:?}"
    );
}

#[test]
fn closed_as_leader_of_its_session_and_under_nohup() {
    let places = places_after("");
    for (how, parent) in [("leader", Parent::Nobody), ("nohup", Parent::Nohup)] {
        let home = home();
        let mut session = started(Setup::new(80, 24).parent(parent), &home);
        read_on(&mut session);
        session.hang_up_within(SOON);
        assert_gone(home.path(), how, &places);
    }
}

/// A session in which kanbao was started by typing into a shell.
fn in_a_shell(home: &tempfile::TempDir, before: &str) -> Session {
    let mut session = Setup::new(80, 24).parent(Parent::Shell).start(home.path());
    session
        .line
        .wait_until("a prompt", |line| line.text().contains('$'));
    session.line.send(format!("{before}kanbao\r"));
    session.line.wait_until("the first frame", |line| {
        is_drawn(line) && line.text().contains("1/5")
    });
    read_on(&mut session);
    session
}

#[test]
fn closed_under_a_shell_also_one_that_ignores_it() {
    let places = places_after("");
    for (how, before) in [("shell", ""), ("shell that ignores it", "trap '' HUP; ")] {
        let home = home();
        let session = in_a_shell(&home, before);
        // The shell may stay: it is another program.
        let shell = session.process();
        session.line.close();
        assert_gone(home.path(), how, &places);
        // Ended already, or ended now.
        let _ = kill_process(shell, Signal::KILL);
    }
}

#[test]
fn told_by_a_signal_while_the_line_stands() {
    let place = place_after("");
    let home = home();
    let mut session = in_a_shell(&home, "");
    let [reader] = readers(home.path())[..] else {
        panic!("one reader");
    };
    let reader = i32::try_from(reader).ok().and_then(Pid::from_raw);
    kill_process(reader.expect("a process"), Signal::HUP).expect("a process to signal");
    assert_gone(home.path(), "SIGHUP alone", &[place]);
    // The shell has its terminal back.
    session
        .line
        .wait_until("the shell's prompt", |line: &Line| {
            !line.emulator.screen().alternate_screen() && line.text().trim_end().ends_with('$')
        });
    session.line.send("exit\r");
    session.end_within(SOON);
}

#[test]
fn closed_while_output_is_stalled() {
    // Each pair of pages leads to where it began, but at the top; so it is more than a line from there.
    let pages = " b b b b b b b b b b".repeat(6);
    let places = places_after(&format!("{pages}jj"));
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    read_on(&mut session);
    session.line.stall();
    for _ in 0..20 {
        session.line.send(&pages);
    }
    session.line.send("jjm");
    // All keys have acted when the last of them, a bookmark, is on the disk.
    wait_for(&mut session, "the bookmark", || has_marks(home.path()));
    session.hang_up_within(SOON);
    assert_gone(home.path(), "stalled", &places);
}
