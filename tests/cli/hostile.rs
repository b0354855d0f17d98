//! No byte of a file, a name or an argument acts on a terminal, in no command and no form.

use crate::library::{HOSTILE, acting_character};
use crate::run::{Run, kanbao};

/// An issue whose every field, text and file holds `text`.
fn hostile(run: Run, text: &str) -> Run {
    let escaped: String = text
        .chars()
        .map(|c| format!("\\U{:08X}", u32::from(c)))
        .collect();
    let front = format!(
        "title = \"{escaped}\"\nkicker = \"{escaped}\"\nauthors = [\"{escaped}\"]\nsource = \"{escaped}\"\n"
    );
    run.config("builtin = false\n")
        .issue_file("a-1/issue.toml", format!("publication = \"{escaped}\"\nnumber = \"{escaped}\"\npublisher = \"{escaped}\"\n\"{escaped}\" = 1\n"))
        .issue_file("a-1/1.md", format!("+++\n{front}\"{escaped}\" = 1\n+++\n\n{text}\n\n## {text}\n\n> {text}\n"))
        .issue_file("a-1/2.md", text)
        .file("text.txt", text)
}

#[test]
fn nothing_acts_in_any_command() {
    let commands = [
        "list",
        "list --json",
        "list a-1",
        "list a-1 --json",
        "show a-1/1",
        "show a-1/1 --json",
        "show a-1/1 --format md",
        "show a-1/2 --width 4",
        "show --raw text.txt",
        "check",
        "check --json",
        "doctor",
        "doctor --json",
    ];
    for (family, text) in HOSTILE {
        for command in commands {
            let ended = hostile(kanbao(command), text).end();
            for stream in [&ended.stdout, &ended.stderr] {
                assert_eq!(
                    acting_character(stream),
                    None,
                    "{family}, {command}: {stream:?}"
                );
            }
            if command.contains("--json") {
                serde_json::from_str::<serde_json::Value>(&ended.stdout)
                    .expect("one valid document");
            }
        }
    }
}

#[test]
fn nothing_acts_in_a_message_about_an_argument() {
    for (family, text) in HOSTILE.iter().filter(|(_, text)| !text.contains('\0')) {
        for command in [
            "list",
            "show",
            "check",
            "show --raw",
            "--lang",
            "completions",
            "--config-dir x list",
            "",
        ] {
            let ended = kanbao(command).arg(text).end();
            assert!(ended.status > 0, "{family}, {command}");
            for stream in [&ended.stdout, &ended.stderr] {
                assert_eq!(
                    acting_character(stream),
                    None,
                    "{family}, {command}: {stream:?}"
                );
            }
        }
    }
}

#[test]
fn nothing_acts_from_settings_and_keymap() {
    for (family, text) in HOSTILE {
        for command in [
            "keys",
            "keys --json",
            "check",
            "check --json",
            "doctor --json",
            "list",
        ] {
            let run = kanbao(command)
                .config(&format!("{text}\nmeasure = \"{text}\"\n"))
                .keymap(&format!("[reader]\n\"{text}\" = \"{text}\"\n"));
            let ended = run.end();
            for stream in [&ended.stdout, &ended.stderr] {
                assert_eq!(
                    acting_character(stream),
                    None,
                    "{family}, {command}: {stream:?}"
                );
            }
        }
    }
}
