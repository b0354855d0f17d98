//! The shelf: its ends, its groups, its fold, its filter.

use crate::frames::{Frames, Opening};
use crate::library::{Library, drawn_reading};
use crate::opened;
use kanbao::config::key::parse_sequence;
use kanbao::words::Language;

fn folded() -> Frames {
    let library = Library::bare();
    for number in 1..=28 {
        let fields = format!(
            "number = \"2020年第{number}期\"\ndate = \"2020-{:02}-{:02}\"",
            1 + number / 3,
            number
        );
        library.filled(&format!("wanbao-{number:02}"), "港湾晚报", &fields, 1);
    }
    Frames::open(Opening {
        catalogue: library.catalogue(),
        ..Opening::default()
    })
    .keeping(library)
}

#[test]
fn nothing_moves_past_the_ends() {
    let mut frames = opened(80, 24);
    let before = frames.frame();
    let mut frames = frames.keys("k");
    assert_eq!(frames.frame(), before);
    let mut frames = frames.keys("G");
    let last = frames.frame();
    assert!(frames.at_cursor().contains("2019年第24期"));
    assert_eq!(frames.keys("j").frame(), last);
}

#[test]
fn page_keys_go_to_the_last_and_first_row() {
    let mut frames = opened(80, 24).keys("Space");
    assert!(frames.at_cursor().contains("2019年第24期"));
    let mut frames = frames.keys("b");
    assert!(frames.at_cursor().contains("2024年第18期"));
}

#[test]
fn braces_go_from_publication_to_publication() {
    let mut frames = opened(80, 24).keys("j }");
    assert!(frames.at_cursor().contains("2022年第33期"));
    let mut frames = frames.keys("}");
    assert!(frames.at_cursor().contains("2019年第24期"));
    let mut frames = frames.keys("}");
    assert!(
        frames.at_cursor().contains("2019年第24期"),
        "nothing after the last"
    );
    let mut frames = frames.keys("{ {");
    assert!(frames.at_cursor().contains("2024年第18期"));
}

#[test]
fn unread_issues_are_found() {
    let mut frames = opened(80, 24).keys("] ]");
    assert!(
        frames.at_cursor().contains("2022年第33期"),
        "the read one is passed over"
    );
    let frames = frames.keys("] ]");
    assert_eq!(frames.said(), "没有未读的了");
}

#[test]
fn q_quits_and_h_does_nothing() {
    let mut frames = opened(80, 24).keys("h Left");
    assert!(!frames.session().orders().quit);
    let mut frames = frames.keys("q");
    assert!(frames.session().orders().quit);
}

#[test]
fn older_issues_are_folded_and_enter_unfolds_them_in_place() {
    let mut frames = folded();
    assert_eq!(frames.row(7), "其余 25 期");
    let mut frames = frames.keys("G");
    assert_eq!(frames.cursor(), Some((7, 0)));
    let mut frames = frames.keys("Enter");
    assert_eq!(frames.cursor(), Some((7, 0)));
    assert!(frames.at_cursor().contains("2020年第25期"));
    assert!(frames.row(23).ends_with("4/28"));
}

#[test]
fn a_long_list_keeps_two_rows_of_context() {
    let mut frames = folded().keys("G Enter g g 2 7 j");
    assert_eq!(
        frames.cursor(),
        Some((21, 0)),
        "the last row needs no context"
    );
    let mut frames = frames.keys("1 6 k");
    assert_eq!(frames.cursor(), Some((5, 0)), "nothing scrolled");
    let mut frames = frames.keys("k");
    assert_eq!(frames.cursor(), Some((5, 0)), "two rows stay above");
}

#[test]
fn the_filter_narrows_and_esc_shows_all_with_the_pointer_on_the_same_row() {
    let mut frames = opened(80, 24).keys("/ c a n y u e");
    assert_eq!(
        frames.row(23),
        "筛选  canyue                                                             1/1"
    );
    assert_eq!(frames.cursor(), Some((23, 14)));
    let mut frames = frames.keys("Esc");
    assert!(frames.at_cursor().contains("2019年第24期"));
    assert!(frames.row(23).ends_with("5/5"));
}

