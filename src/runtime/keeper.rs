//! Whoever keeps the marks: one thread that reads and saves them, so that no key waits for a disk or
//! for another writer.
//!
//! What is to be done is data ([`Order`]) and is done in the order given; nothing replaces anything, for
//! nothing that was asked to be saved may be left out. Each order is answered once, with the events that
//! follow from it, perhaps none. A look at what others have changed, of which there is one a second,
//! wakes the loop only if they have changed something.
//!
//! Without a thread ([`Keeper::here`]) an order is carried out when it is given: that is how tests run.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::answers::{Answers, Ended, Teller, answers};
use crate::annotation::Annotation;
use crate::app::event::Event;
use crate::app::kept::Unsaved;
use crate::store::marks::{JournalKind, OnMeeting};
use crate::store::{MarkChange, MarkStore, MarksPlace, Patience, StoreError};
use crate::text::{Clean, sanitize};
use crate::words::Words;

/// Keeps marks.
#[derive(Debug)]
pub struct Keeper {
    place: Option<MarksPlace>,
    words: Words,
    at: At,
    /// Orders that are not answered yet.
    open: usize,
}

/// Something to be done with marks.
#[derive(Debug)]
pub enum Order {
    /// Read them.
    Read,
    /// Look whether others have changed them.
    Look,
    /// Save these changes.
    Save {
        /// The number of the answer.
        ticket: u64,
        /// The changes.
        changes: Vec<MarkChange>,
        /// What becomes of a text that meets another one.
        on_meeting: OnMeeting,
        /// When they were made, in seconds since 1970-01-01 UTC.
        at: i64,
    },
}

#[derive(Debug)]
enum At {
    /// Done here, at once.
    Here(Box<Desk>),
    /// Done in a thread.
    Beside(Box<Beside>),
}

#[derive(Debug)]
struct Beside {
    answers: Answers<Vec<Event>>,
    /// `None` before the thread has begun.
    orders: Option<Sender<Order>>,
    /// What the thread begins with.
    teller: Option<Teller<Vec<Event>>>,
    thread: Option<JoinHandle<()>>,
}

/// The marks that are kept; `None` as long as they are not read.
#[derive(Debug, Default)]
struct Desk(Option<MarkStore>);

impl Keeper {
    /// Carries orders out when they are given. Nothing can be kept where there is no `place`.
    pub fn here(place: Option<MarksPlace>, words: Words) -> Keeper {
        Keeper {
            place,
            words,
            at: At::Here(Box::default()),
            open: 0,
        }
    }

    /// Carries orders out in a thread from now on, which begins with the first. It can be read from the
    /// descriptor when there is something to take.
    ///
    /// # Errors
    /// The system gives no pipe.
    pub fn work_beside(&mut self) -> io::Result<OwnedFd> {
        let (teller, answers) = answers()?;
        let wake = answers.wake()?;
        self.at = At::Beside(Box::new(Beside {
            answers,
            orders: None,
            teller: Some(teller),
            thread: None,
        }));
        Ok(wake)
    }

    /// Gives an order. What follows from it at once, if it is carried out here.
    pub fn give(&mut self, order: Order) -> Vec<Event> {
        let Some(place) = &self.place else {
            return nowhere(&order);
        };
        match &mut self.at {
            At::Here(desk) => desk.carry_out(order, place, self.words),
            At::Beside(beside) => {
                // One look is enough, and what is under way looks as well.
                if matches!(order, Order::Look) && self.open > 0 {
                    return Vec::new();
                }
                self.open += 1;
                beside.give(order, place, self.words);
                Vec::new()
            }
        }
    }

    /// What has come since it was asked last.
    ///
    /// # Panics
    /// With what made the thread panic: a fault of this program, and nobody would hear of it otherwise.
    pub fn take(&mut self) -> Vec<Event> {
        let At::Beside(beside) = &mut self.at else {
            return Vec::new();
        };
        let (told, ended) = beside.answers.take();
        self.open = self.open.saturating_sub(told.len());
        if ended == Err(Ended) {
            beside.panic_on();
        }
        told.into_iter().flatten().collect()
    }

