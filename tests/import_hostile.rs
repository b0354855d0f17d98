//! Bad input and hostile texts: what is imported all the same, with which diagnostic on which line.
//!
//! The importer refuses where a character would be lost, so that reading a plan proves that none was.

use kanbao::diagnostic::{Diagnostic, Fault};
use kanbao::import::{Options, Plan, import, source};

#[path = "support/dice.rs"]
mod dice;
#[path = "support/raw.rs"]
mod raw;

fn read(bytes: &[u8]) -> (Plan, Vec<Diagnostic>) {
    let options = Options {
        stem: "source".to_owned(),
        keep_punctuation: false,
    };
    match import(bytes, &options) {
        Ok(found) => found,
        Err(broken) => panic!("line {}: {}", broken.line, broken.text),
    }
}

/// All text of a plan, left-out lines included, without white space.
fn text(plan: &Plan) -> String {
    let mut text = String::new();
    for article in &plan.articles {
        let head = [&article.kicker, &article.subtitle].into_iter().flatten();
        text.extend(head.map(String::as_str));
        text.push_str(&article.title);
        text.extend(article.blocks.iter().map(|block| block.text.as_str()));
    }
    text.extend(plan.left_out.iter().map(|entry| entry.text.as_str()));
    text.extend(plan.metadata.iter().map(|entry| entry.text.as_str()));
    text.retain(|c| !c.is_whitespace());
    text
}

#[track_caller]
fn is_read_as(bytes: &[u8], expected: &str, diagnostics: &[Diagnostic]) {
    let (plan, found) = read(bytes);
    assert_eq!(
        (text(&plan).as_str(), found.as_slice()),
        (expected, diagnostics)
    );
}

const SENTENCE: &str = "天刚亮，头一批住户就到了门口。";

fn sentence_with(inside: &str) -> String {
    format!("雨停了。\n天刚亮，头一批{inside}住户就到了门口。\n")
}

#[test]
fn a_text_may_end_with_the_name_of_a_column_that_comes_again() {
    let part = format!("## 渡口上的记事\n\n{SENTENCE}\n\n");
    let whole = format!("{}## 渡口上的记事\n", part.repeat(3));
    let (plan, _) = read(whole.as_bytes());
    let headings = text(&plan).matches("渡口上的记事").count();
    assert_eq!(headings, 4);
}

#[test]
fn years_beyond_any_are_no_dates() {
    for year in [
        "9999百",
        "653百",
        "655百99",
        "九九九九百",
        "九九九九百九九九九",
    ] {
        let (plan, _) =
            read(format!("渡口周报\n第3期　民国{year}年5月18日\n\n{SENTENCE}\n").as_bytes());
        assert_eq!(plan.issue.date, None, "{year}");
    }
}

#[test]
fn every_hostile_text_is_read_and_none_of_its_han_lost() {
    for (name, make) in raw::HOSTILE {
        let bytes = make(20_000);
        let (plan, _) = read(&bytes);
        let given = text(&plan);
        // A reference to a character gives a Han that the source does not spell out.
        let mut found = han(&given).into_iter();
        let lost = (han(&source(&bytes).text).into_iter())
            .find(|wanted| !found.any(|found| found == *wanted));
        assert_eq!(lost, None, "{name}");
        assert!(
            given.len() <= bytes.len() * 3 + 100,
            "{name}: {} bytes made of {}",
            given.len(),
            bytes.len()
        );
    }
}

/// The common Han of `text`, sorted.
fn han(text: &str) -> Vec<char> {
    let is_common = |c: &char| ('\u{4E00}'..='\u{9FFF}').contains(c);
    let mut han: Vec<char> = text.chars().filter(is_common).collect();
    han.sort_unstable();
    han
}

