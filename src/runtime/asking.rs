//! Asking the terminal once, for a command that is no reader.
//!
//! The questions are those of the reader ([`super::probe`]). They print characters, so they go out
//! on the alternate screen: what stood there is there again afterwards. Unlike the reader a command
//! has nothing to do meanwhile, so it waits for the answers, but not for long. Keys typed meanwhile
//! are nobody's.

use std::io::Write;
use std::time::{Duration, Instant};

use super::input::{Input, InputSettings, TerminalEvent};
use super::probe::Probe;
use super::terminal::{TerminalError, TerminalGuard};
use crate::store::terminals::Answers;

/// What the terminal answers within `limit`; `None` if it does not, or the line is gone.
///
/// # Errors
/// [`TerminalError`] when there is no terminal, or it refuses its modes or output.
pub fn ask(limit: Duration) -> Result<Option<Answers>, TerminalError> {
    let guard = TerminalGuard::open()?;
    let mut input = Input::new(&guard, InputSettings::default())?;
    guard.show()?;
    let mut probe = Probe::default();
    let (columns, rows) = guard.size();
    let begun = Instant::now();
    let questions = probe.questions(columns, rows, begun);
    // Some 80 bytes: a terminal that does not take them at once is stalled, and will not answer.
    guard.writer().write_all(&questions)?;
    while let Some(left) = limit.checked_sub(begun.elapsed()) {
        for event in input.wait(Some(left)) {
            match event {
                TerminalEvent::Reply(reply) => {
                    if let Some(answers) = probe.take(&reply) {
                        return Ok(Some(answers));
                    }
                }
                TerminalEvent::HangUp | TerminalEvent::Terminate(_) => return Ok(None),
                _ => {}
            }
        }
    }
    Ok(None)
}
