//! The worker: what was asked last is answered, in its time, and nobody waits for ever.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};

use super::*;
use crate::app::act;
use crate::app::geometry::Size;
use crate::app::view::View;
use crate::config::settings::Settings;
use crate::library;
use crate::search::Order;
use crate::words::{Language, Words};

const LIMIT: WaitLimit = WaitLimit {
    own: Duration::from_secs(10),
    other: Duration::from_secs(10),
};

fn catalogue() -> Arc<Catalogue> {
    Arc::new(Catalogue::new(library::embedded().0))
}

fn read_titles(worker: &mut Worker, catalogue: &Arc<Catalogue>) -> Arc<Titles> {
    let mut events = worker.give(Task::ReadTitles(Library {
        catalogue: Arc::clone(catalogue),
        ..Library::default()
    }));
    events.extend(worker.wait_for(Kind::ReadTitles, LIMIT));
    let titles = events.into_iter().find_map(|event| match event {
        Event::TitlesLoaded(titles) => Some(titles),
        _ => None,
    });
    titles.expect("the titles")
}

fn find(titles: &Arc<Titles>, question: u64, query: &str) -> Task {
    Task::FindTitles {
        question,
        titles: Arc::clone(titles),
        query: query.to_owned(),
        before: None,
    }
}

fn questions(events: &[Event]) -> Vec<u64> {
    let question = |event: &Event| match event {
        Event::TitlesFound { question, .. } => Some(*question),
        _ => None,
    };
    events.iter().filter_map(question).collect()
}

#[test]
fn a_thread_answers_as_is_answered_here() {
    let catalogue = catalogue();
    let (mut beside, _wake) = Worker::beside().expect("a pipe");
    for worker in [&mut Worker::here(), &mut beside] {
        let titles = read_titles(worker, &catalogue);
        assert_eq!(titles.len(), 26);
        let mut events = worker.give(find(&titles, 1, "csjyth"));
        events.extend(worker.wait_for(Kind::FindTitles, LIMIT));
        assert_eq!(questions(&events), [1]);
    }
}

#[test]
fn the_wake_is_readable_until_all_is_taken() {
    let (mut worker, wake) = Worker::beside().expect("a pipe");
    let is_readable = |wait: i64| {
        let wait = rustix::event::Timespec {
            tv_sec: wait,
            tv_nsec: 0,
        };
        let mut polled = [PollFd::new(&wake, PollFlags::IN)];
        poll(&mut polled, Some(&wait)).expect("a poll") > 0
    };
    assert!(!is_readable(0));
    worker.give(Task::ReadTitles(Library {
        catalogue: catalogue(),
        ..Library::default()
    }));
    let mut loaded = false;
    while !loaded {
        assert!(is_readable(10), "an answer comes");
        let events = worker.take();
        loaded = events
            .iter()
            .any(|event| matches!(event, Event::TitlesLoaded(_)));
    }
    assert!(!is_readable(0), "nothing is left");
}

#[test]
fn the_last_question_is_answered_and_none_twice() {
    let (mut worker, _wake) = Worker::beside().expect("a pipe");
    let titles = read_titles(&mut worker, &catalogue());
    let mut answered = Vec::new();
    for question in 1..=200 {
        answered.extend(worker.give(find(&titles, question, "csj yth !x")));
    }
    answered.extend(worker.wait_for(Kind::FindTitles, LIMIT));
    let questions = questions(&answered);
    assert_eq!(questions.last(), Some(&200));
    assert!(questions.is_sorted_by(|a, b| a < b), "{questions:?}");
}

#[test]
fn only_the_article_is_read_on_which_the_keys_stop() {
    let catalogue = catalogue();
    let mut tasks = Tasks::default();
    let begun = Instant::now();
    let key = Duration::from_millis(30);
    let articles = &catalogue.issues()[0].articles;
    let mut at = begun;
    for (number, article) in articles.iter().enumerate() {
        at = begun + key * number as u32;
        assert!(tasks.next(at).is_err(), "not while keys come");
        tasks.put(preview(&catalogue, article), number as u64, at);
    }
    let due = at + PREVIEW_AFTER;
    assert_eq!(tasks.next(due - key).err(), Some(Some(due)));
    let task = tasks.next(due).expect("its time has come").task;
    assert!(
        matches!(task, Task::ReadPreview { wanted, .. } if Some(&wanted.article) == articles.last())
    );
    assert_eq!(tasks.next(due).err(), Some(None), "and no other");
}

fn preview(catalogue: &Arc<Catalogue>, article: &str) -> Task {
    let view = View::new(Settings::default(), None, false);
    let window = Size {
        columns: 120,
        rows: 40,
    };
    Task::ReadPreview {
        catalogue: Arc::clone(catalogue),
        wanted: Box::new(Wanted {
            article: article.to_owned(),
            query: String::new(),
            settings: view.typeset_settings(Words::new(Language::Chinese), window),
            rows: 20,
        }),
    }
}

fn question(number: u64, query: &str) -> Box<TextQuestion> {
    Box::new(TextQuestion {
        number,
        query: query.to_owned(),
        matcher: act::search::read(query).expect("a query"),
        order: Order::default(),
        read: BTreeSet::new(),
        marks: None,
    })
}

