//! The named cases of setting in `tests/suite/typeset`: each states a rule and the lines that follow
//! from it. They are the specification; there is no way to rewrite them from what the program sets.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use kanbao::typeset::typeset;

use crate::cases::{Case, agrees, draw, parse};

fn suite() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/typeset");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the suite is part of the project")
        .map(|entry| entry.expect("the suite can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    files
        .iter()
        .flat_map(|path| parse(&std::fs::read_to_string(path).expect("a case file is UTF-8")))
        .collect()
}

#[test]
fn every_case_is_set_as_its_rule_says() {
    let mut report = String::new();
    let mut failed = 0;
    for case in suite() {
        let (head, document) = case.document();
        for (levels, expected) in &case.expected {
            for &level in levels {
                // A panic is a difference like any other, so that one run shows them all.
                let set = std::panic::catch_unwind(|| {
                    draw(
                        &typeset(head.as_ref(), &document, &case.settings(level)),
                        &document,
                    )
                })
                .unwrap_or_else(|_| vec!["(panic)".to_owned()]);
                let right = set.len() == expected.len()
                    && expected.iter().zip(&set).all(|(e, s)| agrees(e, s));
                if !right {
                    failed += 1;
                    report_difference(&mut report, &case, level, expected, &set);
                }
            }
        }
    }
    assert!(failed == 0, "{failed} differences\n{report}");
}

fn report_difference(
    report: &mut String,
    case: &Case,
    level: kanbao::typeset::ProhibitionLevel,
    expected: &[String],
    set: &[String],
) {
    let _ = writeln!(
        report,
        "\n{} ({}, {level:?}, {:?})\n{}",
        case.name, case.rule, case.settings, case.why
    );
    for number in 0..expected.len().max(set.len()) {
        let wanted = expected.get(number).map_or("(no line)", String::as_str);
        let got = set.get(number).map_or("(no line)", String::as_str);
        let sign = if agrees(wanted, got) { ' ' } else { '!' };
        let _ = writeln!(report, "{sign} expected {wanted}\n{sign}      set {got}");
    }
}

/// The judge and the cases were written apart: what the cases expect must be right to the judge.
#[test]
fn the_judge_finds_no_fault_in_right_lines() {
    let mut report = String::new();
    for case in suite() {
        let (head, document) = case.document();
        for &level in case.expected.iter().flat_map(|(levels, _)| levels) {
            let settings = case.settings(level);
            let layout = typeset(head.as_ref(), &document, &settings);
            let judge = crate::rules::Judge::new(&document, settings.ambiguous);
            for fault in judge.faults(&layout, &settings) {
                let _ = writeln!(report, "{} {level:?}: {fault}", case.name);
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn the_suite_is_well_formed() {
    let suite = suite();
    let names: BTreeSet<&str> = suite.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), suite.len(), "a name stands twice");
    assert!(suite.len() >= 130, "{} cases", suite.len());
    for case in &suite {
        assert!(
            case.why.ends_with('.') && !case.rule.is_empty(),
            "{} does not say what it is about",
            case.name
        );
        assert!(
            case.expected.iter().all(|(_, lines)| !lines.is_empty()),
            "{} expects nothing",
            case.name
        );
        for (levels, lines) in &case.expected {
            assert!(
                lines
                    .iter()
                    .all(|line| line.trim_end_matches(['!', '?']).ends_with('|')),
                "{}: {levels:?}",
                case.name
            );
        }
    }
}
