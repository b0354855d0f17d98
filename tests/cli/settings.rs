//! Broken settings and keymaps: defaults, one line with file and line, the same exit code.

use insta::assert_snapshot;

use crate::run::{Run, kanbao};

const CONFIGS: &[&str] = &[
    "measure = \"wide\"\n",
    "theme = \"pink\"\nindent = 9\n",
    "[[[",
    "\u{0}\u{1}",
    "measure = 1\nmeasure = 2\n",
];

fn with_fault(run: Run, config: &str) -> String {
    let ended = run.config(config).end();
    assert_eq!(ended.status, 0, "{config}");
    assert!(!ended.stdout.is_empty());
    assert_eq!(ended.stderr.lines().count(), 1, "{}", ended.stderr);
    assert!(
        ended.stderr.contains("[home]/.config/kanbao/config.toml:"),
        "{}",
        ended.stderr
    );
    ended.stderr
}

#[test]
fn a_broken_setting_costs_one_line() {
    for config in CONFIGS {
        with_fault(kanbao("keys"), config);
    }
    assert_snapshot!(with_fault(kanbao("keys"), CONFIGS[0]), @"kanbao: [home]/.config/kanbao/config.toml:1: measure 的值不对；已用默认值");
    assert_snapshot!(with_fault(kanbao("keys --lang en"), CONFIGS[1]), @"kanbao: [home]/.config/kanbao/config.toml:1: the value of theme is not usable; and 1 more; defaults are used, kanbao check lists them");
}

#[test]
fn a_pipe_in_the_place_of_a_file_is_named_and_never_waited_for() {
    for (path, command) in [
        (".config/kanbao/config.toml", "list"),
        (".config/kanbao/keymap.toml", "keys"),
    ] {
        let ended = kanbao(command).pipe(path).end();
        assert_eq!(ended.status, 0, "{path}");
        assert_eq!(
            ended.stderr,
            format!("kanbao: [home]/{path}: 不是普通文件，没有读；已用默认值\n")
        );
    }
    let run = kanbao("list").pipe(".local/state/kanbao/reading.jsonl");
    assert_eq!(run.end().status, 0);
    let run = kanbao("doctor").pipe(".local/state/kanbao/reading.jsonl");
    let ended = run.end();
    assert_eq!(ended.status, 1);
    assert!(
        ended.stdout.contains("reading.jsonl: 不是普通文件"),
        "{}",
        ended.stdout
    );
}

#[test]
fn each_mistake_of_toml_is_told_in_the_language_of_the_interface() {
    let told = |config: &str, language: &str| {
        let run = kanbao(&format!("check --lang {language}")).config(config);
        let folder = format!("{}/.config/kanbao/", run.home().display());
        run.end().stdout.replace(&folder, "")
    };
    assert_snapshot!(told("[reader\nj = 1\n", "zh"), @r"
    config.toml:1: 缺少结尾的 ]
      请补上 ]
    1 处问题
    ");
    assert_snapshot!(told("theme = dark\nmeasure =\n中 = 1\n", "zh"), @r#"
    config.toml:1: 等号右边的值看不懂
      文字放在英文双引号里，如 "abc"；数字、true、false 不加引号
    config.toml:2: 等号右边没有值
      请写上值，或删去这一行
    config.toml:3: 等号左边不能作键
      英文字母、数字、- 和 _ 以外的键放在双引号里
    3 处问题
    "#);
    assert_snapshot!(told("theme = \"dark\nlevel 1\n", "en"), @r#"
    config.toml:1: the closing " is missing
      Add "
    config.toml:2: = is missing
      A line reads key = value
    2 faults
    "#);
}

#[test]
fn a_broken_keymap_costs_one_line_and_no_key() {
    let run = kanbao("keys").keymap("[reader]\nx = \"fly\"\n");
    let ended = run.end();
    assert_eq!(ended.status, 0);
    assert_eq!(ended.stdout, kanbao("keys").prints());
    assert_snapshot!(ended.stderr, @"kanbao: [home]/.config/kanbao/keymap.toml:2: 没有 fly 这个动作；已用默认值");
}

#[test]
fn the_config_folder_can_be_elsewhere() {
    let run =
        kanbao("keys --config-dir elsewhere").file("elsewhere/config.toml", "language = \"en\"\n");
    assert!(run.prints().contains("Quit"));
}

#[test]
fn without_a_home_folder_it_works_with_defaults() {
    let run = kanbao("keys").variable("HOME", "");
    assert!(!run.prints().is_empty());
}

/// The fenced TOML blocks of a page.
fn toml_blocks(page: &str) -> Vec<&str> {
    page.split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect()
}

#[test]
fn what_the_readmes_show_is_accepted_and_is_the_default() {
    for page in [
        include_str!("../../README.md"),
        include_str!("../../README.zh.md"),
    ] {
        let [.., settings, keymap] = toml_blocks(page)[..] else {
            panic!("an issue, the settings and a keymap");
        };
        // Commented settings have no default to show, but must be known all the same.
        let all: String = settings
            .lines()
            .map(|line| format!("{}\n", line.trim_start_matches("# ")))
            .collect();
        for config in [settings, &all] {
            let run = kanbao("check")
                .config(config)
                .keymap(keymap)
                .file("papers/README", "");
            assert_eq!(run.end().status, 0, "{}", run.end().stdout);
        }
        let shown = kanbao("show lilun/1 --width 30");
        assert_eq!(
            kanbao("show lilun/1 --width 30").config(settings).prints(),
            shown.prints()
        );
    }
}

#[test]
fn an_action_that_is_no_text_is_told_in_words() {
    let stdout = kanbao("check --lang en")
        .keymap("[reader]\ny = 5\n")
        .end()
        .stdout;
    assert!(
        stdout.contains("keymap.toml:2: an action is a name in double quotes\n"),
        "{stdout}"
    );
}

#[test]
fn a_settings_folder_that_is_not_there_is_told() {
    let ended = kanbao("list --lang en --config-dir none").end();
    assert_eq!(ended.status, 0);
    assert!(
        ended.stderr.starts_with("kanbao: none: not found"),
        "{}",
        ended.stderr
    );
    assert_eq!(ended.stderr.lines().count(), 1, "{}", ended.stderr);
    let ended = kanbao("doctor --lang en --config-dir none").end();
    assert!(ended.stdout.contains("none: not found"), "{}", ended.stdout);
    let ended = kanbao("check --lang en --config-dir a.md")
        .file("a.md", "")
        .end();
    assert!(
        ended.stdout.contains("a.md: not a folder"),
        "{}",
        ended.stdout
    );
}
