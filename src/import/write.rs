//! Issues onto the disk: the only place of an import that writes.
//!
//! A new issue is made whole in a temporary folder beside its place, brought to the disk and renamed
//! ([`folder`]). An issue that is there is looked at first: the same source is nothing to do, another
//! one is refused unless an update is wanted. An update makes the whole folder anew, with the files
//! of the reader's own in it and the old ones below `revisions/N`, and exchanges the two ([`update`]).
//! So at every moment, whatever ends the program, there is the old issue or the new one.
//!
//! The hard part is company: another import may write into the same library, and the reader may have
//! changed files by hand. Steps that look and then act stand under the library's lock; files carry
//! their sums in `provenance.toml`, so what was changed by hand is known and kept.

pub mod copy;
mod folder;
pub mod stems;
mod update;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use self::folder::NewFolder;
pub use self::update::{Updated, older_articles};
use super::plan::Plan;
use super::render::{self, Provenance, RenderedArticle, Source, provenance};
use crate::library::issue::ISSUE_FILE;
use crate::regular::{self, Links};
use crate::store::atomic::{make_folder, sync_folder};
use crate::store::error::StoreError;
use crate::store::lock::{Lock, Patience};

/// The file in which the reader sets an import right.
pub const OUTLINE_FILE: &str = "outline.toml";

/// The most that is read of a file that an import wrote beside the articles, in bytes.
const LARGEST_SIDE_FILE: u64 = 16 << 20;

/// What is about to be done to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A temporary folder is made.
    Make,
    /// A file is written into it.
    Put,
    /// A file that is there gets a second name in it.
    Carry,
    /// It is brought to the disk.
    Sync,
    /// It takes its place.
    Rename,
    /// It takes the place of an older one.
    Exchange,
    /// The older one is removed.
    Remove,
}

/// Who is asked before each step.
pub trait Consent {
    /// Whether `step` may be done.
    ///
    /// # Errors
    /// Any: the import ends there and leaves nothing behind. [`io::ErrorKind::Interrupted`] means
    /// that the reader wants it to stop.
    fn may(&self, step: Step) -> io::Result<()>;
}

/// Why an issue was not written. What was there before is there.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The disk does not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An issue of this id is there, from another text.
    #[error("{folder} is there already")]
    Exists {
        /// Its folder.
        folder: PathBuf,
    },
    /// An issue or folder of this name is there that no import made.
    #[error("{folder} was not imported")]
    NotImported {
        /// Its folder.
        folder: PathBuf,
    },
    /// Something that is no folder has the name.
    #[error("{path} is no folder")]
    NotAFolder {
        /// What it is.
        path: PathBuf,
    },
    /// The reader wanted it to stop.
    #[error("stopped")]
    Stopped,
}

impl WriteError {
    /// Whether it holds for every other text too: the reader wanted it to stop, or the disk is full.
    pub fn ends_all(&self) -> bool {
        use io::ErrorKind::{QuotaExceeded, StorageFull};
        match self {
            WriteError::Stopped => true,
            WriteError::Store(error) => error
                .cause()
                .is_some_and(|cause| matches!(cause.kind(), StorageFull | QuotaExceeded)),
            _ => false,
        }
    }

    fn of(path: &Path, error: io::Error) -> WriteError {
        match error.kind() {
            io::ErrorKind::Interrupted => WriteError::Stopped,
            io::ErrorKind::AlreadyExists => WriteError::Exists {
                folder: path.to_owned(),
            },
            _ => WriteError::Store(StoreError::Write {
                path: path.to_owned(),
                source: error,
            }),
        }
    }
}

/// A library that is written into.
pub struct Target<'a> {
    folder: PathBuf,
    consent: &'a dyn Consent,
}

/// What stands where an issue is to be written.
#[derive(Debug)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// An issue that an import made.
    Imported(Imported),
    /// An issue or another folder that no import made.
    Foreign,
    /// A link, or no folder at all.
    NotAFolder,
}

/// An issue that an import made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Its folder.
    pub folder: PathBuf,
    /// The SHA-256 of the text it was made of.
    pub sha256: String,
    /// What is known of its files.
    pub provenance: Provenance,
    /// Its `outline.toml`, if the reader has changed it.
    pub edited_outline: Option<String>,
}

/// Everything that becomes an issue.
#[derive(Clone, Debug)]
pub struct Job<'a> {
    /// What is written.
    pub plan: Plan,
    /// The text it was made of.
    pub bytes: &'a [u8],
    /// The name of its file and the sum of its bytes.
    pub source: Source,
    /// The `outline.toml` that stands beside the issue.
    pub outline: String,
    /// Whether that is the reader's own, to be obeyed by the next import too.
    pub obeyed: bool,
}

