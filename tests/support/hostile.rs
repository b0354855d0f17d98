//! Texts that would act on a terminal, hide or mislead: 148 in 14 families; and what may leave the
//! program for one.
//!
//! Most are made by rule, from the ranges that the standards give (ECMA-48, UAX #9, the Unicode
//! Character Database); the sequences are those that terminals act on most harmfully.

use std::fs;
use std::iter;
use std::path::Path;

/// One of the texts.
pub(crate) struct Hostile {
    /// Its family.
    pub family: &'static str,
    /// The text.
    pub text: String,
}

/// Control sequences of seven bits: styles, cursor, erasing, modes, questions, window.
const SEQUENCES: [&str; 9] = [
    "\x1b[31m",
    "\x1b[2J",
    "\x1b[999;999H",
    "\x1b[?1049l",
    "\x1b[?25l",
    "\x1b[6n",
    "\x1b[>c",
    "\x1b[20t",
    "\x1b[5;9r",
];

/// Strings for the terminal itself: title, clipboard, links, colours, folder, one without end.
const COMMANDS: [&str; 7] = [
    "\x1b]0;题名\x07",
    "\x1b]52;c;aGk=\x1b\\",
    "\x1b]52;c;?\x07",
    "\x1b]8;;file:///etc\x1b\\链\x1b]8;;\x1b\\",
    "\x1b]11;?\x07",
    "\x1b]7;file:///tmp\x07",
    "\x1b]2;没有结尾",
];

/// Device control, application, privacy and start-of-string commands.
const STRINGS: [&str; 6] = [
    "\x1bP$qm\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x1b_Ga=q;AAAA\x1b\\",
    "\x1b^私\x1b\\",
    "\x1bX串\x1b\\",
    "\x1bPq#0;2;0;0;0~\x1b\\",
];

/// Other escapes: reset, alignment test, character sets, keypad, saving the cursor.
const ESCAPES: [&str; 6] = [
    "\x1bc",
    "\x1b#8",
    "\x1b(0qqq\x1b(B",
    "\x0eabc\x0f",
    "\x1b=\x1b>",
    "\x1b7\x1b8",
];

/// Tags: the deprecated language tag, letters, a flag made of them, the end alone.
const TAGS: [&str; 4] = [
    "\u{e0001}\u{e0065}\u{e006e}",
    "\u{e0041}\u{e0042}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{e007f}",
];

/// Unassigned code points and noncharacters.
const UNASSIGNED: [&str; 6] = [
    "\u{378}",
    "\u{2fe0}",
    "\u{fdd0}",
    "\u{ffff}",
    "\u{1fffe}",
    "\u{10ffff}",
];

const PRIVATE: [&str; 4] = ["\u{e000}", "\u{f8ff}", "\u{f0000}", "\u{10fffd}"];

/// Marks heaped on Latin, Han, a blank, nothing, in Thai and Tibetan, around, of Chinese tones, of kana.
const MARKED: [(&str, &str); 8] = [
    ("a", "\u{301}"),
    ("文", "\u{330}"),
    (" ", "\u{308}"),
    ("", "\u{489}"),
    ("ก", "\u{e49}"),
    ("\u{f40}", "\u{f71}"),
    ("字", "\u{20dd}"),
    ("平", "\u{302a}"),
];

/// Joined, coloured and framed emoji, flags, and characters that take no room or pretend to.
const JOINED: [&str; 12] = [
    "👨\u{200d}👩\u{200d}👧\u{200d}👦",
    "👩🏽\u{200d}🚀",
    "🏳\u{fe0f}\u{200d}🌈",
    "🇨🇳🇨🇳🇨",
    "1\u{fe0f}\u{20e3}",
    "❤\u{fe0f}",
    "零\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}宽",
    "软\u{ad}连\u{34f}",
    "\u{3164}\u{115f}\u{1160}\u{ffa0}",
    "\u{1100}\u{1161}\u{11a8}\u{11a8}",
    "行\u{2028}段\u{2029}",
    "か\u{3099}\u{3099}ハ\u{309a}",
];

