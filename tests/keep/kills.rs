//! Killed anywhere: what was confirmed is there, and the store opens.

use std::fs;
use std::io::Read as _;
use std::time::{Duration, Instant};

use crate::home::{ARTICLE, Home, confirmed};
use crate::power;
use crate::trace::{WRITING, calls, calls_disturbed, can_trace};

/// Kills at two hundred moments, spread over the time that a save takes.
#[test]
fn two_hundred_kills_lose_no_confirmed_note() {
    let home = Home::with_notes(&["0"]);
    let begun = Instant::now();
    home.saves(&["note", "add", ARTICLE, "0"]);
    let mut usual = begun.elapsed().max(Duration::from_millis(2));
    let mut saved = vec!["0".to_owned(), "0".to_owned()];
    let mut killed = 0;
    for number in 1..=200u32 {
        let text = number.to_string();
        let mut child = home
            .command(&["note", "add", ARTICLE, &text])
            .spawn()
            .expect("it starts");
        let moment = usual * (number % 40) / 36;
        let begun = Instant::now();
        while begun.elapsed() < moment {
            std::thread::yield_now();
        }
        // It may have ended by now.
        let _ = child.kill();
        let status = child.wait().expect("it ends");
        killed += usize::from(!status.success());
        // How long a save takes changes with what else the machine does.
        match (status.success(), number % 40 < 36) {
            (true, true) => usual = usual * 9 / 10,
            (false, false) => usual = usual * 11 / 10,
            _ => {}
        }
        let mut stdout = String::new();
        child
            .stdout
            .take()
            .expect("a pipe")
            .read_to_string(&mut stdout)
            .expect("UTF-8");
        if confirmed(&stdout).is_some() {
            saved.push(text);
        }
    }
    let found = home.notes();
    for text in &saved {
        assert!(found.contains(text), "{text} was confirmed and is lost");
    }
    assert!(killed >= 50, "only {killed} were killed in the act");
}

/// A kill before every writing call of a save; then everything that was not brought to the disk is
/// thrown away as well.
#[test]
fn a_kill_at_every_writing_call_of_a_save_loses_nothing() {
    if !can_trace() {
        return;
    }
    let save = ["note", "add", ARTICLE, "新的一条"];
    for home in [Home::with_notes(&["甲", "乙"]), Home::new()] {
        let before = home.snapshot();
        let expected = home.notes_or_none();
        let (_, calls) = calls(&home, &save);
        for (name, count) in counted(&calls) {
            for number in 1..=count {
                home.restore(&before);
                let held = power::hold(&home);
                let (ended, called) =
                    calls_disturbed(&home, name, "signal=KILL", Some(number), &save);
                let said = confirmed(&ended.stdout).is_some();
                let killed = home.snapshot();
                // The power cut: what was not synced is gone, and what was confirmed is there.
                power::cut(&home, held, &before, &called);
                survives(&home, &expected, said, name, number);
                home.restore(&killed);
                survives(&home, &expected, said, name, number);
            }
        }
        // Killed nowhere.
        home.restore(&before);
        let held = power::hold(&home);
        let (ended, called) = self::calls(&home, &save);
        assert!(confirmed(&ended.stdout).is_some(), "{ended:?}");
        power::cut(&home, held, &before, &called);
        survives(&home, &expected, true, "none", 0);
    }
}

