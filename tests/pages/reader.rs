//! The reader: scrolling, its ends, its neighbours, its views.

use kanbao::text::AmbiguousWidth;

use crate::frames::{Frames, Opening};
use crate::library::{Library, drawn_reading};
use crate::opened;

fn reader() -> Frames {
    opened(80, 12).keys("Enter Enter")
}

#[test]
fn nothing_moves_above_the_top() {
    let mut frames = reader();
    let before = frames.frame();
    assert_eq!(frames.keys("k b g g K").keys("Esc").frame(), before);
}

#[test]
fn the_end_is_told_every_time_and_nothing_opens_by_itself() {
    let mut frames = reader().keys("G j");
    assert_eq!(frames.said(), "已到末尾，J 下一篇");
    let row = frames.row(9);
    let mut frames = frames.keys("Space");
    assert_eq!(frames.said(), "已到末尾，J 下一篇");
    assert_eq!(frames.row(9), row);
}

#[test]
fn a_page_scrolls_by_what_is_seen_and_the_cursor_stands_where_the_eye_goes() {
    let mut frames = reader().keys("j");
    assert_eq!(frames.cursor(), Some((9, 0)), "on the line that came in");
    let mut frames = frames.keys("k");
    assert_eq!(frames.cursor(), Some((0, 0)), "on the first row of text");
    let mut frames = frames.keys("}");
    assert!(frames.at_cursor().starts_with("清晨八点半"));
    let mut frames = frames.keys("}");
    assert!(frames.at_cursor().starts_with("坐在窗口里"));
    let mut frames = frames.keys("{");
    assert!(frames.at_cursor().starts_with("清晨八点半"));
    let last = frames.row(10);
    let mut frames = frames.keys("Space");
    assert_ne!(frames.row(0), last, "a page goes on after the last row");
}

#[test]
fn the_first_and_last_article_say_so() {
    let frames = reader().keys("K");
    assert_eq!(frames.said(), "这是第一篇");
    let frames = opened(80, 12).keys("r Enter G Enter J");
    assert_eq!(frames.said(), "这一期读完了，q 返回");
    let frames = opened(80, 12).keys("r Enter G Enter G j");
    assert_eq!(frames.said(), "这一期读完了，q 返回");
}

#[test]
fn the_last_article_ends_with_the_end_of_the_issue() {
    let mut frames = opened(80, 12).keys("r Enter G Enter G");
    assert_eq!(frames.row(10), "这一期读完了，q 返回");
}

#[test]
fn neighbours_open_and_the_list_follows() {
    let mut frames = reader().keys("J");
    assert!(frames.row(0) == "四座城，一张医保卡");
    let mut frames = frames.keys("q");
    assert!(frames.at_cursor().contains("四座城，一张医保卡"));
}

#[test]
fn unread_articles_are_found_from_the_reader() {
    let mut frames = reader().keys("] ]");
    assert!(frames.row(0) == "第五十万台整车下线");
    let mut frames = frames.keys("] ]");
    assert!(frames.row(11).contains("一张网"), "round the issue");
    let mut frames = frames.keys("[");
    assert!(frames.row(11).contains("「通」字怎么写"));
    let mut frames = frames.keys("r ] r ] r ]");
    assert!(frames.row(11).contains("渡口记事之1"), "in the next issue");
}

#[test]
fn reading_to_the_end_marks_an_article_read_when_it_is_left() {
    let mut frames = reader().keys("G");
    assert!(
        !frames
            .state()
            .reading
            .read
            .contains(crate::library::ARTICLE)
    );
    frames = frames.keys("q");
    assert!(
        frames
            .state()
            .reading
            .read
            .contains(crate::library::ARTICLE)
    );
    assert!(frames.row(1).ends_with("未读 3"));
    let frames = reader().keys("3 j q");
    assert!(
        !frames
            .state()
            .reading
            .read
            .contains(crate::library::ARTICLE)
    );
}

#[test]
fn r_marks_the_article_at_once() {
    let frames = reader().keys("r");
    assert_eq!(frames.said(), "已标为已读");
    assert!(
        frames
            .state()
            .reading
            .read
            .contains(crate::library::ARTICLE)
    );
    assert_eq!(frames.keys("r").said(), "已标为未读");
}

#[test]
fn a_finished_article_opens_at_the_top_and_a_begun_one_at_its_place() {
    let mut frames = reader().keys("G q Enter");
    assert!(frames.row(11).ends_with("顶"));
    let mut frames = opened(80, 12).keys("Enter Enter 8 j");
    let before = frames.rows();
    assert_eq!(frames.keys("q Enter").rows()[..11], before[..11]);
}

