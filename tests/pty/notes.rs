//! Notes in a real session: saved for every other process, and never lost on the way there.

use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use kanbao::store::drafts::Drafts;
use rustix::process::Signal;

use crate::needs::can_run;
use crate::program::program;
use crate::pty::{LIMIT, Line, Parent, Session, Setup};
use crate::{QUIET, SOON, home, started};

pub(crate) const TEXT: &str = "并表之后，旧数据补登了没有？";

/// The program on the first article of the library.
fn reading(setup: Setup, home: &tempfile::TempDir) -> Session {
    opened(started(setup, home))
}

/// The same, from the first frame on.
pub(crate) fn opened(mut session: Session) -> Session {
    session.line.send("\r\r");
    session
        .line
        .wait_until("the article", |line| line.text().contains("J 下一篇"));
    session
}

/// The program with a note on that article begun and `text` typed into it.
pub(crate) fn writing(setup: Setup, home: &tempfile::TempDir, text: &str) -> Session {
    written(reading(setup, home), text)
}

/// The same, from the open article on.
pub(crate) fn written(mut session: Session, text: &str) -> Session {
    session.line.send("a");
    shows(&mut session, "批注 于全文");
    session.line.send(text);
    shows(&mut session, text);
    session
}

pub(crate) fn shows(session: &mut Session, text: &str) {
    session
        .line
        .wait_until(text, |line: &Line| line.text().contains(text));
}

#[test]
fn what_comes_together_with_esc_and_a_bracket_is_typed() {
    let home = home();
    let mut session = writing(Setup::new(80, 24), &home, "旧事");
    for (begun, typed) in [
        ("\x1b]", "渡口"),
        ("\x1bP", "轮渡"),
        ("\x1b_", "小票"),
        ("\x1b[M", "七点"),
        ("\x1b]11;rgb:00", "汽笛"),
    ] {
        session.line.send(format!("{begun}{typed}"));
        shows(&mut session, typed);
    }
    // Nothing is held back that would keep Ctrl-c from acting.
    session.line.send("\x1b]\x03");
    assert_eq!(session.end_within(SOON), 0);
}

/// The lock of the marks, as another process holds it that writes.
fn held(home: &tempfile::TempDir) -> File {
    let folder = home.path().join("config/kanbao/marks");
    fs::create_dir_all(&folder).expect("a folder");
    let lock = File::create(folder.join(".lock")).expect("a lock");
    lock.lock().expect("nobody else has it");
    lock
}

/// The program with no terminal in the same folders.
pub(crate) fn command(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program());
    command.env_clear().env("HOME", home).args(arguments);
    for (name, folder) in [
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_CACHE_HOME", "cache"),
    ] {
        command.env(name, home.join(folder));
    }
    command
}

/// What a command prints, which must succeed.
pub(crate) fn prints(home: &Path, arguments: &[&str]) -> String {
    let output = command(home, arguments).output().expect("it was built");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        text(output.stderr)
    );
    text(output.stdout)
}

/// The texts of all notes as another process sees them, sorted.
pub(crate) fn notes(home: &Path) -> Vec<String> {
    let output = command(home, &["note", "list", "--json"]).output();
    let notes: serde_json::Value =
        serde_json::from_slice(&output.expect("it was built").stdout).expect("a document");
    let texts = notes.as_array().expect("a list").iter();
    let mut texts: Vec<String> = texts
        .map(|note| note["text"].as_str().expect("a text").to_owned())
        .collect();
    texts.sort();
    texts
}

fn drafts_folder(home: &Path) -> PathBuf {
    home.join("state/kanbao/drafts")
}

/// The files beside the drafts, whatever they are.
fn files(home: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(drafts_folder(home)).into_iter().flatten();
    entries.flatten().map(|entry| entry.path()).collect()
}

/// Whether a draft on the disk says `text`, also while it is written.
pub(crate) fn is_kept(home: &Path, text: &str) -> bool {
    let drafts = files(home).into_iter();
    let mut drafts = drafts.filter(|path| path.extension().is_some_and(|it| it == "draft"));
    drafts.any(|path| fs::read_to_string(path).is_ok_and(|draft| draft.contains(text)))
}

