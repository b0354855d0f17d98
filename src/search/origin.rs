//! Where a corpus comes from: what must still be so for it to hold.
//!
//! The owner's part of the file ([`super::corpus`]) has the library folders, the entries in them
//! that may be issues, and for each article the stamp its file had before it was read. A stamp is
//! modification time, size and inode, compared for equality only. When all of them are as they
//! were, nothing of the library need be read; the answers are those of a fresh scan.
//!
//! The hard part is the number of files: each must be looked at, since a file that is changed in
//! place leaves no trace in its folder. Looking is divided among the cores, and goes from an open
//! folder, so that the way to it is not walked each time.

use std::fs::{self, File};
use std::ops::Range;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Mode, OFlags};

use super::checksum::checksum;
use super::corpus::{Corpus, long, number, text};
use crate::library::cache::{Stamp, stamp_at};
use crate::library::embedded;
use crate::library::issue::ISSUE_FILE;
use crate::library::load::ARTICLE_SUFFIX;
use crate::library::{Issue, Origin, Source};

/// What is not there.
pub(super) const MISSING: Stamp = (0, 0, 0, 0);
/// What was changed too lately to be known by its times: equal to nothing.
pub(super) const UNSETTLED: Stamp = (-1, -1, u64::MAX, u64::MAX);

/// The root number of built-in articles.
const EMBEDDED: u32 = u32::MAX;
/// Where the entries of articles begin.
const ARTICLES_AT: usize = 20;
/// The length of the entry of an article in bytes.
const ARTICLE_ENTRY: usize = 40;

/// Where a corpus comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Origins {
    /// A checksum of the built-in issues; 0 without them.
    pub(super) embedded: u64,
    /// Whether listing the issues met no fault.
    pub(super) faultless: bool,
    /// The library folders in the order of the sources.
    pub(super) roots: Vec<Root>,
}

/// A library folder, or an issue that is a source by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Root {
    /// The folder.
    pub(super) path: PathBuf,
    /// Its stamp.
    pub(super) stamp: Stamp,
    /// What in it may be an issue: name, stamp of the folder, stamp of its `issue.toml`.
    pub(super) entries: Vec<(String, Stamp, Stamp)>,
}

/// Where an article comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ArticleOrigin {
    /// The number of its root, [`EMBEDDED`] for a built-in one.
    root: u32,
    /// Whether the root is the issue itself.
    direct: bool,
    /// The stamp of its file.
    pub(super) stamp: Stamp,
}

impl Origins {
    /// How the folders of `sources` are now.
    pub(super) fn now(sources: &[Source]) -> Origins {
        let mut origins = Origins::default();
        for source in sources {
            match source {
                Source::Embedded => {
                    let sums = embedded::contents().map(checksum);
                    // A zero would say that there are none.
                    origins.embedded = 1 | sums.fold(0_u64, |sum, next| sum.rotate_left(5) ^ next);
                }
                Source::Folder(path) | Source::OptionalFolder(path) => {
                    origins.roots.push(Root::now(path));
                }
            }
        }
        origins
    }

    /// Whether these are the origins of `sources`: the same folders, the built-in issues as they are.
    /// What is in the folders is not looked at.
    pub(super) fn are_of(&self, sources: &[Source]) -> bool {
        let mut roots = self.roots.iter();
        let mut embedded = 0;
        for source in sources {
            match source {
                Source::Embedded => embedded = Origins::now(&[Source::Embedded]).embedded,
                Source::Folder(path) | Source::OptionalFolder(path) => {
                    if roots.next().is_none_or(|root| root.path != absolute(path)) {
                        return false;
                    }
                }
            }
        }
        roots.next().is_none() && embedded == self.embedded
    }

    /// How many entries the folders have together.
    pub(super) fn entries(&self) -> usize {
        self.roots.iter().map(|root| root.entries.len()).sum()
    }

    /// Where the article `id` of `issue` comes from, its file as it is now.
    pub(super) fn of_article(&self, issue: &Issue, id: &str, folders: &Folders) -> ArticleOrigin {
        let Origin::Folder(folder) = &issue.origin else {
            return ArticleOrigin {
                root: EMBEDDED,
                direct: false,
                stamp: MISSING,
            };
        };
        let root_of = |path: &Path| {
            let path = absolute(path);
            self.roots.iter().position(|root| root.path == path)
        };
        let (root, direct) = match folder.parent().and_then(root_of) {
            Some(root) => (root, false),
            None => (root_of(folder).unwrap_or(usize::MAX), true),
        };
        let mut origin = ArticleOrigin {
            root: u32::try_from(root).unwrap_or(EMBEDDED),
            direct,
            stamp: MISSING,
        };
        origin.stamp = folders.article(origin, id, &mut String::new());
        origin
    }

