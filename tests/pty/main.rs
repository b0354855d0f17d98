//! The program in a terminal, from start to end: every way out leaves the terminal as it was.

#[path = "../support/barrier.rs"]
mod barrier;
mod changing;
#[path = "../support/dice.rs"]
mod dice;
mod doctoring;
mod dropping;
mod editors;
mod endings;
mod finding;
mod flood;
mod hindered;
#[path = "../support/hostile.rs"]
mod hostile;
mod many;
mod monkey;
#[path = "../support/needs.rs"]
mod needs;
mod notes;
mod odd;
mod probing;
#[path = "../support/program.rs"]
mod program;
#[path = "../support/pty.rs"]
#[expect(
    dead_code,
    reason = "other programs are started by the tests with servers"
)]
mod pty;
mod slow;
mod texts;
mod written;

use std::time::{Duration, Instant};

use pty::{Line, Parent, Session, Setup};
use rustix::process::Signal;

/// Within this the program is gone, whatever ended it.
const SOON: Duration = Duration::from_secs(2);
/// Nothing came for so long: the frame is whole.
const QUIET: Duration = Duration::from_millis(250);

/// The key Esc, and a key that does nothing: a second ESC says at once that the first was the key, and
/// what follows makes `Alt-Ctrl-l` of it.
const ESC: &str = "\x1b\x1b\x0c";

fn home() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn is_drawn(line: &Line) -> bool {
    line.emulator.screen().alternate_screen() && line.text().trim().chars().count() > 10
}

/// Starts the program and waits for its first frame.
fn started(setup: Setup, home: &tempfile::TempDir) -> Session {
    let mut session = setup.start(home.path());
    session.line.wait_until("the first frame", is_drawn);
    session.line.settle(QUIET);
    session
}

/// How often the terminal was asked what it is, which is done with each complete repaint.
fn asked(line: &Line) -> usize {
    let text = String::from_utf8_lossy(&line.bytes);
    text.matches("\x1b[?2026$p").count()
}

/// Has everything painted anew and waits for it: so all that was sent before has acted.
fn repaint(session: &mut Session) {
    let before = asked(&session.line);
    session.line.send("\x0c");
    session.line.wait_until("a repaint", |line| {
        // Whether there is a cursor is told at the end of each.
        let text = String::from_utf8_lossy(&line.bytes);
        let painted = text.rsplit("\x1b[?2026$p").next().unwrap_or_default();
        asked(line) > before && painted.contains("\x1b[?25")
    });
}

/// The terminal is as it was before, in modes and in what was switched on.
fn assert_given_back(session: &Session, how: &str) {
    let line = &session.line;
    assert!(
        !line.emulator.screen().alternate_screen(),
        "{how}: alternate screen"
    );
    assert!(!line.emulator.screen().hide_cursor(), "{how}: cursor");
    assert!(line.has_usual_stops(), "{how}: tab stops");
    assert!(line.has_usual_line_feeds(), "{how}: new line mode, margins");
    assert_eq!(
        pty::modes_left_on(&line.bytes),
        Vec::<String>::new(),
        "{how}"
    );
    let (before, after) = (
        format!("{:?}", session.modes_before),
        format!("{:?}", line.modes()),
    );
    assert_eq!(after, before, "{how}");
    let text = String::from_utf8_lossy(&line.bytes);
    let last_region = text
        .rmatch_indices("\x1b[")
        .map(|(at, _)| &text[at + 2..])
        .find(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';');
            end.is_some_and(|end| rest[end..].starts_with('r'))
        });
    assert!(
        last_region.is_some_and(|rest| rest.starts_with('r')),
        "{how}: scroll region"
    );
}

/// The screen without its last row, whose hint the next key takes away.
fn body(text: &str) -> &str {
    text.rsplit_once('\n').map_or(text, |(body, _)| body)
}

/// Both screens are the same but for the last row; else the first row that differs is shown.
fn assert_same(shown: &str, expected: &str, when: &str) {
    let (shown, expected) = (body(shown), body(expected));
    let differs = shown.lines().zip(expected.lines()).find(|(a, b)| a != b);
    assert_eq!(differs, None, "{when}");
    assert_eq!(shown.lines().count(), expected.lines().count(), "{when}");
}

#[test]
fn quitting_gives_the_terminal_back() {
    for keys in ["Q", "\x03"] {
        let home = home();
        let mut session = started(Setup::new(80, 24), &home);
        session.line.send(keys);
        assert_eq!(session.end_within(SOON), 0, "{keys:?}");
        assert_given_back(&session, keys);
    }
}

