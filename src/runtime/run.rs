//! The reader's loop: wait, take everything that came, draw once.
//!
//! There is one wait for keys, answers, signals and the line itself, and no other thread. A frame
//! is made only when nothing waits and the one before it is sent, so a slow line drops frames
//! instead of queueing them, and keys act while output is stalled.

use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use signal_hook::consts::{SIGHUP, SIGINT};

use super::application::{Application, Orders};
use super::input::{Input, InputSettings, TerminalEvent};
use super::screen::{AmbiguousDrawing, Screen};
use super::terminal::{TerminalError, TerminalGuard, TerminalWriter};
use crate::app::event::Event;
use crate::app::geometry::Size;
use crate::text::Clean;

/// What is known when the reader has ended.
#[derive(Debug)]
pub struct Ended {
    /// How it ended.
    pub ending: Result<Ending, TerminalError>,
    /// Why a reading place or a read mark is lost.
    pub unkept: Option<Clean>,
}

/// How the reader ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It was asked to.
    Quit,
    /// By `SIGINT`.
    Interrupted,
    /// By `SIGTERM`.
    Terminated,
    /// The line is gone, or `SIGHUP` said so.
    HungUp,
}

/// What the loop is told.
#[derive(Clone, Copy, Debug)]
pub struct LoopSettings {
    /// How long a lone ESC may turn out to be the start of a key.
    pub escape_wait: Duration,
    /// Panic at the first key after the first frame, to show that the terminal is given back.
    pub panic_at_first_key: bool,
}

/// How long the reading place may be unkept, also while keys come without a pause.
const KEEP_AFTER: Duration = Duration::from_secs(1);

/// Runs the reader made by `open` for a window of a given size, until it ends.
///
/// # Errors
/// [`TerminalError`] when there is no terminal; where it fails later, that is the ending. It is given
/// back in any case.
pub fn run(
    settings: LoopSettings,
    open: impl FnOnce(Size) -> Application,
) -> Result<Ended, TerminalError> {
    let guard = TerminalGuard::open()?;
    guard.install_panic_hook();
    let input = Input::new(
        &guard,
        InputSettings {
            escape_wait: settings.escape_wait,
            ..InputSettings::default()
        },
    )?;
    let (columns, rows) = guard.size();
    let application = open(size(columns, rows));
    let mut reader = Reader {
        screen: Screen::new(guard.writer(), columns, rows),
        buffer: Buffer::empty(Rect::new(0, 0, columns, rows)),
        guard,
        input,
        application,
        stale: true,
        unkept_since: None,
        settings,
        drawn: false,
    };
    let ending = reader.run();
    reader.application.leave();
    reader.guard.restore();
    Ok(Ended {
        ending,
        unkept: reader.application.farewell(),
    })
}

struct Reader {
    guard: TerminalGuard,
    input: Input,
    screen: Screen<TerminalWriter>,
    buffer: Buffer,
    application: Application,
    /// Whether the screen may show something old.
    stale: bool,
    /// Since when the reading place may have moved without being kept.
    unkept_since: Option<Instant>,
    settings: LoopSettings,
    drawn: bool,
}

impl Reader {
    fn run(&mut self) -> Result<Ending, TerminalError> {
        loop {
            if self.stale && !self.screen.is_busy() {
                self.draw()?;
            }
            for event in self.wait()? {
                if let Some(ending) = self.take(event)? {
                    return Ok(ending);
                }
                let orders = self.application.orders();
                if orders.quit {
                    // What was typed after it is nobody's.
                    return Ok(Ending::Quit);
                }
                self.obey(orders)?;
            }
        }
    }

    fn wait(&mut self) -> Result<Vec<TerminalEvent>, TerminalError> {
        let timeout = self
            .unkept_since
            .map(|since| KEEP_AFTER.saturating_sub(since.elapsed()));
        let events = if self.screen.is_busy() {
            self.input.wait_for_room(timeout)
        } else {
            self.input.wait(timeout)
        };
        if self
            .unkept_since
            .is_some_and(|since| since.elapsed() >= KEEP_AFTER)
        {
            self.application.keep_place();
            self.unkept_since = self.application.has_unkept().then(Instant::now);
        }
        Ok(events)
    }

    fn take(&mut self, event: TerminalEvent) -> Result<Option<Ending>, TerminalError> {
        match event {
            TerminalEvent::Key(chord) => {
                assert!(
                    !(self.settings.panic_at_first_key && self.drawn),
                    "asked for by KANBAO_DEBUG_PANIC"
                );
                self.application.take(Event::Key(chord));
                self.stale = true;
                self.unkept_since.get_or_insert_with(Instant::now);
            }
            TerminalEvent::Paste(text) => {
                self.application.take(Event::Paste(text));
                self.stale = true;
            }
            TerminalEvent::Resize { columns, rows } => self.resize(columns, rows),
            TerminalEvent::Continue => {
                let (columns, rows) = self.guard.resume()?;
                self.screen.abandon();
                self.resize(columns, rows);
            }
            TerminalEvent::Terminate(SIGINT) => return Ok(Some(Ending::Interrupted)),
            TerminalEvent::Terminate(SIGHUP) | TerminalEvent::HangUp => {
                return Ok(Some(Ending::HungUp));
            }
            TerminalEvent::Terminate(_) => return Ok(Some(Ending::Terminated)),
            TerminalEvent::Writable => {
                self.screen.resume()?;
            }
            TerminalEvent::Reply(_) | TerminalEvent::Wake(_) => {}
        }
        Ok(None)
    }

    fn obey(&mut self, orders: Orders) -> Result<(), TerminalError> {
        if orders.suspend {
            self.application.keep_place();
            let (columns, rows) = self.guard.suspend(self.input.signals())?;
            self.screen.abandon();
            self.resize(columns, rows);
        }
        if orders.repaint {
            self.screen.invalidate();
            self.stale = true;
        }
        Ok(())
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        if (columns, rows) != self.screen.dimensions() {
            self.screen.resize(columns, rows);
            self.application.take(Event::Resize(size(columns, rows)));
        }
        self.stale = true;
    }

    fn draw(&mut self) -> Result<(), TerminalError> {
        let (columns, rows) = self.screen.dimensions();
        self.buffer.resize(Rect::new(0, 0, columns, rows));
        self.buffer.reset();
        let cursor = self.application.draw_into(&mut self.buffer);
        let wide = self.application.state().view.ambiguous.punctuation == 2;
        self.screen.set_ambiguous_drawing(if wide {
            AmbiguousDrawing::Unknown
        } else {
            AmbiguousDrawing::AsWanted
        });
        self.screen.present(&self.buffer, cursor)?;
        self.stale = false;
        self.drawn = true;
        Ok(())
    }
}

fn size(columns: u16, rows: u16) -> Size {
    Size {
        columns: usize::from(columns),
        rows: usize::from(rows),
    }
}
