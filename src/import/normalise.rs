//! Half-width marks between Han become full-width ones; nothing else changes.
//!
//! The rules are those of `docs/typography.md`. The original stays in `original.*`, so this can be
//! taken back. Runs of marks are consumed whole, brackets are paired and quotes counted beforehand, and
//! what stays is copied in runs: the time is linear, the memory that of the text. The hard part is what
//! must stay: 3.5, 1,000, 12:30, addresses, code, apostrophes, and brackets around Latin alone.

use memchr::{memchr_iter, memchr2};

use super::any_byte::any_byte;
use super::gaps::{is_letter_spaced, is_row, parts_words};
use super::signal::is_common_han;
use crate::text::script::is_han;

/// How many brackets may be open at once for them to be paired.
const DEEPEST: usize = 32;
/// The longest run of full stops that is an ellipsis; more of them lead the eye to a page number.
const LONGEST_DOTS: usize = 6;

/// `text` with its marks in their usual width.
pub(super) fn normalise(text: String) -> String {
    let bytes = text.as_bytes();
    // All before it stays, and says nothing of what follows.
    let first = passed(bytes, 0);
    // Where the run of other characters begins that the first work stands in.
    let (mut at, mut run) = (first, first);
    while bytes.get(at).is_some_and(|&byte| !WORK.holds(byte)) {
        let next = passed(bytes, at + 1);
        run = if next > at + 1 { next } else { run };
        at = next;
    }
    if at == bytes.len() {
        return text;
    }
    // Few texts have any of these: they are looked for together.
    let is_paired = |byte: u8| matches!(byte, b'`' | b'(' | b')' | b'"' | b'\'');
    let paired = any_byte(bytes, is_paired);
    let ticks = if paired {
        memchr_iter(b'`', bytes).count()
    } else {
        0
    };
    let mut setter = Setter {
        text: &text,
        out: String::with_capacity(text.len() + 16),
        plain: 0,
        brackets: if paired && memchr2(b'(', b')', bytes).is_some() {
            brackets(&text)
        } else {
            Vec::new()
        },
        bracket: 0,
        quotes: if paired {
            Quotes::of(&text)
        } else {
            Quotes::default()
        },
        code: ticks.is_multiple_of(2).then_some(false),
        token: 0,
        address: 0,
        reference: None,
        spaced: None,
        row: None,
    };
    // Code may begin before.
    let mut at = if ticks == 0 { run } else { first };
    loop {
        at = passed(bytes, at);
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        let (length, put) = setter.mark(at, c);
        if let Some(put) = put {
            setter.out.push_str(&text[setter.plain..at]);
            setter.out.push_str(put);
            setter.plain = at + length;
        }
        at += length;
        if c.is_ascii_alphanumeric() {
            // What else stands in the word stays as well.
            let word = bytes[at..].iter();
            at += word.take_while(|byte| byte.is_ascii_alphanumeric()).count();
        }
    }
    if setter.plain == 0 {
        return text;
    }
    let Setter { mut out, plain, .. } = setter;
    out.push_str(&text[plain..]);
    out
}

/// First bytes of characters.
struct Bytes([bool; 256]);

impl Bytes {
    const fn of(bytes: &[u8]) -> Bytes {
        let mut set = Bytes([false; 256]);
        let mut at = 0;
        while at < bytes.len() {
            set.0[bytes[at] as usize] = true;
            at += 1;
        }
        set
    }

    fn holds(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }
}

/// A text without any of them is as it should be. Where full stops are told from the marks that begin
/// with the same byte, only a row of them is left.
static WORK: Bytes = Bytes::of(b",;:?!().-\"' \t\xC2\xE2\xE3");

/// The full stop in full width.
const STOP: [u8; 3] = [0xE3, 0x80, 0x82];

