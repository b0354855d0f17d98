//! Folders of one's own, a small library, and the program started in them.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, UNIX_EPOCH};

use kanbao::store::{MarkStore, MarksPlace};
use serde_json::Value;

use crate::program::program;

/// The article that tests mark.
pub(crate) const ARTICLE: &str = "gangwan-01/01-dukou";

const TEXT: &str = "+++\ntitle = \"渡口\"\ndate = \"2024-06-07\"\n+++\n\n\
    渡口在城东，清早五点开第一班船。摆渡的老周说，今年水位比去年高半米，船靠岸要多绕一道弯。\n\n\
    码头边的茶馆也跟着早起，卖豆浆的、卖报的都来了。雨停之后，工人又把石阶清扫了一遍。\n";

/// A home folder with a library.
pub(crate) struct Home {
    root: tempfile::TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// `None` if a signal ended it.
    pub(crate) status: Option<i32>,
}

impl Home {
    pub(crate) fn new() -> Home {
        let root = tempfile::tempdir().expect("a temporary folder");
        let home = Home { root };
        home.write(
            "library/gangwan-01/issue.toml",
            "publication = \"港湾日报\"\nnumber = \"第1期\"\n",
        );
        home.write("library/gangwan-01/01-dukou.md", TEXT);
        home.write(
            "library/gangwan-01/02-yeshi.md",
            "+++\ntitle = \"夜市\"\n+++\n\n夜市新添了三十个座位。\n",
        );
        // A library as old as this is cached at once, so that every run makes the same calls.
        for path in ["library/gangwan-01", "library"] {
            let files = fs::read_dir(home.path(path)).expect("our own folder");
            for path in files
                .flatten()
                .map(|entry| entry.path())
                .chain([home.path(path)])
            {
                let file = fs::File::open(path).expect("our own file");
                file.set_modified(UNIX_EPOCH + Duration::from_secs(1_700_000_000))
                    .expect("our own file");
            }
        }
        home
    }

    /// One with marks: `texts` are notes on the article.
    pub(crate) fn with_notes(texts: &[&str]) -> Home {
        let home = Home::new();
        for text in texts {
            home.saves(&["note", "add", ARTICLE, text]);
        }
        home
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    /// The folder of marks.
    pub(crate) fn marks(&self) -> PathBuf {
        self.path(".config/kanbao/marks")
    }

    /// The marks as another session of this device sees them.
    pub(crate) fn store(&self) -> MarkStore {
        MarkStore::open(MarksPlace {
            folder: self.marks(),
            state: self.path(".local/state/kanbao"),
            host: String::new(),
        })
    }

    /// The journal of this device.
    pub(crate) fn journal(&self) -> PathBuf {
        let name = fs::read_to_string(self.path(".local/state/kanbao/device"));
        let name = name.expect("a device has a name once it has saved");
        self.marks().join(format!("{}.jsonl", name.trim()))
    }

    /// The program with the wrapper `before` it, in English and on this library.
    pub(crate) fn command_under(&self, before: &[&str], arguments: &[&str]) -> Command {
        let program = program();
        let library = self.path("library");
        let mut words: Vec<&str> = before.to_vec();
        words.push(&program);
        let mut command = Command::new(words[0]);
        command
            .args(&words[1..])
            .args(arguments)
            .arg("--lang=en")
            .arg("--library")
            .arg(library)
            .env_clear()
            .env("HOME", self.root.path())
            .current_dir(self.root.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        self.command_under(&[], arguments)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        ended(
            self.command(arguments)
                .output()
                .expect("the program was built"),
        )
    }

    /// Runs it with something on standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], stdin: &[u8]) -> Ended {
        let mut command = self.command(arguments);
        let mut child = command
            .stdin(Stdio::piped())
            .spawn()
            .expect("the program was built");
        let mut pipe = child.stdin.take().expect("standard input is a pipe");
        let bytes = stdin.to_vec();
        let writer = std::thread::spawn(move || drop(pipe.write_all(&bytes)));
        let output = child.wait_with_output().expect("the program ends");
        writer.join().expect("writing does not panic");
        ended(output)
    }

    /// Runs it and expects success in silence; gives standard output.
    pub(crate) fn prints(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(
            (ended.status, ended.stderr.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
        ended.stdout
    }

    /// Saves something and gives the id that was confirmed.
    pub(crate) fn saves(&self, arguments: &[&str]) -> String {
        let stdout = self.prints(arguments);
        confirmed(&stdout).unwrap_or_else(|| panic!("not confirmed: {stdout}"))
    }

    /// The JSON document that a command prints.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let stdout = self.run(arguments).stdout;
        serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{error}: {stdout}"))
    }

    /// The texts of all notes, sorted; the store must open without a complaint but for `told`.
    pub(crate) fn notes(&self) -> Vec<String> {
        let notes = self.json(&["note", "list", "--json"]);
        let notes = notes.as_array().expect("a list");
        let mut texts: Vec<String> = notes
            .iter()
            .map(|note| note["text"].as_str().expect("a text").to_owned())
            .collect();
        texts.sort();
        texts
    }

    /// A copy of everything that is kept, to begin from again.
    pub(crate) fn snapshot(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        for folder in [".config", ".local"] {
            collect(&self.path(folder), &mut files);
        }
        files
    }

    /// Makes the folders what they were.
    pub(crate) fn restore(&self, snapshot: &[(PathBuf, Vec<u8>)]) {
        for folder in [".config", ".local"] {
            let folder = self.path(folder);
            if folder.exists() {
                fs::remove_dir_all(&folder).expect("our own folder");
            }
        }
        for (path, bytes) in snapshot {
            fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
    }
}

/// The id behind `Saved`.
pub(crate) fn confirmed(stdout: &str) -> Option<String> {
    let line = stdout.lines().find(|line| line.starts_with("Saved "))?;
    Some(line["Saved ".len()..].to_owned())
}

pub(crate) fn ended(output: Output) -> Ended {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what is printed is UTF-8");
    Ended {
        stdout: text(output.stdout),
        stderr: text(output.stderr),
        status: output.status.code(),
    }
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if let Ok(bytes) = fs::read(&path) {
            files.push((path, bytes));
        }
    }
}
