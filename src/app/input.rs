//! From keys to actions: counts, sequences, and keys that mean nothing.
//!
//! Resolution has no time limit. A prefix waits as long as it takes and shows what may follow; a
//! key that does not follow clears it and is not carried out itself.

use super::command::CommandLine;
use super::state::State;
use crate::config::action::{Action, Context};
use crate::config::key::{Key, KeyChord};
use crate::config::keymap::Resolution;

/// Keys typed and not acted on yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PendingKeys {
    /// The keys of a sequence that is not complete.
    pub pending: Vec<KeyChord>,
    /// The number typed before a key.
    pub count: Option<usize>,
    /// The command that is being typed.
    pub command: Option<CommandLine>,
    /// The key that was last told to mean nothing here.
    unbound: Option<KeyChord>,
}

/// What a key means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// An action, with the count typed before it.
    Act(Action, Option<usize>),
    /// Text, in a query.
    Type(char),
    /// It waits: part of a count or of a sequence.
    Wait,
    /// Nothing follows the pending keys with this one.
    NoSequence(Vec<KeyChord>, KeyChord),
    /// It means nothing here; said once.
    Unbound(KeyChord),
    /// It means nothing here, and that was said already.
    Silent,
}

/// The largest count.
pub(crate) const LONGEST_COUNT: usize = 99_999;

/// Reads one key in the context of the page in front.
pub fn read(state: &mut State, chord: KeyChord) -> Meaning {
    let context = state.context();
    if context.takes_text()
        && state.input.pending.is_empty()
        && let KeyChord {
            key: Key::Char(c),
            ctrl: false,
            alt: false,
            ..
        } = chord
    {
        return Meaning::Type(c);
    }
    let chord = if context.takes_text() {
        chord
    } else {
        chord.fold_full_width()
    };
    if let Some(digit) = counted(&state.input, context, chord) {
        let count = state.input.count.unwrap_or(0) * 10 + digit;
        if count <= LONGEST_COUNT {
            state.input.count = Some(count);
        }
        return Meaning::Wait;
    }
    let mut keys = std::mem::take(&mut state.input.pending);
    keys.push(chord);
    let cancels = state.keymap.resolve(context, &[chord]) == Resolution::Exact(Action::Cancel);
    if cancels && state.input.count.take().is_some() {
        return Meaning::Silent;
    }
    match state.keymap.resolve(context, &keys) {
        Resolution::Exact(action) => {
            state.input.unbound = None;
            Meaning::Act(action, state.input.count.take())
        }
        Resolution::Prefix(_) => {
            state.input.pending = keys;
            Meaning::Wait
        }
        Resolution::Mismatch => {
            state.input.count = None;
            keys.pop();
            // Ctrl-c and its like are pressed by whoever wants out, whatever was begun.
            let alone = state.keymap.resolve(context, &[chord]);
            if chord.ctrl && alone == Resolution::Exact(Action::Quit) {
                return Meaning::Act(Action::Quit, None);
            }
            match (keys.is_empty(), cancels) {
                (false, true) => Meaning::Silent,
                (false, false) => Meaning::NoSequence(keys, chord),
                (true, _) if state.input.unbound == Some(chord) => Meaning::Silent,
                (true, _) => {
                    state.input.unbound = Some(chord);
                    Meaning::Unbound(chord)
                }
            }
        }
    }
}

/// The digit `chord` adds to a count, if it does.
fn counted(input: &PendingKeys, context: Context, chord: KeyChord) -> Option<usize> {
    let KeyChord {
        key: Key::Char(c),
        ctrl: false,
        alt: false,
        ..
    } = chord
    else {
        return None;
    };
    let digit = c.to_digit(10)? as usize;
    let starts = digit > 0 || input.count.is_some();
    (starts && !context.takes_text() && input.pending.is_empty()).then_some(digit)
}
