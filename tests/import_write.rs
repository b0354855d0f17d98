//! Issues onto the disk: whatever ends an import, the old issue is there or the new one, whole.
//!
//! Before each step an import asks for consent. Here that is a camera, which copies the library as a
//! kill at this moment would leave it, or a saboteur, which makes the step fail.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use kanbao::import::render::Source;
use kanbao::import::write::{Consent, Found, Job, Step, Target, Updated, WriteError, sum};
use kanbao::import::{Options, import};
use tempfile::TempDir;

const FIRST: &str = "# 河边的树\n\n河边的树有三棵，都是前年春天种下的，如今已经长得很高。\n\n\
    # 新桥通车\n\n新桥昨天通车，两岸的人不用再绕远路，早晚各省半个小时。\n";
const SECOND: &str = "# 渡口旧事\n\n渡口撤了以后，摆渡的老人把船拖上了岸，船底朝天晒着太阳。\n\n\
    # 河边的树\n\n河边的树有三棵，都是前年春天种下的，如今已经长得很高。\n\n\
    # 新桥通车了\n\n新桥昨天通车，两岸的人不用再绕远路，早晚各省半个小时。\n";

/// Everything below a folder but the lock: paths with contents.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(inner) = waiting.pop() {
        for entry in fs::read_dir(inner).expect("the folder can be listed") {
            let path = entry.expect("the folder can be listed").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.file_name().is_some_and(|name| name != ".lock") {
                let name = path.strip_prefix(folder).expect("it is below").to_owned();
                tree.insert(name, fs::read(&path).expect("the file can be read"));
            }
        }
    }
    tree
}

struct Willing;

impl Consent for Willing {
    fn may(&self, _: Step) -> io::Result<()> {
        Ok(())
    }
}

/// Copies the library before each step.
struct Camera {
    library: PathBuf,
    pictures: RefCell<Vec<(Step, Tree)>>,
}

impl Consent for Camera {
    fn may(&self, step: Step) -> io::Result<()> {
        self.pictures.borrow_mut().push((step, tree(&self.library)));
        Ok(())
    }
}

/// Lets the n-th step fail.
struct Saboteur {
    left: Cell<usize>,
    failed: Cell<Option<Step>>,
}

impl Consent for Saboteur {
    fn may(&self, step: Step) -> io::Result<()> {
        if self.left.get() == 0 && self.failed.get().is_none() {
            self.failed.set(Some(step));
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        self.left.set(self.left.get().saturating_sub(1));
        Ok(())
    }
}

fn job(text: &str) -> Job<'_> {
    let options = Options {
        stem: "qi".to_owned(),
        keep_punctuation: false,
    };
    let (plan, _) = import(text.as_bytes(), &options).expect("nothing is lost");
    Job {
        outline: plan.outline.write(),
        plan,
        bytes: text.as_bytes(),
        source: Source {
            name: "qi.txt".to_owned(),
            sha256: sum(text.as_bytes()),
        },
        obeyed: false,
    }
}

fn write(target: &Target<'_>, text: &str) -> Result<Option<Updated>, WriteError> {
    let job = job(text);
    match target.look("qi") {
        Found::Nothing => {
            let staged = target.stage(&job)?;
            target.commit(vec![staged]).remove(0).map(|()| None)
        }
        Found::Imported(found) => target.update(job, &found),
        other => panic!("{other:?}"),
    }
}

fn write_into(
    library: &Path,
    consent: &dyn Consent,
    text: &str,
) -> Result<Option<Updated>, WriteError> {
    let (target, _) = Target::open(library, consent)?;
    write(&target, text)
}

/// A library in which `FIRST` was imported, a note lies and an article was corrected by hand.
fn used() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    write_into(folder.path(), &Willing, FIRST).expect("the disk takes it");
    let issue = folder.path().join("qi");
    fs::create_dir(issue.join("photos")).expect("a folder can be made");
    fs::write(issue.join("photos/a.jpg"), b"jpg").expect("a file can be written");
    fs::write(
        issue.join("99-mine.md"),
        "+++\ntitle = \"我的\"\n+++\n\n自己写的。\n",
    )
    .expect("a file can be written");
    let tree_file = first_article(&issue, "河边的树");
    let text = fs::read_to_string(&tree_file).expect("the article is there");
    fs::write(&tree_file, text.replace("三棵", "四棵")).expect("a file can be written");
    folder
}

fn first_article(issue: &Path, title: &str) -> PathBuf {
    let mut files: Vec<PathBuf> = fs::read_dir(issue)
        .expect("the issue is there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .filter(|path| {
            let text = fs::read_to_string(path).expect("an article is text");
            text.contains(&format!("title = \"{title}\""))
        })
        .collect();
    files.sort();
    files.into_iter().next().expect("the article is there")
}

