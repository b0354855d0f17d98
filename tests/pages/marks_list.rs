//! The list of all marks: drawn, filtered, gone to, changed; and going from mark to mark in an article.

use std::path::Path;

use kanbao::annotation::{Annotation, ArticleText, Motivation, Selector};
use kanbao::library::load_article;
use kanbao::store::{MarkChange, MarkStore, MarksPlace, Patience};
use kanbao::words::Language;

use crate::frames::{Frames, Opening};
use crate::library::{ARTICLE, ISSUE, Library, drawn_reading};

/// 1970-06-08 21:14 UTC: sessions of tests begin in 1970.
pub(crate) const EVENING: i64 = 13_727_640;

/// Marks as another session keeps them.
pub(crate) struct Other {
    pub(crate) library: Library,
    pub(crate) folder: tempfile::TempDir,
    store: MarkStore,
}

impl Other {
    fn new() -> Other {
        let folder = tempfile::tempdir().expect("a folder of one's own");
        Other {
            library: Library::drawn(),
            store: open(folder.path()),
            folder,
        }
    }

    pub(crate) fn save(&mut self, annotation: Annotation, at: i64) {
        let annotation = Annotation {
            created: at,
            modified: at,
            ..annotation
        };
        let saved = self
            .store
            .save(&[MarkChange::Add(annotation)], at, Patience::FULL);
        saved.expect("the folder can be written");
    }

    /// A mark on the passage `quote` of `article`; the whole article if it is empty.
    pub(crate) fn mark(&self, motivation: Motivation, article: &str, quote: &str) -> Annotation {
        let catalogue = self.library.catalogue();
        let issue = catalogue.issue_of(article).expect("the issue");
        let (read, _) = load_article(issue, article).expect("the article");
        let text = ArticleText::new(read.document.text.as_str());
        let selector = text.occurrences(quote).first().map(|&start| {
            let range = start..start + quote.chars().count();
            text.select(range).expect("a passage")
        });
        let mut annotation = Annotation::new(motivation, article, 0);
        annotation.selector = selector;
        annotation.source.title = read.meta.title.to_string();
        annotation.source.publication = "江海简报".to_owned();
        annotation
    }

    /// The marks of the drawing, one that has lost its place among them.
    pub(crate) fn drawn() -> Other {
        let mut other = Other::new();
        let whole = other
            .mark(Motivation::Commenting, &format!("{ISSUE}/09-huiyi"), "")
            .with_text("周五例会用。\n第二行。");
        other.save(whole, EVENING - 1_000_000);
        let adrift = adrift(&other, &format!("{ISSUE}/05-shidi"));
        other.save(adrift, EVENING - 800_000);
        let bookmark = other.mark(
            Motivation::Bookmarking,
            &format!("{ISSUE}/03-duantou"),
            "渡口的灯每晚七点亮起，摆渡的人把缆绳系好",
        );
        other.save(bookmark, EVENING - 100_000);
        let mut highlight = other.mark(Motivation::Highlighting, ARTICLE, "窗口多了，排队反而短了");
        highlight.tags = vec!["数字".to_owned(), "办事".to_owned()];
        other.save(highlight, EVENING - 300);
        let note = other
            .mark(
                Motivation::Commenting,
                ARTICLE,
                "“难的是四座城对同一张表的理解不一样。”",
            )
            .with_text("六种填法并成一种：可与2019年的“断头路”说法对照。");
        other.save(note, EVENING);
        other
    }

    pub(crate) fn frames(&self, columns: usize, rows: usize) -> Frames {
        self.frames_in(columns, rows, Language::Chinese)
    }

    fn frames_in(&self, columns: usize, rows: usize, language: Language) -> Frames {
        Frames::open(Opening {
            size: (columns, rows),
            language,
            catalogue: self.library.catalogue(),
            reading: drawn_reading(),
            ..Opening::default()
        })
        .with_marks(self.folder.path())
    }

