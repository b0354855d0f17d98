//! `strace` around the program: what it calls, and calls that fail or kill.

use std::path::Path;

use crate::home::{Ended, Home, ended};
use crate::needs::can_run;

/// The calls that change what a disk holds.
pub(crate) const WRITING: &[&str] = &[
    "write",
    "pwrite64",
    "writev",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
];

/// One call of a run: its name and the whole line.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) name: String,
    pub(crate) line: String,
}

/// Whether `strace` can look at processes here; if not, that is said.
pub(crate) fn can_trace() -> bool {
    can_run("strace", &["strace", "-o", "/dev/null", "true"])
}

/// Runs the program and gives its writing calls, in order; opening for writing counts as one.
pub(crate) fn calls(home: &Home, arguments: &[&str]) -> (Ended, Vec<Call>) {
    let log = home.path("trace.txt");
    let wanted = format!("trace={},openat", WRITING.join(","));
    let ended = under(home, &["-e", &wanted], &log, arguments);
    let text = std::fs::read_to_string(&log).expect("strace writes its log");
    let calls = text.lines().filter_map(|line| {
        // With -f each line begins with the number of the process.
        let call = line
            .split_once(' ')
            .map_or(line, |(_, call)| call.trim_start());
        let (name, _) = call.split_once('(')?;
        let writes = name != "openat" || call.contains("O_CREAT");
        writes.then(|| Call {
            name: name.to_owned(),
            line: call.to_owned(),
        })
    });
    (ended, calls.collect())
}

/// Runs the program with the `number`th call of `name` (from 1) disturbed as `how` says.
pub(crate) fn disturbed(
    home: &Home,
    name: &str,
    how: &str,
    number: usize,
    arguments: &[&str],
) -> Ended {
    let log = home.path("trace.txt");
    let wanted = format!("trace={name}");
    let inject = format!("inject={name}:{how}:when={number}");
    under(home, &["-e", &wanted, "-e", &inject], &log, arguments)
}

/// Runs the program on a disk that is full for `file` alone.
pub(crate) fn full_for(home: &Home, file: &Path, arguments: &[&str]) -> Ended {
    let log = home.path("trace.txt");
    let file = file.to_string_lossy();
    let settings = [
        "-P",
        &file,
        "-e",
        "trace=write",
        "-e",
        "inject=write:error=ENOSPC",
    ];
    under(home, &settings, &log, arguments)
}

fn under(home: &Home, settings: &[&str], log: &Path, arguments: &[&str]) -> Ended {
    let log = log.to_string_lossy();
    let mut before = vec!["strace", "-f", "-qq", "-y", "-o", &log];
    before.extend(settings);
    ended(
        home.command_under(&before, arguments)
            .output()
            .expect("strace runs"),
    )
}