/// Puts `picture` back on a disk and imports again there; gives what is there before and after.
fn after_a_kill(picture: &Tree, text: &str) -> (Tree, Tree) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (name, content) in picture {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("it can be made");
        fs::write(path, content).expect("a file can be written");
    }
    let (target, _) = Target::open(folder.path(), &Willing).expect("the library can be written");
    let found = tree(folder.path());
    write(&target, text).expect("the disk takes it");
    (found, tree(folder.path()))
}

#[test]
fn a_kill_at_any_step_leaves_nothing_or_the_new_issue() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let camera = Camera {
        library: folder.path().to_owned(),
        pictures: RefCell::default(),
    };
    write_into(folder.path(), &camera, FIRST).expect("the disk takes it");
    let whole = tree(folder.path());
    let pictures = camera.pictures.into_inner();
    assert!(pictures.len() > 6);
    for (step, picture) in pictures {
        let (found, again) = after_a_kill(&picture, FIRST);
        assert_eq!(found, Tree::new(), "{step:?}");
        assert_eq!(again, whole, "{step:?}");
    }
}

#[test]
fn a_kill_at_any_step_of_an_update_leaves_the_old_issue_or_the_new_one() {
    let folder = used();
    let old = tree(folder.path());
    let camera = Camera {
        library: folder.path().to_owned(),
        pictures: RefCell::default(),
    };
    write_into(folder.path(), &camera, SECOND).expect("the disk takes it");
    let new = tree(folder.path());
    assert_ne!(old, new);
    let pictures = camera.pictures.into_inner();
    assert!(pictures.iter().any(|(step, _)| *step == Step::Exchange));
    for (step, picture) in pictures {
        let (found, again) = after_a_kill(&picture, SECOND);
        let expected = if step == Step::Remove { &new } else { &old };
        assert_eq!(&found, expected, "{step:?}");
        assert_eq!(again, new, "{step:?}");
    }
}

#[test]
fn a_step_that_fails_leaves_what_was_there() {
    for (before, text) in [(None, FIRST), (Some(()), SECOND)] {
        for step in 0.. {
            let folder = match before {
                Some(()) => used(),
                None => tempfile::tempdir().expect("a temporary folder can be made"),
            };
            let old = tree(folder.path());
            let saboteur = Saboteur {
                left: Cell::new(step),
                failed: Cell::new(None),
            };
            let written = write_into(folder.path(), &saboteur, text);
            let Some(failed) = saboteur.failed.get() else {
                written.expect("every step was done");
                break;
            };
            if failed == Step::Remove {
                written.expect("the new issue is there");
                continue;
            }
            assert!(matches!(written, Err(WriteError::Store(_))), "{failed:?}");
            assert_eq!(tree(folder.path()), old, "{failed:?}");
        }
    }
}

#[test]
fn an_update_keeps_stems_corrections_and_files_of_the_readers_own() {
    let folder = used();
    let issue = folder.path().join("qi");
    let (trees, bridge) = (
        first_article(&issue, "河边的树"),
        first_article(&issue, "新桥通车"),
    );
    let updated = write_into(folder.path(), &Willing, SECOND)
        .expect("the disk takes it")
        .expect("something is new");
    assert_eq!(updated.kept, 2);
    assert_eq!(updated.revision, Path::new("revisions/1"));
    let read = |path: &Path| fs::read_to_string(path).expect("the file is there");
    assert!(read(&trees).contains("四棵"));
    assert!(read(&bridge).contains("新桥通车了"));
    assert!(
        read(
            &issue
                .join("revisions/1")
                .join(bridge.file_name().expect("a name"))
        )
        .contains("title = \"新桥通车\"")
    );
    assert_eq!(read(&issue.join("photos/a.jpg")), "jpg");
    assert!(read(&issue.join("99-mine.md")).contains("自己写的"));
    assert_eq!(read(&issue.join("original.txt")), SECOND);
    assert_eq!(read(&issue.join("revisions/1/original.txt")), FIRST);
    // The new article stands before the others.
    let new = first_article(&issue, "渡口旧事");
    assert!(new < trees && trees < bridge);
    // Again the same: nothing to do.
    assert_eq!(
        write_into(folder.path(), &Willing, SECOND).expect("it can be read"),
        None
    );
}

#[test]
fn leftovers_of_others_at_work_are_left_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (target, swept) = Target::open(folder.path(), &Willing).expect("it can be written");
    assert_eq!(swept, 0);
    let staged = target.stage(&job(FIRST)).expect("the disk takes it");
    let (_, swept) = Target::open(folder.path(), &Willing).expect("it can be written");
    assert_eq!(swept, 0);
    assert!(target.commit(vec![staged]).remove(0).is_ok());
    fs::create_dir(folder.path().join(".importing-dead")).expect("a folder can be made");
    let (_, swept) = Target::open(folder.path(), &Willing).expect("it can be written");
    assert_eq!(swept, 1);
}