    /// The marks on the disk.
    pub(crate) fn saved(&self) -> Vec<Annotation> {
        let store = open(self.folder.path());
        let marks = store.marks();
        let ids = marks.entries().map(|entry| entry.id);
        ids.filter_map(|id| marks.get(id))
            .map(|mark| mark.annotation)
            .collect()
    }
}

fn open(folder: &Path) -> MarkStore {
    MarkStore::open(MarksPlace {
        folder: folder.join("marks"),
        state: folder.join("state"),
        host: String::new(),
    })
}

fn adrift(other: &Other, article: &str) -> Annotation {
    let mut annotation = other.mark(Motivation::Highlighting, article, "");
    let text = "巡护队添了两条旧船改的工作艇。三地共设九个服务点，逐步增加到二十个。往后每月一报";
    let text = ArticleText::new(text);
    let selector: Option<Selector> = text.select(15..33);
    annotation.selector = selector;
    annotation
}

/// The quotations in the list, from the top of the page.
pub(crate) fn quoted(frames: &mut Frames) -> Vec<String> {
    let rows = frames.rows();
    let kinds = ["批注", "划线", "书签", "失位", "标签"];
    let first = rows.iter().filter(|row| {
        let row = row.trim_start_matches(['>', ' ', '»', '▐', '►', '?']);
        kinds.iter().any(|kind| row.starts_with(kind))
    });
    let quote = |row: &String| row.split_whitespace().rev().nth(2).unwrap_or("").to_owned();
    first.map(quote).collect()
}

#[test]
fn the_list_as_drawn() {
    let other = Other::drawn();
    for (columns, rows) in [(80, 24), (40, 15), (120, 40), (20, 6)] {
        let mut frames = other.frames(columns, rows).keys("'");
        insta::assert_snapshot!(format!("marks-{columns}x{rows}"), frames.frame());
    }
    let mut frames = other.frames_in(60, 15, Language::English).keys("'");
    insta::assert_snapshot!("marks-english-60x15", frames.frame());
    let mut frames = other.frames(80, 24).keys("' j j j # 档 案");
    insta::assert_snapshot!("marks-tagging-80x24", frames.frame());
    let mut frames = other.frames(80, 24).keys("' / d t l");
    insta::assert_snapshot!("marks-filter-80x24", frames.frame());
}

#[test]
fn without_marks_it_says_how_they_are_made() {
    let other = Other::new();
    let mut frames = other.frames(80, 24).keys("'");
    assert_eq!(
        frames.row(3),
        "还没有标记。阅读时 m 加书签，v 选文字，a 写批注"
    );
    // Nothing is under the pointer.
    let mut frames = frames.keys("Enter d # j G");
    assert_eq!(frames.row(0), format!("标记{}0 处", " ".repeat(68)));
    let mut frames = frames.keys("q");
    assert!(frames.row(0).starts_with("看报"));
}

#[test]
fn it_is_filtered_by_kind_quotation_note_title_and_tag_also_in_pinyin() {
    let other = Other::drawn();
    for (typed, found) in [
        (
            "划 线",
            &[
                "窗口多了，排队反而短了",
                "三地共设九个服务点，逐步增加到二十个",
            ][..],
        ),
        (
            "d t l",
            &[
                "“难的是四座城对同一张表的理解不一样。”",
                "渡口的灯每晚七点亮起，摆渡的人把缆绳系好",
            ],
        ),
        ("# 数 字", &["窗口多了，排队反而短了"]),
        ("# s z", &["窗口多了，排队反而短了"]),
        ("h u i", &["（全文）"]),
        ("d i e r h a n g", &["（全文）"]),
        ("九 个 Space 逐", &["三地共设九个服务点，逐步增加到二十个"]),
        ("九 十", &[]),
    ] {
        let mut frames = other.frames(120, 40).keys("' /").keys(typed);
        assert_eq!(quoted(&mut frames), found, "{typed}");
    }
    let mut frames = other.frames(80, 24).keys("' / 九 十");
    assert!(
        frames.row(3).starts_with("没有匹配的行"),
        "{}",
        frames.row(3)
    );
    let mut frames = frames.keys("Esc");
    assert_eq!(quoted(&mut frames).len(), 5);
}

