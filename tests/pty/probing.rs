//! Asking the terminal: nobody waits for answers, and none is ever taken for typing.

use std::time::{Duration, Instant};

use crate::pty::{Line, Parent, Session, Setup};
use crate::{QUIET, SOON, asked, assert_same, home, is_drawn, started};

/// What a terminal answers to the whole batch, with so many cells for each group of ambiguous
/// characters: quotes, symbols, letters.
fn answers(cells: [u16; 3]) -> String {
    // They stand in one row: a quote, two symbols, four letters.
    let [quote, symbol, letter] = cells;
    let column = 1 + quote + 2 * symbol + 4 * letter;
    format!("\x1b[2;{column}R\x1b[?2026;2$y\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b[?62;22c")
}

/// Opens the first article, whose lines have quotation marks.
fn open_article(session: &mut Session) {
    session.line.wait_until("the first frame", is_drawn);
    for _ in 0..2 {
        session.line.send("\r");
        session.line.settle(QUIET);
    }
}

/// How many cells the first “ takes, by the place of what follows it; 0 if a half of it was
/// overwritten.
fn cells_of_a_quote(line: &Line) -> u16 {
    let screen = line.emulator.screen();
    let all = (0..24).flat_map(|row| (0..77).map(move |column| (row, column)));
    for (row, column) in all {
        let at = |column| screen.cell(row, column).map_or("", |cell| cell.contents());
        if matches!(at(column), "“" | "〝") {
            return (1..=2)
                .find(|step| !matches!(at(column + step), "" | " "))
                .unwrap_or(0);
        }
    }
    0
}

#[test]
fn the_first_frame_waits_for_no_answer() {
    let home = home();
    let mut session = Setup::new(80, 24).start(home.path());
    session.line.wait_until("the first frame", is_drawn);
    assert_eq!(asked(&session.line), 1);
    // Nothing of the questions stays to be seen.
    session.line.settle(QUIET);
    let text = session.line.text();
    for probe in ["“■", "■■", "αα"] {
        assert!(!text.contains(probe), "{text}");
    }
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
}

#[test]
fn a_late_answer_in_pieces_among_keys_sets_the_text_and_loses_no_key() {
    let home = home();
    let mut session = Setup::new(80, 24).start(home.path());
    session.line.draw_wide();
    open_article(&mut session);
    // Byte by byte, and keys before, within the batch and behind it.
    session.line.send("/");
    let wide = answers([2, 2, 1]);
    let (first, rest) = wide.split_at(wide.find("\x1b[?2026").expect("the mode"));
    for byte in first.as_bytes() {
        session.line.send([*byte]);
    }
    session.line.send("ab");
    session.line.send(rest);
    session.line.send("报c");
    session
        .line
        .wait_until("all keys", |line| line.text().contains("ab报c"));
    session.line.send("\x1b");
    session.line.settle(QUIET);
    assert_eq!(cells_of_a_quote(&session.line), 2);
    let drawn = session.line.text();
    session.line.send("\x0c");
    session.line.settle(QUIET);
    assert_eq!(asked(&session.line), 2, "asked again");
    assert_same(&session.line.text(), &drawn, "as drawn, as painted anew");
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
}

#[test]
fn an_answer_in_pieces_with_long_gaps_between_them_loses_no_key() {
    for gap in [80, 300].map(Duration::from_millis) {
        let home = home();
        let mut session = Setup::new(80, 24).start(home.path());
        open_article(&mut session);
        session.line.send("/");
        // A Han in two pieces, each answer in two, and a key between any of them.
        let pieces: [&[u8]; 14] = [
            b"a",
            b"\x1b[2;",
            b"8R",
            b"b\xe6",
            b"\x8a\xa5",
            b"\x1b[?2026;",
            b"2$y",
            b"c",
            b"\x1b]11;rgb:1e1e/1e1e",
            b"/2e2e\x1b",
            b"\\d",
            b"\x1b[?62;22",
            b"c",
            b"e",
        ];
        for piece in pieces {
            session.line.send(piece);
            // So long nothing comes: the frame of what was typed is whole before.
            session.line.settle(gap);
        }
        session
            .line
            .wait_until("all keys", |line| line.text().contains("ab报cde"));
        session.line.send("\x1b");
        session.line.settle(QUIET);
        session.line.send("Q");
        assert_eq!(session.end_within(SOON), 0, "{gap:?}");
    }
}

