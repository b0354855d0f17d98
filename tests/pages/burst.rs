//! Keys that come faster than frames are drawn: each acts as if it had come alone.

use kanbao::app::event::Event;
use kanbao::app::pages::note::LONGEST;
use kanbao::config::key::{Key, KeyChord};

use crate::kept::{a_folder, keeping};
use crate::opened;

#[test]
fn a_burst_of_keys_does_what_the_keys_do() {
    for keys in [
        "Enter Enter",
        "Enter Enter Space j j j",
        "G Enter j Enter",
        "/ 2 4 Enter Enter",
        "G / 3 3 Enter Enter",
        "Enter / y i b a o Enter",
        "Enter G / y i b a o Enter j",
        "Enter Enter o j Enter",
        "Enter Enter J J K q",
        "Enter Enter + + - w Space",
        "? x i a Enter",
    ] {
        let slow = opened(80, 24).keys(keys).rows();
        let fast = opened(80, 24).burst(keys).rows();
        assert_eq!(fast, slow, "{keys}");
    }
}

/// What the keys of `text` are taken for that come together.
fn typed_by(frames: &crate::frames::Frames, text: &str) -> Option<String> {
    let chord = |c| match c {
        '\n' => KeyChord::plain(Key::Enter),
        c => KeyChord::char(c),
    };
    let state = frames.state();
    text.chars().map(|c| state.typed_by(chord(c))).collect()
}

#[test]
fn characters_and_line_ends_that_come_together_are_one_change_of_a_note() {
    let folder = a_folder();
    let text = "甲乙，丙\nsd丁\n\n";
    let mut frames = keeping(80, 24, folder.path()).keys("Enter Enter a");
    assert_eq!(typed_by(&frames, text).as_deref(), Some(text));
    let mut slow = keeping(80, 24, folder.path()).keys("Enter Enter a");
    for line in text.split_inclusive('\n') {
        slow = slow.text(line.trim_end()).keys("Enter");
    }
    frames.session().take(Event::Typed(text.to_owned()));
    frames.session().settle();
    assert_eq!(frames.rows(), slow.rows());
    let frames = frames.keys("Ctrl-u");
    let note = frames.state().note().expect("the note");
    assert_eq!(note.text, "", "it is taken back at once");
}

#[test]
fn an_answer_is_no_text_of_the_note() {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path()).keys("Enter Enter a 甲 Esc");
    for answer in ["s", "d", "\n"] {
        assert_eq!(typed_by(&frames, answer), None, "{answer:?}");
    }
}

#[test]
fn what_comes_together_fills_a_note_as_keys_do_and_the_rest_is_refused_in_words() {
    let folder = a_folder();
    let mut frames = keeping(80, 24, folder.path()).keys("Enter Enter a");
    for part in [
        "甲".repeat(LONGEST - 3),
        "乙丙丁戊".to_owned(),
        "己".to_owned(),
    ] {
        frames.session().take(Event::Typed(part));
        frames.session().settle();
    }
    let note = frames.state().note().expect("the note");
    assert_eq!(note.text.chars().count(), LONGEST);
    assert!(note.text.ends_with("甲乙丙丁"));
    assert!(frames.said().contains("60000"), "{}", frames.said());
}
