//! What a stranger sees of conservation, who knows the document of `import --dry-run --json` and
//! nothing of the importer: each character of the source stands in a text of the outcome, or a field
//! shows it, and none stands there twice.
//!
//! The importer proves this for its own ranges; here the texts that it gives out are counted. A string
//! in `metadata` counts only if a field shows these very characters, or tells this date: whatever else
//! stood on its line must be left out by name.

use std::collections::HashMap;

use kanbao::import::{Options, import};
use proptest::prelude::*;
use serde_json::Value;

/// How often each character stands in texts.
type Count = HashMap<char, i64>;

/// The characters of `text` that count, in one width: no white space, one sign for each kind of
/// quotation mark, dash and full stop.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(|c| {
        let c = match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '。' => '.',
            '“' | '”' | '「' | '」' => '"',
            '—' => '-',
            c => c,
        };
        (!c.is_whitespace()).then_some(c)
    })
}

fn add(count: &mut Count, text: &str, times: i64) {
    for c in letters(text) {
        *count.entry(c).or_default() += times;
    }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// The figures of a date in the source, months and days without zeros before them.
fn figures(text: &str) -> Vec<u32> {
    let value = |c: char| {
        "〇一二三四五六七八九"
            .chars()
            .position(|figure| figure == c)
            .and_then(|value| u32::try_from(value).ok())
            .or_else(|| c.to_digit(10))
    };
    let mut numbers = vec![];
    let mut number: Option<u32> = None;
    let mut tens = false;
    for c in letters(text).chain(Some('-')) {
        match value(c) {
            Some(figure) if tens => number = number.map(|number| number + figure),
            Some(figure) => number = Some(number.unwrap_or(0) * 10 + figure),
            None if c == '十' => number = Some(number.unwrap_or(1) * 10),
            None => numbers.extend(number.take()),
        }
        tens = c == '十';
    }
    numbers
}

/// Why `plan`, which was made of `source`, is no faithful account of it.
fn fault(source: &str, plan: &Value) -> Option<String> {
    let mut count = Count::new();
    // Marks of Markdown stand before a line; what looks like one inside it is a character like others.
    let marks = |c: char| c.is_whitespace() || "#>".contains(c);
    for line in source.lines() {
        add(&mut count, line.trim_start_matches(marks), 1);
    }
    let (mut shown, mut days) = (Vec::new(), Vec::new());
    let issue = &plan["issue"];
    shown.extend(["publication", "number", "publisher"].map(|field| text(issue, field)));
    days.push(text(issue, "date"));
    for article in list(plan, "articles") {
        for field in ["title", "kicker", "subtitle"] {
            add(&mut count, text(article, field), -1);
        }
        for block in list(article, "blocks") {
            add(&mut count, text(block, "text"), -1);
        }
        shown.extend(list(article, "authors").iter().filter_map(Value::as_str));
        shown.push(text(article, "source"));
        days.push(text(article, "date"));
    }
    let mut shown: Vec<String> = shown
        .into_iter()
        .map(|text| letters(text).collect())
        .collect();
    let mut days: Vec<Vec<u32>> = days.into_iter().map(figures).collect();
    let lines: Vec<String> = source.lines().map(|line| letters(line).collect()).collect();
    for entry in list(plan, "metadata").iter().chain(list(plan, "left_out")) {
        let string: String = letters(text(entry, "text")).collect();
        add(&mut count, &string, -1);
        let line = entry["line"]
            .as_u64()
            .and_then(|line| usize::try_from(line).ok());
        let line = line.and_then(|line| lines.get(line.checked_sub(1)?));
        if !line.is_some_and(|line| line.contains(&string)) {
            return Some(format!("{string} does not stand on the line it names"));
        }
        if entry.get("reason").is_some() {
            continue;
        }
        // A field shows it, and only one string for each showing.
        let held = if text(entry, "field") == "date" {
            let told = figures(&string);
            days.iter()
                .position(|day| day.ends_with(&told) && !told.is_empty())
                .map(|at| days.swap_remove(at))
                .is_some()
        } else {
            shown
                .iter()
                .position(|value| *value == string)
                .map(|at| shown.swap_remove(at))
                .is_some()
        };
        if !held {
            return Some(format!("no field shows {string}"));
        }
    }
    let mut wrong: Vec<_> = count.into_iter().filter(|(_, times)| *times != 0).collect();
    wrong.sort_unstable();
    (!wrong.is_empty()).then(|| format!("{wrong:?}"))
}

fn read(source: &str) -> Value {
    let options = Options {
        stem: "source".to_owned(),
        keep_punctuation: false,
    };
    match import(source.as_bytes(), &options) {
        Ok((plan, _)) => serde_json::to_value(plan).expect("a plan is a document"),
        Err(broken) => panic!("line {}: {}", broken.line, broken.text),
    }
}

/// What stands on lines that are read into fields, and on those that look like them.
fn field() -> impl Strategy<Value = String> {
    let name = || prop::sample::select(vec!["王小河", "李桥", "欧阳青禾", "陈 山", "赵田"]);
    let paper = || prop::sample::select(vec!["河湾日报", "新华社", "渡口镇简报", "石桥校友通讯"]);
    let day = || {
        prop::sample::select(vec![
            "2023年5月18日",
            "二〇二三年五月十八日",
            "2023-05-18",
            "5月18日",
            "2023年5月",
        ])
    };
    let office = || prop::sample::select(vec!["渡口镇政府办公室", "河湾县文化局", "石桥中学"]);
    let byline = [
        "本报记者 ",
        "记者 ",
        "通讯员：",
        "文/",
        "图/",
        "整理：",
        "（",
        "——",
        "",
    ];
    let behind = [
        "",
        " 摄",
        "／文",
        "供稿",
        "报道",
        "）",
        "（一九五六届）",
        "主席",
        " 摄影报道",
    ];
    let around = prop::sample::select(vec![
        ("", ""),
        ("（", "）"),
        ("【", "】"),
        ("”（", "）"),
        ("[", "]"),
        ("> ", ""),
    ]);
    let line = prop_oneof![
        3 => (prop::sample::select(byline.to_vec()), prop::collection::vec(name(), 1..4), prop::sample::select(behind.to_vec()))
            .prop_map(|(before, names, behind)| format!("{before}{}{behind}", names.join(" "))),
        1 => paper().prop_map(str::to_owned),
        1 => office().prop_map(str::to_owned),
        1 => day().prop_map(str::to_owned),
        2 => (office(), day()).prop_map(|(office, day)| format!("{office}主办　每周二出版　{day}")),
        2 => (paper(), 1u8..200).prop_map(|(paper, number)| format!("首页 > {paper} > 第{number}期")),
        2 => (1u8..200, day()).prop_map(|(number, day)| format!("第{number}期（总第{number}期）　{day}　星期四")),
        2 => (paper(), day()).prop_map(|(paper, day)| format!("来源：{paper}{day}")),
        2 => (paper(), day()).prop_map(|(paper, day)| format!("原载《{paper}》{day}，转载时略有删节")),
        2 => (day(), paper(), name()).prop_map(|(day, paper, name)| format!("{day} 10:20 来源：{paper} 作者：{name}　浏览：12")),
        1 => (office(), name()).prop_map(|(office, name)| format!("{office} {name}供稿")),
        1 => (paper(), name()).prop_map(|(paper, name)| format!("{paper}记者 {name} 摄")),
    ];
    (around, line).prop_map(|((open, close), line)| format!("{open}{line}{close}"))
}

/// A line of a paper.
fn line() -> impl Strategy<Value = String> {
    let plain = prop::sample::select(vec![
        "",
        "",
        "渡口的老人说起桥",
        "# 渡口换了新船",
        "新船比旧船长三米，坐得下全村的人，早晚各开一班。",
        "　　桥头的灯是去年装的，装灯的人住在对岸，每天过河。",
        "编后",
        "本版文章转载自《河湾日报》",
        "（下转第2版）",
        "责任编辑 王小河",
        "目　录",
        "读者来信",
        "一、修桥的人",
        "安全第一　预防为主",
    ]);
    prop_oneof![
        4 => field(),
        3 => plain.prop_map(str::to_owned),
        // A field behind a sentence.
        1 => field().prop_map(|field| format!("船靠岸的时候天已经黑了。{field}")),
    ]
}

/// What may stand inside a line, and what of it a reader sees: marks of HTML and Markdown, and what only looks
/// like them.
const INSIDE: &[(&str, &str)] = &[
    ("<br/>", ""),
    ("<a href=\"b\" title='渡口'>", ""),
    ("</A >", ""),
    ("<img src=b.jpg alt>", ""),
    ("<!-- 渡口 -->", ""),
    ("<!DOCTYPE html>", "<!DOCTYPE html>"),
    ("&lt;", "<"),
    ("&#x6e21;", "渡"),
    ("<https://a.example/b?c=d>", "<https://a.example/b?c=d>"),
    ("<wang@example.com>", "<wang@example.com>"),
    ("<b and c>", "<b and c>"),
    ("<hello>", "<hello>"),
    ("<p 渡口>", "<p 渡口>"),
    ("<!渡口>", "<!渡口>"),
    ("</渡口>", "</渡口>"),
    ("</p and q>", "</p and q>"),
    ("<", "<"),
    ("</", "</"),
    ("<a href=渡", "<a href=渡"),
    ("-->", "-->"),
    ("& b;", "& b;"),
    ("&渡口;", "&渡口;"),
];

/// What may stand around a line.
const AROUND: &[(&str, &str)] = &[
    ("<p>", "</p>"),
    ("<DIV class=\"a b\">", "</DIV>"),
    ("<span style='color: red'>", "</span>"),
    ("<font color=red>", "</font><br>"),
    ("<b>", "</b>"),
    ("<h2>", "</h2>"),
    ("<li>", ""),
    ("<渡口>", "</渡口>"),
];

/// A line as it stands in a source, and what a reader sees of it.
fn marked() -> impl Strategy<Value = (String, String)> {
    let inside = prop::option::of((prop::sample::select(INSIDE), any::<prop::sample::Index>()));
    let around = prop::option::weighted(0.3, prop::sample::select(AROUND));
    (line(), inside, around).prop_map(|(line, inside, around)| {
        let (mut source, mut seen) = (line.clone(), line);
        // A mark of Markdown is one at the start of its line only.
        let is_marked = seen.starts_with(['#', '>']);
        if let Some(((mark, shown), at)) = inside {
            let mut places = vec![0, seen.len()];
            // A field with something inside it is another one.
            if seen.ends_with('。') {
                places.extend(seen.char_indices().map(|(at, _)| at));
            }
            let at = if is_marked {
                seen.len()
            } else {
                *at.get(&places)
            };
            source.insert_str(at, mark);
            seen.insert_str(at, shown);
        }
        if let Some((open, close)) = around.filter(|_| !is_marked) {
            source = format!("{open}{source}{close}");
            if open.contains('渡') {
                seen = format!("{open}{seen}{close}");
            }
        }
        (source, seen)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn each_character_is_given_out_once(lines in prop::collection::vec(line(), 1..24)) {
        let source = lines.join("\n");
        let plan = read(&source);
        prop_assert_eq!(fault(&source, &plan), None, "{}\n{:#}", source, plan);
    }

    #[test]
    fn marks_alone_are_taken_away(lines in prop::collection::vec(marked(), 1..24)) {
        let (source, seen): (Vec<String>, Vec<String>) = lines.into_iter().unzip();
        let source = source.join("\n");
        let plan = read(&source);
        prop_assert_eq!(fault(&seen.join("\n"), &plan), None, "{}\n{:#}", source, plan);
    }
}

#[test]
fn addresses_in_angle_brackets_and_what_is_no_tag_are_text() {
    for source in [
        "投稿请寄王小河 <wang@example.com>，信封上写渡口。",
        "船票在 <https://a.example/b> 订，早晚各一班船。",
        "渡口的船比从前多，a <b and c> d，人也多了。",
    ] {
        let plan = read(source);
        assert_eq!(fault(source, &plan), None, "{plan:#}");
    }
}

#[test]
fn the_words_beside_a_field_are_left_out_by_name() {
    let source = "河湾日报\n第12期　2023年5月18日\n\n首页 > 往期 > 第12期\n\n# 渡口换了新船\n\n本报记者 王小河\n\n新船比旧船长三米，坐得下全村的人，早晚各开一班。\n\n（原载《石桥晚报》，有删节）\n";
    let plan = read(source);
    assert_eq!(fault(source, &plan), None, "{plan:#}");
    let strings = |key: &str| -> Vec<&str> {
        list(&plan, key)
            .iter()
            .map(|entry| text(entry, "text"))
            .collect()
    };
    assert_eq!(
        strings("metadata"),
        ["河湾日报", "第12期", "2023年5月18日", "王小河", "石桥晚报"]
    );
    assert!(strings("left_out").contains(&"本报记者"), "{plan:#}");
}

#[test]
fn a_count_that_does_not_add_up_is_told() {
    let source = "渡口\n（王小河）\n";
    let faithful = read(source);
    assert_eq!(fault(source, &faithful), None, "{faithful:#}");
    let article =
        |title: &str, authors: &[&str]| serde_json::json!({"title": title, "authors": authors});
    let whole = serde_json::json!([{"line": 2, "text": "（王小河）", "field": "authors"}]);
    for plan in [
        // A string whose brackets no field shows, a lost character, one that nobody wrote.
        serde_json::json!({"articles": [article("渡口", &["王小河"])], "metadata": whole}),
        serde_json::json!({"articles": [article("渡", &[])], "left_out": [{"line": 2, "text": "（王小河）", "reason": "x"}]}),
        serde_json::json!({"articles": [article("渡口上", &[])], "left_out": [{"line": 2, "text": "（王小河）", "reason": "x"}]}),
    ] {
        assert!(fault(source, &plan).is_some(), "{plan:#}");
    }
}
