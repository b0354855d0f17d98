//! The reader's loop: wait, take everything that came, draw once.
//!
//! There is one wait for keys, answers, signals, the worker's results and the line itself. A frame
//! is made only when nothing waits and the one before it is sent, so a slow line drops frames
//! instead of queueing them, and keys act while output is stalled.

use std::io;
use std::iter::Peekable;
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};
use std::vec::IntoIter;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use signal_hook::consts::{SIGHUP, SIGINT};

use super::application::{Application, Farewell, Leisure};
use super::input::{Input, InputSettings, Reply, TerminalEvent};
use super::orders::Orders;
use super::probe::{CONCEALED, Probe, Told};
use super::screen::{AmbiguousDrawing, Drawn, Screen};
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
        meanwhile: Vec::new(),
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
    /// What came while answers were waited for.
    meanwhile: Vec<TerminalEvent>,
}

impl Reader<'_> {
    /// Uses what is remembered of the terminal, and what it has answered by now; one that was not asked yet
    /// is asked with the first frame.
    fn begin(&mut self) {
        self.screen.assume_cursor();
        self.use_answers();
        if !self.probe.is_waiting() {
            return self.ask();
        }
        for event in self.input.wait(Some(Duration::ZERO)) {
            match event {
                TerminalEvent::Reply(reply) => self.take_reply(&reply),
                event => self.meanwhile.push(event),
            }
        }
    }

    fn ask(&mut self) {
        let (columns, rows) = self.screen.dimensions();
        let questions = self.probe.questions(columns, rows, Instant::now());
        self.screen.ask(&questions);
        // It may be another terminal now.
        self.screen.set_margins(false);
        self.asked_margins = false;
        self.input.await_answers(true);
    }

    fn take_reply(&mut self, reply: &Reply) {
        match self.probe.take(reply) {
            Some(Told::Abilities(answers)) => {
                (self.answers, self.learnt) = (answers, true);
                self.use_answers();
                self.write_down();
            }
            Some(Told::Tabs(column)) => self.screen.stops_answered(column),
            Some(Told::Margins(known)) => self.screen.set_margins(known),
            None => return,
        }
        self.stale = true;
        self.input.await_answers(self.probe.is_waiting());
    }

    /// Where the rows of the page begin tab stops are tried, behind a key: so the first page waits for no
    /// more than itself.
    fn try_stops(&mut self) {
        let Some(stops) = self.application.tab_stops() else {
            return;
        };
        if self.unkept_since.is_some()
            && self.probe.may_ask_more()
            && self.screen.lacks_stops(&stops)
        {
            let question = self.probe.tabs_question(Instant::now());
            self.screen.try_stops(&stops, question);
            self.input.await_answers(true);
        }
    }

    /// Where lists stand side by side, margins are asked about, behind a key too.
    fn try_margins(&mut self) {
        if !self.asked_margins
            && self.unkept_since.is_some()
            && self.probe.may_ask_more()
            && self.application.has_lists_side_by_side()
        {
            self.asked_margins = true;
            let question = self.probe.margins_question(Instant::now());
            self.screen.pass(question);
            self.input.await_answers(true);
        }
    }

    /// Has the terminal's answers remembered, once the first frame is on its way.
    fn write_down(&mut self) {
        if self.drawn && std::mem::take(&mut self.learnt) {
            self.terminals.keep(self.answers);
        }
    }

    fn use_answers(&mut self) {
        let known = self.answers.synchronized.unwrap_or_default();
        self.screen.set_synchronized(known);
        self.application.take(Event::TerminalAnswered(self.answers));
    }

    /// Gives the terminal back. Where answers are still to come, what has come is thrown away: the shell
    /// would take it for typing.
    fn give_back(&self) {
        if self.probe.is_waiting() {
            self.guard.discard_input();
        }
        self.guard.restore();
    }

    /// Waits a moment for answers that are under way, when the terminal is about to be given back:
    /// the shell would take them for typing. What else comes is there for the next wait.
    fn await_answers(&mut self) {
        let mut urgent = false;
        let until = Instant::now() + self.probe.patience(Instant::now());
        while let left = until.saturating_duration_since(Instant::now())
            && !left.is_zero()
            && self.probe.is_waiting()
            && !urgent
        {
            for event in self.input.wait(Some(left)) {
                match event {
                    TerminalEvent::Reply(reply) => self.take_reply(&reply),
                    event => {
                        urgent |=
                            matches!(event, TerminalEvent::HangUp | TerminalEvent::Terminate(_));
                        self.meanwhile.push(event);
                    }
                }
            }
        }
    }

    fn run(&mut self) -> Result<Ending, TerminalError> {
        loop {
            if self.stale && !self.screen.is_busy() && self.moment_left().is_none() {
                self.draw()?;
            }
            let mut events = self.wait()?.into_iter().peekable();
            while let Some(event) = events.next() {
                if let Some(text) = self.typed_together(&event, &mut events) {
                    self.application.take(Event::Typed(text));
                    self.touched();
                } else if let Some(ending) = self.take(event)? {
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

    /// How long nothing is drawn yet.
    fn moment_left(&self) -> Option<Duration> {
        let left = A_MOMENT.checked_sub(self.begun.elapsed())?;
        (!self.drawn && self.application.state().is_waiting()).then_some(left)
    }

    fn wait(&mut self) -> Result<Vec<TerminalEvent>, TerminalError> {
        if !self.meanwhile.is_empty() {
            return Ok(std::mem::take(&mut self.meanwhile));
        }
        let unkept = self
            .unkept_since
            .map(|since| KEEP_AFTER.saturating_sub(since.elapsed()));
        let look = LOOK_EVERY.saturating_sub(self.looked.elapsed());
        let timeout = [
            unkept,
            self.moment_left(),
            self.drawn.then_some(look),
            self.application.slow_in(),
            self.moving_since
                .map(|since| REST.saturating_sub(since.elapsed())),
        ];
        let timeout = timeout.into_iter().flatten().min();
        let events = if self.screen.is_busy() {
            self.input.wait_for_room(timeout)
        } else {
            self.input.wait(timeout)
        };
        if self
            .unkept_since
            .is_some_and(|since| since.elapsed() >= KEEP_AFTER)
        {
            self.stale |= self.application.keep_place();
            self.unkept_since = self.application.has_unkept().then(Instant::now);
        }
        if self.application.state().kept.is_refusing && self.typed.elapsed() >= REACTION {
            self.application.take(Event::KeysRested);
        }
        self.stale |= self.application.tell_slow();
        let rests = |since: Instant| since.elapsed() >= REST;
        if events.is_empty() && self.moving_since.is_some_and(rests) {
            self.rest();
        }
        if self.drawn && self.looked.elapsed() >= LOOK_EVERY {
            self.looked = Instant::now();
            self.stale |= self.application.look();
        }
        Ok(events)
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

    /// The characters of `event` and of those behind it, if they came together and go into one query: a
    /// terminal that pastes without brackets sends each as a key, and what follows from a query is to be
    /// done once.
    fn typed_together(
        &self,
        event: &TerminalEvent,
        events: &mut Peekable<IntoIter<TerminalEvent>>,
    ) -> Option<String> {
        let typed = |event: &TerminalEvent| match event {
            TerminalEvent::Key(chord) => chord.typed(),
            _ => None,
        };
        let first = typed(event)?;
        events.peek().and_then(typed)?;
        if self.settings.panic_at.is_some() || !self.application.state().types_a_query() {
            return None;
        }
        let mut text = String::from(first);
        while let Some(next) = events.peek().and_then(typed) {
            text.push(next);
            events.next();
        }
        Some(text)
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
        self.screen.set_ambiguous_drawing(drawing(self.answers));
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

/// How the terminal draws ambiguous characters, by what it has answered.
fn drawing(answers: Answers) -> AmbiguousDrawing {
    let drawn = |cells| match cells {
        Some(1) => Drawn::Narrow,
        Some(2) => Drawn::Wide,
        _ => Drawn::Unknown,
    };
    AmbiguousDrawing {
        punctuation: drawn(answers.punctuation),
        symbols: drawn(answers.symbols),
        letters: drawn(answers.letters),
    }
}

fn size(columns: u16, rows: u16) -> Size {
    Size {
        columns: usize::from(columns),
        rows: usize::from(rows),
    }
}
