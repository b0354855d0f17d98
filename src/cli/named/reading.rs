//! What is named, made ready while the reader runs.
//!
//! A thread of its own has the texts imported and rings a bell for each; the reader's loop hears it
//! among its other events. Things are opened in the order in which they were named, so that ids do not
//! depend on which core was faster. The shelf is told at most a few times a second: it is made anew
//! each time, and a thousand texts must not cost a thousand shelves.

use std::collections::VecDeque;
use std::io::{self, Read as _, Write as _};
use std::ops::ControlFlow;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Instant;

use super::kept::{Kept, Ready};
use super::{A_MOMENT, Task, Wanted, panicked, wanted};
use crate::app::event::Event;
use crate::app::gather::Gathered;
use crate::app::notice::Urgency;
use crate::cli::fault::named_notices;
use crate::cli::in_order::{Came, in_order};
use crate::cli::session::Session;
use crate::library::{Item, Opened, Opening};
use crate::runtime::run::Incoming;
use crate::runtime::terminal::CAUGHT;
use crate::text::Clean;
use crate::words::Words;

/// In which steps a percentage is told.
const STEP: usize = 5;

/// The import of what is named, as far as it is.
pub(crate) struct Reading {
    words: Words,
    opening: Opening,
    /// What is still to be opened; a text stands there as its path.
    waiting: VecDeque<Waiting>,
    /// How many texts there are.
    texts: usize,
    results: Receiver<Option<Ready>>,
    bell: UnixStream,
    /// Kept, so that the bell does not ring for ever when the thread has ended.
    _ringer: UnixStream,
    /// When the shelf was told last, and what it was told.
    told: Option<(Instant, Option<Clean>)>,
    /// Whether something came since.
    news: bool,
    said: Vec<Clean>,
}

enum Waiting {
    Item(Item),
    Text(PathBuf),
}

impl Reading {
    /// Begins with what `paths` name.
    ///
    /// # Errors
    /// The system gives no thread or no pipe.
    pub(crate) fn begin(paths: &[PathBuf], session: &Session) -> io::Result<Reading> {
        let (bell, ringer) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        ringer.set_nonblocking(true)?;
        let mut waiting = VecDeque::new();
        let mut tasks = Vec::new();
        for wanted in wanted(paths) {
            waiting.push_back(match wanted {
                Wanted::Item(item) => Waiting::Item(item),
                Wanted::Text(task) => {
                    let path = task.path.clone();
                    tasks.push(task);
                    Waiting::Text(path)
                }
            });
        }
        let texts = tasks.len();
        let results = import(tasks, Kept::of(session), ringer.try_clone()?)?;
        let mut reading = Reading {
            words: session.words,
            opening: Opening::of(waiting.len()),
            waiting,
            texts,
            results,
            bell,
            _ringer: ringer,
            told: None,
            news: false,
            said: Vec::new(),
        };
        reading.open_ready();
        Ok(reading)
    }

    /// What is there by now.
    pub(crate) fn opened(&self) -> Opened {
        self.opening.opened()
    }

    /// What is being made ready; `None` when all is done.
    pub(crate) fn running(&self) -> Option<Clean> {
        let Some(Waiting::Text(path)) = self.waiting.front() else {
            return None;
        };
        let file = path.to_string_lossy();
        if self.texts == 1 {
            return Some(self.words.import_running_one(&file));
        }
        let left = self.waiting.iter();
        let left = left.filter(|waiting| matches!(waiting, Waiting::Text(_)));
        let percent = 100 * (self.texts - left.count()) / self.texts.max(1);
        let percent = percent / STEP * STEP;
        Some(self.words.import_running(&file, percent))
    }

    /// Opens what has to wait for no text.
    fn open_ready(&mut self) {
        while let Some(Waiting::Item(_)) = self.waiting.front() {
            if let Some(Waiting::Item(item)) = self.waiting.pop_front() {
                self.opening.add(item);
                self.news = true;
            }
        }
    }

    fn add(&mut self, (item, said): Ready) {
        // The text that it came from.
        self.waiting.pop_front();
        self.opening.add(item);
        self.news = true;
        if self.texts == 1 {
            self.said.extend(said);
        }
        self.open_ready();
    }
}

impl Incoming for Reading {
    fn wake(&self) -> io::Result<OwnedFd> {
        Ok(self.bell.try_clone()?.into())
    }

    fn take(&mut self) -> Option<Event> {
        let mut rings = [0; 1024];
        while matches!((&self.bell).read(&mut rings), Ok(1..)) {}
        while let Ok(result) = self.results.try_recv() {
            if let Some(ready) = result {
                self.add(ready);
            }
        }
        let running = self.running();
        let is_due = match &self.told {
            Some((at, _)) => running.is_none() || at.elapsed() >= A_MOMENT,
            None => true,
        };
        let is_new = self.news || self.told.as_ref().is_none_or(|(_, told)| *told != running);
        if !is_due || !is_new {
            return None;
        }
        let opened = self.opened();
        // Until there is a first issue, each that comes may be it.
        if !opened.scan.catalogue.is_empty() {
            self.told = Some((Instant::now(), running.clone()));
        }
        self.news = false;
        let mut said: Vec<(Urgency, Clean)> = Vec::new();
        if running.is_none() {
            let faults = named_notices(&opened.scan, self.words);
            said.extend(faults.into_iter().map(|fault| (Urgency::Warning, fault)));
            let notes = self.said.drain(..);
            said.extend(notes.map(|note| (Urgency::Notice, note)));
        }
        Some(Event::Gathered(Box::new(Gathered {
            catalogue: opened.scan.catalogue,
            start: opened.start,
            running,
            said,
        })))
    }
}

/// Has the texts of `tasks` made ready on all cores; rings after each that came, and now and then
/// while none comes.
fn import(tasks: Vec<Task>, kept: Kept, ringer: UnixStream) -> io::Result<Receiver<Option<Ready>>> {
    let (results, received) = mpsc::channel();
    let import = move || {
        in_order(
            &tasks,
            |task| kept.ready(task),
            |task, came| {
                let ready = match came {
                    Came::Nothing => None,
                    Came::Result(ready) => Some(ready),
                    Came::Panic => Some((Item::Text(Err(panicked(&task.path))), None)),
                };
                if results.send(ready).is_err() {
                    return ControlFlow::Break(());
                }
                // A bell that is full has rung.
                let _ = (&ringer).write(&[0]);
                ControlFlow::Continue(())
            },
        );
    };
    thread::Builder::new()
        .name(CAUGHT.to_owned())
        .spawn(import)?;
    Ok(received)
}
