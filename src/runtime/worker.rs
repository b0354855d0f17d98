//! Long work beside the loop: one thread, a closed list of tasks, so that a key never waits.
//!
//! A [`Task`] is data; what it gives back are [`Event`]s. Of each [`Kind`] of task only the newest
//! counts: giving one replaces the one that waits and stops the one that runs, which asks between
//! slices of its work whether it [is outdated](Ticket::is_outdated). Answers come through a pipe that
//! the loop's wait knows ([`Worker::beside`]); whoever must not go on without one waits for it
//! ([`Worker::wait_for`]). The thread begins with the first task.
//!
//! Without a thread ([`Worker::here`]) a task is done when it is given, and its events are returned:
//! that is how tests run, and they see the same frames.
//!
//! To add a task: a variant of [`Task`] and, unless it replaces tasks of another, of [`Kind`], its
//! work in [`Workbench::run`], an effect in `app::effect` that asks for it, and its performing in
//! `application`. What tasks keep for each other (the archive) is in [`Workbench`].

use std::io;
use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::answers::{Answers, Ended, Teller, answers};
use super::placing::Placing;
use super::workbench::{Library, Workbench};
use crate::app::event::Event;
use crate::app::mark_texts::MarkQuestion;
use crate::app::pages::preview::Wanted;
use crate::app::results::TextQuestion;
use crate::app::titles::Titles;
use crate::library::Catalogue;
use crate::search::finder::Found;

/// Something to be done beside the loop.
#[derive(Debug)]
pub enum Task {
    /// Read the titles of a library.
    ReadTitles(Library),
    /// Find titles.
    FindTitles {
        /// The number of the question, for the answer.
        question: u64,
        /// Where to look.
        titles: Arc<Titles>,
        /// What for.
        query: String,
        /// What was found before, which may save work.
        before: Option<Arc<Found>>,
    },
    /// Make the search text of a library ready.
    ReadText(Library),
    /// Search the text of a library.
    SearchText {
        /// Where to look.
        library: Library,
        /// What for.
        question: Box<TextQuestion>,
    },
    /// Find words for the pinyin at the end of this text.
    CompleteWord(String),
    /// Make an article ready to be shown beside a list, once no other is wanted for a moment.
    ReadPreview {
        /// Its library.
        catalogue: Arc<Catalogue>,
        /// Which, and how.
        wanted: Box<Wanted>,
    },
    /// Find marks for the list of them.
    FindMarks(Box<MarkQuestion>),
    /// Find out how all marks stand.
    PlaceMarks(Placing),
    /// Learn the words of the search text of a library.
    LearnWords(Library),
    /// Give back the memory that searching took, once nothing is looked for any more for a while.
    Rest,
}

/// The kinds of task: a newer one takes the place of an older one of its kind. Those that stand first
/// are done first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Finding titles.
    FindTitles,
    /// Finding marks.
    FindMarks,
    /// Making the search text ready. Before a search, also where both were asked for in one burst of keys:
    /// what is found is to be what is there now.
    ReadText,
    /// Searching the text.
    SearchText,
    /// Finding words for a pinyin.
    CompleteWord,
    /// Reading the titles.
    ReadTitles,
    /// Reading an article to be shown beside a list.
    Preview,
    /// Finding out how marks stand: whatever else is to be done has its turn in between.
    PlaceMarks,
    /// Learning words: whatever else is to be done has its turn in between.
    LearnWords,
    /// Giving back memory.
    Rest,
}

/// How many kinds there are.
const KINDS: usize = Kind::Rest as usize + 1;
/// How long no other article may be wanted before one is read to be shown beside a list.
const PREVIEW_AFTER: Duration = Duration::from_millis(80);
/// How long nothing may be looked for before the memory of searching is given back. The next search has
/// to fill it again, which takes some milliseconds: whoever types on does not pay that for each key.
const REST_AFTER: Duration = Duration::from_millis(500);

/// Whoever does the tasks.
#[derive(Debug)]
pub struct Worker(Place);

#[derive(Debug)]
enum Place {
    /// Here, at once.
    Here(Box<Workbench>),
    /// In a thread.
    Beside(Box<Beside>),
}

#[derive(Debug)]
struct Beside {
    shared: Arc<Shared>,
    answers: Answers<Event>,
    /// What the thread begins with.
    teller: Option<Teller<Event>>,
    thread: Option<JoinHandle<()>>,
}

/// What both sides know.
#[derive(Debug, Default)]
struct Shared {
    tasks: Mutex<Tasks>,
    /// Something changed among the tasks.
    changed: Condvar,
    /// How many tasks of each kind were given.
    given: [AtomicU64; KINDS],
}

