//! Many texts on all cores, what comes of them in their order.
//!
//! The caller takes each result in the order of the items, while workers are ahead by a few items and
//! no more: so what is in memory does not grow with the number of texts, and a large text holds up
//! nobody but itself.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

/// The most workers: more than these wait for the disk.
const MOST: usize = 8;

/// Calls `work` for each of `items` on several threads and `take` with each result on this one, in
/// the order of the items, until it breaks.
pub(super) fn in_order<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(&T, R) -> ControlFlow<()>,
) {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let workers = cores.min(MOST).min(items.len());
    if workers < 2 {
        for item in items {
            if take(item, work(item)).is_break() {
                return;
            }
        }
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
            scope.spawn(move || {
                loop {
                    // The lock is held while waiting; another worker waits for the lock instead.
                    let job = waiting
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .recv();
                    let Ok(at) = job else { return };
                    if results.send((at, work(&items[at]))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(results);
        let mut ready = BTreeMap::new();
        let (mut next, mut done) = (0, 0);
        while done < items.len() {
            // Sending fails only when no worker is left; then nothing comes back either.
            while next < items.len() && next < done + 2 * workers && jobs.send(next).is_ok() {
                next += 1;
            }
            let Ok((at, result)) = finished.recv() else {
                return;
            };
            ready.insert(at, result);
            while let Some(result) = ready.remove(&done) {
                if take(&items[done], result).is_break() {
                    return;
                }
                done += 1;
            }
        }
    });
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
            |item, result| {
                taken.push((*item, result));
                if *item == 150 {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        let expected: Vec<_> = (0..=150).map(|item| (item, item * 2)).collect();
        assert_eq!(taken, expected);
    }
}
