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
        let [_, settings, keymap] = toml_blocks(page)[..] else {
            panic!("an issue, the settings and a keymap");
        };
        // Commented settings have no default to show, but must be known all the same.
        let all: String = settings
            .lines()
            .map(|line| format!("{}\n", line.trim_start_matches("# ")))
            .collect();
        for config in [settings, &all.replace("~/papers", ".")] {
            let run = kanbao("check").config(config).keymap(keymap);
            assert_eq!(run.end().status, 0, "{}", run.end().stdout);
        }
        let shown = kanbao("show lilun/1 --width 30");
        assert_eq!(
            kanbao("show lilun/1 --width 30").config(settings).prints(),
            shown.prints()
        );
    }
}
