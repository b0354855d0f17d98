//! Makes the class table of `src/text/class.rs`: one byte for every code point, in two stages.
//!
//! The width comes from UAX #11, the line-break class from UAX #14, cluster joiners from UAX #29
//! (each through its crate's data), and our own lists in `src/text/punct.rs` go before them.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::{env, fs, path::Path};

use unicode_linebreak::BreakClass;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

#[path = "src/text/punct.rs"]
#[expect(
    dead_code,
    unreachable_pub,
    reason = "it is a file of the library, which uses all of it"
)]
mod punct;

use punct::{LineBreakClass, PunctuationClass, WidthClass, punctuation_class};

/// Code points a block: the table keeps each different block once.
const BLOCK: usize = 256;

fn main() {
    // A changed or new file of the corpus must be compiled in again.
    println!("cargo::rerun-if-changed=corpus");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/text/punct.rs");

    let classes: Vec<u8> = (0..0x11_0000)
        .map(|code| char::from_u32(code).map_or(0, class_byte))
        .collect();
    let mut blocks: Vec<&[u8]> = Vec::new();
    let mut known: HashMap<&[u8], usize> = HashMap::new();
    let stage_one: Vec<usize> = classes
        .chunks(BLOCK)
        .map(|block| {
            *known.entry(block).or_insert_with(|| {
                blocks.push(block);
                blocks.len() - 1
            })
        })
        .collect();
    // Room for every block number a byte can hold: then no lookup needs a bounds check.
    let mut contents = blocks.concat();
    contents.resize(256 * BLOCK, 0);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "static BLOCK_OF: [u8; {}] = {stage_one:?};",
        stage_one.len()
    );
    let _ = writeln!(
        out,
        "static CLASSES: [u8; {}] = {contents:?};",
        contents.len()
    );
    let directory = env::var("OUT_DIR").expect("cargo sets OUT_DIR for build scripts");
    fs::write(Path::new(&directory).join("class_table.rs"), out).expect("OUT_DIR can be written");
}

/// The table's byte of `c`: width class in bits 0 to 2, line-break class in bits 3 to 7.
fn class_byte(c: char) -> u8 {
    (line_break_class(c) as u8) << 3 | width_class(c) as u8
}

fn width_class(c: char) -> WidthClass {
    match (c.width().unwrap_or(0), c.width_cjk().unwrap_or(0)) {
        (0, _) if is_spacing_mark(c) => WidthClass::Narrow,
        (0, _) => WidthClass::Zero,
        (1, _) if is_ambiguous_letter(c) => WidthClass::AmbiguousLetter,
        (1, _) if matches!(c, '¨' | '´' | '¸' | '˄' | '˘'..='˛' | '˝' | '˟') => {
            WidthClass::AmbiguousSymbol
        }
        (1, 1) => WidthClass::Narrow,
        (1, _) if matches!(c, '\u{2010}'..='\u{2027}' | '·') => WidthClass::AmbiguousPunctuation,
        (1, _) => WidthClass::AmbiguousSymbol,
        _ => WidthClass::Wide,
    }
}

/// The marks of general category Mc that also extend a cluster (`Other_Grapheme_Extend`):
/// `unicode-width` gives them no cell, `wcwidth`, and with it nearly every terminal, one.
fn is_spacing_mark(c: char) -> bool {
    matches!(u32::from(c),
        0x9BE | 0x9D7 | 0xB3E | 0xB57 | 0xBBE | 0xBD7 | 0xCC0 | 0xCC2 | 0xCC7 | 0xCC8 | 0xCCA | 0xCCB | 0xCD5 | 0xCD6
        | 0xD3E | 0xD57 | 0xDCF | 0xDDF | 0x1715 | 0x1734 | 0x1B35 | 0x1B3B | 0x1B3D | 0x1B43 | 0x1B44 | 0x1BAA
        | 0x1BF2 | 0x1BF3 | 0xA953 | 0xA9C0 | 0x111C0 | 0x11235 | 0x1133E | 0x1134D | 0x11357 | 0x113B8 | 0x113C2
        | 0x113C5 | 0x113C7..=0x113C9 | 0x113CF | 0x114B0 | 0x114BD | 0x115AF | 0x116B6 | 0x11930 | 0x1193D
        | 0x11F41 | 0x16FF0 | 0x16FF1 | 0x1D165 | 0x1D166 | 0x1D16D..=0x1D172)
}

/// The letters of East Asian Width class A (UAX #11, `EastAsianWidth.txt`). `unicode-width` counts
/// them one cell in every context, but some terminals do not.
fn is_ambiguous_letter(c: char) -> bool {
    matches!(u32::from(c),
        0xAA | 0xBA | 0xC6 | 0xD0 | 0xD8 | 0xDE..=0xE1 | 0xE6 | 0xE8..=0xEA | 0xEC..=0xED | 0xF0 | 0xF2..=0xF3
        | 0xF8..=0xFA | 0xFC | 0xFE | 0x101 | 0x111 | 0x113 | 0x11B | 0x126..=0x127 | 0x12B | 0x131..=0x133 | 0x138
        | 0x13F..=0x142 | 0x144 | 0x148..=0x14B | 0x14D | 0x152..=0x153 | 0x166..=0x167 | 0x16B | 0x1CE | 0x1D0
        | 0x1D2 | 0x1D4 | 0x1D6 | 0x1D8 | 0x1DA | 0x1DC | 0x251 | 0x261 | 0x2C7 | 0x2C9..=0x2CB | 0x2CD | 0x2D0
        | 0x391..=0x3A1 | 0x3A3..=0x3A9 | 0x3B1..=0x3C1 | 0x3C3..=0x3C9 | 0x401 | 0x410..=0x44F | 0x451)
}