    /// Writes the origins, with those of the articles in their order.
    pub(super) fn to_bytes(&self, articles: &[ArticleOrigin]) -> Vec<u8> {
        let mut bytes = Vec::new();
        put_long(&mut bytes, self.embedded);
        put_number(&mut bytes, usize::from(self.faultless));
        put_number(&mut bytes, articles.len());
        put_number(&mut bytes, self.roots.len());
        for article in articles {
            bytes.extend_from_slice(&article.root.to_le_bytes());
            put_number(&mut bytes, usize::from(article.direct));
            put_stamp(&mut bytes, article.stamp);
        }
        for root in &self.roots {
            put_text(&mut bytes, &root.path.to_string_lossy());
            put_stamp(&mut bytes, root.stamp);
            put_number(&mut bytes, root.entries.len());
            for (name, folder, file) in &root.entries {
                put_text(&mut bytes, name);
                put_stamp(&mut bytes, *folder);
                put_stamp(&mut bytes, *file);
            }
        }
        bytes
    }

    /// Reads what [`Origins::to_bytes`] wrote.
    pub(super) fn read(corpus: &Corpus<'_>) -> Option<Origins> {
        let mut bytes = Bytes(corpus.owner());
        let embedded = bytes.long()?;
        let faultless = bytes.number()? != 0;
        let articles = bytes.number()? as usize;
        let roots = bytes.number()?;
        bytes.skip(articles.checked_mul(ARTICLE_ENTRY)?)?;
        let mut origins = Origins {
            embedded,
            faultless,
            roots: Vec::new(),
        };
        for _ in 0..roots {
            let mut root = Root {
                path: PathBuf::from(bytes.text()?),
                stamp: bytes.stamp()?,
                entries: Vec::new(),
            };
            for _ in 0..bytes.number()? {
                root.entries
                    .push((bytes.text()?.to_owned(), bytes.stamp()?, bytes.stamp()?));
            }
            origins.roots.push(root);
        }
        (articles == corpus.len()).then_some(origins)
    }
}

impl ArticleOrigin {
    /// Where article `index` of `corpus` comes from.
    pub(super) fn read(corpus: &Corpus<'_>, index: usize) -> Option<ArticleOrigin> {
        let mut bytes = Bytes(corpus.owner());
        bytes.skip(ARTICLES_AT + index.checked_mul(ARTICLE_ENTRY)?)?;
        Some(ArticleOrigin {
            root: bytes.number()?,
            direct: bytes.number()? != 0,
            stamp: bytes.stamp()?,
        })
    }

    /// Whether it is built in.
    pub(super) fn is_embedded(self) -> bool {
        self.root == EMBEDDED
    }
}

impl Root {
    fn now(path: &Path) -> Root {
        let mut root = Root {
            path: absolute(path),
            stamp: MISSING,
            entries: Vec::new(),
        };
        let Some(folder) = open_folder(path) else {
            return root;
        };
        // Before the entries: what changes in between is seen the next time.
        root.stamp = look(&folder, "", false);
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            let kind = entry.file_type();
            if kind.is_ok_and(|kind| kind.is_dir() || kind.is_symlink()) {
                let name = entry.file_name().to_string_lossy().into_owned();
                let (of_folder, of_file) = look_at_issue(&folder, &name);
                root.entries.push((name, of_folder, of_file));
            }
        }
        root.entries.sort();
        // A source that is an issue by itself has its `issue.toml` in it.
        let own = look(&folder, ISSUE_FILE, true);
        root.entries.push((String::new(), root.stamp, own));
        root
    }
}

/// The library folders, open for looking at what is in them.
#[derive(Debug)]
pub(super) struct Folders(Vec<Option<File>>);

impl Folders {
    pub(super) fn open(origins: &Origins) -> Folders {
        Folders(
            origins
                .roots
                .iter()
                .map(|root| open_folder(&root.path))
                .collect(),
        )
    }

