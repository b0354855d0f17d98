//! `import`: what becomes of texts, folders and patterns, again and together.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use crate::run::{Run, kanbao};

pub(crate) const RIVER: &str = "# 河边的树\n\n河边的树有三棵，都是前年春天种下的，如今已经长得很高。\n\n\
    # 新桥通车\n\n新桥昨天通车，两岸的人不用再绕远路，早晚各省半个小时。\n";

/// The names in the default library, hidden ones too, the lock aside.
pub(crate) fn library(run: &Run) -> Vec<String> {
    let folder = run.path(".local/share/kanbao/library");
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("it can be listed").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| name != ".lock")
        .collect();
    names.sort();
    names
}

/// The same home with other arguments.
pub(crate) fn again(run: &Run, arguments: &str) -> crate::run::Ended {
    let mut command = run.command();
    let home = run.home().display().to_string();
    let mut again = std::process::Command::new(command.get_program());
    command = {
        again
            .args(arguments.split_whitespace())
            .current_dir(run.home())
            .env_clear()
            .env("HOME", run.home());
        again
    };
    let output = command.output().expect("the program was built");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what is printed is UTF-8");
    crate::run::Ended {
        stdout: text(output.stdout).replace(&home, "[home]"),
        stderr: text(output.stderr).replace(&home, "[home]"),
        status: output.status.code().expect("no signal ends it"),
    }
}

#[test]
fn a_text_becomes_an_issue_that_can_be_read_and_checked() {
    let run = kanbao("import --lang en river.txt").file("river.txt", RIVER);
    assert_eq!(run.prints(), "imported river: 2 articles (river.txt)\n");
    assert_eq!(library(&run), ["river"]);
    let folder = run.path(".local/share/kanbao/library/river");
    let original = fs::read_to_string(folder.join("original.txt")).expect("the source is kept");
    assert_eq!(original, RIVER);
    let check = again(&run, "check --lang en .local/share/kanbao/library/river");
    assert_eq!(
        (check.status, check.stderr.as_str()),
        (0, ""),
        "{}",
        check.stdout
    );
    let show = again(&run, "show river/2 --format md");
    assert!(
        show.stdout.contains("title = \"新桥通车\""),
        "{}",
        show.stdout
    );
    let same = again(&run, "import --lang en river.txt");
    assert_eq!(
        (same.status, same.stdout.as_str(), same.stderr.as_str()),
        (
            0,
            "unchanged river: this text is imported already (river.txt)\n",
            ""
        )
    );
}

#[test]
fn another_text_of_the_same_id_needs_an_update() {
    let run = kanbao("import river.txt").file("river.txt", RIVER);
    run.prints();
    let run = run.file("river.txt", RIVER.replace("三棵", "五棵"));
    let refused = again(&run, "import --lang en river.txt");
    assert_eq!(refused.status, 2);
    assert_eq!(refused.stdout, "");
    assert!(
        refused.stderr.contains("--update replaces it"),
        "{}",
        refused.stderr
    );
    let updated = again(&run, "import --lang en --update river.txt");
    assert_eq!(updated.status, 0, "{}", updated.stderr);
    assert_eq!(
        updated.stdout,
        "updated river: 2 articles, 2 of them under their old ids (river.txt)\n"
    );
    let folder = run.path(".local/share/kanbao/library/river");
    assert!(folder.join("revisions/1/original.txt").exists());
    let check = again(&run, "check --lang en .local/share/kanbao/library/river");
    assert_eq!(check.status, 0, "{}", check.stdout);
    let same = again(&run, "import --lang en --update river.txt");
    assert!(same.stdout.starts_with("unchanged"), "{}", same.stdout);
    assert!(!folder.join("revisions/2").exists());
}

#[test]
fn folders_and_patterns_are_gone_through_in_order() {
    let run = kanbao("import --lang en papers [home]/more/*.txt")
        .file("papers/10.txt", RIVER.replace("三棵", "十棵"))
        .file("papers/9.txt", RIVER.replace("三棵", "九棵"))
        .file("papers/inner/b.md", RIVER.replace("三棵", "两棵"))
        .file("papers/.hidden.txt", "藏起来的。")
        .file("papers/photo.jpg", "jpg")
        .file("more/c.txt", RIVER)
        .file("more/same.txt", RIVER)
        .file("more/empty.txt", "\n");
    let ended = run.end();
    assert_eq!(ended.status, 2);
    let words: Vec<&str> = ended
        .stdout
        .lines()
        .map(|line| line.split([':', '(']).next().unwrap_or_default().trim())
        .collect();
    assert_eq!(
        words,
        [
            "imported 9",
            "imported 10",
            "imported b",
            "imported c",
            "unchanged c",
            "4 imported, 0 updated, 1 unchanged, 1 refused"
        ]
    );
    assert!(
        ended
            .stderr
            .contains("papers: skipped 1 file or link that is no text: photo.jpg")
    );
    assert!(ended.stderr.contains("more/empty.txt"));
    assert_eq!(library(&run), ["10", "9", "b", "c"]);
}

