//! Writing notes: the editor over the reader, saving, leaving, drafts on the shelf.

use std::path::Path;

use kanbao::annotation::{Annotation, ArticleText, Motivation};
use kanbao::app::event::Event;
use kanbao::store::drafts::{Draft, Drafts};
use kanbao::store::{MarkChange, Patience};

use crate::frames::Frames;
use crate::kept::{a_folder, keeping, other, saved};
use crate::library::ARTICLE;
use crate::opened;

const TEXT: &str =
    "六种填法并成一种：可与2019年的“断头路”说法对照。\n问方晓岚：并表之后，旧数据补登了没有？";

/// The drafts that nobody is writing.
fn left(folder: &Path) -> Vec<Option<Draft>> {
    let left = Drafts::new(&folder.join("state")).left();
    left.into_iter().map(|left| left.draft).collect()
}

/// A highlight in the drawn article, made by somebody else.
fn highlighted(folder: &Path, frames: &Frames) -> Annotation {
    let catalogue = frames.library().catalogue();
    let issue = catalogue.issue_of(ARTICLE).expect("the issue");
    let (article, _) = kanbao::library::load_article(issue, ARTICLE).expect("the article");
    let whole = article.document.text.as_str();
    let text = ArticleText::new(whole);
    let quoted = "难的是四座城对同一张表的理解不一样。";
    let before = whole.find(quoted).expect("the passage");
    let start = whole[..before].chars().count();
    let annotation = Annotation {
        selector: text.select(start..start + quoted.chars().count()),
        ..Annotation::new(Motivation::Highlighting, ARTICLE, 1)
    };
    let change = MarkChange::Add(annotation.clone());
    other(folder)
        .save(&[change], 1, Patience::FULL)
        .expect("a folder that can be written");
    annotation
}

#[test]
fn a_note_is_written_over_the_reader_and_saved() {
    for (columns, rows) in [(80, 24), (40, 15), (120, 40)] {
        let folder = a_folder();
        let frames = keeping(columns, rows, folder.path()).keys("Enter Enter 5 j a");
        let mut frames = frames.text("六种填法并成一种，").paste(&TEXT[27..]);
        insta::assert_snapshot!(format!("note-{columns}x{rows}"), frames.frame());
        let frames = frames.keys("Ctrl-s");
        assert_eq!(frames.said(), "批注已保存");
        assert_eq!(frames.state().pages.len(), 2, "the editor is closed");
        let notes = saved(folder.path());
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].motivation, Motivation::Commenting);
        assert_eq!(
            (notes[0].article.as_str(), &notes[0].selector),
            (ARTICLE, &None)
        );
        assert_eq!(notes[0].text, format!("六种填法并成一种，{}", &TEXT[27..]));
        assert_eq!(notes[0].source.title, "一张网怎样织起来");
        let mut frames = frames.keys("g g");
        assert!(
            frames
                .rows()
                .iter()
                .any(|row| row.trim_start().starts_with('»'))
        );
        assert_eq!(left(folder.path()), []);
    }
}

#[test]
fn the_note_there_is_opens_again_and_empty_it_goes() {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path())
        .keys("Enter Enter a")
        .text("周五例会用。");
    let frames = frames.keys("Ctrl-s a").text("再问。").keys("Ctrl-s");
    assert_eq!(frames.said(), "批注已保存");
    let notes = saved(folder.path());
    assert_eq!(
        (notes.len(), notes[0].text.as_str()),
        (1, "周五例会用。再问。")
    );
    let frames = frames.keys("a Backspace Backspace Backspace Ctrl-w Ctrl-w Ctrl-w Ctrl-s");
    assert_eq!(frames.said(), "已删，u 撤销");
    assert_eq!(saved(folder.path()), []);
    let frames = frames.keys("u");
    assert_eq!(saved(folder.path())[0].text, "周五例会用。再问。");
    assert_eq!(frames.said(), "已撤销：删标记");
}