    /// Whether the folders themselves are as they were: nothing in them was added, removed or renamed.
    pub(super) fn roots_hold(&self, origins: &Origins) -> bool {
        self.0.iter().zip(&origins.roots).all(|(folder, root)| {
            let now = folder.as_ref().map(|folder| look(folder, "", false));
            now.unwrap_or(MISSING) == root.stamp
        })
    }

    /// Whether these entries of the folders, counted through all of them, are as they were.
    pub(super) fn entries_hold(&self, origins: &Origins, entries: Range<usize>) -> bool {
        let all = self
            .0
            .iter()
            .zip(&origins.roots)
            .flat_map(|(folder, root)| {
                let entries = root.entries.iter();
                entries.map(move |entry| (folder, entry))
            });
        let mut wanted = all.skip(entries.start).take(entries.len());
        wanted.all(|(folder, (name, of_folder, of_file))| match folder {
            // What was not there has no entries but its own.
            None => (*of_folder, *of_file) == (MISSING, MISSING),
            Some(folder) if name.is_empty() => look(folder, ISSUE_FILE, true) == *of_file,
            Some(folder) => look_at_issue(folder, name) == (*of_folder, *of_file),
        })
    }

    /// Whether the files of these articles of `corpus` are as they were.
    pub(super) fn still_hold(&self, corpus: &Corpus<'_>, mut articles: Range<usize>) -> bool {
        let mut name = String::new();
        articles.all(|index| {
            ArticleOrigin::read(corpus, index).is_some_and(|origin| {
                origin.is_embedded()
                    || self.article(origin, corpus.id(index), &mut name) == origin.stamp
            })
        })
    }

    /// The stamp of the file of the article `id` now; `name` is room for its name.
    fn article(&self, origin: ArticleOrigin, id: &str, name: &mut String) -> Stamp {
        let folder = self.0.get(origin.root as usize).and_then(Option::as_ref);
        let Some(folder) = folder else {
            return MISSING;
        };
        let path = if origin.direct {
            id.rsplit('/').next().unwrap_or(id)
        } else {
            id
        };
        name.clear();
        name.push_str(path);
        name.push_str(ARTICLE_SUFFIX);
        look(folder, name, true)
    }
}

/// The folder as it is found from anywhere.
fn absolute(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn open_folder(path: &Path) -> Option<File> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let folder = rustix::fs::open(path, flags, Mode::empty());
    folder.ok().map(File::from)
}

fn look_at_issue(folder: &File, name: &str) -> (Stamp, Stamp) {
    (
        look(folder, name, false),
        look(folder, &format!("{name}/{ISSUE_FILE}"), true),
    )
}

/// The stamp of `path` in `folder`, of the folder itself for none. `itself`: of a link, not of what
/// it leads to.
fn look(folder: &File, path: &str, itself: bool) -> Stamp {
    let found = if path.is_empty() {
        rustix::fs::fstat(folder)
    } else {
        let flags = if itself {
            AtFlags::SYMLINK_NOFOLLOW
        } else {
            AtFlags::empty()
        };
        rustix::fs::statat(folder, path, flags)
    };
    found
        .ok()
        .and_then(|stat| stamp_at(&stat))
        .unwrap_or(MISSING)
}

fn put_number(bytes: &mut Vec<u8>, value: usize) {
    bytes.extend_from_slice(&u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes());
}

fn put_long(bytes: &mut Vec<u8>, value: u64) {
    bytes.extend_from_slice(&value.to_le_bytes());
}

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_number(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

fn put_stamp(bytes: &mut Vec<u8>, (seconds, nanoseconds, size, inode): Stamp) {
    for value in [seconds, nanoseconds] {
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    for value in [size, inode] {
        put_long(bytes, value);
    }
}

/// Bytes that are read from the front.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn skip(&mut self, length: usize) -> Option<()> {
        self.take(length).map(|_| ())
    }

    fn number(&mut self) -> Option<u32> {
        self.take(4).map(|bytes| number(bytes, 0))
    }

    fn long(&mut self) -> Option<u64> {
        self.take(8).map(|bytes| long(bytes, 0))
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.number()? as usize;
        self.take(length).map(text)
    }

    fn stamp(&mut self) -> Option<Stamp> {
        let signed = |value: u64| i64::from_le_bytes(value.to_le_bytes());
        Some((
            signed(self.long()?),
            signed(self.long()?),
            self.long()?,
            self.long()?,
        ))
    }
}
