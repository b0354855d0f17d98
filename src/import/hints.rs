//! Which kinds of characters a line holds: one look at each character, for all who ask later.
//!
//! Nearly every question about a line is one for words of the trade, and most lines hold none of their
//! characters. Asked one by one, these questions went through each line some fifty times. So every
//! character is looked up once, in one table of all that any word begins with or needs; where a kind is
//! missing, its words are missing too and need not be searched for.

use super::lexicon::char_at;
use super::{credit, furniture, imprint, looks, origin};

/// Kinds of characters. A text has a kind if and only if it holds one of its characters; for the words of
/// the trade that means only that they may be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hints(u32);

impl Hints {
    /// White space.
    pub(super) const SPACE: Hints = Hints(1);
    /// Letters, figures and marks of ASCII in full width.
    pub(super) const WIDE: Hints = Hints(1 << 1);
    /// Figures, Chinese or ASCII, of any width.
    pub(super) const NUMERAL: Hints = Hints(1 << 2);
    /// Marks of a whole sentence, which no line of names has.
    pub(super) const STOP: Hints = Hints(1 << 3);
    /// Commas.
    pub(super) const COMMA: Hints = Hints(1 << 16);
    /// Colons.
    pub(super) const COLON: Hints = Hints(1 << 4);
    /// Opening round brackets.
    pub(super) const BRACKET: Hints = Hints(1 << 5);
    /// What stands behind the month of a date.
    pub(super) const MONTH: Hints = Hints(1 << 6);
    /// 第.
    pub(super) const ORDINAL: Hints = Hints(1 << 7);
    /// The words of a page's head.
    pub(super) const PAGE: Hints = Hints(1 << 8);
    /// Jumps to other pages.
    pub(super) const JUMP: Hints = Hints(1 << 9);
    /// Days of the week.
    pub(super) const WEEKDAY: Hints = Hints(1 << 10);
    /// 印.
    pub(super) const PRINTED: Hints = Hints(1 << 11);
    /// Bylines and credits.
    pub(super) const CREDIT: Hints = Hints(1 << 12);
    /// Sources.
    pub(super) const ORIGIN: Hints = Hints(1 << 13);
    /// Datelines.
    pub(super) const DATELINE: Hints = Hints(1 << 14);
    /// Links and buttons of web pages.
    pub(super) const NAVIGATION: Hints = Hints(1 << 15);
    /// Where a picture was taken.
    pub(super) const TAKEN: Hints = Hints(1 << 16);

    /// Whether one of the kinds of `any` is there.
    pub(super) fn may(self, any: Hints) -> bool {
        self.0 & any.0 != 0
    }

    /// Whether a date may be there: a figure, and what stands behind a month.
    pub(super) fn may_date(self) -> bool {
        self.may(Hints::NUMERAL) && self.may(Hints::MONTH)
    }

    /// Both together.
    pub(super) fn and(self, other: Hints) -> Hints {
        Hints(self.0 | other.0)
    }

    /// The kinds in `text`, and how many characters it has.
    pub(super) fn of(text: &str) -> (Hints, usize) {
        text.chars().fold((Hints::default(), 0), |(all, count), c| {
            (all.and(TABLE.of(c)), count + 1)
        })
    }
}