#[derive(Debug, Default)]
struct Tasks {
    waiting: [Option<Waiting>; KINDS],
    running: Option<Kind>,
}

#[derive(Debug)]
struct Waiting {
    task: Task,
    number: u64,
    not_before: Instant,
}

/// Says whether a task still counts.
#[derive(Clone, Copy, Debug)]
pub struct Ticket<'a> {
    number: u64,
    given: Option<&'a AtomicU64>,
}

impl Ticket<'_> {
    /// Whether a newer task of its kind was given.
    pub fn is_outdated(&self) -> bool {
        let given = |given: &AtomicU64| given.load(Ordering::Relaxed);
        self.given
            .is_some_and(|newest| given(newest) != self.number)
    }
}

impl Task {
    fn kind(&self) -> Kind {
        match self {
            Task::ReadTitles(_) => Kind::ReadTitles,
            Task::FindTitles { .. } => Kind::FindTitles,
            Task::ReadText(_) => Kind::ReadText,
            Task::SearchText { .. } => Kind::SearchText,
            Task::CompleteWord(_) => Kind::CompleteWord,
            Task::ReadPreview { .. } => Kind::Preview,
            Task::FindMarks(_) => Kind::FindMarks,
            Task::PlaceMarks(_) => Kind::PlaceMarks,
            Task::LearnWords(_) => Kind::LearnWords,
            Task::Rest => Kind::Rest,
        }
    }

    fn delay(&self) -> Duration {
        match self {
            Task::ReadPreview { .. } => PREVIEW_AFTER,
            Task::Rest => REST_AFTER,
            Task::ReadTitles(_)
            | Task::FindTitles { .. }
            | Task::ReadText(_)
            | Task::SearchText { .. }
            | Task::CompleteWord(_)
            | Task::FindMarks(_)
            | Task::PlaceMarks(_)
            | Task::LearnWords(_) => Duration::ZERO,
        }
    }
}

impl Worker {
    /// Tasks are done as they are given.
    pub fn here() -> Worker {
        Worker(Place::Here(Box::default()))
    }

    /// Tasks are done in a thread. It can be read from the descriptor when [`Worker::take`] has
    /// something.
    ///
    /// # Errors
    /// The system gives no pipe.
    pub fn beside() -> io::Result<(Worker, OwnedFd)> {
        let (teller, answers) = answers()?;
        let wake = answers.wake()?;
        let beside = Beside {
            shared: Arc::default(),
            answers,
            teller: Some(teller),
            thread: None,
        };
        Ok((Worker(Place::Beside(Box::new(beside))), wake))
    }

    /// Gives a task. What it gives back at once, if it is done here.
    pub fn give(&mut self, task: Task) -> Vec<Event> {
        match &mut self.0 {
            Place::Here(workbench) => {
                let events: Mutex<Vec<Event>> = Mutex::default();
                let ticket = Ticket {
                    number: 0,
                    given: None,
                };
                let mut rest = Some(task);
                while let Some(task) = rest {
                    rest = workbench.run(task, ticket, &|event| lock(&events).push(event));
                }
                events.into_inner().unwrap_or_else(PoisonError::into_inner)
            }
            Place::Beside(beside) => {
                beside.give(task);
                Vec::new()
            }
        }
    }

    /// What has come since it was asked last.
    ///
    /// # Panics
    /// With what made a task panic: a fault of this program, and nobody would hear of it otherwise.
    pub fn take(&mut self) -> Vec<Event> {
        match &mut self.0 {
            Place::Here(_) => Vec::new(),
            Place::Beside(beside) => beside.take(),
        }
    }

    /// Nobody waits for a task of this kind any more: one that waits is dropped, one that runs stops.
    pub fn stop(&mut self, kind: Kind) {
        if let Place::Beside(beside) = &mut self.0 {
            let mut tasks = lock(&beside.shared.tasks);
            tasks.waiting[kind as usize] = None;
            beside.shared.given[kind as usize].fetch_add(1, Ordering::Relaxed);
            drop(tasks);
            beside.shared.changed.notify_all();
        }
    }

    /// Waits until no task of this kind is to be done, not longer than the `limit`; what has come by
    /// then. One that has to wait for another kind of task is waited for as long as that one may take.
    pub fn wait_for(&mut self, kind: Kind, limit: WaitLimit) -> Vec<Event> {
        match &mut self.0 {
            Place::Here(_) => Vec::new(),
            Place::Beside(beside) => {
                beside.shared.wait_for(kind, limit);
                beside.take()
            }
        }
    }
}

