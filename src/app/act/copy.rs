//! `y`: what is copied, and what is said of it.
//!
//! What is copied is text as it was written: a paragraph without its indent and its line ends on the
//! screen, a title with the id that `kanbao show` takes.

use super::say;
use crate::app::effect::Effect;
use crate::app::event::Copied;
use crate::app::notice::Urgency;
use crate::app::page::Page;
use crate::app::pages::reader::Shown;
use crate::app::pages::shelf::ShelfRow;
use crate::app::state::State;
use crate::config::action::Action;

/// Copies the paragraph of the place, in the head of an article its title and id; in a list those of
/// the row.
pub fn copy(state: &mut State) -> Vec<Effect> {
    let text = match state.front() {
        Some(Page::Reader(_)) => paragraph(state),
        Some(Page::Issue(id)) => article_of_row(state, id),
        Some(Page::Messages(page)) => page.current().map(|notice| notice.text.to_string()),
        None => shelf_row(state),
        Some(_) => {
            let key = state.key(Action::Copy, "y");
            return say(state, &state.words.key_none(key.as_str()));
        }
    };
    match text {
        Some(text) => vec![Effect::Copy(text)],
        None => say(state, &state.words.copy_none()),
    }
}

fn paragraph(state: &State) -> Option<String> {
    let reader = state.reader()?;
    let article = &reader.article;
    if reader.shown == Shown::WhyNot {
        return Some(article.meta.id.clone());
    }
    let Some(block) = reader.block_at_place() else {
        return Some(named(article.meta.title.as_str(), &article.meta.id));
    };
    let range = article.document.blocks.get(block)?.range.clone();
    let text = article.document.text.as_str()[range].trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn article_of_row(state: &State, issue: &str) -> Option<String> {
    let article = state.issues.get(issue)?.current()?;
    Some(named(article.title.as_str(), &article.id))
}

fn shelf_row(state: &State) -> Option<String> {
    match state.shelf.list.current()? {
        ShelfRow::Resume(article) => Some(article.clone()),
        ShelfRow::Issue { index, .. } => {
            let issue = state.catalogue.issues().get(*index)?;
            Some(named(issue.publication.as_str(), &issue.id))
        }
        _ => None,
    }
}

/// A title and the id behind it, as two columns of a table.
fn named(title: &str, id: &str) -> String {
    if title.is_empty() {
        return id.to_owned();
    }
    format!("{title}\t{id}")
}

/// Says what became of a text.
pub fn copied(state: &mut State, copied: &Copied) -> Vec<Effect> {
    let words = state.words;
    let (urgency, sentence) = match copied {
        Copied::Sent(count) => (Urgency::Notice, words.copied(*count)),
        Copied::TooLong(file) | Copied::Written(file) => {
            let sentence = match copied {
                Copied::TooLong(_) => words.copied_file(file.as_str()),
                _ => words.clipboard_off(file.as_str()),
            };
            let notices = &mut state.notices;
            notices.say_with_path(Urgency::Notice, sentence.as_str(), file.as_str());
            return Vec::new();
        }
        Copied::Failed(why) => (Urgency::Error, words.copy_failed(why.as_str())),
        Copied::Nowhere => (Urgency::Error, words.copy_nowhere()),
    };
    state.notices.say(urgency, sentence.as_str());
    Vec::new()
}
