//! Texts in every encoding, whole, short, mixed and damaged, come back as they were.

use encoding_rs::{BIG5, GB18030};
use proptest::prelude::*;

use super::*;

#[test]
fn the_solidus_of_bylines_is_one_in_big5_too() {
    let (bytes, _, _) = BIG5.encode("陳文∕攝");
    let text = "街坊在這裡住了三十年，不想搬走。";
    let bytes = [BIG5.encode(text).0.into_owned(), bytes.into_owned()].concat();
    assert!(decode(&bytes).text.ends_with("陳文／攝"));
}

#[test]
fn encodings_are_told_apart() {
    let simplified = "城里的图书馆在周末也开门，这是不少人盼了很久的事。\n有人说好。\n";
    let traditional = "城裡的圖書館在週末也開門，這是不少人盼了很久的事。\n有人說好。\n";
    let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
    for (bytes, encoding, text) in [
        (simplified.as_bytes().to_vec(), "UTF-8", simplified),
        (
            marked(b"\xef\xbb\xbf", simplified.into()),
            "UTF-8",
            simplified,
        ),
        (wide(simplified, false), "UTF-16LE", simplified),
        (wide(simplified, true), "UTF-16BE", simplified),
        (
            wide("栈桥留着吊车也留着", false),
            "UTF-16LE",
            "栈桥留着吊车也留着",
        ),
        (
            marked(b"\xff\xfe", wide(simplified, false)),
            "UTF-16LE",
            simplified,
        ),
        (
            marked(b"\xfe\xff", wide(simplified, true)),
            "UTF-16BE",
            simplified,
        ),
        (
            GB18030.encode(simplified).0.into_owned(),
            "gb18030",
            simplified,
        ),
        (
            GB18030.encode(traditional).0.into_owned(),
            "gb18030",
            traditional,
        ),
        (BIG5.encode(traditional).0.into_owned(), "Big5", traditional),
    ] {
        let decoded = decode(&bytes);
        assert_eq!((decoded.encoding, &*decoded.text), (encoding, text));
        assert_eq!(decoded.diagnostics, []);
    }
}

#[test]
fn a_stray_byte_is_told_with_its_line_and_changes_nothing_else() {
    let mut bytes = "第一行。\n第二行".as_bytes().to_vec();
    bytes.push(0xFF);
    let decoded = decode(&bytes);
    assert_eq!(
        (decoded.encoding, &*decoded.text),
        ("UTF-8", "第一行。\n第二行\u{FFFD}")
    );
    assert_eq!(
        decoded.diagnostics,
        [Diagnostic::at_line(2, Fault::BadBytes { column: 4 })]
    );
}

#[test]
fn short_texts_tell_their_encoding() {
    let brief = "記者從區公所得知，渡口的新棧橋下月初一通行，舊橋改作步道，兩岸居民過河不必再繞遠路。票價不變，頭班船仍是清晨六點，末班延到夜裡十點。";
    for (text, encoding) in [
        (brief, BIG5),
        ("舊碼頭改成街心公園", BIG5),
        ("Bus 12 改走環城路，停靠東門、西門與 Zoo 三站。", BIG5),
        ("旧码头改成街心公园", GB18030),
        ("记者从区公所得知，渡口的新栈桥下月通行。", GB18030),
        ("Bus 12 改走环城路，停靠东门、西门与 Zoo 三站。", GB18030),
    ] {
        let bytes = encoding.encode(text).0;
        let decoded = decode(&bytes);
        assert_eq!((decoded.encoding, &*decoded.text), (encoding.name(), text));
        assert_eq!(decoded.diagnostics, []);
    }
}

#[test]
fn a_few_han_in_a_long_text_of_ascii_tell_its_encoding() {
    for (han, encoding) in [
        ("舊碼頭改成街心公園，遊人不斷。", BIG5),
        ("旧码头改成街心公园，游人不断。", GB18030),
    ] {
        let text = format!(
            "{}{han}\n",
            "plain words of ASCII and 12,345 figures\n".repeat(4000)
        );
        let bytes = encoding.encode(&text).0;
        let decoded = decode(&bytes);
        assert_eq!(
            (decoded.encoding, decoded.text == text),
            (encoding.name(), true)
        );
    }
}

