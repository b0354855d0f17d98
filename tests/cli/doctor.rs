//! `doctor`: terminal, folders and library at a glance.

use serde::Deserialize;

use crate::library::with_faults;
use crate::run::kanbao;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Doctor {
    version: String,
    terminal: Terminal,
    language: String,
    places: Vec<Place>,
    issues: usize,
    articles: usize,
    reading: Vec<String>,
    faults: Vec<serde_json::Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Terminal {
    name: Option<String>,
    program: Option<String>,
    locale: Option<String>,
    stdout: bool,
    size: Option<[u16; 2]>,
    ascii: bool,
    no_color: bool,
    answers: Option<serde_json::Value>,
    ambiguous: serde_json::Value,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    purpose: String,
    path: String,
    state: String,
    faults: usize,
}

#[test]
fn a_fresh_machine_is_healthy() {
    let run = kanbao("doctor --json")
        .variable("TERM", "xterm-256color")
        .variable("LANG", "zh_CN.UTF-8");
    let doctor: Doctor = run.json();
    assert_eq!(run.end().status, 0);
    assert_eq!(doctor.version, env!("CARGO_PKG_VERSION"));
    assert_eq!(
        (doctor.terminal.name.as_deref(), doctor.terminal.program),
        (Some("xterm-256color"), None)
    );
    assert_eq!(doctor.terminal.locale.as_deref(), Some("zh_CN.UTF-8"));
    assert_eq!(
        (doctor.terminal.stdout, doctor.terminal.size),
        (false, None)
    );
    assert!(!doctor.terminal.ascii && !doctor.terminal.no_color);
    // Standard output is no terminal: there is nobody to ask.
    assert_eq!(doctor.terminal.answers, None);
    let narrow = serde_json::json!({"punctuation": 1, "symbols": 1, "letters": 1});
    assert_eq!(doctor.terminal.ambiguous, narrow);
    assert_eq!(
        (doctor.language.as_str(), doctor.issues, doctor.articles),
        ("zh", 5, 26)
    );
    assert_eq!((doctor.reading.len(), doctor.faults.len()), (0, 0));
    let purposes: Vec<&str> = doctor
        .places
        .iter()
        .map(|place| place.purpose.as_str())
        .collect();
    assert_eq!(
        purposes,
        ["config", "keymap", "marks", "state", "cache", "library"]
    );
    for place in &doctor.places {
        assert!(
            place.path.contains("kanbao") && place.state == "absent" && place.faults == 0,
            "{place:?}"
        );
    }
}

#[test]
fn a_locale_that_cannot_write_chinese_is_named() {
    for (locale, named) in [
        ("zh_CN.GBK", true),
        ("C", true),
        ("C.UTF-8", false),
        ("zh_CN.utf8", false),
    ] {
        let ended = kanbao("doctor").variable("LC_ALL", locale).end();
        assert_eq!(ended.stdout.contains("不是 UTF-8"), named, "{locale}");
    }
}

#[test]
fn the_page_names_what_is_wrong() {
    let run = with_faults(kanbao("doctor"))
        .file(".local/state/kanbao/reading.jsonl", "not a record\n")
        .file(".config/kanbao/config.toml/x", "");
    let ended = run.end();
    assert_eq!((ended.status, ended.stderr.as_str()), (1, ""));
    let state = |path: &str| {
        let line = ended.stdout.lines().find(|line| line.contains(path));
        line.and_then(|line| line.rsplit("  ").next())
    };
    assert_eq!(state("/library"), Some("6 处问题，见下"));
    assert_eq!(state(".local/state/kanbao"), Some("1 处问题，见下"));
    assert_eq!(state(".cache/kanbao"), Some("还没有，用到时再建"));
    for expected in [
        "zaobao-1/issue.toml:1",
        "reading.jsonl",
        "种类不对",
        "NO_COLOR",
    ] {
        let shown = if expected == "NO_COLOR" {
            !ended.stdout.contains(expected)
        } else {
            ended.stdout.contains(expected)
        };
        assert!(shown, "{expected}: {}", ended.stdout);
    }
}
