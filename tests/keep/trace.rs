//! `strace` around the program: what it calls, and calls that fail or kill.

use std::collections::HashMap;
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
    traced(home, &[], arguments)
}

/// The same with the calls of `name` disturbed as `how` says: all, or the `number`th (from 1).
pub(crate) fn calls_disturbed(
    home: &Home,
    name: &str,
    how: &str,
    number: Option<usize>,
    arguments: &[&str],
) -> (Ended, Vec<Call>) {
    let inject = match number {
        Some(number) => format!("inject={name}:{how}:when={number}"),
        None => format!("inject={name}:{how}"),
    };
    traced(home, &["-e", &inject], arguments)
}

fn traced(home: &Home, settings: &[&str], arguments: &[&str]) -> (Ended, Vec<Call>) {
    let log = home.path("trace.txt");
    let wanted = format!("trace={},openat,?open", WRITING.join(","));
    let mut all = vec!["-e", &wanted];
    all.extend(settings);
    let ended = under(home, &all, &log, arguments);
    let writes = |call: &Call| {
        !matches!(call.name.as_str(), "open" | "openat") || call.line.contains("O_CREAT")
    };
    (ended, logged(&log).into_iter().filter(writes).collect())
}

/// Kills the program at the `number`th call of `name` (from 1), and gives the writing calls before that.
pub(crate) fn killed(
    home: &Home,
    name: &str,
    number: usize,
    arguments: &[&str],
) -> (Ended, Vec<Call>) {
    calls_disturbed(home, name, "signal=KILL", Some(number), arguments)
}

/// The calls in the log of `strace`, in the order in which they ended; one that never ended is left out.
fn logged(log: &Path) -> Vec<Call> {
    let text = std::fs::read_to_string(log).expect("strace writes its log");
    let mut begun: HashMap<&str, &str> = HashMap::new();
    let mut calls = Vec::new();
    for line in text.lines() {
        // With -f each line begins with the number of the thread.
        let (thread, call) = line.split_once(' ').unwrap_or(("", line));
        let call = call.trim_start();
        if let Some(beginning) = call.strip_suffix("<unfinished ...>") {
            begun.insert(thread, beginning);
            continue;
        }
        let line = match call.strip_prefix("<... ") {
            Some(rest) => {
                let Some((_, rest)) = rest.split_once("resumed>") else {
                    continue;
                };
                format!("{}{rest}", begun.remove(thread).unwrap_or_default())
            }
            None => call.to_owned(),
        };
        if let Some((name, _)) = line.split_once('(') {
            let name = name.to_owned();
            calls.push(Call { name, line });
        }
    }
    calls
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
