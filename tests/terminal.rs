//! The guard, the input and the screen on a real terminal line, within the test's own process.

#[path = "support/program.rs"]
mod program;
#[path = "support/pty.rs"]
#[expect(dead_code, reason = "sessions of the whole program are in `pty.rs`")]
mod pty;

use std::time::{Duration, Instant};

use kanbao::config::key::{Key, KeyChord};
use kanbao::runtime::input::{Input, InputSettings, Reply, TerminalEvent};
use kanbao::runtime::screen::{Screen, Sent, TabStops};
use kanbao::runtime::terminal::TerminalGuard;
use pty::Line;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

const LIMIT: Duration = Duration::from_secs(5);

fn key(key: Key) -> TerminalEvent {
    TerminalEvent::Key(KeyChord {
        key,
        ctrl: false,
        alt: false,
        shift: false,
    })
}

fn taken(line: &Line) -> TerminalGuard {
    TerminalGuard::take(line.handle()).expect("a terminal that can be taken")
}

fn input(guard: &TerminalGuard) -> Input {
    Input::new(guard, InputSettings::default()).expect("signals")
}

/// Events until there are `count`; sizes aside, which other tests of this process may cause.
fn events(input: &mut Input, count: usize) -> Vec<TerminalEvent> {
    let start = Instant::now();
    let mut all = Vec::new();
    while all.len() < count && start.elapsed() < LIMIT {
        let events = input.wait(Some(LIMIT));
        all.extend(
            events
                .into_iter()
                .filter(|event| !matches!(event, TerminalEvent::Resize { .. })),
        );
    }
    all
}

#[test]
fn modes_are_taken_once_and_given_back_once() {
    let mut line = Line::open(80, 24);
    let before = format!("{:?}", line.modes());
    let guard = taken(&line);
    assert_ne!(format!("{:?}", line.modes()), before);
    line.wait_until("the alternate screen", |line| {
        line.emulator.screen().alternate_screen()
    });
    line.wait_until("bracketed paste", |line| {
        line.emulator.screen().bracketed_paste()
    });
    guard.restore();
    guard.restore();
    drop(guard);
    line.wait_until("the shell's screen", |line| {
        !line.emulator.screen().alternate_screen()
    });
    assert_eq!(format!("{:?}", line.modes()), before);
    line.settle(Duration::from_millis(30));
    let ends = line
        .bytes
        .windows(8)
        .filter(|window| window == b"\x1b[?1049l")
        .count();
    assert_eq!(ends, 1);
    assert_eq!(pty::modes_left_on(&line.bytes), Vec::<String>::new());
    assert!(
        line.bytes.windows(3).any(|window| window == b"\x1b[r"),
        "the scroll region is reset"
    );
}

#[test]
fn a_guard_can_be_taken_again() {
    let mut line = Line::open(80, 24);
    let guard = taken(&line);
    guard.restore();
    assert_eq!(guard.resume().unwrap(), (80, 24));
    line.wait_until("the alternate screen", |line| {
        line.emulator.screen().alternate_screen()
    });
    drop(guard);
    line.wait_until("the shell's screen", |line| {
        !line.emulator.screen().alternate_screen()
    });
}

#[test]
fn keys_split_on_the_line_arrive_once_as_typed() {
    let mut line = Line::open(80, 24);
    let guard = taken(&line);
    let mut input = input(&guard);
    let mut all = Vec::new();
    // Each part is read before the next is sent, as on a slow line.
    let (han, up) = ("报".as_bytes(), b"\x1b[A");
    for part in [
        &up[..1],
        &up[1..2],
        &up[2..],
        &han[..1],
        &han[1..],
        b"\x1b[?6",
        b"2c",
        b"j",
    ] {
        line.send(part);
        all.extend(input.wait(Some(Duration::ZERO)));
    }
    let start = Instant::now();
    while !all.contains(&key(Key::Char('j'))) && start.elapsed() < LIMIT {
        all.extend(input.wait(Some(LIMIT)));
    }
    all.retain(|event| !matches!(event, TerminalEvent::Resize { .. }));
    let reply = TerminalEvent::Reply(Reply::DeviceAttributes(vec![62]));
    assert_eq!(
        all,
        [
            key(Key::Up),
            key(Key::Char('报')),
            reply,
            key(Key::Char('j'))
        ]
    );
}

