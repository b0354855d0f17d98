//! Random keys, sizes and pastes over a whole session: nothing foreign is sent, and what is shown after
//! all the scrolling and skipping is what a repaint would show.

use kanbao::app::event::Event;
use kanbao::config::key::{Key, KeyChord};
use kanbao::runtime::screen::{AmbiguousDrawing, Drawn};

use crate::dice::Dice;
use crate::frames::{Frames, Opening};
use crate::glass::Glass;
use crate::library::{Library, drawn_reading};

/// How many keys are pressed in each of four sessions: 20,000 in all with the feature `monkey`, as
/// `.ci/run` has them, and an eighth of them without.
const KEYS: usize = if cfg!(feature = "monkey") { 5_000 } else { 625 };
/// How often another size is taken among them; 500 times in all.
const SIZE_EVERY: usize = 40;
/// How often what is shown is compared with a repaint.
const COMPARE_EVERY: usize = 16;
/// A paste.
const PASTED: usize = 1 << 20;

/// Any key there is; the ways into pages more often than others, and now and then a whole one.
fn key(dice: &mut Dice) -> KeyChord {
    const NAMED: [Key; 16] = [
        Key::Enter,
        Key::Enter,
        Key::Esc,
        Key::Esc,
        Key::Tab,
        Key::Backspace,
        Key::Delete,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::Insert,
    ];
    const TYPED: [char; 24] = [
        'j', 'k', ' ', 'b', 'J', 'K', 'G', 'g', '/', 'f', 's', 'a', 'o', 'v', '\'', 'm', 'z', 'n',
        '的', '渡', '“', '…', '+', '-',
    ];
    let (mut ctrl, mut alt, mut shift) = (false, false, false);
    let key = match dice.below(10) {
        0..=2 => dice.pick(&NAMED),
        3..=6 => Key::Char(dice.pick(&TYPED)),
        7 => Key::Char(char::from(
            b'!' + u8::try_from(dice.below(94)).expect("ASCII"),
        )),
        8 => {
            ctrl = true;
            Key::Char(char::from(
                b'a' + u8::try_from(dice.below(26)).expect("ASCII"),
            ))
        }
        _ => {
            (ctrl, alt, shift) = (dice.below(2) == 0, dice.below(2) == 0, dice.below(2) == 0);
            dice.pick(&NAMED)
        }
    };
    KeyChord {
        key,
        ctrl,
        alt,
        shift,
    }
}

fn session(seed: u64, drawing: AmbiguousDrawing) {
    let folder = tempfile::tempdir().expect("a folder");
    let open = |size| {
        let library = Library::drawn();
        Frames::open(Opening {
            size,
            catalogue: library.catalogue(),
            reading: drawn_reading(),
            ..Opening::default()
        })
        .keeping(library)
        .with_marks(folder.path())
    };
    let mut dice = Dice(seed);
    let mut size = (80, 24);
    let mut frames = open(size);
    let mut glass = Glass::new(80, 24, drawing);
    let paste_at = dice.below(KEYS);
    for step in 0..KEYS {
        let what = format!("seed {seed}, step {step}");
        if step % SIZE_EVERY == SIZE_EVERY - 1 {
            size = (dice.below(140), dice.below(50));
            frames = frames.resize(size.0, size.1);
            let cells = |value| u16::try_from(value).expect("a small window");
            glass.resize(cells(size.0), cells(size.1));
        } else {
            let chord = key(&mut dice);
            frames.session().take(Event::Key(chord));
        }
        if step == paste_at {
            let part = "渡口“改班”……\t第２版\u{1b}[31m\n";
            let text = part.repeat(PASTED / part.len() + 1);
            frames.session().take(Event::Paste(text));
        }
        let orders = frames.session().orders();
        if orders.quit {
            frames = open(size);
        }
        let (buffer, cursor) = frames.session().draw();
        glass.show(&buffer, cursor, &what);
        if step % COMPARE_EVERY == 0 {
            glass.assert_as_painted(&buffer, &what);
        }
    }
    // However far it went, Esc and q lead out, in a window that shows anything.
    frames = frames.resize(80, 24);
    for _ in 0..40 {
        for keys in ["Esc", "d", "q"] {
            frames = frames.keys(keys);
            if frames.session().orders().quit {
                return;
            }
        }
    }
    panic!("seed {seed}: no way out of\n{}", frames.frame());
}

#[test]
fn keys_on_a_terminal_that_says_nothing() {
    session(0x2545_f491_4f6c_dd1d, AmbiguousDrawing::all(Drawn::Unknown));
}

#[test]
fn keys_on_a_terminal_that_answered() {
    session(0xd1b5_4a32_d192_ed03, AmbiguousDrawing::all(Drawn::Narrow));
}

#[test]
fn keys_on_a_terminal_that_answered_in_part() {
    let drawing = AmbiguousDrawing {
        punctuation: Drawn::Narrow,
        symbols: Drawn::Unknown,
        letters: Drawn::Narrow,
    };
    session(0x9e37_79b9_7f4a_7c15, drawing);
}

#[test]
fn more_keys_on_a_terminal_that_answered() {
    session(0xbf58_476d_1ce4_e5b9, AmbiguousDrawing::all(Drawn::Narrow));
}
