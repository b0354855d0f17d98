//! What letters and the words of editors begin with: 编辑同志：, 编后：…, 【编者按】…, 更正：….

use std::ops::Range;

use super::lexicon::begins_with;
use crate::text::script::is_han;

/// The longest word for those whom a letter is written to, in characters.
const LONGEST_SALUTED: usize = 8;
/// The shortest text behind the word for an editor's note, in bytes.
const SHORTEST_NOTE: usize = 24;

/// The longest word for who added a note, in characters.
const LONGEST_NOTER: usize = 6;

/// Whether `text` begins as a letter to the editors: 编辑同志：.
pub(super) fn is_salutation(text: &str) -> bool {
    let Some((whom, _)) = text.split_once(['：', ':', '︰']) else {
        return false;
    };
    whom.chars().count() <= LONGEST_SALUTED
        && ["编辑", "編輯", "编者", "編者"]
            .iter()
            .any(|word| whom.starts_with(word))
}

/// Whether `text` is the word for what editors add behind the texts of an issue: 编后絮语.
pub(super) fn is_afterword(text: &str) -> bool {
    const WHAT: [&str; 6] = ["絮语", "随想", "小议", "手记", "余墨", "感言"];
    let rest = text.strip_prefix("编后");
    rest.is_some_and(|rest| WHAT.contains(&rest))
}

/// Whether `text` is the salutation of a letter and nothing else.
pub(super) fn is_salutation_alone(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['编', '編']) && text.ends_with(['：', ':', '︰']) && is_salutation(text)
}

/// The word that begins an editor's note in one line with its text, and where that begins: 编后：…,
/// 【编者按】….
pub(super) fn note_word_before(text: &str) -> Option<(Range<usize>, usize)> {
    const WORDS: [&str; 8] = [
        "编后",
        "编余",
        "编者按",
        "编者附言",
        "编后语",
        "編後",
        "編者按",
        "編餘",
    ];
    let colons = ['：', ':', '︰'];
    let (from, ends): (usize, &[char]) = match text.chars().next()? {
        '编' | '編' => (0, &colons),
        open @ ('【' | '［' | '〔') => (open.len_utf8(), &['】', '］', '〕']),
        _ => return None,
    };
    let to = from + text[from..].find(ends)?;
    let mark = text[to..].chars().next().map_or(1, char::len_utf8);
    let note =
        text[to + mark..].trim_start_matches(|c: char| c.is_whitespace() || colons.contains(&c));
    let word = text[from..to].trim();
    let start = from + text[from..to].find(word)?;
    (WORDS.contains(&word) && note.len() + mark >= SHORTEST_NOTE)
        .then_some((start..start + word.len(), text.len() - note.len()))
}

/// The word that begins a correction in one line with its text, and where that begins: 更正：…应为….
pub(super) fn correction_before(text: &str) -> Option<(Range<usize>, usize)> {
    const SAYS: [&str; 4] = ["应为", "應為", "特此更正", "误为"];
    let word = ["更正", "勘误", "勘誤"]
        .into_iter()
        .find(|word| begins_with(text, word))?;
    let behind = text[word.len()..].trim_start();
    let note = behind.strip_prefix(['：', ':', '︰'])?.trim_start();
    (note.len() >= SHORTEST_NOTE && SAYS.iter().any(|says| note.contains(says)))
        .then_some((0..word.len(), text.len() - note.len()))
}

/// Whether `text` is a whole sentence with who added it as a note behind a dash: …。——编者注.
pub(super) fn ends_with_noter(text: &str) -> bool {
    text.ends_with(['注', '註'])
        && text.rsplit_once("——").is_some_and(|(note, noter)| {
            noter.chars().count() <= LONGEST_NOTER
                && noter.chars().all(is_han)
                && note.ends_with(['。', '！', '？', '）', '”'])
        })
}

/// Whether `text` begins as the editors answer a letter: 【编者答】…, 编者复：….
pub(super) fn is_reply_of_editors(text: &str) -> bool {
    let inner = text.trim_start_matches(['【', '［', '〔', '（', '(']);
    let rest = ["编者", "编辑", "編者", "編輯"]
        .iter()
        .find_map(|who| inner.strip_prefix(who));
    rest.is_some_and(|rest| {
        let word = rest.trim_start_matches(['答', '复', '覆', '復', '回', '按', '注']);
        word.len() < rest.len() && word.starts_with(['】', '］', '〕', '）', ')', '：', ':', '︰'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editors_note_is_known_by_its_word() {
        for (text, expected) in [
            (
                "编后：路修好了，灯也亮了，人就愿意走。",
                Some(("编后", "路修")),
            ),
            (
                "編者按︰這是本欄的第三篇，下期續完。",
                Some(("編者按", "這是")),
            ),
            (
                "【编后】路修好了，灯也亮了，人就愿意走。",
                Some(("编后", "路修")),
            ),
            (
                "〔 编者按 〕：路修好了，灯也亮了，人就走。",
                Some(("编者按", "路修")),
            ),
            ("编后：好。", None),
            ("【编后】", None),
            ("【编后", None),
            ("编辑部：路修好了，灯也亮了，人就愿意走。", None),
            ("【本报讯】路修好了，灯也亮了，人就愿意走。", None),
        ] {
            let found = note_word_before(text);
            let begins = |from: usize| text[from..].chars().take(2).collect::<String>();
            let found = found.map(|(word, behind)| (&text[word], begins(behind)));
            let expected = expected.map(|(word, begin)| (word, begin.to_owned()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_correction_says_what_should_stand_there() {
        let begins = |text| correction_before(text).map(|(word, _)| &text[word]);
        assert_eq!(begins("更正：本报昨日二版“石桥”应为“石滩”。"), Some("更正"));
        assert_eq!(begins("更正：他把本子上的数目又算了一遍，没有错。"), None);
        assert_eq!(begins("更正一处地名，本报昨日“石桥”应为“石滩”。"), None);
    }

    #[test]
    fn a_note_ends_with_who_added_it() {
        assert!(ends_with_noter("③一亩约合六百七十平方米。——校订者注"));
        assert!(!ends_with_noter("一亩约合六百七十平方米——校订者注"));
        assert!(!ends_with_noter("他停了停。——这件事要特别加注"));
    }

    #[test]
    fn a_salutation_ends_with_its_colon() {
        assert!(is_salutation_alone("　　编辑同志："));
        assert!(!is_salutation_alone("编辑同志：我村想办图书室"));
        assert!(!is_salutation_alone("我说："));
    }
}
