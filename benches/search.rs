//! Full-text search of 20,000 articles (about 32 MB folded) against `memchr::memmem` over the same
//! bytes in the same run.
//!
//! `peer` counts the hits of a needle and does nothing else. `search` is what the open reader does:
//! hits, articles, counts, the order; `on_one_core` the same without dividing the work. The text is
//! made of Han as often as in Chinese prose (Zipf), with words planted in it.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::LazyLock;

use dice::Dice;
use divan::Bencher;
use kanbao::search::archive::Archive;
use kanbao::search::pack::{Group, Pack, Packed};
use kanbao::search::query::Settings;
use kanbao::search::{Facts, Matcher, Order, parse};
use memchr::memmem;

#[expect(dead_code, reason = "what picks from lists")]
#[path = "../tests/support/dice.rs"]
mod dice;

const ARTICLES: usize = 20_000;
/// Han an article: 1.6 KB.
const LENGTH: usize = 530;
/// A common word, a rarer one, a rare one, a common character, and one that does not stand there.
const NEEDLES: [&str; 5] = ["高质量发展", "上海", "长三角示范区", "新", "螃蟹"];

fn main() {
    divan::main();
}

static TEXT: LazyLock<Vec<u8>> = LazyLock::new(make);
static BOTH: LazyLock<Archive> = LazyLock::new(|| archive(2));
static ONE: LazyLock<Archive> = LazyLock::new(|| archive(1));

#[divan::bench(args = NEEDLES)]
fn peer(bencher: Bencher<'_, '_>, needle: &str) {
    let folded = folded(&BOTH);
    let finder = memmem::Finder::new(needle);
    bencher.bench_local(|| finder.find_iter(&folded).count());
}

#[divan::bench(args = NEEDLES)]
fn search(bencher: Bencher<'_, '_>, needle: &str) {
    run(bencher, &BOTH, needle);
}

#[divan::bench(args = NEEDLES)]
fn on_one_core(bencher: Bencher<'_, '_>, needle: &str) {
    run(bencher, &ONE, needle);
}

#[divan::bench(args = ["上海 新", "上海 OR 高质量发展", "title:新 -上海"])]
fn combined(bencher: Bencher<'_, '_>, query: &str) {
    run(bencher, &BOTH, query);
}

/// The first page of results: snippets of the first ten articles.
#[divan::bench(args = NEEDLES)]
fn snippets_of_a_page(bencher: Bencher<'_, '_>, needle: &str) {
    let read = BTreeSet::new();
    let matcher = matcher(needle);
    let mut hits = BOTH
        .search(
            &matcher,
            Facts {
                read: &read,
                kept: None,
            },
            Order::Relevance,
        )
        .expect("memory is not damaged");
    hits.truncate(10);
    bencher.bench_local(|| BOTH.snippets(&matcher, &hits, 2));
}

fn run(bencher: Bencher<'_, '_>, archive: &Archive, query: &str) {
    let read = BTreeSet::new();
    let matcher = matcher(query);
    let search = || {
        archive.search(
            &matcher,
            Facts {
                read: &read,
                kept: None,
            },
            Order::Relevance,
        )
    };
    // The checksums are compared once, at the first search.
    assert!(search().is_ok());
    bencher.bench_local(search);
}

fn matcher(query: &str) -> Matcher {
    let query = parse(query, &Settings::default()).expect("a query of the bench");
    Matcher::new(&query).expect("no regular expression")
}

/// The folded texts in one piece, without what stands between the groups.
fn folded(archive: &Archive) -> Vec<u8> {
    let corpus = archive.corpus();
    (0..corpus.len())
        .flat_map(|index| corpus.slice(corpus.record(index).folded))
        .copied()
        .collect()
}

fn archive(threads: usize) -> Archive {
    Archive::of_bytes(TEXT.clone(), threads).expect("a corpus")
}

fn make() -> Vec<u8> {
    let han: Vec<char> = (0x4E00..0x5800).filter_map(char::from_u32).collect();
    let mut dice = Dice(42);
    let mut random = move || dice.below(1 << 31) as f64 / f64::from(1_u32 << 31);
    let mut pack = Pack::new(Cursor::new(Vec::new()), ARTICLES).expect("memory");
    let mut group = Group::default();
    for article in 0..ARTICLES {
        let mut text = String::with_capacity(LENGTH * 3);
        while text.len() < LENGTH * 3 {
            // The n-th character stands about once in n.
            let rank = (han.len() as f64).powf(random()) as usize - 1;
            text.push(han[rank.min(han.len() - 1)]);
            let chance = random();
            for (word, share) in [
                ("高质量发展", 0.0004),
                ("上海", 0.001),
                ("新", 0.009),
                ("。", 0.05),
            ] {
                if chance < share {
                    text.push_str(word);
                    break;
                }
            }
        }
        if article % 400 == 0 {
            text.push_str("长三角示范区");
        }
        let id = format!("bao-2024-{:03}/{:02}-pian", article / 14, article % 14);
        let details = [id.as_str(), "", "", "article", "", "", "2024-06-07"];
        let mut packed = Packed::new("新桥的题目", &text, details);
        packed.date = 20_240_000 + article as u32 % 1200;
        group.push(article, packed);
        if article % 128 == 127 || article + 1 == ARTICLES {
            pack.write(&group).expect("memory");
            group = Group::default();
        }
    }
    pack.finish(&[["bao-2024", "报"]], &[])
        .expect("memory")
        .into_inner()
}