#[test]
fn two_texts_of_one_id_in_one_run_are_told() {
    let run = kanbao("import --lang en --json a/x.txt b/x.txt")
        .file("a/x.txt", RIVER)
        .file("b/x.txt", RIVER.replace("三棵", "五棵"));
    let ended = run.end();
    assert_eq!(ended.status, 2);
    assert!(
        ended
            .stderr
            .contains("b/x.txt: not imported: a/x.txt has the id x in this run")
    );
    let told: Vec<serde_json::Value> =
        serde_json::from_str(&ended.stdout).expect("it is one document");
    let outcomes: Vec<_> = told.iter().map(|told| told["outcome"].as_str()).collect();
    assert_eq!(outcomes, [Some("imported"), Some("refused")]);
    assert_eq!(told[0]["id"], "x");
    // A run that writes nothing shows both, and ends alike.
    let dry = kanbao("import --lang en --dry-run --json a/x.txt b/x.txt")
        .file("a/x.txt", RIVER)
        .file("b/x.txt", RIVER.replace("三棵", "五棵"))
        .end();
    assert_eq!(dry.status, 2);
    assert_eq!(dry.stderr, ended.stderr);
    let plans: Vec<serde_json::Value> =
        serde_json::from_str(&dry.stdout).expect("it is one document");
    assert_eq!(plans.len(), 2);
}

#[test]
fn a_pattern_means_no_hidden_files() {
    let ids = |pattern: &str| -> Vec<String> {
        let told = kanbao(&format!("import --dry-run {pattern}"))
            .file("a.txt", RIVER)
            .file(".b.txt", RIVER)
            .prints();
        let ids = told.lines().filter(|line| !line.starts_with(' '));
        ids.map(str::to_owned).collect()
    };
    assert_eq!(ids("[home]/*.txt"), ["a"]);
    assert_eq!(ids("[home]/.*.txt").len(), 1);
}

#[test]
fn a_refused_text_says_why_beside_an_empty_document() {
    for (name, bytes, status) in [
        ("a.bin", "\0\u{1}\0", 2),
        ("a.txt", "\n", 2),
        ("b.txt", RIVER, 3),
    ] {
        let told = kanbao(&format!("import --lang en --dry-run --json [home]/{name}"))
            .file(if name == "b.txt" { "c.txt" } else { name }, bytes)
            .end();
        assert_eq!((told.status, told.stdout.as_str()), (status, ""), "{name}");
        assert!(told.stderr.contains(name), "{}", told.stderr);
    }
}

#[test]
fn a_dry_run_writes_nothing() {
    let run = kanbao("import --dry-run --json a.txt b.txt")
        .file("a.txt", RIVER)
        .file("b.txt", RIVER);
    let plans: Vec<serde_json::Value> = run.json();
    assert_eq!(plans.len(), 2);
    assert_eq!(plans[1]["issue"]["id"], "b");
    assert!(!run.path(".local").exists());
}

#[test]
fn a_text_too_large_for_one_file_is_told_as_the_articles_that_are_written() {
    let river = "江水向东流过渡口。".repeat(110_000);
    let text = format!("# 长卷\n\n早上，{river}\n\n中午，{river}\n\n晚上，{river}\n");
    let run = kanbao("import --dry-run --json long.txt").file("long.txt", &text);
    let plan: serde_json::Value = run.json();
    let planned: Vec<&str> = plan["articles"]
        .as_array()
        .expect("articles")
        .iter()
        .map(|article| article["title"].as_str().expect("a title"))
        .collect();
    assert!(planned.len() > 1);
    assert_eq!(planned[..2], ["长卷（1）", "长卷（2）"]);
    let run = kanbao("import --lang en long.txt").file("long.txt", &text);
    let ended = run.end();
    assert_eq!(
        ended.stdout,
        format!("imported long: {} articles (long.txt)\n", planned.len())
    );
    let folder = run.path(".local/share/kanbao/library/long");
    let files = fs::read_dir(folder).expect("the issue");
    let names = files.map(|file| file.expect("a file").file_name());
    let articles = names.filter(|name| name.to_string_lossy().ends_with(".md"));
    assert_eq!(articles.count(), planned.len());
}

