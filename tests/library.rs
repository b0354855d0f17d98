//! Libraries on disk: what is listed, what is refused, what is told, and how issues are named.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot make its files cannot go on"
)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use kanbao::diagnostic::{Diagnostic, Fault, Unreadable};
use kanbao::library::{
    Catalogue, Issue, Item, Kind, LookupError, MemoryIssue, Named, Opened, Origin, Scan, Source,
    Start, check, load_article, load_issue, named, open, scan,
};
use tempfile::TempDir;

#[path = "support/archive.rs"]
mod archive;
#[path = "support/dice.rs"]
mod dice;

/// A folder with these files; a path ending in `/` is a folder.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let root = TempDir::new().unwrap();
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

const ISSUE: &str = "publication = \"港湾日报\"\nnumber = 18\ndate = \"2024-06\"\n";
const ARTICLE: &str = "+++\ntitle = \"渡口重新开放\"\nkind = \"brief\"\n+++\n\n天刚亮。\n";

fn scan_folder(root: &Path) -> Scan {
    scan(&[Source::Folder(root.to_owned())], None)
}

/// Faults with the file's path below `root` and the line.
fn told(root: &Path, diagnostics: Vec<Diagnostic>) -> Vec<(String, Option<usize>, Fault)> {
    diagnostics
        .into_iter()
        .map(|diagnostic| {
            let file = diagnostic.file.unwrap_or_default();
            let file = file
                .strip_prefix(root)
                .unwrap_or(&file)
                .to_string_lossy()
                .into_owned();
            (file, diagnostic.line, diagnostic.fault)
        })
        .collect()
}

#[test]
fn a_folder_of_issues_is_listed() {
    let root = folder(&[
        ("a-2024/issue.toml", ISSUE),
        ("a-2024/02-b.md", ARTICLE),
        ("a-2024/01-a.md", ARTICLE),
        ("a-2024/original.txt", "原文"),
        ("a-2024/revisions/1/01-a.md", "旧"),
        ("notes/readme.md", "不是一期"),
        (".git/issue.toml", ISSUE),
        ("stray.md", ARTICLE),
    ]);
    let found = scan_folder(root.path());
    let passed_over = told(root.path(), found.diagnostics);
    assert_eq!(
        passed_over,
        [
            ("notes".into(), None, Fault::NoIssueFile),
            ("stray.md".into(), None, Fault::StrayArticle)
        ]
    );
    let [issue] = found.catalogue.issues() else {
        panic!("one issue")
    };
    assert_eq!(issue.articles, ["a-2024/01-a", "a-2024/02-b"]);
    assert_eq!(issue.number.as_ref().unwrap().as_str(), "18");
    let (metas, faults) = load_issue(issue);
    assert_eq!(faults, []);
    assert_eq!(
        (metas[0].title.as_str(), metas[0].kind, metas[0].han),
        ("渡口重新开放", Kind::Brief, 3)
    );
    assert_eq!(
        load_article(issue, "a-2024/02-b")
            .unwrap()
            .0
            .document
            .text
            .as_str(),
        "天刚亮。"
    );
}

#[test]
fn a_folder_that_is_an_issue_is_one() {
    let root = folder(&[("x/issue.toml", ISSUE), ("x/01.md", ARTICLE)]);
    assert_eq!(
        scan_folder(&root.path().join("x")).catalogue.issues()[0].id,
        "x"
    );
}

