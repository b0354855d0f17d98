//! `keys`: the table of keys.

use serde::Deserialize;

use crate::run::kanbao;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    keys: Vec<Binding>,
    unbound: Vec<Unbound>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Binding {
    context: String,
    action: String,
    keys: Vec<String>,
    description: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Unbound {
    action: String,
    description: String,
}

#[test]
fn the_table_and_the_document_say_the_same() {
    let document: Keys = kanbao("keys --json").json();
    let table = kanbao("keys").prints();
    for binding in &document.keys {
        let row = table
            .lines()
            .find(|row| row.contains(&binding.keys.join(" ")) && row.contains(&binding.description))
            .unwrap_or_else(|| panic!("no row for {binding:?}"));
        assert!(row.contains(&binding.action), "{row}");
        assert!(!binding.context.is_empty());
    }
    assert!(
        document
            .keys
            .iter()
            .any(|binding| binding.action == "quit" && binding.keys.contains(&"Q".to_owned()))
    );
    for action in &document.unbound {
        assert!(!action.description.is_empty(), "{}", action.action);
    }
}

#[test]
fn the_users_keymap_shows() {
    let document: Keys = kanbao("keys --json")
        .keymap("[reader]\nx = \"next_article\"\n")
        .json();
    let bound = document
        .keys
        .iter()
        .find(|binding| binding.context == "reader" && binding.action == "next_article");
    assert!(
        bound
            .expect("bound in the reader")
            .keys
            .contains(&"x".to_owned()),
        "{bound:?}"
    );
}
