//! Bytes as terminals send them, whole and in portions.

use proptest::prelude::*;

use super::*;
use crate::config::key::{Key, KeyChord};
use crate::runtime::input::{ColourSlot, Reply};

const PLAIN: KeyChord = KeyChord {
    key: Key::Esc,
    ctrl: false,
    alt: false,
    shift: false,
};

fn decode(portions: &[&[u8]]) -> Vec<TerminalEvent> {
    let mut decoder = Decoder::new(EraseKey::Delete);
    let mut events = Vec::new();
    for portion in portions {
        decoder.feed(portion, &mut events);
    }
    decoder.give_up(&mut events);
    events
}

fn key(key: Key) -> TerminalEvent {
    TerminalEvent::Key(KeyChord { key, ..PLAIN })
}

fn char(c: char) -> TerminalEvent {
    key(Key::Char(c))
}

fn ctrl(c: char) -> TerminalEvent {
    TerminalEvent::Key(KeyChord {
        key: Key::Char(c),
        ctrl: true,
        ..PLAIN
    })
}

fn alt(k: Key) -> TerminalEvent {
    TerminalEvent::Key(KeyChord {
        key: k,
        alt: true,
        ..PLAIN
    })
}

#[test]
fn keys_are_what_was_pressed() {
    let with = |k, ctrl, alt, shift| {
        TerminalEvent::Key(KeyChord {
            key: k,
            ctrl,
            alt,
            shift,
        })
    };
    let cases: &[(&[u8], TerminalEvent)] = &[
        (b"j", char('j')),
        (b"G", char('G')),
        ("报".as_bytes(), char('报')),
        ("？".as_bytes(), char('？')),
        ("𠮷".as_bytes(), char('𠮷')),
        (b"\r", key(Key::Enter)),
        (b"\n", ctrl('j')),
        (b"\t", key(Key::Tab)),
        (b"\x7f", key(Key::Backspace)),
        (b"\x08", ctrl('h')),
        (b"\x00", ctrl(' ')),
        (b"\x03", ctrl('c')),
        (b"\x1a", ctrl('z')),
        (b"\x1c", ctrl('\\')),
        (b"\x1f", ctrl('_')),
        (b"\x1b", key(Key::Esc)),
        (b"\x1b[A", key(Key::Up)),
        (b"\x1bOA", key(Key::Up)),
        (b"\x1b[5~", key(Key::PageUp)),
        (b"\x1b[6~", key(Key::PageDown)),
        (b"\x1b[3~", key(Key::Delete)),
        (b"\x1b[H", key(Key::Home)),
        (b"\x1b[4~", key(Key::End)),
        (b"\x1b[Z", with(Key::Tab, false, false, true)),
        (b"\x1b[1;5C", with(Key::Right, true, false, false)),
        (b"\x1b[1;2A", with(Key::Up, false, false, true)),
        (b"\x1bOP", key(Key::F(1))),
        (b"\x1b[[A", key(Key::F(1))),
        (b"\x1b[15~", key(Key::F(5))),
        (b"\x1bx", alt(Key::Char('x'))),
        (b"\x1b\r", alt(Key::Enter)),
        (b"\x1b\x7f", alt(Key::Backspace)),
        ("\x1b报".as_bytes(), alt(Key::Char('报'))),
        (b"\x1b[", alt(Key::Char('['))),
        (b"\x1bO", alt(Key::Char('O'))),
        (b"\x1b]", alt(Key::Char(']'))),
        // The kitty protocol, though we never ask for it.
        (b"\x1b[106u", char('j')),
        (b"\x1b[103;2u", char('G')),
        (b"\x1b[122;5u", ctrl('z')),
        (b"\x1b[105;5u", key(Key::Tab)),
        (b"\x1b[13;2u", with(Key::Enter, false, false, true)),
        (b"\x1b[106;1:2u", char('j')),
    ];
    for (bytes, expected) in cases {
        assert_eq!(
            decode(&[bytes]),
            std::slice::from_ref(expected),
            "{:?}",
            String::from_utf8_lossy(bytes)
        );
    }
}

#[test]
fn the_erase_key_is_what_the_terminal_says() {
    let mut events = Vec::new();
    Decoder::new(EraseKey::CtrlH).feed(b"\x08", &mut events);
    assert_eq!(events, [key(Key::Backspace)]);
}

