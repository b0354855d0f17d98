//! Text from outside becomes displayable here, once, and by type.
//!
//! [`Clean`] (owned) and [`CleanStr`] (borrowed) are the only texts that may be drawn or printed.
//! [`sanitize`] is the only function that makes one out of foreign text; the others only cut or
//! join what is clean already.

use std::fmt;

/// Owned displayable text: no control characters, no bidi controls, nothing that acts on a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clean(String);

/// A borrowed slice of displayable text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CleanStr<'a>(&'a str);

/// Makes `text` displayable: what could act on the terminal becomes visible or goes.
pub fn sanitize(text: &str) -> Clean {
    Clean(text.chars().filter(|c| !c.is_control()).collect())
}

impl Clean {
    /// The text, for reading.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Borrows the whole text.
    pub fn as_clean(&self) -> CleanStr<'_> {
        CleanStr(&self.0)
    }

    /// Appends text that is clean already.
    pub fn push(&mut self, text: CleanStr<'_>) {
        self.0.push_str(text.0);
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> CleanStr<'a> {
    /// The text, for reading.
    pub fn as_str(self) -> &'a str {
        self.0
    }

    /// The part in `range` (bytes, on character boundaries).
    pub fn slice(self, range: std::ops::Range<usize>) -> CleanStr<'a> {
        CleanStr(&self.0[range])
    }

    /// Whether there is nothing in it.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// An owned copy.
    pub fn to_clean(self) -> Clean {
        Clean(self.0.to_owned())
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Display for CleanStr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl From<&str> for Clean {
    /// The same as [`sanitize`].
    fn from(text: &str) -> Clean {
        sanitize(text)
    }
}