/// Answers whether the terminal knows left and right margins, which is asked where two lists stand side by
/// side.
fn answer_margins(session: &mut Session, known: bool) {
    session.line.wait_until("the question", |line| {
        let text = String::from_utf8_lossy(&line.bytes);
        text.contains("\x1b[?69$p\x1b[c")
    });
    let state = if known { 2 } else { 0 };
    session.line.send(format!("\x1b[?69;{state}$y\x1b[?62;22c"));
    session.line.settle(QUIET);
}

/// Answers where tabs have led, which the program asks with its page.
fn answer_tabs(session: &mut Session) {
    session.line.wait_until("the question", |line| {
        line.bytes.ends_with(b"\x1b[6n\x1b[c")
    });
    let (row, column) = session.line.emulator.screen().cursor_position();
    let answer = format!("\x1b[{};{}R\x1b[?62;22c", row + 1, column + 1);
    session.line.send(answer);
    session.line.settle(QUIET);
}

#[test]
fn tab_stops_are_used_once_they_have_been_shown_to_work_and_given_back() {
    for columns in [80, 120] {
        let home = home();
        let mut session = Setup::new(columns, 24).start(home.path());
        session.line.wait_until("the first frame", is_drawn);
        session.line.send(answers([1, 1, 1]));
        open_article(&mut session);
        if columns >= 100 {
            answer_margins(&mut session, false);
            session.line.send("j");
        }
        answer_tabs(&mut session);
        // The cursor is back in the margin.
        let (_, column) = session.line.emulator.screen().cursor_position();
        assert_eq!(column, columns / 2 - 40);
        let before = session.line.bytes.len();
        session.line.send(" ");
        session.line.settle(QUIET);
        let page = String::from_utf8_lossy(&session.line.bytes[before..]).into_owned();
        assert!(page.contains("\n\t"), "{page:?}");
        assert!(session.line.has_usual_line_feeds());
        let drawn = session.line.text();
        session.line.send("\x0c");
        session.line.settle(QUIET);
        assert_same(&session.line.text(), &drawn, "as drawn, as painted anew");
        session.line.send(answers([1, 1, 1]));
        assert!(!session.line.has_usual_stops());
        session.line.send("Q");
        assert_eq!(session.end_within(SOON), 0);
        session.line.settle(QUIET);
        assert!(session.line.has_usual_stops(), "{}", session.line.tail());
    }
}

#[test]
fn a_list_scrolls_beside_the_shelf_where_the_terminal_knows_margins() {
    for known in [true, false] {
        let home = home();
        let mut session = Setup::new(120, 8).start(home.path());
        session.line.wait_until("the first frame", is_drawn);
        session.line.send(answers([1, 1, 1]));
        // Into the issue beside the shelf.
        session.line.settle(QUIET);
        session.line.send("\r");
        answer_margins(&mut session, known);
        for key in "jjjjjjkkkkkk".chars() {
            let before = session.line.bytes.len();
            session.line.send(key.to_string());
            session.line.settle(QUIET);
            let frame = String::from_utf8_lossy(&session.line.bytes[before..]);
            assert!(known || !frame.contains("\x1b[?69h"), "{frame:?}");
            assert!(session.line.has_usual_line_feeds());
        }
        let sent = String::from_utf8_lossy(&session.line.bytes).into_owned();
        assert_eq!(sent.contains("\x1b[?69h"), known);
        let drawn = session.line.text();
        session.line.send("\x0c");
        session.line.settle(QUIET);
        assert_same(&session.line.text(), &drawn, "as drawn, as painted anew");
        session.line.send(answers([1, 1, 1]));
        session.line.send("Q");
        assert_eq!(session.end_within(SOON), 0);
    }
}

