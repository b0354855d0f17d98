//! Where a line may break: the prohibition rules of Chinese over the pairs of UAX #14.
//!
//! Every boundary between two clusters gets a [`Prohibition`]: `Free`, or the rule that forbids a
//! break there, in the order in which rules are given up when nothing fits. Most boundaries follow
//! from the two classes beside them, by a table made at compile time (`pairs`); the few
//! that need more (spaces, runs of dashes, addresses, apostrophes, numbers before a measure word)
//! are marked in the table and decided by the scanner. The hard part is the order of the
//! rules: an edge prohibition (。 at line start) holds whatever else the pair would permit.
//!
//! The rules and their numbers are those of `docs/typography.md`; sources: GB/T 15834-2011 section
//! 5.1, CLREQ sections 3.1.2 and 3.1.3 (行首行尾禁则, 符号分离禁则), UAX #14 where both are silent.

use super::class::{LineBreakClass as Class, char_class};
use super::cluster::{Cluster, Clusters, clusters};
use super::pairs::{
    CLASS_COUNT, LOOSE, NORMAL, PairTable, SPECIAL, STRICT, VIA_SPACE, Verdict, verdict_of,
};
use super::width::AmbiguousWidth;

/// How strictly marks are kept from line edges (`docs/typography.md`: loose, normal, strict).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ProhibitionLevel {
    /// Pause marks, closers, openers, numbers and words only.
    Loose,
    /// GB/T 15834-2011 section 5.1.
    Normal,
    /// CLREQ strict: also —— and …… at line start.
    #[default]
    Strict,
}

/// Which rules hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BreakRules {
    /// Which marks are kept from line edges.
    pub level: ProhibitionLevel,
    /// Whether a digit and the Han measure word after it stay together (rule N4).
    pub tight_numbers: bool,
}

/// Why a line does not break at a boundary, weakest first: when nothing fits, rules are given up
/// in this order (F1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Prohibition {
    /// No rule: a line may break here.
    Free = 0,
    /// N4: between a digit and its measure word.
    Measure = 1,
    /// S7: before —— ⸺ ……
    Leader = 2,
    /// S4, S5, S6: beside interpuncts, connectors, solidi.
    Connector = 3,
    /// L2: inside an address, at a place where it may be parted when it is too long.
    Address = 4,
    /// L1, N1, N2, N3: inside a word or a number, and what UAX #14 forbids beyond our rules.
    Word = 5,
    /// U1: at an even place of a long run of — or …
    Run = 6,
    /// S1, S2, S3, E1: a mark at the wrong edge.
    Edge = 7,
    /// U1: between the halves of —— or ……
    Pair = 8,
}

impl Prohibition {
    /// All prohibitions, weakest first.
    pub const ALL: [Prohibition; 9] = [
        Prohibition::Free,
        Prohibition::Measure,
        Prohibition::Leader,
        Prohibition::Connector,
        Prohibition::Address,
        Prohibition::Word,
        Prohibition::Run,
        Prohibition::Edge,
        Prohibition::Pair,
    ];
}

/// A boundary between two clusters, and what forbids a break there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BreakOpportunity {
    /// The first byte of the line that a break would start.
    pub offset: usize,
    /// `Free` where a line may break.
    pub prohibition: Prohibition,
}

/// Every boundary between two clusters inside `text`, its start and end not included. A break after
/// spaces stands after the last of them; before and between spaces there is none (UAX #14, LB7).
pub fn break_opportunities(text: &str, rules: BreakRules) -> BreakOpportunities<'_> {
    BreakOpportunities {
        clusters: clusters(text, AmbiguousWidth::NARROW),
        scanner: Scanner::new(text, rules),
    }
}

/// The iterator of [`break_opportunities`].
#[derive(Clone, Debug)]
pub struct BreakOpportunities<'a> {
    clusters: Clusters<'a>,
    scanner: Scanner<'a>,
}

impl Iterator for BreakOpportunities<'_> {
    type Item = BreakOpportunity;

    fn next(&mut self) -> Option<BreakOpportunity> {
        loop {
            let cluster = self.clusters.next()?;
            let prohibition = self.scanner.before(&cluster);
            if let Some(prohibition) = prohibition.filter(|_| cluster.offset > 0) {
                return Some(BreakOpportunity {
                    offset: cluster.offset,
                    prohibition,
                });
            }
        }
    }
}