/// How long the loop is held up for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitLimit {
    /// While it is being looked for, or is about to be.
    pub own: Duration,
    /// While something else is done first.
    pub other: Duration,
}

impl Shared {
    fn wait_for(&self, kind: Kind, limit: WaitLimit) {
        let begun = Instant::now();
        let mut tasks = lock(&self.tasks);
        loop {
            let most = match tasks.running {
                Some(running) if running != kind => limit.other,
                _ => limit.own,
            };
            let left = most.saturating_sub(begun.elapsed());
            let to_do = tasks.running == Some(kind) || tasks.has_waiting(kind);
            if !to_do || left.is_zero() {
                return;
            }
            let woken = self.changed.wait_timeout(tasks, left);
            tasks = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Beside {
    fn give(&mut self, task: Task) {
        let mut tasks = lock(&self.shared.tasks);
        let given = &self.shared.given[task.kind() as usize];
        let number = given.fetch_add(1, Ordering::Relaxed) + 1;
        tasks.put(task, number, Instant::now());
        drop(tasks);
        self.shared.changed.notify_all();
        if let Some(teller) = self.teller.take() {
            let shared = Arc::clone(&self.shared);
            self.thread = Some(thread::spawn(move || work(&shared, teller)));
        }
    }

    fn take(&mut self) -> Vec<Event> {
        let (events, ended) = self.answers.take();
        if ended == Err(Ended)
            && let Some(Err(panic)) = self.thread.take().map(JoinHandle::join)
        {
            std::panic::resume_unwind(panic);
        }
        events
    }
}

impl Tasks {
    fn has_waiting(&self, kind: Kind) -> bool {
        self.waiting[kind as usize].is_some()
    }

    /// Puts a task in the place of the one of its kind that waits.
    fn put(&mut self, task: Task, number: u64, now: Instant) {
        let kind = task.kind() as usize;
        self.waiting[kind] = Some(Waiting {
            not_before: now + task.delay(),
            task,
            number,
        });
    }

    /// The first task whose time has come; else when that of the next one comes.
    fn next(&mut self, now: Instant) -> Result<Waiting, Option<Instant>> {
        let times = self
            .waiting
            .iter()
            .flatten()
            .map(|waiting| waiting.not_before);
        let soonest = times.min();
        let ready = self
            .waiting
            .iter_mut()
            .find(|waiting| waiting.as_ref().is_some_and(|next| next.not_before <= now));
        ready.and_then(Option::take).ok_or(soonest)
    }
}

/// What the thread does: the tasks, one after the other, as long as there is a program.
fn work(shared: &Shared, teller: Teller<Event>) {
    // Dropped one after the other, the last one first.
    let _ending = Ending(shared);
    let teller = teller;
    let mut workbench = Workbench::default();
    loop {
        let Waiting { task, number, .. } = next(shared);
        let kind = task.kind();
        let ticket = Ticket {
            number,
            given: Some(&shared.given[kind as usize]),
        };
        let rest = workbench.run(task, ticket, &|event| teller.tell(event));
        let mut tasks = lock(&shared.tasks);
        tasks.running = None;
        if let Some(rest) = rest.filter(|_| !tasks.has_waiting(kind) && !ticket.is_outdated()) {
            tasks.put(rest, number, Instant::now());
        }
        if kind != Kind::Rest {
            tasks.put(Task::Rest, 0, Instant::now());
        }
        drop(tasks);
        shared.changed.notify_all();
    }
}

/// Waits for the next task.
fn next(shared: &Shared) -> Waiting {
    let mut tasks = lock(&shared.tasks);
    loop {
        let now = Instant::now();
        tasks = match tasks.next(now) {
            Ok(waiting) => {
                tasks.running = Some(waiting.task.kind());
                return waiting;
            }
            Err(Some(soonest)) => {
                let pause = soonest.saturating_duration_since(now);
                let woken = shared.changed.wait_timeout(tasks, pause);
                woken.unwrap_or_else(PoisonError::into_inner).0
            }
            Err(None) => {
                let woken = shared.changed.wait(tasks);
                woken.unwrap_or_else(PoisonError::into_inner)
            }
        };
    }
}

/// The thread's end.
struct Ending<'a>(&'a Shared);

impl Drop for Ending<'_> {
    /// It ends only by a panic: whoever waits for it is to hear of that.
    fn drop(&mut self) {
        lock(&self.0.tasks).running = None;
        self.0.changed.notify_all();
    }
}

/// Locks; what a panic left is as good as any, for every change is made in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[path = "worker_tests.rs"]
mod tests;