#[test]
fn the_issues_of_the_generated_archive_are_read() {
    for (name, issue) in raw::ARCHIVES {
        for number in 0..6 {
            let (plan, found) = read(issue(number).as_bytes());
            assert_eq!(plan.issue.publication.as_deref(), Some("港湾日报"));
            assert!(
                (10..=14).contains(&plan.articles.len()),
                "{name}: {} articles",
                plan.articles.len()
            );
            assert_eq!(found, []);
        }
    }
}

#[test]
fn nul_bytes_are_left_out_and_told() {
    let told = [Diagnostic::at_line(2, Fault::NulBytes)];
    is_read_as(
        sentence_with("\0\0").as_bytes(),
        &format!("雨停了。{SENTENCE}"),
        &told,
    );
}

#[test]
fn the_control_characters_of_control_sequences_are_left_out_and_told() {
    let told = [Diagnostic::at_line(2, Fault::ControlSequence)];
    for (inside, left) in [
        ("\u{1b}[31m", "[31m"),
        ("\u{9b}31m", "31m"),
        ("\u{1b}]0;x\u{7}", "]0；x"),
    ] {
        let expected = format!("雨停了。天刚亮，头一批{left}住户就到了门口。");
        let (plan, found) = read(sentence_with(inside).as_bytes());
        assert!(!text(&plan).contains(|c: char| c.is_control()));
        assert_eq!(text(&plan).replace(';', "；"), expected);
        assert_eq!(found, told);
    }
}

#[test]
fn bidi_controls_and_tags_are_left_out_and_told() {
    let told = [Diagnostic::at_line(2, Fault::ControlSequence)];
    for inside in ["\u{202e}", "\u{2066}\u{2069}", "\u{e0001}\u{e0041}"] {
        is_read_as(
            sentence_with(inside).as_bytes(),
            &format!("雨停了。{SENTENCE}"),
            &told,
        );
    }
}

#[test]
fn zero_width_characters_are_left_out() {
    let inside = "\u{200b}\u{200d}\u{2060}\u{feff}\u{ad}";
    is_read_as(
        sentence_with(inside).as_bytes(),
        &format!("雨停了。{SENTENCE}"),
        &[],
    );
}

#[test]
fn private_use_and_noncharacters_are_kept() {
    let inside = "\u{e000}\u{fdd0}\u{ffff}\u{10ffff}";
    let expected = format!("雨停了。天刚亮，头一批{inside}住户就到了门口。");
    is_read_as(sentence_with(inside).as_bytes(), &expected, &[]);
}

#[test]
fn radicals_and_compatibility_characters_become_han_and_are_counted() {
    let source = "雨停了。\n\u{2f00}\u{fa08}\u{2ea0}都到了门口。\n";
    let told = [Diagnostic::at_line(2, Fault::LookAlikes { count: 3 })];
    is_read_as(source.as_bytes(), "雨停了。一行民都到了门口。", &told);
}

#[test]
fn truncated_and_wrong_bytes_are_told_and_the_rest_is_read() {
    let mut bytes = sentence_with("").into_bytes();
    bytes.extend(b"\xE4\xBD");
    let told = [Diagnostic::at_line(3, Fault::BadBytes { column: 1 })];
    is_read_as(&bytes, &format!("雨停了。{SENTENCE}\u{fffd}"), &told);
}

#[test]
fn deep_quotations_are_flattened_and_told() {
    let source = format!("雨停了。\n{}{SENTENCE}\n", ">".repeat(10_000));
    let told = [Diagnostic::at_line(2, Fault::TooDeep { limit: 100 })];
    is_read_as(source.as_bytes(), &format!("雨停了。{SENTENCE}"), &told);
    let spaced = format!("{}{SENTENCE}\n", "> ".repeat(100));
    is_read_as(spaced.as_bytes(), SENTENCE, &[]);
}

