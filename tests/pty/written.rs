//! Hostile texts and the whole program: in the reader, in what it says after its end, and in what every
//! command writes to a terminal, nothing acts.

use std::fs;
use std::path::Path;

use crate::hostile::{Hostile, foreign, names, texts, toml};
use crate::pty::{LIMIT, Setup};
use crate::{ESC, SOON, home, repaint, started};

/// What the reader itself sends at its start and its end, and what it asks.
pub(crate) const READER: [&str; 6] = [
    "\x1b[?N;Nh",
    "\x1b[?Nl",
    "\x1b[Nn",
    "\x1b[?N$p",
    "\x1b[c",
    "\x1b]N;?\x07",
];

/// Writes a library of one issue for each family, with every text as an article's title, fields and body,
/// and as a name of a file.
fn write_library(folder: &Path) {
    let all = texts();
    let mut families: Vec<&str> = all.iter().map(|hostile| hostile.family).collect();
    families.dedup();
    for (number, family) in families.iter().enumerate() {
        let of: Vec<&Hostile> = all.iter().filter(|one| one.family == *family).collect();
        let issue = folder.join(format!("wen-{number:02}"));
        fs::create_dir_all(&issue).expect("a folder");
        let named = toml(&of.iter().map(|one| one.text.as_str()).collect::<String>());
        let text = format!("publication = {named}\nnumber = {named}\n{named} = 1\n");
        fs::write(issue.join("issue.toml"), text).expect("a file");
        for (number, one) in of.iter().enumerate() {
            let (field, text) = (toml(&one.text), &one.text);
            let article = format!(
                "+++\ntitle = {field}\nkicker = {field}\nauthors = [{field}]\n{field} = 1\n+++\n\n\
                 {text}渡口\n\n## {text}\n\n`{text}` [{text}](a)\n"
            );
            fs::write(issue.join(format!("{number:02}.md")), article).expect("a file");
        }
    }
    let strays = folder.join("wen-00");
    for name in names().filter(|name| !name.is_empty() && name.len() < 200) {
        fs::write(strays.join(format!("{name}.md")), "渡口\n").expect("a file");
    }
}

#[test]
fn in_the_reader_and_after_its_end() {
    let home = home();
    write_library(&home.path().join("library"));
    let mut session = started(Setup::new(100, 30).arguments("--library library"), &home);
    // Down the shelf, into each issue and its first articles, then the pages over all.
    for issue in 0..14 {
        session.line.send("gg");
        session.line.send("j".repeat(issue));
        for keys in ["\r", "\r", " ", "o", "q", "m", "J", "J", "q", "q"] {
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
