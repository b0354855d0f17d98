//! Notes in the making: kept while they are typed, offered again until they are taken or thrown away.
//!
//! A draft is a file of its own in `drafts/` of the state folder, of one line in the form of a journal's
//! ([`super::record`]), replaced as a whole and brought to the disk each time. While somebody types, a
//! second file (`….open`) is locked: the kernel gives the lock back when the process dies, and from
//! then on the draft is offered. Nothing is left of a draft that was finished, nor of one whose writer was
//! killed before anything of it was on the disk.
//!
//! A text that another editor writes on at stands in a file beside its draft, whose name begins like that of
//! the draft and has a sum of the text as it was given to that editor. If the program is killed meanwhile, the draft is
//! offered with what that editor saved: in place of its own text if that is still the one that was given, behind it
//! otherwise. Times say nothing: clocks are set back.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic::{TEMPORARY, folder_of, make_folder, replace_by, sync_above, sync_folder};
use super::error::StoreError;
use super::lock::is_at;
use super::record::{Line, crc32, read_line, write_line};
use super::token;
use crate::annotation::{MarkId, Selector, Source};
use crate::regular::{self, Links};

/// The most that is read of a draft, in bytes.
const LARGEST: u64 = 64 << 20;
const DRAFT: &str = ".draft";
const OPEN: &str = ".open";
/// How the name of a file ends that another editor writes.
const OUTSIDE: &str = ".md";

/// What is being typed, and for what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The article's id.
    pub article: String,
    /// What the article is called.
    #[serde(default)]
    pub source: Source,
    /// The passage, where the note is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selector: Option<Selector>,
    /// The mark whose note is changed, where it is not a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<MarkId>,
    /// The records that this mark was made of when the text was begun: what others made of it since is not
    /// known to whoever wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heads: Vec<MarkId>,
    /// The tags that a new note gets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The text as far as it was typed.
    pub text: String,
    /// When, in seconds since 1970-01-01 UTC.
    pub at: i64,
}

/// The folder of drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafts {
    folder: PathBuf,
}

/// A draft while it is typed. Dropping it leaves the draft to be offered.
#[derive(Debug)]
pub struct OpenDraft {
    path: PathBuf,
    open: PathBuf,
    _lock: File,
}

/// A draft that nobody is typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftDraft {
    /// Its file.
    pub path: PathBuf,
    /// What it says; `None` if the file is damaged.
    pub draft: Option<Draft>,
    /// The files of other editors whose texts it says too.
    pub outside: Vec<PathBuf>,
}

impl Drafts {
    /// The drafts in `state`, the state folder; it need not exist.
    pub fn new(state: &Path) -> Drafts {
        Drafts {
            folder: state.join("drafts"),
        }
    }

    /// Begins a draft; nothing of it is on the disk before it is kept for the first time, but its lock.
    ///
    /// # Errors
    /// Any [`StoreError`] of the folder.
    pub fn begin(&self) -> Result<OpenDraft, StoreError> {
        make_folder(&self.folder)?;
        sync_above(&self.folder).map_err(|error| StoreError::write(&self.folder, error))?;
        let path = self.folder.join(format!("{}{DRAFT}", token::name()?));
        OpenDraft::lock(path)?.ok_or_else(|| StoreError::Busy {
            path: self.folder.clone(),
        })
    }

    /// The drafts that nobody is typing, the newest first. A folder that cannot be read has none. What was
    /// left by writers that were killed before they had a draft is removed.
    pub fn left(&self) -> Vec<LeftDraft> {
        let paths = self.paths();
        let ends = |path: &&PathBuf, ending: &str| path.extension().is_some_and(|it| it == ending);
        let lone = paths.iter().filter(|path| {
            ends(path, &OPEN[1..]) && !paths.contains(&path.with_extension(&DRAFT[1..]))
        });
        for open in lone {
            // Whoever began it meanwhile holds it.
            if let Ok(Some(open)) = OpenDraft::lock(open.with_extension(&DRAFT[1..]))
                && !open.path.exists()
            {
                let _ = open.finish();
            }
        }
        let is_left = |path: &&PathBuf| {
            ends(path, &DRAFT[1..]) && !is_locked(&path.with_extension(&OPEN[1..]))
        };
        let mut left: Vec<LeftDraft> = paths
            .iter()
            .filter(is_left)
            .map(|path| {
                let read = read(path).map(|draft| written_on(draft, path, &paths));
                let (draft, outside) = read.unzip();
                LeftDraft {
                    path: path.clone(),
                    draft,
                    outside: outside.unwrap_or_default(),
                }
            })
            .collect();
        left.sort_by_key(|left| {
            let at = left.draft.as_ref().map(|draft| draft.at);
            (std::cmp::Reverse(at), left.path.clone())
        });
        left
    }

    /// All files in the folder.
    fn paths(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten();
        entries.flatten().map(|entry| entry.path()).collect()
    }

