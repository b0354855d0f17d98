//! Wrong usage, help, version, and starting the reader where there is no terminal.

use insta::assert_snapshot;

use crate::run::kanbao;

#[test]
fn wrong_usage_says_what_and_ends_with_2() {
    for arguments in [
        "show",
        "show --width 3 --raw -",
        "show --width x --raw -",
        "show --width -1 --raw -",
        "show --ambiguous 3 --raw -",
        "show --level hard --raw -",
        "show x --raw -",
        "show x --json --format md",
        "show --raw - --json",
        "list --jsn",
        "list a b",
        "keys x",
        "completions",
        "completions tcsh",
        "--lang fr",
        "--color red list",
        "--library",
    ] {
        let message = kanbao(arguments).fails(2);
        assert!(message.starts_with("kanbao: "), "{arguments}: {message}");
        // The page of the command, where that is known: the first page does not have its options.
        let named = message
            .lines()
            .any(|line| line.trim().starts_with("kanbao ") && line.contains("--help"));
        assert!(named, "{arguments}: {message}");
    }
    assert_snapshot!(kanbao("list --jsn").fails(2), @r"
    kanbao: 没有这个选项：--jsn
      是不是 --json
      kanbao list --help 列出全部用法
    ");
    assert_snapshot!(kanbao("list a b").fails(2), @r"
    kanbao: 多了一个参数：b
      kanbao list --help 列出全部用法
    ");
    assert_snapshot!(kanbao("--lang en show --width 3 --raw -").fails(2), @r"
    kanbao: 3 is no value for --width <N>
      A whole number from 4 to 65535
      kanbao --help shows how
    ");
    let message = kanbao("--lang en show --width 999999 --raw -").fails(2);
    assert!(
        message.contains("A whole number from 4 to 65535"),
        "{message}"
    );
    assert_snapshot!(kanbao("show --level hard --raw -").fails(2), @r"
    kanbao: --level <LEVEL> 的取值不对：hard
      可写：loose, normal, strict
      kanbao --help 列出全部用法
    ");
}

#[test]
fn without_a_terminal_the_reader_names_what_works() {
    assert_snapshot!(kanbao("").fails(2), @"kanbao: 这里不是终端。用 kanbao list 看目录，kanbao show 看文章");
    assert_snapshot!(kanbao("--lang en").fails(2), @"kanbao: Not a terminal. Use kanbao list for the contents, kanbao show for an article");
}

#[test]
fn a_misspelt_command_is_recognized() {
    assert_snapshot!(kanbao("lst").fails(2), @r"
    kanbao: 没有这个命令，也没有这个文件：lst
      是不是 kanbao list
    ");
}

#[test]
fn the_language_follows_flag_settings_and_locale() {
    let english = |run: &crate::run::Run| run.prints().contains("Quit");
    assert!(!english(&kanbao("keys")));
    assert!(english(&kanbao("keys").variable("LANG", "en_GB.UTF-8")));
    assert!(!english(
        &kanbao("keys")
            .variable("LANG", "en_GB")
            .variable("LC_ALL", "zh_CN.UTF-8")
    ));
    assert!(english(&kanbao("keys").config("language = \"en\"\n")));
    assert!(!english(
        &kanbao("keys --lang zh").config("language = \"en\"\n")
    ));
}

#[test]
fn help_is_printed_in_both_languages() {
    for command in [
        "",
        "list",
        "show",
        "check",
        "keys",
        "doctor",
        "completions",
        "man",
        "import",
    ] {
        let chinese = kanbao(command).args("--help").prints();
        let english = kanbao(command).args("--help --lang en").prints();
        assert!(
            chinese.contains("用法：") && chinese.contains("选项"),
            "{chinese}"
        );
        assert!(
            !chinese.contains("Usage:") && !chinese.contains("Options:"),
            "{chinese}"
        );
        // Clap's own headings end with a half-width colon.
        assert!(
            !chinese.lines().any(|line| line.ends_with(':')),
            "{chinese}"
        );
        assert!(
            english.contains("Usage:") && english.is_ascii(),
            "{english}"
        );
    }
    assert!(kanbao("--version").prints().starts_with("kanbao "));
}

#[test]
fn shells_and_man_get_their_files() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            kanbao("completions")
                .args(shell)
                .prints()
                .contains("kanbao")
        );
    }
    let page = kanbao("man --lang en").prints();
    assert!(
        page.starts_with(".ie ") && page.contains(".TH kanbao 1"),
        "{page}"
    );
    for section in [
        "NAME",
        "\"kanbao show\"",
        "\"kanbao completions\"",
        "\"EXIT STATUS\"",
    ] {
        assert!(
            page.contains(&format!(".SH {section}\n")),
            "{section}: {page}"
        );
    }
    // The options that every command has stand once.
    assert_eq!(
        page.matches("config\\-dir\\fR \\fI<DIR>").count(),
        1,
        "{page}"
    );
}

#[test]
fn the_help_of_raw_says_what_is_reduced() {
    let chinese = kanbao("show --help").prints();
    let english = kanbao("show --help --lang en").prints();
    for word in ["制表符", "控制符", "表情", "行末空格", "UTF-8"] {
        assert!(chinese.contains(word), "{word}: {chinese}");
    }
    for word in ["Tabs", "control characters", "emoji", "line ends", "UTF-8"] {
        assert!(english.contains(word), "{word}: {english}");
    }
}

#[test]
fn the_hint_of_a_width_stands_where_a_width_is_wrong() {
    let said = kanbao("list lilun --width 3").fails(2);
    assert!(!said.contains("65535"), "{said}");
    let said = kanbao("show lilun/1 --width 3").fails(2);
    assert!(said.contains("65535"), "{said}");
}
