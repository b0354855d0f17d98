//! Reading a keymap: TOML tables of `"key" = "action"`, one table a context, laid over another
//! keymap.
//!
//! It goes in three steps. Each line is understood by itself (context, key, action). Then the
//! unbindings are done, so that a file may unbind `gg` and bind `g` in any order. Then the bindings
//! are laid over one by one, each checked against what holds by then: a line that is a fault is left
//! out, and what held before goes on holding. At last it is seen to that every page can be left
//! ([`way_out`]); while one cannot, the line to blame is left out and all are laid over again. All
//! faults are reported, with their lines.

use toml::de::{DeTable, DeValue};

use super::action::{Action, Context};
use super::key::{KeyChord, format_sequence, parse_sequence};
use super::keymap::{Binding, Keymap};
use super::suggest::nearest;
use super::way_out;
use crate::diagnostic::{Diagnostic, Fault, KeymapFault};
use crate::toml_text::TomlText;

/// What unbinds a key.
const NONE: &str = "none";

/// A chord that quits on every page and cannot be bound otherwise: nobody gets locked in.
const ALWAYS_QUITS: KeyChord = KeyChord::ctrl('c');

/// A line that was understood.
pub(super) struct Line {
    pub(super) binding: Binding,
    /// The key as written.
    pub(super) written: String,
    line: usize,
}

/// Lays the keymap in `text` over `base`.
pub(super) fn overlay(base: &Keymap, text: &str) -> (Keymap, Vec<Diagnostic>) {
    let (source, table, mut diagnostics) = TomlText::parse(text, 1);
    let mut lines = understand(&source, &table, &mut diagnostics);
    let (keymap, mut faults) = loop {
        let (keymap, faults) = lay(base, &lines);
        let Some((index, fault)) = way_out::missing(base, &keymap, &lines) else {
            break (keymap, faults);
        };
        diagnostics.push(at(lines.remove(index).line, fault));
    };
    diagnostics.append(&mut faults);
    diagnostics.sort_by_key(|diagnostic| diagnostic.line);
    (keymap, diagnostics)
}

/// Steps two and three: the lines laid over `base`, and those that cannot be.
fn lay(base: &Keymap, lines: &[Line]) -> (Keymap, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut keymap = base.clone();
    for line in lines.iter().filter(|line| line.binding.action.is_none()) {
        put(&mut keymap, &line.binding);
    }
    let mut laid: Vec<&Line> = Vec::new();
    for line in lines.iter().filter(|line| line.binding.action.is_some()) {
        match conflict(&keymap, &laid, line) {
            Some(fault) => diagnostics.push(at(line.line, fault)),
            None => {
                put(&mut keymap, &line.binding);
                laid.push(line);
            }
        }
    }
    (keymap, diagnostics)
}

/// Step one: every line by itself.
fn understand(
    source: &TomlText,
    table: &DeTable<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Line> {
    let mut lines = Vec::new();
    for entry in source.entries(table) {
        let Some(context) = Context::from_name(entry.key) else {
            let names = Context::ALL.iter().map(|context| context.name());
            let fault = KeymapFault::UnknownContext {
                name: entry.key.to_owned(),
                nearest: nearest(entry.key, names).map(str::to_owned),
            };
            diagnostics.push(at(entry.line, fault));
            continue;
        };
        let DeValue::Table(bindings) = entry.value else {
            diagnostics.push(at(
                entry.line,
                KeymapFault::NotATable {
                    name: entry.key.to_owned(),
                },
            ));
            continue;
        };
        for entry in source.entries(bindings) {
            match understand_line(context, entry.key, entry.value) {
                Ok(binding) => {
                    lines.push(Line {
                        binding,
                        written: entry.key.to_owned(),
                        line: entry.line,
                    });
                }
                Err(fault) => diagnostics.push(at(entry.line, fault)),
            }
        }
    }
    lines
}

fn understand_line(
    context: Context,
    written: &str,
    value: &DeValue<'_>,
) -> Result<Binding, KeymapFault> {
    let key = || written.to_owned();
    let sequence = parse_sequence(written).map_err(|_| KeymapFault::BadKey { key: key() })?;
    let action = understand_action(value)?;
    let first = sequence[0];
    if first == ALWAYS_QUITS && (sequence.len() > 1 || action != Some(Action::Quit)) {
        return Err(KeymapFault::Reserved { key: key() });
    }
    let typed = first.typed();
    if context.takes_text() && typed.is_some() {
        return Err(KeymapFault::IsText { key: key() });
    }
    if typed.is_some_and(|character| character.is_ascii_digit() && character != '0') {
        return Err(KeymapFault::IsCount { key: key() });
    }
    if let Some(action) = action.filter(|action| !action.acts_in(context)) {
        return Err(KeymapFault::NoEffect {
            action: action.name(),
            context: context.name(),
        });
    }
    Ok(Binding {
        context,
        sequence,
        action,
    })
}

/// The action a value names; `None` for `"none"`.
fn understand_action(value: &DeValue<'_>) -> Result<Option<Action>, KeymapFault> {
    let DeValue::String(name) = value else {
        return Err(KeymapFault::ActionNotText);
    };
    if name == NONE {
        return Ok(None);
    }
    Action::from_name(name).map(Some).ok_or_else(|| {
        let names = Action::ALL.iter().map(|action| action.name()).chain([NONE]);
        KeymapFault::UnknownAction {
            name: name.clone().into_owned(),
            nearest: nearest(name, names).map(str::to_owned),
        }
    })
}

/// Why `line` cannot be laid over `keymap`: its keys were bound by an earlier line of the same file
/// (in another spelling), or they hide a longer sequence, or a shorter one would hide them.
fn conflict(keymap: &Keymap, laid: &[&Line], line: &Line) -> Option<KeymapFault> {
    let Binding {
        context, sequence, ..
    } = &line.binding;
    let same =
        |other: &&&Line| other.binding.context == *context && other.binding.sequence == *sequence;
    if laid.iter().find(same).is_some() {
        return Some(KeymapFault::BoundTwice {
            key: line.written.clone(),
        });
    }
    let written = || line.written.clone();
    keymap
        .bindings
        .iter()
        .filter(|held| held.action.is_some())
        .find_map(|held| {
            let shorter =
                held.sequence.len() < sequence.len() && sequence.starts_with(&held.sequence);
            let longer =
                held.sequence.len() > sequence.len() && held.sequence.starts_with(sequence);
            let meet =
                |page: &Context| keymap.holds(held, *page) && keymap.holds(&line.binding, *page);
            if !(shorter || longer) || !Context::ALL.iter().any(meet) {
                return None;
            }
            let held = format_sequence(&held.sequence);
            let (key, longer) = if shorter {
                (held, written())
            } else {
                (written(), held)
            };
            Some(KeymapFault::Shadows {
                key,
                longer,
                left_out: written(),
            })
        })
}

/// Binds, in the place of an earlier line for the same keys if there is one.
fn put(keymap: &mut Keymap, binding: &Binding) {
    match keymap.position(binding.context, &binding.sequence) {
        Some(position) => keymap.bindings[position] = binding.clone(),
        None => keymap.bindings.push(binding.clone()),
    }
}

fn at(line: usize, fault: KeymapFault) -> Diagnostic {
    Diagnostic {
        file: None,
        line: Some(line),
        fault: Fault::Keymap(fault),
    }
}
