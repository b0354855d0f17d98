//! The full text and what changes round it: marks that come late, a library that grows, pages over pages,
//! searches that come back in another session.

use std::fs;
use std::sync::Arc;

use kanbao::app::effect::Effect;
use kanbao::app::event::Event;
use kanbao::app::gather::Gathered;
use kanbao::app::page::Page;
use kanbao::app::pages::help::HelpPage;
use kanbao::app::update::{settle, update};
use kanbao::config::key::parse_sequence;
use kanbao::library::{Source, Start};
use kanbao::runtime::application::Application;
use kanbao::store::MarksPlace;
use kanbao::store::history::{HistoryLog, PromptKind};
use kanbao::store::reading::ReadingLog;
use kanbao::words::Language;

use crate::frames::{Frames, Opening};
use crate::search::{article, drawn, opened, session};

/// Pastes `query` into an empty prompt; the right end of the first row.
fn asked(frames: Frames, query: &str) -> (Frames, String) {
    let mut frames = frames.keys("Ctrl-u");
    frames.session().take(Event::Paste(query.to_owned()));
    let row = frames.row(0);
    let count = row.rsplit("  ").next().unwrap_or_default().to_owned();
    (frames, count)
}

#[test]
fn what_was_read_is_asked_however_the_field_is_typed() {
    let mut frames = opened(80, 24).keys("s");
    for (query, articles) in [
        ("is:unread 医保", "5 篇"),
        ("IS:unread 医保", "5 篇"),
        ("is：unread 医保", "5 篇"),
        ("-Is：unread 医保", "1 篇"),
    ] {
        let (next, count) = asked(frames, query);
        assert!(count.ends_with(articles), "{query}: {count}");
        frames = next;
    }
}

#[test]
fn marks_are_asked_for_in_the_page_too() {
    let folder = tempfile::tempdir().expect("a folder of one's own");
    let frames = opened(80, 24).with_marks(folder.path()).keys("s");
    let (mut frames, count) = asked(frames, "is:marked");
    assert_eq!(count, "0 篇");
    assert_eq!(frames.row(3), "还没有标记过的文章");
    let (mut frames, count) = asked(frames, "note:医保");
    assert_eq!(count, "0 篇");
    assert_eq!(frames.row(3), "还没有批注可查");
    // A bookmark, kept on the disk, and the article is found.
    let frames = frames.keys("Ctrl-u 窗 口 一 日 Enter m q Ctrl-u");
    let (mut frames, count) = asked(frames, "is:marked");
    assert_eq!(count, "1 篇");
    assert!(frames.row(3).contains("窗口一日"), "{}", frames.row(3));
    let (_, count) = asked(frames, "医保 -is：MARKED");
    assert!(count.ends_with("5 篇"), "{count}");
}

#[test]
fn what_asks_for_marks_waits_until_they_are_read() {
    let folder = tempfile::tempdir().expect("a folder of one's own");
    let kept = opened(80, 24).with_marks(folder.path());
    drop(kept.keys("s 窗 口 一 日 Enter m"));
    let library = drawn();
    let mut state = crate::frames::state(Opening::default());
    state.catalogue = Arc::new(library.catalogue());
    let place = MarksPlace {
        folder: folder.path().join("marks"),
        state: folder.path().join("state"),
        host: String::new(),
    };
    let session = Application::new(state, None, None, || 0).with_marks(Some(place));
    let (mut frames, _) = asked(Frames::of(session).keys("s"), "is:marked");
    assert_eq!(frames.row(3), "", "nothing is claimed yet");
    frames.session().read_marks();
    assert!(frames.row(3).contains("窗口一日"), "{}", frames.row(3));
}

#[test]
fn what_was_read_in_the_list_comes_back_with_up() {
    let mut frames = opened(80, 24).keys("s 医 保 Esc s 螃 蟹 Esc s Up");
    // What found nothing is not worth a key.
    assert!(
        frames.row(0).starts_with("查全文  医保 "),
        "{}",
        frames.row(0)
    );
    frames = frames.keys("Ctrl-u 结 算 Ctrl-o s Up");
    assert!(
        frames.row(0).starts_with("查全文  结算 "),
        "{}",
        frames.row(0)
    );
}

