//! What a new session knows of the last one.

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
    assert!(frames.row(0).ends_with("未读 36"), "{}", frames.row(0));
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
