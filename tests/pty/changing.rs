//! The library changes under the reader: 25 changes, made while an issue is listed and while an article
//! is read. It goes on, finds after each what a command finds that has never seen the library before, and
//! afterwards shows what is there.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::time::Instant;

use crate::notes::command;
use crate::pty::{LIMIT, Session, Setup, readers};
use crate::{ESC, SOON, home, repaint, started};

const ARTICLE: &str =
    "+++\ntitle = \"渡口改班\"\n+++\n\n渡口的船今天早开了一刻钟，对岸的人都说方便。\n";

/// What happens to the folder of the issue `bao-1`, in turn; the index of the library is in `cache`.
type Change = (&'static str, fn(&Path, &Path));

const CHANGES: [Change; 25] = [
    ("an article grows", |issue, _| {
        write(issue, "01.md", &ARTICLE.repeat(50));
    }),
    ("an article is emptied", |issue, _| {
        write(issue, "02.md", "");
    }),
    ("an article is removed", |issue, _| remove(issue, "03.md")),
    ("an article comes", |issue, _| {
        write(issue, "99.md", ARTICLE);
    }),
    ("an article gets another name", |issue, _| {
        rename(issue, "04.md", "44.md");
    }),
    ("an article becomes a folder", |issue, _| {
        remove(issue, "05.md");
        fs::create_dir_all(issue.join("05.md")).expect("a folder");
    }),
    ("an article becomes a link to nowhere", |issue, _| {
        remove(issue, "06.md");
        symlink("/nowhere", issue.join("06.md")).expect("a link");
    }),
    ("an article becomes a link to itself", |issue, _| {
        remove(issue, "07.md");
        symlink("07.md", issue.join("07.md")).expect("a link");
    }),
    ("an article becomes a pipe", |issue, _| {
        remove(issue, "08.md");
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        let kind = rustix::fs::FileType::Fifo;
        rustix::fs::mknodat(rustix::fs::CWD, issue.join("08.md"), kind, mode, 0).expect("a pipe");
    }),
    ("an article is not UTF-8", |issue, _| {
        fs::write(issue.join("09.md"), b"+++\n\xff\xfe\n+++\n\xc0\xaf").expect("a file");
    }),
    ("an article has no end of its front matter", |issue, _| {
        write(issue, "10.md", "+++\ntitle = \"");
    }),
    ("an article acts", |issue, _| {
        write(
            issue,
            "11.md",
            "+++\ntitle = \"\\u001b[2J\"\n+++\n\n\x1b]0;x\x07",
        );
    }),
    ("an article becomes large", |issue, _| {
        write(issue, "12.md", &"文。".repeat(20_000));
    }),
    ("an article becomes a socket", |issue, _| {
        remove(issue, "01.md");
        UnixListener::bind(issue.join("01.md")).expect("a socket");
    }),
    ("an article becomes a file again", |issue, _| {
        remove(issue, "01.md");
        write(issue, "01.md", ARTICLE);
    }),
    ("the issue's file is broken", |issue, _| {
        write(issue, "issue.toml", "publication = [");
    }),
    ("the issue's file is removed", |issue, _| {
        remove(issue, "issue.toml");
    }),
    (
        "the issue's file comes back with another name",
        |issue, _| {
            write(issue, "issue.toml", "publication = \"河谷晚报\"\n");
        },
    ),
    ("another issue comes", |issue, _| {
        let other = issue.with_file_name("bao-2");
        fs::create_dir_all(&other).expect("a folder");
        write(&other, "issue.toml", "publication = \"河谷晚报\"\n");
        write(&other, "01.md", ARTICLE);
    }),
    ("the index is half of itself", |_, cache| {
        replace_each_file(cache, |text| text[..text.len() / 2].to_vec());
    }),
    ("the index is rubbish", |_, cache| {
        replace_each_file(cache, |_| b"\x00\xff rubbish".to_vec());
    }),
    ("the index is removed", |_, cache| {
        // It may be just being written.
        for _ in 0..1000 {
            if fs::remove_dir_all(cache).is_ok() || !cache.exists() {
                return;
            }
        }
        panic!("a cache that is made again and again");
    }),
    ("the issue gets another name", |issue, _| {
        fs::rename(issue, issue.with_file_name("bao-3")).expect("a folder");
    }),
    ("the issue comes back", |issue, _| {
        fs::rename(issue.with_file_name("bao-3"), issue).expect("a folder");
    }),
    ("the library is removed", |issue, _| {
        fs::remove_dir_all(issue.parent().expect("a library")).expect("a folder");
    }),
];

fn write(issue: &Path, name: &str, text: &str) {
    fs::write(issue.join(name), text).expect("a file");
}

fn remove(issue: &Path, name: &str) {
    fs::remove_file(issue.join(name)).expect("a file");
}

fn rename(issue: &Path, from: &str, to: &str) {
    fs::rename(issue.join(from), issue.join(to)).expect("a file");
}

/// Puts a changed copy in the place of each file, as programs do that copy and synchronise.
fn replace_each_file(folder: &Path, change: fn(&[u8]) -> Vec<u8>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            replace_each_file(&path, change);
        } else if let Ok(text) = fs::read(&path) {
            let copy = path.with_extension("copy");
            fs::write(&copy, change(&text)).expect("a file");
            fs::rename(&copy, &path).expect("a file");
        }
    }
}

