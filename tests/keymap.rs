//! Keys: how they are written, what they mean where, and what a faulty keymap does.

use kanbao::config::action::{Action, Context};
use kanbao::config::key::{Key, KeyChord, format_sequence, parse_sequence};
use kanbao::config::keymap::{DEFAULT_KEYMAP, Keymap, Resolution};
use kanbao::diagnostic::{Diagnostic, Fault};
use kanbao::words::{Language, Words};
use proptest::prelude::*;

/// What `keys`, as written in a keymap, mean in `context`.
fn means(keymap: &Keymap, context: Context, keys: &str) -> Option<Action> {
    match keymap.resolve(
        context,
        &parse_sequence(keys).expect("the keys of a test are keys"),
    ) {
        Resolution::Exact(action) => Some(action),
        _ => None,
    }
}

/// The faults of `text` as `line: message / hint`.
fn faults(text: &str) -> Vec<String> {
    let (_, diagnostics) = Keymap::with_overlay(text);
    diagnostics.iter().map(show).collect()
}

fn show(diagnostic: &Diagnostic) -> String {
    let words = Words::new(Language::English);
    let line = diagnostic.line.unwrap_or_default();
    match &diagnostic.fault {
        Fault::Keymap(fault) => format!("{line}: {} / {}", fault.message(words), fault.hint(words)),
        Fault::TomlSyntax(_) => format!("{line}: syntax"),
        other => format!("{line}: {other:?}"),
    }
}

#[test]
fn chords_are_read_and_written_in_one_form() {
    let cases = [
        ("j", "j"),
        ("G", "G"),
        ("Shift-g", "G"),
        ("ctrl-D", "Ctrl-d"),
        ("C-d", "Ctrl-d"),
        ("Ctrl+d", "Ctrl-d"),
        ("Alt-x", "Alt-x"),
        ("M-x", "Alt-x"),
        ("Ctrl-Alt-x", "Ctrl-Alt-x"),
        ("Alt-Enter", "Alt-Enter"),
        ("Shift-Tab", "Shift-Tab"),
        ("PageDown", "PgDn"),
        ("pgdn", "PgDn"),
        ("Return", "Enter"),
        ("Escape", "Esc"),
        ("Space", "Space"),
        ("Ctrl-Space", "Ctrl-Space"),
        ("F1", "F1"),
        ("f12", "F12"),
        ("-", "-"),
        ("+", "+"),
        ("Ctrl--", "Ctrl--"),
        ("Ctrl-+", "Ctrl-+"),
        ("'", "'"),
        ("看", "看"),
        ("Ctrl-i", "Tab"),
        ("Ctrl-m", "Enter"),
        ("Ctrl-[", "Esc"),
    ];
    for (written, expected) in cases {
        let chord: KeyChord = written
            .parse()
            .unwrap_or_else(|_| panic!("{written} is not read"));
        assert_eq!(chord.to_string(), expected, "{written}");
        assert_eq!(expected.parse(), Ok(chord), "{expected}");
    }
}

#[test]
fn what_is_no_key_is_refused() {
    for written in [
        "", " ", "Entr", "PgDwn", "Ctrl-", "Shift-1", "F0", "F25", "Hyper-x", "Ctrl-看", "abc",
        "\t",
    ] {
        assert!(parse_sequence(written).is_err(), "{written}");
    }
}

#[test]
fn sequences_are_read_and_written() {
    let cases = [
        ("gg", "gg"),
        ("g g", "gg"),
        ("g Enter", "g Enter"),
        ("Ctrl-x k", "Ctrl-x k"),
        ("u p", "u p"),
        ("a b c", "a b c"),
        ("Up", "Up"),
    ];
    for (written, expected) in cases {
        let sequence = parse_sequence(written).unwrap();
        assert_eq!(format_sequence(&sequence), expected, "{written}");
        assert_eq!(parse_sequence(expected), Ok(sequence), "{expected}");
    }
}

#[test]
fn full_width_keys_act_as_their_ascii_keys() {
    let cases = [
        ('：', ':'),
        ('？', '?'),
        ('／', '/'),
        ('ｊ', 'j'),
        ('Ｇ', 'G'),
        ('　', ' '),
        ('【', '['),
        ('』', '}'),
        ('看', '看'),
        ('j', 'j'),
    ];
    for (typed, expected) in cases {
        assert_eq!(
            KeyChord::char(typed).fold_full_width(),
            KeyChord::char(expected)
        );
    }
    let keymap = Keymap::default();
    assert_eq!(
        means(&keymap, Context::Reader, "ｊ"),
        Some(Action::LineDown)
    );
    assert_eq!(means(&keymap, Context::Reader, "ｇｇ"), Some(Action::First));
    assert_eq!(means(&keymap, Context::Shelf, "？"), Some(Action::Help));
}

