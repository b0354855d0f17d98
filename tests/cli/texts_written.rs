//! The 148 texts that would act on a terminal, in 14 families, and what every command writes into pipes:
//! nothing in it acts, and what is JSON is one valid document.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::program::program;
use crate::texts::{acts, texts, write_library};

/// Families, and so issues.
const FAMILIES: usize = 14;

/// A home with a library of all texts, with a bookmark and a note of its own text in each issue, and the
/// texts of each family as a raw text.
struct Desk {
    home: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        let home = tempfile::tempdir().expect("a folder");
        write_library(&home.path().join("library"));
        let desk = Desk { home };
        for number in 0..FAMILIES {
            // A text with NUL is none, and refused.
            let of = family(number);
            let lines = of.iter().filter(|text| !text.contains('\0'));
            let lines: String = lines.map(|text| format!("{text}\n")).collect();
            fs::write(desk.path(&format!("text-{number:02}.txt")), &lines).expect("a file");
        }
        desk
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.home.path().join(name)
    }

    /// What a command with these arguments, divided by blanks, writes; nothing of it may act.
    fn run(&self, arguments: &str, input: &Path) -> String {
        let Output {
            status,
            stdout,
            stderr,
        } = Command::new(program())
            .args(arguments.split(' '))
            .args(["--library", "library"])
            .current_dir(self.home.path())
            .env_clear()
            .env("HOME", self.home.path())
            .stdin(fs::File::open(input).expect("a file"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .output()
            .expect("the program was built");
        let code = status.code();
        let [stdout, stderr] =
            [stdout, stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
        assert!(
            matches!(code, Some(0..=2)),
            "{arguments}: {code:?}, {stderr}"
        );
        for stream in [&stdout, &stderr] {
            let acting = stream.find(|c: char| acts(c) && c != '\n');
            let around = acting.map(|at| stream[at..].chars().take(20).collect::<String>());
            assert_eq!(around, None, "{arguments}");
        }
        stdout
    }

    fn prints(&self, arguments: &str) -> String {
        self.run(arguments, Path::new("/dev/null"))
    }

    /// The same where JSON is asked for; `true` where that is not an empty array.
    fn tells(&self, arguments: &str) -> bool {
        let printed = self.prints(arguments);
        let value: serde_json::Value = serde_json::from_str(&printed)
            .unwrap_or_else(|error| panic!("{arguments}: {error} in {printed}"));
        value.as_array().is_none_or(|array| !array.is_empty())
    }
}

/// The texts of one family.
fn family(number: usize) -> Vec<String> {
    let all = texts();
    let mut families: Vec<&str> = all.iter().map(|one| one.family).collect();
    families.dedup();
    assert_eq!(families.len(), FAMILIES);
    let of = all.iter().filter(|one| one.family == families[number]);
    of.map(|one| one.text.clone()).collect()
}

#[test]
fn of_every_article_as_text() {
    let desk = Desk::new();
    for number in 0..FAMILIES {
        desk.prints(&format!("list wen-{number:02}"));
        for article in 0..family(number).len() {
            let format = ["text", "md"][article % 2];
            let printed = desk.prints(&format!(
                "show wen-{number:02}/{article:02} --format {format}"
            ));
            assert!(printed.contains("渡口"), "{number} {article}: {printed}");
        }
        desk.prints(&format!("show --raw text-{number:02}.txt --width 9"));
        desk.prints(&format!("import --dry-run --explain text-{number:02}.txt"));
    }
}

#[test]
fn of_every_article_as_json() {
    let desk = Desk::new();
    for number in 0..FAMILIES {
        assert!(desk.tells(&format!("list wen-{number:02} --json")));
        for article in 0..family(number).len() {
            assert!(desk.tells(&format!("show wen-{number:02}/{article:02} --json")));
        }
        // Controls alone are no text: they are refused on standard error.
        let imported = desk.prints(&format!("import --dry-run --json text-{number:02}.txt"));
        if !imported.is_empty() || number > 0 {
            serde_json::from_str::<serde_json::Value>(&imported).expect("one document");
        }
    }
}

#[test]
fn of_lists_searches_marks_and_faults() {
    let desk = Desk::new();
    for number in 0..FAMILIES {
        let (article, text) = (
            format!("wen-{number:02}/00"),
            format!("text-{number:02}.txt"),
        );
        desk.prints(&format!("bookmark add {article}"));
        desk.run(&format!("note add {article} -"), &desk.path(&text));
        // What was searched for is told again where it is not found.
        let first = family(number).swap_remove(0);
        if !first.contains([' ', '\0']) {
            desk.prints(&format!("search --literal --json {first}"));
            desk.prints(&format!("show {first}"));
        }
    }
    for arguments in [
        "list --json",
        "search 渡口 --json --limit 1000",
        "search 前 --fuzzy --json --limit 1000",
        "bookmark list --json",
        "note list --json",
        "export --format json",
        "check --json",
        "doctor --json",
        "keys --json",
    ] {
        assert!(desk.tells(arguments), "{arguments}");
    }
    for arguments in [
        "list",
        "search 渡口 --limit 1000",
        "search 前 --fuzzy --limit 1000",
        "bookmark list",
        "note list",
        "export --format md",
        "export --format org",
        "export --format csv",
        "export wen-04/00",
        "check",
        "doctor",
    ] {
        assert!(!desk.prints(arguments).is_empty(), "{arguments}");
    }
}
