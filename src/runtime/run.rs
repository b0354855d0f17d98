//! The reader's loop: wait, take everything that came, draw once.
//!
//! There is one wait for keys, answers, signals, the worker's results and the line itself. A frame
//! is made only when all that came has acted and the one before it is sent, so a slow line drops frames
//! instead of queueing them, and keys act while output is stalled. Where more came than is acted on in a
//! moment, all else is looked at in between: a signal acts before the keys, a frame is drawn, and what is
//! written is kept.

mod answers;
mod meanwhile;

use std::io;
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use signal_hook::consts::{SIGHUP, SIGINT};

use meanwhile::Meanwhile;

use super::application::{Application, Farewell, Leisure};
use super::input::{Input, InputSettings, TerminalEvent};
use super::orders::Orders;
use super::probe::{CONCEALED, Probe};
use super::screen::Screen;
use super::terminal::{TerminalError, TerminalGuard, TerminalWriter};
use crate::app::event::Event;
use crate::app::geometry::Size;
use crate::config::key::KeyChord;
use crate::store::terminals::{Answers, Terminals};

/// What is known when the reader has ended.
#[derive(Debug)]
pub struct Ended {
    /// How it ended.
    pub ending: Result<Ending, TerminalError>,
    /// What is to be said on the shell's screen.
    pub farewell: Farewell,
}

/// How the reader ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It was asked to.
    Quit,
    /// By `SIGINT`.
    Interrupted,
    /// By `SIGTERM`, or by another signal that ends a program, by number.
    Terminated(i32),
    /// The line is gone, or `SIGHUP` said so.
    HungUp,
}

/// What the loop is told.
#[derive(Clone, Copy, Debug)]
pub struct LoopSettings {
    /// How long a lone ESC may turn out to be the start of a key.
    pub escape_wait: Duration,
    /// Panic at a key after the first frame, to show that the terminal is given back and nothing is lost.
    pub panic_at: Option<PanicKey>,
}

/// A key at which the program panics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanicKey {
    /// The first one.
    First,
    /// This one.
    Key(KeyChord),
}

/// How long a first page may take before it is said that it is being made.
const A_MOMENT: Duration = Duration::from_millis(300);
/// How long the reading place may be unkept, also while keys come without a pause.
const KEEP_AFTER: Duration = Duration::from_secs(1);

/// How long it acts on what came before it looks at signals, the line and what is due, and draws.
const TURN: Duration = Duration::from_millis(50);

/// How long the keys rest before what stands beside a list follows the pointer.
const REST: Duration = Duration::from_millis(80);
/// How long it takes to see that a key was refused, and to stop typing what should have followed it.
const REACTION: Duration = Duration::from_millis(800);

/// How often it is looked whether others have changed marks: what is done there is seen within two
/// seconds.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What comes while the reader runs, from threads of whoever runs it.
pub trait Incoming {
    /// Becomes readable when something has come.
    ///
    /// # Errors
    /// When the system gives no further handle on it.
    fn wake(&self) -> io::Result<OwnedFd>;

    /// What has come since, if it is worth a new frame; after it `wake` is readable no more.
    fn take(&mut self) -> Option<Event>;
}

/// Runs the reader made by `open` for a window of a given size, until it ends, with what is
/// `incoming`. `terminals` remembers what the terminal answers. While the application waits for its first page, the terminal shows for a moment what
/// it showed before: most waits are shorter, and what cannot be read at all never clears a screen.
///
/// # Errors
/// [`TerminalError`] when there is no terminal; where it fails later, that is the ending. It is given
/// back in any case.
pub fn run(
    settings: LoopSettings,
    incoming: Option<&mut dyn Incoming>,
    terminals: Terminals,
    open: impl FnOnce(Size) -> Application,
) -> Result<Ended, TerminalError> {
    let guard = TerminalGuard::open()?;
    guard.install_panic_hook();
    let mut input = Input::new(
        &guard,
        InputSettings {
            escape_wait: settings.escape_wait,
            ..InputSettings::default()
        },
    )?;
    if let Some(incoming) = &incoming {
        input.add_wake(incoming.wake()?);
    }
    let (columns, rows) = guard.size();
    let mut probe = Probe::default();
    if terminals.answers().is_some() {
        probe.expect_answers();
    }
    if incoming.is_none() {
        // A terminal that is near answers while the issues are read.
        let questions = probe.questions(columns, rows, Instant::now());
        guard.show()?;
        guard.say(&[CONCEALED, &questions].concat())?;
        input.await_answers(true);
    }
    let mut application = open(size(columns, rows));
    for wake in application.work_beside()? {
        input.add_wake(wake);
    }
    let mut reader = Reader {
        screen: Screen::new(guard.writer(), columns, rows),
        buffer: Buffer::empty(Rect::new(0, 0, columns, rows)),
        guard,
        input,
        application,
        stale: true,
        unkept_since: None,
        moving_since: None,
        typed: Instant::now(),
        settings,
        incoming,
        begun: Instant::now(),
        drawn: false,
        looked: Instant::now(),
        probe,
        answers: terminals.answers().unwrap_or_default(),
        terminals,
        learnt: false,
        asked_margins: false,
        meanwhile: Meanwhile::default(),
    };
    reader.begin();
    let ending = reader.run();
    reader.application.leave();
    if !matches!(ending, Ok(Ending::HungUp) | Err(_)) {
        // What is waited for has nothing to do with the page.
        reader.guard.hide();
        if !reader.screen.is_busy() {
            reader.await_answers();
        }
    }
    reader.give_back();
    let leisure = match ending {
        Ok(Ending::Quit) => Leisure::Quitting,
        _ => Leisure::Hurried,
    };
    Ok(Ended {
        ending,
        farewell: reader.application.farewell(leisure),
    })
}