#[test]
fn the_default_keymap_is_faultless() {
    assert_eq!(Keymap::with_overlay(DEFAULT_KEYMAP).1, []);
    assert_eq!(Keymap::with_overlay(DEFAULT_KEYMAP).0, Keymap::default());
}

#[test]
fn the_keys_of_the_contract_are_bound() {
    use Action::*;
    use Context::{Issue, Reader, Shelf};
    let keymap = Keymap::default();
    let lists = [
        ("j", LineDown),
        ("k", LineUp),
        ("Down", LineDown),
        ("Up", LineUp),
        ("Space", PageDown),
        ("PgDn", PageDown),
        ("b", PageUp),
        ("PgUp", PageUp),
        ("Ctrl-d", HalfPageDown),
        ("Ctrl-u", HalfPageUp),
        ("gg", First),
        ("G", Last),
        ("Home", First),
        ("End", Last),
        ("Q", Quit),
        ("Ctrl-c", Quit),
        ("Ctrl-o", JumpBack),
        ("t", Theme),
        ("?", Help),
        ("Ctrl-l", Redraw),
        ("Ctrl-z", Suspend),
        ("/", Filter),
        ("n", NextMatch),
        ("N", PreviousMatch),
        ("Enter", Open),
        ("l", Open),
        ("Right", Open),
        ("h", Back),
        ("Left", Back),
    ];
    for context in [Shelf, Issue, Context::Contents] {
        for (key, action) in lists {
            assert_eq!(
                means(&keymap, context, key),
                Some(action),
                "{context:?} {key}"
            );
        }
    }
    let reader = [
        ("j", LineDown),
        ("gg", First),
        ("G", Last),
        ("q", Back),
        ("h", Back),
        ("Left", Back),
        ("Q", Quit),
        ("J", NextArticle),
        ("K", PreviousArticle),
        ("]", NextUnread),
        ("[", PreviousUnread),
        ("{", PreviousParagraph),
        ("}", NextParagraph),
        ("/", Find),
        ("n", NextMatch),
        ("N", PreviousMatch),
        ("r", ToggleRead),
        ("o", Contents),
        ("z", Zen),
        ("+", Wider),
        ("-", Narrower),
        ("w", AmbiguousWidth),
        ("t", Theme),
        ("Ctrl-o", JumpBack),
        ("Esc", Cancel),
    ];
    for (key, action) in reader {
        assert_eq!(means(&keymap, Reader, key), Some(action), "{key}");
    }
    assert_eq!(means(&keymap, Shelf, "q"), Some(Quit));
    assert_eq!(means(&keymap, Issue, "q"), Some(Back));
    assert_eq!(means(&keymap, Shelf, "}"), Some(NextPublication));
    assert_eq!(means(&keymap, Reader, "Enter"), None);
    assert_eq!(means(&keymap, Reader, "x"), None);
}

#[test]
fn while_text_is_typed_plain_characters_are_text() {
    let keymap = Keymap::default();
    for key in ["q", "Q", "?", "j", "G", "Space", "/", "ｊ"] {
        assert_eq!(means(&keymap, Context::Query, key), None, "{key}");
    }
    let cases = [
        ("Ctrl-c", Action::Quit),
        ("Esc", Action::Cancel),
        ("Enter", Action::Open),
        ("Down", Action::LineDown),
        ("Ctrl-n", Action::LineDown),
        ("Ctrl-p", Action::LineUp),
        ("Ctrl-u", Action::EraseAll),
        ("Ctrl-w", Action::EraseWord),
        ("Backspace", Action::Erase),
        ("Ctrl-l", Action::Redraw),
    ];
    for (key, action) in cases {
        assert_eq!(means(&keymap, Context::Query, key), Some(action), "{key}");
    }
    assert_eq!(keymap.key_for(Context::Query, Action::Help), None);
}

