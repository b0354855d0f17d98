//! The byline that most papers set above most of their stories: 本报记者 甲 乙.
//!
//! It says nothing that the words one by one would not say ([`super::credit`] reads any line), and is told apart
//! by its first word. The hard part is a name in which a character stands that is a word for a role, a paper or
//! a class elsewhere: such lines are left to those who read all words.

use super::super::lexicon::{ExactSet, begins_with, covers};
use super::super::people::{is_name, names};
use super::super::signal::is_numeral;
use super::reading::{DEEDS, HELPERS, OWN_PAPER, REPORTERS};
use super::{Credit, PAPERS};

/// Those whom a paper has of its own, as they stand behind its name for itself.
const OWN_REPORTERS: [&str; 4] = ["记者", "記者", "通讯员", "通訊員"];
/// The most names, and how many characters each has.
const MOST_NAMES: usize = 4;
const SHORTEST_NAME: usize = 2;
const LONGEST_NAME: usize = 3;

/// What a name may hold that makes it something else as a word of a credit: characters of words for what people
/// did and are, endings of papers, agencies, classes, places, offices and schools, posts.
static OF_OTHER_WORDS: ExactSet = ExactSet::of(OTHER_MARKS);
const OTHER_MARKS: &str = "著诗詩文图圖摄攝发發绘译譯寫写指辅責责编編校班级届級屆撰供插採采專专綜综記记通通讯訊电電主作原整执執翻口讲講述选選制朗录錄辑輯持报報訪访社网網闻聞端台刊志誌媒省市县縣区區镇鎮乡鄉村院学學司团團心室科所站队隊馆館会會组組股师師生授老审審美排特实實评評";
const _: () = assert!(
    covers(OTHER_MARKS, REPORTERS)
        && covers(OTHER_MARKS, HELPERS)
        && covers(OTHER_MARKS, DEEDS)
        && covers(OTHER_MARKS, PAPERS)
);
/// What a class begins with, behind which a number follows: 高一.
const CLASSES: [char; 7] = ['高', '初', '大', '小', '七', '八', '九'];

/// The names in `text`, where it is such a byline and nothing in it can be read otherwise.
pub(super) fn plain_byline(text: &str) -> Option<Credit> {
    let own = OWN_PAPER.iter().find(|own| begins_with(text, own))?;
    let rest = &text[own.len()..];
    let reporter = OWN_REPORTERS.iter().find(|word| begins_with(rest, word))?;
    let people = rest[reporter.len()..].strip_prefix([' ', '\u{3000}'])?;
    let fits = |word: &str| {
        (SHORTEST_NAME..=LONGEST_NAME).contains(&word.chars().count())
            && !word.chars().any(|c| OF_OTHER_WORDS.holds(c))
            && !(word.starts_with(CLASSES) && word.contains(is_numeral))
            && is_name(word)
    };
    let mut words = people.split([' ', '\u{3000}']);
    let fit = words.clone().nth(MOST_NAMES).is_none() && words.all(fits);
    let names = fit.then(|| names(people)).flatten()?;
    Some(Credit {
        names,
        ..Credit::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::all_words;
    use super::*;

    #[test]
    fn a_plain_byline_says_what_its_words_say() {
        let mut found = 0;
        let own = OWN_PAPER.iter().copied().chain(["某报", "本报特约"]);
        let reporters = ["记者", "通讯员", "編輯", "记者站"];
        let gaps = [" ", "\u{3000}", "", "：", "  "];
        let people = [
            "王小河",
            "王河",
            "王小河 李小桥",
            "王小河　李桥",
            "王小河 李小桥 赵小舟 钱小渡 孙小岸",
            "王 河",
            "高一鸣",
            "刘一鸣",
            "周立",
            "张远舟",
            "赵书琴 陈望",
            "方三月",
            "田镇",
            "李媒",
            "钟点校",
            "丁级",
            "文小图",
            "王教授",
            "田村",
            "王小河 摄",
            "王小河 2020年5月2日",
            "小溪流",
            "王小河 ",
            "",
        ];
        for (own, reporter) in own.flat_map(|own| reporters.map(|reporter| (own, reporter))) {
            for (gap, people) in gaps.iter().flat_map(|gap| people.map(|names| (gap, names))) {
                let text = format!("{own}{reporter}{gap}{people}");
                if let Some(credit) = plain_byline(&text) {
                    assert_eq!(Some(credit), all_words(&text), "{text}");
                    found += 1;
                }
            }
        }
        assert!(found >= 30, "{found}");
    }
}