#[test]
fn an_issue_folder_is_copied_without_its_links() {
    let run = kanbao("import --lang en --into kept wanbao-1")
        .file("wanbao-1/issue.toml", "publication = \"晚报\"\n")
        .file("wanbao-1/01-a.md", "+++\ntitle = \"甲\"\n+++\n\n正文。\n")
        .file("wanbao-1/photos/a.jpg", "jpg");
    std::os::unix::fs::symlink("/etc/passwd", run.path("wanbao-1/link"))
        .expect("a link can be made");
    let ended = run.end();
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert_eq!(ended.stdout, "copied wanbao-1 (wanbao-1)\n");
    assert!(
        ended
            .stderr
            .contains("links and special files were not copied: link")
    );
    assert!(run.path("kept/wanbao-1/photos/a.jpg").exists());
    assert!(!run.path("kept/wanbao-1/link").exists());
    let same = run.end();
    assert!(same.stdout.starts_with("unchanged"), "{}", same.stdout);
    let run = run.file("wanbao-1/01-a.md", "+++\ntitle = \"乙\"\n+++\n\n正文。\n");
    assert_eq!(run.end().status, 2);
    let run = run.args("--update");
    assert_eq!(run.end().status, 0);
    let old = run.path("kept/wanbao-1/revisions/1/01-a.md");
    assert!(
        fs::read_to_string(old)
            .expect("the old state is kept")
            .contains("甲")
    );
}

#[test]
fn what_no_import_made_is_never_touched() {
    let issue = "publication = \"河报\"\n";
    let run = kanbao("import --lang en --update river.txt")
        .file("river.txt", RIVER)
        .issue_file("river/issue.toml", issue);
    assert!(run.fails(2).contains("no import made it"));
    let target = run.path(".local/share/kanbao/library/river");
    assert_eq!(fs::read_dir(&target).expect("it is there").count(), 1);
    // Neither is what a link leads to.
    fs::remove_dir_all(&target).expect("it can be removed");
    fs::create_dir(run.path("elsewhere")).expect("a folder can be made");
    std::os::unix::fs::symlink(run.path("elsewhere"), &target).expect("a link can be made");
    assert!(run.fails(2).contains("it is not followed"));
    assert_eq!(
        fs::read_dir(run.path("elsewhere"))
            .expect("it is there")
            .count(),
        0
    );
}

#[test]
fn two_imports_at_once_do_not_spoil_each_other() {
    let mut run = kanbao("import --lang en papers");
    for at in 0..30 {
        run = run.file(
            &format!("papers/{at}.txt"),
            RIVER.replace('三', &format!("{at}")),
        );
    }
    let children: Vec<_> = (0..4)
        .map(|_| {
            let mut command = run.command();
            let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().expect("the program was built")
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().expect("the program ends");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), said.as_str()), (Some(0), ""));
    }
    let names = library(&run);
    assert_eq!(names.len(), 30);
    let check = again(&run, "check --lang en .local/share/kanbao/library");
    assert_eq!(check.status, 0, "{}", check.stdout);
}

#[test]
fn an_interrupt_ends_it_after_the_issue_at_hand() {
    let mut run = kanbao("import --lang en papers");
    for at in 0..400 {
        run = run.file(
            &format!("papers/{at}.txt"),
            RIVER.replace('三', &format!("{at}")),
        );
    }
    let mut command = run.command();
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program was built");
    let mut stdout = BufReader::new(child.stdout.take().expect("it is a pipe"));
    let mut line = String::new();
    stdout.read_line(&mut line).expect("a line comes");
    assert!(line.starts_with("imported"), "{line}");
    let id = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(id, rustix::process::Signal::INT).expect("it is there");
    std::io::copy(&mut stdout, &mut std::io::sink()).expect("the rest comes");
    let ended = child.wait_with_output().expect("the program ends");
    assert_eq!(ended.status.code(), Some(130));
    let names = library(&run);
    let told = String::from_utf8_lossy(&ended.stderr);
    let rest = 400 - names.len();
    let said = format!("kanbao: stopped; {rest} not imported: papers/");
    assert!(told.starts_with(&said), "{told}");
    assert_eq!(told.lines().count(), 1);
    assert!((1..400).contains(&names.len()), "{}", names.len());
    assert!(names.iter().all(|name| !name.starts_with('.')), "{names:?}");
    let rest = run.end();
    assert_eq!((rest.status, rest.stderr.as_str()), (0, ""));
    assert_eq!(library(&run).len(), 400);
}

#[test]
fn a_text_that_was_refused_does_not_stand_for_the_next_one() {
    let run = kanbao("import --lang en a.txt b.txt")
        .file("a.txt", RIVER)
        .file("b.txt", RIVER)
        .issue_file("a/issue.toml", "publication = \"甲\"\n");
    let ended = run.end();
    assert_eq!(ended.status, 2, "{}", ended.stderr);
    assert_eq!(
        ended.stdout,
        "imported b: 2 articles (b.txt)\n1 imported, 0 updated, 0 unchanged, 1 refused\n"
    );
    assert_eq!(library(&run), ["a", "b"]);
}

