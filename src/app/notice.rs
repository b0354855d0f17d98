//! What is said to the reader in the status row.
//!
//! A notice stands until the next key; an error until `Esc` or a key that answers it. Errors go
//! before warnings before notices; the rest follow at the next key. Nothing goes by time. What was said
//! is remembered, the last [`MOST_TOLD`] sentences, for the page that tells it again in full.

use std::collections::VecDeque;

use crate::text::Clean;

/// How many sentences are remembered.
pub const MOST_TOLD: usize = 500;

/// How urgent a notice is; the order of the variants is the order of showing, last first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// What others did: what a key did is told before.
    Aside,
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
    /// Where in it the path begins that it ends in, in bytes: where there is no room for all of it,
    /// the path loses its start.
    pub path: Option<usize>,
}

/// The sentences that wait, the most urgent first.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    waiting: VecDeque<Notice>,
    /// How many things the sentence about what others did stands for, while it waits.
    asides: usize,
    /// Whether the sentence that is shown was drawn.
    is_drawn: bool,
    /// What was said, the last one last, each with its number.
    told: VecDeque<(usize, Notice)>,
    /// How many sentences were said: the number of the last one.
    tellings: usize,
}

impl Notices {
    /// What is shown now.
    pub fn current(&self) -> Option<&Notice> {
        self.waiting.front()
    }

    /// Says something.
    pub fn say(&mut self, urgency: Urgency, text: impl AsRef<str>) {
        self.insert(urgency, text.as_ref(), |other| other < urgency);
    }

    /// Says something that ends in `path`, whose end is shown however narrow the window is.
    pub fn say_with_path(&mut self, urgency: Urgency, text: impl AsRef<str>, path: &str) {
        self.say(urgency, text.as_ref());
        let said = Clean::from(text.as_ref());
        let begins = said.as_str().strip_suffix(path).map(str::len);
        let newest = self.waiting.iter_mut().rfind(|notice| notice.text == said);
        if let Some(notice) = newest {
            notice.path = begins;
        }
    }

    /// Says that others did `count` things, in one sentence with those that were not told yet.
    pub fn say_aside(&mut self, count: usize, wording: impl Fn(usize) -> Clean) {
        let before = self.waiting.len();
        self.waiting
            .retain(|notice| notice.urgency > Urgency::Aside);
        if self.waiting.len() == before {
            self.asides = 0;
        } else {
            // The sentence for all of them takes its place.
            let newest = self
                .told
                .iter()
                .rposition(|(_, told)| told.urgency == Urgency::Aside);
            newest.and_then(|newest| self.told.remove(newest));
        }
        self.asides += count;
        self.say(Urgency::Aside, wording(self.asides).as_str());
    }

    /// Says that what the reader asked for is done: before other notices.
    pub fn confirm(&mut self, text: impl AsRef<str>) {
        self.insert(Urgency::Notice, text.as_ref(), |other| {
            other <= Urgency::Notice
        });
    }

    /// Puts a sentence before the first one whose urgency is `later`.
    fn insert(&mut self, urgency: Urgency, text: &str, later: impl Fn(Urgency) -> bool) {
        let at = self
            .waiting
            .iter()
            .position(|other| later(other.urgency))
            .unwrap_or(self.waiting.len());
        let text = Clean::from(text);
        if at == 0 && std::mem::take(&mut self.is_drawn) {
            // What was seen and is followed by something newer is not shown again.
            let is_over = |notice: &Notice| notice.urgency <= Urgency::Notice;
            if self.waiting.front().is_some_and(is_over) {
                self.waiting.pop_front();
            }
        }
        let notice = Notice {
            urgency,
            text,
            path: None,
        };
        self.remember(&notice);
        self.waiting.insert(at, notice);
    }

    /// Remembers what is said; the same sentence at once again is one.
    fn remember(&mut self, notice: &Notice) {
        if self.told.back().is_some_and(|(_, last)| last == notice) {
            return;
        }
        if self.told.len() == MOST_TOLD {
            self.told.pop_front();
        }
        self.tellings += 1;
        self.told.push_back((self.tellings, notice.clone()));
    }

    /// What was said since the start, the last one first, each with a number that stays its own.
    pub fn told(&self) -> impl ExactSizeIterator<Item = &(usize, Notice)> {
        self.told.iter().rev()
    }

    /// A number that is another one whenever [`Notices::told`] is.
    pub fn tellings(&self) -> usize {
        self.tellings
    }

    /// A frame shows the sentence that is first.
    pub fn drawn(&mut self) {
        self.is_drawn = !self.waiting.is_empty();
    }

    /// What was said as `text` does not hold any more.
    pub fn retract(&mut self, text: &str) {
        self.waiting
            .retain(|notice| notice.text.as_str() != text || notice.urgency > Urgency::Notice);
    }

    /// A key came: what is shown goes, if it is no error. Behind an error mere notices go too: they
    /// would speak of keys long past.
    pub fn key_pressed(&mut self) {
        self.is_drawn = false;
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
    fn what_was_asked_for_is_told_before_what_others_did() {
        let mut notices = Notices::default();
        let others = |count| Clean::from(format!("others {count}").as_str());
        notices.say_aside(1, others);
        notices.say(Urgency::Notice, "answered");
        notices.say_aside(2, others);
        notices.confirm("saved");
        notices.say(Urgency::Warning, "damaged");
        let shown = std::iter::from_fn(|| {
            let text = notices.current().map(|notice| notice.text.to_string());
            notices.key_pressed();
            text
        });
        assert_eq!(
            shown.collect::<Vec<_>>(),
            ["damaged", "saved", "answered", "others 3"]
        );
        notices.say_aside(1, others);
        assert_eq!(
            notices.current().map(|notice| notice.text.as_str()),
            Some("others 1")
        );
    }

    #[test]
    fn what_was_seen_is_not_shown_again_behind_something_newer() {
        let mut notices = Notices::default();
        notices.say(Urgency::Notice, "theme");
        notices.drawn();
        notices.confirm("saved");
        assert_eq!(
            notices.current().map(|notice| notice.text.as_str()),
            Some("saved")
        );
        notices.key_pressed();
        assert!(notices.current().is_none());
        // What nobody has seen comes yet.
        notices.say(Urgency::Notice, "theme");
        notices.confirm("saved");
        notices.drawn();
        notices.key_pressed();
        assert_eq!(
            notices.current().map(|notice| notice.text.as_str()),
            Some("theme")
        );
        notices.say(Urgency::Notice, "waits");
        notices.retract("theme");
        assert_eq!(
            notices.current().map(|notice| notice.text.as_str()),
            Some("waits")
        );
    }

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

    #[test]
    fn what_was_said_is_remembered_with_its_number_and_the_oldest_goes() {
        let mut notices = Notices::default();
        for n in 0..MOST_TOLD + 2 {
            notices.say(Urgency::Notice, format!("n{n}"));
        }
        notices.say(Urgency::Notice, format!("n{}", MOST_TOLD + 1));
        let told: Vec<(usize, &str)> = notices
            .told()
            .map(|(number, notice)| (*number, notice.text.as_str()))
            .collect();
        assert_eq!(told.len(), MOST_TOLD);
        assert_eq!(
            told[0],
            (MOST_TOLD + 2, format!("n{}", MOST_TOLD + 1).as_str())
        );
        assert_eq!(told[MOST_TOLD - 1], (3, "n2"));
    }
}
