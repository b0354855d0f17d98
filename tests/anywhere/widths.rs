//! Characters of ambiguous width: whatever the reader has chosen and whatever the terminal draws, no
//! row ever shifts.

use kanbao::runtime::screen::{AmbiguousDrawing, Drawn};
use kanbao::text::AmbiguousWidth;

use crate::frames::{Frames, Opening};
use crate::glass::Glass;
use crate::library::{Library, drawn_resumed};

/// Every page, with what scrolls and changes it.
const PAGES: &[&str] = &[
    "Esc j j k",
    "/ “ Esc",
    "Enter j j j G gg",
    "Enter Enter j j j j Space b k k",
    "Enter Enter z j j",
    "Enter Enter / 窗 口 Enter n n N",
    "Enter Enter o j j",
    "Enter Enter v j j l l",
    "Enter Enter v j Enter ' j q",
    "Enter Enter a “ … — “ Enter Esc d",
    "f 一 张 Down Down Esc",
    "s 渡 口 Enter Down Down",
    "? j j d u",
    "Enter Enter w j j w",
    "Enter Enter + + - Ctrl-l j",
];

fn check(chosen: AmbiguousWidth, drawn_wide: bool, drawing: AmbiguousDrawing) {
    let folder = tempfile::tempdir().expect("a folder");
    for (page, keys) in PAGES.iter().enumerate() {
        let library = Library::drawn();
        let size = [(80, 24), (120, 40), (44, 16)][page % 3];
        let mut frames = Frames::open(Opening {
            size,
            ambiguous: chosen,
            catalogue: library.catalogue(),
            reading: drawn_resumed(),
            ..Opening::default()
        })
        .keeping(library)
        .with_marks(folder.path());
        let cells = |value| u16::try_from(value).expect("a small window");
        let mut glass = Glass::new(cells(size.0), cells(size.1), drawing);
        if drawn_wide {
            glass = glass.wide();
        }
        for key in keys.split(' ') {
            frames = frames.keys(key);
            let (buffer, cursor) = frames.session().draw();
            let what = format!("{keys:?} at {key:?}, {chosen:?} on {drawing:?}");
            glass.show(&buffer, cursor, &what);
            glass.assert_in_place(&buffer, &what);
        }
    }
}

#[test]
fn nothing_shifts_while_the_terminal_has_not_answered() {
    for chosen in [AmbiguousWidth::NARROW, AmbiguousWidth::WIDE] {
        for drawn_wide in [false, true] {
            check(chosen, drawn_wide, AmbiguousDrawing::all(Drawn::Unknown));
        }
    }
}

#[test]
fn nothing_shifts_where_the_reader_has_chosen_what_the_terminal_does_not_draw() {
    check(
        AmbiguousWidth::WIDE,
        false,
        AmbiguousDrawing::all(Drawn::Narrow),
    );
    check(
        AmbiguousWidth::NARROW,
        true,
        AmbiguousDrawing::all(Drawn::Wide),
    );
}
