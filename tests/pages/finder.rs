//! The finder: all titles, found as one types.

use std::collections::BTreeSet;

use kanbao::app::event::Event;
use kanbao::app::page::Page;
use kanbao::config::theme::Theme;
use kanbao::library::Catalogue;
use kanbao::store::history::PromptKind;
use kanbao::store::reading::ReadingState;

use crate::frames::{Frames, Opening};
use crate::library::Library;
use crate::opened;

/// The library of the drawings: 43 titles, five of which fit.
fn drawn(columns: usize, rows: usize, theme: Theme) -> Frames {
    let library = Library::bare();
    let issues = [
        ("jianghai-2024-18", "江海简报", "2024年第18期", "2024-06-07"),
        ("jianghai-2024-17", "江海简报", "2024年第17期", "2024-05-24"),
        (
            "zhengwu-2022-33",
            "数字政务周报",
            "2022年第33期",
            "2022-08-22",
        ),
        ("canyue-2019-24", "长三角参阅", "2019年第24期", "2019-12-20"),
    ];
    for (id, publication, number, date) in issues {
        library.filled(
            id,
            publication,
            &format!("number = \"{number}\"\ndate = \"{date}\""),
            9,
        );
    }
    library.filled("jieshi-2018-01", "街市简讯", "date = \"2018-01-02\"", 2);
    let mut reading = ReadingState::default();
    for (id, title, read) in [
        ("jianghai-2024-18/10", "长三角一体化，先从一张表做起", false),
        ("canyue-2019-24/10", "长三角一体化示范区的一条河", false),
        (
            "jianghai-2024-17/10",
            "四地联手：长三角一体化走过五年",
            true,
        ),
        ("canyue-2019-24/11", "长三角产业园的一体化账本", false),
        ("zhengwu-2022-33/10", "长三角一体化短论三则", true),
    ] {
        let body = "四地的统计口径原先各有一套。同样叫“高新企业”，一地按专利数，一地按营收，合在一起就对不上账。\
            今年春天，四地统计局坐到一张桌子前，用了四十天，把216项指标逐一对齐。\n\n\
            > “表对上了，后面的事才谈得成。”参加编表的人说。\n\n";
        let rest = "渡口的灯每晚七点亮起，摆渡的人把缆绳系好，再点一遍船上的救生衣，才肯回家吃饭。"
            .repeat(22);
        let page = match id {
            "jianghai-2024-18/10" => "page = \"1\"\n",
            _ => "",
        };
        library.article(
            id,
            &format!("+++\ntitle = \"{title}\"\n{page}+++\n\n{body}## 后续\n\n{rest}\n"),
        );
        if read {
            reading.read.insert(id.to_owned());
        }
    }
    Frames::open(Opening {
        size: (columns, rows),
        catalogue: library.catalogue(),
        reading,
        theme,
        ..Opening::default()
    })
    .keeping(library)
}

fn assert_rows(frames: &mut Frames, from: usize, wanted: &[&str]) {
    let rows = frames.rows();
    let got: Vec<&str> = rows[from..from + wanted.len()]
        .iter()
        .map(String::as_str)
        .collect();
    assert_eq!(got.join("|\n"), wanted.join("|\n"));
}

/// The roles in a frame without colours, as `row:from-to`, of a style.
fn cells_of(frames: &mut Frames, style: &str) -> Vec<String> {
    let frame = frames.frame();
    let runs = frame.lines().filter_map(|line| line.split_once(' '));
    runs.filter(|(_, name)| *name == style)
        .map(|(cells, _)| cells.to_owned())
        .collect()
}

#[test]
fn it_is_drawn_as_in_2_12() {
    // Of those that fit equally well the shorter comes first, then the newer.
    let mut frames = drawn(80, 12, Theme::None).keys("f c s j Space y t h");
    assert_rows(
        &mut frames,
        0,
        &[
            "  找篇目  csj yth                                                         5/43  ",
            "  ____________________________________________________________________________  ",
            "                                                                                ",
            ">   长三角一体化短论三则                          数字政务周报  2022-08         ",
            "  ∙ 长三角产业园的一体化账本                      长三角参阅    2019-12         ",
            "  ∙ 长三角一体化，先从一张表做起                  江海简报      2024-06         ",
            "  ∙ 长三角一体化示范区的一条河                    长三角参阅    2019-12         ",
            "    四地联手：长三角一体化走过五年                江海简报      2024-05         ",
            "                                                                                ",
            "                                                                                ",
            "                                                                                ",
            "  Enter 打开  Esc 取消                                                     1/5  ",
        ],
    );
    assert_eq!(frames.cursor(), Some((0, 17)));
    assert_eq!(
        cells_of(&mut frames, "bold underline"),
        ["3:4-15", "4:4-9", "4:18-23", "5:4-15", "6:4-15", "7:14-25"]
    );
    // Pointer and unread dots; the keys of the hints.
    assert_eq!(
        cells_of(&mut frames, "bold"),
        ["3:0-0", "4:2-2", "5:2-2", "6:2-2", "11:2-6", "11:14-16"]
    );
}