#[test]
fn the_position_moves_in_steps_of_five_per_cent_and_minutes_go_at_the_end() {
    let mut frames = reader();
    assert!(frames.row(11).ends_with("1/9    剩 2 分    顶"));
    for _ in 0..40 {
        frames = frames.keys("j Esc");
        let row = frames.row(11);
        let field = row.rsplit(' ').next().unwrap_or_default().to_owned();
        if let Some(percent) = field.strip_suffix('%') {
            assert_eq!(
                percent.parse::<usize>().map(|percent| percent % 5),
                Ok(0),
                "{row}"
            );
        } else {
            assert!(["顶", "完"].contains(&field.as_str()), "{row}");
        }
    }
    assert!(frames.row(11).ends_with("1/9               完"));
}

#[test]
fn measure_keeps_the_first_line_and_stops_at_its_bounds() {
    let mut frames = opened(120, 12).keys("Enter j Enter 9 j");
    let first = frames.row(0);
    let mut frames = frames.keys("-");
    assert_eq!(frames.said(), "每行 36 字");
    assert_eq!(frames.state().view.measure, 36);
    frames = frames.keys("+");
    assert_eq!(frames.row(0), first);
    assert_eq!(frames.keys("9 9 +").keys("+").said(), "不能再宽了");
}

#[test]
fn w_changes_widths_and_back() {
    let mut frames = reader();
    let before = frames.rows();
    let mut frames = frames.keys("w");
    assert_eq!(frames.said(), "引号按 2 格排；歪了再按 w");
    assert_eq!(frames.state().view.ambiguous.punctuation, 2);
    assert!(frames.session().orders().repaint);
    let mut frames = frames.keys("w Esc");
    assert_eq!(frames.rows(), before);
}

#[test]
fn themes_go_round() {
    let frames = reader().keys("t");
    assert_eq!(frames.said(), "配色：深色");
    assert_eq!(frames.keys("t").said(), "配色：浅色");
}

#[test]
fn zen_takes_the_status_row_and_gives_it_back_while_something_is_said() {
    let mut frames = opened(80, 12).keys("Enter j Enter");
    let before = frames.rows();
    frames = frames.keys("z");
    assert_eq!(frames.row(11), "整屏阅读，z 返回");
    frames = frames.keys("Esc");
    let text = frames.row(11);
    assert!(
        text.ends_with('。') || text.chars().count() > 10,
        "a row of text: {text}"
    );
    frames = frames.keys("g");
    assert!(frames.row(11).starts_with("g   g 开头"));
    assert!(!frames.row(11).contains("渡"), "the text gives way whole");
    frames = frames.keys("Esc z");
    assert_eq!(frames.rows(), before);
}

#[test]
fn the_first_article_says_how_to_go_on() {
    let library = Library::drawn();
    let frames = Frames::open(Opening {
        catalogue: library.catalogue(),
        reading: drawn_reading(),
        first_start: true,
        ambiguous: AmbiguousWidth::WIDE,
        ..Opening::default()
    })
    .keeping(library)
    .keys("Enter Enter");
    assert_eq!(frames.said(), "空格翻页，J 下一篇，q 返回");
    assert_eq!(frames.keys("j q Enter").said(), "");
}