/// Walks over a text from left to right and judges the boundary before each cluster.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scanner<'a> {
    text: &'a str,
    rules: BreakRules,
    /// Verdicts by class before and class after.
    pairs: &'static PairTable,
    /// The class before the boundary.
    before: usize,
    /// The class before the spaces before the boundary, when `before` is `Space`.
    before_spaces: usize,
    /// How many equal dashes or dots stand before the boundary in one run.
    run: usize,
    /// Where the last address was recognised (L2).
    address_start: usize,
    /// Boundaries below this offset are inside it.
    address_end: usize,
    /// Boundaries below this offset are inside the measure word of a number (N4).
    measure_end: usize,
}

impl<'a> Scanner<'a> {
    /// A scanner at the start of `text`.
    pub(crate) fn new(text: &'a str, rules: BreakRules) -> Scanner<'a> {
        let pairs = match rules.level {
            ProhibitionLevel::Loose => &LOOSE,
            ProhibitionLevel::Normal => &NORMAL,
            ProhibitionLevel::Strict => &STRICT,
        };
        Scanner {
            text,
            rules,
            pairs,
            before: START,
            before_spaces: START,
            run: 0,
            address_start: 0,
            address_end: 0,
            measure_end: 0,
        }
    }

    /// This scanner put back to `offset`, as if the text began there; an address that is open at
    /// `offset` stays known, one that comes later is found again.
    pub(crate) fn restarted(mut self, offset: usize) -> Scanner<'a> {
        self.before = START;
        self.before_spaces = START;
        self.run = 0;
        self.measure_end = 0;
        if offset <= self.address_start {
            self.address_end = 0;
        }
        self
    }

    /// Judges the boundary before `cluster` and steps over it; `None` before a space.
    pub(crate) fn before(&mut self, cluster: &Cluster<'_>) -> Option<Prohibition> {
        let class = cluster_class(cluster);
        let mut verdict = verdict_of(self.pairs, self.before, class);
        if verdict == SPECIAL {
            if class == SPACE {
                self.pass_space();
                return None;
            }
            verdict = self.resolve(cluster.offset, class);
        }
        if cluster.offset < self.held_end() {
            verdict = self.inside_held(cluster.offset);
        }
        self.pass(class);
        Some(Prohibition::ALL[usize::from(verdict)])
    }