#[test]
fn faults_in_one_issue_hide_no_other() {
    let root = folder(&[
        ("a/issue.toml", ""),
        ("a/1.md", "没有篇目信息"),
        (
            "b/issue.toml",
            "publication = 3\ndate = \"2024-13\"\nmood = 1\nnumber = 没有引号\n",
        ),
        (
            "b/1.md",
            "+++\nkind = \"poem\"\nauthors = [\"甲\", 2]\n+++\n文\n",
        ),
        ("c/issue.toml", ISSUE),
        ("c/1.md", ARTICLE),
        ("d/issue.toml", "\u{FEFF}publication = \"河谷晚报\"\r\n"),
        ("e e/issue.toml", ISSUE),
    ]);
    let found = scan_folder(root.path());
    let names: Vec<&str> = found
        .catalogue
        .issues()
        .iter()
        .map(|issue| issue.publication.as_str())
        .collect();
    assert_eq!(names.len(), 4);
    for name in ["a", "b", "港湾日报", "河谷晚报"] {
        assert!(names.contains(&name), "{names:?}");
    }
    assert_eq!(found.faulty, 4);
    let places: Vec<(String, Option<usize>)> = told(
        root.path(),
        check(&[Source::Folder(root.path().to_owned())]),
    )
    .into_iter()
    .map(|(file, line, _)| (file, line))
    .collect();
    let place = |file: &str, line: usize| (file.to_owned(), (line > 0).then_some(line));
    assert_eq!(
        places,
        [
            place("a/1.md", 1),
            place("a/issue.toml", 1),
            place("b/1.md", 1),
            place("b/1.md", 2),
            place("b/1.md", 3),
            place("b/issue.toml", 1),
            place("b/issue.toml", 2),
            place("b/issue.toml", 3),
            place("b/issue.toml", 4),
            place("d", 0),
            place("e e", 0),
        ]
    );
}

#[test]
fn only_regular_files_are_read() {
    let root = folder(&[
        ("a/issue.toml", ISSUE),
        ("a/1.md", ARTICLE),
        ("a/folder.md/x", ""),
        ("b/1.md", ARTICLE),
        ("secret", "publication = \"秘密\"\n"),
    ]);
    symlink(root.path().join("secret"), root.path().join("a/2.md")).unwrap();
    symlink(root.path().join("secret"), root.path().join("b/issue.toml")).unwrap();
    let pipe = root.path().join("a/3.md");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &pipe,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR,
        0,
    )
    .unwrap();
    symlink(root.path().join("a"), root.path().join("linked")).unwrap();
    symlink(root.path(), root.path().join("loop")).unwrap();

    let found = scan_folder(root.path());
    let ids: Vec<&str> = found
        .catalogue
        .issues()
        .iter()
        .map(|issue| issue.id.as_str())
        .collect();
    assert!(
        ids.contains(&"linked"),
        "a link to a folder of issues is followed: {ids:?}"
    );
    assert_eq!(found.catalogue.issue("a").unwrap().articles, ["a/1"]);
    assert_eq!(
        found.catalogue.issue("b").unwrap().publication.as_str(),
        "b"
    );
    let refused: Vec<String> = told(root.path(), found.diagnostics)
        .into_iter()
        .filter(|(file, _, fault)| *fault == Fault::NotRegularFile && !file.starts_with("linked"))
        .map(|(file, ..)| file)
        .collect();
    assert_eq!(refused, ["a/2.md", "a/3.md", "a/folder.md", "b/issue.toml"]);
}

#[test]
fn a_file_that_changes_its_nature_after_the_listing_is_refused() {
    let root = folder(&[
        ("a/issue.toml", ISSUE),
        ("a/1.md", ARTICLE),
        ("a/2.md", ARTICLE),
        ("secret", "秘密"),
    ]);
    let found = scan_folder(root.path());
    let issue = found.catalogue.issue("a").unwrap();
    fs::remove_file(root.path().join("a/1.md")).unwrap();
    symlink(root.path().join("secret"), root.path().join("a/1.md")).unwrap();
    fs::remove_file(root.path().join("a/2.md")).unwrap();
    let (metas, faults) = load_issue(issue);
    assert_eq!(metas.len(), 2);
    let faults: Vec<Fault> = faults
        .into_iter()
        .map(|diagnostic| diagnostic.fault)
        .collect();
    assert_eq!(
        faults,
        [
            Fault::NotRegularFile,
            Fault::Unreadable {
                reason: Unreadable::NotFound
            }
        ]
    );
    for id in ["a/../../secret", "a/../secret", "../a/1", "a/", ""] {
        assert!(load_article(issue, id).is_err(), "{id}");
    }
}

#[test]
fn large_files_and_foreign_bytes_are_told() {
    let root = folder(&[("a/issue.toml", ISSUE), ("a/1.md", "")]);
    let large = fs::File::create(root.path().join("a/1.md")).unwrap();
    large.set_len((8 << 20) + 1).unwrap();
    fs::write(
        root.path().join("a/2.md"),
        b"+++\ntitle = \"\xB1\xA8\"\n+++\n\xD6\xD0ab\n",
    )
    .unwrap();
    let found = scan_folder(root.path());
    let (metas, faults) = load_issue(found.catalogue.issue("a").unwrap());
    assert_eq!(metas[1].title.as_str(), "\u{FFFD}\u{FFFD}");
    assert_eq!(
        told(root.path(), faults),
        [
            ("a/1.md".into(), None, Fault::TooLarge { limit: 8 << 20 }),
            ("a/2.md".into(), Some(2), Fault::NotUtf8)
        ]
    );
}

