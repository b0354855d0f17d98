//! A hundred thousand marks: reading them at the start, adding one, seeing one that was added; and the list of
//! them in a session: opening it, a key in its filter on the loop and until its rows are there, a save.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use divan::Bencher;
use kanbao::annotation::{Annotation, ArticleText, Motivation, Source};
use kanbao::app::event::Event;
use kanbao::app::page::Page;
use kanbao::app::state::State;
use kanbao::config::key::parse_sequence;
use kanbao::library::{self, Catalogue};
use kanbao::runtime::application::Application;
use kanbao::store::{MarkChange, MarkStore, MarksPlace, Patience};

#[path = "support/session.rs"]
mod session;

fn main() {
    divan::main();
}

const MARKS: usize = 100_000;

fn place(root: &Path) -> MarksPlace {
    MarksPlace {
        folder: root.join("marks"),
        state: root.join("state"),
        host: "here".to_owned(),
    }
}

/// A highlight of a sentence, every third with a note.
fn mark(text: &ArticleText<'_>, number: usize) -> Annotation {
    let at = number * 37 % (text.chars().len() - 20);
    let note = if number.is_multiple_of(3) {
        "这里要同去年的数字对一对。"
    } else {
        ""
    };
    let article = format!(
        "jianghai-jianbao-2024-{:03}/{:02}-shengcheng",
        number / 130,
        number % 13
    );
    Annotation {
        selector: text.select(at..at + 20),
        source: Source {
            title: "长江口的灯塔又亮了一百年".to_owned(),
            publication: "江海简报".to_owned(),
            issue: format!("第{}期", number / 130),
            date: "2024-06-07".to_owned(),
        },
        ..Annotation::new(Motivation::Highlighting, &article, 1_717_720_200)
    }
    .with_text(note)
}

/// Fills a folder with marks.
fn filled() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    let text: String = (0..400)
        .map(|number| format!("第{number}天，渡口的早班船照常开，石阶已经清扫。"))
        .collect();
    let text = ArticleText::new(&text);
    let changes: Vec<MarkChange> = (0..MARKS)
        .map(|number| MarkChange::Add(mark(&text, number)))
        .collect();
    MarkStore::open(place(root.path()))
        .save(&changes, 0, Patience::FULL)
        .expect("a temporary folder can be written");
    root
}

#[divan::bench(sample_count = 20)]
fn open_100_000(bencher: Bencher<'_, '_>) {
    let root = filled();
    bencher.bench_local(|| MarkStore::open(place(root.path())).marks().len());
}

#[divan::bench(sample_count = 20)]
fn what_all_of_them_say(bencher: Bencher<'_, '_>) {
    let root = filled();
    let store = MarkStore::open(place(root.path()));
    bencher.bench_local(|| {
        let marks = store.marks();
        marks
            .entries()
            .filter_map(|entry| marks.get(entry.id))
            .map(|mark| mark.annotation.text.len())
            .sum::<usize>()
    });
}

#[divan::bench(sample_count = 20)]
fn add_one(bencher: Bencher<'_, '_>) {
    let root = filled();
    let mut store = MarkStore::open(place(root.path()));
    let text = ArticleText::new("渡口的早班船照常开，石阶已经清扫。");
    let change = [MarkChange::Add(Annotation {
        selector: text.select(2..9),
        ..Annotation::new(Motivation::Highlighting, "jianghai-2024-18/03", 1)
    })];
    bencher.bench_local(|| {
        store
            .save(&change, 1, Patience::FULL)
            .expect("a temporary folder can be written")
    });
}

#[divan::bench]
fn see_that_nothing_has_changed(bencher: Bencher<'_, '_>) {
    let root = filled();
    let store = MarkStore::open(place(root.path()));
    bencher.bench_local(|| store.has_changed());
}

/// A session with all marks read, as it runs: what takes long is done beside it.
struct Window {
    session: Application,
    _root: tempfile::TempDir,
    _wakes: [std::os::fd::OwnedFd; 2],
}

impl Window {
    fn open(pressed: &[&str]) -> Window {
        let root = filled();
        let catalogue = Catalogue::new(library::embedded().0);
        let state = session::state(catalogue, (120, 40));
        let session = Application::new(state, None, None, || 0);
        let mut session = session.with_marks(Some(place(root.path())));
        let wakes = session.work_beside().expect("a pipe");
        session.read_marks();
        let mut window = Window {
            session,
            _root: root,
            _wakes: wakes,
        };
        window.until(|state| state.kept.marks().is_some());
        for keys in pressed {
            window.press(keys);
            window.until(is_settled);
        }
        window
    }

    /// Keys and the frame after them.
    fn press(&mut self, keys: &str) {
        for key in parse_sequence(keys).expect("keys of the default keymap") {
            self.session.take(Event::Key(key));
        }
        self.session.draw();
    }

    /// Takes what comes until `is_there`.
    fn until(&mut self, is_there: impl Fn(&State) -> bool) {
        let begun = Instant::now();
        while !is_there(self.session.state()) {
            assert!(begun.elapsed() < Duration::from_secs(60), "never came");
            if !self.session.take_answers() {
                thread::yield_now();
            }
        }
        self.session.draw();
    }
}

/// Whether all that was asked for is there.
fn is_settled(state: &State) -> bool {
    let waits = match state.front() {
        Some(Page::Marks(page)) => page.asked.is_open() || state.kept.standings.adrift().is_none(),
        _ => false,
    };
    !waits && !state.kept.is_saving()
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn open_the_list(bencher: Bencher<'_, '_>) {
    let mut window = Window::open(&[]);
    bencher.bench_local(|| {
        window.press("'");
        window
            .session
            .take(Event::Key(parse_sequence("q").expect("a key")[0]));
    });
}

/// What the loop does at a key; the answer is not waited for.
#[divan::bench(sample_count = 20, sample_size = 1, args = ["d", "灯", "h x"])]
fn a_key_in_its_filter_on_the_loop(bencher: Bencher<'_, '_>, typed: &str) {
    let mut window = Window::open(&["'", "/"]);
    bencher.bench_local(|| {
        window.press(typed);
    });
}

/// From a key to the rows that fit, drawn: with what is looked through made already.
#[divan::bench(sample_count = 20, sample_size = 1, args = ["d", "灯", "q y c", "0"])]
fn a_key_in_its_filter_to_its_rows(bencher: Bencher<'_, '_>, typed: &str) {
    let mut window = Window::open(&["'", "/", "x", "Ctrl-u"]);
    bencher.bench_local(|| {
        window.press(typed);
        window.until(is_settled);
        window.press("Ctrl-u");
    });
}

/// The first key, for which what is looked through is made.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn the_first_key_in_its_filter_to_its_rows(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(|| Window::open(&["'", "/"]))
        .bench_local_values(|mut window| {
            window.press("d");
            window.until(is_settled);
            window
        });
}

/// From the key to the frame that says so, with the list open: a mark deleted and brought back.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn delete_and_bring_back_in_the_list(bencher: Bencher<'_, '_>) {
    let mut window = Window::open(&["'"]);
    bencher.bench_local(|| {
        for key in ["d", "u"] {
            window.press(key);
            window.until(is_settled);
        }
    });
}

/// A bookmark in the list of articles: from the key to the frame that shows it, and away again.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn bookmark_and_take_away(bencher: Bencher<'_, '_>) {
    let mut window = Window::open(&["Enter"]);
    bencher.bench_local(|| {
        for _ in 0..2 {
            window.press("m");
            window.until(is_settled);
        }
    });
}
