//! Every page can be left by a key of its own, whatever a keymap says.
//!
//! `Ctrl-c` ends the program everywhere, but nobody should have to end it to get out of a query. So a
//! page on which no key leads back any more gets the last line of the file back out that took such a
//! key away; the default then holds in its place.

use super::action::{Action, Context};
use super::keymap::{Binding, Keymap};
use super::keymap_file::Line;
use crate::diagnostic::KeymapFault;

/// The pages that lie over another one, and what leads back from each. The shelf lies over none.
const WAYS_OUT: &[(Context, Action)] = &[
    (Context::Issue, Action::Back),
    (Context::Contents, Action::Back),
    (Context::Marks, Action::Back),
    (Context::Messages, Action::Back),
    (Context::Reader, Action::Back),
    (Context::Selection, Action::Cancel),
    (Context::Raw, Action::Back),
    (Context::Query, Action::Cancel),
];

/// The line of `lines` that must not be laid over `base`, and why, if `keymap`, which was made of
/// them, has a page that cannot be left. Without the lines told of one after the other every page
/// can be left that could in `base`.
pub(super) fn missing(
    base: &Keymap,
    keymap: &Keymap,
    lines: &[Line],
) -> Option<(usize, KeymapFault)> {
    WAYS_OUT.iter().find_map(|&(context, action)| {
        if keymap.key_for(context, action).is_some() {
            return None;
        }
        let leads_back =
            |binding: &&Binding| binding.action == Some(action) && base.holds(binding, context);
        let held: Vec<&Binding> = base.bindings.iter().filter(leads_back).collect();
        let takes_away = |line: &Line| {
            let Binding {
                context: bound,
                sequence,
                ..
            } = &line.binding;
            let same = |held: &&Binding| held.sequence == *sequence;
            context.chain().any(|from| from == *bound) && held.iter().any(same)
        };
        let index = lines.iter().rposition(takes_away)?;
        let key = lines[index].written.clone();
        let (context, action) = (context.name(), action.name());
        Some((
            index,
            KeymapFault::NoWayOut {
                key,
                context,
                action,
            },
        ))
    })
}
