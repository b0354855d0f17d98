//! The command line (`:`): actions by their names.
//!
//! A command is the name of an action as `keymap.toml` has it, or a number, which goes to that row or
//! line. What was typed means the action of that name, then the one that people know by a letter
//! (`q`), then the only one that begins so. [`candidates`] tells what may still be typed, the ones
//! that have no key first; [`CommandLine::complete`] goes through them.

use super::input::LONGEST_COUNT;
use super::prompt::Prompt;
use crate::config::action::{Action, Context};
use crate::config::key::fold;

/// The fewest letters that stand for a whole name: fewer are typed by mistake too easily.
const FEWEST_LETTERS: usize = 2;
/// What other programs have taught hands to type.
const SHORT: &[(&str, Action)] = &[("q", Action::Quit), ("h", Action::Help)];
/// The commands that are told first.
const FIRST: &[Action] = &[Action::Messages, Action::Help, Action::Quit];

/// A command while it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommandLine {
    /// What is typed.
    pub prompt: Prompt,
    /// What was typed before names were put in its place one after the other.
    completed: Option<String>,
}

/// What a command asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// An action.
    Act(Action),
    /// To the row or line of this number.
    GoTo(usize),
}

/// Why what was typed is no command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoCommand {
    /// No action has the name, or one that begins so.
    Unknown,
    /// The action does nothing on this page.
    NotHere(Action),
    /// Two actions at least begin so, and these are the first.
    Several(Action, Action),
}

impl CommandLine {
    /// What was typed by hand, whatever was put in its place.
    pub fn typed(&self) -> &str {
        let by_hand = self.completed.as_deref();
        by_hand.unwrap_or_else(|| self.prompt.as_str())
    }

    /// Something was typed: names are sought for it from now on.
    pub fn changed(&mut self) {
        self.completed = None;
    }

    /// Puts more of a name in the place of what was typed: what all that fit have in common, then one
    /// name after the other.
    pub fn complete(&mut self, context: Context) {
        let typed = self.typed().to_owned();
        let fitting = candidates(context, &typed);
        let common = common_start(&fitting);
        if self.completed.is_none() && fitting.len() > 1 && common.len() > name_of(&typed).len() {
            self.prompt.replace(common);
            return;
        }
        let stands = self.prompt.as_str();
        let current = fitting.iter().position(|action| action.name() == stands);
        let next = current.map_or(0, |current| (current + 1) % fitting.len());
        if let Some(action) = fitting.get(next) {
            self.prompt.replace(action.name());
            self.completed = Some(typed);
        }
    }
}

/// The actions that do something in `context` and whose names begin with `typed`.
pub fn candidates(context: Context, typed: &str) -> Vec<Action> {
    let typed = name_of(typed);
    let rest = Action::ALL.iter().filter(|action| !FIRST.contains(action));
    FIRST
        .iter()
        .chain(rest)
        .copied()
        .filter(|action| is_command(*action, context) && action.name().starts_with(&typed))
        .collect()
}

/// What `typed` means where keys act in `context`.
///
/// # Errors
/// Why it means nothing.
pub fn read(context: Context, typed: &str) -> Result<Command, NoCommand> {
    let typed = name_of(typed);
    if !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = typed.parse().unwrap_or(usize::MAX).min(LONGEST_COUNT);
        return match Action::First.acts_in(context) {
            true => Ok(Command::GoTo(number)),
            false => Err(NoCommand::NotHere(Action::First)),
        };
    }
    let short = SHORT.iter().find(|(name, _)| *name == typed);
    if let Some(action) = Action::from_name(&typed).or_else(|| short.map(|(_, action)| *action)) {
        return match is_command(action, context) {
            true => Ok(Command::Act(action)),
            false => Err(NoCommand::NotHere(action)),
        };
    }
    match candidates(context, &typed)[..] {
        [action] if typed.len() >= FEWEST_LETTERS => Ok(Command::Act(action)),
        [first, second, ..] => Err(NoCommand::Several(first, second)),
        _ => Err(NoCommand::Unknown),
    }
}

