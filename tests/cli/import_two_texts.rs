//! Two texts of one paper and day: each is an issue of its own, and stays the one it is.

use crate::import::again;
use crate::run::{Run, kanbao};

fn text(title: &str) -> String {
    format!(
        "平川晚报\n2024年7月1日\n\n{title}\n　　渡口今天停航，船工在岸上站了很久，最后把缆绳解下来带走了。\n"
    )
}

/// `a.txt` and `b.txt`, of which the first is imported, and an outline with an id for the second.
fn two_pages() -> Run {
    let run = kanbao("import a.txt")
        .file("a.txt", text("渡口停航"))
        .file("b.txt", text("缆绳带走"))
        .file("o.toml", "[issue]\nid = \"pingchuan-2\"\n");
    run.prints();
    run
}

#[test]
fn a_second_text_of_one_day_gets_the_id_that_an_outline_of_the_issue_alone_gives_it() {
    let run = two_pages();
    // It is there already, or comes in the same run: both times it is told what to do.
    for arguments in ["b.txt", "--into other a.txt b.txt"] {
        let told = again(&run, &format!("import --lang en {arguments}"));
        assert_eq!(told.status, 2, "{}", told.stdout);
        assert!(told.stderr.contains("[issue]"), "{}", told.stderr);
        assert!(told.stderr.contains("--outline"), "{}", told.stderr);
    }
    let second = again(&run, "import --lang en --outline o.toml b.txt");
    assert_eq!(second.status, 0, "{}", second.stderr);
    let shown = again(&run, "show pingchuan-2/1 --format md").stdout;
    assert!(shown.contains("缆绳带走"), "{shown}");
    // The lines that a run which writes nothing shows are those of an outline.
    let dry = again(&run, "import --dry-run a.txt").stdout;
    assert!(dry.contains("    4-5  "), "{dry}");
}

#[test]
fn the_second_text_is_known_again_by_its_bytes() {
    let run = two_pages();
    let titles = |id: &str| again(&run, &format!("show {id}/1 --format md")).stdout;
    let first = "pingchuanwanbao-2024-07-01";
    again(&run, "import --outline o.toml b.txt");
    for arguments in [
        "b.txt",
        "--update b.txt",
        "--outline o.toml b.txt",
        "--outline o.toml --update b.txt",
        "--dry-run --update b.txt",
        "a.txt b.txt",
    ] {
        let told = again(&run, &format!("import --lang en {arguments}"));
        assert_eq!(told.status, 0, "{arguments}: {}", told.stderr);
        assert!(
            !told.stdout.starts_with("updated"),
            "{arguments}: {}",
            told.stdout
        );
        assert!(titles(first).contains("渡口停航"), "{arguments}");
        assert!(titles("pingchuan-2").contains("缆绳带走"), "{arguments}");
    }
    // Another outline is another wish.
    let other = run.file(
        "p.toml",
        "[issue]\nid = \"pingchuan-2\"\npublication = \"平川日报\"\n",
    );
    let told = again(&other, "import --lang en --outline p.toml b.txt");
    assert_eq!(told.status, 2, "{}", told.stdout);
    assert!(told.stderr.contains("--update"), "{}", told.stderr);
}
