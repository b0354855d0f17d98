//! What two neighbouring classes say about a line break between them: the rules as a table.
//!
//! [`adjacent`] and [`over_spaces`] are the rules, one arm each, in order of precedence; the tables
//! are made from them at compile time, one for each level. Where two classes are not enough, the
//! table holds [`SPECIAL`] and [`super::linebreak`] looks around.

use super::linebreak::{Prohibition, ProhibitionLevel};
use super::punct::LineBreakClass as Class;

/// The verdict of a pair table: the number of a [`Prohibition`], or [`Verdict::SPECIAL`].
pub(crate) type Verdict = u8;

/// The pair alone does not decide: ask the scanner.
pub(crate) const SPECIAL: Verdict = 0x80;

/// No prohibition.
pub(crate) const FREE: Verdict = Prohibition::Free as Verdict;

/// What `pairs` says about the boundary between two classes, by their numbers.
#[inline]
pub(crate) fn verdict_of(pairs: &PairTable, before: usize, after: usize) -> Verdict {
    // The remainder changes nothing; it spares the bounds check.
    pairs[(before * CLASS_COUNT + after) % PAIR_COUNT]
}

/// Room for classes in a table; a power of two.
pub(super) const CLASS_COUNT: usize = 32;

const PAIR_COUNT: usize = CLASS_COUNT * CLASS_COUNT;

pub(crate) type PairTable = [Verdict; PAIR_COUNT];

pub(super) static LOOSE: PairTable = pair_table(ProhibitionLevel::Loose, false);
pub(super) static NORMAL: PairTable = pair_table(ProhibitionLevel::Normal, false);
pub(super) static STRICT: PairTable = pair_table(ProhibitionLevel::Strict, false);

/// Verdicts for two classes with spaces between them, by level.
pub(super) static VIA_SPACE: [PairTable; 3] = [
    pair_table(ProhibitionLevel::Loose, true),
    pair_table(ProhibitionLevel::Normal, true),
    pair_table(ProhibitionLevel::Strict, true),
];

/// The classes in the order of their numbers.
const CLASSES: [Class; 30] = [
    Class::Ideograph,
    Class::Letter,
    Class::Digit,
    Class::Stop,
    Class::Closer,
    Class::Apostrophe,
    Class::Opener,
    Class::Iteration,
    Class::Interpunct,
    Class::Connector,
    Class::Dash,
    Class::LongDash,
    Class::Ellipsis,
    Class::Solidus,
    Class::InfixStop,
    Class::Exclamation,
    Class::Parenthesis,
    Class::Brace,
    Class::NarrowOpener,
    Class::Slash,
    Class::Hyphen,
    Class::BreakAfter,
    Class::Prefix,
    Class::Postfix,
    Class::Quote,
    Class::Space,
    Class::ZeroWidthSpace,
    Class::Glue,
    Class::Mark,
    Class::Start,
];

const fn pair_table(level: ProhibitionLevel, spaced: bool) -> PairTable {
    let mut table = [SPECIAL; PAIR_COUNT];
    let mut before = 0;
    while before < CLASSES.len() {
        let mut after = 0;
        while after < CLASSES.len() {
            let (left, right) = (CLASSES[before], CLASSES[after]);
            let ruling = if spaced {
                over_spaces(left, right, level)
            } else {
                adjacent(left, right, level)
            };
            table[before * CLASS_COUNT + after] = match ruling {
                Ruling::By(prohibition) => prohibition as Verdict,
                Ruling::ByContext => SPECIAL,
            };
            after += 1;
        }
        before += 1;
    }
    table
}

/// What two classes say about the boundary between them.
#[derive(Clone, Copy)]
enum Ruling {
    By(Prohibition),
    ByContext,
}

