//! The kinds of each character of the basic plane, made when the program is compiled.

use super::super::lexicon::{char_at, last_char};
use super::super::{
    caption, credit, dateline, editors, furniture, imprint, jump, origin, page_heads, particular,
    related, signal,
};
use super::{Hints, PAIR_FIRST, PAIR_SECOND};

/// A kind: the first characters of words, the last ones of others, and further characters.
pub(super) struct Kind {
    pub(super) hint: Hints,
    firsts: &'static [&'static [&'static str]],
    lasts: &'static [&'static str],
    chars: &'static str,
}

const fn kind(hint: Hints, chars: &'static str) -> Kind {
    Kind {
        hint,
        firsts: &[],
        lasts: &[],
        chars,
    }
}

const fn firsts(
    hint: Hints,
    firsts: &'static [&'static [&'static str]],
    chars: &'static str,
) -> Kind {
    Kind {
        hint,
        firsts,
        lasts: &[],
        chars,
    }
}

/// The property White_Space of Unicode.
const WHITE_SPACE: &str = "\t\n\u{B}\u{C}\r \u{85}\u{A0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}";

pub(super) const KINDS: &[Kind] = &[
    kind(Hints::SPACE, WHITE_SPACE),
    kind(Hints::NUMERAL, "0123456789一二三四五六七八九十〇○零"),
    kind(Hints::STOP, "。！？"),
    kind(Hints::COMMA, "，,"),
    kind(Hints::COLON, "：:︰"),
    kind(Hints::BRACKET, "（("),
    kind(Hints::MONTH, "月-./"),
    kind(Hints::ORDINAL, "第"),
    kind(Hints::PAGE, furniture::PAGE_MARKS),
    kind(Hints::PAGED, furniture::PAGED_MARKS),
    kind(Hints::JUMP, jump::JUMP_MARKS),
    kind(Hints::WEEKDAY, "周週期拜"),
    kind(Hints::PRINTED, "印"),
    firsts(
        Hints::CREDIT,
        &[
            credit::REPORTERS,
            credit::HELPERS,
            credit::DEEDS,
            credit::OWN_PAPER,
        ],
        credit::MARKS,
    ),
    kind(Hints::ORIGIN, origin::MARKS),
    firsts(Hints::DATELINE, &[dateline::OWN], dateline::DATELINE_MARKS),
    kind(Hints::TAKEN, caption::TAKEN_MARKS),
    kind(Hints::NAVIGATION, imprint::NAVIGATION_MARKS),
    kind(Hints::MARKUP, "<&*[`"),
    kind(Hints::SEMICOLON, "；"),
    kind(Hints::PUNCTUATION, "，。、；：！？,;:!?（）()“”"),
    kind(Hints::FULL_STOP, "。"),
    kind(Hints::POINT, page_heads::POINTS),
    kind(Hints::OPENS_FRAME, WHITE_SPACE),
    kind(Hints::OPENS_FRAME, signal::FRAMES),
    kind(Hints::OPENS_NUMBER, signal::NUMBER_FIRSTS),
    firsts(Hints::OPENS_NOTE, &[signal::NOTE_WORDS], ""),
    firsts(
        Hints::OPENS_EDITOR,
        &[editors::EDITORS, editors::SPECIALS, editors::STAFF],
        "",
    ),
    firsts(Hints::OPENS_RELATED, &[related::RELATED], "链鏈延新"),
    kind(Hints::OPENS_CAPTION, caption::CAPTION_FIRSTS),
    kind(Hints::OPENS_PARTICULAR, particular::PARTICULAR_FIRSTS),
    kind(Hints::OPENS_ORNAMENT, signal::ORNAMENT_MARKS),
    firsts(Hints::OPENS_ORIGIN, &[origin::WORDS], origin::BEFORE_WORDS),
    kind(Hints::OPENS_SIGNATURE, WHITE_SPACE),
    kind(Hints::OPENS_SIGNATURE, "（(【—―─"),
    kind(Hints::CLOSES, signal::END_MARKS),
    kind(Hints::CLOSES_GLUED, "）)」】]］摄攝文图电訊讯"),
    Kind {
        hint: Hints::CLOSES_LABEL,
        firsts: &[],
        lasts: signal::LABELS,
        chars: signal::LABEL_LASTS,
    },
    kind(Hints::CLOSES_PICTURE, caption::CAPTION_LASTS),
    kind(Hints::CLOSES_DAY, "日号）)"),
];

pub(super) static TABLE: Table = Table::new();

/// The kinds of each character: its class, and the kinds of that. A text has few different characters, so what
/// it needs of the table stays in the nearest cache.
pub(super) struct Table {
    class_of: [u8; 0x1_0000],
    classes: [u64; CLASSES],
}

/// The characters of a block.
const BLOCK: usize = 64;
/// The blocks of the basic plane.
const BLOCKS: usize = 0x1_0000 / BLOCK;
/// The most blocks that hold a character of any kind, and the empty one.
const USED: usize = 256;
/// The most different sets of kinds that characters have.
const CLASSES: usize = 256;

/// The same with the kinds of each character written out.
struct Draft {
    block_of: [u8; BLOCKS],
    blocks: [[u64; BLOCK]; USED],
    used: u8,
}

impl Table {
    const fn new() -> Table {
        let draft = Draft::new();
        let mut table = Table {
            class_of: [0; 0x1_0000],
            classes: [0; CLASSES],
        };
        let (mut known, mut block) = (1, 0);
        while block < BLOCKS {
            let used = draft.block_of[block] as usize;
            let mut place = 0;
            while used > 0 && place < BLOCK {
                let kinds = draft.blocks[used][place];
                let mut class = 0;
                while class < known && table.classes[class] != kinds {
                    class += 1;
                }
                if class == known {
                    table.classes[class] = kinds;
                    known += 1;
                }
                table.class_of[block * BLOCK + place] = class as u8;
                place += 1;
            }
            block += 1;
        }
        table
    }

    /// The kinds of the character of ASCII `byte`.
    pub(super) fn narrow(&self, byte: u8) -> u64 {
        self.at(u32::from(byte))
    }

    /// The kinds of the character that these two bytes encode.
    pub(super) fn middle(&self, lead: u8, second: u8) -> u64 {
        self.at(u32::from(lead & 0x1F) << 6 | u32::from(second & 0x3F))
    }

    /// The kinds of the character that these three bytes encode.
    pub(super) fn wide(&self, lead: u8, second: u8, third: u8) -> u64 {
        // What the bits that only say that bytes belong together add up to is taken off once.
        const BELONGING: u32 = (0xE0 << 12) + (0x80 << 6) + 0x80;
        let sum = (u32::from(lead) << 12) + (u32::from(second) << 6) + u32::from(third);
        self.at(sum.wrapping_sub(BELONGING))
    }

    /// The kinds of a character of the basic plane.
    fn at(&self, c: u32) -> u64 {
        self.classes[usize::from(self.class_of[usize::from(c as u16)])]
    }
}

impl Draft {
    const fn new() -> Draft {
        let mut draft = Draft {
            block_of: [0; BLOCKS],
            blocks: [[0; BLOCK]; USED],
            used: 0,
        };
        let mut at = 0;
        while at < KINDS.len() {
            let Kind {
                hint,
                firsts,
                lasts,
                chars,
            } = &KINDS[at];
            let mut list = 0;
            while list < firsts.len() {
                let mut word = 0;
                while word < firsts[list].len() {
                    let (c, _) = char_at(firsts[list][word].as_bytes(), 0);
                    draft.mark(c, hint.0);
                    word += 1;
                }
                list += 1;
            }
            let mut word = 0;
            while word < lasts.len() {
                draft.mark(last_char(lasts[word].as_bytes()), hint.0);
                word += 1;
            }
            let mut offset = 0;
            while offset < chars.len() {
                let (c, length) = char_at(chars.as_bytes(), offset);
                draft.mark(c, hint.0);
                offset += length;
            }
            at += 1;
        }
        let mut word = 0;
        while word < imprint::PHRASES.len() {
            let bytes = imprint::PHRASES[word].as_bytes();
            let (first, length) = char_at(bytes, 0);
            draft.mark(first, PAIR_FIRST);
            draft.mark(char_at(bytes, length).0, PAIR_SECOND);
            word += 1;
        }
        draft.range(0xFF01, 0xFF5E, Hints::WIDE.0);
        // Whole rows of characters that are dropped or taken for others: white space between them is
        // looked at one by one like them.
        let unusual = [
            (0, 0x1F),
            (0x7F, 0x9F),
            (0xAD, 0xAD),
            (0x61C, 0x61C),
            (0x180E, 0x180E),
            (0x200B, 0x200F),
            (0x202A, 0x202E),
            (0x2060, 0x206F),
            (0x2E80, 0x2FDF),
            (0xF900, 0xFAFF),
            (0xFEFF, 0xFEFF),
            (0xFFF9, 0xFFFB),
        ];
        let mut at = 0;
        while at < unusual.len() {
            draft.range(unusual[at].0, unusual[at].1, Hints::UNUSUAL.0);
            at += 1;
        }
        draft
    }

    /// Notes `kind` for the characters from `first` to `last`.
    const fn range(&mut self, first: u32, last: u32, kind: u64) {
        let mut c = first;
        while c <= last {
            self.put(c, kind);
            c += 1;
        }
    }

    /// Notes `kind` for `c` and, where it is of ASCII, for the same in full width.
    const fn mark(&mut self, c: u32, kind: u64) {
        self.put(c, kind);
        if 0x21 <= c && c <= 0x7E {
            self.put(c + 0xFEE0, kind);
        }
    }

    /// Notes `kind` for `c`.
    const fn put(&mut self, c: u32, kind: u64) {
        let (block, place) = (c as usize / BLOCK, c as usize % BLOCK);
        if self.block_of[block] == 0 {
            self.used += 1;
            self.block_of[block] = self.used;
        }
        self.blocks[self.block_of[block] as usize][place] |= kind;
    }
}
