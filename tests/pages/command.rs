//! The command line (`:`), and the page of what was said.

use crate::frames::Frames;
use crate::{Opening, opened};
use kanbao::words::Language;

/// An article, opened from the shelf, and `text` typed into the command line.
fn typed(columns: usize, rows: usize, text: &str) -> Frames {
    opened(columns, rows).keys("Enter Enter :").text(text)
}

/// The lists of messages below the masthead, blank rows left out.
fn messages(frames: &mut Frames) -> Vec<String> {
    let rows = frames.rows();
    let last = rows.len() - 1;
    let top = if rows.len() < 10 { 0 } else { 2 };
    let shown = rows[top..last].iter().map(|row| row.trim().to_owned());
    shown.filter(|row| !row.is_empty()).collect()
}

#[test]
fn it_stands_in_the_status_row_with_the_names_that_fit() {
    let mut frames = opened(80, 24).keys(":");
    assert_eq!(frames.cursor(), Some((23, 3)));
    assert!(
        frames
            .row(23)
            .starts_with(":   messages 消息   help 帮助   quit "),
        "{}",
        frames.row(23)
    );
    let mut frames = frames.text("th");
    assert_eq!(frames.cursor(), Some((23, 5)));
    assert!(
        frames.row(23).starts_with(":th   theme "),
        "{}",
        frames.row(23)
    );
    let mut frames = frames.text("x");
    assert!(
        frames.row(23).contains("没有这个命令"),
        "{}",
        frames.row(23)
    );
}

#[test]
fn enter_does_what_was_typed_and_esc_and_one_backspace_too_many_leave_everything_as_it_was() {
    let frames = typed(80, 24, "theme").keys("Enter");
    assert!(frames.said().starts_with("配色"), "{}", frames.said());
    let mut before = frames.keys("j");
    let shown = before.frame();
    for keys in [
        "Esc",
        "x Esc",
        "Backspace",
        "x Backspace Backspace",
        "Enter",
        "Space Enter",
    ] {
        before = before.keys(":").keys(keys);
        assert_eq!(before.frame(), shown, "{keys}");
    }
}

#[test]
fn a_number_goes_to_that_row_or_line() {
    let mut frames = opened(80, 24).keys("Enter : 3 Enter");
    let third = frames.at_cursor();
    assert_eq!(opened(80, 24).keys("Enter 3 g g").at_cursor(), third);
    let mut frames = typed(80, 12, "20").keys("Enter");
    assert_eq!(
        opened(80, 12).keys("Enter Enter 2 0 g g").frame(),
        frames.frame()
    );
}

#[test]
fn what_is_no_command_is_told_with_the_name_that_was_meant() {
    for (text, said) in [
        ("mesages", "没有 :mesages 这个命令，可是要 :messages"),
        ("wq!", "没有 :wq! 这个命令，? 看全部"),
        (
            "next",
            ":next 不止一个：next_paragraph、next_article，Tab 补全",
        ),
        ("next_publication", ":next_publication 在这里没有作用"),
    ] {
        assert_eq!(typed(80, 24, text).keys("Enter").said(), said, "{text}");
    }
}

#[test]
fn tab_completes_and_what_was_typed_before_comes_back() {
    let mut frames = typed(80, 24, "next_a").keys("Tab");
    assert!(
        frames.row(23).starts_with(":next_article"),
        "{}",
        frames.row(23)
    );
    let mut frames = frames.keys("Enter : Up");
    assert!(
        frames.row(23).starts_with(":next_article"),
        "{}",
        frames.row(23)
    );
    let mut frames = frames.keys("Down");
    assert!(frames.row(23).starts_with(":   "), "{}", frames.row(23));
}

#[test]
fn a_selection_is_what_a_command_acts_on_and_stays_when_the_line_is_left() {
    let mut frames = opened(80, 24).keys("Enter Enter j v l l");
    let shown = frames.frame();
    let mut frames = frames.keys(": Esc");
    assert_eq!(frames.frame(), shown);
    let frames = frames.keys(": c o p y Enter");
    assert!(frames.said().contains("剪贴板"), "{}", frames.said());
}

