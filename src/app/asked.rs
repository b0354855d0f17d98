//! What a page has asked the worker: the question that is open, what was answered last, and the keys that
//! mean something in the answer.

use crate::config::action::Action;

/// The most keys that wait: one that is held down does no harm.
const MOST_WAITING: usize = 64;

/// A key that waits for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingKey {
    /// What it asks for.
    pub action: Action,
    /// The number typed before it.
    pub count: Option<usize>,
}

/// What was asked, and what was answered last.
#[derive(Clone, Debug)]
pub struct Asked<T> {
    question: Option<u64>,
    answer: Option<T>,
    waiting: Vec<WaitingKey>,
    /// Whether the loop was held up for the question once.
    awaited: bool,
    /// Whether the answer is one of a library that has changed.
    stale: bool,
}

impl<T> Default for Asked<T> {
    fn default() -> Asked<T> {
        Asked {
            question: None,
            answer: None,
            waiting: Vec::new(),
            awaited: false,
            stale: false,
        }
    }
}

impl<T> Asked<T> {
    /// Something is asked under this number. The answer to the question before stays until it comes,
    /// and so do keys that wait.
    pub fn ask(&mut self, question: u64) {
        self.question = Some(question);
        self.awaited = false;
        self.stale = false;
    }

    /// The number of the open question.
    pub fn question(&self) -> Option<u64> {
        self.question
    }

    /// Whether a question is open.
    pub fn is_open(&self) -> bool {
        self.question.is_some()
    }

    /// Takes the answer to `question`, if it is the open one. Whether it was.
    pub fn take(&mut self, question: u64, answer: T) -> bool {
        let is_open = self.question == Some(question);
        if is_open {
            self.settle(Some(answer));
        }
        is_open
    }

    /// This is the answer, without a question; keys that wait are kept.
    pub fn settle(&mut self, answer: Option<T>) {
        self.question = None;
        self.answer = answer;
        self.stale = false;
    }

    /// What is asked means nothing: the answer before stays.
    pub fn refuse(&mut self) {
        self.question = None;
        self.stale = false;
    }

    /// The last answer.
    pub fn answer(&self) -> Option<&T> {
        self.answer.as_ref()
    }

    /// The answer is one of a library that has changed.
    pub fn outdate(&mut self) {
        self.stale = true;
    }

    /// Whether it must be asked again: nobody answers the open question, for `newest` has taken its place,
    /// or the answer is outdated.
    pub fn must_ask_again(&self, newest: u64) -> bool {
        self.stale || self.question.is_some_and(|question| question != newest)
    }

    /// Keeps a key that means something in the answer. Whether the loop is to be held up for a moment, so
    /// that a burst of keys acts as if typed slowly: once a question.
    pub fn keep(&mut self, key: WaitingKey) -> bool {
        if self.waiting.len() < MOST_WAITING {
            self.waiting.push(key);
        }
        !std::mem::replace(&mut self.awaited, true)
    }

    /// Whether keys wait.
    pub fn has_keys(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// The keys that have waited, in order.
    pub fn take_keys(&mut self) -> Vec<WaitingKey> {
        std::mem::take(&mut self.waiting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOWN: WaitingKey = WaitingKey {
        action: Action::LineDown,
        count: None,
    };

    #[test]
    fn a_key_that_is_held_down_waits_in_bounds_and_holds_up_the_loop_once() {
        let mut asked: Asked<&str> = Asked::default();
        asked.ask(1);
        let held: Vec<bool> = (0..10_000).map(|_| asked.keep(DOWN)).collect();
        assert_eq!(held.iter().filter(|held| **held).count(), 1);
        assert_eq!(asked.take_keys().len(), MOST_WAITING);
        asked.ask(2);
        assert!(asked.keep(DOWN), "once for each question");
    }

    #[test]
    fn only_the_open_question_is_answered() {
        let mut asked: Asked<&str> = Asked::default();
        asked.ask(1);
        asked.ask(2);
        assert!(!asked.take(1, "one"));
        assert!(asked.must_ask_again(3) && !asked.must_ask_again(2));
        assert!(asked.take(2, "two"));
        assert_eq!((asked.answer(), asked.is_open()), (Some(&"two"), false));
        asked.outdate();
        assert!(asked.must_ask_again(2));
    }
}
