//! The byline that most papers set above most of their stories: 本报记者 甲 乙.
//!
//! It says nothing that the words one by one would not say ([`super::credit`] reads any line), and is told apart
//! by its first word. The hard part is a name in which a character stands that is a word for a role, a paper or
//! a class elsewhere: such lines are left to those who read all words.

use super::super::lexicon::{CharSet, begins_with};
use super::super::people::{is_name, names};
use super::super::signal::is_numeral;
use super::reading::{DEEDS, HELPERS, MARKS, OWN_PAPER, REPORTERS};
use super::{Credit, PAPERS};

/// Those whom a paper has of its own, as they stand behind its name for itself.
const OWN_REPORTERS: [&str; 4] = ["记者", "記者", "通讯员", "通訊員"];
/// The most names, and how many characters each has.
const MOST_NAMES: usize = 4;
const SHORTEST_NAME: usize = 2;
const LONGEST_NAME: usize = 3;

/// What a name may hold that makes it something else as a word of a credit.
const OF_OTHER_WORDS: CharSet = CharSet::of_first(REPORTERS)
    .and_first(HELPERS)
    .and_first(DEEDS)
    .and_set(CharSet::of_last(PAPERS))
    .and(MARKS)
    // An agency that sends, a place, an office or a school, a post.
    .and("讯訊电電省市县縣区區镇鎮乡鄉村院学校司团心室区科所站队馆会社组股师師生授老");

/// The names in `text`, where it is such a byline and nothing in it can be read otherwise.
pub(super) fn plain_byline(text: &str) -> Option<Credit> {
    let own = OWN_PAPER.iter().find(|own| begins_with(text, own))?;
    let rest = &text[own.len()..];
    let reporter = OWN_REPORTERS.iter().find(|word| begins_with(rest, word))?;
    let people = rest[reporter.len()..].strip_prefix([' ', '\u{3000}'])?;
    let fits = |word: &str| {
        let plain = |c: char| !OF_OTHER_WORDS.holds(c) && !is_numeral(c);
        (SHORTEST_NAME..=LONGEST_NAME).contains(&word.chars().count())
            && word.chars().all(plain)
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
        let own = ["本报", "本報", "本刊", "某报", "本报特约"];
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
            "文小图",
            "王教授",
            "田村",
            "王小河 摄",
            "王小河 2020年5月2日",
            "小溪流",
            "王小河 ",
            "",
        ];
        for (own, reporter) in own
            .iter()
            .flat_map(|own| reporters.map(|reporter| (own, reporter)))
        {
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
