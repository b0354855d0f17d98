//! How far a long import is: one line on standard error, only when that is a terminal.

use std::time::{Duration, Instant};

use crate::cli::output;
use crate::text::sanitize;

/// The line is drawn again at most this often: more would flicker and cost a slow line.
const PAUSE: Duration = Duration::from_millis(100);
/// The cells of the bar.
const BAR: usize = 20;

/// The line of progress.
#[derive(Debug)]
pub(super) struct Progress {
    total: usize,
    drawn: Option<Instant>,
    /// None for a single text and on a terminal that cannot write over a line.
    line: Option<output::Progress>,
}

impl Progress {
    /// Progress over `total` texts.
    pub(super) fn new(total: usize, dumb: bool) -> Progress {
        Progress {
            total,
            drawn: None,
            line: (total > 1 && !dumb).then(|| output::Progress::after(Duration::ZERO)),
        }
    }

    /// `done` texts are done, the last one named `name`.
    pub(super) fn tell(&mut self, done: usize, name: &str) {
        let Some(line) = &mut self.line else { return };
        if self.drawn.is_some_and(|drawn| drawn.elapsed() < PAUSE) {
            return;
        }
        let full = done * BAR / self.total.max(1);
        let bar = format!("{}{}", "=".repeat(full), " ".repeat(BAR - full));
        line.tell(&sanitize(&format!("[{bar}] {done}/{} {name}", self.total)));
        self.drawn = Some(Instant::now());
    }

    /// Makes room for a message.
    pub(super) fn clear(&mut self) {
        if let Some(line) = &mut self.line {
            line.clear();
        }
    }
}