#[test]
fn rare_characters_do_not_hide_an_encoding() {
    // Private use of GBK (AAA1), the Hong Kong supplement (8B50), a character of four bytes.
    let mut gbk = GB18030
        .encode("街心公园的名字还没有定，先叫")
        .0
        .into_owned();
    gbk.extend(b"\xAA\xA1\xAA\xA2");
    gbk.extend(&*GB18030.encode("与𠮷两个字。").0);
    let decoded = decode(&gbk);
    assert_eq!(decoded.encoding, "gb18030");
    assert!(decoded.text.ends_with("与𠮷两个字。"));
    let mut hkscs = BIG5.encode("公園的名字還沒有定，先叫").0.into_owned();
    hkscs.extend(b"\x8B\x50\xFB\xEA");
    hkscs.extend(&*BIG5.encode("兩個字。").0);
    let decoded = decode(&hkscs);
    assert_eq!(decoded.encoding, "Big5");
    assert!(decoded.text.ends_with("兩個字。"));
    assert_eq!(decoded.diagnostics, []);
}

#[test]
fn broken_bytes_leave_a_text_in_utf_8_and_are_told_with_line_and_column() {
    let mut bytes = b"one\r\n".to_vec();
    bytes.extend("天刚亮".bytes());
    bytes.extend(b"\xE5\x88");
    bytes.extend("，头一批住户就到了门口。\r".bytes());
    bytes.push(0x80);
    bytes.extend("值班的师傅说。".bytes());
    let decoded = decode(&bytes);
    assert_eq!(decoded.encoding, "UTF-8");
    assert_eq!(
        decoded.text,
        "one\r\n天刚亮\u{FFFD}，头一批住户就到了门口。\r\u{FFFD}值班的师傅说。"
    );
    assert_eq!(
        decoded.diagnostics,
        [
            Diagnostic::at_line(2, Fault::BadBytes { column: 4 }),
            Diagnostic::at_line(3, Fault::BadBytes { column: 1 }),
        ]
    );
}

#[test]
fn a_character_cut_at_the_end_is_told() {
    let text = "值班的师傅说，一早上接了三十多个电话。\n好";
    for encoding in [UTF_8, GB18030] {
        let mut bytes = encoding.encode(text).0.into_owned();
        bytes.pop();
        let decoded = decode(&bytes);
        assert_eq!(decoded.encoding, encoding.name());
        assert!(decoded.text.ends_with("。\n\u{FFFD}"), "{}", decoded.text);
        assert_eq!(
            decoded.diagnostics,
            [Diagnostic::at_line(2, Fault::BadBytes { column: 1 })]
        );
    }
    let mut wide = wide(text, false);
    wide.pop();
    let decoded = decode(&wide);
    assert_eq!(decoded.encoding, "UTF-16LE");
    assert!(decoded.text.ends_with("\n\u{FFFD}"));
}

#[test]
fn many_faults_are_summed_up() {
    let mut bytes = Vec::new();
    for _ in 0..1000 {
        bytes.extend("天刚亮，头一批住户就到了门口".bytes());
        bytes.extend(b"\xFF\xFF\n");
    }
    let decoded = decode(&bytes);
    let fault = |line| Diagnostic::at_line(line, Fault::BadBytes { column: 15 });
    assert_eq!(
        decoded.diagnostics,
        [
            fault(1),
            fault(2),
            fault(3),
            Diagnostic::at_line(1000, Fault::MoreLines { count: 997 })
        ]
    );
}

