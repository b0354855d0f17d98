//! What the characters of a line tell: one look at each of them, for all who ask later.
//!
//! Nearly every question about a line is one for words of the trade, and most lines hold none of their
//! characters, begin or end with none of them; asked one by one, some fifty questions would each go through
//! the line. So every character is looked up once, in one table of all that any word begins with,
//! ends with or needs; where a kind is missing, its words are missing too and need not be searched for.
//!
//! A kind is one bit. What it says of a line depends on its part of the word of bits: that a character of
//! the kind stands anywhere, that the line begins with one, that it ends with one.

mod table;

use table::TABLE;

/// Kinds of characters. A text has a kind if and only if it holds one of its characters, begins with one
/// or ends with one; for the words of the trade that means only that they may be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hints(u64);

/// The bits of kinds that may stand anywhere, at the start, at the end.
const ANYWHERE: u64 = (1 << 32) - 1;
const FIRST: u64 = ((1 << 48) - 1) & !ANYWHERE;
const LAST: u64 = !(ANYWHERE | FIRST);
/// In the table, the bits of characters that words of two at least begin with; that of their second characters is
/// the one before. Only where one stands right behind the other is the kind there.
const PAIR_FIRST: u64 = 1 << 26;
const PAIR_SECOND: u64 = Hints::PHRASE.0;

impl Hints {
    /// White space.
    pub(super) const SPACE: Hints = Hints(1);
    /// Letters, figures and marks of ASCII in full width.
    pub(super) const WIDE: Hints = Hints(1 << 1);
    /// Figures, Chinese or ASCII, of any width.
    pub(super) const NUMERAL: Hints = Hints(1 << 2);
    /// Marks of a whole sentence, which no line of names has.
    pub(super) const STOP: Hints = Hints(1 << 3);
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
    /// Commas.
    pub(super) const COMMA: Hints = Hints(1 << 17);
    /// What a page's number stands beside, and who made the page.
    pub(super) const PAGED: Hints = Hints(1 << 18);
    /// Marks of Markdown and HTML inside a line.
    pub(super) const MARKUP: Hints = Hints(1 << 19);
    /// Characters that are not taken over as they stand, and those beyond the basic plane.
    pub(super) const UNUSUAL: Hints = Hints(1 << 20);
    /// Four Han at least: any other letters there may be, none of the Han counts among them.
    pub(super) const HAN: Hints = Hints(1 << 21);
    /// Semicolons in full width.
    pub(super) const SEMICOLON: Hints = Hints(1 << 22);
    /// Marks between and behind clauses, round brackets and quotes in full width.
    pub(super) const PUNCTUATION: Hints = Hints(1 << 23);
    /// The full stop in full width.
    pub(super) const FULL_STOP: Hints = Hints(1 << 24);

    /// The first two characters of what stands in a web page's links and notes, wherever in them; white space
    /// between its characters hides it.
    pub(super) const PHRASE: Hints = Hints(1 << 25);

    /// Points and strokes between the number of a page and what it is about.
    pub(super) const POINT: Hints = Hints(1 << 27);

    /// At the start: white space, and brackets and ornaments that [`signal::bare`] takes away.
    pub(super) const OPENS_FRAME: Hints = Hints(1 << 32);
    /// At the start: the number of a paragraph or chapter.
    pub(super) const OPENS_NUMBER: Hints = Hints(1 << 33);
    /// At the start: words that begin a comment of the editors.
    pub(super) const OPENS_NOTE: Hints = Hints(1 << 34);
    /// At the start: words for those who edit.
    pub(super) const OPENS_EDITOR: Hints = Hints(1 << 35);
    /// At the start: words above links to other texts.
    pub(super) const OPENS_RELATED: Hints = Hints(1 << 36);
    /// At the start: words and signs of captions.
    pub(super) const OPENS_CAPTION: Hints = Hints(1 << 37);
    /// At the start: words of particulars.
    pub(super) const OPENS_PARTICULAR: Hints = Hints(1 << 38);
    /// At the start: ornaments of items and titles.
    pub(super) const OPENS_ORNAMENT: Hints = Hints(1 << 39);
    /// At the start: brackets and dashes of signatures.
    pub(super) const OPENS_SIGNATURE: Hints = Hints(1 << 40);
    /// At the start: what a line that names a source begins with, if it has no colon.
    pub(super) const OPENS_ORIGIN: Hints = Hints(1 << 41);
    /// At the start: anything but a common Han.
    pub(super) const OPENS_MARK: Hints = Hints(1 << 42);