/// Whether `action` can be called by its name in `context`. The command line is open already, and to
/// leave it is no command.
fn is_command(action: Action, context: Context) -> bool {
    action.acts_in(context) && !matches!(action, Action::Command | Action::Cancel)
}

/// The name that was meant: in small letters of ASCII, its words divided by `_`, without what was typed
/// to open the line.
fn name_of(typed: &str) -> String {
    let name: String = typed.trim().chars().map(fold).collect();
    let name = name.trim_start_matches(':').trim();
    name.to_lowercase().replace(['-', ' '], "_")
}

/// What all names of `actions` begin with.
fn common_start(actions: &[Action]) -> &'static str {
    let names = || actions.iter().map(|action| action.name());
    let Some(first) = names().next() else {
        return "";
    };
    let shared = |name: &str| {
        first
            .bytes()
            .zip(name.bytes())
            .take_while(|(a, b)| a == b)
            .count()
    };
    &first[..names().map(shared).min().unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_a_name_a_letter_that_hands_know_or_the_beginning_of_one_name() {
        for (context, typed, means) in [
            (
                Context::Shelf,
                "messages",
                Ok(Command::Act(Action::Messages)),
            ),
            (
                Context::Shelf,
                ":Messages ",
                Ok(Command::Act(Action::Messages)),
            ),
            (Context::Shelf, "me", Ok(Command::Act(Action::Messages))),
            (Context::Reader, "ｍｅ", Ok(Command::Act(Action::Messages))),
            (Context::Reader, "q", Ok(Command::Act(Action::Quit))),
            (Context::Reader, "h", Ok(Command::Act(Action::Help))),
            (
                Context::Reader,
                "next-article",
                Ok(Command::Act(Action::NextArticle)),
            ),
            (
                Context::Reader,
                "next article",
                Ok(Command::Act(Action::NextArticle)),
            ),
            (Context::Reader, "12", Ok(Command::GoTo(12))),
            (Context::Reader, "0", Ok(Command::GoTo(0))),
            (
                Context::Reader,
                "99999999999999999999999",
                Ok(Command::GoTo(LONGEST_COUNT)),
            ),
            (Context::Reader, "z", Err(NoCommand::Unknown)),
            (Context::Reader, "ze", Ok(Command::Act(Action::Zen))),
            (Context::Shelf, "zen", Err(NoCommand::NotHere(Action::Zen))),
            (Context::Shelf, "ze", Err(NoCommand::Unknown)),
            (Context::Shelf, "w", Err(NoCommand::Unknown)),
            (
                Context::Shelf,
                "command",
                Err(NoCommand::NotHere(Action::Command)),
            ),
            (Context::Shelf, "消息", Err(NoCommand::Unknown)),
            (
                Context::Reader,
                "next",
                Err(NoCommand::Several(
                    Action::NextParagraph,
                    Action::NextArticle,
                )),
            ),
        ] {
            assert_eq!(read(context, typed), means, "{context:?} {typed}");
        }
    }

    #[test]
    fn completing_goes_as_far_as_all_agree_and_then_from_name_to_name() {
        let mut line = CommandLine::default();
        line.prompt.insert("n");
        line.complete(Context::Contents);
        assert_eq!(line.prompt.as_str(), "note");
        let mut line = CommandLine::default();
        line.prompt.insert("ne");
        line.complete(Context::Shelf);
        assert_eq!(line.prompt.as_str(), "next_");
        let mut seen = Vec::new();
        for _ in 0..4 {
            line.complete(Context::Shelf);
            seen.push(line.prompt.as_str().to_owned());
        }
        assert_eq!(
            seen,
            [
                "next_publication",
                "next_unread",
                "next_match",
                "next_publication"
            ]
        );
        line.changed();
        line.prompt.erase_all();
        line.complete(Context::Shelf);
        assert_eq!(line.prompt.as_str(), "messages");
    }

    #[test]
    fn every_command_that_is_offered_can_be_carried_out() {
        for context in Context::ALL {
            for action in candidates(*context, "") {
                assert_eq!(read(*context, action.name()), Ok(Command::Act(action)));
            }
        }
        assert!(candidates(Context::Reader, "erase").is_empty());
    }
}