/// The texts of the drafts that nobody writes.
pub(crate) fn left(home: &Path) -> Vec<String> {
    let left = Drafts::new(&home.join("state/kanbao")).left();
    let texts = left
        .into_iter()
        .map(|left| left.draft.expect("a whole draft").text);
    texts.collect()
}

/// Waits until `met`, taking what the program sends; how long that was.
pub(crate) fn wait_for(session: &mut Session, what: &str, met: impl Fn() -> bool) -> Duration {
    let start = Instant::now();
    while !met() {
        assert!(
            start.elapsed() < LIMIT,
            "never came: {what}\n{}",
            session.line.text()
        );
        session.line.take(Duration::from_millis(20));
    }
    start.elapsed()
}

/// The next start offers `text` first, and goes on with it.
fn assert_offered(home: &tempfile::TempDir, text: &str) {
    let mut session = started(Setup::new(80, 24), home);
    let screen = session.line.text();
    assert!(screen.contains("草稿") && screen.contains(text), "{screen}");
    session.line.send("\r");
    shows(&mut session, "批注 于全文");
    shows(&mut session, text);
    session.line.send("\x03");
    session.end_within(SOON);
    assert_eq!(left(home.path()), [text], "it stays until it is saved");
}

#[test]
fn a_note_that_is_said_to_be_saved_is_there_for_every_other_process() {
    let home = home();
    let mut session = writing(Setup::new(80, 24), &home, TEXT);
    wait_for(&mut session, "the draft", || is_kept(home.path(), TEXT));
    for file in files(home.path()) {
        let mode = fs::metadata(&file).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
    session.line.send("\x13");
    shows(&mut session, "批注已保存");
    assert_eq!(notes(home.path()), [TEXT]);
    session.signal(Signal::KILL);
    session.end_within(SOON);
    assert_eq!(notes(home.path()), [TEXT], "after a kill");
    assert_eq!(files(home.path()), Vec::<PathBuf>::new(), "no ghosts");
}

#[test]
fn what_was_typed_a_second_ago_survives_a_kill_and_is_offered() {
    let home = home();
    let mut session = writing(Setup::new(80, 24), &home, TEXT);
    let kept = wait_for(&mut session, "the draft", || is_kept(home.path(), TEXT));
    assert!(kept <= Duration::from_secs(2), "{kept:?}");
    // Nothing pauses for a draft to be kept in.
    let mut typed = TEXT.to_owned();
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(3) {
        session.line.send("又");
        typed.push('又');
        session.line.take(Duration::from_millis(30));
    }
    assert!(
        is_kept(home.path(), &format!("{TEXT}又又")),
        "kept while keys never pause"
    );
    let now = typed.clone();
    wait_for(&mut session, "all of it", || is_kept(home.path(), &now));
    session.signal(Signal::KILL);
    session.end_within(SOON);
    assert_eq!(left(home.path()), [typed]);
    let home_again = home;
    let mut session = started(Setup::new(80, 24), &home_again);
    assert!(session.line.text().contains("草稿"));
    // Any other key goes on reading, and it is offered again.
    session.line.send("jq");
    session.end_within(SOON);
    let mut session = started(Setup::new(80, 24), &home_again);
    assert!(
        session.line.text().contains(TEXT),
        "{}",
        session.line.text()
    );
    session.line.send("d");
    shows(&mut session, "草稿已丢弃");
    session.line.send("q");
    session.end_within(SOON);
    assert_eq!(files(home_again.path()), Vec::<PathBuf>::new());
}

#[test]
fn every_ending_keeps_the_draft_with_the_last_key() {
    for ending in [Signal::HUP, Signal::TERM, Signal::INT] {
        let home = home();
        let mut session = writing(Setup::new(80, 24), &home, TEXT);
        session.signal(ending);
        session.end_within(SOON);
        assert_eq!(left(home.path()), [TEXT], "{ending:?}");
    }
    for parent in [Parent::Nobody, Parent::Nohup] {
        let home = home();
        let session = writing(Setup::new(80, 24).parent(parent), &home, TEXT);
        session.hang_up_within(SOON);
        assert_eq!(left(home.path()), [TEXT]);
    }
    let home = home();
    let mut session = writing(Setup::new(80, 24), &home, TEXT);
    session.line.send("\x03");
    assert_eq!(session.end_within(SOON), 0);
    let screen = session.line.text();
    assert!(screen.contains("草稿留着，下次打开还在"), "{screen}");
    assert_offered(&home, TEXT);
}

#[test]
fn a_line_that_drops_does_not_wait_for_a_save_that_another_process_holds_up() {
    for parent in [Parent::Nobody, Parent::Nohup] {
        let home = home();
        let mut session = writing(Setup::new(80, 24).parent(parent), &home, TEXT);
        let folder = home.path().join("config/kanbao/marks");
        fs::create_dir_all(&folder).expect("a folder");
        let lock = File::create(folder.join(".lock")).expect("a lock");
        lock.lock().expect("nobody else has it");
        session.line.send("\x13");
        // The save has begun: the draft was kept before it, or will be at the end.
        session.line.settle(QUIET);
        session.hang_up_within(SOON);
        assert_eq!(left(home.path()), [TEXT]);
        drop(lock);
        assert_eq!(notes(home.path()), Vec::<String>::new());
        assert_offered(&home, TEXT);
    }
}

#[test]
fn a_save_that_another_process_holds_up_is_told_and_can_be_tried_again() {
    let home = home();
    let mut session = writing(Setup::new(80, 24), &home, TEXT);
    let lock = held(&home);
    session.line.send("\x13");
    shows(&mut session, "Ctrl-s 存 ..");
    let limit = Instant::now() + 2 * LIMIT;
    while !session.line.text().contains("没存下：另一处正在写") {
        assert!(Instant::now() < limit, "{}", session.line.text());
        session.line.take(QUIET);
    }
    assert!(is_kept(home.path(), TEXT));
    drop(lock);
    session.line.send("\x13");
    shows(&mut session, "批注已保存");
    assert_eq!(notes(home.path()), [TEXT]);
}

#[test]
fn what_is_typed_while_a_save_takes_long_is_no_command() {
    let home = home();
    let mut session = writing(Setup::new(80, 24), &home, TEXT);
    let lock = held(&home);
    session.line.send("\x13");
    shows(&mut session, "Ctrl-s 存 ..");
    session.line.send(" more r m d");
    shows(&mut session, "存好后再按");
    // Once it is painted anew, the keys before have come too.
    session.line.bytes.clear();
    session.line.send("\x0c");
    session.line.wait_until("another painting", |line: &Line| {
        String::from_utf8_lossy(&line.bytes).contains(TEXT)
    });
    drop(lock);
    shows(&mut session, "存得慢，其间按的键都没有算");
    assert_eq!(notes(home.path()), [TEXT]);
    let bookmarks = command(home.path(), &["bookmark", "list", "--json"]).output();
    assert_eq!(bookmarks.expect("it runs").stdout, b"[]\n");
    // Now they are again.
    session.line.send("m");
    shows(&mut session, "已加书签");
}

#[test]
fn a_save_that_fails_says_what_failed_and_that_the_draft_is_kept() {
    // The marks lie where nothing can be written: a file of this size is beyond the process's share.
    let home = home();
    let folder = home.path().join("config/kanbao/marks");
    fs::create_dir_all(&folder).expect("a folder");
    prints(
        home.path(),
        &["bookmark", "add", &first_article(home.path())],
    );
    let journal = fs::read_dir(&folder).expect("the folder").flatten();
    let mut journal = journal.map(|entry| entry.path());
    let journal = journal.find(|path| path.extension().is_some_and(|it| it == "jsonl"));
    let journal = journal.expect("a journal");
    let before = fs::read(&journal).expect("the journal");
    // Root may write what is read-only: a folder in its place may nobody.
    fs::rename(&journal, folder.join("aside")).expect("our own file");
    fs::create_dir(&journal).expect("a folder");
    let mut session = writing(Setup::new(80, 24), &home, TEXT);
    session.line.send("\x13");
    shows(&mut session, "! 没存下：");
    let screen = session.line.text().replace(['\n', ' '], "");
    assert!(
        screen.contains("jsonl") && screen.contains("草稿还在"),
        "{screen}"
    );
    assert!(is_kept(home.path(), TEXT));
    // What is typed on goes on.
    fs::remove_dir(&journal).expect("our own folder");
    fs::rename(folder.join("aside"), &journal).expect("our own file");
    assert_eq!(fs::read(&journal).expect("the journal"), before);
    session.line.send("再问。\x13");
    shows(&mut session, "批注已保存");
    assert_eq!(notes(home.path()), [format!("{TEXT}再问。")]);
    assert!(
        fs::read(&journal)
            .expect("the journal")
            .starts_with(&before)
    );
}

#[test]
fn a_newer_store_is_told_and_not_touched() {
    let home = home();
    prints(
        home.path(),
        &["bookmark", "add", &first_article(home.path())],
    );
    let folder = fs::read_dir(home.path().join("config/kanbao/marks")).expect("the folder");
    let mut files = folder.flatten().map(|entry| entry.path());
    let journal = files.find(|path| path.extension().is_some_and(|it| it == "jsonl"));
    let journal = journal.expect("a journal");
    let mut bytes = fs::read(&journal).expect("the journal");
    bytes.extend_from_slice(b"{\"version\":9}\n");
    fs::write(&journal, &bytes).expect("the journal");
    let mut session = writing(Setup::new(80, 24), &home, TEXT);
    session.line.send("\x13");
    shows(&mut session, "没存下：标记由看报的更新版本写成");
    session.line.send("\x03");
    session.end_within(SOON);
    assert_eq!(fs::read(&journal).expect("the journal"), bytes);
    assert_eq!(left(home.path()), [TEXT]);
}

/// A disk of 64 KiB in memory, in the place of `folder`; taken away when this is dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// `None` where this process may not mount one.
    fn at(folder: PathBuf) -> Option<SmallDisk> {
        fs::create_dir_all(&folder).expect("a folder");
        let place = folder.to_string_lossy().into_owned();
        let mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", &place];
        can_run("a mount", &mount).then_some(SmallDisk(folder))
    }

    /// Fills it to the last byte.
    fn fill(&self) -> PathBuf {
        let path = self.0.join("filler");
        let mut filler = File::create(&path).expect("a file");
        while filler.write_all(&[0; 512]).is_ok() {}
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_is_named_and_the_note_is_saved_when_there_is_room() {
    let home = home();
    let Some(disk) = SmallDisk::at(home.path().join("config")) else {
        return;
    };
    prints(
        home.path(),
        &["bookmark", "add", &first_article(home.path())],
    );
    let filler = disk.fill();
    // The last page of the journal has room for a short one.
    let text = format!("{}{TEXT}", "字".repeat(2000));
    let mut session = writing(Setup::new(80, 24), &home, "先");
    session.line.send(format!("\x1b[200~{text}\x1b[201~"));
    shows(&mut session, " 2015 字");
    session.line.send("\x13");
    shows(
        &mut session,
        "没存下：磁盘已满。草稿还在；腾出空间后再按 Ctrl-s",
    );
    assert!(is_kept(home.path(), TEXT));
    assert_eq!(notes(home.path()), Vec::<String>::new());
    prints(home.path(), &["bookmark", "list"]);
    fs::remove_file(filler).expect("our own file");
    session.line.send("\x13");
    shows(&mut session, "批注已保存");
    assert_eq!(notes(home.path()), [format!("先{text}")]);
    session.line.send("Q");
    session.end_within(SOON);
}

#[test]
fn a_draft_that_cannot_be_written_is_told_without_a_key() {
    let home = home();
    let Some(disk) = SmallDisk::at(home.path().join("state")) else {
        return;
    };
    let session = reading(Setup::new(80, 24), &home);
    let filler = disk.fill();
    let mut session = written(session, TEXT);
    shows(&mut session, "草稿写不进去（磁盘已满）");
    // It comes again as long as there is no room, and must not keep anybody from leaving.
    session.line.send("\x1b");
    shows(&mut session, "批注改过，还没存");
    fs::remove_file(filler).expect("our own file");
    session.line.send("s");
    shows(&mut session, "批注已保存");
    assert_eq!(notes(home.path()), [TEXT]);
    session.line.send("Q");
    session.end_within(SOON);
}

#[test]
fn a_file_that_may_not_grow_is_named_and_the_draft_is_kept() {
    let home = home();
    // More than the process may write: nothing can be appended.
    let article = first_article(home.path());
    prints(home.path(), &["note", "add", &article, &"字".repeat(4000)]);
    let before = notes(home.path());
    let mut session = reading(Setup::new(80, 24).parent(Parent::Limit), &home);
    // Not the note that is there, which begins at the title.
    session.line.send("}}v)a");
    shows(&mut session, "批注 于「");
    session.line.send(TEXT);
    shows(&mut session, TEXT);
    session.line.send("\x13");
    shows(&mut session, "! 没存下：");
    let screen = session.line.text().replace(['\n', ' '], "");
    assert!(
        screen.contains("jsonl") && screen.contains("草稿还在"),
        "{screen}"
    );
    assert!(is_kept(home.path(), TEXT));
    session.hang_up_within(SOON);
    assert_eq!(notes(home.path()), before);
    assert_eq!(left(home.path()), [TEXT]);
}

/// The id of the article that a session opens first.
pub(crate) fn first_article(home: &Path) -> String {
    let issues: serde_json::Value =
        serde_json::from_str(&prints(home, &["list", "--json"])).expect("a document");
    let issue = issues[0]["id"].as_str().expect("an id").to_owned();
    let articles: serde_json::Value =
        serde_json::from_str(&prints(home, &["list", &issue, "--json"])).expect("a document");
    articles[0]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn two_sessions_and_commands_at_once_lose_nothing_and_revive_nothing() {
    const EACH: usize = 8;
    let home = home();
    let article = first_article(home.path());
    let (path, article) = (home.path(), article.as_str());
    let sessions = ["甲", "乙"].map(|name| (name, started(Setup::new(80, 24), &home)));
    let mut expected: Vec<String> = thread::scope(|scope| {
        let readers = sessions.map(|(name, session)| {
            scope.spawn(move || {
                let mut session = opened(session);
                let mut saved = Vec::new();
                for number in 0..EACH {
                    let text = format!("{name}处第{number}条");
                    // Each on a sentence of its own.
                    session.line.send("}v)a");
                    shows(&mut session, "批注 于「");
                    session.line.send(format!("{text}\x13"));
                    shows(&mut session, "批注已保存");
                    saved.push(text);
                    // Every third is taken back.
                    if number % 3 == 2 {
                        session.line.send("u");
                        shows(&mut session, "已撤销：");
                        saved.pop();
                    }
                }
                session.line.send("Q");
                assert_eq!(session.end_within(SOON), 0);
                saved
            })
        });
        let writers = [0, 1, 2, 3].map(|writer| {
            scope.spawn(move || {
                let mut saved = Vec::new();
                for number in 0..EACH {
                    let text = format!("命令{writer}第{number}条");
                    let said = prints(path, &["note", "add", article, &text]);
                    let id = said.split_whitespace().nth(1).expect("an id").to_owned();
                    match number % 2 {
                        0 => {
                            prints(path, &["note", "remove", &id]);
                        }
                        _ => saved.push(text),
                    }
                }
                saved
            })
        });
        let all = readers.into_iter().chain(writers);
        all.flat_map(|writer| writer.join().expect("no refusal"))
            .collect()
    });
    expected.sort();
    assert_eq!(notes(path), expected);
    assert_eq!(files(path), Vec::<PathBuf>::new());
    prints(path, &["check"]);
}

#[test]
fn two_sessions_keep_a_draft_each() {
    let home = home();
    let [one, two] = [(); 2].map(|()| started(Setup::new(80, 24), &home));
    let one = written(opened(one), "甲处写的");
    let two = written(opened(two), "乙处写的");
    one.hang_up_within(SOON);
    two.hang_up_within(SOON);
    let mut texts = left(home.path());
    texts.sort();
    assert_eq!(texts, ["乙处写的", "甲处写的"]);
}

#[test]
fn what_a_command_marks_is_seen_by_a_reader_that_does_nothing() {
    let home = home();
    let article = first_article(home.path());
    let mut session = reading(Setup::new(80, 24), &home);
    // The word of welcome stands until a key.
    session.line.send("j");
    for round in ["first", "second", "third"] {
        // Looks that find nothing come before.
        session.line.settle(Duration::from_millis(1500));
        prints(home.path(), &["note", "add", &article, round]);
        shows(&mut session, "另一窗口改了 1 处标记");
        session.line.send("j");
        session
            .line
            .wait_until("the notice gone", |line| !line.text().contains("另一窗口"));
    }
}
