//! From the articles of a catalogue to a corpus: read, folded and written, group by group.
//!
//! Groups of articles are shared out among threads; each reads its articles (or copies them from
//! the corpus before, if their files are as they were) and hands the group to the one that writes.
//! Only a few groups are in memory at a time. The corpus is the same whatever the threads do, but
//! for the order in which groups stand in it.

use std::collections::BTreeMap;
use std::io::{self, Seek, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use super::corpus::{Corpus, packed_date};
use super::origin::{ArticleOrigin, Folders, MISSING, Origins, UNSETTLED};
use super::pack::{Group, Pack, Packed};
use crate::library::cache::{Stamp, settled};
use crate::library::{Article, Catalogue, Issue, load_article};
use crate::text::Clean;

/// Articles a group: some hundred KiB, so that a scan seldom starts anew.
const GROUP: usize = 128;

/// What a corpus is gathered from.
#[derive(Clone, Copy)]
pub(super) struct Gathering<'a> {
    /// The issues.
    pub(super) catalogue: &'a Catalogue,
    /// Where they lie.
    pub(super) origins: &'a Origins,
    /// The corpus of the last time, if it is sound.
    pub(super) before: Option<(Corpus<'a>, &'a Origins)>,
    /// When gathering began, by the clock of the cache's file system, in nanoseconds since 1970;
    /// stamps near it say nothing. `None` when no stamp will be looked at again.
    pub(super) begun: Option<i128>,
    /// How many threads read.
    pub(super) threads: usize,
    /// Told how many articles of how many are done.
    pub(super) progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// An article to be gathered.
struct Item<'a> {
    issue: usize,
    of: &'a Issue,
    id: &'a str,
}

/// Gathers the articles and writes them to `out`.
///
/// # Errors
/// `out` takes no more.
pub(super) fn gather<W: Write + Seek>(gathering: Gathering<'_>, out: W) -> io::Result<W> {
    let issues = gathering.catalogue.issues();
    let items: Vec<Item<'_>> = issues
        .iter()
        .enumerate()
        .flat_map(|(issue, of)| of.articles.iter().map(move |id| Item { issue, of, id }))
        .collect();
    let known = known(&gathering);
    let folders = Folders::open(gathering.origins);
    let next = AtomicUsize::new(0);
    let mut origins = vec![None; items.len()];
    let mut pack = Pack::new(out, items.len())?;
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(gathering.threads);
        for _ in 0..gathering.threads.max(1) {
            let sender = sender.clone();
            let (next, items, known, folders) = (&next, &items, &known, &folders);
            scope.spawn(move || {
                loop {
                    let start = next.fetch_add(1, Ordering::Relaxed) * GROUP;
                    let Some(end) = (start < items.len()).then(|| items.len().min(start + GROUP))
                    else {
                        break;
                    };
                    let mut group = Group::default();
                    let mut found = Vec::with_capacity(end - start);
                    for (index, item) in items.iter().enumerate().take(end).skip(start) {
                        let (packed, origin) = take(item, &gathering, known, folders);
                        group.push(index, packed);
                        found.push(origin);
                    }
                    // Nobody listens any more once writing has failed.
                    if sender.send((start, group, found)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut done = 0;
        for (start, group, found) in receiver {
            pack.write(&group)?;
            done += found.len();
            for (place, origin) in origins[start..].iter_mut().zip(found) {
                *place = Some(origin);
            }
            (gathering.progress)(done, items.len());
        }
        io::Result::Ok(())
    })?;
    let origins: Vec<ArticleOrigin> = origins.into_iter().flatten().collect();
    let names: Vec<[&str; 2]> = issues
        .iter()
        .map(|issue| [issue.id.as_str(), issue.publication.as_str()])
        .collect();
    pack.finish(&names, &gathering.origins.to_bytes(&origins))
}

/// The articles of the corpus before, by id.
fn known<'a>(gathering: &Gathering<'a>) -> BTreeMap<&'a str, usize> {
    let Some((corpus, origins)) = gathering.before else {
        return BTreeMap::new();
    };
    // Numbers of roots mean the same folders as long as the folders are the same.
    let paths = |origins: &Origins| -> Vec<_> {
        origins.roots.iter().map(|root| root.path.clone()).collect()
    };
    if paths(origins) != paths(gathering.origins) {
        return BTreeMap::new();
    }
    (0..corpus.len())
        .map(|index| (corpus.details(index).id, index))
        .collect()
}

fn take(
    item: &Item<'_>,
    gathering: &Gathering<'_>,
    known: &BTreeMap<&str, usize>,
    folders: &Folders,
) -> (Packed, ArticleOrigin) {
    // Before reading: what changes while it is read is seen the next time.
    let mut origin = gathering.origins.of_article(item.of, item.id, folders);
    let copied = known.get(item.id).and_then(|&index| {
        let (corpus, origins) = gathering.before.as_ref()?;
        let same = ArticleOrigin::read(corpus, index)? == origin
            && (!origin.is_embedded() || origins.embedded == gathering.origins.embedded)
            && (origin.is_embedded() || origin.stamp != MISSING);
        same.then(|| Packed::copy(corpus, index)).flatten()
    });
    let mut packed = copied.unwrap_or_else(|| read(item));
    packed.issue = item.issue;
    origin.stamp = trusted(origin.stamp, gathering.begun);
    (packed, origin)
}

/// A stamp to be kept: one that is too young is worth nothing.
pub(super) fn trusted(stamp: Stamp, begun: Option<i128>) -> Stamp {
    match begun {
        Some(begun) if stamp != MISSING && !settled(stamp, begun) => UNSETTLED,
        _ => stamp,
    }
}

/// Reads an article; one that cannot be read has nothing to be found.
fn read(item: &Item<'_>) -> Packed {
    let article = load_article(item.of, item.id)
        .map(|(article, _)| article)
        .unwrap_or_default();
    let Article { meta, document } = article;
    let lines = |texts: &[Clean]| -> String {
        let texts: Vec<&str> = texts.iter().map(Clean::as_str).collect();
        texts.join("\n")
    };
    let text = |text: &Option<Clean>| text.as_ref().map_or(String::new(), ToString::to_string);
    let date = meta.date.or(item.of.date);
    let details = [
        item.id,
        &text(&meta.kicker),
        &text(&meta.source),
        meta.kind.name(),
        &lines(&meta.authors),
        &lines(&meta.tags),
        &date.map(|date| date.to_string()).unwrap_or_default(),
    ];
    let mut packed = Packed::new(meta.title.as_str(), document.text.as_str(), details);
    packed.date = packed_date(date);
    packed
}
