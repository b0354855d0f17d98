//! Raw texts for measurements and robustness tests: daily issues as OCR gives them, and hostile files.
//!
//! All of it is invented and always the same for the same numbers.

#![expect(
    unreachable_pub,
    reason = "tests, an example and a bench include this file as a module"
)]

use std::fmt::Write as _;

/// How many characters stand on a line of a column.
const COLUMN: usize = 18;
/// How many lines stand on a page.
const PAGE: usize = 90;

const PLACES: [&str; 12] = [
    "东港", "柳河", "青坪", "白塔", "石桥", "云岭", "安渡", "南浦", "沙洲", "槐里", "竹溪", "盐田",
];
const THINGS: [&str; 12] = [
    "渡口",
    "夜市",
    "水库",
    "菜场",
    "书屋",
    "公交线",
    "苗圃",
    "灯塔",
    "校舍",
    "粮站",
    "堤坝",
    "茶园",
];
const DEEDS: [&str; 10] = [
    "重新开放",
    "完成检修",
    "迎来新客",
    "试行预约",
    "添了座位",
    "改了班次",
    "办起展览",
    "通过验收",
    "连夜抢修",
    "免费参观",
];
const NAMES: [&str; 8] = [
    "王小河",
    "李青",
    "张远舟",
    "陈望",
    "刘一鸣",
    "赵书琴",
    "周立",
    "吴小满",
];
const CLAUSES: [&str; 14] = [
    "天刚亮，头一批住户就到了门口",
    "值班的师傅说，一早上接了三十多个电话",
    "按照计划，余下的活年底前做完",
    "孩子们把画好的牌子挂在入口处",
    "据统计，上月到访的有1,280人，比前月多了12.5%",
    "附近的店主盼着路灯早些亮起来",
    "管理处贴出告示,写明每天8:30到17:00开放",
    "雨停之后，工人又把石阶清扫了一遍",
    "“修了三次，这一次总算不漏了”",
    "老住户说:从前过河要等半个钟头",
    "新装的28台水泵全部试转",
    "镇里的图书员每周三来换一批书（旧书送到村小）",
    "货车改走环线，城里的路宽了一截",
    "明年春天，对岸的栈道也要动工",
];

