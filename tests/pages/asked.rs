//! Questions of the finder that are answered late, out of order or never: typing never waits.

use std::sync::Arc;

use kanbao::app::effect::Effect;
use kanbao::app::event::Event;
use kanbao::app::geometry::Size;
use kanbao::app::page::Page;
use kanbao::app::pages::finder::FinderPage;
use kanbao::app::pages::help::HelpPage;
use kanbao::app::pages::preview::Previewed;
use kanbao::app::state::State;
use kanbao::app::titles::{TitleSource, Titles};
use kanbao::app::update::{settle, update};
use kanbao::config::key::parse_sequence;
use kanbao::config::theme::Theme;
use kanbao::library;

use crate::frames::{Opening, state};

/// A session whose effects nobody carries out.
struct Asking {
    state: State,
    effects: Vec<Effect>,
}

impl Asking {
    fn new() -> Asking {
        let opening = Opening {
            size: (120, 24),
            theme: Theme::None,
            ..Opening::default()
        };
        Asking {
            state: state(opening),
            effects: Vec::new(),
        }
    }

    fn keys(&mut self, keys: &str) {
        for chord in keys
            .split_whitespace()
            .flat_map(|key| parse_sequence(key).expect("a key"))
        {
            self.take(Event::Key(chord));
        }
    }

    fn take(&mut self, event: Event) {
        self.effects.extend(update(&mut self.state, event));
    }

    /// The titles of the built-in issues, as the worker would read them.
    fn titles(&self) -> Arc<Titles> {
        let catalogue = Arc::clone(&self.state.catalogue);
        let metas: Vec<_> = catalogue
            .issues()
            .iter()
            .flat_map(|issue| library::skim_issue(issue).0)
            .collect();
        let sources = metas.iter().map(|meta| TitleSource {
            id: &meta.id,
            title: meta.title.as_str(),
            ..TitleSource::default()
        });
        Arc::new(Titles::new(Arc::clone(&catalogue), sources))
    }

    /// The questions that were asked and are not answered, with their queries.
    fn questions(&mut self) -> Vec<(u64, String)> {
        let asked = std::mem::take(&mut self.effects).into_iter();
        asked
            .filter_map(|effect| match effect {
                Effect::FindTitles { question, query } => Some((question, query)),
                _ => None,
            })
            .collect()
    }

    fn answer(&mut self, (question, query): &(u64, String)) {
        let titles = self.state.finding.titles.clone().expect("the titles");
        let found = Arc::new(titles.finder().find(query));
        self.take(Event::TitlesFound {
            question: *question,
            found,
        });
    }

    fn page(&self) -> &FinderPage {
        match self.state.front() {
            Some(Page::Finder(page)) => page,
            _ => panic!("no finder"),
        }
    }

    fn opened(&self) -> Vec<&str> {
        let loads = self.effects.iter();
        loads
            .filter_map(|effect| match effect {
                Effect::LoadArticle(article) => Some(article.as_str()),
                _ => None,
            })
            .collect()
    }
}

#[test]
fn late_answers_to_older_questions_are_dropped() {
    let mut asking = Asking::new();
    asking.keys("f");
    asking.take(Event::TitlesLoaded(asking.titles()));
    asking.keys("c s j");
    let questions = asking.questions();
    let queries: Vec<&str> = questions.iter().map(|(_, query)| query.as_str()).collect();
    assert_eq!(queries, ["c", "cs", "csj"]);
    assert_eq!(
        asking.page().count(),
        Some(26),
        "the rows of the last answer stay"
    );
    asking.answer(&questions[2]);
    let count = asking.page().count();
    assert!(count < Some(26));
    asking.answer(&questions[0]);
    asking.answer(&questions[1]);
    assert_eq!(asking.page().count(), count);
}

#[test]
fn keys_that_mean_a_row_wait_for_the_rows_they_mean() {
    let mut asking = Asking::new();
    asking.keys("f");
    asking.take(Event::TitlesLoaded(asking.titles()));
    asking.keys("c s j y t h Enter");
    let awaits = |effect: &Effect| matches!(effect, Effect::AwaitTitles);
    assert!(asking.effects.iter().any(awaits));
    assert!(asking.opened().is_empty(), "not a row of another query");
    let questions = asking.questions();
    asking.answer(questions.last().expect("a question"));
    let first = asking.page().current().expect("a row");
    let id = asking
        .state
        .finding
        .titles
        .as_ref()
        .expect("titles")
        .id(first)
        .to_owned();
    assert_eq!(asking.opened(), [id]);
}

