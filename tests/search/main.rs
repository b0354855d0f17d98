//! Full text: exact against a scan by hand, the language, the cache, and what is shown.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot make its files cannot go on"
)]

mod cache;
mod exact;
mod finder;
mod language;
mod library;
mod random;
mod shown;
mod vocabulary;

#[path = "../support/archive.rs"]
mod archive;
#[path = "../support/dice.rs"]
mod dice;
