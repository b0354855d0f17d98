//! Whether a line breaks off in a sentence that the line below it goes on with: the end of a page.
//!
//! Cut near its beginning, a paragraph leaves a short line without an end mark, room below it, as a heading
//! is set. What tells is the seam: a mark that begins nothing, a number before what it counts, quotes left
//! open, a clause just begun, a word that asks for another one, and a word that stands on both sides of it.
//! For the last one the dictionary of ICU is asked, which is dear, and only when nothing else tells.

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use super::lexicon::CharSet;
use super::signal::{fold_width, is_common_han, is_numeral, numbered};

/// How many characters on each side of a seam are parted into words: more only cost.
const BESIDE: usize = 10;
/// The longest clause that is only begun, in characters.
const LONGEST_BEGUN: usize = 2;
/// The shortest words before 的 that ask for another one, in characters.
const SHORTEST_ATTRIBUTE: usize = 7;
/// The longest word that may stand on a seam by chance, in characters.
const LONGEST_CHANCE: usize = 3;
/// The most figures of one number.
const MOST_FIGURES: usize = 4;

/// The shortest last clause of a sentence that is only begun, and how much longer or shorter it is at least than the
/// one before it, in characters.
const SHORTEST_CLAUSE: usize = 5;
const LEAST_UNEVEN: usize = 2;

/// What is counted: characters that follow a number.
const COUNTED: &str = "年月日号號个個名位人元万萬亿億千百十岁歲次家条條项項米公里斤亩畝吨噸户戶台辆輛种種天小时時分秒余餘多块塊张張件只隻座套栋棟届屆场場层層批艘架头頭度倍点點平立方厘克石尺寸丈步代篇本册部首幅颗棵株根枝朵粒双雙对對组組队隊口顿頓道处處段节節期版页頁级級";

/// Words that ask for another one behind them, so that neither a title nor a paragraph ends with one.
const ASKING: &[&str] = &[
    "和", "与", "與", "及", "在", "对", "對", "把", "被", "将", "將", "从", "從", "向", "为", "為",
    "于", "於", "而", "都", "还", "還", "又", "很", "更", "最", "这", "這", "每", "其", "因", "但",
    "若", "由", "让", "讓", "使", "以", "是", "也", "已", "且", "或", "比", "不", "没", "沒", "要",
    "那", "到", "该", "該", "有", "第", "得", "只", "正", "再", "才", "刚", "剛", "曾", "未", "无",
    "無", "以及", "因为", "因為", "由于", "由於", "但是", "并且", "並且", "关于", "關於", "对于",
    "對於", "通过", "通過", "随着", "隨著", "为了", "為了", "如果", "虽然", "雖然", "这个", "這個",
    "一个", "一個", "这些", "這些", "一些", "每个", "每個", "其中", "所有", "已经", "已經", "正在",
    "能够", "能夠", "应该", "應該", "必须", "必須", "成为", "成為", "作为", "作為",
];

/// Words that lean on the one before them, so that no paragraph begins with one.
const LEANING: &[&str] = &["的", "了", "们", "們", "得", "个", "個", "也", "是", "着"];
/// Words that join what stands on both sides of them.
const JOINING: &[&str] = &["和", "与", "與", "及", "以及"];
/// What somebody does who is named before it and quoted behind it.
pub(super) const SAYING: &[&str] = &[
    "介绍", "介紹", "表示", "认为", "認為", "指出", "强调", "強調", "告诉", "告訴", "坦言", "透露",
    "回忆", "回憶", "回答", "解释", "解釋", "说", "說", "称", "稱",
];
/// Words that begin with one of them and stand in no dictionary.
const FREE: [&str; 4] = ["着力", "着眼", "着手", "着重"];

/// Marks that stand only behind something: no paragraph begins with one.
const CLOSING: &str = "，。、；：？！）》」』】”’％%,;:?!)";

/// Words in front of a comma that begin a sentence, and no title.
const OPENING: &[&str] = &[
    "目前",
    "此外",
    "过去",
    "過去",
    "如今",
    "近日",
    "日前",
    "同时",
    "同時",
    "因此",
    "然而",
    "为此",
    "為此",
    "另外",
    "其实",
    "其實",
    "不过",
    "不過",
    "但是",
    "随后",
    "隨後",
    "后来",
    "後來",
    "首先",
    "其次",
    "最后",
    "最後",
    "其中",
    "会上",
    "會上",
    "会后",
    "會後",
    "据悉",
    "據悉",
    "据介绍",
    "據介紹",
    "据了解",
    "據了解",
    "对此",
    "對此",
    "与此同时",
    "與此同時",
    "接下来",
    "接下來",
    "近年来",
    "近年來",
    "今年以来",
    "今年以來",
    "截至目前",
];

