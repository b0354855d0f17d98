//! Journals: what is confirmed stays, whatever happens to the file.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use kanbao::store::atomic;
use kanbao::store::compact::{Needed, compact, damaged_path};
use kanbao::store::lock::Lock;
use kanbao::store::log::Log;
use kanbao::store::record::{Reason, write_line};
use kanbao::store::{
    Durability, Patience, Place, ReadingChange, ReadingLog, ReadingState, StoreError,
};
use proptest::prelude::*;

fn read(article: &str) -> ReadingChange {
    ReadingChange::Read {
        article: article.to_owned(),
        at: 1,
    }
}

fn unread(article: &str) -> ReadingChange {
    ReadingChange::Unread {
        article: article.to_owned(),
        at: 2,
    }
}

fn place(article: &str, offset: usize) -> ReadingChange {
    let place = Place {
        offset,
        top: false,
        percent: 35,
        quote: "清晨八点半".to_owned(),
        at: 3,
    };
    ReadingChange::Place {
        article: article.to_owned(),
        place,
    }
}

fn opened(article: &str) -> ReadingChange {
    ReadingChange::Opened {
        article: article.to_owned(),
        at: 4,
    }
}

/// A state folder that does not exist yet.
struct Folder {
    _root: tempfile::TempDir,
    path: PathBuf,
}

impl Folder {
    fn new() -> Folder {
        let root = tempfile::tempdir().expect("a folder of one's own");
        let path = root.path().join("state").join("kanbao");
        Folder { _root: root, path }
    }

    fn with(changes: &[ReadingChange]) -> Folder {
        let folder = Folder::new();
        folder.append(changes).expect("a new folder can be written");
        folder
    }

    fn append(&self, changes: &[ReadingChange]) -> Result<(), StoreError> {
        ReadingLog::open(&self.path)
            .log
            .append(changes, Durability::Synced, Patience::NONE)
    }

    fn state(&self) -> ReadingState {
        ReadingLog::open(&self.path).state
    }

    fn file(&self) -> PathBuf {
        self.path.join("reading.jsonl")
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.file()).expect("the journal is there")
    }

    fn write(&self, bytes: impl AsRef<[u8]>) {
        fs::create_dir_all(&self.path).expect("a folder can be made");
        fs::write(self.file(), bytes).expect("a file can be written");
    }

    fn damage(&self) -> Vec<(usize, Reason)> {
        let damage = ReadingLog::open(&self.path).damage;
        damage
            .iter()
            .map(|damage| (damage.line, damage.reason))
            .collect()
    }
}

fn names(state: &ReadingState) -> Vec<&str> {
    state.read.iter().map(String::as_str).collect()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path)
        .expect("the file is there")
        .permissions()
        .mode()
        & 0o777
}

#[test]
fn nothing_kept_yet_is_an_empty_state_and_writes_nothing() {
    let folder = Folder::new();
    let opened = ReadingLog::open(&folder.path);
    assert_eq!(opened.state, ReadingState::default());
    assert!(opened.first && opened.damage.is_empty() && opened.error.is_none());
    assert!(!folder.path.exists());
}

#[test]
fn what_was_appended_is_there_after_reopening() {
    let folder = Folder::with(&[
        opened("甲/01"),
        place("甲/01", 7),
        read("甲/02"),
        read("甲/03"),
    ]);
    folder
        .append(&[unread("甲/03"), place("甲/01", 120), opened("乙/01")])
        .unwrap();
    let state = folder.state();
    assert_eq!(names(&state), ["甲/02"]);
    assert!(!ReadingLog::open(&folder.path).first);
    assert_eq!(state.last.as_deref(), Some("乙/01"));
    let expected = Place {
        offset: 120,
        top: false,
        percent: 35,
        quote: "清晨八点半".to_owned(),
        at: 3,
    };
    assert_eq!(state.places["甲/01"], expected);
}

#[test]
fn replaying_gives_what_applying_gave() {
    let changes = [
        read("a/1"),
        place("a/2", 3),
        unread("a/1"),
        read("a/3"),
        opened("a/3"),
        place("a/2", 9),
    ];
    let mut state = ReadingState::default();
    changes.iter().for_each(|change| state.apply(change));
    assert_eq!(Folder::with(&changes).state(), state);
}

#[test]
fn files_are_for_their_owner_only() {
    let folder = Folder::with(&[read("a/1")]);
    assert_eq!(mode(&folder.file()), 0o600);
    assert_eq!(mode(&folder.path), 0o700);
    assert_eq!(mode(&folder.path.join(".lock")), 0o600);
    ReadingLog::open(&folder.path)
        .log
        .compact(Patience::NONE)
        .unwrap();
    assert_eq!(mode(&folder.file()), 0o600);
}