/// The rules for two neighbours, in order of precedence.
const fn adjacent(before: Class, after: Class, level: ProhibitionLevel) -> Ruling {
    use Class as C;
    let loose = matches!(level, ProhibitionLevel::Loose);
    let forbidden = match (before, after) {
        // Spaces and joining marks leave the table.
        (_, C::Space | C::Mark) | (C::Space, _) => return Ruling::ByContext,
        // U1, S7 and S5 depend on how many there are, and they are counted from the first.
        (_, C::Dash | C::Ellipsis) => return Ruling::ByContext,
        // There is no line before the start of the text (LB2).
        (C::Start, _) => Prohibition::Pair,
        // E1: an opener never ends a line.
        (C::Opener | C::NarrowOpener, _) => Prohibition::Edge,
        // S1 for ASCII, where an address may begin (L2).
        (C::Letter, C::InfixStop) => return Ruling::ByContext,
        // S1, S2, S3: these never start one.
        (_, C::Stop | C::InfixStop | C::Exclamation) => Prohibition::Edge,
        (_, C::Closer | C::Apostrophe | C::Parenthesis | C::Brace) => Prohibition::Edge,
        (_, C::Iteration) => Prohibition::Edge,
        // LB7, LB8, LB11, LB12, LB19: breaks only where a zero-width space says so, none beside
        // glue and straight quotes.
        (_, C::ZeroWidthSpace) => Prohibition::Word,
        (C::ZeroWidthSpace, _) => Prohibition::Free,
        (C::Glue | C::Quote, _) | (_, C::Glue | C::Quote) => Prohibition::Word,
        // S6: a full-width solidus stays within its line, an ASCII one with the word it is glued to.
        (C::Solidus, _) | (_, C::Solidus) if !loose => Prohibition::Connector,
        (C::Slash, _) | (_, C::Slash) if !loose => Prohibition::Connector,
        (_, C::Slash) | (C::Slash, C::Digit) => Prohibition::Word,
        // ⸺ is a pair by itself.
        (C::LongDash, C::LongDash) => Prohibition::Run,
        (_, C::LongDash) => match level {
            ProhibitionLevel::Strict => Prohibition::Leader,
            ProhibitionLevel::Loose | ProhibitionLevel::Normal => Prohibition::Free,
        },
        // S4, S5.
        (_, C::Interpunct | C::Connector) if !loose => Prohibition::Connector,
        (C::Letter | C::Digit | C::Interpunct, C::Interpunct) => Prohibition::Word,
        (_, C::Hyphen) if !loose => Prohibition::Connector,
        (_, C::Hyphen | C::BreakAfter) => Prohibition::Word,
        // L1: is ’ an apostrophe, - a hyphen?
        (C::Apostrophe | C::Hyphen, C::Letter) => return Ruling::ByContext,
        // L1, N1, N2: words and numbers (LB23, LB25, LB28, LB29, LB30).
        (C::Letter | C::Digit, C::Letter | C::Digit | C::Prefix | C::Postfix | C::NarrowOpener) => {
            Prohibition::Word
        }
        (C::Parenthesis | C::InfixStop, C::Letter | C::Digit) => Prohibition::Word,
        (C::Hyphen, C::Digit) => Prohibition::Word,
        // LB28: a middle dot inside a Latin name or a number.
        (C::Interpunct, C::Letter | C::Digit | C::Prefix | C::Postfix | C::NarrowOpener) => {
            Prohibition::Word
        }
        // N3, N2 (LB23a, LB24, LB25). A1 frees a full-width opener after a suffix.
        (C::Prefix, C::Letter | C::Digit | C::Ideograph | C::Opener) => Prohibition::Word,
        (C::Prefix | C::Postfix, C::NarrowOpener | C::Prefix | C::Postfix) => Prohibition::Word,
        (C::Postfix, C::Letter | C::Digit) => Prohibition::Word,
        (C::Parenthesis | C::Brace, C::Prefix | C::Postfix) => Prohibition::Word,
        (C::Ideograph | C::Stop | C::Closer | C::Apostrophe, C::Postfix) => Prohibition::Word,
        // N4.
        (C::Digit, C::Ideograph) | (C::Ideograph, C::Digit) => return Ruling::ByContext,
        // A1 and LB31.
        _ => Prohibition::Free,
    };
    Ruling::By(forbidden)
}

/// The rules for two classes with spaces between them: only edges count.
const fn over_spaces(before: Class, after: Class, level: ProhibitionLevel) -> Ruling {
    use Class as C;
    let loose = matches!(level, ProhibitionLevel::Loose);
    let forbidden = match (before, after) {
        (_, C::Dash | C::Ellipsis) => return Ruling::ByContext,
        // A line of nothing but spaces would be a blank row.
        (C::Start, _) => Prohibition::Word,
        (C::Opener | C::NarrowOpener, _) => Prohibition::Edge,
        (_, C::Stop | C::Closer | C::Apostrophe | C::Iteration | C::Parenthesis | C::Brace) => {
            Prohibition::Edge
        }
        (_, C::LongDash) if matches!(level, ProhibitionLevel::Strict) => Prohibition::Leader,
        (_, C::Interpunct | C::Connector | C::Solidus) if !loose => Prohibition::Connector,
        (C::Solidus, _) if !loose => Prohibition::Connector,
        // S1, S5 and S6 name the ASCII marks only where nothing parts them from the word.
        _ => Prohibition::Free,
    };
    Ruling::By(forbidden)
}