/// Whether the sentence that `above` breaks off goes on with `below`. Neither is a heading by its mark.
pub(super) fn is_torn(above: &str, below: &str) -> bool {
    let (above, below) = (above.trim_end(), below.trim_start());
    let (Some(last), Some(first)) = (above.chars().next_back(), below.chars().next()) else {
        return false;
    };
    CLOSING.contains(first)
        || is_numeral(fold_width(last)) && counts(above, below)
        || matches!(last, '年' | '月') && is_day_torn(above, below)
        || leaves_open(above)
        || is_begun(above)
        || is_common_han(last) && is_rest(below)
        || is_common_han(last) && is_common_han(first) && are_words_torn(above, below)
}

/// Whether `above`, which is no heading, has clauses that are not alike, as those of headlines are, and no end, and
/// `below` is a whole sentence with clauses.
pub(super) fn is_uneven(above: &str, below: &str) -> bool {
    const PAUSES: [char; 3] = ['，', ',', '、'];
    let Some((first, last)) = above.trim_end().rsplit_once(PAUSES) else {
        return false;
    };
    let before = first.rsplit(PAUSES).next().unwrap_or(first);
    let (before, behind) = (before.chars().count(), last.chars().count());
    behind >= SHORTEST_CLAUSE
        && before.abs_diff(behind) >= LEAST_UNEVEN
        && last.chars().all(is_common_han)
        && !above.contains(['：', ':', '︰', '　', ' '])
        && !numbered(above)
        && below.contains(PAUSES)
        && below.ends_with(['。', '！', '？', '”'])
}

/// Whether the number at the end of `above` goes on, or is followed by what it counts.
fn counts(above: &str, below: &str) -> bool {
    let figure = |c: &char| fold_width(*c).is_ascii_digit();
    let before = above.chars().rev().take_while(figure).count();
    let behind = below.chars().take_while(figure).count();
    match (before, behind) {
        (1.., 1..) => before + behind <= MOST_FIGURES,
        _ => below.starts_with(|c| COUNTED.contains(c) || behind == 0 && is_numeral(c)),
    }
}

/// Whether a date is torn behind its year or month: 9月 / 17日.
fn is_day_torn(above: &str, below: &str) -> bool {
    let numeral = |c: &char| is_numeral(fold_width(*c));
    let numbered = above.chars().rev().nth(1).is_some_and(|c| numeral(&c));
    let rest = below.trim_start_matches(|c| numeral(&c));
    numbered
        && (1..=MOST_FIGURES).contains(&below.chars().take_while(numeral).count())
        && rest.starts_with(['月', '日', '号', '號'])
}

/// Whether a clause of one word that asks for another one ends `text`: …，由.
pub(super) fn ends_with_asking(text: &str) -> bool {
    let last = text.rsplit_once(COMMAS).map(|(_, last)| last);
    last.is_some_and(|last| ASKING.contains(&last))
}

/// Whether quotes or a bracket open in `text` and do not close.
fn leaves_open(text: &str) -> bool {
    let count = |mark: char| text.matches(mark).count();
    [('“', '”'), ('《', '》'), ('「', '」'), ('（', '）')]
        .into_iter()
        .any(|(open, close)| text.contains(open) && count(open) > count(close))
}

/// Whether what stands around the seam is no title and a text below it by any chance: words that begin a sentence,
/// or a quotation that closes below.
pub(super) fn is_surely_torn(above: &str, below: &str) -> bool {
    opens_sentence(above) || closes_quote(above, below)
}

/// Whether a word of more than a few characters begins in `above` and ends in `below`: that is no chance either, but
/// dear to ask.
pub(super) fn has_word_on_seam(above: &str, below: &str) -> bool {
    let (above, below) = beside_seam(above, below);
    let both = format!("{above}{below}");
    let words = bounds(&both);
    let at = words.partition_point(|&bound| bound < above.len());
    let from = at.checked_sub(1).and_then(|at| words.get(at));
    matches!((from, words.get(at)), (Some(&from), Some(&to))
        if to > above.len() && both[from..to].chars().nth(LONGEST_CHANCE).is_some())
}