#[test]
fn an_issue_is_found_by_its_date_as_files_have_it() {
    let mut frames = Frames::new(80, 24).keys("/ 2 0 2 2 - 0 8");
    let rows = frames.rows().join("\n");
    assert!(rows.contains("2022年8月"), "{rows}");
    assert!(!rows.contains("2024年"), "{rows}");
}

#[test]
fn a_filter_nothing_fits_says_so_and_esc_goes_back_to_the_row_before() {
    let mut frames = opened(80, 24).keys("j / z z z");
    assert_eq!(frames.row(3), "没有匹配的行，Esc 看全部");
    let mut frames = frames.keys("Esc");
    assert!(frames.at_cursor().contains("2024年第17期"));
}

#[test]
fn n_goes_to_the_rows_that_fitted() {
    let mut frames = opened(80, 24).keys("/ 江 海 Esc g g n");
    assert!(frames.at_cursor().contains("2024年第17期"));
    let mut frames = frames.keys("n n n");
    assert!(
        frames.at_cursor().contains("2024年第16期"),
        "the last one that fitted"
    );
    let mut frames = frames.keys("N");
    assert!(frames.at_cursor().contains("2024年第17期"));
}

#[test]
fn r_marks_the_whole_issue_and_u_knows_which_articles_it_marked() {
    let mut frames = opened(80, 24).keys("r");
    assert_eq!(frames.said(), "已标为已读（4 篇），u 撤销");
    assert!(frames.row(0).ends_with("未读 26"));
    assert_eq!(frames.cursor(), Some((4, 0)), "the pointer stays");
    let mut frames = frames.keys("r");
    assert_eq!(frames.said(), "这一期都已读过");
    assert!(frames.row(0).ends_with("未读 26"));
    let mut frames = frames.keys("u");
    assert_eq!(frames.said(), "已撤销：标为已读（4 篇）");
    assert!(frames.row(0).ends_with("未读 30"));
    assert_eq!(frames.end().read, drawn_reading().read);
}

#[test]
fn u_goes_back_several_steps() {
    let mut frames = opened(80, 24).keys("r j r Enter r");
    assert!(frames.row(1).ends_with("未读 1"), "{}", frames.row(1));
    let frames = frames.keys("u");
    assert_eq!(frames.said(), "已撤销：标为未读（1 篇）");
    let frames = frames.keys("u u");
    assert_eq!(frames.said(), "已撤销：标为已读（4 篇）");
    let frames = frames.keys("u");
    assert_eq!(frames.said(), "没有可撤销的改动");
    assert_eq!(frames.end().read, drawn_reading().read);
}

#[test]
fn a_filter_in_force_is_said_and_its_matches_are_marked() {
    let mut frames = opened(80, 24).keys("/ 2 0 2 2 Enter q");
    assert_eq!(
        frames.row(23),
        "筛选  2022  Esc 取消                                                     1/1"
    );
    let frame = frames.frame();
    assert!(frame.contains("\n4:4-7 bold underline\n"), "{frame}");
    let mut frames = frames.keys("Esc");
    assert!(frames.row(23).ends_with("? 帮助                   4/5"));
    let mut frames = opened(120, 40).keys("/ 2 0 2 2 Enter");
    assert!(frames.row(1).starts_with("筛选  2022"), "{}", frames.row(1));
    let mut frames = opened(40, 15).keys("/ 第 1 8 Enter q");
    let frame = frames.frame();
    assert!(frame.contains("\n3:2-5 bold underline\n"), "{frame}");
}

#[test]
fn n_without_anything_filtered_says_so() {
    assert_eq!(opened(80, 24).keys("n").said(), "还没有筛选，/ 开始筛选");
}

