//! Slow and stalled lines: what is typed arrives once, and what is shown is never far behind.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rustix::process::Signal;

use crate::notes::{notes, wait_for};
use crate::pty::pace::Pace;
use crate::pty::{Session, Setup};
use crate::{SOON, assert_given_back, body, home, is_drawn, repaint, started};

/// A line to the other side of the world.
const FAR: Pace = Pace {
    delay: Duration::from_millis(80),
    bytes_a_second: None,
};

/// So much more may come after the last key.
const STILL_TO_COME: usize = 64 * 1024;
/// So much more memory may be needed.
const MORE_MEMORY: u64 = 16 << 20;

fn shows(session: &mut Session, text: &str) {
    let what = format!("{text:?}");
    session
        .line
        .wait_until(&what, |line| line.text().contains(text));
}

#[test]
fn over_a_long_line_every_key_arrives_once_as_typed() {
    let home = home();
    let mut session = Setup::new(80, 24).start_over(FAR, home.path());
    session.line.wait_until("the first frame", is_drawn);
    session.line.send("\r\r");
    shows(&mut session, "J 下一篇");
    session.line.send("a");
    shows(&mut session, "批注 于全文");
    // Each piece is a write of its own: an arrow, a character and answers of the terminal cut anywhere,
    // and answers that nobody waits for any more.
    let pieces: [&[u8]; 14] = [
        b"ab",
        b"\x1b",
        b"[D",
        b"\xe6",
        b"\x8a\xa5",
        b"\x1b[2;",
        b"3R\x1b[2;3R\x1b[2;3R",
        b"\x1b[?2026;2$",
        b"y\x1b]11;rgb:1e1e/1e1e",
        b"/2e2e\x1b\\\x1b[?62;22c",
        b"c\x1b[",
        b"C",
        b"\x1b[?62;22c",
        b"d",
    ];
    for piece in pieces {
        session.line.send(piece);
    }
    shows(&mut session, "a报cbd");
    session.line.send("\x13");
    shows(&mut session, "批注已保存");
    assert_eq!(notes(home.path()), ["a报cbd"]);
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
    assert_given_back(&session, "a long line");
}

#[test]
fn a_paste_of_a_megabyte_over_a_long_line_is_one_paste() {
    let home = home();
    let mut session = Setup::new(80, 24).start_over(FAR, home.path());
    session.line.wait_until("the first frame", is_drawn);
    session.line.send("\r\r");
    shows(&mut session, "J 下一篇");
    session.line.send("a");
    shows(&mut session, "批注 于全文");
    session.line.send("头");
    session.line.send("\x1b[200~");
    // Each line is a key that would leave the note, were it one.
    let text = "\x1bQ摆渡的人\n".repeat((1 << 20) / 17);
    for piece in text.as_bytes().chunks(4096) {
        session.line.send(piece);
    }
    session.line.send("\x1b[201~");
    // It is more than a note holds, which is told; what was typed behind it acts.
    shows(&mut session, "60000");
    session.line.send("尾\x13");
    shows(&mut session, "批注已保存");
    assert_eq!(notes(home.path()), ["头尾"]);
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
}

/// Whether a mark is on the disk.
pub(crate) fn has_marks(home: &Path) -> bool {
    let entries = fs::read_dir(home.join("config/kanbao/marks"));
    let mut entries = entries.into_iter().flatten().flatten();
    entries.any(|entry| {
        fs::read_to_string(entry.path()).is_ok_and(|text| text.contains("bookmarking"))
    })
}

/// A session whose output has stalled, after thousands of keys that each would have drawn a page.
fn stalled(home: &tempfile::TempDir) -> (Session, u64) {
    let mut session = started(Setup::new(80, 24), home);
    session.line.send("\r\r");
    shows(&mut session, "J 下一篇");
    let (before, _) = session.usage();
    session.line.stall();
    for _ in 0..40 {
        session.line.send("G b b gg ".repeat(12));
    }
    // The last of them is a bookmark: once it is on the disk all of them have acted.
    session.line.send("m");
    wait_for(&mut session, "the bookmark", || has_marks(home.path()));
    (session, before)
}

#[test]
fn while_output_is_stalled_frames_are_dropped_and_memory_stays_flat() {
    let home = home();
    let (mut session, before) = stalled(&home);
    // The last key; then the line goes on.
    session.line.send("gg");
    let sent = session.line.bytes.len();
    session.line.go_on();
    repaint(&mut session);
    let more = session.line.bytes.len() - sent;
    assert!(
        more <= STILL_TO_COME,
        "{more} bytes came after the last key"
    );
    let (after, _) = session.usage();
    assert!(
        after <= before + MORE_MEMORY,
        "{before} bytes of memory before, {after} after"
    );
    let shown = session.line.text();
    repaint(&mut session);
    assert_eq!(body(&session.line.text()), body(&shown), "as painted anew");
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
}

#[test]
fn while_output_is_stalled_the_end_comes_at_once() {
    for (how, end) in [("Q", 0), ("SIGTERM", 143), ("SIGINT", 130), ("SIGHUP", 129)] {
        let home = home();
        let (mut session, _) = stalled(&home);
        match how {
            "SIGTERM" => session.signal(Signal::TERM),
            "SIGINT" => session.signal(Signal::INT),
            "SIGHUP" => session.signal(Signal::HUP),
            keys => session.line.send(keys),
        }
        // Nothing that comes out is taken until it is gone.
        assert_eq!(session.gone_within(SOON), end, "{how}");
        session.line.go_on();
        let sent = session.line.bytes.len();
        session.line.settle(Duration::from_millis(50));
        let more = session.line.bytes.len() - sent;
        assert!(more <= 32 * 1024, "{how}: {more} bytes came after it");
        let modes = format!("{:?}", session.line.modes());
        assert_eq!(modes, format!("{:?}", session.modes_before), "{how}");
    }
}

#[test]
fn a_line_that_takes_little_shows_the_last_of_what_was_asked_for() {
    let home = home();
    // 64 kilobits a second, a third of a second away.
    let pace = Pace {
        delay: Duration::from_millis(150),
        bytes_a_second: Some(8000),
    };
    let mut session = Setup::new(80, 24).start_over(pace, home.path());
    session.line.wait_until("the first frame", is_drawn);
    session.line.send("\r\r");
    shows(&mut session, "J 下一篇");
    let top = session.line.text();
    let sent = session.line.bytes.len();
    for _ in 0..60 {
        session.line.send(" ");
        session.line.take(Duration::from_millis(1));
    }
    session.line.send("gg");
    repaint(&mut session);
    // A page each would have been 150 KB and taken twenty seconds.
    let more = session.line.bytes.len() - sent;
    assert!(more <= STILL_TO_COME, "{more} bytes for 60 pages");
    assert_eq!(body(&session.line.text()), body(&top));
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
}
