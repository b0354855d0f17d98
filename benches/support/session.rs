//! A session to be measured: over any issues, in a window of any size, nobody at its beginning.

use kanbao::app::geometry::Size;
use kanbao::app::notice::Notices;
use kanbao::app::state::{Home, Setup, State};
use kanbao::app::view::View;
use kanbao::config::{Keymap, Settings, Theme};
use kanbao::library::Catalogue;
use kanbao::store::ReadingState;
use kanbao::store::history::History;
use kanbao::words::{Language, Words};

/// The state of a session over `catalogue`, with default keys and settings, in a window of so many
/// columns and rows.
pub(crate) fn state(catalogue: Catalogue, (columns, rows): (u16, u16)) -> State {
    State::new(Setup {
        size: Size {
            columns: usize::from(columns),
            rows: usize::from(rows),
        },
        words: Words::new(Language::Chinese),
        keymap: Keymap::default(),
        view: View::new(Settings::default(), Some(Theme::Dark), false),
        catalogue,
        home: Home::default(),
        reading: ReadingState::default(),
        history: History::default(),
        notices: Notices::default(),
        first_start: false,
        gathering: None,
    })
}
