//! What the tasks of the worker are done with, and how each is done.
//!
//! The search text is made once for a library and kept. Where the disk has other issues than the library
//! that is shown, that is told before anything is found in them: nothing is found that cannot be opened.

use std::cell::OnceCell;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread::available_parallelism;

use super::titles::titles;
use super::worker::{Task, Ticket};
use crate::app::event::Event;
use crate::app::kept::sought;
use crate::app::mark_texts::MarkTexts;
use crate::app::pages::preview::Previewed;
use crate::app::pages::search::{field_at_end, pinyin_at_end};
use crate::app::results::{Results, TextQuestion};
use crate::library::{self, Catalogue, Source};
use crate::search::archive::{self, Archive, Attempt, Refresh};
use crate::search::finder::Progress;
use crate::search::vocabulary::complete_name;
use crate::search::vocabulary::learn::Learning;
use crate::search::{Corpus, Facts, Kept, Vocabulary};
use crate::store::Marks;

/// What tasks keep for each other.
#[derive(Debug, Default)]
pub struct Workbench {
    /// The search text of a catalogue.
    archive: Option<(Arc<Catalogue>, Arc<Archive>)>,
    /// The words of a search text.
    vocabulary: Option<(Arc<Archive>, Vocabulary)>,
    /// Words that are being learnt.
    learning: Option<(Arc<Archive>, Learning)>,
    /// What queries see of marks.
    kept: Option<(Arc<Marks>, Kept)>,
    /// What the filter of the list of marks looks through.
    marks: Option<MarkTexts>,
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
const SLICE: usize = 262_144;
/// Words that one pinyin may stand for, to be taken in turn.
const MOST_WORDS: usize = 9;
/// Progress is told in such steps, in per cent.
const STEP: u8 = 5;

/// Takes what a task gives back; may be called from the threads it divides its work among.
pub type Tell<'a> = &'a (dyn Fn(Event) + Sync);

impl Workbench {
    /// Does a task and tells what it gives; what is still to be done of it, once others had their turn.
    /// It stops when its ticket is outdated. Making the search text ready alone does not: whatever is asked
    /// next needs it.
    pub(super) fn run(&mut self, task: Task, ticket: Ticket<'_>, tell: Tell<'_>) -> Option<Task> {
        match task {
            Task::ReadTitles(library) => {
                let (catalogue, archive) = self.archive(&library, tell);
                if !ticket.is_outdated() {
                    let titles = titles(catalogue, &archive.corpus());
                    tell(Event::TitlesLoaded(Arc::new(titles)));
                }
            }
            Task::ReadText(library) => {
                if self.is_outdated(&library) {
                    self.archive = None;
                }
                self.archive(&library, tell);
                tell(Event::TextProgress(100));
            }
            Task::LearnWords(library) => return self.learn(library, tell),
            Task::PlaceMarks(placing) => {
                let (placed, rest) = placing.step();
                tell(placed);
                return rest.map(Task::PlaceMarks);
            }
            Task::FindMarks(question) => {
                let known = self.marks.take().filter(|texts| texts.are_of(&question));
                let texts = known.unwrap_or_else(|| MarkTexts::new(&question));
                let found = self.marks.insert(texts);
                if let Some(found) = found.find(&question, &|| !ticket.is_outdated()) {
                    tell(Event::MarksFound {
                        question: question.question,
                        found,
                    });
                }
            }
            Task::Rest => {
                if let Some((_, archive)) = &self.archive {
                    archive.rest();
                }
            }
            Task::SearchText { library, question } => {
                let number = question.number;
                if let Some(results) = self.search(&library, *question, ticket, tell) {
                    tell(Event::TextFound {
                        question: number,
                        results: Arc::new(results),
                    });
                }
            }
            Task::CompleteWord(before) => {
                let words = self.complete(&before, ticket);
                if let Some(words) = words.filter(|_| !ticket.is_outdated()) {
                    tell(Event::WordsFound { before, words });
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
                        return None;
                    }
                }
                if !ticket.is_outdated() {
                    let found = Arc::new(search.finish());
                    tell(Event::TitlesFound { question, found });
                }
            }
            Task::ReadPreview { catalogue, wanted } => {
                let issue = catalogue.issue_of(&wanted.article);
                let read =
                    issue.and_then(|issue| library::load_article(issue, &wanted.article).ok());
                if !ticket.is_outdated() {
                    let shown = read.map(|(article, _)| Box::new(Previewed::new(article, &wanted)));
                    tell(Event::PreviewLoaded { wanted, shown });
                }
            }
        }
        None
    }

