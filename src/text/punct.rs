//! Which mark is what: the punctuation lists of the setting rules.
//!
//! One function, [`punctuation_class`], answers for every code point; the lists are those of
//! GB/T 15834-2011 section 5.1 and of CLREQ, "Prohibition rules for line start and line end",
//! with their ASCII and half-width relatives. This file knows nothing else and uses nothing else,
//! because `build.rs` compiles it too: the class table is made from these lists and from the data
//! of UAX #14 and UAX #11 (see [`LineBreakClass`] and [`WidthClass`]).

/// What a mark does in Chinese text (CLREQ section 3.1), as far as line edges depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PunctuationClass {
    /// 。，、：；？！ and ASCII `, . ; : ? !`: rule S1.
    PauseOrStop,
    /// ” ’ ） 》 and their like: rule S2.
    Closing,
    /// “ ‘ （ 《 and their like: rule E1.
    Opening,
    /// 々 〻, and ー and small kana of Japanese quotations: rule S3.
    Iteration,
    /// · • ‧ ・: rule S4.
    Interpunct,
    /// – ～ 〜: rule S5, with a single —.
    Connector,
    /// ／ and ASCII `/`: rule S6.
    Solidus,
    /// — and ⸺: rules S5, S7 and U1.
    Dash,
    /// … ‥ ⋯: rules S7 and U1.
    Ellipsis,
}

/// The class of `c` in the setting rules; `None` for what is no mark of theirs.
pub const fn punctuation_class(c: char) -> Option<PunctuationClass> {
    Some(match c {
        '。' | '．' | '，' | '、' | '：' | '；' | '？' | '！' | '｡' | '､' | '‼' | '⁇' | '⁈'
        | '⁉' => PunctuationClass::PauseOrStop,
        ',' | '.' | ';' | ':' | '?' | '!' => PunctuationClass::PauseOrStop,
        '”' | '’' | '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '〗' | '］' | '｝' | '〞'
        | '›' | '»' => PunctuationClass::Closing,
        ')' | ']' | '}' => PunctuationClass::Closing,
        '“' | '‘' | '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '〖' | '［' | '｛' | '〝'
        | '‹' | '«' => PunctuationClass::Opening,
        '(' | '[' | '{' => PunctuationClass::Opening,
        '々' | '〻' => PunctuationClass::Iteration,
        '·' | '•' | '‧' | '・' | '･' => PunctuationClass::Interpunct,
        '–' | '～' | '〜' => PunctuationClass::Connector,
        '／' | '/' => PunctuationClass::Solidus,
        '—' | '―' | '⸺' | '⸻' => PunctuationClass::Dash,
        '…' | '‥' | '⋯' => PunctuationClass::Ellipsis,
        _ => return None,
    })
}

/// How a line may break beside a character: the classes of UAX #14, merged where these rules need
/// no difference and split where they do. The numbers are those in the generated table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum LineBreakClass {
    /// Han, kana, Hangul syllables, emoji (ID, EB, H2, H3, RI).
    Ideograph = 0,
    /// Letters of spaced scripts, and symbols that behave like them (AL, HL, AI, SA).
    Letter = 1,
    /// Digits (NU), full-width ones too.
    Digit = 2,
    /// Full-width pause and stop marks.
    Stop = 3,
    /// Closing marks but ’ and the ASCII ones.
    Closer = 4,
    /// ’: a closing quote, or an apostrophe between letters.
    Apostrophe = 5,
    /// Opening marks but the ASCII ones.
    Opener = 6,
    /// What may not start a line in Japanese (NS, CJ), and 々.
    Iteration = 7,
    /// · • ‧ ・
    Interpunct = 8,
    /// – ～ 〜
    Connector = 9,
    /// — ―, alone or in pairs.
    Dash = 10,
    /// ⸺ ⸻
    LongDash = 11,
    /// … ‥ ⋯
    Ellipsis = 12,
    /// ／
    Solidus = 13,
    /// ASCII `, . ; :` (IS).
    InfixStop = 14,
    /// ASCII `? !` (EX).
    Exclamation = 15,
    /// ASCII `) ]` (CP).
    Parenthesis = 16,
    /// ASCII `}` .
    Brace = 17,
    /// ASCII `( [ {` (OP of narrow width).
    NarrowOpener = 18,
    /// ASCII `/` (SY).
    Slash = 19,
    /// ASCII `-` (HY).
    Hyphen = 20,
    /// A break may follow, none precede (BA).
    BreakAfter = 21,
    /// $ ￥ № ± (PR).
    Prefix = 22,
    /// % ‰ ° ℃ (PO).
    Postfix = 23,
    /// Straight quotes, which do not say on which side they stand (QU).
    Quote = 24,
    /// ASCII space and U+3000.
    Space = 25,
    /// U+200B (ZW).
    ZeroWidthSpace = 26,
    /// No-break space and word joiner (GL, WJ).
    Glue = 27,
    /// What may join the characters beside it to one cluster (UAX #29): combining marks,
    /// joiners, conjoining jamo, regional indicators.
    Mark = 28,
    /// Nothing: the start of the text. Never in the table.
    Start = 29,
}

/// How many cells a character takes (UAX #11), class A still open. The numbers are those in the
/// generated table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum WidthClass {
    /// No cell.
    Zero = 0,
    /// One cell.
    Narrow = 1,
    /// Two cells.
    Wide = 2,
    /// Ambiguous quotes and dashes.
    AmbiguousPunctuation = 3,
    /// Ambiguous symbols.
    AmbiguousSymbol = 4,
    /// Ambiguous letters.
    AmbiguousLetter = 5,
}