    /// Waits until everything is done, not longer than `limit`; what has come by then.
    ///
    /// # Panics
    /// As [`Keeper::take`].
    pub fn wait(&mut self, limit: Duration) -> Vec<Event> {
        let end = Instant::now() + limit;
        let mut events = self.take();
        while self.open > 0
            && let At::Beside(beside) = &mut self.at
        {
            let left = end.saturating_duration_since(Instant::now());
            match beside.answers.wait(left) {
                Ok(Some(told)) => {
                    self.open -= 1;
                    events.extend(told);
                }
                Ok(None) => break,
                Err(Ended) => {
                    beside.panic_on();
                    break;
                }
            }
        }
        events
    }

    /// Whether something is still to be done.
    pub fn is_busy(&self) -> bool {
        self.open > 0
    }
}

impl Beside {
    fn give(&mut self, order: Order, place: &MarksPlace, words: Words) {
        if let Some(teller) = self.teller.take() {
            let (sender, orders) = channel();
            let place = place.clone();
            self.orders = Some(sender);
            self.thread = Some(thread::spawn(move || keep(&orders, &teller, &place, words)));
        }
        if let Some(orders) = &self.orders {
            // A thread that is gone has panicked, and the next answers tell.
            let _ = orders.send(order);
        }
    }

    fn panic_on(&mut self) {
        if let Some(Err(panic)) = self.thread.take().map(JoinHandle::join) {
            std::panic::resume_unwind(panic);
        }
    }
}

/// What the thread does, as long as there is a program.
fn keep(orders: &Receiver<Order>, teller: &Teller<Vec<Event>>, place: &MarksPlace, words: Words) {
    let mut desk = Desk::default();
    while let Ok(order) = orders.recv() {
        let is_look = matches!(order, Order::Look);
        let events = desk.carry_out(order, place, words);
        if is_look && events.is_empty() {
            teller.tell_quietly(events);
        } else {
            teller.tell(events);
        }
    }
}

impl Desk {
    fn carry_out(&mut self, order: Order, place: &MarksPlace, words: Words) -> Vec<Event> {
        match (order, &mut self.0) {
            (Order::Read | Order::Look, None) => vec![self.read(place, words)],
            (Order::Read | Order::Look, Some(store)) => look(store).into_iter().collect(),
            (
                Order::Save {
                    ticket,
                    changes,
                    on_meeting,
                    at,
                },
                known,
            ) => {
                let store = known.get_or_insert_with(|| MarkStore::open(place.clone()));
                // What others did is told by itself, not as part of what was done here.
                let mut events: Vec<Event> = look(store).into_iter().collect();
                let meeting = Meeting { at, on_meeting };
                events.extend(save(store, ticket, changes, meeting, words));
                events
            }
        }
    }

    fn read(&mut self, place: &MarksPlace, words: Words) -> Event {
        let store = self.0.insert(MarkStore::open(place.clone()));
        Event::MarksRead(store.shared(), warnings(store, words))
    }
}

/// Reads what others have changed.
fn look(store: &mut MarkStore) -> Option<Event> {
    if !store.has_changed() {
        return None;
    }
    let before = store.shared();
    store.refresh();
    let now = store.shared();
    let differing = now.differing(&before);
    Some(Event::MarksChanged(now, differing))
}

