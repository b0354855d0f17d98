//! A paper that came by mail: each of its lines quoted with `>`.
//!
//! Forwarded or answered, the whole text stands behind one mark. Where nearly all lines do, the mark is
//! that of the mail and quotes nothing; the lines are read as those of any other text. Rules, which the
//! mark has hidden, are found again. The headers at its top tell nothing of the paper; one alone is none, for a
//! paper too may begin with its day.

use super::issue_number::{is_periodical, issue_number};
use super::masthead::Head;
use super::page::{Mark, Page};
use super::role::{Field, Omission, Role};
use super::signal::{date, opens_date, squeezed};

/// How many headers a mail has at most.
const MOST_HEADERS: usize = 8;
/// The fewest lines that tell it, and their share, in percent.
const FEWEST: usize = 10;
const SHARE: usize = 70;

/// Takes off the mark of the mail, where nearly all of the text stands behind it.
pub(super) fn unquote(page: &mut Page) {
    let count = page.lines.len();
    let quoted = page.lines.iter().filter(|line| line.mark == Mark::Quote);
    let quoted = quoted.count();
    if quoted < FEWEST || quoted * 100 < count * SHARE {
        return;
    }
    let mut ruled = false;
    for line in &mut page.lines {
        if line.mark == Mark::Quote {
            line.mark = Mark::None;
        }
        line.ruled |= std::mem::take(&mut ruled);
        let text = &page.text[line.start()..line.end()];
        ruled = is_rule(text);
    }
}

/// Leaves out the headers at the top of a mail.
pub(super) fn headers(page: &Page, roles: &mut [Option<Role>]) {
    roles[..header_lines(page)].fill(Some(Role::Out(Omission::Navigation)));
}

/// How many lines at the top are headers of a mail: none where they do not differ.
fn header_lines(page: &Page) -> usize {
    let top = 0..page.lines.len().min(MOST_HEADERS);
    let keys = top.map_while(|line| header(page.line(line)));
    let first = keys.clone().next();
    if keys.clone().any(|key| Some(key) != first) {
        keys.count()
    } else {
        0
    }
}

/// What the subject of a mail says of the issue, where its head does not: 主题：【某某早报】2021年5月6日 第12期.
pub(super) fn subject(page: &Page, roles: &mut [Option<Role>], head: &mut Head) {
    let found = (0..header_lines(page)).find_map(|line| {
        let (key, value) = page.line(line).split_once([':', '：'])?;
        let subject = ["主题", "主旨", "Subject"].contains(&key.trim());
        subject.then(|| (line, squeezed(value)))
    });
    let Some((line, subject)) = found else {
        return;
    };
    let framed = subject.strip_prefix(['【', '[', '《', '［']);
    let framed = framed.and_then(|inner| inner.split_once(['】', ']', '》', '］']));
    let Some((name, rest)) = framed.filter(|(name, _)| is_periodical(name)) else {
        return;
    };
    let day = rest.char_indices().find_map(|(at, c)| {
        let (year, month, day, _) = opens_date(c).then(|| date(&rest[at..]))??;
        Some(format!("{:04}-{month:02}-{:02}", year?, day?))
    });
    let number = rest.find('第').and_then(|at| issue_number(&rest[at..]));
    if day.is_none() && number.is_none() {
        return;
    }
    head.publication.get_or_insert_with(|| name.to_owned());
    head.date = head.date.take().or(day);
    head.number = head.number.take().or(number);
    roles[line] = Some(Role::Meta(Field::Publication));
}

/// Whether `text` is a header of a mail: 主题: 某报第3期.
pub(super) fn is_header(text: &str) -> bool {
    header(text).is_some()
}

/// The word of a header of a mail.
fn header(text: &str) -> Option<&str> {
    const KEYS: [&str; 13] = [
        "发件人",
        "收件人",
        "主题",
        "日期",
        "抄送",
        "发送时间",
        "寄件者",
        "收件者",
        "主旨",
        "From",
        "To",
        "Subject",
        "Date",
    ];
    let key = text.split_once([':', '：']).map(|(key, _)| key.trim());
    key.filter(|key| KEYS.contains(key))
}

/// Whether `text` is a row of the same sign: `* * *` behind its first mark, `----`, `※※※`.
fn is_rule(text: &str) -> bool {
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next() else {
        return false;
    };
    "*-_=~＊※—─━".contains(first) && signs.all(|sign| sign == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_one_sign_is_a_rule() {
        for (text, is) in [
            ("* * *", true),
            ("*", true),
            ("————", true),
            ("※※※※", true),
            ("*a*", false),
            ("- 1 -", false),
        ] {
            assert_eq!(is_rule(text), is, "{text}");
        }
    }
}
