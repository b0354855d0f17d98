//! What a new session knows of the last one.

use kanbao::app::event::Event;
use kanbao::store::reading::ReadingState;

use crate::frames::{Frames, Opening};
use crate::library::{ARTICLE, Library};
use crate::opened;

fn again(library: Library, reading: ReadingState) -> Frames {
    Frames::open(Opening {
        catalogue: library.catalogue(),
        reading,
        ..Opening::default()
    })
    .keeping(library)
}

#[test]
fn one_enter_takes_one_on_from_where_one_stopped() {
    let mut frames = opened(80, 12).keys("Enter Enter 8 j");
    let before = frames.rows();
    let mut frames = again(Library::drawn(), frames.end());
    assert_eq!(frames.row(3), "接着读");
    assert!(frames.at_cursor().starts_with(">   一张网怎样织起来"));
    let mut frames = frames.resize(80, 12).keys("Enter");
    assert_eq!(frames.rows()[..11], before[..11]);
}

#[test]
fn read_marks_stay() {
    let frames = opened(80, 24).keys("Enter r j r q j j r");
    let mut frames = again(Library::drawn(), frames.end());
    assert!(frames.row(0).ends_with("未读 28"), "{}", frames.row(0));
}

#[test]
fn a_changed_text_is_found_again_by_its_sentence() {
    let mut frames = opened(80, 12).keys("Enter Enter 1 3 j");
    let first = frames.row(0);
    let reading = frames.end();
    let library = Library::drawn();
    let file = library.folder.path().join(format!("{ARTICLE}.md"));
    let text = std::fs::read_to_string(&file).expect("the article");
    let text = text.replace(
        "清晨八点半",
        "补记一段在前面：编辑部加了按语，说明采访的经过。\n\n清晨八点半",
    );
    std::fs::write(&file, text).expect("the article");
    let mut frames = again(library, reading).resize(80, 12).keys("Enter");
    assert_eq!(frames.said(), "这篇的文字已更新，位置按原句找回");
    assert!(
        frames.row(0).contains(&first) || first.is_empty(),
        "{first} {:?}",
        frames.rows()
    );
}

#[test]
fn an_article_that_is_gone_is_not_offered() {
    let reading = opened(80, 12).keys("Enter Enter 8 j").end();
    let library = Library::drawn();
    std::fs::remove_file(library.folder.path().join(format!("{ARTICLE}.md"))).expect("the file");
    let mut frames = again(library, reading);
    assert_eq!(
        frames.row(3),
        "江海简报                                                  江海市发展研究室"
    );
}

#[test]
fn going_back_to_an_article_that_changed_meanwhile_is_no_fault() {
    for shorter in ["", "短。", "江海的一句话，比原来短得多。"] {
        let frames = opened(80, 12).keys("Enter Enter 1 3 j J");
        let file = frames.library().folder.path().join(format!("{ARTICLE}.md"));
        std::fs::write(
            file,
            format!("+++\ntitle = \"一张网怎样织起来\"\n+++\n\n{shorter}\n"),
        )
        .unwrap();
        let frames = frames.keys("Ctrl-o");
        let reader = frames.state().reader().expect("the reader");
        assert_eq!(reader.article.meta.id, ARTICLE);
    }
}

#[test]
fn going_on_in_an_issue_that_has_lost_its_articles_is_no_fault() {
    for key in ["J", "K"] {
        let mut frames = opened(80, 24).keys("Enter Enter J J");
        let issue = frames.state().reader().expect("the reader").issue.clone();
        let here = frames.state().reader().expect("the reader").number.0;
        assert!(here > 1, "{here}");
        frames.session().take(Event::IssueLoaded {
            issue,
            articles: Vec::new(),
            faulty: false,
        });
        let frames = frames.keys(key);
        let reader = frames.state().reader().expect("the reader");
        assert_eq!(reader.number.0, here);
        assert_ne!(frames.said(), "");
    }
}

#[test]
fn what_was_marked_by_a_key_stays_so_when_it_is_left() {
    // The article is read to its end and marked unread on purpose.
    let frames = opened(80, 24).keys("Enter Enter G q Enter G r");
    assert!(!frames.state().reading.read.contains(ARTICLE));
    let reading = frames.keys("q").end();
    assert!(!reading.read.contains(ARTICLE));
}