#[test]
fn every_ending_signal_gives_the_terminal_back() {
    for (signal, number) in [
        (Signal::TERM, 15),
        (Signal::INT, 2),
        (Signal::HUP, 1),
        (Signal::QUIT, 3),
        (Signal::USR1, 10),
        (Signal::USR2, 12),
        (Signal::ALARM, 14),
        (Signal::XCPU, 24),
        (Signal::TRAP, 5),
        (Signal::ABORT, 6),
        (Signal::STKFLT, 16),
        (Signal::VTALARM, 26),
        (Signal::PROF, 27),
        (Signal::IO, 29),
        (Signal::POWER, 30),
        (Signal::SYS, 31),
    ] {
        let home = home();
        let mut session = started(Setup::new(80, 24), &home);
        session.line.send("jjlj");
        session.line.settle(QUIET);
        session.signal(signal);
        assert_eq!(session.end_within(SOON), 128 + number, "{signal:?}");
        assert_given_back(&session, &format!("{signal:?}"));
    }
}

/// Real-time signals have no names of their own.
#[test]
fn a_real_time_signal_gives_the_terminal_back() {
    for number in [34, 40, 64] {
        let home = home();
        let mut session = started(Setup::new(80, 24), &home);
        let process = session.process().as_raw_nonzero().to_string();
        let sent = std::process::Command::new("kill")
            .args([&format!("-{number}"), &process])
            .status();
        assert!(sent.is_ok_and(|status| status.success()), "{number}");
        assert_eq!(session.end_within(SOON), 128 + number, "{number}");
        assert_given_back(&session, &number.to_string());
    }
}

#[test]
fn a_panic_gives_the_terminal_back_and_then_speaks() {
    let home = home();
    let mut session = started(
        Setup::new(80, 24).variable("KANBAO_DEBUG_PANIC", "1"),
        &home,
    );
    session.line.send("j");
    assert_ne!(session.end_within(SOON), 0);
    assert_given_back(&session, "panic");
    let text = String::from_utf8_lossy(&session.line.bytes);
    let left = text.rfind("\x1b[?1049l").expect("the shell's screen");
    let message = text.find("panicked").expect("a message");
    assert!(
        left < message,
        "the message comes after the alternate screen"
    );
}

#[test]
fn what_cannot_be_kept_at_the_end_is_told_on_the_shells_screen() {
    let home = home();
    let folder = home.path().join("state/kanbao");
    std::fs::create_dir_all(&folder).expect("a folder");
    let lock = std::fs::File::create(folder.join(".lock")).expect("a lock");
    lock.lock().expect("nobody else has it");
    let mut session = started(Setup::new(80, 24), &home);
    session.line.send("\r\r");
    session
        .line
        .wait_until("the article", |line| line.text().contains("J 下一篇"));
    session.line.send("Q");
    session.line.wait_until("the shell's screen", |line| {
        !line.emulator.screen().alternate_screen()
    });
    assert_eq!(session.end_within(pty::LIMIT * 2), 3);
    assert_given_back(&session, "held lock");
    let screen = session.line.text();
    assert!(screen.contains("kanbao: 读到哪里记不下来"), "{screen}");
}

#[test]
fn a_journal_that_takes_nothing_at_the_end_is_told_on_the_shells_screen() {
    let home = home();
    let folder = home.path().join("state/kanbao");
    let mut session = started(Setup::new(80, 24), &home);
    // The journal cannot be written to any more; the key and the end come in one burst.
    std::fs::create_dir_all(folder.join("reading.jsonl")).expect("a folder");
    session.line.send("\r\rQ");
    assert_eq!(session.end_within(SOON), 3);
    assert_given_back(&session, "no journal");
    let screen = session.line.text();
    assert!(screen.contains("reading.jsonl"), "{screen}");
}

#[test]
fn a_closed_line_ends_the_program() {
    for parent in [Parent::Nobody, Parent::Nohup] {
        let home = home();
        let session = started(Setup::new(80, 24).parent(parent), &home);
        session.hang_up_within(SOON);
    }
}

/// A reader that was started by a shell on its line, its first frame drawn.
fn started_by_a_shell(home: &tempfile::TempDir) -> Session {
    let mut session = Setup::new(80, 24).parent(Parent::Shell).start(home.path());
    session
        .line
        .wait_until("a prompt", |line| line.text().contains('$'));
    session.line.send("kanbao\r");
    // The figures of the status row are drawn last.
    session.line.wait_until("the first frame", |line| {
        is_drawn(line) && line.text().contains("1/5")
    });
    session.line.settle(QUIET);
    session
}

