//! Bad files and names that climb: each is named, with its line where it has lines, and nothing is
//! written or read outside of the program's folders.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};

use crate::library::evening_paper;
use crate::run::{Run, kanbao};

/// TOML that says nothing, with the line that is to be named.
const TOML: [(&str, usize); 20] = [
    ("measure = ", 1),
    ("= 1", 1),
    ("measure", 1),
    ("measure 3", 1),
    ("measure = \"", 1),
    ("measure = 'a", 1),
    ("\n\nmeasure = [1, 2", 3),
    ("measure = {a = 1", 1),
    ("[reader", 1),
    ("reader]", 1),
    ("[[reader", 1),
    ("a.b = ", 1),
    ("\nmeasure = 1 2", 2),
    ("measure = 01", 1),
    ("measure = 1__0", 1),
    ("measure = \"\\q\"", 1),
    ("measure = \"\\uD800\"", 1),
    ("measure = 2024-13-99", 1),
    ("measure = truth", 1),
    ("\n\n\nmeasure = \u{1}", 4),
];

/// Ids that would lead elsewhere, were they paths.
const CLIMBING: [&str; 37] = [
    "..",
    "../..",
    "../secret",
    "../secret.md",
    "../../secret",
    "./secret",
    "/secret",
    "//secret",
    "/etc/passwd",
    "file:///etc/passwd",
    "~/secret",
    "$HOME/secret",
    "wanbao-2024-03/..",
    "wanbao-2024-03/../secret",
    "wanbao-2024-03/../../secret",
    "wanbao-2024-03/../../../secret",
    "wanbao-2024-03/./../secret",
    "wanbao-2024-03//secret",
    "wanbao-2024-03/.",
    "wanbao-2024-03/../wanbao-2024-03/../../secret",
    "..\\secret",
    "wanbao-2024-03\\..\\secret",
    "%2e%2e/secret",
    "%2e%2e%2fsecret",
    "..%2fsecret",
    "..%c0%afsecret",
    "．．/secret",
    "‥/secret",
    "．．／secret",
    "wanbao-2024-03/．．／secret",
    "..\u{200b}/secret",
    "../secret\n",
    "...//secret",
    "....//secret",
    "..;/secret",
    "*/../secret",
    "{..,.}/secret",
];

/// Everything below a folder: what is no folder, with its length, links not followed.
fn everything(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let metadata = entry.path().symlink_metadata().expect("an entry");
            if metadata.is_dir() {
                folders.push(entry.path());
            } else {
                found.insert(entry.path(), metadata.len());
            }
        }
    }
    found
}

/// Nothing is new or another length but in the program's own four folders.
fn assert_no_stray(run: &Run, before: &BTreeMap<PathBuf, u64>, what: &str) {
    let own = [
        ".config/kanbao",
        ".local/share/kanbao",
        ".local/state/kanbao",
        ".cache/kanbao",
    ];
    let own = own.map(|folder| run.path(folder));
    let is_own = |path: &Path| own.iter().any(|folder| path.starts_with(folder));
    let stray = |all: &BTreeMap<PathBuf, u64>| {
        let all = all.iter().filter(|(path, _)| !is_own(path));
        all.map(|(path, length)| (path.clone(), *length))
            .collect::<Vec<_>>()
    };
    assert_eq!(stray(&everything(run.home())), stray(before), "{what}");
}

#[test]
fn bad_toml_is_named_with_its_line_in_each_file() {
    for (text, line) in TOML {
        let run = evening_paper(kanbao("check"))
            .config(text)
            .keymap(text)
            .issue_file("bad-1/issue.toml", text)
            .issue_file("bad-1/01.md", format!("+++\n{text}\n+++\n\n渡口\n"));
        let before = everything(run.home());
        let ended = run.end();
        assert_eq!(ended.status, 1, "{text:?}: {ended:?}");
        for (file, line) in [
            ("config.toml", line),
            ("keymap.toml", line),
            ("issue.toml", line),
            ("01.md", line + 1),
        ] {
            let named = format!("{file}:{line}: ");
            assert!(
                ended.stdout.contains(&named),
                "{text:?}, {named}:\n{}",
                ended.stdout
            );
        }
        assert_no_stray(&run, &before, text);
    }
}

#[test]
fn ids_that_climb_name_nothing_and_lead_nowhere() {
    let commands = ["show", "list", "export", "bookmark add", "note add"];
    for command in commands {
        for id in CLIMBING {
            let run = evening_paper(kanbao(command)).arg(id);
            let run = match command {
                "note add" => run.arg("渡口"),
                _ => run,
            };
            for secret in [
                "secret",
                "secret.md",
                ".local/share/secret",
                ".local/share/kanbao/secret.md",
            ] {
                fs::create_dir_all(run.path(secret).parent().expect("a folder")).expect("a folder");
                fs::write(
                    run.path(secret),
                    "+++\ntitle = \"不可外传\"\n+++\n\n不可外传\n",
                )
                .expect("a file");
            }
            let before = everything(run.home());
            let ended = run.end();
            let what = format!("{command} {id:?}: {ended:?}");
            assert!(matches!(ended.status, 1 | 2), "{what}");
            assert!(ended.stderr.starts_with("kanbao: "), "{what}");
            assert!(
                !ended.stdout.contains("不可外传") && !ended.stderr.contains("不可外传"),
                "{what}"
            );
            assert_no_stray(&run, &before, &what);
        }
    }
}

