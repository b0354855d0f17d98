//! `kanbao doctor` on a terminal: it asks, waits a moment, and leaves the screen as it was.

use crate::pty::{Session, Setup};
use crate::{QUIET, SOON, home};

/// Answers to the whole batch: quotes and symbols in two cells, letters in one.
const ANSWERS: &str = "\x1b[2;11R\x1b[?2026;2$y\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c";

fn doctor(home: &tempfile::TempDir, arguments: &str) -> Session {
    Setup::new(100, 40)
        .arguments(&format!("doctor --lang en {arguments}"))
        .start(home.path())
}

/// The rest of the row that begins with `name`.
fn told(session: &Session, name: &str) -> Option<String> {
    let text = session.line.text();
    let row = text.lines().find_map(|row| row.strip_prefix(name))?;
    Some(row.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn it_says_what_the_terminal_answers_and_shows_it_on_a_ruler() {
    let home = home();
    let mut session = doctor(&home, "");
    session.line.draw_wide();
    session
        .line
        .wait_until("the questions", |line| line.bytes.ends_with(b"\x1b[c"));
    session.line.send(ANSWERS);
    assert_eq!(session.end_within(SOON), 0);
    session.line.settle(QUIET);
    assert!(!session.line.emulator.screen().alternate_screen());
    for (name, expected) in [
        ("Quotes, dashes", "2 cells answered by the terminal"),
        ("Symbols", "2 cells answered by the terminal"),
        ("Greek, Cyrillic", "1 cell answered by the terminal"),
        ("Synchronized updates", "known: a screen changes at once"),
        ("Ground", "#ffffff light"),
    ] {
        assert_eq!(told(&session, name).as_deref(), Some(expected), "{name}");
    }
    // Drawn as it answered, the ruler is straight.
    let screen = session.line.emulator.screen();
    let bars: Vec<u16> = (0..40)
        .filter(|&row| {
            screen
                .cell(row, 22)
                .is_some_and(|cell| cell.contents() == "|")
        })
        .collect();
    assert_eq!(bars.len(), 5, "{}", session.line.text());
    assert!(
        bars.windows(2).all(|pair| pair[1] == pair[0] + 1),
        "{bars:?}"
    );
}

#[test]
fn a_terminal_that_never_answers_holds_it_up_for_a_moment_only() {
    let home = home();
    let mut session = doctor(&home, "");
    assert_eq!(session.end_within(SOON), 0);
    session.line.settle(QUIET);
    assert_eq!(
        told(&session, "Quotes, dashes").as_deref(),
        Some("1 cell not answered, taken for this")
    );
    assert_eq!(told(&session, "Ground").as_deref(), Some("not answered"));
}

#[test]
fn a_setting_against_the_terminal_is_named() {
    let home = home();
    let settings = home.path().join("config/kanbao");
    std::fs::create_dir_all(&settings).expect("a folder");
    std::fs::write(settings.join("config.toml"), "ambiguous = 1\n").expect("a file");
    let mut session = doctor(&home, "");
    session
        .line
        .wait_until("the questions", |line| line.bytes.ends_with(b"\x1b[c"));
    session.line.send(ANSWERS);
    assert_eq!(session.end_within(SOON), 0);
    session.line.settle(QUIET);
    assert_eq!(
        told(&session, "Quotes, dashes").as_deref(),
        Some("1 cell fixed in the settings, but the terminal draws 2: line ends will shift")
    );
}

#[test]
fn a_dumb_terminal_is_not_asked() {
    let home = home();
    let mut session = Setup::new(100, 40)
        .variable("TERM", "dumb")
        .arguments("doctor")
        .start(home.path());
    assert_eq!(session.end_within(SOON), 0);
    session.line.settle(QUIET);
    assert!(
        !session.line.bytes.contains(&0x1b),
        "{}",
        session.line.tail()
    );
}

#[test]
fn a_signal_ends_it_while_it_waits_for_answers() {
    use rustix::process::Signal;
    for (signal, status) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129)] {
        let home = home();
        let mut session = doctor(&home, "");
        session
            .line
            .wait_until("the questions", |line| line.bytes.ends_with(b"\x1b[c"));
        session.signal(signal);
        assert_eq!(session.end_within(SOON), status);
        session.line.settle(QUIET);
        assert!(!session.line.emulator.screen().alternate_screen());
        assert_eq!(told(&session, "Ground"), None);
    }
}

#[test]
fn a_typed_ctrl_c_ends_it_while_it_waits_for_answers() {
    let home = home();
    let mut session = doctor(&home, "");
    session
        .line
        .wait_until("the questions", |line| line.bytes.ends_with(b"\x1b[c"));
    session.line.send("\x03");
    assert_eq!(session.end_within(SOON), 130);
    session.line.settle(QUIET);
    assert!(!session.line.emulator.screen().alternate_screen());
    assert_eq!(told(&session, "Ground"), None);
}
