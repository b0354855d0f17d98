//! Selecting text in the reader, and highlights: from keys to cells and to the disk.

use kanbao::annotation::Motivation;
use kanbao::app::notice::Urgency;

use crate::frames::{Frames, Opening};
use crate::kept::{a_folder, keeping, saved};
use crate::library::{ARTICLE, Library};
use crate::opened;
use crate::search::article;

/// The drawn article, its cursor on the paragraph that begins with 三年前.
fn reading(columns: usize, rows: usize) -> Frames {
    opened(columns, rows).keys("Enter Enter g g } } } }")
}

/// An article of its own with `paragraphs`, opened.
fn reading_of(columns: usize, rows: usize, paragraphs: &[&str]) -> Frames {
    let library = Library::bare();
    library.issue("dukou-2024-1", "渡口周刊", "number = \"第1期\"");
    library.article("dukou-2024-1/01-chuan", &article("船期", paragraphs));
    Frames::open(Opening {
        size: (columns, rows),
        catalogue: library.catalogue(),
        ..Opening::default()
    })
    .keeping(library)
    .keys("Enter Enter g g }")
}

/// What is selected, row by row: the cells that are drawn in reverse.
fn reversed(frames: &mut Frames) -> Vec<String> {
    cells(frames, ratatui::style::Modifier::REVERSED)
}

/// What is underlined, row by row.
fn underlined(frames: &mut Frames) -> Vec<String> {
    cells(frames, ratatui::style::Modifier::UNDERLINED)
}

fn cells(frames: &mut Frames, modifier: ratatui::style::Modifier) -> Vec<String> {
    use unicode_width::UnicodeWidthStr as _;
    let buffer = frames.buffer();
    let rows = (0..buffer.area.height).map(|y| {
        let (mut x, mut text) = (0, String::new());
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            if cell.modifier.contains(modifier) {
                text.push_str(cell.symbol());
            }
            x += cell.symbol().width().max(1) as u16;
        }
        text
    });
    rows.filter(|row| !row.trim().is_empty()).collect()
}

#[test]
fn each_motion_selects_what_it_says() {
    for (keys, selected) in [
        ("", "三"),
        ("l", "三年"),
        ("3 l", "三年前，"),
        ("l l h", "三年"),
        ("w", "三年"),
        ("w w w", "三年前，"),
        (
            ")",
            "三年前，同样的事要跑两趟：先回户籍地开证明，再到居住地交证明。",
        ),
        ("Right Right Left", "三年"),
        ("3 l o l", "年前，"),
        ("w o w", "年"),
    ] {
        let mut frames = reading(80, 24).keys("v").keys(keys);
        assert_eq!(reversed(&mut frames).join(""), selected, "{keys}");
        let count = selected.chars().count();
        let row = frames.row(23);
        assert!(row.ends_with(&format!("已选 {count} 字")), "{keys}: {row}");
    }
}

#[test]
fn a_selection_goes_over_lines_paragraphs_and_pages() {
    let mut frames = reading(80, 24).keys("v }");
    let paragraph = reversed(&mut frames);
    assert_eq!(paragraph.len(), 3, "{paragraph:?}");
    assert!(paragraph[0].starts_with("三年前"), "{paragraph:?}");
    assert!(
        paragraph[2].ends_with("其中九成当场办结。"),
        "{paragraph:?}"
    );
    // The next paragraphs are a caption and what follows it, beyond the page at last.
    let mut frames = frames.keys("} } } }");
    let top = frames.rows()[0].clone();
    let selected = reversed(&mut frames);
    assert!(selected.len() > 5, "{selected:?}");
    let (row, _) = frames.cursor().expect("a cursor");
    assert!(row < 23, "the moving end is in sight");
    // Backwards over all of it: the view follows, and the other end is where it began.
    let mut frames = frames.keys("4 { {");
    assert_eq!(reversed(&mut frames).concat(), "三");
    let mut frames = frames.keys("{ {");
    assert!(reversed(&mut frames).concat().ends_with("三"));
    assert_ne!(frames.rows()[0], top);
}

#[test]
fn lines_keep_their_cell() {
    let mut frames = reading(80, 24).keys("v 5 l");
    let (row, cell) = frames.cursor().expect("a cursor");
    let mut frames = frames.keys("j");
    assert_eq!(frames.cursor(), Some((row + 1, cell)));
    // Over a shorter line and back: at the same cell again.
    let mut frames = frames.keys("k");
    assert_eq!(frames.cursor(), Some((row, cell)));
    let mut frames = frames.keys("G");
    let (_, last) = frames.cursor().expect("a cursor");
    assert!(last >= 2);
    let mut frames = frames.keys("g g");
    assert_eq!(frames.cursor().map(|cursor| cursor.1), Some(cell));
}