#[test]
fn deep_containers_are_flattened_and_told() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<div>\n", "</div>\n"),
        ("<blockquote>", ""),
    ] {
        let source = format!("{}{SENTENCE}{}", open.repeat(10_000), close.repeat(10_000));
        let (plan, found) = read(source.as_bytes());
        assert_eq!(text(&plan), SENTENCE);
        let line = if open.ends_with('\n') { 101 } else { 1 };
        assert_eq!(
            found,
            [Diagnostic::at_line(line, Fault::TooDeep { limit: 100 })]
        );
    }
    let siblings = format!("<div>{SENTENCE}</div>\n").repeat(200);
    assert_eq!(read(siblings.as_bytes()).1, []);
}

#[test]
fn a_million_bytes_on_one_line_are_one_paragraph() {
    let source = "字".repeat(350_000);
    let (plan, found) = read(source.as_bytes());
    assert_eq!((plan.articles.len(), plan.articles[0].blocks.len()), (1, 1));
    assert_eq!((text(&plan) == source, found), (true, Vec::new()));
}

#[test]
fn tiny_lines_beyond_number_are_joined_and_told() {
    let source = "字\n".repeat(100_000);
    let (plan, found) = read(source.as_bytes());
    assert_eq!(text(&plan), "字".repeat(100_000));
    assert_eq!(found, [Diagnostic::at_line(65_537, Fault::TinyLines)]);
    let long = format!("{SENTENCE}\n").repeat(70_000);
    assert_eq!(read(long.as_bytes()).1, []);
}

#[test]
fn all_line_ends_end_lines() {
    for end in [
        "\n", "\r\n", "\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}",
    ] {
        let source = ["雨停了。", "船来了。", "人走了。"].join(end);
        let (plan, found) = read(source.as_bytes());
        let blocks = &plan.articles[0].blocks;
        assert_eq!(
            (text(&plan).as_str(), found),
            ("雨停了。船来了。人走了。", Vec::new())
        );
        assert_eq!(
            blocks.last().map(|block| block.lines[1]),
            Some(3),
            "{end:?}"
        );
    }
    let mixed = "雨停了。\r\n\r\n船来了。\r人走了。\n";
    let (plan, _) = read(mixed.as_bytes());
    let last = plan.articles[0].blocks.last().map(|block| block.lines[1]);
    assert_eq!(last, Some(4));
}

#[test]
fn articles_that_jump_are_found_again_among_many() {
    // Titles that differ by their letters: others would be running heads.
    let title = |number: u32| {
        let place: String = [0x5000, 0x6000]
            .map(|first| char::from_u32(first + number * 7))
            .into_iter()
            .flatten()
            .collect();
        format!("## {place}渡口开放")
    };
    let mut source = String::new();
    for number in 0..30 {
        source += &format!(
            "{}\n\n{SENTENCE}{SENTENCE}一班船停了{number}天，又\n\n（下转第2版）\n\n",
            title(number)
        );
    }
    for number in 0..30 {
        source += &format!("{}\n\n（上接第1版）\n\n开了。\n\n", title(number));
    }
    let (plan, _) = read(source.as_bytes());
    assert_eq!(plan.articles.len(), 30);
    for (number, article) in plan.articles.iter().enumerate() {
        let whole: String = article
            .blocks
            .iter()
            .map(|block| block.text.as_str())
            .collect();
        assert_eq!(
            whole,
            format!("{SENTENCE}{SENTENCE}一班船停了{number}天，又开了。")
        );
    }
}

#[test]
fn a_digest_of_hundreds_of_marked_items_is_as_many_articles() {
    let han: Vec<char> = "春江潮水连海平滟随波千万里何处无月明".chars().collect();
    let name = |number: usize| -> String {
        let digits = [number / 17 % 17, number % 17];
        digits.map(|digit| han[digit]).iter().collect()
    };
    let item = |number: usize| {
        let (village, other) = (name(number), name(number * 31 + 7));
        format!("# {village}村的井\n\n{other}先生量过，{village}村的井深九尺，水清见底。\n\n")
    };
    let digest: String = (0..280).map(item).collect();
    let (plan, _) = read(digest.as_bytes());
    assert!(plan.articles.len() > 260, "{}", plan.articles.len());
}