#[test]
fn a_tail_torn_at_any_byte_costs_only_itself() {
    let whole = Folder::with(&[read("甲/1"), read("甲/2"), read("甲/3")]).bytes();
    let ends: Vec<usize> = whole
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'\n')
        .map(|(at, _)| at)
        .collect();
    for cut in 0..=whole.len() {
        let folder = Folder::new();
        folder.write(&whole[..cut]);
        // A record counts from its last brace on; the line feed after it may be missing.
        let sound = ends.iter().filter(|end| **end <= cut).count();
        let torn = cut != 0 && !ends.iter().any(|end| cut == *end || cut == end + 1);
        assert_eq!(folder.state().read.len(), sound, "cut at {cut}");
        assert_eq!(folder.damage().len(), usize::from(torn), "cut at {cut}");
        folder.append(&[read("甲/9")]).unwrap();
        assert_eq!(
            folder.state().read.len(),
            sound + 1,
            "appended after a cut at {cut}"
        );
        assert!(
            folder.bytes().starts_with(&whole[..cut]),
            "nothing is dropped at {cut}"
        );
    }
}

#[test]
fn a_damaged_line_is_named_and_the_rest_is_sound() {
    let folder = Folder::with(&[read("a/1"), read("a/2"), read("a/3")]);
    let text = String::from_utf8(folder.bytes())
        .unwrap()
        .replace("a/2", "a/8");
    folder.write(text.replace("\n{", "\n<<<<<<<\n{"));
    assert_eq!(names(&folder.state()), ["a/1", "a/3"]);
    assert_eq!(
        folder.damage(),
        [
            (2, Reason::NotARecord),
            (3, Reason::Checksum),
            (4, Reason::NotARecord)
        ]
    );
    folder.write(
        [
            b"\xFF\xFE\0\n".as_slice(),
            write_line(&read("a/5")).unwrap().as_bytes(),
        ]
        .concat(),
    );
    assert_eq!(names(&folder.state()), ["a/5"]);
    assert_eq!(folder.damage(), [(1, Reason::NotARecord)]);
}

#[test]
fn a_byte_order_mark_crlf_and_blank_lines_do_no_harm() {
    let folder = Folder::with(&[read("a/1"), read("a/2")]);
    let text = String::from_utf8(folder.bytes())
        .unwrap()
        .replace('\n', "\r\n\r\n");
    folder.write(format!("\u{FEFF}{text}  \r\n"));
    assert_eq!(names(&folder.state()), ["a/1", "a/2"]);
    assert_eq!(folder.damage(), []);
    folder.append(&[read("a/3")]).unwrap();
    assert_eq!(names(&folder.state()), ["a/1", "a/2", "a/3"]);
}

#[test]
fn a_clock_that_goes_back_changes_nothing() {
    let early = ReadingChange::Unread {
        article: "a/1".to_owned(),
        at: -5,
    };
    let folder = Folder::with(&[read("a/1"), early]);
    assert!(folder.state().read.is_empty());
}

#[test]
fn a_journal_of_a_newer_version_is_read_and_never_written() {
    let folder = Folder::with(&[read("a/1")]);
    let mut text = String::from_utf8(folder.bytes()).unwrap();
    text += "{\"version\":2,\"something\":[1,2]}\n";
    folder.write(&text);
    let mut opened = ReadingLog::open(&folder.path);
    assert!(opened.log.is_newer());
    assert_eq!(names(&opened.state), ["a/1"]);
    let appended = opened
        .log
        .append(&[read("a/2")], Durability::Synced, Patience::NONE);
    assert!(matches!(appended, Err(StoreError::Newer { .. })));
    assert!(matches!(
        opened.log.compact(Patience::NONE),
        Err(StoreError::Newer { .. })
    ));
    assert_eq!(folder.bytes(), text.as_bytes());
}

#[test]
fn two_sessions_lose_nothing_of_each_other() {
    let folder = Folder::new();
    let mut one = ReadingLog::open(&folder.path).log;
    let mut two = ReadingLog::open(&folder.path).log;
    for number in 0..20 {
        one.append(
            &[read(&format!("a/{number}"))],
            Durability::Buffered,
            Patience::NONE,
        )
        .unwrap();
        two.append(
            &[read(&format!("b/{number}"))],
            Durability::Buffered,
            Patience::NONE,
        )
        .unwrap();
    }
    one.compact(Patience::NONE).unwrap();
    two.append(&[read("b/20")], Durability::Buffered, Patience::NONE)
        .unwrap();
    assert_eq!(folder.state().read.len(), 41);
}

#[test]
fn writers_wait_for_each_other() {
    let folder = Folder::new();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let path = &folder.path;
            scope.spawn(move || {
                let mut log = ReadingLog::open(path).log;
                for number in 0..25 {
                    let change = read(&format!("{writer}/{number}"));
                    log.append(&[change], Durability::Buffered, Patience::FULL)
                        .unwrap();
                    if number % 10 == 9 {
                        log.compact(Patience::FULL).unwrap();
                    }
                }
            });
        }
    });
    assert_eq!(folder.state().read.len(), 100);
    assert_eq!(folder.damage(), []);
}

