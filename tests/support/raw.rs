//! Raw texts for measurements and robustness tests: daily issues as OCR gives them, and hostile files
//! ([`worst`]).
//!
//! All of it is invented and always the same for the same numbers.

#![expect(
    unreachable_pub,
    reason = "tests, an example and a bench include this file as a module"
)]

mod sentences;
mod worst;

use super::dice::Dice;
pub use worst::HOSTILE;

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
/// A name and a maker of the daily issues of an archive.
pub type Archive = (&'static str, fn(usize) -> String);

/// Archives of daily issues, by how their texts are set.
pub const ARCHIVES: [Archive; 2] = [("in columns", issue), ("as found", issue_as_found)];

/// How the text of an issue is set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    /// Hard-wrapped lines of a column: the most lines that a text can have.
    Columns,
    /// Each paragraph on one line, blank lines between all of them.
    Paragraphs,
}

/// The raw text of one daily issue, about 23 KB: masthead, a contents list, running heads, page
/// numbers and bylines among columns of hard-wrapped text; every third one has marks of Markdown.
pub fn issue(number: usize) -> String {
    text(number, Setting::Columns)
}

/// The same as texts of papers are found, four of five in whole paragraphs, each on a line of its own, the
/// fifth in columns. Those have what [`issue`] has, and a photographer below each picture, an author's
/// office, an editor, and a paragraph that the end of a page has cut.
pub fn issue_as_found(number: usize) -> String {
    match number % 5 {
        3 => issue(number),
        _ => text(number, Setting::Paragraphs),
    }
}

fn text(number: usize, setting: Setting) -> String {
    let mut dice = Dice(20_240_601 + number as u64);
    let marked = number % 3 == 2;
    let mut lines: Vec<String> = Vec::new();
    let mut body: Vec<String> = Vec::new();
    let mut titles = Vec::new();
    for article in 0..12 {
        let title = format!(
            "{}{}{}",
            dice.pick(&PLACES),
            dice.pick(&THINGS),
            dice.pick(&DEEDS)
        );
        body.push(String::new());
        body.push(if marked {
            format!("## {title}")
        } else {
            title.clone()
        });
        body.push(String::new());
        if article % 3 != 2 {
            body.push(format!("本报记者 {}", dice.pick(&NAMES)));
            body.push(String::new());
        }
        titles.push(title);
        for _ in 0..5 + dice.below(3) {
            let mut text = match setting {
                Setting::Columns => "　　".to_owned(),
                Setting::Paragraphs => String::new(),
            };
            for _ in 0..2 + dice.below(3) {
                text.push_str(&sentences::sentence(&mut dice));
            }
            if setting == Setting::Paragraphs {
                body.extend([text, String::new()]);
                continue;
            }
            body.extend(column(&text));
        }
        if article % 4 == 1 {
            body.push(format!(
                "图为{}的{}",
                dice.pick(&PLACES),
                dice.pick(&THINGS)
            ));
            if setting == Setting::Paragraphs {
                let photographer = format!("本报记者 {} 摄", dice.pick(&NAMES));
                body.extend([String::new(), photographer, String::new()]);
            }
        }
        if setting == Setting::Paragraphs && article % 6 == 5 {
            let office = format!("（作者单位：{}研究所）", dice.pick(&PLACES));
            body.extend([office, String::new()]);
        }
    }
    lines.push("港湾日报".to_owned());
    lines.push(format!("第{}期", number + 1));
    let (year, month, day) = (2020 + number / 336, 1 + number / 28 % 12, 1 + number % 28);
    lines.push(format!("{year}年{month}月{day}日"));
    lines.push("本期要目".to_owned());
    lines.extend(titles);
    match setting {
        Setting::Columns => {
            for (page, chunk) in body.chunks(PAGE).enumerate() {
                if page > 0 {
                    lines.push(format!("港湾日报　　综合　第{}版", page + 1));
                    lines.push(String::new());
                }
                lines.extend_from_slice(chunk);
                lines.push(format!("- {} -", page + 1));
            }
        }
        Setting::Paragraphs => {
            let (mut page, mut on_page) = (1, 0);
            for mut line in body {
                let chars = line.chars().count();
                on_page += chars;
                if on_page > PAGE * COLUMN && chars > PAGE {
                    // The next page goes on in the middle of the paragraph.
                    let rest: String = line.chars().skip(chars / 2).collect();
                    line.truncate(line.len() - rest.len());
                    page += 1;
                    let number = format!("- {} -", page - 1);
                    let head = format!("港湾日报　　综合　第{page}版");
                    lines.extend([line, String::new(), number, String::new(), head]);
                    line = rest;
                    on_page = chars / 2;
                    lines.push(String::new());
                }
                lines.push(line);
            }
            lines.push(format!("责任编辑：{}", dice.pick(&NAMES)));
            lines.push(String::new());
            lines.push(format!("- {page} -"));
        }
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// `text` as lines of a column: marks that no line begins with hang at the end of the one before.
fn column(text: &str) -> Vec<String> {
    let (mut lines, mut line, mut chars) = (Vec::new(), String::new(), 0);
    for c in text.chars() {
        if chars >= COLUMN && !"。，、；：”）％%,.:".contains(c) {
            lines.push(std::mem::take(&mut line));
            chars = 0;
        }
        line.push(c);
        chars += 1;
    }
    lines.push(line);
    lines
}
