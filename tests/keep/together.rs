//! Several at once.

use std::collections::BTreeSet;
use std::thread;

use crate::home::{ARTICLE, Home, confirmed, ended};

/// Four writers, one of which removes what it has added: all are served, nothing is lost, nothing
/// comes back.
#[test]
fn four_commands_at_once_lose_nothing() {
    const EACH: usize = 12;
    let home = Home::new();
    let notes: Vec<(String, bool)> = thread::scope(|scope| {
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let home = &home;
                scope.spawn(move || {
                    let mut done = Vec::new();
                    for number in 0..EACH {
                        let text = format!("{writer}-{number}");
                        let id = home.saves(&["note", "add", ARTICLE, &text]);
                        let removed = writer == 0 && number % 2 == 0;
                        if removed {
                            home.prints(&["note", "remove", &id]);
                        }
                        done.push((text, removed));
                    }
                    done
                })
            })
            .collect();
        writers
            .into_iter()
            .flat_map(|writer| writer.join().expect("no refusal"))
            .collect()
    });
    let expected: BTreeSet<String> = notes
        .iter()
        .filter(|(_, removed)| !removed)
        .map(|(text, _)| text.clone())
        .collect();
    assert_eq!(home.notes().into_iter().collect::<BTreeSet<_>>(), expected);
    assert_eq!(home.run(&["check"]).status, Some(0));
}

/// The very first saves of a new machine: one device name, no file lost.
#[test]
fn first_saves_at_once_agree_on_a_name() {
    let home = Home::new();
    let children: Vec<_> = (0..4)
        .map(|writer| {
            let text = writer.to_string();
            home.command(&["note", "add", ARTICLE, &text])
                .spawn()
                .expect("the program was built")
        })
        .collect();
    for child in children {
        let ended = ended(child.wait_with_output().expect("it ends"));
        assert!(confirmed(&ended.stdout).is_some(), "{ended:?}");
    }
    assert_eq!(home.notes(), ["0", "1", "2", "3"]);
    assert!(home.journal().exists());
}