#[test]
fn in_a_query_and_in_a_note_it_is_a_character() {
    let mut frames = opened(80, 24).keys("f :");
    assert!(frames.row(0).contains(':'), "{}", frames.row(0));
    assert!(opened(80, 24).keys("Enter / :").row(23).contains(':'));
}

#[test]
fn a_full_width_colon_opens_it() {
    assert!(opened(80, 24).keys("：").row(23).starts_with(":"));
}

#[test]
fn messages_are_told_in_full_the_last_one_first() {
    let mut frames = opened(80, 24).keys("t k x").text(":messages").keys("Enter");
    assert!(frames.row(0).ends_with("2 条"), "{}", frames.row(0));
    let told = messages(&mut frames);
    assert_eq!(told[0].trim_start_matches(['>', ' ']), "x 在这里没有作用");
    assert!(told[1].starts_with("配色"), "{told:?}");
    let mut frames = frames.keys("q");
    assert!(frames.row(0).contains("看报"));
    // Opened from help as well, and but once.
    let mut frames = frames
        .keys("? m e s s a g e s Enter")
        .text(":messages")
        .keys("Enter");
    assert!(frames.row(0).contains("消息"));
    let mut frames = frames.keys("Esc");
    assert!(frames.row(0).contains("看报"));
}

#[test]
fn a_long_message_is_set_at_the_width_of_the_window_and_scrolls() {
    let frames = opened(80, 24)
        .keys(":")
        .text("a-name-that-nobody-has-ever-given-to-anything");
    let mut frames = frames.keys("Enter : m e Enter").resize(24, 8);
    let narrow = messages(&mut frames);
    assert!(narrow.len() > 2, "{narrow:?}");
    let mut whole = String::new();
    for _ in 0..12 {
        let row = frames.at_cursor();
        if !whole.ends_with(&row) {
            whole.push_str(&row);
        }
        frames = frames.keys("j");
    }
    assert!(
        whole.contains("没有") && whole.ends_with("看全部"),
        "{whole}"
    );
}

#[test]
fn messages_are_narrowed_and_copied() {
    let frames = opened(80, 24).keys("t x : m e Enter / z y");
    let mut frames = frames.keys("Enter");
    assert_eq!(messages(&mut frames).len(), 1, "{:?}", frames.rows());
    let mut frames = frames.keys("Esc j y");
    assert!(frames.row(0).ends_with("3 条"), "{}", frames.row(0));
}

#[test]
fn where_nothing_was_said_it_says_so() {
    let mut frames = Frames::open(Opening {
        language: Language::English,
        ..Opening::default()
    })
    .keys(":")
    .text("messages")
    .keys("Enter");
    assert!(
        frames
            .rows()
            .iter()
            .any(|row| row.contains("Nothing was said yet"))
    );
    assert!(frames.row(0).ends_with("0 messages"), "{}", frames.row(0));
}

#[test]
fn a_number_moves_the_end_of_a_selection_there_and_help_opens_over_it() {
    let mut frames = opened(80, 24).keys("Enter Enter 8 j v : 5 Enter");
    let shown = frames.frame();
    for keys in ["5 g g", "5 G", "g g 4 j"] {
        let mut other = opened(80, 24).keys("Enter Enter 8 j v").keys(keys);
        assert_eq!(other.frame(), shown, "{keys}");
    }
    let mut frames = frames.keys("?");
    assert!(frames.row(0).starts_with("帮助"), "{}", frames.row(0));
    assert_eq!(frames.keys("Esc").frame(), shown);
}

#[test]
fn a_name_too_long_to_tell_is_cut_and_help_knows_the_names() {
    let frames = opened(40, 15)
        .keys(":")
        .text(&"x".repeat(150))
        .keys("Enter");
    assert_eq!(
        frames.said(),
        format!("没有 :{}.. 这个命令，? 看全部", "x".repeat(24))
    );
    let mut frames = frames.keys("?").text("jump_back");
    assert!(
        frames.rows().iter().any(|row| row.contains("Ctrl-o")),
        "{:?}",
        frames.rows()
    );
}
