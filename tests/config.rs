//! Settings: what is read, what a fault costs, where files lie.

use std::fs;
use std::path::{Path, PathBuf};

use kanbao::config::{
    Action, AmbiguousChoice, Context, Environment, Glyphs, KeyChord, Paths, Resolution, Settings,
    Theme, load,
};
use kanbao::diagnostic::{Diagnostic, Fault, Severity};
use kanbao::text::AmbiguousWidth;
use kanbao::typeset::ProhibitionLevel;
use kanbao::words::{Language, Words};

/// Diagnostics as `line: message / hint`.
fn show(diagnostics: &[Diagnostic]) -> Vec<String> {
    let words = Words::new(Language::English);
    diagnostics
        .iter()
        .map(|diagnostic| {
            let line = diagnostic
                .line
                .map_or(String::new(), |line| line.to_string());
            let hint = diagnostic.fault.hint(words).unwrap_or_default();
            format!("{line}: {} / {hint}", diagnostic.fault.message(words))
        })
        .collect()
}

#[test]
fn an_empty_file_is_the_defaults() {
    assert_eq!(Settings::read(""), (Settings::default(), vec![]));
    assert_eq!(
        Settings::read("\u{FEFF}# nothing\r\n"),
        (Settings::default(), vec![])
    );
}

#[test]
fn the_documented_settings_are_the_defaults() {
    let documented = include_str!("../docs/config.toml");
    assert_eq!(Settings::read(documented), (Settings::default(), vec![]));
    let switched_on = documented
        .replace("# language", "language")
        .replace("# theme", "theme");
    let (settings, diagnostics) = Settings::read(&switched_on);
    assert_eq!(
        (settings.language, settings.theme),
        (Some(Language::Chinese), Some(Theme::Dark))
    );
    assert_eq!(diagnostics, vec![]);
}

#[test]
fn every_setting_is_read() {
    let text = r#"
language = "en"
theme = "light"
libraries = ["~/papers", "more"]
builtin = false
measure = 30
ambiguous = 2
level = "loose"
indent = 0
hanging = true
spacing = true
tight_numbers = false
han_per_minute = 300
glyphs = "ascii"
escape_wait_ms = 20
"#;
    let expected = Settings {
        language: Some(Language::English),
        theme: Some(Theme::Light),
        libraries: vec![PathBuf::from("~/papers"), PathBuf::from("more")],
        builtin: false,
        measure: 30,
        ambiguous: AmbiguousChoice::fixed(AmbiguousWidth::WIDE),
        level: ProhibitionLevel::Loose,
        indent: 0,
        hanging: true,
        spacing: true,
        tight_numbers: false,
        han_per_minute: 300,
        glyphs: Glyphs::Ascii,
        escape_wait_ms: 20,
    };
    assert_eq!(Settings::read(text), (expected, vec![]));
}

#[test]
fn the_width_of_ambiguous_characters_is_told_as_a_whole_or_by_group() {
    let narrow = AmbiguousChoice::fixed(AmbiguousWidth::NARROW);
    let wide = AmbiguousChoice::fixed(AmbiguousWidth::WIDE);
    let letters = AmbiguousChoice {
        letters: Some(2),
        ..AmbiguousChoice::default()
    };
    let cases = [
        ("ambiguous = 1", narrow),
        ("ambiguous = 2", wide),
        ("ambiguous = \"auto\"", AmbiguousChoice::default()),
        ("ambiguous.letters = 2", letters),
        ("[ambiguous]\nletters = 2\n", letters),
    ];
    for (text, expected) in cases {
        let (settings, diagnostics) = Settings::read(text);
        assert_eq!(
            (settings.ambiguous, diagnostics),
            (expected, vec![]),
            "{text}"
        );
    }
    assert_eq!(
        letters.resolve(AmbiguousWidth::WIDE),
        AmbiguousWidth {
            letters: 2,
            ..AmbiguousWidth::WIDE
        }
    );
    assert!(letters.asks() && !wide.asks());
}

#[test]
fn the_sixteen_colours_may_stand_without_quotation_marks() {
    assert_eq!(Settings::read("theme = 16").0.theme, Some(Theme::Sixteen));
}