/// Odd things in the place of an article or an issue.
type Odd = (&'static str, fn(&Path));

const ODD: [Odd; 26] = [
    ("empty.md", |path| write(path, b"")),
    ("blank.md", |path| write(path, b"\n \t\n")),
    ("nul.md", |path| write(path, b"\0\0\0\0")),
    ("latin.md", |path| {
        write(path, b"+++\ntitle = \"\xe9\xe8\"\n+++\n\xff\xfe");
    }),
    ("utf16.md", |path| write(path, b"\xff\xfe+\0+\0+\0\n\0")),
    ("open.md", |path| write(path, b"+++\ntitle = \"a\"\n")),
    ("twice.md", |path| {
        write(path, b"+++\ntitle = \"a\"\ntitle = \"b\"\n+++\n");
    }),
    ("list.md", |path| write(path, b"+++\ntitle = [1, 2]\n+++\n")),
    ("date.md", |path| {
        write(path, b"+++\ntitle = \"a\"\ndate = \"2024-02-31\"\n+++\n");
    }),
    ("kind.md", |path| {
        write(path, b"+++\ntitle = \"a\"\nkind = \"poem\"\n+++\n");
    }),
    ("large.md", |path| write(path, &vec![b'a'; 40_000_000])),
    ("folder.md", |path| fs::create_dir(path).expect("a folder")),
    ("pipe.md", |path| {
        let (mode, kind) = (
            rustix::fs::Mode::from_raw_mode(0o600),
            rustix::fs::FileType::Fifo,
        );
        rustix::fs::mknodat(rustix::fs::CWD, path, kind, mode, 0).expect("a pipe");
    }),
    ("socket.md", |path| {
        drop(UnixListener::bind(path).expect("a socket"));
    }),
    ("nowhere.md", |path| {
        symlink("/nowhere", path).expect("a link");
    }),
    ("itself.md", |path| {
        symlink("itself.md", path).expect("a link");
    }),
    ("outside.md", |path| {
        symlink("/etc/passwd", path).expect("a link");
    }),
    ("device.md", |path| {
        symlink("/dev/zero", path).expect("a link");
    }),
    ("memory.md", |path| {
        symlink("/proc/self/mem", path).expect("a link");
    }),
    ("up.md", |path| symlink("..", path).expect("a link")),
    ("a b.md", |path| write(path, b"+++\ntitle = \"a\"\n+++\n")),
    ("new\nline.md", |path| {
        write(path, b"+++\ntitle = \"a\"\n+++\n");
    }),
    ("\u{202e}dm.md", |path| {
        write(path, b"+++\ntitle = \"a\"\n+++\n");
    }),
    ("-n.txt", |path| write(path, b"a")),
    ("UPPER.MD", |path| write(path, b"+++\ntitle = \"a\"\n+++\n")),
    ("bytes", |path| {
        let name = OsStr::from_bytes(b"\xff\xfe.md");
        write(&path.with_file_name(name), b"+++\ntitle = \"a\"\n+++\n");
    }),
];

fn write(path: &Path, text: &[u8]) {
    fs::write(path, text).expect("a file");
}

#[test]
fn odd_files_are_named_and_hide_no_other() {
    for (name, make) in ODD {
        let run = evening_paper(kanbao("check")).config("builtin = false\n");
        let issue = run.path(".local/share/kanbao/library/wanbao-2024-03");
        make(&issue.join(name));
        let before = everything(run.home());
        let ended = run.end();
        assert_eq!(ended.status, 1, "{name:?}: {ended:?}");
        assert!(
            ended.stdout.contains("wanbao-2024-03"),
            "{name:?}: {ended:?}"
        );
        assert_no_stray(&run, &before, name);
        let listed = evening_paper(kanbao("list wanbao-2024-03")).config("builtin = false\n");
        make(
            &listed
                .path(".local/share/kanbao/library/wanbao-2024-03")
                .join(name),
        );
        let ended = listed.end();
        assert_eq!(ended.status, 0, "{name:?}: {ended:?}");
        assert!(ended.stdout.contains("桥上的灯"), "{name:?}: {ended:?}");
    }
}

/// Marks to be taken in that are none.
const MARKS: [&str; 10] = [
    "",
    "{",
    "[1, 2",
    "\"text\"",
    "{\"a\": 1}",
    "[{\"type\": \"Annotation\"}]",
    "[{\"type\": \"Annotation\", \"target\": \"../../etc/passwd\"}]",
    "[{\"type\": 1, \"target\": {\"source\": \"../secret\"}}]",
    "[{\"id\": \"../../x\", \"type\": \"Annotation\", \"motivation\": \"none\", \"target\": {}}]",
    "\u{feff}not json",
];

#[test]
fn marks_that_are_none_are_refused_by_name() {
    for text in MARKS {
        let run = evening_paper(kanbao("import --marks marks.json")).file("marks.json", text);
        let before = everything(run.home());
        let ended = run.end();
        assert!(ended.status > 0, "{text:?}: {ended:?}");
        // The file, or which mark in it.
        let named = ["marks.json", "第 1 条"];
        let is_named = named.iter().any(|name| ended.stderr.contains(name));
        assert!(is_named, "{text:?}: {ended:?}");
        assert_no_stray(&run, &before, text);
    }
}