#[test]
fn ctrl_z_gives_the_shell_its_terminal_and_fg_shows_the_same_screen() {
    let home = home();
    let mut session = started_by_a_shell(&home);
    let before = session.line.text();
    for (stops, round) in [(1, "one"), (2, "two")] {
        session.line.send("\x1a");
        // What is typed before the shell has its terminal back would be read in raw mode.
        session
            .line
            .wait_until("the shell's word and prompt", |line| {
                !line.emulator.screen().alternate_screen()
                    && line.text().matches("Stopped").count() == stops
                    && line.text().trim_end().ends_with('$')
            });
        session.line.send(format!("echo round-$((1))-{round}\r"));
        let answer = format!("round-1-{round}");
        session
            .line
            .wait_until("the shell's answer", |line| line.text().contains(&answer));
        assert_given_back(&session, round);
        session.line.send("fg\r");
        session.line.wait_until("the same screen", |line| {
            body(&line.text()) == body(&before)
        });
    }
    session.line.send("Q");
    session.line.wait_until("the shell's prompt", |line| {
        !line.emulator.screen().alternate_screen() && line.text().trim_end().ends_with('$')
    });
    session.line.send("exit\r");
    assert_eq!(session.end_within(SOON), 0);
    assert_given_back(&session, "after the shell");
}

#[test]
fn a_stopped_job_that_is_ended_leaves_the_shells_screen_alone() {
    let home = home();
    let mut session = started_by_a_shell(&home);
    let prompt = |line: &Line| {
        !line.emulator.screen().alternate_screen() && line.text().trim_end().ends_with('$')
    };
    session.line.send("\x1a");
    session
        .line
        .wait_until("the shell's word and prompt", |line| {
            prompt(line) && line.text().contains("Stopped")
        });
    let before = session.line.bytes.len();
    // What bash does for `kill %1`: the end is asked for, then the job goes on to come to it.
    session.line.send("kill -TERM %1; kill -CONT %1\r");
    let since = |line: &Line| String::from_utf8_lossy(&line.bytes[before..]).into_owned();
    // The shell tells of the end behind the next command.
    let asked = Instant::now();
    let told = |line: &Line| {
        ["Done(143)", "Terminated"]
            .iter()
            .any(|word| since(line).contains(word))
    };
    while !told(&session.line) {
        assert!(asked.elapsed() < pty::LIMIT, "{}", since(&session.line));
        session.line.settle(QUIET);
        session.line.send("true\r");
    }
    session.line.settle(QUIET);
    let since = since(&session.line);
    assert!(!since.contains('\x1b'), "{since:?}");
    session.line.send("exit\r");
    session.end_within(SOON);
    assert_given_back(&session, "after the shell");
}

#[test]
fn ctrl_z_without_a_shell_does_not_hang() {
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    session.line.send("\x1a");
    session.line.settle(QUIET);
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
}

#[test]
fn another_size_is_drawn_whole() {
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    for (columns, rows) in [(120, 40), (40, 15), (100, 30), (80, 24)] {
        session.line.resize(columns, rows);
        session.line.wait_until("a frame of the new size", |line| {
            line.text().trim().chars().count() > 10
        });
        session.line.settle(QUIET);
        let drawn = session.line.text();
        session.line.send("\x0c");
        session.line.settle(QUIET);
        assert_same(
            &session.line.text(),
            &drawn,
            &format!("{columns}x{rows}: as drawn, as painted anew"),
        );
    }
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
}

#[test]
fn odd_sizes_and_terminals_work_or_say_why_not() {
    for (columns, rows) in [(0, 0), (1, 1), (2, 200), (20, 6), (500, 200)] {
        let home = home();
        let mut session = Setup::new(columns, rows).start(home.path());
        session
            .line
            .wait_until("anything", |line| !line.bytes.is_empty());
        session.line.settle(QUIET);
        session.line.send("jjlj");
        session.line.settle(QUIET);
        session.line.send("Q");
        assert_eq!(session.end_within(SOON), 0, "{columns}x{rows}");
        assert_given_back(&session, &format!("{columns}x{rows}"));
    }
    for (name, value) in [
        ("TERM", "vt100"),
        ("TERM", "ansi"),
        ("TERM", ""),
        ("LANG", "C"),
        ("NO_COLOR", "1"),
    ] {
        let home = home();
        let mut session = Setup::new(80, 24).variable(name, value).start(home.path());
        session
            .line
            .wait_until("anything", |line| !line.bytes.is_empty());
        session.line.settle(QUIET);
        session.line.send("Q");
        assert!(session.end_within(SOON) <= 2, "{name}={value}");
        assert_given_back(&session, &format!("{name}={value}"));
    }
}