#[test]
fn a_dry_run_tells_of_an_issue_too() {
    let run = |arguments: &str| {
        kanbao("import --dry-run --lang en")
            .args(arguments)
            .file("river.txt", RIVER)
            .file("a-1/issue.toml", "publication = \"甲\"\ncolour = 1\n")
            .file("a-1/1.md", "+++\ntitle = \"一\"\n+++\n")
    };
    let ended = run("a-1").end();
    assert_eq!(
        (ended.status, ended.stdout.as_str()),
        (0, "a-1 is an issue and would be copied (a-1)\n")
    );
    assert!(ended.stderr.contains("issue.toml:2"), "{}", ended.stderr);
    let document: serde_json::Value = run("a-1 --json").json();
    assert_eq!(
        (&document["outcome"], &document["id"]),
        (&"copy".into(), &"a-1".into())
    );
    let documents: Vec<serde_json::Value> = run("a-1 river.txt --json").json();
    assert_eq!(documents.len(), 2);
}

#[test]
fn pages_of_one_paper_and_texts_without_a_name_get_ids_of_their_own() {
    let page = |number: u8, title: &str| {
        format!(
            "河湾日报\n2023年5月18日\n第{number}版\n\n# {title}\n\n　　两岸居民过河不必再绕远路，票价不变，头班船仍是清晨六点。\n"
        )
    };
    let run = kanbao("import a.txt b.txt")
        .file("a.txt", page(1, "新桥通车"))
        .file("b.txt", page(2, "旧桥改作步道"));
    run.prints();
    assert_eq!(
        library(&run),
        ["hewanribao-2023-05-18-p1", "hewanribao-2023-05-18-p2"]
    );
    let run = kanbao("import --dry-run --json -").stdin(RIVER);
    let plan: serde_json::Value = run.json();
    assert_eq!(plan["issue"]["id"], "hebiandeshu");
    let run = kanbao("import --dry-run --json -")
        .stdin("这里没有标题，只有一句话，说的是河边的三棵树都是去年种下的。\n");
    let plan: serde_json::Value = run.json();
    let id = plan["issue"]["id"].as_str().unwrap_or_default();
    assert!(id.len() == 14 && id.starts_with("issue-"), "{id}");
}

#[test]
fn an_issue_that_a_built_in_one_hides_is_told() {
    let outline = "[issue]\nid = \"lilunwenzhai\"\n[[article]]\nlines = [\"1-5\"]\n";
    let run = |arguments: &str| {
        kanbao(&format!(
            "import --lang en --outline o.toml {arguments} river.txt"
        ))
        .file("river.txt", RIVER)
        .file("o.toml", outline)
    };
    let hidden = "the id lilunwenzhai is taken by a built-in issue; only that one is shown\n";
    for arguments in ["", "--dry-run"] {
        let ended = run(arguments).end();
        assert_eq!(ended.status, 0, "{}", ended.stderr);
        assert!(ended.stderr.contains(hidden), "{}", ended.stderr);
        assert!(ended.stderr.contains("builtin = false"), "{}", ended.stderr);
    }
    // Elsewhere nothing stands before it.
    assert_eq!(run("--into elsewhere").end().stderr, "");
    let ended = run("").config("builtin = false\n").end();
    assert_eq!(ended.stderr, "");
}

#[test]
fn what_was_not_reached_is_told_by_name() {
    let mut run = kanbao("import --json papers");
    for at in 0..300 {
        run = run.file(
            &format!("papers/{at}.txt"),
            RIVER.replace('三', &format!("{at}")),
        );
    }
    let mut command = run.command();
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program was built");
    let id = rustix::process::Pid::from_child(&child);
    // The first issues have their names: the import is on its way.
    let limit = std::time::Instant::now() + std::time::Duration::from_secs(20);
    let is_on_its_way = || {
        let library = run.path(".local/share/kanbao/library");
        let mut names = fs::read_dir(library).into_iter().flatten().flatten();
        names.any(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
    };
    while !is_on_its_way() {
        assert!(std::time::Instant::now() < limit, "nothing was imported");
        std::thread::yield_now();
    }
    rustix::process::kill_process(id, rustix::process::Signal::INT).expect("it is there");
    let ended = child.wait_with_output().expect("the program ends");
    assert_eq!(ended.status.code(), Some(130));
    let told: Vec<serde_json::Value> =
        serde_json::from_slice(&ended.stdout).expect("it is one document");
    let names = library(&run);
    let of = |outcome: &str| {
        let told = told.iter().filter(|told| told["outcome"] == outcome);
        told.map(|told| told["file"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("imported").len(), names.len());
    assert_eq!(of("not_reached").len(), 300 - names.len());
    assert!(names.len() < 300);
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    let first = &of("not_reached")[0];
    assert!(said.contains(&format!("个没有导入：{first}, ")), "{said}");
}
