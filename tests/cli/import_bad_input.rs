//! `import`: what is refused with one clear message, and what is imported in spite of its faults.

use std::fs::{self, File};

use crate::import::{RIVER, library};
use crate::run::{Run, kanbao};

fn refused(run: &Run, status: i32, words: &str) {
    let message = run.fails(status);
    assert!(message.contains(words), "{message}");
    assert!(message.lines().count() <= 2, "{message}");
    assert_eq!(library(run), [""; 0]);
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    for (content, words) in [
        (b"".as_slice(), "bad.txt: there is no text in it"),
        (b" \n\t\r\n", "bad.txt: there is no text in it"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0", "bad.txt: not a text"),
        (b"%PDF-1.7\n%\xe2\xe3", "bad.txt: not a text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "bad.txt: not a text"),
        (b"PK\x03\x04\x14\0", "bad.txt: not a text"),
    ] {
        refused(
            &kanbao("import --lang en bad.txt").file("bad.txt", content),
            2,
            words,
        );
    }
}

#[test]
fn a_refused_import_leaves_no_library_behind() {
    let run = kanbao("import --into kept bad.txt nothing.txt").file("bad.txt", " \n");
    assert_eq!(run.end().status, 3);
    assert!(!run.path("kept").exists());
    assert!(!run.path(".local/share/kanbao").exists());
    // Nor a lock in a folder that was there.
    let run = kanbao("import --into . bad.txt").file("bad.txt", " \n");
    run.fails(2);
    assert!(!run.path(".lock").exists());
    // The first text that can be used makes it, whatever stands before it.
    let run = kanbao("import --into kept bad.txt river.txt")
        .file("bad.txt", " \n")
        .file("river.txt", RIVER);
    assert_eq!(run.end().status, 2);
    assert!(run.path("kept/river/issue.toml").exists());
}

#[test]
fn what_is_no_file_is_refused_by_name() {
    refused(
        &kanbao("import --lang en nothing.txt"),
        3,
        "nothing.txt: not found",
    );
    refused(
        &kanbao("import --lang en *.none"),
        2,
        "*.none: no file matches",
    );
    refused(
        &kanbao("import --lang en papers").file("papers/.b.txt", "甲"),
        2,
        "papers: there is no text to import in it",
    );
    refused(
        &kanbao("import --lang en /dev/null"),
        2,
        "/dev/null: not a regular file",
    );
    let run = kanbao("import --lang en pipe");
    let path = run.path("pipe");
    rustix::fs::mkfifoat(rustix::fs::CWD, &path, rustix::fs::Mode::RUSR)
        .expect("a pipe can be made");
    refused(&run, 2, "pipe: not a regular file");
    // A file of which the system reads nothing, even for its administrator.
    if fs::read("/proc/self/mem").is_err() && File::open("/proc/self/mem").is_ok() {
        refused(
            &kanbao("import --lang en /proc/self/mem"),
            3,
            "/proc/self/mem",
        );
    }
}

#[test]
fn links_without_an_end_are_refused() {
    let run = kanbao("import --lang en a.txt papers").file("papers/river.txt", RIVER);
    let link = |to: &str, at: &str| {
        std::os::unix::fs::symlink(to, run.path(at)).expect("a link can be made");
    };
    link("b.txt", "a.txt");
    link("a.txt", "b.txt");
    link("../papers", "papers/again");
    link("self", "papers/self");
    let ended = run.end();
    assert_eq!(ended.status, 3);
    let refused = "kanbao: a.txt: the links lead to each other and to no file\n";
    assert!(ended.stderr.contains(refused), "{}", ended.stderr);
    let skipped = "papers: skipped 2 files or links that are no texts: again, self";
    assert!(ended.stderr.contains(skipped), "{}", ended.stderr);
    assert_eq!(library(&run), ["river"]);
}

#[test]
fn what_is_wrong_in_a_text_is_told_from_its_first_line_to_its_last() {
    let run = kanbao("import --lang en a.txt").file(
        "a.txt",
        b"# \xE6\xB2\xB3\n\n\xff\0\xE6\xB0\xB4\xE5\xBE\x88\xE6\xB8\x85\n\x1b[1m\xE9\xB1\xBC\n\xff\n",
    );
    let ended = run.end();
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    let lines: Vec<&str> = ended
        .stderr
        .lines()
        .filter_map(|line| line.strip_prefix("kanbao: a.txt:")?.split(':').next())
        .collect();
    assert!(lines.len() >= 3, "{}", ended.stderr);
    assert!(lines.is_sorted(), "{}", ended.stderr);
}

#[test]
fn a_text_over_64_mebibytes_is_refused() {
    let run = kanbao("import --lang en huge.txt");
    let file = File::create(run.path("huge.txt")).expect("a file can be made");
    file.set_len((64 << 20) + 1).expect("a file can have holes");
    refused(&run, 2, "huge.txt: larger than 64 MiB");
}

#[test]
fn a_disk_that_takes_no_more_is_told_once_and_nothing_is_left() {
    let run = kanbao("import --lang en long.txt").file(
        "long.txt",
        format!("# 长文\n\n{}\n", "这一句很平常。".repeat(20_000)),
    );
    // A limit on the size of files stands for a full disk.
    let mut limited = std::process::Command::new("sh");
    limited
        .args(["-c", "ulimit -f 64; exec \"$@\"", "sh"])
        .arg(run.command().get_program())
        .args(run.command().get_args())
        .current_dir(run.home())
        .env_clear()
        .env("HOME", run.home());
    let output = limited.output().expect("a shell is there");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(
        said.contains("long.txt: not imported: cannot write"),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1);
    assert_eq!(library(&run), [""; 0]);
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    for (folder, why) in [
        ("/proc/none", ""),
        ("river.txt", "the name is taken"),
        ("/dev/null", "the name is taken"),
        ("river.txt/library", "a part of the path is no folder"),
    ] {
        let run = kanbao(&format!("import --lang en --into {folder} river.txt"));
        let said = run.file("river.txt", RIVER).fails(3);
        let told = format!(
            "kanbao: nothing was imported: the library folder {folder} cannot be used ({why}"
        );
        assert!(said.starts_with(&told), "{said}");
        assert_eq!(said.lines().count(), 2, "{said}");
    }
}

#[test]
fn a_stray_byte_refuses_no_paper() {
    for (bad, line) in [
        (b"\xe4\xb8".as_slice(), 3),
        (b"\0", 3),
        (b"\x1b[31m", 3),
        (b"\xff\xfe\xff", 3),
    ] {
        let mut text = RIVER.as_bytes().to_vec();
        let at = RIVER.find("都是").expect("it is there");
        text.splice(at..at, bad.iter().copied());
        let run = kanbao("import --lang en river.txt").file("river.txt", &text);
        let ended = run.end();
        assert_eq!(ended.status, 0, "{}", ended.stderr);
        assert!(
            ended.stderr.contains(&format!("river.txt:{line}: ")),
            "{bad:?}: {}",
            ended.stderr
        );
        assert_eq!(library(&run), ["river"]);
    }
}

#[test]
fn deep_nesting_and_endless_lines_are_imported() {
    let deep = 10_000;
    for (name, text) in [
        ("quotes", format!("{} 深处的一句话。\n", ">".repeat(deep))),
        (
            "boxes",
            format!(
                "{}深处的一句话。{}\n",
                "<div>".repeat(deep),
                "</div>".repeat(deep)
            ),
        ),
        ("lines", "短\n".repeat(60_000)),
        ("line", "这一行没有尽头，".repeat(40_000)),
    ] {
        let run = kanbao("import --lang en")
            .arg(&format!("{name}.txt"))
            .file(&format!("{name}.txt"), text);
        let ended = run.end();
        assert_eq!(ended.status, 0, "{name}: {}", ended.stderr);
        assert_eq!(library(&run), [name]);
        let show = crate::import::again(
            &run,
            &format!("check --lang en .local/share/kanbao/library/{name}"),
        );
        assert_eq!(show.status, 0, "{name}: {}", show.stdout);
    }
}
