//! The finder over 16,000, 100,000 and 1,000,000 titles, key by key, against `ib-matcher` on each
//! title and `fuzzy-matcher` on each title in the same run.
//!
//! `key` is one key more of a query, with what was found for the shorter one; `whole` the whole query
//! at once. Both end with the ranges of 40 rows. `make` makes the index. The titles are made of Han
//! as often as in Chinese prose (Zipf), 26 characters in the mean, with words planted in them.
//! `FINDER_MEMORY=1 cargo bench --bench finder` prints the memory of a million titles instead, and
//! `FINDER_KEYS=FOLDER` writes the titles there and prints the time of each key, to the rows and to the
//! frame, for `finder.py`, which sets it beside fzf's; with `FINDER_SIZE=16000` of that size alone.

use std::hint::black_box;
use std::io::{self, Sink};
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use dice::Dice;
use divan::Bencher;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};
use kanbao::app::event::Event;
use kanbao::app::titles::{TitleSource, Titles};
use kanbao::config::key::{Key, KeyChord};
use kanbao::library::{Catalogue, Issue, Origin};
use kanbao::runtime::application::Application;
use kanbao::runtime::screen::Screen;
use kanbao::search::finder::{Entry, Finder, Found, Progress};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

#[expect(dead_code, reason = "what picks from lists")]
#[path = "../tests/support/dice.rs"]
mod dice;
#[path = "support/session.rs"]
mod session;

const SIZES: [usize; 3] = [16_000, 100_000, 1_000_000];
const SHOWN: usize = 40;
/// As the reader does it on two cores.
const SLICE: usize = 262_144;
const THREADS: usize = 2;
/// A query and how many of its characters have been typed.
const KEYS: [(&str, usize); 20] = [
    ("长三角", 1),
    ("长三角", 2),
    ("长三角", 3),
    ("csj", 1),
    ("csj", 2),
    ("csj", 3),
    ("changsanjiao", 2),
    ("changsanjiao", 3),
    ("changsanjiao", 4),
    ("changsanjiao", 5),
    ("changsanjiao", 6),
    ("changsanjiao", 9),
    ("changsanjiao", 12),
    ("高质量发展", 1),
    ("高质量发展", 2),
    ("高质量发展", 3),
    ("高质量发展", 4),
    ("高质量发展", 5),
    ("新", 1),
    ("xin", 3),
];
const WHOLE: [&str; 6] = ["长三角", "高质量发展", "新", "csj", "changsanjiao", "xin"];

/// The sizes that keys are timed at: all, or the one that FINDER_SIZE says.
fn sizes() -> Vec<usize> {
    let wanted = std::env::var("FINDER_SIZE").ok();
    let wanted = |size: &usize| {
        wanted
            .as_ref()
            .is_none_or(|wanted| *wanted == size.to_string())
    };
    SIZES.into_iter().filter(wanted).collect()
}

static TITLES: LazyLock<Vec<String>> = LazyLock::new(|| titles(SIZES[2]));
static FINDERS: LazyLock<[Finder; 3]> = LazyLock::new(|| SIZES.map(|size| finder(&TITLES[..size])));

fn main() {
    if std::env::var_os("FINDER_MEMORY").is_some() {
        memory();
        return;
    }
    if let Some(folder) = std::env::var_os("FINDER_KEYS") {
        keys(Path::new(&folder)).expect("the folder can be written to");
        return;
    }
    divan::main();
}

#[divan::bench(args = KEYS, consts = [0, 1, 2], max_time = 1)]
fn key<const SIZE: usize>(bencher: Bencher<'_, '_>, (query, typed): (&str, usize)) {
    let finder = &FINDERS[SIZE];
    let typed: String = query.chars().take(typed).collect();
    let mut shorter = typed.clone();
    shorter.pop();
    let before = (!shorter.is_empty()).then(|| finder.find(&shorter));
    bencher.bench_local(|| shown(finder, &typed, before.as_ref()));
}

#[divan::bench(args = WHOLE, consts = [0, 1, 2], max_time = 1)]
fn whole<const SIZE: usize>(bencher: Bencher<'_, '_>, query: &str) {
    let finder = &FINDERS[SIZE];
    bencher.bench_local(|| shown(finder, query, None));
}

