//! Keys in, frames out: a session over the built-in issues without a terminal.

use std::path::Path;

use kanbao::app::event::Event;
use kanbao::app::gather::Gathering;
use kanbao::app::geometry::Size;
use kanbao::app::notice::Notices;
use kanbao::app::state::{Home, Setup, State};
use kanbao::app::view::View;
use kanbao::config::key::parse_sequence;
use kanbao::config::keymap::Keymap;
use kanbao::config::settings::Settings;
use kanbao::config::theme::Theme;
use kanbao::library::{self, Catalogue};
use kanbao::runtime::application::{Application, Leisure};
use kanbao::store::MarksPlace;
use kanbao::store::history::History;
use kanbao::store::reading::ReadingState;
use kanbao::text::{AmbiguousWidth, Clean};
use kanbao::words::{Language, Words};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use crate::library::Library;

/// A session to press keys in.
pub(crate) struct Frames {
    session: Application,
    /// The folder whose issues are read; it goes with the session.
    library: Option<Library>,
}

/// What a session of a test starts with.
pub(crate) struct Opening {
    pub size: (usize, usize),
    pub language: Language,
    pub ambiguous: AmbiguousWidth,
    pub theme: Theme,
    pub catalogue: Catalogue,
    pub reading: ReadingState,
    pub first_start: bool,
    pub builtin_hidden: bool,
    pub gathering: Option<Gathering>,
}

impl Default for Opening {
    fn default() -> Opening {
        Opening {
            size: (80, 24),
            language: Language::Chinese,
            ambiguous: AmbiguousWidth::NARROW,
            theme: Theme::None,
            catalogue: Catalogue::new(library::embedded().0),
            reading: ReadingState::default(),
            first_start: false,
            builtin_hidden: false,
            gathering: None,
        }
    }
}

impl Frames {
    /// The built-in issues in a window of this size.
    pub(crate) fn new(columns: usize, rows: usize) -> Frames {
        Frames::open(Opening {
            size: (columns, rows),
            ..Opening::default()
        })
    }

    /// A session over what `opening` says.
    pub(crate) fn open(opening: Opening) -> Frames {
        Frames {
            session: Application::new(state(opening), None, None, || 0),
            library: None,
        }
    }

    /// The same over a session of the test's own.
    pub(crate) fn of(session: Application) -> Frames {
        Frames {
            session,
            library: None,
        }
    }

    /// Keeps the folder of the issues until the session ends.
    pub(crate) fn keeping(mut self, library: Library) -> Frames {
        self.library = Some(library);
        self
    }

    /// Has `with` change the session.
    pub(crate) fn with(self, with: impl FnOnce(Application) -> Application) -> Frames {
        Frames {
            session: with(self.session),
            ..self
        }
    }

    /// Keeps marks and drafts in `folder`, below `marks` and `state`, and reads those that are there.
    pub(crate) fn with_marks(self, folder: &Path) -> Frames {
        let place = MarksPlace {
            folder: folder.join("marks"),
            state: folder.join("state"),
            host: String::new(),
        };
        let state = place.state.clone();
        let session = self.session.with_marks(Some(place));
        let mut session = session.with_drafts(Some(&state), None);
        session.read_marks();
        Frames { session, ..self }
    }

    /// The folder of the issues.
    pub(crate) fn library(&self) -> &Library {
        self.library
            .as_ref()
            .expect("a session that keeps its library")
    }

    /// Presses keys, written as in a keymap and divided by blanks: `j j Enter g g`.
    pub(crate) fn keys(mut self, keys: &str) -> Frames {
        for key in keys.split_whitespace() {
            for chord in parse_sequence(key).expect("a key") {
                self.session.take(Event::Key(chord));
            }
            self.session.settle();
        }
        self
    }

    /// Presses the same keys as [`Frames::keys`] in one burst: nothing is drawn in between.
    pub(crate) fn burst(mut self, keys: &str) -> Frames {
        for key in keys.split_whitespace() {
            for chord in parse_sequence(key).expect("a key") {
                self.session.take(Event::Key(chord));
            }
        }
        self.session.settle();
        self
    }

    /// Types `text`, one key a character.
    pub(crate) fn text(mut self, text: &str) -> Frames {
        for c in text.chars() {
            let typed = parse_sequence(&c.to_string()).expect("a key");
            typed
                .into_iter()
                .for_each(|chord| self.session.take(Event::Key(chord)));
        }
        self.session.settle();
        self
    }

    /// Pastes `text`.
    pub(crate) fn paste(mut self, text: &str) -> Frames {
        self.session.take(Event::Paste(text.to_owned()));
        self.session.settle();
        self
    }

    /// Gives the window another size.
    pub(crate) fn resize(mut self, columns: usize, rows: usize) -> Frames {
        self.session.take(Event::Resize(Size { columns, rows }));
        self
    }

