//! Names of issues and articles that can be typed without an input method.

use super::masthead::Head;
use crate::search::Readings;

/// The longest name, in characters.
const LONGEST: usize = 80;

/// The id of an issue: publication and date or number; the source's stem without them.
pub(super) fn issue(head: &Head, stem: &str, readings: &Readings) -> String {
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
            let name = slug(publication, readings);
            if name.is_empty() {
                String::new()
            } else {
                format!("{name}-{number}")
            }
        }
        _ => String::new(),
    };
    let id = if id.is_empty() {
        slug(stem, readings)
    } else {
        id
    };
    if id.is_empty() {
        "issue".to_owned()
    } else {
        id
    }
}

/// The file stem of the article with this index, from 0.
pub(super) fn article(index: usize, title: &str, readings: &Readings) -> String {
    let name = slug(&title.chars().take(12).collect::<String>(), readings);
    let number = format!("{:02}", index + 1);
    if name.is_empty() {
        number
    } else {
        format!("{number}-{name}")
    }
}

/// `text` in `[a-z0-9._-]`: pinyin for Han.
fn slug(text: &str, readings: &Readings) -> String {
    let mut slug = String::new();
    let text: String = text.chars().map(super::signal::fold_width).collect();
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        if slug.len() >= LONGEST - 12 {
            break;
        }
        if let Some((word, reading)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
            slug.push_str(reading);
            rest = &rest[word.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c.is_ascii_alphanumeric() || c == '_' {
            slug.push(c.to_ascii_lowercase());
        } else if let Some(reading) = usual(c) {
            slug.push_str(reading);
        } else if let Some(reading) = readings.of(c) {
            slug.push_str(&reading);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches(['-', '.', '_']).to_owned()
}

/// The usual reading of `c`, where the first one of the table of readings is a rare one.
fn usual(c: char) -> Option<&'static str> {
    if c.is_ascii() {
        return None;
    }
    let at = USUAL.find(c)?;
    USUAL[at + c.len_utf8()..].split(' ').next()
}

/// Characters of several readings with the usual one.
const USUAL: &str = "南nan 区qu 重zhong 行xing 都du 地di 着zhe 石shi 单dan 广guang 厂chang 合he 说shuo 系xi 校xiao 称cheng 落luo 露lu 绿lv 强qiang 盛sheng 似si 弹tan 万wan 血xue 约yue 种zhong 转zhuan 厦xia 伯bo 红hong 读du 沈shen 拆chai 奇qi 期qi 其qi 觉jue 咖ka 咳ke 陆lu 络luo 么me 秘mi 抹mo 弄nong 炮pao 迫po 瀑pu 雀que 圈quan 汤tang 适shi 熟shu 衰shuai 思si 伺si 提ti 拓tuo 无wu 吓xia 纤xian 巷xiang 削xue 许xu 畜xu 寻xun 叶ye 遗yi 育yu 熨yun 扎zha 爪zhua 折zhe 著zhu 综zong 柞zuo 市shi 區qu 稱cheng 強qiang 彈tan 轉zhuan 廈xia 讀du";

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
        let readings = Readings::default();
        for (text, name) in [
            ("南京", "nanjing"),
            ("河湾区", "hewanqu"),
            ("长江行", "changjiangxing"),
            ("重庆都市报", "chongqingdushibao"),
            ("教育信息", "jiaoyuxinxi"),
            ("5G 与校车", "5g-yuxiaoche"),
        ] {
            assert_eq!(slug(text, &readings), name);
        }
    }

    #[test]
    fn no_entry_repeats_the_table_of_readings() {
        let readings = Readings::default();
        let idle: Vec<&str> = USUAL
            .split(' ')
            .filter(|entry| {
                let c = entry.chars().next().expect("an entry has a character");
                readings.of(c).as_deref() == Some(&entry[c.len_utf8()..])
            })
            .collect();
        assert_eq!(idle, [""; 0]);
    }
}