#[test]
fn a_prefix_says_what_may_follow() {
    let keymap = Keymap::default();
    let g = [KeyChord::char('g')];
    assert_eq!(
        keymap.resolve(Context::Reader, &g),
        Resolution::Prefix(vec![
            (KeyChord::char('g'), Action::First),
            (KeyChord::char('r'), Action::RawLines),
        ])
    );
    assert_eq!(
        keymap.resolve(Context::Reader, &[KeyChord::char('g'), KeyChord::char('x')]),
        Resolution::Mismatch
    );
    let (keymap, faults) =
        Keymap::with_overlay("[reader]\n\"g e\" = \"last\"\n[everywhere]\n\"gt\" = \"theme\"\n");
    assert_eq!(faults, []);
    let following = vec![
        (KeyChord::char('g'), Action::First),
        (KeyChord::char('r'), Action::RawLines),
        (KeyChord::char('e'), Action::Last),
        (KeyChord::char('t'), Action::Theme),
    ];
    assert_eq!(
        keymap.resolve(Context::Reader, &g),
        Resolution::Prefix(following)
    );
}

#[test]
fn the_users_keymap_is_laid_over_the_default() {
    let (keymap, faults) = Keymap::with_overlay(
        "[lists]\n\"x\" = \"open\"\n\"l\" = \"none\"\n[reader]\n\"J\" = \"page_down\"\n",
    );
    assert_eq!(faults, []);
    assert_eq!(means(&keymap, Context::Issue, "x"), Some(Action::Open));
    assert_eq!(means(&keymap, Context::Issue, "l"), None);
    assert_eq!(means(&keymap, Context::Issue, "Enter"), Some(Action::Open));
    assert_eq!(means(&keymap, Context::Reader, "J"), Some(Action::PageDown));
    assert_eq!(
        means(&keymap, Context::Reader, "K"),
        Some(Action::PreviousArticle)
    );
}

#[test]
fn a_nearer_context_can_unbind_what_a_farther_one_binds() {
    let (keymap, faults) = Keymap::with_overlay("[reader]\n\"t\" = \"none\"\n");
    assert_eq!(faults, []);
    assert_eq!(means(&keymap, Context::Reader, "t"), None);
    assert_eq!(means(&keymap, Context::Shelf, "t"), Some(Action::Theme));
    assert_eq!(keymap.key_for(Context::Reader, Action::Theme), None);
}

#[test]
fn a_prefix_can_be_bound_once_its_sequences_are_unbound_in_any_order() {
    let (keymap, faults) =
        Keymap::with_overlay("[reader]\n\"g\" = \"first\"\n\"gg\" = \"none\"\n\"gr\" = \"none\"\n");
    assert_eq!(faults, []);
    assert_eq!(means(&keymap, Context::Reader, "g"), Some(Action::First));
}

#[test]
fn all_faults_are_reported_together_with_lines_and_hints() {
    let text = "[reader]\n\"j\" = \"line_dwon\"\n\"Entr\" = \"open\"\n\"g\" = \"first\"\n\"C-d\" = \"page_down\"\n\"Ctrl-d\" = \"page_up\"\n\"5\" = \"zen\"\n\"ggg\" = \"zen\"\n\"g g x\" = \"zen\"\n\"x\" = 3\n\n[readr]\n\"j\" = \"zen\"\n[issue]\n\"Ctrl-c\" = \"zen\"\n[query]\n\"x\" = \"open\"\n[lists]\n\"y\" = \"photograph\"\n";
    let expected = [
        "2: there is no action line_dwon / Perhaps line_down",
        "3: Entr is not a key / Write j, G, gg, Ctrl-d, PgDn, Space, Shift-Tab",
        "4: g would hide gg; g is left out / Only one of them can stay; unbind the other: \"gg\" = \"none\"",
        "6: Ctrl-d is bound twice; the later line is left out / Remove one of the two lines",
        "7: 5 begins with a digit, and digits are counts / Take another key",
        "8: ggg is not a key / Write j, G, gg, Ctrl-d, PgDn, Space, Shift-Tab",
        "9: gg would hide g g x; g g x is left out / Only one of them can stay; unbind the other: \"gg\" = \"none\"",
        "10: an action is a name in double quotes / kanbao keys lists every action",
        "12: there is no context readr / Perhaps reader",
        "15: Ctrl-c always quits and cannot be changed / Take another key",
        "17: x is text while typing and cannot be bound there / Take another key",
        "19: there is no action photograph / kanbao keys lists every action",
    ];
    assert_eq!(faults(text), expected);
}

#[test]
fn a_faulty_line_leaves_the_default_standing() {
    let (keymap, _) =
        Keymap::with_overlay("[reader]\n\"j\" = \"line_dwon\"\n\"k\" = \"page_up\"\n");
    assert_eq!(means(&keymap, Context::Reader, "j"), Some(Action::LineDown));
    assert_eq!(means(&keymap, Context::Reader, "k"), Some(Action::PageUp));
}