#[test]
fn an_article_that_cannot_be_read_says_why_and_its_neighbours_are_one_key_away() {
    let mut frames = opened(80, 12).keys("Enter");
    let folder = frames.library().folder.path().join(crate::library::ISSUE);
    std::fs::write(folder.join("02-yibao.md"), vec![b'a'; 9 << 20]).expect("a file");
    frames = frames.keys("Enter J");
    assert_eq!(frames.row(0), "四座城，一张医保卡");
    let text = frames.rows().join("");
    for part in [
        "打不开这篇文章：",
        "02-yibao.md",
        "原因：文件超过",
        "可以这样：请分成几个文件。",
        "下一篇  断头路接通以后  J",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(frames.said(), "");
    let frames = frames.keys("J");
    assert!(
        frames
            .state()
            .reader()
            .is_some_and(|reader| reader.number == (3, 9))
    );
    let frames = frames.keys("K K");
    assert!(
        frames
            .state()
            .reader()
            .is_some_and(|reader| reader.number == (1, 9))
    );
    let mut frames = frames.keys("] ]");
    assert_eq!(frames.row(0), "第五十万台整车下线", "past it");
    let reading = frames.keys("[ q").end();
    assert!(
        !reading.read.contains("jianghai-2024-18/02-yibao"),
        "it was not read"
    );
    assert!(!reading.places.contains_key("jianghai-2024-18/02-yibao"));
}

#[test]
fn a_missing_article_says_so_in_its_place() {
    let mut frames = opened(80, 12).keys("Enter");
    let folder = frames.library().folder.path().join(crate::library::ISSUE);
    std::fs::remove_file(folder.join("01-wang.md")).expect("the file");
    frames = frames.keys("Enter");
    let text = frames.rows().join("");
    assert!(text.contains("原因：找不到。"), "{text}");
    assert!(text.contains("可以这样：文件可能已移走或改名。"), "{text}");
    assert!(frames.keys("q").at_cursor().contains("一张网怎样织起来"));
}

#[test]
fn a_paragraph_gone_to_is_scrolled_to_the_top() {
    let mut frames = reader().keys("} }");
    assert!(frames.row(0).starts_with("坐在窗口里"));
    assert_eq!(frames.cursor(), Some((0, 0)));
    let mut frames = frames.keys("{");
    assert!(frames.row(0).starts_with("清晨八点半"));
}

#[test]
fn zen_ends_with_reading_and_stays_from_article_to_article() {
    let frames = reader().keys("z J");
    assert!(frames.state().view.zen);
    let frames = frames.keys("q");
    assert!(!frames.state().view.zen);
    assert!(!frames.keys("Enter").state().view.zen);
}

#[test]
fn lines_get_no_wider_than_the_window() {
    let frames = reader().keys("+");
    assert_eq!(frames.said(), "不能再宽了");
    assert_eq!(frames.keys("-").said(), "每行 36 字");
    assert_eq!(opened(40, 15).keys("Enter Enter -").said(), "不能再窄了");
}

#[test]
fn n_without_anything_to_look_for_says_so() {
    assert_eq!(reader().keys("N").said(), "还没有要找的，/ 开始找");
}

#[test]
fn an_article_without_a_title_is_called_by_how_it_begins() {
    let library = Library::bare();
    library.issue("wanbao-1", "港湾晚报", "number = \"1\"");
    library.article(
        "wanbao-1/01",
        "+++\ntitle = \"\"\n+++\n\n码头的**灯**还亮着。\n\n第二段。\n",
    );
    library.article("wanbao-1/02", "+++\ntitle = \"\"\n+++\n\n潮水退了。\n");
    let mut frames = Frames::open(Opening {
        catalogue: library.catalogue(),
        ..Opening::default()
    })
    .keeping(library)
    .keys("Enter");
    assert!(frames.at_cursor().contains("（无题）码头的灯还亮着。"));
    let mut frames = frames.keys("Enter");
    assert!(frames.row(23).starts_with("（无题）码头的灯还亮着。"));
    let text = frames.rows().join("");
    assert!(text.contains("下一篇  （无题）潮水退了。  J"), "{text}");
}

#[test]
fn the_last_article_says_what_of_the_issue_is_unread_and_the_key_goes_there() {
    let frames = opened(80, 24).keys("Enter G Enter J");
    assert_eq!(frames.said(), "这是最后一篇，] 到未读的");
    let mut frames = frames.keys("G");
    let rows = frames.rows();
    assert!(
        rows.iter()
            .any(|row| row.trim() == "这是最后一篇，] 到未读的")
    );
    assert_eq!(frames.keys("j").said(), "这是最后一篇，] 到未读的");
    let mut frames = opened(80, 24).keys("Enter G Enter G ]");
    assert!(frames.row(23).starts_with("一张网怎样织起来"));
}

#[test]
fn an_issue_is_read_when_every_article_of_it_is() {
    let frames = opened(80, 24).keys("r Enter G r Enter J");
    assert_eq!(frames.said(), "这是最后一篇", "this one is not read yet");
    let frames = frames.keys("G J");
    assert_eq!(frames.said(), "这一期读完了，q 返回");
    assert!(frames.keys("]").row(23).starts_with("渡口记事之1"));
}

#[test]
fn the_mark_of_reading_to_the_end_is_taken_back_too() {
    let frames = reader().keys("G q u");
    assert_eq!(frames.said(), "已撤销：标为已读（1 篇）");
    let read = &frames.state().reading.read;
    assert!(!read.contains(crate::library::ARTICLE));
    let frames = reader().keys("G J u");
    let read = &frames.state().reading.read;
    assert!(!read.contains(crate::library::ARTICLE));
}
