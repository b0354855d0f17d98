//! What was named while it is being made ready: a page that says so, then a shelf that grows.

use std::path::PathBuf;

use insta::assert_snapshot;
use kanbao::app::event::Event;
use kanbao::app::gather::{Gathered, Gathering};
use kanbao::app::notice::Urgency;
use kanbao::library::{self, Catalogue, Item, MemoryIssue, Start};
use kanbao::text::Clean;

use crate::frames::{Frames, Opening};

/// A daily issue of two articles, in memory.
fn issue(number: usize) -> Item {
    let files = [
        (
            "issue.toml",
            format!(
                "publication = \"河湾日报\"\nnumber = {number}\ndate = \"2024-05-{number:02}\"\n"
            ),
        ),
        (
            "01-a.md",
            format!("+++\ntitle = \"第{number}天\"\n+++\n\n渡口开了。\n"),
        ),
        (
            "02-b.md",
            "+++\ntitle = \"天气\"\n+++\n\n有雨。\n".to_owned(),
        ),
    ];
    Item::Text(Ok((
        MemoryIssue {
            id: format!("hewan-{number}"),
            source: PathBuf::from(format!("{number}.txt")),
            files: files.map(|(name, text)| (name.to_owned(), text)).into(),
            original: number.to_string().into_bytes(),
        },
        Vec::new(),
    )))
}

/// What is there when these numbers are.
fn gathered(numbers: &[usize], running: Option<&str>) -> Event {
    let opened = library::open(numbers.iter().map(|&number| issue(number)).collect());
    Event::Gathered(Box::new(Gathered {
        catalogue: opened.scan.catalogue,
        start: opened.start,
        running: running.map(Clean::from),
        said: Vec::new(),
    }))
}

fn waiting(columns: usize, rows: usize) -> Frames {
    Frames::open(Opening {
        size: (columns, rows),
        catalogue: Catalogue::default(),
        gathering: Some(Gathering::of(Clean::from("正在整理 a.txt  0%"))),
        ..Opening::default()
    })
}

#[test]
fn until_the_first_issue_is_there_it_is_said_what_is_made_ready() {
    let frame = waiting(60, 6).frame();
    assert_snapshot!(frame, @r"
    00                                                             |
    01                                                             |
    02                                                             |
    03                                                             |
    04                                                             |
    05   正在整理 a.txt  0%                                q 退出  |
    cursor 5:20
    5:52-52 bold
    5:54-57 dim
    ");
    for (columns, rows) in [(20, 6), (5, 2), (0, 0), (200, 60)] {
        let _ = waiting(columns, rows).frame();
    }
}

#[test]
fn keys_that_come_too_early_act_when_there_is_something_to_act_on() {
    let mut frames = waiting(80, 24).keys("Enter Enter j");
    frames
        .session()
        .take(gathered(&[], Some("正在整理 b.txt  50%")));
    assert_eq!(
        frames.row(23),
        "正在整理 b.txt  50%                                                   q 退出"
    );
    frames
        .session()
        .take(gathered(&[3, 4], Some("正在整理 c.txt  70%")));
    let mut patient = Frames::open(Opening {
        catalogue: library::open(vec![issue(3), issue(4)]).scan.catalogue,
        ..Opening::default()
    })
    .keys("Enter Enter j");
    assert_eq!(frames.rows(), patient.rows());
    // A pause between the keys makes no difference, and nothing acts twice.
    frames.session().take(gathered(&[3, 4, 5], None));
    assert_eq!(frames.rows(), patient.rows());
}

#[test]
fn one_text_opens_in_the_reader() {
    let mut frames = waiting(80, 24);
    frames.session().take(gathered(&[7], None));
    let rows = frames.rows();
    assert!(
        rows.iter().any(|row| row.contains("渡口开了。")),
        "{rows:?}"
    );
    assert!(!frames.state().is_waiting());
}

#[test]
fn leaving_does_not_wait() {
    for keys in ["Ctrl-c", "Q", "q"] {
        let mut frames = waiting(80, 24).keys(keys);
        assert!(frames.session().orders().quit, "{keys}");
    }
    let mut frames = waiting(80, 24).keys("Ctrl-z");
    assert!(frames.session().orders().suspend);
}

#[test]
fn where_nothing_can_be_read_that_is_the_end() {
    let mut frames = waiting(80, 24);
    frames.session().take(gathered(&[], None));
    assert!(frames.session().orders().quit);
}

#[test]
fn the_shelf_grows_and_the_pointer_stays_on_its_issue() {
    let mut frames = waiting(80, 24);
    frames
        .session()
        .take(gathered(&[3, 4], Some("正在整理 c.txt  40%")));
    assert!(frames.at_cursor().contains("第4期"));
    assert!(frames.row(23).starts_with("正在整理 c.txt  40%"));
    // Nothing was touched yet: the newest unread one, as at every start.
    frames
        .session()
        .take(gathered(&[3, 4, 5], Some("正在整理 d.txt  60%")));
    assert!(frames.at_cursor().contains("第5期"));
    let mut frames = frames.keys("j");
    assert!(frames.at_cursor().contains("第4期"));
    let before = frames.cursor();
    frames
        .session()
        .take(gathered(&[3, 4, 5, 6], Some("正在整理 e.txt  80%")));
    assert!(frames.at_cursor().contains("第4期"));
    assert!(frames.cursor() > before);
    // Newer ones fold it away: the pointer is where it can be found.
    frames.session().take(gathered(&[3, 4, 5, 6, 7, 8], None));
    assert!(
        frames.at_cursor().contains("其余"),
        "{}",
        frames.at_cursor()
    );
    assert!(frames.row(23).contains("帮助"), "{}", frames.row(23));
}

#[test]
fn what_is_open_stays_open_and_what_went_wrong_is_told_at_the_end() {
    let mut frames = waiting(80, 24);
    frames
        .session()
        .take(gathered(&[3, 4], Some("正在整理 c.txt  40%")));
    let mut frames = frames.keys("Enter Enter");
    let before = frames.rows();
    frames
        .session()
        .take(gathered(&[2, 3, 4, 5], Some("正在整理 d.txt  60%")));
    assert_eq!(frames.rows(), before);
    let Event::Gathered(mut last) = gathered(&[2, 3, 4, 5], None) else {
        return;
    };
    last.said = vec![(Urgency::Warning, Clean::from("d.txt: 里面没有文字"))];
    frames.session().take(Event::Gathered(last));
    assert_eq!(frames.said(), "d.txt: 里面没有文字");
    // Back on the shelf, the issue one was in.
    let mut frames = frames.keys("q q");
    assert!(frames.at_cursor().contains("第4期"));
    assert!(matches!(library::open(Vec::new()).start, Start::Shelf));
}

#[test]
fn a_match_of_a_filter_is_not_looked_for_among_other_rows() {
    let mut frames = waiting(80, 24);
    frames
        .session()
        .take(gathered(&[3, 14], Some("正在整理 c.txt  40%")));
    let mut frames = frames.keys("/ 1 4 Enter Esc");
    frames
        .session()
        .take(gathered(&[3, 14, 15], Some("正在整理 d.txt  60%")));
    let at = frames.at_cursor();
    assert_eq!(frames.keys("n").at_cursor(), at);
}
