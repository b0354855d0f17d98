//! Any size, any terminal, any locale: it works, or refuses in one sentence.

use unicode_width::UnicodeWidthStr;

use crate::pty::{Session, Setup};
use crate::{QUIET, SOON, assert_given_back, assert_same, home, is_drawn, repaint, started};

/// Five panes, one from the other, each with something that is to be seen there.
const PANES: [(&str, &str); 5] = [
    ("", "长三角新闻摘读"),
    ("\r", "再出发"),
    ("\r", "归属感"),
    ("o", "强手结对"),
    ("q?", "Ctrl-d"),
];

/// What a terminal says of itself, and the locale.
const SETUPS: [(&str, &str, &str); 15] = [
    ("xterm", "LANG", "zh_CN.UTF-8"),
    ("xterm-256color", "LC_ALL", "en_US.utf8"),
    ("xterm-kitty", "LC_CTYPE", "C.UTF-8"),
    ("screen.xterm-256color", "LANG", "zh_TW.UTF-8"),
    ("tmux-256color", "LANG", "C.UTF-8"),
    ("linux", "LANG", "C.UTF-8"),
    ("rxvt-unicode", "LANG", "ja_JP.UTF-8"),
    ("vt100", "LANG", "C"),
    ("vt220", "LANG", "POSIX"),
    ("ansi", "LC_ALL", "zh_CN.GB18030"),
    ("", "LANG", "zh_CN.GBK"),
    ("no-such-terminal", "LC_ALL", "en_US.ISO-8859-1"),
    ("xterm", "LC_ALL", ""),
    ("xterm-256color", "LANG", "没有这种\x07语言"),
    ("xterm-mono", "LC_ALL", "ko_KR.eucKR"),
];

#[test]
fn fifteen_kinds_of_terminal_and_locale_show_five_panes() {
    for (term, name, value) in SETUPS {
        let home = home();
        let what = format!("TERM={term} {name}={value:?}");
        let setup = Setup::new(80, 24).variable("LANG", "C.UTF-8");
        let setup = setup.variable("TERM", term).variable(name, value);
        let mut session = setup.start(home.path());
        session.line.wait_until(&what, is_drawn);
        for (keys, seen) in PANES {
            session.line.send(keys);
            repaint(&mut session);
            let text = session.line.text();
            assert!(text.contains(seen), "{what}:\n{text}");
        }
        session.line.send("\x03");
        assert_eq!(session.end_within(SOON), 0, "{what}");
        assert_given_back(&session, &what);
    }
}

#[test]
fn a_locale_that_is_not_utf_8_is_told() {
    let home = home();
    for (name, value, told) in [
        ("LC_ALL", "zh_CN.GB18030", Some("zh_CN.GB18030")),
        ("LANG", "C", Some("C")),
        ("LANG", "zh_CN.UTF-8", None),
    ] {
        let mut session = Setup::new(80, 24).variable(name, value).start(home.path());
        // It stands in the last row until the next key, where else the keys are named.
        let sentence = told.map_or("1/5".to_owned(), |name| {
            format!("语言环境 {name} 不是 UTF-8")
        });
        session.line.wait_until(&sentence, |line| {
            is_drawn(line) && line.text().contains(&sentence)
        });
        session.line.send("Q");
        assert_eq!(session.end_within(SOON), 0);
    }
}

#[test]
fn any_size_from_nothing_to_500_by_200_shows_five_panes() {
    let sizes = [
        (0, 0),
        (1, 1),
        (2, 200),
        (19, 5),
        (20, 6),
        (500, 1),
        (500, 200),
    ];
    for (columns, rows) in sizes {
        let home = home();
        let what = format!("{columns}x{rows}");
        let mut session = Setup::new(columns, rows).start(home.path());
        session
            .line
            .wait_until(&what, |line| !line.bytes.is_empty());
        // One that is usual shows its first frame before anything is asked for.
        if (columns, rows) == (0, 0) || columns >= 20 && rows >= 6 {
            session.line.wait_until(&what, is_drawn);
        }
        // One that tells no size is taken for a usual one, one that is too small takes no keys but those
        // that leave.
        let is_usual = (columns, rows) == (0, 0) || columns >= 20 && rows >= 6;
        for (keys, seen) in PANES {
            session.line.send(keys);
            if is_usual {
                repaint(&mut session);
            }
            let text = session.line.text();
            assert!(
                columns < 80 && columns > 0 || (1..6).contains(&rows) || text.contains(seen),
                "{what}:\n{text}"
            );
        }
        session.line.send("\x03");
        assert_eq!(session.end_within(SOON), 0, "{what}");
        assert_given_back(&session, &what);
    }
}

/// Sizes between those, small, wide, high, and each again a little larger.
fn sizes_between() -> impl Iterator<Item = (u16, u16)> {
    let widths = [
        20, 27, 39, 40, 59, 60, 79, 80, 99, 100, 119, 120, 151, 203, 320, 499,
    ];
    let heights = [6, 40, 11, 24, 8, 15, 19, 20, 60, 7, 33, 12, 101, 50, 9, 199];
    widths.into_iter().zip(heights)
}

/// The screen once a whole page of the present size has been painted behind `sent` bytes.
fn painted(session: &mut Session, sent: usize) -> String {
    session.line.wait_until("a page of this size", |line| {
        let text = String::from_utf8_lossy(&line.bytes[sent..]);
        let page = text.rsplit("\x1b[m\x1b[r").next().unwrap_or_default();
        page.len() < text.len() && page.contains("\x1b[?25")
    });
    session.line.text()
}

#[test]
fn at_sizes_between_each_pane_is_drawn_as_it_is_repainted() {
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    for (keys, _) in PANES {
        session.line.send(keys);
        repaint(&mut session);
        for (columns, rows) in sizes_between() {
            let what = format!("{columns}x{rows} after {keys:?}");
            let sent = session.line.bytes.len();
            session.line.resize(columns, rows);
            let drawn = painted(&mut session, sent);
            let longest = drawn.lines().map(UnicodeWidthStr::width).max();
            assert!(longest.is_some_and(|cells| cells > 0), "{what}");
            repaint(&mut session);
            assert_same(&session.line.text(), &drawn, &what);
        }
        session.line.resize(80, 24);
        repaint(&mut session);
    }
    session.line.send("\x03");
    assert_eq!(session.end_within(SOON), 0);
    assert_given_back(&session, "sizes between");
}

#[test]
fn keys_behind_half_an_answer_act() {
    for half in ["\x1b[2;", "\x1b[?62;", "\x1b[?2026;", "\x1b]11;rgb:00"] {
        let home = home();
        let mut session = started(Setup::new(80, 24), &home);
        session.line.send(half);
        session.line.settle(QUIET);
        session.line.send("?");
        session
            .line
            .wait_until(half, |line| line.text().contains("帮助"));
        session.line.send("\x03");
        assert_eq!(session.end_within(SOON), 0, "{half:?}");
    }
}