#[test]
fn a_lone_escape_is_a_key_after_a_moment() {
    let mut line = Line::open(80, 24);
    let guard = taken(&line);
    let mut input = input(&guard);
    line.send(b"\x1b");
    let start = Instant::now();
    assert_eq!(events(&mut input, 1), [key(Key::Esc)]);
    assert!(
        start.elapsed() >= Duration::from_millis(45),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn a_paste_whose_end_is_lost_ends_by_itself() {
    let mut line = Line::open(80, 24);
    let guard = taken(&line);
    let settings = InputSettings {
        paste_wait: Duration::from_millis(20),
        ..InputSettings::default()
    };
    let mut input = Input::new(&guard, settings).expect("signals");
    line.send(b"\x1b[200~abc");
    let paste = TerminalEvent::Paste("abc".to_owned());
    assert_eq!(events(&mut input, 1), [paste]);
    line.send(b"j");
    assert_eq!(events(&mut input, 1), [key(Key::Char('j'))]);
}

#[test]
fn a_burst_comes_in_one_answer_with_replies_and_pastes_apart() {
    let mut line = Line::open(80, 24);
    let guard = taken(&line);
    let mut input = input(&guard);
    line.send("jj\x1b]11;rgb:0000/0000/0000\x07G\x1b[200~粘贴\x1b[201~\x1b[>0;276;0cq");
    let all = events(&mut input, 7);
    assert_eq!(all[..2], [key(Key::Char('j')), key(Key::Char('j'))]);
    assert!(matches!(all[2], TerminalEvent::Reply(Reply::Colour { .. })));
    assert_eq!(all[3], key(Key::Char('G')));
    assert_eq!(all[4], TerminalEvent::Paste("粘贴".to_owned()));
    assert_eq!(
        all[5..],
        [TerminalEvent::Reply(Reply::Other), key(Key::Char('q'))]
    );
}

#[test]
fn a_closed_line_is_told_once_and_does_not_spin() {
    let line = Line::open(80, 24);
    let guard = taken(&line);
    let mut input = input(&guard);
    line.close();
    assert_eq!(events(&mut input, 1), [TerminalEvent::HangUp]);
    let start = Instant::now();
    let after = input.wait(Some(Duration::from_millis(60)));
    assert!(!after.contains(&TerminalEvent::HangUp));
    if after.is_empty() {
        assert!(start.elapsed() >= Duration::from_millis(55));
    }
    // Giving back what is gone takes no time either.
    let start = Instant::now();
    drop(guard);
    assert!(start.elapsed() < Duration::from_secs(1));
}

#[test]
fn sizes_come_from_the_terminal_and_odd_ones_are_bounded() {
    let mut line = Line::open(80, 24);
    let guard = taken(&line);
    for (size, told) in [
        ((120, 40), (120, 40)),
        ((0, 0), (80, 24)),
        ((500, 200), (500, 200)),
        ((65535, 65535), (1000, 500)),
    ] {
        line.resize(size.0, size.1);
        assert_eq!(guard.size(), told);
    }
}

#[test]
fn a_new_size_is_an_event() {
    let mut line = Line::open(80, 24);
    let guard = taken(&line);
    let mut input = input(&guard);
    line.resize(100, 30);
    // The line is not this process' controlling terminal, so the system's signal is ours to send.
    rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::WINCH)
        .unwrap();
    let start = Instant::now();
    let wanted = TerminalEvent::Resize {
        columns: 100,
        rows: 30,
    };
    while !input.wait(Some(LIMIT)).contains(&wanted) {
        assert!(start.elapsed() < LIMIT);
    }
}

#[test]
fn a_wake_is_told_by_its_number() {
    let line = Line::open(80, 24);
    let guard = taken(&line);
    let mut input = input(&guard);
    let (ours, theirs) = std::os::unix::net::UnixStream::pair().unwrap();
    assert_eq!(input.add_wake(ours.into()), 0);
    drop(theirs);
    assert!(events(&mut input, 1).contains(&TerminalEvent::Wake(0)));
}

/// A frame full of text, other for each `number`.
fn frame(columns: u16, rows: u16, number: usize) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    for y in 0..rows {
        let line: String = (0..columns / 2)
            .map(|x| {
                char::from_u32(
                    0x4E00 + (usize::from(x) * 31 + usize::from(y) * 17 + number * 7) as u32 % 5000,
                )
            })
            .map(|c| c.unwrap_or('报'))
            .collect();
        buffer.set_string(0, y, line, Style::new());
    }
    buffer
}

