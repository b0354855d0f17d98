//! Twenty thousand random keys and sizes: no panic, and a frame drawn twice is the same frame.

use crate::dice::Dice;
use crate::frames::Frames;

const KEYS: &[&str] = &[
    "j",
    "k",
    "Space",
    "b",
    "Ctrl-d",
    "Ctrl-u",
    "g",
    "G",
    "Home",
    "End",
    "Enter",
    "l",
    "h",
    "Enter",
    "J",
    "K",
    "]",
    "[",
    "{",
    "}",
    "/",
    "n",
    "N",
    "r",
    "o",
    "Ctrl-o",
    "z",
    "+",
    "-",
    "w",
    "t",
    "?",
    "Esc",
    "Esc",
    "Ctrl-l",
    "Left",
    "Right",
    "Up",
    "Down",
    "PgDn",
    "PgUp",
    "Backspace",
    "Ctrl-w",
    "1",
    "3",
    "9",
    "0",
    "x",
    "的",
    "一",
    "s",
    "f",
    "f",
    "c",
    "Delete",
    "Ctrl-u",
    "y",
    "ｊ",
    "：",
    "Tab",
    "Ctrl-t",
    "医",
    "保",
    "s",
    "\"",
    "Enter",
    "j",
    "Space",
];

#[test]
fn no_key_and_no_size_breaks_a_session() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut frames = Frames::new(80, 24);
    for step in 0..20_000 {
        if dice.below(20) == 0 {
            let (columns, rows) = (dice.below(140), dice.below(50));
            frames = frames.resize(columns, rows);
        } else {
            frames = frames.keys(dice.pick(KEYS));
        }
        if step % 4 == 0 {
            let first = frames.buffer();
            assert_eq!(first, frames.buffer(), "step {step}");
        }
    }
}