#[test]
fn of_two_issues_with_one_id_the_first_library_wins() {
    let first = folder(&[
        ("a/issue.toml", "publication = \"先\""),
        ("a/1.md", ARTICLE),
    ]);
    let second = folder(&[
        ("a/issue.toml", "publication = \"后\""),
        ("a/1.md", ARTICLE),
    ]);
    let sources =
        [first.path(), second.path(), first.path()].map(|path| Source::Folder(path.to_owned()));
    let found = scan(&sources, None);
    assert_eq!(found.catalogue.issues()[0].publication.as_str(), "先");
    let fault = Fault::DuplicateIssue {
        id: "a".into(),
        first: Some(first.path().join("a")),
    };
    assert_eq!(
        told(second.path(), found.diagnostics),
        [("a".into(), None, fault)]
    );
}

#[test]
fn a_library_that_is_not_there_is_a_fault_unless_it_is_the_default_one() {
    let missing = PathBuf::from("/nonexistent/library");
    assert_eq!(
        scan(&[Source::OptionalFolder(missing.clone())], None),
        Scan::default()
    );
    assert_eq!(scan(&[Source::Folder(missing)], None).diagnostics.len(), 1);
}

#[test]
fn named_paths_open_where_they_are() {
    let root = folder(&[
        ("lib/a/issue.toml", ISSUE),
        ("lib/a/01-x.md", ARTICLE),
        ("lib/a/02-y.md", ARTICLE),
        ("lib/b/issue.toml", ISSUE),
        ("loose/z.md", ARTICLE),
        ("loose/raw.txt", "文"),
        ("empty/x", ""),
    ]);
    let path = |path: &str| root.path().join(path);
    let start =
        |paths: &[&str]| open(paths.iter().map(|name| Item::Path(path(name))).collect()).start;
    assert_eq!(start(&["lib/a/02-y.md"]), Start::Article("a/02-y".into()));
    assert_eq!(start(&["lib/a"]), Start::Issue("a".into()));
    assert_eq!(start(&["lib"]), Start::Shelf);
    assert_eq!(start(&["lib/a", "lib/b"]), Start::Shelf);
    assert_eq!(start(&["loose/z.md"]), Start::Article("loose/z".into()));
    let opened = open(vec![
        Item::Path(path("loose/z.md")),
        Item::Path(path("lib/a/01-x.md")),
    ]);
    assert_eq!(opened.scan.catalogue.issues().len(), 2);
    let articles = |paths: &[&str]| -> Vec<String> {
        let items = paths.iter().map(|name| Item::Path(path(name))).collect();
        let catalogue = open(items).scan.catalogue;
        let issues = catalogue.issues().iter();
        issues.flat_map(|issue| issue.articles.clone()).collect()
    };
    // Of several things only what was named is there; one article stands in its issue.
    assert_eq!(articles(&["lib/a/01-x.md"]), ["a/01-x", "a/02-y"]);
    assert_eq!(articles(&["lib/a/02-y.md", "loose"]), ["a/02-y", "loose/z"]);
    assert_eq!(
        articles(&["lib/a/02-y.md", "lib/a/01-x.md", "lib/a/02-y.md"]),
        ["a/01-x", "a/02-y"]
    );
    assert_eq!(articles(&["lib/a/02-y.md", "lib/a"]), ["a/01-x", "a/02-y"]);
    assert_eq!(articles(&["lib/a", "lib/a/02-y.md"]), ["a/01-x", "a/02-y"]);
    for (wrong, fault) in [
        ("loose/raw.txt", Fault::NotAnIssue),
        ("empty", Fault::NotAnIssue),
        (
            "nowhere",
            Fault::Unreadable {
                reason: Unreadable::NotFound,
            },
        ),
    ] {
        assert_eq!(
            open(vec![Item::Path(path(wrong))])
                .scan
                .diagnostics
                .last()
                .map(|diagnostic| &diagnostic.fault),
            Some(&fault),
            "{wrong}"
        );
    }
}