#[test]
fn enter_lands_on_the_sentence_and_back_leads_to_the_row() {
    let other = Other::drawn();
    for (columns, rows) in [(80, 24), (40, 15), (120, 40)] {
        let frames = other.frames(columns, rows).keys("'");
        let mut frames = frames.keys("j");
        let before = frames.frame();
        let mut frames = frames.keys("Enter");
        let at = frames.at_cursor();
        assert!(at.contains("窗口多了"), "{columns}x{rows}: {at}");
        let mut frames = frames.keys("q");
        assert_eq!(frames.frame(), before, "{columns}x{rows}");
        // From there to where one was first.
        let mut frames = frames.keys("q");
        assert!(frames.row(0).starts_with("看报"));
    }
    // In a burst, and over the article itself.
    let mut frames = other.frames(80, 24).burst("Enter Enter G ' j j Enter");
    assert!(
        frames.at_cursor().contains("渡口的灯"),
        "{}",
        frames.at_cursor()
    );
    let frames = frames.keys("Ctrl-o");
    let mut frames = frames.keys("Ctrl-o");
    assert!(frames.rows().join("").contains("一张网怎样织起来"));
}

#[test]
fn a_filter_is_there_again_when_one_comes_back() {
    let other = Other::drawn();
    let mut frames = other.frames(80, 24).keys("' / d t l Down");
    let frames_before = quoted(&mut frames);
    let frames = frames.keys("Enter");
    let mut frames = frames.keys("q");
    assert_eq!(quoted(&mut frames), frames_before);
    assert!(
        frames.at_cursor().contains("渡口的灯"),
        "{}",
        frames.at_cursor()
    );
    let mut frames = frames.keys("Esc");
    assert_eq!(quoted(&mut frames).len(), 5);
    assert!(frames.at_cursor().contains("渡口的灯"));
}

#[test]
fn a_mark_that_has_lost_its_place_is_attached_again() {
    let other = Other::drawn();
    let mut frames = other.frames(80, 24).keys("' G k");
    assert!(
        frames.at_cursor().contains("失位"),
        "{}",
        frames.at_cursor()
    );
    assert!(
        frames.row(23).starts_with("Enter 重新安放"),
        "{}",
        frames.row(23)
    );
    let mut frames = frames.keys("Enter");
    assert!(frames.state().is_selecting());
    assert!(
        frames
            .said()
            .starts_with("原文「三地共设九个服务点，逐步..」。选好新的位置"),
        "{}",
        frames.said()
    );
    assert_eq!(frames.rows()[1].trim(), "湿地保护有了贷款单");
    let frames = frames.keys(")");
    let mut frames = frames.keys("Enter");
    assert_eq!(frames.said(), "已放到这里，u 撤销");
    assert!(frames.rows().iter().any(|row| row.starts_with('▐')));
    let attached = other.saved();
    let attached: Vec<_> = attached
        .iter()
        .filter(|mark| mark.article.ends_with("05-shidi"))
        .collect();
    assert_eq!(attached.len(), 1);
    assert!(
        attached[0].exact().starts_with("渡口的灯每晚"),
        "{}",
        attached[0].exact()
    );
    let mut frames = frames.keys("q");
    assert!(!frames.rows().iter().any(|row| row.contains("失位")));
    let mut frames = frames.keys("u");
    assert_eq!(frames.said(), "已撤销：重新安放");
    assert!(frames.at_cursor().contains("失位"));
}

#[test]
fn what_attaches_a_mark_is_told_in_a_narrow_window_too() {
    let other = Other::drawn();
    for (columns, rows) in [(40, 15), (60, 20)] {
        let mut frames = other.frames(columns, rows).keys("' G k Enter");
        assert!(frames.state().is_selecting());
        let told = frames.said().to_owned();
        assert!(told.contains("Enter 重新安放"), "{columns}: {told}");
        assert!(
            frames.rows()[rows - 1].contains("Enter 重新安放"),
            "{:?}",
            frames.rows()
        );
    }
}

