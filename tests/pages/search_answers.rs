//! The full text and what its page waits for: late answers, a cache that is harmed, a library that
//! changes.

use std::sync::Arc;

use kanbao::app::effect::Effect;
use kanbao::app::event::Event;
use kanbao::app::page::Page;
use kanbao::app::update::update;
use kanbao::config::key::parse_sequence;

use crate::frames::{Frames, Opening};
use crate::search::{article, drawn};

#[test]
fn a_damaged_or_deleted_cache_under_an_open_page_costs_only_time() {
    use std::fs;
    let library = drawn();
    let cache = tempfile::TempDir::new().expect("a folder");
    let catalogue = library.catalogue();
    let source = kanbao::library::Source::Folder(library.path().to_owned());
    let mut state = crate::frames::state(Opening::default());
    state.catalogue = Arc::new(catalogue);
    let session = kanbao::runtime::application::Application::new(state, None, None, || 0)
        .with_library(vec![source], Some(cache.path().to_owned()));
    let mut frames = Frames::of(session).keys("s 医 保");
    let rows = frames.rows();
    assert!(rows[0].contains("6 篇"));
    let file = || {
        let entries = fs::read_dir(cache.path()).expect("the cache");
        let mut files = entries.map(|entry| entry.expect("a file").path());
        files.find(|file| file.extension().is_some_and(|end| end == "bin"))
    };
    let whole = fs::read(file().expect("a cache file")).expect("it can be read");
    // Cut short, overwritten in place, deleted.
    for harm in 0..3 {
        let file = file().expect("a cache file");
        match harm {
            0 => fs::File::options()
                .write(true)
                .open(&file)
                .and_then(|file| file.set_len(100))
                .expect("it can be cut"),
            1 => fs::write(&file, vec![0; whole.len()]).expect("it can be written"),
            _ => fs::remove_file(&file).expect("it can be removed"),
        }
        // Names and words are not looked for in what is gone.
        frames = frames.keys("Ctrl-u a u t h o r : z x Ctrl-u y i b a o");
        frames = frames.keys("Ctrl-u 医 保");
        assert_eq!(frames.rows(), rows, "harm {harm}");
        frames = frames.keys("Esc s 医 保");
        assert_eq!(frames.rows(), rows, "harm {harm}, opened again");
    }
}

#[test]
fn damage_behind_an_answer_is_mended_once() {
    use std::fs;
    use std::io::Write as _;
    let library = drawn();
    let cache = tempfile::TempDir::new().expect("a folder");
    let mut state = crate::frames::state(Opening::default());
    state.catalogue = Arc::new(library.catalogue());
    let source = kanbao::library::Source::Folder(library.path().to_owned());
    let session = kanbao::runtime::application::Application::new(state, None, None, || 0)
        .with_library(vec![source], Some(cache.path().to_owned()));
    let mut frames = Frames::of(session).keys("s 医 保");
    let rows = frames.rows();
    let entries = fs::read_dir(cache.path()).expect("the cache");
    let mut files = entries.map(|entry| entry.expect("a file").path());
    let file = files.find(|file| file.extension().is_some_and(|end| end == "bin"));
    let file = file.expect("a cache file");
    // Overwritten in place, and its time put back: nothing but its checksums tells.
    let metadata = fs::metadata(&file).expect("it is there");
    let mut harmed = fs::read(&file).expect("it can be read");
    let end = harmed.len() / 2;
    harmed[100..end].fill(b'x');
    let mut open = fs::File::options()
        .write(true)
        .open(&file)
        .expect("it is ours");
    open.write_all(&harmed).expect("it can be written");
    open.set_modified(metadata.modified().expect("a time"))
        .expect("it is ours");
    frames = frames.resize(90, 24);
    assert!(frames.row(0).ends_with("6 篇"), "{}", frames.row(0));
    frames = frames.resize(80, 24);
    assert_eq!(frames.rows(), rows);
    frames = frames.keys("Ctrl-u 结 算 Ctrl-u 医 保");
    assert_eq!(frames.rows(), rows);
}

