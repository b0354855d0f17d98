//! The house rules that a compiler does not know, checked on the text of the sources.
//!
//! Each test reads files, collects every fault and shows them all at once. The rules stand in
//! tables at the top; the table of layers is the same as the one in `docs/architecture.md`, and a
//! test compares the two.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

#[path = "tidy/lists.rs"]
mod lists;
#[path = "tidy/source.rs"]
mod source;

use source::{
    Source, all_rust_files, project_files, read, root, rust_files, structs, word_parts, words_after,
};

/// Each layer with the layers whose items it may name. Lower layers come first.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("regular", &[]),
    ("diagnostic", &["text", "regular"]),
    ("annotation", &["text"]),
    ("words", &["text", "diagnostic", "annotation"]),
    ("toml_text", &["diagnostic"]),
    ("markup", &["text", "diagnostic", "toml_text"]),
    ("typeset", &["text", "markup"]),
    (
        "library",
        &["text", "regular", "diagnostic", "words", "markup"],
    ),
    ("search", &["text", "regular", "diagnostic", "library"]),
    ("store", &["text", "regular", "diagnostic", "annotation"]),
    (
        "import",
        &[
            "text",
            "regular",
            "diagnostic",
            "toml_text",
            "library",
            "search",
            "store",
        ],
    ),
    (
        "config",
        &[
            "text",
            "regular",
            "diagnostic",
            "words",
            "toml_text",
            "typeset",
        ],
    ),
    (
        "app",
        &[
            "text",
            "diagnostic",
            "words",
            "markup",
            "typeset",
            "search",
            "library",
            "annotation",
            "store",
            "config",
        ],
    ),
    (
        "ui",
        &[
            "text",
            "diagnostic",
            "words",
            "markup",
            "typeset",
            "search",
            "library",
            "annotation",
            "store",
            "config",
            "app",
        ],
    ),
    (
        "runtime",
        &[
            "text",
            "diagnostic",
            "words",
            "markup",
            "typeset",
            "search",
            "library",
            "import",
            "annotation",
            "store",
            "config",
            "app",
            "ui",
        ],
    ),
    (
        "cli",
        &[
            "text",
            "regular",
            "diagnostic",
            "words",
            "markup",
            "typeset",
            "search",
            "library",
            "import",
            "annotation",
            "store",
            "config",
            "app",
            "ui",
            "runtime",
        ],
    ),
];

/// Crates that know a terminal, and the only layers that may name them.
const TERMINAL_CRATES: &[&str] = &["ratatui", "crossterm", "termina"];
const TERMINAL_LAYERS: &[&str] = &["ui", "runtime"];

/// Words that say nothing about the thing they name.
const EMPTY_NAMES: &[&str] = &["util", "utils", "helper", "helpers", "manager", "handler"];

const MAX_FILE_LINES: usize = 600;
const MAX_STRUCT_FIELDS: usize = 20;

#[test]
fn layers_depend_in_one_direction() {
    let mut faults = Vec::new();
    for file in rust_files("src") {
        let Some(layer) = layer_of(&file.path) else {
            continue;
        };
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            faults.push(format!(
                "{}: `{layer}` is not in the table of layers",
                file.path
            ));
            continue;
        };
        for (line, used) in layers_named(&file) {
            if used != layer && !allowed.contains(&used.as_str()) {
                faults.push(format!(
                    "{}:{line}: `{layer}` may not use `{used}`",
                    file.path
                ));
            }
        }
    }
    report("a layer uses one that stands above it", faults);
}

#[test]
fn the_binary_uses_the_command_layer_only() {
    let main = rust_files("src")
        .into_iter()
        .find(|file| file.path == "src/main.rs")
        .expect("src/main.rs is the binary");
    let faults = words_after(&main.code, "kanbao::")
        .into_iter()
        .filter(|(_, name)| name != "cli")
        .map(|(line, name)| format!("src/main.rs:{line}: `kanbao::{name}`"))
        .collect();
    report("src/main.rs does more than pass its arguments on", faults);
}