/// An issue that is whole and waits for its name.
pub struct Staged<'a> {
    folder: NewFolder<'a>,
    target: PathBuf,
}

impl<'a> Target<'a> {
    /// The library in `folder`, made if it is missing; a link to it is followed. The second value
    /// tells how many leftovers of killed imports were removed.
    ///
    /// # Errors
    /// It cannot be made or written.
    pub fn open(
        folder: &Path,
        consent: &'a dyn Consent,
    ) -> Result<(Target<'a>, usize), WriteError> {
        make_folder(folder)?;
        let folder = fs::canonicalize(folder).map_err(|error| WriteError::of(folder, error))?;
        let target = Target { folder, consent };
        let lock = target.lock()?;
        let swept =
            folder::sweep(&target.folder).map_err(|error| WriteError::of(&target.folder, error))?;
        drop(lock);
        Ok((target, swept))
    }

    /// Where the issue `id` stands or will stand.
    pub fn place(&self, id: &str) -> PathBuf {
        self.folder.join(id)
    }

    /// What stands in the place of the issue `id`.
    pub fn look(&self, id: &str) -> Found {
        look(&self.place(id))
    }

    /// The ids of all imported issues by the sum of the text they were made of.
    pub fn known(&self) -> BTreeMap<String, String> {
        known(&self.folder)
    }

    /// Makes a new issue, whole, under a temporary name.
    ///
    /// # Errors
    /// The disk does not take it.
    pub fn stage(&self, job: &Job<'_>) -> Result<Staged<'a>, WriteError> {
        let place = self.place(&job.plan.issue.id);
        let files = Files::of(job);
        let mut folder = self.new_folder(&place)?;
        files
            .put(&mut folder)
            .map_err(|error| WriteError::of(&place, error))?;
        Ok(Staged {
            folder,
            target: place,
        })
    }

    /// Gives new issues their names, in their order.
    ///
    /// # Errors
    /// For each one: something has its name by now, or the disk fails.
    pub fn commit(&self, staged: Vec<Staged<'a>>) -> Vec<Result<(), WriteError>> {
        let (folders, places): (Vec<_>, Vec<_>) = staged
            .into_iter()
            .map(|staged| (staged.folder, staged.target))
            .unzip();
        let fail = |kind: io::ErrorKind| {
            places
                .iter()
                .map(|place| Err(WriteError::of(place, io::Error::from(kind))))
                .collect()
        };
        if let Err(error) = NewFolder::sync(&folders) {
            return fail(error.kind());
        }
        let Ok(lock) = self.lock() else {
            return places
                .iter()
                .map(|place| {
                    Err(WriteError::Store(StoreError::Busy {
                        path: place.clone(),
                    }))
                })
                .collect();
        };
        let named: Vec<Result<(), WriteError>> = folders
            .into_iter()
            .zip(&places)
            .map(|(folder, place)| {
                folder
                    .take_place(place)
                    .map_err(|error| WriteError::of(place, error))
            })
            .collect();
        if let Err(error) = sync_folder(&self.folder) {
            return fail(error.kind());
        }
        drop(lock);
        named
    }

    /// Replaces the imported issue `found` by what `job` makes of the new text or outline; articles
    /// keep their stems. `None`: every file is as it would be, nothing was done.
    ///
    /// # Errors
    /// The disk does not take it.
    pub fn update(&self, job: Job<'_>, found: &Imported) -> Result<Option<Updated>, WriteError> {
        update::update(self, job, found)
    }

    /// Whether an [`update`](Self::update) would find nothing to do.
    ///
    /// # Errors
    /// The issue's folder cannot be read.
    pub fn is_up_to_date(&self, job: Job<'_>, found: &Imported) -> Result<bool, WriteError> {
        update::changes_nothing(self, job, found)
    }

    fn lock(&self) -> Result<Lock, WriteError> {
        Ok(Lock::take(&self.folder, Patience::FULL)?)
    }

    /// A temporary folder for what will stand in `place`.
    fn new_folder(&self, place: &Path) -> Result<NewFolder<'a>, WriteError> {
        let _lock = self.lock()?;
        NewFolder::make(&self.folder, self.consent).map_err(|error| WriteError::of(place, error))
    }
}

impl Imported {
    /// Whether the articles are those of `plan`, as an import of it would write them.
    pub fn is_made_of(&self, plan: &Plan) -> bool {
        let known = self.provenance.articles.iter();
        let mut known: Vec<String> = known.map(|article| article.sha256.clone()).collect();
        let planned = render::articles(&plan.articles);
        let planned = planned.iter().map(|article| sum(article.text.as_bytes()));
        let mut planned: Vec<String> = planned.collect();
        known.sort();
        planned.sort();
        known == planned
    }