/// What a reader of Markdown or HTML makes characters of.
const REFERENCES: [&str; 12] = [
    "&#27;[31m",
    "&#x1b;]0;x&#7;",
    "&#x9b;2J",
    "&#155;31m",
    "&#8238;cba",
    "&#x202e;cba&#x202c;",
    "&#0;&#1;",
    "&#127;",
    "&#x85;&#x8d;",
    "&#xE0041;",
    "&lrm;&rlm;&zwj;&zwnj;&shy;",
    "&#xD800;&#x110000;",
];

/// All of them.
pub(crate) fn texts() -> Vec<Hostile> {
    let mut all = Vec::new();
    let mut add = |family: &'static str, texts: &mut dyn Iterator<Item = String>| {
        all.extend(texts.map(|text| Hostile { family, text }));
    };
    let within = |c: char| format!("前{c}后");
    let owned = |text: &&str| format!("前{text}后");
    // A line feed ends a line, and that is all it does.
    let c0 = ('\0'..='\u{1f}').filter(|&c| c != '\n');
    add("C0", &mut c0.map(within));
    add(
        "DEL",
        &mut ["\x7f", "三个\x7f\x7f\x7f"].map(str::to_owned).into_iter(),
    );
    add("C1", &mut ('\u{80}'..='\u{9f}').map(within));
    add("sequences", &mut SEQUENCES.iter().map(owned));
    add("commands", &mut COMMANDS.iter().map(owned));
    add("strings", &mut STRINGS.iter().map(owned));
    add("escapes", &mut ESCAPES.iter().map(owned));
    let bidi = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202d}\u{202e}\u{2066}\u{2069}";
    add("bidi", &mut bidi.chars().map(within));
    add("tags", &mut TAGS.iter().map(owned));
    add("unassigned", &mut UNASSIGNED.iter().map(owned));
    add("private", &mut PRIVATE.iter().map(owned));
    let heaped = |(base, mark): &(&str, &str)| {
        let marks: String = iter::repeat_n(*mark, 40).collect();
        format!("{base}{marks}后")
    };
    add("marks", &mut MARKED.iter().map(heaped));
    add("joined", &mut JOINED.iter().map(owned));
    add("references", &mut REFERENCES.iter().map(owned));
    all
}

/// The same texts as names of files and folders, where one can be made of them.
pub(crate) fn names() -> impl Iterator<Item = String> {
    let names = texts().into_iter().map(|hostile| hostile.text);
    names.map(|text| text.replace(['/', '\0'], ""))
}

/// A text as a string in TOML.
pub(crate) fn toml(text: &str) -> String {
    let escaped = text.chars().map(|c| format!("\\U{:08X}", u32::from(c)));
    format!("\"{}\"", escaped.collect::<String>())
}

/// Writes a library of one issue for each family, `wen-00` and on, with every text as an article's title,
/// fields and body, and as a name of a file.
pub(crate) fn write_library(folder: &Path) {
    let all = texts();
    let mut families: Vec<&str> = all.iter().map(|hostile| hostile.family).collect();
    families.dedup();
    for (number, family) in families.iter().enumerate() {
        let of: Vec<&Hostile> = all.iter().filter(|one| one.family == *family).collect();
        let issue = folder.join(format!("wen-{number:02}"));
        fs::create_dir_all(&issue).expect("a folder");
        let named = toml(&of.iter().map(|one| one.text.as_str()).collect::<String>());
        let text = format!("publication = {named}\nnumber = {named}\n{named} = 1\n");
        fs::write(issue.join("issue.toml"), text).expect("a file");
        for (number, one) in of.iter().enumerate() {
            let (field, text) = (toml(&one.text), &one.text);
            let article = format!(
                "+++\ntitle = {field}\nkicker = {field}\nauthors = [{field}]\n{field} = 1\n+++\n\n\
                 {text}渡口\n\n## {text}\n\n`{text}` [{text}](a)\n"
            );
            fs::write(issue.join(format!("{number:02}.md")), article).expect("a file");
        }
    }
    let strays = folder.join("wen-00");
    for name in names().filter(|name| !name.is_empty() && name.len() < 200) {
        fs::write(strays.join(format!("{name}.md")), "渡口\n").expect("a file");
    }
}