    /// The table in force, for callers that look up the common case themselves.
    pub(crate) fn pairs(&self) -> &'static PairTable {
        self.pairs
    }

    /// Steps over a cluster of `class`.
    #[inline]
    pub(crate) fn pass(&mut self, class: usize) {
        self.before = class;
    }

    /// Steps over a space.
    pub(crate) fn pass_space(&mut self) {
        // Of several spaces only the first has something else before it.
        if self.before != SPACE {
            self.before_spaces = self.before;
            self.before = SPACE;
        }
    }

    /// Boundaries below this offset are inside an address or a measure word.
    pub(crate) fn held_end(&self) -> usize {
        self.address_end.max(self.measure_end)
    }

    /// N4: a measure word stays whole and with its number. L2: an address parts after `/ ? & = .`
    /// when it is too long, elsewhere like a word.
    #[cold]
    pub(crate) fn inside_held(&self, offset: usize) -> Verdict {
        if offset < self.measure_end {
            return Prohibition::Measure as Verdict;
        }
        let bytes = self.text.as_bytes();
        let prohibition = match bytes[offset - 1] {
            // The two of `//` are one sign.
            b'/' if bytes.get(offset) == Some(&b'/') => Prohibition::Word,
            b'/' | b'?' | b'&' | b'=' | b'.' => Prohibition::Address,
            _ => Prohibition::Word,
        };
        prohibition as Verdict
    }

    /// Judges the boundary at `offset` before a cluster of `class` by what stands around it.
    pub(crate) fn resolve(&mut self, offset: usize, class: usize) -> Verdict {
        if self.before == SPACE {
            let verdict =
                VIA_SPACE[self.rules.level as usize][self.before_spaces * CLASS_COUNT + class];
            return if verdict == SPECIAL {
                self.before_leader(offset, class, self.before_spaces)
            } else {
                verdict
            };
        }
        if class == Class::Dash as usize || class == Class::Ellipsis as usize {
            return if self.before == class {
                self.inside_run()
            } else {
                self.before_leader(offset, class, self.before)
            };
        }
        let prohibition = match class {
            _ if class == Class::InfixStop as usize => {
                self.find_address(offset);
                Prohibition::Edge
            }
            // N4: 3万元, 12公里.
            _ if class == Class::Ideograph as usize => {
                let length = if self.rules.tight_numbers {
                    measure_length(&self.text[offset..])
                } else {
                    0
                };
                if length > 0 {
                    self.measure_end = offset + length;
                    Prohibition::Measure
                } else {
                    Prohibition::Free
                }
            }
            // N4: 第2版, 10月30日. Any other Han before a digit may part from it.
            _ if class == Class::Digit as usize && self.before == Class::Ideograph as usize => {
                let (head, tail) = self.text.split_at(offset);
                if self.rules.tight_numbers && is_number_prefix(head, tail) {
                    Prohibition::Measure
                } else {
                    Prohibition::Free
                }
            }
            // L1: ’ between letters is an apostrophe; UAX #14 LB20a and LB21: a hyphen parts only
            // after a letter or digit, so that `-v` and `--all` stay whole.
            _ => {
                let mut backwards = self.text[..offset].chars().rev().skip(1);
                let after_word = backwards.next().is_some_and(|c| {
                    let class = char_class(c);
                    class.is(Class::Letter) || class.is(Class::Digit) || class.is(Class::Mark)
                });
                if after_word == (self.before == Class::Apostrophe as usize) {
                    Prohibition::Word
                } else {
                    Prohibition::Free
                }
            }
        };
        prohibition as Verdict
    }

    /// U1: —— and …… are one mark each, and a longer run is made of such pairs.
    fn inside_run(&mut self) -> Verdict {
        let is_even = self.run.is_multiple_of(2);
        self.run += 1;
        let prohibition = if is_even {
            Prohibition::Run
        } else {
            Prohibition::Pair
        };
        prohibition as Verdict
    }

    /// Before the first mark of a run, `before` being the class before it and its spaces: S7 for
    /// a pair and for any ellipsis, S5 for a single dash, unless the neighbour rules.
    fn before_leader(&mut self, offset: usize, class: usize, before: usize) -> Verdict {
        self.run = 1;
        let loose = self.rules.level == ProhibitionLevel::Loose;
        let is = |other: Class| before == other as usize;
        let is_pair = || {
            self.text[offset..]
                .chars()
                .nth(1)
                .is_some_and(|next| char_class(next).line_break_index() == class)
        };
        let prohibition = if is(Class::Start) {
            if self.before == SPACE {
                Prohibition::Word
            } else {
                Prohibition::Pair
            }
        } else if is(Class::Opener) || is(Class::NarrowOpener) {
            Prohibition::Edge
        } else if self.before != SPACE && (is(Class::Glue) || is(Class::Quote)) {
            Prohibition::Word
        } else if loose {
            Prohibition::Free
        } else if is(Class::Solidus) || (is(Class::Slash) && self.before != SPACE) {
            Prohibition::Connector
        } else if class == Class::Ellipsis as usize || is_pair() {
            if self.rules.level == ProhibitionLevel::Strict {
                Prohibition::Leader
            } else {
                Prohibition::Free
            }
        } else {
            Prohibition::Connector
        };
        prohibition as Verdict
    }

    /// L2: an address begins with a scheme or `www.` and ends before the first character that is
    /// not printable ASCII.
    fn find_address(&mut self, offset: usize) {
        let (head, tail) = self.text.split_at(offset);
        if offset >= self.address_end
            && (tail.starts_with("://") || (tail.starts_with('.') && head.ends_with("www")))
        {
            let length = tail
                .bytes()
                .position(|byte| !byte.is_ascii_graphic())
                .unwrap_or(tail.len());
            let scheme = head
                .bytes()
                .rev()
                .take_while(u8::is_ascii_alphanumeric)
                .count();
            self.address_start = offset - scheme;
            self.address_end = offset + length;
        }
    }
}

/// The class of a cluster: that of its base, and of a base that is itself a mark, what it looks like.
#[inline]
pub(crate) fn cluster_class(cluster: &Cluster<'_>) -> usize {
    let class = cluster.class.line_break_index();
    if class != MARK {
        return class;
    }
    // A voicing mark with a cell of its own belongs to what stands before it (S3).
    if matches!(cluster.base(), '\u{FF9E}' | '\u{FF9F}') {
        return Class::Iteration as usize;
    }
    // Flags and conjoined syllables behave like ideographs, a lone mark like a letter (LB10).
    let base = if cluster.width == 2 {
        Class::Ideograph
    } else {
        Class::Letter
    };
    base as usize
}

/// The number of the class `Ideograph`.
pub(crate) const IDEOGRAPH: usize = Class::Ideograph as usize;

/// The number of the class `Digit`.
pub(crate) const DIGIT: usize = Class::Digit as usize;

/// Whether the Han before `offset` may be one that stays with a number (第, 月): a quick look that
/// may say yes too often.
#[inline]
pub(crate) fn may_end_prefix(text: &str, offset: usize) -> bool {
    PREFIX_ENDS.contains(&text.as_bytes()[offset - 1])
}