fn issue(id: &str, publication: &str, date: Option<&str>, articles: usize) -> Issue {
    Issue {
        publication: publication.into(),
        date: date.map(|date| date.parse().unwrap()),
        articles: (1..=articles)
            .map(|number| format!("{id}/{number:02}-pian"))
            .collect(),
        ..Issue::bare(id, Origin::Embedded)
    }
}

#[test]
fn the_shelf_has_the_newest_first() {
    let catalogue = Catalogue::new(vec![
        issue("old-1", "旧报", Some("2019-01-01"), 1),
        issue("new-9", "新报", None, 1),
        issue("new-10", "新报", None, 1),
        issue("new-a", "新报", Some("2024-06"), 1),
        issue("new-b", "新报", Some("2024-06-01"), 1),
        issue("none", "无期", None, 1),
    ]);
    let ids: Vec<&str> = catalogue
        .issues()
        .iter()
        .map(|issue| issue.id.as_str())
        .collect();
    assert_eq!(ids, ["new-b", "new-a", "new-10", "new-9", "old-1", "none"]);
}

#[test]
fn issues_and_articles_are_named_by_any_unique_beginning() {
    let catalogue = Catalogue::new(vec![
        issue("gangwan-2024", "港", None, 12),
        issue("gangwan-2024-2", "港", None, 1),
        issue("hegu", "河", None, 2),
    ]);
    let issue = |name: &str| catalogue.find_issue(name).map(|issue| issue.id.as_str());
    assert_eq!(issue("h"), Ok("hegu"));
    assert_eq!(issue("gangwan-2024"), Ok("gangwan-2024"));
    assert_eq!(issue("gangwan-2024-"), Ok("gangwan-2024-2"));
    assert_eq!(issue("x"), Err(LookupError::NotFound));
    assert_eq!(issue(""), Err(LookupError::NotFound));
    assert_eq!(
        issue("g"),
        Err(LookupError::Ambiguous(vec![
            "gangwan-2024".into(),
            "gangwan-2024-2".into()
        ]))
    );

    let article = |name: &str| catalogue.find_article(name).map(|article| article.id());
    assert_eq!(article("hegu/02-pian"), Ok("hegu/02-pian"));
    assert_eq!(article("h/2"), Ok("hegu/02-pian"));
    assert_eq!(article("h/01"), Ok("hegu/01-pian"));
    assert_eq!(article("gangwan-2024/12"), Ok("gangwan-2024/12-pian"));
    assert_eq!(article("gangwan-2024-"), Ok("gangwan-2024-2/01-pian"));
    assert_eq!(article("h/3"), Err(LookupError::NotFound));
    assert_eq!(
        article("h"),
        Err(LookupError::Ambiguous(vec![
            "hegu/01-pian".into(),
            "hegu/02-pian".into()
        ]))
    );
    assert!(matches!(article("h/0"), Err(LookupError::Ambiguous(_))));
}

#[test]
fn a_generated_archive_reads_without_a_fault() {
    let root = TempDir::new().unwrap();
    archive::write(
        root.path(),
        archive::Size {
            issues: 12,
            articles: 50,
            paragraphs: 2,
        },
    )
    .unwrap();
    let found = scan_folder(root.path());
    let issues = found.catalogue.issues().iter();
    let publications: std::collections::BTreeSet<_> =
        issues.map(|issue| issue.publication.as_str()).collect();
    assert_eq!(publications.len(), archive::PUBLICATIONS.len());
    assert_eq!(
        found
            .catalogue
            .issues()
            .iter()
            .map(|issue| issue.articles.len())
            .sum::<usize>(),
        50
    );
    assert_eq!(check(&[Source::Folder(root.path().to_owned())]), []);
}

/// An issue in memory as an importer would give it.
fn memory(id: &str, original: &str) -> MemoryIssue {
    let files = [
        ("issue.toml", ISSUE),
        ("02-b.md", ARTICLE),
        ("10-c.md", ARTICLE),
        ("provenance.toml", ""),
    ];
    MemoryIssue {
        id: id.to_owned(),
        source: PathBuf::from(format!("{original}.txt")),
        files: files
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into(),
        original: original.as_bytes().to_vec(),
    }
}

