//! Which keys mean which action, where: the table and the questions asked of it.
//!
//! A keymap is the default (`keymap.toml` of this project, compiled in) with the user's file laid
//! over it; [`super::keymap_file`] reads both with the same code. Looking up walks from the context
//! to its parents: what a nearer context binds or unbinds hides the same keys farther off.
//!
//! A prefix waits without a time limit, so no sequence may begin with another one that is bound in
//! the same place; reading the file sees to it.

use super::action::{Action, Context};
use super::key::{KeyChord, format_sequence};
use super::keymap_file;
use crate::diagnostic::Diagnostic;

/// The default keymap, in the user's own syntax.
pub const DEFAULT_KEYMAP: &str = include_str!("../../keymap.toml");

/// The bindings of all contexts, in the order of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    pub(super) bindings: Vec<Binding>,
}

/// One line of a keymap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Binding {
    /// Where it holds.
    pub(super) context: Context,
    /// The keys, one after the other; at least one.
    pub(super) sequence: Vec<KeyChord>,
    /// What they do; `None` for `"none"`.
    pub(super) action: Option<Action>,
}

/// What the keys pressed so far mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// This action.
    Exact(Action),
    /// The beginning of sequences: what may follow, in the order of the keymap, with what the whole
    /// sequence does. A chord stands more than once if longer sequences go on with it.
    Prefix(Vec<(KeyChord, Action)>),
    /// Nothing.
    Mismatch,
}

/// An action with all the keys for it in one context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The action.
    pub action: Action,
    /// Its sequences, as written in a keymap (`gg`, `Home`).
    pub keys: Vec<String>,
}

impl Default for Keymap {
    /// The keymap that is compiled in.
    fn default() -> Keymap {
        let empty = Keymap {
            bindings: Vec::new(),
        };
        keymap_file::overlay(&empty, DEFAULT_KEYMAP).0
    }
}

impl Keymap {
    /// The default keymap with `text`, a keymap of the user, laid over it. A line that cannot be
    /// understood or would hide another is left out and reported; the default holds in its place.
    /// `Ctrl-c` quits everywhere whatever `text` says.
    pub fn with_overlay(text: &str) -> (Keymap, Vec<Diagnostic>) {
        keymap_file::overlay(&Keymap::default(), text)
    }

    /// What `keys` mean in `context`. Outside text fields full-width keys are taken as their ASCII
    /// keys; in text fields a key that types a character is a [`Resolution::Mismatch`].
    pub fn resolve(&self, context: Context, keys: &[KeyChord]) -> Resolution {
        let takes_text = context.takes_text();
        if takes_text && keys.first().is_none_or(|chord| chord.typed().is_some()) {
            return Resolution::Mismatch;
        }
        let keys: Vec<KeyChord> = keys
            .iter()
            .map(|chord| {
                if takes_text {
                    *chord
                } else {
                    chord.fold_full_width()
                }
                .canonical()
            })
            .collect();
        let mut following = Vec::new();
        let begun = |binding: &Binding| binding.sequence.starts_with(&keys);
        for (sequence, action) in self.effective(context, begun) {
            match sequence.get(keys.len()) {
                None => return Resolution::Exact(action),
                Some(next) => following.push((*next, action)),
            }
        }
        if following.is_empty() {
            Resolution::Mismatch
        } else {
            Resolution::Prefix(following)
        }
    }

    /// The actions `context` itself binds, without its parents': a group of help. In the order of
    /// the keymap, each action once with all its keys.
    pub fn bindings(&self, context: Context) -> Vec<Row> {
        let own = self
            .bindings
            .iter()
            .filter(|binding| binding.context == context);
        group(own.filter_map(|binding| Some((binding.sequence.as_slice(), binding.action?))))
    }

    /// The actions that no key means anywhere. The command line knows them by their names.
    pub fn unbound(&self) -> Vec<Action> {
        let bound = |action: &Action| {
            let mut bindings = self.bindings.iter();
            bindings.any(|binding| binding.action == Some(*action))
        };
        Action::ALL
            .iter()
            .copied()
            .filter(|action| !bound(action))
            .collect()
    }

    /// The first key for `action` in `context`, for a hint; `None` if it has none there.
    pub fn key_for(&self, context: Context, action: Action) -> Option<String> {
        self.effective(context, |binding| binding.action == Some(action))
            .next()
            .map(|(sequence, _)| format_sequence(sequence))
    }

    /// What holds in `context` of the bindings that are `wanted`: its own, then its parents'.
    fn effective(
        &self,
        context: Context,
        wanted: impl Fn(&Binding) -> bool,
    ) -> impl Iterator<Item = (&[KeyChord], Action)> {
        let wanted: Vec<&Binding> = self
            .bindings
            .iter()
            .filter(|binding| wanted(binding))
            .collect();
        context.chain().flat_map(move |from| {
            let own = wanted.iter().filter(|binding| binding.context == from);
            own.filter(|binding| self.holds(binding, context))
                .filter_map(|binding| Some((binding.sequence.as_slice(), binding.action?)))
                .collect::<Vec<_>>()
        })
    }

    /// Whether `binding`, one of this keymap or to become one, holds in `context`: it is bound there
    /// or in a parent, nothing nearer hides it, and it is not text there.
    pub(super) fn holds(&self, binding: &Binding, context: Context) -> bool {
        let takes_text = context.takes_text() && binding.sequence[0].typed().is_some();
        let mut nearer = Vec::new();
        for from in context.chain() {
            if from == binding.context {
                let hidden =
                    |context: &Context| self.position(*context, &binding.sequence).is_some();
                return !takes_text && !nearer.iter().any(hidden);
            }
            nearer.push(from);
        }
        false
    }

    /// Where the line that binds `sequence` in `context` itself stands.
    pub(super) fn position(&self, context: Context, sequence: &[KeyChord]) -> Option<usize> {
        self.bindings
            .iter()
            .position(|binding| binding.context == context && binding.sequence == sequence)
    }
}

/// Puts the sequences of one action together, in the order of first appearance.
fn group<'a>(bindings: impl Iterator<Item = (&'a [KeyChord], Action)>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (sequence, action) in bindings {
        let written = format_sequence(sequence);
        match rows.iter_mut().find(|row| row.action == action) {
            Some(row) => row.keys.push(written),
            None => rows.push(Row {
                action,
                keys: vec![written],
            }),
        }
    }
    rows
}