#[test]
fn the_last_results_come_back_in_another_session() {
    let library = drawn();
    let mut state = crate::frames::state(Opening::default());
    state.catalogue = Arc::new(library.catalogue());
    state.reading.last = Some("canyue-2019-24/01-shidian".to_owned());
    for query in ["结算", "医保"] {
        state.finding.history.add(PromptKind::Text, query);
    }
    let session = Application::new(state, None, None, || 0);
    let mut frames = Frames::of(session).keys("s");
    assert!(
        frames.row(0).ends_with("Enter 看上次结果"),
        "{}",
        frames.row(0)
    );
    frames = frames.keys("Enter");
    assert!(frames.row(0).starts_with("查全文  医保 "));
    assert!(frames.row(0).ends_with("6 篇"));
    // On the article that was read last.
    let pointed = frames.rows().into_iter().find(|row| row.starts_with('>'));
    let pointed = pointed.expect("a pointer");
    assert!(pointed.contains("三省一市的门诊试点"), "{pointed}");
    assert!(frames.keys("Enter").state().reader().is_some());
    assert_eq!(opened(80, 24).keys("s Enter").said(), "还没有查过全文");
}

#[test]
fn an_issue_that_came_meanwhile_is_found_and_can_be_opened() {
    let library = drawn();
    let folder = library.path().to_owned();
    let cache = tempfile::tempdir().expect("a folder of one's own");
    for cache in [None, Some(cache.path().to_owned())] {
        let mut state = crate::frames::state(Opening::default());
        state.catalogue = Arc::new(library.catalogue());
        let source = Source::Folder(folder.clone());
        let session =
            Application::new(state, None, None, || 0).with_library(vec![source], cache.clone());
        let frames = Frames::of(session).keys("s 萤 火 虫");
        let issue = folder.join("xinkan-2025");
        fs::create_dir_all(&issue).expect("a folder");
        let toml = "publication = \"新刊\"\ndate = \"2025-01-02\"\n";
        fs::write(issue.join("issue.toml"), toml).expect("a file");
        let text = article("夜里的光", &["萤火虫来了。"]);
        fs::write(issue.join("01-guang.md"), text).expect("a file");
        let mut frames = frames.keys("Esc s");
        assert_eq!(frames.said(), "文库有新刊 1 期");
        frames = frames.keys("萤 火 虫");
        assert!(frames.row(0).ends_with("1 篇"), "{}", frames.row(0));
        frames = frames.keys("Enter");
        assert!(frames.at_cursor().contains("萤火虫来了"));
        frames = frames.keys("q Esc f 夜 里 的 光 Enter");
        assert!(frames.state().reader().is_some());
        fs::remove_dir_all(&issue).expect("it is ours");
        // Gone again, it is not listed.
        frames = frames.keys("q s 萤 火 虫");
        assert!(frames.row(0).ends_with(" 0 篇"), "{}", frames.row(0));
    }
}

#[test]
fn results_grow_while_texts_arrive() {
    let library = drawn();
    let whole = library.catalogue();
    let some: Vec<_> = whole.issues()[..1].to_vec();
    let frames = Frames::open(Opening {
        catalogue: kanbao::library::Catalogue::new(some),
        ..Opening::default()
    });
    let mut frames = frames.keys("s 医 保 Down");
    let before = frames.rows();
    let place = |frames: &mut Frames| {
        let pointed = frames.rows().into_iter().find(|row| row.starts_with('>'));
        pointed.map(|row| row.trim_start_matches(['>', ' ', '∙']).to_owned())
    };
    let pointed = place(&mut frames);
    frames.session().take(Event::Gathered(Box::new(Gathered {
        catalogue: whole,
        start: Start::Shelf,
        running: None,
        said: Vec::new(),
    })));
    assert_ne!(frames.rows(), before);
    assert!(frames.row(0).ends_with("6 篇"), "{}", frames.row(0));
    assert_eq!(
        place(&mut frames),
        pointed,
        "the pointer stays on its article"
    );
    // Those that come back from a reader are as new.
    let mut frames = frames.keys("Enter q");
    assert!(frames.row(0).ends_with("6 篇"), "{}", frames.row(0));
}

#[test]
fn an_answer_that_comes_under_help_is_there_when_it_is_left() {
    let answered = Frames::new(80, 24).keys("s 医 保");
    let Some(Page::Search(page)) = answered.state().front() else {
        panic!("the page is in front");
    };
    let results = Arc::clone(page.results().expect("results"));
    let mut state = crate::frames::state(Opening::default());
    let keys = ["s", "医", "保", "Enter"];
    let mut question = 0;
    for key in keys {
        for chord in parse_sequence(key).expect("a key") {
            for effect in update(&mut state, Event::Key(chord)) {
                if let Effect::SearchText(asked) = effect {
                    question = asked.number;
                }
            }
        }
    }
    let help = HelpPage::new(&state.keymap, state.words, state.context());
    state.pages.push(Page::Help(help));
    let found = Event::TextFound { question, results };
    assert!(update(&mut state, found).is_empty(), "Enter is past");
    assert!(matches!(state.pages.pop(), Some(Page::Help(_))));
    let Some(Page::Search(page)) = state.front() else {
        panic!("the page is in front");
    };
    assert!(!page.is_waiting() && page.results().is_some());
}

