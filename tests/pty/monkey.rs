//! Random keys, sizes and pastes on the program itself: it goes on, sends nothing foreign, stays within its
//! memory, and Esc and q lead out. That what is shown is what a repaint shows is proven for each frame in
//! `tests/anywhere`, without a line.

use std::time::{Duration, Instant};

use crate::dice::Dice;
use crate::hostile::foreign;
use crate::pty::{LIMIT, Setup, readers};
use crate::written::READER;
use crate::{ESC, asked, assert_given_back, home, started};

/// Sizes: an eighth of those in `tests/anywhere`.
const SIZES: usize = 62;
/// Keys before the next size is taken.
const KEYS_A_SIZE: usize = 40;
/// The most memory.
const MEMORY: u64 = 384 << 20;
/// When nothing has come for so long the repaint is asked for once more.
const AGAIN: Duration = Duration::from_secs(1);
/// A paste.
const PASTED: usize = 1 << 20;

/// Keys, the ways into pages more often than others; none that ends the program or hands a text to the
/// terminal's clipboard.
const KEYS: [&str; 64] = [
    "\r", "\r", "\r", "\t", "\x7f", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F",
    "\x1b[5~", "\x1b[6~", "\x1b[3~", "j", "j", "j", "k", "k", " ", " ", "b", "J", "K", "G", "g",
    "gg", "/", "f", "s", "a", "o", "v", "'", "m", "z", "n", "N", "t", "w", "+", "-", "{", "}", "(",
    ")", "h", "l", "u", "d", "r", "#", "*", ">", "<", "?", "3", "的", "渡口", "“", "\x04", "\x15",
    "\x13", "gr",
];

/// A size from `least` to `most` cells.
fn size(dice: &mut Dice, least: usize, most: usize) -> u16 {
    u16::try_from(least + dice.below(most - least + 1)).expect("a size")
}

#[test]
fn random_keys_sizes_and_pastes_break_nothing_and_esc_and_q_lead_out() {
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    let mut dice = Dice(20_260_101);
    for round in 0..SIZES {
        for _ in 0..KEYS_A_SIZE {
            let key = match dice.below(12) {
                0 => ESC,
                _ => dice.pick(&KEYS),
            };
            session.line.send(key);
        }
        if round % (SIZES / 4) == 0 {
            session.line.send("\x1b[200~");
            let text = "\x1bQ摆渡的人\n".repeat(PASTED / 17);
            session.line.send(text);
            session.line.send("\x1b[201~");
        }
        let (columns, rows) = (size(&mut dice, 20, 160), size(&mut dice, 6, 60));
        session.line.resize(columns, rows);
        let (begun, before) = (Instant::now(), asked(&session.line));
        while asked(&session.line) == before {
            assert!(begun.elapsed() < LIMIT, "{round}: {}", session.line.text());
            // A key that waits for another one would take the repaint for that.
            session.line.send(ESC);
            session.line.send("\x0c");
            while asked(&session.line) == before && session.line.take(AGAIN) {}
        }
    }
    let (memory, _) = session.usage();
    assert!(memory <= MEMORY, "{memory} bytes");
    // However many pages lie upon each other.
    let begun = Instant::now();
    while !readers(home.path()).is_empty() {
        assert!(begun.elapsed() < 3 * LIMIT, "{}", session.line.text());
        // The question about a changed note has answers of its own.
        let is_asked = session.line.text().contains("批注改过");
        for _ in 0..20 {
            session.line.send(ESC);
            session.line.send(if is_asked { "d" } else { "q" });
        }
        session.line.settle(Duration::from_millis(50));
    }
    assert_eq!(session.end_within(LIMIT), 0);
    assert_given_back(&session, "random keys");
    let sent = String::from_utf8(session.line.bytes.clone()).expect("UTF-8");
    assert!(!sent.contains("panicked"), "{}", session.line.tail());
    assert_eq!(foreign(&sent, &READER), None);
}
