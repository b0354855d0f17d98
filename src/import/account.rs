//! The line below the title of a text from an app: who wrote, the account, the day and the time.

use super::credit::Credit;
use super::people::{is_name, names};
use super::signal::{date, is_letter, squeezed};

/// The longest such line, in characters.
const LONGEST: usize = 48;
/// The longest name of an account, in characters.
const LONGEST_ACCOUNT: usize = 14;

/// Reads `原创 甲 乙 某号 2021-09-14 07:30`: words, the last of them the account, and a whole day with its time.
pub(super) fn posted(text: &str) -> Option<Credit> {
    if text.chars().count() > LONGEST || text.contains(['，', '。', '：', '《']) {
        return None;
    }
    let (rest, time) = text.trim().rsplit_once(char::is_whitespace)?;
    let (words, day) = rest.trim_end().rsplit_once(char::is_whitespace)?;
    let hours =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !time.contains(':') || !time.split(':').all(hours) {
        return None;
    }
    let day = squeezed(day);
    let (Some(year), month, Some(on), used) = date(&day)? else {
        return None;
    };
    if used < day.len() {
        return None;
    }
    let words = words.trim();
    let words = words.strip_prefix("原创").map_or(words, str::trim_start);
    let (people, account) = match words.rsplit_once(char::is_whitespace) {
        Some((people, account)) => (people.trim_end(), account),
        None => ("", words),
    };
    let fit = |word: &str| {
        let count = word.chars().count();
        (2..=LONGEST_ACCOUNT).contains(&count) && word.chars().all(is_letter)
    };
    let says_when = ["时间", "日期", "截止", "更新", "发布", "于"];
    if !fit(account) || says_when.iter().any(|word| account.ends_with(word)) {
        return None;
    }
    let mut found = Credit {
        day: Some((Some(year), month, Some(on))),
        ..Credit::default()
    };
    // One word may be who wrote.
    if people.is_empty() && is_name(account) {
        found.names = vec![account.to_owned()];
        return Some(found);
    }
    if !people.is_empty() {
        let pen = || (fit(people)).then(|| vec![people.to_owned()]);
        found.names = names(people).or_else(pen)?;
    }
    found.source = Some(account.to_owned());
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_an_account_is_read_word_by_word() {
        let read = |text| posted(text).map(|found| (found.names.concat(), found.source));
        let source = |name: &str| Some(name.to_owned());
        assert_eq!(
            read("原创 陈小满 溪边手记 2020-05-06 08:00"),
            Some(("陈小满".into(), source("溪边手记")))
        );
        assert_eq!(
            read("溪边手记 2020-05-06 08:00"),
            Some((String::new(), source("溪边手记")))
        );
        assert_eq!(
            read("陈小满 2020-05-06 08:00"),
            Some(("陈小满".into(), None))
        );
        assert_eq!(read("报名截止时间 2020-05-06 08:00"), None);
        assert_eq!(read("溪边手记 2020-05-06"), None);
        assert_eq!(read("渠水于 2020-05-06 08:00"), None);
    }
}
