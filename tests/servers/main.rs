//! Reading over a real SSH server, and in a real tmux. Run by `.ci/run`, which installs both:
//! `cargo test --features servers --test servers`.

#[path = "../support/program.rs"]
mod program;
#[path = "../support/pty.rs"]
#[expect(dead_code, reason = "what only lines without a server need")]
mod pty;
mod sshd;

use std::path::Path;
use std::time::{Duration, Instant};

use pty::{LIMIT, Line, Parent, Session, Setup, readers};
use rustix::process::Signal;
use sshd::Server;

/// Without a byte for so long a line counts as quiet: more than the network needs.
const QUIET: Duration = Duration::from_millis(300);
/// Promise 3: gone, with everything kept, after a line has dropped.
const GONE: Duration = Duration::from_secs(2);

fn is_drawn(line: &Line) -> bool {
    line.emulator.screen().alternate_screen() && line.text().trim().chars().count() > 10
}

/// Opens the article where reading goes on.
fn read(session: &mut Session) {
    session.line.wait_until("the shelf", is_drawn);
    session.line.settle(QUIET);
    for _ in 0..2 {
        session.line.send("\r");
        session.line.settle(QUIET);
    }
}

/// Waits until no kanbao of `home` runs any more.
fn wait_until_gone(home: &Path, limit: Duration) {
    let start = Instant::now();
    while let [first, ..] = &readers(home)[..] {
        assert!(start.elapsed() < limit, "{first} still runs");
        std::thread::yield_now();
    }
}

#[test]
fn a_dropped_connection_costs_nothing() {
    let server = Server::start();
    let home = tempfile::tempdir().expect("a folder");
    let mut session = server.log_in(80, 24, home.path());
    read(&mut session);
    session.line.send("  j");
    session.line.settle(QUIET);
    let shown = session.line.text();
    assert_eq!(readers(home.path()).len(), 1);
    session.signal(Signal::KILL);
    wait_until_gone(home.path(), GONE);

    let mut session = server.log_in(80, 24, home.path());
    read(&mut session);
    let text = |screen: &str| {
        screen
            .lines()
            .take(22)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(text(&session.line.text()), text(&shown));
    session.line.send("Q");
    assert_eq!(session.end_within(LIMIT), 0);
    wait_until_gone(home.path(), GONE);
}

#[test]
fn a_note_being_typed_when_the_connection_drops_is_offered_again() {
    let server = Server::start();
    let home = tempfile::tempdir().expect("a folder");
    let mut session = server.log_in(80, 24, home.path());
    read(&mut session);
    session.line.send("a");
    let is_empty_note = |line: &Line| line.text().contains("批注 于全文");
    session.line.wait_until("the editor", is_empty_note);
    session.line.send("断线前写的");
    let is_typed = |line: &Line| line.text().contains("断线前写的");
    session.line.wait_until("what was typed", is_typed);
    // At once, not after the second that a draft may take: the hang-up itself keeps it.
    session.signal(Signal::KILL);
    wait_until_gone(home.path(), GONE);

    let mut session = server.log_in(80, 24, home.path());
    session.line.wait_until("the draft on the shelf", |line| {
        line.text().contains("~ 断线前写的")
    });
    session.line.settle(QUIET);
    session.line.send("\r");
    session
        .line
        .wait_until("the editor", |line| is_empty_note(line) && is_typed(line));
    session.line.send("\x13");
    session
        .line
        .wait_until("the saved note", |line| line.text().contains("批注已保存"));
    session.line.send("Q");
    assert_eq!(session.end_within(LIMIT), 0);
}

#[test]
fn a_window_that_changes_its_size_far_away_is_set_again() {
    let server = Server::start();
    let home = tempfile::tempdir().expect("a folder");
    let mut session = server.log_in(80, 24, home.path());
    read(&mut session);
    session.line.resize(44, 20);
    session.line.settle(QUIET);
    let resized = rows_of(&session.line);
    assert!(
        resized.iter().any(|row| row.contains("长三角")),
        "{resized:?}"
    );
    session.line.send("\x0c");
    session.line.settle(QUIET);
    assert_eq!(rows_of(&session.line), resized, "as painted anew");
    session.line.send("Q");
    assert_eq!(session.end_within(LIMIT), 0);
}

/// tmux with a server of its own, whose socket stands in `home`.
fn tmux(columns: u16, rows: u16, home: &Path, arguments: &str) -> Session {
    let socket = home.join("tmux");
    let all = format!("-S {} -f /dev/null -u {arguments}", socket.display());
    Setup::new(columns, rows)
        .parent(Parent::Program("tmux"))
        .arguments(&all)
        .start(home)
}

#[test]
fn in_tmux_the_reader_goes_on_without_a_line_and_follows_its_window() {
    let home = tempfile::tempdir().expect("a folder");
    let program = program::program();
    let mut session = tmux(80, 24, home.path(), &format!("new-session {program}"));
    read(&mut session);
    session.line.send(" j");
    session.line.settle(QUIET);
    let shown = session.line.text();
    session.signal(Signal::KILL);

    // The reader has not noticed.
    let mut session = tmux(80, 24, home.path(), "attach-session");
    session
        .line
        .wait_until("the same page", |line| rows_of(line) == rows_in(&shown));
    session.line.resize(50, 20);
    session.line.settle(QUIET);
    let resized = rows_of(&session.line);
    session.line.send("\x0c");
    session.line.settle(QUIET);
    assert_eq!(rows_of(&session.line), resized, "as painted anew");
    session.line.send("Q");
    assert_eq!(session.end_within(LIMIT), 0);
    wait_until_gone(home.path(), GONE);
}

/// The rows of the reader: all but its own last, which changes with hints, and tmux's.
fn rows_of(line: &Line) -> Vec<String> {
    rows_in(&line.text())
}

fn rows_in(screen: &str) -> Vec<String> {
    let rows: Vec<_> = screen
        .lines()
        .map(|row| row.trim_end().to_owned())
        .collect();
    rows[..rows.len().saturating_sub(2)].to_vec()
}
