//! Raw texts named where issues are: what is refused, and what is told of the others.
//!
//! Without a terminal the reader ends with one sentence; by then everything named has been read, so
//! that sentence says that all was well.

use crate::run::{Run, kanbao};

const TEXT: &str = "城东办起修车铺\n\n城东的老街上新开了一家修车铺，三位师傅轮流看店，附近的人都说方便了许多。\n\n铺子不大，工具倒是齐全，修一辆车要等一刻钟，价钱写在门口的木牌上。\n";

const NO_TERMINAL: &str = "kanbao: 这里不是终端。用 kanbao list 看目录，kanbao show 看文章\n";

fn with_texts(arguments: &str) -> Run {
    kanbao(arguments)
        .file("a.txt", TEXT)
        .file("b.html", format!("<h1>{TEXT}</h1>"))
        .file("empty.txt", " \n\n")
        .file("binary.txt", b"\x7fELF\x02\x01\x01\0\0\0\x01\x02\x03")
        .file("zeros.txt", vec![0; 4096])
        .file("folder/a.txt", TEXT)
        .file("folder/bad.txt", "")
        .file("pictures/a.jpg", "")
        .file("hollow/.hidden.txt", TEXT)
        .pipe("pipe.txt")
        .pipe("pipes/a.txt")
}

#[test]
fn what_is_no_text_is_refused_with_its_name_and_why() {
    for (path, status, message) in [
        ("empty.txt", 2, "里面没有文字"),
        ("binary.txt", 2, "不是文字"),
        ("zeros.txt", 2, "里面没有文字"),
        ("pipe.txt", 2, "不是普通文件"),
        ("/dev/null", 2, "不是普通文件"),
        ("/dev/zero", 2, "不是普通文件"),
        ("pictures", 2, "里面没有可读的"),
        ("hollow", 2, "里面没有可读的"),
        ("pipes", 2, "里面没有可读的"),
        ("nowhere.txt", 3, "找不到"),
        ("empty.txt binary.txt", 2, "里面没有文字"),
    ] {
        let said = with_texts(path).fails(status);
        let first = path.split(' ').next().unwrap_or_default();
        let expected = format!("kanbao: {first}: {message}");
        assert!(said.starts_with(&expected), "{path}: {said}");
        assert_eq!(said.matches("kanbao: ").count(), 1, "{path}: {said}");
    }
}

#[test]
fn a_text_over_64_mib_is_refused() {
    let run = kanbao("big.txt").file("big.txt", "");
    let file = std::fs::File::create(run.path("big.txt")).expect("a file");
    file.set_len((64 << 20) + 1).expect("a long file");
    let said = run.fails(2);
    assert!(
        said.starts_with("kanbao: big.txt: 文件超过 64 MiB"),
        "{said}"
    );
}

#[test]
fn texts_folders_and_standard_input_are_read() {
    for paths in [
        "a.txt",
        "b.html",
        "a.txt b.html",
        "folder",
        "folder a.txt",
        "a.txt empty.txt pipe.txt",
        "-",
        "a.txt -",
    ] {
        let said = with_texts(paths).stdin(TEXT).fails(2);
        assert_eq!(said, NO_TERMINAL, "{paths}");
    }
    let said = kanbao("-").fails(2);
    assert!(said.starts_with("kanbao: -: 里面没有文字"), "{said}");
}

#[test]
fn a_folder_is_read_with_the_folders_in_it_as_an_import_reads_it() {
    let run = |arguments: &str| {
        kanbao(arguments)
            .file("papers/2019/03/a.txt", TEXT)
            .file("papers/2019/README.md", TEXT)
            .file("papers/b.txt", TEXT.replace("修车铺", "书铺"))
            .file("papers/2020/.git/c.txt", TEXT)
            .file("papers/old/wanbao-1/issue.toml", "publication = \"晚报\"\n")
            .file(
                "papers/old/wanbao-1/01-a.md",
                "+++\ntitle = \"题\"\n+++\n文。\n",
            )
    };
    assert_eq!(run("papers").fails(2), NO_TERMINAL);
    let ended = run("check papers").end();
    let faults = "papers/2020: ";
    assert!(ended.stdout.starts_with(faults), "{}", ended.stdout);
    assert_eq!(
        ended
            .stdout
            .lines()
            .filter(|line| line.contains("papers/"))
            .count(),
        1
    );
    let ended = run("import papers").end();
    for id in ["a", "b", "wanbao-1"] {
        assert!(ended.stdout.contains(id), "{}", ended.stdout);
    }
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert!(ended.stderr.contains("2019/README.md"), "{}", ended.stderr);
    let ended = run("check papers/2019 papers/old").end();
    assert_eq!(ended.stdout, "没有问题：2 期，2 篇\n");
}

#[test]
fn check_reads_texts_too() {
    assert_eq!(
        with_texts("check a.txt b.html").prints(),
        "没有问题：2 期，2 篇\n"
    );
    let ended = with_texts("check folder").end();
    assert_eq!(ended.status, 1);
    assert!(
        ended.stdout.starts_with("folder/bad.txt: 里面没有文字\n"),
        "{}",
        ended.stdout
    );
    let ended = kanbao("check stray.txt")
        .file("stray.txt", [TEXT.as_bytes(), b"\xFF\n"].concat())
        .end();
    assert_eq!(ended.status, 1);
    assert!(
        ended.stdout.starts_with("stray.txt:6: "),
        "{}",
        ended.stdout
    );
}
