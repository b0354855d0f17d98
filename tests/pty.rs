//! The program in a terminal, from start to end: every way out leaves the terminal as it was.

#[path = "support/pty.rs"]
mod pty;

use std::time::Duration;

use pty::{Line, Parent, Session, Setup};
use rustix::process::Signal;
use rustix::termios::LocalModes;

/// Within this the program is gone, whatever ended it.
const SOON: Duration = Duration::from_secs(2);
/// Nothing came for so long: the frame is whole.
const QUIET: Duration = Duration::from_millis(250);

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

/// The terminal is as it was before, in modes and in what was switched on.
fn assert_given_back(session: &Session, how: &str) {
    let line = &session.line;
    assert!(
        !line.emulator.screen().alternate_screen(),
        "{how}: alternate screen"
    );
    assert!(!line.emulator.screen().hide_cursor(), "{how}: cursor");
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
    for (signal, number) in [(Signal::TERM, 15), (Signal::INT, 2), (Signal::HUP, 1)] {
        let home = home();
        let mut session = started(Setup::new(80, 24), &home);
        session.line.send("jjlj");
        session.line.settle(QUIET);
        session.signal(signal);
        assert_eq!(session.end_within(SOON), 128 + number, "{signal:?}");
        assert_given_back(&session, &format!("{signal:?}"));
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

#[test]
fn ctrl_z_gives_the_shell_its_terminal_and_fg_shows_the_same_screen() {
    let home = home();
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
fn nothing_is_sent_while_nothing_happens() {
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    session.line.send("jl");
    session.line.settle(Duration::from_millis(1500));
    assert_eq!(session.line.settle(Duration::from_secs(2)), 0);
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
    let limit = std::time::Instant::now() + Duration::from_secs(10);
    session.line.send("jjjjjjjjjjjjjjj");
    // A key every few milliseconds, so that no pause is long enough to keep the place in.
    while place_kept(&folder).is_none_or(|offset| offset == 0) {
        assert!(std::time::Instant::now() < limit, "no place was kept");
        session.line.send("j");
        session.line.take(Duration::from_millis(20));
        session.line.send("k");
        session.line.take(Duration::from_millis(20));
    }
    session.signal(Signal::KILL);
}

#[test]
fn a_text_from_a_pipe_is_read_and_keys_come_from_the_terminal() {
    const TEXT: &str = "城东办起修车铺\n\n城东的老街上新开了一家修车铺，三位师傅轮流看店，附近的人都说方便了许多。\n";
    let home = home();
    std::fs::write(home.path().join("news.txt"), TEXT).expect("a text");
    let mut session = Setup::new(80, 24).parent(Parent::Shell).start(home.path());
    let shows = |line: &Line, text: &str| is_drawn(line) && line.text().contains(text);
    session
        .line
        .wait_until("a prompt", |line| line.text().contains('$'));
    session.line.send("cat news.txt | kanbao -\r");
    session
        .line
        .wait_until("the article", |line| shows(line, "三位师傅"));
    session.line.settle(QUIET);
    let before = session.line.text();
    session.line.send("\x1a");
    session
        .line
        .wait_until("the shell's word and prompt", |line| {
            !line.emulator.screen().alternate_screen()
                && line.text().contains("Stopped")
                && line.text().trim_end().ends_with('$')
        });
    assert_given_back(&session, "stopped");
    session.line.send("fg\r");
    session.line.wait_until("the same screen", |line| {
        body(&line.text()) == body(&before)
    });
    session.line.send("q");
    session.line.wait_until("the list", |line| {
        shows(line, "未读 1") || shows(line, "1 篇")
    });
    session.line.send("Q");
    session.line.wait_until("the shell's prompt", |line| {
        !line.emulator.screen().alternate_screen() && line.text().trim_end().ends_with('$')
    });
    session
        .line
        .send("cat news.txt | KANBAO_DEBUG_PANIC=1 kanbao -\r");
    session
        .line
        .wait_until("the article", |line| shows(line, "三位师傅"));
    session.line.resize(60, 20);
    session.line.wait_until("a frame of the new size", |line| {
        line.text().contains("三位师傅")
    });
    session.line.settle(QUIET);
    session.line.send("j");
    session.line.wait_until("the panic's message", |line| {
        line.text().contains("panicked")
    });
    session.line.send("exit\r");
    session.end_within(SOON);
    assert_given_back(&session, "after the shell");
}

/// A long paper of short articles, of about so many bytes.
fn long_paper(bytes: usize) -> String {
    let stories = [
        "# 渡口改班\n\n渡口的船今天早开了一刻钟，对岸的人都说方便，票价不变。\n\n",
        "# 书铺搬家\n\n老街的书铺搬到了桥头，架子比从前高，旧书仍旧论斤卖。\n\n",
        "# 苗圃育树\n\n苗圃今年育出两千株香樟，开春分给沿河七个村子栽下。\n\n",
    ];
    let whole = bytes / stories.concat().len() + 1;
    stories.concat().repeat(whole)
}

/// Whether keys come to the program one by one, and nothing shows them.
fn takes_keys(line: &Line) -> bool {
    let modes = line.modes().local_modes;
    !modes.intersects(LocalModes::ECHO | LocalModes::ICANON)
}

#[test]
fn keys_typed_while_a_text_is_made_ready_are_neither_shown_nor_lost() {
    let home = home();
    std::fs::write(home.path().join("long.txt"), long_paper(1_500_000)).expect("a text");
    let setup = Setup::new(80, 24).arguments("long.txt");
    let mut session = setup.start(home.path());
    session
        .line
        .wait_until("a terminal that takes keys", takes_keys);
    session.line.send("J");
    session.line.wait_until("what is done", |line| {
        line.text().contains("正在整理 long.txt")
    });
    session.line.send("J");
    // Each of the keys went on by one article.
    session.line.wait_until("the third article", |line| {
        is_drawn(line) && line.text().contains("苗圃今年")
    });
    let shown = String::from_utf8_lossy(&session.line.bytes).into_owned();
    assert!(!shown.contains("JJ"), "{shown}");
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
    assert_given_back(&session, "after a long text");
}

#[test]
fn while_a_text_is_made_ready_the_program_can_be_left() {
    let text = long_paper(3_000_000);
    for (how, end) in [("Ctrl-c", 0), ("SIGINT", 130), ("SIGTERM", 143)] {
        let home = home();
        std::fs::write(home.path().join("long.txt"), &text).expect("a text");
        let setup = Setup::new(80, 24).arguments("long.txt");
        let mut session = setup.start(home.path());
        session.line.wait_until("what is done", |line| {
            line.text().contains("正在整理 long.txt")
        });
        match how {
            "SIGINT" => session.signal(Signal::INT),
            "SIGTERM" => session.signal(Signal::TERM),
            _ => session.line.send("\x03"),
        }
        assert_eq!(session.end_within(SOON), end, "{how}");
        assert_given_back(&session, how);
    }
}

#[test]
fn the_first_page_is_there_before_all_texts_are() {
    let home = home();
    std::fs::write(home.path().join("a.txt"), long_paper(500)).expect("a text");
    std::fs::write(home.path().join("b.txt"), long_paper(1_000_000)).expect("a text");
    let setup = Setup::new(80, 24).arguments("a.txt b.txt");
    let mut session = setup.start(home.path());
    session.line.wait_until("the shelf", |line| {
        is_drawn(line) && line.text().contains("1 期")
    });
    session.line.send("\r\r");
    session
        .line
        .wait_until("the article", |line| line.text().contains("渡口的船"));
    session.line.send("qq");
    session
        .line
        .wait_until("the other text too", |line| line.text().contains("2 期"));
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
}

#[test]
fn what_cannot_be_read_never_takes_the_screen() {
    let home = home();
    std::fs::write(home.path().join("empty.txt"), " \n").expect("a text");
    for arguments in ["empty.txt", "empty.txt empty.txt", "none.txt", "/dev/null"] {
        let setup = Setup::new(80, 24).arguments(arguments);
        let mut session = setup.start(home.path());
        assert!(matches!(session.end_within(SOON), 2 | 3), "{arguments}");
        let shown = String::from_utf8_lossy(&session.line.bytes).into_owned();
        assert!(shown.starts_with("kanbao: "), "{arguments}: {shown}");
        assert!(!shown.contains('\x1b'), "{arguments}: {shown}");
        assert_eq!(
            format!("{:?}", line_modes(&session)),
            format!("{:?}", session.modes_before)
        );
    }
}

fn line_modes(session: &Session) -> rustix::termios::Termios {
    session.line.modes()
}

#[test]
fn a_long_import_draws_its_progress_and_takes_it_away() {
    let home = home();
    std::fs::create_dir(home.path().join("papers")).expect("a folder");
    for number in 0..6 {
        let paper = long_paper(100_000 + number);
        std::fs::write(home.path().join(format!("papers/{number}.txt")), paper).expect("a text");
    }
    let setup = Setup::new(60, 12).arguments("import papers");
    let mut session = setup.start(home.path());
    assert_eq!(session.end_within(pty::LIMIT), 0);
    let drawn = String::from_utf8_lossy(&session.line.bytes).into_owned();
    let bar = drawn.find("\r[===").expect("a bar");
    assert!(
        drawn[bar..].contains("] 1/6 papers/0.txt\x1b[K"),
        "{drawn:?}"
    );
    let screen = session.line.text();
    assert!(!screen.contains('['), "{screen}");
    assert_eq!(screen.lines().count(), 7, "{screen}");
    assert!(screen.ends_with("未能导入 0"), "{screen}");
}

#[test]
fn a_text_that_was_corrected_opens_as_it_was_corrected() {
    const TEXT: &str = "# 河边的树\n\n河边的树有三棵，都是前年春天种下的。\n\n\
        # 新桥通车\n\n新桥昨天通车，两岸的人不用再绕远路。\n";
    let home = home();
    std::fs::write(home.path().join("river.txt"), TEXT).expect("a text");
    let run = |arguments: &str| {
        let setup = Setup::new(80, 24).arguments(arguments);
        let mut session = setup.start(home.path());
        assert_eq!(session.end_within(pty::LIMIT), 0, "{}", session.line.text());
    };
    let shows = |texts: [&str; 2]| {
        let setup = Setup::new(80, 24).arguments("river.txt");
        let mut session = started(setup, &home);
        for text in texts {
            session
                .line
                .wait_until(text, |line| line.text().contains(text));
        }
        session.line.send("Q");
        assert_eq!(session.end_within(SOON), 0);
    };
    run("import river.txt");
    // Nothing was corrected: the issue of the library, with its marks.
    shows(["河边的树", "这份文本已导入，读的是文库里的 river"]);
    let outline = home.path().join("data/kanbao/library/river/outline.toml");
    let edited = std::fs::read_to_string(&outline).expect("an outline");
    let edited = edited.replace("title = \"河边的树\"", "title = \"三棵树\"");
    std::fs::write(&outline, &edited).expect("an outline");
    shows(["三棵树", "按 river 改过的 outline.toml 排"]);
    run("import --update river.txt");
    shows(["三棵树", "这份文本已导入"]);
    std::fs::write(&outline, edited.replace("\"1-3\"", "\"1-30\"")).expect("an outline");
    shows(["河边的树", "outline.toml:"]);
    // Another state of the text: an outline says lines, so it is not obeyed unasked.
    std::fs::write(&outline, edited).expect("an outline");
    std::fs::write(
        home.path().join("river.txt"),
        format!("{TEXT}\n又种了两棵。\n"),
    )
    .expect("a text");
    shows(["河边的树", "出自这份文本的旧稿"]);
}
