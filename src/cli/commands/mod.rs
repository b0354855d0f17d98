//! One command, one file: its function takes the arguments, the session and the output.

pub(super) mod bookmark;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod doctor;
mod explain;
pub(super) mod export;
pub(super) mod import;
pub(super) mod import_marks;
pub(super) mod keys;
pub(super) mod list;
pub(super) mod man;
pub(super) mod note;
pub(super) mod read;
pub(super) mod search;
pub(super) mod show;