/// Where the Han and marks in full width end that begin at `at`: they stay, three bytes each, but for a row
/// of full stops.
fn passed(bytes: &[u8], from: usize) -> usize {
    let (mut chars, rest) = bytes[from..].as_chunks::<3>();
    let is_plain = |[lead, ..]: &[u8; 3]| matches!(lead, 0xE4..=0xEF);
    loop {
        // Nearly all are plain: four of them at once.
        while let [first, second, third, fourth, behind @ ..] = chars
            && is_plain(first) & is_plain(second) & is_plain(third) & is_plain(fourth)
        {
            chars = behind;
        }
        while let [next, behind @ ..] = chars
            && is_plain(next)
        {
            chars = behind;
        }
        let [next, behind @ ..] = chars else { break };
        let stays = match *next {
            // A full stop is E3 80 82.
            [0xE3, _, third] => third != 0x82 || !matches!(behind, [STOP, STOP, ..]),
            // Dashes, quotes and dots in full width.
            [0xE2, 0x80, third] => matches!(third, 0x94 | 0x98 | 0x99 | 0x9C | 0x9D | 0xA6),
            _ => false,
        };
        if !stays {
            break;
        }
        chars = behind;
    }
    bytes.len() - rest.len() - 3 * chars.len()
}

/// A walk over a text.
struct Setter<'a> {
    text: &'a str,
    out: String,
    /// From where on the text was not copied yet.
    plain: usize,
    /// Where brackets stand that change, in order, and how many of them were passed.
    brackets: Vec<usize>,
    bracket: usize,
    quotes: Quotes,
    /// Whether a piece of code is open; nothing where their marks are not balanced.
    code: Option<bool>,
    /// Where the run of ASCII that was looked at last ends.
    token: usize,
    /// Where the address in it ends.
    address: usize,
    /// Whether the text is an entry of a list of references, once it was asked.
    reference: Option<bool>,
    /// Whether the text is set with a space behind each character, once it was asked.
    spaced: Option<bool>,
    /// Whether the text is a row of words, once it was asked.
    row: Option<bool>,
}

impl Setter<'_> {
    /// How many bytes of the text are settled at `at`, where `c` stands, and what is put in their place.
    fn mark(&mut self, at: usize, c: char) -> (usize, Option<&'static str>) {
        let length = c.len_utf8();
        if c == '`'
            && let Some(open) = &mut self.code
        {
            *open = !*open;
        }
        if c.is_ascii_graphic() && at >= self.token {
            (self.token, self.address) = token(self.text, at);
        }
        let bracket = self.brackets.get(self.bracket) == Some(&at);
        self.bracket += usize::from(bracket);
        if at < self.address || self.code == Some(true) {
            return (length, None);
        }
        let run = |c: char| run(&self.text[at..], c) * length;
        let put = match c {
            ',' => self.is_near(at).then_some("，"),
            ';' => self.is_near(at).then_some("；"),
            ':' => self.is_near(at).then_some("："),
            '?' => self.is_near(at).then_some("？"),
            '!' => self.is_near(at).then_some("！"),
            '(' => bracket.then_some("（"),
            ')' => bracket.then_some("）"),
            '.' | '。' => {
                let bytes = run(c);
                let dots = bytes / length;
                let put = if dots >= 3 && (c == '。' || dots <= LONGEST_DOTS) {
                    Some("……")
                } else {
                    (c == '.' && dots == 1 && self.is_stop(at)).then_some("。")
                };
                return (bytes, put);
            }
            '-' | '─' => {
                let bytes = run(c);
                let wide =
                    is_wide(self.before(at)) || is_wide(self.text[at + bytes..].chars().next());
                return (bytes, (bytes == 2 * length && wide).then_some("——"));
            }
            '⸺' => Some("——"),
            '"' => self.quotes.double.map(|open| {
                self.quotes.double = Some(!open);
                if open { "”" } else { "“" }
            }),
            '\'' if !is_apostrophe(self.text, at) => self.quotes.single.map(|open| {
                self.quotes.single = Some(!open);
                if open { "’" } else { "‘" }
            }),
            c if c.is_whitespace() => return self.space(at, c),
            _ => None,
        };
        (length, put)
    }

    /// White space at `at`: one narrow space between Han, or beside a mark that needs none, goes. More
    /// of it, a wide one, a tab, or one between words of a list parts what it stands between.
    fn space(&mut self, at: usize, c: char) -> (usize, Option<&'static str>) {
        let rest = &self.text[at..];
        let length = rest.len() - rest.trim_start().len();
        let text = self.text;
        if length == 1 && *self.spaced.get_or_insert_with(|| is_letter_spaced(text)) {
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            let words = latin(self.before(at)) && latin(rest[length..].chars().next());
            return (length, (!words).then_some(""));
        }
        let joins = |c: Option<char>| c.is_some_and(|c| is_han(c) || "，。、；：？！".contains(c));
        let before = if self.plain == at {
            self.out.chars().next_back()
        } else {
            self.before(at)
        };
        let goes = length == c.len_utf8()
            && !matches!(c, '\u{3000}' | '\t')
            && joins(before)
            && joins(rest[length..].chars().next())
            && !*self.row.get_or_insert_with(|| is_row(text))
            && !parts_words(&self.text[..at], &rest[length..]);
        (length, goes.then_some(""))
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// Whether the ASCII mark at `at` stands beside Han, and not between digits.
    fn is_near(&self, at: usize) -> bool {
        is_near(self.text, at)
    }

    /// Whether the full stop at `at` ends a sentence of Han.
    fn is_stop(&mut self, at: usize) -> bool {
        let after = self.text[at + 1..].chars().next();
        // Names, titles and places of a reference are parted by points.
        let text = self.text;
        let inside =
            after.is_some_and(is_han) && *self.reference.get_or_insert_with(|| is_reference(text));
        self.before(at).is_some_and(is_han)
            && !inside
            && after.is_none_or(|c| c.is_whitespace() || is_wide(Some(c)) || c == ')' || c == '"')
    }
}