/// A kind: the first characters of words, and further ones.
struct Kind {
    hint: Hints,
    words: &'static [&'static [&'static str]],
    chars: &'static str,
}

const fn kind(hint: Hints, words: &'static [&'static [&'static str]], chars: &'static str) -> Kind {
    Kind { hint, words, chars }
}

const KINDS: &[Kind] = &[
    kind(
        Hints::SPACE,
        &[],
        // The property White_Space of Unicode.
        "\t\n\u{B}\u{C}\r \u{85}\u{A0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}",
    ),
    kind(Hints::NUMERAL, &[], "0123456789一二三四五六七八九十〇○零"),
    kind(Hints::STOP, &[], "。！？"),
    kind(Hints::COMMA, &[], "，,"),
    kind(Hints::COLON, &[], "：:︰"),
    kind(Hints::BRACKET, &[], "（("),
    kind(Hints::MONTH, &[], "月-./"),
    kind(Hints::ORDINAL, &[], "第"),
    kind(Hints::PAGE, &[], furniture::PAGE_MARKS),
    kind(Hints::JUMP, &[], furniture::JUMP_MARKS),
    kind(Hints::WEEKDAY, &[], "周週期拜"),
    kind(Hints::PRINTED, &[], "印"),
    kind(
        Hints::CREDIT,
        &[
            credit::REPORTERS,
            credit::HELPERS,
            credit::DEEDS,
            credit::OWN_PAPER,
        ],
        credit::MARKS,
    ),
    kind(Hints::ORIGIN, &[], origin::MARKS),
    kind(Hints::DATELINE, &[origin::OWN], origin::DATELINE_MARKS),
    kind(Hints::TAKEN, &[], looks::TAKEN_MARKS),
    kind(Hints::NAVIGATION, &[], imprint::NAVIGATION_MARKS),
];

static TABLE: Table = Table::new();

/// The kinds of each character. Blocks of 64 characters without any share the first one, so that the
/// table stays in the nearest cache.
struct Table {
    block_of: [u16; BLOCKS],
    blocks: [[u32; BLOCK]; USED],
}

/// The characters of a block.
const BLOCK: usize = 64;
/// The blocks of the basic plane; no character of any kind stands beyond it.
const BLOCKS: usize = 0x1_0000 / BLOCK;
/// The most blocks that hold a character of any kind, and the empty one.
const USED: usize = 256;

impl Table {
    const fn new() -> Table {
        let mut table = Table {
            block_of: [0; BLOCKS],
            blocks: [[0; BLOCK]; USED],
        };
        let (mut used, mut at) = (0, 0);
        while at < KINDS.len() {
            let Kind { hint, words, chars } = &KINDS[at];
            let mut list = 0;
            while list < words.len() {
                let mut word = 0;
                while word < words[list].len() {
                    let (c, _) = char_at(words[list][word].as_bytes(), 0);
                    used = table.mark(c, hint.0, used);
                    word += 1;
                }
                list += 1;
            }
            let mut offset = 0;
            while offset < chars.len() {
                let (c, length) = char_at(chars.as_bytes(), offset);
                used = table.mark(c, hint.0, used);
                offset += length;
            }
            at += 1;
        }
        let mut wide = 0xFF01;
        while wide <= 0xFF5E {
            used = table.put(wide, Hints::WIDE.0, used);
            wide += 1;
        }
        table
    }

    /// Notes `kind` for `c` and, where it is of ASCII, for the same in full width.
    const fn mark(&mut self, c: u32, kind: u32, used: u16) -> u16 {
        let used = self.put(c, kind, used);
        if 0x21 <= c && c <= 0x7E {
            return self.put(c + 0xFEE0, kind, used);
        }
        used
    }

    /// Notes `kind` for `c`; gives the number of the last block in use, which was `used`.
    const fn put(&mut self, c: u32, kind: u32, used: u16) -> u16 {
        let (block, place) = (c as usize / BLOCK, c as usize % BLOCK);
        let mut used = used;
        if self.block_of[block] == 0 {
            used += 1;
            self.block_of[block] = used;
        }
        self.blocks[self.block_of[block] as usize][place] |= kind;
        used
    }

    fn of(&self, c: char) -> Hints {
        let c = u32::from(c) as usize;
        self.block_of
            .get(c / BLOCK)
            .map_or(Hints::default(), |&block| {
                Hints(self.blocks[usize::from(block)][c % BLOCK])
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::signal::is_numeral;

    #[test]
    fn a_text_has_the_kinds_of_its_characters() {
        for (text, kind, there) in [
            ("第三期", Hints::ORDINAL, true),
            ("三期", Hints::ORDINAL, false),
            ("三期", Hints::NUMERAL, true),
            ("３期", Hints::NUMERAL.and(Hints::WIDE), true),
            ("(记者", Hints::BRACKET, true),
            ("本报记者", Hints::CREDIT, true),
            ("堤坝", Hints::CREDIT, false),
            ("堤坝", Hints::SPACE.and(Hints::WIDE), false),
            ("\u{20000}", Hints(u32::MAX), false),
            ("", Hints(u32::MAX), false),
        ] {
            let (hints, chars) = Hints::of(text);
            assert_eq!(hints.may(kind), there, "{text}");
            assert_eq!(chars, text.chars().count());
        }
    }

    #[test]
    fn white_space_and_figures_are_those_of_the_rules() {
        for c in (0..=0xFFFF).filter_map(char::from_u32) {
            let (hints, _) = Hints::of(c.encode_utf8(&mut [0; 4]));
            let figure = is_numeral(super::super::signal::fold_width(c));
            assert_eq!(hints.may(Hints::SPACE), c.is_whitespace(), "{c:?}");
            assert_eq!(hints.may(Hints::NUMERAL), figure, "{c:?}");
        }
    }
}
