//! `kanbao keys`: what each key does, context by context.

use crate::cli::args::Keys;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::json;
use crate::cli::output::{Emphasis, Output};
use crate::cli::session::Session;
use crate::cli::table::Table;
use crate::config::{Action, Context};
use crate::text::{Clean, sanitize};

/// Prints the keymap that holds: the default with the user's laid over it.
///
/// # Errors
/// Standard output takes no more.
pub(crate) fn run(args: &Keys, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    let words = session.words;
    let groups: Vec<_> = Context::ALL
        .iter()
        .map(|&context| (context, session.keymap.bindings(context)))
        .collect();
    let unbound = session.keymap.unbound();

    if args.json {
        let keys = groups.iter().flat_map(|(context, rows)| {
            rows.iter().map(|row| json::Binding {
                context: context.name(),
                action: row.action.name(),
                keys: row.keys.clone(),
                description: row.action.description_in(*context, words).to_string(),
            })
        });
        output.json(&json::Keys {
            keys: keys.collect(),
            unbound: unbound
                .iter()
                .map(|action| json::Unbound {
                    action: action.name(),
                    description: action.description(words).to_string(),
                })
                .collect(),
        })?;
        return Ok(Exit::Done);
    }

    let row = |keys: &str, action: Action, description: Clean| -> Vec<Clean> {
        vec![sanitize(keys), sanitize(action.name()), description]
    };
    // One table for all groups, so that their columns agree.
    let mut table = Table::default();
    let mut headings = Vec::new();
    for (context, rows) in groups.iter().filter(|(_, rows)| !rows.is_empty()) {
        headings.push((table.len(), context.title(words)));
        for bound in rows {
            let description = bound.action.description_in(*context, words);
            table.push(row(&bound.keys.join(" "), bound.action, description));
        }
    }
    if !unbound.is_empty() {
        headings.push((table.len(), words.keys_unbound()));
        for action in unbound {
            table.push(row("", action, action.description(words)));
        }
    }
    for (index, line) in table.lines("  ").enumerate() {
        if let Some((_, heading)) = headings.iter().find(|(first, _)| *first == index) {
            if index > 0 {
                output.line(Clean::default().as_clean())?;
            }
            output.styled(heading.as_clean(), Emphasis::Strong, session.color)?;
        }
        output.line(line.as_clean())?;
    }
    Ok(Exit::Done)
}