struct Reader<'a> {
    guard: TerminalGuard,
    input: Input,
    screen: Screen<TerminalWriter>,
    buffer: Buffer,
    application: Application,
    /// Whether the screen may show something old.
    stale: bool,
    /// Since when the reading place may have moved without being kept.
    unkept_since: Option<Instant>,
    /// Since when something beside a list waits for the keys to stop.
    moving_since: Option<Instant>,
    /// When the last key was done with.
    typed: Instant,
    settings: LoopSettings,
    incoming: Option<&'a mut dyn Incoming>,
    begun: Instant,
    drawn: bool,
    /// When it was last looked whether others have changed marks.
    looked: Instant,
    probe: Probe,
    /// What the terminal has answered, or another of its kind before.
    answers: Answers,
    terminals: Terminals,
    /// Whether it was asked about margins.
    asked_margins: bool,
    /// Whether that has not been written down yet.
    learnt: bool,
    /// What came and was not acted on yet.
    meanwhile: Meanwhile,
}

impl Reader<'_> {
    fn run(&mut self) -> Result<Ending, TerminalError> {
        loop {
            if self.stale && !self.screen.is_busy() && self.moment_left().is_none() {
                self.draw()?;
            }
            self.wait();
            if let Some(ending) = self.act()? {
                return Ok(ending);
            }
        }
    }

    /// Acts on what has come: on all of it, or for as long as nobody notices that nothing else is looked at.
    fn act(&mut self) -> Result<Option<Ending>, TerminalError> {
        let begun = Instant::now();
        while let Some(event) = self.meanwhile.next() {
            if let Some(text) = self.typed_together(&event) {
                self.application.take(Event::Typed(text));
                self.touched();
            } else if let Some(ending) = self.take(event)? {
                return Ok(Some(ending));
            }
            let orders = self.application.orders();
            if orders.quit {
                // What was typed after it is nobody's.
                return Ok(Some(Ending::Quit));
            }
            self.obey(orders)?;
            if self.meanwhile.is_too_late() {
                return Ok(Some(Ending::HungUp));
            }
            // A drawing would take a letter for an answer that may be the first of a text.
            if begun.elapsed() >= TURN && !self.application.state().holds_an_answer() {
                break;
            }
        }
        Ok(None)
    }

    /// How long nothing is drawn yet.
    fn moment_left(&self) -> Option<Duration> {
        let left = A_MOMENT.checked_sub(self.begun.elapsed())?;
        (!self.drawn && self.application.state().is_waiting()).then_some(left)
    }

    /// Waits for what comes next, and does what is due. While something is not acted on yet it only looks: what
    /// is no key goes before the keys.
    fn wait(&mut self) {
        let came = if self.meanwhile.is_empty() {
            let timeout = self.timeout();
            match self.screen.is_busy() {
                true => self.input.wait_for_room(timeout),
                false => self.input.wait(timeout),
            }
        } else {
            self.input.look(self.screen.is_busy())
        };
        let is_idle = came.is_empty() && self.meanwhile.is_empty();
        self.meanwhile.add(came);
        self.do_what_is_due(is_idle);
    }

    /// How long nothing is due.
    fn timeout(&self) -> Option<Duration> {
        let left = |wait: Duration| move |since: Instant| wait.saturating_sub(since.elapsed());
        let due = [
            self.unkept_since.map(left(KEEP_AFTER)),
            self.moment_left(),
            self.drawn.then_some(self.looked).map(left(LOOK_EVERY)),
            self.application.slow_in(),
            self.moving_since.map(left(REST)),
        ];
        due.into_iter().flatten().min()
    }

    fn do_what_is_due(&mut self, is_idle: bool) {
        let is_over = |wait: Duration| move |since: Instant| since.elapsed() >= wait;
        if self.unkept_since.is_some_and(is_over(KEEP_AFTER)) {
            self.stale |= self.application.keep_place();
            self.unkept_since = self.application.has_unkept().then(Instant::now);
        }
        if self.application.state().kept.is_refusing && is_over(REACTION)(self.typed) {
            self.application.take(Event::KeysRested);
        }
        self.stale |= self.application.tell_slow();
        if is_idle && self.moving_since.is_some_and(is_over(REST)) {
            self.rest();
        }
        if self.drawn && is_over(LOOK_EVERY)(self.looked) {
            self.looked = Instant::now();
            self.stale |= self.application.look();
        }
    }

    fn take(&mut self, event: TerminalEvent) -> Result<Option<Ending>, TerminalError> {
        match event {
            TerminalEvent::Key(chord) => {
                let panics = match self.settings.panic_at {
                    Some(PanicKey::First) => self.drawn,
                    Some(PanicKey::Key(wanted)) => self.drawn && chord == wanted,
                    None => false,
                };
                assert!(!panics, "asked for by KANBAO_DEBUG_PANIC");
                let moves = self.application.take_key(chord);
                self.moving_since = moves.then(Instant::now);
                self.touched();
            }
            TerminalEvent::Paste(text) => {
                self.application.take(Event::Paste(text));
                self.touched();
            }
            TerminalEvent::Resize { columns, rows } => self.resize(columns, rows),
            TerminalEvent::Continue => {
                if let Some((columns, rows)) = self.guard.come_back(self.input.signals())? {
                    self.screen.abandon();
                    self.resize(columns, rows);
                }
            }
            TerminalEvent::Terminate(SIGINT) => return Ok(Some(Ending::Interrupted)),
            TerminalEvent::Terminate(SIGHUP) | TerminalEvent::HangUp => {
                return Ok(Some(Ending::HungUp));
            }
            TerminalEvent::Terminate(signal) => return Ok(Some(Ending::Terminated(signal))),
            TerminalEvent::Writable => {
                self.screen.resume()?;
            }
            TerminalEvent::Wake(_) => {
                let came = self.incoming.as_mut().and_then(|incoming| incoming.take());
                if let Some(event) = came {
                    self.application.take(event);
                    self.stale = true;
                }
                self.stale |= self.application.take_answers();
            }
            TerminalEvent::Reply(reply) => self.take_reply(&reply),
        }
        Ok(None)
    }

    /// A key was carried out: the screen may be old, and the reading place another one.
    fn touched(&mut self) {
        self.stale = true;
        self.typed = Instant::now();
        self.unkept_since.get_or_insert_with(Instant::now);
    }

    /// The text of `event` and of those behind it, if they came together and go into one query or note: a
    /// terminal that pastes without brackets sends each character as a key, and what follows from the text is
    /// to be done once.
    fn typed_together(&mut self, event: &TerminalEvent) -> Option<String> {
        if self.settings.panic_at.is_some() {
            return None;
        }
        let state = self.application.state();
        self.meanwhile.typed_behind(event, |event| match event {
            TerminalEvent::Key(chord) => state.typed_by(*chord),
            _ => None,
        })
    }

    fn obey(&mut self, orders: Orders) -> Result<(), TerminalError> {
        if orders.suspend {
            self.application.keep_place();
            self.await_answers();
            // Where the end was asked for meanwhile the next wait tells, and the screen is not ours.
            if let Some((columns, rows)) = self.guard.suspend(self.input.signals())? {
                self.screen.abandon();
                self.resize(columns, rows);
                self.ask();
            }
        }
        if let Some(outside) = orders.outside {
            self.application.keep_place();
            self.await_answers();
            let words = self.application.state().words;
            let outcome = outside.run(&self.guard, self.input.signals(), words);
            self.application.take(Event::EditedOutside(outcome.text));
            self.application.keep_edited(outcome.read.as_deref());
            // Where the end was asked for meanwhile the next wait tells, and the screen is not ours.
            if !outcome.is_end {
                let (columns, rows) = self.guard.resume()?;
                self.screen.abandon();
                self.resize(columns, rows);
                self.ask();
            }
        }
        if !orders.pass.is_empty() {
            self.screen.pass(&orders.pass);
            self.stale = true;
        }
        if orders.repaint {
            self.rest();
            self.ask();
            self.stale = true;
        }
        Ok(())
    }

    /// The keys have stopped, or what they ask for is to be seen as it is.
    fn rest(&mut self) {
        self.moving_since = None;
        self.stale |= self.application.rest();
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        self.rest();
        if (columns, rows) != self.screen.dimensions() {
            self.screen.resize(columns, rows);
            self.application.take(Event::Resize(size(columns, rows)));
        }
        self.stale = true;
    }

    fn draw(&mut self) -> Result<(), TerminalError> {
        if !self.guard.is_taken() {
            // Given back, and its end is on the way: what stands there is the shell's.
            self.stale = false;
            return Ok(());
        }
        self.guard.show()?;
        let (columns, rows) = self.screen.dimensions();
        self.buffer.resize(Rect::new(0, 0, columns, rows));
        self.buffer.reset();
        let cursor = self.application.draw_into(&mut self.buffer);
        self.screen
            .set_ambiguous_drawing(answers::drawing(self.answers));
        self.try_stops();
        self.try_margins();
        self.screen.present(&self.buffer, cursor)?;
        self.guard.leave_with(self.screen.way_back());
        let new_lines = self.screen.may_set_new_line_mode();
        self.input.expect_new_lines(new_lines);
        self.stale = false;
        if !self.drawn {
            self.drawn = true;
            self.looked = Instant::now();
            self.application.read_marks();
            self.write_down();
        }
        Ok(())
    }
}

fn size(columns: u16, rows: u16) -> Size {
    Size {
        columns: usize::from(columns),
        rows: usize::from(rows),
    }
}
