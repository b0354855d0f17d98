//! Every window size draws every page: no panic, no text over another one (the canvas asserts
//! that), nothing in the margin at the right.

use kanbao::text::AmbiguousWidth;
use kanbao::words::Language;
use unicode_width::UnicodeWidthStr;

use crate::frames::{Frames, Opening};
use crate::library::{Library, drawn_resumed};
use crate::opened;

const PAGES: &[&str] = &[
    "Esc",
    "/ 2 0 2 4",
    "j Enter j",
    "j Enter / y i b a o",
    "j Enter g g Enter j",
    "j Enter g g Enter / 窗 口 Enter",
    "j Enter g g Enter z Esc",
    "j Enter g g Enter o",
    "? d u",
    "x",
    "g",
];

fn check(frames: &mut Frames, what: &str, columns: usize, rows: usize) {
    let drawn = frames.rows();
    assert_eq!(drawn.len(), rows, "{what} at {columns}x{rows}");
    let margin = match (columns, rows) {
        (0..20, _) | (_, 0..6) => 0,
        (20..60, _) => 1,
        _ => 2,
    };
    for row in &drawn {
        let tail: String = row.chars().rev().take(margin).collect();
        assert!(
            tail.trim().is_empty(),
            "{what} at {columns}x{rows} runs into the margin: {row}|"
        );
        // Only narrow ambiguous characters are as wide here as they are drawn.
        assert!(
            row.width() >= columns || row.is_empty(),
            "{what} at {columns}x{rows}: {row}|"
        );
    }
    if let Some((y, x)) = frames.cursor() {
        assert!(
            usize::from(y) < rows && usize::from(x) < columns,
            "{what} at {columns}x{rows}: the cursor is at {y}:{x}"
        );
    }
}

fn check_pages(language: Language, ambiguous: AmbiguousWidth, every: usize) {
    for keys in PAGES {
        let library = Library::drawn();
        let mut frames = Frames::open(Opening {
            size: (80, 24),
            language,
            ambiguous,
            catalogue: library.catalogue(),
            reading: drawn_resumed(),
            ..Opening::default()
        })
        .keeping(library)
        .keys(keys);
        for columns in (0..=130).step_by(every) {
            for rows in 0..=45 {
                frames = frames.resize(columns, rows);
                check(&mut frames, keys, columns, rows);
            }
        }
    }
}

#[test]
fn every_size_draws_every_page() {
    check_pages(Language::Chinese, AmbiguousWidth::NARROW, 1);
}

#[test]
fn wide_quotation_marks_and_english_fit_as_well() {
    check_pages(Language::Chinese, AmbiguousWidth::WIDE, 3);
    check_pages(Language::English, AmbiguousWidth::NARROW, 3);
}

#[test]
fn the_welcome_is_never_cut() {
    for (columns, rows) in [(20, 6), (30, 8), (40, 15), (60, 20), (80, 24), (120, 40)] {
        let mut frames = Frames::open(Opening {
            size: (columns, rows),
            first_start: true,
            ..Opening::default()
        });
        let last = frames.rows()[rows - 2..].join("");
        assert!(!last.contains(".."), "{columns}x{rows}: {last}");
        assert!(
            last.contains("Enter") && last.contains('?'),
            "{columns}x{rows}: {last}"
        );
    }
}

#[test]
fn a_sentence_of_two_rows_is_parted_where_it_pauses() {
    for (size, keys, first, second) in [
        ((40, 15), "Enter Enter w", "引号按 2 格排；", "歪了再按 w"),
        ((20, 6), "Enter Enter Enter", "Enter", "在这里没有作用"),
    ] {
        let mut frames = opened(size.0, size.1).keys(keys);
        assert!(frames.row(size.1 - 2).starts_with(first));
        assert!(frames.row(size.1 - 1).starts_with(second));
        assert_eq!(frames.row(size.1 - 2), first);
    }
}
