//! How fast raw text becomes issues and articles: `cargo bench --bench import`.
//!
//! `issues` imports some of the daily issues of `tests/support/raw.rs` one by one, as an archive's files
//! are; `hostile` imports texts made to be slow, at one size and at four times that size: where the
//! megabytes a second agree, the time is linear.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use kanbao::import::{Options, import};

#[path = "../tests/support/raw.rs"]
mod raw;

fn main() {
    divan::main();
}

fn options() -> Options {
    Options {
        stem: "source".to_owned(),
        keep_punctuation: false,
    }
}

/// Every tenth of 1,500 daily issues, or all of them.
#[divan::bench(args = [150, 1500], sample_count = 5, sample_size = 1)]
fn issues(bencher: Bencher<'_, '_>, count: usize) {
    let texts: Vec<String> = (0..count).map(|at| raw::issue(at * 1500 / count)).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for text in &texts {
            black_box(import(black_box(text.as_bytes()), &options()).is_ok());
        }
    });
}

/// The names and sizes of hostile texts.
fn hostile_texts() -> Vec<String> {
    let sizes = [250_000, 1_000_000];
    let text = |(name, _): &raw::Hostile| sizes.map(|size| format!("{size} {name}"));
    raw::HOSTILE.iter().flat_map(text).collect()
}

#[divan::bench(args = hostile_texts(), sample_count = 3, sample_size = 1)]
fn hostile(bencher: Bencher<'_, '_>, text: &str) {
    let (size, wanted) = text.split_once(' ').unwrap_or_default();
    let make = raw::HOSTILE.iter().find(|(name, _)| *name == wanted);
    let bytes = make.map_or_else(Vec::new, |(_, make)| make(size.parse().unwrap_or(0)));
    bencher
        .counter(BytesCount::new(bytes.len()))
        .bench_local(|| import(black_box(&bytes), &options()).is_ok());
}
