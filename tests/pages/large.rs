//! Notes of five megabytes: more than the editor takes, and nothing of them is lost.

use kanbao::annotation::{Annotation, Motivation};
use kanbao::app::event::Event;
use kanbao::runtime::application::Leisure;
use kanbao::store::drafts::{Draft, Drafts};
use kanbao::store::{MarkChange, Patience};

use crate::kept::{a_folder, beside, keeping, locked, other, saved, until};
use crate::library::ARTICLE;

fn large() -> String {
    "批注".repeat(850_000)
}

#[test]
fn one_that_is_there_is_shown_and_says_why_it_cannot_be_changed_here() {
    let folder = a_folder();
    let note = Annotation::new(Motivation::Commenting, ARTICLE, 1).with_text(&large());
    let change = [MarkChange::Add(note)];
    let id = other(folder.path()).save(&change, 1, Patience::FULL);
    let id = id.expect("a folder that can be written")[0];
    let frames = keeping(80, 24, folder.path()).keys("Enter Enter a");
    assert_eq!(
        frames.said(),
        format!(
            "这条批注有 1700000 字，编辑框最多 60000 字，这里改不了；内容完好，kanbao note show {id} 看全文"
        )
    );
    // Its first words are in the list; tags and the place can still be changed.
    let mut frames = frames.keys("Esc '");
    assert!(frames.rows()[4].contains("批注批注"), "{:?}", frames.rows());
    let frames = frames.keys("# 长 Enter");
    assert_eq!(frames.said(), "标签已保存，u 撤销");
    let frames = frames.keys("/ 批 注 批 注 Enter");
    assert_eq!(frames.said(), "");
    let notes = saved(folder.path());
    assert_eq!((notes.len(), notes[0].text.len()), (1, large().len()));
    assert_eq!(notes[0].tags, ["长"]);
}

/// A draft of the article that was left in `folder`, longer than the editor takes.
fn leave_a_draft(folder: &tempfile::TempDir) -> Drafts {
    let draft = Draft {
        article: ARTICLE.to_owned(),
        text: large(),
        at: 1,
        ..Draft::default()
    };
    let drafts = Drafts::new(&folder.path().join("state"));
    let kept = drafts.begin().and_then(|open| open.keep(&draft));
    kept.expect("a folder that can be written");
    drafts
}

#[test]
fn a_draft_that_long_becomes_a_note_at_once() {
    let folder = a_folder();
    let drafts = leave_a_draft(&folder);
    // Where it cannot be saved the draft stays.
    std::fs::write(folder.path().join("marks"), "no folder").expect("a file");
    let frames = keeping(80, 24, folder.path()).keys("Enter");
    assert!(frames.said().starts_with("没存下："), "{}", frames.said());
    let frames = frames.keys("q");
    assert!(frames.state().front().is_none(), "back at the drafts");
    assert_eq!(drafts.left().len(), 1);
    std::fs::remove_file(folder.path().join("marks")).expect("our own file");
    let frames = frames.keys("Enter");
    assert_eq!(
        frames.said(),
        "已保存：草稿有 1700000 字，编辑框放不下，直接存成了批注"
    );
    assert_eq!(saved(folder.path())[0].text.len(), large().len());
    assert_eq!(drafts.left(), []);
    assert!(
        !frames
            .keys("q")
            .rows()
            .iter()
            .any(|row| row.contains("草稿"))
    );
}

#[test]
fn leaving_what_a_draft_was_of_leads_back_to_the_drafts_and_takes_the_error_away() {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path()).keys("Enter Enter a");
    let _ = frames.text("写到一半。").keys("Ctrl-c").end();
    let mut frames = keeping(80, 24, folder.path());
    assert!(frames.row(4).contains("写到一半。"), "{}", frames.row(4));
    std::fs::write(folder.path().join("marks"), "no folder").expect("a file");
    let frames = frames.keys("Enter Ctrl-s");
    assert!(frames.said().starts_with("没存下："), "{}", frames.said());
    // The file of the draft is named.
    assert!(frames.said().contains(".draft"), "{}", frames.said());
    let frames = frames.keys("Esc d");
    let mut frames = frames.keys("m");
    assert!(frames.said().starts_with("没存下："), "{}", frames.said());
    frames = frames.keys("q");
    assert_eq!(frames.said(), "");
    assert!(frames.state().front().is_none(), "the shelf, not the issue");
}

#[test]
fn a_save_that_takes_long_is_shown_behind_the_hint() {
    let folder = a_folder();
    let mut frames = keeping(80, 24, folder.path()).keys("Enter Enter");
    let _wakes = beside(&mut frames);
    // Another writer holds the marks, so that it does take long.
    let lock = locked(folder.path());
    let mut frames = frames.keys("a").text("慢。").keys("Ctrl-s");
    assert!(
        frames.row(23).starts_with("Ctrl-s 存  Esc"),
        "{}",
        frames.row(23)
    );
    frames.session().take(Event::SaveIsSlow);
    assert!(
        frames.row(23).starts_with("Ctrl-s 存 ..  Esc"),
        "{}",
        frames.row(23)
    );
    drop(lock);
    until(&mut frames, "it saved", |frames| {
        frames.said().starts_with("批注已保存")
    });
    assert!(!frames.row(23).contains(".."), "{}", frames.row(23));
}

#[test]
fn quitting_while_a_draft_that_long_is_being_saved_leaves_it() {
    let folder = a_folder();
    let drafts = leave_a_draft(&folder);
    let mut frames = keeping(80, 24, folder.path());
    let _wakes = beside(&mut frames);
    let lock = locked(folder.path());
    let frames = frames.keys("Enter");
    assert!(frames.state().kept.is_saving());
    let mut frames = frames.keys("Q");
    frames.session().leave();
    let said = frames.session().farewell(Leisure::Hurried);
    assert!(said.kept.is_some(), "{said:?}");
    drop(frames);
    let left = drafts.left();
    let texts: Vec<usize> = left
        .iter()
        .filter_map(|left| Some(left.draft.as_ref()?.text.len()))
        .collect();
    assert_eq!(texts, [large().len()]);
    drop(lock);
}
