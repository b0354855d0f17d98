//! A key as pressed: one chord, written `j`, `Ctrl-d`, `Enter`, `PgDn`.

/// One key press with its modifiers. Letters carry their own case (`G` is `Char('G')` without
/// `shift`); `shift` is set for keys that have no other form (`Shift-Tab`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyChord {
    /// The key.
    pub key: Key,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt (or ESC before it).
    pub alt: bool,
    /// With Shift, where the key itself does not say so.
    pub shift: bool,
}

/// The keys a terminal can send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A character as typed, upper case and input-method text included.
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    /// F1 to F24.
    F(u8),
}
