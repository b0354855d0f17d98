//! Closed pipes and full disks.

use std::fs::OpenOptions;
use std::io::Read as _;
use std::process::Stdio;

use crate::run::kanbao;

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
fn a_full_disk_is_a_failure() {
    for arguments in [
        "keys",
        "keys --json",
        "list",
        "man",
        "completions bash",
        "--help",
    ] {
        let full = OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("Linux has /dev/full");
        let run = kanbao(arguments);
        let output = run
            .command()
            .stdin(Stdio::null())
            .stdout(full)
            .output()
            .expect("the program was built");
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{arguments}: {message}");
        assert!(
            message.starts_with("kanbao: 写不到标准输出"),
            "{arguments}: {message}"
        );
    }
}
