//! The cache of a scan: the answers are the same with it, without it, and whatever happens to it.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot make its files cannot go on"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use kanbao::library::{Scan, Source, scan};
use tempfile::TempDir;

#[path = "support/archive.rs"]
mod archive;
#[path = "support/dice.rs"]
mod dice;

struct Library {
    root: TempDir,
    cache: TempDir,
}

impl Library {
    /// A small archive whose files are old enough to be cached.
    fn new() -> Library {
        let library = Library {
            root: TempDir::new().unwrap(),
            cache: TempDir::new().unwrap(),
        };
        archive::write(
            library.root.path(),
            archive::Size {
                issues: 8,
                articles: 24,
                paragraphs: 1,
            },
        )
        .unwrap();
        for issue in library.issues() {
            age(&issue);
        }
        library
    }

    fn issues(&self) -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> = fs::read_dir(self.root.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        paths
    }

    fn sources(&self) -> [Source; 1] {
        [Source::Folder(self.root.path().to_owned())]
    }

    /// What a scan gives with the cache, after comparing it with one without.
    fn scan(&self) -> Scan {
        let found = scan(&self.sources(), Some(self.cache.path()));
        assert_eq!(found, scan(&self.sources(), None));
        found
    }

    /// The one file of the cache.
    fn cache_file(&self) -> PathBuf {
        let files: Vec<PathBuf> = fs::read_dir(self.cache.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        assert_eq!(files.len(), 1, "{files:?}");
        files[0].clone()
    }
}

/// Gives a folder and its `issue.toml` times of an hour ago.
fn age(issue: &Path) {
    let time = SystemTime::now() - Duration::from_secs(3600);
    for path in [issue.join("issue.toml"), issue.to_owned()] {
        fs::File::open(path).unwrap().set_modified(time).unwrap();
    }
}

#[test]
fn a_second_scan_reads_no_issue() {
    let library = Library::new();
    let first = library.scan();
    let cache = fs::read(library.cache_file()).unwrap();
    assert_eq!(cache.split(|&byte| byte == b'\n').count(), 2 + 8 + 1);
    // An issue.toml of the same time, size and inode is not read again: other content stays unseen.
    let toml = library.issues()[0].join("issue.toml");
    let time = fs::metadata(&toml).unwrap().modified().unwrap();
    let text = fs::read_to_string(&toml).unwrap();
    fs::write(&toml, text.replace('0', "9")).unwrap();
    fs::File::open(&toml).unwrap().set_modified(time).unwrap();
    assert_eq!(scan(&library.sources(), Some(library.cache.path())), first);
    assert_eq!(
        fs::read(library.cache_file()).unwrap(),
        cache,
        "nothing changed, nothing written"
    );
}

#[test]
fn changes_are_seen() {
    let library = Library::new();
    library.scan();
    let issues = library.issues();
    fs::write(issues[0].join("99-new.md"), "+++\ntitle = \"新\"\n+++\n").unwrap();
    fs::write(issues[1].join("issue.toml"), "publication = \"改名\"\n").unwrap();
    fs::remove_dir_all(&issues[2]).unwrap();
    fs::rename(&issues[3], library.root.path().join("renamed")).unwrap();
    let found = library.scan();
    assert_eq!(found.catalogue.issues().len(), 7);
    assert!(found.catalogue.issue("renamed").is_some());
    library.scan();
}

#[test]
fn what_was_just_written_is_not_kept() {
    let library = Library::new();
    let toml = library.issues()[0].join("issue.toml");
    let text = fs::read_to_string(&toml).unwrap();
    for number in 0..20 {
        // Same size each time, and often the same tick of the file system's clock.
        fs::write(
            &toml,
            format!("{text}# {}\nserial = \"{number:02}\"\n", number % 10),
        )
        .unwrap();
        library.scan();
    }
}

#[test]
fn faults_are_told_every_time() {
    let library = Library::new();
    let toml = library.issues()[0].join("issue.toml");
    fs::write(&toml, "number = 1\nmood = 2\n").unwrap();
    age(&library.issues()[0]);
    for _ in 0..3 {
        assert_eq!(library.scan().diagnostics.len(), 2);
    }
}

#[test]
fn a_damaged_or_foreign_cache_changes_no_answer() {
    let library = Library::new();
    let expected = library.scan();
    let file = library.cache_file();
    let good = fs::read(&file).unwrap();
    let mut damaged: Vec<Vec<u8>> = vec![
        Vec::new(),
        b"kanbao-catalogue-9 0\n".to_vec(),
        vec![0xFF; 100],
        good[..good.len() / 2].to_vec(),
    ];
    for place in (0..good.len()).step_by(97) {
        let mut bytes = good.clone();
        bytes[place] ^= 1;
        damaged.push(bytes);
    }
    for bytes in damaged {
        fs::write(&file, bytes).unwrap();
        assert_eq!(library.scan(), expected);
        assert_eq!(fs::read(&file).unwrap(), good, "it is rebuilt");
    }
}

#[test]
fn a_cache_that_cannot_be_written_does_no_harm() {
    let library = Library::new();
    let blocked = library.cache.path().join("file");
    fs::write(&blocked, "").unwrap();
    let found = scan(&library.sources(), Some(&blocked.join("below")));
    assert_eq!(found.catalogue.issues().len(), 8);
    assert_eq!(found.diagnostics, []);
}
