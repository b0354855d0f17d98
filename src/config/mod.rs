//! What the user may set: paths, settings, theme, keys.
//!
//! A key press takes this way: the chord ([`key`]) goes to the [`keymap`], which knows what it means
//! in a [`Context`]: an [`Action`], the beginning of a sequence, or nothing.
//!
//! Nothing here looks at the environment or a terminal. Reading settings never fails: what cannot
//! be understood keeps its default and is reported, all faults of a file at once.

pub mod action;
pub mod key;
pub mod keymap;
mod keymap_file;
pub mod load;
pub mod paths;
pub mod settings;
mod settings_file;
pub(crate) mod suggest;
pub mod theme;
mod way_out;

pub use action::{Action, Context};
pub use key::{Key, KeyChord};
pub use keymap::{Keymap, Resolution};
pub use load::load;
pub use paths::{Environment, Paths};
pub use settings::{AmbiguousChoice, Glyphs, Settings, is_utf8};
pub use theme::Theme;
