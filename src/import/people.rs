//! Names of people: what may be one, and lists of them.
//!
//! A name is two to four Han beginning with a surname, or foreign with a middle dot. Surnames alone
//! would take half of all words for names; the hard part is left to those who ask: a line that says by
//! its place or its other words that names stand in it.

use std::borrow::Cow;

use super::lexicon::{CharSet, ExactSet, begins_with};
use super::signal::is_common_han;
use crate::text::script::is_han;

/// Surnames, the commonest three hundred or so and those of two characters.
const SURNAMES: &str = "赖洪俞丘糜宦宓璩賴歐閔婁黨蘭叢阎庹谯笪谌訾逄莘荀缑羿蔺薄巢忻晁桓湛甯蔚裘贡赏阙靳韶颉饶蕾兰冼邰郝麥荆苟敖奚沙釋释王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭萧田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范範金石廖贾賈夏韦韋付傅方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯常温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申耿关關焦左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪簡简车車项項连連芦麦褚娄窦戚岑景党宫费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵苟邬边邊卞姬师師和仇栾隋商刁沙荣榮巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴區鄺顏鄔紐談練莫寶塗凃歸遊薑闕聞鞏滿樓樂欒蘆龐盤練羋昝智幸奉植衡富尧闭由荀隗钮鄢郦钭庾逄郗竺郏乜濮麴暴佴缪鄢於";

static SURNAME: ExactSet = ExactSet::of(SURNAMES);

/// Surnames of two characters.
const DOUBLE_SURNAMES: &[&str] = &[
    "欧阳", "歐陽", "上官", "诸葛", "諸葛", "司马", "司馬", "司徒", "皇甫", "尉迟", "尉遲", "端木",
    "令狐", "慕容", "宇文", "长孙", "公孙", "轩辕", "东方", "闻人", "濮阳", "钟离", "夏侯", "申屠",
    "淳于", "呼延", "南宫", "独孤", "拓跋", "澹台", "鲜于", "太史", "范姜", "張簡", "東方", "公孫",
    "軒轅", "聞人", "第五", "万俟",
];

/// What stands between the words of a foreign name.
const DOTS: [char; 5] = ['·', '．', '・', '‧', '•'];

/// What begins with a surname and is no name.
const NO_NAMES: &[&str] = &[
    "信箱", "来信", "上海", "南京", "广州", "来源", "文章", "全国", "国家", "公告", "公布", "应用",
    "平台", "时间", "关于", "成立", "时评", "简讯", "要闻", "文化", "文学", "文艺", "文苑", "金融",
    "经济", "更正", "鸣谢", "鳴謝", "通告", "通知", "启事", "啟事", "讣告", "声明", "聲明", "简介",
    "目录", "目次", "后记", "附记", "前言", "要目", "说明", "公示",
];

/// What people are called behind their surnames.
const POSTS: &[&str] = &["事长", "书记", "主任", "经理", "老师", "教授", "记者"];

/// Whether `word` may be the name of a person: two to four Han beginning with a surname, or a name
/// with a middle dot.
pub(super) fn is_name(word: &str) -> bool {
    const FIRSTS: CharSet = CharSet::of_first(NO_NAMES);
    const POST: CharSet = CharSet::of_last(POSTS);
    // The longest, a foreign one, has twenty characters.
    if word.len() > 20 * 4 {
        return false;
    }
    let count = word.chars().count();
    // Names are short, and few have a dot.
    if !(2..=4).contains(&count) && !word.contains(DOTS) {
        return false;
    }
    let plain = word.chars().all(is_common_han);
    if !plain && word.contains(DOTS) {
        return is_foreign_name(word);
    }
    let double = || {
        DOUBLE_SURNAMES
            .iter()
            .any(|double| begins_with(word, double))
    };
    (plain || word.chars().all(is_han))
        && (count < 4 && word.chars().next().is_some_and(|c| SURNAME.holds(c))
            || count > 2 && double())
        && !word.ends_with(['办', '处', '科', '室', '局', '厅', '版', '篇'])
        && !(count == 3 && POST.ends(word) && POSTS.iter().any(|end| word.ends_with(end)))
        && !(FIRSTS.begins(word) && NO_NAMES.iter().any(|no| word.starts_with(no)))
}