/// Whether `text` is an entry of a list of references: 甲.书名[M].某地：某社，2018 (GB/T 7714).
pub(super) fn is_reference(text: &str) -> bool {
    let kinds = [
        "M", "J", "N", "D", "C", "R", "Z", "G", "S", "P", "EB/OL", "J/OL", "N/OL",
    ];
    text.match_indices('[').any(|(at, _)| {
        let rest = &text[at + 1..];
        let first = rest.as_bytes().first();
        let begins = first.is_some_and(|byte| b"MJNDCRZGSPE".contains(byte));
        begins
            && kinds.iter().any(|kind| {
                let behind = rest
                    .strip_prefix(kind)
                    .and_then(|rest| rest.strip_prefix(']'));
                behind
                    .is_some_and(|rest| rest.trim_start().starts_with(['.', '．', '。', ',', '，']))
            })
    })
}

/// Which straight quotes are paired, and whether one of them is open.
#[derive(Default)]
struct Quotes {
    double: Option<bool>,
    single: Option<bool>,
}

impl Quotes {
    /// Quotes pair up where their number is even, in a text with Han and without an odd curly one.
    fn of(text: &str) -> Quotes {
        if memchr2(b'"', b'\'', text.as_bytes()).is_none() {
            return Quotes::default();
        }
        let (mut double, mut single, mut odd) = (0usize, 0usize, 0isize);
        for (at, c) in text.char_indices() {
            match c {
                '"' => double += 1,
                '\'' if !is_apostrophe(text, at) => single += 1,
                '“' => odd += 1,
                '”' => odd -= 1,
                _ => {}
            }
        }
        let han = double + single > 0 && odd == 0 && text.chars().any(is_han);
        let paired = |count: usize| (han && count.is_multiple_of(2)).then_some(false);
        Quotes {
            double: paired(double),
            single: paired(single),
        }
    }
}

/// Whether the straight quote at `at` stands inside a word (`don't`) or behind a figure (`6'`).
fn is_apostrophe(text: &str, at: usize) -> bool {
    let before = text[..at].bytes().next_back();
    let after = text[at + 1..].bytes().next();
    let word = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    (word(before) && word(after)) || before.is_some_and(|byte| byte.is_ascii_digit())
}