#[test]
fn what_acts_on_a_terminal_is_told_with_its_line() {
    for (text, line, fault) in [
        ("一\n二\0\n", 2, Fault::NulBytes),
        ("一\r\n二\u{1b}[31m\r\n", 2, Fault::ControlSequence),
        ("一\u{9b}31m", 1, Fault::ControlSequence),
        ("一\n二\u{7}三", 2, Fault::ControlSequence),
        ("一\t\n二\n三\u{8}三", 3, Fault::ControlSequence),
        ("一\u{7f}", 1, Fault::ControlSequence),
        ("一\u{85}二\u{2028}三\u{202e}", 3, Fault::ControlSequence),
        ("一\u{c}二\u{e0041}", 2, Fault::ControlSequence),
    ] {
        assert_eq!(
            decode(text.as_bytes()).diagnostics,
            [Diagnostic::at_line(line, fault)],
            "{text:?}"
        );
    }
    assert_eq!(
        decode("\u{feff}一\u{200b}\u{e000}\u{fdd0}".as_bytes()).diagnostics,
        []
    );
}

/// Level 1 of the two encodings, as bytes.
fn level_1(
    rows: std::ops::RangeInclusive<u8>,
    cells: impl Iterator<Item = u8> + Clone,
) -> Vec<[u8; 2]> {
    rows.flat_map(move |row| cells.clone().map(move |cell| [row, cell]))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_sixty_common_han_come_back(picked in prop::collection::vec(any::<prop::sample::Index>(), 60..120), ascii in "[ -~\n]{0,30}") {
        let simplified = level_1(0xB0..=0xD6, 0xA1..=0xFE);
        let traditional = level_1(0xA4..=0xC5, (0x40..=0x7E).chain(0xA1..=0xFE));
        for (encoding, level) in [(GB18030, simplified), (BIG5, traditional)] {
            let bytes: Vec<u8> = picked.iter().flat_map(|index| level[index.index(level.len())]).chain(ascii.bytes()).collect();
            let decoded = decode(&bytes);
            prop_assert_eq!(decoded.encoding, encoding.name());
            prop_assert_eq!(&*encoding.encode(&decoded.text).0, bytes.as_slice());
            prop_assert_eq!(decoded.diagnostics, []);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn forty_common_han_in_utf_16_come_back_without_a_mark(picked in prop::collection::vec(any::<prop::sample::Index>(), 40..120), ascii in "[ -~\n]{0,30}", big: bool, marks in "[　，。、：“”（）《》—…·●0-9０-９\n]{0,10}") {
        let simplified = (GB18030, level_1(0xB0..=0xD6, 0xA1..=0xFE));
        let traditional = (BIG5, level_1(0xA4..=0xC5, (0x40..=0x7E).chain(0xA1..=0xFE)));
        for (encoding, level) in [simplified, traditional] {
            let bytes: Vec<u8> = picked.iter().flat_map(|index| level[index.index(level.len())]).collect();
            let han = encoding.decode(&bytes).0;
            let text = format!("{marks}{han}{ascii}");
            let bytes = wide(&text, big);
            prop_assert!(!is_binary(&bytes));
            let decoded = decode(&bytes);
            prop_assert_eq!(decoded.encoding, if big { "UTF-16BE" } else { "UTF-16LE" });
            prop_assert_eq!(decoded.text, text);
            prop_assert_eq!(decoded.diagnostics, []);
        }
    }

    #[test]
    fn noise_is_no_text(bytes in prop::collection::vec(any::<u8>(), 400..4000)) {
        // A byte order mark says that what follows is text.
        let marks: [&[u8]; 3] = [&[0xFF, 0xFE], &[0xFE, 0xFF], &[0xEF, 0xBB, 0xBF]];
        prop_assume!(!marks.iter().any(|mark| bytes.starts_with(mark)));
        prop_assert!(is_binary(&bytes));
    }
}

fn wide(text: &str, big: bool) -> Vec<u8> {
    let bytes = |unit: u16| {
        if big {
            unit.to_be_bytes()
        } else {
            unit.to_le_bytes()
        }
    };
    text.encode_utf16().flat_map(bytes).collect()
}
