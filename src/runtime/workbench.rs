//! What the tasks of the worker are done with, and how each is done.

use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread::available_parallelism;

use super::titles::titles;
use super::worker::{Task, Ticket};
use crate::app::event::Event;
use crate::library::{self, Catalogue, Source};
use crate::search::archive::{self, Archive};
use crate::search::finder::Progress;

/// What tasks keep for each other.
#[derive(Debug, Default)]
pub struct Workbench {
    /// The search text of a catalogue.
    archive: Option<(Arc<Catalogue>, Archive)>,
}

/// A library whose articles are to be found.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Its issues.
    pub catalogue: Arc<Catalogue>,
    /// Where they were read from; nothing for issues that lie anywhere.
    pub sources: Vec<Source>,
    /// The folder its search text is kept in; without one it is made for the session.
    pub cache: Option<PathBuf>,
}

/// Entries that are looked at before a search asks whether it is outdated.
const SLICE: usize = 4_096;
/// Progress is told in such steps, in per cent.
const STEP: u8 = 5;

/// Takes what a task gives back; may be called from the threads it divides its work among.
pub type Tell<'a> = &'a (dyn Fn(Event) + Sync);

impl Workbench {
    /// Does a task and tells what it gives. It stops when its ticket is outdated.
    pub(super) fn run(&mut self, task: Task, ticket: Ticket<'_>, tell: Tell<'_>) {
        match task {
            Task::ReadTitles(library) => {
                let archive = self.archive(&library, tell);
                let titles = titles(library.catalogue, &archive.corpus());
                tell(Event::TitlesLoaded(Arc::new(titles)));
            }
            Task::FindTitles {
                question,
                titles,
                query,
                before,
            } => {
                let finder = titles.finder();
                let mut search = finder.search(&query, before.as_deref());
                drop(before);
                while search.step(finder, SLICE) == Progress::Going {
                    if ticket.is_outdated() {
                        return;
                    }
                }
                if !ticket.is_outdated() {
                    let found = Arc::new(search.finish());
                    tell(Event::TitlesFound { question, found });
                }
            }
            Task::ReadPreview { catalogue, article } => {
                let issue = catalogue.issue_of(&article);
                let read = issue.and_then(|issue| library::load_article(issue, &article).ok());
                let text = read.map(|(article, _)| Box::new(article));
                if !ticket.is_outdated() {
                    tell(Event::PreviewLoaded { article, text });
                }
            }
        }
    }

    /// The search text of a library: of the last time if the library is as it was, else read now,
    /// which takes its time and is told of in steps. Damaged, it is made anew.
    fn archive(&mut self, library: &Library, tell: Tell<'_>) -> &Archive {
        let Library {
            catalogue,
            sources,
            cache,
        } = library;
        let known = matches!(&self.archive, Some((of, _)) if Arc::ptr_eq(of, catalogue));
        if !known {
            self.archive = None;
        }
        let cache = cache.as_deref();
        let (_, archive) = self.archive.get_or_insert_with(|| {
            let told = AtomicU8::new(0);
            let progress = |done: usize, of: usize| {
                let percent = u8::try_from(done * 100 / of.max(1)).unwrap_or(100);
                let step = percent - percent % STEP;
                if told.fetch_max(step, Ordering::Relaxed) < step {
                    tell(Event::TitlesProgress(step));
                }
            };
            let settings = |cache| archive::Settings {
                sources,
                cache,
                threads: available_parallelism().map_or(1, NonZero::get),
            };
            let archive = Archive::open(settings(cache))
                .unwrap_or_else(|| Archive::refresh(settings(cache), catalogue, &progress));
            let archive = match archive.has_sound_titles() {
                true => archive,
                // Should the disk itself be at fault, it is kept in memory.
                false => Archive::rebuild(settings(None), catalogue, &progress),
            };
            (Arc::clone(catalogue), archive)
        });
        archive
    }
}