#[test]
fn esc_while_attaching_leaves_the_mark_as_it_was() {
    let other = Other::drawn();
    let frames = other.frames(80, 24).keys("' G k Enter } Esc");
    assert!(!frames.state().is_selecting());
    let mut frames = frames.keys("q");
    assert!(frames.at_cursor().contains("失位"));
}

#[test]
fn a_deleted_mark_comes_back_to_its_row() {
    let other = Other::drawn();
    let mut frames = other.frames(80, 24).keys("' j");
    let all = quoted(&mut frames);
    let before: Vec<String> = frames.rows()[..23].to_vec();
    let mut frames = frames.keys("d");
    assert_eq!(frames.said(), "已删，u 撤销");
    assert!(
        frames.at_cursor().contains("渡口的灯"),
        "the next row takes its place"
    );
    let mut frames = frames.keys("d");
    assert_eq!(quoted(&mut frames).len(), 3);
    let mut frames = frames.keys("G d");
    assert!(
        frames.at_cursor().contains("失位"),
        "the last one: the row above"
    );
    assert_eq!(other.saved().len(), 2);
    let frames = frames.keys("u");
    let mut frames = frames.keys("u");
    assert!(frames.at_cursor().contains("渡口的灯"));
    let mut frames = frames.keys("u");
    assert_eq!(frames.said(), "已撤销：删标记");
    assert_eq!(quoted(&mut frames), all);
    assert_eq!(frames.rows()[..23], before);
    assert_eq!(other.saved().len(), 5);
    assert_eq!(frames.keys("u").said(), "没有可撤销的改动");
}

#[test]
fn tags_are_typed_saved_shown_and_taken_back() {
    let other = Other::drawn();
    let mut frames = other.frames(80, 24).keys("' j #");
    assert_eq!(
        frames.row(23),
        "标签  数字 办事                                                          2/5"
    );
    let mut frames = frames.keys("档 案 ， 数 字 Enter");
    assert_eq!(frames.said(), "标签已保存，u 撤销");
    assert!(
        frames.rows()[7].contains("#数字 #办事 #档案"),
        "{}",
        frames.rows()[7]
    );
    let tags = |other: &Other| {
        let saved = other.saved();
        let mark = saved
            .iter()
            .find(|mark| mark.exact().starts_with("窗口多了"));
        mark.expect("the highlight").tags.clone()
    };
    assert_eq!(tags(&other), ["数字", "办事", "档案"]);
    // Leaving the line, or leaving it as it was, changes nothing.
    let frames = frames.keys("# Ctrl-u 无 Esc");
    let frames = frames.keys("# Enter");
    assert_eq!(frames.said(), "");
    assert_eq!(tags(&other), ["数字", "办事", "档案"]);
    let mut frames = frames.keys("# Ctrl-u Enter");
    assert_eq!(tags(&other), [""; 0]);
    assert!(!frames.rows()[7].contains('#'));
    let frames = frames.keys("u");
    assert_eq!(frames.said(), "已撤销：改标签");
    let _frames = frames.keys("u");
    assert_eq!(tags(&other), ["数字", "办事"]);
}

#[test]
fn what_others_change_is_seen_and_the_pointer_stays() {
    let mut other = Other::drawn();
    let mut frames = other.frames(80, 24).keys("' j j");
    let new = other.mark(Motivation::Highlighting, ARTICLE, "开了九次会");
    other.save(new, EVENING + 60);
    frames.session().look();
    assert_eq!(frames.said(), "另一窗口改了 1 处标记，已更新");
    assert_eq!(quoted(&mut frames)[0], "开了九次会");
    assert!(frames.at_cursor().contains("渡口的灯"));
    assert!(frames.row(0).ends_with("6 处"));
}