#[test]
fn on_a_highlight_the_note_is_about_it_and_it_stays_in_sight() {
    for (columns, rows) in [(80, 24), (40, 15)] {
        let folder = a_folder();
        let frames = opened(columns, rows);
        let highlight = highlighted(folder.path(), &frames);
        let frames = frames.with_marks(folder.path()).keys("Enter Enter /");
        let frames = frames.text("难的是四").keys("Enter Esc");
        let mut frames = frames.keys("a").text("是这句。");
        insta::assert_snapshot!(
            format!("note-on-highlight-{columns}x{rows}"),
            frames.frame()
        );
        let frames = frames.keys("Ctrl-s");
        assert_eq!(frames.said(), "批注已保存");
        let notes = saved(folder.path());
        assert_eq!(notes.len(), 1, "the highlight has a note now");
        assert_eq!(notes[0].text, "是这句。");
        assert_eq!(notes[0].selector, highlight.selector);
    }
}

#[test]
fn leaving_a_changed_note_asks_once() {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path()).keys("Enter Enter a Esc");
    assert_eq!(frames.state().pages.len(), 2, "nothing was written");
    let mut frames = frames.keys("a").text("旧数据").keys("Esc");
    insta::assert_snapshot!("note-asked-80x24", frames.frame());
    // Any other key does nothing; more than one character is typing.
    let mut frames = frames.keys("Esc x Left");
    assert!(frames.rows()[22].contains("批注改过，还没存。"));
    let mut frames = frames.text("ds").keys("Esc");
    assert!(
        frames.rows()[16].contains("旧数据ds"),
        "{:?}",
        frames.rows()
    );
    let mut frames = frames.keys("Enter");
    assert!(!frames.rows().concat().contains("还没存"));
    let frames = frames.keys("Esc d");
    assert_eq!(frames.said(), "批注没有存，u 找回");
    assert_eq!(
        (saved(folder.path()), left(folder.path())),
        (vec![], vec![])
    );
    let mut frames = frames.keys("u");
    assert!(frames.rows()[16].contains("旧数据ds"));
    let frames = frames.keys("Esc s");
    assert_eq!(frames.said(), "批注已保存");
    assert_eq!(saved(folder.path())[0].text, "旧数据ds");
}

#[test]
fn a_failed_save_says_why_and_the_draft_is_kept() {
    let folder = a_folder();
    std::fs::write(folder.path().join("marks"), "no folder").expect("a file");
    for (columns, rows) in [(80, 24), (40, 15)] {
        let frames = keeping(columns, rows, folder.path()).keys("Enter Enter a");
        let mut frames = frames.text("旧数据补登了没有？").keys("Ctrl-s");
        let picture = frames
            .frame()
            .replace(&folder.path().display().to_string(), "");
        assert!(picture.contains("! 没存下："), "{picture}");
        assert!(picture.replace("|\n", "").contains("草稿"), "{picture}");
        assert_eq!(frames.state().pages.len(), 3, "the editor stays open");
        // On the disk already, while the editor is open.
        let drafts = std::fs::read_dir(folder.path().join("state/drafts")).expect("drafts");
        assert_eq!(drafts.count(), 2, "the draft and its lock");
        drop(frames);
        let drafts = left(folder.path());
        assert_eq!(drafts.len(), 1);
        let text = drafts[0].as_ref().map(|draft| draft.text.as_str());
        assert_eq!(text, Some("旧数据补登了没有？"));
        std::fs::remove_dir_all(folder.path().join("state")).expect("the state");
    }
}