#[test]
fn architecture_page_has_the_same_layers() {
    let page = read("docs/architecture.md");
    let section = page
        .split("\n## ")
        .find(|part| part.starts_with("Layers"))
        .unwrap_or_default();
    let written: Vec<(String, Vec<String>)> = section
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|row| {
            let mut cells = row.trim_matches('|').split('|');
            let layer = backticked(cells.next().unwrap_or_default());
            let uses = cells.next().map(backticked).unwrap_or_default();
            (layer.concat(), uses)
        })
        .collect();
    let expected: Vec<(String, Vec<String>)> = LAYERS
        .iter()
        .map(|(layer, uses)| {
            (
                (*layer).to_owned(),
                uses.iter().map(|used| (*used).to_owned()).collect(),
            )
        })
        .collect();
    assert_eq!(
        written, expected,
        "the table under \"Layers\" in docs/architecture.md and the one in tests/tidy.rs differ"
    );
}

#[test]
fn only_the_terminal_layers_know_the_terminal() {
    let mut faults = Vec::new();
    for file in rust_files("src") {
        let layer = layer_of(&file.path).unwrap_or_default();
        if TERMINAL_LAYERS.contains(&layer.as_str()) {
            continue;
        }
        for name in TERMINAL_CRATES {
            for (line, _) in words_after(&file.code, &format!("{name}::")) {
                faults.push(format!("{}:{line}: `{name}`", file.path));
            }
        }
    }
    report("a terminal crate is named outside ui/ and runtime/", faults);
}

#[test]
fn modules_say_what_they_are_for() {
    let faults = all_rust_files()
        .into_iter()
        .filter(|file| !file.text.starts_with("//!"))
        .map(|file| {
            format!(
                "{}: begin with `//!`: what it is for, how it proceeds, where the hard part is",
                file.path
            )
        })
        .collect();
    report("a module does not introduce itself", faults);
}

#[test]
fn files_and_structs_stay_small() {
    let mut faults = Vec::new();
    for file in all_rust_files() {
        let lines = file.text.lines().count();
        if lines > MAX_FILE_LINES {
            faults.push(format!(
                "{}: {lines} lines, at most {MAX_FILE_LINES}",
                file.path
            ));
        }
        for (line, name, fields) in structs(&file.code) {
            if fields > MAX_STRUCT_FIELDS {
                faults.push(format!(
                    "{}:{line}: `{name}` has {fields} fields, at most {MAX_STRUCT_FIELDS}",
                    file.path
                ));
            }
        }
    }
    report("something has grown too large", faults);
}

#[test]
fn names_say_something() {
    let mut faults = Vec::new();
    for file in all_rust_files() {
        let stem = Path::new(&file.path).with_extension("");
        for part in stem.components() {
            let part = part.as_os_str().to_string_lossy();
            if EMPTY_NAMES
                .iter()
                .any(|empty| word_parts(&part).any(|word| word == *empty))
            {
                faults.push(format!("{}: the file's name", file.path));
            }
        }
        for keyword in [
            "fn ", "struct ", "enum ", "trait ", "mod ", "type ", "const ", "static ",
        ] {
            for (line, name) in words_after(&file.code, keyword) {
                if EMPTY_NAMES
                    .iter()
                    .any(|empty| word_parts(&name).any(|word| word == *empty))
                {
                    faults.push(format!("{}:{line}: `{name}`", file.path));
                }
            }
        }
    }
    report("a name says nothing about the thing", faults);
}

#[test]
fn nothing_is_left_open() {
    // Written in halves, so that this file does not name them itself.
    let marks = [
        ["TO", "DO"],
        ["FIX", "ME"],
        ["to", "do!"],
        ["unimpl", "emented!"],
        ["#[ign", "ore"],
        ["should", "_panic"],
        ["thread::", "sleep"],
        ["park_", "timeout"],
    ]
    .map(|halves| halves.concat());
    let mut faults = Vec::new();
    for file in all_rust_files() {
        for (number, line) in file.text.lines().enumerate() {
            for mark in marks.iter().filter(|mark| line.contains(mark.as_str())) {
                // Waiting for another writer is the one sleep that is meant: an advisory lock has
                // no event to wait for with a limit.
                if mark.ends_with("sleep") && file.path == "src/store/lock.rs" {
                    continue;
                }
                // A slow line is slow: there the time that passes is what is looked at.
                if mark.ends_with("timeout") && file.path == "tests/support/pace.rs" {
                    continue;
                }
                faults.push(format!("{}:{}: `{mark}`", file.path, number + 1));
            }
        }
    }
    report("a promise, a skipped test or a sleep", faults);
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let folders = [
        ["/ho", "me/"],
        ["/ro", "ot/"],
        ["/wo", "rk/"],
        ["/Us", "ers/"],
    ]
    .map(|halves| halves.concat());
    let mut faults = Vec::new();
    for path in project_files() {
        let Ok(text) = fs::read_to_string(root().join(&path)) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            for folder in folders
                .iter()
                .filter(|folder| line.contains(folder.as_str()))
            {
                faults.push(format!("{path}:{}: `{folder}`", number + 1));
            }
        }
    }
    report("a path of one machine", faults);
}