/// Where half-width brackets stand that become full-width ones, in order: both of a pair do where one
/// stands beside Han and there is more than ASCII between them; one that is alone does beside Han.
fn brackets(text: &str) -> Vec<usize> {
    let mut changing = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut last_wide = None;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => {
                if open.len() == DEEPEST {
                    // Whoever nests that deep does not pair.
                    open.remove(0);
                }
                open.push(at);
            }
            ')' | '）' => match open.pop() {
                Some(start) => {
                    let half = text.as_bytes()[start] == b'(';
                    let inside = last_wide > Some(start);
                    let mixed = half == (c == '）');
                    if mixed || (half && inside && (is_near(text, start) || is_near(text, at))) {
                        if half {
                            changing.push(start);
                        }
                        if c == ')' {
                            changing.push(at);
                        }
                    }
                }
                None if c == ')' && is_near(text, at) => changing.push(at),
                None => {}
            },
            c if !c.is_ascii() => last_wide = Some(at),
            _ => {}
        }
    }
    changing.extend(
        open.into_iter()
            .filter(|&at| text.as_bytes()[at] == b'(' && is_near(text, at)),
    );
    changing.sort_unstable();
    changing
}

/// Whether the ASCII mark at `at` stands beside Han or their marks, and not between digits.
fn is_near(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    (is_wide(before) || is_wide(after)) && !(digit(before) && digit(after))
}

fn is_wide(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        is_common_han(c)
            || matches!(
                c,
                '，' | '。'
                    | '、'
                    | '；'
                    | '：'
                    | '？'
                    | '！'
                    | '“'
                    | '”'
                    | '‘'
                    | '’'
                    | '（'
                    | '）'
            )
            || matches!(
                c,
                '《' | '》' | '「' | '」' | '『' | '』' | '【' | '】' | '…' | '—'
            )
            || is_han(c)
    })
}

/// How often `c` stands at the start of `text`.
fn run(text: &str, c: char) -> usize {
    text.chars().take_while(|&other| other == c).count()
}

