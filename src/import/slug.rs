//! Names of issues and articles that can be typed without an input method.

use sha2::{Digest as _, Sha256};

use super::draft::{Articles, Draft};
use super::lexicon::{CharSet, begins_with};
use super::masthead::Head;
use super::page::Page;
use super::render::toml::padded;
use super::signal::{fold_width, numeral};
use crate::search::FirstReadings;
use crate::text::script::is_han;

/// The longest name, in characters.
const LONGEST: usize = 80;

/// The longest line that names the page of a paper, in characters.
const LONGEST_PAGE_LINE: usize = 40;

/// The id of an issue: publication and date or number, and the page where the source is the only page
/// that it names; the source's stem without them. A stem that gives none, as that of standard input,
/// gives way to the first title, and that to the text's sum, so that two texts have two ids.
pub(super) fn issue(head: &Head, stem: &str, (page, articles): (&Page, &Articles)) -> String {
    let digits = |text: &String| -> String {
        let text: String = text
            .chars()
            .map(|c| if c.is_ascii_digit() { c } else { '-' })
            .collect();
        text.split('-')
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-")
    };
    let number = head
        .date
        .clone()
        .or_else(|| head.number.as_ref().map(digits))
        .filter(|number| !number.is_empty());
    let id = match (&head.publication, number) {
        (Some(publication), Some(number)) => {
            let name = slug(publication);
            match (name.as_str(), only_page(page, articles)) {
                ("", _) => String::new(),
                (name, Some(page)) => named(name, &format!("-{number}-p{page}")),
                (name, None) => named(name, &format!("-{number}")),
            }
        }
        _ => String::new(),
    };
    if !id.is_empty() {
        return id;
    }
    let title = || {
        let titles = articles.drafts.iter().map(|draft| &draft.heads.title);
        let title = titles
            .flat_map(|spans| spans.first())
            .map(|span| &page.text[span.clone()])
            .next()
            .unwrap_or_default();
        slug(&title.chars().take(12).collect::<String>())
    };
    let sum = || {
        let sum = Sha256::digest(page.text.as_bytes());
        let digits: String = sum[..4].iter().map(|byte| format!("{byte:02x}")).collect();
        format!("issue-{digits}")
    };
    [slug(stem), title()]
        .into_iter()
        .find(|id| !id.is_empty())
        .unwrap_or_else(sum)
}

/// As much of `name` as leaves room for `which`, the issue of it: two issues must not have one id.
fn named(name: &str, which: &str) -> String {
    let room = LONGEST.saturating_sub(which.len());
    let name = name.get(..room).unwrap_or(name);
    let mut id = format!("{}{which}", name.trim_end_matches(['-', '.', '_']));
    id.truncate(LONGEST);
    id
}

/// The page that the source is: the only one that lines of no article name (第3版, A02版), the first
/// of them above the first article.
fn only_page(page: &Page, articles: &Articles) -> Option<String> {
    let left_out = articles.left_out.iter().map(|(span, _)| span);
    let spans = left_out.chain(articles.metadata.iter().map(|(span, _)| span));
    let mut named: Vec<(usize, String)> = spans
        .filter_map(|span| Some((span.start, page_name(&page.text[span.clone()])?)))
        .collect();
    named.sort();
    let (start, only) = named.first()?;
    let below = |draft: &Draft| draft.start().is_none_or(|begins| *start < begins);
    (named.iter().all(|(_, name)| name == only) && articles.drafts.iter().all(below))
        .then(|| only.clone())
}

/// The page that `line` names, in letters and digits: 第3版, 第三版, A02版. A jump names another one.
fn page_name(line: &str) -> Option<String> {
    if let Some(number) = beside_section(line) {
        return Some(number.to_string());
    }
    if !line.contains('版')
        || line.chars().count() > LONGEST_PAGE_LINE
        || line.contains(['转', '轉', '接', '续', '續', '至'])
    {
        return None;
    }
    let line: String = line
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(fold_width)
        .collect();
    let before = &line[..line.find('版')?];
    let digits = before.trim_end_matches(|c: char| c.is_ascii_digit());
    if digits.len() < before.len() {
        let number: u16 = before[digits.len()..].parse().ok()?;
        let letter = digits.chars().next_back().filter(char::is_ascii_uppercase);
        let named = letter.is_some() || digits.ends_with('第');
        let letter = letter.map_or(String::new(), |letter| {
            letter.to_ascii_lowercase().to_string()
        });
        return named.then(|| format!("{letter}{number}"));
    }
    let (_, number) = before.rsplit_once('第')?;
    Some(numeral(number)?.to_string())
}