fn ids(opened: &Opened) -> Vec<&str> {
    let mut ids: Vec<&str> = opened
        .scan
        .catalogue
        .issues()
        .iter()
        .map(|issue| issue.id.as_str())
        .collect();
    ids.sort_unstable();
    ids
}

#[test]
fn an_issue_in_memory_reads_like_one_in_a_folder() {
    let root = folder(&[
        ("a/issue.toml", ISSUE),
        ("a/02-b.md", ARTICLE),
        ("a/10-c.md", ARTICLE),
    ]);
    let in_folder = open(vec![Item::Path(root.path().join("a"))]);
    let in_memory = open(vec![Item::Text(Ok((memory("a", "x"), Vec::new())))]);
    assert_eq!(in_memory.start, Start::Article("a/02-b".into()));
    let (folder, text) = (
        &in_folder.scan.catalogue.issues()[0],
        &in_memory.scan.catalogue.issues()[0],
    );
    assert_eq!(text.publication, folder.publication);
    assert_eq!(text.articles, folder.articles);
    for id in &text.articles {
        assert_eq!(
            load_article(text, id).unwrap().0,
            load_article(folder, id).unwrap().0
        );
    }
    assert!(load_article(text, "a/provenance").is_err());
}

#[test]
fn two_texts_of_one_id_are_two_issues_and_the_same_text_is_one() {
    let text = |original| Item::Text(Ok((memory("a", original), Vec::new())));
    let both = open(vec![text("x"), text("y"), text("x"), text("y")]);
    let again = open(vec![text("x"), text("y")]);
    assert_eq!(ids(&both).len(), 2);
    assert_eq!(ids(&both), ids(&again));
    assert_eq!(ids(&both)[0], "a");
    assert!(ids(&both)[1].starts_with("a-"));
    assert_eq!(both.scan.diagnostics, []);
}

#[test]
fn a_text_that_cannot_be_used_is_a_fault_beside_the_others() {
    let root = folder(&[("texts/x.txt", "")]);
    let bad = Diagnostic::of_file(&root.path().join("texts/x.txt"), Fault::EmptyText);
    let opened = open(vec![
        Item::Folder(root.path().join("texts")),
        Item::Text(Err(bad.clone())),
        Item::Text(Ok((memory("a", "x"), Vec::new()))),
    ]);
    assert_eq!(ids(&opened), ["a"]);
    assert_eq!(opened.start, Start::Shelf);
    assert_eq!(
        (opened.scan.diagnostics, opened.scan.faulty),
        (vec![bad], 1)
    );
}

#[test]
fn a_path_is_told_by_what_it_holds() {
    let root = folder(&[
        ("issue/issue.toml", ISSUE),
        ("issue/01-x.md", "没有篇目信息。\n"),
        ("texts/10.txt", "文"),
        ("texts/9.TXT", "文"),
        ("texts/.hidden.txt", "文"),
        ("texts/picture.jpg", ""),
        ("texts/below/x.txt", "文"),
        ("texts/article.md", "\n+++\ntitle = \"题\"\n+++\n文\n"),
        ("texts/raw.md", "# 题\n\n文\n"),
    ]);
    let path = |path: &str| root.path().join(path);
    let is = |name: &str| named(&path(name)).unwrap();
    assert_eq!(is("issue"), Named::Issue(path("issue")));
    assert_eq!(is("issue/01-x.md"), Named::Article(path("issue/01-x.md")));
    assert_eq!(is("texts/10.txt"), Named::Text(path("texts/10.txt")));
    assert_eq!(is("texts/raw.md"), Named::Text(path("texts/raw.md")));
    assert_eq!(
        is("texts/article.md"),
        Named::Article(path("texts/article.md"))
    );
    assert_eq!(
        is("texts"),
        Named::Folder(
            path("texts"),
            [
                "texts/9.TXT",
                "texts/10.txt",
                "texts/below/x.txt",
                "texts/raw.md"
            ]
            .map(path)
            .to_vec()
        )
    );
    let opened = open(vec![Item::Folder(path("texts"))]);
    let articles = &opened.scan.catalogue.issues()[0].articles;
    assert_eq!(articles[..], ["texts/article".to_owned()]);
}
