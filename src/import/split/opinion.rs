//! Which columns hold opinions, by their names.

use super::super::lexicon::Lexicon;

/// The longest name of a column in which something is judged, in characters.
const LONGEST_NAME: usize = 8;

/// Whether a column of this name holds opinions.
pub(super) fn is_opinion(name: &str) -> bool {
    const WORDS: Lexicon = Lexicon::of(&[
        "社论",
        "社論",
        "评论",
        "評論",
        "时评",
        "時評",
        "短评",
        "短評",
        "锐评",
        "快评",
        "杂谈",
        "雜談",
        "漫笔",
        "漫談",
        "漫谈",
        "随想",
        "絮语",
        "巷议",
        "巷議",
        "观点",
        "觀點",
        "家言",
        "纵横谈",
        "微言",
        "论坛",
        "論壇",
        "投書",
        "杂文",
    ]);
    // What guests and experts say at a meeting is told, and is nobody's opinion of the paper.
    const GUESTS: [&str; 6] = ["嘉宾", "嘉賓", "专家", "專家", "学者", "學者"];
    let told = GUESTS.iter().any(|who| name.starts_with(who));
    !told && (WORDS.is_in(name) || judges(name))
}

/// Whether no title of a text begins with `name`: somebody speaks in the column day by day (今日谈, 每周一评), or it
/// holds opinions.
pub(super) fn speaks(name: &str) -> bool {
    const WHEN: [&str; 7] = ["今日", "每日", "每周", "每週", "本周", "本週", "周末"];
    let daily = WHEN.iter().any(|when| name.starts_with(when));
    daily
        && name.ends_with([
            '谈', '談', '论', '論', '评', '評', '话', '話', '语', '語', '议', '議', '言',
        ])
        || is_opinion(name)
}

/// Whether the name of a column says that something is judged in it: 某某评球, 灯下评戏. The word is part of
/// others that say nothing of the kind.
fn judges(name: &str) -> bool {
    const OTHERS: [char; 18] = [
        '选', '選', '比', '弹', '彈', '剧', '劇', '奖', '獎', '书', '書', '估', '审', '審', '话',
        '話', '定', '级',
    ];
    let word = name.split_once(['评', '評']);
    word.is_some_and(|(before, behind)| {
        name.chars().count() <= LONGEST_NAME
            && !before.is_empty()
            && behind.chars().count() <= 1
            && !behind.starts_with(OTHERS)
    })
}
