//! The reader on any terminal: what the screen layer sends for every page, whatever is pressed, whatever
//! stands in the library, and however wide the terminal draws.
//!
//! Sessions run without a line; their frames go through the screen layer that the program uses, and an
//! emulator (`vt100`) shows what comes of its bytes.

#[path = "../support/dice.rs"]
mod dice;
#[path = "../support/frames.rs"]
#[expect(dead_code, reason = "what the tests of single pages need")]
mod frames;
mod glass;
#[path = "../support/hostile.rs"]
#[expect(dead_code, reason = "names of files are for tests of the program")]
mod hostile;
#[path = "../pages/library.rs"]
#[expect(dead_code, reason = "what the tests of single pages need")]
mod library;
mod monkey;
#[path = "../support/popping.rs"]
mod popping;
mod spacing;
mod texts;
#[path = "../support/wide.rs"]
mod wide;
mod widths;