    /// At the end: all that makes [`signal::end`] another one than an open end.
    pub(super) const CLOSES: Hints = Hints(1 << 48);
    /// At the end: what a credit or note behind the last sentence ends with.
    pub(super) const CLOSES_GLUED: Hints = Hints(1 << 49);
    /// At the end: names of columns.
    pub(super) const CLOSES_LABEL: Hints = Hints(1 << 50);
    /// At the end: words of captions, and brackets behind them.
    pub(super) const CLOSES_PICTURE: Hints = Hints(1 << 51);
    /// At the end: a day, and brackets behind it.
    pub(super) const CLOSES_DAY: Hints = Hints(1 << 52);
    /// At the end: anything but a common Han.
    pub(super) const CLOSES_MARK: Hints = Hints(1 << 53);

    /// Whether one of the kinds of `any` is there.
    pub(super) const fn may(self, any: Hints) -> bool {
        self.0 & any.0 != 0
    }

    /// Whether a date may be there: a figure, and what stands behind a month.
    pub(super) const fn may_date(self) -> bool {
        self.may(Hints::NUMERAL) && self.may(Hints::MONTH)
    }

    /// The kinds of both.
    pub(super) const fn and(self, other: Hints) -> Hints {
        Hints(self.0 | other.0)
    }

    /// The kinds of a text with these that `next` follows; what pairs across the seam tell, one of both must have
    /// seen.
    pub(super) const fn followed_by(self, next: Hints) -> Hints {
        Hints((self.0 & (ANYWHERE | FIRST)) | (next.0 & (ANYWHERE | LAST)))
    }

    /// The kinds in `text`, and how many characters it has.
    pub(super) fn of(text: &str) -> (Hints, usize) {
        let bytes = text.as_bytes();
        let (mut all, mut last, mut rest, mut count) = (0, 0, bytes, 0);
        // Where the first character of a pair has the second one behind it.
        let mut pairs = 0;
        loop {
            // Han and the marks beside them, three bytes each.
            while let [lead @ 0xE0..0xF0, second, third, after @ ..] = rest {
                let kinds = TABLE.wide(*lead, *second, *third);
                pairs |= last & (kinds << 1);
                last = kinds;
                all |= last;
                count += 1;
                rest = after;
            }
            let (kinds, length) = match rest {
                [] => break,
                [lead @ ..0x80, ..] => (TABLE.narrow(*lead), 1),
                [lead @ 0xC0..0xE0, second, ..] => (TABLE.middle(*lead, *second), 2),
                _ => (Hints::UNUSUAL.0, 4),
            };
            pairs |= last & (kinds << 1);
            last = kinds;
            all |= last;
            count += 1;
            rest = rest.get(length..).unwrap_or_default();
        }
        let first = match bytes {
            [lead @ 0xE0..0xF0, second, third, ..] => TABLE.wide(*lead, *second, *third),
            [lead @ ..0x80, ..] => TABLE.narrow(*lead),
            [lead @ 0xC0..0xE0, second, ..] => TABLE.middle(*lead, *second),
            _ => 0,
        };
        let mut all = all & ANYWHERE & !(PAIR_FIRST | PAIR_SECOND) | first & FIRST | last & LAST;
        all |= (pairs & PAIR_FIRST) >> 1;
        if has_four_han(bytes) {
            all |= Hints::HAN.0;
        }
        if !bytes.is_empty() {
            if !matches!(bytes, [0xE4, 0xB8..=0xBF, ..] | [0xE5..=0xE9, ..]) {
                all |= Hints::OPENS_MARK.0;
            }
            if !matches!(bytes, [.., 0xE4, 0xB8..=0xBF, _] | [.., 0xE5..=0xE9, _, _]) {
                all |= Hints::CLOSES_MARK.0;
            }
        }
        (Hints(all), count)
    }
}

