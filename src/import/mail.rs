//! A paper that came by mail: each of its lines quoted with `>`.
//!
//! Forwarded or answered, the whole text stands behind one mark. Where nearly all lines do, the mark is
//! that of the mail and quotes nothing; the lines are read as those of any other text. Rules, which the
//! mark has hidden, are found again.

use super::page::{Mark, Page};
use super::role::{Omission, Role};

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
        let text = &page.text[line.start..line.end];
        ruled = is_rule(text);
    }
}

/// Leaves out the headers at the top of a mail.
pub(super) fn headers(page: &Page, roles: &mut [Option<Role>]) {
    for (line, role) in roles.iter_mut().enumerate().take(MOST_HEADERS) {
        if !is_header(page.line(line)) {
            break;
        }
        *role = Some(Role::Out(Omission::Navigation));
    }
}

/// Whether `text` is a header of a mail: 主题: 某报第3期.
pub(super) fn is_header(text: &str) -> bool {
    const KEYS: [&str; 14] = [
        "发件人",
        "收件人",
        "主题",
        "日期",
        "抄送",
        "发送时间",
        "寄件者",
        "收件者",
        "主旨",
        "日期",
        "From",
        "To",
        "Subject",
        "Date",
    ];
    let key = text.split_once([':', '：']).map(|(key, _)| key.trim());
    key.is_some_and(|key| KEYS.contains(&key))
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