    /// What is said in the status row.
    pub(crate) fn said(&self) -> &str {
        let notice = self.state().notices.current();
        notice.map_or("", |notice| notice.text.as_str())
    }

    /// The row the cursor stands on, without the blanks around it.
    pub(crate) fn at_cursor(&mut self) -> String {
        let (row, _) = self.cursor().expect("a cursor");
        self.rows()[usize::from(row)].trim().to_owned()
    }

    /// The text of a row without the blanks around it.
    pub(crate) fn row(&mut self, row: usize) -> String {
        self.rows()[row].trim().to_owned()
    }

    /// What is known of the reading when the session ends.
    pub(crate) fn end(mut self) -> ReadingState {
        self.session.leave();
        assert_eq!(self.session.farewell(Leisure::Quitting).unkept, None);
        self.session.state().reading.clone()
    }

    /// The state.
    pub(crate) fn state(&self) -> &State {
        self.session.state()
    }

    /// The session.
    pub(crate) fn session(&mut self) -> &mut Application {
        &mut self.session
    }

    /// The frame: each row with a bar after its last cell, then the cursor and the styled cells.
    pub(crate) fn frame(&mut self) -> String {
        let (buffer, cursor) = self.session.draw();
        picture(&buffer, cursor)
    }

    /// The cursor's row and cell.
    pub(crate) fn cursor(&mut self) -> Option<(u16, u16)> {
        let (_, cursor) = self.session.draw();
        cursor.map(|at| (at.y, at.x))
    }

    /// The frame's cells.
    pub(crate) fn buffer(&mut self) -> Buffer {
        self.session.draw().0
    }

    /// Only the rows, without the styles.
    pub(crate) fn rows(&mut self) -> Vec<String> {
        let (buffer, _) = self.session.draw();
        (0..buffer.area.height).map(|y| row(&buffer, y)).collect()
    }
}

/// The state a session over what `opening` says begins with.
pub(crate) fn state(opening: Opening) -> State {
    let mut view = View::new(Settings::default(), Some(opening.theme), false);
    view.ambiguous = opening.ambiguous;
    State::new(Setup {
        size: Size {
            columns: opening.size.0,
            rows: opening.size.1,
        },
        words: Words::new(opening.language),
        keymap: Keymap::default(),
        view,
        catalogue: opening.catalogue,
        home: Home {
            folder: Clean::from("~/.local/share/kanbao/library"),
            builtin_hidden: opening.builtin_hidden,
        },
        reading: opening.reading,
        history: History::default(),
        notices: Notices::default(),
        first_start: opening.first_start,
        gathering: opening.gathering,
    })
}

fn picture(buffer: &Buffer, cursor: Option<Position>) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        out.push_str(&format!("{y:02} {}|\n", row(buffer, y)));
    }
    match cursor {
        Some(at) => out.push_str(&format!("cursor {}:{}\n", at.y, at.x)),
        None => out.push_str("no cursor\n"),
    }
    for y in 0..buffer.area.height {
        for (name, from, to) in runs(buffer, y) {
            out.push_str(&format!("{y}:{from}-{to} {name}\n"));
        }
    }
    out
}

fn row(buffer: &Buffer, y: u16) -> String {
    let mut out = String::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        out.push_str(cell.symbol());
        let drawn = cell.symbol().width().max(1);
        let taken = cells_taken(cell, drawn);
        // A cluster set two cells wide that is drawn here in one shows the cell it leaves blank.
        out.extend(std::iter::repeat_n(' ', taken - drawn));
        x += taken as u16;
    }
    out
}

fn cells_taken(cell: &Cell, drawn: usize) -> usize {
    match cell.diff_option {
        ratatui::buffer::CellDiffOption::ForcedWidth(width) => usize::from(width.get()).max(drawn),
        _ => drawn,
    }
}

/// The runs of equal style in a row, with the cells they take.
fn runs(buffer: &Buffer, y: u16) -> Vec<(String, u16, u16)> {
    let mut runs: Vec<(String, u16, u16)> = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        let taken = cells_taken(cell, cell.symbol().width().max(1)) as u16;
        let name = style(cell);
        if !name.is_empty() {
            match runs.last_mut() {
                Some(last) if last.0 == name && last.2 + 1 == x => last.2 = x + taken - 1,
                _ => runs.push((name, x, x + taken - 1)),
            }
        }
        x += taken;
    }
    runs
}

fn style(cell: &Cell) -> String {
    let mut parts = Vec::new();
    for (modifier, name) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::UNDERLINED, "underline"),
        (Modifier::REVERSED, "reverse"),
    ] {
        if cell.modifier.contains(modifier) {
            parts.push(name.to_owned());
        }
    }
    for (color, name) in [(cell.fg, "fg"), (cell.bg, "bg")] {
        match color {
            Color::Reset => {}
            Color::Indexed(index) => parts.push(format!("{name} {index}")),
            other => parts.push(format!("{name} {other}").to_lowercase()),
        }
    }
    parts.join(" ")
}
