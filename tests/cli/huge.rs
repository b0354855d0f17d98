//! A line without end: what is too large is told in a sentence, within a bound of time and memory, and
//! costs nothing else.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::program::program;
use crate::run::{Run, kanbao};

/// Bytes of the line.
const LINE: usize = 200_000_000;
/// The memory that a command may ask the system for, in KiB: address space, which is more than it uses.
const MEMORY: usize = 768 * 1024;
/// The time that it may take.
const TIME: Duration = Duration::from_secs(30);

/// Puts a line of Han below the home folder.
fn with_line(run: Run, path: &str) -> Run {
    let run = run.file(path, "");
    let piece = "报".repeat(1 << 16);
    let mut file = BufWriter::new(File::create(run.path(path)).expect("a file"));
    for _ in 0..LINE / piece.len() + 1 {
        file.write_all(piece.as_bytes()).expect("room");
    }
    file.flush().expect("room");
    run
}

/// Exit code and what was printed, within the bounds.
fn bounded(run: &Run, arguments: &str) -> (i32, String) {
    let begun = Instant::now();
    let output = Command::new("sh")
        .args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"")])
        .arg(program())
        .args(arguments.split_whitespace())
        .current_dir(run.home())
        .env_clear()
        .env("HOME", run.home())
        .output()
        .expect("a shell");
    assert!(begun.elapsed() < TIME, "{arguments}: {:?}", begun.elapsed());
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).expect("UTF-8");
    let status = output.status.code();
    (
        status.unwrap_or_else(|| panic!("{arguments}: {:?}", output.status)),
        text,
    )
}

#[test]
fn a_line_of_200_megabytes_is_named_and_costs_nothing_else() {
    let folder = ".local/share/kanbao/library/chang-2024";
    let run = kanbao("")
        .file(
            &format!("{folder}/issue.toml"),
            "publication = \"长\"\ndate = \"2024\"\n",
        )
        .file(
            &format!("{folder}/02.md"),
            "+++\ntitle = \"短\"\n+++\n\n摆渡的人。\n",
        );
    let run = with_line(run, &format!("{folder}/01.md"));
    let article = format!("{folder}/01.md");
    for (arguments, status, told) in [
        ("list --lang en", 0, "chang-2024"),
        ("show chang-2024/01 --lang en", 2, "01.md"),
        ("show chang-2024/02 --lang en", 0, "摆渡的人"),
        ("search 摆渡 --lang en", 0, "chang-2024/02"),
        (&format!("check {folder} --lang en"), 1, "01.md"),
        (&format!("import {article} --lang en"), 2, "01.md"),
    ] {
        let (ended, said) = bounded(&run, arguments);
        assert_eq!(ended, status, "{arguments}: {said}");
        assert!(said.contains(told), "{arguments}: {said}");
    }
}
