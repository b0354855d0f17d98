//! Saves that take long: only then is anything said of them.

use std::time::{Duration, Instant};

use super::Application;
use crate::app::event::Event;

/// How long a save may take before that is shown.
const SLOW: Duration = Duration::from_millis(300);

/// What is being saved, as far as its length goes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Saving {
    /// Since when.
    since: Option<Instant>,
    /// Whether it was shown.
    told: bool,
}

impl Application {
    /// Something is asked to be saved.
    pub(super) fn save_begins(&mut self) {
        // What waits behind another save is as old as that one.
        if self.state.kept.saving_count() <= 1 || self.saving.since.is_none() {
            self.saving = Saving {
                since: Some(Instant::now()),
                told: false,
            };
        }
    }

    /// In how much time a save that is under way is to be shown.
    pub fn slow_in(&self) -> Option<Duration> {
        let since = self
            .saving
            .since
            .filter(|_| self.state.kept.is_saving() && !self.saving.told)?;
        Some(SLOW.saturating_sub(since.elapsed()))
    }

    /// Shows that a save takes long, if one does. Whether that is news.
    pub fn tell_slow(&mut self) -> bool {
        if !self.state.kept.is_saving() {
            self.saving = Saving::default();
            return false;
        }
        let is_slow = self.slow_in().is_some_and(|left| left.is_zero());
        if is_slow {
            self.saving.told = true;
            self.take(Event::SaveIsSlow);
        }
        is_slow
    }
}
