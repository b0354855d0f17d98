//! The journal of reading places: opening one of 20,000 marks, appending to it, rewriting it.

use std::path::Path;

use divan::Bencher;
use kanbao::store::{Durability, Patience, ReadingChange, ReadingLog};

fn main() {
    divan::main();
}

/// Fills the journal in `folder` with as many marks as a large library has articles.
fn fill(folder: &Path) {
    let marks: Vec<ReadingChange> = (0..20_000)
        .map(|number| ReadingChange::Read {
            article: format!(
                "jianghai-jianbao-2024-{:03}/{:02}-shengcheng",
                number / 13,
                number % 13
            ),
            at: 1_717_718_400 + number,
        })
        .collect();
    ReadingLog::open(folder)
        .log
        .append(&marks, Durability::Buffered, Patience::FULL)
        .expect("a temporary folder can be written");
}

#[divan::bench]
fn open_20_000_marks(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fill(folder.path());
    bencher.bench_local(|| ReadingLog::open(folder.path()).state.read.len());
}

#[divan::bench(args = [Durability::Buffered, Durability::Synced])]
fn append_one(bencher: Bencher<'_, '_>, durability: Durability) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fill(folder.path());
    let mut log = ReadingLog::open(folder.path()).log;
    let change = [ReadingChange::Opened {
        article: "jianghai-jianbao-2024-018/03".to_owned(),
        at: 0,
    }];
    bencher.bench_local(|| {
        log.append(&change, durability, Patience::FULL)
            .expect("a temporary folder can be written");
    });
}

#[divan::bench]
fn rewrite_20_000_marks(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fill(folder.path());
    let mut log = ReadingLog::open(folder.path()).log;
    bencher.bench_local(|| {
        log.compact(Patience::FULL)
            .expect("a temporary folder can be written")
            .kept
    });
}
