//! Typesetting, judged from outside: named cases, invariants over random texts, another breaker as
//! an oracle, and the built-in corpus.
//!
//! `rules` reads `docs/typography.md` for itself and shares no table with the library, so a mistake
//! would have to be made twice to pass.

mod cases;
mod corpus;
mod markdown;
mod named;
mod oracle;
mod properties;
mod rules;