fn save(
    store: &mut MarkStore,
    ticket: u64,
    changes: Vec<MarkChange>,
    meeting: Meeting,
    words: Words,
) -> Vec<Event> {
    let Meeting { at, on_meeting } = meeting;
    let before = store.shared();
    // Behind the lock: what others did until then is met, and nobody comes in between.
    let mut found = None;
    let mut met = false;
    let saved = store.save_met(at, Patience::FULL, |now| {
        found = Some(Arc::clone(now));
        let made = changes.into_iter().filter_map(|wanted| {
            let is_edit = matches!(wanted, MarkChange::Edit { .. });
            let made = now.meet(wanted, on_meeting)?;
            met |= is_edit && matches!(made, MarkChange::Add(_));
            Some(stamped(made, at))
        });
        made.collect()
    });
    match saved {
        Ok(ids) => {
            if store.is_long() {
                // A journal that stays long costs time at the next start and nothing else.
                let _ = store.rewrite(Patience::NONE);
            }
            let found = found.filter(|found| !Arc::ptr_eq(found, &before));
            let changed = found.and_then(|found| {
                let differing = found.differing(&before);
                (differing > 0).then(|| Event::MarksChanged(found, differing))
            });
            let marks = store.shared();
            let saved = Event::MarksSaved {
                ticket,
                ids,
                marks,
                met,
            };
            changed.into_iter().chain([saved]).collect()
        }
        Err(error) => {
            let why = unsaved(&error, words);
            // It may have read what others added before it failed.
            let now = store.shared();
            let changed = !Arc::ptr_eq(&now, &before);
            let changed =
                changed.then(|| Event::MarksChanged(Arc::clone(&now), now.differing(&before)));
            changed
                .into_iter()
                .chain([Event::MarksFailed { ticket, why }])
                .collect()
        }
    }
}

/// When changes are saved, and what becomes of a text that meets another one.
#[derive(Clone, Copy, Debug)]
struct Meeting {
    at: i64,
    on_meeting: OnMeeting,
}

/// `change` with the time at which what it adds was made.
fn stamped(change: MarkChange, at: i64) -> MarkChange {
    match change {
        MarkChange::Add(annotation) => MarkChange::Add(Annotation {
            created: at,
            modified: at,
            ..annotation
        }),
        change => change,
    }
}

/// What follows from an order where nobody knows where marks are kept: there are none, and there will
/// be none.
fn nowhere(order: &Order) -> Vec<Event> {
    match order {
        Order::Read => vec![Event::MarksRead(Arc::default(), Vec::new())],
        Order::Look => Vec::new(),
        Order::Save { ticket, .. } => vec![Event::MarksFailed {
            ticket: *ticket,
            why: Unsaved::Nowhere,
        }],
    }
}

fn unsaved(error: &StoreError, words: Words) -> Unsaved {
    let file = sanitize(&error.path().to_string_lossy());
    match error {
        StoreError::Busy { .. } => Unsaved::Busy,
        StoreError::Newer { .. } => Unsaved::Newer,
        _ if error.is_read_only() => Unsaved::ReadOnly(file),
        _ => match error.cause() {
            Some(cause) if is_full(cause) => Unsaved::Full,
            Some(cause) => Unsaved::System(file, words.system_error(cause)),
            None => Unsaved::System(file, Clean::default()),
        },
    }
}

fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded)
}

/// What is to be said of the files of marks.
fn warnings(store: &MarkStore, words: Words) -> Vec<Clean> {
    let unreadable = store.errors().iter().map(|error| {
        let why = error.cause().map(|cause| words.system_error(cause));
        let file = error.path().to_string_lossy();
        words.marks_unreadable(&file, why.unwrap_or_default().as_str())
    });
    let mut warnings: Vec<Clean> = unreadable.collect();
    let mut copies = 0;
    for journal in store.journals() {
        let file = journal.path.to_string_lossy();
        if !journal.damage.is_empty() {
            warnings.push(words.marks_damaged(journal.damage.len(), &file));
        }
        if !journal.strange.is_empty() {
            warnings.push(words.marks_strange(journal.strange.len(), &file));
        }
        if journal.newer {
            warnings.push(words.marks_partly_newer(&file));
        }
        copies += usize::from(journal.kind == JournalKind::Copy);
    }
    if copies > 0 {
        warnings.push(words.marks_copies(copies));
    }
    warnings
}

#[cfg(test)]
#[path = "keeper_tests.rs"]
mod tests;