#[test]
fn esc_drops_the_selection_and_all_is_as_before() {
    for (columns, rows) in [(80, 24), (40, 15)] {
        let mut frames = reading(columns, rows);
        let before = frames.frame();
        for keys in [
            "v Esc",
            "v } } } Esc",
            "v G q",
            "v g g v",
            "v 9 9 9 9 w Esc",
        ] {
            frames = frames.keys(keys);
            assert_eq!(frames.frame(), before, "{keys}");
        }
    }
}

#[test]
fn marks_at_line_ends_and_between_paragraphs() {
    let paragraphs = [
        "“票价照旧，”老周说，“船期——还要再等。”他把缆绳（新换的）系好……",
        "渡口的水位降了12.5厘米，GB/T 15834的牌子露了出来！",
    ];
    // 20 Han a line: marks hang at the ends of lines.
    let mut frames = reading_of(42, 15, &paragraphs).keys("v )");
    assert_eq!(
        reversed(&mut frames).concat(),
        "“票价照旧，”老周说，“船期——还要再等。”"
    );
    let mut frames = frames.keys(")");
    assert_eq!(reversed(&mut frames).concat(), paragraphs[0]);
    let mut frames = frames.keys("4 w");
    assert_eq!(
        reversed(&mut frames).concat(),
        format!("{}渡口的水位降", paragraphs[0])
    );
    let mut frames = frames.keys("w w w").keys("2 (");
    assert_eq!(
        reversed(&mut frames).concat(),
        "“票价照旧，”老周说，“船期——还要再等。”他"
    );
}

#[test]
fn what_is_no_text_is_passed_over() {
    let paragraphs = [
        "前一段。",
        "***",
        "| 甲 | 乙 |\n|---|---|\n| 一 | 二 |",
        "- 列\n- 表",
        "后一段。",
    ];
    let mut frames = reading_of(80, 24, &paragraphs).keys("v } }");
    // The rule is no text: the head row of the table comes next.
    assert_eq!(reversed(&mut frames), ["前一段。", "甲  乙"]);
    let mut frames = frames.keys("} } }");
    assert_eq!(reversed(&mut frames).len(), 5);
    let folder = a_folder();
    let frames = frames.with_marks(folder.path()).keys("} Enter");
    assert_eq!(frames.said(), "已划线，u 撤销");
    let marks = saved(folder.path());
    assert_eq!(
        marks[0].exact(),
        "前一段。\n\n甲  乙\n一  二\n列\n表\n后一段。"
    );
    let frames = reading_of(80, 24, &["***"]).keys("v");
    assert_eq!(frames.said(), "这里没有可选的文字");
}

#[test]
fn a_selection_as_drawn() {
    for (columns, rows) in [(80, 24), (40, 15), (120, 40)] {
        for (name, keys) in [
            ("select-sentence", "v )"),
            ("select-on", "v ) ) }"),
            ("select-backwards", "v 2 ("),
        ] {
            let mut frames = reading(columns, rows).keys(keys);
            insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), frames.frame());
        }
    }
}

#[test]
fn a_highlight_as_drawn() {
    for (columns, rows) in [(80, 24), (40, 15)] {
        let folder = a_folder();
        let frames = reading(columns, rows).with_marks(folder.path());
        let mut frames = frames.keys("v ) Enter } v 3 w o } Enter k");
        insta::assert_snapshot!(format!("highlights-{columns}x{rows}"), frames.frame());
    }
}

#[test]
fn enter_highlights_and_undo_takes_it_back() {
    let folder = a_folder();
    let mut frames = reading(80, 24).with_marks(folder.path());
    let before = frames.rows();
    let mut frames = frames.keys("v ) Enter");
    assert_eq!(frames.said(), "已划线，u 撤销");
    let marks = saved(folder.path());
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].motivation, Motivation::Highlighting);
    assert_eq!(marks[0].article, ARTICLE);
    assert_eq!(
        marks[0].exact(),
        "三年前，同样的事要跑两趟：先回户籍地开证明，再到居住地交证明。"
    );
    assert_eq!(underlined(&mut frames).concat(), marks[0].exact());
    let after = frames.rows();
    for (index, (before, after)) in before.iter().zip(&after).enumerate().take(23) {
        let text = |row: &str| row.chars().skip(1).collect::<String>();
        assert_eq!(text(before), text(after), "row {index} has not moved");
    }
    assert_eq!(after.iter().filter(|row| row.starts_with('▐')).count(), 1);
    let mut frames = frames.keys("u");
    assert_eq!(frames.said(), "已撤销：划线");
    assert!(saved(folder.path()).is_empty());
    assert_eq!(underlined(&mut frames).concat(), "");
}