#[test]
fn typing_on_forgets_the_keys_that_waited() {
    let mut asking = Asking::new();
    asking.keys("f");
    asking.take(Event::TitlesLoaded(asking.titles()));
    asking.keys("c s Enter j");
    let questions = asking.questions();
    asking.answer(questions.last().expect("a question"));
    assert!(asking.opened().is_empty());
}

#[test]
fn what_was_typed_before_the_titles_are_read_is_looked_for_then() {
    let mut asking = Asking::new();
    asking.keys("f");
    assert!(matches!(asking.effects[..], [Effect::LoadTitles]));
    asking.keys("c s j y t h Down Enter");
    asking.take(Event::TitlesProgress(45));
    assert_eq!(asking.state.finding.reading, Some(45));
    // Leaving and coming back does not have them read twice.
    asking.keys("Esc f c s j y t h Enter");
    let loads = |effect: &&Effect| matches!(effect, Effect::LoadTitles);
    assert_eq!(asking.effects.iter().filter(loads).count(), 1);
    asking.effects.clear();
    asking.take(Event::TitlesLoaded(asking.titles()));
    let questions = asking.questions();
    assert_eq!(questions.len(), 1);
    asking.answer(&questions[0]);
    assert_eq!(asking.opened().len(), 1);
}

#[test]
fn what_comes_while_help_lies_over_the_finder_is_there_when_it_is_left() {
    let mut asking = Asking::new();
    asking.keys("f c s j");
    let help = HelpPage::new(
        &asking.state.keymap,
        asking.state.words,
        asking.state.context(),
    );
    asking.state.pages.push(Page::Help(help));
    asking.take(Event::TitlesLoaded(asking.titles()));
    assert!(asking.questions().is_empty());
    assert!(matches!(asking.state.pages.pop(), Some(Page::Help(_))));
    let effects = settle(&mut asking.state);
    assert!(
        matches!(&effects[..], [Effect::FindTitles { query, .. }] if query == "csj"),
        "{effects:?}"
    );
    assert!(asking.page().is_waiting());
}

#[test]
fn titles_of_a_library_that_was_left_are_no_titles() {
    let mut asking = Asking::new();
    asking.keys("f");
    let old = asking.titles();
    let catalogue = library::Catalogue::new(library::embedded().0);
    asking.take(Event::LibraryLoaded(Arc::new(catalogue)));
    asking.take(Event::TitlesLoaded(old));
    assert!(asking.state.finding.titles.is_none());
    asking.take(Event::TitlesLoaded(asking.titles()));
    assert_eq!(asking.page().count(), Some(26));
}

#[test]
fn an_article_is_wanted_beside_the_list_when_keys_stop_and_shown_if_still_wanted() {
    let mut asking = Asking::new();
    asking.keys("f");
    asking.take(Event::TitlesLoaded(asking.titles()));
    let wanted = |asking: &mut Asking| match &settle(&mut asking.state)[..] {
        [Effect::LoadPreview(wanted)] => wanted.clone(),
        other => panic!("{other:?}"),
    };
    let first = wanted(&mut asking);
    assert!(settle(&mut asking.state).is_empty(), "asked once");
    asking.keys("Down");
    let second = wanted(&mut asking);
    for wanted in [&first, &second] {
        let article = wanted.article.as_str();
        let issue = asking.state.catalogue.issue_of(article).expect("an issue");
        let (text, _) = library::load_article(issue, article).expect("an article");
        asking.take(Event::PreviewLoaded {
            wanted: wanted.clone(),
            shown: Some(Box::new(Previewed::new(text, wanted))),
        });
    }
    let shown = asking.page().preview.shown.as_ref().expect("an article");
    assert_eq!(shown.article.meta.id, second.article);
    // A narrow window has no room for it.
    let size = Size {
        columns: 99,
        rows: 24,
    };
    asking.take(Event::Resize(size));
    asking.keys("Down");
    assert!(settle(&mut asking.state).is_empty());
}