#[test]
fn a_mark_whose_article_is_gone_says_so() {
    let mut other = Other::new();
    let mut gone = Annotation::new(Motivation::Commenting, "jianghai-1999-1/01-wang", 1)
        .with_text("旧刊里的话。");
    gone.source.title = "旧文".to_owned();
    other.save(gone, EVENING);
    let mut frames = other.frames(80, 24).keys("'");
    let rows: Vec<String> = frames.rows()[3..7]
        .iter()
        .map(|row| row.trim().to_owned())
        .collect();
    assert_eq!(
        rows,
        [
            format!("> ? 失位  （全文）{}06-08 21:14", " ".repeat(49)).as_str(),
            "旧刊里的话。",
            "文库里已没有这篇文章",
            "《旧文》"
        ]
    );
    let frames = frames.keys("Enter");
    assert!(
        frames.said().starts_with("找不到这篇文章"),
        "{}",
        frames.said()
    );
}

#[test]
fn keys_lead_from_mark_to_mark_and_delete_them() {
    let other = Other::drawn();
    let mut frames = other.frames(80, 24).keys("Enter Enter g g >");
    assert!(
        frames.at_cursor().contains("难的是四座城"),
        "{}",
        frames.at_cursor()
    );
    assert_eq!(
        frames.said(),
        "批注 1/2  六种填法并成一种：可与2019年的“断头.."
    );
    let mut frames = frames.keys(">");
    assert!(frames.at_cursor().contains("窗口多了"));
    assert_eq!(frames.said(), "划线 2/2");
    let frames = frames.keys(">");
    assert_eq!(frames.said(), "后面没有标记了");
    let frames = frames.keys("d");
    assert_eq!(frames.said(), "已删，u 撤销");
    assert_eq!(other.saved().len(), 4);
    let frames = frames.keys("d");
    assert_eq!(frames.said(), "这一行没有标记");
    let mut frames = frames.keys("<");
    assert!(frames.at_cursor().contains("难的是四座城"));
    let frames = frames.keys("<");
    assert_eq!(frames.said(), "前面没有标记了");
    let frames = frames.keys("u");
    assert_eq!(frames.said(), "已撤销：删标记");
    assert_eq!(other.saved().len(), 5);
    let frames = frames.keys("q j Enter >");
    assert_eq!(frames.said(), "这篇里没有标记");
}

#[test]
fn notes_are_edited_from_the_list_and_highlights_get_one() {
    let other = Other::drawn();
    let mut frames = other.frames(80, 24).keys("' a");
    assert!(
        frames.rows()[15].contains("批注 于「"),
        "{:?}",
        frames.rows()
    );
    let frames = frames.keys("问 Ctrl-s");
    assert_eq!(frames.said(), "批注已保存");
    let mut frames = frames.keys("j a");
    assert!(
        frames.rows()[15].contains("窗口多了"),
        "{:?}",
        frames.rows()
    );
    let mut frames = frames.keys("查 实 Ctrl-s");
    assert!(frames.rows()[7].contains("查实"), "{:?}", frames.rows());
    assert!(
        frames.at_cursor().contains("» 批注  窗口多了"),
        "{}",
        frames.at_cursor()
    );
    let texts: Vec<String> = other.saved().into_iter().map(|mark| mark.text).collect();
    assert!(texts.iter().any(|text| text.contains('问')));
    assert!(texts.iter().any(|text| text == "查实"));
    let mut frames = frames.keys("u");
    assert!(
        frames.at_cursor().contains("▐ 划线  窗口多了"),
        "{}",
        frames.at_cursor()
    );
}

#[test]
fn marks_of_a_newer_version_are_not_said_to_be_none() {
    let folder = crate::kept::a_folder();
    let marks = folder.path().join("marks");
    std::fs::create_dir_all(&marks).expect("a folder");
    let line = "{\"version\":2,\"crc32\":\"00000000\",\"record\":{}}\n";
    std::fs::write(marks.join("abcdefgh.jsonl"), line).expect("a file");
    let mut frames = crate::kept::keeping(80, 24, folder.path()).keys("'");
    let frame = frames.frame();
    let body: String = frame.split_whitespace().collect();
    assert!(body.contains("更新版本"), "{frame}");
    assert!(!body.contains("还没有标记"), "{frame}");
}
