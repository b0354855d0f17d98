//! The end: what is kept of a session, and how long that may take.

use std::time::Duration;

use super::Application;
use crate::app::event::Event;
use crate::app::update::farewell;
use crate::runtime::unkept;
use crate::store::lock::Patience;
use crate::text::{Clean, sanitize};

/// How long a reader who quits waits for what is being saved: longer than a save waits for another
/// writer.
const LAST_SAVE_WAIT: Duration = Duration::from_secs(11);
/// How long each of the last deeds may take where the line is gone or a signal asked for the end.
const HASTE: Duration = Duration::from_millis(500);

/// How much time there is at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leisure {
    /// The reader quits: what is being saved is waited for.
    Quitting,
    /// The line is gone, or a signal asks for the end: what another writer holds up stays undone.
    Hurried,
}

/// What is to be said when there is no frame any more that shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Farewell {
    /// Why something could not be kept.
    pub unkept: Option<Clean>,
    /// That something unfinished is kept.
    pub kept: Option<Clean>,
    /// The lines of a note that is kept nowhere: whoever wrote them can still copy them.
    pub lost: Vec<Clean>,
}

impl Application {
    /// Keeps what can be kept at once before the end. The terminal is given back after it, so that
    /// neither a line that is gone nor another writer stands in the way of the other.
    pub fn leave(&mut self) {
        let effects = farewell(&mut self.state);
        self.perform(effects);
        if let Err(error) = self.notes.leave((self.clock)()) {
            let why = unkept::cause(self.state.words, &error);
            self.untold = Some(self.state.words.draft_lost(why.as_str()));
        }
    }

    /// Waits for whoever kept the rest from being kept, as long as there is `leisure`.
    pub fn farewell(&mut self, leisure: Leisure) -> Farewell {
        self.write_log("end");
        let (saving, patience) = match leisure {
            Leisure::Quitting => (LAST_SAVE_WAIT, Patience::FULL),
            Leisure::Hurried => (HASTE, Patience::of(HASTE)),
        };
        let answers = self.keeper.wait(saving);
        for event in &answers {
            if let Event::MarksFailed { why, .. } = event {
                self.untold = Some(why.sentence(self.state.words));
            }
        }
        let had_lost = self.notes.has_lost();
        self.take_all(answers);
        let lost = self.notes.take_lost();
        if had_lost && lost.is_none() {
            // It was saved after all.
            self.untold = None;
        }
        let lost = lost.unwrap_or_default();
        let has_draft = self.notes.has_draft();
        if self.state.kept.is_saving() && !has_draft {
            self.untold = Some(self.state.words.unsaved_at_end());
        }
        if !self.unkept.is_empty() {
            self.record(patience);
        }
        if let Some(log) = &mut self.queries {
            // A history that misses a query, or stays long, is no loss worth a word.
            let _ = log.write();
            if log.is_long() {
                let _ = log.compact();
            }
        }
        if let Some(log) = self
            .reading
            .as_mut()
            .filter(|log| log.is_long() && !log.is_newer())
        {
            // A journal that stays long costs time at the next start and nothing else.
            let _ = log.compact(Patience::NONE);
        }
        Farewell {
            unkept: self.untold.take(),
            kept: has_draft.then(|| self.state.words.draft_kept_at_end()),
            lost: lost.lines().map(sanitize).collect(),
        }
    }
}
