//! Starts kanbao in an empty home and gives back what it printed and how it ended.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::program::program;
use serde::de::DeserializeOwned;
use tempfile::TempDir;

/// One run of the program, made step by step.
pub(crate) struct Run {
    home: TempDir,
    arguments: Vec<String>,
    variables: Vec<(String, String)>,
    stdin: Vec<u8>,
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ended {
    /// Standard output; bytes that are not UTF-8 would be a fault.
    pub(crate) stdout: String,
    /// Standard error, the temporary folder written as `[home]`.
    pub(crate) stderr: String,
    /// The exit code.
    pub(crate) status: i32,
}

/// A run with these arguments, split at white space; `[home]` stands for the home folder.
pub(crate) fn kanbao(arguments: &str) -> Run {
    Run::new().args(arguments)
}

impl Run {
    pub(crate) fn new() -> Run {
        let home = tempfile::tempdir().expect("a temporary folder can be made");
        Run {
            home,
            arguments: Vec::new(),
            variables: Vec::new(),
            stdin: Vec::new(),
        }
    }

    /// More arguments, split at white space.
    pub(crate) fn args(mut self, arguments: &str) -> Run {
        let home = self.home().display().to_string();
        self.arguments.extend(
            arguments
                .split_whitespace()
                .map(|argument| argument.replace("[home]", &home)),
        );
        self
    }

    /// One more argument as it is.
    pub(crate) fn arg(mut self, argument: &str) -> Run {
        self.arguments.push(argument.to_owned());
        self
    }

    /// A variable of the environment; there is none but `HOME` otherwise.
    pub(crate) fn variable(mut self, name: &str, value: &str) -> Run {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What stands on standard input.
    pub(crate) fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Run {
        self.stdin = bytes.as_ref().to_vec();
        self
    }

    /// A file below the home folder.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Run {
        let path = self.home().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder"))
            .expect("a folder can be made");
        fs::write(path, content).expect("a file can be written");
        self
    }

    /// A named pipe below the home folder, which nobody writes to.
    pub(crate) fn pipe(self, path: &str) -> Run {
        let path = self.home().join(path);
        fs::create_dir_all(path.parent().expect("a pipe has a folder"))
            .expect("a folder can be made");
        let made = Command::new("mkfifo").arg(&path).status();
        assert!(made.expect("mkfifo is there").success());
        self
    }

    /// A symbolic link below the home folder; `target` counts from the link's folder.
    pub(crate) fn link(self, path: &str, target: &str) -> Run {
        let path = self.home().join(path);
        fs::create_dir_all(path.parent().expect("a link has a folder"))
            .expect("a folder can be made");
        std::os::unix::fs::symlink(target, path).expect("a link can be made");
        self
    }

    /// `config.toml`.
    pub(crate) fn config(self, content: &str) -> Run {
        self.file(".config/kanbao/config.toml", content)
    }

    /// `keymap.toml`.
    pub(crate) fn keymap(self, content: &str) -> Run {
        self.file(".config/kanbao/keymap.toml", content)
    }

    /// A file of the default library.
    pub(crate) fn issue_file(self, path: &str, content: impl AsRef<[u8]>) -> Run {
        self.file(&format!(".local/share/kanbao/library/{path}"), content)
    }

    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// The command, not started yet, for tests that wire it themselves.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(program());
        command
            .args(&self.arguments)
            .current_dir(self.home())
            .env_clear()
            .env("HOME", self.home())
            .envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs it to its end.
    pub(crate) fn end(&self) -> Ended {
        let mut child = self
            .command()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program was built");
        let mut stdin = child.stdin.take().expect("standard input is a pipe");
        let bytes = self.stdin.clone();
        // The program may end without reading all of it.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&bytes)));
        let output = child.wait_with_output().expect("the program ends");
        writer.join().expect("writing does not panic");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what is printed is UTF-8");
        let home = self.home().display().to_string();
        Ended {
            stdout: text(output.stdout),
            stderr: text(output.stderr).replace(&home, "[home]"),
            status: output.status.code().expect("no signal ends it"),
        }
    }

    /// Runs it, expects success and silence on standard error, and gives standard output.
    pub(crate) fn prints(&self) -> String {
        let ended = self.end();
        assert_eq!(
            (ended.status, ended.stderr.as_str()),
            (0, ""),
            "{}",
            ended.stdout
        );
        ended.stdout
    }

    /// Runs it and expects one message without any output.
    pub(crate) fn fails(&self, status: i32) -> String {
        let ended = self.end();
        assert_eq!(
            (ended.status, ended.stdout.as_str()),
            (status, ""),
            "{}",
            ended.stderr
        );
        ended.stderr
    }

    /// Runs it and reads its one JSON document.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        let stdout = self.end().stdout;
        serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{error}: {stdout}"))
    }

    /// The path of something below the home folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.home().join(path)
    }
}
