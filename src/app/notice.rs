//! What is said to the reader in the status row.
//!
//! A notice stands until the next key; an error until `Esc` or a key that answers it. Errors go
//! before warnings before notices; the rest follow at the next key. Nothing goes by time.

use std::collections::VecDeque;

use crate::text::Clean;

/// How urgent a notice is; the order of the variants is the order of showing, last first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// What happened.
    Notice,
    /// Something is not as it should be.
    Warning,
    /// Something failed.
    Error,
}

/// One sentence for the status row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How urgent it is.
    pub urgency: Urgency,
    /// The sentence.
    pub text: Clean,
}

/// The sentences that wait, the most urgent first.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    waiting: VecDeque<Notice>,
}

impl Notices {
    /// What is shown now.
    pub fn current(&self) -> Option<&Notice> {
        self.waiting.front()
    }

    /// Says something.
    pub fn say(&mut self, urgency: Urgency, text: impl AsRef<str>) {
        let at = self
            .waiting
            .iter()
            .position(|other| other.urgency < urgency)
            .unwrap_or(self.waiting.len());
        self.waiting.insert(
            at,
            Notice {
                urgency,
                text: Clean::from(text.as_ref()),
            },
        );
    }

    /// A key came: what is shown goes, if it is no error.
    pub fn key_pressed(&mut self) {
        if self
            .current()
            .is_some_and(|notice| notice.urgency < Urgency::Error)
        {
            self.waiting.pop_front();
        }
    }

    /// `Esc`: what is shown goes, error or not. Whether there was anything.
    pub fn dismiss(&mut self) -> bool {
        self.waiting.pop_front().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_go_first_and_stay_until_dismissed() {
        let mut notices = Notices::default();
        notices.say(Urgency::Notice, "moved");
        notices.say(Urgency::Error, "failed");
        notices.key_pressed();
        assert_eq!(
            notices.current().map(|notice| notice.text.as_str()),
            Some("failed")
        );
        assert!(notices.dismiss());
        assert_eq!(
            notices.current().map(|notice| notice.text.as_str()),
            Some("moved")
        );
        notices.key_pressed();
        assert!(notices.current().is_none());
    }
}