/// Whether a character must never leave the program as it is.
pub(crate) fn acts(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0x61C | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF
            | 0xE000..=0xF8FF | 0xE0000..=0xE0FFF | 0xF0000..=0x10FFFF)
}

/// The first thing in what a screen was sent that is neither text nor what kanbao itself sends: cursor
/// moves, tab stops, erasing, scrolling, styles, and what is in `also`, with each number written `N`.
pub(crate) fn foreign(sent: &str, also: &[&str]) -> Option<String> {
    let mut rest = sent;
    while let Some(at) = rest.find(acts) {
        let (sequence, after) = sequence(&rest[at..]);
        let shape = shape(sequence);
        let own = match shape.strip_prefix("\x1b[") {
            // Numbers divided by semicolons, and one letter.
            Some(control) => {
                let letter = control.trim_start_matches(['N', ';']);
                matches!(
                    letter,
                    "H" | "G"
                        | "d"
                        | "A"
                        | "B"
                        | "C"
                        | "D"
                        | "X"
                        | "K"
                        | "J"
                        | "M"
                        | "g"
                        | "r"
                        | "s"
                        | "m"
                )
            }
            None => matches!(
                sequence,
                "\r" | "\n" | "\x08" | "\t" | "\x1bM" | "\x1b7" | "\x1b8" | "\x1bH"
            ),
        };
        let modes = [
            "\x1b[?25h",
            "\x1b[?25l",
            "\x1b[?7h",
            "\x1b[?7l",
            "\x1b[?2026h",
            "\x1b[?2026l",
            "\x1b[?69h",
            "\x1b[?69l",
            "\x1b[20h",
            "\x1b[20l",
        ];
        if !own && !modes.contains(&sequence) && !also.contains(&shape.as_str()) {
            return Some(sequence.escape_debug().to_string());
        }
        rest = after;
    }
    None
}

/// The control sequence, string, escape or single character at the start, and what follows it.
fn sequence(text: &str) -> (&str, &str) {
    let end = if let Some(control) = text.strip_prefix("\x1b[") {
        let last = control.find(|c: char| ('@'..='~').contains(&c));
        last.map(|at| at + 3)
    } else if text.starts_with("\x1b]") {
        let strings = [("\x07", 1), ("\x1b\\", 2)];
        let ends = strings.map(|(end, length)| text.find(end).map(|at| at + length));
        ends.into_iter().flatten().min()
    } else if let Some(escape) = text.strip_prefix('\x1b') {
        escape.chars().next().map(|c| 1 + c.len_utf8())
    } else {
        text.chars().next().map(char::len_utf8)
    };
    text.split_at(end.unwrap_or(text.len()))
}

/// The sequence with each number written as `N`.
fn shape(sequence: &str) -> String {
    let mut shape = String::new();
    for c in sequence.chars() {
        match c {
            '0'..='9' if shape.ends_with('N') => {}
            '0'..='9' => shape.push('N'),
            _ => shape.push(c),
        }
    }
    shape
}

#[test]
fn there_are_148_texts_in_14_families() {
    let all = texts();
    let mut families: Vec<_> = all.iter().map(|hostile| hostile.family).collect();
    families.dedup();
    assert_eq!((all.len(), families.len()), (148, 14));
    // Without a single one that acts the other tests would show nothing.
    let acting = all.iter().filter(|hostile| hostile.text.contains(acts));
    assert!(acting.count() > 100);
}

#[test]
fn what_is_foreign_is_seen() {
    let own = "\x1b[m\x1b[2;5H看报\x1b[38;5;247m\r\n\x08\x1bM\x1b[?25h";
    assert_eq!(foreign(own, &[]), None);
    for text in [
        "\x1b[31",
        "\x1b[6n",
        "\x07",
        "\x1bc",
        "\u{9b}",
        "\x1b]0;x\x07",
        "\u{202e}",
        "\x1b[?1h",
    ] {
        assert!(foreign(&format!("文{text}"), &[]).is_some(), "{text:?}");
    }
    assert_eq!(foreign("\x1b[6n", &["\x1b[Nn"]), None);
}
