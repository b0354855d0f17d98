//! What came and was not acted on yet: keys in their order, and before them what is no key.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::runtime::input::TerminalEvent;

/// How long the last keys of a line that is gone are acted on.
const LAST_KEYS: Duration = Duration::from_millis(500);

/// What came and was not acted on yet.
#[derive(Debug, Default)]
pub(super) struct Meanwhile {
    events: VecDeque<TerminalEvent>,
    /// Since when the line is known to be gone.
    gone_since: Option<Instant>,
}

impl Meanwhile {
    pub(super) fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Puts `event` behind all others.
    pub(super) fn push(&mut self, event: TerminalEvent) {
        self.events.push_back(event);
    }

    /// Adds what came: a signal and its like wait for no keys, and the end of the line comes behind the last key.
    pub(super) fn add(&mut self, came: Vec<TerminalEvent>) {
        if came.contains(&TerminalEvent::HangUp) {
            self.gone_since = Some(Instant::now());
        }
        let (typed, others): (Vec<_>, Vec<_>) = came.into_iter().partition(|event| match event {
            TerminalEvent::Key(_)
            | TerminalEvent::Paste(_)
            | TerminalEvent::Reply(_)
            | TerminalEvent::HangUp => true,
            TerminalEvent::Resize { .. }
            | TerminalEvent::Continue
            | TerminalEvent::Terminate(_)
            | TerminalEvent::Writable
            | TerminalEvent::Wake(_) => false,
        });
        for event in others.into_iter().rev() {
            self.events.push_front(event);
        }
        self.events.extend(typed);
    }

    /// Takes the next one.
    pub(super) fn next(&mut self) -> Option<TerminalEvent> {
        self.events.pop_front()
    }

    /// Takes those that type, up to the first that does not, if `first` types too; what all of them type.
    pub(super) fn typed_behind(
        &mut self,
        first: &TerminalEvent,
        typed: impl Fn(&TerminalEvent) -> Option<char>,
    ) -> Option<String> {
        let first = typed(first)?;
        let mut text = String::from(first);
        let mut count = 0;
        for c in self.events.iter().map_while(typed) {
            text.push(c);
            count += 1;
        }
        self.events.drain(..count);
        (count > 0).then_some(text)
    }

    /// Whether the line is gone for longer than its last keys may act.
    pub(super) fn is_too_late(&self) -> bool {
        self.gone_since
            .is_some_and(|since| since.elapsed() >= LAST_KEYS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::key::KeyChord;

    fn key(c: char) -> TerminalEvent {
        TerminalEvent::Key(KeyChord::char(c))
    }

    #[test]
    fn signals_go_before_keys_and_the_end_of_the_line_behind_them() {
        let mut meanwhile = Meanwhile::default();
        meanwhile.add(vec![key('a'), key('b')]);
        meanwhile.add(vec![
            TerminalEvent::Terminate(15),
            TerminalEvent::Wake(0),
            key('c'),
            TerminalEvent::HangUp,
        ]);
        let events: Vec<TerminalEvent> = std::iter::from_fn(|| meanwhile.next()).collect();
        let expected = [
            TerminalEvent::Terminate(15),
            TerminalEvent::Wake(0),
            key('a'),
            key('b'),
            key('c'),
            TerminalEvent::HangUp,
        ];
        assert_eq!(events, expected);
    }

    #[test]
    fn what_is_typed_together_ends_at_the_first_key_that_is_no_text() {
        let typed = |event: &TerminalEvent| match event {
            TerminalEvent::Key(chord) => chord.typed(),
            _ => None,
        };
        let mut meanwhile = Meanwhile::default();
        meanwhile.add(vec![
            key('b'),
            TerminalEvent::Paste("x".to_owned()),
            key('c'),
        ]);
        assert_eq!(
            meanwhile.typed_behind(&key('a'), typed).as_deref(),
            Some("ab")
        );
        assert_eq!(meanwhile.next(), Some(TerminalEvent::Paste("x".to_owned())));
        // By itself it is a key.
        assert_eq!(meanwhile.typed_behind(&TerminalEvent::Wake(0), typed), None);
        let last = meanwhile.next().expect("the last key");
        assert_eq!(meanwhile.typed_behind(&last, typed), None);
    }
}
