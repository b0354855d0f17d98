//! Cases of where a line may break, written with the breaks inside the text.

use super::ProhibitionLevel::{Loose, Normal, Strict};
use super::*;

/// The text with `|` where a line may break.
fn marked(text: &str, level: ProhibitionLevel) -> String {
    let mut marked = text.to_owned();
    let free: Vec<_> = break_opportunities(
        text,
        BreakRules {
            level,
            tight_numbers: false,
        },
    )
    .filter(|boundary| boundary.prohibition == Prohibition::Free)
    .collect();
    for boundary in free.iter().rev() {
        marked.insert(boundary.offset, '|');
    }
    marked
}

#[test]
fn each_rule_holds_at_its_levels() {
    for (rule, text, loose, normal, strict) in [
        (
            "S1",
            "甲。乙，丙！",
            "甲。|乙，|丙！",
            "甲。|乙，|丙！",
            "甲。|乙，|丙！",
        ),
        (
            "S1 ASCII",
            "甲, b.c 乙 .d",
            "甲, |b.c |乙 |.d",
            "甲, |b.c |乙 |.d",
            "甲, |b.c |乙 |.d",
        ),
        (
            "S2",
            "甲”）乙’丙)丁",
            "甲”）|乙’|丙)|丁",
            "甲”）|乙’|丙)|丁",
            "甲”）|乙’|丙)|丁",
        ),
        (
            "S3",
            "人々かっこー",
            "人々|かっ|こー",
            "人々|かっ|こー",
            "人々|かっ|こー",
        ),
        (
            "S4",
            "甲·乙・丙",
            "甲|·|乙|・|丙",
            "甲·|乙・|丙",
            "甲·|乙・|丙",
        ),
        (
            "S5",
            "甲～乙—丙–丁",
            "甲|～|乙|—|丙|–|丁",
            "甲～|乙—|丙–|丁",
            "甲～|乙—|丙–|丁",
        ),
        (
            "S5 hyphen",
            "well-known -v 3-4",
            "well-|known |-v |3-4",
            "well-|known |-v |3-4",
            "well-|known |-v |3-4",
        ),
        (
            "S6",
            "甲／乙 a/b",
            "甲|／|乙 |a/|b",
            "甲／乙 |a/b",
            "甲／乙 |a/b",
        ),
        (
            "S7",
            "甲——乙……丙⸺丁",
            "甲|——|乙|……|丙|⸺|丁",
            "甲|——|乙|……|丙|⸺|丁",
            "甲——|乙……|丙⸺|丁",
        ),
        (
            "E1",
            "甲（乙“ 丙[丁",
            "甲|（乙|“ 丙|[丁",
            "甲|（乙|“ 丙|[丁",
            "甲|（乙|“ 丙|[丁",
        ),
        ("U1", "——————", "——————", "——————", "——————"),
        (
            "N1",
            "1,234.5甲12:30乙",
            "1,234.5|甲|12:30|乙",
            "1,234.5|甲|12:30|乙",
            "1,234.5|甲|12:30|乙",
        ),
        (
            "N2",
            "5％甲30℃乙5000km",
            "5％|甲|30℃|乙|5000km",
            "5％|甲|30℃|乙|5000km",
            "5％|甲|30℃|乙|5000km",
        ),
        (
            "N3",
            "甲￥5乙±3，№7",
            "甲|￥5|乙|±3，|№7",
            "甲|￥5|乙|±3，|№7",
            "甲|￥5|乙|±3，|№7",
        ),
        (
            "L1",
            "don’t甲AT&T乙C++",
            "don’t|甲|AT&T|乙|C++",
            "don’t|甲|AT&T|乙|C++",
            "don’t|甲|AT&T|乙|C++",
        ),
        (
            "L2",
            "甲http://a.b/c-d?e乙",
            "甲|http://a.b/c-d?e|乙",
            "甲|http://a.b/c-d?e|乙",
            "甲|http://a.b/c-d?e|乙",
        ),
        (
            "G1",
            "葛\u{E0100}甲e\u{301}",
            "葛\u{E0100}|甲|e\u{301}",
            "葛\u{E0100}|甲|e\u{301}",
            "葛\u{E0100}|甲|e\u{301}",
        ),
        (
            "A1",
            "甲“乙”“丙”《丁》",
            "甲|“乙”|“丙”|《丁》",
            "甲|“乙”|“丙”|《丁》",
            "甲|“乙”|“丙”|《丁》",
        ),
        (
            "A1 Latin",
            "ab（c）de《f》g——h",
            "ab|（c）|de|《f》|g|——|h",
            "ab|（c）|de|《f》|g|——|h",
            "ab|（c）|de|《f》|g——|h",
        ),
        ("Hangul", "한국 말", "한|국 |말", "한|국 |말", "한|국 |말"),
    ] {
        for (level, expected) in [(Loose, loose), (Normal, normal), (Strict, strict)] {
            assert_eq!(marked(text, level), expected, "{rule} {level:?}");
        }
    }
}

#[test]
fn rules_are_given_up_in_their_order() {
    let prohibitions = |text: &str, tight_numbers| -> Vec<Prohibition> {
        let rules = BreakRules {
            level: Strict,
            tight_numbers,
        };
        break_opportunities(text, rules)
            .map(|boundary| boundary.prohibition)
            .collect()
    };
    use Prohibition as P;
    assert_eq!(prohibitions("甲——乙", true), [P::Leader, P::Pair, P::Free]);
    assert_eq!(
        prohibitions("………………", true)[..3],
        [P::Pair, P::Run, P::Pair]
    );
    assert_eq!(prohibitions("（—", true), [P::Edge]);
    assert_eq!(prohibitions("甲·乙", true), [P::Connector, P::Free]);
    assert_eq!(prohibitions("a1", true), [P::Word]);
    assert_eq!(
        prohibitions("第8万元整", true),
        [P::Measure, P::Measure, P::Measure, P::Free]
    );
    assert_eq!(prohibitions("8万元", false), [P::Free, P::Free]);
    assert_eq!(
        prohibitions("www.a", true),
        [P::Word, P::Word, P::Word, P::Address]
    );
    assert!(P::ALL.windows(2).all(|pair| pair[0] < pair[1]));
}

/// Where our rules name none of the characters, breaks are those of UAX #14.
#[test]
fn other_text_follows_uax_14() {
    let pieces = [
        "the", "word", "甲", "乙丙", " ", "42", "$5", "9%", "x=1", "a|b", "#tag", "a_b", "ひら",
        "カナ", "@",
    ];
    let mut state = 7_u32;
    for _ in 0..2000 {
        let mut text = String::new();
        for _ in 0..8 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(pieces[(state >> 16) as usize % pieces.len()]);
        }
        let text = text.trim();
        // LB25 and LB31 part `$$` and `%$`; ours do not, for names like C++.
        let mut expected: Vec<usize> = unicode_linebreak::linebreaks(text)
            .map(|(offset, _)| offset)
            .filter(|&offset| offset < text.len())
            .collect();
        expected.retain(|&offset| {
            !text[..offset].ends_with(['$', '%']) || !text[offset..].starts_with(['$', '%'])
        });
        let ours: Vec<usize> = break_opportunities(
            text,
            BreakRules {
                level: Strict,
                tight_numbers: false,
            },
        )
        .filter(|boundary| boundary.prohibition == Prohibition::Free)
        .map(|boundary| boundary.offset)
        .collect();
        assert_eq!(ours, expected, "{text:?}");
    }
}
