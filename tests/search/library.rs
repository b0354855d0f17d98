//! A library in a folder of its own, beside the built-in issues, and searching it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use kanbao::library::{Scan, Source, load_article, scan};
use kanbao::search::archive::{Archive, Refresh, Settings};
use kanbao::search::query::Settings as Reading;
use kanbao::search::snippet::{Passage, passages};
use kanbao::search::{Facts, Hit, Matcher, Order, QueryError, parse};
use tempfile::TempDir;

use crate::archive;

/// An article with everything that folding is about: traditional characters, full-width forms,
/// Chinese digits, lines broken in the source, quotation marks, blanks beside Han.
pub(crate) const ODD: &str = "+++
title = \"長橋鎮　Ｇ60 簡訊\"
authors = [\"林曉\", \"Ada Wong\"]
source = \"鎮報\"
kind = \"brief\"
date = \"2021-03-05\"
+++
二〇二一年春天，鎮上的老人說“橋不動，
水才動”。工程從 2019 年 做起，Ａ標段先完工。

> 他把“鑰匙”交給了 新來的\u{3000}值班員。

- open  the GATE
- 一九九八年的洪水

`code-1` 與**重點**連在一起。
";

pub(crate) struct Library {
    pub(crate) root: TempDir,
    pub(crate) cache: TempDir,
}

/// An article as it is read, for comparing.
pub(crate) struct Plain {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) text: String,
}

impl Library {
    /// An archive of invented news and the odd article.
    pub(crate) fn new(issues: usize, articles: usize) -> Library {
        let library = Library {
            root: TempDir::new().unwrap(),
            cache: TempDir::new().unwrap(),
        };
        let size = archive::Size {
            issues,
            articles,
            paragraphs: 2,
        };
        archive::write(library.root.path(), size).unwrap();
        library.write(
            "zhenbao-2021/issue.toml",
            "publication = \"鎮報\"\ndate = \"2021-03\"\n",
        );
        library.write("zhenbao-2021/01-qiao.md", ODD);
        library.age();
        library
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Gives every file and folder a time of an hour ago, so that its stamp is believed.
    pub(crate) fn age(&self) {
        let time = SystemTime::now() - Duration::from_secs(3600);
        age(self.root.path(), time);
    }

    pub(crate) fn sources(&self) -> [Source; 2] {
        [
            Source::Embedded,
            Source::Folder(self.root.path().to_owned()),
        ]
    }

    pub(crate) fn scan(&self) -> Scan {
        scan(&self.sources(), None)
    }

    /// The archive as a command gets it.
    pub(crate) fn archive(&self) -> Archive {
        let sources = self.sources();
        let settings = Settings {
            sources: &sources,
            cache: Some(self.cache.path()),
            threads: 2,
        };
        Archive::open(settings)
            .unwrap_or_else(|| Refresh::begin(settings).of(&self.scan(), &|_, _| ()))
    }

    /// The archive of the last time, if it still holds.
    pub(crate) fn kept(&self) -> Option<Archive> {
        let sources = self.sources();
        Archive::open(Settings {
            sources: &sources,
            cache: Some(self.cache.path()),
            threads: 2,
        })
    }

    /// The one file of the cache.
    pub(crate) fn cache_file(&self) -> PathBuf {
        let files: Vec<PathBuf> = fs::read_dir(self.cache.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        assert_eq!(files.len(), 1, "{files:?}");
        files[0].clone()
    }

    /// What a command answers, whatever is in the cache: ids and counts.
    pub(crate) fn answer(&self, query: &str) -> Vec<(String, u32)> {
        let matcher = matcher(query, &Reading::default()).unwrap();
        let archive = self.archive();
        match search(&archive, &matcher) {
            Some(found) => found,
            None => {
                let sources = self.sources();
                let settings = Settings {
                    sources: &sources,
                    cache: Some(self.cache.path()),
                    threads: 2,
                };
                let archive = Archive::rebuild(settings, &self.scan(), &|_, _| ());
                search(&archive, &matcher).unwrap()
            }
        }
    }

    /// Every article, read one by one.
    pub(crate) fn articles(&self) -> Vec<Plain> {
        let catalogue = self.scan().catalogue;
        let issues = catalogue.issues().iter();
        issues
            .flat_map(|issue| issue.articles.iter().map(move |id| (issue, id)))
            .map(|(issue, id)| {
                let (article, _) = load_article(issue, id).unwrap();
                Plain {
                    id: id.clone(),
                    title: article.meta.title.to_string(),
                    text: article.document.text.to_string(),
                }
            })
            .collect()
    }
}

pub(crate) fn matcher(query: &str, reading: &Reading) -> Result<Matcher, QueryError> {
    Matcher::new(&parse(query, reading)?)
}

/// Ids and counts in order; `None` if the archive is damaged.
pub(crate) fn search(archive: &Archive, matcher: &Matcher) -> Option<Vec<(String, u32)>> {
    let read = BTreeSet::new();
    let found = hits(archive, matcher, &read)?;
    let corpus = archive.corpus();
    let id = |hit: &Hit| corpus.details(hit.article as usize).id.to_owned();
    Some(found.iter().map(|hit| (id(hit), hit.count)).collect())
}

pub(crate) fn hits(
    archive: &Archive,
    matcher: &Matcher,
    read: &BTreeSet<String>,
) -> Option<Vec<Hit>> {
    archive
        .search(matcher, Facts { read, kept: None }, Order::Relevance)
        .ok()
}

/// The passages of the article `id`.
pub(crate) fn passages_of(archive: &Archive, matcher: &Matcher, id: &str) -> Vec<Passage> {
    let corpus = archive.corpus();
    let index = (0..corpus.len())
        .find(|&index| corpus.details(index).id == id)
        .unwrap();
    passages(&corpus, matcher, index)
}

fn age(path: &Path, time: SystemTime) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            age(&entry.unwrap().path(), time);
        }
    }
    fs::File::open(path).unwrap().set_modified(time).unwrap();
}