#[test]
fn broken_syntax_costs_its_lines_only() {
    let text = "\u{FEFF}[reader]\r\n\"x\" = \"zen\"\r\n\"y\" = \"zen\r\n\"k\" = \"page_up\"\r\n\"k\" = \"page_down\"\r\n";
    assert_eq!(faults(text), ["3: syntax", "5: syntax"]);
    let (keymap, _) = Keymap::with_overlay(text);
    assert_eq!(means(&keymap, Context::Reader, "x"), Some(Action::Zen));
    assert_eq!(means(&keymap, Context::Reader, "j"), Some(Action::LineDown));
}

#[test]
fn nothing_a_keymap_says_takes_ctrl_c_away() {
    let mut text = String::new();
    for context in Context::ALL {
        text += &format!(
            "[{}]\n\"Ctrl-c\" = \"none\"\n\"Ctrl-c x\" = \"zen\"\n",
            context.name()
        );
    }
    let (keymap, faults) = Keymap::with_overlay(&text);
    assert_eq!(faults.len(), 2 * Context::ALL.len());
    for context in Context::ALL {
        assert_eq!(
            means(&keymap, *context, "Ctrl-c"),
            Some(Action::Quit),
            "{context:?}"
        );
    }
}

#[test]
fn no_action_depends_on_a_key_that_terminals_or_multiplexers_take() {
    let keymap = Keymap::default();
    for context in Context::ALL {
        for row in keymap.bindings(*context) {
            let free = row.keys.iter().any(|written| {
                parse_sequence(written).unwrap().iter().all(|chord| {
                    let taken =
                        chord.ctrl && matches!(chord.key, Key::Char('b' | 'a' | 's' | 'i' | 'h'));
                    !chord.alt && !matches!(chord.key, Key::F(_)) && !taken
                })
            });
            assert!(free, "{context:?} {:?}", row.action);
        }
    }
}

#[test]
fn every_action_has_a_key_but_the_one_that_is_called_by_its_name() {
    let keymap = Keymap::default();
    assert_eq!(keymap.unbound(), [Action::Messages]);
    for action in Action::ALL {
        let bound = Context::ALL
            .iter()
            .any(|context| keymap.key_for(*context, *action).is_some());
        assert_eq!(bound, *action != Action::Messages, "{action:?}");
    }
}

#[test]
fn names_and_descriptions_are_of_one_list() {
    for action in Action::ALL {
        assert_eq!(Action::from_name(action.name()), Some(*action));
        assert_eq!(
            serde_json::to_string(action).unwrap(),
            format!("\"{}\"", action.name())
        );
        for language in [Language::Chinese, Language::English] {
            assert!(!action.description(Words::new(language)).is_empty());
            assert!(!action.label(Words::new(language)).is_empty());
        }
    }
    for context in Context::ALL {
        assert_eq!(Context::from_name(context.name()), Some(*context));
        assert_eq!(
            serde_json::to_string(context).unwrap(),
            format!("\"{}\"", context.name())
        );
    }
}

#[test]
fn rows_put_the_keys_of_an_action_together_in_the_order_of_the_file() {
    let rows = Keymap::default().bindings(Context::Lists);
    let shown: Vec<(Action, String)> = rows
        .iter()
        .take(2)
        .map(|row| (row.action, row.keys.join(" ")))
        .collect();
    assert_eq!(
        shown,
        [
            (Action::LineDown, "j Down".to_owned()),
            (Action::LineUp, "k Up".to_owned())
        ]
    );
    assert_eq!(
        Keymap::default()
            .key_for(Context::Issue, Action::Back)
            .as_deref(),
        Some("q")
    );
    assert_eq!(
        Keymap::default()
            .key_for(Context::Shelf, Action::First)
            .as_deref(),
        Some("gg")
    );
}

#[test]
fn a_farther_context_may_bind_what_every_nearer_one_hides() {
    let text = "[everywhere]\n\"g\" = \"theme\"\n[lists]\n\"gg\" = \"none\"\n\
                [reader]\n\"g\" = \"none\"\n[selection]\n\"g\" = \"none\"\n[raw]\n\"g\" = \"none\"\n";
    let (keymap, faults) = Keymap::with_overlay(text);
    assert_eq!(faults, []);
    assert_eq!(means(&keymap, Context::Shelf, "g"), Some(Action::Theme));
    assert_eq!(means(&keymap, Context::Reader, "gg"), Some(Action::First));
}