#[test]
fn the_row_of_older_issues_says_that_enter_unfolds() {
    let mut frames = folded().keys("G");
    assert!(frames.row(23).starts_with("Enter 展开"));
}

#[test]
fn in_an_empty_library_motions_do_nothing() {
    let library = Library::bare();
    let mut frames = Frames::open(Opening {
        catalogue: library.catalogue(),
        ..Opening::default()
    });
    let before = frames.frame();
    assert_eq!(
        frames.keys("j k Space G gg ] { Enter").keys("Esc").frame(),
        before
    );
}

#[test]
fn a_name_is_whole_where_only_the_total_can_go() {
    let library = Library::bare();
    library.filled("wanbao-1", "港湾晚报", "date = \"2024-06\"", 4);
    let mut frames = Frames::open(Opening {
        size: (20, 6),
        catalogue: library.catalogue(),
        ..Opening::default()
    })
    .keeping(library);
    assert_eq!(frames.row(1), ">∙2024年6月  未读 4");
}

#[test]
fn what_an_issue_is_called_is_not_given_up_for_its_counts() {
    for (columns, rows) in [(20, 6), (24, 8), (39, 12)] {
        let mut frames = Frames::open(Opening {
            size: (columns, rows),
            language: Language::English,
            ..Opening::default()
        });
        let rows = frames.rows();
        for row in rows.iter().filter(|row| row.contains('∙')) {
            assert!(!row.contains(".."), "{columns}x{}: {row}", rows.len());
        }
    }
}

#[test]
fn counts_beside_an_issue_are_whole_or_not_there() {
    let mut frames = Frames::open(Opening {
        size: (100, 24),
        language: Language::English,
        ..Opening::default()
    });
    let counts = frames.row(1);
    assert!(counts.starts_with("5 issues"), "{counts}");
    assert!(!counts.contains(".."), "{counts}");
}

#[test]
fn an_empty_library_is_counted_once() {
    for columns in [80, 100, 120] {
        let mut frames = Frames::open(Opening {
            size: (columns, 40),
            catalogue: kanbao::library::Catalogue::new(Vec::new()),
            ..Opening::default()
        });
        let counts = frames.frame().matches("0 期").count();
        assert_eq!(counts, 1, "{columns} columns");
    }
}

#[test]
fn what_stands_beside_the_shelf_follows_when_the_keys_rest() {
    let mut frames = Frames::new(120, 40).keys("j k");
    let beside = |frames: &mut Frames| -> Vec<String> {
        let rows = frames.rows().into_iter();
        rows.map(|row| row.chars().rev().take(60).collect())
            .collect()
    };
    let key = |frames: &mut Frames, key: &str| {
        let chords = parse_sequence(key).expect("a key").into_iter();
        chords.fold(false, |_, chord| frames.session().take_key(chord))
    };
    let before = beside(&mut frames);
    let (row, _) = frames.cursor().expect("a pointer");
    // The pointer moves at once, the other pane stays.
    for _ in 0..2 {
        assert!(key(&mut frames, "j"));
    }
    assert!(frames.cursor().expect("a pointer").0 > row);
    let moving = beside(&mut frames);
    let status = moving.len() - 1;
    assert_eq!(moving[..status], before[..status]);
    assert!(frames.session().rest());
    let rested = beside(&mut frames);
    assert_ne!(rested[..status], before[..status]);
    assert!(!frames.session().rest(), "once");
    assert_eq!(
        frames.frame(),
        Frames::new(120, 40).keys("j k j j").frame(),
        "as with keys one by one"
    );
    // A key that moves no pointer holds nothing up, and what is opened is what the pointer is on.
    assert!(!key(&mut frames, "t"));
    assert!(key(&mut frames, "k"));
    assert!(!key(&mut frames, "Enter"));
    assert_eq!(
        frames.frame(),
        Frames::new(120, 40).keys("j k j j t k Enter").frame()
    );
}