/// Whether `above` opens a quotation that `below` closes before it opens another one.
fn closes_quote(above: &str, below: &str) -> bool {
    let open = above
        .rfind('“')
        .is_some_and(|at| !above[at..].contains('”'));
    let close = below.find('”');
    open && close.is_some_and(|at| !below[..at].contains('“'))
}

/// Whether one character and a mark behind it begin `text`: the rest of a word. Who is spoken of or to, what
/// is called out, and numbers stand so by themselves.
fn is_rest(text: &str) -> bool {
    const ALONE: &str =
        "我你您他她它是不对對好有没沒能行啊哦噢嗯唉哎呀哈喂嘿咦看来來瞧听聽甲乙丙丁戊";
    let mut chars = text.chars();
    let (first, mark) = (chars.next(), chars.next());
    first.is_some_and(|c| is_common_han(c) && !is_numeral(c) && !ALONE.contains(c))
        && mark.is_some_and(|mark| matches!(mark, '，' | '、' | '。' | ','))
}

/// Whether `text` has a clause that is only begun, or begins as sentences do and titles do not.
fn is_begun(text: &str) -> bool {
    let last = text.rsplit_once(COMMAS).map(|(_, last)| last);
    last.is_some_and(|last| last.chars().nth(LONGEST_BEGUN).is_none()) || opens_sentence(text)
}

/// What parts clauses.
const COMMAS: [char; 2] = ['，', ','];

/// Whether words that begin a sentence, and no title, stand at the start of `text` before a comma.
fn opens_sentence(text: &str) -> bool {
    let Some((first, _)) = text.split_once(COMMAS) else {
        return false;
    };
    // 在…领域， says of what the sentence speaks.
    let limits = |clause: &str| {
        clause.starts_with('在')
            && ["领域", "領域", "方面", "期间", "期間"]
                .iter()
                .any(|end| clause.ends_with(end))
    };
    const FIRSTS: CharSet = CharSet::of_first(OPENING);
    let first = first.trim();
    FIRSTS.begins(first) && OPENING.contains(&first) || limits(first)
}

/// What is parted into words: the last characters of `above` and the first ones of `below`.
fn beside_seam<'a>(above: &'a str, below: &'a str) -> (&'a str, &'a str) {
    let from = above.char_indices().rev().take(BESIDE).last();
    let above = &above[from.map_or(0, |(at, _)| at)..];
    (above, before_char(below, BESIDE))
}

/// Whether the last word of `above` asks for the first one of `below`, leans on it, or is one with it.
fn are_words_torn(above: &str, below: &str) -> bool {
    let (above, below) = beside_seam(above, below);
    let both = format!("{above}{below}");
    let seam = above.len();
    let words = bounds(&both);
    let at = words.partition_point(|&bound| bound < seam);
    if words.get(at) == Some(&seam) && at > 0 {
        let (last, first) = (&both[words[at - 1]..seam], words.get(at + 1));
        let first = first.map_or(below, |&end| &both[seam..end]);
        // Two such halves side by side may be a word that the dictionary does not know.
        let alone = at < 2 || {
            let before = &both[words[at - 2]..words[at - 1]];
            before.chars().nth(1).is_some() || LEANING.contains(&before)
        };
        return ASKING.contains(&last) && (alone || last.chars().nth(1).is_some())
            || last == "的" && is_attribute(above)
            || LEANING.contains(&first) && !FREE.contains(&before_char(below, 2))
            || JOINING.contains(&first) && !is_compared(below)
            || last == "了" && is_amount(below)
            || SAYING.contains(&first) && {
                let behind = &below[first.len()..];
                behind.starts_with(['，', '：', ',', ':', '︰']) || behind.starts_with("记者")
            };
    }
    // A word stands on the seam, and each half of it alone is none. Who takes up a title in the first words
    // below it repeats them.
    let doubled = above.chars().next_back() == below.chars().next();
    if doubled || above.contains(before_char(below, 2)) {
        return false;
    }
    let single = |from: usize, to: usize, text: &str| text[from..to].chars().nth(1).is_none();
    let (left, right) = (bounds(above), bounds(below));
    let [.., begin, _] = left[..] else {
        return false;
    };
    let [_, end, ..] = right[..] else {
        return false;
    };
    single(begin, above.len(), above) && single(0, end, below)
}

/// Whether `text`, which ends with 的, stands before what it tells of. A heading of a few words may end so:
/// 是怎样来的, 第一件：看不见的.
fn is_attribute(text: &str) -> bool {
    !text.contains(['是', '：', ':', '︰']) && text.chars().nth(SHORTEST_ATTRIBUTE - 1).is_some()
}