fn built_in(catalogue: &Arc<Catalogue>) -> Library {
    Library {
        catalogue: Arc::clone(catalogue),
        ..Library::default()
    }
}

#[test]
fn what_a_newer_question_has_replaced_tells_nothing_and_stops() {
    let catalogue = catalogue();
    let mut workbench = Workbench::default();
    let told = Mutex::new(Vec::new());
    let tell = |event: Event| lock(&told).push(event);
    let given = AtomicU64::new(2);
    let ticket = |number| Ticket {
        number,
        given: Some(&given),
    };
    workbench.run(Task::ReadTitles(built_in(&catalogue)), ticket(2), &tell);
    let titles = lock(&told).drain(..).find_map(|event| match event {
        Event::TitlesLoaded(titles) => Some(titles),
        _ => None,
    });
    let titles = titles.expect("the titles");
    for (number, answers) in [(1, 0), (2, 3)] {
        let tasks = [
            find(&titles, number, "csj"),
            Task::SearchText {
                library: built_in(&catalogue),
                question: question(number, "/.*的.*/"),
            },
            preview(&catalogue, &catalogue.issues()[0].articles[0]),
        ];
        for task in tasks {
            assert!(workbench.run(task, ticket(number), &tell).is_none());
        }
        assert_eq!(lock(&told).drain(..).count(), answers, "ticket {number}");
    }
}

#[test]
fn a_search_that_was_stopped_does_not_answer() {
    let catalogue = catalogue();
    let (mut worker, _wake) = Worker::beside().expect("a pipe");
    worker.give(Task::SearchText {
        library: built_in(&catalogue),
        question: question(1, "长三角"),
    });
    worker.stop(Kind::SearchText);
    let events = worker.wait_for(Kind::SearchText, LIMIT);
    worker.give(Task::SearchText {
        library: built_in(&catalogue),
        question: question(2, "长三角"),
    });
    let later = worker.wait_for(Kind::SearchText, LIMIT);
    let answered = events.iter().chain(&later).filter_map(|event| match event {
        Event::TextFound { question, .. } => Some(*question),
        _ => None,
    });
    assert!(answered.eq([2]));
}

#[test]
fn others_have_their_turn_while_words_are_learnt() {
    let catalogue = catalogue();
    let mut workbench = Workbench::default();
    let told = Mutex::new(Vec::new());
    let tell = |event: Event| lock(&told).push(event);
    let ticket = Ticket {
        number: 0,
        given: None,
    };
    workbench.run(Task::ReadText(built_in(&catalogue)), ticket, &tell);
    let mut rest = Some(Task::LearnWords(built_in(&catalogue)));
    let mut turns = 0;
    while let Some(task) = rest {
        lock(&told).clear();
        rest = workbench.run(task, ticket, &tell);
        turns += 1;
        let complete = Task::CompleteWord("看 yb".to_owned());
        workbench.run(complete, ticket, &tell);
        let is_ready = |event: &Event| matches!(event, Event::WordsReady);
        assert_eq!(lock(&told).iter().any(is_ready), rest.is_none());
        let words = lock(&told).drain(..).find_map(|event| match event {
            Event::WordsFound { words, .. } => Some(words),
            _ => None,
        });
        assert_eq!(words.is_some(), rest.is_none(), "turn {turns}");
        if let Some(words) = words {
            assert_eq!(words.first().map(String::as_str), Some("医保"));
        }
    }
    assert!(turns > 3, "{turns}");
}

#[test]
fn a_task_behind_another_one_holds_nobody_up_for_long() {
    let shared = Shared::default();
    lock(&shared.tasks).running = Some(Kind::ReadText);
    let task = Task::CompleteWord(String::new());
    lock(&shared.tasks).put(task, 1, Instant::now());
    let limit = WaitLimit {
        own: Duration::from_secs(600),
        other: Duration::ZERO,
    };
    // Not ten minutes.
    shared.wait_for(Kind::CompleteWord, limit);
    // And not at all where nothing is to be done.
    shared.wait_for(Kind::SearchText, LIMIT);
}

#[test]
fn a_ticket_is_outdated_by_the_next_of_its_kind() {
    let given = AtomicU64::new(3);
    let ticket = Ticket {
        number: 3,
        given: Some(&given),
    };
    assert!(!ticket.is_outdated());
    given.store(4, Ordering::Relaxed);
    assert!(ticket.is_outdated());
}

#[test]
fn after_work_memory_is_given_back_once() {
    let (mut worker, _wake) = Worker::beside().expect("a pipe");
    worker.give(Task::CompleteWord(String::new()));
    worker.wait_for(Kind::CompleteWord, LIMIT);
    let Worker(Place::Beside(beside)) = &worker else {
        panic!("it works in a thread");
    };
    let shared = Arc::clone(&beside.shared);
    // Its time comes without anybody asking, and is not over before somebody could look.
    worker.wait_for(Kind::Rest, LIMIT);
    let tasks = lock(&shared.tasks);
    assert!(tasks.waiting.iter().all(Option::is_none));
}
