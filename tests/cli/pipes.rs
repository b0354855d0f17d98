//! Closed pipes and full disks.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::process::{Output, Stdio};

use crate::library::evening_paper;
use crate::run::{Run, kanbao};

/// Every command that prints, in each form.
const PRINTING: [&str; 26] = [
    "list",
    "list --json",
    "list wanbao-2024-03",
    "list wanbao-2024-03 --json",
    "show wanbao-2024-03/1",
    "show wanbao-2024-03/1 --json",
    "show wanbao-2024-03/1 --format md",
    "show --raw text.txt",
    "search 灯",
    "search 灯 --json",
    "search 灯 --fuzzy",
    "check",
    "check --json",
    "import --dry-run text.txt",
    "import --dry-run --json text.txt",
    "import --dry-run --explain text.txt",
    "bookmark add wanbao-2024-03/1",
    "bookmark list --json",
    "note list --json",
    "export --format json",
    "keys",
    "keys --json",
    "doctor",
    "man",
    "completions bash",
    "--help",
];

/// A run on a library without faults.
fn prepared(arguments: &str) -> Run {
    evening_paper(kanbao(arguments)).file("text.txt", "灯下\n\n　　一行字写在这里，灯还亮着。\n")
}

fn with_output(run: &Run, stdout: impl Into<Stdio>, stderr: impl Into<Stdio>) -> Output {
    let mut command = run.command();
    command.stdin(Stdio::null()).stdout(stdout).stderr(stderr);
    let child = command.spawn().expect("the program was built");
    child.wait_with_output().expect("the program ends")
}

fn full() -> File {
    let mut options = OpenOptions::new();
    options.write(true);
    options.open("/dev/full").expect("Linux has /dev/full")
}

/// A pipe that nobody reads any more.
fn closed() -> io::PipeWriter {
    let (reader, writer) = io::pipe().expect("a pipe");
    drop(reader);
    writer
}

#[test]
fn a_closed_pipe_is_success_and_silence() {
    let run = kanbao("show --raw text.txt").file(
        "text.txt",
        "反复写下的一行字，足够填满管道。\n".repeat(20_000),
    );
    let mut child = run
        .command()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program was built");
    let mut stdout = child.stdout.take().expect("standard output is a pipe");
    stdout
        .read_exact(&mut [0; 64])
        .expect("it prints something");
    drop(stdout);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(
        (
            output.status.code(),
            String::from_utf8_lossy(&output.stderr).as_ref()
        ),
        (Some(0), "")
    );
}

#[test]
fn a_pipe_that_was_never_read_is_success_and_silence_for_every_command() {
    for arguments in PRINTING {
        let run = prepared(arguments);
        let usual = with_output(&run, Stdio::piped(), Stdio::piped()).status;
        let output = with_output(&run, closed(), Stdio::piped());
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(message, "", "{arguments}");
        // Faults that were found are told by the status also to nobody; there is none here but of the terminal.
        let is_success = output.status.success() || output.status == usual;
        assert!(is_success, "{arguments}: {}", output.status);
    }
}

#[test]
fn a_full_disk_is_a_failure_of_every_command() {
    for arguments in PRINTING {
        let output = with_output(&prepared(arguments), full(), Stdio::piped());
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{arguments}: {message}");
        assert!(
            message.starts_with("kanbao: 写不到标准输出"),
            "{arguments}: {message}"
        );
    }
}

#[test]
fn messages_that_cannot_be_written_change_no_status() {
    for arguments in [
        "show nothing",
        "list nothing",
        "show --raw nowhere.txt",
        "--nonsense",
    ] {
        let usual = with_output(&prepared(arguments), Stdio::piped(), Stdio::piped());
        assert!(!usual.stderr.is_empty(), "{arguments}");
        for stderr in [Stdio::from(full()), Stdio::from(closed())] {
            let output = with_output(&prepared(arguments), Stdio::piped(), stderr);
            assert_eq!(output.status, usual.status, "{arguments}");
        }
    }
}
