//! Clusters of several characters with cells of their own: some terminals add them up, others join
//! them; no row shifts on either.

use kanbao::runtime::screen::AmbiguousDrawing;
use unicode_width::UnicodeWidthChar;

use crate::frames::{Frames, Opening};
use crate::glass::{Glass, SPACING};
use crate::library::Library;

/// Thai, half-width kana, Han with a voicing mark, Devanagari, Bengali, jamo of Hangul.
const CLUSTERS: [&str; 7] = [
    "\u{E01}\u{E33}\u{E33}\u{E33}\u{E33}\u{E33}",
    "\u{FF76}\u{FF9E}\u{FF9E}\u{FF9E}",
    "中\u{FF9E}",
    "\u{915}\u{93E}\u{93E}",
    "\u{995}\u{9BE}\u{995}",
    "\u{1100}\u{1100}\u{1100}\u{1100}\u{1100}\u{1161}\u{1161}\u{11A8}\u{11A8}",
    "\u{1100}\u{AC01}\u{1100}尾",
];

fn library() -> Library {
    let library = Library::bare();
    library.issue("shu-1", &CLUSTERS.concat(), "");
    for (number, cluster) in CLUSTERS.iter().enumerate() {
        // Each of them before, at and behind the end of a row.
        let paragraphs: String = (24..34)
            .map(|length| {
                format!(
                    "{}\n\n",
                    format!("{}{cluster}", "长".repeat(length)).repeat(3)
                )
            })
            .collect();
        library.article(
            &format!("shu-1/{number:02}"),
            &format!("+++\ntitle = \"题{cluster}尾\"\n+++\n\n{paragraphs}"),
        );
    }
    library
}

/// The cells of a row where every character is counted by itself.
fn counted(row: &str) -> usize {
    let cells = |c: char| match SPACING.contains(&c) {
        true => 1,
        false => c.width().unwrap_or(0),
    };
    row.trim_end().chars().map(cells).sum()
}

#[test]
fn no_row_shifts_whether_spacing_marks_are_joined_or_added_up() {
    for size in [(61, 24), (100, 30)] {
        let library = library();
        let mut frames = Frames::open(Opening {
            size: (usize::from(size.0), usize::from(size.1)),
            catalogue: library.catalogue(),
            ..Opening::default()
        })
        .keeping(library);
        let mut glasses = [
            Glass::new(size.0, size.1, AmbiguousDrawing::default()),
            Glass::new(size.0, size.1, AmbiguousDrawing::default()).joining(),
        ];
        let keys =
            "Esc Enter j k Enter j j Space J j Space J Space k J j b J Space J j j J Space o q q";
        for key in keys.split(' ') {
            frames = frames.keys(key);
            let (buffer, cursor) = frames.session().draw();
            let what = format!("{key} at {size:?}");
            for (joining, glass) in [false, true].into_iter().zip(&mut glasses) {
                glass.show(&buffer, cursor, &what);
                glass.assert_in_place(&buffer, &what);
                if !joining {
                    glass.assert_as_painted(&buffer, &what);
                }
            }
            for row in frames.rows() {
                assert!(counted(&row) <= usize::from(size.0), "{what}: {row:?}");
            }
        }
    }
}
