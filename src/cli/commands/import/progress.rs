//! How far a long import is: one line on standard error, only when that is a terminal.

use std::time::{Duration, Instant};

use crate::cli::output;
use crate::text::sanitize;
use crate::words::Words;

/// The line is drawn again at most this often: more would flicker and cost a slow line.
const PAUSE: Duration = Duration::from_millis(100);
/// The cells of the bar.
const BAR: usize = 20;
/// How long a single text may take before it is told of.
const A_MOMENT: Duration = Duration::from_millis(300);

/// The line of progress.
#[derive(Debug)]
pub(super) struct Progress {
    total: usize,
    words: Words,
    drawn: Option<Instant>,
    /// None on a terminal that cannot write over a line.
    line: Option<output::Progress>,
}

impl Progress {
    /// Progress over `total` texts.
    pub(super) fn new(total: usize, dumb: bool, words: Words) -> Progress {
        let after = match total {
            1 => A_MOMENT,
            _ => Duration::ZERO,
        };
        Progress {
            total,
            words,
            drawn: None,
            line: (!dumb).then(|| output::Progress::after(after)),
        }
    }

    /// `done` texts are done, and the one named `name` takes its time.
    pub(super) fn wait(&mut self, done: usize, name: &str) {
        match &mut self.line {
            Some(line) if self.total == 1 => line.tell(&self.words.import_running_one(name)),
            _ => self.tell(done, name),
        }
    }

    /// `done` texts are done, the last one named `name`.
    pub(super) fn tell(&mut self, done: usize, name: &str) {
        let Some(line) = self.line.as_mut().filter(|_| self.total > 1) else {
            return;
        };
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