/// The end of the run of ASCII that begins at `at`, and the end of the address that it is, if it is one:
/// a mark that closes a sentence is no part of it.
fn token(text: &str, at: usize) -> (usize, usize) {
    let bytes = &text.as_bytes()[at..];
    let length = bytes
        .iter()
        .position(|byte| !byte.is_ascii_graphic())
        .unwrap_or(bytes.len());
    let token = &text[at..at + length];
    let mail = || {
        token.match_indices('@').any(|(sign, _)| {
            token[..sign].ends_with(|c: char| c.is_ascii_alphanumeric())
                && token[sign + 1..].starts_with(|c: char| c.is_ascii_alphanumeric())
        })
    };
    // Few have a character of any of these.
    let may = token.bytes().any(|byte| matches!(byte, b'/' | b'w' | b'@'));
    let address = may && (token.contains("://") || token.contains("www.") || mail());
    let kept = token.trim_end_matches([',', ';', ':', '!', ')', '"', '.']);
    (at + length, if address { at + kept.len() } else { at })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marks_beside_han_change() {
        for (text, normal) in [
            // Pauses and stops.
            ("好,不好?好!", "好，不好？好！"),
            ("先看;再说:开始", "先看；再说：开始"),
            ("他来了. 我走", "他来了。我走"),
            ("他来了.", "他来了。"),
            ("(他来了.)", "（他来了。）"),
            ("好, 不好", "好，不好"),
            // Numbers, times, ratios, versions, lists.
            ("增长3.5,达1,000人", "增长3.5，达1,000人"),
            ("时间12:30开始:请到", "时间12:30开始：请到"),
            ("以3:1胜出", "以3:1胜出"),
            ("升级到v1.2.3版", "升级到v1.2.3版"),
            ("1.种树", "1.种树"),
            ("第2,3版", "第2,3版"),
            ("2024-06-01起", "2024-06-01起"),
            // Brackets.
            ("公司(ABC)与学校(西区)", "公司(ABC)与学校（西区）"),
            ("会员(中文abc)来", "会员（中文abc）来"),
            ("见（附件)二", "见（附件）二"),
            ("见(附件）二", "见（附件）二"),
            ("一)二", "一）二"),
            ("图(3)", "图(3)"),
            ("f(x)与g(x)", "f(x)与g(x)"),
            // Addresses, file names, code.
            ("见http://a.cn/b,c?d 说", "见http://a.cn/b,c?d 说"),
            ("见http://a.cn,好", "见http://a.cn，好"),
            ("写信到a.b@c.cn:好", "写信到a.b@c.cn：好"),
            ("打开www.a.cn?好", "打开www.a.cn?好"),
            ("打开表.doc与C:\\表", "打开表.doc与C:\\表"),
            ("输入`好,a`,再看", "输入`好,a`，再看"),
            // Quotes.
            ("他说\"好\"就走了", "他说“好”就走了"),
            ("他说\"她说'好'了\"", "他说“她说‘好’了”"),
            ("他说\"好就走了", "他说\"好就走了"),
            ("看don't与it's", "看don't与it's"),
            ("he said \"ok\"", "he said \"ok\""),
            ("“甲\"乙\"", "“甲\"乙\""),
            // Dots and dashes.
            ("等等...还有。。。", "等等……还有……"),
            ("等等......", "等等……"),
            ("目录........3", "目录........3"),
            ("城市--乡村", "城市——乡村"),
            ("城市──乡村⸺好", "城市——乡村——好"),
            ("a--b", "a--b"),
            ("甲---乙", "甲---乙"),
            // White space.
            ("断 开 的 字 and more", "断开的字 and more"),
            ("张三　李四", "张三　李四"),
            ("出席：张三 李四 王小五。", "出席：张三 李四 王小五。"),
            ("到会的有张三 李四 王小五", "到会的有张三 李四 王小五"),
            ("张 三 李 四 王小五", "张三 李四 王小五"),
            ("张 三  李 四", "张三  李四"),
            ("团结 紧张 严肃 活泼", "团结 紧张 严肃 活泼"),
            ("这 一 颗 星", "这一颗星"),
            ("新桥 昨天通车", "新桥昨天通车"),
            ("第十二条 桥归镇里管。", "第十二条 桥归镇里管。"),
            ("桥在第十二条 街上。", "桥在第十二条街上。"),
            (
                "讲的是“一江春水 两岸新绿 三镇同行的故事”。",
                "讲的是“一江春水 两岸新绿 三镇同行的故事”。",
            ),
            ("讲的是“过河的 人”，很短。", "讲的是“过河的人”，很短。"),
            ("老桥的灯（张小三 摄）", "老桥的灯（张小三 摄）"),
            ("桥下过船。张小三 摄", "桥下过船。张小三 摄"),
            ("图为过船 张小三 摄", "图为过船 张小三 摄"),
            ("本报记者 张小三 摄", "本报记者 张小三 摄"),
            (
                "（记者 张小三 通讯员 李小四）桥 通了",
                "（记者 张小三 通讯员 李小四）桥通了",
            ),
            ("张小三 文 李小四 图", "张小三 文 李小四 图"),
            ("桥上的记者 看见船，", "桥上的记者看见船，"),
            ("他写的 文。", "他写的文。"),
            ("本报讯 昨日，新桥通车", "本报讯 昨日，新桥通车"),
            ("新华社北京6月1日电 新桥通车", "新华社北京6月1日电 新桥通车"),
            ("新桥今天 通电 通车", "新桥今天 通电 通车"),
            ("东岸 多云 转晴", "东岸 多云 转晴"),
            ("守桥人 张小三", "守桥人 张小三"),
            ("守桥人 张小三来了，坐下", "守桥人张小三来了，坐下"),
            ("张三  李四", "张三  李四"),
            ("用 Rust 写", "用 Rust 写"),
            ("", ""),
        ] {
            assert_eq!(normalise(text.to_owned()), normal);
            assert_eq!(normalise(normal.to_owned()), normal, "a second time");
        }
    }
}