#[test]
fn both_readmes_are_in_step() {
    let (english, chinese) = (read("README.md"), read("README.zh.md"));
    assert_eq!(
        headings(&english).len(),
        headings(&chinese).len(),
        "README.md and README.zh.md have different headings: {:#?} and {:#?}",
        headings(&english),
        headings(&chinese)
    );
    assert_eq!(
        commands(&english),
        commands(&chinese),
        "README.md and README.zh.md show different commands or settings"
    );
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("Cargo.toml is TOML");
    let named: BTreeSet<String> = read("docs/dependencies.md")
        .lines()
        .filter(|line| line.starts_with("| `"))
        .filter_map(|row| {
            backticked(row.trim_matches('|').split('|').next().unwrap_or_default())
                .into_iter()
                .next()
        })
        .collect();
    let used: BTreeSet<String> = ["dependencies", "build-dependencies", "dev-dependencies"]
        .iter()
        .filter_map(|section| manifest.get(*section)?.as_table())
        .flat_map(|table| table.keys().cloned())
        .collect();
    let faults = used
        .difference(&named)
        .map(|name| format!("`{name}` is in Cargo.toml and has no row in docs/dependencies.md"))
        .chain(named.difference(&used).map(|name| {
            format!("`{name}` has a row in docs/dependencies.md and is not in Cargo.toml")
        }))
        .collect();
    report("dependencies and their reasons differ", faults);
}

#[test]
fn changelog_has_a_place_for_what_comes_next() {
    let faults = if read("CHANGELOG.md")
        .lines()
        .any(|line| line.starts_with("## [Unreleased]"))
    {
        Vec::new()
    } else {
        vec!["CHANGELOG.md: no heading `## [Unreleased]`".to_owned()]
    };
    report("the changelog", faults);
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "faults are told once and nobody needs them again"
)]
fn report(what: &str, faults: Vec<String>) {
    assert!(
        faults.is_empty(),
        "{what} ({} times):\n  {}",
        faults.len(),
        faults.join("\n  ")
    );
}

/// `src/text/width.rs` -> `text`; `src/diagnostic.rs` -> `diagnostic`; none for the two roots.
fn layer_of(path: &str) -> Option<String> {
    let first = path.strip_prefix("src/")?.split('/').next()?;
    let layer = first.trim_end_matches(".rs");
    (layer != "main" && layer != "lib").then(|| layer.to_owned())
}

/// The layers a file names, with the line: `crate::x`, `crate::{x, y::z}`, and chains of `super::`
/// that climb to the root of the crate.
fn layers_named(file: &Source) -> Vec<(usize, String)> {
    let depth = file
        .path
        .trim_start_matches("src/")
        .trim_end_matches("mod.rs")
        .trim_end_matches('/')
        .split('/')
        .count();
    let mut named = words_after(&file.code, "crate::");
    let climb = "super::".repeat(depth);
    let is_layer = |name: &String| LAYERS.iter().any(|(layer, _)| layer == name);
    named.extend(
        words_after(&file.code, &climb)
            .into_iter()
            .filter(|(_, name)| is_layer(name)),
    );
    named.retain(|(_, name)| is_layer(name));
    named
}

/// What stands between single backticks.
fn backticked(cell: &str) -> Vec<String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// The headings outside fenced blocks.
fn headings(page: &str) -> Vec<&str> {
    let mut fenced = false;
    page.lines()
        .filter(|line| {
            fenced ^= line.starts_with("```");
            !fenced && line.starts_with('#')
        })
        .collect()
}

/// The lines of the fenced blocks that a reader copies (`sh`, `toml`), comments aside, by kind.
fn commands(page: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut kind = None;
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in page.lines() {
        match (line.strip_prefix("```"), kind) {
            (Some(name @ ("sh" | "toml")), None) => kind = Some(name),
            (Some(_), None) => kind = Some(""),
            (Some(_), Some(_)) => kind = None,
            (None, Some(name @ ("sh" | "toml"))) => {
                let command = line.split(" # ").next().unwrap_or_default().trim();
                if !command.is_empty() && !command.starts_with('#') {
                    found.entry(name).or_default().push(command);
                }
            }
            (None, _) => {}
        }
    }
    found
}