    fn threads(&self) -> usize {
        let cores = || available_parallelism().map_or(1, NonZero::get);
        *self.threads.get_or_init(cores)
    }

    /// What is found in the text of a library; `None` if the ticket is outdated. A search text that
    /// proves to be damaged is made anew.
    fn search(
        &mut self,
        library: &Library,
        question: TextQuestion,
        ticket: Ticket<'_>,
        tell: Tell<'_>,
    ) -> Option<Results> {
        let is_wanted = || !ticket.is_outdated();
        let asks = question.matcher.asks_for_kept();
        let kept = asks.then(|| self.take_kept(question.marks.as_ref()));
        let facts = Facts {
            read: &question.read,
            kept: kept.as_ref(),
        };
        let open = |attempt| match attempt {
            Attempt::AsItIs => self.archive(library, tell).1,
            Attempt::Anew | Attempt::InMemory => {
                let settings = settings(library, attempt == Attempt::Anew);
                let archive = Archive::rebuild(settings, &library.catalogue, &progress(tell));
                self.keep(Arc::clone(&library.catalogue), archive)
            }
        };
        let look = |archive: &Arc<Archive>| {
            let order = question.order;
            let found = archive.search_while(&question.matcher, facts, order, &is_wanted);
            found.ok()
        };
        let (archive, found) = archive::sound(open, look);
        let lack = kept.as_ref().and_then(|kept| kept.lack(&question.matcher));
        self.kept = question.marks.clone().zip(kept);
        Some(Results::new(question, archive, found??, lack))
    }

    /// What queries see of `marks`.
    fn take_kept(&mut self, marks: Option<&Arc<Marks>>) -> Kept {
        let Some(marks) = marks else {
            return Kept::default();
        };
        match self.kept.take() {
            Some((of, kept)) if Arc::ptr_eq(&of, marks) => kept,
            _ => sought(marks),
        }
    }

    /// The words for the pinyin at the end of `before`: names where it is the value of a field that has
    /// names; nothing before the words are learnt. What is found once the ticket is outdated is not whole.
    fn complete(&self, before: &str, ticket: Ticket<'_>) -> Option<Vec<String>> {
        let known = self.vocabulary.as_ref();
        let (archive, vocabulary) = known.filter(|(archive, _)| archive.is_as_mapped())?;
        let (at, letters) = pinyin_at_end(before).unwrap_or((before.len(), ""));
        let corpus = archive.corpus();
        let articles = (0..corpus.len()).take_while(|_| !ticket.is_outdated());
        Some(match field_at_end(&before[..at]) {
            Some("author") => {
                let authors = articles.flat_map(|index| corpus.details(index).authors.lines());
                complete_name(letters, authors, MOST_WORDS)
            }
            Some("source") => {
                let sources = articles.map(|index| corpus.details(index).source);
                complete_name(letters, sources, MOST_WORDS)
            }
            Some("publication") => {
                let publications = articles.map(|index| corpus.publication(index));
                complete_name(letters, publications, MOST_WORDS)
            }
            // These take words of the query's language.
            Some("kind" | "date" | "is") => Vec::new(),
            _ => {
                let texts = archive.texts().take_while(|_| !ticket.is_outdated());
                vocabulary.complete_in(letters, texts, MOST_WORDS)
            }
        })
    }

    /// Learns the words of a library, or looks up what was learnt before: some of the counting at a time.
    fn learn(&mut self, library: Library, tell: Tell<'_>) -> Option<Task> {
        let known = self.archive.clone();
        let (_, archive) = known.filter(|(_, archive)| archive.is_as_mapped())?;
        let is_of = |of: &Arc<Archive>| Arc::ptr_eq(of, &archive);
        if !self.vocabulary.as_ref().is_some_and(|(of, _)| is_of(of)) {
            let settings = settings(&library, true);
            let vocabulary = match self.learning.take().filter(|(of, _)| is_of(of)) {
                None => match archive.known_words(settings) {
                    Some(known) => known,
                    None => {
                        self.learning = Some((Arc::clone(&archive), archive.learn()));
                        return Some(Task::LearnWords(library));
                    }
                },
                Some((of, mut learning)) => {
                    if learning.step() {
                        self.learning = Some((of, learning));
                        return Some(Task::LearnWords(library));
                    }
                    archive.learnt(&learning, settings)
                }
            };
            self.vocabulary = Some((archive, vocabulary));
        }
        tell(Event::WordsReady);
        None
    }

