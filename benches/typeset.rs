//! How fast text is set, beside what other crates can do: `cargo bench --bench typeset`.
//!
//! The text is made here: sentences of a small vocabulary with quotes, numbers, Latin words and
//! long dashes in the proportions of a newspaper. All fill 76 columns.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use kanbao::markup::Document;
use kanbao::text::{AmbiguousWidth, Clean, break_opportunities, text_width};
use kanbao::typeset::{Head, ProhibitionLevel, Settings, raw, typeset};
use unicode_width::UnicodeWidthStr;

const MEASURE: usize = 76;

fn main() {
    divan::main();
}

/// The full layout: breaks, prohibitions, widths, indents, lines.
#[divan::bench(args = [20_000, 1_000_000])]
fn typeset_article(bencher: Bencher<'_, '_>, han: usize) {
    let text = article(han);
    let document = raw(&text);
    let head = Head {
        title: Clean::from("三十个清晨"),
        ..Head::default()
    };
    let settings = settings();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| typeset(Some(&head), black_box(&document), black_box(&settings)));
}

/// The same with Han-Latin spacing and hanging marks.
#[divan::bench(args = [20_000])]
fn typeset_spaced_and_hung(bencher: Bencher<'_, '_>, han: usize) {
    let text = article(han);
    let document = raw(&text);
    let settings = Settings {
        spacing: true,
        hanging: true,
        ..settings()
    };
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| typeset(None, black_box(&document), black_box(&settings)));
}

/// First fit with breaks of `unicode-linebreak` and widths of `unicode-width`: no rule of ours.
#[divan::bench(args = [20_000, 1_000_000])]
fn fill_unicode_linebreak(bencher: Bencher<'_, '_>, han: usize) {
    let text = article(han);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| fill_with_crates(black_box(&text)));
}

/// `textwrap` with its fastest algorithm.
#[divan::bench(args = [20_000])]
fn fill_textwrap_first_fit(bencher: Bencher<'_, '_>, han: usize) {
    let text = article(han);
    let options = textwrap::Options::new(MEASURE).wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| textwrap::wrap(black_box(&text), &options));
}

/// Every boundary with its rule, by the slow path that tests use.
#[divan::bench(args = [20_000])]
fn all_break_opportunities(bencher: Bencher<'_, '_>, han: usize) {
    let text = article(han);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| break_opportunities(black_box(&text), Default::default()).count());
}

/// Widths alone.
#[divan::bench(args = [20_000])]
fn width_of_text(bencher: Bencher<'_, '_>, han: usize) {
    let text = article(han);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| text_width(black_box(&text), AmbiguousWidth::NARROW));
}

/// Drawing a whole article: all pieces of all lines.
#[divan::bench(args = [20_000])]
fn pieces_of_all_lines(bencher: Bencher<'_, '_>, han: usize) {
    let text = article(han);
    let document: Document = raw(&text);
    let layout = typeset(None, &document, &settings());
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let lines = 0..layout.lines().len();
        lines
            .map(|line| layout.pieces(black_box(&document), line).count())
            .sum::<usize>()
    });
}

fn settings() -> Settings {
    Settings {
        measure: MEASURE,
        ambiguous: AmbiguousWidth::NARROW,
        level: ProhibitionLevel::Strict,
        indent: 4,
        hanging: false,
        spacing: false,
        tight_numbers: true,
        caption_label: Clean::from("图："),
        bullet: Clean::from("∙"),
        roomy: true,
    }
}

fn fill_with_crates(text: &str) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    for (start, paragraph) in paragraphs(text) {
        let (mut line, mut last, mut width) = (0, 0, 0);
        for (offset, _) in unicode_linebreak::linebreaks(paragraph) {
            let word = paragraph[last..offset].width();
            if width + word > MEASURE && last > line {
                lines.push((start + line, start + last));
                (line, width) = (last, 0);
            }
            width += word;
            last = offset;
        }
        lines.push((start + line, start + paragraph.len()));
    }
    lines
}

fn paragraphs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.lines()
        .map(move |line| (line.as_ptr() as usize - base, line))
}

/// A text of about `han` Han characters, the same at every call.
fn article(han: usize) -> String {
    const WORDS: [&str; 24] = [
        "渡口",
        "老船工",
        "清晨",
        "铁链",
        "缆绳",
        "集市",
        "对岸",
        "码头",
        "石阶",
        "年轻人",
        "水位",
        "山路",
        "修好",
        "走过",
        "回来",
        "三年",
        "今天",
        "村里",
        "的",
        "了",
        "在",
        "把",
        "一个",
        "他们",
    ];
    const RARE: [&str; 8] = [
        "2021年",
        "3.5公里",
        "GPS",
        "——",
        "（见图）",
        "《水经》",
        "12%",
        "A4纸",
    ];
    let mut state = 1_u32;
    let mut next = |bound: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % bound
    };
    let mut text = String::new();
    while text.len() < han * 3 {
        for _ in 0..3 + next(6) {
            let is_quoted = next(5) == 0;
            if is_quoted {
                text.push_str("说：“");
            }
            for _ in 0..3 + next(8) {
                text.push_str(if next(14) == 0 {
                    RARE[next(RARE.len())]
                } else {
                    WORDS[next(WORDS.len())]
                });
            }
            text.push_str(["，", "。", "，", "；", "、"][next(5)]);
            if is_quoted {
                text.push('”');
            }
        }
        text.push_str("好。\n");
    }
    text
}
