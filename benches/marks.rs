//! A hundred thousand marks: reading them at the start, adding one, seeing one that was added.

use std::path::Path;

use divan::Bencher;
use kanbao::annotation::{Annotation, ArticleText, Motivation, Source};
use kanbao::store::{MarkChange, MarkStore, MarksPlace, Patience};

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
