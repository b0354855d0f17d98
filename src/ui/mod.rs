//! Drawing: states become frames.

pub mod cells;