/// What these tests are worth: a save that syncs nothing, its file alone or its folder alone confirms a note that the
/// power cut takes away, and a rewrite loses all.
#[test]
fn without_a_sync_the_power_cut_takes_what_was_confirmed() {
    if !can_trace() {
        return;
    }
    let save = ["note", "add", ARTICLE, "新的一条"];
    let unsynced = |home: &Home, number: Option<usize>, arguments: &[&str]| {
        let (before, held) = (home.snapshot(), power::hold(home));
        let (ended, called) = calls_disturbed(home, "fsync", "retval=0", number, arguments);
        assert_eq!(ended.status, Some(0), "{ended:?}");
        power::cut(home, held, &before, &called);
    };
    let home = Home::with_notes(&["甲"]);
    unsynced(&home, None, &save);
    assert_eq!(home.notes(), ["甲"]);
    // The first of a device: its file is new, and a name is on the disk once its folder is.
    let (_, called) = calls(&Home::new(), &save);
    let syncs: Vec<&str> = called
        .iter()
        .filter(|call| call.name == "fsync")
        .map(|call| call.line.as_str())
        .collect();
    let of_journal = |line: &&str| line.contains(".jsonl>");
    let journal = syncs.iter().position(of_journal).expect("it is synced");
    let of_folder = |line: &&str| line.contains("/marks>");
    let folder = syncs.iter().rposition(of_folder).expect("it is synced");
    assert!(journal < folder, "{syncs:#?}");
    for number in [journal, folder] {
        let home = Home::new();
        unsynced(&home, Some(number + 1), &save);
        assert_eq!(home.notes(), [""; 0], "{}", syncs[number]);
    }
    // A rewrite puts a file that is not on the disk in the place of one that is.
    let home = Home::with_notes(&["甲", "乙"]);
    let journal = home.journal();
    let bytes = fs::read(&journal).expect("the journal");
    fs::write(&journal, [&bytes[..], b"damaged\n"].concat()).expect("our own file");
    let before = home.snapshot();
    let (_, called) = calls(&home, &["doctor", "--repair"]);
    let renames = called.iter().filter(|call| call.name.starts_with("rename"));
    assert!(renames.count() > 0, "{called:#?}");
    home.restore(&before);
    let mut number = 0;
    let temporary = called
        .iter()
        .filter(|call| call.name == "fsync")
        .find_map(|call| {
            number += 1;
            let is_it = call.line.contains("/marks/.") || call.line.contains("/marks/tmp");
            is_it.then_some(number)
        });
    let temporary = temporary.unwrap_or_else(|| panic!("{called:#?}"));
    unsynced(&home, Some(temporary), &["doctor", "--repair"]);
    assert_eq!(
        home.json(&["note", "list", "--json"])
            .as_array()
            .map_or(0, Vec::len),
        0
    );
}

/// The same for a repair, which rewrites the journal and takes a copy in.
#[test]
fn a_kill_at_every_writing_call_of_a_repair_loses_nothing() {
    if !can_trace() {
        return;
    }
    let home = Home::with_notes(&["甲", "乙"]);
    let journal = home.journal();
    let common = fs::read(&journal).unwrap();
    home.saves(&["note", "add", ARTICLE, "丙"]);
    fs::copy(&journal, journal.with_extension("sync-conflict-1.jsonl")).unwrap();
    fs::write(&journal, [&common[..], b"damaged\n"].concat()).unwrap();
    let before = home.snapshot();
    let (_, calls) = calls(&home, &["doctor", "--repair"]);
    for (name, count) in counted(&calls) {
        for number in 1..=count {
            home.restore(&before);
            let repair = ["doctor", "--repair"];
            let held = power::hold(&home);
            let (_, called) = calls_disturbed(&home, name, "signal=KILL", Some(number), &repair);
            let killed = home.snapshot();
            assert_eq!(home.notes(), ["丙", "乙", "甲"], "{name} {number}");
            home.restore(&killed);
            power::cut(&home, held, &before, &called);
            assert_eq!(home.notes(), ["丙", "乙", "甲"], "cut: {name} {number}");
            // The next repair goes on where this one ended.
            assert_eq!(
                home.run(&["doctor", "--repair"]).status,
                Some(0),
                "{name} {number}"
            );
            assert_eq!(home.notes(), ["丙", "乙", "甲"], "{name} {number}");
            let aside = fs::read(kanbao::store::compact::damaged_path(&journal)).unwrap();
            assert!(aside.starts_with(b"damaged\n"));
        }
    }
}

/// How often each writing call comes.
fn counted(calls: &[crate::trace::Call]) -> Vec<(&'static str, usize)> {
    WRITING
        .iter()
        .map(|&name| (name, calls.iter().filter(|call| call.name == name).count()))
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// The store opens with all that was confirmed, and the next save works.
fn survives(home: &Home, expected: &[String], said: bool, name: &str, number: usize) {
    let found = home.notes_or_none();
    let added: Vec<&String> = found
        .iter()
        .filter(|text| !expected.contains(text))
        .collect();
    let kept = expected.iter().all(|text| found.contains(text));
    assert!(kept && added.len() <= 1, "{name} {number}: {found:?}");
    assert!(
        !said || added == ["新的一条"],
        "{name} {number}: confirmed and lost"
    );
    home.saves(&["bookmark", "add", "gangwan-01/02-yeshi"]);
    home.prints(&["bookmark", "remove", "gangwan-01/02-yeshi"]);
    assert!(home.notes_or_none() == found, "{name} {number}");
}

impl Home {
    /// The notes; none where there is no list yet.
    fn notes_or_none(&self) -> Vec<String> {
        self.notes()
    }
}