#[test]
fn answers_never_act_as_keys() {
    let reply = TerminalEvent::Reply;
    let cases: &[(&[u8], TerminalEvent)] = &[
        (
            b"\x1b[?62;22c",
            reply(Reply::DeviceAttributes(vec![62, 22])),
        ),
        (b"\x1b[>0;276;0c", reply(Reply::Other)),
        (b"\x1b[=1;2c", reply(Reply::Other)),
        (
            b"\x1b[5;10R",
            reply(Reply::CursorPosition { column: 9, row: 4 }),
        ),
        (
            b"\x1b[?2026;2$y",
            reply(Reply::Mode {
                mode: 2026,
                state: 2,
            }),
        ),
        (b"\x1b[?25;1$y", reply(Reply::Mode { mode: 25, state: 1 })),
        (b"\x1b[4;2$y", reply(Reply::Other)),
        (b"\x1b[0n", reply(Reply::Other)),
        (b"\x1b[?997;1n", reply(Reply::Other)),
        (b"\x1b[8;24;80t", reply(Reply::Other)),
        (b"\x1b[?1u", reply(Reply::KeyboardFlags(1))),
        (
            b"\x1b]11;rgb:2828/2c2c/ffff\x1b\\",
            reply(Reply::Colour {
                slot: ColourSlot::Background,
                rgb: (40, 44, 255),
            }),
        ),
        (
            b"\x1b]10;rgb:ff/00/80\x07",
            reply(Reply::Colour {
                slot: ColourSlot::Foreground,
                rgb: (255, 0, 128),
            }),
        ),
        (
            b"\x1b]4;7;rgb:0000/8080/ffff\x07",
            reply(Reply::Colour {
                slot: ColourSlot::Indexed(7),
                rgb: (0, 128, 255),
            }),
        ),
        (b"\x1b]52;c;YWJj\x07", reply(Reply::Other)),
        (
            b"\x1bP>|XTerm(390)\x1b\\",
            reply(Reply::Version("XTerm(390)".to_owned())),
        ),
        (b"\x1bP1$r0m\x1b\\", reply(Reply::Other)),
        (b"\x1b_Gi=31;OK\x1b\\", reply(Reply::Other)),
    ];
    for (bytes, expected) in cases {
        let name = String::from_utf8_lossy(bytes);
        assert_eq!(decode(&[bytes]), std::slice::from_ref(expected), "{name:?}");
        // A key right behind and in the midst of a burst stays a key.
        let burst = [b"j", *bytes, b"k"].concat();
        assert_eq!(
            decode(&[&burst]),
            [char('j'), expected.clone(), char('k')],
            "{name:?}"
        );
    }
}

#[test]
fn mouse_focus_releases_and_unknown_keys_are_nothing() {
    let none: [&[u8]; 8] = [
        b"\x1b[<0;3;4M",
        b"\x1b[M !!",
        b"\x1b[I",
        b"\x1b[O",
        b"\x1b[106;1:3u",
        b"\x1b[57441;2u",
        b"\x1b[99~",
        b"\xff\xc0\x80",
    ];
    for bytes in none {
        assert_eq!(
            decode(&[bytes, b"k"]),
            [char('k')],
            "{:?}",
            String::from_utf8_lossy(bytes)
        );
    }
}

#[test]
fn two_escapes_are_two_keys_and_a_cut_sequence_is_none() {
    assert_eq!(decode(&[b"\x1b\x1b"]), [key(Key::Esc), key(Key::Esc)]);
    assert_eq!(decode(&[b"\x1b[1;"]), []);
    assert_eq!(decode(&[b"\x1b[1;\x1b[A"]), [key(Key::Up)]);
    assert_eq!(decode(&[b"\x1b[1;", "报".as_bytes()]), [char('报')]);
    assert_eq!(decode(&[b"\x1b]11;rgb:1\x1b[A"]), [key(Key::Up)]);
    assert_eq!(decode(&["看".as_bytes()[..2].as_ref(), b"j"]), [char('j')]);
}

