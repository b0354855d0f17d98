//! Texts that a quadratic step or a greedy table would not survive, and those that cost most memory.
//!
//! Every kind of line that the import knows stands in one of them alone, as short as it can be and as often as
//! fits: a part of it that takes more time or memory than its line has bytes shows there.

use std::fmt::Write as _;

use encoding_rs::{BIG5, Encoding, GB18030};

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
    ("articles that come back", |size| each(size, come_back)),
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
    ("comments that begin before one end", |size| {
        [fill(size, "<!--"), "-->".into()].concat()
    }),
    ("style sheets that never begin", |size| {
        fill(size, "<style ")
    }),
    ("tags that are none", |size| fill(size, "<b c>")),
    ("tags with many attributes", |size| {
        fill(size, &format!("<p{}>好", " a=b".repeat(900)))
    }),
    ("addresses in brackets", |size| fill(size, "<a@b.c>")),
    ("tags over the limit", |size| {
        let long = format!("<a {}>", "b".repeat(5000));
        fill(size, &long)
    }),
    ("stars", |size| fill(size, "**")),
    ("bold Han", |size| fill(size, "**字**")),
    ("references", |size| fill(size, "&amp;")),
    ("numeric references", |size| fill(size, "&#x4e00;")),
    ("ampersands", |size| fill(size, "&")),
    ("ampersands before one semicolon", |size| {
        fill(size, &format!("{};", "&".repeat(38)))
    }),
    ("references that are too long", |size| {
        fill(size, &format!("&{};", "a".repeat(38)))
    }),
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
    ("a contents list of titles in two lines", |size| {
        let entries = each(size / 3, |n| format!("第{n}号渡口的船又开了\n"));
        let titles = each(size / 2, |n| {
            format!("第{n}号渡口\n的船又开了\n\n雨停了。\n\n")
        });
        let first = "渡口换了新船票";
        let list = format!("目录\n{first}\n").into_bytes();
        let text = format!("\n{first}\n\n雨停了。\n\n").into_bytes();
        [list, entries, text, titles].concat()
    }),
    ("numbers beside the same line", |size| {
        each(size, |n| format!("渡口\n{n}\n雨停了。\n"))
    }),
    ("numbers beside the same line but once", |size| {
        [
            each(size, |n| format!("渡口\n{n}\n雨停了。\n")),
            "\n\n渡口\n\n雨停了。\n".into(),
        ]
        .concat()
    }),
    ("titles that ask for more", |size| {
        each(size, |n| format!("## 渡口{n}关于\n"))
    }),
    ("sources of all above", |size| {
        each(size, |n| {
            format!("## 渡口{n}\n\n雨停了。\n\n（本版稿件转载自《某报》）\n\n")
        })
    }),
    ("sources of a page without an end", |size| {
        let articles = each(size, |n| {
            format!("## 渡口{n}\n\n雨停了。\n\n（本版稿件转载自《某报》）\n\n")
        });
        ["港湾日报　综合　第1版\n\n".into(), articles].concat()
    }),
    ("rows of numbered titles", |size| {
        each(size, |n| format!("{}、渡口{n}\n港\n", n % 3 + 1))
    }),
    ("numbered items", |size| fill(size, "一、雨停了\n")),
    ("numbered articles", |size| {
        each(size, |n| format!("第{n}条　雨停了。\n"))
    }),
    ("chapters", |size| {
        each(size, |n| format!("（{n}）渡口\n雨停了。\n\n"))
    }),
    ("short articles", |size| {
        each(size, |n| format!("渡口{n}\n\n　　雨停了，人都来了。\n\n"))
    }),
    ("one title for all", |size| {
        each(size, |n| format!("## 渡口\n\n雨停{n}了。\n\n"))
    }),
    ("poems", |size| {
        each(size, |n| {
            format!("渡口{n}\n\n雨停江上路，\n灯起岸边楼。\n\n")
        })
    }),
    ("columns", |size| {
        each(size, |n| format!("天刚亮头一批{n:06}住户就到了门\n"))
    }),
    ("indented lines", |size| fill(size, "　　雨停了。\n")),
    ("lines at the right", |size| {
        fill(size, &format!("{}王小河\n", " ".repeat(24)))
    }),
    ("lines of verse", |size| fill(size, "雨停江上路，\n")),
    ("letter-spaced titles", |size| fill(size, "雨 停 了\n\n")),
    ("questions and answers", |size| {
        fill(size, "问：雨停了吗？\n答：停了。\n")
    }),
    ("speakers", |size| fill(size, "王小河：雨停了。\n\n")),
    ("quotations in half-width marks", |size| {
        fill(size, "他说:\"好,停了.\"(笑)\n")
    }),
    ("half-width marks", |size| fill(size, "好,好:好;好?好!")),
    ("wavy lines", |size| fill(size, "5~6日~~好~~")),
    ("datelines", |size| {
        fill(size, "本报渡口3月5日电　雨停了。\n\n")
    }),
    ("signatures", |size| {
        fill(size, "雨停了。\n\n（王小河 李青）\n\n")
    }),
    ("letters", |size| {
        fill(size, "编辑同志：\n雨停了。\n此致敬礼\n渡口镇　王小河\n\n")
    }),
    ("offices", |size| {
        fill(size, "雨停了。\n渡口镇人民政府\n2020年3月4日\n\n")
    }),
    ("who edited it", |size| {
        fill(size, "雨停了。\n责任编辑：王小河\n")
    }),
    ("imprints", |size| {
        fill(size, "主办：渡口镇政府\n电话：7654321\n")
    }),
    ("records of a database", |size| {
        each(size, |n| {
            format!("【标题】渡口{n}\n【作者】王小河\n【正文】雨停了。\n")
        })
    }),
    ("heads of letters", |size| {
        fill(size, "发件人：王小河\n主题：雨停了\n\n雨停了。\n")
    }),
    ("running heads", |size| {
        each(size, |n| format!("港湾日报　综合　第{n}版\n雨停了。\n"))
    }),
    ("page numbers", |size| {
        each(size, |n| format!("雨停了\n- {n} -\n"))
    }),
    ("pages of one line", |size| fill(size, "雨停了。\u{c}")),
    ("lines of DOS", |size| fill(size, "雨停了。\r\n\r\n")),
    ("lines of an old Mac", |size| fill(size, "雨停了。\r")),
    ("line separators", |size| {
        fill(size, "好。\u{2028}好。\u{85}")
    }),
    ("footnotes", |size| {
        fill(size, "雨停了①。\n①渡口志。\n[1]渡口志.\n[^1]: 渡口志\n")
    }),
    ("footnotes inside", |size| fill(size, "雨停了[1]，")),
    ("addresses", |size| fill(size, "http://a.b/c?d=e\n")),
    ("names in book title marks", |size| fill(size, "《渡口》\n")),
    ("photo titles", |size| {
        each(size, |n| format!("▲渡口{n}（王小河 摄）\n"))
    }),
    ("pictures with captions", |size| {
        each(size, |n| format!("![](a{n})\n渡口\n\n"))
    }),
    ("ornaments", |size| fill(size, "●雨停了\n■渡口\n")),
    ("rules", |size| fill(size, "好\n---\n")),
    ("underlined titles", |size| {
        each(size, |n| format!("渡口{n}\n===\n\n雨停了。\n\n"))
    }),
    ("titles of two levels", |size| {
        each(size, |n| format!("# 题{n}\n## 副题\n好。\n"))
    }),
    ("rows of a table", |size| fill(size, "|好|3|好|\n")),
    ("rows with tabs", |size| fill(size, "好\t3\t好\n")),
    ("rows with spaces", |size| fill(size, "渡口    3    5\n")),
    ("cells in HTML", |size| {
        fill(size, "<tr><td>好</td><td>3</td></tr>\n")
    }),
    ("tables in tables", |size| fill(size, "<table><tr><td>好\n")),
    ("paragraphs in HTML", |size| {
        fill(size, "<p class=\"a\">雨停了。</p>\n")
    }),
    ("paragraphs of one Han", |size| fill(size, "<p>好")),
    ("titles in HTML", |size| {
        each(size, |n| format!("<h2>渡口{n}</h2><p>雨停了。</p>\n"))
    }),
    ("items in HTML", |size| fill(size, "<ul><li>好\n")),
    ("links in HTML", |size| {
        fill(size, "<a href=\"b\">渡口</a>\n")
    }),
    ("style sheets", |size| fill(size, "<style>a</style>好\n")),
    ("comments", |size| fill(size, "<!--a-->好\n")),
    ("hard spaces", |size| fill(size, "好&nbsp;&#12288;")),
    ("tags in references", |size| fill(size, "&lt;p&gt;好\n")),
    ("traditional sentences", |size| each(size, traditional)),
    ("Han beyond the plane", |size| {
        fill(size, "\u{20000}\u{2a6d6}\n")
    }),
    ("marks on letters", |size| fill(size, "a\u{301}\u{308}")),
    ("halves that come again", |size| {
        let half = each(size / 2, |n| {
            format!("第{n}行写着一句短话，后面还有一句。\n")
        });
        [half.as_slice(), &half].concat()
    }),
    ("passages that come again", |size| {
        each(size, |n| {
            format!("第{}行写着一句短话，后面还有一句。\n\n", n % 997)
        })
    }),
    ("all kinds in turn", |size| fill(size, ALL_KINDS)),
    ("GB18030, one Han a line", |size| {
        coded(size, GB18030, |_| "字\n".to_owned())
    }),
    ("GB18030, short titles", |size| {
        coded(size, GB18030, |n| format!("{n}号渡口\n\n"))
    }),
    ("GB18030, articles that come back", |size| {
        coded(size, GB18030, come_back)
    }),
    ("GB18030, all kinds in turn", |size| {
        coded(size, GB18030, |_| ALL_KINDS.to_owned())
    }),
    ("Big5, traditional sentences", |size| {
        coded(size, BIG5, traditional)
    }),
    ("UTF-16, one Han a line", |size| {
        in_utf16(size, |_| "字\n".to_owned())
    }),
    ("UTF-16, articles that come back", |size| {
        in_utf16(size, come_back)
    }),
    ("UTF-16, one line of Han", |size| {
        in_utf16(size, |_| "字".to_owned())
    }),
];

