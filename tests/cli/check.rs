//! `check`: every fault at once, with file, line and hint.

use insta::assert_snapshot;
use serde::Deserialize;

use crate::library::{evening_paper, with_faults};
use crate::run::{Run, kanbao};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Check {
    issues: usize,
    articles: usize,
    faults: Vec<Fault>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    file: Option<String>,
    line: Option<usize>,
    severity: String,
    message: String,
    hint: Option<String>,
}

#[test]
fn a_sound_library_has_nothing_to_tell() {
    assert_snapshot!(kanbao("check").prints(), @"没有问题：5 期，26 篇");
    assert_snapshot!(evening_paper(kanbao("check --lang en")).prints(), @"No faults: 6 issues, 28 articles");
}

#[test]
fn all_faults_of_library_settings_and_keymap_are_listed() {
    let run = with_faults(kanbao("check"))
        .config("builtin = false\nmeasure = 500\ncolumns = 2\n")
        .keymap("[reader]\nx = \"fly\"\n\"Ctrl-\" = \"quit\"\n");
    let ended = run.end();
    assert_eq!((ended.status, ended.stderr.as_str()), (1, ""));
    assert_snapshot!(ended.stdout.replace(&run.home().display().to_string(), "[home]"), @r#"
    [home]/.config/kanbao/config.toml:2: measure 的值不对
      应是 16 到 60 的整数
    [home]/.config/kanbao/config.toml:3: 没有 columns 这项设置
      请核对拼写
    [home]/.config/kanbao/keymap.toml:2: 没有 fly 这个动作
      kanbao keys 列出全部动作
    [home]/.config/kanbao/keymap.toml:3: 看不懂按键 Ctrl-
      写法如 j、G、gg、Ctrl-d、PgDn、Space、Shift-Tab
    [home]/.local/share/kanbao/library/zaobao-1/01-wu.md:1: 开头没有 +++ 之间的篇目信息，全文照常显示
      请在文件开头加三行：+++，title = "..."，+++
    [home]/.local/share/kanbao/library/zaobao-1/02-cuo.md:1: 篇目信息没有结尾的 +++
      请在篇目信息之后加一行 +++
    [home]/.local/share/kanbao/library/zaobao-1/02-cuo.md:3: kind 的值不对
      应是其中之一：article, brief, photo, comment, document
    [home]/.local/share/kanbao/library/zaobao-1/03-ri.md:3: date 的值不对
      应是日期：YYYY-MM-DD、YYYY-MM 或 YYYY
    [home]/.local/share/kanbao/library/zaobao-1/issue.toml:1: publication 的值不对
      应是双引号里的文字
    [home]/.local/share/kanbao/library/zaobao-1/issue.toml:2: 不认识的键 colour，原样保留
      请核对拼写
    10 处问题
    "#);
}

#[test]
fn the_document_has_the_same_faults() {
    let run = with_faults(kanbao("check --json --lang en")).config("builtin = false\n");
    let check: Check = run.json();
    assert_eq!(run.end().status, 1);
    assert_eq!((check.issues, check.articles), (2, 5));
    let faulty = |name: &str| {
        check
            .faults
            .iter()
            .filter(|fault| {
                fault
                    .file
                    .as_deref()
                    .is_some_and(|file| file.ends_with(name))
            })
            .count()
    };
    assert_eq!(faulty("zaobao-1/issue.toml"), 2);
    for name in ["01-wu.md", "02-cuo.md", "03-ri.md"] {
        assert!(faulty(name) >= 1, "{name}: {check:?}");
    }
    assert_eq!(faulty("01-deng.md"), 0);
    for fault in &check.faults {
        assert!(
            matches!(fault.severity.as_str(), "error" | "warning"),
            "{fault:?}"
        );
        assert!(
            !fault.message.is_empty() && fault.hint.as_deref() != Some(""),
            "{fault:?}"
        );
        assert!(fault.line.is_none_or(|line| line >= 1), "{fault:?}");
    }
}

#[test]
fn named_issues_and_articles_alone_are_checked() {
    let run = with_faults(kanbao("check .local/share/kanbao/library/wanbao-2024-03"));
    assert_eq!(run.end().status, 0);
    let run = with_faults(kanbao(
        "check .local/share/kanbao/library/zaobao-1/03-ri.md none",
    ));
    let ended = run.end();
    assert_eq!((ended.status, ended.stderr.as_str()), (1, ""));
    assert!(
        ended.stdout.contains("03-ri.md:3") && ended.stdout.contains("none"),
        "{}",
        ended.stdout
    );
}

/// A library in which nothing is an issue but `wanbao-2024-03`.
fn with_strays(run: Run) -> Run {
    evening_paper(run)
        .issue_file("raw.txt", "没有导入的文本。\n")
        .issue_file("folder/01.md", "没有 issue.toml 的文件夹。\n")
        .issue_file("photo.jpg", "")
        .issue_file("README.md", "说明\n")
        .link(".local/share/kanbao/library/dead", "nowhere")
        .pipe(".local/share/kanbao/library/pipe")
}

#[test]
fn what_lies_in_a_library_and_is_no_issue_is_told_with_what_to_do() {
    let run = with_strays(kanbao("check")).config("builtin = false\n");
    let ended = run.end();
    let library = format!("{}/.local/share/kanbao/library/", run.home().display());
    assert_eq!((ended.status, ended.stderr.as_str()), (1, ""));
    assert_snapshot!(ended.stdout.replace(&library, ""), @r#"
    dead: 链接指向的地方不存在
      请改正或删去链接
    folder: 这个文件夹没有 issue.toml，没有当作一期
      请加 issue.toml，写一行 publication = "..."；原始文本用 kanbao import；若其中是多期，请把它写进设置 libraries
    photo.jpg: 文库里放的是各期文件夹，这个文件没有读
      请移走，或让名称以 . 开头
    pipe: 不是普通文件，没有读
      只读普通文件，不读链接、管道、设备；管道里的文字可从标准输入读，文件名写 -
    raw.txt: 原始文本还没有导入，没有读
      kanbao import 把它整理成一期
    5 处问题
    "#);
    let named = kanbao("check --library one")
        .file("one/raw.txt", "文\n")
        .end();
    assert_eq!(named.status, 1);
    assert_snapshot!(named.stdout, @r"
    one/raw.txt: 原始文本还没有导入，没有读
      kanbao import 把它整理成一期
    1 处问题
    ");
}

#[test]
fn the_list_says_when_it_is_not_all_there_is() {
    let ended = with_strays(kanbao("list").config("builtin = false\n")).end();
    assert_eq!(ended.status, 0);
    assert_eq!(ended.stdout.lines().count(), 1, "{}", ended.stdout);
    assert_snapshot!(ended.stderr, @"kanbao: 文库有 3 项有误，其余照常。kanbao check 列出详情");
    let ended = kanbao("list").config("libraries = [\"none\"]\n").end();
    assert_eq!(ended.status, 0);
    assert_snapshot!(ended.stderr, @"kanbao: [home]/.config/kanbao/none: 找不到");
}

#[test]
fn faults_of_issues_do_not_hide_a_library_that_is_not_there() {
    let run =
        with_faults(kanbao("list --library gone --library")).arg(".local/share/kanbao/library");
    let ended = run.end();
    assert_eq!(ended.status, 0);
    assert_snapshot!(ended.stderr, @r"
    kanbao: 文库有 1 项有误，其余照常。kanbao check 列出详情
    kanbao: gone: 找不到
    ");
}

#[test]
fn what_is_named_twice_is_checked_once() {
    for arguments in [
        "check lib lib",
        "check lib/wan lib",
        "check lib ./lib/wan",
        "check lib/wan/1.md lib",
        "check --library lib --library ./lib",
    ] {
        let run = kanbao(arguments)
            .file("lib/wan/issue.toml", "publication = \"晚报\"\n")
            .file("lib/wan/1.md", "+++\ntitle = \"桥\"\n+++\n\n桥修好了。\n");
        assert_eq!(run.prints(), "没有问题：1 期，1 篇\n", "{arguments}");
        let run = run.file("lib/stray.txt", "没有导入。\n");
        let ended = run.end();
        if arguments.contains("--library") {
            assert!(ended.stdout.ends_with("1 处问题\n"), "{}", ended.stdout);
        } else {
            assert_eq!(ended.status, 0, "{arguments}: {}", ended.stdout);
        }
    }
}

#[test]
fn of_a_named_article_nothing_else_is_checked() {
    let run = with_faults(kanbao(
        "check .local/share/kanbao/library/zaobao-1/03-ri.md",
    ));
    let ended = run.end();
    assert_eq!(ended.status, 1);
    assert_snapshot!(ended.stdout, @r"
    .local/share/kanbao/library/zaobao-1/03-ri.md:3: date 的值不对
      应是日期：YYYY-MM-DD、YYYY-MM 或 YYYY
    1 处问题
    ");
}

#[test]
fn a_fault_in_one_issue_hides_no_other() {
    let list = with_faults(kanbao("list").config("builtin = false\n"))
        .end()
        .stdout;
    assert!(
        list.contains("wanbao-2024-03") && list.contains("zaobao-1"),
        "{list}"
    );
    let article = with_faults(kanbao("show zaobao/1")).prints();
    assert!(article.contains("没有篇目信息"), "{article}");
}

#[test]
fn several_bad_items_of_a_list_are_one_fault() {
    let run = kanbao("check --library lib --lang en")
        .file("lib/a/issue.toml", "publication = \"甲\"\n")
        .file(
            "lib/a/1.md",
            "+++\ntitle = \"一\"\ntags = [1, 2,\n3]\n+++\n",
        );
    let stdout = run.end().stdout;
    assert_eq!(stdout.matches("the value of tags").count(), 2, "{stdout}");
}

#[test]
fn a_text_without_an_article_is_told() {
    let ended = kanbao("check a.md").file("a.md", "x\n").end();
    assert_eq!(ended.status, 1);
    assert_snapshot!(ended.stdout, @r"
    a.md:1: 没有认出文章：里面只有标题、刊头一类，没有正文
    1 处问题
    ");
}
