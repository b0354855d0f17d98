//! How fast raw text becomes issues on the disk: `cargo bench --bench import`.
//!
//! First the whole command: `kanbao import` over two archives of 1,500 daily issues of
//! `tests/support/raw.rs`, everything written and brought to the disk, on one core and on all: one set in
//! columns, with as many lines as a text can have, and one as texts of papers are found, mostly in whole
//! paragraphs. CPU time stands beside wall time, because the disk and other programs count in the latter. Then the
//! recognition alone, text by text (`issues`), and texts made to be slow, at one size and at four
//! times that size (`hostile`): where the megabytes a second agree, the time is linear.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs};

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use kanbao::import::{Options, import};

#[path = "../tests/support/dice.rs"]
mod dice;
#[path = "../tests/support/raw.rs"]
mod raw;

/// How many daily issues an archive has.
const ISSUES: usize = 1500;

fn main() -> io::Result<()> {
    // Cargo says so when it measures; a test run has no use for the archive.
    let filtered = env::args()
        .skip(1)
        .any(|argument| !argument.starts_with("--"));
    if env::args().any(|argument| argument == "--bench") && !filtered {
        for (name, issue) in raw::ARCHIVES {
            archive(name, issue)?;
        }
    }
    divan::main();
    Ok(())
}

/// Imports the archive of each `issue` with the command itself, on one core and on all.
fn archive(set: &str, issue: fn(usize) -> String) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let texts = folder.path().join("texts");
    fs::create_dir(&texts)?;
    let mut bytes = 0;
    for number in 0..ISSUES {
        let text = issue(number);
        bytes += text.len();
        fs::write(texts.join(format!("{number:04}.txt")), text)?;
    }
    let megabytes = bytes as f64 / 1e6;
    writeln!(io::stdout(), "{ISSUES} issues {set}, {megabytes:.1} MB")?;
    for (name, prefix) in [
        ("one core", ["taskset", "-c", "0"].as_slice()),
        ("all cores", &[]),
    ] {
        let library = folder.path().join(name);
        let before = cpu_of_children()?;
        let start = Instant::now();
        let done = command(prefix, folder.path())
            .arg("import")
            .arg(&texts)
            .arg("--into")
            .arg(&library)
            .status()?;
        let wall = start.elapsed().as_secs_f64();
        let (user, system) = cpu_of_children()?;
        let (user, system) = (user - before.0, system - before.1);
        let written = fs::read_dir(&library)?.count();
        if !done.success() || written < ISSUES {
            return Err(io::Error::other(format!("{done}, {written} written")));
        }
        writeln!(
            io::stdout(),
            "{name}: {wall:.2} s wall, {:.1} MB/s; {user:.2} s user and {system:.2} s system, {:.1} MB a second of CPU",
            megabytes / wall,
            megabytes / (user + system),
        )?;
    }
    folder.close()
}

/// The program, started through `prefix`, with folders of its own below `home`.
fn command(prefix: &[&str], home: &Path) -> Command {
    let program = env!("CARGO_BIN_EXE_kanbao");
    let mut command = match prefix {
        [first, rest @ ..] => {
            let mut command = Command::new(first);
            command.args(rest).arg(program);
            command
        }
        [] => Command::new(program),
    };
    command
        .env("HOME", home)
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_STATE_HOME")
        .env_remove("XDG_CACHE_HOME")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// User and system time of all children that have ended, in seconds (Linux).
fn cpu_of_children() -> io::Result<(f64, f64)> {
    let status = fs::read_to_string("/proc/self/stat")?;
    // The name, in brackets, may hold anything.
    let fields = status.rsplit_once(')').map_or("", |(_, fields)| fields);
    let mut ticks = fields.split_whitespace().skip(13);
    let mut next = || -> f64 {
        ticks
            .next()
            .and_then(|field| field.parse().ok())
            .unwrap_or(0.0)
    };
    // A tick is a hundredth of a second.
    Ok((next() / 100.0, next() / 100.0))
}

fn options() -> Options {
    Options {
        stem: "source".to_owned(),
        keep_punctuation: false,
    }
}

/// Every tenth of the daily issues, or all of them.
#[divan::bench(args = [150, ISSUES], sample_count = 5, sample_size = 1)]
fn issues(bencher: Bencher<'_, '_>, count: usize) {
    recognise(bencher, count, raw::issue);
}

/// The same as they are found.
#[divan::bench(args = [150, ISSUES], sample_count = 5, sample_size = 1)]
fn issues_as_found(bencher: Bencher<'_, '_>, count: usize) {
    recognise(bencher, count, raw::issue_as_found);
}

fn recognise(bencher: Bencher<'_, '_>, count: usize, issue: fn(usize) -> String) {
    let texts: Vec<String> = (0..count).map(|at| issue(at * ISSUES / count)).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for text in &texts {
            black_box(import(black_box(text.as_bytes()), &options()).is_ok());
        }
    });
}

/// The names and sizes of hostile texts. In the larger ones lines are joined that are too many for a page.
fn hostile_texts() -> Vec<String> {
    // A step over repeated lines was quadratic, and one megabyte did not show it.
    let sizes = [1_000_000, 4_000_000];
    let text = |(name, _): &(&str, _)| sizes.map(|size| format!("{size} {name}"));
    raw::HOSTILE.iter().flat_map(text).collect()
}

#[divan::bench(args = hostile_texts(), sample_count = 2, sample_size = 1)]
fn hostile(bencher: Bencher<'_, '_>, text: &str) {
    let (size, wanted) = text.split_once(' ').unwrap_or_default();
    let make = raw::HOSTILE.iter().find(|(name, _)| *name == wanted);
    let bytes = make.map_or_else(Vec::new, |(_, make)| make(size.parse().unwrap_or(0)));
    bencher
        .counter(BytesCount::new(bytes.len()))
        .bench_local(|| import(black_box(&bytes), &options()).is_ok());
}
