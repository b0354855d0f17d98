//! Makes a large archive and measures how long listing it takes.
//!
//! `cargo run --release --example archive -- make DIR [ISSUES ARTICLES]` writes one (1,500 issues
//! and 20,000 articles unless told), `... -- scan DIR [CACHE]` lists it in a process of its own and
//! tells the time and the memory.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use kanbao::library::{Source, scan};

#[path = "../tests/support/archive.rs"]
mod archive;
#[path = "../tests/support/dice.rs"]
mod dice;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["make", folder] => make(folder, 1500, 20_000),
        ["make", folder, issues, articles] => match (issues.parse(), articles.parse()) {
            (Ok(issues), Ok(articles)) => make(folder, issues, articles),
            _ => return usage(),
        },
        ["scan", folder] => measure(folder, None),
        ["scan", folder, cache] => measure(folder, Some(Path::new(cache))),
        _ => return usage(),
    };
    done.map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}

fn usage() -> ExitCode {
    // Nothing can be done about a closed standard error.
    let _ = writeln!(
        io::stderr(),
        "archive make DIR [ISSUES ARTICLES] | archive scan DIR [CACHE]"
    );
    ExitCode::from(2)
}

fn make(folder: &str, issues: usize, articles: usize) -> io::Result<()> {
    archive::write(
        &PathBuf::from(folder),
        archive::Size {
            issues,
            articles,
            paragraphs: 7,
        },
    )
}

fn measure(folder: &str, cache: Option<&Path>) -> io::Result<()> {
    let start = Instant::now();
    let found = scan(
        &[Source::Embedded, Source::Folder(PathBuf::from(folder))],
        cache,
    );
    let elapsed = start.elapsed();
    let articles: usize = found
        .catalogue
        .issues()
        .iter()
        .map(|issue| issue.articles.len())
        .sum();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap_or_default();
    writeln!(
        io::stdout(),
        "{} issues, {articles} articles, {} faults: {:.1} ms; {memory}",
        found.catalogue.issues().len(),
        found.diagnostics.len(),
        elapsed.as_secs_f64() * 1000.0
    )
}