#[test]
fn highlights_that_overlap_become_one() {
    let folder = a_folder();
    let frames = reading(80, 24).with_marks(folder.path());
    // Two apart, then one over the end of the first and the beginning of the second.
    let frames = frames.keys("v 3 l Enter v 8 l o 6 l Enter");
    assert_eq!(saved(folder.path()).len(), 2);
    let frames = frames.keys("v 6 l o 3 l Enter");
    assert_eq!(frames.said(), "已划线，u 撤销");
    let marks = saved(folder.path());
    assert_eq!(marks.len(), 1, "{marks:?}");
    assert_eq!(marks[0].exact(), "三年前，同样的事要");
    // The same once more changes nothing.
    let frames = frames.keys("v 2 l Enter");
    assert_eq!(frames.said(), "这里已经划过线了");
    let frames = frames.keys("u");
    assert_eq!(frames.said(), "已撤销：划线");
    let mut exact: Vec<String> = saved(folder.path())
        .iter()
        .map(|mark| mark.exact().to_owned())
        .collect();
    exact.sort();
    assert_eq!(exact, ["三年前，", "的事要"]);
}

#[test]
fn a_highlight_that_is_not_on_the_disk_is_not_drawn() {
    let folder = a_folder();
    std::fs::write(folder.path().join("marks"), "no folder").expect("a file");
    let mut frames = reading(80, 24).with_marks(folder.path()).keys("v ) Enter");
    let notice = frames.state().notices.current().expect("an error");
    assert_eq!(notice.urgency, Urgency::Error);
    assert!(frames.said().starts_with("没存下："), "{}", frames.said());
    assert_eq!(underlined(&mut frames).concat(), "");
    assert!(!frames.rows().iter().any(|row| row.starts_with('▐')));
}

#[test]
fn the_selection_is_searched_and_is_there_when_one_comes_back() {
    for key in ["*", "s"] {
        let mut frames = reading(80, 24).keys("v 2 l");
        let before = frames.frame();
        let mut frames = frames.keys(key);
        assert!(
            frames.row(0).starts_with("查全文  三年前"),
            "{key}: {}",
            frames.row(0)
        );
        let mut frames = frames.keys("Esc");
        assert_eq!(frames.frame(), before);
    }
    // What would mean something else in a query is put in quotes.
    let mut frames = reading_of(80, 24, &["他说 -不要 这样写。"]).keys("v ) *");
    assert!(
        frames.row(0).starts_with("查全文  \"他说 -不要 这样写。\""),
        "{}",
        frames.row(0)
    );
}

#[test]
fn a_selection_stays_on_its_text_when_the_window_changes() {
    let mut frames = reading(80, 24).keys("v ) )");
    let selected = reversed(&mut frames).concat();
    for (columns, rows) in [(40, 15), (120, 40), (23, 7), (80, 24)] {
        frames = frames.resize(columns, rows);
        let drawn = reversed(&mut frames).concat();
        assert!(selected.ends_with(&drawn), "{columns}x{rows}: {drawn}");
        assert!(!drawn.is_empty());
    }
    assert_eq!(reversed(&mut frames).concat(), selected);
}

#[test]
fn it_is_said_where_a_selection_begins_and_at_a_mark_it_begins_with_it() {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path()).keys("Enter Enter } } v");
    assert_eq!(
        frames.said(),
        "从「坐在窗口里的..」选起：l 字  w 词  ) 句  } 段  o 换头"
    );
    let mut frames = frames.keys("w");
    assert_eq!(frames.said(), "");
    assert!(
        frames.row(23).starts_with("Enter 划线"),
        "{}",
        frames.row(23)
    );
    // A highlight in the middle of a line, gone to from afar: there it begins.
    let frames = frames.keys("w w w o w w Enter");
    let frames = frames.keys("g g >");
    let frames = frames.keys("v");
    let marked = frames
        .state()
        .kept
        .marks()
        .expect("the marks")
        .articles()
        .len();
    assert_eq!(marked, 1);
    let reader = frames.state().reader().expect("an article");
    let selection = reader.selection.as_ref().expect("a selection");
    let (_, range) = reader.marks.in_text().next().expect("the highlight");
    assert_eq!(selection.anchor, range.start);
    let start = reader.layout.lines()[reader.place].range.start;
    assert!(range.start > start, "it does not begin its line");
    // Below 80 columns only where.
    let frames = keeping(40, 15, folder.path()).keys("Enter Enter } } v");
    assert_eq!(frames.said(), "从「坐在窗口里的..」选起");
}
