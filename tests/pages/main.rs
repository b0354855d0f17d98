//! Every page from keys to cells, in a session without a terminal.

#[path = "../support/frames.rs"]
mod frames;
mod drawn;
mod library;
