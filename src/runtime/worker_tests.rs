//! The worker: what was asked last is answered, in its time, and nobody waits for ever.

use std::sync::Arc;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};

use super::*;
use crate::library;

const LIMIT: Duration = Duration::from_secs(10);

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
    let (mut worker, _wake) = Worker::beside().expect("a pipe");
    let wanted: Vec<String> = catalogue.issues()[0].articles.clone();
    for article in &wanted {
        worker.give(Task::ReadPreview {
            catalogue: Arc::clone(&catalogue),
            article: article.clone(),
        });
    }
    let events = worker.wait_for(Kind::Preview, LIMIT);
    let read: Vec<&String> = events
        .iter()
        .map(|event| match event {
            Event::PreviewLoaded { article, text } if text.is_some() => article,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(read, [wanted.last().expect("an article")]);
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
