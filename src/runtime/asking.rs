//! Asking the terminal once, for a command that is no reader.
//!
//! The questions are those of the reader ([`super::probe`]). They print characters, so they go out
//! on the alternate screen: what stood there is there again afterwards. Unlike the reader a command
//! has nothing to do meanwhile, so it waits for the answers, but not for long. Keys typed meanwhile
//! are nobody's.

use std::io::Write;
use std::time::{Duration, Instant};

use signal_hook::consts::SIGINT;

use super::input::{Input, InputSettings, TerminalEvent};
use super::probe::{Probe, Told};
use super::terminal::{TerminalError, TerminalGuard};
use crate::config::key::{Key, KeyChord};
use crate::store::terminals::Answers;

/// `Ctrl-c`.
const INTERRUPT: KeyChord = KeyChord {
    key: Key::Char('c'),
    ctrl: true,
    alt: false,
    shift: false,
};

/// What came of asking.
#[derive(Debug)]
pub enum Asked {
    /// The terminal answered.
    Answered(Answers),
    /// It did not in time, or the line is gone.
    Silent,
    /// This signal asked the program to end meanwhile; the terminal is as it was before.
    Ended(i32),
}

/// Asks the terminal, and waits for its answers for `limit` at most.
///
/// # Errors
/// [`TerminalError`] when there is no terminal, or it refuses its modes or output.
pub fn ask(limit: Duration) -> Result<Asked, TerminalError> {
    let guard = TerminalGuard::open()?;
    let mut input = Input::new(&guard, InputSettings::default())?;
    guard.show()?;
    let mut probe = Probe::default();
    let (columns, rows) = guard.size();
    let begun = Instant::now();
    let questions = probe.questions(columns, rows, begun);
    // Some 80 bytes: a terminal that does not take them at once is stalled, and will not answer.
    guard.writer().write_all(&questions)?;
    input.await_answers(true);
    while let Some(left) = limit.checked_sub(begun.elapsed()) {
        for event in input.wait(Some(left)) {
            match event {
                TerminalEvent::Reply(reply) => {
                    if let Some(Told::Abilities(answers)) = probe.take(&reply) {
                        return Ok(Asked::Answered(answers));
                    }
                }
                // The terminal makes no signal of it while it is asked.
                TerminalEvent::Key(key) if key == INTERRUPT => return Ok(Asked::Ended(SIGINT)),
                TerminalEvent::Terminate(signal) => return Ok(Asked::Ended(signal)),
                TerminalEvent::HangUp => return Ok(Asked::Silent),
                _ => {}
            }
        }
    }
    Ok(Asked::Silent)
}