#[test]
fn initials_stand_for_characters_side_by_side_or_last_in_two_parts() {
    let mut frames = drawn(80, 12, Theme::None).keys("f c s j y t h");
    assert!(frames.row(0).ends_with("5/43"), "{}", frames.row(0));
    assert_eq!(frames.cursor(), Some((0, 16)));
    assert_eq!(
        cells_of(&mut frames, "bold underline"),
        ["3:4-15", "4:4-15", "5:4-15", "6:14-25", "7:4-9", "7:18-23"]
    );
}

#[test]
fn it_is_drawn_as_in_2_11() {
    let mut frames = drawn(120, 16, Theme::None).keys("f c s j Space y t h Down Down");
    assert_rows(
        &mut frames,
        0,
        &[
            "  找篇目  csj yth                                                                                                 5/43  ",
            "  ____________________________________________________________________________________________________________________  ",
            "                                                                                                                        ",
            "    长三角一体化短论三则                         2022-08      长三角一体化，先从一张表做起                              ",
            "  ∙ 长三角产业园的一体化账本                     2019-12      江海简报  2024年第18期  第1版  3 分                       ",
            "> ∙ 长三角一体化，先从一张表做起                 2024-06                                                                ",
            "  ∙ 长三角一体化示范区的一条河                   2019-12          四地的统计口径原先各有一套。同样叫“高新企业”，一地按  ",
            "    四地联手：长三角一体化走过五年               2024-05      专利数，一地按营收，合在一起就对不上账。今年春天，四地统  ",
            "                                                              计局坐到一张桌子前，用了四十天，把216项指标逐一对齐。     ",
            "                                                                                                                        ",
            "                                                                  “表对上了，后面的事才谈得成。”参加编表的人说。        ",
            "                                                                                                                        ",
            "                                                              后续                                                      ",
        ],
    );
    assert_eq!(
        frames.row(15),
        "Enter 打开  Esc 取消                                                                                             3/5"
    );
    assert_eq!(frames.cursor(), Some((0, 17)));
    let bold = cells_of(&mut frames, "bold");
    assert!(bold.contains(&"3:62-89".to_owned()), "the title: {bold:?}");
}

#[test]
fn styles_are_those_of_the_roles() {
    let mut frames = drawn(120, 16, Theme::Dark).keys("f c s j y t h");
    let frame = frames.frame();
    for run in [
        "0:2-7 fg 245",                 // label
        "0:114-117 fg 247",             // status
        "1:2-117 fg 240",               // rule
        "3:0-0 bold fg 173",            // pointer
        "3:4-15 bold underline fg 173", // match
        "3:16-23 fg 245",               // the rest of a read title
        "3:49-55 fg 247",               // date
        "4:2-2 bold fg 173",            // unread
    ] {
        assert!(frame.lines().any(|line| line == run), "{run} in\n{frame}");
    }
}

#[test]
fn a_preview_begins_with_what_was_looked_for() {
    let library = Library::bare();
    library.issue("bao-2024", "报", "date = \"2024\"");
    let body = "渡口的灯每晚七点亮起，摆渡的人把缆绳系好。\n\n".repeat(60);
    library.article(
        "bao-2024/01",
        &format!("+++\ntitle = \"水文站\"\n+++\n\n{body}新的水文站建在上游三里。\n\n{body}"),
    );
    let mut frames = Frames::open(Opening {
        size: (100, 24),
        catalogue: library.catalogue(),
        ..Opening::default()
    })
    .keeping(library)
    .keys("f s w z");
    assert!(
        frames.row(6).ends_with("新的水文站建在上游三里。"),
        "{:?}",
        frames.rows()
    );
    assert!(cells_of(&mut frames, "bold underline").contains(&"6:60-65".to_owned()));
}

#[test]
fn the_built_in_issues_have_what_their_readers_look_for() {
    let mut frames = Frames::new(80, 24).keys("f c s j y t h");
    assert!(frames.row(3).contains("长三角一体化"), "{}", frames.row(3));
    let mut frames = frames.keys("Enter");
    assert!(frames.row(1).contains("长三角一体化"), "{}", frames.row(1));
}