#[test]
fn a_paste_is_text_however_it_comes() {
    let paste = |text: &str| TerminalEvent::Paste(text.to_owned());
    assert_eq!(
        decode(&[b"\x1b[200~a\rb\r\nq\x1b[201~j"]),
        [paste("a\nb\nq"), char('j')]
    );
    assert_eq!(
        decode(&[b"\x1b[200~\x1b[A\x03\x1b[201~"]),
        [paste("\x1b[A\x03")]
    );
    let long = "看报".repeat(200_000);
    let bytes = format!("\x1b[200~{long}\x1b[201~k").into_bytes();
    let portions: Vec<&[u8]> = bytes.chunks(4093).collect();
    assert_eq!(decode(&portions), [paste(&long), char('k')]);
}

#[test]
fn a_paste_without_its_end_is_text_and_keys_act_again() {
    for bytes in [b"\x1b[200~abc".as_slice(), b"\x1b[200~abc\x1b[20"] {
        let mut decoder = Decoder::new(EraseKey::Delete);
        let mut events = Vec::new();
        decoder.feed(bytes, &mut events);
        assert_eq!(events, []);
        assert_eq!(decoder.unfinished(), Some(Unfinished::Paste));
        decoder.give_up(&mut events);
        assert_eq!(decoder.unfinished(), None);
        decoder.feed(b"j\x1b[201~k", &mut events);
        let paste = TerminalEvent::Paste("abc".to_owned());
        assert_eq!(events, [paste, char('j'), char('k')]);
    }
}

#[test]
fn an_endless_string_does_not_fill_the_memory() {
    let mut decoder = Decoder::new(EraseKey::Delete);
    let mut events = Vec::new();
    decoder.feed(b"\x1b]11;", &mut events);
    for _ in 0..40 {
        decoder.feed(&[b'x'; 4096], &mut events);
    }
    assert!(decoder.begun.len() <= LONGEST + 4096);
}

/// Text as the keys that type it.
fn typed(text: &str) -> Vec<TerminalEvent> {
    text.chars().map(char).collect()
}

/// What comes when questions are not answered yet, without giving up at the end.
fn awaiting(portions: &[&[u8]]) -> (Decoder, Vec<TerminalEvent>) {
    let mut decoder = Decoder::new(EraseKey::Delete);
    decoder.set_awaited(true);
    let mut events = Vec::new();
    for portion in portions {
        decoder.feed(portion, &mut events);
    }
    (decoder, events)
}

#[test]
fn escape_and_a_bracket_in_one_packet_swallow_no_key() {
    for second in [']', 'P', '_', '^', 'X', '['] {
        for rest in ["jjjj", "j报k", "l;rgb", "j"] {
            let expected = [vec![alt(Key::Char(second))], typed(rest)].concat();
            let bytes = format!("\x1b{second}{rest}");
            // In one packet, and one by one; nothing is held back.
            let each: Vec<&[u8]> = bytes.as_bytes().chunks(1).collect();
            for portions in [vec![bytes.as_bytes()], each] {
                let (decoder, events) = awaiting(&portions);
                assert_eq!(events, expected, "{bytes:?}");
                assert_eq!(decoder.unfinished(), None, "{bytes:?}");
                assert_eq!(decode(&portions), expected, "{bytes:?}");
            }
        }
        let bytes = format!("\x1b{second}\x03");
        let expected = [alt(Key::Char(second)), ctrl('c')];
        assert_eq!(awaiting(&[bytes.as_bytes()]).1, expected, "{bytes:?}");
        let bytes = format!("\x1b{second}\r");
        let expected = [alt(Key::Char(second)), key(Key::Enter)];
        assert_eq!(awaiting(&[bytes.as_bytes()]).1, expected, "{bytes:?}");
    }
}

#[test]
fn a_mouse_that_was_never_asked_for_takes_no_keys() {
    let expected = [vec![alt(Key::Char('['))], typed("Mjjjj")].concat();
    assert_eq!(decode(&[b"\x1b[Mjjjj"]), expected);
    assert_eq!(decode(&[b"\x1b[M", b"jjjj"]), expected);
    assert_eq!(
        decode(&[b"\x1b[M\x03"]),
        [alt(Key::Char('[')), char('M'), ctrl('c')]
    );
}