    /// The names of the files that the import wrote.
    fn files(&self) -> impl Iterator<Item = &str> {
        let articles = self.provenance.articles.iter();
        articles
            .map(|article| article.file.as_str())
            .chain(self.provenance.files.keys().map(String::as_str))
            .chain([provenance::FILE])
    }
}

/// The files of an issue, as they are written.
struct Files<'a> {
    articles: Vec<RenderedArticle>,
    /// `issue.toml`, `outline.toml`, `provenance.toml`.
    texts: Vec<(&'static str, String)>,
    original: (String, &'a [u8]),
}

impl<'a> Files<'a> {
    /// The files that `job` asks for, each with its sum in `provenance.toml`.
    fn of(job: &Job<'a>) -> Files<'a> {
        let mut articles = render::articles(&job.plan.articles);
        for article in &mut articles {
            article.traced.sha256 = sum(article.text.as_bytes());
        }
        let issue = render::issue(&job.plan.issue, Some(&job.source));
        let original = original_name(&job.source.name);
        let mut known = Provenance {
            left_out: render::left_out(&job.plan),
            articles: articles
                .iter()
                .map(|article| article.traced.clone())
                .collect(),
            ..Provenance::default()
        };
        let outline = if job.obeyed {
            String::new()
        } else {
            sum(job.outline.as_bytes())
        };
        known
            .files
            .insert(ISSUE_FILE.to_owned(), sum(issue.as_bytes()));
        known.files.insert(OUTLINE_FILE.to_owned(), outline);
        known
            .files
            .insert(original.clone(), job.source.sha256.clone());
        let texts = vec![
            (ISSUE_FILE, issue),
            (OUTLINE_FILE, job.outline.clone()),
            (provenance::FILE, known.write()),
        ];
        Files {
            articles,
            texts,
            original: (original, job.bytes),
        }
    }

    fn put(&self, folder: &mut NewFolder<'_>) -> io::Result<()> {
        for article in &self.articles {
            folder.put(Path::new(&article.file), article.text.as_bytes())?;
        }
        for (name, text) in &self.texts {
            folder.put(Path::new(name), text.as_bytes())?;
        }
        let (name, bytes) = &self.original;
        folder.put(Path::new(name), bytes)
    }
}

/// The SHA-256 of `bytes` in hexadecimal digits.
pub fn sum(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    let sum = Sha256::digest(bytes);
    let mut digits = String::with_capacity(2 * sum.len());
    for byte in sum {
        digits.push(digit(byte >> 4));
        digits.push(digit(byte & 15));
    }
    digits
}

/// The name under which the source `name` is kept: `original` and its ending. One that articles have
/// would make it an article.
fn original_name(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_ascii_lowercase();
    let usable =
        (1..=10).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match ending.as_str() {
        "md" => "original.markdown".to_owned(),
        ending if usable => format!("original.{ending}"),
        _ => "original.txt".to_owned(),
    }
}

/// The ids of all imported issues in `library` by the sum of the text they were made of.
pub fn known(library: &Path) -> BTreeMap<String, String> {
    let mut known = BTreeMap::new();
    for entry in fs::read_dir(library).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.')
            && let Some(sha256) = source_sum(&entry.path())
        {
            known.insert(sha256, name);
        }
    }
    known
}

/// What stands at `folder`, where an issue is or would be.
pub fn look(folder: &Path) -> Found {
    match fs::symlink_metadata(folder) {
        Err(_) => return Found::Nothing,
        Ok(metadata) if !metadata.is_dir() => return Found::NotAFolder,
        Ok(_) => {}
    }
    let known = read_side(&folder.join(provenance::FILE)).and_then(|text| Provenance::read(&text));
    let (Some(sha256), Some(provenance)) = (source_sum(folder), known) else {
        return Found::Foreign;
    };
    let edited_outline = read_side(&folder.join(OUTLINE_FILE))
        .filter(|text| provenance.files.get(OUTLINE_FILE) != Some(&sum(text.as_bytes())));
    Found::Imported(Imported {
        folder: folder.to_owned(),
        sha256,
        provenance,
        edited_outline,
    })
}

/// The sum of the text that the issue in `folder` was made of.
fn source_sum(folder: &Path) -> Option<String> {
    let issue: ::toml::Table = read_side(&folder.join(ISSUE_FILE))?.parse().ok()?;
    let sum = issue.get("source")?.get("sha256")?.as_str()?;
    Some(sum.to_owned())
}

/// A file that an import wrote beside the articles, or the reader has changed since.
fn read_side(path: &Path) -> Option<String> {
    let bytes = regular::read(path, Links::Refuse, LARGEST_SIDE_FILE).ok()?;
    String::from_utf8(bytes).ok()
}