#[test]
fn marks_of_the_query_language_act() {
    for (query, fitting) in [
        ("c s j", "14/43"),
        ("^ 四", "1/43"),
        ("' 一 条 河", "1/43"),
        ("c s j Space ! h e", "13/43"),
        ("Space Space", "43/43"),
        ("!", "43/43"),
        ("! Space ! Space ^ Space '", "43/43"),
        ("\" 四 地", "0/43"),
    ] {
        let mut frames = drawn(80, 12, Theme::None).keys("f").keys(query);
        let row = frames.row(0);
        assert!(row.ends_with(&format!(" {fitting}")), "{query}: {row}");
    }
}

#[test]
fn what_fits_beside_the_title_is_marked_where_it_stands() {
    // 江海 is the publication's, 表 the title's.
    let mut frames = drawn(80, 12, Theme::None).keys("f 江 海 Space 表");
    assert!(frames.row(0).ends_with("1/43"), "{}", frames.row(0));
    assert_eq!(
        cells_of(&mut frames, "bold underline"),
        ["3:26-27", "3:50-53"]
    );
}

#[test]
fn nothing_fits() {
    let mut frames = drawn(80, 12, Theme::None).keys("f z z z");
    assert_eq!(frames.row(3), "没有合适的篇目。Esc s 查全文");
    assert!(frames.row(0).ends_with("0/43"));
    assert_eq!(frames.cursor(), Some((0, 13)));
    // It goes on waiting.
    let mut frames = frames.keys("Enter Down Up Ctrl-u");
    assert!(frames.row(0).ends_with("43/43"));
}

#[test]
fn bad_input_does_no_harm() {
    let mut frames = drawn(80, 12, Theme::None).keys("f");
    frames
        .session()
        .take(Event::Paste("长三角".repeat(350_000)));
    assert!(frames.row(0).ends_with("0/43"), "{}", frames.row(0));
    assert_eq!(frames.said(), "最多 200 字，其余未收");
    let mut frames = frames.keys("Ctrl-u");
    frames.session().take(Event::Paste(
        "\u{1b}[2J\u{7}\0 长三\n角\r\n\u{202e}".to_owned(),
    ));
    assert!(frames.row(0).starts_with("找篇目"), "{}", frames.row(0));
    assert!(!frames.row(0).contains('\u{202e}'));
    let mut frames = frames.keys("Ctrl-u 长 三");
    assert!(frames.row(0).ends_with("14/43"), "{}", frames.row(0));
}

#[test]
fn it_comes_back_to_where_one_was() {
    // From the shelf.
    for back in ["q", "Ctrl-o"] {
        let before = drawn(80, 12, Theme::None).keys("j").rows();
        let mut frames = drawn(80, 12, Theme::None).keys("j f 四 地").keys("Enter");
        assert!(frames.state().reader().is_some());
        frames = frames.keys(back);
        // 接着读 is new; the pointer is on the same row.
        assert!(frames.state().front().is_none(), "{back}");
        let at = before
            .iter()
            .find(|row| row.starts_with('>'))
            .expect("a pointer");
        assert_eq!(frames.at_cursor(), at.trim(), "{back}");
    }
    // From an article, in its midst.
    let reading = "Enter Enter 3 j f 渡 口 Down Enter";
    for back in ["q", "Ctrl-o"] {
        let before = opened(80, 12).keys("Enter Enter 3 j").rows();
        let mut frames = opened(80, 12).keys(reading).keys(back);
        assert_eq!(frames.rows()[..10], before[..10], "{back}");
        // Once more it goes up to the issue, as always.
        assert!(frames.keys("q").state().reader().is_none());
    }
    // Without opening anything, the page below is as it was.
    for back in ["Esc", "Ctrl-o"] {
        let before = opened(80, 12).keys("Enter Enter 3 j").rows();
        let mut frames = opened(80, 12).keys("Enter Enter 3 j f x").keys(back);
        assert_eq!(frames.rows(), before, "{back}");
    }
    // Reading on from there makes it a place like others.
    let frames = opened(80, 12).keys("f 渡 口 Enter J q");
    assert!(matches!(frames.state().front(), Some(Page::Issue(_))));
}

#[test]
fn a_burst_of_keys_acts_as_if_typed_slowly() {
    let keys = "f c s j y t h Down Enter";
    let slow = drawn(80, 12, Theme::None).keys(keys).rows();
    assert_eq!(drawn(80, 12, Theme::None).burst(keys).rows(), slow);
}