/// Whether the sentence that `text` begins compares: 和往年一样，….
fn is_compared(text: &str) -> bool {
    let clause = text.split(['，', '。', ',']).next().unwrap_or(text);
    clause.contains(['样', '樣', '同', '比', '似'])
}

/// Whether `text` begins with a number that is no year or month.
fn is_amount(text: &str) -> bool {
    let rest = text.trim_start_matches(|c| is_numeral(fold_width(c)));
    rest.len() < text.len() && !rest.starts_with(['年', '月'])
}

/// The first `count` characters of `text`.
fn before_char(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count);
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

/// Where the words of `text` begin and end.
fn bounds(text: &str) -> Vec<usize> {
    // To find its tables takes as long as to part a few words.
    static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
        LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
    SEGMENTER.segment_str(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_tears_goes_on() {
        for (above, below) in [
            ("渡口的灯塔刷成了白色", "，夜里照得到对岸"),
            ("看塔的老人在岛上住了三十", "年，一次也没有误过灯"),
            ("这座灯塔建成于19", "36年，砖从上游运来"),
            ("他把这本日记叫作“灯下", "的话”，一天写一行"),
            ("水道改了以后，船", "只从西边走"),
            ("新灯塔定于明年9月", "17日点亮"),
            ("目前，岛上的老渡口", "仍然每天开两班船"),
            ("老人和他的孙女在", "岛上种了半亩白菜"),
            ("岛上种了白菜、萝卜", "和几棵向日葵，够两个人吃"),
            ("镇上的老船长杜长河", "介绍，渡口每天开两班船"),
            ("过河的人坐在船头", "的木板上，一句话也不说"),
            ("岛上的孩子们每天一早坐船上", "学，傍晚再坐船回来"),
        ] {
            assert!(is_torn(above, below), "{above} / {below}");
        }
    }

    #[test]
    fn a_sentence_only_begun_goes_on_where_no_heading_stands() {
        let whole = "来往的船，等雾散了再开。";
        assert!(is_uneven("掌船的人要早早地、一遍遍地喊住", whole));
        for heading in [
            "看得见山，望得见水",
            "渡口、灯塔、老船",
            "一、早早地、一遍遍地喊",
        ] {
            assert!(!is_uneven(heading, whole), "{heading}");
        }
        assert!(!is_uneven("掌船的人要早早地、一遍遍地喊住", "来往的船"));
    }

    #[test]
    fn some_seams_are_no_chance() {
        for (above, below) in [
            ("会上，三家渡口的人都到了", "岛上的老住户也来了"),
            ("在用水方面，三个村子按田亩", "分水，先远后近"),
            ("管水的人只说“这一段", "先接起来”，没有多说"),
        ] {
            assert!(is_surely_torn(above, below), "{above} / {below}");
            assert!(is_torn(above, below), "{above} / {below}");
        }
        for (above, below) in [
            ("老小区，改出新模样", "改造从去年春天开始。"),
            ("在希望的田野上，又是一年", "田里的人起得很早。"),
            ("渡口的“老规矩”", "“先下后上”是其中一条。"),
            ("岛上的孩子们每天一早坐船上", "学，傍晚再坐船回来"),
        ] {
            assert!(!is_surely_torn(above, below), "{above} / {below}");
            assert!(!has_word_on_seam(above, below), "{above} / {below}");
        }
        assert!(has_word_on_seam("修桥和铺路都是过河人不", "可或缺的大事"));
    }

    #[test]
    fn a_heading_stands_by_itself() {
        for (above, below) in [
            ("老渡口的灯塔", "灯塔是民国年间砌的，砖从上游运来。"),
            ("看塔的人", "人到中年的老杜住在塔底的小屋里。"),
            ("灯是怎样点亮的", "每天傍晚，老杜提着油壶上塔。"),
            ("早班船改在六点开", "过河卖菜的人天不亮就到了码头。"),
            ("老船长的话", "说起从前的渡口，他有讲不完的事。"),
            ("慢一点，稳一点", "摆渡的规矩很简单，不抢时间。"),
            ("灯塔落成一百年", "年初，镇上办了一次展览。"),
            ("守塔人的手记：数船", "数船之前，他先数灯。"),
            ("第三章　附则", "第九条　本章程由渡口管理处解释。"),
            ("展望2035", "2021年，渡口将迁到下游。"),
        ] {
            assert!(!is_torn(above, below), "{above} / {below}");
        }
    }
}
