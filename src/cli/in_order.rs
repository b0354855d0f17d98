//! Many texts on all cores, what comes of them in their order.
//!
//! The caller takes each result in the order of the items, while workers are ahead by a few items and
//! no more: so what is in memory does not grow with the number of texts, and a large text holds up
//! nobody but itself. While nothing comes, the caller is told on what item everything waits.
//!
//! The hard part is a panic in a worker: it is a fault of ours, and still the text that it fell over
//! is the only one that may be lost. So it is caught, and told by whoever takes the result.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::runtime::terminal::CAUGHT;

/// The most workers: more than these wait for the disk.
const MOST: usize = 8;
/// How long nothing comes before the caller is told.
const A_MOMENT: Duration = Duration::from_millis(300);

/// What came of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Came<R> {
    /// Nothing yet: for a moment everything has been waiting for it.
    Nothing,
    /// What the work gave.
    Result(R),
    /// The work panicked.
    Panic,
}

/// Calls `work` for each of `items` on several threads and `take` with what came of each on this one,
/// in the order of the items, until it breaks.
pub(crate) fn in_order<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(&T, Came<R>) -> ControlFlow<()>,
) {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let workers = cores.min(MOST).min(items.len());
    if workers == 0 {
        return;
    }
    let (jobs, waiting) = mpsc::channel::<usize>();
    let waiting = &Mutex::new(waiting);
    thread::scope(|scope| {
        // Dropped at the end of this closure, which ends the workers.
        let jobs = jobs;
        let (results, finished) = mpsc::channel();
        for _ in 0..workers {
            let (results, work) = (results.clone(), &work);
            let worker = move || {
                loop {
                    // The lock is held while waiting; another worker waits for the lock instead.
                    let job = waiting
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .recv();
                    let Ok(at) = job else { return };
                    // What a panic leaves half done is dropped with its item.
                    let result = panic::catch_unwind(AssertUnwindSafe(|| work(&items[at])));
                    if results.send((at, result)).is_err() {
                        return;
                    }
                }
            };
            // Where the system gives no more threads, those that are there do it all.
            let named = thread::Builder::new().name(CAUGHT.to_owned());
            if named.spawn_scoped(scope, worker).is_err() {
                break;
            }
        }
        drop(results);
        let mut ready = BTreeMap::new();
        let (mut next, mut done) = (0, 0);
        while done < items.len() {
            while next < items.len() && next < done + 2 * workers && jobs.send(next).is_ok() {
                next += 1;
            }
            match finished.recv_timeout(A_MOMENT) {
                Ok((at, result)) => {
                    ready.insert(at, result);
                }
                Err(RecvTimeoutError::Timeout) => {
                    if take(&items[done], Came::Nothing).is_break() {
                        return;
                    }
                }
                // There was no worker at all.
                Err(RecvTimeoutError::Disconnected) => {
                    let result = panic::catch_unwind(AssertUnwindSafe(|| work(&items[done])));
                    ready.insert(done, result);
                }
            }
            while let Some(result) = ready.remove(&done) {
                let came = result.map_or(Came::Panic, Came::Result);
                if take(&items[done], came).is_break() {
                    return;
                }
                done += 1;
            }
        }
    });
}

/// The same for one piece of work that the caller waits for; `None` where it panicked.
pub(crate) fn guarded<R: Send>(work: impl Fn() -> R + Sync) -> Option<R> {
    let mut result = None;
    in_order(
        &[()],
        |()| work(),
        |(), came| {
            if let Came::Result(came) = came {
                result = Some(came);
            }
            ControlFlow::Continue(())
        },
    );
    result
}

/// Keeps what a worker's panic would print from standard error; other threads print as before. Once
/// for the program, before any work.
pub(crate) fn silence_workers() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if thread::current().name() != Some(CAUGHT) {
            print(panic);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..200).collect();
        let mut taken = Vec::new();
        in_order(
            &items,
            |item| item * 2,
            |item, came| {
                if came != Came::Nothing {
                    taken.push((*item, came));
                }
                if *item == 150 {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        let expected: Vec<_> = (0..=150)
            .map(|item| (item, Came::Result(item * 2)))
            .collect();
        assert_eq!(taken, expected);
    }

    #[test]
    fn a_guarded_panic_is_an_answer() {
        assert_eq!(guarded(|| 7), Some(7));
        let nothing: Option<u8> = guarded(|| panic!("a fault of the pipeline"));
        assert_eq!(nothing, None);
    }

    #[test]
    fn a_panic_costs_its_own_item_alone() {
        let items: Vec<usize> = (0..40).collect();
        let mut taken = Vec::new();
        in_order(
            &items,
            |item| {
                assert!(item % 7 != 3, "a fault of the pipeline");
                *item
            },
            |_, came| {
                if came != Came::Nothing {
                    taken.push(came);
                }
                ControlFlow::Continue(())
            },
        );
        let expected: Vec<_> = (0..40)
            .map(|item| match item % 7 {
                3 => Came::Panic,
                _ => Came::Result(item),
            })
            .collect();
        assert_eq!(taken, expected);
    }
}
