//! What the tasks of the worker are done with, and how each is done.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread::available_parallelism;

use super::titles::titles;
use super::worker::{Task, Ticket};
use crate::app::act;
use crate::app::event::Event;
use crate::app::pages::search::pinyin_at_end;
use crate::app::results::Results;
use crate::library::{self, Catalogue, Source};
use crate::search::archive::{self, Archive, Refresh};
use crate::search::finder::Progress;
use crate::search::{Facts, Order, Vocabulary};

/// What tasks keep for each other.
#[derive(Debug, Default)]
pub struct Workbench {
    /// The search text of a catalogue.
    archive: Option<(Arc<Catalogue>, Arc<Archive>)>,
    /// The words of a search text.
    vocabulary: Option<(Arc<Archive>, Vocabulary)>,
    /// How many cores there are, once it was asked: asking takes a while.
    threads: OnceCell<usize>,
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

/// Entries that are looked at before a search asks whether it is outdated: some milliseconds.
const SLICE: usize = 65_536;
/// Words that one pinyin may stand for, to be taken in turn.
const MOST_WORDS: usize = 9;
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
            Task::ReadText(library) => {
                if self.is_outdated(&library) {
                    self.archive = None;
                }
                let archive = self.archive(&library, tell);
                self.vocabulary(&library, &archive);
                tell(Event::TextProgress(100));
            }
            Task::SearchText {
                question,
                library,
                query,
                order,
                read,
            } => {
                let asked = (query.as_str(), order, &read);
                if let Some(results) = self.search(&library, asked, ticket, tell) {
                    let words = self.words(&library, &query);
                    tell(Event::TextFound {
                        question,
                        results: Arc::new(results),
                        words,
                    });
                }
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
                let threads = self.threads();
                while search.step(finder, SLICE, threads) == Progress::Going {
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

    fn threads(&self) -> usize {
        let cores = || available_parallelism().map_or(1, NonZero::get);
        *self.threads.get_or_init(cores)
    }

    /// What a query finds in the text of a library; `None` if its ticket is outdated, or it means
    /// nothing. A search text that proves to be damaged is made anew.
    fn search(
        &mut self,
        library: &Library,
        (query, order, read): (&str, Order, &BTreeSet<String>),
        ticket: Ticket<'_>,
        tell: Tell<'_>,
    ) -> Option<Results> {
        let matcher = act::search::read(query).ok()?;
        let is_wanted = || !ticket.is_outdated();
        let facts = Facts { read, kept: None };
        // In the cache, in one made anew, in memory: should the disk itself be at fault.
        for attempt in [Attempt::AsItIs, Attempt::Anew, Attempt::InMemory] {
            let archive = match attempt {
                Attempt::AsItIs => self.archive(library, tell),
                Attempt::Anew | Attempt::InMemory => {
                    let cached = attempt == Attempt::Anew;
                    let progress = progress(tell);
                    let settings = settings(library, cached);
                    let archive = Archive::rebuild(settings, &library.catalogue, &progress);
                    self.keep(library, archive)
                }
            };
            if let Ok(found) = archive.search_while(&matcher, facts, order, &is_wanted) {
                let asked = (query.to_owned(), order);
                return Some(Results::new(asked, archive, matcher, found?));
            }
        }
        None
    }

    /// Words for the pinyin at the end of `query`.
    fn words(&mut self, library: &Library, query: &str) -> Vec<String> {
        let Some((_, letters)) = pinyin_at_end(query) else {
            return Vec::new();
        };
        let Some((_, archive)) = self.archive.clone() else {
            return Vec::new();
        };
        let words = self
            .vocabulary(library, &archive)
            .complete(letters, MOST_WORDS);
        words.into_iter().map(str::to_owned).collect()
    }

    /// The words of `archive`.
    fn vocabulary(&mut self, library: &Library, archive: &Arc<Archive>) -> &Vocabulary {
        if !matches!(&self.vocabulary, Some((of, _)) if Arc::ptr_eq(of, archive)) {
            self.vocabulary = None;
        }
        let (_, vocabulary) = self.vocabulary.get_or_insert_with(|| {
            let vocabulary = archive.vocabulary(settings(library, true));
            (Arc::clone(archive), vocabulary)
        });
        vocabulary
    }

    /// Whether the search text of a library is not what its files are now.
    fn is_outdated(&self, library: &Library) -> bool {
        let known = self.archive.as_ref();
        known.is_some_and(|(_, archive)| !library.sources.is_empty() && !archive.still_holds())
    }

    /// The search text of a library: of the last time if the library is as it was, else read now,
    /// which takes its time and is told of in steps. Damaged, it is made anew.
    fn archive(&mut self, library: &Library, tell: Tell<'_>) -> Arc<Archive> {
        if let Some((of, archive)) = &self.archive
            && Arc::ptr_eq(of, &library.catalogue)
        {
            return Arc::clone(archive);
        }
        let progress = progress(tell);
        let cached = settings(library, true);
        let archive = Archive::open(cached).unwrap_or_else(|| {
            let refresh = Refresh::begin(cached);
            match library.sources.is_empty() {
                true => refresh.of(&library.catalogue, &progress),
                // Listed again behind that, so that the search text is whole for other programs too.
                false => {
                    let scan = library::scan(&library.sources, library.cache.as_deref());
                    refresh.of(&scan, &progress)
                }
            }
        });
        let archive = match archive.has_sound_titles() {
            true => archive,
            // Should the disk itself be at fault, it is kept in memory.
            false => Archive::rebuild(settings(library, false), &library.catalogue, &progress),
        };
        tell(Event::TextProgress(100));
        self.keep(library, archive)
    }

    fn keep(&mut self, library: &Library, archive: Archive) -> Arc<Archive> {
        let archive = Arc::new(archive);
        self.archive = Some((Arc::clone(&library.catalogue), Arc::clone(&archive)));
        archive
    }
}

/// Which search text is searched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Attempt {
    AsItIs,
    Anew,
    InMemory,
}

/// Where the search text of `library` is kept, if it is to be `cached`.
fn settings(library: &Library, cached: bool) -> archive::Settings<'_> {
    archive::Settings {
        sources: &library.sources,
        cache: library.cache.as_deref().filter(|_| cached),
        threads: available_parallelism().map_or(1, NonZero::get),
    }
}

/// Tells in steps how many articles are read.
fn progress(tell: Tell<'_>) -> impl Fn(usize, usize) + Sync {
    let told = AtomicU8::new(0);
    move |done, of| {
        let percent = u8::try_from(done * 100 / of.max(1)).unwrap_or(100);
        let step = percent - percent % STEP;
        if told.fetch_max(step, Ordering::Relaxed) < step {
            tell(Event::TitlesProgress(step));
            tell(Event::TextProgress(step));
        }
    }
}