#[test]
fn a_draft_is_offered_on_the_shelf_until_it_is_taken_or_thrown_away() {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path()).keys("Enter Enter 5 j a");
    let _ = frames
        .text(TEXT.lines().next().unwrap_or_default())
        .keys("Ctrl-c")
        .end();
    for (columns, rows) in [(80, 24), (40, 15), (120, 40)] {
        let mut frames = keeping(columns, rows, folder.path());
        insta::assert_snapshot!(format!("draft-{columns}x{rows}"), frames.frame());
    }
    let frames = keeping(80, 24, folder.path());
    assert_eq!(frames.said(), "上次有 1 条批注没存，草稿在最上面");
    // Left alone it is there again; one reads on as ever.
    let _ = frames.keys("j Enter q").end();
    let frames = keeping(80, 24, folder.path()).keys("d");
    assert_eq!(frames.said(), "草稿已丢弃，u 找回");
    assert_eq!(left(folder.path()), []);
    let mut frames = frames.keys("u");
    assert_eq!(left(folder.path()).len(), 1);
    assert_eq!(frames.row(3), "草稿");
    let mut frames = frames.keys("g g Enter");
    assert!(
        frames.rows()[16].contains("六种填法并成一种"),
        "{:?}",
        frames.rows()
    );
    assert_eq!(frames.said(), "接着写上次的草稿");
    let frames = frames.text("又及。").keys("Ctrl-s");
    assert_eq!(frames.said(), "批注已保存");
    let text = format!("{}又及。", TEXT.lines().next().unwrap_or_default());
    assert_eq!(saved(folder.path())[0].text, text);
    assert_eq!(left(folder.path()), []);
    let mut frames = keeping(80, 24, folder.path());
    assert_eq!(
        frames.row(3),
        "江海简报                                                  江海市发展研究室"
    );
}

#[test]
fn two_sessions_keep_a_draft_each_of_the_same_article() {
    let folder = a_folder();
    let one = keeping(80, 24, folder.path())
        .keys("Enter Enter a")
        .text("甲处写的");
    let two = keeping(80, 24, folder.path())
        .keys("Enter Enter a")
        .text("乙处写的");
    let (one, two) = (one.keys("Ctrl-c"), two.keys("Ctrl-c"));
    let _ = (one.end(), two.end());
    let mut texts: Vec<String> = left(folder.path())
        .into_iter()
        .filter_map(|draft| draft.map(|draft| draft.text))
        .collect();
    texts.sort();
    assert_eq!(texts, ["乙处写的", "甲处写的"]);
}

#[test]
fn a_draft_whose_text_was_saved_after_all_is_not_offered() {
    let folder = a_folder();
    let note = Annotation::new(Motivation::Commenting, ARTICLE, 7).with_text("已经存下。");
    other(folder.path())
        .save(&[MarkChange::Add(note)], 7, Patience::FULL)
        .expect("a folder that can be written");
    let draft = Draft {
        article: ARTICLE.to_owned(),
        text: "已经存下。\n".to_owned(),
        at: 7,
        ..Draft::default()
    };
    let drafts = Drafts::new(&folder.path().join("state"));
    drafts
        .begin()
        .and_then(|open| open.keep(&draft))
        .expect("a draft");
    let mut frames = keeping(80, 24, folder.path());
    assert_ne!(frames.row(3), "草稿");
    assert_eq!(left(folder.path()), []);
}

#[test]
fn a_draft_of_a_note_that_changed_meanwhile_costs_neither_text() {
    // However the clock there goes.
    for at in [1, 9_999_999_999] {
        a_draft_meets_a_text_of(at);
    }
}

fn a_draft_meets_a_text_of(at: i64) {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path())
        .keys("Enter Enter a")
        .text("原文。");
    let frames = frames.keys("Ctrl-s a").text("草稿。").keys("Ctrl-c");
    let _ = frames.end();
    let mut store = other(folder.path());
    let id = store.marks().entries().next().expect("the note").id;
    let mark = store.marks().get(id).expect("the note");
    let annotation = mark.annotation.clone().with_text("别处改的。");
    store
        .save(&[mark.edited(annotation)], at, Patience::FULL)
        .expect("a folder that can be written");
    let frames = keeping(80, 24, folder.path()).keys("Enter");
    assert_eq!(frames.said(), "别处也改了这条批注；存的时候两份都留");
    let frames = frames.keys("Ctrl-s");
    assert_eq!(frames.said(), "批注已保存；别处也改了这条，两份都在");
    let mut texts: Vec<String> = saved(folder.path())
        .into_iter()
        .map(|note| note.text)
        .collect();
    texts.sort();
    assert_eq!(texts, ["别处改的。", "原文。草稿。"]);
}