#[test]
fn a_lock_that_is_held_is_reported_as_busy() {
    let folder = Folder::with(&[read("a/1")]);
    let lock = Lock::take(&folder.path, Patience::NONE).unwrap();
    assert!(matches!(
        folder.append(&[read("a/2")]),
        Err(StoreError::Busy { .. })
    ));
    let patience = Patience::of(Duration::from_millis(20));
    assert!(matches!(
        Lock::take(&folder.path, patience),
        Err(StoreError::Busy { .. })
    ));
    drop(lock);
    folder.append(&[read("a/2")]).unwrap();
    assert_eq!(folder.state().read.len(), 2);
}

#[test]
fn compaction_keeps_what_matters_byte_for_byte() {
    let folder = Folder::with(&[
        place("a/1", 1),
        read("a/1"),
        opened("a/1"),
        read("a/2"),
        unread("a/2"),
    ]);
    folder.append(&[place("a/1", 2), opened("a/2")]).unwrap();
    let strange = write_line(&serde_json::json!({"kind": "star", "article": "a/1"})).unwrap();
    let richer =
        write_line(&serde_json::json!({"kind": "read", "article": "a/3", "at": 5, "mood": "glad"}))
            .unwrap();
    let mut text = String::from_utf8(folder.bytes()).unwrap();
    text += &strange;
    text += &richer;
    folder.write(&text);
    let before = folder.state();
    let done = ReadingLog::open(&folder.path)
        .log
        .compact(Patience::NONE)
        .unwrap();
    assert_eq!((done.kept, done.dropped, done.set_aside), (5, 4, 0));
    assert_eq!(folder.state(), before);
    let after = String::from_utf8(folder.bytes()).unwrap();
    assert!(after.contains(&strange) && after.contains(&richer));
    assert!(after.lines().all(|line| text.contains(line)));
}

#[test]
fn compaction_puts_damaged_lines_aside() {
    let folder = Folder::with(&[read("a/1")]);
    let mut bytes = folder.bytes();
    bytes.extend_from_slice(b"{\"version\":1,\"crc32\":\"00");
    folder.write(&bytes);
    let mut log = ReadingLog::open(&folder.path).log;
    assert_eq!(log.compact(Patience::NONE).unwrap().set_aside, 1);
    let aside = damaged_path(&folder.file());
    assert_eq!(
        fs::read(&aside).unwrap(),
        b"{\"version\":1,\"crc32\":\"00\n"
    );
    assert_eq!(mode(&aside), 0o600);
    assert_eq!(names(&folder.state()), ["a/1"]);
    assert_eq!(folder.damage(), []);
}

#[test]
fn a_rewrite_that_was_killed_leaves_the_journal_as_it_was() {
    let folder = Folder::with(&[read("a/1"), read("a/2")]);
    // What a process killed between writing and renaming leaves behind.
    let half = folder.path.join(".writing-x7Gq2a");
    fs::write(&half, &folder.bytes()[..40]).unwrap();
    assert_eq!(folder.state().read.len(), 2);
    folder.append(&[read("a/3")]).unwrap();
    ReadingLog::open(&folder.path)
        .log
        .compact(Patience::NONE)
        .unwrap();
    assert_eq!(folder.state().read.len(), 3);
    assert!(!half.exists());
}

#[test]
fn a_symbolic_link_is_followed_and_stays_a_link() {
    let folder = Folder::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("synced.jsonl");
    fs::write(&target, write_line(&read("a/1")).unwrap()).unwrap();
    fs::create_dir_all(&folder.path).unwrap();
    std::os::unix::fs::symlink(&target, folder.file()).unwrap();
    folder.append(&[read("a/2"), unread("a/1")]).unwrap();
    ReadingLog::open(&folder.path)
        .log
        .compact(Patience::NONE)
        .unwrap();
    assert!(fs::symlink_metadata(folder.file()).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&target).unwrap().lines().count(), 1);
    assert_eq!(names(&folder.state()), ["a/2"]);
}

#[test]
fn what_cannot_be_kept_is_an_error_value_and_reading_goes_on() {
    let root = tempfile::tempdir().unwrap();
    let in_the_way = root.path().join("state");
    fs::write(&in_the_way, "a file where the folder should be").unwrap();
    let mut opened = ReadingLog::open(&in_the_way);
    assert_eq!(opened.state, ReadingState::default());
    let appended = opened
        .log
        .append(&[read("a/1")], Durability::Synced, Patience::NONE);
    assert!(
        matches!(appended, Err(StoreError::MakeFolder { .. })),
        "{appended:?}"
    );
    let folder = Folder::new();
    fs::create_dir_all(folder.file()).unwrap();
    let opened = ReadingLog::open(&folder.path);
    assert!(matches!(opened.error, Some(StoreError::Read { .. })));
}