#[test]
fn a_kind_of_terminal_is_remembered_and_corrected_by_key() {
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    session.line.send(answers([2, 2, 1]));
    session.line.settle(QUIET);
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);

    let mut session = Setup::new(80, 24).start(home.path());
    session.line.draw_wide();
    open_article(&mut session);
    assert_eq!(cells_of_a_quote(&session.line), 2, "as it answered then");
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);

    // What was wrongly remembered is put right by a key, though the terminal never answers.
    let mut session = Setup::new(80, 24).start(home.path());
    open_article(&mut session);
    session.line.send("w");
    session.line.settle(QUIET);
    assert_eq!(cells_of_a_quote(&session.line), 1, "corrected");
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);

    let mut session = Setup::new(80, 24)
        .variable("TMUX", "/tmp/x,1,0")
        .start(home.path());
    open_article(&mut session);
    assert_eq!(cells_of_a_quote(&session.line), 1, "another kind");
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
}

#[test]
fn frames_are_bracketed_where_the_terminal_knows_it() {
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    session.line.send("\r");
    session.line.settle(QUIET);
    let bracketed = |line: &Line| String::from_utf8_lossy(&line.bytes).contains("\x1b[?2026h");
    assert!(!bracketed(&session.line), "not known");
    session.line.send(answers([1, 1, 1]));
    session.line.settle(QUIET);
    session.line.send("\r");
    session.line.wait_until("brackets", bracketed);
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
}

#[test]
fn an_answer_under_way_at_the_end_does_not_reach_the_shell() {
    let home = home();
    let setup = Setup::new(80, 24).parent(Parent::Shell);
    let mut session = setup.start(home.path());
    session
        .line
        .wait_until("a prompt", |line| line.text().contains('$'));
    session.line.send("kanbao\r");
    session.line.wait_until("the first frame", is_drawn);
    session.line.send("Q");
    session.line.send(answers([1, 1, 1]));
    // Its prompt, not only its screen: what is typed before the modes are given back is nobody's.
    session.line.wait_until("the shell's prompt", |line| {
        !line.emulator.screen().alternate_screen() && line.text().matches('$').count() == 2
    });
    session.line.send("echo at the end\r");
    session.line.wait_until("the shell", |line| {
        line.text().matches("at the end").count() == 2
    });
    session.line.settle(QUIET);
    let text = session.line.text();
    assert!(!text.contains("62;22c") && !text.contains(";8R"), "{text}");
    session.line.send("exit\r");
    session.end_within(SOON);
}

/// After so long the end waits for no answer any more; a little less, as it is the clock of the test.
const STILL_WAITS: Duration = Duration::from_millis(900);

#[test]
fn an_answer_that_comes_after_the_page_is_gone_does_not_reach_the_shell() {
    // Where the machine was too slow for the answer to come in time, that was no such answer: once more.
    for _ in 0..10 {
        let home = home();
        let setup = Setup::new(80, 24).parent(Parent::Shell);
        let mut session = setup.start(home.path());
        session
            .line
            .wait_until("a prompt", |line| line.text().contains('$'));
        let begun = Instant::now();
        session.line.send("kanbao\r");
        session.line.wait_until("the first frame", is_drawn);
        session.line.send("Q");
        // The shell's screen is back at once; its prompt waits for the answers.
        session.line.wait_until("the shell's screen", |line| {
            !line.emulator.screen().alternate_screen()
        });
        session.line.send(answers([1, 1, 1]));
        let is_in_time = begun.elapsed() < STILL_WAITS;
        session.line.wait_until("the shell's prompt", |line| {
            line.text().matches('$').count() == 2 && line.text().ends_with('$')
        });
        session.line.send("echo at the end\r");
        session.line.wait_until("the shell", |line| {
            line.text().matches("at the end").count() == 2
        });
        let text = session.line.text();
        session.line.send("exit\r");
        session.end_within(SOON);
        if is_in_time {
            assert!(!text.contains("62;22c") && !text.contains(";8R"), "{text}");
            return;
        }
    }
}

#[test]
fn what_is_typed_while_the_end_waits_for_answers_is_not_lost_to_a_stop() {
    let home = home();
    let mut session = Setup::new(80, 24).start(home.path());
    session.line.wait_until("the first frame", is_drawn);
    // A session leader does not stop; the keys behind it act.
    session.line.send("\x1aQ");
    assert_eq!(session.end_within(Duration::from_secs(2)), 0);
}