#[test]
fn a_stalled_line_takes_one_frame_and_keys_still_act() {
    let mut line = Line::open(200, 60);
    let guard = taken(&line);
    let mut input = input(&guard);
    let mut screen = Screen::new(guard.writer(), 200, 60);
    let mut number = 0;
    while screen.present(&frame(200, 60, number), None).unwrap() != Sent::Partly {
        number += 1;
        assert!(number < 1000, "the line never stalls");
    }
    assert_eq!(
        screen.present(&frame(200, 60, 5000), None).unwrap(),
        Sent::Busy
    );
    line.send(b"q");
    let mut all = input.wait_for_room(Some(LIMIT));
    while !all.contains(&key(Key::Char('q'))) && all.len() < 1000 {
        all.extend(input.wait_for_room(Some(LIMIT)));
    }
    assert!(all.contains(&key(Key::Char('q'))));
    // The way out is not waited for either, and the terminal gets it after what is cut.
    let start = Instant::now();
    drop(guard);
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
    line.flow();
    line.wait_until("the shell's screen", |line| {
        !line.emulator.screen().alternate_screen() && line.bytes.ends_with(b"\x1b[?1049l")
    });
}

#[test]
fn a_page_that_is_cut_leaves_line_feeds_as_they_were() {
    let mut line = Line::open(60, 20);
    let guard = taken(&line);
    let mut screen = Screen::new(guard.writer(), 60, 20);
    let stops = TabStops {
        rows: vec![2],
        figure: None,
    };
    screen.try_stops(&stops, b"");
    screen.present(&frame(60, 20, 0), None).unwrap();
    screen.stops_answered(Some(2));
    let mut number = 1;
    while screen.present(&frame(60, 20, number), None).unwrap() != Sent::Partly {
        number += 1;
        assert!(number < 1000, "the line never stalls");
    }
    drop(guard);
    line.flow();
    line.wait_until("the shell's screen", |line| {
        !line.emulator.screen().alternate_screen() && line.bytes.ends_with(b"\x1b[?1049l")
    });
    let sent = String::from_utf8_lossy(&line.bytes);
    let (set, reset) = (sent.matches("\x1b[20h"), sent.matches("\x1b[20l"));
    assert!(set.count() > 0 && reset.count() > 0, "{}", line.tail());
    assert!(line.has_usual_line_feeds(), "{}", line.tail());
}

#[test]
fn the_rest_of_a_frame_goes_out_when_there_is_room() {
    let mut line = Line::open(200, 60);
    let guard = taken(&line);
    let mut input = input(&guard);
    let mut screen = Screen::new(guard.writer(), 200, 60);
    let mut number = 0;
    while screen.present(&frame(200, 60, number), None).unwrap() != Sent::Partly {
        number += 1;
    }
    line.flow();
    let start = Instant::now();
    while screen.is_busy() {
        assert!(start.elapsed() < LIMIT);
        let _ = input.wait_for_room(Some(LIMIT));
        screen.resume().unwrap();
    }
    screen
        .present(&frame(200, 60, 9999), Some(Position::new(0, 0)))
        .unwrap();
    while screen.is_busy() {
        let _ = input.wait_for_room(Some(LIMIT));
        screen.resume().unwrap();
    }
    let expected: String = (0..200)
        .map(|x| frame(200, 60, 9999)[(x, 0)].symbol().replace(' ', ""))
        .collect();
    line.wait_until("the last frame", |line| line.text().starts_with(&expected));
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let mut line = Line::open(80, 24);
    let before = format!("{:?}", line.modes());
    let guard = taken(&line);
    guard.install_panic_hook();
    let thread = std::thread::spawn(|| panic!("a panic that this test asks for"));
    assert!(thread.join().is_err());
    // The guard is still alive, so it was the hook.
    assert_eq!(format!("{:?}", line.modes()), before);
    line.wait_until("the shell's screen", |line| {
        line.bytes.ends_with(b"\x1b[?1049l")
    });
    drop(guard);
}
