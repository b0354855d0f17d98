//! What letters and the notes of editors begin with: 编辑同志：, 编后：….

/// The longest word for those whom a letter is written to, in characters.
const LONGEST_SALUTED: usize = 8;
/// The shortest text behind the word for an editor's note, in bytes.
const SHORTEST_NOTE: usize = 24;

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

/// Whether `text` is the salutation of a letter and nothing else.
pub(super) fn is_salutation_alone(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['编', '編']) && text.ends_with(['：', ':', '︰']) && is_salutation(text)
}

/// How long the word with its colon is that begins an editor's note in one line with its text: 编后：….
pub(super) fn note_word_before(text: &str) -> Option<usize> {
    const WORDS: [&str; 7] = ["编后", "编余", "编者按", "编后语", "編後", "編者按", "編餘"];
    if !text.starts_with(['编', '編']) {
        return None;
    }
    let at = text.find(['：', ':', '︰'])?;
    let colon = text[at..].chars().next().map_or(1, char::len_utf8);
    (WORDS.contains(&text[..at].trim()) && text.len() - at >= SHORTEST_NOTE).then_some(at + colon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editors_note_is_known_by_its_word() {
        for (text, length) in [
            ("编后：路修好了，灯也亮了，人就愿意走。", Some(9)),
            ("編者按︰這是本欄的第三篇，下期續完。", Some(12)),
            ("编后：好。", None),
            ("编辑部：路修好了，灯也亮了，人就愿意走。", None),
        ] {
            assert_eq!(note_word_before(text), length, "{text}");
        }
    }

    #[test]
    fn a_salutation_ends_with_its_colon() {
        assert!(is_salutation_alone("　　编辑同志："));
        assert!(!is_salutation_alone("编辑同志：我村想办图书室"));
        assert!(!is_salutation_alone("我说："));
    }
}
