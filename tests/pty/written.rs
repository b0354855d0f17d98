//! Hostile texts and the whole program: in the reader, in what it says after its end, and in what every
//! command writes to a terminal, nothing acts.

use std::fs;

use crate::hostile::{foreign, texts, write_library};
use crate::pty::{LIMIT, Setup};
use crate::{ESC, SOON, home, repaint, started};

/// What the reader itself sends at its start and its end, and what it asks.
pub(crate) const READER: [&str; 6] = [
    "\x1b[?N;N;Nh",
    "\x1b[?Nl",
    "\x1b[Nn",
    "\x1b[?N$p",
    "\x1b[c",
    "\x1b]N;?\x07",
];

#[test]
fn in_the_reader_and_after_its_end() {
    let home = home();
    write_library(&home.path().join("library"));
    let mut session = started(Setup::new(100, 30).arguments("--library library"), &home);
    // Down the shelf, into each issue and all its articles, then the pages over all.
    let all = texts();
    let mut families: Vec<&str> = all.iter().map(|one| one.family).collect();
    families.dedup();
    for (issue, family) in families.iter().enumerate() {
        session.line.send("gg");
        session.line.send("j".repeat(issue));
        let articles = all.iter().filter(|one| one.family == *family).count();
        let mut keys = vec!["\r", "\r", " ", "o", "q", "m"];
        keys.extend(vec!["J"; articles - 1]);
        keys.extend(["q", "q"]);
        for keys in keys {
            session.line.send(keys);
            repaint(&mut session);
        }
    }
    for keys in ["'", "j\r", "f渡", ESC, "s渡", "\r", ESC, "?", ESC, "q", "q"] {
        session.line.send(keys);
        repaint(&mut session);
    }
    let shown = String::from_utf8(session.line.bytes.clone()).expect("UTF-8");
    assert!(shown.contains("^["), "a text that acts was shown");
    // What could not be kept is told after the end, with the name of the file.
    session.line.send("\x03");
    assert_eq!(session.end_within(SOON), 0);
    let sent = String::from_utf8(session.line.bytes.clone()).expect("UTF-8");
    assert_eq!(foreign(&sent, &READER), None);
}

#[test]
fn in_every_command_on_a_terminal() {
    let home = home();
    write_library(&home.path().join("library"));
    fs::write(
        home.path().join("text.txt"),
        texts()
            .iter()
            .map(|one| format!("{}\n", one.text))
            .collect::<String>(),
    )
    .expect("a file");
    let commands = [
        "list",
        "list --json",
        "list wen-00",
        "list wen-03 --json",
        "show wen-03/00",
        "show wen-04/01 --json",
        "show wen-13/02 --format md",
        "show --raw text.txt",
        "search 渡口",
        "search 渡口 --json",
        "search 渡 --fuzzy",
        "check",
        "check --json",
        "bookmark add wen-03/01",
        "note add wen-04/02 渡口",
        "bookmark list",
        "note list --json",
        "export",
        "export --format csv",
        "export --format org",
        "export --format json",
        "note list",
        "search 前 --fuzzy --json",
        "import --dry-run --json text.txt",
        "man",
        "completions bash",
        "import --dry-run --explain text.txt",
        "keys",
    ];
    for command in commands {
        let all = format!("{command} --library library");
        let mut session = Setup::new(100, 30).arguments(&all).start(home.path());
        let status = session.end_within(LIMIT);
        assert!(status <= 1, "{command}: {}", session.line.text());
        let sent = String::from_utf8(session.line.bytes.clone()).expect("UTF-8");
        // Styles alone, and the ends of lines.
        let others = foreign(&sent, &[]);
        assert_eq!(others, None, "{command}");
        let is_style = |part: &str| {
            let end = part.find(|c: char| !c.is_ascii_digit() && c != ';');
            end.is_some_and(|end| part[end..].starts_with('m'))
        };
        let mut parts = sent.split("\x1b[").skip(1);
        assert!(parts.all(is_style), "{command}: {sent:?}");
        if command.contains("--json") {
            assert!(!sent.contains('\x1b'), "{command}");
        }
    }
}