/// The raw text of one daily issue, about 23 KB: masthead, a contents list, running heads, page
/// numbers and bylines among columns of hard-wrapped text; every third one has marks of Markdown.
pub fn issue(number: usize) -> String {
    let mut random = Random(20_240_601 + number as u64);
    let marked = number % 3 == 2;
    let mut lines: Vec<String> = Vec::new();
    let mut body: Vec<String> = Vec::new();
    let mut titles = Vec::new();
    for article in 0..12 {
        let title = format!(
            "{}{}{}",
            random.pick(&PLACES),
            random.pick(&THINGS),
            random.pick(&DEEDS)
        );
        body.push(String::new());
        body.push(if marked {
            format!("## {title}")
        } else {
            title.clone()
        });
        body.push(String::new());
        if article % 3 != 2 {
            body.push(format!("本报记者 {}", random.pick(&NAMES)));
            body.push(String::new());
        }
        titles.push(title);
        for _ in 0..5 + random.next(3) {
            let mut text = "　　".to_owned();
            for _ in 0..4 + random.next(4) {
                text.push_str(random.pick(&CLAUSES));
                text.push('。');
            }
            let chars: Vec<char> = text.chars().collect();
            body.extend(chars.chunks(COLUMN).map(|line| line.iter().collect()));
        }
        if article % 4 == 1 {
            body.push(format!(
                "图为{}的{}",
                random.pick(&PLACES),
                random.pick(&THINGS)
            ));
        }
    }
    lines.push("港湾日报".to_owned());
    lines.push(format!("第{}期", number + 1));
    let (year, month, day) = (2020 + number / 336, 1 + number / 28 % 12, 1 + number % 28);
    lines.push(format!("{year}年{month}月{day}日"));
    lines.push("本期要目".to_owned());
    lines.extend(titles);
    for (page, chunk) in body.chunks(PAGE).enumerate() {
        if page > 0 {
            lines.push(format!("港湾日报　　综合　第{}版", page + 1));
            lines.push(String::new());
        }
        lines.extend_from_slice(chunk);
        lines.push(format!("- {} -", page + 1));
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// A name and a maker of a hostile text of about so many bytes.
pub type Hostile = (&'static str, fn(usize) -> Vec<u8>);

/// Texts that a quadratic step or a greedy table would not survive.
pub const HOSTILE: &[Hostile] = &[
    ("letters, one a line", |size| fill(size, "a\n")),
    ("Han, one a line", |size| fill(size, "字\n")),
    ("sentences of one Han", |size| fill(size, "好。\n")),
    ("short lines, all alike", |size| {
        fill(size, "同样的一行字\n")
    }),
    ("long lines, all alike", |size| {
        fill(
            size,
            "这一行和前面的每一行都完全一样，一个字也不差，读到哪里都是这一行。\n",
        )
    }),
    ("numbered lines", |size| {
        each(size, |n| format!("第{n}行写着一句短话。\n"))
    }),
    ("short titles", |size| {
        each(size, |n| format!("{n}号渡口\n\n"))
    }),
    ("the same title", |size| {
        fill(
            size,
            "渡口开放\n\n天刚亮，头一批住户就到了门口，把画好的牌子挂在入口处，等着第一班船。\n\n",
        )
    }),
    ("titles with marks", |size| {
        each(size, |n| format!("## {n}号渡口\n\n雨停了。\n\n"))
    }),
    ("bold titles", |size| {
        each(size, |n| format!("**{n}号**\n\n雨停了。\n\n"))
    }),
    ("articles that jump", |size| {
        each(size, |n| {
            format!("## {n}号渡口\n\n雨停\n\n（下转第2版）\n\n")
        })
    }),
    ("articles that come back", |size| {
        each(size, |n| {
            format!("## {n}号\n\n雨停\n（下转第2版）\n## {n}号\n（上接第1版）\n了。\n")
        })
    }),
    ("jumps without a target", |size| {
        fill(size, "（上接第1版）\n\n了。\n\n## 题\n\n")
    }),
    ("one line of Han", |size| fill(size, "字")),
    ("one line of sentences", |size| {
        fill(size, "天刚亮，头一批住户就到了门口。")
    }),
    ("one line of letters", |size| fill(size, "a")),
    ("one line of words", |size| fill(size, "word ")),
    ("one line of spaced Han", |size| fill(size, "字 ")),
    ("one line of stops", |size| fill(size, "。")),
    ("one line of full stops", |size| fill(size, ".")),
    ("one line of points", |size| fill(size, "字.")),
    ("one line of hyphens", |size| fill(size, "字--")),
    ("one line of brackets", |size| fill(size, "字(")),
    ("one line of closed brackets", |size| fill(size, "(a)字")),
    ("one line of quotes", |size| fill(size, "\"字")),
    ("one line of colons", |size| fill(size, "字:/")),
    ("one line of at signs", |size| fill(size, "@a.b:")),
    ("one line of digits", |size| fill(size, "7")),
    ("one line of years", |size| fill(size, "2024年")),
    ("lines of digits", |size| each(size, |n| format!("{n}\n"))),
    ("lines of dots", |size| fill(size, "……\n")),
    ("quotation marks", |size| fill(size, ">")),
    ("quotation marks with spaces", |size| fill(size, "> ")),
    ("quoted lines", |size| fill(size, "> 好。\n")),
    ("hashes", |size| fill(size, "#")),
    ("list marks", |size| fill(size, "- ")),
    ("list items", |size| fill(size, "- 好\n")),
    ("fences", |size| fill(size, "```\n好\n```\n")),
    ("rows in a fence", |size| {
        format!("```\n{}\n```\n", "好\n".repeat(size / 4)).into_bytes()
    }),
    ("fences of blank rows", |size| {
        fill(size, &format!("```\na{}b\n```\n", "\n".repeat(9000)))
    }),
    ("unclosed fences", |size| {
        each(size, |n| format!("{}a\n", "`".repeat(3 + n % 7)))
    }),
    ("divisions", |size| fill(size, "<div>")),
    ("divisions with text", |size| fill(size, "<div>好</div>")),
    ("line breaks", |size| fill(size, "好<br>")),
    ("open tags", |size| fill(size, "<a ")),
    ("open tags before one end", |size| {
        fill(size, &format!("{}>", "<a ".repeat(1300)))
    }),
    ("brackets before one target", |size| {
        fill(size, &format!("{}](a)", "[字".repeat(900)))
    }),
    ("less-than signs", |size| fill(size, "<")),
    ("unclosed comments", |size| fill(size, "<!--")),
    ("tags over the limit", |size| {
        let long = format!("<a {}>", "b".repeat(5000));
        fill(size, &long)
    }),
    ("stars", |size| fill(size, "**")),
    ("bold Han", |size| fill(size, "**字**")),
    ("references", |size| fill(size, "&amp;")),
    ("numeric references", |size| fill(size, "&#x4e00;")),
    ("ampersands", |size| fill(size, "&")),
    ("brackets of links", |size| fill(size, "[")),
    ("links", |size| fill(size, "[字](a)")),
    ("half links", |size| fill(size, "[字](")),
    ("pictures", |size| fill(size, "![字](a)")),
    ("spaces", |size| [fill(size, " "), "字".into()].concat()),
    ("wide spaces", |size| {
        [fill(size, "\u{3000}"), "字".into()].concat()
    }),
    ("blank lines", |size| {
        ["字".into(), fill(size, "\n"), "字".into()].concat()
    }),
    ("white space inside", |size| {
        ["字".into(), fill(size, " "), "字\n".into()].concat()
    }),
    ("zeros", |size| [fill(size, "\0"), "字".into()].concat()),
    ("zeros between Han", |size| fill(size, "字\0")),
    ("control sequences", |size| fill(size, "字\u{1b}[31m")),
    ("unclosed control strings", |size| fill(size, "\u{1b}]0;字")),
    ("zero-width characters", |size| fill(size, "字\u{200b}")),
    ("bidi controls", |size| fill(size, "字\u{202e}")),
    ("radicals", |size| fill(size, "\u{2f00}\u{f900}")),
    ("bytes that are no text", |size| vec![0xFF; size]),
    ("stray bytes in UTF-8", |size| {
        "天刚亮了。\n"
            .bytes()
            .chain([0xE5])
            .cycle()
            .take(size)
            .collect()
    }),
    ("bylines", |size| fill(size, "本报记者 王小河\n\n")),
    ("credits", |size| fill(size, "王小河 摄\n\n雨停了。\n\n")),
    ("closing notes", |size| {
        fill(size, "（作者单位：北坡林业学校）\n")
    }),
    ("glued notes", |size| {
        fill(size, "雨停之后工人又来了。（作者单位：北坡林业学校）\n")
    }),
    ("source lines", |size| fill(size, "来源：《某报》\n")),
    ("dates", |size| fill(size, "2020年3月4日\n")),
    ("issue numbers", |size| fill(size, "第3期\n")),
    ("words of comments", |size| {
        fill(size, "编后\n\n雨停了。\n\n")
    }),
    ("names of columns", |size| {
        fill(size, "快讯\n\n雨停了。\n\n")
    }),
    ("captions", |size| fill(size, "图为渡口现场\n\n\n")),
    ("contents words", |size| fill(size, "目录\n")),
    ("a contents list", |size| {
        [
            b"\xe7\x9b\xae\xe5\xbd\x95\n".to_vec(),
            each(size, |n| format!("渡口{n}……{}\n", n % 90)),
        ]
        .concat()
    }),
    ("numbered items", |size| fill(size, "一、雨停了\n")),
    ("all kinds in turn", |size| {
        fill(
            size,
            "# 题\n\n本报记者 王小河\n\n雨停了\n> 引\n- 项\n图为渡口\n（下转第2版）\n12\n编后\n好。\n来源：某报\n**粗**\n<p>段</p>\n",
        )
    }),
];

fn fill(size: usize, unit: &str) -> Vec<u8> {
    unit.repeat((size / unit.len()).max(1)).into_bytes()
}

fn each(size: usize, line: fn(usize) -> String) -> Vec<u8> {
    let mut text = String::with_capacity(size + 64);
    let mut number = 0;
    while text.len() < size {
        // Memory takes everything.
        let _ = text.write_str(&line(number));
        number += 1;
    }
    text.into_bytes()
}

/// A linear congruential generator (Knuth's MMIX): enough to vary words.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.next(words.len())]
    }
}