#[test]
fn undo_leaves_alone_what_others_wrote_since() {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path())
        .keys("Enter Enter a")
        .text("甲。")
        .keys("Ctrl-s a");
    let mut frames = frames.text("乙。").keys("Ctrl-s");
    let mut store = other(folder.path());
    let id = store.marks().entries().next().expect("the note").id;
    let mark = store.marks().get(id).expect("the note");
    let annotation = mark.annotation.clone().with_text("丙。");
    store
        .save(&[mark.edited(annotation)], 9, Patience::FULL)
        .expect("a folder that can be written");
    frames.session().look();
    let frames = frames.keys("j j u");
    assert_eq!(frames.said(), "别处又改过，没有撤销");
    let notes = saved(folder.path());
    let texts: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(texts, ["丙。"]);
}

#[test]
fn a_damaged_draft_is_told_with_its_file_and_stays() {
    let folder = a_folder();
    let path = folder.path().join("state/drafts/00000000.draft");
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(&path, "{\"version\":1").expect("a file");
    let mut frames = keeping(120, 24, folder.path());
    assert!(
        frames.said().starts_with("有一份草稿损坏，读不了："),
        "{}",
        frames.said()
    );
    assert!(frames.said().ends_with("00000000.draft"));
    assert_ne!(frames.row(3), "草稿");
    let _ = frames.end();
    assert!(path.exists());
}

#[test]
fn what_no_note_can_take_is_said_in_one_sentence() {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path()).keys("Enter Enter a");
    let frames = frames.paste(&"字".repeat(1_700_000));
    assert_eq!(
        frames.said(),
        "编辑框最多 60000 字，这些没有写进去；更长的用 kanbao note add 从文件写"
    );
    let mut frames = frames.paste("甲\u{1b}[31m乙\u{9b}");
    assert_eq!(frames.said(), "有控制字符，换成了看得见的写法");
    assert!(
        frames.rows()[16].contains("甲^[[31m乙<U+009B>"),
        "{:?}",
        frames.rows()
    );
    let frames = frames.keys("Esc d a Ctrl-s");
    assert_eq!(frames.said(), "什么也没写，没有存");
    assert_eq!(frames.state().pages.len(), 2);
    let frames = frames.keys("a Enter Space Enter Ctrl-s");
    assert_eq!(frames.said(), "什么也没写，没有存");
    assert_eq!(
        (saved(folder.path()), left(folder.path())),
        (vec![], vec![])
    );
}

#[test]
fn the_cursor_stands_where_the_next_character_goes() {
    let folder = a_folder();
    let frames = keeping(40, 15, folder.path()).keys("Enter Enter a");
    // 19 Han a row, and no stop begins one.
    let mut frames = frames.text("一二三四五六七八九十一二三四五六七八九");
    assert_eq!(frames.cursor(), Some((10, 39)));
    let mut frames = frames.text("。");
    assert_eq!(frames.cursor(), Some((11, 5)), "{}", frames.frame());
    assert_eq!(frames.rows()[11].trim_end(), " 九。");
    let mut frames = frames.keys("Home Left");
    assert_eq!(frames.cursor(), Some((10, 35)));
    let mut frames = frames.keys("Up");
    assert_eq!(frames.cursor(), Some((10, 1)));
    let mut frames = frames.text("a“");
    assert_eq!(frames.cursor(), Some((10, 3)));
}

#[test]
fn a_paste_is_taken_back_in_one_step() {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path())
        .keys("Enter Enter a")
        .text("前");
    let mut frames = frames.paste("甲\r\n乙\r\n丙");
    assert!(frames.rows()[18].starts_with("  丙"));
    let mut frames = frames.keys("Ctrl-u");
    assert_eq!(frames.rows()[16].trim(), "前");
    let mut frames = frames.keys("Ctrl-r");
    assert!(frames.rows()[17].starts_with("  乙"));
}