/// The last bytes of 第 and 月 in UTF-8.
const PREFIX_ENDS: [u8; 2] = ["第".as_bytes()[2], "月".as_bytes()[2]];

/// The number of the class `Space`.
pub(crate) const SPACE: usize = Class::Space as usize;

/// The number of the class `Mark`, which no cluster has.
pub(crate) const MARK: usize = Class::Mark as usize;

/// The number of the class `Start`: before the first cluster.
pub(crate) const START: usize = Class::Start as usize;

/// The Han words that multiply a number (N4).
static MULTIPLYING: HanSet = HanSet::of("十百千万亿兆余多");

/// Those that begin a longer measure and are none alone.
static BEGINNING: HanSet = HanSet::of("小毫厘美欧");

/// Those that stand after a number as its measure (量词), alone or as the beginning of a longer one.
static MEASURING: HanSet = HanSet::of(
    "成倍年月日号周天时点分秒岁世届期版元角米里公吨克斤升度亩顷平立个名位人户家项件次条种类批\
     所座处台辆只头张页篇章节层楼栋幢室套间艘架根棵株场起例份本部册卷组队级路步遍趟轮声句字口\
     片块支桶箱瓶杯盒袋幅首封笔宗枚颗盏款尺寸丈集季代回道把双股匹",
);

/// The measures of more than one character that begin with `c`; of two that begin alike the longer
/// one comes first.
fn long_measures(c: char) -> &'static [&'static str] {
    match c {
        '平' => &["平方公里", "平方米"],
        '立' => &["立方米"],
        '公' => &["公里", "公斤", "公顷", "公分"],
        '小' => &["小时"],
        '分' => &["分钟"],
        '个' => &["个月", "个百分点"],
        '百' => &["百分点"],
        '人' => &["人次"],
        '世' => &["世纪"],
        '年' => &["年代"],
        '周' => &["周年", "周岁"],
        '毫' => &["毫米", "毫升", "毫克"],
        '厘' => &["厘米"],
        '千' => &["千瓦时", "千瓦"],
        '美' => &["美元"],
        '欧' => &["欧元"],
        '日' => &["日元"],
        _ => &[],
    }
}

/// Those of U+4E00 to U+9FFF that are in a set: one bit each, so that asking costs no branch.
struct HanSet([u64; HanSet::WORDS]);

impl HanSet {
    const FIRST: usize = 0x4E00;
    const WORDS: usize = (0xA000 - HanSet::FIRST) / 64;

    /// The set of the characters of `text`, each of three bytes in UTF-8.
    const fn of(text: &str) -> HanSet {
        let bytes = text.as_bytes();
        let mut words = [0; HanSet::WORDS];
        let mut at = 0;
        while at < bytes.len() {
            let code = ((bytes[at] & 0xF) as usize) << 12
                | ((bytes[at + 1] & 0x3F) as usize) << 6
                | (bytes[at + 2] & 0x3F) as usize;
            let index = code - HanSet::FIRST;
            words[index / 64] |= 1 << (index % 64);
            at += 3;
        }
        HanSet(words)
    }

    fn has(&self, c: char) -> bool {
        let index = (c as usize).wrapping_sub(HanSet::FIRST);
        self.0
            .get(index / 64)
            .is_some_and(|word| word >> (index % 64) & 1 == 1)
    }
}

/// How many multipliers (万, 多) may stand between a number and its measure word.
const MULTIPLIERS: usize = 4;

/// How many bytes of `text`, which follows a digit, belong to the number (N4): multipliers, then a
/// measure word, either of which may be missing.
fn measure_length(text: &str) -> usize {
    let mut length = 0;
    for _ in 0..=MULTIPLIERS {
        let rest = &text[length..];
        let Some(c) = rest.chars().next() else { break };
        let multiplies = MULTIPLYING.has(c);
        let measures = multiplies || MEASURING.has(c);
        if !measures && !BEGINNING.has(c) {
            break;
        }
        if let Some(long) = long_measures(c)
            .iter()
            .find(|long| rest.starts_with(**long))
        {
            return length + long.len();
        }
        if measures {
            length += c.len_utf8();
        }
        if !multiplies {
            break;
        }
    }
    length
}

/// Whether the Han at the end of `head` stays with the digit that `tail` begins with (N4): 第 of an
/// ordinal, 月 between month and day.
#[cold]
fn is_number_prefix(head: &str, tail: &str) -> bool {
    if head.ends_with('第') {
        return true;
    }
    let is_month = head
        .strip_suffix('月')
        .is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()));
    is_month
        && tail
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with(['日', '号'])
}

#[cfg(test)]
#[path = "linebreak_tests.rs"]
mod tests;
