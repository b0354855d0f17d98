//! From a key press to the finished frame, in memory: `cargo bench --bench open_and_draw`.
//!
//! Everything between the key and the bytes for the terminal is in it: the keymap, the state, the
//! typesetting where it is new, the drawing, the comparison with the last frame. The bytes go
//! nowhere. The window has 120 by 40 cells.

use std::io::{self, Sink};

use divan::Bencher;
use kanbao::app::event::Event;
use kanbao::config::key::{KeyChord, parse_sequence};
use kanbao::library::{self, Catalogue};
use kanbao::runtime::application::Application;
use kanbao::runtime::screen::Screen;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

#[path = "support/session.rs"]
mod session;

const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

fn main() {
    divan::main();
}

/// The start of a session to its first frame, the shelf.
#[divan::bench]
fn first_frame(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| Window::open(&[]));
}

/// Opening an article: reading its issue, typesetting, a whole new frame.
#[divan::bench]
fn open_an_article(bencher: Bencher<'_, '_>) {
    let enter = keys("Enter");
    bencher
        .with_inputs(|| Window::open(&["Enter"]))
        .bench_local_values(|mut window| {
            window.press(&enter);
            window
        });
}

/// One line down and up again: two keys, two frames.
#[divan::bench]
fn scroll_a_line_and_back(bencher: Bencher<'_, '_>) {
    there_and_back(bencher, "j", "k");
}

/// A page down and up again: two keys, two frames.
#[divan::bench]
fn scroll_a_page_and_back(bencher: Bencher<'_, '_>) {
    there_and_back(bencher, "Space", "b");
}

/// A wider measure and back: the article is set twice, two frames.
#[divan::bench]
fn change_the_measure_and_back(bencher: Bencher<'_, '_>) {
    there_and_back(bencher, "-", "+");
}

fn there_and_back(bencher: Bencher<'_, '_>, there: &str, back: &str) {
    let mut window = Window::open(&["Enter", "Enter", "Space"]);
    let (there, back) = (keys(there), keys(back));
    bencher.bench_local(|| {
        window.press(&there);
        window.press(&back);
    });
}

/// A session over the built-in issues and the screen it is drawn on.
struct Window {
    session: Application,
    buffer: Buffer,
    screen: Screen<Sink>,
}

impl Window {
    /// A window in which `pressed` was pressed.
    fn open(pressed: &[&str]) -> Window {
        let catalogue = Catalogue::new(library::embedded().0);
        let state = session::state(catalogue, (COLUMNS, ROWS));
        let mut window = Window {
            session: Application::new(state, None, None, || 0),
            buffer: Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS)),
            screen: Screen::new(io::sink(), COLUMNS, ROWS),
        };
        window.draw();
        for key in pressed {
            window.press(&keys(key));
        }
        window
    }

    fn press(&mut self, keys: &[KeyChord]) {
        for key in keys {
            self.session.take(Event::Key(*key));
        }
        self.draw();
    }

    fn draw(&mut self) {
        self.buffer.reset();
        let cursor = self.session.draw_into(&mut self.buffer);
        self.screen
            .present(&self.buffer, cursor)
            .expect("a sink takes everything");
    }
}

fn keys(written: &str) -> Vec<KeyChord> {
    parse_sequence(written).expect("a key of the default keymap")
}
