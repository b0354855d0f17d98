//! What the application asks of whoever owns the terminal.

use super::outside::Outside;

/// What only the owner of a terminal can do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Orders {
    /// Send the whole screen again.
    pub repaint: bool,
    /// Hand these bytes on to the terminal: a text for its clipboard.
    pub pass: Vec<u8>,
    /// Give the terminal back to the shell for a while.
    pub suspend: bool,
    /// Let the reader's own editor write on at a text; it is answered with `EditedOutside`.
    pub outside: Option<Outside>,
    /// End.
    pub quit: bool,
}
