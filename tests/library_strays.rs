//! What lies in a library and is no issue: told, with the files that may lie there left alone.

use std::fs;
use std::os::unix::fs::symlink;

use kanbao::diagnostic::Fault;
use kanbao::library::{Source, scan};

const ISSUE: &str = "publication = \"港湾日报\"\n";
const ARTICLE: &str = "+++\ntitle = \"渡口重新开放\"\n+++\n\n天刚亮。\n";

#[test]
fn nothing_in_a_library_is_passed_over_in_silence() {
    let root = tempfile::tempdir().unwrap();
    let files = [
        ("README.zh.md", "说明"),
        ("License", "许可"),
        (".hidden/1.md", ARTICLE),
        (".hidden.txt", "原文"),
        ("a/issue.toml", ISSUE),
        ("a/1.md", ARTICLE),
        ("a/original.txt", "原文"),
        ("a/provenance.toml", ""),
        ("a/README.md", ARTICLE),
        ("a/photo.jpg", ""),
        ("b/issue.toml", ISSUE),
        ("b/1.md", ARTICLE),
        ("b/2.MD", ARTICLE),
        ("b/3.txt", "原文"),
        ("b/4.html", "原文"),
        ("b/COPYING", "许可"),
        ("changelog-of-the-paper.txt", "原文"),
        ("folder/1.md", ARTICLE),
        ("photo.jpg", ""),
        ("raw.TXT", "原文"),
        ("raw.html", "原文"),
        ("single.md", ARTICLE),
    ];
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    symlink("nowhere", root.path().join("dead")).unwrap();
    symlink("folder", root.path().join("linked")).unwrap();
    symlink("raw.TXT", root.path().join("linked.txt")).unwrap();
    symlink("/dev/null", root.path().join("null")).unwrap();
    let found = scan(&[Source::Folder(root.path().to_owned())], None);
    // `a` has an article named as a paper: whatever ends in `.md` in an issue is one.
    let ids: Vec<&str> = found
        .catalogue
        .issues()
        .iter()
        .map(|issue| issue.id.as_str())
        .collect();
    assert_eq!(ids, ["b", "a"]);
    assert_eq!(found.faulty, 9);
    let told: Vec<(String, Fault)> = found
        .diagnostics
        .into_iter()
        .map(|found| {
            let file = found.file.unwrap();
            let file = file.strip_prefix(root.path()).unwrap();
            (file.to_string_lossy().into_owned(), found.fault)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("b/2.MD".into(), Fault::NotAnArticle),
            ("b/3.txt".into(), Fault::NotAnArticle),
            ("b/4.html".into(), Fault::NotAnArticle),
            ("changelog-of-the-paper.txt".into(), Fault::StrayText),
            ("dead".into(), Fault::DeadLink),
            ("folder".into(), Fault::NoIssueFile),
            ("linked".into(), Fault::NoIssueFile),
            ("linked.txt".into(), Fault::StrayText),
            ("null".into(), Fault::NotRegularFile),
            ("photo.jpg".into(), Fault::StrayFile),
            ("raw.TXT".into(), Fault::StrayText),
            ("raw.html".into(), Fault::StrayText),
            ("single.md".into(), Fault::StrayArticle),
        ]
    );
}