    /// Whether the search text of a library is not what its files are now.
    fn is_outdated(&self, library: &Library) -> bool {
        let known = self.archive.as_ref();
        known.is_some_and(|(_, archive)| !library.sources.is_empty() && !archive.still_holds())
    }

    /// The search text of a library: of the last time if the library is as it was, else read now,
    /// which takes its time and is told of in steps. Damaged, it is made anew. With the issues that it
    /// is of: if they are others than those of the library, that is told.
    fn archive(&mut self, library: &Library, tell: Tell<'_>) -> (Arc<Catalogue>, Arc<Archive>) {
        if let Some((of, archive)) = &self.archive
            && Arc::ptr_eq(of, &library.catalogue)
            && archive.is_as_mapped()
        {
            return (Arc::clone(of), Arc::clone(archive));
        }
        let progress = progress(tell);
        let cached = settings(library, true);
        let known = Archive::open(cached);
        let known = known.filter(|archive| is_of(&archive.corpus(), &library.catalogue));
        let (catalogue, archive) = match known {
            Some(archive) => (Arc::clone(&library.catalogue), archive),
            None if library.sources.is_empty() => {
                let refresh = Refresh::begin(cached);
                let archive = match self.before(&library.catalogue) {
                    Some(before) => refresh.from(before, &library.catalogue, &progress),
                    None => refresh.of(&library.catalogue, &progress),
                };
                (Arc::clone(&library.catalogue), archive)
            }
            None => {
                let refresh = Refresh::begin(cached);
                // Listed again behind that, so that the search text is whole for other programs too.
                let scan = library::scan(&library.sources, library.cache.as_deref());
                let archive = refresh.of(&scan, &progress);
                let catalogue = match scan.catalogue == *library.catalogue {
                    true => Arc::clone(&library.catalogue),
                    false => Arc::new(scan.catalogue),
                };
                (catalogue, archive)
            }
        };
        let archive = match archive.has_sound_titles() {
            true => archive,
            // Should the disk itself be at fault, it is kept in memory.
            false => Archive::rebuild(settings(library, false), &catalogue, &progress),
        };
        tell(Event::TextProgress(100));
        if !Arc::ptr_eq(&catalogue, &library.catalogue) {
            tell(Event::LibraryChanged(Arc::clone(&catalogue)));
        }
        let archive = self.keep(Arc::clone(&catalogue), archive);
        (catalogue, archive)
    }

    /// The search text that was made last, if all issues of `catalogue` that it knows are the same.
    fn before(&self, catalogue: &Catalogue) -> Option<&Archive> {
        let known = self.archive.as_ref();
        let (of, archive) = known.filter(|(_, archive)| archive.is_as_mapped())?;
        let mut issues = catalogue.issues().iter();
        let same = issues.all(|issue| of.issue(&issue.id).is_none_or(|known| known == issue));
        same.then_some(archive)
    }

    fn keep(&mut self, catalogue: Arc<Catalogue>, archive: Archive) -> Arc<Archive> {
        let archive = Arc::new(archive);
        self.archive = Some((catalogue, Arc::clone(&archive)));
        archive
    }
}

/// Whether `corpus` has the articles of `catalogue`, in their order, and no others.
fn is_of(corpus: &Corpus<'_>, catalogue: &Catalogue) -> bool {
    let articles = catalogue.issues().iter().flat_map(|issue| &issue.articles);
    let ids = (0..corpus.len()).map(|index| corpus.id(index));
    articles.map(String::as_str).eq(ids)
}

/// Where the search text of `library` is kept, if it is to be `cached`.
fn settings(library: &Library, cached: bool) -> archive::Settings<'_> {
    // Issues that lie anywhere have nothing that a search text of theirs could be known by.
    let cached = cached && !library.sources.is_empty();
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
