//! An issue's page: pointer, unread, read marks, filter.

use crate::frames::{Frames, Opening};
use crate::library::Library;
use crate::opened;

/// An issue without articles, opened.
fn empty_issue() -> Frames {
    let library = Library::bare();
    library.issue("kong-2024", "空白周刊", "number = \"第1期\"");
    Frames::open(Opening {
        catalogue: library.catalogue(),
        ..Opening::default()
    })
    .keeping(library)
    .keys("Enter")
}

#[test]
fn it_opens_on_the_first_unread_article() {
    let mut frames = opened(80, 24).keys("Enter");
    assert!(frames.at_cursor().contains("一张网怎样织起来"));
}

#[test]
fn headings_are_passed_over() {
    let mut frames = opened(80, 24).keys("Enter 3 j");
    assert!(frames.at_cursor().contains("江海拿到三项专利大奖"));
    let mut frames = frames.keys("k");
    assert!(frames.at_cursor().contains("断头路接通以后"));
}

#[test]
fn r_marks_an_article_and_the_pointer_stays() {
    let mut frames = opened(80, 24).keys("Enter r");
    assert_eq!(frames.said(), "已标为已读");
    assert_eq!(frames.cursor(), Some((5, 0)));
    assert!(frames.row(1).ends_with("未读 3"));
    assert!(!frames.row(5).contains('∙'));
    let mut frames = frames.keys("r");
    assert_eq!(frames.said(), "已标为未读");
    assert!(frames.row(1).ends_with("未读 4"));
}

#[test]
fn unread_articles_are_found_on_into_the_next_issue() {
    let mut frames = opened(80, 24).keys("Enter ] ] ]");
    assert!(frames.at_cursor().contains("“通”字怎么写"));
    let mut frames = frames.keys("]");
    assert!(frames.row(1).contains("2024年第17期"));
    assert!(frames.at_cursor().contains("渡口记事之1"));
    let mut frames = frames.keys("[");
    assert!(frames.row(1).contains("2024年第18期"));
    assert!(frames.at_cursor().contains("“通”字怎么写"));
}

#[test]
fn where_all_is_read_nothing_unread_is_told() {
    let mut frames = opened(80, 24).keys("r j r j r j r j r j r");
    assert!(frames.row(0).ends_with("未读 0"), "{}", frames.row(0));
    assert_eq!(frames.keys("Enter ]").said(), "没有未读的了");
}

#[test]
fn the_filter_takes_pinyin_and_drops_headings_without_rows() {
    let mut frames = opened(80, 24).keys("Enter / y i b a o");
    let rows = frames.rows();
    assert!(rows[4].contains("要闻") && rows[5].contains("四座城，一张医保卡"));
    assert_eq!(rows[6].trim(), "", "other groups are gone");
    assert!(frames.row(23).starts_with("筛选  yibao"));
    assert!(
        frames.frame().contains("underline"),
        "what matched is underlined"
    );
}

#[test]
fn a_filter_is_still_there_on_coming_back_and_esc_then_q_leaves() {
    let mut frames = opened(80, 24).keys("Enter / y i b a o Enter q");
    assert!(frames.rows()[5].contains("四座城"), "still narrowed");
    assert_eq!(frames.rows()[7].trim(), "");
    let mut frames = frames.keys("Esc");
    assert!(frames.rows()[7].contains("断头路"));
    assert!(frames.at_cursor().contains("四座城"));
    let mut frames = frames.keys("q");
    assert!(frames.row(0).starts_with("看报"));
}

#[test]
fn an_empty_issue_says_how_to_find_out_why() {
    let mut frames = empty_issue();
    assert_eq!(
        frames.row(4),
        "这一期没有文章。kanbao check kong-2024 可查原因"
    );
    let before = frames.frame();
    assert_eq!(frames.keys("j Space G Enter r").frame(), before);
}

#[test]
fn articles_stand_in_the_order_of_the_issue_and_a_column_that_comes_again_has_its_heading_again() {
    let library = Library::bare();
    library.issue("chao-2024", "潮信", "number = \"第1期\"");
    for (stem, title, column) in [
        ("01", "早潮", "要闻"),
        ("02", "午潮", "短论"),
        ("03", "晚潮", "要闻"),
    ] {
        library.article(
            &format!("chao-2024/{stem}"),
            &format!("+++\ntitle = \"{title}\"\ncolumn = \"{column}\"\n+++\n\n水位如常。"),
        );
    }
    let mut frames = Frames::open(Opening {
        catalogue: library.catalogue(),
        ..Opening::default()
    })
    .keeping(library)
    .keys("Enter");
    let rows = frames.rows();
    let shown: Vec<&str> = rows[3..15]
        .iter()
        .filter_map(|row| row.trim_matches(['>', ' ', '∙']).split(' ').next())
        .filter(|row| !row.is_empty())
        .collect();
    assert_eq!(shown, ["要闻", "早潮", "短论", "午潮", "要闻", "晚潮"]);
    let mut frames = frames.keys("j Enter");
    assert!(frames.row(23).contains("2/3"), "{}", frames.row(23));
}

#[test]
fn unread_articles_are_found_all_round_the_library() {
    let mut frames = opened(80, 24).keys("G Enter G ]");
    assert!(frames.row(0).contains("长三角参阅"), "its front first");
    assert!(frames.at_cursor().contains("渡口记事之1 "));
    let mut reading = crate::library::drawn_reading();
    let canyue = (1..=7).map(|number| format!("canyue-2019-24/{number:02}"));
    reading.read.extend(canyue);
    let library = Library::drawn();
    let mut frames = Frames::open(Opening {
        catalogue: library.catalogue(),
        reading,
        ..Opening::default()
    })
    .keeping(library)
    .keys("G Enter G ]");
    assert!(frames.row(1).contains("2024年第18期"), "then the others");
    assert!(frames.at_cursor().contains("一张网怎样织起来"));
}

#[test]
fn where_there_is_nothing_to_read_no_minutes_and_no_keys_for_it_are_shown() {
    let mut frames = empty_issue();
    assert_eq!(frames.row(23), "q 返回  ? 帮助");
    let library = Library::bare();
    library.issue("kong-2024", "空白周刊", "number = \"第1期\"");
    library.article("kong-2024/01", "");
    library.article("kong-2024/02", "+++\ntitle = \"题\"\n+++\n");
    library.article("kong-2024/03", "+++\ntitle = \"文\"\n+++\n\n一句话。");
    let mut frames = Frames::open(Opening {
        catalogue: library.catalogue(),
        ..Opening::default()
    })
    .keeping(library)
    .keys("Enter");
    let rows = frames.rows();
    let ends: Vec<&str> = rows[4..7]
        .iter()
        .map(|row| row.trim_end().rsplit("  ").next().unwrap_or_default())
        .collect();
    assert!(ends[0].ends_with("无正文"), "{ends:?}");
    assert!(ends[1].ends_with("题"), "{ends:?}");
    assert!(ends[2].ends_with("1 分"), "{ends:?}");
}
