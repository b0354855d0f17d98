//! The reader's own editor, called from a note.

use std::fs;
use std::path::Path;

use rustix::process::Signal;

use crate::notes::{TEXT, is_kept, left, notes, shows, wait_for, writing};
use crate::pty::{Parent, Setup};
use crate::{SOON, home};

/// An editor that does what the file `mode` says.
fn editor(home: &Path) -> String {
    let script = home.join("my editor.sh");
    let text = "cat \"$2\" > \"$HOME/seen\"\n\
        case $(cat \"$HOME/mode\") in\n\
        add) printf '编辑器里写的\\n' >> \"$2\";;\n\
        empty) : > \"$2\";;\n\
        fail) printf '坏了' > \"$2\"; exit 7;;\n\
        kill) kill -9 $$;;\n\
        bytes) printf '\\377\\376' > \"$2\";;\n\
        wait) printf '没写完' > \"$2\"; : > \"$HOME/waits\"; exec sleep 60;;\n\
        esac\n";
    fs::write(&script, text).expect("a script");
    format!("sh '{}' --wait", script.display())
}

#[test]
fn another_editor_writes_on_and_whatever_it_does_the_text_is_there() {
    let home = home();
    let mode = |mode: &str| fs::write(home.path().join("mode"), mode).expect("a file");
    let setup = Setup::new(80, 24)
        .variable("VISUAL", &editor(home.path()))
        .variable("EDITOR", "no-such-editor");
    let mut session = writing(setup, &home, TEXT);
    for (what, said) in [
        ("fail", "外部编辑器出错退出（7），它写的留在"),
        ("kill", "外部编辑器出错退出（信号 9），文字没有改动"),
        ("bytes", "外部编辑器写的文字读不了"),
    ] {
        mode(what);
        session.line.send("\x05");
        shows(&mut session, said);
        shows(&mut session, TEXT);
        assert!(is_kept(home.path(), TEXT), "{what}: kept before it began");
    }
    mode("add");
    session.line.send("\x05");
    shows(&mut session, "编辑器里写的");
    let seen = fs::read_to_string(home.path().join("seen")).expect("a file");
    assert_eq!(seen, format!("{TEXT}\n"));
    mode("empty");
    session.line.send("\x05");
    session
        .line
        .wait_until("an empty text", |line| line.text().contains(" 0 字"));
    session.line.send("\x15");
    shows(&mut session, "编辑器里写的");
    session.line.send("\x13");
    shows(&mut session, "批注已保存");
    assert_eq!(notes(home.path()), [format!("{TEXT}\n编辑器里写的")]);
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
    crate::assert_given_back(&session, "after an editor");
}

#[test]
fn an_editor_that_is_not_there_is_named() {
    for (editor, said) in [
        (
            "no-such-editor --wait",
            "外部编辑器 no-such-editor 启动不了",
        ),
        ("", "没有设外部编辑器。设 EDITOR 后再按 Ctrl-e"),
    ] {
        let home = home();
        let setup = Setup::new(80, 24).variable("EDITOR", editor);
        let mut session = writing(setup, &home, TEXT);
        session.line.send("\x05");
        shows(&mut session, said);
        shows(&mut session, TEXT);
    }
}

#[test]
fn an_end_that_is_asked_for_does_not_wait_for_an_editor() {
    for ending in [Some(Signal::TERM), Some(Signal::HUP), None] {
        let home = home();
        fs::write(home.path().join("mode"), "wait").expect("a file");
        let setup = Setup::new(80, 24)
            .variable("EDITOR", &editor(home.path()))
            .parent(if ending.is_none() {
                Parent::Nohup
            } else {
                Parent::Nobody
            });
        let mut session = writing(setup, &home, TEXT);
        session.line.send("\x05");
        let waits = home.path().join("waits");
        wait_for(&mut session, "the editor", || waits.exists());
        match ending {
            Some(signal) => {
                session.signal(signal);
                session.end_within(SOON);
            }
            None => {
                session.hang_up_within(SOON);
            }
        }
        assert_eq!(left(home.path()), ["没写完"], "{ending:?}");
    }
}