#[test]
fn a_terminal_that_cannot_place_its_cursor_is_refused() {
    let home = home();
    let setup = Setup::new(80, 24).variable("TERM", "dumb");
    let mut session = setup.start(home.path());
    assert_eq!(session.end_within(SOON), 2);
    let said = String::from_utf8_lossy(&session.line.bytes).into_owned();
    for part in ["TERM=dumb", "kanbao list", "kanbao show"] {
        assert!(said.contains(part), "{said}");
    }
    assert!(!said.contains('\x1b'), "{said}");
}

#[test]
fn what_is_copied_goes_to_the_terminals_clipboard_and_nothing_else_changes() {
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    session.line.send("\r");
    session.line.settle(QUIET);
    let before = session.line.bytes.len();
    let shown = session.line.text();
    session.line.send("y");
    let is_told = |line: &Line| line.text().contains("已送往剪贴板");
    session.line.wait_until("the notice", is_told);
    let sent = String::from_utf8_lossy(&session.line.bytes[before..]).into_owned();
    let (_, text) = sent
        .split_once("\x1b]52;c;")
        .expect("a clipboard's sequence");
    let (text, rest) = text.split_once("\x1b\\").expect("its end");
    assert!(
        text.len() > 20
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
    );
    assert!(!rest.contains("]52;"), "once: {rest:?}");
    assert_same(&session.line.text(), &shown, "after copying");
}

#[test]
fn nothing_is_sent_while_nothing_happens() {
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    session.line.send("jl");
    // The place is kept a second later; then five in which nothing happens.
    session.line.settle(Duration::from_millis(1500));
    let (_, before) = session.usage();
    assert_eq!(session.line.settle(Duration::from_secs(5)), 0);
    let used = session.usage().1 - before;
    // Half a percent, in steps of ten milliseconds.
    assert!(used <= Duration::from_millis(25), "{used:?} of CPU");
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
}

#[test]
fn what_scrolling_left_is_what_a_repaint_shows() {
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    for keys in ["\r", "\r", "jjj", " ", "k", "b", "G", "gg", "jjjjjj"] {
        session.line.send(keys);
        session.line.settle(QUIET);
        let drawn = session.line.text();
        session.line.send("\x0c");
        session.line.settle(QUIET);
        assert_same(&session.line.text(), &drawn, &format!("after {keys:?}"));
    }
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
}

#[test]
fn answers_that_come_late_change_nothing() {
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    let before = session.line.text();
    for answer in [
        "\x1b[?62;22c",
        "\x1b[>0;276;0c",
        "\x1b]11;rgb:0000/0000/0000\x1b\\",
        "\x1bP>|xterm(390)\x1b\\",
        "\x1b[?2026;2$y",
        "\x1b[5;10R",
    ] {
        session.line.send(answer);
    }
    session.line.settle(QUIET);
    assert_eq!(session.line.text(), before);
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
}

/// The newest place in the journal below `home`, in code points.
fn place_kept(home: &std::path::Path) -> Option<usize> {
    let journal = find(home, "reading.jsonl")?;
    let text = std::fs::read_to_string(journal).ok()?;
    let offset = text.rsplit("\"offset\":").next()?;
    offset.split(',').next()?.parse().ok()
}

fn find(folder: &std::path::Path, name: &str) -> Option<std::path::PathBuf> {
    std::fs::read_dir(folder).ok()?.flatten().find_map(|entry| {
        let path = entry.path();
        if path.is_dir() {
            find(&path, name)
        } else {
            path.ends_with(name).then_some(path)
        }
    })
}

#[test]
fn the_place_is_kept_while_keys_never_pause() {
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    session.line.send("\r\r");
    session
        .line
        .wait_until("the article", |line| line.text().contains("J 下一篇"));
    let folder = home.path().to_owned();
    let limit = Instant::now() + Duration::from_secs(10);
    session.line.send("jjjjjjjjjjjjjjj");
    // A key every few milliseconds, so that no pause is long enough to keep the place in.
    while place_kept(&folder).is_none_or(|offset| offset == 0) {
        assert!(Instant::now() < limit, "no place was kept");
        session.line.send("j");
        session.line.take(Duration::from_millis(20));
        session.line.send("k");
        session.line.take(Duration::from_millis(20));
    }
    session.signal(Signal::KILL);
}