#[test]
fn a_journal_that_is_no_regular_file_is_left_alone() {
    for device in ["/dev/full", "/dev/zero"] {
        let folder = Folder::new();
        fs::create_dir_all(&folder.path).unwrap();
        std::os::unix::fs::symlink(device, folder.file()).unwrap();
        let mut opened = ReadingLog::open(&folder.path);
        assert!(
            matches!(opened.error, Some(StoreError::Read { .. })),
            "{device}"
        );
        let appended = opened
            .log
            .append(&[read("a/1")], Durability::Synced, Patience::NONE);
        assert!(
            matches!(appended, Err(StoreError::Write { .. })),
            "{device}"
        );
    }
}

#[test]
fn a_journal_beyond_all_measure_is_not_read_into_memory() {
    let folder = tempfile::tempdir().unwrap();
    let file = fs::File::create(folder.path().join("reading.jsonl")).unwrap();
    file.set_len(1 << 40).unwrap();
    let opened = ReadingLog::open(folder.path());
    let error = opened.error.unwrap();
    assert_eq!(
        error.cause().unwrap().kind(),
        std::io::ErrorKind::FileTooLarge
    );
    assert_eq!(opened.state, ReadingState::default());
}

#[test]
fn a_long_journal_is_known_and_rewritten_to_its_content() {
    let folder = Folder::new();
    let changes: Vec<ReadingChange> = (0..3000).map(|offset| place("a/1", offset)).collect();
    folder.append(&changes).unwrap();
    let mut opened = ReadingLog::open(&folder.path);
    assert!(opened.log.is_long());
    assert_eq!(opened.log.compact(Patience::NONE).unwrap().kept, 1);
    assert!(!opened.log.is_long());
    assert_eq!(folder.state(), opened.state);
}

#[test]
fn replacing_a_file_gives_the_new_content_and_leaves_nothing_else() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("file");
    atomic::replace(&path, b"one").unwrap();
    atomic::replace(&path, b"two").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    assert!(atomic::replace(&root.path().join("none").join("file"), b"x").is_err());
}

fn any_change() -> impl Strategy<Value = ReadingChange> {
    let article = "[a-c]/[0-3]";
    prop_oneof![
        article.prop_map(|article| read(&article)),
        article.prop_map(|article| unread(&article)),
        article.prop_map(|article| opened(&article)),
        (article, 0_usize..500).prop_map(|(article, offset)| place(&article, offset)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn compaction_never_changes_the_state(changes in prop::collection::vec(any_change(), 0..60)) {
        let folder = Folder::with(&changes);
        let before = folder.state();
        fs::create_dir_all(&folder.path).unwrap();
        ReadingLog::open(&folder.path).log.compact(Patience::NONE).unwrap();
        prop_assert_eq!(folder.state(), before);
    }

    #[test]
    fn any_bytes_can_be_replayed(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let folder = Folder::new();
        folder.write(&bytes);
        let before = ReadingLog::open(&folder.path);
        prop_assert!(before.error.is_none());
        folder.append(&[read("a/1")]).unwrap();
        prop_assert!(folder.state().read.contains("a/1"));
        prop_assert!(folder.bytes().starts_with(&bytes));
    }
}

#[test]
fn a_journal_is_held_while_it_is_rewritten_even_where_the_lock_was_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let log = Log::new(path.clone(), 1 << 20);
    let add = |patience| log.append(&["a record"], Durability::Synced, patience);
    add(Patience::NONE).unwrap();
    let done = compact(&log, Patience::NONE, |content| {
        // Somebody tidies the folder: the next lock is another file.
        fs::remove_file(folder.path().join(".lock")).unwrap();
        assert!(matches!(add(Patience::NONE), Err(StoreError::Busy { .. })));
        Needed {
            lines: content.lines().map(|line| line.start).collect(),
            added: Vec::new(),
        }
    });
    assert_eq!(done.unwrap().kept, 1);
    add(Patience::NONE).unwrap();
    assert_eq!(log.read().unwrap().lines().count(), 2);
}

#[test]
fn a_lock_that_was_deleted_is_a_lock_for_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let held = Lock::take(folder.path(), Patience::NONE).unwrap();
    assert!(Lock::take(folder.path(), Patience::NONE).is_err());
    fs::remove_file(folder.path().join(".lock")).unwrap();
    let next = Lock::take(folder.path(), Patience::NONE).unwrap();
    assert!(Lock::take(folder.path(), Patience::NONE).is_err());
    drop((held, next));
    assert!(Lock::take(folder.path(), Patience::NONE).is_ok());
}