#[test]
fn what_was_begun_like_an_answer_comes_back_as_typed() {
    for (bytes, rest) in [
        ("\x1b]1", "1"),
        ("\x1b]11;j", "11;j"),
        ("\x1b]52;c;", "52;c;"),
        ("\x1bP>|abc", ">|abc"),
        ("\x1bP1$", "1$"),
        ("\x1b_Gq", "Gq"),
    ] {
        let second = bytes.chars().nth(1).expect("two");
        let expected = [vec![alt(Key::Char(second))], typed(rest)].concat();
        assert_eq!(decode(&[bytes.as_bytes()]), expected, "{bytes:?}");
        let followed = format!("{bytes}\x03");
        let expected = [expected, vec![ctrl('c')]].concat();
        assert_eq!(decode(&[followed.as_bytes()]), expected, "{bytes:?}");
    }
    // The end of a string that has not come whole.
    let expected = [alt(Key::Char(']')), key(Key::Esc)];
    assert_eq!(decode(&[b"\x1b]\x1b"]), expected);
}

#[test]
fn a_cut_answer_is_dropped_and_the_keys_behind_it_act() {
    for cut in ["\x1b]11;rgb:00", "\x1b]11;rgb:0000/00", "\x1b]4;7;rgb:"] {
        assert_eq!(decode(&[cut.as_bytes()]), [], "{cut:?}");
        for followed in ["jjj", "\x1b[B", "\x03", "报"] {
            let bytes = format!("{cut}{followed}");
            let (decoder, events) = awaiting(&[bytes.as_bytes()]);
            assert_eq!(events, decode(&[followed.as_bytes()]), "{bytes:?}");
            assert_eq!(decoder.unfinished(), None, "{bytes:?}");
        }
    }
    // While it is asked for, the number is enough.
    assert_eq!(awaiting(&[b"\x1b]11;jk"]).1, typed("jk"));
}

#[test]
fn an_answer_that_is_asked_for_is_waited_for_at_every_byte() {
    let answer = b"\x1b]11;rgb:2828/2c2c/ffff\x1b\\";
    for length in 2..answer.len() {
        let (head, tail) = answer.split_at(length);
        let (mut decoder, mut events) = awaiting(&[head]);
        let unfinished = decoder.unfinished();
        let expected = match length {
            2 => Unfinished::Sequence,
            _ => Unfinished::Half,
        };
        assert_eq!(unfinished, Some(expected), "{length}");
        decoder.feed(tail, &mut events);
        assert!(
            matches!(events[..], [TerminalEvent::Reply(Reply::Colour { .. })]),
            "{length}: {events:?}"
        );
    }
    // Nothing else is.
    for begun in ["\x1bP>|abc", "\x1b]52;c;", "\x1b_G"] {
        let (decoder, _) = awaiting(&[begun.as_bytes()]);
        assert_eq!(
            decoder.unfinished(),
            Some(Unfinished::Doubtful),
            "{begun:?}"
        );
    }
    let mut decoder = Decoder::new(EraseKey::Delete);
    decoder.feed(&answer[..9], &mut Vec::new());
    assert_eq!(decoder.unfinished(), Some(Unfinished::Doubtful));
}

/// What comes of `portions` while answers are awaited, with a pause after each.
fn halting(portions: &[&[u8]]) -> Vec<TerminalEvent> {
    let (mut decoder, mut events) = awaiting(&[]);
    for portion in portions {
        decoder.feed(portion, &mut events);
        if decoder.unfinished() == Some(Unfinished::Half) {
            decoder.pause();
        }
    }
    decoder.give_up(&mut events);
    events
}

#[test]
fn keys_behind_half_an_answer_that_halts_act() {
    for half in [
        "\x1b[?62;",
        "\x1b[?62;22",
        "\x1b[2;",
        "\x1b[?2026;",
        "\x1b[?2026;2$",
        "\x1b]11;rgb:1e1e/",
    ] {
        for keys in ["j", "?", "5j", "报", "5", "12", "/", "q5"] {
            let one_by_one: Vec<String> = keys.chars().map(String::from).collect();
            let mut portions = vec![half.as_bytes()];
            portions.extend(one_by_one.iter().map(String::as_bytes));
            assert_eq!(halting(&portions), typed(keys), "{half:?} {keys}");
            let together = halting(&[half.as_bytes(), keys.as_bytes()]);
            assert_eq!(together, typed(keys), "{half:?} {keys} together");
        }
        let up = halting(&[half.as_bytes(), b"\x1b[A"]);
        assert_eq!(up, [key(Key::Up)], "{half:?}");
    }
    // Nor does one that would end a sequence that lacks a parameter.
    for key in ["G", "c", "y", "R", "A"] {
        assert_eq!(halting(&[b"\x1b[2;", key.as_bytes()]), typed(key));
    }
}

