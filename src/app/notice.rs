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

    /// A key came: what is shown goes, if it is no error. Behind an error mere notices go too: they
    /// would speak of keys long past.
    pub fn key_pressed(&mut self) {
        match self.current().map(|notice| notice.urgency) {
            Some(Urgency::Error) => self
                .waiting
                .retain(|notice| notice.urgency > Urgency::Notice),
            Some(_) => {
                self.waiting.pop_front();
            }
            None => {}
        }
    }

    /// `Esc`: the error that is shown goes. Whether there was one.
    pub fn dismiss(&mut self) -> bool {
        let is_error = self
            .current()
            .is_some_and(|notice| notice.urgency == Urgency::Error);
        if is_error {
            self.waiting.pop_front();
        }
        is_error
    }

    /// What failed has been done after all: its error goes.
    pub fn answered(&mut self) {
        self.waiting
            .retain(|notice| notice.urgency < Urgency::Error);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_go_first_and_stay_until_dismissed() {
        let mut notices = Notices::default();
        notices.say(Urgency::Warning, "moved");
        notices.say(Urgency::Error, "failed");
        notices.say(Urgency::Notice, "of a key long past");
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