#[test]
fn without_a_query_what_was_opened_last_comes_first() {
    let mut frames = drawn(80, 24, Theme::None).keys("f 四 地 Enter q f 账 本 Enter q f");
    assert!(frames.row(3).contains("账本"), "{}", frames.row(3));
    assert!(frames.row(4).contains("四地联手"), "{}", frames.row(4));
    // Then all the others, the newest first, none twice.
    assert!(frames.row(5).ends_with("2024-06"), "{}", frames.row(5));
    let mut seen = BTreeSet::new();
    for _ in 0..43 {
        let Some(Page::Finder(page)) = frames.state().front() else {
            panic!("the finder is in front");
        };
        seen.insert(page.current().expect("an article"));
        frames = frames.keys("Down");
    }
    assert_eq!(seen.len(), 43);
    assert!(frames.row(0).ends_with("43/43"));
    // In the next session too.
    let catalogue = (*frames.state().catalogue).clone();
    let reading = frames.state().reading.clone();
    assert_eq!(reading.places.len(), 2);
    let mut next = Frames::open(Opening {
        catalogue,
        reading,
        ..Opening::default()
    })
    .keys("f");
    // The last of them first, as it was left.
    assert!(next.row(3).contains("账本"), "{}", next.row(3));
    assert!(next.row(4).contains("四地联手"), "{}", next.row(4));
}

#[test]
fn why_a_title_is_there_is_shown_where_it_does_not_say_so_itself() {
    let open = |columns| {
        let library = Library::bare();
        library.issue("bao-2024", "晚报", "date = \"2024-03\"");
        library.article(
            "bao-2024/01",
            "+++\ntitle = \"渡口\"\nkicker = \"水边记事\"\nauthors = [\"苏敏\", \"方晓岚\"]\ntags = [\"交通\"]\n+++\n\n船来了。\n",
        );
        Frames::open(Opening {
            size: (columns, 24),
            catalogue: library.catalogue(),
            ..Opening::default()
        })
        .keeping(library)
        .keys("f")
    };
    for (keys, reason, matched) in [
        ("f x l", "方晓岚", "50-55"),
        ("s b j s", "水边记事", "50-57"),
        ("交 通", "交通", "50-53"),
        // The publication says so itself.
        ("w b", "晚报", "50-53"),
        ("w b Space s m", "苏敏", "50-53"),
    ] {
        let mut frames = open(80).keys(keys);
        assert!(frames.row(3).contains(reason), "{keys}: {}", frames.row(3));
        let cells = cells_of(&mut frames, "bold underline");
        assert_eq!(cells, [format!("3:{matched}")], "{keys}");
    }
    let mut frames = open(80).keys("d k");
    assert!(frames.row(3).contains("晚报"));
    // Where there is no column for it, behind the title.
    for columns in [40, 120] {
        let mut frames = open(columns).keys("f x l");
        assert!(frames.row(3).contains("渡口  方晓岚"), "{}", frames.row(3));
    }
    let mut frames = open(20).keys("f x l c x");
    frames = frames.keys("Backspace Backspace");
    assert!(frames.row(3).contains("渡口"), "{:?}", frames.rows());
}

#[test]
fn an_article_without_a_title_is_found_by_its_beginning() {
    let library = Library::bare();
    library.issue("bao-2024", "报", "date = \"2024-03\"");
    library.article("bao-2024/01", "+++\ntitle = \"\"\n+++\n\n渡口的灯亮了。\n");
    let mut frames = Frames::open(Opening {
        catalogue: library.catalogue(),
        ..Opening::default()
    })
    .keeping(library)
    .keys("f d k");
    assert!(
        frames.row(3).contains("渡口的灯亮了。"),
        "{}",
        frames.row(3)
    );
    assert!(frames.row(3).ends_with("2024-03"));
    assert!(frames.keys("Enter").state().reader().is_some());
}

#[test]
fn filters_of_lists_take_the_same_language() {
    let mut frames = opened(80, 24).keys("Enter / y i b a o Space s z");
    assert_eq!(
        cells_of(&mut frames, "bold underline"),
        ["5:4-7", "5:16-19"]
    );
    let mut frames = frames.keys("Ctrl-u ! y b Space ^ 一");
    assert!(frames.row(23).ends_with("1/1"), "{}", frames.row(23));
    assert_eq!(cells_of(&mut frames, "bold underline"), ["5:4-5"]);
}