#[test]
fn text_stays_when_the_window_changes() {
    let folder = a_folder();
    let frames = keeping(80, 24, folder.path())
        .keys("Enter Enter a")
        .text("写到一半");
    let frames = frames.resize(19, 5).resize(40, 15).text("，又一半");
    let mut frames = frames.resize(120, 40);
    let picture = frames.frame();
    assert!(picture.contains("写到一半，又一半"), "{picture}");
}

#[test]
fn another_editors_text_is_one_change_and_may_be_empty() {
    let folder = a_folder();
    let mut frames = keeping(80, 24, folder.path())
        .keys("Enter Enter a")
        .text("这里写的");
    frames
        .session()
        .take(Event::EditedOutside(Ok("那里写的\n".to_owned())));
    assert!(frames.rows()[16].contains("那里写的"));
    frames
        .session()
        .take(Event::EditedOutside(Ok("\n".to_owned())));
    assert_eq!(frames.rows()[16].trim(), "");
    let mut frames = frames.keys("Ctrl-u");
    assert!(frames.rows()[16].contains("那里写的"));
    // None is set.
    let frames = frames.keys("Ctrl-e");
    assert_eq!(frames.said(), "没有设外部编辑器。设 EDITOR 后再按 Ctrl-e");
}

#[test]
fn a_note_on_a_selection_is_about_it() {
    for (columns, rows) in [(80, 24), (40, 15)] {
        let folder = a_folder();
        let frames = keeping(columns, rows, folder.path()).keys("Enter Enter /");
        let frames = frames.text("窗口多了").keys("Enter v 9 l a");
        let mut frames = frames.text("何以见得？");
        insta::assert_snapshot!(
            format!("note-on-selection-{columns}x{rows}"),
            frames.frame()
        );
        let mut frames = frames.keys("Ctrl-s");
        assert_eq!(frames.said(), "批注已保存");
        let notes = saved(folder.path());
        assert_eq!((notes.len(), notes[0].exact()), (1, "窗口多了，排队反而短"));
        let noted = frames.at_cursor();
        assert!(noted.starts_with('»'), "{noted}");
        // Where it stands the key opens it again.
        let mut frames = frames.keys("a");
        let text = frames.rows().concat();
        assert!(
            text.contains("何以见得？") && text.contains("5 字"),
            "{text}"
        );
    }
}

/// A note of this session with two texts, `甲。` and then more, which a command has removed.
fn removed_elsewhere(folder: &Path, keys: &str) -> Frames {
    let frames = keeping(80, 24, folder)
        .keys("Enter Enter a")
        .text("甲。")
        .keys("Ctrl-s a");
    let frames = frames.text("乙。").keys(keys);
    let mut store = other(folder);
    let id = store.marks().entries().next().expect("the note").id;
    let mark = store.marks().get(id).expect("the note");
    store
        .save(&[MarkChange::Remove(mark)], 9, Patience::FULL)
        .expect("a folder that can be written");
    frames
}

#[test]
fn undo_brings_nothing_back_that_was_removed_elsewhere() {
    // Seen before the key, and only found when it is saved.
    for looks in [true, false] {
        let folder = a_folder();
        let mut frames = removed_elsewhere(folder.path(), "Ctrl-s");
        if looks {
            frames.session().look();
        }
        // The second takes back the note itself, which is not there either.
        for _ in 0..2 {
            frames = frames.keys("j u");
            assert_eq!(frames.said(), "已在别处删除，没有撤销");
            assert_eq!(saved(folder.path()), []);
        }
    }
}

#[test]
fn a_save_that_brings_a_note_back_says_so() {
    for looks in [true, false] {
        let folder = a_folder();
        let mut frames = removed_elsewhere(folder.path(), "Left");
        if looks {
            frames.session().look();
        }
        let frames = frames.keys("Ctrl-s");
        assert_eq!(frames.said(), "已保存；别处删过这条，又放了回来");
        let notes = saved(folder.path());
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].text, "甲。乙。");
        let frames = frames.keys("u");
        assert_eq!(frames.said(), "已撤销：批注");
        assert_eq!(saved(folder.path()), []);
    }
}