/// What a command finds on the disk for `query`, without any index: how often, and in which articles.
fn on_the_disk(home: &Path, query: &str) -> (usize, BTreeSet<String>) {
    let fresh = home.join("fresh");
    let output = command(home, &["search", query, "--json", "--library"])
        .arg(home.join("library"))
        .env("XDG_CACHE_HOME", &fresh)
        .output()
        .expect("it was built");
    // Whoever has read it leaves an index there, which the next one must not have.
    let _ = fs::remove_dir_all(fresh);
    let said = String::from_utf8_lossy(&output.stdout);
    let found: Vec<serde_json::Value> = match said.trim() {
        "" => Vec::new(),
        said => serde_json::from_str(said).unwrap_or_else(|error| panic!("{error}: {said}")),
    };
    let articles = found.iter().map(|found| found["id"].to_string()).collect();
    let hits = found.iter().filter_map(|found| found["count"].as_u64());
    (usize::try_from(hits.sum::<u64>()).expect("few"), articles)
}

/// Has the reader search the whole library: it finds what is on the disk now.
fn assert_finds_what_is_there(session: &mut Session, home: &Path, change: &str) {
    let (hits, articles) = on_the_disk(home, "渡口");
    let answer = format!("{hits} 处，{} 篇", articles.len());
    if hits == 0 {
        // There may be no library to be searched any more.
        return;
    }
    // What was empty is looked at again when it is to be searched, and can be searched once it is not; and a
    // key that was refused while a bookmark was being saved is not to swallow these.
    let begun = Instant::now();
    while !session.line.text().trim_start().starts_with("查全文") {
        assert!(
            begun.elapsed() < LIMIT,
            "{change}:\n{}",
            session.line.text()
        );
        session.line.send("s");
        repaint(session);
    }
    session.line.send("渡口");
    let what = format!("{answer:?} after {change}");
    session
        .line
        .wait_until(&what, |line| line.text().contains(&answer));
    session.line.send(ESC);
    session.line.send(ESC);
}

/// Makes all changes one after the other, and moves about with `keys` after each.
fn changes_under(into: &str, keys: &str) {
    let home = home();
    let library = home.path().join("library");
    let issue = library.join("bao-1");
    fs::create_dir_all(&issue).expect("a folder");
    write(
        &issue,
        "issue.toml",
        "publication = \"河谷晚报\"\ndate = \"2024-05\"\n",
    );
    for number in 1..=12 {
        write(&issue, &format!("{number:02}.md"), ARTICLE);
    }
    let setup = || Setup::new(80, 24).arguments("--library library");
    let mut session = started(setup(), &home);
    session.line.send(into);
    repaint(&mut session);
    for (change, make) in CHANGES {
        make(&issue, &home.path().join("cache"));
        for key in keys.split(' ') {
            session.line.send(if key == "Esc" { ESC } else { key });
        }
        assert_finds_what_is_there(&mut session, home.path(), change);
        repaint(&mut session);
        assert_eq!(readers(home.path()).len(), 1, "{change}");
        let text = session.line.text();
        assert!(text.trim().chars().count() > 5, "{change}:\n{text}");
    }
    session.line.send("Q");
    let status = session.end_within(SOON);
    assert_eq!(status, 0, "{}", session.line.text());
    // Another start shows what is there by now: nothing.
    let session: Session = started(setup(), &home);
    let text = session.line.text();
    assert!(!text.contains("河谷晚报"), "{text}");
}

#[test]
fn while_an_issue_is_listed() {
    changes_under("\r", "j \r h j s渡 Esc Esc G gg f渡 Esc Esc");
}

#[test]
fn while_an_article_is_read() {
    changes_under("\r\r", "J K j gr Esc o K s渡 \r Esc Esc m");
}
