//! No byte of a file, a name or an argument acts on a terminal, in no command and no form.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::process::Stdio;

use crate::library::{HOSTILE, acting_character, evening_paper};
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

/// Names of issues, articles, files and values that nobody should give.
const ODD: &[&[u8]] = &[
    b"",
    b"-",
    b"--",
    b"---",
    b"/1",
    b"a-1/",
    b"a-1/0",
    b"a-1/-1",
    b"a-1/99999999999999999999999",
    b"a-1/1/1",
    b".",
    b"../../../etc/passwd",
    b"/dev/zero",
    b"/dev/tty",
    b"/proc/self/mem",
    b"%s%n",
    b"[a-z]*",
    b"\xff\xfe",
    b"\xe6\x8a",
    "报".as_bytes(),
    "１".as_bytes(),
    b"=",
    b"-1",
    b"1e9",
    b"--width=",
    b"--json=1",
    b"--color=",
];

#[test]
fn no_argument_makes_a_command_fall_over() {
    let long = vec![b'a'; 100_000];
    for command in [
        "list",
        "show",
        "show --raw",
        "show --width 9",
        "show x --width",
        "show x --ambiguous",
        "show x --level",
        "show x --format",
        "check",
        "import --dry-run",
        "keys",
        "doctor",
        "completions",
        "man",
        "--config-dir",
        "list --library",
        "list --config-dir",
        "list --lang",
        "list --color",
        "--log",
        "",
    ] {
        for argument in ODD.iter().copied().chain([long.as_slice()]) {
            let run = evening_paper(kanbao(command));
            let output = run
                .command()
                .arg(OsStr::from_bytes(argument))
                .stdin(Stdio::null())
                .output()
                .expect("the program was built");
            let shown = String::from_utf8_lossy(&argument[..argument.len().min(40)]);
            let status = output.status.code();
            assert!(
                matches!(status, Some(0..=3)),
                "{command} {shown}: {status:?}"
            );
            let told = String::from_utf8(output.stderr).expect("messages are UTF-8");
            assert_eq!(acting_character(&told), None, "{command} {shown}: {told:?}");
            if !matches!(status, Some(0)) && !command.starts_with("check") {
                assert!(told.starts_with("kanbao: "), "{command} {shown}: {told}");
            }
        }
    }
}

#[test]
fn no_file_makes_a_command_fall_over() {
    let deep = "> ".repeat(20_000) + "文";
    let wide = "文".repeat(200_000);
    let texts: &[&[u8]] = &[
        b"",
        b"+++",
        b"+++\n+++",
        b"+++\r\n\r\n+++\r\n",
        b"\xff\xfe+\x00+\x00",
        b"\x00\x00\x00\x00",
        b"+++\ntitle = [[[[[[[[\n+++\n",
        b"+++\ntitle = \"\\uD800\"\ndate = 99999-99-99\n+++\n![](\n```note\n",
        b"[a.b.c]\n[a.b.c]\na.b = 1\n[[a]]\n",
        b"{\"kanbao\":1}\n{\"\n[]\n",
        deep.as_bytes(),
        wide.as_bytes(),
    ];
    for text in texts {
        for command in [
            "list",
            "list --json",
            "list a-1",
            "show a-1/1",
            "show a-1/1 --width 4",
            "show a-1/1 --json",
            "show a-1/1 --format md",
            "show --raw library/a-1/1.md",
            "check",
            "check library",
            "check library/a-1/1.md",
            "doctor",
            "keys",
            "import --dry-run library/a-1/1.md",
        ] {
            let run = kanbao(command)
                .args("--library library")
                .file("library/a-1/issue.toml", text)
                .file("library/a-1/1.md", text)
                .file(".config/kanbao/config.toml", text)
                .file(".config/kanbao/keymap.toml", text)
                .file(".local/state/kanbao/reading.jsonl", text);
            let shown = String::from_utf8_lossy(&text[..text.len().min(40)]);
            if command == "list" {
                // A cache as bad; its name is only known after a scan.
                run.end();
                for entry in fs::read_dir(run.path(".cache/kanbao")).expect("there is a cache") {
                    let entry = entry.expect("a folder can be listed");
                    fs::write(entry.path(), text).expect("a file can be written");
                }
            }
            let ended = run.end();
            assert!(
                (0..=3).contains(&ended.status),
                "{command} {shown}: {ended:?}"
            );
            assert!(
                !ended.stderr.contains("panicked"),
                "{command} {shown}: {ended:?}"
            );
        }
    }
}
