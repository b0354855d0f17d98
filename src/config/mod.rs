//! What the user may set: paths, settings, theme, keys.

pub mod key;