#[test]
fn a_page_that_nobody_answers_any_more_asks_again() {
    let mut state = crate::frames::state(Opening::default());
    for key in ["s", "医", "保"] {
        for chord in parse_sequence(key).expect("a key") {
            update(&mut state, Event::Key(chord));
        }
    }
    let asks = |effects: &[Effect]| {
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::SearchText(asked) if asked.query == "医保"))
    };
    assert!(!asks(&settle(&mut state)), "it was asked");
    // Another page asks, and the question of this one is dropped for it.
    state.finding.ask_text();
    assert!(asks(&settle(&mut state)));
    assert!(!asks(&settle(&mut state)), "once");
}

#[test]
fn a_word_is_completed_before_the_cursor_and_what_follows_stays() {
    let mut frames = Frames::new(80, 24).keys("s y b Space 结 算 Left Left Left");
    assert!(frames.row(23).starts_with("Tab 医保"), "{}", frames.row(23));
    frames = frames.keys("Tab");
    assert!(
        frames.row(0).starts_with("查全文  医保 结算 "),
        "{}",
        frames.row(0)
    );
    assert_eq!(frames.cursor(), Some((0, 14)));
    frames = frames.keys("Right Right Right");
    assert!(
        !frames.row(23).starts_with("Tab 医保"),
        "{}",
        frames.row(23)
    );
}

#[test]
fn every_bad_query_is_answered_with_a_sentence_or_nothing() {
    for size in [(80, 24), (40, 15), (20, 6)] {
        let mut frames = session(drawn(), size, Language::Chinese).keys("s");
        for (query, said) in [
            ("", None),
            (" \u{3000} ", None),
            ("!", Some("只有 !，没有要找的词")),
            ("\"医保", Some("双引号没有配对")),
            ("/医保(", Some("正则不对，第 4 字：这个 ( 没有配对的 )")),
            ("date:2022..2019", Some("日期先后颠倒：2022 晚于 2019")),
            ("，。！", None),
            ("\u{1b}[31m医保\u{7}\u{202e}", None),
            ("医保\n结算", None),
        ] {
            let (next, _) = asked(frames, query);
            frames = next;
            let shown = frames.rows().join("\n");
            assert!(
                !shown.contains(['\u{1b}', '\u{7}', '\u{202e}']),
                "{query:?}"
            );
            if let Some(said) = said {
                // As much of the sentence as the window has room for.
                let row = frames.row(size.1 - 1);
                let beginning: String = said.chars().take(size.0 / 4).collect();
                assert!(
                    row.starts_with(&format!("! {beginning}")),
                    "{query:?} {size:?}: {row}"
                );
            }
            let before = frames.rows();
            frames = frames.keys("Tab");
            if frames.state().reader().is_some() {
                panic!("{query:?} opened something");
            }
            assert_eq!(frames.rows().len(), before.len());
        }
        let (next, _) = asked(frames, &"长".repeat(350_000));
        assert!(next.said().starts_with("最多 200 字"), "{}", next.said());
        // And typing goes on.
        let (_, count) = asked(next, "医保");
        assert!(size.0 < 40 || count.ends_with("6 篇"), "{count}");
    }
}

#[test]
fn that_queries_cannot_be_kept_is_said_once() {
    let folder = tempfile::tempdir().expect("a folder of one's own");
    fs::create_dir(folder.path().join("history.jsonl")).expect("a folder");
    let library = drawn();
    let mut state = crate::frames::state(Opening::default());
    state.catalogue = Arc::new(library.catalogue());
    let reading = ReadingLog::open(folder.path()).log;
    let (queries, _) = HistoryLog::open(folder.path());
    let session = Application::new(state, Some(reading), None, || 0).with_queries(queries);
    let frames = Frames::of(session).keys("s 医 保 Enter");
    assert!(
        frames.said().starts_with("找过什么记不下来："),
        "{}",
        frames.said()
    );
    let frames = frames.keys("q Ctrl-u 结 算 Enter");
    assert_eq!(frames.said(), "");
    // In this session they come back all the same.
    let mut frames = frames.keys("q Ctrl-u Up Up");
    assert!(
        frames.row(0).starts_with("查全文  医保 "),
        "{}",
        frames.row(0)
    );
}
