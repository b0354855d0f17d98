//! Every page from keys to cells, in a session without a terminal.

mod asked;
mod burst;
mod command;
mod contents;
mod copy;
#[path = "../support/dice.rs"]
mod dice;
mod drawn;
mod find;
mod finder;
#[path = "../support/frames.rs"]
mod frames;
mod gather;
mod going;
mod help;
mod issue;
mod kept;
mod keys;
mod large;
mod library;
mod marks;
mod marks_filter;
mod marks_list;
mod meeting;
mod notes;

mod random;
mod raw;
mod reader;
mod resize;
mod restart;
mod search;
mod search_again;
mod search_answers;
mod search_ways;
mod select;
mod shelf;
mod sizes;
mod snapshots;
mod tags;

use frames::{Frames, Opening};
use library::{Library, drawn_reading};

/// The drawn library with what was read there.
fn opened(columns: usize, rows: usize) -> Frames {
    let library = Library::drawn();
    Frames::open(Opening {
        size: (columns, rows),
        catalogue: library.catalogue(),
        reading: drawn_reading(),
        ..Opening::default()
    })
    .keeping(library)
}