#[test]
fn every_fault_is_reported_and_costs_only_its_setting() {
    let text = r#"language = "fr"
theme = true
libraries = "~/papers"
measure = 80
mesure = 30
hanging = "yes"
nonsense = 1
han_per_minute = 300
escape_wait_ms = "50"
ambiguous.letters = 3
ambiguous.leters = 2
indent = -1
level = = 3
glyphs = "unicode"
"#;
    let (settings, diagnostics) = Settings::read(text);
    let expected = [
        "1: the value of language is not usable / Expected one of zh, en",
        "2: the value of theme is not usable / Expected one of dark, light, 16, none",
        "3: the value of libraries is not usable / Expected a list of texts, such as [\"one\", \"two\"]",
        "4: the value of measure is not usable / Expected a whole number from 16 to 60",
        "5: there is no setting mesure / Perhaps measure",
        "6: the value of hanging is not usable / Expected true or false",
        "7: there is no setting nonsense / Check the spelling",
        "9: the value of escape_wait_ms is not usable / Expected a whole number from 1 to 1000",
        "10: the value of ambiguous.letters is not usable / Expected a whole number from 1 to 2",
        "11: there is no setting ambiguous.leters / Perhaps ambiguous.letters",
        "12: the value of indent is not usable / Expected a whole number from 0 to 4",
        "13: the value after = cannot be understood / A text stands in straight double quotes (\"abc\"); a number, true and false stand without",
    ];
    let shown = show(&diagnostics);
    assert_eq!(shown, expected);
    let rest = Settings {
        han_per_minute: 300,
        glyphs: Glyphs::Unicode,
        ..Settings::default()
    };
    assert_eq!(settings, rest);
}

#[test]
fn an_unknown_setting_is_a_warning_and_a_bad_value_an_error() {
    let (_, diagnostics) = Settings::read("colour = 1\nmeasure = 1\n");
    let severities: Vec<Severity> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.fault.severity())
        .collect();
    assert_eq!(severities, [Severity::Warning, Severity::Error]);
}

#[test]
fn paths_follow_the_base_directory_specification() {
    let home = Some(PathBuf::from("/h"));
    let defaults = Environment {
        home: home.clone(),
        ..Environment::default()
    };
    let paths = Paths::find(&defaults, None).unwrap();
    assert_eq!(
        paths.config_file(),
        Path::new("/h/.config/kanbao/config.toml")
    );
    assert_eq!(paths.library(), Path::new("/h/.local/share/kanbao/library"));
    assert_eq!(paths.state, Path::new("/h/.local/state/kanbao"));
    assert_eq!(paths.cache, Path::new("/h/.cache/kanbao"));

    let told = Environment {
        home,
        xdg_config_home: Some("/c".into()),
        xdg_data_home: Some("relative".into()),
        xdg_state_home: Some("".into()),
        xdg_cache_home: Some("/x".into()),
    };
    let paths = Paths::find(&told, None).unwrap();
    assert_eq!(paths.keymap_file(), Path::new("/c/kanbao/keymap.toml"));
    assert_eq!(paths.data, Path::new("/h/.local/share/kanbao"));
    assert_eq!(paths.state, Path::new("/h/.local/state/kanbao"));
    assert_eq!(paths.cache, Path::new("/x/kanbao"));

    let moved = Paths::find(&told, Some(Path::new("here"))).unwrap();
    assert_eq!(
        moved,
        Paths {
            config: "here".into(),
            ..paths
        }
    );
    assert_eq!(
        Paths::find(&Environment::default(), Some(Path::new("here"))),
        None
    );
}

#[test]
fn nothing_there_is_the_defaults_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let (settings, _, diagnostics) = load(&folder.path().join("none"), None);
    assert_eq!((settings, diagnostics), (Settings::default(), vec![]));
}