#[divan::bench(consts = [0, 1, 2], sample_count = 3)]
fn make<const SIZE: usize>(bencher: Bencher<'_, '_>) {
    let titles = &TITLES[..SIZES[SIZE]];
    bencher.bench_local(|| finder(titles));
}

#[divan::bench(args = ["csj", "changsanjiao", "xin"], consts = [0, 1, 2], sample_count = 3)]
fn peer_ib_matcher<const SIZE: usize>(bencher: Bencher<'_, '_>, query: &str) {
    let titles = &TITLES[..SIZES[SIZE]];
    let matcher = IbMatcher::builder(query)
        .is_pattern_partial(true)
        .analyze(true)
        .pinyin(PinyinMatchConfig::default())
        .build();
    bencher.bench_local(|| {
        titles
            .iter()
            .filter(|title| matcher.is_match(title.as_str()))
            .count()
    });
}

#[divan::bench(args = ["长三角", "高质量发展", "新"], consts = [0, 1, 2], sample_count = 3)]
fn peer_fuzzy_matcher<const SIZE: usize>(bencher: Bencher<'_, '_>, query: &str) {
    let titles = &TITLES[..SIZES[SIZE]];
    let matcher = SkimMatcherV2::default();
    let fits = |title: &&String| matcher.fuzzy_match(title, query).is_some();
    bencher.bench_local(|| titles.iter().filter(fits).count());
}

fn shown(finder: &Finder, query: &str, before: Option<&Found>) -> usize {
    let mut search = finder.search(query, before);
    while search.step(finder, SLICE, THREADS) == Progress::Going {}
    let found = search.finish();
    let rows = found.rows(0..SHOWN);
    let ranges = rows.iter().map(|row| found.matches(finder, *row).len());
    ranges.sum::<usize>() + found.len()
}

fn finder(titles: &[String]) -> Finder {
    Finder::new(titles.iter().map(|title| Entry {
        title,
        ..Entry::default()
    }))
}

/// Writes the titles, a file for each size, and prints for each key of each query the size, the query,
/// how much of it has been typed, and twice the microseconds of the fastest of nine times: from the key to
/// the ranges of the rows, and in a session from the key to the frame that shows them.
#[expect(clippy::print_stdout, reason = "the figures are what is asked for")]
fn keys(folder: &Path) -> io::Result<()> {
    for size in sizes() {
        let titles = &TITLES[..size];
        let finder = &finder(titles);
        std::fs::write(
            folder.join(format!("titles-{size}.txt")),
            titles.join("\n") + "\n",
        )?;
        let mut window = Window::over(titles);
        for query in ["长三角", "高质量发展", "新", "csj", "gzlfz", "changsanjiao"] {
            let mut before: Option<Found> = None;
            for (end, c) in query.char_indices() {
                let typed = &query[..end + c.len_utf8()];
                let found = fastest(|| {
                    let begun = Instant::now();
                    black_box(shown(finder, typed, before.as_ref()));
                    begun.elapsed()
                });
                let drawn = fastest(|| {
                    let begun = Instant::now();
                    window.press(Key::Char(c));
                    let taken = begun.elapsed();
                    window.press(Key::Backspace);
                    taken
                });
                window.press(Key::Char(c));
                let (found, drawn) = (found.as_micros(), drawn.as_micros());
                println!("{size}\t{query}\t{typed}\t{found}\t{drawn}");
                before = Some(finder.find(typed));
            }
            for _ in query.chars() {
                window.press(Key::Backspace);
            }
        }
    }
    Ok(())
}

fn fastest(mut time: impl FnMut() -> Duration) -> Duration {
    (0..9).map(|_| time()).min().unwrap_or_default()
}

/// A session whose finder is open over so many articles, and the screen it is drawn on: 80 by 24 cells,
/// as fzf has them. What the program does in a thread beside it is done here at once, on as many cores.
struct Window {
    session: Application,
    buffer: Buffer,
    screen: Screen<Sink>,
}