fn line_break_class(c: char) -> LineBreakClass {
    if may_join(c) {
        return LineBreakClass::Mark;
    }
    if let Some(class) = punctuation_class(c) {
        return of_mark(c, class);
    }
    match c {
        '０'..='９' => LineBreakClass::Digit,
        // Latin letters stay together in full width too (rule L1).
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => LineBreakClass::Letter,
        '\u{3000}' => LineBreakClass::Space,
        _ => of_unicode(c),
    }
}

fn of_mark(c: char, class: PunctuationClass) -> LineBreakClass {
    match class {
        PunctuationClass::PauseOrStop if matches!(c, '?' | '!') => LineBreakClass::Exclamation,
        PunctuationClass::PauseOrStop if c.is_ascii() => LineBreakClass::InfixStop,
        PunctuationClass::PauseOrStop => LineBreakClass::Stop,
        PunctuationClass::Closing if c == '’' => LineBreakClass::Apostrophe,
        PunctuationClass::Closing if c == '}' => LineBreakClass::Brace,
        PunctuationClass::Closing if c.is_ascii() => LineBreakClass::Parenthesis,
        PunctuationClass::Closing => LineBreakClass::Closer,
        PunctuationClass::Opening if c.is_ascii() => LineBreakClass::NarrowOpener,
        PunctuationClass::Opening => LineBreakClass::Opener,
        PunctuationClass::Iteration => LineBreakClass::Iteration,
        PunctuationClass::Interpunct => LineBreakClass::Interpunct,
        PunctuationClass::Connector => LineBreakClass::Connector,
        PunctuationClass::Solidus if c.is_ascii() => LineBreakClass::Slash,
        PunctuationClass::Solidus => LineBreakClass::Solidus,
        PunctuationClass::Dash if matches!(c, '⸺' | '⸻') => LineBreakClass::LongDash,
        PunctuationClass::Dash => LineBreakClass::Dash,
        PunctuationClass::Ellipsis => LineBreakClass::Ellipsis,
    }
}

/// UAX #14 for what our rules do not name.
fn of_unicode(c: char) -> LineBreakClass {
    match unicode_linebreak::break_property(u32::from(c)) {
        BreakClass::Numeric => LineBreakClass::Digit,
        BreakClass::ClosePunctuation => LineBreakClass::Closer,
        BreakClass::CloseParenthesis => LineBreakClass::Parenthesis,
        BreakClass::OpenPunctuation if c.width() == Some(2) => LineBreakClass::Opener,
        BreakClass::OpenPunctuation => LineBreakClass::NarrowOpener,
        BreakClass::Exclamation => LineBreakClass::Exclamation,
        BreakClass::InfixSeparator => LineBreakClass::InfixStop,
        BreakClass::Inseparable => LineBreakClass::Ellipsis,
        BreakClass::NonStarter | BreakClass::ConditionalJapaneseStarter => {
            LineBreakClass::Iteration
        }
        BreakClass::Hyphen => LineBreakClass::Hyphen,
        BreakClass::After | BreakClass::Mandatory => LineBreakClass::BreakAfter,
        BreakClass::Prefix => LineBreakClass::Prefix,
        BreakClass::Postfix => LineBreakClass::Postfix,
        BreakClass::Quotation => LineBreakClass::Quote,
        BreakClass::Symbol => LineBreakClass::Slash,
        BreakClass::Space => LineBreakClass::Space,
        BreakClass::ZeroWidthSpace => LineBreakClass::ZeroWidthSpace,
        BreakClass::NonBreakingGlue | BreakClass::WordJoiner => LineBreakClass::Glue,
        BreakClass::Ideographic
        | BreakClass::EmojiBase
        | BreakClass::EmojiModifier
        | BreakClass::HangulLvSyllable
        | BreakClass::HangulLvtSyllable
        | BreakClass::BeforeAndAfter
        | BreakClass::Contingent => LineBreakClass::Ideograph,
        _ => LineBreakClass::Letter,
    }
}

/// Whether `c` may form one cluster with a neighbour (UAX #29), tried on one of each kind:
/// between two characters without this mark there is always a cluster boundary.
fn may_join(c: char) -> bool {
    // Nothing else joins; asking for every code point would take seconds.
    let may_be_asked = matches!(u32::from(c), 0xA0..0x3400 | 0xA000..0x20000 | 0xE0000..0xE1000);
    if !may_be_asked || c.is_control() {
        return false;
    }
    let one = |text: String| text.graphemes(true).count() == 1;
    let joins_before = ["a", "\u{1100}", "\u{1161}", "\u{1F1E6}"]
        .iter()
        .any(|base| one(format!("{base}{c}")));
    joins_before || one(format!("{c}a"))
}