#[test]
fn an_empty_library_has_no_finder() {
    let frames = Frames::open(Opening {
        catalogue: Catalogue::new(Vec::new()),
        ..Opening::default()
    })
    .keys("f");
    assert!(frames.state().front().is_none());
}

#[test]
fn up_brings_back_what_was_typed_before() {
    let frames = drawn(80, 12, Theme::None)
        .keys("f c s j Enter q f 四 地 Enter q")
        .keys("/ 2 0 2 4 Enter q Esc");
    let state = frames.state();
    assert_eq!(state.finding.queries(PromptKind::Titles), ["csj", "四地"]);
    assert_eq!(state.finding.queries(PromptKind::Filter), ["2024"]);
    let mut frames = frames.keys("f y Up");
    assert!(
        frames.row(0).starts_with("找篇目  四地 "),
        "{}",
        frames.row(0)
    );
    frames = frames.keys("Up");
    assert!(
        frames.row(0).starts_with("找篇目  csj "),
        "{}",
        frames.row(0)
    );
    // Down goes to the next row, and from there up to the one above.
    frames = frames.keys("Down Down Up");
    assert!(
        frames.row(0).starts_with("找篇目  csj "),
        "{}",
        frames.row(0)
    );
    assert!(frames.row(11).ends_with("2/14"), "{}", frames.row(11));
    // Typed on, it is a query of its own.
    frames = frames.keys("Up Ctrl-u Esc / Up");
    assert!(
        frames.row(11).starts_with("筛选  2024"),
        "{}",
        frames.row(11)
    );
}

#[test]
fn up_moves_in_a_list_that_was_narrowed_by_typing() {
    // The pointer stays on its row while one types; up goes to the row above.
    let mut frames = opened(80, 24).keys("j j / 2 0 2 4 Enter q / Ctrl-u 2 0 Up");
    assert!(
        frames.row(23).starts_with("筛选  20 "),
        "{}",
        frames.row(23)
    );
    assert!(frames.row(23).ends_with("2/5"), "{}", frames.row(23));
    // Before anything is typed it brings back what was typed before.
    frames = frames.keys("Ctrl-u Up");
    assert!(
        frames.row(23).starts_with("筛选  2024 "),
        "{}",
        frames.row(23)
    );
    // Without a history it moves from the start.
    let mut frames = opened(80, 24).keys("j j / Up");
    assert!(frames.row(23).ends_with("2/5"), "{}", frames.row(23));
}

#[test]
fn the_cursor_moves_in_the_query() {
    let mut frames = drawn(80, 12, Theme::None).keys("f c j Left s");
    assert!(
        frames.row(0).starts_with("找篇目  csj "),
        "{}",
        frames.row(0)
    );
    assert_eq!(frames.cursor(), Some((0, 12)));
    assert!(frames.row(0).ends_with("14/43"));
    let mut frames = frames.keys("Delete Right Right Backspace");
    assert!(frames.row(0).starts_with("找篇目  c "), "{}", frames.row(0));
}

#[test]
fn a_long_query_shows_the_part_around_the_cursor() {
    for (columns, rows) in [(80, 24), (40, 15), (20, 6)] {
        let mut frames = drawn(columns, rows, Theme::None).keys("f");
        frames.session().take(Event::Paste("长三角".repeat(30)));
        let (row, cell) = frames.cursor().expect("a cursor");
        assert_eq!(row, 0);
        assert!(usize::from(cell) < columns - 1, "{columns}");
        for _ in 0..90 {
            frames = frames.keys("Left");
        }
        let start = if columns < 60 { 1 } else { 2 };
        assert_eq!(frames.cursor(), Some((0, start + 8)), "{columns}");
    }
}

/// A terminal that pastes without brackets sends each character as a key.
#[test]
fn characters_that_come_together_act_like_keys_and_ask_once() {
    let opened = |keys: &str| drawn(80, 24, Theme::Dark).keys(keys);
    for (keys, typed) in [
        ("f", "csjyth"),
        ("s", "长三角"),
        ("/", "jh"),
        ("Enter Enter /", "统计"),
        ("?", "fy"),
        ("", "jj"),
        ("g", "gj"),
    ] {
        let mut together = opened(keys);
        together.session().take(Event::Typed(typed.to_owned()));
        together.session().settle();
        assert_eq!(
            together.frame(),
            opened(keys).text(typed).frame(),
            "{keys} {typed}"
        );
    }
    let mut together = opened("f");
    let asked = together.state().finding.newest_titles();
    together.session().take(Event::Typed("csj".to_owned()));
    assert_eq!(together.state().finding.newest_titles(), asked + 1);
}