const ALL_KINDS: &str = "# 题\n\n本报记者 王小河\n\n雨停了\n> 引\n- 项\n图为渡口\n（下转第2版）\n12\n编后\n好。\n来源：某报\n**粗**\n<p>段</p>\n";

/// An article that goes on below itself.
fn come_back(number: usize) -> String {
    format!("## {number}号\n\n雨停\n（下转第2版）\n## {number}号\n（上接第1版）\n了。\n")
}

fn traditional(number: usize) -> String {
    format!("第{number}號渡輪開了，頭一批旅客說這條線走對了。\n")
}

/// A text in `encoding`, which needs fewer bytes for a Han than UTF-8.
fn coded(size: usize, encoding: &'static Encoding, line: fn(usize) -> String) -> Vec<u8> {
    repeated(size, |number| encoding.encode(&line(number)).0.into_owned())
}

fn in_utf16(size: usize, line: fn(usize) -> String) -> Vec<u8> {
    let coded = |number| {
        line(number)
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect()
    };
    repeated(size, coded)
}

fn repeated(size: usize, coded: impl Fn(usize) -> Vec<u8>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(size + 256);
    for number in 0.. {
        if bytes.len() >= size {
            break;
        }
        bytes.extend(coded(number));
    }
    bytes
}

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