#[test]
fn both_files_are_read_and_their_faults_name_them() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    let keys = folder.path().join("keymap.toml");
    fs::write(
        &config,
        "libraries = [\"~/papers\", \"more\", \"/abs\", \"~\"]\nmesure = 3\n",
    )
    .unwrap();
    fs::write(&keys, "[reader]\n\"x\" = \"zen\"\n\"y\" = \"zne\"\n").unwrap();
    let (settings, keymap, diagnostics) = load(folder.path(), Some(Path::new("/h")));
    let expected = [
        "/h/papers".into(),
        folder.path().join("more"),
        "/abs".into(),
        "/h".into(),
    ];
    assert_eq!(settings.libraries, expected);
    let found = keymap.resolve(Context::Reader, &[KeyChord::char('x')]);
    assert_eq!(found, Resolution::Exact(Action::Zen));
    let places: Vec<_> = diagnostics
        .iter()
        .map(|found| (found.file.as_deref(), found.line))
        .collect();
    assert_eq!(
        places,
        [
            (Some(config.as_path()), Some(2)),
            (Some(keys.as_path()), Some(3))
        ]
    );
}

#[test]
fn a_file_that_cannot_be_read_is_reported_and_the_defaults_stand() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("config.toml")).unwrap();
    fs::write(folder.path().join("keymap.toml"), vec![b'#'; 2 << 20]).unwrap();
    let (settings, _, diagnostics) = load(folder.path(), None);
    assert_eq!(settings, Settings::default());
    let faults: Vec<&Fault> = diagnostics
        .iter()
        .map(|diagnostic| &diagnostic.fault)
        .collect();
    assert_eq!(
        faults,
        [&Fault::NotRegularFile, &Fault::TooLarge { limit: 1 << 20 }]
    );
}

#[test]
fn bytes_that_are_not_utf8_cost_only_their_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("config.toml"),
        b"theme = \"\xFF\"\nmeasure = 20\n",
    )
    .unwrap();
    let (settings, _, diagnostics) = load(folder.path(), None);
    assert_eq!(settings.measure, 20);
    assert_eq!(diagnostics[0].fault, Fault::NotUtf8);
    assert_eq!(diagnostics.len(), 2);
}

#[test]
fn the_theme_goes_round_and_no_color_fixes_the_last() {
    let mut theme = Theme::Dark;
    for expected in [Theme::Light, Theme::Sixteen, Theme::None, Theme::Dark] {
        theme = theme.next();
        assert_eq!(theme, expected);
    }
    assert_eq!(
        Theme::choose(true, Some(Theme::Light), None),
        Some(Theme::None)
    );
    assert_eq!(
        Theme::choose(false, Some(Theme::Sixteen), Some(Theme::Light)),
        Some(Theme::Sixteen)
    );
    assert_eq!(
        Theme::choose(false, None, Some(Theme::Light)),
        Some(Theme::Light)
    );
    assert_eq!(Theme::choose(false, None, None), None);
}

#[test]
fn a_terminal_without_256_colours_gets_none() {
    for (term, theme) in [
        ("vt100", Some(Theme::None)),
        ("vt220", Some(Theme::None)),
        ("vt420-w", Some(Theme::None)),
        ("xterm-mono", Some(Theme::None)),
        ("ansi", Some(Theme::Sixteen)),
        ("linux", Some(Theme::Sixteen)),
        ("xterm-16color", Some(Theme::Sixteen)),
        ("xterm", None),
        ("xterm-256color", None),
        ("tmux-256color", None),
        ("vte", None),
    ] {
        assert_eq!(Theme::of_terminal(Some(term)), theme, "{term}");
    }
    assert_eq!(Theme::of_terminal(None), None);
}

#[test]
fn ascii_marks_are_for_plain_terminals_and_other_locales() {
    let cases = [
        (Glyphs::Auto, Some("zh_CN.UTF-8"), Some("xterm"), false),
        (Glyphs::Auto, Some("en_US.utf8"), Some("linux"), false),
        (Glyphs::Auto, Some("zh_CN.GB18030"), Some("xterm"), true),
        (Glyphs::Auto, None, Some("xterm"), true),
        (Glyphs::Auto, Some("C.UTF-8"), Some("vt100"), true),
        (Glyphs::Unicode, None, Some("dumb"), false),
        (Glyphs::Ascii, Some("zh_CN.UTF-8"), Some("xterm"), true),
    ];
    for (glyphs, locale, term, expected) in cases {
        assert_eq!(
            glyphs.ascii(locale, term),
            expected,
            "{glyphs:?} {locale:?} {term:?}"
        );
    }
}
