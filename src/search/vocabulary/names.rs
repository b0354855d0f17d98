//! Values of fields, completed from pinyin: `author:zxh` is an author of the library.

use std::collections::HashMap;

use super::spell::{Reach, reach};
use super::spelled::Sounds;
use super::typed::Typed;

/// At most `most` of `names` for which `letters` stand, each once: those that are typed to their end
/// before those that go on, frequent ones before rare ones.
pub fn complete_name<'a>(
    letters: &str,
    names: impl Iterator<Item = &'a str>,
    most: usize,
) -> Vec<String> {
    let Some(typed) = Typed::of(letters) else {
        return Vec::new();
    };
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for name in names.filter(|name| !name.is_empty()) {
        *counts.entry(name).or_default() += 1;
    }
    let mut sounds = Sounds::default();
    let mut found: Vec<(usize, usize, &str)> = counts
        .into_iter()
        .filter_map(|(name, count)| {
            let readings: Vec<Vec<Vec<u8>>> = name
                .chars()
                .filter(|c| c.is_alphanumeric())
                .map(|c| match c.to_ascii_lowercase() {
                    letter @ 'a'..='z' => vec![vec![letter as u8]],
                    _ => sounds.of(c).to_vec(),
                })
                .collect();
            let left = match reach(&typed, readings.iter().map(Vec::as_slice))? {
                Reach::Whole => 0,
                Reach::Beginning { left } => left,
            };
            Some((left, count, name))
        })
        .collect();
    found.sort_by(|one, other| {
        let (whole, other_whole) = (one.0 == 0, other.0 == 0);
        let by_count = other.1.cmp(&one.1);
        other_whole.cmp(&whole).then(by_count).then(one.cmp(other))
    });
    let names = found.into_iter().take(most);
    names.map(|(_, _, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_completed_by_initials_and_syllables() {
        let names = [
            "河湾晚报",
            "河湾日报",
            "河湾日报",
            "赵新禾",
            "",
            "新华社",
            "《AI 周刊》",
        ];
        for (letters, expected) in [
            ("hewan", vec!["河湾日报", "河湾晚报"]),
            ("hwwb", vec!["河湾晚报"]),
            ("zxh", vec!["赵新禾"]),
            ("xinhuashe", vec!["新华社"]),
            ("aizk", vec!["《AI 周刊》"]),
            ("bao", vec![]),
        ] {
            let found = complete_name(letters, names.into_iter(), 9);
            assert_eq!(found, expected, "{letters}");
        }
    }
}