#[test]
fn what_was_edited_since_is_found_when_the_page_opens_again() {
    let library = drawn();
    let folder = library.path().to_owned();
    let source = kanbao::library::Source::Folder(folder.clone());
    let mut state = crate::frames::state(Opening::default());
    state.catalogue = Arc::new(library.catalogue());
    let session = kanbao::runtime::application::Application::new(state, None, None, || 0)
        .with_library(vec![source], None);
    let mut frames = Frames::of(session).keys("s 萤 火 虫");
    assert!(frames.row(0).ends_with(" 0 篇"));
    let file = folder.join("zhengwu-2022-33/01-yiri.md");
    std::fs::write(file, article("窗口一日", &["萤火虫来了。"])).expect("it can be written");
    frames = frames.keys("Esc s 萤 火 虫");
    assert!(frames.row(0).ends_with("1 篇"), "{}", frames.row(0));
    frames = frames.keys("Enter");
    assert!(frames.at_cursor().contains("萤火虫来了"));
}

#[test]
fn late_and_foreign_answers_change_nothing() {
    let answered = Frames::new(80, 24).keys("s 医 保");
    let Some(Page::Search(page)) = answered.state().front() else {
        panic!("the page is in front");
    };
    let results = Arc::clone(page.results().expect("results"));
    let mut waiting = Frames::new(80, 24).keys("s 长 三 角");
    let rows = waiting.rows();
    for question in [0, 1, 2, 3, 99] {
        waiting.session().take(Event::TextFound {
            question,
            results: Arc::clone(&results),
        });
    }
    assert_eq!(waiting.rows(), rows);
    let mut elsewhere = Frames::new(80, 24);
    let before = elsewhere.rows();
    elsewhere.session().take(Event::TextFound {
        question: 1,
        results,
    });
    elsewhere.session().take(Event::WordsFound {
        before: "yb".to_owned(),
        words: vec!["医保".to_owned()],
    });
    assert_eq!(elsewhere.rows(), before);
}

#[test]
fn keys_about_rows_wait_for_the_rows_they_mean() {
    let frames = Frames::new(80, 24).keys("s 医 保");
    let Some(Page::Search(page)) = frames.state().front() else {
        panic!("the page is in front");
    };
    let results = Arc::clone(page.results().expect("results"));
    let second = results.id(1).expect("a second article");
    // The same keys where nobody answers: Enter and Down are kept.
    let mut state = crate::frames::state(Opening::default());
    let mut effects = Vec::new();
    for chord in ["s", "医", "保", "Down", "Enter"]
        .iter()
        .flat_map(|key| parse_sequence(key).expect("a key"))
    {
        effects.extend(update(&mut state, Event::Key(chord)));
    }
    assert!(state.reader().is_none());
    let questions: Vec<u64> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::SearchText(question) => Some(question.number),
            _ => None,
        })
        .collect();
    assert_eq!(questions.len(), 2);
    let answer = |question| Event::TextFound {
        question,
        results: Arc::clone(&results),
    };
    assert!(
        update(&mut state, answer(questions[0])).is_empty(),
        "it is outdated"
    );
    let effects = update(&mut state, answer(questions[1]));
    let opened = effects.iter().any(|effect| match effect {
        Effect::LoadArticle(article) => *article == second,
        _ => false,
    });
    assert!(opened, "{effects:?}");
}

#[test]
fn a_word_is_completed_and_opened_in_one_burst() {
    let mut slowly = Frames::new(80, 24).keys("s y b Tab Space j s Tab Enter");
    let mut frames = Frames::new(80, 24).burst("s y b Tab Space j s Tab Enter");
    assert!(frames.state().reader().is_some());
    assert_eq!(frames.rows(), slowly.rows());
}

#[test]
fn an_index_in_the_making_is_told_and_blocks_nothing() {
    let mut frames = Frames::new(80, 24).keys("s");
    frames.session().take(Event::TextProgress(35));
    assert_eq!(frames.row(23), "正在编全文索引 35%");
    frames = frames.keys("Esc j");
    assert!(!frames.row(23).contains("35%"));
    frames = frames.keys("s");
    frames.session().take(Event::TextProgress(100));
    assert!(frames.row(23).starts_with("Enter 打开"));
}