/// A keymap of a few keys that get in each other's way, some lines of it faulty.
fn any_keymap() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "g", "gg", "g g g", "g x", "x", "x g", "j", "Ctrl-c", "C-c x", "Ctrl-d", "C-d", "5", "Entr",
    ]);
    let action = prop::sample::select(vec![
        "none",
        "zen",
        "quit",
        "line_down",
        "first",
        "nonsense",
    ]);
    let context = prop::sample::select(Context::ALL.to_vec());
    let table = (context, prop::collection::btree_map(key, action, 0..6));
    prop::collection::vec(table, 0..5).prop_map(|tables| {
        let mut text = String::new();
        for (context, lines) in tables {
            text += &format!("[{}]\n", context.name());
            for (key, action) in lines {
                text += &format!("\"{key}\" = \"{action}\"\n");
            }
        }
        text
    })
}

proptest! {
    #[test]
    fn no_keymap_locks_out_or_hides_one_sequence_behind_another(text in any_keymap()) {
        let (keymap, _) = Keymap::with_overlay(&text);
        for context in Context::ALL {
            prop_assert_eq!(means(&keymap, *context, "Ctrl-c"), Some(Action::Quit));
            for action in Action::ALL {
                if let Some(written) = keymap.key_for(*context, *action) {
                    prop_assert_eq!(means(&keymap, *context, &written), Some(*action), "{}", written);
                    let sequence = parse_sequence(&written).unwrap();
                    for length in 1..sequence.len() {
                        let begun = keymap.resolve(*context, &sequence[..length]);
                        prop_assert!(matches!(begun, Resolution::Prefix(_)), "{}", written);
                    }
                }
            }
        }
    }

    #[test]
    fn any_text_can_be_read_as_a_keymap(text in ".{0,200}") {
        let (keymap, _) = Keymap::with_overlay(&text);
        prop_assert_eq!(means(&keymap, Context::Reader, "Ctrl-c"), Some(Action::Quit));
    }

    #[test]
    fn what_is_written_is_read_again(text in "(Ctrl-|Alt-|Shift-){0,2}([ -~]|Up|PgDn|Enter|F[1-9])( [a-z])?") {
        if let Ok(sequence) = parse_sequence(&text) {
            prop_assert_eq!(parse_sequence(&format_sequence(&sequence)), Ok(sequence));
        }
    }
}

#[test]
fn no_keymap_takes_the_last_key_that_leaves_a_page() {
    let text = "[query]\n\"Enter\" = \"none\"\n\"Esc\" = \"none\"\n\
                [lists]\n\"q\" = \"help\"\n\"h\" = \"none\"\n[issue]\n\"Left\" = \"none\"\n\
                [reader]\n\"q\" = \"none\"\n\"h\" = \"none\"\n\"Left\" = \"zen\"\n\"x\" = \"back\"\n";
    let expected = [
        "3: Esc is left out: query would have no key to leave by / \
         First bind another key to cancel in [query]",
        "8: Left is left out: issue would have no key to leave by / \
         First bind another key to back in [issue]",
    ];
    assert_eq!(faults(text), expected);
    let (keymap, _) = Keymap::with_overlay(text);
    assert_eq!(means(&keymap, Context::Query, "Esc"), Some(Action::Cancel));
    assert_eq!(means(&keymap, Context::Issue, "Left"), Some(Action::Back));
    assert_eq!(means(&keymap, Context::Issue, "q"), Some(Action::Help));
    assert_eq!(means(&keymap, Context::Reader, "Left"), Some(Action::Zen));
    let text = "[everywhere]\n\"Esc\" = \"none\"\n[query]\n\"Ctrl-g\" = \"cancel\"\n";
    assert_eq!(faults(text), [""; 0]);
}

#[test]
fn an_action_without_effect_where_it_is_bound_is_a_fault() {
    let text = "[reader]\n\"j\" = \"next_publication\"\n[lists]\n\"k\" = \"zen\"\n\
                \"x\" = \"toggle_read\"\n[everywhere]\n\"y\" = \"zen\"\n[shelf]\n\"k\" = \"back\"\n";
    let expected = [
        "2: next_publication does nothing in reader; the line is left out / kanbao keys lists every action",
        "4: zen does nothing in lists; the line is left out / kanbao keys lists every action",
        "9: back does nothing in shelf; the line is left out / kanbao keys lists every action",
    ];
    assert_eq!(faults(text), expected);
    let (keymap, _) = Keymap::with_overlay(text);
    assert_eq!(means(&keymap, Context::Reader, "j"), Some(Action::LineDown));
}