/// Whether four Han stand in the text of these bytes: mostly at its start. The first Han of all stand beside
/// some characters that are no letters, and count for none.
fn has_four_han(bytes: &[u8]) -> bool {
    let is_han = |lead: u8| matches!(lead, 0xE5..=0xE9);
    if let [a, _, _, b, _, _, c, _, _, d, _, _, e, _, _, f, ..] = *bytes {
        let one = |lead: u8| u8::from(is_han(lead));
        if one(a) + one(b) + one(c) + one(d) + one(e) + one(f) >= 4 {
            return true;
        }
    }
    // No other byte of a character is one of these.
    bytes.iter().filter(|&&byte| is_han(byte)).nth(3).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::imprint;
    use super::super::signal;
    use super::table::KINDS;
    use super::*;
    use crate::import::blank::is_dropped;
    use crate::import::lookalike::look_alike;
    use crate::import::signal::{is_letter, is_numeral};

    fn each() -> impl Iterator<Item = char> {
        (0..=0xFFFF).filter_map(char::from_u32)
    }

    fn hints(text: &str) -> Hints {
        Hints::of(text).0
    }

    #[test]
    fn each_kind_has_a_bit_of_its_own() {
        let mut known: Vec<Hints> = KINDS.iter().map(|kind| kind.hint).collect();
        known.extend([Hints::WIDE, Hints::UNUSUAL, Hints::HAN]);
        known.extend([Hints::OPENS_MARK, Hints::CLOSES_MARK]);
        known.extend([Hints::PHRASE, Hints(PAIR_FIRST)]);
        // One kind is written in two rows.
        known.dedup();
        for (at, kind) in known.iter().enumerate() {
            assert_eq!(kind.0.count_ones(), 1, "{kind:?}");
            assert!(
                !known[..at].iter().any(|other| other.may(*kind)),
                "{kind:?}"
            );
        }
    }

    #[test]
    fn a_comma_says_nothing_of_a_picture() {
        assert!(hints("天刚亮，船就开了").may(Hints::COMMA));
        assert!(!hints("天刚亮，船就开了").may(Hints::TAKEN));
        assert!(!hints("摄于渡口").may(Hints::COMMA));
    }

    #[test]
    fn a_phrase_is_known_by_its_first_two_characters() {
        for phrase in imprint::PHRASES {
            let inside = format!("好{phrase}好");
            assert!(hints(&inside).may(Hints::PHRASE), "{phrase}");
        }
        for text in ["更", "多更", "更好", "", "更 多"] {
            assert!(
                !hints(text).may(Hints::PHRASE.and(Hints(PAIR_FIRST))),
                "{text}"
            );
        }
        assert!(hints("Ｃｏpyright").may(Hints::PHRASE));
    }

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
            ("\u{20000}", Hints::UNUSUAL, true),
            ("\u{20000}", Hints(ANYWHERE & !Hints::UNUSUAL.0), false),
            ("\u{20000}", Hints::OPENS_MARK, true),
            ("", Hints(u64::MAX), false),
            ("（好", Hints::OPENS_FRAME, true),
            ("好（", Hints::OPENS_FRAME, false),
            ("好。", Hints::CLOSES, true),
            ("好。吗", Hints::CLOSES, false),
            ("好好好", Hints::HAN, false),
            ("a好好b好好", Hints::HAN, true),
            ("一", Hints::OPENS_MARK.and(Hints::CLOSES_MARK), false),
            ("䷿鿿", Hints::OPENS_MARK, true),
            ("䷿鿿", Hints::CLOSES_MARK, false),
            ("鿿ꀀ", Hints::CLOSES_MARK, true),
            ("好a", Hints::CLOSES_MARK, true),
            ("é", Hints::OPENS_MARK, true),
        ] {
            let (hints, chars) = Hints::of(text);
            assert_eq!(hints.may(kind), there, "{text}");
            assert_eq!(chars, text.chars().count());
        }
    }

    #[test]
    fn the_kinds_of_two_pieces_are_those_of_the_whole() {
        let text = "（第三期，é\u{20000}x。）";
        for (at, _) in text.char_indices().skip(1) {
            let whole = hints(&text[..at]).followed_by(hints(&text[at..]));
            assert_eq!(whole, hints(text), "{at}");
        }
    }

    #[test]
    fn white_space_and_figures_are_those_of_the_rules() {
        for c in each() {
            let hints = hints(c.encode_utf8(&mut [0; 4]));
            let figure = is_numeral(signal::fold_width(c));
            assert_eq!(hints.may(Hints::SPACE), c.is_whitespace(), "{c:?}");
            assert_eq!(hints.may(Hints::NUMERAL), figure, "{c:?}");
        }
    }

    #[test]
    fn what_is_not_taken_over_as_it_stands_is_unusual() {
        for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let changes = is_dropped(c) || look_alike(c).is_some();
            let unusual = hints(c.encode_utf8(&mut [0; 4])).may(Hints::UNUSUAL);
            assert!(unusual || !changes, "{c:?}");
        }
    }

    #[test]
    fn what_ends_a_text_otherwise_than_openly_closes_it() {
        use crate::import::signal::{End, end};
        for c in each().filter(|c| !c.is_whitespace()) {
            let text = format!("好{c}");
            assert!(
                end(&text) == End::Open || hints(&text).may(Hints::CLOSES),
                "{c:?}"
            );
        }
    }

    #[test]
    fn four_han_are_four_letters() {
        for c in each() {
            if hints(&c.to_string().repeat(4)).may(Hints::HAN) {
                assert!(is_letter(c), "{c:?}");
            }
        }
    }
}
