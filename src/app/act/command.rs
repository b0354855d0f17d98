//! `:`: the command line while it is typed, and what it asks for.

use super::{act, query, say};
use crate::app::command::{Command, CommandLine, NoCommand, candidates, read};
use crate::app::effect::Effect;
use crate::app::page::Page;
use crate::app::pages::messages::MessagesPage;
use crate::app::state::State;
use crate::config::action::Action;
use crate::config::suggest::nearest;
use crate::store::history::PromptKind;
use crate::text::Clean;

/// How much is told of what is no command, in characters.
const LONGEST_TOLD: usize = 24;

/// Opens the command line.
pub fn open(state: &mut State) -> Vec<Effect> {
    state.input.command = Some(CommandLine::default());
    Vec::new()
}

/// Whether a command is being typed.
pub fn is_typed(state: &State) -> bool {
    state.input.command.is_some()
}

/// Does what `action` asks for while a command is typed.
pub fn act_on_line(state: &mut State, action: Action) -> Vec<Effect> {
    let context = state.context_of_page();
    let Some(line) = state.input.command.as_mut() else {
        return Vec::new();
    };
    match action {
        Action::Open => run(state),
        Action::Complete => {
            line.complete(context);
            Vec::new()
        }
        Action::LineUp => query::recall(state, true),
        Action::LineDown => query::recall(state, false),
        // Whoever takes back more than was typed wants out.
        Action::Erase if line.prompt.is_empty() => cancel(state),
        Action::Cancel => cancel(state),
        _ => query::edit_line(state, action),
    }
}

/// Shows all that was said, unless it is shown already.
pub fn messages(state: &mut State) -> Vec<Effect> {
    if !matches!(state.front(), Some(Page::Messages(_))) {
        state.pages.push(Page::Messages(MessagesPage::default()));
    }
    Vec::new()
}

fn cancel(state: &mut State) -> Vec<Effect> {
    state.input.command = None;
    Vec::new()
}

/// `Enter`: the line goes, and what it asks for is done; an empty one asks for nothing.
fn run(state: &mut State) -> Vec<Effect> {
    let Some(line) = state.input.command.take() else {
        return Vec::new();
    };
    let typed = line.prompt.as_str().trim().trim_start_matches([':', '：']);
    if typed.is_empty() {
        return Vec::new();
    }
    let mut effects = query::keep(state, PromptKind::Command, typed);
    let context = state.context();
    effects.extend(match read(context, typed) {
        Ok(Command::Act(action)) => act(state, action, None),
        Ok(Command::GoTo(number)) => act(
            state,
            Action::First,
            Some(number).filter(|&number| number > 1),
        ),
        Err(why) => {
            let sentence = refusal(state, typed, &why);
            say(state, &sentence)
        }
    });
    effects
}

/// Why `typed` is not done.
fn refusal(state: &State, typed: &str, why: &NoCommand) -> Clean {
    let words = state.words;
    let (whole, mut cut) = (typed, String::new());
    if typed.chars().count() > LONGEST_TOLD {
        cut.extend(typed.chars().take(LONGEST_TOLD));
        cut.push_str("..");
    }
    let typed = if cut.is_empty() { typed } else { &cut };
    match why {
        NoCommand::NotHere(action) => words.command_not_here(action.name()),
        NoCommand::Several(first, second) => {
            words.command_several(typed, first.name(), second.name())
        }
        NoCommand::Unknown => {
            let names = candidates(state.context(), "").into_iter();
            match nearest(whole, names.map(Action::name)) {
                Some(meant) => words.command_nearest(typed, meant),
                None => {
                    let help = state.key(Action::Help, "?");
                    words.command_none(typed, help.as_str())
                }
            }
        }
    }
}