/// The number of a page that stands before the name of its section: 02版 要闻, 02 要闻.
fn beside_section(line: &str) -> Option<u16> {
    if !line.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut words = line.split([' ', '\u{3000}', '：', ':']);
    let (number, section) = (words.next()?, words.next()?);
    let digits = number.strip_suffix('版').unwrap_or(number);
    let named = (2..=6).contains(&section.chars().count())
        && (digits.len() < number.len() || digits.starts_with('0') && digits.len() == 2)
        && section.chars().all(is_han)
        && words.next().is_none();
    let is_number = digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    (named && is_number).then(|| digits.parse().ok()).flatten()
}

/// The file stem of the article with this index, from 0.
pub(super) fn article(index: usize, title: &str) -> String {
    let end = title
        .char_indices()
        .nth(12)
        .map_or(title.len(), |(at, _)| at);
    let name = slug(&title[..end]);
    let mut stem = String::with_capacity("000-".len() + name.len());
    padded(&mut stem, index + 1, 2);
    if !name.is_empty() {
        stem.push('-');
        stem.push_str(&name);
    }
    stem
}

/// `text` in `[a-z0-9._-]`: pinyin for Han.
fn slug(text: &str) -> String {
    const FIRSTS: CharSet = CharSet::of_firsts(WORDS);
    let (mut slug, readings) = (String::with_capacity(LONGEST), FirstReadings::default());
    let mut folded = String::with_capacity(text.len());
    folded.extend(text.chars().map(fold_width));
    let mut rest = folded.as_str();
    while let Some(c) = rest.chars().next() {
        if slug.len() >= LONGEST - 12 {
            break;
        }
        let word = || WORDS.iter().find(|(word, _)| begins_with(rest, word));
        if let Some((word, reading)) = FIRSTS.holds(c).then(word).flatten() {
            slug.push_str(reading);
            rest = &rest[word.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c.is_ascii_alphanumeric() || c == '_' {
            slug.push(c.to_ascii_lowercase());
        } else if let Some(reading) = usual(c) {
            slug.push_str(reading);
        } else if !readings.push(&mut slug, c) && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches(['-', '.', '_']).to_owned()
}

/// The usual reading of `c`, where the first one of the table of readings is a rare one.
fn usual(c: char) -> Option<&'static str> {
    const HELD: CharSet = CharSet::of_first(&[]).and(USUAL);
    const STARTS: [u16; count(USUAL)] = starts(USUAL);
    if c.is_ascii() || !HELD.holds(c) {
        return None;
    }
    let entry = |start: u16| &USUAL[usize::from(start)..];
    let at = STARTS.binary_search_by_key(&Some(c), |&start| entry(start).chars().next());
    entry(STARTS[at.ok()?])[c.len_utf8()..].split(' ').next()
}

/// How many entries `table` has, with a space between them.
const fn count(table: &str) -> usize {
    let (bytes, mut at, mut count) = (table.as_bytes(), 0, 1);
    while at < bytes.len() {
        count += (bytes[at] == b' ') as usize;
        at += 1;
    }
    count
}

/// Where the entries of `table` begin.
const fn starts<const COUNT: usize>(table: &str) -> [u16; COUNT] {
    let (bytes, mut at, mut entry) = (table.as_bytes(), 0, 1);
    let mut starts = [0; COUNT];
    while at < bytes.len() {
        at += 1;
        if bytes[at - 1] == b' ' {
            starts[entry] = at as u16;
            entry += 1;
        }
    }
    starts
}

/// Characters of several readings with the usual one, in the order of the characters.
const USUAL: &str = "万wan 么me 伯bo 伺si 似si 其qi 削xue 区qu 區qu 单dan 南nan 厂chang 厦xia 叶ye 合he 吓xia 咖ka 咳ke 圈quan 地di 奇qi 寻xun 巷xiang 市shi 广guang 廈xia 弄nong 強qiang 弹tan 强qiang 彈tan 思si 扎zha 折zhe 抹mo 拆chai 拓tuo 提ti 无wu 期qi 柞zuo 校xiao 汤tang 沈shen 瀑pu 炮pao 熟shu 熨yun 爪zhua 畜xu 盛sheng 着zhe 石shi 种zhong 秘mi 称cheng 稱cheng 系xi 红hong 纤xian 约yue 络luo 综zong 绿lv 育yu 落luo 著zhu 血xue 行xing 衰shuai 觉jue 讀du 许xu 说shuo 读du 轉zhuan 转zhuan 迫po 适shi 遗yi 都du 重zhong 陆lu 雀que 露lu";

/// Words in which a character has another reading than alone.
const WORDS: &[(&str, &str)] = &[
    ("重庆", "chongqing"),
    ("重慶", "chongqing"),
    ("重建", "chongjian"),
    ("重新", "chongxin"),
    ("重启", "chongqi"),
    ("重返", "chongfan"),
    ("银行", "yinhang"),
    ("銀行", "yinhang"),
    ("行业", "hangye"),
    ("音乐", "yinyue"),
    ("音樂", "yinyue"),
    ("乐清", "yueqing"),
    ("会计", "kuaiji"),
    ("校长", "xiaozhang"),
    ("校長", "xiaozhang"),
    ("市长", "shizhang"),
    ("县长", "xianzhang"),
    ("成长", "chengzhang"),
    ("增长", "zengzhang"),
    ("增長", "zengzhang"),
    ("家长", "jiazhang"),
    ("调整", "tiaozheng"),
    ("调解", "tiaojie"),
    ("协调", "xietiao"),
    ("传记", "zhuanji"),
    ("蚌埠", "bengbu"),
    ("六安", "luan"),
    ("首都", "shoudu"),
    ("率先", "shuaixian"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_usual_readings() {
        for (text, name) in [
            ("南京", "nanjing"),
            ("河湾区", "hewanqu"),
            ("长江行", "changjiangxing"),
            ("重庆都市报", "chongqingdushibao"),
            ("教育信息", "jiaoyuxinxi"),
            ("5G 与校车", "5g-yuxiaoche"),
        ] {
            assert_eq!(slug(text), name);
        }
    }

    #[test]
    fn a_long_name_leaves_room_for_the_issue() {
        assert_eq!(
            named("jiangwan", "-2024-06-07-p3"),
            "jiangwan-2024-06-07-p3"
        );
        let name = slug(&"装".repeat(40));
        assert!((LONGEST - 12..=LONGEST).contains(&name.len()), "{name}");
        for which in ["-2024-06-07", "-2024-06-07-pa12", "-18"] {
            let id = named(&name, which);
            assert!(id.len() <= LONGEST && id.ends_with(which), "{id}");
            assert!(crate::library::id::is_valid(&id), "{id}");
        }
    }

    #[test]
    fn a_line_names_its_page() {
        for (line, name) in [
            ("第1版", Some("1")),
            ("第 3 版　要闻", Some("3")),
            ("第三版", Some("3")),
            ("江城日报 2023年5月18日 A02版", Some("a2")),
            ("02版 要闻", Some("2")),
            ("02　要闻", Some("2")),
            ("20 里 路", None),
            ("０１版", None),
            ("本期共4版", None),
            ("下转第3版", None),
            ("出版说明", None),
            ("第一版次", Some("1")),
        ] {
            assert_eq!(page_name(line).as_deref(), name, "{line}");
        }
    }

    #[test]
    fn no_entry_repeats_the_table_of_readings() {
        let readings = FirstReadings::default();
        let idle: Vec<&str> = USUAL
            .split(' ')
            .filter(|entry| {
                let c = entry.chars().next().expect("an entry has a character");
                let mut first = String::new();
                readings.push(&mut first, c) && first == entry[c.len_utf8()..]
            })
            .collect();
        assert_eq!(idle, [""; 0]);
    }

    #[test]
    fn every_entry_is_found() {
        for entry in USUAL.split(' ') {
            let c = entry.chars().next().expect("an entry has a character");
            assert_eq!(usual(c), Some(&entry[c.len_utf8()..]));
        }
        assert!(USUAL.split(' ').is_sorted());
        assert_eq!(['天', '龥', 'a', ' '].map(usual), [None; 4]);
    }
}