/// Whether `word` is a foreign name: Han with a middle dot between its words.
pub(super) fn is_foreign_name(word: &str) -> bool {
    word.contains(DOTS)
        && (4..=20).contains(&word.chars().count())
        && word.chars().all(|c| is_han(c) || DOTS.contains(&c))
}

/// Letter-spaced names, several divided by wider gaps: `王 小 明　　李 大 方`.
fn spaced_names(text: &str) -> Option<Vec<String>> {
    if !text.contains(char::is_whitespace) {
        return None;
    }
    let single = |word: &str| word.chars().count() == 1;
    let gap = if text.contains('\u{3000}') && text.contains(' ') {
        "\u{3000}"
    } else {
        "  "
    };
    let mut names = Vec::new();
    for cell in text
        .split(gap)
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
    {
        let words: Vec<&str> = cell.split_whitespace().collect();
        if words.len() < 2 || !words.iter().copied().all(single) {
            return None;
        }
        names.push(words.concat());
    }
    (!names.is_empty() && names.len() <= 8 && names.iter().all(|name| is_name(name)))
        .then_some(names)
}

/// The names in `text`, which holds nothing else: divided by spaces, 、 or a comma.
pub(super) fn names(text: &str) -> Option<Vec<String>> {
    // Most are Han alone, one name or none.
    if !text.is_empty() && text.chars().all(is_common_han) {
        return is_name(text).then(|| vec![text.to_owned()]);
    }
    let parts = || {
        text.split(|c: char| !is_common_han(c) && (c.is_whitespace() || "、，,；;/／".contains(c)))
    };
    // The longest name without a dot has four characters.
    if parts().any(|word| word.chars().nth(4).is_some() && !word.contains(DOTS)) {
        return None;
    }
    let words: Vec<&str> = parts().filter(|word| !word.is_empty()).collect();
    if let Some(spaced) = spaced_names(text) {
        return Some(spaced);
    }
    // A name of two characters is often set with a space inside.
    let joined: Vec<String> =
        if words.len() >= 2 && words.iter().any(|word| word.chars().count() == 1) {
            let mut joined: Vec<String> = Vec::new();
            let mut half: Option<&str> = None;
            for word in words {
                match (half.take(), word.chars().count()) {
                    (Some(first), 1) => joined.push(format!("{first}{word}")),
                    (None, 1) => half = Some(word),
                    (_, _) => joined.push(word.to_owned()),
                }
            }
            if half.is_some() {
                return None;
            }
            joined
        } else {
            words.into_iter().map(str::to_owned).collect()
        };
    (!joined.is_empty() && joined.len() <= 8 && joined.iter().all(|word| is_name(word)))
        .then_some(joined)
}

/// The names in Latin letters at the start of `people`, and the rest: Anna Berg 江远.
pub(super) fn foreign_names(people: &str) -> (Vec<String>, Cow<'_, str>) {
    // Most are Han.
    if !people
        .trim_start()
        .starts_with(|c: char| c.is_ascii_uppercase())
    {
        return (Vec::new(), people.into());
    }
    let is_latin = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word
                .chars()
                .all(|c| c.is_ascii_alphabetic() || matches!(c, '.' | '-'))
    };
    let words: Vec<&str> = people.split_whitespace().collect();
    let count = words.iter().take_while(|word| is_latin(word)).count();
    if !(2..=4).contains(&count) {
        return (Vec::new(), people.into());
    }
    (
        vec![words[..count].join(" ")],
        words[count..].join(" ").into(),
    )
}
