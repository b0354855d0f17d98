//! Every way to end in every pane: the terminal is as it was, at once.

use rustix::process::Signal;

use crate::pty::{Session, Setup};
use crate::{ESC, SOON, assert_given_back, home, is_drawn, repaint};

/// The panes with the keys that lead there from the shelf, and what is to be seen there.
const PANES: [(&str, &str, &str); 13] = [
    ("shelf", "", "看报"),
    ("shelf, filtered", "/2024", "2024"),
    ("issue", "\r", "未读"),
    ("article", "\r\r", "J 下一篇"),
    ("article, find", "\r\r/窗口", "窗口"),
    ("selection", "\r\rvjj", "划线"),
    ("contents", "\r\ro", "小标题"),
    ("raw lines", "\r\rgr", ""),
    ("finder", "fcsj", "csj"),
    ("search", "s医保", "医保"),
    ("marks", "\r\rm'", "书签"),
    ("note", "\r\ra写", "批注 于全文"),
    ("help", "?", "帮助"),
];

/// Ends a session in each pane.
fn in_every_pane(how: &str, status: u32, end: impl Fn(&mut Session)) {
    let home = home();
    for (pane, keys, seen) in PANES {
        let mut session = Setup::new(80, 24).start(home.path());
        session.line.wait_until("the first frame", is_drawn);
        session.line.send(keys);
        let what = format!("{how} in {pane}");
        session
            .line
            .wait_until(&what, |line| line.text().contains(seen));
        repaint(&mut session);
        end(&mut session);
        assert_eq!(session.end_within(SOON), status, "{what}");
        assert_given_back(&session, &what);
    }
}

#[test]
fn by_ctrl_c() {
    in_every_pane("Ctrl-c", 0, |session| session.line.send("\x03"));
}

#[test]
fn by_q_until_it_is_over() {
    // Esc leaves lines one types into, d throws a draft away, q goes back and at last ends.
    in_every_pane("q", 0, |session| {
        for _ in 0..5 {
            session.line.send(ESC);
            session.line.send("d");
        }
        session.line.send("qqqq");
    });
}

#[test]
fn by_sigterm() {
    in_every_pane("SIGTERM", 143, |session| session.signal(Signal::TERM));
}

#[test]
fn by_sigint() {
    in_every_pane("SIGINT", 130, |session| session.signal(Signal::INT));
}

#[test]
fn by_sighup() {
    in_every_pane("SIGHUP", 129, |session| session.signal(Signal::HUP));
}
