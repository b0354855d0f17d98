//! GB18030 or Big5: which of the two a text without a mark is in.
//!
//! GB18030 decodes nearly every Big5 text without an error, so validity cannot decide. What does is how
//! usual the characters are that each reading gives: both encodings keep their frequent Han together
//! (level 1), and a text read in the wrong one falls into the rare ones, the extensions and the gaps.
//! The commonest Han count twice, which tells traditional text in GBK, full of extensions, from Big5.

use encoding_rs::{BIG5, Encoding, GB18030};

/// How many characters beyond ASCII are looked at.
const SAMPLE: usize = 20_000;
/// How many bytes at the most are decoded for the frequent Han.
const SAMPLE_BYTES: usize = 1 << 16;
/// Frequent Han, as simplified and as traditional texts write them.
const FREQUENT: &str = "的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過发發后後作里裡用道行所然家种種事成方多经經去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并物手应應战戰向头頭文体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几幾口认認条條平系气氣题題活尔爾更别別打女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場件计計管期市直德资資命山金指克许許统統区區保至队隊形社便空决決治展马馬科司五基眼书書非则則听聽白却卻界达達光放强強即像难難且权權思王象完设設式色路记記南品住告类類求据據程北边邊死张張该該交规規万萬取拉格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導争爭运運";

/// What the bytes beyond ASCII read as.
#[derive(Clone, Copy, Debug, Default)]
struct Reading {
    /// Marks and Han of level 1.
    usual: usize,
    /// Other characters.
    rare: usize,
    /// What is no character.
    wrong: usize,
}

/// The encoding of `bytes`, which are no UTF-8; nothing where neither makes sense of them.
pub(super) fn gb18030_or_big5(bytes: &[u8]) -> Option<&'static Encoding> {
    let first = bytes.iter().position(|byte| !byte.is_ascii())?;
    // Bytes of ASCII are never the first of a character.
    let bytes = &bytes[first..];
    let guess = |encoding: &'static Encoding, step: fn(&[u8]) -> Step| {
        let found = read(bytes, step);
        let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
        let (text, _) = encoding.decode_without_bom_handling(sample);
        let score =
            signed(found.usual + frequent(&text)) - signed(found.rare) - 4 * signed(found.wrong);
        (score, found, encoding)
    };
    let (gb18030, big5) = (guess(GB18030, gb18030_step), guess(BIG5, big5_step));
    let (_, found, encoding) = if big5.0 > gb18030.0 { big5 } else { gb18030 };
    (found.wrong <= found.usual + found.rare).then_some(encoding)
}

/// How many of the commonest Han stand in `text`.
pub(super) fn frequent(text: &str) -> usize {
    let table: std::collections::HashSet<char> = FREQUENT.chars().collect();
    text.chars().filter(|c| table.contains(c)).count()
}

fn signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX / 8)
}

/// One character: its length in bytes, and what it is.
enum Step {
    Usual(usize),
    Rare(usize),
    Wrong,
    /// The bytes end inside it.
    Cut,
}

fn read(bytes: &[u8], step: fn(&[u8]) -> Step) -> Reading {
    let mut reading = Reading::default();
    let mut at = 0;
    while at < bytes.len() && reading.usual + reading.rare + reading.wrong < SAMPLE {
        if bytes[at].is_ascii() {
            at += 1;
            continue;
        }
        match step(&bytes[at..]) {
            Step::Usual(length) => {
                reading.usual += 1;
                at += length;
            }
            Step::Rare(length) => {
                reading.rare += 1;
                at += length;
            }
            Step::Wrong => {
                reading.wrong += 1;
                at += 1;
            }
            Step::Cut => break,
        }
    }
    reading
}

/// Marks stand in rows A1 to A3, Han of level 1 in B0 to D7, of level 2 up to F7; the rest of the plane
/// is extensions and private use, and longer characters begin with a lead and a digit.
fn gb18030_step(bytes: &[u8]) -> Step {
    match *bytes {
        [0x81..=0xFE] | [0x81..=0xFE, b'0'..=b'9'] | [0x81..=0xFE, b'0'..=b'9', _] => Step::Cut,
        [0xA1..=0xA3 | 0xB0..=0xD7, 0xA1..=0xFE, ..] => Step::Usual(2),
        [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, ..] => Step::Rare(2),
        [0x81..=0xFE, b'0'..=b'9', 0x81..=0xFE, b'0'..=b'9', ..] => Step::Rare(4),
        _ => Step::Wrong,
    }
}

/// Marks stand in rows A1 to A3, Han of level 1 in A4 to C6, of level 2 in C9 to F9; around them stand
/// the Hong Kong supplement and private use.
fn big5_step(bytes: &[u8]) -> Step {
    match *bytes {
        [0x81..=0xFE] => Step::Cut,
        [0xA1..=0xC6, 0x40..=0x7E | 0xA1..=0xFE, ..] => Step::Usual(2),
        [0x87..=0xA0 | 0xC7..=0xFE, 0x40..=0x7E | 0xA1..=0xFE, ..] => Step::Rare(2),
        _ => Step::Wrong,
    }
}
