//! Measures the import of large and hostile texts: time and peak memory, each in a process of its own.
//!
//! `cargo run --release --example hostile -- [BYTES [NAME]]` imports each text of
//! `tests/support/raw.rs` with that many bytes (8,000,000 unless told) and prints the milliseconds of
//! CPU, the ratio of peak memory to the file, and articles, blocks and left-out entries. `-- issues [COUNT]`
//! does so for generated daily issues in columns, `-- found [COUNT]` for those set as texts are found, and
//! `-- texts FOLDER` writes 1,500 of each there.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use kanbao::import::{Options, import};

#[path = "../tests/support/dice.rs"]
mod dice;
#[path = "../tests/support/raw.rs"]
mod raw;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["issues"] => issues(1500, raw::issue),
        ["issues", count] => issues(count.parse().unwrap_or(1500), raw::issue),
        ["found"] => issues(1500, raw::issue_as_found),
        ["found", count] => issues(count.parse().unwrap_or(1500), raw::issue_as_found),
        ["texts", folder] => texts(Path::new(folder)),
        ["one", size, name] => one(size.parse().unwrap_or(0), name),
        [] => all("8000000", ""),
        [size] => all(size, ""),
        [size, name] => all(size, name),
        _ => return ExitCode::from(2),
    };
    done.map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}

fn options() -> Options {
    Options {
        stem: "source".to_owned(),
        keep_punctuation: false,
    }
}

/// Each text in a process of its own, so that its peak of memory is its own too.
fn all(size: &str, wanted: &str) -> io::Result<()> {
    for (name, _) in raw::HOSTILE
        .iter()
        .filter(|(name, _)| name.contains(wanted))
    {
        let status = Command::new(std::env::current_exe()?)
            .args(["one", size, name])
            .status()?;
        if !status.success() {
            writeln!(io::stdout(), "{name:30} FAILED {status}")?;
        }
    }
    Ok(())
}

fn one(size: usize, wanted: &str) -> io::Result<()> {
    let Some((name, make)) = raw::HOSTILE.iter().find(|(name, _)| *name == wanted) else {
        return Err(io::Error::other("no such text"));
    };
    let mut bytes = make(size);
    bytes.shrink_to_fit();
    let before = peak();
    let start = cpu();
    let made = import(&bytes, &options());
    let elapsed = cpu() - start;
    // What the process needs without any text counts for the text too: no more than a few MB.
    let ratio = peak() as f64 / bytes.len() as f64;
    let Ok((plan, diagnostics)) = made else {
        return Err(io::Error::other("characters were lost"));
    };
    let blocks: usize = plan
        .articles
        .iter()
        .map(|article| article.blocks.len())
        .sum();
    writeln!(
        io::stdout(),
        "{name:30} {:8.0} ms {:6.1} MB/s {ratio:6.1} x (before {:.1}) {} articles {blocks} blocks {} left out {} metadata {} diagnostics",
        elapsed.as_secs_f64() * 1e3,
        bytes.len() as f64 / 1e6 / elapsed.as_secs_f64(),
        before as f64 / bytes.len() as f64,
        plan.articles.len(),
        plan.left_out.len(),
        plan.metadata.len(),
        diagnostics.len(),
    )
}

/// Writes both archives below `folder`.
fn texts(folder: &Path) -> io::Result<()> {
    for (name, issue) in raw::ARCHIVES {
        let folder = folder.join(name);
        fs::create_dir_all(&folder)?;
        for number in 0..1500 {
            fs::write(folder.join(format!("{number:04}.txt")), issue(number))?;
        }
    }
    Ok(())
}

fn issues(count: usize, issue: fn(usize) -> String) -> io::Result<()> {
    let texts: Vec<String> = (0..count).map(issue).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let start = cpu();
    let mut articles = 0;
    for text in &texts {
        articles += import(text.as_bytes(), &options()).map_or(0, |(plan, _)| plan.articles.len());
    }
    let elapsed = (cpu() - start).as_secs_f64();
    writeln!(
        io::stdout(),
        "{count} issues, {:.1} MB, {articles} articles: {:.2} s, {:.1} MB/s",
        bytes as f64 / 1e6,
        elapsed,
        bytes as f64 / 1e6 / elapsed
    )
}

/// The time on a CPU so far (Linux; 0 elsewhere): other programs do not count in it.
fn cpu() -> Duration {
    let status = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = status.split_whitespace().next();
    Duration::from_nanos(nanoseconds.and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// The peak of resident memory, in bytes (Linux; 0 elsewhere).
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| {
            rest.trim()
                .trim_end_matches(" kB")
                .trim()
                .parse::<u64>()
                .ok()
        })
        .map_or(0, |kilobytes| kilobytes * 1024)
}