    /// Goes on typing a draft that was left; `None` if somebody else does, or has finished it.
    ///
    /// # Errors
    /// Any [`StoreError`] of the folder.
    pub fn take(&self, left: &LeftDraft) -> Result<Option<OpenDraft>, StoreError> {
        let open = OpenDraft::lock(left.path.clone())?;
        match open {
            Some(open) if !left.path.exists() => open.finish().map(|()| None),
            Some(open) => {
                if let (Some(draft), false) = (&left.draft, left.outside.is_empty()) {
                    open.keep(draft)?;
                    // A file that stays says what the draft says now.
                    left.outside
                        .iter()
                        .for_each(|file| drop(fs::remove_file(file)));
                }
                Ok(Some(open))
            }
            None => Ok(None),
        }
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// [`StoreError::Write`].
    pub fn discard(&self, left: &LeftDraft) -> Result<(), StoreError> {
        match OpenDraft::lock(left.path.clone())? {
            Some(open) => open.finish(),
            None => Err(StoreError::Busy {
                path: left.path.clone(),
            }),
        }
    }
}

impl OpenDraft {
    /// How the name of a file ends in which another editor writes.
    pub const OUTSIDE: &str = OUTSIDE;

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps what was typed: on the disk when this returns.
    ///
    /// # Errors
    /// [`StoreError::Write`]; what was kept before stands.
    pub fn keep(&self, draft: &Draft) -> Result<(), StoreError> {
        let line =
            write_line(draft).map_err(|error| StoreError::write(&self.path, error.into()))?;
        let temporary = format!("{TEMPORARY}{}-", stem(&self.path));
        replace_by(&self.path, &temporary, line.as_bytes())
    }

    /// How the name of a file begins, beside the draft, in which another editor writes on at `text`; it ends
    /// with [`OpenDraft::OUTSIDE`].
    pub fn outside_prefix(&self, text: &str) -> String {
        format!("{}-{}-", stem(&self.path), sum(text))
    }

    /// Removes the draft: it was saved, or thrown away.
    ///
    /// # Errors
    /// [`StoreError::Write`].
    pub fn finish(self) -> Result<(), StoreError> {
        let remove = || -> io::Result<()> {
            // What is left of writing it, by whoever did.
            let stem = stem(&self.path);
            let (temporary, outside) = (format!("{TEMPORARY}{stem}-"), format!("{stem}-"));
            let mut paths = Drafts {
                folder: folder_of(&self.path).to_owned(),
            }
            .paths();
            paths.retain(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                // What an editor left under other names nobody has read: it stays.
                name.starts_with(&temporary)
                    || name.starts_with(&outside) && name.ends_with(OUTSIDE)
            });
            paths.extend([self.path.clone(), self.open.clone()]);
            for path in &paths {
                match fs::remove_file(path) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            }
            sync_folder(self.path.parent().unwrap_or(Path::new(".")))
        };
        remove().map_err(|error| StoreError::write(&self.path, error))
    }

    /// Takes the lock of the draft at `path`; `None` if somebody has it.
    fn lock(path: PathBuf) -> Result<Option<OpenDraft>, StoreError> {
        let open = path.with_extension(&OPEN[1..]);
        let lock =
            regular::append(&open).map_err(|refused| StoreError::write(&open, refused.into()))?;
        // One that was removed meanwhile is a lock for nobody.
        let is_ours = lock.try_lock().is_ok() && is_at(&lock, &open);
        Ok(is_ours.then_some(OpenDraft {
            path,
            open,
            _lock: lock,
        }))
    }
}

/// Whether somebody holds the lock on `path`.
fn is_locked(path: &Path) -> bool {
    regular::open(path, Links::Refuse).is_ok_and(|file| file.try_lock_shared().is_err())
}

/// The name of a draft, without its ending.
fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// A sum of `text`, whatever ends of lines stand behind it.
fn sum(text: &str) -> String {
    format!("{:08x}", crc32(plain(text).as_bytes()))
}

/// Editors end the last line with a line feed that nobody typed.
fn plain(text: &str) -> &str {
    text.trim_end_matches(['\r', '\n'])
}

/// `draft` with the texts that other editors wrote on at it, and their files. Nothing that anybody wrote is left out, and
/// nothing is said twice.
fn written_on(draft: Draft, path: &Path, paths: &[PathBuf]) -> (Draft, Vec<PathBuf>) {
    let prefix = format!("{}-", stem(path));
    let name = |path: &Path| -> String {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    let given = format!("{prefix}{}-", sum(&draft.text));
    let mut of_draft: Vec<(&PathBuf, String)> = paths
        .iter()
        .filter(|path| name(path).starts_with(&prefix) && name(path).ends_with(OUTSIDE))
        .filter_map(|path| {
            let bytes = regular::read(path, Links::Refuse, LARGEST).ok()?;
            let text = String::from_utf8(bytes).ok()?;
            let text = plain(&text);
            let is_known = match name(path).starts_with(&given) {
                true => draft.text == text,
                false => draft.text.contains(text),
            };
            let is_news = !is_known && !text.trim().is_empty();
            is_news.then(|| (path, text.to_owned()))
        })
        .collect();
    of_draft.sort();
    let is_replaced = of_draft
        .iter()
        .any(|(path, _)| name(path).starts_with(&given));
    let own = (!is_replaced && !draft.text.trim().is_empty()).then(|| draft.text.clone());
    let mut texts: Vec<String> = Vec::new();
    for text in own
        .into_iter()
        .chain(of_draft.iter().map(|(_, text)| text.clone()))
    {
        if texts.iter().any(|known| known.contains(&text)) {
            continue;
        }
        texts.retain(|known| !text.contains(known.as_str()));
        texts.push(text);
    }
    let outside: Vec<PathBuf> = of_draft.into_iter().map(|(path, _)| path.clone()).collect();
    match outside.is_empty() {
        true => (draft, outside),
        false => {
            let text = texts.join("\n\n");
            (Draft { text, ..draft }, outside)
        }
    }
}

fn read(path: &Path) -> Option<Draft> {
    let bytes = regular::read(path, Links::Refuse, LARGEST).ok()?;
    match read_line(bytes.trim_ascii_end()) {
        Line::Record(record) => serde_json::from_slice(&record).ok(),
        Line::Damaged(_) | Line::Newer => None,
    }
}
