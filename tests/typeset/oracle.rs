//! Line breaks compared with an implementation that knows nothing of ours: `icu_segmenter`, UAX #14
//! with CSS `line-break: strict` and `word-break: normal`.
//!
//! In plain text of Han, Latin words, digits, spaces, pause marks and brackets both must agree at
//! every boundary. Left out, because the rules of typography differ from UAX #14 on purpose:
//!
//! | left out | UAX #14 | here |
//! |---|---|---|
//! | “ ” ‘ ’ beside Han | never parted from what stands beside them (QU) | A1: may part outside the quotation |
//! | —— ⸺ | may part before (B2) | S7: not at the strict level; inner place never (U1) |
//! | …… ⋯⋯ | inseparable, may part before Han only after a space (IN) | S7, U1, and A1 after them |
//! | · • ‧ ～ – ／ | several classes (AI, AL, EX, BA) | S4 to S6 by level |
//! | tight numbers | a digit and Han may part | N4, when on |
//! | URLs, `-`, `/`, `&`, `%` and signs | NU, PR, PO, SY, HY | N1 to N3, L1, L2 |
//! | full-width mark after a space | may part (LB18) | S1: white space does not free it |

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness, LineBreakWordOption};
use kanbao::text::{BreakRules, Prohibition, ProhibitionLevel, break_opportunities};
use proptest::prelude::*;

/// The places where a line may break by `icu_segmenter`, ends left out.
fn by_oracle(text: &str) -> Vec<usize> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    options.word_option = Some(LineBreakWordOption::Normal);
    let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
    segmenter
        .segment_str(text)
        .filter(|&at| at > 0 && at < text.len())
        .collect()
}

fn by_us(text: &str, level: ProhibitionLevel) -> Vec<usize> {
    break_opportunities(
        text,
        BreakRules {
            level,
            tight_numbers: false,
        },
    )
    .filter(|place| place.prohibition == Prohibition::Free)
    .map(|place| place.offset)
    .collect()
}

/// Words that do not begin or end with a space, so that no mark comes to stand after one.
fn plain_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        6 => "[一二三四五江海看报人民]{1,8}",
        2 => "[a-zA-Z]{1,9}",
        2 => "[0-9]{1,6}",
        1 => "[0-9]{1,3}[.,][0-9]{1,3}",
        2 => prop::sample::select(vec!["，", "。", "、", "：", "；", "？", "！"]).prop_map(str::to_owned),
        2 => "[（《「『【〔][一二三四]{1,4}",
        2 => "[一二三四]{1,4}[）》」』】〕]",
        1 => "[a-z]{1,5} [a-z]{1,5}",
        1 => "[一二三] [0-9]{1,4} [年月日]",
    ];
    prop::collection::vec(part, 1..20).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_parts_where_unicode_lets_it(text in plain_text()) {
        let expected = by_oracle(&text);
        for level in [ProhibitionLevel::Loose, ProhibitionLevel::Normal, ProhibitionLevel::Strict] {
            prop_assert_eq!(by_us(&text, level), expected.clone(), "{} at {:?}", text, level);
        }
    }
}

/// The differences of the table above, so that a change on either side is noticed.
#[test]
fn we_differ_where_we_mean_to() {
    let strict = |text| by_us(text, ProhibitionLevel::Strict);
    // A quotation may part from Han outside it.
    assert_eq!(strict("说“好”的"), [3, 12]);
    assert_eq!(by_oracle("说“好”的"), [0; 0]);
    // Dashes hang on to what stands before them, and let go of what follows.
    assert_eq!(strict("江——海"), [9]);
    // White space does not free a mark.
    assert_eq!(strict("江 ，海"), [7]);
    // An interpunct stays with the name before it.
    assert_eq!(strict("江·海"), [5]);
}