impl Window {
    fn over(titles: &[String]) -> Window {
        const AN_ISSUE: usize = 50;
        const COLUMNS: u16 = 80;
        const ROWS: u16 = 24;
        let issues = titles.len().div_ceil(AN_ISSUE);
        let issues = (0..issues).map(|number| {
            let id = format!("paper-{number}");
            let articles = number * AN_ISSUE..titles.len().min((number + 1) * AN_ISSUE);
            Issue {
                articles: articles.map(|article| format!("{id}/{article}")).collect(),
                ..Issue::bare(&id, Origin::Embedded)
            }
        });
        let state = session::state(Catalogue::new(issues.collect()), (COLUMNS, ROWS));
        let catalogue = Arc::clone(&state.catalogue);
        let ids: Vec<String> = (0..titles.len())
            .map(|article| format!("paper-{}/{article}", article / AN_ISSUE))
            .collect();
        let sources = ids.iter().zip(titles).map(|(id, title)| TitleSource {
            id,
            title,
            ..TitleSource::default()
        });
        let titles = Arc::new(Titles::new(catalogue, sources));
        let mut window = Window {
            session: Application::new(state, None, None, || 0),
            buffer: Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS)),
            screen: Screen::new(io::sink(), COLUMNS, ROWS),
        };
        window.session.take(Event::TitlesLoaded(titles));
        window.press(Key::Char('f'));
        window
    }

    fn press(&mut self, key: Key) {
        self.session.take(Event::Key(KeyChord {
            key,
            ctrl: false,
            alt: false,
            shift: false,
        }));
        self.buffer.reset();
        let cursor = self.session.draw_into(&mut self.buffer);
        let presented = self.screen.present(&self.buffer, cursor);
        presented.expect("a sink takes everything");
    }
}

/// The memory of the whole process after a key, with no title kept but in the index.
#[expect(clippy::print_stdout, reason = "the figure is what is asked for")]
fn memory() {
    let status = |name: &str| {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with(name));
        line.unwrap_or_default().to_owned()
    };
    let mut maker = Maker::new();
    let mut title = String::new();
    let titles: Vec<u8> = (0..SIZES[2])
        .flat_map(|_| {
            maker.title(&mut title);
            title.push('\n');
            std::mem::take(&mut title).into_bytes()
        })
        .collect();
    let text = String::from_utf8(titles).expect("made of characters");
    let finder = Finder::new(text.lines().map(|title| Entry {
        title,
        ..Entry::default()
    }));
    drop(text);
    println!("made: {}", status("VmRSS"));
    let first = finder.find("c");
    println!("{} found: {}", first.len(), status("VmRSS"));
    let second = finder.search("cs", Some(&first));
    println!("while the next is looked for: {}", status("VmRSS"));
    drop(second);
}

fn titles(count: usize) -> Vec<String> {
    let mut maker = Maker::new();
    (0..count)
        .map(|_| {
            let mut title = String::new();
            maker.title(&mut title);
            title
        })
        .collect()
}

/// Makes titles, the same each time.
struct Maker {
    han: Vec<char>,
    dice: Dice,
}

impl Maker {
    fn new() -> Maker {
        // An order of Han that has nothing to do with their readings.
        let mut han: Vec<char> = (0x4E00..0x5C00).filter_map(char::from_u32).collect();
        let mut maker = Maker {
            han: Vec::new(),
            dice: Dice(42),
        };
        for at in (1..han.len()).rev() {
            let other = (maker.random() * (at + 1) as f64) as usize;
            han.swap(at, other.min(at));
        }
        maker.han = han;
        maker
    }

    fn title(&mut self, title: &mut String) {
        let length = 14 + (self.random() * 24.0) as usize;
        for (word, share) in [
            ("长三角", 0.0025),
            ("高质量发展", 0.033),
            ("新", 0.2),
            ("2024", 0.05),
            ("AI", 0.02),
            ("上海", 0.04),
        ] {
            if self.random() < share {
                title.push_str(word);
            }
        }
        let planted = title.chars().count();
        for _ in planted..length {
            let rank = (self.han.len() as f64).powf(self.random()) as usize;
            title.push(self.han[(rank + 8).min(self.han.len() - 1)]);
            if self.random() < 0.06 {
                title.push('，');
            }
        }
    }

    fn random(&mut self) -> f64 {
        self.dice.below(1 << 31) as f64 / f64::from(1_u32 << 31)
    }
}