#[test]
fn an_answer_that_halts_anywhere_is_still_one() {
    let answers: [&[u8]; 6] = [
        b"\x1b[?62;22c",
        b"\x1b[2;8R",
        b"\x1b[?2026;2$y",
        b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
        b"\x1b[1;5C",
        b"\x1b[15~",
    ];
    for answer in answers {
        let whole = decode(&[answer]);
        assert_eq!(whole.len(), 1);
        for first in 3..answer.len() {
            for second in first..answer.len() {
                let portions = [&answer[..first], &answer[first..second], &answer[second..]];
                let text = portions.map(String::from_utf8_lossy);
                assert_eq!(halting(&portions), whole, "{text:?}");
            }
        }
    }
}

#[test]
fn a_long_string_is_keys_at_last() {
    let bytes = format!("\x1bP>|{}", "j".repeat(LONGEST));
    let expected = [vec![alt(Key::Char('P'))], typed(&bytes[2..])].concat();
    assert_eq!(awaiting(&[bytes.as_bytes()]).1, expected);
}

fn sequence() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        "[a-zA-Z0-9]".prop_map(String::into_bytes),
        "[看报纸《》，。]".prop_map(String::into_bytes),
        Just(b"\x1b[A".to_vec()),
        Just(b"\x1bOB".to_vec()),
        Just(b"\x1b[6~".to_vec()),
        Just(b"\x1b[?62;1c".to_vec()),
        Just(b"\x1b[>0;276;0c".to_vec()),
        Just(b"\x1b]11;rgb:0000/0000/0000\x1b\\".to_vec()),
        Just(b"\x1bP>|tmux 3.4\x1b\\".to_vec()),
        Just("\x1b[200~粘\x1b[B贴\x1b[201~".as_bytes().to_vec()),
        Just(b"\x1bx".to_vec()),
        Just(b"\r".to_vec()),
    ]
}

proptest! {
    #[test]
    fn portions_make_no_difference(
        sequences in prop::collection::vec(sequence(), 1..12),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let whole: Vec<TerminalEvent> = sequences.iter().flat_map(|bytes| decode(&[bytes])).collect();
        let bytes = sequences.concat();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let portions: Vec<&[u8]> = cuts.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
        prop_assert_eq!(decode(&portions), whole);
    }

    #[test]
    fn no_typed_character_is_lost_behind_an_escape(
        second in "[\\[\\]P_X^]",
        text in "[g-z;A-Z]{0,12}",
    ) {
        // Whatever is made of the first bytes, the last key is the last event.
        let bytes = format!("\x1b{second}{text}报\x03");
        let events = decode(&[bytes.as_bytes()]);
        prop_assert_eq!(&events[events.len() - 2..], &[char('报'), ctrl('c')][..]);
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        decode(&[&bytes]);
    }
}

#[test]
fn enter_in_new_line_mode_is_one_key() {
    let keys = |expected: bool, portions: &[&[u8]]| {
        let mut decoder = Decoder::new(EraseKey::Delete);
        decoder.expect_new_lines(expected);
        let mut events = Vec::new();
        for portion in portions {
            decoder.feed(portion, &mut events);
        }
        events.len()
    };
    assert_eq!(keys(true, &[b"\r\n"]), 1);
    assert_eq!(keys(true, &[b"a\r\n\r\nb\n"]), 5);
    // By itself, and where that mode is never set, a line feed is a key.
    assert_eq!(keys(true, &[b"\r", b"\n"]), 2);
    assert_eq!(keys(true, &[b"\n"]), 1);
    assert_eq!(keys(false, &[b"\r\n"]), 2);
}
